"""What is left of turns when one of them, or a stretch of its words, is taken out: each said anew, marks where they stood."""

from __future__ import annotations

from itertools import count

import pytest

from interviewer.session import events as e
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.session.restating import CUT, found_in, holds_others, redacted, spared, to_spare
from interviewer.session.withdrawn import FILLER

KEY_1, KEY_2 = "1" * 16, "2" * 16


def sealed(key: str) -> str:
    return f"~s1~{key}~AAAA"


def held() -> e.Held:
    return e.Held("h", "g", 1, "", "", "fr", "2026-05-04", [e.Person("p1"), e.Person("p2")])


def said(turn: str, speaker: str = "p1", text: str = "un deux trois quatre") -> e.Verbatim:
    return e.Verbatim(turn, "t", "q", text, "fr", speaker)


def mark(name: str, turn: str, start: int, excerpt: str, memo: str = "") -> e.Mark:
    return e.Mark(name, turn, "c", "ana", start, start + len(excerpt), excerpt, memo)


def records(*events: e.Event) -> list[e.Record]:
    return [e.Record(event, float(n), float(n), "a" * 16, n) for n, event in enumerate(events, 1)]


def seen(raw: list[e.Record]) -> SessionView:
    return view("s1", "k", raw)


def take(raw: list[e.Record], turn: str, *stretches: tuple[int, int]) -> list[e.Redacted]:
    made, there = count(1), seen(raw)
    found = there.turn(turn)
    assert found is not None
    return redacted(raw, there, found, stretches, lambda: f"new{next(made)}")


def test_a_stretch_is_cut_out_and_marks_move_with_the_words_they_stand_on():
    text = "un deux trois quatre"
    marks = [
        *(mark("before", "t1", 0, "un deux"), mark("after", "t1", 14, "quatre", "un mémo"), mark("in", "t1", 9, "roi")),
        *(mark("all", "t1", 0, text), mark("into", "t1", 3, "deux tr"), mark("out", "t1", 11, "is quatre")),
        *(mark("same", "t1", 8, "trois"), mark("touching", "t1", 7, " "), mark("next", "t1", 13, " ")),
    ]
    (own,) = take(records(held(), said("t1"), *marks), "t1", (8, 13))
    assert own.text == f"un deux {CUT} quatre"
    places = {one: own.text[start:end] for one, (start, end) in own.marks.items()}
    assert places == {
        "before": "un deux",
        "after": "quatre",
        "all": own.text,
        "into": f"deux {CUT}",
        "out": f"{CUT} quatre",
        "touching": " ",
        "next": " ",
    }
    assert sorted(own.dropped) == ["in", "same"]
    assert own == e.Redacted("new1", "t1", own.text, "p1", False, own.marks, own.dropped, {}, {"after": "un mémo"})


def test_several_stretches_go_at_once_and_each_moves_what_stands_behind_it():
    marks = [
        mark("m0", "t1", 3, "deux"),
        mark("m1", "t1", 14, "quatre"),
        mark("m2", "t1", 0, "un"),
        mark("m3", "t1", 0, "un deux"),
    ]
    (own,) = take(records(held(), said("t1"), *marks), "t1", (0, 2), (8, 13))
    assert own.text == f"{CUT} deux {CUT} quatre"
    assert {one: own.text[slice(*place)] for one, place in own.marks.items()} == {
        "m0": "deux",
        "m1": "quatre",
        "m3": f"{CUT} deux",
    }
    assert (own.dropped, own.memos) == (["m2"], "")
    (both,) = take(
        records(held(), said("t1"), mark("m2", "t1", 0, "un"), mark("m3", "t1", 8, "trois")), "t1", (0, 2), (8, 13)
    )
    assert (sorted(both.dropped), both.marks) == (["m2", "m3"], {})


def test_a_mark_that_stands_nowhere_is_given_no_place():
    raw = records(held(), said("t1"), mark("m", "t1", 0, "un"), e.Fixed("f", "t1", "UN deux"))
    (own,) = take(raw, "t1", (3, 7))
    assert (own.text, own.marks, own.dropped) == (f"UN {CUT}", {}, [])


def test_marks_on_other_turns_are_none_of_its():
    raw = records(held(), said("t1"), said("t2", "p2"), mark("m", "t2", 0, "un", "un mémo"))
    (own,) = take(raw, "t1", (0, 2))
    assert (own.marks, own.dropped, own.memos, own.lengths) == ({}, [], "", {})
    (whole,) = take(raw, "t1")
    assert whole == e.Redacted("new1", "t1", "", "p1", whole=True)


def test_a_whole_turn_goes_with_its_marks():
    raw = records(held(), said("t1"), mark("m1", "t1", 0, "un"), mark("m2", "t1", 3, "deux", "un mémo"))
    (own,) = take(raw, "t1")
    assert own == e.Redacted("new1", "t1", "", "p1", whole=True, dropped=["m1", "m2"])


