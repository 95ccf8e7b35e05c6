"""`run`: hold an interview, or go on with one."""

from __future__ import annotations

from typing import Annotated

import typer

from interviewer.screens.words import N_, _

HELP = N_(
    "Hold an interview with a guide of this study, or go on with one. On a terminal it asks what it needs to know; "
    "from a file (`interviewer run < answers.txt`) it reads one answer or action a line, as docs/formats.md describes. "
    "*Saved* is said when the words are on the disk. At the end the command prints the interview's id."
)
EXAMPLE = "interviewer run benevoles"
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def run(
    guide: Annotated[str, typer.Argument(help=_("The guide: its id or its file."), metavar="[GUIDE]")] = "",
    *,
    participant: Annotated[
        list[str] | None, typer.Option(help=_("A pseudonym, never a name; several for a group."), metavar="ID")
    ] = None,
    group: Annotated[str, typer.Option(help=_("The pseudonym of the group itself."), metavar="ID")] = "",
    stakeholder: Annotated[str, typer.Option(help=_("The stakeholder group of the person."), metavar="ID")] = "",
    wave: Annotated[str, typer.Option(help=_("The wave of the indicators, such as t0 or t1."), metavar="ID")] = "",
    held_on: Annotated[str, typer.Option(help=_("Type up an interview that was held that day."), metavar="DATE")] = "",
    language: Annotated[str, typer.Option(help=_("Begin in this language of the guide."), metavar="LANGUAGE")] = "",
    resume: Annotated[str, typer.Option(help=_("Go on with this session."), metavar="SESSION")] = "",
    plain: Annotated[
        bool, typer.Option("--plain", help=_("Read and write whole lines, nothing drawn anew (for screen readers)."))
    ] = False,
    pilot: Annotated[bool, typer.Option("--pilot", help=_("A trial: left out of exports unless asked for."))] = False,
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help=_("Only rehearse: against the clock, and nothing is kept."))
    ] = False,
    answers: Annotated[
        str,
        typer.Option(help=_("Rehearse with the answers of this script, at once; - is standard input."), metavar="FILE"),
    ] = "",
    pace: Annotated[
        int,
        typer.Option(
            help=_("Words a minute at which they are spoken; about 175 is usual."), metavar="WORDS", show_default=False
        ),
    ] = 0,
    json: Annotated[bool, typer.Option("--json", help=_("Write the report of a rehearsal as JSON."))] = False,
) -> None:
    """Hold an interview."""
    from interviewer.screens.interview.holding import go_on, hold
    from interviewer.screens.interview.setup import Options

    options = Options(guide, tuple(participant or ()), group, stakeholder, wave, held_on, language, pilot)
    if rehearse or answers or pace or json:
        from interviewer.screens.rehearsal.holding import Rehearsal, rehearse_with

        code = rehearse_with(options, Rehearsal(answers, pace, json, plain), resume=resume, said=rehearse)
    else:
        code = go_on(resume, options, plain=plain) if resume else hold(options, plain=plain)
    if code:
        raise typer.Exit(code)
