"""How the keys of each interview stand: on this machine alone, elsewhere too, or not here at all. Needs no secret."""

import re
from collections.abc import Mapping
from typing import Literal

from interviewer.session.folder import find_files, session_folders
from interviewer.study.folder import Study
from interviewer.study.private import cabinet, copies, places, proven
from interviewer.study.private.cabinet import Wrapped
from interviewer.study.private.places import Recipients
from interviewer.study.withdrawal.sweep import is_unfinished

TOKEN = re.compile(rb'"~s1~([0-9a-f]{16})~')
WITHDRAWN = b'"k":"withdraw"'
KeyStanding = Literal["", "here_only", "elsewhere", "missing", "damaged", "unfinished"]


def damaged_keys(recipients: Recipients) -> list[Wrapped]:
    """The files of the cabinet that can't give their key any more, or aren't what they were when they were carried or locked anew."""
    sums = {**copies.sums(recipients), **proven.sums(recipients)}
    found = cabinet.keys_in(places.cabinets(recipients.team))
    return [one for one in found if not cabinet.is_whole(one) or proven.is_changed(one.path, sums)]


def lost_keys(recipients: Recipients) -> list[Wrapped]:
    """Those of them of which no other file here is whole."""
    bad = damaged_keys(recipients)
    whole = {one.id for one in cabinet.keys_in(places.cabinets(recipients.team)) if one not in bad}
    return [one for one in bad if one.id not in whole]


def key_standings(study: Study, recipients: Recipients) -> Mapping[str, KeyStanding]:
    """For each interview, how its keys stand.

    `unfinished` where somebody withdrew, and words or keys of theirs are still here, `damaged` where the only file of a key here gives none, `missing` where words are sealed under a key that isn't here, `here_only` where no sync has carried it yet,
    `elsewhere` where one has; empty where nothing is sealed.
    """
    bad = damaged_keys(recipients)
    here = {one.id for one in cabinet.keys_in(places.cabinets(recipients.team)) if one not in bad}
    damaged = {one.id for one in bad} - here
    carried = copies.copied(recipients)
    return {session: _standing(study, session, here, carried, damaged) for session in study.session_ids()}


def _standing(study: Study, session: str, here: set[str], carried: frozenset[str], damaged: set[str]) -> KeyStanding:
    files, _unreadable = find_files(session_folders(study.root, session), session)
    sealed = {found.decode() for one in files for found in TOKEN.findall(one.data)}
    if any(WITHDRAWN in one.data for one in files) and is_unfinished(study, session):
        return "unfinished"
    if not sealed:
        return ""
    if sealed - here:
        return "damaged" if sealed & damaged else "missing"
    return "here_only" if sealed - carried else "elsewhere"
