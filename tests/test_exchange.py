"""Codebooks of other programs: read with every problem by place, written so that our reader takes back all that was said."""

import csv
import io
import json
import re
import shutil
import time
from pathlib import Path

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.coding.codebook import read_codebook
from interviewer.coding.exchange.brought import Brought
from interviewer.coding.exchange.carried import describe, take_apart
from interviewer.coding.exchange.joining import Different, Joined, join, read_back, unplaced
from interviewer.coding.exchange.markdown import escaped, to_markdown
from interviewer.coding.exchange.refi import guid, read_refi, to_refi
from interviewer.coding.exchange.tables import full_table, read_table, taguette_table
from interviewer.coding.model import Code, Codebook
from interviewer.coding.rewriting import rewritten, source
from interviewer.errors import CannotError, Problem
from interviewer.export.dialects import DIALECTS, encode
from interviewer.guide.model import Text
from interviewer.ids import is_id
from interviewer.session import events as e
from tests.build import Talk, study_of
from tests.conftest import DATA, ROOT, Cli

SCHEMA = xmlschema.XMLSchema(str(DATA / "refi" / "Codebook.xsd"))
SHIPPED = read_codebook((ROOT / "codebook.yaml").read_bytes())[0] or Codebook()
LINES = st.sampled_from(
    (
        "La joie",
        "=1+1",
        "a: b",
        "[interviewer]",
        "id: x",
        "  deux",
        "<b>&amp;\"'",
        "é 😊",
        "x[fr]: y",
        "tab\there",
        "]]>",
    )
)
PROSE = st.lists(LINES, min_size=1, max_size=4).map("\n".join) | LINES.map(lambda words: words + "\n")
IDS = (*(f"c{n}" for n in range(8)), "la-joie", "lien_2")
LANGUAGES = ("", "fr", "en", "pt-BR")


@st.composite
def books(draw: st.DrawFn, languages: tuple[str, ...] = LANGUAGES) -> Codebook:
    """Any codebook that our reader may give: parents before or after their children, texts in some languages."""
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=6, unique=True))
    texts = st.dictionaries(st.sampled_from(languages), PROSE, max_size=2).map(Text)
    labels = st.dictionaries(st.sampled_from(languages), PROSE, min_size=1, max_size=2).map(Text)
    codes = []
    for n, one in enumerate(ids):
        merged = draw(st.sampled_from(("", *ids[:n])))
        codes.append(
            Code(
                one,
                draw(labels),
                draw(texts),
                draw(texts),
                draw(texts),
                draw(texts),
                parent=draw(st.sampled_from(("", *ids[:n]))),
                origin=draw(st.sampled_from(("a_priori", "emergent", "in_vivo"))),
                groups=tuple(draw(st.lists(st.sampled_from(("social", "g-2")), max_size=2, unique=True))),
                colour=draw(st.sampled_from(("", "#4477aa", "#ABC", "bleu"))),
                status=draw(st.sampled_from(("", "retired", "draft"))),
                was=tuple(draw(st.lists(st.sampled_from(("old-1", "old-2")), max_size=2, unique=True))),
                merged_into=merged,
            )
        )
    return Codebook(tuple(draw(st.permutations(codes))))


def table(header: tuple[str, ...], rows: list[tuple[str, ...]], dialect: str) -> bytes:
    made = DIALECTS[dialect]
    return made.bom + encode([header], made).data + encode(rows, made).data


def sound(read: tuple[tuple[Brought, ...], list[Problem]]) -> tuple[Brought, ...]:
    assert [one for one in read[1] if one.severity == "error"] == []
    return read[0]


def rules(problems: list[Problem]) -> list[tuple[int, str]]:
    return [(one.line, one.rule) for one in problems]


# --- what we write comes back ---


