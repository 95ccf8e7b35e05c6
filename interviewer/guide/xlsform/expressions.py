"""Conditions and limits of a form, in the language of XForms."""

from collections.abc import Callable

from interviewer.guide.model import Answer, Choices, Condition, Number, Scale

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


def literal(text: str) -> str:
    """The text as XPath writes it; a text with both quotes is put together."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    parts = ', "\'", '.join(f"'{part}'" for part in text.split("'"))
    return f"concat({parts})"


def condition(one: Condition, answer: Answer | None, name: str, words: str) -> str:
    """When the condition holds; `name` is the field of its question, `words` that of words of one's own."""
    parts = []
    said = _chosen(answer, name, words)
    if one.values:
        parts.append(_any(said(value) for value in one.values))
    if one.others:
        parts.append(f"{reference(name)} != ''")
        parts.append(f"not({_any(said(value) for value in one.others)})")
    if one.lowest is not None or one.highest is not None:
        parts.append(f"{reference(name)} != ''")
    if one.lowest is not None:
        parts.append(f"{reference(name)} >= {one.lowest:.12g}")
    if one.highest is not None:
        parts.append(f"{reference(name)} <= {one.highest:.12g}")
    return " and ".join(dict.fromkeys(parts))


def _any(parts: object) -> str:
    found = list(parts)  # type: ignore[call-overload]
    return found[0] if len(found) == 1 else "(" + " or ".join(found) + ")"


def _chosen(answer: Answer | None, name: str, words: str) -> Callable[[str], str]:
    """How that value of this answer is asked for."""

    def said(value: str) -> str:
        if isinstance(answer, Choices):
            own = value not in answer.options and answer.other
            return f"{reference(words)} = {literal(value)}" if own else f"selected({reference(name)}, {literal(value)})"
        if isinstance(answer, Scale | Number) and _is_number(value):
            return f"{reference(name)} = {value}"
        return f"{reference(name)} = {literal(value)}"

    return said


def _is_number(value: str) -> bool:
    return value.removeprefix("-").replace(".", "", 1).isdecimal() and value.isascii()


def reference(name: str) -> str:
    """The field of that name, as XLSForm refers to it."""
    return f"${{{name}}}"


def within(answer: Scale | Number) -> str:
    """The limits of a number; empty where there are none."""
    low = "" if answer.lowest is None else f". >= {answer.lowest:.12g}"
    high = "" if answer.highest is None else f". <= {answer.highest:.12g}"
    return " and ".join(part for part in (low, high) if part)
