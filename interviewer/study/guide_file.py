"""Writing a guide as a file of its own: never over another one unless that is wanted."""

from pathlib import Path

from interviewer.errors import CannotError
from interviewer.study.whole_file import write_new, write_whole


def write_guide(path: Path, text: str, *, force: bool = False) -> None:
    """Write the guide; CannotError `guide_exists` where the file, or one that differs only in `.yml`, is there already."""
    if path.is_dir():
        raise CannotError("a_folder", path=str(path))
    for there in {path, path.with_suffix(".yml"), path.with_suffix(".yaml")}:
        if there.exists() and not (force and there == path):
            raise CannotError("guide_exists", path=str(there))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        (write_whole if force else write_new)(path, text.encode("utf-8"))
    except FileExistsError:  # another one got the name meanwhile
        raise CannotError("guide_exists", path=str(path)) from None