@settings(max_examples=60)
@given(books(), st.sampled_from(LANGUAGES))
def test_a_qdc_is_valid_says_all_and_is_the_same_twice(book: Codebook, main: str) -> None:
    made = to_refi(book, main)
    SCHEMA.validate(io.BytesIO(made.data))
    assert made == to_refi(book, main)
    assert made.replaced == 0
    assert read_back(sound(read_refi(made.data))) == unplaced(book)


@settings(max_examples=60)
@given(books(), st.sampled_from(sorted(DIALECTS)))
def test_the_full_table_says_all(book: Codebook, dialect: str) -> None:
    assert read_back(sound(read_table(table(*full_table(book), dialect)))) == unplaced(book)


@settings(max_examples=60)
@given(books(("fr", "en")), st.sampled_from(("fr", "en")))
def test_a_table_for_taguette_says_all_but_its_language(book: Codebook, main: str) -> None:
    brought = sound(read_table(table(*taguette_table(book, main), "machine")))
    joined, problems = join(Codebook(), brought, main)
    assert problems == []
    assert unplaced(joined.wanted) == unplaced(book)


def test_the_shipped_codebook_goes_through_every_form_and_keeps_its_order() -> None:
    for main in ("fr", "en"):
        qdc = sound(read_refi(to_refi(SHIPPED, main).data))
        assert read_back(qdc) == unplaced(SHIPPED)
        assert [one.code.id for one in qdc] == [code.id for code in SHIPPED.codes]
    assert read_back(sound(read_table(table(*full_table(SHIPPED), "excel")))) == unplaced(SHIPPED)


def test_what_goes_out_and_comes_home_is_the_same() -> None:
    for read in (
        read_refi(to_refi(SHIPPED, "fr").data),
        read_table(table(*full_table(SHIPPED), "machine")),
        read_table(table(*taguette_table(SHIPPED, "fr"), "machine")),
    ):
        joined, problems = join(SHIPPED, sound(read), "fr", update=True)
        assert (problems, joined.new, joined.different, joined.wanted) == ([], (), (), SHIPPED)
        assert len(joined.same) == len(SHIPPED.codes)


def test_guids_are_uuids_of_version_five_that_hang_on_ids_alone() -> None:
    import uuid

    space = uuid.UUID("8f5f6d2c-1b0e-5a7e-9c3d-4a6b7c8d9e0f")
    assert guid("code", "lien") == str(uuid.uuid5(space, "code/lien")).upper()
    assert guid("code", "lien") != guid("group", "lien")


def test_characters_that_xml_cannot_hold_are_replaced_and_counted() -> None:
    made = to_refi(Codebook((Code("a", Text({"": "A\x07\ud800"}), Text({"": "b\ufffe"})),)), "")
    SCHEMA.validate(io.BytesIO(made.data))
    assert made.replaced == 3
    with pytest.raises(CannotError) as refused:
        to_refi(Codebook(), "")
    assert refused.value.problem.rule == "exchange_nothing"


@settings(max_examples=60)
@given(books())
def test_a_description_is_taken_apart_as_it_was_put_together(book: Codebook) -> None:
    for code in book.codes:
        name = code.label.said_in("fr")
        found = take_apart(describe(code, "fr", name, colour=True))
        language = "fr" if "fr" in code.label.words else next(iter(code.label.words))
        assert found.definition == code.definition.words.get(language, "")
        assert (found.language is None) == (language == "fr")


# --- what other programs write ---


def test_a_qdc_in_the_older_namespace_is_read_with_codes_sets_and_colours() -> None:
    brought, problems = read_refi((DATA / "refi" / "other-program.qdc").read_bytes())
    assert rules(problems) == [
        (0, "exchange_set_words"),
        (0, "exchange_headings"),
        (4, "exchange_group_id"),
        (7, "exchange_colour"),
        (17, "exchange_no_member"),
    ]
    joined, faults = join(Codebook(), brought, "fr")
    assert faults == []
    assert joined.proposed == joined.new == ("les-liens", "la-rencontre", "l-entraide", "a-part")
    first = joined.wanted.codes[0]
    assert (first.label, first.definition) == (Text({"fr": "Les liens"}), Text({"fr": "Ce qui relie\nles personnes."}))
    assert [(c.id, c.parent, c.colour, c.groups) for c in joined.wanted.codes] == [
        ("les-liens", "", "#46AA00", ("vie-sociale",)),
        ("la-rencontre", "les-liens", "", ()),
        ("l-entraide", "les-liens", "", ("vie-sociale",)),
        ("a-part", "", "", ()),
    ]


