"""Who speaks in a group: each person's key, how much they have spoken, and who has not yet on this question."""

from interviewer.screens.clean import one_line
from interviewer.screens.room.keymap import SPEAKER_KEYS
from interviewer.screens.room.lines import Fragment, Row, row_cells
from interviewer.session.interview import State
from interviewer.session.spoken import Spoken, spoken

SHORT, SHORTEST = 12, 4


def group_row(state: State, width: int) -> Row:
    """Everybody on one row; shares, and then the ends of pseudonyms, give way where the row is short."""
    people = spoken(state)
    speaker = state.view.speaker
    for name_cells, shares in ((SHORT, True), (SHORT, False), (SHORTEST, False)):
        drawn = _row(people, speaker, name_cells, shares=shares)
        if row_cells(drawn) <= width:
            break
    return drawn


def _row(people: tuple[Spoken, ...], speaker: str, name_cells: int, *, shares: bool) -> Row:
    fragments: list[Fragment] = []
    for n, person in enumerate(people):
        key = SPEAKER_KEYS[n].upper() if n < len(SPEAKER_KEYS) else ""
        fragments += [("class:quiet", f" {key} " if key else " "), _name(person, speaker, name_cells)]
        fragments.append(("class:done", " ●") if person.here else ("class:quiet", " ○"))
        fragments += [("class:quiet", f" {person.share:.0%}")] if shares else []
    return tuple(fragments)


def _name(person: Spoken, speaker: str, name_cells: int) -> Fragment:
    shown = one_line(person.participant, name_cells)
    return ("class:chosen", f" {shown} ") if person.participant == speaker else ("", shown)
