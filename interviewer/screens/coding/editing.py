"""Correcting turns of an interview that is over: which one, its new words, and why; each a record of its own."""

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from interviewer.coding.marks_csv import shown
from interviewer.errors import CannotError
from interviewer.ids import is_id
from interviewer.matching import find, fold
from interviewer.screens.clean import cells, clean, one_line
from interviewer.screens.coding.refusal import refusal
from interviewer.screens.labels import label
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.script import Line, Script
from interviewer.screens.words import _, plural
from interviewer.session.events import Event, Fixed, Moved, Record, Starred, Under
from interviewer.session.journal import NotSaved
from interviewer.session.model import MarkView, SessionView, TurnView
from interviewer.session.read import guide_from, view
from interviewer.study.correcting import Unfinished

SHORTEST_PREFIX = 6
NAME_OF_TURN = re.compile(r"[0-9]{1,5}|[0-9a-f]{6,16}", re.ASCII)
ACTIONS = {
    "star": "star",
    "etoile": "star",
    "unstar": "unstar",
    "sans etoile": "unstar",
    "move": "move",
    "deplacer": "move",
    "under": "under",
    "sous": "under",
}


Keep = Callable[[str], None]


class Ask(NamedTuple):
    """Where lines come from: `line(prefix, initial, keep)` raises EOFError at their end, `keep` makes what is being typed durable.

    `again` says whether somebody is at a keyboard, so that a faulty line can be typed anew.
    """

    line: Callable[[str, str, Keep | None], Line]
    again: bool


def piped(stop: Any) -> Ask:
    """Lines and blocks of standard input."""
    script = Script(lambda: stop.readline(sys.stdin.buffer))
    return Ask(lambda _prefix, _initial, _keep: script.next(), again=False)


def typed() -> Ask:
    """Lines of the prompt."""

    def line(prefix: str, initial: str, keep: Keep | None) -> Line:
        from interviewer.screens.terminal.prompt import ask_text

        return Line(ask_text(message=prefix, initial=initial, on_draft=keep), 0)

    return Ask(line, again=True)


