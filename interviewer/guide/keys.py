"""The keys of a guide, and other names that people give them: both languages, other tools (compared without accents)."""

GUIDE_KEYS = (
    *("guide", "version", "title", "language", "languages", "stakeholders", "purpose", "duration", "group"),
    *("opening", "consent", "themes", "background", "closing"),
)
CONSENT_KEYS = ("id", "for", "ask", "required")
THEME_KEYS = ("id", "title", "aim", "minutes", "when", "questions")
ANSWER_KEYS = ("scale", "number", "choice", "choices", "other", "date", "text", "unit")
QUESTION_KEYS = ("id", "was", "ask", "aim", "must", "codes", "when", "probes", "indicator", *ANSWER_KEYS)
CONDITION_KEYS = ("not", "from", "to")
BACKGROUND_KEYS = ("id", "ask", *ANSWER_KEYS)
PROBE_KEYS = ("id", "ask", "kind")

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
