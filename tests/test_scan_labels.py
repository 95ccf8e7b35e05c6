"""Labels of codes that were born while coding, before a table leaves with them."""

from pathlib import Path

import pytest

from interviewer.session import events as e
from tests.build import Talk, study_of
from tests.conftest import Cli
from tests.test_scan import CODES, TEXT, decided

FIGURES = (
    ("stats", "--out", "-"),
    ("crosstab", "--by", "session", "--out", "-"),
    ("saturation", "--base", "1", "--run", "1", "--out", "-"),
)
VERBS = (("export",), ("export", "--out", "-"), ("code", "--export", "-"), ("quotes", "--out", "-"), *FIGURES)


def born(root: Path, label: str, code: str = "parole", text: str = "Oui, bien.") -> None:
    """A study of one interview in which a coder made that code."""
    talk = Talk("2026-05-04-essai-p1")
    talk.consent("quote")
    turn = talk.say(text, talk.ask())
    talk.mark(turn, code, text)
    talk.add(e.NewCode("c" * 16, code, label, "anna"))
    study_of(root, talk.done(), codebook=CODES)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_label_that_surely_tells_who_somebody_is_stays(tmp_path: Path, cli: Cli, verb: tuple[str, ...]) -> None:
    born(tmp_path, "Appelle le 06 12 34 56 78")
    result = cli(*verb)
    assert (result.code, result.out) == (3, "")
    assert "the label of code parole, born while coding 2026-05-04-essai-p1, holds" in result.err
    assert "06 12" not in result.err
    assert not (tmp_path / "exports").exists()


def test_what_is_publishable_has_no_such_label_and_leaves(tmp_path: Path, cli: Cli) -> None:
    born(tmp_path, "Appelle le 06 12 34 56 78")
    result = cli("export", "--publishable", "--out", "public")
    assert result.code == 0
    assert not [path for path in (tmp_path / "public").iterdir() if "06 12" in path.read_text(encoding="utf-8")]


def test_a_name_that_was_replaced_in_an_interview_does_not_leave_in_a_label(tmp_path: Path, cli: Cli) -> None:
    born(tmp_path, "La peur de bintou", text=TEXT)
    decided(tmp_path, cli)
    result = cli("export")
    assert result.code == 3
    assert "born while coding" in result.err


def test_a_code_that_was_adopted_with_other_words_leaves(tmp_path: Path, cli: Cli) -> None:
    born(tmp_path, "Appelle le 06 12 34 56 78")
    other = "parole.label.fr: Appeler\n"
    assert cli("codebook", "adopt", "parole", "--coder", "anna", "--yes", stdin=other).code == 0
    result = cli("export", "--out", "all")
    assert result.code == 0
    assert not [path for path in (tmp_path / "all").iterdir() if "06 12" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("verb", [*VERBS, ("scan",)], ids=" ".join)
def test_perhaps_a_name_in_a_label_is_said_and_goes(tmp_path: Path, cli: Cli, verb: tuple[str, ...]) -> None:
    born(tmp_path, "La peur de Bintou")
    result = cli(*verb)
    assert result.code == 0
    assert "labels of codes that were born while coding: parole." in result.err
    (tmp_path / "not-names.txt").write_text("bintou\n", encoding="utf-8")
    assert "born while coding" not in cli(*verb).err


def test_a_known_name_in_the_id_of_a_code_is_said(tmp_path: Path, cli: Cli) -> None:
    born(tmp_path, "La peur", code="peur-de-bintou", text=TEXT)
    decided(tmp_path, cli)
    result = cli("export")
    assert result.code == 0
    assert "ids of codes: peur-de-bintou. `interviewer codebook rename`" in result.err


@pytest.mark.parametrize(
    "verb", [("stats",), ("crosstab",), ("agree", "--coders", "anna,ben", "--open", "--no-list")], ids=" ".join
)
def test_no_figure_that_leaves_holds_what_people_wrote_on_the_sheet(
    tmp_path: Path, cli: Cli, verb: tuple[str, ...]
) -> None:
    words = "Chez Madame Bertolucci 06 98 76 54 32"
    talk = Talk("2026-05-04-essai-p1")
    turn = talk.say("Oui, bien.", talk.ask())
    for coder in ("anna", "ben"):
        talk.mark(turn, "lien", "Oui", coder=coder)
    talk.fact("metier", words)
    talk.fact("age", 41)
    study_of(tmp_path, talk.done(), codebook=CODES)
    for out in ("-", "t.csv"):
        left = cli(*verb, "--by", "metier", "--out", out)
        assert left.code == 0, left.err
        assert "Bertolucci" not in left.out + left.err
    files = [path.read_text(encoding="utf-8") for path in tmp_path.glob("t.*")]
    assert any("[…]" in text for text in files)
    assert not any("Bertolucci" in text for text in files)
    where = cli("stats", "--by", "metier", "--where", f"metier={words}", "--out", "-")
    assert where.code == 0  # filters go by what was really said
    assert "Bertolucci" not in where.out
    assert "41" in cli("stats", "--by", "age", "--out", "-").out


def test_on_the_screen_what_people_wrote_on_the_sheet_stands_as_they_wrote_it(tmp_path: Path, cli: Cli) -> None:
    talk = Talk("2026-05-04-essai-p1")
    talk.mark(talk.say("Oui, bien.", talk.ask()), "lien", "Oui")
    talk.fact("metier", "couvreuse")
    study_of(tmp_path, talk.done(), codebook=CODES)
    assert "couvreuse" in cli("stats", "--by", "metier").out


def test_a_name_that_was_replaced_in_an_interview_does_not_leave_in_an_example_of_the_codebook(
    tmp_path: Path, cli: Cli
) -> None:
    born(tmp_path, "La peur", text=TEXT)
    book = tmp_path / "codebook.yaml"
    assert cli("codebook", "export", "--out", "before.csv").code == 0
    decided(tmp_path, cli)
    first = next(line for line in book.read_text(encoding="utf-8").splitlines() if "label:" in line)
    indent = first[: len(first) - len(first.lstrip(" -"))].replace("-", " ")
    example = f"{indent}example: On attend Bintou.\n"
    book.write_text(book.read_text(encoding="utf-8").replace(first + "\n", first + "\n" + example, 1), encoding="utf-8")
    result = cli("codebook", "export", "--out", "after.csv")
    assert result.code == 3, result.out + result.err
    assert not (tmp_path / "after.csv").exists()
