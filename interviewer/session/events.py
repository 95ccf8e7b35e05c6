"""The events of an interview and of its coding: what a journal record carries under `d`.

An event says what happened, not when nor in which file: the journal adds number, wall time, monotonic time and sums
(session/line.py). Each has a random `id` of 16 hexadecimal digits, given by whoever makes it; a turn's id is the id
of the event that first made it. Fields are only ever added, with defaults; a kind never changes its meaning.
"""

from typing import Any, ClassVar, Literal

from msgspec import Struct

TurnKind = Literal["verbatim", "paraphrase", "observation", "memo"]
Origin = Literal["guide", "improvised", "probe"]
GapReason = Literal["declined", "dont_know", "not_relevant", "no_time", "later"]
MarkerKind = Literal["silence", "emotion", "interruption", "bookmark"]
FormItem = Literal["setting", "others", "notes"]
RemarkOn = Literal["turn", "code", "session"]
WithdrawnFrom = Literal["interview", "person"]
Value = str | int | float | list[str]

# The round of marks that name none.
FIRST_ROUND = "1"
GAP_REASONS: tuple[GapReason, ...] = ("declined", "dont_know", "not_relevant", "no_time", "later")


class Event(Struct, frozen=True, omit_defaults=True):
    """Common to all: the random id under which readers join copies of one event."""

    kind: ClassVar[str] = ""
    id: str


class Person(Struct, frozen=True, omit_defaults=True):
    """One participant, known by a pseudonym only."""

    id: str
    stakeholder: str = ""


class Held(Event, frozen=True, omit_defaults=True):
    """The first event of a session: with whom, when, and the guide it is held with, whole.

    `held_on` is the interviewer's day (YYYY-MM-DD); `typed_up`: from paper or a phone call, so the clock says nothing.
    `collected` is `form` where a form on a phone collected it, and `instance` the id that the submission has there.
    """

    kind: ClassVar[str] = "held"
    guide: str
    version: int
    sha256: str
    source: str
    language: str
    held_on: str
    participants: list[Person]
    commit: str = ""
    wave: str = ""
    typed_up: bool = False
    pilot: bool = False
    collected: str = ""
    instance: str = ""


class Consent(Event, frozen=True, omit_defaults=True):
    """A participant's yes or no to an item in these words, with this notice; `again`: read at the end, in its place."""

    kind: ClassVar[str] = "consent"
    participant: str
    item: str
    purpose: str
    ask: str
    given: bool
    required: bool = False
    notice: str = ""
    again: bool = False


class Refused(Event, frozen=True, omit_defaults=True):
    """A required consent was refused by this participant; in an individual interview nothing follows."""

    kind: ClassVar[str] = "refused"
    participant: str
    item: str


class Asked(Event, frozen=True, omit_defaults=True):
    """A question stands before the participant, in these words. `question` is the id under which answers are filed.

    An improvised question is filed under an id of its own, `improvised-` and the first 8 digits of this event's id.
    A probe belongs to the question that it follows: `question` names that one, `probe` the probe.
    """

    kind: ClassVar[str] = "question"
    origin: Origin
    theme: str
    question: str
    text: str
    language: str
    probe: str = ""
    probe_kind: str = ""


class Turn(Event, frozen=True, omit_defaults=True):
    """Something said or noted. `asked` is the id of the Asked event that it answers.

    `by` is the note-taker who wrote it in a run of their own; `after` is the turn they had seen last, before this one.
    """

    theme: str
    question: str
    text: str
    language: str
    speaker: str = ""
    asked: str = ""
    by: str = ""
    after: str = ""


class Verbatim(Turn, frozen=True, omit_defaults=True):
    """The participant's exact words."""

    kind: ClassVar[str] = "verbatim"


class Paraphrase(Turn, frozen=True, omit_defaults=True):
    """The interviewer's words for what was said; never exported as a quotation."""

    kind: ClassVar[str] = "paraphrase"


class Observation(Turn, frozen=True, omit_defaults=True):
    """What was seen or heard beside the words."""

    kind: ClassVar[str] = "observation"


