"""Imports that are killed, interrupted, run twice at once or meet a full disk: each interview is whole, and there once."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from interviewer.errors import CannotError
from interviewer.guide.xlsform.form import form
from interviewer.session.disk import DISK, Disk
from interviewer.session.events import Tombstone
from interviewer.session.folder import read_session_records, session_folders
from interviewer.session.journal import Journal
from interviewer.session.line import read_segment
from interviewer.study.collected.disk import LOCK, MAKING, put
from interviewer.study.collected.segment import Segment, run_of_submission
from interviewer.study.folder import Study
from tests.conftest import IMPORTS, Cli
from tests.faults import bad_disk
from tests.faults.broken_disk import CALLS, BrokenDisk, Call, Fault, Step, TracingDisk
from tests.forms import AROUND
from tests.phone import Phone
from tests.test_import_answers import ONE, TOLD, TWO
from tests.test_xlsform_out import EVERYTHING, guide_of

MANY = 40
SUBMISSIONS = [f"{number:08d}-aaaa-4bbb-8ccc-000000000001" for number in range(MANY)]
PROGRAM = [sys.executable, "-m", "interviewer"]
IMPORT = ["import", "answers", "a.csv", "--json"]
CANARY = "CANARI"
RUN = "0123456789abcdef"


@pytest.fixture(scope="module")
def phone() -> Phone:
    """The phone with the form of the guide that has everything."""
    return Phone(form(guide_of(EVERYTHING), AROUND))


@pytest.fixture
def there(study: Path, phone: Phone) -> Path:
    """A study with that guide, and the answers of many people beside it."""
    (study / "guides" / "tout.yaml").write_text(EVERYTHING, encoding="utf-8")
    (study / "interviewer.yaml").write_text(
        "languages: [fr, en]\nnotice: '2026-01'\nstakeholders: {benevoles: {}, partenaires: {}}\n", encoding="utf-8"
    )
    sent = [(one, {**TOLD, "code": f"p{number}"}) for number, one in enumerate(SUBMISSIONS)]
    Path("a.csv").write_text(phone.central(sent), encoding="utf-8")
    return study


def begun(*before: str) -> subprocess.Popen[bytes]:
    """The real program at work on that file."""
    env = {**os.environ, "PYTHONPATH": IMPORTS}
    command = [*(before or PROGRAM), *IMPORT]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)


def report(program: subprocess.Popen[bytes]) -> dict[str, Any]:
    out, _err = program.communicate(timeout=120)
    return json.loads(out) if out else {}


def wait_for_interviews(root: Path, count: int) -> None:
    """Return when so many are there."""
    until = time.monotonic() + 60
    while len(folders(root)) < count and time.monotonic() < until:
        time.sleep(0.002)


def folders(root: Path) -> list[Path]:
    return [path for path in (root / "sessions").iterdir() if not path.name.startswith(".") and path.is_dir()]


def assert_whole(root: Path) -> set[str]:
    """Every interview has its end and no fault, no two are of one submission, all say the same; returns their submissions."""
    seen = []
    for folder in folders(root):
        files = [path for path in folder.iterdir() if path.is_file()]
        assert len(files) == 1, folder
        segment = read_segment(files[0].read_bytes())
        assert segment.sealed
        assert not segment.faults
        session, problems = Study(root).session(folder.name)
        assert (session.status, problems, len(session.turns), len(session.measures)) == ("done", [], 2, 7)
        seen.append(session.instance)
    assert len(seen) == len(set(seen))
    return set(seen)


def test_an_import_killed_at_any_moment_leaves_whole_interviews_and_the_next_goes_on(there: Path, cli: Cli):
    chance, kills = random.Random(7), 0
    for _life in range(5):
        program = begun()
        wait_for_interviews(there, len(folders(there)) + 1)
        time.sleep(chance.uniform(0, 0.02))
        program.kill()
        kills += program.wait() == -signal.SIGKILL
        program.communicate()
        had = assert_whole(there)
        assert len(had) <= MANY
    assert kills
    last = cli(*IMPORT)
    told = json.loads(last.out)
    assert (last.code, len(told["made"]) + len(told["there"]), told["completed"]) == (0, MANY, 0)
    assert assert_whole(there) == set(SUBMISSIONS)
    assert not list((there / "sessions").glob(f"{MAKING}*/*"))
    assert cli("doctor").code == 0


def test_ctrl_c_says_what_was_made_and_the_same_again_goes_on(there: Path, cli: Cli):
    program = begun(*bad_disk.slow(5))
    wait_for_interviews(there, 2)
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=60)
    told = json.loads(out)
    assert program.returncode == 130
    assert sorted(told["made"]) == sorted(path.name for path in folders(there))
    assert 2 <= len(told["made"]) == told["rows"] == MANY - told["rows_not_reached"] < MANY
    left = MANY - told["rows"]
    assert f"Stopped: {left} rows are left. Nothing is half made" in " ".join(err.decode().split())
    again = json.loads(cli(*IMPORT).out)
    assert (len(again["made"]), len(again["there"])) == (left, told["rows"])
    assert assert_whole(there) == set(SUBMISSIONS)


def test_two_imports_at_once_make_each_interview_once(there: Path, cli: Cli):
    programs = [begun(*bad_disk.slow(1)) for _one in range(2)]
    told = [report(program) for program in programs]
    codes = sorted(program.returncode for program in programs)
    assert codes in ([0, 1], [0, 0])
    assert sum(len(one.get("made", ())) for one in told) == MANY
    assert assert_whole(there) == set(SUBMISSIONS)


UNLOCKED = """
import sys
from interviewer.session.disk import DISK
vars(DISK).update(lock=lambda fd: False, is_locked=lambda path: False)
from interviewer.cli import main
sys.exit(main())
"""


def test_where_nothing_can_be_locked_two_imports_make_each_interview_once(there: Path, cli: Cli):
    programs = [begun(sys.executable, "-c", UNLOCKED) for _one in range(3)]
    told = [report(program) for program in programs]
    made = [session for one in told for session in one.get("made", ())]
    assert sorted(made) == sorted(path.name for path in folders(there))
    assert_whole(there)
    assert cli(*IMPORT).code == 0
    assert assert_whole(there) == set(SUBMISSIONS)


def test_while_an_import_is_at_work_another_one_makes_nothing(there: Path, cli: Cli):
    fd = os.open(there / "sessions" / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        assert DISK.lock(fd)
        second = cli(*IMPORT)
    finally:
        os.close(fd)
    assert second.code == 1
    assert "Another import of answers is at work" in second.err
    assert not folders(there)
    assert cli(*IMPORT).code == 0


def test_a_full_disk_leaves_whole_interviews_and_says_how_many(there: Path, cli: Cli):
    program = begun(*bad_disk.full(17, 600))
    out, err = program.communicate(timeout=60)
    told = json.loads(out)
    assert program.returncode == 1
    assert 0 < len(told["made"]) < MANY
    assert set(told["made"]) <= {path.name for path in folders(there)}
    assert os.strerror(errno.ENOSPC) in err.decode()
    assert "Nothing is half made" in err.decode()
    assert_whole(there)
    assert not list((there / "sessions").glob(f"{MAKING}*"))
    assert cli(*IMPORT).code == 0
    assert assert_whole(there) == set(SUBMISSIONS)


# --- what imports of earlier versions left ---


def journal(root: Path) -> Path:
    return next(path for path in folders(root)[0].iterdir() if path.suffix == ".jsonl")


def only(phone: Phone, *submissions: str, **answers: str) -> None:
    sent = [(one, {**TOLD, "code": f"p{place}", **answers}) for place, one in enumerate(submissions)]
    Path("a.csv").write_text(phone.central(sent), encoding="utf-8")


@pytest.mark.parametrize("part", [0.0, 0.01, 0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("tail", [b"", b"\0" * 100])
def test_an_interview_that_was_cut_off_is_completed(there: Path, cli: Cli, phone: Phone, part: float, tail: bytes):
    only(phone, ONE)
    assert cli(*IMPORT).code == 0
    path = journal(there)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)] + tail)
    told = json.loads(cli(*IMPORT).out)
    assert (told["made"], told["there"], told["completed"]) == ([path.parent.name], [], 1)
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == {path.name: whole}
    assert json.loads(cli(*IMPORT).out)["there"] == [path.parent.name]


def test_marks_on_an_interview_that_was_cut_off_stay(there: Path, cli: Cli, phone: Phone):
    only(phone, ONE)
    cli(*IMPORT)
    path = journal(there)
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-6]))
    assert cli("code", path.parent.name, "--coder", "ana", stdin="sens\n\n").code == 0
    assert json.loads(cli(*IMPORT).out)["completed"] == 1
    assert path.read_bytes() == whole
    session, problems = Study(there).session(path.parent.name)
    assert not problems
    assert [mark.code for mark in session.marks] == ["sens"]
    assert cli("doctor").code == 0


def test_a_cut_copy_of_a_whole_interview_goes(there: Path, cli: Cli, phone: Phone):
    only(phone, ONE)
    cli(*IMPORT)
    path = journal(there)
    second = path.parent.with_name(path.parent.name + "-2")
    shutil.copytree(path.parent, second)
    cut = second / path.name.replace(path.parent.name, second.name)
    (second / path.name).rename(cut)
    cut.write_bytes(b"")
    told = json.loads(cli(*IMPORT).out)
    assert (told["made"], told["there"], told["completed"]) == ([], [path.parent.name], 0)
    assert assert_whole(there) == {ONE}


def test_what_was_withdrawn_is_not_completed(there: Path, cli: Cli, phone: Phone):
    """Where a word was taken back since, bringing the file again doesn't bring it back to the disk."""
    only(phone, ONE)
    cli(*IMPORT)
    path = journal(there)
    whole = path.read_bytes()
    session, _problems = Study(there).session(path.parent.name)
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:-2]))
    found = read_session_records(session_folders(there, session.id), session.id)
    with Journal(session_folders(there, session.id), session.id, found.key, seen=found.seen) as later:
        later.append(Tombstone(session.turns[0].id, "verbatim"))
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    told = json.loads(cli(*IMPORT).out)
    assert (told["made"], told["completed"], told["there"]) == ([], 0, [session.id])
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before


