"""The page beside exported tables: it names every file and column in the language of the study, and is nobody's but ours."""

import json
from pathlib import Path

import pytest

from interviewer.export.columns import GUIDES_GIVE, TABLES, Layout, tables_for
from interviewer.export.describe import PACKAGE
from interviewer.export.dialects import BOM, DIALECTS
from interviewer.export.manifest import NAME as MANIFEST
from interviewer.export.places import READ_ME_STARTS
from interviewer.screens.pages.read_me import ENGLISH, FRENCH, WIDTH, read_me
from interviewer.screens.words import said_in
from tests import catalogue
from tests.build import Talk, study_of

LAYOUT = Layout(("venue", "place"), frozenset({"place"}), ("age",))


def page(language: str, dialect: str = "machine", *, publishable: bool = False, layout: Layout = LAYOUT) -> str:
    made = read_me(tables_for(layout), language, DIALECTS[dialect], publishable=publishable)
    return made.data.decode("utf-8-sig")


@pytest.mark.parametrize("language", ["fr", "en", "es", ""])
def test_every_file_and_column_is_described(language):
    told = " ".join(page(language).split())
    for table in TABLES:
        told_of = [(f"{table.name}.csv", table.says), *((one.name, one.says) for one in table.columns)]
        for name, says in told_of:
            assert f" {name} {' '.join(said_in(says, language).split())} " in told
    assert f"{PACKAGE}.json" in told
    assert f"{MANIFEST}.json" in told
    assert all(len(line) <= WIDTH for line in page(language).split("\n"))


def test_columns_of_the_guides_are_described_once_for_all_of_their_kind():
    told = page("en")
    for kinds in GUIDES_GIVE.values():
        assert all(told.count(f"    {one.name}… ") == 1 for one in kinds)
    assert "q_venue" not in told
    assert "background_age" not in told
    assert "value_… " not in page("en", layout=Layout(("venue",)))


def test_what_is_said_of_tables_and_columns_can_be_translated():
    said = {table.says for table in TABLES} | {one.says for table in TABLES for one in table.columns}
    given = {one.says for kinds in GUIDES_GIVE.values() for one in kinds}
    assert set(catalogue.described(catalogue.TABLES.read_text(encoding="utf-8"))) == said | given


def test_it_says_what_an_export_is_made_for():
    assert "Excel" in page("en", "excel")
    assert "Excel" not in page("en")
    assert "neutral id" in page("en", publishable=True)
    assert "neutral id" not in page("en")
    data = read_me(tables_for(LAYOUT), "fr", DIALECTS["excel"], publishable=False).data
    assert data.startswith(BOM + READ_ME_STARTS)
    assert data.count(b"\n") == data.count(b"\r\n") > 100
    assert b"\r" not in read_me(tables_for(LAYOUT), "fr", DIALECTS["machine"], publishable=False).data


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = Talk("2026-05-01-essai-p1", (("p1", "habitants"),))
    made.say("Je suis venue.", made.ask(), speaker="p1")
    study_of(tmp_path, made.done())
    (tmp_path / "interviewer.yaml").write_text("languages: [fr, en]\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_language_of_the_study_counts_not_that_of_the_screens(root, cli):
    said = cli("export", "--out", "sortie", "--for", "excel", "--lang", "en").err
    assert f"Open coded_answers.csv first; {FRENCH} says what each file and column is." in said
    assert (root / "sortie" / FRENCH).is_file()
    (root / "interviewer.yaml").write_text("languages: [en, fr]\n")
    cli("export", "--out", "other", "--lang", "fr")
    assert (root / "other" / ENGLISH).is_file()


def test_it_stands_in_the_manifest_and_an_earlier_one_is_written_over(root, cli):
    cli("export", "--out", "sortie", "--for", "excel")
    listed = {one["name"]: one for one in json.loads((root / "sortie" / f"{MANIFEST}.json").read_bytes())["files"]}
    assert listed[FRENCH]["bytes"] == (root / "sortie" / FRENCH).stat().st_size
    before = (root / "sortie" / FRENCH).read_bytes()
    (root / "sortie" / FRENCH).write_bytes(before[:-100])
    assert cli("export", "--out", "sortie", "--for", "excel").code == 0
    assert (root / "sortie" / FRENCH).read_bytes() == before


@pytest.mark.parametrize("kind", ["file", "folder", "dead link"])
def test_what_somebody_else_put_there_stays_and_the_export_is_made_all_the_same(root, cli, kind):
    theirs = root / "sortie" / FRENCH
    theirs.parent.mkdir()
    if kind == "file":
        theirs.write_text("à moi")
    elif kind == "folder":
        theirs.mkdir()
    else:
        theirs.symlink_to(root / "nowhere")
    result = cli("export", "--out", "sortie")
    assert result.code == 0
    assert FRENCH not in result.err
    assert (root / "sortie" / "coded_answers.csv").is_file()
    assert not (root / "nowhere").exists()
    assert kind != "file" or theirs.read_text() == "à moi"


def test_one_file_alone_has_no_page(root, cli):
    assert "first" not in cli("export", "--out", "une.csv").err
    assert not (root / FRENCH).exists()
