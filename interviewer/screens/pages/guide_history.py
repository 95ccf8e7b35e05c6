"""`history`: the versions of a guide that git or an interview keeps, and what changed from each to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import typer

from interviewer.errors import CannotError
from interviewer.guide.compare import compare
from interviewer.screens.clean import wrap
from interviewer.screens.pages.compared import summary
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.table import table
from interviewer.screens.pages.word_changes import sheet
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, plural
from interviewer.study.past import Past, State, past_of
from interviewer.study.versions import guide_path, study_around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviewer.guide.changes import Comparison
    from interviewer.guide.model import Guide

SHORT = 8
INDENT = " " * 12


class Row(NamedTuple):
    """A version and what changed since the last one before it that can be read; None where there is none."""

    state: State
    change: Comparison | None
    first: bool


def show_guide_history(guide: str, *, as_json: bool) -> None:
    """Print the versions, the newest first. CannotError where nothing keeps any."""
    study = study_around(guide)
    path = guide_path(guide, study)
    past = past_of(path, study)
    if not past.states:
        raise CannotError("history_empty", guide=guide)
    rows = [*_rows(past.states, cut=past.cut)]
    if as_json:
        typer.echo(dumps({"guide": path.stem, "versions": [_as_data(row) for row in rows], "cut": past.cut}))
    else:
        typer.echo("\n".join(_lines(rows)))
    paper = Paper()
    for sentence in _notes(past, path.stem):
        paper.say(sentence, "quiet")


def _rows(states: tuple[State, ...], *, cut: bool) -> Iterator[Row]:
    before: Guide | None = None
    rows: list[Row] = []
    for n, state in enumerate(reversed(states)):
        now = state.guide
        rows.append(Row(state, compare(before, now) if before and now else None, n == 0 and not cut))
        before = now or before
    yield from reversed(rows)


def _lines(rows: list[Row]) -> Iterator[str]:
    """A line of facts for each version, and under it what changed."""
    heads = ("", _("version"), _("sum"), _("commit"), _("day"), _("interviews"))
    head, *facts = table(heads, [_cells(row) for row in rows], whole=range(1, len(heads))).split("\n")
    yield head
    width = sheet()[0]
    for line, row in zip(facts, rows, strict=True):
        yield line
        if _changed(row):
            yield from wrap(_changed(row), width, INDENT) if width else [INDENT + _changed(row)]


def _cells(row: Row) -> tuple[str, ...]:
    state = row.state
    version = str(state.guide.version) if state.guide else "?"
    pilots = plural("{count} pilot", "{count} pilots", len(state.pilots)) if state.pilots else ""
    held = " + ".join(part for part in (str(len(state.held) or ""), pilots) if part)
    facts = "*" * state.working, version, state.sha256[:SHORT], state.commit[:SHORT], state.since
    return (*facts, held)


def _changed(row: Row) -> str:
    if row.state.guide is None:
        return _("can't be read by this version of the program")
    if row.change is None:
        return _("the first one") if row.first else ""
    if row.change.says_the_same:
        return _("nothing that is asked")
    return summary(row.change.counted())


def _notes(past: Past, guide: str) -> Iterator[str]:
    if any(state.working for state in past.states):
        yield _(
            "* is the file as it is now. `interviewer diff {guide}@REVISION {guide}` says what changed since; REVISION is a commit, v and a version (v1), or sha: and a sum (sha:1a2b3c4d)."
        ).format(guide=guide)
    if past.cut:
        yield _("Git knows more changes of this file; the older ones are not listed.")
    if past.large:
        yield plural(
            "In {count} commit the file was larger than a guide may be; it is not listed.",
            "In {count} commits the file was larger than a guide may be; they are not listed.",
            past.large,
        )
    if past.silent:
        yield _("Git gave no answer about this file, so its versions are missing here.")
    if not any(state.held or state.pilots for state in past.states):
        yield _("No interview has been held with this guide.")


def _as_data(row: Row) -> dict[str, object]:
    state, days = row.state, sorted((*row.state.held, *row.state.pilots))
    return {
        "sha256": state.sha256,
        "version": state.guide.version if state.guide else None,
        "commit": state.commit,
        "day": state.since,
        "sessions": len(state.held),
        "pilots": len(state.pilots),
        "first_held": days[0] if days else "",
        "last_held": days[-1] if days else "",
        "working": state.working,
        "readable": state.guide is not None,
        "counts": row.change.counted() if row.change else None,
        "comparable": all(c.comparable is not False for c in row.change.changes) if row.change else None,
        "summary": _changed(row),
    }
