"""One text scanned by all rules. Pure; what a rule imports, it imports when a text gives it reason to."""

from collections.abc import Collection, Iterable, Iterator

from interviewer.privacy.scan.candidates import candidates
from interviewer.privacy.scan.contact import mail_and_links
from interviewer.privacy.scan.model import Finding
from interviewer.privacy.scan.names import Names, names_in
from interviewer.privacy.scan.numbers import numbers
from interviewer.privacy.scan.phones import phones
from interviewer.privacy.scan.places import places
from interviewer.privacy.scan.tokens import Token, tokens


def scan_text(text: str, language: str, names: Names, known: Collection[str] = ()) -> tuple[Finding, ...]:
    """What in the text may tell who somebody is, by place; no two overlap.

    `names` are those that the team knows, `known` the words (as tokens.folded gives them) that are no names.
    """
    words = tokens(text)
    found: list[Finding] = []
    for finding in _all(text, language, words, names, known):
        if not any(finding.start < one.end and one.start < finding.end for one in found):
            found.append(finding)
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _all(text: str, language: str, words: tuple[Token, ...], names: Names, known: Collection[str]) -> Iterable[Finding]:
    """What every rule finds; where two find the same words, the first of them counts."""
    yield from mail_and_links(text)
    if any(letter.isdigit() for letter in text):
        yield from numbers(text)
    yield from places(text)
    yield from phones(text, language, words)
    yield from _capitalised(words, language, names, known)


def _capitalised(words: tuple[Token, ...], language: str, names: Names, known: Collection[str]) -> Iterator[Finding]:
    if names:
        yield from names_in(words, names, language)
    yield from candidates(words, language, known)
