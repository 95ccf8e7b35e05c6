"""Command-line transcripts: text files that anyone can write, each run in an empty folder of its own.

`$ command` is typed, and the lines below it are what must stand on stdout. `...` stands for any lines. Below a command,
`< line` is typed into it, `! words` must stand somewhere on stderr, `? 3` is its exit code (0 where it isn't said).
A French space that does not break counts as a space. `$ cd FOLDER`, `$ git ...` and `$ write FILE` (with `< line`s) set the scene; `# text` is a remark.
"""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

TRANSCRIPTS = sorted((Path(__file__).resolve().parent / "transcripts").glob("*.txt"))


class Step(NamedTuple):
    """One command with all that is said of it."""

    line: int
    words: list[str]
    typed: str
    out: list[str]
    err: list[str]
    code: int


def steps(text: str) -> Iterator[Step]:
    """The commands of a transcript, in order."""
    for block in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
        lines = [line for line in block[2].split("\n")[:-1] if not line.startswith("#")]
        marked = {mark: [line[2:] for line in lines if line.startswith(mark)] for mark in ("< ", "! ", "? ")}
        typed = "".join(f"{line[2:]}\n" for line in lines if line.startswith("< ") or line == "<")
        out = [line for line in lines if not line.startswith(("< ", "! ", "? ")) and line != "<"]
        while out and not out[-1]:
            out.pop()
        number = text.count("\n", 0, block.start()) + 1
        yield Step(number, shlex.split(block[1]), typed, out, marked["! "], int((marked["? "] or ["0"])[0]))


def fits(expected: list[str], shown: str) -> bool:
    """Whether the lines are those expected; `...` stands for any lines."""
    pattern = "".join("(?:.*\n)*" if line == "..." else re.escape(line) + "\n" for line in expected)
    return re.fullmatch(pattern, spaced(shown).rstrip("\n") + "\n" if shown.strip() else "") is not None


def spaced(text: str) -> str:
    """The text with plain spaces, as people type them."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_program_answers_as_the_transcript_says(transcript, cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for step in steps(transcript.read_text(encoding="utf-8")):
        where = f"{transcript.name}:{step.line}"
        match step.words:
            case ["cd", folder]:
                monkeypatch.chdir(folder)
            case ["write", file]:
                Path(file).parent.mkdir(parents=True, exist_ok=True)
                Path(file).write_text(step.typed, encoding="utf-8", newline="")
            case ["git", *argv]:
                subprocess.run(["git", *argv], check=True, capture_output=True)
            case ["interviewer", *argv]:
                result = cli(*argv, stdin=step.typed)
                assert result.code == step.code, f"{where}\n{result.out}{result.err}"
                assert fits(step.out, result.out), f"{where}\n{result.out}"
                assert not [line for line in step.err if line not in spaced(result.err)], f"{where}\n{result.err}"
            case _:
                pytest.fail(f"{where}: a transcript knows interviewer, git, cd and write")


def test_there_are_transcripts():
    assert TRANSCRIPTS


def test_the_runner_tells_a_wrong_line_from_a_right_one():
    assert fits(["a", "...", "d"], "a\nb\nc\nd\n")
    assert fits([], "")
    assert not fits(["a"], "b\n")
    assert not fits(["a"], "a\nb\n")
    assert not fits([], "a\n")


def test_the_runner_reads_commands_with_all_that_belongs_to_them():
    [step] = steps("# remark\n\n$ interviewer show 'a b'\n< typed\n<\nout\n! err\n? 3\n\n")
    assert step == Step(3, ["interviewer", "show", "a b"], "typed\n\n", ["out"], ["err"], 3)
