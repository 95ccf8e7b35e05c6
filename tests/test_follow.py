"""A second person reads along while an interview is held, and takes notes beside it, in files of their own."""

from __future__ import annotations

import csv
import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interviewer.errors import CannotError
from interviewer.screens.following.lines import Told
from interviewer.screens.following.page import Said, page, status
from interviewer.screens.following.watch import Watch
from interviewer.session import events as e
from interviewer.session.draft import draft_paths
from interviewer.session.folder import read_session_records, session_folders
from interviewer.session.interview import State, resume
from interviewer.session.journal import Journal, is_open_elsewhere
from interviewer.session.live import reopen
from interviewer.session.model import SessionView
from interviewer.session.noting import Notes, take_notes
from interviewer.session.read import guide_from, view
from interviewer.study.doctor import examine
from tests.conftest import Cli
from tests.faults.broken_disk import BrokenDisk, Fault
from tests.terminal import CTRL_C, CTRL_D, ENTER, Terminal, needs_terminal, wait_until
from tests.test_faults_program import PROGRAM, RUN, piped, posix
from tests.walk import GUIDE

HELD_NOW = [*RUN, "--plain"]
FOLLOW = [*PROGRAM, "follow", "p7kx3"]


@pytest.fixture
def small(study: Path) -> Path:
    """A study whose guide `petit` is the small one of these tests."""
    (study / "guides" / "petit.yaml").write_bytes(GUIDE)
    return study


def held(cli: Cli, root: Path, *lines: str) -> Path:
    """An interview that rests after these lines; returns its folder."""
    options = ("petit", "--participant", "p7kx3", "--language", "fr", "--wave", "t0")
    result = cli("run", *options, stdin="\n".join(("oui", "oui", *lines)) + "\n")
    assert result.code == 0, result.err
    return root / "sessions" / result.out.strip()


def read(folder: Path) -> SessionView:
    found = read_session_records([folder], folder.name)
    assert not found.faults
    return view(folder.name, found.key, found.records)


def state_of(folder: Path) -> State:
    found = read_session_records([folder], folder.name)
    source = next(record.event.source for record in found.records if isinstance(record.event, e.Held))
    guide = guide_from(source)
    assert guide is not None
    return resume(guide, found.records, session=folder.name, key=found.key)


def noting(folder: Path, by: str = "ana") -> Notes:
    return take_notes([folder], folder.name, by)


def said(folder: Path) -> list[tuple[str, str, str]]:
    return [(turn.kind, turn.text, turn.by) for turn in read(folder).turns]


def said_of_whole_lines(folder: Path) -> list[tuple[str, str, str]]:
    """What was said, from files that may end in half a line."""
    found = read_session_records([folder], folder.name)
    return [(turn.kind, turn.text, turn.by) for turn in view(folder.name, found.key, found.records).turns]


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# --- line by line ---


def test_once_prints_what_was_asked_and_said_and_ends(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un", "/silence long", "/probe 1", "deux\x1b[2J", "/goto place", "7")
    before = everything(folder)
    result = cli("follow", "p7kx3", "--once")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "",
        "* Racontez la première fois. [premiere]",
        "[0:00:00] p7kx3 · verbatim: un",
        "[0:00:00] silence: long",
        "Probe: Qui ?",
        "[0:00:00] p7kx3 · verbatim: deux␛[2J",
        "",
        "* De 0 à 10 ? [place]",
        "[0:00:00] place: 7",
    ]
    assert everything(folder) == before


def test_a_resting_interview_ends_the_following_and_says_so(cli: Cli, small: Path) -> None:
    held(cli, small, "un")
    result = cli("follow", "p7kx3", "--plain")
    assert (result.code, "un" in result.out) == (0, True)
    assert "The interview rests." in result.err


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("--once", "--notes", "ana"), "--once"),
        (("--notes", "Ana Bo"), "can't be the id"),
        (("--notes", "p7kx3"), "is interviewed"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    cli: Cli, small: Path, argv: tuple[str, ...], says: str
) -> None:
    folder = held(cli, small, "un")
    before = everything(folder)
    result = cli("follow", "p7kx3", *argv)
    assert result.code in (1, 2)
    assert says in result.err
    assert everything(folder) == before


