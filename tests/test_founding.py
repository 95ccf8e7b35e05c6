"""Making the keys of a study at a real keyboard: nothing counts before the paper key was typed back, and nothing of it stays behind."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.privacy import paper_key
from interviewer.privacy.age import identity, new_identity
from interviewer.screens import founding
from interviewer.screens.founding import ROW
from interviewer.screens.paper import Paper
from interviewer.study.folder import Study
from interviewer.study.opening import recipients_in_force
from interviewer.study.private.team_key import open_team_key
from tests.terminal import ENTER, Terminal, needs_terminal

PASSPHRASE = "abaisser abandon abdiquer abeille"
APART = re.compile(rb"\x1b\[\?1049h.*?\x1b\[\?1049l", re.DOTALL)

pytestmark = needs_terminal


def init(tmp_path: Path) -> Terminal:
    return Terminal([sys.executable, "-m", "interviewer", "init", "--sealed", "etude"], cwd=tmp_path)


def asks(question: str) -> Callable[[str], bool]:
    """That the last row of the screen is this question, without an answer: the same may stand above from an earlier round."""
    return lambda screen: screen.rstrip().endswith(question)


def to_the_paper_key(terminal: Terminal) -> list[str]:
    """Through the passphrase; the words that the screen shows."""
    terminal.wait("pen at hand")
    terminal.send(ENTER)
    terminal.wait("Passphrase:")
    terminal.send(PASSPHRASE + ENTER)
    terminal.wait("The same again:")
    terminal.send(PASSPHRASE + ENTER)
    shown = terminal.wait("Press Enter when both sheets are written")
    found = dict(re.findall(r"\b(\d{1,2}) ([^\W\d_]+)", shown))
    return [found[str(n)] for n in range(1, 25)]


def test_a_study_is_sealed_when_the_paper_key_was_typed_back(tmp_path: Path) -> None:
    with init(tmp_path) as terminal:
        words = to_the_paper_key(terminal)
        assert not (tmp_path / "etude").exists()
        terminal.send(ENTER)
        terminal.wait("Words 1 to 6")
        wrong = [*words[:5], "abandon" if words[5] != "abandon" else "ability", *words[6:]]
        for typed in (wrong, words):
            for start in range(0, 24, 6):
                terminal.wait(asks(f"? Words {start + 1} to {start + 6}:"))
                terminal.send(" ".join(word[:4] for word in typed[start : start + 6]) + ENTER)
            if typed is wrong:
                terminal.wait("one is not as on the page before")
        assert terminal.exit_code(60) == 0
        apart, raw = APART.sub(b"", terminal.raw), terminal.raw
    last = re.sub(r"\s+", " ", apart.decode().rpartition("Sealed:")[2])
    told = [last.find(one) for one in ("cd etude ", "interviewer ready ", "interviewer run ", "interviewer sync out ")]
    assert -1 < told[0] < told[1] < told[2] < told[3]
    keys = Study(tmp_path / "etude").settings().keys
    assert keys is not None
    assert keys.seal == "words"
    recipients = recipients_in_force(Study(tmp_path / "etude"))
    assert recipients is not None
    assert identity(paper_key.from_words(" ".join(words))).public == keys.paper
    assert identity(open_team_key(recipients, PASSPHRASE)).public == keys.team
    assert b"1049h" in raw
    assert PASSPHRASE.encode() not in raw
    # One or two may be words of the program's own sentences; a page that leaks shows a row of them.
    assert len([word for word in words if re.search(rb"\b" + word.encode() + rb"\b", apart)]) < ROW


@pytest.mark.parametrize("when", ["passphrase", "paper key", "typing back"])
def test_leaving_half_way_leaves_nothing_behind(tmp_path: Path, sealed: Path, when: str) -> None:
    with init(tmp_path) as terminal:
        terminal.wait("pen at hand")
        terminal.send(ENTER)
        terminal.wait("Passphrase:")
        if when != "passphrase":
            terminal.send(PASSPHRASE + ENTER)
            terminal.wait("The same again:")
            terminal.send(PASSPHRASE + ENTER)
            terminal.wait("Press Enter when both sheets are written")
        if when == "typing back":
            terminal.send(ENTER)
            terminal.wait("Words 1 to 6")
        terminal.send("\x03")
        assert terminal.exit_code() == 130
    assert not (tmp_path / "etude").exists()
    assert not list(sealed.rglob("*.key"))


def test_typing_back_says_which_line_is_not_that_of_the_page_before(monkeypatch, capsys) -> None:
    secret = new_identity().secret
    right = list(paper_key.to_words(secret, "fr"))
    other = next(one for one in paper_key.to_words(new_identity().secret, "fr") if one != right[8])
    lines = [" ".join([*right[:8], other, *right[9:]]), " ".join([*right, "zoologie"]), " ".join(right)]
    monkeypatch.setattr(founding, "typed_words", lambda: lines.pop(0))
    founding._typed_back(Paper(), secret)
    told = capsys.readouterr().err
    assert told.count("one is not as on the page before") == 2
    assert "Among words 7 to 12 one" in told
    assert "Among words 19 to 24 one" in told


def test_a_line_is_compared_as_it_may_be_typed() -> None:
    secret = new_identity().secret
    for language in ("fr", "en"):
        words = [one[:4].upper() for one in paper_key.to_words(secret, language)]
        assert paper_key.first_other(" ".join(words), secret) == 0
        for count in (0, 1, 13, 23):
            assert paper_key.first_other(" ".join(words[:count]), secret) == count + 1
            wrong = "abaisser" if words[count] != "ABAI" else "zoologie"
            assert paper_key.first_other(" ".join([*words[:count], wrong, *words[count + 1 :]]), secret) == count + 1


def test_keys_are_not_made_without_a_keyboard(cli, tmp_path: Path) -> None:
    refused = cli("init", "--sealed", str(tmp_path / "etude"))
    assert refused.code == 1
    assert "terminal" in refused.err
    assert not (tmp_path / "etude").exists()
