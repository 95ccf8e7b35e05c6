"""The mouse: only for an application that asked for it, and only what is whole, so that no paste can end a prompt."""

from typing import TYPE_CHECKING

from prompt_toolkit.application import get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPress, KeyPressEvent
from prompt_toolkit.key_binding.bindings.mouse import load_mouse_bindings
from prompt_toolkit.keys import Keys

from interviewer.screens.terminal.sequences import MOUSE, OTHER_ENTER

if TYPE_CHECKING:
    from prompt_toolkit.key_binding.key_bindings import NotImplementedOrNone

# Where nobody asked for the mouse or for the cursor's place, what looks like such an answer came with a paste, and
# prompt_toolkit would end the prompt over the numbers in it.
NO_KEYS = (Keys.Vt100MouseEvent, Keys.ScrollUp, Keys.ScrollDown, Keys.CPRResponse, Keys.Ignore)
UPSTREAM = load_mouse_bindings().get_bindings_for_keys((Keys.Vt100MouseEvent,))[-1].handler
asked_for = Condition(lambda: get_app().mouse_support())


def never(_event: KeyPressEvent) -> bool:
    """For keys that are no change to be undone."""
    return False


def pass_over(keys: KeyBindings) -> None:
    """Bind what is no key at all to nothing, so that it neither ends a prompt nor stands in it."""
    for one in NO_KEYS:
        keys.add(one, eager=True, save_before=never)(lambda _event: None)
    keys.add(Keys.WindowsMouseEvent, filter=~asked_for, eager=True, save_before=never)(lambda _event: None)

    @keys.add(OTHER_ENTER, save_before=never)
    def _enter(event: KeyPressEvent) -> None:
        event.key_processor.feed(KeyPress(Keys.ControlM, "\r"), first=True)


def mouse(keys: KeyBindings) -> None:
    """Bind the mouse of applications that asked for it; to be added behind `pass_over`, which takes the rest."""

    @keys.add(Keys.Vt100MouseEvent, filter=asked_for, eager=True, save_before=never)
    def _pointed(event: KeyPressEvent) -> "NotImplementedOrNone":
        return UPSTREAM(event) if on_screen(event) else NotImplemented


def on_screen(event: KeyPressEvent) -> bool:
    """Whether it tells of a place on the screen, in the one way that can't be taken for words."""
    told = MOUSE.fullmatch(event.data)
    if told is None:
        return False
    size = event.app.output.get_size()
    return 1 <= int(told[2]) <= size.columns and 1 <= int(told[3]) <= size.rows
