"""`codebook split`: the marks of a code dealt out to others, one by one at a terminal, else from lines or a table."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.coding.dealing import counts, dealt_lines, dealt_table, decided
from interviewer.coding.model import Code
from interviewer.coding.reshaping import active, aliases, retired, split
from interviewer.coding.wording import Said, as_lines, understand, worded
from interviewer.errors import CannotError, FilesError, Problem
from interviewer.guide.model import NO_TEXT
from interviewer.screens.codebook.asking import STANDARD_INPUT, as_text, at_keyboard, languages_of, typed
from interviewer.screens.codebook.changing import Bench
from interviewer.screens.codebook.dealing_room import deal
from interviewer.screens.codebook.preview import is_hidden, show_marks
from interviewer.screens.terminal.choose import confirm
from interviewer.screens.words import _, plural
from interviewer.study.carrying import Carried, marks_of, recodings
from interviewer.study.split_draft import forget, keep, kept, place

FIRST_WORDS = ("label", "definition")


class Marks(NamedTuple):
    """What is dealt out: the code that is split, those that it is split into, and its marks."""

    stays: str
    into: Sequence[str]
    carried: Sequence[Carried]

    @property
    def ids(self) -> set[str]:
        """The ids of the marks."""
        return {one.mark.id for one in self.carried}


class Decisions(NamedTuple):
    """What was said of the new codes, and the new code of each mark that was decided."""

    said: Sequence[Said]
    dealt: Mapping[str, str]


def split_code(bench: Bench, code_id: str, new_ids: Sequence[str], table: str, *, retire: bool) -> None:
    """Deal out what is decided; what isn't stays."""
    into = list(dict.fromkeys(new_ids))
    if bench.was_finished("split", [code_id, *into]):
        return
    code = active(bench.book, code_id)
    if code_id in into:
        raise CannotError("codebook_split_itself", code=code_id)
    blank = [_sibling(code, one) for one in into if not bench.book.find(one)]
    split(bench.book, code_id, blank)
    for one in into:
        if bench.book.find(one):
            active(bench.book, one)
    carried = list(marks_of(bench.study, aliases(bench.book, code_id)))
    marks = Marks(code_id, into, carried)
    show_marks(bench.paper, code_id, carried, bench.coder)
    if not at_keyboard():
        decisions = _piped([one.id for one in blank], marks, table)
        _finish(bench, marks, _worded(bench, blank, decisions.said), decisions, retire=retire)
        return
    draft = place(bench.study, code_id, bench.coder)
    with _kept_for_later(bench, draft):
        decisions = _by_hand(bench, marks, blank, table, draft)
        _finish(bench, marks, _worded(bench, blank, decisions.said), decisions, retire=retire)


def _sibling(code: Code, code_id: str) -> Code:
    """A new code beside the one that is split."""
    return Code(code_id, NO_TEXT, parent=code.parent, origin=code.origin, groups=code.groups, colour=code.colour)


def _worded(bench: Bench, blank: Sequence[Code], said: Sequence[Said]) -> list[Code]:
    made = []
    for code in blank:
        mine = [one for one in said if one.code == code.id or (not one.code and len(blank) == 1)]
        one = worded(code, mine, bench.file.source.language)
        if not one.label.words:
            raise CannotError("codebook_no_label_of", code=code.id)
        made.append(one)
    return made


def _by_hand(bench: Bench, marks: Marks, blank: Sequence[Code], table: str, draft: Path) -> Decisions:
    """Words and decisions as they are typed; each is on the disk before the next is asked for."""
    dealt = _from_table(table, marks) if table else {}
    said, before = _taken_up(marks, blank, draft)
    said += _asked_words(bench, [one for one in blank if not any(each.code == one.id for each in said)])
    _keep(bench, draft, said, before)
    bench.rewrite(split(bench.book, marks.stays, _worded(bench, blank, said)))
    if table:
        return Decisions(said, dealt)
    dealt = _one_by_one(bench, marks, before, lambda now: _keep(bench, draft, said, now))
    return Decisions(said, {mark: code for mark, code in dealt.items() if code != marks.stays})


def _taken_up(marks: Marks, blank: Sequence[Code], draft: Path) -> tuple[list[Said], dict[str, str]]:
    """What was said and decided in an earlier sitting that did not come to its end, if the person wants to go on with it."""
    lines, words = dealt_lines(as_text(kept(draft)))
    said, _problems = understand(words, [one.id for one in blank])
    before = {
        one.mark.text: one.code.text
        for one in lines
        if one.mark.text in marks.ids and one.code.text in (*marks.into, marks.stays)
    }
    if not (said or before):
        return [], {}
    found = plural("{count} mark was decided earlier.", "{count} marks were decided earlier.", len(before))
    if confirm(_("{found} Go on from there?").format(found=found), default=True):
        return said, before
    forget(draft)
    return [], {}


