"""Small generated studies for figures, and the plainest possible reading of a selection, written without the program's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from hypothesis import strategies as st

from interviewer.coding.model import Code, Codebook
from interviewer.coding.tree import CodeTree
from interviewer.figures.selection import Selection
from interviewer.guide.model import Text
from interviewer.session import events as e
from interviewer.session.model import MarkView, SessionView, TurnView
from interviewer.session.read import view

# a > b > c, d alone, old merged into d, gone retired, "new" was born while coding.
BOOK = Codebook(
    (
        Code("a", Text({"en": "Alpha"})),
        Code("d", Text({"en": "Delta"})),
        Code("b", Text({"en": "Beta"}), parent="a", was=("bee",)),
        Code("old", Text({"en": "Old"}), merged_into="d"),
        Code("gone", Text({"en": "Gone"}), status="retired"),
        Code("c", Text({"en": "Gamma"}), parent="b", origin="in_vivo"),
    )
)
TREE = CodeTree(BOOK)
NOW = {"bee": "b", "old": "d"}
ABOVE = {"c": ("b", "a"), "b": ("a",)}
USED = ("a", "b", "c", "d", "bee", "old", "gone", "new")
CODERS, ROUNDS = ("ana", "ben"), ("", "2")
QUESTIONS = {"q1": "t1", "q2": "t1", "q3": "t2"}
TEXT = "Un mot. Deux mots ici ! Et trois mots là ?"


class Bit(NamedTuple):
    """One thing a coder did: a mark on [start, end) or, where `code` is empty, having passed the turn."""

    turn: int
    coder: str
    round: str
    code: str = ""
    start: int = 0
    end: int = 1


bits = st.builds(
    lambda turn, coder, round_, code, start, length: Bit(turn, coder, round_, code, start, start + length),
    st.integers(0, 4),
    st.sampled_from(CODERS),
    st.sampled_from(ROUNDS),
    st.sampled_from(("", *USED)),
    st.integers(0, 12),
    st.integers(1, 8),
)


@st.composite
def sessions(draw: st.DrawFn, number: int = 0) -> SessionView:
    """One interview with one or two people, up to five turns of any kind, and what coders did."""
    pair = draw(st.booleans())
    people = [e.Person(f"p{number}", draw(st.sampled_from(("x", "y", "")))), *([e.Person("q", "y")] if pair else [])]
    facts: list[e.Event] = [
        e.Held(
            "h" * 16,
            draw(st.sampled_from(("g1", "g2"))),
            1,
            "",
            "",
            "fr",
            "2026-01-01",
            people,
            wave=draw(st.sampled_from(("", "t0"))),
            pilot=draw(st.integers(0, 5)) == 0,
        )
    ]
    facts += [
        e.Consent(f"{n:016x}", one.id, "quote", "quote", "?", draw(st.booleans())) for n, one in enumerate(people, 100)
    ]
    turns = [_turn(draw, number, n, [one.id for one in people]) for n in range(draw(st.integers(0, 5)))]
    facts += turns
    done = [bit for bit in draw(st.lists(bits, max_size=12)) if bit.turn < len(turns)]
    facts += [_did(bit, number, n, turns[bit.turn].id) for n, bit in enumerate(done)]
    if draw(st.booleans()) and turns:
        facts.append(e.Under("u" * 16, turns[-1].id, "t2", "q3"))
    if draw(st.booleans()) and turns:
        facts.append(e.Fixed("f" * 16, turns[0].id, "Tout autre chose."))
    if draw(st.booleans()):
        facts.append(e.Background("b" * 16, people[0].id, "age", draw(st.sampled_from((30, 40)))))
    records = [e.Record(event, float(n), float(n), "r" * 16, n) for n, event in enumerate(facts)]
    return view(f"s{number}", "k" * 16, records)


def _turn(draw: st.DrawFn, session: int, number: int, people: list[str]) -> e.Turn:
    kind: Any = draw(st.sampled_from((e.Verbatim, e.Verbatim, e.Paraphrase, e.Observation)))
    question = draw(st.sampled_from(sorted(QUESTIONS)))
    speaker = draw(st.sampled_from((*people, "")))
    turn: e.Turn = kind(f"{session:x}{number:015x}", QUESTIONS[question], question, TEXT, "fr", speaker)
    return turn


def _did(bit: Bit, session: int, number: int, turn: str) -> e.Event:
    made = f"m{session:x}{number:014x}"
    if not bit.code:
        return e.Seen(made, turn, bit.coder, bit.round)
    return e.Mark(made, turn, bit.code, bit.coder, bit.start, bit.end, TEXT[bit.start : bit.end], "", bit.round)


studies = st.tuples(sessions(0), sessions(1), sessions(2))


def seldom(*values: frozenset[str]) -> st.SearchStrategy[frozenset[str]]:
    """A filter that is mostly not there: with all of them at once hardly a turn would be left."""
    return st.sampled_from((frozenset[str](),) * 6 + values)


selections = st.builds(
    Selection,
    sessions=seldom(frozenset({"s0", "s1"})),
    guides=seldom(frozenset({"g1"})),
    stakeholders=seldom(frozenset({"y"})),
    participants=seldom(frozenset({"q", "p0"})),
    themes=seldom(frozenset({"t1"})),
    questions=seldom(frozenset({"q1"})),
    codes=seldom(*[frozenset({"b"})] * 3, frozenset({"d", "new"})),
    coders=seldom(frozenset({"ana"})),
    rounds=seldom(frozenset({"1"})),
    background=st.sampled_from((*[()] * 6, (("age", "30"),), (("age", ""), ("age", "40")))),
    with_pilots=st.booleans(),
)


class Told(NamedTuple):
    """A turn of the selection as plainly as can be: `marks` hold their words, `rated` are (coder, round) pairs."""

    view: SessionView
    turn: TurnView
    who: str
    group: str
    age: str
    marks: list[tuple[MarkView, str]]
    lost: int
    rated: set[tuple[str, str]]


def told(views: tuple[SessionView, ...], selection: Selection) -> Iterator[Told]:
    """Every turn of speech that no filter leaves out."""
    s = selection
    for seen in views:
        for turn in seen.turns:
            if turn.kind not in ("verbatim", "paraphrase") or (seen.pilot and not s.with_pilots):
                continue
            who = turn.speaker
            if not who and len(seen.participants) == 1:
                who = seen.participants[0].id
            group = "".join(p.stakeholder for p in seen.participants if p.id == who)
            age = "".join(str(b.value) for b in seen.background if b.participant == who and b.item == "age")
            left_out = (
                (s.sessions and seen.id not in s.sessions)
                or (s.guides and seen.guide not in s.guides)
                or (s.stakeholders and group not in s.stakeholders)
                or (s.participants and who not in s.participants)
                or (s.themes and turn.theme not in s.themes)
                or (s.questions and not {turn.question, *turn.also} & s.questions)
                or (s.background and age not in [value for _item, value in s.background])
            )
            if not left_out:
                yield _told(seen, turn, (who, group, age), s)


def _told(seen: SessionView, turn: TurnView, about: tuple[str, str, str], s: Selection) -> Told:
    marks, rated, lost = [], set(), 0
    said: list[tuple[object, ...]] = []
    for mark in sorted(seen.marks, key=lambda one: one.id):
        if mark.turn != turn.id or not takes(mark.coder, mark.round, s):
            continue
        rated.add((mark.coder, mark.round))
        code = NOW.get(mark.code, mark.code)
        if s.codes and not any(one in s.codes for one in (code, *ABOVE.get(code, ()))):
            continue
        same = (mark.start, mark.end, code, mark.coder, mark.round, mark.holds)
        if same in said:  # under two codes that are one now
            continue
        said.append(same)
        if mark.holds:
            marks.append((mark, code))
        else:
            lost += 1
    for one in seen.seen:
        if one.turn == turn.id and takes(one.coder, one.round, s):
            rated.add((one.coder, one.round))
    return Told(seen, turn, *about, marks, lost, rated)


def takes(coder: str, round_: str, s: Selection) -> bool:
    return (not s.coders or coder in s.coders) and (not s.rounds or round_ in s.rounds)


def counted_for(code: str, selection: Selection, *, roll_up: bool) -> list[str]:
    """The code and, rolled up, those above it that the filter on codes takes in."""
    keys = [code, *(ABOVE.get(code, ()) if roll_up else ())]
    wanted = selection.codes
    return [key for key in keys if not wanted or any(one in wanted for one in (key, *ABOVE.get(key, ())))]


def answered(one: Told, selection: Selection) -> set[str]:
    """The questions that the turn answers, of those that are asked for."""
    both = {one.turn.question, *one.turn.also}
    return both & selection.questions if selection.questions else both


def values_of(one: Told, by: str, selection: Selection) -> set[str]:
    """What the turn is, by that dimension of turns; it answers several questions sometimes."""
    return {
        "question": answered(one, selection),
        "theme": {one.turn.theme},
        "stakeholder": {one.group},
        "participant": {one.who},
        "session": {one.view.id},
        "guide": {one.view.guide},
        "wave": {one.view.wave},
        "age": {one.age},
    }[by]


OF_TURNS = ("question", "theme", "stakeholder", "participant", "session", "guide", "wave", "age")
