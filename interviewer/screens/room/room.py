"""The room on the terminal: panes around an editor, keys that become actions, drafts that keep up, signals that are heard.

Import this module inside functions: it brings prompt_toolkit with it.
"""

import time
from asyncio import AbstractEventLoop, sleep
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from prompt_toolkit.application import Application
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import (
    ConditionalContainer,
    Dimension,
    DynamicContainer,
    Float,
    FloatContainer,
    HSplit,
    Layout,
    VSplit,
    Window,
)
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.menus import CompletionsMenu

from interviewer.screens.interview.action_menu import menu
from interviewer.screens.room import pages
from interviewer.screens.room.finder import finder_rows
from interviewer.screens.room.group import group_row
from interviewer.screens.room.heading import heading, whole_question
from interviewer.screens.room.interviewing import Interviewing
from interviewer.screens.room.lines import EMPTY, Row, paragraph, row, ruled
from interviewer.screens.room.outline import outline, strip
from interviewer.screens.room.pane import Painted, Pane
from interviewer.screens.room.room_keys import room_keys
from interviewer.screens.room.said import beside_step, said
from interviewer.screens.room.status import Safety, safety_of, status
from interviewer.screens.room.style import STYLE
from interviewer.screens.terminal.completion import is_action, offers
from interviewer.screens.terminal.drafting import Drafts
from interviewer.screens.terminal.keyboard import Door
from interviewer.screens.terminal.prompt import Outcome, menu_of
from interviewer.screens.terminal.prompt_signals import Signals
from interviewer.screens.terminal.prose import ProseBuffer, ProseControl
from interviewer.screens.terminal.signals import Stop
from interviewer.screens.words import _
from interviewer.session.events import Recovered
from interviewer.session.interview import AskQuestions
from interviewer.session.pace import pace, theme_minutes_now
from interviewer.session.saving import Saver

WIDE = 100
WIDEST = 96  # longer lines are tiring to read aloud from
LEAST_COLUMNS, LEAST_ROWS = 40, 10
TICK = 0.35
FLUSH_SECONDS = 5.0
MENU_ROWS = 6


class Ways(NamedTuple):
    """How somebody likes to work: vi's keys, a mouse that the room hears, Enter as a new line and Alt-Enter to keep."""

    vi: bool = False
    mouse: bool = True
    enter_is_newline: bool = False


