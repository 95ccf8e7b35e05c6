"""Choosing, confirming and short texts: what is chosen comes back, and leaving is always an exception."""

import sys
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.input import create_pipe_input

from interviewer.errors import UsageError
from interviewer.screens.terminal.choose import SOME_WORDS, choose, confirm, label_room, secret_text, short_text
from interviewer.screens.terminal.keyboard import using
from interviewer.screens.terminal.prompt import ask_text
from interviewer.screens.terminal.signals import Hangup
from interviewer.screens.terminal.whole_lines import meant
from tests.terminal import CTRL_C, CTRL_D, DOWN, ENTER, PASTE, PASTED, UP, Painted, Terminal, needs_terminal, wait_until

ROOT = Path(__file__).resolve().parent.parent
FEW = [("benevoles", "Bénévoles [3 planned]"), ("salaries", "Salariés <b>"), ("elus", "Élus \x1b[31m{0}")]
MANY = [(f"q{n}", f"Question {n}") for n in range(20)] + [("ete", "L'été dernier")]


def answered(keys: str, ask: Any, *args: Any, screen: Painted | None = None, **wishes: Any) -> Any:
    with create_pipe_input() as pipe, using(pipe, (screen or Painted()).output):
        pipe.send_text(keys)
        return ask(*args, **wishes)


def test_the_first_is_chosen_unless_another_is_pointed_at() -> None:
    assert answered(ENTER, choose, "Who?", FEW) == "benevoles"
    assert answered(DOWN + ENTER, choose, "Who?", FEW) == "salaries"
    assert answered(UP + ENTER, choose, "Who?", FEW) == "elus"


def test_the_default_is_pointed_at_and_an_unknown_one_is_none() -> None:
    assert answered(ENTER, choose, "Who?", FEW, default="salaries") == "salaries"
    assert answered(ENTER, choose, "Who?", FEW, default="gone") == "benevoles"


def test_many_options_are_searched_by_typing_with_accents() -> None:
    assert answered("17" + ENTER, choose, "Which?", MANY) == "q17"
    assert answered("été" + ENTER, choose, "Which?", MANY) == "ete"
    assert answered("jk" + "\x7f" * 2 + "19" + ENTER, choose, "Which?", MANY) == "q19"


def test_labels_are_data() -> None:
    screen = Painted()
    answered(ENTER, choose, "[bold]Who?\x1b[2J", FEW, screen=screen)
    assert "[3 planned]" in screen.raw
    assert "<b>" in screen.raw
    assert "␛[31m{0}" in screen.raw
    assert "[bold]Who?␛[2J" in screen.raw


def test_what_was_chosen_stands_in_one_row_behind_its_question() -> None:
    screen = Painted()
    label = "beneficiaires · " + "L'accompagnement vu par les personnes accompagnées" * 3
    assert answered(ENTER, choose, "Quel guide ?", [("b", label)], screen=screen) == "b"
    (row,) = [one.rstrip() for one in screen.lines() if one.strip()]
    assert row.startswith("? Quel guide ? beneficiaires · L'accompagnement")
    assert row.endswith("…")
    assert label_room("?" * 60, 80) == 74  # a long question would leave too little of it
    assert label_room("?", 10) == 20


def test_where_a_question_leaves_little_room_the_answer_has_a_row_of_its_own() -> None:
    screen, question = Painted(columns=60), "Which words of it (an empty line: the whole turn)"
    assert answered("avec sa femme" + ENTER, short_text, question, screen=screen, room=SOME_WORDS) == "avec sa femme"
    assert [one for one in screen.lines() if one] == [f"? {question}", " avec sa femme"]
    screen = Painted(columns=60)
    assert answered("oui" + ENTER, confirm, question[:44], None, screen=screen) is True
    assert [one for one in screen.lines() if one] == [f"? {question[:44]} (y/n) oui"]


@pytest.mark.parametrize("ask", [short_text, secret_text])
def test_a_long_question_is_wrapped_between_words(ask: Any) -> None:
    screen = Painted(columns=40)
    question = "Delete these files too? They can be made again without the person"
    assert answered("o" + ENTER, ask, question, screen=screen) == "o"
    rows = [one for one in screen.lines() if one]
    assert rows[0] == "? Delete these files too? They can be"
    assert rows[1].split() == ["made", "again", "without", "the", "person", "o" if ask is short_text else "*"]


def test_a_sequence_that_is_no_key_does_not_end_a_question() -> None:
    assert answered(DOWN + "\x1b[31m" + ENTER, choose, "Who?", FEW) == "salaries"
    assert answered("p7\x1b[31mkx3" + ENTER, short_text, "Who?") == "p7kx3"


def test_there_must_be_something_to_choose() -> None:
    with pytest.raises(ValueError, match="options"):
        choose("Which?", [])


@pytest.mark.parametrize(
    ("ask", "args"),
    [(choose, ("Who?", FEW)), (choose, ("Which?", MANY)), (confirm, ("Sure?", None)), (short_text, ("Name?",))],
)
def test_leaving_is_an_exception(ask: Any, args: tuple[Any, ...]) -> None:
    with pytest.raises(KeyboardInterrupt):
        answered(CTRL_C, ask, *args)
    with pytest.raises(EOFError):
        answered(CTRL_D, ask, *args)
    with create_pipe_input() as pipe, using(pipe, Painted().output):
        pipe.close()
        with pytest.raises(Hangup):
            ask(*args)


