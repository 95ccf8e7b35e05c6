"""Names of a form's fields: our ids behind a letter that says what they are of, so that each name leads back to one id.

A name begins with a letter, as XML wants it, while ids may begin with a digit. Names without such a letter are fixed.
"""

from typing import NamedTuple

CONSENT, THEME, QUESTION, WORDS, REASON, BACKGROUND, OTHER = "c_", "t_", "q_", "w_", "r_", "b_", "o_"
KINDS = (CONSENT, THEME, QUESTION, WORDS, REASON, BACKGROUND)

START, END, TODAY, AUDIT, GUIDE, NOTICE = "start", "end", "today", "audit", "guide", "notice"
PEOPLE, CODE, LANGUAGE, GROUP, WAVE = "interview", "code", "language", "stakeholder", "wave"
OPENING, AGREEMENT, REFUSED, CLOSING = "opening", "consent", "refused", "closing"
FIRST, SHEET = "before", "background"
AFTER, SETTING, OTHERS, NOTES = "after", "setting", "others", "notes"

YES, NO = "yes", "no"
OWN_WORDS = "_other"
"""The choice for words of one's own; no id of ours begins like this."""


class Meant(NamedTuple):
    """What a name stands for: one of KINDS with an id; `other` says that it holds the words for another choice."""

    kind: str
    id: str
    other: bool = False


def other_words(name: str) -> str:
    """The name of the field that holds words of one's own, beside the field of that name."""
    return OTHER + name


def meant(name: str) -> Meant | None:
    """What the name stands for; None for a fixed name and for those of other forms."""
    other = name.startswith((OTHER + QUESTION, OTHER + BACKGROUND))
    bare = name.removeprefix(OTHER) if other else name
    kind, rest = bare[:2], bare[2:]
    return Meant(kind, rest, other) if kind in KINDS and rest else None