def _keep(bench: Bench, draft: Path, said: Sequence[Said], dealt: Mapping[str, str]) -> None:
    """Write down what was said and decided; a disk that takes nothing is said, and the work goes on."""
    if not (said or dealt):
        return
    lines = [line for one in said for line in as_lines(one)]
    lines += [f"{mark}: {code}" for mark, code in dealt.items()]
    try:
        keep(draft, "".join(f"{line}\n" for line in lines))
    except OSError as error:
        failed = _("What you decide can't be written down meanwhile ({why}).")
        bench.paper.say(failed.format(why=error.strerror or type(error).__name__), "bad")


@contextmanager
def _kept_for_later(bench: Bench, draft: Path) -> Iterator[None]:
    """However it ends before it is done: what was decided stands in the draft, and that is said."""
    try:
        yield
    except BaseException:
        if draft.exists():
            said = _("What you decided is kept in {file}; the same command goes on from there.")
            bench.paper.say(said.format(file=bench.study.shown(draft)), "warn")
        raise
    if not bench.wish.dry_run:
        forget(draft)


def _asked_words(bench: Bench, blank: Sequence[Code]) -> list[Said]:
    """The label and the definition of each new code; its other words can be given later."""
    said: list[Said] = []
    languages = languages_of(bench.book, bench.study.settings().languages)
    for code in blank:
        bench.paper.rule(code.id)
        said += [one._replace(code=code.id) for one in typed(code, languages, bench.paper, FIRST_WORDS)]
    if blank:
        later = _("The other words of a code: interviewer codebook edit CODE --coder {coder}")
        bench.paper.say(later.format(coder=bench.coder), "quiet")
    return said


def _one_by_one(
    bench: Bench, marks: Marks, before: Mapping[str, str], keep_now: Callable[[Mapping[str, str]], None]
) -> dict[str, str]:
    """What the person decides of each mark that they may see."""
    hidden = sum(is_hidden(one, bench.coder) for one in marks.carried)
    if hidden:
        bench.paper.say(
            plural(
                "{count} mark of others stays, where you have not closed your round.",
                "{count} marks of others stay, where you have not closed your round.",
                hidden,
            ),
            "warn",
        )
    seen = [one for one in marks.carried if one.mark.holds and not is_hidden(one, bench.coder)]
    if hidden and not seen:
        table = _("Who may see them fills in a table: interviewer codebook show {code} --marks")
        bench.paper.say(table.format(code=marks.stays), "quiet")
    return deal(bench.paper, seen, marks.into, marks.stays, before, keep_now)


def _piped(new_ids: Sequence[str], marks: Marks, table: str) -> Decisions:
    """Words and decisions from lines; a table's decisions too."""
    lines, words = dealt_lines(as_text(sys.stdin.buffer.read()))
    said, problems = understand(words, new_ids)
    dealt, faults = decided(lines, marks.ids, marks.into, marks.stays)
    _refuse([*problems, *faults], STANDARD_INPUT)
    return Decisions(said, (_from_table(table, marks) if table else {}) | dealt)


def _from_table(table: str, marks: Marks) -> dict[str, str]:
    try:
        data = Path(table).read_bytes()
    except FileNotFoundError:
        raise CannotError("no_marks_file", path=table) from None
    except IsADirectoryError:
        raise CannotError("a_folder", path=table) from None
    rows, problems = dealt_table(data)
    dealt, faults = decided(rows, marks.ids, marks.into, marks.stays)
    _refuse([*problems, *faults], table)
    return dealt


def _refuse(problems: Sequence[Problem], path: str) -> None:
    if problems:
        raise FilesError(one._replace(path=path) for one in sorted(problems, key=lambda one: (one.line, one.column)))


def _finish(bench: Bench, marks: Marks, made: Sequence[Code], decisions: Decisions, *, retire: bool) -> None:
    code, dealt = marks.stays, decisions.dealt
    wanted = split(bench.book, code, made)
    rewritten = bench.rewrite(retired(wanted, code) if retire else wanted)
    for name, number in counts(dealt).items():
        said = plural("{count} mark", "{count} marks", number)
        bench.paper.say(_("{code} gets {marks}.").format(code=name, marks=said))
    left = len(marks.carried) - len(dealt)
    bench.paper.say(plural("{count} mark stays with {code}.", "{count} marks stay with {code}.", left, code=code))
    reason = bench.reason(decisions.said, needed=True)
    bench.agree(_("Split {code}?").format(code=code))
    change = replace(bench.change("split", [code, *marks.into], reason), decided=dict(dealt))
    bench.carry_out(change, rewritten, recodings(bench.study, change, bench.book))
