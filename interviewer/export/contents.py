"""Whom something that leaves the house is about: the interviews and people in it, and what they agreed to. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from interviewer.privacy.consents import Agreed, Said, agreed, counted
from interviewer.session.model import SessionView


class Contents(NamedTuple):
    """The people by session id, each with what they agreed to, and the versions of the guides that they were asked with."""

    people: Mapping[str, tuple[Agreed, ...]] = {}
    guides: Mapping[str, frozenset[int]] = {}

    def plus(self, other: Contents) -> Contents:
        """Both together."""
        versions = {
            guide: self.guides.get(guide, frozenset()) | other.guides.get(guide, frozenset())
            for guide in {**self.guides, **other.guides}
        }
        return Contents({**self.people, **other.people}, versions)

    @property
    def pseudonyms(self) -> dict[str, list[str]]:
        """The pseudonyms by session id, both in order."""
        return {session: sorted(one.participant for one in people) for session, people in sorted(self.people.items())}

    @property
    def quotable(self) -> dict[str, list[str]]:
        """The pseudonyms of those who may be quoted, by session id, both in order."""
        found = {
            session: sorted(one.participant for one in people if one.may_quote)
            for session, people in sorted(self.people.items())
        }
        return {session: people for session, people in found.items() if people}

    @property
    def consents(self) -> dict[str, dict[Said, int]]:
        """How many said what, by purpose: each person counts in each interview."""
        return counted(one for people in self.people.values() for one in people)

    @property
    def head_count(self) -> int:
        """How many people there are, each counted once, however often they were met."""
        return len({one.participant for people in self.people.values() for one in people})


def contents_of(view: SessionView, people: Collection[str] | None = None, *, whole: bool = True) -> Contents:
    """The interview with these of its people (all of them)."""
    everybody = (one for one in agreed(view, whole=whole).values() if not one.withdrawn)
    there = tuple(one for one in everybody if people is None or one.participant in people)
    return Contents({view.id: there}, {view.guide: frozenset((view.version,))})


def contents_of_all(views: Iterable[SessionView], people: Mapping[str, Collection[str]]) -> Contents:
    """Those of these interviews that `people` names by id, with the people that stand there."""
    found: dict[str, tuple[Agreed, ...]] = {}
    guides: dict[str, frozenset[int]] = {}
    for view in views:
        if view.id in people:
            one = contents_of(view, people[view.id])
            found |= one.people
            guides[view.guide] = guides.get(view.guide, frozenset()) | one.guides[view.guide]
    return Contents(found, guides)