def test_turns_that_share_its_words_are_said_anew_with_their_marks_and_lengths():
    raw = records(
        *(held(), said("t1"), e.Split("t2", "t1", 8), e.Attributed("at", "t2", "p2")),
        *(mark("m1", "t1", 0, "un"), mark("m2", "t2", 6, "quatre", "un mémo"), e.Fixed("f", "t1", "UN deux")),
    )
    own, other = take(raw, "t1", (3, 7))
    lengths = {"t1": 20, "f": 7}
    assert own == e.Redacted("new1", "t1", f"UN {CUT}", "p1", lengths=lengths)
    assert other == e.Redacted(
        "new2", "t2", "trois quatre", "p2", marks={"m2": (6, 12)}, lengths=lengths, memos={"m2": "un mémo"}
    )
    whole, again = take(raw, "t2")
    assert whole == e.Redacted("new1", "t2", "", "p2", whole=True, dropped=["m2"], lengths=lengths)
    assert again == e.Redacted("new2", "t1", "UN deux", "p1", lengths=lengths)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Lea et Leandre, et lea.", "lea", [(0, 3), (19, 22)]),
        ("Leandre, Leon", "le", [(0, 2), (9, 11)]),
        ("un  mot\ncoupé", "mot coupé", [(4, 13)]),
        ("a.b a+b", "a.b", [(0, 3)]),
        ("élan élan", "ÉLAN", [(0, 4), (5, 9)]),
        ("un mot", "  ", []),
        ("un mot", "deux", []),
        ("", "mot", []),
    ],
)
def test_words_are_found_as_they_are_said(text, words, found):
    assert found_in(text, words) == found


# --- what is said anew before somebody's key goes ---


def mixed() -> list[e.Record]:
    return records(
        held(), said("t1"), e.Split("t2", "t1", 8), e.Attributed("at", "t2", "p2"), said("t3", "p2"), said("t4", "p1")
    )


def turns(raw: list[e.Record], person: str, keys: tuple[str, ...] = ()) -> list[set[str]]:
    return [one.turns for one in to_spare(raw, person, keys)]


def test_turns_of_others_that_were_cut_off_are_to_be_spared_and_those_by_themselves_are_not():
    assert turns(mixed(), "p1") == [{"t1", "t2"}]
    assert turns(mixed(), "p2") == [{"t1", "t2"}]
    assert turns(mixed(), "p3") == []
    assert holds_others(mixed(), "p1", ())
    assert not holds_others(mixed(), "p3", ())


def test_where_nothing_of_others_is_left_nothing_is_spared():
    raw = records(held(), said("t1"), e.Split("t2", "t1", 8))
    assert turns(raw, "p1") == []


def test_what_was_said_anew_already_is_not_spared_again():
    empty = FILLER * 20
    raw = records(held(), said("t1", "p1", empty), e.Split("t2", "t1", 8), e.Attributed("at", "t2", "p2"))
    assert turns(raw, "p1") == []
    assert turns([*raw, *records(e.Fixed("f", "t1", "des mots"))], "p1") == [{"t1", "t2"}]
    assert turns([*raw, *records(e.Redacted("r", "t1", "des mots", "p1"))], "p1") == []


def test_a_turn_of_which_a_tombstone_is_left_is_nobodys_to_be_spared():
    joined = (e.Merged("m", "t1", "t2"), e.Undone("u", ["m"]))
    assert turns(records(held(), said("t2"), e.Tombstone("t1", "verbatim"), *joined), "p1") == []
    assert turns(records(held(), said("t2"), said("t1", "p2"), *joined), "p1") == [{"t1", "t2"}]


@pytest.mark.parametrize("where", ["turn", "fix", "memo", "mark"])
def test_turns_of_others_under_the_key_of_who_goes_are_to_be_spared(where):
    words = {one: sealed(KEY_1 if one == where else KEY_2) for one in ("turn", "fix", "memo", "mark")}
    raw = records(
        *(held(), said("t1", "p2", words["turn"]), e.Fixed("f", "t1", words["fix"]), said("t2", "p2", sealed(KEY_2))),
        *(e.Remark("r", "turn", "t1", words["memo"], "ana"), e.Remark("r2", "session", "s1", sealed(KEY_1), "ana")),
        e.Mark("m", "t1", "c", "ana", 0, 3, "", words["mark"]),
        e.Mark("m2", "none", "c", "ana", 0, 3, "", sealed(KEY_1)),
    )
    assert turns(raw, "p1", (KEY_1,)) == [{"t1"}]
    assert turns(raw, "p1") == []
    assert turns(raw, "p2", (KEY_1,)) == []
    assert turns(raw, "p1", ("3" * 16,)) == []
    assert holds_others(raw, "p1", (KEY_1,)) == (where in ("turn", "fix"))
    assert not holds_others(raw, "p2", (KEY_1,))


def test_turns_of_others_are_said_again_as_they_stand_with_their_marks_and_memos():
    made = count(1)
    raw = [
        *mixed(),
        *records(
            *(mark("m1", "t1", 0, "un"), mark("m2", "t2", 6, "quatre", "un mémo")),
            *(e.Remark("r1", "turn", "t2", "sur la leur", "ana"), e.Remark("r2", "turn", "t1", "sur l'autre", "ana")),
            *(e.Remark("r3", "turn", "t3", "ailleurs", "ana"), e.Remark("r4", "session", "t2", "en tout", "ana")),
        ),
    ]
    again = spared(to_spare(raw, "p1"), raw, seen(raw), "p1", lambda: f"new{next(made)}")
    assert again == [
        e.Redacted(
            "new1", "t2", "trois quatre", "p2", marks={"m2": (6, 12)}, lengths={"t1": 20}, memos={"m2": "un mémo"}
        ),
        e.Remark("new2", "turn", "t2", "sur la leur", "ana"),
    ]
    two = [*raw, *records(said("t5"), e.Split("t6", "t5", 8), e.Attributed("at2", "t6", "p2"))]
    both = spared(to_spare(two, "p1"), two, seen(two), "p1", lambda: f"new{next(made)}")
    assert [one.turn for one in both if isinstance(one, e.Redacted)] == ["t2", "t6"]
    assert len(both) == 3
    assert spared([], raw, seen(raw), "p1", lambda: "x") == []
