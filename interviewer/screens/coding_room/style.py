"""The look of the coding room: that of the interview, and an accent for each hue that codes may have.

The accents are those of the fixed part of the 256 colours that reach 3:1 on every usual ground; a code's own colour
becomes the nearest of them. They colour only signs: which code is meant is said by a number or a word beside each.
"""

import colorsys
import re
from functools import lru_cache

from prompt_toolkit.application.current import get_app
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import DynamicStyle, Style

from interviewer.screens.room.style import COLOURS, SHAPES

ACCENTS = ("#d75f5f", "#d75f00", "#878700", "#5f875f", "#5f8787", "#0087af", "#5f87af", "#875fff", "#af5fd7", "#af5faf")
OWN_SHAPES: dict[str, str] = {
    "words": "",
    "bar": "bold",
    "lane": "",
    "code": "",
    "suggested": "",
    "hit": "bold underline",
    **{f"accent{n}": "" for n in range(len(ACCENTS))},
}
OWN_COLOURS: dict[str, str] = {f"accent{n}": f"fg:{colour}" for n, colour in enumerate(ACCENTS)}
PLAIN = Style.from_dict(SHAPES | OWN_SHAPES)
COLOURED = Style.from_dict(SHAPES | OWN_SHAPES | COLOURS | OWN_COLOURS)
_HEX = re.compile(r"#?([0-9a-fA-F]{6})")
GREY = 0.12  # of saturation; below it a colour has no hue to speak of


def style_for(depth: ColorDepth) -> Style:
    """The look for a terminal of so many colours."""
    return PLAIN if depth in (ColorDepth.DEPTH_1_BIT, ColorDepth.DEPTH_4_BIT) else COLOURED


STYLE = DynamicStyle(lambda: style_for(get_app().color_depth))


@lru_cache(maxsize=1024)
def accent(colour: str) -> str:
    """The class of the accent whose hue is nearest to the colour (`#rrggbb`); none for no colour and for greys."""
    found = _HEX.fullmatch(colour.strip())
    if found is None:
        return ""
    hue, _lightness, saturation = _hls(found[1])
    if saturation < GREY:
        return ""
    nearest = min(range(len(ACCENTS)), key=lambda n: _apart(hue, _hls(ACCENTS[n].lstrip("#"))[0]))
    return f"class:accent{nearest}"


def _hls(digits: str) -> tuple[float, float, float]:
    red, green, blue = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return colorsys.rgb_to_hls(red, green, blue)


def _apart(one: float, other: float) -> float:
    """How far two hues are from each other, the circle's way round."""
    return min(abs(one - other), 1 - abs(one - other))
