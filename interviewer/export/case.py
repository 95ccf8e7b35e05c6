"""One session as the tables look at it: who is chosen, who may be quoted, what the guide says. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from interviewer.export.codes import Codes
from interviewer.export.columns import Layout
from interviewer.guide.model import Guide, Question, Theme
from interviewer.guide.values import is_free
from interviewer.privacy.consents import agreed
from interviewer.session.events import FIRST_ROUND, Person, Value
from interviewer.session.model import SPEECH, MarkView, Prompt, SessionView, TurnView
from interviewer.session.read import guide_from
from interviewer.session.renaming import under_current_ids

JOIN = "; "
LEFT_OUT = ("empty", "refused", "withdrawn", "pilots", "filtered")


class Scope(Struct, frozen=True):
    """What an export takes in, and the words that all sessions share. Empty filters let everything through.

    `ids` are the ids of questions that stand for former ones now, by guide and former id. With `publishable`, words without the consent to quote are left out, and so is what may repeat them.
    """

    sessions: frozenset[str] = frozenset()
    guides: frozenset[str] = frozenset()
    stakeholders: frozenset[str] = frozenset()
    with_pilots: bool = False
    publishable: bool = False
    layout: Layout = Layout()
    codes: Codes = Codes()
    ids: dict[str, dict[str, str]] = {}

    def takes(self, view: SessionView) -> bool:
        """Whether anything of the session is exported."""
        return not why_left_out(view, self)


Questions = dict[str, tuple[Theme, Question]]


class Case(NamedTuple):
    """A chosen session: `people` are those who are exported, `quotable` those who agreed to be quoted.

    `speech` are the verbatim and paraphrase turns to export, each with its speaker; `noted` are the observations and
    memos. `asked_as` are the former ids of questions by the id of the turn or value. `marks` are by turn id; `prepared` are the words of the guide's questions and probes, `questions` its questions.
    """

    view: SessionView
    scope: Scope
    guide: Guide | None
    people: dict[str, Person]
    quotable: frozenset[str]
    marks: dict[str, list[MarkView]]
    prepared: frozenset[str] = frozenset()
    questions: Questions = {}  # noqa: RUF012 - never changed
    speech: tuple[tuple[str, TurnView], ...] = ()
    noted: tuple[TurnView, ...] = ()
    asked_as: dict[str, str] = {}  # noqa: RUF012 - never changed

    def id_then(self, question: str, record: str = "") -> str:
        """The id that the question had in the interview where it has another one now; of that turn or value, if it is named."""
        return self.asked_as.get(record) or JOIN.join(self.view.former.get(question, ()))

    @property
    def planned(self) -> tuple[str, ...]:
        """The ids of the questions of its guide, in their order, as they are called today."""
        renamed = _now_by_former(self.view)
        ids = (question.id for _theme, question in self.guide.questions()) if self.guide else ()
        return tuple(dict.fromkeys(renamed.get(one, one) for one in ids))

    @property
    def rated(self) -> dict[str, str]:
        """Who marked or passed each turn, as a cell shows it."""
        found: dict[str, list[str]] = {}
        for one in sorted(self.view.seen):
            found.setdefault(one.turn, []).append(one.coder if one.round == FIRST_ROUND else f"{one.coder}/{one.round}")
        return {turn: JOIN.join(who) for turn, who in found.items()}

    @property
    def shown_turns(self) -> frozenset[str]:
        """The ids of all turns that are exported, speech and notes."""
        return frozenset((*(turn.id for _, turn in self.speech), *(turn.id for turn in self.noted)))

    def hides(self, person: str) -> bool:
        """Whether this person's words must be left out."""
        return self.scope.publishable and person not in self.quotable

    def hides_turn(self, person: str, turn: TurnView) -> bool:
        """Whether the words of a turn must be left out. A paraphrase of a group may hold what any of them said."""
        return self.hides(person) or (turn.kind == "paraphrase" and self.hides_notes)

    @property
    def hides_notes(self) -> bool:
        """Whether what the team wrote must be left out: it may repeat the words of anyone who was there."""
        return self.scope.publishable and not self.all_agree

    @property
    def all_agree(self) -> bool:
        """Whether everybody who was there agreed to be quoted."""
        return bool(self.quotable) and self.quotable >= {p.id for p in self.view.participants}

    def speaker(self, turn: TurnView) -> str:
        """Who spoke; in an interview with one person nobody else can have."""
        if turn.speaker or len(self.view.participants) != 1:
            return turn.speaker
        return self.view.participants[0].id

    def takes(self, person: str) -> bool:
        """Whether this person's turns are exported: all are, unless stakeholder groups were asked for."""
        return person in self.people or not self.scope.stakeholders

    def stakeholder(self, person: str) -> str:
        """The stakeholder group of that person, or nothing."""
        found = self.people.get(person)
        return found.stakeholder if found else ""

    def find(self, question: str) -> tuple[Theme, Question] | None:
        """The guide's question of that id with its theme."""
        return self.questions.get(question)

    def wording(self, asked: Prompt) -> str:
        """The words of the question or probe; unless they stand in the guide, they may repeat what was just said."""
        return "" if self.hides_notes and asked.text not in self.prepared else asked.text

    def words_of(self, turn: TurnView) -> tuple[str, str, str]:
        """The theme's title, the wording really asked and its origin, in the language in which it was asked."""
        asked = turn.asked
        language = (asked.language if asked else turn.language) or self.view.language
        theme = next((t for t in self.guide.themes if t.id == turn.theme), None) if self.guide else None
        title = theme.title.said_in(language) if theme else ""
        if asked is not None:
            return title, self.wording(asked), asked.origin
        found = self.find(turn.question)
        return title, found[1].ask.said_in(language) if found else "", "guide" if found else "improvised"

    def is_free(self, question: str, value: Value) -> bool:
        """Whether the value of a closed question is in the person's own words."""
        found = self.find(question)
        return is_free(found[1].answer if found else None, value)