def test_codes_of_a_project_file_and_of_one_without_a_namespace_are_read() -> None:
    inside = '<CodeBook><Codes><Code guid="a" name="A" isCodable="true"/></Codes></CodeBook>'
    project = f'<Project xmlns="urn:QDA-XML:project:1.0" name="p">{inside}<Notes><Note guid="n"/></Notes></Project>'
    for text in (inside, project):
        assert [one.proposed for one in sound(read_refi(text.encode()))] == ["a"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "cp1252"])
def test_an_encoding_that_the_file_declares_is_read(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><CodeBook><Codes><Code guid="a" name="Été"/></Codes></CodeBook>'
    assert sound(read_refi(text.encode(encoding)))[0].code.label == Text({"": "Été"})


CODES = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{}</Codes></CodeBook>'


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<CodeBook>&x;</CodeBook>', "exchange_doctype", 1),
        (
            '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><CodeBook/>',
            "exchange_doctype",
            2,
        ),
        ("<html>\n<body/></html>", "exchange_not_refi", 1),
        ('<CodeBook xmlns="urn:other"/>', "exchange_not_refi", 1),
        ("<CodeBook>\n<Codes>\n</CodeBook>", "exchange_not_xml", 3),
        ("", "exchange_not_xml", 1),
        ("PK\x03\x04", "exchange_is_zip", 1),
        (CODES.format(""), "exchange_no_codes", 1),
        (CODES.format('\n<Code guid="a"/>'), "exchange_no_name", 2),
        (CODES.format('\n<Code guid="a" name="A\u202e"/>'), "exchange_hidden", 2),
        (CODES.format('<Code guid="a" name="A"/>\n<Code guid="{A}" name="B"/>'), "exchange_same_guid", 2),
        (
            CODES.format('<Code guid="a" name="A"><Description>[interviewer]\nid: ../x</Description></Code>'),
            "exchange_bad_id",
            1,
        ),
        (
            CODES.format(
                "\n".join(
                    f'<Code guid="{n}" name="{n}"><Description>[interviewer]\nid: x</Description></Code>'
                    for n in (1, 2)
                )
            ),
            "exchange_same_id",
            3,
        ),
        (CODES.format('<Code guid="a" name="A">\n' * 30 + "</Code>" * 30), "exchange_too_deep", 25),
        ("<CodeBook>" + "<x>" * 10_000, "exchange_too_deep", 1),
    ],
)
def test_a_hostile_qdc_ends_with_a_placed_problem(text: str, rule: str, line: int) -> None:
    brought, problems = read_refi(text.encode())
    assert (brought, [(one.line, one.rule) for one in problems if one.severity == "error"]) == ((), [(line, rule)])


def test_more_codes_than_anybody_works_with_are_refused_in_time() -> None:
    began = time.monotonic()
    many = "".join(f'<Code guid="{n}" name="Code {n}" isCodable="true"/>' for n in range(10_001))
    assert rules(read_refi(CODES.format(many).encode())[1]) == [(1, "exchange_too_many")]
    lines = "\n".join(["name,description", *(f"Code {n},x" for n in range(10_001))])
    assert rules(read_table(lines.encode())[1]) == [(10_002, "exchange_too_many")]
    brought = sound(read_table("\n".join(lines.split("\n")[:-1]).encode()))
    assert len(join(Codebook(), brought, "fr")[0].new) == 10_000
    assert time.monotonic() - began < 20


@given(
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: ("<CodeBook>" + text).encode("utf-8", "replace"))
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for read in (read_refi, read_table):
        brought, problems = read(data)
        assert brought or any(one.severity == "error" for one in problems)


