"""The JSON Schemas of guides, codebook and study file, their words in the language of the screens."""

import json
from collections.abc import Iterator

from interviewer.coding.codebook import CODEBOOK
from interviewer.export.json_schema import Snippet, json_schema
from interviewer.guide.keys import GUIDE
from interviewer.screens.hovers.meanings import ANSWER_KEYS, EXAMPLES, FAULTS, KEYS, TITLES, VALUES
from interviewer.screens.hovers.snippets import snippets
from interviewer.screens.words import _
from interviewer.shapes import Table
from interviewer.study.schema_files import MADE_BY, place
from interviewer.study.settings import STUDY

TABLES: dict[str, Table] = {"guide": GUIDE, "codebook": CODEBOOK, "study": STUDY}
COMMENT = f"{MADE_BY} Make it anew with that command after an update; changes by hand are lost then."


class _Spoken:
    """The words of the schemas."""

    def __init__(self) -> None:
        self._snippets = snippets()

    def title(self, table: str) -> str:
        return _(TITLES[table])

    def key(self, table: str, key: str) -> str:
        return _(KEYS.get(f"{table}.{key}") or ANSWER_KEYS[key])

    def example(self, table: str, key: str) -> str:
        found = EXAMPLES.get(f"{table}.{key}") or EXAMPLES.get(key, "")
        return _(found) if found else ""

    def value(self, option: str) -> str:
        return _(VALUES[option])

    def fault(self, kind: str) -> str:
        return _(FAULTS[kind])

    def snippets(self, table: str) -> tuple[Snippet, ...]:
        return self._snippets.get(table, ())


def schema_text(name: str) -> str:
    """The schema of `guide`, `codebook` or `study` as JSON text."""
    drawn = json_schema(TABLES[name], _Spoken(), COMMENT)
    return json.dumps(drawn, ensure_ascii=False, indent=2) + "\n"


def every_schema() -> Iterator[tuple[str, bytes]]:
    """Each schema with its path in a study."""
    for name in TABLES:
        yield place(name), schema_text(name).encode("utf-8")
