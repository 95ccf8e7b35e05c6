"""What a question is about, by its words: facts of identity, sensitive matters, mere facts, the right to stop.

French and English; another language finds nothing. Patterns meet words without accents, in small letters, with straight
apostrophes and plain spaces. They ask for a phrase rather than a word, so that a question about a health centre isn't one
about somebody's health.
"""

import re
from functools import lru_cache
from unicodedata import normalize

from interviewer.matching import fold, unaccented

Phrases = dict[str, str]
FEWEST_WORDS = 3
LITTLE = frozenset(
    [
        "a",
        "au",
        "aux",
        "ce",
        "ces",
        "cet",
        "cette",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "et",
        "ici",
        "l",
        "la",
        "le",
        "les",
        "nos",
        "notre",
        "pour",
        "un",
        "une",
        "vos",
        "votre",
        "an",
        "and",
        "for",
        "here",
        "in",
        "of",
        "our",
        "that",
        "the",
        "these",
        "this",
        "to",
        "your",
    ]
)
# Alternatives stand on lines of their own, by language.
SENSITIVE = {
    "fr": r"""
        (?:vos|votre|ton|ta|tes) (?:revenus?|salaires?|paye|dettes?|sante|etat de sante|maladies?|handicap|religion|foi|croyances?)\b
        (?:vos|votre) (?:sexualite|vie sexuelle|orientation sexuelle|opinions? politiques?|titre de sejour|papiers|addictions?)\b
        (?:vos|votre) (?:casier|grossesses?|situation administrative|traitement medical|troubles?|problemes? (?:d'argent|de sante))\b
        combien (?:gagnez|touchez)[- ]vous\b
        (?:(?:avez|aviez)[- ]vous|vous (?:avez|aviez)) (?:des dettes|ete malade|une maladie|un handicap)\b
        (?:(?:etes|etiez)[- ]vous|vous (?:etes|etiez)) (?:malade|croyant|croyante|enceinte|endette|endettee|sans papiers)\b
        (?:(?:avez|aviez)[- ]vous|vous (?:avez|aviez))(?: deja)?(?: eu)? (?:des|un|de gros) (?:problemes?|soucis?|ennuis?|difficultes?|troubles?) (?:de (?:sante|dettes?|drogue|papiers|sommeil)|d'(?:argent|addiction|alcool|endettement)|(?:financi|psych|medica|mental|judiciair)\w+|avec (?:l'alcool|la drogue|la justice))
        (?:quelle|de quelle) religion\b
        violences? (?:conjugales?|subies?|sexuelles?|familiales?|physiques?|intrafamiliales?|que vous)
        (?:ete|etiez) (?:victimes?|agresse|agressee|frappe|frappee|battu|battue|viole|violee|incarcere|incarceree|expulse|expulsee)\b
        (?:demande d'asile|regularisation|en situation irreguliere|suicid\w*|avortement|inceste|excision)\b
        (?:buvez|droguez|consommez)[- ]vous\b
    """,
    "en": r"""
        your (?:income|salary|wages?|pay|debts?|health|illness|disease|disability|religion|faith|beliefs)\b
        your (?:sexuality|sex life|sexual orientation|political (?:views?|opinions?)|immigration status|legal status|papers)\b
        your (?:addictions?|criminal record|pregnancy|mental health|medical (?:history|treatment)|money (?:problems|worries))\b
        (?:how much (?:money )?do you (?:earn|make|owe))\b
        (?:are|were) you (?:ill|sick|disabled|religious|pregnant|in debt|undocumented)\b
        (?:what|which) religion\b
        (?:domestic|sexual|physical|family) (?:violence|abuse)\b
        (?:been|were you) (?:abused|assaulted|raped|beaten|attacked|imprisoned|in prison|deported|a victim)\b
        (?:asylum (?:claim|application)|suicid\w*|abortion|female genital)\b
        do you (?:drink|take drugs|use drugs)\b
        (?:do you have|did you have|have you(?: ever)?(?: had)?)(?: any| a)? (?:health|mental health|medical|money|financial|debt|addiction|drug|drinking|legal) (?:problems?|issues?|troubles?|worries|difficulties)\b
        (?:do you have|did you have|have you(?: ever)?(?: had)?)(?: any| a)? (?:problems?|issues?|troubles?) with (?:your health|money|debts?|drugs|alcohol|addiction)\b
    """,
}
FACTS = {
    "fr": r"""
        quel age\b
        (?:quel|quelle|quels|quelles) (?:est|etait|sont) (?:votre|vos) (?:age|annee de naissance|diplomes?|niveau d'etudes?|profession|metier)\b
        (?:quel|quelle) est votre (?:situation (?:familiale|matrimoniale|professionnelle)|nationalite|code postal|commune|genre|sexe)\b
        date de naissance\b
        (?:etes|es)[- ](?:vous|tu) (?:nee?|marie|mariee|celibataire|divorce|divorcee|veuf|veuve|un homme|une femme)\b
        combien (?:avez[- ]vous d'enfants|d'enfants avez[- ]vous)\b
        tranche d'age\b
    """,
    "en": r"""
        how old\b
        (?:what is|what's|what was) your (?:age|year of birth|highest (?:degree|diploma|qualification)|level of education)\b
        (?:what is|what's) your (?:profession|occupation|job|marital status|nationality|postcode|gender|sex)\b
        (?:date of birth|age group|age bracket)\b
        (?:when|where|what year) were you born\b
        are you (?:married|single|divorced|widowed|a man|a woman)\b
        how many children do you have\b
    """,
}
IDENTITY = {
    "fr": r"""
        (?<!sans )(?:votre|vos|quels? est votre|quels? sont vos) (?:noms?|prenoms?)\b
        (?:noms? et prenoms?|prenoms? et noms?|nom de famille|nom complet)\b
        comment vous (?:appelez|nommez)[- ]vous\b
        (?:votre|vos|quelle est votre) (?:e-?mails?|mail|courriels?|telephones?|coordonnees|adresse)\b
        adresse (?:e-?mail|mail|electronique|postale|complete)\b
        numero (?:de (?:telephone|portable|mobile|securite sociale|dossier|carte|passeport)|d'allocataire)\b
        (?:date|jour) de naissance\b
        quand etes[- ]vous nee?\b
        \A(?:nom|prenom|adresse|telephone|tel|e-?mail|courriel|portable)\W*\Z
        \A(?:noms?|prenoms?|adresse|telephone|tel|e-?mail|courriel|portable)(?: complet| de famille)? (?:de la |de l'|de |du |des |d'(?:un |une )?)(?:votre |vos |son |ses )?(?:enfants?|fils|filles?|meres?|peres?|parents?|tuteurs?|tutrices?|conjointe?s?|personnes?|menage|repondante?s?|participante?s?|beneficiaires?|jeunes?|eleves?|usagers?|usageres?|patiente?s?|benevoles?|interviewee?s?|enquetee?s?)\b
    """,
    "en": r"""
        (?<!without )your (?:full |first |last |family |given )?(?:name|surname)\b
        what are you called\b
        your (?:e-?mails?(?: address)?|phone(?: number)?|telephone(?: number)?|mobile(?: number)?|contact details|address)\b
        (?:e-?mail|home|postal|street) address\b
        (?:phone|telephone|mobile|passport|social security|national insurance|id) number\b
        (?:date of birth|birth ?date|birthday)\b
        when were you born\b
        \A(?:full |first |last )?(?:name|surname|address|phone|telephone|e-?mail|mobile)\W*\Z
        \A(?:full |first |last )?(?:names?|surname|address|phone|telephone|e-?mail|mobile) of (?:the |your |a |each )?(?:child|children|son|daughter|mother|father|parents?|guardian|spouse|partner|person|respondents?|participants?|beneficiar(?:y|ies)|pupils?|students?|patients?|users?|volunteers?|head of household)\b
        \A(?:the |your )?(?:child|respondent|participant|beneficiary|mother|father|parent|patient|pupil|student)'s (?:full |first |last )?(?:name|surname|address|phone|telephone)\W*\Z
    """,
}
# An open question may be about a name (“Who gave you your name?”); only one that asks for it outright counts.
OUTRIGHT = {
    "fr": r"""
        \A(?:noms?|prenoms?|adresse|telephone|tel|e-?mail|courriel|portable)\b
        \A(?:et )?comment (?:vous (?:appelez|nommez)[- ]vous|s'appelle(?:nt)? (?:votre|vos|l'enfant|la personne))\b
        \A(?:et )?quels? (?:est|sont) (?:votre|vos|le|la|les|l') ?(?:noms?|prenoms?|e-?mails?|mail|courriels?|telephones?|coordonnees|adresse|numero)\b
        \A(?:et )?quelles? (?:est|sont) (?:votre|vos|la|les|l') ?(?:adresse|coordonnees|date de naissance)\b
        \A(?:votre|vos) (?:noms?|prenoms?|e-?mails?|mail|courriels?|telephones?|coordonnees|adresse|numero|date de naissance)\b
        \A(?:numero|date de naissance)\b
        \A(?:donnez|dites|indiquez|notez|rappelez)(?:[- ]moi)? (?:votre|vos) (?:noms?|prenoms?|e-?mails?|mail|courriels?|telephones?|coordonnees|adresse|numero)\b
        \A(?:pouvez[- ]vous|pourriez[- ]vous|puis[- ]je) (?:me )?(?:donner|dire|indiquer|avoir|noter|rappeler) (?:votre|vos) (?:noms?|prenoms?|e-?mails?|mail|courriels?|telephones?|coordonnees|adresse|numero)\b
        \Aquand etes[- ]vous nee?\b
    """,
    "en": r"""
        \A(?:full |first |last )?(?:names?|surname|address|phone|telephone|e-?mail|mobile)\b
        \A(?:the |your )?(?:child|respondent|participant|beneficiary|mother|father|parent|patient|pupil|student)'s (?:full |first |last )?(?:name|surname|address|phone|telephone)\b
        \A(?:and )?(?:what is|what's|what are) your (?:full |first |last |family )?(?:names?|surname|e-?mail|phone|telephone|mobile|address|contact details|date of birth)\b
        \Awhat are you called\b
        \Ayour (?:full |first |last |family )?(?:name|surname|e-?mail|phone|telephone|mobile|address|contact details|date of birth)\b
        \A(?:phone|telephone|mobile|passport|id) number\b
        \Adate of birth\b
        \A(?:(?:can|could|would) you )?(?:please )?(?:give|tell) me your (?:full |first |last )?(?:name|surname|e-?mail|phone|telephone|address)\b
        \A(?:may|can) i (?:have|note|take) your (?:full |first |last )?(?:name|surname|e-?mail|phone|telephone|address)\b
        \Awhen were you born\b
    """,
}
IDENTITY_IDS = frozenset(
    [
        "nom",
        "prenom",
        "nom-prenom",
        "nom_prenom",
        "nom-complet",
        "name",
        "full-name",
        "full_name",
        "first-name",
        "first_name",
        "last-name",
        "last_name",
        "surname",
        "email",
        "e-mail",
        "mail",
        "courriel",
        "telephone",
        "tel",
        "phone",
        "mobile",
        "portable",
        "adresse",
        "address",
        "date-naissance",
        "date-de-naissance",
        "date_naissance",
        "date_de_naissance",
        "birthdate",
        "birth-date",
        "date-of-birth",
        "date_of_birth",
        "dob",
    ]
)
NARROW = {
    "fr": r"""
        \A(?:et )?(?:qui|quand|ou|combien|depuis (?:quand|combien)|en quelle annee|a quelle (?:date|frequence)|quel jour|quel age)\b
    """,
    "en": r"""
        \A(?:and )?(?:who|when|where|how (?:many|much|long|often|old|far)|since when|(?:which|what) (?:year|date|time|day|month))\b
    """,
}
OPENERS = {
    "fr": r"""
        (?:pour commencer|pour debuter|tout d'abord|d'abord|alors|bon|bonjour|voila|et|donc)\b
    """,
    "en": r"""
        (?:to (?:begin|start)(?: with)?|first(?: of all)?|so|well|hello|now|and|let's start)\b
    """,
}
STOPPING = {
    "fr": r"""
        (?:s')?arret(?:er|ez|ons|iez|era|erons)\b
        (?:interrompre|interrompez|interrompu|stopper|stoppez|renoncer|retracter)\b
        (?:retirer|retirez|retirons|retrait|effacer|effacez|effacons|effacement|supprimer|supprimez|supprimons|suppression)\b
        chang\w+ d'(?:avis|idee)\b
        (?:mettre (?:fin|un terme)|revenir sur|ne plus (?:participer|repondre|continuer)|a tout moment)\b
    """,
    "en": r"""
        (?:stop|stopping|withdraw\w*|take (?:it|them|that|this|your words|anything) back|take back|delet\w+|eras\w+|opt out|quit)\b
        chang\w+ your mind\b
        (?:end|leave|break off) (?:the|this|our) (?:interview|conversation)\b
        at any (?:time|moment|point)\b
    """,
}


