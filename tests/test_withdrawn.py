"""What a withdrawal or a redaction leaves of each record: told from structure alone, record by record."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from interviewer.session import events as e
from interviewer.session.line import kind_of
from interviewer.session.withdrawn import FILLER, Lineage, effect, grave, lineages, whole_interview, withdrawn

RUN, LATER, CODING = "a" * 16, "b" * 16, "c" * 16


def held(*people: str) -> e.Held:
    return e.Held("h", "g", 1, "", "", "fr", "2026-05-04", [e.Person(one, "habitants") for one in people])


def said(turn: str, speaker: str, text: str = "des mots") -> e.Verbatim:
    return e.Verbatim(turn, "t", "q", text, "fr", speaker)


def left(person: str, scope: e.WithdrawnFrom = "person") -> e.Withdrawn:
    return e.Withdrawn(f"left-{person}", person, "2026-06-01", scope)


def records(*events: e.Event | tuple[str, e.Event]) -> list[e.Record]:
    """The events in one run, or in the one that is named before them."""
    paired = [one if isinstance(one, tuple) else (RUN, one) for one in events]
    return [e.Record(event, float(n), float(n), run, n) for n, (run, event) in enumerate(paired, 1)]


def after(
    *events: e.Event | tuple[str, e.Event], seen: Mapping[str, frozenset[str]] | None = None
) -> dict[str, e.Event]:
    return effect(records(*events), seen or {})


def gone(found: Mapping[str, e.Event]) -> set[str]:
    return {one for one, event in found.items() if isinstance(event, e.Tombstone)}


def test_without_a_withdrawal_everything_stays():
    assert after(held("p1"), said("t1", "p1"), e.Background("b", "p1", "age", 3), e.Done("d")) == {}


def test_those_who_withdrew_are_known_by_pseudonym():
    assert withdrawn(records(held("p1", "p2"), left("p1"), left("p2"))) == {"p1", "p2"}
    assert withdrawn(records(held("p1"))) == frozenset()


@pytest.mark.parametrize(
    ("people", "who", "whole"),
    [
        (("p1",), {"p1"}, True),
        (("p1", "p2"), {"p1"}, False),
        (("p1", "p2"), {"p1", "p2"}, True),
        (("p1", "p2"), {"p1", "p2", "p3"}, True),
        ((), {"p1"}, False),
        (("p1",), set(), False),
    ],
)
def test_an_interview_is_gone_when_nobody_is_left_whose_it_is(people, who, whole):
    assert whole_interview(records(held(*people), held("p9")), who) is (whole if people else False)


def test_an_interview_is_gone_when_somebody_withdrew_all_of_it():
    assert whole_interview(records(held("p1", "p2"), left("p1", "interview")), {"p1"})
    assert whole_interview(records(left("p1", "interview")), {"p1"})
    assert not whole_interview(records(held("p1", "p2"), left("p1")), {"p1"})
    assert not whole_interview([], {"p1"})


def test_what_stands_in_the_place_of_an_event_tells_its_kind_alone():
    assert grave(said("t1", "p1")) == e.Tombstone("t1", "verbatim")
    dead = e.Tombstone("t1", "memo")
    assert grave(dead) is dead


def test_of_a_whole_interview_consents_stay_and_every_word_goes():
    kept = (
        e.Consent("c", "p1", "quote", "quote", "Vous citer ?", given=True),
        e.Refused("r", "p1", "notes"),
        (LATER, e.Noting("n", "eva")),
        e.Sealed("s", 3),
        e.NewCode("k", "neu", "Neu", "ana"),
        e.Tombstone("old", "memo"),
        left("p1"),
    )
    words = (
        said("t1", "p1"),
        e.Background("b", "p1", "age", 3),
        e.Mark("m", "t1", "c", "ana", 0, 3, "des"),
        e.Done("d"),
    )
    found = after(held("p1"), *kept, *words)
    assert {one: event for one, event in found.items() if one != "h"} == {
        one.id: e.Tombstone(one.id, kind_of(one)) for one in words
    }
    nameless = found["h"]
    assert isinstance(nameless, e.Held)
    assert nameless.participants == [e.Person("p1")]
    assert (nameless.guide, nameless.held_on) == ("g", "2026-05-04")


def test_who_is_known_by_pseudonym_only_is_left_as_they_are():
    bare = e.Held("h", "g", 1, "", "", "fr", "2026-05-04", [e.Person("p1")])
    assert after(bare, left("p1")) == {}


def test_of_a_group_the_words_of_one_go_and_those_of_the_others_stay():
    theirs, others = (
        [
            said(f"turn-{who}", who),
            e.Fixed(f"fix-{who}", f"turn-{who}", "autres mots", "parce que"),
            e.Background(f"background-{who}", who, "age", 3),
            e.Measured(f"measure-{who}", "t", "q", who, 4),
            e.Under(f"under-{who}", f"turn-{who}", "t", "q"),
            e.Moved(f"moved-{who}", f"turn-{who}", "t", "q"),
            e.Starred(f"star-{who}", f"turn-{who}"),
            e.KeyQuote(f"key-{who}", f"turn-{who}", "ana"),
            e.Dismissed(f"dismissed-{who}", f"turn-{who}", "c", "ana"),
            e.Seen(f"seen-{who}", f"turn-{who}", "ana"),
            e.Unseen(f"unseen-{who}", f"turn-{who}", "ana"),
            e.Remark(f"remark-{who}", "turn", f"turn-{who}", "un mémo", "ana"),
            e.Mark(f"mark-{who}", f"turn-{who}", "c", "ana", 0, 3, "des"),
            e.Recoded(f"recode-{who}", f"mark-{who}", "c2", "ana"),
            e.Unmark(f"unmark-{who}", f"mark-{who}", "ana"),
            e.Recovered(f"typed-{who}", "t", "q", "en train", "fr", place=f"background {who} age"),
            e.Unknown(f"new-{who}", name="new", data={"participant": who}),
            e.Unknown(f"newer-{who}", name="new", data={"speaker": who}),
            e.Unknown(f"about-{who}", name="new", data={"turn": f"turn-{who}"}),
        ]
        for who in ("p1", "p2")
    )
    rest = [e.Remark("memo", "session", "turn-p1", "un mémo", "ana"), e.Asked("a", "guide", "t", "q", "Quoi ?", "fr")]
    rest += [e.Consent("c", "p1", "quote", "quote", "?", given=True), e.Unknown("x", name="new", data={"turn": 3})]
    found = after(held("p1", "p2"), *theirs, *others, *rest, left("p1"))
    assert {one: event for one, event in found.items() if one != "h"} == {
        one.id: e.Tombstone(one.id, kind_of(one)) for one in theirs
    }
    nameless = found["h"]
    assert isinstance(nameless, e.Held)
    assert nameless.participants == [e.Person("p1"), e.Person("p2", "habitants")]


def test_in_what_language_they_answered_goes_and_what_was_asked_in_stays():
    found = after(held("p1", "p2"), e.Language("l1", "fr", "en", "p1"), e.Language("l2", "fr", "ar", "p2"), left("p1"))
    assert found.keys() - {"h"} == {"l1"}
    assert found["l1"] == e.Language("l1", "fr")


def cut_off(whose: str = "p2") -> tuple[e.Event, ...]:
    return (said("t1", "p1"), e.Split("t2", "t1", 3), e.Attributed("at", "t2", whose))


def test_words_of_another_that_were_cut_off_keep_the_record_that_holds_both():
    told = (e.Starred("s1", "t1"), e.Starred("s2", "t2"), e.Remark("r1", "turn", "t1", "m", "ana"))
    marks = (e.Mark("m1", "t1", "c", "ana", 0, 3, "des"), e.Mark("m2", "t2", "c", "ana", 0, 3, "mots"))
    found = after(held("p1", "p2"), *cut_off(), *told, *marks, left("p1"))
    assert gone(found) == {"s1", "r1"}
    assert found["m1"] == e.Seen("m1", "t1", "ana")
    assert found.keys() - {"h", "s1", "r1", "m1"} == set()


def test_a_turn_whose_parts_are_all_theirs_goes_with_every_part():
    found = after(held("p1", "p2"), *cut_off("p1"), e.Starred("s2", "t2"), left("p1"))
    assert gone(found) == {"t1", "s2"}


def test_a_cut_or_a_new_speaker_that_was_taken_back_counts_no_more():
    assert "t1" in gone(after(held("p1", "p2"), *cut_off(), e.Undone("u", ["t2"]), left("p1")))
    assert "t1" in gone(after(held("p1", "p2"), *cut_off(), e.Undone("u", ["at"]), left("p1")))
    others = after(held("p1", "p2"), said("t1", "p1"), e.Attributed("at", "t1", "p2"), left("p1"))
    assert others.keys() == {"h"}


def joined(*more: e.Event) -> list[e.Record]:
    return records(said("t1", "p1"), said("t2", "p2"), e.Merged("m", "t2", "t1", " "), *more)


def test_turns_that_were_joined_are_one_and_say_who_speaks_today():
    found = lineages(joined())
    one = found["t1"]
    assert found["t2"] is one
    assert (one.turns, one.standing, one.into, one.changed) == ({"t1", "t2"}, {"t1": "p1"}, {"t2": "t1"}, True)
    assert [record.event.id for record in one.records] == ["t1", "t2"]
    assert (one.part_of("t2"), one.part_of("t1")) == ("t1", "t1")


def test_a_join_that_was_taken_back_leaves_both_standing():
    one = lineages(joined(e.Undone("u", ["m"])))["t1"]
    assert (one.turns, one.standing, one.into) == ({"t1", "t2"}, {"t1": "p1", "t2": "p2"}, {})


def test_a_third_turn_joined_to_a_joined_one_is_part_of_the_first():
    chain = joined(said("t3", "p3"), e.Merged("m2", "t3", "t2"))
    one = lineages(chain)["t3"]
    assert one.turns == {"t1", "t2", "t3"}
    assert one.part_of("t3") == "t1"
    other = records(
        said("t1", "p1"), said("t2", "p2"), said("t3", "p3"), e.Merged("x", "t3", "t2"), e.Merged("y", "t2", "t1")
    )
    two = lineages(other)["t1"]
    assert (two.standing, two.into, two.part_of("t3")) == ({"t1": "p1"}, {"t3": "t2", "t2": "t1"}, "t1")
    assert len({id(found) for found in lineages(other).values()}) == 1


def test_turns_joined_in_a_ring_or_to_themselves_end():
    one = lineages(joined(e.Merged("back", "t1", "t2")))["t1"]
    assert one.part_of("t1") in ("t1", "t2")
    self_joined = lineages(records(said("t1", "p1"), e.Merged("m", "t1", "t1")))["t1"]
    assert (self_joined.standing, self_joined.into, self_joined.changed) == ({"t1": "p1"}, {}, False)


def test_a_part_whose_cut_was_taken_back_may_still_have_been_joined():
    events = (said("t1", "p1"), e.Split("t2", "t1", 3), e.Merged("m", "t2", "t1"), e.Undone("u", ["t2"]))
    one = lineages(records(*events))["t2"]
    assert (one.turns, one.standing, one.into) == ({"t1", "t2"}, {"t1": "p1"}, {"t2": "t1"})


def test_what_was_cut_off_a_turn_that_stands_no_more_is_nobodys():
    one = lineages(joined(e.Split("t3", "t2", 2)))["t3"]
    assert one.standing == {"t1": "p1", "t3": ""}


def test_what_is_about_no_turn_that_there_is_makes_no_lineage():
    found = lineages(
        records(
            *(e.Split("x", "none", 1), e.Merged("y", "none", "t1"), e.Attributed("z", "none", "p1"), said("t1", "p1")),
            *(e.Merged("v", "t1", "none"), e.Fixed("f", "none", "mots"), e.Done("d")),
        )
    )
    assert found.keys() == {"t1"}
    assert [record.event.id for record in found["t1"].records] == ["t1"]


def test_only_who_still_stands_is_given_another_speaker():
    one = Lineage()
    one.standing["t1"] = "p1"
    one.say("t2", "p2")
    one.say("t1", "p3")
    assert one.standing == {"t1": "p3"}


def test_a_note_that_was_corrected_in_a_run_that_comes_first_is_known():
    note = e.Observation("n1", "t", "q", "il rit", "fr", by="eva")
    found = lineages(records(e.Fixed("f", "n1", "il sourit"), e.Split("n2", "n1", 2), (CODING, note)))
    assert found["n1"].turns == {"n1", "n2"}
    assert [record.event.id for record in found["n1"].records] == ["f", "n1"]


def test_of_the_first_of_two_turns_of_one_id_the_speaker_counts():
    assert lineages(records(said("t1", "p1"), said("t1", "p2")))["t1"].standing == {"t1": "p1"}


# --- files of which some were written anew already ---


def test_what_is_about_a_turn_of_which_a_tombstone_is_left_goes_too():
    told = (e.Starred("s", "t1"), e.Remark("r", "turn", "t1", "m", "ana"), e.Mark("m", "t1", "c", "ana", 0, 3, "des"))
    found = after(held("p1", "p2"), e.Tombstone("t1", "verbatim"), *told, e.Fixed("f", "t1", "mots"), left("p1"))
    assert gone(found) == found.keys() - {"h"} == {"s", "r", "m", "f"}
    assert gone(after(held("p1", "p2"), e.Tombstone("t1", "background"), *told, left("p1"))) == set()


def test_what_was_cut_off_a_turn_of_which_a_tombstone_is_left_stays_with_who_said_it():
    others = (e.Tombstone("t1", "verbatim"), e.Split("t2", "t1", 3), e.Attributed("at", "t2", "p2"))
    found = after(held("p1", "p2"), *others, e.Starred("s1", "t1"), e.Starred("s2", "t2"), left("p1"))
    assert gone(found) == {"s1"}
    assert lineages(records(*others))["t1"].standing == {"t1": "\u2020", "t2": "p2"}


def test_a_turn_that_still_stands_somewhere_is_its_speakers_also_beside_its_tombstone():
    assert lineages(records(said("t1", "p1"), e.Tombstone("t1", "verbatim")))["t1"].standing == {"t1": "p1"}
    assert lineages(records(e.Tombstone("t1", "verbatim"), said("t1", "p1")))["t1"].standing == {"t1": "\u2020"}


@pytest.mark.parametrize("was", [e.Seen("m", "t1", "ana"), e.Tombstone("m", "mark")])
def test_a_mark_that_is_gone_in_one_file_goes_in_its_copies_too(was):
    copies = records(e.Mark("m", "t1", "c", "ana", 0, 3, "des"), e.Recoded("k", "m", "c2", "ana"))
    found = effect(records(held("p1", "p2"), said("t1", "p2"), was, left("p1")), {}, copies)
    assert found.keys() - {"h"} == {"m", "k"}
    assert (found["m"], found["k"]) == (e.Seen("m", "t1", "ana"), e.Tombstone("k", "recode"))
    other = e.Tombstone("m", "memo")
    assert "m" not in effect(records(held("p1", "p2"), said("t1", "p2"), other, left("p1")), {}, copies)


def test_copies_of_a_whole_interview_lose_their_words_too():
    copies = records(said("t1", "p1"))
    found = effect(records(held("p1"), e.Tombstone("t1", "verbatim"), left("p1")), {}, copies)
    assert found["t1"] == e.Tombstone("t1", "verbatim")


# --- redactions ---


def stretch(turn: str = "t1", *, name: str = "r", **more: object) -> tuple[str, e.Event]:
    return LATER, e.Redacted(name, turn, "des […]", "p1", **more)  # type: ignore[arg-type]


def test_what_a_turn_said_before_is_emptied_and_what_is_left_of_it_stays():
    found = after(held("p1"), said("t1", "p1"), e.Fixed("f", "t1", "des noms", "entendu"), stretch())
    assert found == {"t1": said("t1", "p1", ""), "f": e.Fixed("f", "t1", "")}


def test_where_lengths_count_as_many_marks_stand_as_there_were_letters():
    found = after(said("t1", "p1"), e.Fixed("f", "t1", "mots"), stretch(lengths={"t1": 8}))
    assert found == {"t1": said("t1", "p1", FILLER * 8), "f": e.Fixed("f", "t1", "")}


def test_the_longest_of_several_lengths_counts():
    other = (CODING, e.Redacted("r2", "t1", "", "p1", lengths={"t1": 5}))
    found = after(said("t1", "p1"), stretch(lengths={"t1": 8}), other)
    assert found["t1"] == said("t1", "p1", FILLER * 8)


def test_a_whole_turn_goes_with_its_corrections_and_the_trace_of_it_stays():
    found = after(
        said("t1", "p1"), said("t2", "p1"), e.Fixed("f", "t1", "x"), e.Starred("s", "t1"), stretch(whole=True)
    )
    assert gone(found) == found.keys() == {"t1", "f", "s"}


def test_words_corrected_by_somebody_who_had_seen_the_redaction_stay():
    fixed = (CODING, e.Fixed("f", "t1", "mieux", "entendu"))
    assert "f" in after(said("t1", "p1"), stretch(), fixed)
    assert "f" not in after(said("t1", "p1"), stretch(), fixed, seen={CODING: frozenset({LATER})})
    assert "f" in after(said("t1", "p1"), stretch(), fixed, seen={CODING: frozenset({RUN})})


def test_what_stands_in_the_same_run_as_the_redaction_is_part_of_it():
    again = (LATER, e.Redacted("r2", "t2", "autres mots", "p2"))
    found = after(*cut_off(), stretch(), again)
    assert found.keys() == {"t1"}


def test_a_redaction_by_somebody_who_had_not_seen_another_one_is_emptied_too():
    other = (CODING, e.Redacted("r2", "t1", "des mots", "p1", memos={"m": "mémo"}, reason="prénom"))
    found = after(said("t1", "p1"), stretch(), other)
    emptied = found["r2"]
    assert isinstance(emptied, e.Redacted)
    assert (emptied.text, emptied.memos, emptied.reason, emptied.turn) == ("", "", "", "t1")
    whole = (CODING, e.Redacted("r2", "t1", "", "p1", whole=True, reason="prénom"))
    assert "r2" not in after(said("t1", "p1"), stretch(), whole)
    assert "r" in gone(after(said("t1", "p1"), stretch(), whole))


def test_marks_that_stood_on_what_was_taken_out_go_and_others_lose_what_they_quote():
    marks = [(CODING, e.Mark(f"m{n}", "t1", "c", "ana", 0, 3, "des", "mémo", "2")) for n in (1, 2, 3)]
    recoded = (CODING, e.Recoded("k1", "m1", "c2", "ana"))
    taken = (CODING, e.Unmark("u2", "m2", "ana"))
    late = ("d" * 16, e.Mark("m4", "t1", "c", "ana", 0, 3, "des"))
    seen = {"d" * 16: frozenset({LATER})}
    found = after(
        said("t1", "p1"), *marks, recoded, taken, stretch(marks={"m2": (0, 3)}, dropped=["m1"]), late, seen=seen
    )
    assert found["m1"] == e.Seen("m1", "t1", "ana", "2")
    assert found["k1"] == e.Tombstone("k1", "recode")
    for one in ("m2", "m3"):
        assert found[one] == e.Mark(one, "t1", "c", "ana", 0, 3, "", "mémo", "2")
    assert found.keys() == {"t1", "m1", "k1", "m2", "m3"}


def test_a_mark_that_a_redaction_names_stays_also_where_its_turn_is_hidden():
    """The words that it stands on are somebody else's today: they were cut off from, or joined to, those that go."""
    mark = (CODING, e.Mark("m1", "t1", "c", "ana", 0, 3, "des"))
    found = after(held("p1", "p2"), *cut_off(), mark, stretch("t2", marks={"m1": (0, 3)}), left("p1"))
    assert found["m1"] == e.Mark("m1", "t1", "c", "ana", 0, 3, "")


