"""Sitting at the desk: every key's deed, on the desk (coding/desk.py) and on what the eye sees beside it."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from interviewer.coding import desk_acts as acts
from interviewer.coding import desk_ways as ways
from interviewer.coding.beside_marks import remark_on
from interviewer.coding.choose import near_duplicates
from interviewer.coding.desk import Act, Desk, Place, Step, in_scope, open_sheet
from interviewer.errors import CannotError
from interviewer.schema import propose_id
from interviewer.screens.coding.closing import refuse_unless_whole
from interviewer.screens.coding_room import listings
from interviewer.screens.coding_room.looking import Looking
from interviewer.screens.coding_room.sight import Item, Page, Writing
from interviewer.screens.coding_room.undone import named, step_in_words
from interviewer.screens.messages import explain
from interviewer.screens.words import _
from interviewer.session.events import RemarkOn
from interviewer.session.model import MarkView
from interviewer.yamltext import hidden_in


class AtDesk(Looking):
    """What is coded, written, and chosen from lists."""

    # --- deeds ---

    def do(self, act: Act) -> None:
        """The act is done: seen at once, durable soon."""
        self.desk = act.desk
        if act.events:
            self.save(act)

    def mark(self) -> None:
        """The lit code on the selected words; a chosen mark that lost its words gets these instead."""
        lost, offered = self.lost_mark(), self.offered()
        if offered and not self.sight.letters and self.advice is not None:
            self.do(acts.mark_here(self.desk, offered, self.advice.by))
        elif lost is not None and not self.sight.letters:
            self.do(acts.anchor_again(self.desk, lost, self.desk.span))
            self.tell(_("{code} stands on these words now.").format(code=named(self.shelf, lost.code)), "class:done")
        else:
            self.do(acts.mark_here(self.desk, self.sought()))
        self.see(letters="", mark="")

    def unmark(self) -> None:
        """Take the chosen mark away, or refuse the chosen suggestion."""
        if (offered := self.offered()) and self.advice is not None:
            self.do(acts.refuse(self.desk, offered, self.advice.by))
            self.see(mark="", lit="" if self.lit_before == offered else self.lit_before)
            return
        if self.lost_mark() is None:
            open_sheet(self.desk)
        gone = self.chosen_mark()
        self.do(acts.unmark_here(self.desk, gone))
        self.see(mark="")
        told = _("{code} is taken away here; Esc u brings it back.")
        self.tell(told.format(code=named(self.shelf, gone.code)), "class:quiet")

    def pass_on(self) -> None:
        """Done with this turn, whatever it bears; on to the next that is not coded."""
        if not self.desk.closed():
            self.do(acts.pass_here(self.desk))
        self.next_open()

    def reopen(self) -> None:
        """The turn is to be coded again."""
        self.do(acts.reopen_here(self.desk))

    def star(self) -> None:
        """A key quotation, or no longer."""
        self.do(acts.star_here(self.desk))

    def undo(self) -> None:
        """Take back the last step."""
        self._back_and_forth(acts.undo, self.desk.past, _("Taken back: {what} · Esc r does it again"))

    def redo(self) -> None:
        """Make it again."""
        self._back_and_forth(acts.redo, self.desk.future, _("Done again: {what} · Esc u takes it back"))

    def _back_and_forth(self, way: Callable[[Desk], Act], steps: Sequence[Step], told: str) -> None:
        self.do(way(self.desk))
        self.see(mark="", back=0, letters="")
        self.tell(told.format(what=step_in_words(steps[-1], self.shelf)), "class:quiet")

    def close_round(self) -> None:
        """Finish the round in this interview, asked twice."""
        sheet = self.desk.sheet
        refuse_unless_whole(sheet)
        asked = _(
            "Esc D again closes the round {round} in this interview. That can't be undone: afterwards nothing can be marked "
            "in it any more, and what others marked shows."
        )
        if self.once_more("close", asked.format(round=self.desk.round)):
            self.do(acts.close_here(self.desk))
            self.tell(_("The round is closed here; the marks of others show now."), "class:done")

    def suggestions_on(self) -> None:
        """Suggestions are shown from now on, or no longer."""
        self.advised = not self.advised
        told = _("Suggestions are on. They only compare words on this computer; you decide.")
        self.tell(told if self.advised else _("Suggestions are off."), "class:quiet")
        self.see(mark="")

    # --- words that are written ---

    def write(self, writing: Writing) -> None:
        """Open the editor for this."""
        self.see(writing=writing, page="", listing=None)

    def memo_mark(self) -> None:
        """A memo on the chosen mark; on the turn where none can have one, so that what is typed on is no letters of codes."""
        try:
            mark = self._own_mark()
        except CannotError as error:
            if self.desk.turn is None:
                raise
            self.memo_turn()
            why, _advice = explain(error.problem)
            self.tell(_("{why} So this memo is on the turn.").format(why=why))
        else:
            self._write_memo(Writing("mark_memo", "turn", mark.id, self.desk.eye.session, mark.memo))

    def _own_mark(self) -> MarkView:
        """The chosen mark, where its memo can be written."""
        mark = self.chosen_mark()
        if not self.desk.is_own(mark):
            raise CannotError("desk_not_yours")
        if self.desk.closed():
            raise CannotError("desk_round_closed", round=self.desk.round)
        return mark

    def memo_turn(self) -> None:
        """A memo on the turn."""
        self._memo("turn", self.desk.eye.turn)

    def memo_code(self) -> None:
        """A memo on the lit code."""
        if not self.sight.lit:
            raise CannotError("desk_no_code")
        self._memo("code", self.sight.lit)

    def memo_session(self) -> None:
        """A memo on the whole interview."""
        self._memo("session", self.desk.eye.session)

    def _memo(self, about: RemarkOn, target: str) -> None:
        session = acts.session_of_memo(self.desk, about, target)
        self.open(session)
        self._write_memo(Writing("memo", about, target, session, acts.memo_of(self.desk, about, target)))

    def _write_memo(self, writing: Writing) -> None:
        """Open the editor for this memo, with the words in it that were typed and left before."""
        begun = self.aside.get(writing.thing, "")
        self.write(writing._replace(begun=begun))
        if begun:
            self.tell(_("The words that you left here are back; Enter keeps them."), "class:done")

    def write_on(self, session: str, what: Sequence[str], text: str) -> bool:
        """Go on with a memo that was being typed: `what` is `mark`, `turn`, `code` or `session`, and an id; whether it is there."""
        writing = self.writing_of(session, what)
        if writing is None:
            return False
        turn = self._turn_of(writing)
        if turn:
            self.go(Place(session, turn))
        self.tell(_("The memo that you were typing stands here again."), "class:done")
        self.write(writing._replace(begun=text))
        return True

    def put_aside(self, session: str, what: Sequence[str], text: str) -> Writing:
        """Words that were typed for a memo and left wait for its key; on the interview where what it was on is gone."""
        writing = self.writing_of(session, what)
        if writing is None:
            self.open(session)
            was = remark_on(self.desk.sheets[session], "session", session)
            writing = Writing("memo", "session", session, session, was)
            text = f"{self.aside.get(writing.thing, was)}\n{text}".strip()
        self.aside[writing.thing] = text
        return writing

    def writing_of(self, session: str, what: Sequence[str]) -> Writing | None:
        """The memo on that `mark`, `turn`, `code` or `session` (with an id); None where such a thing is not."""
        if len(what) != 2 or session not in self.desk.order:  # noqa: PLR2004 - a kind and an id
            return None
        about, target = what
        self.open(session)
        if about == "mark":
            marks = self.desk.sheets[session].view.marks
            mark = next((one for one in marks if one.id == target), None)
            return Writing("mark_memo", "turn", target, session, mark.memo) if mark else None
        if about not in ("turn", "code", "session"):
            return None
        was = remark_on(self.desk.sheets[session], about, target)  # type: ignore[arg-type]
        return Writing("memo", about, target, session, was)  # type: ignore[arg-type]

    def _turn_of(self, writing: Writing) -> str:
        """The turn that the memo stands on; empty where it is on a code or an interview."""
        view = self.desk.sheets[writing.session].view
        if writing.kind == "mark_memo":
            return next(one.turn for one in view.marks if one.id == writing.target)
        return writing.target if writing.about == "turn" and view.turn(writing.target) is not None else ""

    def new_code(self) -> None:
        """The label of a code that the codebook lacks; letters that were typed are its beginning."""
        self.write(Writing("new_code", was=self.sight.letters.strip()))

    def search(self) -> None:
        """A pattern to search."""
        self.write(Writing("search"))

    def keep(self, text: str) -> bool:
        """What was written is meant; False where it stays in the editor, with the reason why."""
        writing = self.sight.writing
        if writing is None:
            return True
        if writing.kind == "new_code":
            done = self._bear(" ".join(text.split()))
        elif writing.kind == "search":
            done = True
        elif writing.kind == "memo":
            self.do(acts.memo_on(self.desk, writing.about, writing.target, text.strip()))
            done = True
        else:
            self._keep_mark_memo(writing, text.strip())
            done = True
        if done:
            self.aside.pop(writing.thing, None)
            self.see(writing=None)
        return done

    def _keep_mark_memo(self, writing: Writing, text: str) -> None:
        marks = self.desk.sheets[writing.session].view.marks
        mark = next((one for one in marks if one.id == writing.target), None)
        if mark is None:
            raise CannotError("desk_not_yours")
        self.do(acts.memo_on_mark(self.desk, mark, text))

    def leave_writing(self, text: str) -> None:
        """Nothing is kept yet; the words of a memo wait aside for its key."""
        writing = self.sight.writing
        if writing is not None and writing.kept:
            self.aside.pop(writing.thing, None)
            if text.strip() and text != writing.was:
                self.aside[writing.thing] = text
                self.tell(_("Not kept as a memo yet; your words come back with the same key."))
        elif writing is not None and writing.kind == "new_code" and self.sight.letters:
            self.see(letters="", lit=self.lit_before)  # or the next Enter would mark with what the letters had lit
        self.see(writing=None)

    def _bear(self, label: str) -> bool:
        """A new code with this label, and the selected words marked with it; asked again where it is nearly another one."""
        if not label:
            self.tell(_("A new code needs a label; Esc leaves."))
            return False
        hidden = hidden_in(label)
        if hidden:
            self.tell(_("A character that nobody can see ({code}) stands in the label. Delete it.").format(code=hidden))
            return False
        code, choices = propose_id(label), self.shelf.choices()
        near = near_duplicates(code, label, choices)
        again = _("Nearly the same as {code}. Enter again makes a new code all the same; Esc leaves it.")
        if near and (code in near or not self.once_more(f"new {code}", again.format(code=", ".join(near)))):
            if code in near:
                self.tell(_("There is a code {code} already.").format(code=code))
            return False
        if self.shelf.known(code):
            self.tell(_("There was a code {code}; it is retired. Give the new one another name.").format(code=code))
            return False
        self.do(acts.bear(self.desk, code, label))
        self.know_born({code: label})
        self.see(letters="", lit=code)
        with suppress(CannotError):  # the code is there also where nothing can be marked
            self.do(acts.mark_here(self.desk, code))
        return True

    # --- lists and pages ---

    def show(self, page: Page) -> None:
        """Lay this page over the turn."""
        self.see(page=page, back=0)

    def close(self) -> None:
        """Close what lies over the turn; letters are cleared away."""
        self.see(page="", listing=None, letters="", back=0, mark="")

    def excerpts(self) -> None:
        """Where the lit code stands, in all interviews."""
        self.see(listing=listings.excerpts(self.desk, self.shelf, self.sought()), page="")

    def lost(self) -> None:
        """The marks that lost their words."""
        self.see(listing=listings.lost(self.desk), page="")

    def sessions(self) -> None:
        """An interview to go to."""
        self.see(listing=listings.sessions(self.desk, reading=bool(self.reading)), page="")

    def questions(self) -> None:
        """One question, across all interviews."""
        self.see(listing=listings.questions(self.desk), page="")

    def step_list(self, by: int) -> None:
        """The item above or below."""
        listing = self.sight.listing
        if listing:
            self.see(listing=listing.moved(by))

    def list_letters(self, letters: str) -> None:
        """Letters that narrow the list."""
        listing = self.sight.listing
        if listing and listing.by_letters:
            self.see(listing=listing._replace(letters=listing.letters + letters, at=0))

    def list_erase(self) -> None:
        """One letter less; without letters the list is closed."""
        listing = self.sight.listing
        if listing and listing.letters:
            self.see(listing=listing._replace(letters=listing.letters[:-1], at=0))
        else:
            self.close()

    def take(self) -> None:
        """Enter on the lit item."""
        listing = self.sight.listing
        item = listing.lit() if listing else None
        if listing is None or item is None:
            return
        if listing.kind == "questions":
            self.keep_to(item)
        elif listing.kind == "sessions":
            self.open(item.id)
            place = ways.first_open(self.desk, item.id)
            if place is None:
                raise CannotError("desk_nothing_here")
            self.go(place)
        else:
            self.listed = listing
            self.go(item.place, item.span)
            if listing.kind in ("excerpts", "lost"):
                self.see(mark=item.id)

    def list_again(self) -> None:
        """The list from which one came here, where one was in it."""
        if self.listed is None:
            raise CannotError("desk_no_list")
        self.see(listing=self.listed, page="")

    def keep_to(self, item: Item) -> None:
        """Only the turns of this question, or all of them again."""
        self.desk = in_scope(self.desk, item.id)
        here = self.desk.turn
        self.see(listing=None)
        if here is None or not self.desk.takes(here):
            place = ways.first_open(self.desk, self.desk.eye.session) or ways.next_open(self.desk)
            if place is None:
                place = ways.stepped(self.desk, 1) or ways.stepped(self.desk, -1)
            if place is not None:
                self.go(place)
