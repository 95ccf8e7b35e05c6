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

from interviewer.screens.clean import cells, clean
from interviewer.screens.room import pages
from interviewer.screens.room.finder import finder_rows, query_end
from interviewer.screens.room.group import group_row
from interviewer.screens.room.heading import heading, whole_question
from interviewer.screens.room.interviewing import Interviewing
from interviewer.screens.room.lines import EMPTY, Row, cut, paged, paragraph, row, ruled, two_ends
from interviewer.screens.room.outline import outline, strip
from interviewer.screens.room.pane import Painted, Pane
from interviewer.screens.room.said import anything_said, beside_step, has_beneath, more_signs, said
from interviewer.screens.room.sight import Sight
from interviewer.screens.room.status import Safety, safety_of, status_rows
from interviewer.screens.room.still import StillWindow
from interviewer.screens.terminal.prose import ProseControl
from interviewer.screens.words import _
from interviewer.session.interview import AskQuestions
from interviewer.session.pace import pace, theme_minutes_now
from interviewer.session.rehearsal import is_rehearsal
from interviewer.session.saving import Saver
from interviewer.session.secrecy import seals

WIDE = 100
WIDEST = 96  # longer lines are tiring to read aloud from
LEAST_COLUMNS, LEAST_ROWS = 40, 10
MENU_ROWS = 6
PREFIX = 2
RULE_ENDS = 6  # what the rule needs beside its words
LEAST_SAID = 2
ROOMY = 10


