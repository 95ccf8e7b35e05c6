"""The sessions of a study, each in one line of facts."""

from collections.abc import Iterator
from typing import NamedTuple

from interviewer.coding.rounds import Progress, progress
from interviewer.errors import Problem
from interviewer.session.interview import INTERVIEWER
from interviewer.session.model import SPEECH, SessionView, Status
from interviewer.session.read import guide_from
from interviewer.session.words import is_covered
from interviewer.study.folder import Study
from interviewer.study.reading import read_with_problems

UNFINISHED: tuple[Status, ...] = ("open", "paused", "closing")


class Summary(NamedTuple):
    """One session in short.

    `answered` of `questions` are answered or covered; `open_musts` had to be asked and were not; `turns` can be coded,
    `coded` says how many of them each coder has passed, `uncoded` how many nobody has; a code given while the interview
    was held is no coding yet.
    """

    session_id: str
    date: str
    guide: str
    participants: tuple[str, ...]
    minutes: float
    answered: int
    questions: int
    open_musts: int
    status: Status
    pilot: bool
    turns: int
    uncoded: int
    coded: dict[str, int]
    rounds: tuple[Progress, ...] = ()
    lost: int = 0


def summaries(study: Study) -> Iterator[tuple[Summary, list[Problem]]]:
    """Every session of the study by date, read one after another, with what is damaged in its files."""
    for view, problems in read_with_problems(study):
        yield summary(view), problems


def summary(view: SessionView) -> Summary:
    """The facts of one session."""
    turns = {turn.id for turn in view.turns if turn.kind in SPEECH}
    passed = {(one.coder, one.turn) for one in view.seen if one.turn in turns and one.coder != INTERVIEWER}
    coders = sorted({coder for coder, _ in passed})
    return Summary(
        view.id,
        view.held_on,
        view.guide,
        tuple(person.id for person in view.participants),
        view.minutes,
        sum(state in ("answered", "covered") for state in view.coverage.values()),
        len(view.coverage),
        _open_musts(view),
        view.status,
        view.pilot,
        len(turns),
        len(turns - {turn for _, turn in passed}),
        {coder: sum(who == coder for who, _ in passed) for coder in coders},
        tuple(one for one in progress(view) if one.coder != INTERVIEWER),
        sum(not mark.holds and not is_covered(mark.excerpt) for mark in view.marks),  # under covers nobody can tell
    )


def _open_musts(view: SessionView) -> int:
    """Questions that had to be asked and have neither an answer nor a reason for none."""
    if view.status == "withdrawn":
        return 0
    if view.status == "done":
        return len(view.open_musts)
    guide = guide_from(view.source) if view.source else None
    musts = [question.id for _, question in guide.questions() if question.must] if guide else []
    return sum(view.coverage.get(question) in ("not_asked", "later") for question in musts)
