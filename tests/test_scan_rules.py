"""What the rules of the scan find in single texts, and how often on sentences that were written before the rules."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scan import Score, vault_of
from benchmarks.scan_sentences import DATA, sentences
from interviewer.privacy.scan.lexicon import is_ordinary, packed, unpacked
from interviewer.privacy.scan.model import KINDS
from interviewer.privacy.scan.names import known_names, one_slip
from interviewer.privacy.scan.scanning import scan_text

NOBODY = known_names([])


def found(text: str, *names: str, language: str = "fr", sure: bool | None = None) -> list[tuple[str, str]]:
    """The kinds and words of what is found (surely, or to be asked)."""
    findings = scan_text(text, language, known_names(names))
    return [(one.kind, text[one.start : one.end]) for one in findings if sure is None or one.sure is sure]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("écrivez à a.b-c@example.org, merci", "email", "a.b-c@example.org"),
        ("c'est marie point durand arobase example point fr", "email", "marie point durand arobase example point fr"),
        ("j dot smith at example dot org please", "email", "j dot smith at example dot org"),
        ("voir www.example.org/page, ou pas", "web", "www.example.org/page"),
        ("suivez @la_ferme_bleue sur le réseau", "web", "@la_ferme_bleue"),
        ("au 06 12 34 56 78 le soir", "phone", "06 12 34 56 78"),
        ("au 06.12.34.56.78", "phone", "06.12.34.56.78"),
        ("le +221 77 123 45 67", "phone", "+221 77 123 45 67"),
        ("0033 6 12 34 56 78 depuis là-bas", "phone", "0033 6 12 34 56 78"),
        ("zéro six douze trente-quatre cinquante-six soixante-dix-huit", "phone", None),
        ("oh seven seven double zero nine double oh one two three", "phone", None),
        ("FR76 3000 6000 0112 3456 7890 189 voilà", "iban", "FR76 3000 6000 0112 3456 7890 189"),
        ("fr7630006000011234567890189", "iban", "fr7630006000011234567890189"),
        ("sur le fr76 3000 6000 0112 3456 7890 189 merci", "iban", "fr76 3000 6000 0112 3456 7890 189"),
        ("compte de 15 Fr7630006000011234567890189", "iban", "Fr7630006000011234567890189"),
        ("my SSN is 536-90-4399", "national_id", "536-90-4399"),
        ("my social security number is 536904399", "national_id", "536904399"),
        ("à côté, douze rue Victor Hugo", "address", "douze rue Victor Hugo"),
        ("mon numéro 2 55 08 14 168 025 38", "national_id", "2 55 08 14 168 025 38"),
        ("c'est 85.07.30-033.28 en Belgique", "national_id", "85.07.30-033.28"),
        ("756.9217.0769.85 à Genève", "national_id", "756.9217.0769.85"),
        ("j'habite 12 bis rue des Lilas, 31000 Toulouse", "address", "12 bis rue des Lilas, 31000 Toulouse"),
        ("au lieu-dit Les Granges Hautes", "address", "lieu-dit Les Granges Hautes"),
        ("they live at 28 Market Street now", "address", "28 Market Street"),
        ("la voiture AB-123-CD", "plate", "AB-123-CD"),
        ("la 1234 AB 75", "plate", "1234 AB 75"),
    ],
)
def test_each_rule_finds_what_it_is_for_whole(text, kind, words):
    assert found(text, language="en" if text.isascii() else "fr", sure=True) == [(kind, words or text)]


@pytest.mark.parametrize(
    "text",
    [
        "On sert 18 000 repas et on a 240 000 euros en 2019.",
        "Le 14 septembre 2016 à 10 h 30, il pleuvait.",
        "La référence 06-4471-B sur le carton.",
        "Le mot de passe était 12345678.",
        "FR00 1234 5678 9012 sur la palette.",
        "Pôle emploi, la CAF, l'OFPRA et le Secours populaire, en mai à Lyon.",
        "Aujourd'hui la Croix-Rouge vient le mardi, Noël ou pas.",
        "oui madame, non madame, la directrice est là.",
        "mon fils est grand, ma voisine aussi, le docteur vient.",
        "On passe de 12 000 euros en 2019 à 14 000 en 2020, et de 15 000 euros en 2021 et 16 000 en 2022.",
        "mon frère, franchement, il exagère ; le nom, c'est juste pour la forme, trois rues plus loin.",
        "la 536-00-4399 et la 000-12-3456 sont des références.",
        "Constant, ce bruit. Victoire, enfin !",
        "« Merci » dit-il. Elle répond : Jamais.",
        "We serve 320 meals a week, on Monday and in May, with the Red Cross.",
        "Grace was not something I expected.",
    ],
)
def test_what_tells_of_nobody_is_left_alone(text):
    assert found(text, language="en" if text.startswith(("We", "Grace")) else "fr") == []


@pytest.mark.parametrize(
    "text",
    [
        "j'ai vu Fatoumata Dembélé hier",
        "j'ai vu fatoumata dembele hier",
        "j'ai vu DEMBÉLÉ hier",
        "le sac d'Élodie",
        "le sac d’elodie",
        "c'est Dembélé Fatoumata",
        "c'est Fatoumatta qui vient",
        "c'est Fatuomata qui vient",
        "c'est N'Guessan",
        "c'est nguessan",
        "c'est E\u0301lodie",
    ],
)
def test_names_of_the_vault_are_found_however_they_are_written(text):
    assert [kind for kind, _ in found(text, "Fatoumata Dembélé", "Élodie N'Guessan", sure=True)] == ["name"]


def test_a_name_that_is_an_ordinary_word_counts_with_a_capital_only():
    names = ("Pierre Petit", "Grace Stone")
    assert found("la pierre est petite", *names) == []
    assert found("c'est Pierre", *names, sure=True) == [("name", "Pierre")]
    assert found("Grace was late", *names, language="en", sure=False) == [("name", "Grace")]
    assert found("pierre petit l'a dit", *names, sure=True) == [("name", "pierre petit")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("et là Bintou arrive", "Bintou"),
        ("ma voisine josiane est là", "josiane"),
        ("elle s'appelle rokhaya", "rokhaya"),
        ("le docteur benyettou", "benyettou"),
        ("ma voisine, samira, boit", "samira"),
        ("elle s'appelle, samira, je crois", "samira"),
        ("son prénom c'est ludivine", "ludivine"),
        ("prénom : ludivine", "ludivine"),
        ("Her name is priya", "priya"),
        ("she is called o'brien", "o'brien"),
        ("monsieur Le Goff est venu", "Le Goff"),
        ("M. D. ne voulait pas", "D"),
        ("on a parlé avec thierno diallo hier", "thierno diallo"),
        ("Wahida, elle est partie", "Wahida"),
        ("je viens de Saint-Julien-du-Tilleul", "Saint-Julien-du-Tilleul"),
    ],
)
def test_words_that_may_be_a_name_are_put_to_somebody(text, words):
    assert [one for _, one in found(text, sure=False)] == [words]


def test_a_word_that_is_no_name_is_not_asked_about_again():
    assert scan_text("et là Bintou arrive", "fr", NOBODY, {"bintou"}) == ()


@given(st.text(), st.sampled_from(["fr", "en", ""]))
def test_any_text_can_be_scanned_and_findings_are_places_in_it(text, language):
    places = scan_text(text, language, known_names(["Fatoumata Dembélé"]))
    assert all(0 <= one.start < one.end <= len(text) and one.kind in KINDS for one in places)
    assert all(one.end <= other.start for one, other in pairwise(places))


@pytest.mark.parametrize(
    "text",
    [
        "0 " * 20_000,
        "zéro " * 20_000,
        "rue de la " * 10_000,
        "a.b" * 20_000 + "@",
        "A" * 50_000,
        "Aa " * 20_000,
        "12 rue A-" * 8_000,
        "a point " * 10_000 + " arobase ",
        "FR76 " * 10_000,
        "passeport " + "1 " * 20_000,
        "é\u0301" * 30_000,
        "M. " * 20_000,
    ],
)
def test_hostile_texts_are_scanned_in_bounded_time(text):
    began = time.process_time()
    scan_text(text, "fr", known_names(["Fatoumata Dembélé", "A B"]))
    assert time.process_time() - began < 10


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_slip_is_a_distance_of_one_with_neighbours_exchanged(one, other):
    assert one_slip(one, other) == (_distance(one, other) == 1)


def _distance(one: str, other: str) -> int:
    """Optimal string alignment, by the book."""
    rows = [[max(i, j) if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            cost = one[i - 1] != other[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(st.sets(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=40)))
def test_words_that_are_packed_come_out_again(words):
    assert unpacked(packed(sorted(words))) == sorted(words) if words else True


def test_ordinary_words_are_known_and_first_names_are_not_among_them():
    assert all(is_ordinary(word, "fr") for word in ("maison", "pierre", "toujours", "deja", "travaillait"))
    assert not any(is_ordinary(word, "fr") for word in ("fatou", "mohamed", "josiane", "marie", "paul"))
    assert all(is_ordinary(word, "en") for word in ("house", "grace", "her", "kitchen"))


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_the_labelled_sentences_are_still_found(path: Path):
    """A floor under `make bench-scan`: what was found once is found again, and nothing else is said to be sure."""
    names, score = known_names(vault_of(path).read_text(encoding="utf-8").splitlines()), Score()
    for one in sentences(path):
        score.take(one, scan_text(one.text, one.language, names))
    labelled = sum(score.labelled.values())
    assert sum(score.seen.values()) >= 0.95 * labelled
    assert sum(score.right.values()) >= 0.96 * sum(score.given.values())
    assert score.cried <= 1
    assert score.questions <= 0.4 * score.sentences
