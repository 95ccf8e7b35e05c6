"""What a coder types at a turn, taken apart. Pure.

`code, code` marks the whole turn; `code: words` marks those words; `-code` takes a mark away; `+1` and `+1: words`
accept the first suggestion; an empty line goes on; everything else begins with a slash. `/code` before codes changes nothing: prompts offer what can follow an action.
"""

import re
from typing import NamedTuple

from interviewer.coding.marks_csv import shown
from interviewer.errors import CannotError
from interviewer.matching import fold, nearest

WORDS: dict[str, tuple[str, ...]] = {
    "code": ("code", "coder"),
    "next": ("next", "suivant", "suivante", "n"),
    "back": ("back", "retour", "précédent", "précédente", "b"),
    "goto": ("goto", "aller", "go"),
    "skip": ("skip", "passer"),
    "unmark": ("unmark", "démarquer", "enlever", "retirer"),
    "no": ("no", "non", "refuse", "refuser"),
    "memo": ("memo", "mémo"),
    "new": ("new", "nouveau", "nouvelle"),
    "new!": ("new!", "nouveau!", "nouvelle!"),
    "codes": ("codes", "grille"),
    "show": ("show", "voir", "contexte", "context"),
    "lost": ("lost", "perdu", "perdus", "perdue", "perdues"),
    "again": ("again", "refaire", "remarquer"),
    "others": ("others", "autres"),
    "close": ("close", "clore", "fermer"),
    "help": ("help", "aide", "?"),
    "quit": ("quit", "quitter", "q", "exit"),
}
FRENCH = {"goto": "aller", "unmark": "enlever", "show": "voir"}


def _key(word: str) -> str:
    return (fold(word) or word) + ("!" if word.endswith("!") else "")


_BY_WORD = {_key(word): name for name, words in WORDS.items() for word in words}


class Said(NamedTuple):
    """One line: `mark` or `unmark` with codes (as typed) and words, or the name of a command with what follows it."""

    name: str
    codes: tuple[str, ...] = ()
    words: str = ""


def understand(line: str) -> Said:
    """What the line asks for. CannotError `coding_unknown_word` for a slash and a word that is none."""
    typed = line.strip()
    if not typed:
        return Said("next")
    if typed.startswith("/"):
        return _command(typed[1:])
    if re.match(r"[-\u2212\u2013]\s*\w", typed):
        return Said("unmark", _codes(typed[1:]))
    codes, colon, words = typed.partition(":")
    if colon and not words.strip():
        raise CannotError("coding_no_words")
    if accepted := re.fullmatch(r"\+\s*([0-9]{1,2})\s*", codes):
        return Said("accept", (accepted[1],), words.strip())
    named = _codes(codes)
    if not named:
        raise CannotError("coding_no_code")
    return Said("mark", named, words.strip())


def _codes(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split("[,;]", text) if part.strip())


def _command(typed: str) -> Said:
    word, rest = [*typed.split(None, 1), "", ""][:2]
    name = _BY_WORD.get(_key(word))
    if name is None:
        near = _BY_WORD.get(nearest(word, _BY_WORD), "help")
        raise CannotError("coding_unknown_word", word=shown(word), nearest=near.removesuffix("!"))
    if name != "code":
        return Said(name, (), rest.strip())
    if not rest.strip() or rest.strip().startswith("/"):
        raise CannotError("coding_no_code")
    return understand(rest)


def word_for(name: str, language: str) -> str:
    """The word to show for a command in that language of the screens."""
    return FRENCH.get(name, next((w for w in WORDS[name][1:] if len(w) > 1), name)) if language == "fr" else name