class Memo(Turn, frozen=True, omit_defaults=True):
    """A note of the interviewer to the team."""

    kind: ClassVar[str] = "memo"


class Recovered(Turn, frozen=True, omit_defaults=True):
    """Words that were being typed when a run ended; the next run put them here. Counts as a turn of kind `of`.

    `place` tells where, if no turn: `line`, `form NAME`, `background PERSON NAME`. `of` is `memo`; they stand there again.
    """

    kind: ClassVar[str] = "recovered"
    of: TurnKind = "verbatim"
    place: str = ""


class Draft(Turn, frozen=True, omit_defaults=True):
    """Words being typed, in a draft file only; `id` is the id that the turn will have. `place` as for Recovered."""

    kind: ClassVar[str] = "draft"
    of: TurnKind = "verbatim"
    place: str = ""


class Fixed(Event, frozen=True, omit_defaults=True):
    """The turn's text is this now."""

    kind: ClassVar[str] = "fix"
    turn: str
    text: str
    reason: str = ""


class Starred(Event, frozen=True, omit_defaults=True):
    """The turn is a key quotation, or no longer."""

    kind: ClassVar[str] = "star"
    turn: str
    on: bool = True


class Under(Event, frozen=True, omit_defaults=True):
    """The turn also answers this question, which is covered by it."""

    kind: ClassVar[str] = "under"
    turn: str
    theme: str
    question: str


class Moved(Event, frozen=True, omit_defaults=True):
    """The turn is filed under this question now, instead of where it was."""

    kind: ClassVar[str] = "move"
    turn: str
    theme: str
    question: str


class Attributed(Event, frozen=True, omit_defaults=True):
    """The turn was said by this participant, not by whom it was noted under."""

    kind: ClassVar[str] = "attribute"
    turn: str
    speaker: str


class Split(Event, frozen=True, omit_defaults=True):
    """The turn is cut at a code point; what follows is a turn of its own whose id is this event's."""

    kind: ClassVar[str] = "split"
    turn: str
    at: int


class Merged(Event, frozen=True, omit_defaults=True):
    """The turn is joined to the end of the turn `into`, with `joint` between their words, and is no turn of its own."""

    kind: ClassVar[str] = "merge"
    turn: str
    into: str
    joint: str = ""


class Undone(Event, frozen=True, omit_defaults=True):
    """The events that are taken back (all those of one action). They stay in the journal and count no more."""

    kind: ClassVar[str] = "undo"
    events: list[str]


class Gap(Event, frozen=True, omit_defaults=True):
    """No answer to this question (for now), and why; `why` is the interviewer's own note."""

    kind: ClassVar[str] = "gap"
    theme: str
    question: str
    reason: GapReason
    why: str = ""


class Measured(Event, frozen=True, omit_defaults=True):
    """The typed value of a closed question, tied to an indicator or not."""

    kind: ClassVar[str] = "measure"
    theme: str
    question: str
    participant: str
    value: Value
    indicator: str = ""
    unit: str = ""
    wave: str = ""
    asked: str = ""


class Background(Event, frozen=True, omit_defaults=True):
    """One fact of one participant's background sheet; a value of None says that it was left open."""

    kind: ClassVar[str] = "background"
    participant: str
    item: str
    value: Value | None


class Speaker(Event, frozen=True, omit_defaults=True):
    """From here on this participant speaks."""

    kind: ClassVar[str] = "speaker"
    participant: str


class Language(Event, frozen=True, omit_defaults=True):
    """From here on questions are asked in this language; `participant` answers in `answers`, or in the same where it is empty."""

    kind: ClassVar[str] = "language"
    language: str
    answers: str = ""
    participant: str = ""


class Marker(Event, frozen=True, omit_defaults=True):
    """A silence, an emotion, an interruption, or a place to come back to."""

    kind: ClassVar[str] = "marker"
    marker: MarkerKind
    theme: str
    question: str
    note: str = ""


class Recorder(Event, frozen=True, omit_defaults=True):
    """The recorder shows this many seconds now."""

    kind: ClassVar[str] = "recorder"
    seconds: int


