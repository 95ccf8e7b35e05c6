"""`sync out`: everything of a study into a folder, keys before words, the list with the sums at the very end."""

import errno
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError
from interviewer.ids import sum_of
from interviewer.session.disk import DISK, PART, Disk, read_plain
from interviewer.session.folder import SESSIONS
from interviewer.study.deletions import Deletion
from interviewer.study.folder import Study
from interviewer.study.private import copies, places, proven, sticks, vault
from interviewer.study.private.paper_keys import mark_of
from interviewer.study.private.places import Recipients
from interviewer.study.private.standing import damaged_keys
from interviewer.study.private.team_key import replaced
from interviewer.study.travelling.after_withdrawal import clear_stick, gone_from, knows_what_went
from interviewer.study.travelling.baggage import (
    KEYS,
    MOST_BYTES,
    Piece,
    beside,
    beside_sum,
    folder_name,
    is_reachable,
    make_folders,
    people_named,
    pieces,
    stands_alone,
)
from interviewer.study.travelling.deleted_here import lying_there, take_off
from interviewer.study.travelling.former_paper import (
    by_mark,
    by_mark_proven,
    clear_former,
    name_with,
    newer_mark,
    still_former,
    without_former,
)
from interviewer.study.travelling.manifest import (
    Listed,
    Lists,
    checked,
    exactly,
    read_lists,
    remove_lists,
    write_list,
    written_lists,
)
from interviewer.study.travelling.medium import medium_of, name_medium
from interviewer.study.travelling.reading_back import not_as_written
from interviewer.study.whole_file import keep

IN_CABINET = f"{KEYS}/{places.CABINET}/"
NOT_OURS = frozenset({errno.ELOOP, errno.EFBIG, errno.ESTALE, errno.ENXIO, errno.EISDIR})
"""What the system says of links, devices, folders, and of what is too large."""


class Sent(NamedTuple):
    """What is in the folder now of this machine: files that were written, and those that were there.

    `keys` counts the interviews of which a key is among them, `names` the people of whom a name or contact is.
    `damaged` are files of keys and names that open nothing any more: they were left out. `former` counts files there that
    only a former sheet opens beside the passphrase, `replaced` those that lay there for a former one and don't any more.
    `wrong` are files that the medium gives back otherwise than they were written: they count as no copy. `deleted` are
    interviews there that were deleted here, `withdrawn` those of whom the stick had something when they withdrew, and has no more.
    `passages` are interviews of which a passage was taken out since the medium was written last, and is not there any more.
    `medium` is the id that lies there, `known_as` that under which the medium was known before this.
    """

    place: Path
    written: int
    there: int
    sessions: int
    keys: int
    names: int
    damaged: tuple[Path, ...] = ()
    former: int = 0
    replaced: int = 0
    wrong: tuple[Path, ...] = ()
    deleted: tuple[Deletion, ...] = ()
    withdrawn: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    medium: str = ""
    known_as: str = ""


class _Way(NamedTuple):
    """From which study whereto, for whom it is locked, and the mark of the paper key in force."""

    study: Study
    recipients: Recipients | None
    place: Path
    mark: str
    disk: Disk


class Carried(NamedTuple):
    """What is there of this machine, by its name there; how many files were written, and how many lay there."""

    files: dict[str, Listed]
    written: int
    there: int


class _Listed(NamedTuple):
    """What the new list led to; each as `Sent` has it."""

    former: int
    replaced: int
    wrong: tuple[Path, ...]
    deleted: tuple[Deletion, ...]
    medium: str


def _label(place: Path) -> str:
    return place.parent.name or str(place.parent)


