"""Items of a background sheet: which type of answer their words want. Where that isn't clear it is a short text."""

import re
from typing import NamedTuple

from interviewer.guide.model import Answer, Choices, Date, Number, Scale, ShortText, Text
from interviewer.guide.prose.draft import DraftFact
from interviewer.guide.prose.naming import Names
from interviewer.matching import fold

FEWEST = 2
OLDEST, MOST_OPTIONS, LONGEST_OPTION = 120.0, 24, 80
_AGE = re.compile(r"(?:quel )?(?:est )?(?:votre )?age\b|how old\b|your age\b")
_YEAR = re.compile(r"annee de|year of")
_COUNT = re.compile(r"combien|nombre d|how many|number of")
_UNIT = re.compile(r"\b(ans|annees|mois|jours|heures|enfants|personnes|years|months|days|hours|children|people)\b")
_DAY = re.compile(r"date\b")
_BOXES = re.compile(r"\s*[☐□❏❑◻▢]\s*")
_IN_BRACKETS = re.compile(r"\s*\(([^()]{3,400})\)\s*$")

_SCALE = re.compile(
    r"\b(?:echelle|scale|note|noter|rate)\b.{0,40}?\b(?:de|from|entre|between)? ?(\d{1,3}) (?:a|to|et|and) (\d{1,3})\b"
)


class Typed(NamedTuple):
    """The words of a fact, the answer it wants, and by what that was guessed; empty for a short text, which any fact is."""

    words: str
    answer: Answer
    guessed: str = ""


def typed_fact(fact: DraftFact, language: str) -> Typed:
    """The fact with the type that its words want."""
    words, options = _options(fact)
    if len(options) > 1:
        return Typed(words, _choices(options, language), "fact_choice")
    plain = fold(words)
    if _AGE.match(plain) or plain.endswith(" age"):
        return Typed(words, Number(0.0, OLDEST, "ans" if language == "fr" else "years"), "fact_age")
    if _YEAR.search(plain):
        return Typed(words, Number(1900.0, 2100.0), "fact_year")
    if _COUNT.search(plain):
        unit = _UNIT.search(plain)
        return Typed(words, Number(0.0, None, unit[1] if unit else ""), "fact_count")
    if _DAY.match(plain):
        return Typed(words, Date(), "fact_date")
    return Typed(words, ShortText())


def scale_in(words: str) -> Scale | None:
    """The scale on which the words want an answer, as in `Sur une échelle de 0 à 10`; None for none."""
    found = _SCALE.search(fold(words[:600]))
    bounds = (int(found[1]), int(found[2])) if found else (0, 0)
    return Scale(*bounds) if bounds[0] < bounds[1] else None


def _options(fact: DraftFact) -> tuple[str, list[str]]:
    """The words and the options behind them: in boxes, in brackets, between slashes, or on the lines below."""
    if fact.options:
        return fact.words, _sound(fact.options)
    parts = [part.strip(" :,") for part in _BOXES.split(fact.words)]
    if len(parts) > FEWEST:
        return parts[0] or fact.words, _sound(parts[1:])
    found = _IN_BRACKETS.search(fact.words)
    if found and re.search(r"[,/;]| ou | or ", found[1]):
        return fact.words[: found.start()].strip(" :"), _sound(re.split(r"\s*[,/;]\s*|\s+(?:ou|or)\s+", found[1]))
    before, colon, after = fact.words.partition(":")
    if colon and "/" in after:
        return before.strip(), _sound(re.split(r"\s*/\s*", after))
    return fact.words, []


def _sound(options: list[str]) -> list[str]:
    made = list(dict.fromkeys(part.strip(" .:") for part in options if part.strip(" .:…")))
    return made if len(made) <= MOST_OPTIONS and all(len(one) <= LONGEST_OPTION for one in made) else []


def _choices(options: list[str], language: str) -> Choices:
    names = Names()
    free = [one for one in options if fold(one) in ("autre", "autres", "other")]
    listed = [one for one in options if one not in free] if len(options) - len(free) > 1 else options
    said = {names.of(one): Text({language: one}) for one in listed}
    return Choices(said, other=bool(free) and len(listed) < len(options))
