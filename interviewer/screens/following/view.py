"""Following on a full screen: the page is drawn anew only when the interview changed, and notes are typed below it.

Import this module inside functions: it brings prompt_toolkit with it.
"""

import time
from asyncio import sleep
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyBindingsBase, merge_key_bindings
from prompt_toolkit.layout import ConditionalContainer, Dimension, HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.styles import Style

from interviewer.errors import CannotError, InterviewerError
from interviewer.screens.clean import one_line
from interviewer.screens.following.page import Row, Said, most_back, nothing_there, page, status
from interviewer.screens.following.watch import Watch
from interviewer.screens.messages import explain
from interviewer.screens.terminal.drafting import Drafts
from interviewer.screens.terminal.keyboard import Door
from interviewer.screens.terminal.keys import bindings, never, pass_over
from interviewer.screens.terminal.prompt import Outcome
from interviewer.screens.terminal.prompt_signals import Signals
from interviewer.screens.terminal.prose import ProseBuffer, ProseControl
from interviewer.screens.terminal.signals import Stop
from interviewer.screens.words import _
from interviewer.session.noting import Notes
from interviewer.session.saving import Saver

LOOK_SECONDS = 1.0
TICK = 0.35
HINT_SECONDS = 4.0
PAGE = 8
EDITOR_SHARE = 3
PREFIX = "> "
STYLE = Style.from_dict(
    {
        "strong": "bold",
        "question": "bold",
        "quiet": "dim",
        "note": "italic",
        "status": "reverse",
        "hint": "bold",
        "unsaved": "bg:ansired fg:ansiwhite bold",
        "selected": "reverse",
        "prefix": "bold",
    }
)


