"""Records -> SessionView: the one place that knows what a sequence of events means. Pure.

The live interview (interview.py), `show`, coding and every export look at a session through this fold, so that what
is resumed, shown and exported can't differ. Nothing is ever refused here: an event that refers to something unknown
changes nothing, and the words of every turn that isn't taken back are kept.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from interviewer.guide.model import Guide
from interviewer.session import events as e
from interviewer.session.anchors import Cut, Join, anchored, touches
from interviewer.session.beside import Beside, Written
from interviewer.session.coded import CODING, Coded
from interviewer.session.conditions import Known, passed_over
from interviewer.session.decisions import DECIDING, Decisions
from interviewer.session.model import (
    SPEECH,
    BackgroundView,
    ConsentView,
    Coverage,
    GapView,
    MarkerView,
    MeasureView,
    Prompt,
    SessionView,
    Status,
    TurnView,
    joined,
)
from interviewer.session.stopwatch import Stopwatch


def guide_from(source: str) -> Guide | None:
    """The guide that a session was held with, from the text kept in it; None where this version can't read it."""
    from interviewer.guide.kept import kept_guide

    return kept_guide(source)


def view(session_id: str, key: str, records: Iterable[e.Record]) -> SessionView:
    """What is known of a session once all its records are taken together, in the order that union.merge gives."""
    ordered = tuple(records)
    fold = _Fold(taken_back(ordered), ordered)
    for record in ordered:
        fold.take(record)
    return fold.result(session_id, key)


def taken_back(records: Sequence[e.Record]) -> frozenset[str]:
    """The ids of all events that an undo took back; an undo that was itself taken back takes nothing back."""
    void: set[str] = set()
    for record in reversed(records):
        if isinstance(record.event, e.Undone) and record.event.id not in void:
            void.update(record.event.events)
    return frozenset(void)


