"""Which words an event holds, and whose they are: by that they are sealed, and by that they go when somebody withdraws."""

from __future__ import annotations

import pickle

import pytest

from interviewer.session import events as e
from interviewer.session.words import (
    COVER,
    Covered,
    Owners,
    covered,
    fields_of,
    has_clear_words,
    is_covered,
    is_shut,
    sealed_under,
    token_in,
    with_words,
)

TOKEN = "~s1~0123456789abcdef~AAAA"


def turn(turn_id: str = "t1", speaker: str = "p1", text: str = "mots") -> e.Verbatim:
    return e.Verbatim(turn_id, "a", "b", text, "fr", speaker)


def held(*people: str) -> e.Held:
    return e.Held("h", "g", 1, "0", "", "fr", "2026-05-04", [e.Person(one) for one in people])


def owners(*events: e.Event, people: tuple[str, ...] = ("p1", "p2")) -> Owners:
    made = Owners()
    made.hear([held(*people), *events])
    return made


@pytest.mark.parametrize(
    ("event", "owner"),
    [
        (turn(speaker="p2"), "p2"),
        (turn(speaker=""), ""),
        (e.Background("x", "p2", "age", 3), "p2"),
        (e.Measured("x", "a", "b", "p2", 3), "p2"),
        (e.Fixed("x", "known", "autre"), "p2"),
        (e.Fixed("x", "never", "autre"), ""),
        (e.Mark("x", "known", "c", "lea", 0, 1, "m"), "p2"),
        (e.Remark("x", "turn", "known", "mémo", "lea"), "p2"),
        (e.Remark("x", "session", "s1", "mémo", "lea"), ""),
        (e.NewCode("x", "known", "Label", "lea"), ""),
        (e.Form("x", "notes", "mots"), ""),
        (e.Gap("x", "a", "b", "declined", "fatigue"), ""),
        (e.Marker("x", "silence", "a", "b", "long"), ""),
    ],
)
def test_words_belong_to_who_said_them_or_to_nobody(event, owner):
    assert owners(turn("known", "p2")).of(event) == owner


@pytest.mark.parametrize("event", [turn(speaker="p2"), e.Form("x", "notes", "mots"), e.Fixed("x", "never", "autre")])
def test_with_one_participant_all_words_are_theirs(event):
    assert owners(people=("p9",)).of(event) == "p9"


def test_before_anybody_is_known_words_belong_to_their_speaker_or_to_nobody():
    assert Owners().of(turn(speaker="p2")) == "p2"
    assert Owners().of(e.Form("x", "notes", "mots")) == ""


def test_a_turn_that_was_attributed_belongs_to_whom_it_was_attributed_and_its_parts_too():
    known = owners(turn("t1", "p1"), e.Attributed("x", "t1", "p2"), e.Split("part", "t1", 3))
    assert known.of(e.Fixed("y", "t1", "autre")) == "p2"
    assert known.of(e.Fixed("y", "part", "autre")) == "p2"


def test_a_part_of_a_turn_that_nobody_knows_belongs_to_nobody():
    assert owners(e.Split("part", "never", 3)).of(e.Fixed("y", "part", "autre")) == ""


def test_the_first_opening_names_the_people():
    known = owners(held("p9"))
    assert known.of(e.Form("x", "notes", "mots")) == ""
    late = Owners()
    late.hear([turn("t1", "p1"), held("p9")])
    assert late.of(e.Form("x", "notes", "mots")) == "p9"


def test_a_question_of_the_guide_holds_no_words_of_anybody_and_one_made_up_does():
    asked = e.Asked("x", "guide", "a", "b", "Et demain ?", "fr")
    assert fields_of(asked) == ()
    assert fields_of(e.Asked("x", "improvised", "a", "b", "Et votre fils ?", "fr")) == ("text",)
    assert fields_of(e.Starred("x", "t")) == ()


