"""Prompts for terminals that can do no more than lines, and for those who have the screen read to them."""

import sys
from collections.abc import Callable, Sequence

from interviewer.matching import unaccented
from interviewer.screens.clean import clean
from interviewer.screens.terminal.signals import Hangup, Stop
from interviewer.screens.words import _


class _Said:
    lines_only = False


def say(words: str) -> None:
    """Write to the person; nothing happens when nobody is there."""
    try:
        sys.stderr.write(words)
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def whole_line(stop: Stop, message: str, initial: str = "") -> str:
    """One line as typed; an empty one keeps what was there before. Raises EOFError, KeyboardInterrupt and Hangup."""
    if not _Said.lines_only:
        _Said.lines_only = True
        say(_("This terminal reads whole lines: what is typed is safe only after Enter.") + "\n")
    say((clean(initial) + "\n" if initial else "") + message)
    try:
        line = stop.readline(sys.stdin)
    except OSError:
        raise Hangup from None
    if not line:
        raise EOFError
    return line.removesuffix("\n").removesuffix("\r") or initial


def checked_line(stop: Stop, message: str, default: str, fault: Callable[[str], str | None]) -> str:
    """One line without faults; it is asked for again until it has none."""
    while wrong := fault(typed := whole_line(stop, f"{message} ", default)):
        say(wrong + "\n")
    return typed


def numbered(stop: Stop, message: str, options: Sequence[tuple[str, str]], default: str | None) -> str:
    """The value of the option whose number, or words that only it has, the person typed."""
    say(message + "\n" + "".join(f"  {n}. {label}\n" for n, (_value, label) in enumerate(options, 1)))

    def fault(typed: str) -> str | None:
        return None if meant(typed, options) is not None else _("Type the number of one of them.")

    number = next((str(n) for n, (value, _label) in enumerate(options, 1) if value == default), "")
    found = meant(checked_line(stop, _("Number:"), number, fault), options)
    return str(found)


def meant(typed: str, options: Sequence[tuple[str, str]]) -> str | None:
    """The option that was meant by its number, its value or words that stand in one label only; None if unclear."""
    words = typed.strip()
    if words.isdecimal() and 0 < int(words) <= len(options):
        return options[int(words) - 1][0]
    exact = [value for value, _label in options if value == words]
    near = [value for value, label in options if words and unaccented(words) in unaccented(label)]
    return exact[0] if exact else near[0] if len(near) == 1 else None
