"""Translations put into a guide's file: its comments, order and layout stay, and nothing but the texts is changed. Pure."""

from collections.abc import Mapping as Dict
from collections.abc import Sequence as Several
from typing import Union

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
    root = _tree(text)
    wanted = _wanted(root, guide, language, changes)
    made = splice(text, _edits(text, root, guide, language, changes, {}))
    if _reads_as(made, wanted):
        return made
    safe = {steps: True for steps in changes if not _fits(text, root, guide, language, {steps: changes[steps]})}
    made = splice(text, _edits(text, root, guide, language, changes, safe))
    if not _reads_as(made, wanted):
        raise CannotError("translation_not_written", guide=guide.id)
    return made


def _tree(text: str) -> Node:
    root = read(text.encode("utf-8", "surrogatepass"))[0]
    if root is None:
        raise CannotError("translation_not_written", guide="")
    return root


def _edits(
    text: str, root: Node, guide: Guide, language: str, changes: Dict[Steps, str], safe: Dict[Steps, bool]
) -> list[Edit]:
    """The edits; texts in `safe` are written between quotes on one line, whatever their style was."""
    edits = []
    for steps, words in changes.items():
        node, spot = _spot(text, root, steps)
        if isinstance(node, Mapping):
            edits += change_words(spot, node, language, words, guide.languages)
        elif steps in safe:
            edits += quoted_pair(node, guide.language, language, words)
        else:
            edits += add_language(spot, node, guide.language, language, words)
    if changes and language not in guide.languages and isinstance(root, Mapping):
        edits += set_keys(text, root, {"languages": (*guide.languages, language)}, GUIDE_KEYS)
    return edits


def _spot(text: str, root: Node, steps: Steps) -> tuple[Scalar | Mapping, Spot]:
    """The text's node (of a probe that has keys, its `ask`), and where it stands."""
    path: Steps = steps
    node = follow(root, *steps)
    if isinstance(node, Mapping) and not _is_text(node):
        path = (*steps, "ask")
        node = follow(node, "ask")
    above = [follow(root, *path[:n]) for n in range(len(path))]
    parent = above[-1]
    assert isinstance(node, Scalar | Mapping)  # else the guide would not have been read
    assert isinstance(parent, Node)
    flow = any(not isinstance(one, Scalar) and one.flow for one in above if one is not None)
    key = next((key for key, value in parent.entries if value is node), None) if isinstance(parent, Mapping) else None
    return node, Spot(text, flow, parent.column - 1, key)


def _is_text(node: Mapping) -> bool:
    return not {key.text for key, _ in node.entries} & set(PROBE_KEYS)


# --- what it must say then ---


def _plain(node: Node) -> Plain:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items]


def _wanted(root: Node, guide: Guide, language: str, changes: Dict[Steps, str]) -> Plain:
    """The values of the file with the changes made to them."""
    plain = _plain(root)
    for steps, words in changes.items():
        _put(plain, steps, guide.language, language, words)
    if changes and language not in guide.languages and isinstance(plain, dict):
        plain["languages"] = [*guide.languages, language]
    return plain


def _put(plain: Plain, steps: Several[str | int], own: str, language: str, words: str) -> None:
    step, *rest = steps
    assert not isinstance(plain, str)
    inner = plain[step]  # type: ignore[call-overload, index] - the steps lead through this tree
    if rest:
        _put(inner, rest, own, language, words)
    elif isinstance(inner, str):
        plain[step] = {own: inner, language: words}  # type: ignore[call-overload, index]
    elif set(inner) & set(PROBE_KEYS):
        _put(inner, ["ask"], own, language, words)
    else:
        inner[language] = words


def _reads_as(text: str, wanted: Plain) -> bool:
    root, problems = read(text.encode("utf-8", "surrogatepass"))
    return root is not None and not any(p.severity == "error" for p in problems) and _plain(root) == wanted


def _fits(text: str, root: Node, guide: Guide, language: str, change: Dict[Steps, str]) -> bool:
    made = splice(text, _edits(text, root, guide, language, change, {}))
    return _reads_as(made, _wanted(root, guide, language, change))
