"""YAML as our files use it: what is read, what is refused, where, and what is written reads back equal."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.errors import CannotError
from interviewer.yamlfaults import HIDDEN_MADE
from interviewer.yamltext import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    Mapping,
    Node,
    Scalar,
    Sequence,
    quote,
    read,
    splice,
)

HOSTILE = sorted((Path(__file__).parent / "data" / "hostile" / "guides").glob("*.yaml"))
WRITABLE = st.text(st.characters(codec="utf-8")).filter(lambda text: not HIDDEN_MADE.search(text))


def plain(node: Node | None) -> object:
    """The tree as lists and dictionaries of texts."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def read_text(text: str) -> object:
    node, problems = read(text.encode("utf-8"))
    assert problems == ()
    return plain(node)


def found(text: str | bytes, *, in_python: bool = False) -> list[tuple[int, int, str]]:
    """Line, column and rule of each problem."""
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    return [(p.line, p.column, p.rule) for p in read(data, in_python=in_python)[1]]


def scalars(node: Node | None) -> list[Scalar]:
    if isinstance(node, Mapping):
        return [one for key, value in node.entries for one in (key, *scalars(value))]
    if isinstance(node, Sequence):
        return [one for item in node.items for one in scalars(item)]
    return [node] if isinstance(node, Scalar) else []


@pytest.mark.parametrize("text", ["no", "Non", "010", "0612345670", "10:30", "1.10", "2024-99-99", "1e3", "~", "null"])
def test_what_was_typed_is_what_is_read(text: str) -> None:
    assert read_text(f"a: {text}\n") == {"a": text}


def test_a_byte_order_mark_and_every_kind_of_line_end_are_accepted() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert read_text(f"\ufeffa: 1{end}b:{end}  - x{end}") == {"a": "1", "b": ["x"]}


def test_an_empty_file_and_one_of_comments_hold_nothing() -> None:
    assert read(b"") == (None, ())
    assert read(b"# rien\n") == (None, ())


def test_places_count_characters_whatever_stands_before() -> None:
    node, _ = read("\ufeffa: 1\r\n😀é: [x, 'y']\r\n".encode())
    places = [(one.text, one.line, one.column) for one in scalars(node)]
    assert places == [("a", 1, 1), ("1", 1, 4), ("😀é", 2, 1), ("x", 2, 6), ("y", 2, 9)]


def test_offsets_are_those_of_the_decoded_text_with_its_byte_order_mark() -> None:
    text = "\ufeffa: 'un'\r\nb: |\r\n  deux\r\n  trois\r\n\r\n# fin\r\nc: 😀 # oui\r\n"
    node, _ = read(text.encode())
    written = {one.text: text[one.start : one.end] for one in scalars(node)}
    assert written["un"] == "'un'"
    assert written["deux\ntrois\n"] == "|\r\n  deux\r\n  trois"
    assert written["😀"] == "😀"


def test_quoted_and_plain_scalars_are_told_apart() -> None:
    node, _ = read(b"[a, 'a', \"a\"]")
    assert [one.quoted for one in scalars(node)] == [False, True, True]


