"""Scanning the sessions of a study, and making decisions durable: each in the session that it is about."""

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from interviewer.errors import CannotError, Problem
from interviewer.privacy.scan.deciding import Known, Pointed, findings_in, names_replaced, pointed_out
from interviewer.privacy.scan.names import known_names
from interviewer.privacy.scan.said import said_in
from interviewer.privacy.scan.scanning import Scanner
from interviewer.session.decisions import LeftAsIs, Replaced, TakenBack
from interviewer.session.events import Event
from interviewer.session.folder import segment_paths, session_folders
from interviewer.session.journal import Journal
from interviewer.session.model import SessionView
from interviewer.study.folder import Study
from interviewer.study.not_names import read_not_names
from interviewer.study.reading import is_worth_keeping, understand_all
from interviewer.study.scan_memory import ScanMemory

WRITER = "scan"
"""Whose stream decisions stand in, where nobody said who decides."""
RESERVE = 1 << 14
Only = Callable[[SessionView], Collection[str] | None]


class Loaded(NamedTuple):
    """A session as a scan finds it; `seen` is what a new journal says it had read."""

    view: SessionView
    seen: Mapping[str, str]
    whole: bool


def load(
    study: Study, session_ids: Iterable[str] | None = None, advance: Callable[[int], None] = lambda _: None
) -> dict[str, Loaded]:
    """These sessions (all of them), by id."""
    found = {}
    for understood, problems in understand_all(study, session_ids):
        whole = not any(one.severity == "error" for one in problems)
        found[understood.view.id] = Loaded(understood.view, understood.seen, whole)
        advance(1)
    return found


def what_is_known(study: Study, views: Iterable[SessionView], names: Iterable[str] = ()) -> Known:
    """The names of the vault and of what was replaced already, and the words that are no names."""
    return Known(known_names({*names, *names_replaced(views)}), read_not_names(study))


def everywhere(_view: SessionView) -> None:
    """Every text of the session."""


def scanned(
    study: Study,
    loaded: Collection[Loaded],
    known: Known,
    only: Only = everywhere,
    advance: Callable[[int], None] = lambda _: None,
) -> list[Pointed]:
    """Everything that the rules find in these sessions."""
    found: list[Pointed] = []
    memory, scanner = ScanMemory(study, known, many=is_worth_keeping(len(loaded))), Scanner(*known)
    for one in loaded:
        wanted, texts = only(one.view), tuple(said_in(one.view))
        findings = memory.recall(one.view.id, texts)
        if findings is None:
            if wanted is not None:
                texts = tuple(said for said in texts if said.at in wanted)
            findings = findings_in(texts, scanner)
            if wanted is None:
                memory.keep(one.view.id, texts, findings)
        pointed = pointed_out(one.view, texts, findings)
        found += (one for one in pointed if wanted is None or one.said.at in wanted)
        advance(1)
    return found


class Pen:
    """Writes decisions, each session into a file of its own, opened at the first one."""

    def __init__(self, study: Study, loaded: Mapping[str, Loaded], who: str = "") -> None:
        self._study, self._loaded, self.who = study, loaded, who
        self._journals: dict[str, Journal] = {}
        self.warnings: list[Problem] = []

    def replace(self, pointed: Pointed, by: str) -> str:
        """Return the id of the decision when it is durable: for others, these words read so."""
        finding, said = pointed.finding, pointed.said
        made = Replaced(_fresh(), said.at, finding.start, finding.end, finding.rule, len(said.text), self.who, by)
        return self._write(pointed.session, made)

    def keep(self, pointed: Pointed) -> str:
        """Return the id of the decision when it is durable: these words may be read."""
        finding, said = pointed.finding, pointed.said
        made = LeftAsIs(_fresh(), said.at, finding.start, finding.end, finding.rule, len(said.text), self.who)
        return self._write(pointed.session, made)

    def take_back(self, session: str, decision: str) -> None:
        """Return when that decision counts no more."""
        self._write(session, TakenBack(_fresh(), decision, self.who))

    def close(self) -> None:
        """End all files in order."""
        for session in list(self._journals):
            journal = self._journals.pop(session)
            with suppress(CannotError):  # it was said when it happened
                journal.close()
            self._hear(journal)

    def _write(self, session: str, event: Event) -> str:
        journal = self._journals.get(session) or self._opened(session)
        journal.append(event)
        self._hear(journal)
        return event.id

    def _opened(self, session: str) -> Journal:
        folders = session_folders(self._study.root, session)
        if not any(segment_paths(folder, session) for folder in folders):
            raise CannotError("session_gone", session=session)
        one = self._loaded[session]
        made = Journal(
            *(folders, session, one.view.key),
            stream="marks",
            coder=self.who or WRITER,
            seen=one.seen,
            reserve=RESERVE,
        )
        self._journals[session] = made
        return made

    def _hear(self, journal: Journal) -> None:
        self.warnings += [one for one in journal.warnings if one not in self.warnings]


def _fresh() -> str:
    return secrets.token_hex(8)


def sessions_of(pointed: Sequence[Pointed]) -> tuple[str, ...]:
    """The sessions in which something was found, in their order."""
    return tuple(dict.fromkeys(one.session for one in pointed))
