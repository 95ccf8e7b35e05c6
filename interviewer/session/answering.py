"""What one typed line makes at the step where the interview stands: the same in the plain walk and in the room. Pure."""

from typing import assert_never

from interviewer.errors import CannotError
from interviewer.session import events as e
from interviewer.session.actions import parse
from interviewer.session.acts import act, act_around
from interviewer.session.interview import (
    AskBackground,
    AskConsent,
    AskForm,
    AskQuestions,
    AskReadBack,
    Finish,
    Now,
    Over,
    State,
    background,
    consent,
    finish,
    form,
    next_step,
)
from interviewer.session.interview import read_back as still_given

YES = ("oui", "o", "yes", "y")
NO = ("non", "n", "no")
Around = AskConsent | AskBackground | AskReadBack | AskForm | Finish


def yes_or_no(typed: str) -> bool | None:
    """Whether that says yes or no, in French or English; None when it says neither."""
    word = typed.strip().casefold()
    return True if word in YES else False if word in NO else None


def answer(state: State, text: str, now: Now, notice: str = "", *, read_back: bool = False) -> list[e.Event]:
    """The events that this line makes where the interview stands; `notice` is the version of the notice given.

    Among the questions it is speech, a value or any action; before and after them an answer, or one of the few actions
    that make sense there: pause (whose event is Paused), undo, language, help (no events). Raises CannotError, and then
    nothing has happened: `yes_or_no` for an answer to a consent that is neither, `action_not_here`, `interview_over`.
    """
    step = next_step(state, read_back=read_back)
    action = parse(text)
    if isinstance(step, AskQuestions):
        return act(state, action, now)
    if isinstance(step, Over):
        raise CannotError("interview_over")
    return _said(state, step, action.argument, now, notice) if action.name == "say" else act_around(state, action, now)


def _said(state: State, step: Around, typed: str, now: Now, notice: str) -> list[e.Event]:
    match step:
        case AskConsent():
            return consent(state, step, now, given=_decided(typed), notice=notice)
        case AskReadBack():
            return still_given(state, step, now, given=_decided(typed), notice=notice)
        case AskBackground():
            return background(step, typed, state.view.language, now)
        case AskForm():
            return form(step, typed, now)
        case Finish():
            if typed.strip():
                raise CannotError("interview_over")
            return finish(state, now)
    assert_never(step)


def _decided(typed: str) -> bool:
    decided = yes_or_no(typed)
    if decided is None:
        raise CannotError("yes_or_no")
    return decided
