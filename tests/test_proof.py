"""The files that may lose or expose a word are all watched: by `make coverage`, and by the mutants of `make mutants`."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from tests.proof import mutants
from tests.proof.files import GROUPS, LEFT_OUT
from tests.proof.page import PAGE, page
from tests.proof.survivors import EXPLAINED, Survivor, explanations, reason_for

ROOT = Path(__file__).resolve().parent.parent
WATCHED = [file for group in GROUPS.values() for file in group.files]
KEPT = json.loads((ROOT / "tests" / "proof" / "mutants.json").read_text(encoding="utf-8"))


def test_every_file_of_the_rooms_of_export_is_watched_or_left_out_with_a_reason():
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "interviewer" / "export").rglob("*.py")}
    assert there == {file for file in WATCHED if "/export/" in file} | LEFT_OUT.keys()
    assert all(LEFT_OUT.values())


def test_every_file_that_opens_or_decodes_a_journal_is_watched():
    """Who imports the disk or decodes lines is watched, but for those that stand above them and only hand events on."""
    assert {f"interviewer/session/{name}.py" for name in ("disk", "journal", "line", "folder", "draft")} <= set(WATCHED)
    assert all((ROOT / file).is_file() for file in (*WATCHED, *LEFT_OUT))


@pytest.mark.parametrize("name", GROUPS)
def test_the_tests_of_a_group_are_there_and_so_are_those_that_are_slow(name):
    group = GROUPS[name]
    assert all((ROOT / test).is_file() for test in group.tests)
    known = {
        node.name
        for test in group.tests
        for node in ast.walk(ast.parse((ROOT / test).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert set(group.slow) <= known


@pytest.mark.parametrize("file", WATCHED)
def test_no_line_is_taken_out_of_the_count_without_saying_why(file):
    for line in (ROOT / file).read_text(encoding="utf-8").split("\n"):
        assert "pragma" not in line or re.search(r"# pragma: no (cover|branch) - \w{3}", line)
        assert "no mutate" not in line


def test_a_survivor_is_known_by_its_file_its_function_and_its_change():
    one = Survivor("interviewer/a/b.py", "f", 'x.encode("utf-8")', 'x.encode("UTF-8")')
    assert one.said() == 'b.py f: x.encode("utf-8") => x.encode("UTF-8")'
    known = explanations(f'# The same\n# name.\n…"utf-8"… => …"UTF-8"…\n# Other.\n{one.said()}x\n')
    assert reason_for(one, known) == "The same name."
    assert reason_for(one, known[1:]) == ""
    assert [entry.reason for entry in known] == ["The same name.", "Other."]


def test_the_ends_of_a_run_hold_until_the_file_is_changed(tmp_path, monkeypatch):
    file = "interviewer/session/union.py"
    monkeypatch.setattr(mutants, "ENDS", tmp_path)
    assert mutants._last_ends(file) == {}
    for source, ends in ((mutants._sum(ROOT / file), {"a": 0, "b": 1}), ("another", {})):
        kept = json.dumps({"source": source, "ends": {"a": 0, "b": 1}})
        (tmp_path / "interviewer.session.union.json").write_text(kept, encoding="utf-8")
        assert mutants._last_ends(file) == ends


def test_every_survivor_of_the_last_run_is_explained_and_few_survived():
    known = explanations(EXPLAINED.read_text(encoding="utf-8"))
    said = [one for counts in KEPT.values() for one in counts["survivors"]]
    assert [one for one in said if not any(entry.pattern.fullmatch(one) for entry in known)] == []
    mutants, killed = (sum(counts[what] for counts in KEPT.values()) for what in ("mutants", "killed"))
    assert killed >= 0.9 * mutants


def test_the_page_says_what_the_last_run_found():
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_files_that_matter_most_were_tried():
    assert {Path(file).name for file in KEPT} >= {
        "line.py",
        "journal.py",
        "union.py",
        "draft.py",
        "clean.py",
        "sinks.py",
    }