def _tidy(words: str) -> str:
    return " ".join(normalize("NFC", words.replace("’", "'")).split())


@lru_cache(maxsize=1024)
def _bare(char: str) -> str:
    """One small letter without accents for each character, so that places stay."""
    return unaccented(char)[:1] or char


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """The words as patterns meet them."""
    tidy = _tidy(words)
    return tidy.lower() if tidy.isascii() else "".join(map(_bare, tidy))


@lru_cache(maxsize=64)
def _pattern(lines: str) -> re.Pattern[str]:
    """The alternatives as one pattern, made when it is first needed."""
    return re.compile(r"\b(?:" + "|".join(line.strip() for line in lines.strip().split("\n")) + r")", re.ASCII)


def _found(phrases: Phrases, words: str, language: str) -> str:
    """What was met, as it was written."""
    lines = phrases.get(language, "")
    hit = _pattern(lines).search(plain(words)) if lines else None
    return _tidy(words)[hit.start() : hit.end()] if hit else ""


def asks_sensitive(words: str, language: str) -> str:
    """What is sensitive in it, as it was written; empty for nothing."""
    return _found(SENSITIVE, words, language)


def is_background_fact(words: str, language: str) -> bool:
    """Whether it asks for a fact that belongs to the background sheet: age, birth, diploma, family."""
    return bool(_found(FACTS, words, language))


