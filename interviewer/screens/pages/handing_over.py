"""Papers of a study that are handed to somebody: as a Word file, an HTML page or Markdown by the ending, or as plain lines."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from interviewer.errors import UsageError
from interviewer.report.paper.prepared import paragraphs, printable
from interviewer.report.paper.sheet import (
    Blank,
    Blanks,
    Block,
    FormHead,
    Heading,
    Named,
    Part,
    Points,
    Section,
    Sheet,
    Small,
    Speech,
    texts,
)
from interviewer.screens.words import LANGUAGES, _, language, use

KINDS = {".docx": "docx", ".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}
RULE = 40
T = TypeVar("T")


def kind_of(path: Path) -> str:
    """The kind of file that the ending names. UsageError `paper_kind` where it names none."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise UsageError("paper_kind", path=str(path), known=".docx, .html, .md")
    return kind


def paper(title: str, running: str, blocks: Iterable[Block]) -> Sheet:
    """The blocks as a paper in the language that is spoken now; its pages have numbers, and no place to fill in."""
    whole = (Part(tuple(blocks), coded=True),)
    sheet = Sheet(language(), rtl=False, title=title, running=running, code="", page=_("page"), parts=whole)
    return _printable(sheet)


def _printable(value: T) -> T:
    """The same value with every text of it as paper can show it, on one line."""
    made: Any = value
    if isinstance(value, str):
        made = " ".join(printable(value).split("\n"))
    elif isinstance(value, tuple):
        parts = map(_printable, value)
        made = type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return cast("T", made)


def made(sheet: Sheet, kind: str) -> bytes:
    """The bytes of the file."""
    if kind == "docx":
        from interviewer.report.paper.in_docx import docx_of

        return docx_of(sheet)
    if kind == "html":
        from interviewer.report.paper.in_html import html_of

        return html_of(sheet).encode()
    from interviewer.report.paper.in_markdown import markdown_of

    return markdown_of(sheet).encode()


def points(lines: Iterable[str]) -> Points:
    """Sentences one below the other, as paper can show them."""
    return Points(tuple(" ".join(paragraphs(one)) for one in lines))


def in_every_language(said: Callable[[], str]) -> list[str]:
    """What is said in each language of the screens."""
    found: dict[str, None] = {}
    for one in LANGUAGES:
        with first_spoken([one]):
            found[said()] = None
    return list(found)


@contextmanager
def first_spoken(languages: Sequence[str]) -> Iterator[None]:
    """Within it the first of these languages is spoken that the screens speak; their own where they speak none."""
    screens = language()
    use(next((one for one in languages if one in LANGUAGES), screens))
    try:
        yield
    finally:
        use(screens)


def in_a_row(parts: Iterable[str]) -> str:
    """Parts that may have commas in them, one behind the other."""
    return _("; ").join(parts)


def named(label: str, *said: str) -> Named:
    """Texts under their label, as paper can show them; each line end of theirs stays one."""
    return Named(label, tuple(line for one in said for line in printable(one).split("\n") if line.strip()))


def lines_of(sheet: Sheet) -> str:
    """The paper as lines for a terminal or a pipe; they are wrapped by whoever shows them."""
    return (
        "\n".join(line for part in sheet.parts for block in part.blocks for line in _lines(block)).lstrip("\n") + "\n"
    )


def _lines(block: Block) -> Iterator[str]:
    match block:
        case FormHead() | Heading() | Section():
            yield from ("", *_titled(block))
        case Named(label, said):
            yield _("{name}: {text}").format(name=label, text=" ".join(said))
        case Points(said):
            yield from (f"- {one}" for one in said)
        case Blanks(blanks):
            yield from (_to_fill(one) for one in blanks)
        case Speech(label, said):
            yield from (label, *(f"    {one}" for one in said))
        case Small(text):
            yield text
        case _:
            yield from texts(block)


def _titled(block: FormHead | Heading | Section) -> Iterator[str]:
    yield block.title
    yield ("=" if isinstance(block, FormHead) else "-") * len(block.title)
    if isinstance(block, FormHead):
        yield block.copy
    elif block.hint:
        yield block.hint
    yield ""


def _to_fill(blank: Blank) -> str:
    return _("{name}: {text}").format(name=blank.label, text="_" * RULE)


def is_there(path: Path) -> bool:
    """Whether something bears that name, be it a link to nothing."""
    return os.path.lexists(path)
