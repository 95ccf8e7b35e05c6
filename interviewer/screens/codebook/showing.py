"""`codebook show`: the codes as a tree or by group, one code with examples, or all of it as JSON."""

from interviewer.coding.model import Codebook
from interviewer.coding.reshaping import need
from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError
from interviewer.figures.selection import Selection
from interviewer.figures.uses import Use, spread, uses
from interviewer.screens.codebook.code_page import code_page
from interviewer.screens.codebook.tree_page import as_data, groups_page, in_tree, tree_page
from interviewer.screens.pages.harmless_json import dumps
from interviewer.study.folder import Study
from interviewer.study.reading import read_all

EXAMPLES = 5


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


def _book(study: Study) -> tuple[Codebook, CodeTree]:
    book = study.codebook()
    if not book.codes:
        raise CannotError("codebook_none")
    return book, CodeTree(book)
