"""Every verb is shown a study full of hostile texts, and whatever it says is harmless to a terminal."""

import json
from collections.abc import Iterator

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from interviewer.cli import VERBS
from tests.border.hostile_study import dangers, hostile_study, keep_all, opened
from tests.border.terminal_streams import called_on_terminal, without_ours
from tests.border.tour import FILE, JSON, TOUR, Stage, Visit
from tests.conftest import Result

EXPORTING = ("export", "audit", "quotes", "code", "compare", "agree", "stats", "crosstab", "saturation")
CRASHED = "Something went wrong"


@pytest.fixture
def stage(tmp_path, monkeypatch, request, cli) -> Iterator[Stage]:
    made = hostile_study(tmp_path / "study")
    monkeypatch.chdir(made.root)
    if request.node.callspec.params.get("verb") in EXPORTING:
        keep_all(cli, made.root)
    with opened(made.root, getattr(request.node, "callspec", None)):
        yield Stage(made.root, made.texts, made.turns)


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


@pytest.mark.parametrize("verb", sorted(TOUR))
def test_nor_does_anything_that_is_drawn_for_one(verb, stage, monkeypatch, tmp_path):
    def drawn(*argv: str, stdin: str = "") -> Result:
        ended = called_on_terminal(monkeypatch, tmp_path, argv, stdin)
        return Result(ended.code, without_ours(ended.out), without_ours(ended.err))

    found = [one for visit in TOUR[verb](stage) for one in faults(drawn, visit)]
    assert not found, "\n".join(found)


# Every verb that shows what stands in a study and changes nothing of it.
LOOKING = (
    "",
    "check",
    "history",
    "list",
    "show",
    "follow",
    "stats",
    "crosstab",
    "quotes",
    "agree",
    "saturation",
    "doctor",
)


@settings(max_examples=2, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=40), min_size=16, max_size=16))
def test_nor_does_any_other_text(cli, tmp_path_factory, monkeypatch, texts):
    made = hostile_study(tmp_path_factory.mktemp("any") / "study", texts)
    monkeypatch.chdir(made.root)
    stage = Stage(made.root, made.texts, made.turns)
    found = [one for verb in LOOKING for visit in TOUR[verb](stage) for one in faults(cli, visit)]
    assert not found, "\n".join(found)
