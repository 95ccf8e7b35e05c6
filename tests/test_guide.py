"""Guides: from bytes to values, and every problem of a file or of a study's files together."""

import random
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from interviewer.errors import Problem
from interviewer.guide.check import check_study
from interviewer.guide.model import Choices, Date, Guide, Number, Scale, ShortText, Text
from interviewer.guide.read import read_guide
from interviewer.guide.skeleton import skeleton
from interviewer.ids import is_id
from interviewer.schema import nearest, propose_id
from interviewer.yamltext import read

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = sorted((ROOT / "guides").glob("*.yaml"))
HOSTILE = sorted((ROOT / "tests" / "data" / "hostile" / "guides").glob("*.yaml"))
WHOLE = """\
guide: benevoles
version: 3
title: L'engagement bénévole
language: fr
languages: [fr, en]
stakeholders: [benevoles]
purpose: {fr: Ce que l'engagement change., en: What it changes.}
duration: 45
group: oui
opening: |
  Merci de me recevoir.
consent:
  - {id: notes, for: notes, ask: "Puis-je prendre des notes ?", required: true}
  - {id: citation, for: quote, ask: "Puis-je vous citer ?"}
themes:
  - id: arrivee
    title: L'arrivée
    aim: Le déclencheur.
    minutes: 7.5
    questions:
      - id: premiere-fois
        ask: >-
          Racontez-moi
          la première fois.
        aim: Le début
        must: true
        codes: [sens, rencontre]
        probes:
          - {id: qui, ask: "Qui était là ?", kind: elaborate}
          - Et ensuite ?
          - {fr: "Pourquoi ?", en: "Why?"}
      - id: place
        ask: De 0 à 10 ?
        scale: {from: 0, to: 10}
        indicator: place
background:
  - {id: age, ask: "Âge ?", number: {from: 0, to: 120, unit: ans}}
  - {id: dons, ask: "Dons ?", number: {}, unit: euros}
  - {id: role, ask: "Rôle ?", choices: {accueil: Accueil, maraude: Maraude}, other: true}
  - {id: statut, ask: "Statut ?", choice: {a: A, b: B}}
  - {id: depuis, ask: "Depuis ?", date: true}
  - {id: ville, ask: "Ville ?", text: true}
closing: Merci.
"""
SMALL = """\
guide: petit
version: 1
title: Petit
language: fr
opening: Bonjour.
consent: [{id: notes, for: notes, ask: "Notes ?"}]
themes:
  - id: t
    title: T
    aim: A
    questions:
      - {id: q, ask: "Racontez."}
closing: Merci.
"""


def guide_of(text: str) -> Guide:
    guide, problems = read_guide(text.encode())
    assert problems == ()
    assert guide is not None
    return guide


def found(text: str) -> list[tuple[int, int, str]]:
    guide, problems = read_guide(text.encode(), "x.yaml")
    assert (guide is None) == any(p.severity == "error" for p in problems)
    return [(p.line, p.column, p.rule) for p in problems]


