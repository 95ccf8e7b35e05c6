"""`names add`: the fields by prompt or from lines of standard input, into the vault."""

import secrets
import sys

import typer

from interviewer.errors import CannotError, FilesError, UsageError
from interviewer.privacy.contacts import FIELDS, MOST, understood
from interviewer.privacy.pseudonyms import pseudonym
from interviewer.screens.names.whose import chosen, pseudonym_typed
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.keyboard import has_terminal
from interviewer.screens.words import N_, _
from interviewer.study.folder import Study
from interviewer.study.opening import find_study, recipients_in_force
from interviewer.study.private import vault
from interviewer.study.private.people import everybody, known
from interviewer.study.private.places import Recipients, private_folder, refuse_work_tree
from interviewer.study.private.remembered import refuse_other_keys

ASKED = {
    "name": N_("Name"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "address": N_("Address"),
    "form": N_("Where the signed form lies"),
    "note": N_("Note"),
}
STANDARD_INPUT = "-"
MOST_INPUT = 1 << 20


def add_entry(typed: str, *, new: bool) -> None:
    """Settle whose it is, take the fields, keep them. Raises what typing and keeping raise."""
    if typed and new:
        raise UsageError("new_or_known")
    study = find_study()
    people = everybody(study, recipients_in_force(study))
    person = pseudonym_typed(typed, people) if typed else ""
    recipients = _recipients(study)
    refuse_work_tree(private_folder(recipients.team))
    if not person:
        if not new and not has_terminal():
            raise UsageError("participant_wanted")
        person = "" if new else chosen(people)
        person = person or pseudonym(secrets.choice, known(study, recipients))
    fields = _on_a_page(person) if has_terminal() else _piped()
    if not fields:
        raise CannotError("nothing_added")
    vault_names = vault.pseudonyms(recipients)
    vault.add(recipients, vault.new_entry(person, fields))
    typer.echo(person)
    Paper().say(_("In the vault: {fields}.").format(fields=", ".join(_(ASKED[one]).lower() for one in fields)), "good")
    if not fields.get("name") and person not in vault_names:
        Paper().say(_("No name is there yet for {person}.").format(person=person), "warn")
    if new:
        told = _("Write {person} on the consent form. On the day: `interviewer run --participant {person}`")
        Paper().say(told.format(person=person), "quiet")


def _recipients(study: Study) -> Recipients:
    """The keys of the study; made now where it has none and somebody is there to write them down."""
    there = recipients_in_force(study)
    if there is not None:
        refuse_other_keys(study)
        return there
    if not has_terminal():
        raise CannotError("names_need_keys")
    from interviewer.screens.founding import made_keys
    from interviewer.study.private.founding import found

    Paper().say(_("Names are kept locked, and this study has no keys yet: they are made now, once."))
    team, on_paper, passphrase = made_keys(Paper(), names_alone=True)
    keys = found(study, team, on_paper, passphrase, "names")
    return Recipients(keys.team, keys.paper)


def _on_a_page(person: str) -> dict[str, str]:
    from interviewer.screens.founding import page_of_its_own

    with page_of_its_own():  # a terminal must not be able to scroll back to a name
        return _typed(person)


def _typed(person: str) -> dict[str, str]:
    from interviewer.screens.terminal.choose import short_text

    paper = Paper()
    paper.say(
        _("For {person}. Enter passes over a line; a dash alone empties it. Ctrl-C keeps nothing.").format(
            person=person
        )
    )

    def long(typed: str) -> str | None:
        return _("At most {count} letters.").format(count=MOST) if len(typed) > MOST else None

    said = {field: short_text(_("{field}:").format(field=_(ASKED[field])), validate=long).strip() for field in FIELDS}
    return {field: "" if words == "-" else words for field, words in said.items() if words}


def _piped() -> dict[str, str]:
    data = sys.stdin.buffer.read(MOST_INPUT + 1).removeprefix(b"\xef\xbb\xbf")
    if len(data) > MOST_INPUT:
        raise CannotError("vault_input_long")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    fields, problems = understood(text)
    if problems:
        raise FilesError(one._replace(path=STANDARD_INPUT) for one in problems)
    return fields
