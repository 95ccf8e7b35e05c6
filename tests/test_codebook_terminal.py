"""The codebook's prompts in a real terminal: words, reasons, a yes, marks dealt out one by one."""

import sys
from pathlib import Path

import pytest

from interviewer.coding.codebook import read_codebook
from interviewer.coding.model import Codebook
from interviewer.session.events import RoundClosed
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
    """A study of one interview with three marks of two coders, whose first has closed the round."""
    talk = Talk()
    turn = talk.say("Je suis venue pour ma voisine.", talk.ask(text="Pourquoi ici ?"))
    talk.mark(turn, "a", "Je suis")
    talk.mark(turn, "a", "venue", 8)
    talk.mark(turn, "a", "voisine", 22, coder="ben")
    talk.add(RoundClosed("closed", "anna"))
    return study_of(tmp_path / "study", talk.done(), codebook=BOOK)


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """The same words marked by two coders, then words of one of them."""
    talk = Talk()
    turn = talk.say("Je suis venue pour ma voisine.", talk.ask())
    talk.mark(turn, "a", "Je suis")
    talk.mark(turn, "a", "Je suis", coder="ben")
    talk.mark(turn, "a", "voisine", 22)
    talk.add(RoundClosed("closed", "anna"))
    return study_of(tmp_path / "study", talk.done(), codebook=BOOK)


def book_of(root: Path) -> Codebook:
    book, problems = read_codebook((root / "codebook.yaml").read_bytes())
    assert book is not None, problems
    return book


def run(root: Path, *argv: str) -> Terminal:
    return Terminal([sys.executable, "-m", "interviewer", "codebook", *argv, "--coder", "anna"], cwd=root)


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


def test_add_asks_for_the_id_and_the_coder_that_are_left_out(coded):
    with Terminal([sys.executable, "-m", "interviewer", "codebook", "add"], cwd=coded) as terminal:
        terminal.wait("Id of the new code:")
        terminal.send("neuf" + ENTER)
        terminal.wait("Your id as a coder:")
        terminal.send("anna" + ENTER)
        terminal.wait("label (fr)>")
        terminal.send(CTRL_C)
        assert terminal.exit_code() == 130


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
        assert "error" not in terminal.text()
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
        terminal.send("même chose" + ENTER)
        terminal.wait("Merge a into b? b stays.")
        terminal.send(CTRL_C)
        assert terminal.exit_code() == 130
    assert (coded / "codebook.yaml").read_text("utf-8") == BOOK
    assert not (coded / "codebook.history").exists()


def codes_of(root: Path) -> dict[tuple[str, str], str]:
    view = Study(root).session(Study(root).session_ids()[0])[0]
    return {(mark.excerpt, mark.coder): mark.code for mark in view.marks}


def name_neuf(terminal: Terminal) -> None:
    for prompt, words in (
        ("label (fr)>", ""),
        ("label (en)>", ""),
        ("A code needs a label.\nlabel (fr)>", "Le neuf"),
        ("label (en)>\nA code needs a label.\nlabel (fr)> Le neuf\nlabel (en)>", ""),
        ("definition (fr)>", ""),
        ("definition (en)>", ""),
    ):
        terminal.wait(prompt)
        terminal.send(words + ENTER)


def test_a_split_asks_for_the_label_until_there_is_one_and_for_the_same_words_once(twice):
    with run(twice, "split", "a", "neuf") as terminal:
        name_neuf(terminal)
        terminal.wait("1 of 2")
        terminal.wait("anna, ben")
        terminal.send(ENTER)
        terminal.wait("2 of 2")
        terminal.send(DOWN + ENTER)
        terminal.wait("neuf gets 2 marks.")
        terminal.wait("why>")
        terminal.send("à part" + ENTER)
        terminal.wait("Split a?")
        terminal.send("y" + ENTER)
        terminal.wait("Done.")
        assert terminal.exit_code() == 0
    assert codes_of(twice) == {("Je suis", "anna"): "neuf", ("Je suis", "ben"): "neuf", ("voisine", "anna"): "a"}
    assert not list(twice.glob("codebook.split*"))


def test_a_split_that_was_left_goes_on_where_it_stopped(twice):
    with run(twice, "split", "a", "neuf") as terminal:
        name_neuf(terminal)
        terminal.wait("1 of 2")
        terminal.send(ENTER)
        terminal.wait("2 of 2")
        terminal.send(CTRL_C)
        terminal.wait("What you decided is kept in codebook.split.a.anna.txt")
        assert terminal.exit_code() == 130
    assert (twice / "codebook.yaml").read_text("utf-8") == BOOK
    with run(twice, "split", "a", "neuf", "--yes") as terminal:
        terminal.wait("2 marks were decided earlier. Go on from there?")
        terminal.send(ENTER)
        terminal.wait("2 of 2")
        terminal.send(ENTER)
        terminal.wait("neuf gets 3 marks.")
        terminal.wait("why>")
        terminal.send("à part" + ENTER)
        terminal.wait("Done.")
        assert terminal.exit_code() == 0
    assert set(codes_of(twice).values()) == {"neuf"}
    neuf = book_of(twice).find("neuf")
    assert neuf is not None
    assert neuf.label.words == {"fr": "Le neuf"}
    assert not list(twice.glob("*codebook.split*"))


def test_a_split_that_is_declined_keeps_what_was_decided_or_begins_anew(twice):
    with run(twice, "split", "a", "b") as terminal:
        terminal.wait("1 of 2")
        terminal.send(ENTER)
        terminal.wait("2 of 2")
        terminal.send(ENTER)
        terminal.wait("why>")
        terminal.send("à part" + ENTER)
        terminal.wait("Split a?")
        terminal.send("n" + ENTER)
        terminal.wait("What you decided is kept in codebook.split.a.anna.txt; the same command goes on\nfrom there.")
    with run(twice, "split", "a", "b") as terminal:
        terminal.wait("Go on from there?")
        terminal.send("n" + ENTER)
        terminal.wait("1 of 2")
        terminal.send(CTRL_C)
        assert terminal.exit_code() == 130
    assert not list(twice.glob("codebook.split*"))
