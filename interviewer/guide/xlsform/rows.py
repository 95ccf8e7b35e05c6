"""The rows of a form and the columns in which they stand."""

from collections.abc import Sequence
from typing import NamedTuple

from interviewer.guide.xlsform.phrases import language_label


class Words(dict[str, str]):
    """A text of the form by language, ready for its cells."""


NOTHING = Words()


class Row(NamedTuple):
    """A row of the survey sheet; `required` holds what is said when the answer is missing."""

    type: str
    name: str = ""
    label: Words = NOTHING
    hint: Words = NOTHING
    guidance_hint: Words = NOTHING
    required: Words = NOTHING
    relevant: str = ""
    constraint: str = ""
    constraint_message: Words = NOTHING
    appearance: str = ""
    parameters: str = ""
    calculation: str = ""
    default: str = ""


class Choice(NamedTuple):
    """A row of the choices sheet."""

    list_name: str
    name: str
    label: Words


# Column -> the field of the row; a field of Words has a column a language.
SURVEY = (
    *(("type", "type"), ("name", "name"), ("label", "label"), ("hint", "hint"), ("guidance_hint", "guidance_hint")),
    *(("required", "required"), ("required_message", "required"), ("relevant", "relevant")),
    *(("constraint", "constraint"), ("constraint_message", "constraint_message"), ("appearance", "appearance")),
    *(("parameters", "parameters"), ("calculation", "calculation"), ("default", "default")),
)
CHOICES = (("list_name", "list_name"), ("name", "name"), ("label", "label"))


def filled(
    columns: Sequence[tuple[str, str]], rows: Sequence[Row | Choice], languages: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """The head and the rows as cells; columns in which nothing stands are left out."""
    table = [[_cells(column, getattr(row, field), languages) for column, field in columns] for row in rows]
    kept = [c for c in range(len(columns)) if any(any(row[c]) for row in table)]
    head = [_titles(*columns[c], languages) for c in kept]
    return tuple(
        tuple(cell for cells in row for cell in cells) for row in (head, *([row[c] for c in kept] for row in table))
    )


def _is_spoken(column: str, field: str) -> bool:
    return column != "required" and field in ("label", "hint", "guidance_hint", "required", "constraint_message")


def _titles(column: str, field: str, languages: Sequence[str]) -> list[str]:
    return [f"{column}::{language_label(one)}" for one in languages] if _is_spoken(column, field) else [column]


def _cells(column: str, value: str | Words, languages: Sequence[str]) -> list[str]:
    if column == "required":
        return ["yes" if value else ""]
    if isinstance(value, Words):
        return [value.get(one, "") for one in languages]
    return [value]
