"""Correcting turns of an interview that is over: which one, its new words, and why; each a record of its own."""

import sys
from collections.abc import Callable
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

SHORTEST_PREFIX = 6
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


class Ask(NamedTuple):
    """Where lines come from: `line(prefix, initial)` raises EOFError at their end; `again` says whether a faulty one can be typed anew."""

    line: Callable[[str, str], Line]
    again: bool


def piped(stop: Any) -> Ask:
    """Lines and blocks of standard input."""
    script = Script(lambda: stop.readline(sys.stdin.buffer))
    return Ask(lambda _prefix, _initial: script.next(), again=False)


def typed() -> Ask:
    """Lines of the prompt."""

    def line(prefix: str, initial: str) -> Line:
        from interviewer.screens.terminal.prompt import ask_text

        return Line(ask_text(message=prefix, initial=initial), 0)

    return Ask(line, again=True)


class Editing:
    """Corrects turns of one session. `save` makes events durable before it returns; `faults` counts what could not be done."""

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
            paper.say(_("Which turn? Type its number, or nothing to stop."), "quiet")
        while True:
            try:
                line = ask.line(_("turn> "), "")
            except EOFError:
                return
            if not line.text.strip():
                if ask.again:
                    return
                continue
            self._one(ask, paper, line)

    def _one(self, ask: Ask, paper: Paper, line: Line) -> None:
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
            if not is_action(ask.line("", "").text):
                ask.line("", "")
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
            line = ask.line("> ", turn.text)
            events = self._acted(turn, line.text) if is_action(line.text) else self._fixed(ask, paper, turn, line.text)
            self._keep(paper, turn, events)
        except EOFError:
            self._refuse(paper, CannotError("edit_cut_short"), line)
        except NotSaved:
            raise
        except CannotError as error:
            self._refuse(paper, error, line)

    def _refuse(self, paper: Paper, error: CannotError, line: Line) -> None:
        self.faults += 1
        paper.say(refusal(error.problem, line), "warn")

    def _fixed(self, ask: Ask, paper: Paper, turn: TurnView, typed_text: str) -> list[Event]:
        """The new words with their reason; nothing when they are those that stand there."""
        text = typed_text[1:] if typed_text.startswith("//") else typed_text
        reason = "" if ask.again and text == turn.text else self._reason(ask, paper)
        if not text.strip():
            raise CannotError("edit_no_text")
        if text == turn.text:
            return []
        if not reason:
            raise CannotError("edit_no_reason")
        return [Fixed(self._fresh(), turn.id, text, reason)]

    def _reason(self, ask: Ask, paper: Paper) -> str:
        if ask.again:
            paper.say(_("Why? A few words, such as: typing mistake, misheard."), "quiet")
        while True:
            reason = ask.line(_("why> "), "").text.strip()
            if reason or not ask.again:
                return reason

    def _acted(self, turn: TurnView, typed_text: str) -> list[Event]:
        word, _space, rest = typed_text[1:].strip().partition(" ")
        action = ACTIONS.get(fold(word))
        match action:
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
            self._records = (*self._records, Record(event, 0.0, 0.0, "", 0))
        self.view = view(self._session, self._key, self._records)
        self.changed.append(turn.id)
        paper.say(_("Saved: {turn}.").format(turn=turn.id), "good")
        say_lost(paper, [one for one in self.view.marks if one.id in held and not one.holds])


def is_action(text: str) -> bool:
    """Whether the line is an action and no new text: it begins with one slash."""
    return text.startswith("/") and not text.startswith("//")


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
