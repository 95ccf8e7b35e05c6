"""Write what editors need to know about guides, codebook and study file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from interviewer.errors import UsageError
from interviewer.screens.words import N_, _

HELP = N_(
    "Write the JSON Schema of guides, codebook and study file. An editor that knows YAML then offers the keys while you "
    "type, says what each is for, and marks what is wrong. Without KIND all three are written where the first line of your "
    "files looks for them; with KIND it goes to standard output. What the editor says is in the language of the screens."
)
EXAMPLE = "interviewer schema --lang fr"
app = typer.Typer()


@app.command()
def schema(
    kind: Annotated[
        Literal["guide", "codebook", "study"] | None,
        typer.Argument(
            metavar="[guide|codebook|study]", help=_("Which one; without it, all three."), show_default=False
        ),
    ] = None,
    *,
    out: Annotated[
        str, typer.Option("--out", metavar="DIR|FILE", help=_("Where to write; - is standard output."))
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help=_("Also over a file that this command did not write."))
    ] = False,
) -> None:
    """Print one schema, or write files and print their paths."""
    from interviewer.screens.hovers.schemas import schema_text
    from interviewer.study.schema_files import KINDS, write_schema

    if kind and out in ("", "-"):
        typer.echo(schema_text(kind), nl=False)
        return
    if out == "-":
        raise UsageError("schema_which")
    for one, path in _places([kind] if kind else list(KINDS), out):
        new = write_schema(path, schema_text(one), force=force)
        typer.echo(str(path.as_posix()))
        if not new:
            typer.echo(_("{path} is up to date already.").format(path=path.as_posix()), err=True)


def _places(kinds: list[str], out: str) -> list[tuple[str, Path]]:
    """Each kind with its file: in the study, in the folder that was named, or under the name that was given."""
    from interviewer.study.checking import shown
    from interviewer.study.opening import find_study
    from interviewer.study.schema_files import file_name, place

    if not out:
        root = find_study().root
        return [(kind, Path(shown(root / place(kind)))) for kind in kinds]
    named = Path(out)
    if named.suffix.lower() == ".json" and not named.is_dir():
        if len(kinds) > 1:
            raise UsageError("schema_which")
        return [(kinds[0], named)]
    return [(kind, named / file_name(kind)) for kind in kinds]
