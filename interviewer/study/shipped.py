"""The guides and the codebook that come with the program: in the wheel beside the code, in a checkout at its root."""

from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def shipped_files() -> Iterator[tuple[str, bytes]]:
    """Each file with its path in a study (`guides/benevoles.yaml`, `codebook.yaml`), by name."""
    inside = PACKAGE / "shipped"
    root = inside if inside.is_dir() else PACKAGE.parent
    for path in (*sorted((root / "guides").glob("*.yaml")), root / "codebook.yaml"):
        if path.is_file():
            yield path.relative_to(root).as_posix(), path.read_bytes()
