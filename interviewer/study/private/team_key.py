"""The team's key on this machine: locked with the passphrase, and once more for each paper key; who has either unlocks the study."""

import unicodedata
from contextlib import suppress
from pathlib import Path

from interviewer.errors import CannotError
from interviewer.ids import sum_of
from interviewer.privacy import age
from interviewer.session.disk import read_file, read_plain
from interviewer.study.private import notebook, unlocked
from interviewer.study.private.marks import keys_for_paper, waiting
from interviewer.study.private.paper_keys import replaced_on
from interviewer.study.private.places import (
    TEAM_KEY,
    TEAM_KEY_FOR_PAPER,
    Recipients,
    make,
    private_folder,
    refuse_work_tree,
)
from interviewer.study.whole_file import keep, write_new

MOST_BYTES = 1 << 16
REPLACED = "passphrases.json"


def unlock(recipients: Recipients, secret: str) -> None:
    """From here on this secret key opens what is sealed for these. CannotError where it is the key of something else.

    A former paper key is taken as long as anything here is still locked for it.
    """
    public = age.identity(secret).public
    if public not in recipients:
        refuse_useless(recipients, public)
    unlocked.hold(recipients, secret)


def refuse_useless(recipients: Recipients, public: str) -> None:
    """CannotError unless this is a former paper key of the study that still opens something here."""
    day = replaced_on(recipients, public)
    if not day:
        raise CannotError("key_of_another_study")
    if not waiting(recipients):
        raise CannotError("paper_key_replaced", day=day)


def keep_team_key(identity: age.Identity, passphrase: str, paper: str) -> None:
    """Write the team's key into the private folder: locked with the passphrase, and once more for the paper key.

    Returns when both are durable; a lost passphrase can be given anew then by whoever has the paper.
    """
    folder = private_folder(identity.public)
    refuse_work_tree(folder)
    make(folder)
    write_new(folder / TEAM_KEY, age.lock(identity.secret.encode(), as_typed_anywhere(passphrase)))
    (folder / TEAM_KEY).chmod(0o600)
    keep(folder / TEAM_KEY_FOR_PAPER, age.encrypt(identity.secret.encode(), [paper]))


def renew_passphrase(recipients: Recipients, passphrase: str) -> None:
    """Lock the team's key with another passphrase, opened by the key at hand: its own, or the one from paper. Durable then.

    CannotError `no_team_key_for_paper` where the paper key finds no team key on this machine.
    """
    secret = unlocked.secret_for(recipients)
    folder = private_folder(recipients.team)
    if age.identity(secret).public != recipients.team:
        secret = team_secret(recipients, secret)
        if not secret:
            raise CannotError("no_team_key_for_paper")
        unlock(recipients, secret)
    make(folder)
    locked = age.lock(secret.encode(), as_typed_anywhere(passphrase))
    _note_replaced(recipients, folder / TEAM_KEY, sum_of(locked))
    keep(folder / TEAM_KEY, locked)


def _note_replaced(recipients: Recipients, path: Path, now: str) -> None:
    """Noted before it is replaced: until the file with the sum `now` is there, nothing is replaced anywhere else."""
    former = set(_noted(recipients.team)[0])
    with suppress(OSError):
        former.add(sum_of(read_plain(path, MOST_BYTES)))
    notebook.write(recipients.team, REPLACED, {"former": sorted(former), "now": now})


def replaced(recipients: Recipients) -> frozenset[str]:
    """The sums of the team's key as it was locked on this machine with former passphrases; none while the one of now isn't as it was written."""
    former, now = _noted(recipients.team)
    with suppress(OSError):
        if former and sum_of(read_plain(private_folder(recipients.team) / TEAM_KEY, MOST_BYTES)) == now:
            return former
    return frozenset()


def _noted(team: str) -> tuple[frozenset[str], str]:
    told = notebook.read(team, REPLACED)
    with suppress(*notebook.MALFORMED):
        return frozenset(map(str, told["former"])), str(told["now"])
    return frozenset(), ""


def team_secret(recipients: Recipients, secret: str) -> str:
    """The team's secret key: the given one, or that which the given paper key finds on this machine; empty without."""
    if age.identity(secret).public == recipients.team:
        return secret
    for path in keys_for_paper(recipients):
        with suppress(OSError, age.AgeError, UnicodeDecodeError):
            found = age.decrypt(read_plain(path, MOST_BYTES), secret).decode()
            if age.identity(found).public == recipients.team:
                return found
    return ""


def as_typed_anywhere(passphrase: str) -> str:
    """The passphrase as every keyboard and system writes it: composed letters, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def has_team_key(team: str) -> bool:
    """Whether the team's key is on this machine."""
    return (private_folder(team) / TEAM_KEY).is_file()


def open_team_key(recipients: Recipients, passphrase: str) -> str:
    """The team's secret key. CannotError `no_team_key` where it isn't on this machine, `wrong_passphrase`."""
    try:
        data = read_file(str(private_folder(recipients.team) / TEAM_KEY))
    except OSError:
        raise CannotError("no_team_key") from None
    try:
        return age.unlock(data, as_typed_anywhere(passphrase)).decode()
    except (age.AgeError, UnicodeDecodeError):
        raise CannotError("wrong_passphrase") from None
