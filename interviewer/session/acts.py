"""What each action of an interview makes of the state: events, or the reason why not. Pure."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from interviewer.errors import CannotError
from interviewer.guide.model import Number, Question, Scale
from interviewer.guide.values import read_value
from interviewer.matching import find
from interviewer.session import events as e
from interviewer.session.actions import Action, parse_clock, parse_reason
from interviewer.session.interview import INTERVIEWER, Now, State
from interviewer.session.model import SPEECH, TurnView
from interviewer.session.standing import (
    current,
    find_question,
    last_turn,
    last_value,
    recorded_here,
    unused_probes,
    wants_value,
)


def act(state: State, action: Action, now: Now) -> list[e.Event]:
    """The events that this action makes in this state. Raises CannotError, and then nothing has happened.

    `map`, `time` and `help` make none: they only look.
    """
    return _ACTS[action.name](state, action.argument, now)


def ask_question(state: State, question: str, now: Now) -> list[e.Event]:
    """Put this question (of the guide, or an improvised one again) before the participant."""
    language = state.view.language
    planned = state.guide.find(question)
    if planned is not None:
        theme, asked = planned
        return [e.Asked(now.fresh(), "guide", theme.id, asked.id, asked.ask.said_in(language), language)]
    before = next(p for p in state.view.prompts if p.question == question)
    return [e.Asked(now.fresh(), before.origin, before.theme, question, before.text, before.language)]


def _open_questions(state: State) -> tuple[list[str], list[str]]:
    """The ids of guide questions without anything yet, and of those put off; both in the guide's order."""
    coverage = state.view.coverage
    order = [q.id for _, q in state.guide.questions()]
    return [q for q in order if coverage[q] == "not_asked"], [q for q in order if coverage[q] == "later"]


def _go_on(state: State, now: Now) -> list[e.Event]:
    """The next open question after this one in the guide's order, then the open ones before it, then those put off."""
    order = [q.id for _, q in state.guide.questions()]
    prompt = state.view.prompt
    here = order.index(prompt.question) if prompt and prompt.question in order else _theme_end(state, order)
    fresh, parked = _open_questions(state)
    ahead = [q for q in fresh if order.index(q) > here]
    behind = [q for q in [*fresh, *parked] if not prompt or q != prompt.question]
    wanted = next(iter([*ahead, *behind]), None)
    if wanted is None:
        raise CannotError("nothing_left")
    return ask_question(state, wanted, now)


def _theme_end(state: State, order: Sequence[str]) -> int:
    """An improvised question stands behind the last asked question of the guide."""
    asked = [p.question for p in state.view.prompts if p.question in order]
    return order.index(asked[-1]) if asked else -1


def _next(state: State, _argument: str, now: Now) -> list[e.Event]:
    return _go_on(state, now)


def _back(state: State, _argument: str, now: Now) -> list[e.Event]:
    order = [q.id for _, q in state.guide.questions()]
    prompt = state.view.prompt
    here = order.index(prompt.question) if prompt and prompt.question in order else _theme_end(state, order) + 1
    if here <= 0:
        raise CannotError("no_question_before")
    return ask_question(state, order[here - 1], now)


def _goto(state: State, argument: str, now: Now) -> list[e.Event]:
    return ask_question(state, find_question(state, argument), now)


def _place(state: State) -> tuple[str, str, str]:
    """Theme, question and prompt under which what is said now is filed."""
    prompt = state.view.prompt
    if prompt is None:
        raise CannotError("no_question_yet")
    return prompt.theme, prompt.question, prompt.id


def _say(state: State, argument: str, now: Now) -> list[e.Event]:
    if not argument.strip():
        if recorded_here(state):
            return _go_on(state, now)
        raise CannotError("nothing_said_yet")
    question = wants_value(state)
    return [_measured(state, question, argument, now)] if question else [turn(state, "verbatim", argument, now.fresh())]


def _measured(state: State, question: Question, typed: str, now: Now) -> e.Event:
    assert question.answer is not None
    value, fault = read_value(question.answer, typed, state.view.language)
    if fault is not None or value is None:
        raise CannotError(fault.rule, **fault.facts()) if fault else CannotError("value_empty")
    theme, _, asked = _place(state)
    unit = question.answer.unit if isinstance(question.answer, Number | Scale) else ""
    wave = state.view.wave if question.indicator else ""
    return e.Measured(now.fresh(), theme, question.id, state.view.speaker, value, question.indicator, unit, wave, asked)


_TURNS: dict[str, type[e.Turn]] = {
    "verbatim": e.Verbatim,
    "paraphrase": e.Paraphrase,
    "observation": e.Observation,
    "memo": e.Memo,
}


