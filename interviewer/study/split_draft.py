"""What was decided by hand of a split that isn't done yet: lines beside codebook.yaml, as `codebook split` reads them.

They hold ids of marks and words of new codes, never what people said. The file goes when the split is done.
"""

import os
from contextlib import suppress
from pathlib import Path

from interviewer.session.disk import DISK, Disk, read_file, write_all
from interviewer.study.folder import Study


def place(study: Study, code: str, coder: str) -> Path:
    """Where one person's split of that code is kept."""
    return study.root / f"codebook.split.{code}.{coder}.txt"


def kept(path: Path) -> bytes:
    """The lines; none where there is no such file."""
    try:
        return read_file(str(path))
    except FileNotFoundError:
        return b""


def keep(path: Path, lines: str, disk: Disk = DISK) -> None:
    """Return when the lines are durable in place of those that were there. Raises OSError as the system does."""
    fresh = str(path.with_name(f".{path.name}.part"))
    with suppress(FileNotFoundError):
        disk.remove(fresh)
    fd = disk.create(fresh)
    try:
        write_all(disk, fd, fresh, lines.encode("utf-8", "surrogatepass"), 0)
    except BaseException:
        with suppress(OSError):
            disk.remove(fresh)
        raise
    finally:
        disk.close(fd)
    disk.replace(fresh, str(path))


def forget(path: Path) -> None:
    """The split is done, or begun anew."""
    with suppress(FileNotFoundError):
        os.unlink(path)
