"""Actions on what was said: which turn is meant, joining what was cut, reasons of corrections, taking anything back."""

from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from interviewer.errors import CannotError
from interviewer.export.case import Scope, open_case
from interviewer.session import events as e
from interviewer.session.actions import ACTIONS, Action
from interviewer.session.acts import act
from interviewer.session.interview import Now, consent, next_step
from interviewer.session.model import SessionView, TurnView
from interviewer.session.read import view
from interviewer.session.standing import last_turn
from tests.walk import Held


def do(held: Held, name: str, argument: str = "", turn: str = "") -> Sequence[e.Event]:
    return held.happen(act(held.state, Action(name, argument, turn), held.now()))


def refused(held: Held, name: str, argument: str = "", turn: str = "") -> str:
    with pytest.raises(CannotError) as caught:
        act(held.state, Action(name, argument, turn), held.now())
    return caught.value.problem.rule


def said(*lines: str, group: bool = False) -> Held:
    held = Held(("awa-martin", "amina-bo", "zoe") if group else ("p7kx3",)).open()
    for line in lines:
        held.line(line, seconds=0)
    return held


def turn(held: Held, number: int) -> TurnView:
    return held.state.view.turns[number]


# --- the turn that is meant ---


def test_every_action_on_a_turn_obeys_the_turn_that_is_named() -> None:
    held = said("Un début. Une suite.", "/next", "autre chose")
    first = turn(held, 0).id
    do(held, "star", turn=first)
    do(held, "fix", "Un début. La suite.", turn=first)
    do(held, "because", "mal entendu", turn=first)
    do(held, "under", "fin", turn=first)
    do(held, "code", "sens", turn=first)
    do(held, "split", "La suite.", turn=first)
    do(held, "move", "place", turn=first)
    one, two, last = held.state.view.turns
    assert (one.text, one.starred, one.why, one.also, one.question) == (
        "Un début. ",
        True,
        "mal entendu",
        ("fin",),
        "place",
    )
    assert (two.text, two.question) == ("La suite.", "premiere")
    assert (last.text, last.starred, last.fixed, last.question) == ("autre chose", False, False, "suite")
    assert held.state.view.marks[0].turn == first


def test_a_value_in_between_does_not_matter_when_the_turn_is_named() -> None:
    held = said("Une phrase.", "/goto place", "5")
    assert refused(held, "star") == "last_is_value"
    do(held, "star", turn=turn(held, 0).id)
    do(held, "fix", "Une autre phrase.", turn=turn(held, 0).id)
    assert (turn(held, 0).starred, turn(held, 0).text) == (True, "Une autre phrase.")
    assert [m.value for m in held.state.view.measures] == [5]


def test_a_turn_that_is_gone_is_refused_by_name() -> None:
    held = said("un", "deux")
    gone = turn(held, 1).id
    held.line("/merge")
    for name, argument in (
        ("star", ""),
        ("fix", "x"),
        ("because", "x"),
        ("split", "x"),
        ("merge", ""),
        ("code", "sens"),
    ):
        assert refused(held, name, argument, gone) == "no_such_turn"


def test_words_are_cut_off_where_they_stand_again_when_the_turn_begins_with_them() -> None:
    held = said("bien, très bien")
    held.line("/split bien")
    assert held.texts == ["bien, très ", "bien"]
    assert refused(said("bien"), "split", "bien") == "split_words"


# --- joining ---


def test_two_turns_are_joined_with_a_new_line_between_and_keep_what_belonged_to_either() -> None:
    held = said("un", "/under fin", "deux", "/star", "/under suite", "/under fin", "/code sens")
    held.line("/merge")
    (joined,) = held.state.view.turns
    assert (joined.text, joined.starred, joined.also) == ("un\ndeux", True, ("fin", "suite"))
    mark = held.state.view.marks[0]
    assert (mark.turn, mark.start, mark.excerpt, mark.holds) == (joined.id, 3, "deux", True)
    assert held.state.view.coverage["suite"] == "covered"