def test_an_interview_that_was_refused_takes_no_notes(cli: Cli, small: Path) -> None:
    cli("run", "petit", "--participant", "p7kx3", stdin="non\nnon\n")
    result = cli("follow", "p7kx3", "--notes", "ana", stdin="une note\n")
    assert result.code == 1
    assert "refused consent" in result.err


def test_only_what_is_new_is_printed_and_corrections_say_so() -> None:
    told, records = Told(), [*_records("un", "deux")]
    assert told.news(view("s", "k", records))[-1].endswith("verbatim: deux")
    assert told.news(view("s", "k", records)) == []
    turn = records[2].event.id
    records.append(e.Record(e.Fixed("f" * 16, turn, "UN"), 1040.0, 40.0, "r", 9))
    assert (
        told.news(view("s", "k", records))
        == [
            "",
            "* Racontez ? [premiere]",
            "[0:00:20] p7kx3 · verbatim · corrected: UN",
        ][2:]
    )
    records.append(e.Record(e.Undone("u" * 16, [turn]), 1050.0, 50.0, "r", 10))
    assert told.news(view("s", "k", records)) == ["[0:00:20] p7kx3 · verbatim · corrected: taken back: UN"]


def _records(*texts: str) -> list[e.Record]:
    source = GUIDE.decode()
    events: list[e.Event] = [
        e.Held("h" * 16, "petit", 2, "", source, "fr", "2026-03-12", [e.Person("p7kx3")]),
        e.Asked("a" * 16, "guide", "arrivee", "premiere", "Racontez ?", "fr"),
        *(
            e.Verbatim(f"{n:016x}", "arrivee", "premiere", text, "fr", "p7kx3", "a" * 16)
            for n, text in enumerate(texts)
        ),
    ]
    return [e.Record(event, 1000.0 + 10 * n, 10.0 * n, "r", n) for n, event in enumerate(events)]


# --- what lies in the folder ---


