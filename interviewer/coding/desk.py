"""One coder's desk: the sheets of the sessions in their order, where the eye is, what is selected, what can be taken back.

Each action gives the desk after it, and the events that make it so, with the session into whose file they belong. Undo
and redo are actions like any other: events that say the opposite. Pure.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from interviewer.coding.beside_marks import shown_marks
from interviewer.coding.excerpt import Span
from interviewer.coding.picking import WHOLE, Pick, picked
from interviewer.coding.sheet import Sheet
from interviewer.errors import CannotError
from interviewer.session.events import Event
from interviewer.session.model import SPEECH, MarkView, Rated, TurnView


class Place(NamedTuple):
    """A turn of a session."""

    session: str = ""
    turn: str = ""


NOWHERE = Place()


class Tally(NamedTuple):
    """Turns in scope that the coder has rated, and all of them."""

    rated: int = 0
    turns: int = 0


class Change(NamedTuple):
    """One thing that an action changed, so that it can be changed back: `before` and `after` by kind.

    `mark`: a mark that was not there (None) or is gone (None). `rated`, `key`: a turn, yes or no. `memo` on something.
    `dismissed`: a turn, the code that was suggested, and by what.
    """

    kind: str
    target: tuple[str, ...]
    before: MarkView | bool | str | None
    after: MarkView | bool | str | None

    def turned(self) -> "Change":
        """The way back."""
        return self._replace(before=self.after, after=self.before)


class Step(NamedTuple):
    """What one key did: in which session and at which place, and what it changed."""

    place: Place
    session: str
    changes: tuple[Change, ...]


class Desk(Struct, frozen=True):
    """All that is known while coding. `sheets` holds the sessions that were read so far, of those in `order`.

    `question` keeps to the turns of one question. `counts` are the coder's own marks of this round by code; `tallies`
    the turns of each session that are in scope. `with_own`: the coder's own marks of other rounds are shown too.
    `noted` maps a code with a memo of the coder to the session that holds it;
    `whole` is the sum of all tallies. `past` and `future` are the steps to take back, or again, the next last.
    """

    coder: str
    round: str
    order: tuple[str, ...]
    sheets: Mapping[str, Sheet] = {}
    question: str = ""
    eye: Place = NOWHERE
    pick: Pick = WHOLE
    counts: Mapping[str, int] = {}
    tallies: Mapping[str, Tally] = {}
    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()
    been: tuple[Place, ...] = ()
    with_own: bool = False
    noted: Mapping[str, str] = {}
    whole: Tally = Tally()

    @property
    def sheet(self) -> Sheet:
        """The sheet under the eye. KeyError when the eye is nowhere."""
        return self.sheets[self.eye.session]

    @property
    def turn(self) -> TurnView | None:
        """The turn under the eye."""
        sheet = self.sheets.get(self.eye.session)
        return sheet.view.turn(self.eye.turn) if sheet else None

    @property
    def span(self) -> Span:
        """The selected code points of the turn under the eye."""
        turn = self.turn
        return self.pick.span(turn.text) if turn else (0, 0)

    def stops(self, session: str) -> tuple[TurnView, ...]:
        """The turns of the session that are in scope, in their order; none where it was not read yet."""
        sheet = self.sheets.get(session)
        return tuple(turn for turn in sheet.view.turns if self.takes(turn)) if sheet else ()

    def takes(self, turn: TurnView) -> bool:
        """Whether the turn can be coded here."""
        return turn.kind in SPEECH and (not self.question or self.question in (turn.question, *turn.also))

    def rated(self, place: Place) -> bool:
        """Whether the coder marked or passed the turn in this round."""
        return Rated(self.coder, self.round, place.turn) in self.sheets[place.session].view.seen

    def marks(self) -> tuple[MarkView, ...]:
        """The marks on the turn under the eye that may be seen, the own ones first."""
        turn = self.turn
        return shown_marks(self.sheet, turn, with_own=self.with_own) if turn else ()

    def is_own(self, mark: MarkView) -> bool:
        """Whether the coder made the mark, in this round."""
        return mark.coder == self.coder and mark.round == self.round

    def total(self) -> Tally:
        """How far the coding is, in all sessions that were read."""
        return self.whole

    def closed(self) -> bool:
        """Whether the round is closed in the session under the eye."""
        return self.eye.session in self.sheets and self.sheet.closed


class Act(NamedTuple):
    """The desk after an action, and the events to be written into the coder's file of that session."""

    desk: Desk
    session: str = ""
    events: tuple[Event, ...] = ()


