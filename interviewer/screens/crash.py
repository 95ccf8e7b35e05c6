"""An error that nobody foresaw, told by its type and places alone: its message and values could hold people's words."""

import os
import sys
from contextlib import suppress
from traceback import walk_tb
from types import TracebackType

from interviewer.errors import Problem, problem
from interviewer.ids import stable_id


def crash_problem(error: BaseException) -> Problem:
    """Type, `file:line` and a code of six characters that is the same wherever the same thing happens."""
    kind = type(error).__name__
    places = _places(error.__traceback__)
    where = places[-1] if places else "?"
    return problem("unexpected", type=kind, place=where, code=stable_id(kind, where)[:6])


def crash_places(error: BaseException) -> list[str]:
    """Every `file:line function` on the way to the error, outermost first, and to the errors behind it."""
    lines: list[str] = []
    cause: BaseException | None = error
    seen: set[int] = set()  # an error may stand behind itself
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(type(cause).__name__)
        lines += [f"  {place}" for place in _places(cause.__traceback__)]
        cause = cause.__cause__ or cause.__context__
    return lines


def tell_without_words(error: BaseException | None) -> None:
    """Write types and places to standard error, in place of a traceback; never raises."""
    with suppress(Exception):
        sys.stderr.write("\n".join(crash_places(error) if error is not None else ["?"]) + "\n")


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in walk_tb(trace)]


def _short(path: str) -> str:
    """The last two parts of a path: enough to find the file, without the name of the person's home."""
    return "/".join(path.replace(os.sep, "/").split("/")[-2:])
