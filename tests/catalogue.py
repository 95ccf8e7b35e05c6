"""The French catalogue: `python -m tests.catalogue` takes new messages in, keeps what is translated, compiles it."""

import ast
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "interviewer"
PO = PACKAGE / "locales" / "fr" / "LC_MESSAGES" / "interviewer.po"
MO = PO.with_suffix(".mo")
TAKES = {"_": 1, "N_": 1, "plural": 2, "Counted": 2}
TABLES = PACKAGE / "export" / "columns.py"
DESCRIBED = {"Column": 2, "Table": 1}
"""Where the words stand that say what an exported table and each of its columns is."""
HEADERS = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Language", "fr"),
    ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
]


class Sober(Catalog):
    """A catalogue whose header holds nothing that changes where nothing changed: no dates, no version of the tool."""

    mime_headers = property(lambda _self: HEADERS, lambda _self, _headers: None)
    # As the header says: what the tool knows of French differs from one of its versions to the next.
    num_plurals = property(lambda _self: 2)


def extracted() -> Catalog:
    """Every message of the sources, untranslated."""
    catalogue = Sober(locale="fr", fuzzy=False, header_comment="# The words of interviewer in French.")
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        for message in (*messages(source), *(described(source) if path == TABLES else ())):
            catalogue.add(message, "", locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return catalogue


def messages(source: str) -> Iterator[str | tuple[str, str]]:
    """What stands in calls of `_`, `N_`, `plural` and `Counted`; by the syntax tree, which also looks into f-strings."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TAKES:
            words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if len(words) >= TAKES[node.func.id]:
                yield (words[0], words[1]) if TAKES[node.func.id] > 1 else words[0]


def described(source: str) -> Iterator[str]:
    """What is said of tables and columns, but for the columns that are made of the ids of a guide."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and len(node.args) > DESCRIBED.get(node.func.id, 99)
        ):
            words = node.args[DESCRIBED[node.func.id]]
            if isinstance(words, ast.Constant):
                yield str(words.value)


def translated() -> Catalog:
    """What the committed catalogue says."""
    return read_po(io.BytesIO(PO.read_bytes()), locale="fr")


def updated() -> Catalog:
    """Every message of the sources, with the translations that there are."""
    catalogue = extracted()
    known = translated() if PO.exists() else Catalog(locale="fr")
    for message in catalogue:
        old = known.get(message.id)
        if message.id and old is not None and type(old.string) is type(message.string):
            message.string = old.string
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as translators read it: by message, places without line numbers."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return buffer.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages that have no French words yet."""
    lacking = (message for message in catalogue if message.id and not all(_strings(message.string)))
    return [message.id if isinstance(message.id, str) else message.id[0] for message in lacking]


def _strings(string: str | Sequence[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))


def main() -> int:
    """Write both files; returns 1 when something is left to translate."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(updated()))
    MO.write_bytes(as_mo(updated()))
    left = untranslated(updated())
    sys.stdout.write("".join(f"untranslated: {message!r}\n" for message in left))
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
