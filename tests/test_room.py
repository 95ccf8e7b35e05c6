"""What the room does with keys and lines: each action, and where the words go that stand in the editor meanwhile."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interviewer.screens.room.room import ESCAPE_SECONDS
from interviewer.screens.terminal.prompt import Outcome
from interviewer.screens.terminal.ways import Ways
from interviewer.session.model import TurnView
from tests.seat import Seat
from tests.terminal import CTRL_C, CTRL_D, CTRL_UNDERSCORE, DOWN, ENTER, ESCAPE, TAB, UP
from tests.walk import GUIDE

CTRL_U, CTRL_G, CTRL_R = "\x15", "\x07", "\x12"
F2, F3, F4 = "\x1bOQ", "\x1bOR", "\x1bOS"
OFTEN = GUIDE.replace(
    b"scale: {from: 0, to: 10}", b"choices: {a: {fr: Ami, en: Friend}, b: {fr: Voisin, en: Neighbour}}"
)


def esc(key: str) -> str:
    return ESCAPE + key


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Seat]:
    """An interview with one person, at its first question."""
    with Seat(tmp_path / "alone") as seat:
        yield seat.keys("oui", ENTER, "oui", ENTER)


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Seat]:
    """A group of three, at the first question."""
    with Seat(tmp_path / "group", people=("ana-bo", "zoe", "kim")) as seat:
        yield seat.keys(*["oui", ENTER] * 6)


def last(seat: Seat) -> TurnView:
    return seat.state.view.turns[-1]


# --- consent ---


def test_the_consent_is_asked_before_anything_else_and_an_empty_line_is_no_answer(tmp_path: Path) -> None:
    with Seat(tmp_path / "s") as seat:
        assert seat.shows("Notes ?")
        seat.keys(ENTER)
        assert seat.shows("yes or no")
        seat.keys("peut-être", ENTER)
        assert seat.editor == "peut-être"
        assert not seat.state.view.consents


def test_a_needed_consent_is_refused_twice_and_then_the_interview_is_over(tmp_path: Path) -> None:
    with Seat(tmp_path / "s") as seat:
        seat.keys("non", ENTER)
        assert seat.ended() is None
        assert seat.shows("Type no again")
        seat.keys("non", ENTER)
        assert seat.ended() is Outcome.KEPT
        assert seat.flushed().status == "refused"


def test_in_a_group_one_refuses_and_the_others_go_on(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", people=("ana", "zoe")) as seat:
        seat.keys("non", ENTER, "non", ENTER, *["oui", ENTER] * 2)
        assert seat.state.present() == ("zoe",)
        seat.keys("Bonjour", ENTER)
        assert last(seat).speaker == "zoe"
        seat.keys("/who ana", ENTER)
        assert seat.state.view.speaker == "zoe"


def test_a_consent_given_by_mistake_is_taken_back_by_key_and_asked_again(tmp_path: Path) -> None:
    with Seat(tmp_path / "s") as seat:
        seat.keys("oui", ENTER, esc("u"))
        assert seat.shows("Notes ?")
        assert not seat.state.view.consents


def test_actions_that_make_no_sense_at_the_consent_say_so_and_leave_the_words(tmp_path: Path) -> None:
    with Seat(tmp_path / "s") as seat:
        for key in "nsraqomzkg/v+B":
            seat.keys("ou", esc(key))
            assert seat.editor == "ou"
            seat.keys(CTRL_U)
        assert len(seat.state.records) == 1


def test_a_pause_at_the_consent_shows_its_page_and_stops_the_clock(tmp_path: Path) -> None:
    with Seat(tmp_path / "s") as seat:
        seat.keys("/pause", ENTER)
        assert seat.shows("Pause: the clock")
        seat.keys(ENTER)
        assert not seat.state.resting


# --- turns ---


@pytest.mark.parametrize(
    ("keys", "kind", "text"),
    [
        (("Bonjour", ENTER), "verbatim", "Bonjour"),
        (("//me dit-il", ENTER), "verbatim", "/me dit-il"),
        (("/para elle dit oui", ENTER), "paraphrase", "elle dit oui"),
        ((esc("a"), "elle dit oui", ENTER), "paraphrase", "elle dit oui"),
        (("elle dit oui", esc("a"), ENTER), "paraphrase", "elle dit oui"),
        (("elle dit oui", esc("a"), esc("o"), ENTER), "observation", "elle dit oui"),
        ((esc("o"), "bruit", ENTER), "observation", "bruit"),
        (("/obs bruit", ENTER), "observation", "bruit"),
        ((esc("m"), "à revoir", ENTER), "memo", "à revoir"),
        (("/memo à revoir", ENTER), "memo", "à revoir"),
        (("un", "\x1b\r", "deux", ENTER), "verbatim", "un\ndeux"),
        (("un", "\n", "deux", ENTER), "verbatim", "un\ndeux"),
        ((" \u202fun\u00a0", ENTER), "verbatim", " \u202fun\u00a0"),
    ],
)
def test_a_turn_is_kept_exactly_as_typed(alone: Seat, keys: tuple[str, ...], kind: str, text: str) -> None:
    alone.keys(*keys)
    assert [(t.kind, t.text) for t in alone.flushed().turns] == [(kind, text)]
    assert alone.editor == ""


def test_a_pasted_block_is_one_turn(alone: Seat) -> None:
    alone.paste("un\r\ndeux\n\ntrois").keys(ENTER)
    assert alone.texts == ["un\ndeux\n\ntrois"]


def test_enter_and_alt_enter_change_places_on_request(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", ways=Ways(mouse=False, enter_is_newline=True)) as seat:
        seat.keys("oui", "\x1b\r", "oui", "\x1b\r", "un", ENTER, "deux", "\x1b\r")
        assert seat.texts == ["un\ndeux"]


def test_an_unknown_action_stays_in_the_editor(alone: Seat) -> None:
    alone.keys("/sttar", ENTER)
    assert alone.editor == "/sttar"
    assert alone.shows("/star")


# --- keys that lead elsewhere keep what stands in the editor first ---


@pytest.mark.parametrize(
    "way",
    [
        (esc("n"),),
        (esc("l"),),
        (esc("g"), "fin", ENTER),
        (esc("k"), "time", ENTER),
        (TAB, DOWN, ENTER),
        (TAB, "fin", ENTER),
        (esc("1"),),
        (esc("e"),),
        (esc("L"), "en", ENTER),
        (esc("."),),
        (esc("D"), esc("D")),
    ],
)
def test_words_that_stand_are_kept_under_the_question_where_they_were_typed(alone: Seat, way: tuple[str, ...]) -> None:
    alone.keys("elle m'a dit", *way)
    (turn,) = alone.flushed().turns
    assert (turn.text, turn.question, turn.kind, turn.language) == ("elle m'a dit", "premiere", "verbatim", "fr")
    assert turn.asked is not None
    assert turn.asked.origin == "guide"
    assert alone.editor == ""


def test_words_after_a_probe_answer_the_probe(alone: Seat) -> None:
    alone.keys("avant", esc("2"), "après", ENTER)
    assert [t.asked.probe for t in alone.state.view.turns if t.asked] == ["", "quand"]


@pytest.mark.parametrize("way", [(esc("n"),), (esc("D"),), (esc("."),), (esc("1"),)])
def test_an_action_that_stands_half_typed_is_no_turn_and_stays(alone: Seat, way: tuple[str, ...]) -> None:
    alone.keys("/skip pas", *way)
    assert alone.editor == "/skip pas"
    assert alone.question == "premiere"
    assert not alone.state.view.turns
    assert alone.shows("Words stand in the editor")


def test_a_wrong_value_that_stands_is_explained_and_the_key_does_nothing(alone: Seat) -> None:
    alone.keys("/goto place", ENTER, "beaucoup", esc("n"))
    assert (alone.question, alone.editor) == ("place", "beaucoup")
    assert not alone.state.view.measures


def test_a_change_of_speaker_says_whose_the_standing_words_will_be(group: Seat) -> None:
    group.keys("moi aussi", F3)
    assert group.shows("kept as those of zoe")
    group.keys(ENTER)
    assert (last(group).speaker, last(group).text) == ("zoe", "moi aussi")


@pytest.mark.parametrize("key", ["z", "h", "i", "'", "R", "u", "T", "?", "j"])
def test_other_keys_leave_the_words_where_they_stand(alone: Seat, key: str) -> None:
    alone.keys("un", ENTER, "/star", ENTER, "phrase", esc(key))
    assert alone.editor == "phrase"
    alone.keys(ESCAPE) if alone.holding.sight.page else None
    alone.keys(ENTER)
    assert alone.texts == ["un", "phrase"]


def test_undo_leads_nowhere_while_words_stand(alone: Seat) -> None:
    alone.keys("un", ENTER, "/skip refus", ENTER)
    assert alone.question == "suite"
    alone.keys("phrase", esc("u"))
    assert (alone.question, alone.editor) == ("suite", "phrase")
    alone.keys(CTRL_U, esc("u"))
    assert alone.question == "premiere"


def test_undo_between_facts_never_files_words_under_the_fact_before(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", people=("ana", "zoe")) as seat:
        seat.keys(*["oui", ENTER] * 4, "/done", ENTER, "/done", ENTER, "1", ENTER, "2", esc("u"))
        assert seat.editor == "2"
        assert [(b.participant, b.item) for b in seat.state.view.background] == [("ana", "role")]


def test_letters_typed_beside_the_editor_begin_words_and_pastes_are_never_swallowed(alone: Seat) -> None:
    alone.keys("un", ENTER, UP, "n", "on")
    assert (alone.editor, alone.question) == ("non", "premiere")
    for way in ((UP,), (TAB,), (ESCAPE,), (esc("g"),)):
        alone.keys(CTRL_U, *way).paste("collé ici")
        assert alone.editor == "collé ici", way
        alone.keys(ESCAPE, ESCAPE) if alone.holding.sight.page else None


def test_alt_keys_act_from_every_pane_without_leaving_a_letter_behind(alone: Seat) -> None:
    for way in ((UP,), (TAB,), (ESCAPE,), (esc("g"),), (esc("?"),)):
        alone.keys("un", ENTER, *way, esc("z"))
        assert alone.editor == "", way
        assert len(alone.state.view.markers) >= 1, way
        alone.keys(ESCAPE, esc("u")) if alone.holding.sight.page else alone.keys(esc("u"))
        assert not alone.state.view.markers


def test_an_earlier_action_never_takes_the_place_of_words(alone: Seat) -> None:
    alone.keys("un", ENTER, "/star", ENTER, "/memo long", UP)
    assert alone.editor == "/memo long"
    alone.keys(CTRL_U, "\x10")
    assert alone.editor == "/star"
    alone.keys("\x0e")
    assert alone.editor == ""


def click(seat: Seat, words: str, *, left_of: int = 200) -> None:
    row = next(n for n, line in enumerate(seat.screen.split("\n"), 1) if words in line[:left_of])
    column = seat.screen.split("\n")[row - 1].index(words) + 1
    seat.keys(f"{ESCAPE}[<0;{column};{row}M", f"{ESCAPE}[<0;{column};{row}m")


def test_a_click_in_the_outline_keeps_what_stands_first_too(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", size=(120, 35), ways=Ways(mouse=True)) as seat:
        seat.keys("oui", ENTER, "oui", ENTER, "elle m'a dit")
        click(seat, "Et ensuite", left_of=40)
        assert (seat.question, seat.editor) == ("suite", "")
        assert [(t.text, t.question) for t in seat.state.view.turns] == [("elle m'a dit", "premiere")]


def test_a_click_on_what_was_said_chooses_it(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", size=(120, 35), ways=Ways(mouse=True)) as seat:
        seat.keys("oui", ENTER, "oui", ENTER, "un mot", ENTER, "deux mots", ENTER)
        click(seat, "un mot")
        seat.keys("s")
        assert [t.text for t in seat.state.view.turns if t.starred] == ["un mot"]


# --- moving ---


@pytest.mark.parametrize(
    ("keys", "question"),
    [
        (("/next", ENTER), "suite"),
        ((esc("n"), esc("n")), "place"),
        ((esc("n"), esc("p")), "premiere"),
        (("/goto 4", ENTER), "fin"),
        ((esc("g"), "ret", ENTER), "fin"),
        ((esc("g"), "4", ENTER), "fin"),
        ((esc("g"), "prem", "\x7f", "\x7f", ENTER), "premiere"),
        ((TAB, DOWN, DOWN, ENTER), "place"),
        ((esc("n"), TAB, UP, ENTER), "premiere"),
        (("/later", ENTER), "suite"),
        ((esc("l"), esc("l")), "place"),
        (("/skip refus", ENTER), "suite"),
        (("un", ENTER, ENTER), "suite"),
    ],
)
def test_one_goes_anywhere_by_word_and_by_key(alone: Seat, keys: tuple[str, ...], question: str) -> None:
    alone.keys(*keys)
    assert alone.question == question
    assert alone.flushed().prompt is not None


def test_a_skip_by_key_notes_the_reason_that_was_chosen(alone: Seat) -> None:
    alone.keys(esc("k"), "time", ENTER)
    assert alone.flushed().coverage["premiere"] == "no_time"
    assert alone.shows("Noted for 1 “")


# --- what was said ---


def said_three(seat: Seat) -> Seat:
    return seat.keys("un deux", ENTER, "trois", ENTER, "quatre", ENTER)


def turns(seat: Seat) -> list[str]:
    return [turn.text for turn in seat.flushed().turns]


@pytest.mark.parametrize("chosen", [(UP, UP, UP), ()])
@pytest.mark.parametrize(
    ("keys", "true"),
    [
        ((esc("s"),), lambda turn: turn.starred),
        ((esc("t"), "fin", ENTER), lambda turn: turn.also == ("fin",)),
        ((esc("y"), "fin", ENTER), lambda turn: turn.question == "fin"),
    ],
)
def test_the_chosen_turn_or_the_last_one_is_starred_and_filed(
    alone: Seat, chosen: tuple[str, ...], keys: tuple[str, ...], true: Callable[[TurnView], bool]
) -> None:
    said_three(alone).keys(*chosen, *keys)
    wanted = "un deux" if chosen else "quatre"
    assert [turn.text for turn in alone.flushed().turns if true(turn)] == [wanted]


@pytest.mark.parametrize("keys", [("s",), ("t", "fin", ENTER), ("y", "fin", ENTER), ("c", "sens", ENTER), ("+",)])
def test_where_the_arrows_stand_on_a_turn_its_keys_act_without_esc(alone: Seat, keys: tuple[str, ...]) -> None:
    before = len(said_three(alone).state.records)
    alone.keys(UP, UP, *keys)
    assert len(alone.state.records) == before + 1
    assert alone.editor == ""


def test_words_of_an_action_are_for_the_chosen_turn(alone: Seat) -> None:
    said_three(alone).keys(UP, UP, UP, "/", "under fin", ENTER)
    assert [t.text for t in alone.state.view.turns if t.also] == ["un deux"]
    alone.keys("/star", ENTER)
    assert [t.text for t in alone.state.view.turns if t.starred] == ["quatre"]


def test_a_chosen_turn_is_rewritten_in_the_editor_and_the_reason_given(alone: Seat) -> None:
    said_three(alone).keys(UP, UP, UP, ENTER)
    assert alone.editor == "un deux"
    alone.keys(" et demi", ENTER)
    assert turns(alone) == ["un deux et demi", "trois", "quatre"]
    alone.keys(UP, UP, UP, "B", "mal entendu", ENTER)
    assert alone.flushed().turns[0].why == "mal entendu"


def test_a_turn_is_cut_at_the_cursor_and_joined_again_as_it_was(alone: Seat) -> None:
    said_three(alone).keys(UP, UP, UP, esc("/"), *["\x1b[C"] * 3, ENTER)
    assert turns(alone) == ["un ", "deux", "trois", "quatre"]
    alone.keys(UP, UP, UP, "+")
    assert turns(alone) == ["un deux", "trois", "quatre"]


@pytest.mark.parametrize("key", ["x", "\x7f", "\x1b[3~", CTRL_U, "\x1b[200~mot\x1b[201~", "\n"])
def test_words_that_are_cut_can_not_be_changed_meanwhile(alone: Seat, key: str) -> None:
    alone.keys("un deux", ENTER, esc("/"), "\x1b[C", key)
    assert alone.editor == "un deux"
    alone.keys("x")
    assert alone.shows("The words are only cut here")
    alone.keys("\x1b[C", "\x1b[C", ENTER)
    assert turns(alone) == ["un ", "deux"]


def test_a_cut_with_nothing_on_one_side_explains_itself(alone: Seat) -> None:
    alone.keys("un", ENTER, esc("/"), ENTER)
    assert alone.editor == "un"
    alone.keys(ESCAPE)
    assert (alone.editor, turns(alone)) == ("", ["un"])


def test_the_code_finder_marks_the_chosen_turn(alone: Seat) -> None:
    said_three(alone).keys(UP, UP, "c", "fort", ENTER)
    (mark,) = alone.flushed().marks
    assert (mark.code, mark.excerpt) == ("lien-fort", "trois")
    assert alone.shows("Coded: lien-fort")


def test_a_rewriting_is_left_as_it_was_only_when_asked_twice(alone: Seat) -> None:
    alone.keys("un", ENTER, esc("r"), " deux", ESCAPE)
    assert alone.editor == "un deux"
    alone.keys(ESCAPE)
    assert (alone.editor, alone.texts, alone.holding.editing) == ("", ["un"], "")
    alone.keys(CTRL_UNDERSCORE)
    assert alone.editor == "un deux"


@pytest.mark.parametrize("key", ["r", "/", "a", "m", "q", "B", "D", "+"])
def test_no_key_takes_the_place_of_a_rewriting(alone: Seat, key: str) -> None:
    alone.keys("un", ENTER, "deux", ENTER, esc("r"), " trois", esc(key))
    assert (alone.editor, alone.holding.splitting) == ("deux trois", False)
    alone.keys(ENTER)
    assert alone.texts == ["un", "deux trois"]


def test_a_rewriting_goes_on_while_the_eye_goes_elsewhere(alone: Seat) -> None:
    alone.keys("un", ENTER, esc("r"), " deux", esc("n"), esc("z"), ENTER)
    assert (alone.texts, alone.question) == (["un deux"], "suite")
    assert last(alone).question == "premiere"


def test_undo_leaves_a_rewriting_before_it_takes_anything_back(alone: Seat) -> None:
    alone.keys("un", ENTER, esc("r"), " deux", esc("u"))
    assert (alone.editor, alone.texts) == ("un deux", ["un"])
    alone.keys(esc("u"))
    assert (alone.editor, alone.texts, alone.holding.editing) == ("", ["un"], "")
    alone.keys(esc("u"))
    assert alone.texts == []


def test_undo_leaves_a_split_first(alone: Seat) -> None:
    alone.keys("un deux", ENTER, esc("/"), esc("u"))
    assert (alone.editor, alone.texts, alone.holding.splitting) == ("", ["un deux"], False)
    assert alone.shows("The turn stays as it was")


@pytest.mark.parametrize(
    "away",
    [
        (esc("n"),),
        (TAB, DOWN, ENTER),
        (esc("g"), "suite", ENTER),
        (esc("k"), "time", ENTER),
        (esc("l"),),
        (esc("1"),),
        (esc("L"), "en", ENTER),
    ],
)
def test_going_elsewhere_keeps_what_was_rewritten_and_ends_it(alone: Seat, away: tuple[str, ...]) -> None:
    alone.keys("un", ENTER, esc("r"), " deux", *away)
    assert (alone.editor, alone.holding.editing, alone.texts) == ("", "", ["un deux"])
    alone.keys("trois", ENTER)
    assert alone.texts == ["un deux", "trois"]


def test_going_elsewhere_leaves_a_split_as_it_was(alone: Seat) -> None:
    alone.keys("un deux", ENTER, esc("/"), "\x1b[C", "\x1b[C", "\x1b[C", esc("n"))
    assert (alone.editor, alone.holding.splitting, alone.texts) == ("", False, ["un deux"])


def test_words_that_a_key_kept_first_are_not_drafted_again_under_the_next_question(alone: Seat, tmp_path: Path) -> None:
    alone.keys("mot", esc("n"))
    assert alone.flushed().turns[-1].text == "mot"
    with alone.killed(tmp_path / "killed") as again:
        assert (again.editor, again.texts) == ("", ["mot"])


def test_a_rewriting_that_is_left_leaves_no_draft_behind(alone: Seat, tmp_path: Path) -> None:
    alone.keys("un", ENTER, esc("r"), " deux").tick()
    alone.keys(ESCAPE, ESCAPE)
    assert alone.editor == ""
    alone.flushed()
    with alone.killed(tmp_path / "killed") as again:
        assert (again.editor, again.texts) == ("", ["un"])


def test_a_draft_is_said_to_be_kept_only_when_it_is(alone: Seat) -> None:
    alone.keys("mot").tick()
    assert alone.saver.flush(5)
    assert alone.keys("\x1b[D").shows("draft kept")
    assert alone.room._asked_for()
    loop = alone.room.app.loop
    assert loop is not None
    seen: list[str] = []

    def typed() -> None:  # in one go, so that no draft is written between
        alone.room.buffer.insert_text("s")
        seen.append(alone.room.view.safety().draft)
        alone.room.drafts.keep_up(alone.room.buffer.text)

    loop.call_soon_threadsafe(typed)
    alone.settle()
    assert seen == [""]
    assert alone.saver.flush(5)
    assert alone.room.view.safety().draft == "kept"


def test_a_cancelled_because_forgets_its_turn(alone: Seat) -> None:
    said_three(alone).keys(UP, UP, UP, "B", CTRL_U)
    assert not alone.holding.sight.turn
    alone.keys("/star", ENTER)
    assert [turn.text for turn in alone.state.view.turns if turn.starred] == [alone.texts[-1]]


def test_a_skip_without_a_reason_asks_for_one(alone: Seat) -> None:
    alone.keys("/skip", ENTER)
    assert alone.shows("Why is there no answer?")
    assert (alone.question, alone.editor) == ("premiere", "")
    alone.keys("time", ENTER)
    assert alone.flushed().coverage["premiere"] == "no_time"


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ((esc("z"), esc("u")), "taken back: silence"),
        (("Une phrase qui dit bien des choses encore", ENTER, esc("u")), "taken back: verbatim “Une phrase qui dit"),
        (("/obs bruit", ENTER, esc("u")), "taken back: observation “bruit”"),
        ((esc("k"), "time", ENTER, esc("u")), "taken back: no time, for 1 “"),
    ],
)
def test_what_was_taken_back_is_named(alone: Seat, keys: tuple[str, ...], told: str) -> None:
    assert alone.keys(*keys).shows(told)


def test_the_rule_says_what_the_keys_do_on_a_turn(alone: Seat) -> None:
    alone.keys("un", ENTER, UP)
    assert alone.shows("s star · r rewrite · y move · t also under · c code · Esc back")


def test_messages_name_questions_by_number_and_first_words(alone: Seat) -> None:
    alone.keys("un", ENTER, esc("t"), "suite", ENTER)
    assert alone.shows("The words also answer 2 “")


# --- a speaker key where something else is going on ---


def test_a_speaker_key_closes_the_finder(group: Seat) -> None:
    group.keys(esc("g"), F3)
    assert (group.state.view.speaker, group.holding.sight.finder) == ("zoe", None)


def test_a_value_that_is_wanted_no_more_becomes_no_speech(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", people=("ana", "zoe"), source=OFTEN) as seat:
        seat.keys(*["oui", ENTER] * 4)
        question = next(q.id for _, q in seat.state.guide.questions() if q.answer is not None)
        seat.keys(f"/goto {question}", ENTER, esc("v"))
        opened = seat.holding.sight
        seat.keys(ENTER)
        assert [m.value for m in seat.state.view.measures] == [["a"]]
        seat.holding.sight = opened
        seat.keys(ENTER)
        assert seat.shows("No value is wanted here any more")
        assert (seat.texts, len(seat.state.view.measures)) == ([], 1)


def test_who_speaks_can_not_be_changed_while_a_turn_is_rewritten(group: Seat) -> None:
    group.keys("un", ENTER, esc("r"), F3)
    assert (group.state.view.speaker, group.editor) == ("ana-bo", "un")
    assert group.shows("who speaks can't be changed here")


def test_the_status_line_names_no_speaker_while_consents_are_asked(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", people=("ana", "zoe")) as seat:
        assert "ana" not in seat.painted.lines()[-1]
        seat.keys(*["oui", ENTER] * 4)
        assert "ana" in seat.painted.lines()[-1]


def test_a_speaker_key_on_a_chosen_turn_says_whose_words_it_is(group: Seat) -> None:
    group.keys("un", ENTER, "deux", ENTER, UP, UP, F3)
    assert [(turn.text, turn.speaker) for turn in group.flushed().turns] == [("un", "zoe"), ("deux", "ana-bo")]
    assert group.state.view.speaker == "ana-bo"


# --- a refusal that is not meant, or of one of several ---


def test_a_refusal_counts_as_the_second_only_right_after_the_first(tmp_path: Path) -> None:
    with Seat(tmp_path / "s") as seat:
        seat.keys("non", ENTER, "oui", ENTER, esc("u"), "non", ENTER)
        assert seat.ended() is None
        assert seat.shows("Type no again")
        seat.keys("peut-être", ENTER, CTRL_U, "non", ENTER)
        assert seat.ended() is None


def test_in_a_group_a_refusal_says_that_the_others_go_on(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", people=("ana", "zoe"), size=(110, 24)) as seat:
        seat.keys("non", ENTER)
        assert seat.shows("Without this consent ana will not take part; the others go on.")
        assert not seat.shows("the interview ends here")
        seat.keys("non", ENTER)
        assert seat.shows("ana does not take part; the others go on.")
        seat.keys("non", ENTER)
        assert seat.shows("the interview ends here")


# --- sequences that come in pieces ---


@pytest.mark.parametrize("rest", ["[A", "[1;5C", "[3~", "OQ"])
def test_the_late_rest_of_a_sequence_is_no_words_and_no_key_of_the_list(alone: Seat, rest: str) -> None:
    records = len(alone.state.records)
    alone.keys(ESCAPE, *rest)
    assert (alone.editor, alone.holding.sight.page, len(alone.state.records)) == ("", "", records)
    assert alone.keys("mot").editor == "mot"


def test_a_sequence_may_take_a_fifth_of_a_second(alone: Seat) -> None:
    assert ESCAPE_SECONDS >= 0.2


def test_while_words_stand_a_turn_is_not_brought_into_the_editor(alone: Seat) -> None:
    alone.keys("un", ENTER, "phrase", esc("r"))
    assert (alone.editor, alone.holding.editing) == ("phrase", "")
    alone.keys(esc("/"))
    assert (alone.editor, alone.holding.splitting) == ("phrase", False)


# --- undo of everything ---


@pytest.mark.parametrize(
    "keys",
    [
        ("deux", ENTER),
        (esc("s"),),
        (esc("r"), "x", ENTER),
        (esc("t"), "fin", ENTER),
        (esc("y"), "fin", ENTER),
        (esc("c"), "sens", ENTER),
        (esc("/"), "\x1b[C", ENTER),
        (esc("z"),),
        (esc("h"),),
        (esc("i"),),
        (esc("'"),),
        (esc("R"),),
        (esc("1"),),
        (esc("e"),),
        (esc("L"), "en", ENTER),
        (esc("q"), "Et alors ?", ENTER),
        (esc("k"), "time", ENTER),
        (esc("l"),),
    ],
)
def test_every_action_is_taken_back_by_one_key(alone: Seat, keys: tuple[str, ...]) -> None:
    alone.keys("un", ENTER)

    def seen() -> tuple[object, ...]:
        view = alone.flushed()
        return view.turns, view.markers, view.marks, view.gaps, view.language, view.coverage, alone.question

    before, records = seen(), len(alone.state.records)
    alone.keys(*keys)
    assert len(alone.state.records) > records
    alone.keys(esc("u"))
    assert seen() == before


# --- at hand while listening ---


@pytest.mark.parametrize(
    ("keys", "probe"),
    [
        ((esc("1"),), "qui"),
        ((esc("2"),), "quand"),
        (("/probe 2", ENTER), "quand"),
        ((esc("e"),), "general-elaborate"),
        ((esc("x"),), "general-example"),
        ((esc("w"),), "general-clarify"),
        ((ESCAPE, "1"), "qui"),
        ((ESCAPE, "x"), "general-example"),
    ],
)
def test_probes_are_one_key_away(alone: Seat, keys: tuple[str, ...], probe: str) -> None:
    alone.keys(*keys)
    assert alone.state.view.prompts[-1].probe == probe


def test_a_probe_that_is_not_there_says_so(alone: Seat) -> None:
    before = len(alone.state.records)
    alone.keys(esc("7"))
    assert len(alone.state.records) == before
    assert alone.holding.message()[0]


@pytest.mark.parametrize(
    ("key", "marker"), [("z", "silence"), ("h", "emotion"), ("i", "interruption"), ("'", "bookmark")]
)
def test_markers_are_one_key(alone: Seat, key: str, marker: str) -> None:
    alone.keys(esc(key))
    assert [m.marker for m in alone.flushed().markers] == [marker]


def test_a_question_of_ones_own_stands_before_the_participant(alone: Seat) -> None:
    alone.keys(esc("q"), "Et la voisine ?", ENTER)
    assert alone.shows("Et la voisine ?")
    alone.keys("Elle riait.", ENTER)
    assert last(alone).question.startswith("improvised-")


def test_the_language_changes_in_mid_interview(alone: Seat) -> None:
    alone.keys(esc("L"), "en", ENTER)
    assert alone.shows("Tell me about the first time.")


def test_the_recorder_is_marked_by_key_and_by_word(alone: Seat) -> None:
    alone.times.spent = 60
    alone.keys(esc("R"))
    assert alone.shows("The recorder shows 0:00:00 now.")
    alone.times.spent = 70
    alone.keys("un", ENTER)
    assert last(alone).offset_s == 10
    alone.keys("/recorder 0:12:30", ENTER)
    alone.times.spent = 75
    alone.keys("deux", ENTER)
    assert last(alone).offset_s == 755


def test_a_pause_stops_the_clock_until_any_way_on(alone: Seat) -> None:
    alone.times.spent = 60
    alone.keys(esc("."))
    assert alone.shows("Pause: the clock")
    alone.times.spent = 660
    alone.keys(ENTER)
    alone.times.spent = 720
    alone.keys("un", ENTER)
    assert alone.flushed().minutes == pytest.approx(2)


@pytest.mark.parametrize("key", ["a", "g", "r", "T", "u", "j"])
def test_doing_something_ends_the_pause(alone: Seat, key: str) -> None:
    alone.keys("un", ENTER, esc("."), esc(key))
    assert not alone.state.resting
    assert alone.holding.sight.page != "pause"


def test_pauses_after_the_questions_end_as_well(alone: Seat) -> None:
    alone.keys("/done", ENTER, "/done", ENTER, "/pause", ENTER)
    assert alone.state.resting
    alone.keys(ENTER)
    assert not alone.state.resting


# --- groups ---


@pytest.mark.parametrize(
    ("keys", "who"),
    [
        ((F3,), "zoe"),
        ((F4,), "kim"),
        (("/who ab", ENTER), "ana-bo"),
        (("/who z", ENTER), "zoe"),
        (("/who 3", ENTER), "kim"),
    ],
)
def test_speakers_by_function_keys_initials_and_numbers(group: Seat, keys: tuple[str, ...], who: str) -> None:
    group.keys(*keys, "Oui.", ENTER)
    assert last(group).speaker == who


def test_a_function_key_without_a_person_says_who_is_there(group: Seat) -> None:
    group.keys("\x1b[17~")
    assert "zoe" in group.holding.message()[0]


def test_function_keys_mean_places_also_where_pseudonyms_are_numbers(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", people=("2", "1")) as seat:
        seat.keys(*["oui", ENTER] * 4, F2, "un", ENTER)
        assert last(seat).speaker == "2"


# --- indicators ---


def test_a_value_is_checked_stored_and_followed_by_what_lies_behind_it(alone: Seat) -> None:
    alone.keys("/goto place", ENTER, "12", ENTER)
    assert alone.editor == "12"
    assert alone.holding.message()[0]
    alone.keys(CTRL_U, "7", ENTER)
    assert [(m.value, m.indicator) for m in alone.flushed().measures] == [(7, "place")]
    assert alone.shows("What lies behind it?")
    alone.keys("Parce que.", ENTER)
    assert alone.texts == ["Parce que."]


def test_a_value_is_picked(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", source=OFTEN) as seat:
        seat.keys("oui", ENTER, "oui", ENTER, "/goto place", ENTER, esc("v"), " ", DOWN, " ", ENTER)
        assert [m.value for m in seat.flushed().measures] == [["a", "b"]]


def test_a_point_of_a_scale_is_picked(alone: Seat) -> None:
    alone.keys("un", ENTER, "/goto place", ENTER, esc("v"), "7", ENTER)
    assert [m.value for m in alone.flushed().measures] == [7]


def test_a_fact_of_the_background_sheet_is_picked(alone: Seat) -> None:
    alone.keys("un", ENTER, "/done", ENTER, "/done", ENTER, esc("v"), ENTER)
    assert [b.value for b in alone.flushed().background] == [["accueil"]]


def test_where_words_are_wanted_nothing_is_picked_and_it_is_said(alone: Seat) -> None:
    alone.keys(esc("v"))
    assert alone.shows("type the answer")


def test_another_window_that_writes_into_the_interview_is_named(alone: Seat) -> None:
    folder = alone.root / "sessions"
    (there,) = folder.iterdir()
    assert alone.live.others() == 0
    (there / f"{there.name}.20261123T101010Z.0123456789abcdef.jsonl").write_bytes(b"")
    (there / "notes.zoe.20261123T101010Z.0123456789abcdee.jsonl").write_bytes(b"")
    assert alone.live.others() == 1


def test_a_wrong_value_is_corrected_by_the_key_of_rewriting(alone: Seat) -> None:
    alone.keys("un", ENTER, "/goto place", ENTER, "7", ENTER, esc("r"))
    assert alone.editor == "/fix "
    alone.keys("8", ENTER)
    assert [m.value for m in alone.flushed().measures] == [8]
    assert alone.texts == ["un"]


# --- the end ---


def test_open_musts_are_shown_before_the_end_and_a_second_time_means_it(alone: Seat) -> None:
    alone.keys(esc("D"))
    assert alone.shows("must be asked")
    alone.keys(ENTER)
    assert alone.on_disk().status == "open"
    alone.keys(esc("D"), esc("D"))
    assert alone.flushed().status == "closing"


def test_a_whole_interview_ends_with_facts_reading_back_and_form(alone: Seat) -> None:
    alone.keys("Une phrase.", ENTER, esc("s"), "/done", ENTER, "/done", ENTER)
    assert alone.shows("Rôle ?")
    alone.keys("9", ENTER)
    assert alone.editor == "9"
    alone.keys(CTRL_U, "1", ENTER)
    assert alone.shows("Une phrase.")
    alone.keys("oui", ENTER)
    assert alone.shows("Where, and how did it go")
    alone.keys("salle", ENTER, ENTER, "notes de\u202fterrain", ENTER)
    assert alone.ended() is Outcome.KEPT
    seen = alone.flushed()
    assert seen.status == "done"
    assert (seen.form["setting"], seen.form["notes"]) == ("salle", "notes de\u202fterrain")
    assert [c.given for c in seen.consents if c.again] == [True]
    assert [b.value for b in seen.background] == [["accueil"]]


def test_a_yes_to_being_quoted_can_be_taken_back_when_it_is_read_back(alone: Seat) -> None:
    alone.keys("un", ENTER, "/done", ENTER, "/done", ENTER, ENTER, "non", ENTER)
    assert [(c.item, c.given) for c in alone.flushed().consents if c.again] == [("citation", False)]


def test_the_end_is_taken_back_to_the_questions(alone: Seat) -> None:
    alone.keys("un", ENTER, "/done", ENTER, "/done", ENTER, esc("u"))
    assert alone.state.view.status == "open"
    assert alone.shows("Racontez la première fois.")


@pytest.mark.parametrize("facts", [{"typed_up": True}, {"pilot": True}])
def test_interviews_typed_up_and_pilots_say_so(tmp_path: Path, facts: dict[str, bool]) -> None:
    with Seat(tmp_path / "s", held=facts) as seat:
        seat.keys("oui", ENTER, "oui", ENTER)
        assert seat.shows("typed up" if "typed_up" in facts else "pilot")


# --- drafts ---


def test_words_that_were_erased_before_a_key_led_elsewhere_dont_come_back(alone: Seat, tmp_path: Path) -> None:
    alone.keys("une phrase").tick()
    assert alone.saver.flush(5)
    alone.keys(CTRL_U, esc("n"))
    assert alone.saver.flush(5)
    with alone.killed(tmp_path / "again") as again:
        assert (again.editor, again.texts) == ("", [])


def test_words_drafted_at_one_question_come_back_at_the_one_where_they_stood_last(group: Seat, tmp_path: Path) -> None:
    group.keys("moi aussi").tick()
    group.keys(F3)
    assert group.saver.flush(5)
    with group.killed(tmp_path / "again") as again:
        assert [(t.text, t.speaker) for t in again.state.view.turns] == [("moi aussi", "zoe")]
        again.keys(ENTER)
        assert again.texts == ["moi aussi"]


def test_a_rescued_turn_can_be_gone_on_with_or_left_and_is_never_doubled(alone: Seat, tmp_path: Path) -> None:
    alone.keys("je disais").tick()
    assert alone.saver.flush(5)
    with alone.killed(tmp_path / "first") as first:
        first.keys(" donc").tick()
        assert first.saver.flush(5)
        with first.killed(tmp_path / "second") as second:
            assert second.editor == "je disais donc"
            second.keys(ENTER)
            assert turns(second) == ["je disais donc"]
        first.keys(ESCAPE, ESCAPE)
        assert (first.editor, turns(first)) == ("", ["je disais"])


def test_a_line_of_a_cut_run_stands_again_and_is_a_memo_no_longer(alone: Seat, tmp_path: Path) -> None:
    alone.keys("/ask Et la voisine ?").tick()
    assert alone.saver.flush(5)
    with alone.killed(tmp_path / "again") as again:
        assert (again.editor, turns(again)) == ("/ask Et la voisine ?", [])
        again.keys(ENTER)
        assert again.question.startswith("improvised-")


# --- leaving ---


def test_ctrl_c_or_ctrl_d_twice_rests_and_keeps_what_is_being_typed(alone: Seat, tmp_path: Path) -> None:
    alone.keys(CTRL_D)
    assert alone.ended() is None
    alone.keys("phrase", CTRL_C)
    assert alone.ended() is Outcome.INTERRUPTED
    assert alone.saver.flush(5)
    with alone.killed(tmp_path / "again") as again:
        assert again.editor == "phrase"


def test_pages_open_and_close_over_typed_words(alone: Seat) -> None:
    for key in "?Tj":
        alone.keys("ph", esc(key), ESCAPE)
        assert (alone.editor, alone.holding.sight.page) == ("ph", "")
        alone.keys(CTRL_U)


def test_in_a_window_that_is_too_small_words_are_kept_all_the_same(alone: Seat) -> None:
    alone.keys("phr").resize(30, 8)
    assert alone.shows("too small")
    alone.keys("ase", ENTER).resize(80, 24)
    assert turns(alone) == ["phrase"]
