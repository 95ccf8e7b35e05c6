"""`doctor`: every damage is named, what can be restored is written to new files, and nothing that exists is touched."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from interviewer.session.draft import DraftFile
from interviewer.session.events import Draft
from interviewer.session.folder import fallback_roots, session_folders
from interviewer.session.journal import Journal
from interviewer.session.line import Header
from interviewer.study.doctor import examine, repair
from tests.faults.samples import KEY, said, segment_of, texts_on_disk

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")


@pytest.fixture
def root(study) -> Path:
    return Path(study)


def held(root: Path, session: str = "s1", count: int = 3) -> Path:
    """An interview of three turns; returns its file."""
    journal = Journal(session_folders(root, session), session, KEY)
    for number in range(1, count + 1):
        journal.append(said(number))
    journal.close()
    return journal.path


def rules(root: Path) -> list[str]:
    return [problem.rule for problem in examine(root).problems]


def notes(root: Path) -> list[str]:
    return [problem.rule for problem in examine(root).notes]


def flip(path: Path, word: bytes, bit: int = 1) -> None:
    """One bit of the word's first byte turns."""
    data = bytearray(path.read_bytes())
    data[data.index(word)] ^= bit
    path.write_bytes(bytes(data))


def spoil(path: Path, word: bytes) -> None:
    """More than one bit of the word turns, beyond repair."""
    path.write_bytes(path.read_bytes().replace(word, b"#" * len(word), 1))


def everything(*places: Path) -> dict[str, str]:
    """A fingerprint of every file."""
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def texts(root: Path, session: str = "s1") -> list[str]:
    return texts_on_disk(session_folders(root, session), session)


ALL = ["réponse 1", "réponse 2", "réponse 3"]


def test_a_whole_study_is_said_to_be_whole(root, cli):
    held(root, "s1")
    held(root, "s2")
    result = cli("doctor")
    assert (result.code, result.out) == (0, "Checked: 2 files of 2 interviews, 8 records. All of them are whole.\n")


def test_a_study_without_interviews_is_not_called_whole(root, cli):
    result = cli("doctor")
    assert result.code == 1
    assert "no interview to verify" in result.err


