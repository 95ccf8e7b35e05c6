"""The texts of a guide as lines of a translator's worksheet, each under a key made of ids that outlives moves. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from interviewer.guide.holes import INTERNAL
from interviewer.guide.model import Guide
from interviewer.guide.spoken import Spoken, Steps, spoken


class Line(NamedTuple):
    """One text: its key, what it is, the words in the guide's own language and those in the other one (empty: a hole)."""

    key: str
    part: str
    steps: Steps
    source: str
    translation: str

    @property
    def said(self) -> bool:
        """Whether the participant hears it."""
        return self.part not in INTERNAL


def lines(guide: Guide, language: str) -> tuple[Line, ...]:
    """Every text of the guide, in the order of an interview."""
    return tuple(
        Line(_key(guide, one), one.part, one.steps, one.text.said_in(guide.language), one.text.words.get(language, ""))
        for one in spoken(guide)
    )


def _key(guide: Guide, one: Spoken) -> str:
    match one.steps:
        case ("consent", int(n), *_):
            return f"consent/{guide.consent[n].id}"
        case ("background", int(n), *rest):
            return f"background/{guide.background[n].id}{_option(rest)}"
        case ("themes", int(t), "questions", int(q), *rest):
            theme, question = guide.themes[t], guide.themes[t].questions[q]
            place = rest[-1]
            tail = f"/probes/{question.probes[place].id}" if isinstance(place, int) else _tail(rest)
            return f"themes/{theme.id}/questions/{question.id}{tail}"
        case ("themes", int(t), str(name)):
            return f"themes/{guide.themes[t].id}/{name}"
    return str(one.steps[0])


def _tail(rest: list[str | int]) -> str:
    return "" if rest == ["ask"] else "/aim" if rest == ["aim"] else _option(rest)


def _option(rest: list[str | int]) -> str:
    return f"/choices/{rest[1]}" if len(rest) > 1 else ""


def other_keys(guide: Guide, found: tuple[Line, ...]) -> Iterator[tuple[str, Line]]:
    """Keys by which a line was known: under another theme, or by a former id of its question."""
    former = {question.id: question.was for _, question in guide.questions()}
    for line in found:
        match line.key.split("/"):
            case ["themes", _, "questions", question, *rest]:
                for name in (question, *former[question]):
                    yield "/".join(["questions", name, *rest]), line
