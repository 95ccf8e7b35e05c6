"""`codebook rename`, `move`, `retire`, `merge`: previewed with their marks, reasoned, agreed to, done."""

from collections.abc import Mapping, Sequence

from interviewer.coding.model import Codebook
from interviewer.coding.reshaping import aliases, children, merged, moved, need, renamed, retired
from interviewer.guide.read import read_guide
from interviewer.screens.codebook.asking import at_keyboard, piped
from interviewer.screens.codebook.changing import Bench
from interviewer.screens.codebook.preview import show_marks
from interviewer.screens.words import _, plural
from interviewer.study.carrying import marks_of, recodings

NOTHING: Mapping[str, str] = {}


def rename(bench: Bench, old: str, new: str) -> None:
    """Another id for the same code; marks under the old one count on, here and on other branches."""
    if bench.was_finished("rename", [old, new]):
        return
    wanted = renamed(bench.book, old, new)
    _preview(bench, [old])
    _tell_guides(bench, old)
    question = _("Rename {old} to {new}?").format(old=old, new=new)
    _settle(bench, "rename", [old, new], wanted, question, renamed_ids={old: new}, needed=False)


def move(bench: Bench, code: str, parent: str) -> None:
    """The code with all below it to another place of the tree."""
    if bench.was_finished("move", [code, parent] if parent else [code]):
        return
    was = need(bench.book, code).parent
    wanted = moved(bench.book, code, parent)
    _preview(bench, [code])
    names = {"code": code, "parent": parent or _("the top"), "was": was or _("the top")}
    question = _("Move {code} from {was} to {parent}?").format(**names)
    _settle(bench, "move", [code, parent] if parent else [code], wanted, question)


def retire(bench: Bench, code: str) -> None:
    """The code out of use; its marks stay."""
    if bench.was_finished("retire", [code]):
        return
    wanted = retired(bench.book, code)
    _preview(bench, [code])
    below = [one.id for one in children(bench.book, code) if not one.status]
    if below:
        said = _("Codes below it stay in use: {codes}.")
        bench.paper.say(said.format(codes=", ".join(below)), "warn")
    _settle(bench, "retire", [code], wanted, _("Retire {code}?").format(code=code))


def merge(bench: Bench, codes: Sequence[str], into: str) -> None:
    """The codes into one that takes their marks; they stay readable, and stand for it."""
    gone = list(dict.fromkeys(codes))
    if bench.was_finished("merge", [*gone, into]):
        return
    wanted = merged(bench.book, gone, into)
    _preview(bench, [*gone, into])
    below = [one.id for code in gone for one in children(bench.book, code) if one.id not in (*gone, into)]
    if below:
        said = _("Codes below go along: {codes}.")
        bench.paper.say(said.format(codes=", ".join(below)))
    question = _("Merge {codes} into {into}? {into} stays.").format(codes=", ".join(gone), into=into)
    _settle(bench, "merge", [*gone, into], wanted, question)


def _preview(bench: Bench, codes: Sequence[str]) -> None:
    """The marks of each code, read in one pass."""
    ids = {code: aliases(bench.book, code) for code in codes}
    every = list(marks_of(bench.study, frozenset[str]().union(*ids.values())))
    for code in codes:
        show_marks(bench.paper, code, [one for one in every if one.mark.code in ids[code]], bench.coder)


def _tell_guides(bench: Bench, code: str) -> None:
    """Guides that name the code go on meaning it; they say so by its old id."""
    naming = []
    for path in bench.study.guide_paths():
        guide, _problems = read_guide(path.read_bytes())
        if guide is not None and any(code in question.codes for _theme, question in guide.questions()):
            naming.append(bench.study.shown(path))
    if naming:
        said = plural(
            "{count} guide names it by its old id, which goes on working.",
            "{count} guides name it by its old id, which goes on working.",
            len(naming),
        )
        bench.paper.say(f"{said} {', '.join(naming)}", "quiet")


def _settle(  # noqa: PLR0917 - what is asked, in the order in which it is used
    bench: Bench,
    verb: str,
    codes: Sequence[str],
    wanted: Codebook,
    question: str,
    renamed_ids: Mapping[str, str] = NOTHING,
    *,
    needed: bool = True,
) -> None:
    """The reason, the yes, the deed."""
    made = bench.rewrite(wanted, renamed_ids)
    said = [] if at_keyboard() else piped()
    reason = bench.reason(said, needed=needed)
    bench.agree(question)
    change = bench.change(verb, codes, reason)
    bench.carry_out(change, made, recodings(bench.study, change, bench.book))
