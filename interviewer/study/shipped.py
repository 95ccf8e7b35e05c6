"""The guides and the codebook that come with the program: in the wheel beside the code, in a checkout at its root."""

from collections.abc import Iterator
from pathlib import Path

from interviewer.study.schema_files import kind_of, modeline

PACKAGE = Path(__file__).resolve().parent.parent


def shipped_files() -> Iterator[tuple[str, bytes]]:
    """Each file with its path in a study (`guides/benevoles.yaml`, `codebook.yaml`), by name.

    Each begins with the line that tells editors its schema, which only a study laid out needs.
    """
    inside = PACKAGE / "shipped"
    root = inside if inside.is_dir() else PACKAGE.parent
    for path in (*sorted((root / "guides").glob("*.yaml")), root / "codebook.yaml"):
        if path.is_file():
            name = path.relative_to(root).as_posix()
            yield name, modeline(kind_of(name)).encode() + path.read_bytes()
