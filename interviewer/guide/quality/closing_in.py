"""Where a wording asks for a yes or no, a choice, a fact or a figure, and which way out fits."""

from typing import NamedTuple

from interviewer.guide.quality.clauses import CLOSED, Clause
from interviewer.guide.quality.model import Section
from interviewer.guide.quality.patterns import Read, find


class Closed(NamedTuple):
    """The words that close a question, the advice that fits, and what the question is about where that can be quoted."""

    first: int
    last: int
    advice: str
    thing: tuple[int, int] | None = None


_MINOR = ("fact", "choice", "scale")
_WAYS = {
    "fr": (
        (
            "closed change",
            (
                "a|ont -il|-elle|-ils|-elles ~3 <change>|<bettering>|effet",
                "<belief>|diriez|dirais -vous|-tu que|qu' ~6 <change>|<bettering>|<better>",
            ),
        ),
        ("closed existence", ("y a|avait|aura -il", "existe -il", "y en? a|avait")),
        ("closed opinion", ("<belief> -vous|-tu", "<belief> que", "-vous|-tu d'accord")),
        ("closed ability", ("<can> -vous|-tu|-on", "savez|sais -vous|-tu", "arrivez|arrives -vous|-tu")),
        (
            "closed past",
            ("avez|as|etes|es|aviez|etiez -vous|-tu", "a|ont -il|-elle|-on|-ils|-elles", "que vous|tu avez|as"),
        ),
    ),
    "en": (
        (
            "closed change",
            (
                "has|have|did !you ~5 <change>|<effect>|<bettering>",
                "would|do you <belief> ~6 <change>|<bettered>|<bettering>|<comparative>",
            ),
        ),
        ("closed existence", ("is|are|was|were there", "did|has|have|is anyone|anything|someone|something|anybody")),
        ("closed opinion", ("do|would|did you <belief>", "do|would you say")),
        ("closed ability", ("can|could|will you", "are|were you able")),
        ("closed past", ("did|have|had|has", "were|was you|it|they")),
    ),
}
_SATISFIED = {
    "fr": (
        "etes|es|etiez|serez -vous|-tu ~1 satisfait|satisfaite|content|contente",
        frozenset(("de", "d'", "du", "des")),
    ),
    "en": ("are|were you ~1 satisfied|happy|pleased|content with", frozenset(("with",))),
}


def closed(seen: Read, clauses: list[Clause], section: Section, language: str) -> Closed | None:
    """The first part that closes the wording; in a probe, facts and choices are fine."""
    minor = _MINOR if section == "probe" else ()
    for clause in clauses:
        if clause.asks in CLOSED and clause.asks not in minor:
            return _closed(seen, clause, language)
    return None


def _closed(seen: Read, clause: Clause, language: str) -> Closed:
    if clause.asks == "spoken_yes_no":
        return Closed(clause.first, clause.end - 1, "closed spoken")
    last = min(clause.at + 1, clause.end - 1)
    if clause.asks in _MINOR:
        return Closed(clause.at, last, f"closed {clause.asks}")
    satisfied = _satisfied(seen, clause, language)
    if satisfied:
        return satisfied
    for advice, ways in _WAYS[language]:
        if any(find(way, seen, clause.at, min(clause.at + 6, clause.end)) for way in ways):
            return Closed(clause.at, last, advice)
    return Closed(clause.at, last, "closed")


def _satisfied(seen: Read, clause: Clause, language: str) -> Closed | None:
    """*Are you happy with the workshop?* becomes *What do you think of the workshop?*, with the question's own words."""
    way, links = _SATISFIED[language]
    found = find(way, seen, clause.at, clause.end)
    if found is None:
        return None
    link = found[1] if language == "en" else found[1] + 1
    if link + 1 >= clause.end or seen.words[link] not in links or not seen.words[link + 1][0].isalpha():
        return None
    if seen.words[link + 1].endswith(("re", "er", "ir")):
        return None
    return Closed(clause.at, clause.at + 1, "closed satisfaction", (link + (language == "en"), clause.end - 1))
