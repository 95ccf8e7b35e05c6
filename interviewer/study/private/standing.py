"""How the keys of each interview stand: on this machine alone, elsewhere too, or not here at all. Needs no secret."""

import re
from collections.abc import Mapping
from typing import Literal

from interviewer.session.folder import find_files, session_folders
from interviewer.study.folder import Study
from interviewer.study.private import cabinet, copies, places
from interviewer.study.private.places import Recipients

TOKEN = re.compile(rb'"~s1~([0-9a-f]{16})~')
KeyStanding = Literal["", "here_only", "elsewhere", "missing"]


def key_standings(study: Study, recipients: Recipients) -> Mapping[str, KeyStanding]:
    """For each interview, how its keys stand.

    `missing` where words are sealed under a key that isn't here, `here_only` where no sync has carried it yet,
    `elsewhere` where one has; empty where nothing is sealed.
    """
    here = {one.id for one in cabinet.keys_in(places.cabinets(recipients.team))}
    carried = copies.copied(recipients)
    return {session: _standing(study, session, here, carried) for session in study.session_ids()}


def _standing(study: Study, session: str, here: set[str], carried: frozenset[str]) -> KeyStanding:
    files, _unreadable = find_files(session_folders(study.root, session), session)
    sealed = {found.decode() for one in files for found in TOKEN.findall(one.data)}
    if not sealed:
        return ""
    if sealed - here:
        return "missing"
    return "here_only" if sealed - carried else "elsewhere"
