"""codebook.yaml and interviewer.yaml as values, with every problem."""

import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from interviewer.coding.codebook import read_codebook
from interviewer.coding.codebook_rules import DEEPEST
from interviewer.coding.model import Codebook
from interviewer.errors import Problem
from interviewer.guide.model import Text
from interviewer.guide.quality.model import Cues
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
        (6, "colour_unknown"),
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
cues: {leading: [notre beau projet], acronym: {fewer: [ONG]}}
lint: {ok: [why]}
"""
    settings, problems = read_settings(data.encode())
    groups = {"benevoles": Stakeholder(Text({"fr": "Bénévoles", "en": "Volunteers"}), 5), "voisins": Stakeholder()}
    assert problems == ()
    cues = Cues({"leading": ("notre beau projet",)}, {"acronym": ("ONG",)})
    assert settings == Settings(("fr", "en"), groups, 36, "2026-01", "git", "excel", cues, ("why",))


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


# --- what holds across codes ---


def test_a_chain_of_seven_thousand_codes_is_refused_in_time() -> None:
    lines = ["codes:", "- {id: c0, label: C 0}"]
    lines += [f"- {{id: c{n}, label: C {n}, parent: c{n - 1}}}" for n in range(1, 6500)]
    began = time.monotonic()
    _, problems = read_codebook("\n".join(lines).encode())
    assert time.monotonic() - began < 20
    assert [(p.rule, p.facts()["given"]) for p in problems] == [("parents_too_deep", f"c{DEEPEST}")]


def test_a_circle_of_thousands_of_codes_is_told_in_one_line() -> None:
    lines = ["codes:", *(f"- {{id: c{n}, label: C {n}, parent: c{(n + 1) % 3000}}}" for n in range(3000))]
    _, problems = read_codebook("\n".join(lines).encode())
    assert rules(problems) == [(2, "circular_parents")]
    assert len(str(problems[0].facts()["circle"])) < 300


def test_codes_may_lie_as_deep_as_the_limit_says_in_any_order() -> None:
    lines = [f"- {{id: c{n}, label: C {n}, parent: c{n - 1}}}" for n in range(DEEPEST - 1, 0, -1)]
    book, problems = read_codebook("\n".join(["codes:", *lines, "- {id: c0, label: C 0}"]).encode())
    assert (problems, book and len(book.codes)) == ((), DEEPEST)


def test_the_same_label_in_two_languages_or_on_a_retired_code_is_no_mistake() -> None:
    data = b"""codes:
- {id: a, label: {fr: Sens, en: Meaning}}
- {id: b, label: {fr: Direction, en: Sens}}
- {id: c, label: {fr: Sens}, status: retired}
"""
    assert read_codebook(data)[1] == ()


# --- what git could not merge ---

COMMON = "codes:\n  - id: lien\n    label: Le lien\n"


def conflict(ours: str, theirs: str, after: str = "", base: str | None = None) -> str:
    middle = "" if base is None else f"||||||| base\n{base}"
    return f"{COMMON}<<<<<<< HEAD\n{ours}{middle}=======\n{theirs}>>>>>>> ben\n{after}"


def test_what_is_said_to_be_enough_is_enough() -> None:
    """Taking away the three lines, and nothing else, leaves the codes of both."""
    text = conflict("  - id: a\n    label: A\n", "  - {id: b, label: B}\n", "  - {id: c, label: C}\n", base="")
    (one,) = read_codebook(text.encode(), "codebook.yaml")[1]
    assert (one.rule, one.path, one.line) == ("conflict_codes_added", "codebook.yaml", 4)
    facts = one.facts()
    assert (facts["ours"], facts["theirs"], facts["branch"]) == ("a", "b", "ben")
    gone = {facts["first"], facts["middle"], facts["last"]}
    lines = [line for n, line in enumerate(text.split("\n"), 1) if n not in gone and not line.startswith("|||")]
    book, problems = read_codebook("\n".join(lines).encode())
    assert (problems, book and [code.id for code in book.codes]) == ((), ["lien", "a", "b", "c"])


def test_each_conflict_of_a_file_is_told() -> None:
    text = conflict("  - {id: a, label: A}\n", "  - {id: b, label: B}\n")
    text += "<<<<<<< HEAD\n  - {id: c, label: C}\n=======\n  - {id: c, label: Autre}\n>>>>>>> ben\n"
    assert rules(read_codebook(text.encode())[1]) == [(4, "conflict_codes_added"), (9, "conflict_same_code")]


def test_marks_that_are_not_in_pairs_are_told_as_in_any_file() -> None:
    for text in (f"{COMMON}=======\n", f"{COMMON}<<<<<<< HEAD\n", f"{COMMON}<<<<<<< a\n>>>>>>> b\n"):
        assert {p.rule for p in read_codebook(text.encode())[1]} == {"git_conflict"}


@given(
    st.lists(st.sampled_from(["<<<<<<< a", "=======", ">>>>>>> b", "||||||| c", "  - {id: x, label: X}", "id: ", ""]))
)
def test_any_heap_of_marks_is_told_or_read(lines: list[str]) -> None:
    book, problems = read_codebook(("codes:\n" + "\n".join(lines)).encode())
    assert (book is None) == any(p.severity == "error" for p in problems)
