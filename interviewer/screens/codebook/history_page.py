"""`codebook history`: what was changed, when, by whom and why."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from interviewer.coding.reshaping import aliases
from interviewer.screens.messages import place
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.table import table
from interviewer.screens.paper import Paper
from interviewer.screens.words import N_, _
from interviewer.study.codebook_history import History, Past, read_history
from interviewer.study.folder import Study

SHORT = 8
VERBS = {
    "add": N_("added"),
    "edit": N_("edited"),
    "rename": N_("renamed"),
    "merge": N_("merged"),
    "split": N_("split"),
    "move": N_("moved"),
    "retire": N_("retired"),
    "adopt": N_("adopted"),
    "import": N_("imported"),
    "undo": N_("taken back"),
}


def show_history(study: Study, code: str, *, json: bool) -> None:
    """Print every change, the oldest first; of one code those that are about it, under any id that it bore."""
    history, paper = read_history(study), Paper()
    for fault in history.faults:
        paper.say(place(fault._replace(path=study.shown(Path(fault.path)))), "warn")
    names = _names(study, code) if code else frozenset()
    past = [one for one in history.past if not code or names & {*one.change.codes, *one.change.touched}]
    if json:
        typer.echo(dumps({"changes": [_as_data(one, history) for one in past]}))
    elif past:
        heads = (_("change"), _("day"), _("who"), _("what"), _("codes"), _("marks"), _("why"), _("stands"))
        rows = [_row(one, history) for one in past]
        wide = len(heads) - all(row[-1] == _("yes") for row in rows)  # where all of them stand, nobody needs to read it
        typer.echo(table(heads[:wide], [row[:wide] for row in rows], whole=(1, 2, 3, 5, 7)))
    else:
        paper.say(_("No change of the codebook is recorded."), "quiet")


def _names(study: Study, code: str) -> frozenset[str]:
    book = study.codebook()
    return aliases(book, code) if book.find(code) else frozenset({code})


def _row(past: Past, history: History) -> tuple[str, ...]:
    change = past.change
    marks = str(change.marks) if change.marks else ""
    what = change.undoes[:SHORT] if change.undoes else codes_said(past)
    facts = change.id[:SHORT], _day(past.wall), change.coder, verb_of(past), what, marks, change.reason
    return (*facts, _state(past, history))


def codes_said(past: Past) -> str:
    """The codes that a change is about: what was there, an arrow, what it became."""
    codes, verb = past.change.codes, past.change.verb
    one_to = {"rename": 1, "split": 1, "move": 1, "merge": len(codes) - 1}.get(verb, 0)
    if not 0 < one_to < len(codes):
        return " ".join(codes)
    return f"{' '.join(codes[:one_to])} → {' '.join(codes[one_to:])}"


def verb_of(past: Past) -> str:
    """What was done, in a word."""
    verb = past.change.verb
    return _(VERBS[verb]) if verb in VERBS else verb


def _state(past: Past, history: History) -> str:
    """Whether the change counts, and all of it."""
    if not history.stands(past.change.id):
        return _("no")
    return _("yes") if past.whole else _("cut short")


def _day(wall: float) -> str:
    try:
        return datetime.fromtimestamp(wall, UTC).strftime("%Y-%m-%d")
    except (OverflowError, ValueError, OSError):
        return ""


def _as_data(past: Past, history: History) -> dict[str, object]:
    change = past.change
    return {
        "id": change.id,
        "time": past.wall,
        "coder": change.coder,
        "verb": change.verb,
        "codes": change.codes,
        "touched": change.touched,
        "reason": change.reason,
        "marks": change.marks,
        "undoes": change.undoes,
        "stands": history.stands(change.id),
        "whole": past.whole,
        "splices": change.splices,
    }


def summary(past: Past) -> str:
    """A change in one line."""
    change = past.change
    what = _("{verb}: {codes}").format(verb=verb_of(past), codes=codes_said(past))
    line = f"{change.id[:SHORT]} · {_day(past.wall)} · {change.coder} · {what}"
    return f"{line} ({change.reason})" if change.reason else line
