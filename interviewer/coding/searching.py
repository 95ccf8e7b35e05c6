"""Searching what was said with a regular expression that can't hang: what is refused before it is tried. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from interviewer.coding.excerpt import Span
from interviewer.errors import CannotError
from interviewer.session.model import TurnView

LONGEST = 200  # characters of a pattern
MOST_ENDLESS = 6  # parts of it that repeat without an end
_QUANTIFIER = re.compile(r"[*+?]|\{\d*(,?)\d*\}")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_OPENING = re.compile(r"\((?:\?(?:P<\w+>|[aimsux]*-?[imsx]*:|<?[=!]|:|P=\w+|#[^)]*))?")
_BACK = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")


class Hit(NamedTuple):
    """Words that the pattern found."""

    session: str
    turn: str
    span: Span


class Searched(NamedTuple):
    """A pattern that may be used."""

    text: str
    pattern: re.Pattern[str]

    def spans(self, text: str, most: int = 20) -> Iterator[Span]:
        """The places in the text, none of them empty, at most so many."""
        for n, found in enumerate(self.pattern.finditer(text)):
            if n >= most:
                return
            if found.end() > found.start():
                yield found.span()


def searched(text: str) -> Searched:
    """The pattern, capitals left aside unless it has some itself.

    CannotError when it is none (`search_bad`), or may take for ever (`search_dangerous`, `search_long`): a part that
    repeats inside a part that repeats, or what refers back to what was found.
    """
    if len(text) > LONGEST:
        raise CannotError("search_long", most=LONGEST)
    if _is_dangerous(text):
        raise CannotError("search_dangerous")
    flags = re.UNICODE if any(map(str.isupper, _without_escapes(text))) else re.UNICODE | re.IGNORECASE
    try:
        return Searched(text, re.compile(text, flags))
    except (re.error, OverflowError, RecursionError) as error:
        place = getattr(error, "pos", None)
        raise CannotError("search_bad", place=(place or 0) + 1) from None


def hits(wanted: Searched, session: str, turns: tuple[TurnView, ...]) -> list[Hit]:
    """Every place in these turns."""
    search = wanted.pattern.search
    return [
        Hit(session, turn.id, span)
        for turn in turns
        if search(turn.text) is not None
        for span in wanted.spans(turn.text)
    ]


def _without_escapes(text: str) -> str:
    return re.sub(r"\\.", "", text)


def _is_dangerous(text: str) -> bool:
    """Whether trying it may take exponential time: read off the pattern, on the safe side."""
    if _BACK.search(text):
        return True
    endless = place = 0
    groups = [False]  # for each open group: whether something in it repeats, or there are alternatives
    while place < len(text):
        char = text[place]
        if char == "(":
            opening = _OPENING.match(text, place)
            groups.append(False)
            place = opening.end() if opening else place + 1
            continue
        inside = False
        if char == ")" and len(groups) > 1:
            inside = groups.pop()
            groups[-1] = groups[-1] or inside
        elif char == "|":
            groups[-1] = True
            place += 1
            continue
        place = _past_atom(text, place)
        repeated, place = _repeats(text, place)
        if repeated:
            endless += 1
            if inside or endless > MOST_ENDLESS:
                return True
            groups[-1] = True
    return False


def _past_atom(text: str, place: int) -> int:
    """Behind the character, the class or the escape that stands there."""
    if text[place] == "\\":
        return place + 2
    found = _CLASS.match(text, place) if text[place] == "[" else None
    return found.end() if found else place + 1


def _repeats(text: str, place: int) -> tuple[bool, int]:
    """Whether what was before is repeated without an end (or up to many times), and the place behind that."""
    found = _QUANTIFIER.match(text, place)
    if found is None:
        return False, place
    place = found.end() + (text[found.end() : found.end() + 1] in ("?", "+") and found.end() < len(text))
    sign = found[0]
    return sign in ("*", "+") or (sign.startswith("{") and sign not in ("{0}", "{1}", "{}")), place
