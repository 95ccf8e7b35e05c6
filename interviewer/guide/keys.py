"""The keys of a guide with what stands under them; other names that people give them: both languages, other tools.

Other names are compared without accents.
"""

from interviewer.guide.model import CONSENT_PURPOSES, PROBE_KINDS
from interviewer.shapes import (
    AMOUNT,
    ID,
    LANGUAGE,
    ONLY_TRUE,
    POSITIVE,
    TEXT,
    TRUTH,
    WORDS,
    Either,
    Key,
    Keyed,
    Listed,
    OneOf,
    Table,
    Whole,
)

HIGHEST_VERSION = 1_000_000
FAR = 10**9
FEWEST_CHOICES = 2
TYPES = ("scale", "number", "choice", "choices", "date", "text")
BESIDE = (("other", ("choice", "choices")), ("unit", ("number", "scale")))

FEW_WORDS = Either((TEXT, Listed(TEXT)))
CONDITION = Table("condition", (Key("not", FEW_WORDS), Key("from", AMOUNT), Key("to", AMOUNT)))
WHEN = Key("when", Keyed(Either((TEXT, Listed(TEXT), CONDITION))))
SCALE = Table("scale", tuple(Key(name, Whole(-FAR, FAR), required=True) for name in ("from", "to")))
NUMBER = Table("number", (Key("from", AMOUNT), Key("to", AMOUNT), Key("unit", TEXT)))
CHOICES = Keyed(WORDS, FEWEST_CHOICES)
ANSWERS = (
    Key("scale", SCALE),
    Key("number", NUMBER),
    Key("choice", CHOICES),
    Key("choices", CHOICES),
    Key("other", TRUTH),
    Key("date", ONLY_TRUE),
    Key("text", ONLY_TRUE),
    Key("unit", TEXT),
)
PROBE = Table("probe", (Key("id", ID), Key("ask", WORDS, required=True), Key("kind", OneOf(PROBE_KINDS))))
QUESTION = Table(
    "question",
    (
        Key("id", ID, required=True),
        Key("was", Listed(ID)),
        Key("ask", WORDS, required=True),
        Key("aim", WORDS),
        Key("must", TRUTH),
        Key("codes", Listed(ID)),
        WHEN,
        Key("probes", Listed(Either((WORDS, PROBE)))),
        Key("indicator", ID),
        *ANSWERS,
    ),
    apart=TYPES,
    beside=(*BESIDE, ("indicator", TYPES)),
)
THEME = Table(
    "theme",
    (
        Key("id", ID, required=True),
        Key("title", WORDS, required=True),
        Key("aim", WORDS),
        Key("minutes", POSITIVE),
        WHEN,
        Key("questions", Listed(QUESTION, filled=True), required=True),
    ),
)
CONSENT = Table(
    "consent",
    (
        Key("id", ID, required=True),
        Key("for", OneOf(CONSENT_PURPOSES), required=True),
        Key("ask", WORDS, required=True),
        Key("required", TRUTH),
    ),
)
BACKGROUND = Table(
    "background",
    (Key("id", ID, required=True), Key("ask", WORDS, required=True), *ANSWERS),
    apart=TYPES,
    apart_needed=True,
    beside=BESIDE,
)
GUIDE = Table(
    "guide",
    (
        Key("guide", ID, required=True),
        Key("version", Whole(1, HIGHEST_VERSION), required=True),
        Key("title", WORDS, required=True),
        Key("language", LANGUAGE, required=True),
        Key("languages", Listed(LANGUAGE)),
        Key("stakeholders", Listed(ID)),
        Key("purpose", WORDS),
        Key("duration", POSITIVE),
        Key("group", TRUTH),
        Key("opening", WORDS),
        Key("consent", Listed(CONSENT)),
        Key("themes", Listed(THEME, filled=True), required=True),
        Key("background", Listed(BACKGROUND)),
        Key("closing", WORDS),
    ),
)

GUIDE_KEYS, THEME_KEYS, QUESTION_KEYS = GUIDE.names(), THEME.names(), QUESTION.names()
CONSENT_KEYS, BACKGROUND_KEYS, PROBE_KEYS = CONSENT.names(), BACKGROUND.names(), PROBE.names()
CONDITION_KEYS, SCALE_KEYS, NUMBER_KEYS = CONDITION.names(), SCALE.names(), NUMBER.names()

