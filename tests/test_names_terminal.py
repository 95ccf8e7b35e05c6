"""Names at a real keyboard: keys are made with the first one, and no name stays in what a terminal can scroll back to."""

import re
import sys
from pathlib import Path

from interviewer.study.folder import Study
from interviewer.study.opening import recipients_in_force
from interviewer.study.private import vault
from tests.sealed import PASSPHRASE, hold, keyed_study, seal_study
from tests.terminal import CTRL_C, ENTER, Terminal, needs_terminal

NAME = "Quirinus Machefer"
APART = re.compile(rb"\x1b\[\?1049h.*?\x1b\[\?1049l", re.DOTALL)

pytestmark = needs_terminal


def names(study: Path, *words: str) -> Terminal:
    return Terminal([sys.executable, "-m", "interviewer", "names", *words], cwd=study)


def typed_in(terminal: Terminal, words: str = NAME) -> None:
    for question, answer in (("Name:", words), ("Phone:", ""), ("E-mail:", ""), ("Address:", ""), ("lies:", "")):
        terminal.wait(question)
        terminal.send(answer + ENTER)
    terminal.wait("Note:")
    terminal.send(ENTER)


def test_the_first_name_of_a_plain_study_makes_its_keys(cli, study):
    person = hold(cli, "En clair.").split("-")[-1]
    with names(study, "add") as terminal:
        terminal.wait("this study has no keys yet")
        terminal.wait("pen at hand")
        terminal.send(ENTER)
        for question in ("Passphrase:", "The same again:"):
            terminal.wait(question)
            terminal.send(PASSPHRASE + ENTER)
        shown = terminal.wait("Press Enter when both sheets are written")
        found = dict(re.findall(r"\b(\d{1,2}) ([^\W\d_]+)", shown))
        terminal.send(ENTER)
        for start in range(0, 24, 6):
            terminal.wait(f"Words {start + 1} to {start + 6}")
            terminal.send(" ".join(found[str(n)] for n in range(start + 1, start + 7)) + ENTER)
        terminal.wait("Whose name?", 30)
        terminal.send(ENTER)
        typed_in(terminal)
        terminal.wait("In the vault: name.")
        assert terminal.exit_code() == 0
        assert NAME.encode() not in APART.sub(b"", terminal.raw)
    recipients = recipients_in_force(Study(study))
    assert recipients is not None
    assert list(vault.pseudonyms(recipients)) == [person]
    keys = Study(study).settings().keys
    assert keys is not None
    assert keys.seal == "names"


def test_leaving_keeps_nothing(cli, study):
    made = keyed_study(study)
    person = hold(cli, "Scellé.").split("-")[-1]
    with names(study, "add", person) as terminal:
        terminal.wait("Name:")
        terminal.send(NAME + ENTER)
        terminal.wait("Phone:")
        terminal.send(CTRL_C)
        assert terminal.exit_code() == 130
        assert NAME.encode() not in APART.sub(b"", terminal.raw)
    assert vault.files(made.recipients) == []


def test_a_name_is_shown_on_a_page_that_is_gone_afterwards(cli, study):
    made = seal_study(study)
    vault.add(made.recipients, vault.new_entry(hold(cli, "Scellé.").split("-")[-1], {"name": NAME}))
    with names(study, "reveal", next(iter(vault.pseudonyms(made.recipients)))) as terminal:
        terminal.wait("Passphrase of the team:")
        terminal.send(PASSPHRASE + ENTER)
        terminal.wait(NAME)
        terminal.send(ENTER)
        assert terminal.exit_code() == 0
        assert NAME not in terminal.text()
        assert NAME.encode() in terminal.raw
        assert NAME.encode() not in APART.sub(b"", terminal.raw)


def test_whoever_is_expected_is_offered_and_never_by_enter_alone(study):
    made = keyed_study(study)
    vault.add(made.recipients, vault.new_entry("pacde", {"name": NAME}))
    run = [sys.executable, "-m", "interviewer", "run", "benevoles", "--wave", "t0", "--plain"]
    for chosen in ("1", "pacde"):
        with Terminal(run, cwd=study) as terminal:
            terminal.wait("Number:")
            terminal.send(chosen + ENTER)
            if chosen == "1":
                terminal.wait("Pseudonym of the participant")
                terminal.send(ENTER)
            terminal.wait("Puis-je prendre des notes")
        assert any(one.endswith("-pacde") for one in Study(study).session_ids()) == (chosen == "pacde")


def test_what_may_be_a_name_is_no_pseudonym_unless_somebody_is_called_so_already(study):
    run = [sys.executable, "-m", "interviewer", "run", "benevoles", "--wave", "t0", "--plain"]
    vault.add(keyed_study(study).recipients, vault.new_entry("pilar", {"name": NAME}))
    for typed, refused in (("Camille", True), ("p-12", False), ("Pilar", False)):
        with Terminal(run, cwd=study) as terminal:
            terminal.wait("Number:")
            terminal.send("1" + ENTER)
            terminal.wait("Pseudonym of the participant")
            terminal.send("\x15" + typed + ENTER)  # Ctrl-U: without the one proposed
            terminal.wait("one with a digit in it" if refused else "Puis-je prendre des notes")
        assert any(one.endswith(f"-{typed.lower()}") for one in Study(study).session_ids()) is not refused