class Paused(Event, frozen=True, omit_defaults=True):
    """The interview rests, its clock stopped, until Resumed: in the same run, or at the beginning of the next."""

    kind: ClassVar[str] = "pause"


class Resumed(Event, frozen=True, omit_defaults=True):
    """The interview goes on."""

    kind: ClassVar[str] = "resume"


class Noting(Event, frozen=True, omit_defaults=True):
    """The first event of a note-taker's run beside the interviewer's: its times count for nothing in the interview."""

    kind: ClassVar[str] = "noting"
    by: str


class Closing(Event, frozen=True, omit_defaults=True):
    """The questions are over; the background sheet, the closing words and the end form follow."""

    kind: ClassVar[str] = "closing"


class Form(Event, frozen=True, omit_defaults=True):
    """One item of the end form: setting, others present, field notes."""

    kind: ClassVar[str] = "form"
    item: FormItem
    text: str


class Done(Event, frozen=True, omit_defaults=True):
    """The interview is finished; `open_musts` are the questions that had to be asked and were not."""

    kind: ClassVar[str] = "done"
    open_musts: list[str] = []


class Clock(Event, frozen=True, omit_defaults=True):
    """The wall clock moved against the monotonic one by this many seconds since the record before."""

    kind: ClassVar[str] = "clock"
    seconds: float


class Mark(Event, frozen=True, omit_defaults=True):
    """One coder applied one code to words [start, end) of a turn, in code points; `excerpt` are those words.

    It is empty where they had been corrected away before the mark was brought here: such a mark stands nowhere.
    `round` is empty in the first one. `suggested` names what had proposed the code, where something had.
    """

    kind: ClassVar[str] = "mark"
    turn: str
    code: str
    coder: str
    start: int
    end: int
    excerpt: str
    memo: str = ""
    round: str = ""
    suggested: str = ""


class Unmark(Event, frozen=True, omit_defaults=True):
    """That mark is taken away."""

    kind: ClassVar[str] = "unmark"
    mark: str
    coder: str


class Seen(Event, frozen=True, omit_defaults=True):
    """The coder passed the turn: no mark on it is a decision, not an omission."""

    kind: ClassVar[str] = "seen"
    turn: str
    coder: str
    round: str = ""


class Unseen(Event, frozen=True, omit_defaults=True):
    """The coder takes back having passed the turn: it is not coded yet."""

    kind: ClassVar[str] = "unseen"
    turn: str
    coder: str
    round: str = ""


class Recoded(Event, frozen=True, omit_defaults=True):
    """The mark bears this code now, since the codebook changed; `change` is the id of that change, `coder` who made it."""

    kind: ClassVar[str] = "recode"
    mark: str
    code: str
    coder: str
    reason: str = ""
    change: str = ""


class KeyQuote(Event, frozen=True, omit_defaults=True):
    """A coder says that the turn is a key quotation, or no longer; as Starred, days after the interview."""

    kind: ClassVar[str] = "key"
    turn: str
    coder: str
    on: bool = True


class Remark(Event, frozen=True, omit_defaults=True):
    """A coder's memo on a turn, on a code or on the session; `target` is its id. The last one stands, an empty one takes it away."""

    kind: ClassVar[str] = "remark"
    about: RemarkOn
    target: str
    text: str
    coder: str


class RoundClosed(Event, frozen=True, omit_defaults=True):
    """The coder has finished this round in the session, and sees from now on what others marked in it."""

    kind: ClassVar[str] = "round"
    coder: str
    round: str = ""


class Dismissed(Event, frozen=True, omit_defaults=True):
    """The coder refused this code where `suggested` (a name as in Mark, or the id of another's mark) had proposed it.

    With `on` false that is taken back. `round` is empty in the first one.
    """

    kind: ClassVar[str] = "dismiss"
    turn: str
    code: str
    coder: str
    suggested: str = ""
    round: str = ""
    on: bool = True


