"""Coding line by line: each turn as it was said, its marks, and what the coder types about it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from interviewer.coding.beside_marks import dismissed
from interviewer.coding.choose import Option, match, options
from interviewer.coding.excerpt import Span
from interviewer.coding.model import Codebook
from interviewer.coding.rounds import made_by_others, sees_others
from interviewer.coding.said import Said, understand
from interviewer.coding.sheet import Sheet, anchor_again, close, mark, new_code, passed, unmark
from interviewer.errors import CannotError
from interviewer.screens.coding.closing import refuse_unless_whole
from interviewer.screens.coding.meant import meant_code, meant_new_code, meant_span
from interviewer.screens.coding.offering import Offered, Offers
from interviewer.screens.coding.page import show_codes, show_context, show_help, show_marks, show_others, show_turn
from interviewer.screens.coding.refusal import in_words_of_the_screens, refusal
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.script import Line
from interviewer.screens.words import _
from interviewer.session.events import Event, Mark
from interviewer.session.model import MarkView, TurnView


class Stop(NamedTuple):
    """One turn to look at: its session, and its number among what was said there, from 1."""

    session: str
    number: int
    turn: TurnView


class Tally(NamedTuple):
    """What became of it: turns rated and marks made in this run, turns left, lines that could not be carried out."""

    rated: int
    marks: int
    left: int
    faults: int


class Pen(Protocol):
    """Makes events durable before it returns."""

    def write(self, session_id: str, events: Sequence[Event]) -> None:
        """Raises CannotError when they can't be saved anywhere."""


Ask = Callable[[str, Sequence[Option]], Line]


class Leave(Exception):  # noqa: N818 - leaving is no error
    """The coder has enough for today."""


