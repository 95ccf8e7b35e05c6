"""Files that were made of interviews, in which a person appears: exports, tables, documents. They can all be made again."""

import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from interviewer.session.disk import DISK, Disk, read_file
from interviewer.study.exports_register import ACCESS
from interviewer.study.folder import Study

# What is larger, or unpacks to more, isn't looked through: it is named as such instead of being taken for clean.
MOST = 200 << 20
CHUNK = 1 << 20
CERTIFICATE = "certificate-"
"""How the names of certificates of withdrawal begin, which name the person and stay."""
PAPER = re.compile(rf"(?:{ACCESS}-|{CERTIFICATE})[0-9a-z-]+\.(?:docx|html|md)", re.ASCII)
"""The usual names of papers that are for the person themselves."""


def appearances(study: Study, person: str) -> list[Path]:
    """The files in the folder of exports that name the person, packed ones (xlsx, docx...) looked into."""
    files = (path for path in sorted(_files(study.exports_path)) if not path.name.startswith(f"{CERTIFICATE}{person}"))
    return [path for path in files if names(path, person)]


def papers_in(folder: Path) -> list[Path]:
    """The papers for people themselves (`access`, certificates) that lie in that folder under their usual names."""
    with suppress(OSError):
        return sorted(path for path in folder.iterdir() if PAPER.fullmatch(path.name))
    return []


def names(path: Path, person: str) -> bool:
    """Whether the file names the person; what can't be read may do so."""
    return _appears(path, _whole(person))


def mentions(path: Path, words: Iterable[str]) -> bool:
    """Whether all of these stand in the file, each as a whole word; what can't be read does not."""
    return all(_appears(path, _whole(one), unread=False) for one in words)


def _whole(words: str) -> re.Pattern[bytes]:
    return re.compile(rb"(?<![0-9A-Za-z_])" + re.escape(words.encode()) + rb"(?![0-9A-Za-z_])")


def _files(folder: Path) -> Iterator[Path]:
    for place, _folders, names in os.walk(folder):
        yield from (Path(place, name) for name in names if not os.path.islink(os.path.join(place, name)))


def _appears(path: Path, named: re.Pattern[bytes], *, unread: bool = True) -> bool:
    with suppress(OSError):
        if path.stat().st_size > MOST:
            return unread
        data = read_file(str(path))
        return bool(named.search(os.fsencode(path.name)) or named.search(data)) or _inside(path, named, unread=unread)
    return unread  # what can't be read may name anybody


def _inside(path: Path, named: re.Pattern[bytes], *, unread: bool) -> bool:
    """Whether something packed in the file names the person; `unread` where it can't be unpacked in bounds."""
    if not zipfile.is_zipfile(path):
        return False
    left = MOST
    try:
        with zipfile.ZipFile(path) as packed:
            for member in packed.infolist():
                left -= member.file_size
                if left < 0:
                    return unread
                if _member_names(packed, member, named):
                    return True
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
        return unread
    return False


def _member_names(packed: zipfile.ZipFile, member: zipfile.ZipInfo, named: re.Pattern[bytes]) -> bool:
    before = b""
    with packed.open(member) as stream:
        while chunk := stream.read(CHUNK):
            if named.search(before + chunk):
                return True
            before = chunk[-128:]
    return False


def remove(paths: list[Path], disk: Disk = DISK) -> list[Path]:
    """Take the files away; those that are still there come back."""
    for path in paths:
        with suppress(OSError):
            disk.remove(str(path))
            disk.sync_folder(str(path.parent))
    return [path for path in paths if os.path.lexists(path)]
