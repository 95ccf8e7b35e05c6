"""A change of the codebook that is cut short at every single call to the disk: finished by the next command, or taken back."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interviewer.coding.codebook import read_codebook
from interviewer.coding.reshaping import merged, split
from interviewer.coding.rewriting import rewritten
from interviewer.errors import CannotError
from interviewer.guide.model import Text
from interviewer.session.disk import Disk
from interviewer.session.events import Changed
from interviewer.study.carrying import recodings
from interviewer.study.codebook_change import Planned, carry_out, described
from interviewer.study.codebook_file import open_book, put
from interviewer.study.codebook_history import read_history
from interviewer.study.folder import Study
from tests.build import Talk, study_of
from tests.faults.broken_disk import BrokenDisk, Call, Fault, QuickDisk

BOOK = "# la grille\ncodes:\n  - {id: a, label: A} # un\n  - id: b\n    label: B\n  - id: c # trois\n    label: C\n"


class Crash(BaseException):
    """The machine stops."""


class StoppingDisk(QuickDisk):
    """A disk whose machine stops just before the nth call."""

    def __init__(self, nth: int) -> None:
        super().__init__()
        self.left = nth

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Crash

    def create(self, path: str) -> int:
        self._step()
        return super().create(path)

    def write(self, fd: int, data: memoryview) -> int:
        self._step()
        return super().write(fd, data)

    def sync(self, fd: int) -> None:
        self._step()

    def replace(self, path: str, target: str) -> None:
        self._step()
        super().replace(path, target)

    def sync_folder(self, path: str) -> None:
        self._step()


@pytest.fixture
def coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study of three interviews with marks; it is the working folder."""
    talks = []
    for n in range(1, 4):
        talk = Talk(f"2026-05-0{n}-essai-p{n}", [(f"p{n}", "habitants")], held_on=f"2026-05-0{n}")
        turn = talk.say("Je suis venue pour ma voisine.", talk.ask(), speaker=f"p{n}")
        talk.mark(turn, "a", "Je suis")
        talk.mark(turn, "b", "venue", 8, coder="ben")
        talks.append(talk.done())
    root = study_of(tmp_path / "study", *talks, codebook=BOOK)
    monkeypatch.chdir(root)
    return root


Do = Callable[[Study, Disk], None]


def merge(study: Study, disk: Disk) -> None:
    file, history = open_book(study), read_history(study)
    made = rewritten(file.source, merged(file.source.book, ["a"], "b"))
    change = described(Changed("c" * 16, "merge", "ana", ["a", "b"], "même chose"), file, made)
    carry_out(study, history, file, Planned(change, made.text, recodings(study, change, file.source.book)), disk)


def deal(study: Study, disk: Disk) -> None:
    from msgspec.structs import replace

    from interviewer.coding.model import Code

    file, history = open_book(study), read_history(study)
    made = rewritten(file.source, split(file.source.book, "a", [Code("neuf", Text({"": "Neuf"}))]))
    marks = [m.id for one in study.session_ids() for m in study.session(one)[0].marks if m.code == "a"]
    change = described(Changed("d" * 16, "split", "ana", ["a", "neuf"], "deux choses"), file, made)
    change = replace(change, decided=dict.fromkeys(marks[:2], "neuf"))
    carry_out(study, history, file, Planned(change, made.text, recodings(study, change, file.source.book)), disk)


CHANGES: dict[str, tuple[Do, list[str]]] = {"merge": (merge, ["a", "b"]), "split": (deal, ["a", "neuf"])}


def state(root: Path) -> tuple[bytes, list[tuple[str, str]]]:
    """What the file says and which code each mark bears."""
    study = Study(root)
    marks = [(m.id, m.code) for one in study.session_ids() for m in study.session(one)[0].marks]
    return (root / "codebook.yaml").read_bytes(), sorted(marks)


def crashes(root: Path, do: Do, at: Path) -> Iterator[Path]:
    """A copy of the study for each moment at which the machine may stop."""
    for nth in range(200):
        copy = at / f"crash-{nth}"
        shutil.copytree(root, copy)
        try:
            do(Study(copy), StoppingDisk(nth))
        except Crash:
            yield copy
        else:
            yield copy
            return
    pytest.fail("it never ends")


