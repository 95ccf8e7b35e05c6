"""The page beside exported tables: which file to open, and what each file and column is, in the language of the study."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from interviewer.export.columns import CODED_ANSWERS, GUIDES_GIVE
from interviewer.export.describe import PACKAGE
from interviewer.export.dialects import DIALECTS
from interviewer.export.manifest import NAME as MANIFEST
from interviewer.export.places import READ_ME_STARTS
from interviewer.export.write import Page
from interviewer.screens.clean import wrap
from interviewer.screens.words import N_, said_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from interviewer.export.columns import Table
    from interviewer.export.dialects import Dialect

    Say = Callable[[str], str]

FRENCH, ENGLISH = "LISEZMOI.txt", "README.txt"
WIDTH, NAMES = 96, 22
TITLE = N_("What is in this folder")
OPEN_FIRST = N_(
    "Open {file} first: it has every answer, with who spoke, what was asked, and the codes. The other tables complete it."
)
PSEUDONYMS = N_(
    "People are known by pseudonyms only, and whoever knows them may still recognise them. Guard this folder as you guard the interviews."
)
PUBLISHABLE = N_(
    "Words of people who did not agree to be quoted are left out. A code that may be somebody's own words stands under a neutral id, such as in-vivo-1a2b3c4d, without its label."
)
EXCEL = N_(
    "The tables are made for a French Excel: a double click opens them. An apostrophe in front of a text keeps Excel from taking it for a formula."
)
MACHINE = N_("The tables are made for programs such as R or Python: UTF-8, with commas between the cells.")
ENGLISH_NAMES = N_(
    "The names of the columns are the same in every study and every language, so that a calculation made for one fits the next. In the cells yes and no are English too; what people said is as they said it."
)
OTHERS = (
    (f"{PACKAGE}.json", N_("The same description for programs (Frictionless). Nobody needs to open it.")),
    (f"{MANIFEST}.json", N_("What was exported, by which consents, and what was left out. It holds no words.")),
)


def read_me_for(dialect: str, *, publishable: bool) -> Callable[[Mapping[str, Table], str], Page]:
    """What makes the page for such an export, when its tables and the language of the study are known."""
    return partial(read_me, dialect=DIALECTS[dialect], publishable=publishable)


def read_me(tables: Mapping[str, Table], language: str, dialect: Dialect, *, publishable: bool) -> Page:
    """The page in that language: French, else English. The same bytes for the same tables."""

    def say(text: str) -> str:
        return said_in(text, language)

    lines = [READ_ME_STARTS.decode() + say(TITLE), ""]
    about = [
        say(OPEN_FIRST).format(file=f"{CODED_ANSWERS.name}.csv"),
        say(EXCEL if dialect.excel else MACHINE),
        say(ENGLISH_NAMES),
        say(PSEUDONYMS),
        *([say(PUBLISHABLE)] if publishable else []),
    ]
    for text in about:
        lines += [*wrap(text, WIDTH), ""]
    for table in tables.values():
        lines += [*_file(table, say), ""]
    for name, text in OTHERS:
        lines += _named(name, say(text), "")
    end = "\r\n" if dialect.excel else "\n"
    name = FRENCH if language == "fr" else ENGLISH
    return Page(name, dialect.bom + (end.join(lines) + end).encode())


def _file(table: Table, say: Say) -> Iterator[str]:
    """The table, what a row of it is, and its columns; those that the guides give once for all of their kind."""
    yield f"{table.name}.csv"
    yield from wrap(say(table.says), WIDTH - 2, "  ")
    kinds = GUIDES_GIVE.get(table.name, ())
    shown = dict.fromkeys(
        next((kind for kind in kinds if one.name.startswith(kind.name)), one) for one in table.columns
    )
    for column in shown:
        yield from _named(column.name + "…" * (column in kinds), say(column.says), "    ")


def _named(name: str, text: str, indent: str) -> Iterator[str]:
    """The name, and what it is in a column of its own."""
    room = WIDTH - NAMES - len(indent)
    head = f"{indent}{name:{NAMES}}" if len(name) < NAMES else f"{indent}{name}  "
    for row in wrap(text, room):
        yield (head + row).rstrip()
        head = indent + " " * NAMES
