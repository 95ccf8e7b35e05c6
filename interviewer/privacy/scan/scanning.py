"""One text scanned by all rules. Pure; what a rule imports, it imports when a text gives it reason to."""

from bisect import bisect
from collections.abc import Collection, Iterable

from interviewer.privacy.scan import glance as g
from interviewer.privacy.scan.candidates import candidates, in_small_letters, is_shouted
from interviewer.privacy.scan.contact import mail_and_links
from interviewer.privacy.scan.model import Finding
from interviewer.privacy.scan.names import Names, names_in
from interviewer.privacy.scan.numbers import numbers
from interviewer.privacy.scan.phones import phones
from interviewer.privacy.scan.places import places


class Scanner:
    """Scans texts for a team that knows these names, and these words (as tokens.folded gives them) that are no names."""

    def __init__(self, names: Names, known: Collection[str] = ()) -> None:
        self._names, self._known = names, known
        self._glances: dict[str, g.Glances] = {}

    def scan(self, text: str, language: str) -> tuple[Finding, ...]:
        """What in the text may tell who somebody is, by place; no two overlap."""
        found: list[Finding] = []  # by place
        for finding in self._all(text, language):
            at = bisect(found, finding.start, key=_start)
            if (not at or found[at - 1].end <= finding.start) and (at == len(found) or finding.end <= found[at].start):
                found.insert(at, finding)
        return tuple(found)

    def _all(self, text: str, language: str) -> Iterable[Finding]:
        """What every rule finds that has a reason to look; where two find the same words, the first of them counts."""
        glances = self._of(language)
        words, kinds, glance = glances.at(text)
        yield from mail_and_links(text, glance)
        yield from numbers(text, glance)
        # A number before a street would lose its last digits to the address; the street is one without them too.
        yield from phones(text, language, words, glance)
        yield from places(text, glance)
        if glance.has(g.NAME | g.PARTICLE):
            yield from names_in(words, self._names, language, glances.places_of_names(kinds))
        if glance.has(g.SHOUTED) and is_shouted(words.raw):
            yield from candidates(in_small_letters(words), language, self._known)
        else:
            yield from candidates(words, language, self._known, g.places_of_candidates(words, kinds))

    def _of(self, language: str) -> g.Glances:
        """The words of that language, as they are known so far."""
        found = self._glances.get(language)
        if found is None:
            found = self._glances[language] = g.Glances(language, self._names, self._known)
        return found


def _start(finding: Finding) -> int:
    return finding.start


def scan_text(text: str, language: str, names: Names, known: Collection[str] = ()) -> tuple[Finding, ...]:
    """The same for one text alone."""
    return Scanner(names, known).scan(text, language)
