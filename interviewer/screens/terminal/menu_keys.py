"""The keys of the menu under an editor, while an action is typed."""

from collections.abc import Callable

from prompt_toolkit.buffer import Buffer, CompletionState
from prompt_toolkit.completion import CompleteEvent, get_common_complete_suffix
from prompt_toolkit.filters import Condition, completion_is_selected, has_completions
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from interviewer.screens.terminal.writing_keys import doing, writing


def menu_bindings(buffer: Buffer, keep: Callable[[], object], offers: Callable[[], bool]) -> KeyBindings:
    """The keys of the menu; `offers` says whether there is one. To be added behind those of the editor."""
    keys = KeyBindings()
    acting = Condition(offers)

    @keys.add("enter", filter=completion_is_selected)
    def _take(_event: KeyPressEvent) -> None:
        # An action that wants to be told more stays open for it.
        buffer.complete_state = None
        if not buffer.text.endswith(" "):
            keep()
        elif offers():
            buffer.start_completion()

    @keys.add("tab", filter=acting & writing)
    def _offer(_event: KeyPressEvent) -> None:
        state = buffer.complete_state
        if state and state.current_completion:
            buffer.complete_next()
        else:
            offer_next(buffer)

    keys.add("s-tab", filter=acting & has_completions)(doing(buffer.complete_previous))
    for up, down in (("up", "down"), ("c-p", "c-n")):
        keys.add(up, filter=has_completions)(doing(buffer.complete_previous))
        keys.add(down, filter=has_completions)(doing(buffer.complete_next))
    return keys


def offer_next(buffer: Buffer) -> None:
    """Write what all offers share (or the only one), else take the first of the menu. At once, as Enter may follow."""
    asked = CompleteEvent(completion_requested=True)
    found = list(buffer.completer.get_completions(buffer.document, asked))
    common = get_common_complete_suffix(buffer.document, found)
    if len(found) == 1:
        buffer.apply_completion(found[0])
    elif common:
        buffer.insert_text(common)
    elif found:
        buffer.complete_state = CompletionState(buffer.document, found)
        buffer.complete_next()