def asks_identity(words: str, language: str) -> bool:
    """Whether it asks who somebody is or how to reach them: a name, an address, a full day of birth."""
    return bool(_found(IDENTITY, words, language))


def asks_outright(words: str, language: str) -> bool:
    """Whether it asks who somebody is with nothing around it, so that an open question can mean nothing else."""
    return asks_identity(words, language) and bool(_found(OUTRIGHT, words, language))


def is_identity_id(name: str) -> bool:
    """Whether the id of a fact is that of a name or of a way to reach somebody."""
    return name in IDENTITY_IDS


def is_narrow(words: str, language: str) -> bool:
    """Whether its last question fishes for one fact: who, when, where, how many."""
    last = re.split(r"[.!?…:]\s+", plain(words).rstrip(" ?!.…"))[-1]
    return bool(_found(NARROW, without_opener(last, language), language))


def without_opener(words: str, language: str) -> str:
    """The words as patterns meet them, without what only leads in: “To begin with, ...”."""
    left, opener = plain(words), OPENERS.get(language, "")
    while opener and (found := _pattern(opener).match(left)):
        left = left[found.end() :].lstrip(" ,;:-")
    return left


def begins_with(whole: str, part: str) -> bool:
    """Whether the whole text begins with these words, which are enough to tell, and goes on."""
    long, short = fold(whole).split(), fold(part).split()
    return len(set(short) - LITTLE) >= FEWEST_WORDS and long[: len(short)] == short


def tells_of_stopping(words: str, language: str) -> bool:
    """Whether it says that one may stop, or take back what was said."""
    return bool(_found(STOPPING, words, language))


@lru_cache(maxsize=4096)
def tokens(words: str) -> frozenset[str]:
    """The words that the text is made of, whatever their order, accents and capitals."""
    return frozenset(fold(words).split())


def likeness(one: str, other: str) -> float:
    """How much two texts are made of the same words, small ones left aside: 1 for all; 0 where there are too few to tell."""
    first, second = tokens(one) - LITTLE, tokens(other) - LITTLE
    if min(len(first), len(second)) < FEWEST_WORDS:
        return float(bool(first) and fold(one) == fold(other))
    return len(first & second) / len(first | second)
