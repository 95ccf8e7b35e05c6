"""Forms of every dialect become guides: each row and cell is in the guide or in the report, and the books balance."""

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.guide.model import Answer, Choices, Condition, Date, Guide, Number, Scale, ShortText
from interviewer.guide.read import read_guide
from interviewer.guide.writing import guide_text
from interviewer.guide.xlsform.reading.columns import column
from interviewer.guide.xlsform.reading.conditions import Decider, bounds, conditions
from interviewer.guide.xlsform.reading.kinds import kind
from interviewer.guide.xlsform.reading.languages import code_of, guessed
from interviewer.guide.xlsform.reading.markup import without_markup
from interviewer.guide.xlsform.reading.naming import fresh_id
from interviewer.guide.xlsform.reading.reader import Reading, read_form
from interviewer.guide.xlsform.reading.sheets import form
from interviewer.ids import is_id
from interviewer.schema import LANGUAGE
from interviewer.sheets.model import Book, Sheet
from interviewer.sheets.read import read_book

DATA = Path(__file__).resolve().parent / "data" / "xlsform"
KINDS_OF_FILE = (".xls", ".xlsx", ".xlsm", ".csv", ".md")
FORMS = sorted(path for path in DATA.glob("*/*") if path.suffix in KINDS_OF_FILE and path.stem != "LICENSE")
SECONDS = 20
Rows = Sequence[tuple[str, ...]]


def book_of(path: Path) -> Book:
    found = read_book(path.read_bytes(), path.name).book
    assert found is not None
    return found


def book(survey: Rows, choices: Rows = ()) -> Book:
    sheets = [Sheet("survey", tuple(survey))]
    return Book((*sheets, Sheet("choices", tuple(choices))) if choices else tuple(sheets), "xlsx")


def sound(reading: Reading) -> Guide | None:
    """The guide as it reads back from its YAML, which has no error."""
    if reading.guide is None:
        return None
    text = guide_text(reading.guide, remarks=reading.remarks, above=reading.above)
    found, problems = read_guide(text.encode())
    assert not [one for one in problems if one.severity == "error"], problems
    assert found is not None
    return found


def balanced(of: Book, reading: Reading) -> None:
    """Each filled row below a head is counted once; what is reported has a place that exists and holds something."""
    parts = form(of)
    for table in (parts.survey, parts.choices, parts.settings):
        if table is None or table.head < 0:
            continue
        filled = [n for n, row in enumerate(table.sheet.rows) if any(cell.strip() for cell in row)]
        tally = next((one for one in reading.tallies if one.sheet == table.sheet.name), None)
        assert (tally.rows if tally else 0) == len(filled) - 1
    for tally in reading.tallies:
        assert tally.rows == tally.carried + tally.reported
    assert sum(tally.reported for tally in reading.tallies) == len(reading.rows)
    assert len({one.path for one in reading.rows}) == len(reading.rows)
    known = {address for table in parts[:3] if table for address in _addresses(table.sheet)}
    assert {one.path for one in (*reading.rows, *reading.cells)} <= known


def _addresses(sheet: Sheet) -> Iterator[str]:
    for r, row in enumerate(sheet.rows):
        for c, cell in enumerate(row):
            if cell.strip():
                yield sheet.address(r, c)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_every_form_is_carried_or_reported(path: Path) -> None:
    of = book_of(path)
    reading = read_form(of, path.stem)
    balanced(of, reading)
    guide = sound(reading)
    assert guide is not None or all(tally.carried == 0 or tally.sheet != "survey" for tally in reading.tallies)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_with_changed_cells_is_carried_or_reported(path: Path) -> None:
    dice = random.Random(path.name)
    of = book_of(path)
    for _ in range(6):
        changed = Book(tuple(_changed(sheet, dice) for sheet in of.sheets), of.kind)
        reading = read_form(changed, "form")
        balanced(changed, reading)
        sound(reading)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_with_changed_bytes_is_read_or_refused(path: Path) -> None:
    dice = random.Random(f"{path.name} bytes")
    for _ in range(4):
        data = bytearray(path.read_bytes())
        for _change in range(dice.choice((1, 4, 30))):
            data[dice.randrange(len(data))] = dice.randrange(256)
        found = read_book(bytes(data), path.name)
        if found.book is None:
            assert found.problems
            continue
        reading = read_form(found.book, "form")
        balanced(found.book, reading)
        sound(reading)


