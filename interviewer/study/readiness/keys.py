"""Whether what people say can be sealed as the settings want it, without any secret being asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.errors import CannotError, FilesError
from interviewer.session.disk import DISK, Disk
from interviewer.study.folder import Study
from interviewer.study.private.remembered import difference, in_force
from interviewer.study.readiness.finding import ATTENTION, NO, OK, Finding, found
from interviewer.study.readiness.folders import Tried, try_folder
from interviewer.study.synced import FUSE, NETWORK, kept_in_step, nearest

if TYPE_CHECKING:
    from interviewer.study.private.places import Recipients
    from interviewer.study.settings import Keys

SHOWN = 8  # letters at each end of a public key: as many as people compare
OTHERS = 0o077
STANZA = b"-> X25519 "
TRIAL = b"interviewer ready"


def key_findings(study: Study, disk: Disk = DISK) -> Iterator[Finding]:
    """What was found of the keys; nothing in a study that has none."""
    try:
        keys = study.settings().keys
    except FilesError:  # told with the guide
        return
    wrong = difference(study, keys)
    if wrong is not None:
        yield found("keys", NO, "keys_changed" if wrong.rule == "keys_changed" else "keys_unproven")
    if keys is None:
        return
    recipients = in_force(study, keys).recipients
    yield _wrapping(keys, recipients)
    yield from _places(keys, disk)
    yield from _team_key(keys)
    yield from _former_paper(recipients)


def seals_words(study: Study) -> bool:
    """Whether what people say is sealed in this study, as far as its settings can be read."""
    with suppress(FilesError):
        keys = study.settings().keys
        return keys is not None and keys.seal == "words"
    return False


def fingerprint(public: str) -> str:
    """The two ends of a public key, which colleagues hold against each other."""
    return f"{public[:SHOWN]}…{public[-SHOWN:]}"


def _wrapping(keys: Keys, recipients: Recipients) -> Finding:
    """Whether a key can be wrapped for both; only their owners could say that it opens again."""
    from interviewer.privacy.age import encrypt

    if recipients.team == recipients.paper:
        return found("keys", NO, "keys_same")
    try:
        wrapped = encrypt(TRIAL, recipients)
    except Exception as error:  # noqa: BLE001 - whatever the library says, nothing could be sealed
        return found("keys", NO, "keys_faulty", what=type(error).__name__)
    if wrapped.count(STANZA) != len(recipients) or TRIAL in wrapped:
        return found("keys", NO, "keys_faulty", what="age")
    rule = "keys_ok" if keys.seal == "words" else "keys_names_ok"
    return found("keys", OK, rule, team=fingerprint(recipients.team), paper=fingerprint(recipients.paper))


def _places(keys: Keys, disk: Disk) -> Iterator[Finding]:
    """Whether the private folder, or one that takes its place, keeps a wrapped key."""
    from interviewer.study.private.places import cabinets, private_folder, refuse_work_tree

    own = private_folder(keys.team)
    try:
        refuse_work_tree(own)
    except CannotError:
        yield found("keys", NO, "keys_in_git", where=str(own))
        return
    tried = [try_folder(folder, disk) for folder in cabinets(keys.team)]
    yield _written(keys, tried)
    if tried[0].why == "" and _is_open(own):
        yield found("keys", ATTENTION, "keys_open_to_others", where=str(own))
    keeper = kept_in_step(nearest(own))
    if keeper:
        rule = "keys_on_network" if keeper in (NETWORK, FUSE) else "keys_synced"
        yield found("keys", ATTENTION, rule, where=str(own), program=keeper)


def _written(keys: Keys, tried: Sequence[Tried]) -> Finding:
    first = tried[0]
    if not first.why:
        return found("keys", OK, "keys_folder_ok")
    facts = {"where": str(first.folder), "why": first.why}
    if all(one.why for one in tried) and keys.seal == "words":
        return found("keys", NO, "keys_folder_no", (), **facts)
    return found("keys", ATTENTION, "keys_folder_elsewhere", (), **facts)


def _is_open(folder: Path) -> bool:
    """Whether others on this machine can enter the private folder; unknown on Windows."""
    try:
        return os.name != "nt" and bool(os.stat(folder).st_mode & OTHERS)
    except OSError:
        return False


def _team_key(keys: Keys) -> Iterator[Finding]:
    """Whether interviews can be read on this machine; they can be held without."""
    from interviewer.study.private.team_key import has_team_key

    if not has_team_key(keys.team):
        yield found("keys", OK, "keys_elsewhere")


def _former_paper(recipients: Recipients) -> Iterator[Finding]:
    """Whether anything here is locked for a former paper key; interviews can be held all the same."""
    from interviewer.study.private.marks import waiting

    left = len(waiting(recipients))
    if left:
        yield found("keys", ATTENTION, "keys_former_paper", (), count=left)
