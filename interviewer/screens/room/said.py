"""What was already said on the question: newest at the bottom, with speaker, kind, star and minute."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from interviewer.guide.model import Choices
from interviewer.guide.values import show_value
from interviewer.screens.clean import one_line
from interviewer.screens.labels import label
from interviewer.screens.room.lines import (
    EMPTY,
    HINTED,
    LEAST,
    Fragment,
    Row,
    hanging,
    inline,
    padded,
    paged,
    paragraph,
    row,
)
from interviewer.screens.words import _, language, plural
from interviewer.session.interview import AskConsent, AskForm, AskReadBack, State, Step, open_musts, words_for
from interviewer.session.model import MarkerView, MeasureView, TurnView

LONGEST, BEGINNING = 12, 3  # rows of a turn that isn't chosen, and how many of them show how it begins
MARGIN = 9
WIDE = 10_000


class Said(NamedTuple):
    """The rows that are seen, which turn stands on each (empty where none does), and how many rows newer ones are out of sight."""

    rows: tuple[Row, ...]
    turns: tuple[str, ...]
    back: int = 0


def turns_here(state: State) -> tuple[TurnView, ...]:
    """The turns filed under the question that stands before the participant, the oldest first."""
    here = state.view.prompt.question if state.view.prompt else ""
    return tuple(turn for turn in state.view.turns if turn.question == here or here in turn.also)


def said(state: State, width: int, height: int, *, chosen: str = "", back: int = 0) -> Said:
    """The turns, values and markers of the question in the pane; `back` rows before the newest, the chosen turn in sight."""
    if height < 1:
        return Said((), ())
    rows: list[Row] = []
    names: list[str] = []
    many = len(state.present()) > 1
    for one in reversed(_happened(state)):
        drawn = _rows_of(state, one, width, many=many, chosen=chosen)
        rows[:0] = drawn
        names[:0] = [one.id if isinstance(one, TurnView) else ""] * len(drawn)
        if len(rows) > height + back + 1 and (not chosen or (chosen in names and names[0] != chosen)):
            break
    back = max(0, min(_back_to(names, chosen, height, back), len(rows) - height))
    return _seen(rows, names, height, back, width)


def _seen(rows: list[Row], names: list[str], height: int, back: int, width: int) -> Said:
    """The part of the rows that is in sight; its first and last row say what is out of it."""
    end = len(rows) - back
    empty = max(0, height - len(rows))
    shown = [EMPTY] * empty + rows[max(0, end - height) : end]
    kept = [""] * empty + names[max(0, end - height) : end]
    if end > height >= HINTED:
        shown[0], kept[0] = row(" " * MARGIN + _("↑ earlier words: PgUp"), "class:quiet", width), ""
    if back and height >= HINTED:
        shown[-1], kept[-1] = row(" " * MARGIN + _("↓ newer words: PgDn"), "class:warn", width), ""
    return Said(tuple(shown), tuple(kept), back)


def _back_to(names: Sequence[str], chosen: str, height: int, back: int) -> int:
    """How many rows stay out of sight below, so that all of the chosen turn is seen, or as much of it as fits."""
    if chosen not in names:
        return back
    hint = int(height >= HINTED)
    first, behind = names.index(chosen), list(reversed(names)).index(chosen)
    most = max(0, behind - hint)
    least = len(names) - height - max(0, first - hint)
    return max(min(least, most), min(back, max(least, most)))


def _happened(state: State) -> list[TurnView | MeasureView | MarkerView]:
    """Turns, values and markers of this question in the order of the clock."""
    here = state.view.prompt.question if state.view.prompt else ""
    turns: list[TurnView | MeasureView | MarkerView] = list(turns_here(state))
    beside: list[MeasureView | MarkerView] = [*state.view.measures, *state.view.markers]
    for one in (one for one in beside if one.question == here):
        place = next((n for n, turn in enumerate(turns) if turn.wall > one.wall), len(turns))
        turns.insert(place, one)
    return turns


def _rows_of(
    state: State, one: TurnView | MeasureView | MarkerView, width: int, *, many: bool, chosen: str
) -> Sequence[Row]:
    if isinstance(one, TurnView):
        return _turn_rows(one, width, many=many, chosen=one.id == chosen, screens=language())
    return _beside(state, one, width, many=many)


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:>2}:{rest:02}"


def _first(seconds: float | None, sign: str = "  ", *, chosen: bool = False) -> list[Fragment]:
    """Minute and sign in columns of their own, so that all words begin at the same one."""
    return [
        ("class:quiet", f"{'▸' if chosen else ' '}{_clock(seconds):>5} "),
        ("class:star" if sign.strip() else "", sign),
    ]


@lru_cache(maxsize=1024)  # a new turn changes nothing about how the older ones are drawn
def _turn_rows(turn: TurnView, width: int, *, many: bool, chosen: bool, screens: str) -> tuple[Row, ...]:  # noqa: ARG001 - part of what is kept
    """The rows of a turn; `screens` is the language of the screens, which the words for its kind are in."""
    kind = "" if turn.kind == "verbatim" else label(turn.kind)
    who = (turn.by or turn.speaker) if many or turn.by else ""
    told = " ".join(one_line(one, max(LEAST, width // 3)) for one in (who, kind) if one)
    style = "" if turn.kind == "verbatim" else "class:note"
    first = _first(turn.offset_s, "★ " if turn.starred else "  ", chosen=chosen)
    rows = inline(first, ("class:theme", f"{told} " if told else ""), turn.text, width, style)
    if chosen:
        return tuple(padded(one, width, "class:chosen") for one in rows)
    return tuple(rows if len(rows) <= LONGEST else _shortened(rows, width))


def _shortened(rows: list[Row], width: int) -> list[Row]:
    """How a long turn begins and ends; all of it is shown when it is chosen."""
    left_out = len(rows) - LONGEST + 1
    more = plural(
        "… {count} row more; ↑ chooses it and shows all", "… {count} rows more; ↑ chooses it and shows all", left_out
    )
    hint = row(" " * MARGIN + more, "class:quiet", width)
    return [*rows[:BEGINNING], hint, *rows[len(rows) - (LONGEST - 1 - BEGINNING) :]]


def _beside(state: State, one: MeasureView | MarkerView, width: int, *, many: bool) -> list[Row]:
    """A value with its unit, or a marker with its note."""
    if isinstance(one, MeasureView):
        who = f"{one_line(one.participant, max(LEAST, width // 3))} " if many else ""
        unit = f" {one.unit}" if one.unit else ""
        return inline(_first(one.offset_s, "= "), ("class:theme", who), f"{_value_words(state, one)}{unit}", width)
    note = f" {one.note}" if one.note else ""
    return hanging(_first(one.offset_s), f"({label(one.marker)}{note})", width, "class:note")


def _value_words(state: State, one: MeasureView) -> str:
    """The value as people say it: choices by their words, in the language of the interview."""
    found = state.guide.find(one.question)
    answer = found[1].answer if found else None
    if not isinstance(answer, Choices) or one.value is None:
        return show_value(one.value)
    given = one.value if isinstance(one.value, list) else [str(one.value)]
    said_in = state.view.language
    return ", ".join(
        answer.options[choice].said_in(said_in) if choice in answer.options else choice for choice in given
    )


def anything_said(state: State) -> bool:
    """Whether anything stands under the question that is asked."""
    return bool(_happened(state))


def has_beneath(state: State, step: Step) -> bool:
    """Whether anything stands under what is asked before or after the questions."""
    return bool(_words_of(state, step, WIDE))


def beside_step(state: State, step: Step, width: int, height: int, back: int) -> tuple[list[Row], int]:
    """What stands under the head where no turns do, from row `back` on, and that row: the opening, quotations, the closing."""
    rows = _words_of(state, step, width)
    back = max(0, min(back, len(rows) - height))
    return paged(rows, height, back, more_signs()), back


def more_signs() -> tuple[str, str]:
    """What says that there is more above, and below."""
    return _("↑ more: PgUp"), _("↓ more: PgDn")


def _words_of(state: State, step: Step, width: int) -> list[Row]:
    spoken = state.view.language
    match step:
        case AskConsent() if not state.view.consents:
            opening = _read_out(state.guide.opening.said_in(spoken), width)
            return [row("  " + _("To be said first:"), "class:theme", width), *opening] if opening else []
        case AskReadBack():
            return _quotations(state, step.participant, width)
        case AskForm(item="setting"):
            closing = _read_out(state.guide.closing.said_in(spoken), width)
            return [*closing, EMPTY, *_open_musts(state, width)]
        case _:
            return []


def _read_out(words: str, width: int) -> list[Row]:
    filled = "\n\n".join(" ".join(part.split("\n")) for part in words.strip().split("\n\n"))
    return paragraph(filled, width, "", "  ") if filled else []


def _quotations(state: State, participant: str, width: int) -> list[Row]:
    rows: list[Row] = []
    for turn in words_for(state, participant):
        rows += hanging((("class:star", "  ★ "),), turn.text, width)
    return rows


def _open_musts(state: State, width: int) -> list[Row]:
    rows: list[Row] = []
    for question in open_musts(state):
        found = state.guide.find(question)
        assert found is not None
        rows += hanging((("class:sign.must", "  ! "),), found[1].ask.said_in(state.view.language), width)
    return [row("  " + _("Not asked, and it had to be:"), "class:warn", width), *rows] if rows else []
