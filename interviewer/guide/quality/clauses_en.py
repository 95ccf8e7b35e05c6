"""English questions: where the clause asks, and for what."""

from interviewer.guide.quality.clauses import Asks, Clause, chunks, parts, settled
from interviewer.guide.quality.patterns import Read, any_at, find, first_of
from interviewer.guide.quality.words import listed

_OPENERS = listed("and so but then well ok okay right now also finally please just or maybe perhaps")
_PREPOSITIONS = listed("in to at on with for by of from through under about during after before since until into")
_WH = listed("how what who whom whose which where when why")
_SUBJECTS = listed(
    "i you he she it we they there anyone anybody someone somebody everyone everybody this that these those"
)
_NOUN_FOLLOWS = listed("the a an any some your our my his her their its of no more other these those this that for")
_POLITE = (
    "can|could|will|would you ~2 <tell> me|us",
    "can|could|will|would you ~2 <tell> about|more|how|what|why|through|where|when|who|which|on",
    "can|could|will|would you ~2 describe|explain|give|share|outline|sketch|clarify|elaborate|summarise|summarize|recount|expand",
    "can|could|will|would|do you ~4 example|examples|details|detail",
    "you ~1 able|willing|happy|ready|prepared to ~1 <tell>",
    "you mind|minding ~2 <tell>",
    "you be ~4 to <tell>",
    "would|do you like|care|want to <tell>",
    "can|could|may|might i ask",
    "i 'd|would like|love|want|prefer ~2 to ~1 hear|know|understand|learn|talk|ask",
    "i want|wonder|would",
    "i 'm|am interested|curious",
    "it would ~2 help|interest",
    "can|could|shall|may we ~2 <tell>|start|begin|come|go|move|return",
)
_SCALES = (
    "on a scale",
    "scale from|of",
    "from 0|1|zero|one to 4|5|7|10|100|ten|five",
    "out of 5|10|20|five|ten ,",
    "out of 5|10|20|five|ten",
    "rate|score ~6 from|out",
    "how ~1 rate|score",
    "between 0|1 and 5|10|100",
)
_FACTS = (
    "how many",
    "how much|long|often|old|far|soon|tall|late|early|frequently|big|large|heavy|wide|high|deep|fast|small|short|near|close",
    "what|which <time>",
    "what|which ~1 <time> are|do|did|were|is|have|were|was",
    "what is|'s|was your|the <time>",
    "what is|'s|was your|the ~1 <time>",
    "since when",
    "what is|'s|are|was ~4 called|named ?",
    "where is|are|'s the|your ~2 ?",
    "whose turn|name|house|car is|are|was|were",
    "what is|'s|was|are your ~1 job|profession|trade|doctor|dentist|landlord|employer ?",
    "which|what school|college|bank|hospital|surgery|floor|village|estate do|does|did|is|are",
    "when and|or where",
    "where and|or when",
    "what ~1 <time> do|are|did|were|is",
    "which of the|these|those|them two|three",
    "which ~1 one do|would|did|suits",
    "where do|does|did|are|were|is|have you ~1 live|lived|work|worked|born|living|working|stay|staying|sleep|study|studied|go|grow|based|buy|shop|eat|park|keep|store|bank|vote|pray|swim|meet|train|wash|cook",
)
_NOT_FACTS = (
    "how much has|have|had|did|does|do|would|will ~4 <change>",
    "where ~4 <base> ~1 when|if|whenever|after",
    "how far has|have|did|does|do|would|can ~4 <change>|agree|feel",
)


def english_clauses(seen: Read) -> list[Clause]:
    """Each part of an English wording, with what it asks."""
    return settled([_clause(seen, first, end, stop) for first, end, stop in parts(seen)])


def _clause(seen: Read, first: int, end: int, stop: str) -> Clause:
    words = seen.words
    start = first
    while start < end - 1 and (words[start] in _OPENERS or not words[start][0].isalnum()):
        start += 1
    asks, at = _asking(seen, start, end, stop)
    return Clause(asks, first, end, at, stop)