OTHER_GUIDE_KEYS = {
    **dict.fromkeys(("id", "name", "nom", "identifiant", "trame"), "guide"),
    **dict.fromkeys(("titre", "intitule", "label"), "title"),
    **dict.fromkeys(("langue", "lang", "locale"), "language"),
    **dict.fromkeys(("langues",), "languages"),
    **dict.fromkeys(("publics", "public", "parties_prenantes", "parties prenantes", "beneficiaires"), "stakeholders"),
    **dict.fromkeys(("objectif", "but", "aim", "goal", "finalite", "description"), "purpose"),
    **dict.fromkeys(("duree", "minutes", "temps", "time"), "duration"),
    **dict.fromkeys(("groupe", "collectif"), "group"),
    **dict.fromkeys(("ouverture", "introduction", "intro", "accueil", "preambule"), "opening"),
    **dict.fromkeys(("consentement", "consents", "accord"), "consent"),
    **dict.fromkeys(("thematique", "section", "partie", "sections", "topics", "topic"), "themes"),
    **dict.fromkeys(("talon", "signaletique", "fiche", "profil", "profile", "identite"), "background"),
    **dict.fromkeys(("cloture", "conclusion", "fin", "end", "ending", "outro"), "closing"),
}
ASK_NAMES = ("text", "texte", "question", "label", "libelle", "titre", "title", "name", "prompt", "intitule")
OTHER_ITEM_KEYS = {
    **dict.fromkeys(ASK_NAMES, "ask"),
    **dict.fromkeys(("pour", "purpose", "finalite", "usage"), "for"),
    **dict.fromkeys(("obligatoire", "requis", "must", "mandatory"), "required"),
    **dict.fromkeys(("type", "genre", "nature"), "kind"),
    **dict.fromkeys(("identifiant", "name", "nom"), "id"),
}
OTHER_WHEN = dict.fromkeys(("si", "quand", "if", "relevant", "only_if", "condition"), "when")
OTHER_THEME_KEYS = {
    **dict.fromkeys(("titre", "name", "nom", "label", "libelle", "intitule"), "title"),
    **dict.fromkeys(("objectif", "but", "goal", "purpose", "finalite"), "aim"),
    **dict.fromkeys(("duree", "duration", "temps", "time"), "minutes"),
    **dict.fromkeys(("identifiant",), "id"),
    **OTHER_WHEN,
}
OTHER_ANSWER_KEYS = {
    **dict.fromkeys(("echelle", "likert", "range"), "scale"),
    **dict.fromkeys(("nombre", "integer", "chiffre"), "number"),
    **dict.fromkeys(("choix", "select_one", "options", "liste"), "choice"),
    **dict.fromkeys(("select_multiple", "choix_multiple", "choix multiple"), "choices"),
    **dict.fromkeys(("autre",), "other"),
    **dict.fromkeys(("unite",), "unit"),
    **dict.fromkeys(("jour", "day"), "date"),
    **dict.fromkeys(("identifiant",), "id"),
}
OTHER_QUESTION_KEYS = {
    **dict.fromkeys((name for name in ASK_NAMES if name != "text"), "ask"),
    **dict.fromkeys(("objectif", "but", "goal", "purpose", "finalite"), "aim"),
    **dict.fromkeys(("obligatoire", "requis", "required", "mandatory", "must_ask"), "must"),
    **dict.fromkeys(("relance", "probe", "follow_up", "follow_ups", "follow-ups", "prompts"), "probes"),
    **dict.fromkeys(("indicateur",), "indicator"),
    **dict.fromkeys(("ancien_id", "anciens", "formerly", "former_id"), "was"),
    **OTHER_WHEN,
    **OTHER_ANSWER_KEYS,
}
OTHER_KINDS = {
    **dict.fromkeys(("reflet", "reformulation", "repeter"), "echo"),
    **dict.fromkeys(("clarification", "clarifier", "preciser"), "clarify"),
    **dict.fromkeys(("approfondir", "elaboration", "developper"), "elaborate"),
    **dict.fromkeys(("exemple",), "example"),
    **dict.fromkeys(("contraste", "comparer"), "contrast"),
    **dict.fromkeys(("temps", "moment"), "time"),
    **dict.fromkeys(("sentiment", "ressenti", "emotion"), "feeling"),
    **dict.fromkeys(("contrefactuel", "et_si", "sans"), "counterfactual"),
}
OTHER_PURPOSES = {
    **dict.fromkeys(("note", "prise_de_notes"), "notes"),
    **dict.fromkeys(("enregistrement", "enregistrer", "recording", "audio"), "record"),
    **dict.fromkeys(("citation", "citer", "quotation", "quotes"), "quote"),
    **dict.fromkeys(("nom", "nommer"), "name"),
    **dict.fromkeys(("recontacter", "contact", "recontacts"), "recontact"),
    **dict.fromkeys(("archivage", "archiver", "conservation"), "archive"),
}