def test_the_prototype_of_a_slip_is_explained_with_its_remedy() -> None:
    _, (problem,) = read("ask: Votre rôle : lequel ?\n".encode())
    assert (problem.rule, problem.line, problem.column) == ("yaml_colon_in_value", 1, 17)
    assert problem.facts()["fixed"] == 'ask: "Votre rôle : lequel ?"'
    assert read_text(str(problem.facts()["fixed"])) == {"ask": "Votre rôle : lequel ?"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: {id: x, ask: Qui : vous ?}\n", (1, 21, "yaml_colon")),
        ("title: x\n  version: 3\n", (2, 3, "yaml_indentation")),
        ("  a: 1\nb: 2\n", (2, 1, "yaml_indentation")),
        ("ask:Votre\nb: 1\n", (1, 4, "yaml_glued_colon")),
        ("ask: >-\nRacontez.\naim: x\n", (2, 1, "yaml_no_colon")),
        ('a: "sans fin\nb: "x"\n', (1, 4, "yaml_open_quote")),
        ('a: "sans fin\nb: 1\n', (1, 4, "yaml_open_quote")),
        ("a: 'L'arrivée'\n", (1, 7, "yaml_after_quote")),
        ('a: "Le "vrai" sujet"\n', (1, 9, "yaml_after_quote")),
        ("a: [1, 2\nb: 3\n", (1, 4, "yaml_open_bracket")),
        ("a: [rires] oui\n", (1, 4, "yaml_starts_with")),
        ("a: @x\n", (1, 4, "yaml_starts_with")),
        ("a: `x`\n", (1, 4, "yaml_starts_with")),
        ("a: %x\n", (1, 4, "yaml_starts_with")),
        ("a: - b\n", (1, 4, "yaml_starts_with")),
        ("a: ? b\n", (1, 4, "yaml_starts_with")),
        ("a: & b\n", (1, 4, "yaml_starts_with")),
        ("a: > oui\n", (1, 4, "yaml_starts_with")),
        ("a: | oui\n", (1, 4, "yaml_starts_with")),
        ("a: *b\n", (1, 4, "yaml_alias")),
        ("a: !Attention !\n", (1, 4, "yaml_tag")),
        ("a:\n\t- b\n", (2, 1, "yaml_tab")),
        ("a: |\n\tx\n", (2, 1, "yaml_tab")),
        ("a: {x: y}}\n", (1, 10, "yaml_extra_bracket")),
        ("%YAML 9.9\n---\na: 1\n", (1, 1, "yaml_directive")),
        ('a: "\\q"\n', (1, 5, "yaml_escape")),
        ('a: "\\ud800"\n', (1, 5, "hidden_escape")),
        ("a: 1\n---\nb: 2\n", (2, 1, "yaml_second_document")),
        ("? [a]\n: c\n", (1, 3, "yaml_key_not_text")),
        ("a: Le sujet #3 en cause\n", (1, 13, "yaml_hash")),
        ("a:\n- b\n - c\n", (3, 2, "yaml_swallowed_item")),
    ],
)
@pytest.mark.parametrize("in_python", [False, True])
def test_each_slip_is_named_for_what_it_is_by_both_parsers(
    text: str, expected: tuple[int, int, str], *, in_python: bool
) -> None:
    assert found(text, in_python=in_python) == [expected]


def test_all_problems_are_listed_in_one_run_in_the_order_of_their_places() -> None:
    text = 'a: &x 1\na: !t 2\nb: *x\n? [k]\n: 1\nc: "\\e"\nd: \u202eoui\n'
    rules = [rule for _, _, rule in found(text)]
    expected = ["yaml_anchor", "duplicate_key", "yaml_tag", "yaml_alias", "yaml_key_not_text"]
    assert rules == [*expected, "hidden_escape", "hidden_character"]


def test_a_duplicate_key_names_the_line_of_the_first() -> None:
    _, (problem,) = read(b"a: 1\nb: 2\na: 3\n")
    assert (problem.line, problem.facts()) == (3, {"key": "a", "first": 1})


def test_problems_after_hidden_characters_are_still_found() -> None:
    assert found("a: \x07x\u2028y\nb: 1\nb: 2\n") == [
        (1, 4, "hidden_character"),
        (1, 6, "hidden_character"),
        (3, 1, "duplicate_key"),
    ]


def test_conflict_marks_of_git_are_told_before_anything_is_parsed() -> None:
    text = "a: 1\r\n<<<<<<< HEAD\r\nb: 1\r\n=======\r\nb: : 2\r\n>>>>>>> autre\r\n<<<<<<< HEAD\r\n"
    assert found(text) == [(2, 1, "git_conflict"), (7, 1, "git_conflict")]
    assert found("a: 1\n=======\n") == [(2, 1, "git_conflict")]


def test_a_title_underlined_inside_a_text_is_no_conflict() -> None:
    assert read_text("a: |\n  Titre\n  =======\n") == {"a": "Titre\n=======\n"}


def test_a_windows_file_is_named_with_the_first_byte_and_their_count_and_read_on() -> None:
    _, problems = read("a: Été\nb: 1\nb: 2\n".encode("cp1252"))
    first, second = problems
    assert (first.rule, first.line, first.column, second.rule) == ("encoding_windows", 1, 4, "duplicate_key")
    assert first.facts() == {"byte": "0xC9", "offset": 3, "count": 2, "meant": "É"}


def test_a_file_cut_inside_a_character_is_called_damaged() -> None:
    assert found("a: é".encode()[:-1]) == [(1, 4, "encoding_broken")]
    assert found(b"a: \x81x") == [(1, 4, "encoding_broken")]


def test_other_encodings_and_other_kinds_of_file_are_named() -> None:
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        assert found("guide: x\ntitle: été\n".encode(codec)) == [(1, 1, "encoding_wide")]
    assert found(b"a: 1\nb: \0\n") == [(2, 4, "encoding_nul")]