def test_interviews_that_were_made_twice_are_told_and_one_can_go(there: Path, cli: Cli, phone: Phone):
    only(phone, ONE)
    cli(*IMPORT)
    first = folders(there)[0]
    second = first.with_name(first.name + "-2")
    shutil.copytree(first, second)
    sick = cli("doctor")
    assert sick.code == 3
    assert f"This interview and {first.name} come from the same submission" in " ".join(sick.out.split())
    told = cli(*IMPORT)
    assert (told.code, json.loads(told.out)["doubled"]) == (3, [[first.name, second.name]])
    assert cli("delete", second.name, stdin=f"{second.name}\n").code == 0
    again = json.loads(cli(*IMPORT).out)
    assert (again["there"], again["reported"], again["doubled"]) == ([first.name], [], [])
    assert cli("doctor").code == 0


def test_what_an_import_left_half_made_is_told_and_taken_away(there: Path, cli: Cli, phone: Phone):
    left = there / "sessions" / f"{MAKING}{run_of_submission(TWO)}"
    left.mkdir()
    (left / "x.jsonl").write_text(CANARY)
    assert "An import of answers was broken off here" in " ".join(cli("doctor").out.split())
    only(phone, ONE)
    assert cli(*IMPORT).code == 0
    assert not left.exists()


