"""Opening the coding room on a coder's work: where it was left, with what is read, and what is said at the end."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from interviewer.coding.desk import NOWHERE, Act, Desk, with_sheet, with_sheets
from interviewer.coding.desk_ways import first_open
from interviewer.coding.rounds import is_closed, open_rounds
from interviewer.coding.sheet import Sheet
from interviewer.errors import CannotError, UsageError
from interviewer.screens.messages import place
from interviewer.screens.paper import Paper
from interviewer.screens.room import opening as room_opening
from interviewer.screens.terminal.signals import Hangup, Stop, stopping
from interviewer.screens.words import _, plural
from interviewer.session.disk import DISK, Disk
from interviewer.session.events import FIRST_ROUND
from interviewer.session.model import SessionView
from interviewer.session.saving import Saver
from interviewer.study.coding_files import (
    CodingDrafts,
    CodingFiles,
    Left,
    drafts_left,
    forget_drafts,
    fresh_draft_id,
    left_by,
    moment,
    typist,
)
from interviewer.study.folder import Study
from interviewer.study.marking import Loaded, load
from interviewer.study.reading import read_all

if TYPE_CHECKING:
    from interviewer.screens.coding_room.room import CodingRoom
    from interviewer.screens.coding_room.sight import Writing
    from interviewer.screens.terminal.keyboard import Door
    from interviewer.screens.terminal.ways import Ways

READY = ("done", "paused", "closing")
HUNG_UP, INTERRUPTED = 1, 130
LEAVING_SECONDS = 5.0
LOOKED_AT = 12  # sessions that are read before the room opens, at most, to find one with turns in scope

LEAST_COLUMNS, LEAST_ROWS = 40, 10
MEMO, ASIDE = "memo", "aside"  # how the place of a draft begins: being typed, or left with Esc
USUAL = (80, 24)


def can_open() -> bool:
    """Whether somebody sits at a real terminal that is large enough for the room, and didn't ask for lines."""
    if not room_opening.can_open():
        return False
    columns, rows = _size()
    return columns >= LEAST_COLUMNS and rows >= LEAST_ROWS


def _size() -> tuple[int, int]:
    """The size of the terminal; the usual one where it doesn't tell."""
    for stream in (sys.stderr, sys.stdout, sys.stdin):
        with suppress(OSError, ValueError):
            columns, rows = os.get_terminal_size(stream.fileno())
            if columns and rows:
                return columns, rows
    return USUAL


class Books:
    """The sheets of one coder in one round: read from the disk when they are needed, or one after the other."""

    def __init__(self, study: Study, coder: str, round_id: str, *, only_ready: bool) -> None:
        self.study, self.coder, self.round = study, coder, round_id
        self._only_ready = only_ready
        self.loaded: dict[str, Loaded] = {}

    def load(self, session: str) -> Sheet:
        """The sheet of a session that will be written on."""
        found = self.loaded[session] = load(self.study, session, self.coder, self.round)
        return found.sheet

    def read(self, sessions: Sequence[str]) -> Iterator[Sheet]:
        """The others, to look at. Interviews that are not finished, or were refused, are left out."""
        for one in read_all(self.study, sessions):
            if not self._only_ready or one.view.status in READY:
                yield Sheet(_as_seen(one.view, self.coder, self.round), self.coder, round=self.round)


def _as_seen(view: SessionView, coder: str, round_id: str) -> SessionView:
    """Without what others did, unless the coder has closed the round there: it can't be seen, and takes half the memory."""
    if is_closed(view, coder, round_id):
        return view
    marks = tuple(mark for mark in view.marks if mark.coder == coder)
    return replace(view, marks=marks, seen=frozenset(one for one in view.seen if one.coder == coder))


def sit(
    study: Study,
    coder: str,
    wanted: Sequence[str],
    *,
    question: str = "",
    named: str = "",
    with_own: bool = False,
    suggest: bool = False,
) -> int:
    """Code in the room until it is left, in the round named or the one at hand; returns the exit code.

    With `suggest` suggestions are on from the beginning.
    """
    from interviewer.screens.terminal.keyboard import door
    from interviewer.screens.terminal.prompt import Outcome
    from interviewer.screens.terminal.ways import chosen_ways

    sitting = Sitting(study, coder, wanted, question=question, named=named, with_own=with_own)
    with stopping() as stop, door() as the_door:
        try:
            room = sitting.room(the_door, stop, chosen_ways())
            room.at.advised = suggest
            outcome = room.run()
        finally:
            safe = sitting.close()
    sitting.say_where(Paper())
    if not safe:
        raise CannotError("desk_not_saved", count=sitting.saver.pending)
    if outcome is Outcome.HUNG_UP:
        raise Hangup
    return INTERRUPTED if outcome is Outcome.INTERRUPTED else 0


