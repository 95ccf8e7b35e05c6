"""Edits of YAML files as splices: what was asked for and nothing else, in every way that people write."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.yamlsplice import (
    Edit,
    insert_item,
    inverse,
    move_item,
    remove_item,
    says,
    set_keys,
)
from interviewer.yamltext import Mapping, Node, Scalar, Sequence, read, splice

KEYS = ("id", "label", "definition", "example", "groups", "status", "was")
WORDS = st.text(st.sampled_from("abé ':#-{}[],\"\\&*!%@`?|>ç«»0."), min_size=1, max_size=24).filter(str.strip)
PROSE = WORDS | st.lists(WORDS, min_size=2, max_size=3).map("\n".join) | WORDS.map(lambda words: words + "\n")
NAMES = st.text(st.sampled_from("abc-"), min_size=1, max_size=4).map(lambda name: f"x{name}")
LISTS = st.lists(NAMES, min_size=1, max_size=3, unique=True).map(tuple)
SAID = st.dictionaries(st.sampled_from(("fr", "en", "no")), PROSE, min_size=1, max_size=3)
VALUES = {
    "label": PROSE | SAID,
    "definition": PROSE | SAID,
    "example": PROSE | SAID,
    "groups": LISTS,
    "status": NAMES,
    "was": LISTS,
}


def plain(node: Node | None) -> Any:
    """The tree as Python has it."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return tuple(plain(item) for item in node.items)
        case Mapping():
            return {key.text: plain(value) for key, value in node.entries}
    return None


def parsed(text: str) -> Node:
    node, problems = read(text.encode())
    assert node is not None, problems
    assert not [one for one in problems if one.severity == "error"], (text, problems)
    return node


# --- how people write ---


def double(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@st.composite
def written_scalar(draw: st.DrawFn, words: str, indent: int, *, flow: bool) -> str:
    """The words in one of the styles that can hold them."""
    styles = ["double"]
    if "\n" not in words:
        styles.append("single")
        if re.fullmatch(r"[abéç«»0. ]*[abé]", words) and words[0] in "abé" and words == words.strip():
            styles.append("plain")
    rows = words.removesuffix("\n").split("\n")
    if not flow and words.strip("\n") and all(row == row.strip() and row for row in rows):
        styles.append("literal")
    style = draw(st.sampled_from(styles))
    if style == "single":
        return "'" + words.replace("'", "''") + "'"
    if style == "literal":
        return "|" + ("" if words.endswith("\n") else "-") + "".join("\n" + " " * (indent + 2) + row for row in rows)
    return words if style == "plain" else double(words)


@st.composite
def written(draw: st.DrawFn, value: Any, indent: int, *, flow: bool) -> str:
    """The value behind its key, with the space or the line break between."""
    if isinstance(value, str):
        return " " + draw(written_scalar(value, indent, flow=flow))
    if isinstance(value, tuple):
        if flow or draw(st.booleans()):
            return f" [{', '.join(value)}]"
        return "".join(f"\n{' ' * (indent + 2)}- {item}" for item in value)
    if flow or draw(st.booleans()):
        inside = [f"{key}:{draw(written(inner, indent, flow=True))}" for key, inner in value.items()]
        return " {" + draw(st.sampled_from((", ", ",  "))).join(inside) + "}"
    rows = [f"{' ' * (indent + 2)}{key}:{draw(written(v, indent + 2, flow=False))}" for key, v in value.items()]
    return "\n" + "\n".join(rows)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]]]:
    """A codebook as somebody may have written it, and what it says."""
    codes = draw(st.lists(st.fixed_dictionaries({"id": NAMES}, optional=VALUES), min_size=1, max_size=4))
    outer = draw(st.sampled_from((0, 2)))
    rows = ["# oben"] if draw(st.booleans()) else []
    rows.append("codes:" + draw(st.sampled_from(("", " # all of them"))))
    number = 0
    for code in codes:
        if draw(st.booleans()):
            rows += draw(st.sampled_from(([""], ["  # about the next"], ["", "# ---", ""])))
        if draw(st.integers(0, 3)) == 0:
            inside = [f"{key}:{draw(written(value, outer + 2, flow=True))}" for key, value in code.items()]
            rows.append(" " * outer + "- {" + ", ".join(inside) + "}")
            continue
        for n, (key, value) in enumerate(code.items()):
            entry = f"{key}:{draw(written(value, outer + 2, flow=False))}"
            scalar_block = re.search(r": \|-?\n", entry)
            number += 1
            if not scalar_block and draw(st.integers(0, 3)) == 0:
                entry += f"  # c{number}"
            rows.append(" " * outer + ("- " if n == 0 else "  ") + entry)
    text = "\n".join(rows)
    # Without a line break at its end, a block that keeps its last one says something else.
    text += "\n" if "|\n" in text or draw(st.booleans()) else ""
    text = text.replace("\n", "\r\n") if draw(st.booleans()) else text
    return ("\ufeff" if draw(st.booleans()) else "") + text, codes


