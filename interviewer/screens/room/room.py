"""The room on the terminal: a view around an editor, keys that become actions, drafts that keep up, signals that are heard.

Import this module inside functions: it brings prompt_toolkit with it.
"""

import gc
import time
from asyncio import AbstractEventLoop, sleep, to_thread
from collections.abc import Hashable, Sequence
from contextlib import suppress
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition
from prompt_toolkit.layout import Layout

from interviewer.screens.interview.action_menu import menu
from interviewer.screens.room.interviewing import Interviewing
from interviewer.screens.room.room_keys import room_keys
from interviewer.screens.room.style import STYLE
from interviewer.screens.room.view import View
from interviewer.screens.terminal.completion import is_action, offers
from interviewer.screens.terminal.drafting import Drafts
from interviewer.screens.terminal.keyboard import Door
from interviewer.screens.terminal.prompt import Outcome, menu_of
from interviewer.screens.terminal.prompt_signals import Signals
from interviewer.screens.terminal.prose import ProseBuffer, ProseControl
from interviewer.screens.terminal.signals import Stop
from interviewer.screens.terminal.ways import Ways
from interviewer.screens.words import _
from interviewer.session.events import Recovered
from interviewer.session.interview import AskQuestions
from interviewer.session.rehearsal import is_rehearsal
from interviewer.session.saving import Saver

TICK = 0.35
OTHERS_SECONDS = 5.0
FLUSH_SECONDS = 5.0
TWICE_SECONDS = 4.0
ABSENT_SECONDS = 5.0
ESCAPE_SECONDS = 0.2  # on a slow link the rest of a key's sequence comes so late


