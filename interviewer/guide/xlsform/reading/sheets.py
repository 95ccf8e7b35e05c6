"""Which sheet of a book is what: survey, choices, settings; in CSV and Markdown they stand below each other in one."""

from collections.abc import Iterator
from typing import NamedTuple

from interviewer.guide.xlsform.reading.columns import LABEL, LIST, NAME, TYPE
from interviewer.guide.xlsform.reading.tables import Table, table
from interviewer.sheets.model import Book, Sheet

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
KNOWN = (SURVEY, CHOICES, SETTINGS, "external choices", "entities", "osm", "columns", "cascades")
ONE_SHEET = ("csv", "md")


class Form(NamedTuple):
    """The three tables of a form (None for one that it lacks) and the sheets that are none of them."""

    survey: Table | None
    choices: Table | None
    settings: Table | None
    others: tuple[Sheet, ...]


def form(book: Book) -> Form:
    """The tables, by the names of the sheets, else by what stands in them."""
    sheets = tuple(_sections(book.sheets[0])) if book.kind in ONE_SHEET and book.sheets else book.sheets
    by_name = {_plain(sheet.name): sheet for sheet in reversed(sheets)}
    survey = _survey(sheets, by_name)
    named = by_name.get(CHOICES)
    choices = named if named and named is not survey else None
    choices = choices or next((s for s in sheets if s is not survey and _is_choices(s)), None)
    settings = next((s for s in (by_name.get(SETTINGS),) if s is not survey and s is not choices), None)
    taken = (survey, choices, settings)
    others = tuple(sheet for sheet in sheets if sheet.rows and not any(sheet is one for one in taken))
    return Form(
        table(survey, (TYPE,)) if survey else None,
        table(choices, (LIST, NAME)) if choices else None,
        table(settings, ()) if settings and settings.rows else None,
        others,
    )


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").split())


def _survey(sheets: tuple[Sheet, ...], by_name: dict[str, Sheet]) -> Sheet | None:
    named = by_name.get(SURVEY)
    if named and table(named, (TYPE,)).head >= 0:
        return named
    likely = (
        sheet for sheet in sheets if table(sheet, (TYPE, NAME)).head >= 0 or table(sheet, (TYPE, LABEL)).head >= 0
    )
    return next(likely, named)


def _is_choices(sheet: Sheet) -> bool:
    return table(sheet, (LIST, NAME)).head >= 0


def _sections(sheet: Sheet) -> Iterator[Sheet]:
    """The sheets of a table in text, whose names stand in the first column; one without names is a survey."""
    starts = [n for n, row in enumerate(sheet.rows) if row and _plain(row[0]) in KNOWN and not any(row[1:2])]
    if not starts:
        yield sheet
        return
    for start, end in zip(starts, [*starts[1:], len(sheet.rows)], strict=True):
        blank = ((),) * (start + 1)
        yield sheet._replace(name=sheet.rows[start][0].strip(), rows=blank + sheet.rows[start + 1 : end])
