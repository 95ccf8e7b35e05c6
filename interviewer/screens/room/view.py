"""What is where on the screen, and what each pane shows of the interview that is being held.

Import this module inside functions: it brings prompt_toolkit with it.
"""

from collections.abc import Callable, Hashable, Sequence

from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import (
    ConditionalContainer,
    Dimension,
    DynamicContainer,
    Float,
    FloatContainer,
    HSplit,
    VSplit,
    Window,
)
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.menus import CompletionsMenu
from prompt_toolkit.output import Output

from interviewer.screens.room import pages
from interviewer.screens.room.finder import finder_rows
from interviewer.screens.room.group import group_row
from interviewer.screens.room.heading import heading, whole_question
from interviewer.screens.room.interviewing import Interviewing
from interviewer.screens.room.lines import EMPTY, Row, paragraph, row, ruled, two_ends
from interviewer.screens.room.outline import outline, strip
from interviewer.screens.room.pane import Painted, Pane
from interviewer.screens.room.said import beside_step, said
from interviewer.screens.room.sight import Sight
from interviewer.screens.room.status import Safety, safety_of, status
from interviewer.screens.room.still import StillWindow
from interviewer.screens.terminal.prose import ProseControl
from interviewer.screens.words import _
from interviewer.session.interview import AskQuestions
from interviewer.session.pace import pace, theme_minutes_now
from interviewer.session.rehearsal import is_rehearsal
from interviewer.session.saving import Saver

WIDE = 100
WIDEST = 96  # longer lines are tiring to read aloud from
LEAST_COLUMNS, LEAST_ROWS = 40, 10
MENU_ROWS = 6
PREFIX = 2