class Room:
    """One sitting: from opening the room to leaving it, by the end of the interview, a rest, or a hang-up."""

    def __init__(self, door: Door, stop: Stop, holding: Interviewing, saver: Saver, ways: Ways) -> None:
        self.holding = holding
        self.saver = saver
        self.signals = Signals(self, stop)
        self.drafts = Drafts(self._draft, "", lambda: saver.flush(FLUSH_SECONDS))
        self.buffer = ProseBuffer(
            completer=menu_of(self._offers),
            complete_while_typing=Condition(self.offers),
            multiline=True,
            read_only=Condition(lambda: holding.splitting),
        )
        self.control = ProseControl(self.buffer)
        holding.standing = lambda: self.buffer.text
        self.buffer.on_text_changed += lambda _buffer: self._cleared()
        self.view = View(holding, saver, self.control, door.output, self.follow, drafted=self._asked_for)
        self._interrupted = 0.0
        self._drafted: Hashable = None
        self._drafted_text: str | None = None
        self._past: list[str] = []
        self._recalled = 0
        self._shown: Hashable = None
        self._ticked = 0.0
        self.app: Application[Outcome] = Application(
            layout=Layout(self.view.layout(), focused_element=self.view.editor),
            key_bindings=room_keys(self, enter_keeps=not ways.enter_is_newline),
            style=STYLE,
            full_screen=True,
            mouse_support=ways.mouse,
            editing_mode=EditingMode.VI if ways.vi else EditingMode.EMACS,
            input=door.input,
            output=door.output,
        )
        self.app.ttimeoutlen = ESCAPE_SECONDS
        self.app.timeoutlen = 0.4

    # --- what the editor's keys ask of us ---

    def keep(self) -> None:
        """Enter: the line is taken, or stays with the reason why not."""
        text = self.buffer.text
        if self.holding.enter(text, self.buffer.cursor_position):
            self.buffer.reset()
            self._past += [text] if is_action(text) and "\n" not in text else []
            self._recalled = len(self._past)
        self.follow()

    def follow(self) -> None:
        """After anything that was done: the words that wait stand in the editor, the cursor where the eye is."""
        begun = self.holding.take_begun()
        if begun is not None:  # before the draft: what was kept must not be drafted again under the next question
            self.buffer.save_to_undo_stack()  # Ctrl-_ brings back what stood there
            at = 0 if self.holding.splitting else len(begun)
            self.buffer.set_document(Document(begun, at), bypass_readonly=True)
        if self._draft_place() != self._drafted:  # at once: its question or its kind is another one now
            self.drafts.stale()
            self.drafts.keep_up(self.buffer.text)
        with suppress(ValueError):  # a window that is too small has no panes
            self.app.layout.focus(self.view.window_of(self.holding.sight.focus))
        if self.holding.over:
            self._leave(Outcome.KEPT)
        self.app.invalidate()

    def _cleared(self) -> None:
        """An action that was begun for a chosen turn and cleared away is meant no longer."""
        sight = self.holding.sight
        if not self.buffer.text and sight.focus == "editor" and sight.turn:
            self.holding.close()

    def offers(self) -> bool:
        """Whether the menu of actions has something to say."""
        return is_action(self.buffer.text) and isinstance(self.holding.step, AskQuestions)

    def _offers(self, text: str) -> Any:
        return offers(text, menu(self.holding.live))

    def interrupt(self) -> None:
        """Ctrl-C twice rests; words that are being typed are kept as a draft."""
        if time.monotonic() - self._interrupted < TWICE_SECONDS:
            self._leave(Outcome.INTERRUPTED)
        self._interrupted = time.monotonic()
        kept = _("Ctrl-C again rests here; everything is kept, also what is being typed.")
        rehearsed = _("Ctrl-C again ends the rehearsal with its report.")
        self.holding.tell(rehearsed if is_rehearsal(self.holding.state) else kept)

    def end(self) -> None:
        """Ctrl-D on an empty line: as Ctrl-C, since it is pressed by mistake as easily."""
        self.interrupt()

    def recall(self, step: int) -> None:
        """Put an earlier (or later) action into the editor; only where nothing stands, or one that was recalled so."""
        past = [*self._past, ""]
        if self.holding.editing or self.buffer.text not in ("", past[self._recalled]):
            return
        if not self.buffer.text:
            self._recalled = len(self._past)
        self._recalled = max(0, min(len(self._past), self._recalled + step))
        self.buffer.document = Document(past[self._recalled])
        self.buffer.complete_state = None

    def hang_up(self) -> None:
        """Nobody is there any more, or the system asks: the words are drafted."""
        self.drafts.make_durable(self.buffer.text)
        self._leave(Outcome.HUNG_UP)

    def redraw(self) -> None:
        """Draw everything anew."""
        self.app.renderer.clear()

    def _leave(self, outcome: Outcome) -> None:
        self.drafts.save(self.buffer.text)
        if self.app.is_running and not self.app.is_done:
            self.app.exit(result=outcome)

    # --- the sitting ---

    def run(self, rescued: Sequence[Recovered] = ()) -> Outcome:
        """Stay until the interview is over or rests. The words are drafted, also when something unforeseen is raised."""
        self.holding.begin(rescued)
        self.follow()
        # What was loaded stays: looking through it for garbage would hold up a key by 20 to 40 ms now and then.
        gc.freeze()
        if self.holding.rescued is not None and self.drafts.make_durable(self.buffer.text):
            self.holding.taken_over()
        try:
            with self.signals.caught():
                return self.app.run(pre_run=self._begin, set_exception_handler=False, handle_sigint=False)
        except EOFError:
            self.drafts.save(self.buffer.text)
            return Outcome.HUNG_UP
        except BaseException:
            self.drafts.save(self.buffer.text)
            raise

    def _begin(self) -> None:
        loop = self.app.loop
        if loop is not None:
            loop.set_exception_handler(self._failed)
            self.saver.tell(lambda: self._heard_of_disk(loop))
        self.app.create_background_task(self._keep_up())
        self.app.create_background_task(self._watch_others())
        self.signals.catch_up()

    def _heard_of_disk(self, loop: AbstractEventLoop) -> None:
        """Called from the thread that saves: the status line may say something else now."""
        with suppress(RuntimeError):  # the loop ended in the meantime
            loop.call_soon_threadsafe(self._draw_if_changed)

    def _draw_if_changed(self) -> None:
        seen = (self.view.sight(), self.view.safety())
        if seen != self._shown:
            self._shown = seen
            self.app.invalidate()

    def _failed(self, _loop: object, context: dict[str, Any]) -> None:
        self.drafts.save(self.buffer.text)
        if self.app.is_running and not self.app.is_done:
            self.app.exit(exception=context.get("exception") or RuntimeError("room"))

    def _draft(self, text: str) -> None:
        self._drafted = self._draft_place()
        self.holding.live.draft(text if self.holding.changed(text) else "", self.holding.place)
        self._drafted_text = text

    def _asked_for(self) -> bool:
        """Whether the text that stands in the editor is the one that was drafted last, where it belongs now."""
        return (self.buffer.text, self._draft_place()) == (self._drafted_text, self._drafted)

    def _draft_place(self) -> Hashable:
        seen = self.holding.state.view
        return (self.holding.place, seen.prompt, seen.speaker, seen.language)

    async def _keep_up(self) -> None:
        """Keep the draft and the clock up to date; drawn only when what is seen changed."""
        while True:
            await sleep(TICK)
            self.drafts.keep_up(self.buffer.text)
            self._notice_absence()
            self._draw_if_changed()

    async def _watch_others(self) -> None:
        """See whether another window or machine writes into the same interview: both are kept, and both should know."""
        while True:
            await sleep(OTHERS_SECONDS)
            found = await to_thread(self.holding.live.others)  # a folder on a network may let us wait
            if found > self.holding.others:
                both = _(
                    "Another window or machine writes into this interview too. Nothing is lost; agree on who goes on."
                )
                self.holding.tell(both)
            self.holding.others = found

    def _notice_absence(self) -> None:
        """After Ctrl-Z, or a computer that was busy elsewhere: the clock of the interview did not wait."""
        now, before = time.monotonic(), self._ticked
        self._ticked = now
        if before and now - before > ABSENT_SECONDS and not self.holding.state.resting:
            away = _("You were away for {minutes} min {seconds} s; the clock of the interview ran on. Esc . stops it.")
            minutes, seconds = divmod(int(now - before), 60)
            self.holding.tell(away.format(minutes=minutes, seconds=seconds))
