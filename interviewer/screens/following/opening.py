"""Following from the command line: who reads along, where, and as long as there is something to read."""

import io
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import cast

from interviewer.errors import CannotError, InterviewerError, UsageError
from interviewer.ids import as_id, is_id
from interviewer.screens.clean import clean
from interviewer.screens.following.lines import Told
from interviewer.screens.following.watch import Sight, Watch
from interviewer.screens.messages import explain
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.script import Line, Script
from interviewer.screens.terminal.signals import Hangup, Stop, stopping
from interviewer.screens.words import _, plural
from interviewer.session.journal import NotSaved
from interviewer.session.noting import Notes, take_notes
from interviewer.study.opening import find_study
from interviewer.study.synced import lives_away

HUNG_UP, NOT_SAVED, FAULTY = 1, 1, 3
LOOK_SECONDS = 1.0
CHUNK = 65536
# How long Ctrl-C may have to wait, while nobody types.
PULSE = 0.25


def follow_session(wanted: str, noting: str, *, plain: bool, once: bool) -> int:
    """Read along until it is left, or (line by line) until the interview rests; returns the exit code."""
    by = _noter(noting)
    if by and once:
        raise UsageError("once_or_notes")
    study = find_study()
    session = study.resolve_session(wanted)
    folders = study.session_folders(session)
    watch, paper = Watch(folders, session), Paper(styled=not plain)
    away = bool(by) and lives_away(study.root)
    with stopping() as stop, _notes(session, folders, by, paper, away=away) as notes:
        try:
            if not (once or plain) and _can_draw():
                code = _on_screen(stop, watch, session, notes)
            elif notes is not None:
                code = _note_lines(stop, watch, notes, paper)
            else:
                code = _by_lines(stop, watch, paper, once=once)
        except KeyboardInterrupt:  # the way to leave
            code = 0
        except Hangup:
            code = HUNG_UP
    return code or _lost(notes, paper)


def _noter(typed: str) -> str:
    by = as_id(typed)
    if typed and not is_id(by):
        raise UsageError("bad_note_taker")
    return by


def _can_draw() -> bool:
    """Whether a screen can be drawn on and keys can be read."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "").lower() in ("dumb", "unknown"):
        return False
    return os.environ.get("INTERVIEWER_PROMPT", "") not in ("line", "walk")


@contextmanager
def _notes(session: str, folders: Sequence[Path], by: str, paper: Paper, *, away: bool) -> Iterator[Notes | None]:
    """The run of the note-taker, closed in order; None for one who only reads."""
    if not by:
        yield None
        return
    try:
        notes = take_notes(folders, session, by, away=away)
    except NotSaved as error:
        raise CannotError("cannot_take_notes", **error.problem.facts()) from None
    for words in notes.rescued:
        paper.say(_("The words that were being typed when the last run ended are kept as a note:"), "good")
        paper.say(words.text, indent=2)
    try:
        yield notes
    finally:
        _insist(notes, paper)
        notes.close()


def _insist(notes: Notes, paper: Paper) -> None:
    """Don't end while notes are in memory only: try each second, until Ctrl-C."""
    if notes.retry():
        return
    paper.say(
        _("NOT SAVED: free some disk space or plug in a drive. It is tried again each second; Ctrl-C gives up."), "bad"
    )
    with suppress(KeyboardInterrupt, Hangup), stopping() as stop:
        while not notes.retry():
            time.sleep(1)
            stop.check()


def _lost(notes: Notes | None, paper: Paper) -> int:
    """The exit code once everything is closed; what could not be saved is said."""
    if notes is None or not notes.unsaved:
        return 0
    words = plural(
        "NOT SAVED: {count} note is not on the disk.", "NOT SAVED: {count} notes are not on the disk.", notes.unsaved
    )
    paper.say(words, "bad")
    return NOT_SAVED


def _on_screen(stop: Stop, watch: Watch, session: str, notes: Notes | None) -> int:
    from interviewer.screens.following.view import Following
    from interviewer.screens.terminal.keyboard import door
    from interviewer.screens.terminal.prompt import Outcome

    with door() as the_door:
        outcome = Following(the_door, stop, watch, session, notes).run()
    return HUNG_UP if outcome is Outcome.HUNG_UP else 0


def _by_lines(stop: Stop, watch: Watch, paper: Paper, *, once: bool) -> int:
    """Print what comes until the interview rests."""
    told = Told()
    while True:
        sight = _print_news(watch, told)
        if once and sight is None:
            raise CannotError("nothing_to_follow")
        if once:
            return 0
        if sight is not None and sight.resting:
            over = sight.state.view.status in ("done", "refused", "withdrawn")
            words = _("The interview is over.") if over else _("The interview rests. Follow it again when it goes on.")
            paper.say(words, "quiet")
            return 0
        for _pulse in range(round(LOOK_SECONDS / PULSE)):
            stop.check()
            time.sleep(PULSE)


def _print_news(watch: Watch, told: Told) -> Sight | None:
    """Print what came since the last time."""
    watch.look()
    sight = watch.sight()
    if sight is not None:
        sys.stdout.writelines(line + "\n" for line in told.news(sight.state.view))
        sys.stdout.flush()
    return sight


def _note_lines(stop: Stop, watch: Watch, notes: Notes, paper: Paper) -> int:
    """Print what comes, and carry out the note-taker's lines until their end."""
    told, lines, faults, looked = Told(), _Lines(), 0, 0.0
    while True:
        stop.check()
        if time.monotonic() - looked >= LOOK_SECONDS:
            _print_news(watch, told)
            notes.retry()
            looked = time.monotonic()
        line = lines.next(PULSE)
        if line is not None and line.number < 0:
            break
        if line is not None and line.text.strip():
            faults += not _noted(line, watch, notes, paper)
            looked = 0.0
    _print_news(watch, told)
    return FAULTY if faults else 0


def _noted(line: Line, watch: Watch, notes: Notes, paper: Paper) -> bool:
    """Carry out one line; whether it could be."""
    watch.look()
    try:
        if watch.state is None:
            raise CannotError("nothing_to_follow")
        notes.take(line.text, watch.state)
    except NotSaved as error:
        paper.say(" ".join(explain(error.problem)), "bad")
        return False
    except InterviewerError as error:
        words = " ".join(explain(error.problem)).strip()
        paper.say(_("Line {number}: {message}").format(number=line.number, message=clean(words)), "warn")
        return False
    paper.say(_("saved"), "quiet")
    return True


class _Lines:
    """The note-taker's lines, read beside the journal. A line numbered -1 says that there are no more."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Line] = SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def next(self, seconds: float) -> Line | None:
        """The next line, or None when none came so soon."""
        try:
            return self._queue.get(timeout=seconds)
        except Empty:
            return None

    def _read(self) -> None:
        script = Script(_raw_lines().__next__)
        with suppress(EOFError, OSError, ValueError):
            while True:
                self._queue.put(script.next())
        self._queue.put(Line("", -1))


def _raw_lines() -> Iterator[bytes]:
    """The lines of standard input with their ends, then nothing for ever.

    Past Python's own buffer: a thread that waits in there when the program ends takes it down with a fatal error.
    """
    rest, keys = b"", cast("io.BufferedReader", sys.stdin.buffer).raw
    while data := keys.read(CHUNK):
        *whole, rest = (rest + data).split(b"\n")
        yield from (line + b"\n" for line in whole)
    if rest:
        yield rest
    while True:
        yield b""
