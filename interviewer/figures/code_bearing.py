"""Which coded interviews bear which codes, by group, and what saturation says of each group and set of codes. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from interviewer.coding.model import ORIGINS
from interviewer.coding.tree import CodeTree
from interviewer.errors import UsageError
from interviewer.figures.dimensions import Dimension
from interviewer.figures.rating import Pair, raters
from interviewer.figures.rolling import in_use, tree_place
from interviewer.figures.saturation import Rule, Saturation, Spread, newly, saturation, spread
from interviewer.figures.selection import LIVE_CODER, CodedTurn, Selection, coded_turns
from interviewer.session.model import SessionView

ALL = "all"
SETS = (ALL, "group", "origin", "branch")
EMERGENT = "emergent"
CodeSet = Callable[[str], tuple[str, ...]]


class Bearing(NamedTuple):
    """The codes of each interview that was coded, by group and session; one group with an empty name where all are one.

    `uncoded` are the interviews of the selection in which nobody has rated a turn, `partly` those in which some turns
    are not rated yet; `lost` counts marks whose words were corrected away.
    """

    groups: Mapping[str, Mapping[str, frozenset[str]]]
    uncoded: tuple[str, ...]
    partly: tuple[str, ...]
    lost: int


def bearing(
    views: Iterable[SessionView],
    selection: Selection,
    tree: CodeTree,
    by: Dimension | None = None,
    *,
    roll_up: bool = False,
) -> Bearing:
    """Read once through. An interview counts in a group where a turn of the group was marked or passed by a coder.

    A code given while the interview was held is no coding yet, but counts where a coder has come by. UsageError for
    groups that codes make: sets of codes are asked for in another way.
    """
    if by is not None and by.name == "code":
        raise UsageError("saturation_by_code")
    groups: dict[str, dict[str, set[str]]] = {}
    uncoded, partly, lost = [], [], 0
    for view in views:
        rated = {turn: _coders(pairs, selection) for turn, pairs in raters(view, selection).items()}
        turns = list(coded_turns(view, selection, tree))
        passed = sum(bool(rated.get(one.turn.id)) for one in turns)
        if turns and not passed:
            uncoded.append(view.id)
            continue
        if passed < len(turns):
            partly.append(view.id)
        lost += sum(one.lost for one in turns)
        for key, codes in _codes(turns, rated, by).items():
            whole = (above for code in codes for above in (tree.path(code) if roll_up else (code,)))
            groups.setdefault(key, {})[view.id] = set(whole)
    found = {key: {name: frozenset(codes) for name, codes in groups[key].items()} for key in sorted(groups)}
    return Bearing(found, tuple(uncoded), tuple(partly), lost)


def _coders(pairs: Iterable[Pair], selection: Selection) -> list[Pair]:
    """Those who code afterwards; who marks during the interview counts only when asked for by name."""
    return [pair for pair in pairs if pair[0] != LIVE_CODER or LIVE_CODER in selection.coders]


def _codes(
    turns: Iterable[CodedTurn], rated: Mapping[str, Sequence[Pair]], by: Dimension | None
) -> dict[str, set[str]]:
    """The codes of one interview in each group of which a turn was rated."""
    codes: dict[str, set[str]] = {}
    reached: set[str] = set()
    for one in turns:
        pairs = rated.get(one.turn.id, ())
        if by is None or by.of_turn:
            keys = by.of_turn(one) if by and by.of_turn else ("",)
            reached.update(keys if pairs else ())
            for key in keys:
                codes.setdefault(key, set()).update(mark.code for mark in one.marks)
        else:
            place = 0 if by.name == "coder" else 1
            reached.update(pair[place] for pair in pairs)
            for mark in one.marks:
                codes.setdefault((mark.coder, mark.round)[place], set()).add(mark.code)
    return {key: codes.get(key, set()) for key in reached}


# --- sets of codes ---


def code_sets(kind: str, tree: CodeTree) -> CodeSet:
    """In which sets a code is: one for all, its groups, its origin, or its branch of the codebook; UsageError for others.

    The name of a set is empty where a code is in none.
    """

    def groups(code: str) -> tuple[str, ...]:
        known = tree.codes.get(code)
        return known.groups or ("",) if known else ("",)

    def origin(code: str) -> tuple[str, ...]:
        known = tree.codes.get(code)
        return (known.origin if known else EMERGENT,)

    ways: dict[str, CodeSet] = {
        ALL: lambda _code: ("",),
        "group": groups,
        "origin": origin,
        "branch": lambda code: tree.path(code)[:1],
    }
    if kind not in ways:
        raise UsageError("saturation_unknown_sets", asked=kind, known=", ".join(SETS))
    return ways[kind]


def _members(found: Bearing, sets: CodeSet, selection: Selection, tree: CodeTree) -> dict[str, dict[str, int]]:
    """Sets in the order of the codebook (origins in their own): the place of each code that interviews bear, by code.

    A set of which no interview bears a code is there too, and empty.
    """
    borne = {code for sessions in found.groups.values() for codes in sessions.values() for code in codes}
    wanted = tree.within(selection.codes) if selection.codes else None
    there = borne.union(code for code in in_use(tree) if wanted is None or code in wanted)
    members: dict[str, dict[str, int]] = {}
    for code in sorted(there, key=lambda code: tree_place(tree, code)):
        for name in sets(code):
            places = members.setdefault(name, {})
            if code in borne:
                places[code] = len(places)
    ranks = {origin: rank for rank, origin in enumerate(ORIGINS)}
    return dict(sorted(members.items(), key=lambda one: (one[0] == "", ranks.get(one[0], -1))))  # type: ignore[call-overload]


# --- the figure ---


class Line(NamedTuple):
    """The figure of one group and one set of codes: its interviews in order, how many codes each bears, and what follows.

    `found` and `spreads` have one entry for each threshold; a spread is None with too few interviews.
    """

    group: str
    codes: str
    interviews: tuple[str, ...]
    borne: tuple[int, ...]
    found: tuple[Saturation, ...]
    spreads: tuple[Spread | None, ...]


class Asked(NamedTuple):
    """What the figure shall say: the order of interviews, the rules (one for each threshold), and the sets of codes."""

    order: Sequence[str]
    rules: Sequence[Rule]
    sets: CodeSet


def lines(
    found: Bearing, asked: Asked, selection: Selection, tree: CodeTree, chance: Callable[[], Callable[[], float]]
) -> Iterator[Line]:
    """A line for each group and set; `chance` begins the same numbers from 0 to below 1 anew each time it is called.

    Interviews that the order doesn't name are left out.
    """
    members = _members(found, asked.sets, selection, tree)
    for group, sessions in found.groups.items():
        ordered = tuple(name for name in asked.order if name in sessions)
        for name, places in members.items():
            carried = [_bits(sessions[session], places) for session in ordered]
            new = newly(carried)
            yield Line(
                group,
                name,
                ordered,
                tuple(codes.bit_count() for codes in carried),
                tuple(saturation(new, rule) for rule in asked.rules),
                tuple(spread(carried, rule, chance()) for rule in asked.rules),
            )


def _bits(codes: Iterable[str], places: Mapping[str, int]) -> int:
    return sum(1 << places[code] for code in codes if code in places)


def share(typed: str) -> Fraction:
    """A threshold as typed (`5%`, `0`, `0.05`, `0,05`, `1/20`) as an exact fraction; UsageError for anything else.

    A number above 1 without a sign of percent is refused: nobody knows what it means.
    """
    text = typed.strip().replace(",", ".")
    number, percent = text.removesuffix("%").strip(), text.endswith("%")
    try:
        value = Fraction(number) / (100 if percent else 1)
    except (ValueError, ZeroDivisionError):
        raise UsageError("saturation_threshold", asked=typed) from None
    if not 0 <= value < 1:
        raise UsageError("saturation_threshold", asked=typed)
    return value
