"""codebook.yaml rewritten by splices: any wanted codebook is said by the new text, and everything else of it stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from interviewer.coding.model import ORIGINS, Code, Codebook
from interviewer.coding.reshaping import differing, merged, moved, renamed
from interviewer.coding.rewriting import rewritten, source
from interviewer.coding.unsplicing import as_records, backwards, exactly, forwards
from interviewer.coding.wording import Said, as_lines, understand, worded
from interviewer.errors import CannotError, FilesError
from interviewer.guide.model import NO_TEXT, Text
from interviewer.yamlsplice import Edit
from interviewer.yamltext import splice
from tests.test_yamlsplice import PROSE, documents

IDS = st.text(st.sampled_from("abcde"), min_size=1, max_size=3)
WORDED = PROSE.map(lambda words: words.strip() or "é")
TEXTS = st.one_of(
    WORDED.map(lambda words: Text({"": words})),
    st.dictionaries(st.sampled_from(("fr", "en")), WORDED, min_size=1).map(Text),
)


@st.composite
def books(draw: st.DrawFn) -> Codebook:
    """Codes with unique ids and parents among them, none in a circle."""
    ids = draw(st.lists(IDS, min_size=1, max_size=5, unique=True))
    codes = []
    for n, code in enumerate(ids):
        parent = draw(st.sampled_from(["", *ids[:n]]))
        codes.append(
            Code(
                code,
                draw(TEXTS),
                draw(TEXTS | st.just(NO_TEXT)),
                example=draw(TEXTS | st.just(NO_TEXT)),
                parent=parent,
                origin=draw(st.sampled_from(ORIGINS)),
                groups=tuple(draw(st.lists(IDS, max_size=2, unique=True))),
                status=draw(st.sampled_from(("", "draft"))),
            )
        )
    return Codebook(tuple(codes))


HEAD = "# en-tête\ncodes:  # les codes\n"


@given(books(), books(), st.booleans())
def test_any_codebook_becomes_any_other_one_in_its_order(first, second, crlf):
    order = {code.id: n for n, code in enumerate(first.codes)}
    second = Codebook(tuple(sorted(second.codes, key=lambda code: order.get(code.id, len(order)))))
    text = HEAD + "  - {id: zzz, label: Z} # là\n"
    text = text.replace("\n", "\r\n") if crlf else text
    stand = Code("zzz", Text({"": "Z"}))
    before = source(text.encode())
    one = rewritten(before, Codebook((stand, *first.codes)))
    assert "# en-tête" in one.text
    assert "# les codes" in one.text
    assert "# là" in one.text
    two = rewritten(source(one.text.encode()), Codebook((stand, *second.codes)))
    assert differing(two.book, Codebook((stand, *second.codes))) == {}
    assert ("\n" in two.text.replace("\r\n", "")) == (not crlf)
    records = as_records(one.text, two.edits)
    assert exactly(two.text, records, back=True) == one.text
    assert exactly(one.text, records) == two.text


@settings(max_examples=60)
@given(documents(), st.data())
def test_a_code_that_changes_leaves_the_lines_of_the_others(document, data):
    text, codes = document
    ids = [code["id"] for code in codes]
    try:
        before = source(text.encode())
    except FilesError:  # ids may come twice, labels may lack
        return
    at = data.draw(st.integers(0, len(ids) - 1))
    wanted = list(before.book.codes)
    wanted[at] = replace(wanted[at], status="retired", colour="#112233")
    made = rewritten(before, Codebook(tuple(wanted)))
    assert len(made.text.splitlines()) - len(text.splitlines()) in (0, 1, 2)
    assert exactly(made.text, as_records(text, made.edits), back=True) == text


@given(st.text(st.sampled_from("ab\n"), max_size=60), st.data())
def test_splices_are_found_again_after_changes_elsewhere_or_not_at_all(text, data):
    """Never at a wrong place: where it says that it did something, doing it again forwards gives the text back."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edit = Edit(start, end, data.draw(st.text(st.sampled_from("xy"), min_size=1, max_size=4)))
    made = splice(text, [edit])
    records = as_records(text, [edit])
    assert backwards(made, records) == text
    elsewhere = "# new\n" + made + "# end\n"
    assert backwards(elsewhere, records) in (None, "# new\n" + text + "# end\n")
    assert forwards(text, records) in (None, made)


def test_two_equal_places_are_no_place():
    records = as_records("x: 1\n", [Edit(3, 4, "2")])
    assert backwards("x: 2\nx: 2\n", records) is None


