"""The themes in free order: lines become turns and actions, one after the other."""

from collections.abc import Callable, Sequence

from interviewer.errors import CannotError
from interviewer.screens.interview.asking import (
    show_help,
    show_map,
    show_open_musts,
    show_question,
    show_time,
    word_for,
)
from interviewer.screens.interview.desk import Desk, Left
from interviewer.screens.interview.tongues import switch_told
from interviewer.screens.labels import COVERAGE
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.script import Line
from interviewer.screens.words import _, language
from interviewer.session import events as e
from interviewer.session.actions import action_word, parse
from interviewer.session.acts import first_question, turn
from interviewer.session.answering import answer
from interviewer.session.interview import AskQuestions, State, next_step, open_musts
from interviewer.session.standing import last_turn, unused_probes

CARRIES_WORDS = ("words", "maybe_words", "maybe_reason", "maybe_probe")


class Questions:
    """The part of an interview between the consent and the background sheet."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rescued = ""
        self._done_asked = False

    def go_on_from(self, rescued: e.Recovered) -> None:
        """Let the words that a cut run left behind stand at the prompt."""
        self._rescued, self._desk.begun = rescued.id, rescued.text

    def run(self) -> None:
        """Take lines until the questions are over. Raises Left for a pause, EOFError at the end of a script."""
        desk = self._desk
        if desk.state.view.prompt is None:
            if desk.typed:
                desk.paper.say()
                hint = _("Actions begin with a slash; /{word} lists them.")
                desk.paper.say(hint.format(word=word_for(action_word("help"), language())), "quiet")
            desk.record(first_question)
        show_question(desk.paper, desk.state)
        while isinstance(next_step(desk.state), AskQuestions):
            self._one_line()

    def _one_line(self) -> None:
        desk = self._desk
        many = len(desk.state.present()) > 1
        line = desk.ask(f"{desk.state.view.speaker}> " if many else "> ", place="")
        if self._rescued and self._continued(line):
            return
        try:
            self._carry_out(line)
        except CannotError as error:
            if error.problem.rule == "nothing_said_yet" and desk.typed:
                desk.tell(error, "quiet")
                return
            desk.refuse(error, line)
            self._keep_words(line)

    def _continued(self, line: Line) -> bool:
        """The rescued words stood at the prompt: what came back is their new text, unless it is an action."""
        rescued, self._rescued = self._desk.state.view.turn(self._rescued), ""
        if rescued is None or line.text.lstrip().startswith("/"):
            return False
        if line.text.strip() and line.text != rescued.text:
            self._desk.record(lambda _state, now: [e.Fixed(now.fresh(), rescued.id, line.text)])
        return True

    def _keep_words(self, line: Line) -> None:
        """In a script, the words of a line that could not be carried out are kept as a memo: nothing said is dropped."""
        if not self._desk.typed and _carries_words(line.text):
            self._desk.record(lambda state, now: [turn(state, "memo", line.text, now.fresh())])
            self._desk.paper.say(_("The line is kept as a memo."), "warn")

    def _carry_out(self, line: Line) -> None:
        desk, action = self._desk, parse(line.text)
        if action.name in _LOOKS:
            _LOOKS[action.name](desk.paper, desk.state)
            return
        if action.name == "done" and self._not_yet_done():
            return
        self._done_asked = False
        if action.name == "fix" and not action.argument.strip() and desk.typed:
            desk.begun = f"/{word_for(action_word('fix'), language())} {last_turn(desk.state).text}"
            return
        before = desk.state
        events = desk.record(lambda state, now: answer(state, line.text, now))
        if action.name == "pause":
            raise Left
        if action.name != "done":
            self._show_what_follows(before, events)

    def _not_yet_done(self) -> bool:
        """At the keyboard, open musts are shown first, and a second /done means it."""
        desk = self._desk
        show_open_musts(desk.paper, desk.state)
        again, self._done_asked = self._done_asked, True
        if open_musts(desk.state) and desk.typed and not again:
            word = word_for(action_word("done"), language())
            desk.paper.say(_("Type /{word} again to finish all the same, or go on.").format(word=word), "warn")
            return True
        return False

    def _show_what_follows(self, before: State, events: Sequence[e.Event]) -> None:
        desk = self._desk
        for event in events:
            if isinstance(event, e.Gap):
                self._gap_said(event)
            elif isinstance(event, e.Language) and (said := switch_told(event, desk.state)):
                desk.paper.say(said, "warn")
            elif isinstance(event, e.Merged):
                desk.paper.say(_("Joined to the turn before it."), "quiet")
            elif isinstance(event, e.Measured) and unused_probes(desk.state):
                desk.paper.say(_("What lies behind it?"), "quiet")
        if events and desk.state.view.prompt != before.view.prompt:
            show_question(desk.paper, desk.state)

    def _gap_said(self, gap: e.Gap) -> None:
        desk = self._desk
        noted = _("Noted for {question}: {reason}.").format(question=gap.question, reason=_(COVERAGE[gap.reason]))
        desk.paper.say(noted, "quiet")
        if gap.reason == "not_relevant" and desk.typed:
            back, skip = (word_for(action_word(name), language()) for name in ("undo", "skip"))
            hint = _("Another reason? /{undo}, then /{skip} with it: declined, dont_know, no_time.")
            desk.paper.say(hint.format(undo=back, skip=skip), "quiet")
        if "not_asked" not in desk.state.view.coverage.values():
            desk.paper.say(_("Nothing is left to ask. /done ends the questions."), "quiet")


def _carries_words(text: str) -> bool:
    """Whether a line holds more than the name of an action, so that dropping it would drop words."""
    try:
        action = parse(text)
    except CannotError:
        return True
    carries = action.name == "say" or action_word(action.name).takes in CARRIES_WORDS
    return carries and bool(action.argument.strip())


_LOOKS: dict[str, Callable[[Paper, State], None]] = {
    "map": show_map,
    "time": show_time,
    "help": lambda paper, _state: show_help(paper, language()),
}
