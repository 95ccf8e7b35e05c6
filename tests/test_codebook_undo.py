"""Changes of the codebook taken back, and that taken back: the file and every mark are what they were before each."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.coding.taking_back import Step, codes_without, without
from interviewer.session.events import Changed
from interviewer.study.folder import Study
from tests.build import Talk, study_of
from tests.conftest import Cli
from tests.test_codebook_changes import WHY, codes_of, done, example

__all__ = ["example"]
BOOK = "# des codes\ncodes:\n" + "".join(f"- {{id: {one}, label: {one.upper()}}}\n\n" for one in "abcde")
State = tuple[bytes, dict[str, str]]


def state_of(root: Path) -> State:
    return (root / "codebook.yaml").read_bytes(), codes_of(root)


def coded_study(folder: Path) -> Path:
    """Two interviews, each with two marks of each code."""
    talks = [Talk(), Talk("2026-05-05-essai-p2", [("p2", "habitants")])]
    for talk, speaker in zip(talks, ("p1", "p2"), strict=True):
        asked = talk.ask()
        for code in "abcde":
            turn = talk.say("Je suis venue pour ma voisine.", asked, speaker=speaker)
            talk.mark(turn, code, "Je suis")
            talk.mark(turn, code, "voisine", 22, coder="ben")
        talk.done()
    root = study_of(folder, talks[0], codebook=BOOK)
    talks[1].write(root)
    return root


# --- what was reproduced on the example study ---


def test_two_merges_are_taken_back_in_turn_to_the_same_marks(cli, example):
    first = state_of(example)
    done(cli, "merge", "sens", "charge")
    second = state_of(example)
    done(cli, "merge", "charge", "decision")
    for wanted in (second, first):
        result = cli("codebook", "undo", "--coder", "ana", "--yes")
        assert result.code == 0, result.err
        assert "given another code again" not in result.err
        assert state_of(example) == wanted


def test_a_merge_undone_redone_and_undone_again_leaves_each_mark_where_it_was(cli, example):
    before = state_of(example)
    merge = done(cli, "merge", "sens", "charge")
    merged = state_of(example)
    back = done(cli, "undo", merge, stdin="")
    again = done(cli, "undo", back, stdin="")
    assert state_of(example) == merged
    done(cli, "undo", merge, stdin="")
    assert state_of(example) == before
    assert "taken back already" in cli("codebook", "undo", merge, "--coder", "ana", "--yes").err
    assert "sens" in before[1].values()
    assert again


def test_a_split_and_a_merge_of_what_it_made_are_taken_back(cli, example):
    before = state_of(example)
    mine = [mark for mark, code in before[1].items() if code == "accueil"]
    dealt = "".join(f"{mark}: porte\n" for mark in mine)
    done(cli, "split", "accueil", "porte", stdin=f"{dealt}label: La porte\n{WHY}")
    split = state_of(example)
    done(cli, "merge", "porte", "lien")
    for wanted in (split, before):
        done(cli, "undo", stdin="")
        assert state_of(example) == wanted


def test_the_older_of_two_changes_taken_back_first_comes_to_the_same_end(cli, tmp_path, monkeypatch):
    root = coded_study(tmp_path)
    monkeypatch.chdir(root)
    before = state_of(root)
    older = done(cli, "merge", "a", "c")
    newer = done(cli, "merge", "c", "e")
    result = cli("codebook", "undo", older, "--coder", "ana", "--yes")
    assert result.code == 0, result.err
    assert "4 marks were given another code again since, and stay." in result.err
    assert {codes_of(root)[mark] for mark, code in before[1].items() if code in "ace"} == {"e"}
    done(cli, "undo", newer, stdin="")
    assert state_of(root) == before


# --- any sequence ---


class Model:
    """What was done and can be taken back, with the state before each; what was taken back and can be done again."""

    def __init__(self, cli: Cli, root: Path) -> None:
        self.cli, self.root = cli, root
        self.done: list[
            tuple[str, str, State]
        ] = []  # the change, what takes it back beside its own id, the state before
        self.undone: list[tuple[str, str, State, State]] = []
        self.made = 0

    def call(self, *argv: str, stdin: str = WHY) -> str:
        result = self.cli("codebook", *argv, "--coder", "ana", "--yes", stdin=stdin)
        return str(result.out.strip()) if result.code == 0 else ""

    def codes(self) -> list[str]:
        book = Study(self.root).codebook()
        assert book is not None
        return [code.id for code in book.codes if not code.status]

    def change(self, verb: str, one: int, other: int) -> None:
        """A change of the codebook; one that makes no sense here is refused and must leave all as it was."""
        codes, before = self.codes(), state_of(self.root)
        self.made += 1
        code, target = codes[one % len(codes)], codes[other % len(codes)]
        if verb == "merge":
            change = self.call("merge", code, target)
        elif verb == "split":
            mine = [mark for mark, bears in before[1].items() if bears == code][:: 1 + other % 2]
            dealt = "".join(f"{mark}: n{self.made}\n" for mark in mine)
            change = self.call("split", code, f"n{self.made}", stdin=f"{dealt}label: N\n{WHY}")
        elif verb == "move":
            change = self.call("move", code, "--under", target)
        elif verb == "rename":
            change = self.call("rename", code, f"r{self.made}", stdin="")
        else:
            change = self.call("retire", code)
        if not change:
            assert state_of(self.root) == before
            return
        self.done.append((change, "", before))
        self.undone.clear()

    def back(self, way: int) -> None:
        """The last change, taken back by no id, by its own, or by that of the undoing of its undoing."""
        if not self.done:
            return
        change, again, before = self.done.pop()
        named = [[], [change], [again or change]][way % 3]
        now = state_of(self.root)
        undoing = self.call("undo", *named, stdin="")
        assert undoing
        assert state_of(self.root) == before
        # What is done again is undone by the first that stands of what took it back.
        self.undone.append((change, undoing, before, now))

    def again(self) -> None:
        """The last undoing, taken back."""
        if not self.undone:
            return
        change, undoing, before, now = self.undone.pop()
        redoing = self.call("undo", undoing, stdin="")
        assert redoing
        assert state_of(self.root) == now
        self.done.append((change, redoing, before))


STEPS = st.tuples(
    st.sampled_from(["merge", "merge", "split", "move", "rename", "retire", "back", "back", "again"]),
    st.integers(0, 7),
    st.integers(0, 7),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=3, max_size=9))
def test_whatever_is_done_and_taken_back_in_turn_is_as_it_was_before_each(cli, monkeypatch, steps):
    with tempfile.TemporaryDirectory() as folder, monkeypatch.context() as here:
        root = coded_study(Path(folder))
        here.chdir(root)
        model = Model(cli, root)
        for verb, one, other in steps:
            if verb == "back":
                model.back(one)
            elif verb == "again":
                model.again()
            else:
                model.change(verb, one, other)
        for _ in range(len(model.done)):
            model.back(0)
        assert state_of(root)[0] == BOOK.encode()
        here.chdir("/")


# --- the pure part ---


def changed(*ids: str) -> list[Changed]:
    """Changes in their order; `b<a` takes back a."""
    return [Changed(one.partition("<")[0], "merge", "ana", [], undoes=one.partition("<")[2]) for one in ids]


@pytest.mark.parametrize(
    ("history", "back", "taken", "code", "further"),
    [
        ("A", "A", "a A:b", "a", 0),
        ("A B U<B", "A", "a A:b B:c U:b", "a", 0),
        ("A U<A", "U", "a A:b U:a", "b", 0),
        ("A U<A V<U", "A", "a A:b U:a V:b", "a", 0),
        ("A B", "A", "a A:b B:c", None, 1),
        ("A B U<A", "B", "a A:b B:c", "a", 0),
        ("A B U<A V<B", "V", "a A:b B:c V:a", "c", 0),
        ("A B U<A V<B", "U", "a A:b B:c V:a", "b", 0),
        ("A U<A V<A", "U", "a A:b U:a", None, 0),  # two took it back apart: one still does
        ("A U<A", "U", "a", None, 0),
    ],
)
def test_a_mark_bears_what_it_would_if_the_change_had_never_been(history, back, taken, code, further):
    first, *later = taken.split()
    steps: Sequence[Step] = [Step(first, ""), *(Step(*reversed(one.split(":"))) for one in later)]
    found, stay = codes_without({"m": steps}, without(changed(*history.split()), back))
    assert (found.get("m"), stay) == (code, further)
