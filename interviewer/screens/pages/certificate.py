"""The certificate of a withdrawal: what was taken away, what stays where, and why. No word of the person stands in it."""

import os
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

import typer

from interviewer.errors import CannotError
from interviewer.screens.clean import clean
from interviewer.screens.pages.withdrawal import Besides, counts
from interviewer.screens.paper import wrapped_for
from interviewer.screens.words import LANGUAGES, _, language, plural, use
from interviewer.study.folder import Study
from interviewer.study.whole_file import check_folder, write_new
from interviewer.study.withdrawal.carrying_out import Carried
from interviewer.study.withdrawal.derived import CERTIFICATE
from interviewer.study.withdrawal.share import Share


class Done(NamedTuple):
    """What was done: `sealed` says that words are in this study.

    `exported` are the exports of the register that hold data of the person, `elsewhere` the media to which keys were carried,
    `unknown` how many names of others are in the vault of which nobody knows who said them.
    """

    person: str
    day: str
    study: str
    shares: Sequence[Share]
    carried: Carried
    sealed: bool
    besides: Besides
    exported: Sequence[str] = ()
    elsewhere: Sequence[str] = ()
    unknown: int = 0


def certificate(done: Done, languages: Sequence[str]) -> str:
    """The text, readable as it is and as Markdown, in the first language of the study that the screens speak."""
    screens = language()
    use(next((one for one in languages if one in LANGUAGES), screens))
    try:
        return "\n".join(_lines(done)) + "\n"
    finally:
        use(screens)


def _lines(done: Done) -> Iterator[str]:
    yield from ("# " + _("Certificate of withdrawal"), "")
    yield "- " + _("Person: {person} (a pseudonym)").format(person=done.person)
    yield "- " + _("Day of the withdrawal: {day}").format(day=done.day)
    yield "- " + _("Study: {study}").format(study=done.study)
    yield from _before_signing(done)
    yield from ("", "## " + _("What was taken away"), "")
    yield from ("- " + _("{name}: {text}").format(name=one.session, text=counts(one)) for one in done.shares)
    yield "- " + plural(
        "{count} file was written anew without them, or deleted, and then looked through again.",
        "{count} files were written anew without them, or deleted, and then looked through again.",
        done.carried.files,
    )
    if done.carried.keys:
        yield "- " + plural(
            "{count} key of the person's sealed words was destroyed on this computer.",
            "{count} keys of the person's sealed words were destroyed on this computer.",
            done.carried.keys,
        )
    if done.carried.names:
        yield "- " + plural(
            "{count} entry with name and contact was deleted from the vault on this computer.",
            "{count} entries with name and contact were deleted from the vault on this computer.",
            done.carried.names,
        )
    if done.carried.others:
        yield "- " + plural(
            "{count} name of somebody else, whom the person named, was deleted from the vault on this computer.",
            "{count} names of others, whom the person named, were deleted from the vault on this computer.",
            done.carried.others,
        )
    yield from ("- " + _("Codebook, {code}: the example was taken out").format(code=one) for one in done.besides.codes)
    yield from (
        "- " + _("{path}: deleted (made of the interviews, named the person)").format(path=one)
        for one in done.besides.removed
    )
    yield from ("", "## " + _("What stays, where and why"), "")
    yield from (f"- {line}" for line in _stays(done))
    yield from ("", "## " + _("Signed"), "")
    yield from (_("Done by (name, function):") + " " + "_" * 40, "", _("Place and date:") + " " + "_" * 40, "")
    yield _("Signature:") + " " + "_" * 40


def _before_signing(done: Done) -> Iterator[str]:
    """What somebody still has to do by hand, before anything else."""
    besides = done.besides
    to_do = [_("Delete {path}: the person's name stands there in clear.").format(path=one) for one in besides.lists]
    to_do += [
        _("Find {path}, and delete it: a list with the person's name in clear.").format(path=one)
        for one in besides.lost
    ]
    to_do += [_("Delete {path}: it names the person, and may quote them.").format(path=one) for one in besides.kept]
    to_do += [
        _("Codebook, {code}: take out the example, which is in the person's words.").format(code=one)
        for one in besides.still
    ]
    if to_do:
        yield from ("", "## " + _("To be done before this is signed"), "")
        yield from (f"- {line}" for line in to_do)


