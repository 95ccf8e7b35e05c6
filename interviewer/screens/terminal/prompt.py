"""The prompt at which an interview is written down: several lines, wrapped at words, drafted while they are typed.

Import this module inside functions: it brings prompt_toolkit with it.
"""

import time
from asyncio import sleep
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Any, NamedTuple

from prompt_toolkit.application import Application
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.cursor_shapes import ModalCursorShapeConfig
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import ConditionalContainer, Dimension, HSplit, Layout, Window
from prompt_toolkit.layout.containers import WindowRenderInfo
from prompt_toolkit.layout.controls import FormattedTextControl, UIContent
from prompt_toolkit.layout.margins import Margin
from prompt_toolkit.layout.menus import CompletionsMenu
from prompt_toolkit.styles import Style

from interviewer.screens.clean import cells, clean, fit, one_line
from interviewer.screens.terminal.completion import Offer, is_action
from interviewer.screens.terminal.drafting import Drafts
from interviewer.screens.terminal.keyboard import Door, door, reads_whole_lines
from interviewer.screens.terminal.keys import bindings
from interviewer.screens.terminal.prompt_signals import Signals
from interviewer.screens.terminal.prose import ProseBuffer, ProseControl
from interviewer.screens.terminal.signals import Hangup, Stop, stopping
from interviewer.screens.terminal.ways import Ways, chosen_ways
from interviewer.screens.terminal.whole_lines import whole_line
from interviewer.screens.words import _

Complete = Callable[[str], Iterable[Offer]]
MENU_ROWS = 8
TICK = 0.35
HINT_SECONDS = 4.0
LAST_TRIES = 5
STYLE = Style.from_dict(
    {"prefix": "bold", "hint": "bold", "unsaved": "bold ansired reverse", "nbsp": "noinherit", "selected": "reverse"}
)


class Outcome(Enum):
    """How the prompt was left."""

    KEPT = "kept"
    INTERRUPTED = "interrupted"
    ENDED = "ended"
    HUNG_UP = "hung up"


class Wanted(NamedTuple):
    """What a prompt shows and offers; see `ask_text`."""

    message: str = ""
    initial: str = ""
    complete: Complete | None = None
    status: Callable[[], str] | None = None
    not_saved: str = ""
    history: Sequence[str] = ()
    any_text: bool = False
    ways: Ways = Ways()


def ask_text(
    *,
    message: str = "",
    initial: str = "",
    complete: Complete | None = None,
    status: Callable[[], str] | None = None,
    on_draft: Callable[[str], None] | None = None,
    not_saved: str = "",
    history: Sequence[str] = (),
    any_text: bool = False,
    ways: Ways | None = None,
) -> str:
    """What the person typed, exactly; Enter keeps it, Alt-Enter or Ctrl-J makes a new line, a paste is one text.

    `on_draft` gets the text within half a second of a change, and at once when the program is told to stop; when it
    raises, `not_saved` stands in red in the status line and it is tried again each second. `history` holds the lines
    typed before; only actions among them are offered again. `complete` is asked while an action is typed, with
    `any_text` whatever is typed. Without `ways` they are those of the environment. Raises KeyboardInterrupt (Ctrl-C at an empty prompt, or
    twice), EOFError (Ctrl-D at an empty prompt) and Hangup (after the draft was written).
    """
    with stopping() as stop:
        stop.check()
        if reads_whole_lines():
            return whole_line(stop, message, initial)
        drafts = Drafts(on_draft, initial)
        wanted = Wanted(message, initial, complete, status, not_saved, history, any_text, ways or chosen_ways())
        with door() as the_door:
            prompt = Prompt(the_door, stop, drafts, wanted)
            outcome = prompt.run()
    return _ended(outcome, prompt.buffer.text, drafts)


def _ended(outcome: Outcome, text: str, drafts: Drafts) -> str:
    if outcome is Outcome.KEPT:
        return text
    if outcome is Outcome.HUNG_UP:
        for attempt in range(LAST_TRIES):
            if drafts.save(text):
                break
            time.sleep(1 if attempt + 1 < LAST_TRIES else 0)
        raise Hangup
    raise KeyboardInterrupt if outcome is Outcome.INTERRUPTED else EOFError


