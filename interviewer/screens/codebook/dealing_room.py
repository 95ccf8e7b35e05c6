"""The marks of a code one after the other, each in its context, and the question which code it shall bear."""

from collections.abc import Callable, Mapping, Sequence

from interviewer.screens.clean import one_line
from interviewer.screens.codebook.code_page import headline
from interviewer.screens.codebook.preview import excerpt
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.choose import choose
from interviewer.screens.words import _
from interviewer.study.carrying import Carried

STAY, BACK, STOP = " stay", " back", " stop"
Passage = tuple[str, str, int, int]


def passages(carried: Sequence[Carried]) -> list[list[Carried]]:
    """The marks by the words that they stand on: whoever made them, the same words are asked about once."""
    found: dict[Passage, list[Carried]] = {}
    for one in carried:
        found.setdefault((one.view.id, one.mark.turn, one.mark.start, one.mark.end), []).append(one)
    return list(found.values())


def deal(  # noqa: PLR0917 - what is asked, and where it is kept
    paper: Paper,
    carried: Sequence[Carried],
    into: Sequence[str],
    stays: str,
    before: Mapping[str, str],
    keep: Callable[[Mapping[str, str]], None],
) -> dict[str, str]:
    """The code of each mark that was decided, by its id, also where it stays; ends after the last one, or where the person stops.

    `before` is what was decided in an earlier sitting; `keep` hears of each decision before the next question.
    """
    waiting, dealt = passages(carried), dict(before)
    undecided = [n for n, those in enumerate(waiting) if any(one.mark.id not in dealt for one in those)]
    at = undecided[0] if undecided else max(0, len(waiting) - 1)
    while at < len(waiting):
        those = waiting[at]
        _show(paper, those, at + 1, len(waiting))
        answer = choose(_("Which code?"), _options(into, stays, at), _said_before(those, dealt, stays))
        if answer == STOP:
            break
        if answer == BACK:
            at -= 1
            continue
        dealt |= {one.mark.id: stays if answer == STAY else answer for one in those}
        keep(dealt)
        at += 1
    return dealt


def _options(into: Sequence[str], stays: str, at: int) -> list[tuple[str, str]]:
    options = [(code, code) for code in into]
    options.append((STAY, _("it stays {code}").format(code=stays)))
    options += [(BACK, _("back to the one before"))] if at else []
    return [*options, (STOP, _("stop here; the others stay"))]


def _said_before(those: Sequence[Carried], dealt: Mapping[str, str], stays: str) -> str | None:
    """What was decided of these words in an earlier question."""
    said = next((dealt[one.mark.id] for one in those if one.mark.id in dealt), None)
    return STAY if said == stays else said


def _show(paper: Paper, those: Sequence[Carried], number: int, count: int) -> None:
    one = those[0]
    paper.say()
    paper.rule(_("{number} of {count}").format(number=number, count=count))
    coders = ", ".join(dict.fromkeys(each.mark.coder for each in those))
    paper.say(headline(excerpt(one)._replace(coder=coders)), "quiet")
    if one.turn is not None:
        if one.turn.asked is not None:
            paper.say(one_line(one.turn.asked.text, 400), "quiet")
        start, end = one.mark.start, one.mark.end
        text = one.turn.text
        paper.say(f"{text[:start]}[{text[start:end]}]{text[end:]}", indent=2)
    for memo in dict.fromkeys(each.mark.memo for each in those if each.mark.memo):
        paper.say(_("memo: {text}").format(text=memo), "quiet", indent=2)
