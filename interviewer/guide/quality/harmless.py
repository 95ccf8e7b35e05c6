"""What keeps two joined things one question: pairs, one story, what lies between or belongs together, circumstances."""

from interviewer.guide.quality.clauses import Clause
from interviewer.guide.quality.joining import FRENCH, Joining
from interviewer.guide.quality.patterns import Read
from interviewer.guide.quality.words import listed

_YOU = frozenset(("you", "vous", "yourself", "toi"))
_FIRST = listed("premier premiere premiers premieres debut debuts first early")
_LAST = listed("dernier derniere derniers dernieres recent recente last latest recent current fin")


def _one_story(seen: Read, start: int, at: int, end: int) -> bool:
    """*Tell me about your arrival and your first days*: times that follow each other in one story."""
    kinds = seen.kinds
    if not _FIRST.isdisjoint(seen.words[start:at]) and not _LAST.isdisjoint(seen.words[at:end]):
        return False
    return any("moment" in kinds[n] for n in range(start, at)) and any("moment" in kinds[n] for n in range(at, end))


def _of_feeling(seen: Read, at: int) -> bool:
    """*happy with the meals and the rooms*, *for the closure*: the object of a feeling, not a circumstance."""
    if seen.words[at] in ("pour", "contre", "for", "against"):
        return seen.words[at - 1] in ("-vous", "-tu", "vous", "tu", "you")
    return "pleased" in seen.kinds[at - 1] or seen.words[at - 1] in ("aise", "comfortable", "familiar", "confident")


_GOVERNED = {
    "across": listed("come came coming"),
    "like": listed("you they he she we i 'd would most"),
    "after": listed("look looks looking looked"),
    "with": listed("cope coping coped deal dealing dealt on along do struggle struggling familiar trust"),
    "from": listed("expect learn get gain want need hear benefit suffer receive learned learnt gained"),
}
_SELVES = listed("vous toi you nous eux elle lui them")
_GETTING_ON = listed("entendez entends entendiez entendent")


def _governed(seen: Read, at: int) -> bool:
    """*like* as a verb, *look after*, *deal with*: the object is behind it; *pour vous* is an aside."""
    words = seen.words
    if words[at + 1] in _SELVES and words[at] not in ("si", "when", "if", "quand", "because", "where", "où"):
        return True
    return words[at - 1] in _GOVERNED.get(words[at], ()) or (
        words[at] == "avec" and any(word in _GETTING_ON for word in words[max(at - 4, 0) : at])
    )


def harmless(seen: Read, clause: Clause, joined: tuple[int, int, int], joining: Joining) -> bool:
    """True when what is joined (where objects begin, the conjunction, the determiner behind it) is one question."""
    words = seen.words
    start, at, behind = joined
    before = words[start:at]
    again = words[behind - 1] if words[behind - 1] in joining.repeated else ""
    apart = bool(again) and again in words[start : at - 1]
    if any(word in joining.between or (word in joining.together and not apart) for word in words[clause.first : at]):
        return True
    left, right = words[at - 1], words[min(behind + 1, clause.end - 1)]
    if left in _YOU and words[behind] in joining.determiners and words[behind - 1] not in joining.repeated:
        return True
    if pair(left, right, joining) or (
        right in words[at - 2 : at] and right not in joining.determiners | joining.linking
    ):
        return True
    if clause.asks == "telling" and words[at] not in ("puis", "then") and _one_story(seen, start, at, clause.end):
        return True
    if words[at - 1] == "," and words[at] not in joining.conjunctions:
        return False
    if any(
        word in joining.adjuncts and word != again and not (_governed(seen, start + n) or _of_feeling(seen, start + n))
        for n, word in enumerate(before)
    ):
        return True
    return joining is not FRENCH and words[clause.end - 1] == "together"


def pair(left: str, right: str, joining: Joining) -> bool:
    """*avantages* and *inconvénients*, or the same word twice."""
    return frozenset((left, right)) in joining.pairs or left == right