def test_a_mark_without_its_words_is_left_as_it_is():
    mark = (CODING, e.Mark("m1", "t1", "c", "ana", 0, 3, ""))
    assert "m1" not in after(said("t1", "p1"), mark, stretch())


def test_a_redaction_of_a_turn_that_is_not_there_rules_nothing():
    assert (
        after(said("t1", "p1"), stretch("none", dropped=["m"]), (CODING, e.Mark("m", "t1", "c", "ana", 0, 1, "d")))
        == {}
    )


def test_of_two_turns_that_share_their_words_one_may_go_alone():
    """Its star goes with it; the words of both are emptied, and the other's star stays."""
    stars = (e.Starred("s1", "t1"), e.Starred("s2", "t2"))
    found = after(
        *cut_off(), *stars, stretch("t2", whole=True, lengths={"t1": 8}), (LATER, e.Redacted("r1", "t1", "des", "p1"))
    )
    assert found["t1"] == said("t1", "p1", FILLER * 8)
    assert gone(found) == {"s2"}


def test_a_turn_joined_to_one_that_went_is_hidden_with_it():
    star = e.Starred("s2", "t2")
    events = (said("t1", "p1"), said("t2", "p2"), e.Merged("m", "t2", "t1"), star)
    assert {"t1", "t2", "s2"} <= gone(after(held("p1", "p2"), *events, left("p1")))
    assert {"t1", "t2", "s2"} <= gone(after(*events, stretch("t1", whole=True)))


def test_a_draft_of_a_background_sheet_goes_with_its_person_alone():
    typed = [
        e.Recovered(f"d{n}", "t", "q", "x", "fr", place=place)
        for n, place in enumerate(("background p1 age", "background p11 age", "line", ""))
    ]
    draft = e.Draft("d9", "t", "q", "x", "fr", place="background p1 age")
    found = after(held("p1", "p2"), *typed, draft, left("p1"))
    assert gone(found) == {"d0", "d9"}
