"""The keys with which prose is written: typing, new lines, pastes, moving by rows and words, selecting, undoing.

They hold for Emacs and for vi habits: what writes acts only where keys write, and vi's j and k go by the rows seen.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from prompt_toolkit.filters import Condition, FilterOrBool, emacs_mode, has_focus, has_selection
from prompt_toolkit.filters.app import vi_insert_mode, vi_insert_multiple_mode, vi_navigation_mode, vi_selection_mode
from prompt_toolkit.key_binding import ConditionalKeyBindings, KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from interviewer.screens.terminal.clusters import next_place, place_before
from interviewer.screens.terminal.mouse import never
from interviewer.screens.terminal.sequences import OTHER_ENTER
from interviewer.screens.terminal.word_edges import word_end, word_start

if TYPE_CHECKING:
    from interviewer.screens.terminal.prose import ProseBuffer, ProseControl

PAGE = 8
Does = Callable[[KeyPressEvent], None]
Ways = list[tuple[str, ...]]
writing = emacs_mode | vi_insert_mode
moving = ~vi_insert_multiple_mode
in_rows_of_vi = vi_navigation_mode | vi_selection_mode
# Counts before keys and keyboard macros: nobody who listens wants them, and an Esc by accident must not start one.
OFF: Ways = [("escape", digit) for digit in "-0123456789#."] + [("c-x", key) for key in "()e"] + [("c-o",)]


def editor_bindings(
    control: "ProseControl",
    keep: Callable[[], object],
    beyond: Callable[[int], object] = lambda _step: None,
    *,
    enter_keeps: bool = True,
) -> ConditionalKeyBindings:
    """The keys of an editor, which act while it has the focus.

    `keep` is done at Enter, `beyond` with -1 or 1 where there is no row above or below. With `enter_keeps` false Enter
    makes a new line, and Alt-Enter, or Shift-Enter where the terminal tells, does `keep`.
    """
    keys = KeyBindings()
    for off in OFF:
        keys.add(*off, filter=emacs_mode)(lambda _event: None)
    _add_enter(keys, control.buffer, keep, enter_keeps=enter_keeps)
    _add_writing(keys, control.buffer)
    _add_past(keys, control.buffer)
    for move in _moves(control, beyond):
        _add_move(keys, control.buffer, move)
    _add_words(keys, control.buffer)
    _add_clipboard(keys, control.buffer)
    _add_vi(keys, control, beyond)
    return ConditionalKeyBindings(keys, has_focus(control))


def doing(does: Callable[[], object]) -> Does:
    """A handler that does this, whatever the key."""

    def handler(_event: KeyPressEvent) -> None:
        does()

    return handler


def _add_enter(keys: KeyBindings, buffer: "ProseBuffer", keep: Callable[[], object], *, enter_keeps: bool) -> None:
    newline = doing(lambda: _write(buffer, "\n"))
    keeps = doing(keep)
    # Where vi keys give orders, Enter never writes.
    keys.add("enter", save_before=never)(keeps)
    keys.add(OTHER_ENTER, filter=writing)(newline if enter_keeps else keeps)
    keys.add("escape", "enter", filter=emacs_mode)(newline if enter_keeps else keeps)
    keys.add("c-j", filter=writing)(newline)
    if not enter_keeps:
        keys.add("enter", filter=writing)(newline)


def _write(buffer: "ProseBuffer", words: str) -> None:
    """Write the words where the cursor stands, in place of what was selected to be replaced."""
    if buffer.selection_state is not None and buffer.selection_state.shift_mode:
        buffer.remove_selection()
    buffer.insert_text(words)


def _add_writing(keys: KeyBindings, buffer: "ProseBuffer") -> None:
    def begins_word(event: KeyPressEvent) -> bool:
        return not event.is_repeat or event.data.isspace() or buffer.selection_state is not None

    @keys.add(Keys.Any, filter=writing, save_before=begins_word)
    def _type(event: KeyPressEvent) -> None:
        # Keys with longer names are none that write, whatever the terminal sent for them.
        if len(event.key_sequence[-1].key) == 1:
            _write(buffer, event.data)

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        _write(buffer, event.data.replace("\r\n", "\n").replace("\r", "\n"))

    keys.add("tab", filter=writing)(doing(lambda: _write(buffer, "\t")))
    for key in ("backspace", "delete"):
        keys.add(key, filter=has_selection & emacs_mode)(doing(buffer.remove_selection))


def _add_past(keys: KeyBindings, buffer: "ProseBuffer") -> None:
    keys.add("c-_", save_before=never)(doing(buffer.undo))
    keys.add("c-x", "c-u", filter=emacs_mode, save_before=never)(doing(buffer.undo))
    keys.add("escape", "_", filter=emacs_mode, save_before=never)(doing(buffer.redo))


class _Move(NamedTuple):
    """A movement: its keys, those that select meanwhile, those of Emacs only, and what it does."""

    keys: Ways
    selecting: Ways
    emacs: Ways
    does: Callable[[], object]
    filter: FilterOrBool = moving


def _moves(control: "ProseControl", beyond: Callable[[int], object]) -> list[_Move]:
    buffer = control.buffer

    def to(place: Callable[[str, int], int]) -> Callable[[], object]:
        def does() -> None:
            buffer.cursor_position = place(buffer.text, buffer.cursor_position)

        return does

    def rows(step: int) -> Callable[[], object]:
        return lambda: control.move_rows(step) or (None if buffer.selection_state else beyond(step))

    return [
        _Move([("left",)], [("s-left",)], [("c-b",)], to(place_before), writing),
        _Move([("right",)], [("s-right",)], [("c-f",)], to(next_place), writing),
        _Move([("up",)], [("s-up",)], [("c-p",)], rows(-1)),
        _Move([("down",)], [("s-down",)], [("c-n",)], rows(1)),
        _Move([("pageup",)], [], [], lambda: control.move_rows(-PAGE)),
        _Move([("pagedown",)], [], [], lambda: control.move_rows(PAGE)),
        _Move([("home",)], [("s-home",)], [], lambda: control.row_edge(end=False)),
        _Move([("end",)], [("s-end",)], [], lambda: control.row_edge(end=True)),
        _Move([("c-home",)], [("c-s-home",)], [("escape", "<")], to(lambda _text, _place: 0)),
        _Move([("c-end",)], [("c-s-end",)], [("escape", ">")], to(lambda text, _place: len(text))),
        _Move([("c-left",)], [("c-s-left",)], [("escape", "left"), ("escape", "b")], to(word_start)),
        _Move([("c-right",)], [("c-s-right",)], [("escape", "right"), ("escape", "f")], to(word_end)),
    ]


def _add_move(keys: KeyBindings, buffer: "ProseBuffer", move: _Move) -> None:
    def goes() -> None:
        if buffer.selection_state is not None and buffer.selection_state.shift_mode:
            buffer.exit_selection()
        move.does()

    def selects() -> None:
        start = buffer.cursor_position
        if buffer.selection_state is None:
            buffer.select_from_here()
        else:
            start = buffer.selection_state.original_cursor_position
        move.does()
        if buffer.cursor_position == start:
            buffer.exit_selection()

    for way in move.keys:
        keys.add(*way, filter=move.filter)(doing(goes))
    for way in move.emacs:
        keys.add(*way, filter=emacs_mode)(doing(goes))
    for way in move.selecting:
        keys.add(*way, filter=emacs_mode)(doing(selects))


def _add_words(keys: KeyBindings, buffer: "ProseBuffer") -> None:
    """By words, where prompt_toolkit takes `é` for the end of one."""

    def cut_right(event: KeyPressEvent) -> None:
        end = word_end(buffer.text, buffer.cursor_position)
        event.app.clipboard.set_text(buffer.delete(end - buffer.cursor_position))

    def cut_left(event: KeyPressEvent) -> None:
        start = word_start(buffer.text, buffer.cursor_position)
        event.app.clipboard.set_text(buffer.delete_before_cursor(buffer.cursor_position - start))

    keys.add("c-delete", filter=writing)(cut_right)
    keys.add("escape", "d", filter=emacs_mode)(cut_right)
    keys.add("escape", "backspace", filter=emacs_mode)(cut_left)


def _add_clipboard(keys: KeyBindings, buffer: "ProseBuffer") -> None:
    """The old keys of cut, copy and paste, beside Ctrl-W, Alt-W and Ctrl-Y."""

    def copies(event: KeyPressEvent) -> None:
        event.app.clipboard.set_data(buffer.copy_selection())

    def cuts(event: KeyPressEvent) -> None:
        event.app.clipboard.set_data(buffer.cut_selection())

    def pastes(event: KeyPressEvent) -> None:
        _write(buffer, event.app.clipboard.get_data().text)

    keys.add("c-insert", filter=has_selection)(copies)
    keys.add("s-delete", filter=has_selection)(cuts)
    keys.add("s-insert")(pastes)
    keys.add("c-y", filter=emacs_mode & Condition(lambda: _replaceable(buffer)))(pastes)


def _replaceable(buffer: "ProseBuffer") -> bool:
    return buffer.selection_state is not None and buffer.selection_state.shift_mode


def _add_vi(keys: KeyBindings, control: "ProseControl", beyond: Callable[[int], object]) -> None:
    """Let j and k go by the rows that are seen, with a count before them too, and selections end between clusters."""

    def by(step: int) -> Does:
        def handler(event: KeyPressEvent) -> None:
            if not control.move_rows(step * event.arg) and control.buffer.selection_state is None:
                beyond(step)

        return handler

    parted = Condition(control.buffer.parts_a_cluster)

    def whole(event: KeyPressEvent) -> None:
        control.buffer.select_whole_clusters()
        event.key_processor.feed(event.key_sequence[-1], first=True)

    for key in "dxycs":
        keys.add(key, filter=vi_selection_mode & parted, save_before=never)(whole)
    for ways, step in (("j", "down"), 1), (("k", "up"), -1):
        for key in ways:
            keys.add(key, filter=in_rows_of_vi)(by(step))
            keys.add("g", key, filter=in_rows_of_vi)(by(step))
