"""`codebook show`: the codes as a tree or by group, one code with examples, or all of it as JSON."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from interviewer.coding.model import Code, Codebook
from interviewer.coding.reshaping import aliases, need
from interviewer.coding.rounds import as_seen_by, sees_others
from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError
from interviewer.export.dialects import DIALECTS, encode
from interviewer.figures.selection import Selection
from interviewer.figures.uses import Use, spread, uses
from interviewer.guide.model import Text
from interviewer.screens.codebook.code_page import code_page
from interviewer.screens.codebook.preview import excerpt, is_hidden
from interviewer.screens.codebook.tree_page import NOT_ADOPTED, as_data, groups_page, in_tree, tree_page
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.paper import Paper
from interviewer.screens.words import _
from interviewer.session.model import SessionView
from interviewer.study.carrying import marks_of
from interviewer.study.folder import Study
from interviewer.study.marking import emergent_codes
from interviewer.study.reading import read_all

EXAMPLES = 5
MARKS = (
    *("mark_id", "code_id", "session_id", "turn_id", "participant_id", "stakeholder", "coder", "round"),
    *("excerpt", "memo", "may_quote"),
)


class Sight(NamedTuple):
    """Which marks are looked at: those that this coder may see (all without one), those of pilot interviews too."""

    coder: str = ""
    with_pilots: bool = False

    @property
    def selection(self) -> Selection:
        """What figures take in."""
        return Selection(with_pilots=self.with_pilots)


def all_codes(study: Study, sight: Sight, *, groups: bool, json: bool) -> str:
    """The page of all codes; CannotError where there is none."""
    book, tree = _book(study)
    born: dict[str, str] = {}
    used = uses(_heard(study, born, sight.coder), tree, sight.selection)[0]
    book = _with_emergent(book, tree, born)
    if not book.codes:
        raise CannotError("codebook_none")
    if json:
        return dumps({"codes": [as_data(code, tree, used) for code in book.codes]})
    return groups_page(book, used) if groups else tree_page(book, used)


def one_code(study: Study, name: str, sight: Sight, *, tree_only: bool, json: bool) -> str:
    """The page of one code (or of the tree below it); an id that it bore or that was merged into it leads to it too."""
    book, tree = _book(study)
    wanted = name if book.find(name) else tree.current(name)
    born: dict[str, str] = {}
    used, excerpts = uses(_heard(study, born, sight.coder), tree, sight.selection, wanted)
    code = need(_with_emergent(book, tree, born), wanted)
    if tree_only and not json:
        return tree_page(book, used, code.id)
    if json:
        below = [as_data(one, tree, used) for one, _depth in in_tree(book, code.id)] if tree_only else []
        return dumps({**as_data(code, tree, used), "excerpts": excerpts, **({"codes": below} if tree_only else {})})
    return code_page(code, tree, used.get(code.id, Use()), spread(excerpts, EXAMPLES))


def marks_table(study: Study, name: str, sight: Sight) -> bytes:
    """The marks of a code as CSV, as far as the coder may see them, with an empty column for the code that each shall bear."""
    book, tree = _book(study)
    book = _with_emergent(book, tree, emergent_codes(study))
    code = need(book, name if book.find(name) else tree.current(name))
    rows: list[tuple[str, ...]] = [MARKS]
    carried = list(marks_of(study, aliases(book, code.id)))
    if sight.coder and not all(sees_others(one.view, sight.coder) for one in carried):
        _say_blind()
    for one in (excerpt(each) for each in carried if not (sight.coder and is_hidden(each, sight.coder))):
        facts = one.mark, "", one.session, one.turn, one.participant, one.stakeholder, one.coder, one.round
        rows.append((*facts, one.words, one.memo, "yes" if one.may_quote else "no"))
    return encode(rows, DIALECTS["machine"]).data


def _book(study: Study) -> tuple[Codebook, CodeTree]:
    book = study.codebook()
    return book, CodeTree(book)


def _heard(study: Study, born: dict[str, str], coder: str) -> Iterator[SessionView]:
    """All interviews, as far as the coder may see them; the codes born in them go into `born`, with their labels, on the way."""
    blind = False
    for one in read_all(study):
        for code, label in one.view.new_codes.items():
            born.setdefault(code, label)
        blind = blind or (bool(coder) and not sees_others(one.view, coder))
        yield as_seen_by(one.view, coder) if coder else one.view
    if blind:
        _say_blind()


def _say_blind() -> None:
    """That not everything is shown; not how much, which would be a count of others' marks."""
    Paper().say(_("Only your own marks are shown and counted where you have not closed your round."), "quiet")


def _with_emergent(book: Codebook, tree: CodeTree, born: Mapping[str, str]) -> Codebook:
    """The codebook with the codes that nobody has adopted yet behind it."""
    known = {*tree.codes, *tree.renamed()}
    waiting = [(code, label) for code, label in sorted(born.items()) if code not in known]
    made = (Code(code, Text({"": label}), origin="emergent", status=NOT_ADOPTED) for code, label in waiting)
    return Codebook((*book.codes, *made))
