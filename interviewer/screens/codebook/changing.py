"""What every change of the codebook goes through: who does it, what it would do, a yes, and what was done."""

from collections.abc import Mapping, Sequence
from difflib import unified_diff

import typer

from interviewer.coding.model import Codebook
from interviewer.coding.rewriting import Rewritten, rewritten
from interviewer.screens.clean import clean
from interviewer.screens.coding.opening import coder_id
from interviewer.screens.messages import place
from interviewer.screens.paper import Paper
from interviewer.screens.words import _
from interviewer.session.events import Changed, Event
from interviewer.session.live import fresh_id
from interviewer.study.codebook_change import Planned, carry_out, described
from interviewer.study.codebook_file import open_book
from interviewer.study.codebook_history import read_history
from interviewer.study.folder import find_study

AROUND = 1
NO_EVENTS: Mapping[str, Sequence[Event]] = {}


class Bench:
    """The study's codebook taken in hand by one person."""

    def __init__(self, coder: str, *, dry_run: bool = False) -> None:
        self.coder = coder_id(coder)
        self.dry_run = dry_run
        self.paper = Paper()
        self.study = find_study()
        self.history = read_history(self.study)
        self.file = open_book(self.study)

    @property
    def book(self) -> Codebook:
        """The codebook as it is now."""
        return self.file.source.book

    def rewrite(self, wanted: Codebook, renamed: Mapping[str, str] | None = None) -> Rewritten:
        """The file as it shall be."""
        return rewritten(self.file.source, wanted, renamed or {})

    def change(self, verb: str, codes: Sequence[str], reason: str = "", **more: object) -> Changed:
        """The record of what is done."""
        return Changed(fresh_id(), verb, self.coder, list(codes), reason, **more)  # type: ignore[arg-type]

    def carry_out(
        self,
        change: Changed,
        made: Rewritten,
        events: Mapping[str, Sequence[Event]] = NO_EVENTS,
        *,
        sessions_first: bool = False,
    ) -> None:
        """Do it, and print the id under which it can be taken back; with --dry-run, print what the file would change."""
        if self.dry_run:
            typer.echo(differences(self.file.source.text, made.text), nl=False)
            self.paper.say(_("Nothing was changed (--dry-run)."), "quiet")
            return
        full = described(change, self.file, made)
        warnings = carry_out(self.study, self.history, self.file, Planned(full, made.text, events, sessions_first))
        for warning in warnings:
            self.paper.say(place(warning), "warn")
        self.paper.say(
            _("Done. It can be taken back: interviewer codebook undo --coder {coder}").format(coder=self.coder), "good"
        )
        typer.echo(change.id)


def differences(before: str, after: str) -> str:
    """The lines that change, as people who use git know them."""
    rows = unified_diff(
        before.splitlines(), after.splitlines(), "codebook.yaml", "codebook.yaml", n=AROUND, lineterm=""
    )
    return "".join(f"{clean(row)}\n" for row in rows)
