"""Asking which words are to be taken out of a turn, showing what would be left, and saying what that can't reach."""

import sys
from collections.abc import Sequence

import typer

from interviewer.errors import CannotError, UsageError
from interviewer.screens.clean import clean
from interviewer.screens.coding.editing import find_turn, show_turns
from interviewer.screens.messages import explain
from interviewer.screens.pages.withdrawal import agreed, answer
from interviewer.screens.paper import Paper, wrapped_for
from interviewer.screens.terminal.keyboard import has_terminal
from interviewer.screens.words import _, plural
from interviewer.session.model import SessionView, TurnView
from interviewer.session.restating import CUT, found_in
from interviewer.study.folder import Study
from interviewer.study.reading import read_all
from interviewer.study.withdrawal.redaction import Elsewhere, Wish


def ask(seen: SessionView, named: str) -> Wish:
    """The wish of the person: which turn (unless it is named), which words, why. CannotError where nothing is to be done."""
    paper = Paper()
    if not named:
        show_turns(paper, seen)
    turn = find_turn(seen, named) if named else _turn_of(seen, paper)
    paper.say(turn.text, indent=4)
    words = _words_of(turn, seen.id, paper)
    reason = answer(_("Why, if you want to say so"))
    _show(paper, turn, words)
    if not agreed(_("Take it out for good?")):
        raise CannotError("redact_declined")
    return Wish(turn.id, words, reason)


def _turn_of(seen: SessionView, paper: Paper) -> TurnView:
    """The turn that is meant; asked again, where somebody types, as long as there is none: what comes next are words of people."""
    while True:
        try:
            return find_turn(seen, answer(_("Which turn (its number, or its id)")))
        except CannotError:
            if not sys.stdin.isatty():
                raise
            paper.say(
                plural(
                    "There is {count} turn; its number is 1.", "There are {count} turns, from 1 on.", len(seen.turns)
                ),
                "warn",
            )


def _words_of(turn: TurnView, session: str, paper: Paper) -> str:
    """What is to go; asked again, where somebody types, as long as the turn doesn't say it."""
    while True:
        words = answer(_("Which words of it (an empty line: the whole turn)"))
        if not words or found_in(turn.text, words):
            return words
        unsaid = CannotError("redact_no_such_words", session=session)
        if not sys.stdin.isatty():
            raise unsaid
        paper.say(explain(unsaid.problem)[0], "warn")


def _show(paper: Paper, turn: TurnView, words: str) -> None:
    if not words:
        paper.say(_("The whole turn goes, with its marks and the memos on it."), "warn")
        return
    left, stretches = turn.text, found_in(turn.text, words)
    times = len(stretches)
    for start, end in reversed(stretches):
        left = left[:start] + CUT + left[end:]
    paper.say(
        plural(
            "These words are there {count} time. What is left:",
            "These words are there {count} times. What is left:",
            times,
        )
    )
    paper.say(left, indent=4)


def which(study: Study) -> str:
    """The interview that is chosen among those that say something, the newest first. UsageError where nobody can be asked."""
    if not has_terminal():
        raise UsageError("redact_which")
    from interviewer.screens.terminal.choose import choose

    found = sorted(
        ((one.view.held_on, one.view) for one in read_all(study) if one.view.turns), key=_newest, reverse=True
    )
    if not found:
        raise CannotError("nothing_to_redact")
    options = [
        (view.id, f"{view.id} · {plural('{count} turn', '{count} turns', len(view.turns))}") for _day, view in found
    ]
    return choose(_("Which interview?"), options)


def _newest(found: tuple[str, SessionView]) -> tuple[str, str]:
    day, view = found
    return day, view.id


def tell(wish: Wish, others: Elsewhere, exports: Sequence[str], then: Sequence[str], *, in_git: bool) -> None:
    """Say that it is done, where the same words still stand, what comes `then`; for a program, the turn's id on standard output."""
    if not sys.stdout.isatty():
        typer.echo(wish.turn)
    done = (
        _("Taken out: the whole turn.") if not wish.words else _("Taken out: “[…]” stands in the place of the words.")
    )
    for line in (done, *_still(others, exports, in_git=in_git), *then):
        typer.echo(wrapped_for(sys.stderr, clean(line)), err=True)


def _still(others: Elsewhere, exports: Sequence[str], *, in_git: bool) -> list[str]:
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
    if exports:
        lines += [_("By the register, these exports were made before and may still hold the words; make them again:")]
        lines += [f"    {one}" for one in exports]
    lines += [_("Copies of this folder still hold the words too: sticks, other computers, backups.")]
    if in_git:
        lines += [_("Git's history holds them too, here and in every clone; redacting can't reach that.")]
    return lines
