"""Closing a round of coding: in which sessions, what it means, and that it can't be undone."""

import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from interviewer.coding.sheet import Sheet, close
from interviewer.errors import CannotError
from interviewer.screens.coding.in_round import in_round, listed
from interviewer.screens.messages import place
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, plural
from interviewer.session.events import FIRST_ROUND
from interviewer.study.marking import Loaded, Pens, load_each
from interviewer.study.opening import find_study


def refuse_unless_whole(sheet: Sheet) -> None:
    """CannotError where the round can't be closed yet: turns are left, or may follow, or it is closed already."""
    if sheet.closed:
        raise CannotError("coding_closed_already", round=sheet.round)
    if not sheet.whole:
        rule = "coding_round_unfinished" if sheet.left() else "coding_round_goes_on"
        raise CannotError(rule, count=sheet.left(), session=sheet.view.id, coder=_whose(sheet))


def _whose(sheet: Sheet) -> str:
    """The coder as commands name them, with the round where it isn't the first."""
    return sheet.coder if sheet.round == FIRST_ROUND else f"{sheet.coder} --round {sheet.round}"


class _Chosen(NamedTuple):
    """Where the round can be closed; and where it stays open, with how many turns are left (0: the interview goes on)."""

    ready: list[str]
    unfinished: dict[str, int]


def close_round(wanted: Sequence[str], coder: str, named: str, *, incomplete: bool) -> int:
    """Close the coder's round in these sessions, or wherever all turns are rated; returns the exit code."""
    study, paper = find_study(), Paper()
    names = list(dict.fromkeys(study.resolve_session(text) for text in wanted)) or study.session_ids()
    if not names:
        raise CannotError("no_sessions")
    loaded = in_round(load_each(study, names, coder), coder, named)
    chosen = _chosen(loaded, by_name=bool(wanted), incomplete=incomplete)
    if wanted and chosen.unfinished:
        rule = "round_not_begun" if incomplete else "round_unfinished"  # what was begun would be closed as it is
        raise CannotError(rule, sessions=_left(chosen.unfinished), coder=coder, round=_round_of(loaded))
    if not chosen.ready and incomplete:
        raise CannotError("round_none_begun", coder=coder, round=_round_of(loaded))
    if not chosen.ready:
        raise CannotError(
            "round_nothing_to_close", coder=coder, round=_round_of(loaded), left=sum(chosen.unfinished.values())
        )
    if not _agreed(paper, chosen.ready, loaded):
        paper.say(_("Nothing was closed."))
        return 1
    _write(Pens(study, coder, loaded), chosen.ready, loaded, paper)
    _tell(paper, chosen, _round_of(loaded), coder)
    return 0


def _chosen(loaded: Mapping[str, Loaded], *, by_name: bool, incomplete: bool) -> _Chosen:
    """Sessions without a turn to rate, or that the coder never touched, are left alone unless they were named."""
    ready, unfinished = [], {}
    for name, one in loaded.items():
        sheet = one.sheet
        turns = len(sheet.turns())
        begun = sheet.left() < turns
        if sheet.closed or not turns or not (begun or by_name):
            continue
        if not (sheet.whole or (incomplete and begun)):
            unfinished[name] = sheet.left()
        else:
            ready.append(name)
    return _Chosen(ready, unfinished)


def _round_of(loaded: Mapping[str, Loaded]) -> str:
    return next(one.sheet.round for one in loaded.values())


def _left(unfinished: Mapping[str, int]) -> str:
    def why(count: int) -> str:
        return plural("{count} turn", "{count} turns", count) if count else _("not finished")

    return ", ".join(_("{session} ({why})").format(session=name, why=why(count)) for name, count in unfinished.items())


def _agreed(paper: Paper, ready: list[str], loaded: Mapping[str, Loaded]) -> bool:
    """Whether the person at the keyboard agrees; a script has said so by calling."""
    if not sys.stdin.isatty():
        return True
    said = _("Round {round} will be closed in {interviews}: {sessions}.")
    paper.say(said.format(round=_round_of(loaded), interviews=_interviews(ready), sessions=listed(ready)))
    return sure(paper)


def sure(paper: Paper) -> bool:
    """Ask once more, since closing can't be undone."""
    from interviewer.screens.terminal.choose import confirm

    paper.say(_("That can't be undone: afterwards you see others' marks, and a second look is a new round."), "quiet")
    return confirm(_("Close it?"), default=False)


def _write(pens: Pens, ready: list[str], loaded: Mapping[str, Loaded], paper: Paper) -> None:
    try:
        for name in ready:
            pens.write(name, close(loaded[name].sheet)[1])
        pens.close()
    finally:
        pens.abandon()
        for warning in pens.warnings:
            paper.say(place(warning), "warn")


def _tell(paper: Paper, chosen: _Chosen, round_name: str, coder: str) -> None:
    closed = _("Round {round} is closed by {coder} in {interviews}.")
    paper.say(closed.format(round=round_name, coder=coder, interviews=_interviews(chosen.ready)), "good")
    if chosen.unfinished:
        paper.say(
            _("Left open, since not all of it is rated: {sessions}.").format(sessions=_left(chosen.unfinished)), "warn"
        )
    paper.say(_("When another coder has closed it too: interviewer compare {coder} OTHER").format(coder=coder), "quiet")


def _interviews(names: Sequence[str]) -> str:
    return plural("{count} interview", "{count} interviews", len(names))
