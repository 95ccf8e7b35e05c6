"""`ready`: what is wrong is found before the person sits down, and nothing is changed by looking."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from interviewer.privacy import age
from interviewer.screens.messages import explain, rooms
from interviewer.screens.moments import moment_said
from interviewer.screens.pages.readiness import CHECKS, PLAIN_SIGNS, readiness_lines
from interviewer.screens.terminal.fitness import size_finding
from interviewer.screens.words import use
from interviewer.session.disk import Clock
from interviewer.session.draft import DraftFile
from interviewer.session.events import Draft
from interviewer.session.folder import fallback_roots, session_folders
from interviewer.session.journal import Journal
from interviewer.study.folder import Study
from interviewer.study.private import founding, places
from interviewer.study.private.places import private_folder
from interviewer.study.readiness import folders as rooms_to_write_in
from interviewer.study.readiness import machine
from interviewer.study.readiness.finding import Finding, found
from interviewer.study.readiness.folders import folder_findings, try_folder
from interviewer.study.readiness.keys import key_findings, seals_words
from interviewer.study.readiness.looking import findings
from interviewer.study.readiness.machine import clock_finding, disk_finding, is_encrypted, power_findings
from interviewer.study.settings import Keys
from interviewer.study.synced import Mounted
from tests.faults.broken_disk import BrokenDisk, Call, Fault, QuickDisk
from tests.faults.samples import KEY, said
from tests.sealed import Sealed
from tests.small_disk import CAN_MOUNT, small_disk
from tests.terminal import HAS_PTY, Terminal

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
NOTICE = "languages: [fr, en]\nnotice: 2026-03\nstakeholders: [benevoles, beneficiaires, partenaires, financeurs]\n"


@pytest.fixture
def root(study) -> Path:
    os.chmod(study / "sessions", 0o700)
    return Path(study)


def signs(those) -> dict[str, str]:
    return {one.said.rule.removeprefix("ready_"): one.sign for one in those}


def of(check: str, those) -> list[Finding]:
    return [one for one in those if one.check == check]


def everything(root: Path) -> list[str]:
    return sorted(str(path) for path in root.rglob("*"))


# --- the verb ---


def test_a_study_in_order_is_ready_and_left_as_it_was(root, cli, sealed):
    before = everything(root), everything(sealed)
    result = cli("ready", "benevoles")
    assert result.code == 0
    assert result.out.split("\n")[-2].startswith("Ready, with ")
    assert "Without errors: benevoles." in result.out
    assert result.err == ""
    assert (everything(root), everything(sealed)) == before


def test_each_check_has_its_line_and_says_in_a_word_how_it_stands(root, cli):
    lines = cli("ready").out.split("\n")
    told = [line for line in lines if line[:1] in "✓▲×" and line]
    assert len(told) >= 12
    assert {line.split()[1] for line in told} <= {"ok", "attention", "no"}


def test_a_guide_with_errors_is_not_ready_and_all_its_errors_are_told(root, cli):
    path = root / "guides" / "benevoles.yaml"
    path.write_text(path.read_text().replace("themes:", "themmes:", 1) + "\nclosin: x\n")
    result = cli("ready", "benevoles")
    assert result.code == 1
    assert result.out.endswith("Not ready: guide.\n")
    assert result.out.count("guides/benevoles.yaml:") >= 2
    assert cli("ready", "partenaires").code == 0
    assert cli("ready").code == 1


def test_a_guide_that_is_not_there_is_named(root, cli):
    result = cli("ready", "benevolles")
    assert result.code == 1
    assert "benevoles" in result.err


def test_a_study_without_guides_is_not_ready(root, cli):
    shutil.rmtree(root / "guides")
    result = cli("ready")
    assert (result.code, "This study has no guide yet." in result.out) == (1, True)


def test_where_there_is_no_study_it_is_said(tmp_path, cli, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli("ready").code == 1


def test_programs_read_the_same(root, cli):
    result = cli("ready", "benevoles", "--json")
    read = json.loads(result.out)
    assert (result.code, read["ready"]) == (0, True)
    assert {"check", "sign", "rule", "message", "hint", "problems"} == read["checks"][0].keys()
    assert [one["check"] for one in read["checks"]][:2] == ["guide", "consent"]
    assert "\x1b" not in result.out


def test_every_check_and_rule_has_its_words(root):
    templates = {rule for room in rooms() for rule in room}
    those = [*findings(Study(root))]
    assert {one.check for one in those} <= CHECKS.keys()
    assert {one.said.rule for one in those} <= templates
    assert all("{" not in text for one in those for text in explain(one.said))


@pytest.mark.parametrize("width", [0, 20, 40, 80, 200])
def test_lines_keep_within_the_width(width):
    those = [
        found("folders", "no", "folder_no", where="/home/ana/étude longue/" * 5, why="No space left on device"),
        found("clock", "ok", "clock_ok", moment="2026-11-30 10:00"),
        found("git", "attention", "git_takes"),
    ]
    lines = [*readiness_lines(those, width, styled=False, signs=PLAIN_SIGNS)]
    assert "".join(lines).replace(" ", "").endswith("Notready:folders.")
    assert not width or max(map(len, lines)) <= max(width, 24)


def test_hostile_paths_do_nothing_to_the_terminal(tmp_path, cli, monkeypatch):
    study = tmp_path / "\x1b[31m\u202estudy\x07 [red]{x}"
    (study / "guides").mkdir(parents=True)
    monkeypatch.chdir(study)
    monkeypatch.setenv("INTERVIEWER_SPARE", str(study / "in the way"))
    (study / "in the way").write_text("")
    result = cli("ready")
    assert result.code == 1
    assert not {"\x1b", "\u202e", "\x07"} & set(result.out)


# --- folders ---


CALLS: tuple[Call, ...] = ("create", "write", "sync", "sync_folder", "open_status", "named_status")


@pytest.mark.parametrize("call", CALLS)
def test_a_folder_that_does_not_keep_a_file_is_not_ready(root, call):
    those = [*folder_findings(root, BrokenDisk(Fault(call, 1, errno.EIO)))]
    assert of("folders", those)[0].sign == "no"
    assert not [path for path in root.rglob("*") if ".ready" in path.name]


def test_a_disk_that_stores_other_bytes_is_not_ready(root):
    class Lying(QuickDisk):
        def write(self, fd: int, data: memoryview) -> int:
            return os.write(fd, b"\0" * len(data))

    assert of("folders", folder_findings(root, Lying()))[0].said.rule == "ready_folder_no"


def test_a_fall_back_folder_that_takes_nothing_is_worth_attention(root, monkeypatch, tmp_path):
    (tmp_path / "clé").write_text("no folder")
    monkeypatch.setenv("INTERVIEWER_SPARE", str(tmp_path / "clé"))
    assert signs(folder_findings(root))["fallback_no"] == "attention"


def test_folders_that_are_not_there_yet_are_tried_and_gone_again(root, sealed):
    place = fallback_roots(root)[0]
    assert try_folder(place).why == ""
    assert not place.parent.exists()
    shutil.rmtree(root / "sessions")
    assert signs(folder_findings(root))["folders_ok"] == "ok"
    assert not (root / "sessions").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever administers a machine may write anywhere")
def test_a_folder_without_the_right_to_write_is_not_ready(root, cli):
    os.chmod(root / "sessions", 0o500)
    assert cli("ready").code == 1


@pytest.mark.skipif(not CAN_MOUNT, reason="mounting a small file system needs an administrator of Linux")
def test_a_full_file_system_is_not_ready(root, cli):
    with small_disk(root / "sessions", "256k"):
        assert "Not ready: room left." in cli("ready").out  # it takes a file, and not much more
        (root / "sessions" / "full").write_bytes(bytes(256 << 10))
        result = cli("ready")
    assert (result.code, "No space left on device" in result.out) == (1, True)
    assert "Not ready: folders, room left." in result.out


@pytest.mark.skipif(not CAN_MOUNT, reason="mounting a small file system needs an administrator of Linux")
def test_a_folder_that_is_mounted_for_reading_only_is_not_ready(root, cli):
    with small_disk(root / "sessions", "1m", "ro"):
        result = cli("ready")
    assert (result.code, "Read-only file system" in result.out) == (1, True)


def test_little_room_is_told(root, monkeypatch):
    class Usage(NamedTuple):
        free: int

    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10 << 20))
    assert signs(folder_findings(root))["space_no"] == "no"
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(rooms_to_write_in.LEAST_FREE))
    assert signs(folder_findings(root))["space_ok"] == "ok"
    rooms = iter((1 << 40, 10 << 20))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(next(rooms)))
    assert signs(folder_findings(root))["space_little"] == "attention"

    def refused(_path: object) -> Usage:
        raise PermissionError

    monkeypatch.setattr(shutil, "disk_usage", refused)
    assert signs(folder_findings(root))["space_unknown"] == "attention"


@pytest.mark.parametrize(
    ("count", "said_so", "dit"),
    [
        (0, "0 MB", "0 "),
        (52_400_000, "52 MB", "52 "),
        (999_999_999, "999 MB", "999 "),
        (1_000_000_000, "1.0 GB", "1,0 "),
        (9_999_999_999, "9.9 GB", "9,9 "),
        (73_284_000_000, "73 GB", "73 "),
    ],
)
def test_room_is_told_as_disks_are_sold_and_never_rounded_up(count, said_so, dit):
    said = found("space", "ok", "space_ok", bytes_free=count).said
    assert said_so in explain(said)[0].replace("\u00a0", " ")
    use("fr")
    assert dit in explain(said)[0].replace("\u00a0", " ")


def test_where_no_lock_is_seen_it_is_told(root):
    class Lockless(QuickDisk):
        def lock(self, fd: int) -> bool:
            return True

        def is_locked(self, path: str) -> bool:
            return False

    assert signs(folder_findings(root, Lockless()))["lock_none"] == "attention"
    assert signs(folder_findings(root))["lock_ok"] == "ok"


# --- the clock ---


def at(wall: float) -> Clock:
    return Clock(lambda: wall, lambda: 0.0)


MAY = 1_778_000_000.0  # 2026-05-05


@pytest.mark.parametrize(
    ("wall", "names", "rule"),
    [
        (MAY, [], "clock_ok"),
        (MAY, ["s1.20260401T100000Z.0123456789abcdef.jsonl"], "clock_ok"),
        (MAY, ["s1.20260801T100000Z.0123456789abcdef.jsonl"], "clock_behind"),
        (MAY, ["s1.99999999T999999Z.jsonl", "s1.jsonl", ""], "clock_ok"),
        (0.0, [], "clock_no"),
        (-5.0, [], "clock_no"),
        (1e18, [], "clock_no"),
        (5e9, [], "clock_no"),  # 2128
        (1_700_000_000.0, [], "clock_no"),  # 2023
    ],
)
def test_a_clock_that_cannot_be_right_is_told(wall, names, rule):
    assert clock_finding(names, at(wall), installed=0.0).said.rule == f"ready_{rule}"


def test_the_time_is_told_in_words(monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    told = explain(clock_finding(["s1.20260801T100000Z.0123456789abcdef.jsonl"], at(MAY), installed=0.0).said)[0]
    assert told == "By this machine it is now 5 May 2026, 16:53, but a file of an interview says 1 August 2026, 10:00."
    assert explain(clock_finding([], at(-5.0), installed=0.0).said)[0].count("?") == 1
    assert moment_said("2026-02-30 10:00") == "2026-02-30 10:00"


def test_a_clock_before_the_program_was_installed_is_wrong():
    assert clock_finding([], at(MAY), installed=MAY + 86400).sign == "no"
    assert clock_finding([], at(MAY), installed=MAY - 86400).sign == "ok"


# --- rights, git, what is left ---


@POSIX
def test_files_that_others_can_open_are_counted(root):
    Journal(session_folders(root, "s1"), "s1", KEY, disk=QuickDisk()).close()
    assert of("permissions", findings(Study(root)))[0].sign == "ok"
    for path in (root / "sessions" / "s1").iterdir():
        os.chmod(path, 0o644)
    assert of("permissions", findings(Study(root)))[0].sign == "ok"  # nobody comes so far
    os.chmod(root / "sessions", 0o755)
    assert of("permissions", findings(Study(root)))[0].sign == "ok"
    os.chmod(root / "sessions" / "s1", 0o755)
    assert of("permissions", findings(Study(root)))[0].said.rule == "ready_permissions_open"


def test_where_the_system_refuses_all_other_checks_are_still_made(root, monkeypatch):
    def refused(_study: Study) -> tuple[str, ...]:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Study, "session_ids", refused)
    those = [*findings(Study(root))]
    assert [one.check for one in those if one.said.rule == "ready_refused"] == ["guide", "left"]
    assert {"folders", "clock", "git"} <= {one.check for one in those}


@POSIX
def test_a_folder_in_which_others_may_write_is_not_ready(root, cli):
    os.chmod(root / "sessions", 0o775)  # as git leaves it where each user has a group of their own
    assert cli("ready").code == 0
    os.chmod(root / "sessions", 0o1777)
    assert cli("ready").code == 0
    os.chmod(root / "sessions", 0o777)
    result = cli("ready")
    assert (result.code, "Not ready: rights." in result.out) == (1, True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only an administrator gives files away")
def test_files_of_another_user_are_counted(root, monkeypatch):
    Journal(session_folders(root, "s1"), "s1", KEY, disk=QuickDisk()).close()
    for path in (root / "sessions" / "s1").iterdir():
        os.chown(path, 12345, 12345)
    assert of("permissions", findings(Study(root)))[0].sign == "ok"  # an administrator opens what belongs to others
    monkeypatch.setattr(os, "geteuid", lambda: 12346)
    assert of("permissions", findings(Study(root)))[0].said.rule == "ready_permissions_foreign"


def test_git_that_would_take_words_is_told(root):
    import subprocess

    subprocess.run(["git", "init", "-q", str(root)], check=True)
    assert of("git", findings(Study(root)))[0].sign == "attention"
    (root / ".gitignore").write_text("/sessions/\n")
    assert of("git", findings(Study(root)))[0].sign == "ok"
    (root / "interviewer.yaml").write_text("sharing: git\n")  # decided, and kept out all the same
    (told,) = of("git", findings(Study(root)))
    assert (told.sign, told.said.rule) == ("attention", "ready_git_shares_nothing")
    (root / ".gitignore").write_text("/exports/\n")
    (told,) = of("git", findings(Study(root)))
    assert (told.sign, told.said.rule) == ("ok", "ready_git_shares")


def test_what_waits_to_be_finished_is_named(root, cli):
    session = cli("run", "benevoles", "--participant", "p7kq3", stdin="oui\noui\noui\noui\nUn mot.\n").out.strip()
    draft = DraftFile(session_folders(root, session), session, "", disk=QuickDisk())
    draft.write(Draft("f" * 16, "debut", "venue", "à moitié", "fr"))
    draft.release()
    told = signs(of("left", findings(Study(root))))
    assert told == {"left_drafts": "attention", "left_unfinished": "attention"}
    assert f"--resume {session}" in cli("ready").out
    assert "à moitié" not in cli("ready").out


def test_files_that_did_not_come_home_are_told(root, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_LIVE", "away")
    journal = Journal(session_folders(root, "s1"), "s1", KEY, away=True, disk=QuickDisk())
    journal.append(said(1))
    assert "left_away" not in signs(findings(Study(root)))  # an open window brings it home itself
    journal.abandon()
    assert signs(findings(Study(root)))["left_away"] == "attention"


def test_a_synced_folder_is_told_with_what_is_done_about_it(root, monkeypatch):
    assert of("synced", findings(Study(root)))[0].said.rule == "ready_synced_none"
    (root / ".stfolder").mkdir()
    assert of("synced", findings(Study(root)))[0].said.rule == "ready_synced_away"
    monkeypatch.setenv("INTERVIEWER_LIVE", "here")
    assert of("synced", findings(Study(root)))[0].said.rule == "ready_synced_here"


# --- what is asked beside the guide ---


def test_what_the_settings_lack_is_told(root):
    told = signs(findings(Study(root), "benevoles"))
    assert told["notice_none"] == told["stakeholders_none"] == "attention"
    (root / "interviewer.yaml").write_text(NOTICE)
    told = signs(findings(Study(root), "benevoles"))
    assert told["consent_ok"] == told["stakeholders_ok"] == "ok"


def test_a_guide_without_consent_is_told(root):
    (root / "guides" / "petit.yaml").write_text(
        "guide: petit\nversion: 1\ntitle: Petit\nlanguage: fr\nlanguages: [fr, en]\n"
        "themes:\n  - {id: a, title: A, questions: [{id: q, ask: Pourquoi ?}]}\n"
    )
    told = signs(findings(Study(root), "petit"))
    assert told["consent_none"] == told["languages_holes"] == "attention"


def test_a_question_id_that_interviews_know_otherwise_is_refused_as_run_does(root, cli):
    path = root / "guides" / "petit.yaml"
    guide = "guide: petit\nversion: {}\ntitle: Petit\nlanguage: fr\nthemes:\n  - {{id: a, title: A, questions: [{}]}}\n"
    path.write_text(
        guide.format(1, "{id: venue, ask: Comment êtes-vous venue ici la première fois ?, scale: {from: 0, to: 5}}")
    )
    assert cli("run", "petit", "--participant", "p7kq3", stdin="4\n").code == 0
    path.write_text(guide.format(2, "{id: venue, ask: Que feriez-vous avec davantage de moyens ?, date: true}"))
    refused = cli("run", "petit", "--participant", "p7kq4", stdin="")
    result = cli("ready", "petit")
    assert (refused.code, result.code) == (3, 1)
    assert refused.err.split("\n")[0] in "\n".join(line.strip() for line in result.out.split("\n"))


def test_a_faulty_codebook_stops_nobody_from_listening(root):
    (root / "codebook.yaml").write_text("codes: [")
    told = signs(findings(Study(root), "benevoles"))
    assert told["codebook_faulty"] == "attention"
    assert "no" not in told.values()


def test_faulty_settings_stop_the_interview(root):
    (root / "interviewer.yaml").write_text("languages: [")
    assert signs(findings(Study(root), "benevoles"))["guide_no"] == "no"


# --- the disk ---


def device(system: Path, number: str, name: str, uuid: str = "", made_of: tuple[str, ...] = ()) -> None:
    """A block device as /sys shows it."""
    place = system / "devices" / name
    (place / "slaves").mkdir(parents=True)
    for one in made_of:
        (place / "slaves" / one).symlink_to(system / "devices" / one)
    if uuid:
        (place / "dm").mkdir()
        (place / "dm" / "uuid").write_text(uuid + "\n")
    (system / "dev" / "block").mkdir(parents=True, exist_ok=True)
    (system / "dev" / "block" / number).symlink_to(place)


@pytest.mark.skipif(os.name == "nt", reason="as Linux shows devices")
def test_encryption_is_read_off_the_devices_below(tmp_path):
    status = os.stat(tmp_path).st_dev
    number = f"{os.major(status)}:{os.minor(status)}"
    mounted = Mounted("/", "ext4", "/dev/mapper/x")

    def asked(name: str, *devices: tuple[str, str, str, tuple[str, ...]]) -> bool | None:
        system = tmp_path / name
        for one in devices:
            device(system, *one)
        return is_encrypted(tmp_path, mounted, system)

    assert asked("plain", (number, "sda1", "", ())) is False
    assert asked("luks", (number, "dm-0", "CRYPT-LUKS2-abc-luks", ("sda1",)), ("8:1", "sda1", "", ())) is True
    lvm = (number, "dm-1", "LVM-abc", ("dm-0",))
    assert asked("lvm on luks", lvm, ("9:0", "dm-0", "CRYPT-LUKS2-abc", ())) is True
    assert asked("lvm alone", lvm, ("9:0", "dm-0", "LVM-x", ())) is False
    two = (number, "dm-2", "LVM-abc", ("dm-0", "sdb1"))
    assert asked("half", two, ("9:0", "dm-0", "CRYPT-LUKS2-abc", ()), ("8:17", "sdb1", "", ())) is False
    assert asked("nothing known") is None
    assert is_encrypted(tmp_path, Mounted("/", "ecryptfs", "/home/.x"), tmp_path / "nothing known") is True


@pytest.mark.skipif(sys.platform != "linux", reason="as Linux tells")
@pytest.mark.parametrize(("answer", "rule"), [(False, "disk_open"), (None, "disk_unknown"), (True, "disk_encrypted")])
def test_in_a_sealed_study_an_open_disk_shows_no_words(root, monkeypatch, answer, rule):
    monkeypatch.setattr(machine, "mounted_at", lambda _path: Mounted("/", "ext4", "/dev/sda1"))
    monkeypatch.setattr(machine, "is_encrypted", lambda _path, _mounted: answer)
    plain, sealed = disk_finding(root).said, disk_finding(root, sealed=True).said
    assert plain.rule == f"ready_{rule}"
    assert sealed.rule == f"ready_{rule}" + ("" if answer else "_sealed")
    assert ("sealed" in explain(sealed)[0]) is not bool(answer)
    assert "/dev/sda1" not in explain(plain)[0] or answer is None


def test_whether_the_disk_matters_for_words_is_read_off_the_settings(root):
    assert not seals_words(Study(root))
    founding.write_keys(Study(root), Keys(age.new_identity().public, age.new_identity().public, "names"))
    assert not seals_words(Study(root))
    (root / "interviewer.yaml").write_text((root / "interviewer.yaml").read_text().replace("names", "words"))
    assert seals_words(Study(root))
    (root / "interviewer.yaml").write_text("languages: [")
    assert not seals_words(Study(root))


def test_a_disk_that_does_not_tell_is_worth_attention_and_never_a_refusal(root):
    finding = disk_finding(root)
    assert finding.sign in ("ok", "attention")
    assert explain(finding.said)[0]


# --- the terminal ---


@pytest.mark.parametrize(
    ("size", "sign"),
    [
        ((80, 24), "ok"),
        ((200, 60), "ok"),
        ((79, 24), "attention"),
        ((80, 23), "attention"),
        ((40, 10), "attention"),
        ((39, 24), "no"),
        ((80, 9), "no"),
        (None, "attention"),
    ],
)
def test_the_size_of_the_terminal(size, sign, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    assert size_finding(size).sign == sign


# --- how long it takes ---


def test_looking_takes_less_than_a_second(root, cli):
    for number in range(60):
        Journal(session_folders(root, f"s{number}"), f"s{number}", KEY, disk=QuickDisk(), first=[said(1)]).close()
    began = time.process_time()
    assert cli("ready").code == 0
    assert time.process_time() - began < 1.0


# --- power ---


def battery(place: Path, name: str, **facts: str) -> None:
    (place / name).mkdir(parents=True)
    for fact, value in facts.items():
        (place / name / fact).write_text(f"{value}\n")


def test_a_battery_that_may_not_last_is_told(tmp_path):
    assert not [*power_findings(tmp_path / "none")]
    battery(tmp_path, "AC", type="Mains", online="0")
    battery(tmp_path, "BAT0", type="Battery", capacity="17", status="Discharging")
    battery(tmp_path, "BAT1", type="Battery", scope="System", capacity="90", status="Discharging")
    battery(tmp_path, "mouse", type="Battery", scope="Device", capacity="3", status="Discharging")
    assert [one.said.rule for one in power_findings(tmp_path)] == ["ready_power_low", "ready_power_ok"]
    (tmp_path / "BAT0" / "status").write_text("Charging\n")
    assert [one.sign for one in power_findings(tmp_path)] == ["ok", "ok"]
    (tmp_path / "BAT0" / "capacity").write_text("\xff\n", encoding="latin-1")
    assert [*power_findings(tmp_path)] == []


# --- keys ---


@pytest.fixture
def sealed_study(root) -> Sealed:
    """As `init --sealed` leaves it, but for the team's key, whose passphrase takes seconds to lock it."""
    sealed = Sealed(root, age.new_identity(), age.new_identity())
    founding.write_keys(Study(root), Keys(sealed.team.public, sealed.paper.public, "words"))
    places.make(private_folder(sealed.team.public))
    (private_folder(sealed.team.public) / places.TEAM_KEY).write_text("locked")
    return sealed


