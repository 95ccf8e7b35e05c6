"""Which texts of a guide a person hears, and where in the interview: what the rules of one wording are asked about."""

from collections.abc import Iterator
from typing import NamedTuple

from interviewer.guide.model import Guide, Question, Text
from interviewer.guide.quality.model import Section
from interviewer.guide.spoken import Steps


class Heard(NamedTuple):
    """One text that is said; `steps` lead to what holds it: a question, a probe, an item, the opening, the closing."""

    section: Section
    steps: Steps
    text: Text


def heard(guide: Guide) -> Iterator[Heard]:
    """Each text that is said, in the order of an interview. Silence is a probe too, and nobody hears it."""
    if guide.opening.words:
        yield Heard("opening", ("opening",), guide.opening)
    for n, item in enumerate(guide.consent):
        yield Heard("consent", ("consent", n), item.ask)
    for t, theme in enumerate(guide.themes):
        for q, question in enumerate(theme.questions):
            yield from _asked(question, ("themes", t, "questions", q))
    for n, fact in enumerate(guide.background):
        yield Heard("background", ("background", n), fact.ask)
    if guide.closing.words:
        yield Heard("closing", ("closing",), guide.closing)


def _asked(question: Question, steps: Steps) -> Iterator[Heard]:
    yield Heard("question" if question.answer is None else "indicator", steps, question.ask)
    for p, probe in enumerate(question.probes):
        if probe.kind != "silence":
            yield Heard("probe", (*steps, "probes", p), probe.ask)
