"""The schemas for editors: they say what the readers say, and refuse nothing that the readers take."""

import json
import os
import re
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.coding.codebook import read_codebook
from interviewer.errors import Problem
from interviewer.guide.read import read_guide
from interviewer.guide.skeleton import skeleton
from interviewer.screens.hovers.meanings import ANSWER_KEYS, EXAMPLES, FAULTS, KEYS, TITLES, VALUES
from interviewer.screens.hovers.schemas import TABLES, schema_text
from interviewer.screens.hovers.snippets import snippets
from interviewer.screens.pages.new_study import settings_text
from interviewer.shapes import Listed, OneOf
from interviewer.study.schema_files import modeline
from interviewer.study.settings import read_settings
from interviewer.study.shipped import shipped_files
from interviewer.yamltext import Mapping, Node, Scalar, read
from tests.conftest import ROOT
from tests.docs_pages import codebook_keys, guide_keys, study_keys, tables_in
from tests.errors_page import ERRORS, cases, place_in_study

READERS = {"guide": read_guide, "codebook": read_codebook, "study": read_settings}
# Rules that no schema can state: they hold one place of a file against another, or against another file.
BEYOND = {
    *("language_undeclared", "language_missing", "language_not_listed", "bounds_reversed"),
    *("duplicate_theme", "duplicate_question", "duplicate_consent", "duplicate_background", "duplicate_indicator"),
    *("duplicate_probe", "duplicate_code", "unknown_parent", "unknown_parent_near", "circular_parents"),
    *("parents_too_deep", "unknown_merge", "unknown_merge_near", "circular_merges", "same_guide", "unknown_code"),
    *("unknown_code_near", "unknown_stakeholder", "unknown_stakeholder_near", "former_id_in_use"),
    *("when_unknown", "when_unknown_near", "when_itself", "when_open", "when_empty", "when_bounds", "when_value"),
    *("when_value_near", "when_circle", "when_never", "no_public_key"),
}


@cache
def validator(kind: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads(schema_text(kind)))


# --- YAML as an editor reads it (1.2, core schema) ---

NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
INTEGER = {re.compile(r"[-+]?[0-9]+"): 10, re.compile(r"0o[0-7]+"): 8, re.compile(r"0x[0-9a-fA-F]+"): 16}
SPECIAL = {"true": True, "false": False, "null": None, "~": None, "": None}


def seen(node: Node) -> Any:
    """The value that an editor sees there."""
    if isinstance(node, Scalar):
        return node.text if node.quoted else _resolved(node.text)
    if isinstance(node, Mapping):
        return {key.text: seen(value) for key, value in node.entries}
    return [seen(item) for item in node.items]


def _resolved(text: str) -> Any:
    if text in {form for word in SPECIAL for form in (word, word.capitalize(), word.upper())}:
        return SPECIAL[text.lower()]
    for pattern, base in INTEGER.items():
        if pattern.fullmatch(text):
            return int(text, base)
    return float(text) if NUMBER.fullmatch(text) else text


def faults(kind: str, data: bytes) -> list[str]:
    """What the schema says of a file; nothing of one that holds nothing."""
    node, _problems = read(data)
    return [] if node is None else [one.message for one in validator(kind).iter_errors(seen(node))]


def errors(kind: str, data: bytes) -> list[Problem]:
    return [one for one in READERS[kind](data)[1] if one.severity == "error"]


# --- the schemas are whole ---


@pytest.mark.parametrize("kind", TABLES)
def test_a_schema_is_one_of_draft_07_and_the_same_each_time(kind):
    jsonschema.Draft7Validator.check_schema(json.loads(schema_text(kind)))
    assert schema_text(kind) == schema_text(kind)