def _prepared(guide: Guide | None) -> frozenset[str]:
    """Every wording that the guide has, in all its languages."""
    asks = [text for _, one in guide.questions() for text in (one.ask, *(p.ask for p in one.probes))] if guide else []
    return frozenset(words for text in asks for words in text.words.values())


@lru_cache(maxsize=64)
def _questions(source: str) -> Questions:
    """The questions of a guide by id, the first where an id comes twice."""
    guide = guide_from(source)
    return {question.id: (theme, question) for theme, question in reversed([*guide.questions()])} if guide else {}


def _under_current_ids(view: SessionView, scope: Scope) -> tuple[SessionView, dict[str, str]]:
    """The session under today's ids, and the former ones by turn and value, where they are others."""
    ids = scope.ids.get(view.guide, {})
    named = under_current_ids(view, ids) if ids else view
    if not named.former:
        return named, {}
    filed = [*((one.id, one.question) for one in view.turns), *((one.id, one.question) for one in view.measures)]
    return named, {record: question for record, question in filed if question in ids}


def _now_called(view: SessionView) -> Questions:
    """The questions of its guide by today's ids; of two that became one, the first."""
    found = _questions(view.source)
    if not view.former:
        return found
    renamed = _now_by_former(view)
    return {renamed.get(was, was): one for was, one in found.items()}


def _now_by_former(view: SessionView) -> dict[str, str]:
    return {was: now for now, former in view.former.items() for was in former}


def _as_counted(mark: MarkView, current: dict[str, str]) -> MarkView:
    """The mark under the code that stands for its own now; what it was made as stays known."""
    code = current.get(mark.code, mark.code)
    return mark if code == mark.code else replace(mark, code=code, made_as=mark.made_as or mark.code)


def why_left_out(view: SessionView, scope: Scope) -> str:
    """Nothing when the session is exported; else one of LEFT_OUT."""
    if scope.sessions and view.id not in scope.sessions:
        return "filtered"
    if view.status == "empty":
        return "empty"
    groups = {person.stakeholder for person in view.participants}
    if (scope.guides and view.guide not in scope.guides) or (scope.stakeholders and not groups & scope.stakeholders):
        return "filtered"
    if view.status in ("refused", "withdrawn"):
        return view.status
    return "pilots" if view.pilot and not scope.with_pilots else ""


def open_case(view: SessionView, scope: Scope, *, whole: bool = True) -> Case:
    """The session with what every row of it needs at hand.

    Where not all of it could be read, a consent may have been taken back or words corrected by what is missing: then
    nobody is quotable.
    """
    wanted = scope.stakeholders
    people = {p.id: p for p in view.participants if not wanted or p.stakeholder in wanted}
    quotable = frozenset(one.participant for one in agreed(view, whole=whole).values() if one.may_quote)
    marks: dict[str, list[MarkView]] = {}
    current = scope.codes.current
    for mark in view.marks:
        marks.setdefault(mark.turn, []).append(_as_counted(mark, current) if current else mark)
    for found in (found for found in marks.values() if len(found) > 1):
        found.sort(key=lambda m: (m.start, m.end, m.code, m.coder, m.round, m.id))
    guide = guide_from(view.source)
    prepared = _prepared(guide) if scope.publishable else frozenset()
    view, asked_as = _under_current_ids(view, scope)
    case = Case(view, scope, guide, people, quotable, marks, prepared, _now_called(view), asked_as=asked_as)
    turns = [(case.speaker(turn), turn) for turn in view.turns]
    speech = ((person, turn) for person, turn in turns if turn.kind in SPEECH and case.takes(person))
    noted = (turn for person, turn in turns if turn.kind not in SPEECH and (not person or case.takes(person)))
    return case._replace(speech=tuple(speech), noted=tuple(noted))
