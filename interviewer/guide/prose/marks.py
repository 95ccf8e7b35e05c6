"""Signs that people type around words: numbers, bullets, boxes, minutes, blanks to fill in."""

import re
from typing import NamedTuple

from interviewer.guide.prose.model import Marker
from interviewer.matching import fold

LONGEST_LABEL, LONGEST_FORM = 60, 2000
BOX = re.compile(r"(?:[☐□❏❑◻▢✓✔☑☒]|\[[ xX]?\])\s*")
_MARKERS: tuple[tuple[Marker, re.Pattern[str]], ...] = (
    ("box", BOX),
    ("bullet", re.compile(r"(?:[-–—•·▪▫●○◦‣➢➤►▶→*>\uf0b7\uf0a7\uf0d8]|o(?=\s{2}|\t))\s+|[•▪●○◦‣➢➤►\uf0b7\uf0a7]")),
    ("number", re.compile(r"(?:[Qq](?:uestion)?\.?\s?)?[0-9]{1,3}(?:\.[0-9]{1,3}){1,3}\s?[.)°:/–-]?\s+")),
    (
        "number",
        re.compile(
            r"(?:Q(?:uestion)?\.?\s?)?\(?[0-9]{1,3}\s?(?:[.)°:/]+|\s[–-])\s*(?=\D)|Q(?:uestion)?\s?[0-9]{1,3}\s+"
        ),
    ),
    ("roman", re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})\s?(?:[.)°:/]|\s?[–—-])\s*(?=\S)")),
    ("roman", re.compile(r"[A-Z]\s?[.)]\s+")),
    ("letter", re.compile(r"\(?[a-z]\s?[.)]\s+")),
)
_MINUTES = re.compile(
    r"\s*[(\[–—:,-]?\s*(?:env(?:iron)?\.?|about|approx\.?|≈|~|durée\s*:?|duration\s*:?)?\s*"
    r"(?:(?P<hours>[0-9]{1,2})\s?(?:h|heures?|hours?|hrs?)(?![a-z])\s?(?P<rest>[0-9]{1,2})?(?:\s?(?:min(?:utes?|s)?|mn))?"
    r"|(?:[0-9]{1,3}\s?(?:-|–|à|to)\s?)?(?P<minutes>[0-9]{1,3})\s?(?:min(?:utes?|s)?\b|mn\b|['’′](?!\w)))\.?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_THEME = re.compile(
    r"(?:th[eè]me|th[eé]matique|partie|section|axe|bloc|module|volet|topic|theme|part)\s*(?:n\s?[°o]\s*)?"
    r"(?P<number>[0-9]{1,2}|[IVX]{1,5}|[A-H])?\s*(?:[:.–—-]+|$)\s*",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\s*(?:[_.…]{3,}|[…]{1,}|(?:\. ){3,}\.?|\[\s*\]|\(\s*\))[\s_.…]*$")
_EMPHASIS = str.maketrans({"\u00ad": None, "\u200b": None, "\ufeff": None})


class Typed(NamedTuple):
    """Words without the sign in front of them, and which kind it was."""

    marker: Marker
    words: str


def typed(words: str) -> Typed:
    """The words behind a typed number, letter, bullet or box."""
    for marker, pattern in _MARKERS:
        found = pattern.match(words)
        rest = words[found.end() :].strip() if found else ""
        if rest:
            box = BOX.match(rest) if marker == "bullet" else None
            return Typed("box", rest[box.end() :].strip()) if box and rest[box.end() :].strip() else Typed(marker, rest)
    return Typed("", words.strip())


def theme_title(words: str) -> tuple[bool, str]:
    """Whether words begin as in `Thème 1 :`, and what follows; the words themselves where nothing does."""
    found = _THEME.match(words)
    if not found or (not found["number"] and ":" not in found[0]):
        return False, words
    return True, words[found.end() :].strip() or words.strip()


def with_minutes(words: str) -> tuple[str, float | None]:
    """The words without the minutes at their end, as in `Parcours (10 min)`, and these minutes."""
    found = _MINUTES.search(words) if len(words) <= LONGEST_LABEL * 5 else None
    if not found:
        return words, None
    minutes = 60 * int(found["hours"] or 0) + int(found["minutes"] or found["rest"] or 0)
    return words[: found.start()].rstrip(" :–—-,"), float(minutes) if minutes else None


def without_blank(words: str) -> str:
    """The words without dots or a line to write on."""
    return _BLANK.sub("", words).rstrip(" :") if len(words) <= LONGEST_FORM else words


def labelled(words: str) -> tuple[str, str]:
    """A label and what follows its colon: `Relances : et après ?`; no label where there is no colon near the beginning."""
    before, colon, after = words.partition(":")
    if not colon or len(before) > LONGEST_LABEL:
        return "", words
    return fold(before), after.strip()


def tidy(words: str) -> str:
    """The words on one line, without characters that nobody sees."""
    return " ".join("".join(c for c in words.translate(_EMPHASIS) if c.isprintable() or c.isspace()).split())
