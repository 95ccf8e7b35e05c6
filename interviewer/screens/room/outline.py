"""The outline: themes and questions with their state, minutes against the plan, and where we are."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from interviewer.guide.model import Condition, Theme
from interviewer.screens.clean import one_line, wrap
from interviewer.screens.interview.asking import SIGNS, only_if
from interviewer.screens.room.lines import (
    EMPTY,
    LEAST,
    Fragment,
    Row,
    around,
    clipped,
    cut,
    first_around,
    padded,
    row,
    row_cells,
    two_ends,
)
from interviewer.screens.words import _
from interviewer.session.interview import State
from interviewer.session.model import Coverage

MARK_STYLES: dict[Coverage, str] = {
    "answered": "class:sign.done",
    "covered": "class:sign.done",
    "later": "class:sign.must",
}
OPEN: tuple[Coverage, ...] = ("not_asked", "later")
MOST = 4  # rows of one question
LEAST_TITLE = 12
MARGIN = 6  # sign, state, must, and a number of two digits


class Entry(NamedTuple):
    """One row of the outline: a theme (no question) or a question, with its number and the condition on which it is asked."""

    theme: str
    question: str
    number: int
    words: str
    must: bool = False
    when: tuple[Condition, ...] = ()


def entries(state: State) -> tuple[Entry, ...]:
    """The themes and their questions in the guide's order, each improvised question at the end of its theme."""
    language, seen = state.view.language, state.view
    found: list[Entry] = []
    planned = sum(len(theme.questions) for theme in state.guide.themes)
    made = list(dict.fromkeys(p.question for p in seen.prompts if p.origin == "improvised"))
    numbers = {question: planned + n for n, question in enumerate(made, 1)}
    number = 0
    for theme in state.guide.themes:
        found.append(Entry(theme.id, "", 0, theme.title.said_in(language), when=theme.when))
        for question in theme.questions:
            number += 1
            words = question.ask.said_in(language)
            found.append(Entry(theme.id, question.id, number, words, question.must, question.when))
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
    """The outline in its pane; `chosen` is the question that the arrows stand on, when they are in the outline.

    As much of each question is shown as lets all of them be seen: up to MOST rows, at least one.
    """
    drawn, questions = _drawn(state, minutes, width, _most(state, width, height), chosen)
    sought = chosen or _here(state)
    at = questions.index(sought) if sought in questions else 0
    first = first_around(len(drawn), height, at)
    names = questions[first : first + height]
    return Outline(tuple(around(drawn, height, at)), tuple(names + [""] * (height - len(names))))


def _most(state: State, width: int, height: int) -> int:
    """How many rows of each question let all of them be seen."""
    order = entries(state)
    themes = sum(not entry.question for entry in order)
    folded = [len(_folded(entry.words, width - MARGIN)) for entry in order if entry.question]
    left = height - 2 * themes + 1 - sum(bool(entry.when) for entry in order)
    return next((most for most in range(MOST, 1, -1) if sum(min(most, rows) for rows in folded) <= left), 1)


@lru_cache(maxsize=1024)  # the same words are folded each time that anything changes
def _folded(words: str, room: int) -> tuple[str, ...]:
    return tuple(wrap(one_line(words, room * MOST), room)) if room >= LEAST else ("",)


def _here(state: State) -> str:
    return state.view.prompt.question if state.view.prompt else ""


def _drawn(state: State, minutes: dict[str, float], width: int, most: int, chosen: str) -> tuple[list[Row], list[str]]:
    """All rows with at most so many of each question, and the question of each row."""
    here = _here(state)
    drawn: list[Row] = []
    questions: list[str] = []
    for entry in entries(state):
        if entry.question:
            lit = entry.question == chosen
            rows = _question_rows(state, entry, width, most, "›" if lit else "▸" if entry.question == here else " ")
            rows += _condition(entry, width, MARGIN) if most > 1 else []
            drawn += [padded(one, width, "class:chosen") for one in rows] if lit else rows
            questions += [entry.question] * len(rows)
            continue
        theme = next(t for t in state.guide.themes if t.id == entry.theme)
        rows = [*([EMPTY] if drawn else []), _theme_row(theme, entry.words, minutes.get(theme.id, 0.0), width)]
        rows += _condition(entry, width, 1) if most > 1 else []
        drawn += rows
        questions += [""] * len(rows)
    return drawn, questions


