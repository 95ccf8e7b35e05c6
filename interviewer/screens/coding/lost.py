"""Marks whose words were corrected away: who, where, which code; the old words only to somebody at a screen."""

import sys
from collections.abc import Iterator, Sequence

import typer

from interviewer.coding.rounds import sees_others
from interviewer.errors import CannotError
from interviewer.screens.clean import clean, one_line
from interviewer.screens.pages.table import tsv
from interviewer.screens.paper import Paper
from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import _, plural
from interviewer.session.events import FIRST_ROUND
from interviewer.session.model import MarkView, SessionView
from interviewer.study.reading import read_all

COLUMNS = ("session_id", "turn_id", "coder", "round", "code_id")


def list_lost(wanted: Sequence[str], coder: str, named: str) -> int:
    """Print them, a line each; returns the exit code. A coder sees those of others only after closing the round.

    On a screen with the words that the mark stood on; into a file without them, since they may have been taken out on purpose.
    """
    study, paper = study_with_words(), Paper()
    names = list(dict.fromkeys(study.resolve_session(text) for text in wanted)) or study.session_ids()
    if not names:
        raise CannotError("no_sessions")
    found = [pair for one in read_all(study, names) for pair in _lost(one.view, coder, named)]
    if not found:
        paper.say(_("No mark has lost its words."), "good")
        return 0
    if sys.stdout.isatty():
        typer.echo("\n".join(_shown(view, mark) for view, mark in found))
    else:
        rows = [(view.id, mark.turn, mark.coder, mark.round, mark.code) for view, mark in found]
        typer.echo(tsv(COLUMNS, rows))
    paper.say(plural("{count} mark lost its words.", "{count} marks lost their words.", len(found)), "warn")
    paper.say(_("To mend them: {command}, then /lost").format(command=_command(*found[0])), "quiet")
    return 0


def _lost(view: SessionView, coder: str, named: str) -> Iterator[tuple[SessionView, MarkView]]:
    everybody = not coder or sees_others(view, coder)
    for mark in view.marks:
        if not mark.holds and (everybody or mark.coder == coder) and named in ("", mark.round):
            yield view, mark


def _shown(view: SessionView, mark: MarkView) -> str:
    """One of them in a line, and the words below it."""
    turn = view.turn(mark.turn)
    place = next((n for n, one in enumerate(view.turns, 1) if one is turn), 0)
    said = (
        _("{session}, turn {turn}: {code} ({coder}, round {round})")
        if turn
        else _("{session}, a turn that is gone: {code} ({coder}, round {round})")
    )
    line = said.format(session=view.id, turn=place, code=mark.code, coder=mark.coder, round=mark.round)
    return f"{clean(line)}\n    “{one_line(mark.excerpt, 70)}”"


def _command(view: SessionView, mark: MarkView) -> str:
    named = f" --round {mark.round}" if mark.round != FIRST_ROUND else ""
    return f"interviewer code {view.id} --coder {mark.coder}{named}"
