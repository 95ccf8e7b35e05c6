"""What a glance leaves out would have found nothing: each text is scanned as the program does, and by all rules at all words."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.scan_sentences import DATA, sentences
from benchmarks.scan_speed import interviews
from interviewer.privacy.scan import candidates as c
from interviewer.privacy.scan import glance as g
from interviewer.privacy.scan import spelled
from interviewer.privacy.scan.contact import mail_and_links
from interviewer.privacy.scan.model import Finding
from interviewer.privacy.scan.names import Names, known_names, names_in
from interviewer.privacy.scan.numbers import numbers
from interviewer.privacy.scan.phones import phones
from interviewer.privacy.scan.places import places
from interviewer.privacy.scan.scanning import Scanner, scan_text
from interviewer.privacy.scan.tokens import tokens

VAULT = [line for name in "ab" for line in (DATA / f"vault-{name}.txt").read_text("utf-8").splitlines()]
NAMES = known_names((*VAULT, "Grace Stone", "Pierre Petit", "Bi N", "Ab U", "De La Rue", "Lu Sy", "O'Brien"))
NOBODY = known_names(())
SENTENCES = [one for path in sorted(DATA.glob("*.csv")) for one in sentences(path)]
NO_NAMES = frozenset(("bintou", "samira", "rue"))


def by_everything(text: str, language: str, names: Names, known: frozenset[str]) -> tuple[Finding, ...]:
    """What all rules find at all words of the text, the first of two that overlap."""
    found: list[Finding] = []
    for one in _everywhere(text, language, names, known):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return tuple(sorted(found))


def _everywhere(text: str, language: str, names: Names, known: frozenset[str]) -> Iterator[Finding]:
    words = tokens(text)
    yield from mail_and_links(text)
    yield from numbers(text)
    yield from places(text)
    yield from phones(text, language, words)
    yield from names_in(words, names, language)
    shouted = c.is_shouted([text[one.start : one.end] for one in words])
    yield from c.candidates(c.in_small_letters(words) if shouted else words, language, known)


def same(text: str, language: str, scanner: Scanner, names: Names = NAMES, known: frozenset[str] = NO_NAMES) -> int:
    """How much is found, by both alike."""
    found = scanner.scan(text, language)
    assert tuple(sorted(found)) == by_everything(text, language, names, known), text
    return len(found)


@pytest.mark.parametrize("change", [str, str.lower, str.upper, str.title], ids=["", "small", "shouted", "title"])
def test_the_labelled_sentences_lose_nothing(change) -> None:
    scanner, nobody = Scanner(NAMES, NO_NAMES), Scanner(NOBODY)
    found = sum(same(change(one.text), language, scanner) for one in SENTENCES for language in (one.language, ""))
    found += sum(same(change(one.text), one.language, nobody, NOBODY, frozenset()) for one in SENTENCES)
    assert found > len(SENTENCES)


def test_interviews_lose_nothing() -> None:
    scanner = Scanner(NAMES, NO_NAMES)
    assert sum(same(said.text, said.language, scanner) for texts in interviews(8, 40) for said in texts) > 100


LOOSE = """
Fatou bintou Kervadec josiane xylbrun O'brien d'arnaud SNCF CAF Lyon France lieu-dit lieudit dit Unit St Gardens
06 12 34 56 78 0612345678 +33 (0)6 2019 18 000 75011 31000 B 2A AB-123-CD AB 123 CD 1234 75 FR76 fr76 3000 6000 0112
3456 7890 189 12345678Z 536-90-4399 85.07.30-033.28 2550814168025 M1 1AA passeport carte identité numéro n° num sécu
titre séjour NHS ssn social security plaque immatriculée reg registration number plate point dot arobase at commercial
jo.vidal laposte www.a.fr http://x x.fr a.b@c.org @moi l.a .com ... www.. M. Mme
ı İ ſ K e\u0301 \u0301 œ ß ǅ ² ٣٤٥٦٧٨٩١ 𝟘 😀 \ud800 é à là Yıldız ſt Kim STREET ꞏ
"""
BITS = (
    *sorted(g.STREETS | g.NUMBERS | g.BUILDINGS | g.ROADS | g.FLATS),
    *sorted(c.TITLES | c.CALLED | c.NAMES_NAME | c.BETWEEN | c.PLACE_CUES),
    *sorted(c.KIN)[::4],
    *sorted(c.PLAIN)[::4],
    *sorted({*spelled.UNITS, *spelled.TENS, *spelled.TEENS, *spelled.TIMES}),
    *(word for name in VAULT[::3] for word in name.split()),
    *LOOSE.split(),
)
GAPS = (
    *(" ",) * 9,
    ", ",
    ". ",
    ": ",
    " : ",
    "-",
    "'",
    "’",
    ".",
    ",",
    "\n",
    "! ",
    "« ",
    " »",
    "\u00a0",
    "  ",
    "_",
    "0",
    "",
)
WORDS = st.sampled_from(BITS) | st.sampled_from([word for one in SENTENCES[::2] for word in one.text.split(" ")])
CASES = st.sampled_from([str, str, str, str.capitalize, str.upper, str.lower])
PIECES = st.tuples(st.builds(lambda change, word: change(word), CASES, WORDS), st.sampled_from(GAPS)).map("".join)
SCANNER = Scanner(NAMES, NO_NAMES)


@settings(max_examples=600)
@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["fr", "en", "", "fr-CH"]))
def test_no_text_loses_anything(text: str, language: str) -> None:
    same(text, language, SCANNER)


@settings(max_examples=100)
@given(st.text(), st.sampled_from(["fr", "en"]))
def test_no_text_of_any_letters_loses_anything(text: str, language: str) -> None:
    same(text, language, SCANNER)


@pytest.mark.parametrize(
    "text",
    [
        "au 12, rue des Lilas", "douze rue des lilas", "quarante-deux avenue de la paix", "rue de la République", "Place d'Armes",
        "bâtiment C", "Porte 12", "appt. B", "au lieu-dit Les Granges", "Lieudit Kerbrat", "75011 Paris", "av. Foch",
        "28 Market Street", "Flat 3", "M1 1AA", "AB-123-CD", "1 AB 2A", "AB12 CDE", "immatriculée 12 abc 34", "xreg ab 123 cd",
        "1 85 05 78 006 084", "1 85 05 2A 006 084/36", "756.9217.0769.85", "X1234567L", "AB 12 34 56 C", "RSSMRA85T10A562S",
        "numéro de sécu 123456", "N° étranger : 1234567", "passeport 12AB34567", "driving licence ABCD1234567", "xpasseport 1234567",
        "h\u202fttp://a.fr", "HTTP://A", "voir www..fr.", "jo arobase laposte point net", "jo chez a.fr", "jo at a DOT fr",
        "zéro six douze trente-quatre cinquante-six soixante-dix-huit", "oh seven seven double zero nine double oh one two",
        "rue\u0301 de Paris", "\u0301rue de Paris", "ſt 12 rue de Paris", "ALLÉE DES ACACIAS", "M. D. ne vient pas", "M. De Gaulle",
        "de la Tour", "hervé de la tour", "La Tour Hervé", "n'guessan", "nguessan", "LE GOFF YANN EST VENU HIER", "she is called O'brien",
    ],
)  # fmt: skip
def test_each_rule_has_its_reason(text: str) -> None:
    """One text at least for each reason that a glance can give."""
    for language in ("fr", "en"):
        same(text, language, Scanner(NAMES))
        assert scan_text(f"Bon {text}, voilà.", language, NAMES) == by_everything(
            f"Bon {text}, voilà.", language, NAMES, frozenset()
        )


def test_words_are_remembered_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(g, "MOST", 3)
    glances = g.Glances("fr", NOBODY, frozenset())
    for word in ("un", "deux", "trois", "quatre", "x" * (g.LONGEST + 1)):
        glances.at(word)
        assert len(glances) <= 3
    assert list(glances) == ["quatre"]