class View:
    """The windows of the room; `follow` is called after the mouse did something."""

    def __init__(
        self, holding: Interviewing, saver: Saver, control: ProseControl, output: Output, follow: Callable[[], None]
    ) -> None:
        self.holding = holding
        self._saver = saver
        self._control = control
        self._output = output
        self._follow = follow
        centre = Pane(self._beside, self.sight, click=self._click_said, wheel=self.scroll)
        self.centre = StillWindow(centre, width=lambda: _exact(self.columns - self._side_width()))
        outlined = Pane(self._edged_outline, self.sight, click=self._click_outline, wheel=self._wheel_outline)
        self._side = StillWindow(outlined, width=lambda: _exact(self._side_width()))
        self.editor = Window(control, height=self._editor_height, width=lambda: _exact(self.columns - PREFIX))
        self._rule_window = _line(self._rule)
        self._status_window = _line(self._status)
        self._outlined: Sequence[str] = ()
        self._said: Sequence[str] = ()
        self._head = 0

    def window_of(self, focus: str) -> Window:
        """The window in which the cursor stands while the eye is there."""
        if focus == "outline" and self.wide():
            return self._side
        return self.editor if focus == "editor" else self.centre

    # --- what is where ---

    @property
    def columns(self) -> int:
        """How wide the screen is."""
        return self._output.get_size().columns

    @property
    def rows(self) -> int:
        """How high the screen is."""
        return self._output.get_size().rows

    def wide(self) -> bool:
        """Whether there is room for the outline beside the question."""
        return self.columns >= WIDE

    def _small(self) -> bool:
        return self.columns < LEAST_COLUMNS or self.rows < LEAST_ROWS

    def _editor_rows(self) -> int:
        most = max(1, min(12, self.rows // 3))
        return min(most, max(2, self._control.folding().count))

    def _editor_height(self) -> Dimension:
        return _exact(self._editor_rows())

    def layout(self) -> FloatContainer:
        """Outline and centre, the rule, the editor, the status line; little of it in a window that is too small.

        Every size is exact, since upstream divides what is left cell by cell, at each key.
        """
        seen = Condition(self.wide)
        top = VSplit([ConditionalContainer(self._side, seen), self.centre], height=lambda: _exact(self._top_height()))
        prefix = Window(FormattedTextControl(self._prefix), width=_exact(PREFIX))
        editor = VSplit([prefix, self.editor], height=self._editor_height)
        small = HSplit([self._too_small_window(), editor, self._status_window])
        whole = HSplit([top, self._rule_window, editor, self._status_window])
        offered = Float(CompletionsMenu(max_height=MENU_ROWS), xcursor=True, ycursor=True)
        return FloatContainer(DynamicContainer(lambda: small if self._small() else whole), [offered])

    def _too_small_window(self) -> Window:
        said = FormattedTextControl(lambda: [("class:must", self._too_small())])
        return Window(said, wrap_lines=True, height=lambda: _exact(max(0, self.rows - self._editor_rows() - 1)))

    def _top_height(self) -> int:
        return max(0, self.rows - self._editor_rows() - 2)

    def _side_width(self) -> int:
        return max(36, min(60, self.columns * 35 // 100)) if self.wide() else 0

    def _too_small(self) -> str:
        least = _("The window is too small ({columns}×{rows} at least). What is typed is kept all the same.")
        return least.format(columns=LEAST_COLUMNS, rows=LEAST_ROWS)

    # --- what is drawn ---

    def _minutes(self) -> tuple[float, dict[str, float]]:
        now = self.holding.live.now(typed=False)
        return pace(self.holding.state, now).spent, theme_minutes_now(self.holding.state, now)

    def sight(self) -> Hashable:
        """All that the panes depend on; while it is the same nothing is painted anew."""
        h = self.holding
        return (h.state, h.sight, h.message(), int(self._minutes()[0]))

    def _outline(self, width: int, height: int) -> Painted:
        chosen = self.holding.sight.question if self.holding.sight.focus == "outline" else ""
        drawn = outline(self.holding.state, self._minutes()[1], width, height, chosen)
        self._outlined = drawn.questions
        return Painted(drawn.rows, drawn.questions.index(chosen) if chosen in drawn.questions else 0)

    def _edged_outline(self, width: int, height: int) -> Painted:
        """The outline with its border on the right, over the whole height."""
        painted = self._outline(width - 5, height)
        edge: Row = ((" class:rule", " │"),)
        rows = [(("", " "), *two_ends(one, edge, width - 2)) for one in painted.rows]
        return Painted(rows, painted.eye)

    def _beside(self, width: int, height: int) -> Painted:
        """The centre, under a strip of the outline where there is no room for all of it."""
        if self.wide():
            return self._centre(width, height)
        painted = self._centre(width, height - 1)
        top = strip(self.holding.state, self._minutes()[1], width)
        self._head += 1
        return Painted([top, *painted.rows], painted.eye + 1)

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
        if holding.sight.finder is not None:
            return Painted(finder_rows(holding.sight.finder, width, height), 1)
        if holding.sight.page:
            rows = self._page(width)
            first = min(holding.sight.back, max(0, len(rows) - height))
            return Painted(rows[first : first + height])
        if holding.sight.focus == "outline" and not self.wide():
            return self._outline(width, height)
        return self._question(width, height)

    def _question(self, width: int, height: int) -> Painted:
        holding, state = self.holding, self.holding.state
        head = heading(state, holding.step, min(width, WIDEST)).fitted(height - max(2, height // 4))
        room = max(0, height - len(head))
        if not isinstance(holding.step, AskQuestions):
            return Painted([*head, *beside_step(state, holding.step, width, room, holding.sight.back)])
        drawn = said(state, width, room, chosen=holding.sight.turn, back=holding.sight.back)
        self._said, self._head = drawn.turns, len(head)
        at = drawn.turns.index(holding.sight.turn) + len(head) if holding.sight.turn in drawn.turns else 0
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
        return [EMPTY, *drawn[self.holding.sight.page]()]

    def _rule(self) -> Row:
        """The line over the editor: what there is to say, else who speaks; on the right how the draft stands."""
        return ruled(self._rule_words(), self._draft_words(), self.columns)

    def _rule_words(self) -> Row:
        if self.holding.splitting:
            return row(_("splitting · Enter cuts at the cursor, Esc leaves it as it was"), "class:must")
        if self.holding.editing:
            return row(_("rewriting · Enter keeps, Esc leaves it as it was"), "class:must")
        state = self.holding.state
        many = len(state.present()) > 1 and isinstance(self.holding.step, AskQuestions)
        return group_row(state, self.columns - 4) if many else EMPTY

    def _draft_words(self) -> Row:
        if not self._control.buffer.text or is_rehearsal(self.holding.state):
            return (("class:quiet", _("Esc ? help")),)
        behind = self.safety().draft == "behind"
        return (("class:must", _("draft behind")),) if behind else (("class:quiet", _("draft kept")),)

    def _prefix(self) -> StyleAndTextTuples:
        return [("class:prefix", "› ")]

    def safety(self) -> Safety:
        """What is known of the disk."""
        return safety_of(
            self._saver, elsewhere=self.holding.live.journal.elsewhere, typing=bool(self._control.buffer.text)
        )

    def _status(self) -> Row:
        at = pace(self.holding.state, self.holding.live.now(typed=False))
        return status(self.holding.state, at, self.safety(), self.columns)

    # --- the mouse ---

    def _click_outline(self, at: int) -> None:
        if at < len(self._outlined) and self._outlined[at]:
            self.holding.go_to(self._outlined[at])
            self._follow()

    def _click_said(self, at: int) -> None:
        line = at - self._head
        if 0 <= line < len(self._said) and self._said[line]:
            self.holding.sight = Sight(focus="said", turn=self._said[line])
            self._follow()

    def scroll(self, rows: int) -> None:
        """Scroll what was said up, or down when negative; a page the other way round, since it begins at its top."""
        sight = self.holding.sight
        self.holding.sight = sight.scrolled(-rows if sight.page else rows)

    def _wheel_outline(self, rows: int) -> None:
        if self.holding.sight.focus != "outline":
            self.holding.to_outline()
        self.holding.sight = self.holding.sight.outline_step(self.holding.state, -rows)
        self._follow()


def _exact(cells: int) -> Dimension:
    return Dimension.exact(max(0, cells))


def _line(row: Callable[[], Row]) -> StillWindow:
    """A window of one row."""
    return StillWindow(Pane(lambda _width, _height: Painted([row()]), row), height=_exact(1))
