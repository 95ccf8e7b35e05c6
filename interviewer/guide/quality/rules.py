"""The names of all rules of question quality: as `# lint: ok`, `interviewer.yaml` and `--json` say them."""

from interviewer.guide.quality.model import LABELS

WHOLE_RULES = (
    *("no_opening", "no_consent", "no_closing", "no_aim", "question_without_aim", "aim_without_question"),
    *("no_broad_opener", "sensitive_early", "background_early", "minutes_exceed", "minutes_short", "minutes_announced"),
    *("theme_hurried", "guide_hurried", "must_last", "probe_repeats", "many_closed", "no_withdrawal"),
    *("identity_asked", "group_asked", "background_twice", "background_long"),
)
OTHER_NAMES = {
    **dict.fromkeys(("fermee", "fermer", "ferme", "question-fermee"), "closed"),
    **dict.fromkeys(("orientee", "oriente", "induite", "influence", "suggestive", "tendancieuse"), "leading"),
    **dict.fromkeys(("presuppose", "presupposee", "presupposition", "supposition", "supposee", "presume"), "presuming"),
    **dict.fromkeys(("double", "double-question", "deux-questions", "multiple"), "double_barrelled"),
    **dict.fromkeys(("longue", "longueur", "trop-long", "trop-longue"), "long"),
    **dict.fromkeys(("negation", "negatif", "negative"), "negative"),
    **dict.fromkeys(("pourquoi",), "why"),
    **dict.fromkeys(("technique", "vocabulaire"), "jargon"),
    **dict.fromkeys(("sigle", "acronyme"), "acronym"),
    **dict.fromkeys(("introduction", "sans-ouverture"), "no_opening"),
    **dict.fromkeys(("consentement", "accord", "sans-accord"), "no_consent"),
    **dict.fromkeys(("conclusion", "cloture", "sans-cloture"), "no_closing"),
    **dict.fromkeys(("objectif", "sans-objectif"), "no_aim"),
    **dict.fromkeys(("premiere-question", "ouverture"), "no_broad_opener"),
    **dict.fromkeys(("sensible", "trop-tot"), "sensitive_early"),
    **dict.fromkeys(("fait", "signaletique", "fiche"), "background_early"),
    **dict.fromkeys(("relance", "repetition"), "probe_repeats"),
    **dict.fromkeys(("trop-fermee", "questions-fermees"), "many_closed"),
    **dict.fromkeys(("retrait", "arret"), "no_withdrawal"),
    **dict.fromkeys(("identite", "nom", "prenom", "adresse"), "identity_asked"),
    **dict.fromkeys(("public", "groupe"), "group_asked"),
    **dict.fromkeys(("duree", "minutes", "temps"), "minutes_exceed"),
}
"""What French speakers may call a rule, without accents."""
QUALITY_RULES: tuple[str, ...] = (*LABELS, *WHOLE_RULES)