TAGUETTE = """\
tag,description,number of highlights
lien,Les liens,3
lien.rencontre,Connaître quelqu'un,12
agir.emploi,Un travail,0
Dr. Martin,Un nom avec un point,1
1.5 heure,Une durée,2
"""


def test_a_codebook_of_taguette_becomes_a_tree() -> None:
    brought, problems = read_table(TAGUETTE.encode())
    assert problems == []
    joined, faults = join(Codebook(), brought, "fr")
    assert faults == []
    assert [(c.id, c.parent, c.label.said_in("fr"), c.definition.said_in("fr")) for c in joined.wanted.codes] == [
        ("lien", "", "lien", "Les liens"),
        ("rencontre", "lien", "rencontre", "Connaître quelqu'un"),
        ("agir", "", "agir", ""),
        ("emploi", "agir", "emploi", "Un travail"),
        ("dr-martin", "", "Dr. Martin", "Un nom avec un point"),
        ("1-5-heure", "", "1.5 heure", "Une durée"),
    ]
    assert joined.implied == ("agir",)


def test_newer_taguette_names_parents_too() -> None:
    text = "tag,parent,description,number of highlights\nlien,,a,1\nlien.rencontre,lien,b,2\n"
    joined, problems = join(Codebook(), sound(read_table(text.encode())), "")
    assert (problems, [(c.id, c.parent) for c in joined.wanted.codes]) == ([], [("lien", ""), ("rencontre", "lien")])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("header", ["name{}description", "Nom{}Définition", "Code{}Memo", "label{}comment"])
def test_a_plain_table_of_names_and_descriptions_is_read(separator: str, bom: bytes, header: str) -> None:
    text = header.format(separator) + f"\nLa joie{separator}Être content\n\nLe lien{separator}\n"
    joined, problems = join(Codebook(), sound(read_table(bom + text.encode())), "fr")
    assert problems == []
    assert [(c.id, c.label.said_in("fr"), c.definition.words) for c in joined.wanted.codes] == [
        ("la-joie", "La joie", {"fr": "Être content"}),
        ("le-lien", "Le lien", {}),
    ]


def test_the_codebook_table_of_an_export_comes_back() -> None:
    text = (
        "code_id,label,definition,use_when,not_when,example,parent,path,origin,groups,colour,status,marks,sessions,was,"
        "merged_into\nlien,Le lien,,,,,,lien,a_priori,social,,,3,1,,\n"
        "rencontre,La rencontre,,,,,lien,lien/rencontre,in_vivo,,,,2,1,vieux; plus-vieux,\n"
    )
    brought, problems = read_table(text.encode())
    assert problems == []
    assert [(c.id, c.parent, c.origin, c.groups, c.was) for c in join(Codebook(), brought, "fr")[0].wanted.codes] == [
        ("lien", "", "a_priori", ("social",), ()),
        ("rencontre", "lien", "in_vivo", (), ("vieux", "plus-vieux")),
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("name,description\nÉté,x\n".encode("cp1252"), [(2, "marks_not_utf8")]),
        (b"", [(1, "exchange_no_codes")]),
        (b"name,description\n", [(1, "exchange_no_codes")]),
        (b"colour,description\nred,x\n", [(1, "exchange_no_name_column")]),
        (b"name,name\na,b\n", [(1, "exchange_column_twice")]),
        (b"name,description\n,x\nb,y\n", [(2, "exchange_no_name")]),
        (b"name,description\na,x,more\n", [(2, "exchange_too_many_cells")]),
        (b'name,description\n"a,x\n', [(2, "marks_quotes")]),
        ("name,description\na\u202e,x\nb,c\x07\n".encode(), [(2, "exchange_hidden"), (3, "exchange_hidden")]),
        (
            b"id,label\n../x,X\n=cmd|'/c calc'!A0,Y\nCON,Z\n",
            [(2, "exchange_bad_id"), (3, "exchange_bad_id"), (4, "exchange_bad_id")],
        ),
        (b"id,label\na,X\na,Y\n", [(3, "exchange_same_id")]),
        (b"name,description\na,x\na,y\n", [(3, "exchange_same_name")]),
        (b"id,label,origin\na,X,born\n", [(2, "exchange_origin")]),
        (b"name,definiton,weight\na,x,3\n", [(1, "exchange_columns_left_near")]),
        (b"name,weight\na,3\n", [(1, "exchange_columns_left")]),
    ],
)
def test_every_fault_of_a_table_has_its_place(data: bytes, expected: list[tuple[int, str]]) -> None:
    found = read_table(data)[1]
    got = rules(found)
    assert [one for one in got if one[1] != "exchange_no_codes" or one in expected] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,label,parent\na,A,b\nb,B,a\n", [(2, "exchange_circle"), (3, "exchange_circle")]),
        ("id,label,parent\na,A,a\n", [(2, "exchange_circle")]),
        ("id,label,parent\na,A,nowhere\nb,B,also\n", [(2, "exchange_no_parent"), (3, "exchange_no_parent")]),
        (
            "id,label,parent\n" + "\n".join(f"c{n},C {n},{f'c{n - 1}' if n else ''}" for n in range(26)),
            [(26, "exchange_too_deep"), (27, "exchange_too_deep")],
        ),
    ],
)
def test_parents_that_do_not_fit_are_placed_and_nothing_is_joined(text: str, expected: list[tuple[int, str]]) -> None:
    joined, problems = join(SHIPPED, sound(read_table(text.encode())), "fr")
    assert (rules(problems), joined.wanted, joined.new) == (expected, SHIPPED, ())


