"""Asking which words are to be taken out of a turn, showing what would be left, and saying what that can't reach."""

import sys

import typer

from interviewer.errors import CannotError
from interviewer.screens.clean import clean
from interviewer.screens.coding.editing import find_turn, show_turns
from interviewer.screens.pages.withdrawal import agreed, answer
from interviewer.screens.paper import Paper, wrapped_for
from interviewer.screens.words import _, plural
from interviewer.session.model import SessionView, TurnView
from interviewer.session.restating import CUT, found_in
from interviewer.study.withdrawal.redaction import Elsewhere, Wish


def ask(seen: SessionView, named: str) -> Wish:
    """The wish of the person: which turn (unless it is named), which words, why. CannotError where nothing is to be done."""
    paper = Paper()
    if not named:
        show_turns(paper, seen)
    turn = find_turn(seen, named or answer(_("Which turn (its number, or its id)")))
    paper.say(turn.text, indent=4)
    words = answer(_("Which words of it (an empty line: the whole turn)"))
    stretches = found_in(turn.text, words)
    if words and not stretches:
        raise CannotError("redact_no_such_words", session=seen.id)
    reason = answer(_("Why, if you want to say so"))
    _show(paper, turn, words, len(stretches))
    if not agreed(_("Take it out for good?")):
        raise CannotError("redact_declined")
    return Wish(turn.id, words, reason)


def _show(paper: Paper, turn: TurnView, words: str, times: int) -> None:
    if not words:
        paper.say(_("The whole turn goes, with its marks and the memos on it."), "warn")
        return
    left = turn.text
    for start, end in reversed(found_in(turn.text, words)):
        left = left[:start] + CUT + left[end:]
    paper.say(plural("It says them {count} time. What is left:", "It says them {count} times. What is left:", times))
    paper.say(left, indent=4)


def tell(wish: Wish, others: Elsewhere, *, in_git: bool) -> None:
    """Print the id of the turn; on stderr, where the same words still stand."""
    typer.echo(wish.turn)
    for line in _still(others, in_git=in_git):
        typer.echo(wrapped_for(sys.stderr, clean(line)), err=True)


def _still(others: Elsewhere, *, in_git: bool) -> list[str]:
    lines = []
    if others.turns:
        numbers = ", ".join(map(str, others.turns))
        lines += [_("The same words stand in other turns: {numbers}.").format(numbers=numbers)]
    if others.notes:
        lines += [
            plural(
                "The same words stand in {count} memo or note.",
                "The same words stand in {count} memos and notes.",
                others.notes,
            )
        ]
    lines += [_("This is no erasure everywhere: exports made before and copies of this folder still hold the words.")]
    if in_git:
        lines += [_("Git's history holds them too, here and in every clone; redacting can't reach that.")]
    return lines
