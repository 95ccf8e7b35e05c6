"""The quick part of `make faults`: a seeded sample of every class of faults, and its control, which must lose.

What was acknowledged must be there; a harness in which the broken program loses nothing proves nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.faults.__main__ import Outcome, elsewhere
from tests.faults.broken import BROKEN
from tests.faults.classes import CLASSES
from tests.faults.found import FOUND
from tests.faults.page import FIGURES, PAGE, figures, losses, part
from tests.faults.registry import FaultClass, Plan, Tally

TESTS = Path(__file__).resolve().parent


@pytest.mark.parametrize("one", CLASSES, ids=[one.name for one in CLASSES])
def test_nothing_acknowledged_is_lost_and_the_control_loses(one: FaultClass) -> None:
    outcome = elsewhere(one, "quick")
    if outcome.missing:
        pytest.skip(outcome.missing)
    assert outcome.faults == []


def outcome(lost: int = 0, control: int = 1, acknowledged: int = 5, missing: str = "") -> Outcome:
    return Outcome("cut", missing, Tally(1, acknowledged, lost, ("x",) * lost), Tally(1, 5, control), 1.0)


def test_a_loss_a_control_that_loses_nothing_and_nothing_tried_are_failures() -> None:
    assert outcome().faults == []
    assert outcome(missing="needs root").faults == []
    assert "1 lost: x" in outcome(lost=1).faults
    assert any("proves nothing" in fault for fault in outcome(control=0).faults)
    assert any("nothing was tried" in fault for fault in outcome(acknowledged=0).faults)


def test_a_class_that_ends_with_an_error_fails() -> None:
    assert elsewhere(CLASSES[0]._replace(name="no-such-class"), "quick").faults


def test_every_class_has_a_name_of_its_own_and_says_what_it_does() -> None:
    assert len({one.name for one in CLASSES}) == len(CLASSES)
    assert all(one.fault and one.how and one.control for one in CLASSES)
    assert BROKEN


def test_a_quick_run_takes_a_sample_and_a_long_run_everything() -> None:
    with Plan("quick", 1) as plan:
        assert len(plan.some(range(100), 5, 50)) == 5
    with Plan("full", 1) as plan:
        assert plan.some(range(100), 5) == list(range(100))
        assert len(plan.some(range(100), 5, 50)) == 50
    with Plan("long", 1) as plan:
        assert plan.some(range(100), 5, 50) == list(range(100))
        assert len(plan.times(1, 3)) == 15


# --- the page -------------------------------------------------------------------------------------------------------


def test_the_page_has_a_row_for_every_class_and_the_losses_as_they_are_known() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert part(page, "losses: tests/faults/found.py", losses()) == page, "run: python -m tests.faults.page"
    table = page.partition(f"<!-- {FIGURES} -->")[2].partition(f"<!-- end of {FIGURES} -->")[0]
    assert re.findall(r"`make faults ONLY=([\w-]+)`", table) == [one.name for one in CLASSES], "run: make faults"


def test_a_skipped_class_is_said_on_the_page() -> None:
    table = figures([outcome(missing="needs root")], "1 May 2026")
    assert "| skipped |  |  | needs root | 1 May 2026 |" in table


def test_a_class_that_is_run_alone_changes_its_own_row() -> None:
    before = figures([outcome(missing="needs root")], "1 May 2026")
    flip = outcome()._replace(name="flip")
    after = figures([flip], "2 May 2026", before, "quick")
    assert "| skipped |  |  | needs root | 1 May 2026 |" in after
    assert "1 lost in 1 trials | 2 May 2026, a sample | `make faults ONLY=flip` |" in after
    assert after.count("not run here yet") == len(CLASSES) - 2


@pytest.mark.parametrize("loss", FOUND, ids=[loss.held.partition("::")[2][:60] for loss in FOUND])
def test_each_loss_is_held_by_a_test_that_exists(loss) -> None:
    file, _, name = loss.held.partition("::")
    known = [one.name for one in CLASSES]
    source = (TESTS / file).read_text(encoding="utf-8")
    assert re.search(rf"def {re.escape(name.partition('[')[0])}\(", source)
    assert "[" not in name or name.partition("[")[2].rstrip("]") in known
