"""Asking for what opens sealed words: the team's passphrase, or the paper key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.errors import CannotError
from interviewer.screens.words import _
from interviewer.session.secrecy import PLAIN, current
from interviewer.study.folder import Study, find_study

if TYPE_CHECKING:  # what most studies never need is imported when it is
    from interviewer.study.private.places import Recipients


def study_with_words() -> Study:
    """The study, its words readable: asks for the passphrase where they are sealed and still locked.

    CannotError `words_locked` where nobody can be asked.
    """
    study = find_study()
    if current() is not PLAIN:
        from interviewer.study.private.places import Recipients

        keys = study.settings().keys
        if keys is not None:
            ensure_unlocked(Recipients(keys.team, keys.paper))
    return study


def ensure_unlocked(recipients: Recipients) -> None:
    """Return when a key is at hand that opens what is sealed for these."""
    from interviewer.screens.terminal.keyboard import has_terminal
    from interviewer.study.private.unlocked import secret_for

    if secret_for(recipients):
        return
    if not has_terminal():
        raise CannotError("words_locked")
    ask_passphrase(recipients)


def ask_passphrase(recipients: Recipients) -> None:
    """Ask for the passphrase, as often as it is wrong; unlock with it. CannotError `no_team_key`."""
    from interviewer.screens.terminal.choose import secret_text
    from interviewer.study.private.unlocked import open_team_key, unlock

    while True:
        try:
            unlock(recipients, open_team_key(recipients, secret_text(_("Passphrase of the team:")).strip()))
        except CannotError as error:
            if error.problem.rule != "wrong_passphrase":
                raise
            from interviewer.screens.messages import explain
            from interviewer.screens.paper import Paper

            Paper().say(" ".join(explain(error.problem)), "warn")
        else:
            return


def ask_paper_key(recipients: Recipients) -> None:
    """Ask for the words of the paper key and unlock with them. CannotError where they are no key of this study."""
    from interviewer.privacy import paper_key
    from interviewer.privacy.paper_key import COUNT, PaperKeyError
    from interviewer.screens.terminal.choose import short_text
    from interviewer.study.private.unlocked import unlock

    typed = ""
    while len(typed.split()) < COUNT:
        question = _("Words of the paper key, from number {number}:").format(number=len(typed.split()) + 1)
        typed = f"{typed} {short_text(question)}"
    try:
        unlock(recipients, paper_key.from_words(typed))
    except PaperKeyError as error:
        raise CannotError("paper_key_word" if error.word else "paper_key_wrong", word=error.word) from None
