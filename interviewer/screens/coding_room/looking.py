"""Looking about at the desk: where the eye is, what is selected, which code is lit, and what is told for a few seconds."""

import time
from collections.abc import Callable, Iterable, Mapping

from interviewer.coding import desk_ways as ways
from interviewer.coding.desk import Act, Desk, Place, back, go, select, with_sheet, with_sheets
from interviewer.coding.excerpt import Span
from interviewer.coding.model import Codebook
from interviewer.coding.picking import WHOLE, Pick, picked, reached, sentence, sentence_stepped, stepped, to_edge
from interviewer.coding.sheet import Sheet
from interviewer.coding.shelf import Shelf
from interviewer.coding.suggesting import Suggestion
from interviewer.errors import CannotError, InterviewerError
from interviewer.screens.coding_room.advice import Advice, about_now
from interviewer.screens.coding_room.sight import Listing, Sight
from interviewer.screens.messages import explain
from interviewer.screens.words import _
from interviewer.session.model import MarkView

SECONDS = 6.0
OFFERED = "≈"  # before the code of a suggestion, where a mark's id would stand


class Looking:
    """What is coded and looked at. `save` makes an act durable behind the keys; `load` opens a session to be written on.

    `version` grows with everything that may change what is seen.
    """

    def __init__(self, desk: Desk, book: Codebook, save: Callable[[Act], None], load: Callable[[str], Sheet]) -> None:
        self._desk, self._sight = desk, Sight()
        self.book = book
        self.save, self._load = save, load
        self._opened: set[str] = set()
        self._born: dict[str, str] = {}
        self.version = 0
        self.left = False
        self.reading = 0  # sessions that are not read yet
        self.advised = False  # whether suggestions are wanted
        self.advice: Advice | None = None
        self.lit_before = ""  # the code that was lit before letters or a suggestion lit another
        self.shelf = Shelf(book, {})
        self.listed: Listing | None = None  # the list that was left for one of its places
        self.aside: dict[tuple[str, str, str, str], str] = {}  # words of memos that were left, by what they are on
        self._message = ("", "", 0.0)
        self._asked_twice = self._twice = ""
        self.know_born(*(sheet.view.new_codes for sheet in desk.sheets.values()))
        self.see(lit=self.shelf.entries[0].id if self.shelf.entries else "")

    # --- what is known and seen ---

    @property
    def desk(self) -> Desk:
        """The desk as it is now."""
        return self._desk

    @desk.setter
    def desk(self, desk: Desk) -> None:
        """Another state of it."""
        self._desk = desk
        self.version += 1

    @property
    def sight(self) -> Sight:
        """What is seen beside it."""
        return self._sight

    def see(self, **changes: object) -> None:
        """See it otherwise."""
        self._sight = self._sight._replace(**changes)  # type: ignore[arg-type]  # names of fields
        self.version += 1

    def know_born(self, *born: Mapping[str, str]) -> None:
        """Codes that were born while coding can be applied everywhere."""
        new = {code: label for one in born for code, label in one.items() if code not in self._born}
        if new:
            self._born |= new
            self.shelf = Shelf(self.book, self._born)
            self.version += 1

    def take_in(self, *sheets: Sheet) -> None:
        """Sessions that were read meanwhile."""
        self.desk = with_sheets(self.desk, sheets)
        self.know_born(*(sheet.view.new_codes for sheet in sheets))

    def tell(self, words: str, style: str = "class:warn") -> None:
        """Say something for a few seconds."""
        self._message = (words, style, time.monotonic() + SECONDS)
        self.version += 1

    def message(self) -> tuple[str, str]:
        """What is to be said now, and its style."""
        words, style, until = self._message
        return (words, style) if time.monotonic() < until else ("", "")

    def hush(self) -> None:
        """Say no more what was said about the key before."""
        self._message = ("", "", 0.0)

    def try_to(self, deed: Callable[[], object]) -> None:
        """Do it, or say why it can't be done."""
        twice, self._asked_twice = self._asked_twice, ""
        self.hush()
        try:
            self._twice = twice
            deed()
        except InterviewerError as error:
            self.tell(" ".join(explain(error.problem)).strip())
        self.version += 1

    def once_more(self, name: str, question: str) -> bool:
        """Whether this was asked just before and is confirmed by the same key; else ask."""
        if self._twice == name:
            return True
        self._asked_twice = name
        self.tell(question)
        return False

    # --- where the eye is ---

    def opened(self, sessions: Iterable[str]) -> None:
        """These sessions were loaded already."""
        self._opened.update(sessions)

    def open(self, session: str) -> None:
        """Have the sheet of the session as it is on the disk now, ready to be written on."""
        if session not in self._opened:
            sheet = self._load(session)
            self._opened.add(session)
            self.desk = with_sheet(self.desk, sheet)
            self.know_born(sheet.view.new_codes)

    def go(self, place: Place, span: Span | None = None) -> None:
        """Look at that turn."""
        self.open(place.session)
        self.desk = go(self.desk, place, span)
        self.see(mark="", back=0, page="", listing=None)

    def step(self, by: int) -> None:
        """The turn before or behind."""
        place = ways.stepped(self.desk, by)
        if place is None:
            self.tell(_("This is the last turn.") if by > 0 else _("This is the first turn."), "class:quiet")
        else:
            self.go(place)

    def next_open(self) -> None:
        """The next turn that is not coded."""
        place, before = ways.next_open(self.desk), self.desk.eye.session
        if place is not None:
            self.go(place)
            if place.session != before:
                self._tell_of_border(before)
        elif self.reading:
            self.tell(_("All turns read so far are coded; the others are still being read."), "class:quiet")
        else:
            self.tell(_("Every turn is coded here. Esc D closes the round, interview by interview."), "class:done")

    def _tell_of_border(self, before: str) -> None:
        """The eye went on into another interview: what that means for the one before, and where one is now."""
        sheet, here = self.desk.sheets[before], self.desk.eye.session
        if sheet.closed or sheet.left():
            said = _("You are in another interview now: {session}.")
        else:
            said = _(
                "{before} is all coded. Esc ' goes back there, where Esc D closes the round. You are in another interview "
                "now: {session}."
            )
        self.tell(said.format(before=before, session=here), "class:done")

    def back(self) -> None:
        """Where the eye was before."""
        self.desk = back(self.desk)
        self.open(self.desk.eye.session)
        self.see(mark="", back=0, page="", listing=None)

    # --- what is selected ---

    def choose(self, how: Callable[[str, Pick], Pick]) -> None:
        """Another selection in the turn."""
        self.desk = select(self.desk, how)
        lost = self.lost_mark()
        self.see(mark=lost.id if lost else "")

    def word(self, by: int) -> None:
        """The word before or behind."""
        self.choose(lambda text, pick: stepped(text, pick, by))

    def more_words(self, by: int) -> None:
        """The selection longer or shorter by a word."""
        self.choose(lambda text, pick: reached(text, pick, by))

    def edge(self, *, end: bool, reach: bool = False) -> None:
        """The first or last word, or everything up to it."""
        self.choose(lambda text, pick: to_edge(text, pick, end=end, reach=reach))

    def sentence(self) -> None:
        """The sentence around; the next one too."""
        self.choose(sentence)

    def sentence_step(self, by: int) -> None:
        """The sentence before or behind."""
        self.choose(lambda text, pick: sentence_stepped(text, pick, by))

    def whole(self) -> None:
        """The whole turn."""
        self.choose(lambda _text, _pick: WHOLE)

    def next_mark(self, by: int = 1) -> None:
        """The next mark on the turn is the one that is meant."""
        marks = {mark.id: mark for mark in self.desk.marks()}
        offered = {f"{OFFERED}{one.code}": one.code for one in self.suggestions()}
        ids = [*marks, *offered]
        if not ids:
            raise CannotError("desk_no_marks")
        at = ids.index(self.sight.mark) + by if self.sight.mark in ids else (0 if by > 0 else len(ids) - 1)
        chosen = ids[at % len(ids)]
        if chosen in marks:
            self._choose_mark(marks[chosen])
        else:
            if not self.sight.mark.startswith(OFFERED):
                self.lit_before = self.sight.lit
            self.see(mark=chosen, letters="", lit=offered[chosen])

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What is suggested for the selected words now; none while they are still being thought about."""
        advice = self.advice if self.advised else None
        if advice is None or self.desk.turn is None or advice.about != about_now(self.desk):
            return ()
        return advice.left(self.desk)

    def offered(self) -> str:
        """The suggested code that is chosen; empty when none is."""
        chosen = self.sight.mark.removeprefix(OFFERED) if self.sight.mark.startswith(OFFERED) else ""
        return chosen if any(one.code == chosen for one in self.suggestions()) else ""

    def mark_number(self, number: int) -> None:
        """The mark with that number is the one that is meant."""
        marks = self.desk.marks()
        if number > len(marks):
            raise CannotError("desk_no_marks" if not marks else "desk_no_mark")
        self._choose_mark(marks[number - 1])

    def _choose_mark(self, mark: MarkView) -> None:
        if mark.holds:
            self.desk = select(self.desk, lambda text, _pick: picked(text, (mark.start, mark.end)))
        now = self.shelf.tree.current(mark.code)
        self.see(mark=mark.id, letters="", lit=now if self.shelf.entry(now) else self.sight.lit)

    def lost_mark(self) -> MarkView | None:
        """The chosen mark where it is one that lost its words, which new ones are sought for."""
        found = (mark for mark in self.desk.marks() if mark.id == self.sight.mark)
        return next((mark for mark in found if not mark.holds and self.desk.is_own(mark)), None)

    def chosen_mark(self) -> MarkView:
        """The mark that is meant: the chosen one, the one with the lit code on just these words, or the only one."""
        marks = self.desk.marks()
        own = [mark for mark in marks if self.desk.is_own(mark)]
        found = [mark for mark in marks if mark.id == self.sight.mark]
        found = found or [m for m in own if m.code == self.sight.lit and (m.start, m.end) == self.desk.span]
        found = found or (own if len(own) == 1 else [])
        if not found:
            raise CannotError("desk_no_mark" if own else "desk_no_own_marks" if marks else "desk_no_marks")
        return found[0]

    # --- the codes ---

    def type_letters(self, letters: str) -> None:
        """More letters of a code."""
        self._seek(self.sight.letters + letters)

    def erase(self) -> None:
        """One letter less; without letters the whole turn is selected."""
        if self.sight.letters:
            self._seek(self.sight.letters[:-1])
        else:
            self.whole()

    def _seek(self, letters: str) -> None:
        if not self.sight.letters:
            self.lit_before = self.sight.lit
        found = self.shelf.find(letters) if letters.strip() else ()
        self.see(letters=letters, lit=found[0].id if found else self.sight.lit, mark="")

    def step_code(self, by: int) -> None:
        """The code above or below, of those that are listed."""
        ids = [entry.id for entry in self.shelf.find(self.sight.letters)]
        if ids:
            at = ids.index(self.sight.lit) + by if self.sight.lit in ids else 0
            self.see(lit=ids[max(0, min(len(ids) - 1, at))], mark="")

    def light(self, code: str) -> None:
        """A click on a code."""
        self.see(lit=code, mark="")

    def sought(self) -> str:
        """The code that Enter marks with. CannotError where the letters find none."""
        listed = self.shelf.find(self.sight.letters)
        if not any(entry.id == self.sight.lit for entry in listed):
            raise CannotError("desk_no_code")
        return self.sight.lit
