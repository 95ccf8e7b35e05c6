"""Words that may be a name: with a capital inside a sentence, or after *madame*, *mon fils*, *s'appelle*. Pure.

They are not sure: each is put to somebody once, and the answer is remembered.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from interviewer.privacy.scan.familiar import familiar_pairs, familiar_words
from interviewer.privacy.scan.lexicon import is_ordinary
from interviewer.privacy.scan.model import Finding, Kind
from interviewer.privacy.scan.names import PARTICLES
from interviewer.privacy.scan.tokens import Token

TITLES = frozenset(
    "madame monsieur mademoiselle mme mlle docteur dr professeur maitre me m mr mrs ms miss mister doctor professor sir tatie tata "
    "tonton tante oncle papi papy mamie pere soeur frere uncle aunt auntie grandma granddad brother sister father reverend".split()
)
KIN = frozenset(
    "fils fille frere soeur mere pere mari femme voisin voisine copain copine cousin cousine oncle tante ami amie pote collegue chef "
    "cheffe patron patronne tuteur tutrice educ educateur educatrice stagiaire neveu niece parrain marraine conjoint conjointe "
    "compagnon compagne epoux epouse gendre belle-fille bebe petit petite grand-mere grand-pere formateur formatrice referent "
    "referente conseillere conseiller assistante assistant directrice directeur responsable benevole gamin gamine prenom nom "
    "son daughter brother sister mother father husband wife neighbour neighbor friend mate cousin uncle aunt boss manager colleague "
    "nephew niece partner caseworker teacher landlord landlady mum dad boy girl baby lad kid".split()
)
OWN = frozenset(
    "mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs le la les l un une cette ce my your his her our their the a an".split()
)
OF = frozenset("de d du des au aux en of at in".split())
# Ordinary words that are first names as often.
FIRST_NAMES_TOO = frozenset(
    "pierre rose claire marine victoire constant constance olive violette clement clemence aime aimee desire grace faith hope joy will "
    "may june april dawn ivy lily daisy ruby amber jade hazel pascal pascale marguerite blanche iris fleur ange angel bienvenu prosper "
    "fidele parfait modeste prudence patience esperance fortune innocent juste honore leonce noel avril camille dominique ambre "
    "aurore melodie anais prune reine perle chance precious gift blessing comfort mercy charity patient frank rich grant miles dean "
    "saint sainte rosemary heather holly penny sandy sunny robin olivia melody summer autumn crystal pearl ginger virginie lourdes france".split()
)
CALLED = frozenset(
    "appelle appelles appellent appelait appelaient appelle appeler prenomme nomme surnomme surnomment called named name".split()
)
# What announces that somebody's name comes: *son prénom, c'est X*, *her name is X*.
NAMES_NAME = frozenset("prenom nom surnom name surname firstname nickname".split())
BETWEEN = frozenset("est c etait is s was".split())
AFTER_CALLED = frozenset(
    "is s was est c etait pas plus comment comme encore aussi moi toi lui elle on il je ca me te se le la les un une a the it me him her them to for by in".split()
)
CONTEXT = frozenset(
    "avec pour chez que qu quand demander demande sans à de d et là c est par ou vu vois connu connais rencontre appelle dit hier entre comme "
    "with for and to asked ask told from met between like".split()
)
SUBJECT = frozenset("qui il elle lui who he she".split())
# What somebody is, has or does; a thing that is or has it stands behind an article.
VERBS = frozenset(
    "est a etait avait va vient venait m l s se nous veut voulait dit is was has had said told came went wants".split()
)
DETERMINERS = frozenset(
    "le la les l un une des du de ce cet cette ces mon ma mes son sa ses notre nos votre vos leur leurs the a an my your his her our their this that these those".split()
)
PLACE_CUES = frozenset(
    "à au aux en vers habite habitait habitent village ville bourg commune hameau quartier ecole lycee college originaire ne nee nes nees in at near from".split()
)
BORN = frozenset(
    "ne nee nes nees habite habitait habitent originaire village hameau commune bourg ecole lycee college vient venu venue from born lived school".split()
)
LEAST_UNKNOWN = 3
SHORT_ACRONYM = 5
AMBIGUOUS = "me"  # a lawyer in French, nobody in English
LONG = 5
# What verbs and abstract words end with, and hardly any name.
VERBAL = (
    "ais",
    "iez",
    "ions",
    "ees",
    "ait",
    "aient",
    "ement",
    "tion",
    "tions",
    "eront",
    "erait",
    "euse",
    "euses",
    "issent",
    "ness",
    "ing",
    "ings",
)
# What people say and no dictionary has, and what an elision cuts off.
SPOKEN = frozenset(
    "jusqu aujourd hui lorsqu puisqu quoiqu presqu quelqu entr svp stp pff bof euh heu hein ben bah ouais mouais nan deja parceque "
    "treize quatorze quinze seize trente quarante cinquante soixante asso assos coope secu tatie tata tonton papi papy mamie sympa "
    "appart resto ado ados prof profs instit kine psy educ educs infos perso ordi quand-meme pis wesh genre truc trucs machin um uh er erm yeah "
    "yep nope gonna wanna gotta kinda innit cos cuz dunno mum mums grandkids foodbank caseworker contrefactuel contrefactuelle counterfactual verbatim verbatims paraphrase relance relances non-verbal enquete enquetee".split()
)
CUT_OFF = ("o", "d")
"""What stands before an apostrophe in names."""
LONGEST = 5
LEAST_SHOUTED = 4


def candidates(
    words: Sequence[Token], language: str, known: Collection[str], places: Iterable[int] | None = None
) -> Iterator[Finding]:
    """The words that may be names; those in `known` were answered before. `places` are where one may begin: everywhere."""
    end = 0
    for at in range(len(words)) if places is None else places:
        if at < end:
            continue
        end = _group_end(words, at, known)
        if end > at:
            yield _named(words, at, end)
            continue
        end, rule = _small_end(words, at, language, known)
        if rule:
            yield Finding("name", words[at].start, words[end - 1].end, rule, sure=False)


def is_shouted(raw: Sequence[str]) -> bool:
    """Whether nearly all words are in capitals, so that a capital says nothing."""
    long = [one for one in raw if len(one) > 1]
    return len(long) >= LEAST_SHOUTED and sum(one[0].isupper() and one.isupper() for one in long) * 2 >= len(long)


def in_small_letters(words: Sequence[Token]) -> list[Token]:
    """The words as if none had a capital."""
    return [one._replace(capital=False, shouted=False) for one in words]


def _named(words: Sequence[Token], at: int, end: int) -> Finding:
    before = {one.word for one in words[max(0, at - 4) : at]}
    near = words[at - 1].word if at and not words[at].first else ""
    many = end - at > 1 and any(one.before == "-" for one in words[at + 1 : end])
    many = many or (words[at].word in ("saint", "sainte") and end - at > 1)
    place = (
        (near in ("à", "au", "de", "d", "in", "at", "from", "l") and before & BORN)
        or near in BORN
        or (many and before & PLACE_CUES)
    )
    kind: Kind = "place" if place else "name"
    return Finding(kind, words[at].start, words[end - 1].end, "capital", sure=False)


def _group_end(words: Sequence[Token], at: int, known: Collection[str]) -> int:
    """Where the words with capitals that begin here end; `at` where none does."""
    if not _is_capital(words, at, known) or _is_pair(words, at) or _is_pair(words, at - 1):
        return at
    end = at + 1
    while end < len(words) and end - at < LONGEST and _belongs(words, end, known):
        end += 1
    while words[end - 1].word in PARTICLES and end - 1 > at:
        end -= 1
    return end


def _belongs(words: Sequence[Token], at: int, known: Collection[str]) -> bool:
    token = words[at]
    if token.first or set(token.before) - set(" -'’\u00a0"):
        return False
    if token.capital or token.before == "-":
        return token.word not in known
    after = words[at + 1] if at + 1 < len(words) else None
    if token.word not in PARTICLES or after is None or after.first or set(after.before) - set(" -'’"):
        return False
    return after.capital and not after.shouted and not _is_common(after.word) and after.word not in familiar_words()


def _is_common(word: str) -> bool:
    """Whether it is an ordinary word that is hardly ever a first name."""
    return word not in FIRST_NAMES_TOO and (is_ordinary(word, "fr") or is_ordinary(word, "en"))


def _is_pair(words: Sequence[Token], at: int) -> bool:
    """Whether two words with a hyphen between begin here that everybody knows."""
    if at < 0 or at + 1 >= len(words) or words[at + 1].before != "-":
        return False
    return f"{words[at].word}-{words[at + 1].word}" in familiar_pairs()


def _is_capital(words: Sequence[Token], at: int, known: Collection[str]) -> bool:
    """Whether the word may be a name by its capital."""
    token = words[at]
    word = token.word
    if not token.capital or word in known or word in SPOKEN or word in TITLES or word in KIN or _ends_in_me(words, at):
        return False
    if at and words[at - 1].word in TITLES and not token.first:
        return word not in PLAIN or (at + 1 < len(words) and words[at + 1].capital and words[at + 1].before == " ")
    if word in PLAIN:
        return False
    if len(word) == 1 or word in familiar_words() or (token.shouted and len(word) <= SHORT_ACRONYM):
        return False
    if token.first or ":" in token.before:
        return not (is_ordinary(word, "fr") or is_ordinary(word, "en"))
    return not (_is_common(word) and _is_determined(words, at))


def _ends_in_me(words: Sequence[Token], at: int) -> bool:
    """Whether an everyday word stands behind *me*: a lawyer's title in French, the end of a sentence in English."""
    word = words[at].word
    return bool(at) and words[at - 1].word == AMBIGUOUS and (is_ordinary(word, "fr") or is_ordinary(word, "en"))


