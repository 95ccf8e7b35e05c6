"""A second person takes notes beside an interview: a run of its own, a draft of its own, never a word in anybody's way.

The interviewer's window knows nothing of it. Each note says behind which turn it stands and under which question, as
its writer saw the interview then; `beside` puts it there again whenever the interview is read.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from interviewer.errors import CannotError
from interviewer.session import events as e
from interviewer.session.actions import parse
from interviewer.session.beside import note_takers
from interviewer.session.disk import DISK, Disk
from interviewer.session.draft import DraftFile, forget, recover
from interviewer.session.folder import read_session_records, segment_paths
from interviewer.session.interview import State
from interviewer.session.journal import Journal, Moment
from interviewer.session.live import LEAVING_SECONDS, LINE, REAL, Chance
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.session.saving import RETRY_SECONDS, Saver

STREAM = "notes"
# An observation needs no more room than this at once; an interview reserves more.
RESERVE = 1 << 16
KINDS: dict[str, e.TurnKind] = {"say": "observation", "observation": "observation", "memo": "memo"}
CLASSES: dict[e.TurnKind, type[e.Turn]] = {"observation": e.Observation, "memo": e.Memo}
ALLOWED = ("say", "observation", "memo", "fix", "undo", "help")


class Notes:
    """One note-taker's run. What it is told of the interview comes in with each call, as the state that was last read."""

    def __init__(self, journal: Journal, draft: DraftFile, own: Sequence[e.Event], by: str, chance: Chance) -> None:
        self.journal = journal
        self.by = by
        self.rescued: tuple[e.Recovered, ...] = ()
        self._own = list(own)
        self._chance = chance
        self._reserved = chance.fresh()
        self._draft = draft
        self._saver: Saver | None = None

    @property
    def unsaved(self) -> int:
        """How many notes are in memory only, or on their way to the disk."""
        return self.journal.unsaved if self._saver is None else self._saver.pending

    @contextmanager
    def behind(self, changed: Callable[[], None]) -> Iterator[Saver]:
        """Within it `take` and `draft` return at once and a thread saves behind them; see `Live.behind`."""
        saver = self._saver = self._saver or Saver(self.journal, self._draft)
        saver.tell(changed)
        try:
            yield saver
        finally:
            if saver.end(LEAVING_SECONDS):
                self._saver = None

    def take(self, line: str, seen: State) -> Sequence[e.Event]:
        """Carry out a typed line; returns its events once they are durable, and none where it only asks for help.

        Plain words are an observation. Raises CannotError when it can't be done (nothing has happened then), and
        NotSaved when nothing took it (it is in memory, and `retry` writes it).
        """
        events = self._made(line, seen)
        if events:
            self._save(events)
        return events

    def draft(self, typed: str, seen: State) -> None:
        """Make what is being typed durable."""
        kind, words, place = _draft_of(typed)
        told = self._told(seen)
        write = self._draft.write if self._saver is None else self._saver.draft
        write(e.Draft(self._reserved, text=words, **told, of=kind, place=place))

    def rescue(self, words: Sequence[e.Recovered]) -> None:
        """Make durable what a cut run left behind. Raises NotSaved as `take` does."""
        self.rescued = tuple(words)
        if words:
            self._save(words)

    def retry(self) -> bool:
        """Try once more to write what is in memory only; whether everything is safe now."""
        if self._saver is not None:
            return self._saver.flush(RETRY_SECONDS)
        if not self.journal.unsaved:
            return True
        with suppress(CannotError):
            self.journal.retry()
            self._draft.settle([event.id for event in self._own])
        return not self.journal.unsaved

    def close(self) -> None:
        """End this run in order; a draft that still holds words stays for the next run."""
        if self._saver is not None and not self._saver.end(LEAVING_SECONDS):
            return  # its thread holds the files, and tries until the program has ended
        self._saver = None
        self._draft.release()
        with suppress(CannotError):  # it was said when it happened, and the notes are elsewhere or in memory
            self.journal.retry()
            self.journal.close()  # a seal only behind what is safe

    def _save(self, events: Sequence[e.Event]) -> None:
        if self._saver is not None:
            clock = self._chance.clock
            self._saver.append(events, Moment(clock.wall(), clock.mono()), self._reserved)
            self._own += events
            self._reserved = self._chance.fresh()
            return
        try:
            self.journal.append(*events)
        finally:
            # Also when nothing took them: the journal keeps them in memory and writes them with the next attempt.
            self._own += events
            self._reserved = self._chance.fresh()
        self._draft.settle([event.id for event in events])

    def _made(self, line: str, seen: State) -> list[e.Event]:
        action = parse(line)
        if action.name not in ALLOWED:
            raise CannotError("note_action")
        if action.name == "help":
            return []
        if action.name == "undo":
            return [e.Undone(self._reserved, [self._last(e.Turn, e.Fixed).id])]
        if not action.argument.strip():
            raise CannotError("words_wanted", action=action.name)
        if action.name == "fix":
            return [e.Fixed(self._reserved, self._last(e.Turn).id, action.argument)]
        made = CLASSES[KINDS[action.name]]
        return [made(self._reserved, text=action.argument, **self._told(seen))]

    def _last(self, *kinds: type[e.Event]) -> e.Event:
        """The last thing of this note-taker that still counts. Raises CannotError `no_note_yet`."""
        void = {one for event in self._own if isinstance(event, e.Undone) for one in event.events}
        for event in reversed(self._own):
            if isinstance(event, kinds) and event.id not in void:
                return event
        raise CannotError("no_note_yet")

    def _told(self, seen: State) -> dict[str, str]:
        """Where a note stands: behind the last turn that was seen, under the question before the participant."""
        prompt, known = seen.view.prompt, seen.view
        return {
            "theme": prompt.theme if prompt else "",
            "question": prompt.question if prompt else "",
            "asked": prompt.id if prompt else "",
            "language": known.language,
            "by": self.by,
            "after": next((turn.id for turn in reversed(known.turns) if not turn.by), ""),
        }


