"""Random keys in the room against the pure state machine: after every key record, disk, screen and editor agree.

A longer run, each life with keys of its own: `python -m tests.room_oracle_long MINUTES [SEED]`.
"""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.room_oracle import PRESSES, Press, Watched
from tests.terminal import ENTER

presses = st.lists(st.sampled_from(PRESSES).flatmap(st.sampled_from), min_size=10, max_size=50)
BRIEFLY = settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


def hold(people: tuple[str, ...], keys: list[Press], *, consented: bool) -> None:
    """Press the keys, checked one by one, until the room is left."""
    with tempfile.TemporaryDirectory() as folder:
        watched = Watched(Path(folder), people)
        try:
            for key in [*["oui", ENTER] * 2 * len(people)] * consented + keys:
                if watched.over:
                    break
                watched.press(key)
        finally:
            watched.close()


@BRIEFLY
@given(presses)
def test_whatever_is_pressed_alone_everything_agrees(keys: list[Press]) -> None:
    hold(("p7kx3",), keys, consented=True)


@BRIEFLY
@given(presses)
def test_whatever_is_pressed_in_a_group_everything_agrees(keys: list[Press]) -> None:
    hold(("ana", "zoe", "kim"), keys, consented=True)


@settings(BRIEFLY, max_examples=6)
@given(presses, st.integers(1, 2))
def test_whatever_is_pressed_from_the_first_consent_on_everything_agrees(keys: list[Press], people: int) -> None:
    hold(("p1", "p2")[:people], keys, consented=False)
