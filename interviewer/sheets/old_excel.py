"""Workbooks of old Excel (.xls) weighed before they are opened: where their cells stand, and whether a password locks them."""

import struct
from collections.abc import Iterator

from interviewer.sheets.limits import MAX_CELLS, Box, TooMuchError, UnreadableError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER, ENTRY, LAST_SECTOR = 512, 128, 0xFFFFFFFA
IN_HEADER = 109
BOOKS = ("workbook", "book")
LOCKED = ("encryptedpackage", "encryptioninfo")
BEGINS, PASSWORD = 0x0809, 0x002F
# Records that hold a value behind their row and column; those that stand for empty cells are not among them.
VALUES = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00D6, 0x0003, 0x0004, 0x0002, 0x0005})
MANY_VALUES = 0x00BD
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


def _weigh_cells(book: bytes) -> None:
    at, total, box = 0, 0, Box()
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind in OPEN_BOOKS:
            total, box = total + box.size, Box()
        elif kind == PASSWORD:
            raise LockedError
        elif kind in VALUES and length >= 4:  # noqa: PLR2004 - a row and a column
            box.hold(*struct.unpack_from("<HH", book, at + 4))
        elif kind == MANY_VALUES and length >= 6:  # noqa: PLR2004 - a row and two columns
            row, first = struct.unpack_from("<HH", book, at + 4)
            last = struct.unpack_from("<H", book, at + 2 + length)[0]
            box.hold(row, first, 1, max(last - first + 1, 1))
        if total + box.size > MAX_CELLS:
            raise TooMuchError("sheets_too_much")
        at += 4 + length
