"""A printed guide as plain text in 80 columns, for any printer and any editor."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from interviewer.report.paper.sheet import (
    BOX,
    Amount,
    Answer,
    Asked,
    Blank,
    Blanks,
    Boxes,
    Consents,
    Day,
    FormHead,
    Head,
    Heading,
    Line,
    Named,
    Plan,
    Points,
    Section,
    Sheet,
    Signatures,
    Small,
    Speech,
    Steps,
    ThemeHead,
)

WIDTH = 80
TIME = 24
BLANK_END = 36
FORM_FEED = "\f"
SIGNS = "?!:;»"


def text_of(sheet: Sheet) -> str:
    """The file's text; a form feed parts what begins on a page of its own."""
    writer = _Text()
    pages = (
        "\n".join(_tidy(line for block in part.blocks for line in WRITERS[type(block)](writer, block)))
        for part in sheet.parts
    )
    return f"\n{FORM_FEED}".join(pages) + "\n"


class _Text(NamedTuple):
    def head(self, block: Head) -> Iterator[str]:
        yield block.kind.upper()
        yield "═" * WIDTH
        yield from wrapped(block.title)
        yield "═" * WIDTH
        yield from _paragraphs(block.purpose)
        yield ""
        yield from wrapped(" · ".join(block.facts))

    def blanks(self, block: Blanks) -> Iterator[str]:
        yield ""
        for blank in block.blanks:
            yield from self.blank(blank)

    def blank(self, blank: Blank) -> Iterator[str]:
        yield ""
        if blank.lines:
            yield from wrapped(blank.label)
            yield from _ruled(blank.lines)
        elif blank.boxes:
            yield from wrapped("   ".join(f"{BOX} {_tied(one)}" for one in blank.boxes), f"{blank.label}   ", "   ")
        else:
            yield from _filled(blank.label)

    def plan(self, block: Plan) -> Iterator[str]:
        yield from ("", "", block.title.upper(), "")
        room = WIDTH - TIME - 14
        for slot in block.slots:
            number = f"{slot.number:>2}  "
            rows = list(wrapped(slot.title, number, "    ", room))
            bar = _bar(slot.start, slot.length, block.whole) if slot.length else ""
            yield from rows[:-1]
            yield f"{_padded(rows[-1], room)}  {bar:<{TIME}}  {slot.said:>9}".rstrip(" ")
        yield from ("", *wrapped(block.total, "    "))

    def section(self, block: Section) -> Iterator[str]:
        yield from ("", "", *wrapped(block.title.upper()), "─" * WIDTH)
        yield from wrapped(block.hint)

    def speech(self, block: Speech) -> Iterator[str]:
        yield from ("", f"  │ {block.label.upper()}")
        for one in block.paragraphs:
            yield "  │"
            yield from wrapped(one, "  │ ")

    def consents(self, block: Consents) -> Iterator[str]:
        for item in block.items:
            yield ""
            for one in item.ask:
                yield from wrapped(one, "  ")
            yield from wrapped(item.note and f"({item.note})", "  ")
            if block.codes:
                yield from (f"      {item.yes} {'_' * 29}   {item.no} {'_' * 29}",)
            else:
                yield f"      {BOX} {item.yes}     {BOX} {item.no}"

    def theme(self, block: ThemeHead) -> Iterator[str]:
        yield from ("", "", "━" * WIDTH)
        rows = list(wrapped(block.title, f"{block.number}  ", "   ", WIDTH - 12))
        yield from rows[:-1]
        yield f"{_padded(rows[-1], WIDTH - 12)} {block.minutes:>11}".rstrip(" ")
        yield from wrapped(block.only_if, "   ")
        yield from wrapped(block.aim, "   ")

    def asked(self, block: Asked) -> Iterator[str]:
        inner = "      " if block.number else "  "
        yield ""
        if block.number:
            yield ""
        yield from wrapped(block.only_if, inner)
        first = f"{block.number + ('*' if block.must else ''):<6}" if block.number else inner
        for n, one in enumerate(block.ask or ("",)):
            yield from wrapped(one, inner if n else first, inner)
        about = " · ".join(filter(None, (block.must, block.aim)))
        yield from wrapped(f"({about})" if about else "", inner)
        if block.answer is not None:
            yield from self.answer(block.answer, inner)
        if block.probes:
            yield ""
        for probe in block.probes:
            yield from wrapped(probe.ask + (f" [{probe.kind}]" if probe.kind else ""), f"{inner}○ ", f"{inner}  ")
        if block.lines:
            yield from ("", *wrapped(" · ".join(filter(None, (block.notes, block.listen))), inner))
            yield from _ruled(block.lines, inner)

    def answer(self, answer: Answer, inner: str) -> Iterator[str]:
        yield ""
        match answer:
            case Steps():
                yield from wrapped(answer.hint, inner)
                yield from wrapped("   ".join(f"({one})" for one in answer.marks), inner)
                yield from wrapped(answer.unit, inner)
            case Boxes():
                yield from wrapped(answer.hint, inner)
                for one in answer.options:
                    yield from wrapped(one, f"{inner}{BOX} ", f"{inner}  ")
                if answer.other:
                    yield f"{inner}{BOX} {answer.other} {'_' * 30}"
            case Amount():
                bounds = f"({answer.bounds})" if answer.bounds else ""
                yield from wrapped(" ".join(filter(None, (answer.unit, bounds))) or " ", f"{inner}{'_' * 12} ", inner)
            case Day():
                yield inner + "   ".join(f"______ {one}" for one in answer.parts)
            case Line():
                yield inner + "_" * (WIDTH - len(inner))

    def form_head(self, block: FormHead) -> Iterator[str]:
        yield from wrapped(block.copy.upper())
        yield "═" * WIDTH
        yield from wrapped(block.title)
        yield "═" * WIDTH

    def heading(self, block: Heading) -> Iterator[str]:
        yield from ("", "", *wrapped(block.title.upper()))
        yield from wrapped(block.hint)

    def named(self, block: Named) -> Iterator[str]:
        yield from ("", *wrapped(block.label))
        for one in block.paragraphs:
            yield from wrapped(one, "    ")

    def points(self, block: Points) -> Iterator[str]:
        for one in block.texts:
            yield from ("", *wrapped(one, "  • ", "    "))

    def signatures(self, block: Signatures) -> Iterator[str]:
        for who in block.who:
            yield from ("", "", *wrapped(who))
            for one in block.fields:
                yield from ("", *_filled(one, "  "))

    def small(self, block: Small) -> Iterator[str]:
        yield ""
        yield from _filled(block.text) if block.blank else wrapped(block.text)