def _is_determined(words: Sequence[Token], at: int) -> bool:
    """Whether an ordinary word has its capital because it belongs to the name of a house or an office: *la Maison des Femmes*."""
    if not at:
        return False
    before = words[at - 1]
    if before.word in OWN or before.word in OF:
        return True
    house = before.capital and (_is_common(before.word) or before.word in familiar_words())
    return house and not before.first and not words[at].before.strip(" -")


PLAIN = frozenset(
    "là à je tu il elle on nous vous ils elles le la les un une des de du et mais ou donc or ni car que qui quoi ce ca cela c oui non ben bah euh "
    "alors voila bon merci bonjour bonsoir salut ah oh eh hein ouais i he she it we you they the a an and but or so well yes no oh ok okay "
    "hello thanks thank please my your his her our their mon ma mes pas ne en dans sur avec pour par si quand comme apres avant".split()
)


def _small_end(words: Sequence[Token], at: int, language: str, known: Collection[str]) -> tuple[int, str]:
    """Where the words in small letters end that stand at a name's place, and by which rule; `at` where they don't."""
    if _is_cut_off(words, at, known):
        return at + 2, "cue_word"
    rule = ""
    if _is_cued(words, at, language, known):
        rule = "cue_word"
    elif _is_strange(words[at], known) and _in_company(words, at):
        rule = "unknown_word"
    if not rule:
        return at, ""
    end = at + 1
    while end < len(words) and words[end].before == " " and _is_strange(words[end], known) and end - at < LONGEST:
        end += 1
    return end, rule


