"""The key cabinet: for each key that words are sealed under, a small age file that the team key and the paper key open.

`<session key>.<participant, or _ for the session itself>.<key id>.age`, with a fourth part where it is locked for a later
paper key than the study's first (marks.py), and one more where a sync brought another file of that name. A file is written
once and never changed; taking it away is what destroys the words, wherever copies of them are.
"""

import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.privacy import age
from interviewer.privacy.renewal import MARK
from interviewer.privacy.sealing import KEY_BYTES
from interviewer.session.disk import DISK, PART, Disk, read_file, read_plain
from interviewer.study.private import places
from interviewer.study.whole_file import keep

NOBODY = "_"
READERS, MOST_BYTES = 2, 1 << 16
"""READERS: the team key and the paper key."""


class Key(NamedTuple):
    """A key for the words of one participant (or of nobody in particular) in one session."""

    id: str
    session: str
    person: str
    secret: bytes


class Wrapped(NamedTuple):
    """A key as it lies in the cabinet."""

    path: Path
    session: str
    person: str
    id: str


def new_key(session: str, person: str) -> Key:
    """A key that nothing was sealed under yet."""
    return Key(secrets.token_hex(8), session, person, secrets.token_bytes(KEY_BYTES))


def put(key: Key, folders: Sequence[Path], recipients: Iterable[str], disk: Disk = DISK, mark: str = "") -> Path:
    """Return when the wrapped key is durable, in the first folder that takes it. `mark` is that of the paper key. OSError when none does."""
    data = age.encrypt(_inside(key), recipients)
    name = f"{key.session}.{key.person or NOBODY}.{key.id}.{mark + '.' if mark else ''}age"
    failed: OSError | None = None
    for folder in folders:
        try:
            places.refuse_work_tree(folder)
            places.make(folder)
            return keep(folder / name, data, disk)
        except OSError as error:
            failed = error
    raise failed or OSError("no folder for keys")


def _inside(key: Key) -> bytes:
    secret = b64encode(key.secret).decode()
    return json.dumps({"v": 1, "session": key.session, "person": key.person, "id": key.id, "key": secret}).encode()


def is_whole(found: Wrapped) -> bool:
    """Whether the file may still give its key, as far as can be told without a secret: a plain file of age, of the right length."""
    length = len(_inside(Key(found.id, found.session, found.person, bytes(KEY_BYTES))))
    try:
        return age.looks_whole(read_plain(found.path, MOST_BYTES), READERS, length)
    except OSError:
        return False


def keys_in(folders: Iterable[Path], session: str = "") -> list[Wrapped]:
    """What lies in the cabinet (of that session), the oldest first."""
    found = []
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            names = [one.name for one in entries if one.name.endswith(".age") and one.name.startswith(session)]
            found += [one for name in names if (one := named(folder / name)) is not None]
    return sorted(found, key=lambda one: (_age(one.path), one.path.name))


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def named(path: Path) -> Wrapped | None:
    """The key that a file holds by its name; None where it isn't called like one of the cabinet."""
    parts = path.name.removesuffix(".age").split(".")
    if path.name.startswith(".") or not (len(parts) in (3, 4) or (len(parts) == 5 and MARK.fullmatch(parts[3]))):  # noqa: PLR2004
        return None
    session, person, key = parts[:3]
    return Wrapped(path, session, "" if person == NOBODY else person, key)


def unwrap(wrapped: Wrapped, secret: str) -> Key:
    """The key itself. Raises AgeError where that secret key doesn't open it or it isn't what its name says; OSError."""
    data = age.decrypt(read_file(str(wrapped.path)), secret)
    try:
        inside = json.loads(data)
        key = Key(inside["id"], inside["session"], inside["person"], b64decode(inside["key"], validate=True))
    except (ValueError, KeyError, TypeError) as error:
        raise age.AgeError from error
    if (key.id, key.session, key.person) != (wrapped.id, wrapped.session, wrapped.person) or len(
        key.secret
    ) != KEY_BYTES:
        raise age.AgeError
    return key


def destroy(found: Iterable[Wrapped], disk: Disk = DISK) -> int:
    """Take these keys away for good; says how many. What they sealed opens no more. OSError as the system does."""
    gone = 0
    for one in found:
        gone += wipe(one.path, disk)
    return gone


def wipe(path: Path, disk: Disk = DISK) -> bool:
    """Take a file away for good; says whether there was one. OSError as the system does."""
    there = True
    try:
        size = path.stat().st_size
        with open(path, "r+b") as file:  # so that the bytes aren't there under another name
            file.write(bytes(size))
            file.flush()
            os.fsync(file.fileno())
        disk.remove(str(path))
    except FileNotFoundError:
        there = False
    disk.sync_folder(str(path.parent))
    return there


def half_written(folders: Iterable[Path], session: str, person: str | None = None) -> list[Path]:
    """What a wrapping that was cut left of keys of that session (of that participant in it): they may open too."""
    beginning = f".{session}." if person is None else f".{session}.{person or NOBODY}."
    found = []
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            found += [
                folder / one.name for one in entries if one.name.startswith(beginning) and one.name.endswith(PART)
            ]
    return found