def small(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def rules(problems: tuple[Problem, ...]) -> list[tuple[str, int, str]]:
    return [(p.path, p.line, p.rule) for p in problems]


def test_a_guide_is_read_with_all_that_it_says() -> None:
    guide = guide_of(WHOLE)
    assert (guide.id, guide.version, guide.language, guide.languages) == ("benevoles", 3, "fr", ("fr", "en"))
    assert (guide.duration, guide.group, guide.stakeholders) == (45.0, True, ("benevoles",))
    assert guide.title == Text({"fr": "L'engagement bénévole"})
    assert guide.purpose.said_in("en") == "What it changes."
    assert guide.opening == Text({"fr": "Merci de me recevoir.\n"})
    assert [(c.id, c.purpose, c.required) for c in guide.consent] == [
        ("notes", "notes", True),
        ("citation", "quote", False),
    ]
    theme, question = next(guide.questions())
    assert (theme.minutes, question.ask.said_in("fr")) == (7.5, "Racontez-moi la première fois.")
    assert (question.must, question.codes, question.answer) == (True, ("sens", "rencontre"), None)
    assert [(p.id, p.ask.said_in("en"), p.kind) for p in question.probes] == [
        ("qui", "Qui était là ?", "elaborate"),
        ("2", "Et ensuite ?", None),
        ("3", "Why?", None),
    ]


def test_every_closed_type_is_read() -> None:
    guide = guide_of(WHOLE)
    place = guide.find("place")
    assert place is not None
    assert (place[1].answer, place[1].indicator) == (Scale(0, 10), "place")
    words = [Text({"fr": word}) for word in ("Accueil", "Maraude", "A", "B")]
    assert [item.answer for item in guide.background] == [
        Number(0.0, 120.0, "ans"),
        Number(unit="euros"),
        Choices({"accueil": words[0], "maraude": words[1]}, several=True, other=True),
        Choices({"a": words[2], "b": words[3]}),
        Date(),
        ShortText(),
    ]


def test_values_know_their_places() -> None:
    guide = guide_of(WHOLE)
    theme, question = next(guide.questions())
    places = [guide.consent[1].place, theme.place, question.place, question.probes[1].place, guide.background[0].place]
    assert [(p.line, p.column) for p in places] == [(14, 5), (16, 5), (21, 9), (30, 13), (37, 5)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_guide_keeps_its_bytes(mark: str, end: str) -> None:
    data = (mark + WHOLE.replace("\n", end)).encode()
    guide, _ = read_guide(data)
    assert guide is not None
    assert guide.source.encode("utf-8") == data
    assert guide.sha256 == sha256(data).hexdigest()
    assert guide.title == Text({"fr": "L'engagement bénévole"})


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_guides_have_no_problem(path: Path) -> None:
    guide, problems = read_guide(path.read_bytes(), path.name)
    assert problems == ()
    assert guide is not None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("guide: petit", "id: petit", [(1, 1, "unknown_key_near")]),
        ("title: Petit", "titre: Petit", [(3, 1, "unknown_key_near")]),
        ('ask: "Racontez."', 'text: "Racontez."', [(12, 17, "unknown_key_near")]),
        ('ask: "Racontez."', 'texte: "Racontez."', [(12, 17, "unknown_key_near")]),
        ('ask: "Racontez."', "ask: Racontez, svp ?", [(12, 32, "unknown_key_words")]),
        ('ask: "Racontez."', 'ask: "Racontez.", relances: [a]', [(12, 35, "unknown_key_near")]),
        ('ask: "Racontez."', 'ask: ""', [(12, 22, "empty_value")]),
        ('ask: "Racontez."', "ask: ~", [(12, 22, "empty_value")]),
        ("    title: T\n", "", [(8, 5, "missing_key")]),
        ("version: 1", "version: 0", [(2, 10, "not_whole")]),
        ("version: 1", "version: " + "9" * 5000, [(2, 10, "not_whole")]),
        ("language: fr", "language: français", [(4, 11, "language_code")]),
        ("language: fr", "language: fr\nlanguages: [en]", [(5, 12, "language_not_listed")]),
        ("title: Petit", "title: {fr: Petit, en: Small}", [(3, 20, "language_undeclared")]),
        ("language: fr", "language: fr\nlanguages: [fr, en]\npurpose: {en: A}", [(6, 10, "language_missing")]),
        ("id: q", "id: Q 1", [(12, 14, "bad_id")]),
        ("id: q", "id: con", [(12, 14, "bad_id")]),
        ("guide: petit", "guide: " + "a" * 65, [(1, 8, "bad_id")]),
        ("for: notes", "for: citer", [(6, 28, "unknown_value_near")]),
        ("    questions:", "    minutes: 7,5\n    questions:", [(11, 14, "number_comma")]),
        ("    questions:", "    minutes: -1\n    questions:", [(11, 14, "not_positive")]),
        ('ask: "Racontez."', 'ask: "De 0 à 10 ?", scale: {from: 10, to: 0}', [(12, 59, "bounds_reversed")]),
        ('ask: "Racontez."', 'ask: "?", scale: {from: 1.5, to: 3}', [(12, 41, "not_whole")]),
        ('ask: "Racontez."', 'ask: "?", scale: {de: 0, à: 3}', [(12, 35, "unknown_key_near"), (12, 42, "unknown_key_near")]),
        ('ask: "Racontez."', 'ask: "?", scale: 10', [(12, 34, "not_a_mapping")]),
        ('ask: "Racontez."', 'ask: "?", choice: {oui: Oui}', [(12, 35, "too_few_choices")]),
        ('ask: "Racontez."', 'ask: "?", choice: {Oui: Oui, b: B}', [(12, 36, "bad_id")]),
        ('ask: "Racontez."', 'ask: "?", date: true, text: true', [(12, 45, "two_types")]),
        ('ask: "Racontez."', 'ask: "?", indicator: a', [(12, 38, "indicator_open")]),
        ('ask: "Racontez."', 'ask: "?", probes: [{fr: a, en: b}]', [(12, 44, "language_undeclared")]),
        ('ask: "Racontez."', 'ask: "?", probes: [a, {id: "1", ask: b}]', [(12, 39, "duplicate_probe")]),
        ('ask: "Racontez."', 'ask: "?", probes: [{id: x, ask: b, kind: exemple}]', [(12, 58, "unknown_value_near")]),
    ],
)  # fmt: skip
def test_a_fault_is_named_at_its_place(old: str, new: str, expected: list[tuple[int, int, str]]) -> None:
    assert found(small(old, new)) == expected


