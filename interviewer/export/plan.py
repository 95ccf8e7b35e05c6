"""What must be known before the first row is written: the columns that the guides give, the codes born while coding.

Reading all sessions twice would double the time of a large export, so this looks only at the opening of each file
of an interview and at the records of new codes. What it misses (a damaged opening) is not lost: words and facts
without a column of their own go to `other_words` and `other_background`.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any, NamedTuple

from msgspec.structs import replace

from interviewer.coding.model import Codebook
from interviewer.export.case import Scope
from interviewer.export.codes import codes_of
from interviewer.export.columns import Layout
from interviewer.guide.model import Guide
from interviewer.session.disk import plain_size, read_file
from interviewer.session.events import Held, NewCode
from interviewer.session.folder import places_of_sessions, segment_files
from interviewer.session.line import open_line
from interviewer.session.read import guide_from
from interviewer.study.folder import Study
from interviewer.study.question_ids import question_ids

CODE = b'"k":"code"'
# A guide is at most 1 MiB, and twice that with every character escaped would still be one line.
OPENING_LINES = 3
AT_ONCE = 1 << 15
NO_IDS: Mapping[str, Mapping[str, str]] = MappingProxyType({})


class Survey(NamedTuple):
    """The columns for the sessions that a scope takes in, labels of new codes by code id, the first guide's language.

    `guides` and `stakeholders` are those of all sessions that were looked at, whether the scope takes them in or not;
    `ids` are the ids of questions that stand for former ones now, by guide and former id. `unread` are the sessions of
    which a file could not be read.
    """

    layout: Layout
    born: dict[str, str]
    language: str
    guides: frozenset[str] = frozenset()
    stakeholders: frozenset[str] = frozenset()
    ids: dict[str, dict[str, str]] = {}  # noqa: RUF012 - never changed
    unread: frozenset[str] = frozenset()


def survey(study: Study, session_ids: Collection[str], scope: Scope) -> Survey:
    """What the openings of these sessions and the new codes in their marks tell."""
    guides: dict[tuple[str, int, str], Guide] = {}
    born: dict[str, str] = {}
    met: list[Held] = []
    places = places_of_sessions(study.root)
    unread: set[str] = set()
    for session, path in ((one, path) for one in session_ids for path in segment_files(places, one)):
        found = _told_by(path)
        if found is None:
            unread.add(session)
            continue
        for event in found:
            if isinstance(event, NewCode):
                born.setdefault(event.code, event.label)
                continue
            met.append(event)
            guide = guide_from(event.source) if _takes(event, scope) else None
            if guide is not None:
                guides[event.guide, -event.version, event.sha256] = guide
    ordered = [guides[key] for key in sorted(guides)]
    groups = frozenset(person.stakeholder for held in met for person in held.participants)
    language = ordered[0].language if ordered else ""
    ids = question_ids(study, ((held.guide, held.source) for held in (*met, *_others(study, places, session_ids))))
    return Survey(
        layout_of(ordered, ids), born, language, frozenset(held.guide for held in met), groups, ids, frozenset(unread)
    )


def _told_by(path: str) -> list[Held | NewCode] | None:
    """The openings, or the new codes, in a file; None where it can't be read: what reads the session later may be luckier."""
    try:
        return [*_new_codes(path)] if os.path.basename(path).startswith("marks.") else [*_opening(path)]
    except OSError:
        return None


def _others(study: Study, places: Sequence[str], session_ids: Collection[str]) -> Iterator[Held]:
    """The openings of all other sessions: what a question was called between then and now."""
    rest = sorted({*study.session_ids()} - {*session_ids})
    for path in (path for one in rest for path in segment_files(places, one)):
        with suppress(OSError):
            if not os.path.basename(path).startswith("marks."):
                yield from _opening(path)


def layout_of(guides: Iterable[Guide], ids: Mapping[str, Mapping[str, str]] = NO_IDS) -> Layout:
    """The columns that these guides give: each id once, as it is today, in the order in which it comes first."""
    questions: dict[str, bool] = {}
    background: dict[str, None] = {}
    for guide in guides:
        for _, question in guide.questions():
            name = ids.get(guide.id, {}).get(question.id, question.id)
            questions[name] = questions.get(name, False) or question.answer is not None
        background.update(dict.fromkeys(item.id for item in guide.background))
    closed = frozenset(question for question, is_closed in questions.items() if is_closed)
    return Layout(tuple(questions), closed, tuple(background))


def shared_words(scope: Scope, book: Codebook, found: Survey, language: str) -> Scope:
    """The scope with the columns, and with all codes in that language."""
    codes = codes_of(book, found.born, language, publishable=scope.publishable)
    return replace(scope, layout=found.layout, codes=codes, ids=found.ids)


def _takes(held: Held, scope: Scope) -> bool:
    groups = {person.stakeholder for person in held.participants}
    return (
        (not scope.guides or held.guide in scope.guides)
        and (not scope.stakeholders or bool(groups & scope.stakeholders))
        and (scope.with_pilots or not held.pilot)
    )


def _opening(path: str) -> Iterator[Held]:
    with open(path, "rb", buffering=AT_ONCE) as file:
        plain_size(file.fileno())
        for _ in range(OPENING_LINES):
            event = _event(file.readline())
            if isinstance(event, Held):
                yield event


def _new_codes(path: str) -> Iterator[NewCode]:
    """The key is never inside a text: quotes in texts are escaped there."""
    data = read_file(path)
    at = data.find(CODE)
    while at >= 0:
        end = data.find(b"\n", at)
        event = _event(data[data.rfind(b"\n", 0, at) + 1 : end if end >= 0 else len(data)])
        if isinstance(event, NewCode):
            yield event
        at = data.find(CODE, end) if end >= 0 else end


def _event(raw: bytes) -> Any:
    """What a line that is whole says under `d`; None for any other."""
    line = open_line(raw.rstrip(b"\r\n"))
    return line.d if line else None
