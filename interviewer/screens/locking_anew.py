"""What is still locked for a former paper key, as soon as a key is at hand that opens it: locked for the one in force, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.errors import CannotError, FilesError
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, plural
from interviewer.study.opening import recipients_in_force

if TYPE_CHECKING:  # most studies never need it
    from interviewer.study.folder import Study
    from interviewer.study.private.places import Recipients
    from interviewer.study.private.renewing import Anew

MANY = 20
"""Files of which locking them anew takes a moment."""


def use_newest(study: Study, recipients: Recipients, secret: str) -> Recipients:
    """The keys of the study as they are now, with the key at hand opening for these too."""
    from interviewer.study.private import team_key

    now = recipients_in_force(study) or recipients
    if now != recipients:
        team_key.unlock(now, secret)
    return now


def bring_up_to_date(study: Study, recipients: Recipients) -> None:
    """With the key at hand, lock for the paper key in force what is locked for a former one, and tell; nothing to say nearly always."""
    from interviewer.study.private import unlocked
    from interviewer.study.private.marks import former
    from interviewer.study.private.renewing import lock_anew

    found = former(recipients)
    if found and not unlocked.is_former(recipients):
        if len(found) > MANY:
            Paper().say(_("One moment: everything here is being locked for the new paper key."), "quiet")
        anew = lock_anew(recipients, unlocked.secret_for(recipients))
        _take_out_who_withdrew(study)
        _tell(anew)
    elif found:
        _tell_of_former(recipients)
    settings_name_it(study)


def _take_out_who_withdrew(study: Study) -> None:
    """Should somebody have withdrawn in another window meanwhile, their key is not to come back by being locked anew."""
    from interviewer.study.travelling.after_withdrawal import after_arrival

    after_arrival(study)


def _tell(anew: Anew) -> None:
    done = plural(
        "{count} key or name on this machine was locked for the new paper key.",
        "{count} keys and names on this machine were locked for the new paper key.",
        anew.done,
    )
    left = plural(
        "{count} file is still locked for the former paper key: the passphrase opens it, the new sheet doesn't. `interviewer unlock` tries again.",
        "{count} files are still locked for the former paper key: the passphrase opens them, the new sheet doesn't. `interviewer unlock` tries again.",
        anew.left,
    )
    damaged = plural(
        "{count} file for a former paper key is damaged: no key opens it. A whole copy may be on a stick: `interviewer sync in FOLDER`.",
        "{count} files for a former paper key are damaged: no key opens them. Whole copies may be on a stick: `interviewer sync in FOLDER`.",
        anew.damaged,
    )
    for told, count, tone in (
        (done, anew.done, "good"),
        (left, anew.left, "warn"),
        (damaged, anew.damaged, "warn"),
    ):
        if count:
            Paper().say(told, tone)


def _tell_of_former(recipients: Recipients) -> None:
    """What a former sheet still opens, as long as nobody with the passphrase or the new one was here."""
    from interviewer.study.private.marks import waiting

    left = len(waiting(recipients))
    told = plural(
        "This sheet was replaced. It opens only what is not locked anew here yet: {count} file. `interviewer unlock` with the passphrase locks it for the new one.",
        "This sheet was replaced. It opens only what is not locked anew here yet: {count} files. `interviewer unlock` with the passphrase locks them for the new one.",
        left,
    )
    Paper().say(told, "warn")


def settings_name_it(study: Study) -> None:
    """Have interviewer.yaml name the paper key in force, for git and for colleagues."""
    from interviewer.screens.messages import explain
    from interviewer.study.private.renewing import name_in_settings

    try:
        named = name_in_settings(study)
    except (OSError, CannotError, FilesError) as error:
        Paper().say(_("interviewer.yaml could not be changed: it doesn't name the new paper key yet."), "warn")
        if isinstance(error, CannotError):
            Paper().say(" ".join(explain(error.problem)), "warn")
        return
    if named:
        Paper().say(
            _("interviewer.yaml names the new paper key now: commit it, if you share the study by git."),
            "quiet",
        )
