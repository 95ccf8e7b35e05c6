"""The blocks of a printed guide as paragraphs and tables of WordprocessingML."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from interviewer.report.paper.docx_pieces import (
    AT_END,
    KEEP,
    TAB,
    UNDERLINED,
    Frame,
    box,
    cell,
    edge,
    hung,
    leader,
    paragraph,
    ruled,
    run,
    spaced,
    stops,
)
from interviewer.report.paper.docx_questions import asked, theme
from interviewer.report.paper.docx_styles import ACCENT, HAIR
from interviewer.report.paper.sheet import (
    Asked,
    Blank,
    Blanks,
    Consent,
    Consents,
    FormHead,
    Head,
    Heading,
    Named,
    Part,
    Plan,
    Points,
    Section,
    Sheet,
    Signatures,
    Small,
    Speech,
    ThemeHead,
)

GAP, NARROW, LABELS = 400, 200, 2500
APART = '<w:ind w:right="180"/>'


def body_xml(part: Part, sheet: Sheet, width: int) -> str:
    """The paragraphs and tables of a part as XML, for margins that far apart."""
    frame = Frame(sheet.language, width, sheet.rtl)
    return "".join(piece for block in part.blocks for piece in WRITERS[type(block)](frame, block))


# --- the first page ---


def _head(frame: Frame, block: Head) -> Iterator[str]:
    yield from frame.some("Overline", block.kind)
    yield paragraph("Title", frame.run(block.title))
    yield from frame.each("Subtitle", block.purpose)
    yield paragraph("Facts", frame.run(" · ".join(block.facts)))


def _blanks(frame: Frame, block: Blanks) -> Iterator[str]:
    """Two blanks a row; in a block that asks for whole lines, all rows hold together."""
    rows = list(_rows(block.blanks))
    kept = any(one.lines for one in block.blanks)
    for n, row in enumerate(rows):
        more = kept and n < len(rows) - 1
        if row[0].lines:
            yield paragraph("Ask", frame.run(row[0].label))
            yield from ruled("Lines", row[0].lines, more=more)
        else:
            yield _fields(frame, row, KEEP if more else "")


def _rows(blanks: Iterable[Blank]) -> Iterator[list[Blank]]:
    waiting: list[Blank] = []
    for blank in blanks:
        if blank.wide or blank.lines:
            if waiting:
                yield waiting
            yield [blank]
            waiting = []
        elif waiting:
            yield [*waiting, blank]
            waiting = []
        else:
            waiting = [blank]
    if waiting:
        yield waiting


def _fields(frame: Frame, row: Sequence[Blank], keep: str) -> str:
    """One or two blanks as one paragraph: labels, and lines that tab stops draw."""
    half = (frame.width - GAP) // 2
    places = [(frame.width, "underscore")]
    if not row[0].wide:
        places = [(half, "none" if row[0].boxes else "underscore"), (half + GAP, "none"), *places]
    runs = [_field(frame, row[0])]
    if len(row) > 1:
        runs += [TAB, _field(frame, row[1])]
    return paragraph("Field", *runs, more=keep + stops(*places))


def _field(frame: Frame, blank: Blank) -> str:
    label = frame.run(blank.label, "Quiet")
    if not blank.boxes:
        return label + run("  ") + TAB
    boxes = (run("    ") + box() + frame.run(one.replace(" ", "\u00a0")) for one in blank.boxes)
    return label + "".join(boxes)


def _plan(frame: Frame, block: Plan) -> Iterator[str]:
    yield paragraph("Overline", frame.run(block.title), more='<w:spacing w:before="480" w:after="80"/>')
    widths = (round(frame.width * 0.43), round(frame.width * 0.46), frame.width - round(frame.width * 0.89))
    rows = []
    for slot in block.slots:
        title = paragraph("Plan", run(slot.number, "Theme number"), TAB, frame.run(slot.title), more=hung(340))
        span = _span(slot.start, slot.length, block.whole, widths[1]) if slot.length else ""
        said = paragraph("Plan", frame.run(slot.said, "Quiet"), more=AT_END)
        contents = (title, paragraph("Plan bar", more=span), said)
        rows.append([cell(width, one, middle=True) for width, one in zip(widths, contents, strict=True)])
    yield from frame.table(widths, rows, block.title)
    yield from frame.some("Hint", block.total)


def _span(start: float, length: float, whole: float, width: int) -> str:
    """The bar of a theme: a paragraph in colour between two indents."""
    left = round(start / whole * width)
    right = max(0, width - round((start + length) / whole * width))
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{ACCENT}"/><w:ind w:left="{left}" w:right="{right}"/>'


def _section(frame: Frame, block: Section) -> Iterator[str]:
    yield paragraph("heading 1", frame.run(block.title))
    yield from frame.some("Hint", block.hint)


def _speech(frame: Frame, block: Speech) -> Iterator[str]:
    yield paragraph("Speech", frame.run(block.label, "Label"), more=f'{KEEP}<w:spacing w:before="80" w:after="40"/>')
    yield from frame.each("Speech", block.paragraphs)


def _consents(frame: Frame, block: Consents) -> Iterator[str]:
    ticks = round(frame.width * (0.34 if block.codes else 0.22))
    widths = (frame.width - ticks - NARROW, NARROW, ticks)
    last = len(block.items) - 1
    rows = []
    for n, item in enumerate(block.items):
        lines = edge("top", HAIR) + (edge("bottom", HAIR) if n == last else "")
        contents = (list(_agreed(frame, item)), [paragraph("Tick")], list(_ticks(frame, item, codes=block.codes)))
        rows.append([cell(width, *one, borders=lines) for width, one in zip(widths, contents, strict=True)])
    yield from frame.table(widths, rows)


def _agreed(frame: Frame, item: Consent) -> Iterator[str]:
    asks = item.ask or ("",)
    for n, one in enumerate(asks):
        note = item.note if n == len(asks) - 1 else ""
        yield paragraph("Consent", frame.run(one), run("  ") + frame.run(note, "Consent note") if note else "")


def _ticks(frame: Frame, item: Consent, *, codes: bool) -> Iterator[str]:
    if codes:
        for one in (item.yes, item.no):
            yield paragraph("Tick", frame.run(one), more=UNDERLINED)
            yield paragraph("Thin", more=KEEP)
        return
    yes, no = (box() + frame.run(one) for one in (item.yes, item.no))
    yield paragraph("Tick", yes, run("\u00a0" * 5), no, more=AT_END)


# --- the form ---


def _form_head(frame: Frame, block: FormHead) -> Iterator[str]:
    yield from frame.some("Overline", block.copy)
    yield paragraph("heading 1", frame.run(block.title, "Form title"), more='<w:spacing w:before="20" w:after="140"/>')


def _heading(frame: Frame, block: Heading) -> Iterator[str]:
    yield paragraph("heading 3", frame.run(block.title))
    yield from frame.some("Hint", block.hint)


def _named(frame: Frame, block: Named) -> Iterator[str]:
    widths = (LABELS, frame.width - LABELS)
    label = paragraph("Named", frame.run(block.label, "Quiet"), more=APART)
    yield from frame.table(widths, [(cell(LABELS, label), cell(widths[1], *frame.each("Named", block.paragraphs)))])


def _points(frame: Frame, block: Points) -> Iterator[str]:
    yield from frame.each("Point", block.texts)


def _signatures(frame: Frame, block: Signatures) -> Iterator[str]:
    half = (frame.width - GAP) // 2
    cells = []
    for who in block.who:
        lines = [paragraph("Signer", frame.run(who))]
        for n, one in enumerate(block.fields):
            tall = 640 if n == len(block.fields) - 1 else 200
            lines.append(paragraph("Field", frame.run(one, "Quiet"), more=KEEP + UNDERLINED + spaced(tall)))
            lines.append(paragraph("Thin", more=KEEP))
        cells.append(cell(half, *lines))
    yield from frame.table((half, GAP, half), [(cells[0], cell(GAP, paragraph("Field")), cells[1])])
    yield paragraph("Thin", more=spaced(240))


def _small(frame: Frame, block: Small) -> Iterator[str]:
    if block.blank:
        yield paragraph("Field", frame.run(block.text), run("  "), TAB, more=leader(frame.width))
    else:
        yield paragraph("Small print", frame.run(block.text))


Writer = Callable[[Frame, Any], Iterator[str]]
WRITERS: dict[type, Writer] = {
    Head: _head,
    Blanks: _blanks,
    Plan: _plan,
    Section: _section,
    Speech: _speech,
    Consents: _consents,
    ThemeHead: theme,
    Asked: asked,
    FormHead: _form_head,
    Heading: _heading,
    Named: _named,
    Points: _points,
    Signatures: _signatures,
    Small: _small,
}
