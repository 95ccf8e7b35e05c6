"""Take away all that a person said."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from interviewer.errors import CannotError
from interviewer.ids import as_id
from interviewer.screens.words import N_, _
from interviewer.study.folder import find_study

HELP = N_(
    "Take away all that a person said, in every interview: words, marks, memos, values, drafts, copies. Shows what there "
    "is, then asks for the pseudonym again. Of a group interview only that person's part goes. What stays is a trace "
    "without words, and a certificate, shown at the end and kept in `exports/`. Done again, it also takes away what came back from elsewhere."
)
EXAMPLE = "interviewer withdraw p7kx3 --certificate p7kx3.md"
app = typer.Typer()


@app.command()
def withdraw(
    person: Annotated[str, typer.Argument(metavar="PSEUDONYM", help=_("Who withdrew."))],
    *,
    to: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="FILE", help=_("Write the certificate there, and only there.")),
    ] = None,
) -> None:
    """Show what there is, ask for the pseudonym, take it away, certify it."""
    from interviewer.screens.pages import withdrawal as page
    from interviewer.screens.pages.certificate import Done, certificate, check_place, hand_over, kept_at
    from interviewer.screens.pages.exports_made import exports_with
    from interviewer.screens.unlocking import study_with_words
    from interviewer.study.withdrawal import derived, in_codebook, keys
    from interviewer.study.withdrawal.carrying_out import carry_out, check_nobody_works, today
    from interviewer.study.withdrawal.on_lists import lists_with
    from interviewer.study.withdrawal.share import shares

    study, person = find_study(), as_id(person)
    check_place(to)
    found, names = shares(study, person), keys.in_vault(study, person)
    if not found and not names.own + names.others:
        raise CannotError("no_such_person", person=person)
    check_nobody_works(study, found)
    if any(one.woven for one in found):  # words of others have to be said again
        study_with_words()
    compared = in_codebook.can_compare(study) or page.unlocked_to_compare(study)
    lists, exported = lists_with(study, person), exports_with(study, person)
    made = [path for path in derived.appearances(study, person) if path not in lists.there]
    codes = in_codebook.examples(study, in_codebook.words_of(study, found, person))
    page.announce(person, found, page.There([study.shown(path) for path in made], exported, codes, names, lists))
    if page.typed_pseudonym() != person:
        raise CannotError("not_that_pseudonym", person=person)
    check_nobody_works(study, found)  # somebody may have begun while the pseudonym was typed
    carried = carry_out(study, found, person)
    besides, sealed = page.besides(study, lists, made, codes), keys.keys_of(study) is not None
    besides = besides if compared else besides._replace(uncompared=tuple(in_codebook.with_examples(study)))
    told = Done(
        *(
            person,
            today(),
            study.root.name,
            found,
            carried,
            sealed,
            besides,
            exported,
            keys.carried_to(study),
            names.unknown,
        ),
    )
    kept = kept_at(study, person) if to is None else None
    hand_over(certificate(told, study.settings().languages), to, kept)
