"""The lists of the coding room: a code's excerpts, what a search found, interviews, questions, marks without words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from interviewer.coding.desk import Desk, Place
from interviewer.coding.desk_ways import lost_marks, own_marks
from interviewer.coding.searching import Hit
from interviewer.coding.shelf import Shelf
from interviewer.figures.selection import people
from interviewer.screens.coding_room.sight import Item, Listing
from interviewer.screens.coding_room.undone import named
from interviewer.screens.words import _, plural
from interviewer.session.model import MarkView, SessionView, TurnView

MOST = 2000  # items of a list; more are counted


def who(view: SessionView, turn: TurnView) -> str:
    """Who spoke: the pseudonym and the stakeholder group."""
    alone = view.participants[0].id if len(view.participants) == 1 else ""
    person = people(view).get(turn.speaker or alone)
    return " · ".join(filter(None, (person.id, person.stakeholder))) if person else turn.speaker


def excerpts(desk: Desk, shelf: Shelf, code: str) -> Listing:
    """The coder's own excerpts of the code and of those that it stands for, in all interviews that were read."""
    tree = shelf.tree
    found = own_marks(desk, lambda mark: tree.current(mark.code) == code)
    items = tuple(_marked(desk, found))
    told = plural("{count} excerpt", "{count} excerpts", len(items))
    title = _("{name}: {text}").format(name=named(shelf, code), text=told)
    return Listing("excerpts", title, items[:MOST], more=max(0, len(items) - MOST))


def lost(desk: Desk) -> Listing:
    """The marks whose words were corrected away."""
    items = tuple(_marked(desk, lost_marks(desk)))
    title = plural("{count} mark lost its words", "{count} marks lost their words", len(items))
    return Listing("lost", title, items[:MOST], more=max(0, len(items) - MOST))


def _marked(desk: Desk, found: Iterable[tuple[str, TurnView | None, MarkView]]) -> Iterator[Item]:
    for session, turn, mark in found:
        view = desk.sheets[session].view
        head = " · ".join(filter(None, (session, who(view, turn) if turn else "", mark.memo)))
        if turn is not None and mark.holds:
            yield Item(mark.id, head, turn.text, Place(session, turn.id), (mark.start, mark.end))
        else:
            head = f"{mark.code} · {head}"
            place = Place(session, turn.id) if turn else Place(session)
            yield Item(mark.id, head, mark.excerpt, place)


def hit_items(desk: Desk, found: Iterable[Hit], first: int) -> Iterator[Item]:
    """What a search found as items, numbered from `first` on."""
    for session, those in groupby(enumerate(found, first), key=lambda one: one[1].session):
        view = desk.sheets[session].view
        turns, heads = {turn.id: turn for turn in view.turns}, dict[str, str]()
        for n, hit in those:
            turn = turns.get(hit.turn)
            if turn is not None:
                if turn.speaker not in heads:
                    heads[turn.speaker] = " · ".join(filter(None, (session, who(view, turn))))
                yield Item(f"{n}", heads[turn.speaker], turn.text, Place(session, hit.turn), hit.span)


def hits(pattern: str, items: Sequence[Item], count: int, *, over: bool) -> Listing:
    """What a search found so far."""
    told = plural("{count} place", "{count} places", count)
    title = f"/{pattern}/  {told}" if over else f"/{pattern}/  {told}…"
    return Listing("hits", title, tuple(items), more=count - len(items))


def sessions(desk: Desk, *, reading: bool) -> Listing:
    """The interviews with who was heard and how far their coding is; `reading`: some of them are not read yet."""
    items = []
    for name in desk.order:
        sheet = desk.sheets.get(name)
        if sheet is None:
            items += [Item(name, name)] if reading else []
            continue
        tally = desk.tallies[name]
        groups = ", ".join(dict.fromkeys(p.stakeholder for p in sheet.view.participants if p.stakeholder))
        items.append(Item(name, name, f"{tally.rated}/{tally.turns}  {groups}".rstrip()))
    at = next((n for n, item in enumerate(items) if item.id == desk.eye.session), 0)
    return Listing("sessions", _("Go to which interview?"), tuple(items), at=at)


def questions(desk: Desk) -> Listing:
    """The questions that were answered in the interviews read so far, with how far their coding is; all first."""
    asked: dict[str, str] = {}
    rated: dict[str, list[int]] = {}
    for name in desk.order:
        sheet = desk.sheets.get(name)
        if sheet is None:
            continue
        done = {one.turn for one in sheet.view.seen if one.coder == desk.coder and one.round == desk.round}
        for turn in sheet.turns():
            for question in (turn.question, *turn.also):
                counts = rated.setdefault(question, [0, 0])
                counts[0] += turn.id in done
                counts[1] += 1
        for prompt in sheet.view.prompts:
            if prompt.origin != "probe":
                asked.setdefault(prompt.question, prompt.text)
    items = [Item("", _("all questions"), "")]
    items += [Item(q, f"{q}  {done}/{count}", asked.get(q, "")) for q, (done, count) in rated.items() if q]
    at = next((n for n, item in enumerate(items) if item.id == desk.question), 0)
    return Listing("questions", _("Code which question, across all interviews?"), tuple(items), at=at)
