"""What keys and lines do in the room, whatever draws it: they become actions, and what was looked at or chosen changes.

Words that stand in the editor are never carried along by a key: one that leads elsewhere keeps them first, as Enter
would, under the question where they were typed; where that can't be done the key does nothing and says why.
"""

from collections.abc import Sequence
from functools import partial

from interviewer.errors import CannotError
from interviewer.screens.interview.covered import covered_told
from interviewer.screens.interview.tongues import missing_words
from interviewer.screens.room.rewriting import Rewriting
from interviewer.screens.room.sight import Sight
from interviewer.screens.room.telling import told
from interviewer.screens.words import _, language
from interviewer.session import events as e
from interviewer.session.actions import Action, action_word, parse
from interviewer.session.acts import act, act_around, first_question
from interviewer.session.answering import answer, yes_or_no
from interviewer.session.interview import (
    AskBackground,
    AskConsent,
    AskForm,
    AskQuestions,
    Finish,
    Over,
    State,
    Step,
    finish,
    next_step,
    open_musts,
)
from interviewer.session.live import LINE, Live
from interviewer.session.standing import last_turn, last_value, wants_value
from interviewer.session.words import is_covered

WORDS = ("say", "paraphrase", "observation", "memo")
ELSEWHERE = ("next", "back", "goto", "skip", "later", "probe", "language", "pause", "done")
ANYWHERE = ("undo", "language", "pause")
AWAY = ("next", "back", "goto", "skip", "later", "probe", "language", "done")  # no rewriting outlives these
OF_A_TURN = ("because", "fix", "split")