class Following:
    """One sitting of somebody who reads along; with `notes`, of somebody who takes notes beside."""

    def __init__(self, door: Door, stop: Stop, watch: Watch, session: str, notes: Notes | None = None) -> None:
        self.watch, self.notes = watch, notes
        self._session, self._output, self._input = session, door.output, door.input
        self._said = Said()
        self._back = 0
        self._hint = ("", 0.0)
        self._saver: Saver | None = None
        self._saving = False  # whether a note is on its way to the disk, and the word *saved* still to be said
        self._shown: tuple[str, int] = ("", 0)
        self.buffer = ProseBuffer(multiline=True)
        self.control = ProseControl(self.buffer)
        self.drafts = Drafts(self._draft if notes else None, "")
        self.signals = Signals(self, stop)
        self._rows = FormattedTextControl(self._drawn, focusable=notes is None)
        page_window = Window(self._rows)
        editor = Window(
            self.control,
            height=self._editor_height,
            dont_extend_height=True,
            get_line_prefix=lambda n, _wrapped: [("class:prefix", PREFIX if n == 0 else " " * len(PREFIX))],
        )
        below = Window(FormattedTextControl(self._status), height=1, style="class:status")
        writing = ConditionalContainer(editor, Condition(lambda: notes is not None))
        self.app: Application[Outcome] = Application(
            layout=Layout(HSplit([page_window, writing, below]), focused_element=editor if notes else page_window),
            key_bindings=self._keys(),
            style=STYLE,
            full_screen=True,
            input=door.input,
            output=door.output,
        )
        self.app.ttimeoutlen, self.app.timeoutlen = 0.1, 0.5

    # --- what is seen ---

    def _size(self) -> tuple[int, int]:
        size = self._output.get_size()
        return max(1, size.columns - 1), max(1, size.rows - 1 - (self._editor_rows() if self.notes else 0))

    def _editor_rows(self) -> int:
        size = self._output.get_size()
        rows = self.control.preferred_height(
            size.columns - len(PREFIX), size.rows, wrap_lines=False, get_line_prefix=None
        )
        return max(1, min(rows, size.rows // EDITOR_SHARE))

    def _editor_height(self) -> Dimension:
        return Dimension.exact(self._editor_rows())

    def _drawn(self) -> StyleAndTextTuples:
        width, height = self._size()
        sight = self.watch.sight()
        rows: Sequence[Row]
        if sight is None:
            rows = nothing_there(self._session, width)
        else:
            rows = page(sight, self._said, width, height, self._back)
        drawn: StyleAndTextTuples = []
        for row in rows:
            drawn += [*row, ("", "\n")]
        return drawn[:-1]

    def _status(self) -> StyleAndTextTuples:
        width = self._size()[0]
        if self._unsaved():
            words = _("NOT SAVED: free some disk space or plug in a drive. It is tried again each second.")
            return [("class:unsaved", one_line(self._hint_now() or words, width))]
        if hint := self._hint_now():
            return [("class:hint", one_line(hint, width))]
        return [("", self._standing())]

    def _standing(self) -> str:
        width = self._size()[0]
        sight = self.watch.sight()
        doing = _("Enter keeps a note, Ctrl-C leaves") if self.notes else _("q leaves")
        return status(sight, doing, width) if sight else one_line(doing, width)

    def _unsaved(self) -> bool:
        """Whether the disk refuses the notes, or the words that are being typed."""
        saver = self._saver
        failing = saver is not None and (saver.failing is not None or saver.draft_failing is not None)
        return failing or self.drafts.failing

    def hint(self, words: str) -> None:
        """Show a hint in the status line for a few seconds."""
        self._hint = (words, time.monotonic() + HINT_SECONDS)
        self.app.invalidate()

    def _hint_now(self) -> str:
        words, until = self._hint
        return words if time.monotonic() < until else ""

    # --- what keys do ---

    def _keys(self) -> KeyBindingsBase:
        keys = KeyBindings()
        for key, by in (("pageup", PAGE), ("pagedown", -PAGE)):
            keys.add(key, eager=True, save_before=never)(self._scroller(by))
        if self.notes is not None:
            # The editor's keys know no more of their prompt than what this class has as well.
            return merge_key_bindings([bindings(cast("Any", self)), keys])
        for key, by in (("up", 1), ("down", -1)):
            keys.add(key)(self._scroller(by))
        for key in ("q", "Q", "c-c", "c-d"):
            keys.add(key)(lambda _event: self.end())
        keys.add("c-l")(lambda _event: self.redraw())
        keys.add("c-z")(lambda _event: self.signals.suspend())
        pass_over(keys)
        return keys

    def _scroller(self, by: int) -> Callable[[object], None]:
        def scroll(_event: object) -> None:
            sight = self.watch.sight()
            if sight is not None:
                most = most_back(sight, self._said, *self._size())
                self._back = max(0, min(most, self._back + by))

        return scroll

    def keep(self) -> None:
        """Carry out the typed line; words that can't be understood stay in the editor."""
        notes, state, line = self.notes, self.watch.state, self.buffer.text
        if notes is None or not line.strip():
            return
        if state is None:
            self.hint(_("The interview can't be read just now; the words stay here."))
            return
        try:
            events = notes.take(line, state)
        except InterviewerError as error:
            self.hint(" ".join(explain(error.problem)).strip())
            return
        self._saving = self._saving or bool(events)
        if not events:
            self.hint(_("Plain words are an observation; /memo, /fix and /undo work as well."))
        self.buffer.reset()
        self.drafts = Drafts(self._draft, "")

    def _heard_of_saving(self) -> None:
        """Called by the thread that saves: only pass it on."""
        loop = self.app.loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._acknowledge)

    def _acknowledge(self) -> None:
        """Say *saved* once the notes are durable, and show them where they stand."""
        if self._saving and self._saver is not None and not self._saver.pending:
            self._saving = False
            self.hint(_("saved"))
        self._look()

    def offers(self) -> bool:
        """There is no menu here."""
        return False

    def recall(self, step: int) -> None:
        """There is no history here: the arrows go back in what was said."""
        self._scroller(-step)(None)

    def end(self) -> None:
        """Leave, as at the end of input."""
        self._leave(Outcome.ENDED)

    def interrupt(self) -> None:
        """Ctrl-C: leave; with words in the editor only the second time, and when they are drafted."""
        if not self.buffer.text:
            self._leave(Outcome.ENDED)
        elif not self._hint_now():
            self.hint(_("Ctrl-C again leaves; what is typed here is kept as a draft."))
        elif self.drafts.save(self.buffer.text):
            self._leave(Outcome.INTERRUPTED)
        else:
            self.hint(_("What is typed here could not be saved. To leave all the same, empty the line first."))

    def hang_up(self) -> None:
        """Nobody is there any more, or the system asks."""
        self.drafts.save(self.buffer.text)
        self._leave(Outcome.HUNG_UP)

    def redraw(self) -> None:
        """Draw everything anew."""
        self.app.renderer.clear()
        self.app.invalidate()

    def _leave(self, outcome: Outcome) -> None:
        if self.app.is_running and not self.app.is_done:
            self.app.exit(result=outcome)

    # --- what goes on ---

    def run(self) -> Outcome:
        """Show the page until it is left. The words are drafted, also when something unforeseen is raised."""
        self.watch.look()
        if self.notes is not None and self.notes.rescued:
            self.hint(_("What was being typed when the last run ended is kept as a note."))
        try:
            with self.signals.caught(), self._saved_behind():
                return self.app.run(pre_run=self._begin, set_exception_handler=False, handle_sigint=False)
        except EOFError:  # the keys have ended
            self.drafts.save(self.buffer.text)
            return Outcome.HUNG_UP
        except BaseException:
            self.drafts.save(self.buffer.text)
            raise

    @contextmanager
    def _saved_behind(self) -> Iterator[None]:
        """Within it notes are saved by a thread, so that nobody waits for the disk while typing."""
        if self.notes is None:
            yield
            return
        with self.notes.behind(self._heard_of_saving) as self._saver:
            yield

    def _begin(self) -> None:
        if self.app.loop is not None:
            self.app.loop.set_exception_handler(self._failed)
        self.app.create_background_task(self._keep_looking())
        if self.notes is not None:
            self.app.create_background_task(self._keep_drafts())
        self.signals.catch_up()

    def _failed(self, _loop: object, context: dict[str, Any]) -> None:
        self.drafts.save(self.buffer.text)
        if self.app.is_running and not self.app.is_done:
            self.app.exit(exception=context.get("exception") or RuntimeError("following"))

    async def _keep_looking(self) -> None:
        """Look at the files each second; draw only what is another page than before."""
        while True:
            await sleep(LOOK_SECONDS)
            self._look()

    def _look(self) -> None:
        changed = self.watch.look()
        if changed:
            self._back = 0
        shown = (str(self._status()), id(self.watch.state))
        if changed or shown != self._shown:
            self._shown = shown
            self.app.invalidate()

    async def _keep_drafts(self) -> None:
        while True:
            await sleep(TICK)
            release = getattr(self._input, "release_stuck_paste", None)
            if release and (keys := release()):
                self.app.key_processor.feed_multiple(keys)
                self.app.key_processor.process_keys()
            self.drafts.keep_up(self.buffer.text)

    def _draft(self, typed: str) -> None:
        if self.notes is None or self.watch.state is None:
            raise CannotError("no_note_yet")  # tried again as soon as the interview can be read
        self.notes.draft(typed, self.watch.state)
