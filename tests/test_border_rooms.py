"""The full screens on hostile texts, read as a terminal reads them: marks are seen, and nothing hostile was sent."""

import re

import pytest

from tests.border.hostile_study import GROUP, HELD, SHORT, dangers, hostile_study
from tests.coding_stage import coding_stage
from tests.room_stage import stage
from tests.terminal import CTRL_D, DOWN, ENTER, ESCAPE, PASTE, PASTED, TAB, Painted

# What the hostile texts would have a terminal do; a drawing program sends other sequences of its own.
ORDERS = re.compile("\x1b\\[31m|\x1b\\]8|\x9b|\x1b\\[6n|\x1b\\[c|\x07|\x1b\\[2J\x1b\\[H\x1b\\[31m|\x0b|\x0c|[\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029\x85\ufffe\uffff]")  # fmt: skip
KEYS = ("?", "/map" + ENTER, "/time" + ENTER, "/help" + ENTER, "/next" + ENTER, "/back" + ENTER, "/goto t1" + ENTER)


def harmless(screen: Painted, shown: list[str]) -> None:
    """Neither what was sent nor what is seen."""
    found = [repr(screen.raw[max(0, one.start() - 20) : one.end() + 20]) for one in ORDERS.finditer(screen.raw)]
    assert not found, found[:3]
    assert not [danger for row in shown for danger in dangers(row)]


def whole(text: str) -> str:
    """As it is typed or pasted: what is no letter stays what it is."""
    return text.replace("\r", "\n")


@pytest.mark.parametrize("size", [(80, 24), (120, 35)])
def test_the_interview_room(size, tmp_path):
    made = hostile_study(tmp_path / "study")
    source = (made.root / "guides" / "essai.yaml").read_text(encoding="utf-8")
    with stage(tmp_path / "held", source, ("p1", "p2")) as room:
        room.at(*size).agree()
        for text in SHORT:
            room.keys(PASTE + whole(text) + PASTED)
            harmless(room.screen, room.lines())
            room.keys(ENTER)
            harmless(room.screen, room.lines())
        for key in KEYS:
            room.keys(key)
            harmless(room.screen, room.lines())
            room.keys(ESCAPE)
        for text in SHORT[:14]:
            for act in ("/memo", "/ask", "/bookmark", "/skip declined", "/goto", "/zzz"):
                room.keys(PASTE + f"{act} {whole(text)}" + PASTED, ENTER)
            harmless(room.screen, room.lines())
            room.keys(ESCAPE)
        assert "␛" in room.text() or room.screen.raw.count("␛") > 3


@pytest.mark.parametrize("size", [(80, 24), (120, 35)])
@pytest.mark.parametrize("session", [HELD, GROUP])
def test_the_coding_room(size, session, tmp_path, monkeypatch):
    made = hostile_study(tmp_path / "study")
    monkeypatch.chdir(made.root)
    with coding_stage(made.root, "zoe", [session]) as room:
        room.at(*size)
        for step in range(12):
            harmless(room.screen, room.lines())
            room.keys(ENTER if step % 3 else TAB)
        for key in ("?", "/", "o", "m", "c", "n", "s", "i", DOWN, "+"):
            room.keys(key)
            harmless(room.screen, room.lines())
            for text in SHORT[:6]:
                room.keys(PASTE + whole(text) + PASTED)
                harmless(room.screen, room.lines())
            room.keys(ESCAPE)
            harmless(room.screen, room.lines())
        assert "␛" in room.screen.raw
        room.keys(CTRL_D)
