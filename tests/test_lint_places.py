"""Where findings stand in the file, whatever the quoting; and which comments silence which items."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.guide.quality.lint import Standards, lint
from interviewer.guide.read import read_with_tree
from interviewer.yamlfaults import double_quoted
from interviewer.yamlplaces import SPACE, comments, written_at
from interviewer.yamltext import Mapping, Scalar, read

CLOSED = "Avez-vous"
GUIDE = """\
guide: petit
version: 1
title: Petit
language: fr
languages: [fr, en]
opening: {{fr: "Vous pouvez arrêter.", en: "You may stop."}}
consent: [{{id: notes, for: notes, ask: {{fr: "Puis-je prendre des notes ?", en: "May I take notes?"}}}}]
themes:
  - id: t
    title: T
    aim: A
    questions:
      - id: q
        ask: {{fr: "Racontez-moi votre venue.", en: "Tell me how you came."}}
      - id: r
        ask: {asked}
closing: Merci.
"""
STYLES = {
    "plain": "Et alors, Avez-vous vu quelqu'un ici ?",
    "plain over lines": "Et alors,\n          Avez-vous vu\n          quelqu'un ici ?",
    "single quotes": "'Et l''accueil : Avez-vous vu quelqu''un # ici ?'",
    "double quotes": '"Et \\"là\\" :\\tAvez-vous\\u00a0vu quelqu\\x27un ici ?"',
    "double quotes over lines": '"Et\\\n          \\ alors\n\n          Avez-vous vu quelqu\'un ici ?"',
    "folded": ">-\n          Et alors,\n          # dit elle\n          Avez-vous vu quelqu'un ici ?",
    "literal": "|2-  # un commentaire\n          Et alors,\n            Avez-vous vu quelqu'un ici ?",
    "languages": '{en: "Tell me about it.", fr: "Et alors, Avez-vous vu quelqu\'un ici ?"}',
    "languages in a block": "\n          en: >-\n            Tell me about it.\n          fr: >+\n            Et alors,\n            Avez-vous vu quelqu'un ici ?\n",
}


def found(text: str) -> list[tuple[str, int, int]]:
    """What the method finds: rule, line, column."""
    guide, problems, tree = read_with_tree(text.encode(), "petit.yaml")
    assert guide is not None, problems
    assert tree is not None
    return [(one.rule, one.line, one.column) for one in lint(guide, tree, "petit.yaml", Standards()).problems]


def silenced(text: str) -> int:
    guide, problems, tree = read_with_tree(text.encode(), "petit.yaml")
    assert guide is not None, problems
    assert tree is not None
    return lint(guide, tree, "petit.yaml", Standards()).silenced


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_finding_stands_at_its_words_in_the_file(style: str, ends: str, mark: str) -> None:
    text = GUIDE.format(asked=STYLES[style])
    before = text[: text.index(CLOSED)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    whole = mark + text.replace("\n", ends)
    assert [one for one in found(whole) if one[0] == "closed"] == [("closed", line, column)]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\u2028\u2029\x85")
)


@given(WORDS.filter(str.strip), st.data())
def test_every_character_of_a_quoted_text_is_found_again(words: str, data: st.DataObject) -> None:
    single = "'" + words.replace("'", "''") + "'"
    for written in (double_quoted(words), single):
        text = f"ask: {written}\n"
        tree, _ = read(text.encode())
        if not isinstance(tree, Mapping):
            continue  # a character that no file of ours holds
        node = tree.entries[0][1]
        assert isinstance(node, Scalar)
        at = data.draw(st.integers(0, max(0, len(node.text) - 1)))
        if node.text[at : at + 1] in SPACE:
            continue
        place = written_at(text, node, at)
        assert node.start < place < node.end
        shown = text[place]
        assert shown == node.text[at] or shown == "\\"


@given(
    st.lists(st.text("abcé'\"#:-[]{}|>\\ ", min_size=1).filter(str.strip), min_size=1, max_size=6),
    st.sampled_from("|>"),
)
def test_every_character_of_a_block_text_is_found_again(lines: list[str], style: str) -> None:
    lines[0] = lines[0].lstrip()  # else it would set the indent
    body = "\n".join(f"    {line}" for line in lines)
    text = f"before: 1 # eins\nask: {style}4-  # zwei\n{body}\nafter: '#' # drei\n".replace("|4", "|").replace(
        ">4", ">"
    )
    tree, problems = read(text.encode())
    if not isinstance(tree, Mapping) or problems:
        return  # leading blanks that make another file of it
    node = tree.entries[1][1]
    assert isinstance(node, Scalar)
    for at, char in enumerate(node.text):
        if char not in SPACE:
            assert text[written_at(text, node, at)] == char
    assert [one.text for one in comments(text, tree)] == ["# eins", "# zwei", "# drei"]


def test_a_hash_inside_a_text_is_no_comment() -> None:
    text = "a: 'x # lint: ok closed'\nb: \"y # lint: ok why\"  # one\nc: |\n  # lint: ok long\nd: e#f\n# two\n'g # h': i # three"
    tree, _ = read(text.encode())
    assert tree is not None
    assert [(one.text, one.alone) for one in comments(text, tree)] == [
        ("# one", False),
        ("# two", True),
        ("# three", False),
    ]


SILENT = """\
guide: petit
version: 1
title: Petit
language: fr
opening: Vous pouvez arrêter.
consent: [{id: notes, for: notes, ask: "Puis-je prendre des notes ?"}]
themes:
  - id: t
    title: T
    aim: A
    questions:
      - id: q
        ask: Racontez-moi votre venue.
      # BEFORE
      - id: r  # FIRST
        # INSIDE
        ask: Avez-vous vu quelqu'un ici ?  # SAME
        # ABOVE PROBES
        probes:
          # ABOVE
          - "Avez-vous parlé à quelqu'un ?"  # PROBE
          - "Et encore ?"
        # AFTER
      - id: s
        ask: Racontez-moi la suite.
