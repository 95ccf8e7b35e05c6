"""French questions: where the clause asks, and for what."""

from interviewer.guide.quality.clauses import Asks, Clause, chunks, parts, settled
from interviewer.guide.quality.patterns import Read, any_at, find, first_of
from interviewer.guide.quality.words import listed

_OPENERS = listed(
    "et alors donc bon enfin ensuite mais du coup puis ah eh bien bref maintenant aujourd'hui concretement sinon ok"
)
_PREPOSITIONS = listed(
    "à a de d' avec pour par dans en chez sur depuis jusqu' jusqu selon vers contre sans apres entre parmi sous au des"
)
_WH = listed(
    "comment pourquoi combien quel quelle quels quelles lequel laquelle lesquels lesquelles qui que qu' quoi "
    "où quand ou auquel auxquels duquel desquels"
)
_SURE_WH = _WH - {"que", "qu'", "qui", "où", "ou", "quand"}
_INVERTED = listed("-vous -tu -il -elle -on -ils -elles -nous -je -ce")
_SUBJECTS = listed("je j' tu t' il elle on nous vous ils elles ca c' cela")
_BEFORE_SPOKEN_WH = listed("comment quoi combien où quel quelle quels quelles qui pourquoi quand")

_MINIMAL = (("autrement", "dit"), ("c'est-a-dire",), ("cela", "dit"), ("ca", "veut", "dire"))

_THIRD_PERSON = ("ent", "ait", "aient", "eront", "erait", "eraient", "iront", "irait")
_NOUN_FOLLOWS = listed(
    "le la l' les un une des du de d' ce cet cette ces mon ton son votre vos notre nos leur leurs quelle quel"
)

_POLITE = (
    "<can> -vous|-tu|-on|-je ~3 <tell>",
    "vous|tu|t' <can> ~3 <tell>",
    "<can> bien ~2 <tell>",
    "<can> -vous|-tu ~4 exemple|exemples|precisions|details|mots",
    "vous|tu <can> ~4 exemple|exemples|precisions|details",
    "puis|pourrais|peux|pouvons|pourrions -je|-nous ~1 demander|interroger|savoir|connaitre|apprendre|entendre",
    "auriez|aurais|avez|voulez -vous|-tu l'|la|le ~1 amabilite|gentillesse|bonte|obligeance|temps",
    "est|serait|serais|seriez -il|-ce|-tu|-vous possible|d'accord|pret|prete|partant ~3 <tell>",
    "cela|ca vous|te|t' derange|derangerait|ennuie|ennuierait|gene|generait ~2 <tell>",
    "accepteriez|acceptez|accepterais|acceptes -vous|-tu ~2 <tell>",
    "auriez|aurais|avez|as -vous|-tu ~2 exemple|exemples|anecdote|anecdotes à ~1 <tell>",
    "j'|je <want> ~3 <tell>|<learn>|que",
    "nous|on <want> ~3 <tell>|<learn>|que",
    "m'|nous interesse|interesserait|aiderait ~3 comment|savoir|comprendre",
)
_ABOUT = "parler|montrer|-me|me|m'|nous|-nous de|du|des|d'|comment|ce|davantage|plus|un|parler|montrer|dire|decrire"
_NOT_TO_ME = ("<tell> que|qu'", "dire|savoir|preciser|indiquer si|s'")
_SCALES = (
    "echelle de|allant|graduee",
    "note ~2 donneriez|donnes|donnez|mettriez|attribuez|attribueriez|donnerais|mettrais",
    "de 0|1|zero|un ( ~5 ) à|a 3|4|5|7|10|20|dix|cinq",
    "de 0|1|zero|un à|a 4|5|7|10|20|100|dix|cinq|vingt",
    "sur 10|dix|20|vingt|5|cinq|100|cent quelle|combien|à",
    "notez|notez|evaluez|situez ~6 de|sur|entre 0|1|zero|un|dix|10",
)
_FACTS = (
    "depuis combien|quand",
    "combien de|d'",
    "combien <money>",
    "combien ~4 <cost>",
    "combien etes|sont|etiez|serez -vous|-ils|-elles",
    "combien y",
    "quel|quelle|quels|quelles <datum>",
    "quel|quelle|quels|quelles est|sont|etait votre|ton|ta|vos|tes|le|la|l'|les ~1 <datum>",
    "quel|quelle|quels|quelles <datum>",
    "où ~2 <stay>",
    "où ~3 etes|es -vous|-tu ne|nee|nes|scolarise|scolarisee|domicilie|domiciliee|heberge|hebergee|loge|logee",
    "tous les combien",
    "comment s'|vous appelle|appellent|appelez",
    "lequel|laquelle|lesquels|lesquelles des|de deux|trois|ces",
)


