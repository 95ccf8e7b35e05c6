"""The outline: themes and questions with their state, minutes against the plan, and where we are."""

from collections.abc import Sequence
from typing import NamedTuple

from interviewer.guide.model import Theme
from interviewer.screens.clean import one_line
from interviewer.screens.interview.asking import SIGNS
from interviewer.screens.room.lines import EMPTY, Row, around, cut, padded, row, two_ends
from interviewer.screens.words import _
from interviewer.session.interview import State
from interviewer.session.model import Coverage

MARK_STYLES: dict[Coverage, str] = {"answered": "class:done", "covered": "class:done", "later": "class:must"}
OPEN: tuple[Coverage, ...] = ("not_asked", "later")


class Entry(NamedTuple):
    """One row of the outline: a theme (no question) or a question, with its number."""

    theme: str
    question: str
    number: int
    words: str
    must: bool = False


def entries(state: State) -> tuple[Entry, ...]:
    """The themes and their questions in the guide's order, each improvised question at the end of its theme."""
    language, seen = state.view.language, state.view
    found: list[Entry] = []
    planned = sum(len(theme.questions) for theme in state.guide.themes)
    made = list(dict.fromkeys(p.question for p in seen.prompts if p.origin == "improvised"))
    numbers = {question: planned + n for n, question in enumerate(made, 1)}
    number = 0
    for theme in state.guide.themes:
        found.append(Entry(theme.id, "", 0, theme.title.said_in(language)))
        for question in theme.questions:
            number += 1
            found.append(Entry(theme.id, question.id, number, question.ask.said_in(language), question.must))
        found += [
            Entry(theme.id, prompt.question, numbers.pop(prompt.question), prompt.text)
            for prompt in seen.prompts
            if prompt.question in numbers and prompt.theme == theme.id and prompt.origin == "improvised"
        ]
    return tuple(found)


def questions_of(state: State) -> tuple[Entry, ...]:
    """Only the questions."""
    return tuple(entry for entry in entries(state) if entry.question)


class Outline(NamedTuple):
    """The rows that are seen, and which question stands on each (empty where none does)."""

    rows: tuple[Row, ...]
    questions: tuple[str, ...]


def outline(state: State, minutes: dict[str, float], width: int, height: int, chosen: str = "") -> Outline:
    """The outline in its pane; `chosen` is the question that the arrows stand on, when they are in the outline."""
    here = state.view.prompt.question if state.view.prompt else ""
    drawn: list[Row] = []
    questions: list[str] = []
    for entry in entries(state):
        if entry.question:
            drawn.append(
                _question_row(state, entry, width, here=entry.question == here, chosen=entry.question == chosen)
            )
            questions.append(entry.question)
            continue
        if drawn:
            drawn.append(EMPTY)
            questions.append("")
        theme = next(t for t in state.guide.themes if t.id == entry.theme)
        drawn.append(_theme_row(theme, entry.words, minutes.get(theme.id, 0.0), width))
        questions.append("")
    sought = chosen or here
    at = questions.index(sought) if sought in questions else 0
    shown = around(drawn, height, at)
    first = max(0, min(at - height // 2, len(drawn) - height))
    names = questions[first : first + height]
    return Outline(tuple(shown), tuple(names + [""] * (height - len(names))))


def _theme_row(theme: Theme, title: str, spent: float, width: int) -> Row:
    planned = f"/{theme.minutes:g}" if theme.minutes is not None else ""
    over = theme.minutes is not None and spent > theme.minutes
    clock: Row = (
        ("class:must" if over else "class:quiet", _("{minutes} min").format(minutes=f"{spent:.0f}{planned}")),
    )
    return two_ends((("class:theme", one_line(title, width)),), clock, width)


def _question_row(state: State, entry: Entry, width: int, *, here: bool, chosen: bool) -> Row:
    covered = state.view.coverage.get(entry.question, "not_asked")
    must = entry.must and covered in OPEN
    fragments: Row = (
        ("", "▸" if here else " "),
        (MARK_STYLES.get(covered, ""), SIGNS[covered]),
        ("class:quiet", f" {entry.number:>2} "),
        ("class:must", "! " if must else ""),
        ("class:here" if here else "", one_line(entry.words, width)),
    )
    return padded(fragments, width, "class:chosen") if chosen else cut(fragments, width)


def strip(state: State, minutes: dict[str, float], width: int) -> Row:
    """The outline on one line: the theme we are in, a sign for each question, the musts that are open."""
    prompt = state.view.prompt
    theme = next((t for t in state.guide.themes if prompt is not None and t.id == prompt.theme), None)
    if state.view.status == "closing":
        return row(_("The end of the interview"), "class:theme", width)
    if theme is None:
        return row(state.guide.title.said_in(state.view.language), "class:theme", width)
    planned = f"/{theme.minutes:g}" if theme.minutes is not None else ""
    clock = _("{minutes} min").format(minutes=f"{minutes.get(theme.id, 0.0):.0f}{planned}")
    left: Row = (("class:theme", theme.title.said_in(state.view.language)), ("class:quiet", f"  {clock}"))
    return two_ends(left, _signs(state, prompt.question if prompt else ""), width)


def _signs(state: State, here: str) -> Row:
    found: list[tuple[str, str]] = []
    for theme in state.guide.themes:
        found += [("", " ")] if found else []
        for question in theme.questions:
            covered = state.view.coverage[question.id]
            style = "class:chosen" if question.id == here else _sign_style(covered, must=question.must)
            found.append((style, SIGNS[covered]))
    return tuple(found)


def _sign_style(covered: Coverage, *, must: bool) -> str:
    return "class:must" if must and covered in OPEN else MARK_STYLES.get(covered, "")


def step_to(order: Sequence[Entry], chosen: str, by: int) -> str:
    """The question so many places further, stopping at the ends."""
    names = [entry.question for entry in order]
    at = names.index(chosen) if chosen in names else 0
    return names[max(0, min(len(names) - 1, at + by))] if names else ""
