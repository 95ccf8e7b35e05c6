"""Asking for what opens sealed words: the team's passphrase, or the paper key. Once for each terminal, where an agent can keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.errors import CannotError, FilesError
from interviewer.screens.words import _, plural
from interviewer.session.secrecy import PLAIN, current
from interviewer.study.folder import Study
from interviewer.study.opening import find_study, recipients_in_force

if TYPE_CHECKING:  # what most studies never need is imported when it is
    from interviewer.study.private.places import Recipients


def study_with_words() -> Study:
    """The study, its words readable: asks for the passphrase where they are sealed and still locked.

    CannotError `words_locked` where nobody can be asked.
    """
    study = find_study()
    holds = current()
    if holds is not PLAIN:
        from interviewer.study.private.ring import Refusing

        if isinstance(holds, Refusing):
            raise FilesError(holds.problems)
        recipients = recipients_in_force(study)
        if recipients is not None:
            ensure_unlocked(recipients, study)
    return study


def ensure_unlocked(recipients: Recipients, study: Study | None = None) -> str:
    """Return the secret key that opens what is sealed for these, once it is at hand. CannotError `words_locked`, `no_team_key`.

    Where the passphrase was asked for, what is locked for a former paper key is locked anew.
    """
    from interviewer.screens.terminal.keyboard import has_terminal
    from interviewer.study.private.unlocked import secret_for

    if not secret_at_hand(recipients):
        if not has_terminal():
            raise CannotError("words_locked")
        ask_passphrase(recipients)
        _tell(remember(recipients))
        from interviewer.screens.locking_anew import bring_up_to_date

        bring_up_to_date(study or find_study(), recipients)
    return secret_for(recipients)


def secret_at_hand(recipients: Recipients) -> bool:
    """Whether a key is at hand without asking: this process has it, or the agent of this terminal."""
    from interviewer.study.private import agent
    from interviewer.study.private.team_key import unlock
    from interviewer.study.private.unlocked import secret_for

    if secret_for(recipients):
        return True
    kept = agent.ask(recipients)
    if not kept:
        return False
    try:
        unlock(recipients, kept)
    except (CannotError, ValueError):  # no key of this study
        return False
    return True


def open_quietly(study: Study) -> None:
    """Open the words if the agent of this terminal has the key; nobody is asked."""
    recipients = recipients_in_force(study) if current() is not PLAIN else None
    if recipients is not None:
        secret_at_hand(recipients)


def remember(recipients: Recipients, minutes: int | None = None) -> int:
    """Have the agent of this terminal keep the key that is at hand; for how many minutes (0 where there can be no agent)."""
    from interviewer.study.private import agent
    from interviewer.study.private.unlocked import secret_for

    wanted = agent.MINUTES if minutes is None else minutes
    return wanted if agent.start(recipients, secret_for(recipients), wanted) else 0


def _tell(minutes: int) -> None:
    from interviewer.screens.paper import Paper

    if minutes:
        Paper().say(told(minutes), "quiet")


def told(minutes: int) -> str:
    """How long it stays open, and how to end that."""
    if not minutes:
        return _("Here the passphrase is asked for by each command: this system can't keep a key for a terminal.")
    return plural(
        "Unlocked in this terminal for {count} minute; `interviewer lock` ends it.",
        "Unlocked in this terminal for {count} minutes; `interviewer lock` ends it.",
        minutes,
    )


def ask_passphrase(recipients: Recipients) -> None:
    """Ask for the passphrase, as often as it is wrong; unlock with it. CannotError `no_team_key`."""
    from interviewer.screens.paper import Paper
    from interviewer.screens.terminal.choose import secret_text
    from interviewer.screens.terminal.keyboard import drop_typed_ahead, held
    from interviewer.study.private.team_key import has_team_key, open_team_key, unlock

    if not has_team_key(recipients.team):  # before anybody types
        raise CannotError("no_team_key")
    with held():  # while a passphrase is tried, too, what is typed must not be seen
        while True:
            typed = secret_text(_("Passphrase of the team:")).strip()
            Paper().say(_("One moment: the passphrase is being tried."), "quiet")
            try:
                unlock(recipients, open_team_key(recipients, typed))
                drop_typed_ahead()
            except CannotError as error:
                if error.problem.rule != "wrong_passphrase":
                    raise
                _say(error)
            else:
                return


def ask_paper_key(recipients: Recipients, *, sheet_alone: bool = False) -> None:
    """Ask for the words of the paper key, as often as they are wrong, and unlock with them.

    `sheet_alone` says that it is the sheet which is tried: the passphrase doesn't take its place.
    """
    from interviewer.screens.founding import page_of_its_own
    from interviewer.screens.typing_words import typed_words

    with page_of_its_own():
        while True:
            try:
                unlock_with_words(recipients, typed_words())
            except CannotError as error:
                if sheet_alone and error.problem.rule == "paper_key_replaced":
                    error = CannotError("drill_with_former_paper", **error.problem.facts())
                _say(error)
            else:
                return


def unlock_with_words(recipients: Recipients, typed: str) -> None:
    """Unlock with the words of the paper key. CannotError where they are no key of this study."""
    from interviewer.privacy import paper_key
    from interviewer.privacy.paper_key import PaperKeyError
    from interviewer.study.private.team_key import unlock

    try:
        unlock(recipients, paper_key.from_words(typed))
    except PaperKeyError as error:
        raise CannotError("paper_key_word" if error.word else "paper_key_wrong", word=error.word) from None


def _say(error: CannotError) -> None:
    from interviewer.screens.messages import explain
    from interviewer.screens.paper import Paper

    Paper().say(" ".join(explain(error.problem)), "warn")
