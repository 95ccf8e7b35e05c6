"""Crashes put into a run of the program, deep inside, where people's words are: an error whose message is those words.

The seam is Python's own profiling hook: it hears of each call of a function of the program, and what it raises is raised
there, as if the function had.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import NamedTuple

from tests.conftest import ROOT

PACKAGE = str(ROOT / "interviewer")
# What says what went wrong can't be asked to go wrong itself while it does.
NOT_IN = (
    "/errors.py",
    "/screens/crash.py",
    "/screens/messages/",
    "/screens/words.py",
    "/screens/labels.py",
    "/screens/paper.py",
)


class Place(NamedTuple):
    """A function that is given people's words: its file, its name, its first line."""

    file: str
    name: str
    line: int


class _OddError(Exception):
    """An error of a kind that nobody has heard of, with the words in its message and in what it carries."""


def _errors(words: str) -> tuple[BaseException, ...]:
    return (
        KeyError(words),
        MemoryError(words),
        _OddError(words, {words: [words]}),
        UnicodeDecodeError("utf-8", words.encode(), 0, 1, words),
        RecursionError(words),
    )


@contextmanager
def noted(canaries: tuple[str, ...]) -> Iterator[set[Place]]:
    """Within it every function of the program that is given the words is noted."""
    found: set[Place] = set()
    ours: dict[CodeType, bool] = {}

    def hear(frame: FrameType, event: str, _value: object) -> None:
        code = frame.f_code
        if event == "call" and ours.setdefault(code, _is_ours(code)) and _holds(frame, canaries):
            found.add(Place(code.co_filename, code.co_qualname, code.co_firstlineno))

    sys.setprofile(hear)
    try:
        yield found
    finally:
        sys.setprofile(None)


@contextmanager
def crashing(at: Place, words: str, kind: int) -> Iterator[list[bool]]:
    """Within it the function fails, the first time it is called; what it gives holds True once it did."""
    happened: list[bool] = []
    made = _errors(words)

    def hear(frame: FrameType, event: str, _value: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_firstlineno == at.line and code.co_filename == at.file and not happened:
            happened.append(True)
            sys.setprofile(None)
            raise made[kind % len(made)]

    sys.setprofile(hear)
    try:
        yield happened
    finally:
        sys.setprofile(None)


def _is_ours(code: CodeType) -> bool:
    name = code.co_filename
    return name.startswith(PACKAGE) and not any(part in name for part in NOT_IN) and code.co_name != "<module>"


def _holds(frame: FrameType, canaries: tuple[str, ...]) -> bool:
    """Whether one of the function's arguments is the words, or a record or line that holds them."""
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount
    local = frame.f_locals
    for name in code.co_varnames[:count]:
        value = local.get(name)
        if isinstance(value, str) and any(one in value for one in canaries):
            return True
        if isinstance(value, bytes) and any(one.encode() in value for one in canaries):
            return True
        if hasattr(value, "__struct_fields__") and any(one in str(getattr(value, "text", "")) for one in canaries):
            return True
    return False
