"""Codebooks as CSV: ours with all that it says, Taguette's, and any table of names and descriptions. Pure.

Taguette (taguette.org) reads a column `tag`, `name` or `path` with dots between the levels, and `description`; it writes
`tag`, sometimes `parent`, `description` and `number of highlights`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.coding.csv_cells import Cell, Cells, cells_of
from interviewer.coding.exchange.brought import (
    LISTS,
    MAX_BYTES,
    TEXTS,
    Brought,
    Findings,
    begin,
    check_keys,
    with_fields,
)
from interviewer.coding.exchange.carried import Carried, describe, take_apart
from interviewer.coding.model import Codebook
from interviewer.coding.tree import CodeTree
from interviewer.errors import Problem
from interviewer.guide.model import Place, Text
from interviewer.matching import nearest
from interviewer.schema import LANGUAGE, folded, propose_id
from interviewer.sheets.formulas import unguarded

Row = tuple[str, ...]
WORDS = ("parent", "origin", "groups", "colour", "status", "was", "merged_into")
PATH, NAME = "path", "name"
OTHER_NAMES = {
    **dict.fromkeys(("id", "code_id", "identifiant"), "id"),
    **dict.fromkeys(("label", "libelle", "intitule", "title", "titre"), "label"),
    **dict.fromkeys(("name", "nom", "code", "code name", "nom du code"), NAME),
    **dict.fromkeys(("tag", "path", "chemin", "code_path"), PATH),
    **dict.fromkeys(
        ("definition", "description", "memo", "comment", "commentaire", "code memo", "meaning"), "definition"
    ),
    **dict.fromkeys(("use_when", "use when", "quand", "inclusion", "when to use"), "use_when"),
    **dict.fromkeys(("not_when", "not when", "exclusion", "when not to use"), "not_when"),
    **dict.fromkeys(("example", "exemple"), "example"),
    **dict.fromkeys(("parent", "parent code", "parent_id", "code parent"), "parent"),
    **dict.fromkeys(("origin", "origine"), "origin"),
    **dict.fromkeys(("groups", "group", "groupe", "groupes", "category"), "groups"),
    **dict.fromkeys(("colour", "color", "couleur"), "colour"),
    **dict.fromkeys(("status", "statut"), "status"),
    **dict.fromkeys(("was", "merged_into"), ""),
}
OTHER_NAMES |= {name: name for name in ("was", "merged_into")}
# Counts mean nothing in another study; nothing is lost when they are not read.
COUNTS = frozenset(
    (
        *("number of highlights", "number of documents", "highlights", "count", "counts", "n", "marks", "sessions"),
        *("frequency", "frequence", "files", "references", "groundedness", "density", "total"),
    )
)
LEVEL = re.compile(r"(?<=\S)\.(?=\S)(?<![0-9]\.(?=[0-9]))")


class _Column(NamedTuple):
    """What a column says of a code, and in which language."""

    place: int
    field: str
    language: str = ""


# --- writing ---


def full_table(book: Codebook) -> tuple[Row, list[Row]]:
    """The header and a row for each code, with all that the codebook says; a text has a column for each language."""
    texts = [
        (field, language)
        for field in TEXTS
        for language in dict.fromkeys(one for code in book.codes for one in getattr(code, field).words)
    ] or [("label", "")]
    header = ("id", *(f"{field}_{language}" if language else field for field, language in texts), *WORDS)
    rows = []
    for code in book.codes:
        said = (getattr(code, field).words.get(language, "") for field, language in texts)
        rest = ("; ".join(getattr(code, name)) if name in LISTS else getattr(code, name) for name in WORDS)
        rows.append((code.id, *said, *rest))
    return header, rows


def taguette_table(book: Codebook, main: str) -> tuple[Row, list[Row]]:
    """A table that Taguette reads: the ids from the top down with dots between, the rest as the description."""
    tree = CodeTree(book)
    rows = [(".".join(tree.path(code.id)), describe(code, main, code.id, colour=False)) for code in book.codes]
    return ("tag", "description"), [(tag, _with_groups(book, tag, words)) for tag, words in rows]


def _with_groups(book: Codebook, tag: str, words: str) -> str:
    code = book.find(tag.rpartition(".")[2])
    if code is None or not code.groups:
        return words
    line = f"groups: {', '.join(code.groups)}"
    if take_apart(words).fields:
        return f"{words}\n{line}"
    block = f"[interviewer]\n{line}"
    return f"{words}\n\n{block}" if words else block


# --- reading ---


def read_table(data: bytes) -> tuple[tuple[Brought, ...], list[Problem]]:
    """The codes of the table in its order, and all problems by place; no code where one of them is an error."""
    findings = Findings()
    if len(data) > MAX_BYTES:
        findings.add("exchange_too_big", Place(1, 1), limit=MAX_BYTES >> 20)
        return (), findings.sorted()
    table, problems = cells_of(data)
    findings.problems += problems
    if table is None:
        if not problems:
            findings.add("exchange_no_codes", Place(1, 1))
        return (), findings.sorted()
    columns = _columns(table.header, findings)
    if columns is None:
        return (), findings.sorted()
    codes = tuple(_with_implied(tuple(_codes(table, columns, findings))))
    check_keys(codes, findings)
    return (() if findings.failed() else codes), findings.sorted()


def _columns(header: Sequence[Cell], findings: Findings) -> list[_Column] | None:
    """What each column says; None where none of them names the codes."""
    columns: list[_Column] = []
    left_out = []
    for number, cell in enumerate(header):
        place = Place(cell.line, cell.column)
        found = _column(number, cell.text.strip().strip("\ufeff").removeprefix("'"))
        if found is None:
            left_out += [cell.text.strip()] if cell.text.strip() else []
        elif any((one.field, one.language) == (found.field, found.language) for one in columns):
            findings.add("exchange_column_twice", place, name=cell.text.strip()[:40])
        else:
            columns.append(found)
    names = [one for one in left_out if folded(one) not in COUNTS]
    if names:
        guesses = {name: nearest(folded(name), OTHER_NAMES) for name in names}
        near = next(((name, guess) for name, guess in guesses.items() if guess), ("", ""))
        rule = "exchange_columns_left_near" if near[1] else "exchange_columns_left"
        shown = ", ".join(name[:40] for name in names[:12])
        findings.add(rule, Place(header[0].line, 1), "warning", names=shown, name=near[0][:40], guess=near[1])
    if not {"id", "label", NAME, PATH} & {one.field for one in columns}:
        findings.add("exchange_no_name_column", Place(header[0].line, 1))
        return None
    return None if findings.failed() else columns


def _column(number: int, name: str) -> _Column | None:
    field = OTHER_NAMES.get(folded(name))
    if field:
        return _Column(number, field)
    for text in TEXTS:
        spoken = name[len(text) + 1 :]
        if folded(name).startswith((f"{text}_", f"{text} ")) and LANGUAGE.fullmatch(spoken):
            return _Column(number, text, spoken)
    return None


def _codes(table: Cells, columns: Sequence[_Column], findings: Findings) -> Iterable[Brought]:
    fields = {one.field for one in columns}
    # Where codes have ids, a path repeats what the ids and parents say.
    by_path = PATH in fields and "id" not in fields
    whole = {"was", "merged_into"} <= fields  # a table with a column for everything carries nothing elsewhere
    slashes = by_path and _has_slashes(table, next(one for one in columns if one.field == PATH))
    for cells in table.lines:
        place = Place(cells[0].line, 1)
        if any(cell.text.strip() for cell in cells[len(table.header) :]):
            findings.add(
                "exchange_too_many_cells", Place(cells[len(table.header)].line, cells[len(table.header)].column)
            )
            continue
        said: dict[tuple[str, str], str] = {}
        for one in columns:
            cell = cells[one.place] if one.place < len(cells) else Cell("", place.line, 1)
            text = unguarded(cell.text) if table.guarded else cell.text
            said[one.field, one.language] = findings.words(text, Place(cell.line, cell.column))
        made = _one(said, place, findings, by_path=by_path, slashes=slashes, whole=whole)
        if made is not None:
            yield made


def _has_slashes(table: Cells, column: _Column) -> bool:
    cells = (line[column.place].text for line in table.lines if column.place < len(line))
    return any("/" in cell for cell in cells)


def _one(
    said: Mapping[tuple[str, str], str], place: Place, findings: Findings, *, by_path: bool, slashes: bool, whole: bool
) -> Brought | None:
    words = {field: text for (field, language), text in said.items() if not language}
    path = _steps(words[PATH], slashes=slashes) if by_path else []
    name = path[-1] if path else words.get(NAME, "").strip()
    ident = words.get("id", "").strip()
    labels = any(text.strip() for (field, _language), text in said.items() if field == "label")
    if not (ident or name or labels):
        findings.add("exchange_no_name", place)
        return None
    described = words.get("definition", "")
    carried = Carried(described) if whole else take_apart(described)
    language = carried.language or ""
    fields = [(field, spoken, text) for (field, spoken), text in said.items() if field not in (PATH, NAME, "parent")]
    fields = [
        one if one[0] != "definition" or one[1] else ("definition", language, carried.definition) for one in fields
    ]
    if not labels:
        fields.append(("label", language, name or ident))
    fields += [(field, language if spoken is None else spoken, text) for field, spoken, text in carried.fields]
    code = with_fields(begin(place), fields, findings)
    first = next(iter(code.label.words.values()), name)
    proposed = propose_id(name or first)
    key = code.id or "/".join(path) or name or first
    above = "/".join(path[:-1]) or words.get("parent", "").strip()
    return Brought(key if not by_path else "/".join(path), above, code, proposed)


def _steps(path: str, *, slashes: bool) -> list[str]:
    """The levels of a path: between slashes where any path of the table has them, else between dots."""
    parts = path.split("/") if slashes else LEVEL.split(path.strip())
    return [part.strip() for part in parts if part.strip()]


def _with_implied(codes: Sequence[Brought]) -> Iterable[Brought]:
    """The codes, and before them levels that are only named as the beginning of others: a tree of codes needs them."""
    known = {one.key for one in codes}
    for one in codes:
        steps = one.above.split("/")
        for depth in range(1, len(steps) + 1) if one.above and one.key.startswith(f"{one.above}/") else ():
            key = "/".join(steps[:depth])
            if key not in known:
                known.add(key)
                code = replace(begin(one.place), label=Text({"": steps[depth - 1]}))
                yield Brought(key, "/".join(steps[: depth - 1]), code, propose_id(steps[depth - 1]), implied=True)
        yield one
