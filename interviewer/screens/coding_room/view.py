"""What is where in the coding room, and what each pane shows.

Import this module inside functions: it brings prompt_toolkit with it.
"""

from collections.abc import Callable, Hashable

from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import ConditionalContainer, Dimension, DynamicContainer, HSplit, VSplit, Window
from prompt_toolkit.layout.containers import AnyContainer
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import Output

from interviewer.coding.desk_acts import memo_of
from interviewer.screens.clean import cells, clean
from interviewer.screens.coding_room import pages
from interviewer.screens.coding_room.advised import advice_rows
from interviewer.screens.coding_room.at_desk import AtDesk
from interviewer.screens.coding_room.centre import Under, centre
from interviewer.screens.coding_room.codes import Listed, Sought, code_rows, definition_rows, whole_definition
from interviewer.screens.coding_room.lists import list_rows
from interviewer.screens.coding_room.pointing import Pointing
from interviewer.screens.coding_room.rule import asked, selected
from interviewer.screens.coding_room.status import status_rows
from interviewer.screens.room.lines import EMPTY, Row, cut, paged, paragraph, row, row_cells, ruled
from interviewer.screens.room.pane import Painted, Pane
from interviewer.screens.room.status import Safety, safety_of
from interviewer.screens.room.still import StillWindow
from interviewer.screens.terminal.prose import ProseControl
from interviewer.screens.words import _
from interviewer.session.saving import Saver

WIDE = 100
WIDEST = 92  # longer lines are tiring to read
LEAST_COLUMNS, LEAST_ROWS = 40, 10
BESIDE = 66  # columns from which codes and their meaning stand side by side below the turn
PREFIX = 2
RULE_ENDS = 6


class Same:
    """Stands for a thing in what panes depend on: the very same one, not one that says the same."""

    __slots__ = ("thing",)
    __hash__ = object.__hash__

    def __init__(self, thing: object) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.thing is other.thing


