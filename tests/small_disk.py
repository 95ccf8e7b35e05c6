"""A small file system in memory, mounted on a folder: what a full disk does cannot be had in another way. Linux, root."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _can_mount() -> bool:
    if sys.platform != "linux" or os.geteuid():
        return False
    tried = subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True)
    return tried.returncode == 0


CAN_MOUNT = _can_mount()


@contextmanager
def small_disk(folder: Path, size: str, *options: str) -> Iterator[None]:
    """Within it the folder holds so much (`256k`), and is empty."""
    wanted = ",".join((f"size={size}", "mode=700", *options))
    subprocess.run(["mount", "-t", "tmpfs", "-o", wanted, "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