def send(
    study: Study, recipients: Recipients | None, folder: Path, disk: Disk = DISK, *, without_deleted: bool = False
) -> Sent:
    """Return when all of it is durable there. CannotError `travel_broken_off` names the file at which the folder refused.

    Interviews that were deleted here stay there, unless it is asked that they go.
    """
    place = _place(study, recipients, folder)
    way = _Way(study, recipients, place, mark_of(recipients) if recipients is not None else "", disk)
    named, _problems = read_lists(written_lists(place))
    damaged = damaged_files(recipients) if recipients is not None else ()
    whole = (one for one in pieces(study, recipients) if one.path not in damaged)
    mine, written, there = _carry_all(way, whole, _true(place, named))
    known_as = medium_of(place) or (_label(place) if named else "")
    owed = _owed(recipients, known_as)
    ids = {name.split(".")[2] for name in mine if name.startswith(IN_CABINET)}
    try:
        listed = _list(way, named, mine, ids, owed.people, known_as=known_as, without_deleted=without_deleted)
    except OSError as error:
        raise _broken_off(study, place, error) from error
    keys = [one for one in mine if one.startswith(IN_CABINET) and place / one not in listed.wrong]
    if recipients is not None:
        sums = {Path(one).name: mine[one].sha256 for one in keys}
        sheet = "" if listed.former else way.mark
        copies.note(recipients, _label(place), sums, listed.medium, known_as, folder=str(place.parent), sheet=sheet)
    return Sent(
        place=place,
        written=written,
        there=there,
        sessions=len({name.split("/")[1] for name in mine if name.startswith(f"{SESSIONS}/")}),
        keys=len({Path(one).name.split(".")[0] for one in keys}),
        names=len(people_named(list(mine))),
        damaged=damaged,
        **listed._asdict(),
        withdrawn=gone_from(study, place, owed.people, ids),
        passages=tuple(one for one in owed.passages if not _lies_there_as_it_was(study, place, one)),
        known_as=known_as,
    )


def _owed(recipients: Recipients | None, medium: str) -> sticks.Debt:
    """What this machine remembers that the medium still has, of people who withdrew and of passages that were taken out."""
    debt = sticks.behind(recipients).get(medium) if recipients is not None else None
    return debt if debt is not None else sticks.Debt(medium)


def _lies_there_as_it_was(study: Study, place: Path, session: str) -> bool:
    """Whether nothing here says any more which passages are to go from the copy there, for the interview was deleted since."""
    return (place / SESSIONS / session).is_dir() and not knows_what_went(study, session)


def _list(
    way: _Way,
    named: Lists,
    mine: Lists,
    ids: Collection[str],
    owed: Collection[str],
    *,
    known_as: str,
    without_deleted: bool,
) -> _Listed:
    """Have the list say what is there, then take away what no list names any more, and read all of it back."""
    study, recipients, place, mark, disk = way
    gone = lying_there(study, place)
    off = gone.names if without_deleted else frozenset[str]()
    surely = by_mark_proven(recipients, place, mine) if recipients is not None and mark else {}
    now = without_former({name: one for name, one in ({**named, **mine}).items() if name not in off}, surely, mark)
    if not known_as:  # a list that is there says that all is there
        name_medium(place, disk)
    _list_and_clear(study, place, ids, now, disk, owed=owed)
    _put_in_place(place, mine, disk)
    _no_list_names(place, off, disk)
    if without_deleted:
        take_off(study, place, off, disk)
    wrong = not_as_written(place, mine, written_lists(place)[-1:])
    replaced = _clear_former(way, mine)
    left, _problems = read_lists(written_lists(place))  # what went with a withdrawal or a deletion is no former one
    return _Listed(still_former(left, mark), replaced, wrong, gone.sessions, name_medium(place, disk))


def _carry_all(way: _Way, carried: Iterable[Piece], lists: Lists) -> Carried:
    """Have all of these there, but for keys and names that lie there for a newer paper key."""
    written = there = 0
    mine: dict[str, Listed] = {}
    there_already = by_mark(lists)
    former = replaced(way.recipients) if way.recipients is not None else frozenset[str]()
    for piece in carried:
        newer = newer_mark(piece.name, there_already, way.mark) if way.mark else ""
        if newer:
            name = name_with(piece.name, newer, lists)
            mine[name], there = lists[name], there + 1
            continue
        try:
            name, listed, fresh = _carry(way.place, piece, lists, former, way.disk)
        except OSError as error:
            raise _broken_off(way.study, piece.path, error) from error
        mine[name] = listed
        written, there = written + fresh, there + (not fresh)
    return Carried(mine, written, there)


def damaged_files(recipients: Recipients) -> tuple[Path, ...]:
    """Files of keys and names that open nothing any more, as far as can be told without a secret."""
    keys = [one.path for one in damaged_keys(recipients)]
    sums = proven.sums(recipients)
    entries = vault.files(recipients)
    return (*keys, *(one for one in entries if not vault.is_whole(one) or proven.is_changed(one, sums)))


def _clear_former(way: _Way, mine: Lists) -> int:
    """What a former sheet opens goes, where what replaces it surely opens and is read once more from the medium."""
    if way.recipients is None or not way.mark:
        return 0
    return clear_former(way.place, by_mark_proven(way.recipients, way.place, mine), way.mark, way.disk)


