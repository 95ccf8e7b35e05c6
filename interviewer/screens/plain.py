"""The plain walk: one line an answer, typed at a prompt or piped from a script; the same session either way."""

from collections.abc import Callable, Sequence

from interviewer.errors import CannotError, FilesError, problem
from interviewer.screens.answers import Answers, Wanted
from interviewer.screens.asking import show_expected, show_help, show_map, show_open_musts, show_question, show_time
from interviewer.screens.labels import COVERAGE as STATES
from interviewer.screens.messages import explain
from interviewer.screens.paper import Paper
from interviewer.screens.script import Line
from interviewer.screens.words import _, language, plural
from interviewer.session import events as e
from interviewer.session.actions import Action, action_word, parse
from interviewer.session.acts import act, ask_question, turn, undo_after
from interviewer.session.interview import (
    AskBackground,
    AskConsent,
    AskForm,
    AskQuestions,
    Finish,
    Now,
    Over,
    State,
    background,
    consent,
    finish,
    form,
    next_step,
    open_musts,
)
from interviewer.session.journal import NotSaved
from interviewer.session.live import Live
from interviewer.session.standing import last_turn, unused_probes

YES = ("oui", "o", "yes", "y")
NO = ("non", "n", "no")
CARRIES_WORDS = ("words", "maybe_words", "maybe_reason", "maybe_probe")


Make = Callable[[State, Now], Sequence[e.Event]]


class ScriptError(FilesError):
    """The script can't be read on from this line."""

    def __init__(self, line: int) -> None:
        super().__init__([problem("script_consent", line=line, path="-")])


class Left(Exception):  # noqa: N818 - leaving is no error
    """The interview rests here: a pause, or the end of the script."""


