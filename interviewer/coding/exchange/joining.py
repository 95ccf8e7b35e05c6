"""A foreign codebook meets ours: which codes are new, the same, or said differently; what the whole would be. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from interviewer.coding.codebook_rules import DEEPEST
from interviewer.coding.exchange.brought import LISTS, TEXTS, Brought, Findings
from interviewer.coding.exchange.refi import guid
from interviewer.coding.model import Code, Codebook
from interviewer.coding.tree import CodeTree
from interviewer.errors import Problem
from interviewer.guide.model import NO_TEXT, Place, Text
from interviewer.ids import is_id
from interviewer.matching import fold
from interviewer.schema import LONGEST_ID

FIELDS = (*TEXTS, "parent", "origin", *LISTS, "colour", "status", "merged_into")
UNSAID = {"origin": "a_priori"}
"""What a file that says nothing of it has, too."""


class Different(NamedTuple):
    """A code that is there already and of which the file says something else; `fields` in which."""

    code: str
    fields: tuple[str, ...]


class Joined(NamedTuple):
    """What the file means for the codebook: `wanted` is the whole as it would be.

    `new` are ids in the order of the file, `proposed` those of them that were made from names, `collided` maps an id
    that was made to the one that its name would have given and that another code bears. `same` and `different` are there
    already. `implied` are new codes that the file only names as levels above others.
    """

    wanted: Codebook
    new: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    collided: Mapping[str, str] = {}
    same: tuple[str, ...] = ()
    different: tuple[Different, ...] = ()
    implied: tuple[str, ...] = ()


def join(
    book: Codebook, brought: Sequence[Brought], plain: str, *, update: bool = False
) -> tuple[Joined, list[Problem]]:
    """What the codes of a file mean for the codebook; with any problem, the codebook as it is and every fault by place.

    `plain` is the language of texts whose language the file doesn't name. Without `update` a code that is there already
    stays as it is; with it, what the file says takes the place of what stood there. What the file doesn't say stays.
    """
    findings = Findings()
    ids = _Ids(book, brought)
    codes = [_ours(one, n, ids, plain, findings) for n, one in enumerate(brought)]
    _check(codes, book, brought, findings)
    if findings.failed():
        return Joined(book), findings.sorted()
    there = {code.id: code for code in book.codes}
    changes = {code.id: _updated(there[code.id], code) for code in codes if code.id in there}
    kept = [changes[code.id][0] if update and code.id in changes else code for code in book.codes]
    new = [code for code in codes if code.id not in there]
    made_from_names = [code.id for code, one in zip(codes, brought, strict=True) if not one.code.id]
    implied = [code.id for code, one in zip(codes, brought, strict=True) if one.implied]
    joined = Joined(
        Codebook(tuple(_inserted(kept, new))),
        new=tuple(code.id for code in new),
        proposed=tuple(code for code in made_from_names if code not in there),
        collided=ids.collided,
        same=tuple(code for code, (_, fields) in changes.items() if not fields),
        different=tuple(Different(code, fields) for code, (_, fields) in changes.items() if fields),
        implied=tuple(code for code in implied if code not in there),
    )
    return joined, findings.sorted()


class _Ids:
    """Which id each code of the file has here: `own`, in the order of the file; `by_label` are those known by their label."""

    def __init__(self, book: Codebook, brought: Sequence[Brought]) -> None:
        self._tree = CodeTree(book)
        self.collided: dict[str, str] = {}
        self._guids = {guid("code", code.id): code.id for code in book.codes}
        self._labels = _by_label(book.codes)
        self._taken = {*self._tree.codes, *self._tree.renamed(), *(one.code.id for one in brought)}
        self._by_key: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self.own: list[str] = []
        self.by_label: set[int] = set()
        used: set[str] = set()
        for number, one in enumerate(brought):
            found = self._id(one, used)
            if not one.code.id and found in self._tree.codes and one.guid not in self._guids:
                self.by_label.add(number)
            used.add(found)
            self.own.append(found)
            self._by_key.setdefault(one.key, found)
            for name in (found, *one.code.label.words.values()):
                self._by_name.setdefault(fold(name) or name, found)

    def parent(self, one: Brought) -> str | None:
        """The id of the code above it; empty at the top, None where nothing is called so."""
        if not one.above:
            return ""
        folded = fold(one.above) or one.above
        found = self._by_key.get(one.above) or self._by_name.get(folded)
        if found:
            return found
        current = self._tree.current(one.above)
        return current if current in self._tree.codes else self._labels.get(folded)

    def current(self, code: str) -> str:
        """The id that stands for a code id of the file."""
        return self._by_key.get(code, code)

    def _id(self, one: Brought, used: set[str]) -> str:
        if one.code.id:
            current = self._tree.current(one.code.id)
            return current if one.code.id not in self._tree.codes and current in self._tree.codes else one.code.id
        known = self._guids.get(one.guid) or self._by_words(one)
        return known if known and known not in used else self._free(one.proposed)

    def _by_words(self, one: Brought) -> str:
        named = {words.strip() for words in one.code.label.words.values()}
        if one.proposed in self._tree.codes and (one.implied or one.proposed in named):
            return one.proposed  # other programs have our ids as names
        found = {self._labels.get(fold(words) or words, "") for words in one.code.label.words.values()} - {""}
        return found.pop() if len(found) == 1 else ""

    def _free(self, proposed: str) -> str:
        made, number = proposed, 1
        while made in self._taken or not is_id(made):
            number += 1
            ending = f"-{number}"
            made = proposed[: LONGEST_ID - len(ending)] + ending
        self._taken.add(made)
        if made != proposed:
            self.collided[made] = proposed
        return made


def _by_label(codes: Iterable[Code]) -> dict[str, str]:
    """The code with that label, where one code alone has it; accents and capitals don't count."""
    found: dict[str, set[str]] = {}
    for code in codes:
        for words in code.label.words.values():
            found.setdefault(fold(words) or words, set()).add(code.id)
    return {label: next(iter(ids)) for label, ids in found.items() if len(ids) == 1}


