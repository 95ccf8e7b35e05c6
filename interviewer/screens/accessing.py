"""`access`: what the study holds about one person, in a file to hand over to that person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from interviewer.errors import CannotError, UsageError
from interviewer.privacy.contacts import former_values
from interviewer.screens.clean import clean
from interviewer.screens.pages.access import Told, access_paper
from interviewer.screens.pages.handing_over import is_there, kind_of, made
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.keyboard import has_terminal
from interviewer.screens.unlocking import ensure_unlocked, study_with_words
from interviewer.screens.words import _, plural
from interviewer.study.exports_register import ACCESS, enter, for_the_person
from interviewer.study.folder import Study
from interviewer.study.git import is_kept_out
from interviewer.study.holdings import Holdings, held_about
from interviewer.study.whole_file import check_folder, keep
from interviewer.study.withdrawal.carrying_out import today
from interviewer.study.withdrawal.keys import keys_of, recipients_of

if TYPE_CHECKING:  # a study without keys needs nothing of this
    from interviewer.study.private.places import Recipients


def give_access(typed: str, to: Path | None, *, notes: bool, force: bool) -> None:
    """Write the file, enter it in the register, say where it is and who may see it. Where nobody was `typed`, ask who it is.

    CannotError where nobody is called so, where a file is, where git would take it, where words stay locked.
    """
    if not typed and not has_terminal():
        raise UsageError("access_which")
    if to is not None:
        kind_of(to)
    study = study_with_words()
    recipients = recipients_of(study)
    person = _whose(study, recipients, typed)
    path = to or study.exports_path / f"{ACCESS}-{person}.docx"
    _check(study, path, usual=to is None, force=force)
    held = _with_vault(held_about(study, person), recipients)
    told = Told(held, study.root.name, today(), notes, keys_of(study) is not None)
    data = made(access_paper(told, study.settings().languages), kind_of(path))
    entered = for_the_person(path.suffix.lower(), person, held.sessions)
    enter(study, entered)
    if recipients is not None:
        from interviewer.study.private import lists

        lists.note(recipients, path, [person], entered.id)
    _write(path, data)
    typer.echo(clean(study.shown(path)))
    _tell(held)


def _whose(study: Study, recipients: Recipients | None, typed: str) -> str:
    from interviewer.screens.names.whose import chosen_of_all, pseudonym_typed
    from interviewer.study.private.people import everybody

    people = everybody(study, recipients)
    return pseudonym_typed(typed, people) if typed else chosen_of_all(people)


def _check(study: Study, path: Path, *, usual: bool, force: bool) -> None:
    """Before anybody is asked for a passphrase in vain."""
    if usual:
        path.parent.mkdir(mode=0o700, exist_ok=True)
    check_folder(path.absolute().parent)
    if is_there(path) and not (force and path.is_file()):
        raise CannotError("names_file_there", path=study.shown(path))
    if not is_kept_out(path):
        raise CannotError("names_in_git", path=study.shown(path))


def _with_vault(held: Holdings, recipients: Recipients | None) -> Holdings:
    """The holdings with name and contacts; asks for the passphrase where the vault has some."""
    if recipients is None:
        return held
    from interviewer.study.private import vault

    named, own = len(vault.named_by(recipients, held.person)), vault.of_person(recipients, held.person)
    if not own:
        return held._replace(named=named)
    opened = vault.opened(recipients, ensure_unlocked(recipients))
    known = opened.people().get(held.person)
    if known is None:
        raise CannotError("vault_shut", participant=held.person)
    shut = len(own) - sum(one.kind == "person" and one.person == held.person for one in opened.entries)
    former = former_values(opened.entries, held.person)
    return held._replace(contacts=known, former=former, named=named, shut=max(0, shut))


def _write(path: Path, data: bytes) -> None:
    try:
        keep(path, data)
    except OSError as error:
        raise CannotError("access_not_written", path=str(path), why=error.strerror or type(error).__name__) from None


def _tell(held: Holdings) -> None:
    paper = Paper()
    paper.say(
        _(
            "For {person} alone: it holds their words and, where it is known, their name. The words may name others: hand it to "
            "nobody else, and delete your copy once it is handed over."
        ).format(person=held.person),
        "warn",
    )
    locked = sum(one.locked > 0 for one in held.parts)
    if locked:
        paper.say(
            plural(
                "{count} interview has words of theirs that are locked, and the key is not here; the paper says so. "
                "`interviewer sync in FOLDER` brings the key.",
                "{count} interviews have words of theirs that are locked, and the keys are not here; the paper says so. "
                "`interviewer sync in FOLDER` brings the keys.",
                locked,
            ),
            "bad",
        )
    damaged = sum(not one.whole and not one.locked for one in held.parts)
    if damaged:
        paper.say(
            plural(
                "{count} interview could not be read whole; the paper says so (`interviewer doctor`).",
                "{count} interviews could not be read whole; the paper says so (`interviewer doctor`).",
                damaged,
            ),
            "bad",
        )
