"""The interview as lines, in the order in which they came: for pipes, screen readers and small terminals."""

from collections.abc import Iterator
from typing import NamedTuple

from interviewer.screens.clean import clean
from interviewer.screens.pages.transcript import (
    in_order,
    marker_words,
    measured,
    place_shown,
    prompted,
    turn_head,
)
from interviewer.screens.words import _
from interviewer.session.model import MarkerView, MeasureView, Prompt, SessionView, TurnView


class Entry(NamedTuple):
    """One thing that happened: a name by which it is known again, the question it belongs to, its head and its words."""

    name: str
    question: str
    head: str
    words: str


class Told:
    """What was printed already; `news` gives the lines for what came, changed or was taken back since."""

    def __init__(self) -> None:
        self._told: dict[str, Entry] = {}
        self._question: str | None = None

    def news(self, view: SessionView) -> list[str]:
        """The lines to print now."""
        lines: list[str] = []
        entries = list(_entries(view))
        for entry in entries:
            before = self._told.get(entry.name)
            if before is None or before.words != entry.words:
                lines += self._at(entry, view)
                said_so = before is None or before.head != entry.head  # the head of a turn says it
                lines += _printed(entry, "{words}" if said_so else _("corrected: {words}"))
        there = {entry.name for entry in entries}
        for name in [name for name in self._told if name not in there]:
            lines += _printed(self._told.pop(name), _("taken back: {words}"))
        self._told.update({entry.name: entry for entry in entries})
        return lines

    def _at(self, entry: Entry, view: SessionView) -> list[str]:
        """The question that the entry stands under, unless it is the one of the line before."""
        if entry.question == self._question:
            return []
        self._question = entry.question
        asked = next((p for p in view.prompts if p.question == entry.question and p.origin != "probe"), None)
        return ["", _one(f"* {asked.text} [{entry.question}]")] if asked else ["", f"* {clean(entry.question)}"]


def _printed(entry: Entry, template: str) -> list[str]:
    if not entry.words:
        return []
    words = template.format(words=entry.words)
    return [_one(f"{entry.head} {words}" if entry.head else words)]


def _one(line: str) -> str:
    """The line cleaned; further lines of a text are set in, so that each entry begins at the edge."""
    return clean(line).replace("\n", "\n    ")


def _entries(view: SessionView) -> Iterator[Entry]:
    """Everything under each prompt, in the order in which the prompts were put."""
    prompts = {prompt.id: prompt for prompt in view.prompts}
    for prompt in (None, *view.prompts):
        key = prompt.id if prompt else ""
        turns = [turn for turn in view.turns if _under(turn.asked, prompts) == key]
        markers = [marker for marker in view.markers if (marker.asked if marker.asked in prompts else "") == key]
        if prompt is not None:
            yield _put(prompt, view)
        for value in (one for one in view.measures if _under(one.asked, prompts) == key):
            yield _valued(value, view)
        for one in in_order(turns, markers):
            yield _said(one) if isinstance(one, TurnView) else _marked(one, view)


def _under(asked: Prompt | None, prompts: dict[str, Prompt]) -> str:
    return asked.id if asked and asked.id in prompts else ""


def _put(prompt: Prompt, view: SessionView) -> Entry:
    """A prompt: the first one of a question is its heading, so it has no words of its own."""
    first = next(p for p in view.prompts if p.question == prompt.question)
    return Entry(prompt.id, prompt.question, "", "" if prompt is first else prompted(prompt))


def _said(turn: TurnView) -> Entry:
    question = turn.asked.question if turn.asked else turn.question
    return Entry(turn.id, question, _("{heading}:").format(heading=turn_head(turn)), turn.text)


def _marked(marker: MarkerView, view: SessionView) -> Entry:
    return Entry(
        f"marker {view.markers.index(marker)}", marker.question, place_shown(marker.offset_s), marker_words(marker)
    )


def _valued(value: MeasureView, view: SessionView) -> Entry:
    words = measured(value, alone=len(view.participants) == 1)
    return Entry(f"value {value.question} {value.participant}", value.question, place_shown(value.offset_s), words)