def test_damage_is_named_by_file_record_and_byte_and_ends_in_3(root, cli):
    path = held(root)
    at = len(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
    spoil(path, "réponse 2".encode())
    result = cli("doctor")
    assert result.code == 3
    assert f"sessions/s1/{path.name}:3: error: Record 2 is damaged" in result.out
    assert f"from byte {at} on (length: " in result.out
    assert "). 3 other records could be read." in result.out
    assert "réponse" not in result.out + result.err


def test_a_flipped_bit_is_repaired_into_a_new_file_and_the_damaged_one_is_not_touched(root, cli):
    path = held(root)
    flip(path, b"ponse 2")
    before = everything(root)
    assert "journal_repairable" in rules(root)
    assert cli("doctor").code == 3
    assert everything(root) == before
    result = cli("doctor", "--repair")
    assert result.code == 0
    assert result.out.startswith("Written: sessions/s1/s1.")
    assert before.items() <= everything(root).items()
    assert texts(root) == ALL
    assert (rules(root), notes(root)) == ([], ["journal_mended"])


def test_the_repaired_file_is_byte_for_byte_what_was_written(root):
    path = held(root)
    original = path.read_bytes()
    flip(path, b"ponse 1")
    (written,) = repair(root)
    assert written.read_bytes() == original


@pytest.mark.parametrize("word", [b"{", b'"~q":0', b'"k":"seal"', b'"s":"', b"}\n", b"\n"])
def test_a_flipped_bit_anywhere_is_repaired(root, word):
    path = held(root)
    flip(path, word, 4)
    repair(root)
    assert texts(root) == ALL
    assert [one for one in examine(root).problems if one.severity == "error"] == []


def test_a_bit_that_cut_a_record_in_two_lines_is_found(root):
    path = held(root)
    data = path.read_bytes()
    path.write_bytes(data.replace("réponse 2".encode(), "r*éponse 2".encode()))
    shutil.rmtree(path.parent)
    journal = Journal(session_folders(root, "s1"), "s1", KEY)
    for number, text in ((1, "un"), (2, "de*ux"), (3, "trois")):
        journal.append(said(number, text))
    journal.abandon()
    for word in (b"de*ux", b"trois"):
        flip(journal.path, word[2:] if word[2:3] == b"*" else word, 0x20 if word == b"de*ux" else 1)
    assert b"de\nux" in journal.path.read_bytes()
    repair(root)
    assert texts(root) == ["un", "de*ux", "trois"]


def test_repairing_twice_changes_nothing_the_second_time(root):
    flip(held(root), b"ponse 2")
    spoil(held(root, "s2"), "réponse 1".encode())
    Journal([session_folders(root, "s3")[1]], "s3", KEY).close()
    held_elsewhere(root)
    assert len(repair(root)) == 2
    before = everything(root, *fallback_roots(root))
    assert repair(root) == []
    assert everything(root, *fallback_roots(root)) == before


def test_damage_beyond_repair_stays_named_after_a_repair(root, cli):
    path = held(root)
    spoil(path, "réponse 2".encode())
    flip(path, b"ponse 3")
    result = cli("doctor", "--repair")
    assert result.code == 3
    assert texts(root) == ["réponse 1", "réponse 3"]
    assert "Record 2 is damaged" in result.out
    assert cli("doctor", "--repair").out.count("Written") == 0


def test_a_backup_put_beside_the_damaged_file_heals_it(root, cli):
    path = held(root)
    shutil.copy(path, path.with_name("s1 from the stick.jsonl"))
    shutil.copy(path, path.with_name(f"{path.stem} (1).jsonl"))
    spoil(path, "réponse 2".encode())
    assert cli("doctor").code == 0
    assert texts(root) == ALL
    assert notes(root) == ["journal_mended"]


def held_elsewhere(root: Path) -> Path:
    """An interview whose own folder failed after the first turn; returns the fall-back file."""
    journal = Journal(session_folders(root, "away"), "away", KEY)
    journal.append(said(1))
    folder = journal.path.parent
    aside = folder.with_name("aside")
    folder.rename(aside)
    folder.write_text("in the way")
    journal.append(said(2), said(3))
    folder.unlink()
    aside.rename(folder)
    (home,) = folder.iterdir()
    home.write_bytes(b"".join(home.read_bytes().splitlines(keepends=True)[:2]))  # what had been saved there
    journal.close()
    assert journal.elsewhere
    return journal.path


def test_words_in_a_fall_back_folder_are_told_and_brought_home(root, cli):
    away = held_elsewhere(root)
    first = cli("doctor")
    assert first.code == 0
    assert "Words of away stand in this fall-back file only (2 records)" in first.out
    result = cli("doctor", "--repair")
    assert (result.code, f"Written: sessions/away/{away.name}\n" in result.out) == (0, True)
    home = root / "sessions" / "away"
    assert texts_on_disk([home], "away") == ALL
    assert (home / away.name).read_bytes() == away.read_bytes()
    assert (rules(root), notes(root)) == ([], ["journal_copy"])


def test_a_session_that_stands_in_the_fall_back_only_gets_its_folder(root):
    journal = Journal([session_folders(root, "s9")[1]], "s9", KEY)
    journal.append(said(1))
    journal.close()
    assert rules(root) == ["journal_elsewhere"]
    repair(root)
    assert texts_on_disk([root / "sessions" / "s9"], "s9") == ["réponse 1"]


def test_fall_back_copies_of_a_study_that_was_moved_are_found(root, tmp_path, monkeypatch):
    held_elsewhere(root)
    moved = tmp_path / "moved"
    monkeypatch.chdir(tmp_path)
    root.rename(moved)
    assert rules(moved) == ["journal_elsewhere"]
    repair(moved)
    assert texts_on_disk([moved / "sessions" / "away"], "away") == ALL


def test_a_damaged_home_file_is_made_whole_by_its_fall_back_copy(root):
    held_elsewhere(root)
    (home,) = (root / "sessions" / "away").iterdir()
    spoil(home, "réponse 1".encode())
    assert "journal_mended" in notes(root)
    repair(root)
    assert texts_on_disk([root / "sessions" / "away"], "away") == ALL
    assert [one for one in examine(root).problems if one.severity == "error"] == []


def test_fall_back_files_of_another_session_of_the_same_name_are_left_alone(root):
    held(root)
    stranger = session_folders(root, "s1")[1]
    stranger.mkdir(parents=True)
    (stranger / "s1.x.jsonl").write_bytes(segment_of([said(9)], Header("h", key="another", run="r")))
    assert (rules(root), notes(root)) == ([], ["journal_stray"])
    assert repair(root) == []


def test_two_keys_in_one_folder_are_an_error(root, cli):
    path = held(root)
    path.with_name("s1.other.jsonl").write_bytes(
        segment_of([said(9)], Header("h", key="another", run="r"), wall=2_000_000_000.0)
    )
    assert "journal_two_keys" in rules(root)
    assert cli("doctor").code == 3


def test_a_run_that_did_not_end_in_order_is_a_note(root, cli):
    journal = Journal(session_folders(root, "s1"), "s1", KEY)
    journal.append(said(1))
    journal.abandon()
    with journal.path.open("ab") as file:
        file.write(b'{"~q":2,"k":"verb')
    result = cli("doctor")
    assert result.code == 0
    assert "was never finished. It had not been reported as saved" in result.out
    assert "did not end in order" in result.out


@POSIX
def test_an_interview_that_is_held_right_now_is_told_as_open(root):
    journal = Journal(session_folders(root, "s1"), "s1", KEY)
    assert notes(root) == ["journal_open"]
    journal.close()
    assert notes(root) == []


def test_words_that_were_being_typed_are_told_with_what_to_do(root, cli):
    held(root)
    draft = DraftFile(session_folders(root, "s1"), "s1", KEY)
    draft.write(Draft("t", "a", "b", "un secret", "fr"))
    draft.release()
    result = cli("doctor")
    assert result.code == 0
    assert "`interviewer run --resume s1` puts them into the interview." in result.out
    assert "secret" not in result.out + result.err


@POSIX
def test_two_lines_that_changed_places_are_told_as_of_the_same_file(root, cli):
    path = held(root)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[2], lines[1], *lines[3:]]))
    told = cli("doctor")
    assert told.code == 0
    assert "it stands whole elsewhere in this file" in told.out
    assert "another file" not in told.out


