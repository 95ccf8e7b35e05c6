"""What `scan` was asked to do."""

from pathlib import Path
from typing import NamedTuple

import typer

from interviewer.privacy.scan.deciding import Pointed, outcome
from interviewer.privacy.scan.groups import facts_of, small_groups
from interviewer.screens.clean import clean
from interviewer.screens.coding.opening import coder_id
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.paper import Paper
from interviewer.screens.scanning.gate import Sweep, anything
from interviewer.screens.scanning.labels_gate import labels_told
from interviewer.screens.scanning.listing import fact_of, groups_told, line_of, summary
from interviewer.screens.scanning.table import take_in
from interviewer.screens.scanning.walking import Walk
from interviewer.screens.terminal.keyboard import has_terminal
from interviewer.screens.words import _, plural
from interviewer.study.folder import Study
from interviewer.study.screening import everywhere

OPEN = 3


class Asked(NamedTuple):
    """The command line of `scan`, as typed."""

    sessions: tuple[str, ...] = ()
    decisions: str = ""
    accept: str = ""
    words: bool = False
    listed: bool = False
    everything: bool = False
    coder: str = ""
    json: bool = False


def do(study: Study, asked: Asked) -> int | None:
    """Scan, then list or go through it; the exit code."""
    who = coder_id(asked.coder) if asked.coder else ""
    ids = [study.resolve_session(text) for text in asked.sessions] or None
    paper, sweep = Paper(), Sweep(study, ids, anything, everywhere)
    open_ones = sweep.again()
    if asked.accept:
        take_in(study, asked.accept, sweep.pointed, sweep.loaded, paper)
        open_ones = sweep.again()
    if asked.decisions:
        return _write(study, asked.decisions, open_ones, paper)
    if open_ones and has_terminal() and not (asked.listed or asked.json or asked.everything):
        Walk(study, sweep.loaded, paper, who).run(open_ones)
        open_ones = sweep.again()
    else:
        _list(asked, sweep.pointed if asked.everything else open_ones)
    _conclude(sweep, paper)
    return OPEN if open_ones else None


def _write(study: Study, out: str, open_ones: list[Pointed], paper: Paper) -> int | None:
    from interviewer.export.scan_table import write_decisions

    if not open_ones:
        paper.say(_("Nothing is open, so no table was written."))
        return None
    rows = write_decisions(study, open_ones, Path(out))
    told = plural("{count} row in {place}.", "{count} rows in {place}.", rows, place=clean(out))
    paper.say(told + " " + _("It holds people's words: delete it when it was taken in with `--accept-scan`."))
    return OPEN


def _list(asked: Asked, pointed: list[Pointed]) -> None:
    if asked.json:
        typer.echo(dumps([fact_of(one, words=asked.words) for one in pointed]))
        return
    for one in pointed:
        state = _decided(one)
        typer.echo(clean(line_of(one, words=asked.words) + (f" ({state})" if state else "")))


def _decided(one: Pointed) -> str:
    if one.decision is None:
        return ""
    if one.decision.by is None:
        return _("looked at and left")
    return _("replaced by {by}").format(by=one.decision.by)


def _conclude(sweep: Sweep, paper: Paper) -> None:
    """How much was found, and which background values make people stand out."""
    paper.say(summary(outcome(sweep.pointed)))
    for line in labels_told(sweep.labels()):
        paper.say(line, "warn")
    people = facts_of(one.view for one in sweep.loaded.values())
    for line in groups_told(small_groups(people), len(people)):
        paper.say(line, "quiet")
