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
from interviewer.coding.picking import reached_to
from interviewer.screens.clean import cells, clean
from interviewer.screens.coding_room import pages
from interviewer.screens.coding_room.at_desk import AtDesk
from interviewer.screens.coding_room.centre import Under, centre
from interviewer.screens.coding_room.codes import Listed, Sought, code_rows, definition_rows, label_of, whole_definition
from interviewer.screens.coding_room.lists import list_rows
from interviewer.screens.coding_room.status import status_rows
from interviewer.screens.coding_room.turn import place_under
from interviewer.screens.room.lines import EMPTY, Row, paged, paragraph, row, ruled
from interviewer.screens.room.pane import Painted, Pane, Pointed
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
        self._follow, self._drafted = follow, drafted
        middle = Pane(self._middle, self.sight, wheel=self._wheel, pointed=self._pointed)
        self.centre = StillWindow(middle, width=lambda: _exact(self.columns - self._side_width()))
        self._codes = StillWindow(Pane(self._side, self.sight, click=self._click_code, wheel=self._wheel_codes))
        self._codes_below = StillWindow(
            Pane(self._shelf_below, self.sight, click=self._click_code, wheel=self._wheel_codes),
            height=lambda: _exact(self._below_height()),
        )
        self.editor = Window(control, height=self._editor_height, width=lambda: _exact(self.columns - PREFIX))
        self._status_window = StillWindow(
            Pane(lambda _width, _height: Painted(self._status()), self._status),
            height=lambda: _exact(self._status_height()),
        )
        self._under: tuple[Under, ...] = ()
        self._listed: tuple[int, ...] = ()
        self._shelved: tuple[str, ...] = ()
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

    def _middle(self, width: int, height: int) -> Painted:
        sight = self.at.sight
        self._under, self._listed = (), ()
        if sight.page:
            rows = self._page(min(width - 2, WIDEST))
            self._page_rows = max(1, height - 2)
            self.shown_back = max(0, min(sight.back, len(rows) - height))
            more = (_("↑ more: PgUp"), _("↓ more: PgDn"))
            return Painted([((("", " "), *one)) for one in paged(rows, height, self.shown_back, more)])
        if sight.listing:
            laid = list_rows(sight.listing, min(width, WIDEST), height)
            self._listed = laid.items
            return Painted(laid.rows, laid.eye)
        drawn = centre(self.at.desk, self.at.shelf, min(width - 1, WIDEST), height, chosen=sight.mark, back=sight.back)
        self._under, self.shown_back = drawn.under, drawn.back
        return Painted(drawn.rows, drawn.eye)

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
        self._shelved = listed.codes
        return Painted([(("class:rule", " │ "), *one) for one in rows], listed.eye)

    def _shelf_below(self, width: int, height: int) -> Painted:
        """The codes and the meaning of the lit one under the turn: side by side, or one over the other."""
        rule = ruled(row(_("codes"), "class:quiet"), EMPTY, width)
        lit, memo = self.at.sight.lit, self._code_memo()
        room = height - 1
        if width < BESIDE or room < 2:  # noqa: PLR2004 - less is one row
            listed = self._code_rows(width, max(1, min(3, room - 1)))
            meaning = definition_rows(self.at.shelf, lit, memo, width, max(0, room - len(listed.rows)))
            self._shelved = ("", *listed.codes)
            return Painted([rule, *listed.rows, *meaning][:height], listed.eye + 1)
        left = max(28, min(40, width * 2 // 5))
        listed = self._code_rows(left, room)
        meaning = definition_rows(self.at.shelf, lit, memo, width - left - 3, room)
        rows = [_beside(one, other, left) for one, other in zip(listed.rows, meaning, strict=True)]
        self._shelved = ("", *listed.codes)
        return Painted([rule, *rows], listed.eye + 1)

    def _code_rows(self, width: int, height: int) -> Listed:
        at = self.at
        here = tuple(at.shelf.tree.current(m.code) for m in at.desk.marks() if at.desk.is_own(m))
        counts = at.shelf.counted(at.desk.counts)
        found = Sought(at.sight.letters, at.sight.lit, here, counts)
        return code_rows(at.shelf, found, width, height)

    def _rule(self) -> Row:
        return ruled(self._rule_words(), self._rule_end(), self.columns)

    def _rule_words(self) -> Row:
        writing = self.at.sight.writing
        words, style = self.at.message()
        if words:
            return row(words, style, self.columns - RULE_ENDS)
        if writing is not None:
            return row(self._asked(), "class:must", self._rule_room())
        if self.at.sight.page or self.at.sight.listing or self.at.desk.turn is None:
            return EMPTY
        return self._selected()

    def _selected(self) -> Row:
        """What Enter would do now."""
        desk, lit = self.at.desk, self.at.sight.lit
        what = _("the whole turn")
        if not desk.pick.whole and desk.turn is not None:
            count = len(desk.turn.text[slice(*desk.span)].split())
            what = _("1 word") if count == 1 else _("{count} words").format(count=count)
        label = clean(label_of(self.at.shelf, lit)) if lit else ""
        long = _("Enter marks {what}: {code}").format(what=what, code=label)
        return row(long if label else what, "class:quiet", self.columns - RULE_ENDS)

    def _asked(self) -> str:
        writing = self.at.sight.writing
        assert writing is not None
        if writing.kind == "search":
            return _("Search a regular expression; Enter searches, Esc leaves.")
        if writing.kind == "new_code":
            return _("The label of the new code; Enter makes it and marks what is selected.")
        what = {
            "turn": _("Memo on the turn"),
            "code": _("Memo on {code}").format(code=writing.target),
            "session": _("Memo on the interview"),
        }[writing.about]
        name = _("Memo on the mark") if writing.kind == "mark_memo" else what
        long = _("{what} · Enter keeps it, an empty one takes it away, Esc leaves").format(what=name)
        return longest(long, _("{what} · Enter keeps, Esc leaves").format(what=name), self._rule_room())

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

    # --- the mouse ---

    def _pointed(self, at: Pointed) -> None:
        if self._listed:
            number = self._listed[at.row] if at.row < len(self._listed) else -1
            if at.how == "up" and number >= 0 and self.at.sight.listing:
                self.at.see(listing=self.at.sight.listing._replace(at=number))
                self.at.try_to(self.at.take)
        elif at.row < len(self._under):
            self._point_at_turn(self._under[at.row], at)
        self._follow()

    def _point_at_turn(self, under: Under, at: Pointed) -> None:
        """A word is chosen, more are drawn over, another turn is gone to."""
        desk = self.at.desk
        turn = desk.turn
        if turn is None or not under.turn:
            return
        if under.turn != turn.id:
            if at.how == "up":
                from interviewer.coding.desk import Place

                place = Place(desk.eye.session, under.turn)
                if any(one.id == under.turn for one in desk.stops(place.session)):
                    self.at.try_to(lambda: self.at.go(place))
        elif under.span is not None and at.how != "up":
            place_in = place_under(turn.text, under.span, at.column)
            if at.how == "down":
                self.at.whole()
            self.at.choose(lambda text, pick: reached_to(text, pick, place_in))

    def _wheel(self, rows: int) -> None:
        self.scroll(-rows)
        self._follow()

    def scroll(self, rows: int) -> None:
        """Go down in what is longer than the pane, or up when negative; in a list by items."""
        if self.at.sight.listing:
            self.at.step_list(1 if rows > 0 else -1)
        else:
            by = max(-self._page_rows, min(rows, self._page_rows)) if self.at.sight.page else rows
            self.at.see(back=max(0, self.shown_back + by))

    def _click_code(self, at: int) -> None:
        code = self._shelved[at] if at < len(self._shelved) else ""
        if code and code == self.at.sight.lit:
            self.at.try_to(self.at.mark)
        elif code:
            self.at.light(code)
        self._follow()

    def _wheel_codes(self, rows: int) -> None:
        self.at.step_code(-1 if rows > 0 else 1)
        self._follow()


def _beside(left: Row, right: Row, width: int) -> Row:
    """Two rows side by side with a thin line between them."""
    from interviewer.screens.room.lines import cut, row_cells

    kept = cut(left, width)
    return (*kept, ("", " " * (width - row_cells(kept))), ("class:rule", " │ "), *right)


def _exact(cells_wanted: int) -> Dimension:
    return Dimension.exact(max(0, cells_wanted))


def longest(long: str, short: str, width: int) -> str:
    """The long words where they fit."""
    return long if cells(long) <= width else short
