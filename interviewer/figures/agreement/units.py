"""Interviews -> what each coder decided about each unit. Pure.

A turn is rated by a coder in a round once it was marked or passed; else their rating is missing, never "no". So is the
rating of a turn whose correction took the words of a mark: what the coder would say of the new words isn't known.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError, UsageError
from interviewer.figures.agreement.sets import Codes
from interviewer.figures.agreement.spans import Span, Stretch
from interviewer.figures.selection import LIVE_CODER, CodedTurn, Selection, coded_turns, takes_session
from interviewer.session.events import FIRST_ROUND
from interviewer.session.model import MarkView, SessionView

AGREED = "agreed"
"""The round in which coders write down what they agreed on: nobody's own coding."""
AT = "@"
PAIR = 2


class Rater(NamedTuple):
    """A coder in one round of coding."""

    coder: str
    round: str = FIRST_ROUND


class Answer(NamedTuple):
    """A turn with the marks of all who rated it."""

    coded: CodedTurn
    ratings: dict[Rater, tuple[MarkView, ...]]

    @property
    def length(self) -> int:
        """Its length in code points."""
        return len(self.coded.turn.text)


class Interview(NamedTuple):
    """The turns of one interview, who has closed which round there, how many ratings lost their words."""

    id: str
    closed: frozenset[Rater]
    answers: tuple[Answer, ...]
    lost: int

    @property
    def present(self) -> frozenset[Rater]:
        """Who rated anything here."""
        return frozenset(chain.from_iterable(answer.ratings for answer in self.answers))


class Wanted(NamedTuple):
    """Whom to compare (`ana`, or `ana@2` for a round of theirs; nobody: all coders), in which rounds.

    `with_open` takes in interviews in which none of them ever closed the round, such as those coded before there were rounds.
    Where one has closed it and another hasn't, that one still codes blind.
    """

    coders: tuple[str, ...] = ()
    rounds: frozenset[str] = frozenset()
    with_open: bool = False


class Compared(NamedTuple):
    """What is compared: the coders and the interviews in which at least two of them rated something.

    `blind` are interviews left out because one of the coders there hasn't closed the round, `still_open` those taken in
    all the same, `alone` those that fewer than two rated. `lost` counts ratings that lost their words.
    """

    raters: tuple[Rater, ...]
    interviews: tuple[Interview, ...]
    blind: tuple[str, ...]
    still_open: tuple[str, ...]
    alone: tuple[str, ...]
    lost: int


class Unit(NamedTuple):
    """Something rated: the codes that each of the coders gave it, None where not rated; the turns that it is made of."""

    session: str
    ratings: tuple[Codes | None, ...]
    answers: tuple[Answer, ...]


def interviews_of(views: Iterable[SessionView], selection: Selection, tree: CodeTree) -> Iterator[Interview]:
    """The interviews of the selection with at least one rated turn; its filters on coders and rounds count elsewhere."""
    everyone = replace(selection, coders=frozenset(), rounds=frozenset())
    for view in views:
        if takes_session(view, everyone):
            found = _interview(view, everyone, tree)
            if found.present:
                yield found


def _interview(view: SessionView, selection: Selection, tree: CodeTree) -> Interview:
    rated: dict[str, set[Rater]] = {}
    for one in view.seen:
        rated.setdefault(one.turn, set()).add(Rater(one.coder, one.round))
    wanted = tree.within(selection.codes) if selection.codes else None
    lost = {
        (mark.turn, Rater(mark.coder, mark.round))
        for mark in view.marks
        if not mark.holds and (wanted is None or tree.current(mark.code) in wanted)
    }
    answers, gone = [], 0
    for coded in coded_turns(view, selection, tree):
        there = rated.get(coded.turn.id, set())
        known = sorted(rater for rater in there if (coded.turn.id, rater) not in lost)
        gone += len(there) - len(known)
        marks: dict[Rater, list[MarkView]] = {rater: [] for rater in known}
        for mark in coded.marks:
            marks.get(Rater(mark.coder, mark.round), []).append(mark)
        answers.append(Answer(coded, {rater: tuple(own) for rater, own in marks.items()}))
    closed = frozenset(Rater(*pair) for pair in view.closed)
    return Interview(view.id, closed, tuple(answers), gone)


def compare(interviews: Sequence[Interview], wanted: Wanted) -> Compared:
    """Whom and what to compare. CannotError where that isn't clear, or where nothing is left."""
    raters = _raters(interviews, wanted)
    taken, blind, still_open, alone = [], [], [], []
    for one in interviews:
        here = one.present.intersection(raters)
        if len(here) < PAIR:
            alone.append(one.id)
        elif here <= one.closed or _alone(here) or (wanted.with_open and not here & one.closed):
            taken.append(one)
            still_open.extend([] if here <= one.closed or _alone(here) else [one.id])
        else:
            blind.append(one.id)
    if not taken:
        names = ", ".join(map(rater_name, raters))
        blindly = "agree_half_blind" if wanted.with_open else "agree_all_blind"
        rule = blindly if blind else "agree_nothing_in_common"
        round_ = raters[0].round if raters else FIRST_ROUND
        raise CannotError(rule, coders=names or "-", count=len(blind), round=round_)
    lost = sum(one.lost for one in taken)
    return Compared(raters, tuple(taken), tuple(blind), tuple(still_open), tuple(alone), lost)


def _alone(raters: frozenset[Rater]) -> bool:
    """Whether it is one coder in several rounds, from whom nothing has to be hidden."""
    return len({rater.coder for rater in raters}) == 1


