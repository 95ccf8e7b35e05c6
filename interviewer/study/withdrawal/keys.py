"""The keys under which a person's words are sealed: which they are, and their end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from interviewer.errors import FilesError
from interviewer.session.disk import DISK, Disk
from interviewer.session.folder import belongs, read_sources, session_key
from interviewer.session.restating import holds_others
from interviewer.session.union import merge
from interviewer.session.withdrawn import whole_interview, withdrawn
from interviewer.study.folder import Study
from interviewer.study.opening import recipients_in_force
from interviewer.study.settings import Keys

if TYPE_CHECKING:  # a study without keys needs nothing of this
    from interviewer.study.private.cabinet import Wrapped
    from interviewer.study.private.places import Recipients


def keys_of(study: Study) -> Keys | None:
    """The public keys of a study whose words are sealed, else None."""
    try:
        keys = study.settings().keys
    except FilesError:  # `check` names what is wrong with them
        return None
    return keys if keys is not None and keys.seal == "words" else None


def keys_of_person(study: Study, session: str, person: str | None) -> Sequence[Wrapped]:
    """The keys for words of that person (None: of everybody) in the session with that key; none in a study that isn't sealed."""
    keys = keys_of(study)
    if keys is None:
        return ()
    from interviewer.study.private.destroying import wrapped_keys

    return wrapped_keys(keys, session, None if person is None else (person,))


def ids_of(study: Study, session: str, person: str) -> frozenset[str]:
    """The ids of those keys."""
    return frozenset(one.id for one in keys_of_person(study, session, person))


def destroy_withdrawn(study: Study, folders: Sequence[Path], session: str, disk: Disk = DISK) -> int:
    """Destroy the keys of all who withdrew from the session, wherever they lie on this machine; says how many there were.

    What they sealed opens no more: not here, nor in any commit or clone. OSError as the system does.
    """
    keys = keys_of(study)
    session_is, who = _condemned(study, folders, session)
    if keys is None or not session_is:
        return 0
    from interviewer.study.private.destroying import destroy_keys

    return destroy_keys(keys, session_is, who, disk)


def left_of_withdrawn(study: Study, folders: Sequence[Path], session: str) -> int:
    """How many keys of those who withdrew from the session are still on this machine."""
    keys = keys_of(study)
    session_is, who = _condemned(study, folders, session)
    if keys is None or not session_is:
        return 0
    from interviewer.study.private.destroying import wrapped_keys

    return len(wrapped_keys(keys, session_is, who))


def _condemned(study: Study, folders: Sequence[Path], session: str) -> tuple[str, frozenset[str] | None]:
    """The key of the session and whose keys are to go: None for everybody's; no session where nobody withdrew."""
    sources, unreadable = read_sources(folders, session)
    key = session_key(sources)
    if (
        unreadable
    ):  # they may say that a turn is somebody else's: what is destroyed by half of the records is gone for good
        return "", frozenset()
    records = merge([one.segment for one in sources if belongs(one, key)])
    who = withdrawn(records)
    if not key or not who:
        return "", frozenset()
    if whole_interview(records, who):
        return key, None
    # Words of others that came under the key of somebody who withdrew are said again first (`withdraw` once more).
    return key, frozenset(one for one in who if not holds_others(records, one, ids_of(study, key, one)))


def recipients_of(study: Study) -> Recipients | None:
    """The public keys of the study, for words or for names alone; None where it has none."""
    try:
        return recipients_in_force(study)
    except FilesError:  # `check` names what is wrong with the settings
        return None


class InVault(NamedTuple):
    """How many entries of the vault are about the person, about others whom they named, about others whom nobody knows who named."""

    own: int = 0
    others: int = 0
    unknown: int = 0


def in_vault(study: Study, person: str) -> InVault:
    """What the vault of names has of the person; nothing in a study without keys."""
    recipients = recipients_of(study)
    if recipients is None:
        return InVault()
    from interviewer.study.private import vault

    own, others = vault.of_person(recipients, person), vault.named_by(recipients, person)
    return InVault(len(own), len(others), len(vault.named_by_nobody_knows_whom(recipients)))


def withdrawn_on(study: Study, person: str) -> str:
    """The day on which somebody of the vault withdrew, by the note beside it; empty where there is none."""
    recipients = recipients_of(study)
    if recipients is None:
        return ""
    from interviewer.study.private import withdrawn_names

    return withdrawn_names.noted(recipients).get(person, "")


def carried_to(study: Study) -> list[str]:
    """Where keys and names were carried last, as far as this computer knows."""
    recipients = recipients_of(study)
    if recipients is None:
        return []
    from interviewer.study.private import copies

    last = copies.last(recipients)
    return [last] if last else []
