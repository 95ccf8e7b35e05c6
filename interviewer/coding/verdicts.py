"""What two coders type at a difference, taken apart. Pure.

`a`, `b` (or the coders' ids), `both`, `neither`, each with a reason behind it if there is one; `: words` keeps the code
on other words, `code: words` and `code` are another mark altogether; everything else is a command, with or without `/`.
"""

import re
from typing import Literal, NamedTuple

from interviewer.coding.comparing import Difference, Pair
from interviewer.coding.marks_csv import shown
from interviewer.errors import CannotError
from interviewer.matching import fold, nearest

Name = Literal[
    "a", "b", "both", "neither", "other", "later", "undo", "memo", "new", "new!", "show", "codes", "help", "quit"
]
STANDS: tuple[Name, ...] = ("a", "b", "both", "neither")
WORDS: dict[Name, tuple[str, ...]] = {
    "a": ("a",),
    "b": ("b",),
    "both": ("both", "2", "deux"),
    "neither": ("neither", "none", "n", "0", "aucun", "aucune"),
    "later": ("later", "l", "tard", "next", "suivant"),
    "undo": ("undo", "u", "annuler"),
    "memo": ("memo", "mémo"),
    "new": ("new", "nouveau", "nouvelle"),
    "new!": ("new!", "nouveau!", "nouvelle!"),
    "show": ("show", "voir", "context", "contexte"),
    "codes": ("codes", "grille"),
    "help": ("help", "?", "h", "aide"),
    "quit": ("quit", "q", "quitter", "exit"),
}
FRENCH: dict[Name, str] = {
    "both": "deux",
    "neither": "aucun",
    "later": "tard",
    "undo": "annuler",
    "memo": "mémo",
    "new": "nouveau",
    "show": "voir",
    "codes": "grille",
    "help": "aide",
    "quit": "quitter",
}


def _key(word: str) -> str:
    return (fold(word) or word) + ("!" if word.endswith("!") else "")


_BY_WORD: dict[str, Name] = {_key(word): name for name, words in WORDS.items() for word in words}


class Verdict(NamedTuple):
    """One line: what it decides or asks for, the codes named (as typed), and words: a reason, or the words to mark."""

    name: Name
    codes: tuple[str, ...] = ()
    words: str = ""


def understand(line: str, pair: Pair) -> Verdict:
    """What the line asks for; an empty one puts the difference off. CannotError for a slash and a word that is none."""
    typed = line.strip()
    if not typed:
        return Verdict("later")
    word, rest = [*typed.removeprefix("/").split(None, 1), "", ""][:2]
    name = _named(word, pair)
    if name is not None:
        return Verdict(name, (), rest.strip())
    if typed.startswith("/"):
        near = _BY_WORD.get(nearest(word, _BY_WORD), "help")
        raise CannotError("coding_unknown_word", word=shown(word), nearest=near.removesuffix("!"))
    codes, colon, words = typed.partition(":")
    if colon and not words.strip():
        raise CannotError("coding_no_words")
    named = tuple(part.strip() for part in re.split("[,;]", codes) if part.strip())
    return Verdict("other", named, words.strip())


def _named(word: str, pair: Pair) -> Name | None:
    """A coder's own id before all: it may be one of the words."""
    if word.lower() == pair.a:
        return "a"
    if word.lower() == pair.b:
        return "b"
    return _BY_WORD.get(_key(word)) if word else None


def word_for(name: str, language: str) -> str:
    """The word to show for a choice in that language of the screens."""
    return next((word for known, word in FRENCH.items() if known == name), name) if language == "fr" else name


def only_span(difference: Difference) -> tuple[int, int]:
    """The words on which all marks of the difference stand; CannotError when they stand on different ones."""
    spans = {(mark.start, mark.end) for mark in difference.marks}
    if len(spans) > 1:
        raise CannotError("compare_which_words")
    return spans.pop()