def cells(text: str) -> int:
    """The columns that a text takes in a fixed font: none for what combines, two for wide characters."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def _cell(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def wrapped(text: str, first: str = "", then: str | None = None, width: int = WIDTH) -> Iterator[str]:
    """The words in rows, behind `first` and below it behind `then`; a word longer than a row is cut.

    Without words, `first` alone where it is more than spaces.
    """
    row, empty = first, True
    after = first if then is None else then
    for word in _words(text, width - max(cells(first), cells(after))):
        if not empty and cells(row) + 1 + cells(word) > width:
            yield row.rstrip(" ")
            row, empty = after, True
        row += word if empty else f" {word}"
        empty = False
    if not empty or first.strip():
        yield row.rstrip(" ")


def _words(text: str, width: int) -> Iterator[str]:
    """The words, a sign with that before it, cut where they are longer than a row."""
    words: list[str] = []
    for word in text.split(" "):
        if words and ((word and word[0] in SIGNS) or words[-1] == "«"):
            words[-1] += f" {word}"
        elif word:
            words.append(word)
    for word in words:
        yield from _cut(word, max(2, width))


def _cut(word: str, width: int) -> Iterator[str]:
    if cells(word) <= width:
        yield word
        return
    piece, used = "", 0
    for char in word:
        if used + _cell(char) > width:
            yield piece
            piece, used = "", 0
        piece += char
        used += _cell(char)
    yield piece


def _paragraphs(paragraphs: Iterable[str]) -> Iterator[str]:
    for one in paragraphs:
        yield from ("", *wrapped(one))


def _ruled(count: int, inner: str = "") -> Iterator[str]:
    for _ in range(count):
        yield from ("", inner + "." * (WIDTH - len(inner)))


def _filled(label: str, inner: str = "") -> Iterator[str]:
    rows = list(wrapped(label, inner, width=WIDTH - BLANK_END))
    yield from rows[:-1]
    last = rows[-1] if rows else inner
    yield f"{last} {'_' * (WIDTH - cells(last) - 1)}"


def _bar(start: float, length: float, whole: float) -> str:
    begin = round(start / whole * TIME)
    end = max(begin + 1, round((start + length) / whole * TIME))
    return "·" * begin + "█" * (end - begin) + "·" * (TIME - end)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _tied(text: str) -> str:
    return text.replace(" ", "\u00a0")


def _tidy(lines: Iterable[str]) -> Iterator[str]:
    """No more than two empty lines in a row, none at the beginning."""
    empty = 2
    for line in lines:
        empty = 0 if line else empty + 1
        if empty <= 2:  # noqa: PLR2004 - as the docstring says
            yield line


Writer = Callable[[_Text, Any], Iterator[str]]
WRITERS: dict[type, Writer] = {
    Head: _Text.head,
    Blanks: _Text.blanks,
    Plan: _Text.plan,
    Section: _Text.section,
    Speech: _Text.speech,
    Consents: _Text.consents,
    ThemeHead: _Text.theme,
    Asked: _Text.asked,
    FormHead: _Text.form_head,
    Heading: _Text.heading,
    Named: _Text.named,
    Points: _Text.points,
    Signatures: _Text.signatures,
    Small: _Text.small,
}
