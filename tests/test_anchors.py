"""Where marked words stand after corrections, cuts and joins: the very same words, else they are lost and listed."""

import random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.session import events as e
from interviewer.session.model import MarkView
from interviewer.session.same_words import start_in
from tests.build import Talk

OLD = "J'en ai vu deux, puis encore deux"


def marked(old: str, start: int, words: str, *corrections: str) -> MarkView:
    """The mark on those words of a turn that was corrected so."""
    talk = Talk()
    turn = talk.say(old, talk.ask())
    talk.mark(turn, "sens", words, start)
    for number, text in enumerate(corrections):
        talk.add(e.Fixed(f"f{number}", turn, text))
    return talk.view().marks[0]


@pytest.mark.parametrize(
    ("new", "first", "second"),
    [
        ("J'en ai vu, puis encore deux", None, 24),  # the first one goes
        ("J'en ai vu deux, puis encore", 11, None),  # the second one goes
        ("Oui. J'en ai vu deux, puis encore deux", 16, 34),
        ("J'en ai bien vu deux, et puis encore deux fois", 16, 37),
        ("J'en ai vu trois", None, None),
        ("deux", None, None),
    ],
)
def test_words_that_stand_twice_move_with_their_own_place_or_are_lost(new, first, second):
    for start, wanted in ((OLD.index("deux"), first), (OLD.rindex("deux"), second)):
        mark = marked(OLD, start, "deux", new)
        assert (mark.start if mark.holds else None) == wanted
        assert mark.excerpt == "deux"


def test_words_that_stand_once_are_found_wherever_they_went():
    mark = marked("Ma voisine est venue me voir", 3, "voisine", "Elle est venue, ma voisine")
    assert (mark.start, mark.holds) == (19, True)


def test_words_are_followed_through_several_corrections_from_the_last_text_that_had_them_there():
    mark = marked(OLD, 11, "deux", "Oui. " + OLD, "Oui. J'en ai bien vu deux, puis encore deux deux")
    assert (mark.start, mark.holds) == (21, True)
    gone = marked(OLD, 11, "deux", "J'en ai vu, puis encore deux", "J'en ai vu, et puis encore deux")
    assert not gone.holds


def test_a_turn_that_is_joined_lends_no_words_to_a_mark_that_lost_its_own():
    talk = Talk()
    asked = talk.ask()
    one, two = talk.say("Un an", asked), talk.say("deux mois", asked)
    talk.mark(one, "sens", "Un")
    talk.mark(two, "sens", "mois", 5)
    talk.add(e.Fixed("f1", one, "Des ans et des mois"))
    talk.add(e.Fixed("f2", two, "deux Un"))
    talk.add(e.Merged("j1", two, one, "\n"))
    assert [mark.holds for mark in talk.view().marks] == [False, False]


def test_words_keep_their_place_when_their_turn_was_corrected_before_and_after_it_was_cut():
    talk = Talk()
    turn = talk.say(OLD, talk.ask())
    talk.mark(turn, "sens", "deux", OLD.rindex("deux"))
    talk.add(e.Fixed("f1", turn, "Oui. " + OLD))
    talk.add(e.Split("s1", turn, ("Oui. " + OLD).index("puis")))
    talk.add(e.Fixed("f2", "s1", "et puis encore deux, oui deux fois"))
    [mark] = talk.view().marks
    assert (mark.turn, mark.start, mark.holds) == ("s1", 15, True)


WORDS = st.lists(st.sampled_from(["deux", "oui", "non", "voir", "deux,"]), min_size=1, max_size=8)


@given(WORDS, WORDS, st.data())
def test_what_is_found_says_the_same_and_an_insertion_or_a_cut_elsewhere_never_confuses_two(before, after, data):
    old = " ".join([*before, "ICI", *after])
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    new = " ".join(data.draw(WORDS))
    found = start_in(new, old, start, end)
    assert found is None or new[found : found + end - start] == old[start:end]
    # Everything up to and with the one word that marks the place goes: what stood there can't be found any more.
    rest = " ".join(after)
    where = start_in(rest, old, start, end)
    if end <= len(" ".join([*before, "ICI"])) and old[start:end].strip() and old.count(old[start:end]) > 1:
        assert where is None


def test_a_long_turn_rewritten_all_over_is_compared_in_time():
    words = random.Random(4)
    old = " ".join(words.choices(["deux", "voir", "et", "la", "maison", "puis"], k=6000))
    new = " ".join(words.choices(["deux", "voir", "et", "la", "maison", "puis"], k=6000))
    began = perf_counter()
    start_in(new, old, old.rindex("voir"), old.rindex("voir") + 4)
    assert perf_counter() - began < 2
