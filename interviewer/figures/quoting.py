"""Excerpts to quote: the marked words with what stands around them, by what each person agreed to. Pure.

Only exact words are quotations. What the interviewer summed up is not, whoever may be quoted.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from interviewer.coding.tree import CodeTree
from interviewer.figures.rolling import tree_place
from interviewer.figures.selection import CodedTurn, Selection, coded_turns
from interviewer.guide.model import Question
from interviewer.session.model import MarkView, SessionView, TurnView
from interviewer.session.read import guide_from

SENTENCE_END = re.compile(r"[.!?…]+[\"'»”’)\]\s]*\s|\n+")
VERBATIM = "verbatim"


class Excerpt(Struct, frozen=True, gc=False):
    """Marked words of one turn under one code, whoever marked them.

    `before` and `after` are what stands around them in the turn: the rest of their sentence, else the sentence beside.
    `asked` is the question as it was put, `coders`, `rounds` and `memos` (coder, text) are those of all marks on just
    these words. `may_quote` says that they may be shown to others, `exact` that they are the person's own words.
    """

    session: str
    held_on: str
    guide: str
    theme: str
    question: str
    asked: str
    participant: str
    stakeholder: str
    turn: str
    exact: bool
    code: str
    start: int
    end: int
    words: str
    before: str
    after: str
    key: bool
    may_quote: bool
    coders: tuple[str, ...]
    rounds: tuple[str, ...]
    memos: tuple[tuple[str, str], ...] = ()


class Quotes(NamedTuple):
    """The excerpts in their order, and how many were left out.

    `refused` for want of consent, `summaries` because they are the interviewer's, `plain` because they are no key
    quotations; `memos` were left out since they may repeat anybody's words. `lost` marks have no words any more.
    `turns` are all of the selection, `rated` says whether any bears a mark.
    """

    excerpts: tuple[Excerpt, ...]
    refused: int = 0
    summaries: int = 0
    plain: int = 0
    memos: int = 0
    lost: int = 0
    turns: int = 0
    rated: bool = False


class Wanted(NamedTuple):
    """What is asked for: everything for the team's own eyes, or key quotations alone."""

    everything: bool = False
    key: bool = False


SHARED = Wanted()


def quotes(
    views: Iterable[SessionView],
    selection: Selection,
    tree: CodeTree,
    wanted: Wanted = SHARED,
    doubtful: Collection[str] = (),
) -> Quotes:
    """The excerpts by code, then by person, key quotations first, then in the order of the interviews.

    Of `doubtful` sessions (by id) not everything could be read: a consent may have been taken back in what is missing, so
    nothing of them may be quoted.
    """
    gather = _Gather(wanted)
    for view in views:
        sure = view.id not in doubtful and not view.unknown
        for one in coded_turns(view, selection, tree):
            gather.turn(one, sure=sure)
    order = {code: tree_place(tree, code) for code in {one.code for one in gather.found}}
    found = sorted(gather.found, key=lambda q: (order[q.code], q.participant, not q.key, q.session))
    return Quotes(tuple(found), *gather.counts())