class Interviewing(Rewriting):
    """An interview as the room holds it: the record, and what the eyes rest on.

    `rescued` is a line of a cut run that stands in the editor again, until `taken_over`; `first` is told at the beginning.
    """

    def __init__(self, live: Live, notice: str = "", first: str = "") -> None:
        super().__init__(live)
        self._first = first
        self.rescued: e.Recovered | None = None
        self._notice = notice
        self._refused_once: Step | None = None

    # --- what stands now ---

    @property
    def over(self) -> bool:
        """Whether nothing is left to ask."""
        return isinstance(self.step, Over)

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

    # --- beginning ---

    def begin(self, rescued: Sequence[e.Recovered]) -> None:
        """Put what a cut run left behind where it can be gone on with, and ask the first question."""
        self.go_on()
        if self._first:
            self.tell(self._first)
        if lacking := missing_words(self.state.guide, self.state.view.language):
            self.tell(lacking)
        if covered := covered_told(self.state.view):
            self.tell(covered)
        if rescued:
            self._stand_again(rescued[-1])
        self._ask_first()

    def _stand_again(self, words: e.Recovered) -> None:
        of = words.place.removeprefix("fix ") if words.place.startswith("fix ") else "" if words.place else words.id
        if of and self.state.view.turn(of):
            self.editing = of
        elif words.place not in (self.place, *((LINE,) if self.place in ("", LINE) else ())):
            self.tell(_("The words that were being typed when the last run ended are kept as a memo."), "class:done")
            return
        self.begun = words.text
        self.rescued = words if words.place else None
        self.tell(_("The words that were being typed when the last run ended are here again, and kept."), "class:done")

    def taken_over(self) -> None:
        """The line of the cut run has a draft of its own again, so it counts no longer as a memo."""
        if self.rescued is not None:
            taken, self.rescued = self.rescued.id, None
            self.record(lambda _state, now: [e.Undone(now.fresh(), [taken])], typed=False)

    def _ask_first(self) -> None:
        if isinstance(self.step, AskQuestions) and self.state.view.prompt is None:
            self.record(first_question)
        elif isinstance(self.step, Finish):
            self.record(finish)

    # --- lines ---

    def enter(self, text: str, cursor: int = 0) -> bool:
        """Enter in the editor; whether the text was taken, so that the editor is emptied. A split is at the cursor."""
        self.hush()
        if self.sight.page and not (self.sight.page == "musts" and text.startswith("/")):
            self.close()
            if not text.strip():
                return False
        if self.splitting:
            return self._cut(text, cursor)
        if self.editing:
            return self._rewritten(text)
        try:
            taken = self._line(text)
        except CannotError as error:
            self.refuse(error)
            return False
        if taken and self.sight.focus == "editor" and self.sight.turn:
            self.close()
        self._ask_first()
        return taken

    def _line(self, text: str) -> bool:
        refused, self._refused_once = self._refused_once, None
        if isinstance(self.step, AskConsent) and not text.strip():
            raise CannotError("yes_or_no")
        action = parse(text)
        if action.name in ("map", "time", "help"):
            self.look(action.name)
            return True
        if action.name == "skip" and not action.argument.strip() and isinstance(self.step, AskQuestions):
            self.find("skip")
            return True
        if isinstance(self.step, AskQuestions) or action.name != "say":
            return self.act(action, typed=True)
        if not (isinstance(self.step, AskConsent) and self._first_refusal(text, refused)):
            events = self.record(lambda state, now: answer(state, text, now, notice=self._notice, read_back=True))
            self._say_who_left(events)
        return True

    def _first_refusal(self, text: str, refused: Step | None) -> bool:
        """A slip of the finger must not end an interview: a required item is refused twice."""
        step = self.step
        assert isinstance(step, AskConsent)
        if yes_or_no(text) is not False or not step.item.required or refused == step:
            return False
        self._refused_once = step
        one = _(
            "Without this consent {person} will not take part; the others go on. Type no again if that is the answer."
        )
        all_of_it = _("Without this consent the interview ends here. Type no again if that is the answer.")
        self.tell(one.format(person=step.participant) if len(self.state.present()) > 1 else all_of_it)
        return True

    def _say_who_left(self, events: Sequence[e.Event]) -> None:
        for event in events:
            if isinstance(event, e.Refused) and self.state.present():
                self.tell(_("{who} does not take part; the others go on.").format(who=event.participant), "class:quiet")

    # --- actions ---

    def act(self, action: Action, *, typed: bool = False) -> bool:
        """Carry out an action on the chosen turn or the last one; whether it was taken. Says why when it wasn't.

        `typed` says that it was the line of the editor; else a key was pressed, beside what is being typed.
        """
        self.hush()
        self._refused_once = None
        try:
            return self._carried_out(action, typed=typed)
        except CannotError as error:
            self.refuse(error)
            return False

    def _carried_out(self, action: Action, *, typed: bool) -> bool:
        asking = isinstance(self.step, AskQuestions)
        wanted = action._replace(turn=action.turn or self.sight.turn or (not typed and self.editing) or "")
        if not asking and action.name not in ANYWHERE:
            raise CannotError("action_not_here")
        if not typed and not self._may_leave(action):
            return False
        if action.name == "done" and self._musts_first():
            return True
        if action.name == "fix" and not action.argument.strip():
            return self.rewrite(wanted.turn, typed=typed)
        before = self.state
        does = partial(act, action=wanted) if asking else partial(act_around, action=action)
        events = self.record(lambda state, now: does(state, now=now), typed=typed)
        self._say_what_happened(before, events, typed=typed)
        self._ask_first()
        return True

    def _musts_first(self) -> bool:
        """Open musts are shown before the end, and a second time means it."""
        if not open_musts(self.state) or self.sight.page == "musts":
            return False
        self.show("musts")
        return True

    def _say_what_happened(self, before: State, events: Sequence[e.Event], *, typed: bool) -> None:
        for event in events:
            words, style = told(event, self.state)
            if words:
                self.tell(words, style)
        if not typed and before.view.speaker != self.state.view.speaker and self._speech_stands():
            self.tell(
                _("The words that stand here will be kept as those of {who}.").format(who=self.state.view.speaker)
            )
        moved = before.view.prompt != self.state.view.prompt
        self.sight = self.sight.checked(self.state, moved=moved)
        if self.state.resting and not before.resting:
            self.show("pause")
        elif (before.resting and not self.state.resting) or before.view.status != self.state.view.status:
            self.close()

    # --- words that stand in the editor while a key is pressed ---

    def _speech_stands(self) -> bool:
        return not self.editing and bool(self.standing().strip()) and isinstance(self.step, AskQuestions)

    def _may_leave(self, action: Action) -> bool:
        """Whether this key may act while these words stand; those that it would carry elsewhere are kept first."""
        if self.editing:
            return self._may_leave_turn(action)
        if not self.standing().strip():
            return True
        if action.name == "undo":
            return self._stays(action) or not self._still_typing()
        if action.name not in ELSEWHERE or not isinstance(self.step, AskQuestions):
            return True
        return self._kept_first()

    def _may_leave_turn(self, action: Action) -> bool:
        """The words of a turn belong to it wherever the eye goes, but never stand in the editor under another question."""
        if action.name == "who":
            self.tell(_("A turn is being rewritten: who speaks can't be changed here. Enter keeps the words first."))
            return False
        if action.name == "undo":  # what was begun last is the rewriting
            self.leave_editing()
            if not self.editing:
                self.tell(_("The turn stays as it was. Esc u again takes back what was done before."), "class:quiet")
            return False
        if action.name in ("done", "merge") and self._still_typing():
            return False
        return action.name not in (*AWAY, "merge") or self._end_rewriting()

    def _kept_first(self) -> bool:
        """Keep the words as Enter would; whether they are. Raises CannotError, as for a wrong value."""
        typed = parse(self.standing())
        if typed.name not in WORDS or not typed.argument.strip():
            return not self._still_typing()
        self.record(lambda state, now: act(state, typed, now))
        self.begun = ""
        self.tell(_("The words that stood here were kept first."), "class:quiet")
        return True

    def _stays(self, action: Action) -> bool:
        """Whether what stands before the participant is the same question afterwards."""
        state, now = self.state, self.live.now(typed=False)
        does = act(state, action, now) if isinstance(self.step, AskQuestions) else act_around(state, action, now)
        after = state.after(does, now)
        here, there = state.view.prompt, after.view.prompt
        same = (here and here.question) == (there and there.question)
        return same and next_step(after, read_back=True) == self.step

    def _still_typing(self) -> bool:
        """Say so when words stand in the editor that are in no record yet."""
        if not self.changed(self.standing()):
            return False
        self.tell(_("Words stand in the editor: Enter keeps them, Ctrl-U clears the line. Then this key again."))
        return True

    def rewrite(self, turn: str = "", *, typed: bool = False) -> bool:
        """Put the text of the chosen turn (or the last one) into the editor; for a value the word that corrects it."""
        if not isinstance(self.step, AskQuestions) or (not typed and self._still_typing()):
            return False
        if not turn and last_value(self.state) is not None:
            self.begun, self.sight = f"/{_word('fix')} ", Sight()
            return True
        try:
            found = self.state.view.turn(turn) if turn else last_turn(self.state)
        except CannotError as error:
            self.refuse(error)
            return False
        if found is not None and is_covered(found.text):
            self.refuse(CannotError("words_covered"))
            return False
        if found is not None:
            self._leave_turn()
            self.editing, self.begun, self.sight = found.id, found.text, Sight()
        return found is not None

    def to_split(self) -> None:
        """Put the text of the chosen turn (or the last one) into the editor, to be cut at the cursor."""
        turn = self.sight.turn or self.editing
        if not turn and last_value(self.state) is not None:
            self.refuse(CannotError("last_is_value"))
        elif self.rewrite(turn):
            self.splitting = True

    def words_for(self, name: str) -> None:
        """Begin an action that wants words: its word stands in the editor, before the words that stood there already."""
        if not isinstance(self.step, AskQuestions):
            self.refuse(CannotError("action_not_here"))
            return
        try:
            standing = parse(self.standing())
        except CannotError as error:
            self.refuse(error)
            return
        if (self.editing or standing.name not in (*WORDS, "ask", "because")) and self._still_typing():
            return
        words = "" if self.editing else standing.argument
        turn = (self.sight.turn or self.editing) if name in OF_A_TURN else ""
        self._leave_turn()
        self.begun, self.sight = f"/{_word(name)} {words}", Sight(turn=turn)

    # --- going and finding ---

    def go_to(self, question: str) -> None:
        """Put this question before the participant."""
        self.close()
        self.act(Action("goto", question))

    def speak(self, number: int) -> None:
        """The person at this place of the group (from 1) speaks from here on; the words of a chosen turn become theirs."""
        present, sight = self.state.present(), self.sight
        person = present[number - 1] if number <= len(present) else str(number)
        chosen = sight.turn if sight.focus == "said" and not self.editing else ""
        self.act(Action("by", person, chosen) if chosen else Action("who", person))

    def choose(self) -> None:
        """Take what is lit in the finder."""
        finder = self.sight.finder
        lit = finder.lit() if finder else None
        if finder is None or lit is None:
            return
        self.close()
        if finder.sought == "value" and isinstance(self.step, AskBackground):
            if not self._still_typing():
                self.enter(", ".join(finder.ticked or (lit.id,)))
        elif finder.sought == "value" and wants_value(self.state) is None:
            self.tell(_("No value is wanted here any more; nothing was done."))
        elif finder.sought == "value":
            self.act(Action("say", ", ".join(finder.ticked or (lit.id,))))
        else:
            self.act(Action(finder.sought, lit.id, finder.turn))


def _word(name: str) -> str:
    """The word of an action in the language of the screens."""
    words = action_word(name).words
    return words[1] if language() == "fr" and len(words) > 1 else words[0]
