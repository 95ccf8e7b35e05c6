"""A book that holds an XLSForm -> a guide, with a report in which every row and every cell that was left has its place."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.errors import Problem, problem
from interviewer.guide.keys import HIGHEST_VERSION
from interviewer.guide.model import Guide, Text
from interviewer.guide.read import read_guide
from interviewer.guide.spoken import Steps
from interviewer.guide.writing import guide_text
from interviewer.guide.xlsform.form import Around
from interviewer.guide.xlsform.form import form as written
from interviewer.guide.xlsform.kept import is_kept, kept_guide
from interviewer.guide.xlsform.reading import columns as c
from interviewer.guide.xlsform.reading.answers import Answers
from interviewer.guide.xlsform.reading.gate import Gated, gated
from interviewer.guide.xlsform.reading.ledger import Ledger, Tally
from interviewer.guide.xlsform.reading.lists import Lists
from interviewer.guide.xlsform.reading.naming import fresh_id
from interviewer.guide.xlsform.reading.own import OwnSurvey, Stamp, form_id, form_version, stamp
from interviewer.guide.xlsform.reading.sheets import Form, form
from interviewer.guide.xlsform.reading.survey import Survey
from interviewer.guide.xlsform.reading.tables import Line, Table, opening
from interviewer.guide.xlsform.reading.three_way import merged
from interviewer.guide.xlsform.reading.wording import Languages, languages
from interviewer.sheets.model import Book

VERSION = re.compile(r"([0-9]{1,6})(?:\.0)?(?:\s+\(\d{4}-\d\d-\d\d.*\))?", re.ASCII)
SETTING_PARTS = (c.TITLE, c.FORM, c.VERSION, c.DEFAULT_LANGUAGE)
OWN_SETTINGS = ("instance_name", "style")
"""Settings that `export xlsform` gives to each form."""


class Reading(NamedTuple):
    """What was made of a form: the guide (None where nothing in it is asked), its comments, and the report.

    `remarks` keep names that ids differ from, `above` notes that stand between questions.

    `languages` are the codes with the names that the form's columns have for them. `made_from` is the guide of a form of
    ours; `whole` says that what a form can't hold came back too.
    """

    guide: Guide | None
    remarks: Mapping[Steps, str]
    above: Mapping[Steps, tuple[str, ...]]
    tallies: tuple[Tally, ...]
    rows: tuple[Problem, ...]
    cells: tuple[Problem, ...]
    sheets: tuple[Problem, ...]
    languages: Mapping[str, str]
    made_from: Stamp | None = None
    whole: bool = False


class _Wish(NamedTuple):
    """What stands in where the form doesn't say: a name, the language of words, and an id that is wanted in any case."""

    name: str
    spoken: str
    guide_id: str = ""


def read_form(book: Book, name: str, spoken: str = "en", guide_id: str = "") -> Reading:
    """The guide in a form and the report; a form of ours gives back the guide that it was made from, and what was changed.

    `name` stands in for a form without title and id. `spoken` is the language of words that don't tell theirs.
    """
    found, wish = form(book), _Wish(name, spoken, guide_id)
    of = stamp(found.survey)
    reading = _read(found, wish, of)
    base = kept_guide(book) if of else None
    return _restored(reading, base, wish) if base and reading.guide else reading


def _restored(reading: Reading, base: Guide, wish: _Wish) -> Reading:
    """With what only the sheet beside the form says, as far as it is the same as when the form was made."""
    now = reading.guide or base
    around = Around({} if base.stakeholders else dict.fromkeys(now.stakeholders))
    made = form(Book(written(base, around).sheets, "xlsx"))
    before = _read(made, wish._replace(guide_id=""), stamp(made.survey))
    guide = merged(now, before.guide, base) if before.guide else now
    known = {(one.rule, one.values) for one in before.cells}
    if any(one.severity == "error" for one in read_guide(guide_text(guide).encode())[1]):
        return reading
    return reading._replace(
        guide=guide, whole=True, cells=tuple(one for one in reading.cells if (one.rule, one.values) not in known)
    )


def _read(found: Form, wish: _Wish, of: Stamp | None) -> Reading:
    """One form by itself; `of` is what a form of ours was made from."""
    found, ledger = _owned(found) if of else found, Ledger()
    said = languages(found, wish.spoken)
    lists = Lists(found.choices, said, ledger)
    survey = (OwnSurvey if of else Survey)(Answers(lists, said, ledger), said, ledger)
    if found.survey and found.survey.head >= 0:
        survey.read(found.survey)
        survey.finish()
    _unused(lists, ledger)
    _notes_of_choices(found, lists, ledger)
    settings = _settings(found.settings, ledger, wanted=bool(survey.themes))
    guide = _guide(survey, settings, said, wish.name)
    _noted(found, settings, ledger, said, wish if survey.themes else None)
    if of and isinstance(survey, OwnSurvey):
        guide = survey.whole(
            guide, form_id(settings.get(c.FORM, ""), of), form_version(settings.get(c.VERSION, ""), of)
        )
    whole = Gated(guide, survey.remarks, survey.above) if of else gated(guide, survey.remarks, survey.above)
    for item in () if of else whole.guide.consent:
        ledger.note(survey.lines[item.id], "form_agreed", c.LABEL, purpose=item.purpose)
    return Reading(
        replace(whole.guide, id=wish.guide_id or guide.id) if survey.themes else None,
        whole.remarks,
        whole.above,
        ledger.tallies(),
        ledger.rows_left(),
        ledger.cells_left(),
        tuple(_sheets(found)),
        {code: name for name, code in said.codes.items() if name} if not of else {},
        of,
    )