def _is_cut_off(words: Sequence[Token], at: int, known: Collection[str]) -> bool:
    """Whether a name with an apostrophe stands there behind a word that announces it: *she is called o'brien*."""
    if not 0 < at < len(words) - 1 or words[at].first or words[at].word not in CUT_OFF:
        return False
    after = words[at + 1]
    return words[at - 1].word in CALLED and after.before in ("'", "’") and _is_strange(after, known)


def _is_cued(words: Sequence[Token], at: int, language: str, known: Collection[str]) -> bool:
    """Whether a word in small letters stands behind one that announces a name."""
    token = words[at]
    if not at or (token.first and token.before.strip() != ":") or set(token.before) - set(" '’\u00a0.,:"):
        return False
    before = words[at - 1].word
    if before in BETWEEN:
        return _names_name(words, at) and _is_strange(token, known)
    if set(token.before) & set(",:"):
        return _is_set_apart(words, at) and _is_strange(token, known)
    if before in CALLED:
        plain = token.word in AFTER_CALLED or is_ordinary(token.word, language)
        return not token.capital and len(token.word) >= LEAST_UNKNOWN and token.word not in known and not plain
    return (before in TITLES or before in KIN) and _is_strange(token, known)


def _names_name(words: Sequence[Token], at: int) -> bool:
    """Whether *prénom*, *name* stands before the little words before that place."""
    behind = at - 1
    while behind and words[behind].word in BETWEEN and not words[behind].first:
        behind -= 1
    return words[behind].word in NAMES_NAME


def _is_set_apart(words: Sequence[Token], at: int) -> bool:
    """Whether a comma or colon leads to a name: *elle s'appelle, X*, *ma voisine, X, ...*."""
    before = words[at - 1].word
    if before in CALLED or before in NAMES_NAME:
        return True
    closed = at + 1 == len(words) or bool(words[at + 1].before.strip(" -'’"))
    owned = at > 1 and words[at - 2].word in OWN
    return before in KIN and owned and closed and words[at].before.strip() == ","


def _is_strange(token: Token, known: Collection[str]) -> bool:
    """Whether the word is in small letters, and no ordinary one of either language."""
    return not token.capital and is_strange(token.word, known)


def is_strange(word: str, known: Collection[str]) -> bool:
    """The same of a word as words are compared."""
    if len(word) < LEAST_UNKNOWN or word in known or word in familiar_words() or word in SPOKEN:
        return False
    if len(word) > LONG and word.endswith(VERBAL):
        return False
    return not (is_ordinary(word, "fr") or is_ordinary(word, "en"))


def _in_company(words: Sequence[Token], at: int) -> bool:
    """Whether the words around are such as stand around somebody: *avec X*, *X qui*, *X elle*."""
    before = words[at - 1].word if at and not words[at].first else ""
    after = words[at + 1].word if at + 1 < len(words) and not words[at + 1].before.strip() else ""
    there_is = at > 1 and before == "a" and words[at - 2].word == "y"
    return there_is or before in CONTEXT or after in SUBJECT or (after in VERBS and before not in DETERMINERS)
