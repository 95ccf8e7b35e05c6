"""Any keys in any order: the coding room stands, nothing is drawn beside the window, and the disk says what the screen does."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.screens.coding_room.keymap import KEYS
from interviewer.screens.words import use
from tests.coding_stage import CodingStage, coding_stage
from tests.desks import essence
from tests.terminal import BACKSPACE, DELETE, DOWN, END, ENTER, ESCAPE, HOME, LEFT, RIGHT, TAB, UP

ROOT = Path(__file__).resolve().parent.parent
SESSIONS = ("2026-03-12-benevoles-p7kx3", "2026-07-02-partenaires-pc3ny")
MOVES = (
    UP,
    DOWN,
    LEFT,
    RIGHT,
    HOME,
    END,
    TAB,
    "\x1b[1;2C",
    "\x1b[1;2D",
    "\x1b[1;5C",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[1;2F",
    "\x1b[Z",
)
DEEDS = tuple(ESCAPE + key.key for key in KEYS if key.deed != "leave")
PLAIN = (
    ENTER,
    ENTER,
    " ",
    ".",
    BACKSPACE,
    DELETE,
    ESCAPE,
    "sens",
    "acc",
    "x",
    "é",
    "(a",
    "9",
    "+",
    "?",
    "\x1b[200~collé\ntrès\x1b[201~",
)
SIZES = ((80, 24), (120, 35), (40, 10), (64, 15))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(MOVES), st.sampled_from(DEEDS), st.sampled_from(PLAIN)), max_size=40),
    st.sampled_from(SIZES),
)
def test_whatever_is_pressed_the_room_stands_and_the_disk_agrees(keys: list[str], size: tuple[int, int]) -> None:
    use("en")
    with tempfile.TemporaryDirectory() as folder:
        root = _study(Path(folder))
        with coding_stage(root, sessions=SESSIONS) as on:
            on.at(*size).read_all()
            for key in keys:
                on.keys(key)
                assert on.desk.turn is not None
            assert all(len(line) <= size[0] for line in on.lines())
            _agrees(on)
            while on.desk.past:
                on.keys(ESCAPE, ESCAPE, ESCAPE, ESCAPE + "u") if on.room.at.sight.writing else on.keys(ESCAPE + "u")
            _agrees(on)
            assert not [mark for name in SESSIONS for mark in on.on_disk(name).marks if mark.coder == "zoe"]


def _agrees(on: CodingStage) -> None:
    for name in SESSIONS:
        assert essence(on.on_disk(name)) == essence(on.desk.sheets[name].view)


def _study(folder: Path) -> Path:
    for name in SESSIONS:
        shutil.copytree(ROOT / "sessions" / name, folder / "sessions" / name, ignore=shutil.ignore_patterns("marks.*"))
    shutil.copytree(ROOT / "guides", folder / "guides")
    for name in ("codebook.yaml", "interviewer.yaml"):
        shutil.copy(ROOT / name, folder)
    return folder
