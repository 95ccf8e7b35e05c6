"""The part of the study that a figure is about, read with a bar where it takes long; what shortened filters mean is said."""

from collections.abc import Iterator

from interviewer.figures.filters import Filters
from interviewer.figures.naming import completed
from interviewer.figures.selection import Selection
from interviewer.screens.clean import clean
from interviewer.screens.pages.figured import say
from interviewer.screens.pages.progress import progress
from interviewer.screens.words import _
from interviewer.study.choosing import Chosen, choose
from interviewer.study.folder import Study


def read_part(study: Study, filters: Filters) -> Chosen:
    """The interviews read, and the filters understood; CannotError for a filter that means nothing here."""
    with progress(_("Interviews"), lambda: len(study.session_ids())) as advance:
        part = choose(study, filters, advance)
    say(taken_as(filters, part.selection))
    return part


def taken_as(filters: Filters, meant: Selection) -> Iterator[str]:
    """What each shortened `--where` was taken for."""
    for typed, full in completed(filters, meant):
        yield _("`--where {typed}`: taken as {full}.").format(typed=clean(typed), full=clean(full))
