"""How two coders work on a study: one codes everything, the other every third interview as well; both pass what fits no code.

Most of their marks agree in the code, fewer in the words; some codes are used a hundred times as often as others. Where both
are done they close the round, and of some interviews a third round holds what they agreed on.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random
from typing import NamedTuple

from interviewer.session import events as e

FIRST, SECOND, AGREED = "codeur-0", "codeur-1", "agreed"
TWICE, SETTLED = 3, 60  # every third interview is coded by both, every sixtieth settled
# Marks on a turn: none, one, two, three. On the whole nine in ten turns times one coder and a third.
HOW_MANY, WEIGHTS = (0, 1, 2, 3), (31, 51, 15, 3)
SAME_CODE, SAME_WORDS = 0.78, 0.6
SHEET = [
    '  - {id: role, ask: "Votre rôle ?", choices: {accueil: Accueil, maraude: Maraude, atelier: Atelier, autre: Autre}}',
    '  - {id: commune, ask: "Votre commune ?", text: true}',
]
ROLES, TOWNS = (
    ("accueil", "maraude", "atelier", "autre"),
    ("Lormont", "Bègles", "Cenon", "Talence", "Floirac", "Pessac"),
)

Said = Sequence[tuple[str, str]]


class Choice(NamedTuple):
    """A code on words of a turn."""

    code: str
    start: int
    end: int


def token(chance: Random) -> str:
    """The random id of an event."""
    return f"{chance.getrandbits(64):016x}"


def facts(chance: Random) -> Iterator[tuple[str, e.Value | None]]:
    """Background items beside the age; one in ten is left open."""
    for item, values in (("role", ROLES), ("commune", TOWNS)):
        yield item, chance.choice(values) if chance.random() < 0.9 else None


def coding(chance: Random, number: int, said: Said, codes: int) -> Iterator[tuple[str, list[e.Event]]]:
    """Each coder's file of one interview: who, and the events."""
    often = list(accumulate(1 / (rank + 1) for rank in range(codes)))
    chosen = {turn: [_choice(chance, text, often) for _ in range(_many(chance))] for turn, text in said}
    both = number % TWICE == 0
    yield FIRST, [*_rated(chance, FIRST, said, chosen), *_closed(chance, FIRST, done=both)]
    if both:
        others = {turn: [_other(chance, one, text, often) for one in chosen[turn]] for turn, text in said}
        yield SECOND, [*_rated(chance, SECOND, said, others), *_closed(chance, SECOND, done=True)]
    if number % SETTLED == 0:
        yield FIRST, list(_rated(chance, FIRST, said, chosen, AGREED))


def _many(chance: Random) -> int:
    return chance.choices(HOW_MANY, WEIGHTS)[0]


def _code(chance: Random, often: Sequence[float]) -> str:
    [code] = chance.choices(range(len(often)), cum_weights=often)
    return f"code-{code}"


def _choice(chance: Random, text: str, often: Sequence[float]) -> Choice:
    """The whole turn, or a sentence's worth of it."""
    if chance.random() < 0.5 or len(text) < 40:
        return Choice(_code(chance, often), 0, len(text))
    start = chance.randrange(len(text) // 2)
    return Choice(_code(chance, often), start, chance.randrange(start + 10, len(text)))


def _other(chance: Random, one: Choice, text: str, often: Sequence[float]) -> Choice:
    """The same place in the other coder's eyes."""
    code = one.code if chance.random() < SAME_CODE else _code(chance, often)
    if chance.random() < SAME_WORDS:
        return one._replace(code=code)
    return Choice(code, max(0, one.start - chance.randrange(12)), min(len(text), one.end + chance.randrange(12)))


def _rated(
    chance: Random, who: str, said: Said, chosen: dict[str, list[Choice]], round_name: str = ""
) -> Iterator[e.Event]:
    for turn, text in said:
        for code, start, end in dict.fromkeys(chosen[turn]):
            yield e.Mark(token(chance), turn, code, who, start, end, text[start:end], round=round_name)
        if not chosen[turn]:
            yield e.Seen(token(chance), turn, who, round_name)


def _closed(chance: Random, who: str, *, done: bool) -> Iterator[e.Event]:
    if done:
        yield e.RoundClosed(token(chance), who)
