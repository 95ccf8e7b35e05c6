"""`unlock --new-paper-key`: other words for the safe, when the sheet was lost or seen by somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.errors import CannotError
from interviewer.screens.locking_anew import bring_up_to_date, use_newest
from interviewer.screens.paper import Paper
from interviewer.screens.words import _

if TYPE_CHECKING:  # most studies never need it
    from interviewer.study.folder import Study
    from interviewer.study.private.places import Recipients


def make_new_paper_key(minutes: int) -> str:
    """Ask for the passphrase, make the key, have it typed back, lock everything here for it; what there is to tell.

    Where an earlier time was cut, that is finished, and no other key is made.
    """
    from interviewer.screens.opening_keys import recipients_wanted
    from interviewer.screens.terminal.keyboard import has_terminal
    from interviewer.screens.unlocking import ask_passphrase, remember, told
    from interviewer.study.opening import find_study
    from interviewer.study.private import paper_keys, unlocked
    from interviewer.study.private.renewing import is_unfinished

    study = find_study()
    recipients = recipients_wanted(study)
    if not has_terminal():
        raise CannotError("needs_keyboard")
    paper, before = Paper(), paper_keys.known(recipients.team).key
    try:
        _explain(paper)
        ask_passphrase(recipients)
        began_before = is_unfinished(recipients, unlocked.secret_for(recipients))
        if began_before:
            _tell_that_it_is_finished_first(paper)
        else:
            recipients = _made(study, recipients, paper)
    except (KeyboardInterrupt, EOFError):
        _tell_what_holds(paper, changed=paper_keys.known(recipients.team).key != before)
        raise
    bring_up_to_date(study, recipients)
    if not began_before:
        _what_the_old_sheet_opens(paper, recipients)
    return told(remember(recipients, minutes))


def _explain(paper: Paper) -> None:
    paper.rule(_("A new paper key"))
    paper.say(
        _(
            "For a sheet that was lost, or that somebody saw who shouldn't. 24 new words take the place of the old ones; the passphrase stays as it is."
        )
    )
    paper.say(_("Have two sheets and a pen at hand. First the passphrase: without it nobody makes a new paper key."))


def _tell_that_it_is_finished_first(paper: Paper) -> None:
    paper.say(
        _(
            "A new paper key was made before, and not everything here is locked for it yet: that is finished now. For yet another one, type the command again afterwards."
        )
    )


def _tell_what_holds(paper: Paper, *, changed: bool) -> None:
    told = (
        _(
            "Left half way, but the new paper key is in force: keep the new sheets. `interviewer unlock` locks for it what is still locked for the former one."
        )
        if changed
        else _("Left half way: the paper key is the same as before, and nothing was written.")
    )
    paper.say(told, "warn")


def _made(study: Study, recipients: Recipients, paper: Paper) -> Recipients:
    """The keys of the study with the new paper key, once it was typed back and is in force here."""
    from interviewer.privacy import age
    from interviewer.screens.founding import written_and_typed_back
    from interviewer.study.private import paper_keys, unlocked
    from interviewer.study.private.renewing import replace_paper_key

    secret = unlocked.secret_for(recipients)
    fresh = age.new_identity()
    written_and_typed_back(paper, fresh)
    try:
        key = replace_paper_key(study, recipients, fresh.public, secret)
    except OSError as error:
        heard = paper_keys.known(recipients.team).key
        noted = heard is not None and heard.public == fresh.public
        why = error.strerror or type(error).__name__
        raise CannotError("paper_key_in_doubt" if noted else "paper_key_not_kept", why=why) from error
    paper.say(_("The new paper key is right, and in force from now on ({day}).").format(day=key.day), "good")
    return use_newest(study, recipients, secret)


def _what_the_old_sheet_opens(paper: Paper, recipients: Recipients) -> None:
    from interviewer.screens.media import still_former

    paper.say(
        _(
            "Tear up the old sheets. They open nothing on this machine any more, but still what is on sticks, in backups and on other machines."
        )
    )
    paper.say(
        _(
            "Whoever has an old sheet and gets a stick, a backup or a machine from before has the team's key, which stays the same: it opens what is said later too."
        ),
        "warn",
    )
    paper.say(
        _(
            "A sheet that was lost is made good by this. For one that somebody saw, bring every stick up to date today, every other machine too, and destroy older backups."
        )
    )
    for line in still_former(recipients):
        paper.say(line, "warn")
    paper.say(
        _(
            "So now: `interviewer sync out FOLDER` for each stick; on each other machine bring the study up to date (git, or `interviewer sync in FOLDER`), then `interviewer unlock`."
        )
    )