def test_what_a_split_cut_is_joined_exactly_as_it_was() -> None:
    held = said("Un début. Une suite.", "/split Une suite.", "/merge")
    assert held.texts == ["Un début. Une suite."]
    held.line("/split suite.")
    held.line("/fix fin.")
    held.line("/merge")
    assert held.texts == ["Un début. Une \nfin."]


def test_three_pieces_are_joined_from_either_end() -> None:
    for order in ((2, 1), (1, 1)):
        held = said("abc def ghi", "/split ghi")
        do(held, "split", "def", turn(held, 0).id)
        assert held.texts == ["abc ", "def ", "ghi"]
        for number in order:
            do(held, "merge", turn=turn(held, number).id)
        assert held.texts == ["abc def ghi"]


def test_only_turns_that_belong_together_are_joined_and_the_reason_is_said() -> None:
    assert refused(said(), "merge") == "no_turn_yet"
    assert refused(said("un"), "merge") == "merge_first"
    assert refused(said("un", "/memo deux"), "merge") == "merge_other_kind"
    assert refused(said("un", "/next", "deux"), "merge") == "merge_other_question"
    assert refused(said("un", "/lang en", "two"), "merge") == "merge_other_language"
    assert refused(said("un", "/who 2", "deux", group=True), "merge") == "merge_other_speaker"
    assert refused(said("un", "/goto place", "4"), "merge") == "last_is_value"


def test_a_joined_turn_can_be_cut_and_fixed_again() -> None:
    held = said("un", "deux", "/merge", "/split deux")
    assert held.texts == ["un\n", "deux"]
    held.line("/merge")
    held.line("/fix trois")
    assert held.texts == ["trois"]
    assert last_turn(held.state).text == "trois"
    for _ in range(4):
        held.line("/undo")
    assert held.texts == ["un", "deux"]


def test_what_was_coded_whole_before_it_was_corrected_and_joined_keeps_its_words() -> None:
    held = said("un", "deux", "/code sens", "/fix trois", "/merge")
    mark = held.state.view.marks[0]
    assert (mark.start, mark.end, mark.excerpt, mark.holds) == (3, 8, "trois", True)


def test_what_was_coded_whole_and_corrected_keeps_its_words_when_another_turn_is_joined_to_it() -> None:
    held = said("un", "/code sens", "/fix trois", "deux", "/merge")
    mark = held.state.view.marks[0]
    assert (mark.start, mark.end, mark.excerpt, mark.holds) == (0, 5, "trois", True)


def test_a_mark_on_a_word_that_stands_twice_moves_with_its_own_place() -> None:
    held = said("bien bien", "bien bien")
    two = turn(held, 1).id
    held.happen([e.Mark("m1", two, "sens", "ana", 5, 9, "bien")])
    held.line("/merge")
    mark = held.state.view.marks[0]
    assert (mark.turn, mark.start, mark.holds) == (turn(held, 0).id, 15, True)
    do(held, "split", "bien\nbien bien")
    mark = held.state.view.marks[0]
    assert (mark.turn, mark.start, mark.holds) == (turn(held, 1).id, 10, True)


def test_a_coder_who_passed_one_half_has_not_passed_the_whole() -> None:
    held = said("un", "deux")
    one, two = (t.id for t in held.state.view.turns)
    held.happen([e.Seen("s1", one, "ana"), e.Seen("s2", one, "bo"), e.Seen("s3", two, "bo")])
    held.line("/merge")
    assert held.state.view.seen == {("bo", "1", one)}


def test_a_merge_with_something_unknown_changes_nothing() -> None:
    held = said("un")
    one = turn(held, 0).id
    held.happen([e.Merged("m1", "nowhere", one), e.Merged("m2", one, "nowhere"), e.Merged("m3", one, one)])
    assert held.texts == ["un"]


