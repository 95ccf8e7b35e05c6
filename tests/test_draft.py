"""Words that are being typed: on the disk before their turn is, gone when it is, found again when the run ended."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest

from interviewer.session import draft as drafts
from interviewer.session import secrecy
from interviewer.session.disk import Clock
from interviewer.session.draft import DraftFile, draft_paths, forget, recover, writer
from interviewer.session.events import Draft, Record
from interviewer.session.folder import read_session_records
from interviewer.session.journal import Journal, NotSaved
from interviewer.session.line import Segment, read_segment
from tests.faults.broken_disk import BrokenDisk, Fault, QuickDisk, TracingDisk
from tests.faults.samples import KEY, said

POSIX = pytest.mark.skipif(os.name == "nt", reason="locks of POSIX")


def typed(text: str, turn: str = "t1") -> Draft:
    return Draft(turn, "arrivee", "premiere-fois", text, "fr", "p7kq")


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def left(folder: Path, *texts: str, turn: str = "t1", key: str = KEY) -> None:
    """The draft of a run that ended in mid-sentence."""
    file = DraftFile([folder], "s1", key)
    for text in texts:
        file.write(typed(text, turn))
    file.release()


def test_no_file_is_made_before_the_first_word(tmp_path):
    file = DraftFile([tmp_path], "s1", KEY)
    assert (file.path, files(tmp_path)) == (None, [])
    file.discard()
    assert files(tmp_path) == []


def test_the_newest_words_of_a_run_that_ended_come_back(tmp_path):
    left(tmp_path, "Je", "Je suis", "Je suis venue\ud800")
    (found,) = recover([tmp_path], "s1", set())
    assert found == typed("Je suis venue\ud800")


def test_words_that_were_taken_back_stay_taken_back(tmp_path):
    left(tmp_path, "Je", "Je suis", "Je")
    assert [one.text for one in recover([tmp_path], "s1", set())] == ["Je"]


def test_a_draft_is_a_file_of_its_own_that_the_session_does_not_read(tmp_path):
    left(tmp_path, "Je suis")
    assert [name.startswith("draft.s1.") for name in files(tmp_path)] == [True]
    assert read_session_records([tmp_path], "s1").records == ()


def test_a_discarded_draft_is_gone_and_the_next_one_is_a_new_file(tmp_path):
    file = DraftFile([tmp_path], "s1", KEY)
    file.write(typed("un"))
    file.discard()
    assert files(tmp_path) == []
    file.write(typed("deux", "t2"))
    file.release()
    assert [one.text for one in recover([tmp_path], "s1", set())] == ["deux"]


def test_words_whose_turn_is_in_the_journal_are_not_recovered_twice(tmp_path):
    left(tmp_path, "Je suis")
    found = recover([tmp_path], "s1", {"t1"})
    assert (list(found), len(found.paths)) == ([], 1)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_words_that_were_erased_before_the_end_are_not_recovered(tmp_path, text):
    left(tmp_path, "Je suis", text)
    assert list(recover([tmp_path], "s1", set())) == []


def test_several_drafts_come_back_the_oldest_first(tmp_path):
    left(tmp_path, "un", turn="t1")
    time.sleep(0.005)  # records tell milliseconds: within one, neither draft is the older
    left(tmp_path, "deux", turn="t2")
    assert [one.text for one in recover([tmp_path], "s1", set())] == ["un", "deux"]


def test_drafts_stay_until_they_are_forgotten(tmp_path):
    left(tmp_path, "un")
    found = recover([tmp_path], "s1", set())
    assert len(files(tmp_path)) == 1
    forget(found.paths)
    forget(found.paths)
    assert files(tmp_path) == []


@POSIX
def test_a_draft_of_a_window_that_is_still_open_is_left_to_it(tmp_path):
    code = (
        "import sys; from pathlib import Path; from interviewer.session.draft import DraftFile\n"
        "from interviewer.session.events import Draft; f = DraftFile([Path(sys.argv[1])], 's1', sys.argv[2])\n"
        "f.write(Draft('t1', 'a', 'b', 'Je suis', 'fr')); print('ready', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path), KEY], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as window:
        assert window.stdout is not None
        window.stdout.readline()
        assert (list(recover([tmp_path], "s1", set())), recover([tmp_path], "s1", set()).paths) == ([], ())
        window.kill()
        window.wait()
    assert [one.text for one in recover([tmp_path], "s1", set())] == ["Je suis"]


@POSIX
def test_a_draft_that_is_being_written_is_not_taken_and_another_one_is(tmp_path):
    left(tmp_path, "à moitié", turn="t2")
    file = DraftFile([tmp_path], "s1", KEY)
    file.write(typed("en train"))
    found = recover([tmp_path], "s1", set(), KEY)
    assert ([one.text for one in found], len(found.paths)) == (["à moitié"], 1)
    file.release()
    assert len(recover([tmp_path], "s1", set(), KEY)) == 2


def test_a_draft_of_a_deleted_session_of_the_same_name_is_not_taken(tmp_path):
    left(tmp_path / "state", "d'un autre", key="another")
    left(tmp_path / "state", "le mien", turn="t2")
    with Journal([tmp_path / "home"], "s1", KEY) as journal:
        journal.append(said(1))
    folders = [tmp_path / "home", tmp_path / "state"]
    assert [one.text for one in recover(folders, "s1", set())] == ["le mien"]
    assert [one.text for one in recover(folders, "s1", set(), "another")] == ["d'un autre"]


def test_a_torn_draft_gives_the_words_of_a_second_before(tmp_path):
    left(tmp_path, "Je suis", "Je suis venue")
    path = tmp_path / files(tmp_path)[0]
    path.write_bytes(path.read_bytes()[:-30])
    found = recover([tmp_path], "s1", set())
    assert ([one.text for one in found], len(found.paths)) == (["Je suis"], 1)


def test_a_damaged_draft_gives_what_can_be_read_and_is_kept(tmp_path):
    left(tmp_path, "Je suis", "Je suis venue")
    path = tmp_path / files(tmp_path)[0]
    path.write_bytes(path.read_bytes().replace(b"venue", b"tenue"))
    found = recover([tmp_path], "s1", set())
    assert ([one.text for one in found], found.paths) == (["Je suis"], ())


def test_a_draft_goes_to_the_fall_back_when_its_folder_fails_and_leaves_nothing_behind(tmp_path):
    folders = [tmp_path / "home", tmp_path / "state"]
    disk = BrokenDisk(Fault("write", 2, errno.EIO))
    file = DraftFile(folders, "s1", KEY, disk=disk)
    file.write(typed("Je"))
    file.write(typed("Je suis"))
    assert file.path is not None
    file.discard()
    assert (files(folders[0]), files(folders[1])) == ([], [])


def test_a_draft_that_cannot_be_saved_says_so_and_can_be_tried_again(tmp_path):
    disk = BrokenDisk(Fault("write", 1, errno.ENOSPC, forever=True))
    file = DraftFile([tmp_path], "s1", KEY, disk=disk)
    with pytest.raises(NotSaved):
        file.write(typed("Je"))
    disk.fault = disk.fault._replace(nth=10**9, forever=False)
    file.write(typed("Je suis"))
    file.release()
    assert [one.text for one in recover([tmp_path], "s1", set())] == ["Je suis"]


def test_a_long_draft_gives_way_to_a_fresh_file_without_a_moment_of_none(tmp_path):
    disk = TracingDisk()
    file = DraftFile([tmp_path], "s1", KEY, disk=disk)
    for n in range(drafts.WRITES + 5):
        file.write(typed(f"mot {n}"))
    calls = [step.call for step in disk.steps]
    assert len(files(tmp_path)) == 1
    assert calls.index("remove") > [n for n, call in enumerate(calls) if call == "create"][1] + 3
    file.release()
    assert [one.text for one in recover([tmp_path], "s1", set())] == [f"mot {drafts.WRITES + 4}"]


def test_words_that_were_never_typed_make_no_file_and_take_nothing_back(tmp_path):
    file = DraftFile([tmp_path], "s1", KEY)
    file.write()
    file.write(typed("  \n"))
    assert (file.path, files(tmp_path)) == (None, [])
    file.write(typed("Je"), typed(" ", "t2"))
    assert file.path is not None
    before = file.path.read_bytes()
    file.write(typed("", "t2"))
    assert file.path.read_bytes() == before
    file.write(typed(""))
    assert file.path.read_bytes() != before
    file.discard()


def test_the_file_goes_with_the_last_turn_that_needs_it(tmp_path):
    file = DraftFile([tmp_path], "s1", KEY)
    file.write(typed("un", "t1"), typed("deux", "t2"))
    file.settle(["t1", "never heard of"])
    assert len(files(tmp_path)) == 1
    file.settle(["t2"])
    assert (file.path, files(tmp_path)) == (None, [])


def test_words_that_were_erased_keep_no_file_alive(tmp_path):
    file = DraftFile([tmp_path], "s1", KEY)
    file.write(typed("un", "t1"), typed("deux", "t2"))
    file.write(typed("   ", "t2"))
    file.settle(["t1"])
    assert files(tmp_path) == []


def test_a_settled_turn_is_not_in_the_next_fresh_file(tmp_path, monkeypatch):
    monkeypatch.setattr(drafts, "WRITES", 2)
    file = DraftFile([tmp_path], "s1", KEY)
    file.write(typed("un", "t1"), typed("deux", "t2"))
    file.settle(["t1"])
    file.write(typed("deux et", "t2"))
    file.write(typed("deux et demi", "t2"))
    file.release()
    assert [(one.id, one.text) for one in recover([tmp_path], "s1", set())] == [("t2", "deux et demi")]
    (path,) = draft_paths(tmp_path)
    events = [record.event for record in read_segment(path.read_bytes()).records]
    assert [event.text for event in events if isinstance(event, Draft)] == ["deux et demi"]


def test_a_draft_of_many_characters_gives_way_to_a_fresh_file(tmp_path, monkeypatch):
    monkeypatch.setattr(drafts, "CHARACTERS", 10)
    file = DraftFile([tmp_path], "s1", KEY)
    names = []
    for text in ("abcd", "abcde", "abcdef", "abcdefg"):
        file.write(typed(text))
        names.append(file.path)
    assert [names.index(name) for name in names] == [0, 0, 0, 3]
    assert len(files(tmp_path)) == 1
    file.discard()


def test_a_fresh_file_counts_from_its_own_beginning(tmp_path, monkeypatch):
    monkeypatch.setattr(drafts, "WRITES", 2)
    file = DraftFile([tmp_path], "s1", KEY)
    names = []
    for n in range(6):
        file.write(typed(f"mot {n}"))
        names.append(file.path)
    assert [names.index(name) for name in names] == [0, 0, 2, 2, 4, 4]
    file.discard()


def test_releasing_what_was_never_written_is_harmless(tmp_path):
    DraftFile([tmp_path], "s1", KEY).release()
    assert files(tmp_path) == []


def test_a_released_draft_stays_and_is_no_longer_ours(tmp_path):
    file = DraftFile([tmp_path], "s1", KEY)
    file.write(typed("Je"))
    file.release()
    assert file.path is None
    file.discard()
    assert len(files(tmp_path)) == 1


def test_a_draft_that_cannot_be_taken_away_stops_nothing(tmp_path):
    disk = BrokenDisk(Fault("remove", 1, errno.EACCES))
    file = DraftFile([tmp_path], "s1", KEY, disk=disk)
    file.write(typed("Je"))
    file.discard()
    assert len(files(tmp_path)) == 1
    found = recover([tmp_path], "s1", {"t1"})
    forget(found.paths, BrokenDisk(Fault("remove", 1, errno.EACCES)))
    assert len(files(tmp_path)) == 1
    forget(found.paths)
    assert files(tmp_path) == []


def test_a_draft_without_its_header_is_taken_at_home_only(tmp_path):
    for name in ("home", "state"):
        left(tmp_path / name, f"mots de {name}", turn=name)
        (path,) = draft_paths(tmp_path / name)
        path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    folders = [tmp_path / "home", tmp_path / "state"]
    assert [one.text for one in recover(folders, "s1", set(), KEY)] == ["mots de home"]


def test_without_any_key_every_draft_of_the_folder_is_taken(tmp_path):
    left(tmp_path, "mots", key="any")
    assert [one.text for one in recover([tmp_path], "s1", set())] == ["mots"]
    assert list(recover([tmp_path], "s1", set(), "another")) == []


def test_a_note_taker_and_the_interviewer_take_their_own_words_only(tmp_path):
    for by, text in (("", "de qui mène"), ("lea", "de léa")):
        file = DraftFile([tmp_path], "s1", KEY)
        file.write(Draft(f"t{by}", "a", "b", text, "fr", by=by))
        file.release()
    assert [one.text for one in recover([tmp_path], "s1", set())] == ["de qui mène"]
    found = recover([tmp_path], "s1", set(), by="lea")
    assert ([one.text for one in found], len(found.paths)) == (["de léa"], 1)
    assert [writer(read_segment(path.read_bytes())) for path in found.paths] == ["lea"]
    assert writer(Segment(None, (), (), "", sealed=False)) == ""


def test_the_newest_words_are_told_by_the_clock_and_then_by_the_number(tmp_path):
    for text, wall in (("plus tard", 5.0), ("plus tôt", 1.0)):
        file = DraftFile([tmp_path], "s1", KEY, clock=Clock(partial(float, wall), float))
        file.write(typed(f"{text} 1"))
        file.write(typed(f"{text} 2"))
        file.release()
    assert [one.text for one in recover([tmp_path], "s1", set())] == ["plus tard 2"]


def test_a_file_that_cannot_be_read_hides_no_other_draft(tmp_path, monkeypatch):
    left(tmp_path, "un", turn="t1")
    left(tmp_path, "deux", turn="t2")
    first = draft_paths(tmp_path)[0]
    (hidden,) = [r.event.id for r in read_segment(first.read_bytes()).records]
    real = os.open

    def refused(path, flags, *more):
        if path == str(first):
            raise PermissionError
        return real(path, flags, *more)

    monkeypatch.setattr(os, "open", refused)
    found = recover([tmp_path], "s1", set(), KEY)
    assert {one.id for one in found} == {"t1", "t2"} - {hidden}


class Asked(secrecy.Plain):
    """The secrecy of a plain study, which notes whose words it was asked to open."""

    def __init__(self) -> None:
        self.sessions: list[str] = []

    def open(self, session: str, records: Iterable[Record]) -> tuple[Record, ...]:
        self.sessions.append(session)
        return super().open(session, records)


def test_drafts_are_opened_with_the_keys_of_their_interview(tmp_path):
    left(tmp_path, "en train")
    asked = Asked()
    secrecy.use(asked)
    assert len(recover([tmp_path], "s1", set(), KEY)) == 1
    assert asked.sessions == [KEY]


def test_a_draft_takes_no_room_ahead(tmp_path):
    class Asked(QuickDisk):
        sizes: ClassVar[list[int]] = []

        def reserve(self, fd: int, size: int) -> bool:
            self.sizes.append(size)
            return False

    DraftFile([tmp_path], "s1", KEY, disk=Asked()).write(typed("mot"))
    assert Asked.sizes == [0]


def test_drafts_are_told_from_other_files_by_their_names(tmp_path):
    for name in ("draft.s1.a.jsonl", "draft.s1.b (1).jsonl", "draft.s1.txt", "s1.draft.jsonl", "draft.s2.c.jsonl.tmp"):
        (tmp_path / name).write_bytes(b"")
    names = [path.name for path in draft_paths(tmp_path)]
    assert names == ["draft.s1.a.jsonl", "draft.s1.b (1).jsonl", "draft.s2.c.jsonl.tmp"]


def test_a_draft_lies_at_home_unless_it_shall_be_away(tmp_path):
    for away, place in ((False, "home"), (True, "state")):
        file = DraftFile([tmp_path / "home", tmp_path / "state"], "s1", KEY, away=away)
        file.write(typed("Je"))
        assert file.path is not None
        assert file.path.parent == tmp_path / place
        file.discard()
    file = DraftFile([tmp_path / "home", tmp_path / "state"], "s1", KEY)
    file.write(typed("Je"))
    assert files(tmp_path / "state") == []
    file.discard()
