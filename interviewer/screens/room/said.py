"""What was already said on the question: newest at the bottom, with speaker, kind, star and minute."""

from collections.abc import Sequence
from typing import NamedTuple

from interviewer.guide.values import show_value
from interviewer.screens.labels import label
from interviewer.screens.room.lines import EMPTY, Fragment, Row, hanging, newest, padded, paragraph
from interviewer.screens.words import _
from interviewer.session.interview import AskConsent, AskForm, AskReadBack, State, Step, open_musts
from interviewer.session.model import MarkerView, MeasureView, TurnView

LONGEST = 12  # rows of one turn that are shown unless it is the chosen one


class Said(NamedTuple):
    """The rows that are seen, and which turn stands on each (empty where none does)."""

    rows: tuple[Row, ...]
    turns: tuple[str, ...]


def turns_here(state: State) -> tuple[TurnView, ...]:
    """The turns filed under the question that stands before the participant, the oldest first."""
    here = state.view.prompt.question if state.view.prompt else ""
    return tuple(turn for turn in state.view.turns if turn.question == here or here in turn.also)


def said(state: State, width: int, height: int, *, chosen: str = "", back: int = 0) -> Said:
    """The turns, values and markers of the question in the pane; `back` rows before the newest."""
    rows: list[Row] = []
    names: list[str] = []
    many = len(state.present()) > 1
    for one in reversed(_happened(state)):
        turn = one if isinstance(one, TurnView) else None
        lit = turn is not None and turn.id == chosen
        drawn = _turn_rows(turn, width, many=many, chosen=lit) if turn else [_beside(one, width)]
        rows[:0] = drawn
        names[:0] = [turn.id if turn else ""] * len(drawn)
        if len(rows) >= height + back and (not chosen or chosen in names):
            break
    if chosen in names:
        back = _back_to(names, chosen, height, back)
    shown = newest(rows, height, back)
    end = len(rows) - min(back, max(0, len(rows) - height))
    kept = names[max(0, end - height) : end]
    if end - height > 0 and height > 1:
        shown[0], kept[0] = (("class:quiet", "   " + _("↑ earlier words: PgUp")),), ""
    return Said(tuple(shown), tuple([""] * (height - len(kept)) + kept))


def _back_to(names: Sequence[str], chosen: str, height: int, back: int) -> int:
    """How many rows before the newest the view begins to end, so that the chosen turn is in it."""
    last = len(names) - 1 - list(reversed(names)).index(chosen)
    first = names.index(chosen)
    if first < len(names) - back - height:
        return min(len(names) - height, len(names) - first - height) if last - first < height else len(names) - last - 1
    return len(names) - last - 1 if last >= len(names) - back else back


def _happened(state: State) -> list[TurnView | MeasureView | MarkerView]:
    """Turns, values and markers of this question in the order of the clock."""
    here = state.view.prompt.question if state.view.prompt else ""
    turns: list[TurnView | MeasureView | MarkerView] = list(turns_here(state))
    beside: list[MeasureView | MarkerView] = [*state.view.measures, *state.view.markers]
    for one in (one for one in beside if one.question == here):
        place = next((n for n, turn in enumerate(turns) if turn.wall > one.wall), len(turns))
        turns.insert(place, one)
    return turns


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return "     "
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:>2}:{rest:02}"


def _turn_rows(turn: TurnView, width: int, *, many: bool, chosen: bool) -> list[Row]:
    kind = "" if turn.kind == "verbatim" else f"{label(turn.kind)} "
    who = f"{turn.by or turn.speaker} " if (many or turn.by) and (turn.by or turn.speaker) else ""
    first: list[Fragment] = [
        ("class:quiet", f" {_clock(turn.offset_s)} "),
        ("class:star", "★ " if turn.starred else ""),
        ("class:theme", who),
        ("class:quiet", kind),
    ]
    rows = hanging([f for f in first if f[1]], turn.text, width, "" if turn.kind == "verbatim" else "class:note")
    if len(rows) > LONGEST and not chosen:
        rows = [
            *rows[: LONGEST - 1],
            (("class:quiet", f"        {_('… {count} rows more').format(count=len(rows) - LONGEST + 1)}"),),
        ]
    return [padded(one, width, "class:chosen") for one in rows] if chosen else rows


def _beside(one: TurnView | MeasureView | MarkerView, width: int) -> Row:
    if isinstance(one, MeasureView):
        value = show_value(one.value)
        unit = f" {one.unit}" if one.unit else ""
        return hanging((("class:quiet", "       "), ("class:quiet", f"{one.participant} = ")), f"{value}{unit}", width)[
            0
        ]
    assert isinstance(one, MarkerView)
    note = f" {one.note}" if one.note else ""
    return hanging((("class:quiet", "       "),), f"({label(one.marker)}{note})", width, "class:note")[0]


def beside_step(state: State, step: Step, width: int, height: int, back: int) -> list[Row]:
    """What stands under the head where no turns do: the opening before the first consent, quotations at the reading back."""
    rows = _words_of(state, step, width)
    start = min(back, max(0, len(rows) - height))
    shown = rows[start : start + height]
    return shown + [EMPTY] * (height - len(shown))


def _words_of(state: State, step: Step, width: int) -> list[Row]:
    language = state.view.language
    match step:
        case AskConsent() if not state.view.consents:
            return _read_out(state.guide.opening.said_in(language), width)
        case AskReadBack():
            return _quotations(state, step.participant, width)
        case AskForm(item="setting"):
            closing = _read_out(state.guide.closing.said_in(language), width)
            return [*closing, EMPTY, *_open_musts(state, width)]
        case _:
            return []


def _read_out(words: str, width: int) -> list[Row]:
    filled = "\n\n".join(" ".join(part.split("\n")) for part in words.strip().split("\n\n"))
    return paragraph(filled, width, "", "  ") if filled else []


def _quotations(state: State, participant: str, width: int) -> list[Row]:
    starred = [turn for turn in state.view.turns if turn.starred and turn.speaker == participant]
    rows: list[Row] = []
    for turn in starred:
        rows += hanging((("class:star", "  ★ "),), turn.text, width)
    return rows


def _open_musts(state: State, width: int) -> list[Row]:
    rows: list[Row] = []
    for question in open_musts(state):
        found = state.guide.find(question)
        assert found is not None
        rows += hanging((("class:must", "  ! "),), found[1].ask.said_in(state.view.language), width)
    return [(("class:quiet", "  " + _("Not asked, and it had to be:")),), *rows] if rows else []
