"""Two questions in one: two question marks, two interrogatives, two objects; not harmless pairs, nor one subject of two."""

from typing import NamedTuple

from interviewer.guide.quality.clauses import CLOSED, QUESTIONS, Clause
from interviewer.guide.quality.patterns import Read, find

Spot = tuple[int, int]


class Double(NamedTuple):
    """Where the second question begins, and how it is joined: questions, interrogatives, verbs, qualities or objects."""

    first: int
    last: int
    joined: str


class Joining(NamedTuple):
    """What a language joins with, and what keeps a pair harmless."""

    conjunctions: frozenset[str]
    determiners: frozenset[str]
    linking: frozenset[str]
    between: frozenset[str]
    adjuncts: frozenset[str]
    together: frozenset[str]
    pairs: frozenset[frozenset[str]]
    musing: frozenset[str]
    filters: tuple[str, ...]
    ways: tuple[str, ...]
    closed_ways: tuple[str, ...]


def _pairs(text: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split("+")) for pair in text.split())


FRENCH = Joining(
    conjunctions=frozenset(("et", "/", "puis")),
    determiners=frozenset(
        "le la les l' du des un une ce cet cette ces votre vos ton ta tes notre nos leur leurs son sa ses au aux".split()
    ),
    linking=frozenset("de d' sur à en".split()),
    between=frozenset(("entre",)),
    adjuncts=frozenset(
        "avec pour chez par dans pendant depuis sans contre vers apres avant quand lorsque lorsqu' si s' qui dont où lors"
        " durant comme puisque malgre selon parmi autour face grace entre".split()
    ),
    together=frozenset(
        "concilier conciliez concilies articuler articulez combiner combinez comparer comparez distinguer distinguez"
        " partager partagez partages repartir repartissez choisir associer lier reliez relier lien liens coordonner jonglez"
        " equilibre difference differences ecart relation relations rapport alterner alternez pesez peser arbitrez".split()
    ),
    pairs=_pairs(
        "avantages+inconvenients pour+contre allers+retours aller+retour forces+faiblesses points+points droits+devoirs"
        " joies+peines hauts+bas plus+moins entrees+sorties qualites+defauts pere+mere freres+soeurs parents+enfants"
        " tenants+aboutissants debut+fin jour+nuit matin+soir causes+consequences homme+femme hommes+femmes"
        " succes+echecs reussites+echecs atouts+limites espoirs+craintes amis+famille famille+amis filles+garcons"
        " avant+apres forces+limites leviers+freins freins+leviers besoins+attentes attentes+besoins us+coutumes"
        " nom+prenom mari+femme role+place temps+energie arrivee+depart facilites+difficultes bons+mauvais"
    ),
    musing=frozenset(
        "imaginez imagine pensez repensez repense prenez supposez sentez laissez souvenez rappelez choisissez regardez".split()
    ),
    filters=("si oui|non", "et|, sinon"),
    ways=(
        "et|puis|ou|, comment|pourquoi|combien",
        "et|puis de|d'|à|en|avec|depuis|pour|par|sur|dans|vers|chez qui|quoi|quand|où|quel|quelle|quels|quelles|combien",
        "et quel|quelle|quels|quelles|lequel|laquelle",
        "et qu'|que est -ce",
        "et que|qu'|qui|où|quand ~4 <inverted>",
        "et à|de|d'|avec|pour|par|chez|en|sur qui|quoi|où ~4 <inverted>",
        "pourquoi|comment|où|quand|combien et|ou pourquoi|comment|où|quand|combien|avec",
        "et ce que|qu'|qui|dont",
        "tant sur|de|pour|à ~7 que sur|de|pour|à",
        "aussi bien|autant ~7 que",
    ),
    closed_ways=("<verb_vous> ~6 et <verb_vous>", "et que|qu' vous|tu|il|elle|ils|elles|la|le|les|l'"),
)
ENGLISH = Joining(
    conjunctions=frozenset(("and", "/")),
    determiners=frozenset("the a an your our their his her its this that these those my".split()),
    linking=frozenset("of on about in to for with at".split()),
    between=frozenset(("between", "among")),
    adjuncts=frozenset(
        "when while with if who which where because since during after before without from at by until through than"
        " between among like under although into across".split()
    ),
    together=frozenset(
        "balance combine compare juggle share split divide choose relationship link links difference differences"
        " connection weigh reconcile mix distinguish together interplay tension".split()
    ),
    pairs=_pairs(
        "pros+cons strengths+weaknesses ups+downs advantages+disadvantages comings+goings rights+duties highs+lows"
        " ins+outs hopes+fears costs+benefits risks+benefits mother+father parents+children brothers+sisters friends+family"
        " family+friends start+end beginning+end day+night morning+evening causes+effects men+women boys+girls"
        " successes+failures needs+expectations rules+regulations husband+wife time+energy joys+sorrows role+place"
        " arrival+departure good+bad likes+dislikes do+don't health+safety give+take"
    ),
    musing=frozenset("imagine think picture suppose take consider let have remember recall look feel choose".split()),
    filters=("if so|not|yes|no",),
    ways=(
        "and|or|, why",
        "and|then how",
        "and since|from|to|with|for|in|at|on|by when|whom|what|where|which|whose",
        "and|, what|who|where|when|which|whose ~3 <aux>",
        "and|, what|which ~2 <finite>",
        "and what becomes|happens|happened|made|makes|led|brought|remains|follows|comes",
        "why|how|when|where|what|who and|or why|how|when|where|what|who|whom",
        "and what you|they|he|she",
    ),
    closed_ways=("and to <base>", "and <base>", "and that you|it|they|he|she|the|your"),
)


