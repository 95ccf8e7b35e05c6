"""What is said unasked about keys: that one is on this machine alone, or missing, or that nobody has tried them for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.errors import FilesError, Problem, problem
from interviewer.study.opening import recipients_in_force

if TYPE_CHECKING:  # a study without keys needs nothing of this
    from collections.abc import Mapping, Sequence

    from interviewer.study.folder import Study
    from interviewer.study.private.places import Recipients

MOST = 20
STYLES = {"error": "bad", "warning": "warn"}


def standings(study: Study) -> Mapping[str, str]:
    """How the keys of each interview stand (study/private/standing.py); nothing in a study whose words aren't sealed."""
    recipients = _recipients(study)
    if recipients is None or not _seals(study):
        return {}
    from interviewer.study.private.standing import key_standings

    return key_standings(study, recipients)


def kind_told(study: Study) -> list[str]:
    """A line that says which of the two kinds a study with keys is; nothing in one without."""
    if _recipients(study) is None:
        return []
    from interviewer.screens.words import _

    return [_("Words are sealed.") if _seals(study) else _("Words are not sealed; names are.")]


def sticks_told(study: Study) -> list[str]:
    """Lines for the media that are not up to date, as far as this machine knows; nothing in a study without keys."""
    recipients = _recipients(study)
    if recipients is None:
        return []
    from interviewer.screens.media import lagging_told

    return lagging_told(study, recipients)


def key_problems(study: Study) -> list[Problem]:
    """Errors and warnings about the keys of the study."""
    recipients = _recipients(study)
    if recipients is None:
        return []
    return [*_of_drill(recipients), *_of_paper(study, recipients), *_of_keys(study)]


def _of_drill(recipients: Recipients) -> list[Problem]:
    import time

    from interviewer.study.private import drill

    last = drill.last(recipients)
    if last.lost:
        return [problem("keys_lost", path=str(_private(recipients)), count=last.lost)]
    if not drill.is_due(recipients, time.time()):
        return []
    ago = last.days_ago(time.time())
    rule, facts = ("drill_never", ()) if ago is None else ("drill_overdue", (("days", ago),))
    return [Problem(rule, "warning", str(_private(recipients)), values=facts)]


def _of_paper(study: Study, recipients: Recipients) -> list[Problem]:
    from interviewer.study.private.marks import waiting
    from interviewer.study.private.paper_keys import known

    key, keys = known(recipients.team).key, study.settings().keys
    if key is None or keys is None:
        return []
    found = []
    if keys.paper != key.public:
        path = study.shown(study.settings_path)
        found.append(problem("paper_key_in_settings", path=path, severity="warning", day=key.day))
    left = len(waiting(recipients))
    if left:
        path = str(_private(recipients))
        found.append(problem("keys_for_former_paper", path=path, severity="warning", count=left))
    return found


def old_paper_told(study: Study) -> list[str]:
    """A line of how much is still locked for a former paper key; nothing where all is for the one in force."""
    recipients = _recipients(study)
    if recipients is None:
        return []
    from interviewer.screens.messages import explain

    return [" ".join(explain(one)) for one in _of_paper(study, recipients)]


def _of_keys(study: Study) -> list[Problem]:
    counts: dict[str, int] = {}
    for standing in standings(study).values():
        counts[standing] = counts.get(standing, 0) + 1
    from interviewer.study.private.standing import lost_keys

    recipients = _recipients(study)
    files = lost_keys(recipients)[:MOST] if recipients is not None and _seals(study) else []
    rules = {
        "here_only": "keys_here_only",
        "missing": "keys_missing",
        "damaged": "keys_damaged",
        "unfinished": "keys_of_withdrawn",
    }
    path = study.shown(study.sessions_path)
    return [Problem("key_file_damaged", path=str(one.path)) for one in files] + [
        Problem(
            rule,
            "error" if standing in {"damaged", "unfinished"} else "warning",
            path,
            values=(("count", counts[standing]),),
        )
        for standing, rule in rules.items()
        if standing in counts
    ]


def with_keys(study: Study, lines: Sequence[str], *, going_on: bool) -> list[str]:
    """These lines of where one stands with those about keys and sticks. `going_on`: an interview is unfinished, which needs no key."""
    from interviewer.screens.pages.standing import bringing_keys

    *told, following = lines
    told[1:1] = [*kind_told(study), *sticks_told(study)]
    missing = "missing" in standings(study).values()
    return [*told, bringing_keys() if missing and not going_on else following]


def warn_of_keys(study: Study) -> None:
    """Say all of it on stderr: in red what is lost."""
    from interviewer.screens.messages import explain
    from interviewer.screens.paper import Paper

    paper = Paper()
    for one in key_problems(study):
        paper.say(" ".join(explain(one)), STYLES[one.severity])


def _private(recipients: Recipients) -> object:
    from interviewer.study.private.places import private_folder

    return private_folder(recipients.team)


def _recipients(study: Study) -> Recipients | None:
    if not study.may_have_keys():
        return None

    try:
        return recipients_in_force(study)
    except FilesError:  # `check` names what is wrong with them
        return None


def _seals(study: Study) -> bool:
    keys = study.settings().keys
    return keys is not None and keys.seal == "words"
