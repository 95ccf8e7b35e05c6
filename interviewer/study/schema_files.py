"""Where the schemas for editors stand in a study, the line of a YAML file that names its own, and writing them."""

from pathlib import Path

from interviewer.errors import CannotError
from interviewer.study.folder import CODEBOOK, GUIDES, SETTINGS
from interviewer.study.whole_file import check_folder, write_whole

KINDS = ("guide", "codebook", "study")
MADE_BY = "Made by `interviewer schema`."
"""How a schema that this program wrote begins its comment: such a file is replaced without asking."""
SEEN = 1000


def file_name(kind: str) -> str:
    """The name of the file that holds the schema of that kind."""
    return f"{kind}.schema.json"


def place(kind: str) -> str:
    """Where the schema stands in a study: all three are in the folder of the guides."""
    return f"{GUIDES}/{file_name(kind)}"


def modeline(kind: str) -> str:
    """The first line of a file of that kind, by which editors find its schema."""
    return f"# yaml-language-server: $schema={file_name(kind) if kind == 'guide' else place(kind)}\n"


def kind_of(name: str) -> str:
    """Which schema a file of a study goes by."""
    return {CODEBOOK: "codebook", SETTINGS: "study"}.get(Path(name).name, "guide")


def write_schema(path: Path, text: str, *, force: bool = False) -> bool:
    """Write the schema; False where the file says the same already.

    CannotError where another file is in the way that `interviewer schema` did not make.
    """
    data = text.encode("utf-8")
    there = path.read_bytes() if path.is_file() else None
    if there == data:
        return False
    if there is not None and not force and MADE_BY.encode() not in there[:SEEN]:
        raise CannotError("schema_in_the_way", path=str(path))
    if not path.parent.exists():
        check_folder(path.parent.absolute().parent)
        path.parent.mkdir(exist_ok=True)
    check_folder(path.parent)
    write_whole(path, data)
    return True
