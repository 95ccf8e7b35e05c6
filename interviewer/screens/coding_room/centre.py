"""The middle of the coding room: where one is, the question as it was asked, the turn in what was said around it."""

from collections.abc import Sequence
from typing import NamedTuple

from interviewer.coding.desk import Desk
from interviewer.coding.excerpt import Span
from interviewer.coding.shelf import Shelf
from interviewer.figures.selection import people
from interviewer.screens.clean import clean, one_line
from interviewer.screens.coding_room.codes import colour_of, label_of
from interviewer.screens.coding_room.style import accent
from interviewer.screens.coding_room.turn import BAR, BAR_CELLS, Shown, quiet_turn, words
from interviewer.screens.labels import label
from interviewer.screens.room.lines import (
    EMPTY,
    Fragment,
    Row,
    cut,
    flowing,
    hanging,
    inline,
    padded,
    paragraph,
    row,
    two_ends,
)
from interviewer.screens.terminal.clusters import cells_of_line
from interviewer.screens.words import _
from interviewer.session.model import MarkView, SessionView, TurnView

AROUND, AROUND_ROWS = 16, 3
MOST_ASKED = 3
ROOMY = 24  # rows from which all facts of the person are shown
LOW = 7  # rows of context that are too few for both sides


class Under(NamedTuple):
    """What stands on a row: a turn, with the code points shown there where it is the one under the eye."""

    turn: str = ""
    span: Span | None = None


class Drawn(NamedTuple):
    """The rows with what stands on each, the row on which the eye rests, and how far the turn is scrolled."""

    rows: tuple[Row, ...]
    under: tuple[Under, ...]
    eye: int = 0
    back: int = 0
    column: int = 0


class _Block(NamedTuple):
    rows: list[Row]
    under: list[Under]


def centre(
    desk: Desk, shelf: Shelf, width: int, height: int, *, chosen: str, back: int, beneath: Sequence[Row] = ()
) -> Drawn:
    """The turn under the eye in its context; `chosen` is the mark that is meant, `beneath` stands under the marks."""
    turn = desk.turn
    if turn is None:
        rows = paragraph(_("There is no turn to code here."), width, "class:quiet", " ")
        return Drawn((*rows[:height], *[EMPTY] * (height - len(rows))), (Under(),) * height)
    head = _head(desk, turn, width, roomy=height >= ROOMY)[: max(0, height - 3)]
    block = _block(desk, shelf, turn, chosen, width)
    block = _Block([*block.rows, *beneath], [*block.under, *[Under()] * len(beneath)])
    room = height - len(head)
    if len(block.rows) + 2 > room:
        return _scrolled(desk, head, block, room, back)
    before, behind = _around(desk.sheet.view, turn, width, room - len(block.rows) - 2)
    made = [(EMPTY, Under()), *before, *zip(block.rows, block.under, strict=True), (EMPTY, Under()), *behind]
    rows = [*head, *(one for one, _under in made)]
    under = [*[Under()] * len(head), *(one for _row, one in made)]
    rows += [EMPTY] * (height - len(rows))
    under += [Under()] * (height - len(under))
    return _with_eye(desk, tuple(rows[:height]), tuple(under[:height]), 0)


def _with_eye(desk: Desk, rows: tuple[Row, ...], under: tuple[Under, ...], back: int) -> Drawn:
    """The cursor stands where the selection begins."""
    start, turn = desk.span[0], desk.turn
    for n, one in enumerate(under):
        if one.span and turn and (one.span[0] <= start < one.span[1] or one.span == (start, start)):
            return Drawn(rows, under, n, back, BAR_CELLS + cells_of_line(turn.text[one.span[0] : start]))
    return Drawn(rows, under, next((n for n, one in enumerate(under) if turn and one.turn == turn.id), 0), back)


