"""Two questions in one: two question marks, two interrogatives, two objects; not harmless pairs, nor one subject of two."""

from typing import NamedTuple

from interviewer.guide.quality.clauses import CLOSED, QUESTIONS, Clause
from interviewer.guide.quality.doublets import doublet
from interviewer.guide.quality.harmless import harmless, pair
from interviewer.guide.quality.joining import FRENCH, Joining
from interviewer.guide.quality.patterns import Read, find
from interviewer.guide.quality.words import listed

Spot = tuple[int, int]


class Double(NamedTuple):
    """Where the second question begins, how it is joined, the part that holds both, and the word where it may be cut."""

    first: int
    last: int
    joined: str
    clause: tuple[int, int] = (0, 0)
    cut: int = -1


def double(seen: Read, clauses: list[Clause], joining: Joining) -> Double | None:
    """Where a second question begins in the wording, or None."""
    several = _questions(seen, clauses, joining)
    if several:
        return several
    for clause in clauses:
        found = _within(seen, clause, joining) if _asks(clause) else None
        if found:
            return _cut(seen, clause, found, joining)
    return None


def _cut(seen: Read, clause: Clause, found: Double, joining: Joining) -> Double:
    """Where two objects or two interrogatives are joined by a word, the wording can be cut there."""
    if found.joined in ("objects", "interrogatives") and seen.words[found.first] in joining.conjunctions:
        return found._replace(clause=(clause.first, clause.end), cut=found.first)
    return found


def _asks(clause: Clause) -> bool:
    return clause.asks in QUESTIONS or clause.asks in ("telling", "nominal")


def _questions(seen: Read, clauses: list[Clause], joining: Joining) -> Double | None:
    """Two parts that ask, the first of which is closed by a mark other than a colon."""
    asking = None
    for clause in clauses:
        if asking is not None and _second(clause):
            return Double(clause.first, clause.end - 1, "questions")
        if _first_question(seen, clause, joining):
            asking = clause
        elif clause.stop != "?":
            asking = None
    return None


def _first_question(seen: Read, clause: Clause, joining: Joining) -> bool:
    if clause.stop == ":" or (clause.asks not in CLOSED and seen.words[clause.at] in joining.musing):
        return False
    if clause.asks == "nominal":
        return clause.stop == "?"
    return clause.asks in QUESTIONS or (clause.asks == "telling" and clause.end - clause.at > 2)


def _second(clause: Clause) -> bool:
    if clause.asks in QUESTIONS:
        return True
    if clause.asks == "telling":
        return clause.end - clause.at > 2
    return clause.asks == "nominal" and clause.stop == "?"


def _within(seen: Read, clause: Clause, joining: Joining) -> Double | None:
    if clause.asks == "scale":
        return None
    if any(find(way, seen, clause.at + 1, clause.end) for way in joining.balanced):
        return None
    for way in joining.filters:
        found = find(way, seen, clause.at + 1, clause.end)
        if found:
            return Double(*found, "filter")
    relative = _second_who(seen, clause)
    if relative:
        return relative
    for way in joining.ways:
        found = find(way, seen, clause.at, clause.end)
        if found and found[1] > clause.at and not _below_between(seen, clause, found[0], joining):
            return Double(*found, "interrogatives")
    twice = _inversions(seen, clause) or _verbs(seen, clause, joining) or _objects(seen, clause, joining)
    if twice:
        return twice
    spot = doublet(seen, clause, joining)
    return Double(*spot, "verbs") if spot else None


def _second_who(seen: Read, clause: Clause) -> Double | None:
    """*... et qui vous l'a appris ?*: a question when no other *qui* stands before it that it could go on with."""
    if clause.asks not in QUESTIONS:
        return None
    found = find("et qui <word> <word>", seen, clause.at + 1, clause.end)
    whole = seen.words[clause.at : clause.at + 4]
    if found is None or "qui" in seen.words[clause.at + 1 : found[0]] or whole == ("qu'", "est", "-ce", "que"):
        return None
    return Double(found[0], found[0] + 1, "interrogatives")


def _below_between(seen: Read, clause: Clause, at: int, joining: Joining) -> bool:
    return any(word in joining.between for word in seen.words[clause.first : at])


_PRONOUNS = listed("you they he she it we i")
_INVERTED = listed("-vous -tu -il -elle -on -ils -elles -nous")
_ASIDES = listed("pensez diriez croyez trouvez semble dites")


