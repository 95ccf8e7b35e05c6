"""What was deleted here doesn't come back from an older stick unasked, and goes from a stick only when that is asked for."""

import shutil
from pathlib import Path

import pytest

from interviewer.session.disk import DISK
from interviewer.study import deletions, erase
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy
from interviewer.study.private import cabinet, places
from interviewer.study.travelling import sending
from tests.machines import Stopping, place_of, said_in
from tests.sealed import hold, unlocked_with


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def deleted(cli, machines, keyed, stick):
    """Machine a, which sent two interviews to the stick and deleted the first of them; the ids of both."""
    machines.at("a")
    gone, other = hold(cli, "À supprimer."), hold(cli, "Qui reste.")
    assert cli("sync", "out", stick).code == 0
    assert cli("delete", gone, stdin=f"{gone}\n").code == 0
    return gone, other


def keys_of(keyed) -> int:
    return len(cabinet.keys_in(places.cabinets(keyed.team.public)))


def test_it_is_left_out_with_its_key_and_said(cli, machines, keyed, stick, deleted):
    gone, other = deleted
    for _n in range(2):
        came = cli("sync", "in", stick)
        assert came.code == 0
        assert f"1 interview on the stick was deleted here, and left out: {gone}" in flat(came.err)
        assert "--with-deleted" in came.err
        assert "Nothing is new" in came.out
        assert Study(Path.cwd()).session_ids() == (other,)
        assert keys_of(keyed) == 1
    note = (Path.cwd() / "sessions" / deletions.FILE).read_text()
    assert gone in note
    assert "supprimer" not in note


def test_who_asks_for_it_has_it_again_and_it_is_no_deletion_any_more(cli, machines, keyed, stick, deleted):
    gone, _other = deleted
    came = cli("sync", "in", stick, "--with-deleted")
    assert came.code == 0
    assert f"new interview: {gone}" in came.out
    assert deletions.noted(Study(Path.cwd())) == {}
    with unlocked_with(keyed):
        observe_secrecy(Study(Path.cwd()))
        assert said_in(Path.cwd(), gone) == ["À supprimer."]
    came = cli("sync", "in", stick)
    assert "deleted here" not in came.err
    assert "deleted here" not in cli("sync", "out", stick).err


def test_it_stays_on_the_stick_until_it_is_asked_that_it_goes(cli, machines, keyed, stick, deleted):
    gone, other = deleted
    sent = cli("sync", "out", stick)
    assert sent.code == 0
    assert f"1 interview there was deleted here and stays there, for it may be the only copy: {gone}" in flat(sent.err)
    assert (place_of(stick) / "sessions" / gone).is_dir()
    sent = cli("sync", "out", stick, "--without-deleted")
    assert sent.code == 0
    assert f"Taken off there, because it was deleted here: {gone}" in flat(sent.out)
    assert not (place_of(stick) / "sessions" / gone).exists()
    assert len(list((place_of(stick) / "keys" / "cabinet").iterdir())) == 1
    assert "deleted here" not in cli("sync", "out", stick, "--without-deleted").err
    b = machines.at("b")
    assert cli("sync", "in", stick).code == 0
    assert Study(b).session_ids() == (other,)


def test_another_machine_that_has_it_keeps_it(cli, machines, keyed, stick, deleted):
    gone, other = deleted
    b = machines.at("b")
    assert cli("sync", "in", stick).code == 0
    assert Study(b).session_ids() == tuple(sorted(deleted))
    machines.at("a")
    cli("sync", "out", stick, "--without-deleted")
    machines.at("b")
    assert cli("sync", "in", stick).code == 0
    assert Study(b).session_ids() == tuple(sorted(deleted))
    assert cli("sync", "out", stick).code == 0
    machines.at("a")
    assert "left out" in cli("sync", "in", stick).err
    assert Study(Path.cwd()).session_ids() == (other,)
    with unlocked_with(keyed):
        observe_secrecy(Study(b))
        assert said_in(b, gone) == ["À supprimer."] or machines.at("b") == b


def test_another_interview_with_the_same_id_comes_in(cli, machines, keyed, stick, deleted):
    gone, _other = deleted
    study = Study(Path.cwd())
    deletions.note(study, gone, "0123456789abcdef")  # the id is the same, the interview another one
    came = cli("sync", "in", stick)
    assert came.code == 0
    assert f"new interview: {gone}" in came.out
    assert "left out" not in came.err


class Cut(Stopping):
    """A disk that stops at the Nth call that changes something."""

    def create(self, path):
        self.tick()
        return super().create(path)

    def remove(self, path):
        self.tick()
        super().remove(path)

    def sync_folder(self, path):
        self.tick()
        super().sync_folder(path)


def test_taking_it_off_that_is_cut_spoils_nothing_and_is_finished_by_the_next(cli, machines, keyed, stick, deleted):
    gone, other = deleted
    at, ended = 0, False
    while not ended:
        copy = stick.parent / f"copy-{at}"
        shutil.copytree(stick, copy)
        machines.at("a")
        study = Study(Path.cwd())
        try:
            sending.send(study, keyed.recipients, copy, Cut(at), without_deleted=True)
            ended = True
        except Exception as error:
            assert "travel_broken_off" in str(error)  # noqa: PT017 - each point of the cut
        machines.at(f"b{at}")
        assert cli("sync", "in", copy).code == 0
        assert other in Study(Path.cwd()).session_ids()
        machines.at("a")
        sending.send(study, keyed.recipients, copy, without_deleted=True)
        assert not (place_of(copy) / "sessions" / gone).exists()
        at += 1
    assert at > 4


def test_a_plain_study_remembers_too(cli, study, stick):
    gone = hold(cli, "En clair.")
    cli("sync", "out", stick)
    assert cli("delete", gone, stdin=f"{gone}\n").code == 0
    assert "left out" in cli("sync", "in", stick).err
    assert cli("sync", "out", stick, "--without-deleted").code == 0
    assert not any(b"En clair." in path.read_bytes() for path in stick.rglob("*") if path.is_file())


def test_notes_that_are_junk_leave_nothing_out(cli, machines, keyed, stick, deleted):
    gone, _other = deleted
    path = Path.cwd() / "sessions" / deletions.FILE
    for junk in (b"", b"\xff\xfe\n", b"# x\n", b"one two\n", b"a b c d\n"):
        path.write_bytes(junk)
        assert deletions.deletions(Study(Path.cwd())) == {}
    path.unlink()
    assert gone in cli("sync", "in", stick).out


def test_a_list_of_deletions_that_can_not_be_read_is_not_written_over(cli, deleted):
    gone, other = deleted
    path = Path.cwd() / "sessions" / deletions.FILE
    path.rename(path.with_name("aside"))
    path.mkdir()
    with pytest.raises(OSError, match=deletions.FILE):
        deletions.note(Study(Path.cwd()), other, "")
    path.rmdir()
    path.with_name("aside").rename(path)
    assert gone in deletions.noted(Study(Path.cwd()))


def test_what_is_said_to_be_gone_is_gone_from_the_disk(cli, machines, keyed, monkeypatch):
    machines.at("a")
    session = hold(cli, "À supprimer.")
    synced: list[str] = []
    monkeypatch.setattr(DISK, "sync_folder", synced.append)
    erase.erase([Path.cwd() / "sessions" / session])
    assert synced == [str(Path.cwd() / "sessions")]