def with_sheet(desk: Desk, sheet: Sheet) -> Desk:
    """The desk with this sheet in the place of the one it had of the session."""
    name, before = sheet.view.id, desk.sheets.get(sheet.view.id)
    counts = dict(desk.counts)
    for old, by in ((before, -1), (sheet, 1)):
        for code in _own_codes(old) if old else ():
            counts[code] = counts.get(code, 0) + by
    noted = _noted(desk, sheet)
    desk = replace(desk, sheets={**desk.sheets, name: sheet}, counts=counts, noted=noted)
    now, was = _tally(desk, sheet), desk.tallies.get(name, Tally())
    whole = Tally(desk.whole.rated + now.rated - was.rated, desk.whole.turns + now.turns - was.turns)
    return replace(desk, tallies={**desk.tallies, name: now}, whole=whole)


def with_sheets(desk: Desk, sheets: Iterable[Sheet]) -> Desk:
    """Several that were read; those that the desk has already stay as they are."""
    for sheet in sheets:
        if sheet.view.id not in desk.sheets:
            desk = with_sheet(desk, sheet)
    return desk


def in_scope(desk: Desk, question: str) -> Desk:
    """The desk for the turns of that question alone; for all of them when it is empty."""
    desk = replace(desk, question=question)
    tallies = {name: _tally(desk, sheet) for name, sheet in desk.sheets.items()}
    whole = Tally(sum(one.rated for one in tallies.values()), sum(one.turns for one in tallies.values()))
    return replace(desk, tallies=tallies, whole=whole)


def open_sheet(desk: Desk) -> Sheet:
    """The sheet under the eye, to be written on. CannotError where there is none, or its round is closed."""
    if desk.turn is None:
        raise CannotError("desk_nothing_here")
    if desk.closed():
        raise CannotError("desk_round_closed", round=desk.round)
    return desk.sheet


def go(desk: Desk, place: Place, span: Span | None = None) -> Desk:
    """The eye on that turn, with that span of it selected (the whole turn); where it was is remembered."""
    been = desk.been if desk.eye in (place, NOWHERE) else (*desk.been[-MOST_BEEN:], desk.eye)
    moved = replace(desk, eye=place, pick=WHOLE, been=been)
    turn = moved.turn
    return replace(moved, pick=picked(turn.text, span)) if turn and span else moved


def back(desk: Desk) -> Desk:
    """The eye where it was before. CannotError when it was nowhere else."""
    places = [place for place in desk.been if place.session in desk.sheets]
    if not places:
        raise CannotError("desk_been_nowhere")
    return replace(desk, eye=places[-1], pick=WHOLE, been=tuple(places[:-1]))


def select(desk: Desk, choose: Callable[[str, Pick], Pick]) -> Desk:
    """Another selection in the turn under the eye."""
    turn = desk.turn
    return replace(desk, pick=choose(turn.text, desk.pick)) if turn else desk


MOST_BEEN = 200


def _noted(desk: Desk, sheet: Sheet) -> Mapping[str, str]:
    here = [one.target for one in sheet.view.remarks if one.coder == sheet.coder and one.about == "code"]
    name = sheet.view.id
    if not here and name not in desk.noted.values():
        return desk.noted
    others = {code: session for code, session in desk.noted.items() if session != name}
    return {**dict.fromkeys(here, name), **others}


def _own_codes(sheet: Sheet) -> Iterable[str]:
    return (one.code for one in sheet.view.marks if one.coder == sheet.coder and one.round == sheet.round)


def _tally(desk: Desk, sheet: Sheet) -> Tally:
    turns = [turn.id for turn in sheet.view.turns if desk.takes(turn)]
    seen, coder, name = sheet.view.seen, sheet.coder, sheet.round
    return Tally(sum(Rated(coder, name, turn) in seen for turn in turns), len(turns))
