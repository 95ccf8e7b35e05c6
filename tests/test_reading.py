"""What is kept of a session is the session: never older, never another, never more than a miss when anything is wrong."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import types
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw, Struct
from msgspec.structs import replace

from interviewer.coding.sheet import used_ids
from interviewer.session.events import Mark, Person, Remark, Tombstone
from interviewer.session.folder import find_files, read_session_records, session_folders
from interviewer.session.journal import Journal
from interviewer.session.kept import ENCODER, MAGIC, SUM_LENGTH, Kept, Understood, _check, pack, unpack
from interviewer.session.model import Prompt, SessionView
from interviewer.study import cache
from interviewer.study.folder import Study
from interviewer.study.reading import LARGE, MANY, Reader, read_all, read_with_problems
from tests.conftest import ROOT
from tests.faults.samples import said

EXAMPLES = sorted(path.name for path in (ROOT / "sessions").iterdir() if path.is_dir())
SESSION = EXAMPLES[0]
POSIX = pytest.mark.skipif(os.name == "nt", reason="rights and links of POSIX")
TEXTS = st.text(max_size=6)
SUM = bytes(SUM_LENGTH)


def anything(kind: Any) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - a line each
    """Values of a type, as deep as it goes."""
    made = typing.get_origin(kind)
    inside = typing.get_args(kind)
    if made is typing.Literal:
        return st.sampled_from(inside)
    if made in (typing.Union, types.UnionType):
        return st.one_of(*map(anything, inside))
    if made is dict:
        return st.dictionaries(anything(inside[0]), anything(inside[1]), max_size=2)
    if made is list:
        return st.lists(anything(inside[0]), max_size=2)
    if made is frozenset:
        return st.frozensets(anything(inside[0]), max_size=2)
    if made is tuple and inside[-1] is not ...:
        return st.tuples(*map(anything, inside))
    if made is tuple:
        return st.lists(anything(inside[0]), max_size=2).map(tuple)
    plain = {str: TEXTS, int: st.integers(-(2**63), 2**63 - 1), float: st.floats(allow_nan=False), bool: st.booleans()}
    if kind in plain:
        return plain[kind]
    if kind is type(None):
        return st.none()
    hints = typing.get_type_hints(kind)
    names = kind.__struct_fields__ if issubclass(kind, Struct) else kind._fields
    return st.builds(kind, **{name: anything(hints[name]) for name in names})


@st.composite
def views(draw: st.DrawFn) -> SessionView:
    """Any view at all, whose turns and measures were asked what it asked."""
    seen: SessionView = draw(anything(SessionView))
    prompts = tuple({one.id: one for one in seen.prompts}.values())
    asked = st.sampled_from([None, *prompts])
    return replace(
        seen,
        prompts=prompts,
        turns=tuple(replace(one, asked=draw(asked)) for one in seen.turns),
        measures=tuple(replace(one, asked=draw(asked)) for one in seen.measures),
        prompt=draw(asked),
    )


IDS = st.dictionaries(TEXTS, TEXTS, max_size=2), st.frozensets(TEXTS, max_size=3)


def packed(seen: SessionView, runs: dict[str, str] | None = None, ids: frozenset[str] = frozenset()) -> bytes:
    return pack(Understood(seen, runs or {}, lambda: ids), SUM)


def kinds(value: Any) -> Any:
    """The types of a value, all the way down: 1 and 1.0 and True are equal, and not the same."""
    if isinstance(value, Struct):
        return type(value), [kinds(getattr(value, name)) for name in value.__struct_fields__]
    if isinstance(value, tuple | list):
        return type(value), [kinds(one) for one in value]
    if isinstance(value, frozenset):
        return type(value), sorted(str(kinds(one)) for one in value)
    if isinstance(value, dict):
        return type(value), [(key, kinds(one)) for key, one in value.items()]
    return type(value)


@given(views(), *IDS)
def test_a_session_comes_back_as_it_was(seen, runs, ids):
    found = unpack(packed(seen, runs, ids), SUM)
    assert found is not None
    assert (found.seen, found.used()) == (runs, ids)
    back = found.view
    assert back == seen
    assert kinds(back) == kinds(seen)
    ours: list[Prompt | None] = [None, *back.prompts]
    asking: list[Any] = [*back.turns, *back.measures]
    for one in asking:
        assert any(one.asked is prompt for prompt in ours), "a prompt stands in memory once"


@given(views(), st.data())
def test_bytes_that_anything_happened_to_are_no_view(seen, data):
    whole = packed(seen)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    place = data.draw(st.integers(0, len(whole) - 1))
    turned = bytearray(whole)
    turned[place] ^= data.draw(st.integers(1, 255))
    for wrong in (cut, bytes(turned), whole + b"\0"):
        assert unpack(wrong, SUM) is None
    assert unpack(whole, b"\1" * SUM_LENGTH) is None


@given(st.binary(max_size=80))
def test_bytes_with_a_right_check_and_no_view_behind_it_are_none(rest):
    from zlib import crc32

    assert unpack(MAGIC + SUM + crc32(rest).to_bytes(4, "big") + rest, SUM) is None


def test_a_view_whose_numbers_lead_nowhere_is_none(root):
    seen = replace(Study(root).session(SESSION)[0], prompts=(), prompt=None)
    bare = replace(seen, turns=tuple(replace(one, asked=None) for one in seen.turns), measures=())
    for numbers in ([99] * len(seen.turns), [-7] * len(seen.turns), [0]):
        rest = ENCODER.encode(Kept(bare, numbers, [], -1, {}, Raw(b"\x90")))
        assert unpack(MAGIC + SUM + _check(rest) + rest, SUM) is None


def test_half_a_surrogate_pair_is_not_kept(root):
    seen = Study(root).session(SESSION)[0]
    assert packed(replace(seen, form={"notes": "\ud800"})) == b""


# --- on the disk ---


@pytest.fixture
def root(study) -> Path:
    """The example study, writable, with its eight sessions."""
    shutil.rmtree(study / "sessions")
    shutil.copytree(ROOT / "sessions", study / "sessions", ignore=shutil.ignore_patterns(".cache"))
    return Path(study)


def read(root: Path, session: str = SESSION) -> SessionView:
    return Reader(Study(root), many=True).read(session)[0]


def file_of(root: Path, session: str = SESSION) -> Path:
    return root / "sessions" / session / cache.FOLDER / cache.FILE


def plant(root: Path, session: str = SESSION) -> SessionView:
    """Another view in the place of the one that is kept: whoever gets it to see has read what is kept."""
    read(root, session)
    folders = session_folders(root, session)
    files, _ = find_files(folders, session)
    known = Reader(Study(root), many=True).understand(session)[0]
    seen = replace(known.view, commit="planted")
    cache.keep(folders[0], files, known._replace(view=seen), cache.made_from(session, files))
    return seen


@pytest.mark.parametrize("session", EXAMPLES)
def test_what_is_kept_is_what_was_read(root, session):
    fresh = Study(root).session(session)
    assert Reader(Study(root), many=True).read(session) == fresh
    assert file_of(root, session).is_file()
    assert Reader(Study(root), many=True).read(session) == fresh
    assert plant(root, session) == read(root, session), "the second reading takes what is kept"


@pytest.mark.parametrize("session", EXAMPLES)
def test_whoever_writes_into_a_session_knows_as_much_as_after_reading_it(root, session):
    folders = session_folders(root, session)
    records = read_session_records(folders, session)
    for _ in range(2):
        known = Reader(Study(root), many=True).understand(session)[0]
        assert (known.seen, known.used()) == (records.seen, used_ids(records.records))


def test_ids_that_are_none_are_no_ids(root):
    seen = replace(Study(root).session(SESSION)[0], prompts=(), turns=(), measures=(), prompt=None)
    rest = ENCODER.encode(Kept(seen, [], [], -1, {}, Raw(b"\x07")))
    found = unpack(MAGIC + SUM + _check(rest) + rest, SUM)
    assert found is not None
    assert found.used() == frozenset()


def journal_of(root: Path) -> Path:
    return max((root / "sessions" / SESSION).glob(f"{SESSION}.*.jsonl"), key=lambda path: path.stat().st_size)


def a_mark(seen: SessionView) -> Mark:
    turn = next(one for one in seen.turns if one.kind == "verbatim")
    return Mark("ab" * 8, turn.id, "sens", "zoe", 0, 3, turn.text[:3])


def a_segment(root: Path, *, place: int = 0) -> None:
    seen = Study(root).session(SESSION)[0]
    with Journal(session_folders(root, SESSION)[place:], SESSION, seen.key, stream="marks", coder="zoe") as journal:
        journal.append(a_mark(seen))


def appended(root: Path) -> None:
    """A journal that is being written while it is read: one more record in the same file."""
    seen = Study(root).session(SESSION)[0]
    with Journal(session_folders(root, SESSION), SESSION, seen.key, stream="marks", coder="zoe") as journal:
        journal.append(a_mark(seen))
        plant(root)
        journal.append(Remark("cd" * 8, "session", SESSION, "À relire.", "zoe"))


def truncated(root: Path) -> None:
    path = journal_of(root)
    path.write_bytes(path.read_bytes()[:-30])


def emptied(root: Path) -> None:
    journal_of(root).write_bytes(b"")


def one_bit(root: Path) -> None:
    """Same size, same times, same file: only the bytes tell."""
    path = journal_of(root)
    status, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def deleted(root: Path) -> None:
    journal_of(root).unlink()


def renamed(root: Path) -> None:
    path = journal_of(root)
    path.rename(path.with_name("elsewhere.jsonl"))


def copied(root: Path) -> None:
    path = journal_of(root)
    shutil.copy(path, path.with_name(path.name.replace(".jsonl", " (1).jsonl")))


def elsewhere(root: Path) -> None:
    a_segment(root, place=1)


def withdrawn(root: Path) -> None:
    """A tombstone for a turn, in a run of its own."""
    seen = Study(root).session(SESSION)[0]
    with Journal(session_folders(root, SESSION), SESSION, seen.key) as journal:
        journal.append(Tombstone(next(one.id for one in seen.turns if one.kind == "verbatim"), "verbatim"))


def not_ours(root: Path) -> None:
    """What is kept of one session lies in the folder of another."""
    shutil.copy(file_of(root), file_of(root, EXAMPLES[1]))


CHANGES: list[Callable[[Path], None]] = [
    a_segment,
    appended,
    truncated,
    emptied,
    one_bit,
    deleted,
    renamed,
    copied,
    elsewhere,
    withdrawn,
    not_ours,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_no_change_is_overlooked(root, change):
    for session in EXAMPLES[:2]:
        plant(root, session)
    change(root)
    session = EXAMPLES[1] if change is not_ours else SESSION
    first = Reader(Study(root), many=True).read(session)
    assert first == Study(root).session(session)
    assert first[0].commit != "planted"
    assert Reader(Study(root), many=True).read(session) == first


def test_words_that_are_withdrawn_are_in_nothing_that_is_kept(root):
    seen = read(root)
    words = next(one.text for one in seen.turns if one.kind == "verbatim").encode()
    assert words in file_of(root).read_bytes()
    withdrawn(root)
    read(root)
    assert words not in file_of(root).read_bytes()


@pytest.mark.parametrize("many", [True, False])
def test_what_no_longer_counts_is_taken_away_where_nothing_takes_its_place(root, many):
    plant(root)
    truncated(root) if many else withdrawn(root)
    assert [one.rule for one in Reader(Study(root), many=many).read(SESSION)[1]][:1] == ["journal_torn"] * many
    assert not file_of(root).exists()


def test_damage_is_told_each_time(root):
    one_bit(root)
    for _ in range(2):
        assert [one.severity for one in Reader(Study(root), many=True).read(SESSION)[1]] == ["error"]
        assert not file_of(root).exists()


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_can_not_be_read_is_told_each_time(root):
    plant(root)
    journal_of(root).chmod(0)
    for _ in range(2):
        assert Reader(Study(root), many=True).read(SESSION) == Study(root).session(SESSION)


def test_files_that_were_only_touched_are_the_same(root):
    seen = plant(root)
    os.utime(journal_of(root), (1, 1))
    assert read(root) == seen


def test_a_study_that_moved_keeps_what_it_has(root):
    plant(root)
    moved = root.parent / "moved"
    root.rename(moved)
    assert read(moved).commit == "planted"


def test_a_renamed_session_is_another(root):
    plant(root)
    (root / "sessions" / SESSION).rename(root / "sessions" / "2026-01-01-autre-nom")
    found, problems = Reader(Study(root), many=True).read("2026-01-01-autre-nom")
    assert (found, problems) == Study(root).session("2026-01-01-autre-nom")
    assert found.commit != "planted"


def test_another_version_of_the_program_reads_anew(root, tmp_path):
    """A copy of the package in which one line of the fold differs."""
    plant(root)
    shutil.copytree(ROOT / "interviewer", tmp_path / "interviewer", ignore=shutil.ignore_patterns("__pycache__"))
    code = "from pathlib import Path; from interviewer.study.folder import Study; from interviewer.study.reading import Reader; "
    code += f"print(Reader(Study(Path({str(root)!r})), many=True).read({SESSION!r})[0].commit)"

    def commit() -> str:
        import sys

        run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
        return run.stdout.strip()

    assert commit() == "planted"
    fold = tmp_path / "interviewer" / "session" / "coded.py"
    fold.write_text(fold.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert commit() != "planted"


@pytest.mark.parametrize("junk", [b"", b"x" * 1000, MAGIC, MAGIC + bytes(500), bytes(1 << 22)])
def test_junk_in_its_place_is_a_miss_and_makes_way(root, junk):
    fresh = Study(root).session(SESSION)[0]
    read(root)
    file_of(root).write_bytes(junk)
    assert read(root) == fresh
    assert plant(root) == read(root)


@POSIX
def test_links_and_pipes_are_neither_followed_nor_waited_for(root, tmp_path):
    fresh = Study(root).session(SESSION)[0]
    seen = plant(root)
    kept = file_of(root)
    kept.rename(tmp_path / "view")
    kept.symlink_to(tmp_path / "view")
    assert (read(root), (tmp_path / "view").exists()) == (fresh, True)
    kept.unlink()
    os.mkfifo(kept)
    assert read(root) == fresh
    shutil.rmtree(kept.parent)
    (tmp_path / "away").mkdir()
    kept.parent.symlink_to(tmp_path / "away")
    assert read(root) == fresh
    assert not list((tmp_path / "away").iterdir())
    assert seen.commit == "planted"


@POSIX
def test_only_the_owner_may_read_it(root):
    read(root)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (file_of(root).parent, *file_of(root).parent.iterdir())]
    assert modes == [0o700, 0o600, 0o600]


@POSIX
def test_a_study_that_can_not_be_written_is_read(root):
    fresh = [Reader(Study(root), many=False).read(one) for one in EXAMPLES]
    for folder in (root / "sessions").iterdir():
        folder.chmod(0o500)
    try:
        assert [Reader(Study(root), many=True).read(one) for one in EXAMPLES] == fresh
    finally:
        for folder in (root / "sessions").iterdir():
            folder.chmod(0o700)


def test_what_a_run_that_was_killed_left_there_does_not_last(root):
    read(root)
    left = file_of(root).with_name(f"{cache.FILE}{cache.NEW}")
    left.write_bytes(b"half")
    for _ in range(2):
        file_of(root).unlink(missing_ok=True)
        read(root)
    assert not left.exists()
    assert file_of(root).exists()


def test_switched_off_it_keeps_nothing_takes_nothing_and_leaves_nothing(root, monkeypatch):
    plant(root)
    monkeypatch.setenv("INTERVIEWER_CACHE", "off")
    assert read(root).commit != "planted"
    assert not file_of(root).exists()


def test_a_small_study_has_no_second_copy_of_its_words(root):
    assert len(list(read_all(Study(root)))) == len(EXAMPLES) < MANY
    assert not list(root.rglob(cache.FOLDER))


def test_a_large_study_has_and_says_the_same(root):
    for number in range(MANY):
        shutil.copytree(root / "sessions" / SESSION, root / "sessions" / f"2026-01-01-autre-p{number:03}")
    fresh = [Study(root).session(one) for one in Study(root).session_ids()]
    for _ in range(2):
        assert list(read_with_problems(Study(root))) == fresh
        assert len(list(root.rglob(cache.FILE))) == MANY + len(EXAMPLES)


def test_a_long_session_is_kept_even_alone(root):
    seen = Study(root).session(SESSION)[0]
    with Journal(session_folders(root, SESSION), SESSION, seen.key) as journal:
        journal.append(replace(said(1), text="mot " * (LARGE // 4)))
    assert list(read_with_problems(Study(root), [SESSION])) == [Study(root).session(SESSION)]
    assert file_of(root).exists()


def test_the_collector_works_again_afterwards(root):
    import gc

    for number in range(MANY):
        shutil.copytree(root / "sessions" / SESSION, root / "sessions" / f"2026-01-01-autre-p{number:03}")
    reading = read_all(Study(root))
    next(reading)
    assert not gc.isenabled()
    del reading
    assert gc.isenabled()


# --- everything else passes it by ---


def test_git_never_takes_it(root):
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    read(root)
    told = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], cwd=root, capture_output=True, text=True, check=True
    )
    assert told.stdout == ""


@pytest.mark.parametrize(
    "argv", [["list"], ["list", "--json"], ["doctor"], ["check"], ["export", "--out", "-"], [], ["show", SESSION]]
)
def test_verbs_say_the_same_with_it_and_without(root, cli, argv):
    without = cli(*argv)
    for session in EXAMPLES:
        read(root, session)
    assert cli(*argv) == without


def test_deleting_a_session_deletes_it(root, cli):
    read(root)
    assert cli("delete", SESSION, stdin=f"{SESSION}\n").code == 0
    assert not (root / "sessions" / SESSION).exists()


def test_people_in_a_view_are_what_they_were(root):
    assert all(isinstance(one, Person) for one in read(root).participants)
