"""The study on the disk: where it is, what is in it, and the values that its files hold."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from interviewer.errors import CannotError, FilesError, Problem, problem
from interviewer.ids import as_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interviewer.coding.model import Codebook
    from interviewer.guide.model import Guide
    from interviewer.session.model import SessionView
    from interviewer.study.settings import Settings

SETTINGS = "interviewer.yaml"
GUIDES = "guides"
CODEBOOK = "codebook.yaml"
SESSIONS = "sessions"
EXPORTS = "exports"
KEPT_KEYS = "keys.json"
"""In `sessions/`: for which keys its words are sealed (private/remembered.py)."""
YAML = (".yaml", ".yml")
T = TypeVar("T")


class Study(NamedTuple):
    """A study's folder; nothing is read before it is asked for."""

    root: Path

    @property
    def settings_path(self) -> Path:
        """Where `interviewer.yaml` stands, if there is one."""
        return self.root / SETTINGS

    @property
    def codebook_path(self) -> Path:
        """Where `codebook.yaml` stands, if there is one."""
        return self.root / CODEBOOK

    @property
    def guides_path(self) -> Path:
        """The folder of the guides."""
        return self.root / GUIDES

    @property
    def sessions_path(self) -> Path:
        """The folder that holds a folder for each session."""
        return self.root / SESSIONS

    @property
    def exports_path(self) -> Path:
        """The folder of what is made from guides and sessions, which git doesn't see; there may be none yet."""
        return self.root / EXPORTS

    def guide_paths(self) -> tuple[Path, ...]:
        """The guide files, by name."""
        names = (name for name in _names(self.guides_path) if name.lower().endswith(YAML))
        return tuple(path for path in map(self.guides_path.joinpath, names) if path.is_file())

    def session_ids(self) -> tuple[str, ...]:
        """The sessions that hold at least one segment, here or in a fall-back folder, by date and name."""
        here = {name for name in _names(self.sessions_path) if _holds_segments(self.sessions_path / name)}
        return tuple(sorted(here | _elsewhere(self.root)))

    def settings(self) -> Settings:
        """What `interviewer.yaml` says (defaults when there is none); FilesError when it has errors."""
        from interviewer.study.settings import Settings, read_settings

        if not self.settings_path.is_file():
            return Settings()
        return _sound(*read_settings(self.settings_path.read_bytes(), self.shown(self.settings_path)))

    def may_have_keys(self) -> bool:
        """Whether the settings may speak of keys: told from their bytes, since most studies have none and every command asks.

        Settings that are there and can't be read may well do.
        """
        try:
            return b"keys" in self.settings_path.read_bytes()
        except OSError:
            return os.path.lexists(self.settings_path)

    def codebook(self) -> Codebook:
        """The codebook (an empty one when there is none); FilesError when it has errors."""
        from interviewer.coding.codebook import read_codebook
        from interviewer.coding.model import Codebook
        from interviewer.session.disk import read_file

        if not self.codebook_path.is_file():
            return Codebook()
        # Read as what it is: a codebook that a device or a pipe gives in its place has no codes, and would be taken for theirs.
        return _sound(*read_codebook(read_file(str(self.codebook_path)), self.shown(self.codebook_path)))

    def guide(self, ref: str) -> Guide:
        """The guide with that id, or in that file, checked whole; CannotError when there is none, FilesError with all its errors."""
        from interviewer.guide.read import read_guide

        path = self.guide_path(ref)
        return _sound(*read_guide(path.read_bytes(), self.shown(path)))

    def guide_path(self, ref: str) -> Path:
        """The file of a guide: by path as typed, by file name, by the id written inside; accents and capitals don't count."""
        if ref.lower().endswith(YAML) or "/" in ref or os.sep in ref:
            if not Path(ref).is_file():
                raise CannotError("no_guide_file", path=ref)
            return Path(ref)
        from interviewer.matching import fold

        found: dict[str, Path] = {}
        for path in sorted(self.guide_paths(), key=lambda path: path.stem != ref):
            name = self._guide_name(path)
            if name == ref:
                return path
            found.setdefault(name, path)
        meant = [name for name in found if fold(name) == fold(ref)]
        if len(meant) == 1:
            return found[meant[0]]
        raise self._no_such_guide(ref, sorted(found))

    def _guide_name(self, path: Path) -> str:
        """The id written in the file, or the file's name where that can't be read."""
        from interviewer.guide.kept import kept_guide

        guide = kept_guide(path.read_bytes().decode("utf-8", "surrogateescape"))
        return guide.id if guide else path.stem

    def _no_such_guide(self, ref: str, known: Sequence[str]) -> CannotError:
        from interviewer.matching import nearest
        from interviewer.schema import propose_id

        near = nearest(ref, known)
        if near:
            return CannotError("no_such_guide_near", ref=ref, near=near, known=", ".join(known))
        return CannotError("no_such_guide", ref=ref, known=", ".join(known) or "-", proposed=propose_id(ref))

    def session(self, session_id: str) -> tuple[SessionView, list[Problem]]:
        """The session as it is understood today, and what is damaged in its files; empty when nothing can be read."""
        from interviewer.session.folder import read_session_records
        from interviewer.session.model import in_doubt
        from interviewer.session.read import view

        folders = self.session_folders(session_id)
        found = read_session_records(folders, session_id)
        shut = [folder for folder in folders if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK)]
        faults = [*found.faults, *(problem("session_unreadable", path=str(folder)) for folder in shut)]
        named = [fault._replace(path=self.shown(Path(fault.path))) for fault in faults]
        return in_doubt(view(session_id, found.key, found.records), named), named

    def session_folders(self, session_id: str) -> tuple[Path, ...]:
        """Every folder that may hold files of the session: its own first, then the fall-back ones."""
        from interviewer.session.folder import session_folders

        return tuple(session_folders(self.root, session_id))

    def open_to_git(self) -> bool:
        """Whether `git add` would take in what people said although nobody wished it (`sharing: git` is such a wish)."""
        from interviewer.study.git import would_take

        if not would_take(self.sessions_path):
            return False
        try:
            return self.settings().sharing != "git"
        except FilesError:  # `check` names what is wrong with them
            return True

    def resolve_session(self, text: str) -> str:
        """The one session that the text means: its id, the beginning or a part of it, or a pseudonym."""
        return resolve(as_id(text), self.session_ids())

    def shown(self, path: Path) -> str:
        """The path as messages show it: from the working folder when it lies below, else whole."""
        try:
            return path.resolve().relative_to(Path.cwd()).as_posix()
        except ValueError:
            return str(path)


