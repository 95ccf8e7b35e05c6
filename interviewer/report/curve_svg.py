"""Growing totals as a picture: steps and bars between axes, one panel below the other, as SVG. Pure.

The same values give the same bytes. Everything is in the file: no fonts, links or scripts from elsewhere; it can be read
on light and on dark pages, and without colours.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

WIDTH, PANEL, TOP = 720, 260, 48
LEFT, RIGHT, ABOVE, BELOW = 48, 24, 44, 40
MOST_NUMBERS, WIDEST_BAR = 20, 56
# What XML 1.0 cannot hold, even escaped.
UNHOLDABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STYLE = """\
text{font-family:system-ui,sans-serif;font-size:13px;fill:#1b1f24}
.title{font-size:16px;font-weight:600}.quiet{fill:#57606a;font-size:12px}
.ground{fill:#ffffff}.axis{stroke:#57606a;fill:none}.grid{stroke:#d8dee4;fill:none}
.bar{fill:#8c959f}.step{stroke:#0550ae;stroke-width:2.5;fill:none}.at{stroke:#953800;stroke-dasharray:5 4;fill:none}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.quiet{fill:#9ea7b3}.ground{fill:#0d1117}.axis{stroke:#9ea7b3}
.grid{stroke:#30363d}.bar{fill:#6e7681}.step{stroke:#79c0ff}.at{stroke:#ffa657}}"""


class Panel(NamedTuple):
    """One curve: its heading and what is said below it, the total and what was added at each step, where it is marked.

    `at` is a number of steps, from 1: the mark stands behind that step; None for no mark.
    """

    heading: str
    note: str
    total: Sequence[int]
    added: Sequence[int]
    at: int | None = None


class Words(NamedTuple):
    """The words of the picture: its title, what it shows for those who can't see it, the names of steps, bars and axis."""

    title: str
    description: str
    total: str
    added: str
    axis: str


def curves_svg(words: Words, panels: Sequence[Panel]) -> str:
    """The picture as the text of an SVG file."""
    height = TOP + PANEL * len(panels)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="title description">'
    )
    parts = [
        head,
        f'<title id="title">{held(words.title)}</title>',
        f'<desc id="description">{held(words.description)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}"/>',
        _text(LEFT, 30, words.title, "title"),
    ]
    for n, panel in enumerate(panels):
        parts += [f'<g transform="translate(0 {TOP + PANEL * n})">', *_panel(panel, words), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def held(text: str) -> str:
    """The text as XML can hold it: signs escaped, characters that it lacks replaced by U+FFFD."""
    return escape(UNHOLDABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def _text(x: float, y: float, text: str, name: str = "", anchor: str = "") -> str:
    given = (f' class="{name}"' if name else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{_number(x)}" y="{_number(y)}"{given}>{held(text)}</text>'


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _panel(panel: Panel, words: Words) -> Iterator[str]:
    yield _text(LEFT, 16, panel.heading)
    yield _text(LEFT, 32, panel.note, "quiet")
    bottom, right = PANEL - BELOW, WIDTH - RIGHT
    most = max([1, *panel.total])
    rise = (bottom - ABOVE) / most
    step = (right - LEFT) / max(1, len(panel.total))
    for value in _ticks(most):
        y = _number(bottom - value * rise)
        yield f'<path class="grid" d="M{LEFT} {y}H{right}"/>'
        yield _text(LEFT - 6, bottom - value * rise + 4, str(value), "quiet", "end")
    for n, added in enumerate(panel.added):
        if added:
            wide = min(WIDEST_BAR, 0.6 * step)
            x = LEFT + (n + 0.5) * step - wide / 2
            yield (
                f'<rect class="bar" x="{_number(x)}" y="{_number(bottom - added * rise)}" width="{_number(wide)}" '
                f'height="{_number(added * rise)}"/>'
            )
    yield f'<path class="axis" d="M{LEFT} {ABOVE}V{bottom}H{right}"/>'
    yield from _steps(panel.total, step, rise)
    if panel.at is not None:
        yield f'<path class="at" d="M{_number(LEFT + panel.at * step)} {ABOVE}V{bottom}"/>'
    every = -(-len(panel.total) // MOST_NUMBERS)
    for n in range(0, len(panel.total), max(1, every)):
        yield _text(LEFT + (n + 0.5) * step, bottom + 16, str(n + 1), "quiet", "middle")
    yield from _legend(words, bottom + 33)


def _ticks(most: int) -> Sequence[int]:
    """Round values from nothing to the greatest, at most six."""
    size = next(size for power in range(10) for size in (10**power, 2 * 10**power, 5 * 10**power) if size * 5 >= most)
    return range(0, most + 1, size)


def _steps(total: Sequence[int], step: float, rise: float) -> Iterator[str]:
    if not total:
        return
    bottom = PANEL - BELOW
    path = f"M{LEFT} {_number(bottom - total[0] * rise)}"
    for n, value in enumerate(total):
        path += f"V{_number(bottom - value * rise)}H{_number(LEFT + (n + 1) * step)}"
    yield f'<path class="step" d="{path}"/>'


def _legend(words: Words, y: float) -> Iterator[str]:
    yield f'<path class="step" d="M{LEFT} {_number(y - 4)}H{LEFT + 22}"/>'
    yield _text(LEFT + 28, y, words.total, "quiet")
    yield f'<rect class="bar" x="{LEFT + 232}" y="{_number(y - 10)}" width="14" height="10"/>'
    yield _text(LEFT + 252, y, words.added, "quiet")
    yield _text(WIDTH - RIGHT, y, words.axis, "quiet", "end")
