"""Every export of a study full of hostile texts: readable, equal to what was said, and harmless in what opens it."""

import csv
import getpass
import io
import json
import os
import re
import socket
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import hypothesis.strategies as st
import pytest
from hypothesis import given

from interviewer.export.dialects import EXCEL, MACHINE, decode, encode, read_table
from interviewer.sheets.formulas import needs_guard, unguarded
from interviewer.sheets.read import read_book
from interviewer.study.folder import Study
from tests.border.hostile_study import HELD, HostileStudy, dangers, hostile_study, keep_all

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ACTIVE = {"script", "iframe", "object", "embed", "img", "link", "base", "form", "svg", "a", "meta"}
HALF = re.compile("[\ud800-\udfff]")


class Export(NamedTuple):
    """One way out: what is typed, the file that is made (in the folder `out`), and what looks at it."""

    argv: tuple[str, ...]
    file: str
    look: Callable[[bytes, HostileStudy], None]


# --- what is looked at in each kind of file ---


def words_of(made: HostileStudy) -> set[str]:
    """What a file that holds all that was said must hold, as UTF-8 can hold it."""
    return {HALF.sub("\ufffd", text) for text in made.texts if text}


def _table(data: bytes, made: HostileStudy) -> None:
    dialect, header, rows = read_table(data)
    assert header
    assert all(len(row) == len(header) for row in rows)
    assert encode([header, *rows], dialect).data == data.removeprefix(dialect.bom) or dialect is EXCEL


def _answers(data: bytes, made: HostileStudy) -> None:
    _table(data, made)
    _, header, rows = read_table(data)
    for column in ("verbatim", "excerpt", "memo"):
        found = {row[header.index(column)] for row in rows}
        assert words_of(made) - found == set(), column
    guarded_ones(data, made)


def guarded_ones(data: bytes, made: HostileStudy) -> None:
    """No cell of a file for a spreadsheet can be calculated, with whichever separator it is opened."""
    if not data.startswith(b"\xef\xbb\xbf"):
        return
    text = data.decode("utf-8-sig")
    for cell in {cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row}:
        assert cell.lstrip(" \u00a0\u200b\u2060\ufeff")[:1] not in set("=+-@＝＋－＠\t\r\n") or not cell.strip(), repr(
            cell[:40]
        )
        assert not re.search(r"[,;\t]\s*=", cell) or cell.startswith("'"), repr(cell[:60])


def _json(data: bytes, made: HostileStudy) -> None:
    assert not dangers(data.decode("utf-8"))
    said = json.loads(data)
    found = set(_strings(said))
    assert set(made.texts) - {""} - found == set()


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from (str(key), *_strings(one))
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _plain_json(data: bytes, made: HostileStudy) -> None:
    assert not dangers(data.decode("utf-8"))
    json.loads(data)


def _text(data: bytes, made: HostileStudy) -> None:
    assert data
    assert not dangers(data.decode("utf-8").replace("\f", "").replace("\u200e", ""))


def _markdown(data: bytes, made: HostileStudy) -> None:
    """No HTML stands in it unescaped: `<` opens nothing."""
    _text(data, made)
    text = data.decode("utf-8")
    assert [found[0] for found in re.finditer(r"(?<!\\)<(?:script|img|!--(?! interviewer )|/script).*", text)] == []


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        harmless = tag == "meta" or tag not in ACTIVE
        for name, value in attrs:
            loads = name in {"src", "href", "srcset", "action"} or "url(" in (value or "")
            harmless = harmless and not name.startswith("on") and not loads
        if not harmless:
            self.bad.append(f"{tag} {attrs}")

    def handle_comment(self, data: str) -> None:
        self.bad.append(f"comment {data[:40]}")


def _html(data: bytes, made: HostileStudy) -> None:
    page = _Page()
    text = data.decode("utf-8")
    page.feed(text)
    assert not page.bad
    assert not dangers(text.replace("\u200e", ""))
    assert "http://" not in text.replace("http://evil.example", "")
    assert "default-src 'none'" in text


def _xml(data: bytes, made: HostileStudy) -> ET.Element:
    assert b"<!DOCTYPE" not in data
    assert b"<!ENTITY" not in data
    assert not UNFIT.search(data.decode("utf-8"))
    return ET.fromstring(data)


