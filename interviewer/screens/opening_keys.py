"""`unlock` and `lock`: the passphrase, or the paper key, once for this terminal."""

import sys

from interviewer.errors import CannotError, UsageError
from interviewer.screens.founding import SHORTEST, passphrase_typed
from interviewer.screens.locking_anew import bring_up_to_date
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.keyboard import has_terminal
from interviewer.screens.unlocking import ask_paper_key, ask_passphrase, remember, told, unlock_with_words
from interviewer.screens.words import _
from interviewer.study.folder import Study
from interviewer.study.opening import find_study, recipients_in_force
from interviewer.study.private import agent, runtime, team_key
from interviewer.study.private.places import Recipients

MOST_LINE = 2000


def recipients_wanted(study: Study) -> Recipients:
    """The public keys of the study. CannotError `no_keys` where it has none."""
    recipients = recipients_in_force(study)
    if recipients is None:
        raise CannotError("no_keys")
    return recipients


def open_for_this_terminal(*, paper: bool, new_passphrase: bool, minutes: int) -> str:
    """Unlock, and give another passphrase where that is wanted; what there is to tell."""
    study = find_study()
    recipients = recipients_wanted(study)
    if has_terminal():
        try:
            (ask_paper_key if paper else ask_passphrase)(recipients)
        except (KeyboardInterrupt, EOFError):
            Paper().say(_("Nothing was opened."), "warn")
            raise
    else:
        _from_pipe(recipients, paper=paper)
    if new_passphrase:
        _renew(recipients)
    bring_up_to_date(study, recipients)
    return told(remember(recipients, minutes))


def _renew(recipients: Recipients) -> None:
    if has_terminal():
        fresh = passphrase_typed(Paper())
    else:
        fresh = sys.stdin.readline(MOST_LINE).strip()
        if len(fresh) < SHORTEST:
            raise UsageError("new_passphrase_wanted", count=SHORTEST)
    team_key.renew_passphrase(recipients, fresh)
    Paper().say(
        _(
            "The new passphrase opens the team's key on this machine: tear up the sheet with the old one. Sticks follow at the next `interviewer sync out`. Other machines keep the old one: type the same command there."
        ),
        "good",
    )


def _from_pipe(recipients: Recipients, *, paper: bool) -> None:
    line = sys.stdin.readline(MOST_LINE).strip()
    if not line:
        raise UsageError("passphrase_wanted")
    if paper:
        unlock_with_words(recipients, line)
    else:
        team_key.unlock(recipients, team_key.open_team_key(recipients, line))


def close_for_this_terminal() -> str:
    """Lock; what there is to tell."""
    recipients = recipients_wanted(find_study())
    ended = agent.end(recipients)
    runtime.forget(recipients.team, "")
    return _("Locked.") if ended else _("Locked: nothing was open in this terminal.")
