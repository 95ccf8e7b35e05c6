"""codebook.yaml on the disk: taken in hand, and put back whole or not at all, never over what somebody else wrote."""

import os
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.coding.rewriting import Source, source
from interviewer.errors import CannotError
from interviewer.session.disk import DISK, Disk, read_file, write_all
from interviewer.study.folder import Study

NEW_MODE = 0o666
OLD = 3600.0  # seconds after which nobody is still writing


class BookFile(NamedTuple):
    """The file as it was read. `path` is where it really lies, behind links; `data` is None where there is none yet."""

    path: Path
    data: bytes | None
    source: Source


def open_book(study: Study) -> BookFile:
    """The codebook of the study, to be changed; FilesError with all its problems where it has errors."""
    path = Path(os.path.realpath(study.codebook_path))
    data = read_bytes(path)
    return BookFile(path, data, source(data or b"", study.shown(study.codebook_path)))


def read_bytes(path: Path) -> bytes | None:
    """What the file holds; None where there is none."""
    try:
        return read_file(str(path))
    except FileNotFoundError:
        return None


def put(file: BookFile, text: str, disk: Disk = DISK) -> None:
    """Return when the text is durable in the file's place, with the rights that it had.

    Raises CannotError `codebook_changed_meanwhile` when the file isn't what was read, OSError as the system does; then
    the file stays as it is.
    """
    unchanged(file)
    _clear_away(file.path)
    fresh = str(file.path.with_name(f".{file.path.name}.{secrets.token_hex(8)}.part"))
    fd = disk.create(fresh)
    try:
        try:
            write_all(disk, fd, fresh, text.encode(), 0)
        finally:
            disk.close(fd)
        os.chmod(fresh, _mode(file.path))
        unchanged(file)
        disk.replace(fresh, str(file.path))
    except BaseException:
        with suppress(OSError):
            disk.remove(fresh)
        raise
    disk.sync_folder(str(file.path.parent))


def _clear_away(path: Path) -> None:
    """Take away what an earlier run left beside the file when the machine stopped; what is young may be somebody's now."""
    for left in path.parent.glob(f".{path.name}.*.part"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > OLD:
                left.unlink()


def unchanged(file: BookFile) -> None:
    """CannotError `codebook_changed_meanwhile` unless the file is what was read."""
    if read_bytes(file.path) != file.data:
        raise CannotError("codebook_changed_meanwhile")


def _mode(path: Path) -> int:
    """The rights of the file; those of any new file where there is none."""
    with suppress(FileNotFoundError):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return NEW_MODE & ~mask
