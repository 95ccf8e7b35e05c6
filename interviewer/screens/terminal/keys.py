"""What the keys of a prompt do, where it is not what prompt_toolkit's own keys do anyway."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.key_bindings import KeyBindingsBase

from interviewer.screens.terminal.menu_keys import menu_bindings
from interviewer.screens.terminal.mouse import mouse, never, pass_over
from interviewer.screens.terminal.writing_keys import doing, editor_bindings

if TYPE_CHECKING:
    from interviewer.screens.terminal.prompt_signals import Signals
    from interviewer.screens.terminal.prose import ProseBuffer, ProseControl

__all__ = ["bindings", "never", "pass_over"]


class Sitting(Protocol):
    """What keys act on: a prompt, or a room."""

    signals: "Signals"
    buffer: "ProseBuffer"
    control: "ProseControl"

    def keep(self) -> None:
        """Enter: what is typed is meant."""

    def end(self) -> None:
        """Ctrl-D where nothing stands."""

    def interrupt(self) -> None:
        """Ctrl-C."""

    def redraw(self) -> None:
        """Ctrl-L."""

    def recall(self, step: int) -> None:
        """Up or down where there is no row to go to."""

    def offers(self) -> bool:
        """Whether there is a menu for what is typed."""


def bindings(prompt: Sitting, *, enter_keeps: bool = True) -> KeyBindingsBase:
    """All keys of one prompt: what is no key, the editor, its menu, and how it is left."""
    keys = KeyBindings()
    pass_over(keys)
    mouse(keys)
    editor = editor_bindings(prompt.control, prompt.keep, prompt.recall, enter_keeps=enter_keeps)
    menu = menu_bindings(prompt.buffer, prompt.keep, prompt.offers)
    return merge_key_bindings([keys, editor, menu, _leaving(prompt)])


def _leaving(prompt: Sitting) -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-d", filter=Condition(lambda: not prompt.buffer.text), save_before=never)
    def _end(_event: KeyPressEvent) -> None:
        prompt.end()

    simple: dict[str, Callable[[], None]] = {
        "c-c": prompt.interrupt,
        "c-z": prompt.signals.suspend,
        "c-l": prompt.redraw,
    }
    for key, does in simple.items():
        keys.add(key, save_before=never)(doing(does))
    return keys