# --- moving a folder to a name that must be free ---


class PlainDisk(Disk):
    """A disk without the call that refuses to take another one's place."""

    def move_alone(self, path: str, target: str) -> bool:
        return False


@pytest.mark.parametrize("disk", [DISK, PlainDisk()])
def test_a_folder_never_takes_the_place_of_another(tmp_path: Path, disk: Disk):
    for name in ("new", "empty", "full"):
        (tmp_path / name).mkdir()
    for name in ("new", "full"):
        (tmp_path / name / "file").write_text(name)
    for name in ("empty", "full"):
        with pytest.raises(FileExistsError):
            disk.move_new(str(tmp_path / "new"), str(tmp_path / name))
    disk.move_new(str(tmp_path / "new"), str(tmp_path / "free"))
    assert (tmp_path / "free" / "file").read_text() == "new"
    assert (tmp_path / "full" / "file").read_text() == "full"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "free", "full"]


class MovingDisk(TracingDisk):
    """A disk that writes down when folders are moved too."""

    def move_new(self, path: str, target: str) -> None:
        super().move_new(path, target)
        self.steps.append(Step("move_new", target))


def bytes_of(session: str) -> Segment:
    return Segment(f"{session}.{RUN}.jsonl", b"words\n")


def test_an_interview_gets_its_name_only_when_all_of_it_is_durable(study: Path):
    disk, sessions = MovingDisk(), study / "sessions"
    assert put(study, RUN, ["a"], bytes_of, disk) == ("a", True)
    steps = [(step.call, Path(step.path).relative_to(sessions).as_posix()) for step in disk.steps]
    fresh = f"{MAKING}{RUN}"
    file = f"{fresh}/a.{RUN}.jsonl"
    assert steps == [
        *(("create", file), ("write", file), ("sync", file), ("sync_folder", fresh)),
        *(("move_new", "a"), ("sync_folder", ".")),
    ]
    assert put(study, RUN, ["a"], bytes_of, disk) == ("a", False)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("short", [False, True])
