"""An export of the register in one line: when, by which verb, which files, for whom."""

from datetime import UTC, datetime

from interviewer.screens.moments import day_of_wall
from interviewer.screens.words import _, plural
from interviewer.study.exports_register import ACCESS, Entry, files_of, holding, read_register
from interviewer.study.folder import Study


def day_of(entry: Entry) -> str:
    """When it was made, to the minute, in universal time."""
    try:
        return datetime.fromtimestamp(entry.wall, UTC).strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        return "?"


def export_told(entry: Entry) -> str:
    """What was exported and for whom."""
    export = entry.export
    made = files_of(export)
    files = ", ".join(made[:1]) + (", …" if len(made) > 1 else "") or _("standard output")
    interviews = plural("{count} interview", "{count} interviews", len(export.people))
    for_whom = _("for the person") if export.verb == ACCESS else _("for the team")
    purpose = _("for others") if export.shared else for_whom
    return _("{verb}: {files}, {interviews}, {purpose}").format(
        verb=export.verb, files=files, interviews=interviews, purpose=purpose
    )


def export_line(entry: Entry) -> str:
    """The same behind its day."""
    return f"{day_of(entry)} {export_told(entry)}"


def export_on_paper(entry: Entry) -> str:
    """The same for people who are no programmers: behind the day as it is said."""
    return _("{name}: {text}").format(name=day_of_wall(entry.wall), text=export_told(entry))


def exports_of(study: Study, session: str) -> list[str]:
    """The exports that hold that interview, a line each."""
    return [export_line(one) for one in read_register(study).entries if session in one.export.people]


def exports_with_words(study: Study, session: str) -> list[str]:
    """Those of them in which words stand."""
    entries = read_register(study).entries
    return [export_line(one) for one in entries if session in one.export.people and one.export.words]


def exports_with(study: Study, person: str) -> tuple[Entry, ...]:
    """The exports in which that person's data stand."""
    return holding(read_register(study).entries, person)
