"""The interview as a state machine: state + action -> state + events. Pure; resuming is replaying.

The state is the guide, the codes and the records so far; what they mean is said by read.view alone. Screens turn keys
and lines into actions, the journal makes the events durable. `next_step` says what is to be asked now.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from interviewer.errors import CannotError
from interviewer.guide.condition_rules import deciding_background
from interviewer.guide.model import BackgroundItem, ConsentItem, ConsentPurpose, Guide
from interviewer.guide.values import Value, read_value
from interviewer.session import events as e
from interviewer.session.model import SessionView, TurnView
from interviewer.session.read import taken_back, view
from interviewer.session.words import is_covered

FORM: tuple[e.FormItem, ...] = ("setting", "others", "notes")
READ_BACK: tuple[ConsentPurpose, ...] = ("quote", "name")
INTERVIEWER = "interviewer"


class Now(NamedTuple):
    """The chance and the clocks of one action, passed in: fresh ids, wall seconds, seconds of this run, the run."""

    fresh: Callable[[], str]
    wall: float
    mono: float
    run: str


Codes = tuple[tuple[str, str], ...]


class State:
    """Where the interview stands. `codes` are (id, label) pairs of the codebook. Never changed once made."""

    def __init__(self, guide: Guide, records: tuple[e.Record, ...], session: str, key: str, codes: Codes = ()) -> None:
        self.guide = guide
        self.records = records
        self.session = session
        self.key = key
        self.codes = codes

    @cached_property
    def view(self) -> SessionView:
        """What the records mean; worked out when first asked, since *saved* is said before anything is shown."""
        return view(self.session, self.key, self.records)

    @cached_property
    def void(self) -> frozenset[str]:
        """The ids of the events that were taken back."""
        return taken_back(self.records)

    def after(self, events: Sequence[e.Event], now: Now) -> "State":
        """The state once these events have happened."""
        made = tuple(e.Record(event, now.wall, now.mono, now.run, 0) for event in events)
        return State(self.guide, (*self.records, *made), self.session, self.key, self.codes)

    def present(self) -> tuple[str, ...]:
        """The pseudonyms of those who take part: everyone but who refused a required consent."""
        refusals = (r.event for r in self.records if isinstance(r.event, e.Refused))
        gone = {event.participant for event in refusals if event.id not in self.void}
        return tuple(p.id for p in self.view.participants if p.id not in gone)

    @property
    def resting(self) -> bool:
        """Whether the clock stands still: the last pause was not ended."""
        ends = (r.event for r in reversed(self.records) if isinstance(r.event, e.Paused | e.Resumed))
        return isinstance(next(ends, None), e.Paused)


class AskConsent(NamedTuple):
    """The next thing is a yes or no of this participant."""

    participant: str
    item: ConsentItem


class AskQuestions(NamedTuple):
    """The themes are open, in free order."""


class AskBackground(NamedTuple):
    """The next thing is a fact of this participant's background sheet."""

    participant: str
    item: BackgroundItem


class AskReadBack(NamedTuple):
    """The next thing is whether this participant's yes to being quoted, or named, still stands."""

    participant: str
    item: ConsentItem


class AskForm(NamedTuple):
    """The next thing is an item of the end form."""

    item: e.FormItem


class Finish(NamedTuple):
    """All is asked; `Done` is still to be recorded."""


class Over(NamedTuple):
    """Nothing is left to do."""

    refused: bool


Step = AskConsent | AskQuestions | AskBackground | AskReadBack | AskForm | Finish | Over


def start(guide: Guide, held: e.Held, now: Now, *, session: str, key: str, codes: Codes = ()) -> State:
    """A new interview whose first event is `held`."""
    return State(guide, (), session, key, codes).after([held], now)


def resume(guide: Guide, records: Sequence[e.Record], *, session: str, key: str, codes: Codes = ()) -> State:
    """The interview that these records tell."""
    return State(guide, tuple(records), session, key, codes)


