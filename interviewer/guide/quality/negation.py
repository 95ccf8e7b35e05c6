"""Negated questions put to the person: *n'avez-vous pas*, *why didn't you*; not what stands in a relative clause."""

from interviewer.guide.quality.clauses import QUESTIONS, Clause
from interviewer.guide.quality.patterns import Read, find
from interviewer.guide.quality.words import listed

Spot = tuple[int, int]

_FRENCH_NOT = listed("pas jamais rien aucun aucune plus personne guere nullement")
_FRENCH_BELOW = listed("que qu' qui dont où quand lorsque lorsqu' si s' puisque parce comme quoi combien")
_FRENCH_YOU = frozenset(["vous", "tu", "-vous", "-tu", "t'"])
_SPOKEN_VERBS = [
    "a",
    "as",
    "ai",
    "es",
    "avez",
    "etes",
    "veux",
    "peux",
    "sais",
    "fais",
    "vas",
    "viens",
    "dis",
    "mets",
    "pouvez",
    "voulez",
    "savez",
    "faites",
    "allez",
    "venez",
    "prends",
]


def french_negation(seen: Read, clauses: list[Clause]) -> Spot | None:
    """Where a negated main verb is put to the person in French."""
    for clause in clauses:
        if clause.asks in QUESTIONS:
            found = _french(seen, clause)
            if found:
                return found
    return None


def _french(seen: Read, clause: Clause) -> Spot | None:
    words = seen.words
    for at in range(clause.first, clause.end):
        if words[at] in ("ne", "n'") and not _french_below(seen, clause, at):
            stop = min(at + 9, clause.end)
            no = next((n for n in range(at + 1, stop) if words[n] in _FRENCH_NOT), None)
            if no is not None and _accusing(seen, clause) and _french_to_you(seen, clause, at, stop):
                return at, no
    found = find("comment ~2 fait -il que|qu' vous|tu ne|n' ~3 pas|jamais|rien|plus", seen, clause.first, clause.end)
    if found:
        return found[1] - 1, found[1]
    spoken = find("vous|tu|t' " + "|".join(_SPOKEN_VERBS) + " pas|jamais|rien", seen, clause.first, clause.end)
    if spoken and not _french_below(seen, clause, spoken[0]):
        return spoken
    return None


def _accusing(seen: Read, clause: Clause) -> bool:
    """*Pour quelle raison ne venez-vous pas ?* wants an excuse, *dans quels cas ne venez-vous pas ?* a description."""
    return clause.asks != "open" or bool(find("raison|raisons|motif|motifs|cause", seen, clause.first, clause.end))


def _french_to_you(seen: Read, clause: Clause, at: int, stop: int) -> bool:
    """The subject is *vous*, *tu*, or the clause is *n'est-il pas*."""
    words = seen.words
    if words[at + 1 : at + 2] == ("pas",):
        return clause.asks == "why"
    if words[at + 1 : at + 4] == ("est", "-ce", "pas"):
        return at + 4 < clause.end
    if at > clause.first and words[at - 1] in ("vous", "tu"):
        return True
    if clause.asks == "spoken_yes_no" and words[at - 1 : at] in (("ce",), ("c'",), ("cela",), ("ca",), ("il",)):
        return True
    if clause.asks == "why":
        return any(words[n] in ("-vous", "-tu", "rendez-vous") for n in range(at, stop))
    return any(
        words[n] in ("-vous", "-tu", "-il", "-elle", "-ce", "-ils", "-elles", "-on", "rendez-vous")
        for n in range(at, stop)
    )


def _french_below(seen: Read, clause: Clause, at: int) -> bool:
    """True when a conjunction or a relative stands between the clause's own question word and here."""
    words = seen.words
    start = at
    while start > clause.first and words[start - 1] != ",":
        start -= 1
    for n in range(start, at):
        own = (
            words[n - 2 : n] == ("est", "-ce") and words[n - 3 : n - 2] not in (("qu'",), ("qui",), ("que",)) and n >= 2
        )
        if words[n] in _FRENCH_BELOW and n != clause.at and not own:
            return True
    return False


_ENGLISH_NOT = frozenset(("n't", "not", "never"))
_ENGLISH_BELOW = listed("that who which whom whose what when where if whether because since while")
_ENGLISH_WHY = ("what|which reason|reasons|cause|causes ~2 <aux> you", "how is it that you")
_PRONOUNS = listed("you it that this he she they there we")


def english_negation(seen: Read, clauses: list[Clause]) -> Spot | None:
    """Where a negated main verb is put to the person in English."""
    for clause in clauses:
        if clause.asks in QUESTIONS:
            found = _english(seen, clause)
            if found:
                return found
    return None


def _english(seen: Read, clause: Clause) -> Spot | None:
    words = seen.words
    if clause.asks == "why" and words[clause.at + 1 : clause.at + 3] == ("not", "have"):
        return clause.at, clause.at + 1
    none = find("have|had|do|did|will you ~1 no !longer <word>", seen, clause.at, min(clause.at + 6, clause.end))
    if none and clause.asks in ("yes_no", "why"):
        return none
    none = find("you ~1 have|had|got|see|feel|know no !longer !doubt <word>", seen, clause.first, clause.end)
    if none and clause.asks == "spoken_yes_no":
        return none
    for no in range(clause.first, clause.end):
        if words[no] in _ENGLISH_NOT and not _english_below(seen, clause, no):
            first = _english_verb(seen, clause, no)
            if first is not None:
                return first, no
    return None


def _english_verb(seen: Read, clause: Clause, no: int) -> int | None:
    """The auxiliary of a negation whose subject is the person, or that opens a question."""
    words, kinds = seen.words, seen.kinds
    before = no - 1
    if before < clause.first:
        return None
    if words[no] == "n't" and "aux" in kinds[before]:
        behind = words[no + 1] if no + 1 < clause.end else ""
        if before > clause.first and words[before - 1] == "you":
            return before - 1
        if clause.asks == "spoken_yes_no" and before > clause.first and words[before - 1] in ("it", "that", "this"):
            return before - 1
        if behind == "you" or before == clause.at:
            return None if _tag(seen, clause, before) else before
        return None
    if words[before] == "ever" and words[before - 1] == "you":
        before -= 1
    if words[before] == "you":
        return before - 1 if before - 1 >= clause.first and "aux" in kinds[before - 1] else before
    if "aux" in kinds[before] and before > clause.first and words[before - 1] == "you":
        return before - 1
    if before > clause.at and "aux" in kinds[clause.at] and before - clause.at <= 2 and words[before] in _PRONOUNS:
        return clause.at
    return None


def _tag(seen: Read, clause: Clause, at: int) -> bool:
    """*..., isn't it?* behind a statement is a tag; *don't you think* is a negation that asks for agreement."""
    words = seen.words
    return at > clause.first and words[at - 1] == "," and clause.end - at <= 3


def _english_below(seen: Read, clause: Clause, no: int) -> bool:
    words = seen.words
    start = no
    while start > clause.first and words[start - 1] != ",":
        start -= 1
    if clause.asks == "open" and clause.at >= start and words[clause.at] != "why":
        return not any(find(way, seen, clause.at, no + 1) for way in _ENGLISH_WHY)
    return any(words[n] in _ENGLISH_BELOW and n != clause.at for n in range(start, no))
