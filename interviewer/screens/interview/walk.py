"""The plain walk: one line an answer, typed at a prompt or piped from a script; the same session either way."""

from collections.abc import Sequence

from interviewer.errors import CannotError, FilesError, problem
from interviewer.screens.interview.asking import show_expected, show_help
from interviewer.screens.interview.desk import Desk, Left
from interviewer.screens.interview.questions import Questions
from interviewer.screens.terminal.script import Line
from interviewer.screens.words import _, language
from interviewer.session import events as e
from interviewer.session.actions import Action, parse
from interviewer.session.acts import act, undo_after
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
)

YES = ("oui", "o", "yes", "y")
NO = ("non", "n", "no")


class ScriptError(FilesError):
    """The script can't be read on from this line."""

    def __init__(self, line: int) -> None:
        super().__init__([problem("script_consent", line=line, path="-")])


class Walk:
    """Walks through an interview from wherever it stands. `notice` is the version of the notice that people are given."""

    def __init__(self, desk: Desk, notice: str = "") -> None:
        self._desk = desk
        self._notice = notice
        self._questions = Questions(desk)
        self._refused_once: AskConsent | None = None

    def run(self, rescued: Sequence[e.Recovered] = ()) -> bool:
        """Ask whatever is left to ask; True when the interview is over, False when it rests.

        Raises ScriptError, and NotSaved where nobody is at the keyboard.
        """
        desk = self._desk
        try:
            self._greet(rescued)
            while not isinstance(step := next_step(desk.state), Over):
                self._take(step)
        except (Left, EOFError):
            return False
        if step.refused:
            desk.paper.say()
            desk.paper.say(_("A consent that this interview needs was not given, so it ends here."), "strong")
            desk.paper.say(_("Nothing else was recorded. Thank the person."), "strong")
        return True

    def _greet(self, rescued: Sequence[e.Recovered]) -> None:
        desk = self._desk
        guide, said = desk.state.guide, desk.state.view.language
        if not desk.state.view.consents and desk.state.view.prompt is None and guide.opening.words:
            desk.paper.rule(guide.title.said_in(said))
            desk.paper.read_out(guide.opening.said_in(said))
        desk.rescue(rescued)
        for words in rescued:
            kept = _("The words that were being typed when the last run ended are kept as a turn:")
            line = _("The line that was being typed when the last run ended is kept; it stands at its prompt again:")
            desk.paper.say(line if words.place and desk.typed else kept, "good")
            desk.paper.say(words.text, indent=2)
        turns = [words for words in rescued if not words.place]
        if turns and desk.typed and next_step(desk.state) == AskQuestions():
            self._questions.go_on_from(turns[-1])
            desk.paper.say(_("Go on typing after them, or press Enter to leave them as they are."), "good")

    def _take(self, step: AskConsent | AskQuestions | AskBackground | AskForm | Finish) -> None:
        match step:
            case AskConsent():
                self._consent(step)
            case AskQuestions():
                self._questions.run()
            case AskBackground():
                self._background(step)
            case AskForm():
                self._form(step)
            case Finish():
                self._desk.record(finish)

    def _name(self, participant: str) -> None:
        """Whose turn it is, where there are several."""
        self._desk.paper.say()
        if len(self._desk.state.present()) > 1:
            self._desk.paper.say(participant, "theme")

    def _consent(self, step: AskConsent) -> None:
        desk = self._desk
        self._name(step.participant)
        desk.paper.read_out(step.item.ask.said_in(desk.state.view.language), "strong")
        if step.item.required:
            desk.paper.say(_("needed for the interview"), "quiet", indent=2)
        line = desk.ask(_("yes/no") + "> ")
        word = line.text.strip().casefold()
        try:
            if self._aside(line):
                return
        except CannotError as error:
            desk.tell(error)
            desk.faults += not desk.typed
            if error.problem.rule == "nothing_to_undo":
                return
        if word not in (*YES, *NO):
            if not desk.typed:
                raise ScriptError(line.number)
            desk.paper.say(_("Please type yes or no."), "warn")
        elif word in YES or self._sure(step):
            given = word in YES
            desk.record(lambda state, now: consent(state, step, now, given=given, notice=self._notice))

    def _sure(self, step: AskConsent) -> bool:
        """A slip of the finger must not end an interview: at the keyboard a required item is refused twice."""
        if not step.item.required or not self._desk.typed or self._refused_once == step:
            return True
        self._refused_once = step
        words = _("Without this consent the interview ends here. Type no again if that is the answer.")
        self._desk.paper.say(words, "warn")
        return False

    def _aside(self, line: Line) -> bool:
        """Before and after the questions few actions make sense: another language, back, a pause, help.

        Whether the line was one of them. Raises CannotError for the others, and for what begins with a slash and is none.
        """
        action = parse(line.text)
        if action.name == "say":
            return False
        if action.name == "pause":
            raise Left
        if action.name == "help":
            show_help(self._desk.paper, language())
        elif action.name in ("language", "undo"):
            self._desk.record(lambda state, now: _around(state, action, now))
        else:
            raise CannotError("action_not_here")
        return True

    def _background(self, step: AskBackground) -> None:
        desk = self._desk
        said = desk.state.view.language
        self._name(step.participant)
        desk.paper.read_out(step.item.ask.said_in(said), "strong")
        show_expected(desk.paper, step.item.answer, said)
        desk.paper.say(_("An empty line leaves it open."), "quiet", indent=2)
        line = desk.ask("= ", f"background {step.participant} {step.item.id}")
        try:
            if not self._aside(line):
                desk.record(lambda _state, now: background(step, line.text, said, now))
        except CannotError as error:
            desk.refuse(error, line)
            if not desk.typed:  # the next line of a script answers the next item: keep them apart
                desk.record(lambda state, now: [*background(step, "", said, now), _loose_memo(state, line.text, now)])

    def _form(self, step: AskForm) -> None:
        desk = self._desk
        closing = desk.state.guide.closing
        if step.item == "setting" and closing.words:
            desk.paper.say()
            desk.paper.read_out(closing.said_in(desk.state.view.language), "strong")
            desk.paper.say()
            words = _("The interview is over. Three short notes for the file; an empty line leaves one out.")
            desk.paper.say(words, "quiet")
        desk.paper.say(_form_label(step.item), "strong")
        line = desk.ask("= ", f"form {step.item}")
        try:
            if not self._aside(line):
                text = line.text[1:] if line.text.startswith("//") else line.text
                desk.record(lambda _state, now: form(step, text, now))
        except CannotError as error:
            desk.refuse(error, line)
            if not desk.typed:
                desk.record(lambda state, now: [*form(step, "", now), _loose_memo(state, line.text, now)])


def _around(state: State, action: Action, now: Now) -> Sequence[e.Event]:
    """Only what is asked before and after the questions is undone there, and no question is put again in another language."""
    if action.name == "undo":
        return undo_after(state, now)
    return [event for event in act(state, action, now) if isinstance(event, e.Language)]


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
