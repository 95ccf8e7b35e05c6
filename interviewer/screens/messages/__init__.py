"""The words of problems: each room has its file of templates, and the place of a problem looks the same everywhere."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from interviewer.errors import Fact, Problem
from interviewer.screens.words import _


class _Facts(dict[str, Fact]):
    """The values of one problem; a value that a template wants and the problem lacks shows as `?`."""

    def __missing__(self, key: str) -> str:
        return "?"


def explain(problem: Problem) -> tuple[str, str]:
    """What is wrong and what to do next, in the language of the screens; the hint may be empty."""
    from interviewer.screens.clean import clean

    message, hint = _templates(problem.rule)
    facts = _Facts((name, clean(v) if isinstance(v, str) else v) for name, v in problem.values)
    return _filled(message, facts), _filled(hint, facts)


def place(problem: Problem) -> str:
    """`path:line:column: error: what is wrong` (without a place: `error: what is wrong`), the hint on the next line."""
    from interviewer.screens.clean import clean

    message, hint = explain(problem)
    severity = _("error") if problem.severity == "error" else _("warning")
    where = [clean(problem.path)] if problem.path else []
    where += [str(n) for n in (problem.line, problem.column) if n]
    line = _("{severity}: {message}").format(severity=severity, message=message)
    return (":".join([*where, ""]) + " " if where else "") + line + (f"\n    {hint}" if hint else "")


def rooms() -> Iterator[dict[str, tuple[str, str]]]:
    """The templates of each room, by rule id."""
    for found in iter_modules(__path__):
        yield import_module(f"{__name__}.{found.name}").MESSAGES


def _templates(rule: str) -> tuple[str, str]:
    return next((room[rule] for room in rooms() if rule in room), (rule, ""))


def _filled(template: str, facts: _Facts) -> str:
    return _(template).format_map(facts) if template else ""
