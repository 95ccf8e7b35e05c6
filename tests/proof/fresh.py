"""A pytest plugin for the run of mutants: nothing remembered from the unchanged program, few and quick examples.

Each mutant runs in a child of the process that ran the tests before: what a function remembered then would hide the change.
"""

import os
import sys

import hypothesis
import pytest

EXAMPLES = 40
SLOW = frozenset(os.environ.get("MUTANTS_SLOW", "").split())


def pytest_sessionstart() -> None:
    """Forget what was remembered, and look for no smallest example: one is enough to kill."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith("interviewer."):
            for value in tuple(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    quick = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutants", deadline=None, max_examples=EXAMPLES, phases=quick, derandomize=True, database=None
    )
    hypothesis.settings.load_profile("mutants")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the slow tests."""
    slow = [item for item in items if getattr(item, "originalname", item.name) in SLOW]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in slow]