class _Fold:
    """Everything that is known so far; one method an event kind, found by the event's type."""

    def __init__(self, void: frozenset[str], records: Sequence[e.Record]) -> None:
        self.void = void
        self.beside = Beside(records)
        held = (r for r in records if r.run not in self.beside.runs and not _is_timeless(r.event))
        self.watch = Stopwatch(held, void)
        self.held: e.Held | None = None
        self.started = self.ended = 0.0
        self.theme = ""
        self.theme_seconds: dict[str, float] = {}
        self.prompts: dict[str, Prompt] = {}
        self.prompt: Prompt | None = None
        self.turns: dict[str, TurnView] = {}
        self.texts: dict[str, list[str]] = {}
        self.steps: list[Cut | Join] = []
        self.consents: dict[tuple[str, str], ConsentView] = {}
        self.refused: set[str] = set()
        self.gaps: dict[str, GapView] = {}
        self.measures: dict[tuple[str, str], MeasureView] = {}
        self.background: dict[tuple[str, str], BackgroundView] = {}
        self.markers: list[MarkerView] = []
        self.form: dict[e.FormItem, str] = {}
        self.coded, self.decisions = Coded(), Decisions()
        self.speaker = self.language = ""
        self.tongues: dict[str, str] = {}
        self.status: Status = "empty"
        self.open_musts: tuple[str, ...] = ()
        self.unknown = 0
        self.withdrawn: dict[str, None] = {}
        for note in self.beside.notes.values():  # somebody may have corrected one in a run that comes first
            if note.event.id not in void:
                self.on_note(note)

    def take(self, record: e.Record) -> None:
        event = record.event
        if _is_timeless(event):
            self.take_timeless(event)  # days later and by somebody else: no time of the interview
            return
        if record.run in self.beside.runs:
            if event.id not in self.void and isinstance(event, e.Fixed | e.Unknown):
                _HANDLERS[type(event)](self, event, record)
            return
        if self.theme:
            passed = self.watch.at(event.id).passed
            self.theme_seconds[self.theme] = self.theme_seconds.get(self.theme, 0.0) + passed
        if not self.started:
            self.started = record.wall
        if self.status != "done" and not isinstance(event, e.Fixed):  # corrections of later days don't make it longer
            self.ended = record.wall
        if event.id not in self.void:
            handler = _HANDLERS.get(type(event))
            if handler is not None:
                handler(self, event, record)

    def take_timeless(self, event: e.Event) -> None:
        if isinstance(event, e.Withdrawn):
            self.withdrawn[event.participant] = None
        elif isinstance(event, e.Redacted):
            self.redact(event)
        elif event.id not in self.void:
            self.coded.take(event)
            self.decisions.take(event, self.turns, self.texts)

    # --- the frame of the interview ---

    def on_held(self, event: e.Held, _record: e.Record) -> None:
        if self.held is None:
            self.held = event
            self.status = "open"
            self.language = event.language
            self.speaker = event.participants[0].id if event.participants else ""

    def on_consent(self, event: e.Consent, record: e.Record) -> None:
        self.consents[event.participant, event.item] = ConsentView(
            event.participant, event.item, event.purpose, event.given, event.ask, event.notice, record.wall, event.again
        )

    def on_refused(self, event: e.Refused, _record: e.Record) -> None:
        self.refused.add(event.participant)
        present = [p.id for p in self.held.participants if p.id not in self.refused] if self.held else []
        if not present:
            self.status = "refused"
        elif self.speaker in self.refused:
            self.speaker = present[0]

    def on_speaker(self, event: e.Speaker, _record: e.Record) -> None:
        self.speaker = event.participant

    def on_language(self, event: e.Language, _record: e.Record) -> None:
        self.language = event.language
        tongues = {person: tongue for person, tongue in self.tongues.items() if person != event.participant}
        self.tongues = tongues | ({event.participant: event.answers} if event.answers else {})

    def on_paused(self, _event: e.Paused, _record: e.Record) -> None:
        if self.status == "open":
            self.status = "paused"

    def on_resumed(self, _event: e.Resumed, _record: e.Record) -> None:
        if self.status == "paused":
            self.status = "open"

    def on_closing(self, _event: e.Closing, _record: e.Record) -> None:
        self.status, self.theme = "closing", ""

    def on_done(self, event: e.Done, _record: e.Record) -> None:
        self.status, self.theme, self.open_musts = "done", "", tuple(event.open_musts)

    def on_form(self, event: e.Form, _record: e.Record) -> None:
        self.form[event.item] = event.text

    def on_unknown(self, _event: e.Unknown, _record: e.Record) -> None:
        self.unknown += 1

    # --- what was asked ---

    def on_asked(self, event: e.Asked, record: e.Record) -> None:
        self.prompt = self.prompts[event.id] = Prompt(
            event.id,
            event.origin,
            event.theme,
            event.question,
            event.text,
            event.language,
            event.probe,
            event.probe_kind,
            record.wall,
            round(self.watch.at(event.id).elapsed, 3),
        )
        self.theme = event.theme

    def on_gap(self, event: e.Gap, _record: e.Record) -> None:
        self.gaps[event.question] = GapView(event.theme, event.question, event.reason, event.why)

    def on_measured(self, event: e.Measured, record: e.Record) -> None:
        self.measures[event.question, event.participant] = MeasureView(
            event.id,
            event.theme,
            event.question,
            event.participant,
            event.value,
            event.indicator,
            event.unit,
            event.wave,
            self.prompts.get(event.asked),
            record.wall,
            self._place(event),
        )

    def on_background(self, event: e.Background, _record: e.Record) -> None:
        self.background[event.participant, event.item] = BackgroundView(event.participant, event.item, event.value)

    def on_marker(self, event: e.Marker, record: e.Record) -> None:
        self.markers.append(
            MarkerView(
                *(event.marker, event.theme, event.question, event.note, record.wall),
                self._place(event),
                next((turn.id for turn in reversed(self.turns.values()) if not turn.by), ""),
                self.prompt.id if self.prompt else "",
                event.id,
            )
        )

    def _place(self, event: e.Event) -> float | None:
        return None if self.held is not None and self.held.typed_up else self.watch.place(event.id)

    def _place_at(self, wall: float) -> float | None:
        return None if self.held is not None and self.held.typed_up else self.watch.place_at(wall)

    # --- what was said ---

    def on_turn(self, event: e.Turn, record: e.Record) -> None:
        self._add(event, record.wall, self._place(event), "")

    def on_note(self, note: Written) -> None:
        self._add(note.event, note.wall, None, note.by)  # its place and its question follow when all records are taken

    def _add(self, event: e.Turn, wall: float, place: float | None, by: str) -> None:
        recovered = isinstance(event, e.Recovered)
        self.texts[event.id] = [event.text]
        self.turns[event.id] = TurnView(
            event.id,
            event.of if isinstance(event, e.Recovered) else event.kind,  # type: ignore[arg-type]
            event.theme,
            event.question,
            event.text,
            event.language,
            event.speaker,
            self.prompts.get(event.asked),
            wall,
            place,
            recovered=recovered,
            by=by,
        )

    def _change(self, turn: str, **changes: Any) -> None:
        if turn in self.turns:
            self.turns[turn] = replace(self.turns[turn], **changes)

    def on_fixed(self, event: e.Fixed, _record: e.Record) -> None:
        turn = self.turns.get(event.turn)
        if turn is not None:
            why = event.reason or (turn.why if turn.text == event.text else "")
            self._change(event.turn, text=event.text, fixed=True, why=why)
            self.texts[event.turn].append(event.text)

    def on_starred(self, event: e.Starred, _record: e.Record) -> None:
        self._change(event.turn, starred=event.on)

    def on_moved(self, event: e.Moved, _record: e.Record) -> None:
        self._change(event.turn, theme=event.theme, question=event.question)

    def on_attributed(self, event: e.Attributed, _record: e.Record) -> None:
        self._change(event.turn, speaker=event.speaker)

    def on_under(self, event: e.Under, _record: e.Record) -> None:
        turn = self.turns.get(event.turn)
        if turn is not None and event.question not in (*turn.also, turn.question):
            self._change(event.turn, also=(*turn.also, event.question))

    def on_split(self, event: e.Split, _record: e.Record) -> None:
        turn = self.turns.get(event.turn)
        if turn is None or not 0 < event.at < len(turn.text):
            return
        self._change(event.turn, text=turn.text[: event.at])
        tail = replace(turn, id=event.id, text=turn.text[event.at :], starred=False, also=())
        ordered = list(self.turns.items())
        place = list(self.turns).index(event.turn) + 1
        self.turns = dict([*ordered[:place], (event.id, tail), *ordered[place:]])
        self.steps.append(Cut(event.turn, event.at, event.id, tuple(self.texts[event.turn])))
        self.texts[event.turn], self.texts[event.id] = [turn.text[: event.at]], [tail.text]
        self.coded.cut(event.turn, event.id)

    def on_merged(self, event: e.Merged, _record: e.Record) -> None:
        first, second = self.turns.get(event.into), self.turns.get(event.turn)
        if first is None or second is None or first is second:
            return
        offset = len(first.text) + len(event.joint)
        was, into = tuple(self.texts[event.turn]), tuple(self.texts[event.into])
        self.steps.append(Join(event.turn, event.into, offset, was, into))
        self.turns[event.into] = joined(first, second, event.joint)
        self.texts[event.into] = [self.turns[event.into].text]
        del self.turns[event.turn]
        self.markers = [replace(m, after=event.into) if m.after == event.turn else m for m in self.markers]
        self.coded.join(event.turn, event.into)

    def redact(self, event: e.Redacted) -> None:
        """Nothing takes that back. What the turn was before is forgotten, and so are the cuts and joins it came through."""
        if event.whole:
            self.turns.pop(event.turn, None)
        elif event.turn in self.turns:
            self._change(event.turn, text=event.text, why="")
            self.texts[event.turn] = [event.text]
            self.steps = [step for step in self.steps if not touches(step, event.turn)]
            self.coded.stand(event)

    # --- the whole ---

    def _coverage(self, guide: Guide | None, passed: Collection[str]) -> dict[str, Coverage]:
        order = [question.id for _, question in guide.questions()] if guide else []
        order.extend(prompt.question for prompt in self.prompts.values())
        answered = {turn.question for turn in self.turns.values() if turn.kind in SPEECH}
        answered.update(question for question, _ in self.measures)
        covered = {question for turn in self.turns.values() for question in turn.also}

        def state(question: str) -> Coverage:
            if question in answered:
                return "answered"
            if question in covered:
                return "covered"
            reason = self.gaps[question].reason if question in self.gaps else "not_asked"
            return "not_relevant" if question in passed and reason in ("not_asked", "later") else reason

        return {question: state(question) for question in dict.fromkeys(order)}

    def _passed_over(self, guide: Guide | None) -> frozenset[str]:
        if guide is None or self.held is None:
            return frozenset()
        people = tuple(p.id for p in self.held.participants if p.id not in self.refused)
        values = {(one.participant, one.question): one.value for one in self.measures.values()}
        facts = {(one.participant, one.item): one.value for one in self.background.values()}
        consents = {key: one.given for key, one in self.consents.items()}
        return passed_over(guide, Known(people, values, facts, consents))

    def withdraw(self) -> None:
        """Leave out what is left of those who withdrew: nothing but their pseudonyms. An interview may be nobody's then."""
        gone = self.withdrawn
        theirs = {turn.id for turn in self.turns.values() if turn.speaker in gone}
        self.turns = {turn.id: turn for turn in self.turns.values() if turn.id not in theirs}
        self.coded.seen = {one for one in self.coded.seen if one.turn not in theirs}
        self.consents = {key: one for key, one in self.consents.items() if key[0] not in gone}
        self.measures = {key: one for key, one in self.measures.items() if key[1] not in gone}
        self.background = {key: one for key, one in self.background.items() if key[0] not in gone}
        self.tongues = {person: tongue for person, tongue in self.tongues.items() if person not in gone}
        if self.held is None:
            self.status = "withdrawn"
        else:
            left = [person for person in self.held.participants if person.id not in gone]
            self.held = replace(self.held, participants=left)
            self.status = self.status if left else "withdrawn"
            self.speaker = left[0].id if left and self.speaker in gone else self.speaker

    def result(self, session_id: str, key: str) -> SessionView:
        if self.withdrawn:
            self.withdraw()
        held = self.held or e.Held("", "", 0, "", "", "", "", [])
        timed = not held.typed_up
        coded = self.coded
        guide = guide_from(self.held.source) if self.held else None
        passed = self._passed_over(guide)
        for turn, on in coded.starred.items():
            self._change(turn, starred=on)
        return SessionView(
            id=session_id,
            key=key,
            status=self.status,
            held_on=held.held_on,
            guide=held.guide,
            version=held.version,
            sha256=held.sha256,
            source=held.source,
            commit=held.commit,
            language=self.language,
            wave=held.wave,
            typed_up=held.typed_up,
            pilot=held.pilot,
            participants=tuple(held.participants),
            started=self.started,
            ended=self.ended,
            minutes=round(self.watch.elapsed / 60, 2) if timed or held.collected else 0.0,
            theme_minutes={t: round(s / 60, 2) for t, s in self.theme_seconds.items()} if timed else {},
            prompts=tuple(self.prompts.values()),
            turns=self.beside.arranged(self.turns, self.prompts, self._place_at),
            consents=tuple(self.consents.values()),
            gaps=tuple(self.gaps.values()),
            measures=tuple(self.measures.values()),
            background=tuple(self.background.values()),
            markers=tuple(self.markers),
            form=self.form,
            coverage=self._coverage(guide, passed),
            marks=anchored(coded.marks.values(), self.turns, self.texts, self.steps, coded.recoded),
            seen=frozenset(coded.seen),
            new_codes=coded.new_codes,
            speaker=self.speaker,
            prompt=self.prompt,
            open_musts=self.open_musts,
            unknown=self.unknown,
            clock="recording" if self.watch.marked else "interview",
            remarks=coded.remarks(),
            closed=frozenset(coded.closed),
            dismissed=frozenset(coded.dismissed),
            refused=frozenset(coded.refused),
            passed_over=passed,
            tongues=self.tongues,
            collected=held.collected,
            instance=held.instance,
            withdrawn=tuple(self.withdrawn),
            decided=self.decisions.standing(self.turns, self.texts, self.steps),
        )


