"""XLSForm -> guide -> YAML -> XLSForm -> pyxform: what the reference reader takes comes back with equal questions.

The forms are those of `data/xlsform`. What they ask is read by pyxform itself, before and after.
"""

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from interviewer.guide.model import Choices, Guide
from interviewer.guide.read import read_guide
from interviewer.guide.writing import guide_text
from interviewer.guide.xlsform.form import WIDTHS, form
from interviewer.guide.xlsform.reading.markup import without_markup
from interviewer.guide.xlsform.reading.reader import read_form
from interviewer.guide.xlsform.wording import plain
from interviewer.sheets.read import read_book
from interviewer.sheets.write import xlsx
from tests.forms import AROUND, _whole

DATA = Path(__file__).resolve().parent / "data" / "xlsform"
FORMS = sorted(path for path in DATA.glob("pyxform/*") if path.suffix in (".xls", ".xlsx", ".xlsm", ".csv"))
NOT_FOR_IT = {
    "calculate_without_calculation.xls",
    "duplicate_columns.xlsx",
    "group_name_test.xls",
    "unknown_question_type.xls",
}
"""Forms of its own tests that pyxform refuses."""
ACCEPTED = [path for path in FORMS if path.name not in NOT_FOR_IT]
MADE_BY_PYXFORM = "reserved_name_for_field_list_labels"
LANGUAGES = {"english": "en", "English": "en", "EN": "en", "English (en)": "en", "chinese": "zh", "Swahili (sw)": "sw"}
KINDS = {
    **dict.fromkeys(
        (
            "text",
            "string",
            "add text prompt",
            "phone number",
            "time",
            "dateTime",
            "datetime",
            "email",
            "audio",
            "video",
        ),
        "text",
    ),
    **dict.fromkeys(("integer", "int", "decimal", "range"), "number"),
    **dict.fromkeys(("date",), "date"),
    **dict.fromkeys(("select one", "select one external"), "one"),
    **dict.fromkeys(("select all that apply", "rank"), "several"),
}
BACK = {"text": "text", "decimal": "number", "integer": "number", "range": "number", "date": "date"} | {
    "select one": "one",
    "select all that apply": "several",
}


class Asked(NamedTuple):
    """A question as a form has it: its name, its kind, its words by language, its choices by name."""

    name: str
    kind: str
    words: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]


def of_pyxform(definition: Any, file_type: str | None = None) -> dict[str, Any]:
    from pyxform.xls2xform import convert

    found: dict[str, Any] = convert(definition, validate=False, file_type=file_type)._pyxform
    return found


def said(label: Any, main: str) -> dict[str, str]:
    """The words by the code of their language, without markup, escapes and needless space."""
    by_name = label if isinstance(label, dict) else {"default": label or ""}
    codes = {LANGUAGES.get(name, main if name == "default" else name): words for name, words in by_name.items()}
    return {code: " ".join(plain(without_markup(words)).split()) for code, words in codes.items() if words.strip("- ")}


def asked(element: Mapping[str, Any], lists: Mapping[str, Any], main: str) -> Iterator[Asked]:
    """Every question below the element that a person is asked, in order."""
    for child in element.get("children") or ():
        kind = KINDS.get(child.get("type", ""))
        listed = lists.get(child.get("itemset") or child.get("list_name") or "") or child.get("choices") or ()
        if child.get("type") in ("group", "repeat", "loop"):
            yield from asked(child, lists, main)
        elif kind and not child["name"].startswith(MADE_BY_PYXFORM):
            choices = {one["name"]: said(one.get("label") or one["name"], main) for one in listed}
            label = child.get("label") or child["name"]
            yield Asked(child["name"], kind, said(label, main), choices if kind in ("one", "several") else {})


def own_words(one: Asked, names: set[str]) -> bool:
    """Whether the question is the one that `or_other` adds behind a select; a guide has it inside the select."""
    return (
        one.name.endswith("_other")
        and one.name.removesuffix("_other") in names
        and "Specify other." in one.words.values()
    )


