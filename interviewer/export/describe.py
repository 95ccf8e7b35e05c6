"""The tables in words: `datapackage.json` (Frictionless) beside the files, and the text for docs/formats. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from interviewer.export.columns import TABLES, Column, Table
from interviewer.export.dialects import Dialect

PACKAGE = "datapackage"
TITLE = "Semi-structured interviews: coded answers and their companions"
KEYS = {
    "sessions": ["session_id"],
    "participants": ["session_id", "participant_id"],
    "answers": ["session_id", "participant_id"],
    "coverage": ["session_id", "question_id"],
    "codebook": ["code_id"],
}


class Written(NamedTuple):
    """A file of the export: how long it is and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


def datapackage(
    tables: Mapping[str, Table], files: Mapping[str, Written], dialect: Dialect, *, publishable: bool
) -> bytes:
    """The description of a folder of tables as JSON: the same bytes for the same files."""
    package = {
        "name": "interviews",
        "title": TITLE,
        "description": _about(dialect, publishable=publishable),
        "profile": "tabular-data-package",
        "resources": [_resource(tables[name], files[name], dialect) for name in tables],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _about(dialect: Dialect, *, publishable: bool) -> str:
    parts = ["People are known by pseudonyms only; the data are pseudonymised, not anonymous."]
    if publishable:
        parts.append(
            "Words of people who did not agree to be quoted are left out, and so is what may repeat them; codes made of "
            "somebody's words have neutral ids."
        )
    if dialect.excel:
        parts.append(
            "A cell whose text begins with = + - @ ' a tab, a line break or a full-width = + - @ has an apostrophe "
            "in front of it, so that no spreadsheet takes it for a formula; take it off to have the text."
        )
    return " ".join(parts)


def _resource(table: Table, written: Written, dialect: Dialect) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(c, dialect) for c in table.columns], "missingValues": [""]}
    if table.name in KEYS:
        schema["primaryKey"] = KEYS[table.name]
    if table.name not in ("sessions", "codebook"):
        schema["foreignKeys"] = [
            {"fields": ["session_id"], "reference": {"resource": "sessions", "fields": ["session_id"]}}
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.says,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.sha256}",
        "dialect": {"delimiter": dialect.delimiter, "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _field(column: Column, dialect: Dialect) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.kind, "description": column.says}
    if column.kind == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    elif column.kind == "number" and dialect.excel:
        field["decimalChar"] = ","
    return field


def formats_markdown() -> str:
    """The tables and their columns as Markdown, for docs/formats.md."""
    parts = []
    for table in TABLES:
        parts.append(f"### `{table.name}.csv`\n\n{table.says}\n\n| column | type | meaning |\n| --- | --- | --- |")
        parts[-1] += "".join(f"\n| `{c.name}` | {c.kind} | {c.says} |" for c in table.columns)
    return "\n\n".join(parts) + "\n"
