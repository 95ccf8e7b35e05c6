"""Where somebody lives, what they drive: addresses and plates. Pure."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from interviewer.privacy.scan import glance as g
from interviewer.privacy.scan.model import Finding


class Look(NamedTuple):
    """What something looks like, a kind of word without which it is nowhere (or 0), and how many digits it has at least."""

    pattern: str
    word: int = 0
    digits: int = 0


compiled = cache(re.compile)  # when a text gives reason to: most studies never need some of them

UPPER = "A-ZÀ-ÖØ-Þ"
LOWER = "a-zà-öø-ÿœ"
WORD = rf"[{UPPER}{LOWER}0-9][{UPPER}{LOWER}0-9'’-]*"
PROPER = rf"[{UPPER}][{UPPER}{LOWER}'’-]*"
LINK = r"(?:de\s+la\s+|de\s+l['’]\s?|du\s+|des\s+|de\s+|d['’]\s?|la\s+|le\s+|les\s+|l['’]\s?|aux\s+|au\s+|à\s+la\s+)"
STREET = (
    r"(?:rue|avenue|av\.|boulevard|bd|bld|boul\.|impasse|all[ée]es?|chemin|place|quai|cours|route|square|passage|cit[ée]|"
    r"r[ée]sidence|lotissement|hameau|sentier|mont[ée]e|faubourg|fbg|villa|esplanade|promenade|ruelle|venelle|traverse|clos)"
)
HOUSE = r"\d{1,4}(?:\s?(?:bis|ter|quater)\b|\s?[A-Da-d]\b)?"
TOWN = rf"(?:\s*,?\s+(?:à\s+)?(?:\d{{5}}\s+{PROPER}(?:[ -](?:{LINK})?{PROPER})*|\d{{5}}\b))?"
TAIL = rf"{LINK}?{WORD}(?:[ -](?:{LINK})?{PROPER})*"
NUMBER_WORDS = (
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|"
    r"cinquante|soixante|cent)(?:[ -](?:et[ -])?(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|vingts?))*"
)
FRENCH = (
    Look(rf"\b{HOUSE}\s*,?\s+(?:de\s+la\s+|de\s+l['’]\s?|du\s+|des\s+|de\s+)?(?i:{STREET})\s+{TAIL}{TOWN}", g.STREET, 1),
    Look(rf"\b(?i:{NUMBER_WORDS})\s*,?\s+(?i:rue|avenue|boulevard|impasse|all[ée]e|chemin)\s+{TAIL}{TOWN}", g.NUMBERED_STREET),
    Look(rf"\b(?i:{STREET})\s+{LINK}?{PROPER}(?:[ -](?:{LINK})?{PROPER})*{TOWN}", g.NAMED_STREET),
    Look(rf"\b(?i:b[âa]t(?:iment)?|escalier|appartement|appt?\.?|porte|hall)\s+(?:[A-Z]\b|\d{{1,4}}\b)(?:,?\s+(?i:{STREET})\s+{TAIL})?{TOWN}", g.DOOR),
    Look(rf"\b(?i:lieu[- ]dit|lieudit)\s+{PROPER}(?:[ -](?:{LINK})?{PROPER})*{TOWN}", g.LIEU),
    Look(rf"\b\d{{5}}\s+{PROPER}(?:[ -](?:{LINK})?{PROPER})*", digits=5),
)  # fmt: skip
ROAD = (
    r"(?:Street|St|Road|Rd|Lane|Avenue|Ave|Terrace|Yard|Close|Drive|Court|Crescent|Place|Gardens?|Way|Square|Row|Hill|"
    r"Mews|Grove|Walk|Green|Park|Estate|House|Rise|View|Parade|Buildings|Wharf|Quay)"
)
NAME = r"(?:[A-Z][A-Za-z'’-]*)"
ENGLISH = (
    Look(rf"\b(?:(?:Flat|Apartment|Apt|Unit)\s+\d{{1,4}}[A-Za-z]?,?\s+)?\d{{1,4}}[A-Za-z]?,?\s+(?:{NAME}\s+){{1,3}}{ROAD}\b(?:,\s+(?:Flat|Apartment|Apt|Unit)\s+\d{{1,4}}[A-Za-z]?)?", g.ROAD, 1),
    Look(r"\b(?:Flat|Apartment|Apt)\s+\d{1,4}[A-Za-z]?\b", g.FLAT, 1),
    Look(r"\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b", digits=2),
)  # fmt: skip
SIV = "A-HJ-NP-TV-Z"
PLATES = (
    Look(rf"(?<![\w-])(?!SS)[{SIV}]{{2}}[ -]?\d{{3}}[ -]?(?!SS)[{SIV}]{{2}}(?![\w-])", digits=3),
    Look(r"(?<![\w-])\d{1,4}[ -]?[A-HJ-NP-Z]{2,3}[ -]?(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])(?![\w-])", digits=2),
    Look(r"(?<![\w-])[A-Z]{2}\d{2} [A-Z]{3}(?![\w-])", digits=2),
)
CUED = re.compile(
    r"(?:plaques?|immatricul\w*|number plate|registration|reg)\b[^.\n]{0,20}?(?P<plate>\b[A-Za-z0-9]{1,4}[ -]?[A-Za-z0-9]{2,3}[ -]?[A-Za-z0-9]{2,3}\b)",
    re.IGNORECASE,
)


WITHOUT_DIGITS = g.NUMBERED_STREET | g.NAMED_STREET | g.DOOR | g.LIEU
"""What gives reason to look where there is no digit."""


def _where(look: Look, text: str, glance: g.Glance) -> Iterable[re.Match[str]]:
    return compiled(look.pattern).finditer(text) if glance.has(look.word, look.digits) else ()


def places(text: str, glance: g.Glance = g.WHOLE) -> Iterator[Finding]:
    """Addresses and plates; both languages, since addresses are those of a country and not of the words around them."""
    if not glance.has(WITHOUT_DIGITS) and not glance.digits:
        return
    for look in (*FRENCH, *ENGLISH):
        yield from (Finding("address", *one.span(), "address") for one in _where(look, text, glance))
    for look in PLATES:
        yield from (Finding("plate", *one.span(), "plate") for one in _where(look, text, glance))
    for one in CUED.finditer(text) if glance.digits else ():
        if any(letter.isdigit() for letter in one["plate"]):
            yield Finding("plate", *one.span("plate"), "plate")