def _noted(found: Form, settings: Mapping[str, str], ledger: Ledger, said: Languages, wish: _Wish | None) -> None:
    """What was settled without being asked: another id than the form's, a language that nothing tells."""
    if wish is None or not found.survey or found.survey.own:
        return
    given = settings.get(c.FORM, "")
    if found.settings and given and not wish.guide_id and fresh_id(given, ()) != given:
        first = next(found.settings.lines())
        ledger.note(first, "form_id_made", c.FORM, given=opening(given), id=fresh_id(given, ()))
    if said.untold:
        at = next((one for one in found.survey.having(c.LABEL) if not one.language), found.survey.columns[0])
        address = found.survey.sheet.address(found.survey.head, at.place)
        ledger.note_at(address, "form_language_taken", language=said.main)


def _owned(found: Form) -> Form:
    """The tables of a form of ours, whose cells have signs of ours; the sheet with its guide is read, so it isn't left."""
    survey, choices, settings = (one._replace(own=True) if one else None for one in found[:3])
    return Form(survey, choices, settings, tuple(sheet for sheet in found.others if not is_kept(sheet)))


def _guide(survey: Survey, settings: Mapping[str, str], said: Languages, name: str) -> Guide:
    return Guide(
        id=fresh_id(settings.get(c.FORM) or name, ()),
        version=_version(settings.get(c.VERSION, "")),
        title=Text({said.main: settings.get(c.TITLE) or settings.get(c.FORM) or name}),
        language=said.main,
        languages=said.all,
        themes=survey.themes,
        opening=survey.opening,
        closing=survey.closing,
    )


def _version(said: str) -> int:
    """The whole number that the version is, KoboToolbox's date behind it aside; 1 for another way to count."""
    found = VERSION.fullmatch(said)
    return min(max(int(found[1]), 1), HIGHEST_VERSION) if found else 1


def _unused(lists: Lists, ledger: Ledger) -> None:
    for name, option in lists.every():
        if option.line is not None:
            ledger.leave(option.line, "form_list_unused", c.LIST, list=name)


def _notes_of_choices(found: Form, lists: Lists, ledger: Ledger) -> None:
    left = {one.path for one in ledger.rows_left()}
    for _name, option in lists.every():
        line = option.line
        if line is None or line.where(c.LIST) in left:
            continue
        for column in line.table.columns:
            if line.of(column) and column.part not in (c.LIST, c.NAME, c.LABEL):
                ledger.note_at(line.address(column), "form_column", column=column.header)
            if line.of(column) and line.hides(column):
                ledger.note_at(line.address(column), "form_hidden")
        if not line.text(c.NAME):
            ledger.note(line, "form_choice_named", c.LABEL, id=option.id)
    if found.choices:
        for line in found.choices.above():
            ledger.leave(line, "form_above_head")


def _settings(table: Table | None, ledger: Ledger, *, wanted: bool) -> dict[str, str]:
    """The settings by what they are; only the first row counts."""
    made: dict[str, str] = {}
    for n, line in enumerate(table.lines() if table else ()):
        made |= _setting(line, ledger) if not n and wanted else {}
        if n or not made:
            ledger.leave(line, "form_settings")
    return made


def _setting(line: Line, ledger: Ledger) -> dict[str, str]:
    made = {part: said for part in SETTING_PARTS if (said := line.text(part))}
    if made:
        ledger.carry(line)
        for column in line.table.columns:
            said = line.of(column)
            counted = VERSION.fullmatch(said) is not None or line.table.own
            read = column.part in SETTING_PARTS and (column.part != c.VERSION or counted)
            if said and not read and not (line.table.own and column.header in OWN_SETTINGS):
                ledger.note_at(line.address(column), "form_column", column=column.header)
    return made


def _sheets(found: Form) -> Iterator[Problem]:
    if found.survey is None or found.survey.head < 0:
        yield problem("form_no_survey", path=found.survey.sheet.name if found.survey else "")
    if found.choices and found.choices.head < 0 and found.choices.sheet.rows:
        yield problem("form_no_choices", severity="warning", path=found.choices.sheet.name)
    for sheet in found.others:
        count = sum(any(cell.strip() for cell in row) for row in sheet.rows)
        yield problem("form_sheet", severity="warning", path=sheet.name, count=count)
