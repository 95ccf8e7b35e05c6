"""The keys that the interviews of a study are sealed for, remembered beside them: `sessions/keys.json`.

interviewer.yaml says what is wanted now. An older copy of it, a merge or a slip of the hand could leave its keys out, or
name others, and words would go to the disk in clear, or be sealed to somebody else. So what once held is kept where the
words are, and nothing is written while the two differ.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import FilesError, Problem, problem
from interviewer.privacy.renewal import FIRST, PaperKey, is_proven, paper_key
from interviewer.session.disk import read_file
from interviewer.study.folder import KEPT_KEYS, Study
from interviewer.study.private import paper_keys, places
from interviewer.study.private.places import Recipients
from interviewer.study.settings import Keys
from interviewer.study.whole_file import write_new, write_whole


class Remembered(NamedTuple):
    """The public keys for which words in a folder are sealed; `renewed` as in settings."""

    team: str
    paper: str
    renewed: str = ""

    @property
    def key(self) -> PaperKey | None:
        """The paper key of them; None where nobody of ours said so."""
        return paper_key(self.paper, self.renewed)


class InForce(NamedTuple):
    """The keys that are in force, and the paper key of them (None for the first one). `wrong` says why nothing may be written."""

    recipients: Recipients
    key: PaperKey | None
    wrong: Problem | None = None


def remembered(sessions: Path) -> Remembered | None:
    """The keys for which words in this folder are sealed; None where none were, or the file can't be read."""
    try:
        told = json.loads(read_file(str(sessions / KEPT_KEYS)))
        return Remembered(str(told["team"]), str(told["paper"]), str(told.get("renewed", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def is_there(sessions: Path) -> bool:
    """Whether anything is remembered here."""
    return (sessions / KEPT_KEYS).exists()


def remember(sessions: Path, force: InForce, *, make: bool = False) -> None:
    """Keep them for later, where the folder takes it; `make` it first, as before the first words in a fresh clone.

    What is kept is never changed, but for a paper key that took the place of the one before, by the word of the team's key.
    """
    there = remembered(sessions)
    wanted = Remembered(*force.recipients, force.key.renewed if force.key else "")
    if there == wanted or (is_there(sessions) and (there is None or force.key is None)):
        return
    with suppress(OSError):
        if make:
            sessions.mkdir(mode=0o700, exist_ok=True)
        (write_whole if there else write_new)(sessions / KEPT_KEYS, _written(wanted))


def _written(kept: Remembered) -> bytes:
    told = kept._asdict() if kept.renewed else {"team": kept.team, "paper": kept.paper}
    return json.dumps({"v": 1, **told}, indent=1).encode() + b"\n"


def in_force(study: Study, keys: Keys) -> InForce:
    """The keys with which these settings are to be read here: the paper key is the newest one that the team's key speaks for."""
    told, kept = paper_key(keys.paper, keys.renewed), remembered(study.sessions_path)
    ours = [told, kept.key if kept is not None and kept.team == keys.team else None]
    best = paper_keys.follow(keys.team, ours)
    first = paper_keys.known(keys.team).first
    recipients = Recipients(keys.team, best.public if best else first or keys.paper)
    wrong = _wrong(study, keys, told, best)
    if wrong is None and best is None and recipients.paper != keys.paper:
        here = str(places.private_folder(keys.team) / paper_keys.NAME)
        wrong = problem("paper_key_other", path=study.shown(study.settings_path), kept=here)
    return InForce(recipients, best, wrong)


def refuse_other_keys(study: Study) -> None:
    """FilesError where the settings name other keys than those that are in force here: nothing is locked for these."""
    wrong = difference(study, study.settings().keys)
    if wrong is not None:
        raise FilesError([wrong])


def _wrong(study: Study, keys: Keys, told: PaperKey | None, best: PaperKey | None) -> Problem | None:
    path = study.shown(study.settings_path)
    if told is None or (told != best and told.number > FIRST and not is_proven(keys.team, told)):
        return problem("paper_key_unproven", path=path)
    kept = remembered(study.sessions_path)
    if not is_there(study.sessions_path):
        return None
    same = kept is not None and kept.team == keys.team and (best is not None or kept.paper == keys.paper)
    return (
        None
        if same and keys.seal == "words"
        else problem("keys_changed", path=path, kept=study.shown(study.sessions_path / KEPT_KEYS))
    )


def difference(study: Study, keys: Keys | None) -> Problem | None:
    """What is wrong where these keys of the settings are not those that the words of the study are sealed for; else None."""
    if keys is not None:
        return in_force(study, keys).wrong
    if not is_there(study.sessions_path):
        return None
    path, kept = study.shown(study.settings_path), study.shown(study.sessions_path / KEPT_KEYS)
    return problem("keys_changed", path=path, kept=kept)
