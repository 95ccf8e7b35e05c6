"""The cells of one row: what each field of the form holds, and what the texts of machines mean as values."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from interviewer.guide.model import Answer, Choices, Date, Number, Scale, ShortText
from interviewer.guide.values import Value, read_value
from interviewer.guide.xlsform.names import OWN_WORDS
from interviewer.session.collected.columns import Form, Layout, fold

ON = frozenset(("1", "true", "yes", "oui", "1.0"))
NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?", re.ASCII)
INSTANCE = re.compile(r"(?:uuid:)?([0-9a-z][0-9a-z-]{7,63})", re.ASCII)
EARLIEST, LATEST = 1990, 2100


class Cells(NamedTuple):
    """What one row holds: the text of each field, the choices of those that have columns for them, and their places."""

    texts: Mapping[str, str]
    chosen: Mapping[str, tuple[str, ...]]
    places: Mapping[str, int]

    def text(self, name: str) -> str:
        """The text of the field; empty where there is none but spaces."""
        found = self.texts.get(name, "")
        return found if found.strip() else ""

    def given(self, name: str) -> bool:
        """Whether anything was answered there."""
        return bool(self.text(name) or self.chosen.get(name))


def cells_of(row: Sequence[str], columns: Layout) -> Cells:
    """The cells of the row by field."""
    texts: dict[str, str] = {}
    chosen: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    for place, column in columns.columns.items():
        cell = row[place] if place < len(row) else ""
        if not column.choice:
            texts[column.name] = cell
            places[column.name] = place
        else:
            places.setdefault(column.name, place)
            if cell.strip().lower() in ON:
                chosen.setdefault(column.name, []).append(column.choice)
    return Cells(texts, {name: tuple(found) for name, found in chosen.items()}, places)


def choice_of(form: Form, name: str, text: str) -> str:
    """The choice that a cell names by its name or label; empty for none."""
    return form.choices.get(name, {}).get(fold(text), "")


def choices_of(form: Form, cells: Cells, name: str) -> list[str] | None:
    """The choices of a question with several answers; None where the cell can't be understood."""
    text = cells.text(name)
    if name in cells.chosen:
        chosen, ordered = cells.chosen[name], text.split()
        return ordered if set(ordered) == set(chosen) else list(chosen)  # labels of several words can't be told apart
    whole = choice_of(form, name, text)
    parts = [whole] if whole else [choice_of(form, name, part) for part in text.split()]
    return parts if all(parts) else None


def value_of(answer: Answer, form: Form, cells: Cells, name: str, words: str) -> Value | None:
    """The typed value of a field that was answered; None where it isn't one. `words` stand for a choice of one's own."""
    text = cells.text(name).strip()
    match answer:
        case Choices(several=True):
            found = choices_of(form, cells, name)
            return None if found is None else [words if one == OWN_WORDS else one for one in found]
        case Choices():
            one = choice_of(form, name, text)
            return (words if one == OWN_WORDS else one) or None
        case Scale():
            return _whole(answer, choice_of(form, name, text) or text)
        case Number():
            return _number(answer, text)
        case Date():
            return day_of(text) or None
        case ShortText():
            return cells.text(name) or None


def _whole(scale: Scale, text: str) -> int | None:
    found = _number(Number(scale.lowest, scale.highest), text)
    return found if isinstance(found, int) else None


def _number(answer: Number, text: str) -> int | float | None:
    if not NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", "."))
    low, high = answer.lowest, answer.highest
    if (low is not None and value < low) or (high is not None and value > high):
        return None
    return int(value) if value.is_integer() else value


def day_of(text: str) -> str:
    """The day, YYYY-MM-DD; empty for what is none."""
    day, _fault = read_value(Date(), text.strip().partition("T")[0].partition(" ")[0], "")
    return day if isinstance(day, str) and EARLIEST <= int(day[:4]) <= LATEST else ""


def seconds_of(text: str) -> float | None:
    """A moment as seconds since 1970; one without a time zone is taken as UTC. None for what is none."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if not EARLIEST <= moment.year <= LATEST:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def instance_of(row: Sequence[str], places: Sequence[int]) -> str:
    """The id of the submission without its `uuid:`; empty where there is none."""
    for place in places:
        found = INSTANCE.fullmatch(row[place].strip().lower()) if place < len(row) else None
        if found:
            return found[1]
    return ""