class _Gather:
    """The excerpts while the turns pass by, in order."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.found: list[Excerpt] = []
        self.refused = self.summaries = self.plain = self.memos = self.lost = self.turns = 0
        self.rated = False

    def counts(self) -> tuple[int, int, int, int, int, int, bool]:
        """What was left out, as Quotes has it."""
        return self.refused, self.summaries, self.plain, self.memos, self.lost, self.turns, self.rated

    def turn(self, one: CodedTurn, *, sure: bool) -> None:
        """The excerpts of one turn."""
        self.turns += 1
        self.lost += one.lost
        if not (one.marks or one.lost):
            return
        self.rated = True
        exact, everything = one.turn.kind == VERBATIM, self.wanted.everything
        may = sure and one.who.may_quote and exact
        key = one.turn.starred and exact
        groups = _same_words(one.marks)
        if everything or may:
            if self.wanted.key and not key:
                self.plain += len(groups)
            else:
                self.found += [self._excerpt(one, marks, may=may, key=key) for marks in groups]
        elif exact:
            self.refused += len(groups)
        else:
            self.summaries += len(groups)

    def _excerpt(self, one: CodedTurn, marks: Sequence[MarkView], *, may: bool, key: bool) -> Excerpt:
        view, turn, who = one.view, one.turn, one.who
        first = marks[0]
        before, after = around(turn.text, first.start, first.end)
        memos = tuple([(mark.coder, mark.memo) for mark in marks if mark.memo])
        if memos and not self.wanted.everything:
            self.memos += len(memos)
            memos = ()
        alone = len(marks) == 1
        return Excerpt(
            *(view.id, view.held_on, view.guide, turn.theme, turn.question),
            asked_words(view, turn, whole=self.wanted.everything),
            *(who.id, who.stakeholder, turn.id),
            turn.kind == VERBATIM,
            first.code,
            first.start,
            first.end,
            turn.text[first.start : first.end],
            before,
            after,
            key,
            may,
            (first.coder,) if alone else tuple(dict.fromkeys([mark.coder for mark in marks])),
            (first.round,) if alone else tuple(dict.fromkeys([mark.round for mark in marks])),
            memos,
        )


def _same_words(marks: tuple[MarkView, ...]) -> list[Sequence[MarkView]]:
    """The marks that put one code on just the same words, together."""
    if len(marks) == 1:
        return [marks]
    found: dict[tuple[str, int, int], list[MarkView]] = {}
    for mark in marks:
        found.setdefault((mark.code, mark.start, mark.end), []).append(mark)
    return list(found.values())


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after the words [start, end): the rest of their sentence; where that is nothing, the next one."""
    return _before(text, start), _after(text, end)


def _before(text: str, start: int) -> str:
    if not start or not text[:start].strip():
        return ""
    breaks = [0, *(found.end() for found in SENTENCE_END.finditer(text, 0, start))]
    while len(breaks) > 1 and not text[breaks[-1] : start].strip():
        breaks.pop()
    return text[breaks[-1] : start]


def _after(text: str, end: int) -> str:
    if end >= len(text) or not text[end:].strip():
        return ""
    for found in SENTENCE_END.finditer(text, max(0, end - 1)):
        if found.end() > end and text[end : found.end()].strip(" \n\t\u00a0\u202f.!?…\"'»”’)]"):
            return text[end : found.end()]
    return text[end:]


def asked_words(view: SessionView, turn: TurnView, *, whole: bool) -> str:
    """The question as it was put. Unless it is `whole`, words made up on the spot are only shown where all may be quoted.

    In place of those, the wording of the guide: what an interviewer says may repeat what was just said.
    """
    asked = turn.asked
    if asked is not None and (whole or asked.text in _prepared(view.source) or _all_agree(view)):
        return asked.text
    planned = _planned(view.source).get(view.former.get(turn.question, (turn.question,))[0])
    return planned.ask.said_in(turn.language or view.language) if planned else ""


def _all_agree(view: SessionView) -> bool:
    return all(view.consents_to(person.id, "quote") for person in view.participants)


@lru_cache(maxsize=64)
def _planned(source: str) -> dict[str, Question]:
    """The questions of a guide by id, the first where an id comes twice."""
    guide = guide_from(source)
    return {question.id: question for _, question in reversed([*guide.questions()])} if guide else {}


@lru_cache(maxsize=64)
def _prepared(source: str) -> frozenset[str]:
    """Every wording of the guide: questions and probes, in all its languages."""
    return frozenset(_wordings(source))


def _wordings(source: str) -> Iterator[str]:
    guide = guide_from(source)
    for _theme, question in guide.questions() if guide else ():
        for text in (question.ask, *(probe.ask for probe in question.probes)):
            yield from text.words.values()