def _scrolled(desk: Desk, head: list[Row], block: _Block, room: int, back: int) -> Drawn:
    """A turn that is longer than the pane: the part with the selection, or as far as it was scrolled."""
    start = desk.span[0] if not desk.pick.whole else 0
    at = next((n for n, one in enumerate(block.under) if one.span and one.span[0] <= start < one.span[1]), 0)
    most = max(0, len(block.rows) - room)
    first = max(0, min(back, most))
    if not desk.pick.whole and not first <= at < first + room - 1:
        first = max(0, min(at - room // 3, most))
    rows, under = block.rows[first : first + room], block.under[first : first + room]
    if first:
        rows[0] = (("class:quiet", "   " + _("↑ more")),)
    if first < most:
        rows[-1] = (("class:quiet", "   " + _("↓ more")),)
    return _with_eye(desk, (*head, *rows), (*[Under()] * len(head), *under), first)


# --- where one is ---


def _head(desk: Desk, turn: TurnView, width: int, *, roomy: bool) -> list[Row]:
    view = desk.sheet.view
    stops = [one.id for one in desk.stops(view.id)]
    number = stops.index(turn.id) + 1 if turn.id in stops else 0
    state = _("coded") if desk.rated(desk.eye) else _("not coded")
    sign = ("class:sign.done", "✓ ") if desk.rated(desk.eye) else ("class:sign.must", "○ ")
    right: Row = (sign, ("class:quiet", f"{state}  {number}/{len(stops)} "))
    noted = [one.text for one in view.remarks if (one.coder, one.about) == (desk.coder, "session")]
    memo = f"  ✎ {one_line(noted[0], width)}" if noted else ""
    left: Row = (("class:quiet", f" {one_line(view.id, width)}{memo}"),)
    rows = [two_ends(left, right, width), *_person(view, turn, width, roomy=roomy)]
    return [*rows, *_asked(view, turn, width)]


def _person(view: SessionView, turn: TurnView, width: int, *, roomy: bool) -> list[Row]:
    """Who speaks, and the facts of the background sheet."""
    there = people(view)
    alone = view.participants[0].id if len(view.participants) == 1 else ""
    who = there.get(turn.speaker or alone)
    if who is None:
        return []
    facts = [f"{item} {'; '.join(values)}" for item, values in who.background.items()]
    told = " · ".join(clean(one).replace("\n", " ") for one in (who.stakeholder, view.wave, *facts) if one)
    name, facts_told = ("class:theme", clean(who.id)), f" · {told}" if told else ""
    if roomy:
        return inline((("", " "),), name, facts_told, width, "class:quiet")[:3]
    return [cut((("", " "), name, ("class:quiet", facts_told)), width)]


def _asked(view: SessionView, turn: TurnView, width: int) -> list[Row]:
    prompt = turn.asked
    if prompt is None:
        said = _("came up by itself; filed under {question}").format(question=turn.question) if turn.question else ""
        return [EMPTY, row(f" {said}", "class:quiet", width)] if said else []
    if prompt.origin != "probe":
        return [EMPTY, *_shortened(" ", prompt.text, width, MOST_ASKED)]
    own = next((p.text for p in reversed(view.prompts) if p.question == prompt.question and p.origin != "probe"), "")
    above = _shortened(" ", own, width, 1) if own else []
    return [EMPTY, *above, *_shortened(" ↳ ", prompt.text, width, 2)]


def _shortened(first: str, asked: str, width: int, most: int) -> list[Row]:
    """The words of a question in so many rows at most."""
    rows = hanging((("class:quiet", first),), " ".join(asked.split()), width, "class:question")
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], (*cut(rows[most - 1], width - 2), ("class:question", " …"))]


# --- the turn and its marks ---


def _block(desk: Desk, shelf: Shelf, turn: TurnView, chosen: str, width: int) -> _Block:
    marks = desk.marks()
    shown = _shown(shelf, marks)
    drawn = words(turn.text, shown, None if desk.pick.whole else desk.span, width)
    first = _speaker(desk, turn, width)
    labels = _labels(desk, shelf, marks, chosen, width)
    rows = [first, *drawn.rows, *labels]
    under = [Under(turn.id), *(Under(turn.id, span) for span in drawn.spans), *[Under(turn.id)] * len(labels)]
    return _Block(rows, under)


def _shown(shelf: Shelf, marks: Sequence[MarkView]) -> tuple[Shown, ...]:
    """The brackets to draw: one for each span, with the numbers of all marks on just these words."""
    numbers: dict[Span, list[int]] = {}
    accents: dict[Span, str] = {}
    for n, one in enumerate(marks, 1):
        if one.holds:
            span = (one.start, one.end)
            numbers.setdefault(span, []).append(n)
            accents.setdefault(span, accent(colour_of(shelf, shelf.tree.current(one.code))))
    return tuple(Shown(",".join(map(str, found)), span, accents[span]) for span, found in numbers.items())