def test_a_study_without_keys_says_nothing_of_them(root):
    assert not of("keys", findings(Study(root)))


def test_a_sealed_study_shows_its_keys_and_asks_for_no_secret(sealed_study, cli):
    result = cli("ready", "benevoles")
    assert result.code == 0
    assert f"{sealed_study.team.public[:8]}…{sealed_study.team.public[-8:]}" in result.out
    assert sealed_study.team.secret not in result.out
    told = signs(of("keys", findings(Study(sealed_study.root))))
    assert told == {"keys_ok": "ok", "keys_folder_ok": "ok"}


def test_on_a_machine_without_the_team_key_interviews_can_be_held(sealed_study):
    (private_folder(sealed_study.team.public) / "team.key").unlink()
    assert signs(of("keys", findings(Study(sealed_study.root))))["keys_elsewhere"] == "ok"


def test_keys_that_are_the_same_are_refused(sealed_study):
    settings = sealed_study.root / "interviewer.yaml"
    settings.write_text(settings.read_text().replace(sealed_study.paper.public, sealed_study.team.public))
    assert "no" in signs(findings(Study(sealed_study.root))).values()


def test_a_key_with_another_letter_is_refused(sealed_study, cli):
    settings = sealed_study.root / "interviewer.yaml"
    public = sealed_study.team.public
    settings.write_text(settings.read_text().replace(public, public[:-1] + ("q" if public[-1] != "q" else "p")))
    assert cli("ready").code == 1


