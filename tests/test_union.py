"""The union of segments: every event once, in the order in which it was said, whatever copies and branches there are."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from interviewer.session.events import (
    Event,
    Fixed,
    Held,
    Mark,
    Person,
    Redacted,
    Sealed,
    Tombstone,
    Verbatim,
    Withdrawn,
)
from interviewer.session.line import Header, Segment, read_segment
from interviewer.session.union import merge, taken_away
from tests.faults.samples import KEY, lines_of, said, segment_of, texts_in


def run(
    name: str, *numbers: int, seen: tuple[str, ...] = (), after: str = "", wall: float = 1.0, sealed: bool = False
) -> Segment:
    """A segment of the run `name` with turns of these numbers."""
    header = Header(f"h{name}", 1, "0.1.0", "s1", KEY, name, after, dict.fromkeys(seen, "x"))
    events: list[Event] = [said(number) for number in numbers]
    return read_segment(segment_of(events + ([Sealed("seal", 9)] if sealed else []), header, wall))


def order(*segments: Segment) -> list[int]:
    return [int(record.event.id, 16) for record in merge(segments)]


def test_nothing_gives_nothing():
    assert merge([]) == ()


def test_one_segment_gives_its_records_without_the_seal():
    assert order(run("a", 1, 2, 3, sealed=True)) == [1, 2, 3]


def test_a_later_run_follows_what_it_had_seen_even_when_its_clock_was_wrong():
    assert order(run("b", 3, 4, seen=("a",), wall=5.0), run("a", 1, 2, wall=1000.0)) == [1, 2, 3, 4]


def test_runs_that_knew_nothing_of_each_other_go_by_their_beginnings():
    assert order(run("b", 3, 4, wall=20.0), run("a", 1, 2, wall=10.0)) == [1, 2, 3, 4]


def test_a_run_that_saw_two_branches_follows_both():
    joined = run("c", 5, seen=("a", "b"), wall=0.0)
    assert order(joined, run("b", 3, 4, wall=20.0), run("a", 1, 2, wall=10.0)) == [1, 2, 3, 4, 5]


def test_a_conflict_copy_adds_only_what_the_other_lacks():
    assert order(run("a", 1, 2, 3), run("a", 1, 2)) == [1, 2, 3]


def test_a_damaged_record_comes_from_the_copy_and_stands_in_its_place():
    lines = lines_of([said(n) for n in (1, 2, 3, 4)], Header("h", 1, "", "s1", KEY, "a"))
    damaged = read_segment(b"".join([*lines[:3], b"\xff" * 40 + b"\n", lines[4]]))
    copy = read_segment(b"".join(lines[:4]))
    assert order(damaged, copy) == [1, 2, 3, 4]
    assert order(copy, damaged) == [1, 2, 3, 4]


def test_a_run_that_was_saved_again_elsewhere_is_one_run_under_its_first_id():
    records = merge([run("b", 1, 2, 3, after="a", wall=2.0), run("a", 1, 2, wall=2.0)])
    assert [(record.run, record.number) for record in records] == [("a", 1), ("a", 2), ("a", 3)]


def test_saved_again_twice_and_the_middle_file_gone_is_still_one_run():
    records = merge([run("c", 1, 2, 3, after="b"), run("b", 1, after="a"), run("a", 1)])
    assert {record.run for record in records} == {"a"}
    assert order(run("c", 1, 2, 3, after="b"), run("a", 1)) == [1, 2, 3]


def test_what_follows_a_run_follows_its_rewritten_file_too():
    later = run("z", 9, seen=("a",), wall=0.0)
    assert order(later, run("b", 1, 2, 3, after="a", wall=50.0), run("a", 1, wall=50.0)) == [1, 2, 3, 9]


def test_runs_that_claim_to_have_seen_each_other_are_all_read():
    assert sorted(order(run("a", 1, seen=("b",)), run("b", 2, seen=("a",)), run("c", 3, after="c"))) == [1, 2, 3]
    assert sorted(order(run("a", 1, after="b"), run("b", 2, after="a"))) == [1, 2]


def test_a_tombstone_wins_wherever_it_stands_and_leaves_no_words():
    grave = [Tombstone(f"{2:016x}", "verbatim")]
    withdrawn = read_segment(segment_of(grave, Header("h", run="w", seen={"a": "x"})))
    early = read_segment(segment_of(grave, Header("h", run="0", key=KEY), wall=0.0))
    for one in (withdrawn, early):
        records = merge([run("a", 1, 2, 3), one])
        assert texts_in(records) == ["réponse 1", "réponse 3"]
        assert [record.event for record in records if isinstance(record.event, Tombstone)] == grave
    assert order(run("a", 1, 2, 3), withdrawn) == [1, 2, 3]


def test_marks_of_two_coders_and_the_interview_are_merged_alike():
    mark = Mark("m1", f"{1:016x}", "rencontre", "lea", 0, 3, "rép")
    marks = read_segment(segment_of([mark], Header("h", run="m", seen={"a": "x"}, stream="marks", coder="lea")))
    records = merge([marks, run("a", 1, 2)])
    assert [record.event.id for record in records] == [said(1).id, said(2).id, "m1"]


def test_a_segment_without_a_header_is_read_and_placed_by_its_first_record():
    headless = read_segment(b"".join(lines_of([said(5), said(6)], wall=100.0)[1:]), run="q")
    assert order(headless, run("a", 1, wall=1.0), run("z", 9, wall=1000.0)) == [1, 5, 6, 9]


def test_two_files_that_were_joined_into_one_are_two_runs():
    one = segment_of([said(1), said(2)], Header("h", run="a"), wall=1.0)
    other = segment_of([said(3)], Header("i", run="b", seen={"a": "x"}), wall=1.0)
    assert order(read_segment(one + other)) == [1, 2, 3]


@given(st.integers(0, 2**32))
def test_any_copies_in_any_order_of_files_give_the_same_interview(seed):
    chance = random.Random(seed)
    numbers = list(range(1, 13))
    parts = [run("a", *numbers[:4], wall=3.0), run("b", *numbers[4:8], seen=("a",), wall=2.0)]
    parts.append(run("c", *numbers[8:], seen=("a", "b"), wall=1.0))
    parts += [run("a", *numbers[: chance.randint(0, 4)], wall=3.0) for _ in range(3)]
    chance.shuffle(parts)
    assert order(*parts) == numbers


def test_an_event_is_the_same_object_as_it_was_read():
    segment = run("a", 1)
    assert merge([segment])[0] is segment.records[0]
    assert isinstance(merge([segment])[0].event, Verbatim)


def test_records_that_stand_out_of_order_in_a_file_are_put_in_order():
    """Also where the first and the last stand in their places."""
    lines = lines_of([said(n) for n in (1, 2, 3, 4)])
    for places in ((2, 1, 3, 4), (1, 3, 2, 4), (4, 2, 3, 1)):
        shuffled = read_segment(b"".join([lines[0], *(lines[place] for place in places)]))
        assert order(shuffled) == [1, 2, 3, 4], places


def test_of_two_events_of_one_id_the_first_stands():
    one = run("a", 1, wall=1.0)
    other = read_segment(segment_of([said(1, "autrement"), said(2)], Header("h", run="b", seen={"a": "x"}), 2.0))
    assert texts_in(merge([one, other])) == ["réponse 1", "réponse 2"]
    assert texts_in(merge([other, one])) == ["réponse 1", "réponse 2"]


def test_a_run_that_was_saved_again_keeps_its_times():
    records = merge([run("b", 1, 2, after="a", wall=2.0), run("a", 1, wall=2.0)])
    assert [(record.wall, record.mono) for record in records] == [(3.0, 1.0), (4.0, 2.0)]


def test_what_a_rewritten_file_had_seen_comes_before_all_of_its_run():
    assert order(run("a", 1, wall=5.0), run("b", 1, 2, seen=("z",), after="a", wall=6.0), run("z", 9, wall=50.0)) == [
        9,
        1,
        2,
    ]


def test_a_run_that_saw_only_the_rewritten_file_follows_the_whole_run():
    assert order(run("z", 9, seen=("b",), wall=0.0), run("a", 1, wall=7.0), run("b", 1, 2, after="a", wall=8.0)) == [
        1,
        2,
        9,
    ]


def test_a_run_began_when_its_first_file_did():
    files = [run("a", 1, wall=1.0), run("b", 1, 2, after="a", wall=9.0), run("z", 5, wall=5.0)]
    assert order(*files) == [1, 2, 5]
    assert order(*files[::-1]) == [1, 2, 5]


def test_the_clock_decides_and_not_the_name_of_the_run():
    assert order(run("a", 1, wall=20.0), run("b", 2, wall=10.0)) == [2, 1]
    assert order(run("a", 1, wall=20.0), run("b", 2, wall=10.0), run("c", 3, seen=("a",), wall=0.0)) == [2, 1, 3]


def group(*said_by: str, withdrew: str = "") -> Segment:
    """An interview of two people in one file; one may have withdrawn."""
    people = [Person("p1"), Person("p2")]
    events: list[Event] = [Held("h", "g", 1, "0", "", "fr", "2026-05-04", people)]
    events += [Verbatim(f"{n:016x}", "t", "q", f"mots {n}", "fr", who) for n, who in enumerate(said_by, 1)]
    if withdrew:
        events.append(Withdrawn("w", withdrew, "2026-06-01", "person"))
    return read_segment(segment_of(events, Header("o", run="a")))


def test_what_somebody_withdrew_is_gone_wherever_it_stands_and_nothing_else():
    records = merge([group("p1", "p2", "p1", withdrew="p1"), group("p1", "p2", "p1")])
    assert texts_in(records) == ["mots 2"]
    graves = [record.event.id for record in records if isinstance(record.event, Tombstone)]
    assert graves == [f"{n:016x}" for n in (1, 3)]
    assert [record.number for record in records] == [1, 2, 3, 4, 5]


def test_what_is_taken_away_is_told_by_its_id_tombstones_included():
    older = read_segment(segment_of([Tombstone("gone", "memo")], Header("p", run="b", seen={"a": "x"})))
    taken = taken_away([group("p1", "p2", withdrew="p1"), older])
    assert taken == {f"{1:016x}": Tombstone(f"{1:016x}", "verbatim"), "gone": Tombstone("gone", "memo")}
    assert taken_away([group("p1", "p2")]) == {}


def test_a_correction_that_did_not_know_of_a_redaction_loses_its_words_and_one_that_did_keeps_them():
    """Whatever order the files have: what counts is what the run of the correction had seen."""
    redacted = Redacted("r", said(1).id, "[nom] est venue", speaker="p1", lengths={said(1).id: 9, "old": 11})
    files = [
        run("a", 1),
        read_segment(segment_of([redacted], Header("h", run="b", seen={"a": "x"}), 2.0)),
        read_segment(segment_of([Fixed("old", said(1).id, "Lise est là")], Header("i", run="c", seen={"a": "x"}), 3.0)),
        read_segment(
            segment_of([Fixed("new", said(1).id, "[nom] est là")], Header("j", run="d", seen={"a": "x", "b": "x"}), 4.0)
        ),
    ]
    for order_of_files in (files, files[::-1]):
        found = {r.event.id: r.event.text for r in merge(order_of_files) if isinstance(r.event, Fixed | Verbatim)}
        assert found == {said(1).id: "\u2591" * 9, "old": "\u2591" * 11, "new": "[nom] est là"}


def test_words_that_only_a_copy_still_holds_are_told_as_taken_away():
    """A file of marks was written anew after a redaction; a copy of it, as it was before, came back."""
    turn = said(1).id
    redacted = Redacted("r", turn, "[nom] 1", speaker="p1", marks={"m1": (0, 5)})

    def marks(excerpt: str) -> Segment:
        header = Header("m", run="m", seen={"a": "x"}, stream="marks", coder="lea")
        return read_segment(segment_of([Mark("m1", turn, "lien", "lea", 0, 7, excerpt)], header))

    left, copy = marks(""), marks("réponse")
    redaction = read_segment(segment_of([redacted], Header("h", run="b", seen={"a": "x", "c": "x"}), 2.0))
    for files in ([left, copy], [copy, left], [copy]):
        found = taken_away([run("a", 1), *files, redaction])
        assert isinstance(found["m1"], Mark)
        assert found["m1"].excerpt == ""
    assert "m1" not in taken_away([run("a", 1), left, redaction])