def _speaker(desk: Desk, turn: TurnView, width: int) -> Row:
    kind = "" if turn.kind == "verbatim" else label(turn.kind)
    star: list[Fragment] = [("class:star", " ★")] if turn.starred else []
    noted = [
        one.text
        for one in desk.sheet.view.remarks
        if (one.coder, one.about, one.target) == (desk.coder, "turn", turn.id)
    ]
    memo: list[Fragment] = [("class:quiet", f"  ✎ {one_line(noted[0], width)}")] if noted else []
    who = " · ".join(filter(None, (turn.by or turn.speaker, kind)))
    return cut((*BAR, ("class:theme", one_line(who, width)), *star, *memo), width)


def _labels(desk: Desk, shelf: Shelf, marks: Sequence[MarkView], chosen: str, width: int) -> list[Row]:
    """Number, sign and label of each mark; one with a memo, or without its words, has a row of its own."""
    rows: list[Row] = []
    short: list[Row] = []
    room = width - 3
    for n, one in enumerate(marks, 1):
        now = shelf.tree.current(one.code)
        called = clean(label_of(shelf, now))
        if not desk.is_own(one):
            whose = one.coder if one.round == desk.round else one.round
            called = _("{name}: {text}").format(name=clean(whose), text=called)
        style = "class:theme" if one.id == chosen else ""
        item: Row = (
            ("class:key", f"{n} "),
            (accent(colour_of(shelf, now)), "■ "),
            (style, called + (" °" if one.suggested else "")),
        )
        if not one.holds:
            gone = _("the words are no longer there: {words}").format(words=one.excerpt)
            item = (*item, ("class:sign.must", " !"), ("class:quiet", f" {one_line(gone, room)}"))
            rows.append(cut(item, room))
        elif one.memo:
            rows.append(cut((*item, ("class:quiet", f"  ✎ {one_line(one.memo, room)}")), room))
        else:
            short.append(item)
        if one.id == chosen and one.holds and not one.memo:
            short[-1] = tuple(("class:chosen", words_shown) for _style, words_shown in item)
        elif one.id == chosen:
            rows[-1] = padded(rows[-1], room, "class:chosen")
    return [(*BAR, *one) for one in [*flowing(short, room), *rows]]


# --- what was said around it ---


def _around(
    view: SessionView, turn: TurnView, width: int, room: int
) -> tuple[list[tuple[Row, Under]], list[tuple[Row, Under]]]:
    """The turns before and behind as far as there is room, rather before than behind."""
    at = next(n for n, one in enumerate(view.turns) if one.id == turn.id)
    before: list[tuple[Row, Under]] = []
    behind = _behind(view, view.turns[at + 1 : at + 1 + AROUND], turn, width, room)
    left = room if room < LOW else room - min(len(behind), room // 2)
    for n in range(at - 1, max(-1, at - 1 - AROUND), -1):
        one, after = view.turns[n], view.turns[n + 1]
        drawn = [*_one(view, one, width), (EMPTY, Under())]
        if one.asked != after.asked and after.asked is not None and after.id != turn.id:
            drawn += _question(after, width)
        if len(before) + len(drawn) > left:
            break
        before = [*drawn, *before]
    return before, behind[: max(0, room - len(before))]


def _behind(
    view: SessionView, turns: Sequence[TurnView], turn: TurnView, width: int, room: int
) -> list[tuple[Row, Under]]:
    found: list[tuple[Row, Under]] = []
    last = turn
    for one in turns:
        if len(found) >= room:
            break
        if one.asked is not None and one.asked != last.asked:
            found += _question(one, width)
        found += [*_one(view, one, width), (EMPTY, Under())]
        last = one
    return found


def _one(_view: SessionView, one: TurnView, width: int) -> list[tuple[Row, Under]]:
    kind = "" if one.kind == "verbatim" else label(one.kind)
    who = " ".join(filter(None, (one.by or one.speaker, kind, "★" if one.starred else "")))
    return [(drawn, Under(one.id)) for drawn in quiet_turn(one_line(who, width // 3), one.text, width, AROUND_ROWS)]


def _question(one: TurnView, width: int) -> list[tuple[Row, Under]]:
    asked = one.asked.text if one.asked else ""
    words_asked = one_line(" ".join(asked.split()), max(1, width - 4))
    return [((("", " "), ("class:theme", "? "), ("class:quiet", words_asked)), Under())]