def _inverted_for_good(words: tuple[str, ...], at: int) -> bool:
    """*trouvez-vous* in passing asks nothing; *et y trouvez-vous* does."""
    return words[at - 1] not in _ASIDES or words[at - 2] in ("et", "y", "en")


def _inversions(seen: Read, clause: Clause) -> Double | None:
    """*avez-vous..., vous a-t-on...*: the clause is inverted twice."""
    words = seen.words
    found = [
        at for at in range(clause.first, clause.end) if words[at] in _INVERTED and at and _inverted_for_good(words, at)
    ]
    found = found or _english_inversions(seen, clause)
    if len(found) > 1 and any(words[at] in (",", "et", "ou", "and") for at in range(found[0], found[1])):
        return Double(found[1] - 1, found[1], "interrogatives")
    return None


def _english_inversions(seen: Read, clause: Clause) -> list[int]:
    """Places of an auxiliary before a pronoun that go on after it: not *do you?* nor *do you think?* at the end."""
    words = seen.words
    return [
        at
        for at in range(clause.at, clause.end - 3)
        if "aux" in seen.kinds[at] and words[at + 1] in _PRONOUNS and "belief" not in seen.kinds[at + 2]
    ]


def _verbs(seen: Read, clause: Clause, joining: Joining) -> Double | None:
    """*... à trouver un emploi et à reprendre confiance*; *is it clean and well served*."""
    for at in range(clause.at + 1, clause.end - 1):
        if seen.words[at] in joining.conjunctions and _same_infinitive(seen, clause, at):
            return Double(at, at + 2, "verbs")
    if clause.asks not in CLOSED:
        return None
    for at in range(clause.at + 1, clause.end - 1):
        if (
            seen.words[at] == "et"
            and _infinitive(seen.words[at + 1])
            and any(map(_infinitive, seen.words[clause.at : at]))
        ):
            return Double(at, at + 1, "verbs")
    for way in joining.closed_ways:
        found = find(way, seen, clause.at, clause.end)
        if found:
            return Double(*found, "verbs")
    return _qualities(seen, clause, joining)


def _same_infinitive(seen: Read, clause: Clause, at: int) -> bool:
    words = seen.words
    if words[at + 1] not in ("à", "de", "d'", "pour") or at + 2 >= clause.end or not _infinitive(words[at + 2]):
        return False
    return any(words[n] == words[at + 1] and _infinitive(words[n + 1]) for n in range(clause.at, at - 1))


def _infinitive(word: str) -> bool:
    return (
        len(word) > 3 and word.endswith(("er", "ir", "re")) and word not in ("votre", "notre", "entre", "autre", "hier")
    )


_BEING = listed("est sont etait etaient etes es -il -elle -ils -elles -vous -tu is are was were it they you he she be")
_BARE = listed("plus moins tres bien assez trop more less very too so well quite really")


def _qualities(seen: Read, clause: Clause, joining: Joining) -> Double | None:
    """*est-il propre et bien desservi*: two qualities of one thing in a yes/no question."""
    words = seen.words
    for at in range(clause.at + 1, clause.end - 1):
        if words[at] not in joining.conjunctions or words[at + 1] in joining.determiners | joining.linking:
            continue
        verb = next((n for n in range(at - 1, max(at - 5, clause.first), -1) if words[n] in _BEING), None)
        if (
            verb is None
            or not _plain_between(words[verb + 1 : at], joining)
            or pair(words[at - 1], words[at + 1], joining)
        ):
            continue
        if "were" in words[clause.at : clause.at + 1] or words[verb] in _BEING:
            return Double(at - 1, at + 1, "qualities")
    return _english_qualities(seen, clause, joining)


def _english_qualities(seen: Read, clause: Clause, joining: Joining) -> Double | None:
    """*Were the interpreters competent and respectful?*: the qualities close the clause."""
    words = seen.words
    if words[clause.at] not in ("is", "are", "was", "were") or clause.end - clause.at < 5:
        return None
    at = clause.end - 2
    if words[at] == "and" and words[at - 1] not in joining.determiners and words[at - 2] not in joining.determiners:
        return Double(at - 1, at + 1, "qualities")
    return None


def _plain_between(between: tuple[str, ...], joining: Joining) -> bool:
    return 0 < len(between) <= 3 and not any(
        word in joining.determiners or word in joining.linking or word in joining.adjuncts or word == ","
        for word in between
    )


