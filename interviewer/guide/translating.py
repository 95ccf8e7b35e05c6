"""Translations put into a guide's file: its comments, order and layout stay, and nothing but the texts is changed. Pure."""

from collections.abc import Collection, Iterable
from collections.abc import Mapping as Dict
from collections.abc import Sequence as Several
from typing import Any, NamedTuple, Union

from interviewer.errors import CannotError
from interviewer.guide.keys import GUIDE_KEYS, PROBE_KEYS
from interviewer.guide.model import Guide
from interviewer.guide.spoken import Steps
from interviewer.guide.text_edits import Spot, add_language, change_words, quoted_pair
from interviewer.schema import follow
from interviewer.yamlsplice import Edit, set_keys
from interviewer.yamltext import Mapping, Node, Scalar, read, splice

Plain = Union[str, list["Plain"], dict[str, "Plain"]]  # noqa: UP007 - it names itself


def translated(text: str, guide: Guide, language: str, changes: Dict[Steps, str]) -> str:
    """The text of the file with these words in that language, which the guide declares from then on.

    `changes` are by the steps of spoken.spoken. What is written is read again and compared, value for value: CannotError
    `translation_not_written` where it would say something else than it should.
    """
    file = _File(text, _tree(text), guide, language)
    wanted = file.wanted(changes)
    made = file.edited(changes)
    if not _reads_as(made, wanted):
        made = file.edited(changes, {steps for steps, words in changes.items() if not file.fits({steps: words})})
    if not _reads_as(made, wanted):
        raise CannotError("translation_not_written", guide=guide.id)
    return made


def _tree(text: str) -> Node:
    root = read(text.encode("utf-8", "surrogatepass"))[0]
    if root is None:
        raise CannotError("translation_not_written", guide="")
    return root


class _File(NamedTuple):
    """The file, and the language that it gets."""

    text: str
    root: Node
    guide: Guide
    language: str

    def edited(self, changes: Dict[Steps, str], safe: Collection[Steps] = ()) -> str:
        """The file with these words; texts in `safe` are written between quotes on one line, whatever their style was."""
        edits: list[Edit] = []
        for steps, words in changes.items():
            node, spot = _spot(self.text, self.root, steps)
            if isinstance(node, Mapping):
                edits += change_words(spot, node, self.language, words, self.guide.languages)
            elif steps in safe:
                edits += quoted_pair(node, self.guide.language, self.language, words)
            else:
                edits += add_language(spot, node, self.guide.language, self.language, words)
        if changes and self.language not in self.guide.languages and isinstance(self.root, Mapping):
            spoken = (*self.guide.languages, self.language)
            edits += set_keys(self.text, self.root, {"languages": spoken}, GUIDE_KEYS)
        return splice(self.text, edits)

    def wanted(self, changes: Dict[Steps, str]) -> Plain:
        """The values of the file with the changes made to them."""
        plain = _plain(self.root)
        for steps, words in changes.items():
            _put(plain, steps, self.guide.language, self.language, words)
        if changes and self.language not in self.guide.languages and isinstance(plain, dict):
            plain["languages"] = [*self.guide.languages, self.language]
        return plain

    def fits(self, changes: Dict[Steps, str]) -> bool:
        """Whether the edited file says just what it should."""
        return _reads_as(self.edited(changes), self.wanted(changes))


def _spot(text: str, root: Node, steps: Steps) -> tuple[Scalar | Mapping, Spot]:
    """The text's node (of a probe that has keys, its `ask`), and where it stands."""
    path: Steps = steps
    node = follow(root, *steps)
    if isinstance(node, Mapping) and isinstance(steps[-1], int) and _is_probe({key.text for key, _ in node.entries}):
        path = (*steps, "ask")
        node = follow(node, "ask")
    above = [follow(root, *path[:n]) for n in range(len(path))]
    parent = above[-1]
    assert isinstance(node, Scalar | Mapping)  # else the guide would not have been read
    assert isinstance(parent, Node)
    flow = any(not isinstance(one, Scalar) and one.flow for one in above if one is not None)
    key = next((key for key, value in parent.entries if value is node), None) if isinstance(parent, Mapping) else None
    return node, Spot(text, flow, parent.column - 1, key)


def _is_probe(keys: Iterable[str]) -> bool:
    """Whether these are the keys of a probe rather than languages, as the reader sees it: `id` and `ask` could be both."""
    return not set(keys).isdisjoint(PROBE_KEYS)


# --- what it must say then ---


def _plain(node: Node) -> Plain:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items]


def _put(plain: Any, steps: Several[str | int], own: str, language: str, words: str) -> None:
    """Put the words into the tree of values, where the steps lead."""
    step, *rest = steps
    inner = plain[step]
    if rest:
        _put(inner, rest, own, language, words)
    elif isinstance(inner, str):
        plain[step] = {own: inner, language: words}
    elif isinstance(step, int) and _is_probe(inner):
        _put(inner, ["ask"], own, language, words)
    else:
        inner[language] = words


def _reads_as(text: str, wanted: Plain) -> bool:
    root, problems = read(text.encode("utf-8", "surrogatepass"))
    return root is not None and not any(p.severity == "error" for p in problems) and _plain(root) == wanted