class View:
    """The windows of the room; `follow` is called after the mouse did something.

    `drafted` says whether a draft of exactly this text of the editor was asked for.
    """

    def __init__(
        self,
        holding: Interviewing,
        saver: Saver,
        control: ProseControl,
        output: Output,
        follow: Callable[[], None],
        *,
        drafted: Callable[[], bool],
    ) -> None:
        self.holding = holding
        self._saver = saver
        self._control = control
        self._output = output
        self._follow = follow
        self._drafted = drafted
        centre = Pane(self._beside, self.sight, click=self._click_said, wheel=self.scroll)
        self.centre = StillWindow(centre, width=lambda: _exact(self.columns - self._side_width()))
        outlined = Pane(self._edged_outline, self.sight, click=self._click_outline, wheel=self._wheel_outline)
        self._side = StillWindow(outlined, width=lambda: _exact(self._side_width()))
        self.editor = Window(control, height=self._editor_height, width=lambda: _exact(self.columns - PREFIX))
        self._rule_window = _line(self._rule)
        self._status_window = StillWindow(
            Pane(lambda _width, _height: Painted(self._status()), self._status),
            height=lambda: _exact(self._status_height()),
        )
        self._outlined: Sequence[str] = ()
        self._said: Sequence[str] = ()
        self._head = 0
        self._scrolled = (0, 0)
        self._page_rows = 1

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
        pane = Pane(lambda width, _height: Painted(paragraph(self._too_small(), width, "class:must")), lambda: None)
        return StillWindow(pane, height=lambda: _exact(self.rows - self._editor_rows() - self._status_height()))

    def _top_height(self) -> int:
        return max(0, self.rows - self._editor_rows() - 1 - self._status_height())

    def _status_height(self) -> int:
        return len(self._status()) if self.safety().failing else 1

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
        return Painted([top, *painted.rows], painted.eye + 1, painted.column)

    def _centre(self, width: int, height: int) -> Painted:
        """Question and words, or what lies over them; under it a message that has no place in the rule."""
        words, style = self.holding.message()
        if not words or not height or self._in_rule(words):
            return self._laid(width, height)
        told = paragraph(words, min(width, WIDEST) - 1, style, " ")
        told = (
            told if len(told) < height else [*told[: max(0, height - 2)], cut((*told[height - 2], ("", " …")), width)]
        )
        above = [EMPTY] if height - len(told) > ROOMY else []
        painted = self._laid(width, height - len(told) - len(above))
        return Painted([*painted.rows, *above, *told], painted.eye, painted.column)

    def _laid(self, width: int, height: int) -> Painted:
        holding = self.holding
        self._said = ()
        if holding.sight.finder is not None:
            return Painted(finder_rows(holding.sight.finder, width, height), 1, query_end(holding.sight.finder, width))
        if holding.sight.page:
            rows = self._page(min(width, WIDEST))
            return Painted(self._paged(rows if len(rows) >= height else [EMPTY, *rows], height))
        if holding.sight.focus == "outline" and not self.wide():
            return self._outline(width, height)
        return self._question(min(width, WIDEST), height)

    def _paged(self, rows: list[Row], height: int) -> list[Row]:
        back = max(0, min(self.holding.sight.back, len(rows) - height))
        self._seen(back, height)
        return paged(rows, height, back, more_signs())

    def _seen(self, back: int, height: int) -> None:
        """How far the rows are scrolled, which may be less far than was asked for; a page leaves two rows in sight."""
        self._scrolled, self._page_rows = (self.holding.sight.back, back), max(1, height - 2)

    def _question(self, width: int, height: int) -> Painted:
        holding, state = self.holding, self.holding.state
        beneath = anything_said(state) if isinstance(holding.step, AskQuestions) else has_beneath(state, holding.step)
        kept = max(LEAST_SAID, height // 3) if beneath else 0
        head = heading(state, holding.step, width).fitted(height - kept, width)
        room = max(0, height - len(head))
        if not isinstance(holding.step, AskQuestions):
            rows, back = beside_step(state, holding.step, width, room, holding.sight.back)
            self._seen(back, room)
            return Painted([*head, *rows])
        drawn = said(state, width, room, chosen=holding.sight.turn, back=holding.sight.back)
        self._seen(drawn.back, room)
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
            "pause": lambda: pages.pause_rows(state, width),
            "question": lambda: whole_question(state, self.holding.step, width),
        }
        return drawn[self.holding.sight.page]()

    def _rule(self) -> Row:
        """The line over the editor: what there is to say, else who speaks; on the right how the draft stands."""
        return ruled(self._rule_words(), self._draft_words(), self.columns)

    def _rule_words(self) -> Row:
        if self.holding.splitting:
            long = _("splitting · Enter cuts at the cursor, Esc leaves it as it was")
            return self._longest(long, _("splitting · Enter cuts here"))
        if self.holding.editing:
            return self._longest(_("rewriting · Enter keeps, Esc leaves it as it was"), _("rewriting · Enter keeps"))
        words, style = self.holding.message()
        if words and self._in_rule(words):
            return row(words, style)
        if self.holding.sight.focus == "said":
            long = _("s star · r rewrite · y move · t also under · c code · Esc back")
            return self._longest(long, _("s star · r rewrite · Esc back"), "class:quiet")
        return group_row(self.holding.state, self._rule_room()) if self._grouped() else EMPTY

    def _longest(self, long: str, short: str, style: str = "class:must") -> Row:
        return row(long if cells(long) <= self._rule_room() else short, style)

    def _rule_room(self) -> int:
        return self.columns - RULE_ENDS

    def _grouped(self) -> bool:
        """Whether the rule says who speaks."""
        return len(self.holding.state.present()) > 1 and isinstance(self.holding.step, AskQuestions)

    def _in_rule(self, words: str) -> bool:
        """Whether a message stands in the rule, where nothing moves for it: one of one row, where the rule is free."""
        busy = self.holding.splitting or self.holding.editing or self._grouped()
        return not busy and "\n" not in words and cells(clean(words)) <= self._rule_room()

    def _draft_words(self) -> Row:
        if not self._control.buffer.text or is_rehearsal(self.holding.state):
            return (("class:quiet", _("Esc ? help")),)
        draft = self.safety().draft
        if draft == "behind":
            return (("class:must", _("draft behind")),)
        return (("class:quiet", _("draft kept")),) if draft else EMPTY

    def _prefix(self) -> StyleAndTextTuples:
        return [("class:prefix", "› ")]

    def safety(self) -> Safety:
        """What is known of the disk."""
        holding, drafted = self.holding, bool(self._control.buffer.text) and self._drafted()
        away, others = holding.live.journal.elsewhere, holding.others
        return safety_of(self._saver, elsewhere=away, others=others, drafted=drafted, sealed=seals())

    def _status(self) -> tuple[Row, ...]:
        at = pace(self.holding.state, self.holding.live.now(typed=False))
        most = max(1, min(4, self.rows // 5))
        asking = isinstance(self.holding.step, AskQuestions)
        return tuple(status_rows(self.holding.state, at, self.safety(), self.columns, most, asking=asking))

    # --- the mouse ---

    def _click_outline(self, at: int) -> None:
        if at < len(self._outlined) and self._outlined[at]:
            self.holding.go_to(self._outlined[at])
            self._follow()

    def _click_said(self, at: int) -> None:
        if self.holding.sight.focus == "outline" and not self.wide():
            self._click_outline(at - 1)
            return
        line = at - self._head
        if 0 <= line < len(self._said) and self._said[line]:
            self.holding.sight = Sight(focus="said", turn=self._said[line])
            self._follow()

    def scroll(self, rows: int) -> None:
        """Scroll what was said up, or down when negative, by no more than is in sight.

        What is read from its beginning scrolls the other way round: pages, the opening, the closing.
        """
        sight = self.holding.sight
        asked, shown = self._scrolled
        begun = sight._replace(back=shown) if sight.back == asked else sight
        by = max(-self._page_rows, min(rows, self._page_rows))
        reading = bool(sight.page) or not isinstance(self.holding.step, AskQuestions)
        self.holding.sight = begun.scrolled(-by if reading else by)

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
