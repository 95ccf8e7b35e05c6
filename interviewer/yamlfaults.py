"""Why a file is not YAML that can be read, told by its usual causes: encoding, hidden characters, git's markers, slips."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from interviewer.errors import Problem, problem

HIGHEST = 0x10FFFF
MOST_HIDDEN = 10
MOST_SHOWN = 100
BREAK = re.compile(r"\r\n|\r|\n")
# C0 but tab and line breaks, DEL, C1, line separators, bidi controls, surrogates, BOM, noncharacters.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# The same where an escape made it: a carriage return is then no line break, but moves the cursor.
HIDDEN_MADE = re.compile(HIDDEN.pattern.replace("\x0e-\x1f", "\r-\x1f"))
ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
NAMED_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "v": "\v", "f": "\f", "r": "\r", "N": "\x85"}
NAMED_ESCAPES |= {"L": "\u2028", "P": "\u2029"}
NOT_UTF8 = re.compile("[\udc80-\udcff]")
WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
CONFLICT = re.compile(r"(?:<<<<<<<|\|\|\|\|\|\|\||>>>>>>>)(?: .*)?|=======")
KEY_ALONE = re.compile(r"\s*(?:-\s+)*[\w-]+\s*")
KEY_AND_REST = re.compile(r"\s*(?:-\s+)*(?:\{\s*)?([\w-]+):\s+(.*\S)")
GLUED_KEY = re.compile(r"\s*(?:-\s+)*[\w-]+:[^\s:/]")
BRACKET_VALUE = re.compile(r"\s*(?:-\s+)*(?:[\w-]+:\s+)?([\[{])")


class Lines:
    """A text and where its offsets stand: lines and columns count from 1, columns in characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(m.end() for m in BREAK.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        number = bisect_right(self._starts, offset)
        return number, offset - self._starts[number - 1] + 1

    def line(self, number: int) -> str:
        """The text of that line, without its end; empty where there is no such line."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        found = BREAK.search(self.text, start)
        return self.text[start : found.start() if found else len(self.text)]

    def all(self) -> Iterator[tuple[int, str]]:
        """Every line with its number."""
        return enumerate(BREAK.split(self.text), 1)

    def before(self, number: int) -> tuple[int, str]:
        """The nearest line above that is not blank, with its number; (0, "") where there is none."""
        for above in range(number - 1, 0, -1):
            if self.line(above).strip():
                return above, self.line(above)
        return 0, ""


class Written(NamedTuple):
    """Where the last scalar stood when the file stopped being YAML; `quote` is its quotation mark or empty."""

    start: int = 0
    end: int = 0
    quote: str = ""


class Stop(NamedTuple):
    """Where the parser gave up (`at`), in what it had begun at `since`, and its own words in lower case."""

    at: int
    since: int
    said: str
    last: Written = Written()


def double_quoted(text: str) -> str:
    """The text as a YAML double-quoted scalar on one line."""
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def code_point(char: str) -> str:
    """`U+202E` for the character."""
    return f"U+{ord(char):04X}"


def decode(data: bytes) -> tuple[str | None, list[Problem]]:
    """The text, with bytes that are not UTF-8 read as Windows-1252 and reported; None where it isn't text at all."""
    wide = _wide(data)
    if wide:
        return None, [problem("encoding_wide", 1, 1, name=wide)]
    text = data.decode("utf-8", "surrogateescape")
    nul = text.find("\0")
    if nul >= 0:
        return None, [problem("encoding_nul", *Lines(text).place(nul), offset=data.index(b"\0"))]
    return NOT_UTF8.sub(_as_windows, text), _bad_bytes(data, text)


def _wide(data: bytes) -> str:
    """`UTF-16` or `UTF-32` where the bytes look like it, with or without a mark at the start."""
    for mark, name in WIDE_MARKS:
        if data.startswith(mark):
            return name
    head = data[:512]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    one_sided = max(even, odd) > half * 0.6 and min(even, odd) < half * 0.1
    return "UTF-16" if half > 1 and one_sided else ""


def _as_windows(found: re.Match[str]) -> str:
    return bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace")


def _bad_bytes(data: bytes, text: str) -> list[Problem]:
    """One problem for all bytes that are not UTF-8: the first one's place, value and likely cause, and how many."""
    found = NOT_UTF8.search(text)
    if found is None:
        return []
    meant, count = _as_windows(found), len(NOT_UTF8.findall(text))
    offset = len(text[: found.start()].encode("utf-8"))
    rule = "encoding_windows" if meant != "\ufffd" and offset + 1 < len(data) else "encoding_broken"
    # A byte order mark takes a place in the text but no column.
    start = text.startswith("\ufeff")
    line, column = Lines(text[start:]).place(found.start() - start)
    byte = f"0x{data[offset]:02X}"
    return [problem(rule, line, column, byte=byte, offset=offset, count=count, meant=meant)]


def hidden(lines: Lines) -> list[Problem]:
    """Control, bidi and other characters that nobody sees; the first ones with their places, the rest counted."""
    found = HIDDEN.finditer(lines.text)
    problems = [
        problem("hidden_character", *lines.place(m.start()), code=code_point(m[0])) for m in islice(found, MOST_HIDDEN)
    ]
    rest = [m.start() for m in found]
    if rest:
        problems.append(problem("hidden_characters_more", *lines.place(rest[0]), count=len(rest)))
    return problems


def hidden_escape(text: str, start: int, end: int) -> tuple[int, str]:
    """Offset and character of the first escape in a double-quoted scalar that makes a hidden one; (start, "") if none."""
    for found in ESCAPE.finditer(text, start, end):
        made = _made(found)
        if made and HIDDEN_MADE.match(made):
            return found.start(), made
    return start, ""


def _made(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2] or escape[3]
    if digits is None:
        return NAMED_ESCAPES.get(escape[4], "")
    return chr(int(digits, 16)) if int(digits, 16) <= HIGHEST else ""


def conflicts(lines: Lines) -> list[Problem]:
    """The marks that git leaves where it could not merge: one problem a conflict."""
    marks = [(number, line[0]) for number, line in lines.all() if CONFLICT.fullmatch(line)]
    opened = [number for number, char in marks if char == "<"]
    return [problem("git_conflict", number, 1) for number in opened or [number for number, _ in marks[:1]]]


def stopped(lines: Lines, stop: Stop) -> Problem:
    """Why the file stops being YAML there, in terms of what was probably meant."""
    for cause in CAUSES:
        found = cause(lines, stop)
        if found is not None:
            return found
    return problem("yaml_stops", *lines.place(stop.at))


def _tab(lines: Lines, stop: Stop) -> Problem | None:
    number, _ = lines.place(stop.at)
    line = lines.line(number)
    tab = line.find("\t", 0, len(line) - len(line.lstrip()))
    return problem("yaml_tab", number, tab + 1) if tab >= 0 else None


def _directive(lines: Lines, stop: Stop) -> Problem | None:
    number, _ = lines.place(stop.at)
    if lines.line(number).startswith("%") or "directive" in stop.said:
        return problem("yaml_directive", number, 1)
    return None


def _open_quote(lines: Lines, stop: Stop) -> Problem | None:
    if "quoted scalar" in stop.said and ("end of stream" in stop.said or "document indicator" in stop.said):
        return problem("yaml_open_quote", *lines.place(stop.since), mark=lines.text[stop.since])
    return None


def _escape(lines: Lines, stop: Stop) -> Problem | None:
    # libyaml writes "hexdecimal".
    if "escape" not in stop.said and "decimal number" not in stop.said:
        return None
    offset, made = hidden_escape(lines.text, stop.since, stop.at + 8)
    if made:
        return problem("hidden_escape", *lines.place(offset), code=code_point(made))
    return problem("yaml_escape", *lines.place(max(stop.since, lines.text.rfind("\\", stop.since, stop.at + 1))))


def _after_quote(lines: Lines, stop: Stop) -> Problem | None:
    """Text after the closing mark, as in 'L'arrivée'; where the quotation runs over lines, its end was forgotten."""
    gap = lines.text[stop.last.end : stop.at]
    if not stop.last.quote or not stop.last.end <= stop.at or gap.strip(" \t"):
        return None
    line, column = lines.place(stop.last.start)
    if lines.place(stop.last.end)[0] > line:
        return problem("yaml_open_quote", line, column, mark=stop.last.quote)
    return problem("yaml_after_quote", *lines.place(stop.at), mark=stop.last.quote)


def _colon(lines: Lines, stop: Stop) -> Problem | None:
    """A colon followed by a space inside a text: `ask: Votre rôle : lequel ?`."""
    number, column = lines.place(stop.at)
    line = lines.line(number)
    refused = "mapping values are not allowed" in stop.said
    in_flow = "flow" in stop.said and lines.text[stop.at : stop.at + 1] == ":"
    if not (refused or in_flow) or KEY_ALONE.fullmatch(line[: column - 1]):
        return None
    found = KEY_AND_REST.match(line)
    if found is None or found.end(1) >= column - 1 or in_flow or len(found[2]) > MOST_SHOWN:
        return problem("yaml_colon", number, column)
    return problem("yaml_colon_in_value", number, column, fixed=f"{found[1]}: {double_quoted(found[2])}", key=found[1])


def _glued(lines: Lines, stop: Stop) -> Problem | None:
    """No space after the colon of a key: `ask:Votre rôle`."""
    if "unexpected ':'" in stop.said:
        return problem("yaml_glued_colon", *lines.place(stop.at))
    number, _ = lines.place(stop.since if "could not find expected ':'" in stop.said else stop.at)
    if "mapping values are not allowed" in stop.said:
        number, _line = lines.before(number)
    elif "could not find expected ':'" not in stop.said:
        return None
    found = GLUED_KEY.match(lines.line(number))
    return problem("yaml_glued_colon", number, found.end() - 1) if found else None


def _no_colon(lines: Lines, stop: Stop) -> Problem | None:
    if "could not find expected ':'" in stop.said:
        return problem("yaml_no_colon", *lines.place(stop.since))
    return None


def _odd_start(lines: Lines, stop: Stop) -> Problem | None:
    """A text that begins with a character that means something to YAML."""
    if any(words in stop.said for words in ("an anchor", "an alias", "tag", "a block scalar")):
        return _starts_with(lines, stop.since)
    if any(
        words in stop.said
        for words in ("start any token", "entries are not allowed", "keys are not allowed", "node content")
    ):
        return _starts_with(lines, stop.at)
    number, column = lines.place(stop.at)
    if "flow" not in stop.said and lines.text[stop.at : stop.at + 1] in ("]", "}"):
        return problem("yaml_extra_bracket", number, column, char=lines.text[stop.at])
    found = BRACKET_VALUE.match(lines.line(number))
    if found and "flow" not in stop.said and "block" in stop.said:
        return problem("yaml_starts_with", number, found.start(1) + 1, char=found[1])
    return None


def _starts_with(lines: Lines, offset: int) -> Problem | None:
    char = lines.text[offset : offset + 1]
    return problem("yaml_starts_with", *lines.place(offset), char=char) if char.strip() else None


def _bracket(lines: Lines, stop: Stop) -> Problem | None:
    at = stop.since
    if lines.text[at : at + 1] not in ("[", "{"):
        at = max(lines.text.rfind("[", 0, stop.at), lines.text.rfind("{", 0, stop.at))
    if "flow" not in stop.said or at < 0:
        return None
    opening = lines.text[at]
    return problem("yaml_open_bracket", *lines.place(at), opening=opening, closing="]" if opening == "[" else "}")


def _indentation(lines: Lines, stop: Stop) -> Problem | None:
    if any(words in stop.said for words in ("block", "document start", "mapping values are not allowed")):
        number, _ = lines.place(stop.at)
        line = lines.line(number)
        return problem("yaml_indentation", number, len(line) - len(line.lstrip()) + 1)
    return None


CAUSES: tuple[Callable[[Lines, Stop], Problem | None], ...] = (
    *(_tab, _directive, _open_quote, _escape, _after_quote, _colon, _glued),
    *(_no_colon, _odd_start, _bracket, _indentation),
)