def _round_at_hand(study: Study, coder: str, left: Left) -> str:
    """The round that the coder has open in the session written to last, else the last one closed there, else the first.

    UsageError when several are open.
    """
    if not left.session:
        return FIRST_ROUND
    view = load(study, left.session, coder).sheet.view
    begun = open_rounds([view], coder)
    if len(begun) > 1:
        raise UsageError("several_rounds", coder=coder, rounds=", ".join(begun))
    closed = sorted((name for who, name in view.closed if who == coder), key=lambda name: (len(name), name))
    return (*begun, *closed[-1:], FIRST_ROUND)[0]


def _first_desk(books: Books, desk: Desk, left: Left) -> Desk:
    """The desk with the eye on the first turn that isn't coded of the session that was written to last, else further on.

    CannotError where no turn is in scope anywhere.
    """
    at = desk.order.index(left.session) if left.session in desk.order else 0
    for seen, sheet in enumerate(books.read((*desk.order[at:], *desk.order[:at])), 1):
        desk = with_sheets(desk, [sheet])
        there = first_open(desk, sheet.view.id)
        if there is not None:
            is_open = not desk.rated(there)
            desk = replace(desk, eye=there if is_open or desk.eye == NOWHERE else desk.eye)
            if is_open:
                break
        if seen >= LOOKED_AT and desk.eye != NOWHERE:
            break
    if desk.eye == NOWHERE:
        scope = desk.question and desk.sheets
        raise CannotError("desk_nothing_in_scope" if scope else "nothing_to_code", question=desk.question)
    return with_sheet(desk, books.load(desk.eye.session))