ODD: tuple[str, ...] = (
    "",
    "  ",
    "begin group",
    "end group",
    "begin repeat",
    "select_one x",
    "select_multiple x or_other",
    "note",
    "text",
)
ODD += (
    "${q} = 'a'",
    "selected(${q},",
    "((((",
    "label::fr",
    "name",
    "type",
    "list_name",
    "x" * 5000,
    "\u202eabc\x1b[31m",
)
ODD += ("a\r\nb", "\u2028", "Ça va ?", "1.0", "yes", "<p>a</p><script>b", "-1", "range", "number 5,1", "👩‍👩‍👧", "con")


def _changed(sheet: Sheet, dice: random.Random) -> Sheet:
    rows = [list(row) for row in sheet.rows]
    for _ in range(dice.randrange(1, 9)):
        if not rows:
            break
        row = dice.randrange(len(rows))
        match dice.randrange(5):
            case 0:
                rows[row], rows[-1] = rows[-1], rows[row]
            case 1:
                rows.insert(row, list(dice.choice(rows)))
            case 2:
                del rows[row]
            case _ if rows[row]:
                rows[row][dice.randrange(len(rows[row]))] = dice.choice(ODD)
    return Sheet(sheet.name, tuple(map(tuple, rows)))


CELL = st.sampled_from(ODD) | st.text(max_size=8)
TYPE = CELL | st.sampled_from(["text", "integer", "range", "select_one l", "select_multiple l", "date", "time", "note"])
ROW = st.tuples(TYPE, CELL, CELL, CELL, CELL, CELL, CELL)
HEAD = ("type", "name", "label", "hint::Français (fr)", "relevant", "required", "constraint")


@settings(max_examples=60)
@given(st.lists(ROW, max_size=14), st.lists(st.tuples(st.sampled_from(["l", "x", ""]), CELL, CELL, CELL), max_size=6))
def test_any_rows_are_carried_or_reported(rows: list[tuple[str, ...]], choices: list[tuple[str, ...]]) -> None:
    of = book([HEAD, *rows], [("list_name", "name", "label", "label::English"), *choices])
    reading = read_form(of, "form")
    balanced(of, reading)
    sound(reading)


@pytest.mark.parametrize(
    ("survey", "choices"),
    [
        ([("begin group", f"g{n}", f"G {n}") for n in range(3000)] + [("text", "q", "Q")], []),
        ([("text", "q", "Q")] * 3000, []),
        ([("note", "n", "N")] * 3000, []),
        ([("end group", "", "")] * 3000, []),
        ([("select_one l", "q", "Q")], [("l", f"c{n}", "C" * 20) for n in range(20_000)]),
        ([("text", "q", "Q" * 1_000_000)], []),
    ],
)
def test_a_huge_form_takes_little_time(survey: list[tuple[str, ...]], choices: list[tuple[str, ...]]) -> None:
    of = book([("type", "name", "label"), *survey], [("list_name", "name", "label"), *choices])
    began = time.monotonic()
    reading = read_form(of, "form")
    balanced(of, reading)
    if reading.guide is not None:
        read_guide(guide_text(reading.guide, remarks=reading.remarks, above=reading.above).encode())
    assert time.monotonic() - began < SECONDS


