"""Going through what a scan found, in a real terminal: each answer is durable, can be undone, and opens the way out."""

import sys
from pathlib import Path

import pytest

from interviewer.study.folder import Study
from tests.build import Talk, study_of
from tests.terminal import CTRL_C, ENTER, Terminal, needs_terminal

pytestmark = needs_terminal
SESSION = "2026-05-04-essai-p1"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    talk = Talk(SESSION)
    talk.say("On a vu Bintou hier, puis Bintou est partie. Chez Mirgaloux, au 06 12 34 56 78.", talk.ask())
    return study_of(tmp_path / "study", talk.done())


def run(root: Path, *argv: str) -> Terminal:
    return Terminal([sys.executable, "-m", "interviewer", *argv], cwd=root)


def decided(root: Path) -> list[tuple[str | None, str]]:
    view = Study(root).session(SESSION)[0]
    text = view.turns[0].text
    return [(one.by, text[one.start : one.end]) for one in view.decided]


def test_the_walk_replaces_keeps_undoes_and_remembers(root: Path) -> None:
    with run(root, "scan") as terminal:
        terminal.wait("⟦Bintou⟧")
        terminal.wait("The same stands in 1 more place.")
        terminal.send("x" + ENTER)
        terminal.wait("Type one of the letters")
        terminal.send("\x7fr [voisine]" + ENTER)
        terminal.wait("⟦Mirgaloux⟧")
        assert decided(root) == [("[voisine]", "Bintou"), ("[voisine]", "Bintou")]
        terminal.send("u" + ENTER)
        terminal.wait("1 of 3")
        terminal.send("r" + ENTER)
        terminal.wait("2 of 3")
        terminal.send("n" + ENTER)
        terminal.wait("3 of 3")
        assert "mirgaloux" in (root / "not-names.txt").read_text(encoding="utf-8")
        terminal.send("l" + ENTER)
        terminal.wait("3 findings: 2 replaced, 0 looked at and left, 1 open.")
        assert terminal.exit_code() == 3
    assert decided(root) == [("[prénom]", "Bintou"), ("[prénom]", "Bintou")]


def test_an_export_offers_the_walk_and_writes_when_nothing_is_open(root: Path) -> None:
    with run(root, "export") as terminal:
        terminal.wait("Go through them now?")
        terminal.send(ENTER)
        for number in ("1 of 3", "2 of 3", "3 of 3"):
            terminal.wait(number)
            terminal.send("r" + ENTER)
        terminal.wait("1 row from 1 interview")
        assert terminal.exit_code() == 0
    table = (root / "exports" / "coded_answers.csv").read_text(encoding="utf-8-sig")
    assert "On a vu [prénom] hier, puis [prénom] est partie. Chez [prénom], au [téléphone]." in table


def test_leaving_keeps_what_was_answered_and_writes_nothing(root: Path) -> None:
    with run(root, "export") as terminal:
        terminal.wait("Go through them now?")
        terminal.send(ENTER)
        terminal.wait("⟦Bintou⟧")
        terminal.send("k" + ENTER)
        terminal.wait("⟦Mirgaloux⟧")
        terminal.send(CTRL_C)
        assert terminal.exit_code() == 130
    assert decided(root) == [(None, "Bintou"), (None, "Bintou")]
    assert not (root / "exports").exists()
