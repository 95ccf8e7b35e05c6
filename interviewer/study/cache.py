"""What was understood of a session, kept in its own folder, so that a study of a thousand interviews opens at once.

`sessions/<id>/.cache/view` is never the only copy of anything: it may be deleted at any time, and goes with the session's
folder. It counts only for exactly the same bytes in exactly the same files of the session, fall-backs included, read by
exactly the same program; a session with anything to be said about it (damage, files that can't be read) has none.
Keeping never fails and says nothing. It holds words: only the owner may read it, git never takes it.
"""

import os
import shutil
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import interviewer.guide
import interviewer.session
from interviewer import __version__
from interviewer.session import secrecy
from interviewer.session.disk import NEW_FILE, OLD_FILE, read_file
from interviewer.session.folder import Found
from interviewer.session.kept import Understood, pack, unpack

FOLDER, FILE, SCAN = ".cache", "view", "scan"
"""The folder of what is kept, and in it: what was understood of the session, and where its scan found something."""
NEW = ".new"
SWITCH = "INTERVIEWER_CACHE"
OFF = ("off", "no", "0")
# A view is never much larger than the files that it was made from; what is, isn't ours.
TIMES, MORE = 2, 1 << 16
# What must be left on the disk for interviews to come.
ROOM = 1 << 28
FLAGS = OLD_FILE | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def may_keep(root: Path) -> bool:  # noqa: ARG001 - what holds for this process holds for the study it is about
    """Whether words of this study may be kept a second time: the one place that decides it, for reading and writing."""
    return (
        secrecy.current() is secrecy.PLAIN and os.environ.get(SWITCH, "").strip().lower() not in OFF and bool(program())
    )


def has_room(root: Path) -> bool:
    """Whether the disk has so much room that no interview will miss what is kept here."""
    try:
        return shutil.disk_usage(root).free > ROOM
    except OSError:
        return False


@cache
def program() -> bytes:
    """A sum over this program as far as it understands sessions; empty where its own text can't be read."""
    total = sha256(__version__.encode())
    rooms = (*interviewer.session.__path__, *interviewer.guide.__path__)
    try:
        alone = [os.path.join(os.path.dirname(rooms[0]), f"{name}.py") for name in ("ids", "schema", "yamltext")]
        inside = [os.path.join(room, name) for room in rooms for name in sorted(os.listdir(room))]
        for path in (*alone, *(one for one in inside if one.endswith(".py"))):
            text = read_file(path)
            total.update(_before(os.path.basename(path), text) + text)
    except OSError:
        return b""
    return total.digest()


def made_from(session: str, files: Iterable[Found]) -> bytes:
    """The sum of all that a view of the session depends on."""
    total = sha256(program())
    total.update(session.encode("utf-8", "surrogateescape"))
    for one in files:
        total.update(_before(f"{os.path.basename(one.path)}/{one.home:d}", one.data))
        total.update(one.data)
    return total.digest()


def _before(name: str, data: bytes) -> bytes:
    """No two lists of files come to the same bytes: a name holds no zero byte, and the length of the data is said."""
    return b"\0%b\0%d\0" % (name.encode("utf-8", "surrogateescape"), len(data))


def kept(folder: Path | str, files: Sequence[Found], wanted: bytes) -> Understood | None:
    """What is kept in the session's folder, if it was made from exactly this."""
    data = _read(os.path.join(folder, FOLDER, FILE), _most(files))
    return unpack(data, wanted) if data else None


def _most(files: Sequence[Found]) -> int:
    return TIMES * sum(len(one.data) for one in files) + MORE


def _read(path: str, most: int) -> bytes:
    """The bytes of a plain file of at most this size; none for anything else."""
    try:
        descriptor = os.open(path, FLAGS)
    except OSError:
        return b""
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return b""
        return os.read(descriptor, status.st_size)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def keep(folder: Path | str, files: Sequence[Found], understood: Understood, wanted: bytes) -> None:
    """Keep it in the session's folder, if that is a folder of ours and takes it."""
    data = pack(understood, wanted)
    if not data or len(data) > _most(files):
        forget(folder)
        return
    with suppress(OSError):
        place = _place(folder)
        if place:
            _write(place, FILE, data)


def _place(folder: Path | str) -> str:
    """The folder for what is kept, made if need be; nothing where somebody else owns the session or laid a link there.

    What another account wrote there, the owner of the session could not delete.
    """
    place = os.path.join(folder, FOLDER)
    if hasattr(os, "geteuid") and os.stat(folder).st_uid != os.geteuid():
        return ""
    with suppress(FileExistsError):
        os.mkdir(place, 0o700)
    if not stat.S_ISDIR(os.lstat(place).st_mode):
        return ""
    with suppress(FileExistsError):
        descriptor = os.open(os.path.join(place, ".gitignore"), NEW_FILE, 0o600)
        os.write(descriptor, b"*\n")
        os.close(descriptor)
    return place


def scan_kept(folder: Path | str, most: int) -> bytes:
    """What is kept of the session's scan, of at most this size."""
    return _read(os.path.join(folder, FOLDER, SCAN), most)


def keep_scan(folder: Path | str, data: bytes) -> None:
    """Keep that of the session's scan, if the folder is one of ours and takes it."""
    with suppress(OSError):
        place = _place(folder)
        if place:
            _write(place, SCAN, data)


def _write(place: str, name: str, data: bytes) -> None:
    """Whole or not at all; what a run that was killed left there is taken away, for the next time."""
    new = os.path.join(place, f"{name}{NEW}")
    try:
        descriptor = os.open(new, NEW_FILE, 0o600)
    except FileExistsError:
        os.unlink(new)
        return
    try:
        written = os.write(descriptor, data)
    finally:
        os.close(descriptor)
    if written == len(data):
        os.replace(new, os.path.join(place, name))
    else:
        os.unlink(new)


def forget(folder: Path | str) -> None:
    """Take away what is kept of a session."""
    for path in places(folder):
        with suppress(OSError):
            os.unlink(path)


def places(folder: Path | str) -> list[str]:
    """The files in which something may be kept of the session in that folder; it may hold words that are withdrawn since."""
    return [os.path.join(folder, FOLDER, name) for name in (FILE, SCAN, f"{FILE}{NEW}", f"{SCAN}{NEW}")]
