"""The vault: who is behind a pseudonym. One small age file for each entry, which the team key and the paper key open.

`<pseudonym>.<random>.age`; `_.<pseudonym>.<random>.age` is somebody else whom that participant named. Adding needs no secret; a file is written once and never changed.
"""

import json
import os
import re
import secrets
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import CannotError, FilesError
from interviewer.privacy import age
from interviewer.privacy.contacts import Entry, added_up, names_in
from interviewer.session.disk import DISK, PART, Disk, read_plain
from interviewer.study.folder import Study
from interviewer.study.opening import recipients_in_force
from interviewer.study.private import places, unlocked
from interviewer.study.private.cabinet import NOBODY, READERS
from interviewer.study.private.paper_keys import mark_of, remember_first
from interviewer.study.private.places import Recipients
from interviewer.study.whole_file import keep

MOST_BYTES = 1 << 20
RANDOM = re.compile(r"[0-9a-f]{16}", re.ASCII)


class Vault(NamedTuple):
    """What could be opened, and how many files could not."""

    entries: tuple[Entry, ...]
    shut: int = 0

    def people(self) -> dict[str, dict[str, str]]:
        """What is known of each participant, by pseudonym."""
        return added_up(self.entries)


def folder(recipients: Recipients) -> Path:
    """Where the entries lie."""
    return places.private_folder(recipients.team) / places.VAULT


def add(recipients: Recipients, entry: Entry, disk: Disk = DISK) -> Path:
    """Return when the entry is durable. OSError as the system does, CannotError `private_in_git`."""
    place = folder(recipients)
    places.refuse_work_tree(place)
    places.make(place)
    remember_first(recipients)
    inside = {"v": 1, "kind": entry.kind, "person": entry.person, "w": entry.wall, "fields": dict(entry.fields)}
    inside |= {"giver": entry.giver} if entry.giver else {}
    data = age.encrypt(json.dumps(inside).encode(), recipients)
    mark = mark_of(recipients)
    return keep(place / f"{_beginning(entry)}{secrets.token_hex(8)}{'.' + mark if mark else ''}.age", data, disk)


def _beginning(entry: Entry) -> str:
    return f"{entry.person or NOBODY}." + (f"{entry.giver}." if entry.giver and not entry.person else "")


def files(recipients: Recipients) -> list[Path]:
    """Every entry, by name; no key is needed for that."""
    with suppress(OSError):
        names = sorted(name for name in os.listdir(folder(recipients)) if name.endswith(".age") and name[0] != ".")
        return [folder(recipients) / name for name in names]
    return []


def is_whole(path: Path) -> bool:
    """Whether the entry may still open, as far as can be told without a secret."""
    try:
        return age.looks_whole(read_plain(path, MOST_BYTES), READERS)
    except OSError:
        return False


def pseudonyms(recipients: Recipients) -> dict[str, int]:
    """The pseudonyms that have entries, and how many."""
    found: dict[str, int] = {}
    for path in files(recipients):
        person = path.name.split(".")[0]
        if person != NOBODY:
            found[person] = found.get(person, 0) + 1
    return found


def of_person(recipients: Recipients, person: str) -> list[Path]:
    """The entries about one participant."""
    return [path for path in files(recipients) if path.name.split(".")[0] == person]


def named_by(recipients: Recipients, person: str) -> list[Path]:
    """The entries about others whom this participant named."""
    return [path for path in files(recipients) if is_of(path.name, person) and path.name.split(".")[0] == NOBODY]


def named_by_nobody_knows_whom(recipients: Recipients) -> list[Path]:
    """The entries about others of whom it isn't known who named them."""
    return [path for path in files(recipients) if not _owner(path.name)]


def is_of(name: str, person: str) -> bool:
    """Whether the entry of that file name goes when this participant withdraws: about them, or about somebody whom they named."""
    return bool(person) and _owner(name) == person


def _owner(name: str) -> str:
    match name.split("."):
        case [first, *_rest] if first != NOBODY:
            return first
        case [_nobody, giver, _random, _age, *_more] if not RANDOM.fullmatch(giver):
            return giver
    return ""


def opened(recipients: Recipients, secret: str) -> Vault:
    """All entries that this secret key opens, in the order in which they were made."""
    found, shut = [], 0
    for path in files(recipients):
        try:
            found.append(read_entry(path, secret))
        except (OSError, age.AgeError):
            shut += 1
    return Vault(tuple(sorted(found, key=lambda one: one.wall)), shut)


def read_entry(path: Path, secret: str) -> Entry:
    """The entry in this file. AgeError where it doesn't open or isn't what its name says, OSError where it can't be read."""
    data = age.decrypt(read_plain(path, MOST_BYTES), secret)
    try:
        inside = json.loads(data)
        fields = {str(field): str(words) for field, words in inside["fields"].items()}
        giver = str(inside.get("giver", ""))
        entry = Entry(str(inside["kind"]), str(inside["person"]), float(inside["w"]), fields, giver)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise age.AgeError from error
    if not path.name.startswith(_beginning(entry)):
        raise age.AgeError
    return entry


def add_third_person(study: Study, name: str, giver: str = "") -> None:
    """Keep the name of somebody whom an interview names, for later scans. CannotError `no_keys` in a study without any.

    `giver` is the participant in whose words it stands: when they withdraw, it goes.
    """
    from interviewer.study.private.remembered import refuse_other_keys

    recipients = recipients_in_force(study)
    if recipients is None:
        raise CannotError("no_keys")
    refuse_other_keys(study)
    add(recipients, Entry("third", "", time.time(), {"name": name}, giver))


def names_for_scan(study: Study) -> dict[str, str] | None:
    """Every name in the vault and whose it is (empty for third persons); None where it is locked, empty without a vault."""
    recipients = recipients_in_force(study)
    if recipients is None or not files(recipients):
        return {}
    secret = unlocked.secret_for(recipients)
    return names_in(opened(recipients, secret).entries) if secret else None


def destroy(paths: Iterable[Path], disk: Disk = DISK) -> int:
    """Take these entries away for good; says how many."""
    gone = 0
    for path in paths:
        with suppress(FileNotFoundError):
            disk.remove(str(path))
            gone += 1
            disk.sync_folder(str(path.parent))
    return gone


def forget(study: Study, person: str, disk: Disk = DISK) -> int:
    """Take away all entries about a participant, and about others whom they named; says how many. OSError as the system does."""
    try:
        recipients = recipients_in_force(study)
    except FilesError:  # `check` names what is wrong with them
        return 0
    if recipients is None:
        return 0
    destroy((path for path in _half_written(recipients) if is_of(path.name[1:], person)), disk)
    return destroy((path for path in files(recipients) if is_of(path.name, person)), disk)


def _half_written(recipients: Recipients) -> list[Path]:
    """What a writing that was cut left of entries."""
    return list(folder(recipients).glob(f".*{PART}"))


def new_entry(person: str, fields: Mapping[str, str]) -> Entry:
    """An entry about a participant, made now."""
    return Entry("person", person, time.time(), fields)
