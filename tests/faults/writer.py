"""A program that saves turns without a pause and says each id once it is saved: `writer.py SESSION COUNT SIZE FOLDER...`.

COUNT 0 goes on for ever. It says `ACK id`, or `NAK id` when it was told that the words are not saved.
"""

from __future__ import annotations

import os
import random
import secrets
import sys
from pathlib import Path

from interviewer.session.events import Verbatim
from interviewer.session.folder import read_session_records
from interviewer.session.journal import Journal, NotSaved


def say(line: str) -> None:
    """One write, so that a kill leaves whole lines only."""
    os.write(1, line.encode() + b"\n")


def main(session: str, count: int, size: int, folders: list[Path]) -> None:
    """Hold an interview as fast as the disk lets us."""
    ignore_full_files()
    found = read_session_records(folders, session)
    try:
        journal = Journal(folders, session, found.key or "0123456789abcdef", seen=found.seen, reserve=0)
    except NotSaved:
        say("REFUSED")
        return
    number = 0
    while number < count or not count:
        number += 1
        turn = Verbatim(secrets.token_hex(8), "arrivee", "premiere-fois", "mot é " * random.randint(1, size), "fr")
        try:
            journal.append(turn)
        except NotSaved:
            say(f"NAK {turn.id}")
        else:
            say(f"ACK {turn.id}")


def ignore_full_files() -> None:
    """A file that may grow no more is to be an error (EFBIG), not the end of the program."""
    import signal

    if hasattr(signal, "SIGXFSZ"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), [Path(folder) for folder in sys.argv[4:]])
