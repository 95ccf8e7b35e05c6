"""Going through what a scan found, one after the other: each answer is durable before the next question."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from interviewer.privacy.scan.deciding import Pointed
from interviewer.privacy.scan.replacements import fault_of, in_brackets
from interviewer.privacy.scan.tokens import folded
from interviewer.screens.clean import one_line
from interviewer.screens.paper import Paper
from interviewer.screens.scanning.listing import kind_of, place_of
from interviewer.screens.scanning.replacing import is_sealed, proposed, told
from interviewer.screens.terminal.choose import short_text
from interviewer.screens.words import _, plural
from interviewer.study.folder import Study
from interviewer.study.not_names import add_not_names, remove_not_names
from interviewer.study.screening import Loaded, Pen

AROUND = 70
# The letters of both languages: r emplacer/eplace, k eep, g arder, n o name, p as un nom, l ater, t plus tard, u ndo, a nnuler.
REPLACE, KEEP, NO_NAME, LATER, UNDO, STOP = "r", "kg", "np", "lt", "ua", "q"
MEANINGS = {letter: letters[0] for letters in (REPLACE, KEEP, NO_NAME, LATER, UNDO, STOP) for letter in letters}


class Question(NamedTuple):
    """The same words, wherever they stand."""

    places: tuple[Pointed, ...]

    @property
    def one(self) -> Pointed:
        """The first of the places."""
        return self.places[0]


class Done(NamedTuple):
    """What one answer did: decisions by session, a word that was written down as no name, places where a name stands."""

    decisions: tuple[tuple[str, str], ...] = ()
    word: str = ""
    named: tuple[Pointed, ...] = ()


def questions(pointed: Sequence[Pointed]) -> list[Question]:
    """What is open, each thing once, in the order of the interviews."""
    found: dict[tuple[str, bool, str], list[Pointed]] = {}
    for one in pointed:
        if one.decision is None:
            found.setdefault((one.finding.kind, one.finding.sure, folded(one.words)), []).append(one)
    return [Question(tuple(those)) for those in found.values()]


class Walk:
    """One sitting. `run` returns when everything was asked or the person stops."""

    def __init__(self, study: Study, loaded: Mapping[str, Loaded], paper: Paper, who: str = "") -> None:
        self._study, self._paper = study, paper
        self._pen = Pen(study, loaded, who)
        self._done: list[tuple[int, Done]] = []
        self.stopped = False

    def run(self, pointed: Sequence[Pointed]) -> None:
        """Ask about everything that is open."""
        asked, at = questions(pointed), 0
        self._explain()
        try:
            while at < len(asked):
                at = self._ask(asked, at)
        finally:
            self._pen.close()
            keep_names(self._study, [one for _at, done in self._done for one in done.named])

    def _explain(self) -> None:
        self._paper.say(
            _(
                "r replaces the words for others (r TEXT by TEXT); the team goes on reading what was said. "
                "n remembers for the whole study that a word is nobody's name, k leaves it as it is here."
            ),
            "quiet",
        )

    def _ask(self, asked: Sequence[Question], at: int) -> int:
        """Ask one question; says which one comes next."""
        question = asked[at]
        self._show(question, at, len(asked))
        by = proposed(question.one)
        letter, rest = self._answer(question, by)
        if letter == STOP:
            self.stopped = True
            return len(asked)
        if letter == UNDO[0]:
            return self._undo(at)
        self._done.append((at, self._decided(question, letter, rest or by)))
        return at + 1

    def _show(self, question: Question, at: int, count: int) -> None:
        one, paper = question.one, self._paper
        paper.say()
        head = _("{number} of {count} · {session} · {place}: {kind}")
        paper.say(
            head.format(number=at + 1, count=count, session=one.session, place=place_of(one), kind=kind_of(one)),
            "theme",
        )
        text, finding = one.said.text, one.finding
        before = one_line(text[max(0, finding.start - AROUND) : finding.start], AROUND).lstrip()
        after = one_line(text[finding.end : finding.end + AROUND], AROUND).rstrip()
        paper.say(f"{before}⟦{one_line(one.words, AROUND)}⟧{after}", indent=2)
        more = len(question.places) - 1
        if more:
            paper.say(
                plural("The same stands in {count} more place.", "The same stands in {count} more places.", more),
                "quiet",
            )

    def _choices(self, question: Question, by: str) -> str:
        if question.one.finding.sure:
            return _("[r] put {by}  [k] keep  [l] later  [u] undo  [q] stop:").format(by=by)
        return _("[r] put {by}  [n] no name  [k] keep  [l] later  [u] undo  [q] stop:").format(by=by)

    def _answer(self, question: Question, by: str) -> tuple[str, str]:
        """The letter that stands for what is wanted, and what is to stand there instead if something was typed."""
        sealed = is_sealed(self._study)

        def fault(typed: str) -> str | None:
            letter, rest = _parted(typed)
            if not letter:
                return _("Type one of the letters; r TEXT replaces by TEXT.")
            wrong = fault_of(rest, question.one.words, sealed=sealed) if rest else None
            return told(wrong) if wrong else None

        return _parted(short_text(self._choices(question, by), validate=fault, anew=True))

    def _decided(self, question: Question, letter: str, by: str) -> Done:
        if letter == REPLACE:
            made = tuple((one.session, self._pen.replace(one, by)) for one in question.places)
            return Done(made, named=question.places if is_new_name(question.one) else ())
        if letter == KEEP[0] or (letter == NO_NAME[0] and question.one.finding.sure):
            return Done(tuple((one.session, self._pen.keep(one)) for one in question.places))
        if letter == NO_NAME[0]:
            add_not_names(self._study, [question.one.words])
            return Done(word=question.one.words)
        return Done()

    def _undo(self, at: int) -> int:
        """Take the last answer back; says where it was given."""
        if not self._done:
            self._paper.say(_("There is nothing to undo here."), "quiet")
            return at
        before, done = self._done.pop()
        for session, decision in done.decisions:
            self._pen.take_back(session, decision)
        if done.word:
            remove_not_names(self._study, [done.word])
        return before


def is_new_name(one: Pointed) -> bool:
    """Whether the words were no known name before somebody said that they are one."""
    return one.finding.kind == "name" and not one.finding.sure


def keep_names(study: Study, named: Iterable[Pointed]) -> None:
    """Keep these names in the vault, for later scans, each with the person in whose words it stands.

    In a study without keys they are known by their replacements alone.
    """
    new = dict.fromkeys((one.words, one.said.by) for one in named)
    if not new or study.settings().keys is None:
        return
    from interviewer.study.private.vault import add_third_person

    for name, giver in new:
        add_third_person(study, name, giver)


def _parted(typed: str) -> tuple[str, str]:
    """The letter that stands for what is wanted, and what was typed behind it: what is to stand there instead."""
    typed = typed.strip()
    letter = MEANINGS.get(typed[:1].lower(), "")
    rest = typed[1:].strip() if letter == REPLACE and typed[1:2] in ("", " ") else ""
    return letter, in_brackets(rest) if rest else ""
