"""Who speaks in a group: each person's key, how much they have spoken, and who has not yet on this question."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from interviewer.screens.clean import cells, one_line
from interviewer.screens.room.keymap import SPEAKER_KEYS
from interviewer.screens.room.lines import EMPTY, Fragment, Row, cut, row_cells
from interviewer.screens.words import _
from interviewer.session.interview import State
from interviewer.session.spoken import Spoken, spoken

LONG, SHORT = 20, 3
HERE, NOT_YET, SPEAKS = "●", "○", "▸"


class _Way(NamedTuple):
    """How to write everybody down: what is shown of a name, whether shares are, and whether the parts stand apart."""

    name: Callable[[str], str]
    shares: bool = False
    apart: bool = True


def group_row(state: State, width: int) -> Row:
    """Everybody on one row; where it is short, shares give way, then room, then names, then all but a count."""
    people = _people(state)
    speaker = state.view.speaker
    ends = _ends([person.participant for person in people])
    for way in (
        _Way(_whole, shares=True),
        _Way(_whole),
        _Way(_whole, apart=False),
        _Way(ends, apart=False),
        _Way(_key_alone),
    ):
        drawn = _row(people, speaker, way)
        if row_cells(drawn) <= width:
            return drawn
    return cut(_count(people, speaker), width)


@lru_cache(maxsize=4)  # the words of a whole interview are counted, and this is drawn at each key
def _people(state: State) -> tuple[Spoken, ...]:
    return spoken(state)


def _row(people: tuple[Spoken, ...], speaker: str, way: _Way) -> Row:
    """For each: key, name, whether they spoke on this question, and their share of all words; the speaker is reversed."""
    fragments: list[Fragment] = []
    gap = " " if way.apart else ""
    for n, person in enumerate(people):
        lit = person.participant == speaker
        name = _whole(person.participant) if lit else way.name(person.participant)
        words = " ".join(part for part in (_key(n), name) if part)
        style = "class:chosen" if lit else ""
        fragments += [("", f" {gap}")] if fragments else []
        fragments += [(style, f"{SPEAKS if lit else ''}{words}{gap}"), _mark(person, style)]
        fragments += [(style, f" {_('{count}%').format(count=round(person.share * 100))}")] if way.shares else []
    return tuple(fragments)


def _mark(person: Spoken, style: str) -> Fragment:
    return (f"class:sign.done {style}".strip(), HERE) if person.here else (style, NOT_YET)


def _key(place: int) -> str:
    """The key of the person at that place, or the number by which the finder and /who know them."""
    return SPEAKER_KEYS[place].upper() if place < len(SPEAKER_KEYS) else str(place + 1)


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
