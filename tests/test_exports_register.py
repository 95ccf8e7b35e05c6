"""The register of exports on the disk: entered whole or not at all, read past damage, merged from two machines."""

import errno
import itertools
import shutil
import time
from pathlib import Path

import pytest

from interviewer.errors import CannotError
from interviewer.session.disk import Clock
from interviewer.session.events import Exported
from interviewer.study.exports_register import FOLDER, enter, folder, holding, listed, read_register
from interviewer.study.folder import Study
from tests.faults.broken_disk import BrokenDisk, Fault

CALLS = ("create", "write", "sync", "sync_folder")


@pytest.fixture
def there(tmp_path: Path) -> Study:
    """A study without anything in it."""
    (tmp_path / "guides").mkdir()
    return Study(tmp_path)


def made(number: int, *people: str) -> Exported:
    """An export of one interview with these people."""
    return Exported(f"{number:016x}", "export", ["a.csv"], "0" * 64, {"2026-05-04-essai-g1": list(people)}, words=True)


def test_what_was_entered_is_read_back_whole_and_in_order(there):
    exports = [made(number, "p1", "p2") for number in reversed(range(5))]
    seconds = itertools.count(time.time())
    for one in exports:
        enter(there, one, clock=Clock(lambda: next(seconds), time.monotonic))
    register = read_register(there)
    assert [entry.export for entry in register.entries] == exports
    assert register.faults == ()
    assert len(list(folder(there).glob("*.jsonl"))) == len(exports)


def test_what_was_entered_in_one_millisecond_has_the_same_order_on_every_machine(there):
    now = time.time()
    for number in (3, 1, 4, 0, 2):
        enter(there, made(number), clock=Clock(lambda: now, time.monotonic))
    assert [entry.export for entry in read_register(there).entries] == [made(number) for number in range(5)]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EROFS])
def test_a_disk_that_fails_for_good_refuses_the_export(there, call, error):
    with pytest.raises(CannotError) as refused:
        enter(there, made(1), BrokenDisk(Fault(call, 1, error, forever=True)))
    assert refused.value.problem.rule == "export_not_entered"


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_disk_that_fails_once_loses_no_entry_and_doubles_none(there, call, nth):
    enter(there, made(1, "p1"), BrokenDisk(Fault(call, nth, errno.EIO)))
    assert [entry.export for entry in read_register(there).entries] == [made(1, "p1")]


def test_a_cut_or_damaged_file_hides_no_other_and_is_named(there):
    first, second = enter(there, made(1, "p1")), enter(there, made(2, "p2"))
    whole = first.read_bytes()
    for length in range(0, len(whole), 7):
        first.write_bytes(whole[:length])
        register = read_register(there)
        assert made(2, "p2") in [entry.export for entry in register.entries], length
        assert {entry.export.id for entry in register.entries} <= {made(1).id, made(2).id}
    first.write_bytes(whole.replace(b'"p1"', b'"p9"'))
    register = read_register(there)
    assert [entry.export for entry in register.entries] == [made(2, "p2")]
    assert [Path(one.path).name for one in register.faults if one.severity == "error"] == [first.name]
    assert second.is_file()


def test_two_machines_make_one_register(there, tmp_path):
    other = Study(tmp_path / "other")
    (other.root / "guides").mkdir(parents=True)
    enter(there, made(1))
    enter(other, made(2))
    for path in folder(other).glob("*.jsonl"):
        for name in (path.name, path.name.replace(".jsonl", " (1).jsonl")):  # a sync tool made a copy
            shutil.copy(path, folder(there) / name)
    register = read_register(there)
    assert sorted(entry.export.id for entry in register.entries) == [made(1).id, made(2).id]
    assert register.faults == ()


def test_no_interview_is_made_of_the_register(there):
    enter(there, made(1))
    assert there.session_ids() == ()


def test_an_export_never_goes_into_the_register(there, cli, monkeypatch):
    monkeypatch.chdir(there.root)
    result = cli("export", "--out", f"{FOLDER}/a.csv")
    assert (result.code, "exports.register" in result.err) == (1, True)
    assert not (there.root / FOLDER).exists()


def test_a_list_of_names_says_by_pseudonym_alone_who_stands_on_it():
    export = listed(".csv", {"p2": ("s1", "s2"), "p1": ("s1",), "p3": ()})
    assert (export.verb, export.files, export.manifest) == ("names", ["names.csv"], "")
    assert export.people == {"s1": ["p1", "p2"], "s2": ["p2"]}
    assert not export.words


def test_a_person_is_found_in_one_interview_or_in_any(there):
    enter(there, made(1, "p1"))
    entries = read_register(there).entries
    assert holding(entries, "p1") == holding(entries, "p1", ["2026-05-04-essai-g1"]) == entries
    assert holding(entries, "p1", ["another"]) == holding(entries, "p2") == ()