ROLE = Choices({})
DECIDERS = {
    "role": Decider("role", Choices({}), {"a": "a", "b": "b", "C d": "c-d", "1": "1"}),
    "Age": Decider("age", Number(0.0, 120.0), whole=True),
    "size": Decider("size", Number()),
    "note": Decider("note", Scale(0, 10)),
    "likes": Decider("likes", Choices({}, several=True), {"x": "x", "y": "y"}),
    "grade": Decider("grade", Choices({}), {"1": "1", "2": "2", "3": "3"}),
    "day": Decider("day", Date()),
    "word": Decider("word", ShortText()),
}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("${role} = 'a'", [Condition("role", ("a",))]),
        ("${ role }='a'", [Condition("role", ("a",))]),
        ('"a" = ${role}', [Condition("role", ("a",))]),
        ("${role} = 1", [Condition("role", ("1",))]),
        ("${role} = 'C d'", [Condition("role", ("c-d",))]),
        ("selected(${role}, 'a') or selected(${role},'b')", [Condition("role", ("a", "b"))]),
        ("${role} != 'a'", [Condition("role", others=("a",))]),
        ("not(selected(${likes}, 'x'))", [Condition("likes", others=("x",))]),
        ("not(${role} = 'a' or ${role} = 'b')", [Condition("role", others=("a", "b"))]),
        ("${Age} >= 18 and ${Age} < 65", [Condition("age", lowest=18.0, highest=64.0)]),
        ("${Age} > 5", [Condition("age", lowest=6.0)]),
        ("5 < ${Age}", [Condition("age", lowest=6.0)]),
        ("${size} <= 2.5", [Condition("size", highest=2.5)]),
        ("${note} = 7", [Condition("note", lowest=7.0, highest=7.0)]),
        ("${grade} > 1", [Condition("grade", ("2", "3"))]),
        (
            "/data/g1/role = 'a' and ../Age != ''  and ${Age} >= 3",
            [Condition("role", ("a",)), Condition("age", lowest=3.0)],
        ),
        ("role == \"a\" && likes %contains% 'x'", [Condition("role", ("a",)), Condition("likes", ("x",))]),
        ("survey$role == 'a' | survey$role == 'b'", [Condition("role", ("a", "b"))]),
        ("(${role} = ‘a’)", [Condition("role", ("a",))]),
        ("${day} = '2024-02-01'", [Condition("day", ("2024-02-01",))]),
        ("${word} = 'oui'", [Condition("word", ("oui",))]),
        ("${role} != '' and not(selected(${role}, 'a'))", [Condition("role", others=("a",))]),
    ],
)
def test_simple_conditions_are_understood(said: str, expected: list[Condition]) -> None:
    assert conditions(said, DECIDERS) == tuple(expected)


@pytest.mark.parametrize(
    "said",
    [
        *("${role} = 'z'", "${nobody} = 'a'", "${role} = 'a' or ${Age} > 3", "${size} > 2", "${Age} < 3 or ${Age} > 9"),
        *(
            "${Age} > 200",
            "${role} = ''",
            "${role} = 'a' and ${role} = 'b'",
            "count-selected(${likes}) > 1",
            "${Age} + 1 > 3",
        ),
        *(
            "selected(${likes}, 'x') and selected(${likes}, 'y')",
            "is.na(role)",
            "once(${role})",
            "${role}",
            "'a' = 'a'",
            "true()",
        ),
        *(
            "${role} = ${Age}",
            "if(${role} = 'a', 1, 0)",
            "${role} = 'a' and",
            "((${role} = 'a')",
            ")",
            "${role} = 'a",
            "${role",
        ),
        *(
            "(" * 5000 + "${role} = 'a'" + ")" * 5000,
            "not(" * 100 + "${role}='a'" + ")" * 100,
            "x" * 100_000,
            "${word} > 3",
        ),
    ],
)
def test_conditions_that_a_guide_cannot_hold_are_left(said: str) -> None:
    assert conditions(said, DECIDERS) is None


@given(st.text(st.sampled_from("${}role ='\"ab()andort!<>1.,/|&"), max_size=60))
def test_no_condition_makes_the_reader_fall(said: str) -> None:
    conditions(said, DECIDERS)


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        (". >= 0 and . <= 120", (0.0, 120.0)),
        (".>0", (1.0, None)),
        (". < 10 and . >= 2", (2.0, 9.0)),
        ("regex(., '[0-9]+')", None),
        (". != 5", None),
        (". <= ${Age}", None),
    ],
)
def test_limits_of_numbers_are_understood(constraint: str, expected: tuple[float | None, float | None] | None) -> None:
    assert bounds(constraint, whole=True) == expected


