"""`sync out` believes no stick: what was written is read again from the medium itself, and a difference is named."""

import json
import os
import sys
from pathlib import Path

import pytest

from interviewer.session.disk import Disk
from interviewer.study.folder import Study
from interviewer.study.private import copies
from interviewer.study.travelling import reading_back, sending
from tests.machines import place_of
from tests.sealed import hold


class Rotten(Disk):
    """A medium that says yes, shows the right bytes once, and spoils files of that ending afterwards."""

    def __init__(self, ending: str, spoil) -> None:
        super().__init__()
        self.ending, self.spoil, self.last = ending, spoil, ""

    def replace(self, path, target):
        super().replace(path, target)
        self.last = target

    def sync_folder(self, path):
        super().sync_folder(path)
        if self.last.endswith(self.ending):
            self.spoil(Path(self.last))
        self.last = ""


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(bytes(data))


def shorten(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize(
    "spoilt", [(e, s) for e in (".age", ".jsonl", "benevoles.yaml") for s in (flip, shorten, Path.unlink)]
)
def test_what_a_stick_gives_back_otherwise_is_named_and_counts_as_no_copy(cli, machines, keyed, stick, spoilt):
    ending, spoil = spoilt
    root = machines.at("a")
    hold(cli, "Ici.")
    sent = sending.send(Study(root), keyed.recipients, stick, Rotten(ending, spoil))
    assert sent.wrong
    assert all(path.name.endswith(ending) for path in sent.wrong)
    assert bool(copies.copied(keyed.recipients)) == (ending != ".age")
    sent = sending.send(Study(root), keyed.recipients, stick)  # a whole stick takes what is missing
    assert sent.wrong == ()


def test_a_list_that_rots_is_named(cli, machines, keyed, stick):
    root = machines.at("a")
    sent = sending.send(Study(root), keyed.recipients, stick, Rotten(".json", flip))
    assert [path.name.split(".")[0] for path in sent.wrong] == ["manifest"]


@pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="this system has no such call")
@pytest.mark.usefixtures("keyed")
def test_the_command_says_not_to_rely_on_it(cli, machines, stick, monkeypatch):
    """The medium holds something else than the system's memory does: it comes to light when that is forgotten."""
    machines.at("a")
    hold(cli, "Ici.")
    real, asked = os.posix_fadvise, []

    def forgotten(fd, start, size, advice):
        path = Path(os.readlink(f"/proc/self/fd/{fd}"))
        asked.append(path)
        if path.suffix == ".age":
            flip(path)
        real(fd, start, size, advice)

    monkeypatch.setattr(os, "posix_fadvise", forgotten)
    sent = cli("sync", "out", stick)
    assert sent.code == 3
    assert "Do not rely on this stick" in sent.err
    assert ".age" in sent.err
    assert "sync in" not in sent.err
    assert json.loads(cli("list", "--json").out)[0]["key"] == "here_only"
    monkeypatch.undo()
    assert {path.suffix for path in asked} >= {".age", ".jsonl", ".yaml", ".json"}
    every = {path for path in place_of(stick).rglob("*") if path.is_file() and path.name != "medium.id"}
    assert every == set(asked)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is asked whether it forgot")
def test_forgetting_reaches_the_medium_or_does_nothing(tmp_path):
    path = tmp_path / "one"
    path.write_bytes(b"x" * 100_000)
    reading_back.forget(path)
    assert path.read_bytes() == b"x" * 100_000
    reading_back.forget(tmp_path / "none")
    reading_back.forget(tmp_path)
    path.with_name("link").symlink_to(path)
    reading_back.forget(path.with_name("link"))
