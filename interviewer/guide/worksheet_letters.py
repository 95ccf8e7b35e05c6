"""In which encoding a worksheet in CSV was saved, where it is none of Unicode's: told by the words that it must hold. Pure.

Spreadsheet programs offer several kinds of CSV, and nothing in the file says which one was taken. But we know what the
head says and what the guide says: the encoding in which these come back is the right one.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from interviewer.guide.model import Guide
from interviewer.guide.worksheet import lines
from interviewer.guide.worksheet_reading import spelled_alike
from interviewer.sheets.model import Book
from interviewer.sheets.read import in_unicode, read_book

WESTERN = ("", "cp850", "mac_roman")
"""What Excel's “CSV”, “CSV (MS-DOS)” and “CSV (Macintosh)” are in Western Europe; the empty one reads as everywhere else."""
REGIONS = (
    ("cs hr hu pl ro sk sl sq", ("cp1250", "cp852", "mac_latin2")),
    ("bg mk ru sr uk", ("cp1251", "cp866", "mac_cyrillic")),
    ("el", ("cp1253", "cp737", "mac_greek")),
    ("tr", ("cp1254", "cp857", "mac_turkish")),
    ("he yi", ("cp1255", "cp862")),
    ("ar fa ps ur", ("cp1256", "cp720", "cp864")),
    ("et lt lv", ("cp1257", "cp775")),
    ("vi", ("cp1258",)),
    ("ja", ("cp932",)),
    ("ko", ("cp949",)),
    ("zh", ("gb18030", "cp950")),
)
MAX_BYTES = 2 << 20  # of a file that is read in several ways
SIGNS = "'’‘-–—/.,:;?!&@·()"
NEVER_BESIDE_LETTERS = "‚ˆ‰†‡„"
BESIDE = re.compile(rf"(?<=[^\W\d_])[{NEVER_BESIDE_LETTERS}]|(?:[{NEVER_BESIDE_LETTERS}]|(?<!\S)–)(?=[^\W\d_])")
BETWEEN = re.compile(rf"(?<=[^\W\d_])[^\w\s{re.escape(SIGNS)}](?=[^\W\d_])")
TURNED = re.compile(r"(?<=[a-z])[À-ÖØ-ÞŠŒŽŸ]")


class _Way(NamedTuple):
    """The file read in one encoding: how many known words came back, how many did not, and what no writer writes."""

    encoding: str
    book: Book
    whole: int
    broken: int
    odd: int

    @property
    def rank(self) -> tuple[int, int]:
        """The higher the better."""
        return self.whole - self.broken, -self.odd


def read_in_its_letters(data: bytes, path: str, guide: Guide, language: str, known: Collection[str]) -> Book | None:
    """The worksheet, read in the encoding in which it was saved; None where nothing tells that encoding.

    `known` are words that stand in such a file besides the guide's own. The file is one that can be read as CSV.
    """
    if len(data) > MAX_BYTES:
        return None
    candidates = _candidates(language)
    words = _by_skeleton([*known, *(line.source for line in lines(guide, language))])
    ways = [_way(book, words, name) for name in candidates if (book := read_book(data, path, name).book) is not None]
    best = max(ways, key=lambda way: way.rank, default=None)
    if best is None:
        return None
    others = any(way.rank == best.rank and way.book != best.book for way in ways if way.encoding)
    if any(way.whole or way.broken for way in ways):
        return best.book if best.whole and not others else None
    return best.book if candidates is WESTERN and not (best.encoding and others) else None


def is_in_unicode(data: bytes, book: Book) -> bool:
    """Whether the file tells its encoding itself: workbooks, and texts in UTF-8 or UTF-16."""
    return book.kind != "csv" or in_unicode(data)


def _candidates(language: str) -> tuple[str, ...]:
    """The encodings of the places where the language is written, the most likely first."""
    return next(((*names, "") for languages, names in REGIONS if language in languages.split()), WESTERN)


def _skeleton(text: str) -> str:
    """What of a text is the same in all these encodings."""
    return re.sub(r"[^A-Za-z0-9]", "", unicodedata.normalize("NFC", text))


def _by_skeleton(texts: Collection[str]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for text in texts:
        if _skeleton(text) and not spelled_alike(text).isascii():
            found.setdefault(_skeleton(text), set()).add(spelled_alike(text))
    return found


def _way(book: Book, words: Mapping[str, set[str]], encoding: str) -> _Way:
    whole = broken = odd = 0
    for cell in _cells(book):
        meant = words.get(_skeleton(cell))
        if meant:
            whole, broken = whole + (spelled_alike(cell) in meant), broken + (spelled_alike(cell) not in meant)
        odd += sum(len(sign.findall(cell)) for sign in (BESIDE, BETWEEN, TURNED))
        odd += sum(unicodedata.category(one) in ("Cc", "Co", "Cn", "So") for one in cell if one not in "\t\r\n")
    return _Way(encoding, book, whole, broken, odd)


def _cells(book: Book) -> Iterator[str]:
    return (cell for sheet in book.sheets for row in sheet.rows for cell in row if cell and not cell.isascii())