def test_every_field_of_words_is_changed_by_its_name_and_empty_ones_are_left():
    heard = []

    def change(field, value):
        heard.append((field, value))
        return f"<{value}>"

    mark = e.Mark("x", "t", "c", "lea", 0, 4, "mots", "mémo")
    assert with_words(mark, change) == e.Mark("x", "t", "c", "lea", 0, 4, "<mots>", "<mémo>")
    assert with_words(e.Mark("x", "t", "c", "lea", 0, 0, ""), change) == e.Mark("x", "t", "c", "lea", 0, 0, "")
    assert with_words(e.Background("x", "p", "age", None), change) == e.Background("x", "p", "age", None)
    assert heard == [("excerpt", "mots"), ("memo", "mémo")]


def test_an_event_whose_words_stay_is_the_same_object():
    event, plain = turn(), e.Starred("x", "t1")
    assert with_words(event, lambda _field, value: value) is event
    assert with_words(plain, lambda _field, value: "x") is plain


@pytest.mark.parametrize(
    "value", ["~s1~0123456789abcdef~", "s1~0123456789abcdef~AA", "mots", 7, None, ["a"], f"{TOKEN} "]
)
def test_what_is_no_token_is_taken_for_none(value):
    assert token_in(value) is None


def test_a_token_tells_its_key():
    found = token_in(TOKEN)
    assert found is not None
    assert (found[1], found[2]) == ("0123456789abcdef", "AAAA")


def test_sealed_words_are_covered_and_keep_their_token_and_others_stay():
    record = e.Record(e.Fixed("x", "t", TOKEN, "clair"), 1.0, 2.0, "r", 3)
    made = covered(record)
    assert isinstance(made.event, e.Fixed)
    assert (made.event.text, made.event.reason) == (COVER, "clair")
    assert isinstance(made.event.text, Covered)
    assert made.event.text.token == TOKEN
    assert (made.wall, made.mono, made.run, made.number) == (1.0, 2.0, "r", 3)
    clear = e.Record(turn(), 1.0, 2.0, "r", 3)
    assert covered(clear) is clear


@pytest.mark.parametrize(
    ("value", "answer"),
    [(COVER, True), (f"a {COVER} b", True), ("mots", False), (7, False), (None, False), ([COVER], False)],
)
def test_covered_words_are_known_also_where_others_were_joined_to_them(value, answer):
    assert is_covered(value) is answer


def test_the_keys_under_which_an_event_is_sealed_are_told():
    other = TOKEN.replace("0123456789abcdef", "f" * 16)
    assert sealed_under(e.Fixed("x", "t", TOKEN, other)) == {"0123456789abcdef", "f" * 16}
    assert sealed_under(e.Fixed("x", "t", TOKEN, "clair")) == {"0123456789abcdef"}
    assert sealed_under(turn()) == frozenset()


def test_an_event_is_shut_as_long_as_any_of_its_words_is_covered():
    for sealed in (e.Fixed("x", "t", TOKEN, "clair"), e.Fixed("x", "t", "clair", TOKEN), turn(text=TOKEN)):
        assert is_shut(covered(e.Record(sealed, 1.0, 2.0, "r", 3)).event)
        assert not is_shut(sealed)
    assert not is_shut(turn())
    assert not is_shut(e.Starred("x", "t1"))


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (turn(), True),
        (turn(text=TOKEN), False),
        (turn(text=""), False),
        (e.Fixed("x", "t", TOKEN, "clair"), True),
        (e.Fixed("x", "t", TOKEN, TOKEN), False),
        (e.Fixed("x", "t", TOKEN), False),
        (e.Background("x", "p", "age", None), False),
        (e.Background("x", "p", "age", 0), True),
        (e.Measured("x", "a", "b", "p", ["un", "deux"]), True),
        (e.Asked("x", "guide", "a", "b", "Et demain ?", "fr"), False),
        (e.Asked("x", "improvised", "a", "b", "Et votre fils ?", "fr"), True),
        (e.Starred("x", "t1"), False),
    ],
)
def test_words_that_lie_open_on_the_disk_are_found(event, answer):
    assert has_clear_words(event) is answer


def test_covered_words_keep_their_token_in_another_process():
    again = pickle.loads(pickle.dumps(Covered(TOKEN)))
    assert (again, again.token, type(again)) == (COVER, TOKEN, Covered)
