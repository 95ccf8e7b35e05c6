"""What was marked in a session, as the rows of a table that can be applied to it again. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from interviewer.coding.marks_csv import CLOSED, LOST, MARK, MEMO, PASSED
from interviewer.coding.rounds import seen_by, sees_others
from interviewer.coding.sheet import memo_of
from interviewer.coding.tree import CodeTree
from interviewer.privacy.pseudonymised import is_replaced, memos_pseudonymised
from interviewer.session.model import SPEECH, MarkView, SessionView

COLUMNS = (
    *("session_id", "turn_id", "code_id", "excerpt_start", "excerpt_end", "excerpt", "memo", "coder", "round"),
    *("kind", "new_code", "suggested_by", "may_quote"),
)
NUMERIC = (3, 4)
"""The places of the columns that hold numbers."""
Row = tuple[str, ...]


class Listed(NamedTuple):
    """The rows of a session; `blind`: what others made of it, if anything, is left out, since the coder may not see it yet.

    `refused` counts marks that a comparison decided against: that stands in no row.
    """

    rows: list[Row]
    blind: bool = False
    refused: int = 0


def listed(view: SessionView, tree: CodeTree, labels: Mapping[str, str], coder: str = "") -> Listed:
    """A row for each mark, turn passed without one, memo and round closed; with a coder, what they may see.

    A mark that lost its words has a row without them: its turn was rated, and is no turn on which no code fits. Codes stand under the id that counts now. `labels` are those of codes that were born while coding.
    """
    view = memos_pseudonymised(view)
    order = {turn.id: place for place, turn in enumerate(view.turns) if turn.kind in SPEECH}
    seen = seen_by(view, coder) if coder else view.marks
    rows = _mark_rows(view, [mark for mark in seen if mark.turn in order], tree, labels)
    marked = {(row[1], row[7], row[8]) for row in rows}
    everyone = not coder or sees_others(view, coder)
    for who, round_id, turn in view.seen:
        if turn in order and (turn, who, round_id) not in marked and (everyone or who == coder):
            rows.append(_row(view.id, turn, who, round_id, PASSED))
    rows.sort(key=lambda row: (order[row[1]], int(row[3] or -1), int(row[4] or -1), row[2], row[7:10]))
    rows += [row for row in _memo_rows(view, tree, labels) if everyone or row[7] == coder]
    shown = sorted(view.closed) if everyone else sorted(one for one in view.closed if one[0] == coder)
    rows += [_row(view.id, "", who, round_id, CLOSED) for who, round_id in shown]
    ids = {mark.id for mark in view.marks}
    refused = sum(mark in ids and (everyone or who == coder) for who, _round, mark in view.refused)
    may = _may_quote(view)
    return Listed([(*row, may.get(row[1], "")) for row in rows], not everyone, refused)


def _may_quote(view: SessionView) -> dict[str, str]:
    """Whether who spoke agreed to be quoted, by turn."""
    alone = view.participants[0].id if len(view.participants) == 1 else ""
    agreed = {person.id for person in view.participants if view.consents_to(person.id, "quote")}
    return {turn.id: "yes" if (turn.speaker or alone) in agreed else "no" for turn in view.turns}


def _row(session: str, turn: str, coder: str, round_id: str, kind: str) -> Row:
    return (session, turn, "", "", "", "", "", coder, round_id, kind, "", "")


def _memo_rows(view: SessionView, tree: CodeTree, labels: Mapping[str, str]) -> list[Row]:
    """A row for each memo of a coder; what they wrote on a code under its former ids stands in one."""
    turns = {turn.id for turn in view.turns}
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for one in sorted(view.remarks, key=lambda r: (r.about, r.target, r.coder)):
        target = tree.current(one.target) if one.about == "code" else one.target
        if one.about != "turn" or target in turns:
            found.setdefault((one.about, target, one.coder, ""), []).append(one.text)
    rows: list[Row] = []
    for (about, target, coder, _), texts in found.items():
        turn, code = target if about == "turn" else "", target if about == "code" else ""
        label = labels.get(code, "").strip() or code if code not in tree.codes else ""
        rows.append((view.id, turn, code, "", "", "", "\n".join(texts), coder, "", MEMO, label, ""))
    return rows


def _mark_rows(view: SessionView, marks: list[MarkView], tree: CodeTree, labels: Mapping[str, str]) -> list[Row]:
    """One row for each code on each place; what two merged codes had said of it stands in one memo."""
    found: dict[Row, list[MarkView]] = {}
    for mark in sorted(marks, key=lambda one: one.id):
        kind, code = MARK if mark.holds else LOST, tree.current(mark.code)
        spot: Row = (mark.turn, code, str(mark.start), str(mark.end), mark.coder, mark.round, kind)
        found.setdefault(spot, []).append(mark)
    words = {turn.id: turn.text for turn in view.turns}
    rows: list[Row] = []
    for (turn, code, start, end, coder, round_id, kind), same in found.items():
        told = kind == MARK and not is_replaced(view, turn, int(start), int(end))
        excerpt = words[turn][int(start) : int(end)] if told else ""  # the place says which words they are
        label = "" if code in tree.codes else labels.get(code, "").strip() or code
        made = (memo_of(same), coder, round_id, kind, label, same[0].suggested)
        rows.append((view.id, turn, code, start, end, _whole(excerpt), *made))
    return rows


def _whole(excerpt: str) -> str:
    """The words, or nothing where they hold half a character that no file can: the place says which words they are."""
    return "" if any("\ud800" <= letter <= "\udfff" for letter in excerpt) else excerpt