class Sitting:
    """One coder's work on these sessions, and the files behind it. CannotError where there is nothing to code."""

    def __init__(
        self,
        study: Study,
        coder: str,
        wanted: Sequence[str] = (),
        *,
        question: str = "",
        named: str = "",
        with_own: bool = False,
        disk: Disk = DISK,
    ) -> None:
        from interviewer.screens.coding_room.at_desk import AtDesk

        chosen = tuple(dict.fromkeys(study.resolve_session(text) for text in wanted))
        order = chosen or tuple(study.session_ids())
        if not order:
            raise CannotError("no_sessions")
        left = left_by(study, coder, order)
        round_id = named or _round_at_hand(study, coder, left)
        self._books = Books(study, coder, round_id, only_ready=not chosen)
        desk = _first_desk(self._books, Desk(coder, round_id, order, question=question, with_own=with_own), left)
        self._files = CodingFiles(study, coder, self._books.loaded, disk=disk)
        self._drafts = CodingDrafts(study, coder, self._books.loaded, disk=disk)
        self.saver = Saver(self._files, self._drafts)
        self.at = AtDesk(desk, study.codebook(), self._save, self._books.load)
        self._typing: dict[tuple[str, str, str, str], str] = {}  # drafts by what their memos are on
        self._unread = [name for name in order if name not in desk.sheets]
        self.at.opened(self._books.loaded)
        self.at.reading = len(self._unread)
        self._go_on_writing(left.drafted)

    def room(self, the_door: "Door", stop: Stop, ways: "Ways") -> "CodingRoom":
        """The room on that terminal."""
        from interviewer.screens.coding_room.room import CodingRoom, Drafting

        drafting, unread = Drafting(self._write_draft, self._drop_drafts), self._books.read(self._unread)
        return CodingRoom(the_door, stop, self.at, self.saver, ways, drafting=drafting, unread=unread)

    def close(self) -> bool:
        """End the files in order, once all is durable; False where the disk takes nothing, and the thread goes on trying."""
        ended = self.saver.end(LEAVING_SECONDS)
        if ended:
            self._drafts.release()
            self._files.close()
        return ended

    def _save(self, act: Act) -> None:
        self._files.address(act.session, act.events)
        writing = self.at.sight.writing
        typed = self._typing.pop(writing.thing, "") if writing else ""
        self.saver.append(act.events, moment(), typed)

    def _write_draft(self, text: str) -> None:
        """The memo that is being typed; an empty one is none."""
        if self.at.sight.writing is not None:
            self._draft(self.at.sight.writing, text, MEMO)

    def _draft(self, writing: "Writing", text: str, state: str) -> None:
        from interviewer.session.events import Draft

        if writing.thing not in self._typing:
            self._typing[writing.thing] = fresh_draft_id()
            self._drafts.address(writing.session, self._typing[writing.thing])
        about = "mark" if writing.kind == "mark_memo" else writing.about
        draft, where = self._typing[writing.thing], f"{state} {about} {writing.target}"
        self.saver.draft(Draft(draft, "", "", text, "", by=typist(self._books.coder), of="memo", place=where))

    def _drop_drafts(self, left: "Writing | None") -> None:
        """The memo `left` is not written on any more: its words wait aside, or are kept or not wanted."""
        if left is None:
            return
        if left.thing in self.at.aside:
            self._draft(left, self.at.aside[left.thing], ASIDE)
        elif left.thing in self._typing:
            self.saver.append((), moment(), self._typing.pop(left.thing))

    def _go_on_writing(self, drafted: Sequence[str]) -> None:
        """A memo that was being typed when the sitting before ended stands in the editor again; what was left waits aside."""
        study, coder = self._books.study, self._books.coder
        for session in drafted:
            found = drafts_left(study, coder, session)
            for draft in found:
                state, *what = draft.place.split(" ")
                on = state != ASIDE and self.at.sight.writing is None and self.at.write_on(session, what, draft.text)
                if on:
                    self._write_draft(draft.text)
                else:
                    writing = self.at.put_aside(session, what, draft.text)
                    self._draft(writing, self.at.aside[writing.thing], ASIDE)
            if found and self.saver.flush(LEAVING_SECONDS):
                forget_drafts(study, coder, session)

    def say_where(self, paper: Paper) -> None:
        """How far the coding is, where one was, and the command that goes on."""
        desk = self.at.desk
        for warning in self._files.warnings:
            paper.say(place(warning), "warn")
        total = desk.total()
        turns = plural("{count} turn coded", "{count} turns coded", total.rated)
        of = _("{turns} of {all}, in {sessions}.")
        sessions = plural("{count} interview", "{count} interviews", len(desk.tallies))
        paper.say(of.format(turns=turns, all=total.turns, sessions=sessions), "good")
        here = [turn.id for turn in desk.stops(desk.eye.session)]
        if desk.eye.turn in here:
            where = _("You were at turn {number} of {session}.")
            paper.say(where.format(number=here.index(desk.eye.turn) + 1, session=desk.eye.session))
        if self.at.aside:
            waiting = plural(
                "{count} memo isn't kept yet: its words come back when you write on it again.",
                "{count} memos aren't kept yet: their words come back when you write on them again.",
                len(self.at.aside),
            )
            paper.say(waiting, "warn")
        paper.say(self._what_next(desk))

    def _what_next(self, desk: Desk) -> str:
        """The command that goes on: more coding, closing what is all coded, or comparing what is all closed."""
        total, sheets = desk.total(), [sheet for sheet in desk.sheets.values() if sheet.turns()]
        if self.at.reading or desk.question or total.rated < total.turns or not sheets:
            return _("Go on with: {command}").format(command=self._command(desk))
        if not all(sheet.closed for sheet in sheets):
            closes = _("Everything is coded. This closes the round for good: {command}")
            return closes.format(command=f"{self._command(desk)} --close")
        others = {who for sheet in sheets for who, name in sheet.view.closed if name == desk.round} - {desk.coder}
        rounds = f" --round {desk.round}" if desk.round != FIRST_ROUND else ""
        if others:
            said = _("Go on with: {command}")
            return said.format(command=f"interviewer compare {desk.coder} {min(others)}{rounds}")
        said = _("Everything is coded and closed. When another coder has closed it too: {command}")
        return said.format(command=f"interviewer compare {desk.coder} {_('OTHER')}{rounds}")

    def _command(self, desk: Desk) -> str:
        named = desk.order if len(desk.order) < len(self._books.study.session_ids()) else ()
        words = ["interviewer code", *named, f"--coder {desk.coder}"]
        words += [f"--question {desk.question}"] if desk.question else []
        words += [f"--round {desk.round}"] if desk.round != FIRST_ROUND else []
        return " ".join(words)
