"""The coding room where a key could do harm: words of memos, keys that can't do what was meant, borders, what is undone."""

from pathlib import Path

import pytest

from interviewer.screens.coding_room.rule import asked, longest
from interviewer.screens.coding_room.sight import Writing
from interviewer.screens.paper import Paper
from interviewer.screens.words import use
from interviewer.session.events import Fixed
from interviewer.session.folder import session_folders
from interviewer.session.journal import Journal
from interviewer.study.folder import Study
from tests.coding_stage import CodingStage, coding_stage
from tests.golden_coding import laid_out
from tests.terminal import BACKSPACE, DELETE, ENTER, ESCAPE, RIGHT, TAB
from tests.test_coding_room import FIRST, PAGE_DOWN, PAGE_UP, SECOND, _marked_by, advised, own, root

__all__ = ["root"]  # the study of the room's tests


@pytest.fixture(autouse=True)
def _english():
    use("en")
    yield
    use("en")


# --- words of memos ---


@pytest.mark.parametrize("key", ["t", "c", "e", "m"])
def test_words_left_with_esc_come_back_with_the_same_key(root: Path, key: str) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(*"acc", ENTER, ESCAPE + key)
        assert "again" not in on.text()
        on.keys("mots précieux", ESCAPE)
        assert "your words come back" in on.text()
        assert not on.on_disk().remarks
        on.keys(ESCAPE + key)
        assert on.room.buffer.text == "mots précieux"
        assert "are back" in on.text()
        on.keys(" gardés", ENTER)
        seen = on.on_disk()
        assert [one.text for one in seen.remarks] + [m.memo for m in seen.marks if m.memo] == ["mots précieux gardés"]
        on.keys(ESCAPE + key)
        assert "are back" not in on.text()
        on.keys(ESCAPE)
        assert "come back" not in on.text()


def test_words_left_with_esc_outlive_the_sitting_and_wait_without_pushing_in(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "e", "sur l'entretien", ESCAPE, ESCAPE + "t", "sur le tour", ESCAPE)
    for _sitting in range(2):
        with coding_stage(root, sessions=[FIRST]) as on:
            assert on.sitting.at.sight.writing is None
            on.keys(ESCAPE + "t")
            assert on.room.buffer.text == "sur le tour"
            on.keys(ESCAPE)
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "e", ENTER, ESCAPE + "t", *[BACKSPACE] * 20, ESCAPE)
        assert [one.text for one in on.on_disk().remarks] == ["sur l'entretien"]
    with coding_stage(root, sessions=[FIRST]) as on:
        assert not on.sitting.at.aside


def test_words_for_a_mark_that_is_gone_wait_on_the_interview(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(*"acc", ENTER, ESCAPE + "m", "sur la marque", ESCAPE, DELETE)
        assert own(on) == []
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "e")
        assert on.room.buffer.text == "sur la marque"


def test_a_memo_that_was_being_typed_is_said_to_stand_again(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "t", "au milieu")
        on.room.drafts.save(on.room.buffer.text)
    with coding_stage(root, sessions=[FIRST]) as on:
        assert on.room.buffer.text == "au milieu"
        assert "stands here again" in on.text()


# --- a key that can't do what was meant ---


