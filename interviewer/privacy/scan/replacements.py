"""What may stand instead of words that tell who somebody is, in the language in which they were said. Pure."""

import re
import unicodedata
from collections.abc import Mapping

from interviewer.privacy.scan.lexicon import is_ordinary
from interviewer.privacy.scan.model import Kind
from interviewer.privacy.scan.tokens import tokens

BY_LANGUAGE: Mapping[str, Mapping[Kind, str]] = {
    "fr": {
        "name": "[prénom]",
        "phone": "[téléphone]",
        "email": "[adresse e-mail]",
        "web": "[lien]",
        "iban": "[compte bancaire]",
        "national_id": "[numéro personnel]",
        "address": "[adresse]",
        "plate": "[plaque]",
        "place": "[lieu]",
    },
    "en": {
        "name": "[name]",
        "phone": "[phone]",
        "email": "[e-mail address]",
        "web": "[link]",
        "iban": "[bank account]",
        "national_id": "[personal number]",
        "address": "[address]",
        "plate": "[number plate]",
        "place": "[place]",
    },
}
FAMILY = {"fr": "[nom]", "en": "[name]"}
TITLED = re.compile(
    r"\b(?:madame|monsieur|mademoiselle|mme|mlle|mr|m|docteur|dr|maître|professeur|pr)\.?[ \u00a0]$", re.IGNORECASE
)
MOST = 40
"""Letters that a replacement may have, brackets and all."""
Fault = str
LONG, SAME_WORDS, A_NAME, EMPTY = "long", "same_words", "a_name", "empty"


def proposal(kind: Kind, language: str, before: str = "") -> str:
    """What is proposed for words of that kind; English for languages that have no words here.

    `before` is what stands in front of the words: behind *madame* comes a family name.
    """
    known = language[:2].lower() if language[:2].lower() in BY_LANGUAGE else "en"
    if kind == "name" and TITLED.search(before[-15:]):
        return FAMILY[known]
    return BY_LANGUAGE[known][kind]


def in_brackets(typed: str) -> str:
    """The replacement as it is kept: one line without signs that can't be seen, in brackets, whatever was typed."""
    seen = "".join(
        " " if unicodedata.category(one) in ("Zs", "Zl", "Zp", "Cc") else one
        for one in typed
        if one in "\t\n\r" or unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Cn", "Co")
    )
    return f"[{' '.join(re.sub(r'[][]', ' ', seen).split())}]"


def fault_of(replacement: str, words: str, *, sealed: bool) -> Fault | None:
    """Why that must not stand instead of these words, or None.

    It is read by everybody, also where what was said is sealed. So it may not repeat a word of a name; and in a sealed study it
    may have ordinary words only (names are none).
    """
    inside = tokens(replacement)
    if not inside:
        return EMPTY
    if len(replacement) > MOST:
        return LONG
    strange = {one.word for one in inside if not (is_ordinary(one.word, "fr") or is_ordinary(one.word, "en"))}
    if strange & {one.word for one in tokens(words)}:
        return SAME_WORDS
    known = {one.word for words in BY_LANGUAGE.values() for text in words.values() for one in tokens(text)}
    return A_NAME if sealed and {word for word in strange if len(word) > 1} - known else None