def next_step(state: State, *, read_back: bool = False) -> Step:
    """What is to be asked now; with `read_back` also, before the end form, whether what was allowed still is."""
    seen = state.view
    if seen.status in ("done", "refused", "withdrawn"):
        return Over(refused=seen.status == "refused")
    if seen.status != "closing":
        given = {(c.participant, c.item) for c in seen.consents}
        for participant in state.present():
            for consent in state.guide.consent:
                if (participant, consent.id) not in given:
                    return AskConsent(participant, consent)
        return _next_fact(state, deciding_background(state.guide)) or AskQuestions()
    fact = _next_fact(state, {item.id for item in state.guide.background})
    if fact is not None:
        return fact
    again = _not_read_back(state) if read_back and not seen.form else None
    return again or next((AskForm(form) for form in FORM if form not in seen.form), Finish())


def _next_fact(state: State, wanted: Collection[str]) -> AskBackground | None:
    """The first of these background items that somebody was not asked yet."""
    known = {(b.participant, b.item) for b in state.view.background}
    for participant in state.present() if wanted else ():
        for fact in state.guide.background:
            if fact.id in wanted and (participant, fact.id) not in known:
                return AskBackground(participant, fact)
    return None


def _not_read_back(state: State) -> AskReadBack | None:
    """The first yes that was not read back yet, of somebody whose words can be read to them."""
    return next((step for step in _to_read_back(state) if not _words_covered(state, step.participant)), None)


def unread(state: State) -> bool:
    """Whether somebody's words, to be read back to them before the end form, are covered: then nobody is asked about them."""
    return not state.view.form and any(_words_covered(state, step.participant) for step in _to_read_back(state))


def words_for(state: State, participant: str) -> tuple[TurnView, ...]:
    """The words that are read back to this participant: what has a star."""
    return tuple(turn for turn in state.view.turns if turn.starred and turn.speaker == participant)


def _words_covered(state: State, participant: str) -> bool:
    return any(is_covered(turn.text) for turn in words_for(state, participant))


def _to_read_back(state: State) -> Iterator[AskReadBack]:
    """Each yes to being quoted or named, of somebody with words to quote, that was not read back yet."""
    allowed = {(c.participant, c.item) for c in state.view.consents if c.given and not c.again}
    quoted = {turn.speaker for turn in state.view.turns if turn.kind == "verbatim"}
    for participant in (person for person in state.present() if person in quoted):
        for item in state.guide.consent:
            if item.purpose in READ_BACK and (participant, item.id) in allowed:
                yield AskReadBack(participant, item)


def consent(state: State, step: AskConsent, now: Now, *, given: bool, notice: str = "") -> list[e.Event]:
    """The answer to a consent item; a required one that is refused is followed by the refusal."""
    item, language = step.item, state.view.language
    answer = e.Consent(
        now.fresh(), step.participant, item.id, item.purpose, item.ask.said_in(language), given, item.required, notice
    )
    return [answer] if given or not item.required else [answer, e.Refused(now.fresh(), step.participant, item.id)]


def read_back(state: State, step: AskReadBack, now: Now, *, given: bool, notice: str = "") -> list[e.Event]:
    """The answer to a consent item that was read back at the end; it stands instead of the first one."""
    item, words = step.item, step.item.ask.said_in(state.view.language)
    return [
        e.Consent(now.fresh(), step.participant, item.id, item.purpose, words, given, item.required, notice, again=True)
    ]


def resumed(state: State, now: Now) -> list[e.Event]:
    """The interview goes on after a pause in the same run; nothing when it doesn't rest."""
    return [e.Resumed(now.fresh())] if state.resting else []


def background(step: AskBackground, typed: str, language: str, now: Now) -> list[e.Event]:
    """A fact of the background sheet; an empty line leaves it open. Raises CannotError when it isn't a value."""
    value: Value | None = None
    if typed.strip():
        value, fault = read_value(step.item.answer, typed, language)
        if fault is not None:
            raise CannotError(fault.rule, **fault.facts())
    return [e.Background(now.fresh(), step.participant, step.item.id, value)]


def form(step: AskForm, typed: str, now: Now) -> list[e.Event]:
    """An item of the end form, as typed."""
    return [e.Form(now.fresh(), step.item, typed)]


def finish(state: State, now: Now) -> list[e.Event]:
    """The end, with the must questions that stayed open."""
    return [e.Done(now.fresh(), list(open_musts(state)))]


def open_musts(state: State) -> tuple[str, ...]:
    """The ids of the questions that must be asked and have no answer, nor a reason for none."""
    coverage = state.view.coverage
    return tuple(q.id for _, q in state.guide.questions() if q.must and coverage.get(q.id) in ("not_asked", "later"))