def _condition(entry: Entry, width: int, margin: int) -> list[Row]:
    """On which condition it is asked, where there is one."""
    return [row(" " * margin + only_if(entry.when), "class:quiet", width)] if entry.when else []


def _theme_row(theme: Theme, title: str, spent: float, width: int) -> Row:
    return two_ends((("class:theme", one_line(title, width)),), _theme_clock(theme, spent), width)


def _theme_clock(theme: Theme, spent: float) -> Row:
    """Minutes against the plan; a sign where there are more than planned."""
    planned = f"/{theme.minutes:g}" if theme.minutes is not None else ""
    over = theme.minutes is not None and spent > theme.minutes
    sign: Row = (("class:sign.must", "▲ "),) if over else EMPTY
    words = _("{minutes} min").format(minutes=f"{int(spent)}{planned}")
    return (*sign, ("class:must" if over else "class:quiet", words))


def _question_rows(state: State, entry: Entry, width: int, most: int, sign: str) -> list[Row]:
    covered = state.view.coverage.get(entry.question, "not_asked")
    must = entry.must and covered in OPEN
    fragments: Row = (
        ("", sign),
        (MARK_STYLES.get(covered, ""), SIGNS[covered]),
        ("class:sign.must" if must else "", "!" if must else " "),
        ("class:quiet", f"{entry.number:>2} "),
    )
    style = "" if sign == " " else "class:here"
    if most == 1:
        return [cut((*fragments, (style, one_line(entry.words, width))), width)]
    first, *further = _folded(entry.words, width - MARGIN)
    rows: list[Row] = [
        cut((*fragments, (style, first)), width),
        *((("", " " * MARGIN), (style, words)) for words in further),
    ]
    return rows if len(rows) <= most else [*rows[: most - 1], clipped(rows[most - 1], width)]


def strip(state: State, minutes: dict[str, float], width: int) -> Row:
    """The outline on one line: the theme we are in, a sign for each question, the musts that are open."""
    prompt = state.view.prompt
    theme = next((t for t in state.guide.themes if prompt is not None and t.id == prompt.theme), None)
    if state.view.status == "closing":
        return row(_("The end of the interview"), "class:theme", width)
    if theme is None:
        return row(state.guide.title.said_in(state.view.language), "class:theme", width)
    clock = _theme_clock(theme, minutes.get(theme.id, 0.0))
    signs = _signs(state, _here(state))
    if row_cells(signs) > width - row_cells(clock) - LEAST_TITLE:
        signs = _count(state)
    right: Row = (*clock, ("", "  "), *signs)
    return two_ends(row(theme.title.said_in(state.view.language), "class:theme", width), right, width)


def _signs(state: State, here: str) -> Row:
    """A sign for each question of the guide, the themes apart; a must that is open is `!`, where we are is reversed."""
    found: list[Fragment] = []
    for theme in state.guide.themes:
        found += [("", " ")] if found else []
        for question in theme.questions:
            covered = state.view.coverage[question.id]
            must = question.must and covered in OPEN
            style = "class:sign.must" if must else MARK_STYLES.get(covered, "")
            lit = " class:chosen" if question.id == here else ""
            found.append((f"{style}{lit}".strip(), "!" if must else SIGNS[covered]))
    return tuple(found)


def _count(state: State) -> Row:
    """How many questions are behind us, where there are too many for a sign each."""
    planned = [question for theme in state.guide.themes for question in theme.questions]
    behind = sum(state.view.coverage[question.id] not in OPEN for question in planned)
    musts = sum(question.must and state.view.coverage[question.id] in OPEN for question in planned)
    said: Row = (("class:sign.done", "● "), ("class:quiet", f"{behind}/{len(planned)}"))
    return (*said, ("class:sign.must", "  ! "), ("class:quiet", f"{musts}")) if musts else said


def step_to(order: Sequence[Entry], chosen: str, by: int) -> str:
    """The question so many places further, stopping at the ends."""
    names = [entry.question for entry in order]
    at = names.index(chosen) if chosen in names else 0
    return names[max(0, min(len(names) - 1, at + by))] if names else ""
