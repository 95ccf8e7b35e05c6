"""Who rated which turn: what was marked or passed counts, everything else is missing. Pure."""

from collections.abc import Collection, Mapping

from interviewer.figures.selection import Selection
from interviewer.session.model import SessionView

Pair = tuple[str, str]
"""A coder and a round."""
NOBODY: Collection[Pair] = frozenset()


def raters(view: SessionView, selection: Selection) -> Mapping[str, Collection[Pair]]:
    """The (coder, round) pairs of the selection that rated each turn, by turn id; turns that nobody rated aren't in it.

    A mark rates its turn whatever its code, and also where its words were corrected away since.
    """
    found: dict[str, set[Pair]] = {}
    coders, rounds = selection.coders, selection.rounds
    pairs: dict[Pair, bool] = {}
    for coder, round_, turn in view.seen:
        pair = coder, round_
        takes = pairs.get(pair)
        if takes is None:
            takes = pairs[pair] = (not coders or coder in coders) and (not rounds or round_ in rounds)
        if takes:
            here = found.get(turn)
            if here is None:
                found[turn] = {pair}
            else:
                here.add(pair)
    for mark in view.marks:
        if (not coders or mark.coder in coders) and (not rounds or mark.round in rounds):
            here = found.get(mark.turn)
            if here is None:
                found[mark.turn] = {(mark.coder, mark.round)}
            else:
                here.add((mark.coder, mark.round))
    return found
