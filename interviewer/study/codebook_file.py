"""codebook.yaml on the disk: taken in hand, and put back whole or not at all, never over what somebody else wrote."""

import os
from pathlib import Path
from typing import NamedTuple

from interviewer.coding.rewriting import Source, source
from interviewer.session.disk import DISK, Disk
from interviewer.study import whole_file
from interviewer.study.folder import Study
from interviewer.study.whole_file import put_whole, read_bytes

CHANGED = "codebook_changed_meanwhile"


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


def put(file: BookFile, text: str, disk: Disk = DISK) -> None:
    """Return when the text is durable in the file's place, with the rights that it had.

    Raises CannotError `codebook_changed_meanwhile` when the file isn't what was read, OSError as the system does; then
    the file stays as it is.
    """
    put_whole(file.path, text, file.data, CHANGED, disk)


def unchanged(file: BookFile) -> None:
    """CannotError `codebook_changed_meanwhile` unless the file is what was read."""
    whole_file.unchanged(file.path, file.data, CHANGED)
