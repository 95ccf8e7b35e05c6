"""Words that are being typed: kept on disk until their turn is, and found again after a crash."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.session.disk import DISK, SYSTEM, Clock, Disk, read_file
from interviewer.session.events import Draft, Record
from interviewer.session.folder import DRAFT, file_names, read_sources, run_of, session_key
from interviewer.session.journal import Journal
from interviewer.session.line import Segment, read_segment
from interviewer.session.secrecy import current

# A draft file that was rewritten so often, or holds so many characters, gives way to a fresh one.
WRITES, CHARACTERS = 300, 1 << 20


class DraftFile:
    """The draft of what is being typed: a file of its own, made with the first words, gone when none of them is needed.

    While turns wait for their own saving it holds the words of several, told apart by the ids that the turns will have.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        session: str,
        key: str,
        *,
        clock: Clock = SYSTEM,
        disk: Disk = DISK,
        away: bool = False,
    ) -> None:
        self._folders, self._session, self._key = tuple(folders), session, key
        self._clock, self._disk, self._away = clock, disk, away
        self._journal: Journal | None = None
        self._newest: dict[str, Draft] = {}
        self._old: list[Path] = []
        self._writes = self._characters = 0

    @property
    def path(self) -> Path | None:
        """The file that holds the draft, or None."""
        return self._journal.path if self._journal else None

    def write(self, *drafts: Draft) -> None:
        """Return when the drafts are durable; NotSaved when no folder takes them (the caller goes on and tries again).

        The id of a draft is the one that the turn will have, so that a draft whose turn is safe is known as such.
        """
        # Of words that were never written there is nothing on the disk to take back.
        new = {draft.id: draft for draft in drafts if draft.text.strip() or draft.id in self._newest}
        if not new:
            return
        self._newest.update(new)
        journal = self._journal
        if journal is None or self._writes >= WRITES or self._characters >= CHARACTERS:
            self._start_afresh()
        else:
            journal.append(*new.values())
        self._writes += 1
        self._characters += sum(len(draft.text) for draft in new.values())
        self._remove_old()

    def settle(self, ids: Iterable[str]) -> None:
        """The turns of these ids are durable: the file goes, unless it holds words of others."""
        for one in ids:
            self._newest.pop(one, None)
        if not any(draft.text.strip() for draft in self._newest.values()):
            self.discard()

    def discard(self) -> None:
        """Take the draft away; to be called when its turn is durable, or when its words were erased."""
        self._newest.clear()
        self._set_aside()
        self._remove_old()

    def release(self) -> None:
        """Leave the draft where it is for the next run, as when the program has to end now."""
        if self._journal is not None:
            self._journal.abandon()
            self._journal = None

    def _start_afresh(self) -> None:
        """A new file with all words that are still needed, made durable in as few syncs as there can be."""
        self._set_aside()
        self._journal = Journal(
            *(self._folders, self._session, self._key),
            stream="draft",
            clock=self._clock,
            reserve=0,
            disk=self._disk,
            first=tuple(self._newest.values()),
            away=self._away,
        )

    def _set_aside(self) -> None:
        journal, self._journal = self._journal, None
        self._writes = self._characters = 0
        if journal is not None:
            self._old += journal.files
            journal.abandon()

    def _remove_old(self) -> None:
        while self._old:
            with suppress(OSError):
                self._disk.remove(str(self._old[-1]))
            self._old.pop()


class Orphans(list[Draft]):
    """Drafts whose run ended before their turn was saved, the oldest first; `paths` are the files to forget then."""

    def __init__(self, drafts: Iterable[Draft] = (), paths: Iterable[Path] = ()) -> None:
        super().__init__(drafts)
        self.paths = tuple(paths)


class _Found(NamedTuple):
    path: Path
    segment: Segment


def recover(
    folders: Sequence[Path], session: str, known_ids: Collection[str], key: str = "", disk: Disk = DISK, *, by: str = ""
) -> Orphans:
    """The newest words of every draft whose id the journal doesn't know. Removes nothing.

    `by` is the note-taker whose drafts are wanted, empty for the interviewer: neither takes the other's words.
    Drafts of a window that is still open are left to it; those of a deleted session of the same name (another key)
    are not taken. When the words are durable as Recovered events: `forget(orphans.paths)`.
    """
    key = key or session_key(read_sources(folders, session)[0])
    found = [one for one in _drafts(folders, disk) if _is_of(one, key, folders) and writer(one.segment) == by]
    newest: dict[str, Record] = {}
    records = sorted((r for one in found for r in one.segment.records), key=lambda r: (r.wall, r.number))
    for record in current().open(key, records):
        newest[record.event.id] = record
    drafts = [record.event for record in newest.values() if isinstance(record.event, Draft)]
    orphans = [draft for draft in drafts if draft.id not in known_ids and draft.text.strip()]
    # A damaged draft may hold more than could be read: it stays, for doctor to tell of.
    paths = [one.path for one in found if all(fault.what != "damaged" for fault in one.segment.faults)]
    return Orphans(orphans, paths)


def draft_paths(folder: Path) -> list[Path]:
    """All draft files in a folder, those of open windows included."""
    return [folder / name for name in file_names(folder) if name.startswith(DRAFT) and ".jsonl" in name]


def _drafts(folders: Sequence[Path], disk: Disk) -> Iterable[_Found]:
    for path in (path for folder in folders for path in draft_paths(folder)):
        if not disk.is_locked(str(path)):
            with suppress(OSError):
                yield _Found(path, read_segment(read_file(str(path)), run_of(path.name)))


def writer(segment: Segment) -> str:
    """The note-taker who typed the words of a draft; empty for the interviewer."""
    return next((r.event.by for r in segment.records if isinstance(r.event, Draft)), "")


def _is_of(found: _Found, key: str, folders: Sequence[Path]) -> bool:
    header = found.segment.header
    if header is None or not header.key:
        return found.path.parent == folders[0]
    return not key or header.key == key


def forget(paths: Iterable[Path], disk: Disk = DISK) -> None:
    """Take away draft files whose words are in the journal now. What can't be taken away is met again, and known."""
    for path in paths:
        with suppress(OSError):
            disk.remove(str(path))
