"""`names reveal`: one entry of the vault, on a page that is gone afterwards."""

import sys

import typer

from interviewer.errors import CannotError
from interviewer.privacy.contacts import FIELDS
from interviewer.screens.clean import clean
from interviewer.screens.founding import page_of_its_own
from interviewer.screens.names.adding import ASKED
from interviewer.screens.names.whose import pseudonym_typed
from interviewer.screens.opening_keys import recipients_wanted
from interviewer.screens.paper import Paper
from interviewer.screens.unlocking import ensure_unlocked
from interviewer.screens.words import _
from interviewer.study.opening import find_study
from interviewer.study.private import vault
from interviewer.study.private.people import everybody


def reveal_person(typed: str) -> None:
    """Show the entry. CannotError where the vault has none of that person, or none that opens."""
    study = find_study()
    recipients = recipients_wanted(study)
    person = pseudonym_typed(typed, everybody(study, recipients))
    if not vault.of_person(recipients, person):
        raise CannotError("not_in_vault", participant=person)
    known = vault.opened(recipients, ensure_unlocked(recipients)).people().get(person)
    if not known:
        raise CannotError("vault_shut", participant=person)
    if sys.stdout.isatty() and sys.stderr.isatty():
        _for_a_moment(person, known)
    else:
        typer.echo("\n".join(f"{field}: {clean(known[field])}" for field in FIELDS if field in known))


def _for_a_moment(person: str, known: dict[str, str]) -> None:
    from interviewer.screens.terminal.choose import short_text

    with page_of_its_own():
        paper = Paper()
        paper.rule(person)
        width = max(len(_(ASKED[field])) for field in known)
        paper.pairs([(_(ASKED[field]), words) for field, words in known.items()], width)
        paper.say()
        short_text(_("Enter closes this page."))