closing: Merci.
"""
QUESTION, PROBE = 17, 21


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ("BEFORE", [PROBE]),
        ("FIRST", [PROBE]),
        ("INSIDE", [PROBE]),
        ("SAME", [PROBE]),
        ("ABOVE PROBES", [PROBE]),
        ("ABOVE", [QUESTION]),
        ("PROBE", [QUESTION]),
    ],
)
def test_a_comment_silences_the_item_that_it_stands_on_or_above(where: str, left: list[int]) -> None:
    text = SILENT.replace(f"# {where}\n", "# lint: ok closed -- on purpose\n")
    assert [line for rule, line, _ in found(text)] == left
    assert {rule for rule, _, _ in found(text)} == {"closed"}
    assert silenced(text) == 1


def test_a_comment_at_the_end_of_an_item_belongs_to_the_item_above() -> None:
    text = SILENT.replace("# AFTER\n", "# lint: ok closed\n")
    assert [line for _, line, _ in found(text)] == [PROBE]
    deeper = SILENT.replace("        # AFTER\n", "            # lint: ok closed\n")
    assert [rule for rule, _, _ in found(deeper)] == ["closed", "closed", "silence_unused"]


def test_a_question_on_one_line_is_silenced_with_its_probes() -> None:
    asked = '{id: r, ask: "Avez-vous mangé ?", probes: ["Avez-vous dormi ?"]}'
    text = SILENT[: SILENT.index("      # BEFORE")] + f"      - {asked}  # lint: ok closed\nclosing: Merci.\n"
    assert (found(text), silenced(text)) == ([], 2)


def test_two_names_are_two_silences_and_what_is_unused_is_said() -> None:
    text = SILENT.replace("# SAME", "# lint: ok closed, leading").replace("# PROBE", "# lint: ok closed")
    assert (found(text), silenced(text)) == ([("silence_unused", QUESTION, 44)], 2)


@pytest.mark.parametrize(
    ("comment", "rule"),
    [
        ("# lint: ok", "silence_shape"),
        ("# lint:", "silence_shape"),
        ("# lint: off closed", "silence_shape"),
        ("# lint: ok closed!", "silence_shape"),
        ("# lint: ok closd", "silence_unknown_near"),
        ("# lint: ok xyzzy", "silence_unknown"),
        ("# LINT : OK Why", "silence_unused"),
        ("# lint: ok why : parce que", "silence_unused"),
        ("# lint: ok why (voulu)", "silence_unused"),
        ("# une remarque # lint: ok why", "silence_unused"),
    ],
)
def test_a_comment_that_silences_nothing_is_warned_of(comment: str, rule: str) -> None:
    text = SILENT.replace("# FIRST", comment)
    assert [name for name, line, _ in found(text) if line == 15] == [rule]


@pytest.mark.parametrize("comment", ["# linting: ok closed", "# split: ok closed", "# voir lint: ok closed", "#lint"])
def test_a_comment_about_something_else_is_left_in_peace(comment: str) -> None:
    assert [name for name, line, _ in found(SILENT.replace("# FIRST", comment)) if line == 15] == []


def test_rules_over_the_whole_are_silenced_where_they_are_placed() -> None:
    text = SILENT.replace("opening: Vous pouvez arrêter.", "opening: Bonjour.")
    assert ("no_withdrawal", 6, 1) in found(text)
    quiet = text.replace("\nconsent:", "\n# Sur la fiche. # lint: ok no_withdrawal\nconsent:")
    assert "no_withdrawal" not in [rule for rule, _, _ in found(quiet)]


@given(st.text("# lint:okclsed,\n\r\t-'\"é", max_size=60))
def test_no_comment_breaks_the_lint(noise: str) -> None:
    text = SILENT.replace("# BEFORE", "# " + noise.replace("\n", "\n# ").replace("\r", "\r# "))
    guide, _, tree = read_with_tree(text.encode(), "petit.yaml")
    if guide is not None and tree is not None:
        lint(guide, tree, "petit.yaml", Standards())
