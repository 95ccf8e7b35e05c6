"""What a change would do, before it is done: how many marks it is about, and some of their words."""

from collections.abc import Sequence

from interviewer.coding.rounds import sees_others
from interviewer.figures.uses import Excerpt, spread
from interviewer.screens.codebook.code_page import counted, headline
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, plural
from interviewer.study.carrying import Carried, use_of

EXAMPLES = 3


def is_hidden(one: Carried, coder: str) -> bool:
    """Whether somebody else made the mark in a session where this coder has not closed a round."""
    return one.mark.coder != coder and not sees_others(one.view, coder)


def show_marks(paper: Paper, code: str, carried: Sequence[Carried], coder: str) -> None:
    """The marks of one code: counts, and up to three excerpts of as many people as there are, as far as the coder may see them."""
    use = use_of(carried)
    paper.say(_("{code}: {counts}").format(code=code, counts=counted(use)))
    if use.lost:
        paper.say(
            plural("{count} of them has lost its words.", "{count} of them have lost their words.", use.lost), indent=2
        )
    pilots = sum(one.view.pilot for one in carried)
    if pilots:
        told = plural("{count} of them is in a pilot interview.", "{count} of them are in pilot interviews.", pilots)
        paper.say(told, indent=2)
    seen = [excerpt(one) for one in carried if one.mark.holds and not is_hidden(one, coder)]
    for one in spread(seen, EXAMPLES):
        paper.say(headline(one), "quiet", indent=2)
        paper.say(one.words, indent=4)


def excerpt(one: Carried) -> Excerpt:
    """A mark as it is shown."""
    mark, who = one.mark, one.who
    place = (mark.id, one.view.id, mark.turn, who.id, who.stakeholder, mark.coder, mark.round)
    return Excerpt(*place, mark.excerpt, mark.memo, who.may_quote)