def turn(state: State, kind: str, text: str, turn_id: str) -> e.Turn:
    """A turn of that kind with these words, filed where the interview stands."""
    theme, question, asked = _place(state)
    speaker = state.view.speaker if kind in SPEECH else ""
    return _TURNS[kind](turn_id, theme, question, text, state.view.language, speaker, asked)


def _turn_of(kind: str) -> Callable[[State, str, Now], list[e.Event]]:
    def record(state: State, argument: str, now: Now) -> list[e.Event]:
        if not argument.strip():
            raise CannotError("words_wanted", action=kind)
        return [turn(state, kind, argument, now.fresh())]

    return record


def _ask(state: State, argument: str, now: Now) -> list[e.Event]:
    if not argument.strip():
        raise CannotError("words_wanted", action="ask")
    theme, _, _ = _place(state)
    made = now.fresh()
    return [e.Asked(made, "improvised", theme, f"improvised-{made[:8]}", argument, state.view.language)]


def _probe(state: State, argument: str, now: Now) -> list[e.Event]:
    theme, question, _ = _place(state)
    here = current(state)
    probes, left, wanted = here[1].probes if here else (), unused_probes(state), argument.strip()
    by_number = {str(n): probe for n, probe in enumerate(probes, 1)}
    by_id = {probe.id: probe for probe in probes}
    if wanted in by_number or wanted in by_id or (not wanted and left):
        probe = (by_number.get(wanted) or by_id[wanted]) if wanted else left[0]
        words, name, kind = probe.ask.said_in(state.view.language), probe.id, probe.kind or ""
    elif not wanted or (wanted.isascii() and wanted.isdigit()):
        raise CannotError("no_such_probe", count=len(probes))
    else:
        words, name, kind = argument, "improvised", ""
    return [e.Asked(now.fresh(), "probe", theme, question, words, state.view.language, name, kind)]


def _gap(state: State, reason: e.GapReason, why: str, now: Now) -> list[e.Event]:
    theme, question, _ = _place(state)
    gap = e.Gap(now.fresh(), theme, question, reason, why)
    try:
        return [gap, *_go_on(state.after([gap], now), now)]
    except CannotError:  # it was the last one; the screen says that nothing is left
        return [gap]


def _skip(state: State, argument: str, now: Now) -> list[e.Event]:
    return _gap(state, *parse_reason(argument), now)


def _later(state: State, _argument: str, now: Now) -> list[e.Event]:
    return _gap(state, "later", "", now)


def _last_words(state: State) -> TurnView:
    """The last turn, unless a value was recorded after it: then nobody can be sure what is meant."""
    if last_value(state) is not None:
        raise CannotError("last_is_value")
    return last_turn(state)


def _star(state: State, _argument: str, now: Now) -> list[e.Event]:
    last = _last_words(state)
    if last.kind != "verbatim":
        raise CannotError("star_verbatim_only")
    return [e.Starred(now.fresh(), last.id, not last.starred)]


def _fix(state: State, argument: str, now: Now) -> list[e.Event]:
    if not argument.strip():
        raise CannotError("words_wanted", action="fix")
    value = last_value(state)
    if value is None:
        return [e.Fixed(now.fresh(), last_turn(state).id, argument)]
    planned = state.guide.find(value.question)
    answer = planned[1].answer if planned else None
    assert answer is not None  # only closed questions have values
    found, fault = read_value(answer, argument, state.view.language)
    if fault is not None or found is None:
        raise CannotError(fault.rule, **fault.facts()) if fault else CannotError("value_empty")
    return [replace(value, id=now.fresh(), value=found)]


def _under(state: State, argument: str, now: Now) -> list[e.Event]:
    question = find_question(state, argument)
    last = _last_words(state)
    if last.question == question:
        raise CannotError("already_there", question=question)
    return [e.Under(now.fresh(), last.id, _theme_of(state, question), question)]


def _move(state: State, argument: str, now: Now) -> list[e.Event]:
    question = find_question(state, argument)
    return [e.Moved(now.fresh(), _last_words(state).id, _theme_of(state, question), question)]


def _theme_of(state: State, question: str) -> str:
    planned = state.guide.find(question)
    return planned[0].id if planned else next(p.theme for p in state.view.prompts if p.question == question)


def _split(state: State, argument: str, now: Now) -> list[e.Event]:
    last = _last_words(state)
    at = last.text.find(argument.strip()) if argument.strip() else -1
    if at <= 0:
        raise CannotError("split_words")
    return [e.Split(now.fresh(), last.id, at)]


def _marker(kind: e.MarkerKind) -> Callable[[State, str, Now], list[e.Event]]:
    def record(state: State, argument: str, now: Now) -> list[e.Event]:
        theme, question, _ = _place(state)
        return [e.Marker(now.fresh(), kind, theme, question, argument.strip())]

    return record


