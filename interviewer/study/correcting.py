"""Corrections that are being typed: kept on disk until they are saved, and found again where a window was cut off.

They are drafts under a key of their own. Going on with the interview thus neither takes them for something that was
said nor takes them away.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError
from interviewer.ids import stable_id
from interviewer.session.disk import DISK, read_file
from interviewer.session.draft import DraftFile, draft_paths, forget
from interviewer.session.events import Draft
from interviewer.session.folder import run_of
from interviewer.session.line import Segment, read_segment
from interviewer.session.model import TurnView
from interviewer.session.secrecy import current
from interviewer.session.words import is_covered


def correction_key(key: str) -> str:
    """The key in the drafts of corrections of a session, whose own key is given."""
    return stable_id("correction", key)


def keys_of_session(key: str) -> tuple[str, str]:
    """Under which keys words of a session are sealed: its own, which is given, and that of corrections that are being typed."""
    return key, correction_key(key)


def reason_id(turn: str) -> str:
    """The id of the draft that holds the reason for correcting a turn; that of the new words bears the turn's id."""
    return stable_id("reason", turn)


class _Left(NamedTuple):
    path: Path
    segment: Segment
    draft: Draft


class Unfinished:
    """The corrections of one session that are being typed in this window, or were in one that was cut off."""

    def __init__(
        self, folders: Sequence[Path], session: str, key: str, turns: Sequence[TurnView], *, away: bool = False
    ) -> None:
        self._folders, self._session, self._key = tuple(folders), session, correction_key(key)
        self._files: dict[str, DraftFile] = {}
        self._found: dict[str, str] = {}
        self._turns, self._away = tuple(turns), away
        self._take_over()

    def turns(self) -> tuple[str, ...]:
        """The ids of the turns whose new words wait for being gone on with."""
        return tuple(turn.id for turn in self._turns if self.words(turn.id))

    def words(self, turn: str) -> str:
        """The new words as far as they were typed; empty when none were."""
        return self._found.get(turn, "")

    def reason(self, turn: str) -> str:
        """The reason as far as it was typed; empty when none was."""
        return self._found.get(reason_id(turn), "")

    def keep(self, turn: TurnView, words: str) -> None:
        """Return when the new words are durable; NotSaved when no folder takes them."""
        self._write(turn.id, turn, words)

    def keep_reason(self, turn: TurnView, words: str) -> None:
        """Return when the reason is durable; NotSaved when no folder takes it."""
        self._write(reason_id(turn.id), turn, words)

    def settle(self, turn: str) -> None:
        """Forget the words and the reason: they are saved, or were given up."""
        for name in (turn, reason_id(turn)):
            self._found.pop(name, None)
            file = self._files.pop(name, None)
            if file is not None:
                file.discard()

    def release(self) -> None:
        """Leave what isn't settled for the next time."""
        for file in self._files.values():
            file.release()

    def _write(self, name: str, turn: TurnView, words: str) -> None:
        self._found[name] = words
        file = self._files.setdefault(name, DraftFile(self._folders, self._session, self._key, away=self._away))
        file.write(Draft(name, turn.theme, turn.question, words, turn.language, turn.speaker))

    def _take_over(self) -> None:
        """Drafts that are left from other windows become ours; those that change nothing go."""
        of = {name: turn for turn in self._turns for name in (turn.id, reason_id(turn.id))}
        for left in sorted(self._left(), key=lambda one: one.segment.wall):
            turn = of.get(left.draft.id)
            if turn is None or is_covered(left.draft.text):  # without its key it waits where it is
                continue
            with suppress(CannotError):
                if left.draft.text.strip() and left.draft.text != turn.text:
                    self._write(left.draft.id, turn, left.draft.text)
                # A damaged draft may hold more than could be read: it stays, for doctor to tell of.
                forget([left.path] if all(fault.what != "damaged" for fault in left.segment.faults) else [])

    def _left(self) -> Iterator[_Left]:
        for path in (path for folder in self._folders for path in draft_paths(folder)):
            if not DISK.is_locked(str(path)):
                with suppress(OSError):
                    segment = read_segment(read_file(str(path)), run_of(path.name))
                    records = current().open(self._key, segment.records)
                    drafts = [record.event for record in records if isinstance(record.event, Draft)]
                    if drafts and segment.header is not None and segment.header.key == self._key:
                        yield _Left(path, segment, drafts[-1])
