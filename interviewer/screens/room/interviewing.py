"""What keys and lines do in the room, whatever draws it: they become actions, and what was looked at or chosen changes."""

import time
from collections.abc import Callable, Sequence

from interviewer.errors import CannotError, InterviewerError
from interviewer.screens.labels import COVERAGE
from interviewer.screens.messages import explain
from interviewer.screens.room.finder import Finder, Sought
from interviewer.screens.room.sight import Page, Sight
from interviewer.screens.words import _, language
from interviewer.session import events as e
from interviewer.session.actions import Action, action_word, parse
from interviewer.session.acts import act, act_around, ask_question
from interviewer.session.answering import answer, yes_or_no
from interviewer.session.interview import (
    AskBackground,
    AskConsent,
    AskForm,
    AskQuestions,
    Finish,
    Now,
    Over,
    State,
    Step,
    finish,
    next_step,
    open_musts,
    resumed,
)
from interviewer.session.journal import NotSaved
from interviewer.session.live import LINE, Live
from interviewer.session.standing import last_turn, unused_probes

SECONDS = 6.0


class Interviewing:
    """An interview as the room holds it: the record, and what the eyes rest on.

    `begun` is a text that the editor is to begin with (taken by `take_begun`), `editing` the turn whose text stands in
    it, `typing` whether words of one's own do. `over` says that nothing is left to ask, `left` that the interview rests.
    """

    def __init__(self, live: Live, notice: str = "") -> None:
        self.live = live
        self._notice = notice
        self.sight = Sight()
        self.editing = ""
        self.splitting = False
        self.begun: str | None = None
        self.typing = False
        self.left = False
        self._message = ("", "", 0.0)
        self._refused_once: Step | None = None
        self._step: tuple[State, Step] | None = None

    # --- what stands now ---

    @property
    def state(self) -> State:
        """What is known now."""
        return self.live.state

    @property
    def step(self) -> Step:
        """What is to be asked now."""
        if self._step is None or self._step[0] is not self.state:
            self._step = (self.state, next_step(self.state, read_back=True))
        return self._step[1]

    @property
    def over(self) -> bool:
        """Whether nothing is left to ask."""
        return isinstance(self.step, Over)

    @property
    def resting(self) -> bool:
        """Whether the clock of the interview stands still."""
        return self.state.view.status == "paused"

    @property
    def place(self) -> str:
        """Where the draft of the editor belongs (see session/events.py, Draft)."""
        if self.editing:
            return f"fix {self.editing}"
        match self.step:
            case AskBackground(participant, item):
                return f"background {participant} {item.id}"
            case AskForm(item):
                return f"form {item}"
            case AskQuestions():
                return ""
        return LINE

    def take_begun(self) -> str | None:
        """The text that the editor is to hold now, once; None when what stands in it stays."""
        begun, self.begun = self.begun, None
        return begun

    # --- messages ---

    def tell(self, words: str, style: str = "class:warn") -> None:
        """Say something for a few seconds."""
        self._message = (words, style, time.monotonic() + SECONDS)

    def message(self) -> tuple[str, str]:
        """What is to be said now, and its style."""
        words, style, until = self._message
        return (words, style) if time.monotonic() < until else ("", "")

    def _refuse(self, error: InterviewerError) -> None:
        self.tell(" ".join(explain(error.problem)).strip())

    # --- beginning ---

    def begin(self, rescued: Sequence[e.Recovered]) -> None:
        """Put what a cut run left behind where it can be gone on with, and ask the first question."""
        self.go_on()
        if rescued:
            self._stand_again(rescued[-1])
        self._ask_first()

    def _stand_again(self, words: e.Recovered) -> None:
        if words.place.startswith("fix ") and self.state.view.turn(words.place[4:]):
            self.editing, self.begun = words.place[4:], words.text
        elif not words.place:
            self.editing, self.begun = words.id, words.text
        else:
            self.begun = words.text if words.place in (self.place, LINE) else None
        self.tell(_("The words that were being typed when the last run ended are here again, and kept."), "class:done")

    def _ask_first(self) -> None:
        if isinstance(self.step, AskQuestions) and self.state.view.prompt is None:
            first = next(q.id for _theme, q in self.state.guide.questions())
            self._record(lambda state, now: ask_question(state, first, now))
        elif isinstance(self.step, Finish):
            self._record(finish)

    # --- lines ---

    def enter(self, text: str, cursor: int = 0) -> bool:
        """Enter in the editor; whether the text was taken, so that the editor is emptied. A split is at the cursor."""
        if self.sight.page and not (self.sight.page == "musts" and text.startswith("/")):
            self.close()
            if not text.strip():
                return False
        if self.splitting:
            return self._cut(cursor)
        if self.editing:
            return self._rewritten(text)
        if not text.strip() and self._nothing_to_take():
            return False
        try:
            taken = self._line(text)
        except CannotError as error:
            self._refuse(error)
            return False
        self._ask_first()
        return taken

    def _nothing_to_take(self) -> bool:
        """An empty line means next only once something was recorded; on consent it means nothing."""
        if isinstance(self.step, AskConsent):
            self._refuse(CannotError("yes_or_no"))
            return True
        return False

    def _line(self, text: str) -> bool:
        action = parse(text)
        if action.name in ("map", "time", "help"):
            self.look(action.name)
            return True
        if isinstance(self.step, AskConsent) and self._first_refusal(text):
            return True
        if isinstance(self.step, AskQuestions):
            return self.act(action, typed=True)
        self._record(lambda state, now: answer(state, text, now, notice=self._notice, read_back=True))
        return True

    def _first_refusal(self, text: str) -> bool:
        """A slip of the finger must not end an interview: a required item is refused twice."""
        step = self.step
        assert isinstance(step, AskConsent)
        if yes_or_no(text) is not False or not step.item.required or self._refused_once == step:
            return False
        self._refused_once = step
        self.tell(_("Without this consent the interview ends here. Type no again if that is the answer."))
        return True

    def _rewritten(self, text: str) -> bool:
        turn = self.state.view.turn(self.editing)
        if turn is not None and text.strip() and text != turn.text:
            self._record(lambda _state, now: [e.Fixed(now.fresh(), turn.id, text)])
            self.tell(_("Rewritten; the words before stay in the record."), "class:done")
        self.editing = ""
        return True

    def _cut(self, cursor: int) -> bool:
        turn = self.state.view.turn(self.editing)
        if turn is None or not 0 < cursor < len(turn.text):
            self.tell(_("Put the cursor before the first word of the second part, then press Enter; Esc leaves."))
            return False
        self._record(lambda _state, now: [e.Split(now.fresh(), turn.id, cursor)])
        self.editing, self.splitting = "", False
        return True

    def leave_editing(self) -> None:
        """Leave the turn whose words stand in the editor as it was."""
        self.editing, self.splitting, self.begun = "", False, ""

    # --- actions ---

    def act(self, action: Action, *, typed: bool = False) -> bool:
        """Carry out an action on the chosen turn or the last one; whether it was taken. Says why when it wasn't.

        `typed` says that it was the line of the editor; else a key was pressed, and what is being typed stays.
        """
        if not isinstance(self.step, AskQuestions) and action.name not in ("undo", "language", "pause"):
            self._refuse(CannotError("action_not_here"))
            return False
        if not typed and action.name in ("done", "pause") and self._still_typing():
            return False
        if action.name == "done" and self._musts_first():
            return True
        if action.name == "fix" and not action.argument.strip():
            self.typing = self.typing and not typed
            return self.rewrite(action.turn or self.sight.turn)
        before = self.state
        wanted = action if action.turn else action._replace(turn=self.sight.turn)
        try:
            if isinstance(self.step, AskQuestions):
                events = self._record(lambda state, now: act(state, wanted, now), typed=typed)
            else:
                events = self._record(lambda state, now: act_around(state, action, now), typed=typed)
        except CannotError as error:
            self._refuse(error)
            return False
        self._say_what_happened(before, events)
        if action.name == "pause":
            self.show("pause")
        self._ask_first()
        return True

    def _musts_first(self) -> bool:
        """Open musts are shown before the end, and a second time means it."""
        if not open_musts(self.state) or self.sight.page == "musts":
            return False
        self.show("musts")
        return True

    def _say_what_happened(self, before: State, events: Sequence[e.Event]) -> None:
        for event in events:
            if isinstance(event, e.Gap):
                noted = _("Noted for {question}: {reason}.")
                self.tell(noted.format(question=event.question, reason=_(COVERAGE[event.reason])), "class:quiet")
            elif isinstance(event, e.Measured) and unused_probes(self.state):
                self.tell(_("What lies behind it?"), "class:done")
            elif isinstance(event, e.Undone):
                self.tell(_("taken back"), "class:quiet")
        self.sight = self.sight.checked(self.state, moved=before.view.prompt != self.state.view.prompt)

    def _still_typing(self) -> bool:
        """Words in the editor are not carried into another place: they are kept first."""
        if self.typing:
            self.tell(_("Words stand in the editor: Enter keeps them, Ctrl-U clears the line. Then this key again."))
        return self.typing

    def _record(self, make: Callable[[State, Now], Sequence[e.Event]], *, typed: bool = True) -> Sequence[e.Event]:
        """Record what `make` says. What the disk refuses stays in memory, and the status line says so."""
        try:
            return self.live.record(make, typed=typed)
        except NotSaved:
            return ()

    def rewrite(self, turn: str = "") -> bool:
        """Put the text of the chosen turn (or the last one) into the editor."""
        if self._still_typing():
            return False
        try:
            found = self.state.view.turn(turn) if turn else last_turn(self.state)
        except CannotError as error:
            self._refuse(error)
            return False
        if found is None:
            return False
        self.editing, self.begun, self.sight = found.id, found.text, Sight()
        return True

    def to_split(self) -> None:
        """Put the text of the chosen turn (or the last one) into the editor, to be cut at the cursor."""
        self.splitting = self.rewrite(self.sight.turn)

    def leave(self) -> None:
        """Rest until another day."""
        self.left = True

    def go_on(self) -> None:
        """End a pause: the clock runs again."""
        if self.resting:
            self._record(resumed, typed=False)

    # --- looking ---

    def look(self, name: str) -> None:
        """Open what only looks: the outline, the clock, the help."""
        if name == "map":
            self.to_outline()
        else:
            self.show("time" if name == "time" else "help")

    def show(self, page: Page) -> None:
        """Lay this page over the room."""
        self.sight = Sight(page)

    def close(self) -> None:
        """Close what lies over the room, and go back to the editor."""
        if self.sight.page == "pause":
            self.go_on()
        self.sight = Sight()

    def to_outline(self) -> None:
        """The arrows stand in the outline, once there are questions to go to."""
        if isinstance(self.step, AskQuestions):
            self.sight = self.sight.in_outline(self.state)

    def to_said(self) -> None:
        """The arrows stand on what was said, if anything was."""
        if isinstance(self.step, AskQuestions):
            self.sight = self.sight.on_said(self.state)

    def step_said(self, by: int) -> None:
        """The arrows on the turn before or behind."""
        self.sight = self.sight.said_step(self.state, by)

    def step_outline(self, by: int) -> None:
        """The arrows on the question above or below."""
        self.sight = self.sight.outline_step(self.state, by)

    def step_finder(self, by: int) -> None:
        """The arrows on the option above or below."""
        self.sight = self.sight.sought(lambda finder: finder.moved(by))

    def type_letters(self, letters: str) -> None:
        """More letters of what is sought."""
        self.sight = self.sight.sought(lambda finder: finder.typed(letters))

    def erase(self) -> None:
        """One letter less of what is sought; none left goes back."""
        finder = self.sight.finder
        self.sight = self.sight.sought(Finder.erased) if finder and finder.query else Sight()

    def tick(self) -> None:
        """Tick the lit one, where several can be chosen."""
        self.sight = self.sight.sought(Finder.with_tick)

    def go_to(self, question: str) -> None:
        """Put this question before the participant."""
        self.close()
        self.act(Action("goto", question))

    # --- finding ---

    def find(self, sought: Sought, letters: str = "") -> None:
        """Open the finder, for the chosen turn or the last one."""
        before, self.sight = self.sight, self.sight.finding(sought, self.state, letters)
        if self.sight is before:
            self.tell(_("There is nothing to choose from here."))

    def choose(self) -> None:
        """Take what is lit in the finder."""
        finder = self.sight.finder
        lit = finder.lit() if finder else None
        if finder is None or lit is None:
            return
        self.close()
        if finder.sought == "value":
            self.act(Action("say", ", ".join(finder.ticked or (lit.id,))))
        else:
            self.act(Action(finder.sought, lit.id, finder.turn))

    def words_for(self, name: str, typed: str = "") -> None:
        """Begin an action that wants words: its word stands in the editor, before what was typed already."""
        action = action_word(name)
        word = action.words[1] if language() == "fr" and len(action.words) > 1 else action.words[0]
        self.begun, self.sight = f"/{word} {typed}", Sight()