def test_every_key_and_value_says_what_it_is_for_and_nothing_else_does():
    every = {table.name: table for root in TABLES.values() for table in tables_in(root)}
    keys = {f"{table.name}.{key.name}" for table in every.values() for key in table.keys}
    assert {key for key in keys if key not in KEYS} == {
        f"{t}.{k}" for t in ("question", "background") for k in ANSWER_KEYS
    }
    assert set(KEYS) <= keys
    assert set(every) | {"texts"} == set(TITLES)
    shapes = [key.shape for table in every.values() for key in table.keys]
    shapes += [shape.item for shape in shapes if isinstance(shape, Listed)]
    assert {option for shape in shapes if isinstance(shape, OneOf) for option in shape.options} == set(VALUES)
    assert {name for name in EXAMPLES if "." in name} <= keys
    assert {name for name in EXAMPLES if "." not in name} <= set(ANSWER_KEYS)
    assert set(snippets()) <= set(every)
    written = json.dumps([json.loads(schema_text(kind)) for kind in TABLES], ensure_ascii=False)
    assert not {kind for kind, said in FAULTS.items() if json.dumps(said, ensure_ascii=False) not in written}


def test_the_tables_of_the_docs_name_every_key_with_its_type_and_meaning():
    made = f"{guide_keys()}\n{codebook_keys()}\n{study_keys()}"
    rows = [line.split("|")[1:-1] for line in made.split("\n") if line.startswith("| `")]
    assert all(name.strip() and kind.strip() and says.strip() for name, _needed, kind, says in rows)
    named = {name.strip().strip("`") for name, *_ in rows}
    assert {key.name for root in TABLES.values() for table in tables_in(root) for key in table.keys} - named <= {
        "from",
        "to",
    }
    assert "| `ask` | required | text |" in made


# --- schema and reader agree ---


def test_shipped_files_and_skeletons_are_without_fault():
    for name, data in shipped_files():
        kind = "codebook" if name.startswith("codebook") else "guide"
        assert data.startswith(modeline(kind).encode())
        assert not faults(kind, data), name
    for language in ("fr", "en"):
        assert not faults("guide", skeleton("x", language).encode())
    text = settings_text("excel")
    assert not faults("study", text.encode())
    assert not faults("study", (ROOT / "interviewer.yaml").read_bytes())


def kind_of(case: str) -> str:
    return {"codebook.yaml": "codebook", "interviewer.yaml": "study"}.get(place_in_study(case), "guide")


@pytest.mark.parametrize("case", cases())
def test_each_case_of_the_errors_is_told_where_a_schema_can_tell(case):
    data, kind = (ERRORS / f"{case}.yaml").read_bytes(), kind_of(case)
    if read(data)[0] is None:
        return  # not YAML: the editor's own parser says so
    found = {one.rule for one in errors(kind, data)} - BEYOND
    by_yaml = {one.rule for one in read(data)[1]}
    if found - by_yaml:
        assert faults(kind, data), found
    elif not found:
        assert not faults(kind, data)


WORDS = (
    *(
        "no",
        "010",
        "10:30",
        "2026-01",
        "0612345670",
        "true",
        "False",
        "oui",
        "NO",
        "1.5",
        "-1",
        "7,5",
        "~",
        "null",
        "con",
    ),
    *(
        "lpt9",
        "a b",
        "Été",
        "fr",
        "fr-CA",
        "1e3",
        "0",
        "12",
        "1_000",
        "x" * 64,
        "x" * 65,
        "rencontre",
        "quote",
        "echo",
        "=",
        ".5",
    ),
)
NAMES = (
    "id",
    "ask",
    "aim",
    "text",
    "date",
    "scale",
    "unit",
    "other",
    "number",
    "indicator",
    "when",
    "zzz",
    "fr",
    "kind",
    "for",
)
# Texts of which an editor makes a number or a truth that no longer shows how it was written.
UNSEEN = {"1e3", ".5", "False", "1.5"}


class Plain(str):
    """A value without quotes."""

    __slots__ = ()


def leaf() -> st.SearchStrategy[Any]:
    return st.sampled_from([*map(Plain, WORDS), *WORDS, ""])