class View:
    """The windows of the coding room; `follow` is called after the mouse did something."""

    def __init__(
        self,
        at: AtDesk,
        saver: Saver,
        control: ProseControl,
        output: Output,
        follow: Callable[[], None],
        *,
        drafted: Callable[[], bool],
    ) -> None:
        self.at = at
        self._saver, self._control, self._output = saver, control, output
        self._drafted = drafted
        mouse = Pointing(self, follow)
        middle = Pane(self._middle, self._sight_of_middle, wheel=mouse.wheel, pointed=mouse.middle)
        self.centre = StillWindow(middle, width=lambda: _exact(self.columns - self._side_width()))
        self._codes = StillWindow(Pane(self._side, self._sight_of_codes, click=mouse.code, wheel=mouse.wheel_codes))
        self._codes_below = StillWindow(
            Pane(self._shelf_below, self._sight_of_codes, click=mouse.code, wheel=mouse.wheel_codes),
            height=lambda: _exact(self._below_height()),
        )
        self.editor = Window(control, height=self._editor_height, width=lambda: _exact(self.columns - PREFIX))
        self._status_window = StillWindow(
            Pane(lambda _width, _height: Painted(self._status()), self._status),
            height=lambda: _exact(self._status_height()),
        )
        self.under: tuple[Under, ...] = ()
        self.listed: tuple[int, ...] = ()
        self.shelved: tuple[str, ...] = ()
        self._page_rows = 1
        self.shown_back = 0

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
        """Whether there is room for the codes beside the turn."""
        return self.columns >= WIDE

    def small(self) -> bool:
        """Whether the window is too small to code in."""
        return self.columns < LEAST_COLUMNS or self.rows < LEAST_ROWS

    def _writing(self) -> bool:
        return self.at.sight.writing is not None

    def _editor_rows(self) -> int:
        if not self._writing():
            return 0
        most = max(1, min(8, self.rows // 3))
        return min(most, max(1, self._control.folding().count))

    def _editor_height(self) -> Dimension:
        return _exact(self._editor_rows())

    def _below_height(self) -> int:
        """The height of the codes under the turn, where there is no room beside it."""
        if self.wide() or self.at.sight.page or self.at.sight.listing:
            return 0
        return max(3, min(9, self.rows // 3)) if self.rows >= 14 else 2  # noqa: PLR2004 - the codes give way in low windows

    def _side_width(self) -> int:
        return max(38, min(64, self.columns * 36 // 100)) if self.wide() else 0

    def _top_height(self) -> int:
        return max(0, self.rows - self._editor_rows() - 1 - self._status_height() - self._below_height())

    def _status_height(self) -> int:
        return len(self._status()) if self.safety().failing else 1

    def layout(self) -> AnyContainer:
        """The turn and the codes, the rule, the editor while something is written, the status line."""
        wide, writing = Condition(self.wide), Condition(self._writing)
        beside = ConditionalContainer(self._sided(), wide)
        top = VSplit([self.centre, beside], height=lambda: _exact(self._top_height()))
        prefix = Window(FormattedTextControl(self._prefix), width=_exact(PREFIX))
        editor = ConditionalContainer(VSplit([prefix, self.editor], height=self._editor_height), writing)
        rule = StillWindow(Pane(lambda _width, _height: Painted([self._rule()]), self._rule), height=_exact(1))
        below = ConditionalContainer(self._codes_below, ~wide & Condition(lambda: self._below_height() > 0))
        whole = HSplit([top, below, rule, editor, self._status_window])
        small = HSplit([self._too_small_window(), self._status_window])
        return DynamicContainer(lambda: small if self.small() else whole)

    def _sided(self) -> AnyContainer:
        return VSplit([self._codes], width=lambda: _exact(self._side_width()))

    def _too_small_window(self) -> Window:
        def paint(width: int, _height: int) -> Painted:
            least = _("The window is too small ({columns}×{rows} at least). Everything is saved all the same.")
            return Painted(paragraph(least.format(columns=LEAST_COLUMNS, rows=LEAST_ROWS), width, "class:must"))

        return StillWindow(Pane(paint, lambda: None), height=lambda: _exact(self.rows - self._status_height()))

    # --- what is drawn ---

    def sight(self) -> Hashable:
        """All that the panes depend on; while it is the same nothing is painted anew."""
        return (self.at.version, self.at.message())

    def _sight_of_middle(self) -> Hashable:
        """What the middle depends on: letters and codes beside it change nothing there."""
        at, sight = self.at, self.at.sight
        seen = (Same(at.desk.sheets.get(at.desk.eye.session)), at.desk.eye, at.desk.pick, at.desk.question)
        page = (sight.page, sight.lit if sight.page else "", Same(at.shelf))
        advice = (at.advised, Same(at.advice))
        return (*seen, *page, *advice, sight.mark, sight.back, Same(sight.listing), at.message(), sight.writing is None)

    def _sight_of_codes(self) -> Hashable:
        """What the codes depend on."""
        at, sight = self.at, self.at.sight
        return (sight.letters, sight.lit, Same(at.shelf), Same(at.desk.counts), self._codes_here(), self._code_memo())

    def _middle(self, width: int, height: int) -> Painted:
        return self._told(self._over(width, height), width)

    def _over(self, width: int, height: int) -> Painted:
        sight = self.at.sight
        self.under, self.listed = (), ()
        if sight.page:
            rows = self._page(min(width - 2, WIDEST))
            self._page_rows = max(1, height - 2)
            self.shown_back = max(0, min(sight.back, len(rows) - height))
            more = (_("↑ more: PgUp"), _("↓ more: PgDn"))
            return Painted([((("", " "), *one)) for one in paged(rows, height, self.shown_back, more)])
        if sight.listing:
            laid = list_rows(sight.listing, min(width, WIDEST), height)
            self.listed = laid.items
            return Painted(laid.rows, laid.eye)
        room = min(width - 1, WIDEST)
        drawn = centre(
            *(self.at.desk, self.at.shelf, room, height),
            chosen=sight.mark,
            back=sight.back,
            beneath=advice_rows(self.at, room),
        )
        self.under, self.shown_back = drawn.under, drawn.back
        return Painted(drawn.rows, drawn.eye, drawn.column)

    def _page(self, width: int) -> list[Row]:
        lit = self.at.sight.lit
        drawn: dict[str, Callable[[], list[Row]]] = {
            "help": lambda: pages.help_rows(width),
            "keys": lambda: pages.key_page(width),
            "code": lambda: whole_definition(self.at.shelf, lit, self._code_memo(), width),
        }
        return drawn[self.at.sight.page]()

    def _code_memo(self) -> str:
        return memo_of(self.at.desk, "code", self.at.sight.lit)

    def _side(self, width: int, height: int) -> Painted:
        """The codes over the meaning of the lit one, with a border on the left."""
        low = max(6, min(height * 2 // 5, 16))
        inner = width - 3
        listed = self._code_rows(inner, max(1, height - low - 1))
        title = ruled(row(_("what it means"), "class:quiet"), EMPTY, inner)
        meaning = definition_rows(self.at.shelf, self.at.sight.lit, self._code_memo(), inner, low)
        rows = [*listed.rows, title, *meaning][:height]
        self.shelved = listed.codes
        return Painted([(("class:rule", " │ "), *one) for one in rows], listed.eye)

    def _shelf_below(self, width: int, height: int) -> Painted:
        """The codes and the meaning of the lit one under the turn: side by side, or one over the other."""
        rule = ruled(row(_("codes"), "class:quiet"), EMPTY, width)
        lit, memo = self.at.sight.lit, self._code_memo()
        room = height - 1
        if width < BESIDE or room < 2:  # noqa: PLR2004 - less is one row
            listed = self._code_rows(width, max(1, min(3, room - 1)))
            meaning = definition_rows(self.at.shelf, lit, memo, width, max(0, room - len(listed.rows)))
            self.shelved = ("", *listed.codes)
            return Painted([rule, *listed.rows, *meaning][:height], listed.eye + 1)
        left = max(28, min(40, width * 2 // 5))
        listed = self._code_rows(left, room)
        meaning = definition_rows(self.at.shelf, lit, memo, width - left - 3, room)
        rows = [_beside(one, other, left) for one, other in zip(listed.rows, meaning, strict=True)]
        self.shelved = ("", *listed.codes)
        return Painted([rule, *rows], listed.eye + 1)

    def _codes_here(self) -> tuple[str, ...]:
        """The codes of the coder's own marks on the turn."""
        at = self.at
        return tuple(at.shelf.tree.current(m.code) for m in at.desk.marks() if at.desk.is_own(m))

    def _code_rows(self, width: int, height: int) -> Listed:
        at = self.at
        counts = at.shelf.counted(at.desk.counts)
        found = Sought(at.sight.letters, at.sight.lit, self._codes_here(), counts)
        return code_rows(at.shelf, found, width, height)

    def _rule(self) -> Row:
        return ruled(self._rule_words(), self._rule_end(), self.columns)

    def _rule_words(self) -> Row:
        writing = self.at.sight.writing
        words, style = self.at.message()
        if words and self._in_rule(words):
            return row(words, style)
        if writing is not None:
            return row(asked(writing, self._rule_room()), "class:must", self._rule_room())
        if self.at.sight.page or self.at.sight.listing or self.at.desk.turn is None:
            return EMPTY
        return selected(self.at, self._rule_room())

    def _in_rule(self, words: str) -> bool:
        """Whether a message fits into the rule; a longer one lies over the last rows of the middle."""
        return "\n" not in words and cells(clean(words)) <= self._rule_room()

    def _told(self, painted: Painted, width: int) -> Painted:
        """The middle with a message over its last rows where that is longer than the rule."""
        words, style = self.at.message()
        if not words or self._in_rule(words):
            return painted
        said = [EMPTY, *paragraph(words, min(width - 1, WIDEST), style, " ")]
        return Painted([*painted.rows[: max(0, len(painted.rows) - len(said))], *said], painted.eye)

    def _rule_room(self) -> int:
        """The cells for words on the left, so that what is said of the draft always has its place."""
        kept = max(cells(_("draft kept")), cells(_("draft behind"))) + 2
        return self.columns - RULE_ENDS - (kept if self._writing() else 0)

    def _rule_end(self) -> Row:
        writing = self.at.sight.writing
        if writing is None or not writing.kept or not self._control.buffer.text:
            return (("class:quiet", _("Esc ? help")),)
        draft = self.safety().draft
        if draft == "behind":
            return (("class:must", _("draft behind")),)
        return (("class:quiet", _("draft kept")),) if draft else EMPTY

    def _prefix(self) -> StyleAndTextTuples:
        return [("class:prefix", "› ")]

    def safety(self) -> Safety:
        """What is known of the disk."""
        drafted = self._writing() and bool(self._control.buffer.text) and self._drafted()
        return safety_of(self._saver, elsewhere=bool(self._saver.warnings), others=0, drafted=drafted)

    def _status(self) -> tuple[Row, ...]:
        most = max(1, min(4, self.rows // 5))
        return tuple(status_rows(self.at, self.safety(), self.columns, most))

    def scroll(self, rows: int) -> None:
        """Go down in what is longer than the pane, or up when negative; in a list by items."""
        if self.at.sight.listing:
            self.at.step_list(1 if rows > 0 else -1)
        else:
            by = max(-self._page_rows, min(rows, self._page_rows)) if self.at.sight.page else rows
            self.at.see(back=max(0, self.shown_back + by))


def _beside(left: Row, right: Row, width: int) -> Row:
    """Two rows side by side with a thin line between them."""
    kept = cut(left, width)
    return (*kept, ("", " " * (width - row_cells(kept))), ("class:rule", " │ "), *right)


def _exact(cells_wanted: int) -> Dimension:
    return Dimension.exact(max(0, cells_wanted))