class Editing:
    """Corrects turns of one session. `save` makes events durable before it returns; `faults` counts what could not be done.

    `unfinished`, where somebody types, keeps the words of a correction until it is saved.
    """

    def __init__(
        self,
        session: str,
        key: str,
        records: tuple[Record, ...],
        save: Callable[[Event], None],
        fresh: Callable[[], str],
    ) -> None:
        self._session, self._key, self._save, self._fresh = session, key, save, fresh
        self._records = records
        self.unfinished: Unfinished | None = None
        self._after_action = False
        self.faults = 0
        self.changed: list[str] = []
        self.view = view(session, key, records)

    def run(self, ask: Ask, paper: Paper, turn: str = "") -> None:
        """Correct the turn named, or one after the other until the lines end or, at the keyboard, an empty line."""
        if turn:
            self._correct(ask, paper, find_turn(self.view, turn))
            return
        if ask.again:
            show_turns(paper, self.view)
            self._show_unfinished(paper)
            paper.say(_("Which turn? Type its number, or nothing to stop."), "quiet")
        while True:
            try:
                line = ask.line(_("turn> "), "", None)
            except EOFError:
                return
            if not line.text.strip():
                if ask.again:
                    return
                continue
            if self._after_action and not ask.again and not names_turn(line.text):
                self._pass_over_reason(paper, line)
                continue
            self._one(ask, paper, line)

    def _show_unfinished(self, paper: Paper) -> None:
        """Say at which turns words wait that were typed and not saved."""
        waiting = self.unfinished.turns() if self.unfinished else ()
        numbers = [str(n) for n, turn in enumerate(self.view.turns, 1) if turn.id in waiting]
        if numbers:
            paper.say(
                _("Corrections that were not saved wait in the prompt of: {numbers}.").format(
                    numbers=", ".join(numbers)
                ),
                "warn",
            )

    def _pass_over_reason(self, paper: Paper, line: Line) -> None:
        """Actions have no reason; a script that gives one all the same goes on with the next turn."""
        self._after_action = False
        said = _("Line {number} was passed over: an action has no reason.")
        paper.say(said.format(number=line.number), "quiet")

    def _one(self, ask: Ask, paper: Paper, line: Line) -> None:
        self._after_action = False
        try:
            turn = find_turn(self.view, line.text)
        except CannotError as error:
            self._refuse(paper, error, line)
            if not ask.again:
                self._pass_over(ask)
            return
        self._correct(ask, paper, turn)

    def _pass_over(self, ask: Ask) -> None:
        """Leave out the text and the reason of a turn that isn't there."""
        try:
            self._after_action = is_action(ask.line("", "", None).text)
            if not self._after_action:
                ask.line("", "", None)
        except EOFError:
            return

    def _correct(self, ask: Ask, paper: Paper, turn: TurnView) -> None:
        """One correction, whole or not at all."""
        line = Line("", 0)
        try:
            if ask.again:
                paper.say(
                    _(
                        "Change the words and press Enter. Instead of them: /star, /unstar, /move QUESTION, /under QUESTION."
                    ),
                    "quiet",
                )
            line = self._typed(ask, turn)
            self._after_action = is_action(line.text)
            events = self._acted(turn, line.text) if self._after_action else self._fixed(ask, paper, turn, line.text)
            self._keep(paper, turn, events)
        except EOFError:
            self._refuse(paper, CannotError("edit_cut_short"), line)
        except NotSaved:
            raise
        except CannotError as error:
            self._refuse(paper, error, line)

    def _typed(self, ask: Ask, turn: TurnView) -> Line:
        """The new words; what was typed of them before stands in the prompt. Given up when the prompt is left empty."""
        drafts = self.unfinished
        if drafts is None:
            return ask.line("> ", turn.text, None)
        try:
            line = ask.line("> ", drafts.words(turn.id) or turn.text, partial(drafts.keep, turn))
        except EOFError:
            drafts.settle(turn.id)
            raise
        if is_action(line.text) or not line.text.strip() or line.text == turn.text:
            drafts.settle(turn.id)
        else:
            with suppress(CannotError):  # they are in memory, and the reason's prompt says what is not saved
                drafts.keep(turn, line.text)
        return line

    def _refuse(self, paper: Paper, error: CannotError, line: Line) -> None:
        self.faults += 1
        paper.say(refusal(error.problem, line), "warn")

    def _fixed(self, ask: Ask, paper: Paper, turn: TurnView, typed_text: str) -> list[Event]:
        """The new words with their reason; nothing when they are those that stand there."""
        text = typed_text[1:] if typed_text.startswith("//") else typed_text
        reason = "" if ask.again and text == turn.text else self._reason(ask, paper, turn)
        if not text.strip():
            raise CannotError("edit_no_text")
        if text == turn.text:
            return []
        if not reason:
            raise CannotError("edit_no_reason")
        return [Fixed(self._fresh(), turn.id, text, reason)]

    def _reason(self, ask: Ask, paper: Paper, turn: TurnView) -> str:
        drafts = self.unfinished
        keep = partial(drafts.keep_reason, turn) if drafts else None
        if ask.again:
            paper.say(_("Why? A few words, such as: typing mistake, misheard."), "quiet")
        while True:
            reason = ask.line(_("why> "), drafts.reason(turn.id) if drafts else "", keep).text.strip()
            if reason or not ask.again:
                return reason

    def _acted(self, turn: TurnView, typed_text: str) -> list[Event]:
        word, _space, rest = typed_text[1:].strip().partition(" ")
        action = ACTIONS.get(fold(word))
        match action:
            case "star" if turn.kind != "verbatim":
                raise CannotError("edit_star_verbatim_only")
            case "star" | "unstar":
                on = action == "star"
                return [Starred(self._fresh(), turn.id, on)] if on != turn.starred else []
            case "move":
                theme, question = find_question(self.view, rest)
                return [Moved(self._fresh(), turn.id, theme, question)] if question != turn.question else []
            case "under":
                theme, question = find_question(self.view, rest)
                there = question in (turn.question, *turn.also)
                return [] if there else [Under(self._fresh(), turn.id, theme, question)]
        raise CannotError("edit_unknown_action", name=shown(word))

    def _keep(self, paper: Paper, turn: TurnView, events: list[Event]) -> None:
        if not events:
            paper.say(_("Nothing changed."), "quiet")
            return
        held = {one.id for one in self.view.marks if one.holds}
        for event in events:
            self._save(event)
            if self.unfinished:
                self.unfinished.settle(turn.id)
            self._records = (*self._records, Record(event, 0.0, 0.0, "", 0))
        self.view = view(self._session, self._key, self._records)
        self.changed.append(turn.id)
        paper.say(_("Saved: {turn}.").format(turn=turn.id), "good")
        say_lost(paper, [one for one in self.view.marks if one.id in held and not one.holds])


