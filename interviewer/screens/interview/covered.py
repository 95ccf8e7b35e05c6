"""What is said where words of earlier runs can't be read: the interview goes on all the same."""

from interviewer.screens.words import _
from interviewer.session.model import SessionView
from interviewer.session.words import is_covered


def covered_told(seen: SessionView) -> str:
    """The sentence for an interview of which words are covered; empty where none are."""
    if not any(is_covered(turn.text) for turn in seen.turns):
        return ""
    return _("What was said earlier is safe, and sealed: it stays covered here. What is said now is kept as always.")