def _code(state: State, argument: str, now: Now) -> list[e.Event]:
    found = find(argument, state.codes)
    if len(found) != 1:
        raise CannotError("code_ambiguous" if found else "code_unknown", candidates=", ".join(found[:6]))
    last = _last_words(state)
    if last.kind not in SPEECH:
        raise CannotError("code_speech_only")
    return [e.Mark(now.fresh(), last.id, found[0], INTERVIEWER, 0, len(last.text), last.text)]


def _who(state: State, argument: str, now: Now) -> list[e.Event]:
    present = state.present()
    number = argument.strip()
    if number.isascii() and number.isdigit() and 1 <= int(number[:3]) <= len(present):
        return [e.Speaker(now.fresh(), present[int(number[:3]) - 1])]
    found = find(argument, [(p, "") for p in present])
    if len(found) != 1:
        raise CannotError("speaker_unknown", present=", ".join(present))
    return [e.Speaker(now.fresh(), found[0])]


def _language(state: State, argument: str, now: Now) -> list[e.Event]:
    wanted = argument.strip().lower()
    if wanted not in state.guide.languages:
        raise CannotError("language_unknown", languages=", ".join(state.guide.languages))
    switched = e.Language(now.fresh(), wanted)
    prompt = state.view.prompt
    if prompt is None or state.guide.find(prompt.question) is None:
        return [switched]
    return [switched, *ask_question(state.after([switched], now), prompt.question, now)]


def _recorder(_state: State, argument: str, now: Now) -> list[e.Event]:
    return [e.Recorder(now.fresh(), parse_clock(argument))]


_AROUND = (e.Consent, e.Closing, e.Background, e.Form, e.Language)
_UNDOABLE = (
    *(e.Turn, e.Fixed, e.Starred, e.Under, e.Moved, e.Split, e.Gap, e.Measured, e.Marker, e.Mark),
    *(e.Speaker, e.Language, e.Recorder, e.Consent, e.Closing, e.Background, e.Form),
)


def _undo(state: State, _argument: str, now: Now) -> list[e.Event]:
    void = {i for r in state.records if isinstance(r.event, e.Undone) for i in r.event.events}
    for n in range(len(state.records) - 1, -1, -1):
        event = state.records[n].event
        improvised = isinstance(event, e.Asked) and event.origin != "guide"
        if event.id not in void and (improvised or isinstance(event, _UNDOABLE)):
            undone = e.Undone(now.fresh(), [event.id, *_asked_with(state, n)])
            if isinstance(event, e.Gap):  # a skip also moved on: go back to its question
                return [undone, *ask_question(state, event.question, now)]
            return [undone]
    raise CannotError("nothing_to_undo")


def _asked_with(state: State, number: int) -> list[str]:
    """The question that a change of language put again."""
    event = state.records[number].event
    after = state.records[number + 1].event if number + 1 < len(state.records) else None
    again = isinstance(event, e.Language) and isinstance(after, e.Asked) and after.language == event.language
    return [after.id] if again and after is not None else []


def undo_after(state: State, now: Now) -> list[e.Event]:
    """Take back the last thing before or after the questions. Raises CannotError when that was a turn: not from here."""
    undone = _undo(state, "", now)
    taken = {i for event in undone if isinstance(event, e.Undone) for i in event.events}
    if not any(r.event.id in taken and isinstance(r.event, _AROUND) for r in state.records):
        raise CannotError("nothing_to_undo")
    return undone


def _pause(_state: State, _argument: str, now: Now) -> list[e.Event]:
    return [e.Paused(now.fresh())]


def _done(_state: State, _argument: str, now: Now) -> list[e.Event]:
    return [e.Closing(now.fresh())]


def _look(_state: State, _argument: str, _now: Now) -> list[e.Event]:
    return []


_ACTS: dict[str, Callable[[State, str, Now], list[e.Event]]] = {
    "say": _say,
    "next": _next,
    "back": _back,
    "goto": _goto,
    "probe": _probe,
    "ask": _ask,
    "paraphrase": _turn_of("paraphrase"),
    "observation": _turn_of("observation"),
    "memo": _turn_of("memo"),
    "skip": _skip,
    "later": _later,
    "star": _star,
    "fix": _fix,
    "undo": _undo,
    "who": _who,
    "under": _under,
    "move": _move,
    "split": _split,
    "silence": _marker("silence"),
    "bookmark": _marker("bookmark"),
    "code": _code,
    "language": _language,
    "recorder": _recorder,
    "map": _look,
    "time": _look,
    "help": _look,
    "pause": _pause,
    "done": _done,
}
