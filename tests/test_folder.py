"""Where the files of a session are looked for, which of them count, and what is said of those that don't."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from interviewer.ids import stable_id
from interviewer.session import secrecy
from interviewer.session.disk import DISK
from interviewer.session.events import Record
from interviewer.session.folder import (
    Source,
    belongs,
    claim,
    fallback_roots,
    find_files,
    is_complete,
    moved_folders,
    places_of_sessions,
    read_session_records,
    read_sources,
    run_of,
    segment_files,
    segment_paths,
    session_key,
    session_names,
    state_home,
)
from interviewer.session.journal import Journal
from interviewer.session.line import Header, read_segment
from tests.faults.samples import KEY, said, segment_of

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")


def segment(run: str = "a" * 16, *numbers: int, key: str = KEY, wall: float = 1.0) -> bytes:
    return segment_of([said(number) for number in numbers], Header("h", 1, "", "s1", key, run), wall)


def source(data: bytes, name: str = "s1.x.jsonl", *, home: bool = True) -> Source:
    return Source(Path(name), data, read_segment(data, run_of(name)), home)


class TestPlaces:
    @pytest.mark.parametrize(
        ("system", "given", "place"),
        [
            ("linux", "{home}/of-state", "of-state"),
            ("linux", "relative", ".local/state"),
            ("linux", "", ".local/state"),
            ("darwin", "{home}/of-state", "Library/Application Support"),
            ("win32", "{home}/of-state", "local"),
        ],
    )
    def test_fall_back_files_are_where_the_system_keeps_what_is_no_document(
        self, tmp_path, monkeypatch, system, given, place
    ):
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
        monkeypatch.setenv("XDG_STATE_HOME", given.format(home=tmp_path))
        monkeypatch.setattr(sys, "platform", system)
        assert state_home() == tmp_path / place

    def test_without_any_of_these_names_there_is_a_place_too(self, tmp_path, monkeypatch):
        monkeypatch.delenv("LOCALAPPDATA")
        monkeypatch.setenv("HOME", "")
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        monkeypatch.setattr(sys, "platform", "win32")
        assert state_home() == tmp_path / "AppData" / "Local"
        monkeypatch.setenv("USERPROFILE", "")
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.delenv("XDG_STATE_HOME")
        monkeypatch.setattr(os.path, "expanduser", lambda path: str(tmp_path / "me") if path == "~" else path)
        assert state_home() == tmp_path / "me" / ".local" / "state"

    def test_each_study_has_a_fall_back_folder_of_its_own_whatever_way_leads_to_it(self, tmp_path, monkeypatch):
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        (tmp_path / "study").mkdir()
        (state,) = fallback_roots(tmp_path / "study")
        assert state == tmp_path / "state" / "interviewer" / stable_id(str((tmp_path / "study").resolve()))
        assert fallback_roots(tmp_path / "study" / ".." / "study") == [state]
        assert fallback_roots(tmp_path / "other") != [state]

    def test_places_are_the_studys_own_and_the_fall_back_ones_that_there_are(self, tmp_path, monkeypatch):
        monkeypatch.setenv("INTERVIEWER_SPARE", str(tmp_path / "stick"))
        own = str(tmp_path / "sessions")
        assert places_of_sessions(tmp_path) == [own]
        (tmp_path / "stick").mkdir()
        assert places_of_sessions(tmp_path) == [own, str(tmp_path / "stick")]


class TestClaiming:
    """Two interviews that begin at once never share a folder."""

    def test_the_folder_is_made_for_its_owner_alone(self, tmp_path):
        before = os.umask(0)
        try:
            assert claim(tmp_path, lambda taken: f"s{len(taken)}") == "s0"
        finally:
            os.umask(before)
        made = tmp_path / "sessions" / "s0"
        assert made.is_dir()
        assert os.name == "nt" or made.stat().st_mode & 0o777 == 0o700

    def test_ids_that_are_taken_are_told_fall_back_copies_included(self, tmp_path, monkeypatch):
        monkeypatch.setenv("INTERVIEWER_SPARE", str(tmp_path / "stick"))
        (tmp_path / "sessions" / "s1").mkdir(parents=True)
        (tmp_path / "stick" / "s2").mkdir(parents=True)
        (tmp_path / "stick" / "s2" / "s2.x.jsonl").write_bytes(segment())
        assert claim(tmp_path, lambda taken: f"not {sorted(taken)}") == "not ['s1', 's2']"

    def test_a_name_that_somebody_takes_meanwhile_is_not_shared(self, tmp_path):
        heard: list[set[str]] = []

        def name(taken):
            heard.append(set(taken))
            if len(heard) == 1:
                (tmp_path / "sessions" / "s1").mkdir()
            return "s2" if "s1" in taken else "s1"

        assert claim(tmp_path, name) == "s2"
        assert heard == [set(), {"s1"}]
        assert sorted(path.name for path in (tmp_path / "sessions").iterdir()) == ["s1", "s2"]

    def test_where_no_folder_can_be_made_the_journal_looks_for_another(self, tmp_path):
        (tmp_path / "sessions").write_text("a file")
        assert claim(tmp_path, lambda taken: "s1") == "s1"
        assert claim(tmp_path / "nowhere", lambda taken: "s1") == "s1"


class TestNames:
    def test_hidden_folders_those_of_systems_and_plain_files_are_no_sessions(self, tmp_path):
        for name in ("s1", "X1", ".git", "_trash"):
            (tmp_path / "sessions" / name).mkdir(parents=True)
        (tmp_path / "sessions" / "readme").write_text("")
        assert session_names(tmp_path) == ["X1", "s1"]

    def test_every_name_that_a_sync_program_gives_counts_and_no_other(self, tmp_path):
        names = ("s1.a.jsonl", "s1-PC.jsonl", "s1 (1).jsonl", "marks.lea.b.jsonl", "notes.lea.c.jsonl")
        others = ("s10.a.jsonl", "draft.s1.d.jsonl", ".s1.e.jsonl", "s1.txt", "other.jsonl")
        for name in (*names, *others):
            (tmp_path / name).write_bytes(b"")
        assert [path.name for path in segment_paths(tmp_path, "s1")] == sorted(names)
        assert segment_paths(tmp_path / "none", "s1") == []

    def test_a_folder_of_another_name_is_read_whole_but_for_drafts(self, tmp_path):
        for name in ("s1.a.jsonl", "s2.a.jsonl", "draft.s1.b.jsonl", ".s1.c.jsonl"):
            (tmp_path / name).write_bytes(b"")
        assert [path.name for path in segment_paths(tmp_path, "renamed")] == ["s1.a.jsonl", "s2.a.jsonl"]

    def test_paths_come_in_the_order_in_which_the_bytes_are_found(self, tmp_path):
        for place, name in (("home", "s1.b.jsonl"), ("home", "s1.a.jsonl"), ("state", "s1.c.jsonl")):
            (tmp_path / place / "s1").mkdir(parents=True, exist_ok=True)
            (tmp_path / place / "s1" / name).write_bytes(segment())
        places = [str(tmp_path / "home"), str(tmp_path / "state")]
        found, _ = find_files([os.path.join(place, "s1") for place in places], "s1")
        assert list(segment_files(places, "s1")) == [one.path for one in found]
        assert [one.home for one in found] == [True, True, False]
        found, _ = find_files([os.path.join(place, "s1") for place in places], "s1", first_is_home=False)
        assert [one.home for one in found] == [False] * 3

    @pytest.mark.parametrize(
        ("name", "run"),
        [
            ("s1.20260504T100000Z.0123456789abcdef.jsonl", "0123456789abcdef"),
            ("s1.20260504T100000Z.0123456789abcdef (1).jsonl", "0123456789abcdef"),
            ("s1.0123456789abcdef0.jsonl", ""),
            ("0123456789abcdef.jsonl", ""),
            ("s1.jsonl", ""),
        ],
    )
    def test_a_name_tells_the_run_where_the_header_is_lost(self, name, run):
        assert run_of(name) == run


class TestReading:
    @POSIX
    def test_a_file_that_cannot_be_read_is_named_and_hides_no_other(self, tmp_path):
        if os.geteuid() == 0:
            pytest.skip("root may read everything")
        for name in ("s1.a.jsonl", "s1.b.jsonl"):
            (tmp_path / name).write_bytes(segment("b" * 16, 1))
        (tmp_path / "s1.a.jsonl").chmod(0)
        self.named(tmp_path)

    def test_a_file_that_vanishes_between_is_named_and_hides_no_other(self, tmp_path, monkeypatch):
        for name in ("s1.a.jsonl", "s1.b.jsonl"):
            (tmp_path / name).write_bytes(segment("b" * 16, 1))
        real = os.open

        def refused(path, *more):
            if os.fspath(path).endswith("s1.a.jsonl"):
                raise PermissionError(13, "Permission denied")
            return real(path, *more)

        monkeypatch.setattr(os, "open", refused)
        self.named(tmp_path)

    def named(self, folder: Path) -> None:
        found, problems = read_sources([folder], "s1")
        assert [one.path.name for one in found] == ["s1.b.jsonl"]
        (problem,) = problems
        assert (problem.rule, problem.path) == ("journal_unreadable", str(folder / "s1.a.jsonl"))
        assert problem.facts()["why"] == "Permission denied"
        records = read_session_records([folder], "s1")
        assert (len(records.records), [one.rule for one in records.faults]) == (1, ["journal_unreadable"])

    def test_an_error_without_words_is_named_by_its_kind(self, tmp_path, monkeypatch):
        (tmp_path / "s1.a.jsonl").write_bytes(segment())

        def refused(*_):
            raise TimeoutError

        monkeypatch.setattr(os, "open", refused)
        assert [one.facts()["why"] for one in find_files([tmp_path], "s1")[1]] == ["TimeoutError"]

    def test_the_oldest_file_at_home_tells_the_key(self):
        home_late = source(segment(key="late", wall=9.0))
        home = source(segment(key="home", wall=5.0))
        away = source(segment(key="away", wall=1.0), home=False)
        assert session_key([home_late, away, home]) == "home"
        assert session_key([away]) == "away"
        assert session_key([source(b""), source(segment(key=""))]) == ""
        same = [source(segment(key="b"), "b"), source(segment(key="a"), "a")]
        assert session_key(same) == "a"

    def test_a_file_is_of_the_session_by_its_key_or_else_by_its_place(self):
        keyed, lost = segment(key="k"), b""
        assert belongs(source(keyed, home=False), "k")
        assert not belongs(source(keyed), "other")
        assert belongs(source(lost), "k")
        assert not belongs(source(lost, home=False), "k")
        assert belongs(source(lost, home=False), "")

    def test_what_was_read_of_each_run_goes_into_the_next_header(self, tmp_path):
        (tmp_path / "s1.a.jsonl").write_bytes(whole := segment("a" * 16, 1, 2))
        (tmp_path / "s1.a (1).jsonl").write_bytes(segment("a" * 16, 1))
        (tmp_path / "s1.b.jsonl").write_bytes(other := segment("b" * 16, 3))
        found = read_session_records([tmp_path], "s1")
        assert found.seen == {"a" * 16: read_segment(whole).last, "b" * 16: read_segment(other).last}
        assert [path.name for path in found.sources] == ["s1.a (1).jsonl", "s1.a.jsonl", "s1.b.jsonl"]

    def test_a_fault_that_cost_no_word_is_a_warning_and_tells_what_is_whole(self, tmp_path):
        (tmp_path / "s1.a.jsonl").write_bytes(segment("a" * 16, 1, 2) + b'{"torn')
        (problem,) = read_session_records([tmp_path], "s1").faults
        facts = {"record": 3, "last": 3, "byte": len(segment("a" * 16, 1, 2)), "length": 6, "whole": 2}
        assert (problem.rule, problem.severity, problem.line, problem.column) == ("journal_torn", "warning", 4, 0)
        assert problem.facts() == facts


class TestCutFiles:
    """A file that lost whole lines at its end is found out by what later runs had read of it."""

    def faults(self, folder: Path, **files: bytes) -> list[tuple[str, str, object]]:
        for name, data in files.items():
            (folder / f"s1.{name}.jsonl").write_bytes(data)
        found = read_session_records([folder], "s1").faults
        return [(one.rule, Path(one.path).name, one.facts().get("record")) for one in found]

    def later(self, run: str, *seen: tuple[str, str]) -> bytes:
        return segment_of([said(9)], Header("h", 1, "", "s1", KEY, run, "", dict(seen)))

    def test_the_file_is_named_and_the_record_that_is_missing_first(self, tmp_path):
        whole = read_segment(segment("a" * 16, 1, 2)).last
        later = self.later("b" * 16, ("a" * 16, whole))
        assert self.faults(tmp_path, a=segment("a" * 16, 1), b=later) == [("journal_cut", "s1.a.jsonl", 2)]

    def test_a_longer_copy_of_the_run_makes_it_whole(self, tmp_path):
        whole = read_segment(segment("a" * 16, 1, 2)).last
        later = self.later("b" * 16, ("a" * 16, whole))
        files = {"a": segment("a" * 16, 1), "a2": segment("a" * 16, 1, 2), "b": later}
        assert self.faults(tmp_path, **files) == []

    def test_each_of_two_later_runs_is_heard(self, tmp_path):
        first, both = (read_segment(segment("a" * 16, *numbers)).last for numbers in ((1,), (1, 2)))
        files = {"b": self.later("b" * 16, ("a" * 16, first)), "c": self.later("c" * 16, ("a" * 16, both))}
        assert self.faults(tmp_path, a=segment("a" * 16, 1), **files) == [("journal_cut", "s1.a.jsonl", 2)]

    @pytest.mark.parametrize("last", ["", "0" * 16])
    def test_a_run_of_which_nothing_was_read_lost_nothing(self, tmp_path, last):
        assert self.faults(tmp_path, a=segment("a" * 16, 1), b=self.later("b" * 16, ("a" * 16, last))) == []

    def test_a_run_whose_files_are_all_gone_is_not_named(self, tmp_path):
        assert self.faults(tmp_path, b=self.later("b" * 16, ("a" * 16, "1" * 16))) == []

    def test_a_file_without_a_header_is_told_of_by_its_name(self, tmp_path):
        data = segment("a" * 16, 1).split(b"\n", 1)[1]
        later = self.later("b" * 16, ("a" * 16, "1" * 16))
        faults = self.faults(tmp_path, **{"a." + "a" * 16: data, "b": later})
        assert ("journal_cut", f"s1.a.{'a' * 16}.jsonl", 2) in faults

    def anew(self, count: int, *numbers: int) -> bytes:
        """A file that was written anew with so many records behind its header, as far as it is still there."""
        header = Header("n", 1, "", "s1", KEY, "a" * 16, rewritten=count)
        return segment_of([said(number) for number in numbers], header)

    def test_a_file_that_was_written_anew_says_itself_how_long_it_is(self, tmp_path):
        later = self.later("b" * 16, ("a" * 16, "1" * 16))
        assert self.faults(tmp_path, a=self.anew(2, 1, 2), b=later) == []
        assert self.faults(tmp_path, a=self.anew(3, 1, 2), b=later) == [("journal_cut", "s1.a.jsonl", 3)]

    def test_one_whole_copy_of_a_file_that_was_written_anew_is_enough(self, tmp_path):
        later = self.later("b" * 16, ("a" * 16, "1" * 16))
        files = {"a": self.anew(3, 1), "a2": self.anew(3, 1, 2), "b": later}
        assert self.faults(tmp_path, **files) == [("journal_cut", "s1.a.jsonl", 3)]
        assert self.faults(tmp_path, **files | {"a3": self.anew(3, 1, 2, 3)}) == []

    def test_files_that_were_written_anew_hide_no_other_that_was_cut(self, tmp_path):
        runs = [f"{number:016x}" for number in range(10)]
        later = self.later("b" * 16, *((run, "1" * 16) for run in runs))
        (tmp_path / "s1.z.jsonl").write_bytes(later)
        for run in runs:
            anew = Header("n", 1, "", "s1", KEY, run, rewritten=1 if run > runs[1] else UNSET)
            (tmp_path / f"s1.{run}.jsonl").write_bytes(segment_of([said(int(run, 16))], anew))
        found = read_session_records([tmp_path], "s1").faults
        assert sorted(Path(one.path).name for one in found) == [f"s1.{run}.jsonl" for run in runs[:2]]

    def test_completeness_is_told_of_files_that_were_written_anew_only(self):
        assert is_complete(source(self.anew(2, 1, 2)))
        assert is_complete(source(self.anew(2, 1, 2, 3)))
        assert not is_complete(source(self.anew(2, 1)))
        assert not is_complete(source(segment("a" * 16, 1, 2)))
        assert not is_complete(source(b""))


def test_a_session_whose_records_were_shut_says_how_many(tmp_path):
    journal = Journal([tmp_path], "s1", KEY)
    journal.append(*(replace(said(number), text=f"~s1~{number:016x}~AAAA") for number in range(3)), said(3))
    journal.close()
    (fault,) = read_session_records([tmp_path], "s1").faults
    assert (fault.rule, fault.path, fault.facts()["count"]) == ("journal_shut", str(tmp_path), 3)


class Asked(secrecy.Plain):
    """A secrecy that notes what it was handed; `locked` as it is said."""

    def __init__(self, *, locked: bool = False) -> None:
        self.locked = locked
        self.heard: list[tuple[str, int]] = []

    def open(self, session: str, records: Iterable[Record]) -> tuple[Record, ...]:
        opened = super().open(session, records)
        self.heard.append((session, len(opened)))
        return opened


def test_while_words_are_locked_covered_ones_are_no_fault(tmp_path):
    with Journal([tmp_path], "s1", KEY) as journal:
        journal.append(replace(said(1), text=f"~s1~{1:016x}~AAAA"))
    for locked, faults in ((True, []), (False, ["journal_shut"])):
        secrecy.use(Asked(locked=locked))
        assert [one.rule for one in read_session_records([tmp_path], "s1").faults] == faults


def test_who_seals_hears_of_records_without_words_too(tmp_path):
    """Whose the words of an interview are is told by its first record, which holds none."""
    (tmp_path / "s1.a.jsonl").write_bytes(segment("a" * 16, 1, 2))
    asked = Asked()
    secrecy.use(asked)
    read_session_records([tmp_path], "s1")
    assert asked.heard == [(KEY, 2)]


def test_other_places_of_a_study_are_those_of_studies_that_were_moved_or_copied(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert moved_folders(tmp_path / "study", "s1") == []
    own = fallback_roots(tmp_path / "study")[0]
    for place in (own, own.with_name("zz"), own.with_name("aa")):
        place.mkdir(parents=True)
    assert moved_folders(tmp_path / "study", "s1") == [own.with_name("aa") / "s1", own.with_name("zz") / "s1"]


@POSIX
def test_a_link_to_a_file_of_words_is_not_read_as_one(tmp_path):
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "file").write_bytes(segment("a" * 16, 1))
    (tmp_path / "s1.a.jsonl").symlink_to(tmp_path / "away" / "file")
    assert (segment_paths(tmp_path, "s1"), read_session_records([tmp_path], "s1").records) == ([], ())


def test_files_of_another_session_in_the_folder_are_not_read(tmp_path):
    (tmp_path / "s1.a.jsonl").write_bytes(segment("a" * 16, 1))
    (tmp_path / "s2.b.jsonl").write_bytes(segment("b" * 16, 2))
    assert [record.event.id for record in read_session_records([tmp_path], "s1").records] == [said(1).id]
    assert [one.path.name for one in read_sources([tmp_path], "s1")[0]] == ["s1.a.jsonl"]
    assert [one.home for one in read_sources([tmp_path], "s1", first_is_home=False)[0]] == [False]
    (tmp_path / "s1").mkdir()
    for name in ("s1.a.jsonl", "s2.b.jsonl"):
        (tmp_path / name).rename(tmp_path / "s1" / name)
    assert list(segment_files([str(tmp_path)], "s1")) == [str(tmp_path / "s1" / "s1.a.jsonl")]


def test_a_claimed_folder_is_made_durable_by_name(tmp_path, monkeypatch):
    synced: list[str] = []
    monkeypatch.setattr(DISK, "sync_folder", synced.append)
    claim(tmp_path, lambda taken: "s1")
    assert synced == [str(tmp_path), str(tmp_path / "sessions")]
    claim(tmp_path, lambda taken: "s2")
    assert synced[2:] == synced[:2]

    def refuse(_path: str) -> None:
        raise OSError

    monkeypatch.setattr(DISK, "sync_folder", refuse)
    assert claim(tmp_path, lambda taken: "s3") == "s3"
    assert (tmp_path / "sessions" / "s3").is_dir()


def test_a_file_under_another_key_is_named(tmp_path):
    (tmp_path / "s1.a.jsonl").write_bytes(segment("a" * 16, 1))
    (tmp_path / "s1.b.jsonl").write_bytes(segment("b" * 16, 2, key="another", wall=9.0))
    (fault,) = read_session_records([tmp_path], "s1").faults
    assert (fault.rule, fault.path) == ("journal_two_keys", str(tmp_path / "s1.b.jsonl"))
