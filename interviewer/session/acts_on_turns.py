"""Actions on what was said: the turn that the action names, else the last one. Pure."""

from collections.abc import Callable

from msgspec.structs import replace

from interviewer.errors import CannotError
from interviewer.guide.values import read_value
from interviewer.matching import find
from interviewer.session import events as e
from interviewer.session.actions import Action
from interviewer.session.interview import INTERVIEWER, Now, State
from interviewer.session.model import SPEECH, TurnView
from interviewer.session.read import view
from interviewer.session.standing import find_question, find_speaker, last_turn, last_value, own
from interviewer.session.words import is_covered

BETWEEN_TURNS = "\n"


def meant(state: State, action: Action, now: Now) -> TurnView:
    """The turn that the action names, else the last one.

    Raises CannotError: `no_such_turn`, `no_turn_yet`, or `last_is_value` when a value was recorded after the last turn,
    since then nobody can be sure what is meant.
    """
    if action.turn:
        named = state.view.turn(action.turn)
        if named is None:
            raise CannotError("no_such_turn")
        return named
    if last_value(state, now.run) is not None:
        raise CannotError("last_is_value")
    return last_turn(state, now.run)


def _readable(turn: TurnView) -> TurnView:
    """The turn. CannotError where its words are covered, so that no place in them can be meant."""
    if is_covered(turn.text):
        raise CannotError("words_covered")
    return turn


def _star(state: State, action: Action, now: Now) -> list[e.Event]:
    turn = meant(state, action, now)
    if turn.kind != "verbatim":
        raise CannotError("star_verbatim_only")
    return [e.Starred(now.fresh(), turn.id, not turn.starred)]


def _fix(state: State, action: Action, now: Now) -> list[e.Event]:
    if not action.argument.strip():
        raise CannotError("words_wanted", action="fix")
    value = None if action.turn else last_value(state, now.run)
    if value is None:
        return [e.Fixed(now.fresh(), meant(state, action, now).id, action.argument)]
    planned = state.guide.find(value.question)
    answer = planned[1].answer if planned else None
    assert answer is not None  # only closed questions have values
    found, fault = read_value(answer, action.argument, state.view.language)
    if fault is not None or found is None:
        raise CannotError(fault.rule, **fault.facts()) if fault else CannotError("value_empty")
    return [replace(value, id=now.fresh(), value=found)]


def _because(state: State, action: Action, now: Now) -> list[e.Event]:
    why = action.argument.strip()
    if not why:
        raise CannotError("words_wanted", action="because")
    turn = meant(state, action, now) if action.turn else _last_corrected(state, now)
    if turn is None or not turn.fixed:
        raise CannotError("never_corrected")
    return [e.Fixed(now.fresh(), turn.id, turn.text, why)]


def _last_corrected(state: State, now: Now) -> TurnView | None:
    """The turn of the last correction, or the one that it was joined to since."""
    if last_value(state, now.run) is not None:
        raise CannotError("last_is_value")
    done = [r.event for r in own(state, now.run) if r.event.id not in state.void]
    into = {event.turn: event.into for event in done if isinstance(event, e.Merged)}
    corrected = next((event.turn for event in reversed(done) if isinstance(event, e.Fixed)), "")
    while corrected in into:
        corrected = into[corrected]
    return state.view.turn(corrected)


def _under(state: State, action: Action, now: Now) -> list[e.Event]:
    question = find_question(state, action.argument)
    turn = meant(state, action, now)
    if turn.question == question:
        raise CannotError("already_there", question=question)
    return [e.Under(now.fresh(), turn.id, theme_of(state, question), question)]


def _move(state: State, action: Action, now: Now) -> list[e.Event]:
    question = find_question(state, action.argument)
    return [e.Moved(now.fresh(), meant(state, action, now).id, theme_of(state, question), question)]


def _by(state: State, action: Action, now: Now) -> list[e.Event]:
    speaker, turn = find_speaker(state, action.argument), meant(state, action, now)
    if turn.kind not in SPEECH:
        raise CannotError("by_speech_only")
    if turn.speaker == speaker:
        raise CannotError("already_theirs", person=speaker)
    return [e.Attributed(now.fresh(), turn.id, speaker)]


def theme_of(state: State, question: str) -> str:
    """The id of the theme under which a question of the guide, or an improvised one, stands."""
    planned = state.guide.find(question)
    return planned[0].id if planned else next(p.theme for p in state.view.prompts if p.question == question)


def _split(state: State, action: Action, now: Now) -> list[e.Event]:
    turn, words = _readable(meant(state, action, now)), action.argument.strip()
    begun = len(turn.text) - len(turn.text.lstrip())
    at = turn.text.find(words, begun + 1) if words else -1  # what stands before the cut must be words too
    if at <= 0:
        raise CannotError("split_words")
    return [e.Split(now.fresh(), turn.id, at)]


def _merge(state: State, action: Action, now: Now) -> list[e.Event]:
    second = meant(state, action, now)
    before = _before(state, second)
    if before is None:
        raise CannotError("merge_first")
    for rule, of in _UNLIKE.items():
        if of(before) != of(second):
            raise CannotError(rule)
    return [e.Merged(now.fresh(), second.id, before.id, _joint(state, before, second))]


_UNLIKE: dict[str, Callable[[TurnView], str]] = {
    "merge_other_kind": lambda turn: turn.kind,
    "merge_other_speaker": lambda turn: turn.speaker,
    "merge_other_question": lambda turn: turn.question,
    "merge_other_language": lambda turn: turn.language,
}


def _before(state: State, turn: TurnView) -> TurnView | None:
    """The turn that stands before this one, among those of the same writer."""
    run = next(r.run for r in state.records if r.event.id == turn.id)
    same = {r.event.id for r in own(state, run) if isinstance(r.event, e.Turn | e.Split)}
    turns = [one for one in state.view.turns if one.id in same]
    place = turns.index(turn)
    return turns[place - 1] if place else None


def _joint(state: State, first: TurnView, second: TurnView) -> str:
    """Nothing between two pieces whose words beside the cut stand as they were cut, a new line between two turns."""
    done = [r for r in state.records if r.event.id not in state.void]
    place = next((n for n, r in enumerate(done) if isinstance(r.event, e.Split) and r.event.id == second.id), None)
    if place is None:
        return BETWEEN_TURNS
    cut, then = done[place].event, view("", "", done[: place + 1])
    assert isinstance(cut, e.Split)
    head, tail = then.turn(cut.turn), then.turn(cut.id)
    if head is None or tail is None:
        return BETWEEN_TURNS
    ends = head.text.endswith(first.text) or first.text.endswith(head.text)
    begins = tail.text.startswith(second.text) or second.text.startswith(tail.text)
    return "" if ends and begins else BETWEEN_TURNS


def _code(state: State, action: Action, now: Now) -> list[e.Event]:
    found = find(action.argument, state.codes)
    if len(found) != 1:
        raise CannotError("code_ambiguous" if found else "code_unknown", candidates=", ".join(found[:6]))
    turn = _readable(meant(state, action, now))
    if turn.kind not in SPEECH:
        raise CannotError("code_speech_only")
    return [e.Mark(now.fresh(), turn.id, found[0], INTERVIEWER, 0, len(turn.text), turn.text)]


ON_TURNS: dict[str, Callable[[State, Action, Now], list[e.Event]]] = {
    "star": _star,
    "fix": _fix,
    "because": _because,
    "by": _by,
    "under": _under,
    "move": _move,
    "split": _split,
    "merge": _merge,
    "code": _code,
}
