"""Taking a person's part out of a study, from what there is to the certificate."""

from pathlib import Path

from interviewer.errors import CannotError
from interviewer.screens.media import after_withdrawal
from interviewer.screens.pages import withdrawal as page
from interviewer.screens.pages.access import titles
from interviewer.screens.pages.certificate import Done, certificate, certificate_titles
from interviewer.screens.pages.certifying import check_place, hand_over
from interviewer.screens.pages.exports_made import export_line, exports_with
from interviewer.screens.terminal.keyboard import has_terminal
from interviewer.screens.unlocking import secret_at_hand, study_with_words
from interviewer.session.words import is_covered
from interviewer.study.folder import Study
from interviewer.study.opening import recipients_in_force
from interviewer.study.withdrawal import derived, in_codebook, keys
from interviewer.study.withdrawal.carrying_out import carry_out, check_nobody_works, today
from interviewer.study.withdrawal.on_lists import lists_with
from interviewer.study.withdrawal.share import shares


def withdraw_person(study: Study, person: str, to: Path | None) -> None:
    """Show what there is, ask for the pseudonym again, take it away, certify it (in the file `to`, if there is one).

    CannotError `no_such_person`, `not_that_pseudonym`, and what taking away raises; nothing is changed then.
    """
    check_place(to)
    languages = study.settings().languages  # where the settings can't be read, nobody knows of keys
    found, names = shares(study, person), keys.in_vault(study, person)
    since = keys.withdrawn_on(study, person)
    if not found and not names.own + names.others and not since:
        raise CannotError("no_such_person", person=person)
    check_nobody_works(study, found)
    if any(one.woven for one in found):  # words of others have to be said again
        study_with_words()
    compared = in_codebook.can_compare(study) or _unlocked_to_compare(study)
    said = in_codebook.words_of(study, found, person)
    lists, exported = lists_with(study, person, titles()), exports_with(study, person)
    made = [one for one in derived.appearances(study, person) if one not in lists.there and not _certifies(one, person)]
    codes = in_codebook.examples(study, said)
    compared = compared and not any(map(is_covered, said)) and not any(one.left and one.to_do for one in found)
    there = page.There(list(map(study.shown, made)), list(map(export_line, exported)), codes, names, lists)
    page.announce(person, found, there)
    if page.typed_pseudonym(over=page.is_over(found, there)) != person:
        raise CannotError("not_that_pseudonym", person=person)
    check_nobody_works(study, found)  # somebody may have begun while the pseudonym was typed
    # What was made of the words goes before them: by them it is found again, should this be cut short.
    besides = page.besides(study, lists, made, codes)
    carried = carry_out(study, found, person)
    done = Done(
        person=person,
        day=today(),
        study=study.root.name,
        shares=found,
        carried=carried,
        sealed=keys.keys_of(study) is not None,
        besides=besides if compared else besides._replace(uncompared=tuple(in_codebook.with_examples(study))),
        exported=exported,
        elsewhere=keys.carried_to(study),
        unknown=names.unknown,
        since=since,
    )
    hand_over(certificate(done, languages), study, person, to)
    page.tell_next(after_withdrawal(study, person))


def _certifies(path: Path, person: str) -> bool:
    """Whether the file is a certificate of theirs, under whatever name: it stays, and its name may be a name."""
    return any(derived.mentions(path, (title, person)) for title in certificate_titles())


def _unlocked_to_compare(study: Study) -> bool:
    """Whether the person's words can be read, so that the codebook is held against them; asks for the passphrase where that can be.

    A withdrawal waits for no key: where none is to be had, the certificate says what was not looked through.
    """
    from interviewer.study.private.team_key import has_team_key

    recipients = recipients_in_force(study)
    if recipients is None:
        return True
    if not secret_at_hand(recipients) and not (has_terminal() and has_team_key(recipients.team)):
        return False
    study_with_words()
    return True
