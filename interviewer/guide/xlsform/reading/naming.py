"""Ids made from the names of a form, each once; the name is kept beside an id that differs."""

from collections.abc import Collection

from interviewer.guide.xlsform.reading.tables import tidy
from interviewer.ids import is_id
from interviewer.schema import LONGEST_ID, propose_id

MOST_SHOWN = 80
LONGEST_NAME = 400
MANY = 50
"""Of so many of the same name, the next one is not counted from the first."""


def fresh_id(name: str, taken: Collection[str]) -> str:
    """An id that resembles the name and is not taken; where it is, with the first free number from 2 (or so) behind it."""
    base = name if is_id(name) else propose_id(name[:LONGEST_NAME])
    made, n = base, 1
    if made in taken and f"{base}-{MANY}" in taken:
        n = len(taken)
    while made in taken or not is_id(made):
        n += 1
        made = f"{base[: LONGEST_ID - len(str(n)) - 1]}-{n}"
    return made


def remark(name: str, made: str) -> str:
    """What stands behind an id that differs from the name that it was made from; empty where it doesn't."""
    said = " ".join(tidy(name).split())[:MOST_SHOWN]
    return f"name: {said}" if said and said != made else ""
