"""The blocks of a printed guide as paragraphs and tables of WordprocessingML, texts escaped for XML."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from interviewer.report.paper.docx_pieces import KEEP, TAB, cell, edge, leader, paragraph, run
from interviewer.report.paper.docx_styles import ACCENT, HAIR, INDENT, INK, QUIET
from interviewer.report.paper.prepared import typeset
from interviewer.report.paper.sheet import (
    BOX,
    Amount,
    Answer,
    Asked,
    Blank,
    Blanks,
    Boxes,
    Consent,
    Consents,
    Day,
    FormHead,
    Head,
    Heading,
    Line,
    Named,
    Part,
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

GAP = 400
STEP = 560
KEPT_LINES, SHORT = 4, 9
TWO_COLUMNS = 34  # letters up to which options stand side by side


def body_xml(part: Part, sheet: Sheet, width: int) -> str:
    """The paragraphs and tables of a part as XML, for margins that far apart."""
    body = _Body(sheet.language, width, sheet.rtl)
    return "".join(piece for block in part.blocks for piece in WRITERS[type(block)](body, block))


class _Body(NamedTuple):
    """Writes the blocks of a sheet, in that language, between margins that far apart."""

    language: str
    width: int
    rtl: bool

    def run(self, text: str, looks: str = "") -> str:
        """A run of a text, typeset."""
        return run(typeset(text, self.language), looks)

    def each(self, style: str, texts: Iterable[str]) -> Iterator[str]:
        """A paragraph for each text."""
        for text in texts:
            yield paragraph(style, self.run(text))

    def some(self, style: str, text: str) -> Iterator[str]:
        """The paragraph, where there is a text."""
        if text:
            yield paragraph(style, self.run(text))

    def table(
        self, widths: Sequence[int], rows: Iterable[Sequence[str]], about: str = "", left: int = 0, height: int = 0
    ) -> Iterator[str]:
        """A table of fixed widths whose rows stay whole, and the thin paragraph that parts it from the next."""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        tall = f'<w:trHeight w:val="{height}" w:hRule="exact"/>' if height else ""
        made = "".join(f"<w:tr><w:trPr><w:cantSplit/>{tall}</w:trPr>{''.join(cells)}</w:tr>" for cells in rows)
        turned = "<w:bidiVisual/>" if self.rtl else ""
        caption = f'<w:tblCaption w:val="{escape(about)}"/>' if about else ""
        yield (
            f'<w:tbl><w:tblPr>{turned}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{left}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{caption}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'
        )
        yield paragraph("Thin", more=KEEP)

    # --- the first page ---

    def head(self, block: Head) -> Iterator[str]:
        yield from self.some("Overline", block.kind)
        yield paragraph("Title", self.run(block.title))
        yield from self.each("Subtitle", block.purpose)
        yield paragraph("Facts", self.run(" · ".join(block.facts)))

    def blanks(self, block: Blanks) -> Iterator[str]:
        rows: list[list[Blank]] = []
        for blank in block.blanks:
            alone = blank.wide or blank.lines
            if rows and not alone and len(rows[-1]) == 1 and not (rows[-1][0].wide or rows[-1][0].lines):
                rows[-1].append(blank)
            else:
                rows.append([blank])
        for row in rows:
            yield from self.blank_row(row)

    def blank_row(self, row: list[Blank]) -> Iterator[str]:
        first = row[0]
        if first.lines:
            yield paragraph("Ask", self.run(first.label))
            yield from _ruled("Lines", first.lines)
        elif first.wide:
            yield self.field(first, self.width)
        else:
            half = (self.width - GAP) // 2
            cells = [cell(half, self.field(one, half)) for one in row]
            cells += [cell(half, paragraph("Field"))] * (2 - len(row))
            gap = cell(GAP, paragraph("Field"))
            yield from self.table((half, GAP, half), [(cells[0], gap, cells[1])])

    def field(self, blank: Blank, width: int) -> str:
        label = self.run(blank.label)
        if not blank.boxes:
            return paragraph("Field", label, run("  "), TAB, more=leader(width))
        quiet = f'<w:color w:val="{QUIET}"/><w:sz w:val="19"/><w:szCs w:val="19"/>'
        boxes = (self.run(f"     {BOX} " + one.replace(" ", "\u00a0")) for one in blank.boxes)
        return paragraph("Field options", self.run(blank.label, quiet), *boxes)

    def plan(self, block: Plan) -> Iterator[str]:
        yield paragraph("Overline", self.run(block.title), more='<w:spacing w:before="420" w:after="80"/>')
        widths = (round(self.width * 0.43), round(self.width * 0.46), self.width - round(self.width * 0.89))
        rows = []
        for slot in block.slots:
            number = run(slot.number, f'<w:b/><w:color w:val="{ACCENT}"/>')
            title = paragraph("Plan", number, TAB, self.run(slot.title), more=_hung(340))
            bar = paragraph(
                "Plan bar", more=_span(slot.start, slot.length, block.whole, widths[1]) if slot.length else ""
            )
            said = paragraph("Plan minutes", self.run(slot.said), more='<w:jc w:val="right"/>')
            rows.append(
                (
                    cell(widths[0], title, middle=True),
                    cell(widths[1], bar, middle=True),
                    cell(widths[2], said, middle=True),
                )
            )
        yield from self.table(widths, rows, block.title)
        yield from self.some("Hint", block.total)

    def section(self, block: Section) -> Iterator[str]:
        yield paragraph("heading 1", self.run(block.title))
        yield from self.some("Hint", block.hint)

    def speech(self, block: Speech) -> Iterator[str]:
        sans = f'<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:b/><w:bCs/><w:caps/><w:color w:val="{ACCENT}"/><w:spacing w:val="16"/><w:sz w:val="17"/><w:szCs w:val="17"/>'
        yield paragraph("Speech", self.run(block.label, sans), more=f'{KEEP}<w:spacing w:before="80" w:after="40"/>')
        yield from self.each("Speech", block.paragraphs)

    def consents(self, block: Consents) -> Iterator[str]:
        ticks = round(self.width * (0.32 if block.codes else 0.24))
        widths = (self.width - ticks - 200, 200, ticks)
        last = len(block.items) - 1
        rows = [self.consent(item, widths, codes=block.codes, end=n == last) for n, item in enumerate(block.items)]
        yield from self.table(widths, rows)

    def consent(self, item: Consent, widths: Sequence[int], *, codes: bool, end: bool) -> Sequence[str]:
        lines = edge("top", HAIR) + (edge("bottom", HAIR) if end else "")
        note = f'<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:color w:val="{ACCENT}"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
        asks = [paragraph("Consent", self.run(one)) for one in item.ask]
        if item.note:
            asks.append(paragraph("Consent note", self.run(item.note, note)))
        if codes:
            boxes = [
                paragraph("Tick", self.run(one), run("  "), TAB, more=leader(widths[2])) for one in (item.yes, item.no)
            ]
        else:
            yes, no = (self.run(f"{BOX}\u00a0{one}") for one in (item.yes, item.no))
            boxes = [paragraph("Tick", yes, TAB, no, more=leader(widths[2] // 2, "none", "left"))]
        return [
            cell(widths[0], *asks, borders=lines),
            cell(widths[1], paragraph("Tick"), borders=lines),
            cell(widths[2], *boxes, borders=lines),
        ]

    # --- themes ---

    def theme(self, block: ThemeHead) -> Iterator[str]:
        number = run(block.number, f'<w:color w:val="{ACCENT}"/>')
        quiet = f'<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{QUIET}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        minutes = TAB + self.run(block.minutes, quiet) if block.minutes else ""
        line = f'<w:pBdr><w:top w:val="single" w:sz="11" w:space="8" w:color="{INK}"/></w:pBdr>'
        yield paragraph("heading 1", number, run("  "), self.run(block.title), minutes, more=line)
        yield from self.some("Condition", block.only_if)
        yield from self.some("Aim", block.aim)

    def asked(self, block: Asked) -> Iterator[str]:
        if block.only_if:
            yield paragraph(
                "Condition", self.run(block.only_if), more=f'<w:spacing w:before="360"/><w:ind w:left="{INDENT}"/>'
            )
        first, *rest = block.ask or ("",)
        closer = '<w:spacing w:before="20"/>' if block.only_if else ""
        if block.number:
            yield paragraph("heading 2", _number(block), TAB, self.run(first), more=closer)
        else:
            yield paragraph("Fact", self.run(first))
        for one in rest:
            yield paragraph(
                "heading 2" if block.number else "Fact",
                TAB if block.number else "",
                self.run(one),
                more='<w:spacing w:before="40"/>',
            )
        if block.must or block.aim:
            must = self.run(block.must, f'<w:b/><w:bCs/><w:color w:val="{INK}"/>')
            yield paragraph("Question aim", must, run("   ") if must and block.aim else "", self.run(block.aim))
        left = INDENT if block.number else 0
        if block.answer is not None:
            yield from self.answer(block.answer, left)
        for probe in block.probes:
            kind = (
                self.run(f"   {probe.kind}", f'<w:color w:val="{QUIET}"/><w:sz w:val="18"/><w:szCs w:val="18"/>')
                if probe.kind
                else ""
            )
            yield paragraph("Probe", self.run(probe.ask), kind)
        if block.lines:
            label = self.run(block.notes, f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/>')
            yield paragraph("Notes heading", label, run("     ") if block.listen else "", self.run(block.listen))
            yield from _ruled("Notes", block.lines)

    def answer(self, answer: Answer, left: int) -> Iterator[str]:
        inner = f'<w:ind w:left="{left}"/>'
        match answer:
            case Steps():
                if answer.hint:
                    yield paragraph("Answer", self.run(answer.hint, _quiet()), more=inner)
                box = "".join(edge(side) for side in ("top", "left", "bottom", "right"))
                centre = '<w:jc w:val="center"/>'
                cells = [
                    cell(STEP, paragraph("Step", run(one), more=centre), borders=box, middle=True)
                    for one in answer.marks
                ]
                yield from self.table([STEP] * len(cells), [cells], left=left, height=480)
                if answer.unit:
                    yield paragraph("Answer", self.run(answer.unit, _quiet()), more=inner)
            case Boxes():
                yield from self.boxes(answer, left)
            case Amount():
                line = TAB + self.run(f"  {answer.unit}" if answer.unit else "")
                bounds = self.run(f"   {answer.bounds}" if answer.bounds else "", _quiet())
                yield paragraph(
                    "Answer", line, bounds, more=f'{leader(left + 1700, side="left")}<w:spacing w:before="200"/>{inner}'
                )
            case Day():
                stops = "".join(
                    f'<w:tab w:val="left" w:leader="{kind}" w:pos="{left + place}"/>'
                    for place, kind in (
                        (800, "underscore"),
                        (1600, "none"),
                        (2400, "underscore"),
                        (3200, "none"),
                        (4300, "underscore"),
                    )
                )
                parts = TAB.join(TAB + self.run(f" {one}", _quiet()) for one in answer.parts)
                yield paragraph("Answer", parts, more=f'<w:tabs>{stops}</w:tabs><w:spacing w:before="200"/>{inner}')
            case Line():
                yield paragraph("Answer", TAB, more=f'{leader(self.width)}<w:spacing w:before="200"/>{inner}')

    def boxes(self, answer: Boxes, left: int) -> Iterator[str]:
        if answer.hint:
            yield paragraph("Answer", self.run(answer.hint, _quiet()), more=f'<w:ind w:left="{left}"/>')
        columns = 2 if max(map(len, answer.options), default=0) <= TWO_COLUMNS else 1
        width = (self.width - left) // columns
        hung = _hung(320)
        cells = [cell(width, paragraph("Answer", run(BOX), TAB, self.run(one), more=hung)) for one in answer.options]
        if answer.other:
            tabs = f'<w:tabs><w:tab w:val="left" w:pos="320"/><w:tab w:val="right" w:leader="underscore" w:pos="{width - 200}"/></w:tabs>'
            cells.append(
                cell(
                    width,
                    paragraph(
                        "Answer",
                        run(BOX),
                        TAB,
                        self.run(answer.other),
                        run(" "),
                        TAB,
                        more=f'{tabs}<w:ind w:left="320" w:hanging="320"/>',
                    ),
                )
            )
        empty = cell(width, paragraph("Answer"))
        rows = [[*cells[n : n + columns], empty][:columns] for n in range(0, len(cells), columns)]
        yield from self.table([width] * columns, rows, left=left)

    # --- the form ---

    def form_head(self, block: FormHead) -> Iterator[str]:
        yield from self.some("Overline", block.copy)
        yield paragraph("heading 1", self.run(block.title), more='<w:spacing w:before="20" w:after="120"/>')

    def heading(self, block: Heading) -> Iterator[str]:
        yield paragraph("heading 3", self.run(block.title))
        yield from self.some("Hint", block.hint)

    def named(self, block: Named) -> Iterator[str]:
        widths = (2500, self.width - 2500)
        label = paragraph("Named", self.run(block.label, _quiet()))
        yield from self.table(
            widths, [(cell(widths[0], label), cell(widths[1], *self.each("Named", block.paragraphs)))]
        )

    def points(self, block: Points) -> Iterator[str]:
        yield from self.each("Point", block.texts)

    def signatures(self, block: Signatures) -> Iterator[str]:
        half = (self.width - GAP) // 2
        cells = []
        for who in block.who:
            lines = [paragraph("Signer", self.run(who))]
            for n, one in enumerate(block.fields):
                tall = f'<w:spacing w:before="{700 if n == len(block.fields) - 1 else 200}"/>'
                lines.append(paragraph("Field", self.run(one), run("  "), TAB, more=leader(half) + tall))
            cells.append(cell(half, *lines))
        yield from self.table((half, GAP, half), [(cells[0], cell(GAP, paragraph("Field")), cells[1])])

    def small(self, block: Small) -> Iterator[str]:
        if block.blank:
            yield paragraph(
                "Small print",
                self.run(block.text, f'<w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'),
                run("  "),
                TAB,
                more=leader(self.width) + '<w:spacing w:before="160"/>',
            )
        else:
            yield paragraph("Small print", self.run(block.text))


def _number(block: Asked) -> str:
    if block.must:
        looks = f'<w:color w:val="FFFFFF"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:shd w:val="clear" w:color="auto" w:fill="{INK}"/>'
        return run(f"\u00a0{block.number}\u00a0", looks)
    return run(block.number, f'<w:color w:val="{ACCENT}"/><w:sz w:val="20"/><w:szCs w:val="20"/>')


def _quiet() -> str:
    return f'<w:color w:val="{QUIET}"/><w:sz w:val="19"/><w:szCs w:val="19"/>'


def _hung(width: int) -> str:
    return f'<w:tabs><w:tab w:val="left" w:pos="{width}"/></w:tabs><w:ind w:left="{width}" w:hanging="{width}"/>'


def _span(start: float, length: float, whole: float, width: int) -> str:
    """The bar of a theme: a paragraph in colour between two indents."""
    left = round(start / whole * width)
    right = max(0, width - round((start + length) / whole * width))
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{ACCENT}"/><w:ind w:left="{left}" w:right="{right}"/>'


def _ruled(style: str, count: int) -> Iterator[str]:
    """Dotted lines; the first and the last ones hold together, so that none is left alone on a page."""
    for n in range(count):
        alone = n == count - 1 or (count > SHORT and n == KEPT_LINES - 1)
        yield paragraph(style, TAB, more="" if alone else KEEP)


Writer = Callable[[_Body, Any], Iterator[str]]
WRITERS: dict[type, Writer] = {
    Head: _Body.head,
    Blanks: _Body.blanks,
    Plan: _Body.plan,
    Section: _Body.section,
    Speech: _Body.speech,
    Consents: _Body.consents,
    ThemeHead: _Body.theme,
    Asked: _Body.asked,
    FormHead: _Body.form_head,
    Heading: _Body.heading,
    Named: _Body.named,
    Points: _Body.points,
    Signatures: _Body.signatures,
    Small: _Body.small,
}
