"""Every verb is shown a study full of hostile texts, and whatever it says is harmless to a terminal."""

import json
import re

import pytest

from interviewer.cli import VERBS
from tests.border.hostile_study import dangers, hostile_study
from tests.border.tour import FILE, JSON, TOUR, Stage, Visit

CRASHED = "Something went wrong"
SAID_BY_US = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def stage(tmp_path, monkeypatch) -> Stage:
    made = hostile_study(tmp_path / "study")
    monkeypatch.chdir(made.root)
    return Stage(made.root, made.texts, made.turns)


def test_every_verb_has_its_visits():
    """Whoever adds a verb adds to tests/border/tour.py how it is called; this and the other tours then try it."""
    assert set(TOUR) == {"", *VERBS}


def faults(cli, visit: Visit) -> list[str]:
    """Call it; everything that is wrong with what it wrote."""
    ended = cli(*visit.argv, stdin=visit.stdin)
    found = [f"stderr: {one}" for one in dangers(ended.err)]
    if visit.out is not FILE:
        found += [f"stdout: {one}" for one in dangers(ended.out)]
    if ended.code not in visit.codes:
        found.append(f"ended with {ended.code}: {ended.err[-500:]!r}")
    if CRASHED in ended.err:
        found.append(f"crashed: {ended.err[-500:]!r}")
    if visit.out is JSON and ended.out:
        json.loads(ended.out)
    return [f"{visit.argv!r} {one}" for one in found[:3]]


@pytest.mark.parametrize("verb", sorted(TOUR))
def test_nothing_that_a_verb_says_harms_a_terminal(verb, stage, cli):
    found = [one for visit in TOUR[verb](stage) for one in faults(cli, visit)]
    assert not found, "\n".join(found)
