"""Where the certificate of a withdrawal goes: to a file that is kept, whatever becomes of the terminal or the pipe."""

import sys
from contextlib import suppress
from itertools import count
from pathlib import Path

import typer

from interviewer.errors import CannotError
from interviewer.report.paper.sheet import Sheet
from interviewer.screens.clean import clean
from interviewer.screens.pages.handing_over import is_there, kind_of, lines_of, made
from interviewer.screens.paper import wrapped_for
from interviewer.screens.words import _
from interviewer.study.folder import Study
from interviewer.study.whole_file import check_folder, keep
from interviewer.study.withdrawal.derived import CERTIFICATE

USUAL = "docx"


def check_place(to: Path | None) -> None:
    """CannotError or UsageError where the certificate could not be written: before anything is taken away."""
    if to is not None:
        kind_of(to)
        check_folder(to.absolute().parent)
        if is_there(to):
            raise CannotError("certificate_exists", path=str(to))


def hand_over(sheet: Sheet, study: Study, person: str, to: Path | None) -> None:
    """Write the certificate to a new file and say where; without a place of its own it is also shown.

    CannotError `certificate_not_written`, `certificate_not_shown` or `certificate_kept` where something takes nothing: they say that
    the withdrawal is done, and where the certificate is or how it is made again.
    """
    if to is not None:
        _write(sheet, to, person)
        _say(clean(str(to)), "certificate_kept", person=person, path=str(to))
        return
    refused: CannotError | None = None
    kept = _kept_at(study, person)
    try:
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        _write(sheet, kept, person)
    except OSError as error:
        refused = _not_written(kept, person, error)
    except CannotError as error:
        refused = error
    place = study.shown(kept)
    rule = "certificate_kept" if refused is None else "certificate_not_shown"
    _say(wrapped_for(sys.stdout, clean(lines_of(sheet))).rstrip("\n"), rule, person=person, path=place)
    if refused is not None:
        raise refused
    told = _("The certificate is in {path}, to be printed and signed.").format(path=clean(place))
    with suppress(OSError):
        typer.echo("\n" + wrapped_for(sys.stderr, told), err=True)


def _kept_at(study: Study, person: str) -> Path:
    """A new file among the exports."""
    names = (f"{CERTIFICATE}{person}{f'-{number}' if number > 1 else ''}.{USUAL}" for number in count(1))
    return next(path for path in (study.exports_path / name for name in names) if not is_there(path))


def _write(sheet: Sheet, to: Path, person: str) -> None:
    try:
        keep(to, made(sheet, kind_of(to)))
    except OSError as error:
        raise _not_written(to, person, error) from None


def _not_written(path: Path, person: str, error: OSError) -> CannotError:
    why = error.strerror or type(error).__name__
    return CannotError("certificate_not_written", path=str(path), why=why, person=person)


def _say(text: str, rule: str, **about: str) -> None:
    """Print the text. A pipe or a disk that takes nothing must not look as if nothing had been taken away."""
    try:
        typer.echo(text)
        sys.stdout.flush()
    except OSError as error:
        raise CannotError(rule, **about, why=error.strerror or type(error).__name__) from None