def _asking(seen: Read, start: int, end: int, stop: str) -> tuple[Asks, int]:
    scale = first_of(_SCALES, seen, start, end)
    if scale is not None:
        return "scale", scale
    cut = chunks(seen, start, end)
    for nth, (at, until) in enumerate(cut):
        found = _opening(seen, at, until, first=nth == 0)
        if found is None:
            continue
        kind, here = found
        if kind == "yes_no" and nth + 1 < len(cut) and _conditional(seen, here, cut[nth + 1][0]):
            continue
        if kind == "yes_no" and nth and _tag(seen, at, until):
            return "spoken_yes_no", start
        if kind == "wh":
            return _wh(seen, here, end), here
        if kind == "telling":
            return _told(seen, here, end), here
        polite = _polite(seen, here, end)
        return (polite or "yes_no"), here
    return _untriggered(seen, start, end, stop)


def _opening(seen: Read, at: int, end: int, *, first: bool) -> tuple[str, int] | None:
    words = seen.words
    while at < end - 1 and (words[at] in _OPENERS or "sure" in seen.kinds[at]):
        at += 1
    word = words[at]
    here = at + 1 if word in _PREPOSITIONS and at + 1 < end and words[at + 1] in _WH else at
    if words[here] in _WH and (_asks_wh(seen, here, end, first=first)):
        return ("wh", here)
    if "aux" in seen.kinds[at] and _inverts(seen, at, end, first=first):
        return ("yes_no", at)
    if word == "ever" and first:
        return ("yes_no", at)
    if "imperative" in seen.kinds[at] and (first or word not in ("like", "work")):
        return ("telling", at)
    return None


_NO_WORRY = ("worry", "hesitate", "be", "rush", "bother", "feel", "forget", "hold")


def _inverts(seen: Read, at: int, end: int, *, first: bool) -> bool:
    """An auxiliary before its subject; *do go on* and *have a think* are imperatives."""
    words = seen.words
    following = words[at + 1] if at + 1 < end else ""
    if following == "n't":
        following = words[at + 2] if at + 2 < end else ""
    if words[at] == "do" and words[at + 1 : at + 2] == ("n't",) and following in _NO_WORRY:
        return False
    if words[at] in ("do", "have", "let") and words[at + 1 : at + 2] != ("n't",):
        if words[at] == "have" and following in ("a", "another"):
            return False
        if words[at] == "do" and "imperative" in seen.kinds[at + 1] if at + 1 < end else False:
            return False
    if words[at].startswith("'") or not following:
        return False
    return first or "base" not in seen.kinds[at + 2 if words[at + 1] == "n't" else at + 1]


def _asks_wh(seen: Read, here: int, end: int, *, first: bool) -> bool:
    """*When you arrive* opens a subordinate clause, *when did you arrive* a question."""
    words, word = seen.words, seen.words[here]
    following = seen.kinds[here + 1] if here + 1 < end else ()
    if word == "when":
        return here + 1 < end and ("aux" in following or words[here + 1] in ("and", "exactly", "roughly", "or"))
    if word in ("who", "which", "whose", "whom", "where", "what") and not first:
        return any("aux" in seen.kinds[at] for at in range(here + 1, min(here + 7, end))) or word == "what"
    if word in {"how", "why"}:
        return True
    return words[here + 1 : here + 2] != ("ever",)


def _conditional(seen: Read, here: int, following: int) -> bool:
    """*Had the bus been late, how would you...*: the inversion is an *if*."""
    if seen.words[here] not in ("had", "were", "should"):
        return False
    return seen.words[following] in _WH


def _tag(seen: Read, at: int, end: int) -> bool:
    """*isn't it*, *do you*, *don't you think*: at most an auxiliary, *not*, a pronoun and a verb of belief."""
    left = [word for word in seen.words[at:end] if word != "n't"]
    return len(left) <= 3 and len(left) >= 2 and left[1] in _SUBJECTS


