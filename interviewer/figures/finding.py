"""Words looked for in what people said, accents, capitals and typography ignored unless they matter. Pure.

A text is searched in a plain form; where that has other places than the text itself (a letter with its accent written
apart, œ), the places are led back, so that a hit always stands for the very words of the turn. A pattern is searched in a
form that keeps what would become several letters (œ, …) and line breaks, since the pattern may speak of them.
"""

import re
import unicodedata
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from interviewer.coding.excerpt import ALIKE
from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError, UsageError
from interviewer.figures.folded_pattern import folded
from interviewer.figures.quoting import VERBATIM, Excerpt, around
from interviewer.figures.selection import CodedTurn, Selection, coded_turns
from interviewer.session.model import SessionView

MOST_UNBOUNDED = 3
BREAKS = "\t\n\r"
LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"}


class Wish(NamedTuple):
    """What is looked for: lines of words, any of which will do, or patterns; `exact` makes accents and capitals count."""

    lines: tuple[str, ...]
    regex: bool = False
    whole_words: bool = False
    exact: bool = False


class Hit(NamedTuple):
    """Words of a turn that were found, with what stands around them and the codes on any part of them."""

    session: str
    participant: str
    stakeholder: str
    question: str
    turn: str
    exact: bool
    may_quote: bool
    start: int
    end: int
    before: str
    words: str
    after: str
    codes: tuple[str, ...]


class _Plain(dict[int, str]):
    """Character -> what it is searched as, worked out once each: its letter without accents, typography made simple."""

    def __missing__(self, number: int) -> str:
        char = chr(number)
        parts = LIGATURES.get(char) or ALIKE.get(char) or unicodedata.normalize("NFD", char)
        plain = "".join(part for part in parts if not unicodedata.combining(part))
        found = self[number] = plain
        return found


class _Single(dict[int, str]):
    """The same as far as it is one character or, of an accent, none; all others stay what they are."""

    def __missing__(self, number: int) -> str:
        char, made = chr(number), _PLAIN[number]
        found = self[number] = char if char in BREAKS or len(made) > 1 else made
        return found


_PLAIN = _Plain()
_SINGLE = _Single()


def plain(text: str, *, regex: bool = False) -> str:
    """The text as it is searched (by a pattern): letters without accents, simple apostrophes, quotation marks and spaces."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_SINGLE if regex else _PLAIN)


def places(text: str, *, regex: bool = False) -> list[int]:
    """For each character of the plain form the place in the text that it comes from, and behind them the text's end."""
    table = _SINGLE if regex else _PLAIN
    found = []
    for place, char in enumerate(text):
        found += [place] * len(table[ord(char)])
    return [*found, len(text)]


def patterns(wish: Wish, *, guarded: bool = True) -> tuple[re.Pattern[str], ...]:
    """What the wish looks for, ready to search plain texts (with `exact`, texts as they are).

    UsageError where there are no words, or a pattern is none. Where the time of a search can't be limited (not `guarded`),
    CannotError for a pattern that could take for ever: one that repeats a group, or repeats without end too often.
    """
    lines = [line for line in wish.lines if line.strip()]
    if not lines:
        raise UsageError("find_no_words")
    if not wish.regex:
        words = lines if wish.exact else map(plain, lines)
        lines = ["|".join(re.escape(line.strip()) for line in sorted(words, key=len, reverse=True))]
    elif not guarded and any(map(may_take_for_ever, lines)):
        raise CannotError("find_risky_pattern", most=MOST_UNBOUNDED)
    return tuple(_compiled(line, wish) for line in lines)


def _compiled(line: str, wish: Wish) -> re.Pattern[str]:
    flags = 0 if wish.exact else re.IGNORECASE
    try:
        with warnings.catch_warnings(action="ignore"):  # of signs that may mean something else one day
            alone = re.compile(line, flags)
            if wish.regex and not wish.exact:
                line = folded(line, _single)
                alone = re.compile(line, flags)
            return re.compile(rf"(?<!\w)(?:{line})(?!\w)", flags) if wish.whole_words else alone
    except (re.error, OverflowError, RecursionError) as error:
        raise UsageError("find_bad_pattern", place=(getattr(error, "pos", None) or 0) + 1) from error


def _single(char: str) -> str:
    return _SINGLE[ord(char)]


def may_take_for_ever(typed: str) -> bool:
    """Whether a group is repeated, or too many things are repeated without end: the two ways to search for ever."""
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "x", typed, flags=re.DOTALL)
    unbounded = len(re.findall(r"[*+]|\{\d*,\}", bare))
    return bool(re.search(r"\)\s*[*+{]", bare)) or unbounded > MOST_UNBOUNDED


def hits(
    views: Iterable[SessionView],
    selection: Selection,
    tree: CodeTree,
    wanted: Sequence[re.Pattern[str]],
    *,
    exact: bool = False,
    regex: bool = False,
) -> Iterator[Hit]:
    """Every place of the words in what people said, in order."""
    for view in views:
        for one in coded_turns(view, selection, tree):
            for start, end in spans(one.turn.text, wanted, exact=exact, regex=regex):
                yield _hit(one, start, end)


def spans(
    text: str, wanted: Sequence[re.Pattern[str]], *, exact: bool = False, regex: bool = False
) -> list[tuple[int, int]]:
    """The places [start, end) in the text, in its own code points; a match of nothing is none."""
    searched = text if exact else plain(text, regex=regex)
    met = {found.span() for one in wanted for found in one.finditer(searched)}
    found = sorted(span for span in met if span[1] > span[0])
    if not found or exact or (len(searched) == len(text) and (regex or not _moved(text))):
        return found
    back = places(text, regex=regex)
    # An accent written apart belongs to the letter before it.
    return [(back[start], _past_marks(text, back[end - 1] + 1)) for start, end in found]


def _moved(text: str) -> bool:
    """Whether the plain form, though as long as the text, has its characters at other places."""
    return any(len(_PLAIN[ord(char)]) != 1 for char in text)


def _past_marks(text: str, place: int) -> int:
    while place < len(text) and unicodedata.combining(text[place]):
        place += 1
    return place


def _hit(one: CodedTurn, start: int, end: int) -> Hit:
    before, after = around(one.turn.text, start, end)
    codes = dict.fromkeys(mark.code for mark in one.marks if max(mark.start, start) < min(mark.end, end))
    exact = one.turn.kind == VERBATIM
    who = (one.view.id, one.who.id, one.who.stakeholder, one.turn.question, one.turn.id)
    words = before, one.turn.text[start:end], after
    return Hit(*who, exact, exact and one.who.may_quote, start, end, *words, tuple(codes))


def from_excerpt(one: Excerpt) -> Hit:
    """An excerpt of a code as a place that was found."""
    who = (one.session, one.participant, one.stakeholder, one.question, one.turn)
    return Hit(*who, one.exact, one.may_quote, one.start, one.end, one.before, one.words, one.after, (one.code,))
