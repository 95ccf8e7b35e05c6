"""The certificate of a withdrawal: what was taken away, what stays where, and why. No word of the person stands in it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interviewer.screens.pages.withdrawal import counts
from interviewer.screens.words import LANGUAGES, _, language, plural, use
from interviewer.study.withdrawal.share import Share


class Done(NamedTuple):
    """What was done: `files` were written anew or taken away, `removed` and `kept` are exports that named the person."""

    person: str
    day: str
    study: str
    shares: Sequence[Share]
    files: int
    removed: Sequence[str]
    kept: Sequence[str]


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
    yield from ("", "## " + _("What was taken away"), "")
    yield from (f"- {one.session}: {counts(one)}" for one in done.shares)
    yield "- " + plural(
        "{count} file was written anew without them, or deleted, and then looked through again.",
        "{count} files were written anew without them, or deleted, and then looked through again.",
        done.files,
    )
    yield from (
        "- " + _("{path}: deleted (made of the interviews, named the person)").format(path=one) for one in done.removed
    )
    yield from ("", "## " + _("What stays, where and why"), "")
    yield from (f"- {line}" for line in _stays(done))
    yield from ("", "## " + _("Signed"), "")
    yield from (_("Done by (name, function):") + " " + "_" * 40, "", _("Place and date:") + " " + "_" * 40, "")
    yield _("Signature:") + " " + "_" * 40


def _stays(done: Done) -> Iterator[str]:
    yield _(
        "In each of these interviews: the pseudonym, the day, the guide, what was agreed to, and that the person "
        "withdrew. No word, no value, no code. It shows that the withdrawal was carried out."
    )
    if any(not one.alone for one in done.shares):
        yield _("In interviews with several people: what the others said, and notes on the interview as a whole.")
    for path in done.kept:
        yield _("{path}: still names the person, and may quote them.").format(path=path)
    if any(one.committed for one in done.shares):
        yield _(
            "Git's history: commits made before still hold the words, here and in every clone and on every server. Taking "
            "them out there means writing the history anew and deleting all clones."
        )
    if any(one.instance for one in done.shares):
        yield _("Where the form was sent (ODK Central, KoboToolbox): the submission must be deleted there.")
    yield _("Copies that this computer can't see: other computers, sticks, backups. They were not looked through.")
    yield _("What was published or handed out before: it can't be called back.")
    yield _("On the disk itself, traces of deleted files may last for a while, most of all on SSDs and sticks.")