def double(seen: Read, clauses: list[Clause], joining: Joining) -> Double | None:
    """Where a second question begins in the wording, or None."""
    return _questions(seen, clauses, joining) or next(
        (found for clause in clauses if _asks(clause) and (found := _within(seen, clause, joining))), None
    )


def _asks(clause: Clause) -> bool:
    return clause.asks in QUESTIONS or clause.asks in ("telling", "nominal")


def _questions(seen: Read, clauses: list[Clause], joining: Joining) -> Double | None:
    """Two parts that ask, the first of which is closed by a mark other than a colon."""
    asking = None
    for clause in clauses:
        if asking is not None and _second(seen, clause):
            return Double(clause.first, clause.end - 1, "questions")
        if _first_question(seen, clause, joining):
            asking = clause
        elif clause.stop != "?":
            asking = None
    return None


def _first_question(seen: Read, clause: Clause, joining: Joining) -> bool:
    if clause.stop == ":" or seen.words[clause.at] in joining.musing:
        return False
    return clause.asks in QUESTIONS or (clause.asks == "telling" and clause.end - clause.at > 2)


def _second(seen: Read, clause: Clause) -> bool:
    if clause.asks in QUESTIONS:
        return True
    if clause.asks == "telling":
        return clause.end - clause.at > 2
    return clause.asks == "nominal" and clause.stop == "?" and clause.end - clause.first > 1


def _within(seen: Read, clause: Clause, joining: Joining) -> Double | None:
    if clause.asks == "scale":
        return None
    for way in joining.filters:
        found = find(way, seen, clause.at + 1, clause.end)
        if found:
            return Double(*found, "filter")
    for way in joining.ways:
        found = find(way, seen, clause.at, clause.end)
        if found and found[1] > clause.at and not _below_between(seen, clause, found[0], joining):
            return Double(*found, "interrogatives")
    return _inversions(seen, clause) or _verbs(seen, clause, joining) or _objects(seen, clause, joining)


def _below_between(seen: Read, clause: Clause, at: int, joining: Joining) -> bool:
    return any(word in joining.between for word in seen.words[clause.first : at])


_PRONOUNS = frozenset("you they he she it we i".split())
_INVERTED = frozenset("-vous -tu -il -elle -on -ils -elles -nous".split())
_ASIDES = frozenset("pensez diriez croyez trouvez semble dites".split())


