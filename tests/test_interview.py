"""The interview as a state machine, and what its records mean when they are read again."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.errors import CannotError
from interviewer.screens.pages.page import Fact, Note, Words
from interviewer.screens.pages.transcript import transcript
from interviewer.session import events as e
from interviewer.session.actions import ACTIONS, Action, parse, parse_clock, parse_reason
from interviewer.session.interview import (
    AskBackground,
    AskConsent,
    AskForm,
    AskQuestions,
    Finish,
    Over,
    background,
    consent,
    finish,
    form,
    next_step,
    open_musts,
    resume,
)
from interviewer.session.read import view
from interviewer.session.standing import last_turn
from tests.walk import Held


def refused(held: Held, line: str) -> str:
    before = held.state
    with pytest.raises(CannotError) as caught:
        held.line(line)
    assert held.state.records == before.records
    return caught.value.problem.rule


# --- lines ---


@given(st.text())
def test_any_line_that_is_no_action_is_said_exactly_as_typed(text: str) -> None:
    if text.lstrip(" \t").startswith("/"):
        return
    assert parse(text) == Action("say", text)
    assert parse("//" + text) == Action("say", "/" + text)


def test_every_action_is_found_by_each_of_its_words_with_and_without_accents() -> None:
    for action in ACTIONS:
        for word in action.words:
            assert parse(f"/{word}" if action.takes == "nothing" else f"/{word} x").name == action.name
    assert parse("/precedent").name == "back"
    assert parse("/ÉTOILE").name == "star"


def test_a_word_of_two_parts_is_found_written_apart_too() -> None:
    assert parse("/plus tard") == Action("later")
    assert parse("/parce que mal entendu, deux fois") == Action("because", "mal entendu, deux fois")
    assert parse("/parce-que  mal entendu") == Action("because", " mal entendu")


def test_no_word_calls_two_actions() -> None:
    words = [word for action in ACTIONS for word in action.words]
    assert len(words) == len(set(words))


def test_an_unknown_action_names_the_nearest_one() -> None:
    with pytest.raises(CannotError) as caught:
        parse("/suivnt")
    assert caught.value.problem.facts() == {"nearest": "suivant"}


def test_the_words_behind_an_action_keep_their_spaces_and_lines() -> None:
    assert parse("/para  deux\n lignes ") == Action("paraphrase", " deux\n lignes ")
    assert parse("/obs\nrit") == Action("observation", "rit")


@pytest.mark.parametrize(("typed", "seconds"), [("", 0), ("1:02:03", 3723), ("2:05", 125), ("7", 7)])
def test_the_recorder_clock_is_read(typed: str, seconds: int) -> None:
    assert parse_clock(typed) == seconds


@pytest.mark.parametrize("typed", ["1:2:3:4", "a", "1:-2", "²"])
def test_what_is_no_clock_is_refused(typed: str) -> None:
    with pytest.raises(CannotError):
        parse_clock(typed)


def test_a_reason_is_known_in_both_languages_and_its_note_is_kept() -> None:
    assert parse_reason("refus trop intime") == ("declined", "trop intime")
    assert parse_reason("dont_know") == ("dont_know", "")
    assert parse_reason("elle est pressée") == ("not_relevant", "elle est pressée")
    assert parse_reason("") == ("not_relevant", "")
    assert parse_reason("pas le temps, elle part") == ("no_time", "elle part")
    assert parse_reason("pas le temps elle part") == ("no_time", "elle part")
    assert parse_reason("ne sait pas") == ("dont_know", "")
    assert parse_reason("hors sujet") == ("not_relevant", "")
    assert parse_reason("n'a pas voulu répondre") == ("declined", "répondre")
    assert parse_reason("temps perdu") == ("not_relevant", "temps perdu")


# --- steps ---


def test_consent_comes_item_by_item_and_then_the_questions() -> None:
    held = Held()
    asked = []
    while isinstance(step := next_step(held.state), AskConsent):
        asked.append(step.item.id)
        held.happen(consent(held.state, step, held.now(), given=True, notice="2026-01"))
    assert asked == ["notes", "citation"]
    assert isinstance(held.step, AskQuestions)
    assert held.state.view.consents_to("p7kx3", "quote")
    assert held.state.view.consents[0].notice == "2026-01"


def test_refusing_a_required_consent_ends_the_interview_with_that_record_and_nothing_else() -> None:
    held = Held()
    step = next_step(held.state)
    assert isinstance(step, AskConsent)
    events = held.happen(consent(held.state, step, held.now(), given=False))
    assert [event.kind for event in events] == ["consent", "refused"]
    assert held.step == Over(refused=True)


def test_in_a_group_who_refuses_leaves_and_the_others_go_on() -> None:
    held = Held(("pa", "pb"))
    step = next_step(held.state)
    assert isinstance(step, AskConsent)
    held.happen(consent(held.state, step, held.now(), given=False))
    assert held.state.present() == ("pb",)
    assert held.state.view.speaker == "pb"
    assert next_step(held.state) == AskConsent("pb", held.state.guide.consent[0])


def test_silence_is_no_consent() -> None:
    assert not Held().state.view.consents_to("p7kx3", "quote")


def test_after_done_come_background_form_and_end() -> None:
    held = Held().open()
    held.line("/done")
    step = next_step(held.state)
    assert isinstance(step, AskBackground)
    held.happen(background(step, "1, street", "en", held.now()))
    assert held.state.view.background[0].value == ["accueil", "maraude"]
    for item in ("setting", "others", "notes"):
        step = next_step(held.state)
        assert step == AskForm(item)
        assert isinstance(step, AskForm)
        held.happen(form(step, f"{item}?", held.now()))
    assert next_step(held.state) == Finish()
    held.happen(finish(held.state, held.now()))
    assert held.step == Over(refused=False)
    assert held.state.view.open_musts == ("premiere", "place")


# --- moving ---


def test_next_goes_through_the_open_questions_in_order_and_says_when_nothing_is_left() -> None:
    held = Held().open()
    places = []
    for n in range(4):
        places.append(held.place)
        held.line("7" if held.place == "place" else f"réponse {n}")
        if n < 3:
            held.line("")
    assert places == ["premiere", "suite", "place", "fin"]
    assert refused(held, "") == "nothing_left"


@pytest.mark.parametrize("left", ["fin", "suite"])
def test_a_question_that_is_open_is_not_said_to_have_an_answer(left: str) -> None:
    held = Held().open()
    for question in {"premiere", "suite", "place", "fin"} - {left}:
        held.line(f"/goto {question}")
        held.line("7")
    held.line(f"/goto {left}")
    assert refused(held, "/next") == "only_this_left"
    held.line("/later")
    assert refused(held, "/next") == "only_this_left"
    held.line("/skip refus")
    assert refused(held, "/next") == "nothing_left"


def test_an_empty_line_on_an_untouched_question_does_nothing() -> None:
    assert refused(Held().open(), "") == "nothing_said_yet"


def test_next_comes_back_to_what_was_left_open_and_then_to_what_was_put_off() -> None:
    held = Held().open()
    held.line("/next")
    held.line("/later")
    assert held.place == "place"
    held.line("/goto fin")
    held.line("dit")
    held.line("/next")
    assert held.place == "premiere"
    held.line("dit aussi")
    held.line("/next")
    assert held.place == "place"
    held.line("3")
    held.line("/next")
    assert held.place == "suite"


@pytest.mark.parametrize("wanted", ["place", "3", "0 à 10", "PLACE", "bilan 10"])
def test_goto_finds_a_question_by_id_number_or_words(wanted: str) -> None:
    held = Held().open()
    held.line(f"/goto {wanted}")
    assert held.place == "place"


def test_goto_says_what_it_can_not_find() -> None:
    held = Held().open()
    assert refused(held, "/goto nulle part") == "question_unknown"
    assert refused(held, "/goto 17") == "question_number"
    assert refused(held, "/goto") == "question_wanted"
    assert refused(held, "/goto bilan") == "question_ambiguous"


def test_back_goes_to_the_question_before_in_the_guide() -> None:
    held = Held().open()
    assert refused(held, "/back") == "no_question_before"
    held.line("/goto place")
    held.line("/back")
    assert held.place == "suite"


# --- saying ---


def test_a_turn_is_filed_where_it_was_said_with_the_question_as_asked() -> None:
    held = Held().open()
    held.line("Ma première fois.")
    turn = held.state.view.turns[0]
    assert (turn.theme, turn.question, turn.kind, turn.speaker) == ("arrivee", "premiere", "verbatim", "p7kx3")
    assert turn.asked is not None
    assert turn.asked.text == "Racontez la première fois."


def test_the_four_kinds_of_turns_are_kept_apart() -> None:
    held = Held().open()
    for line in ("dit", "/para résumé", "/obs rit", "/memo à vérifier"):
        held.line(line)
    assert [(t.kind, t.text, t.speaker) for t in held.state.view.turns] == [
        ("verbatim", "dit", "p7kx3"),
        ("paraphrase", "résumé", "p7kx3"),
        ("observation", "rit", ""),
        ("memo", "à vérifier", ""),
    ]
    assert refused(held, "/memo  ") == "words_wanted"


def test_what_follows_a_probe_answers_the_probe_and_stays_under_its_question() -> None:
    held = Held().open()
    held.line("/probe 2")
    held.line("En mars.")
    asked = held.state.view.turns[0].asked
    assert asked is not None
    assert (asked.origin, asked.text, asked.question, asked.probe) == ("probe", "Quand ?", "premiere", "quand")
    held.line("/probe")
    assert held.state.view.prompt is not None
    assert held.state.view.prompt.probe == "qui"
    assert refused(held, "/probe") == "no_such_probe"
    assert refused(held, "/probe 9") == "no_such_probe"
    held.line("/probe Et vos collègues ?")
    assert held.state.view.prompt.probe == "improvised"


def test_an_improvised_question_has_an_id_of_its_own_and_can_be_gone_back_to() -> None:
    held = Held().open()
    held.line("/ask Et votre voisine ?")
    made = held.place
    held.line("Elle venait aussi.")
    assert made.startswith("improvised-")
    assert held.state.view.coverage[made] == "answered"
    held.line("/next")
    assert held.place == "suite"
    held.line("/goto voisine")
    assert held.place == made


def test_an_indicator_takes_its_value_first_and_words_after() -> None:
    held = Held(wave="t1").open()
    held.line("/goto place")
    assert refused(held, "beaucoup") == "value_scale"
    assert refused(held, "11") == "value_scale"
    held.line(" 8 ")
    held.line("Parce qu'on m'écoute.")
    measure = held.state.view.measures[0]
    assert (measure.value, measure.indicator, measure.wave, measure.participant) == (8, "place", "t1", "p7kx3")
    assert held.texts == ["Parce qu'on m'écoute."]


def test_in_a_group_each_speaker_gives_a_value() -> None:
    held = Held(("pa", "pb")).open()
    held.line("/goto place")
    held.line("4")
    held.line("/who pb")
    held.line("9")
    assert [(m.participant, m.value) for m in held.state.view.measures] == [("pa", 4), ("pb", 9)]
    held.line("/who 1")
    assert held.state.view.speaker == "pa"
    assert refused(held, "/who zoe") == "speaker_unknown"


def test_the_language_of_what_is_asked_can_change() -> None:
    held = Held().open()
    held.line("/lang en")
    held.line("At first…")
    turn = held.state.view.turns[0]
    assert turn.asked is not None
    assert (turn.language, turn.asked.text) == ("en", "Tell me about the first time.")
    assert refused(held, "/lang de") == "language_unknown"


# --- correcting ---


def test_star_fix_under_move_and_split_change_what_is_seen_and_no_record() -> None:
    held = Held().open()
    held.line("Un début. Une suite.")
    first = held.state.records
    held.line("/star")
    held.line("/split Une suite.")
    held.line("/move suite")
    held.line("/under fin")
    held.line("/fix Une autre suite.")
    one, two = held.state.view.turns
    assert (one.text, one.starred, one.question) == ("Un début. ", True, "premiere")
    assert (two.text, two.question, two.also, two.fixed) == ("Une autre suite.", "suite", ("fin",), True)
    assert held.state.view.coverage["fin"] == "covered"
    assert held.state.records[: len(first)] == first


def test_only_exact_words_can_be_a_key_quotation() -> None:
    held = Held().open()
    held.line("/para résumé")
    assert refused(held, "/star") == "star_verbatim_only"


def test_the_last_turn_is_the_one_recorded_last() -> None:
    held = Held().open()
    assert refused(held, "/fix x") == "no_turn_yet"
    held.line("un")
    held.line("deux")
    assert last_turn(held.state).text == "deux"


def test_undo_takes_back_one_action_after_the_other_until_nothing_is_left() -> None:
    held = Held().open()
    held.line("un")
    held.line("deux")
    held.line("/star")
    held.line("/undo")
    assert not held.state.view.turns[1].starred
    held.line("/undo")
    assert held.texts == ["un"]
    held.line("trois")
    held.line("/undo")
    held.line("/undo")
    assert held.texts == []
    assert refused(held, "/undo") == "nothing_to_undo"


def test_undoing_a_skip_goes_back_to_its_question() -> None:
    held = Held().open()
    held.line("/skip refus")
    assert (held.place, held.state.view.coverage["premiere"]) == ("suite", "declined")
    held.line("/undo")
    assert (held.place, held.state.view.coverage["premiere"]) == ("premiere", "not_asked")


def test_undoing_an_improvised_question_goes_back_to_the_one_before() -> None:
    held = Held().open()
    held.line("/ask Et ?")
    held.line("/undo")
    assert held.place == "premiere"


def test_a_code_on_the_last_turn_is_a_mark_by_the_interviewer() -> None:
    held = Held().open()
    held.line("On se soutient.")
    held.line("/code sens")
    mark = held.state.view.marks[0]
    assert (mark.code, mark.coder, mark.start, mark.end, mark.holds) == ("sens", "interviewer", 0, 15, True)
    assert refused(held, "/code nulle") == "code_unknown"
    assert refused(held, "/code le") == "code_ambiguous"
    held.line("/code lien")
    assert held.state.view.marks[1].code == "lien"


# --- coverage and time ---


def test_not_asked_is_never_the_same_as_no_answer() -> None:
    held = Held().open()
    held.line("/next")
    held.line("/skip nsp")
    assert held.state.view.coverage == {
        "premiere": "not_asked",
        "suite": "dont_know",
        "place": "not_asked",
        "fin": "not_asked",
    }
    assert open_musts(held.state) == ("premiere", "place")


def test_time_is_net_of_pauses_and_of_the_hours_between_two_runs() -> None:
    held = Held().open()
    held.line("un", seconds=60)
    held.line("/pause", seconds=60)
    held.clock += 3600
    held.happen([e.Resumed("r")])
    held.line("deux", seconds=60)
    assert held.state.view.minutes == 3
    assert held.state.view.theme_minutes == {"arrivee": 3}
    assert held.state.view.turns[1].offset_s == 180


def recorded(person: str, *, given: bool, number: int = 1) -> e.Consent:
    return e.Consent(f"rec{number}", person, "enregistrement", "record", "Enregistrer ?", given)


def test_the_recorder_is_refused_while_somebody_present_did_not_agree_to_it() -> None:
    held = Held(("pa", "pb", "pc")).open()
    held.happen([recorded("pa", given=True), recorded("pb", given=False, number=2)])
    with pytest.raises(CannotError) as caught:
        held.line("/recorder 0:10:00")
    assert caught.value.problem.rule == "recorder_refused"
    assert caught.value.problem.facts()["person"] == "pb"
    held.happen([e.Refused("gone", "pb", "notes")])
    assert [event.kind for event in held.line("/recorder 0:10:00")] == ["recorder"]


def test_the_recorder_is_noted_where_the_guide_asks_nothing_about_it_or_all_agreed() -> None:
    assert Held().open().line("/recorder")
    held = Held().open()
    held.happen([recorded("p7kx3", given=True)])
    assert held.line("/recorder")


def test_the_transcript_marks_what_has_no_place_in_the_recording_and_says_what_the_sign_means() -> None:
    held = Held().open()
    for line in ("un", "/recorder 0:10:00", "deux", "/pause"):
        held.line(line)
    assert not [one for one in transcript(held.state.view) if "–" in str(one)]
    held.happen([e.Resumed("again")])
    held.line("trois")
    held.line("/silence")
    page = transcript(held.state.view)
    heads = [one.head for one in page if isinstance(one, Words)]
    assert [head.startswith("– p7kx3") for head in heads] == [False, False, True]
    assert Note("– silence") in page
    assert [one.text for one in page if isinstance(one, Fact) and one.name == "Times"] == [
        "in brackets, in the recording; – where the place in it is not known"
    ]


def test_the_recorder_gives_each_turn_its_place_in_the_recording() -> None:
    held = Held().open()
    held.line("avant", seconds=30)
    held.line("/recorder 0:10:00", seconds=5)
    held.line("après", seconds=20)
    assert [t.offset_s for t in held.state.view.turns] == [595, 620]


def test_a_session_typed_up_later_has_no_times() -> None:
    held = Held(typed_up=True).open()
    held.line("un", seconds=60)
    assert held.state.view.turns[0].offset_s is None
    assert held.state.view.minutes == 0


def test_resuming_is_replaying() -> None:
    held = Held().open()
    for line in ("un", "/star", "/probe 1", "deux", "/skip refus", "/ask Et ?", "trois", "/undo", "/lang en"):
        held.line(line)
    again = resume(held.state.guide, held.state.records, session=held.state.view.id, key="k" * 16)
    assert again.view == held.state.view


def test_what_refers_to_something_unknown_changes_nothing() -> None:
    held = Held().open()
    held.line("un")
    strange = [
        e.Fixed("x1", "nowhere", "?"),
        e.Starred("x2", "nowhere"),
        e.Split("x3", "nowhere", 3),
        e.Under("x4", "nowhere", "t", "q"),
        e.Undone("x5", ["nowhere"]),
        e.Unknown("x6", "hologram", {"a": 1}),
    ]
    held.happen(strange)
    assert held.texts == ["un"]
    assert held.state.view.unknown == 1


# --- marks on corrected words ---


def marked(held: Held, start: int, excerpt: str) -> None:
    turn = held.state.view.turns[0].id
    held.happen([e.Mark("m1", turn, "sens", "ana", start, start + len(excerpt), excerpt)])


def test_a_mark_follows_its_words_and_is_listed_when_they_are_gone() -> None:
    held = Held().open()
    held.line("C'était un beau moment.")
    marked(held, 11, "beau moment")
    held.line("/fix Je crois que c'était un beau moment.")
    mark = held.state.view.marks[0]
    text = held.texts[0]
    assert text[mark.start : mark.end] == "beau moment"
    assert mark.holds
    held.line("/fix Je ne sais plus.")
    assert not held.state.view.marks[0].holds
    assert held.state.view.marks[0].excerpt == "beau moment"


def test_a_mark_on_the_whole_turn_stays_on_the_whole_turn() -> None:
    held = Held().open()
    held.line("Un moment.")
    marked(held, 0, "Un moment.")
    held.line("/fix Un beau moment.")
    mark = held.state.view.marks[0]
    assert (mark.excerpt, mark.holds) == ("Un beau moment.", True)


def test_a_mark_goes_with_its_half_of_a_split_turn() -> None:
    held = Held().open()
    held.line("Un début. Une suite.")
    marked(held, 10, "Une suite")
    held.line("/split Une suite.")
    mark = held.state.view.marks[0]
    assert (mark.turn, mark.start, mark.holds) == (held.state.view.turns[1].id, 0, True)


def test_words_that_stand_twice_are_not_guessed() -> None:
    held = Held().open()
    held.line("bien, très bien")
    marked(held, 11, "bien")
    held.line("/fix bien bien bien")
    mark = held.state.view.marks[0]
    assert not mark.holds or held.texts[0][mark.start : mark.end] == "bien"


def test_coding_days_later_does_not_lengthen_the_interview() -> None:
    held = Held().open()
    held.line("un", seconds=60)
    held.clock += 86400
    marked(held, 0, "un")
    assert held.state.view.minutes == 1
    assert held.state.view.seen == {("ana", "1", held.state.view.turns[0].id)}


SCRIPT = (
    "dit|7||/next|/back|/goto place|/probe|/ask Et ?|/para p|/obs o|/memo m|/skip refus|/later|/star|/fix f|/undo"
    "|/under fin|/move suite|/split it|/silence|/bookmark|/code sens|/lang en|/recorder|/map|/pause|/who 1|Deux mots ici."
    "|/merge|/split mots|/because x|/emotion larmes|/interruption|/probe more"
)
lines = st.lists(st.sampled_from(SCRIPT.split("|")), max_size=25)


@given(lines)
def test_any_sequence_of_actions_is_either_done_or_refused_and_replays_to_the_same_session(script: list[str]) -> None:
    held = Held().open()
    for line in script:
        with suppress(CannotError):
            held.line(line)
    again = view(held.state.view.id, "k" * 16, held.state.records)
    assert again == held.state.view
    done = [r.event for r in held.state.records if r.event.id not in held.state.void]
    gone = {event.turn for event in done if isinstance(event, e.Merged)}
    made = [event.id for event in done if isinstance(event, e.Turn) and event.id not in gone]
    assert [t.id for t in held.state.view.turns if t.id in made] == made


def test_correcting_days_later_does_not_move_the_end_of_the_interview() -> None:
    held = Held().open()
    held.line("un")
    held.line("/done")
    held.happen(finish(held.state, held.now()))
    ended = held.state.view.ended
    held.clock += 86400
    turn = held.state.view.turns[0].id
    held.happen([e.Resumed("z0"), e.Fixed("z1", turn, "deux"), e.Starred("z2", turn)])
    assert (held.state.view.ended, held.state.view.status) == (ended, "done")
    assert held.state.view.minutes < 2


@pytest.mark.parametrize(
    "line", ["/fin de matinée, elle était émue", "/star oui", "/later elle veut y revenir", "/next x"]
)
def test_words_behind_an_action_that_takes_none_are_not_dropped(line: str) -> None:
    held = Held().open()
    assert refused(held, line) == "no_words_wanted"


def test_an_action_is_one_also_behind_blanks() -> None:
    assert parse("  /next") == Action("next")
    assert parse(" //x") == Action("say", " /x")


def test_a_value_is_fixed_as_a_value_and_words_before_it_are_left_alone() -> None:
    held = Held().open()
    held.line("Phrase importante.")
    held.line("/goto place")
    held.line("5")
    for line in ("/star", "/under fin", "/move fin", "/split importante", "/code sens"):
        assert refused(held, line) == "last_is_value"
    assert refused(held, "/fix beaucoup") == "value_scale"
    held.line("/fix 8")
    assert [m.value for m in held.state.view.measures] == [8]
    assert held.texts == ["Phrase importante."]
    held.line("/undo")
    assert [m.value for m in held.state.view.measures] == [5]
    held.line("/undo")
    held.line("/star")
    assert held.state.view.turns[0].starred


def test_undoing_a_change_of_language_brings_the_question_back_in_the_language_before() -> None:
    held = Held().open()
    held.line("un")
    held.line("/lang en")
    held.line("/undo")
    held.line("deux")
    turn = held.state.view.turns[1]
    assert turn.asked is not None
    assert (turn.language, turn.asked.text) == ("fr", "Racontez la première fois.")


def test_a_reason_that_is_nearly_one_is_not_recorded_as_another() -> None:
    held = Held().open()
    assert refused(held, "/skip declned") == "reason_near"
    held.line("/skip elle est pressée")
    assert held.state.view.gaps[0].reason == "not_relevant"
