"""What is said of the place where words are written, before the first of them and after the last."""

from collections.abc import Iterator

from interviewer.screens.messages import explain
from interviewer.screens.moments import size_said
from interviewer.screens.paper import Paper
from interviewer.screens.words import _
from interviewer.session.live import Live
from interviewer.study.folder import Study
from interviewer.study.readiness.folders import LEAST_FREE, room_in
from interviewer.study.synced import FUSE, NETWORK, kept_in_step


def said_before(study: Study, *, away: bool) -> str:
    """What is worth a sentence before an interview: little room, words that live elsewhere meanwhile; empty as a rule."""
    return " ".join((*_little_room(study), *(_living_away(study) if away else ())))


def _little_room(study: Study) -> Iterator[str]:
    free = room_in(study.sessions_path)
    if free is not None and free < LEAST_FREE:
        yield _("Only {free} are free on this disk: make some room soon.").format(free=size_said(free))


def _living_away(study: Study) -> Iterator[str]:
    keeper = kept_in_step(study.root)
    if keeper in (NETWORK, FUSE):
        yield _("This study lies on a network drive.")
    elif keeper:
        yield _("{program} keeps this study's folder in step with others.").format(program=keeper)
    yield _("Until the interview rests, its words are kept on this machine alone; then they come to sessions/.")


def say_left_away(paper: Paper, live: Live) -> None:
    """Say it where a run that has ended could not come home."""
    for warning in live.warnings:
        if warning.rule == "left_away":
            paper.say(" ".join(explain(warning)), "warn")
