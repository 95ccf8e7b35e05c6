"""Writing one file of a study: whole, or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from interviewer.session.disk import DISK


def write_file(path: Path, data: bytes) -> None:
    """Give the bytes that name, over what bears it; until they are all on the disk nothing changes. OSError as it comes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(begun, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        DISK.patiently(lambda: os.replace(begun, os.path.realpath(path)))
    finally:
        with suppress(OSError):
            begun.unlink()
