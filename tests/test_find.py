"""`interviewer find`: words in what people said, wherever their accents stand, and patterns that would never end."""

import json
import re
import signal
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.errors import CannotError, UsageError
from interviewer.figures.finding import Wish, hits, may_take_for_ever, patterns, plain, spans
from tests.build import Talk, study_of
from tests.figure_world import TREE, selections, studies, told

LETTERS = "aeéèEÉœoe\u0301 ’'\nx\u00a0«\"ß"


def found(text: str, *lines: str, exact: bool = False, **how: bool) -> list[str]:
    wanted = patterns(Wish(lines, exact=exact, **how))
    return [text[start:end] for start, end in spans(text, wanted, exact=exact, regex=how.get("regex", False))]


@given(studies, selections, st.sampled_from(("mot", "DEUX MOTS", "là ?", "nulle part")))
def test_each_place_is_found_as_a_naive_counter_finds_it(views, selection, words):
    expected = []
    for one in told(views, selection):
        flat = one.turn.text.lower().replace("à", "a")
        wanted = words.lower().replace("à", "a")
        for start in range(len(flat)):
            if flat[start : start + len(wanted)] == wanted:
                codes = {code for mark, code in one.marks if mark.start < start + len(wanted) and start < mark.end}
                expected.append((one.view.id, one.turn.id, start, codes))
    got = hits(views, selection, TREE, patterns(Wish((words,))))
    assert [(hit.session, hit.turn, hit.start, set(hit.codes)) for hit in got] == expected


