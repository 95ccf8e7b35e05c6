"""Plain text and Markdown -> lines: what is set in, what was wrapped, what is a heading or a table by its signs."""

import re
from collections.abc import Sequence

from interviewer.guide.prose.marks import labelled, tidy, typed
from interviewer.guide.prose.model import Line, Marker
from interviewer.guide.prose.tables import table_lines

HASHES = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*$")
RULE = re.compile(r"(?:[-*_=~]\s?){3,}$")
ROW = re.compile(r"\|.*\||[^|]+\|[^|]*\|")
UNDER_HEAD = re.compile(r"\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*$")
WHOLLY_BOLD = re.compile(r"(\*\*|__)(?P<words>[^*_]+)\1\s*:?$")
FENCE = re.compile(r"(?:```|~~~)")
EMPHASIS = (
    (re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^*_]+)\1"), r"\2"),
    (re.compile(r"(?<![\w*])[*_](?=\S)([^*_]+)[*_](?![\w*])"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|-])"), r"\1"),
)
WRAPPED, FULL = 45, 60
"""Lines shorter than the first were not broken because they were full; before a capital letter they are longer."""
TAB = 4
ENDS = (".", "?", "!", ":", ";", "…", "»")


class Raw:
    """One line of the file."""

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        wide = text.expandtabs(TAB)
        self.words = wide.strip()
        self.indent = len(wide) - len(wide.lstrip())
        self.blank = not self.words


def text_lines(text: str) -> list[Line]:
    """The lines of a plain text."""
    return _lines(text, markdown=False)


def markdown_lines(text: str) -> list[Line]:
    """The lines of a Markdown text, its signs understood and taken away."""
    return _lines(text, markdown=True)


def _lines(text: str, *, markdown: bool) -> list[Line]:
    raw = [Raw(n, line.rstrip("\r")) for n, line in enumerate(text.split("\n"), 1)]
    made: list[Line] = []
    levels = _Levels()
    at, gap = 0, True
    while at < len(raw):
        here = raw[at]
        if here.blank:
            at, gap = at + 1, True
            continue
        rows = _table(raw, at)
        if rows:
            made += table_lines([_cells(one) for one in rows if not UNDER_HEAD.match(one.words)], levels.reset)
            at += len(rows)
            continue
        used, lines = _one(raw, at, gap=gap, levels=levels, markdown=markdown)
        made += lines
        at, gap = at + used, False
    return made


class _Levels:
    """How far lines are set in, as levels: 0 for those that aren't."""

    def __init__(self) -> None:
        self._indents: list[int] = [0]

    def of(self, indent: int) -> int:
        while len(self._indents) > 1 and indent < self._indents[-1]:
            self._indents.pop()
        if indent > self._indents[-1] + 1:
            self._indents.append(indent)
        return len(self._indents) - 1

    def reset(self) -> None:
        self._indents = [0]


def _table(raw: Sequence[Raw], at: int) -> list[Raw]:
    """The rows of a table that begins here: its second line is made of dashes, or all its lines stand between bars."""
    rows = []
    for one in raw[at:]:
        if one.blank or not ROW.match(one.words):
            break
        rows.append(one)
    barred = len(rows) > 1 and all(one.words.startswith("|") for one in rows)
    return rows if barred or (len(rows) > 1 and UNDER_HEAD.match(rows[1].words)) else []


def _cells(row: Raw) -> list[tuple[int, list[str]]]:
    inside = row.words.strip("|").split("|")
    return [(row.number, [_plain(part) for part in re.split(r"<br\s*/?>", cell)]) for cell in inside]


def _one(raw: Sequence[Raw], at: int, *, gap: bool, levels: _Levels, markdown: bool) -> tuple[int, list[Line]]:
    """How many lines of the file were used, and what they make."""
    here = raw[at]
    hashed = HASHES.match(here.words) if markdown else None
    if hashed:
        levels.reset()
        words = typed(_plain(hashed[2])).words
        return 1, [Line(here.number, words, heading=len(hashed[1]), gap=gap)] if words else []
    if RULE.fullmatch(here.words) or FENCE.match(here.words):
        return 1, []
    below = raw[at + 1] if at + 1 < len(raw) else None
    if below and UNDERLINE.fullmatch(below.words) and len(below.words) >= min(len(here.words), 3) and gap:
        levels.reset()
        words = typed(_plain(here.words)).words
        return 2, [Line(here.number, words, heading=1 if below.words[0] == "=" else 2, gap=gap)] if words else []
    used = _together(raw, at, markdown=markdown)
    words = " ".join(one.words for one in raw[at : at + used])
    made = _line(here, words, levels.of(here.indent), gap=gap, markdown=markdown)
    return used, [made] if made.words else []


def _line(here: Raw, words: str, level: int, *, gap: bool, markdown: bool) -> Line:
    if markdown and words.startswith(">"):
        words, gap = words.lstrip("> "), False
    marker: Marker
    marker, said = typed(words)
    bold = bool(markdown and WHOLLY_BOLD.match(said))
    if markdown and not marker:
        marker, inside = typed(_plain(said)) if bold else ("", said)
        said = inside
    plain = _plain(said) if markdown else tidy(said)
    return Line(here.number, plain, level=level, marker=marker, bold=bold, gap=gap)


def _plain(words: str) -> str:
    """Words of Markdown without its signs."""
    for pattern, instead in EMPHASIS:
        words = pattern.sub(instead, words)
    return tidy(words)


def _together(raw: Sequence[Raw], at: int, *, markdown: bool) -> int:
    """How many lines make one paragraph: the next one goes on where this one was full and it has no sign of its own."""
    end = at + 1
    while end < len(raw) and not raw[end].blank and _goes_on(raw[end - 1], raw[end], markdown=markdown):
        end += 1
    return end - at


def _goes_on(before: Raw, here: Raw, *, markdown: bool) -> bool:
    if typed(here.words).marker or HASHES.match(here.words) or RULE.fullmatch(here.words) or here.words.startswith("|"):
        return False
    if WHOLLY_BOLD.match(before.words) or WHOLLY_BOLD.match(here.words):
        return False
    lower = here.words[:1].islower()
    full = len(before.words) >= WRAPPED
    if markdown and full:
        return lower or not before.words.endswith(ENDS)
    if lower:
        return full and not before.words.endswith(("?", ":"))
    return len(before.words) >= FULL and not before.words.endswith(ENDS) and not labelled(here.words)[0]
