"""`names list`: pseudonyms, whether the vault knows them, their interviews; names only where they were asked for."""

import sys

import typer

from interviewer.errors import CannotError
from interviewer.screens.founding import page_of_its_own
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.table import table, tsv
from interviewer.screens.paper import Paper
from interviewer.screens.unlocking import ensure_unlocked
from interviewer.screens.words import _, plural
from interviewer.study.opening import find_study, recipients_in_force
from interviewer.study.private import vault
from interviewer.study.private.people import Met, everybody

COLUMNS = ("participant_id", "in_vault", "interviews")


def list_people(*, unlock: bool, json: bool) -> None:
    """Print everybody; CannotError where there is nobody, or where names are wanted and there is no vault."""
    study = find_study()
    recipients = recipients_in_force(study)
    people = everybody(study, recipients)
    if not people:
        raise CannotError("nobody_yet")
    names = {}
    if unlock:
        if recipients is None:
            raise CannotError("no_keys")
        opened = vault.opened(recipients, ensure_unlocked(recipients))
        names = {person: known.get("name", "") for person, known in opened.people().items()}
        if opened.shut:
            Paper().say(_not_opened(opened.shut), "bad")
    if json:
        typer.echo(dumps([_row(one, names, unlock=unlock) for one in people]))
    elif unlock and sys.stdout.isatty() and sys.stderr.isatty():
        _for_a_moment(_columns(people, names))
    else:
        typer.echo(
            _columns(people, names if unlock else None) if sys.stdout.isatty() else _tsv(people, names, unlock=unlock)
        )
    without = sum(not one.entries and not one.withdrawn for one in people)
    if without:
        told = plural("{count} person has no entry.", "{count} people have no entry.", without)
        Paper().say(f"{told} " + _("`interviewer names add` asks for it."), "quiet")


def _row(one: Met, names: dict[str, str], *, unlock: bool) -> dict[str, object]:
    name = {"name": names.get(one.person, "")} if unlock else {}
    return {"participant_id": one.person, **name, "in_vault": bool(one.entries), "interviews": list(one.sessions)}


def _tsv(people: tuple[Met, ...], names: dict[str, str], *, unlock: bool) -> str:
    heads = (*COLUMNS[:1], *(("name",) if unlock else ()), *COLUMNS[1:])
    rows = [
        (
            one.person,
            *((names.get(one.person, ""),) if unlock else ()),
            "yes" if one.entries else "no",
            " ".join(one.sessions),
        )
        for one in people
    ]
    return tsv(heads, rows)


def _columns(people: tuple[Met, ...], names: dict[str, str] | None) -> str:
    heads = (_("pseudonym"), _("in the vault") if names is None else _("name"), _("interviews"))
    rows = [(one.person, _known(one, names), ", ".join(one.sessions) or _("none yet")) for one in people]
    return table(heads, rows, whole=(0,))


def _known(one: Met, names: dict[str, str] | None) -> str:
    if one.withdrawn and not one.entries:
        return _("withdrawn")
    if names is None:
        return _("yes") if one.entries else _("no")
    return names.get(one.person, "") or ("–" if one.entries else _("no entry"))


def _not_opened(count: int) -> str:
    return plural(
        "{count} entry of the vault doesn't open with this key: `interviewer doctor --fire-drill` says more.",
        "{count} entries of the vault don't open with this key: `interviewer doctor --fire-drill` says more.",
        count,
    )


def _for_a_moment(text: str) -> None:
    from interviewer.screens.terminal.choose import short_text

    with page_of_its_own():
        sys.stderr.write(text + "\n\n")
        short_text(_("Enter closes this page."))