def test_sessions_that_git_would_take_in_are_a_warning(root, cli):
    held(root)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    told = cli("doctor")
    assert told.code == 0
    assert "Nothing keeps git from taking in what people said" in told.out
    assert "Nothing keeps git" in cli().err
    (root / ".gitignore").write_text("/sessions/\n", encoding="utf-8")
    assert "Nothing keeps git" not in cli("doctor").out + cli().err


def test_files_that_others_can_read_are_told_once_for_their_folder(root, cli):
    held(root).chmod(0o644)
    held(root).chmod(0o604)
    result = cli("doctor")
    assert result.code == 0
    assert "sessions/s1: warning: 2 files in this folder can be opened by other people" in result.out


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read_is_an_error(root, cli):
    held(root).chmod(0)
    assert cli("doctor").code == 3


def test_the_restored_record_stands_in_its_place(root):
    journal = Journal(session_folders(root, "s1"), "s1", KEY)
    for number in range(1, 6):
        journal.append(said(number))
    journal.close()
    with Journal(session_folders(root, "s1"), "s1", KEY, seen={journal.run: "x"}) as later:
        later.append(said(6))
    flip(journal.path, b"ponse 3")
    repair(root)
    assert texts(root) == [f"réponse {number}" for number in range(1, 7)]


def test_a_cut_file_is_told_and_french_is_spoken(root, cli):
    path = held(root)
    with Journal(session_folders(root, "s1"), "s1", KEY, seen={path.name.split(".")[2]: "f" * 16}) as later:
        later.append(said(6))
    result = cli("doctor")
    assert result.code == 3
    assert "shorter than when a later run read it" in result.out
    assert cli("doctor", "--lang", "fr").code == 3


def test_damaged_numbers_that_claim_millions_are_no_work(root):
    path = held(root)
    lines = path.read_bytes().split(b"\n")
    from interviewer.session.line import encode, payload

    far, _ = encode(10**15, "verbatim", payload(said(9)), 1.0, 1.0, "0" * 16)
    path.write_bytes(b"\n".join([*lines[:-1], far]))
    assert "journal_missing" in rules(root)
    repair(root)