class Room:
    """One sitting: from opening the room to leaving it, by the end of the interview, a rest, or a hang-up."""

    def __init__(self, door: Door, stop: Stop, holding: Interviewing, saver: Saver, ways: Ways) -> None:
        self.holding = holding
        self.saver = saver
        self._output = door.output
        self.signals = Signals(self, stop)
        self.drafts = Drafts(self._draft, "")
        self.buffer = ProseBuffer(
            completer=menu_of(self._offers), complete_while_typing=Condition(self.offers), multiline=True
        )
        self.control = ProseControl(self.buffer)
        self._interrupted = 0.0
        self._shown: Hashable = None
        self.centre = Window(Pane(self._centre, self._sight, click=self._click_said, wheel=self._scroll))
        outlined = Pane(self._outline, self._sight, click=self._click_outline, wheel=self._wheel_outline)
        self.side = Window(outlined, width=self._side_width)
        self.editor = Window(self.control, height=self._editor_height, dont_extend_height=True)
        self._outlined: Sequence[str] = ()
        self._said: Sequence[str] = ()
        self._head = 0
        self.app: Application[Outcome] = Application(
            layout=Layout(self._layout(), focused_element=self.editor),
            key_bindings=room_keys(self),
            style=STYLE,
            full_screen=True,
            mouse_support=ways.mouse,
            editing_mode=EditingMode.VI if ways.vi else EditingMode.EMACS,
            input=door.input,
            output=door.output,
        )
        self.app.ttimeoutlen = 0.05
        self.app.timeoutlen = 0.4

    # --- what is where ---

    @property
    def columns(self) -> int:
        """How wide the screen is."""
        return self._output.get_size().columns

    @property
    def rows(self) -> int:
        """How high the screen is."""
        return self._output.get_size().rows

    def _wide(self) -> bool:
        return self.columns >= WIDE

    def _small(self) -> bool:
        return self.columns < LEAST_COLUMNS or self.rows < LEAST_ROWS

    def _editor_height(self) -> Dimension:
        most = max(1, min(12, self.rows // 3))
        return Dimension(min=1, max=most, preferred=min(most, max(2, self.control.folding().count)))

    def _layout(self) -> FloatContainer:
        top = VSplit(
            [
                ConditionalContainer(
                    VSplit([_edge(), self.side, Window(width=1), _line(), _edge()]),
                    Condition(self._wide),
                ),
                HSplit(
                    [
                        ConditionalContainer(
                            Window(FormattedTextControl(self._strip), height=1), Condition(lambda: not self._wide())
                        ),
                        self.centre,
                    ]
                ),
            ]
        )
        whole = HSplit(
            [
                top,
                Window(FormattedTextControl(self._rule), height=1),
                VSplit([Window(FormattedTextControl(self._prefix), width=2), self.editor]),
                Window(FormattedTextControl(self._status), height=1),
            ]
        )
        small = HSplit(
            [
                Window(FormattedTextControl(lambda: [("class:must", self._too_small())]), wrap_lines=True),
                self.editor,
                Window(FormattedTextControl(self._status), height=1),
            ]
        )
        offered = Float(CompletionsMenu(max_height=MENU_ROWS), xcursor=True, ycursor=True)
        return FloatContainer(DynamicContainer(lambda: small if self._small() else whole), [offered])

    def _side_width(self) -> int:
        return max(30, min(52, self.columns * 3 // 10))

    def _too_small(self) -> str:
        least = _("The window is too small ({columns}×{rows} at least). What is typed is kept all the same.")
        return least.format(columns=LEAST_COLUMNS, rows=LEAST_ROWS)

    # --- what is drawn ---

    def _minutes(self) -> tuple[float, dict[str, float]]:
        now = self.holding.live.now()
        return pace(self.holding.state, now).spent, theme_minutes_now(self.holding.state, now)

    def _sight(self) -> Hashable:
        """All that the panes depend on; while it is the same nothing is painted anew."""
        h = self.holding
        return (h.state, h.page, h.focus, h.finder, h.turn, h.question, h.back, h.message(), int(self._minutes()[0]))

    def _outline(self, width: int, height: int) -> Painted:
        chosen = self.holding.question if self.holding.focus == "outline" else ""
        drawn = outline(self.holding.state, self._minutes()[1], width, height, chosen)
        self._outlined = drawn.questions
        return Painted(drawn.rows, drawn.questions.index(chosen) if chosen in drawn.questions else 0)

    def _strip(self) -> StyleAndTextTuples:
        return list(strip(self.holding.state, self._minutes()[1], self.columns))

    def _centre(self, width: int, height: int) -> Painted:
        """Question and words, or what lies over them; a message covers the last rows for a few seconds."""
        painted = self._laid(width, height)
        words, style = self.holding.message()
        if not words or not height:
            return painted
        said = paragraph(words, width - 2, style, " ")[-height:]
        rows = [*painted.rows, *[EMPTY] * height][: height - len(said) - 1]
        return Painted([*rows, EMPTY, *said][-height:], painted.eye)

    def _laid(self, width: int, height: int) -> Painted:
        holding = self.holding
        self._said = ()
        if holding.finder is not None:
            return Painted(finder_rows(holding.finder, width, height), 1)
        if holding.page:
            rows = self._page(width)
            first = min(holding.back, max(0, len(rows) - height))
            return Painted(rows[first : first + height])
        if holding.focus == "outline" and not self._wide():
            return self._outline(width, height)
        return self._question(width, height)

    def _question(self, width: int, height: int) -> Painted:
        holding, state = self.holding, self.holding.state
        head = heading(state, holding.step, min(width, WIDEST)).fitted(height - max(2, height // 4))
        room = max(0, height - len(head))
        if not isinstance(holding.step, AskQuestions):
            return Painted([*head, *beside_step(state, holding.step, width, room, holding.back)])
        drawn = said(state, width, room, chosen=holding.turn, back=holding.back)
        self._said, self._head = drawn.turns, len(head)
        at = drawn.turns.index(holding.turn) + len(head) if holding.turn in drawn.turns else 0
        return Painted([*head, *drawn.rows], at)

    def _page(self, width: int) -> list[Row]:
        state = self.holding.state
        drawn: dict[str, Callable[[], list[Row]]] = {
            "help": lambda: pages.help_rows(width),
            "keys": lambda: pages.key_page(width),
            "time": lambda: pages.time_rows(state, *self._minutes(), width),
            "musts": lambda: pages.finishing_rows(state, width),
            "pause": lambda: pages.pause_rows(width),
            "question": lambda: whole_question(state, width),
        }
        return [EMPTY, *drawn[self.holding.page]()]

    def _rule(self) -> StyleAndTextTuples:
        """The line over the editor: what there is to say, else who speaks; on the right how the draft stands."""
        return list(ruled(self._rule_words(), self._draft_words(), self.columns))

    def _rule_words(self) -> Row:
        if self.holding.splitting:
            return row(_("splitting · Enter cuts at the cursor, Esc leaves it as it was"), "class:must")
        if self.holding.editing:
            return row(_("rewriting · Enter keeps, Esc leaves it as it was"), "class:must")
        state = self.holding.state
        many = len(state.present()) > 1 and isinstance(self.holding.step, AskQuestions)
        return group_row(state, self.columns - 4) if many else EMPTY

    def _draft_words(self) -> Row:
        if not self.buffer.text:
            return (("class:quiet", _("Esc ? help")),)
        behind = self.safety().draft == "behind"
        return (("class:must", _("draft behind")),) if behind else (("class:quiet", _("draft kept")),)

    def _prefix(self) -> StyleAndTextTuples:
        return [("class:prefix", "› ")]

    def safety(self) -> Safety:
        """What is known of the disk."""
        return safety_of(self.saver, elsewhere=self.holding.live.journal.elsewhere, typing=bool(self.buffer.text))

    def _status(self) -> StyleAndTextTuples:
        at = pace(self.holding.state, self.holding.live.now())
        return list(status(self.holding.state, at, self.safety(), self.columns))

    # --- the mouse ---

    def _click_outline(self, at: int) -> None:
        if at < len(self._outlined) and self._outlined[at]:
            self.holding.go_to(self._outlined[at])
            self.follow()

    def _click_said(self, at: int) -> None:
        line = at - self._head
        if 0 <= line < len(self._said) and self._said[line]:
            self.holding.focus, self.holding.turn = "said", self._said[line]
            self.follow()

    def _scroll(self, rows: int) -> None:
        self.holding.back = max(0, self.holding.back + (-rows if self.holding.page else rows))

    def _wheel_outline(self, rows: int) -> None:
        if self.holding.focus != "outline":
            self.holding.to_outline()
        self.holding.step_outline(-rows)

    # --- what the editor's keys ask of us ---

    def keep(self) -> None:
        """Enter: the line is taken, or stays with the reason why not."""
        if self.holding.enter(self.buffer.text, self.buffer.cursor_position):
            self.buffer.reset()
        self.follow()

    def follow(self) -> None:
        """After anything that was done: the words that wait stand in the editor, the cursor where the eye is."""
        begun = self.holding.take_begun()
        if begun is not None:
            self.buffer.text = begun
            self.buffer.cursor_position = len(begun)
        places = {"outline": self.side if self._wide() else self.centre, "said": self.centre, "finder": self.centre}
        self.app.layout.focus(places.get(self.holding.focus, self.editor))
        if self.holding.over or self.holding.left:
            self._leave(Outcome.KEPT if self.holding.over else Outcome.ENDED)
        self.app.invalidate()

    def leave_as_it_was(self) -> None:
        """Esc while a turn is rewritten: its words stay, the editor is empty again."""
        self.holding.leave_editing()

    def scroll(self, rows: int) -> None:
        """Scroll what was said (or the page) up, or down when negative."""
        self._scroll(rows)

    def offers(self) -> bool:
        """Whether the menu of actions has something to say."""
        return is_action(self.buffer.text) and isinstance(self.holding.step, AskQuestions)

    def _offers(self, text: str) -> Any:
        return offers(text, menu(self.holding.live))

    def interrupt(self) -> None:
        """Ctrl-C twice rests; words that are being typed are kept as a draft."""
        if time.monotonic() - self._interrupted < 4.0:  # noqa: PLR2004 - seconds in which the second one counts
            self.drafts.save(self.buffer.text)
            self._leave(Outcome.INTERRUPTED)
        self._interrupted = time.monotonic()
        self.holding.tell(_("Ctrl-C again rests here; everything is kept, also what is being typed."))

    def hang_up(self) -> None:
        """Nobody is there any more, or the system asks: the words are drafted."""
        self.drafts.save(self.buffer.text)
        self.saver.flush(FLUSH_SECONDS)
        self._leave(Outcome.HUNG_UP)

    def redraw(self) -> None:
        """Draw everything anew."""
        self.app.renderer.clear()

    def _leave(self, outcome: Outcome) -> None:
        if self.app.is_running and not self.app.is_done:
            self.app.exit(result=outcome)

    # --- the sitting ---

    def run(self, rescued: Sequence[Recovered] = ()) -> Outcome:
        """Stay until the interview is over or rests. The words are drafted, also when something unforeseen is raised."""
        self.holding.begin(rescued)
        self.follow()
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
        self.signals.catch_up()

    def _heard_of_disk(self, loop: AbstractEventLoop) -> None:
        """Called from the thread that saves: the status line may say something else now."""
        with suppress(RuntimeError):  # the loop ended in the meantime
            loop.call_soon_threadsafe(self._draw_if_changed)

    def _draw_if_changed(self) -> None:
        seen = (self._sight(), self.safety())
        if seen != self._shown:
            self._shown = seen
            self.app.invalidate()

    def _failed(self, _loop: object, context: dict[str, Any]) -> None:
        self.drafts.save(self.buffer.text)
        if self.app.is_running and not self.app.is_done:
            self.app.exit(exception=context.get("exception") or RuntimeError("room"))

    def _draft(self, text: str) -> None:
        self.holding.live.draft(text, self.holding.place)

    async def _keep_up(self) -> None:
        """Keep the draft and the clock up to date; drawn only when what is seen changed."""
        while True:
            await sleep(TICK)
            self.drafts.keep_up(self.buffer.text)
            self._draw_if_changed()


def _edge() -> Window:
    return Window(width=1)


def _line() -> Window:
    return Window(width=1, char="│", style="class:rule")
