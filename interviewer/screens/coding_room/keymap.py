"""What each key of the coding room does: one table for the keys themselves, the strip that lists them, and the help.

Letters find a code, so what else there is to do stands behind Esc (Alt and the key is the same), as in the interview.
Not O, P, X, [, ], ^ and _: behind Esc they begin sequences. Not b, d and f: behind Esc they are the editor's.
"""

from typing import NamedTuple

from interviewer.screens.words import N_


class Key(NamedTuple):
    """Esc and this key, what it does in a few words, and the name of the deed (room_keys.py)."""

    key: str
    does: str
    deed: str


KEYS: tuple[Key, ...] = (
    Key("n", N_("next uncoded"), "next_open"),
    Key("k", N_("no code fits"), "pass_on"),
    Key("y", N_("not done yet"), "reopen"),
    Key("u", N_("undo"), "undo"),
    Key("r", N_("do again"), "redo"),
    Key("x", N_("unmark"), "unmark"),
    Key("s", N_("key quotation"), "star"),
    Key("m", N_("memo on the mark"), "memo_mark"),
    Key("t", N_("memo on the turn"), "memo_turn"),
    Key("c", N_("memo on the code"), "memo_code"),
    Key("e", N_("memo on the interview"), "memo_session"),
    Key("+", N_("new code"), "new_code"),
    Key("a", N_("the whole turn"), "whole"),
    Key("j", N_("all about the code"), "about_code"),
    Key("w", N_("where the code stands"), "excerpts"),
    Key("/", N_("search…"), "search"),
    Key("l", N_("the list again"), "list_again"),
    Key("q", N_("one question…"), "questions"),
    Key("g", N_("go to an interview…"), "sessions"),
    Key("'", N_("back where I was"), "back"),
    Key("L", N_("marks without words"), "lost"),
    Key("i", N_("suggestions"), "suggestions"),
    Key("D", N_("close the round"), "close_round"),
    Key("Q", N_("leave"), "leave"),
    Key("?", N_("help"), "help"),
)
PLAIN: tuple[tuple[str, str], ...] = (
    ("abc…", N_("a few letters find a code; Enter marks the selected words with it")),
    ("↑ ↓", N_("the code above or below")),
    ("← →", N_("the word before or behind; with Shift, more words")),
    ("Ctrl-← →", N_("the sentence before or behind")),
    (".", N_("the sentence around; again, the next one too")),
    ("Home End", N_("the first or the last word; with Shift, everything up to it")),
    ("Backspace", N_("the whole turn again")),
    ("Space", N_("done with this turn: the next one that is not coded")),
    ("PgUp PgDn", N_("the turn before or behind")),
    ("Tab", N_("the next mark or suggestion; Delete takes it away, Enter follows a suggestion")),
    ("1-9", N_("after Alt or Esc: the mark with that number")),
    ("Ctrl-C", N_("twice: leave; everything is saved already")),
)
NUMBERS = "123456789"
