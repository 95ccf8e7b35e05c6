"""What each part of a wording asks for: a story, a fact, a yes or no, a choice; the same kinds for both languages."""

from typing import Literal, NamedTuple

from interviewer.guide.quality.patterns import STOPS, Read

Asks = Literal["open", "why", "fact", "yes_no", "spoken_yes_no", "choice", "scale", "telling", "statement", "nominal"]
"""`telling` is an imperative or a polite request; `spoken_yes_no` a statement with a question mark; `nominal` has no verb."""

CLOSED: frozenset[Asks] = frozenset(("fact", "yes_no", "spoken_yes_no", "choice", "scale"))
QUESTIONS: frozenset[Asks] = CLOSED | {"open", "why"}


class Clause(NamedTuple):
    """A part between two full stops (or colons): what it asks, its first word and the one behind its last, and where it asks."""

    asks: Asks
    first: int
    end: int
    at: int
    stop: str


def parts(seen: Read) -> list[tuple[int, int, str]]:
    """First word, place behind the last one, and closing mark of each part of the wording that has words."""
    cut: list[tuple[int, int, str]] = []
    first = 0
    for at, word in enumerate((*seen.words, "")):
        if word in STOPS or at == len(seen.words):
            if any(one[0].isalnum() or one == "_" for one in seen.words[first:at]):
                cut.append((first, at, word))
            first = at + 1
    return cut


def chunks(seen: Read, first: int, end: int) -> list[tuple[int, int]]:
    """What stands between commas: first word and the place behind the last."""
    cut: list[tuple[int, int]] = []
    start = first
    for at in range(first, end + 1):
        if at == end or seen.words[at] in (",", "-", "(", ")"):
            if at > start:
                cut.append((start, at))
            start = at + 1
    return cut


MOST_INVITED = 3


def _told_next(following: list[Clause]) -> bool:
    """*Y a-t-il un moment où... ? Racontez-moi.*: the invitation behind it opens the question."""
    return any(one.asks == "telling" and one.end - one.at <= MOST_INVITED for one in following)


def settled(clauses: list[Clause]) -> list[Clause]:
    """Inversions before a colon or a full stop are courtesy when a question mark comes later: *feel free to...: what...?*."""
    clauses = [
        clause._replace(asks="open") if clause.asks == "yes_no" and _told_next(clauses[n + 1 : n + 2]) else clause
        for n, clause in enumerate(clauses)
    ]
    asked = [n for n, clause in enumerate(clauses) if clause.stop == "?"]
    if not asked:
        return clauses
    return [
        clause._replace(asks="statement") if n < asked[-1] and clause.stop != "?" and clause.asks in CLOSED else clause
        for n, clause in enumerate(clauses)
    ]