def test_size_depth_and_elements_are_bounded() -> None:
    assert found(b"x" * (MAX_BYTES + 1)) == [(1, 1, "yaml_too_big")]
    assert found("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert found("[" * 200_000) == [(1, MAX_DEPTH + 1, "yaml_too_deep")]
    assert found("[" + "a," * MAX_ELEMENTS + "]")[0][2] == "yaml_too_many"
    assert found("[" + "a," * (MAX_ELEMENTS - 1) + "]") == []


def test_hidden_characters_without_number_are_counted_rather_than_listed() -> None:
    _, problems = read(("a: " + "\u202e" * 300_000).encode())
    assert len(problems) < 20
    assert problems[-1].facts() == {"count": 300_000 - len(problems) + 1}


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_hostile_files_are_read_or_refused_with_a_place(path: Path) -> None:
    _, problems = read(path.read_bytes(), path.name)
    assert all(p.path == path.name and p.line >= 1 and p.column >= 1 for p in problems)


def test_the_tree_of_a_guide_is_the_same_from_both_parsers() -> None:
    for path in (Path(__file__).parent.parent / "guides").glob("*.yaml"):
        assert read(path.read_bytes()) == read(path.read_bytes(), in_python=True)


@given(WRITABLE)
def test_a_quoted_text_reads_back_equal_as_value_key_and_item(text: str) -> None:
    written = quote(text)
    assert read_text(f"a: {written}\n") == {"a": text}
    assert read_text(f"[{written}, {{b: {written}}}]") == [text, {"b": text}]
    if text:
        assert read_text(f"{written}: a\n") == {text: "a"}


@given(WRITABLE)
def test_other_readers_take_a_quoted_text_for_the_same_text(text: str) -> None:
    import yaml

    assert yaml.safe_load(f"a: {quote(text)}\n") == {"a": text}


@pytest.mark.parametrize("text", ["\0", "\r", "a\x1b[2J", "\u202e", "\ud800", "\u2028", "\ufeff"])
def test_a_text_that_guides_may_not_hold_is_not_written(text: str) -> None:
    with pytest.raises(CannotError):
        quote(text)


def test_plain_words_are_written_without_quotes() -> None:
    assert [quote(word) for word in ("Accueil", "oui", "l'accueil", "a: b", "", "12")] == [
        "Accueil",
        '"oui"',
        "l'accueil",
        '"a: b"',
        '""',
        '"12"',
    ]


def test_a_splice_changes_its_places_and_not_one_character_else() -> None:
    text = "a: un # premier\nb:   'deux'\n"
    node, _ = read(text.encode())
    one, two = [scalar for scalar in scalars(node) if scalar.text in {"un", "deux"}]
    edits = [(two.start, two.end, quote("oui")), (one.start, one.end, quote("né : là"))]
    assert splice(text, edits) == 'a: "né : là" # premier\nb:   "oui"\n'


@given(st.text(), st.lists(st.integers(0, 30), min_size=2, max_size=8))
def test_a_splice_of_what_stands_there_changes_nothing(text: str, cuts: list[int]) -> None:
    places = sorted({min(cut, len(text)) for cut in cuts})
    pairs = list(zip(places[::2], places[1::2], strict=False))
    assert splice(text, [(start, end, text[start:end]) for start, end in reversed(pairs)]) == text


def test_edits_that_overlap_or_lie_outside_are_refused() -> None:
    for edits in ([(0, 2, ""), (1, 3, "")], [(2, 1, "")], [(0, 9, "")], [(-1, 1, "")]):
        with pytest.raises(ValueError, match="edit"):
            splice("abc", edits)


@given(st.binary(max_size=400))
def test_any_bytes_are_met_without_a_traceback(data: bytes) -> None:
    _, problems = read(data)
    assert all(p.line >= 1 and p.column >= 1 for p in problems)


def test_any_joining_of_yaml_signs_is_met_without_a_traceback() -> None:
    chance = random.Random(7)
    signs = [*list("abé:-#'\"[]{}|>&*!%@`,?\\ \n\r\t"), "- ", ": ", "\n  ", '"\\u', "\ufeff", "---\n", "<<<<<<< a\n"]
    for _ in range(3000):
        text = "".join(chance.choices(signs, k=chance.randrange(1, 40)))
        for in_python in (False, True):
            _, problems = read(text.encode(), in_python=in_python)
            assert all(p.line >= 1 and p.column >= 1 for p in problems), text
