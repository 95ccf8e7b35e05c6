"""The bytes of a written guide -> its lines: what kind of file it is by what stands in it, not by its name."""

import re

from interviewer.errors import Problem, problem
from interviewer.guide.prose.docx_lines import docx_lines
from interviewer.guide.prose.model import Line
from interviewer.guide.prose.text_lines import markdown_lines, text_lines

MAX_BYTES = 20 << 20
MOST_TEXT = 1 << 20
ZIP = b"PK\x03\x04"
OTHERS = (
    (b"\xd0\xcf\x11\xe0", "prose_old_word"),
    (b"{\\rtf", "prose_rtf"),
    (b"%PDF", "prose_pdf"),
)
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
HASHED = re.compile(r"^#{1,3} \S", re.MULTILINE)
MARKDOWN = (".md", ".markdown", ".mkd")


def is_package(data: bytes) -> bool:
    """Whether it is a zip archive, as Word files are."""
    return data.startswith(ZIP)


def lines_of(data: bytes, name: str) -> tuple[list[Line], tuple[Problem, ...]]:
    """The lines, and what stands in the way: an error leaves none, a warning says what was guessed of the whole file.

    A text without a name is Markdown where it has headings of Markdown.
    """
    if len(data) > MAX_BYTES:
        return [], (problem("prose_too_big", limit=MAX_BYTES >> 20),)
    other = next((rule for sign, rule in OTHERS if data.startswith(sign)), "")
    if other:
        return [], (problem(other),)
    if is_package(data):
        return ([], (problem("prose_odt"),)) if OPEN_DOCUMENT in data[:200] else docx_lines(data)
    if name.lower().endswith(".docx"):
        return [], (problem("prose_docx_broken"),)
    return _of_text(data, name)


def _of_text(data: bytes, name: str) -> tuple[list[Line], tuple[Problem, ...]]:
    if len(data) > MOST_TEXT:
        return [], (problem("prose_too_big", limit=MOST_TEXT >> 20),)
    text, told = _decoded(data)
    if text is None:
        return [], told
    markdown = name.lower().endswith(MARKDOWN) or (not name and HASHED.search(text) is not None)
    lines = (markdown_lines if markdown else text_lines)(text)
    return lines, told


def _decoded(data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """The text: UTF-8, UTF-16 with its mark, else what old editors of Windows write, and then it is said."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    if b"\0" in data:
        return None, (problem("prose_not_text"),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), (problem("prose_windows", severity="warning"),)
