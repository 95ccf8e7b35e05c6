"""Typed answers as they are drawn on paper."""

from interviewer.guide.model import Answer, Choices, Date, Number, Scale, ShortText
from interviewer.report.paper import sheet
from interviewer.report.paper.prepared import line
from interviewer.report.paper.wording import Wording

MOST_STEPS = 11


def drawn(answer: Answer, language: str, wording: Wording) -> sheet.Answer:
    """What is circled, ticked or filled in for that type."""
    match answer:
        case Scale():
            return _scale(answer, wording)
        case Number():
            return sheet.Amount(line(answer.unit), bounds(answer.lowest, answer.highest, wording))
        case Choices():
            options = tuple(line(text.said_in(language)) for text in answer.options.values())
            other = wording.other if answer.other else ""
            return sheet.Boxes(wording.several if answer.several else "", options, other)
        case Date():
            return sheet.Day(wording.day)
        case ShortText():
            return sheet.Line()


def _scale(scale: Scale, wording: Wording) -> sheet.Answer:
    """Each step, where a hand can circle one; of a long scale only the bounds."""
    if scale.highest - scale.lowest >= MOST_STEPS:
        return sheet.Amount(line(scale.unit), bounds(scale.lowest, scale.highest, wording))
    marks = tuple(str(step) for step in range(scale.lowest, scale.highest + 1))
    return sheet.Steps(wording.scale, marks, line(scale.unit))


def bounds(lowest: float | None, highest: float | None, wording: Wording) -> str:
    """The bounds in words; nothing where there are none."""
    low = "" if lowest is None else said_number(lowest, wording)
    high = "" if highest is None else said_number(highest, wording)
    if low and high:
        return wording.bounds.format(lowest=low, highest=high)
    if low:
        return wording.bound_low.format(lowest=low)
    return wording.bound_high.format(highest=high) if high else ""


def said_number(number: float, wording: Wording) -> str:
    """The number as people write it in that language."""
    said = f"{number:.15g}"
    return said.replace(".", ",") if wording.language == "fr" else said
