"""Where one stands in a study, in lines: what there is, what waits, and the command that comes next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interviewer.screens.pages.rounds import lost_told, rounds_told, step_of_rounds
from interviewer.screens.words import _, plural

if TYPE_CHECKING:  # a study without interviews needs nothing of this
    from interviewer.study.overview import Summary

MANY = 5
WORDLESS = ("withdrawn", "refused")
UNFINISHED = ("open", "paused", "closing")


def nowhere() -> list[str]:
    """The lines for a folder that belongs to no study."""
    return [
        _("There is no study here yet."),
        _next("interviewer init", _("lays one out in this folder")),
        _(
            "Where the interviews will be shared, `interviewer init --sealed` encrypts all that is said, from the first one on."
        ),
    ]


def standing(folder: str, guides: Sequence[str], rows: Sequence["Summary"], overdue: int = 0) -> list[str]:
    """The lines for a study with these guides and sessions, so many of which are kept too long; the last one is the next command."""
    unfinished = [row.session_id for row in rows if row.status in UNFINISHED]
    uncoded = [row for row in rows if row.status == "done" and row.uncoded and not row.pilot]
    return [
        _("Study: {folder}").format(folder=folder),
        _("Guides: {names}").format(names=", ".join(guides) or _("none yet")),
        _("Interviews: {count}").format(count=len(rows)),
        *_to_finish(unfinished),
        *_to_code(uncoded),
        *rounds_told(rows),
        *lost_told(rows),
        *overdue_told(overdue),
        _next(*_step(guides, rows, unfinished, uncoded)),
    ]


def overdue_told(count: int) -> list[str]:
    """A line where interviews are kept longer than the study says."""
    if not count:
        return []
    return [
        plural(
            "Overdue: {count} interview is kept longer than `retention` says (`interviewer audit`).",
            "Overdue: {count} interviews are kept longer than `retention` says (`interviewer audit`).",
            count,
        )
    ]


def _to_finish(names: Sequence[str]) -> list[str]:
    shown = ", ".join(names[:MANY]) + (", …" if len(names) > MANY else "")
    return [_("To finish ({count}): {names}").format(count=len(names), names=shown)] if names else []


def _to_code(rows: Sequence["Summary"]) -> list[str]:
    answers = plural("{count} answer", "{count} answers", sum(row.uncoded for row in rows))
    places = plural("{count} interview", "{count} interviews", len(rows))
    return [_("To code: {answers} in {interviews}").format(answers=answers, interviews=places)] if rows else []


def _step(
    guides: Sequence[str], rows: Sequence["Summary"], unfinished: Sequence[str], uncoded: Sequence["Summary"]
) -> tuple[str, str]:
    """The next command, and what it does."""
    if not guides:
        return "interviewer new ID", _("writes the skeleton of a guide")
    if unfinished:
        return f"interviewer run --resume {unfinished[0]}", _("goes on with that interview")
    if not rows:
        return "interviewer run", _("holds the first interview")
    if uncoded:
        return "interviewer code --coder ID", _("ties codes to the answers")
    if not any(row.status not in WORDLESS and not row.pilot for row in rows):
        return "interviewer run", _("holds the next interview")
    return step_of_rounds(rows) or ("interviewer export", _("writes the tables"))


def bringing_keys() -> str:
    """The next command where keys are missing: their words can't be coded, counted or exported."""
    command = "interviewer sync in {folder}".format(folder=_("FOLDER"))
    return _next(command, _("brings the missing keys, from where `interviewer sync out` wrote them"))


def _next(command: str, does: str) -> str:
    return _("Next: `{command}` {does}.").format(command=command, does=does)
