"""Suggestions for the turn under the eye, made in a thread of their own while nobody waits for them.

They learn from nothing that the coder may not see (coding/evidence.py), and are never applied by themselves.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from interviewer.coding.desk import Desk, Place
from interviewer.coding.evidence import evidence
from interviewer.coding.excerpt import Span
from interviewer.coding.model import Codebook
from interviewer.coding.suggesting import Marked, Suggesting, Suggestion
from interviewer.session.model import SessionView

ASKED, SHOWN = 8, 3


class About(NamedTuple):
    """The words that suggestions are for."""

    place: Place
    span: Span


class Advice(NamedTuple):
    """What was suggested for these words, and by what."""

    about: About
    by: str
    found: tuple[Suggestion, ...]

    def left(self, desk: Desk) -> tuple[Suggestion, ...]:
        """The suggestions that were neither followed nor refused on the turn."""
        turn, dismissed = desk.eye.turn, desk.sheet.view.dismissed
        there = {mark.code for mark in desk.sheet.marks(turn)}
        kept = [one for one in self.found if one.code not in there and (desk.coder, turn, one.code) not in dismissed]
        return tuple(kept[:SHOWN])


def about_now(desk: Desk) -> About:
    """The selected words of the turn under the eye."""
    return About(desk.eye, desk.span)


class Adviser:
    """Makes suggestions, one after the other; what it learnt from is brought up to date before each."""

    def __init__(self, book: Codebook) -> None:
        self._book = book
        self._made: Suggesting | None = None
        self._views: dict[str, SessionView] = {}
        self._learnt: dict[str, Counter[Marked]] = {}
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="advice")

    def advise(self, desk: Desk) -> Advice:
        """Suggestions for the selected words. Takes a while at the first time; to be called in `thread`."""
        about, turn = about_now(desk), desk.turn
        made = self._brought_up_to_date(desk)
        words = turn.text[slice(*about.span)] if turn else ""
        return Advice(about, made.name, made.suggest(words, turn.language if turn else "", ASKED))

    def close(self) -> None:
        """No more suggestions are wanted."""
        self.thread.shutdown(wait=False, cancel_futures=True)

    def _brought_up_to_date(self, desk: Desk) -> Suggesting:
        changed = [sheet.view for sheet in desk.sheets.values() if self._views.get(sheet.view.id) is not sheet.view]
        found = {view.id: Counter(_evidence(desk, view)) for view in changed}
        if self._made is None:
            from interviewer.study.meaning import by_meaning, is_installed

            marked = [one for counted in found.values() for one in counted.elements()]
            self._made = Suggesting(self._book, marked, by_meaning() if is_installed() else None)
        else:
            for view in changed:
                _relearn(self._made, self._learnt.get(view.id, Counter()), found[view.id])
        self._learnt |= found
        self._views |= {view.id: view for view in changed}
        return self._made


def _evidence(desk: Desk, view: SessionView) -> Sequence[Marked]:
    return list(evidence([view], desk.coder, desk.round, with_own=desk.with_own))


def _relearn(made: Suggesting, before: Mapping[Marked, int], now: Mapping[Marked, int]) -> None:
    for one in {*before, *now}:
        for _ in range(now.get(one, 0) - before.get(one, 0)):
            made.learn(one)
        for _ in range(before.get(one, 0) - now.get(one, 0)):
            made.forget(one)