def _ours(one: Brought, number: int, ids: _Ids, plain: str, findings: Findings) -> Code:
    """The code of the file under our ids, its texts in languages."""
    parent = ids.parent(one)
    if parent is None:
        findings.add("exchange_no_parent", one.place, given=one.above[:64])
    texts = {name: _spoken(getattr(one.code, name), plain) for name in TEXTS}
    if number in ids.by_label:  # a label by which the code was known says nothing new of it
        texts["label"] = NO_TEXT
    merged = ids.current(one.code.merged_into)
    return replace(one.code, id=ids.own[number], parent=parent or "", merged_into=merged, **texts)


def _spoken(text: Text, plain: str) -> Text:
    if "" not in text.words or not plain:
        return text
    named = {plain if language == "" else language: words for language, words in text.words.items()}
    return Text(named)


def _updated(old: Code, new: Code) -> tuple[Code, tuple[str, ...]]:
    """The old code with what the file says, and the fields in which that differs."""
    made, fields = old, []
    for name in FIELDS:
        had, said = getattr(old, name), getattr(new, name)
        if isinstance(said, Text):
            said = Text({**had.words, **said.words}) if said.words else had
        elif not said or said == UNSAID.get(name) or _is_same(name, had, said):
            said = had
        if said != had:
            fields.append(name)
            made = replace(made, **{name: said})
    return made, tuple(fields)


def _is_same(name: str, had: Any, said: Any) -> bool:
    """Whether two values say the same: colours in other letters, groups in another order."""
    if name == "groups":
        return set(had) == set(said)
    return name == "colour" and had.lower() == said.lower()


def _check(codes: Sequence[Code], book: Codebook, brought: Sequence[Brought], findings: Findings) -> None:
    """Circles and depth, as they would be in the whole."""
    parents = {code.id: code.parent for code in book.codes}
    for code in codes:
        if code.parent or code.id not in parents:
            parents[code.id] = code.parent
    depths: dict[str, int] = {"": 0}
    for code, one in zip(codes, brought, strict=True):
        depth = _depth(code.id, parents, depths)
        if depth is None:
            findings.add("exchange_circle", one.place, given=code.id)
        elif depth > DEEPEST:
            findings.add("exchange_too_deep", one.place, limit=DEEPEST)


def _depth(code: str, parents: Mapping[str, str], depths: dict[str, int]) -> int | None:
    """How many levels down the code lies; None where its parents go round in a circle."""
    way: dict[str, None] = {}
    step = code
    while step not in depths:
        if step in way:
            return None
        way[step] = None
        step = parents.get(step, "")
    for above in reversed(way):
        depths[above] = depths[parents.get(above, "")] + 1
    return depths[code]


def _inserted(kept: Sequence[Code], new: Sequence[Code]) -> Iterable[Code]:
    """The codes with the new ones, each behind the last one below its parent: two who add under different parents don't meet."""
    parents = {code.id: code.parent for code in (*kept, *new)}
    below: dict[str, list[Code]] = {}
    for code in new:
        below.setdefault(code.parent, []).append(code)
    behind = _ends(kept, parents)

    def with_children(codes: Iterable[Code]) -> Iterable[Code]:
        for code in codes:
            yield code
            yield from with_children(below.get(code.id, ()))

    for code in kept:
        yield code
        for parent in behind.get(code.id, ()):
            yield from with_children(below.get(parent, ()))
    yield from with_children(below.get("", ()))


def _ends(kept: Sequence[Code], parents: Mapping[str, str]) -> dict[str, list[str]]:
    """Behind which code each tree of codes ends, the inner trees first."""
    last: dict[str, tuple[int, str]] = {}
    for code in kept:
        way = [code.id]
        while parents.get(way[-1]) and len(way) <= DEEPEST:
            way.append(parents[way[-1]])
        for depth, step in enumerate(reversed(way)):
            last[step] = depth, code.id
    behind: dict[str, list[str]] = {}
    for parent, (_depth, end) in sorted(last.items(), key=lambda one: -one[1][0]):
        behind.setdefault(end, []).append(parent)
    return behind


def read_back(brought: Sequence[Brought]) -> dict[str, Code]:
    """The codes that a file of ours holds, by id, as they would be in a codebook of their own."""
    joined, problems = join(Codebook(), brought, "")
    if problems:
        return {}
    return unplaced(joined.wanted)


def unplaced(book: Codebook) -> dict[str, Code]:
    """The codes by id, without the places where they were read; groups have no order."""
    return {code.id: replace(code, place=Place(), groups=tuple(sorted(code.groups))) for code in book.codes}
