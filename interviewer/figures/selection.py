"""Which part of the study a figure is about, and the coded turns of that part, one after the other. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from interviewer.coding.sheet import memo_of
from interviewer.coding.tree import CodeTree
from interviewer.session.events import Value
from interviewer.session.model import SPEECH, MarkView, SessionView, TurnView

LIVE_CODER = "interviewer"
UNKNOWN = ("",)


class Selection(Struct, frozen=True):
    """What is taken in. An empty filter lets everything through; several filters must all let it through.

    `codes` takes the codes below those named in too. `background` are (item, value) pairs, values as text: of one item
    any of its values, of several items all; of somebody's several choices one that fits is enough. Pilot interviews stay out unless `with_pilots`.
    """

    sessions: frozenset[str] = frozenset()
    guides: frozenset[str] = frozenset()
    stakeholders: frozenset[str] = frozenset()
    participants: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    rounds: frozenset[str] = frozenset()
    background: tuple[tuple[str, str], ...] = ()
    with_pilots: bool = False


class Who(NamedTuple):
    """A person of an interview: the stakeholder group, whether quoting was agreed to, the background facts as texts.

    A fact is one text, or each choice of several; an item that wasn't answered is not there.
    """

    id: str
    stakeholder: str
    may_quote: bool
    background: dict[str, tuple[str, ...]]

    def said(self, item: str) -> tuple[str, ...]:
        """What the background sheet says to that item: one text, each of several choices, or an empty text for no answer."""
        return self.background.get(item, UNKNOWN)


class CodedTurn(Struct, frozen=True, gc=False):
    """A turn of speech with the marks on it that the selection takes in, their codes as they are counted now.

    `lost` counts marks of the selection whose words were corrected away; they are in no figure. `questions` are those that
    the turn answers, with a filter on questions only those of the filter.
    """

    view: SessionView
    turn: TurnView
    who: Who
    marks: tuple[MarkView, ...]
    lost: int = 0
    questions: tuple[str, ...] = ()


def takes_session(view: SessionView, selection: Selection) -> bool:
    """Whether the selection takes in the session at all: it was held, and no filter on sessions leaves it out."""
    if view.status in ("empty", "refused", "withdrawn") or (view.pilot and not selection.with_pilots):
        return False
    if selection.sessions and view.id not in selection.sessions:
        return False
    return not selection.guides or view.guide in selection.guides


def people(view: SessionView) -> dict[str, Who]:
    """The participants by pseudonym."""
    facts: dict[str, dict[str, tuple[str, ...]]] = {person.id: {} for person in view.participants}
    for one in view.background:
        if one.value is not None:
            facts.setdefault(one.participant, {})[one.item] = choices(one.value)
    return {
        person.id: Who(person.id, person.stakeholder, view.consents_to(person.id, "quote"), facts[person.id])
        for person in view.participants
    }


def choices(value: Value) -> tuple[str, ...]:
    """A value as texts: each of several choices once, or the one value."""
    return (tuple(dict.fromkeys(value)) or UNKNOWN) if isinstance(value, list) else (str(value),)


def coded_turns(view: SessionView, selection: Selection, tree: CodeTree) -> Iterator[CodedTurn]:
    """The turns of speech that the selection takes in, in order, those without marks too.

    With a filter on codes, coders or rounds only the marks are fewer: a turn without any left is still a turn.
    """
    if not takes_session(view, selection):
        return
    there = people(view)
    alone = view.participants[0].id if len(view.participants) == 1 else ""
    wanted = tree.within(selection.codes) if selection.codes else frozenset()
    marks = marks_by_turn(view.marks, selection, tree, wanted)
    every = _takes_every_turn(selection)
    for turn in view.turns:
        if turn.kind not in SPEECH:
            continue
        speaker = turn.speaker or alone
        who = there.get(speaker) or Who(speaker, "", may_quote=False, background={})
        if every or takes_turn(turn, who, selection):
            here = marks.get(turn.id, ())
            held = tuple([mark for mark in here if mark.holds])
            yield CodedTurn(view, turn, who, held, len(here) - len(held), _answered(turn, selection.questions))


def _answered(turn: TurnView, wanted: frozenset[str]) -> tuple[str, ...]:
    """The questions that the turn answers, each once, as far as they are wanted."""
    if not turn.also:
        return (turn.question,)
    return tuple([one for one in dict.fromkeys((turn.question, *turn.also)) if not wanted or one in wanted])


def _takes_every_turn(s: Selection) -> bool:
    return not (s.themes or s.questions or s.stakeholders or s.participants or s.background)


def takes_turn(turn: TurnView, who: Who, selection: Selection) -> bool:
    """Whether no filter on people and places of the guide leaves the turn out."""
    s = selection
    if s.themes and turn.theme not in s.themes:
        return False
    if s.questions and not s.questions.intersection((turn.question, *turn.also)):
        return False
    if (s.stakeholders and who.stakeholder not in s.stakeholders) or (s.participants and who.id not in s.participants):
        return False
    wanted: dict[str, set[str]] = {}
    for item, value in s.background:
        wanted.setdefault(item, set()).add(value)
    return all(not values.isdisjoint(who.said(item)) for item, values in wanted.items())


def marks_by_turn(
    marks: Iterable[MarkView], selection: Selection, tree: CodeTree, wanted: frozenset[str]
) -> dict[str, list[MarkView]]:
    """The marks that the selection takes in, by turn and there by place; renamed and merged codes under their new id.

    What one coder said of the same words in one round under codes that are one code now is one mark.
    """
    found: dict[str, list[MarkView]] = {}
    coders, rounds, current = selection.coders, selection.rounds, tree.current
    for mark in marks:
        if (coders and mark.coder not in coders) or (rounds and mark.round not in rounds):
            continue
        code = current(mark.code)
        if not wanted or code in wanted:
            here = found.get(mark.turn)
            if here is None:
                here = found[mark.turn] = []
            here.append(mark if code == mark.code else replace(mark, code=code))
    for here in found.values():
        if len(here) > 1:
            here.sort(key=lambda m: (m.start, m.end, m.code, m.coder, m.round, m.id))
            if any(map(_is_same, here, here[1:])):
                here[:] = _each_once(here)
    return found


def _is_same(one: MarkView, other: MarkView) -> bool:
    return one.start == other.start and one.code == other.code and _said(one)[:-1] == _said(other)[:-1]


def _said(mark: MarkView) -> tuple[str | int, ...]:
    return mark.start, mark.end, mark.code, mark.coder, mark.round, mark.holds


def _each_once(marks: Iterable[MarkView]) -> list[MarkView]:
    found: dict[tuple[str | int, ...], list[MarkView]] = {}
    for mark in marks:
        found.setdefault(_said(mark), []).append(mark)
    return [replace(same[0], memo=memo_of(same)) if len(same) > 1 else same[0] for same in found.values()]
