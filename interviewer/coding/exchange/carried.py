"""What a foreign file has no place for, as lines at the end of a code's description that our reader takes back. Pure.

    A tie that was made here.

    [interviewer]
    id: rencontre
    use_when: Somebody is spoken of
      whom they got to know here.
    label[fr]: La rencontre

What stands in no brackets is in the language of the code; a line that goes on is indented by two spaces.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from interviewer.coding.exchange.brought import LISTS, TEXTS
from interviewer.coding.model import Code
from interviewer.schema import propose_id

HEADING = "[interviewer]"
WORDS = ("id", "origin", "status", "was", "merged_into", "colour", "language")
NO_LANGUAGE = "-"
LINE = re.compile(r"([a-z_]+)(?:\[([A-Za-z0-9-]*)\])?: ?(.*)", re.DOTALL)


class Carried(NamedTuple):
    """A description taken apart: the definition, and what else was said as (name, language, words).

    `language` is that of the code, None where the lines don't say it.
    """

    definition: str
    fields: tuple[tuple[str, str | None, str], ...] = ()
    language: str | None = None


def language_of(code: Code, main: str) -> str:
    """The language in which a code is written where only one fits: the main one, else that of its label."""
    return main if main in code.label.words else next(iter(code.label.words), main)


def describe(code: Code, main: str, name: str, *, colour: bool) -> str:
    """The description of a code that stands under that name; `colour` says that the file has a place for colours."""
    language = language_of(code, main)
    definition = code.definition.words.get(language, "")
    lines = [*_own(code, main, language, name, colour=colour), *_texts(code, language, name)]
    if not lines and take_apart(definition).definition != definition:
        lines = [("id", code.id)]
    if not lines:
        return definition
    block = "\n".join((HEADING, *(f"{key}: {_folded(value)}" for key, value in lines)))
    return f"{definition}\n\n{block}" if definition else block


def _own(code: Code, main: str, language: str, name: str, *, colour: bool) -> Iterable[tuple[str, str]]:
    if propose_id(name) != code.id:
        yield "id", code.id
    if language != main:
        yield "language", language or NO_LANGUAGE
    if code.origin != "a_priori":
        yield "origin", code.origin
    if code.status:
        yield "status", code.status
    if code.was:
        yield "was", ", ".join(code.was)
    if code.merged_into:
        yield "merged_into", code.merged_into
    if code.colour and not colour:
        yield "colour", code.colour


def _texts(code: Code, language: str, name: str) -> Iterable[tuple[str, str]]:
    for field in TEXTS:
        for spoken, words in getattr(code, field).words.items():
            if spoken == language and (field == "definition" or (field == "label" and words == name)):
                continue
            yield field if spoken == language else f"{field}[{spoken}]", words


def _folded(value: str) -> str:
    return value.replace("\n", "\n  ")


def take_apart(description: str) -> Carried:
    """The description in its parts; all of it is the definition where its end is no block of ours."""
    lines = description.split("\n")
    at = next((n for n in range(len(lines) - 1, -1, -1) if lines[n].rstrip() == HEADING), -1)
    if at < 0:
        return Carried(description)
    fields: list[tuple[str, str | None, str]] = []
    for line in lines[at + 1 :]:
        found = LINE.fullmatch(line)
        if line.startswith("  ") and fields:
            name, language, words = fields[-1]
            fields[-1] = (name, language, f"{words}\n{line[2:]}")
        elif found and found[1] in (*TEXTS, *LISTS, *WORDS):
            fields.append((found[1], found[2], found[3]))
        elif line.strip():
            return Carried(description)
    if not fields:
        return Carried(description)
    before = "\n".join(lines[:at])
    said = next((words for name, _language, words in fields if name == "language"), None)
    named = "" if said is None or said.strip() == NO_LANGUAGE else said.strip()
    language = None if said is None else named
    kept = tuple(one for one in fields if one[0] != "language")
    return Carried(before.removesuffix("\n"), kept, language)