class NewCode(Event, frozen=True, omit_defaults=True):
    """An emergent code was born in a coder's hands; it enters codebook.yaml when someone adopts it."""

    kind: ClassVar[str] = "code"
    code: str
    label: str
    coder: str
    definition: str = ""


class Splice(Struct, frozen=True, omit_defaults=True):
    """In a text, `old` became `new` at this place (code points), between what stood `before` it and `after` it."""

    at: int
    old: str
    new: str
    before: str = ""
    after: str = ""


class Changed(Event, frozen=True, omit_defaults=True):
    """Somebody changed the codebook; it stands in `codebook.history/`, not in a session. `codes` are the ids it is about.

    `splices` are what it did to codebook.yaml, `was_sha256` and `now_sha256` the file's sums before and after; `touched`
    are all codes that say something else since. `marks` is how many marks it gave another code; `decided` says which,
    where each was decided by itself. `undoes` is the change that it takes back.
    """

    kind: ClassVar[str] = "codebook"
    verb: str
    coder: str
    codes: list[str]
    reason: str = ""
    splices: list[Splice] = []
    was_sha256: str = ""
    now_sha256: str = ""
    touched: list[str] = []
    marks: int = 0
    decided: dict[str, str] = {}
    undoes: str = ""


class Exported(Event, frozen=True, omit_defaults=True):
    """Something of the interviews was written for other programs or people; it stands in `exports.register/`, not in a session.

    `verb` is what wrote it, `files` the names of the files without their folders (none for a stream), `manifest` the
    SHA-256 of the manifest beside them (none for a list of names). `people` are the pseudonyms by session id. `words` says that somebody's words
    stand in it, `shared` that it was made to be shown to others: then `quoted` are those whose words stand in it, the others'
    were left out. `coder` is whose work it is, if one coder's.
    """

    kind: ClassVar[str] = "export"
    verb: str
    files: list[str]
    manifest: str
    people: dict[str, list[str]]
    words: bool = False
    shared: bool = False
    quoted: dict[str, list[str]] = {}
    coder: str = ""


class Sealed(Event, frozen=True, omit_defaults=True):
    """The segment ended in order; `count` is the number of records before this one."""

    kind: ClassVar[str] = "seal"
    count: int


class Tombstone(Event, frozen=True, omit_defaults=True):
    """What stood under this id is withdrawn: a kind, no words. In the union of segments it always wins."""

    kind: ClassVar[str] = "tombstone"
    of: str


class Withdrawn(Event, frozen=True, omit_defaults=True):
    """The participant withdrew on that day (YYYY-MM-DD): of the whole interview, or of their part in that of a group.

    It holds for what comes later too, as a file of a colleague: what is theirs counts as gone wherever this stands.
    `counts` says how much of what there was then (study/withdrawal/tally.py), so that it can be certified again.
    """

    kind: ClassVar[str] = "withdraw"
    participant: str
    day: str
    scope: WithdrawnFrom
    counts: dict[str, int] = {}


class Redacted(Event, frozen=True, omit_defaults=True):
    """Of the turn this text is left, and nothing of what it was before; with `whole` nothing at all is left.

    `marks` are those that stood on it then, with the places [start, end) that they have now; `dropped` those that stood on
    what was taken out. Where turns were cut or joined, `lengths` says of each record how many code points it had. `memos`
    are those of marks whose own were sealed under a key that goes.
    """

    kind: ClassVar[str] = "redact"
    turn: str
    text: str = ""
    speaker: str = ""
    whole: bool = False
    marks: dict[str, tuple[int, int]] = {}
    dropped: list[str] = []
    lengths: dict[str, int] = {}
    memos: dict[str, str] | str = ""
    reason: str = ""


class Unknown(Event, frozen=True, omit_defaults=True):
    """An event of a kind that this version doesn't know (made by a later one): kept, shown, never rewritten."""

    name: str = ""
    data: dict[str, Any] = {}


class Record(Struct, frozen=True):
    """An event with its place in time: `wall` in seconds since 1970, `mono` in seconds since its run began."""

    event: Event
    wall: float
    mono: float
    run: str
    number: int
