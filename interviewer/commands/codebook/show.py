"""Show the codes."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Show all codes as a tree, with the number of marks, interviews and people of each; or one code: what it "
    "means, how much it is used, and words that bear it. These words are for the team: those that may not be quoted say so."
)
EXAMPLE = "interviewer codebook show rencontre"
app = typer.Typer()


@app.command()
def show(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help=_("Which code; all without it."))] = "",
    *,
    tree: Annotated[bool, typer.Option("--tree", help=_("The codes below that one, as a tree."))] = False,
    groups: Annotated[bool, typer.Option("--groups", help=_("By group; a code may be in several."))] = False,
    marks: Annotated[
        bool, typer.Option("--marks", help=_("The marks of that code as CSV, to be filled in for `codebook split`."))
    ] = False,
    coder: Annotated[
        str,
        typer.Option(
            "--coder",
            metavar="ID",
            help=_("Only what this coder may see: the marks of others where they have closed their round."),
        ),
    ] = "",
    with_pilots: Annotated[bool, typer.Option("--with-pilots", help=_("Take pilot interviews in."))] = False,
    json: Annotated[bool, typer.Option("--json", help=_("Write everything as JSON, for programs."))] = False,
) -> None:
    """Print the page."""
    from interviewer.screens.codebook.showing import Sight, all_codes, marks_table, one_code
    from interviewer.screens.coding.opening import coder_id
    from interviewer.study.opening import find_study

    study = find_study()
    sight = Sight(coder_id(coder) if coder else "", with_pilots)
    if marks and code:
        typer.echo(marks_table(study, code, sight), nl=False)
        return
    typer.echo(
        one_code(study, code, sight, tree_only=tree, json=json)
        if code
        else all_codes(study, sight, groups=groups, json=json)
    )
