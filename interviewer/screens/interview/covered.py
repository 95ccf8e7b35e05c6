"""What is said where words of earlier runs can't be read: the interview goes on all the same."""

from interviewer.screens.words import _
from interviewer.session.interview import State, unread
from interviewer.session.model import SessionView
from interviewer.session.words import is_covered


def covered_told(seen: SessionView) -> str:
    """The sentence for an interview of which words are covered; empty where none are."""
    if not any(is_covered(turn.text) for turn in seen.turns):
        return ""
    told = _(
        "What was said earlier is safe, and sealed: it stays covered here. To see it: leave, type `interviewer unlock`, "
        "then go on with `interviewer run --resume`."
    )
    return f"{told} {_unfinished()}" if is_covered(seen.turns[-1].text) and seen.turns[-1].recovered else told


def _unfinished() -> str:
    return _("The last of it is what was being typed when the last run ended: it is kept, so go on behind it.")


def unread_told(state: State) -> str:
    """What is said in place of reading words back that are covered; empty where that isn't so."""
    if not unread(state):
        return ""
    return _(
        "The words to read back to the person are covered, so nobody is asked about them again: the answer given at the "
        "beginning stays. To read them: leave, type `interviewer unlock`, then go on with `interviewer run --resume`."
    )
