"""The plain walk: one line an answer, typed at a prompt or piped from a script; the same session either way."""

from collections.abc import Sequence

from interviewer.errors import CannotError, FilesError, problem
from interviewer.screens.interview.asking import show_expected, show_help
from interviewer.screens.interview.covered import covered_told, unread_told
from interviewer.screens.interview.desk import Desk, Left, Make
from interviewer.screens.interview.questions import Questions
from interviewer.screens.interview.tongues import missing_words
from interviewer.screens.terminal.script import Line
from interviewer.screens.words import _, language
from interviewer.session import events as e
from interviewer.session.actions import parse
from interviewer.session.answering import answer, yes_or_no
from interviewer.session.interview import (
    AskBackground,
    AskConsent,
    AskForm,
    AskQuestions,
    AskReadBack,
    Finish,
    Now,
    Over,
    State,
    Step,
    background,
    finish,
    form,
    next_step,
    words_for,
)


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
        self._read_to: set[str] = set()

    def run(self, rescued: Sequence[e.Recovered] = ()) -> bool:
        """Ask whatever is left to ask; True when the interview is over, False when it rests.

        Raises ScriptError, and NotSaved where nobody is at the keyboard.
        """
        desk = self._desk
        try:
            self._greet(rescued)
            while not isinstance(step := next_step(desk.state, read_back=desk.typed), Over):
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
        if lacking := missing_words(guide, said):
            desk.paper.say(lacking, "warn")
        if not desk.state.view.consents and desk.state.view.prompt is None and guide.opening.words:
            desk.paper.rule(guide.title.said_in(said))
            desk.paper.read_out(guide.opening.said_in(said))
        if covered := covered_told(desk.state.view):
            desk.paper.say(covered, "quiet")
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

    def _take(self, step: Step) -> None:
        match step:
            case AskConsent():
                self._consent(step)
            case AskQuestions():
                self._questions.run()
            case AskBackground():
                self._background(step)
            case AskReadBack():
                self._read_back(step)
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
        if yes_or_no(line.text) is not False or self._sure(step):
            self._decided(line)

    def _decided(self, line: Line) -> None:
        """Yes or no, and nothing else but an action: a script that says something else can't be read on."""
        desk = self._desk
        try:
            self._answer(line)
        except CannotError as error:
            rule = error.problem.rule
            if rule != "yes_or_no":
                desk.tell(error)
                desk.faults += not desk.typed
            if rule == "nothing_to_undo":
                return
            if not desk.typed:
                raise ScriptError(line.number) from None
            desk.tell(CannotError("yes_or_no"))

    def _sure(self, step: AskConsent) -> bool:
        """A slip of the finger must not end an interview: at the keyboard a required item is refused twice."""
        if not step.item.required or not self._desk.typed or self._refused_once == step:
            return True
        self._refused_once = step
        others = len(self._desk.state.present()) > 1
        on = _(
            "Without this consent {person} will not take part; the others go on. Type no again if that is the answer."
        )
        end = _("Without this consent the interview ends here. Type no again if that is the answer.")
        words = on.format(person=step.participant) if others else end
        self._desk.paper.say(words, "warn")
        return False

    def _answer(self, line: Line) -> None:
        """Carry out the line at the step where the interview stands. Raises CannotError, Left for a pause."""
        desk, action = self._desk, parse(line.text)
        if action.name == "help":
            show_help(desk.paper, language())
            return
        desk.record(lambda state, now: answer(state, line.text, now, self._notice, read_back=desk.typed))
        if action.name == "pause":
            raise Left

    def _background(self, step: AskBackground) -> None:
        desk = self._desk
        said = desk.state.view.language
        self._name(step.participant)
        desk.paper.read_out(step.item.ask.said_in(said), "strong")
        show_expected(desk.paper, step.item.answer, said)
        desk.paper.say(_("An empty line leaves it open."), "quiet", indent=2)
        line = desk.ask("= ", f"background {step.participant} {step.item.id}")
        self._filled_in(line, lambda state, now: background(step, "", state.view.language, now))

    def _read_back(self, step: AskReadBack) -> None:
        """What was allowed to be quoted is read to the person, who says yes or no once more."""
        desk = self._desk
        self._name(step.participant)
        if step.participant not in self._read_to:
            self._read_to.add(step.participant)
            starred = words_for(desk.state, step.participant)
            if starred:
                desk.paper.say(_("Read these words back to the person: they may be quoted."), "quiet")
            for turn in starred:
                desk.paper.say(turn.text, indent=2)
        desk.paper.read_out(step.item.ask.said_in(desk.state.view.language), "strong")
        desk.paper.say(_("The answer was yes. Is that still so? Type yes or no."), "quiet", indent=2)
        self._decided(desk.ask(_("still yes/no") + "> "))

    def _form(self, step: AskForm) -> None:
        desk = self._desk
        closing = desk.state.guide.closing
        if desk.typed and (unread := unread_told(desk.state)):
            desk.paper.say(unread, "warn")
        if step.item == "setting" and closing.words:
            desk.paper.say()
            desk.paper.read_out(closing.said_in(desk.state.view.language), "strong")
            desk.paper.say()
            words = _("The interview is over. Three short notes for the file; an empty line leaves one out.")
            desk.paper.say(words, "quiet")
        desk.paper.say(_form_label(step.item), "strong")
        self._filled_in(desk.ask("= ", f"form {step.item}"), lambda _state, now: form(step, "", now))

    def _filled_in(self, line: Line, leave_open: Make) -> None:
        """The line as the answer; one of a script that is none is kept as a memo, since the next answers the next item."""
        desk = self._desk
        try:
            self._answer(line)
        except CannotError as error:
            desk.refuse(error, line)
            if not desk.typed:
                desk.record(lambda state, now: [*leave_open(state, now), _loose_memo(state, line.text, now)])


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
