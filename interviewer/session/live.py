"""One run of an interview on this machine: the state, the journal and the draft, kept in step.

`record` returns only when the events are durable; then the draft of the same words goes. Within `behind` it returns at
once and a thread does both, in the same order. Ids, clocks and chance enter here, so that everything else of the
interview stays pure.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError, Problem
from interviewer.session import events as e
from interviewer.session.actions import parse
from interviewer.session.disk import DISK, SYSTEM, Clock, Disk
from interviewer.session.draft import DraftFile, forget, recover
from interviewer.session.folder import read_session_records, segment_paths
from interviewer.session.interview import Now, State, resume, start
from interviewer.session.journal import Journal, Moment
from interviewer.session.read import guide_from
from interviewer.session.saving import RETRY_SECONDS, Saver
from interviewer.session.secrecy import PLAIN, current
from interviewer.session.standing import wants_value
from interviewer.session.words import is_covered, is_shut

LINE = "line"
# What leaving waits for a disk that does not answer; one that answers with an error is not waited for.
LEAVING_SECONDS = 5.0
_TURN_KINDS: dict[str, e.TurnKind] = {
    "say": "verbatim",
    "paraphrase": "paraphrase",
    "observation": "observation",
    "memo": "memo",
}


def fresh_id() -> str:
    """16 random hexadecimal digits."""
    return secrets.token_hex(8)


class Chance(NamedTuple):
    """Where ids and times come from; tests and the makers of example studies bring their own.

    Within `Live.behind` both are asked by two threads.
    """

    fresh: Callable[[], str] = fresh_id
    clock: Clock = SYSTEM


REAL = Chance()


class Live:
    """An interview that is being held. `state` is what is known, `journal` what is safe."""

    def __init__(
        self,
        folders: Sequence[Path],
        journal: Journal,
        state: State,
        chance: Chance,
        began: float,
        *,
        disk: Disk = DISK,
        away: bool = False,
    ) -> None:
        self.state = state
        self.journal = journal
        self._chance = chance
        self._began = began
        self._reserved = chance.fresh()
        self._draft = DraftFile(folders, state.view.id, state.view.key, disk=disk, away=away)
        self._saver: Saver | None = None
        self._folders = tuple(folders)
        self._there = self._runs_there()

    def _runs_there(self) -> frozenset[str]:
        """The files of the interview itself, coders' and note-takers' left out."""
        beside = ("marks.", "notes.")
        found = (path.name for folder in self._folders for path in segment_paths(folder, self.state.view.id))
        return frozenset(name for name in found if not name.startswith(beside))

    def others(self) -> int:
        """How many runs of other windows or machines have come into this interview since this one began."""
        ours = {path.name for path in self.journal.files}
        return len(self._runs_there() - self._there - ours)

    @property
    def unsaved(self) -> int:
        """How many events are in memory only, or on their way to the disk."""
        return self.journal.unsaved if self._saver is None else self._saver.pending

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Where words went when they could not go home."""
        return tuple(self.journal.warnings) if self._saver is None else self._saver.warnings

    @contextmanager
    def behind(self, changed: Callable[[], None] = lambda: None) -> Iterator[Saver]:
        """Within it `record`, `note` and `draft` return at once and saving goes on behind them; the Saver tells how it goes.

        `changed` is called from its thread. Leaving waits until all is durable, and everything is as before; from a
        disk that takes nothing the Saver goes on trying, and `unsaved`, `retry` and `close` mean what waits there.
        """
        saver = self._saver = self._saver or Saver(self.journal, self._draft)
        saver.tell(changed)
        try:
            yield saver
        finally:
            if saver.end(LEAVING_SECONDS):
                self._saver = None

    def now(self, *, typed: bool = True) -> Now:
        """The clocks of this moment; with `typed` the first fresh id is the one that the draft of the typed words bears."""
        waiting = [self._reserved] if typed else []

        def fresh() -> str:
            return waiting.pop() if waiting else self._chance.fresh()

        clock = self._chance.clock
        return Now(fresh, clock.wall(), clock.mono() - self._began, self.journal.run)

    def record(self, make: Callable[[State, Now], Sequence[e.Event]], *, typed: bool = True) -> Sequence[e.Event]:
        """Carry out what `make` says; returns its events once they are durable. Raises CannotError when it can't be done.

        With `typed` they are made of the line that is being typed, whose draft goes when they are durable; without, a
        key was pressed beside that line, and its draft stays.
        """
        now = self.now(typed=typed)
        events = make(self.state, now)
        if events and self._saver is not None:
            self._record_behind(self._saver, events, now)
        elif events:
            try:
                self.journal.append(*events)
            finally:
                # Also when nothing took them: the journal keeps them in memory and writes them with the next attempt.
                self.state = self.state.after(events, now)
                self._reserved = self._chance.fresh() if typed else self._reserved
            if typed:
                self._draft.discard()
        return events

    def _record_behind(self, saver: Saver, events: Sequence[e.Event], now: Now) -> None:
        typed = self._reserved if any(event.id == self._reserved for event in events) else ""
        # Asked first: a signal handler that drafts the old line meanwhile still does so under its old id.
        saver.append(events, self._moment(now), typed)
        self.state = self.state.after(events, now)
        if typed:
            self._reserved = self._chance.fresh()

    def _moment(self, now: Now) -> Moment:
        return Moment(now.wall, now.mono + self._began)

    def note(self, *events: e.Event) -> None:
        """Make durable what happens beside the typed line, whose draft stays. Raises NotSaved as `record` does."""
        now = self.now()
        if self._saver is not None:
            self._saver.append(events, self._moment(now))
            self.state = self.state.after(events, now)
            return
        try:
            self.journal.append(*events)
        finally:
            self.state = self.state.after(events, now)

    def draft(self, typed: str, place: str = "") -> None:
        """Make what is being typed durable. `place` is empty for the line of a question, else see events.Draft."""
        kind, words, place = _draft_of(self.state, typed, place)
        prompt = None if place not in ("", LINE) else self.state.view.prompt
        speech = kind in ("verbatim", "paraphrase")
        seen = self.state.view
        write = self._draft.write if self._saver is None else self._saver.draft
        write(
            e.Draft(
                self._reserved,
                prompt.theme if prompt else "",
                prompt.question if prompt else "",
                words,
                seen.answers_in(seen.speaker) if kind == "verbatim" else seen.language,
                seen.speaker if speech else "",
                prompt.id if prompt else "",
                of=kind,
                place=place,
            )
        )

    def retry(self) -> bool:
        """Try once more to write what is in memory only; whether everything is safe now."""
        if self._saver is not None:
            return self._saver.flush(RETRY_SECONDS)
        if not self.journal.unsaved:
            return True
        with suppress(CannotError):
            self.journal.retry()
            self._draft.discard()
        return not self.journal.unsaved

    def close(self) -> None:
        """End this run in order; a draft that still holds words stays for the next run."""
        if self._saver is not None and not self._saver.end(LEAVING_SECONDS):
            return  # its thread holds the files, and tries until the program has ended
        self._saver = None
        self._draft.release()
        with suppress(CannotError):  # it was said when it happened, and the records are elsewhere or in memory
            self.journal.retry()
            self.journal.close()  # a seal only behind what is safe