def test_a_memo_on_no_mark_is_one_on_the_turn_so_that_no_letter_marks_or_moves(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        eye = on.desk.eye
        on.keys(ESCAPE + "m")
        assert "So this memo is on the turn." in on.text()
        on.keys(" acc", ENTER)
        assert on.desk.eye == eye
        assert not on.on_disk().marks
        assert not on.on_disk().seen
        assert [(one.about, one.text) for one in on.on_disk().remarks] == [("turn", "acc")]


def test_a_memo_where_no_mark_of_several_is_chosen_is_one_on_the_turn_too(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(*"acc", ENTER, *"sens", ENTER, RIGHT, ESCAPE + "m")
        assert "So this memo is on the turn." in on.text()
        on.keys(ESCAPE, TAB, ESCAPE + "m", "sur la marque", ENTER)
        assert [m.memo for m in on.on_disk().marks if m.memo] == ["sur la marque"]


# --- what is undone ---


def test_undo_and_redo_say_what_they_took_back(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        steps = (
            ([*"acc", ENTER], "the mark The welcome"),
            ([ESCAPE + "m", "mémo", ENTER], "the memo on the mark The welcome"),
            ([ESCAPE + "t", "mémo", ENTER], "the memo on the turn"),
            ([ESCAPE + "c", "mémo", ENTER], "the memo on the code The welcome"),
            ([ESCAPE + "e", "mémo", ENTER], "the memo on the interview"),
            ([ESCAPE + "s"], "that the star was taken away"),
            ([ESCAPE + "s"], "the star"),
            ([TAB, DELETE], "that the mark The welcome was taken away"),
            ([" "], "that the turn is done"),
        )
        for keys, said in steps:
            on.keys(*keys)
            if keys == [" "]:
                on.keys(" ")
            on.keys(ESCAPE + "u")
            assert f"Taken back: {said}" in " ".join(on.text().split())
            on.keys(ESCAPE + "r")
            assert f"Done again: {said}" in " ".join(on.text().split())


def test_what_is_taken_away_is_said_by_its_label(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(*"acc", ENTER, DELETE)
        assert "The welcome is taken away here" in on.text()


# --- borders and rounds ---


def test_the_end_of_an_interview_is_said_with_what_to_do_and_where_one_is_now(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST, SECOND]) as on:
        on.read_all()
        for _ in on.desk.stops(FIRST):
            assert "is all coded" not in on.text()
            on.keys(" ")
        assert on.desk.eye.session == SECOND
        said = " ".join(on.text().split())
        assert f"{FIRST} is all coded. Esc ' goes back there, where Esc D closes the round." in said
        assert f"now: {SECOND}" in said
        on.keys(ESCAPE + "'", ESCAPE + "D")
        assert on.desk.eye.session == FIRST
        assert "can't be undone" in on.text()


def test_leaving_an_interview_that_has_turns_left_says_where_one_is(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST, SECOND]) as on:
        on.read_all()
        on.keys(*[PAGE_DOWN] * (len(on.desk.stops(FIRST)) - 1), " ")
        assert f"another interview now: {SECOND}" in " ".join(on.text().split())
        assert "all coded" not in on.text()


def test_in_a_closed_round_a_mark_of_others_is_not_called_missing(root: Path) -> None:
    _marked_by(root, "ben", "charge")
    with coding_stage(root, sessions=[FIRST]) as on:
        for _ in on.desk.stops(FIRST):
            on.keys(" ")
        on.keys(ESCAPE + "D", ESCAPE + "D", *[PAGE_UP] * 20, ESCAPE + "x")
        assert "There is no mark" not in on.text()
        assert "closed the round" in on.text()
        on.keys(ESCAPE + "m")
        assert "So this memo is on the turn." in " ".join(on.text().split())


# --- the last rows, in French too ---


def _last_rows(on: CodingStage) -> list[str]:
    """The rule and the status, and what is asked in the rule."""
    on.sitting.at.hush()
    lines = on.lines()
    rule = max(n for n, line in enumerate(lines) if line.startswith("──"))
    return lines[rule:]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_row_of_the_rule_the_status_or_a_prompt_is_cut_at_80_columns(tmp_path: Path, language: str) -> None:
    use(language)
    study = laid_out(tmp_path / "jardin")
    with coding_stage(study, sessions=[FIRST]) as on:
        for keys in (
            *([], [RIGHT], [BACKSPACE, *"acc", ENTER], [TAB]),
            *([ESCAPE + "m", "mot"], [ESCAPE], [ESCAPE + "t", "mot"], [ESCAPE], [ESCAPE + "c", "mot"], [ESCAPE]),
            *([ESCAPE + "e", "mot"], [ESCAPE], [ESCAPE + "/"], [ESCAPE], [ESCAPE + "+"], [ESCAPE], [ESCAPE + "i"]),
        ):
            on.keys(*keys)
            assert not [one for one in _last_rows(on) if "…" in one], keys
        for entry in on.sitting.at.shelf.entries:
            on.sitting.at.light(entry.id)
            assert not [one for one in _last_rows(on) if "…" in one], entry.id
        for _ in on.desk.stops(FIRST):
            on.keys(" ")
        on.keys(ESCAPE + "D", ESCAPE + "D")
        assert on.desk.closed()
        assert not [one for one in _last_rows(on) if "…" in one]


@pytest.mark.parametrize("kind", ["memo", "mark_memo", "search", "new_code"])
def test_what_is_asked_gives_way_in_narrow_windows(kind: str) -> None:
    wide, narrow = asked(Writing(kind, "turn"), 200), asked(Writing(kind, "turn"), 45)  # type: ignore[arg-type]
    assert len(narrow) <= 45 < len(wide)
    assert longest(["abc", "ab"], 1) == "ab"


# --- new codes ---


def test_letters_are_the_new_label_also_where_a_code_has_them_and_leaving_marks_with_nothing_else(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        lit = on.sitting.at.sight.lit
        on.keys(*"isol")
        assert on.sitting.at.sight.lit == "isolement" != lit
        on.keys(ESCAPE + "+")
        assert on.room.buffer.text == "isol"
        on.keys(*[BACKSPACE] * 4, ENTER)
        assert "needs a label" in on.text()
        assert on.sitting.at.sight.writing is not None
        on.keys(ESCAPE)
        assert (on.sitting.at.sight.letters, on.sitting.at.sight.lit) == ("", lit)
        assert on.on_disk().new_codes == {}
        assert own(on) == []


# --- suggestions ---


def test_a_refused_suggestion_is_lit_no_longer_and_can_be_taken_back(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "i")
        lit = on.sitting.at.sight.lit
        code = advised(on).sitting.at.suggestions()[0].code
        on.keys(TAB)
        assert "Enter follows the suggestion: " in on.text()
        on.keys(DELETE)
        assert on.sitting.at.sight.lit == ("" if lit == code else lit)
        assert {one[2] for one in on.on_disk().dismissed} == {code}
        on.keys(ESCAPE + "u")
        assert "Taken back: the refusal of" in on.text()
        assert not on.on_disk().dismissed
        on.keys(ESCAPE + "r")
        assert {one[2] for one in on.on_disk().dismissed} == {code}


# --- marks without words, closed rounds, leaving ---


def test_a_mark_that_lost_its_words_is_mended_in_a_closed_round_and_nothing_else_is(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(*[RIGHT] * 4, *"acc", ENTER)
        turn = on.desk.eye.turn
        for _ in on.desk.stops(FIRST):
            on.keys(" ")
        on.keys(ESCAPE + "D", ESCAPE + "D")
        assert on.desk.closed()
    seen = Study(root).session(FIRST)[0]
    with Journal(session_folders(root, FIRST), FIRST, seen.key) as journal:
        journal.append(Fixed("f" * 16, turn, "Je suis arrivée fin décembre, mi-décembre."))
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "L", ENTER)
        assert "Select words" in on.text()
        on.keys(RIGHT, RIGHT, RIGHT, ENTER)
        assert own(on) == [("accueil", "arrivée")]
        on.keys(*"sens", ENTER, TAB, DELETE)
        assert own(on) == [("accueil", "arrivée")]


def test_what_goes_on_is_closing_what_is_coded_then_comparing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(on: CodingStage) -> str:
        on.sitting.say_where(Paper())
        return " ".join("".join(capsys.readouterr()).split())

    _marked_by(root, "ben", "charge")
    with coding_stage(root, sessions=[FIRST]) as on:
        assert f"Go on with: interviewer code {FIRST} --coder zoe" in said(on)
        for _ in on.desk.stops(FIRST):
            on.keys(" ")
        assert f"interviewer code {FIRST} --coder zoe --close" in said(on)
        on.keys(ESCAPE + "D", ESCAPE + "D")
        assert "Go on with: interviewer compare zoe ben" in said(on)
