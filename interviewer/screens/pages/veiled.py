"""Codes that stand under neutral ids in what is made to be shown to others: how many, and for whoever sits there, which."""

import sys
from collections.abc import Collection, Iterator

from interviewer.screens.clean import clean
from interviewer.screens.words import _, plural

NAMED = 5


def veiled_told(codes: Collection[str]) -> Iterator[str]:
    """A sentence, where there are any. The ids may be made of somebody's words: a terminal shows them, a file doesn't get them."""
    if not codes:
        return
    told = plural(
        "{count} code has a neutral id and no label: it may be somebody's own words.",
        "{count} codes have neutral ids and no labels: they may be somebody's own words.",
        len(codes),
    )
    if not sys.stderr.isatty():
        yield told
        return
    named = ", ".join(map(clean, sorted(codes)[:NAMED])) + (", …" if len(codes) > NAMED else "")
    yield _("{told} ({names})").format(told=told, names=named)
