"""Which interviews two coders can compare, and what there is to compare in them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.coding.comparing import Difference, Pair, Turned, by_question, compared, rated_by_both, rated_by_one
from interviewer.coding.rounds import is_closed
from interviewer.coding.tree import CodeTree
from interviewer.figures.agreement.measuring import Resampling
from interviewer.figures.agreement.report import Question, agreement
from interviewer.figures.agreement.units import Wanted
from interviewer.figures.naming import NO_IDS
from interviewer.figures.selection import Selection, people, takes_turn
from interviewer.guide.model import Guide
from interviewer.session.model import SessionView
from interviewer.session.read import guide_from


class Ready(NamedTuple):
    """Interviews in which both have closed the round (or, for old ones, neither), and those that wait for somebody.

    `waiting` maps a session to the coders who began the round there or should, and haven't closed it.
    """

    sessions: tuple[str, ...]
    waiting: dict[str, tuple[str, ...]]


def ready(views: Iterable[SessionView], pair: Pair, *, unclosed: bool) -> Ready:
    """Where the two can be compared; sessions that neither of them ever touched in the round aren't mentioned."""
    sessions, waiting = [], {}
    for view in views:
        behind = tuple(coder for coder in (pair.a, pair.b) if not is_closed(view, coder, pair.round))
        touched = any(one.coder in (pair.a, pair.b) and one.round == pair.round for one in view.seen)
        if not behind or (unclosed and len(behind) > 1 and rated_by_both(view, pair)):
            sessions.append(view.id)
        elif touched:
            waiting[view.id] = behind
    return Ready(tuple(sessions), waiting)


class Found(NamedTuple):
    """By session the turns that both rated, all of them; the differences that the selection takes in, in their order.

    `single` counts turns that only one of the two rated, `lost` marks of theirs whose words were corrected away.
    """

    turns: dict[str, tuple[Turned, ...]]
    chosen: tuple[Turned, ...]
    differences: tuple[Difference, ...]
    single: int
    lost: int


def differences(
    views: Sequence[SessionView],
    pair: Pair,
    tree: CodeTree,
    selection: Selection,
    *,
    questions_first: bool = False,
    ids: Mapping[str, Mapping[str, str]] = NO_IDS,
) -> Found:
    """What the two have and where they differ, in sessions that the selection takes in.

    The selection names questions by their ids of today, the interviews by those of their own guide; `ids` are the former
    by guide with what stands for them.
    """
    turns = {view.id: tuple(compared(view, pair, tree)) for view in views}
    chosen = [
        one for view in views for one in _chosen(view, turns[view.id], _as_asked(selection, ids.get(view.guide, {})))
    ]
    wanted = tree.within(selection.codes) if selection.codes else frozenset()
    found = [d for one in chosen for d in one.different if not wanted or wanted.intersection(d.codes)]
    if questions_first:
        found = by_question(found, _place(views))
    lost = sum(
        not m.holds and m.round == pair.round and m.coder in (pair.a, pair.b) for view in views for m in view.marks
    )
    return Found(turns, tuple(chosen), tuple(found), sum(rated_by_one(view, pair) for view in views), lost)


class Before(NamedTuple):
    """How far the two agreed before they talked, turn by turn over all codes; None where it isn't defined."""

    percent: Fraction | None
    kappa: Fraction | None


def agreed_before(
    views: Sequence[SessionView], pair: Pair, tree: CodeTree, selection: Selection, *, unclosed: bool
) -> Before:
    """Percent and Cohen's kappa, as `agree` has them, without intervals."""
    wanted = Wanted((pair.a, pair.b), frozenset({pair.round}), unclosed)
    question = Question(wanted, Resampling(0, Random), with_list=False)
    picked = replace(selection, rounds=frozenset({pair.round}))
    found = agreement(views, picked, tree, question).whole.figures.overall.measures
    return Before(found["observed_agreement"].value, found["cohen_kappa"].value)


def _as_asked(selection: Selection, ids: Mapping[str, str]) -> Selection:
    """The selection with the former ids of its questions too."""
    former = frozenset(was for was, now in ids.items() if now in selection.questions)
    return replace(selection, questions=selection.questions | former) if former else selection


def _chosen(view: SessionView, turns: Sequence[Turned], selection: Selection) -> list[Turned]:
    there = people(view)
    alone = view.participants[0].id if len(view.participants) == 1 else ""
    return [one for one in turns if takes_turn(one.turn, there[one.turn.speaker or alone], selection)]


def _place(views: Sequence[SessionView]) -> Callable[[str], int]:
    """The place of each question: in the guides, those of the first interview before those of later ones."""
    guides: Iterable[Guide | None] = (guide_from(view.source) for view in views)
    order: Mapping[str, int] = {}
    for guide in guides:
        for _theme, question in guide.questions() if guide else ():
            order = {**order, question.id: order.get(question.id, len(order))}
    return lambda question: order.get(question, len(order))
