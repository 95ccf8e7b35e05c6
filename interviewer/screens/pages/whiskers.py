"""A figure with its interval drawn on a line from 0 to 1: where it stands, and how far it may be off."""

from interviewer.screens.pages.drawing import BLACK, Ink

WIDTH = 25
SIGNS, PLAIN = ("●", "├", "─", "┤", "┊", "‹"), ("o", "|", "-", "|", ":", "<")
CUSTOM = (0.667, 0.8)


def scale() -> str:
    """What stands above the drawings: where 0 and 1 are."""
    return "0" + " " * (WIDTH - 2) + "1"


def whisker(value: float | None, low: float | None, high: float | None, ink: Ink = BLACK) -> str:
    """The drawing, WIDTH cells wide; what lies below 0 stands at its left end. Two faint signs mark Krippendorff's custom."""
    dot, begin, line, end, faint, below = SIGNS if ink.blocks else PLAIN
    cells = [" "] * WIDTH
    for custom in CUSTOM:
        cells[_place(custom)] = faint
    if value is None:
        return "".join(cells).rstrip()
    if low is not None and high is not None:
        first, last = _place(low), _place(high)
        cells[first : last + 1] = [line] * (last + 1 - first)
        cells[last], cells[first] = end, below if low < 0 else begin
    cells[_place(value)] = dot
    return "".join(cells).rstrip()


def _place(value: float) -> int:
    return round(min(1.0, max(0.0, value)) * (WIDTH - 1))
