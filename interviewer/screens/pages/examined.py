"""What `doctor` found, in lines."""

from interviewer.screens.clean import clean
from interviewer.screens.messages import explain, place
from interviewer.screens.words import _, plural
from interviewer.study.doctor import Report


def examined(report: Report) -> list[str]:
    """Problems, then notes, then how many files, interviews and records were read."""
    notes = []
    for note in report.notes:
        message, hint = explain(note)
        line = _("{path}: note: {message}").format(path=clean(note.path), message=message)
        notes.append(line + (f"\n    {hint}" if hint else ""))
    counts = (
        plural("{count} file", "{count} files", report.files),
        plural("{count} interview", "{count} interviews", report.sessions),
        plural("{count} record", "{count} records", report.records),
    )
    faults = sum(one.severity == "error" for one in report.problems)
    verdict = (
        plural("{count} fault was found.", "{count} faults were found.", faults)
        if faults
        else _("All of them are whole.")
    )
    files, sessions, records = counts
    summary = _("Checked: {files} of {sessions}, {records}.").format(files=files, sessions=sessions, records=records)
    return [*map(place, report.problems), *notes, f"{summary} {verdict}"]