def rater_name(rater: Rater) -> str:
    """`ana`, or `ana@2` in another round than the first."""
    return rater.coder if rater.round == FIRST_ROUND else f"{rater.coder}{AT}{rater.round}"


def _raters(interviews: Sequence[Interview], wanted: Wanted) -> tuple[Rater, ...]:
    there = frozenset(chain.from_iterable(one.present for one in interviews))
    coders = sorted({rater.coder for rater in there})
    named = [_named(typed) for typed in wanted.coders]
    for coder, round_ in named:
        if coder not in coders or (round_ and Rater(coder, round_) not in there):
            shown = ", ".join(sorted(map(rater_name, there))) or "-"
            raise CannotError("agree_unknown_coder", asked=f"{coder}{AT}{round_}" if round_ else coder, known=shown)
    if named and len(set(named)) < PAIR:
        raise UsageError("agree_one_coder")
    found = _chosen(interviews, there, named, wanted.rounds)
    order = [coder for coder, _ in named]
    return tuple(sorted(found, key=lambda rater: (order.index(rater.coder) if order else 0, rater)))


def _chosen(
    interviews: Sequence[Interview], there: frozenset[Rater], named: Sequence[tuple[str, str]], rounds: frozenset[str]
) -> set[Rater]:
    """Those named in a round, and the others in the round that fits."""
    coders = {rater.coder for rater in there}
    fixed = {Rater(coder, round_) for coder, round_ in named if round_}
    loose = {coder for coder, round_ in named if not round_} if named else coders - {LIVE_CODER}
    if not loose:
        return fixed
    return _in_one_round(interviews, fixed, {rater for rater in there if rater.coder in loose}, rounds)


def _named(typed: str) -> tuple[str, str]:
    coder, _, round_ = typed.strip().lower().partition(AT)
    return coder, round_


def _in_one_round(
    interviews: Sequence[Interview], fixed: set[Rater], loose: set[Rater], asked: frozenset[str]
) -> set[Rater]:
    """The coders in the one round that they have in common, or the one that they closed."""
    rounds = sorted({rater.round for rater in loose if (rater.round in asked if asked else rater.round != AGREED)})
    groups = {one: fixed | {rater for rater in loose if rater.round == one} for one in rounds}
    able = {one: group for one, group in groups.items() if len(group) >= PAIR}
    if not able:
        shown = ", ".join(sorted(map(rater_name, loose | fixed))) or "-"
        raise CannotError("agree_too_few_coders", known=shown)
    closed = {one: group for one, group in able.items() if any(_closed_by_two(i, group) for i in interviews)}
    for chosen in (able, closed):
        if len(chosen) == 1:
            return next(iter(chosen.values()))
    raise CannotError("agree_which_round", rounds=", ".join(able), first=next(iter(closed or able)))


def _closed_by_two(interview: Interview, group: set[Rater]) -> bool:
    return len(interview.present & interview.closed & group) >= PAIR


def turn_units(compared: Compared, tree: CodeTree, *, roll_up: bool = False, within: Codes = frozenset()) -> list[Unit]:
    """A unit for each turn, whether rated or not."""
    return [
        Unit(interview.id, tuple(_codes(answer, rater, tree, roll_up, within) for rater in compared.raters), (answer,))
        for interview in compared.interviews
        for answer in interview.answers
    ]


def question_units(units: Iterable[Unit]) -> list[Unit]:
    """A unit for each person and question: the codes of all the person's turns there, rated once all of them are."""
    groups: dict[tuple[str, str, str], list[Unit]] = {}
    for unit in units:
        coded = unit.answers[0].coded
        groups.setdefault((unit.session, coded.who.id, coded.turn.question), []).append(unit)
    return [_joined(group) for group in groups.values()]


def _joined(group: Sequence[Unit]) -> Unit:
    columns = zip(*(unit.ratings for unit in group), strict=True)
    ratings = tuple(
        None if None in column else frozenset().union(*(codes for codes in column if codes is not None))
        for column in columns
    )
    return Unit(group[0].session, ratings, tuple(unit.answers[0] for unit in group))


def _codes(answer: Answer, rater: Rater, tree: CodeTree, roll_up: bool, within: Codes) -> Codes | None:  # noqa: FBT001 - passed on
    marks = answer.ratings.get(rater)
    if marks is None:
        return None
    return _raised((mark.code for mark in marks), tree, roll_up=roll_up, within=within)


def _raised(codes: Iterable[str], tree: CodeTree, *, roll_up: bool, within: Codes) -> Codes:
    """The codes, and with `roll_up` those above them that the filter takes in."""
    if not roll_up:
        return frozenset(codes)
    above = frozenset(chain.from_iterable(map(tree.path, codes)))
    return above & within if within else above


def stretch(answer: Answer, raters: Sequence[Rater], tree: CodeTree, *, roll_up: bool, within: Codes) -> Stretch:
    """The turn with each coder's spans."""
    return Stretch(answer.length, tuple(_spans(answer, rater, tree, roll_up, within) for rater in raters))


def _spans(answer: Answer, rater: Rater, tree: CodeTree, roll_up: bool, within: Codes) -> tuple[Span, ...] | None:  # noqa: FBT001 - passed on
    marks = answer.ratings.get(rater)
    if marks is None:
        return None
    return tuple(
        dict.fromkeys(
            (mark.start, mark.end, code)
            for mark in marks
            for code in sorted(_raised((mark.code,), tree, roll_up=roll_up, within=within))
        )
    )


def rated_by(units: Iterable[Unit]) -> Counter[int]:
    """How many units were rated by how many of the coders."""
    return Counter(sum(one is not None for one in unit.ratings) for unit in units)
