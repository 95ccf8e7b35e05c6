"""Two questions in one without two determiners: two verbs, a slash, a second *who*, a second person who is asked about."""

from collections.abc import Callable

from interviewer.guide.quality.clauses import CLOSED, QUESTIONS, Clause
from interviewer.guide.quality.joining import FRENCH, Joining
from interviewer.guide.quality.patterns import Read, find
from interviewer.guide.quality.words import listed

Spot = tuple[int, int]
Way = Callable[[Read, Clause], Spot | None]

_THINGS = listed(
    "morning evening thing things nothing something anything everything during king ring spring string sibling wedding "
    "housing training building meeting clothing ceiling feeling funding heating lighting parking swimming cooking"
)
_BEFORE_DOING = listed("about of at with for in by to like enjoy from on between start stop keep")
_HOLDERS = {
    "en": (
        "do|does|did|would|will the|your|our|his|her|their ~2 and then? the|your|our|his|her|their ~3 <hold>",
        "have|has the|your|our|his|her|their ~2 and the|your|our|his|her|their ~3 <held>",
    ),
    "fr": (
        "les|le|la|l'|votre|vos|ton|ta|tes ~2 et le|la|les|l'|votre|vos|son|sa ~2 <hold> -ils|-elles",
        "les|le|la|l'|votre|vos|ton|ta|tes ~2 et le|la|les|l'|votre|vos|son|sa ~2 ont -ils|-elles ~2 <held>",
    ),
}
_EACH_OTHER = (("each", "other"), ("one", "another"), ("in", "touch"), ("get", "on"), ("get", "along"))
_KIN = listed(
    "fils fille mari femme conjoint conjointe compagnon compagne partenaire frere soeur pere mere ami amie enfant tuteur "
    "son daughter husband wife partner spouse brother sister mother father friend guardian carer parent child he she his "
    "her him them il elle ils elles lui celui celle madame monsieur et ou and or"
)
_NO_INFINITIVES = listed(
    "hiver mer cher dernier premier metier quartier soir avenir plaisir loisir papier cahier cuir desir"
)
_CLOSE = listed(
    "ensemble d'accord amis amies voisins maries mariees proches lies separes divorces semblables differents"
)
_OWN = ("est", "sont", "etait", "etaient")


_JOINING = frozenset(("and", "et", "/"))


def doublet(seen: Read, clause: Clause, joining: Joining) -> Spot | None:
    """Where such a second question stands, or None."""
    if seen.names.isdisjoint(_JOINING):
        return None
    ways: tuple[Way, ...] = (_french_infinitives, _french_subjects, _french_holders) if joining is FRENCH else _ENGLISH
    for way in (_slash, _and_yours, *ways):
        found = way(seen, clause)
        if found and not _held_together(seen, clause, found[0], joining) and not _paired(seen, found[0], joining):
            return found
    return None


def _held_together(seen: Read, clause: Clause, at: int, joining: Joining) -> bool:
    before = seen.words[clause.first : at]
    return any(word in joining.between or word in joining.together for word in before)


def _paired(seen: Read, at: int, joining: Joining) -> bool:
    """*les parents et les enfants*: the nouns on both sides, one perhaps behind its determiner, are a pair."""
    left, right = seen.words[at - 1 : at], seen.words[at + 1 : at + 3]
    return any(frozenset((*left, word)) in joining.pairs for word in right)


def _slash(seen: Read, clause: Clause) -> Spot | None:
    """*the route/ticket price*; not *he/she*, *un/une*, *24/7*, *son/daughter*."""
    words = seen.words
    for at in range(clause.at + 1, clause.end - 1):
        left, right = words[at - 1], words[at + 1]
        if words[at] != "/" or not (left.isalpha() and right.isalpha()) or min(len(left), len(right)) < 3:
            continue
        if left[:3] != right[:3] and not {left, right} & _KIN:
            return at - 1, at + 1
    return None


def _and_yours(seen: Read, clause: Clause) -> Spot | None:
    """*How are you, and your wife?*: a second person or thing behind a comma closes the question."""
    if clause.asks not in QUESTIONS or clause.stop != "?":
        return None
    found = find(", et|and <your>|the|le|la|les|l' <word>", seen, clause.at + 2, clause.end)
    return (found[0] + 1, found[1]) if found and found[1] >= clause.end - 2 else None


def _doing(word: str) -> bool:
    return len(word) > 5 and word.endswith("ing") and word not in _THINGS


def _gerunds(seen: Read, clause: Clause) -> Spot | None:
    """*How do you go about answering letters and helping your daughter?*."""
    words = seen.words
    for at in range(clause.at + 3, clause.end - 1):
        if words[at] != "and" or not _doing(words[at + 1]):
            continue
        if any(_doing(words[n]) and words[n - 1] in _BEFORE_DOING for n in range(clause.at + 1, at - 1)):
            return at, at + 1
    return None


