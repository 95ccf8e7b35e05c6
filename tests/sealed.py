"""Sealed studies for tests: the keys made without a keyboard, and secrecy put back afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from interviewer.privacy import age
from interviewer.session.secrecy import PLAIN, use
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy
from interviewer.study.private import founding, team_key, unlocked
from interviewer.study.private.places import Recipients
from interviewer.study.settings import Keys, Seal
from tests import quick_lock

PASSPHRASE = "abaisser abandon abdiquer abeille abolir aborder"


class Sealed(NamedTuple):
    """A sealed study with the secrets that only its team has."""

    root: Path
    team: age.Identity
    paper: age.Identity

    @property
    def recipients(self) -> Recipients:
        return Recipients(self.team.public, self.paper.public)


def seal_study(root: Path, seal: Seal = "words") -> Sealed:
    """Give the study in this folder its keys. HOME (or XDG_DATA_HOME) must be a folder of the test."""
    sealed = Sealed(root, age.new_identity(), age.new_identity())
    with patch.object(age, "lock", quick_lock.lock):
        founding.found(Study(root), sealed.team, sealed.paper, PASSPHRASE, seal)
    return sealed


@contextmanager
def unlocked_with(sealed: Sealed, secret: str = "") -> Iterator[None]:
    """Within it this process has the team's key (or another secret) at hand."""
    team_key.unlock(sealed.recipients, secret or sealed.team.secret)
    try:
        yield
    finally:
        unlocked.lock(sealed.recipients)


def forget_secrecy() -> None:
    """As a fresh process begins."""
    use(PLAIN)


def keyed_study(root: Path, seal: Seal = "words") -> Sealed:
    """The same without the team's key on this machine: what needs no passphrase is quick then."""
    sealed = Sealed(root, age.new_identity(), age.new_identity())
    founding.write_keys(Study(root), Keys(sealed.team.public, sealed.paper.public, seal))
    observe_secrecy(Study(root))
    return sealed


def hold(cli: Callable[..., Any], *words: str, consents: str = "oui\noui\noui\nnon\noui\n") -> str:
    """An interview with the shipped guide `benevoles`, in which these words are said; its id."""
    made = cli("run", "benevoles", stdin=consents + "".join(f"{one}\n/next\n" for one in words))
    assert made.code == 0, made.err
    return str(made.out).strip()
