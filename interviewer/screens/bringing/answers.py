"""What became of answers that phones collected, for people and for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

from interviewer.errors import FilesError, Problem, problem
from interviewer.screens.bringing.form_report import grouped
from interviewer.screens.bringing.xlsform import form_bytes
from interviewer.screens.messages import explain
from interviewer.screens.pages.progress import progress
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, plural
from interviewer.sheets.model import Book
from interviewer.sheets.read import ZIP, read_book
from interviewer.study.answers import Brought, bring
from interviewer.study.folder import find_study

FAULTY = 3
WORKBOOKS = (".xlsx", ".xlsm", ".ods")


def bring_answers(file: str, guide: str, *, dry_run: bool, as_json: bool) -> int | None:
    """Make the sessions and say so; their ids are the result. FilesError for a file that can't be understood."""
    book = _book(file)
    with progress(_("Rows"), lambda: sum(len(sheet.rows) for sheet in book.sheets)) as advance:
        brought = bring(find_study(), book, guide, dry_run=dry_run, advance=advance)
    if as_json:
        sys.stdout.write(json.dumps(_values(brought, dry_run=dry_run), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{session}\n" for session in brought.made))
        _say(Paper(), brought, dry_run=dry_run)
    return FAULTY if brought.rows_left or brought.cells_left else None


def _book(file: str) -> Book:
    data = form_bytes(file)
    found = read_book(data, file)
    if found.book is None:
        archive = data.startswith(ZIP) and not file.lower().endswith(WORKBOOKS)
        raise FilesError([problem("answers_archive", path=file)] if archive else _named(found.problems, file))
    return found.book


def _named(problems: Iterable[Problem], file: str) -> Iterator[Problem]:
    return (one._replace(path=file) for one in problems)


def _say(paper: Paper, brought: Brought, *, dry_run: bool) -> None:
    for line in _balance(brought, dry_run=dry_run):
        paper.say(line)
    rows, cells, columns = len(brought.rows_left), len(brought.cells_left), len(brought.columns_left)
    chapters = (
        (plural("{count} row was not carried:", "{count} rows were not carried:", rows), brought.rows_left),
        (
            plural("{count} place was not carried as it is:", "{count} places were not carried as they are:", cells),
            brought.cells_left,
        ),
        (
            plural("{count} column is not of this form:", "{count} columns are not of this form:", columns),
            brought.columns_left,
        ),
    )
    for title, problems in chapters:
        if problems:
            paper.say()
            paper.say(title, "strong")
            for line in grouped(problems):
                paper.say(line, indent=2)
            for hint in dict.fromkeys(explain(one)[1] for one in problems):
                if hint:
                    paper.say(hint, "quiet", indent=2)
    if brought.made and not dry_run:
        paper.say()
        paper.say(_("Next: interviewer show {session}").format(session=brought.made[0]))


def _balance(brought: Brought, *, dry_run: bool) -> Iterator[str]:
    rows = plural("{count} row", "{count} rows", brought.rows)
    counted = {"made": len(brought.made), "there": len(brought.there), "reported": len(brought.rows_left)}
    if dry_run:
        yield _("{rows} = {made} that would become interviews + {there} there already + {reported} reported.").format(
            rows=rows, **counted
        )
        yield _("Nothing was written.")
    else:
        yield _("{rows} = {made} made into interviews + {there} there already + {reported} reported.").format(
            rows=rows, **counted
        )
    if brought.refused:
        yield plural(
            "In {count} of them the person refused what is required: the refusal is kept, and no words.",
            "In {count} of them people refused what is required: the refusals are kept, and no words.",
            brought.refused,
        )
    for session, places in brought.differing:
        count = plural("{count} place", "{count} places", places)
        yield _("{session}: the file says otherwise now ({places}). The interview was left as it is.").format(
            session=session, places=count
        )
    if brought.differing:
        yield _("What changed can be brought over with `interviewer edit`.")


def _values(brought: Brought, *, dry_run: bool) -> dict[str, object]:
    kinds = (("row", brought.rows_left), ("cell", brought.cells_left), ("column", brought.columns_left))
    return {
        "dry_run": dry_run,
        "rows": brought.rows,
        "made": list(brought.made),
        "there": list(brought.there),
        "refused": brought.refused,
        "differing": [{"session": session, "places": places} for session, places in brought.differing],
        "reported": [
            {"kind": kind, "place": one.path, "rule": one.rule, "message": explain(one)[0]}
            for kind, problems in kinds
            for one in problems
        ],
    }
