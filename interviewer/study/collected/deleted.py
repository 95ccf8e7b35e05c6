"""Which submissions of forms were deleted here, so that bringing their file again doesn't bring a person's words back.

`sessions/deleted-submissions.txt` holds the random ids that phones gave them, one a line, and nothing of what was said.
"""

from interviewer.study.folder import Study
from interviewer.study.whole_file import write_whole

FILE = "deleted-submissions.txt"
HEAD = "# Submissions of forms whose interviews were deleted; `import answers` makes none of them again.\n"


def deleted_submissions(study: Study) -> frozenset[str]:
    """The ids in that file; none where there is no file."""
    try:
        text = (study.sessions_path / FILE).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return frozenset()
    return frozenset(line.strip() for line in text.splitlines() if not line.startswith("#")) - {""}


def note_deleted(study: Study, instance: str) -> None:
    """Add the id of a submission, on the disk when this returns."""
    if not instance or instance in deleted_submissions(study):
        return
    path = study.sessions_path / FILE
    before = path.read_bytes() if path.exists() else HEAD.encode()
    write_whole(path, before + instance.encode() + b"\n")
