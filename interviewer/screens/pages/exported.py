"""What an export says when it is done: how much, where, and everything that was left out or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.export.chunks import Tally
from interviewer.export.manifest import NAME
from interviewer.export.write import Report, Request
from interviewer.screens.clean import clean
from interviewer.screens.pages.taken_by_git import taken_by_git
from interviewer.screens.pages.veiled import veiled_told
from interviewer.screens.words import _, plural
from interviewer.study.withdrawal.derived import papers_in

NAMED = 5


def sentences(report: Report, request: Request) -> list[str]:
    """The lines for standard error, the result first."""
    return [
        _done(report, request),
        *_to_open(report),
        *_left_out(report.tally),
        *_withheld(report),
        *_changed(report.tally),
        *_unmatched(report, request),
        *manifest_told(report.manifest),
        *(taken_by_git(report.files[0]) if report.files else ()),
        *(for_one_person(report.files[0].parent) if report.files else ()),
    ]


def for_one_person(folder: Path) -> Iterator[str]:
    """That papers with somebody's name and words lie where the tables were written, which are sent to others."""
    papers = papers_in(folder)
    if papers:
        told = plural(
            "In the same folder lies {count} paper with somebody's name and words, {names}: it is for that person alone, so leave it out when the tables are sent.",
            "In the same folder lie {count} papers with people's names and words, {names}: each is for that person alone, so leave them out when the tables are sent.",
            len(papers),
            names=clean(", ".join(one.name for one in papers[:NAMED])) + (", …" if len(papers) > NAMED else ""),
        )
        yield told


def _to_open(report: Report) -> Iterator[str]:
    """Which of the files of a folder to begin with."""
    if report.read_me:
        told = _("Open {file} first; {page} says what each file and column is.")
        yield told.format(file=report.files[0].name, page=report.read_me)


def manifest_told(manifest: Path | None) -> Iterator[str]:
    """Where the manifest stands, beside a file alone: in a folder it is one of the files."""
    if manifest is not None and not manifest.name.startswith(NAME):
        yield _("What it holds, by which consents, stands beside it in {place}.").format(place=clean(manifest.name))


def _done(report: Report, request: Request) -> str:
    rows = plural("{count} row", "{count} rows", report.tally.rows)
    interviews = plural("{count} interview", "{count} interviews", report.tally.sessions)
    if not report.files:
        return _("{rows} from {interviews}, read back and compared.").format(rows=rows, interviews=interviews)
    files = plural("{count} file", "{count} files", len(report.files))
    template = _("{rows} from {interviews} in {place} ({files}, for {dialect}), read back and compared.")
    return template.format(
        rows=rows, interviews=interviews, place=clean(request.out), files=files, dialect=report.dialect
    )


def _left_out(tally: Tally) -> Iterator[str]:
    pilots, refused, empty = (tally.left_out.get(why, 0) for why in ("pilots", "refused", "empty"))
    if pilots:
        yield plural(
            "Left out: {count} pilot interview (`--with-pilots` takes it in).",
            "Left out: {count} pilot interviews (`--with-pilots` takes them in).",
            pilots,
        )
    if refused:
        yield plural(
            "Left out: {count} interview that was refused.", "Left out: {count} interviews that were refused.", refused
        )
    if empty:
        yield plural(
            "Left out: {count} interview that holds nothing.", "Left out: {count} interviews that hold nothing.", empty
        )


def _withheld(report: Report) -> Iterator[str]:
    """What is not shown of the interviews that are."""
    tally = report.tally
    if tally.withheld or tally.withheld_notes:
        turns = plural("{count} turn", "{count} turns", tally.withheld) if tally.withheld else ""
        notes = plural("{count} note", "{count} notes", tally.withheld_notes) if tally.withheld_notes else ""
        what = ", ".join(filter(None, (turns, notes)))
        yield _("Words left out for want of the consent to quote: {what}.").format(what=what)
    if tally.doubtful:
        yield plural(
            "{count} interview could not be read whole: a consent may be missing, so none of its words are shown.",
            "{count} interviews could not be read whole: a consent may be missing, so none of their words are shown.",
            tally.doubtful,
        )
    if tally.memos:
        yield plural(
            "{count} memo of a coder was left out: it may repeat anybody's words.",
            "{count} memos of coders were left out: they may repeat anybody's words.",
            tally.memos,
        )
    yield from veiled_told(report.veiled)
    if report.veiled and report.covered:
        yield plural(
            "{count} time the words of a code named such a code: the neutral id stands there.",
            "{count} times the words of a code named such a code: the neutral id stands there.",
            report.covered,
        )


def _changed(tally: Tally) -> Iterator[str]:
    if tally.lost:
        yield plural(
            "{count} mark has no excerpt: its words were corrected away since.",
            "{count} marks have no excerpts: their words were corrected away since.",
            tally.lost,
        )
    if tally.guarded:
        yield plural(
            "{count} cell was guarded with an apostrophe, so that no spreadsheet takes it for a formula.",
            "{count} cells were guarded with an apostrophe, so that no spreadsheet takes them for formulas.",
            tally.guarded,
        )
    if tally.long:
        yield plural(
            "{count} cell is longer than the 32,767 characters that Excel keeps; the file holds all of it.",
            "{count} cells are longer than the 32,767 characters that Excel keeps; the file holds all of them.",
            tally.long,
        )
    if tally.replaced:
        yield plural(
            "{count} cell held half a character, which no such file can hold; � stands in its place.",
            "{count} cells held half a character, which no such file can hold; � stands in its place.",
            tally.replaced,
        )
    if tally.newer:
        yield plural(
            "{count} interview holds records of a newer interviewer, which this one can't export.",
            "{count} interviews hold records of a newer interviewer, which this one can't export.",
            tally.newer,
        )
    if tally.damaged:
        named = ", ".join(tally.damaged[:NAMED]) + (", …" if len(tally.damaged) > NAMED else "")
        interviews = plural("{count} interview", "{count} interviews", len(tally.damaged))
        template = _("Damaged: {interviews} ({named}). What can be read was exported; `interviewer doctor` says more.")
        yield template.format(interviews=interviews, named=clean(named))


def _unmatched(report: Report, request: Request) -> Iterator[str]:
    """What was asked for and matched nothing: silence must not look like success."""
    for one in sorted(request.scope.guides - report.tally.guides):
        yield _("No interview with the guide {id} is among them.").format(id=clean(one))
    for one in sorted(request.scope.stakeholders - report.tally.stakeholders):
        yield _("No interview with the stakeholder group {id} is among them.").format(id=clean(one))


def refuse_options(given: Mapping[str, object], kind: str) -> None:
    """UsageError for the first of these options that was given: it has no meaning for what is exported."""
    for option, value in given.items():
        if value:
            raise UsageError("export_option_elsewhere", option=option, kind=kind)