class Walk:
    """Walks through an interview from wherever it stands. `faults` counts lines that could not be carried out."""

    def __init__(self, live: Live, answers: Answers, paper: Paper, notice: str = "") -> None:
        self.live = live
        self.answers = answers
        self.paper = paper
        self.notice = notice
        self.faults = 0
        self.last_line = 0
        self._initial = ""
        self._resumed_turn = ""
        self._warned: set[str] = set()
        self._done_asked = False
        self._refused_once: AskConsent | None = None

    @property
    def state(self) -> State:
        """What is known now."""
        return self.live.state

    def run(self, rescued: Sequence[e.Recovered] = ()) -> bool:
        """Ask whatever is left to ask; True when the interview is over, False when it rests."""
        try:
            self._greet(rescued)
            while not isinstance(step := next_step(self.state), Over):
                self._take(step)
        except (Left, EOFError):
            return False
        if step.refused:
            self.paper.say()
            self.paper.say(
                _(
                    "A consent that this interview needs was not given: it ends here. Nothing else was recorded. Thank the person."
                ),
                "strong",
            )
        return True

    def _take(self, step: AskConsent | AskQuestions | AskBackground | AskForm | Finish) -> None:
        match step:
            case AskConsent():
                self._consent(step)
            case AskQuestions():
                self._questions()
            case AskBackground():
                self._background(step)
            case AskForm():
                self._form(step)
            case Finish():
                self._record(finish)

    # --- recording ---

    def _record(self, make: Make) -> Sequence[e.Event]:
        """Carry out and say what became of it; whatever was typed is in the journal or, at the worst, in memory."""
        try:
            events = self.live.record(make)
        except NotSaved as error:
            message, hint = explain(error.problem)
            self.paper.say(f"{message} {hint}", "bad")
            if not self.answers.typed:
                raise  # the words still stand in the script; reading on would only pile them up in memory
            return ()
        self._say_warnings()
        return events

    def _say_warnings(self) -> None:
        for warning in self.live.journal.warnings:
            message, hint = explain(warning)
            if message not in self._warned:
                self._warned.add(message)
                self.paper.say(f"{message} {hint}", "warn")

    def _next(self, wanted: Wanted) -> Line:
        line = self.answers.next(wanted, self.live)
        self.last_line = line.number or self.last_line
        if line.note:
            self.paper.say(
                _("Line {number}: ").format(number=line.number) + explain(CannotError(line.note).problem)[0], "warn"
            )
        return line

    def _refuse(self, error: CannotError, line: Line) -> None:
        """Say why a line could not be carried out; at the keyboard its words wait at the prompt."""
        message, hint = explain(error.problem)
        if self.answers.typed:
            self._initial = line.text
            self.paper.say(f"{message} {hint}".strip(), "warn")
            return
        self.faults += 1
        self.paper.say(
            _("Line {number}: {message} {hint}").format(number=line.number, message=message, hint=hint), "warn"
        )

    # --- before and between ---

    def _greet(self, rescued: Sequence[e.Recovered]) -> None:
        guide, said = self.state.guide, self.state.view.language
        if not self.state.view.consents and self.state.view.prompt is None and guide.opening.words:
            self.paper.rule(guide.title.said_in(said))
            self.paper.read_out(guide.opening.said_in(said))
        for turn_ in rescued:
            self.paper.say(_("The words that were being typed when the last run ended are kept as a turn:"), "good")
            self.paper.say(turn_.text, indent=2)
        if rescued and self.answers.typed and next_step(self.state) == AskQuestions():
            self._initial, self._resumed_turn = rescued[-1].text, rescued[-1].id
            self.paper.say(_("Go on typing after them, or press Enter to leave them as they are."), "good")

    def _consent(self, step: AskConsent) -> None:
        said = self.state.view.language
        self.paper.say()
        if len(self.state.present()) > 1:
            self.paper.say(step.participant, "theme")
        self.paper.read_out(step.item.ask.said_in(said), "strong")
        if step.item.required:
            self.paper.say(_("needed for the interview"), "quiet", indent=2)
        line = self._next(Wanted(_("yes/no") + "> "))
        if self._between(line):
            return
        word = line.text.strip().casefold()
        if word not in (*YES, *NO):
            if not self.answers.typed:
                raise ScriptError(line.number)
            self.paper.say(_("Please type yes or no."), "warn")
            return
        given = word in YES
        if not given and step.item.required and self.answers.typed and not self._sure(step):
            return
        self._record(lambda _state, now: consent(self.state, step, now, given=given, notice=self.notice))

    def _sure(self, step: AskConsent) -> bool:
        """A slip of the finger must not end an interview: a required item is refused twice."""
        again = self._refused_once == step
        self._refused_once = step
        if not again:
            self.paper.say(
                _("Without this consent the interview ends here. Type no again if that is the answer."), "warn"
            )
        return again

    def _between(self, line: Line) -> bool:
        """Before and after the questions few actions make sense: another language, a pause, help."""
        try:
            action = parse(line.text)
        except CannotError:
            return False
        if action.name == "pause":
            raise Left
        if action.name == "help":
            show_help(self.paper, language())
        elif action.name in ("language", "undo"):
            try:
                self._record(lambda state, now: _around(state, action, now))
            except CannotError as error:
                self._refuse(error, line)
                self._initial = ""
        return action.name in ("help", "language", "undo")

    def _questions(self) -> None:
        if self.state.view.prompt is None:
            first = next(q.id for _theme, q in self.state.guide.questions())
            if self.answers.typed:
                self.paper.say()
                self.paper.say(_("Actions begin with a slash; /help lists them."), "quiet")
            self._record(lambda state, now: ask_question(state, first, now))
            show_question(self.paper, self.state)
        elif not self._initial or self._resumed_turn:
            show_question(self.paper, self.state)
        while isinstance(next_step(self.state), AskQuestions):
            self._one_line()

    def _one_line(self) -> None:
        many = len(self.state.present()) > 1
        wanted = Wanted(f"{self.state.view.speaker}> " if many else "> ", self._initial, actions=True)
        line = self._next(wanted)
        self._initial = ""
        if self._resumed_turn and self._continue_rescued(line):
            return
        try:
            action = parse(line.text)
            if action == Action("say", "") and self.answers.typed and not self._nothing_to_leave():
                return
            self._carry_out(action)
        except CannotError as error:
            self._keep_words(error, line)

    def _nothing_to_leave(self) -> bool:
        """An empty line on a question without an answer does nothing, and says what would."""
        try:
            act(self.state, Action("say", ""), self.live.now())
        except CannotError as error:
            message, hint = explain(error.problem)
            self.paper.say(f"{message} {hint}".strip(), "quiet")
            return False
        return True

    def _continue_rescued(self, line: Line) -> bool:
        """The rescued words stood at the prompt: what came back is their new text, unless it is an action."""
        rescued, self._resumed_turn = self.state.view.turn(self._resumed_turn), ""
        if rescued is None or line.text.startswith("/"):
            return False
        if line.text.strip() and line.text != rescued.text:
            self._record(lambda _state, now: [e.Fixed(now.fresh(), rescued.id, line.text)])
            self._saved()
        return True

    def _keep_words(self, error: CannotError, line: Line) -> None:
        """In a script, the words of a line that could not be carried out are kept as a memo: nothing said is dropped."""
        self._refuse(error, line)
        if self.answers.typed or not line.text.strip() or self.state.view.prompt is None:
            return
        try:
            action = parse(line.text)
            carries = action.name == "say" or bool(
                action_word(action.name).takes in CARRIES_WORDS and action.argument.strip()
            )
        except CannotError:
            carries = True
        if carries:
            self._record(lambda state, now: [turn(state, "memo", line.text, now.fresh())])
            self.paper.say(_("The line is kept as a memo."), "warn")

    # --- actions ---

    def _carry_out(self, action: Action) -> None:
        if action.name in _LOOKS:
            _LOOKS[action.name](self.paper, self.state)
            return
        if action.name == "done" and self._not_yet_done():
            return
        if action.name == "fix" and not action.argument.strip() and self.answers.typed:
            self._initial = "/fix " + last_turn(self.state).text
            return
        before = self.state.view.prompt
        events = self._record(lambda state, now: act(state, action, now))
        if action.name == "pause":
            raise Left
        self._after(action, before is not self.state.view.prompt and self.state.view.prompt != before, events)

    def _not_yet_done(self) -> bool:
        """At the keyboard, open musts are shown first, and a second /done means it."""
        show_open_musts(self.paper, self.state)
        again, self._done_asked = self._done_asked, True
        if open_musts(self.state) and self.answers.typed and not again:
            self.paper.say(_("Type /done again to finish all the same, or go on."), "warn")
            return True
        return False

    def _after(self, action: Action, moved: bool, events: Sequence[e.Event]) -> None:  # noqa: FBT001 - read at one place
        if action.name != "done":
            self._done_asked = False
        if not events or action.name == "done":
            return
        if isinstance(events[0], e.Gap):
            self._gap_said(events[0])
        if isinstance(events[0], e.Measured):
            self._saved()
            if unused_probes(self.state):
                self.paper.say(_("What lies behind it?"), "quiet")
        elif moved:
            show_question(self.paper, self.state)
        else:
            self._saved()

    def _gap_said(self, gap: e.Gap) -> None:
        self.paper.say(
            _("Noted for {question}: {reason}.").format(question=gap.question, reason=_(STATES[gap.reason])), "quiet"
        )
        open_left = [q for q, state in self.state.view.coverage.items() if state == "not_asked"]
        if not open_left:
            self.paper.say(_("Nothing is left to ask. /done ends the questions."), "quiet")

    def _saved(self) -> None:
        count = len(self.state.view.turns)
        if self.answers.typed and not self.live.journal.unsaved:
            self.paper.say(plural("saved · {count} turn", "saved · {count} turns", count), "quiet")

    # --- after the questions ---

    def _background(self, step: AskBackground) -> None:
        said = self.state.view.language
        self.paper.say()
        if len(self.state.present()) > 1:
            self.paper.say(step.participant, "theme")
        self.paper.read_out(step.item.ask.said_in(said), "strong")
        show_expected(self.paper, step.item.answer, said)
        self.paper.say(_("An empty line leaves it open."), "quiet", indent=2)
        line = self._next(Wanted("= ", self._initial))
        self._initial = ""
        if self._between(line):
            return
        try:
            self._record(lambda _state, now: background(step, line.text, said, now))
        except CannotError as error:
            self._refuse(error, line)
            if not self.answers.typed:  # the next line of a script answers the next item: keep them apart
                self._record(
                    lambda _state, now: [*background(step, "", said, now), _loose_memo(self.state, line.text, now)]
                )

    def _form(self, step: AskForm) -> None:
        if step.item == "setting" and self.state.guide.closing.words:
            self.paper.say()
            self.paper.read_out(self.state.guide.closing.said_in(self.state.view.language), "strong")
            self.paper.say()
            self.paper.say(
                _("The interview is over. Three short notes for the file; an empty line leaves one out."), "quiet"
            )
        self.paper.say(_form_label(step.item), "strong")
        line = self._next(Wanted("= "))
        if not self._between(line):
            self._record(lambda _state, now: form(step, line.text, now))


def _around(state: State, action: Action, now: Now) -> Sequence[e.Event]:
    """Before the first question no wording is put again in another language, and only what is asked there is undone."""
    if action.name == "undo":
        return undo_after(state, now)
    return [event for event in act(state, action, now) if isinstance(event, e.Language) or state.view.status == "open"]


def _form_label(item: e.FormItem) -> str:
    labels = {
        "setting": _("Where, and how did it go (place, noise, interruptions)?"),
        "others": _("Who else was present (no names)?"),
        "notes": _("Field notes"),
    }
    return labels[item]


def _loose_memo(state: State, text: str, now: Now) -> e.Memo:
    """Words of a script that are no value of the background sheet."""
    return e.Memo(now.fresh(), "", "", text, state.view.language)


_LOOKS: dict[str, Callable[[Paper, State], None]] = {
    "map": show_map,
    "time": show_time,
    "help": lambda paper, _state: show_help(paper, language()),
}