def _stays(done: Done) -> Iterator[str]:
    yield from _in_files(done.besides)
    yield _(
        "In each of these interviews: the pseudonym, the day, the guide, what was agreed to, and that the person "
        "withdrew. No word, no value, no code. It shows that the withdrawal was carried out."
    )
    if any(not one.alone for one in done.shares):
        yield _("In interviews with several people: what the others said, and notes on the interview as a whole.")
    if done.exported:
        yield _("The register of exports names the person in: {exports}.").format(exports="; ".join(done.exported))
    yield from _in_old_copies(done)
    if any(one.instance for one in done.shares):
        yield _("Where the form was sent (ODK Central, KoboToolbox): the submission must be deleted there.")
    for one in done.besides.still:
        yield _("Codebook, {code}: its example is said in the person's words.").format(code=one)
    if done.besides.uncompared:
        yield _(
            "Examples in the codebook that could not be held against the person's words, which were locked: {codes}."
        ).format(codes=", ".join(done.besides.uncompared))
    if done.besides.not_names:
        yield _("not-names.txt: single words that somebody said are nobody's name. It was not looked through.")
    yield from _named_by_whom(done.unknown)
    for one in done.elsewhere:
        yield (
            _("Keys and names were carried here: {place}. They go there at the next sync.")
            if done.sealed
            else _(
                "Words in clear, and names, were carried here: {place}. They go there at the next `interviewer sync out`."
            )
        ).format(place=one)
    yield _("Copies that this computer can't see: other computers, sticks, backups. They were not looked through.")
    yield _("What was published or handed out before: it can't be called back.")
    yield _("On the disk itself, traces of deleted files may last for a while, most of all on SSDs and sticks.")


def _in_files(besides: Besides) -> Iterator[str]:
    for path in (*besides.lists, *besides.lost):
        yield _("{path}: name and contact of the person stand there in clear, until that file is deleted.").format(
            path=path
        )
    for path in besides.kept:
        yield _("{path}: still names the person, and may quote them.").format(path=path)


def _named_by_whom(unknown: int) -> Iterator[str]:
    if unknown:
        yield plural(
            "The vault has {count} name of somebody whom an interview mentions; who said it is not known.",
            "The vault has {count} names of people whom interviews mention; who said them is not known.",
            unknown,
        )


def _in_old_copies(done: Done) -> Iterator[str]:
    """What git's history and clones still hold, and who can read it."""
    if done.carried.keys or (done.sealed and not any(one.clear for one in done.shares)):
        yield _(
            "Old commits, clones and backups of the interviews: they hold the words sealed, and the key that opens them "
            "was destroyed here. Other copies of the key cabinet destroy it too, at the next `interviewer sync` or "
            "`interviewer doctor --repair` there."
        )
        elsewhere = sum(one.elsewhere for one in done.shares)
        if elsewhere:
            yield plural(
                "{count} record in old commits was noted under another person of the group at first; that person's key "
                "still opens it.",
                "{count} records in old commits were noted under another person of the group at first; that person's key "
                "still opens them.",
                elsewhere,
            )
    if done.sealed and any(one.left and one.committed for one in done.shares):
        yield _("Where an interview was held before the study was sealed, old commits hold its words in clear.")
    if any(one.committed and (one.clear or not done.sealed) for one in done.shares):
        yield _(
            "Git's history: commits made before still hold the words, here and in every clone and on every server. Taking "
            "them out there means writing the history anew and deleting all clones."
        )


def check_place(to: Path | None) -> None:
    """CannotError where the certificate could not be written: before anything is taken away."""
    if to is not None:
        check_folder(to.absolute().parent)
        if to.exists():
            raise CannotError("certificate_exists", path=str(to))


def kept_at(study: Study, person: str) -> Path | None:
    """Where the certificate goes that is only shown on a terminal: a new file among the exports. None where it is piped on."""
    if not sys.stdout.isatty():
        return None
    study.exports_path.mkdir(mode=0o700, exist_ok=True)
    names = (f"{CERTIFICATE}{person}{f'-{number}' if number > 1 else ''}.md" for number in count(1))
    return next(path for path in (study.exports_path / name for name in names) if not os.path.lexists(path))


def _show(text: str, kept: Path) -> None:
    """Show the certificate on the terminal; it is in a file, too, so that nothing is lost that scrolls away."""
    typer.echo(wrapped_for(sys.stdout, clean(text)), nl=False)
    told = _("The certificate is in {path}, to be printed and signed.").format(path=clean(str(kept)))
    typer.echo("\n" + wrapped_for(sys.stderr, told), err=True)


def hand_over(text: str, to: Path | None, kept: Path | None = None) -> None:
    """Show the certificate, or write it to a new file and print its name; with `kept` both, the file first."""
    if kept is not None:
        _write(text, kept)
        _show(text, kept)
    elif to is not None:
        _write(text, to)
        typer.echo(clean(str(to)))
    else:
        typer.echo(wrapped_for(sys.stdout, clean(text)), nl=False)


def _write(text: str, to: Path) -> None:
    try:
        write_new(to, text.encode())
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CannotError("certificate_not_written", path=str(to), why=why) from None