_HANDLERS: dict[type[e.Event], Callable[[_Fold, Any, e.Record], None]] = {
    e.Held: _Fold.on_held,
    e.Consent: _Fold.on_consent,
    e.Refused: _Fold.on_refused,
    e.Speaker: _Fold.on_speaker,
    e.Language: _Fold.on_language,
    e.Paused: _Fold.on_paused,
    e.Resumed: _Fold.on_resumed,
    e.Closing: _Fold.on_closing,
    e.Done: _Fold.on_done,
    e.Form: _Fold.on_form,
    e.Unknown: _Fold.on_unknown,
    e.Asked: _Fold.on_asked,
    e.Gap: _Fold.on_gap,
    e.Measured: _Fold.on_measured,
    e.Background: _Fold.on_background,
    e.Marker: _Fold.on_marker,
    e.Verbatim: _Fold.on_turn,
    e.Paraphrase: _Fold.on_turn,
    e.Observation: _Fold.on_turn,
    e.Memo: _Fold.on_turn,
    e.Recovered: _Fold.on_turn,
    e.Fixed: _Fold.on_fixed,
    e.Starred: _Fold.on_starred,
    e.Moved: _Fold.on_moved,
    e.Attributed: _Fold.on_attributed,
    e.Under: _Fold.on_under,
    e.Split: _Fold.on_split,
    e.Merged: _Fold.on_merged,
}
_TIMELESS: set[type[e.Event]] = {*CODING, *DECIDING, e.Withdrawn, e.Redacted}
_TIMELESS_KINDS = {event.kind for event in _TIMELESS}


def _is_timeless(event: e.Event) -> bool:
    """Whether it says nothing about when the interview went on; the place of what is withdrawn says as much as that did."""
    return type(event) in _TIMELESS or (type(event) is e.Tombstone and event.of in _TIMELESS_KINDS)
