"""What may stand instead of words that tell who somebody is, in the language in which they were said. Pure."""

from collections.abc import Mapping

from interviewer.privacy.scan.model import Kind

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


def proposal(kind: Kind, language: str) -> str:
    """What is proposed for words of that kind; English for languages that have no words here."""
    return BY_LANGUAGE.get(language[:2].lower(), BY_LANGUAGE["en"])[kind]