@pytest.mark.parametrize("verb", CHANGES)
def test_a_change_that_was_cut_short_anywhere_is_finished_by_the_same_command(verb, cli, coded, tmp_path, monkeypatch):
    do, codes = CHANGES[verb]
    whole = tmp_path / "whole"
    shutil.copytree(coded, whole)
    do(Study(whole), QuickDisk())
    wanted, before = state(whole), state(coded)
    met = set()
    for root in crashes(coded, do, tmp_path):
        monkeypatch.chdir(root)
        assert read_codebook((root / "codebook.yaml").read_bytes())[0] is not None
        began = read_history(Study(root))
        if not began.past:
            assert state(root) == before
            continue
        finished = began.past[0].whole
        met.add(state(root) == before)
        assert ("was cut short" in cli("check").out) == (not finished)
        words = "neuf.label: Neuf\nreason: encore\n" if verb == "split" else "reason: encore\n"
        result = cli("codebook", verb, *codes, "--coder", "ana", "--yes", stdin=words)
        if not finished:
            assert result.code == 0, result.err
            assert result.out.strip() == began.past[0].change.id
            assert "was cut short; it is finished now" in result.err
        assert state(root) == wanted
        assert all(one.whole for one in read_history(Study(root)).past if one.change.id == began.past[0].change.id)
    assert met == {True, False}


@pytest.mark.parametrize("verb", CHANGES)
def test_a_change_that_was_cut_short_anywhere_can_be_taken_back(verb, cli, coded, tmp_path, monkeypatch):
    do, _codes = CHANGES[verb]
    before = state(coded)
    for root in crashes(coded, do, tmp_path):
        monkeypatch.chdir(root)
        if read_history(Study(root)).past:
            result = cli("codebook", "undo", "--coder", "ben", "--yes")
            assert result.code == 0, result.err
        assert state(root) == before


def test_an_undoing_that_was_cut_short_anywhere_is_finished_by_the_same_command(cli, coded, tmp_path, monkeypatch):
    from interviewer.coding.rewriting import Rewritten
    from interviewer.coding.unsplicing import differing_part
    from interviewer.study.codebook_undo import found, sessions_first, undone

    before = state(coded)
    deal(Study(coded), QuickDisk())

    def undo(study: Study, disk: Disk) -> None:
        file, history = open_book(study), read_history(study)
        past = found(history, "")
        back = undone(study, file, history, past)
        made = Rewritten(back.text, (differing_part(file.source.text, back.text),), back.book)
        asked = Changed("e" * 16, "undo", "ana", past.change.codes, undoes=past.change.id)
        change = described(asked, file, made)
        events = recodings(study, change, file.source.book)
        planned = Planned(change, back.text, events, sessions_first(history, change))
        carry_out(study, history, file, planned, disk)

    for root in crashes(coded, undo, tmp_path):
        monkeypatch.chdir(root)
        past = read_history(Study(root)).past
        if len(past) > 1 and past[1].whole:
            continue
        known = {code.id for code in open_book(Study(root)).source.book.codes}
        assert {code for _mark, code in state(root)[1]} <= known, "a mark never bears a code that nobody knows"
        result = cli("codebook", "undo", "--coder", "ana", "--yes")
        assert result.code == 0, result.err
        assert state(root) == before


@pytest.mark.parametrize("call", ["create", "write", "sync", "replace", "sync_folder"])
@pytest.mark.parametrize("verb", CHANGES)
def test_a_disk_that_refuses_once_leaves_all_or_nothing_and_the_next_command_does_the_rest(  # noqa: PLR0917
    verb, call: Call, cli, coded, tmp_path, monkeypatch
):
    do, codes = CHANGES[verb]
    whole = tmp_path / "whole"
    shutil.copytree(coded, whole)
    do(Study(whole), QuickDisk())
    wanted, before = state(whole), state(coded)
    for nth in range(1, 40):
        root = tmp_path / f"{call}-{nth}"
        shutil.copytree(coded, root)
        monkeypatch.chdir(root)
        disk = BrokenDisk(Fault(call, nth, errno.ENOSPC))
        try:
            do(Study(root), disk)
        except (CannotError, OSError):
            unfinished = read_history(Study(root)).unfinished()
            if unfinished is None:
                assert state(root) in (before, wanted)
        if not disk.hits:
            break
        words = "neuf.label: Neuf\nreason: encore\n" if verb == "split" else "reason: encore\n"
        cli("codebook", verb, *codes, "--coder", "ana", "--yes", stdin=words)
        now = state(root)
        assert now[1] == wanted[1] or verb == "split"
        assert now[0] == wanted[0]
    else:
        pytest.fail("it never ends")


