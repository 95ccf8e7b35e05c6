"""The rules of question quality on one wording: minimal pairs, places, sections, cues, and the floor on the example questions."""

import csv
import unicodedata
from pathlib import Path

import pytest

from interviewer.guide.quality.judge import judge
from interviewer.guide.quality.model import LABELS, NO_CUES, Cues, Section

DATA = Path(__file__).resolve().parent / "data"


def labels(words: str, language: str = "fr", section: Section = "question", cues: Cues = NO_CUES) -> set[str]:
    return {one.label for one in judge(words, language, section, cues)}


def rows(name: str) -> list[tuple[str, str, set[str]]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return [(row["lang"], row["question"], set(row["labels"].split(";")) - {"ok"}) for row in csv.DictReader(lines)]


PAIRS = [
    ("fr", "closed", "Avez-vous changé de quartier ?", "Comment avez-vous changé de quartier ?"),
    ("fr", "closed", "Pouvez-vous lire seul ?", "Pouvez-vous me raconter votre journée ?"),
    ("fr", "closed", "Tu viens depuis combien de temps ?", "Tu viens comment ?"),
    ("fr", "negative", "Pourquoi n'avez-vous pas appelé ?", "Pourquoi avez-vous appelé ?"),
    ("fr", "negative", "N'avez-vous jamais eu peur ?", "Que faites-vous quand personne n'appelle ?"),
    ("en", "closed", "Did you move house?", "How did you move house?"),
    ("en", "closed", "Can you read without help?", "Can you tell me about your day?"),
    ("en", "negative", "Why didn't you call?", "Why did you call?"),
    ("en", "negative", "Haven't you been afraid?", "What do you do when nobody calls?"),
]


@pytest.mark.parametrize(("language", "label", "faulty", "sound"), PAIRS)
def test_a_fault_is_found_by_its_structure(language, label, faulty, sound):
    assert label in labels(faulty, language)
    assert label not in labels(sound, language)


def test_closed_questions_are_right_where_facts_are_asked():
    for section in ("opening", "consent", "indicator", "background", "closing"):
        assert "closed" not in labels("Avez-vous des enfants ?", "fr", section)


@pytest.mark.parametrize(("language", "words", "_wanted"), rows("question_quality.csv"))
def test_typography_changes_nothing_and_places_are_those_of_the_wording(language, words, _wanted):
    usual = labels(words, language)
    for other in (
        words.replace("'", "’").replace(" ?", " ?"),
        unicodedata.normalize("NFD", words),
        f"  {words}  \n",
    ):
        assert labels(other, language) == usual
        for one in judge(other, language, "question"):
            assert 0 <= one.start < one.end <= len(other)
            assert one.pattern


def test_a_team_adds_cues_and_takes_some_off():
    assert "leading" in labels("Que pensez-vous de ce lieu en or ?", cues=Cues(more={"leading": ("Lieu en Or",)}))
    assert "negative" not in labels("N'avez-vous pas mangé ?", cues=Cues(fewer={"negative": ("n’avez-vous pas",)}))


def test_other_languages_are_left_alone():
    assert judge("¿Qué tal?", "es", "question") == ()


def test_hostile_wordings_are_judged_in_bounded_time():
    for words in ("a " * 50_000, "n'" * 50_000, "\ud800" * 100_000, "é" * 100_000, "?" * 100_000, ", et le " * 12_000):
        for language in ("fr", "en"):
            assert all(one.label in LABELS for one in judge(words, language, "question"))
