"""Typed values of closed questions: what a person typed -> the value, or the reason why not."""

import re
from datetime import date

from interviewer.errors import Problem, problem
from interviewer.guide.model import Answer, Choices, Date, Number, Scale, ShortText
from interviewer.matching import find

Value = str | int | float | list[str]
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)
_SPACES = re.compile(r"\s")


def read_value(answer: Answer, typed: str, language: str) -> tuple[Value | None, Problem | None]:
    """The value that was typed, or None and the problem. Numbers may have a comma and spaces, days a French order."""
    match answer:
        case Scale():
            return _scale(answer, typed)
        case Number():
            return _number(answer, typed)
        case Choices():
            return _choices(answer, typed, language)
        case Date():
            return _day(typed)
        case ShortText():
            return (typed, None) if typed.strip() else (None, problem("value_empty"))


def _scale(scale: Scale, typed: str) -> tuple[int | None, Problem | None]:
    bare = typed.strip()
    if re.fullmatch(r"[+-]?\d{1,9}", bare, re.ASCII) and scale.lowest <= int(bare) <= scale.highest:
        return int(bare), None
    return None, problem("value_scale", lowest=scale.lowest, highest=scale.highest)


def _number(number: Number, typed: str) -> tuple[float | None, Problem | None]:
    bare = _SPACES.sub("", typed)
    if number.unit and bare.endswith(number.unit):
        bare = bare.removesuffix(number.unit)
    if len(bare) > 30 or not _NUMBER.fullmatch(bare):  # noqa: PLR2004 - longer than any quantity
        return None, problem("value_number")
    value = float(bare.replace(",", "."))
    low, high = number.lowest, number.highest
    if (low is not None and value < low) or (high is not None and value > high):
        lowest, highest = "-∞" if low is None else f"{low:g}", "∞" if high is None else f"{high:g}"
        return None, problem("value_bounds", lowest=lowest, highest=highest)
    return int(value) if value.is_integer() else value, None


def _choices(choices: Choices, typed: str, language: str) -> tuple[Value | None, Problem | None]:
    named = [(option, text.said_in(language)) for option, text in choices.options.items()]
    parts = [part.strip() for part in (typed.split(",") if choices.several else [typed]) if part.strip()]
    chosen: list[str] = []
    for part in parts:
        number = int(part) if part.isascii() and part.isdigit() and len(part) < 4 else 0  # noqa: PLR2004 - a place in a list
        options = list(choices.options)
        found = (options[number - 1],) if 0 < number <= len(options) and part not in options else find(part, named)
        if len(found) == 1:
            chosen.append(found[0])
        elif choices.other:
            chosen.append(part)
        else:
            return None, problem("value_choice", options=", ".join(choices.options))
    if not chosen:
        return None, problem("value_choice", options=", ".join(choices.options))
    return (list(dict.fromkeys(chosen)), None) if choices.several else (chosen[0], None)


def _day(typed: str) -> tuple[str | None, Problem | None]:
    found = _DAY.fullmatch(typed.strip())
    if found is None:
        return None, problem("value_date")
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day)).isoformat(), None
    except ValueError:
        return None, problem("value_date")


def show_value(value: Value | None) -> str:
    """The value as one text; several choices joined by `, `."""
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, list) else str(value)