def french_clauses(seen: Read) -> list[Clause]:
    """Each part of a French wording, with what it asks."""
    return settled([_clause(seen, first, end, stop) for first, end, stop in parts(seen)])


def _clause(seen: Read, first: int, end: int, stop: str) -> Clause:
    words = seen.words
    start = first
    while start < end - 1 and (_opens(seen, start) or not words[start][0].isalnum()):
        start += 1
    asks, at = _asking(seen, start, end, stop)
    return Clause(asks, first, end, at, stop)


def _opens(seen: Read, at: int) -> bool:
    """*Alors, ...* is a word to begin with; *alors que...* is a conjunction."""
    word = seen.words[at]
    if seen.words[at + 1].startswith("-"):
        return False
    return word in _OPENERS and not (word in ("alors", "maintenant", "bien") and seen.words[at + 1] in ("que", "qu'"))


def _asking(seen: Read, start: int, end: int, stop: str) -> tuple[Asks, int]:
    scale = first_of(_SCALES, seen, start, end)
    if scale is not None:
        return "scale", scale
    found = _trigger(seen, start, end)
    if found is None:
        return _untriggered(seen, start, end, stop)
    kind, at = found
    if kind == "wh":
        return _wh(seen, at, end), at
    if kind == "telling":
        return _told(seen, at, end), at
    polite = _polite(seen, at, end)
    if polite is not None:
        return polite, at
    return "yes_no", at


def _trigger(seen: Read, start: int, end: int) -> tuple[str, int] | None:
    """The first thing that asks: an interrogative word that opens a chunk, an inversion, *est-ce que*, an imperative."""
    words = seen.words
    opening = {a for a, _ in chunks(seen, start, end)}
    subordinate_before = False
    for at in range(start, end):
        if at in opening:
            found = _opening(seen, at, end, first=at == start or subordinate_before, is_start=at == start)
            if found:
                return found
            subordinate_before = subordinate_before or _subordinate(seen, at)
        word = words[at]
        if word == "est" and words[at + 1 : at + 2] == ("-ce",) and words[at + 2 : at + 3] in (("que",), ("qu'",)):
            return ("yes_no", at)
        if word in _INVERTED and at > start and not _tag_here(seen, at, end):
            return ("yes_no", at - 1)
    return None


def _tag_here(seen: Read, at: int, end: int) -> bool:
    """*n'est-ce pas* at the end asks for agreement, it does not invert the clause."""
    return seen.words[at] == "-ce" and seen.words[at - 2] == "n'" and at + 2 >= end


def _subordinate(seen: Read, at: int) -> bool:
    word = seen.words[at]
    return "subordinate" in seen.kinds[at] or word in _PREPOSITIONS


def _opening(seen: Read, at: int, end: int, *, first: bool, is_start: bool) -> tuple[str, int] | None:
    """What a chunk opens with: an interrogative phrase or an imperative."""
    words = seen.words
    while at < end - 1 and _opens(seen, at):
        at += 1
    here = _behind_preposition(seen, at, end)
    if words[here] in ("l'", "le", "la") and here + 1 < end:
        return None
    word = words[here]
    if word in _WH and _is_wh(seen, here, end, first=first, preposition=here > at, is_start=is_start):
        return ("wh", here)
    if "imperative" in seen.kinds[at] and not (at + 1 < end and words[at + 1] in ("-vous", "-tu")):
        return ("telling", at)
    return None


