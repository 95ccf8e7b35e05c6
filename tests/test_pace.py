"""How the interview stands against its plan, and who has spoken how much."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from interviewer.session import events as e
from interviewer.session.interview import Now, State, resume
from interviewer.session.pace import Pace, pace, recorder_now, theme_minutes_now
from interviewer.session.spoken import Spoken, spoken
from tests.walk import Held


def now(held: Held, seconds: float, run: str = "run1") -> Now:
    """The clocks so many seconds after the last record."""
    there = held.now()
    return Now(there.fresh, there.wall + seconds, there.mono + seconds, run)


def test_the_pace_counts_to_the_second_and_shares_what_is_left_among_the_open_musts() -> None:
    held = Held().open()
    held.line("un", seconds=120)
    assert pace(held.state, now(held, 60)) == Pace(3, 30, 27, 1, 27)
    assert pace(held.state, now(held, 0)).spent == 2


def test_over_time_nothing_is_left_for_each_must() -> None:
    held = Held().open()
    held.clock += 40 * 60
    held.line("un", seconds=0)
    found = pace(held.state, now(held, 0))
    assert (found.left, found.open_musts, found.each) == (-10, 1, 0)


def test_without_open_musts_nothing_is_shared() -> None:
    held = Held().open()
    for line in ("un", "/goto place", "7"):
        held.line(line)
    assert pace(held.state, now(held, 0)).each is None


def test_without_a_plan_there_is_only_what_was_spent() -> None:
    held = Held().open()
    held.line("un", seconds=60)
    guide = replace(held.state.guide, duration=None)
    state = State(guide, held.state.records, held.state.session, held.state.key)
    assert pace(state, now(held, 30)) == Pace(1.5, None, None, 1, None)


def test_an_interview_typed_up_later_has_no_pace() -> None:
    held = Held(typed_up=True).open()
    held.line("un", seconds=60)
    assert pace(held.state, now(held, 60)) == Pace(0, None, None, 1, None)
    assert theme_minutes_now(held.state, now(held, 60)) == {}


@pytest.mark.parametrize("ending", ["/pause", "/done"])
def test_no_time_runs_while_the_interview_rests_or_is_over(ending: str) -> None:
    held = Held().open()
    held.line("un", seconds=60)
    held.line(ending, seconds=60)
    if ending == "/done":
        held.happen([e.Done("d" * 16)])
    assert pace(held.state, now(held, 600)).spent == 2
    assert theme_minutes_now(held.state, now(held, 600)) == {"arrivee": 2}


def test_after_a_pause_in_the_same_run_time_runs_again() -> None:
    held = Held().open()
    held.line("/pause", seconds=60)
    held.clock += 600
    held.happen([e.Resumed("r" * 16)])
    assert pace(held.state, now(held, 30)).spent == 1.5


def test_the_clock_of_another_run_says_nothing_about_the_last_record() -> None:
    held = Held().open()
    held.line("un", seconds=60)
    assert pace(held.state, now(held, 5000, run="run2")).spent == 1


def test_the_theme_that_is_being_talked_about_counts_on() -> None:
    held = Held().open()
    held.line("un", seconds=60)
    held.line("/goto fin", seconds=60)
    assert theme_minutes_now(held.state, now(held, 30)) == {"arrivee": 2, "bilan": 0.5}


def test_neither_notes_nor_codes_that_come_later_stop_the_clock() -> None:
    held = Held().open()
    held.line("un", seconds=60)
    taken = [e.Noting("n" * 16, "ana"), e.Observation("o" * 16, "arrivee", "premiere", "sourit", "fr", by="ana")]
    beside = [e.Record(event, 5000.0, 77.0, "other", n) for n, event in enumerate(taken, 1)]
    coding = [e.Record(e.Seen("s" * 16, held.state.view.turns[0].id, "zoe"), 6000.0, 1.0, "coding", 1)]
    records = [*held.state.records, *beside, *coding]
    state = resume(held.state.guide, records, session=held.state.session, key=held.state.key)
    assert pace(state, now(held, 60)).spent == 2
    assert theme_minutes_now(state, now(held, 60)) == {"arrivee": 2}


def test_the_recorder_runs_on_until_a_pause_makes_it_unknown() -> None:
    held = Held().open()
    assert recorder_now(held.state, now(held, 0)) is None
    held.line("/recorder 0:10:00")
    held.line("un", seconds=5)
    assert recorder_now(held.state, now(held, 7)) == 612
    held.line("/pause", seconds=5)
    assert recorder_now(held.state, now(held, 7)) is None
    held.happen([e.Resumed("r" * 16)])
    held.line("deux")
    assert recorder_now(held.state, now(held, 7)) is None
    held.line("/recorder 0:20:00")
    assert recorder_now(held.state, now(held, 7)) == 1207


def group() -> Held:
    return Held(("p1", "p2", "p3")).open()


def test_who_spoke_how_much_and_who_not_yet_on_this_question() -> None:
    held = group()
    for line in ("un deux trois", "/who p2", "quatre", "/next", "/para cinq six"):
        held.line(line)
    assert spoken(held.state) == (
        Spoken("p1", 1, 3, 0.5, here=False),
        Spoken("p2", 2, 3, 0.5, here=True),
        Spoken("p3", 0, 0, 0.0, here=False),
    )


def test_notes_are_nobodys_words_and_a_value_is_something_said_here() -> None:
    held = group()
    for line in ("/obs ils rient", "/goto place", "/who p3", "7"):
        held.line(line)
    assert [(one.words, one.here) for one in spoken(held.state)] == [(0, False), (0, False), (0, True)]


def test_who_refused_does_not_take_part() -> None:
    held = group()
    held.happen([e.Refused("r" * 16, "p2", "notes")])
    assert [one.participant for one in spoken(held.state)] == ["p1", "p3"]


def test_with_one_person_nobody_else_can_have_spoken() -> None:
    held = Held().open()
    held.line("un deux")
    assert spoken(held.state) == (Spoken("p7kx3", 1, 2, 1.0, here=True),)


def test_before_the_first_question_nobody_has_spoken_on_it() -> None:
    assert [one.here for one in spoken(Held(("p1", "p2")).state)] == [False, False]
