"""What is said when the words of an interview are written in another folder than the study's while it is held."""

from interviewer.screens.messages import explain
from interviewer.screens.paper import Paper
from interviewer.screens.words import _
from interviewer.session.folder import fallback_roots
from interviewer.session.live import Live
from interviewer.study.folder import Study
from interviewer.study.synced import FUSE, NETWORK, kept_in_step


def words_live_away(study: Study) -> str:
    """Why and where words are written while the interview is held, and when they come home."""
    where = _("Until the interview rests, its words are kept on this machine in {folder}; then they come to sessions/.")
    return " ".join((_why(kept_in_step(study.root)), where.format(folder=fallback_roots(study.root)[0]))).strip()


def _why(keeper: str) -> str:
    if keeper in (NETWORK, FUSE):
        return _("This study lies on a network drive.")
    return _("{program} keeps this study's folder in step with others.").format(program=keeper) if keeper else ""


def say_left_away(paper: Paper, live: Live) -> None:
    """Say it where a run that has ended could not come home."""
    for warning in live.warnings:
        if warning.rule == "left_away":
            paper.say(" ".join(explain(warning)), "warn")
