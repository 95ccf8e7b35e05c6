"""Whose entry it is: a pseudonym of this study, never a name."""

from collections.abc import Iterable

from interviewer.errors import CannotError, UsageError
from interviewer.ids import as_id, is_id
from interviewer.matching import nearest
from interviewer.privacy.pseudonyms import may_be_a_name
from interviewer.screens.words import _
from interviewer.study.private.people import Met


def pseudonym_typed(typed: str, people: tuple[Met, ...]) -> str:
    """The pseudonym that was given as an argument. UsageError for what is no id (which could be a name), CannotError for an unknown one."""
    wanted = as_id(typed)
    if not is_id(wanted):
        raise UsageError("name_as_argument")
    known = [one.person for one in people]
    if wanted in known:
        return wanted
    if may_be_a_name(wanted):  # not repeated: it may be one
        raise CannotError("participant_unknown_name")
    near = nearest(wanted, known)
    if near:
        raise CannotError("participant_unknown_near", near=near)
    raise CannotError("participant_unknown")


def chosen(people: tuple[Met, ...]) -> str:
    """The one that the person chooses among those without an entry, the newest interview first; empty for a new pseudonym."""
    from interviewer.screens.terminal.choose import choose

    waiting = _options(one for one in people if not one.entries)
    if not waiting:
        raise CannotError("nobody_without_name" if any(one.sessions for one in people) else "nobody_interviewed_yet")
    return choose(_("Whose name?"), [*waiting, ("", _("somebody who will be interviewed: a new pseudonym"))])


def chosen_of_all(people: tuple[Met, ...]) -> str:
    """The one that the person chooses among all who haven't withdrawn. CannotError where there is nobody."""
    from interviewer.screens.terminal.choose import choose

    options = _options(one for one in people if not one.withdrawn)
    if not options:
        raise CannotError("nobody_interviewed_yet")
    return choose(_("Who asks?"), options)


def _options(people: Iterable[Met]) -> list[tuple[str, str]]:
    """Each with the interviews, the newest first."""
    newest = sorted(people, key=lambda one: one.day, reverse=True)
    return [(one.person, " · ".join(filter(None, (one.person, ", ".join(one.sessions))))) for one in newest]
