"""What a file of figures or excerpts is about: whom it counts, what narrows it, what it leaves out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from interviewer.export.codes import Codes
from interviewer.export.contents import contents_of_all
from interviewer.export.manifest import About
from interviewer.figures.selection import Selection, coded_turns
from interviewer.privacy.scan_outcome import ScanOutcome

if TYPE_CHECKING:
    from interviewer.figures.quoting import Quotes
    from interviewer.study.choosing import Chosen

PLAIN = Codes()
NOTHING: Mapping[str, int] = {}


def about_figures(verb: str, part: Chosen, *, words: bool = False) -> About:
    """A file of numbers about the part of the study that was chosen; with `words`, one of words for the team's own eyes."""
    people: dict[str, set[str]] = {}
    for view in part.views:
        for one in coded_turns(view, part.selection, part.tree):
            people.setdefault(view.id, set()).add(one.who.id)
    return _about(verb, part, people)._replace(words=words)


def about_quotes(found: Quotes, part: Chosen, codes: Codes, *, shared: bool, scan: ScanOutcome | None = None) -> About:
    """A file of excerpts: of those only who stand in it. `codes` are as they are shown."""
    people: dict[str, set[str]] = {}
    for one in found.excerpts:
        people.setdefault(one.session, set()).add(one.participant)
    left_out = {
        "excerpts_without_consent_to_quote": found.refused,
        "excerpts_of_summaries": found.summaries,
        "excerpts_that_are_no_key_quotations": found.plain,
        "memos_of_coders": found.memos,
        "marks_without_words": found.lost,
    }
    return _about("quotes", part, people, codes, left_out)._replace(words=True, shared=shared, scan=scan)


def _about(
    verb: str,
    part: Chosen,
    people: Mapping[str, Collection[str]],
    codes: Codes = PLAIN,
    left_out: Mapping[str, int] = NOTHING,
) -> About:
    pilots = 0 if part.selection.with_pilots else sum(view.pilot for view in part.views)
    more = {"sessions_pilots": pilots, "sessions_damaged": len(part.damaged)}
    filters = {name: ids for name, ids in _filters(part.selection, codes) if ids}
    return About(verb, contents_of_all(part.views, people), filters=filters, left_out={**left_out, **more})


def _filters(selection: Selection, codes: Codes) -> Iterator[tuple[str, list[str]]]:
    """The ids by filter, as options name it. Of the background sheet only the items: a value may be somebody's words."""
    yield "session", [*selection.sessions]
    yield "guide", [*selection.guides]
    yield "stakeholder", [*selection.stakeholders]
    yield "participant", [*selection.participants]
    yield "theme", [*selection.themes]
    yield "question", [*selection.questions]
    yield "code", [codes.id_of(code) for code in selection.codes]
    yield "coder", [*selection.coders]
    yield "round", [*selection.rounds]
    yield "where", sorted({item for item, _value in selection.background})
    yield "with_pilots", ["yes"] if selection.with_pilots else []
