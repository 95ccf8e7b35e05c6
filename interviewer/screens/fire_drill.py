"""`doctor --fire-drill`: both keys are typed, each is tried on everything, and the day is noted."""

import sys
from collections.abc import Collection
from pathlib import Path

import typer

from interviewer.errors import CannotError, UsageError
from interviewer.privacy import age, paper_key
from interviewer.privacy.paper_key import PaperKeyError
from interviewer.screens.opening_keys import MOST_LINE, recipients_wanted
from interviewer.screens.paper import Paper, wrapped_for
from interviewer.screens.terminal.keyboard import has_terminal
from interviewer.screens.unlocking import ask_paper_key, ask_passphrase
from interviewer.screens.words import _, plural
from interviewer.study.folder import Study
from interviewer.study.opening import find_study
from interviewer.study.private import drill, team_key, unlocked
from interviewer.study.private.drill import Drill
from interviewer.study.private.marks import waiting
from interviewer.study.private.places import Recipients

NOT_ALL = 3
SHOWN = 10


def hold_drill() -> int | None:
    """Ask for both keys, try them, say what they open; returns 3 where one doesn't open everything. CannotError without anything to open."""
    study = find_study()
    recipients = recipients_wanted(study)
    if not drill.anything(recipients):
        raise CannotError("nothing_to_drill")
    team, paper = _typed(recipients) if has_terminal() else _piped(recipients)
    held = drill.hold(recipients, team, paper)
    drill.enter(recipients, held)
    typer.echo(wrapped_for(sys.stdout, "\n".join(_told(study, held, set(waiting(recipients))))))
    return None if held.passed else NOT_ALL


def _typed(recipients: Recipients) -> tuple[str, str]:
    """Both secret keys, typed: what an agent keeps proves nothing."""
    unlocked.lock(recipients)
    Paper().say(_("First the passphrase, then the paper key: both are tried on everything that is locked."))
    ask_passphrase(recipients)
    team = unlocked.secret_for(recipients)
    Paper().say(_("Now the paper key, from the paper."))
    while True:
        ask_paper_key(recipients, sheet_alone=True)
        if age.identity(unlocked.secret_for(recipients)).public == recipients.paper:
            return team, unlocked.secret_for(recipients)
        if unlocked.is_former(recipients):
            Paper().say(_("This sheet was replaced: take the newer one."), "warn")


def _piped(recipients: Recipients) -> tuple[str, str]:
    passphrase, words = (sys.stdin.readline(MOST_LINE).strip() for _n in range(2))
    if not passphrase or not words:
        raise UsageError("both_keys_wanted")
    team = team_key.open_team_key(recipients, passphrase)
    try:
        paper = paper_key.from_words(words)
    except PaperKeyError as error:
        raise CannotError("paper_key_word" if error.word else "paper_key_wrong", word=error.word) from None
    if age.identity(paper).public != recipients.paper:
        raise CannotError("key_of_another_study")
    return team, paper


def _told(study: Study, held: Drill, former: Collection[Path]) -> list[str]:
    kept = plural("{count} key", "{count} keys", held.keys)
    names = plural("{count} entry of the vault", "{count} entries of the vault", held.names)
    lines = [
        _("Tried on {keys} and {names}.").format(keys=kept, names=names),
        _("The passphrase opens {count} of {all}.").format(count=held.by_team, all=held.files),
        _("The paper key opens {count} of {all}.").format(count=held.by_paper, all=held.files),
    ]
    lines += [_("{path}: no key opens it.").format(path=study.shown(path)) for path in held.lost[:SHOWN]]
    half = [path for path in held.half if path not in former]
    lines += [_("{path}: only one of the two keys opens it.").format(path=study.shown(path)) for path in half[:SHOWN]]
    if len(half) < len(held.half):
        lines.append(
            plural(
                "{count} of them is still locked for a former paper key: `interviewer unlock` locks it anew, then hold the drill again.",
                "{count} of them are still locked for a former paper key: `interviewer unlock` locks them anew, then hold the drill again.",
                len(held.half) - len(half),
            )
        )
        if not half and not held.lost:
            return lines
    if held.passed:
        return [*lines, _("Each of them alone opens everything. The next drill is due in a month.")]
    return [
        *lines,
        _(
            "Not everything opens with each of them. Another machine may have whole copies: `interviewer sync out` there, `sync in` here."
        ),
    ]
