"""What a study holds about one person (the right of access, GDPR art. 15): interviews, vault, exports. Nothing of others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from interviewer.coding.model import Code
from interviewer.errors import FilesError
from interviewer.guide.model import Text
from interviewer.privacy.retention import until
from interviewer.session import events as e
from interviewer.session.folder import read_session_records
from interviewer.session.model import SPEECH, ConsentView, MarkView, SessionView, TurnView
from interviewer.session.words import is_covered
from interviewer.study.exports_register import Entry, holding, read_register
from interviewer.study.folder import Study
from interviewer.study.reading import read_all


class Part(NamedTuple):
    """The person's part in one interview. `alone` says that nobody else took part or spoke; `others` is how many turns are not theirs.

    `until` is the last day of keeping, empty where the study names no term. `whole` says that all of the interview could be read.
    `withdrawn` is the day on which the person withdrew from it, if they did; `agreed` are their consents, which stay then too.
    """

    view: SessionView
    whole: bool
    alone: bool
    withdrawn: str
    agreed: tuple[ConsentView, ...]
    turns: tuple[TurnView, ...]
    others: int
    until: str
    group: Text | None

    @property
    def locked(self) -> int:
        """How many of the turns are locked, because their key isn't at hand."""
        return sum(is_covered(one.text) for one in self.turns)

    @property
    def notes(self) -> tuple[TurnView, ...]:
        """Observations and memos; none where others were there: they may be about anybody."""
        return tuple(one for one in self.view.turns if one.kind not in SPEECH) if self.alone else ()

    def marks(self, turn: TurnView) -> Iterator[MarkView]:
        """The marks on a turn, of all coders."""
        return (one for one in self.view.marks if one.turn == turn.id)


class Holdings(NamedTuple):
    """All of it. `contacts` is what the vault knows by field, `former` what it knew before and still keeps, `named` how many names of others that the person said are there.

    `shut` is how many entries of the person there don't open. `months` is the term of keeping, `codes` the codes of the codebook by id.
    """

    person: str
    parts: tuple[Part, ...]
    exports: tuple[Entry, ...]
    months: int | None
    codes: Mapping[str, Code]
    contacts: Mapping[str, str] = {}
    former: Mapping[str, Sequence[str]] = {}
    named: int = 0
    shut: int = 0

    @property
    def sessions(self) -> dict[str, list[str]]:
        """The interviews that hold something of the person, as the register of exports wants them."""
        return {one.view.id: [self.person] for one in self.parts}


def held_about(study: Study, person: str) -> Holdings:
    """What interviews, codebook and register hold; the vault needs a key, and is added by whoever has it."""
    settings = study.settings()
    groups = {name: group.label for name, group in settings.stakeholders.items()}
    parts = tuple(_parts(study, person, settings.retention, groups))
    exports = holding(read_register(study).entries, person)
    return Holdings(person, parts, exports, settings.retention, _codes(study))


def _parts(study: Study, person: str, months: int | None, groups: Mapping[str, Text | None]) -> Iterator[Part]:
    for view, whole in read_all(study):
        known = [one.id for one in view.participants]
        gone = person in view.withdrawn
        only = not [one for one in (*known, *view.withdrawn) if one != person]
        turns = tuple(_said(view, person, only=only))
        if not gone and not turns and person not in known:
            continue
        alone = only and not any(one.speaker not in ("", person) for one in view.turns)
        last = until(view.held_on, months) if months is not None else ""
        everything = sum(one.kind in SPEECH for one in view.turns)
        group = next((groups.get(one.stakeholder) for one in view.participants if one.id == person), None)
        agreed = tuple(one for one in view.consents if one.participant == person)
        day, agreed = _trace(study, view.id, person) if gone else ("", agreed)
        yield Part(view, whole, alone, day, agreed, turns, everything - len(turns), last, group)


def _trace(study: Study, session: str, person: str) -> tuple[str, tuple[ConsentView, ...]]:
    """What an interview keeps of somebody who withdrew, and shows nowhere else: the day, and what was agreed to before."""
    records = read_session_records(study.session_folders(session), session).records
    days = [r.event.day for r in records if isinstance(r.event, e.Withdrawn) and r.event.participant == person]
    agreed = {
        r.event.item: ConsentView(
            *(person, r.event.item, r.event.purpose, r.event.given, r.event.ask, r.event.notice, r.wall, r.event.again)
        )
        for r in records
        if isinstance(r.event, e.Consent) and r.event.participant == person
    }
    return min(days), tuple(agreed.values())


def _said(view: SessionView, person: str, *, only: bool) -> Iterable[TurnView]:
    """The turns under their name; those under nobody's too where nobody else takes part."""
    unnamed = only and person in _ids(view)
    return (
        one for one in view.turns if one.kind in SPEECH and (one.speaker == person or (unnamed and not one.speaker))
    )


def _ids(view: SessionView) -> set[str]:
    return {one.id for one in view.participants}


def _codes(study: Study) -> dict[str, Code]:
    try:
        return {code.id: code for code in study.codebook().codes}
    except FilesError:  # ids will do: `check` names what is wrong
        return {}