class Coding:
    """One coder at work on some sessions. `ask` gives the next line and raises EOFError when there are no more.

    `sure` asks once more before a round is closed; `with_own` shows the coder's marks of other rounds too. Where
    nothing was left from the beginning, every turn is gone through again; where the round is closed, none is marked.
    With `offers`, codes are suggested at each turn.
    """

    def __init__(
        self,
        sheets: Mapping[str, Sheet],
        codebook: Codebook,
        pen: Pen,
        ask: Ask,
        paper: Paper,
        *,
        sure: Callable[[], bool] = lambda: True,
        with_own: bool = False,
        offers: Offers | None = None,
    ) -> None:
        self.sheets = dict(sheets)
        self._offers = offers
        self._sure, self._with_own = sure, with_own
        self.stops = [Stop(name, n, turn) for name, sheet in sheets.items() for n, turn in enumerate(sheet.turns(), 1)]
        self._looking = self.left() == 0
        self.coder = next((sheet.coder for sheet in sheets.values()), "")
        self._codebook, self._pen, self._ask, self._paper = codebook, pen, ask, paper
        self._emergent: dict[str, str] = {}
        self._at = -1
        self._last = ""
        self._faults = self._rated = self._made = 0
        self.know(code for sheet in sheets.values() for code in sheet.view.new_codes.items())

    def know(self, emergent: Iterable[tuple[str, str]]) -> None:
        """Emergent codes, with their labels, that can be applied too."""
        for code, label in emergent:
            self._emergent.setdefault(code, label)
        self.choices = options(self._codebook, self._emergent)

    def left(self) -> int:
        """How many turns this coder has not rated."""
        return sum(not self._rated_already(stop) for stop in self.stops if not self.sheets[stop.session].closed)

    def run(self) -> Tally:
        """Go through the turns until the last, /quit or the end of the lines."""
        try:
            self._go_on()
            while True:
                self._one_line()
        except (Leave, EOFError):
            return self.tally()

    def tally(self) -> Tally:
        """Where things stand."""
        return Tally(self._rated, self._made, self.left(), self._faults)

    # --- where we are ---

    @property
    def _stop(self) -> Stop:
        return self.stops[self._at]

    @property
    def _sheet(self) -> Sheet:
        return self.sheets[self._stop.session]

    def _rated_already(self, stop: Stop) -> bool:
        return self.sheets[stop.session].rated(stop.turn.id)

    def _go_on(self) -> None:
        """To the next turn that is not rated yet (to the next one where none was left); Leave after the last."""
        ahead = range(self._at + 1, len(self.stops))
        at = next((n for n in ahead if self._looking or self._waits(self.stops[n])), None)
        if at is None:
            raise Leave
        self._arrive(at)

    def _waits(self, stop: Stop) -> bool:
        return not (self._rated_already(stop) or self.sheets[stop.session].closed)

    def _arrive(self, at: int) -> None:
        self._at, self._last = at, ""
        show_turn(self._paper, self._stop, self._sheet, with_own=self._with_own)
        self._offer()

    def _offer(self) -> None:
        if self._offers is None:
            return
        turn, sheet = self._stop.turn, self._sheet
        if sheet.closed:
            self._offers.nothing()
        else:
            self._offers.show(sheet.view, turn, self.coder, [one.code for one in sheet.marks(turn.id)])

    # --- one line ---

    def _one_line(self) -> None:
        line = self._ask(f"{self.coder}> ", self.choices)
        try:
            said = understand(line.text)
            getattr(self, _DOES[said.name])(said)
        except CannotError as error:
            self._faults += 1
            self._paper.say(refusal(in_words_of_the_screens(error.problem), line), "warn")

    def _save(self, done: tuple[Sheet, list[Event]], *, mending: bool = False) -> None:
        """Durable first; only then known here. In a closed round, marks that lost their words can be mended, no more."""
        sheet, events = done
        stop = self._stop
        if events and self._sheet.closed and not mending:
            raise CannotError("coding_round_closed", round=sheet.round)
        if events:
            self._pen.write(stop.session, events)
            self._made += isinstance(events[0], Mark)  # one made again with a memo begins with its removal
            self._rated += sheet.rated(stop.turn.id) and not self._rated_already(stop)
        if events and self._offers:
            self._offers.hear(self._sheet.view, events)
        self.sheets[stop.session] = sheet

    # --- marks ---

    def _mark(self, said: Said) -> None:
        self._put(self._codes(said), said)

    def _accept(self, said: Said) -> None:
        """A suggested code is put on the turn, or on the words given; the mark says what had suggested it."""
        offered = self._offered(said.codes[0])
        self._put([offered.code], said, offered.by)

    def _refuse(self, said: Said) -> None:
        offered = self._offered(said.words)
        self._save(dismissed(self._sheet, self._stop.turn.id, offered.code, offered.by))
        self._paper.say(_("not suggested here any more: {code}").format(code=offered.code), "quiet")

    def _offered(self, number: str) -> Offered:
        if self._offers is None:
            raise CannotError("coding_no_offers")
        return self._offers.taken(number)

    def _put(self, codes: Sequence[str], said: Said, suggested: str = "") -> None:
        text = self._stop.turn.text
        span = meant_span(text, said.words) if said.words else (0, len(text))
        for code in codes:
            self._save(mark(self._sheet, self._stop.turn, code, span, suggested=suggested))
            made = self._find_mark(code, span)
            self._last = made.id
        show_marks(self._paper, self._sheet, self._stop.turn)

    def _find_mark(self, code: str, span: Span) -> MarkView:
        here = self._sheet.marks(self._stop.turn.id)
        return next(m for m in here if m.holds and (m.code, m.start, m.end) == (code, *span))

    def _codes(self, said: Said) -> list[str]:
        """The codes that are meant, all or none."""
        whole = match(" ".join(said.codes), self.choices)
        if len(whole) == 1:
            return [*whole]
        return list(dict.fromkeys(meant_code(typed, self.choices) for typed in said.codes))

    def _unmark(self, said: Said) -> None:
        here = self._sheet.marks(self._stop.turn.id)
        gone = [here[int(n) - 1] for n in [said.words] if n.isascii() and n.isdigit() and 0 < int(n) <= len(here)]
        if not gone:
            gone = self._marks_called(said, here)
        for one in gone:
            self._save(unmark(self._sheet, one), mending=not one.holds)
            self._paper.say(_("taken away: {code}").format(code=one.code), "quiet")
        show_marks(self._paper, self._sheet, self._stop.turn)

    def _marks_called(self, said: Said, here: Sequence[MarkView]) -> list[MarkView]:
        """The marks of this turn whose code is meant; one for each code, else its number is needed."""
        known = {option.id: option for option in self.choices}  # a mark may bear a code that is no longer offered
        own = [known.get(code) or Option(code, ()) for code in dict.fromkeys(one.code for one in here)]
        gone = []
        for typed in said.codes or (said.words,):
            codes = match(typed, own) if typed else ()
            found = [one for one in here if one.code in codes]
            if len(found) != 1:
                raise CannotError("coding_unmark_several" if found else "coding_unmark_none", count=len(found))
            gone += found
        return gone

    def _memo(self, said: Said) -> None:
        here = self._sheet.marks(self._stop.turn.id)
        last = next((one for one in here if one.id == self._last), here[-1] if here else None)
        if last is None or not last.holds:
            raise CannotError("coding_memo_no_mark")
        if not said.words:
            raise CannotError("coding_memo_empty")
        span = (last.start, last.end)
        self._save(mark(self._sheet, self._stop.turn, last.code, span, said.words))
        self._last = self._find_mark(last.code, span).id
        show_marks(self._paper, self._sheet, self._stop.turn)

    # --- marks that lost their words ---

    def _next_lost(self, _said: Said) -> None:
        """To the next turn, from the beginning again after the last, on which a mark of this coder lost its words."""
        order = (*range(self._at + 1, len(self.stops)), *range(self._at + 1))
        at = next((n for n in order if self._lost_at(self.stops[n])), None)
        if at is None:
            raise CannotError("coding_none_lost")
        self._arrive(at)
        for number, one in self._lost_at(self._stop):
            said = _("[{number}] stood on: “{words}”").format(number=number, words=one.excerpt)
            self._paper.say(said, "warn", indent=2)
        self._paper.say(
            _("/again WORDS puts it on those, /unmark takes it away, /lost leaves it and goes on."), "quiet"
        )

    def _lost_at(self, stop: Stop) -> list[tuple[int, MarkView]]:
        marks = self.sheets[stop.session].marks(stop.turn.id)
        return [(number, one) for number, one in enumerate(marks, 1) if not one.holds]

    def _again(self, said: Said) -> None:
        """Put a lost mark on words of the turn as it reads today; its number comes first where there are several."""
        lost = dict(self._lost_at(self._stop))
        number, _space, words = said.words.partition(" ")
        if number.isascii() and number.isdigit() and int(number) in lost:
            one, typed = lost[int(number)], words.strip()
        elif len(lost) == 1:
            one, typed = next(iter(lost.values())), said.words
        else:
            raise CannotError("coding_again_which" if lost else "coding_none_lost_here")
        if not typed:
            raise CannotError("coding_no_words")
        turn = self._stop.turn
        self._save(anchor_again(self._sheet, one, turn, meant_span(turn.text, typed)), mending=True)
        show_marks(self._paper, self._sheet, turn)

    # --- codes ---

    def _new(self, said: Said) -> None:
        code, label = meant_new_code(said.words, self._codebook, self.choices, certain=said.name == "new!")
        self._save(new_code(self._sheet, code, label))
        self.know([(code, label)])
        self._paper.say(_("A new code: {code}. Type it to mark with it.").format(code=code), "good")

    def _list_codes(self, said: Said) -> None:
        wanted = match(said.words, self.choices) if said.words else tuple(option.id for option in self.choices)
        show_codes(self._paper, [option for option in self.choices if option.id in wanted], self._codebook)

    # --- moving ---

    def _next(self, _said: Said) -> None:
        if not self._sheet.closed:
            self._save(passed(self._sheet, self._stop.turn.id))
        self._go_on()

    def _skip(self, _said: Said) -> None:
        self._go_on()

    def _back(self, _said: Said) -> None:
        if self._at == 0:
            raise CannotError("coding_first_turn")
        self._arrive(self._at - 1)

    def _goto(self, said: Said) -> None:
        """A turn of this session by its number, or of any of the sessions by the beginning of its id."""
        here = self._stop.session
        number = int(said.words) if said.words.isascii() and said.words.isdigit() and len(said.words) < 6 else 0  # noqa: PLR2004 - longer ones are ids
        found = [
            n
            for n, stop in enumerate(self.stops)
            if (stop.session == here and stop.number == number)
            or (len(said.words) > 5 and stop.turn.id.startswith(said.words))  # noqa: PLR2004
        ]
        if len(found) != 1:
            raise CannotError("coding_goto", last=len(self._sheet.turns()))
        self._arrive(found[0])

    def _show(self, _said: Said) -> None:
        show_context(self._paper, self._sheet, self._stop.turn)

    # --- rounds ---

    def _close(self, _said: Said) -> None:
        """Close the round in the session at hand; the coder stays at the turn, to look at what others made of it."""
        sheet = self._sheet
        refuse_unless_whole(sheet)
        if self._sure():
            self._save(close(sheet))
            said = _("Round {round} is closed in {session}. /others shows what others marked.")
            self._paper.say(said.format(round=sheet.round, session=sheet.view.id), "good")

    def _others(self, _said: Said) -> None:
        sheet = self._sheet
        if not (sheet.closed and sees_others(sheet.view, self.coder)):
            raise CannotError("coding_blind", round=sheet.round)
        show_others(self._paper, made_by_others(sheet.view, self.coder, self._stop.turn.id), self._stop.turn)

    def _help(self, _said: Said) -> None:
        show_help(self._paper, self.choices)

    def _quit(self, _said: Said) -> None:
        raise Leave


_DOES = {
    "mark": "_mark",
    "accept": "_accept",
    "no": "_refuse",
    "unmark": "_unmark",
    "memo": "_memo",
    "new": "_new",
    "new!": "_new",
    "codes": "_list_codes",
    "next": "_next",
    "skip": "_skip",
    "back": "_back",
    "goto": "_goto",
    "show": "_show",
    "lost": "_next_lost",
    "again": "_again",
    "close": "_close",
    "others": "_others",
    "help": "_help",
    "quit": "_quit",
}
