"""The guides and the codebook that come with the program: in the wheel beside the code, in a checkout at its root."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from interviewer.coding.model import Code
from interviewer.study.schema_files import kind_of, modeline

CODEBOOK = "codebook.yaml"
PACKAGE = Path(__file__).resolve().parent.parent


def shipped_files() -> Iterator[tuple[str, bytes]]:
    """Each file with its path in a study (`guides/benevoles.yaml`, `codebook.yaml`), by name.

    Each begins with the line that tells editors its schema, which only a study laid out needs.
    """
    inside = PACKAGE / "shipped"
    root = inside if inside.is_dir() else PACKAGE.parent
    for path in (*sorted((root / "guides").glob("*.yaml")), root / CODEBOOK):
        if path.is_file():
            name = path.relative_to(root).as_posix()
            yield name, modeline(kind_of(name)).encode() + path.read_bytes()


def shipped_codes(codes: Iterable[Code]) -> frozenset[str]:
    """The ids of those codes that still have the words in which they came with the program: nobody of a study said these."""
    from interviewer.coding.codebook import read_codebook

    data = next((data for name, data in shipped_files() if name == CODEBOOK), b"")
    book = read_codebook(data)[0]
    shipped = {one.id: (one.label, one.definition) for one in book.codes} if book else {}
    return frozenset(one.id for one in codes if shipped.get(one.id) == (one.label, one.definition))
