"""Where an interview stands: the question before the participant, what is open, what can be gone to. Pure."""

from interviewer.errors import CannotError
from interviewer.guide.model import Probe, Question, Theme
from interviewer.matching import find, fold
from interviewer.session import events as e
from interviewer.session.beside import note_takers
from interviewer.session.interview import State
from interviewer.session.model import TurnView


def current(state: State) -> tuple[Theme, Question] | None:
    """The question of the guide that stands before the participant; None at an improvised one and before the first."""
    return state.guide.find(state.view.prompt.question) if state.view.prompt else None


def own(state: State, run: str = "") -> list[e.Record]:
    """The records of whoever writes in that run: those of its note-taker alone, else the interviewer's."""
    takers = note_takers(state.records)
    return [record for record in state.records if takers.get(record.run) == takers.get(run)]


def last_turn(state: State, run: str = "") -> TurnView:
    """The turn recorded last by whoever writes in that run. Raises CannotError `no_turn_yet`."""
    ids = [r.event.id for r in own(state, run) if isinstance(r.event, e.Turn | e.Split)]
    there = {turn.id: turn for turn in state.view.turns}
    newest = next((there[i] for i in reversed(ids) if i in there), None)
    if newest is None:
        raise CannotError("no_turn_yet")
    return newest


def last_value(state: State, run: str = "") -> e.Measured | None:
    """The value that was recorded after the last turn, or None."""
    for record in reversed(own(state, run)):
        event = record.event
        if isinstance(event, e.Turn | e.Split | e.Measured) and event.id not in state.void:
            return event if isinstance(event, e.Measured) else None
    return None


def recorded_here(state: State) -> bool:
    """Whether anything was recorded on the question that stands before the participant."""
    prompt = state.view.prompt
    if prompt is None:
        return False
    seen = state.view
    filed = (
        {turn.question for turn in seen.turns} | {m.question for m in seen.measures} | {g.question for g in seen.gaps}
    )
    return prompt.question in filed


def wants_value(state: State) -> Question | None:
    """The closed question before the participant whose value the current speaker has not given yet, or None."""
    here = current(state)
    if here is None or here[1].answer is None:
        return None
    given = any(m.question == here[1].id and m.participant == state.view.speaker for m in state.view.measures)
    return None if given else here[1]


def unused_probes(state: State) -> tuple[Probe, ...]:
    """The prepared probes of the question before the participant that were not used yet."""
    here = current(state)
    used = {(p.question, p.probe) for p in state.view.prompts}
    return tuple(p for p in here[1].probes if (here[1].id, p.id) not in used) if here else ()


def questions_named(state: State) -> tuple[tuple[str, str], ...]:
    """(id, words) of every question that can be gone to: those of the guide, then the improvised ones."""
    language = state.view.language
    planned = [(q.id, f"{q.ask.said_in(language)} {t.title.said_in(language)}") for t, q in state.guide.questions()]
    made = {p.question: p.text for p in state.view.prompts if p.origin == "improvised"}
    return (*planned, *made.items())


def find_question(state: State, wanted: str) -> str:
    """The id of the question meant by an id, a number (its place in the guide) or words. Raises CannotError."""
    named = questions_named(state)
    if not wanted.strip():
        raise CannotError("question_wanted")
    if wanted.strip().isascii() and wanted.strip().isdigit():
        number = int(wanted[:9])
        if 1 <= number <= len(named):
            return named[number - 1][0]
        raise CannotError("question_number", count=len(named))
    found = find(wanted, named)
    if len(found) == 1:
        return found[0]
    if not found:
        raise CannotError("question_unknown")
    raise CannotError("question_ambiguous", candidates=", ".join(found[:6]))


def find_speaker(state: State, wanted: str) -> str:
    """Who of those present is meant by a pseudonym, a number, its first letters or the initials of its parts.

    Raises CannotError `speaker_unknown`, or `speaker_ambiguous` with the pseudonyms that fit.
    """
    present, typed, key = state.present(), wanted.strip(), fold(wanted)
    if typed in present:
        return typed
    if typed.isascii() and typed.isdigit() and 1 <= int(typed[:3]) <= len(present):
        return present[int(typed[:3]) - 1]
    begun = [p for p in present if key and fold(p).startswith(key)]
    initials = [p for p in present if key and "".join(part[0] for part in fold(p).split()) == key.replace(" ", "")]
    found = list(dict.fromkeys([*begun, *initials])) or list(find(wanted, [(p, "") for p in present]))
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotError("speaker_ambiguous", candidates=", ".join(found))
    raise CannotError("speaker_unknown", present=", ".join(present))