def test_half_a_line_damages_nothing_and_is_read_when_it_is_whole(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un", "deux")
    path = next(folder.glob("*.jsonl"))
    whole = path.read_bytes()
    cut = whole.index(b'"deux"') + 3
    path.write_bytes(whole[:cut])
    watch = Watch([folder], folder.name)
    assert watch.look()
    assert _texts(watch) == ["un"]
    path.write_bytes(whole[: cut + 20])
    watch.look()
    assert _texts(watch) == ["un"]
    path.write_bytes(whole)
    assert watch.look()
    assert _texts(watch) == ["un", "deux"]
    assert not watch.look()


def test_a_file_that_is_being_copied_is_followed_from_any_byte_to_any_other(cli: Cli, small: Path) -> None:
    folder = held(cli, small, *(f"réponse {n}" for n in range(6)))
    noting(folder).close()
    path = next(folder.glob(f"{folder.name}.*"))
    whole, watch, before = path.read_bytes(), Watch([folder], folder.name), 0
    for end in range(0, len(whole), 61):
        path.write_bytes(whole[:end])
        watch.look()
        texts = _texts(watch)
        assert texts == [f"réponse {n}" for n in range(len(texts))]
        assert len(texts) >= before
        before = len(texts)
    path.write_bytes(whole)
    watch.look()
    assert len(_texts(watch)) == 6


def test_two_machines_that_exchange_their_files_show_the_same(cli: Cli, small: Path, tmp_path: Path) -> None:
    here = held(cli, small, "un", "deux")
    there = tmp_path / "other" / "sessions" / here.name
    shutil.copytree(here, there)
    for by in ("ana", "lou"):
        notes = noting(there, by)
        notes.take(f"note de {by}", state_of(there))
        notes.close()
        time.sleep(0.005)  # records tell milliseconds: within one, neither note is the older
    cli("run", "--resume", "p7kx3", stdin="trois\n/split ois\n/fix OIS\n")
    for path in there.iterdir():
        shutil.copy2(path, here)
    for path in here.iterdir():
        shutil.copy2(path, there)
    assert read(here) == read(there)
    assert [text for _, text, _ in said(here)] == ["un", "deux", "note de ana", "note de lou", "tr", "OIS"]


def _texts(watch: Watch) -> list[str]:
    sight = watch.sight()
    return [turn.text for turn in sight.state.view.turns] if sight else []


def test_a_file_that_goes_while_others_stay_takes_no_word_from_the_page(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    cli("run", "--resume", "p7kx3", stdin="deux\n")
    watch = Watch([folder], folder.name)
    watch.look()
    second = max(folder.glob("*.jsonl"), key=lambda path: path.stat().st_mtime_ns)
    kept = second.read_bytes()
    second.unlink()
    watch.look()
    assert _texts(watch) == ["un", "deux"]
    second.write_bytes(kept[: len(kept) // 2])
    watch.look()
    assert _texts(watch) == ["un", "deux"]


def test_when_every_file_is_gone_no_word_is_shown_and_all_come_back_with_the_files(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    away = small / "away"
    watch = Watch([folder], folder.name)
    watch.look()
    shutil.move(folder, away)
    watch.look()
    assert watch.sight() is None
    shutil.move(away, folder)
    watch.look()
    assert _texts(watch) == ["un"]


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="rights mean nothing to root")
def test_a_file_that_cant_be_opened_just_now_is_tried_again(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    path = next(folder.glob("*.jsonl"))
    path.chmod(0)
    watch = Watch([folder], folder.name)
    watch.look()
    assert watch.sight() is None
    path.chmod(0o600)
    watch.look()
    assert _texts(watch) == ["un"]


# --- the page ---


def sight_of(cli: Cli, root: Path, *lines: str) -> Watch:
    watch = Watch([held(cli, root, *lines)], next((root / "sessions").iterdir()).name)
    watch.look()
    return watch


def test_the_page_shows_the_question_and_the_newest_words_at_the_bottom(cli: Cli, small: Path) -> None:
    watch = sight_of(cli, small, "un", *(f"mot {n}" for n in range(30)))
    sight = watch.sight()
    assert sight is not None
    rows = ["".join(text for _, text in row) for row in page(sight, Said(), 60, 20)]
    assert len(rows) == 20
    assert rows[3].strip() == "Racontez la première fois."
    assert rows[-1] == "  mot 29"
    back = ["".join(text for _, text in row) for row in page(sight, Said(), 60, 20, back=2)]
    assert back[-1] == "  mot 28"


@pytest.mark.parametrize(("width", "height"), [(1, 1), (5, 2), (20, 4), (40, 10), (300, 80)])
def test_the_page_fits_any_window(cli: Cli, small: Path, width: int, height: int) -> None:
    watch = sight_of(cli, small, "日本語 " * 30, "un")
    sight = watch.sight()
    assert sight is not None
    rows = page(sight, Said(), width, height)
    assert len(rows) <= height
    assert "".join(text for row in rows for _, text in row)
    assert len(status(sight, "q leaves", width)) <= width


def test_the_status_says_how_old_the_last_change_is_without_counting_every_second(cli: Cli, small: Path) -> None:
    watch = sight_of(cli, small, "un")
    sight = watch.sight()
    assert sight is not None
    ages = {3.4: "3 s ago", 12: "10 s ago", 59: "50 s ago", 61: "1 min ago", 7300: "2 h ago"}
    for age, words in ages.items():
        assert f"changed {words}" in status(sight._replace(age=age, running=True), "", 100)
    assert "changed" not in status(sight, "", 100)


def test_a_probe_stands_under_the_question_that_it_follows(cli: Cli, small: Path) -> None:
    watch = sight_of(cli, small, "un", "/probe 1")
    sight = watch.sight()
    assert sight is not None
    rows = ["".join(text for _, text in row) for row in page(sight, Said(), 60, 20)]
    assert rows[3:5] == ["Racontez la première fois.", "Qui ?"]


# --- notes ---


def test_plain_words_are_an_observation_and_stand_behind_what_was_seen(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un", "/probe 1", "deux")
    seen = state_of(folder)
    notes = noting(folder)
    notes.take("elle rit", seen)
    notes.take("/memo à creuser", seen)
    cli("run", "--resume", "p7kx3", stdin="trois\n")
    notes.take("sans avoir vu trois", seen)
    notes.close()
    assert said(folder) == [
        ("verbatim", "un", ""),
        ("verbatim", "deux", ""),
        ("observation", "elle rit", "ana"),
        ("memo", "à creuser", "ana"),
        ("observation", "sans avoir vu trois", "ana"),
        ("verbatim", "trois", ""),
    ]
    note = read(folder).turns[2]
    assert (note.question, note.asked.probe if note.asked else "") == ("premiere", "qui")


def test_only_ones_own_notes_are_corrected_and_taken_back(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    ana, lou = noting(folder), noting(folder, "lou")
    seen = state_of(folder)
    with pytest.raises(CannotError, match="no_note_yet"):
        lou.take("/undo", seen)
    ana.take("une", seen)
    with pytest.raises(CannotError, match="no_note_yet"):
        lou.take("/fix deux", seen)
    ana.take("/fix une note", seen)
    assert said(folder)[1:] == [("observation", "une note", "ana")]
    ana.take("/undo", seen)
    assert said(folder)[1:] == [("observation", "une", "ana")]
    ana.close()
    again = noting(folder)
    again.take("/undo", seen)
    assert said(folder) == [("verbatim", "un", "")]


@pytest.mark.parametrize("line", ["/star", "/next", "/done", "/who p7kx3"])
def test_what_is_the_interviewers_is_refused(cli: Cli, small: Path, line: str) -> None:
    folder = held(cli, small, "un")
    notes = noting(folder)
    with pytest.raises(CannotError, match="note_action"):
        notes.take(line, state_of(folder))


def test_an_open_note_taker_keeps_nobody_from_going_on(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    notes = noting(folder)
    notes.take("une note", state_of(folder))
    notes.draft("à moitié", state_of(folder))
    assert not is_open_elsewhere([folder], folder.name)
    assert cli("run", "--resume", "p7kx3", stdin="deux\n/fix DEUX\n").code == 0
    assert [text for _, text, _ in said(folder)] == ["un", "une note", "DEUX"]
    assert len(draft_paths(folder)) == 1
    notes.take("la suite", state_of(folder))
    assert [text for _, text, _ in said(folder)] == ["un", "une note", "DEUX", "la suite"]
    assert draft_paths(folder) == []


def test_the_interviewers_fix_and_undo_never_touch_a_note(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un", "deux")
    notes = noting(folder)
    notes.take("une note", state_of(folder))
    notes.close()
    cli("run", "--resume", "p7kx3", stdin="/fix DEUX\n")
    assert [text for _, text, _ in said(folder)] == ["un", "DEUX", "une note"]
    cli("run", "--resume", "p7kx3", stdin="/undo\n/undo\n")
    assert [text for _, text, _ in said(folder)] == ["un", "une note"]


def test_words_of_a_cut_run_come_back_to_the_one_who_typed_them(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    seen = state_of(folder)
    ana = noting(folder)
    ana.draft("/memo à moitié", seen)
    ana.close()
    live, rescued = reopen([folder], folder.name)
    live.close()
    assert rescued == []
    lou = noting(folder, "lou")
    assert lou.rescued == ()
    lou.close()
    again = noting(folder)
    assert [(one.text, one.of) for one in again.rescued] == [("à moitié", "memo")]
    assert said(folder)[1:] == [("memo", "à moitié", "ana")]
    assert draft_paths(folder) == []


def test_the_interviewers_draft_is_never_a_note(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    live, _ = reopen([folder], folder.name)
    live.draft("des mots")
    live.close()
    notes = noting(folder)
    assert notes.rescued == ()
    notes.close()
    again, rescued = reopen([folder], folder.name)
    again.close()
    assert [one.text for one in rescued] == ["des mots"]


@posix
def test_one_id_takes_notes_in_one_window_only(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    notes = noting(folder)
    with pytest.raises(CannotError, match="notes_open_elsewhere"):
        noting(folder)
    notes.close()
    noting(folder).close()


def test_notes_that_nothing_takes_are_kept_and_written_when_it_can(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    disk = BrokenDisk(Fault("write", 4, errno.ENOSPC, forever=True))
    seen, notes = state_of(folder), take_notes([folder], folder.name, "ana", disk=disk)
    notes.take("sauvée", seen)
    notes.draft("gardée", seen)
    with pytest.raises(CannotError, match="not_saved"):
        notes.take("gardée", seen)
    assert not notes.retry()
    assert _drafted(folder)
    disk.fault = Fault("write", 0, 0)
    assert notes.retry()
    assert said(folder)[1:] == [("observation", "sauvée", "ana"), ("observation", "gardée", "ana")]
    assert draft_paths(folder) == []
    notes.close()


def test_every_command_knows_the_files_of_note_takers(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    piped("follow", "p7kx3", "--notes", "ana", stdin="elle rit\n/memo à voir\n")
    names = sorted(path.name.split(".")[0] for path in folder.iterdir())
    assert names == [folder.name, "notes"]
    header = next(folder.glob("notes.ana.*.jsonl")).read_bytes().split(b"\n")[0]
    assert b'"stream":"notes","coder":"ana"' in header
    assert "observation · ana" in cli("show", "p7kx3").out
    assert '"by": "ana"' in cli("show", "p7kx3", "--json").out
    assert "3" in cli("list").out
    report = examine(small)
    assert (report.files, report.problems) == (2, ())
    assert cli("export", "--out", "out", "--for", "machine").code == 0
    with (small / "out" / "notes.csv").open(encoding="utf-8", newline="") as exported:
        assert [row["noted_by"] for row in csv.DictReader(exported)] == ["ana", "ana"]
    deleted = cli("delete", "p7kx3", stdin=f"{folder.name}\n")
    assert deleted.code == 0, deleted.err
    assert not folder.exists()


def test_doctor_tells_whose_words_wait_in_a_draft(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    notes = noting(folder)
    notes.draft("à moitié", state_of(folder))
    notes.close()
    result = cli("doctor")
    assert f"`interviewer follow {folder.name} --notes ID`" in result.out


@posix
def test_delete_refuses_while_somebody_takes_notes(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    notes = noting(folder)
    result = cli("delete", "p7kx3", stdin=f"{folder.name}\n")
    assert result.code == 1
    assert folder.exists()
    notes.close()


def test_notes_of_a_piped_file_say_which_line_was_none(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    done = piped("follow", "p7kx3", "--notes", "ana", stdin='bien\n/star\n"""\ndeux\nlignes\n"""\n', code=3)
    assert "Line 2: This action is the interviewer's." in done.stderr
    assert [text for _, text, _ in said(folder)[1:]] == ["bien", "deux\nlignes"]


# --- beside a real interview ---


def start(terminal: Terminal, said_first: str) -> None:
    """Through the consent to the first words of a whole-line interview."""
    for waits, types in (("Notes ?", "oui"), ("Citer ?", "oui"), ("Racontez", said_first)):
        terminal.wait(waits)
        terminal.send(types + ENTER)
    terminal.wait("saved")


@pytest.mark.usefixtures("small")
class TestBesideARealInterview:
    pytestmark = needs_terminal

    def folder(self, root: Path) -> Path:
        return next((root / "sessions").iterdir())

    def test_a_follower_sees_each_turn_and_the_end_and_writes_nothing(self, small: Path) -> None:
        with Terminal(HELD_NOW, cwd=small) as held_now:
            start(held_now, "En hiver.")
            with Terminal(FOLLOW, cwd=small) as follower:
                follower.wait("Racontez la première fois.")
                follower.wait("En hiver.")
                assert "held here" in follower.text()
                held_now.send("Puis au printemps." + ENTER)
                follower.wait("Puis au printemps.")
                held_now.send("/goto fin" + ENTER)
                follower.wait("Que retenir ?")
                assert "En hiver." not in follower.text()
                held_now.send("/pause" + ENTER)
                assert held_now.exit_code() == 0
                follower.wait("paused")
                assert [path.name for path in self.folder(small).iterdir() if ".jsonl" not in path.name] == []
                assert len(list(self.folder(small).iterdir())) == 1
                follower.send("q")
                assert follower.exit_code() == 0

    def test_notes_are_typed_beside_and_both_files_are_one_interview(self, small: Path) -> None:
        with Terminal(HELD_NOW, cwd=small) as held_now:
            start(held_now, "En hiver.")
            with Terminal([*FOLLOW, "--notes", "ana"], cwd=small) as noter, Terminal(FOLLOW, cwd=small) as follower:
                noter.wait("En hiver.")
                noter.send("elle hésite" + ENTER)
                noter.wait("saved")
                follower.wait("elle hésite")
                follower.wait("notes: ana")
                noter.send("/star" + ENTER)
                noter.wait("This action is the interviewer's.")
                noter.send("\x15/memo à creuser" + ENTER)
                noter.wait("memo · ana")
                held_now.send("Puis au printemps." + ENTER)
                noter.wait("Puis au printemps.")
                noter.send("sourire" + ENTER)
                noter.wait(lambda screen: "  sourire" in screen)
                noter.send(CTRL_C)
                assert noter.exit_code() == 0
                held_now.send("/pause" + ENTER)
                assert held_now.exit_code() == 0
        assert said(self.folder(small)) == [
            ("verbatim", "En hiver.", ""),
            ("observation", "elle hésite", "ana"),
            ("memo", "à creuser", "ana"),
            ("verbatim", "Puis au printemps.", ""),
            ("observation", "sourire", "ana"),
        ]

    def test_a_note_taker_who_is_killed_finds_the_words_again(self, cli: Cli, small: Path) -> None:
        folder = held(cli, small, "un")
        with Terminal([*FOLLOW, "--notes", "ana"], cwd=small) as noter:
            noter.wait("un")
            noter.send("à moitié tapé")
            wait_until(lambda: "tap\\u00e9" in _drafted(folder) or "tapé" in _drafted(folder))
            noter.kill()
        with Terminal([*FOLLOW, "--notes", "ana"], cwd=small) as noter:
            noter.wait("à moitié tapé")
            noter.send(CTRL_C)
            assert noter.exit_code() == 0
        assert said(folder)[-1] == ("observation", "à moitié tapé", "ana")

    def test_leaving_with_words_in_the_editor_keeps_them(self, cli: Cli, small: Path) -> None:
        folder = held(cli, small, "un")
        with Terminal([*FOLLOW, "--notes", "ana"], cwd=small) as noter:
            noter.wait("un")
            noter.send("pas fini")
            noter.wait("pas fini")
            noter.send(CTRL_C)
            noter.wait("Ctrl-C again leaves")
            noter.send(CTRL_C)
            assert noter.exit_code() == 0
        assert "pas fini" in _drafted(folder)

    def test_a_full_disk_is_said_in_red_and_no_note_is_given_up_by_itself(self, cli: Cli, small: Path) -> None:
        folder = held(cli, small, "un")
        launch = (
            "import resource, signal, sys, runpy; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000));"
            "sys.argv = sys.argv[1:]; runpy.run_module('interviewer', run_name='__main__')"
        )
        argv = [sys.executable, "-c", launch, "interviewer", "follow", "p7kx3", "--notes", "ana"]
        with Terminal(argv, cwd=small) as noter:
            noter.wait("un")
            noter.send("petite" + ENTER)
            noter.wait("saved")
            noter.send("trop longue " + "x" * 2500 + ENTER)
            noter.wait("NOT SAVED")
            noter.send("on tape encore")
            noter.wait("on tape encore")
            noter.send("\x15" + CTRL_C)
            noter.wait("Ctrl-C gives up")
            noter.send(CTRL_C)
            noter.wait("NOT SAVED: 1 note is not on the disk.", timeout=30)
            assert noter.exit_code() == 1
        assert ("observation", "petite", "ana") in said_of_whole_lines(folder)

    def test_line_by_line_it_prints_what_comes_and_ends_with_the_interview(self, small: Path) -> None:
        with Terminal(HELD_NOW, cwd=small) as held_now:
            start(held_now, "En hiver.")
            command = [*FOLLOW, "--plain"]
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as lines:
                assert lines.stdout is not None
                assert [lines.stdout.readline() for _ in range(3)][-1].endswith("verbatim: En hiver.\n")
                held_now.send("Puis au printemps." + ENTER)
                assert lines.stdout.readline().endswith("verbatim: Puis au printemps.\n")
                held_now.send("/pause" + ENTER)
                assert held_now.exit_code() == 0
                assert lines.wait(10) == 0

    def test_ctrl_c_leaves_the_lines(self, small: Path) -> None:
        with Terminal(HELD_NOW, cwd=small) as held_now:
            start(held_now, "En hiver.")
            with Terminal([*FOLLOW, "--plain"], cwd=small) as follower:
                follower.wait("En hiver.")
                follower.send(CTRL_C)
                assert follower.exit_code() == 0

    @pytest.mark.parametrize(("leaves", "code"), [(CTRL_C, 0), (CTRL_D, 0)], ids=["Ctrl-C", "end of input"])
    def test_notes_are_taken_line_by_line_and_left_in_order(
        self, cli: Cli, small: Path, leaves: str, code: int
    ) -> None:
        folder = held(cli, small, "un")
        with Terminal([*FOLLOW, "--notes", "ana", "--plain"], cwd=small) as noter:
            noter.wait("un")
            noter.send("elle rit" + ENTER)
            noter.wait("saved")
            noter.wait("observation · ana: elle rit")
            noter.send(leaves)
            assert noter.exit_code() == code
            assert "rror" not in noter.text()
        assert said(folder)[1:] == [("observation", "elle rit", "ana")]
        assert next(folder.glob("notes.*")).read_bytes().count(b'"k":"seal"') == 1

    def test_any_size_of_window_is_drawn(self, cli: Cli, small: Path) -> None:
        held(cli, small, "un " * 200)
        with Terminal([*FOLLOW, "--notes", "ana"], cwd=small) as noter:
            noter.wait("un un un")
            for columns, rows in ((200, 50), (40, 10), (12, 4), (80, 24)):
                noter.resize(columns, rows)
                noter.signal(signal.SIGWINCH)
                time.sleep(0.3)
                noter.lines()
            noter.send("encore là" + ENTER)
            noter.wait("encore là")
            noter.wait("saved")

    def test_while_nothing_happens_it_takes_next_to_no_time(self, cli: Cli, small: Path) -> None:
        held(cli, small, *(f"réponse {n}" for n in range(100)))
        with Terminal(FOLLOW, cwd=small) as follower:
            follower.wait("réponse 99")
            time.sleep(2)
            follower.lines()
            before = _cpu(follower.process.pid)
            until = time.monotonic() + 5
            while time.monotonic() < until:
                follower.lines()
                time.sleep(0.1)
            assert _cpu(follower.process.pid) - before <= 0.1  # 2 %: the machine of a test is busy


def _drafted(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in draft_paths(folder))


def _cpu(pid: int) -> float:
    """Seconds of the processor that a process has taken."""
    if sys.platform != "linux":
        pytest.skip("reads /proc")
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_the_name_of_a_note_takers_file_says_whose_it_is(tmp_path: Path) -> None:
    journal = Journal([tmp_path], "s1", "k" * 16, stream="notes", coder="ana", first=[e.Noting("n" * 16, "ana")])
    journal.close()
    assert journal.path.name.startswith("notes.ana.")
    assert isinstance(read_session_records([tmp_path], "s1").records[0].event, e.Noting)


def test_a_study_with_notes_only_in_a_fallback_folder_finds_them(cli: Cli, small: Path) -> None:
    folder = held(cli, small, "un")
    _home, spare = session_folders(small, folder.name)
    own = noting(folder)
    own.take("loin", state_of(folder))
    own.close()
    spare.mkdir(parents=True)
    shutil.move(next(folder.glob("notes.*")), spare)
    assert "loin" in cli("show", "p7kx3").out
