"""Numbers by which states and banks know people: IBAN, social security, identity; python-stdnum is imported here. Pure."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

from interviewer.privacy.scan.glance import CARD, NUMERO, WHOLE, Glance
from interviewer.privacy.scan.model import Finding

S = r"[ .\u00a0\u202f-]?"
# Looked for from each place anew: words before an account must not hide it.
ACCOUNT = re.compile(rf"\b(?=(?P<row>[A-Z]{{2}}{S}\d{{2}}(?:{S}[A-Z0-9]){{11,30}}\b))", re.IGNORECASE)
LEAST_DIGITS = 8
UNUSED = frozenset(("00", "01", "99"))
"""What the two digits behind the country never are."""


class Number(NamedTuple):
    """What such a number looks like, which module of stdnum knows its check digits, and whether it counts without them.

    People say numbers wrong: one whose look nothing else has counts all the same.
    """

    rule: str
    look: str
    module: str
    alone: bool = False


@cache
def _compiled(look: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w+.-]){look.replace('_', S)}(?![\w-]|[.,]\d)")


MONTH = r"(?:0[1-9]|1[0-2]|[2-4]\d|[5-9]\d)"
NUMBERS = (
    Number("nir", rf"[12378]_\d\d_{MONTH}_(?:\d\d|2[ABab])_\d{{3}}_\d{{3}}(?:_/?_\d\d)?", "fr.nir", alone=True),
    Number("avs", r"756_\d{4}_\d{4}_\d\d", "ch.ssn", alone=True),
    Number("registre_national", r"\d\d\.\d\d\.\d\d-\d{3}\.\d\d", "be.nn", alone=True),
    Number("registre_national", r"\d\d_\d\d_\d\d_\d{3}_\d\d", "be.nn"),
    Number("codice_fiscale", r"[A-Za-z]{6}_\d\d_[A-EHLMPR-Ta-ehlmpr-t]_\d\d_[A-Za-z]\d{3}[A-Za-z]", "it.codicefiscale", alone=True),
    Number("nie", r"[XYZxyz]_\d{7}_[A-Za-z]", "es.nie", alone=True),
    Number("dni", r"\d{8}_[A-Za-z]", "es.dni"),
    Number("nino", r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]_\d\d_\d\d_\d\d_[A-D]", "", alone=True),
    Number("nhs", r"\d{3} ?-?\d{3} ?-?\d{4}", "gb.nhs"),
    Number("steuer_id", r"[1-9]\d_?\d{3}_\d{3}_\d{3}", "de.idnr"),
    Number("pesel", r"\d{11}", "pl.pesel"),
    Number("cnp", r"[1-9]\d{12}", "ro.cnp"),
    Number("ssn", r"\d{3}-\d\d-\d{4}", "us.ssn"),
    Number("personnummer", r"(?:19|20)?\d{6}[-+]\d{4}", "se.personnummer"),
)  # fmt: skip
# No number among them has fewer digits, and none has more between two of them.
FEWEST_DIGITS = 6
CLOSE = re.compile(r"(?:\d\D{0,3}){5}\d")
NAMED = re.compile(
    r"(?:num[ée]ro|n°|num)\s+(?:de\s+|d['’])?(?:s[ée]cu\w*|s[ée]curit[ée] sociale|[ée]tranger|agdref|ofpra|passeport|dossier|titre|carte|r[ée]c[ée]piss[ée]|allocataire|identit[ée])"
    r"[^.\n]{0,40}?(?P<number>\b[A-Z]{0,3}\d(?:[ .-]?[A-Z0-9]){5,17}\b)",
    re.IGNORECASE,
)
PASSPORT = re.compile(
    r"(?:passeport|passport|carte d['’]identit[ée]|titre de s[ée]jour|driving licence|national insurance|nhs|ssn|social[ -]security)\b"
    r"[^.\n]{0,60}?(?P<number>\b[A-Z]{0,3}\d(?:[ .-]?[A-Z0-9]){6,14}\b)",
    re.IGNORECASE,
)


def numbers(text: str, glance: Glance = WHOLE) -> Iterator[Finding]:
    """The accounts and the numbers of people in a text."""
    if glance.digits >= LEAST_DIGITS:
        yield from _accounts(text)
    if glance.digits >= FEWEST_DIGITS and CLOSE.search(text):
        yield from _by_look(text)
    if glance.digits and (glance.has(NUMERO) or "°" in text):
        yield from _named(NAMED, text)
    if glance.digits and glance.has(CARD):
        yield from _named(PASSPORT, text)


def _named(look: re.Pattern[str], text: str) -> Iterator[Finding]:
    return (Finding("national_id", *one.span("number"), "id_named") for one in look.finditer(text))


def _accounts(text: str) -> Iterator[Finding]:
    for one in ACCOUNT.finditer(text):
        end = _account_end(one["row"])
        if end:
            yield Finding("iban", one.start(), one.start() + end, "iban")


def _by_look(text: str) -> Iterator[Finding]:
    for number in NUMBERS:
        for one in _compiled(number.look).finditer(text):
            if number.alone or _checks(number.module, one[0]):
                yield Finding("national_id", *one.span(), number.rule)


def _account_end(row: str) -> int:
    """Where an account number ends that begins there, by the length that its country has; 0 for none."""
    compact = re.sub(r"[^A-Za-z0-9]", "", row).upper()
    length = _lengths().get(compact[:2], 0)
    digits = sum(letter.isdigit() for letter in compact[:length])
    if len(compact) < length or not length or compact[2:4] in UNUSED or digits < LEAST_DIGITS:
        return 0
    if not row[:2].isupper() and digits < length - 2 and not _adds_up(compact[:length]):
        return 0  # in small letters a country may be a word: *de 12 000 euros en 2019*
    at = [place for place, letter in enumerate(row) if letter.isalnum()]
    return at[length - 1] + 1


def _adds_up(account: str) -> bool:
    """Whether the check digits of an account are right (ISO 13616)."""
    return int("".join(str(int(letter, 36)) for letter in account[4:] + account[:4])) % 97 == 1


def _lengths() -> dict[str, int]:
    return {name: int(length) for name, length in (one.split(":") for one in LENGTHS.split())}


LENGTHS = (
    "AD:24 AE:23 AL:28 AT:20 AZ:28 BA:20 BE:16 BF:28 BG:22 BH:22 BI:27 BJ:28 BR:29 BY:28 CF:27 CG:27 CH:21 CI:28 CM:27 "
    "CR:22 CV:25 CY:28 CZ:24 DE:22 DJ:27 DK:18 DO:28 DZ:26 EE:20 EG:29 ES:24 FI:18 FO:18 FR:27 GA:27 GB:22 GE:22 GI:23 "
    "GL:18 GR:27 GT:28 GW:25 HN:28 HR:21 HU:28 IE:22 IL:23 IQ:23 IR:26 IS:26 IT:27 JO:30 KM:27 KW:30 KZ:20 LB:28 LC:32 "
    "LI:21 LT:20 LU:20 LV:21 LY:25 MA:28 MC:27 MD:24 ME:22 MG:27 MK:19 ML:28 MR:27 MT:31 MU:30 MZ:25 NE:28 NI:28 NL:18 "
    "NO:15 PK:24 PL:28 PS:29 PT:25 QA:29 RO:24 RS:22 RU:33 SA:24 SC:31 SD:18 SE:24 SI:19 SK:24 SM:27 SN:28 SO:23 ST:25 "
    "SV:28 TD:27 TG:28 TL:23 TN:24 TR:26 UA:29 VA:22 VG:24 XK:20"
)


def _checks(module: str, number: str) -> bool:
    """Whether the check digits of that number are right."""
    is_valid: Callable[[str], bool] = import_module(f"stdnum.{module}").is_valid
    return bool(is_valid(number))