def test_a_note_taker_s_turn_between_two_turns_does_not_part_them() -> None:
    held = said("un")
    note = e.Observation("note1", "arrivee", "premiere", "rit", "fr", by="nina", after=turn(held, 0).id)
    held.line("deux")
    noting = Now(held.now().fresh, held.clock, 0.0, "run2")
    held.state = held.state.after([e.Noting("noting1", "nina"), note], noting)
    assert held.texts == ["un", "rit", "deux"]
    assert last_turn(held.state).text == "deux"
    held.line("/merge")
    assert "un\ndeux" in held.texts
    held.line("/undo")
    held.line("/undo")
    assert held.texts == ["un", "rit"]


words = st.text(alphabet="ab é\n\u00a0", min_size=1, max_size=12)
marks = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), max_size=4)


@given(
    texts=st.lists(words.filter(str.strip), min_size=1, max_size=3),
    at=st.integers(1, 30),
    marked=marks,
    starred=st.booleans(),
)
def test_splitting_and_joining_gives_back_the_same_turn_and_the_same_marks(
    *, texts: list[str], at: int, marked: list[tuple[int, int]], starred: bool
) -> None:
    held = Held().open()
    held.line(texts[0], seconds=0)
    one = turn(held, 0).id
    for n, (start, length) in enumerate(marked):
        excerpt = texts[0][start : start + length]
        if excerpt:
            held.happen([e.Mark(f"m{n}", one, "sens", "ana", start, start + len(excerpt), excerpt)])
    if starred:
        held.line("/star", seconds=0)
    for text in texts[1:]:
        do(held, "fix", text, one)
    before = held.state.view
    whole = turn(held, 0).text
    if len(whole) == 1:
        return
    at = 1 + at % (len(whole) - 1)
    (cut,) = held.happen([e.Split(held.now().fresh(), one, at)])
    assert held.texts == [whole[:at], whole[at:]]
    do(held, "merge", turn=cut.id)
    assert held.state.view == before


STEPS = st.lists(
    st.tuples(st.sampled_from(("say", "split", "merge", "fix", "mark", "undo")), st.integers(0, 9)), max_size=20
)


@given(STEPS)
def test_whatever_is_cut_and_joined_no_words_go_and_every_mark_that_holds_stands_on_its_words(
    steps: list[tuple[str, int]],
) -> None:
    held = said("aa bb cc")
    for n, (name, number) in enumerate(steps):
        turns = held.state.view.turns
        named = turns[number % len(turns)] if turns else None
        letters = "".join("".join(held.texts).split())
        with suppress(CannotError):
            if name == "say":
                held.line(f"dd{number} ee")
            elif name == "undo":
                held.line("/undo")
            elif named is not None and name == "mark":
                part = named.text[number : number + 3]
                held.happen(
                    [e.Mark(f"m{n}", named.id, "sens", "ana", number, number + len(part), part)] if part else []
                )
            elif named is not None:
                do(held, name, {"split": named.text[number:], "fix": f"aa{n} bb"}.get(name, ""), named.id)
        if name in ("split", "merge", "mark"):
            assert "".join("".join(held.texts).split()) == letters
        by_id = {t.id: t.text for t in held.state.view.turns}
        for mark in held.state.view.marks:
            assert not mark.holds or by_id[mark.turn][mark.start : mark.end] == mark.excerpt
    assert view(held.state.view.id, "k" * 16, held.state.records) == held.state.view


# --- why something was corrected ---


def test_the_reason_of_a_correction_is_recorded_with_the_same_words() -> None:
    held = said("un", "/fix deux", "/because mal entendu")
    assert (turn(held, 0).text, turn(held, 0).why) == ("deux", "mal entendu")
    fixed = held.state.records[-1].event
    assert isinstance(fixed, e.Fixed)
    assert (fixed.text, fixed.reason) == ("deux", "mal entendu")
    held.line("/undo")
    assert (turn(held, 0).text, turn(held, 0).why) == ("deux", "")