# --- meeting a codebook that is there ---

BOOK = Codebook(
    (
        Code("lien", Text({"fr": "Le lien", "en": "Ties"}), Text({"fr": "Ce qui relie."}), colour="#4477aa"),
        Code("rencontre", Text({"fr": "La rencontre"}), parent="lien", was=("croiser",)),
        Code("agir", Text({"fr": "Agir"})),
    )
)


def joined(text: str, *, update: bool = False) -> Joined:
    made, problems = join(BOOK, sound(read_table(text.encode())), "fr", update=update)
    assert problems == []
    return made


def test_codes_are_known_by_id_by_former_id_and_by_label() -> None:
    found = joined("id,label\nlien,Le lien\ncroiser,La rencontre\n")
    assert (found.new, found.same) == ((), ("lien", "rencontre"))
    assert joined("name\nla RENCONTRE\nTies\n").same == ("rencontre", "lien")


def test_what_differs_is_named_by_field_and_stays_unless_it_shall_be_updated() -> None:
    text = "id,label,definition,definition_en,colour,parent\nlien,Les liens,,What ties,#4477AA,\nagir,Agir,,,,lien\n"
    found = joined(text)
    assert found.different == (Different("lien", ("label", "definition")), Different("agir", ("parent",)))
    assert found.wanted == BOOK
    made = joined(text, update=True).wanted
    assert made.codes[0] == Code(
        "lien",
        Text({"fr": "Les liens", "en": "Ties"}),
        Text({"fr": "Ce qui relie.", "en": "What ties"}),
        colour="#4477aa",
    )
    assert made.codes[2].parent == "lien"


def test_new_codes_stand_behind_the_last_one_below_their_parent() -> None:
    text = "id,label,parent\nfete,La fête,rencontre\nnoel,Noël,fete\nautre,Autre,\nvoisin,Le voisin,lien\n"
    assert [code.id for code in joined(text).wanted.codes] == [
        *("lien", "rencontre", "fete", "noel", "voisin", "agir", "autre"),
    ]


def test_a_name_whose_id_is_taken_gets_another_one_which_is_said() -> None:
    found = joined("name,parent\nLien,\nAgir !,Le lien\n")
    assert found.new == ("lien-2",)
    assert found.collided == {"lien-2": "lien"}
    assert found.same == ()
    assert found.different == (Different("agir", ("parent",)),)


