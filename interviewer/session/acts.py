"""What each action of an interview makes of the state: events, or the reason why not. Pure.

Here those that move and say; acts_on_turns.py those on what was said, undoing.py the one that takes back.
"""

from collections.abc import Callable, Sequence

from interviewer.errors import CannotError
from interviewer.guide.model import Number, Question, Scale
from interviewer.guide.values import read_value
from interviewer.schema import LANGUAGE
from interviewer.session import events as e
from interviewer.session.actions import Action, parse_clock, parse_reason
from interviewer.session.acts_on_turns import ON_TURNS
from interviewer.session.interview import Now, State
from interviewer.session.model import SPEECH
from interviewer.session.probes import general_probe, probe_words
from interviewer.session.standing import (
    current,
    find_question,
    find_speaker,
    recorded_here,
    unused_probes,
    wants_value,
)
from interviewer.session.undoing import undo, undo_around


def act(state: State, action: Action, now: Now) -> list[e.Event]:
    """The events that this action makes in this state. Raises CannotError, and then nothing has happened.

    `map`, `time` and `help` make none: they only look.
    """
    return _ACTS[action.name](state, action, now)


def ask_question(state: State, question: str, now: Now) -> list[e.Event]:
    """Put this question (of the guide, or an improvised one again) before the participant."""
    language = state.view.language
    planned = state.guide.find(question)
    if planned is not None:
        theme, asked = planned
        words, tongue = asked.ask.said_in(language), asked.ask.tongue(language)
        return [e.Asked(now.fresh(), "guide", theme.id, asked.id, words, tongue)]
    before = next(p for p in state.view.prompts if p.question == question)
    return [e.Asked(now.fresh(), before.origin, before.theme, question, before.text, before.language)]


def first_question(state: State, now: Now) -> list[e.Event]:
    """Put the first question of the guide; nothing when a question stands before the participant already."""
    order = [question.id for _, question in state.guide.questions()]
    first = next((one for one in order if one not in state.view.passed_over), next(iter(order), None))
    return [] if first is None or state.view.prompt is not None else ask_question(state, first, now)


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
        still_open = prompt is not None and state.view.coverage.get(prompt.question) in ("not_asked", "later")
        raise CannotError("only_this_left" if still_open else "nothing_left")
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
    before = [q for q in order[: max(0, here)] if not _is_passed(state, q)]
    if not before:
        raise CannotError("no_question_before")
    return ask_question(state, before[-1], now)


def _is_passed(state: State, question: str) -> bool:
    """Whether the question is passed over by its condition, and nothing was said on it all the same."""
    return question in state.view.passed_over and state.view.coverage[question] == "not_relevant"


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
    language = state.view.answers_in(speaker) if kind == "verbatim" else state.view.language
    return _TURNS[kind](turn_id, theme, question, text, language, speaker, asked)


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
    words, language, name, kind = _probe_meant(state, argument)
    return [e.Asked(now.fresh(), "probe", theme, question, words, language, name, kind)]


def _probe_meant(state: State, argument: str) -> tuple[str, str, str, str]:
    """Words, language, id and kind of the prepared probe, of the general one, or of one in words of one's own."""
    here, language, wanted = current(state), state.view.language, argument.strip()
    probes, left = here[1].probes if here else (), unused_probes(state)
    prepared = {str(n): probe for n, probe in enumerate(probes, 1)} | {probe.id: probe for probe in probes}
    probe = prepared.get(wanted) if wanted else next(iter(left), None)
    if probe is not None:
        return probe.ask.said_in(language), probe.ask.tongue(language), probe.id, probe.kind or ""
    general = general_probe(wanted)
    if general is not None:
        return *probe_words(general, language, state.guide.languages), general.id, general.kind or ""
    if not wanted or (wanted.isascii() and wanted.isdigit()):
        raise CannotError("no_such_probe", count=len(probes))
    return argument, language, "improvised", ""


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


def _marker(kind: e.MarkerKind) -> Callable[[State, str, Now], list[e.Event]]:
    def record(state: State, argument: str, now: Now) -> list[e.Event]:
        theme, question, _ = _place(state)
        return [e.Marker(now.fresh(), kind, theme, question, argument.strip())]

    return record


def _who(state: State, argument: str, now: Now) -> list[e.Event]:
    return [e.Speaker(now.fresh(), find_speaker(state, argument))]


def _language(state: State, argument: str, now: Now) -> list[e.Event]:
    """`fr`: asked and answered in French from here on; `fr ar`: asked in French, and who speaks answers in Arabic."""
    asked, *others = argument.lower().split() or [""]
    if asked not in state.guide.languages:
        own = state.view.language or state.guide.language
        named = asked if LANGUAGE.fullmatch(asked) else "ar"
        raise CannotError("language_unknown", languages=", ".join(state.guide.languages), own=own, asked=named)
    answers = others[0] if others else ""
    if len(others) > 1 or (answers and not LANGUAGE.fullmatch(answers)):
        raise CannotError("language_of_answers", language=asked)
    seen, answers = state.view, "" if answers == asked else answers
    switched = e.Language(now.fresh(), asked, answers, seen.speaker)
    stays = bool(others) and asked == seen.language
    if stays or seen.prompt is None or state.guide.find(seen.prompt.question) is None:
        return [switched]
    return [switched, *ask_question(state.after([switched], now), seen.prompt.question, now)]


def _recorder(state: State, argument: str, now: Now) -> list[e.Event]:
    noes = {c.participant for c in state.view.consents if c.purpose == "record" and not c.given}
    against = [person for person in state.present() if person in noes]
    if against:
        raise CannotError("recorder_refused", person=", ".join(against))
    return [e.Recorder(now.fresh(), parse_clock(argument))]


def _undo(state: State, _argument: str, now: Now) -> list[e.Event]:
    return undo(state, now, ask_question)


def act_around(state: State, action: Action, now: Now) -> list[e.Event]:
    """What one of the few actions that make sense before and after the questions makes there.

    `undo` takes back only what is asked there, `language` puts no question again; `pause` and `help` are as ever.
    Raises CannotError, `action_not_here` for any other action.
    """
    if action.name == "undo":
        return undo_around(state, now, ask_question)
    if action.name == "language":
        return [event for event in act(state, action, now) if isinstance(event, e.Language)]
    if action.name in ("pause", "help"):
        return act(state, action, now)
    raise CannotError("action_not_here")


def _pause(_state: State, _argument: str, now: Now) -> list[e.Event]:
    return [e.Paused(now.fresh())]


def _done(_state: State, _argument: str, now: Now) -> list[e.Event]:
    return [e.Closing(now.fresh())]


def _look(_state: State, _argument: str, _now: Now) -> list[e.Event]:
    return []


def _of_words(make: Callable[[State, str, Now], list[e.Event]]) -> Callable[[State, Action, Now], list[e.Event]]:
    """An action that means no turn: all that it needs is what follows it."""
    return lambda state, action, now: make(state, action.argument, now)


_ACTS: dict[str, Callable[[State, Action, Now], list[e.Event]]] = ON_TURNS | {
    name: _of_words(make)
    for name, make in {
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
        "undo": _undo,
        "who": _who,
        "silence": _marker("silence"),
        "emotion": _marker("emotion"),
        "interruption": _marker("interruption"),
        "bookmark": _marker("bookmark"),
        "language": _language,
        "recorder": _recorder,
        "map": _look,
        "time": _look,
        "help": _look,
        "pause": _pause,
        "done": _done,
    }.items()
}
