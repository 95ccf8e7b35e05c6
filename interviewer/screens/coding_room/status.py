"""The last line of the coding room: how far the coding is, in which round, and whether everything is safe."""

from interviewer.screens.clean import cells
from interviewer.screens.coding_room.at_desk import AtDesk
from interviewer.screens.room.lines import Row, padded, row_cells, two_ends
from interviewer.screens.room.status import Safety, alarm_rows, saved
from interviewer.screens.words import _, plural


def status_rows(at: AtDesk, safety: Safety, width: int, most: int) -> list[Row]:
    """The status in one row, or in up to `most` red ones that say why nothing is saved and what to do."""
    if safety.failing:
        return alarm_rows(safety.failing, width, most)
    right: Row = (saved(safety), ("", " "))
    ends = max(row_cells(right), *(cells(words) + 1 for words in (_("saving…"), _("saved"))))
    left = _fitting(_parts(at), width - ends - 2)
    return [padded(two_ends((("", f" {left}"),), right, width), width, "class:status")]


def _parts(at: AtDesk) -> list[tuple[str, int]]:
    """What there is to say, and how readily it gives way."""
    desk, total = at.desk, at.desk.total()
    here = desk.tallies.get(desk.eye.session)
    done = _("{rated}/{turns} turns coded").format(rated=total.rated, turns=total.turns)
    parts = [(done, 0)]
    if here and len(desk.order) > 1:
        parts.append((_("{rated}/{turns} here").format(rated=here.rated, turns=here.turns), 2))
    if at.reading:
        parts.append((plural("reading {count} more", "reading {count} more", at.reading), 1))
    if desk.question:
        parts.append((_("only {question}").format(question=desk.question), 1))
    closed = _("round {round}, closed here") if desk.closed() else _("round {round}")
    parts.append((closed.format(round=desk.round), 1 if desk.closed() else 4))
    parts.append((desk.coder, 3))
    return parts


def _fitting(parts: list[tuple[str, int]], width: int) -> str:
    kept = list(parts)
    while len(kept) > 1 and cells(_joined(kept)) > width:
        kept.remove(max(kept, key=lambda part: part[1]))
    return _joined(kept)


def _joined(parts: list[tuple[str, int]]) -> str:
    return " · ".join(words for words, _rank in parts)