def test_names_that_are_our_ids_are_those_codes() -> None:
    found = joined("tag,description\nlien.voisin,x\nrencontre,y\n")
    assert (found.new, found.implied, found.collided) == (("voisin",), (), {})
    assert found.different == (Different("rencontre", ("definition",)),)
    assert next(code for code in found.wanted.codes if code.id == "voisin").parent == "lien"


def test_former_ids_are_not_given_again() -> None:
    assert joined("name\nCroiser\n").new == ("croiser-2",)


# --- Markdown ---

SAYS = {
    "title": "Codebook",
    "tree": "Codes",
    "retired": "retired",
    "merged_into": "now {code}",
    "use_when": "Use when:",
    "not_when": "Not when:",
    "example": "Example:",
    "origin": "Origin:",
    "groups": "Groups:",
    "was": "Was:",
    "a_priori": "a priori",
    "emergent": "emergent",
    "in_vivo": "in vivo",
}


def test_a_codebook_reads_well_as_markdown() -> None:
    book = Codebook((*BOOK.codes, Code("vieux", Text({"fr": "*Vieux*"}), status="retired", merged_into="lien")))
    assert (
        to_markdown(book, "fr", SAYS).decode()
        == """\
# Codebook

## Codes

- Le lien (`lien`)
  - La rencontre (`rencontre`)
- Agir (`agir`)
- \\*Vieux\\* (`vieux`) — now `lien`

## Le lien (`lien`)

Ce qui relie.

- **Origin:** a priori

## La rencontre (`rencontre`)

- **Origin:** a priori
- **Was:** `croiser`

## Agir (`agir`)

- **Origin:** a priori

## \\*Vieux\\* (`vieux`) — now `lien`

- **Origin:** a priori
"""
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=60))
def test_nothing_that_was_typed_becomes_markup(text: str) -> None:
    made = escaped(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>|~]", made)
    assert not re.search(r"^\s*(?:[-+#=]|\d{1,9}[.)])", made, re.MULTILINE)


def test_tables_stay_tables_for_a_csv_reader_that_is_not_ours() -> None:
    header, rows = full_table(SHIPPED)
    found = list(csv.reader(io.StringIO(table(header, rows, "machine").decode(), newline="")))
    assert [tuple(row) for row in found] == [header, *rows]


def test_the_licence_of_the_schema_stands_beside_it() -> None:
    assert "MIT licence" in Path(DATA / "refi" / "README.md").read_text(encoding="utf-8")


def test_every_problem_of_a_foreign_file_has_words() -> None:
    from interviewer.coding import exchange
    from interviewer.screens.messages.exchange import MESSAGES

    sources = Path(exchange.__file__).parent.glob("*.py")
    used = {rule for path in sources for rule in re.findall(r'"(exchange_[a-z_]+)"', path.read_text(encoding="utf-8"))}
    assert used <= {*MESSAGES}


# --- the commands ---

