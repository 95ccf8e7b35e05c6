"""In which round a coder codes, and what is said about it before."""

from collections.abc import Mapping

from msgspec.structs import replace

from interviewer.coding.rounds import next_round, open_rounds
from interviewer.errors import UsageError
from interviewer.ids import as_id, is_id
from interviewer.screens.paper import Paper
from interviewer.screens.words import _
from interviewer.session.events import FIRST_ROUND
from interviewer.study.marking import Loaded

SHOWN = 5


def round_id(typed: str) -> str:
    """The id of a round in small letters; UsageError when it is none. Nothing typed stays nothing."""
    named = as_id(typed)
    if named and not is_id(named):
        raise UsageError("bad_round")
    return named


def chosen_round(loaded: Mapping[str, Loaded], coder: str, named: str = "") -> str:
    """The round named, else the only one that the coder has open in these sessions, else the first.

    UsageError when several are open.
    """
    if named:
        return named
    begun = open_rounds((one.sheet.view for one in loaded.values()), coder)
    if len(begun) > 1:
        raise UsageError("several_rounds", coder=coder, rounds=", ".join(begun))
    return begun[0] if begun else FIRST_ROUND


def in_round(loaded: Mapping[str, Loaded], coder: str, named: str = "") -> dict[str, Loaded]:
    """The sessions as the coder finds them in that round."""
    chosen = chosen_round(loaded, coder, named)
    return {name: one._replace(sheet=replace(one.sheet, round=chosen)) for name, one in loaded.items()}


def still_open(loaded: Mapping[str, Loaded], paper: Paper) -> dict[str, Loaded]:
    """Those in which the round is not closed, or all of them, to look at, when it is closed everywhere; says which."""
    closed = [name for name, one in loaded.items() if one.sheet.closed]
    if not closed:
        return dict(loaded)
    sheet = loaded[closed[0]].sheet
    again = next_round((one.sheet.view for one in loaded.values()), sheet.coder)
    if len(closed) < len(loaded):
        said = _("Round {round} is closed by {coder} in {sessions}: left out here.")
        paper.say(said.format(round=sheet.round, coder=sheet.coder, sessions=listed(closed)), "quiet")
        return {name: one for name, one in loaded.items() if name not in closed}
    said = _("Round {round} is closed by {coder} here: you can look, and see others' marks with /others, but not mark.")
    paper.say(said.format(round=sheet.round, coder=sheet.coder))
    command = f"interviewer code --coder {sheet.coder} --round {again}"
    paper.say(_("A second look is a new round: {command}").format(command=command), "quiet")
    return dict(loaded)


def listed(names: list[str]) -> str:
    """The first few names."""
    return ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