@pytest.mark.parametrize(
    ("keys", "default", "agreed"),
    [
        ("o", None, True),
        ("Oui", None, True),
        (" yes ", None, True),
        ("y", False, True),
        ("n", None, False),
        ("non", None, False),
        ("No", True, False),
        ("", True, True),
        ("", False, False),
    ],
)
def test_yes_and_no_in_both_languages(keys: str, default: Any, agreed: Any) -> None:
    assert answered(keys + ENTER, confirm, "Sure?", default) is agreed


def test_what_is_neither_yes_nor_no_is_asked_again() -> None:
    assert answered("peut-être" + ENTER + "\x15" + ENTER + "o" + ENTER, confirm, "Sure?", None) is True


def test_a_short_text_is_one_line_as_typed() -> None:
    assert answered(" café\u00a0! " + ENTER, short_text, "Where?") == " café\u00a0! "
    assert answered(PASTE + "un\r\ndeux\n" + PASTED + ENTER, short_text, "Where?") == "un deux"
    assert answered(ENTER, short_text, "Where?", default="ici") == "ici"


def test_a_short_text_with_a_fault_is_asked_again() -> None:
    def fault(typed: str) -> str | None:
        return None if typed.isdecimal() else "Type a number."

    assert answered("x" + ENTER + "\x7f" + "12" + ENTER, short_text, "How many?", validate=fault) == "12"


@pytest.mark.parametrize(
    "ask", [lambda: choose("Who?", FEW), lambda: confirm("Sure?", None), lambda: short_text("Name?"), ask_text]
)
def test_nobody_is_asked_where_nobody_is(ask: Any) -> None:
    with pytest.raises(UsageError) as refused:
        ask()
    assert refused.value.problem.rule == "needs_terminal"


def test_an_option_is_meant_by_number_value_or_words() -> None:
    assert meant("2", FEW) == "salaries"
    assert meant("elus", FEW) == "elus"
    assert meant("Benevoles", FEW) == "benevoles"
    assert meant("s", FEW) is None
    assert meant("9", FEW) is None
    assert meant("", FEW) is None


PROGRAM = """
from interviewer.screens.terminal.choose import choose, confirm, secret_text, short_text
from interviewer.screens.terminal.signals import Hangup, stopping
with stopping():
    try:
        print(choose("Who?", [("a", "Anne"), ("b", "Bruno")], default="b"), confirm("Sure?", None), short_text("Where?"))
    except BaseException as left:
        print("LEFT", type(left).__name__)
"""


class TestInATerminal:
    pytestmark = needs_terminal

    def spawned(self, **ways: Any) -> Terminal:
        return Terminal(
            [sys.executable, "-c", PROGRAM], env={"PYTHONPATH": str(ROOT), "INTERVIEWER_LANG": "en"}, **ways
        )

    def test_results_go_to_stdout_and_questions_do_not(self, tmp_path: Path) -> None:
        with (tmp_path / "out").open("wb") as out, self.spawned(stdout=out) as terminal:
            terminal.wait("Anne")
            terminal.send(ENTER)
            terminal.wait("Sure?")
            terminal.send("peut-être" + ENTER)
            terminal.wait("Type y (yes) or n (no).")
            terminal.send("\x15" + "oui" + ENTER)
            terminal.wait("Where?")
            terminal.send("là" + ENTER)
            assert terminal.exit_code() == 0
        assert (tmp_path / "out").read_text("utf-8") == "b True là\n"

    def test_a_dumb_terminal_gets_numbers(self) -> None:
        with self.spawned(term="dumb") as terminal:
            terminal.wait("2. Bruno")
            terminal.send("x\r")
            terminal.wait("Type the number")
            terminal.send("1\r")
            terminal.wait("Sure?")
            terminal.send("n\r")
            terminal.wait("Where?")
            terminal.send("ici\r")
            terminal.wait("a False ici")

    @pytest.mark.parametrize("way", ["signal", "close"])
    def test_a_hangup_is_not_waited_out(self, way: str, tmp_path: Path) -> None:
        import signal

        with (tmp_path / "out").open("wb") as out, self.spawned(stdout=out) as terminal:
            terminal.wait("Anne")
            if way == "signal":
                terminal.signal(signal.SIGTERM)
            else:
                terminal.close()
            wait_until(lambda: terminal.process.poll() is not None)
        assert (tmp_path / "out").read_text() == "LEFT Hangup\n"


def test_a_refused_secret_is_typed_from_the_beginning_again() -> None:
    def fault(typed: str) -> str | None:
        return None if len(typed) > 3 else "Too short."

    assert answered("abc" + ENTER + "long" + ENTER, secret_text, "Passphrase:", validate=fault) == "long"
    assert answered("x" + ENTER + "oui" + ENTER, confirm, "Sure?", None) is True
