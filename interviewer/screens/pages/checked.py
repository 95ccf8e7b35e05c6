"""What `check` found: for people, for programs, and for the pages of GitHub."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING

from interviewer.guide.quality.rules import QUALITY_RULES
from interviewer.screens.clean import clean
from interviewer.screens.messages import explain, place
from interviewer.screens.pages.many_holes import folded_holes
from interviewer.screens.words import _, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interviewer.errors import Problem
    from interviewer.study.checking import Checked

MOST_KINDS = 6  # rules that the summary counts
FEWEST_COUNTED = 6  # findings from which on it counts them


def as_text(problems: Iterable[Problem]) -> str:
    """Each problem with its place and what to do; one of quality ends with the name that `# lint: ok` takes.

    Where many texts lack a language, the first are told and the others counted.
    """
    told = folded_holes(tuple(problems))
    return "".join(f"{place(one, one.rule if one.rule in QUALITY_RULES else '')}\n" for one in told)


def as_json(problems: Iterable[Problem]) -> str:
    """A list of {path, line, column, severity, rule, message, hint, words}; `words` are those that a rule met, or empty."""
    import json

    rows = []
    for one in problems:
        message, hint = explain(one)
        row = {"path": one.path, "line": one.line, "column": one.column, "severity": one.severity, "rule": one.rule}
        rows.append(row | {"message": message, "hint": hint, "words": one.facts().get("words", "")})
    return json.dumps(rows, indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """A workflow command for each problem: GitHub shows it beside the line of a pull request.

    GitHub knows files by their paths from the root of the repository, wherever `check` was called.
    """
    from pathlib import Path

    from interviewer.study.git import from_root

    here = from_root(Path.cwd()) or ""
    return "".join(f"{_command(_placed(one, here))}\n" for one in problems)


def _placed(one: Problem, here: str) -> Problem:
    """The problem with its path from the root; one outside of the repository stays."""
    path = posixpath.normpath(here + one.path) if here and one.path else one.path
    return one if path.startswith(("/", "..")) else one._replace(path=path)


def _command(one: Problem) -> str:
    message, hint = explain(one)
    given = {"file": clean(one.path), "line": one.line, "col": one.column, "title": one.rule}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in given.items() if value)
    said = "\n".join(part for part in (message, hint) if part)
    return f"::{one.severity} {properties}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def summary(checked: Checked) -> str:
    """How many files and problems there were, and what was not said: silenced, left out, not judged."""
    files = plural("{count} file checked", "{count} files checked", checked.files)
    errors = plural("{count} error", "{count} errors", _count(checked, "error"))
    warnings = plural("{count} warning", "{count} warnings", _count(checked, "warning"))
    lines = [_("{files}: {errors}, {warnings}.").format(files=files, errors=errors, warnings=warnings)]
    if checked.silenced:
        lines.append(plural("{count} finding is silenced.", "{count} findings are silenced.", checked.silenced))
    if checked.left_out:
        lines.append(_("Rules that interviewer.yaml leaves out: {rules}.").format(rules=", ".join(checked.left_out)))
    if checked.unjudged:
        languages = ", ".join(checked.unjudged)
        lines.append(
            _("Wording is judged in French and English only, not in: {languages}.").format(languages=languages)
        )
    return "\n".join([*lines, *_next(checked)])


def _next(checked: Checked) -> Iterator[str]:
    """What the method found, how often, and what to do now: errors first, then advice, which may be declined."""
    found = Counter(one.rule for one in checked.problems if one.rule in QUALITY_RULES)
    if found.total() >= FEWEST_COUNTED and len(found) > 1:
        counted = ", ".join(f"{rule} {count}" for rule, count in found.most_common(MOST_KINDS))
        more = ["…"] if len(found) > MOST_KINDS else []
        yield _("Found most often: {rules}.").format(rules=", ".join([counted, *more]))
    if any(one.severity == "error" and one.rule not in QUALITY_RULES for one in checked.problems):
        yield _("Next: mend the errors first; a guide that has some is not held against the method yet.")
    elif found:
        yield _("Next: change what you agree with, and check again. Of the method, each remark is advice.")
    if found:
        rule = found.most_common(1)[0][0]
        yield _("To keep something as it is, end its line with:  # lint: ok {rule}").format(rule=rule)


def _count(checked: Checked, severity: str) -> int:
    return sum(one.severity == severity for one in checked.problems)
