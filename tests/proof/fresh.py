"""A pytest plugin for the run of mutants: nothing remembered from the unchanged program, few and quick examples.

Each mutant runs in a child of the process that ran the tests before: what a function remembered then would hide the change.
"""

import json
import os
import sys
from pathlib import Path

import hypothesis
import pytest

EXAMPLES = 25
TOLD = "mutmut-stats.json"
SLOW = frozenset(os.environ.get("MUTANTS_SLOW", "").split())


def _forget() -> None:
    for name, module in tuple(sys.modules.items()):
        if name.startswith("interviewer."):
            for value in tuple(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def pytest_runtest_setup() -> None:
    """While mutmut notes which test reaches which function: each test reaches those again whose answers are remembered."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        _forget()


def pytest_sessionstart() -> None:
    """Forget what was remembered, and look for no smallest example: one is enough to kill."""
    _forget()
    quick = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutants", deadline=None, max_examples=EXAMPLES, phases=quick, derandomize=True, database=None
    )
    hypothesis.settings.load_profile("mutants")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the slow tests, and begin with the quickest."""
    slow = [item for item in items if getattr(item, "originalname", item.name) in SLOW]
    config.hook.pytest_deselected(items=slow)
    took = json.loads(Path(TOLD).read_text(encoding="utf-8"))["duration_by_test"] if Path(TOLD).exists() else {}
    items[:] = sorted((item for item in items if item not in slow), key=lambda item: took.get(item.nodeid, 0.0))