def test_the_reason_belongs_to_the_last_correction_also_when_something_was_said_since() -> None:
    held = said("un", "/fix deux", "trois", "/car mal entendu")
    assert [t.why for t in held.state.view.turns] == ["mal entendu", ""]
    held.line("/fix quatre")
    held.line("/parce-que autre chose")
    assert [t.why for t in held.state.view.turns] == ["mal entendu", "autre chose"]


def test_a_later_correction_without_a_reason_has_none() -> None:
    held = said("un", "/fix deux", "/because mal entendu", "/fix trois")
    assert turn(held, 0).why == ""


def test_the_reason_follows_a_corrected_turn_into_the_one_it_was_joined_to() -> None:
    held = said("un", "deux", "/fix trois", "/merge", "/because mal entendu")
    assert (turn(held, 0).text, turn(held, 0).why) == ("un\ntrois", "mal entendu")


def test_there_is_no_reason_without_a_correction() -> None:
    held = said("un")
    assert refused(held, "because", "x") == "never_corrected"
    assert refused(held, "because", "x", turn(held, 0).id) == "never_corrected"
    assert refused(held, "because", "  ") == "words_wanted"
    held.line("/fix deux")
    held.line("/undo")
    assert refused(held, "because", "x") == "never_corrected"
    held.line("/fix deux")
    held.line("/goto place")
    held.line("4")
    assert refused(held, "because", "x") == "last_is_value"


# --- taking back ---

DONE: dict[str, tuple[str, ...]] = {
    "say": ("Des mots.",),
    "probe": ("1", "more"),
    "ask": ("Et la voisine ?",),
    "paraphrase": ("résumé",),
    "observation": ("rit",),
    "memo": ("à revoir",),
    "skip": ("refus",),
    "later": ("",),
    "star": ("",),
    "fix": ("autrement dit",),
    "because": ("mal entendu",),
    "who": ("2",),
    "by": ("2",),
    "under": ("fin",),
    "move": ("fin",),
    "split": ("suite",),
    "merge": ("",),
    "silence": ("", "longue"),
    "emotion": ("", "larmes"),
    "interruption": ("", "le téléphone"),
    "bookmark": ("à réécouter",),
    "code": ("sens",),
    "language": ("en",),
    "recorder": ("1:00",),
    "pause": ("",),
    "done": ("",),
}
MOVES_AND_LOOKS = {"next", "back", "goto", "map", "time", "help", "undo"}


def seen(held: Held) -> SessionView:
    """What is known, but for the prompts that were put: moves aren't taken back."""
    return replace(held.state.view, prompts=(), prompt=None)


@pytest.mark.parametrize(("name", "argument"), [(name, one) for name, every in DONE.items() for one in every])
def test_every_action_is_taken_back_by_one_undo(name: str, argument: str) -> None:
    held = said("un début", "une autre suite", "/fix un début, une suite", group=True)
    before, place = seen(held), held.place
    assert do(held, name, argument)
    assert seen(held) != before or name in ("probe", "ask")
    assert held.state.view.prompts or name == "done"
    held.line("/undo", seconds=0)
    assert (seen(held), held.place) == (before, place)


def test_no_action_is_left_out_of_the_test_above() -> None:
    assert {action.name for action in ACTIONS} == set(DONE) - {"say"} | MOVES_AND_LOOKS


# --- words that somebody else said ---


def test_words_noted_under_the_wrong_person_are_given_to_another_and_back_by_undo() -> None:
    held = said("Je crois.", "Moi aussi.", group=True)
    first = turn(held, 0).id
    (event,) = do(held, "by", "zoe", turn=first)
    assert event == e.Attributed(event.id, first, "zoe")
    held.line("/de amina", seconds=0)
    assert [t.speaker for t in held.state.view.turns] == ["zoe", "amina-bo"]
    assert held.state.view.speaker == "awa-martin"
    held.line("/undo", seconds=0)
    held.line("/undo", seconds=0)
    assert [t.speaker for t in held.state.view.turns] == ["awa-martin", "awa-martin"]


