"""Workbooks of old Excel (.xls) weighed before they are opened: where their cells stand, and whether a password locks them."""

import struct
from collections.abc import Iterator

from interviewer.sheets.limits import MAX_CELLS, MAX_TEXT, Box, TooMuchError, UnreadableError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER, ENTRY, LAST_SECTOR = 512, 128, 0xFFFFFFFA
IN_HEADER = 109
BOOKS = ("workbook", "book")
LOCKED = ("encryptedpackage", "encryptioninfo")
BEGINS, PASSWORD = 0x0809, 0x002F
# Records that hold a value behind their row and column; those that stand for empty cells are not among them.
VALUES = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00D6, 0x0003, 0x0004, 0x0002, 0x0005})
MANY_VALUES = 0x00BD
SHARED_TEXT, TEXTS, CONTINUES = 0x00FD, 0x00FC, 0x003C
WIDE, EXTENDED, RICH = 1, 4, 8
OPEN_BOOKS = frozenset({0x0809, 0x0409, 0x0209, 0x0009})


class LockedError(Exception):
    """A password is needed."""


def weigh(data: bytes) -> None:
    """Nothing where the workbook may be opened; TooMuchError, LockedError, UnreadableError where not."""
    try:
        _weigh_cells(_book(_Container(data)))
    except (struct.error, IndexError, ValueError) as error:
        raise UnreadableError from error


class _Container:
    """The file system inside the file: sectors in chains, a directory of streams."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(SIGNATURE):
            raise UnreadableError
        self.data = data
        shift, small = struct.unpack_from("<HH", data, 30)
        if not (7 <= shift <= 16 and 2 <= small <= shift):  # noqa: PLR2004 - sizes that the format allows
            raise UnreadableError
        self.size, self.small = 1 << shift, 1 << small
        self.next = self._table()
        self.streams = dict(self._directory())

    def _table(self) -> tuple[int, ...]:
        """Which sector follows which."""
        first, count = struct.unpack_from("<II", self.data, 68)
        sectors = [*struct.unpack_from(f"<{IN_HEADER}I", self.data, 76)]
        for _ in range(min(count, len(self.data) // self.size + 1)):
            if first >= LAST_SECTOR:
                break
            more = self._numbers(first)
            sectors += more[:-1]
            first = more[-1]
        return tuple(number for one in sectors if one < LAST_SECTOR for number in self._numbers(one))

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self.size // 4}I", self.sector(sector))

    def sector(self, number: int) -> bytes:
        """The bytes of a sector; struct.error where the file ends before it."""
        start = max(HEADER, self.size) + number * self.size
        found = self.data[start : start + self.size]
        if not found:
            raise struct.error
        return found.ljust(self.size, b"\0")

    def chain(self, first: int) -> bytes:
        """The bytes of all sectors from that one on; ValueError for a chain that bites its tail."""
        made: list[bytes] = []
        while first < LAST_SECTOR:
            made.append(self.sector(first))
            if len(made) > len(self.next):
                raise ValueError
            first = self.next[first]
        return b"".join(made)

    def _directory(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Each stream by its name in small letters: its first sector and its length."""
        listed = self.chain(struct.unpack_from("<I", self.data, 48)[0])
        for at in range(0, len(listed) - ENTRY + 1, ENTRY):
            length, kind = struct.unpack_from("<HB", listed, at + 64)
            start, size = struct.unpack_from("<II", listed, at + 116)
            if kind:
                name = listed[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace").lower()
                yield ("/" if kind == 5 else name), (start, size)  # noqa: PLR2004 - the root

    def stream(self, name: str) -> bytes:
        """The bytes of that stream."""
        start, size = self.streams[name]
        if size >= struct.unpack_from("<I", self.data, 56)[0]:
            return self.chain(start)[:size]
        whole, following = self.chain(self.streams["/"][0]), self._small_table()
        made: list[bytes] = []
        while start < LAST_SECTOR and len(made) <= len(following):
            made.append(whole[start * self.small : (start + 1) * self.small])
            start = following[start]
        return b"".join(made)[:size]

    def _small_table(self) -> tuple[int, ...]:
        found = self.chain(struct.unpack_from("<I", self.data, 60)[0])
        return struct.unpack(f"<{len(found) // 4}I", found)


def _book(container: _Container) -> bytes:
    if any(name in container.streams for name in LOCKED):
        raise LockedError
    name = next((name for name in BOOKS if name in container.streams), None)
    if name is None or "/" not in container.streams:
        raise UnreadableError
    return container.stream(name)


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    """Each record of the stream: its kind and what is in it."""
    at = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _weigh_cells(book: bytes) -> None:
    total = text = 0
    box, shared = Box(), _Shared()
    for kind, body in _records(book):
        shared.take(kind, body)
        if kind in OPEN_BOOKS:
            total, box = total + box.size, Box()
        elif kind == PASSWORD:
            raise LockedError
        elif kind in VALUES and len(body) >= 4:  # noqa: PLR2004 - a row and a column
            box.hold(*struct.unpack_from("<HH", body))
            text += shared.length(struct.unpack_from("<I", body, 6)[0]) if kind == SHARED_TEXT else 0
        elif kind == MANY_VALUES and len(body) >= 6:  # noqa: PLR2004 - a row and two columns
            row, first = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0]
            box.hold(row, first, 1, max(last - first + 1, 1))
        if total + box.size > MAX_CELLS or text > MAX_TEXT:
            raise TooMuchError("sheets_too_much")


