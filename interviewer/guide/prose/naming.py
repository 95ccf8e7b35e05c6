"""Ids made from words: the two or three that carry the meaning, each id once."""

import re

from interviewer.guide.prose.cues import FUNCTION_WORDS
from interviewer.ids import is_id
from interviewer.matching import fold

MOST_WORDS, LONGEST = 3, 32
_EMPTY = (
    "qu qui que quoi quel quelle quels quelles quand pourquoi combien ou est etes avez avait etait ont sont il elle on je "
    "tu me moi ma mon mes se sa son ses leur leurs par plus tout tous toute toutes cela ca y ne pas racontez raconter "
    "parlez parler pouvez pourriez dites dire decrivez decrire expliquez expliquer selon avis fait faire etre avoir l d s j "
    "m n t c could can would tell me about describe explain who why when where been be it its them they there if or as any "
    "some not no think feel get got say an by from has had"
)
EMPTY_WORDS = frozenset(_EMPTY.split()) | FUNCTION_WORDS["fr"] | FUNCTION_WORDS["en"]


class Names:
    """Ids given so far."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def of(self, words: str, otherwise: str = "q") -> str:
        """A new id that resembles the words; `otherwise` with a number where they give none."""
        plain = re.sub(r"[^a-z0-9 ]", "", fold(words[:400])).split()
        telling = [word for word in plain if word not in EMPTY_WORDS and len(word) > 1] or plain
        base = "-".join(telling[:MOST_WORDS])[:LONGEST].strip("-") or otherwise
        base = base if is_id(base) else f"{otherwise}-{base}"[:LONGEST]
        n = self._last.get(base, 1)
        made = base if n == 1 else f"{base}-{n}"
        while made in self._taken or not is_id(made):
            n += 1
            made = f"{base}-{n}"
        self._taken.add(made)
        self._last[base] = n
        return made
