"""Keys of interviews that aren't finished, lying open in memory until this login ends: going on needs no passphrase then."""

import os
from contextlib import suppress
from pathlib import Path

from interviewer.privacy.sealing import KEY_BYTES
from interviewer.session.disk import NEW_FILE, read_file
from interviewer.study.private.cabinet import NOBODY, Key
from interviewer.study.private.places import make, runtime_folder


def keep(team: str, key: Key) -> None:
    """Keep the key there if there is such a place. Never fails: what isn't kept is asked for."""
    folder = runtime_folder(team)
    if folder is None:
        return
    with suppress(OSError):
        make(folder)
        fd = os.open(folder / f"{key.session}.{key.person or NOBODY}.{key.id}", NEW_FILE, 0o600)
        try:
            os.write(fd, key.secret)
        finally:
            os.close(fd)


def kept(team: str, session: str) -> list[Key]:
    """The keys of that session that lie there."""
    return [key for path in _paths(team, session) if (key := _read(path)) is not None]


def forget(team: str, session: str, person: str | None = None) -> None:
    """Take the keys of that session (of that participant in it) away; of all sessions where it is empty."""
    for path in _paths(team, session):
        if person is None or path.name.split(".")[1] == (person or NOBODY):
            with suppress(OSError):
                path.unlink()


def _paths(team: str, session: str) -> list[Path]:
    folder = runtime_folder(team)
    if folder is None:
        return []
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [folder / name for name in names if name.startswith(session) and name.count(".") == 2]  # noqa: PLR2004


def _read(path: Path) -> Key | None:
    session, person, key = path.name.split(".")
    try:
        secret = read_file(str(path))
    except OSError:
        return None
    return Key(key, session, "" if person == NOBODY else person, secret) if len(secret) == KEY_BYTES else None
