"""Who speaks in a group: each person's key, how much they have spoken, and who has not yet on this question."""

from collections.abc import Callable
from functools import lru_cache

from interviewer.screens.clean import cells, one_line
from interviewer.screens.room.keymap import SPEAKER_KEYS
from interviewer.screens.room.lines import EMPTY, Fragment, Row, cut, row_cells
from interviewer.screens.words import _
from interviewer.session.interview import State
from interviewer.session.spoken import Spoken, spoken

LONG, SHORT = 20, 5
HERE, NOT_YET, SPEAKS = "●", "○", "▸"


def group_row(state: State, width: int) -> Row:
    """Everybody on one row; where it is short, shares give way, then names, then all but the speaker's, then all to a count."""
    people = _people(state)
    speaker = state.view.speaker
    ends = _ends([person.participant for person in people])
    for name, shares in ((_whole, True), (_whole, False), (ends, True), (ends, False), (_key_alone, False)):
        drawn = _row(people, speaker, name, shares=shares)
        if row_cells(drawn) <= width:
            return drawn
    return cut(_count(people, speaker), width)


@lru_cache(maxsize=4)  # the words of a whole interview are counted, and this is drawn at each key
def _people(state: State) -> tuple[Spoken, ...]:
    return spoken(state)


def _row(people: tuple[Spoken, ...], speaker: str, name: Callable[[str], str], *, shares: bool) -> Row:
    """For each: key, name, whether they spoke on this question, and their share of all words; the speaker is reversed."""
    fragments: list[Fragment] = []
    for n, person in enumerate(people):
        lit = person.participant == speaker
        words = " ".join(
            part for part in (_key(n), _whole(person.participant) if lit else name(person.participant)) if part
        )
        style = "class:chosen" if lit else ""
        fragments += [("", "  ")] if fragments else []
        fragments += [(style, f"{SPEAKS}{words} " if lit else f"{words} "), _mark(person, style)]
        fragments += [(style, f" {person.share:.0%}")] if shares else []
    return tuple(fragments)


def _mark(person: Spoken, style: str) -> Fragment:
    return (f"class:sign.done {style}".strip(), HERE) if person.here else (style, NOT_YET)


def _key(place: int) -> str:
    return SPEAKER_KEYS[place].upper() if place < len(SPEAKER_KEYS) else ""


def _count(people: tuple[Spoken, ...], speaker: str) -> Row:
    """Who speaks, and how many have not yet, where not even the keys fit."""
    here = next((person for person in people if person.participant == speaker), None)
    waiting = sum(not person.here for person in people)
    first: Row = (("class:chosen", f"{SPEAKS}{_whole(speaker)} "), _mark(here, "class:chosen")) if here else EMPTY
    return (*first, ("", "  " + _("{count} not yet").format(count=f"{NOT_YET} {waiting}")))


def _whole(name: str) -> str:
    return one_line(name, LONG)


def _key_alone(_name: str) -> str:
    return ""


def _ends(names: list[str]) -> Callable[[str], str]:
    """Names cut to what tells them apart: without the beginning that all share, if that leaves something of each."""
    first, last = min(names, default=""), max(names, default="")
    shared = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0)
    skipped = shared if shared > 1 and all(len(name) > shared for name in names) else 0

    def short(name: str) -> str:
        whole = one_line(name, LONG)
        return whole if cells(whole) <= SHORT else one_line(f"…{name[skipped:]}" if skipped else name, SHORT)

    return short
