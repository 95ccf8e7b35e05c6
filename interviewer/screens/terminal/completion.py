"""What the menu offers while an action is typed: the words that begin with `/`, then the arguments of each."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from interviewer.matching import unaccented


class Offer(NamedTuple):
    """One line of the menu: `text` replaces the last `replaces` characters before the cursor."""

    text: str
    replaces: int = 0
    label: str = ""
    about: str = ""


class Argument(NamedTuple):
    """Something that an action can be given: what is typed, and words about it that can be searched too."""

    text: str
    about: str = ""


class Action(NamedTuple):
    """An action as the menu knows it: its words (with the slash, any language), what it does, what it takes."""

    words: tuple[str, ...]
    about: str = ""
    arguments: Callable[[], Iterable[Argument]] | None = None
    takes_more: bool = False


def is_action(text: str) -> bool:
    """Whether the text is an action: it begins with one slash, not with two (that is a line which begins with one)."""
    return text.startswith("/") and not text.startswith("//")


def offers(text: str, actions: Sequence[Action]) -> list[Offer]:
    """What can stand after `text`, the part before the cursor; nothing for what is no action. Best matches first."""
    if not is_action(text) or "\n" in text:
        return []
    word, space, typed = text.partition(" ")
    return _arguments(word, typed, actions) if space else _words(word, actions)


def _words(word: str, actions: Sequence[Action]) -> list[Offer]:
    """Each action once, by the first of its words that begins like what was typed."""
    typed = unaccented(word)
    found = []
    for action in actions:
        match = next((w for w in action.words if unaccented(w).startswith(typed)), None)
        if match is not None:
            more = action.takes_more or action.arguments is not None
            found.append(Offer(match + (" " if more else ""), len(word), match, action.about))
    return found


def _arguments(word: str, typed: str, actions: Sequence[Action]) -> list[Offer]:
    action = next((a for a in actions if unaccented(word) in map(unaccented, a.words)), None)
    if action is None or action.arguments is None:
        return []
    sought = unaccented(typed)
    first: list[Offer] = []
    then: list[Offer] = []
    for argument in action.arguments():
        offer = Offer(argument.text, len(typed), argument.text, argument.about)
        if unaccented(argument.text).startswith(sought):
            first.append(offer)
        elif sought in unaccented(argument.text) or sought in unaccented(argument.about):
            then.append(offer)
    return first + then
