"""Themes and questions of a printed guide as WordprocessingML: the question, its scale or boxes, probes, room for notes."""

from collections.abc import Iterator

from interviewer.report.paper.docx_pieces import (
    TAB,
    Frame,
    box,
    indent,
    leader,
    paragraph,
    ruled,
    run,
    spaced,
    stops,
)
from interviewer.report.paper.docx_styles import INDENT, INK
from interviewer.report.paper.sheet import Amount, Answer, Asked, Boxes, Day, Line, Steps, ThemeHead

STEP_AWAY = 200
LONG, APART = 1200, '<w:keepLines w:val="0"/>'  # longer questions may run over the end of a page
TWO_COLUMNS = 34  # letters up to which options stand side by side
BOX_WIDTH = 330
DAY_STOPS = ((850, "underscore"), (1700, "none"), (2550, "underscore"), (3400, "none"), (4600, "underscore"))


def theme(frame: Frame, block: ThemeHead) -> Iterator[str]:
    """The heading of a theme under a rule, its minutes at the end of the line."""
    minutes = TAB + frame.run(block.minutes, "Minutes") if block.minutes else ""
    line = f'<w:pBdr><w:top w:val="single" w:sz="11" w:space="8" w:color="{INK}"/></w:pBdr>'
    hanging = f'<w:ind w:left="{INDENT}" w:hanging="{INDENT}"/>'
    number = run(block.number, "Theme number")
    yield paragraph("heading 1", number, TAB, frame.run(block.title), minutes, more=line + hanging)
    yield from frame.some("Condition", block.only_if, indent(INDENT))
    yield from frame.some("Aim", block.aim)


def asked(frame: Frame, block: Asked) -> Iterator[str]:
    """A question with all that belongs to it, held together."""
    yield from frame.some("Condition", block.only_if, spaced(360) + indent(INDENT))
    yield from _ask(frame, block)
    if block.must or block.aim:
        must = frame.run(block.must, "Must")
        yield paragraph("Question aim", must, run("   ") if must and block.aim else "", frame.run(block.aim))
    if block.answer is not None:
        yield from _answer(frame, block.answer, INDENT if block.number else 0)
    for probe in block.probes:
        kind = run("   ") + frame.run(probe.kind, "Kind") if probe.kind else ""
        yield paragraph("Probe", frame.run(probe.ask), kind)
    if block.lines:
        label = frame.run(block.notes, "Label")
        yield paragraph("Notes heading", label, run("     ") if block.listen else "", frame.run(block.listen))
        yield from ruled("Notes", block.lines)


def _ask(frame: Frame, block: Asked) -> Iterator[str]:
    """The words of the question; only the first paragraph is a heading with a number."""
    first, *rest = block.ask or ("",)
    if not block.number:
        yield from frame.each("Fact", block.ask)
        return
    number = run(f"\u00a0{block.number}\u00a0", "Must number") if block.must else run(block.number, "Question number")
    closer = (APART if len(first) > LONG else "") + (spaced(20) if block.only_if else "")
    yield paragraph("heading 2", number, TAB, frame.run(first), more=closer)
    for one in rest:
        yield paragraph("heading 2", TAB, frame.run(one), more=spaced(40))


def _answer(frame: Frame, answer: Answer, left: int) -> Iterator[str]:
    open_line = spaced(220) + indent(left)
    match answer:
        case Steps():
            yield from frame.some("Answer hint", answer.hint, indent(left))
            yield from _steps(frame, answer, left)
        case Boxes():
            yield from frame.some("Answer hint", answer.hint, indent(left))
            yield from _boxes(frame, answer, left)
        case Amount():
            unit = run("  ") + frame.run(answer.unit) if answer.unit else ""
            bounds = run("   ") + frame.run(answer.bounds, "Quiet") if answer.bounds else ""
            yield paragraph("Answer", TAB, unit, bounds, more=leader(left + 1700) + open_line)
        case Day():
            places = stops(*((left + place, kind) for place, kind in DAY_STOPS))
            parts = TAB.join(TAB + run(" ") + frame.run(one, "Quiet") for one in answer.parts)
            yield paragraph("Answer", parts, more=places + open_line)
        case Line():
            yield paragraph("Answer", TAB, more=leader(frame.width) + open_line)


def _steps(frame: Frame, answer: Steps, left: int) -> Iterator[str]:
    """A box around each number, large enough to be circled."""
    widest = max(map(len, answer.marks), default=1)
    boxes = (run("\u00a0" * (2 + widest - len(one)) + one + "\u00a0" * 2, "Step") for one in answer.marks)
    unit = run("   ") + frame.run(answer.unit, "Quiet") if answer.unit else ""
    yield paragraph(
        "Answer", run(" ").join(boxes), unit, more='<w:spacing w:before="120" w:after="120"/>' + indent(left)
    )


def _boxes(frame: Frame, answer: Boxes, left: int) -> Iterator[str]:
    columns = 2 if max(map(len, answer.options), default=0) <= TWO_COLUMNS else 1
    width = (frame.width - left) // columns
    hanging = f'<w:ind w:left="{left + BOX_WIDTH}" w:hanging="{BOX_WIDTH}"/>'
    places = stops((left + BOX_WIDTH, "none"), *((left + width + place, "none") for place in (0, BOX_WIDTH)))
    for n in range(0, len(answer.options), columns):
        row = (box() + TAB + frame.run(one) for one in answer.options[n : n + columns])
        yield paragraph("Answer", TAB.join(row), more=places + hanging)
    if answer.other:
        places = stops((left + BOX_WIDTH, "none"), (left + width - STEP_AWAY, "underscore"))
        other = (box(), TAB, frame.run(answer.other), run("  "), TAB)
        yield paragraph("Answer", *other, more=places + hanging)