YAML = """\
# Notre grille.
codes:
  - id: lien   # le premier
    label: Le lien

  # --- agir
  - {id: agir, label: Agir}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    study_of(tmp_path / "etude", codebook=YAML, settings="languages: [fr]\n")
    monkeypatch.chdir(tmp_path / "etude")
    return tmp_path / "etude"


def test_codes_are_added_and_what_was_written_stays(root: Path, cli: Cli) -> None:
    Path("t.csv").write_text("tag,description\nlien.voisin,Un voisin\nAgir,Faire\n", encoding="utf-8")
    shown = cli("codebook", "import", "t.csv", "--coder", "ana", "--dry-run")
    assert (shown.code, Path("codebook.yaml").read_text(encoding="utf-8")) == (0, YAML)
    assert "+  - id: voisin" in shown.out
    assert "~ agir: definition" in shown.err
    done = cli("codebook", "import", "t.csv", "--coder", "ana")
    assert done.code == 0
    text = Path("codebook.yaml").read_text(encoding="utf-8")
    written = [line for line in YAML.split("\n") if line]
    assert [line for line in text.split("\n") if line in written] == written
    assert "definition: Un voisin" in text
    assert "parent: lien" in text
    again = cli("codebook", "import", "t.csv", "--coder", "ana")
    assert "Nothing to do" in again.err
    assert cli("codebook", "import", "t.csv", "--coder", "ana", "--update").code == 0
    assert "definition: Faire" in Path("codebook.yaml").read_text(encoding="utf-8")
    assert cli("check").code == 0


def test_into_a_study_without_a_codebook_the_file_is_made(root: Path, cli: Cli) -> None:
    Path("codebook.yaml").unlink()
    shutil.copy(DATA / "refi" / "other-program.qdc", "o.qdc")
    assert cli("codebook", "import", "o.qdc", "--coder", "ana").code == 0
    book = read_codebook(Path("codebook.yaml").read_bytes())[0]
    assert book is not None
    assert [code.id for code in book.codes] == ["les-liens", "la-rencontre", "l-entraide", "a-part"]


def test_a_faulty_file_is_told_whole_and_changes_nothing(root: Path, cli: Cli) -> None:
    Path("t.csv").write_text("id,label,parent\n../x,X,\na,A,nowhere\nb,B,b\n", encoding="utf-8")
    refused = cli("codebook", "import", "t.csv", "--coder", "ana")
    assert refused.code == 3
    assert [line.split(" ")[0] for line in refused.err.split("\n") if line.startswith("t.csv")] == ["t.csv:2:1:"]
    Path("t.csv").write_text("id,label,parent\na,A,nowhere\nb,B,b\n", encoding="utf-8")
    refused = cli("codebook", "import", "t.csv", "--coder", "ana")
    assert [line.split(" ")[0] for line in refused.err.split("\n") if line.startswith("t.csv")] == [
        *("t.csv:2:1:", "t.csv:3:1:")
    ]
    assert Path("codebook.yaml").read_text(encoding="utf-8") == YAML
    assert cli("codebook", "import", "nowhere.csv", "--coder", "ana").code == 1
    many = "\n".join(["name", *(f"Code {n}" for n in range(9_500))])
    Path("t.csv").write_text(many, encoding="utf-8")
    assert cli("codebook", "import", "t.csv", "--coder", "ana").code == 1
    assert Path("codebook.yaml").read_text(encoding="utf-8") == YAML


@pytest.mark.parametrize("place", ["b.qdc", "b.csv", "b.md"])
def test_an_export_can_be_made_again_and_goes_over_nothing_else(root: Path, cli: Cli, place: str) -> None:
    assert cli("codebook", "export", "--out", place).code == cli("codebook", "export", "--out", place).code == 0
    made = Path(place).read_bytes()
    assert cli("codebook", "export", "--to", place.split(".")[1]).out.encode() in (
        made,
        made.removeprefix(b"\xef\xbb\xbf"),
    )
    Path(place).write_bytes(b"mine\n")
    assert (cli("codebook", "export", "--out", place).code, Path(place).read_bytes()) == (1, b"mine\n")
    assert cli("codebook", "export", "--out", "codebook.yaml", "--to", "md").code == 1
    assert Path("codebook.yaml").read_text(encoding="utf-8") == YAML
    if Path("/dev/full").exists():
        assert cli("codebook", "export", "--to", place.split(".")[1], "--out", "/dev/full").code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--to", "docx"),
        ("--out", "b.docx"),
        ("--for", "nvivo"),
        ("--to", "qdc", "--for", "excel"),
        ("--out", "b.csv", "--to", "md"),
    ],
)
def test_what_cannot_be_written_is_a_usage_error(root: Path, cli: Cli, words: tuple[str, ...]) -> None:
    assert cli("codebook", "export", *words).code == 2
    assert not list(Path().glob("b.*"))


def test_a_folder_is_called_one(root: Path, cli: Cli) -> None:
    for words in (("codebook", "import", "guides"), ("code", "--apply", "guides")):
        said = cli(*words, "--coder", "ana")
        assert (said.code, said.err) == (1, "error: guides is a folder.\n    Name a file in it.\n")


def test_a_codebook_comes_back_through_standard_input(root: Path, cli: Cli) -> None:
    for kind in ("csv", "qdc"):
        out = cli("codebook", "export", "--to", kind).out
        assert "2 codes are there already" in cli("codebook", "import", "-", "--coder", "ana", stdin=out).err
    own = cli("codebook", "import", "codebook.yaml", "--coder", "ana")
    assert (own.code, "Nothing to do" in own.err) == (0, True)
    Path("codebook.yaml").unlink()
    assert cli("codebook", "export").code == 1


@settings(max_examples=60)
@given(books(("fr", "en")), st.sampled_from((b"", YAML.encode(), b"language: fr\ncodes: []\n")))
def test_whatever_a_file_says_can_stand_in_codebook_yaml(book: Codebook, there: bytes) -> None:
    before = source(there)
    joined, problems = join(
        before.book, sound(read_refi(to_refi(book, "fr").data)), before.language or "fr", update=True
    )
    assert problems == []
    after = rewritten(before, joined.wanted)
    assert unplaced(after.book) == unplaced(joined.wanted)
    again = join(after.book, sound(read_refi(to_refi(book, "fr").data)), before.language or "fr", update=True)[0]
    assert (again.new, again.different) == ((), ())


def test_a_new_code_that_is_nearly_another_is_pointed_out(root: Path, cli: Cli) -> None:
    done = cli("codebook", "import", "-", "--coder", "ana", "--dry-run", stdin="name\nLes liens\nPeur\n")
    assert "les-liens is very much like lien. Is it another code?" in done.err
    assert "peur is" not in done.err


def test_tags_that_taguette_does_not_take_are_counted(root: Path, cli: Cli) -> None:
    names = [f"{letter * 60}" for letter in "abcd"]
    rows = "".join(
        f"  - {{id: {n}, label: {n}{f', parent: {p}' if p else ''}}}\n"
        for n, p in zip(names, ["", *names], strict=False)
    )
    Path("codebook.yaml").write_text(f"codes:\n{rows}", encoding="utf-8")
    said = cli("codebook", "export", "--for", "taguette")
    assert (said.code, "1 tag is longer than the 200 characters" in said.err) == (0, True)


@pytest.mark.parametrize("name", json.loads((DATA / "hostile" / "bad_ids.json").read_text(encoding="utf-8")))
def test_a_hostile_name_gets_a_good_id_and_a_hostile_id_is_refused(name: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["id", "label"], [name, "X"]])
    brought, problems = read_table(out.getvalue().encode("utf-8", "replace"))
    assert not brought or is_id(brought[0].code.id) or not name.strip()
    assert brought or {one.line for one in problems if one.severity == "error"} <= {2, 3}
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["name"], [name]])
    for one in read_table(out.getvalue().encode("utf-8", "replace"))[0]:
        assert all(map(is_id, join(Codebook(), [one], "")[0].new))


def test_a_file_that_is_too_large_is_not_taken_apart() -> None:
    for read in (read_refi, read_table):
        assert rules(read(b"name\n" + b"x" * (17 << 20))[1]) == [(1, "exchange_too_big")]


def test_codes_that_nobody_has_adopted_are_said_to_be_missing(root: Path, cli: Cli) -> None:
    made = Talk()
    made.mark(made.say("Fière."), "fierte", "Fière")
    made.add(e.NewCode("nc", "fierte", "La fierté", "anna"))
    made.done().write(root)
    assert "1 code was born while coding and is not in codebook.yaml" in cli("codebook", "export").err
    Path("codebook.yaml").write_text(YAML + "  - {id: orgueil, label: L'orgueil, was: [fierte]}\n", encoding="utf-8")
    assert "born while coding" not in cli("codebook", "export").err