def thing() -> st.SearchStrategy[Any]:
    """A value, a short list, a small mapping."""
    small = st.dictionaries(st.sampled_from(NAMES), leaf(), max_size=3)
    return st.one_of(leaf(), leaf(), st.lists(leaf(), max_size=2), small, st.lists(small, max_size=2))


def written(value: Any) -> str:
    """The value in YAML's flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {written(one)}' for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return f"'{value}'" if "," in value or not isinstance(value, Plain) else str(value)


def starting(kind: str) -> Any:
    """A file that is right, with one of everything."""
    question = {
        "id": "q1",
        "ask": {"fr": "Quoi ?"},
        "aim": "Pourquoi",
        "must": "oui",
        "codes": ["lien"],
        "was": ["q0"],
        "when": {"role": "accueil", "age": {"from": "5", "not": ["6", "7"]}},
        "indicator": "place",
        "probes": ["Et ?", {"fr": "Hein ?"}, {"id": "p", "ask": "Ah ?", "kind": "echo"}],
        "scale": {"from": "0", "to": "10"},
    }
    back = [
        {"id": "age", "ask": "Âge ?", "number": {"from": "0", "to": "120", "unit": "ans"}},
        {"id": "role", "ask": "Rôle ?", "choice": {"a": "A", "b": {"fr": "B"}}, "other": "true"},
        {"id": "jour", "ask": "Jour ?", "date": "true"},
    ]
    theme = {
        "id": "t1",
        "title": "T",
        "aim": "A",
        "minutes": "10",
        "questions": [question, {"id": "q2", "ask": "Qui ?"}],
    }
    consent = [{"id": "notes", "for": "notes", "ask": "Oui ?", "required": "true"}]
    files: dict[str, Any] = {
        "guide": {
            "guide": "g",
            "version": "1",
            "title": "G",
            "language": "fr",
            "languages": ["fr"],
            "stakeholders": ["b"],
            "purpose": "P",
            "duration": "45",
            "group": "false",
            "opening": "Bonjour",
            "consent": consent,
            "themes": [theme],
            "background": back,
            "closing": "Merci",
        },
        "codebook": {
            "language": "fr",
            "codes": [
                {
                    "id": "lien",
                    "label": "Lien",
                    "definition": {"fr": "D"},
                    "use_when": "U",
                    "not_when": "N",
                    "example": "E",
                },
                {
                    "id": "x",
                    "label": {"en": "X"},
                    "parent": "lien",
                    "origin": "emergent",
                    "groups": ["g"],
                    "colour": "#fff",
                },
            ],
        },
        "study": {
            "languages": ["fr"],
            "stakeholders": {"b": {"label": "B", "planned": "5"}, "c": ""},
            "retention": "24",
            "notice": "1",
            "sharing": "git",
            "export": "excel",
            "cues": {},
        },
    }
    return files[kind]


def changed(draw: Any, value: Any) -> Any:
    """The value with one thing in it put otherwise, left out or added."""
    if isinstance(value, dict) and value:
        key = draw(st.sampled_from(sorted(value)))
        done = draw(st.sampled_from(("inside", "inside", "inside", "out", "in", "whole")))
        if done == "out":
            return {name: one for name, one in value.items() if name != key}
        if done == "in":
            return {**value, draw(st.sampled_from(NAMES)): draw(thing())}
        if done == "inside":
            return {name: changed(draw, one) if name == key else one for name, one in value.items()}
    elif isinstance(value, list) and value:
        at = draw(st.integers(0, len(value) - 1))
        if draw(st.booleans()):
            return [changed(draw, one) if n == at else one for n, one in enumerate(value)]
        return draw(st.sampled_from(([], value[:at] + value[at + 1 :], [*value, draw(thing())])))
    return draw(thing())


@pytest.mark.parametrize("kind", TABLES)
def test_what_the_properties_start_from_is_right(kind):
    data = written(starting(kind)).encode()
    assert not errors(kind, data)
    assert not faults(kind, data)


@given(st.data())
@settings(max_examples=int(os.environ.get("INTERVIEWER_TESTS_TRIALS", "200")))
def test_reader_and_schema_agree_on_files_that_were_changed(data):
    kind = data.draw(st.sampled_from(sorted(TABLES)))
    value = starting(kind)
    for _ in range(data.draw(st.integers(1, 2))):
        value = changed(data.draw, value)
    text = written(value).encode()
    wrong, told = errors(kind, text), faults(kind, text)
    assert wrong or not told, f"an editor would mark what is right: {told}\n{text.decode()}"
    if {one.rule for one in wrong} - BEYOND and not any(word in text.decode() for word in UNSEEN):
        assert told, f"an editor would not mark {[one.rule for one in wrong]}\n{text.decode()}"


# --- the verb ---


def test_the_verb_prints_one_schema(cli):
    result = cli("schema", "guide")
    assert (result.code, result.err) == (0, "")
    assert result.out == schema_text("guide")


def test_without_a_kind_it_writes_all_three_where_files_look_for_them(cli, study):
    result = cli("schema")
    assert result.out.split() == ["guides/guide.schema.json", "guides/codebook.schema.json", "guides/study.schema.json"]
    for kind in TABLES:
        assert (study / f"guides/{kind}.schema.json").read_text(encoding="utf-8") == schema_text(kind)
    again = cli("schema")
    assert "is up to date already" in again.err
    assert cli("check").code == 0


def test_it_writes_into_a_folder_or_under_a_name(cli, study):
    assert cli("schema", "--out", "ici").out.split()[0] == "ici/guide.schema.json"
    assert cli("schema", "study", "--out", "s.json").out == "s.json\n"
    assert json.loads((study / "s.json").read_text(encoding="utf-8"))["title"] == "Study"
    for argv in (("--out", "x.json"), ("--out", "-")):
        result = cli("schema", *argv)
        assert result.code == 2
        assert "which one" in result.err


@pytest.mark.parametrize("kind", [(), ("guide",)])
def test_a_file_is_no_folder_and_a_slip_in_a_path_makes_none(kind, cli, study):
    name = next((study / "guides").glob("*.yaml")).name
    before = (study / "guides" / name).read_bytes()
    result = cli("schema", *kind, "--out", f"guides/{name}")
    assert result.code == 1
    assert f"guides/{name} is a file, and a folder is wanted here." in result.err
    assert (study / "guides" / name).read_bytes() == before
    assert "There is no folder" in cli("schema", *kind, "--out", "nulle/part").err
    assert not (study / "nulle").exists()


def test_a_schema_of_an_older_program_is_replaced_and_another_file_is_not(cli, study):
    target = study / "guides" / "guide.schema.json"
    target.write_text('{"$comment": "Made by `interviewer schema`. Long ago."}', encoding="utf-8")
    assert cli("schema").code == 0
    assert target.read_text(encoding="utf-8") == schema_text("guide")
    target.write_text("{}", encoding="utf-8")
    result = cli("schema")
    assert result.code == 1
    assert "--force" in result.err
    assert target.read_text(encoding="utf-8") == "{}"
    assert cli("schema", "--force").code == 0
    assert target.read_text(encoding="utf-8") == schema_text("guide")
    assert not list(study.rglob("*.part"))


def test_init_and_new_write_files_that_name_their_schemas(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli("init").code == 0
    assert cli("new", "voisins").code == 0
    for name in ("codebook.yaml", "interviewer.yaml", "guides/voisins.yaml", "guides/benevoles.yaml"):
        first = (tmp_path / name).read_text(encoding="utf-8").split("\n")[0]
        named = first.partition("$schema=")[2]
        assert json.loads(((tmp_path / name).parent / named).read_text(encoding="utf-8"))["$schema"].endswith("schema#")
    (tmp_path / "guides/guide.schema.json").unlink()
    assert cli("new", "autres").code == 0
    assert (tmp_path / "guides/guide.schema.json").is_file()
