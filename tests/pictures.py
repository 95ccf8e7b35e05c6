"""The pictures of the docs: the real program in a real terminal, its screen written as SVG.

    python -m tests.pictures                 makes docs/pictures/ anew (`make pictures`)
    python -m tests.pictures --screens DIR   writes the text of each screen
    python -m tests.pictures --png DIR       draws the pictures with Chromium, for eyes

A scene is held in a throw-away copy of the shipped study, by a clock that only goes on when the scene says so; the same
program makes the same bytes. POSIX only; the scene of the full disk needs Linux.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.picture_scenes import SCENES, Full, Later, Scene
from tests.svg import GROUNDS, Shown, shown, svg
from tests.terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET, BRIEFLY = 0.4, 0.1
# What would change a picture from one machine to the next.
UNSEEN = ("NO_COLOR", "FORCE_COLOR", "COLORFGBG", "COLORTERM", "EDITOR", "VISUAL", "PROMPT_TOOLKIT_COLOR_DEPTH")


@contextmanager
def laid_out(scene: Scene) -> Iterator[tuple[Path, dict[str, str]]]:
    """A copy of the shipped study, and the environment of a person whose screens speak the scene's language."""
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        study = Path(name) / "jardin"
        shutil.copytree(ROOT / "guides", study / "guides")
        if scene.coded:
            shutil.copytree(ROOT / "sessions", study / "sessions")
        else:
            (study / "sessions").mkdir()
        for file in ("codebook.yaml", "interviewer.yaml"):
            shutil.copy(ROOT / file, study)
        home = dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), name)
        words = {"INTERVIEWER_LANG": scene.language, "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONPATH": str(ROOT)}
        yield study, {**home, **words, "PYTHONUTF8": "1", "GIT_CEILING_DIRECTORIES": name}


def play(scene: Scene) -> Shown:
    """What the terminal shows at the end of the scene."""
    with laid_out(scene) as (study, environment):
        clock = study.parent / "clock"
        clock.write_text("0")
        argv = [sys.executable, "-m", "tests.stopped_clock", str(clock), *scene.argv]
        with Terminal(argv, columns=scene.columns, rows=scene.rows, env=environment, cwd=study) as terminal:
            for step in scene.steps:
                _take(step, terminal, clock)
            _settle(terminal)
            return shown(terminal.raw, scene.columns, scene.rows)


def _take(step: object, terminal: Terminal, clock: Path) -> None:
    match step:
        case Later():
            clock.write_text(str(float(clock.read_text()) + step.seconds))
            terminal.wait(step.then)
        case Full():
            _fill_the_disk(terminal.process.pid)
        case (str(keys), str(then)):
            terminal.send(keys)
            terminal.wait(then)
            _settle(terminal, BRIEFLY)


def _fill_the_disk(pid: int) -> None:
    """From here on no file of the program takes another byte."""
    import resource

    limit = getattr(resource, "prlimit", None)
    assert limit is not None, "only Linux can take the disk away from a program"
    limit(pid, resource.RLIMIT_FSIZE, (0, 0))


def _settle(terminal: Terminal, seconds: float = QUIET) -> None:
    """Wait until a while has passed in which nothing was drawn, or drawn again as it was."""
    while True:
        before = terminal.text()
        terminal._take(seconds)
        if terminal.text() == before and before.strip():
            return


def main(words: Sequence[str] | None = None) -> None:
    """Make what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="scenes; without any: all")
    parser.add_argument("--screens", type=Path, help="write the text of each screen into this folder instead")
    parser.add_argument("--png", type=Path, help="draw each picture into this folder instead")
    given = parser.parse_args(words)
    for name in UNSEEN:
        os.environ.pop(name, None)
    for scene in [scene for scene in SCENES if not given.names or scene.name in given.names]:
        screen = play(scene)
        if given.screens:
            given.screens.mkdir(parents=True, exist_ok=True)
            (given.screens / f"{scene.name}.txt").write_text("\n".join(screen.lines) + "\n", encoding="utf-8")
        if given.png or not given.screens:
            _write(scene, screen, given.png or PICTURES, png=bool(given.png))


def _write(scene: Scene, screen: Shown, folder: Path, *, png: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, ground in GROUNDS.items():
        file = folder / f"{scene.name}.{name}.svg"
        file.write_text(svg(screen, ground, scene.title), encoding="utf-8", newline="\n")
        sys.stdout.write(f"{file}\n")
        if png:
            _draw(file)


def _draw(file: Path) -> None:
    """The picture as PNG beside it, twice as large."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit("no Chromium here")
    width, height = (
        float(part.split('"')[1]) for part in file.read_text(encoding="utf-8").split("\n")[0].split(" ")[-2:]
    )
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=2"]
    size, out = f"--window-size={int(width + 1)},{int(height + 1)}", f"--screenshot={file.with_suffix('.png')}"
    subprocess.run([browser, *options, size, out, file.resolve().as_uri()], check=True, capture_output=True, timeout=60)


if __name__ == "__main__":
    main()
