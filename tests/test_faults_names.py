"""Names that a drive says it gave and did not, or that are not durable: nothing is called done then."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from interviewer.session.disk import DISK
from interviewer.study.private import cabinet, places
from interviewer.study.whole_file import keep, put_whole, write_new, write_whole
from tests.conftest import Cli
from tests.sealed import seal_study
from tests.walk import GUIDE


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive that says yes to a new name and does nothing."""
    monkeypatch.setattr(os, "replace", lambda _old, _new: None)
    monkeypatch.setattr(os, "link", lambda _old, _new: None)


@pytest.mark.usefixtures("lying")
def test_a_name_that_was_not_given_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    for write in (
        lambda: write_whole(path, b"new"),
        lambda: put_whole(path, "new", b"old", "codebook_changed_meanwhile"),
        lambda: keep(path, b"new"),
        lambda: write_new(tmp_path / "other", b"new"),
    ):
        with pytest.raises(OSError, match="error"):
            write()
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("file", b"old")]


@pytest.fixture
def held(study: Path, cli: Cli) -> Path:
    (study / "guides" / "petit.yaml").write_bytes(GUIDE)
    assert cli("run", "petit", "--participant", "p7kx3", stdin="oui\noui\nun\n/done\n\n\n\n\n").code == 0
    return study


def test_an_export_without_its_names_is_not_done(held: Path, cli: Cli, lying: None) -> None:
    done = cli("export", "--out", str(held / "out.csv"))
    assert done.code == 1
    assert not (held / "out.csv").exists()


def test_an_export_whose_names_are_not_durable_is_not_done(
    held: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: str) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(DISK, "sync_folder", fail)
    done = cli("export", "--out", str(held / "out.csv"))
    assert done.code == 1
    assert "Traceback" not in done.err


def test_a_key_without_its_name_seals_no_word_that_is_called_saved(
    study: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    (study / "guides" / "petit.yaml").write_bytes(GUIDE)
    made = seal_study(study)
    monkeypatch.setattr(os, "replace", lambda _old, _new: None)
    done = cli("run", "petit", "--participant", "p7kx3", stdin="oui\noui\nun\n/time\n")
    assert done.code == 1
    assert " of 30 minutes" not in done.err
    assert cabinet.keys_in(places.cabinets(made.team.public)) == []


def test_the_folders_of_a_new_cabinet_are_durable_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    monkeypatch.setattr(DISK, "sync_folder", synced.append)
    places.make(tmp_path / "a" / "b")
    assert synced == [str(tmp_path), str(tmp_path / "a")]


def test_a_refusal_to_name_is_told_in_a_sentence(held: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_old: object, _new: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "replace", refuse)
    done = cli("export", "--out", str(held / "out.csv"))
    assert (done.code, "Permission denied" in done.err) == (1, True)
    assert not list(held.glob("*.part"))