def test_a_file_that_somebody_else_changed_is_not_written_over(coded):
    file = open_book(Study(coded))
    (coded / "codebook.yaml").write_text(BOOK + "# autre\n", "utf-8")
    with pytest.raises(CannotError) as met:
        put(file, "codes: []\n")
    assert met.value.problem.rule == "codebook_changed_meanwhile"
    assert (coded / "codebook.yaml").read_text("utf-8") == BOOK + "# autre\n"


def test_what_a_crash_left_beside_the_file_is_cleared_away_later(coded):
    left, young = coded / ".codebook.yaml.aaaa.part", coded / ".codebook.yaml.bbbb.part"
    for path in (left, young):
        path.write_text("codes: []\n", "utf-8")
    os.utime(left, (1, 1))
    put(open_book(Study(coded)), BOOK + "# plus\n")
    assert not left.exists()
    assert young.exists()


def test_a_history_that_cannot_be_written_stops_the_change_before_it_begins(cli, coded):
    (coded / "codebook.history").write_text("in the way", "utf-8")
    before = state(coded)
    result = cli("codebook", "retire", "a", "--coder", "ana", "--yes", stdin="reason: x\n")
    assert (result.code, result.out) == (1, "")
    assert "nothing was changed" in result.err
    assert "in memory" not in result.err
    assert "Leave the program open" not in result.err
    assert state(coded) == before


class FullDisk(QuickDisk):
    """Takes so many new files, and from then on nothing."""

    def __init__(self, files: int) -> None:
        super().__init__()
        self.left = files

    def create(self, path: str) -> int:
        self.left -= 1
        if self.left < 0:
            raise OSError(errno.ENOSPC, "No space left on device", path)
        return super().create(path)


@pytest.mark.parametrize(
    ("files", "rule"), [(0, "codebook_disk_refused"), (1, "codebook_disk_refused"), (2, "codebook_half_in_file")]
)
def test_a_full_disk_says_what_was_done(files, rule, coded):
    before = state(coded)
    with pytest.raises(CannotError) as met:
        merge(Study(coded), FullDisk(files))
    assert met.value.problem.rule == rule
    assert met.value.problem.facts()["why"] == "No space left on device"
    assert (state(coded) == before) == (rule == "codebook_disk_refused")
    unfinished = read_history(Study(coded)).unfinished()
    assert (unfinished is None) == (rule == "codebook_disk_refused")


def test_a_cut_short_change_in_a_file_rewritten_by_hand_is_told_and_taken_back(cli, coded, tmp_path, monkeypatch):
    before = state(coded)
    root = next(root for root in crashes(coded, merge, tmp_path) if state(root)[1] != before[1])
    monkeypatch.chdir(root)
    (root / "codebook.yaml").write_text("codes:\n- {id: a, label: Tout autre}\n- {id: b, label: Encore}\n", "utf-8")
    refused = cli("codebook", "retire", "b", "--coder", "ana", "--yes", stdin="reason: x\n")
    assert refused.code == 1
    assert "was cut short, and codebook.yaml is another one since" in refused.err
    assert cli("codebook", "undo", "c" * 16, "--coder", "ana", "--yes").code == 0
    assert state(root)[1] == before[1]
    assert "Tout autre" in (root / "codebook.yaml").read_text("utf-8")


def test_two_branches_that_change_the_codebook_have_one_history(cli, coded, tmp_path, monkeypatch):
    other = tmp_path / "other"
    shutil.copytree(coded, other)
    cli("codebook", "retire", "a", "--coder", "ana", "--yes", stdin="reason: x\n")
    monkeypatch.chdir(other)
    cli("codebook", "edit", "c", "--coder", "ben", stdin="definition: Trois\n")
    for path in (other / "codebook.history").iterdir():
        shutil.copy(path, coded / "codebook.history" / path.name)
    monkeypatch.chdir(coded)
    assert [one.change.verb for one in read_history(Study(coded)).past] == ["retire", "edit"]
    assert read_history(Study(coded)).faults == ()
