"""The keys of the room, beside those of its editor."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition, emacs_mode
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.key_bindings import KeyBindingsBase
from prompt_toolkit.keys import Keys

from interviewer.screens.room.keymap import KEYS, SPEAKER_KEYS, Key
from interviewer.screens.terminal.keys import bindings, never
from interviewer.session.actions import Action

if TYPE_CHECKING:
    from interviewer.screens.room.room import Room

Does = Callable[[], object]
PAGE = 8


def room_keys(room: "Room", *, enter_keeps: bool = True) -> KeyBindingsBase:
    """All keys; those of the panes win over those of the editor while the arrows stand in a pane."""
    own = KeyBindings()
    _add_actions(own, room)
    _add_key_page(own, room)
    _add_editor_ways(own, room)
    _add_said(own, room)
    _add_outline(own, room)
    _add_finder(own, room)
    return merge_key_bindings([bindings(room, enter_keeps=enter_keeps), own])


def _does(room: "Room", does: Does) -> Callable[[KeyPressEvent], None]:
    def handler(_event: KeyPressEvent) -> None:
        room.holding.typing = bool(room.buffer.text) and not room.holding.editing
        does()
        room.follow()

    return handler


def _in(room: "Room", *places: str) -> Condition:
    return Condition(lambda: room.holding.sight.focus in places and not room.holding.sight.page)


def _add_actions(keys: KeyBindings, room: "Room") -> None:
    """Esc and a key anywhere; the key alone where the arrows stand on what was said."""
    for key in KEYS:
        does = _does(room, _opens(room, key))
        keys.add("escape", key.key, filter=emacs_mode, save_before=never, eager=True)(does)
        keys.add(key.key, filter=_in(room, "said"), save_before=never, eager=True)(does)
    for n in range(1, 10):
        used = _does(room, partial(room.holding.act, Action("probe", str(n))))
        keys.add("escape", str(n), filter=emacs_mode, save_before=never, eager=True)(used)
    for n, name in enumerate(SPEAKER_KEYS, 1):
        keys.add(name, save_before=never)(_does(room, partial(room.holding.act, Action("who", str(n)))))


def _opens(room: "Room", key: Key) -> Does:
    holding = room.holding
    if key.action:
        return lambda: holding.act(Action(key.action, key.argument))
    if key.opens.startswith("words:"):
        return lambda: holding.words_for(key.opens.removeprefix("words:"), room.buffer.text)
    return {
        "goto": lambda: holding.find("goto"),
        "skip": lambda: holding.find("skip"),
        "code": lambda: holding.find("code"),
        "under": lambda: holding.find("under"),
        "move": lambda: holding.find("move"),
        "value": lambda: holding.find("value"),
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
    keys.add("c-g", filter=plain, save_before=never, eager=True)(open_page)
    shown = Condition(lambda: holding.sight.page == "keys")

    @keys.add(Keys.Any, filter=shown, save_before=never, eager=True)
    def _one_of_them(event: KeyPressEvent) -> None:
        holding.close()
        does = _chosen(room, event.data)
        if does is not None:
            does()
        room.follow()


def _chosen(room: "Room", typed: str) -> Does | None:
    """What this key of the list does; None when it is none of them."""
    if typed.isascii() and typed.isdigit():
        return partial(room.holding.act, Action("probe", typed))
    key = next((key for key in KEYS if key.key == typed), None)
    return _opens(room, key) if key else None


def _add_editor_ways(keys: KeyBindings, room: "Room") -> None:
    """From the editor to the panes, and back from anything that lies over it."""
    holding, buffer = room.holding, room.buffer
    plain = _in(room, "editor")
    empty = Condition(lambda: not buffer.text and not holding.editing)
    over = Condition(lambda: bool(holding.sight.page))
    keys.add("up", filter=plain & empty, save_before=never, eager=True)(_does(room, holding.to_said))
    keys.add("tab", filter=plain & Condition(lambda: not room.offers()), save_before=never, eager=True)(
        _does(room, holding.to_outline)
    )
    keys.add("pageup", filter=_in(room, "editor", "said"), save_before=never, eager=True)(
        _does(room, lambda: room.view.scroll(PAGE))
    )
    keys.add("pagedown", filter=_in(room, "editor", "said"), save_before=never, eager=True)(
        _does(room, lambda: room.view.scroll(-PAGE))
    )
    keys.add("escape", filter=over, save_before=never)(_does(room, holding.close))
    keys.add("enter", filter=over & Condition(lambda: not buffer.text), save_before=never, eager=True)(
        _does(room, holding.close)
    )
    keys.add("escape", filter=plain & Condition(lambda: bool(holding.editing)), save_before=never)(
        _does(room, room.leave_as_it_was)
    )
    for key, by in (("up", -1), ("down", 1), ("pageup", -PAGE), ("pagedown", PAGE)):
        keys.add(key, filter=over, save_before=never, eager=True)(_does(room, partial(room.view.scroll, -by)))


def _add_said(keys: KeyBindings, room: "Room") -> None:
    holding = room.holding
    here = _in(room, "said")
    for key, by in (("up", -1), ("down", 1)):
        keys.add(key, filter=here, save_before=never, eager=True)(_does(room, partial(holding.step_said, by)))
    keys.add("enter", filter=here, save_before=never, eager=True)(
        _does(room, lambda: holding.rewrite(holding.sight.turn))
    )
    for key in ("escape", "tab", "c-g"):
        keys.add(key, filter=here, save_before=never, eager=True)(_does(room, holding.close))
    keys.add(Keys.Any, filter=here, save_before=never)(lambda _event: None)


def _add_outline(keys: KeyBindings, room: "Room") -> None:
    holding = room.holding
    here = _in(room, "outline")
    for key, by in (("up", -1), ("down", 1), ("pageup", -PAGE), ("pagedown", PAGE)):
        keys.add(key, filter=here, save_before=never, eager=True)(_does(room, partial(holding.step_outline, by)))
    keys.add("enter", filter=here, save_before=never, eager=True)(
        _does(room, lambda: holding.go_to(holding.sight.question))
    )
    for key in ("escape", "tab", "c-g"):
        keys.add(key, filter=here, save_before=never, eager=True)(_does(room, holding.close))

    @keys.add(Keys.Any, filter=here, save_before=never)
    def _letters(event: KeyPressEvent) -> None:
        if event.data.isprintable():
            holding.find("goto", event.data)
            room.follow()


def _add_finder(keys: KeyBindings, room: "Room") -> None:
    holding = room.holding
    here = _in(room, "finder")

    def change(does: Callable[[], object]) -> Callable[[KeyPressEvent], None]:
        return _does(room, does)

    for key, by in (("up", -1), ("down", 1), ("pageup", -PAGE), ("pagedown", PAGE)):
        keys.add(key, filter=here, save_before=never, eager=True)(change(partial(holding.step_finder, by)))
    keys.add("enter", filter=here, save_before=never, eager=True)(change(holding.choose))
    keys.add("backspace", filter=here, save_before=never, eager=True)(change(holding.erase))
    several = Condition(lambda: bool(holding.sight.finder and holding.sight.finder.several))
    keys.add(" ", filter=here & several, save_before=never, eager=True)(change(holding.tick))
    for key in ("escape", "c-g", "tab"):
        keys.add(key, filter=here, save_before=never, eager=True)(change(holding.close))

    @keys.add(Keys.Any, filter=here, save_before=never)
    def _letters(event: KeyPressEvent) -> None:
        if event.data.isprintable():
            holding.type_letters(event.data)
            room.follow()