def test_splices_that_lie_close_are_kept_as_one():
    text = "a: 1\nb: 2\n" + "c" * 100 + "\nd: 4\n"
    edits = [Edit(3, 4, "x"), Edit(8, 9, "y"), Edit(len(text) - 2, len(text) - 1, "z")]
    records = as_records(text, edits)
    assert [one.old for one in records] == ["1\nb: 2", "4"]
    assert exactly(text, records) == splice(text, edits)


def test_a_file_with_errors_is_not_rewritten():
    with pytest.raises(FilesError):
        source(b"codes:\n- {id: a}\n")


def test_a_value_that_only_looks_safe_is_refused_and_not_written():
    """A block that takes in the line break which a new key needs says something else then."""
    before = source(b"codes:\n- id: a\n  label: |\n    A")
    code = before.book.codes[0]
    with pytest.raises(CannotError) as met:
        rewritten(before, Codebook((replace(code, status="retired"),)))
    assert met.value.problem.rule == "codebook_not_rewritten"


# --- reshaping ---


@given(books(), st.data())
def test_no_reshaping_makes_a_circle_or_loses_a_code(book, data):
    ids = [code.id for code in book.codes]
    text = "codes:\n- {id: zzz, label: Z}\n"
    for _ in range(3):
        try:
            match data.draw(st.integers(0, 2)):
                case 0:
                    book = moved(book, data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(["", *ids])))
                case 1:
                    gone = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2))
                    book = merged(book, gone, data.draw(st.sampled_from(ids)))
                case 2:
                    old = data.draw(st.sampled_from(ids))
                    book = renamed(book, old, f"{old}x{len(ids)}")
                    ids = [code.id for code in book.codes]
        except CannotError:
            continue
    stand = Code("zzz", Text({"": "Z"}))
    made = rewritten(source(text.encode()), Codebook((stand, *book.codes)))
    assert [code.id for code in made.book.codes] == ["zzz", *ids]


# --- words ---


def test_lines_are_understood_with_languages_codes_other_names_and_blocks():
    said, problems = understand(
        'label.fr: Le lien : ici\nDéfinition: """\nun\n\ndeux\n"""\nb.use when.en: yes\nexample:\nraison: vu\n', ("b",)
    )
    assert problems == []
    assert [(one.code, one.key, one.language, one.words) for one in said] == [
        ("", "label", "fr", "Le lien : ici"),
        ("", "definition", "", "un\n\ndeux"),
        ("b", "use_when", "en", "yes"),
        ("", "example", "", ""),
        ("", "reason", "", "vu"),
    ]


def test_words_without_a_language_are_refused_where_there_are_several_and_the_other_way_round():
    both, plain = Code("a", Text({"fr": "Un", "en": "One"})), Code("a", Text({"": "Un"}))
    for code, lines, rule in (
        (both, "label: X", "words_which_language"),
        (plain, "label.en: X", "words_plain_there"),
        (plain, "label: X\nlabel.en: Y", "words_plain_and_named"),
    ):
        with pytest.raises(CannotError) as met:
            worded(code, understand(lines)[0])
        assert met.value.problem.rule == rule
    assert worded(plain, understand("label.fr: X\nlabel.en: Y")[0]).label.words == {"fr": "X", "en": "Y"}
    assert worded(both, understand("label.en:")[0]).label.words == {"fr": "Un"}


def test_a_hidden_character_is_refused_with_its_line():
    said, problems = understand("label: Un\ndefinition: a\x1bb\n")
    assert [one.key for one in said] == ["label"]
    assert [(one.rule, one.line, one.facts()["code"]) for one in problems] == [("words_hidden", 2, "U+001B")]


@given(st.sampled_from(("label", "definition")), st.sampled_from(("", "fr")), WORDED)
def test_what_was_said_is_understood_again_from_its_lines(key, language, words):
    one = Said("neuf", key, language, words.strip() or "é", 1)
    said, problems = understand("\n".join(as_lines(one)), ("neuf",))
    assert (said, problems) == ([one], [])


@given(st.text(max_size=200))
def test_any_text_is_understood_or_refused_line_by_line(text):
    said, problems = understand(text, ("a",))
    lines = text.count("\n") + 1
    assert all(1 <= one.line <= lines for one in said)
    assert all(1 <= one.line <= lines and one.column >= 1 for one in problems)
