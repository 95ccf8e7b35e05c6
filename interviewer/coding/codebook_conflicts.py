"""What git left in a codebook that it could not merge, told in codes: which ones each side has, and what to keep. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from interviewer.coding.model import Code, Codebook
from interviewer.errors import Fact, Problem

MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: (.*))?")
ID = re.compile(r"\s*(?:-\s+)?(?:\{\s*)?['\"]?id['\"]?\s*:\s+['\"]?([^\s,'\"}#]+)")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
MOST_NAMED = 12
# Each one is tried by reading the file twice more.
MOST_TRIED = 20
Read = Callable[[str], Codebook | None]


class Conflict(NamedTuple):
    """The lines of both sides between the marks, and the lines on which the marks stand (from 1)."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    first: int
    middle: int
    last: int
    name: str


def explain_conflicts(text: str, read: Read) -> tuple[Problem, ...]:
    """A problem for each conflict of the file; none where the marks are not in pairs, so that nothing sure can be said.

    `read` gives the codebook of a text, or None where it has errors.
    """
    pieces = _pieces(text)
    conflicts = [one for one in pieces or () if isinstance(one, Conflict)]
    if pieces is None or not conflicts:
        return ()
    sides = _Sides(pieces, read)
    above = ""
    found = []
    for one in pieces:
        if isinstance(one, str):
            above = next(iter(reversed(_ids([one]))), above)
        else:
            found.append(_explained(one, sides, above))
            above = next(iter(reversed(_ids(one.theirs))), above)
    return tuple(found)


def _explained(one: Conflict, sides: "_Sides", above: str) -> Problem:
    ours, theirs = _ids(one.ours), _ids(one.theirs)
    both = [code for code in ours if code in theirs]
    facts: dict[str, Fact] = {"first": one.first, "middle": one.middle, "last": one.last, "branch": one.name or "-"}
    twins = () if both or not (ours and theirs) else sides.twins(ours, theirs)
    if not ours and not theirs:
        rule = "conflict_in_code"
    elif both:
        rule = "conflict_same_code"
    elif not ours or not theirs:
        rule = "conflict_one_side"
    elif twins:
        rule = "conflict_code_renamed"
        facts |= dict(zip(("mine", "other", "was"), twins, strict=True))
    else:
        rule = "conflict_codes_added" if sides.can_both_stay(one) else "conflict_codes_mixed"
    facts |= {"ours": _named(ours), "theirs": _named(theirs), "both": _named(both), "code": above or "-"}
    facts["codes"] = _named(ours or theirs)
    return Problem(rule, line=one.first, column=1, values=tuple(facts.items()))


class _Sides:
    """The file as one or the other would have it; where one conflict is tried, of all others what our side has."""

    def __init__(self, pieces: Sequence[str | Conflict], read: Read) -> None:
        self._pieces, self._read = pieces, read
        self._ours = read(self._text(None, lambda _: ()))
        self._theirs = read("".join(one if isinstance(one, str) else "".join(one.theirs) for one in pieces))
        self._few = sum(isinstance(one, Conflict) for one in pieces) <= MOST_TRIED

    def can_both_stay(self, conflict: Conflict) -> bool:
        """Whether taking the marks away, and nothing else, leaves each code as one of the sides had it, and loses none."""
        if self._ours is None or not self._few:
            return False
        theirs = self._read(self._text(conflict, lambda one: one.theirs))
        union = self._read(self._text(conflict, lambda one: (*one.ours, *one.theirs)))
        if theirs is None or union is None:
            return False
        had, other, now = map(_said, (self._ours, theirs, union))
        whole = all(code in (had.get(name), other.get(name)) for name, code in now.items())
        return whole and now.keys() == had.keys() | other.keys()

    def twins(self, ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, str, str] | tuple[()]:
        """One code that each side gave another id: the two ids, and what `was` of the one kept must say; else nothing.

        It is one code where both say that it bore the same id before, or where nothing but the id differs.
        """
        if self._ours is None or self._theirs is None:
            return ()
        had, has = _said(self._ours), _said(self._theirs)
        for mine, yours in ((had[a], has[b]) for a in ours if a in had for b in theirs if b in has):
            if set(mine.was) & set(yours.was) or _but_for_ids(mine) == _but_for_ids(yours):
                former = dict.fromkeys((*mine.was, *yours.was, yours.id))
                return mine.id, yours.id, ", ".join(one for one in former if one != mine.id)
        return ()

    def _text(self, conflict: Conflict | None, choose: Callable[[Conflict], Sequence[str]]) -> str:
        def kept(one: str | Conflict) -> str:
            if isinstance(one, str):
                return one
            return "".join(choose(one) if one is conflict else one.ours)

        return "".join(map(kept, self._pieces))


def _said(book: Codebook) -> dict[str, Code]:
    from msgspec.structs import replace

    from interviewer.guide.model import Place

    return {code.id: replace(code, place=Place()) for code in book.codes}


def _but_for_ids(code: Code) -> Code:
    from msgspec.structs import replace

    return replace(code, id="", was=())


def _pieces(text: str) -> list[str | Conflict] | None:
    """The lines outside of conflicts one by one, and the conflicts between them; None where the marks are not in pairs."""
    pieces: list[str | Conflict] = []
    lines = iter(enumerate(LINE.findall(text), 1))
    for number, line in lines:
        mark = MARK.fullmatch(line.rstrip("\r\n"))
        if mark is None:
            pieces.append(line)
        elif mark[1][0] == "<" and (conflict := _conflict(number, lines)) is not None:
            pieces.append(conflict)
        else:
            return None
    return pieces


def _conflict(first: int, lines: Iterator[tuple[int, str]]) -> Conflict | None:
    sides: dict[str, list[str]] = {"<": [], "|": [], "=": []}
    side, middle = "<", 0
    for number, line in lines:
        mark = MARK.fullmatch(line.rstrip("\r\n"))
        if mark is None:
            sides[side].append(line)
        elif mark[1][0] == ">" and side == "=":
            return Conflict(tuple(sides["<"]), tuple(sides["="]), first, middle, number, mark[2] or "")
        elif (side, mark[1][0]) in (("<", "|"), ("<", "="), ("|", "=")):
            side = mark[1][0]
            middle = number
        else:
            return None
    return None


def _ids(lines: Sequence[str]) -> list[str]:
    return [found[1][:64] for line in lines if (found := ID.match(line))]


def _named(codes: Sequence[str]) -> str:
    return ", ".join((*codes[:MOST_NAMED], "…")[: len(codes[:MOST_NAMED]) + (len(codes) > MOST_NAMED)]) or "-"
