"""What two coders have alike and where they differ, against a naive counter; decisions against what the records say."""

from collections.abc import Sequence
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.coding.comparing import Difference, Pair, Turned, by_question, compared, rated_by_one, summed
from interviewer.coding.deciding import Wanted, decide, is_decided, marks_made, retract, standing, take_over
from interviewer.coding.model import Code, Codebook
from interviewer.coding.rounds import progress
from interviewer.coding.sheet import Sheet, close, used_ids
from interviewer.coding.tree import CodeTree
from interviewer.guide.model import Text
from interviewer.session import events as e
from interviewer.session.model import SessionView
from tests.build import Talk

PAIR = Pair("ana", "ben", "1")
BOOK = Codebook((Code("aa", Text({}), was=("old",)), Code("bb", Text({})), Code("cc", Text({}), merged_into="bb")))
TREE = CodeTree(BOOK)
WORDS = "abcdef"
NOW = {"old": "aa", "cc": "bb"}
Spot = tuple[int, str, int, int]
"""Number of the turn, code, start, end."""

SPOTS = st.tuples(
    st.integers(0, 2), st.sampled_from(("aa", "bb", "cc", "old", "born")), st.integers(0, 5), st.integers(1, 6)
).filter(lambda spot: spot[2] < spot[3])
MARKS = st.lists(SPOTS, max_size=8, unique=True)


def talk(ana: Sequence[Spot], ben: Sequence[Spot], unrated: int = -1) -> Talk:
    """Three turns with these marks; every turn is rated by both, but the one named by ana only."""
    made = Talk()
    asked = made.ask()
    turns = [made.say(WORDS, asked) for _ in range(3)]
    for coder, spots in (("ana", ana), ("ben", ben)):
        for at, code, start, end in spots:
            if not (coder == "ben" and at == unrated):
                made.mark(turns[at], code, WORDS[start:end], start, coder=coder)
        for at, turn in enumerate(turns):
            if not (coder == "ben" and at == unrated):
                made.add(e.Seen(made._id(), turn, coder))
    return made


def naive(spots: Sequence[Spot]) -> set[Spot]:
    return {(at, NOW.get(code, code), start, end) for at, code, start, end in spots}


@given(MARKS, MARKS)
def test_alike_is_the_same_code_on_the_same_words_and_every_other_mark_is_in_one_difference(ana, ben):
    view = talk(ana, ben).view()
    turns = list(compared(view, PAIR, TREE))
    place = {turn.turn.id: at for at, turn in enumerate(turns)}
    same = {(place[one.turn.id], a.code, a.start, a.end) for one in turns for a, _b in one.same}
    assert same == naive(ana) & naive(ben)
    for side, (mine, other) in enumerate(((ana, ben), (ben, ana))):
        found = [
            (place[one.turn.id], mark.code, mark.start, mark.end)
            for one in turns
            for difference in one.different
            for mark in (difference.a, difference.b)[side]
        ]
        assert len(found) == len(set(found))
        assert set(found) == naive(mine) - naive(other)
    assert summed(turns) == (3, len(same), sum(len(one.different) for one in turns))


@given(MARKS, MARKS)
def test_a_difference_is_of_the_kind_that_it_says(ana, ben):
    for one in compared(talk(ana, ben).view(), PAIR, TREE):
        for difference in one.different:
            codes = [{mark.code for mark in side} for side in (difference.a, difference.b)]
            assert all(len(side) <= 1 for side in codes)
            if difference.kind == "words":
                assert codes[0] == codes[1] != set()
            elif difference.kind == "codes":
                assert len(difference.codes) == 2
                assert any(a.start < b.end and b.start < a.end for a in difference.a for b in difference.b)
            else:
                assert not (difference.a and difference.b)
        both = {mark.code for d in one.different if d.kind == "one" for mark in d.a}
        assert not both & {mark.code for d in one.different if d.kind == "one" for mark in d.b}


@given(MARKS, MARKS)
def test_it_does_not_matter_who_comes_first(ana, ben):
    view = talk(ana, ben).view()
    one, other = (list(compared(view, pair, TREE)) for pair in (PAIR, Pair("ben", "ana", "1")))
    assert summed(one)[:2] == summed(other)[:2]
    for here, there in zip(one, other, strict=True):
        assert {m.id for d in here.different for m in d.marks} == {m.id for d in there.different for m in d.marks}


def test_a_turn_that_only_one_rated_is_not_compared_but_counted():
    view = talk([(0, "aa", 0, 1)], [(1, "aa", 0, 1)], unrated=0).view()
    assert [one.turn.id for one in compared(view, PAIR, TREE)] == [turn.id for turn in view.turns[1:]]
    assert rated_by_one(view, PAIR) == 1


def test_other_rounds_other_coders_and_lost_marks_stay_out():
    made = talk([(0, "aa", 0, 2)], [(0, "aa", 0, 2)])
    turn = made.view().turns[0].id
    made.add(e.Mark(made._id(), turn, "bb", "ana", 0, 3, "abc", "", "2"))
    made.mark(turn, "bb", "abc", coder="cleo")
    made.mark(turn, "bb", "zzz", coder="ben")
    (first, *_rest) = compared(made.view(), PAIR, TREE)
    assert (len(first.same), first.different) == (1, ())


