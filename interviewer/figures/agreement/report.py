"""The whole figure of agreement: whom and what was compared, figures overall, by code and by group, and where coders disagree. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from interviewer.coding.tree import CodeTree
from interviewer.figures.agreement.boundaries import Boundaries, boundaries
from interviewer.figures.agreement.disagreements import Disagreement, disagreements, misplaced
from interviewer.figures.agreement.gamma import Gamma, gamma
from interviewer.figures.agreement.measuring import (
    Measured,
    Resampling,
    clusters_of,
    codes_used,
    measured,
)
from interviewer.figures.agreement.spanned import spanned
from interviewer.figures.agreement.spans import Span, Stretch
from interviewer.figures.agreement.units import (
    PAIR,
    Compared,
    Rater,
    Unit,
    Wanted,
    compare,
    interviews_of,
    question_units,
    rated_by,
    rater_name,
    stretch,
    turn_units,
)
from interviewer.figures.selection import CodedTurn, Selection
from interviewer.session.model import MarkView, SessionView

UNITS = ("turn", "span", "question")
MOST_FOR_GAMMA = 5_000
"""Marks of all coders; with more, gamma would take too long to wait for."""
Of = Callable[[CodedTurn], Iterable[str]]


class Question(NamedTuple):
    """What is asked: of whom, of which units, rolled up or not, resampled how, with the list of disagreements or without."""

    wanted: Wanted
    resampling: Resampling
    unit: str = "turn"
    roll_up: bool = False
    with_list: bool = True


class Group(NamedTuple):
    """The figures of one group: `by` is the dimension (empty for everything), `key` its value."""

    by: str
    key: str
    figures: Measured
    raters: tuple[Rater, ...]


class Agreement(NamedTuple):
    """Everything. `boundaries` (overall first) and `gamma` are there for spans only; `unused` are codes that nobody used."""

    compared: Compared
    unit: str
    whole: Group
    groups: tuple[Group, ...]
    unused: tuple[str, ...]
    boundaries: tuple[Boundaries, ...]
    gamma: Gamma | None
    disagreements: tuple[Disagreement, ...]


def agreement(
    views: Iterable[SessionView],
    selection: Selection,
    tree: CodeTree,
    asked: Question,
    by: Sequence[tuple[str, Of]] = (),
) -> Agreement:
    """Compare the coders; `by` are dimensions with what they say of a turn (`coder`: every two coders)."""
    compared = compare(list(interviews_of(views, selection, tree)), asked.wanted)
    work = _Work(compared, selection, tree, asked)
    groups = tuple(group for name, of in by for group in work.groups(name, of))
    spans = asked.unit == "span"
    return Agreement(
        compared,
        asked.unit,
        work.group("", "", work.units),
        groups,
        work.unused(),
        boundaries(work.stretches(work.units), work.codes) if spans else (),
        work.gamma() if spans else None,
        tuple(work.disagreements()) if asked.with_list else (),
    )


class _Work:
    """The units and how to measure them."""

    def __init__(self, compared: Compared, selection: Selection, tree: CodeTree, asked: Question) -> None:
        self.compared, self.tree, self.asked = compared, tree, asked
        self.raters = compared.raters
        self.within = tree.within(selection.codes) if selection.codes else frozenset[str]()
        turns = turn_units(compared, tree, roll_up=asked.roll_up, within=self.within)
        self.units = question_units(turns) if asked.unit == "question" else turns
        self.codes = sorted(codes_used(self.units), key=self._place)

    def _place(self, code: str) -> tuple[tuple[int, str], ...]:
        """Each code behind the one above it, else as the codebook has them."""
        return tuple(map(self.tree.place, self.tree.path(code)))

    def _holds(self, mark: MarkView, code: str) -> bool:
        return mark.code == code or (self.asked.roll_up and code in self.tree.path(mark.code))

    def unused(self) -> tuple[str, ...]:
        """The codes of the codebook that can be applied and that none of the coders used."""
        can = (code.id for code in self.tree.codes.values() if not code.status and not code.merged_into)
        return tuple(code for code in can if code not in self.codes and (not self.within or code in self.within))

    def stretches(self, units: Iterable[Unit]) -> list[Stretch]:
        """The turns with the coders' spans."""
        return [self._stretch(unit) for unit in units]

    def _stretch(self, unit: Unit) -> Stretch:
        return stretch(unit.answers[0], self.raters, self.tree, roll_up=self.asked.roll_up, within=self.within)

    def group(self, by: str, key: str, units: Sequence[Unit], codes: Sequence[str] | None = None) -> Group:
        """The figures of these units."""
        rows = self.codes if codes is None else codes
        if self.asked.unit != "span":
            return Group(by, key, measured(units, len(self.raters), rows, self.asked.resampling), self.raters)
        known = [unit for unit in units if any(one is not None for one in unit.ratings)]
        drawn, clusters = clusters_of(known, self.asked.resampling.drawn)
        every = [self.stretches(cluster) for cluster in clusters]
        first, *others = spanned(every, len(self.raters), rows, self.asked.resampling)
        ratings = dict(sorted(rated_by(known).items()))
        sessions = len({unit.session for unit in known})
        return Group(by, key, Measured(first, tuple(others), ratings, sessions, drawn), self.raters)

    def groups(self, name: str, of: Of) -> Iterator[Group]:
        """A group for each value of the dimension, by value; for `coder` one for every two coders."""
        if name == "coder":
            yield from self._pairs()
            return
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            for key in dict.fromkeys(of(unit.answers[0].coded)):
                found.setdefault(key, []).append(unit)
        for key in sorted(found):
            yield self.group(name, key, found[key], sorted(codes_used(found[key]), key=self._place))

    def _pairs(self) -> Iterator[Group]:
        if len(self.raters) == PAIR:
            return
        for pair in combinations(self.raters, PAIR):
            own = _Work(self.compared._replace(raters=pair), Selection(codes=self.within), self.tree, self.asked)
            yield own.group("coder", " / ".join(map(rater_name, pair)), own.units)

    def gamma(self) -> Gamma:
        """Gamma over the turns that all coders rated, one behind the other."""
        continuum: list[list[Span]] = [[] for _ in self.raters]
        start = 0
        for one in self.stretches(self.units):
            if None not in one.spans:
                for own, spans in zip(continuum, one.spans, strict=True):
                    own.extend((start + a, start + b, code) for a, b, code in spans or ())
                start += one.length
        if sum(map(len, continuum)) > MOST_FOR_GAMMA:
            return Gamma(None, None, None, 0, "too_many")
        return gamma(tuple(map(tuple, continuum)), self.asked.resampling.chance())

    def disagreements(self) -> Iterator[Disagreement]:
        """Where the coders disagree, in the order of the interviews."""
        if self.asked.unit == "span":
            answers = ((unit.session, unit.answers[0], self._stretch(unit)) for unit in self.units)
            return misplaced(answers, self.raters, self._place, self._holds)
        return disagreements(self.units, self.raters, self._place, self._holds)
