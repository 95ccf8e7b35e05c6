"""Two coders' marks side by side: what both have, and what they have to talk about. Pure.

Marks of the same code on the same words are agreed. What is left on a turn is put together so that one decision settles
it: the same code on different words, different codes on words that overlap, or a code that only one of them has. Codes
that the codebook renamed or merged count under the id that stands for them now; marks that lost their words are left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from interviewer.coding.excerpt import Span
from interviewer.coding.tree import CodeTree
from interviewer.session.model import SPEECH, MarkView, Rated, SessionView, TurnView

Kind = Literal["words", "codes", "one"]
Marks = tuple[MarkView, ...]


class Pair(NamedTuple):
    """The two coders, and the round in which their marks are compared."""

    a: str
    b: str
    round: str


class Difference(NamedTuple):
    """One thing to decide on a turn: the marks of the one that the other doesn't have, and the other way round."""

    session: str
    turn: TurnView
    a: Marks
    b: Marks

    @property
    def kind(self) -> Kind:
        """`words`: one code, different words; `codes`: different codes for words that overlap; `one`: only one has it."""
        if not (self.a and self.b):
            return "one"
        return "words" if self.a[0].code == self.b[0].code else "codes"

    @property
    def marks(self) -> Marks:
        """Those of both."""
        return (*self.a, *self.b)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in question, each once."""
        return tuple(dict.fromkeys(mark.code for mark in self.marks))


class Turned(NamedTuple):
    """A turn that both rated: the marks that both have, in pairs, and the differences."""

    turn: TurnView
    same: tuple[tuple[MarkView, MarkView], ...]
    different: tuple[Difference, ...]


def compared(view: SessionView, pair: Pair, tree: CodeTree) -> Iterator[Turned]:
    """Every turn of the session that both coders rated in the round, in order."""
    found: dict[tuple[str, str], list[MarkView]] = {}
    for mark in view.marks:
        if mark.round == pair.round and mark.coder in (pair.a, pair.b) and mark.holds:
            found.setdefault((mark.turn, mark.coder), []).append(replace(mark, code=tree.current(mark.code)))
    for turn in rated_by_both(view, pair):
        a, b = (_once(found.get((turn.id, coder), ()), tree) for coder in (pair.a, pair.b))
        yield _turned(view.id, turn, a, b)


def rated_by_both(view: SessionView, pair: Pair) -> tuple[TurnView, ...]:
    """The turns that each of the two marked or passed in the round."""

    def both(turn: str) -> bool:
        return all(Rated(coder, pair.round, turn) in view.seen for coder in (pair.a, pair.b))

    return tuple(turn for turn in view.turns if turn.kind in SPEECH and both(turn.id))


def rated_by_one(view: SessionView, pair: Pair) -> int:
    """How many turns only one of the two rated: nothing can be compared there."""
    rated = [{one.turn for one in view.seen if one[:2] == (coder, pair.round)} for coder in (pair.a, pair.b)]
    speech = {turn.id for turn in view.turns if turn.kind in SPEECH}
    return len((rated[0] ^ rated[1]) & speech)


def _once(marks: Iterable[MarkView], tree: CodeTree) -> dict[tuple[str, Span], MarkView]:
    """The marks by code and words, codes in the order of the codebook; two of a code that became one are one."""
    ordered = sorted(marks, key=lambda m: (tree.place(m.code), m.start, m.end, m.id))
    found: dict[tuple[str, Span], MarkView] = {}
    for mark in ordered:
        found.setdefault((mark.code, (mark.start, mark.end)), mark)
    return found


def _turned(
    session: str, turn: TurnView, a: Mapping[tuple[str, Span], MarkView], b: Mapping[tuple[str, Span], MarkView]
) -> Turned:
    same = tuple((mark, b[key]) for key, mark in a.items() if key in b)
    only_a = _by_code(mark for key, mark in a.items() if key not in b)
    only_b = _by_code(mark for key, mark in b.items() if key not in a)
    pairs = [(only_a.pop(code), only_b.pop(code)) for code in list(only_a) if code in only_b]
    pairs += _overlapping(only_a, only_b)
    pairs += [(marks, ()) for marks in only_a.values()] + [((), marks) for marks in only_b.values()]
    pairs.sort(key=lambda two: min((m.start, m.end) for m in (*two[0], *two[1])))
    return Turned(turn, same, tuple(Difference(session, turn, *two) for two in pairs))


def _by_code(marks: Iterable[MarkView]) -> dict[str, Marks]:
    found: dict[str, Marks] = {}
    for mark in marks:
        found[mark.code] = (*found.get(mark.code, ()), mark)
    return found


def _overlapping(only_a: dict[str, Marks], only_b: dict[str, Marks]) -> list[tuple[Marks, Marks]]:
    """Different codes of the two that stand on the same words, the most words first; they are taken out of both."""
    both = [
        (_overlap(one, other), code, with_code) for code, one in only_a.items() for with_code, other in only_b.items()
    ]
    found = []
    for shared, code, with_code in sorted(both, key=lambda three: -three[0]):
        if shared and code in only_a and with_code in only_b:
            found.append((only_a.pop(code), only_b.pop(with_code)))
    return found


def _overlap(one: Marks, other: Marks) -> int:
    """How many code points marks of both stand on."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


class Sum(NamedTuple):
    """What a comparison found: turns that both rated, marks that both have, differences."""

    turns: int
    same: int
    different: int


def summed(turns: Iterable[Turned]) -> Sum:
    """The counts over many turns."""
    all_of_them = tuple(turns)
    return Sum(
        len(all_of_them), sum(len(one.same) for one in all_of_them), sum(len(one.different) for one in all_of_them)
    )


def by_question(differences: Sequence[Difference], place: Callable[[str], int]) -> list[Difference]:
    """The differences question by question, in the order that `place` gives questions; within each as they were."""
    return sorted(differences, key=lambda one: (place(one.turn.question), one.turn.question))