def codes_of(text: str) -> Sequence:
    root = parsed(text)
    assert isinstance(root, Mapping)
    found = root.entries[0][1]
    assert isinstance(found, Sequence)
    return found


def spliced(text: str, edits: list[Edit]) -> str:
    """The new text; what takes it back makes the old one, to the byte."""
    made = splice(text, edits)
    assert splice(made, inverse(text, edits)) == text
    return made


@given(documents())
def test_the_documents_of_these_tests_say_what_they_should(document):
    text, codes = document
    assert plain(codes_of(text)) == tuple(codes)


@given(documents(), st.data())
def test_keys_that_are_set_and_taken_away_read_back_as_that(document, data):
    text, codes = document
    nodes = codes_of(text)
    at = data.draw(st.integers(0, len(codes) - 1))
    changes = data.draw(st.fixed_dictionaries({}, optional={k: v | st.none() for k, v in VALUES.items()}))
    node = nodes.items[at]
    assert isinstance(node, Mapping)
    made = spliced(text, set_keys(text, node, changes, KEYS))
    wanted = [dict(code) for code in codes]
    wanted[at] = {k: v for k, v in {**wanted[at], **changes}.items() if v is not None}
    assert plain(codes_of(made)) == tuple(wanted)
    assert made.endswith("\n") == text.endswith("\n")
    assert ("\r\n" in made) == ("\r\n" in text) or "\n" not in text
    assert "\n" not in made.replace("\r\n", "") or "\r\n" not in text


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_last_lines_of_a_text_go_together(end):
    newline = end or "\n"
    text = newline.join(["codes:", "- id: xa  # c1", "  label: A", "  status: active  # c2", "  was:", "  - xb"]) + end
    node = codes_of(text).items[0]
    assert isinstance(node, Mapping)
    made = spliced(text, set_keys(text, node, {"status": None, "was": None}, KEYS))
    assert made == newline.join(["codes:", "- id: xa  # c1", "  label: A"]) + end


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
@pytest.mark.parametrize("after", [(), ("  status: active",)])
def test_what_is_new_behind_a_line_that_goes_stands_behind_the_one_before(after, end):
    newline = end or "\n"
    lines = ["codes:", "- id: xa", "  label:", "    fr: A", "    en: B"]
    text = newline.join([*lines, *after]) + end
    node = codes_of(text).items[0]
    assert isinstance(node, Mapping)
    made = spliced(text, set_keys(text, node, {"label": {"fr": "A"}, "definition": "D"}, KEYS))
    assert made == newline.join([*lines[:-1], "  definition: D", *after]) + end


@given(documents(), st.data())
def test_what_is_not_about_an_edit_stays_to_the_byte(document, data):
    """All lines of the other codes, and all comments of the one that changes but for those of what goes."""
    text, codes = document
    nodes = codes_of(text)
    at = data.draw(st.integers(0, len(codes) - 1))
    node = nodes.items[at]
    assert isinstance(node, Mapping)
    made = spliced(text, set_keys(text, node, {"status": "retired"}, KEYS))
    comments = r"# (?:c\d+|oben|about the next|---|all of them)"
    assert re.findall(comments, made) == re.findall(comments, text)
    others = [line for line in text.splitlines() if line not in made.splitlines()]
    assert len(others) <= 1


