"""Asking before a person's part in a study is taken away, and saying what was done."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from interviewer.screens.clean import clean
from interviewer.screens.moments import day_of_wall
from interviewer.screens.paper import wrapped_for
from interviewer.screens.words import _, plural
from interviewer.study import not_names
from interviewer.study.folder import Study
from interviewer.study.withdrawal import derived, in_codebook
from interviewer.study.withdrawal.keys import InVault
from interviewer.study.withdrawal.on_lists import Lists, Lost, is_table
from interviewer.study.withdrawal.share import Share
from interviewer.study.withdrawal.tally import Tally

USUAL_PAPER = re.compile(r"access-[0-9a-z]+\.docx", re.ASCII)


class There(NamedTuple):
    """What names the person outside of the interviews: files, exports of the register, codes, the vault, lists of names."""

    files: Sequence[str]
    exported: Sequence[str]
    codes: Sequence[str]
    names: InVault
    lists: Lists = Lists()

    @property
    def nothing(self) -> bool:
        """Whether nothing on this machine names them any more, but for the register."""
        return not (self.files or self.codes or self.names.own or self.names.others or any(self.lists))


def is_over(found: Sequence[Share], there: There) -> bool:
    """Whether all was taken away already, so that only the certificate can be made once more."""
    return there.nothing and all(one.left and not one.to_do for one in found)


def announce(person: str, found: Sequence[Share], there: There) -> None:
    """Show on stderr what there is of the person and what would go."""
    exports, entered, codes, names, lists = there
    count = len(found)
    lines = [
        plural(
            "{person} took part in {count} interview.",
            "{person} took part in {count} interviews.",
            count,
            person=person,
        )
    ]
    for one in found:
        lines += [
            "    " + _("{session}: {counts}").format(session=one.session, counts=counts(one)),
            *(f"        {line}" for line in _besides(one)),
        ]
    if lists.there:
        lines += [
            _("The name of {person}, with what is known of phone and e-mail, stands in clear in:").format(person=person)
        ]
        lines += [f"    {path}" for path in lists.there]
    if lists.lost:
        lines += [_("It also stands in these lists, which are not where they were written:")]
        lines += [f"    {lost_list(one)}" + (f" ({one.path})" if one.path else "") for one in lists.lost]
    if exports:
        lines += [_("Files made of the interviews that name {person}:").format(person=person)]
        lines += [f"    {name}" for name in exports]
    if entered:
        lines += [
            _("By the register, these exports hold what {person} said or gave, wherever they are now:").format(
                person=person
            )
        ]
        lines += [f"    {name}" for name in entered]
    lines += _of_vault(person, names)
    if codes:
        lines += [
            _("Examples in the codebook in words of {person}: {codes}").format(person=person, codes=", ".join(codes))
        ]
    lines += [
        _("All of it is withdrawn already. The certificate can be made once more.")
        if is_over(found, there)
        else _("What is taken away can't be brought back. What others said stays.")
    ]
    typer.echo(wrapped_for(sys.stderr, clean("\n".join(lines))), err=True)


def _of_vault(person: str, names: InVault) -> list[str]:
    own = plural("The vault of names has {count} entry.", "The vault of names has {count} entries.", names.own)
    others = plural(
        "The vault of names has {count} name of somebody else, whom {person} named.",
        "The vault of names has {count} names of others, whom {person} named.",
        names.others,
        person=person,
    )
    return [line for line, count in ((own, names.own), (others, names.others)) if count]


def counts(share: Share) -> str:
    """How much of what is, or was, in one interview."""
    if share.left and not share.to_do:
        return _("withdrawn already, nothing left")
    return counts_of(share.tally, alone=share.alone)


def counts_of(tally: Tally, *, alone: bool) -> str:
    """The numbers in words; of a group, notes and memos aren't theirs."""
    said = (
        plural("{count} turn", "{count} turns", tally.turns),
        plural("{count} mark", "{count} marks", tally.marks),
        plural("{count} value or fact", "{count} values and facts", tally.facts),
        *((plural("{count} note or memo", "{count} notes and memos", tally.notes),) if alone else ()),
        *((plural("{count} draft", "{count} drafts", tally.drafts),) if tally.drafts else ()),
        plural("{count} file", "{count} files", tally.files),
    )
    return ", ".join(said)


