"""What every change of the codebook goes through: who does it, what it would do, a yes, and what was done."""

from collections.abc import Mapping, Sequence
from difflib import unified_diff
from typing import NamedTuple

import typer
from msgspec.structs import replace

from interviewer.coding.model import Codebook
from interviewer.coding.rewriting import Rewritten, rewritten
from interviewer.coding.wording import Said, reason_of
from interviewer.errors import CannotError, DeclinedError, UsageError
from interviewer.screens.clean import clean
from interviewer.screens.codebook.asking import at_keyboard, typed_reason
from interviewer.screens.coding.opening import coder_id
from interviewer.screens.messages import place
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.choose import confirm
from interviewer.screens.words import _, plural
from interviewer.session.events import Changed
from interviewer.session.live import fresh_id
from interviewer.study.carrying import Events, count
from interviewer.study.codebook_change import Planned, carry_out, described
from interviewer.study.codebook_file import open_book
from interviewer.study.codebook_history import read_history
from interviewer.study.codebook_undo import resume
from interviewer.study.opening import find_study

AROUND = 1
NO_EVENTS: Events = {}


class Wish(NamedTuple):
    """How a change is asked for: who does it, whether a yes was given on the command line, whether it is only shown."""

    coder: str
    yes: bool = False
    dry_run: bool = False


class Bench:
    """The study's codebook taken in hand by one person; what was cut short before is finished first."""

    def __init__(self, wish: Wish, *, finish_first: bool = True) -> None:
        self.wish = wish
        self.coder = coder_id(wish.coder)
        self.paper = Paper()
        self.study = find_study()
        self.history = read_history(self.study)
        self.file = open_book(self.study)
        self.finished: list[Changed] = []
        if finish_first and not wish.dry_run:
            self.finish()

    def finish(self) -> None:
        """Do the rest of changes that were cut short."""
        while (past := self.history.unfinished()) is not None:
            done = _("The change {change} ({verb}) was cut short; it is finished now.")
            for warning in resume(self.study, self.history, self.file, past):
                self.paper.say(place(warning), "warn")
            self.paper.say(done.format(change=past.change.id, verb=past.change.verb), "warn")
            self.finished.append(past.change)
            self.history = read_history(self.study)
            self.file = open_book(self.study)

    def was_finished(self, verb: str, codes: Sequence[str]) -> bool:
        """Whether this very change was what had been cut short; its id is printed then, as if it had been done now."""
        done = next((one for one in self.finished if (one.verb, one.codes) == (verb, list(codes))), None)
        if done is not None:
            typer.echo(done.id)
        return done is not None

    @property
    def book(self) -> Codebook:
        """The codebook as it is now."""
        return self.file.source.book

    def rewrite(self, wanted: Codebook, renamed: Mapping[str, str] | None = None) -> Rewritten:
        """The file as it shall be."""
        return rewritten(self.file.source, wanted, renamed or {})

    def change(self, verb: str, codes: Sequence[str], reason: str = "") -> Changed:
        """The record of what is done."""
        return Changed(fresh_id(), verb, self.coder, list(codes), reason)

    def reason(self, said: Sequence[Said], *, needed: bool) -> str:
        """Why: as it was said, else asked for at a terminal. CannotError where there must be one and is none."""
        given = reason_of(said)
        if not given and at_keyboard() and not self.wish.dry_run and (needed or not self.wish.yes):
            given = reason_of(typed_reason(needed=needed))
        if needed and not given and not self.wish.dry_run:
            raise CannotError("codebook_no_reason")
        return given

    def agree(self, question: str) -> None:
        """Go on only after a yes: typed, or given with --yes. DeclinedError otherwise."""
        if self.wish.yes or self.wish.dry_run:
            return
        if not at_keyboard():
            raise UsageError("codebook_yes")
        if not confirm(question, default=False):
            self.paper.say(_("Nothing was changed."))
            raise DeclinedError

    def carry_out(self, change: Changed, made: Rewritten, events: Events = NO_EVENTS) -> None:
        """Do it, and print the id under which it can be taken back; with --dry-run, print what the file would change."""
        if self.wish.dry_run:
            typer.echo(differences(self.file.source.text, made.text), nl=False)
            self.paper.say(_("Nothing was changed (--dry-run)."), "quiet")
            return
        full = replace(described(change, self.file, made), marks=count(events))
        self.write(Planned(full, made.text, events))

    def write(self, planned: Planned) -> None:
        """Make it durable and say so."""
        for warning in carry_out(self.study, self.history, self.file, planned):
            self.paper.say(place(warning), "warn")
        marks = planned.change.marks
        if marks and not planned.change.undoes:
            self.paper.say(plural("{count} mark has another code now.", "{count} marks have another code now.", marks))
        done = _("Done. To take it back: interviewer codebook undo {change} --coder {coder}")
        self.paper.say(done.format(change=planned.change.id, coder=self.coder), "good")
        typer.echo(planned.change.id)


def differences(before: str, after: str) -> str:
    """The lines that change, as people who use git know them."""
    rows = unified_diff(
        before.splitlines(), after.splitlines(), "codebook.yaml", "codebook.yaml", n=AROUND, lineterm=""
    )
    return "".join(f"{clean(row)}\n" for row in rows)