def _draft_of(state: State, typed: str, place: str) -> tuple[e.TurnKind, str, str]:
    """Which kind of turn the typed line would make, with which words; else the whole line as it stands, and where."""
    if place:
        return "memo", typed, place
    try:
        action = parse(typed)
    except CannotError:
        return "memo", typed if " " in typed.strip() else "", LINE
    if action.name not in _TURN_KINDS and not action.argument.strip():
        return "memo", "", LINE  # an action alone holds no words
    if action.name not in _TURN_KINDS or (action.name == "say" and wants_value(state)):
        return "memo", typed, LINE
    return _TURN_KINDS[action.name], action.argument, ""


def begin(
    folders: Sequence[Path],
    session: str,
    make_state: Callable[[Now, str], State],
    chance: Chance = REAL,
    *,
    disk: Disk = DISK,
    away: bool = False,
) -> Live:
    """Start a new interview; its first records are durable when this returns. `away` is the journal's."""
    key, clock = chance.fresh(), chance.clock
    began = clock.mono()
    journal = Journal(folders, session, key, clock=clock, token=chance.fresh, disk=disk, away=away)
    state = make_state(Now(chance.fresh, clock.wall(), 0.0, journal.run), key)
    journal.append(*(record.event for record in state.records))
    return Live(folders, journal, state, chance, began, disk=disk, away=away)


def begin_state(
    held: Callable[[Now], e.Held], codes: tuple[tuple[str, str], ...], session: str
) -> Callable[[Now, str], State]:
    """How the first state is made from its first event."""

    def make(now: Now, key: str) -> State:
        event = held(now)
        guide = guide_from(event.source)
        assert guide is not None  # it was checked whole before
        return start(guide, event, now, session=session, key=key, codes=codes)

    return make


def reopen(
    folders: Sequence[Path],
    session: str,
    codes: tuple[tuple[str, str], ...] = (),
    chance: Chance = REAL,
    *,
    disk: Disk = DISK,
    away: bool = False,
) -> tuple[Live, list[e.Recovered]]:
    """Go on with an interview, in a new segment; orphan drafts are in the journal as recovered when this returns.

    Raises CannotError `session_not_readable` when nothing tells which guide it was held with.
    """
    read = read_session_records(folders, session)
    held = next((r.event for r in read.records if isinstance(r.event, e.Held)), None)
    guide = guide_from(held.source) if held else None
    if held is None or guide is None:
        raise CannotError("session_not_readable", session=session)
    if current() is PLAIN and any(is_shut(record.event) for record in read.records):
        raise CannotError("sealed_goes_on_sealed", session=session)
    began = chance.clock.mono()
    journal = Journal(
        *(folders, session, read.key),
        seen=read.seen,
        clock=chance.clock,
        token=chance.fresh,
        disk=disk,
        away=away,
    )
    state = resume(guide, read.records, session=session, key=read.key, codes=codes)
    live = Live(folders, journal, state, chance, began, disk=disk, away=away)
    known = {record.event.id for record in read.records}
    drafts = recover(folders, session, known, read.key, disk)
    rescued = [_recovered(draft) for draft in drafts]
    live.record(lambda _state, now: [*rescued, e.Resumed(now.fresh())])
    forget(drafts.paths, disk)
    return live, [words for words in rescued if not is_covered(words.text)]  # the others are safe, and stay covered


def _recovered(draft: e.Draft) -> e.Recovered:
    return e.Recovered(
        draft.id,
        draft.theme,
        draft.question,
        draft.text,
        draft.language,
        draft.speaker,
        draft.asked,
        of=draft.of,
        place=draft.place,
    )