def test_words_are_given_only_to_another_person_who_is_present() -> None:
    held = said("Je crois.", "/obs rit", group=True)
    first, seen_there = turn(held, 0).id, turn(held, 1).id
    assert refused(held, "by", "zoe", seen_there) == "by_speech_only"
    assert refused(held, "by", "awa", first) == "already_theirs"
    assert refused(held, "by", "inconnue", first) == "speaker_unknown"
    assert refused(held, "by", "zoe", "0" * 16) == "no_such_turn"
    held.happen([e.Refused("gone", "zoe", "notes")])
    assert refused(held, "by", "zoe", first) == "speaker_unknown"


def test_words_are_quoted_by_the_consent_of_whoever_said_them() -> None:
    held = said("Je crois.", group=True)
    agreed = e.Consent("c1", "awa-martin", "citation", "quote", "Citer ?", given=True)
    refusal = e.Consent("c2", "zoe", "citation", "quote", "Citer ?", given=False)
    held.happen([agreed, refusal])

    def quoted() -> bool:
        case = open_case(held.state.view, Scope())
        return case.speaker(turn(held, 0)) in case.quotable

    assert quoted()
    do(held, "by", "zoe")
    assert not quoted()


def test_one_undo_takes_a_question_made_up_on_the_spot_back_however_often_it_was_put_again() -> None:
    held = said("un", "/ask Et la voisine ?", "/skip refus")
    held.line("/undo", seconds=0)
    assert held.place.startswith("improvised-")
    held.line("/undo", seconds=0)
    assert not held.place.startswith("improvised-")
    assert held.texts == ["un"]
    held.line("/undo", seconds=0)
    assert held.texts == []


def test_putting_a_question_made_up_on_the_spot_again_is_a_move_that_undo_passes_over() -> None:
    held = said("/ask Et la voisine ?", "elle aussi", "/goto premiere", "/goto voisine")
    held.line("/undo", seconds=0)
    assert held.texts == []
    assert held.place.startswith("improvised-")


def test_a_refusal_in_a_group_is_taken_back_whole() -> None:
    held = Held(("pa", "pb"))
    step = next_step(held.state)
    held.happen(consent(held.state, step, held.now(), given=False))  # type: ignore[arg-type]
    assert held.state.present() == ("pb",)
    held.line("/undo")
    assert held.state.present() == ("pa", "pb")
    assert next_step(held.state) == step


def test_taking_back_after_a_pause_that_is_over_takes_back_what_was_said_before_it() -> None:
    held = said("un", "/pause")
    held.happen([e.Resumed("r1")])
    held.line("/undo")
    assert held.texts == []


def test_a_note_taker_takes_back_only_notes_and_the_interviewer_only_the_interview() -> None:
    held = said("un")
    noting = Now(held.now().fresh, held.clock, 0.0, "run2")
    note = e.Observation("note1", "arrivee", "premiere", "rit", "fr", by="nina", after=turn(held, 0).id)
    held.state = held.state.after([e.Noting("noting1", "nina"), note], noting)
    undone = act(held.state, Action("undo"), noting)
    assert [event.events for event in undone if isinstance(event, e.Undone)] == [["note1"]]
    held.line("/undo")
    assert held.texts == ["rit"]


def test_a_mark_of_a_coder_is_not_taken_back_by_the_interviewer() -> None:
    held = said("un", "/code sens")
    held.happen([e.Mark("m1", turn(held, 0).id, "lien", "ana", 0, 2, "un")])
    held.line("/undo")
    assert [m.coder for m in held.state.view.marks] == ["ana"]
