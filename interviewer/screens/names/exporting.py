"""`names export`: a table of names for the team's own hands, readable by its owner alone, and nowhere that git would take it."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import typer

from interviewer.errors import CannotError, UsageError
from interviewer.privacy.contacts import FIELDS
from interviewer.screens.clean import clean
from interviewer.screens.opening_keys import recipients_wanted
from interviewer.screens.paper import Paper
from interviewer.screens.unlocking import ensure_unlocked
from interviewer.screens.words import _, plural
from interviewer.study.exports_register import enter, listed
from interviewer.study.folder import Study
from interviewer.study.git import is_kept_out
from interviewer.study.opening import find_study
from interviewer.study.private import lists, vault
from interviewer.study.private.people import Met, everybody
from interviewer.study.whole_file import check_folder, keep

HEAD = ("participant_id", *FIELDS, "may_recontact", "may_be_named", "may_quote", "interviews")
CSV, XLSX = ".csv", ".xlsx"


def export_names(path: Path, *, recontact: bool, named: bool, force: bool) -> None:
    """Write the table and say what is in it. CannotError where nobody is left, where git would take it, where a file is."""
    if path.suffix.lower() not in (CSV, XLSX):
        raise UsageError("names_suffix")
    study = find_study()
    recipients = recipients_wanted(study)
    check_folder(path.parent)
    if path.exists() and not force:
        raise CannotError("names_file_there", path=study.shown(path))
    if not is_kept_out(path):
        raise CannotError("names_in_git", path=study.shown(path))
    met = everybody(study, recipients)
    wanted = [one for one in met if (one.may_recontact or not recontact) and (one.may_be_named or not named)]
    opened = vault.opened(recipients, ensure_unlocked(recipients))
    known = opened.people()
    rows = list(_rows(wanted, known))
    if not rows:
        raise CannotError("nobody_to_name")
    table = _table(study, path, rows)
    listing = {one.person: one.sessions for one in wanted if one.person in known}
    entered = listed(path.suffix.lower(), listing)
    enter(study, entered)
    lists.note(recipients, path, listing, entered.id)
    keep(path, table)
    typer.echo(plural("{count} person: {path}", "{count} people: {path}", len(rows), path=clean(study.shown(path))))
    _tell(len(known) - len(rows), opened.shut)
    if path.resolve().is_relative_to(study.root):
        told = _("It lies in the folder of the study: whoever is given that folder is given the names too.")
        Paper(sys.stderr).say(told, "warn")


def _rows(wanted: Iterable[Met], known: Mapping[str, Mapping[str, str]]) -> Iterable[tuple[str, ...]]:
    for one in wanted:
        if one.person in known:
            fields = [known[one.person].get(field, "") for field in FIELDS]
            agreed = ["yes" if said else "no" for said in (one.may_recontact, one.may_be_named, one.may_quote)]
            yield one.person, *fields, *agreed, " ".join(one.sessions)


def _table(study: Study, path: Path, rows: list[tuple[str, ...]]) -> bytes:
    if path.suffix.lower() == XLSX:
        from interviewer.sheets.model import Sheet
        from interviewer.sheets.write import xlsx

        return xlsx([Sheet("names", (HEAD, *rows))], (14, 24, 18, 28, 32, 24, 32))
    from interviewer.export.dialects import DIALECTS, encode

    dialect = DIALECTS[study.settings().export]
    return dialect.bom + encode([HEAD, *rows], dialect).data


def _tell(left_out: int, shut: int) -> None:
    paper = Paper(sys.stderr)
    if left_out > 0:
        paper.say(
            plural(
                "{count} person of the vault is left out: without the consent that was asked for.",
                "{count} people of the vault are left out: without the consent that was asked for.",
                left_out,
            )
        )
    if shut:
        paper.say(
            plural(
                "{count} entry of the vault doesn't open with this key, and is not in the table.",
                "{count} entries of the vault don't open with this key, and are not in the table.",
                shut,
            ),
            "bad",
        )
    paper.say(
        _(
            "This file names people, and nothing locks it: keep it on this machine, send it to nobody, delete it when it has served."
        ),
        "warn",
    )
