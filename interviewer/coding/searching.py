"""Searching what was said with a regular expression that can't hang: what is refused before it is tried. Pure."""

import re
import warnings
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from interviewer.coding.excerpt import Span
from interviewer.errors import CannotError
from interviewer.session.model import TurnView

LONGEST = 200  # characters of a pattern
MOST_OF_A_TURN = 20  # places that are listed of it
MOST_ENDLESS = 6  # parts of it that repeat without an end
_QUANTIFIER = re.compile(r"[*+?]|\{\d*(,?)\d*\}")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_OPENING = re.compile(r"\((?:\?(?:P<\w+>|[aimsux]*-?[imsx]*:|<?[=!]|:|P=\w+|#[^)]*))?")
_ESCAPED = re.compile(r"\\.")
# What looks at the edges of a text, or around what it finds, may find something in a turn and not in all of them together.
_EDGES = re.compile(r"\^|\$|\\[AZB]|\(\?")
_BACK = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")


class Hit(NamedTuple):
    """Words that the pattern found."""

    session: str
    turn: str
    span: Span


class Lowered(NamedTuple):
    """What was said in one session in one text, in small letters that stand where the letters stood, and where turns begin."""

    all: str
    starts: tuple[int, ...]


class Searched(NamedTuple):
    """A pattern that may be used; `lowered`: it is sought in small letters.

    `edgeless`: it finds the same in a turn alone as in the same words among others. `quick`: where it finds nothing in
    the whole text of a session, it may be asked so, since that doesn't take long.
    """

    text: str
    pattern: re.Pattern[str]
    lowered: bool
    edgeless: bool
    quick: bool

    def spans(self, text: str, start: int, end: int) -> Iterator[Span]:
        """The places between these two of the text, none of them empty, counted from the first; not too many of one turn."""
        for n, found in enumerate(self.pattern.finditer(text, start, end)):
            if n >= MOST_OF_A_TURN:
                return
            if found.end() > found.start():
                yield found.start() - start, found.end() - start


def searched(text: str) -> Searched:
    """The pattern, capitals left aside unless it has some itself.

    CannotError when it is none (`search_bad`), or may take for ever (`search_dangerous`, `search_long`): a part that
    repeats inside a part that repeats, or what refers back to what was found.
    """
    if len(text) > LONGEST:
        raise CannotError("search_long", most=LONGEST)
    endless = _endless(text)
    if endless > MOST_ENDLESS:
        raise CannotError("search_dangerous")
    try:
        with warnings.catch_warnings():
            # Python warns on standard error of signs that may mean something else one day; they mean themselves today.
            warnings.simplefilter("ignore", FutureWarning)
            pattern = re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        place = getattr(error, "pos", None)
        raise CannotError("search_bad", place=(place or 0) + 1) from None
    lowered = not any(map(str.isupper, _ESCAPED.sub("", text)))
    edgeless = lowered and not _EDGES.search(text)
    return Searched(text, pattern, lowered, edgeless, edgeless and endless <= 1)


def lowered(turns: tuple[TurnView, ...]) -> Lowered:
    """The texts of the turns as patterns without capitals are sought in them."""
    texts = [_small(turn.text) for turn in turns]
    return Lowered("\n".join(texts), (0, *accumulate(len(text) + 1 for text in texts)))


def _small(text: str) -> str:
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def hits(wanted: Searched, session: str, turns: tuple[TurnView, ...], small: Lowered) -> list[Hit]:
    """Every place in these turns; `small` is what `lowered` gives of them."""
    search, spans = wanted.pattern.search, wanted.spans
    if wanted.quick and search(small.all) is None:
        return []
    if wanted.edgeless:
        places = zip(turns, small.starts, small.starts[1:], strict=False)
        return [Hit(session, turn.id, span) for turn, a, b in places for span in spans(small.all, a, b - 1)]
    texts = ((turn, _small(turn.text) if wanted.lowered else turn.text) for turn in turns)
    return [Hit(session, turn.id, span) for turn, text in texts for span in spans(text, 0, len(text))]


def _endless(text: str) -> int:
    """How many parts repeat without an end; more than MOST_ENDLESS where trying may take exponential time.

    Read off the pattern, on the safe side.
    """
    if _BACK.search(text):
        return MOST_ENDLESS + 1
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
        groups[-1] = groups[-1] or char == "|"
        repeated, place = _repeats(text, _past_atom(text, place))
        if repeated and inside:
            return MOST_ENDLESS + 1
        endless += repeated
        groups[-1] = groups[-1] or repeated
    return endless


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