def test_keys_that_no_folder_takes_stop_the_interview(sealed_study):
    nowhere = BrokenDisk(Fault("create", 1, errno.EROFS, forever=True))
    told = signs(key_findings(Study(sealed_study.root), nowhere))
    assert told["keys_folder_no"] == "no"
    first_only = BrokenDisk(Fault("create", 1, errno.EROFS))
    assert signs(key_findings(Study(sealed_study.root), first_only))["keys_folder_elsewhere"] == "attention"


def test_keys_where_git_would_take_them_stop_the_interview(sealed_study):
    private = private_folder(sealed_study.team.public)
    (private.parent / ".git").mkdir()
    assert signs(key_findings(Study(sealed_study.root)))["keys_in_git"] == "no"


@POSIX
def test_a_private_folder_that_is_open_or_synced_is_told(sealed_study):
    private = private_folder(sealed_study.team.public)
    os.chmod(private, 0o755)
    (private.parent / ".stfolder").mkdir()
    told = signs(key_findings(Study(sealed_study.root)))
    assert told["keys_open_to_others"] == told["keys_synced"] == "attention"


# --- in a real terminal ---


def _in_terminal(root: Path, columns: int, rows: int, **env: str) -> tuple[int, str, bytes]:
    argv = [sys.executable, "-m", "interviewer", "ready", "benevoles"]
    with Terminal(argv, columns=columns, rows=rows, cwd=root, env=env) as terminal:
        code = terminal.exit_code()
        terminal.lines()
        return code, terminal.text(), terminal.raw


