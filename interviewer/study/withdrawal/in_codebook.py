"""Examples in the codebook that are a person's words, and their end: in codebook.yaml and in what is kept of its changes."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from msgspec.structs import replace

from interviewer.coding.model import Code, Codebook
from interviewer.coding.rewriting import rewritten
from interviewer.errors import FilesError
from interviewer.guide.model import NO_TEXT
from interviewer.session.disk import DISK, Disk
from interviewer.session.events import Changed, Event, Splice
from interviewer.session.folder import read_sources
from interviewer.session.restating import CUT
from interviewer.session.secrecy import PLAIN, current
from interviewer.session.words import is_covered
from interviewer.study.codebook_file import open_book, put
from interviewer.study.codebook_history import NAME, folder
from interviewer.study.folder import Study
from interviewer.study.withdrawal.share import Share
from interviewer.study.withdrawal.sweep import Due, write_files

# Fewer characters than that are said by many: they are an example of somebody's only where they are all that was said.
LEAST = 12
QUOTES = " \t\n\u00a0\u202f«»\"“”„'‘’….!?,;:–—-"


def words_of(study: Study, found: Iterable[Share], person: str) -> list[str]:
    """What the person said, turn by turn; covered where it can't be read."""
    views = ((one, study.session(one.session)[0]) for one in found if not one.left)
    turns = (turn for one, seen in views for turn in seen.turns if one.alone or turn.speaker == person)
    return [turn.text for turn in turns]


def examples(study: Study, said: Sequence[str]) -> list[str]:
    """The ids of the codes whose example is taken from these words; none where the codebook has errors."""
    try:
        book = study.codebook()
    except FilesError:
        return []
    plain = [_plain(one) for one in said if not is_covered(one)]
    return [code.id for code in book.codes if any(_is_of(one, plain) for one in code.example.words.values())]


def with_examples(study: Study) -> list[str]:
    """The ids of all codes that have an example; none where the codebook has errors."""
    try:
        return [code.id for code in study.codebook().codes if code.example.words]
    except FilesError:
        return []


def can_compare(study: Study) -> bool:
    """Whether what the person said can be held against the examples, or there is nothing to hold it against."""
    return current() is PLAIN or not with_examples(study)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).strip(QUOTES)


def _is_of(example: str, said: Sequence[str]) -> bool:
    wanted = _plain(example)
    return bool(wanted) and any(wanted == one or (len(wanted) >= LEAST and wanted in one) for one in said)


def take_out(study: Study, codes: Sequence[str], disk: Disk = DISK) -> None:
    """Return when these codes have no example any more, and none is kept of them. Raises as changing the codebook does.

    The change itself isn't entered in the history: what it took out would stand there.
    """
    file = open_book(study)
    gone = [words for code in file.source.book.codes if code.id in codes for words in code.example.words.values()]
    wanted = Codebook(tuple(_without(code) if code.id in codes else code for code in file.source.book.codes))
    put(file, rewritten(file.source, wanted).text, disk)
    _forget(study, gone, disk)


def _without(code: Code) -> Code:
    return replace(code, example=NO_TEXT)


def _forget(study: Study, gone: Sequence[str], disk: Disk) -> None:
    sources, _unreadable = read_sources([folder(study)], NAME)
    now: dict[str, Event] = {}
    for record in (record for one in sources for record in one.segment.records):
        if isinstance(record.event, Changed):
            splices = [_splice(one, gone) for one in record.event.splices]
            if splices != record.event.splices:
                now[record.event.id] = replace(record.event, splices=splices)
    files = tuple(one for one in sources if any(record.event.id in now for record in one.segment.records))
    if files:
        write_files(Due(NAME, files, frozenset(one.segment.run for one in files), {}, now, ()), disk)


def _splice(splice: Splice, gone: Sequence[str]) -> Splice:
    old, new, before, after = splice.old, splice.new, splice.before, splice.after
    for words in gone:
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        old, new = pattern.sub(CUT, old), pattern.sub(CUT, new)
        # What stands beside a change is cut somewhere: a part of the words may be there.
        before, after = ("" if _share(one, words) else one for one in (before, after))
    return Splice(splice.at, old, new, before, after)


def _share(one: str, other: str) -> bool:
    """Whether the texts have so many characters in a row in common that it is no chance."""
    short, long = " ".join(one.split()), " ".join(other.split())
    return SequenceMatcher(None, short, long, autojunk=False).find_longest_match().size >= LEAST
