"""`not-names.txt`: words that somebody was asked about and that are no names. It stands at the study's root.

A slip puts a name there: so it is for its owner's eyes, and `init` keeps it out of git.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from interviewer.privacy.scan.tokens import folded, tokens
from interviewer.study.folder import Study
from interviewer.study.whole_file import put_whole, read_bytes

NAME = "not-names.txt"
MOST_BYTES = 1 << 20
HEAD = "# Words that are nobody's name. `interviewer scan` does not ask for them again. One a line.\n"


def read_not_names(study: Study) -> frozenset[str]:
    """The words of the file, as words are compared."""
    data = read_bytes(study.root / NAME) or b""
    lines = data[:MOST_BYTES].decode("utf-8", "replace").split("\n")
    return frozenset(one.word for line in lines if not line.startswith("#") for one in tokens(line))


def add_not_names(study: Study, words: Iterable[str]) -> None:
    """Return when these words are in the file."""
    path = study.root / NAME
    was = read_bytes(path)
    text = (was or b"").decode("utf-8", "replace")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    known = {folded(line) for line in lines}
    new = [word for word in dict.fromkeys(folded(one) for one in words) if word not in known]
    if new:
        was = _for_its_owner(path, was)
        put_whole(path, HEAD + "".join(f"{line}\n" for line in sorted((*lines, *new))), was, "scan_words_changed")


def _for_its_owner(path: Path, was: bytes | None) -> bytes:
    """Return what the file holds, once it is there and others can't read it."""
    if was is None:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    os.chmod(path, 0o600)
    return was or b""


def remove_not_names(study: Study, words: Iterable[str]) -> None:
    """Return when these words are in the file no more."""
    path = study.root / NAME
    was = read_bytes(path)
    gone = {folded(word) for word in words}
    if was is not None:
        lines = was.decode("utf-8", "replace").split("\n")
        kept = [line for line in lines if folded(line) not in gone]
        if kept != lines:
            put_whole(path, "\n".join(kept), was, "scan_words_changed")
