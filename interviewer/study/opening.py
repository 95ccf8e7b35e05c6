"""A study opened for work: where it is, for which keys its words are locked, and with what secrecy they are written and read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.errors import CannotError, FilesError
from interviewer.study.folder import GUIDES, KEPT_KEYS, SETTINGS, Study

if TYPE_CHECKING:
    from interviewer.study.private.places import Recipients


def find_study(start: Path | None = None) -> Study:
    """The study that holds the folder `start` (the working folder): marked by interviewer.yaml, else by guides/."""
    below = (start or Path.cwd()).resolve()
    folders = (below, *below.parents)
    marked = next((f for f in folders if (f / SETTINGS).is_file()), None)
    root = marked or next((f for f in folders if (f / GUIDES).is_dir()), None)
    if root is None:
        raise CannotError("no_study", folder=str(below))
    study = Study(root)
    observe_secrecy(study)
    return study


def observe_secrecy(study: Study) -> None:
    """From here on words are sealed and opened as this study's settings say; where they can't be read, nothing is written."""
    from interviewer.session.secrecy import PLAIN, use

    if not study.may_have_keys() and not os.path.lexists(study.sessions_path / KEPT_KEYS):
        use(PLAIN)
        return
    from interviewer.study.private.ring import Refusing, secrecy_of

    try:
        use(secrecy_of(study))
    except FilesError as error:
        use(Refusing(error.problems))


def recipients_in_force(study: Study) -> Recipients | None:
    """The public keys in force, for words or for names alone; None where the study has none, FilesError where its settings have errors."""
    keys = study.settings().keys if study.may_have_keys() else None
    if keys is None:
        return None
    from interviewer.study.private.remembered import in_force

    force = in_force(study, keys)
    if force.wrong is not None and force.wrong.rule == "paper_key_unproven":
        raise FilesError([force.wrong])
    return force.recipients
