"""Telephone numbers, in digits and in words; what a number may look like is known to phonenumbers, imported here. Pure."""

import re
from collections.abc import Iterator, Sequence

from interviewer.privacy.scan.glance import WHOLE, ZERO, Glance
from interviewer.privacy.scan.model import Finding
from interviewer.privacy.scan.spelled import LEAST_DIGITS, spelled_numbers
from interviewer.privacy.scan.tokens import Token

GAP = r"[ .\-/\u00a0\u202f]{0,2}"
ROW = re.compile(rf"(?<![\w.,+-])(?:\+|\(\+?)?\d(?:{GAP}\(?\d\)?){{7,14}}(?![\w-]|[.,]\d)")
REGIONS = {"fr": ("FR", "BE", "CH"), "en": ("GB", "IE", "US")}
CUES = re.compile(
    r"(?:t[ée]l(?:[ée]phone)?|portable|mobile|fixe|num[ée]ro|appel\w*|joindre|whatsapp|sms|phone|number|call|ring|reach|text)\W",
    re.IGNORECASE,
)
NEAR = 60


def phones(text: str, language: str, words: Sequence[Token], glance: Glance = WHOLE) -> Iterator[Finding]:
    """The telephone numbers in a text."""
    for one in ROW.finditer(text) if glance.digits >= LEAST_DIGITS else ():
        if _is_phone(one[0], language, text[max(0, one.start() - NEAR) : one.start()]):
            yield Finding("phone", *one.span(), "phone")
    for start, end, _digits in spelled_numbers(words) if glance.has(ZERO) else ():
        yield Finding("phone", start, end, "phone_spelled")


def _is_phone(row: str, language: str, before: str) -> bool:
    """Whether that row of digits may be a number that somebody can be called under."""
    digits = re.sub(r"\D", "", row)
    if row.startswith(("+", "(+")) or digits.startswith("00"):
        return _is_possible("+" + digits.removeprefix("00"), "")
    if digits.startswith("0"):
        return any(_is_possible(digits, region) for region in (*REGIONS["fr"], *REGIONS["en"]))
    return bool(CUES.search(before)) and any(_is_valid(digits, region) for region in REGIONS.get(language, ()))


def _is_possible(digits: str, region: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(digits, region or None))
    except phonenumbers.NumberParseException:
        return False


def _is_valid(digits: str, region: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, region))
    except phonenumbers.NumberParseException:
        return False
