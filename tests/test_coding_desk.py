"""The desk of the coding room: its state is what its journal says, and everything can be taken back."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.coding import desk_acts as acts
from interviewer.coding import desk_ways as ways
from interviewer.coding.desk import Act, Desk, Place, back, go, in_scope, select
from interviewer.coding.picking import (
    WHOLE,
    Pick,
    picked,
    reached,
    reached_to,
    sentence,
    sentence_stepped,
    stepped,
    to_edge,
)
from interviewer.coding.stretches import sentences, words
from interviewer.errors import CannotError
from interviewer.session import events as e
from tests.desks import Books, essence

SAID = {
    "s1": ("C'est ma voisine qui m'a traînée. J'avais peur !", "Oui.", "Le jardin, c'est « chez moi »… Un peu."),
    "s2": ("Non.", "Je viens le mardi, le jeudi aussi. Et après ? Rien."),
}
TEXTS = st.text(alphabet=st.sampled_from("ab é.!?… \n«»,'-e\u0301日本😀"), max_size=40)


def desk_of(books: Books) -> Desk:
    return books.desk()


# --- words and sentences ---


@given(TEXTS)
def test_words_and_sentences_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    for stretches in (words(text), sentences(text)):
        edges = [edge for span in stretches for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(text) for start, end in stretches)
        assert bool(stretches) == bool(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C'est « chez moi », aujourd'hui…", ["C'est", "chez", "moi", "aujourd'hui"]),
        ("e\u0301te\u0301 porte-monnaie", ["e\u0301te\u0301", "porte-monnaie"]),
        ("日本 ok", ["日", "本", "ok"]),
        ("…", ["…"]),
    ],
)
def test_a_word_is_what_people_take_for_one(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in words(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oui. Non ! Et après ? Rien", ["Oui.", "Non !", "Et après ?", "Rien"]),
        ("« Va les voir. » J'ai mis du temps.", ["« Va les voir. »", "J'ai mis du temps."]),
        ("etc. et la suite.\nUne ligne", ["etc. et la suite.", "Une ligne"]),
        ("Sans fin", ["Sans fin"]),
    ],
)
def test_a_sentence_ends_where_people_end_one(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text)] == expected


MOVES = st.lists(
    st.sampled_from(
        [
            lambda text, pick: stepped(text, pick, 1),
            lambda text, pick: stepped(text, pick, -1),
            lambda text, pick: reached(text, pick, 1),
            lambda text, pick: reached(text, pick, -1),
            sentence,
            lambda text, pick: sentence_stepped(text, pick, 1),
            lambda text, pick: sentence_stepped(text, pick, -1),
            lambda text, pick: to_edge(text, pick, end=True, reach=True),
            lambda text, pick: to_edge(text, pick, end=False, reach=False),
            lambda text, pick: reached_to(text, pick, len(text) // 2),
        ]
    ),
    max_size=12,
)


@given(TEXTS, MOVES)
def test_whatever_is_pressed_the_selection_lies_in_the_turn(
    text: str, moves: list[Callable[[str, Pick], Pick]]
) -> None:
    pick = WHOLE
    for move in moves:
        pick = move(text, pick)
        start, end = pick.span(text)
        assert 0 <= start <= end <= len(text)
        assert pick.whole or start < end


def test_shift_makes_the_selection_longer_and_shorter_again_around_where_it_began() -> None:
    text = "un deux trois quatre"
    pick = stepped(text, stepped(text, WHOLE, 1), 1)
    assert text[slice(*pick.span(text))] == "deux"
    longer = reached(text, pick, 1)
    assert text[slice(*longer.span(text))] == "deux trois"
    assert reached(text, longer, -1).span(text) == pick.span(text)
    assert text[slice(*reached(text, reached(text, longer, -1), -1).span(text))] == "un deux"


def test_a_span_is_picked_exactly_also_between_the_edges_of_words() -> None:
    assert picked("abcdef ghi", (2, 4)).span("abcdef ghi") == (2, 4)
    assert picked("abc", (0, 3)) == WHOLE


# --- deeds ---


def _deeds(desk: Desk, choice: int, code: str, memo: str) -> Act:
    """One of all deeds."""
    own = [m for m in desk.marks() if m.coder == desk.coder]
    deeds = (
        lambda: acts.mark_here(desk, code),
        lambda: acts.unmark_here(desk, own[choice % len(own)]) if own else Act(desk),
        lambda: acts.pass_here(desk),
        lambda: acts.reopen_here(desk),
        lambda: acts.star_here(desk),
        lambda: acts.memo_on(desk, "turn", desk.eye.turn, memo),
        lambda: acts.memo_on(desk, "code", code, memo),
        lambda: acts.memo_on(desk, "session", desk.eye.session, memo),
        lambda: acts.memo_on_mark(desk, own[choice % len(own)], memo) if own else Act(desk),
        lambda: acts.undo(desk),
        lambda: acts.redo(desk),
        lambda: Act(select(desk, lambda text, pick: stepped(text, pick, 1))),
        lambda: Act(select(desk, sentence)),
        lambda: Act(go(desk, ways.stepped(desk, 1) or desk.eye)),
        lambda: Act(back(desk)),
    )
    return deeds[choice % len(deeds)]()


STEPS = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(["lien", "sens", "agir"]), st.sampled_from(["", "un", "deux"])),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_the_journal_read_again_is_the_desk_and_undoing_all_leads_back_to_the_beginning(
    steps: list[tuple[int, str, str]],
) -> None:
    books = Books(SAID)
    desk = desk_of(books)
    begun = {name: essence(books.view(name)) for name in SAID}
    for choice, code, memo in steps:
        try:
            desk = books.hear(_deeds(desk, choice, code, memo))
        except CannotError:
            continue
        turn = desk.turn
        assert turn is not None
        assert all(m.holds and turn.text[m.start : m.end] == m.excerpt for m in desk.marks())
    for name in SAID:
        assert essence(books.view(name)) == essence(desk.sheets[name].view)
    fresh = books.desk()
    assert {k: v for k, v in desk.counts.items() if v} == {k: v for k, v in fresh.counts.items() if v}
    assert desk.tallies == fresh.tallies
    assert desk.total() == tuple(map(sum, zip(*desk.tallies.values(), strict=True)))
    done = {name: essence(books.view(name)) for name in SAID}
    count = len(desk.past)
    for _ in range(count):
        desk = books.hear(acts.undo(desk))
    assert {name: essence(books.view(name)) for name in SAID} == begun
    for _ in range(count):
        desk = books.hear(acts.redo(desk))
    assert {name: essence(books.view(name)) for name in SAID} == done


def test_a_mark_rates_its_turn_and_taking_it_back_makes_it_open_again() -> None:
    books = Books(SAID)
    desk = books.hear(acts.mark_here(desk_of(books), "lien"))
    assert desk.rated(desk.eye)
    assert desk.total().rated == 1
    desk = books.hear(acts.undo(desk))
    assert not desk.rated(desk.eye)
    assert not books.view("s1").seen


def test_the_same_words_with_the_same_code_are_marked_once() -> None:
    books = Books(SAID)
    desk = books.hear(acts.mark_here(desk_of(books), "lien"))
    with pytest.raises(CannotError) as refused:
        acts.mark_here(desk, "lien")
    assert refused.value.problem.rule == "desk_marked_already"


def test_unmarking_takes_away_ones_own_marks_only() -> None:
    books = Books(SAID)
    books.write("s1", e.Mark(books.fresh(), "s1-t0", "sens", "ben", 0, 5, SAID["s1"][0][:5]))
    books.write("s1", e.RoundClosed(books.fresh(), "ana"))
    desk = desk_of(books)
    (other,) = desk.marks()
    with pytest.raises(CannotError):
        acts.unmark_here(desk, other)


def test_others_are_seen_only_when_the_round_is_closed_and_their_marks_are_never_counted() -> None:
    books = Books(SAID)
    books.write("s1", e.Mark(books.fresh(), "s1-t0", "sens", "ben", 0, 5, SAID["s1"][0][:5]))
    desk = desk_of(books)
    assert desk.marks() == ()
    assert not desk.counts
    desk = books.hear(acts.close_here(desk))
    assert [m.coder for m in desk.marks()] == ["ben"]
    assert not desk.counts
    with pytest.raises(CannotError) as refused:
        acts.mark_here(desk, "lien")
    assert refused.value.problem.rule == "desk_round_closed"


def test_marks_of_another_round_are_neither_seen_nor_counted() -> None:
    books = Books(SAID)
    books.write("s1", e.Mark(books.fresh(), "s1-t0", "sens", "ana", 0, 5, SAID["s1"][0][:5], round="2"))
    assert desk_of(books).marks() == ()
    assert [m.code for m in books.desk(round_id="2").marks()] == ["sens"]


def test_a_mark_whose_words_were_corrected_away_is_listed_and_anchored_by_hand() -> None:
    books = Books(SAID)
    books.write("s1", e.Mark(books.fresh(), "s1-t0", "sens", "ana", 9, 16, "voisine", "un mémo"))
    books.write("s1", e.Fixed(books.fresh(), "s1-t0", "C'est ma cousine qui m'a traînée."))
    desk = desk_of(books)
    ((session, turn, lost),) = ways.lost_marks(desk)
    assert (session, turn and turn.id, lost.holds) == ("s1", "s1-t0", False)
    before = essence(books.view("s1"))
    desk = books.hear(acts.anchor_again(desk, lost, (9, 16)))
    assert not list(ways.lost_marks(desk))
    (mark,) = books.view("s1").marks
    assert (mark.excerpt, mark.memo, mark.holds) == ("cousine", "un mémo", True)
    books.hear(acts.undo(desk))
    assert essence(books.view("s1")) == before


# --- ways ---


def test_the_next_uncoded_turn_is_found_behind_the_eye_then_from_the_beginning() -> None:
    books = Books(SAID)
    desk = go(desk_of(books), Place("s2", "s2-t0"))
    assert ways.next_open(desk) == Place("s2", "s2-t1")
    desk = books.hear(acts.pass_here(go(desk, Place("s2", "s2-t1"))))
    assert ways.next_open(desk) == Place("s1", "s1-t0")
    for name in desk.order:
        for turn in desk.stops(name):
            desk = books.hear(acts.pass_here(go(desk, Place(name, turn.id))))
    assert ways.next_open(desk) is None
    assert desk.total() == (5, 5)


def test_one_question_is_coded_across_all_interviews() -> None:
    desk = in_scope(desk_of(Books(SAID)), "q2")
    assert [turn.id for name in desk.order for turn in desk.stops(name)] == ["s1-t1", "s2-t1"]
    assert desk.total().turns == 2
    assert ways.stepped(go(desk, Place("s1", "s1-t1")), 1) == Place("s2", "s2-t1")


def test_back_leads_where_the_eye_was() -> None:
    desk = desk_of(Books(SAID))
    there = go(go(desk, Place("s2", "s2-t1")), Place("s1", "s1-t2"))
    assert back(there).eye == Place("s2", "s2-t1")
    assert back(back(there)).eye == desk.eye
    with pytest.raises(CannotError):
        back(back(back(there)))


def test_going_to_an_excerpt_selects_it() -> None:
    desk = go(desk_of(Books(SAID)), Place("s1", "s1-t0"), (9, 16))
    assert desk.turn is not None
    assert desk.turn.text[slice(*desk.span)] == "voisine"
    assert isinstance(desk.pick, Pick)
