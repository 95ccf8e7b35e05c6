"""Where a coder's lines come from: a pipe, or a prompt that knows the codes."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

from interviewer.coding.choose import Option, match
from interviewer.coding.said import WORDS, word_for
from interviewer.screens.completion import Offer
from interviewer.screens.script import Line, Script
from interviewer.screens.words import language


def piped(stop: Any) -> Callable[[str, Sequence[Option]], Line]:
    """Lines of standard input; EOFError at their end."""
    script = Script(lambda: stop.readline(sys.stdin.buffer))
    return lambda _prefix, _choices: script.next()


def typed() -> Callable[[str, Sequence[Option]], Line]:
    """Lines of the prompt; EOFError for Ctrl-D, KeyboardInterrupt for Ctrl-C."""
    history: list[str] = []

    def ask(prefix: str, choices: Sequence[Option]) -> Line:
        from interviewer.screens.prompt import ask_text

        text = ask_text(message=prefix, complete=lambda before: offers(before, choices), history=history)
        if text.strip():
            history.append(text)
        return Line(text, 0)

    return ask


def offers(before: str, choices: Sequence[Option]) -> list[Offer]:
    """What can stand after the part before the cursor: codes by their letters, commands by theirs; words of the turn are free."""
    if before.startswith("/"):
        return [] if " " in before else _commands(before)
    if ":" in before or "\n" in before:
        return []
    begun = before.rpartition(",")[2].lstrip(" -")
    if not begun.strip():
        return []
    found = match(begun, choices)
    labels = {option.id: next(iter(option.labels), "") for option in choices}
    return [Offer(code, len(begun), code, labels[code]) for code in found if code != begun]


def _commands(before: str) -> list[Offer]:
    names = [f"/{word_for(name, language())}" for name in WORDS if not name.endswith("!")]
    return [Offer(name, len(before), name) for name in names if name.startswith(before.lower())]
