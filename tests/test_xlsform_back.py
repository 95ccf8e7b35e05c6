"""A guide written as a form comes back from it whole; with what was changed in the form, and no other changes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from interviewer.guide.model import CONSENT_PURPOSES, Guide, Question, Scale, Text
from interviewer.guide.read import read_guide
from interviewer.guide.writing import guide_text
from interviewer.guide.xlsform.form import WIDTHS, form
from interviewer.guide.xlsform.kept import KEPT
from interviewer.guide.xlsform.reading.reader import Reading, read_form
from interviewer.sheets.model import Book, Sheet
from interviewer.sheets.read import read_book
from interviewer.sheets.write import xlsx
from tests.forms import AROUND, JAVA, complete_guides, converted, form_of
from tests.test_xlsform_out import EVERYTHING, SHIPPED, guide_of

MANY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
OURS = "form_of_its_own"
Rows = list[list[str]]


def book_of(guide: Guide) -> Book:
    book = read_book(xlsx(form_of(guide).sheets, WIDTHS), "form.xlsx").book
    assert book is not None
    return book


def without(book: Book, *names: str) -> Book:
    return book._replace(sheets=tuple(sheet for sheet in book.sheets if sheet.name not in names))


def changed(book: Book, change: Callable[[Rows], object], sheet: str = "survey") -> Book:
    """The book with a sheet whose rows, all equally long, were changed by hand."""
    made = []
    for one in book.sheets:
        if one.name == sheet:
            width = max(map(len, one.rows))
            rows = [[*row, *[""] * (width - len(row))] for row in one.rows]
            change(rows)
            made.append(Sheet(one.name, tuple(map(tuple, rows))))
        else:
            made.append(one)
    return book._replace(sheets=tuple(made))


def read(book: Book) -> Reading:
    reading = read_form(book, "form")
    assert reading.guide is not None
    assert not [one for one in read_guide(text_of(reading).encode())[1] if one.severity == "error"]
    return reading


def text_of(reading: Reading) -> str:
    assert reading.guide is not None
    return guide_text(reading.guide, remarks=reading.remarks, above=reading.above)


def sound(guide: Guide) -> Guide | None:
    """The guide as its file reads; None where that has errors."""
    found, problems = read_guide(guide_text(guide).encode())
    return None if any(one.severity == "error" for one in problems) else found


def cell(rows: Rows, name: str, head: str) -> tuple[int, int]:
    """Where the row of that name has the column of that head."""
    at = rows[0].index(head)
    return next(n for n, row in enumerate(rows) if row[rows[0].index("name")] == name), at


def put(rows: Rows, name: str, head: str, said: str) -> None:
    r, c = cell(rows, name, head)
    rows[r][c] = said


@pytest.mark.parametrize("text", [*SHIPPED, EVERYTHING], ids=lambda text: guide_of(text).id)
def test_guides_come_back_whole(text):
    guide = guide_of(text)
    reading = read(book_of(guide))
    assert text_of(reading) == guide_text(guide)
    assert not reading.cells
    assert not reading.sheets
    assert {one.rule for one in reading.rows} == {OURS}
    assert all(one.rows == one.carried + one.reported for one in reading.tallies)


@MANY
@given(complete_guides())
def test_any_guide_comes_back_whole(guide):
    whole = sound(guide)
    if whole is None:
        return
    reading = read(book_of(whole))
    assert text_of(reading) == guide_text(whole)
    assert {one.rule for one in reading.rows} <= {OURS}
    assert not reading.cells


@MANY
@given(complete_guides())
def test_without_the_sheet_of_the_guide_what_a_form_can_hold_comes_back(guide):
    """Lost are aims of themes, codes, minutes, purpose, duration, kinds and ids of probes, `must`, `was`, what consent is for."""
    whole = sound(guide)
    if whole is None:
        return
    back = read(without(book_of(whole), KEPT)).guide
    assert back is not None
    assert (back.id, back.version, back.language, {*back.languages}) == (
        whole.id,
        whole.version,
        whole.language,
        {*whole.languages},
    )
    assert [(one.id, one.required) for one in back.consent] == [(one.id, one.required) for one in whole.consent]
    assert {one.id for one in back.background} == {one.id for one in whole.background}
    assert [theme.id for theme in back.themes] == [theme.id for theme in whole.themes]
    for (_t, now), (_u, then) in zip(back.questions(), whole.questions(), strict=True):
        assert (now.id, type(now.answer), len(now.probes)) == (then.id, type(then.answer), len(then.probes))
        assert flat(now.ask) == flat(then.ask)
        assert [flat(probe.ask) for probe in now.probes] == [flat(probe.ask) for probe in then.probes]
        if isinstance(then.answer, Scale):
            assert isinstance(now.answer, Scale)
            assert (now.answer.lowest, now.answer.highest) == (then.answer.lowest, then.answer.highest)


def flat(text: Text) -> dict[str, str]:
    return {code: " ".join(said.split()) for code, said in text.words.items()}


@pytest.mark.parametrize("text", [*SHIPPED, EVERYTHING], ids=lambda text: guide_of(text).id)
def test_without_it_the_form_reads_as_the_parts_of_a_guide(text):
    guide = guide_of(text)
    back = read(without(book_of(guide), KEPT)).guide
    assert back is not None
    assert [(q.id, q.answer, q.when) for _, q in back.questions()] == [
        (q.id, q.answer, tuple(one for one in q.when)) for _, q in guide.questions()
    ]
    assert [(one.id, one.required) for one in back.consent] == [(one.id, one.required) for one in guide.consent]
    assert all(one.purpose == one.id for one in back.consent if one.id in CONSENT_PURPOSES)
    assert [(one.id, one.answer) for one in back.background] == [(one.id, one.answer) for one in guide.background]
    assert bool(back.closing.words) == bool(guide.closing.words)


def everything() -> tuple[Guide, Book]:
    guide = guide_of(EVERYTHING)
    return guide, book_of(guide)


def test_what_was_changed_in_the_form_is_changed_in_the_guide_and_nothing_else():
    guide, book = everything()

    def change(rows: Rows) -> None:
        put(rows, "q_notes", "label::English (en)", "Tell me all.")
        put(rows, "q_notes", "hint::Français (fr)", "• Qui ?\n• Où, exactement ?")
        put(rows, "closing", "label::Français (fr)", "Merci beaucoup")

    back = read(changed(book, change)).guide
    assert back is not None
    first = replace(
        guide.themes[0].questions[0],
        ask=Text({"fr": "Racontez.", "en": "Tell me all."}),
        probes=(
            guide.themes[0].questions[0].probes[0],
            replace(guide.themes[0].questions[0].probes[1], ask=Text({"fr": "Où, exactement ?", "en": "Where?"})),
        ),
    )
    themes = (replace(guide.themes[0], questions=(first, *guide.themes[0].questions[1:])), *guide.themes[1:])
    wanted = replace(guide, themes=themes, closing=Text({"fr": "Merci beaucoup", "en": "Thanks"}))
    assert guide_text(back) == guide_text(wanted)


def test_rows_that_were_added_are_read_by_where_they_stand():
    guide, book = everything()

    def change(rows: Rows) -> None:
        width = len(rows[0])

        def add(behind: str, *cells: str) -> None:
            at, _ = cell(rows, behind, "name")
            rows.insert(at + 1, [*cells, *[""] * (width - len(cells))])

        add("r_notes", "select_one yes_no", "Venu_Seul", "Venu seul ?", "Came alone?")
        add("b_role", "integer", "age", "Votre âge ?", "Your age?")
        add("c_citation", "select_one yes_no", "c_archive", "Archiver ?", "Archive?")

    reading = read(changed(book, change))
    back = reading.guide
    assert back is not None
    assert [q.id for q in back.themes[0].questions][:3] == ["notes", "venu_seul", "place"]
    assert back.themes[0].questions[0] == guide.themes[0].questions[0].__class__(
        **{name: getattr(back.themes[0].questions[0], name) for name in Question.__struct_fields__}
    )
    assert back.themes[0].questions[0].must
    assert [one.id for one in back.background] == ["role", "age"]
    assert [(one.id, one.purpose) for one in back.consent][-1] == ("archive", "archive")
    assert "# name: Venu_Seul" in text_of(reading)
    assert "form_agreed" in {one.rule for one in reading.cells}


def test_a_question_that_was_taken_out_or_moved_takes_what_it_has_with_it():
    guide, book = everything()

    def change(rows: Rows) -> None:
        at, _ = cell(rows, "q_place", "name")
        moved = [rows.pop(at) for _ in range(2)]
        end, _ = cell(rows, "r_fin", "name")
        rows[end + 1 : end + 1] = moved
        rows[:] = [row for row in rows if row[1] not in ("q_jour", "r_jour")]

    back = read(changed(book, change)).guide
    assert back is not None
    place = back.find("place")
    assert place is not None
    assert (place[0].id, place[1].indicator) == ("suite", "place")
    assert back.find("jour") is None
    assert len(list(back.questions())) == len(list(guide.questions())) - 1


def test_a_question_whose_type_was_changed_is_sound():
    _guide, book = everything()

    def change(rows: Rows) -> None:
        put(rows, "q_place", "type", "text")
        put(rows, "q_place", "appearance", "multiline")

    found = read(changed(book, change))
    assert found.guide is not None
    place = found.guide.find("place")
    assert place is not None
    assert (place[1].answer, place[1].indicator) == (None, "")


def test_a_sheet_that_was_changed_or_is_broken_is_not_believed():
    _guide, book = everything()

    def change(rows: Rows) -> None:
        rows[3][0] = "title: Autre"

    back = read(changed(book, change, KEPT)).guide
    assert back is not None
    assert back.title.said_in("fr") == "Tout"
    assert not back.themes[0].questions[0].must
    for rows in ((), (("interviewer.guide",),), (("interviewer.guide", ""), ("x: [",)), (("a", "b"),)):
        sheets = (*without(book, KEPT).sheets, Sheet(KEPT, rows))
        assert read(book._replace(sheets=sheets)).guide is not None


def test_a_form_that_only_looks_like_ours_is_read_like_any_other():
    head = ("type", "name", "label")
    rows = (("text", "q_nom", "Nom ?"), ("calculate", "guide", "1 + 1"), ("select_one yes_no", "c_x", "D'accord ?"))
    reading = read_form(Book((Sheet("survey", (head, *rows)),), "xlsx"), "form")
    assert reading.guide is not None
    assert [q.id for _, q in reading.guide.questions()] == ["q_nom", "c_x"]
    assert not reading.guide.consent


def test_a_form_in_fewer_languages_comes_back_in_these():
    guide = guide_of(EVERYTHING)
    book = read_book(xlsx(form(replace(guide, languages=("en",), language="en"), AROUND).sheets, WIDTHS)).book
    assert book is not None
    back = read(book).guide
    assert back is not None
    assert back.languages == ("en",)
    assert back.themes[0].questions[0].must
    assert [*back.title.words] == ["en"]


@MANY
@given(complete_guides(), st.data())
def test_forms_that_lost_rows_and_cells_still_become_sound_guides(guide, data):
    whole = sound(guide)
    if whole is None:
        return
    book = book_of(whole)

    def change(rows: Rows) -> None:
        for _ in range(data.draw(st.integers(1, 4))):
            r = data.draw(st.integers(1, len(rows) - 1))
            if data.draw(st.booleans()):
                del rows[r]
            else:
                rows[r][data.draw(st.integers(0, len(rows[r]) - 1))] = data.draw(st.sampled_from(["", "x", "text"]))

    reading = read_form(changed(book, change), "form")
    assert all(one.rows == one.carried + one.reported for one in reading.tallies)
    if reading.guide:
        errors = [one for one in read_guide(text_of(reading).encode())[1] if one.severity == "error"]
        assert not errors, text_of(reading)


@pytest.mark.skipif(not JAVA, reason="ODK Validate needs Java, which is not on this machine")
def test_phones_pass_over_the_sheet_of_the_guide():
    written = form_of(guide_of(EVERYTHING))
    assert [sheet.name for sheet in written.sheets] == ["survey", "choices", "settings", KEPT]
    assert not converted(written, validate=True)[1]


def test_the_verb_gives_the_guide_back(study: Path, cli):
    (study / "guides" / "tout.yaml").write_text(EVERYTHING, encoding="utf-8")
    assert cli("export", "xlsform", "2-tout", "--out", "tout.xlsx").code == 0
    made = cli("import", "xlsform", "tout.xlsx", "--out", "-")
    assert made.code == 0
    assert guide_text(guide_of(made.out)) == guide_text(guide_of(EVERYTHING))
    assert "This belongs to the form, not to the guide" in made.err
    assert "made this form from the guide 2-tout, version 12. All of it came back" in " ".join(made.err.split())
    found = json.loads(cli("import", "xlsform", "tout.xlsx", "--json", "--out", "-").out)
    assert found["made_from"] == {"id": "2-tout", "version": 12, "whole": True}
    kept = (study / "tout.xlsx").read_bytes()
    book = read_book(kept).book
    assert book is not None
    (study / "cut.xlsx").write_bytes(xlsx(without(book, KEPT).sheets, WIDTHS))
    assert "codes, minutes and kinds of probes are lost" in " ".join(
        cli("import", "xlsform", "cut.xlsx", "--dry-run").err.split()
    )


def test_a_form_with_names_too_long_for_stata_is_told(study: Path, cli):
    long = EVERYTHING.replace("id: notes, ask", "id: premiere-fois-ou-vous-etes-venu-ici, ask")
    (study / "guides" / "tout.yaml").write_text(long, encoding="utf-8")
    made = cli("export", "xlsform", "2-tout", "--out", "tout.xlsx")
    assert made.code == 0
    assert "2 fields have names longer than 32 characters" in " ".join(made.err.split())
