"""An editor's language server on our files: no mark on good ones, a mark on the right line of broken ones, keys and hovers.

Skipped where the server is not on this machine; `make editors` has npm fetch it.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from interviewer.study.schema_files import modeline
from tests import language_server
from tests.conftest import ROOT
from tests.errors_page import ERRORS, cases, expected, place_in_study

# Found before the tests are sealed off from the home of whoever runs them.
COMMAND = language_server.found()
WHY_NOT = "" if COMMAND or not os.environ.get("INTERVIEWER_TESTS_NPM") else language_server.install()
COMMAND = language_server.found()
pytestmark = [
    pytest.mark.skipif(COMMAND is None, reason=WHY_NOT or "no yaml-language-server here; `make editors` fetches it"),
    pytest.mark.xdist_group("editors"),
]
GUIDE = "guides/benevoles.yaml"
# What a schema can tell, and on which line.
TOLD = {
    *("unknown_key", "unknown_key_near", "missing_key", "empty_value", "empty_list", "not_a_text", "not_a_list"),
    *("not_a_mapping", "bad_id", "not_whole", "number_wrong", "number_comma", "not_positive", "not_true_or_false"),
    *("only_true", "unknown_value", "unknown_value_near", "language_code", "two_types", "missing_type", "other_alone"),
    *("unit_alone", "choices_not_a_mapping", "too_few_choices", "stakeholders_shape", "when_shape", "duplicate_key"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study that `init` laid out."""
    from interviewer.cli import main

    folder = tmp_path_factory.mktemp("editors") / "study"
    assert main(["init", str(folder), "--lang", "en"]) == 0
    return folder


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[language_server.LanguageServer]:
    assert COMMAND is not None
    with language_server.serving(COMMAND, root) as running:
        yield running


def with_line(place: str, text: str) -> str:
    kind = {"codebook.yaml": "codebook", "interviewer.yaml": "study"}.get(place, "guide")
    return modeline(kind) + text


def test_nothing_is_marked_in_what_init_lays_out(server, root):
    files = [*sorted(root.glob("guides/*.yaml")), root / "codebook.yaml", root / "interviewer.yaml"]
    assert len(files) == 6
    for path in files:
        assert server.open(path, path.read_text(encoding="utf-8")) == [], path.name
    for path in sorted((ROOT / "guides").glob("*.yaml")):
        assert server.open(root / GUIDE, with_line(GUIDE, path.read_text(encoding="utf-8"))) == [], path.name


def test_values_without_quotes_that_our_reader_takes_as_text_are_not_marked(server, root):
    text = (root / GUIDE).read_text(encoding="utf-8")
    for typed in ("no", "010", "10:30", "2026-01", "0612345670", "true", "1.5", "2026-01-31", "-", "=", "0x1F"):
        made, count = re.subn(r'title: "L\'engagement bénévole"', f"title: {typed} ", text)
        assert count == 1
        assert (server.open(root / GUIDE, made) == []) is (typed != "-"), typed


@pytest.mark.parametrize("case", sorted(TOLD))
def test_what_is_wrong_is_marked_on_its_line(case, server, root):
    place = place_in_study(case)
    text = (ERRORS / f"{case}.yaml").read_text(encoding="utf-8")
    line = int(expected(case).split(":")[1])
    marked = server.open(root / place, with_line(place, text))
    assert line in [one["range"]["start"]["line"] for one in marked]  # ours count from 1 and have one line less


def test_every_case_that_a_schema_can_tell_is_listed():
    assert set(cases()) >= TOLD


def lines_of(root: Path) -> list[str]:
    return (root / GUIDE).read_text(encoding="utf-8").split("\n")


def test_at_a_question_the_keys_are_offered_with_what_they_are_for(server, root):
    lines = lines_of(root)
    at = next(n for n, line in enumerate(lines) if line.strip() == "probes:")
    text = "\n".join([*lines[:at], " " * 8, *lines[at:]])
    offered = {one["label"]: one for one in items(server.at("completion", root / GUIDE, text, (at, 8)))}
    assert {"when", "was", "indicator", "scale", "choice"} <= set(offered)
    assert "title" not in offered
    assert "followed over time" in str(offered["indicator"]["documentation"])


def test_a_whole_question_theme_probe_and_consent_item_are_offered(server, root):
    for heading, indent, label in (
        ("questions:", 6, "new open question"),
        ("probes:", 10, "new probe"),
        ("consent:", 2, "new consent item"),
        ("themes:", 2, "new theme"),
    ):
        lines = lines_of(root)
        at = next(n for n, line in enumerate(lines) if line.strip() == heading) + 1
        text = "\n".join([*lines[:at], " " * indent + "- ", *lines[at:]])
        offered = {one["label"]: one for one in items(server.at("completion", root / GUIDE, text, (at, indent + 2)))}
        assert label in offered, heading
        assert "${1:" in offered[label]["insertText"]


def test_kinds_are_offered_with_what_they_mean(server, root):
    lines = lines_of(root)
    at = next(n for n, line in enumerate(lines) if line.strip() == "probes:") + 1
    line = "          - {id: x, ask: y, kind: }"
    text = "\n".join([*lines[:at], line, *lines[at:]])
    offered = {one["label"] for one in items(server.at("completion", root / GUIDE, text, (at, len(line) - 1)))}
    assert {"echo", "elaborate", "silence"} <= offered


def test_a_hover_says_what_a_key_is_for(server, root):
    lines = lines_of(root)
    for key, said in (
        ("probes", "Follow-ups at hand"),
        ("required", "a refusal ends"),
        ("duration", "minutes you announce"),
    ):
        at = next(n for n, line in enumerate(lines) if f"{key}:" in line and not line.startswith("#"))
        place = (at, lines[at].index(f"{key}:") + 1)
        found = server.at("hover", root / GUIDE, "\n".join(lines), place)
        assert said in found["contents"]["value"], key


def items(answer: Any) -> list[dict[str, Any]]:
    """The items of an answer about completion, which is a list or holds one."""
    found: list[dict[str, Any]] = answer["items"] if isinstance(answer, dict) else answer
    return found