def test_every_problem_of_a_guide_is_listed_in_one_run() -> None:
    text = """guide: Bénévoles
version: trois
titre: ''
consent:
  - {id: notes, for: rien}
themes:
  - id: a
    title: A
    questions: []
  - id: a
    questions:
      - {id: q, ask: Q, codes: sens, must: peut-être}
      - {id: q, ask: Q, probes: [[]]}
background:
  - {id: b, ask: B}
"""
    assert [(line, rule) for line, _, rule in found(text)] == [
        (1, "missing_key"),
        (1, "bad_id"),
        (2, "not_whole"),
        (3, "unknown_key_near"),
        (3, "empty_value"),
        (5, "missing_key"),
        (5, "unknown_value"),
        (9, "empty_list"),
        (10, "missing_key"),
        (10, "duplicate_theme"),
        (12, "not_a_list"),
        (12, "not_true_or_false"),
        (13, "duplicate_question"),
        (13, "empty_value"),
        (15, "missing_type"),
    ]


def test_question_ids_are_unique_in_the_whole_guide() -> None:
    again = "  - {id: u, title: U, questions: [{id: q, ask: Encore.}]}\nclosing"
    assert found(small("closing", again)) == [(13, 40, "duplicate_question")]


def test_a_bad_id_comes_with_a_good_one_that_resembles_it() -> None:
    (problem,) = read_guide(small("id: q", "id: Première fois !").encode())[1]
    assert problem.facts()["proposed"] == "premiere-fois"


def test_other_names_of_keys_are_known_in_both_languages() -> None:
    known = ("title", "ask", "probes")
    assert nearest("Titre", known, {"titre": "title"}) == "title"
    assert nearest("prob", known) == "probes"
    assert nearest("xyz", known) == ""


@given(st.text())
def test_a_proposed_id_is_allowed(text: str) -> None:
    assert is_id(propose_id(text))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_skeleton_is_a_whole_guide_without_any_problem(language: str) -> None:
    text = skeleton("voisins", language, ("benevoles", "voisins"), ("lien", "sens"))
    guide = guide_of(text)
    assert check_study([("voisins.yaml", guide)], ["lien"], ["benevoles"]) == ()
    assert guide.id == "voisins"
    assert len(guide.themes) == 2
    assert guide.opening
    assert guide.closing
    assert guide.background
    assert any(question.indicator for _, question in guide.questions())
    assert all(theme.aim.words for theme in guide.themes)
    assert "# stakeholders: [benevoles, voisins]" in text
    assert "# codes: [lien, sens]" in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_skeletons_comments_hold_when_they_are_uncommented(language: str) -> None:
    text = skeleton("voisins", language, ("benevoles",), ("lien",))
    for key in ("stakeholders", "codes"):
        text = text.replace(f"# {key}:", f"{key}:")
    guide = guide_of(text)
    assert guide.stakeholders == ("benevoles",)
    assert next(guide.questions())[1].codes == ("lien",)


def test_ids_are_unique_in_the_study_and_files_are_named_after_them() -> None:
    guide = guide_of(SMALL)
    problems = check_study([("guides/petit.yaml", guide), ("guides/autre.yaml", guide)])
    assert rules(problems) == [("guides/autre.yaml", 1, "same_guide"), ("guides/autre.yaml", 1, "file_name")]
    assert [p.severity for p in problems] == ["error", "warning"]