def resolve(text: str, session_ids: Sequence[str]) -> str:
    """The one id that the text means: itself, its beginning, else any part of it."""
    if text in session_ids:
        return text
    for found in (_beginning(text, session_ids), _holding(text, session_ids)):
        if len(found) == 1:
            return found[0]
        if found:
            raise CannotError("several_sessions", text=text, candidates=", ".join(found[:8]), count=len(found))
    if not session_ids:
        raise CannotError("no_sessions")
    raise CannotError("no_such_session", text=text)


def _beginning(text: str, session_ids: Sequence[str]) -> list[str]:
    return [one for one in session_ids if text and one.startswith(text)]


def _holding(text: str, session_ids: Sequence[str]) -> list[str]:
    return [one for one in session_ids if text and text in one]


def _sound(value: T | None, problems: Sequence[Problem]) -> T:
    errors = [one for one in problems if one.severity == "error"]
    if value is None or errors:
        raise FilesError(problems)
    return value


def _names(folder: Path) -> list[str]:
    """What the folder holds, sorted, hidden things left out; nothing when there is no such folder."""
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _holds_segments(folder: Path) -> bool:
    """Whether the folder holds a journal; junk and drafts beside it don't count."""
    try:
        names = _names(folder)
    except OSError:
        return True  # what can't be read must not vanish from the list
    return any(".jsonl" in name and not name.startswith("draft.") for name in names)


def _elsewhere(root: Path) -> set[str]:
    """Sessions of which a fall-back folder holds something: the disk of the study failed while they were held."""
    if not any(map(os.path.isdir, _places_of_fallbacks())):
        return set()  # nearly always; what knows the exact place takes long to import
    from interviewer.session.folder import fallback_roots, segment_paths

    places = fallback_roots(root)
    return {name for place in places for name in _names(place) if segment_paths(place / name, name)}


def _places_of_fallbacks() -> Iterator[str]:
    """Where fall-back folders of any study would be, on any system."""
    homes = [os.environ.get("XDG_STATE_HOME"), os.environ.get("LOCALAPPDATA")]
    homes += [
        os.path.expanduser(f"~/{home}") for home in (".local/state", "AppData/Local", "Library/Application Support")
    ]
    yield from (os.path.join(home, "interviewer") for home in homes if home)
    yield os.environ.get("INTERVIEWER_SPARE", "")
