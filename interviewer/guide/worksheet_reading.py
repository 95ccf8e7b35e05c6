"""What came back from a translator: the cells of a worksheet held against the guide, whatever was done to the rest. Pure.

Rows may be sorted, missing or repeated, columns added, quotes and line ends changed by a spreadsheet program. What can't
be merged is kept as a list of cells with the reason.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from interviewer.guide.keys import PROBE_KEYS
from interviewer.guide.model import Guide
from interviewer.guide.spoken import Steps
from interviewer.guide.worksheet import Line, lines, other_keys
from interviewer.sheets.formulas import unguarded
from interviewer.sheets.model import Book, Sheet
from interviewer.yamltext import hidden_in

Reason = Literal["unknown", "source_changed", "formula", "hidden", "lost", "twice", "probe_text", "emptied", "empty"]
REASONS: tuple[Reason, ...] = (
    *("unknown", "source_changed", "twice", "formula", "hidden", "lost", "probe_text", "emptied", "empty"),
)
KEY = re.compile(r"(?:title|purpose|opening|closing|(?:consent|background|themes|questions)/\S+)", re.IGNORECASE)
FORMULA = re.compile(
    r"=|@[A-Za-z]+\(|[+-]\s*(?:\$?[A-Z]{1,3}\$?[0-9]|[A-Za-z.]+\()|#(?:REF|NAME|VALUE|N/A|DIV|NUM)|Err:[0-9]"
)
LOST = re.compile(r"\ufffd|\?\?\?|\w\?+\w|(?:^|[\s(«\"])\?+\w|(?:^|\s)\?\?(?=\s)")
CARRIAGE_RETURN = re.compile(r"(?:_x000D_|\r)\n?")
SPELLED = str.maketrans({**dict.fromkeys("‘’‚‛′ʼ", "'"), **dict.fromkeys("“”„«»″", '"'), **dict.fromkeys("–—‑", "-")})


class Left(NamedTuple):
    """A cell that was not merged, and why; `key` is the place that its row names."""

    address: str
    reason: Reason
    key: str


class Merge(NamedTuple):
    """New words by the steps to their text, how many were the same already, and the cells that were left.

    `compared` is False where the guide's own texts are gone from the worksheet, so that nobody can tell what changed since.
    """

    changes: dict[Steps, str]
    unchanged: int
    left: tuple[Left, ...]
    compared: bool

    @property
    def faults(self) -> int:
        """How many cells were left for another reason than that they are empty."""
        return sum(one.reason not in ("empty", "emptied") for one in self.left)


class _Row(NamedTuple):
    address: str
    key: str
    source: str | None
    words: str
    marred: bool  # the head of its column has lost letters already


def read_worksheet(book: Book, guide: Guide, language: str) -> Merge | None:
    """What is to be merged into the guide; None where no column of the book is headed by the language."""
    rows = [row for sheet in book.sheets for row in _rows(sheet, guide.language, language, csv=book.kind == "csv")]
    if not any(_columns(sheet, language) for sheet in book.sheets):
        return None
    merging = _Merging(guide, language)
    for row in rows:
        merging.take(row)
    left = sorted(merging.left, key=lambda one: REASONS.index(one.reason))
    return Merge(merging.changes, merging.unchanged, tuple(left), all(row.source is not None for row in rows))


# --- the cells ---


def _columns(sheet: Sheet, language: str) -> tuple[int, int] | None:
    """The row and the column of the cell that heads that language, such as `en` or `en (English)`.

    A row that names a place of the guide is no head, whatever its words are.
    """
    heads = re.compile(rf"\s*{re.escape(language)}\s*(?:\([^()]*\))?\s*", re.IGNORECASE)
    place = _key_column(sheet)
    for r, row in enumerate(sheet.rows):
        if place is not None and place < len(row) and KEY.fullmatch(row[place].strip()):
            continue
        for c, cell in enumerate(row):
            if heads.fullmatch(cell):
                return r, c
    return None


def _rows(sheet: Sheet, own: str, language: str, *, csv: bool) -> Iterator[_Row]:
    head, source = _columns(sheet, language), _columns(sheet, own)
    if head is None:
        return
    place, marred = _key_column(sheet), bool(re.search(r"[?\ufffd]", sheet.rows[head[0]][head[1]]))
    for r, row in enumerate(sheet.rows):
        if r == head[0]:
            continue
        cells = [_cell(cell, csv=csv) for cell in row] + [""] * (head[1] + 1)
        key = cells[place] if place is not None and place < len(cells) else ""
        words = cells[head[1]]
        said = (cells[source[1]] if source[1] < len(row) else "") if source else None
        if key or words:
            yield _Row(sheet.address(r, head[1]), _as_key(key), said, words, marred)


def _cell(cell: str, *, csv: bool) -> str:
    """The words as they were typed, without what carries them: apostrophes against formulas, line ends, outer space."""
    bare = CARRIAGE_RETURN.sub("\n", cell).strip()
    return unguarded(bare).strip() if csv else bare


def _as_key(cell: str) -> str:
    return cell.strip().lower().replace("\\", "/").translate(SPELLED)


def _key_column(sheet: Sheet) -> int | None:
    """The column that holds the most places of a guide."""
    widest = max(map(len, sheet.rows), default=0)
    count = [sum(c < len(row) and bool(KEY.fullmatch(row[c].strip())) for row in sheet.rows) for c in range(widest)]
    return count.index(max(count)) if any(count) else None


# --- what they mean ---


def spelled_alike(text: str) -> str:
    """The text without what programs change by themselves: quotes, dashes, spaces, line ends, composed accents."""
    return " ".join(unicodedata.normalize("NFC", text).replace("…", "...").translate(SPELLED).split())


class _Merging:
    """Takes rows, and keeps what they change."""

    def __init__(self, guide: Guide, language: str) -> None:
        found = lines(guide, language)
        self.ambiguous = not {language, guide.language}.isdisjoint(PROBE_KEYS)
        self.by_key = dict(other_keys(guide, found)) | {line.key: line for line in found}
        self.by_source: dict[str, list[Line]] = {}
        for line in found:
            self.by_source.setdefault(spelled_alike(line.source), []).append(line)
        self.changes: dict[Steps, str] = {}
        self.met: dict[Steps, str] = {}
        self.left: list[Left] = []
        self.unchanged = 0

    def take(self, row: _Row) -> None:
        line = self._line(row)
        reason = "unknown" if line is None else self._refused(row, line)
        if reason is not None:
            self.left.append(Left(row.address, reason, row.key))
        elif line is not None and row.words == line.translation.strip():
            self.unchanged += line.steps not in self.met
            self.met[line.steps] = row.words
        elif line is not None:
            self.met[line.steps] = row.words
            self.changes[line.steps] = _with_ends(row.words, line.translation or line.source)

    def _line(self, row: _Row) -> Line | None:
        """By its place, also under another theme or by a former id; else by its words, where only one text has them."""
        found = self.by_key.get(row.key) or self.by_key.get(re.sub(r"^themes/[^/]*/(?=questions/)", "", row.key))
        if found is not None:
            return found
        same = self.by_source.get(spelled_alike(row.source), []) if row.source else []
        return same[0] if len(same) == 1 else None

    def _refused(self, row: _Row, line: Line) -> Reason | None:
        """Why the cell is not taken; None where it may be."""
        words, source = row.words, row.source
        same = words == line.translation.strip()
        checks: tuple[tuple[Reason, bool], ...] = (
            ("emptied", not words and bool(line.translation)),
            ("empty", not words),
            ("formula", not same and bool(FORMULA.match(words))),
            ("hidden", bool(hidden_in(words))),
            ("lost", not same and _is_marred(row, line)),
            ("twice", self.met.get(line.steps, words) != words),
            ("source_changed", not same and source is not None and spelled_alike(source) != spelled_alike(line.source)),
            ("probe_text", not same and line.part == "probe" and self.ambiguous),
        )
        return next((reason for reason, found in checks if found), None)


def _is_marred(row: _Row, line: Line) -> bool:
    """Whether letters became question marks where a program saved in an encoding that lacks them."""
    marks = row.words.count("?") > line.source.count("?")
    return (marks and row.marred) or bool(LOST.search(row.words) and not LOST.search(line.source))


def _with_ends(words: str, like: str) -> str:
    """The words with the line break at their end that the other text has, so that both are written alike."""
    return words + like[len(like.rstrip("\n")) :]
