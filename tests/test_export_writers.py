"""Where the bytes of an export go, and what is said when they can't: each part by itself, whatever the system answers."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
import os
import stat
import sys
import types
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from interviewer.coding.marks_table import COLUMNS
from interviewer.errors import CannotError, UsageError, problem
from interviewer.export import marks_file, sinks
from interviewer.export import write as writing
from interviewer.export.case import Scope
from interviewer.export.chunks import Chunk, Job, Tally
from interviewer.export.columns import CODEBOOK, TABLES
from interviewer.export.contents import contents_of, contents_of_all
from interviewer.export.describe import formats_markdown
from interviewer.export.dialects import CutError
from interviewer.export.figure_file import write_table
from interviewer.export.filters import refuse_unknown
from interviewer.export.manifest import About, FileFact, is_manifest, manifest
from interviewer.export.marks_file import write_marks
from interviewer.export.places import (
    READ_ME,
    READ_ME_STARTS,
    is_file,
    is_free,
    refuse_among_sources,
    refuse_over_others,
)
from interviewer.export.plainly import said_plainly
from interviewer.export.plan import layout_of, survey
from interviewer.export.sinks import FileSink, StreamSink, sink_for, standard_output, sync_folder
from interviewer.export.tables import moment
from interviewer.privacy.scan_outcome import ScanOutcome
from interviewer.session import events as e
from interviewer.session.disk import DISK
from interviewer.session.read import guide_from
from interviewer.study.exports_register import read_register
from interviewer.study.folder import Study
from tests.build import Talk, guide, study_of
from tests.export_stage import alone, pilot, stage, together

POSIX = pytest.mark.skipif(os.name == "nt", reason="devices and rights of POSIX")


def failing(error: BaseException):
    def call(*_, **__):
        raise error

    return call


def stream(**calls: object) -> Any:
    """A stream that does only this."""
    return types.SimpleNamespace(**calls)


def sums_of(file: Path) -> list[str]:
    """The sums of the manifest of this file: as it would be for a stream of the same bytes, and as it is."""
    told = Path(f"{file}.manifest.json").read_bytes()
    return [hashlib.sha256(one).hexdigest() for one in (told.replace(f'"{file.name}"'.encode(), b'"-"'), told)]


class TestFiles:
    def test_nothing_bears_the_name_before_commit_and_everything_after(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_bytes(b"older")
        sink = FileSink(path)
        sink.write(b"one,")
        sink.write(b"two")
        assert path.read_bytes() == b"older"
        (part,) = [one for one in tmp_path.iterdir() if one != path]
        assert part.name.startswith(".a.csv.")
        assert part.name.endswith(".part")
        assert os.name == "nt" or stat.S_IMODE(part.stat().st_mode) == 0o600
        sink.verify()
        assert path.read_bytes() == b"older"
        sink.commit()
        assert path.read_bytes() == b"one,two"
        assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]
        assert (sink.size, sink.sha256) == (7, hashlib.sha256(b"one,two").hexdigest())

    @pytest.mark.parametrize("verified", [True, False])
    def test_what_is_discarded_leaves_no_trace(self, tmp_path, verified):
        sink = FileSink(tmp_path / "a.csv")
        sink.write(b"words")
        if verified:
            sink.verify()
        sink.discard()
        sink.discard()
        assert list(tmp_path.iterdir()) == []

    def test_a_drive_that_says_yes_to_a_name_and_gives_none_is_found_out(self, tmp_path, monkeypatch):
        (tmp_path / "a.csv").write_bytes(b"older")
        sink = FileSink(tmp_path / "a.csv")
        sink.write(b"words")
        sink.verify()
        monkeypatch.setattr(os, "replace", lambda *_: None)
        with pytest.raises(CannotError) as caught:
            sink.commit()
        found = caught.value.problem
        assert (found.rule, found.facts()) == ("export_cut", {"path": str(tmp_path / "a.csv")})
        (tmp_path / "a.csv").unlink()
        with pytest.raises(CannotError):
            sink.commit()

    def test_discarding_says_nothing_of_a_place_that_breaks(self, tmp_path, monkeypatch):
        sink = FileSink(tmp_path / "a.csv")
        sink.write(b"words")
        sink._file.close()
        monkeypatch.setattr(sink, "_file", stream(close=failing(OSError(errno.EIO, "no"))))
        monkeypatch.setattr(Path, "unlink", failing(PermissionError()))
        sink.discard()

    def test_a_committed_file_is_not_taken_away_by_discarding(self, tmp_path):
        sink = FileSink(tmp_path / "a.csv")
        sink.write(b"words")
        sink.verify()
        sink.commit()
        sink.discard()
        assert (tmp_path / "a.csv").read_bytes() == b"words"

    @pytest.mark.parametrize("spoilt", [b"wordz", b"word", b"words!", b""])
    def test_a_file_that_does_not_hold_what_was_written_is_refused(self, tmp_path, spoilt):
        sink = FileSink(tmp_path / "a.csv")
        sink.write(b"words")
        (part,) = tmp_path.iterdir()
        part.write_bytes(spoilt)
        with pytest.raises(CannotError) as caught:
            sink.verify()
        assert (caught.value.problem.rule, caught.value.problem.facts()) == (
            "export_cut",
            {"path": str(tmp_path / "a.csv")},
        )
        sink.discard()
        assert list(tmp_path.iterdir()) == []

    def test_a_long_file_is_read_back_whole(self, tmp_path, monkeypatch):
        monkeypatch.setattr(sinks, "BLOCK", 4)
        sink = FileSink(tmp_path / "a.csv")
        sink.write(b"0123456789")
        (part,) = tmp_path.iterdir()
        part.write_bytes(b"012345678X")
        with pytest.raises(CannotError):
            sink.verify()
        sink.discard()

    def test_the_bytes_are_on_the_disk_before_the_name_is(self, tmp_path, monkeypatch):
        synced: list[int] = []
        monkeypatch.setattr(os, "fsync", synced.append)
        sink = FileSink(tmp_path / "a.csv")
        sink.write(b"words")
        assert synced == []
        sink.verify()
        assert len(synced) == 1
        sink.commit()

    def test_on_windows_a_file_that_a_spreadsheet_holds_is_met_before_any_name_is_given(self, tmp_path, monkeypatch):
        monkeypatch.setattr(sinks, "WINDOWS", True)
        sink = FileSink(tmp_path / "a.csv")
        sink.write(b"words")
        sink.verify()
        sink.commit()
        sink = FileSink(tmp_path / "a.csv")
        sink.write(b"newer")
        real, opened = Path.open, []

        def held(path, mode="r", *more, **named):
            if path.name == "a.csv":
                opened.append(mode)
                raise PermissionError(errno.EACCES, "held")
            return real(path, mode, *more, **named)

        monkeypatch.setattr(Path, "open", held)
        with pytest.raises(PermissionError):
            sink.verify()
        assert opened == ["r+b"]
        sink.discard()

    def test_a_name_that_is_held_for_a_moment_is_waited_for(self, tmp_path, monkeypatch):
        monkeypatch.setattr(DISK, "pauses", (0.0,))
        sink = FileSink(tmp_path / "a.csv")
        sink.write(b"words")
        sink.verify()
        real, refusals = os.replace, [PermissionError()]

        def once_held(*words):
            if refusals:
                raise refusals.pop()
            real(*words)

        monkeypatch.setattr(os, "replace", once_held)
        sink.commit()
        assert (tmp_path / "a.csv").read_bytes() == b"words"

    def test_a_system_that_takes_few_bytes_at_a_time_gets_all(self):
        class Few(io.BytesIO):
            def write(self, data):
                return super().write(bytes(data)[:2])

        out = Few()
        sink = StreamSink(out)
        sink.write(b"words")
        assert out.getvalue() == b"words"
        assert (sink.size, sink.sha256) == (5, hashlib.sha256(b"words").hexdigest())

    def test_a_stream_that_is_not_ready_is_tried_again(self):
        answers = iter([None, 0, 2, 3])
        given = []

        def write(data):
            given.append(bytes(data))
            return next(answers)

        StreamSink(stream(write=write, flush=lambda: None)).write(b"words")
        assert given == [b"words", b"words", b"words", b"rds"]


class TestStreams:
    def test_each_piece_is_flushed_and_the_stream_is_closed_only_if_it_is_ours(self):
        for ours in (True, False):
            done: list[str] = []
            file = stream(
                write=len, flush=lambda done=done: done.append("flush"), close=lambda done=done: done.append("close")
            )
            sink = StreamSink(file, close=ours)
            sink.write(b"words")
            sink.commit()
            assert done == ["flush"]
            sink.verify()
            assert done == (["flush", "close"] if ours else ["flush"])

    def test_a_stream_is_ours_unless_it_is_said_otherwise(self):
        out = io.BytesIO()
        StreamSink(out).verify()
        assert out.closed

    def test_discarding_closes_and_says_nothing_of_a_stream_that_breaks(self):
        closed = []

        def close():
            closed.append(True)
            raise OSError(errno.EPIPE, "gone")

        StreamSink(stream(close=close)).discard()
        assert closed == [True]

    def test_standard_output_is_written_without_its_buffer(self, monkeypatch):
        order: list[bytes] = []

        class Raw(io.RawIOBase):
            name = "<stdout>"

            def writable(self):
                return True

            def write(self, data):
                order.append(bytes(data))
                return len(data)

        text = io.TextIOWrapper(io.BufferedWriter(Raw()), write_through=False)
        monkeypatch.setattr(sys, "stdout", text)
        print("before", end="")
        sink = standard_output()
        assert order == [b"before"]
        sink.write(b"words")
        assert order == [b"before", b"words"]
        sink.verify()
        assert not text.buffer.closed

    def test_what_a_full_standard_output_refused_is_not_tried_again_at_the_end(self, monkeypatch):
        taken: list[bytes] = []
        refusals = [OSError(errno.ENOSPC, "No space")]

        class Full(io.RawIOBase):
            name = "<stdout>"

            def writable(self):
                return True

            def write(self, data):
                if refusals:
                    raise refusals.pop()
                taken.append(bytes(data))
                return len(data)

        text = io.TextIOWrapper(io.BufferedWriter(Full()))
        monkeypatch.setattr(sys, "stdout", text)
        with pytest.raises(OSError, match="No space"):
            standard_output().write(b"words")
        text.flush()
        assert taken == []

    def test_a_standard_output_without_a_buffer_is_written_as_it_is(self, monkeypatch):
        out = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", stream(flush=lambda: None, buffer=out))
        standard_output().write(b"words")
        assert out.getvalue() == b"words"

    def test_a_closed_standard_output_is_refused(self, monkeypatch):
        with open(os.devnull, "w", encoding="utf-8") as nothing:
            monkeypatch.setattr(sys, "stdout", nothing)
            with pytest.raises(CannotError) as caught:
                standard_output()
        assert caught.value.problem.rule == "export_stdout_closed"

    @POSIX
    def test_a_pipe_is_written_to_and_a_link_leads_to_its_file(self, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        sink = sink_for(tmp_path / "pipe")
        sink.write(b"words")
        sink.verify()
        assert os.read(reader, 9) == b"words"
        os.close(reader)
        assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
        (tmp_path / "deep").mkdir()
        (tmp_path / "link.csv").symlink_to(tmp_path / "deep" / "real.csv")
        sink = sink_for(tmp_path / "link.csv")
        sink.write(b"words")
        sink.verify()
        sink.commit()
        assert (tmp_path / "link.csv").is_symlink()
        assert (tmp_path / "deep" / "real.csv").read_bytes() == b"words"


class TestFolders:
    @POSIX
    def test_new_names_are_made_durable_and_the_folder_is_closed(self, tmp_path, monkeypatch):
        synced = []
        monkeypatch.setattr(
            os, "fsync", lambda fd: synced.append((fd, os.path.samestat(os.fstat(fd), tmp_path.stat())))
        )
        sync_folder(tmp_path)
        ((fd, same),) = synced
        assert same
        with pytest.raises(OSError, match=os.strerror(errno.EBADF)):
            os.fstat(fd)

    @POSIX
    def test_a_folder_that_cannot_be_synced_fails(self, tmp_path, monkeypatch):
        monkeypatch.setattr(os, "fsync", failing(OSError(errno.EIO, "no")))
        with pytest.raises(OSError, match="no"):
            sync_folder(tmp_path)


class TestSaidPlainly:
    @pytest.mark.parametrize(
        ("error", "stream", "rule", "reason"),
        [
            (OSError(errno.ENOSPC, "No space"), False, "export_not_written", "No space"),
            (OSError(errno.ENOSPC, "No space"), True, "export_stream_broke", "No space"),
            (TimeoutError(), False, "export_not_written", "TimeoutError"),
            (CutError(), False, "export_cut", None),
            (csv.Error("x"), True, "export_cut", None),
            (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), False, "export_cut", None),
        ],
    )
    def test_what_goes_wrong_is_a_sentence_about_the_place(self, error, stream, rule, reason):
        with pytest.raises(CannotError) as caught, said_plainly("there", stream=stream):
            raise error
        facts = {"path": "there"} | ({"reason": reason} if reason else {})
        assert (caught.value.problem.rule, caught.value.problem.facts()) == (rule, facts)
        assert caught.value.__cause__ is error

    @pytest.mark.parametrize("error", [BrokenPipeError(), KeyError("x"), CannotError("other")])
    def test_what_others_answer_for_passes_through(self, error):
        with pytest.raises(type(error)) as caught, said_plainly("there", stream=True):
            raise error
        assert caught.value is error

    def test_nothing_wrong_is_nothing_said(self):
        with said_plainly("there", stream=False):
            pass


class TestPlaces:
    @pytest.mark.parametrize(
        ("out", "answer"),
        [("a.csv", True), ("a.CSV", True), ("folder/", False), ("folder", False), ("a.b.csv", True), ("v1.2.3", False)],
    )
    def test_a_name_tells_whether_it_is_a_file(self, tmp_path, monkeypatch, out, answer):
        monkeypatch.chdir(tmp_path)
        assert is_file(out) is answer

    @pytest.mark.parametrize("out", ["a.xlsx", "a.txt", "a.j", "deep/a.parq5"])
    def test_a_file_of_another_kind_is_refused_with_the_name_it_could_have(self, out):
        with pytest.raises(UsageError) as caught:
            is_file(out)
        ending = Path(out).suffix
        facts = {"path": out, "ending": ending, "csv": out.removesuffix(ending) + ".csv"}
        assert (caught.value.problem.rule, caught.value.problem.facts()) == ("export_no_csv", facts)

    def test_what_is_there_tells_more_than_its_name(self, tmp_path):
        (tmp_path / "a.csv").mkdir()
        (tmp_path / "plain").write_text("")
        assert is_file(str(tmp_path / "a.csv")) is False
        assert is_file(str(tmp_path / "plain")) is True
        assert is_file(os.devnull) is True

    @POSIX
    def test_a_pipe_may_have_any_name_and_a_file_may_not(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.txt")
        assert is_file(str(tmp_path / "pipe.txt")) is True
        (tmp_path / "mine.txt").write_text("mine")
        with pytest.raises(UsageError):
            is_file(str(tmp_path / "mine.txt"))

    def test_nothing_goes_among_interviews_guides_and_settings(self, tmp_path):
        study = stage(tmp_path)
        for out in (
            "sessions",
            "sessions/new/deep",
            "guides/x.csv",
            "codebook.yaml",
            "interviewer.yaml",
            "x/../guides",
        ):
            with pytest.raises(CannotError) as caught:
                refuse_among_sources(study, tmp_path / out)
            assert caught.value.problem.rule == "export_among_sources"
            assert caught.value.problem.facts()["path"] == str(tmp_path / out)
        source = caught.value.problem.facts()["source"]
        assert Path(str(source)).name == "guides"
        for out in ("exports", "sessions.csv", "guides2/x.csv", "."):
            refuse_among_sources(study, tmp_path / out)

    def test_the_place_of_a_codebook_that_is_not_there_yet_is_kept_for_it(self, tmp_path):
        study = Study(study_of(tmp_path))
        assert not (tmp_path / "codebook.yaml").exists()
        with pytest.raises(CannotError) as caught:
            refuse_among_sources(study, tmp_path / "codebook.yaml" / "x.csv")
        assert Path(str(caught.value.problem.facts()["source"])).name == "codebook.yaml"

    @POSIX
    def test_another_way_to_the_same_folder_is_known(self, tmp_path):
        study = stage(tmp_path)
        (tmp_path / "other").symlink_to(tmp_path / "sessions")
        with pytest.raises(CannotError):
            refuse_among_sources(study, tmp_path / "other" / "x.csv")

    @pytest.mark.parametrize(
        ("name", "data", "ours"),
        [
            ("sessions", b"", True),
            ("sessions", b"session_id,interview_date,guide_id,guide_version,guide_sha256,guide_commit\r\n", True),
            ("sessions", b"session_id,interview_date\r\n", False),
            ("sessions", b"my,own,table,of,other,things,here\n", False),
            ("sessions", b"\xff\xfe", False),
            ("datapackage", b'{"title": "Semi-structured interviews: coded answers and their companions"}', True),
            ("datapackage", b'{"title": "mine"}', False),
            ("datapackage", b'["title"]', False),
            ("datapackage", b"[" * 100_000, False),
            ("picture", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 400">', True),
            ("picture", b"<svg>", False),
            ("page", b"<!-- interviewer quotes -->\n\nwords", True),
            ("page", b"# mine", False),
            ("read me", b"\xef\xbb\xbf[interviewer] words", True),
            ("read me", b"# mine", False),
        ],
    )
    def test_only_what_an_export_made_is_written_over(self, tmp_path, name, data, ours):
        study = Study(study_of(tmp_path / "study"))
        path = tmp_path / "file"
        path.write_bytes(data)
        if ours:
            refuse_over_others(study, {name: path})
        else:
            with pytest.raises(CannotError) as caught:
                refuse_over_others(study, {name: path})
            assert (caught.value.problem.rule, caught.value.problem.facts()["path"]) == (
                "export_over_other",
                str(path),
            )

    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_a_table_that_a_spreadsheet_saved_is_still_ours(self, tmp_path, sign):
        study = Study(study_of(tmp_path / "study"))
        head = "session_id,interview_date,guide_id,guide_version,wave,participant_id,stakeholder,other_words,q_a"
        (tmp_path / "answers").write_bytes(b"\xef\xbb\xbf" + head.replace(",", sign).encode() + b"\r\nx")
        refuse_over_others(study, {"answers": tmp_path / "answers"})
        (tmp_path / "answers").write_bytes(head.replace(",", sign).encode() + sign.encode() + b"mine\r\n")
        with pytest.raises(CannotError):
            refuse_over_others(study, {"answers": tmp_path / "answers"})

    @POSIX
    def test_a_name_is_free_where_nothing_is_or_what_an_export_made(self, tmp_path):
        path = tmp_path / "page.txt"
        assert is_free(path, READ_ME)
        for data, free in (
            (b"", True),
            (READ_ME_STARTS + b"words", True),
            (b"\xef\xbb\xbf" + READ_ME_STARTS, True),
            (b"mine", False),
        ):
            path.write_bytes(data)
            assert is_free(path, READ_ME) is free
        path.unlink()
        path.symlink_to(tmp_path / "nowhere")
        assert not is_free(path, READ_ME)
        path.unlink()
        path.mkdir()
        assert not is_free(path, READ_ME)

    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
    def test_a_table_of_ours_with_a_column_of_somebody_is_not_written_over(self, tmp_path, table, sign):
        study = Study(study_of(tmp_path / "study"))
        path = tmp_path / "file"
        path.write_bytes(sign.join(table.header).encode() + b"\r\n")
        refuse_over_others(study, {table.name: path})
        for more in ("mine", ""):
            path.write_bytes(sign.join((*table.header, more)).encode() + b"\r\n")
            with pytest.raises(CannotError) as caught:
                refuse_over_others(study, {table.name: path})
            assert caught.value.problem.rule == "export_over_other"

    def test_a_file_with_a_word_longer_than_any_header_is_not_written_over(self, tmp_path):
        study = Study(study_of(tmp_path / "study"))
        (tmp_path / "file").write_bytes(b"x" * 200_000 + b"\n")
        with pytest.raises(CannotError) as caught:
            refuse_over_others(study, {"sessions": tmp_path / "file"})
        assert caught.value.problem.rule == "export_over_other"

    def test_a_file_that_cannot_be_read_is_not_written_over(self, tmp_path, monkeypatch):
        study = Study(study_of(tmp_path / "study"))
        (tmp_path / "file").write_bytes(b"")
        monkeypatch.setattr(Path, "open", failing(PermissionError()))
        with pytest.raises(CannotError):
            refuse_over_others(study, {"sessions": tmp_path / "file"})


class TestMarks:
    @pytest.fixture
    def study(self, tmp_path):
        return stage(tmp_path / "study")

    def test_the_table_is_written_and_told(self, study, tmp_path):
        out = tmp_path / "marks.csv"
        report = write_marks(study, str(out), "excel", study.session_ids())
        data = out.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\r\n") == 1 + sum(report.kinds.values())
        assert (report.sessions, report.damaged, report.blind) == (5, ("2026-05-07-essai-p6",), False)
        assert report.kinds == {"mark": 6, "lost": 1, "memo": 3, "passed": 1}
        assert report.guarded > 0
        write_marks(study, str(out), "excel", study.session_ids())
        assert out.read_bytes() == data

    @pytest.mark.parametrize("body", [b"my;own\r\n", b"\xff\xff", b"kind,session\r\n"])
    def test_a_file_of_others_is_not_written_over(self, study, tmp_path, body):
        (tmp_path / "marks.csv").write_bytes(body)
        with pytest.raises(CannotError) as caught:
            write_marks(study, str(tmp_path / "marks.csv"), "machine", study.session_ids())
        assert caught.value.problem.rule == "export_over_other"
        assert (tmp_path / "marks.csv").read_bytes() == body

    def test_an_empty_file_and_one_of_ours_are(self, study, tmp_path):
        out = tmp_path / "marks.csv"
        out.write_bytes(b"")
        write_marks(study, str(out), "machine", study.session_ids())
        assert out.read_bytes().startswith(",".join(COLUMNS).encode())

    def test_nothing_marked_and_no_session_are_two_things(self, tmp_path):
        talk = Talk()
        talk.say("Rien.", talk.ask())
        study = Study(study_of(tmp_path / "study", talk))
        for sessions, rule in ((study.session_ids(), "no_marks_to_export"), ([], "no_sessions")):
            with pytest.raises(CannotError) as caught:
                write_marks(study, str(tmp_path / "m.csv"), "machine", sessions)
            assert caught.value.problem.rule == rule

    @pytest.mark.parametrize(
        ("error", "rule"),
        [(OSError(errno.ENOSPC, "No space"), "export_not_written"), (TimeoutError(), "export_not_written")],
    )
    def test_a_place_that_refuses_is_named(self, study, tmp_path, monkeypatch, error, rule):
        monkeypatch.setattr(os, "fsync", failing(error))
        with pytest.raises(CannotError) as caught:
            write_marks(study, str(tmp_path / "m.csv"), "machine", study.session_ids())
        assert caught.value.problem.rule == rule
        assert caught.value.problem.facts()["reason"] == (error.strerror or "TimeoutError")
        assert [path.name for path in tmp_path.iterdir()] == ["study"]

    def test_a_reader_who_has_seen_enough_is_no_error_of_ours(self, study, monkeypatch):
        out = stream(write=failing(BrokenPipeError()), flush=lambda: None)
        monkeypatch.setattr(sys, "stdout", stream(flush=lambda: None, buffer=out))
        with pytest.raises(BrokenPipeError):
            write_marks(study, "-", "machine", study.session_ids())

    def test_a_table_that_marks_cannot_be_read_from_is_not_written(self, study, tmp_path, monkeypatch):
        monkeypatch.setattr(marks_file, "read_marks_csv", lambda _data: ((), [problem("any")]))
        with pytest.raises(CannotError) as caught:
            write_marks(study, str(tmp_path / "m.csv"), "machine", study.session_ids())
        assert caught.value.problem.rule == "export_cut"
        assert not (tmp_path / "m.csv").exists()

    def test_each_refusal_names_the_file_that_was_asked_for(self, study, tmp_path, monkeypatch):
        out = tmp_path / "m.csv"
        facts: list[object] = []

        def refused() -> None:
            with pytest.raises(CannotError) as caught:
                write_marks(study, str(out), "machine", study.session_ids())
            facts.append((caught.value.problem.rule, caught.value.problem.facts().get("path")))

        with monkeypatch.context() as broken:
            broken.setattr(marks_file, "encode", failing(CutError()))
            refused()
        with monkeypatch.context() as broken:
            broken.setattr(marks_file, "read_marks_csv", lambda _data: ((), [problem("any")]))
            refused()
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", failing(OSError(errno.ENOSPC, "No space")))
            refused()
        out.write_bytes(b"mine")
        refused()
        rules = ("export_cut", "export_cut", "export_not_written", "export_over_other")
        assert facts == [(rule, str(out)) for rule in rules]

    def test_its_manifest_stands_beside_it_with_its_rows_and_what_is_left_out(self, tmp_path):
        talk = Talk("2026-05-05-essai-g1", (("p1", "habitants"), ("p2", "habitants")))
        talk.consent("quote", person="p2")
        turn = talk.say("Ma voisine.", talk.ask())
        others = [talk.mark(turn, code, "Ma", coder="bob") for code in ("lien", "rencontre")]
        for other in others:
            talk.add(e.Dismissed(talk._id(), turn, "lien", "anna", other))
        second = Talk("2026-05-06-essai-p3", (("p3", "habitants"),))
        turn = second.say("Lui.", speaker="p3")
        other = second.mark(turn, "lien", "Lui", coder="bob")
        second.add(e.Dismissed(second._id(), turn, "lien", "anna", other))
        unmarked = Talk("2026-05-07-essai-p4", (("p4", "habitants"),))
        unmarked.say("Et moi.", unmarked.ask(), speaker="p4")
        study = Study(study_of(tmp_path / "study", talk, second, unmarked))
        scan = ScanOutcome("1", 4, 2, 1, 1)
        report = write_marks(study, str(tmp_path / "m.csv"), "machine", study.session_ids(), scan=scan)
        data = (tmp_path / "m.csv").read_bytes()
        assert (report.refused, report.sessions) == (3, 3)
        assert report.contents.pseudonyms == {talk.session: ["p1", "p2"], second.session: ["p3"]}
        told = json.loads((tmp_path / "m.csv.manifest.json").read_bytes())
        assert told["files"] == [
            {"name": "m.csv", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), "rows": 3}
        ]
        assert (told["verb"], told["holds_words"], told["for"], told["coder"]) == ("code", True, "machine", "")
        assert told["left_out"] == {"marks_refused": 3}
        assert told["scan"] == scan._asdict()
        assert (told["sessions"], told["participants"], told["consents"]["quote"]) == (2, 3, {"yes": 1, "not_asked": 2})
        entered = read_register(study)[0][0].export
        assert (entered.verb, entered.words, entered.people) == ("code", True, report.contents.pseudonyms)

    def test_its_manifest_counts_the_sessions_of_which_parts_cannot_be_read(self, study, tmp_path):
        write_marks(study, str(tmp_path / "m.csv"), "machine", study.session_ids())
        told = json.loads((tmp_path / "m.csv.manifest.json").read_bytes())
        assert told["left_out"] == {"sessions_damaged": 1}

    def test_one_coder_gets_their_own_marks_and_is_told_where_those_of_others_are_still_hidden(self, tmp_path):
        talks = [Talk(f"2026-05-0{n}-essai-p{n}", ((f"p{n}", "habitants"),)) for n in (1, 2)]
        for talk in talks:
            turn = talk.say("Ma voisine.", talk.ask())
            for coder in ("anna", "bob"):
                talk.mark(turn, "lien", "Ma", coder=coder)
        talks[1].add(e.RoundClosed(talks[1]._id(), "anna"))
        study = Study(study_of(tmp_path / "study", *talks))
        for number, (sessions, coder, blind, rows) in enumerate(
            [(talks, "anna", True, 4), (talks[1:], "anna", False, 3), (talks, "bob", True, 2), (talks, "", False, 5)]
        ):
            out = tmp_path / f"{number}.csv"
            before = {entry.export.id for entry in read_register(study).entries}
            report = write_marks(study, str(out), "machine", [one.session for one in sessions], coder)
            assert (report.blind, sum(report.kinds.values())) == (blind, rows), (coder, sessions)
            assert json.loads(Path(f"{out}.manifest.json").read_bytes())["coder"] == coder
            (entered,) = [one.export for one in read_register(study).entries if one.export.id not in before]
            assert entered.coder == coder
            assert report.contents.pseudonyms == {one.session: [f"p{one.session[-1]}"] for one in sessions}

    def test_half_a_character_in_a_memo_is_replaced_and_counted(self, tmp_path):
        talk = Talk()
        talk.mark(talk.say("Oui.", talk.ask()), "lien", "Oui", memo="voilà \ud83d")
        study = Study(study_of(tmp_path / "study", talk))
        report = write_marks(study, str(tmp_path / "m.csv"), "machine", study.session_ids())
        assert (report.replaced, report.guarded) == (1, 0)
        assert "voilà \ufffd" in (tmp_path / "m.csv").read_text(encoding="utf-8")

    @pytest.mark.parametrize("columns", [COLUMNS, COLUMNS[:-1], COLUMNS[:9], (*COLUMNS, "mine")])
    def test_a_table_of_an_older_version_or_with_more_columns_is_one_of_marks(self, study, tmp_path, columns):
        (tmp_path / "m.csv").write_bytes(",".join(columns).encode() + b"\r\n")
        write_marks(study, str(tmp_path / "m.csv"), "machine", study.session_ids())
        assert (tmp_path / "m.csv").read_bytes().startswith(",".join(COLUMNS).encode() + b"\r\n")

    def test_a_manifest_of_others_beside_it_is_not_written_over_and_one_of_ours_is(self, study, tmp_path):
        beside = tmp_path / "m.csv.manifest.json"
        for there in (False, True):
            beside.write_bytes(b'{"title": "mine"}')
            with pytest.raises(CannotError) as caught:
                write_marks(study, str(tmp_path / "m.csv"), "machine", study.session_ids())
            assert caught.value.problem.facts()["path"] == str(beside)
            assert (tmp_path / "m.csv").exists() is there
            beside.unlink()
            write_marks(study, str(tmp_path / "m.csv"), "machine", study.session_ids())
            assert is_manifest(beside.read_bytes())

    def test_on_standard_output_the_register_knows_the_manifest_that_a_file_would_have(
        self, study, tmp_path, monkeypatch
    ):
        kept = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", stream(flush=lambda: None, buffer=kept))
        write_marks(study, "-", "machine", study.session_ids())
        write_marks(study, str(tmp_path / "m.csv"), "machine", study.session_ids())
        assert kept.getvalue() == (tmp_path / "m.csv").read_bytes()
        assert {one.export.manifest for one in read_register(study)[0]} == set(sums_of(tmp_path / "m.csv"))

    @POSIX
    def test_a_device_gets_the_table_of_marks_and_no_manifest(self, study, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        write_marks(study, str(tmp_path / "pipe"), "machine", study.session_ids())
        assert os.read(reader, 1 << 16).startswith(",".join(COLUMNS).encode())
        os.close(reader)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["pipe", "study"]

    def test_bytes_that_do_not_say_what_was_marked_are_not_written(self, study, tmp_path, monkeypatch):
        monkeypatch.setattr(marks_file, "encode", failing(CutError()))
        with pytest.raises(CannotError) as caught:
            write_marks(study, str(tmp_path / "m.csv"), "machine", study.session_ids())
        assert caught.value.problem.rule == "export_cut"


class TestPlanning:
    def test_a_session_file_that_cannot_be_read_hides_no_columns_of_others(self, tmp_path, monkeypatch):
        study = stage(tmp_path)
        real = open

        def refused(path, *more, **named):
            if "essai-p4" in str(path):
                raise PermissionError
            return real(path, *more, **named)

        monkeypatch.setattr("builtins.open", refused)
        found = survey(study, study.session_ids(), Scope(with_pilots=True))
        assert found.layout.questions == ("premiere-fois", "confiance", "lendemain", "mot")
        assert found.born == {"ne": "Né ici"}
        assert found.language == "fr"

    def test_only_guides_of_the_interviews_that_are_taken_give_columns(self, tmp_path):
        others = guide("autre").replace("premiere-fois", "accueil").replace("id: age", "id: annees")
        talks = [
            Talk("2026-05-04-essai-p1", (("p1", "habitants"),)),
            Talk("2026-05-05-autre-p2", (("p2", "elus"),), source=others, guide="autre"),
        ]
        study = Study(study_of(tmp_path, *talks))
        told: list[tuple[Scope, list[str], list[str]]] = [
            (Scope(), ["accueil", "premiere-fois"], ["age", "annees"]),
            (Scope(stakeholders=frozenset({"elus"})), ["accueil"], ["annees"]),
            (Scope(stakeholders=frozenset({"habitants", "maires"})), ["premiere-fois"], ["age"]),
            (Scope(stakeholders=frozenset({"maires"})), [], []),
            (Scope(guides=frozenset({"autre"})), ["accueil"], ["annees"]),
        ]
        for scope, first, background in told:
            found = survey(study, study.session_ids(), scope)
            assert [one for one in found.layout.questions if one in ("accueil", "premiere-fois")] == first
            assert [one for one in sorted(found.layout.background) if one != "metier"] == background
            assert found.guides == frozenset({"essai", "autre"})
            assert found.stakeholders == frozenset({"habitants", "elus"})

    def test_a_code_born_in_the_last_line_without_its_line_feed_is_known(self, tmp_path):
        talk = Talk()
        turn = talk.say("Des mots.", talk.ask())
        talk.add(e.NewCode(talk._id(), "neuf", "Tout neuf", "anna"))
        talk.mark(turn, "neuf", "Des")
        study = Study(study_of(tmp_path, talk))
        (path,) = (tmp_path / "sessions" / talk.session).glob("marks.*")
        lines = path.read_bytes().split(b"\n")
        path.write_bytes(
            b"\n".join(line for line in lines if b'"k":"mark"' not in line and b'"k":"seal"' not in line)[:-1]
        )
        assert survey(study, study.session_ids(), Scope()).born == {"neuf": "Tout neuf"}

    def test_columns_stand_in_the_order_of_the_newest_version(self, tmp_path):
        newer = guide(version=4).replace(
            "{id: demain,", "{id: mot2, ask: {fr: Et ici, en: Here}}\n      - {id: demain,"
        )
        newer = newer.replace("id: premiere-fois", "id: accueil")
        talks = [
            Talk("2026-05-04-essai-p1", (("p1", ""),)),
            Talk("2026-05-05-essai-p2", (("p2", ""),), source=newer, version=4),
        ]
        for order in (talks, talks[::-1]):
            study = Study(study_of(tmp_path / order[0].session, *order))
            found = survey(study, study.session_ids(), Scope()).layout.questions
            assert found == ("accueil", "confiance", "mot2", "demain", "mot", "premiere-fois")
        assert survey(study, [], Scope()).language == ""

    def test_a_question_that_was_closed_in_any_version_has_a_column_for_its_value(self):
        closed = guide().replace("{id: demain,", "{id: demain, text: true,")
        versions = [guide_from(source) for source in (guide(), closed, guide())]
        read = [one for one in versions if one is not None]
        assert len(read) == 3
        for those, expected in ((read, True), (read[:2], True), (read[1:], True), (read[:1], False)):
            assert ("demain" in layout_of(those).closed) is expected
            assert {"confiance", "mot"} <= layout_of(those).closed

    def test_what_a_question_was_called_between_then_and_now_is_told_by_interviews_that_are_not_exported(
        self, tmp_path, monkeypatch
    ):
        between = guide(version=4).replace("{id: mot,", "{id: parole, was: [mot],")
        study = Study(
            study_of(
                tmp_path,
                Talk("2026-05-04-essai-p1", (("p1", ""),)),
                Talk("2026-05-05-essai-p2", (("p2", ""),), source=between, version=4),
            )
        )
        now = guide(version=5).replace("{id: mot,", "{id: un-mot, was: [parole],")
        (tmp_path / "guides" / "essai.yaml").write_text(now, encoding="utf-8")
        assert survey(study, ["2026-05-04-essai-p1"], Scope()).ids == {"essai": {"mot": "un-mot", "parole": "un-mot"}}
        real = open

        def refused(path, *more, **named):
            if "essai-p2" in str(path):
                raise PermissionError
            return real(path, *more, **named)

        monkeypatch.setattr("builtins.open", refused)
        found = survey(study, ["2026-05-04-essai-p1"], Scope())
        assert (found.ids.get("essai", {}).get("mot"), found.unread) == (None, frozenset())

    def test_all_codes_that_were_born_while_coding_are_known_between_whatever_marks(self, tmp_path):
        talk = Talk()
        turn = talk.say("Des mots.", talk.ask())
        for number in range(5):
            talk.mark(turn, "lien", "Des", memo='"k":"code"')
            talk.add(e.NewCode(talk._id(), f"neuf{number}", f'Tout neuf {number} "k":"code"', "anna"))
            talk.mark(turn, f"neuf{number}", "mots")
        study = Study(study_of(tmp_path, talk))
        born = {f"neuf{number}": f'Tout neuf {number} "k":"code"' for number in range(5)}
        assert survey(study, study.session_ids(), Scope()).born == born

    def test_a_damaged_line_gives_birth_to_no_code_and_hides_none(self, tmp_path):
        talk = Talk()
        talk.say("Des mots.", talk.ask())
        for number in "12":
            talk.add(e.NewCode(talk._id(), f"neuf{number}", f"Tout neuf {number}", "anna"))
        study = Study(study_of(tmp_path, talk))
        (path,) = (tmp_path / "sessions" / talk.session).glob("marks.*")
        path.write_bytes(path.read_bytes().replace(b"Tout neuf 1", b"Tout neuf 9"))
        assert survey(study, study.session_ids(), Scope()).born == {"neuf2": "Tout neuf 2"}

    @pytest.mark.parametrize(
        ("scope", "rule"),
        [
            (Scope(guides=frozenset({"essai"}), stakeholders=frozenset({"elus"})), ""),
            (Scope(guides=frozenset({"essai", "nulle-part"})), ""),
            (Scope(guides=frozenset({"broken"})), ""),
            (Scope(guides=frozenset({"nulle-part"})), "export_no_such_guide"),
            (Scope(stakeholders=frozenset({"habitant"})), "export_no_such_group_near"),
        ],
    )
    def test_only_a_name_that_stands_nowhere_is_refused(self, tmp_path, scope, rule):
        study = stage(tmp_path)
        (tmp_path / "guides" / "broken.yaml").write_text("- no guide")
        found = survey(study, study.session_ids(), Scope())
        if rule:
            with pytest.raises(CannotError) as caught:
                refuse_unknown(study, scope, found)
            assert caught.value.problem.rule == rule
        else:
            refuse_unknown(study, scope, found)

    def test_a_group_of_a_guide_is_known_and_what_is_known_is_listed_without_the_nameless_one(self, tmp_path):
        source = guide().replace("themes:", "stakeholders: [elus]\nthemes:", 1)
        study = Study(study_of(tmp_path, Talk(people=(("p1", "habitants"), ("p2", "")), source=source)))
        (tmp_path / "guides" / "essai.yaml").write_text(source, encoding="utf-8")
        found = survey(study, study.session_ids(), Scope())
        refuse_unknown(study, Scope(stakeholders=frozenset({"elus"})), found)
        with pytest.raises(CannotError) as caught:
            refuse_unknown(study, Scope(stakeholders=frozenset({"xyz"})), found)
        assert caught.value.problem.facts() == {"asked": "xyz", "guess": "", "known": "elus, habitants"}

    def test_where_nothing_is_known_nothing_is_listed(self, tmp_path):
        study = Study(study_of(tmp_path))
        for path in (tmp_path / "guides").iterdir():
            path.unlink()
        with pytest.raises(CannotError) as caught:
            refuse_unknown(study, Scope(guides=frozenset({"xyz"})), survey(study, [], Scope()))
        assert caught.value.problem.facts() == {"asked": "xyz", "guess": "", "known": "-"}

    def test_a_guide_that_cannot_be_read_is_known_by_the_name_of_its_file(self, tmp_path, monkeypatch):
        study = Study(study_of(tmp_path))
        (tmp_path / "guides" / "locked.yaml").write_text(guide("autre"), encoding="utf-8")
        found = survey(study, [], Scope())
        real = Path.read_bytes

        def refused(path: Path) -> bytes:
            if path.name == "locked.yaml":
                raise PermissionError
            return real(path)

        monkeypatch.setattr(Path, "read_bytes", refused)
        refuse_unknown(study, Scope(guides=frozenset({"locked"})), found)
        with pytest.raises(CannotError):
            refuse_unknown(study, Scope(guides=frozenset({"autre"})), found)

    def test_people_and_guides_of_several_interviews_are_those_that_are_named(self):
        views = [alone().view(), together().view(), pilot().view()]
        people = {views[0].id: {"p1"}, views[1].id: {"p3"}}
        found = contents_of_all(views, people)
        assert found.pseudonyms == {views[0].id: ["p1"], views[1].id: ["p3"]}
        assert found.guides == {"essai": {3}}
        assert found.head_count == 2
        newer = Talk("2026-06-01-essai-p9", (("p9", ""),), version=4).view()
        both = contents_of_all([*views, newer], people | {newer.id: {"p9"}})
        assert both.guides == {"essai": {3, 4}}
        assert contents_of_all([newer, *views], people | {newer.id: {"p9"}}).guides == both.guides
        assert contents_of_all(views, {}).pseudonyms == {}
        assert contents_of(views[1]).pseudonyms == {views[1].id: ["p2", "p3"]}

    def test_the_tables_are_told_in_words(self):
        parts = []
        for table in TABLES:
            lines = [
                f"### `{table.name}.csv`",
                "",
                table.says,
                "",
                "| column | type | meaning |",
                "| --- | --- | --- |",
            ]
            lines += [f"| `{column.name}` | {column.kind} | {column.says} |" for column in table.columns]
            parts.append("\n".join(lines) + "\n")
        assert formats_markdown() == "\n".join(parts)

    @pytest.mark.parametrize(
        ("data", "answer"),
        [
            (manifest(About("export"), []), True),
            (b'{"title": "mine"}', False),
            (b"[]", False),
            (b"no", False),
            (b"\xff", False),
            (b"[" * 100_000, False),
        ],
    )
    def test_a_manifest_is_known_by_its_title(self, data, answer):
        assert is_manifest(data) is answer

    def test_a_manifest_is_plain_ascii_whatever_the_names(self):
        told = manifest(About("export", filters={"guide": ["été"]}), [FileFact("é 😊.csv", 1, "0" * 64)])
        assert told.isascii()
        said = json.loads(told)
        assert (said["files"][0]["name"], said["filters"]) == ("é 😊.csv", {"guide": ["été"]})

    def test_as_many_processes_as_help_and_no_more_than_four(self, monkeypatch):
        asked: list[int] = []
        for there, wanted in ((1, 1), (3, 3), (64, 4)):
            monkeypatch.setattr("interviewer.study.workers.processors", lambda there=there: there)
            assert writing._as_many_as_help() == wanted

        def chunk(_job, batch):
            asked.append(len(batch))
            return Chunk({}, Tally())

        monkeypatch.setattr(writing, "make_chunk", chunk)
        job = Job("", Scope(), "machine", ())
        few = [str(n) for n in range(writing.MANY - 1)]
        assert sum(count for count, _chunk in writing._chunks(job, few, 0)) == len(few)
        assert asked == [16] * 7 + [15]
        begun: list[tuple[int, int, int]] = []

        @contextmanager
        def here(make, batches, processes, ahead):
            begun.append((len(batches), processes, ahead))
            yield map(make, batches)

        monkeypatch.setattr("interviewer.study.workers.in_order", here)
        assert sum(count for count, _chunk in writing._chunks(job, [*few, "one more"], 0)) == writing.MANY
        assert begun == [(8, 4, 8)]

    @pytest.mark.parametrize(
        ("wall", "said"),
        [(0, ""), (1.9, "1970-01-01T00:00:01Z"), (1e300, ""), (float("nan"), ""), (-1, "1969-12-31T23:59:59Z")],
    )
    def test_a_moment_that_no_calendar_holds_is_an_empty_cell(self, wall, said):
        assert moment(wall) == said

    def test_an_export_that_is_interrupted_takes_its_own_folder_away_and_no_other(self, tmp_path):
        for there, left in ((False, None), (True, [])):
            folder = tmp_path / "out"
            if there:
                folder.mkdir()
            with pytest.raises(KeyboardInterrupt), writing._new_folder(folder):
                raise KeyboardInterrupt
            assert (sorted(path.name for path in folder.iterdir()) if folder.exists() else None) == left
        made = writing._new_folder(tmp_path / "deep" / "new")
        made.__enter__()
        (tmp_path / "deep" / "new" / "somebody's").mkdir()
        assert not made.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
        assert [path.name for path in (tmp_path / "deep" / "new").iterdir()] == ["somebody's"]
        with writing._new_folder(tmp_path / "kept"):
            pass
        assert (tmp_path / "kept" / ".gitignore").read_text() == "*\n"


class TestStandardOutput:
    """The table of coded answers as a stream: what went out is entered in the register, whatever happens then."""

    @pytest.fixture
    def study(self, tmp_path):
        return stage(tmp_path / "study")

    def out(self, monkeypatch: pytest.MonkeyPatch, write: object = None) -> io.BytesIO:
        kept = io.BytesIO()
        buffer = stream(write=write or kept.write, flush=lambda: None)
        monkeypatch.setattr(sys, "stdout", stream(flush=lambda: None, buffer=buffer))
        return kept

    def test_the_bytes_are_those_of_the_file(self, study, tmp_path, monkeypatch):
        for dialect in ("machine", "excel"):
            kept = self.out(monkeypatch)
            report = writing.write(study, writing.Request(Scope(), "-", dialect, 1), lambda _count: None)
            writing.write(
                study, writing.Request(Scope(), str(tmp_path / dialect) + ".csv", dialect, 1), lambda _count: None
            )
            assert kept.getvalue() == (tmp_path / f"{dialect}.csv").read_bytes()
            assert (report.files, report.manifest, report.dialect) == ((), None, dialect)
        first = read_register(study)[0][0].export
        assert (first.files, first.people.keys()) == ([], read_register(study)[0][1].export.people.keys())

    def test_what_went_out_is_reported_and_entered_as_that_of_a_file_is(self, study, tmp_path, monkeypatch):
        talk = Talk("2026-05-09-essai-p7", (("p7", "habitants"),))
        talk.consent("quote")
        talk.mark(talk.say("Oui.", talk.ask(), speaker="p7"), "mots", "Oui")
        talk.write(study.root)
        self.out(monkeypatch)
        heard: list[int] = []
        scope = Scope(publishable=True)
        streamed = writing.write(study, writing.Request(scope, "-", "machine", 1), heard.append)
        there = len(heard)
        filed = writing.write(study, writing.Request(scope, str(tmp_path / "a.csv"), "machine", 1), heard.append)
        assert heard[:there] == heard[there:] == [6]
        assert streamed == filed._replace(files=(), manifest=None)
        assert streamed.veiled == frozenset({"mots", "ne"})  # a code in vivo, and one that was born while coding
        assert {one.export.manifest for one in read_register(study)[0]} == set(sums_of(tmp_path / "a.csv"))

    def test_it_may_be_asked_for_from_among_the_interviews(self, study, monkeypatch):
        kept = self.out(monkeypatch)
        monkeypatch.chdir(study.sessions_path)
        writing.write(study, writing.Request(Scope(), "-", "machine", 1), lambda _count: None)
        assert kept.getvalue().startswith(b"session_id,")

    def test_nothing_to_export_writes_nothing_and_enters_nothing(self, study, monkeypatch):
        kept = self.out(monkeypatch)
        scope = Scope(sessions=frozenset({"2026-04-01-essai-p4"}))
        with pytest.raises(CannotError):
            writing.write(study, writing.Request(scope, "-", "machine", 1), lambda _count: None)
        assert (kept.getvalue(), read_register(study)[0]) == (b"", ())

    def test_a_reader_who_has_seen_enough_has_seen_something(self, study, monkeypatch):
        answers = iter([None, BrokenPipeError()])

        def write(data):
            answer = next(answers)
            if answer:
                raise answer
            return len(data)

        self.out(monkeypatch, write)
        with pytest.raises(BrokenPipeError):
            writing.write(study, writing.Request(Scope(), "-", "machine", 1), lambda _count: None)
        assert len(read_register(study)[0]) == 1

    def test_a_full_device_is_told_as_a_stream(self, study, monkeypatch):
        self.out(monkeypatch, failing(OSError(errno.ENOSPC, "No space")))
        with pytest.raises(CannotError) as caught:
            writing.write(study, writing.Request(Scope(), "-", "machine", 1), lambda _count: None)
        facts = {"path": "-", "reason": "No space"}
        assert (caught.value.problem.rule, caught.value.problem.facts()) == ("export_stream_broke", facts)

    @POSIX
    def test_a_device_gets_the_table_and_no_manifest_beside_it(self, study, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        report = writing.write(
            study, writing.Request(Scope(), str(tmp_path / "pipe"), "machine", 1), lambda _count: None
        )
        data = os.read(reader, 1 << 16)
        os.close(reader)
        assert data.startswith(b"session_id,")
        assert report.manifest is None
        assert sorted(path.name for path in tmp_path.iterdir()) == ["pipe", "study"]
        with pytest.raises(CannotError) as caught:
            writing.write(study, writing.Request(Scope(), os.devnull + "/x/", "machine", 1), lambda _count: None)
        assert caught.value.problem.rule == "export_not_written"

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full")
    def test_a_full_device_under_a_name_is_told_as_a_stream(self, study):
        with pytest.raises(CannotError) as caught:
            writing.write(study, writing.Request(Scope(), "/dev/full", "machine", 1), lambda _count: None)
        assert caught.value.problem.rule == "export_stream_broke"

    def test_an_export_among_the_interviews_is_refused(self, study):
        out = str(study.sessions_path / "x.csv")
        with pytest.raises(CannotError) as caught:
            writing.write(study, writing.Request(Scope(), out, "machine", 1), lambda _count: None)
        assert caught.value.problem.rule == "export_among_sources"


class TestFigureFiles:
    """The files that verbs write one at a time: their manifest beside them, both or none."""

    @pytest.fixture
    def study(self, tmp_path):
        return stage(tmp_path / "study")

    def test_a_table_is_written_in_the_form_of_the_study_with_its_manifest(self, study, tmp_path):
        out = tmp_path / "t.csv"
        made = write_table(study, CODEBOOK, [("a",) * len(CODEBOOK.columns)], str(out), About("codes"))
        assert out.read_bytes() == made.data
        said = json.loads((tmp_path / "t.csv.manifest.json").read_bytes())
        assert (said["verb"], said["for"], said["files"][0]["name"]) == ("codes", study.settings().export, "t.csv")
        assert (said["files"][0]["rows"], said["files"][0]["bytes"]) == (1, out.stat().st_size)
        assert read_register(study)[0][0].export.files == ["t.csv"]

    def test_on_standard_output_it_is_for_machines_and_entered(self, study, monkeypatch):
        kept = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", stream(flush=lambda: None, buffer=kept))
        made = write_table(study, CODEBOOK, [("a",) * len(CODEBOOK.columns)], "-", About("codes"))
        assert kept.getvalue() == made.data
        assert made.data.startswith(",".join(CODEBOOK.header).encode())
        assert read_register(study)[0][0].export.files == []

    def test_on_standard_output_the_register_knows_the_manifest_that_a_file_would_have(
        self, study, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(sys, "stdout", stream(flush=lambda: None, buffer=io.BytesIO()))
        (study.root / "interviewer.yaml").write_text("languages: [fr]\nexport: machine\n")
        for out in ("-", str(tmp_path / "t.csv")):
            write_table(Study(study.root), CODEBOOK, [("a",) * len(CODEBOOK.columns)], out, About("codes"))
        assert {one.export.manifest for one in read_register(study)[0]} == set(sums_of(tmp_path / "t.csv"))

    @pytest.mark.parametrize(
        ("name", "wanted"), [("t.txt", "t.csv"), ("t", "t.csv"), ("folder.csv", "folder.csv"), ("", "study.csv")]
    )
    def test_another_ending_is_refused_with_the_name_it_could_have(self, study, tmp_path, name, wanted):
        (tmp_path / "folder.csv").mkdir()
        path = tmp_path / name if name else study.root
        with pytest.raises(UsageError) as caught:
            write_table(study, CODEBOOK, [], str(path), About("codes"))
        found = caught.value.problem
        facts = {"path": str(path), "ending": ".csv", "wanted": str(tmp_path / wanted)}
        assert (found.rule, found.facts()) == ("figure_wrong_ending", facts)

    def test_a_place_without_a_name_is_refused_with_the_ending(self, study):
        with pytest.raises(UsageError) as caught:
            write_table(study, CODEBOOK, [], "/", About("codes"))
        assert caught.value.problem.facts()["wanted"] == ".csv"

    def test_an_older_table_of_that_name_is_written_over_and_one_of_others_is_not(self, study, tmp_path):
        out = tmp_path / "t.csv"
        rows = [("a",) * len(CODEBOOK.columns)]
        write_table(study, CODEBOOK, [], str(out), About("codes"))
        made = write_table(study, CODEBOOK, rows, str(out), About("codes"))
        assert out.read_bytes() == made.data
        out.write_bytes(b"mine")
        with pytest.raises(CannotError) as caught:
            write_table(study, CODEBOOK, rows, str(out), About("codes"))
        assert caught.value.problem.facts()["path"] == str(out)
        out.unlink()
        beside = tmp_path / "t.csv.manifest.json"
        beside.write_bytes(b"mine")
        with pytest.raises(CannotError) as caught:
            write_table(study, CODEBOOK, rows, str(out), About("codes"))
        assert caught.value.problem.facts()["path"] == str(beside)
        assert not out.exists()

    def test_its_numbers_are_numbers_in_the_form_of_the_study(self, study, tmp_path):
        (study.root / "interviewer.yaml").write_text("export: excel\n")
        row = ("=a",) * 12 + ("-1.5", "2") + ("3.5",) * 2
        made = write_table(Study(study.root), CODEBOOK, [row], str(tmp_path / "t.csv"), About("codes"))
        assert made.guarded == 12
        assert made.data.endswith(b'"\'=a";"-1,5";"2";"3.5";"3.5"\r\n')

    def test_a_place_that_breaks_is_named_as_what_it_is(self, study, tmp_path, monkeypatch):
        def refused(out: str) -> tuple[str, object]:
            with pytest.raises(CannotError) as caught:
                write_table(study, CODEBOOK, [], out, About("codes"))
            return caught.value.problem.rule, caught.value.problem.facts()["path"]

        full = failing(OSError(errno.ENOSPC, "No space"))
        with monkeypatch.context() as broken:
            broken.setattr(sys, "stdout", stream(flush=lambda: None, buffer=stream(write=full)))
            assert refused("-") == ("export_stream_broke", "-")
        if os.path.exists("/dev/full"):
            assert refused("/dev/full") == ("export_stream_broke", "/dev/full")
        monkeypatch.setattr(os, "fsync", full)
        assert refused(str(tmp_path / "t.csv")) == ("export_not_written", str(tmp_path / "t.csv"))

    @POSIX
    def test_what_stands_beside_a_device_is_left_alone(self, study, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        beside = tmp_path / "pipe.manifest.json"
        beside.write_bytes(b"mine")
        reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        made = write_table(study, CODEBOOK, [], str(tmp_path / "pipe"), About("codes"))
        assert os.read(reader, 1 << 16) == made.data
        os.close(reader)
        assert beside.read_bytes() == b"mine"

    @POSIX
    def test_a_device_gets_the_bytes_whatever_its_name(self, study, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        made = write_table(study, CODEBOOK, [], str(tmp_path / "pipe"), About("codes"))
        assert os.read(reader, 1 << 16) == made.data
        os.close(reader)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["pipe", "study"]

    def test_a_place_that_refuses_leaves_neither_file_nor_manifest(self, study, tmp_path, monkeypatch):
        real, calls = os.fsync, []

        def second_fails(fd):
            calls.append(fd)
            if len(calls) == 2:
                raise OSError(errno.ENOSPC, "No space")
            real(fd)

        monkeypatch.setattr(os, "fsync", second_fails)
        with pytest.raises(CannotError) as caught:
            write_table(study, CODEBOOK, [], str(tmp_path / "t.csv"), About("codes"))
        assert caught.value.problem.rule == "export_not_written"
        assert [path.name for path in tmp_path.iterdir()] == ["study"]
        assert read_register(study)[0] == ()


@pytest.mark.parametrize(
    ("scope", "taken"),
    [
        (Scope(), False),
        (Scope(with_pilots=True), True),
        (Scope(sessions=frozenset(["another"]), with_pilots=True), False),
    ],
)
def test_what_is_scanned_is_what_is_exported(scope: Scope, taken: object) -> None:
    pilot = Talk("2026-05-01-essai-p1", pilot=True).view()
    assert scope.takes(pilot) is taken
