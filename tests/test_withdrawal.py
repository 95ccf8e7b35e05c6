"""Somebody withdraws: nothing of theirs is left in any file, and nothing of anybody else's is lost or moved."""

from __future__ import annotations

import errno
import re
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from interviewer.errors import CannotError
from interviewer.session.folder import fallback_roots
from interviewer.session.model import SessionView
from interviewer.study.doctor import examine
from interviewer.study.folder import Study
from interviewer.study.withdrawal.carrying_out import carry_out
from interviewer.study.withdrawal.share import shares
from interviewer.study.withdrawal.sweep import due, sweep_all
from tests.crowd import SESSION, Crowd, bytes_of
from tests.faults.broken_disk import BrokenDisk, Fault, QuickDisk

SEEDS = st.integers(0, 2**32)


def places(root: Path) -> list[Path]:
    return [root, fallback_roots(root)[0].parent]


def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of its own; what an earlier example left in fall-back folders is none of its copies."""
    root = tmp_path_factory.mktemp("study")
    shutil.rmtree(fallback_roots(root)[0].parent, ignore_errors=True)
    return root


def withdraw(root: Path, person: str, disk: QuickDisk | None = None) -> int:
    study = Study(root)
    return carry_out(study, shares(study, person), person, disk or QuickDisk()).files


def told(view: SessionView) -> dict[str, object]:
    """What must be the same before and after, for all who stay. A turn said again has no reason of its last correction."""
    turns = [replace(turn, why="", fixed=False) for turn in view.turns if not turn.by]
    notes = {turn.id: replace(turn, offset_s=None, asked=None, why="", fixed=False) for turn in view.turns if turn.by}
    marks = {
        mark.id: (mark.turn, mark.code, mark.start, mark.end, mark.excerpt, mark.memo)
        for mark in view.marks
        if mark.holds
    }
    there = {turn.id for turn in view.turns}
    coded = (
        {one for one in view.seen if one.turn in there},
        [one for one in view.remarks if one.about != "turn" or one.target in there],
        {one for one in view.dismissed if one[1] in there},
        (view.closed, view.new_codes),
    )
    return {
        "turns": turns,
        "notes": notes,
        "marks": marks,
        "times": (view.started, view.ended, view.minutes, view.theme_minutes),
        "asked": view.prompts,
        "facts": (view.measures, view.background, view.consents, view.tongues),
        "people": view.participants,
        "coded": coded,
        "rest": (view.gaps, view.form, [replace(one, after="") for one in view.markers], view.status, view.speaker),
    }


def without(view: SessionView, person: str) -> SessionView:
    """The session as it is without one of its people."""
    turns = tuple(turn for turn in view.turns if turn.speaker != person)
    theirs = {turn.id for turn in view.turns if turn.speaker == person}
    left = tuple(one for one in view.participants if one.id != person)
    return replace(
        view,
        turns=turns,
        marks=tuple(mark for mark in view.marks if mark.turn not in theirs),
        measures=tuple(one for one in view.measures if one.participant != person),
        background=tuple(one for one in view.background if one.participant != person),
        consents=tuple(one for one in view.consents if one.participant != person),
        tongues={who: tongue for who, tongue in view.tongues.items() if who != person},
        participants=left,
        speaker=left[0].id if left and view.speaker == person else view.speaker,
    )


def words_of(data: bytes, person: str) -> set[bytes]:
    return set(re.findall(rb"W%bx\d+" % person.encode(), data))


@given(SEEDS)
@settings(max_examples=60)
def test_of_a_group_one_person_goes_and_the_others_stay_as_they_were(tmp_path_factory, seed):
    root = fresh(tmp_path_factory)
    crowd = Crowd(root, seed).happen(25)
    before = crowd.view()
    standing = {word for turn in before.turns for word in words_of(turn.text.encode(), "p2")}
    withdraw(root, "p1")
    after = crowd.view()
    assert told(after) == told(without(before, "p1"))
    data = bytes_of(*places(root))
    assert not words_of(data, "p1")
    assert standing <= words_of(data, "p2")
    assert crowd.read().faults == ()
    assert not [one for one in examine(root).problems if one.severity == "error"]
    assert due(root, SESSION) == []


@given(SEEDS)
@settings(max_examples=30)
def test_of_an_interview_with_one_person_a_trace_without_words_is_left(tmp_path_factory, seed):
    root = fresh(tmp_path_factory)
    crowd = Crowd(root, seed, ("p1",)).happen(20)
    withdraw(root, "p1")
    data = bytes_of(*places(root))
    assert not words_of(data, "p1")
    assert not words_of(data, "team")
    after = crowd.view()
    assert (after.status, after.participants, after.withdrawn) == ("withdrawn", (), ("p1",))
    left = (after.turns, after.marks, after.background, after.consents, after.remarks, after.form)
    assert not any(left)
    kinds = {record.event.kind for record in crowd.read().records}
    assert kinds <= {"held", "consent", "tombstone", "withdraw", "noting", "code"}
    assert not list((root / "sessions" / SESSION).glob("draft.*"))
    assert crowd.read().faults == ()


@given(SEEDS)
@settings(max_examples=30)
def test_what_an_old_copy_brings_back_is_hidden_at_once_and_taken_off_again(tmp_path_factory, seed):
    root = fresh(tmp_path_factory)
    crowd = Crowd(root, seed).happen(20)
    old = {path: path.read_bytes() for path in crowd.folder.iterdir()}
    withdraw(root, "p1")
    once = told(crowd.view())
    for path, data in old.items():
        path.write_bytes(data)
    assert told(crowd.view()) == once
    assert crowd.read().faults == ()
    assert "withdrawn_words" in {one.rule for one in examine(root).problems}
    assert sweep_all(root, QuickDisk()) > 0
    assert told(crowd.view()) == once
    assert not words_of(bytes_of(*places(root)), "p1")
    names = [path.name.split(".")[-2] for path in crowd.folder.glob("*.jsonl") if not path.name.startswith("draft")]
    assert len(names) == len(set(names)), "no run stands twice"
    assert sweep_all(root, QuickDisk()) == 0


@given(SEEDS, st.integers(0, 3))
@settings(max_examples=30)
def test_all_may_go_one_after_the_other(tmp_path_factory, seed, rest):
    root = fresh(tmp_path_factory)
    crowd = Crowd(root, seed).happen(15)
    expected = crowd.view()
    for person in ("p1", "p2", "p3")[:rest]:
        expected = without(expected, person)
        withdraw(root, person)
        assert not words_of(bytes_of(*places(root)), person)
    after = crowd.view()
    if rest < 3:
        assert told(after) == told(expected)
    else:
        assert after.status == "withdrawn"
        assert b"Wteam" not in bytes_of(*places(root))
    assert crowd.read().faults == ()


def test_the_order_in_which_two_withdraw_changes_nothing(tmp_path_factory):
    seen = []
    for order in (("p1", "p2"), ("p2", "p1")):
        root = fresh(tmp_path_factory)
        crowd = Crowd(root, 11).happen(30)
        for person in order:
            withdraw(root, person)
        seen.append(told(crowd.view()))
    assert seen[0] == seen[1]


CALLS = ("create", "write", "sync", "sync_folder", "named_status", "open_status", "remove", "replace")


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("forever", [False, True])
def test_a_disk_that_refuses_at_any_call_loses_no_word_of_others_and_doing_it_again_ends_it(
    call, forever, tmp_path_factory
):
    seed, nth = 7, 0
    while True:
        nth += 1
        root = fresh(tmp_path_factory)
        crowd = Crowd(root, seed).happen(12)
        whole, rest = told(crowd.view()), told(without(crowd.view(), "p1"))
        disk = BrokenDisk(Fault(call, nth, errno.EIO, forever))
        with suppress(CannotError):
            withdraw(root, "p1", disk)
        assert told(crowd.view()) in (whole, rest)
        assert crowd.read().faults == ()
        withdraw(root, "p1")
        assert told(crowd.view()) == rest
        assert not words_of(bytes_of(*places(root)), "p1")
        assert not list(root.rglob("*.part"))
        if not disk.hits:
            break
        shutil.rmtree(root)
    assert nth > 1, "the fault was met"


def test_killed_between_any_two_steps_nothing_of_others_is_lost(tmp_path_factory, monkeypatch):
    """Every call to the disk is the last one once."""

    class Killed(BaseException):
        pass

    class Short(QuickDisk):
        def __init__(self, left: int) -> None:
            super().__init__()
            self.left = left

        def _step(self) -> None:
            self.left -= 1
            if self.left < 0:
                raise Killed

        def create(self, path: str) -> int:
            self._step()
            return super().create(path)

        def write(self, fd: int, data: memoryview) -> int:
            self._step()
            return super().write(fd, data)

        def replace(self, path: str, target: str) -> None:
            self._step()
            super().replace(path, target)

        def remove(self, path: str) -> None:
            self._step()
            super().remove(path)

    for left in range(200):
        root = fresh(tmp_path_factory)
        crowd = Crowd(root, 3).happen(12)
        whole, rest = told(crowd.view()), told(without(crowd.view(), "p1"))
        try:
            withdraw(root, "p1", Short(left))
        except Killed:
            assert told(crowd.view()) in (whole, rest)
            withdraw(root, "p1")
            assert told(crowd.view()) == rest
            assert not words_of(bytes_of(*places(root)), "p1")
            shutil.rmtree(root)
        else:
            assert left > 10
            return
    raise AssertionError("it never ended")