def _besides(share: Share) -> list[str]:
    told = []
    if not share.alone:
        told += [
            plural(
                "{count} other person was there; their words stay.",
                "{count} other persons were there; their words stay.",
                share.others,
            )
        ]
        if share.notes:
            told += [_("Field notes and memos on the whole interview stay too: look whether they speak of the person.")]
    if share.committed:
        told += [_("Git's history holds it.")]
    return told


def lost_list(lost: Lost) -> str:
    """A list that nobody finds, by the day on which it was made."""
    return _("the list of names of {day}").format(day=day_of_wall(lost.wall))


def file_on_paper(study: Study, path: Path) -> str:
    """A file with the person's name as a paper may tell it: not by a name that somebody typed, which may be a name."""
    if path.parent == study.exports_path and USUAL_PAPER.fullmatch(path.name):
        return study.shown(path)
    told = _("a list of names ({ending})") if is_table(path) else _("a paper for the person ({ending})")
    return told.format(ending=path.suffix.lower())


class Besides(NamedTuple):
    """What names or quotes the person outside of the interviews: files deleted and kept, codes whose example went, stays, or was not compared.

    `not_names` says that there is a file of words that are no names, which is not looked through.
    `lists` are lists with the person's name in clear that were kept, `lost` those that nobody found: neither by the names of
    their files.
    """

    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    uncompared: tuple[str, ...] = ()
    not_names: bool = False
    lists: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def besides(study: Study, lists: Lists, files: list[Path], codes: list[str]) -> Besides:
    """Ask whether lists of names, files made of the interviews, and examples in the codebook, are to go too.

    What was agreed to is done.
    """
    named, kept, still = list(lists.there), files, codes
    if named and agreed(_("Delete these files with the name in clear? A list can be made again for the others on it")):
        named = derived.remove(named)
    if files and agreed(_("Delete these files too? They can be made again without the person")):
        kept = derived.remove(files)
    if codes and agreed(_("Take these examples out of the codebook?")):
        in_codebook.take_out(study, codes)
        still = []
    gone = [file_on_paper(study, one) for one in lists.there if one not in named]
    return Besides(
        (*gone, *(study.shown(one) for one in files if one not in kept)),
        tuple(map(study.shown, kept)),
        tuple(one for one in codes if one not in still),
        tuple(still),
        not_names=(study.root / not_names.NAME).exists(),
        lists=tuple(file_on_paper(study, one) for one in named),
        lost=tuple(map(lost_list, lists.lost)),
    )


def tell_next(lines: Sequence[str]) -> None:
    """Say on stderr what comes next."""
    for line in lines:
        typer.echo(wrapped_for(sys.stderr, line), err=True)


def typed_pseudonym(*, over: bool = False) -> str:
    """What the person types, in small letters; EOFError when the input ends instead. `over`: see is_over."""
    question = (
        _("Type the pseudonym again to make the certificate once more")
        if over
        else _("Type the pseudonym again to take all of it away")
    )
    return answer(question).lower()


def agreed(question: str) -> bool:
    """Whether the answer is yes; an input that has ended says no."""
    if sys.stdin.isatty():
        from interviewer.screens.terminal.choose import confirm

        return confirm(question, default=False)
    try:
        return answer(f"{question} {_('(y/N)')}").casefold() in ("o", "oui", "y", "yes")
    except EOFError:
        return False


def answer(question: str) -> str:
    """One line, from the keyboard or from standard input; EOFError when the input ends instead."""
    asked = _("{question}: ").format(question=question)
    if sys.stdin.isatty():
        from interviewer.screens.terminal.choose import SOME_WORDS, short_text

        return short_text(asked.rstrip(), room=SOME_WORDS).strip()
    typer.echo(asked, nl=False, err=True)
    line = sys.stdin.readline()
    typer.echo("", err=True)
    if not line:
        raise EOFError
    return line.strip()
