"""Typed values of closed questions: what a person typed -> the value, or the reason why not."""

import re
from datetime import date

from interviewer.errors import Problem, problem
from interviewer.guide.model import Answer, Choices, Date, Number, Scale, ShortText
from interviewer.matching import find, fold

Value = str | int | float | list[str]
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_DAY_KEPT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_QUANTITY = re.compile(
    r"\s*(?P<digits>[+-]?(?:[0-9]{1,3}(?:\s[0-9]{3})+|[0-9]+)(?:,[0-9]+|\.[0-9]{1,2}|\.[0-9]{4,})?)\s*(?P<unit>[^\W\d].*?|)\s*"
)
_NUMBERS = re.compile(r"\s*[0-9]+(?:[\s,;]+(?:(?:et|and)\s+)?[0-9]+)*\s*")
LONGEST, LONGEST_NUMBER = 60, 4
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
    found = _QUANTITY.fullmatch(typed)
    if found is None or len(typed) > LONGEST or not _is_unit(found["unit"], number.unit):
        return None, problem("value_number")
    value = float(_SPACES.sub("", found["digits"]).replace(",", "."))
    low, high = number.lowest, number.highest
    if (low is not None and value < low) or (high is not None and value > high):
        lowest, highest = "-∞" if low is None else f"{low:g}", "∞" if high is None else f"{high:g}"
        return None, problem("value_bounds", lowest=lowest, highest=highest)
    return int(value) if value.is_integer() else value, None


def _is_unit(typed: str, unit: str) -> bool:
    """Whether what stands behind a number is its unit, or the beginning of it (`h` for `heures par mois`)."""
    return not typed or fold(unit).startswith(fold(typed))


def _choices(choices: Choices, typed: str, language: str) -> tuple[Value | None, Problem | None]:
    chosen: list[str] = []
    for part in _parts(typed) if choices.several else [typed.strip()]:
        found = _option(choices, part, language)
        if found is None:
            return None, problem("value_choice", options=", ".join(choices.options))
        chosen.append(found)
    if not any(chosen):
        return None, problem("value_choice", options=", ".join(choices.options))
    return (list(dict.fromkeys(chosen)), None) if choices.several else (chosen[0], None)


def _parts(typed: str) -> list[str]:
    """What was chosen, one by one: `1, 3`, `1;3`, `1 3`, `1 et 3`."""
    apart = r"[\s,;]+(?:(?:et|and)\s+)?" if _NUMBERS.fullmatch(typed) else r"[,;]|\s(?:et|and)\s"
    return [part.strip() for part in re.split(apart, typed) if part.strip()]


def _option(choices: Choices, part: str, language: str) -> str | None:
    """The option meant by its id, its number or some letters; with `other`, words of one's own. None for neither."""
    options = list(choices.options)
    if part.isascii() and part.isdigit() and part not in options:
        number = int(part[:LONGEST_NUMBER])
        return options[number - 1] if 0 < number <= len(options) else None
    found = find(part, [(option, text.said_in(language)) for option, text in choices.options.items()])
    if len(found) == 1:
        return found[0]
    return part if choices.other and not found and not part.startswith("/") and part else None


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


def is_free(answer: Answer | None, value: Value | None) -> bool:
    """Whether a value holds a person's own words and not a number, a day or an option of the guide."""
    if not isinstance(value, str | list):
        return False
    given = [value] if isinstance(value, str) else value
    if isinstance(answer, Choices):
        return not set(given) <= answer.options.keys()
    return not (isinstance(answer, Date) and all(map(_DAY_KEPT.fullmatch, given)))