@pytest.mark.parametrize(
    ("given_type", "what", "list_name"),
    [
        ("select_one yes_no", "select", "yes_no"),
        ("select one from  Yes-No", "select", "Yes-No"),
        ("select all that apply from toilet_type or specify other", "select", "toilet_type"),
        ("add select one prompt using colours", "select", "colours"),
        ("select_one_from_file a.csv", "select", "a.csv"),
        ("select1 l or_other", "select", "l"),
        ("begin_group", "begin", ""),
        ("Begin  Repeat", "begin", ""),
        ("begin loop over toilet_type", "begin", ""),
        ("end", "left", ""),
        ("end group", "end", ""),
        ("end_repeat", "end", ""),
        ("q string", "open", ""),
        ("add date prompt", "date", ""),
        ("number 0,1000,1", "number", ""),
        ("rating_button 1,5,1", "scale", ""),
        ("mc_heading", "note", ""),
        ("phonenumber", "left", ""),
        ("phone number", "short", ""),
        ("background-audio", "left", ""),
        ("speed violations count", "left", ""),
        ("flunk", "unknown", ""),
    ],
)
def test_types_of_every_dialect_are_known(given_type: str, what: str, list_name: str) -> None:
    assert (kind(given_type).what, kind(given_type).list_name) == (what, list_name)


@pytest.mark.parametrize(
    ("header", "part", "language"),
    [
        ("label::Français (fr)", "label", "Français (fr)"),
        ("LABEL : English", "label", "English"),
        ("caption:italian", "label", "italian"),
        ("label_fr", "label", "fr"),
        ("hint (en)", "hint", "(en)"),
        ("bind:relevant", "relevant", ""),
        ("bind: constraint", "constraint", ""),
        ("relevance", "relevant", ""),
        ("showif", "relevant", ""),
        ("Guidance Hint::fr", "guidance", "fr"),
        ("media::image::English", "", ""),
        ("constraint_message::fr", "", ""),
        ("MCalt01", "choice", ""),
        ("label_note", "", ""),
    ],
)
def test_columns_of_every_dialect_are_known(header: str, part: str, language: str) -> None:
    found = column(0, header)
    assert (found.part, found.language) == (part, language)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(
            ("Français (fr)", "fr"),
            ("French", "fr"),
            ("fr", "fr"),
            ("EN", "en"),
            ("English (en-GB)", "en-GB"),
            ("(sw)", "sw"),
        ),
        *(("Kreyòl", "ht"), ("العربية", "ar"), ("pt_BR", "pt-BR"), ("Hiligaynon", "qaa-hiligayn"), ("Ö", "qaa-ox")),
    ],
)
def test_languages_get_codes(name: str, code: str) -> None:
    assert code_of(name) == code
    assert LANGUAGE.fullmatch(code)


def test_words_tell_their_language_where_no_column_does() -> None:
    assert guessed("Quel est votre âge ? Combien êtes-vous dans la maison ?", "en") == "fr"
    assert guessed("What is your age? How many are in the house?", "fr") == "en"
    assert guessed("?", "fr") == "fr"


@given(st.lists(st.text(max_size=90), max_size=60))
def test_ids_are_allowed_and_each_is_given_once(names: list[str]) -> None:
    made: set[str] = set()
    for name in [*names, *names]:
        one = fresh_id(name, made)
        assert is_id(one)
        assert one not in made
        made.add(one)


