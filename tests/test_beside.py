"""Where the notes of a second person stand among the turns: the same on every machine, whatever happened to the turns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from interviewer.session import events as e
from interviewer.session.line import Header, Segment, read_segment
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.session.union import merge
from tests.build import KEY, START
from tests.faults.samples import segment_of

HELD = e.Held("h" * 16, "g", 1, "", "", "fr", "2026-05-04", [e.Person("p1")])
ASKED = e.Asked("a" * 16, "guide", "t", "q", "Racontez ?", "fr")


class Two:
    """An interview and two note-takers beside it, each run with a clock of its own."""

    def __init__(self) -> None:
        self.runs: dict[str, list[e.Record]] = {"00main": []}
        self.now = 0.0
        self._ids = 0
        self.happen(HELD, ASKED)

    def id(self) -> str:
        self._ids += 1
        return f"{self._ids:016x}"

    def happen(self, *events: e.Event, run: str = "00main", late: float = 0.0) -> None:
        self.now += 10
        records = self.runs[run]
        records += [
            e.Record(event, START + self.now + late, self.now, run, len(records) + n)
            for n, event in enumerate(events, 1)
        ]

    def say(self, text: str) -> str:
        made = self.id()
        self.happen(e.Verbatim(made, "t", "q", text, "fr", asked=ASKED.id))
        return made

    def note(self, text: str, after: str = "", by: str = "ana", late: float = 0.0) -> str:
        made, run = self.id(), f"1{by}"
        if run not in self.runs:
            self.runs[run] = []
            self.happen(e.Noting(self.id(), by), run=run)
        self.happen(e.Observation(made, "t", "q", text, "fr", asked=ASKED.id, by=by, after=after), run=run, late=late)
        return made

    def view(self, order: Sequence[str] = ()) -> SessionView:
        """The session with its runs one behind the other in this order."""
        names = order or list(self.runs)
        return view("s1", KEY, [record for name in names for record in self.runs[name]])

    @property
    def texts(self) -> list[str]:
        return [turn.text for turn in self.view().turns]


def test_a_note_stands_behind_the_turn_that_was_seen_last_and_behind_earlier_notes() -> None:
    two = Two()
    one = two.say("un")
    two.note("A", one)
    two.say("deux")
    two.note("B", one)
    two.note("C", one, by="lou")
    assert two.texts == ["un", "A", "B", "C", "deux"]
    assert [turn.by for turn in two.view().turns] == ["", "ana", "ana", "lou", ""]
    assert two.view().turns[1].asked == two.view().prompts[0]


def test_a_note_before_the_first_turn_stands_before_it() -> None:
    two = Two()
    two.note("A")
    two.say("un")
    assert two.texts == ["A", "un"]


def test_the_order_of_one_note_taker_stays_also_when_the_clock_was_put_back() -> None:
    two = Two()
    one = two.say("un")
    two.note("A", one)
    two.note("B", one, late=-3600)
    two.note("L", one, by="lou")
    assert two.texts == ["un", "A", "B", "L"]


def test_behind_a_turn_that_was_cut_the_note_stands_behind_its_last_part() -> None:
    two = Two()
    one = two.say("un deux")
    two.note("A", one)
    two.happen(e.Split(two.id(), one, 3))
    two.say("trois")
    assert two.texts == ["un ", "deux", "A", "trois"]


def test_behind_a_turn_that_was_joined_or_taken_back_the_note_keeps_its_place() -> None:
    two = Two()
    one, wrong, second = two.say("un"), two.say("faux"), two.say("deux")
    two.note("à deux", second)
    two.note("à faux", wrong)
    two.happen(e.Merged(two.id(), second, one, " "), e.Undone(two.id(), [wrong]))
    two.say("trois")
    assert two.texts == ["un deux", "à deux", "à faux", "trois"]


def test_a_note_behind_a_note_follows_it_and_stays_when_that_one_is_taken_back() -> None:
    two = Two()
    one = two.say("un")
    first = two.note("A", one)
    two.say("deux")
    two.note("sur A", first, by="lou")
    two.note("B", one)
    assert two.texts == ["un", "A", "sur A", "B", "deux"]
    two.happen(e.Undone(two.id(), [first]), run="1ana")
    assert two.texts == ["un", "sur A", "B", "deux"]


def test_a_turn_that_is_in_no_file_here_leaves_the_note_to_the_clock() -> None:
    two = Two()
    two.say("un")
    two.note("A", "f" * 16)
    two.say("deux")
    assert two.texts == ["un", "A", "deux"]


def test_notes_that_name_one_another_lose_no_word() -> None:
    two = Two()
    two.say("un")
    first = two.note("A", f"{two._ids + 3:016x}")
    two.note("B", first)
    assert sorted(two.texts) == ["A", "B", "un"]


def test_a_note_can_be_corrected_and_cut_by_a_later_run_that_stands_before_it() -> None:
    two = Two()
    one = two.say("un")
    note = two.note("A b", one)
    two.happen(e.Fixed(two.id(), note, "A B", "accent"), e.Split(two.id(), note, 2))
    two.say("deux")
    assert two.texts == ["un", "A ", "B", "deux"]
    assert [(turn.by, turn.why) for turn in two.view().turns][1:3] == [("ana", "accent"), ("ana", "accent")]


def test_where_the_first_line_of_a_note_takers_file_is_lost_its_notes_are_still_notes() -> None:
    two = Two()
    one = two.say("un")
    two.note("A", one)
    two.say("deux")
    two.runs["1ana"] = two.runs["1ana"][1:]
    assert two.texts == ["un", "A", "deux"]
    assert two.view().minutes == round(40 / 60, 2)  # those of the interview alone


def test_nothing_but_notes_counts_in_a_note_takers_run() -> None:
    two = Two()
    one = two.say("un")
    two.note("A", one)
    before = two.view()
    two.happen(e.Paused(two.id()), e.Recorder(two.id(), 60), e.Speaker(two.id(), "x"), e.Clock("c", 9.0), run="1ana")
    assert two.view() == before


class Step(NamedTuple):
    """One thing that happens; `which` and `seen` choose among what is there by then."""

    what: str
    which: int
    seen: int


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(("say", "say", "ana", "lou", "ana", "split", "merge", "undo", "fix", "pause", "resume")),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=25,
)


def happened(steps: Sequence[Step]) -> Two:
    """An interview in which note-takers see some turns later than others."""
    two, turns, notes = Two(), [""], list[str]()
    for step in steps:
        chosen = turns[-1 - step.which % len(turns)]
        if step.what == "say":
            turns.append(two.say(f"turn {len(turns)}"))
        elif step.what in ("ana", "lou"):
            seen = (turns + notes)[-1 - step.seen % len(turns + notes)]
            notes.append(two.note(f"note {len(notes)}", seen, step.what, late=float(step.which * 7 - 10)))
        elif step.what == "split" and chosen:
            cut = two.id()
            two.happen(e.Split(cut, chosen, 2))
            turns += [
                turn.id for turn in two.view().turns if turn.id == cut
            ]  # two letters aren't cut, so nobody sees a turn
        elif step.what == "merge" and chosen:
            two.happen(e.Merged(two.id(), chosen, turns[step.seen % len(turns)], " "))
        elif step.what == "undo" and chosen:
            two.happen(e.Undone(two.id(), [chosen]))
        elif step.what == "fix" and notes:
            two.happen(e.Fixed(two.id(), notes[step.which % len(notes)], "fixed"))
        elif step.what == "pause":
            two.happen(e.Paused(two.id()))
        elif step.what == "resume":
            two.happen(e.Resumed(two.id()))
    return two


def notes_of(two: Two) -> set[str]:
    beside = (record.event for name, records in two.runs.items() if name != "00main" for record in records)
    return {event.id for event in beside if isinstance(event, e.Observation)}


@given(STEPS, st.randoms(use_true_random=False))
def test_the_order_of_the_runs_changes_nothing(steps, chance):
    two = happened(steps)
    names = list(two.runs)
    chance.shuffle(names)
    assert two.view(names) == two.view()


@given(STEPS)
def test_note_takers_change_nothing_in_the_interview_itself(steps):
    two = happened([step for step in steps if step.what != "merge"])
    both, alone = two.view(), two.view(["00main"])
    own = tuple(turn for turn in both.turns if not turn.by)
    assert own == alone.turns
    assert replace(both, turns=()) == replace(alone, turns=())


@given(STEPS)
def test_every_note_is_there_once(steps):
    two = happened([step for step in steps if step.what not in ("merge", "split")])
    found = [turn.id for turn in two.view().turns if turn.by]
    assert sorted(found) == sorted(notes_of(two))


@given(STEPS)
def test_a_note_never_stands_before_what_its_writer_had_seen(steps):
    two = happened([step for step in steps if step.what not in ("merge", "undo")])
    shown = [turn.id for turn in two.view().turns]
    for name, records in two.runs.items():
        events = [record.event for record in records if name != "00main"]
        for event in events:
            if isinstance(event, e.Observation) and event.after:
                assert shown.index(event.after) < shown.index(event.id)


@given(STEPS, st.randoms(use_true_random=False), st.data())
def test_machines_that_merged_the_same_files_in_any_order_show_the_same(steps, chance, data):
    two = happened(steps)
    segments = [_segment(name, records) for name, records in two.runs.items()]
    twice = [*segments, *data.draw(st.lists(st.sampled_from(segments), max_size=2))]
    first = view("s1", KEY, merge(segments))
    chance.shuffle(twice)
    assert view("s1", KEY, merge(twice)) == first
    assert first.turns == two.view().turns


def _segment(name: str, records: Sequence[e.Record]) -> Segment:
    header = Header(f"h{name}", 1, "0.1.0", "s1", KEY, name, stream="session" if name == "00main" else "notes")
    segment = read_segment(segment_of([record.event for record in records], header))
    # The clocks of the records, which `segment_of` sets by itself.
    return replace(segment, records=tuple(records))