@pytest.mark.terminal
@pytest.mark.skipif(not HAS_PTY, reason="needs pseudo-terminals, which Windows has not")
def test_a_real_terminal_is_measured_and_its_lines_are_wrapped(root):
    code, screen, raw = _in_terminal(root, 80, 60)
    assert code == 0
    assert "80 columns, 60 rows." in screen
    assert "\x1b[32m✓ ok\x1b[0m" in raw.decode()
    assert "Ready, with" in screen


@pytest.mark.terminal
@pytest.mark.skipif(not HAS_PTY, reason="needs pseudo-terminals, which Windows has not")
def test_a_window_that_is_too_small_is_not_ready(root):
    code, screen, _raw = _in_terminal(root, 39, 90)
    assert code == 1
    assert "Not ready: terminal." in screen


@pytest.mark.terminal
@pytest.mark.skipif(not HAS_PTY, reason="needs pseudo-terminals, which Windows has not")
def test_a_terminal_of_few_letters_is_told_in_letters_that_it_has(root):
    code, screen, raw = _in_terminal(root, 80, 90, PYTHONUTF8="0", PYTHONIOENCODING="latin-1", NO_COLOR="1")
    assert code == 0
    assert "Not every letter can be shown (ISO8859-1)" in screen
    assert "+ ok" in screen
    assert b"\x1b[" not in raw
