"""What sealing costs: own CPU of a turn with and without it, opening, wrapping a key. `make bench-sealing`; fails when the aim is not met."""

import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from interviewer.privacy import age, sealing
from interviewer.session.events import Held, Person, Record, Verbatim
from interviewer.session.line import FIRST, encode, payload
from interviewer.session.secrecy import PLAIN, Secrecy
from interviewer.study.private.places import Recipients
from interviewer.study.private.ring import Ring

AIM_MS = 0.1
TURNS, ROUNDS = 2_000, 9
WORDS = (
    "Alors moi, quand je suis arrivée ici, je ne connaissais personne, et c'est une voisine qui m'a dit de venir. " * 3
)


def turns() -> list[Verbatim]:
    return [
        Verbatim(secrets.token_hex(8), "arrivee", "premiere-fois", f"{n} {WORDS}", "fr", "p7kx3") for n in range(TURNS)
    ]


def a_turn(secrecy: Secrecy, said: list[Verbatim]) -> Callable[[], None]:
    """All that a turn costs before it is written: sealed or not, as JSON, with its sums."""

    def work() -> None:
        last = FIRST
        for number, event in enumerate(said):
            _line, last = encode(number, "verbatim", payload(secrecy.seal("k" * 16, event)), 1.0, 1.0, last)

    return work


def cpu_us(work: Callable[[], None], count: int) -> float:
    """Microseconds of CPU for one of them: the median of several rounds."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken) / count * 1e6


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        import os

        os.environ.update(HOME=home, XDG_DATA_HOME=str(Path(home, "data")), XDG_STATE_HOME=str(Path(home, "state")))
        os.environ.pop("XDG_RUNTIME_DIR", None)
        team, paper = age.new_identity(), age.new_identity()
        recipients = Recipients(team.public, paper.public)
        ring, said = Ring(recipients), turns()
        ring.seal("k" * 16, Held("h" * 16, "g", 1, "", "x", "fr", "2026-01-01", [Person("p7kx3")]))
        ring.seal("k" * 16, said[0])
        ring.settle()
        plain, sealed = cpu_us(a_turn(PLAIN, said), TURNS), cpu_us(a_turn(ring, said), TURNS)
        records = [Record(ring.seal("k" * 16, event), 1.0, 1.0, "r" * 16, n) for n, event in enumerate(said)]
        reader = Ring(recipients, lambda: team.secret)
        reader.open("k" * 16, records[:1])
        opened = cpu_us(lambda: void(reader.open("k" * 16, records)), TURNS)
        few = said[:100]
        one_file = cpu_us(lambda: void([age.encrypt(event.text.encode(), recipients) for event in few]), len(few))
        key = secrets.token_bytes(sealing.KEY_BYTES)
        wrapped = cpu_us(lambda: void([age.encrypt(key, recipients) for _ in few]), len(few))
    rows = (
        ("a turn of 330 letters, plain: JSON and sums", plain),
        ("the same, sealed", sealed),
        ("what sealing adds", sealed - plain),
        ("opening it again", opened),
        ("an age file for each turn instead (the peer)", one_file),
        ("wrapping a key for two readers, once for each person of an interview", wrapped),
    )
    sys.stdout.write("| own CPU, median | µs |\n| --- | ---: |\n")
    sys.stdout.writelines(f"| {name} | {value:.1f} |\n" for name, value in rows)
    added = (sealed - plain) / 1000
    sys.stdout.write(f"\nSealing adds {added:.4f} ms a turn; aim: at most {AIM_MS} ms.\n")
    return added > AIM_MS


def void(_: object) -> None:
    """What is measured is the making."""


if __name__ == "__main__":
    sys.exit(main())
