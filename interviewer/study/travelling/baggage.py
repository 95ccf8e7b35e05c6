"""What travels, under which names: an allow-list, so that nothing that lies on a stick ends up anywhere else than it should."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from interviewer.ids import DEVICES, stable_id, sum_of
from interviewer.privacy.renewal import MARK
from interviewer.schema import propose_id
from interviewer.session.folder import SESSIONS, file_names, segment_paths, session_folders, session_names
from interviewer.study.exports_register import FOLDER as REGISTER
from interviewer.study.folder import CODEBOOK, GUIDES, SETTINGS, YAML, Study
from interviewer.study.private import marks, places
from interviewer.study.private.cabinet import NOBODY
from interviewer.study.private.places import Recipients
from interviewer.study.private.withdrawn_names import is_note

KEYS, STUDY = "keys", "study"
SESSION = re.compile(r"[a-z0-9][a-z0-9_-]{0,200}", re.ASCII)
FILE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9 _()+-]|\.(?!\.)){0,238}[A-Za-z0-9)]", re.ASCII)
LATER = rf"(?:\.{MARK.pattern}(?:\.[0-9a-f]{{8}})?)?"
KEY_FILE = re.compile(r"[a-z0-9_-]{1,80}(?:\.[a-z0-9_-]{1,80}){1,3}" + LATER + r"\.age", re.ASCII)
TEAM_KEY_FOR_PAPER = re.compile(rf"team\.paper(\.{MARK.pattern})?\.age", re.ASCII)
MOST_BYTES = 1 << 26
"""Bytes of one file: the words of a thousand hours of talk."""


class Piece(NamedTuple):
    """A file that travels: its name on the way, and where it lies here."""

    name: str
    path: Path


def folder_name(study: Study, recipients: Recipients | None) -> str:
    """The folder of a study on a stick: the same on every machine that has the study."""
    return f"interviewer-{stable_id('study', recipients.team) if recipients else propose_id(study.root.name)}"


def pieces(study: Study, recipients: Recipients | None) -> Iterator[Piece]:
    """Everything that there is to carry, keys first: words are never where their keys are not yet."""
    if recipients is not None:
        yield from _keys(recipients)
    for session in session_names(study.root):
        if SESSION.fullmatch(session):
            for folder in session_folders(study.root, session):
                for path in segment_paths(folder, session):
                    yield Piece(f"{SESSIONS}/{session}/{path.name}", path)
    for path in segment_paths(study.root / REGISTER, "exports"):
        yield Piece(f"{REGISTER}/{path.name}", path)
    for path in (study.settings_path, study.codebook_path):
        if path.is_file():
            yield Piece(f"{STUDY}/{path.name}", path)
    for path in study.guide_paths():
        yield Piece(f"{STUDY}/{GUIDES}/{path.name}", path)


def _keys(recipients: Recipients) -> Iterator[Piece]:
    own = places.private_folder(recipients.team)
    for path in (own / places.TEAM_KEY, *marks.keys_for_paper(recipients)):
        if path.is_file() and is_team_key(path.name):
            yield Piece(f"{KEYS}/{path.name}", path)
    for kind, folders in ((places.CABINET, places.cabinets(recipients.team)), (places.VAULT, (own / places.VAULT,))):
        for folder in folders:
            for name in file_names(folder):
                if KEY_FILE.fullmatch(name) or (kind == places.VAULT and is_note(name)):
                    yield Piece(f"{KEYS}/{kind}/{name}", folder / name)


def target(study: Study, recipients: Recipients | None, name: str) -> Path | None:
    """Where a file that came belongs; None for a name that nothing of ours has."""
    parts = PurePosixPath(name).parts
    if "/".join(parts) != name or not all(map(_is_harmless, parts)):
        return None
    own = None if recipients is None else places.private_folder(recipients.team)
    found: Path | None = None
    match parts:
        case ("keys", file) if own and is_team_key(file):
            found = own / file
        case ("keys", kind, file) if own and kind in (places.CABINET, places.VAULT) and KEY_FILE.fullmatch(file):
            found = own / kind / file
        case ("keys", places.VAULT, file) if own and is_note(file):
            found = own / places.VAULT / file
        case ("sessions", session, file) if SESSION.fullmatch(session) and _is_journal(file):
            found = study.sessions_path / session / file
        case (first, file) if first == REGISTER and _is_journal(file):
            found = study.root / REGISTER / file
        case ("study", file) if file in (SETTINGS, CODEBOOK):
            found = study.root / file
        case ("study", "guides", file) if file.lower().endswith(YAML):
            found = study.guides_path / file
    return found


def beside(name: str, data: bytes) -> str:
    """The name under which a file stands beside another of the same name that holds something else; readers know it."""
    return beside_sum(name, sum_of(data))


def beside_sum(name: str, digest: str) -> str:
    """The same by the SHA-256 of what the file holds, in hexadecimal digits."""
    stem, dot, end = name.rpartition(".")
    return f"{stem}.{digest[:8]}{dot}{end}"


def stands_alone(name: str) -> bool:
    """Whether there is only one of it: the team's key, and what people write in files of the study."""
    return (name.startswith(f"{KEYS}/") and is_team_key(name.removeprefix(f"{KEYS}/"))) or name.startswith(f"{STUDY}/")


def is_team_key(name: str) -> bool:
    """Whether a file of that name holds the team's key, locked with the passphrase or for a paper key."""
    return name == places.TEAM_KEY or TEAM_KEY_FOR_PAPER.fullmatch(name) is not None


def _is_harmless(part: str) -> bool:
    return FILE.fullmatch(part) is not None and part.partition(".")[0].lower() not in DEVICES


def _is_journal(name: str) -> bool:
    return ".jsonl" in name and not name.startswith("draft.")


def people_named(names: Iterable[str]) -> frozenset[str]:
    """The pseudonyms of those of whom a file among these holds a name or contact; names that `scan` found are nobody's."""
    files = (PurePosixPath(name).name for name in names if name.startswith(f"{KEYS}/{places.VAULT}/"))
    return frozenset(file.split(".")[0] for file in files if not is_note(file)) - {NOBODY}


def is_reachable(root: Path, name: str) -> bool:
    """Whether no folder on the way to the file is a link to somewhere else."""
    place = root
    for part in PurePosixPath(name).parts[:-1]:
        place = place / part
        if place.is_symlink():
            return False
    return True


def make_folders(root: Path, folder: Path) -> None:
    """The folder below `root`, with those between them, for its owner alone as far as the file system has owners."""
    if not folder.is_dir():
        if folder != root:
            make_folders(root, folder.parent)
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)
