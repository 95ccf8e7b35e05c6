"""`unlock --new-paper-key`: other words for the safe, when the sheet was lost or seen by somebody; and what is left to lock anew for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.errors import CannotError, FilesError
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, plural

if TYPE_CHECKING:  # most studies never need it
    from interviewer.study.folder import Study
    from interviewer.study.private.places import Recipients
    from interviewer.study.private.renewing import Anew

MANY = 20
"""Files of which locking them anew takes a moment."""


def make_new_paper_key(minutes: int) -> str:
    """Ask for the passphrase, make the key, have it typed back, lock everything here for it; what there is to tell.

    Where an earlier time was cut, that is finished first, and no other key is made.
    """
    from interviewer.screens.opening_keys import recipients_wanted
    from interviewer.screens.terminal.keyboard import has_terminal
    from interviewer.screens.unlocking import ask_passphrase, remember, told
    from interviewer.study.folder import find_study
    from interviewer.study.private.marks import waiting

    study = find_study()
    recipients = recipients_wanted(study)
    if not has_terminal():
        raise CannotError("needs_keyboard")
    began_before = bool(waiting(recipients))
    paper = Paper()
    try:
        _explain(paper, finishing=began_before)
        ask_passphrase(recipients)
        if not began_before:
            recipients = _made(study, recipients, paper)
    except (KeyboardInterrupt, EOFError):
        paper.say(_("Left half way: the paper key is the same as before, and nothing was written."), "warn")
        raise
    bring_up_to_date(study, recipients)
    if not began_before:
        _what_the_old_sheet_opens(paper)
    return told(remember(recipients, minutes))


def _explain(paper: Paper, *, finishing: bool) -> None:
    paper.rule(_("A new paper key"))
    if finishing:
        paper.say(
            _(
                "A new paper key was made before, and not everything here is locked for it yet: that is finished now. For yet another one, type the command again afterwards."
            )
        )
        return
    paper.say(
        _(
            "For a sheet that was lost, or that somebody saw who shouldn't. 24 new words take the place of the old ones; the passphrase stays as it is."
        )
    )
    paper.say(_("Have two sheets and a pen at hand. First the passphrase: without it nobody makes a new paper key."))


def _made(study: Study, recipients: Recipients, paper: Paper) -> Recipients:
    """The keys of the study with the new paper key, once it was typed back and is in force here."""
    from interviewer.privacy import age
    from interviewer.screens.founding import written_and_typed_back
    from interviewer.study.private import unlocked
    from interviewer.study.private.renewing import replace_paper_key

    secret = unlocked.secret_for(recipients)
    fresh = age.new_identity()
    written_and_typed_back(paper, fresh)
    try:
        key = replace_paper_key(study, recipients, fresh.public, secret)
    except OSError as error:
        raise CannotError("paper_key_not_kept", why=error.strerror or type(error).__name__) from error
    paper.say(_("The new paper key is right, and in force from now on ({day}).").format(day=key.day), "good")
    return use_newest(study, recipients, secret)


def use_newest(study: Study, recipients: Recipients, secret: str) -> Recipients:
    """The keys of the study as they are now, with the key at hand opening for these too."""
    from interviewer.study.private import unlocked

    now = study.recipients() or recipients
    if now != recipients:
        unlocked.unlock(now, secret)
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
    paper = Paper()
    if anew.done:
        told = plural(
            "{count} key or name on this machine was locked for the new paper key.",
            "{count} keys and names on this machine were locked for the new paper key.",
            anew.done,
        )
        paper.say(told, "good")
    if anew.left:
        told = plural(
            "{count} file is still locked for the former paper key: the passphrase opens it, the new sheet doesn't. `interviewer unlock` tries again.",
            "{count} files are still locked for the former paper key: the passphrase opens them, the new sheet doesn't. `interviewer unlock` tries again.",
            anew.left,
        )
        paper.say(told, "warn")


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


def _what_the_old_sheet_opens(paper: Paper) -> None:
    paper.say(
        _(
            "Tear up the old sheets. They open nothing on this machine any more, but still what is on sticks, in backups and on other machines."
        )
    )
    paper.say(
        _(
            "So now: `interviewer sync out FOLDER` for each stick; on each other machine bring the study up to date (git, or `interviewer sync in FOLDER`), then `interviewer unlock`."
        )
    )