def _behind_preposition(seen: Read, at: int, end: int) -> int:
    """The place behind a preposition or a phrase like *à partir de*, where an interrogative word may stand."""
    words = seen.words
    if words[at] not in _PREPOSITIONS or at + 1 >= end:
        return at
    for here in range(at + 1, min(at + 5, end)):
        if words[here - 1] in _PREPOSITIONS and words[here] in _WH - {"que", "qu'", "ou"}:
            return here
    return at + 1


def _is_wh(seen: Read, here: int, end: int, *, first: bool, preposition: bool, is_start: bool) -> bool:
    words, word = seen.words, seen.words[here]
    following = words[here + 1] if here + 1 < end else ""
    if word == "ou":
        return first and not preposition and following in ("avez", "habitez", "vivez", "allez", "en", "etes", "se")
    if following in ("que", "qu'") and word in ("quel", "quelle", "quels", "quelles", "quoi", "qui", "où"):
        return False
    if word in ("que", "qu'") and not is_start:
        return _inverts(seen, here, end) or (first and following not in _SUBJECTS and following not in _NOUN_FOLLOWS)
    if word == "quand":
        return following == "est" or _inverts(seen, here, end)
    if word in _SURE_WH:
        return True
    if preposition:
        return word in ("qui", "où", "quoi") and (first or _inverts(seen, here, end))
    return first or _inverts(seen, here, end)


def _inverts(seen: Read, here: int, end: int) -> bool:
    for at in range(here, end):
        if seen.words[at] == ",":
            return False
        if seen.words[at] in _INVERTED:
            return True
    return False


def _wh(seen: Read, at: int, end: int) -> Asks:
    word = seen.words[at]
    if _chooses(seen, at, end):
        return "choice"
    if word == "quand" and not find("<stop>|<gained>|<change>|<overcome>|<know>|mieux|enfin", seen, at, end):
        return "fact"
    if word == "combien" and seen.words[at - 1] in ("de", "à"):
        return "fact"
    if word == "combien" and not find("<change>|<like>|<pleased>", seen, at, end):
        return "fact"
    if word == "où" and seen.words[at - 1] == "par":
        return "open"
    if word == "où" and "stay" in seen.kinds[at - 1]:
        return "fact"
    if word != "quand" and any_at(_FACTS, seen, at, end):
        return "fact"
    return "why" if word == "pourquoi" else "open"


def _chooses(seen: Read, at: int, end: int) -> bool:
    word = seen.words[at]
    if word in ("lequel", "laquelle") and (find("entre ~4 et", seen, 0, at) or find("ou", seen, 0, end)):
        return True
    if find("<prefer>", seen, at, end) and find("entre ~6 et", seen, 0, at):
        return True
    if find("qui|lequel|laquelle , de|d' ~3 ou", seen, at, end):
        return True
    return bool(find("qui|lequel|laquelle , ~2 ou", seen, at, end))


def _told(seen: Read, at: int, end: int) -> Asks:
    """An imperative is open, but *dites-moi si* and *dites-moi combien* ask a yes or no and a fact."""
    if find("<tell> -moi|-nous|moi|nous|-m' ~1 si", seen, at, end) or find(
        "<tell> -moi|-nous|moi|nous s'", seen, at, end
    ):
        return "yes_no"
    if (
        find("<tell> -moi|-nous|moi|nous ~1 <datum>|combien", seen, at, end)
        and first_of(_FACTS, seen, at, end) is not None
    ):
        return "fact"
    return "telling"


def _polite(seen: Read, at: int, end: int) -> Asks | None:
    """Open when the request is to tell; None when it is about what the person can or wants."""
    found = first_of(_POLITE, seen, at, end)
    if found is None or found > at + 4 or find("<can> -vous|-tu ~2 revenir !sur", seen, found, end):
        return None
    if find("<can> -vous|-tu parler|montrer <word>", seen, found, end) and not find(_ABOUT, seen, found, end):
        return None
    if find("<tell> que|qu'", seen, found, min(end, found + 6)):
        return None
    if find("<tell> si|s'", seen, found, min(end, found + 8)):
        return "yes_no"
    asked = find("<tell> à|de|depuis|en? combien|quel|quelle|quels|quelles|quand", seen, found, min(end, found + 10))
    if asked and first_of(_FACTS, seen, asked[0], end) is not None:
        return "fact"
    return "telling"