def _place(study: Study, recipients: Recipients | None, folder: Path) -> Path:
    """The study's own folder in there."""
    whole = folder.resolve()
    if not whole.is_dir():
        raise CannotError("travel_no_folder", path=str(folder))
    for above in (whole, *whole.parents):
        if os.path.lexists(above / ".git"):
            raise CannotError("travel_in_git", path=str(folder), tree=str(above))
    if whole.is_relative_to(study.root):
        raise CannotError("travel_in_study", path=str(folder))
    place = whole / folder_name(study, recipients)
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise CannotError("travel_no_folder", path=str(place))
    try:
        make_folders(whole, place)
    except OSError as error:
        raise _broken_off(study, place, error) from error
    return place


def _list_and_clear(
    study: Study, place: Path, ids: Collection[str], named: Lists, disk: Disk, *, owed: Collection[str]
) -> None:
    """Write the new list, and only then take away the older ones and what is of those who withdrew; then say so in a last list."""
    old = written_lists(place)
    first = write_list(place, _true(place, named), disk)
    remove_lists(place, old, disk)
    cleared = clear_stick(study, place, ids, named, disk, owed=owed)
    if cleared is not None:
        anew = {name: _as_it_is(place, name) for name in cleared}
        write_list(place, {**_true(place, named), **anew}, disk)
        remove_lists(place, [first], disk)


def _put_in_place(place: Path, mine: Lists, disk: Disk) -> None:
    """Give newer versions of files that stand alone their plain names, now that no list says anything of the older ones."""
    for name, listed in mine.items():
        waiting = place / beside_sum(name, listed.sha256)
        if stands_alone(name) and os.path.lexists(waiting):
            with suppress(ValueError):
                exactly(place, beside_sum(name, listed.sha256), listed)
                disk.replace(str(waiting), str(place / name))
                disk.sync_folder(str(waiting.parent))


def _no_list_names(place: Path, off: Collection[str], disk: Disk) -> None:
    """Return when no list names these files any more, also after a power cut. OSError where an older one can't be taken away."""
    if off:
        disk.sync_folder(str(place))
        listed, _problems = read_lists(written_lists(place))
        if not listed.keys().isdisjoint(off):
            raise OSError("an older list is in the way")


def _true(place: Path, named: Lists) -> dict[str, Listed]:
    """What is there as it is named; what can't be read now stays named, for no other list may say that it is there."""
    kept = {}
    for name, listed in named.items():
        try:
            checked(place, name, listed)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            continue
        except OSError as error:
            if error.errno in NOT_OURS:
                continue
        kept[name] = listed
    return kept


def _as_it_is(place: Path, name: str) -> Listed:
    data = read_plain(place / name, MOST_BYTES)
    return Listed(len(data), sum_of(data))


def _carry(place: Path, piece: Piece, lists: Lists, former: Collection[str], disk: Disk) -> tuple[str, Listed, bool]:
    """Have the file there; under which name, and whether it was written now. `former`: see team_key.replaced."""
    data = read_plain(piece.path, MOST_BYTES)
    if piece.name.startswith(f"{SESSIONS}/"):
        data = data[: data.rfind(b"\n") + 1]  # of a run that goes on, the lines that are whole
    listed = Listed(len(data), sum_of(data))
    alone = stands_alone(piece.name)
    lying = lists.get(piece.name) if alone and piece.name.startswith(f"{KEYS}/") else None
    if lying is not None and lying.sha256 not in former:
        return piece.name, lying, False  # locked with the passphrase of another machine, perhaps
    for name in (piece.name, beside(piece.name, data)):
        path = place / name
        waits = alone and name != piece.name  # until the list that says so is written, the older version stays
        if not is_reachable(place, name):
            raise OSError("a link is in the way")
        make_folders(place, path.parent)
        _clear(path, disk)
        with suppress(OSError, ValueError):
            exactly(place, name, listed)
            return piece.name if waits else name, listed, False
        if waits or not os.path.lexists(path):
            keep(path, data, disk)
            return piece.name if waits else name, listed, True
    raise OSError(f"in the way: {beside(piece.name, data)}")


def _clear(path: Path, disk: Disk) -> None:
    """What an earlier run left behind when it was cut."""
    left = path.with_name(f".{path.name}{PART}")
    if os.path.lexists(left):
        disk.remove(str(left))


def _broken_off(study: Study, path: Path, error: OSError) -> CannotError:
    reason = error.strerror or str(error) or type(error).__name__
    return CannotError("travel_broken_off", path=study.shown(path), reason=reason)
