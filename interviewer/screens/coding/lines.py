"""Where a coder's lines come from: a pipe, or a prompt that knows the codes."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

from interviewer.coding.choose import Option, match
from interviewer.coding.said import WORDS, word_for
from interviewer.screens.coding.page import about
from interviewer.screens.terminal.completion import Offer
from interviewer.screens.terminal.script import Line, Script
from interviewer.screens.words import language

LEAST = 3


def piped(stop: Any) -> Callable[[str, Sequence[Option]], Line]:
    """Lines of standard input; EOFError at their end."""
    script = Script(lambda: stop.readline(sys.stdin.buffer))
    return lambda _prefix, _choices: script.next()


def typed() -> Callable[[str, Sequence[Option]], Line]:
    """Lines of the prompt; EOFError for Ctrl-D, KeyboardInterrupt for Ctrl-C."""
    history: list[str] = []

    def ask(prefix: str, choices: Sequence[Option]) -> Line:
        from interviewer.screens.terminal.prompt import ask_text

        text = ask_text(message=prefix, complete=lambda before: offers(before, choices), history=history, any_text=True)
        if text.strip():
            history.append(text)
        return Line(text, 0)

    return ask


def typed_verdicts() -> Callable[[str, Sequence[Option]], Line]:
    """Lines of the prompt at which two coders decide; EOFError for Ctrl-D, KeyboardInterrupt for Ctrl-C."""

    def ask(prefix: str, choices: Sequence[Option]) -> Line:
        from interviewer.screens.terminal.prompt import ask_text

        return Line(ask_text(message=prefix, complete=lambda before: code_offers(before, choices), any_text=True), 0)

    return ask


def draws_prompts() -> bool:
    """Whether prompts are drawn, and not read out line by line."""
    from interviewer.screens.terminal.keyboard import reads_whole_lines

    return not reads_whole_lines()


def code_offers(before: str, choices: Sequence[Option]) -> list[Offer]:
    """The codes whose beginning was typed; words of the turn and choices of one letter are left alone."""
    begun = before.rpartition(",")[2].lstrip()
    if ":" in before or before.startswith("/") or len(begun) < LEAST:
        return []
    labels = {option.id: next(iter(option.labels), "") for option in choices}
    return [Offer(code, len(begun), code, labels[code]) for code in match(begun, choices) if code != begun]


def offers(before: str, choices: Sequence[Option]) -> list[Offer]:
    """What can stand after the part before the cursor: codes by their letters, commands by theirs. Words of the turn are free."""
    word, space, rest = before.partition(" ") if before.startswith("/") else ("", "", before)
    if word and not space:
        return _commands(before)
    if word and word[1:].lower() not in (*WORDS["code"], *WORDS["codes"], *WORDS["unmark"]):
        return []
    if ":" in rest or "\n" in rest:
        return []
    begun = rest.rpartition(",")[2].lstrip(" -")
    labels = {option.id: next(iter(option.labels), "") for option in choices}
    found = match(begun, choices) if begun.strip() else tuple(labels) if word else ()
    return [Offer(code, len(begun), code, labels[code]) for code in found if code != begun]


def _commands(before: str) -> list[Offer]:
    """Each command once, by its word in the language of the screens, else by the first of its words that begins so."""
    found = []
    for name in WORDS:
        words = (word_for(name, language()), *WORDS[name])
        word = next((w for w in words if f"/{w}".startswith(before.lower()) and not w.endswith("!")), "")
        if word:
            found.append(Offer(f"/{word}", len(before), f"/{word}", about(name)))
    return found
