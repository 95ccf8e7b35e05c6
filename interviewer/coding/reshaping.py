"""The codebook as it shall be after a change, or why that can't be. Values in, values out. Pure."""

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from interviewer.coding.model import Code, Codebook
from interviewer.coding.tree import RETIRED
from interviewer.errors import CannotError
from interviewer.guide.model import Place
from interviewer.ids import is_id
from interviewer.matching import fold, nearest
from interviewer.schema import propose_id


def need(book: Codebook, code: str) -> Code:
    """The code with that id; CannotError names the nearest one where there is none."""
    found = book.find(code)
    if found is not None:
        return found
    names = {fold(one.id): one.id for one in book.codes}
    near = names.get(nearest(code, names), "")
    raise CannotError("codebook_no_code_near" if near else "codebook_no_code", code=code[:64], near=near)


def active(book: Codebook, code: str) -> Code:
    """The same for a code that is in use; CannotError for one that is retired or merged."""
    found = need(book, code)
    if found.merged_into:
        raise CannotError("codebook_code_merged", code=code, into=found.merged_into)
    if found.status == RETIRED:
        raise CannotError("codebook_code_retired", code=code)
    return found


def new_id(book: Codebook, code: str) -> str:
    """The id, which no code bears or bore."""
    if not is_id(code):
        raise CannotError("codebook_bad_id", code=code[:64], proposed=propose_id(code))
    if book.find(code):
        raise CannotError("codebook_code_there", code=code)
    bearer = next((one.id for one in book.codes if code in one.was), "")
    if bearer:
        raise CannotError("codebook_id_was", code=code, bearer=bearer)
    return code


def added(book: Codebook, codes: Iterable[Code]) -> Codebook:
    """The codebook with new codes, each behind the last one below its parent, else at the end."""
    made = list(book.codes)
    for code in codes:
        new_id(Codebook(tuple(made)), code.id)
        if code.parent:
            active(book, code.parent)
        below = below_of(Codebook(tuple(made)), code.parent) if code.parent else frozenset()
        at = max((n for n, one in enumerate(made, 1) if one.id in below), default=len(made))
        made.insert(at, code)
    return Codebook(tuple(made))


def split(book: Codebook, code: str, new: Iterable[Code]) -> Codebook:
    """The codebook with new codes behind a code and those below it, as its siblings."""
    active(book, code)
    made = list(new)
    for n, one in enumerate(made):
        new_id(added(book, made[:n]), one.id)
    below = below_of(book, code)
    at = max(n for n, one in enumerate(book.codes, 1) if one.id in below)
    return Codebook((*book.codes[:at], *made, *book.codes[at:]))


def below_of(book: Codebook, code: str) -> frozenset[str]:
    """The ids of the code and of all below it."""
    return frozenset(one.id for one in book.codes if code in book.path(one.id).split("/"))


def children(book: Codebook, code: str) -> tuple[Code, ...]:
    """The codes directly below."""
    return tuple(one for one in book.codes if one.parent == code)


def changed(book: Codebook, code: str, change: Callable[[Code], Code]) -> Codebook:
    """The codebook with one code changed."""
    need(book, code)
    return Codebook(tuple(change(one) if one.id == code else one for one in book.codes))


def renamed(book: Codebook, old: str, new: str) -> Codebook:
    """The code under another id; the old one is among those that it bore, and what pointed to it points to the new one."""
    code = need(book, old)
    if new not in code.was:
        new_id(book, new)
    was = (*(one for one in code.was if one != new), old)

    def step(one: Code) -> Code:
        if one.id == old:
            return replace(one, id=new, was=was)
        return replace(one, parent=_now(one.parent, old, new), merged_into=_now(one.merged_into, old, new))

    return Codebook(tuple(map(step, book.codes)))


def _now(name: str, old: str, new: str) -> str:
    return new if name == old else name


def merged(book: Codebook, codes: Iterable[str], into: str) -> Codebook:
    """The codes retired, each saying which one took its place; what stood below them stands below that one."""
    active(book, into)
    gone = list(dict.fromkeys(codes))
    for code in gone:
        if code == into:
            raise CannotError("codebook_merge_itself", code=code)
        active(book, code)

    def step(one: Code) -> Code:
        if one.id in gone:
            return replace(one, status=RETIRED, merged_into=into)
        if one.parent not in gone:
            return one
        leads_there = into in below_of(book, one.id)
        return replace(one, parent=_kept_above(book, one, gone) if leads_there else into)

    return Codebook(tuple(map(step, book.codes)))


def _kept_above(book: Codebook, code: Code, gone: Iterable[str]) -> str:
    """The nearest code above that stays; empty at the top."""
    above = code.parent
    while above in gone:
        above = need(book, above).parent
    return above


def moved(book: Codebook, code: str, parent: str) -> Codebook:
    """The code with all below it under another parent, or at the top where that is empty."""
    need(book, code)
    if parent:
        active(book, parent)
        if parent in below_of(book, code):
            raise CannotError("codebook_circle", code=code, parent=parent)
    return changed(book, code, lambda one: replace(one, parent=parent))


def retired(book: Codebook, code: str) -> Codebook:
    """The code, out of use."""
    active(book, code)
    return changed(book, code, lambda one: replace(one, status=RETIRED))


def aliases(book: Codebook, code: str) -> frozenset[str]:
    """The ids under which marks count as marks of this code: its own, those it bore, those of codes merged into it."""
    found = need(book, code)
    ids = {found.id, *found.was}
    for one in book.codes:
        if one.merged_into == code:
            ids |= aliases(book, one.id)
    return frozenset(ids)


def differing(one: Codebook, other: Codebook) -> Mapping[str, tuple[Code | None, Code | None]]:
    """The codes of which one of the two books says something else than the other, by id."""
    mine, yours = ({code.id: replace(code, place=Place()) for code in book.codes} for book in (one, other))
    return {code: (mine.get(code), yours.get(code)) for code in mine | yours if mine.get(code) != yours.get(code)}
