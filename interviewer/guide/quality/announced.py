"""How many minutes an opening announces: `environ trois quarts d'heure`, `1h30`, `about an hour and a half`."""

import re

from interviewer.guide.quality.topics import plain

MOST = 8 * 60
HOUR, HALF, QUARTER = 60.0, 30.0, 15.0
NUMBERS: dict[str, dict[str, int]] = {
    "fr": {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10}
    | {"quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "quarante-cinq": 45, "cinquante": 50, "soixante": 60}
    | {"dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50},
    "en": {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
    | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60},
}
# Patterns, compiled by `re` when they are first needed. A pause has minutes too, and words are kept for hours; what is announced is what the conversation takes.
TAKES = {
    "fr": r"\b(?:dur\w+|prend\w*|environ|avons|aurons|parl\w+|discut\w+|entretien|echange|conversation)\b",
    "en": r"\b(?:take\w*|last\w*|about|around|have|talk\w*|speak\w*|interview|conversation|roughly)\b",
}
OTHERWISE = {
    "fr": r"\b(?:pause|efface\w*|supprim\w*|il y a|conserv\w*|avant|apres|chacun)\b",
    "en": r"\b(?:break|delet\w*|ago|kept|before|after|each)\b",
}
SPANS = {
    "fr": (
        r"\b(?:(?P<quarters>trois quarts? d'heure)|(?P<half>(?:une )?demi[- ]?heure)|(?P<quarter>(?:un )?quart d'heure)"
        r"|(?P<hours>\d{1,2}|[a-z]+)(?: petites?| bonnes?)? ?h(?:eures?\b|\b|(?=\d))(?: ?(?P<and>et demie?|et quart|trois quarts|\d{2}\b|(?:et )?[a-z]+(?:-[a-z]+)?))?"
        r"|(?P<minutes>\d{1,3}|[a-z]+(?:-[a-z]+)?) ?(?:de )?(?:minutes?|min|mn)\b)"
    ),
    "en": (
        r"\b(?:(?P<quarters>three[- ]quarters of an hour)|(?P<half>half an hour|a half[- ]hour)|(?P<quarter>(?:a )?quarter of an hour)"
        r"|(?P<hours>\d{1,2}|[a-z]+)(?: good| short)? ?(?:h|hours?)\b(?: (?P<and>and a half|and a quarter))?"
        r"|(?P<minutes>\d{1,3}|[a-z]+(?:-[a-z]+)?)[ -]?(?:minutes?|mins?)\b)"
    ),
}
PARTS = {"et demie": HALF, "et demi": HALF, "et quart": QUARTER, "trois quarts": 45.0, "and a half": HALF} | {
    "and a quarter": QUARTER
}


def announced_minutes(words: str, language: str) -> tuple[float, ...]:
    """The minutes that the sentences about the length of the interview name; none where nothing can be told for sure."""
    spans = SPANS.get(language)
    if spans is None:
        return ()
    sentences = re.split(r"[.!?\n]", plain(words))
    telling = [one for one in sentences if re.search(TAKES[language], one) and not re.search(OTHERWISE[language], one)]
    found = [_minutes(match, language) for one in telling for match in re.finditer(spans, one)]
    return tuple(one for one in found if 0 < one <= MOST)


def _minutes(span: re.Match[str], language: str) -> float:
    for name, minutes in (("quarters", 45.0), ("half", HALF), ("quarter", QUARTER)):
        if span[name]:
            return minutes
    if span["hours"]:
        hours = _number(span["hours"], language)
        return hours * HOUR + _more(span["and"] or "", language) if hours else 0
    return _number(span["minutes"], language)


def _more(said: str, language: str) -> float:
    """The minutes behind the hours: `et demie`, `30`, `quarante`."""
    return PARTS[said] if said in PARTS else _number(said.removeprefix("et "), language)


def _number(said: str, language: str) -> float:
    if said.isdigit():
        return float(said)
    return NUMBERS[language].get(said, 0)
