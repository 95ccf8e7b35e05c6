"""What a step did, in a few words, so that who takes it back sees what it was."""

from interviewer.coding.desk import Step
from interviewer.coding.shelf import Shelf
from interviewer.screens.clean import clean
from interviewer.screens.coding_room.codes import label_of
from interviewer.screens.words import _
from interviewer.session.model import MarkView


def named(shelf: Shelf, code: str) -> str:
    """A code as it is called on the screen, clean."""
    return clean(label_of(shelf, shelf.tree.current(code)))


def step_in_words(step: Step, shelf: Shelf) -> str:
    """A mark with its label, a memo, a pass, a star: what the step changed."""
    marks = [change for change in step.changes if change.kind == "mark"]
    gone = next((change.before for change in marks if isinstance(change.before, MarkView)), None)
    made = next((change.after for change in marks if isinstance(change.after, MarkView)), None)
    if made is not None and gone is not None:
        moved = (made.turn, made.start, made.end) != (gone.turn, gone.start, gone.end)
        said = _("the mark {code} on other words") if moved else _("the memo on the mark {code}")
        return said.format(code=named(shelf, made.code))
    if made is not None:
        return _("the mark {code}").format(code=named(shelf, made.code))
    if gone is not None:
        return _("that the mark {code} was taken away").format(code=named(shelf, gone.code))
    return _beside(step, shelf)


def _beside(step: Step, shelf: Shelf) -> str:
    """What else than a mark it was."""
    change = step.changes[-1]
    if change.kind == "rated":
        return _("that the turn is done") if change.after else _("that the turn is to be coded again")
    if change.kind == "key":
        return _("the star") if change.after else _("that the star was taken away")
    if change.kind == "dismissed":
        return _("the refusal of {code}").format(code=named(shelf, change.target[1]))
    about, target = change.target
    if about == "code":
        return _("the memo on the code {code}").format(code=named(shelf, target))
    return _("the memo on the turn") if about == "turn" else _("the memo on the interview")