def test_whatever_call_of_the_disk_fails_the_interview_is_whole_or_not_there(study: Path, call: Call, short: Any):
    for nth in range(1, 4):
        disk = BrokenDisk(Fault(call, nth, errno.ENOSPC, short=short))
        with suppress(CannotError):
            put(study, RUN, [f"a{nth}"], bytes_of, disk)
        found = study / "sessions" / f"a{nth}"
        assert not found.exists() or [path.read_bytes() for path in found.iterdir()] == [b"words\n"]
        assert disk.hits or found.exists()
        assert not list((study / "sessions").glob(".*"))
        assert put(study, RUN, [f"a{nth}"], bytes_of).session == f"a{nth}"


def test_what_another_interview_is_called_stays_and_the_name_does_not_count(study: Path):
    (study / "sessions" / "a").mkdir()
    assert put(study, RUN, ["a", "a-1234"], bytes_of) == ("a-1234", True)
    assert not list((study / "sessions" / "a").iterdir())


def test_machines_that_know_other_submissions_call_a_third_one_the_same(there: Path, cli: Cli, phone: Phone):
    named = []
    for others in ((ONE, TWO), (ONE,)):
        sent = [(one, {**TOLD, "code": "p1"}) for one in (*others, SUBMISSIONS[0])]
        Path("a.csv").write_text(phone.central(sent), encoding="utf-8")
        assert cli(*IMPORT).code == 0
        named.append({Study(there).session(path.name)[0].instance: path.name for path in folders(there)})
        shutil.rmtree(there / "sessions")
    assert len(set(named[0].values())) == 3
    assert named[0][SUBMISSIONS[0]] == named[1][SUBMISSIONS[0]]


# --- a file that is no longer as it was downloaded ---


def test_a_quotation_mark_that_never_closes_stops_everything(there: Path, cli: Cli):
    text = Path("a.csv").read_text(encoding="utf-8")
    Path("a.csv").write_text(text + f'"{CANARY}', encoding="utf-8")
    made = cli("import", "answers", "a.csv")
    assert made.code == 3
    line = text.count("\n") + 1
    assert f"a.csv:{line}:1: error: A quotation mark opens here and never closes" in " ".join(made.err.split())
    assert CANARY not in made.err
    assert not folders(there)


def test_a_key_that_is_no_id_is_called_so(there: Path, cli: Cli):
    text = Path("a.csv").read_text(encoding="utf-8")
    Path("a.csv").write_text(text.replace(SUBMISSIONS[0], CANARY + " !"), encoding="utf-8")
    made = cli(*IMPORT)
    told = json.loads(made.out)
    assert [one["rule"] for one in told["reported"]] == ["answers_bad_instance"]
    assert (made.code, len(told["made"])) == (3, MANY - 1)
    assert CANARY not in made.out + made.err
