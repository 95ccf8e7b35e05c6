"""A rehearsal: how long what is read, said and typed takes, and what fits into the minutes of the guide. Pure."""

import re
from collections.abc import Iterable

from msgspec import Struct

from interviewer.errors import CannotError
from interviewer.session import events as e
from interviewer.session.actions import parse, parse_clock
from interviewer.session.interview import AskBackground, AskConsent, AskForm, AskQuestions, AskReadBack, State, Step
from interviewer.session.model import Coverage
from interviewer.session.stopwatch import Stopwatch

# Words a minute of people who are interviewed, their pauses counted: Grosjean and Deschamps, Phonetica 31 (1975), 144-184.
SPEAKING = {"fr": 174.0, "en": 176.0}
# Words a minute read aloud. English: Brysbaert, Journal of Memory and Language 109 (2019), 104047, 77 studies. Elsewhere
# the mean of 17 languages, French among them: Trauzettel-Klosinski and Dietz, IOVS 53 (2012), 5452-5461.
READING = {"en": 183.0}
SPEAKING_ELSEWHERE, READING_ELSEWHERE = 175.0, 184.0
# Seconds to wait after a question, so that there is thought in what follows: Rowe, Journal of Teacher Education 37 (1986), 43-50.
THOUGHT = 3.0
# Seconds to make up one's mind and seconds a key of somebody who is no typist: Card, Moran and Newell, CACM 23 (1980), 396-410.
PREPARE, KEY = 1.35, 0.28
SLOWEST, FASTEST = 20, 400  # words a minute that somebody could mean
MINUTE = 60.0
OVERRUN = 30.0  # seconds beyond its minutes that make a theme too long; less is what rounding does
WORD = re.compile(r"\w+(?:['’\-]\w+)*")
MARK = re.compile(r"\s*@\s*(\d[\d:]*)\s*")
MARK_BEGUN = re.compile(r"\s*@\s*\d")
NAME = "rehearsal"  # where an interview has the day on which it was held
OPEN: tuple[Coverage, ...] = ("no_time", "later", "not_asked")


def rehearsal_id(guide: str) -> str:
    """The id of a rehearsal with this guide; no session has it, since theirs begin with a day."""
    return f"{NAME}-{guide}"


def is_rehearsal(state: State) -> bool:
    """Whether nothing of this interview is kept, so that no screen may say that it is saved."""
    return state.session.startswith(f"{NAME}-")


def speaking_seconds(text: str, language: str, pace: float = 0.0) -> float:
    """Seconds to say the words; `pace` is words a minute, 0 what is usual in the language (SPEAKING)."""
    return _words(text) * MINUTE / (pace or usual_pace(language))


def usual_pace(language: str) -> float:
    """Words a minute of somebody who is interviewed in that language."""
    return SPEAKING.get(language, SPEAKING_ELSEWHERE)


def reading_seconds(text: str, language: str) -> float:
    """Seconds to read the words aloud (READING)."""
    return _words(text) * MINUTE / READING.get(language, READING_ELSEWHERE)


def typing_seconds(text: str) -> float:
    """Seconds to type the line and press Enter (PREPARE, KEY)."""
    return PREPARE + KEY * (len(text) + 1)


def _words(text: str) -> int:
    """How many words; signs that stand alone, as French has them, are none."""
    return sum(1 for _ in WORD.finditer(text))


def asked_aloud(step: Step, state: State) -> tuple[str, str]:
    """What is read aloud now and a name for it, both empty where nothing is. The same name: it was read already."""
    seen, guide = state.view, state.guide
    opening = guide.opening.said_in(seen.language)
    first = not seen.consents and len(seen.prompts) <= 1
    match step:
        case AskConsent():
            words, name = step.item.ask.said_in(seen.language), f"consent {step.participant} {step.item.id}"
        case AskQuestions():
            words, name = (seen.prompt.text, seen.prompt.id) if seen.prompt else ("", "")
        case AskBackground():
            return step.item.ask.said_in(seen.language), f"background {step.participant} {step.item.id}"
        case AskReadBack():
            return step.item.ask.said_in(seen.language), f"again {step.participant} {step.item.id}"
        case AskForm(item="setting"):
            return guide.closing.said_in(seen.language), "closing"
        case _:
            return "", ""
    return (f"{opening}\n{words}" if first else words), name


