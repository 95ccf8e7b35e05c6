"""Verbs that take words away, cut short anywhere, on disks that refuse, forget or lie: nobody else's word goes, and done is done."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from interviewer.errors import CannotError, FilesError
from interviewer.session import events as e
from interviewer.session import folder as session_folder
from interviewer.session.disk import read_file, read_plain
from interviewer.session.folder import fallback_roots, session_folders
from interviewer.session.journal import Journal
from interviewer.study.folder import Study
from interviewer.study.opening import recipients_in_force
from interviewer.study.private import cabinet, places
from interviewer.study.travelling import arriving, manifest
from interviewer.study.travelling.after_withdrawal import check_arrived
from interviewer.study.travelling.sending import send
from interviewer.study.withdrawal import carrying_out, redaction
from interviewer.study.withdrawal.carrying_out import carry_out
from interviewer.study.withdrawal.redaction import Wish, redact
from interviewer.study.withdrawal.share import shares
from interviewer.study.withdrawal.sweep import sweep_all
from tests.conftest import Cli
from tests.faults.broken_disk import BrokenDisk, Fault, QuickDisk
from tests.faults.rewritten import (
    ALONE,
    GONE,
    GROUP,
    ONE_WORD,
    PERSON,
    STAYS,
    entered_recipients,
    held,
    keys_left,
    scattered,
    spoken,
    still_there,
)
from tests.faults.subjects import Place


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A study with three interviews, one person's words all over it."""
    made = Place(tmp_path / "here")
    for name, words in made.env.items():
        monkeypatch.setenv(name, words)
    held(made)
    monkeypatch.chdir(made.study)
    return scattered(made)


def others(place: Place) -> list[tuple[str, str, str]]:
    return [one for one in spoken(place) if STAYS in one[2]]


def withdraw(place: Place, disk: QuickDisk | None = None) -> None:
    study = Study(place.study)
    carry_out(study, shares(study, PERSON), PERSON, disk or QuickDisk())


def words_left(place: Place) -> list[str]:
    return [one for one in still_there(place, (GONE,)) if "codebook" not in one and "exports" not in one]