def _untriggered(seen: Read, start: int, end: int, stop: str) -> tuple[Asks, int]:
    """No inversion, no interrogative in front: a statement, one with a question mark, spoken French, or no verb at all."""
    words = seen.words
    polite = first_of(_POLITE, seen, start, end)
    if polite is not None and polite <= start + 3 and not find("<tell> que|qu'", seen, polite, polite + 6):
        whether = find("savoir|demande|demandais|dire|comprendre si|s' <word>", seen, polite, min(end, polite + 6))
        return ("yes_no" if whether else "telling"), polite
    if find("^je me demande|demandais si|s'", seen, start, end):
        return "yes_no", start
    verbal = _verbal(seen, start, end)
    if stop != "?":
        if not verbal and _alternative(seen, start, end):
            return "choice", start
        return ("statement" if verbal else "nominal"), start
    if words[start] in ("si", "s'") or words[start:end] in _MINIMAL:
        return "open", start
    spoken = _spoken_wh(seen, start, end)
    if spoken is not None:
        return _wh(seen, spoken, end), spoken
    if not verbal and (words[start] == "nombre" or ("datum" in seen.kinds[start] and end - start < 4)):
        return "fact", start
    if verbal or _elliptic(seen, start, end):
        return "spoken_yes_no", start
    return ("choice" if _alternative(seen, start, end) else "nominal"), start


_STATES = listed(
    "marie mariee celibataire divorce divorcee retraite retraitee proprietaire locataire diplome diplomee inscrit "
    "inscrite croyant croyante veuf veuve fatigue fatiguee inquiet inquiete besoin envie deja toujours encore"
)
_ADVERBS = listed("besoin envie deja toujours encore")
_ASKED_FOR = listed(
    "exemple exemples anecdote anecdotes souvenir souvenirs mot mots idee idees detail details precision precisions "
    "commentaire commentaires remarque remarques avis image images histoire peu autre autres chose raison raisons"
)


def _elliptic(seen: Read, start: int, end: int) -> bool:
    """*Marié ?*, *Besoin d'aide ?*, *Des enfants ?*: a yes or no with its verb left out; *Un exemple ?* asks to tell."""
    words = seen.words
    if words[start] in ("un", "une", "des"):
        return end - start > 1 and words[start + 1] not in _ASKED_FOR and not _alternative(seen, start, end)
    if _alternative(seen, start, end):
        return False
    if end - start == 1:
        return words[start] in _STATES - _ADVERBS
    return (words[start] in _STATES or "pleased" in seen.kinds[start]) and words[start + 1] not in ("un", "une", "quoi")


def _alternative(seen: Read, start: int, end: int) -> bool:
    return any(
        seen.words[at] == "ou" and seen.words[at + 1 : at + 2] not in (("pas",), ("non",)) for at in range(start, end)
    )


def _verbal(seen: Read, start: int, end: int) -> bool:
    return any(
        (seen.words[at] in _SUBJECTS and at + 1 < end) or _finite(seen, at)
        for at in range(start, end)
        if at == start or seen.words[at - 1] not in _NOUN_FOLLOWS
    )


def _finite(seen: Read, at: int) -> bool:
    word = seen.words[at]
    if "finite" in seen.kinds[at]:
        return True
    return word.endswith(_THIRD_PERSON) and len(word) > 5 and not word.endswith("ment") and "noun" not in seen.kinds[at]


def _spoken_wh(seen: Read, start: int, end: int) -> int | None:
    """The interrogative that stays in its place: *tu viens depuis combien de temps*; not below *vous savez*."""
    for at in range(start, end):
        word = seen.words[at]
        if "know" in seen.kinds[at] or word in ("dont", "lorsque", "lorsqu'", "parce", "puisque"):
            return None
        if word in _BEFORE_SPOKEN_WH:
            if word == "où" and (_finite(seen, at - 1) or seen.words[at - 1] in ("etes", "es", "en", "va", "vas")):
                return at
            if word in ("où", "qui", "quand") and seen.words[at - 1] not in _PREPOSITIONS and at + 1 < end:
                if word == "quand":
                    return None
                continue
            return at
    return None