@given(documents(), st.data())
def test_an_item_that_is_inserted_stands_there_and_the_others_stay(document, data):
    text, codes = document
    at = data.draw(st.integers(0, len(codes)))
    new = data.draw(st.fixed_dictionaries({"id": NAMES}, optional=VALUES))
    made = spliced(text, insert_item(text, codes_of(text), at, new))
    assert plain(codes_of(made)) == (*codes[:at], new, *codes[at:])
    assert made.endswith("\n") == text.endswith("\n")


@given(documents(), st.data())
def test_an_item_that_is_removed_or_moved_is_gone_from_there(document, data):
    text, codes = document
    nodes = codes_of(text)
    at = data.draw(st.integers(0, len(codes) - 1))
    if len(codes) > 1:
        made = spliced(text, remove_item(text, nodes, at))
        assert plain(codes_of(made)) == (*codes[:at], *codes[at + 1 :])
    to = data.draw(st.integers(0, len(codes)))
    made = spliced(text, move_item(text, nodes, at, to))
    wanted: list[Any] = list(codes)
    wanted.insert(to, codes[at])
    del wanted[at + (at >= to)]
    assert plain(codes_of(made)) == tuple(wanted)


@given(SAID | LISTS | PROSE, SAID | LISTS | PROSE)
def test_a_node_says_its_own_value_and_no_other(one, other):
    made = splice("a: 1", set_keys("a: 1", _mapping("a: 1"), {"b": one}))
    node = _mapping(made).entries[1][1]
    assert says(node, one)
    assert says(node, other) == (one == other)


def _mapping(text: str) -> Mapping:
    node = parsed(text)
    assert isinstance(node, Mapping)
    return node


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("a: 'un' # c\n", {"a": "l'un"}, "a: 'l''un' # c\n"),
        ("a: >-\n  un\n  deux\n# c\n", {"a": "trois"}, "a: >-\n  trois\n# c\n"),
        ("a: |\n  un\n\nb: 2\n", {"a": "deux\ntrois"}, "a: |-\n  deux\n  trois\n\nb: 2\n"),
        ("a:\nb: 2\n", {"a": "un"}, "a: un\nb: 2\n"),
        ("{a: 1, b: 2} # c\n", {"a": None}, "{b: 2} # c\n"),
        ("{a: 1, b: 2, c: 3}\n", {"a": None, "c": None, "d": "4"}, '{b: 2, d: "4"}\n'),
        ("a: [x, y] # c\n", {"a": ("x", "y", "z")}, "a: [x, y, z] # c\n"),
        ("a:\n  - x # 1\n  - y # 2\n", {"a": ("y",)}, "a:\n  - y # 2\n"),
        ("a: {fr: un}\n", {"a": {"fr": "un", "en": "one"}}, "a: {fr: un, en: one}\n"),
        ("a: b\n\n\n# the end\n", {"c": "d"}, "a: b\nc: d\n\n\n# the end\n"),
        ("a: |+\n  un\n\n\nb: 1\n", {"ab": "d"}, "a: |+\n  un\n\n\nab: d\nb: 1\n"),
    ],
)
def test_an_edit_looks_like_what_a_person_would_have_written(before, changes, after):
    assert spliced(before, set_keys(before, _mapping(before), changes, ("a", "ab", "b", "c", "d"))) == after


@pytest.mark.parametrize("style", ["|", "|-", ">", ">-"])
@pytest.mark.parametrize("tail", [" ", "  \t", "\N{NO-BREAK SPACE}", "\n    ", "\n   \n  ", "\n\n    "])
@pytest.mark.parametrize("after", ["\n", "\nstatus: active\n", ""])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_spaces_at_the_end_of_a_block_go_with_it(style: str, tail: str, after: str, ends: str) -> None:
    text = f"label: {style}\n  one\n  two{tail}{after}".replace("\n", ends)
    root = parsed(text)
    assert isinstance(root, Mapping)
    for words in ("three", "three\nfour"):
        said = plain(parsed(splice(text, set_keys(text, root, {"label": words}))))
        assert said == {**plain(root), "label": words}
