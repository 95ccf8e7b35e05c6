"""Splices that a record tells of, found again in a text that may have changed since: to do them, or to take them back. Pure."""

from collections.abc import Iterable, Sequence

from interviewer.session.events import Splice
from interviewer.yamlsplice import Edit
from interviewer.yamltext import splice

AROUND = 160
"""How much of what stands around a splice is kept with it."""
NEAR = 40
"""Splices that lie closer are kept as one: what stands between them would not tell where they are."""
TRIED = (AROUND, 80, 40, 20)


def as_records(text: str, edits: Iterable[Edit]) -> list[Splice]:
    """The edits of a text as they are kept, with what stands around each and is not changed itself."""
    joined: list[Edit] = []
    for edit in sorted(edits, key=lambda one: one[:2]):
        if joined and edit.start - joined[-1].end < NEAR:
            last = joined.pop()
            between = text[last.end : edit.start]
            joined.append(Edit(last.start, edit.end, last.new + between + edit.new))
        else:
            joined.append(edit)
    ends = [0, *(one.end for one in joined)]
    begins = [*(one.start for one in joined[1:]), len(text)]
    return [
        Splice(
            one.start,
            text[one.start : one.end],
            one.new,
            text[max(ends[n], one.start - AROUND) : one.start],
            text[one.end : min(begins[n], one.end + AROUND)],
        )
        for n, one in enumerate(joined)
    ]


def differing_part(text: str, other: str) -> Edit:
    """The one edit that makes the text the other one: without what they share at the beginning and at the end."""
    most = min(len(text), len(other))
    first = next((n for n in range(most) if text[n] != other[n]), most)
    last = next((n for n in range(most - first) if text[-1 - n] != other[-1 - n]), most - first)
    return Edit(first, len(text) - last, other[first : len(other) - last])


def forwards(text: str, splices: Sequence[Splice]) -> str | None:
    """The text with the splices done; None where one of their places isn't there, or not for sure."""
    return _done(text, [(one.before, one.old, one.after, one.new) for one in splices])


def backwards(text: str, splices: Sequence[Splice]) -> str | None:
    """The text with the splices taken back; None where one of their places isn't there, or not for sure."""
    return _done(text, [(one.before, one.new, one.after, one.old) for one in splices])


def _done(text: str, wanted: Iterable[tuple[str, str, str, str]]) -> str | None:
    edits = []
    for before, there, after, instead in wanted:
        at = _place(text, before, there, after)
        if at is None:
            return None
        edits.append(Edit(at, at + len(there), instead))
    try:
        return splice(text, edits)
    except ValueError:
        return None


def _place(text: str, before: str, there: str, after: str) -> int | None:
    """The only place where the words stand between these; with less around them where people changed what lies further."""
    for around in TRIED:
        left, right = before[-around:], after[:around]
        needle = left + there + right
        first = text.find(needle)
        if first >= 0 and text.find(needle, first + 1) < 0:
            return first + len(left)
    return None


def exactly(text: str, splices: Sequence[Splice], *, back: bool = False) -> str | None:
    """The text with the splices done (or taken back) at the very places that they name; None where they don't fit."""
    edits, moved = [], 0
    for one in splices:
        there, instead = (one.new, one.old) if back else (one.old, one.new)
        at = one.at + (moved if back else 0)
        moved += len(one.new) - len(one.old)
        if text[at : at + len(there)] != there:
            return None
        edits.append(Edit(at, at + len(there), instead))
    return splice(text, edits)