def _objects(seen: Read, clause: Clause, joining: Joining) -> Double | None:
    """Two noun phrases, each with its determiner, behind the verb."""
    start = _zone(seen, clause, joining)
    bare = _bare_pair(seen, clause, joining)
    if bare:
        return bare
    for at in range(start, clause.end - 1):
        behind = _joined(seen, at, clause.end, joining)
        if behind is None or not _left(seen, start, at, joining):
            continue
        if not harmless(seen, clause, (start, at, behind), joining):
            return Double(at, min(behind + 1, clause.end - 1), "objects")
    return None


def _bare_pair(seen: Read, clause: Clause, joining: Joining) -> Double | None:
    """*What do you think of the logo and slogan?*: two nouns under one article, where an opinion is asked."""
    for way in joining.opinions:
        found = find(way, seen, clause.first, clause.end)
        if found:
            at = found[1] - 1
            pair = frozenset((seen.words[at - 1], seen.words[at + 1])) in joining.pairs
            if not pair and (at + 2 >= clause.end or seen.words[at + 2] in ("of", "de", "du", "des")):
                return Double(at, at + 1, "objects")
    return None


def _joined(seen: Read, at: int, end: int, joining: Joining) -> int | None:
    """The determiner behind a conjunction, perhaps behind a preposition that is said again."""
    words = seen.words
    after = _behind_conjunction(seen, at, joining)
    if after is None:
        return None
    here = after
    if here < end and (words[here] in joining.linking or _said_again(seen, at, here, joining)):
        here += 1
    if after < here < end and words[here][0].isalnum():
        return here
    return here if here + 1 < end and words[here] in joining.determiners else None


def _behind_conjunction(seen: Read, at: int, joining: Joining) -> int | None:
    """The place behind *et*, *ainsi que*, *mais aussi*, or a comma with *then*."""
    words = seen.words
    for phrase in joining.phrases:
        if words[at] != phrase[0] or (phrase == ("then",) and words[at - 1] != ","):
            continue
        if words[at : at + len(phrase)] == phrase:
            return at + len(phrase)
    return at + 1 if words[at] in joining.conjunctions else None


def _said_again(seen: Read, at: int, here: int, joining: Joining) -> bool:
    """*for you and for your employer*: the preposition of the first object is there again before the second."""
    word = seen.words[here]
    return word in joining.repeated and word in seen.words[max(at - 9, 0) : at - 1]


def _left(seen: Read, start: int, at: int, joining: Joining) -> bool:
    """True when a noun phrase with a determiner stands just before the conjunction."""
    words = seen.words
    return any(
        words[n] in joining.determiners or words[n] in joining.linking for n in range(max(start, at - 6), at - 1)
    )


def _zone(seen: Read, clause: Clause, joining: Joining) -> int:
    """Where objects may begin: behind the subject, so that a subject of two is none."""
    words = seen.words
    if joining is FRENCH:
        inverted = [n for n in range(clause.at, clause.end) if words[n] in _INVERTED]
        return (inverted[-1] if inverted else clause.at) + 1
    return _english_zone(seen, clause)


_ARTICLES = ("the", "your", "our")
_DONE = frozenset(("has", "have", "had", "is", "are", "was", "were"))
_BE = frozenset(["is", "are", "was", "were", "'s"])


def _behind_verb(seen: Read, start: int, end: int) -> int:
    """The main verb or the preposition behind a subject of several words."""
    words = seen.words
    done = words[start - 2] in _DONE
    for at in range(start, end):
        verbal = (
            "base" in seen.kinds[at]
            or words[at] == "have"
            or words[at] in ("of", "about", "on")
            or (words[at][-2:] == "ed" and done)
        )
        if verbal and words[at - 1] not in _ARTICLES:
            return at
    return end


def _english_zone(seen: Read, clause: Clause) -> int:
    words, kinds = seen.words, seen.kinds
    if clause.asks in ("telling", "nominal"):
        return clause.at
    for at in range(clause.at, clause.end - 1):
        if "aux" in kinds[at]:
            following = words[at + 1]
            if following in _PRONOUNS and words[at + 2 : at + 3] != ("and",):
                return at + 2
            if words[at] in _BE and following not in _PRONOUNS and clause.at < at:
                return at + 1
            return _behind_verb(seen, at + 2, clause.end)
    return clause.at + 1
