"""Open the sealed words for this terminal, for a while."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Open what is sealed, for this terminal and a quarter of an hour: later commands don't ask for the passphrase. With "
    "`--paper`, the 24 words of the paper key take its place; `--paper --new-passphrase` is for a passphrase that was lost, "
    "`--new-paper-key` for a sheet that was lost, or that somebody saw who shouldn't (then bring every stick and machine up to date at once and destroy older backups: with one of these the old sheet still gives the team's key). "
    "Where nobody can be asked, the first line of standard input is the passphrase (or the words), the second the new one."
)
EXAMPLE = "interviewer unlock"
app = typer.Typer()


@app.command()
def unlock(
    *,
    paper: Annotated[bool, typer.Option("--paper", help=_("Open with the paper key."))] = False,
    new_passphrase: Annotated[
        bool, typer.Option("--new-passphrase", help=_("Give the team's key another passphrase on this machine."))
    ] = False,
    new_paper_key: Annotated[
        bool,
        typer.Option(
            "--new-paper-key", help=_("Make another paper key, and lock everything on this machine anew for it.")
        ),
    ] = False,
    minutes: Annotated[int, typer.Option(min=1, max=60, metavar="N", help=_("For how many minutes."))] = 15,
) -> None:
    """Ask, have the agent keep the key, say for how long."""
    from interviewer.errors import UsageError
    from interviewer.screens.opening_keys import open_for_this_terminal

    if new_paper_key:
        from interviewer.screens.new_paper_key import make_new_paper_key

        if paper or new_passphrase:
            raise UsageError("paper_key_alone")
        typer.echo(make_new_paper_key(minutes))
        return
    typer.echo(open_for_this_terminal(paper=paper, new_passphrase=new_passphrase, minutes=minutes))
