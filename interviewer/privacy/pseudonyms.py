"""Pseudonyms: random, so that they tell nothing about a person, nor about the order of a list of names."""

from collections.abc import Callable, Collection

# Letters and digits that nobody takes for one another, also in handwriting: no 0 o 1 l i 2 z 5 s 8 b u v.
CLEAR = "acdefghjkmnpqrtwxy34679"
LENGTH = 5


def pseudonym(choose: Callable[[str], str], taken: Collection[str] = (), prefix: str = "p") -> str:
    """A pseudonym of five characters that nobody bears yet; `choose` picks one character of a string at random."""
    while True:
        made = prefix + "".join(choose(CLEAR) for _ in range(4))
        if made not in taken:
            return made


def may_be_a_name(code: str) -> bool:
    """Whether the code could be somebody's name: it has no digit, and not the shape of the pseudonyms made here."""
    made_here = len(code) == LENGTH and code[0] == "p" and all(letter in CLEAR for letter in code[1:])
    return not made_here and not any(letter.isdigit() for letter in code)
