"""What keys and lines do in the room, whatever draws it: they become actions, and what was looked at or chosen changes."""

import time
from collections.abc import Callable, Sequence
from typing import Literal

from interviewer.errors import CannotError, InterviewerError
from interviewer.screens.labels import COVERAGE
from interviewer.screens.messages import explain
from interviewer.screens.room.finder import Finder, Sought, finder_for
from interviewer.screens.room.outline import questions_of, step_to
from interviewer.screens.room.said import turns_here
from interviewer.screens.words import _, language
from interviewer.session import events as e
from interviewer.session.actions import Action, action_word, parse
from interviewer.session.acts import act, ask_question
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

Page = Literal["", "help", "time", "pause", "musts", "keys", "question"]
Focus = Literal["editor", "said", "outline", "finder"]
SECONDS = 6.0
WORDS_OF = {"ask": "ask", "paraphrase": "para", "observation": "obs", "memo": "memo"}


class Interviewing:
    """An interview as the room holds it: the record, and what the eyes rest on.

    `begun` is a text that the editor is to begin with (taken by `take_begun`), `editing` the turn whose text stands in
    it. `over` says that nothing is left to ask, `left` that the interview rests.
    """

    def __init__(self, live: Live, notice: str = "") -> None:
        self.live = live
        self._notice = notice
        self.page: Page = ""
        self.focus: Focus = "editor"
        self.finder: Finder | None = None
        self.turn = ""
        self.question = ""
        self.back = 0
        self.editing = ""
        self.splitting = False
        self.begun: str | None = None
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
        if self.page and not (self.page == "musts" and text.startswith("/")):
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
            return self.act(action)
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

    def act(self, action: Action) -> bool:
        """Carry out an action on the chosen turn or the last one; whether it was taken. Says why when it wasn't."""
        if not isinstance(self.step, AskQuestions) and action.name not in ("undo", "language", "pause"):
            self._refuse(CannotError("action_not_here"))
            return False
        if action.name == "done" and self._musts_first():
            return True
        if action.name == "fix" and not action.argument.strip():
            return self.rewrite(action.turn or self.turn)
        before = self.state
        wanted = action if action.turn else action._replace(turn=self.turn)
        try:
            if isinstance(self.step, AskQuestions):
                events = self._record(lambda state, now: act(state, wanted, now))
            else:
                events = self._record(
                    lambda state, now: answer(state, f"/{action.name} {action.argument}".strip(), now, read_back=True)
                )
        except CannotError as error:
            self._refuse(error)
            return False
        self._say_what_happened(before, events)
        if action.name == "pause":
            self.page = "pause"
        self._ask_first()
        return True

    def _musts_first(self) -> bool:
        """Open musts are shown before the end, and a second time means it."""
        if not open_musts(self.state) or self.page == "musts":
            return False
        self.page = "musts"
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
        if before.view.prompt != self.state.view.prompt:
            self.turn, self.back = "", 0
        elif self.turn and self.turn not in {turn.id for turn in turns_here(self.state)}:
            self.turn = ""

    def _record(self, make: Callable[[State, Now], Sequence[e.Event]]) -> Sequence[e.Event]:
        """Record what `make` says. What the disk refuses stays in memory, and the status line says so."""
        try:
            return self.live.record(make)
        except NotSaved:
            return ()

    def rewrite(self, turn: str = "") -> bool:
        """Put the text of the chosen turn (or the last one) into the editor."""
        try:
            found = self.state.view.turn(turn) if turn else last_turn(self.state)
        except CannotError as error:
            self._refuse(error)
            return False
        if found is None:
            return False
        self.editing, self.begun, self.focus, self.turn = found.id, found.text, "editor", ""
        return True

    def to_split(self) -> None:
        """Put the text of the chosen turn (or the last one) into the editor, to be cut at the cursor."""
        self.splitting = self.rewrite(self.turn)

    def leave(self) -> None:
        """Rest until another day."""
        self.left = True

    def go_on(self) -> None:
        """End a pause: the clock runs again."""
        if self.resting:
            self._record(resumed)

    # --- looking ---

    def look(self, name: str) -> None:
        """Open what only looks: the outline, the clock, the help."""
        if name == "map":
            self.to_outline()
        else:
            self.show("time" if name == "time" else "help")

    def close(self) -> None:
        """Close what lies over the room, and go back to the editor."""
        if self.page == "pause":
            self.go_on()
        self.page, self.focus, self.finder, self.turn, self.question, self.back = "", "editor", None, "", "", 0

    def to_outline(self) -> None:
        """The arrows stand in the outline, once there are questions to go to."""
        if not isinstance(self.step, AskQuestions):
            return
        prompt = self.state.view.prompt
        self.page, self.focus = "", "outline"
        order = questions_of(self.state)
        self.question = prompt.question if prompt else (order[0].question if order else "")

    def to_said(self) -> bool:
        """The arrows stand on the newest turn of the question; False when there is none."""
        turns = turns_here(self.state)
        if not turns:
            return False
        self.page, self.focus, self.turn = "", "said", turns[-1].id
        return True

    def step_said(self, by: int) -> None:
        """The turn before or behind the chosen one; behind the newest stands the editor."""
        names = [turn.id for turn in turns_here(self.state)]
        at = names.index(self.turn) + by if self.turn in names else len(names)
        if at >= len(names):
            self.close()
        else:
            self.turn = names[max(0, at)]

    def step_outline(self, by: int) -> None:
        """The question above or below."""
        self.question = step_to(questions_of(self.state), self.question, by)

    def go_to(self, question: str) -> None:
        """Put this question before the participant."""
        self.close()
        self.act(Action("goto", question))

    def show(self, page: Page) -> None:
        """Lay this page over the room."""
        self.page, self.focus, self.back = page, "editor", 0

    # --- finding ---

    def find(self, sought: Sought, letters: str = "") -> None:
        """Open the finder, for the chosen turn or the last one."""
        opened = finder_for(sought, self.state, self.turn)
        if not opened.options:
            self.tell(_("There is nothing to choose from here."))
            return
        self.finder, self.focus, self.page = opened.typed(letters) if letters else opened, "finder", ""

    def _sought(self, change: Callable[[Finder], Finder]) -> None:
        if self.finder is not None:
            self.finder = change(self.finder)

    def type_letters(self, letters: str) -> None:
        """More letters of what is sought."""
        self._sought(lambda finder: finder.typed(letters))

    def erase(self) -> None:
        """One letter less."""
        self._sought(lambda finder: finder.erased())

    def tick(self) -> None:
        """Tick the lit one, where several can be chosen."""
        self._sought(lambda finder: finder.with_tick())

    def step_finder(self, by: int) -> None:
        """The option above or below."""
        self._sought(lambda finder: finder.moved(by))

    def choose(self) -> None:
        """Take what is lit in the finder."""
        finder, lit = self.finder, self.finder.lit() if self.finder else None
        if finder is None or lit is None:
            return
        self.close()
        if finder.sought == "value":
            self.act(Action("say", ", ".join(finder.ticked or (lit.id,))))
        else:
            self.act(Action(finder.sought, lit.id, finder.turn))

    def words_for(self, name: str) -> None:
        """Begin an action that wants words: its word stands in the editor."""
        action = action_word(name)
        word = action.words[1] if language() == "fr" and len(action.words) > 1 else action.words[0]
        self.begun, self.focus, self.page = f"/{word} ", "editor", ""
