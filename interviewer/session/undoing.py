"""Taking back the last thing that was done: as a record, like everything else. Pure."""

from collections.abc import Callable, Iterable
from itertools import islice

from interviewer.errors import CannotError
from interviewer.session import events as e
from interviewer.session.interview import INTERVIEWER, Now, State, resumed
from interviewer.session.standing import own

_AROUND = (e.Consent, e.Closing, e.Background, e.Form, e.Language)
_UNDOABLE = (
    *(e.Turn, e.Fixed, e.Starred, e.Under, e.Moved, e.Split, e.Merged, e.Gap, e.Measured, e.Marker, e.Mark),
    *(e.Attributed, e.Speaker, e.Language, e.Recorder, e.Consent, e.Closing, e.Background, e.Form),
)
AskAgain = Callable[[State, str, Now], list[e.Event]]


def undo(state: State, now: Now, ask_again: AskAgain) -> list[e.Event]:
    """Take back the last action of whoever writes this run. Raises CannotError `nothing_to_undo`.

    `ask_again` puts a question before the participant: taking back a skip, which also moved on, goes back to its question.
    """
    done = own(state, now.run)
    for place in range(len(done) - 1, -1, -1):
        event = done[place].event
        if isinstance(event, e.Paused) and state.resting:  # a pause is taken back by going on
            return resumed(state, now)
        before = (r.event for r in islice(done, place) if r.event.id not in state.void)
        if event.id not in state.void and _undoable(event, before):
            undone = e.Undone(now.fresh(), [event.id, *_with(done, place)])
            return [undone, *ask_again(state, event.question, now)] if isinstance(event, e.Gap) else [undone]
    raise CannotError("nothing_to_undo")


def undo_around(state: State, now: Now, ask_again: AskAgain) -> list[e.Event]:
    """Take back the last thing before or after the questions. Raises CannotError when that was a turn: not from here."""
    undone = undo(state, now, ask_again)
    taken = {i for event in undone if isinstance(event, e.Undone) for i in event.events}
    if taken and not any(r.event.id in taken and isinstance(r.event, _AROUND) for r in state.records):
        raise CannotError("nothing_to_undo")
    return undone


def _undoable(event: e.Event, before: Iterable[e.Event]) -> bool:
    made_up = isinstance(event, e.Asked) and (event.origin == "probe" or _made_up_there(event, before))
    of_a_coder = isinstance(event, e.Mark) and event.coder != INTERVIEWER
    return made_up or (isinstance(event, _UNDOABLE) and not of_a_coder)


def _made_up_there(event: e.Asked, before: Iterable[e.Event]) -> bool:
    """Whether the question was made up there; put again later, by a move or after a skip was taken back, it wasn't."""
    known = any(isinstance(one, e.Asked) and one.question == event.question for one in before)
    return event.origin == "improvised" and not known


def _with(done: list[e.Record], place: int) -> list[str]:
    """What the same action made behind it: the question that a change of language put again, the end that a no brought.

    A question made up on the spot goes with every time that it was put again, else it would stand there all the same.
    """
    event = done[place].event
    if isinstance(event, e.Asked) and event.origin == "improvised":
        later = (r.event for r in done[place + 1 :])
        return [one.id for one in later if isinstance(one, e.Asked) and one.question == event.question]
    after = done[place + 1].event if place + 1 < len(done) else None
    again = isinstance(event, e.Language) and isinstance(after, e.Asked) and after.question == _stood(done[:place])
    refused = isinstance(event, e.Consent) and isinstance(after, e.Refused) and after.item == event.item
    return [after.id] if (again or refused) and after is not None else []


def _stood(done: list[e.Record]) -> str:
    """The question that stood before the participant, put by one of these records; empty without any."""
    return next((r.event.question for r in reversed(done) if isinstance(r.event, e.Asked)), "")
