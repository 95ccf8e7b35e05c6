"""A session as it is understood today: every correction applied, nothing of it written back.

Nothing in here can form a circle, so the collector needn't look at it; in bytes (kept.py) fields stand by their order.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from interviewer.errors import Problem
from interviewer.session.events import (
    FIRST_ROUND,
    FormItem,
    GapReason,
    MarkerKind,
    Origin,
    Person,
    RemarkOn,
    TurnKind,
    Value,
)

Status = Literal["empty", "open", "paused", "closing", "done", "refused", "withdrawn"]
Coverage = Literal["answered", "covered", "declined", "dont_know", "not_relevant", "no_time", "later", "not_asked"]
SPEECH: tuple[TurnKind, ...] = ("verbatim", "paraphrase")  # the turns that carry marks and answer questions
COVERAGE: tuple[Coverage, ...] = (
    "answered",
    "covered",
    "declined",
    "dont_know",
    "not_relevant",
    "no_time",
    "later",
    "not_asked",
)


class Prompt(Struct, frozen=True, array_like=True, gc=False):
    """A question as it was put: its words, its language, where it came from. `at` is seconds of the interview."""

    id: str
    origin: Origin
    theme: str
    question: str
    text: str
    language: str
    probe: str = ""
    probe_kind: str = ""
    wall: float = 0.0
    at: float = 0.0


class TurnView(Struct, frozen=True, array_like=True, gc=False):
    """A turn with its corrections applied.

    `question` and `theme` say where it is filed now; `also` are further questions that it answers. `asked` is the
    prompt that it answers (None when the question was never shown). `offset_s` is its place in seconds: in the
    recording where the recorder was marked (None where its place there isn't known), else in the interview; None for a
    session typed up later. `by` is the note-taker who wrote it beside the interview, empty for the interviewer.
    `why` is the reason given for its last correction.
    """

    id: str
    kind: TurnKind
    theme: str
    question: str
    text: str
    language: str
    speaker: str
    asked: Prompt | None
    wall: float
    offset_s: float | None
    starred: bool = False
    fixed: bool = False
    recovered: bool = False
    also: tuple[str, ...] = ()
    why: str = ""
    by: str = ""


def joined(first: TurnView, second: TurnView, joint: str) -> TurnView:
    """The first turn with the words of the second behind its own, `joint` between them, and what belonged to either."""
    known = (*first.also, first.question)
    return replace(
        first,
        text=first.text + joint + second.text,
        starred=first.starred or second.starred,
        fixed=first.fixed or second.fixed,
        recovered=first.recovered or second.recovered,
        also=(*first.also, *(question for question in second.also if question not in known)),
        why="\n".join(dict.fromkeys(why for why in (first.why, second.why) if why)),
    )


class ConsentView(Struct, frozen=True, array_like=True, gc=False):
    """One participant's last answer to one consent item; `again` says that it was read back at the end."""

    participant: str
    item: str
    purpose: str
    given: bool
    ask: str
    notice: str
    wall: float
    again: bool = False


class GapView(Struct, frozen=True, array_like=True, gc=False):
    """Why a question has no answer."""

    theme: str
    question: str
    reason: GapReason
    why: str = ""


class MeasureView(Struct, frozen=True, array_like=True, gc=False):
    """The last value of a closed question, of one participant; `offset_s` as for turns."""

    id: str
    theme: str
    question: str
    participant: str
    value: Value
    indicator: str
    unit: str
    wave: str
    asked: Prompt | None
    wall: float
    offset_s: float | None = None


class BackgroundView(Struct, frozen=True, array_like=True, gc=False):
    """One fact of one participant; None where it was left open."""

    participant: str
    item: str
    value: Value | None


class MarkerView(Struct, frozen=True, array_like=True, gc=False):
    """A silence, an emotion, an interruption or a bookmark, at a question; `offset_s` as for turns.

    `after` is the id of the turn behind which it stands, `asked` that of the prompt (both may be empty), `id` its own.
    """

    marker: MarkerKind
    theme: str
    question: str
    note: str
    wall: float
    offset_s: float | None = None
    after: str = ""
    asked: str = ""
    id: str = ""


class DecisionView(Struct, frozen=True, array_like=True, gc=False):
    """Words [start, end) of a text of `length` code points that somebody decided about because of a scan's `rule`.

    `at` is the id of a turn, or names another text (decisions.py). `by` stands there for others; None where the words
    were looked at and left.
    """

    id: str
    at: str
    start: int
    end: int
    rule: str
    by: str | None = None
    who: str = ""
    length: int = 0


class MarkView(Struct, frozen=True, array_like=True, gc=False):
    """One coder applied one code to words [start, end) of a turn, in code points of the turn's text when marked.

    `holds` is False when the turn was corrected later and its words there are no longer `excerpt`. `round` is that of
    the coding, FIRST_ROUND where none was named. `made_as` is the code under which it was made, where the codebook
    changed since, with the `reason` of that change.
    """

    id: str
    turn: str
    code: str
    coder: str
    start: int
    end: int
    excerpt: str
    memo: str = ""
    holds: bool = True
    round: str = FIRST_ROUND
    suggested: str = ""
    made_as: str = ""
    reason: str = ""


class RemarkView(Struct, frozen=True, array_like=True, gc=False):
    """A coder's memo on a turn, a code or the session, as it stands."""

    coder: str
    about: RemarkOn
    target: str
    text: str


class Rated(NamedTuple):
    """In this round the coder marked or passed the turn."""

    coder: str
    round: str
    turn: str


ClockName = Literal["interview", "recording"]


class SessionView(Struct, frozen=True, array_like=True, gc=False):
    """Everything known of one interview.

    `minutes` is the net duration in minutes (pauses left out; 0 for a typed-up session); `theme_minutes` the same by
    theme id. `coverage` maps each question id (of the guide in its order, then improvised ones) to its state.
    `seen` says which turns were marked or passed, by whom and in which round; `closed` are the (coder, round) pairs that
    are finished, `dismissed` the (coder, turn id, code) of suggestions that were refused, `refused` the (coder, round,
    mark id) of others' marks that were. `passed_over` are questions whose conditions (`when`) are known not to hold by
    what was answered, `tongues` the languages of those who answer in another one than they are asked in. `unknown` counts events of newer versions. `clock` says whose seconds all `offset_s` are: the interview's, or the recording's once a recorder was marked.
    `former` gives the ids that questions have in its own guide, by those that stand for them now (see renaming.py).
    `collected` and `instance` as in events.Held. `doubtful`: not all of it could be read, and what is missing may take a
    consent back. `withdrawn` are the pseudonyms of those who withdrew; they are nowhere else. `decided` are words that
    a scan pointed out and somebody decided about.
    """

    id: str
    key: str
    status: Status
    held_on: str
    guide: str
    version: int
    sha256: str
    source: str
    commit: str
    language: str
    wave: str
    typed_up: bool
    pilot: bool
    participants: tuple[Person, ...]
    started: float
    ended: float
    minutes: float
    theme_minutes: dict[str, float]
    prompts: tuple[Prompt, ...]
    turns: tuple[TurnView, ...]
    consents: tuple[ConsentView, ...]
    gaps: tuple[GapView, ...]
    measures: tuple[MeasureView, ...]
    background: tuple[BackgroundView, ...]
    markers: tuple[MarkerView, ...]
    form: dict[FormItem, str]
    coverage: dict[str, Coverage]
    marks: tuple[MarkView, ...]
    seen: frozenset[Rated]
    new_codes: dict[str, str]
    speaker: str
    prompt: Prompt | None
    open_musts: tuple[str, ...] = ()
    unknown: int = 0
    clock: ClockName = "interview"
    remarks: tuple[RemarkView, ...] = ()
    closed: frozenset[tuple[str, str]] = frozenset()
    dismissed: frozenset[tuple[str, str, str]] = frozenset()
    refused: frozenset[tuple[str, str, str]] = frozenset()
    passed_over: frozenset[str] = frozenset()
    tongues: dict[str, str] = {}
    former: dict[str, tuple[str, ...]] = {}
    collected: str = ""
    instance: str = ""
    doubtful: bool = False
    withdrawn: tuple[str, ...] = ()
    decided: tuple[DecisionView, ...] = ()

    def answers_in(self, participant: str) -> str:
        """The language in which that person answers: their own where it was said, else that of what is asked."""
        return self.tongues.get(participant, self.language)

    def turn(self, turn_id: str) -> TurnView | None:
        """The turn with that id, or None."""
        return next((turn for turn in self.turns if turn.id == turn_id), None)

    def consents_to(self, participant: str, purpose: str) -> bool:
        """Whether the participant said yes to an item of that purpose, and to none of that purpose no.

        Silence is no consent: an item that was never asked counts as refused. Nor is doubt: where something is damaged,
        or of a newer version, it may be what takes the consent back.
        """
        if self.doubtful or self.unknown:
            return False
        answers = [c.given for c in self.consents if c.participant == participant and c.purpose == purpose]
        return bool(answers) and all(answers)


def in_doubt(view: SessionView, problems: Iterable[Problem]) -> SessionView:
    """The session, marked where something of it could not be read: nobody knows what that says of consents."""
    doubtful = any(one.severity == "error" for one in problems)
    return replace(view, doubtful=True) if doubtful else view
