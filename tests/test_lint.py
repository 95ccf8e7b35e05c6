"""Guides held against the method: rules over whole guides, places of words, comments that silence, the study's settings."""

import json
import shutil
from pathlib import Path

import pytest

from interviewer.errors import Problem
from interviewer.guide.quality.lint import Standards, lint
from interviewer.guide.quality.rules import QUALITY_RULES, WHOLE_RULES
from interviewer.guide.read import read_with_tree
from tests.conftest import Cli

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = sorted((ROOT / "guides").glob("*.yaml"))
SMALL = """\
guide: petit
version: 1
title: Petit
language: fr
opening: Bonjour. Vous pouvez arrêter.
consent: [{id: notes, for: notes, ask: "Puis-je prendre des notes ?"}]
themes:
  - id: t
    title: T
    aim: A
    questions:
      - id: q
        ask: Racontez-moi votre venue.
closing: Merci.
"""


def small(*changes: tuple[str, str]) -> str:
    """The small guide with these changes."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def linted(text: str, standards: Standards | None = None) -> tuple[Problem, ...]:
    """What the method finds in the guide, which is one without errors."""
    guide, problems, tree = read_with_tree(text.encode(), "petit.yaml")
    assert guide is not None, problems
    assert tree is not None
    return lint(guide, tree, "petit.yaml", standards or Standards()).problems


def rules(text: str, standards: Standards | None = None) -> list[str]:
    """The names of the rules that find something."""
    return [one.rule for one in linted(text, standards)]


def test_a_small_guide_in_order_has_nothing_to_be_found() -> None:
    assert linted(SMALL) == ()


def test_the_minutes_of_the_themes_are_held_against_the_duration() -> None:
    text = small(("    questions:", "    minutes: 20\n    questions:"), ("opening", "duration: 15\nopening"))
    (problem,) = linted(text)
    assert (problem.rule, problem.line, problem.facts()) == ("minutes_exceed", 5, {"planned": "20", "duration": "15"})
    assert linted(text.replace("duration: 15", "duration: 20")) == ()
    assert rules(text.replace("duration: 15", "duration: 40")) == []
    assert rules(text.replace("duration: 15", "duration: 41")) == ["minutes_short"]


def test_parts_that_are_missing_are_warned_of_gently() -> None:
    text = small(("opening: Bonjour. Vous pouvez arrêter.\n", ""), ("closing: Merci.\n", ""), ("    aim: A\n", ""))
    text = text.replace('consent: [{id: notes, for: notes, ask: "Puis-je prendre des notes ?"}]\n', "")
    assert rules(text) == ["no_opening", "no_consent", "no_closing", "no_aim"]
    assert {one.severity for one in linted(text)} == {"warning"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_rule_over_the_whole_finds_anything_in_a_shipped_guide(path: Path) -> None:
    assert not set(rules(path.read_text(encoding="utf-8"))) & set(WHOLE_RULES)


def test_strict_makes_what_the_method_finds_an_error(study: Path, cli: Cli) -> None:
    for path in (study / "guides").iterdir():
        path.unlink()
    (study / "guides" / "petit.yaml").write_text(small(("Vous pouvez arrêter.", "Merci.")), encoding="utf-8")
    gentle, strict = cli("check", "--json"), cli("check", "--json", "--strict")
    (warning,), (error,) = json.loads(gentle.out), json.loads(strict.out)
    assert (gentle.code, strict.code) == (0, 3)
    assert warning | {"severity": "error"} == error
    assert (warning["rule"], warning["severity"]) == ("no_withdrawal", "warning")
    assert cli("check", "--no-quality").out == ""
    assert cli("check", "--no-quality", "--strict").code == 2
    assert cli("check", "--json", "--format", "github").code == 2


def test_every_name_of_a_rule_is_one_of_its_own() -> None:
    assert len(set(QUALITY_RULES)) == len(QUALITY_RULES)


def test_an_interview_begins_without_a_word_about_quality(study: Path, cli: Cli) -> None:
    for path in (study / "guides").iterdir():
        path.unlink()
    (study / "guides" / "petit.yaml").write_text(small(("Vous pouvez arrêter.", "Merci.")), encoding="utf-8")
    result = cli("run", "petit", "--pseudonym", "p1", stdin="oui\n")
    assert "withdraw" not in result.err + result.out
    assert "warning" not in result.err + result.out
    assert shutil.which("python3") or result.code in {0, 1}
