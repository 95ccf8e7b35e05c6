"""What terminals send for keys, beyond what prompt_toolkit knows: another Enter, mice, and what is no key here."""

import re

from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.keys import Keys

PASTE, END_OF_PASTE = "\x1b[200~", "\x1b[201~"
SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-Z\\-~]")
# Button, column and row as modern terminals tell them; the older ways can't be told from words.
MOUSE = re.compile(r"\x1b\[<(\d{1,3});(\d{1,4});(\d{1,4})[mM]")
# The old way, which GNU screen still has: three characters behind it, that count from 32.
OLD_MOUSE = re.compile(r"\x1b\[M(.)(.)(.)", re.DOTALL)
RELEASED, MOVED = 3, 32
# Enter together with Shift, Ctrl or Alt. No terminal sends this key by itself, and it has to have some name.
OTHER_ENTER = Keys.ControlF15
MODIFIERS = range(2, 9)
ENTERS = ("\x1b\r", *(form.format(n) for n in MODIFIERS for form in ("\x1b[13;{}u", "\x1b[27;{};13~")))
ANSI_SEQUENCES.update(dict.fromkeys(ENTERS, OTHER_ENTER))
ANSI_SEQUENCES.update({"\x1b[13u": Keys.ControlM, "\x1bOM": Keys.ControlM})


def known_keys(burst: str) -> str:
    """The burst without sequences of keys that mean nothing here, which would be typed as `[57441u`; pastes stay."""
    keys, start, rest = burst.partition(PASTE)
    return SEQUENCE.sub(_if_known, keys) + start + rest if "\x1b" in keys else burst


def _if_known(found: re.Match[str]) -> str:
    return found[0] if found[0] in ANSI_SEQUENCES or MOUSE.fullmatch(found[0]) else ""


def newer_mouse(burst: str) -> str:
    """The burst with what a mouse says in the old way said in the new one; only where a mouse was asked for."""
    return OLD_MOUSE.sub(_said_anew, burst) if "\x1b[M" in burst else burst


def _said_anew(found: re.Match[str]) -> str:
    button, column, row = (ord(char) - 32 for char in found.groups())
    if button < MOVED and button & RELEASED == RELEASED:
        return f"\x1b[<0;{column};{row}m"
    return f"\x1b[<{button};{column};{row}M"