def tongue(label: str) -> str:
    """`fr` for `Français (fr)`."""
    found = re.search(r"\((\S+)\)$", label)
    return found[1] if found else label


def by_code(label: Any, main: str) -> Any:
    return {tongue(name): words for name, words in label.items()} if isinstance(label, dict) else {main: label}


@pytest.mark.filterwarnings("ignore:Unknown extension")
@pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.name)
def test_questions_languages_and_choices_survive(path: Path) -> None:
    book = read_book(path.read_bytes(), path.name).book
    assert book is not None
    reading = read_form(book, path.stem)
    before = of_pyxform(str(path))
    if reading.guide is None:
        assert not list(asked(before, before.get("choices") or {}, "en"))
        assert reading.rows
        return
    text = guide_text(reading.guide, remarks=reading.remarks, above=reading.above)
    guide, problems = read_guide(text.encode(), "form.yaml")
    assert guide is not None
    assert not [one for one in problems if one.severity == "error"]
    back = of_pyxform(io.BytesIO(xlsx(form(_whole(guide, ()), AROUND).sheets, WIDTHS)), ".xlsx")
    wanted = list(asked(before, before.get("choices") or {}, guide.language))
    names = {one.name for one in wanted}
    wanted = [one for one in wanted if not own_words(one, names)]
    lines = text.split("\n")
    for question, one in zip([q for _, q in guide.questions()], wanted, strict=True):
        name = given_name(lines[question.place.line - 1]) or question.id
        assert name == one.name or name.startswith(f"{one.name}-")
        compare(guide, back, question.id, one, text)
    assert languages_of(wanted) <= set(guide.languages)
    labels = [one["label"] for one in every(back) if isinstance(one.get("label"), dict)]
    assert {tongue(name) for label in labels for name in label} <= set(guide.languages)


def given_name(line: str) -> str:
    """The name that the form has for what a line of YAML begins; empty where it is the id."""
    found = re.search(r"  # name: (\S.*)$", line)
    return found[1] if found else ""


def every(element: Mapping[str, Any]) -> Iterator[Any]:
    for child in element.get("children") or ():
        yield child
        if child.get("type") in ("group", "repeat", "loop"):
            yield from every(child)


def languages_of(questions: list[Asked]) -> set[str]:
    return {code for one in questions for code in one.words} | {
        code for one in questions for words in one.choices.values() for code in words
    }


def compare(guide: Guide, back: Mapping[str, Any], question_id: str, one: Asked, text: str) -> None:
    """The question on the phone has the words, the kind and the choices that it had."""
    found = next(row for row in every(back) if row["name"] == f"q_{question_id}")
    lists = back["choices"]
    words = said(by_code(found["label"], guide.language), guide.language)
    assert {code: words[code] for code in one.words} == one.words
    answer = next(q.answer for _, q in guide.questions() if q.id == question_id)
    if not isinstance(answer, Choices):
        few = len(one.choices) < 2
        assert BACK[found["type"]] == ("text" if few and one.kind in ("one", "several") else one.kind)
        return
    assert BACK[found["type"]] == one.kind
    choices = {
        choice["name"]: said(by_code(choice["label"], guide.language), guide.language)
        for choice in lists[found["itemset"]]
        if choice["name"] != "_other"
    }
    # `or_other` makes pyxform add the choice to the list, and so to every question that uses it.
    added = {"other"} - set(answer.options)
    expected = [(name, words) for name, words in one.choices.items() if name not in added]
    assert len(choices) == len(expected)
    for (back_name, back_words), (name, before) in zip(choices.items(), expected, strict=True):
        assert back_name == name or f"# name: {name}" in text
        assert {code: back_words[code] for code in before} == before


def test_there_are_enough_forms() -> None:
    assert len(ACCEPTED) >= 20
