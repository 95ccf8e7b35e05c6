"""A table of decisions that somebody filled, taken in."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from interviewer.errors import CannotError
from interviewer.export.scan_table import KEEP, REPLACE, Row, matched, read_decisions
from interviewer.privacy.scan.deciding import Pointed
from interviewer.screens.messages import place
from interviewer.screens.paper import Paper
from interviewer.screens.scanning.replacing import checked
from interviewer.screens.scanning.walking import is_new_name, keep_names
from interviewer.screens.words import plural
from interviewer.session.disk import read_plain
from interviewer.study.folder import Study
from interviewer.study.not_names import add_not_names
from interviewer.study.screening import Loaded, Pen

MOST_BYTES = 1 << 26
"""Larger than the table of any study: a line is some hundred bytes."""


def take_in(study: Study, path: str, pointed: Sequence[Pointed], loaded: Mapping[str, Loaded], paper: Paper) -> int:
    """Make the decisions of the table durable; says how many there were. Lines that fit no finding are named.

    CannotError, and nothing taken in, where a replacement can't be used.
    """
    found, problems = matched(read_decisions(_bytes(path), path), pointed, path)
    by = {row.line: checked(study, row, one, path) for row, one in found if row.decision == REPLACE}
    pen = Pen(study, loaded)
    try:
        for row, one in found:
            _decide(study, pen, row, one, by.get(row.line, ""))
    finally:
        pen.close()
    keep_names(study, [one for row, one in found if row.decision == REPLACE and is_new_name(one)])
    for fault in problems:
        paper.say(place(fault._replace(severity="warning")), "warn")
    paper.say(plural("{count} decision taken in.", "{count} decisions taken in.", len(found)), "quiet")
    return len(found)


def _decide(study: Study, pen: Pen, row: Row, one: Pointed, by: str) -> None:
    if row.decision == REPLACE:
        pen.replace(one, by)
    elif row.decision == KEEP or one.finding.sure:
        pen.keep(one)
    else:
        add_not_names(study, [row.words])


def _bytes(path: str) -> bytes:
    try:
        return read_plain(Path(os.path.realpath(path)), MOST_BYTES)
    except FileNotFoundError:
        raise CannotError("no_scan_table", path=path) from None
    except IsADirectoryError:
        raise CannotError("a_folder", path=path) from None
    except OSError:
        rule = "a_folder" if Path(path).is_dir() else "scan_table_unread"
        raise CannotError(rule, path=path) from None
