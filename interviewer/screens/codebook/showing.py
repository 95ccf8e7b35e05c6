"""`codebook show`: the codes as a tree or by group, one code with examples, or all of it as JSON."""

from interviewer.coding.model import Codebook
from interviewer.coding.reshaping import aliases, need
from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError
from interviewer.export.dialects import DIALECTS, encode
from interviewer.figures.selection import Selection
from interviewer.figures.uses import Use, spread, uses
from interviewer.screens.codebook.code_page import code_page
from interviewer.screens.codebook.preview import excerpt
from interviewer.screens.codebook.tree_page import as_data, groups_page, in_tree, tree_page
from interviewer.screens.pages.harmless_json import dumps
from interviewer.study.carrying import marks_of
from interviewer.study.folder import Study
from interviewer.study.reading import read_all

EXAMPLES = 5
MARKS = (
    *("mark_id", "code_id", "session_id", "turn_id", "participant_id", "stakeholder", "coder", "round"),
    *("excerpt", "memo", "may_quote"),
)


def all_codes(study: Study, *, groups: bool, json: bool) -> str:
    """The page of all codes; CannotError where there is none."""
    book, tree = _book(study)
    used = uses((one.view for one in read_all(study)), tree, Selection())[0]
    if json:
        return dumps({"codes": [as_data(code, tree, used) for code in book.codes]})
    return groups_page(book, used) if groups else tree_page(book, used)


def one_code(study: Study, name: str, *, tree_only: bool, json: bool) -> str:
    """The page of one code (or of the tree below it); an id that it bore or that was merged into it leads to it too."""
    book, tree = _book(study)
    code = need(book, name if book.find(name) else tree.current(name))
    used, excerpts = uses((one.view for one in read_all(study)), tree, Selection(), code.id)
    if tree_only and not json:
        return tree_page(book, used, code.id)
    if json:
        below = [as_data(one, tree, used) for one, _depth in in_tree(book, code.id)] if tree_only else []
        return dumps({**as_data(code, tree, used), "excerpts": excerpts, **({"codes": below} if tree_only else {})})
    return code_page(code, tree, used.get(code.id, Use()), spread(excerpts, EXAMPLES))


def marks_table(study: Study, name: str) -> bytes:
    """The marks of a code as CSV, with an empty column for the code that each shall bear."""
    book, tree = _book(study)
    code = need(book, name if book.find(name) else tree.current(name))
    rows: list[tuple[str, ...]] = [MARKS]
    for one in map(excerpt, marks_of(study, aliases(book, code.id))):
        facts = one.mark, "", one.session, one.turn, one.participant, one.stakeholder, one.coder, one.round
        rows.append((*facts, one.words, one.memo, "yes" if one.may_quote else "no"))
    return encode(rows, DIALECTS["machine"]).data


def _book(study: Study) -> tuple[Codebook, CodeTree]:
    book = study.codebook()
    if not book.codes:
        raise CannotError("codebook_none")
    return book, CodeTree(book)
