"""Runs what the documentation shows: files, commands and typed interviews, in a temporary folder with an empty home.

Marks stand in comments directly above a fenced block:

    <!-- file: jardin/answers.txt -->          the block is that file
    <!-- from: guides/benevoles.yaml -->       the block is an excerpt of that file of this repository
    <!-- shown: guides/voisins.yaml -->        the same, of a file that the page's commands have made
    <!-- edited: guides/voisins.yaml -->       somebody takes the lines with - out of that file and puts those with + in their place
    <!-- typed: ["oui", "", "/pause"] -->      the block is a terminal; these lines are typed, each in place of what stands
                                                there (`+words`: behind it); at `words^K` the power fails
    <!-- room: ["oui", ["Esc", "n"]] -->       the block is what a terminal of 80×24 shows after this: a line and Enter, or
                                                keys by their names and words (["^K"]: the power fails), or seconds to
                                                wait. Its first line is the command; without one the terminal of the room
                                                block before goes on. Several empty rows count as one
    <!-- study: ../interviewer -->             the block is a terminal in a copy of this repository's example study, made
                                                in that folder; nothing is typed, and every figure has to be right

A `console` block without such a mark is run command by command (`$ command`, its output below). A line `...` in an
output stands for any lines. Ids, days and times differ at every run: they are compared by their shape, and those of the
page stand for the real ones in the commands that follow. The example study is the same everywhere: it is compared
character by character.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(\w*)\s*$")
MARK = re.compile(r"^<!-- (file|from|shown|edited|typed|room|study): (.*?) -->$")
SPEAKS = re.compile(r"^<!-- language: (\w\w) -->$", re.MULTILINE)
# What differs from run to run: ids and their beginnings, times in file names, days, seconds.
CHANGES = re.compile(
    r"(?<=verbatim,p\w{4},)\d+(?:\.\d+)?|(?<=\"verbatim\";\"p\w{4}\";)\"\d+(?:,\d+)?\""
    r"|\b\d+:\d\d\b(?= ·)|\b\d+(?=(?:/\d+)? min\b)|(?<=^  )\d:\d\d(?= )|(?<=\[)\d:\d\d:\d\d(?=\])|(?<=p7kx3  )\d+\b|(?<=: )\d+ minutes?\b"
    r"|\b[0-9a-f]{16}\b|\b[0-9a-f]{8}\b|\b\d{8}T\d{6}Z|\b\d{4}-\d\d-\d\d(?!\d)|(?<!\w)\d+\.\d+(?!\w)"
)
NUMBER = re.compile(r'"?\d+(?:[.,:]\d+){0,2}(?: minutes?)?"?')
ANY, SHOWN_AS = "...", "/home/lea"
KILL, MORE, CLEAR, ENTER = "^K", "+", "\x15", "\r"
COLUMNS, ROWS = 90, 130
ROOM_COLUMNS, ROOM_ROWS, ROOM_ENDS = 80, 24, b"\x1b[?1049l"
NAMED = {
    "Esc": "\x1b",
    "Enter": ENTER,
    "Space": " ",
    "Tab": "\t",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Ctrl-C": "\x03",
    "Ctrl-U": CLEAR,
}
# Seconds after which a screen that stays the same waits for somebody, and after which a draft is on the disk.
STILL, DRAFTED = 0.15, 1.5
OPENED, LONG = 0.3, 30.0
LEFT = 1.0  # after a room has closed, for the program to say what it says then
# What the last row says while the disk has not answered, and what the example study is made of.
SAVING = ("saving…", "enregistrement…")
STUDY = ("guides", "sessions", "codebook.yaml", "interviewer.yaml")
ASSIGNED = re.compile(r"^((?:[A-Z_]+=\S* )*)")


class Block(NamedTuple):
    """One fenced block: its language word, its mark and what the mark says, its lines, where they stand in the page."""

    word: str
    mark: str
    about: str
    lines: tuple[str, ...]
    start: int


class Step(NamedTuple):
    """One command with the output that the page shows; `end` is the line of the page after that output."""

    command: str
    shown: tuple[str, ...]
    start: int
    end: int


class DiffersError(AssertionError):
    """The page shows something else than what happens."""


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page in their order."""
    lines = page.split("\n")
    inside: tuple[str, int] | None = None
    for n, line in enumerate(lines):
        fence = FENCE.match(line)
        if inside is None and fence:
            inside = fence[1], n
        elif inside and line == "```":
            mark = MARK.match(lines[inside[1] - 1]) if inside[1] else None
            about = (mark[1], mark[2]) if mark else ("", "")
            yield Block(inside[0], *about, tuple(lines[inside[1] + 1 : n]), inside[1] + 1)
            inside = None


