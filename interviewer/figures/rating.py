"""Who rated which turn: what was marked or passed counts, everything else is missing. Pure."""

from collections.abc import Mapping

from interviewer.figures.selection import Selection
from interviewer.session.model import SessionView

Pair = tuple[str, str]
"""A coder and a round."""
NOBODY: frozenset[Pair] = frozenset()


def raters(view: SessionView, selection: Selection) -> Mapping[str, frozenset[Pair]]:
    """The (coder, round) pairs of the selection that rated each turn, by turn id; turns that nobody rated aren't in it.

    A mark rates its turn whatever its code, and also where its words were corrected away since.
    """
    coders, rounds = selection.coders, selection.rounds
    sets = _Sets()
    found: dict[str, frozenset[Pair]] = {}
    everybody = not coders and not rounds
    for coder, round_, turn in view.seen:
        if everybody or ((not coders or coder in coders) and (not rounds or round_ in rounds)):
            found[turn] = sets[found.get(turn, NOBODY), coder, round_]
    for mark in view.marks:
        coder, round_ = mark.coder, mark.round
        if everybody or ((not coders or coder in coders) and (not rounds or round_ in rounds)):
            before = found.get(mark.turn, NOBODY)
            after = sets[before, coder, round_]
            if after is not before:
                found[mark.turn] = after
    return found


class _Sets(dict[tuple[frozenset[Pair], str, str], frozenset[Pair]]):
    """The few sets of raters that there are, each made once: one set and who joins it -> the set of all of them."""

    def __missing__(self, key: tuple[frozenset[Pair], str, str]) -> frozenset[Pair]:
        before, coder, round_ = key
        pair = coder, round_
        made = self[key] = before if pair in before else before | {pair}
        return made
