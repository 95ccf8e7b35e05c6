"""The certificate of a withdrawal: what was taken away, what stays where, and who has to do what. No word of the person stands in it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interviewer.report.paper.sheet import Blank, Blanks, Block, FormHead, Heading, Sheet
from interviewer.screens.moments import day_said
from interviewer.screens.pages.exports_made import export_on_paper
from interviewer.screens.pages.handing_over import first_spoken, in_a_row, in_every_language, named, paper, points
from interviewer.screens.pages.withdrawal import Besides, counts, counts_of
from interviewer.screens.words import _, plural
from interviewer.study.exports_register import ACCESS, Entry
from interviewer.study.withdrawal.carrying_out import Carried
from interviewer.study.withdrawal.share import Share
from interviewer.study.withdrawal.tally import Tally, summed


class Done(NamedTuple):
    """What was done: `sealed` says that words are in this study.

    `exported` are the exports of the register that hold data of the person, `elsewhere` the media to which keys were carried,
    `since` is the day on which somebody of the vault had withdrawn before, `unknown` how many names of others are in the vault of which nobody knows who said them.
    """

    person: str
    day: str
    study: str
    shares: Sequence[Share]
    carried: Carried
    sealed: bool
    besides: Besides
    exported: Sequence[Entry] = ()
    elsewhere: Sequence[str] = ()
    unknown: int = 0
    since: str = ""

    @property
    def again(self) -> bool:
        """Whether the person had withdrawn before, from one interview at least."""
        return any(one.left for one in self.shares) or bool(self.since and not self.shares)


def certificate_titles() -> list[str]:
    """What such a paper is called, in each language of the screens: it is known again by it."""
    return in_every_language(lambda: _("Certificate of withdrawal"))


def certificate(done: Done, languages: Sequence[str]) -> Sheet:
    """The paper, in the first language of the study that the screens speak."""
    with first_spoken(languages):
        title = _("Certificate of withdrawal")
        return paper(title, f"{title} · {done.person}", _blocks(done, title))


def _blocks(done: Done, title: str) -> Iterator[Block]:
    yield FormHead(_("Study: {study}").format(study=done.study), title)
    yield named(_("Person"), _("{person} (a pseudonym)").format(person=done.person))
    days = sorted({one.since or done.day for one in done.shares}) or [done.since or done.day]
    yield named(_("Day of the withdrawal"), ", ".join(map(day_said, days)))
    if done.again:
        yield named(_("Printed again on"), day_said(done.day))
    to_do = list(_before_signing(done.besides))
    if to_do:
        yield Heading(_("To be done before this is signed"))
        yield points(to_do)
    yield Heading(_("What was taken away"))
    yield points(_taken(done))
    if done.again:
        yield Heading(_("What was done this time"))
        yield points(_this_time(done) or [_("Nothing was left to take away.")])
    yield Heading(_("What stays, where and why"))
    yield points(_stays(done))
    yield Heading(_("What remains elsewhere, and who must do what"))
    yield points(_elsewhere(done))
    yield Heading(_("Signed"))
    signed = (Blank(_("Name, function"), wide=True), Blank(_("Place")), Blank(_("Date")))
    yield Blanks((*signed, Blank(_("Signature"), wide=True)))


def _taken(done: Done) -> Iterator[str]:
    """What there was in each interview, also where it went in an earlier withdrawal; then all that went with it."""
    for one in done.shares:
        yield _("{name}: {text}").format(name=one.session, text=_of_share(one))
    if not done.again:
        yield from _carried(done)
        return
    if not done.shares:
        yield _("Name and contact were taken out of the vault (on {day}).").format(day=day_said(done.since))
    before = summed(one.taken for one in done.shares if one.left and one.taken is not None)
    yield from _of_keys_and_names(before)


def _of_share(share: Share) -> str:
    if not share.left:
        return counts(share)
    if share.taken is None:
        return _("withdrawn on {day}; how much there was is not known any more").format(day=day_said(share.since))
    return _("{counts} (on {day})").format(counts=counts_of(share.taken, alone=share.alone), day=day_said(share.since))


def _this_time(done: Done) -> list[str]:
    carried = done.carried
    if not (carried.files or carried.keys or carried.names or carried.others or done.besides.codes):
        return list(_taken_besides(done.besides))
    return list(_carried(done))


def _carried(done: Done) -> Iterator[str]:
    carried = done.carried
    if carried.files or done.shares:
        yield plural(
            "{count} file was written anew without them, or deleted, and then looked through again.",
            "{count} files were written anew without them, or deleted, and then looked through again.",
            carried.files,
        )
    yield from _of_keys_and_names(Tally(keys=carried.keys, names=carried.names, others=carried.others))
    yield from _taken_besides(done.besides)


def _of_keys_and_names(tally: Tally) -> Iterator[str]:
    if tally.keys:
        yield plural(
            "{count} key of the person's sealed words was destroyed on this computer.",
            "{count} keys of the person's sealed words were destroyed on this computer.",
            tally.keys,
        )
    if tally.names:
        yield plural(
            "{count} entry with name and contact was deleted from the vault on this computer.",
            "{count} entries with name and contact were deleted from the vault on this computer.",
            tally.names,
        )
    if tally.others:
        yield plural(
            "{count} name of somebody else, whom the person named, was deleted from the vault on this computer.",
            "{count} names of others, whom the person named, were deleted from the vault on this computer.",
            tally.others,
        )


def _taken_besides(besides: Besides) -> Iterator[str]:
    yield from (_("Codebook, {code}: the example was taken out").format(code=one) for one in besides.codes)
    yield from (
        _("{path}: deleted (made of the interviews, named the person)").format(path=one) for one in besides.removed
    )


def _before_signing(besides: Besides) -> Iterator[str]:
    """What somebody still has to do by hand, before anything else."""
    yield from (_("Delete {path}: the person's name stands there in clear.").format(path=one) for one in besides.lists)
    yield from (
        _("Find {path}, and delete it: a list with the person's name in clear.").format(path=one)
        for one in besides.lost
    )
    if besides.lists or besides.lost:
        yield _("Where they lie isn't told here, because a file may be called like somebody: it stood on the screen.")
    if besides.kept:
        yield plural(
            "Delete this file, which names the person and may quote them: {files}.",
            "Delete these {count} files, which name the person and may quote them: {files}.",
            len(besides.kept),
            files=", ".join(besides.kept),
        )
    yield from (
        _("Codebook, {code}: take out the example, which is in the person's words.").format(code=one)
        for one in besides.still
    )


def _stays(done: Done) -> Iterator[str]:
    yield from _in_files(done.besides)
    if done.shares:
        yield _(
            "In each of these interviews: the pseudonym, the day, the guide, what was agreed to, and that the person "
            "withdrew. No word, no value, no code. It shows that the withdrawal was carried out."
        )
    else:
        yield _(
            "Nothing in the interviews: the person is in none of them. Beside the vault, a note with the pseudonym and the "
            "day stays and travels, so that the name goes from other copies too."
        )
    if any(not one.alone for one in done.shares):
        yield _("In interviews with several people: what the others said, and notes on the interview as a whole.")
    for one in done.besides.still:
        yield _("Codebook, {code}: its example is said in the person's words.").format(code=one)
    if done.besides.uncompared:
        told = (
            _("Examples in the codebook that could not be held against the person's words, which are gone: {codes}.")
            if any(one.left for one in done.shares)
            else _(
                "Examples in the codebook that could not be held against the person's words, which were locked: {codes}."
            )
        )
        yield told.format(codes=", ".join(done.besides.uncompared))
    if done.besides.not_names:
        yield _("not-names.txt: single words that somebody said are nobody's name. It was not looked through.")
    if done.unknown:
        yield plural(
            "The vault has {count} name of somebody whom an interview mentions; who said it is not known.",
            "The vault has {count} names of people whom interviews mention; who said them is not known.",
            done.unknown,
        )


def _in_files(besides: Besides) -> Iterator[str]:
    for path in (*besides.lists, *besides.lost):
        yield _("{path}: name and contact of the person stand there in clear, until that file is deleted.").format(
            path=path
        )
    if besides.kept:
        yield _("Files made of the interviews, named above: until they are deleted, they name the person.")


def _elsewhere(done: Done) -> Iterator[str]:
    given = [one for one in done.exported if one.export.verb != ACCESS]  # what the person has is theirs
    if given:
        exports = in_a_row(map(export_on_paper, given))
        yield _("The register of exports names the person in: {exports}.").format(exports=exports)
        yield _("Whoever was given one of these exports: delete it, and ask for a new one.")
    if any(one.instance for one in done.shares):
        yield _("Where the form was sent (ODK Central, KoboToolbox): the submission must be deleted there.")
    for one in done.elsewhere:
        yield (
            _("Keys and names were carried here: {place}. They go there at the next `interviewer sync out`.")
            if done.sealed
            else _(
                "Words in clear, and names, were carried here: {place}. They go there at the next `interviewer sync out`."
            )
        ).format(place=one)
    yield from _in_old_copies(done)
    yield _(
        "Copies that this computer can't see: other computers, sticks, backups. They were not looked through. Whoever "
        "has one takes in the newer state (`interviewer sync in`, or git), then runs `interviewer doctor --repair`."
    )
    yield _("What was published or handed out before: it can't be called back.")
    yield _("On the disk itself, traces of deleted files may last for a while, most of all on SSDs and sticks.")


def _in_old_copies(done: Done) -> Iterator[str]:
    """What git's history and clones still hold, and who can read it."""
    if (
        done.carried.keys
        or _had_keys(done)
        or (done.sealed and done.shares and not any(one.clear for one in done.shares))
    ):
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


def _had_keys(done: Done) -> bool:
    return any(one.taken is not None and one.taken.keys for one in done.shares)