def line_seconds(step: Step, state: State, line: str, pace: float = 0.0) -> float:
    """Seconds that a line of the script takes: words are spoken, everything else is typed."""
    try:
        spoken = not isinstance(step, AskForm) and bool(line.strip()) and parse(line).name == "say"
    except CannotError:
        spoken = False
    return speaking_seconds(line, state.view.language, pace) if spoken else typing_seconds(line)


def time_mark(line: str) -> float | None:
    """The seconds of a line such as `@ 2:30`, which says how long the next one takes; None for any other line.

    Raises CannotError `rehearsal_clock` for a line that begins like one and is none.
    """
    found = MARK.fullmatch(line)
    if found is None:
        if MARK_BEGUN.match(line):
            raise CannotError("rehearsal_clock")
        return None
    try:
        return float(parse_clock(found[1]))
    except CannotError:
        raise CannotError("rehearsal_clock") from None


class ThemeTime(Struct, frozen=True):
    """What a theme took against its plan; both in seconds, the plan None where the guide has none."""

    id: str
    title: str
    seconds: float
    planned: float | None

    @property
    def over(self) -> float:
        """Seconds beyond the plan; 0 within it, without one, and where only the rounding differs."""
        beyond = self.seconds - self.planned if self.planned is not None else 0.0
        return beyond if beyond > OVERRUN else 0.0


class QuestionTime(Struct, frozen=True):
    """A question of the guide: `number` as people count it, `seconds` while it stood, `longest` of its longest answer.

    `reached` is when it was put or covered by another answer, in seconds since the beginning; None when it was not.
    """

    id: str
    number: int
    ask: str
    must: bool
    seconds: float
    longest: float
    answers: int
    reached: float | None
    coverage: Coverage


class Report(Struct, frozen=True):
    """How a rehearsal went: seconds throughout. `duration` is the guide's, None without one.

    `before` is the opening with the consent, `after` the background sheet, the closing and the end form. `at_the_end`
    is the number of the question that stood there when the duration was over, None where none did. `probes` counts
    prepared and other probes, `improvised` questions made up on the spot.
    """

    guide: str
    version: int
    title: str
    people: int
    duration: float | None
    total: float
    before: float
    after: float
    themes: tuple[ThemeTime, ...]
    questions: tuple[QuestionTime, ...]
    at_the_end: int | None
    probes: int
    improvised: int

    @property
    def overtime(self) -> bool:
        """Whether the duration was over before the rehearsal was."""
        return self.duration is not None and self.total > self.duration

    @property
    def planned(self) -> bool:
        """Whether the guide says anything to compare with."""
        return self.duration is not None or any(theme.planned is not None for theme in self.themes)

    @property
    def not_reached(self) -> tuple[QuestionTime, ...]:
        """The questions that nobody came to while the duration lasted; without one, in the whole rehearsal."""
        limit = self.duration if self.duration is not None else float("inf")
        out = self.passed_over
        return tuple(q for q in self.questions if q not in out and (q.reached is None or q.reached >= limit))

    @property
    def passed_over(self) -> tuple[QuestionTime, ...]:
        """The questions that the answers made superfluous, so that nobody had to come to them."""
        return tuple(q for q in self.questions if q.reached is None and q.coverage == "not_relevant")

    @property
    def lost_musts(self) -> tuple[QuestionTime, ...]:
        """The questions that must be asked and were not reached in time, or stayed open."""
        late = self.not_reached
        return tuple(q for q in self.questions if q.must and (q in late or q.coverage in OPEN))

    @property
    def too_long(self) -> tuple[ThemeTime, ...]:
        """The themes that took more than their minutes, the worst first."""
        return tuple(sorted((theme for theme in self.themes if theme.over), key=lambda theme: -theme.over))

    def longest(self, count: int = 3) -> tuple[QuestionTime, ...]:
        """The questions with the longest answers, the longest first."""
        answered = [q for q in self.questions if q.longest]
        return tuple(sorted(answered, key=lambda q: -q.longest)[:count])


