"""The screens of the coding room as text files, drawn in memory.

    python -m tests.golden_coding     makes tests/golden/coding.* anew

Look at the difference before you keep it: git diff tests/golden
"""

import shutil
import sys
import tempfile
from pathlib import Path

from interviewer.screens.words import use
from tests.coding_stage import CodingStage, coding_stage
from tests.golden_screens import GOLDEN, LANGUAGES
from tests.terminal import BACKSPACE, DOWN, ENTER, ESCAPE, RIGHT, TAB

ROOT = Path(__file__).resolve().parent.parent
SIZES = ((80, 24), (120, 35), (200, 50))
SESSION = "2026-03-12-benevoles-p7kx3"
SHIFT_RIGHT, PAGE_DOWN = "\x1b[1;2C", "\x1b[6~"


def file_of(language: str, columns: int, rows: int) -> Path:
    """Where the screens of that language and size stand."""
    return GOLDEN / f"coding.{columns}x{rows}.{language}.txt"


def screens(language: str) -> dict[Path, str]:
    """The text of each golden file of that language. The screens speak it."""
    use(language)
    found: dict[Path, list[str]] = {file_of(language, *size): [] for size in SIZES}
    with tempfile.TemporaryDirectory() as folder:
        root = laid_out(Path(folder) / "jardin")
        with coding_stage(root, sessions=[SESSION]) as on:
            _tour(on, found, language)
        with coding_stage(root, coder="ana") as on:
            on.read_all()
            for name, keys in (
                ("a code's excerpts", [*"entr", ESCAPE + "w", DOWN]),
                ("interviews", [ESCAPE, ESCAPE + "g"]),
            ):
                on.keys(*keys)
                _draw(on, found, language, name)
            on.keys(ESCAPE, ESCAPE + "q")
            _draw(on, found, language, "questions")
            on.keys(ESCAPE, ESCAPE + "/", "mardi|jeudi", ENTER).read_all()
            _draw(on, found, language, "a search")
    return {path: "\n".join(texts) for path, texts in found.items()}


def laid_out(root: Path) -> Path:
    """A copy of the example study with its coders' marks."""
    for name in ("guides", "sessions"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("codebook.yaml", "interviewer.yaml"):
        shutil.copy(ROOT / name, root)
    return root


def _draw(on: CodingStage, found: dict[Path, list[str]], language: str, name: str) -> None:
    for columns, rows in SIZES:
        shown = on.at(columns, rows).text()
        found[file_of(language, columns, rows)].append(f"--- {name} ---\n{shown}")
    on.sitting.at.hush()


def _tour(on: CodingStage, found: dict[Path, list[str]], language: str) -> None:
    """Through the states of the room, one after the other."""
    steps: tuple[tuple[str, list[str]], ...] = (
        ("a turn", []),
        ("letters of a code", [*"acc"]),
        ("the whole turn is marked", [ENTER]),
        ("words are selected", [RIGHT, RIGHT, SHIFT_RIGHT]),
        ("overlapping marks", [*"sens", ENTER, RIGHT, *[SHIFT_RIGHT] * 3, *"reco", ENTER]),
        ("a mark is chosen", [BACKSPACE, TAB, TAB]),
        ("a memo is written", [ESCAPE + "m", "À discuter avec Ana"]),
        ("a memo stands", [ENTER]),
        ("a memo on the turn", [ESCAPE + "t", "Belle entrée en matière", ENTER]),
        ("a turn in its context", [PAGE_DOWN, PAGE_DOWN, PAGE_DOWN, ESCAPE + "s"]),
        ("letters that find nothing", [*"xyzzy"]),
        ("a new code", [ESCAPE + "+", BACKSPACE * 5, "Le bruit"]),
        ("the new code is there", [ENTER]),
        ("nothing to do again", [ESCAPE + "r"]),
        ("the keys", [ESCAPE]),
        ("help", ["?"]),
        ("all about a code", [ESCAPE, *"isol", ESCAPE + "j"]),
        ("a dangerous pattern", [ESCAPE, ESCAPE + "/", "(a+)+", ENTER]),
        ("a long message", [ESCAPE, ESCAPE + "D"]),
    )
    for name, keys in steps:
        on.keys(*keys)
        _draw(on, found, language, name)


def main() -> None:
    """Write all files anew."""
    GOLDEN.mkdir(exist_ok=True)
    for language in LANGUAGES:
        for path, text in screens(language).items():
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
