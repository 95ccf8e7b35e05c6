"""What is at hand while listening: general probes, markers, speakers by a few letters, a pause in the same run, finding."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from interviewer.errors import CannotError
from interviewer.guide.model import Guide
from interviewer.matching import fold, ranked
from interviewer.session import events as e
from interviewer.session.actions import Action, parse
from interviewer.session.acts import act, first_question
from interviewer.session.interview import resumed
from interviewer.session.probes import GENERAL, general_probe, probe_words
from tests.walk import Held


def refused(held: Held, line: str) -> CannotError:
    with pytest.raises(CannotError) as caught:
        act(held.state, parse(line), held.now())
    return caught.value


def asked(held: Held, line: str) -> e.Asked:
    (event,) = held.line(line)
    assert isinstance(event, e.Asked)
    return event


# --- general probes ---


@pytest.mark.parametrize(
    ("line", "probe", "kind", "words"),
    [
        ("/probe more", "general-elaborate", "elaborate", "Pouvez-vous m'en dire plus ?"),
        ("/relance plus", "general-elaborate", "elaborate", "Pouvez-vous m'en dire plus ?"),
        ("/probe example", "general-example", "example", "Auriez-vous un exemple ?"),
        ("/probe Exemple", "general-example", "example", "Auriez-vous un exemple ?"),
        ("/probe meaning", "general-clarify", "clarify", "Qu'est-ce que vous entendez par là ?"),
        ("/probe sens", "general-clarify", "clarify", "Qu'est-ce que vous entendez par là ?"),
        ("/probe general-clarify", "general-clarify", "clarify", "Qu'est-ce que vous entendez par là ?"),
    ],
)
def test_the_three_general_probes_are_asked_by_their_words(line: str, probe: str, kind: str, words: str) -> None:
    held = Held().open()
    event = asked(held, line)
    assert (event.origin, event.probe, event.probe_kind, event.text) == ("probe", probe, kind, words)
    assert (event.theme, event.question, event.language) == ("arrivee", "premiere", "fr")
    held.line("Oui.")
    answered = held.state.view.turns[0].asked
    assert answered is not None
    assert (answered.probe, held.state.view.turns[0].question) == (probe, "premiere")


def test_a_general_probe_is_asked_in_the_language_of_the_interview() -> None:
    held = Held().open()
    held.line("/lang en")
    event = asked(held, "/probe plus")
    assert (event.text, event.language) == ("Can you tell me more about that?", "en")


def in_languages(held: Held, *languages: str) -> None:
    guide: Guide = replace(held.state.guide, language=languages[0], languages=languages)
    held.state = type(held.state)(guide, held.state.records, held.state.session, held.state.key, held.state.codes)


def test_where_there_are_no_words_in_the_language_the_record_says_which_were_asked() -> None:
    held = Held(language="de").open()
    in_languages(held, "de")
    event = asked(held, "/probe example")
    assert (event.text, event.language) == ("Could you give an example?", "en")
    in_languages(held, "de", "fr")
    assert asked(held, "/probe example").language == "fr"


def test_a_regional_language_takes_the_words_of_its_language() -> None:
    assert probe_words(GENERAL[0].probe, "fr-CA")[1] == "fr"


def test_general_probes_follow_an_improvised_question_and_words_of_one_s_own_stay_such() -> None:
    held = Held().open()
    held.line("/ask Et la voisine ?")
    made = held.place
    assert asked(held, "/probe more").question == made
    assert asked(held, "/probe plus ou moins ?").probe == "improvised"
    assert refused(held, "/probe 4").problem.rule == "no_such_probe"


def test_a_prepared_probe_of_that_name_comes_before_the_general_one() -> None:
    held = Held().open()
    theme, *others = held.state.guide.themes
    first, *more = theme.questions
    named = replace(first, probes=(replace(first.probes[0], id="plus"),))
    guide = replace(held.state.guide, themes=(replace(theme, questions=(named, *more)), *others))
    held.state = type(held.state)(guide, held.state.records, held.state.session, held.state.key)
    assert asked(held, "/probe plus").text == "Qui ?"


def test_no_word_calls_two_general_probes() -> None:
    words = [fold(word) for one in GENERAL for word in (one.probe.id, *one.words)]
    assert len(words) == len(set(words))
    assert general_probe("") is None


# --- markers ---


@pytest.mark.parametrize(
    ("line", "marker", "note"),
    [
        ("/emotion larmes", "emotion", "larmes"),
        ("/émotion", "emotion", ""),
        ("/interruption le téléphone", "interruption", "le téléphone"),
        ("/silence", "silence", ""),
    ],
)
def test_a_marker_stands_at_its_question_with_its_note(line: str, marker: str, note: str) -> None:
    held = Held().open()
    held.line(line)
    (found,) = held.state.view.markers
    assert (found.marker, found.note, found.theme, found.question) == (marker, note, "arrivee", "premiere")


# --- speakers ---

GROUP = ("awa-martin", "amina-bo", "zoe", "ana_maria")


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("zoe", "zoe"),
        ("Z", "zoe"),
        ("awa", "awa-martin"),
        ("ab", "amina-bo"),
        ("2", "amina-bo"),
        ("martin", "awa-martin"),
    ],
)
def test_a_speaker_is_found_by_number_first_letters_initials_or_a_part(typed: str, who: str) -> None:
    held = Held(GROUP).open()
    held.line(f"/who {typed}")
    assert held.state.view.speaker == who


def test_letters_that_fit_several_people_name_them_all() -> None:
    held = Held(GROUP).open()
    assert refused(held, "/who am").problem.facts() == {"candidates": "amina-bo, awa-martin, ana_maria"}
    assert refused(held, "/who a").problem.rule == "speaker_ambiguous"
    assert refused(held, "/who x").problem.rule == "speaker_unknown"
    assert refused(held, "/who").problem.rule == "speaker_unknown"


def test_a_pseudonym_that_is_a_number_is_found_as_itself_before_the_place() -> None:
    held = Held(("2", "1")).open()
    held.line("/who 1")
    assert held.state.view.speaker == "1"


# --- the first question ---


def test_the_first_question_is_put_once() -> None:
    held = Held()
    held.happen(first_question(held.state, held.now()))
    assert held.place == "premiere"
    assert first_question(held.state, held.now()) == []


# --- a pause in the same run ---


def rests(held: Held) -> bool:
    return held.state.resting


def test_the_clock_stands_still_between_a_pause_and_going_on() -> None:
    held = Held().open()
    held.line("un", seconds=60)
    held.line("/pause", seconds=60)
    assert rests(held)
    assert held.state.view.status == "paused"
    held.clock += 600
    held.happen(resumed(held.state, held.now()))
    assert not rests(held)
    assert (held.state.view.status, held.state.view.minutes) == ("open", 2)
    held.line("deux", seconds=60)
    assert held.state.view.minutes == 3
    assert held.state.view.turns[1].offset_s == 180


def test_going_on_makes_nothing_when_nothing_rests() -> None:
    held = Held().open()
    assert resumed(held.state, held.now()) == []


def test_words_said_during_a_pause_are_kept_and_its_clock_still_stands() -> None:
    held = Held().open()
    held.line("/pause", seconds=60)
    for line in ("un", "/star", "/next", "deux", "/memo trois"):
        held.line(line, seconds=60)
    assert held.texts == ["un", "deux", "trois"]
    assert rests(held)
    assert held.state.view.minutes == 1
    held.happen(resumed(held.state, held.now()))
    held.line("quatre", seconds=60)
    assert held.state.view.minutes == 2


def test_a_pause_before_the_end_form_stops_the_clock_too() -> None:
    held = Held().open()
    held.line("/done", seconds=60)
    held.happen(act(held.state, Action("pause"), held.now()))
    assert rests(held)
    assert held.state.view.status == "closing"
    held.clock += 600
    held.happen(resumed(held.state, held.now()))
    assert not rests(held)
    assert held.state.view.minutes == 1


# --- finding by a few letters ---

QUESTIONS = (
    ("premiere-fois", "Racontez-moi la première fois que vous êtes venu."),
    ("equipe", "Comment est l'équipe ?"),
    ("confiance", "À quel point faites-vous confiance à l'équipe ?"),
    ("fin", "Que faut-il retenir pour la fin ?"),
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("fin", "fin"),
        ("équ", "equipe"),
        ("EQU", "equipe"),
        ("conf", "confiance"),
        ("fois venu", "premiere-fois"),
        ("pf", "premiere-fois"),
        ("prmfs", "premiere-fois"),
        ("cnfnc", "confiance"),
        ("tenir", "fin"),
    ],
)
def test_the_best_fit_comes_first_accents_and_case_apart(typed: str, first: str) -> None:
    assert ranked(typed, QUESTIONS)[0] == first


def test_no_letters_find_all_in_their_order_and_absent_ones_nothing() -> None:
    assert ranked(" ?", QUESTIONS) == [i for i, _ in QUESTIONS]
    assert ranked("xyz", QUESTIONS) == []


@given(st.text(max_size=6), st.lists(st.tuples(st.sampled_from(("a", "b-c", "d")), st.text(max_size=12)), max_size=5))
def test_what_is_found_has_the_letters_in_their_order_and_nothing_else_is_left_out(
    typed: str, named: list[tuple[str, str]]
) -> None:
    def has(text: str) -> bool:
        rest = iter(fold(text))
        return all(letter in rest for letter in fold(typed).replace(" ", ""))

    found = ranked(typed, named)
    assert len(found) == len(set(found))
    assert set(found) <= {i for i, _ in named}
    fitting = {i for i, words in named if has(f"{i} {words}")}
    assert fitting <= set(found)


def test_two_hundred_questions_are_ranked_faster_than_a_key_is_felt() -> None:
    many = [(f"question-{n}", f"{words} {n}") for n in range(50) for _, words in QUESTIONS]
    ranked("x", many)
    times = []
    for typed in ("p", "prm", "cnfnc", "xyz", "fois venu"):
        began = time.perf_counter()
        ranked(typed, many)
        times.append(time.perf_counter() - began)
    assert min(times) < 0.016
