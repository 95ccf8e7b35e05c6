"""The keys at hand, and the secrecy of a sealed study that works with them.

Sealing needs no secret: a new key is made, wrapped for the team key and the paper key, and durable before a word under it
is called saved. Opening takes keys that this process made, that lie open until this login ends, or that the team key
(or the paper key) takes out of the cabinet.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any

from interviewer.errors import FilesError, Problem
from interviewer.privacy.age import AgeError
from interviewer.privacy.sealing import WrongKeyError, seal, unseal
from interviewer.session.events import Done, Event, Record
from interviewer.session.secrecy import PLAIN, Secrecy
from interviewer.session.words import Covered, Owners, token_in, with_event, with_words
from interviewer.study.folder import Study
from interviewer.study.private import cabinet, places, runtime, unlocked
from interviewer.study.private.cabinet import Key
from interviewer.study.private.paper_keys import mark_of, remember_first
from interviewer.study.private.places import Recipients
from interviewer.study.private.remembered import difference, in_force, remember


class Ring:
    """Secrecy of a sealed study. `secret` gives the secret key that opens the cabinet, empty while it is locked.

    `before_words` is called before words under a new key count as saved.
    """

    def __init__(
        self,
        recipients: Recipients,
        secret: Callable[[], str] = lambda: "",
        before_words: Callable[[], object] = lambda: None,
    ) -> None:
        self.recipients, self._secret, self._before_words = recipients, secret, before_words
        self._owners: dict[str, Owners] = {}
        self._keys: dict[str, Key] = {}
        self._for_new: dict[tuple[str, str], Key] = {}
        self._unsettled: dict[str, Key] = {}
        self._lacking: set[str] = set()

    @property
    def locked(self) -> bool:
        """Whether no secret key is at hand."""
        return not self._secret()

    def seal(self, session: str, event: Event) -> Event:
        """The event as it goes to the disk: its words as tokens, everything else as it is."""
        owners = self._owners.setdefault(session, Owners())
        owners.hear((event,))
        if isinstance(event, Done):
            runtime.forget(self.recipients.team, session)

        def change(field: str, value: Any) -> Any:
            if isinstance(value, Covered):
                return value.token
            key = self._key_for(session, owners.of(event))
            return seal(key.secret, key.id, value, f"{event.id}/{field}")

        return with_words(event, change)

    def _key_for(self, session: str, person: str) -> Key:
        known = self._for_new.get((session, person))
        if known is None:
            there = next((key for key in self._kept(session) if key.person == person), None)
            known = there or cabinet.new_key(session, person)
            if there is None:
                self._unsettled[known.id] = known
            self._keys[known.id] = self._for_new[session, person] = known
        return known

    def settle(self) -> None:
        """Return when all keys are durable in the cabinet. OSError when no place takes one."""
        if self._unsettled:
            self._before_words()
            remember_first(self.recipients, begin=True)
        for key in list(self._unsettled.values()):
            cabinet.put(key, places.cabinets(self.recipients.team), self.recipients, mark=mark_of(self.recipients))
            runtime.keep(self.recipients.team, key)
            self._unsettled.pop(key.id, None)

    def open(self, session: str, records: Iterable[Record]) -> tuple[Record, ...]:
        """The records with their words; Covered where no key is at hand."""
        ordered = tuple(records)
        self._owners.setdefault(session, Owners()).hear(record.event for record in ordered)
        return tuple(with_event(record, self._opened(session, record.event)) for record in ordered)

    def _opened(self, session: str, event: Event) -> Event:
        def change(field: str, value: Any) -> Any:
            found = token_in(value)
            if found is None:
                return value
            key = self._key(session, found[1])
            if key is not None:
                with suppress(WrongKeyError):
                    return unseal(key.secret, found[2], f"{event.id}/{field}")
            return Covered(value)

        return with_words(event, change)

    def _key(self, session: str, key_id: str) -> Key | None:
        if key_id not in self._keys and key_id not in self._lacking:
            self._keys.update({key.id: key for key in self._kept(session)})
            self._lacking.update({key_id} - self._keys.keys())
        return self._keys.get(key_id)

    def _kept(self, session: str) -> list[Key]:
        """The keys of a session that are at hand or can be taken out of the cabinet."""
        lying = runtime.kept(self.recipients.team, session)
        secret = self._secret()
        if not secret:
            return lying
        for wrapped in cabinet.keys_in(places.cabinets(self.recipients.team), session):
            with suppress(AgeError, OSError):
                lying.append(cabinet.unwrap(wrapped, secret))
        return lying


def secrecy_of(study: Study) -> Secrecy:
    """The secrecy that the study's settings ask for; its secret key is the one that was unlocked in this process (unlocked.py).

    Where words are sealed for other keys than the settings name, it refuses. FilesError where the settings have errors.
    """
    keys = study.settings().keys
    if keys is None:
        wrong = difference(study, None)
        return PLAIN if wrong is None else Refusing((wrong,))
    force = in_force(study, keys)
    if force.wrong is not None:
        return Refusing((force.wrong,))
    if force.key is None:
        remember_first(force.recipients)
    if keys.seal != "words":
        return PLAIN
    remember(study.sessions_path, force)
    return Ring(
        force.recipients,
        lambda: unlocked.secret_for(force.recipients),
        partial(remember, study.sessions_path, force, make=True),
    )


class Refusing:
    """The secrecy of a study whose settings can't be read and may seal: nothing is written, and words stay covered."""

    locked = True

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)

    def seal(self, _session: str, _event: Event) -> Event:
        """Nothing is written in clear that was to be sealed. Raises FilesError."""
        raise FilesError(self.problems)

    def settle(self) -> None:
        """There are no keys. Raises FilesError."""
        raise FilesError(self.problems)

    def open(self, session: str, records: Iterable[Record]) -> tuple[Record, ...]:
        """The records, sealed words covered."""
        return PLAIN.open(session, records)
