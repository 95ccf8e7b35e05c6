"""Write the skeleton of a guide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.errors import CannotError, UsageError
from interviewer.screens.words import N_, _, language

if TYPE_CHECKING:
    from pathlib import Path

HELP = N_(
    "Write guides/ID.yaml: a guide that can be used as it is, with comments that say what each part is for. "
    "It is written in the language of the screens, and never over a file that exists."
)
EXAMPLE = "interviewer new voisins"
app = typer.Typer()


@app.command()
def new(
    guide: Annotated[
        str, typer.Argument(metavar="ID", help=_("The guide's id: small letters, digits, - and _, as in “suivi-t1”."))
    ],
) -> None:
    """Write the file, say where it is and what comes next."""
    from interviewer.guide.skeleton import skeleton
    from interviewer.study.checking import shown
    from interviewer.study.opening import find_study
    from interviewer.study.schema_files import modeline

    name = _allowed(guide)
    study = find_study()
    path = study.guides_path / f"{name}.yaml"
    for there in (path, path.with_suffix(".yml")):
        if there.exists():
            raise CannotError("guide_exists", path=shown(there))
    stakeholders = tuple(study.settings().stakeholders)
    codes = tuple(code.id for code in study.codebook().codes)
    _write(path, modeline("guide") + skeleton(name, language(), stakeholders, codes))
    _write_schema(study.root)
    typer.echo(shown(path))
    typer.echo(
        _("Next: make it yours in a text editor, then `interviewer check {path}`.").format(path=shown(path)), err=True
    )
    typer.echo(_("When you are ready: `interviewer run {guide}`.").format(guide=name), err=True)


def _write_schema(root: Path) -> None:
    """What the first line of the guide names, where the study has none yet."""
    from interviewer.screens.hovers.schemas import schema_text
    from interviewer.study.schema_files import place, write_schema

    if not (root / place("guide")).exists():
        write_schema(root / place("guide"), schema_text("guide"))


def _allowed(typed: str) -> str:
    from interviewer.ids import as_id, is_id
    from interviewer.schema import propose_id

    name = as_id(typed)
    if not is_id(name):
        raise UsageError("new_bad_id", given=name[:40], proposed=propose_id(name))
    return name


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "xb") as file:
            file.write(text.encode("utf-8"))
    except FileExistsError:
        raise CannotError("guide_exists", path=path.name) from None
