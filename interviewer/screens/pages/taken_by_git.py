"""Where what was written lies in git's way: said when it is done, since what git has seen once, deleting doesn't erase."""

from collections.abc import Iterator
from pathlib import Path

from interviewer.screens.clean import clean
from interviewer.screens.words import _
from interviewer.study.git import is_kept_out


def taken_by_git(out: str | Path) -> Iterator[str]:
    """A sentence where `git add` would take the file, which holds words; none where git is kept out, or there is no file."""
    path = Path(out)
    if path.is_file() and not is_kept_out(path):
        yield _("Careful: git would take {place}, which holds words. In the folder exports it would not.").format(
            place=clean(str(path))
        )