def steps(block: Block) -> Iterator[Step]:
    """The commands of a console block."""
    begins = [n for n, line in enumerate(block.lines) if line.startswith("$ ")]
    for n, after in zip(begins, [*begins[1:], len(block.lines)], strict=True):
        shown = block.lines[n + 1 : after]
        while shown and not shown[-1]:
            shown = shown[:-1]
        start = block.start + n + 1
        yield Step(block.lines[n][2:], tuple(shown), start, start + len(shown))


class Reader:
    """Somebody who does in a folder what a page says."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        self.known: dict[str, str] = {}
        self.env = _environment(folder, language)
        self.sits_at: Terminal | None = None
        self.exact = False
        self.folder = self.root = folder / "work"
        self.folder.mkdir()

    def write(self, name: str, lines: Sequence[str]) -> None:
        """Save a file that the page shows."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.real("\n".join(lines) + "\n"), encoding="utf-8", newline="\n")

    def real(self, text: str) -> str:
        """The text with the ids and days of this run in place of those of the page."""
        return CHANGES.sub(lambda found: self.known.get(found[0], found[0]), text)

    def paper(self, text: str) -> str:
        """The text with the ids and days of the page in place of those of this run."""
        back = {real: shown for shown, real in self.known.items()}
        return CHANGES.sub(lambda found: back.get(found[0], found[0]), text)

    def gets_study(self, name: str) -> None:
        """The example study of this repository is in that folder."""
        into = self.folder / name
        for part in () if into.exists() else STUDY:
            into.mkdir(exist_ok=True)
            (shutil.copytree if (ROOT / part).is_dir() else shutil.copyfile)(ROOT / part, into / part)

    def goes(self, command: str) -> bool:
        """Whether the command only goes to another folder, which is done."""
        if command.startswith("cd "):
            self.folder = (self.folder / command[3:]).resolve()
        return command.startswith("cd ")

    def does(self, command: str) -> list[str]:
        """What the command writes, on both streams as a terminal shows them."""
        if self.goes(command):
            return []
        done = subprocess.run(
            ["sh", "-c", self.real(command)],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        said = done.stdout.decode("utf-8").replace("\r\n", "\n").replace(str(self.root.resolve()), SHOWN_AS)
        return _trimmed(said.split("\n"))

    def types(self, command: str, keys: Sequence[str]) -> list[str]:
        """The terminal at the end of a program in which these lines were typed."""
        from tests.terminal import Terminal

        argv = ["sh", "-c", ASSIGNED.sub(r"\1exec ", self.real(command))]
        env = {**self.env, "TERM": "xterm-256color", "COLUMNS": "", "NO_COLOR": "1"}
        with Terminal(argv, columns=COLUMNS, rows=ROWS, env=env, cwd=self.folder) as terminal:
            row = -1
            for key in keys:
                row = _asked(terminal, row)
                words = self.real(key.removesuffix(KILL))
                instead = CLEAR if words and not words.startswith(MORE) else ""
                terminal.send(instead + words.removeprefix(MORE) + ("" if key.endswith(KILL) else ENTER))
                if key.endswith(KILL):
                    time.sleep(DRAFTED)
                    terminal.lines()
                    terminal.kill()
                    break
            else:
                terminal.exit_code()
            return _trimmed(terminal.lines())

    def sits(self, command: str, steps: Sequence[str | float | Sequence[str]]) -> list[str]:
        """What the terminal shows after these lines and keys; an empty command goes on where the last one was left."""
        if command:
            self.leave()
            self.sits_at = self._opened(command)
            _settled(self.sits_at, "")
        terminal = self.sits_at
        if terminal is None:
            raise DiffersError("no terminal is open here")
        for step in steps:
            before = terminal.text()
            if isinstance(step, int | float):
                time.sleep(step)
                continue
            if step == [KILL]:
                time.sleep(DRAFTED)
                terminal.lines()
                terminal.kill()
                break
            words = self.real(step) + ENTER if isinstance(step, str) else "".join(NAMED.get(key, key) for key in step)
            terminal.send(words)
            _settled(terminal, before)
        return _on_screen(terminal)

    def _opened(self, command: str) -> "Terminal":
        from tests.terminal import Terminal

        argv = ["sh", "-c", "exec " + self.real(command)]
        env = {**self.env, "TERM": "xterm-256color", "COLUMNS": "", "NO_COLOR": "1"}
        return Terminal(argv, columns=ROOM_COLUMNS, rows=ROOM_ROWS, env=env, cwd=self.folder)

    def leave(self) -> None:
        """Close the terminal that the last room block left open."""
        if self.sits_at is not None:
            self.sits_at.kill()
            self.sits_at = None

    def compare(self, shown: Sequence[str], happened: Sequence[str], where: str) -> None:
        """DiffersError unless the page shows what happened; from what it shows, its ids are learnt."""
        at, free = 0, False
        for line in shown:
            if line == ANY:
                free = True
                continue
            found = _first(line, happened, at, only=not free, shape=self.shape)
            if found is None:
                real = "\n".join(happened)
                raise DiffersError(f"{where}: the page shows\n{line}\n--- but this is what happens ---\n{real}")
            self.learn([line], [happened[found]])
            at, free = found + 1, False
        if at < len(happened) and not free:
            raise DiffersError(f"{where}: the page leaves out\n" + "\n".join(happened[at:]))

    def shape(self, line: str) -> str:
        """What has to be the same in a line of the page and in one that happens."""
        return line.rstrip() if self.exact else _shape(line)

    def learn(self, shown: Sequence[str], happened: Sequence[str]) -> None:
        """Which ids and days of the page stand for which real ones, line by line, where the lines have one shape."""
        for one, other in zip(shown, happened, strict=False):
            if not self.exact and _shape(one) == _shape(other):
                pairs = zip(CHANGES.findall(one), CHANGES.findall(other), strict=True)
                self.known.update((was, is_now) for was, is_now in pairs if not NUMBER.fullmatch(was))


def _first(line: str, happened: Sequence[str], at: int, *, only: bool, shape: Callable[[str], str]) -> int | None:
    """The next line that has the shape of this one; `only` the very next counts where nothing was left out."""
    wanted = shape(line)
    places = range(at, min(at + 1, len(happened)) if only else len(happened))
    return next((n for n in places if shape(happened[n]) == wanted), None)


def _shape(line: str) -> str:
    return CHANGES.sub("#", line.rstrip())


def _asked(terminal: "Terminal", below: int) -> int:
    """Wait until a prompt stands below that row, and stands still; its row."""
    until, last, since = time.monotonic() + 30, "", time.monotonic()
    while time.monotonic() < until:
        screen, (row, _column) = terminal.text(), terminal.cursor()
        if screen != last:
            last, since = screen, time.monotonic()
        elif row > below and screen.split("\n")[row] and time.monotonic() - since > STILL:
            return row
        time.sleep(0.06)
    raise DiffersError("the terminal waits for nothing:\n" + "\n".join(_trimmed(last.split("\n"))))


def _settled(terminal: "Terminal", before: str) -> None:
    """Wait until the screen is another one, or the program over, and it stands still."""
    until, last, since = time.monotonic() + LONG, "", time.monotonic()
    while time.monotonic() < until:
        still = LEFT if ROOM_ENDS in terminal.raw else OPENED
        screen, over = terminal.text(), terminal.process.poll() is not None
        if screen != last or screen.rstrip().endswith(SAVING):
            last, since = screen, time.monotonic()
        elif ((screen != before and screen.strip()) or over) and time.monotonic() - since > still:
            return
        time.sleep(0.03)
    raise DiffersError("nothing changes on the screen:\n" + "\n".join(_trimmed(last.split("\n"))))


def _on_screen(terminal: "Terminal") -> list[str]:
    """The rows that are seen; after the room was left, those that were written since. Empty rows in a row are one."""
    lines = terminal.lines()
    _room, left, after = terminal.raw.rpartition(ROOM_ENDS)
    if left:
        import pyte

        screen = pyte.Screen(ROOM_COLUMNS, ROOM_ROWS)
        screen.set_mode(pyte.modes.LNM)
        pyte.ByteStream(screen).feed(after)
        lines = list(screen.display)
    kept: list[str] = []
    for line in _trimmed(lines):
        if line or (kept and kept[-1]):
            kept.append(line)
    return kept


def _trimmed(lines: Sequence[str]) -> list[str]:
    """The lines without spaces at their ends, and without empty ones after the last."""
    kept = [line.rstrip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _environment(folder: Path, language: str) -> dict[str, str]:
    """A home with nothing in it, and the program on the path."""
    home, programs = folder / "home", folder / "bin"
    for made in (home, programs):
        made.mkdir()
    program = programs / "interviewer"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m interviewer "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = os.pathsep.join((str(programs), os.environ.get("PATH", os.defpath)))
    settings = {"HOME": str(home), "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    settings |= {"INTERVIEWER_LANG": language, "TERM": "dumb", "COLUMNS": "80", "GIT_CONFIG_NOSYSTEM": "1"}
    settings |= {
        f"GIT_{who}_{what}": "lea@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    return settings


def language_of(page: str) -> str:
    """The language in which the program speaks on that page."""
    found = SPEAKS.search(page)
    return found[1] if found else "en"


def follow(page: str, folder: Path, *, rewrite: bool = False) -> str:
    """Do everything that the page shows; DiffersError where something else happens.

    With `rewrite`, outputs are taken as they happen (but for those with a line `...`), and the page with them is returned.
    """
    reader, lines = Reader(folder, language_of(page)), page.split("\n")
    news: list[tuple[int, int, list[str]]] = []
    try:
        for block in blocks(page):
            for step, happened in _carried_out(reader, block):
                if not rewrite or ANY in step.shown:
                    reader.compare(step.shown, happened, f"line {step.start}")
                    continue
                reader.learn(step.shown, happened)
                if [*map(reader.shape, step.shown)] != [*map(reader.shape, happened)]:
                    news.append((step.start, step.end, [reader.paper(one) for one in happened]))
    finally:
        reader.leave()
    for start, end, new in reversed(news):
        lines[start:end] = new
    return "\n".join(lines)


def _carried_out(reader: Reader, block: Block) -> Iterator[tuple[Step, list[str]]]:
    """Each command of the block with what it shows; files are written, excerpts looked up."""
    reader.exact = block.mark == "study"
    if block.mark == "file":
        reader.write(block.about, block.lines)
    elif block.mark == "edited":
        _edit(block, reader.folder / block.about)
    elif block.mark == "from":
        _excerpt(block, ROOT / block.about)
    elif block.mark == "shown":
        _excerpt(block, reader.folder / block.about)
    elif block.mark == "room":
        first = block.lines[0] if block.lines and block.lines[0].startswith("$ ") else ""
        shown = block.lines[1:] if first else block.lines
        start = block.start + len(block.lines) - len(shown)
        step = Step(first[2:], tuple(shown), start, start + len(shown))
        yield step, reader.sits(step.command, json.loads(block.about))
    elif block.word == "console":
        for step in steps(block):
            yield step, _done(reader, block, step.command)


def _done(reader: Reader, block: Block, command: str) -> list[str]:
    """What one command of a block shows."""
    if block.mark == "study":
        reader.gets_study(block.about)
        return [] if reader.goes(command) else reader.types(command, [])
    return reader.types(command, json.loads(block.about)) if block.mark == "typed" else reader.does(command)


def _edit(block: Block, path: Path) -> None:
    """Each run of lines with - gives way to the lines with + below it; DiffersError where it doesn't stand there once."""
    text = path.read_text(encoding="utf-8")
    for found in re.finditer(r"((?:^-.*\n)+)((?:^\+.*\n)*)", "\n".join(block.lines) + "\n", re.MULTILINE):
        old, new = (re.sub(r"^.", "", lines, flags=re.MULTILINE) for lines in found.groups())
        if text.count(old) != 1:
            raise DiffersError(f"line {block.start}: not once in {block.about}:\n{old}")
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8", newline="\n")


def _excerpt(block: Block, path: Path) -> None:
    """The parts of the block, cut at `...`, stand in the file in their order; else DiffersError."""
    text, at = path.read_text(encoding="utf-8"), 0
    for part in "\n".join(block.lines).split(f"\n{ANY}\n"):
        at = text.find(part, at)
        if at < 0:
            raise DiffersError(f"line {block.start}: not in {block.about}:\n{part}")
