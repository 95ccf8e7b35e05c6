"""The languages of a form's columns, which forms call as they like -> codes that a guide can have."""

import re

from interviewer.schema import LANGUAGE, folded

CODE_AT_END = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)\s*$")
CODE_BEFORE = re.compile(r"\b([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8})+)\s*\(\s*\1\s*\)\s*$")
"""`Português pt-BR (pt)`: XLSForm takes whole languages only in brackets."""
CODE_ALONE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.ASCII)
PRIVATE, LONGEST_PRIVATE = "qaa", 8
"""Codes that begin so are left to private use; what follows is made from the name."""

_NAMED = {
    "af": "afrikaans",
    "am": "amharic amharique amarigna",
    "ar": "arabic arabe arab العربية عربي عربى",
    "az": "azerbaijani azeri",
    "bm": "bambara bamanankan bamana",
    "bn": "bengali bangla bengalais বাংলা",
    "br": "breton brezhoneg",
    "ca": "catalan catala",
    "ckb": "sorani kurdish kurde",
    "de": "german deutsch allemand",
    "el": "greek grec",
    "en": "english anglais ingles englisch",
    "es": "spanish espanol espagnol castellano",
    "eu": "basque euskara",
    "fa": "farsi persian dari persan",
    "ff": "fula fulfulde pulaar peul peulh",
    "fr": "french francais frances franzosisch",
    "ha": "hausa haoussa",
    "he": "hebrew",
    "hi": "hindi हिन्दी हिंदी",
    "ht": "creole kreyol",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian bahasa indonesien indonesia",
    "ig": "igbo",
    "it": "italian italiano italien",
    "ja": "japanese japonais",
    "ka": "georgian",
    "km": "khmer",
    "ko": "korean",
    "lg": "luganda ganda",
    "ln": "lingala",
    "lo": "lao",
    "mg": "malagasy malgache",
    "mk": "macedonian",
    "mn": "mongolian",
    "mr": "marathi",
    "ms": "malay",
    "my": "burmese myanmar birman",
    "ne": "nepali नेपाली",
    "nl": "dutch nederlands neerlandais",
    "no": "norwegian norsk",
    "ny": "chichewa nyanja",
    "om": "oromo oromiffa",
    "pa": "punjabi",
    "pl": "polish polski polonais",
    "prs": "dari",
    "ps": "pashto pachto",
    "pt": "portuguese portugues portugais",
    "qu": "quechua",
    "rn": "kirundi",
    "ro": "romanian romana roumain",
    "ru": "russian russe русский",
    "rw": "kinyarwanda",
    "si": "sinhala",
    "sn": "shona",
    "so": "somali soomaali",
    "sq": "albanian",
    "sr": "serbian",
    "sv": "swedish svenska",
    "sw": "swahili kiswahili",
    "ta": "tamil",
    "te": "telugu",
    "th": "thai",
    "ti": "tigrinya",
    "tl": "tagalog filipino",
    "tr": "turkish turkce turc",
    "uk": "ukrainian ukrainien українська",
    "ur": "urdu ourdou",
    "uz": "uzbek",
    "vi": "vietnamese",
    "wo": "wolof",
    "xh": "xhosa",
    "yo": "yoruba",
    "zh": "chinese chinois mandarin 中文",
    "zu": "zulu",
}
CODES = {folded(name): code for code, names in _NAMED.items() for name in names.split()}

# Small words that are frequent in one language and rare in the others.
_FREQUENT = {
    "fr": frozenset(["le", "la", "les", "des", "une", "est", "vous", "votre", "quel", "quelle", "quels", "dans", "pour", "avez", "etes", "du", "et", "combien", "sont", "comment", "depuis", "souvent", "venez", "ca", "vos", "nous", "au", "aux", "etait", "avec", "racontez", "parlez"]),
    "en": frozenset(["the", "is", "are", "you", "your", "what", "which", "of", "how", "do", "does", "did", "have", "in", "for", "to", "was", "many", "with"]),
    "es": frozenset(["el", "los", "las", "una", "es", "usted", "su", "cual", "que", "cuantos", "cuantas", "tiene", "en", "por", "para", "con", "del"]),
    "pt": frozenset(["os", "as", "uma", "voce", "seu", "sua", "qual", "quantos", "tem", "em", "por", "para", "com", "do", "da", "nao"]),
    "de": frozenset(["der", "die", "das", "ist", "sind", "sie", "ihr", "ihre", "wie", "was", "welche", "haben", "im", "und", "ein", "eine", "nicht", "ich"]),
}  # fmt: skip
LEAST_SEEN = 3


def code_of(name: str) -> str:
    """The code of a language by its name in a column: `Français (fr)`, `fr`, `French`; one for private use where unknown."""
    if (within := CODE_BEFORE.search(name)) and LANGUAGE.fullmatch(within[1].lower() + within[2]):
        return within[1].lower() + within[2]
    ended = CODE_AT_END.search(name)
    bare = ended[1] if ended else name.strip()
    if ended or CODE_ALONE.fullmatch(bare):
        first, *rest = bare.replace("_", "-").split("-")
        made = "-".join([first.lower(), *rest])
        if LANGUAGE.fullmatch(made) and (ended or folded(bare) not in CODES):
            return made
    return CODES.get(folded(bare)) or CODES.get(folded(bare).partition(" ")[0]) or _private(bare)


def is_language(name: str) -> bool:
    """Whether the word behind `label_` or `label ` is that of a language rather than of something else."""
    return folded(name) in CODES or folded(name) in _NAMED or bool(CODE_AT_END.search(name))


def _private(name: str) -> str:
    letters = re.sub(r"[^a-z0-9]", "", folded(name))[:LONGEST_PRIVATE]
    return f"{PRIVATE}-{letters.ljust(2, 'x')}" if letters else PRIVATE


def guessed(words: str, otherwise: str) -> str:
    """The language that the words are probably in, of a few; `otherwise` where they don't tell."""
    seen = re.findall(r"[^\W\d_]+", folded(words))
    counts = {code: sum(word in frequent for word in seen) for code, frequent in _FREQUENT.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= LEAST_SEEN else otherwise
