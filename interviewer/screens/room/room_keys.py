"""The keys of the room, beside those of its editor.

Esc and a key acts from everywhere. A letter alone acts only where the arrows stand on a turn, and only if it is one of
the few that concern it; any other letter, and whatever is pasted, belongs to the editor.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition, emacs_mode, has_selection, vi_insert_mode, vi_navigation_mode
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.key_bindings import KeyBindingsBase
from prompt_toolkit.keys import Keys

from interviewer.screens.room.keymap import KEYS, OF_A_TURN, SPEAKER_KEYS, Key
from interviewer.screens.room.sight import Sight
from interviewer.screens.terminal.keys import bindings, never
from interviewer.session.actions import Action

if TYPE_CHECKING:
    from interviewer.screens.room.room import Room

LATE_SECONDS = 0.5
Does = Callable[[], object]
PAGE = 8
COPIES = "w"  # Esc w copies, as everywhere, while something is selected


def room_keys(room: "Room", *, enter_keeps: bool = True) -> KeyBindingsBase:
    """All keys; those of the panes win over those of the editor while the arrows stand in a pane."""
    own = KeyBindings()
    _add_actions(own, room)
    _add_key_page(own, room)
    _add_editor_ways(own, room)
    _add_pages(own, room)
    _add_said(own, room)
    _add_outline(own, room)
    _add_finder(own, room)
    _add_only_cut(own, room)
    _add_late_sequences(own, room)
    return merge_key_bindings([bindings(room, enter_keeps=enter_keeps), own])


def _does(room: "Room", does: Does) -> Callable[[KeyPressEvent], None]:
    def handler(_event: KeyPressEvent) -> None:
        does()
        room.follow()

    return handler


def _in(room: "Room", *places: str) -> Condition:
    return Condition(lambda: room.holding.sight.focus in places and not room.holding.sight.page)


def _add_actions(keys: KeyBindings, room: "Room") -> None:
    """Esc and a key anywhere; the key alone where the arrows stand on what was said and it concerns a turn."""
    selected = Condition(lambda: room.buffer.selection_state is not None)
    for key in KEYS:
        does = _opens(room, key)
        here = emacs_mode & ~selected if key.key == COPIES else emacs_mode
        keys.add("escape", key.key, filter=here, save_before=never, eager=True)(_does(room, _from_pane(room, does)))
        if key.key in OF_A_TURN:
            keys.add(key.key, filter=_in(room, "said"), save_before=never, eager=True)(_does(room, does))
    for n in range(1, 10):
        used = _from_pane(room, partial(room.holding.act, Action("probe", str(n))))
        keys.add("escape", str(n), filter=emacs_mode, save_before=never, eager=True)(_does(room, used))
    for n, name in enumerate(SPEAKER_KEYS, 1):
        speaks = _from_pane(room, partial(room.holding.speak, n))
        keys.add(name, save_before=never, eager=True)(_does(room, speaks))


def _from_pane(room: "Room", does: Does) -> Does:
    """What the key does, once the outline or the finder is closed; a chosen turn stays chosen."""

    def closed_first() -> None:
        if room.holding.sight.focus in ("outline", "finder"):
            room.holding.close()
        does()

    return closed_first


def _opens(room: "Room", key: Key) -> Does:
    holding = room.holding
    if key.action:
        return lambda: holding.act(Action(key.action, key.argument))
    if key.opens.startswith("words:"):
        return lambda: holding.words_for(key.opens.removeprefix("words:"))
    return {
        "goto": lambda: holding.find("goto"),
        "skip": lambda: holding.find("skip"),
        "code": lambda: holding.find("code", turn=holding.editing),
        "under": lambda: holding.find("under", turn=holding.editing),
        "move": lambda: holding.find("move", turn=holding.editing),
        "value": lambda: holding.find("value"),
        "who": lambda: holding.find("who"),
        "language": lambda: holding.find("language"),
        "split": holding.to_split,
        "rewrite": lambda: holding.rewrite(holding.sight.turn),
        "question": lambda: holding.show("question"),
        "recorder": lambda: holding.act(Action("recorder", "")),
        "time": lambda: holding.look("time"),
        "help": lambda: holding.look("help"),
    }[key.opens]


def _add_key_page(keys: KeyBindings, room: "Room") -> None:
    """Esc alone (Ctrl-G in vi's keys) lists the keys; the next key is one of them, or goes back."""
    holding = room.holding
    open_page = _does(room, lambda: holding.show("keys"))
    plain = _in(room, "editor")
    keys.add("escape", filter=plain & emacs_mode & Condition(lambda: not holding.editing), save_before=never)(open_page)
    keys.add("c-g", filter=plain & ~has_selection, save_before=never, eager=True)(open_page)
    shown = Condition(lambda: holding.sight.page == "keys")

    def one_of_them(event: KeyPressEvent) -> None:
        holding.close()
        does = _chosen(room, event.data)
        if does is not None:
            does()
        room.follow()

    for name in (*(key.key for key in KEYS), *"0123456789"):  # eager, since vi waits for what follows some of them
        keys.add(name, filter=shown, save_before=never, eager=True)(one_of_them)
    keys.add(Keys.Any, filter=shown, save_before=never)(one_of_them)


def _chosen(room: "Room", typed: str) -> Does | None:
    """What this key of the list does; None when it is none of them."""
    if len(typed) == 1 and typed.isascii() and typed.isdigit():
        return partial(room.holding.act, Action("probe", typed))
    key = next((key for key in KEYS if key.key == typed), None)
    return _opens(room, key) if key else None


def _add_editor_ways(keys: KeyBindings, room: "Room") -> None:
    """From the editor to the panes; out of a rewriting."""
    holding, buffer = room.holding, room.buffer
    plain = _in(room, "editor")
    empty = Condition(lambda: not buffer.text and not holding.editing)
    keys.add("up", filter=plain & empty, save_before=never, eager=True)(_does(room, holding.to_said))
    keys.add("tab", filter=plain & Condition(lambda: not room.offers()), save_before=never, eager=True)(
        _does(room, holding.to_outline)
    )
    for key, by in (("pageup", PAGE), ("pagedown", -PAGE)):
        keys.add(key, filter=_in(room, "editor", "said"), save_before=never, eager=True)(
            _does(room, partial(room.view.scroll, by))
        )
    rewriting = plain & Condition(lambda: bool(holding.editing))
    # Where vi's keys write, Esc is what ends the writing.
    keys.add("escape", filter=rewriting & (emacs_mode | vi_navigation_mode), save_before=never)(
        _does(room, holding.leave_editing)
    )


def _add_pages(keys: KeyBindings, room: "Room") -> None:
    """Back from a page that lies over the room."""
    holding = room.holding
    over = Condition(lambda: bool(holding.sight.page))
    for key in ("escape", "c-g"):
        keys.add(key, filter=over, save_before=never)(_does(room, holding.close))
    keys.add("enter", filter=over & Condition(lambda: not room.buffer.text), save_before=never, eager=True)(
        _does(room, holding.close)
    )
    for key, by in (("up", -1), ("down", 1), ("pageup", -PAGE), ("pagedown", PAGE)):
        keys.add(key, filter=over, save_before=never, eager=True)(_does(room, partial(room.view.scroll, -by)))


def _to_editor(room: "Room", words: str, sight: Sight) -> None:
    """Words that were typed or pasted beside the editor stand in it."""
    room.holding.sight = sight
    room.follow()
    room.buffer.save_to_undo_stack()
    room.buffer.insert_text(words.replace("\r\n", "\n").replace("\r", "\n"))


def _is_words(event: KeyPressEvent) -> bool:
    """Whether these are characters; other keys have longer names."""
    return len(event.key_sequence[-1].key) == 1 and event.data.isprintable()


def _add_pastes(keys: KeyBindings, room: "Room", place: str) -> None:
    @keys.add(Keys.BracketedPaste, filter=_in(room, place), save_before=never)
    def _paste(event: KeyPressEvent) -> None:
        _to_editor(room, event.data, Sight())


def _add_said(keys: KeyBindings, room: "Room") -> None:
    holding = room.holding
    here = _in(room, "said")
    for key, by in (("up", -1), ("down", 1)):
        keys.add(key, filter=here, save_before=never, eager=True)(_does(room, partial(holding.step_said, by)))
    keys.add("enter", filter=here, save_before=never, eager=True)(
        _does(room, lambda: holding.rewrite(holding.sight.turn))
    )
    keys.add("escape", filter=here, save_before=never)(_does(room, holding.close))
    for key in ("tab", "c-g"):
        keys.add(key, filter=here, save_before=never, eager=True)(_does(room, holding.close))
    _add_pastes(keys, room, "said")

    @keys.add(Keys.Any, filter=here, save_before=never)
    def _letters(event: KeyPressEvent) -> None:
        if _is_words(event):  # an action's word is for the chosen turn
            _to_editor(room, event.data, Sight(turn=holding.sight.turn) if event.data == "/" else Sight())


def _add_outline(keys: KeyBindings, room: "Room") -> None:
    holding = room.holding
    here = _in(room, "outline")
    for key, by in (("up", -1), ("down", 1), ("pageup", -PAGE), ("pagedown", PAGE)):
        keys.add(key, filter=here, save_before=never, eager=True)(_does(room, partial(holding.step_outline, by)))
    keys.add("enter", filter=here, save_before=never, eager=True)(
        _does(room, lambda: holding.go_to(holding.sight.question))
    )
    keys.add("escape", filter=here, save_before=never)(_does(room, holding.close))
    for key in ("tab", "c-g"):
        keys.add(key, filter=here, save_before=never, eager=True)(_does(room, holding.close))
    _add_pastes(keys, room, "outline")

    @keys.add(Keys.Any, filter=here, save_before=never)
    def _letters(event: KeyPressEvent) -> None:
        if _is_words(event):
            holding.find("goto", event.data)
            room.follow()


def _add_finder(keys: KeyBindings, room: "Room") -> None:
    holding = room.holding
    here = _in(room, "finder")
    for key, by in (("up", -1), ("down", 1), ("pageup", -PAGE), ("pagedown", PAGE)):
        keys.add(key, filter=here, save_before=never, eager=True)(_does(room, partial(holding.step_finder, by)))
    keys.add("enter", filter=here, save_before=never, eager=True)(_does(room, holding.choose))
    keys.add("backspace", filter=here, save_before=never, eager=True)(_does(room, holding.erase))
    several = Condition(lambda: bool(holding.sight.finder and holding.sight.finder.several))
    keys.add(" ", filter=here & several, save_before=never, eager=True)(_does(room, holding.tick))
    keys.add("escape", filter=here, save_before=never)(_does(room, holding.close))
    for key in ("c-g", "tab"):
        keys.add(key, filter=here, save_before=never, eager=True)(_does(room, holding.close))
    _add_pastes(keys, room, "finder")

    @keys.add(Keys.Any, filter=here, save_before=never)
    def _letters(event: KeyPressEvent) -> None:
        if _is_words(event):
            holding.type_letters(event.data)
            room.follow()


def _add_only_cut(keys: KeyBindings, room: "Room") -> None:
    """Where words are split nothing writes; the editor is read-only then, and here it says so."""
    splitting = Condition(lambda: room.holding.splitting) & _in(room, "editor")
    refused = _does(room, room.holding.only_cut)
    for key in ("backspace", "delete", Keys.BracketedPaste):
        keys.add(key, filter=splitting, save_before=never, eager=True)(refused)

    @keys.add(Keys.Any, filter=splitting & (emacs_mode | vi_insert_mode), save_before=never)
    def _letters(event: KeyPressEvent) -> None:
        if _is_words(event):
            refused(event)


def _add_late_sequences(keys: KeyBindings, room: "Room") -> None:
    """On a slow link the rest of a key's sequence may come behind its Esc, as `[` or `O` and letters: nobody typed those."""
    rest, since = "", 0.0

    def begins(event: KeyPressEvent) -> None:
        nonlocal rest, since
        rest, since = event.data[-1:], time.monotonic()
        if room.holding.sight.page == "keys":
            room.holding.close()
        room.follow()

    def goes_on(event: KeyPressEvent) -> None:
        nonlocal rest
        if rest == "O" or "@" <= event.data[-1:] <= "~":  # the byte with which it ends
            rest = ""

    shown = Condition(lambda: room.holding.sight.page == "keys")
    late = Condition(lambda: bool(rest) and time.monotonic() - since < LATE_SECONDS)
    for sign in "[O":
        keys.add(sign, filter=shown, save_before=never, eager=True)(begins)
        keys.add("escape", sign, filter=emacs_mode, save_before=never, eager=True)(begins)
    keys.add(Keys.Any, filter=late, save_before=never, eager=True)(goes_on)
