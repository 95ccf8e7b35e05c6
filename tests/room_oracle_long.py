"""Random keys in the room for as long as asked: `python -m tests.room_oracle_long MINUTES [SEED]`.

Prints how many keys were checked; ends with 1, and prints the keys that lead there, when anything disagrees.
"""

import random
import sys
import time

from tests.room_oracle import PRESSES, DisagreedError
from tests.test_room_oracle import hold

LONGEST = 150
PEOPLE = (("p7kx3",), ("ana", "zoe", "kim"), ("p1", "p2"))


def main(minutes: float, seed: int) -> int:
    """Hold interviews with random keys until the time is over."""
    chance, until, keys, lives = random.Random(seed), time.monotonic() + minutes * 60, 0, 0
    while time.monotonic() < until:
        pressed = [chance.choice(chance.choice(PRESSES)) for _ in range(chance.randint(10, LONGEST))]
        try:
            hold(chance.choice(PEOPLE), pressed, consented=chance.random() < 0.8)
        except DisagreedError as error:
            sys.stderr.write(f"seed {seed}, interview {lives}: {error}\n")
            return 1
        keys, lives = keys + len(pressed), lives + 1
    sys.stdout.write(f"{keys} keys in {lives} interviews, all agreed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())))
