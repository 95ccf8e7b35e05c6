"""The marks of a code one after the other, each in its context, and the question which code it shall bear."""

from collections.abc import Sequence

from interviewer.screens.clean import one_line
from interviewer.screens.codebook.code_page import headline
from interviewer.screens.codebook.preview import excerpt
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.choose import choose
from interviewer.screens.words import _
from interviewer.study.carrying import Carried

STAY, BACK, STOP = " stay", " back", " stop"


def deal(paper: Paper, carried: Sequence[Carried], into: Sequence[str], stays: str) -> dict[str, str]:
    """The new code of each mark that was decided, by its id; ends after the last one, or where the person stops.

    Where somebody else marked the same words, what was decided there is proposed.
    """
    dealt: dict[str, str] = {}
    said: dict[tuple[str, str, int, int], str] = {}
    at = 0
    while at < len(carried):
        one = carried[at]
        _show(paper, one, at + 1, len(carried))
        options = [(code, code) for code in into]
        options.append((STAY, _("it stays {code}").format(code=stays)))
        options += [(BACK, _("back to the one before"))] if at else []
        options.append((STOP, _("stop here; the others stay")))
        words = one.view.id, one.mark.turn, one.mark.start, one.mark.end
        answer = choose(_("Which code?"), options, dealt.get(one.mark.id) or said.get(words))
        if answer == STOP:
            break
        if answer == BACK:
            at -= 1
            continue
        dealt.pop(one.mark.id, None)
        said[words] = answer
        if answer != STAY:
            dealt[one.mark.id] = answer
        at += 1
    return dealt


def _show(paper: Paper, one: Carried, number: int, count: int) -> None:
    paper.say()
    paper.rule(_("{number} of {count}").format(number=number, count=count))
    paper.say(headline(excerpt(one)), "quiet")
    if one.turn is not None:
        if one.turn.asked is not None:
            paper.say(one_line(one.turn.asked.text, 400), "quiet")
        start, end = one.mark.start, one.mark.end
        text = one.turn.text
        paper.say(f"{text[:start]}[{text[start:end]}]{text[end:]}", indent=2)
    if one.mark.memo:
        paper.say(_("memo: {text}").format(text=one.mark.memo), "quiet", indent=2)
