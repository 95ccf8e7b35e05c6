"""The coding room on the terminal: keys that become deeds, a saving thread behind them, sessions read while nobody types.

Import this module inside functions: it brings prompt_toolkit with it.
"""

import gc
import time
from asyncio import AbstractEventLoop, CancelledError, get_running_loop, sleep
from collections.abc import Callable, Hashable, Iterator
from contextlib import closing, suppress
from typing import Any, NamedTuple

from prompt_toolkit.application import Application
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.layout import Layout

from interviewer.coding.searching import searched
from interviewer.coding.sheet import Sheet
from interviewer.errors import InterviewerError
from interviewer.screens.coding_room.advice import Adviser, about_now
from interviewer.screens.coding_room.at_desk import AtDesk
from interviewer.screens.coding_room.room_keys import room_keys
from interviewer.screens.coding_room.seeking import Seeking, Spoken
from interviewer.screens.coding_room.sight import Writing
from interviewer.screens.coding_room.style import STYLE
from interviewer.screens.coding_room.view import View
from interviewer.screens.messages import explain
from interviewer.screens.terminal.drafting import Drafts
from interviewer.screens.terminal.keyboard import Door
from interviewer.screens.terminal.prompt import Outcome
from interviewer.screens.terminal.prompt_signals import Signals
from interviewer.screens.terminal.prose import ProseBuffer, ProseControl
from interviewer.screens.terminal.signals import Stop
from interviewer.screens.terminal.ways import Ways
from interviewer.screens.words import _
from interviewer.session.saving import Saver

TICK = 0.35
FLUSH_SECONDS = 5.0
TWICE_SECONDS = 4.0
ESCAPE_SECONDS = 0.2  # on a slow link the rest of a key's sequence comes so late
SHOWN_EACH = 0.1  # seconds between two lists of what a search found
STRETCH = 0.008  # seconds that reading and searching may hold up a key
STILL = 0.15  # seconds without a key before reading goes on


class Drafting(NamedTuple):
    """What keeps a memo that is being typed, and what is done with one that isn't written on any more."""

    write: Callable[[str], None]
    drop: Callable[[Writing | None], None]