class _Put(Struct, frozen=True):
    at: float
    event: e.Asked


class _Times:
    """When what happened, in seconds of the interview."""

    def __init__(self, state: State) -> None:
        self._void = state.void
        self._watch = Stopwatch(state.records, state.void)
        self.put: list[_Put] = []
        self.reached: dict[str, float] = {}
        self.answers: dict[str, list[float]] = {}
        self.over: float | None = None
        for record in state.records:
            self._take(record)
        self.total = self._watch.elapsed

    def _take(self, record: e.Record) -> None:
        event, moment = record.event, self._watch.at(record.event.id)
        if event.id in self._void:
            return
        at = moment.elapsed
        match event:
            case e.Asked():
                self.put.append(_Put(at, event))
                self.reached.setdefault(event.question, at)
            case e.Under() | e.Moved():
                self.reached.setdefault(event.question, at)
            case e.Verbatim() | e.Paraphrase() | e.Measured():
                self.answers.setdefault(event.question, []).append(moment.passed)
            case e.Closing() | e.Done() if self.over is None:
                self.over = at

    @property
    def end(self) -> float:
        """When the questions were over."""
        return self.total if self.over is None else self.over

    @property
    def begin(self) -> float:
        """When the first question was put."""
        return self.put[0].at if self.put else self.end

    def stood(self) -> list[tuple[e.Asked, float]]:
        """Every question and probe with the seconds until the next one."""
        ends = [*(one.at for one in self.put[1:]), self.end]
        return [(one.event, end - one.at) for one, end in zip(self.put, ends, strict=True)] if self.put else []


def report(state: State) -> Report:
    """What the records of a rehearsal say about its minutes; no word that was said stands in it."""
    guide, language, times = state.guide, state.view.language, _Times(state)
    stood = times.stood()
    asked = [one.event for one in times.put]
    limit = None if guide.duration is None else guide.duration * MINUTE
    themes = (
        ThemeTime(
            theme.id,
            theme.title.said_in(language),
            _rounded(seconds for event, seconds in stood if event.theme == theme.id),
            None if theme.minutes is None else theme.minutes * MINUTE,
        )
        for theme in guide.themes
    )
    return Report(
        guide=guide.id,
        version=guide.version,
        title=guide.title.said_in(language),
        people=len(state.view.participants),
        duration=limit,
        total=round(times.total, 3),
        before=round(times.begin, 3),
        after=round(times.total - times.end, 3),
        themes=tuple(themes),
        questions=_questions(state, times, stood),
        at_the_end=_at(state, times, limit),
        probes=sum(event.origin == "probe" for event in asked),
        improvised=sum(event.origin == "improvised" for event in asked),
    )


def _questions(state: State, times: _Times, stood: list[tuple[e.Asked, float]]) -> tuple[QuestionTime, ...]:
    coverage, language = state.view.coverage, state.view.language
    return tuple(
        QuestionTime(
            id=question.id,
            number=number,
            ask=question.ask.said_in(language),
            must=question.must,
            seconds=_rounded(seconds for event, seconds in stood if event.question == question.id),
            longest=round(max(times.answers.get(question.id, ()), default=0.0), 3),
            answers=len(times.answers.get(question.id, ())),
            reached=times.reached.get(question.id),
            coverage=coverage.get(question.id, "not_asked"),
        )
        for number, (_theme, question) in enumerate(state.guide.questions(), 1)
    )


def _rounded(seconds: Iterable[float]) -> float:
    """Their sum, to a thousandth."""
    return round(sum(seconds, 0.0), 3)


def _at(state: State, times: _Times, limit: float | None) -> int | None:
    """The number of the guide's question before the participant when so many seconds were over, None where none was."""
    if limit is None or not times.begin < limit < times.end:
        return None
    order = [question.id for _theme, question in state.guide.questions()]
    put = [one.event.question for one in times.put if one.at < limit and one.event.question in order]
    return order.index(put[-1]) + 1 if put else None
