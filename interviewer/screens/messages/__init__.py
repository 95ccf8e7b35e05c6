"""The words of problems: each room has its file of templates, and the place of a problem looks the same everywhere."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from operator import eq
from pkgutil import iter_modules
from typing import NamedTuple

from interviewer.errors import Fact, Problem
from interviewer.screens.labels import label
from interviewer.screens.words import _, form

# Facts that hold one of our fixed values, which people read in their own words.
LABELLED = ("kind",)
# Facts that hold a moment of this machine's clock, or a count of bytes.
MOMENTS, SIZES = ("moment", "moment_newest"), ("bytes_free", "bytes_least")


class Counted(NamedTuple):
    """A template that depends on a number: that for one, that for several, and the fact that tells how many.

    With `since`, it is as many as there are numbers from that fact to `by`, both counted.
    """

    one: str
    many: str
    by: str = "count"
    since: str = ""


Template = str | Counted
Room = dict[str, tuple[Template, Template]]


class _Facts(dict[str, Fact]):
    """The values of one problem; a value that a template wants and the problem lacks shows as `?`."""

    def __missing__(self, key: str) -> str:
        return "?"


def explain(problem: Problem) -> tuple[str, str]:
    """What is wrong and what to do next, in the language of the screens; the hint may be empty."""
    message, hint = _templates(problem.rule)
    facts = _Facts((name, _said(name, value)) for name, value in problem.values)
    if "language" in facts:
        from interviewer.screens.language_names import named

        facts["language_name"] = named(str(facts["language"]))
    return _filled(message, facts), _filled(hint, facts)


def _said(name: str, value: Fact) -> Fact:
    """The value as it can be shown."""
    from interviewer.screens.clean import clean

    if name in SIZES or name in MOMENTS:
        from interviewer.screens.moments import moment_said, size_said

        return size_said(value) if isinstance(value, int) else clean(moment_said(str(value)))
    if not isinstance(value, str):
        return value
    return clean(label(value) if name in LABELLED else value)


def place(problem: Problem, name: str = "") -> str:
    """`path:line:column: error: what is wrong` (without a place: `error: what is wrong`), the hint on the next line.

    A name ends the first line in brackets.
    """
    from interviewer.screens.clean import clean

    message, hint = explain(problem)
    severity = _("error") if problem.severity == "error" else _("warning")
    where = [clean(problem.path)] if problem.path else []
    where += [str(n) for n in (problem.line, problem.column) if n]
    line = _("{severity}: {message}").format(severity=severity, message=message) + (f" [{name}]" if name else "")
    return (":".join([*where, ""]) + " " if where else "") + line + (f"\n    {hint}" if hint else "")


def places(problems: Sequence[Problem]) -> str:
    """Each problem as `place` says it; a hint that several in a row have stands once, below the last of them."""
    hints = [explain(one)[1] for one in problems]
    repeated = map(eq, hints, [*hints[1:], None])
    said = zip(map(place, problems), hints, repeated, strict=True)
    return "\n".join(text.removesuffix(f"\n    {hint}") if again else text for text, hint, again in said)


def rooms() -> Iterator[Room]:
    """The templates of each room, by rule id."""
    for found in iter_modules(__path__):
        yield import_module(f"{__name__}.{found.name}").MESSAGES


@lru_cache(maxsize=256)
def _templates(rule: str) -> tuple[Template, Template]:
    return next((room[rule] for room in rooms() if rule in room), (rule, ""))


def _filled(template: Template, facts: _Facts) -> str:
    if isinstance(template, Counted):
        return _chosen(template, facts).format_map(facts)
    return _(template).format_map(facts) if template else ""


def _chosen(template: Counted, facts: _Facts) -> str:
    """The form for that many, in the language of the screens; an unknown number is many."""
    last, first = facts.get(template.by), facts.get(template.since, 1)
    count = last - first + 1 if isinstance(last, int) and isinstance(first, int) else 2
    return form(template.one, template.many, count)