def _draft_of(typed: str) -> tuple[e.TurnKind, str, str]:
    """Which kind of note the typed line would make, with which words; else the line as it stands, and that it is one."""
    try:
        action = parse(typed)
    except CannotError:
        return "memo", typed if " " in typed.strip() else "", LINE
    if action.name in KINDS:
        return KINDS[action.name], action.argument, ""
    return "memo", typed if action.argument.strip() else "", LINE


def take_notes(
    folders: Sequence[Path], session: str, by: str, chance: Chance = REAL, disk: Disk = DISK, *, away: bool = False
) -> Notes:
    """Begin to take notes under that id; words of a run of the same note-taker that was cut are `rescued` then.

    Raises CannotError `session_not_readable`, `session_refused`, `note_taker_takes_part` or `notes_open_elsewhere`.
    """
    read = read_session_records(folders, session)
    _refuse(view(session, read.key, read.records), folders, by, disk)
    journal = Journal(
        *(folders, session, read.key),
        stream=STREAM,
        coder=by,
        seen=read.seen,
        clock=chance.clock,
        token=chance.fresh,
        reserve=RESERVE,
        disk=disk,
        first=[e.Noting(chance.fresh(), by)],
        away=away,
    )
    known = {record.event.id for record in read.records}
    drafts = recover(folders, session, known, read.key, disk, by=by)
    rescued = [_recovered(draft) for draft in drafts]
    runs = {run for run, who in note_takers(read.records).items() if who == by}
    draft = DraftFile(folders, session, read.key, clock=chance.clock, disk=disk, away=away)
    notes = Notes(journal, draft, [r.event for r in read.records if r.run in runs], by, chance)
    notes.rescue(rescued)
    forget(drafts.paths, disk)
    return notes


def _refuse(seen: SessionView, folders: Sequence[Path], by: str, disk: Disk) -> None:
    if not seen.guide:
        raise CannotError("session_not_readable", session=seen.id)
    if seen.status == "withdrawn":
        raise CannotError("interview_withdrawn", session=seen.id)
    if seen.status == "refused":
        raise CannotError("session_refused", session=seen.id)
    if any(person.id == by for person in seen.participants):
        raise CannotError("note_taker_takes_part", by=by)
    paths = [path for folder in folders for path in segment_paths(folder, seen.id)]
    if any(disk.is_locked(str(path)) for path in paths if path.name.startswith(f"{STREAM}.{by}.")):
        raise CannotError("notes_open_elsewhere", by=by)


def _recovered(draft: e.Draft) -> e.Recovered:
    return e.Recovered(
        *(draft.id, draft.theme, draft.question, draft.text, draft.language, draft.speaker, draft.asked),
        by=draft.by,
        after=draft.after,
        of=draft.of,
        place=draft.place,
    )