def test_codes_and_groups_are_held_against_the_study_at_their_places() -> None:
    text = small('ask: "Racontez."', "ask: R, codes: [lien, rencontr, zzz]").replace(
        "opening", "stakeholders: [benevoles, voisin]\nopening"
    )
    guide = guide_of(text)
    problems = check_study([("petit.yaml", guide)], ["lien", "rencontre"], ["benevoles", "voisins"])
    assert [(p.line, p.column, p.rule, p.facts()["meant"]) for p in problems] == [
        (5, 27, "unknown_stakeholder_near", "voisins"),
        (13, 39, "unknown_code_near", "rencontre"),
        (13, 49, "unknown_code", ""),
    ]
    assert check_study([("petit.yaml", guide)], None, ()) == ()


def test_a_wording_that_changed_under_the_same_version_is_warned_of() -> None:
    before = guide_of(SMALL)
    now = guide_of(small("Racontez.", "Racontez-moi tout."))
    (problem,) = check_study([("petit.yaml", now)], held={"petit": [before]})
    assert (problem.rule, problem.severity, problem.line, problem.column) == ("reworded", "warning", 12, 22)


def test_a_wording_that_changed_with_the_version_or_not_at_all_is_fine() -> None:
    before = guide_of(SMALL)
    now = guide_of(small("Racontez.", "Racontez-moi tout."))
    assert check_study([("petit.yaml", replace(now, version=2))], held={"petit": [before]}) == ()
    assert check_study([("petit.yaml", before)], held={"petit": [before], "autre": [now]}) == ()
    other = guide_of(small("title: Petit", "title: Autrement"))
    assert check_study([("petit.yaml", other)], held={"petit": [before]}) == ()


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_hostile_guides_are_refused_with_a_place(path: Path) -> None:
    guide, problems = read_guide(path.read_bytes(), path.name)
    assert guide is None
    assert problems
    assert all(p.line >= 1 and p.column >= 1 for p in problems)


PIECES = (
    *(b"\t", b": ", b'"', b"'", b"[", b"{", b"}", b"]", b"- ", b"\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"&a "),
    *(
        b"*a",
        b"!t ",
        b"|",
        b">",
        b"%",
        b"@",
        b"#",
        b" #x",
        b"---\n",
        b"<<<<<<< H\n",
        b"\\u202e",
        b"\xe2\x80\xae",
        b"? ",
    ),
    *(b"\\", b"\\UFFFFFFFF", b"  ", b"a: b\n", b"-1", b"1e9", b"~", b"null"),
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The same file with a few accidents: pieces put in, taken out, doubled, overwritten, or the end cut off."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at, far = chance.randrange(len(made) + 1), chance.randrange(len(made) + 1)
        match chance.randrange(5):
            case 0:
                made[at:at] = chance.choice(PIECES)
            case 1:
                del made[at : at + chance.choice((1, 2, 40))]
            case 2:
                made[at:at] = made[far : far + 120]
            case 3:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case _:
                del made[at + 400 :]
    return bytes(made)


def test_thousands_of_mutated_guides_are_read_or_refused_with_places_and_never_a_traceback() -> None:
    chance = random.Random(20261123)
    accepted = 0
    for _ in range(3000):
        data = mutated(chance.choice((WHOLE, SMALL)).encode(), chance)
        guide, problems = read_guide(data, "x.yaml")
        assert (guide is None) == any(p.severity == "error" for p in problems)
        assert all(p.line >= 1 and p.column >= 1 for p in problems)
        if guide is not None:
            accepted += 1
            assert guide.source.encode("utf-8") == data
            check_study([("x.yaml", guide)], ["lien"], ["benevoles"], {guide.id: [guide]})
    assert accepted > 100


def test_a_guide_as_large_as_may_be_is_checked_with_guesses_bounded() -> None:
    codes = ",".join(f"lien{n}" for n in range(20_000))
    guide = guide_of(small('ask: "Racontez."', f"ask: R, codes: [{codes}]"))
    problems = check_study([("petit.yaml", guide)], ["lien"])
    assert len(problems) == 20_000
    assert sum(p.rule == "unknown_code_near" for p in problems) <= 200


def test_the_source_of_a_guide_reads_back_as_the_same_guide() -> None:
    for path in SHIPPED:
        guide, _ = read_guide(path.read_bytes())
        assert guide is not None
        assert read_guide(guide.source.encode())[0] == guide
        assert read(guide.source.encode())[1] == ()
