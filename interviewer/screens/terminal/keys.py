"""What the keys of the prompt do, where it is not what prompt_toolkit's Emacs keys do anyway."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from prompt_toolkit.buffer import Buffer, CompletionState
from prompt_toolkit.completion import CompleteEvent, get_common_complete_suffix
from prompt_toolkit.filters import Condition, completion_is_selected, has_completions
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

if TYPE_CHECKING:
    from interviewer.screens.terminal.prompt import Prompt

WORD = re.compile(r"\w+")
PAGE = 8
Does = Callable[[KeyPressEvent], None]
# Counts before keys and keyboard macros: nobody who listens wants them, and an Esc by accident must not start one.
OFF = [("escape", digit) for digit in "-0123456789#."] + [("c-x", key) for key in "()e"] + [("c-o",)]
# The mouse is never asked for, and the cursor's place neither: what looks like such an answer came with a paste, and
# prompt_toolkit would end the prompt over the numbers in it.
NO_KEYS = (Keys.Vt100MouseEvent, Keys.WindowsMouseEvent, Keys.ScrollUp, Keys.ScrollDown, Keys.CPRResponse, Keys.Ignore)


def never(_event: KeyPressEvent) -> bool:
    """For keys that are no change to be undone."""
    return False


def bindings(prompt: "Prompt") -> KeyBindings:
    """The keys of one prompt."""
    keys = KeyBindings()
    _add_leaving(keys, prompt)
    _add_writing(keys, prompt)
    _add_moving(keys, prompt)
    _add_words(keys, prompt)
    for off in OFF:
        keys.add(*off)(lambda _event: None)
    pass_over(keys)
    return keys


def pass_over(keys: KeyBindings) -> None:
    """Bind what is no key at all to nothing, so that it neither ends a prompt nor stands in it."""
    for one in NO_KEYS:
        keys.add(one, eager=True, save_before=never)(lambda _event: None)


def _add_leaving(keys: KeyBindings, prompt: "Prompt") -> None:
    buffer = prompt.buffer

    @keys.add("enter", save_before=never)
    def _keep(_event: KeyPressEvent) -> None:
        prompt.keep()

    @keys.add("enter", filter=completion_is_selected)
    def _take(_event: KeyPressEvent) -> None:
        # An action that wants to be told more stays open for it.
        buffer.complete_state = None
        if not buffer.text.endswith(" "):
            prompt.keep()
        elif prompt.offers():
            buffer.start_completion()

    @keys.add("c-d", filter=Condition(lambda: not buffer.text), save_before=never)
    def _end(_event: KeyPressEvent) -> None:
        prompt.end()

    simple: dict[str, Callable[[], None]] = {
        "c-c": prompt.interrupt,
        "c-z": prompt.signals.suspend,
        "c-l": prompt.redraw,
        "c-_": buffer.undo,
    }
    for key, does in simple.items():
        keys.add(key, save_before=never)(_without_event(does))
    keys.add("escape", "_", save_before=never)(_without_event(buffer.redo))


def _without_event(does: Callable[[], object]) -> Does:
    def handler(_event: KeyPressEvent) -> None:
        does()

    return handler


def _add_writing(keys: KeyBindings, prompt: "Prompt") -> None:
    buffer = prompt.buffer
    acting = Condition(prompt.offers)

    def begins_word(event: KeyPressEvent) -> bool:
        return not event.is_repeat or event.data.isspace()

    @keys.add(Keys.Any, save_before=begins_word)
    def _type(event: KeyPressEvent) -> None:
        buffer.insert_text(event.data)

    @keys.add("escape", "enter")
    @keys.add("c-j")
    def _newline(_event: KeyPressEvent) -> None:
        buffer.insert_text("\n")

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        buffer.insert_text(event.data.replace("\r\n", "\n").replace("\r", "\n"))

    @keys.add("tab")
    def _tab(_event: KeyPressEvent) -> None:
        buffer.insert_text("\t")

    @keys.add("tab", filter=acting)
    def _offer(_event: KeyPressEvent) -> None:
        state = buffer.complete_state
        if state and state.current_completion:
            buffer.complete_next()
        else:
            offer_next(buffer)

    @keys.add("s-tab", filter=acting & has_completions)
    def _offer_back(_event: KeyPressEvent) -> None:
        buffer.complete_previous()


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


def _add_moving(keys: KeyBindings, prompt: "Prompt") -> None:
    buffer, control = prompt.buffer, prompt.control

    @keys.add("up")
    @keys.add("c-p")
    def _up(_event: KeyPressEvent) -> None:
        if not control.move_rows(-1):
            prompt.recall(-1)

    @keys.add("down")
    @keys.add("c-n")
    def _down(_event: KeyPressEvent) -> None:
        if not control.move_rows(1):
            prompt.recall(1)

    @keys.add("up", filter=has_completions)
    @keys.add("c-p", filter=has_completions)
    def _menu_up(_event: KeyPressEvent) -> None:
        buffer.complete_previous()

    @keys.add("down", filter=has_completions)
    @keys.add("c-n", filter=has_completions)
    def _menu_down(_event: KeyPressEvent) -> None:
        buffer.complete_next()

    moves: dict[str, Callable[[], object]] = {
        "pageup": lambda: control.move_rows(-PAGE),
        "pagedown": lambda: control.move_rows(PAGE),
        "home": lambda: control.row_edge(end=False),
        "end": lambda: control.row_edge(end=True),
    }
    for key, does in moves.items():
        keys.add(key)(_without_event(does))


def _add_words(keys: KeyBindings, prompt: "Prompt") -> None:
    """By words, where prompt_toolkit takes `é` for the end of one."""
    buffer = prompt.buffer

    def to_left(_event: KeyPressEvent) -> None:
        buffer.cursor_position = word_start(buffer.text, buffer.cursor_position)

    def to_right(_event: KeyPressEvent) -> None:
        buffer.cursor_position = word_end(buffer.text, buffer.cursor_position)

    def cut_right(event: KeyPressEvent) -> None:
        end = word_end(buffer.text, buffer.cursor_position)
        event.app.clipboard.set_text(buffer.delete(end - buffer.cursor_position))

    def cut_left(event: KeyPressEvent) -> None:
        start = word_start(buffer.text, buffer.cursor_position)
        event.app.clipboard.set_text(buffer.delete_before_cursor(buffer.cursor_position - start))

    sequences: list[tuple[Does, list[tuple[str, ...]]]] = [
        (to_left, [("c-left",), ("escape", "left"), ("escape", "b")]),
        (to_right, [("c-right",), ("escape", "right"), ("escape", "f")]),
        (cut_right, [("c-delete",), ("escape", "d")]),
        (cut_left, [("escape", "backspace")]),
    ]
    for does, ways in sequences:
        for way in ways:
            keys.add(*way)(does)


def word_start(text: str, place: int) -> int:
    """Where the word before the place begins, letters of every language counted as letters."""
    # A window bounds the search in a long text; words are shorter.
    low = max(0, place - 500)
    starts = [low + found.start() for found in WORD.finditer(text[low:place])]
    return starts[-1] if starts else low


def word_end(text: str, place: int) -> int:
    """Where the word at or behind the place ends."""
    found = WORD.search(text, place)
    return found.end() if found else len(text)
