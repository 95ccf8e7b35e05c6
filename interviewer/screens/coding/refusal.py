"""How a line that could not be carried out is refused."""

from collections.abc import Callable

from interviewer.coding.said import word_for
from interviewer.errors import Problem
from interviewer.screens.messages import explain
from interviewer.screens.terminal.script import Line
from interviewer.screens.words import _, language


def refusal(found: Problem, line: Line) -> str:
    """What is wrong and what to do next, in one paragraph; a line of a script is named by its number."""
    message = " ".join(explain(found)).strip()
    return _("Line {number}: {message}").format(number=line.number, message=message) if line.number else message


def in_words_of_the_screens(found: Problem, called: Callable[[str, str], str] = word_for) -> Problem:
    """The problem with the command that was perhaps meant as it is called in the language of the screens."""
    name = str(found.facts().get("nearest", ""))
    if not name:
        return found
    facts = {**found.facts(), "nearest": called(name, language())}
    return found._replace(values=tuple(facts.items()))
