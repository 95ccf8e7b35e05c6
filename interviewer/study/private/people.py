"""Who takes part in the study, as interviews and vault know them: by pseudonym, with what each agreed to."""

from collections.abc import Iterable
from typing import NamedTuple

from interviewer.privacy.consents import Agreed, agreed, may_recontact
from interviewer.study.folder import Study
from interviewer.study.private import vault
from interviewer.study.private.places import Recipients
from interviewer.study.reading import read_all


class Met(NamedTuple):
    """A participant: their interviews, the last day, how many entries the vault has of them."""

    person: str
    sessions: tuple[str, ...]
    day: str
    entries: int
    may_recontact: bool = False
    may_be_named: bool = False
    may_quote: bool = False
    withdrawn: bool = False


def everybody(study: Study, recipients: Recipients | None) -> tuple[Met, ...]:
    """All participants by pseudonym: of interviews (pilots too), and of the vault alone. Needs no key."""
    said: dict[str, list[Agreed]] = {}
    gone: set[str] = set()
    for found in read_all(study):
        gone |= set(found.view.withdrawn)
        for one in agreed(found.view, whole=found.whole).values():
            said.setdefault(one.participant, []).append(one)
    entries = vault.pseudonyms(recipients) if recipients is not None else {}
    again = may_recontact(one for met in said.values() for one in met)
    return tuple(
        _met(person, said.get(person, []), entries.get(person, 0), recontact=again.get(person, False))._replace(
            withdrawn=person in gone
        )
        for person in sorted({*said, *entries})
    )


def _met(person: str, interviews: Iterable[Agreed], entries: int, *, recontact: bool) -> Met:
    held = sorted(interviews, key=lambda one: (one.day, one.session))
    return Met(
        person,
        tuple(one.session for one in held),
        held[-1].day if held else "",
        entries,
        recontact,
        bool(held) and all(one.may_be_named for one in held),
        bool(held) and all(one.may_quote for one in held),
    )


def known(study: Study, recipients: Recipients | None) -> set[str]:
    """The pseudonyms that are in use: in ids of interviews, in interviews, in the vault; and those of who withdrew, for good."""
    from interviewer.study.private.withdrawn_names import noted

    gone = set(noted(recipients)) if recipients is not None else set[str]()
    return (
        {one.person for one in everybody(study, recipients)}
        | {one.split("-")[-1] for one in study.session_ids()}
        | gone
    )
