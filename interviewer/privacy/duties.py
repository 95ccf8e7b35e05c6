"""What the law asks of a study, held against its interviews: consents, the notice shown, how long words are kept. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from interviewer.privacy.pseudonyms import may_be_a_name
from interviewer.privacy.retention import Kept, overdue
from interviewer.session.model import SPEECH, ConsentView, SessionView
from interviewer.session.read import guide_from

# Before this a clock was never set: 2000-01-01, in seconds since 1970.
SET = 946_684_800.0
NOTHING_THERE = ("empty", "withdrawn")


class Lacking(NamedTuple):
    """A person of an interview, and the consent item (by id) with which something is wrong."""

    session: str
    participant: str
    item: str


class Rules(NamedTuple):
    """What the study has settled: how many months interviews are kept, which version of the notice is shown today."""

    months: int | None = None
    notice: str = ""


class Duties(NamedTuple):
    """Everything that is due, or that nobody could show if asked, each with the interviews concerned.

    `overdue` should be gone by now. `refused`: words are there although a required consent was refused; `unasked`: a
    required consent has no answer. `undated` have no time that a clock said. `silent` are interviews in which no consent
    at all was asked, `without_notice` those with a consent that names no notice, `older_notice` those in which another
    version than today's was shown, by version. `doubtful` could not be read whole. `names` are pseudonyms that may be names.
    """

    overdue: tuple[Kept, ...] = ()
    refused: tuple[Lacking, ...] = ()
    unasked: tuple[Lacking, ...] = ()
    undated: tuple[Lacking, ...] = ()
    silent: tuple[str, ...] = ()
    without_notice: tuple[str, ...] = ()
    older_notice: tuple[tuple[str, tuple[str, ...]], ...] = ()
    doubtful: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def due(self) -> bool:
        """Whether somebody must do something now."""
        return bool(self.overdue or self.refused or self.unasked)


def duties(views: Iterable[SessionView], rules: Rules, today: str) -> Duties:
    """What is due in these interviews today (YYYY-MM-DD), each of them looked at once."""
    found = _Found(rules.notice)
    for view in views:
        found.take(view)
    return Duties(
        overdue=overdue(found.held, rules.months, today),
        refused=tuple(found.refused),
        unasked=tuple(found.unasked),
        undated=tuple(found.undated),
        silent=tuple(found.silent),
        without_notice=tuple(found.without_notice),
        older_notice=tuple((notice, tuple(sessions)) for notice, sessions in sorted(found.older_notice.items())),
        doubtful=tuple(found.doubtful),
        names=tuple(sorted(found.names)),
    )


class _Found:
    """What is found while the interviews pass by; none of them is kept."""

    def __init__(self, notice: str) -> None:
        self.notice = notice
        self.held: list[tuple[str, str]] = []
        self.refused: list[Lacking] = []
        self.unasked: list[Lacking] = []
        self.undated: list[Lacking] = []
        self.silent: list[str] = []
        self.without_notice: list[str] = []
        self.older_notice: dict[str, list[str]] = {}
        self.doubtful: list[str] = []
        self.names: set[str] = set()

    def take(self, view: SessionView) -> None:
        if view.doubtful or view.unknown:
            self.doubtful.append(view.id)
        if view.status in NOTHING_THERE:
            return
        self.held.append((view.id, view.held_on))
        self.names |= {one.id for one in view.participants if may_be_a_name(one.id)}
        for refused, one in _lacking(view):
            (self.refused if refused else self.unasked).append(one)
        if view.consents:
            self.consents(view)
        else:
            self.silent.append(view.id)

    def consents(self, view: SessionView) -> None:
        self.undated += [_named(view, one) for one in view.consents if one.wall < SET]
        shown = {one.notice for one in view.consents}
        if "" in shown:
            self.without_notice.append(view.id)
        for notice in shown - {"", self.notice} if self.notice else ():
            self.older_notice.setdefault(notice, []).append(view.id)


def _named(view: SessionView, consent: ConsentView) -> Lacking:
    return Lacking(view.id, consent.participant, consent.item)


def _lacking(view: SessionView) -> Iterator[tuple[bool, Lacking]]:
    """The required consents that nobody gave, of people with words in the interview; whether they were refused."""
    guide = guide_from(view.source) if view.source else None
    answers = {(one.participant, one.item): one.given for one in view.consents}
    speaking = _speaking(view)
    for person in (person.id for person in view.participants if person.id in speaking):
        for item in guide.consent if guide else ():
            given = answers.get((person, item.id))
            if item.required and not given:
                yield given is not None, Lacking(view.id, person, item.id)


def refusers(view: SessionView) -> frozenset[str]:
    """Who refused a consent without which nobody takes part."""
    guide = guide_from(view.source) if view.source else None
    needed = {item.id for item in guide.consent if item.required} if guide else set()
    return frozenset(one.participant for one in view.consents if one.item in needed and not one.given)


def _speaking(view: SessionView) -> set[str]:
    """The people of whom anything was kept: words, a value, a fact."""
    alone = view.participants[0].id if len(view.participants) == 1 else ""
    said = {turn.speaker or alone for turn in view.turns if turn.kind in SPEECH}
    given = {one.participant for one in view.measures}
    return said | given | {one.participant for one in view.background if one.value is not None}
