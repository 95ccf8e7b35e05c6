"""Conditions and limits of a form, in the language of XForms."""

from collections.abc import Sequence
from typing import NamedTuple

from interviewer.guide.model import Answer, Choices, Condition, Number, Scale
from interviewer.guide.xlsform import names as n
from interviewer.schema import AMOUNT, YES

CLEAR_CODE = "[Pp][ACDEFGHJKMNPQRTWXYacdefghjkmnpqrtwxy34679]{4}"
"""The shape of the pseudonyms that the program makes itself: the only one that may do without a digit."""

CODE = (
    "regex(., '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$') "
    f"and (regex(., '^.*[0-9].*$') or regex(., '^{CLEAR_CODE}$')) "
    "and not(regex(., '^([Cc][Oo][Mm]|[Ll][Pp][Tt])[0-9]$'))"
)
WAVE = "regex(., '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$')"
NEW_CODE = "concat('p', translate(substr(uuid(), 0, 5), '0123456789abcdef', 'hk34m67n9acdrtef'), string(int(random() * 7) + 3))"
"""A code by chance, of signs that nobody takes for one another; it ends with a digit."""


class Asked(NamedTuple):
    """The field on which a condition depends, and the field for words of one's own beside it."""

    name: str
    words: str
    answer: Answer | None
    is_consent: bool = False


def literal(text: str) -> str:
    """The text as XPath writes it; a text with both quotes is put together."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    parts = ', "\'", '.join(f"'{part}'" for part in text.split("'"))
    return f"concat({parts})"


def condition(one: Condition, asked: Asked) -> str:
    """When the condition is not known to fail: it holds, or what it depends on has no answer (yet)."""
    parts = []
    if one.values:
        parts.append(_any([_said(asked, value) for value in one.values]))
    if one.others:
        parts.append(f"not({_any([_said(asked, value) for value in one.others])})")
    if one.lowest is not None:
        parts.append(f"{reference(asked.name)} >= {one.lowest:.15g}")
    if one.highest is not None:
        parts.append(f"{reference(asked.name)} <= {one.highest:.15g}")
    return f"({reference(asked.name)} = '' or {' and '.join(parts)})" if parts else ""


def _any(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + " or ".join(parts) + ")"


def _said(asked: Asked, value: str) -> str:
    """How that value of the answer is asked for."""
    name, answer = asked.name, asked.answer
    if isinstance(answer, Choices):
        own = value not in answer.options and answer.other
        return (
            f"{reference(asked.words)} = {literal(value)}" if own else f"selected({reference(name)}, {literal(value)})"
        )
    if isinstance(answer, Scale | Number) and AMOUNT.fullmatch(value):
        return f"{reference(name)} = {float(value):.15g}"
    if asked.is_consent:
        return f"{reference(name)} = '{n.YES if value.lower() in YES else n.NO}'"
    return f"{reference(name)} = {literal(value)}"


def reference(name: str) -> str:
    """The field of that name, as XLSForm refers to it."""
    return f"${{{name}}}"


def within(answer: Scale | Number) -> str:
    """The limits of a number; empty where there are none."""
    low = "" if answer.lowest is None else f". >= {answer.lowest:.12g}"
    high = "" if answer.highest is None else f". <= {answer.highest:.12g}"
    return " and ".join(part for part in (low, high) if part)
