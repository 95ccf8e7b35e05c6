"""What became of a form, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.screens.messages import explain
from interviewer.screens.words import _, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interviewer.errors import Problem
    from interviewer.guide.xlsform.reading.ledger import Tally
    from interviewer.guide.xlsform.reading.reader import Reading
    from interviewer.screens.paper import Paper


def say(paper: Paper, reading: Reading) -> None:
    """Write the report: what is in the guide, the books of each sheet, everything that was left with its place."""
    if reading.guide is not None:
        paper.say(_made(reading), "good")
    for line in _of_ours(reading):
        paper.say(line)
    for tally in reading.tallies:
        paper.say(_balance(tally))
    for title, problems in _chapters(reading):
        if problems:
            paper.say()
            paper.say(title, "strong")
            for line in grouped(problems):
                paper.say(line, indent=2)


def _of_ours(reading: Reading) -> Iterator[str]:
    if reading.made_from is None:
        return
    guide, version = reading.made_from
    yield _("`export xlsform` made this form from the guide {guide}, version {version}.").format(
        guide=guide, version=version
    )
    if reading.whole:
        yield _("All of it came back, with what was changed in the form; only comments of its file are not in a form.")
    else:
        yield _("Its sheet “interviewer” is missing or was changed, so codes, minutes and kinds of probes are lost.")


def _made(reading: Reading) -> str:
    guide = reading.guide
    if guide is None:
        return ""
    count = sum(len(theme.questions) for theme in guide.themes)
    questions = plural("{count} question", "{count} questions", count)
    themes = plural("{count} theme", "{count} themes", len(guide.themes))
    languages = ", ".join(guide.languages)
    return _("{questions} in {themes} ({languages}).").format(questions=questions, themes=themes, languages=languages)


def _balance(tally: Tally) -> str:
    rows = plural("{count} row", "{count} rows", tally.rows)
    return _("{sheet}: {rows} = {carried} in the guide + {reported} reported.").format(
        sheet=tally.sheet, rows=rows, carried=tally.carried, reported=tally.reported
    )


def _chapters(reading: Reading) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    rows, cells, sheets = len(reading.rows), len(reading.cells), len(reading.sheets)
    yield plural("{count} row is not in the guide:", "{count} rows are not in the guide:", rows), reading.rows
    yield (
        plural(
            "{count} cell of the others is not in it as it was:",
            "{count} cells of the others are not in it as they were:",
            cells,
        ),
        reading.cells,
    )
    yield plural("{count} sheet has no part in it:", "{count} sheets have no part in it:", sheets), reading.sheets


def grouped(problems: Iterable[Problem]) -> Iterator[str]:
    """A line for everything of which the same is said, with all its places: `survey!A5, A9: …`."""
    places: dict[str, list[str]] = {}
    for one in problems:
        places.setdefault(explain(one)[0], []).append(one.path)
    for said, addresses in places.items():
        yield f"{_addresses(addresses)}: {said}"


def _addresses(addresses: list[str]) -> str:
    """The addresses, the sheet named where it changes."""
    made, before = [], ""
    for address in addresses:
        sheet, sign, cell = address.rpartition("!")
        made.append(cell if sign and sheet == before else address)
        before = sheet if sign else ""
    return ", ".join(made)


def as_values(reading: Reading, path: str, of_file: Iterable[Problem] = ()) -> dict[str, object]:
    """The report as values for JSON; `path` is where the guide was written, empty where it was not.

    `of_file` are problems of the file as a table, whatever it holds.
    """
    kinds = (("row", reading.rows), ("cell", reading.cells), ("sheet", reading.sheets))
    return {
        "guide": reading.guide.id if reading.guide else None,
        "path": path or None,
        "made_from": {**reading.made_from._asdict(), "whole": reading.whole} if reading.made_from else None,
        "languages": dict(reading.languages),
        "themes": len(reading.guide.themes) if reading.guide else 0,
        "questions": sum(len(theme.questions) for theme in reading.guide.themes) if reading.guide else 0,
        "sheets": [tally._asdict() for tally in reading.tallies],
        "file": [{"line": one.line, "rule": one.rule, "message": explain(one)[0]} for one in of_file],
        "reported": [
            {"kind": kind, "place": one.path, "rule": one.rule, "message": explain(one)[0]}
            for kind, problems in kinds
            for one in problems
        ],
    }
