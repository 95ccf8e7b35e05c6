"""How a line that could not be carried out is refused."""

from interviewer.errors import Problem
from interviewer.screens.messages import explain
from interviewer.screens.terminal.script import Line
from interviewer.screens.words import _


def refusal(found: Problem, line: Line) -> str:
    """What is wrong and what to do next, in one paragraph; a line of a script is named by its number."""
    message = " ".join(explain(found)).strip()
    return _("Line {number}: {message}").format(number=line.number, message=message) if line.number else message