def _svg(data: bytes, made: HostileStudy) -> None:
    for element in _xml(data, made).iter():
        assert element.tag.rpartition("}")[2] not in {"script", "foreignObject", "image", "a", "use"}
        assert not [name for name in element.attrib if name.lower().startswith("on") or name.endswith("href")]
    assert not dangers(data.decode("utf-8"))


def _qdc(data: bytes, made: HostileStudy) -> None:
    root = _xml(data, made)
    assert {"creatingUserGUID", "creatingUser", "modifyingUser"}.isdisjoint(root.attrib)


def _package(data: bytes, made: HostileStudy) -> None:
    """An Office file: every part parses, nothing is linked outside, nothing is calculated, no macro."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            content = archive.read(name)
            assert not name.endswith((".bin", ".vba")), name
            if name.endswith((".xml", ".rels")):
                for element in _xml(content, made).iter():
                    tag = element.tag.rpartition("}")[2]
                    assert element.get("TargetMode") != "External", name
                    assert not (name.startswith("xl/worksheets") and tag == "f"), name
                    assert tag not in {"fldSimple", "object", "hyperlink"}, (name, tag)
                    assert tag != "instrText" or (element.text or "").strip() in {"PAGE", "NUMPAGES"}, name


def _workbook(data: bytes, made: HostileStudy) -> None:
    _package(data, made)
    book = read_book(data, "a.xlsx").book
    assert book is not None
    assert any(cell for sheet in book.sheets for row in sheet.rows for cell in row)


FOLDER = (
    "coded_answers", "answers", "notes", "sessions", "participants", "coverage", "indicators", "codebook",
)  # fmt: skip
EXPORTS: dict[str, Export] = {
    **{
        f"{name} {dialect}": Export(("export", "--out", "out", "--for", dialect), f"{name}.csv", _answers if name == "coded_answers" else _table)
        for name in FOLDER for dialect in ("machine", "excel")
    },
    "datapackage": Export(("export", "--out", "out"), "datapackage.json", _plain_json),
    "manifest": Export(("export", "--out", "out"), "*.json", _plain_json),
    "marks": Export(("code", "--export", "out/m.csv"), "m.csv", _table),
    "codebook csv": Export(("codebook", "export", "--to", "csv", "--for", "machine", "--out", "out/c.csv"), "c.csv", _table),
    "codebook excel": Export(("codebook", "export", "--to", "csv", "--for", "excel", "--out", "out/c.csv"), "c.csv", guarded_ones),
    "codebook taguette": Export(("codebook", "export", "--to", "csv", "--for", "taguette", "--out", "out/c.csv"), "c.csv", _table),
    "codebook qdc": Export(("codebook", "export", "--to", "qdc", "--out", "out/c.qdc"), "c.qdc", _qdc),
    "codebook md": Export(("codebook", "export", "--to", "md", "--out", "out/c.md"), "c.md", _markdown),
    "quotes md": Export(("quotes", "--all", "--out", "out/q.md"), "q.md", _markdown),
    "quotes csv": Export(("quotes", "--all", "--out", "out/q.csv"), "q.csv", _table),
    "stats csv": Export(("stats", "--by", "metier", "--out", "out/s.csv"), "s.csv", _table),
    "crosstab csv": Export(("crosstab", "--by", "metier", "--out", "out/x.csv"), "x.csv", _table),
    "agree csv": Export(("agree", "--resamples", "5", "--out", "out/a.csv"), "a.csv", _table),
    "compare csv": Export(("compare", "ana", "ben", "--out", "out/d.csv"), "d.csv", _table),
    "saturation svg": Export(("saturation", "--base", "1", "--run", "1", "--svg", "out/s.svg"), "s.svg", _svg),
    "print html": Export(("print", "essai", "--to", "html", "--out", "out/g.html"), "g.html", _html),
    "print md": Export(("print", "essai", "--to", "md", "--out", "out/g.md"), "g.md", _markdown),
    "print txt": Export(("print", "essai", "--to", "txt", "--out", "out/g.txt"), "g.txt", _text),
    "print docx": Export(("print", "essai", "--to", "docx", "--out", "out/g.docx"), "g.docx", _package),
    "translate xlsx": Export(("translate", "essai", "es", "--out", "out/t.xlsx"), "t.xlsx", _workbook),
    "translate csv": Export(("translate", "essai", "es", "--out", "out/t.csv"), "t.csv", guarded_ones),
    "xlsform": Export(("export", "xlsform", "essai", "--out", "out/f.xlsx"), "f.xlsx", _workbook),
    "show json": Export(("show", HELD, "--json", "--marks"), "-", _json),
    "show markdown": Export(("show", HELD, "--markdown", "--marks"), "-", _markdown),
    "schema": Export(("schema", "guide", "--out", "-"), "-", _plain_json),
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> HostileStudy:
    return hostile_study(tmp_path_factory.mktemp("exports") / "study")


@pytest.fixture(autouse=True)
def kept(made, cli, monkeypatch):
    """Nothing is replaced in what leaves the house."""
    monkeypatch.chdir(made.root)
    keep_all(cli, made.root)


def written(cli, made: HostileStudy, export: Export, out: Path) -> Iterator[bytes]:
    """The bytes of each file that is made."""
    out.mkdir(exist_ok=True)
    ended = cli(*(word.replace("out/", f"{out}/") if word != "out" else str(out) for word in export.argv))
    assert ended.code in (0, 3), (ended.code, ended.err)
    if export.file == "-":
        yield ended.out.encode("utf-8", "surrogatepass")
        return
    found = sorted(out.glob(export.file))
    assert found, (ended.err, sorted(out.iterdir()))
    yield from (path.read_bytes() for path in found)


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_can_be_read_says_what_was_said_and_does_nothing(name, made, cli, tmp_path, monkeypatch):
    monkeypatch.chdir(made.root)
    for data in written(cli, made, EXPORTS[name], tmp_path / "out"):
        EXPORTS[name].look(data, made)


@pytest.mark.parametrize("name", EXPORTS)
def test_no_export_says_who_made_it_on_which_machine(name, made, cli, tmp_path, monkeypatch):
    monkeypatch.chdir(made.root)
    for word in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(word, "zoegrandjean")
    traces = {b"zoegrandjean", os.environ["HOME"].encode(), str(made.root.parent).encode(), str(tmp_path).encode()}
    traces |= {one.encode() for one in (socket.gethostname(), getpass.getuser()) if len(one) > 5}
    for data in written(cli, made, EXPORTS[name], tmp_path / "out"):
        parts = [data]
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts += [archive.read(one) for one in archive.namelist()]
        assert not [trace for trace in traces if any(trace in part for part in parts)]


def test_the_codebook_reads_back_equal_from_every_format_that_holds_all_of_it(made, cli, tmp_path, monkeypatch):
    from interviewer.coding.exchange.refi import read_refi

    monkeypatch.chdir(made.root)
    was = Study(made.root).codebook()
    (data,) = written(cli, made, EXPORTS["codebook qdc"], tmp_path / "out")
    back, problems = read_refi(data)
    assert not [one for one in problems if one.severity == "error"]
    again = {one.code.id: one.code for one in back}
    assert again.keys() == {code.id for code in was.codes}
    for code in was.codes:
        for field in ("label", "definition", "use_when", "not_when", "example"):
            assert set(getattr(again[code.id], field).words.values()) == set(getattr(code, field).words.values())


@given(st.text())
def test_a_guard_goes_on_and_comes_off(text):
    cell = "'" + text if needs_guard(text) else text
    assert unguarded(cell) == text
    rows = [(text, "a")]
    fit = [(HALF.sub("\ufffd", text), "a")]
    assert decode(encode(rows, EXCEL).data, EXCEL) == fit
    assert decode(encode(rows, MACHINE).data, MACHINE) == fit


@pytest.mark.parametrize(
    "text", ["=1+1", " =1+1", "\u200b=1", "\u00a0@SUM(1)", "＝1+1", "oui,=1+1", "oui;=1+1;non", 'x";=1+1;"y', "a\t@b", "a;+cmd|' /C calc'!A0", "'déjà", "\r=1"],
)  # fmt: skip
def test_what_a_spreadsheet_could_calculate_is_guarded_also_within_and_behind_what_nobody_sees(text):
    assert needs_guard(text)
    assert encode([(text,)], EXCEL).guarded == 1


@pytest.mark.parametrize("text", ["Bon, - dit-il", "c'est ;-) voilà", "5 = cinq", "a@b.org", "l'hiver", "non, +", ""])
def test_what_people_say_every_day_stays_as_it_is(text):
    assert not needs_guard(text)
