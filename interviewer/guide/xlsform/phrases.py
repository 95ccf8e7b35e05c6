"""What a form says beside the words of the guide, in the languages of interviews. These are not words of the screens.

A language that is not here gets the guide's main language if that one is, else English; `spoken_in` tells which.
"""

from collections.abc import Sequence

SPOKEN = ("fr", "en", "es", "pt", "de", "it")
NAMES = {
    "fr": "Français",
    "en": "English",
    "es": "Español",
    "pt": "Português",
    "de": "Deutsch",
    "it": "Italiano",
    "ar": "العربية",
    "nl": "Nederlands",
    "wo": "Wolof",
    "sw": "Kiswahili",
    "ln": "Lingala",
    "ro": "Română",
    "ru": "Русский",
    "uk": "Українська",
    "tr": "Türkçe",
    "fa": "فارسی",
    "ps": "پښتو",
    "pl": "Polski",
    "ht": "Kreyòl",
    "mg": "Malagasy",
    "br": "Brezhoneg",
    "eu": "Euskara",
    "ca": "Català",
    "so": "Soomaali",
}

_ROWS: tuple[tuple[str, ...], ...] = (
    ("yes", "Oui", "Yes", "Sí", "Sim", "Ja", "Sì"),
    ("no", "Non", "No", "No", "Não", "Nein", "No"),
    ("people", "L'entretien", "The interview", "La entrevista", "A entrevista", "Das Gespräch", "Il colloquio"),
    (
        "code",
        "Pseudonyme de la personne (jamais son nom)",
        "Pseudonym of the person (never a name)",
        "Seudónimo de la persona (nunca su nombre)",
        "Pseudónimo da pessoa (nunca o nome)",
        "Pseudonym der Person (nie ihr Name)",
        "Pseudonimo della persona (mai il nome)",
    ),
    (
        "code_hint",
        "Un pseudonyme au hasard est proposé. Notez-le, ou tapez celui que la personne a déjà.",
        "A random pseudonym is proposed. Write it down, or type the one that the person has already.",
        "Se propone un seudónimo al azar. Anótelo, o escriba el que la persona ya tiene.",
        "É proposto um pseudónimo ao acaso. Anote-o, ou escreva o que a pessoa já tem.",
        "Ein zufälliges Pseudonym ist vorgeschlagen. Notieren Sie es, oder tippen Sie das, das die Person schon hat.",
        "Viene proposto uno pseudonimo a caso. Lo annoti, o scriva quello che la persona ha già.",
    ),
    (
        "code_wrong",
        "Des lettres sans accent et au moins un chiffre, sans espace : par exemple p7kx3.",
        "Plain letters and at least one digit, without spaces: for example p7kx3.",
        "Letras sin acento y al menos una cifra, sin espacios: por ejemplo p7kx3.",
        "Letras sem acento e pelo menos um algarismo, sem espaços: por exemplo p7kx3.",
        "Einfache Buchstaben und mindestens eine Ziffer, ohne Leerzeichen: zum Beispiel p7kx3.",
        "Lettere senza accento e almeno una cifra, senza spazi: per esempio p7kx3.",
    ),
    (
        "needed",
        "Il faut une réponse pour continuer.",
        "An answer is needed to go on.",
        "Hace falta una respuesta para continuar.",
        "É precisa uma resposta para continuar.",
        "Ohne Antwort geht es nicht weiter.",
        "Serve una risposta per continuare.",
    ),
    (
        "language",
        "Langue de l'entretien",
        "Language of the interview",
        "Idioma de la entrevista",
        "Língua da entrevista",
        "Sprache des Gesprächs",
        "Lingua del colloquio",
    ),
    (
        "stakeholder",
        "Groupe de la personne",
        "Group of the person",
        "Grupo de la persona",
        "Grupo da pessoa",
        "Gruppe der Person",
        "Gruppo della persona",
    ),
    (
        "wave",
        "Vague de mesure (t0 avant, t1 après...)",
        "Wave of measures (t0 before, t1 after...)",
        "Ronda de medición (t0 antes, t1 después...)",
        "Ronda de medição (t0 antes, t1 depois...)",
        "Messzeitpunkt (t0 vorher, t1 nachher...)",
        "Rilevazione (t0 prima, t1 dopo...)",
    ),
    (
        "wave_wrong",
        "Un mot court sans espace ni accent, comme t0.",
        "A short word without spaces or accents, such as t0.",
        "Una palabra corta sin espacios ni acentos, como t0.",
        "Uma palavra curta sem espaços nem acentos, como t0.",
        "Ein kurzes Wort ohne Leerzeichen und Umlaute, wie t0.",
        "Una parola breve senza spazi né accenti, come t0.",
    ),
    ("consent", "Les accords", "Consent", "El consentimiento", "O consentimento", "Einwilligung", "Il consenso"),
    (
        "refused",
        (
            "Merci, c'est tout à fait votre droit. L'entretien s'arrête ici : rien d'autre n'est noté. "
            "Enregistrez et envoyez ce formulaire tel quel."
        ),
        (
            "Thank you, that is entirely your right. The interview ends here: nothing else is written down. "
            "Save and send this form as it is."
        ),
        (
            "Gracias, está en todo su derecho. La entrevista termina aquí: no se anota nada más. "
            "Guarde y envíe este formulario tal como está."
        ),
        (
            "Obrigado, é um direito seu. A entrevista termina aqui: nada mais é anotado. "
            "Guarde e envie este formulário tal como está."
        ),
        (
            "Danke, das ist Ihr gutes Recht. Das Gespräch endet hier: Nichts weiter wird notiert. "
            "Speichern und senden Sie dieses Formular, wie es ist."
        ),
        (
            "Grazie, è un suo pieno diritto. Il colloquio finisce qui: non viene annotato altro. "
            "Salvi e invii questo modulo così com'è."
        ),
    ),
    (
        "why",
        "Pas de réponse : pourquoi ?",
        "No answer: why?",
        "Sin respuesta: ¿por qué?",
        "Sem resposta: porquê?",
        "Keine Antwort: warum?",
        "Nessuna risposta: perché?",
    ),
    ("not_asked", "Pas demandé", "Not asked", "No se preguntó", "Não perguntado", "Nicht gefragt", "Non chiesto"),
    (
        "declined",
        "Ne veut pas répondre",
        "Declined to answer",
        "No quiere responder",
        "Não quer responder",
        "Möchte nicht antworten",
        "Non vuole rispondere",
    ),
    ("dont_know", "Ne sait pas", "Doesn't know", "No sabe", "Não sabe", "Weiß es nicht", "Non sa"),
    (
        "not_relevant",
        "Sans objet",
        "Not relevant",
        "No es pertinente",
        "Não se aplica",
        "Trifft nicht zu",
        "Non pertinente",
    ),
    ("no_time", "Pas le temps", "No time", "Sin tiempo", "Sem tempo", "Keine Zeit", "Manca il tempo"),
    ("other", "Autre", "Other", "Otro", "Outro", "Anderes", "Altro"),
    (
        "which_other",
        "Autre : lequel ?",
        "Other: which one?",
        "Otro: ¿cuál?",
        "Outro: qual?",
        "Anderes: welches?",
        "Altro: quale?",
    ),
    (
        "words",
        "Ce que la personne en dit, avec ses mots",
        "What the person says about it, in their words",
        "Lo que la persona dice, con sus palabras",
        "O que a pessoa diz, com as suas palavras",
        "Was die Person dazu sagt, in ihren Worten",
        "Che cosa ne dice la persona, con parole sue",
    ),
    ("unit", "Unité : {unit}", "Unit: {unit}", "Unidad: {unit}", "Unidade: {unit}", "Einheit: {unit}", "Unità: {unit}"),
    (
        "between",
        "Un nombre de {low} à {high}.",
        "A number from {low} to {high}.",
        "Un número de {low} a {high}.",
        "Um número de {low} a {high}.",
        "Eine Zahl von {low} bis {high}.",
        "Un numero da {low} a {high}.",
    ),
    (
        "at_least",
        "Au moins {low}.",
        "At least {low}.",
        "Como mínimo {low}.",
        "No mínimo {low}.",
        "Mindestens {low}.",
        "Almeno {low}.",
    ),
    (
        "at_most",
        "Au plus {high}.",
        "At most {high}.",
        "Como máximo {high}.",
        "No máximo {high}.",
        "Höchstens {high}.",
        "Al massimo {high}.",
    ),
    (
        "before",
        "Pour commencer, quelques faits",
        "A few facts to begin with",
        "Para empezar, algunos datos",
        "Para começar, alguns dados",
        "Zuerst einige Angaben",
        "Per cominciare, alcuni dati",
    ),
    (
        "background",
        "Pour finir, quelques faits",
        "A few facts to end with",
        "Para terminar, algunos datos",
        "Para terminar, alguns dados",
        "Zum Schluss einige Angaben",
        "Per finire, alcuni dati",
    ),
    (
        "after",
        "Après l'entretien (pour vous)",
        "After the interview (for you)",
        "Después de la entrevista (para usted)",
        "Depois da entrevista (para si)",
        "Nach dem Gespräch (für Sie)",
        "Dopo il colloquio (per lei)",
    ),
    (
        "setting",
        "Où et dans quelles conditions ?",
        "Where, and in what setting?",
        "¿Dónde y en qué condiciones?",
        "Onde e em que condições?",
        "Wo und unter welchen Umständen?",
        "Dove e in quali condizioni?",
    ),
    (
        "others",
        "Qui d'autre était présent ? (pas de nom)",
        "Who else was present? (no names)",
        "¿Quién más estaba presente? (sin nombres)",
        "Quem mais estava presente? (sem nomes)",
        "Wer war noch dabei? (keine Namen)",
        "Chi altro era presente? (niente nomi)",
    ),
    ("notes", "Vos notes", "Your notes", "Sus notas", "As suas notas", "Ihre Notizen", "Le sue note"),
)
PHRASES = {row[0]: dict(zip(SPOKEN, row[1:], strict=True)) for row in _ROWS}


def spoken_in(language: str, main: str) -> str:
    """The language in which the form's own words stand for that language of the guide."""
    return next((one for one in (_bare(language), _bare(main)) if one in SPOKEN), "en")


def phrase(key: str, language: str, main: str, **values: str) -> str:
    """One of the form's own texts, its holes filled."""
    return PHRASES[key][spoken_in(language, main)].format_map(values)


def language_label(language: str) -> str:
    """The language as XLSForm writes it behind `label::`, such as `Français (fr)`; only whole languages have codes there."""
    bare = _bare(language)
    name = NAMES.get(bare, bare)
    return f"{name} ({bare})" if bare == language else f"{name} {language} ({bare})"


def foreign(languages: Sequence[str]) -> tuple[str, ...]:
    """The languages in which the form's own words are not known."""
    return tuple(language for language in languages if _bare(language) not in SPOKEN)


def _bare(language: str) -> str:
    return language.partition("-")[0].lower()