def _inversions(seen: Read, clause: Clause) -> Double | None:
    """*avez-vous..., vous a-t-on...*: the clause is inverted twice."""
    words = seen.words
    found = [
        at for at in range(clause.first, clause.end) if words[at] in _INVERTED and words[at - 1] not in _ASIDES and at
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
    return len(word) > 3 and word.endswith(("er", "ir", "re")) and word not in ("votre", "notre", "entre", "autre", "hier")


_BEING = frozenset(
    "est sont etait etaient etes es -il -elle -ils -elles -vous -tu is are was were it they you he she be".split()
)
_BARE = frozenset("plus moins tres bien assez trop more less very too so well quite really".split())


def _qualities(seen: Read, clause: Clause, joining: Joining) -> Double | None:
    """*est-il propre et bien desservi*: two qualities of one thing in a yes/no question."""
    words = seen.words
    for at in range(clause.at + 1, clause.end - 1):
        if words[at] not in joining.conjunctions or words[at + 1] in joining.determiners | joining.linking:
            continue
        verb = next((n for n in range(at - 1, max(at - 5, clause.first), -1) if words[n] in _BEING), None)
        if verb is None or not _plain_between(words[verb + 1 : at], joining) or _names(words[at - 1], words[at + 1], joining):
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
        word in joining.determiners or word in joining.linking or word in joining.adjuncts or word == "," for word in between
    )


def _names(left: str, right: str, joining: Joining) -> bool:
    return frozenset((left, right)) in joining.pairs or left == right


def _objects(seen: Read, clause: Clause, joining: Joining) -> Double | None:
    """Two noun phrases, each with its determiner, behind the verb."""
    start = _zone(seen, clause, joining)
    words = seen.words
    for at in range(start, clause.end - 1):
        behind = _joined(seen, at, clause.end, joining)
        if behind is None or not _left(seen, start, at, clause, joining):
            continue
        if not _harmless(seen, start, at, behind, clause, joining):
            return Double(at, min(behind + 1, clause.end - 1), "objects")
    return None


def _joined(seen: Read, at: int, end: int, joining: Joining) -> int | None:
    """The determiner behind a conjunction, perhaps behind a preposition that is said again."""
    words = seen.words
    here = at + 1
    if words[at] in ("ainsi", "as") and words[at + 1 : at + 3] in (("que",), ("well", "as")):
        here = at + (2 if words[at] == "ainsi" else 3)
    elif words[at] == "ainsi" and words[at + 1 : at + 2] == ("que",):
        here = at + 2
    elif words[at] not in joining.conjunctions:
        return None
    if here < end and words[here] in joining.linking:
        here += 1
    if here < end and here > at + 1 and words[here - 1] in joining.linking and words[here][0].isalnum():
        return here
    return here if here + 1 < end and words[here] in joining.determiners else None


def _left(seen: Read, start: int, at: int, clause: Clause, joining: Joining) -> bool:
    """True when a noun phrase with a determiner stands just before the conjunction."""
    words = seen.words
    return any(words[n] in joining.determiners or words[n] in joining.linking for n in range(max(start, at - 6), at - 1))


def _zone(seen: Read, clause: Clause, joining: Joining) -> int:
    """Where objects may begin: behind the subject, so that a subject of two is none."""
    words = seen.words
    if joining is FRENCH:
        inverted = [n for n in range(clause.at, clause.end) if words[n] in _INVERTED]
        return (inverted[-1] if inverted else clause.at) + 1
    return _english_zone(seen, clause)


_BE = frozenset("is are was were 's".split())


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
            verb = next(
                (n for n in range(at + 2, clause.end) if ("base" in kinds[n] or words[n] in ("of", "about", "on")) and words[n - 1] not in ("the", "your", "our")),
                clause.end,
            )
            return verb
    return clause.at + 1


def _of_feeling(seen: Read, at: int) -> bool:
    """*happy with the meals and the rooms*, *for the closure*: the object of a feeling, not a circumstance."""
    if seen.words[at] in ("pour", "contre", "for", "against"):
        return seen.words[at - 1] in ("-vous", "-tu", "vous", "tu", "you")
    return "pleased" in seen.kinds[at - 1]


def _harmless(seen: Read, start: int, at: int, behind: int, clause: Clause, joining: Joining) -> bool:
    words = seen.words
    before = words[start:at]
    if any(word in joining.between or word in joining.together for word in words[clause.first : at]):
        return True
    left, right = words[at - 1], words[min(behind + 1, clause.end - 1)]
    if _names(left, right, joining):
        return True
    if any(word in joining.adjuncts and not _of_feeling(seen, start + n) for n, word in enumerate(before)):
        return True
    return joining is ENGLISH and words[clause.end - 1] == "together"
