"""A regular expression made ready for texts whose letters bear no accents. Pure.

Only letters that stand for themselves change, each into one letter that stands for itself: what a pattern means by its
other signs stays. A range is of what its letters are without accents: `[à-é]` finds what `[aceæ]` finds.
"""

import re
from collections.abc import Callable, Sequence

Fold = Callable[[str], str]
WIDEST = 2000  # letters of a range that are looked at one by one
_NUMBERED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_TOKEN = re.compile(rf"{_NUMBERED.pattern}|\\.|.", re.DOTALL)


def folded(pattern: str, fold: Fold) -> str:
    """The pattern with its letters as `fold` makes them; the pattern must be one."""
    tokens = [one[0] for one in _TOKEN.finditer(pattern)]
    made: list[str] = []
    place = 0
    while place < len(tokens):
        end = _class_end(tokens, place) if tokens[place] == "[" else 0
        made += _class(tokens[place:end], fold) if end else [_one(tokens[place], fold)]
        place = end or place + 1
    return "".join(made)


def _class_end(tokens: Sequence[str], start: int) -> int:
    """The place behind the class of letters that begins there."""
    first = start + 2 if tokens[start + 1 : start + 2] == ["^"] else start + 1
    return next((n + 1 for n in range(first + 1, len(tokens)) if tokens[n] == "]"), 0)


def _class(tokens: Sequence[str], fold: Fold) -> list[str]:
    made = []
    opening = "[^" if tokens[1] == "^" else "["
    inside = tokens[len(opening) : -1]
    place = 0
    while place < len(inside):
        if inside[place + 1 : place + 2] == ["-"] and place + 2 < len(inside):
            made.append(_range(inside[place], inside[place + 2], fold))
            place += 3
        else:
            made.append(_one(inside[place], fold))
            place += 1
    # Accents written apart may have been all of it, and empty brackets mean something else.
    return [opening, *made, "]"] if any(made) else list(tokens)


def _range(first: str, last: str, fold: Fold) -> str:
    low, high = _letter(first), _letter(last)
    if high.isascii() or not low or ord(high) - ord(low) > WIDEST:
        return f"{first}-{last}"
    every = (fold(chr(number)) for number in range(ord(low), ord(high) + 1))
    return "".join(re.escape(one) for one in sorted(set(every)) if one)


def _one(token: str, fold: Fold) -> str:
    letter = _letter(token)
    if not letter or letter.isascii():
        return token
    plain = fold(letter)
    return token if plain == letter else re.escape(plain)


def _letter(token: str) -> str:
    """The letter that the token stands for; nothing for one of the pattern's other signs."""
    number = _NUMBERED.fullmatch(token)
    if number:
        return chr(int(number[1] or number[2] or number[3], 16))
    return token if len(token) == 1 else "" if token[1].isascii() and token[1].isalnum() else token[1]
