"""The keys that the interviews of a study are sealed for, remembered beside them: `sessions/keys.json`.

interviewer.yaml says what is wanted now. An older copy of it, a merge or a slip of the hand could leave its keys out, or
name others, and words would go to the disk in clear, or be sealed to somebody else. So what once held is kept where the
words are, and nothing is written while the two differ.
"""

import json
from contextlib import suppress
from pathlib import Path

from interviewer.errors import Problem, problem
from interviewer.session.disk import read_file
from interviewer.study.folder import KEPT_KEYS, Study
from interviewer.study.private.places import Recipients
from interviewer.study.settings import Keys
from interviewer.study.whole_file import write_new


def remembered(sessions: Path) -> Recipients | None:
    """The keys for which words in this folder are sealed; None where none were, or the file can't be read."""
    try:
        told = json.loads(read_file(str(sessions / KEPT_KEYS)))
        return Recipients(str(told["team"]), str(told["paper"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_there(sessions: Path) -> bool:
    """Whether anything is remembered here."""
    return (sessions / KEPT_KEYS).exists()


def remember(sessions: Path, recipients: Recipients) -> None:
    """Keep them for later, where nothing is kept yet and the folder takes it. What is kept is never changed."""
    with suppress(OSError):
        write_new(sessions / KEPT_KEYS, json.dumps({"v": 1, **recipients._asdict()}, indent=1).encode() + b"\n")


def difference(study: Study, keys: Keys | None) -> Problem | None:
    """What is wrong where these keys of the settings are not those that the words of the study are sealed for; else None."""
    sessions = study.sessions_path
    wanted = None if keys is None or keys.seal != "words" else keys.recipients
    if not is_there(sessions) or remembered(sessions) == wanted:
        return None
    kept = study.shown(sessions / KEPT_KEYS)
    return problem("keys_changed", path=study.shown(study.settings_path), kept=kept)
