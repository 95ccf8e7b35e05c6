"""Who has spoken how much, for a group in which nobody is to be forgotten. Pure."""

from typing import NamedTuple

from interviewer.session.interview import State
from interviewer.session.model import SPEECH, SessionView


class Spoken(NamedTuple):
    """One participant's part: verbatim and paraphrase turns, the words in them, their share of everybody's words (0 to 1).

    `here` says whether the person has said anything, or given a value, on the question that stands before the group.
    """

    participant: str
    turns: int
    words: int
    share: float
    here: bool


def spoken(state: State) -> tuple[Spoken, ...]:
    """Everyone who takes part, in the order in which they were named. In an interview with one, nobody else can speak."""
    present = state.present()
    turns = [turn for turn in state.view.turns if turn.kind in SPEECH]
    alone = present[0] if len(present) == 1 else ""
    words = dict.fromkeys(present, 0)
    counts = dict.fromkeys(present, 0)
    for turn in turns:
        who = turn.speaker or alone
        if who in counts:
            counts[who] += 1
            words[who] += len(turn.text.split())
    total, here = sum(words.values()), _here(state.view)
    return tuple(
        Spoken(
            who,
            counts[who],
            words[who],
            words[who] / total if total else 0.0,
            who in here or (who == alone and "" in here),
        )
        for who in present
    )


def _here(view: SessionView) -> frozenset[str]:
    """Who spoke, or gave a value, on the current question."""
    if view.prompt is None:
        return frozenset()
    question = view.prompt.question
    said = {t.speaker for t in view.turns if t.kind in SPEECH and question in (t.question, *t.also)}
    return frozenset(said | {m.participant for m in view.measures if m.question == question})