def is_action(text: str) -> bool:
    """Whether the line is an action and no new text: it begins with one slash."""
    return text.startswith("/") and not text.startswith("//")


def names_turn(text: str) -> bool:
    """Whether the line can stand for a turn: a number, or the beginning of an id."""
    return NAME_OF_TURN.fullmatch(text.strip().lower()) is not None


def find_turn(session: SessionView, typed_text: str) -> TurnView:
    """The turn with that number (in the order of the interview) or whose id begins so; CannotError when there is none or several."""
    wanted = typed_text.strip().lower()
    if wanted.isascii() and wanted.isdigit() and len(wanted) < SHORTEST_PREFIX:
        found = list(session.turns[int(wanted) - 1 : int(wanted)]) if int(wanted) else []
    else:
        found = [turn for turn in session.turns if len(wanted) >= SHORTEST_PREFIX and turn.id.startswith(wanted)]
    if len(found) > 1:
        raise CannotError("edit_turn_several", name=wanted, count=len(found))
    if not found:
        # A line that slipped may hold what somebody said: only what can be an id is repeated.
        raise CannotError("edit_unknown_turn", name=wanted if is_id(wanted) else "…", session=session.id)
    return found[0]


def find_question(session: SessionView, typed_text: str) -> tuple[str, str]:
    """The theme and the question of this interview that are meant."""
    guide = guide_from(session.source)
    named = [(q.id, theme.id, q.ask.said_in(session.language)) for theme, q in guide.questions()] if guide else []
    named += [(p.question, p.theme, p.text) for p in session.prompts if p.origin == "improvised"]
    found = find(typed_text, [(question, words) for question, _theme, words in named])
    if len(found) != 1:
        raise CannotError("edit_unknown_question", name=shown(typed_text), session=session.id)
    return next((theme, question) for question, theme, _words in named if question == found[0])


def show_turns(paper: Paper, session: SessionView) -> None:
    """All turns, a line each, with the numbers by which they are chosen."""
    for n, turn in enumerate(session.turns, 1):
        who = " · ".join(filter(None, (turn.speaker, label(turn.kind), "★" if turn.starred else "")))
        head = f"{n:>3}  {turn.id[:8]}  {who}  "
        paper.say(head + one_line(turn.text, max(20, (paper.width or 80) - cells(clean(head)))))


def say_lost(paper: Paper, lost: list[MarkView]) -> None:
    """Say which marks stand on words that are no longer there."""
    if lost:
        which = ", ".join(_("{code} ({coder})").format(code=one.code, coder=one.coder) for one in lost)
        said = plural("{count} mark lost its words", "{count} marks lost their words", len(lost))
        paper.say(_("{name}: {text}").format(name=said, text=which), "warn")
        paper.say(_("They stay in the session, apart; mark the new words with: interviewer code"), "quiet")
