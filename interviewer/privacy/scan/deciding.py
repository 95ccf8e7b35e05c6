"""What a scan found in a session beside what was decided there. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from interviewer.privacy.scan.model import RULES_VERSION, Finding
from interviewer.privacy.scan.names import Names
from interviewer.privacy.scan.said import Said, said_in
from interviewer.privacy.scan.scanning import Scanner
from interviewer.privacy.scan_outcome import ScanOutcome
from interviewer.session.model import DecisionView, SessionView

NAME_RULES = frozenset(("known_name", "known_name_typo", "capital", "cue_word", "unknown_word"))
OWN = "own"
"""The rule of a replacement that somebody made of themselves."""


class Known(NamedTuple):
    """What the team knows: names, and words (as they are compared) that are none."""

    names: Names
    no_names: frozenset[str] = frozenset()


class Pointed(NamedTuple):
    """A finding in its text, and the decision on its words, if there is one."""

    session: str
    said: Said
    finding: Finding
    decision: DecisionView | None = None

    @property
    def words(self) -> str:
        """The words that were found."""
        return self.said.text[self.finding.start : self.finding.end]


def findings_in(texts: Iterable[Said], scanner: Scanner) -> tuple[tuple[Finding, ...], ...]:
    """What the rules find in each of these texts."""
    return tuple(scanner.scan(said.text, said.language) for said in texts)


def pointed_out(view: SessionView, texts: Iterable[Said], findings: Iterable[tuple[Finding, ...]]) -> Iterator[Pointed]:
    """The findings in texts of a session, each with what was decided."""
    by_text: dict[str, list[DecisionView]] = {}
    for one in view.decided:
        by_text.setdefault(one.at, []).append(one)
    for said, found in zip(texts, findings, strict=True):
        decided = [one for one in by_text.get(said.at, ()) if one.length in (0, len(said.text))]
        for finding in found:
            yield Pointed(view.id, said, finding, _decision(finding, decided))


def _decision(finding: Finding, decided: Iterable[DecisionView]) -> DecisionView | None:
    """What was decided about all of these words, or about a part of them where they only might be a name."""
    for one in decided:
        whole = one.start <= finding.start and finding.end <= one.end
        if whole or (not finding.sure and one.start < finding.end and finding.start < one.end):
            return one
    return None


def outcome(pointed: Iterable[Pointed]) -> ScanOutcome:
    """How many there are, and what was decided about them."""
    found = replaced = accepted = 0
    for one in pointed:
        found += 1
        if one.decision is not None:
            replaced += one.decision.by is not None
            accepted += one.decision.by is None
    return ScanOutcome(RULES_VERSION, found, replaced, accepted, found - replaced - accepted)


def names_replaced(views: Iterable[SessionView]) -> set[str]:
    """The words that somebody said are names, in any of these sessions: they are looked for in all of them."""
    found: set[str] = set()
    for view in views:
        texts = {said.at: said.text for said in said_in(view)} if view.decided else {}
        for one in view.decided:
            if one.by is not None and one.rule in NAME_RULES and one.length in (0, len(texts.get(one.at, ""))):
                found.add(texts[one.at][one.start : one.end])
    return found