class _Menu(Completer):
    """What the menu offers, only while an action is typed (or always)."""

    def __init__(self, complete: Complete, *, any_text: bool) -> None:
        self._complete = complete
        self._any_text = any_text

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002 - upstream's
        if self._any_text or is_action(document.text):
            for offer in self._complete(document.text_before_cursor):
                yield Completion(
                    offer.text,
                    -offer.replaces,
                    display=one_line(offer.label or offer.text, 30),
                    display_meta=one_line(offer.about, 60),
                )


def menu_of(complete: Complete, *, any_text: bool = False) -> Completer:
    """What the menu under an editor offers: what `complete` gives for the text before the cursor."""
    return _Menu(complete, any_text=any_text)


def _keeping_said() -> str:
    return _("Enter keeps, Alt-Enter makes a new line")


def _newline_said() -> str:
    return _("Alt-Enter keeps, Enter makes a new line")


class _Prefix(Margin):
    """The words before the first row; the rows under it are set in as far."""

    def __init__(self, message: str, columns: Callable[[], int]) -> None:
        self._message = message
        self._columns = columns

    def get_width(self, get_ui_content: Callable[[], UIContent]) -> int:  # noqa: ARG002 - upstream's
        return min(cells(self._message), self._columns() // 2)

    def create_margin(self, window_render_info: WindowRenderInfo, width: int, height: int) -> StyleAndTextTuples:  # noqa: ARG002 - upstream's
        return [("class:prefix", fit(self._message, width))] if window_render_info.vertical_scroll == 0 else []


class Prompt:
    """One prompt: its editor, menu and status line, what its keys do, and how it ends."""

    def __init__(self, the_door: Door, stop: Stop, drafts: Drafts, wanted: Wanted) -> None:
        self.drafts = drafts
        self.signals = Signals(self, stop)
        self._input = the_door.input
        self.buffer = ProseBuffer(
            completer=_Menu(wanted.complete, any_text=wanted.any_text) if wanted.complete else None,
            complete_while_typing=Condition(self.offers),
            document=Document(wanted.initial),
            multiline=True,
        )
        self._completes, self._any_text = wanted.complete is not None, wanted.any_text
        self.control = ProseControl(self.buffer)
        self.past = [line for line in wanted.history if is_action(line) and "\n" not in line]
        self._recalled = len(self.past)
        self._status = wanted.status or (_newline_said if wanted.ways.enter_is_newline else _keeping_said)
        self._not_saved = wanted.not_saved
        self._hint = ("", 0.0)
        self.app: Application[Outcome] = Application(
            layout=Layout(self._rows(clean(wanted.message).replace("\n", " "))),
            key_bindings=bindings(self, enter_keeps=not wanted.ways.enter_is_newline),
            editing_mode=EditingMode.VI if wanted.ways.vi else EditingMode.EMACS,
            cursor=ModalCursorShapeConfig() if wanted.ways.vi else None,
            style=STYLE,
            refresh_interval=1.0,
            input=the_door.input,
            output=the_door.output,
        )
        self.app.ttimeoutlen = 0.1
        self.app.timeoutlen = 0.5

    def _rows(self, message: str) -> HSplit:
        editor = Window(
            self.control,
            height=lambda: Dimension(min=1, max=self._most_rows()),
            dont_extend_height=True,
            left_margins=[_Prefix(message, lambda: self.app.output.get_size().columns)] if message else [],
        )
        status = Window(FormattedTextControl(self._status_line), height=1, dont_extend_height=True)
        going = Condition(lambda: not self.app.is_done)
        return HSplit([editor, ConditionalContainer(status, going), CompletionsMenu(max_height=MENU_ROWS)])

    def _most_rows(self) -> int:
        """While typing, the question above stays in sight; what was kept is shown as far as the screen goes."""
        rows = self.app.output.get_size().rows
        return rows if self.app.is_done else max(3, rows // 2)

    def _status_line(self) -> StyleAndTextTuples:
        columns = self.app.output.get_size().columns - 1
        failing = self.drafts.failing
        if self.hinted():
            return [("class:unsaved" if failing else "class:hint", one_line(self._hint[0], columns))]
        said = one_line(self._not_saved or _("NOT SAVED"), columns) if failing else ""
        words = self._status()
        room = columns - cells(said) - 1
        return [("class:unsaved", said), ("", " " * failing), ("class:status", one_line(words, room))]

    def hint(self, words: str) -> None:
        """Show a hint in the status line for a few seconds."""
        self._hint = (words, time.monotonic() + HINT_SECONDS)
        self.app.invalidate()

    def hinted(self) -> bool:
        """Whether the hint is still to be seen."""
        return time.monotonic() < self._hint[1]

    def keep(self) -> None:
        """End the prompt with the text as it stands."""
        self._leave(Outcome.KEPT)

    def end(self) -> None:
        """End the prompt as the end of input does."""
        self._leave(Outcome.ENDED)

    def interrupt(self) -> None:
        """Ctrl-C: leave an empty prompt; with words in it, say so first, and leave only when they are drafted."""
        text = self.buffer.text
        if not text:
            self._leave(Outcome.INTERRUPTED)
        elif not self.hinted():
            again = _("Ctrl-C again leaves; what is typed here is kept as a draft.")
            self.hint(again if self.drafts.kept else _("Ctrl-C again leaves and forgets what is typed here."))
        elif self.drafts.save(text):
            self._leave(Outcome.INTERRUPTED)
        else:
            self.hint(_("What is typed here could not be saved. To leave all the same, empty the line first."))

    def hang_up(self) -> None:
        """Write the draft and end the prompt: nobody is there any more, or the system asks."""
        self.drafts.save(self.buffer.text)
        self._leave(Outcome.HUNG_UP)

    def _leave(self, outcome: Outcome) -> None:
        if self.app.is_running and not self.app.is_done:
            self.app.exit(result=outcome)

    def offers(self) -> bool:
        """Whether the menu has something to say to what stands in the prompt."""
        return self._completes and (self._any_text or is_action(self.buffer.text))

    def recall(self, step: int) -> None:
        """Put an earlier (or later) action into the prompt; only where no words of an answer stand."""
        text = self.buffer.text
        if text and not is_action(text):
            return
        self._recalled = max(0, min(len(self.past), self._recalled + step))
        self.buffer.document = Document(self.past[self._recalled] if self._recalled < len(self.past) else "")
        self.buffer.complete_state = None

    def redraw(self) -> None:
        """Draw the prompt anew where it stands; what is printed above stays."""
        self.app.renderer.erase()
        self.app.invalidate()

    def run(self) -> Outcome:
        """Show the prompt until it is left. The words are in the buffer, also when something unforeseen is raised."""
        try:
            with self.signals.caught():
                return self.app.run(pre_run=self._begin, set_exception_handler=False, handle_sigint=False)
        except EOFError:
            # Ctrl-D is an outcome; this is prompt_toolkit saying that the keys have ended.
            self.drafts.save(self.buffer.text)
            return Outcome.HUNG_UP
        except BaseException:
            self.drafts.save(self.buffer.text)
            raise

    def _begin(self) -> None:
        loop = self.app.loop
        if loop is not None:
            loop.set_exception_handler(self._failed)
        self.app.create_background_task(self._keep_drafts())
        self.signals.catch_up()

    def _failed(self, _loop: object, context: dict[str, Any]) -> None:
        """Something unforeseen in a key or in drawing: the words are drafted, and the caller learns of it."""
        self.drafts.save(self.buffer.text)
        if self.app.is_running and not self.app.is_done:
            self.app.exit(exception=context.get("exception") or RuntimeError("prompt"))

    async def _keep_drafts(self) -> None:
        """Write the draft whenever it is behind; a failing one once a second."""
        while True:
            await sleep(TICK)
            self._release_stuck_paste()
            failing = self.drafts.failing
            self.drafts.keep_up(self.buffer.text)
            if failing != self.drafts.failing:
                self.app.invalidate()

    def _release_stuck_paste(self) -> None:
        release = getattr(self._input, "release_stuck_paste", None)
        if release and (keys := release()):
            self.app.key_processor.feed_multiple(keys)
            self.app.key_processor.process_keys()
