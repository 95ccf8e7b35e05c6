"""The audit for programs: everything by name, nothing shortened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from interviewer.screens.pages.coreq_words import topic
from interviewer.screens.pages.harmless_json import dumps
from interviewer.study.exports_register import files_of

if TYPE_CHECKING:
    from interviewer.privacy.duties import Lacking
    from interviewer.report.coreq import Item, Sketch
    from interviewer.study.auditing import Audit, Left


def as_json(found: Audit[Sketch], items: Sequence[Item]) -> str:
    """One object: `due` and `to_know` with the interviews concerned, `exports`, and the items of `coreq`."""
    duties, settings = found.duties, found.settings
    return dumps(
        {
            "day": found.today,
            "interviews": len(found.seen),
            "retention": settings.retention,
            "notice": settings.notice,
            "due": {
                "overdue": [one._asdict() for one in duties.overdue],
                "consent_refused": _lacking(duties.refused),
                "consent_not_asked": _lacking(duties.unasked),
                "in_git": found.in_git,
            },
            "to_know": {
                "no_consents": list(duties.silent),
                "without_notice": list(duties.without_notice),
                "older_notice": {notice: list(sessions) for notice, sessions in duties.older_notice},
                "undated": _lacking(duties.undated),
                "doubtful": list(duties.doubtful),
                "pseudonyms_like_names": list(duties.names),
            },
            "exports": [_export(one) for one in found.exports],
            "coreq": [_item(one) for one in items],
        }
    )


def _lacking(lacking: Sequence[Lacking]) -> list[dict[str, str]]:
    return [one._asdict() for one in lacking]


def _export(one: Left) -> dict[str, Any]:
    export = one.entry.export
    return {
        "wall": one.entry.wall,
        "verb": export.verb,
        "files": files_of(export),
        "manifest": export.manifest,
        "shown_to_others": export.shared,
        "holds_words": export.words,
        "coder": export.coder,
        "people": export.people,
        "withdrawn": list(one.withdrawn),
        "refusing": list(one.refusing),
        "gone": list(one.gone),
    }


def _item(one: Item) -> dict[str, Any]:
    return {
        "item": one.number,
        "topic": topic(one),
        "state": one.state,
        "facts": dict(one.facts),
        "missing": list(one.missing),
    }
