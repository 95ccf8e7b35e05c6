"""The command line called in the test itself, its output going to what says that it is a terminal."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from tests.conftest import Result

# What the program itself sends to a terminal: styles (none of them plain red, which hostile texts ask for), an empty page,
# a page of its own.
OURS = re.compile(r"\x1b\[(?!31m)[0-9;]*m|\x1b\[2J(?!\x1b\[H\x1b\[31m)|\x1b\[H(?!\x1b\[31m)|\x1b\[\?1049[hl]|\r")


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def called_on_terminal(monkeypatch: pytest.MonkeyPatch, folder: Path, argv: tuple[str, ...], stdin: str) -> Result:
    """Call the program; standard output and error are terminals of 80 columns in colour, the input is a pipe."""
    from interviewer.cli import main

    (folder / "in").write_bytes(stdin.encode("utf-8", "surrogatepass"))
    with monkeypatch.context() as world, (folder / "in").open("rb") as typed:
        world.setenv("TERM", "xterm-256color")
        outputs = [_Terminal(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2)]
        world.setattr(sys, "stdin", io.TextIOWrapper(typed, encoding="utf-8"))
        world.setattr(sys, "stdout", outputs[0])
        world.setattr(sys, "stderr", outputs[1])
        code = main(list(argv))
        out, err = (_written(one) for one in outputs)
    return Result(code, out, err)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw: io.BytesIO = stream.buffer  # type: ignore[assignment]
    return raw.getvalue().decode("utf-8", "surrogatepass")


def without_ours(text: str) -> str:
    """What is left when the program's own styles are taken out."""
    return OURS.sub("", text)
