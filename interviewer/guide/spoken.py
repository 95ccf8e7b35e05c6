"""Every text of a guide with the steps that lead to it in the file: for rules, translations, comparisons and prints."""

from collections.abc import Iterator
from typing import NamedTuple

from interviewer.guide.model import Answer, Choices, Guide, Text

Steps = tuple[str | int, ...]


class Spoken(NamedTuple):
    """One text of a guide.

    `part` says what it is: title, purpose, opening, consent, theme, aim, question, probe, choice, background or closing.
    """

    part: str
    steps: Steps
    text: Text


def spoken(guide: Guide) -> Iterator[Spoken]:
    """Each text that the guide gives, in the order of an interview."""
    for key in ("title", "purpose", "opening"):
        yield from _given(key, (key,), getattr(guide, key))
    for n, item in enumerate(guide.consent):
        yield Spoken("consent", ("consent", n, "ask"), item.ask)
    for t, theme in enumerate(guide.themes):
        yield Spoken("theme", ("themes", t, "title"), theme.title)
        yield from _given("aim", ("themes", t, "aim"), theme.aim)
        for q, question in enumerate(theme.questions):
            steps = ("themes", t, "questions", q)
            yield Spoken("question", (*steps, "ask"), question.ask)
            yield from _given("aim", (*steps, "aim"), question.aim)
            for p, probe in enumerate(question.probes):
                yield Spoken("probe", (*steps, "probes", p), probe.ask)
            yield from _options(question.answer, steps)
    for n, fact in enumerate(guide.background):
        yield Spoken("background", ("background", n, "ask"), fact.ask)
        yield from _options(fact.answer, ("background", n))
    yield from _given("closing", ("closing",), guide.closing)


def _given(part: str, steps: Steps, text: Text) -> Iterator[Spoken]:
    if text.words:
        yield Spoken(part, steps, text)


def _options(answer: Answer | None, steps: Steps) -> Iterator[Spoken]:
    if isinstance(answer, Choices):
        key = "choices" if answer.several else "choice"
        for option, words in answer.options.items():
            yield Spoken("choice", (*steps, key, option), words)


def placed(guide: Guide, steps: Steps) -> str:
    """The place with the id of what holds it: `themes[0].questions[1].ask (premiere-fois)`; one key of the file needs none."""
    match steps:
        case ("consent", int(n), *_):
            return f"{place_name(steps)} ({guide.consent[n].id})"
        case ("background", int(n), *_):
            return f"{place_name(steps)} ({guide.background[n].id})"
        case ("themes", int(t), "questions", int(q), *_):
            return f"{place_name(steps)} ({guide.themes[t].questions[q].id})"
        case ("themes", int(t), *_):
            return f"{place_name(steps)} ({guide.themes[t].id})"
    return place_name(steps)


def place_name(steps: Steps) -> str:
    """The steps as people write them: `themes[2].questions[1].probes[0]`, counting from 0."""
    said = ""
    for step in steps:
        said += f"[{step}]" if isinstance(step, int) else f".{step}" if said else step
    return said
