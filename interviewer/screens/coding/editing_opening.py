"""Correcting from the command line: open the session, correct, say what was changed."""

import secrets
import sys

from interviewer.errors import CannotError
from interviewer.screens.coding.editing import Ask, Editing, find_turn, piped, typed
from interviewer.screens.messages import place
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.between import between_prompts
from interviewer.screens.terminal.signals import Hangup, stopping
from interviewer.screens.unlocking import study_with_words
from interviewer.session.events import Event
from interviewer.session.folder import read_session_records, session_folders
from interviewer.session.journal import Journal
from interviewer.study.correcting import Unfinished
from interviewer.study.synced import lives_away

FAULTY, HUNG_UP, INTERRUPTED = 3, 1, 130
CORRECTABLE = ("done", "paused", "closing")


class _Pen:
    """The journal of the corrections, opened at the first one."""

    def __init__(self, wanted: str) -> None:
        study = study_with_words()
        self.session = study.resolve_session(wanted)
        self._folders = session_folders(study.root, self.session)
        self._away = lives_away(study.root)
        self.found = read_session_records(self._folders, self.session)
        self._journal: Journal | None = None

    def unfinished(self, editing: Editing) -> Unfinished:
        return Unfinished(self._folders, self.session, self.found.key, editing.view.turns, away=self._away)

    def save(self, event: Event) -> None:
        if self._journal is None:
            if not any(path.exists() for path in self.found.sources):
                raise CannotError("session_gone", session=self.session)
            self._journal = Journal(self._folders, self.session, self.found.key, seen=self.found.seen, away=self._away)
        self._journal.append(event)

    def close(self, paper: Paper) -> None:
        if self._journal is not None:
            self._journal.close()
            for warning in self._journal.warnings:
                paper.say(place(warning), "warn")


def edit_session(wanted: str, turn: str) -> int:
    """Correct turns of a session until there is nothing more to correct; the changed ids go to stdout. Returns the exit code."""
    pen, paper = _Pen(wanted), Paper()
    editing = Editing(pen.session, pen.found.key, pen.found.records, pen.save, lambda: secrets.token_hex(8))
    _may_be_corrected(editing)
    if turn:
        find_turn(editing.view, turn)
    at_keyboard, code = sys.stdin.isatty(), 0
    with stopping() as stop, between_prompts(at_keyboard=at_keyboard):
        try:
            code = _correct(editing, typed() if at_keyboard else piped(stop), paper, turn, pen)
        finally:
            if editing.unfinished:
                editing.unfinished.release()
        pen.close(paper)
    sys.stdout.write("".join(f"{one}\n" for one in dict.fromkeys(editing.changed)))
    return code or (FAULTY if editing.faults and not at_keyboard else 0)


def _correct(editing: Editing, ask: Ask, paper: Paper, turn: str, pen: _Pen) -> int:
    """Correct until it ends one way or the other; returns the exit code."""
    if ask.again:
        editing.unfinished = pen.unfinished(editing)
    try:
        editing.run(ask, paper, turn)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Hangup:
        return HUNG_UP
    return 0


def _may_be_corrected(editing: Editing) -> None:
    seen = editing.view
    if not seen.turns:
        raise CannotError("nothing_said", session=seen.id)
    if seen.status not in CORRECTABLE:
        raise CannotError("edit_open", session=seen.id)
