"""Words by which people name the parts of a guide, in French and English; compared without accents and case."""

import re
from typing import Final

from interviewer.matching import fold

OPENING = (
    *("introduction", "intro", "presentation", "presentation de l entretien", "presentation de l etude", "consigne"),
    *(
        "consignes",
        "accueil",
        "preambule",
        "ouverture",
        "avant de commencer",
        "mot d introduction",
        "phrase d accroche",
    ),
    *("cadre de l entretien", "cadre", "presentation de la demarche", "opening", "opening script", "welcome"),
    *("before we start", "introduction script", "briefing", "contexte et presentation", "consigne de depart"),
)
CONSENT = (
    *("consentement", "rgpd", "accord", "consentement rgpd", "information et consentement", "consentement eclaire"),
    *("recueil du consentement", "confidentialite", "confidentialite et consentement", "droits", "consent"),
    *("informed consent", "gdpr", "consent and confidentiality", "confidentiality", "permissions", "autorisations"),
    "rgpd et consentement",
)
BACKGROUND = (
    *("talon", "talon sociologique", "profil", "profil de la personne", "profil de l enquete", "profil du repondant"),
    *("donnees socio demographiques", "donnees sociodemographiques", "donnees socio", "fiche signaletique"),
    *("signaletique", "fiche", "fiche profil", "caracteristiques", "caracteristiques socio demographiques"),
    *("informations generales", "informations socio demographiques", "identification", "background"),
    *("background sheet", "background questions", "background information", "demographics", "about you", "profile"),
    *("respondent profile", "participant profile", "demographic information", "variables socio demographiques"),
)
CLOSING = (
    *("conclusion", "cloture", "pour finir", "pour conclure", "fin", "fin de l entretien", "cloture de l entretien"),
    *("remerciements", "mot de la fin", "conclusion de l entretien", "conclusion et remerciements", "closing"),
    *("conclusion of the interview", "wrap up", "wrapping up", "ending", "to finish", "end of the interview", "outro"),
    *("closing questions", "thank you", "thanks", "pour terminer", "cloture et remerciements"),
)
ASIDE = (
    *("notes for interviewer", "notes for the interviewer", "interviewer notes", "tips", "listen for", "checklist"),
    *("pre interview checklist", "post interview checklist", "post interview notes", "checklist after the interview"),
    *("materials", "material", "materials needed", "metadata", "research questions", "overview", "interview details"),
    *(
        "notes pour l enqueteur",
        "notes",
        "consignes pour l enqueteur",
        "consignes a l enqueteur",
        "points de vigilance",
    ),
    *("conseils", "materiel", "a ne pas oublier", "pense bete", "questions de recherche", "apres l entretien"),
    *("hypotheses", "contexte de l etude", "sommaire", "table des matieres", "table of contents", "a verifier avant"),
)
SECTIONS: Final = {
    **dict.fromkeys(ASIDE, "aside"),
    **dict.fromkeys(OPENING, "opening"),
    **dict.fromkeys(CONSENT, "consent"),
    **dict.fromkeys(BACKGROUND, "background"),
    **dict.fromkeys(CLOSING, "closing"),
}
BEGIN_SECTIONS = frozenset(
    (
        *("introduction", "presentation", "consentement", "rgpd", "talon", "conclusion", "cloture", "informed consent"),
        *(
            "donnees socio demographiques",
            "donnees sociodemographiques",
            "fiche signaletique",
            "demographics",
            "closing",
        ),
        *(
            "wrap up",
            "pour finir",
            "pour conclure",
            "pour terminer",
            "remerciements",
            "informations generales",
            "consent",
        ),
        *("caracteristiques socio demographiques", "fin de l entretien", "checklist", "notes for interviewer"),
    )
)
"""Those that more words may follow, as in `Talon (à remplir à la fin)`; the others also begin titles of themes."""
LABELS: Final = {
    **dict.fromkeys(
        (
            *(
                "relance",
                "relances",
                "relance eventuelle",
                "relances eventuelles",
                "relances possibles",
                "pistes de relance",
            ),
            *("relance possible", "probe", "probes", "follow up", "follow ups", "prompts", "prompt", "possible probes"),
            *(
                "si besoin",
                "if needed",
                "pour relancer",
                "sous questions",
                "questions de relance",
                "follow up questions",
            ),
        ),
        "probe",
    ),
    **dict.fromkeys(
        (
            *("objectif", "objectifs", "but", "aim", "aims", "goal", "goals", "objective", "objectives", "purpose"),
            *(
                "objectif de l entretien",
                "objectifs de l entretien",
                "objectif du theme",
                "finalite",
                "ce qu on cherche",
            ),
            *("objectif general", "purpose of the interview", "what we want to learn", "on cherche a savoir"),
        ),
        "aim",
    ),
    **dict.fromkeys(
        (
            *(
                "duree",
                "duree de l entretien",
                "duree estimee",
                "duree prevue",
                "duree indicative",
                "temps",
                "duration",
            ),
            *("length", "estimated duration", "expected duration", "time", "duree totale", "temps estime"),
        ),
        "duration",
    ),
    **dict.fromkeys(("questions", "question", "questions principales", "main questions", "main question"), "question"),
    **dict.fromkeys(("theme", "themes", "titre", "title"), "theme"),
    **dict.fromkeys(
        (
            *("date", "lieu", "date et lieu", "enqueteur", "enquetrice", "nom de l enqueteur", "interviewer", "place"),
            *("participant", "enquete", "code", "numero", "n entretien", "heure", "heure de debut", "location"),
            *("nom", "name", "nom de la personne", "interviewee", "nom de l interviewe", "date de l entretien"),
        ),
        "form",
    ),
}
COLUMNS: Final = {
    **dict.fromkeys(
        ("theme", "themes", "thematique", "thematiques", "axe", "axes", "rubrique", "topic", "topics", "section"),
        "theme",
    ),
    **dict.fromkeys(
        ("question", "questions", "questions principales", "question principale", "main question"), "question"
    ),
    **dict.fromkeys(("main questions", "questions a poser", "exemples de questions", "questions cles"), "question"),
    **dict.fromkeys(("relance", "relances", "relances possibles", "probes", "probe", "prompts", "follow ups"), "probe"),
    **dict.fromkeys(("sous questions", "relances eventuelles", "follow up questions"), "probe"),
    **dict.fromkeys(("objectif", "objectifs", "aim", "aims", "objectives", "but", "purpose", "objective"), "aim"),
    **dict.fromkeys(("duree", "temps", "minutes", "min", "duration", "time", "timing"), "minutes"),
    **dict.fromkeys(
        ("n", "no", "numero", "number", "notes", "reponses", "reponse", "commentaires", "answers"), "other"
    ),
}
OF_A_GUIDE = (
    *("guide entretien", "trame entretien", "grille entretien", "canevas d entretien", "guide d entretien"),
    "guide de l entretien",
    "trame d entretien",
    "grille d entretien",
    "interview guide",
)
ABOUT_THE_PERSON = (
    "de la personne",
    "de l interviewe",
    "de l enquete",
    "de vous",
    "du repondant",
    "of the person",
    "of yourself",
)
IMPERATIVES = re.compile(
    r"(?:pouvez vous|pourriez vous|racontez|parlez|decrivez|dites|expliquez|presentez|donnez|citez|imaginez|revenez|evoquez"
    r"|raconte|parle|decris|explique|tell|describe|explain|talk|walk|give|think|imagine|can you|could you|please)\b"
)
ASKING = re.compile(
    r"(?:comment|pourquoi|quand|ou|qui|que|quoi|quel|quelle|quels|quelles|qu est ce|est ce|combien|avez vous|etes vous|a quel"
    r"|a quelle|de quoi|en quoi|dans quel|depuis|how|what|why|when|where|who|which|do you|did you|have you|are you|is there)\b"
)
PURPOSES: Final = (
    ("record", re.compile(r"enregistr|record|audio|dictaphone|filme")),
    (
        "name",
        re.compile(r"(?:avec|sous|de) votre (?:vrai )?(?:nom|prenom)|your (?:real )?name\b|nommement|par votre nom"),
    ),
    (
        "recontact",
        re.compile(r"recontact|contacter a nouveau|vous rappeler|contact you again|get in touch|restitution"),
    ),
    (
        "archive",
        re.compile(r"archiv|conserv|garder (?:vos|ces|les) (?:donnees|propos)|keep (?:your|the) (?:data|words)|stor"),
    ),
    ("quote", re.compile(r"\bcit(?:er|es|e|ation|ations)\b|quot|verbatim|extraits? de vos propos|publi|anonym")),
    (
        "notes",
        re.compile(r"\bnotes?\b|particip|repondre a|commencer|interroge|take part|begin|start|entretien|interview"),
    ),
)
AGREES = re.compile(
    r"accept|d accord|accord\b|autoris|consent|agree|allow|permission|puis je|pouvons nous|may i|may we|can i|can we|souhait|ok pour"
)
_SMALL = {
    "fr": (
        "le la les un une des du de et est que qui dans pour vous votre vos nous avec sur ce cette au aux en a comment"
    ),
    "en": (
        "the a an of and is that which in for you your we with on this to at how what do does did was were have are"
    ),
}
FUNCTION_WORDS: Final = {language: frozenset(words.split()) for language, words in _SMALL.items()}


_PROBES = re.compile(r"relances?|probes?|prompts?|follow ups?")
_FEW = 4


def label_of(folded: str) -> str:
    """What a label announces: probe, aim, duration, question, theme, or a form to fill in; empty for other words."""
    if folded in LABELS:
        return LABELS[folded]
    return "probe" if len(folded.split()) <= _FEW and any(map(_PROBES.fullmatch, folded.split())) else ""


def language_of(words: str, otherwise: str = "en") -> str:
    """French or English, by which small words there are more of."""
    found = fold(words).split()
    counts = {code: sum(word in small for word in found) for code, small in FUNCTION_WORDS.items()}
    if counts["fr"] == counts["en"]:
        return otherwise
    return max(counts, key=lambda code: counts[code])
