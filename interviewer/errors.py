"""What can go wrong, as values: a rule id and the facts of the case. The words are chosen where they are shown."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]
Fact = str | int | float


class Problem(NamedTuple):
    """One fault of one place in one file. Lines and columns count from 1; 0 means that the place is the whole file."""

    rule: str
    severity: Severity = "error"
    path: str = ""
    line: int = 0
    column: int = 0
    values: tuple[tuple[str, Fact], ...] = ()

    def facts(self) -> dict[str, Fact]:
        """The values by name, as the message templates want them."""
        return dict(self.values)


def problem(
    rule: str, /, line: int = 0, column: int = 0, severity: Severity = "error", path: str = "", **values: Fact
) -> Problem:
    """Build a Problem with its values given by name."""
    return Problem(rule, severity, path, line, column, tuple(values.items()))


class InterviewerError(Exception):
    """Something that was asked can't be done. Carries a rule id and facts, never a person's words."""

    exit_code = 1

    def __init__(self, rule: str, /, **values: Fact) -> None:
        super().__init__(rule)
        self.problem = Problem(rule, values=tuple(values.items()))


class CannotError(InterviewerError):
    """The world is not as the verb needs it (exit code 1)."""


class UsageError(InterviewerError):
    """The command line asks for something that makes no sense (exit code 2)."""

    exit_code = 2


class FilesError(InterviewerError):
    """Files have problems, each with its place (exit code 3)."""

    exit_code = 3

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__("files_have_problems")
        self.problems = tuple(problems)


class DeclinedError(InterviewerError):
    """The person was asked and said no: nothing was done, which was said already (exit code 1)."""

    def __init__(self) -> None:
        super().__init__("declined")


class LeftError(InterviewerError):
    """The person pressed Ctrl-C or Ctrl-D where that means to leave (exit code 130)."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__("interrupted")