def _second_who(seen: Read, clause: Clause) -> Spot | None:
    """*... and who explained the results?*: a question when it goes on with no *who* before it."""
    if clause.asks not in QUESTIONS:
        return None
    found = find("how <word> and <word> is|are|was|were|do|did|does|has|have", seen, clause.at, clause.end)
    if found:
        return found[0] + 2, found[0] + 3
    found = find("and who|what|which|whose|whom|how|where ~1 <word>", seen, clause.at + 1, clause.end)
    if found is None or found[0] + 3 > clause.end:
        return None
    who, words = seen.words[found[0] + 1], seen.words
    if who in words[clause.at + 1 : found[0]] or any(
        word in ("that", "who", "which", "where", "how") for word in words[clause.at + 1 : found[0]]
    ):
        return None
    return found[0], found[0] + 1


def _english_holders(seen: Read, clause: Clause) -> Spot | None:
    """*What do the nurse and the doctor say about it?*: each may say something else."""
    return _holders(seen, clause, "en")


def _french_holders(seen: Read, clause: Clause) -> Spot | None:
    """*Comment votre mari et votre fils ont-ils vécu cela ?*."""
    return _holders(seen, clause, "fr")


def _holders(seen: Read, clause: Clause, language: str) -> Spot | None:
    if clause.asks not in QUESTIONS or any(_stands(seen, clause, pair) for pair in _EACH_OTHER):
        return None
    for way in _HOLDERS[language]:
        found = find(way, seen, clause.first, clause.end)
        if found:
            at = next(n for n in range(found[0], found[1]) if seen.words[n] in ("and", "et"))
            return at, at + 1
    return None


def _stands(seen: Read, clause: Clause, pair: tuple[str, ...]) -> bool:
    words = seen.words
    return any(words[at : at + len(pair)] == pair for at in range(clause.first, clause.end))


def _english_verbs(seen: Read, clause: Clause) -> Spot | None:
    """*How do you plan your lessons and mark the homework?*; *to find a flat and keep your job*."""
    if clause.asks not in QUESTIONS:
        return None
    the = "the|your|a|an|our|their|his|her"
    for way in (
        f"do|does you|they|he|she <word> {the} ~3 and <base>|<deed> <word>",
        f"to <base> {the} ~3 and ~1 <base> {the}",
        f"to !{the} <word> ~6 and to !{the} <word>",
    ):
        found = find(way, seen, clause.at, clause.end)
        if found:
            at = seen.words.index("and", found[0])
            return at, at + 1
    return None


def _english_subjects(seen: Read, clause: Clause) -> Spot | None:
    """*Were the nurse and the doctor helpful?*, *Are the staff friendly and the rooms clean?*."""
    if clause.asks not in CLOSED:
        return None
    the = "the|your|our|his|her|their"
    found = find(f"is|are|was|were {the} ~4 and {the} <word> <word>", seen, clause.at, clause.end)
    if found is None or found[0] != clause.at or any(_stands(seen, clause, pair) for pair in _EACH_OTHER):
        return None
    if any(word in _TIED for word in seen.words[found[0] : clause.end]):
        return None
    at = seen.words.index("and", found[0])
    return at, at + 1


_TIED = listed(
    "together married related friends neighbours similar different alike separated divorced compatible close same"
)
_ENGLISH: tuple[Way, ...] = (_gerunds, _second_who, _english_holders, _english_verbs, _english_subjects)


def _infinitive(word: str) -> bool:
    return len(word) > 3 and word.endswith(("er", "ir", "re")) and word not in _NO_INFINITIVES


def _french_infinitives(seen: Read, clause: Clause) -> Spot | None:
    """*pour payer le loyer et nourrir vos enfants*: each verb has its own object."""
    words = seen.words
    if clause.asks not in QUESTIONS:
        return None
    for at in range(clause.at + 3, clause.end - 2):
        if words[at] != "et" or not _infinitive(words[at + 1]):
            continue
        for n in range(clause.at, at - 2):
            if words[n] in ("pour", "à", "de", "d'") and _infinitive(words[n + 1]):
                return at, at + 1
    return None


def _french_subjects(seen: Read, clause: Clause) -> Spot | None:
    """*Le tuteur et le formateur étaient-ils disponibles ?*."""
    if clause.asks not in CLOSED:
        return None
    the = "le|la|les|l'|votre|vos|ton|ta|tes|notre|nos|ce|cette"
    found = find(f"{the} ~3 et {the} ~3 sont|etaient|ont -ils|-elles <word>", seen, clause.first, clause.end)
    if found is None or any(word in _CLOSE for word in seen.words[found[0] : clause.end]):
        return None
    at = seen.words.index("et", found[0])
    return at, at + 1