@given(st.text(alphabet=LETTERS, max_size=30), st.data())
def test_any_part_of_a_text_is_found_in_it_whatever_its_form(text, data):
    """What was found folds to what was looked for, and the part itself is among the places or inside of them."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = text[start:end]
    if not plain(part).strip():
        return
    for one in found(text, part):
        assert plain(part).lower().strip() in plain(one).lower()  # half of a ligature is found as the whole
    assert found(text, part)


@given(st.text(alphabet=LETTERS, max_size=20))
def test_composed_and_decomposed_letters_are_the_same(text):
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    for words in ("é", "e", "x'", "œ"):
        assert len(found(composed, words)) == len(found(apart, words))


@pytest.mark.parametrize(
    ("text", "words", "hits_"),
    [
        ("L’été, l'ete", "l'été", ["L’été", "l'ete"]),
        ("un cœur, un COEUR", "cœur", ["cœur", "COEUR"]),
        ("e\u0301te\u0301", "ete", ["e\u0301te\u0301"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("trois\u00a0mots", "trois mots", ["trois\u00a0mots"]),
    ],
)
def test_typography_does_not_count(text, words, hits_):
    assert found(text, words) == hits_


def test_what_can_be_asked_for_otherwise():
    assert found("Été été", "été", exact=True) == ["été"]
    assert found("mot motif le mot", "mot", whole_words=True) == ["mot", "mot"]
    assert found("éa eb", "[éè][ab]", regex=True) == ["éa", "eb"]
    assert found("un deux", "un", "deux") == ["un", "deux"]
    assert found("aXbxa", r"(a)x", r"(b)x", regex=True) == ["aX", "bx"]
    assert found("abc", "x*", regex=True) == []


@pytest.mark.parametrize(
    ("text", "pattern", "hits_"),
    [
        ("Oui… non.", "…", ["…"]),
        ("Oui... non.", "…", []),
        ("œuf, oe", "[œ]", ["œ"]),
        ("un été, e\u0301te\u0301", "été", ["été", "e\u0301te\u0301"]),
        ("un été", r"\u00e9t\xe9", ["été"]),
        ("un été", r"\é.\é", ["été"]),
        ("a-b, aqb", "a[x\u2011z]b", ["a-b"]),
        ("a-b, à‑b, aqb", "[À-ÿ][‑]b", ["a-b", "à‑b"]),
        ("Été, xyz", "[à-ÿ]+", ["É", "é", "y"]),
        ("déjà vu", "[A-Za-zÀ-ÿ]+", ["déjà", "vu"]),
        ("été", "[^-é]", ["t"]),
        ("un\ndeux", r"un\ndeux", ["un\ndeux"]),
        ("l’eau ]", "[]’]", ["’", "]"]),
        ("e\u0301\u0323.", "e\u0301+", ["e\u0301\u0323"]),
    ],
)
def test_a_pattern_means_what_it_says_and_only_its_letters_lose_their_accents(text, pattern, hits_):
    assert found(text, pattern, regex=True) == hits_


@given(st.text(alphabet="aé…œ[]^-‑\\().’e\u0301", max_size=8), st.text(alphabet=LETTERS + "…-[", max_size=20))
def test_any_pattern_is_taken_or_refused_and_its_places_are_in_the_text(typed, text):
    try:
        wanted = patterns(Wish((typed,), regex=True))
    except UsageError:
        return
    for start, end in spans(text, wanted, regex=True):
        assert 0 <= start < end <= len(text)


@given(
    st.text(alphabet="abxyz019 .", max_size=12), st.sampled_from(("a.", "[a-x]+", r"\d+|b", "(ab)+", "x{2}", "^a|z$"))
)
def test_plain_patterns_find_what_the_language_s_own_search_finds(text, typed):
    assert found(text, typed, regex=True) == [one[0] for one in re.finditer(typed, text, re.IGNORECASE) if one[0]]


def test_words_are_needed_and_a_pattern_must_be_one():
    for wish in (Wish(()), Wish(("  ", "")), Wish(("a(",), regex=True), Wish(("*",), regex=True)):
        with pytest.raises(UsageError) as caught:
            patterns(wish)
        assert "a(" not in str(caught.value)


@pytest.mark.parametrize("typed", ["(a+)+$", "(a|a)*b", "(?:a*)*", "a*a*a*a*b", "(a{2,}){3,}", "([(]a)+"])
def test_patterns_that_could_take_for_ever_are_refused_where_time_cannot_be_limited(typed):
    assert may_take_for_ever(typed)
    with pytest.raises(CannotError):
        patterns(Wish((typed,), regex=True), guarded=False)


@pytest.mark.parametrize("typed", ["quelqu.un", r"\d+ ans?", "(oui|non)", r"a\)+", "[)]*x", "(a)?b*", r"\(\w+\)"])
def test_usual_patterns_are_never_refused(typed):
    assert not may_take_for_ever(typed)
    patterns(Wish((typed,), regex=True), guarded=False)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers here")
def test_a_pattern_without_end_is_stopped_amidst_its_search(cli, coded, monkeypatch):
    monkeypatch.setattr("interviewer.commands.find.SECONDS", 0.3)
    talk = Talk(session="2026-05-05-essai-p2", people=(("p2", "habitants"),))
    talk.say("a" * 60 + "b", speaker="p2")
    talk.done().write(coded)
    begun = time.monotonic()
    result = cli("find", "--regex", stdin="(a+)+$")
    assert (result.code, result.out) == (1, "")
    assert "The search was stopped" in result.err
    assert time.monotonic() - begun < 10


@pytest.fixture
def coded(tmp_path, monkeypatch):
    talk = Talk()
    turn = talk.say("C’est l’été. On mange ensemble.\nEnsemble, toujours.")
    talk.mark(turn, "lien", "On mange ensemble.", 13)
    study_of(tmp_path, talk.done(), codebook="codes:\n  - {id: lien, label: Le lien}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_words_come_from_standard_input_and_hits_say_turn_and_codes(cli, coded):
    result = cli("find", "--json", stdin="ensemble\n")
    rows = json.loads(result.out)
    assert [(row["excerpt"], row["codes"]) for row in rows] == [("ensemble", "lien"), ("Ensemble", "")]
    assert "2 places in 1 turn of 1 interview." in result.err


def test_words_are_never_arguments(cli, coded):
    result = cli("find", "ensemble")
    assert (result.code, result.out) == (1, "")
    assert "never arguments" in result.err


def test_a_code_as_argument_finds_what_bears_it(cli, coded):
    rows = json.loads(cli("find", "lien", "--json").out)
    assert [row["excerpt"] for row in rows] == ["On mange ensemble."]
    assert cli("find", "le li", "--json").out == cli("find", "lien", "--json").out


def test_nothing_found_is_said_aloud(cli, coded):
    result = cli("find", stdin="nulle part")
    assert result.code == 0
    assert "Nothing was found" in result.err


def test_a_pattern_that_is_none_says_where(cli, coded):
    result = cli("find", "--regex", stdin="mange(")
    assert result.code == 2
    assert "character 6" in result.err
    assert "mange" not in result.err