class _Shared:
    """The texts that cells share: how long each is. They stand in one record and those that continue it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._open = False
        self._lengths: list[int] | None = None

    def take(self, kind: int, body: bytes) -> None:
        """Keep the record where the texts stand in it."""
        self._open = kind == TEXTS or (self._open and kind == CONTINUES)
        if self._open:
            self._pieces.append(body)

    def length(self, number: int) -> int:
        """How many characters that text has; 0 where there is none of that number."""
        if self._lengths is None:
            self._lengths = list(_lengths(self._pieces))
        return self._lengths[number] if number < len(self._lengths) else 0


def _lengths(pieces: list[bytes]) -> Iterator[int]:
    """The length of each text; where one goes on in the next piece, a byte there says how wide its characters are now."""
    texts = _Pieces(pieces)
    texts.skip(8)
    while texts.more():
        count, flags = struct.unpack("<HB", texts.taken(3))
        runs = struct.unpack("<H", texts.taken(2))[0] if flags & RICH else 0
        extra = struct.unpack("<I", texts.taken(4))[0] if flags & EXTENDED else 0
        left, width = count, 1 + (flags & WIDE)
        while left:
            if not texts.here():
                width = 1 + (texts.taken(1)[0] & WIDE)
            fits = min(left, max(texts.here() // width, 1))
            texts.skip(fits * width)
            left -= fits
        texts.skip(4 * runs + extra)
        yield count


class _Pieces:
    """Bytes that come in pieces, read from the first to the last; IndexError behind the end."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces, self.number, self.at = pieces, 0, 0

    def here(self) -> int:
        """How many bytes are left in this piece."""
        return len(self.pieces[self.number]) - self.at if self.number < len(self.pieces) else 0

    def more(self) -> bool:
        """Whether there are bytes left in this piece or a later one."""
        return self.here() > 0 or any(self.pieces[self.number + 1 :])

    def taken(self, count: int) -> bytes:
        """The next bytes, all from one piece."""
        while not self.here():
            self.number, self.at = self.number + 1, 0
            if self.number >= len(self.pieces):
                raise IndexError
        found = self.pieces[self.number][self.at : self.at + count]
        if len(found) < count:
            raise IndexError
        self.at += count
        return found

    def skip(self, count: int) -> None:
        """Pass over bytes, whatever piece they stand in; those that a damaged file claims behind its end are none."""
        while count and self.more():
            if not self.here():
                self.number, self.at = self.number + 1, 0
                continue
            passed = min(count, self.here())
            self.at, count = self.at + passed, count - passed
