"""The codebook's prompts in a real terminal: words, reasons, a yes, marks dealt out one by one."""

import sys
from pathlib import Path

import pytest

from interviewer.coding.codebook import read_codebook
from interviewer.coding.model import Codebook
from interviewer.study.folder import Study
from tests.build import Talk, study_of
from tests.terminal import CTRL_C, DOWN, ENTER, Terminal, needs_terminal

pytestmark = needs_terminal
BOOK = """codes:
  - id: a
    label: {fr: Un, en: One}
  - id: b
    label: {fr: Deux, en: Two}
"""


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """A study of one interview with three marks of two coders."""
    talk = Talk()
    turn = talk.say("Je suis venue pour ma voisine.", talk.ask(text="Pourquoi ici ?"))
    talk.mark(turn, "a", "Je suis")
    talk.mark(turn, "a", "venue", 8)
    talk.mark(turn, "a", "voisine", 22, coder="ben")
    return study_of(tmp_path / "study", talk.done(), codebook=BOOK)


def book_of(root: Path) -> Codebook:
    book, problems = read_codebook((root / "codebook.yaml").read_bytes())
    assert book is not None, problems
    return book


def run(root: Path, *argv: str) -> Terminal:
    return Terminal([sys.executable, "-m", "interviewer", "codebook", *argv, "--coder", "zoe"], cwd=root)


def test_words_are_asked_for_in_each_language(coded):
    with run(coded, "add", "neuf") as terminal:
        for prompt, words in (
            ("label (fr)>", "L'été : là"),
            ("label (en)>", ""),
            ("definition (fr)>", "Ce qui est neuf"),
            ("definition (en)>", ""),
            ("use when (fr)>", ""),
            ("use when (en)>", ""),
            ("not when (fr)>", ""),
            ("not when (en)>", ""),
            ("example (fr)>", ""),
            ("example (en)>", ""),
        ):
            terminal.wait(prompt)
            terminal.send(words + ENTER)
        terminal.wait("Done.")
        assert terminal.exit_code() == 0
    code = book_of(coded).find("neuf")
    assert code is not None
    assert code.label.words == {"fr": "L'été : là"}
    assert code.definition.words == {"fr": "Ce qui est neuf"}


def test_editing_shows_what_stands_there(coded):
    with run(coded, "edit", "a") as terminal:
        terminal.wait("label (fr)> Un")
        terminal.send(" et un" + ENTER)
        terminal.wait("label (en)> One")
        for prompt in (
            "label (en)>",
            *(
                f"{name} ({lang})>"
                for name in ("definition", "use when", "not when", "example")
                for lang in ("fr", "en")
            ),
        ):
            terminal.wait(prompt)
            terminal.send(ENTER)
        terminal.wait("why>")
        terminal.send("plus juste" + ENTER)
        terminal.wait("Done.")
        assert terminal.exit_code() == 0
    assert "    label: {fr: Un et un, en: One}\n" in (coded / "codebook.yaml").read_text("utf-8")


def test_a_change_shows_words_asks_why_and_waits_for_a_yes(coded):
    with run(coded, "retire", "a") as terminal:
        terminal.wait("a: 3 marks on 1 turn")
        terminal.wait("why>")
        terminal.send(ENTER)
        terminal.wait("why>\nwhy>")
        terminal.send("plus utile" + ENTER)
        terminal.wait("Retire a?")
        terminal.send("n" + ENTER)
        terminal.wait("Nothing was changed.")
        assert terminal.exit_code() == 1
    assert (coded / "codebook.yaml").read_text("utf-8") == BOOK
    with run(coded, "retire", "a") as terminal:
        terminal.wait("why>")
        terminal.send("plus utile" + ENTER)
        terminal.wait("Retire a?")
        terminal.send("y" + ENTER)
        terminal.wait("Done.")
        assert terminal.exit_code() == 0
    assert "status: retired" in (coded / "codebook.yaml").read_text("utf-8")


def test_marks_are_dealt_out_one_by_one_with_a_way_back(coded):
    with run(coded, "split", "a", "b") as terminal:
        terminal.wait("1 of 3")
        terminal.wait("[Je suis] venue pour ma voisine.")
        terminal.send(ENTER)
        terminal.wait("2 of 3")
        terminal.wait("[venue]")
        terminal.send(DOWN + DOWN + ENTER)
        terminal.wait("back to the one before\n\n── 1 of 3")
        terminal.send(DOWN + ENTER)
        terminal.wait("it stays a\n\n── 2 of 3")
        terminal.send(ENTER)
        terminal.wait("3 of 3")
        terminal.send(DOWN + DOWN + DOWN + ENTER)
        terminal.wait("b gets 1 mark.")
        terminal.wait("why>")
        terminal.send("à part" + ENTER)
        terminal.wait("Split a?")
        terminal.send("y" + ENTER)
        terminal.wait("Done.")
        assert terminal.exit_code() == 0
    view = Study(coded).session(Study(coded).session_ids()[0])[0]
    assert {mark.excerpt: mark.code for mark in view.marks} == {"Je suis": "a", "venue": "b", "voisine": "a"}


def test_ctrl_c_changes_nothing(coded):
    with run(coded, "merge", "a", "b") as terminal:
        terminal.wait("why>")
        terminal.send(CTRL_C)
        assert terminal.exit_code() == 130
    assert (coded / "codebook.yaml").read_text("utf-8") == BOOK
    assert not (coded / "codebook.history").exists()
