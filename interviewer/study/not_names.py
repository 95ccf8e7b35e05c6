"""`not-names.txt`: words that somebody was asked about and that are no names. It stands at the study's root; git may take it."""

from collections.abc import Iterable

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
        put_whole(path, HEAD + "".join(f"{line}\n" for line in sorted((*lines, *new))), was, "scan_words_changed")


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
