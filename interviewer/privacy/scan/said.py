"""Every text of a session in which somebody could be named, under the name that decisions give it. Pure.

A turn goes by its id; the others by what they are: `form notes`, `gap QUESTION`, `marker ID`, `memo MARK`,
`remark CODER ABOUT TARGET`, `asked ID` (improvised questions), `value ID N` and `background PERSON ITEM N` (own words).
"""

from collections.abc import Iterator
from typing import NamedTuple

from interviewer.session.events import Value
from interviewer.session.model import RemarkView, SessionView


class Said(NamedTuple):
    """A text, where it stands, and the language in which it is most likely written; `turn` counts turns from 1, 0 for none.

    `by` is the pseudonym of the person whose it is: empty for what stands beside what several people said.
    """

    at: str
    text: str
    language: str
    turn: int = 0
    by: str = ""


def remark_at(one: RemarkView) -> str:
    """The name of the text of a coder's memo."""
    return f"remark {one.coder} {one.about} {one.target or '-'}"


def said_in(view: SessionView) -> Iterator[Said]:
    """All of them: turns in their order, then what stands beside."""
    alone = view.participants[0].id if len(view.participants) == 1 else ""
    for number, turn in enumerate(view.turns, 1):
        yield Said(turn.id, turn.text, turn.language or view.language, number, turn.speaker or alone)
    yield from (one._replace(by=one.by or alone) for one in _beside(view))


def _beside(view: SessionView) -> Iterator[Said]:
    language = view.language
    for prompt in view.prompts:
        if prompt.origin == "improvised":
            yield Said(f"asked {prompt.id}", prompt.text, prompt.language or language)
    yield from (Said(f"gap {gap.question}", gap.why, language) for gap in view.gaps if gap.why)
    yield from (Said(f"marker {one.id}", one.note, language) for one in view.markers if one.note)
    yield from (Said(f"form {item}", text, language) for item, text in view.form.items() if text)
    yield from (Said(f"memo {mark.id}", mark.memo, language) for mark in view.marks if mark.memo)
    for one in view.remarks:
        yield Said(remark_at(one), one.text, language)
    for measure in view.measures:
        yield from _values(f"value {measure.id}", measure.value, language, measure.participant)
    for fact in view.background:
        yield from _values(f"background {fact.participant} {fact.item}", fact.value, language, fact.participant)


def _values(at: str, value: Value | None, language: str, by: str) -> Iterator[Said]:
    own = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    yield from (Said(f"{at} {number}", text, language, by=by) for number, text in enumerate(own) if text)