class CodingRoom:
    """One sitting: from opening the room to leaving it."""

    def __init__(
        self,
        door: Door,
        stop: Stop,
        at: AtDesk,
        saver: Saver,
        ways: Ways,
        *,
        drafting: Drafting,
        unread: Iterator[Sheet],
    ) -> None:
        """`unread` gives the sheets that are not read yet, one after the other."""
        self.at, self.saver = at, saver
        self.signals = Signals(self, stop)
        self._drafting = drafting
        self.drafts = Drafts(self._draft, "", lambda: saver.flush(FLUSH_SECONDS))
        self.buffer = ProseBuffer(multiline=True)
        self.control = ProseControl(self.buffer)
        self.view = View(at, saver, self.control, door.output, self.follow, drafted=self._asked_for)
        self._unread = unread
        self._interrupted = 0.0
        self._writing: Writing | None = None
        self._drafted_text: str | None = None
        self._size = door.output.get_size()
        self._shown: Hashable = None
        self._pressed = 0.0
        self._seeking: Seeking | None = None
        self._adviser = Adviser(at.book)
        self._advising = False
        self._spoken = Spoken()
        self.app: Application[Outcome] = Application(
            layout=Layout(self.view.layout(), focused_element=self.view.centre),
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

    # --- what the keys ask of us ---

    def do(self, deed: Callable[[], object]) -> None:
        """A key's deed, or why it can't be done."""
        self.at.try_to(deed)
        self.follow()

    def keep(self) -> None:
        """Enter in the editor."""
        writing, text = self.at.sight.writing, self.buffer.text
        if writing is None:
            return
        if writing.kind == "search":
            self.do(lambda: self._search(text.strip("\n")))
            return
        kept: list[bool] = []
        self.at.try_to(lambda: kept.append(self.at.keep(text)))
        self.follow()

    def leave_writing(self) -> None:
        """Esc in the editor: the words of a memo are drafted, and wait for its key."""
        self.at.leave_writing(self.buffer.text)

    def _search(self, text: str) -> None:
        if not text:
            self.at.leave_writing("")
            return
        self._seeking = Seeking(self.at.desk, searched(text), self._spoken)
        self._seeking.go_on(STRETCH * 4)
        self.at.see(writing=None)
        self._show_found()
        if self.app.is_running:
            self.app.create_background_task(self._seek())

    def follow(self) -> None:
        """After anything that was done: what is written stands in the editor, the cursor where the eye is."""
        self._pressed = time.monotonic()
        writing = self.at.sight.writing
        if writing != self._writing:
            left, self._writing = self._writing, writing
            self._drafting.drop(left)
            begun = (writing.begun or writing.was) if writing else ""
            self.buffer.reset(Document(begun, len(begun)))
            self._drafted_text = begun
            self.drafts.stale()
        with suppress(ValueError):  # a window that is too small has no panes
            self.app.layout.focus(self.view.editor if writing else self.view.centre)
        if self.app.is_running:
            self._advise_if_wanted()
        if self.at.left:
            self._leave(Outcome.KEPT)
        self.app.invalidate()

    def offers(self) -> bool:
        """There is no menu in this editor."""
        return False

    def recall(self, step: int) -> None:
        """Nothing was typed before that could be put here again."""

    def leave(self) -> None:
        """Leave the room; asked twice while the disk takes nothing."""
        lost = _("NOT SAVED: what you did last is in memory only. Esc Q again leaves all the same.")
        if not (self.saver.failing and self.saver.pending) or self.at.once_more("leave", lost):
            self.at.left = True

    def interrupt(self) -> None:
        """Ctrl-C twice leaves; a memo that is being typed is kept as a draft."""
        if time.monotonic() - self._interrupted < TWICE_SECONDS:
            self._leave(Outcome.INTERRUPTED)
        self._interrupted = time.monotonic()
        kept = _("Ctrl-C again leaves; everything is kept, also what is being typed.")
        unsaved = _("NOT SAVED: what you did last is in memory only. Ctrl-C again leaves all the same.")
        self.at.tell(unsaved if self.saver.failing and self.saver.pending else kept)
        self.app.invalidate()

    def end(self) -> None:
        """Ctrl-D, as Ctrl-C."""
        self.interrupt()

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

    def run(self) -> Outcome:
        """Stay until it is left. What is being typed is drafted, also when something unforeseen is raised."""
        self.follow()
        self._pressed = 0.0
        # What was loaded stays: looking through it for garbage would hold up a key by 20 to 40 ms now and then.
        gc.freeze()
        try:
            with self.signals.caught(), closing(self._adviser):
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
        self.app.create_background_task(self._read_on())
        self._advise_if_wanted()
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
            self.app.exit(exception=context.get("exception") or RuntimeError("coding room"))

    def _draft(self, text: str) -> None:
        """Write the draft of a memo; what was there before it was touched is none."""
        writing = self.at.sight.writing
        if writing is not None and writing.kept:
            self._drafting.write("" if text == writing.was else text)
        self._drafted_text = text

    def _asked_for(self) -> bool:
        """Whether the text that stands in the editor is the one that was drafted last."""
        return self.buffer.text == self._drafted_text

    async def _keep_up(self) -> None:
        """Keep the draft up to date; drawn only when what is seen changed."""
        while True:
            await sleep(TICK)
            self.drafts.keep_up(self.buffer.text)
            self._notice_size()
            self._draw_if_changed()

    def _notice_size(self) -> None:
        """After the window was given another size: what was drawn at that very moment may stand askew."""
        size = self.app.output.get_size()
        if size != self._size:
            self._size = size
            self.app.renderer.clear()
            self.app.invalidate()

    async def _read_on(self) -> None:
        """Read the other sessions while nobody presses keys."""
        while self.at.reading:
            if time.monotonic() - self._pressed < STILL:
                await sleep(STILL)
            else:
                self._read_stretch()
                await sleep(0.001)

    async def _seek(self) -> None:
        """Search on, a stretch at a time, so that keys have their turn."""
        while self._seeking is not None:
            self._seek_on(self._seeking)
            await sleep(0)

    def _advise_if_wanted(self) -> None:
        if self.at.advised and not self._advising:
            self._advising = True
            self.app.create_background_task(self._advise())

    async def _advise(self) -> None:
        """Suggest codes for what is selected, where that is wanted, once the keys rest for a moment."""
        loop = get_running_loop()
        while self.at.advised:
            await sleep(TICK / 4)
            desk, advice = self.at.desk, self.at.advice
            if not self.at.advised or desk.turn is None or time.monotonic() - self._pressed < STILL:
                continue
            if advice is not None and advice.about == about_now(desk):
                continue
            with suppress(CancelledError):
                self.at.advice = await loop.run_in_executor(self._adviser.thread, self._adviser.advise, desk)
            self.at.see()
            self._draw_if_changed()
        self._advising = False

    def _read_stretch(self) -> None:
        until, read = time.monotonic() + STRETCH, list[Sheet]()
        while time.monotonic() < until:
            sheet = next(self._unread, None)
            if sheet is None:
                self.at.reading = 0
                break
            self._spoken.of(sheet)
            read.append(sheet)
        self.at.reading = max(0, self.at.reading - len(read))
        self.at.take_in(*read)
        self._draw_now_and_then()

    def _draw_now_and_then(self) -> None:
        if not self.at.reading or time.monotonic() - self._drawn > TICK:
            self._drawn = time.monotonic()
            self._draw_if_changed()

    _drawn = 0.0

    def _seek_on(self, seeking: Seeking) -> None:
        try:
            seeking.go_on(STRETCH)
        except InterviewerError as error:
            self.at.tell(" ".join(explain(error.problem)).strip())
        if seeking.over or time.monotonic() - seeking.shown > SHOWN_EACH:
            self._show_found()
            self._draw_if_changed()

    def _show_found(self) -> None:
        """What the search found so far stands in the list, where it is still shown."""
        seeking, before = self._seeking, self.at.sight.listing
        if seeking is None:
            return
        made = seeking.listing()
        if before is None or before.kind == "hits":
            self.at.see(listing=made._replace(at=before.at if before else 0))
        if seeking.over:
            self._seeking = None
