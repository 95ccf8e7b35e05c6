"""The coding room key by key, in memory: what is seen, what is on the disk, and what others may see."""

import shutil
from pathlib import Path

import pytest
from prompt_toolkit.mouse_events import MouseEventType

from interviewer.coding.sheet import mark
from interviewer.errors import CannotError
from interviewer.screens.words import use
from interviewer.session import events as e
from interviewer.session.folder import session_folders
from interviewer.session.journal import Journal
from interviewer.study.folder import Study
from interviewer.study.marking import Pens, load
from tests.coding_stage import CodingStage, coding_stage
from tests.faults.bad_disk import DirectedDisk
from tests.terminal import BACKSPACE, DELETE, DOWN, END, ENTER, ESCAPE, HOME, LEFT, RIGHT, TAB, wait_until

ROOT = Path(__file__).resolve().parent.parent
FIRST, SECOND = "2026-03-12-benevoles-p7kx3", "2026-09-17-benevoles-p7kx3"
SHIFT_RIGHT, SHIFT_END, CTRL_RIGHT = "\x1b[1;2C", "\x1b[1;2F", "\x1b[1;5C"
PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"


@pytest.fixture(autouse=True)
def _english():
    use("en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the example study, without its coders' marks."""
    study = tmp_path / "jardin"
    for name in ("guides", "sessions"):
        shutil.copytree(ROOT / name, study / name, ignore=shutil.ignore_patterns("marks.*"))
    for name in ("codebook.yaml", "interviewer.yaml"):
        shutil.copy(ROOT / name, study)
    return study


def own(on: CodingStage, session: str = FIRST) -> list[tuple[str, str]]:
    return [(m.code, m.excerpt) for m in on.on_disk(session).marks if m.coder == "zoe"]


def test_a_few_letters_find_a_code_in_either_language_and_enter_marks_the_whole_turn(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        text = on.desk.turn.text if on.desk.turn else ""
        on.keys(*"meani", ENTER)  # the English label of sens
        on.keys(*"reconnai", ENTER)  # a French id
        assert own(on) == [("sens", text), ("reconnaissance", text)]
        assert "✓ coded" in on.text()
        assert "1 ■ Recognition  2 ■ Meaning" in on.text() or "1 ■ Meaning  2 ■ Recognition" in on.text()


def test_words_sentences_and_everything_up_to_the_end_are_selected_with_few_keys(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        turn = on.desk.turn
        assert turn is not None

        def selected() -> str:
            return turn.text[slice(*on.desk.span)]

        assert selected() == turn.text
        on.keys(RIGHT, RIGHT, SHIFT_RIGHT)
        assert selected() == "suis venue"
        on.keys(".")
        assert selected() == "Je suis venue en décembre, un mardi, il pleuvait des cordes."
        on.keys(CTRL_RIGHT)
        assert selected().startswith("J'avais lu")
        on.keys(HOME, SHIFT_END)
        assert selected() == turn.text.rstrip(".")
        on.keys(END, LEFT)
        assert " " not in selected()
        on.keys(BACKSPACE)
        assert selected() == turn.text


def test_overlapping_spans_are_told_apart_without_colour(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(RIGHT, SHIFT_RIGHT, SHIFT_RIGHT, *"acc", ENTER)
        on.keys(BACKSPACE, RIGHT, RIGHT, SHIFT_RIGHT, SHIFT_RIGHT, *"sens", ENTER)
        lines = on.lines()
        at = next(n for n, line in enumerate(lines) if "Je suis venue en" in line)
        assert lines[at + 1].strip("┃ ").startswith("└1─")
        assert "└2─" in lines[at + 2]
        assert "1 ■ The welcome  2 ■ Meaning" in on.text()


def test_marks_of_the_same_words_share_a_bracket(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(RIGHT, SHIFT_RIGHT, SHIFT_RIGHT, *"acc", ENTER, *"sens", ENTER)
        assert "└1,2─" in on.text()


def test_tab_chooses_a_mark_and_delete_takes_it_away_for_good(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(*"acc", ENTER, *"sens", ENTER, TAB, DELETE)
        assert len(own(on)) == 1
        on.keys(ESCAPE + "u")
        assert {code for code, _ in own(on)} == {"accueil", "sens"}


def test_memos_stand_on_mark_turn_code_and_interview(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(*"acc", ENTER)
        for key, words in (
            ("m", "sur la marque"),
            ("t", "sur le tour"),
            ("c", "sur le code"),
            ("e", "sur l'entretien"),
        ):
            on.keys(ESCAPE + key, words, ENTER)
        seen = on.on_disk()
        assert [m.memo for m in seen.marks] == ["sur la marque"]
        assert {(one.about, one.text) for one in seen.remarks} == {
            ("turn", "sur le tour"),
            ("code", "sur le code"),
            ("session", "sur l'entretien"),
        }
        assert "✎ sur la marque" in on.text()
        assert f"{FIRST}  ✎ sur l'entretien" in on.text()
        on.at(120, 35)
        assert "Memo sur le code" in on.text()
        on.keys(ESCAPE + "t", *[BACKSPACE] * 20, ENTER)
        assert {one.about for one in on.on_disk().remarks} == {"code", "session"}


def test_esc_leaves_a_memo_as_it_was(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "t", "un", ENTER, ESCAPE + "t", " et plus", ESCAPE)
        assert [one.text for one in on.on_disk().remarks] == ["un"]


def test_a_key_quotation_is_starred_and_no_longer(root: Path) -> None:
    with coding_stage(root, sessions=[SECOND]) as on:
        starred = bool(on.desk.turn and on.desk.turn.starred)
        on.keys(ESCAPE + "s")
        assert on.on_disk(SECOND).turns[0].starred != starred
        on.keys(ESCAPE + "u")
        assert on.on_disk(SECOND).turns[0].starred == starred


def test_space_passes_a_turn_which_can_be_opened_again(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        first = on.desk.eye
        on.keys(" ")
        assert on.desk.eye != first
        assert on.desk.rated(first)
        on.keys(ESCAPE + "'")
        assert on.desk.eye == first
        on.keys(ESCAPE + "y")
        assert not on.on_disk().seen


def test_a_space_among_letters_belongs_to_them(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        eye = on.desk.eye
        on.keys(*"le sens")
        assert on.sitting.at.sight.letters == "le sens"
        assert on.desk.eye == eye


def test_a_code_is_born_and_a_near_duplicate_is_asked_about(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(*"xyzzy")
        assert "No code has these letters" in on.text()
        on.keys(ESCAPE + "+")
        assert on.room.buffer.text == "xyzzy"
        on.keys(*[BACKSPACE] * 5, "Le bruit", ENTER)
        assert on.on_disk().new_codes == {"le-bruit": "Le bruit"}
        assert own(on)[0][0] == "le-bruit"
        on.keys(PAGE_DOWN, ESCAPE + "+", "Le bruitt", ENTER)
        assert "Nearly the same as le-bruit" in on.text()
        assert "le-bruitt" not in on.on_disk().new_codes
        on.keys(ENTER)
        assert "le-bruitt" in on.on_disk().new_codes


def test_a_label_with_a_hidden_character_makes_no_code(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "+", "Le\u202ebruit", ENTER)
        assert "A character that nobody can see (U+202E) stands in the label" in on.text()
        assert not on.on_disk().new_codes


def test_retired_codes_are_not_offered(root: Path) -> None:
    book = (root / "codebook.yaml").read_text()
    (root / "codebook.yaml").write_text(book.replace("  - id: sens\n", "  - id: sens\n    status: retired\n"))
    with coding_stage(root, sessions=[FIRST]) as on:
        assert on.sitting.at.shelf.entry("sens") is None
        on.keys(ESCAPE + "+", "sens", ENTER)
        assert "retired" in on.text()


# --- going about ---


def test_one_question_is_coded_across_all_participants(root: Path) -> None:
    with coding_stage(root, question="revenir") as on:
        on.read_all()
        sessions = {on.desk.eye.session}
        assert on.desk.turn is not None
        assert on.desk.turn.question == "revenir"
        for _ in range(on.desk.total().turns):
            on.keys(" ")
            sessions.add(on.desk.eye.session)
        assert sessions == {FIRST, SECOND}
        assert "only revenir" in on.text()
        assert "Every turn is coded here" in on.text()


def test_a_question_is_chosen_by_letters_and_left_again(root: Path) -> None:
    with coding_stage(root) as on:
        on.read_all().keys(ESCAPE + "q")
        assert "all questions" in on.text()
        on.keys(*"premiere-fois", ENTER)
        assert on.desk.question == "premiere-fois"
        on.keys(ESCAPE + "q", *"all questions", ENTER)
        assert on.desk.question == ""


def test_an_interview_is_gone_to_by_letters(root: Path) -> None:
    with coding_stage(root) as on:
        on.read_all().keys(ESCAPE + "g", *"09-17", ENTER)
        assert on.desk.eye.session == SECOND


def test_a_codes_excerpts_are_compared_and_gone_to(root: Path) -> None:
    with coding_stage(root) as on:
        on.read_all().keys(ESCAPE + "g", *"03-12", ENTER, RIGHT, *"acc", ENTER)
        on.keys(ESCAPE + "g", *"09-17", ENTER, *"acc", ENTER, ESCAPE + "w")
        shown = on.text()
        assert "The welcome: 2 excerpts" in shown
        assert shown.index(FIRST) < shown.index(SECOND)
        on.keys(ENTER)
        assert on.desk.eye.session == FIRST
        assert on.desk.turn is not None
        assert on.desk.turn.text[slice(*on.desk.span)] == "Je"


def test_search_finds_places_in_all_interviews_and_goes_there(root: Path) -> None:
    with coding_stage(root) as on:
        on.read_all().keys(ESCAPE + "/", "MARDI|JEUDI", ENTER).read_all()
        assert "0 places" in on.text()
        on.keys(ESCAPE, ESCAPE + "/", "mardi|vendredi", ENTER).read_all()
        listing = on.sitting.at.sight.listing
        assert listing is not None
        expected = sum(
            turn.text.lower().count(word)
            for sheet in on.desk.sheets.values()
            for turn in sheet.turns()
            for word in ("mardi", "vendredi")
        )
        assert len(listing.items) == expected > 3
        on.keys(DOWN, ENTER)
        assert on.desk.turn is not None
        assert on.desk.turn.text[slice(*on.desk.span)].lower() in ("mardi", "vendredi")
        on.keys(ESCAPE + "l", DOWN, ENTER)
        assert on.sitting.at.listed is not None
        assert on.sitting.at.listed.at == 2


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(a+)+$", "might search for ever"),
        ("(mardi", "can't be read"),
        ("x" * 300, "longer than"),
        (r"(a)\1", "for ever"),
    ],
)
def test_a_pattern_that_is_none_or_dangerous_says_so(root: Path, pattern: str, said: str) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "/", pattern, ENTER)
        assert said in on.text()
        assert on.room.buffer.text == pattern


def test_the_keys_behind_esc_are_listed_and_one_of_them_acts(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE)
        assert "One of these keys now" in on.text()
        on.keys("s")
        assert "One of these keys now" not in on.text()
        on.keys(ESCAPE + "?")
        assert "Type a few letters" in on.text()
        on.keys(ENTER, ESCAPE + "j")
        assert "Use when" in on.text()


# --- others ---


def _marked_by(root: Path, coder: str, code: str) -> None:
    """Another coder marks the first turn whole and closes the round."""
    study = Study(root)
    loaded = load(study, FIRST, coder)
    pens = Pens(study, coder, {FIRST: loaded})
    turn = loaded.sheet.turns()[0]
    pens.write(FIRST, mark(loaded.sheet, turn, code, (0, len(turn.text)))[1])
    pens.write(FIRST, [e.RoundClosed("c" * 16, coder)])
    pens.close()


def test_others_marks_are_hidden_until_the_round_is_closed_and_then_shown_by_coder(root: Path) -> None:
    _marked_by(root, "ben", "charge")
    with coding_stage(root, sessions=[FIRST]) as on:
        assert "ben:" not in on.text()
        for _ in on.desk.stops(FIRST):
            on.keys(" ")
        on.keys(PAGE_UP * 1, ESCAPE + "D")
        assert "Esc D again closes the round 1" in on.text()
        on.keys(ESCAPE + "D")
        assert on.on_disk().closed >= {("zoe", "1")}
        on.keys(*[PAGE_UP] * 20)
        assert "ben: The burden" in on.text()
        on.keys(*"acc", ENTER)
        assert "closed the round" in on.text()
        assert own(on) == []


def test_a_round_with_turns_left_stays_open(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "D", ESCAPE + "D")
        assert not on.on_disk().closed


# --- marks without words ---


def test_a_mark_that_lost_its_words_is_listed_and_gets_new_ones_by_hand(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(*[RIGHT] * 4, *"acc", ENTER)  # "en"
        turn = on.desk.eye.turn
    study = Study(root)
    seen = study.session(FIRST)[0]
    with Journal(session_folders(root, FIRST), FIRST, seen.key) as journal:
        journal.append(e.Fixed("f" * 16, turn, "Je suis arrivée fin décembre, mi-décembre."))
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "L")
        assert "1 mark lost its words" in on.text()
        on.keys(ENTER)
        assert "Select words" in on.text()
        assert "no longer there" in on.text()
        on.keys(RIGHT, RIGHT, RIGHT, ENTER)
        assert own(on) == [("accueil", "arrivée")]
        on.keys(ESCAPE + "u")
        assert [m.holds for m in on.on_disk().marks] == [False]


# --- mouse and sizes ---


def test_the_mouse_selects_words_lights_codes_and_goes_to_turns(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.at(120, 35)
        turn = on.desk.turn
        assert turn is not None
        on.click("venue", to="décembre")
        assert turn.text[slice(*on.desk.span)] == "venue en décembre"
        on.click("Isolation")
        assert on.sitting.at.sight.lit == "isolement"
        on.click("Isolation")
        assert own(on) == [("isolement", "venue en décembre")]
        on.click("Une dame avec un tablier")
        assert on.desk.eye.turn != turn.id


def test_the_wheel_walks_through_the_codes(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.at(120, 35)
        before = on.sitting.at.sight.lit
        column, row = on.find("Isolation")
        on.mouse(MouseEventType.SCROLL_DOWN, column, row)
        assert on.sitting.at.sight.lit != before


@pytest.mark.parametrize("size", [(40, 10), (60, 16), (65, 14), (80, 24), (99, 30), (100, 30), (200, 50)])
def test_every_size_shows_the_turn_the_codes_and_the_meaning(root: Path, size: tuple[int, int]) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        lines = on.at(*size).lines()
        assert all(len(line) <= size[0] for line in lines)
        shown = "\n".join(lines)
        assert "Je suis" in shown
        assert "Ties" in shown
        assert "saved" in shown


def test_a_long_turn_is_scrolled_to_what_is_selected(root: Path) -> None:
    study = Study(root)
    seen = study.session(FIRST)[0]
    long = " ".join(f"Phrase numéro {n}." for n in range(200))
    with Journal(session_folders(root, FIRST), FIRST, seen.key) as journal:
        journal.append(e.Fixed("f" * 16, seen.turns[0].id, long))
    with coding_stage(root, sessions=[FIRST]) as on:
        assert "↓ more" in on.text()
        on.keys(END)
        assert "numéro 199" in on.text()
        on.keys(HOME)
        assert "numéro 0." in on.text()


# --- suggestions ---


def advised(on: CodingStage) -> CodingStage:
    """The suggestions for what is selected are there."""
    on.room.at.advice = on.room._adviser.advise(on.desk)
    on.room.at.see()
    return on


def test_suggestions_are_off_until_they_are_wanted(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        assert "suggest" not in on.text()
        on.keys(ESCAPE + "i")
        assert "suggestions…" in on.text()
        advised(on)
        assert "suggested · Tab chooses" in on.text()
        on.keys(ESCAPE + "i")
        assert "Tab chooses" not in on.text()


def test_a_suggestion_is_followed_or_refused_by_a_person_and_both_are_kept(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "i")
        codes = [one.code for one in advised(on).sitting.at.suggestions()]
        assert len(codes) == 3
        on.keys(TAB, ENTER)
        (mark_made,) = on.on_disk().marks
        assert (mark_made.code, bool(mark_made.suggested)) == (codes[0], True)
        assert "°" in on.text()
        on.keys(TAB, TAB, DELETE)
        assert {(coder, code) for coder, _turn, code in on.on_disk().dismissed} == {("zoe", codes[1])}
        left = [one.code for one in on.sitting.at.suggestions()]
        assert codes[0] not in left
        assert codes[1] not in left


def test_a_code_found_by_letters_follows_no_suggestion(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "i")
        advised(on)
        code = on.sitting.at.suggestions()[0].code
        on.keys(*code, ENTER)
        assert [(m.code, m.suggested) for m in on.on_disk().marks] == [(code, "")]


def test_suggestions_learn_from_ones_own_marks_and_forget_what_is_taken_back(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ESCAPE + "i", *"charge", ENTER)
        on.keys(ESCAPE + "a", RIGHT)
        first = advised(on).room.at.advice
        on.keys(ESCAPE + "u", RIGHT)
        after = advised(on).room.at.advice
        fresh = type(on.room._adviser)(on.room.at.book).advise(on.desk)
        assert first is not None
        assert after == fresh


def test_suggestions_use_nothing_that_others_marked_before_the_round_is_closed(root: Path) -> None:
    with coding_stage(root, sessions=[FIRST]) as on:
        alone = advised(on).room.at.advice
    _marked_by(root, "ben", "charge")
    with coding_stage(root, sessions=[FIRST]) as on:
        assert advised(on).room.at.advice == alone


# --- hostile words ---


def test_words_that_would_move_the_cursor_are_shown_as_signs(root: Path) -> None:
    study = Study(root)
    seen = study.session(FIRST)[0]
    evil = "a\x1b[2Jb\u202ec\x07 \x9b31m fin. " + "e" + "\u0301" * 40 + "\u200b\ttab\r\nligne 👨\u200d👩\u200d👧"
    with Journal(session_folders(root, FIRST), FIRST, seen.key) as journal:
        journal.append(e.Fixed("f" * 16, seen.turns[0].id, evil))
        journal.append(e.NewCode("e" * 16, "evil", "\x1b]0;x\x07 mal\u202e", "zoe"))
        journal.append(e.Remark("d" * 16, "turn", seen.turns[0].id, "\x1b[31m mémo\n\n", "zoe"))
    with coding_stage(root, sessions=[FIRST]) as on:
        on.screen.raw = ""
        for _ in range(12):
            on.keys(RIGHT)
            on.draw()
        on.keys(*"mal", ENTER)
        shown = on.text()
        assert "fin" in shown
        for sign in ("\x1b[2J\x1b[2J", "\x1b]0;x", "\u202e", "\x9b31m"):
            assert sign not in on.screen.raw
        assert "evil" in {m.code for m in on.on_disk().marks}


def test_a_disk_that_takes_nothing_is_said_in_red_and_coding_goes_on(root: Path) -> None:
    disk = DirectedDisk()
    with coding_stage(root, sessions=[FIRST], disk=disk) as on:
        disk.error = OSError(28, "No space left on device")
        on.keys(*"acc", ENTER)
        wait_until(lambda: on.sitting.saver.failing is not None)
        assert "NOT SAVED" in on.text()
        on.keys(*"sens", ENTER)
        assert "2 ■" in on.text()
        disk.error = None
        assert len(own(on)) == 2
        assert "NOT SAVED" not in on.text()


def test_a_slow_disk_says_saving_until_it_has_taken_all(root: Path) -> None:
    disk = DirectedDisk()
    with coding_stage(root, sessions=[FIRST], disk=disk) as on:
        disk.block()
        on.keys(*"acc", ENTER)
        disk.blocked.wait(10)
        assert any("saving…" in line for line in on.lines(waiting=False))
        disk.go_on()
        assert "saving…" not in on.text()


# --- where one begins ---


def test_without_a_codebook_codes_are_born(root: Path) -> None:
    (root / "codebook.yaml").unlink()
    with coding_stage(root, sessions=[FIRST]) as on:
        on.keys(ENTER)
        assert "No code is chosen" in on.text()
        on.keys(ESCAPE + "+", "Première", ENTER)
        assert own(on)[0][0] == "premiere"


def test_a_question_that_nobody_was_asked_is_said(root: Path) -> None:
    with pytest.raises(CannotError) as refused, coding_stage(root, question="jamais"):
        pass
    assert refused.value.problem.rule == "desk_nothing_in_scope"


def test_the_room_opens_where_one_left_and_behind_what_is_coded(root: Path) -> None:
    with coding_stage(root) as on:
        on.read_all().keys(ESCAPE + "g", *"09-17", ENTER, *"acc", ENTER, PAGE_DOWN, " ", " ")
        eye = on.desk.eye
    with coding_stage(root) as on:
        assert on.desk.eye.session == eye.session == SECOND
        assert not on.desk.rated(on.desk.eye)
        assert on.desk.order.index(SECOND) > 0


def test_interviews_that_go_on_are_left_out_unless_they_are_named(root: Path) -> None:
    study = Study(root)
    for path in (root / "sessions" / SECOND).glob("*.jsonl"):
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if b'"k":"done"' not in line and b'"k":"seal"' not in line]
        path.write_bytes(b"".join(kept[: len(kept) * 2 // 3]))
    assert study.session(SECOND)[0].status == "open"
    with coding_stage(root) as on:
        on.read_all()
        assert SECOND not in on.desk.sheets
        assert SECOND not in on.keys(ESCAPE + "g").text()
    with coding_stage(root, sessions=[SECOND]) as on:
        assert on.desk.eye.session == SECOND
