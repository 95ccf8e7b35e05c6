"""codebook.yaml and interviewer.yaml as values, with every problem."""

from pathlib import Path

from interviewer.coding.codebook import read_codebook
from interviewer.coding.model import Codebook
from interviewer.errors import Problem
from interviewer.guide.model import Text
from interviewer.study.settings import Settings, Stakeholder, read_settings

ROOT = Path(__file__).resolve().parent.parent


def rules(problems: tuple[Problem, ...]) -> list[tuple[int, str]]:
    return [(p.line, p.rule) for p in problems]


def test_a_code_is_read_with_all_that_it_says() -> None:
    data = """codes:
  - {id: lien, label: Le lien}
  - id: rencontre
    label: {fr: La rencontre, en: Meeting}
    definition: Un lien noué.
    use_when: Quelqu'un de connu ici.
    not_when: L'équipe.
    example: "« Ma voisine. »"
    parent: lien
    origin: in_vivo
    groups: [social]
    colour: "#4477aa"
    status: draft
"""
    book, problems = read_codebook(data.encode())
    assert problems == ()
    assert book is not None
    code = book.find("rencontre")
    assert code is not None
    assert code.label == Text({"fr": "La rencontre", "en": "Meeting"})
    assert code.example == Text({"": "« Ma voisine. »"})
    assert (code.parent, code.origin, code.groups, code.colour, code.status) == (
        *("lien", "in_vivo", ("social",), "#4477aa", "draft"),
    )
    assert (code.place.line, code.place.column) == (3, 5)
    assert book.path("rencontre") == "lien/rencontre"


def test_the_shipped_codebook_and_settings_have_no_problem() -> None:
    assert read_codebook((ROOT / "codebook.yaml").read_bytes())[1] == ()
    assert read_settings((ROOT / "interviewer.yaml").read_bytes())[1] == ()


def test_a_plain_text_is_in_the_language_of_the_codebook() -> None:
    book, _ = read_codebook(b"language: fr\ncodes: [{id: a, label: A}]")
    assert book is not None
    assert book.codes[0].label == Text({"fr": "A"})


def test_a_codebook_without_codes_is_an_empty_one_with_a_warning() -> None:
    for data in (b"", b"# rien\n", b"codes: []\n"):
        book, problems = read_codebook(data)
        assert book == Codebook()
        assert [(p.rule, p.severity) for p in problems] == [("codebook_empty", "warning")]


def test_every_problem_of_a_codebook_is_listed() -> None:
    data = """codes:
  - {id: a, label: A, parent: b}
  - {id: b, label: B, parent: c}
  - {id: c, label: C, parent: a}
  - {id: d, label: D, parent: nulle-part}
  - {id: d, label: D, origin: a priori, couleur: red}
  - {id: É, definition: D}
  - simple
"""
    book, problems = read_codebook(data.encode(), "codebook.yaml")
    assert book is None
    assert rules(problems) == [
        (2, "circular_parents"),
        (5, "unknown_parent"),
        (6, "duplicate_code"),
        (6, "unknown_value_near"),
        (6, "unknown_key_near"),
        (7, "missing_key"),
        (7, "bad_id"),
        (8, "not_a_mapping"),
    ]


def test_a_code_that_is_its_own_parent_is_a_circle() -> None:
    _, problems = read_codebook(b"codes: [{id: a, label: A, parent: a}]")
    assert rules(problems) == [(1, "circular_parents")]
    assert problems[0].facts()["circle"] == "a > a"


def test_a_code_under_a_circle_is_not_blamed_for_it() -> None:
    data = b"codes:\n- {id: x, label: X, parent: a}\n- {id: a, label: A, parent: b}\n- {id: b, label: B, parent: a}\n"
    assert rules(read_codebook(data)[1]) == [(3, "circular_parents")]


def test_settings_are_read_with_all_that_they_say() -> None:
    data = """languages: [fr, en]
stakeholders:
  benevoles: {label: {fr: Bénévoles, en: Volunteers}, planned: 5}
  voisins:
retention: 36
notice: "2026-01"
sharing: git
export: excel
cues: {anything: [goes, here]}
"""
    settings, problems = read_settings(data.encode())
    groups = {"benevoles": Stakeholder(Text({"fr": "Bénévoles", "en": "Volunteers"}), 5), "voisins": Stakeholder()}
    assert problems == ()
    assert settings == Settings(("fr", "en"), groups, 36, "2026-01", "git", "excel")


def test_an_empty_settings_file_stands_for_the_defaults() -> None:
    assert read_settings(b"# rien\n") == (Settings(), ())


def test_groups_may_be_a_plain_list() -> None:
    settings, _ = read_settings(b"stakeholders: [benevoles, voisins]")
    assert settings is not None
    assert list(settings.stakeholders) == ["benevoles", "voisins"]


def test_every_problem_of_settings_is_listed() -> None:
    data = """langues: [français]
stakeholders:
  Bénévoles: {libelle: B, planned: beaucoup}
retention: 3 ans
sharing: public
export: excell
cues: rien
color: red
"""
    settings, problems = read_settings(data.encode())
    assert settings is None
    assert rules(problems) == [
        (1, "unknown_key_near"),
        (1, "language_code"),
        (3, "bad_id"),
        (3, "unknown_key_near"),
        (3, "not_whole"),
        (4, "not_whole"),
        (5, "unknown_value"),
        (6, "unknown_value_near"),
        (7, "not_a_mapping"),
        (8, "unknown_key"),
    ]
