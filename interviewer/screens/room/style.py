"""The look of the room: the terminal's own colours, two accents, and shapes that say the same without any colour.

Words keep the terminal's own foreground and are bold, struck or reversed; none is dimmed, since what is dimmed falls below
4.5:1 where the terminal's own text hardly reaches it, and none slants, since GNU screen shows slanted text as reversed.
The two accents colour signs that repeat a word. They are taken from the fixed part of the 256 colours, which no theme
changes, and reach 3:1 on every usual ground, dark or light. No pair of the sixteen colours does: where there are no more,
and with NO_COLOR, there are none. tests/test_room_screens.py computes this.
"""

from prompt_toolkit.application.current import get_app
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import DynamicStyle, Style

SAFE, OPEN = "#5f875f", "#d75f5f"
ALARM = ("#ffffff", "#af0000")  # words on their own ground, 7:1 wherever it is shown

SHAPES: dict[str, str] = {
    "question": "bold",
    "theme": "bold",
    "quiet": "",
    "key": "bold",
    "used": "strike",
    "note": "",
    "star": "bold",
    "done": "",
    "must": "bold",
    "here": "bold",
    "chosen": "reverse",
    "rule": "dim",
    "warn": "bold",
    "status": "reverse",
    "status.safe": "",
    "status.wait": "bold",
    "unsaved": "reverse bold",
    "selected": "reverse",
    "prefix": "bold",
    "nbsp": "noinherit",
    "sign.done": "",
    "sign.must": "bold",
    "completion-menu": "noreverse",
    "completion-menu.completion": "reverse",
    "completion-menu.completion.current": "noreverse bold underline",
    "completion-menu.meta.completion": "reverse",
    "completion-menu.meta.completion.current": "noreverse bold",
}
COLOURS: dict[str, str] = {
    "sign.done": f"fg:{SAFE}",
    "sign.must": f"bold fg:{OPEN}",
    # Reversed, so that the bar stays one where colours are turned off.
    "unsaved": f"reverse bold fg:{ALARM[1]} bg:{ALARM[0]}",
}
PLAIN = Style.from_dict(SHAPES)
COLOURED = Style.from_dict(SHAPES | COLOURS)


def style_for(depth: ColorDepth) -> Style:
    """The look for a terminal of so many colours."""
    return PLAIN if depth in (ColorDepth.DEPTH_1_BIT, ColorDepth.DEPTH_4_BIT) else COLOURED


STYLE = DynamicStyle(lambda: style_for(get_app().color_depth))
