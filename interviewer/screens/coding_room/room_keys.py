"""The keys of the coding room. Letters belong to the codes; what else there is to do stands behind Esc (keymap.py)."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition, FilterOrBool, emacs_mode, vi_navigation_mode
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.key_bindings import KeyBindingsBase
from prompt_toolkit.keys import Keys

from interviewer.screens.coding_room.keymap import KEYS, NUMBERS
from interviewer.screens.terminal.keys import bindings, never

if TYPE_CHECKING:
    from interviewer.screens.coding_room.room import CodingRoom

PAGE = 8
Does = Callable[[], object]


def room_keys(room: "CodingRoom", *, enter_keeps: bool = True) -> KeyBindingsBase:
    """All keys; those of the editor act while something is written."""
    own = KeyBindings()
    _add_deeds(own, room)
    _add_key_page(own, room)
    _add_turn(own, room)
    _add_pages(own, room)
    _add_list(own, room)
    _add_writing(own, room)
    return merge_key_bindings([bindings(room, enter_keeps=enter_keeps), own])


def deeds(room: "CodingRoom") -> dict[str, Does]:
    """What each deed of the keymap is."""
    at = room.at
    named = ("next_open", "pass_on", "reopen", "undo", "redo", "unmark", "star", "memo_mark", "memo_turn", "memo_code")
    more = (
        "memo_session",
        "new_code",
        "whole",
        "excerpts",
        "search",
        "questions",
        "sessions",
        "back",
        "lost",
        "list_again",
    )
    found: dict[str, Does] = {name: getattr(at, name) for name in (*named, *more, "close_round")}
    found["about_code"] = partial(at.show, "code")
    found["suggestions"] = at.suggestions_on
    found["help"] = partial(at.show, "help")
    found["leave"] = room.leave
    return found


def _handler(room: "CodingRoom", does: Does) -> Callable[[KeyPressEvent], None]:
    def handler(_event: KeyPressEvent) -> None:
        room.do(does)

    return handler


def _bind(keys: KeyBindings, room: "CodingRoom", key: str, does: Does, where: FilterOrBool) -> None:
    keys.add(key, filter=where, save_before=never, eager=True)(_handler(room, does))


def _writing(room: "CodingRoom") -> Condition:
    return Condition(lambda: room.at.sight.writing is not None)


def _at_turn(room: "CodingRoom") -> Condition:
    def here() -> bool:
        sight = room.at.sight
        return sight.writing is None and not sight.page and sight.listing is None

    return Condition(here)


def _add_deeds(keys: KeyBindings, room: "CodingRoom") -> None:
    """Esc and a key, everywhere but in the editor."""
    free = ~_writing(room)
    does = deeds(room)
    for key in KEYS:
        keys.add("escape", key.key, filter=free, save_before=never, eager=True)(_handler(room, does[key.deed]))
    for n in NUMBERS:
        chosen = partial(room.at.mark_number, int(n))
        keys.add("escape", n, filter=free, save_before=never, eager=True)(_handler(room, chosen))


def _add_key_page(keys: KeyBindings, room: "CodingRoom") -> None:
    """Esc alone lists the keys, or clears the letters; the next key is one of them, or goes back."""
    at, does = room.at, deeds(room)
    here = _at_turn(room)
    typed = Condition(lambda: bool(at.sight.letters))
    keys.add("escape", filter=here & ~typed, save_before=never)(_handler(room, partial(at.show, "keys")))
    keys.add("escape", filter=here & typed, save_before=never)(_handler(room, at.close))
    shown = Condition(lambda: at.sight.page == "keys")

    def one_of_them(event: KeyPressEvent) -> None:
        found = next((does[key.deed] for key in KEYS if key.key == event.data), None)
        if found is None and event.data in tuple(NUMBERS):
            found = partial(at.mark_number, int(event.data))
        at.close()
        if found is not None:
            at.try_to(found)
        room.follow()

    for name in (*(key.key for key in KEYS), *NUMBERS):
        keys.add(name, filter=shown, save_before=never, eager=True)(one_of_them)
    keys.add(Keys.Any, filter=shown, save_before=never)(one_of_them)


def _add_turn(keys: KeyBindings, room: "CodingRoom") -> None:
    at, here = room.at, _at_turn(room)
    empty = here & Condition(lambda: not at.sight.letters)
    for key, does in (
        ("enter", at.mark),
        ("up", partial(at.step_code, -1)),
        ("down", partial(at.step_code, 1)),
        ("left", partial(at.word, -1)),
        ("right", partial(at.word, 1)),
        ("s-left", partial(at.more_words, -1)),
        ("s-right", partial(at.more_words, 1)),
        ("c-left", partial(at.sentence_step, -1)),
        ("c-right", partial(at.sentence_step, 1)),
        ("home", partial(at.edge, end=False)),
        ("end", partial(at.edge, end=True)),
        ("s-home", partial(at.edge, end=False, reach=True)),
        ("s-end", partial(at.edge, end=True, reach=True)),
        ("pageup", partial(at.step, -1)),
        ("pagedown", partial(at.step, 1)),
        ("tab", at.next_mark),
        ("s-tab", partial(at.next_mark, -1)),
        ("delete", at.unmark),
        ("backspace", at.erase),
    ):
        _bind(keys, room, key, does, here)
    _bind(keys, room, " ", at.pass_on, empty)
    _bind(keys, room, ".", at.sentence, empty)

    @keys.add(Keys.Any, filter=here, save_before=never)
    def _letters(event: KeyPressEvent) -> None:
        if _is_words(event):
            room.do(partial(at.type_letters, event.data))

    @keys.add(Keys.BracketedPaste, filter=here, save_before=never)
    def _pasted(event: KeyPressEvent) -> None:
        room.do(partial(at.type_letters, " ".join(event.data.split())[:40]))


def _is_words(event: KeyPressEvent) -> bool:
    """Whether these are characters; other keys have longer names."""
    return len(event.key_sequence[-1].key) == 1 and event.data.isprintable()


def _add_pages(keys: KeyBindings, room: "CodingRoom") -> None:
    at = room.at
    over = Condition(lambda: bool(at.sight.page))
    keys.add("escape", filter=over, save_before=never)(_handler(room, at.close))
    _bind(keys, room, "enter", at.close, over)
    for key, by in (("up", -1), ("down", 1), ("pageup", -PAGE), ("pagedown", PAGE)):
        _bind(keys, room, key, partial(room.view.scroll, by), over)


def _add_list(keys: KeyBindings, room: "CodingRoom") -> None:
    at = room.at
    here = Condition(lambda: at.sight.listing is not None and not at.sight.page and at.sight.writing is None)
    for key, by in (("up", -1), ("down", 1), ("pageup", -PAGE), ("pagedown", PAGE)):
        _bind(keys, room, key, partial(at.step_list, by), here)
    _bind(keys, room, "enter", at.take, here)
    _bind(keys, room, "backspace", at.list_erase, here)
    keys.add("escape", filter=here, save_before=never)(_handler(room, at.close))
    _bind(keys, room, "tab", at.close, here)

    @keys.add(Keys.Any, filter=here, save_before=never)
    def _letters(event: KeyPressEvent) -> None:
        if _is_words(event):
            room.do(partial(at.list_letters, event.data))


def _add_writing(keys: KeyBindings, room: "CodingRoom") -> None:
    """Esc leaves the editor; the words of a memo wait aside."""
    # Where vi's keys write, Esc is what ends the writing.
    here = _writing(room) & (emacs_mode | vi_navigation_mode)
    keys.add("escape", filter=here, save_before=never)(_handler(room, room.leave_writing))
