"""What became of answers that phones collected, for people and for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator

from interviewer.errors import FilesError, InterviewerError, LeftError, Problem, problem
from interviewer.screens.bringing.form_report import grouped
from interviewer.screens.bringing.xlsform import form_bytes
from interviewer.screens.messages import explain
from interviewer.screens.pages.progress import progress
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.signals import Hangup, Stop, stopping
from interviewer.screens.words import _, plural
from interviewer.sheets.model import Book
from interviewer.sheets.read import ZIP, read_book
from interviewer.study.collected.answers import Bringing, Brought
from interviewer.study.opening import find_study

FAULTY = 3
WORKBOOKS = (".xlsx", ".xlsm", ".ods")


def bring_answers(file: str, guide: str, *, dry_run: bool, as_json: bool) -> int | None:
    """Make the sessions and say so; their ids are the result. FilesError for a file that can't be understood."""
    bringing = Bringing(find_study(), _book(file), guide, dry_run=dry_run)
    try:
        with progress(_("Rows"), lambda: len(bringing.places)) as advance, stopping() as stop:
            bringing.all(_between(advance, stop))
    except (KeyboardInterrupt, Hangup):
        _tell_stopped(bringing, dry_run=dry_run, as_json=as_json)
        raise LeftError from None
    except InterviewerError:
        if bringing.made:
            _tell_stopped(bringing, dry_run=dry_run, as_json=as_json)
        raise
    brought = bringing.brought()
    _tell(brought, dry_run=dry_run, as_json=as_json)
    return FAULTY if brought.rows_left or brought.cells_left or brought.doubled else None


def _between(advance: Callable[[int], None], stop: Stop) -> Callable[[int], None]:
    """Ctrl-C stops between two rows, so that every interview which is counted is there, and no other one."""

    def step(steps: int) -> None:
        advance(steps)
        stop.check()

    return step


def _tell(brought: Brought, *, dry_run: bool, as_json: bool, left: int = 0) -> None:
    if as_json:
        sys.stdout.write(json.dumps(_values(brought, dry_run=dry_run, left=left), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{session}\n" for session in brought.made))
        _say(Paper(), brought, dry_run=dry_run)


def _tell_stopped(bringing: Bringing, *, dry_run: bool, as_json: bool) -> None:
    """What was made before it stopped, and what is left to do."""
    left = len(bringing.places) - bringing.rows
    _tell(bringing.brought(), dry_run=dry_run, as_json=as_json, left=left)
    paper = Paper()
    paper.say()
    rows = plural("{count} row is left", "{count} rows are left", left)
    paper.say(
        _("Stopped: {rows}. Nothing is half made; bring the same file again, and it goes on from here.").format(
            rows=rows
        )
    )


def _book(file: str) -> Book:
    data = form_bytes(file)
    found = read_book(data, file)
    if any(one.rule == "sheets_open_quote" for one in found.problems):
        raise FilesError(one._replace(rule="answers_open_quote", severity="error", path=file) for one in found.problems)
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
    if brought.completed:
        yield plural(
            "{count} of them had been left without its end by an import that was broken off; it is whole now.",
            "{count} of them had been left without their ends by an import that was broken off; they are whole now.",
            brought.completed,
        )
    for first, other in brought.doubled:
        said, hint = explain(problem("answers_doubled", session=first, other=other))
        yield f"{other}: {said} {hint}"
    for session, places in brought.differing:
        count = plural("{count} place", "{count} places", places)
        yield _("{session}: the file says otherwise now ({places}). The interview was left as it is.").format(
            session=session, places=count
        )
    if brought.differing:
        yield _("What changed can be brought over with `interviewer edit`.")


def _values(brought: Brought, *, dry_run: bool, left: int) -> dict[str, object]:
    kinds = (("row", brought.rows_left), ("cell", brought.cells_left), ("column", brought.columns_left))
    return {
        "dry_run": dry_run,
        "rows": brought.rows,
        "made": list(brought.made),
        "there": list(brought.there),
        "refused": brought.refused,
        "completed": brought.completed,
        "rows_not_reached": left,
        "doubled": [list(one) for one in brought.doubled],
        "differing": [{"session": session, "places": places} for session, places in brought.differing],
        "reported": [
            {"kind": kind, "place": one.path, "rule": one.rule, "message": explain(one)[0]}
            for kind, problems in kinds
            for one in problems
        ],
    }