def test_questions_come_in_the_order_of_the_guide():
    made = Talk()
    turns = [made.say(WORDS, made.ask(question, theme=theme), question, theme) for question, theme in ASKED]
    for coder in ("ana", "ben"):
        for turn in turns:
            made.add(e.Seen(made._id(), turn, coder))
    for turn in turns:
        made.mark(turn, "aa", "ab", coder="ana")
    found = [d for one in compared(made.view(), PAIR, TREE) for d in one.different]
    order = ["premiere-fois", "confiance", "demain"]
    ordered = by_question(found, lambda question: order.index(question) if question in order else len(order))
    assert [one.turn.question for one in ordered] == ["premiere-fois", "demain", "elsewhere"]


ASKED = (("demain", "suite"), ("elsewhere", ""), ("premiere-fois", "arrivee"))


# --- decisions ---


class Agreeing:
    """Two coders who decide, with the records that this leaves."""

    def __init__(self, made: Talk) -> None:
        self.made = made
        records = made.records
        self.sheet = Sheet(made.view(), "ana-ben", used_ids(records), "agreed")
        self.turns = list(compared(made.view(), PAIR, TREE))

    def write(self, done: tuple[Sheet, list[e.Event]]) -> list[e.Event]:
        self.sheet, events = done
        for event in events:
            self.made.add(event)
        return events

    def known(self) -> tuple[object, ...]:
        return standing_of(self.sheet.view)

    def recorded(self) -> tuple[object, ...]:
        return standing_of(self.made.view())


def standing_of(view: SessionView) -> tuple[object, ...]:
    """What an agreed round looks like: marks, rated turns, refusals, memos, closed or not."""
    marks = {(m.id, m.turn, m.code, m.start, m.end, m.memo) for m in view.marks if m.round == "agreed"}
    rated = {one for one in view.seen if one.round == "agreed"}
    return marks, rated, view.refused, set(view.remarks), view.closed


def choose(number: int, difference: Difference) -> tuple[Wanted, ...]:
    marks = (difference.a, difference.b, difference.marks, ())[number % 4]
    return standing(marks, "why" if number % 3 == 0 else "")


@settings(max_examples=60)
@given(MARKS, MARKS, st.lists(st.integers(0, 11), min_size=1, max_size=8))
def test_what_is_known_while_deciding_is_what_the_records_say(ana, ben, choices):
    at_work = Agreeing(talk(ana, ben))
    steps: list[tuple[Turned, Difference, frozenset[str]]] = []
    numbers = count()
    for one in at_work.turns:
        at_work.write(take_over(at_work.sheet, one))
        assert at_work.known() == at_work.recorded()
    for one in at_work.turns:
        for difference in one.different:
            number = choices[next(numbers) % len(choices)]
            events = at_work.write(decide(at_work.sheet, one, difference, choose(number, difference), "why"))
            assert is_decided(at_work.sheet, difference)
            assert at_work.known() == at_work.recorded()
            steps.append((one, difference, marks_made(events)))
            if number > 8:
                turned, last, made = steps.pop()
                at_work.write(retract(at_work.sheet, turned, last, made))
                assert not is_decided(at_work.sheet, last)
                assert at_work.known() == at_work.recorded()
                again = at_work.write(decide(at_work.sheet, turned, last, standing(last.marks)))
                steps.append((turned, last, marks_made(again)))
    assert all(is_decided(at_work.sheet, d) for one in at_work.turns for d in one.different)
    assert all(at_work.sheet.rated(one.turn.id) for one in at_work.turns)
    assert at_work.known() == at_work.recorded()
    at_work.write(close(at_work.sheet))
    (agreed,) = [one for one in progress(at_work.made.view()) if one.round == "agreed"]
    assert (agreed.rated, agreed.turns, agreed.closed) == (3, 3, True)


@settings(max_examples=60)
@given(MARKS, MARKS)
def test_a_turn_counts_as_rated_once_all_of_it_is_decided_and_undoing_opens_it_again(ana, ben):
    at_work = Agreeing(talk(ana, ben))
    for one in at_work.turns:
        at_work.write(take_over(at_work.sheet, one))
        assert at_work.sheet.rated(one.turn.id) == (not one.different)
        before = at_work.known()
        done = []
        for difference in one.different:
            assert not at_work.sheet.rated(one.turn.id)
            events = at_work.write(decide(at_work.sheet, one, difference, standing(difference.a)))
            done.append((difference, marks_made(events)))
        assert at_work.sheet.rated(one.turn.id)
        for difference, made in reversed(done):
            at_work.write(retract(at_work.sheet, one, difference, made))
        assert at_work.known() == before


@given(MARKS, MARKS)
def test_taking_over_twice_is_as_once(ana, ben):
    at_work = Agreeing(talk(ana, ben))
    for one in at_work.turns:
        at_work.write(take_over(at_work.sheet, one))
    for one in at_work.turns:
        assert take_over(at_work.sheet, one)[1] == []


def test_memos_of_both_are_kept_where_they_agree():
    made = Talk()
    turn = made.say(WORDS, made.ask())
    for coder, memo in (("ana", "one"), ("ben", "two")):
        made.mark(turn, "aa", "ab", coder=coder, memo=memo)
    at_work = Agreeing(made)
    at_work.write(take_over(at_work.sheet, at_work.turns[0]))
    assert [m.memo for m in at_work.sheet.marks(turn)] == ["one / two"]