@pytest.mark.parametrize(
    ("given_words", "expected"),
    [
        ("<p>Un &amp; deux</p><p>trois</p>", "Un & deux\n\ntrois"),
        ("<b>Gras</b> et <span style='color:red'>rouge</span>", "Gras et rouge"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n\n- b"),
        ("<style>p {}</style>Bonjour<br/>vous", "Bonjour\nvous"),
        ("3 < 5 et 7 > 2", "3 < 5 et 7 > 2"),
        ("<moi>", "<moi>"),
    ],
)
def test_what_marks_words_up_is_left_out(given_words: str, expected: str) -> None:
    assert without_markup(given_words) == expected


def guide_of(rows: Rows, choices: Rows = ()) -> Guide:
    guide = sound(read_form(book(rows, choices), "form"))
    assert guide is not None
    return guide


def test_groups_become_themes_nested_ones_too() -> None:
    rows = [("type", "name", "label"), ("text", "avant", "Avant ?"), ("begin group", "a", "A"), ("text", "q1", "Q1")]
    rows += [("begin group", "b", "B"), ("text", "q2", "Q2"), ("end group", "", ""), ("text", "q3", "Q3")]
    rows += [("begin group", "c", ""), ("text", "q4", "Q4"), ("end group", "", ""), ("end group", "", "")]
    guide = guide_of(rows)
    made = [
        (theme.id, next(iter(theme.title.words.values())), [q.id for q in theme.questions]) for theme in guide.themes
    ]
    assert made == [
        ("questions", "Questions", ["avant"]),
        ("a", "A", ["q1"]),
        ("b", "A – B", ["q2"]),
        ("a-2", "A", ["q3", "q4"]),
    ]


def test_conditions_of_groups_are_those_of_themes_and_of_what_is_in_groups_without_title() -> None:
    rows = [
        ("type", "name", "label", "relevant"),
        ("select_one l", "r", "R", ""),
        ("begin group", "g", "G", "${r} = 'a'"),
    ]
    rows += [
        ("begin group", "h", "", "${r} != 'b'"),
        ("text", "q", "Q", ""),
        ("end group", "", "", ""),
        ("end group", "", "", ""),
    ]
    guide = guide_of(rows, [("list_name", "name", "label"), ("l", "a", "A"), ("l", "b", "B")])
    assert guide.themes[1].when == (Condition("r", ("a",)),)
    assert guide.themes[1].questions[0].when == (Condition("r", others=("b",)),)


def test_conditions_that_cannot_stand_together_are_reported_once() -> None:
    rows = [("type", "name", "label", "relevant"), ("integer", "n", "N", ""), ("begin group", "g", "G", "")]
    rows += [("begin group", "h", "", "${n} > 1"), ("text", "q", "Q", "${n} < 9"), ("text", "r", "R", "${n} != 5")]
    rows += [("text", "s", "S", "${n} != 6"), ("end group", "", "", ""), ("end group", "", "", "")]
    reading = read_form(book(rows), "form")
    assert [(one.rule, one.path) for one in reading.cells if one.rule != "form_language_taken"] == [
        ("form_condition_left", "survey!D4")
    ]
    guide = sound(reading)
    assert guide is not None
    assert [question.when for _, question in guide.questions()][1:] == [
        (Condition("n", lowest=2.0, highest=8.0),),
        (Condition("n", others=("5",)),),
        (Condition("n", others=("6",)),),
    ]


def test_what_a_question_says_of_itself_is_kept() -> None:
    rows = [
        (
            "type",
            "name",
            "label::Français (fr)",
            "label::English (en)",
            "hint::Français (fr)",
            "guidance_hint",
            "required",
        )
    ]
    rows += [("text", "Q.1", "Quoi ?", "What?", "- Qui ?\n- Où ?", "Pour savoir", "true()")]
    guide = guide_of(rows)
    question = guide.themes[0].questions[0]
    assert (guide.language, guide.languages) == ("fr", ("fr", "en"))
    assert (question.id, question.must, question.answer) == ("q-1", True, None)
    assert question.ask.words == {"fr": "Quoi ?", "en": "What?"}
    assert [probe.ask.words for probe in question.probes] == [{"fr": "Qui ?"}, {"fr": "Où ?"}]
    assert question.aim.words == {"fr": "Pour savoir"}


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        (("integer", "q", "Q", ". >= 0 and . <= 9", ""), Number(0.0, 9.0)),
        (("decimal", "q", "Q", "", ""), Number()),
        (("range", "q", "Q", "", "start=0 end=5 step=1"), Scale(0, 5)),
        (("range", "q", "Q", "", "start=0.5;end=5;step=0.5"), Number(0.5, 5.0)),
        (("percentage", "q", "Q", "", ""), Number(0.0, 100.0, "%")),
        (("date", "q", "Q", "", ""), Date()),
        (("time", "q", "Q", "", ""), ShortText()),
        (("select_one nowhere", "q", "Q", "", ""), ShortText()),
        (("string", "q", "Q", "", ""), None),
    ],
)
def test_types_become_answers(row: tuple[str, ...], answer: Answer | None) -> None:
    guide = guide_of([("type", "name", "label", "constraint", "parameters"), row])
    assert guide.themes[0].questions[0].answer == answer


def test_notes_between_questions_are_comments_above_the_next() -> None:
    rows = [
        ("type", "name", "label"),
        ("text", "q", "Q ?"),
        ("note", "n", "Parlons d'autre chose."),
        ("text", "r", "R ?"),
    ]
    reading = read_form(book(rows), "form")
    assert [(one.rule, one.path) for one in reading.rows] == [("form_note_inside", "survey!C3")]
    assert reading.guide is not None
    text = guide_text(reading.guide, above=reading.above)
    assert "      # Parlons d'autre chose.\n      - id: r\n" in text
