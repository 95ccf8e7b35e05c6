"""The two clocks: how long an interview lasted, and where in the recording each thing was said."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from interviewer.export.case import Scope, open_case
from interviewer.export.columns import INDICATORS, NOTES, SESSIONS
from interviewer.export.tables import indicators, notes, sessions
from interviewer.session import events as e
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.session.stopwatch import LONGEST_BRIDGE
from tests.build import KEY, START, Talk, study_of
from tests.conftest import Cli
from tests.terminal import ENTER, Terminal, needs_terminal
from tests.test_faults_program import RUN, piped, read, session_of
from tests.walk import GUIDE, Held


class Runs:
    """Records of several runs of the program, each with clocks of its own; `wait` lets time pass for all of them."""

    def __init__(self) -> None:
        self.records: list[e.Record] = []
        self.now = 0.0
        self._began: dict[str, float] = {}
        self._run = ""
        self._ids = 0

    def start(self, run: str, *events: e.Event) -> Runs:
        self._run = run
        self._began[run] = self.now
        return self.happen(*events)

    def wait(self, seconds: float) -> Runs:
        self.now += seconds
        return self

    def happen(self, *events: e.Event, wall: float = 0.0) -> Runs:
        mono = self.now - self._began[self._run]
        number = len(self.records) + 1
        self.records += [e.Record(event, START + self.now + wall, mono, self._run, number) for event in events]
        return self

    def id(self) -> str:
        self._ids += 1
        return f"{self._ids:016x}"

    def say(self, text: str, seconds: float = 10.0) -> Runs:
        return self.wait(seconds).happen(e.Verbatim(self.id(), "t", "q", text, "fr"))

    def mark(self, seconds: int) -> Runs:
        return self.happen(e.Recorder(self.id(), seconds))

    @property
    def view(self) -> SessionView:
        return view("s1", KEY, self.records)

    @property
    def places(self) -> dict[str, float | None]:
        return {turn.text: turn.offset_s for turn in self.view.turns}


def begun() -> Runs:
    held = e.Held("h" * 16, "g", 1, "", "", "fr", "2026-05-04", [e.Person("p1")])
    return Runs().start("run1", held, e.Asked("a" * 16, "guide", "t", "q", "?", "fr"))


def test_marked_once_every_later_turn_has_its_place_in_the_recording() -> None:
    runs = begun().wait(30).mark(120).say("un").say("deux", 60)
    assert runs.places == {"un": 130, "deux": 190}
    assert runs.view.clock == "recording"


def test_without_a_recorder_places_are_those_of_the_interview() -> None:
    runs = begun().say("un").say("deux", 60)
    assert (runs.places, runs.view.clock) == ({"un": 10, "deux": 70}, "interview")


def test_what_was_said_before_the_mark_has_its_place_if_the_recorder_ran_then() -> None:
    assert begun().say("avant", 100).say("juste avant", 100).wait(5).mark(60).places == {
        "avant": None,
        "juste avant": 55,
    }


def test_a_second_mark_corrects_the_first_from_there_on() -> None:
    assert begun().mark(0).say("un").mark(13).say("deux").places == {"un": 10, "deux": 23}


def test_a_mark_that_was_taken_back_never_counted() -> None:
    runs = begun().say("un")
    runs.happen(e.Recorder("r" * 16, 500), e.Undone("u" * 16, ["r" * 16])).say("deux")
    assert (runs.places, runs.view.clock) == ({"un": 10, "deux": 20}, "interview")


def test_the_recorder_went_on_while_the_program_was_killed_and_started_again() -> None:
    runs = begun().mark(600).say("un").wait(90).start("run2", e.Resumed("r" * 16)).say("deux").say("trois")
    assert runs.places == {"un": 610, "deux": 710, "trois": 720}
    assert runs.view.minutes == 0.5  # the clock of the interview leaves out what lay between


@pytest.mark.parametrize("gap", [LONGEST_BRIDGE + 1, -300])
def test_over_a_gap_that_no_recorder_ran_through_the_place_is_unknown(gap: float) -> None:
    runs = begun().mark(600).say("un").wait(gap).start("run2", e.Resumed("r" * 16)).say("deux")
    assert runs.places == {"un": 610, "deux": None}


@pytest.mark.parametrize("again", ["run1", "run2"], ids=["in the same run", "in the next run"])
def test_after_a_pause_the_recorder_is_unknown_until_it_is_marked_again(again: str) -> None:
    runs = begun().mark(600).say("un").happen(e.Paused("p" * 16)).wait(300)
    resumed = e.Resumed("r" * 16)
    runs = runs.happen(resumed) if again == "run1" else runs.start(again, resumed)
    runs.say("deux").mark(620).say("trois")
    assert runs.places == {"un": 610, "deux": None, "trois": 630}
    assert runs.view.minutes == 0.5
    assert runs.view.theme_minutes == {"t": 0.5}


def test_nothing_counts_between_a_pause_and_going_on_whatever_is_noted_then() -> None:
    runs = begun().say("un", 60).happen(e.Paused("p" * 16)).say("pendant", 300).wait(300)
    runs.happen(e.Resumed("r" * 16)).say("deux", 60)
    assert runs.view.minutes == 2
    assert runs.places == {"un": 60, "pendant": 60, "deux": 120}


def test_a_pause_that_was_taken_back_stopped_no_clock() -> None:
    runs = begun().mark(0).happen(e.Paused("p" * 16), e.Undone("u" * 16, ["p" * 16])).say("un", 60)
    assert (runs.places, runs.view.minutes) == ({"un": 60}, 1)


def test_markers_and_values_have_their_place_as_well() -> None:
    runs = begun().mark(60).wait(5).happen(e.Marker("m" * 16, "emotion", "t", "q", "émue"))
    runs.wait(5).happen(e.Measured("v" * 16, "t", "q", "p1", 7))
    assert [marker.offset_s for marker in runs.view.markers] == [65]
    assert [value.offset_s for value in runs.view.measures] == [70]


def test_a_session_typed_up_later_has_no_places_at_all() -> None:
    held = Held(typed_up=True).open()
    for line in ("/recorder 0:01:00", "un", "/silence"):
        held.line(line)
    assert held.state.view.turns[0].offset_s is None
    assert held.state.view.markers[0].offset_s is None


def beside(runs: Runs, run: str, *notes: tuple[float, str, str]) -> Runs:
    """Notes of one note-taker: seconds since the interview began, words, the turn behind which they stand."""
    events: Iterable[tuple[float, e.Event]] = [
        (0.0, e.Noting(f"{run:0>16}", "ana")),
        *((at, e.Observation(runs.id(), "t", "q", text, "fr", by="ana", after=after)) for at, text, after in notes),
    ]
    runs.records += [e.Record(event, START + at, at + 5000, run, n) for n, (at, event) in enumerate(events, 1)]
    return runs


def test_a_note_has_its_place_by_the_wall_clock_between_its_turn_and_the_next() -> None:
    runs = begun().mark(600).say("un").say("deux", 60)
    first = runs.view.turns[0].id
    beside(runs, "n1", (30, "entre", first), (2, "montre en retard", first), (500, "montre en avance", first))
    places = {"un": 610, "entre": 630, "montre en retard": 610, "montre en avance": 670, "deux": 670}
    assert runs.places == places


def test_a_note_before_anything_was_recorded_stands_at_the_beginning() -> None:
    runs = beside(begun().say("un"), "n1", (-20, "avant tout", ""))
    assert runs.places == {"avant tout": 0, "un": 10}


def talk() -> Talk:
    talk = Talk()
    asked = talk.ask()
    talk.add(e.Recorder("r" * 16, 3600))
    first = talk.say("Bonjour", asked)
    talk.add(e.Marker("m" * 16, "interruption", "arrivee", "premiere-fois", "le téléphone"))
    talk.add(e.Fixed("f" * 16, first, "Bonsoir", "mal entendu"))
    talk.measure("confiance", 7, asked=talk.ask("confiance", "De 0 à 10 ?"))
    return talk.done()


def test_show_prints_each_place_and_says_once_which_clock_it_is(cli: Cli, study: Path) -> None:
    study_of(study, talk())
    page = cli("show", "p1").out
    assert page.count("in the recording") == 1
    assert "    [1:00:10] p1 · verbatim · corrected · " in page
    assert "    [1:00:20] interruption: le téléphone\n" in page
    assert "    Corrected because: mal entendu\n" in page
    markdown = cli("show", "p1", "--markdown").out
    assert "**\\[1:00:10\\] p1" in markdown
    assert "interruption: le téléphone" in markdown


def test_show_says_so_when_places_are_those_of_the_interview(cli: Cli, study: Path) -> None:
    other = Talk()
    other.say("Bonjour", other.ask())
    study_of(study, other)
    page = cli("show", "p1").out
    assert page.count("since the interview began") == 1
    assert "[0:00:20] p1 · verbatim" in page


def test_exports_say_the_place_of_markers_and_values_and_which_clock_it_is() -> None:
    case = open_case(talk().view(), Scope())
    marker = next(dict(zip(NOTES.header, row, strict=True)) for row in notes(case))
    assert (marker["kind"], marker["offset_s"], marker["noted_by"]) == ("interruption", "3620", "")
    value = dict(zip(INDICATORS.header, indicators(case)[0], strict=True))
    assert value["offset_s"] == "3650"
    assert dict(zip(SESSIONS.header, sessions(case)[0], strict=True))["clock"] == "recording"


@pytest.mark.usefixtures("study")
class TestTheRealProgram:
    pytestmark = needs_terminal

    def test_killed_and_started_again_it_knows_where_the_recorder_is(self, study: Path) -> None:
        (study / "guides" / "petit.yaml").write_bytes(GUIDE)
        with Terminal([*RUN, "--plain"], cwd=study) as terminal:
            for waits, types in (("Notes ?", "oui"), ("Citer ?", "oui"), ("Racontez", "/recorder 0:10:00")):
                terminal.wait(waits)
                terminal.send(types + ENTER)
            time.sleep(0.5)
            terminal.send("avant" + ENTER)
            terminal.wait("1 turn")
            killed = time.time()
            terminal.kill()
        time.sleep(1.5)
        piped("run", "--resume", session_of(study), stdin="après\n")
        gone_by = time.time() - killed
        before, after = (turn.offset_s for turn in read(study).turns)
        assert before is not None
        assert after is not None
        assert 600 <= before < 620
        assert 1.5 <= after - before <= gone_by + 1