def _wh(seen: Read, at: int, end: int) -> Asks:
    word = seen.words[at]
    if any_at(_NOT_FACTS, seen, at, end):
        return "open"
    if any_at(_FACTS, seen, at, min(end + 1, len(seen.words))):
        return "fact"
    if word == "when" and find("when and|or ~1 why|how|what|who", seen, at, end):
        return "open"
    if word == "when" and not find("<stop>|<gained>|<change>|<overcome>|better|finally|easier", seen, at, end):
        return "fact"
    if find("between ~6 and", seen, 0, at) and word in ("which", "what"):
        return "choice"
    if word == "how" and seen.words[at + 1 : at + 2] == ("come",):
        return "why"
    return "why" if word == "why" else "open"


def _told(seen: Read, at: int, end: int) -> Asks:
    if find("<tell>|know me? if|whether", seen, at + 1, min(end, at + 5)) or find(
        "<tell> me|us ~1 if|whether", seen, at, min(end, at + 7)
    ):
        return "yes_no"
    asked = find("<tell> me|us how|what|which|when", seen, at, min(end, at + 7))
    if asked and any_at(_FACTS, seen, asked[1], end):
        return "fact"
    return "telling"


def _polite(seen: Read, at: int, end: int) -> Asks | None:
    found = first_of(_POLITE, seen, at, min(end, at + 10))
    if found is None or found > at + 3:
        return None
    if find("would you ~2 describe|call|rate ~4 as|yourself", seen, at, end):
        return None
    told = _told(seen, at, end)
    if told != "telling":
        return told
    return "telling"


def _untriggered(seen: Read, start: int, end: int, stop: str) -> tuple[Asks, int]:
    words = seen.words
    polite = first_of(_POLITE, seen, start, min(end, start + 10))
    if polite is not None and polite <= start + 3:
        if find("if|whether you could|can|would|might|'d ~1 <tell>", seen, start, min(end, start + 8)):
            return "telling", start
        whether = find("know|wonder|wondering|ask|hear|say|tell me? if|whether", seen, start, min(end, start + 8))
        return ("yes_no" if whether else "telling"), start
    verbal = _verbal(seen, start, end)
    if stop != "?":
        if not verbal and _alternative(seen, start, end):
            return "choice", start
        return ("statement" if verbal else "nominal"), start
    if words[start] in ("if", "when") or words[start : start + 2] in (
        ("what", "if"),
        ("how", "about"),
        ("what", "about"),
    ):
        return "open", start
    spoken = next(
        (at for at in range(start + 1, end) if words[at] in ("what", "who", "where", "how") and at >= end - 2), None
    )
    if spoken is not None:
        return "open", spoken
    if not verbal and words[start] == "number":
        return "fact", start
    if verbal or _elliptic(seen, start, end):
        return "spoken_yes_no", start
    return ("choice" if _alternative(seen, start, end) else "nominal"), start


_STATES = listed("been heard got ever still single retired married able willing ready alone afraid keen fond used")
_ASKED_FOR = listed(
    "example examples memory memories detail details idea ideas comment comments thought thoughts story stories "
    "particular reason reasons other others more else"
)


def _elliptic(seen: Read, start: int, end: int) -> bool:
    """*Married?*, *Heard of it?*, *Any worries?*: a yes or no with its verb left out; *Any examples?* asks to tell."""
    words = seen.words
    if _alternative(seen, start, end):
        return False
    if words[start] == "any":
        return end - start > 1 and words[start + 1] not in _ASKED_FOR
    if words[start].endswith("ed") and len(words[start]) > 5:
        return words[start] != "indeed"
    return end - start > 1 and (words[start] in _STATES or "pleased" in seen.kinds[start])


def _alternative(seen: Read, start: int, end: int) -> bool:
    return any(seen.words[at] == "or" and seen.words[at + 1 : at + 2] != ("not",) for at in range(start, end))


def _verbal(seen: Read, start: int, end: int) -> bool:
    return any(
        ("finite" in seen.kinds[at] and (at == start or seen.words[at - 1] not in _NOUN_FOLLOWS))
        or ("aux" in seen.kinds[at] and (seen.words[at] != "'s" or (at > start and seen.words[at - 1] in _SUBJECTS)))
        or (seen.words[at] in _SUBJECTS and at + 1 < end)
        for at in range(start, end)
    )