def test_a_withdrawal_cut_before_any_file_goes_leaves_no_mark_no_passage_and_no_kept_view(
    place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanted = others(place)
    for nth in range(1, 100):
        again = Place(tmp_path / f"copy-{nth}")
        held(again)
        scattered(again)
        disk = BrokenDisk(Fault("remove", nth, errno.EIO, forever=True))
        with suppress(CannotError):
            withdraw(again, disk)
        assert others(again) == wanted
        withdraw(again)
        assert (words_left(again), others(again)) == ([], wanted)
        if not disk.hits:
            break
    assert nth > 10


def test_what_has_lost_its_words_in_one_file_loses_them_in_its_copies_too(place: Place) -> None:
    """A coder's file of a redacted turn, of a run that had seen no other, is written anew; its copy in the state folder isn't yet."""
    study = Study(place.study)
    turn = study.session(ALONE)[0].turns[1]
    with Journal(session_folders(place.study, ALONE)[:1], ALONE, "a" * 16, stream="marks", coder="ben") as journal:
        journal.append(e.Mark("b" * 16, turn.id, "lien", "ben", 0, 12, turn.text[:12]))
    marks = next((place.study / "sessions" / ALONE).glob("marks.ben.*"))
    copy = fallback_roots(place.study)[0] / ALONE / marks.name
    data = marks.read_bytes()
    redact(study, ALONE, Wish(turn.id, ONE_WORD), QuickDisk())
    copy.write_bytes(data)
    assert sweep_all(place.study, QuickDisk()) == 1
    assert not any(path.read_bytes() == data for path in copy.parent.iterdir())


def test_an_example_in_the_persons_words_goes_before_the_words_by_which_it_is_found(
    place: Place, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise CannotError("withdrawal_unfinished", session=ALONE, why="full")

    lines = f"{PERSON}\noui\noui\n"
    with monkeypatch.context() as full:
        full.setattr(carrying_out, "_sweep", refuse)
        assert cli("withdraw", PERSON, stdin=lines).code == 1
    assert cli("withdraw", PERSON, stdin=lines).code == 0
    assert still_there(place, (GONE,)) == []


def test_a_certificate_of_words_that_are_gone_names_the_examples_nobody_could_compare(place: Place, cli: Cli) -> None:
    with suppress(CannotError):
        withdraw(place, BrokenDisk(Fault("remove", 1, errno.EIO, forever=True)))
    done = cli("withdraw", PERSON, stdin=f"{PERSON}\nnon\n")
    assert (done.code, "sens, lien" in " ".join(done.out.split())) == (0, True)


def test_a_withdrawal_is_not_done_where_a_file_could_not_be_read_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = [0]

    def once(path: str) -> bytes:
        calls[0] -= GROUP in path
        if calls[0] == 0 and GROUP in path:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return read_file(path)

    monkeypatch.setattr(session_folder, "read_file", once)
    for nth in range(1, 100, 5):
        place = Place(tmp_path / f"copy-{nth}")
        held(place)
        wanted, calls[0], done = others(place), nth, False
        with suppress(CannotError, FilesError):
            withdraw(place)
            done = True
        met, calls[0] = calls[0] <= 0, -1
        assert others(place) == wanted
        assert not done or not words_left(place)
        if not met:
            break
    assert nth > 10


def test_a_redaction_waits_until_every_file_can_be_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A coder's mark that is not seen would lose its place."""
    study = Study(place.study)
    turn = study.session(ALONE)[0].turns[1]

    def refuse(path: str) -> bytes:
        if "marks." in path:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return read_file(path)

    before = dict(still_there_bytes(place))
    monkeypatch.setattr(session_folder, "read_file", refuse)
    with pytest.raises(FilesError):
        redact(study, ALONE, Wish(turn.id, ONE_WORD), QuickDisk())
    assert dict(still_there_bytes(place)) == before


def still_there_bytes(place: Place) -> list[tuple[Path, bytes]]:
    return [(path, path.read_bytes()) for path in sorted(place.study.rglob("*")) if path.is_file()]


def test_a_drive_that_says_yes_and_takes_nothing_away_gets_no_certificate(
    place: Place, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "unlink", lambda _path, **_how: None)
    done = cli("withdraw", PERSON, stdin=f"{PERSON}\nnon\nnon\n")
    assert (done.code, done.out) == (1, "")
    assert words_left(place)
    monkeypatch.undo()


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    made = Place(tmp_path / "sealed")
    for name, words in made.env.items():
        monkeypatch.setenv(name, words)
    held(made, sealed=True)
    monkeypatch.chdir(made.study)
    return made


def test_a_key_that_was_half_brought_in_goes_with_the_others(sealed: Place) -> None:
    folder = places.cabinets(entered_recipients(sealed).team)[0]
    key = next(one for one in cabinet.keys_in([folder]) if one.person == PERSON)
    (folder / f".{key.path.name}.part").write_bytes(key.path.read_bytes())
    withdraw(sealed)
    assert list(keys_left(sealed)) == []


def test_settings_that_can_not_be_read_may_speak_of_keys(sealed: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words would be written in clear, and keys and names stay where somebody withdrew."""

    def refuse(_path: Path) -> bytes:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert Study(sealed.study).may_have_keys()
    with pytest.raises(OSError, match="denied"):
        recipients_in_force(Study(sealed.study))


def test_a_redaction_is_looked_through_before_it_is_called_done(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    study = Study(place.study)
    turn = study.session(ALONE)[0].turns[1]
    monkeypatch.setattr(redaction, "sweep", lambda *_given: 0)
    with pytest.raises(CannotError, match="withdrawal_unfinished"):
        redact(study, ALONE, Wish(turn.id, ONE_WORD), QuickDisk())


def test_a_redaction_is_not_done_where_a_file_could_not_be_read_for_a_moment_of_its_last_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = [0]

    def once(path: str) -> bytes:
        calls[0] -= 1
        if calls[0] == 0:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return read_file(path)

    def done(nth: int) -> tuple[Place, bool]:
        place = Place(tmp_path / f"copy-{nth}")
        held(place)
        scattered(place)
        turn = Study(place.study).session(ALONE)[0].turns[1]
        calls[0] = nth
        try:
            redact(Study(place.study), ALONE, Wish(turn.id, ONE_WORD), QuickDisk())
        except (CannotError, FilesError):
            return place, False
        return place, True

    monkeypatch.setattr(session_folder, "read_file", once)
    done(10_000)
    whole = 10_000 - calls[0]
    for nth in range(whole - 28, whole - 12):
        place, was_done = done(nth)
        assert not was_done or still_there(place, (ONE_WORD,)) == []


def machines(tmp_path: Path, name: str) -> tuple[Place, Place, Path]:
    """A machine with the study and one where nobody withdrew, which has sent all to a stick."""
    here, there, stick = Place(tmp_path / name), Place(tmp_path / f"{name}-there"), tmp_path / f"{name}-stick"
    held(there)
    shutil.copytree(there.folder, here.folder)
    stick.mkdir()
    send(Study(there.study), None, stick)
    return here, there, stick


def test_a_stick_is_not_done_while_a_file_here_that_may_say_who_withdrew_could_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _there, stick = machines(tmp_path, "study")
    withdraw(here)
    calls = [0]

    def once(path: str) -> bytes:
        calls[0] -= 1
        if calls[0] == 0:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return read_file(path)

    monkeypatch.setattr(session_folder, "read_file", once)
    for nth in range(1, 12):
        copy = tmp_path / f"stick-{nth}"
        shutil.copytree(stick, copy)
        calls[0], done = nth, False
        with suppress(CannotError):
            send(Study(here.study), None, copy)
            done = True
        calls[0] = -1
        assert not done or not any(GONE.encode() in one.read_bytes() for one in copy.rglob("sessions/*/*"))


def test_a_sync_in_is_not_done_while_words_of_who_withdrew_may_be_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _there, _stick = machines(tmp_path, "study")
    marks = next((here.study / "sessions" / ALONE).glob("marks.*"))
    data = marks.read_bytes()
    withdraw(here)
    check_arrived(Study(here.study))
    marks.write_bytes(data)
    with pytest.raises(CannotError, match="withdrawal_unfinished"):
        check_arrived(Study(here.study))

    def refuse(path: str) -> bytes:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(session_folder, "read_file", refuse)
    with pytest.raises(FilesError):
        check_arrived(Study(here.study))


@pytest.mark.parametrize("left", [(), (".interviewer.yaml.part",)])
def test_an_empty_folder_that_was_cut_while_it_became_the_study_is_taken_up_again(
    left: tuple[str, ...], sealed: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    stick, empty = tmp_path / "stick", tmp_path / "empty"
    stick.mkdir()
    empty.mkdir()
    send(Study(sealed.study), recipients_in_force(Study(sealed.study)), stick)
    monkeypatch.chdir(empty)
    first: list[str] = []

    def refuse(path: Path, *_rest: object) -> Path:
        first.append(path.name)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full:
        full.setattr(arriving, "keep", refuse)
        assert cli("sync", "in", str(stick)).code == 1
    assert first == ["interviewer.yaml"]
    for name in left:
        (empty / name).write_bytes(b"half")
    done = cli("sync", "in", str(stick))
    assert done.code == 0, done.err
    assert len(Study(empty).session_ids()) == 3


def test_what_a_stick_holds_stays_on_its_list_when_it_could_not_be_read_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _there, stick = machines(tmp_path, "study")
    place = next(stick.iterdir())
    wanted = set(manifest.read_lists(manifest.written_lists(place))[0])
    calls = [0]

    def once(path: Path, most: int) -> bytes:
        calls[0] -= "marks." in path.name
        if calls[0] == 0 and "marks." in path.name:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return read_plain(path, most)

    monkeypatch.setattr(manifest, "read_plain", once)
    for nth in range(1, 16):
        calls[0] = nth
        with suppress(CannotError):
            send(Study(here.study), None, stick)
        calls[0] = -1
        assert wanted <= set(manifest.read_lists(manifest.written_lists(place))[0])
