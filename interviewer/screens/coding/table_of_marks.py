"""Tables of marks from the command line: applied whole or not at all, and written so that applying them is the inverse."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import typer

from interviewer.coding.choose import Option, options
from interviewer.coding.marks import Plan, plan
from interviewer.coding.marks_csv import CLOSED, LOST, MARK, MEMO, PASSED, Row, read_marks_csv
from interviewer.coding.marks_rows import Applying
from interviewer.coding.tree import RETIRED, CodeTree
from interviewer.errors import CannotError, Problem, problem
from interviewer.export.marks_file import STDOUT, Report, write_marks
from interviewer.screens.coding.opening import load_all, sheets_of, warn_of
from interviewer.screens.messages import place
from interviewer.screens.pages.taken_by_git import taken_by_git
from interviewer.screens.paper import Paper
from interviewer.screens.scanning.gate import marked_words, scan_first
from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import _, plural
from interviewer.session.events import Mark
from interviewer.study.folder import Study
from interviewer.study.marking import Crew, Loaded, apply, emergent_codes

DONE, FAULTY = 0, 3
STANDARD_INPUT = "-"


def export_table(out: str, coder: str, wanted: Sequence[str], accept: str = "") -> int:
    """Write what was marked as a table, as far as the coder may see it; returns the exit code."""
    study, paper = study_with_words(), Paper()
    sessions = list(dict.fromkeys(study.resolve_session(text) for text in wanted)) or study.session_ids()
    dialect = "machine" if out == STDOUT else study.settings().export  # standard output is for programs
    scan = scan_first(study, sessions, accept, only=marked_words)
    report = write_marks(study, out, dialect, sessions, coder, scan=scan)
    paper.say(_("{what}: read back and compared.").format(what=", ".join(_counts(report))), "good")
    for line in (*_left_out(report), *taken_by_git(out)):
        paper.say(line, "warn")
    return FAULTY if report.damaged else DONE


def _counts(report: Report) -> Iterable[str]:
    yield plural("{count} mark", "{count} marks", report.kinds.get(MARK, 0))
    if report.kinds.get(PASSED):
        yield plural("{count} turn passed without a mark", "{count} turns passed without a mark", report.kinds[PASSED])
    if report.kinds.get(MEMO):
        yield plural("{count} memo", "{count} memos", report.kinds[MEMO])
    if report.kinds.get(CLOSED):
        yield plural("{count} round closed", "{count} rounds closed", report.kinds[CLOSED])


def _left_out(report: Report) -> Iterable[str]:
    if report.kinds.get(LOST):
        yield plural(
            "{count} mark has lost its words and is written as lost: where it is applied it has none either.",
            "{count} marks have lost their words and are written as lost: where they are applied they have none either.",
            report.kinds[LOST],
        )
    if report.refused:
        yield plural(
            "{count} mark was refused in `compare`; the table doesn't say so, and where it is applied `compare` asks again.",
            "{count} marks were refused in `compare`; the table doesn't say so, and where it is applied `compare` asks again.",
            report.refused,
        )
    if report.blind:
        yield _("What other coders marked, if anything, is left out where you have not closed your round.")
    if report.guarded:
        yield plural(
            "{count} cell was guarded with an apostrophe, so that no spreadsheet takes it for a formula.",
            "{count} cells were guarded with an apostrophe, so that no spreadsheet takes them for formulas.",
            report.guarded,
        )
    if report.replaced:
        yield plural(
            "{count} cell held half a character, which no such file can hold; � stands in its place.",
            "{count} cells held half a character, which no such file can hold; � stands in its place.",
            report.replaced,
        )
    for session in report.damaged:
        yield place(problem("damaged_left_out", severity="warning", session=session))


def apply_table(file: str, coder: str, wanted: Sequence[str], named: str = "") -> int:
    """Apply the marks of a file, whole or not at all; returns the exit code.

    Without a coder, or without a round, each line says its own.
    """
    study, paper = study_with_words(), Paper()
    rows, problems = read_marks_csv(_bytes(file), coder, named)
    if not rows and not any(one.severity == "error" for one in problems):
        problems.append(problem("marks_no_rows", 2, 1))
    loaded = load_all(study, _named(study, rows), coder, paper)
    chosen = {study.resolve_session(text) for text in wanted}
    problems += [_not_chosen(row) for row in rows if chosen and row.session.text not in chosen | {""}]
    book = study.codebook()
    current = CodeTree(book).renamed()
    retired = frozenset(code.id for code in book.codes if code.status == RETIRED and not code.merged_into)
    applying = Applying(_choices(study, loaded, rows), coder, named, current, retired)
    made, faults = plan(rows, sheets_of(loaded), applying, study.session_ids())
    problems += [*faults, *_under_new_codes(rows, current)]
    placed = [one._replace(path=file) for one in sorted(problems, key=lambda one: (one.line, one.column))]
    if any(one.severity == "error" for one in placed):
        typer.echo("\n".join(map(place, placed)))
        return FAULTY
    for warning in placed:
        paper.say(place(warning), "warn")
    _write(made, Crew(study, loaded, made.events), paper)
    return 0


def _under_new_codes(rows: Sequence[Row], current: Mapping[str, str]) -> Iterable[Problem]:
    """A warning for each code that another one stands for now."""
    named = Counter(row.code.text for row in rows if row.code.text in current)
    for code, count in named.items():
        yield problem("marks_code_now", severity="warning", code=code, now=current[code], count=count)


def _not_chosen(row: Row) -> Problem:
    return problem("marks_session_not_named", row.session.line, row.session.column)


def _bytes(file: str) -> bytes:
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise CannotError("no_marks_file", path=file) from None
    except IsADirectoryError:
        raise CannotError("a_folder", path=file) from None


def _named(study: Study, rows: Iterable[Row]) -> list[str]:
    """The sessions that the rows name, as far as there are such."""
    there = set(study.session_ids())
    return [name for name in dict.fromkeys(row.session.text for row in rows) if name in there]


def _choices(study: Study, loaded: Mapping[str, Loaded], rows: Sequence[Row]) -> tuple[Option, ...]:
    """The codes that may be applied. Emergent codes of other sessions are looked for when a row needs one."""
    codebook = study.codebook()
    born = {code: label for one in loaded.values() for code, label in one.sheet.view.new_codes.items()}
    known = {option.id for option in options(codebook, born)}
    if any(row.code.text not in known for row in rows):
        born = emergent_codes(study, loaded) | born
    return options(codebook, born)


def _write(made: Plan, crew: Crew, paper: Paper) -> None:
    """Make the marks durable and say how many there are."""
    try:
        apply(crew, made.events, crew.at_once)
    finally:
        for pens in crew.pens.values():
            warn_of(pens, paper)
    there = plural("{count} was there already", "{count} were there already", made.there)
    if made.made or not made.events:
        _say_marks(made, there, paper)
    if made.passed:
        paper.say(plural("{count} turn passed without a mark.", "{count} turns passed without a mark.", made.passed))
    if made.lost:
        said = plural("{count} mark that has lost its words.", "{count} marks that have lost their words.", made.lost)
        paper.say(said, "warn")
    if made.memos:
        paper.say(plural("{count} memo written.", "{count} memos written.", made.memos))
    if made.closed:
        paper.say(plural("{count} round closed.", "{count} rounds closed.", made.closed))


def _say_marks(made: Plan, there: str, paper: Paper) -> None:
    if not made.made:
        paper.say(_("Nothing to do: {there}.").format(there=there))
        return
    marks = plural("{count} mark", "{count} marks", made.made)
    with_marks = sum(any(isinstance(event, Mark) for event in those) for those in made.events.values())
    sessions = plural("{count} session", "{count} sessions", with_marks)
    told = _("{marks} on {sessions}, {there}.") if made.there else _("{marks} on {sessions}.")
    paper.say(told.format(marks=marks, sessions=sessions, there=there), "good")
