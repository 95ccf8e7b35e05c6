"""What differs between two versions of a guide, as a page: question by question, with a sign for what breaks comparability."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from interviewer.guide.changes import KINDS, VERSION, Change, Comparison, Kind
from interviewer.screens.clean import one_line
from interviewer.screens.messages import Counted
from interviewer.screens.pages.word_changes import Run, rows, word_changes
from interviewer.screens.words import N_, _, plural

if TYPE_CHECKING:
    from interviewer.session.under_versions import Held, Interviews

SIGNS = {True: "=", False: "!"}
INDENT, INNER = "  ", "    "
NONE = "\u2013"
LONGEST = 200
PARTS = {
    "consent": N_("Consent “{id}”"),
    "theme": N_("Theme “{id}”"),
    "question": N_("Question “{id}”"),
    "background": N_("Background “{id}”"),
}
ASPECTS = {
    "ask": N_("wording"),
    "title": N_("title"),
    "purpose": N_("purpose"),
    "opening": N_("opening"),
    "closing": N_("closing"),
    "aim": N_("aim"),
    "must": N_("must be asked"),
    "codes": N_("codes"),
    "when": N_("asked when"),
    "type": N_("kind of answer"),
    "bounds": N_("from and to"),
    "unit": N_("unit"),
    "other": N_("free answer beside the choices"),
    "indicator": N_("indicator"),
    "minutes": N_("minutes"),
    "duration": N_("duration"),
    "kind": N_("kind of probe"),
    "for": N_("what the consent is for"),
    "required": N_("required"),
    "language": N_("language of the guide"),
    "languages": N_("language"),
    "stakeholders": N_("stakeholders"),
    "group": N_("group interview"),
    "guide": N_("id of the guide"),
    "version": N_("version"),
    "was": N_("former ids"),
}
VALUES = {"true": N_("yes"), "false": N_("no"), "open": N_("an open question")}
COUNTED: dict[Kind, Counted] = {
    "reworded": Counted("{count} reworded", "{count} reworded"),
    "retyped": Counted("{count} with another kind of answer", "{count} with another kind of answer"),
    "added": Counted("{count} added", "{count} added"),
    "removed": Counted("{count} removed", "{count} removed"),
    "renamed": Counted("{count} renamed", "{count} renamed"),
    "moved": Counted("{count} moved", "{count} moved"),
    "respelled": Counted("{count} spelled otherwise", "{count} spelled otherwise"),
    "changed": Counted("{count} otherwise changed", "{count} otherwise changed"),
}


def summary(counts: dict[Kind, int]) -> str:
    """How many things were reworded, added and so on, in one line; empty where nothing was."""
    return ", ".join(plural(*COUNTED[kind][:2], counts[kind]) for kind in KINDS if kind in counts)


def page(found: Comparison, names: tuple[str, str], held: Held | None, width: int, *, colour: bool) -> str:
    """The page for a terminal of so many cells (0: lines as long as they are); `names` say which versions these are."""
    old, new = found.old, found.new
    versions = _("version {old}") if old.version == new.version else _("version {old} → {new}")
    lines = rows(
        [Run(f"{one_line(names[0], LONGEST)} → {one_line(names[1], LONGEST)}", "strong")], width, "", colour=colour
    )
    lines += rows([Run(f"{new.id}, {versions.format(old=old.version, new=new.version)}")], width, "", colour=colour)
    several = len({*old.languages, *new.languages}) > 1
    shown = [change for change in found.changes if change.aspect != VERSION]
    for heading, changes in groupby(shown, _heading):
        mine = list(changes)
        lines += ["", *rows([Run(heading, "theme")], width, INDENT, colour=colour, first="\0")]
        for change in mine:
            style = "bad" if change.comparable is False else ""
            sign = f"{INDENT}{_sign(change)} "
            lines += rows([Run(sign, style), *_said(change, several=several)], width, INNER, colour=colour, first="\0")
        lines += _asked(mine, held, width, colour=colour)
    return "\n".join(line.replace("\0", "") for line in [*lines, "", *_below(found, held, width)])


def _heading(change: Change) -> str:
    """What the changes are about: the whole guide, or something in it; a probe belongs to its question."""
    name = change.question or change.id
    if change.part == "guide":
        return _("The whole guide")
    return _(PARTS["question" if change.part == "probe" else change.part]).format(id=name)


def _sign(change: Change) -> str:
    if change.comparable is None:
        return "+" if change.kind == "added" else "-"
    return SIGNS[change.comparable]


def _said(change: Change, *, several: bool) -> tuple[Run, ...]:
    """One change in a line."""
    what = _what(change, several=several)
    if change.aspect in ("order", "theme") or (change.kind == "moved" and change.aspect == "choice"):
        return (Run(_moved(change, what)),)
    if change.kind in ("reworded", "respelled"):
        template = _("{what}, spelling only: ") if change.kind == "respelled" else _("{what}: ")
        template = _("{what}, nearly the same: ") if change.nearly else template
        return Run(template.format(what=what)), *word_changes(change.before, change.after)
    if change.kind == "retyped" and change.aspect == "choice":
        added = bool(change.after)
        template = _("{what} added: {words}") if added else _("{what} removed: {words}")
        return (Run(template.format(what=what, words=_short(change.after or change.before))),)
    if change.kind in ("added", "removed"):
        return (Run(_came_or_went(change, what)),)
    if change.kind == "renamed":
        return (Run(_("{what} renamed: {before} → {after}").format(what=what, **_ends(change))),)
    return (Run(_("{what}: {before} → {after}").format(what=what, **_ends(change))),)


def _what(change: Change, *, several: bool) -> str:
    """The thing or the aspect of it that the change is about."""
    if change.aspect == "choice":
        what = _("choice “{id}”").format(id=change.option)
    elif change.part == "probe" and change.aspect in ("ask", "order", "id"):
        what = _("probe “{id}”").format(id=change.id)
    elif change.part == "probe":
        what = _("probe “{id}”, {what}").format(id=change.id, what=_(ASPECTS[change.aspect]))
    else:
        what = _(ASPECTS[change.aspect]) if change.aspect in ASPECTS else _("id")
    return f"{what} ({change.language})" if several and change.language else what


def _came_or_went(change: Change, what: str) -> str:
    words = _short(change.after or change.before)
    if change.part not in ("probe", "guide"):
        return (_("added: {words}") if change.kind == "added" else _("removed: {words}")).format(words=words)
    template = _("{what} added: {words}") if change.kind == "added" else _("{what} removed: {words}")
    return template.format(what=what, words=words)


def _moved(change: Change, what: str) -> str:
    """Where it stands now."""
    inner = change.part == "probe" or change.aspect == "choice"
    if change.aspect == "theme":
        return _("moved from theme “{before}” to theme “{after}”").format(before=change.before, after=change.after)
    if not change.after:
        return _("{what} moved to the first place").format(what=what) if inner else _("moved to the first place")
    template = _("{what} moved, now after “{after}”") if inner else _("moved, now after “{after}”")
    return template.format(what=what, after=change.after)


def _ends(change: Change) -> dict[str, str]:
    return {"before": _value(change.before), "after": _value(change.after)}


def _value(text: str) -> str:
    return _(VALUES[text]) if text in VALUES else _short(text) or NONE


def _short(text: str) -> str:
    return one_line(" ".join(text.split()), LONGEST)


def _asked(changes: Sequence[Change], held: Held | None, width: int, *, colour: bool) -> Iterator[str]:
    """In how many interviews the thing was asked as it was, and as it is."""
    found = next((held.things[c.thing] for c in changes if held and c.thing in held.things), None)
    if found is not None and found.total:
        yield from rows([Run(interviews(found), "quiet")], width, INNER, colour=colour)


def interviews(found: Interviews) -> str:
    """How many interviews, by version."""
    counts = (
        plural("{count} interview as it was", "{count} interviews as it was", found.before),
        plural("{count} as it is now", "{count} as it is now", found.after),
        plural("{count} in which both are the same", "{count} in which both are the same", found.same),
        plural("{count} otherwise", "{count} otherwise", found.other),
    )
    told = [text for n, (text, count) in enumerate(zip(counts, found, strict=True)) if count or n < 2]  # noqa: PLR2004 - was and is
    return _("Asked in {counts}.").format(counts=", ".join(told))


def _below(found: Comparison, held: Held | None, width: int) -> Iterator[str]:
    """The legend, the sum, the interviews of each version, and a question that was perhaps only renamed."""
    signs = {change.comparable for change in found.changes if change.aspect != VERSION}
    legend = [_("! means that answers from before and after can't be compared.")] if False in signs else []
    legend += [_("= means that they can.")] if True in signs else []
    sentences = [_("Signs: {signs}").format(signs=" ".join(legend))] if legend else []
    if any(change.nearly and not change.comparable for change in found.changes):
        sentences += [
            _(
                "Nearly the same means a letter or two of one word. If only a typing mistake was corrected, the answers can be compared all the same; that is for you to say."
            )
        ]
    sentences += [_("In all: {counts}.").format(counts=summary(found.counted()))]
    if False in signs and found.old.version == found.new.version and found.old.id == found.new.id:
        told = _(
            "Both call themselves version {version}: give the new one the next number, so that each answer stays with the question that was asked."
        )
        sentences += [told.format(version=found.new.version)]
    sentences += held_told(held)
    for old, new in found.alike:
        text = _(
            "“{old}” is gone and “{new}” came with nearly the same words. If it is the same question, write `was: [{old}]` under “{new}”: then its answers stay together."
        )
        sentences.append(text.format(old=old, new=new))
    for sentence in sentences:
        yield from rows([Run(sentence)], width, "", colour=False)


def held_told(held: Held | None) -> Iterable[str]:
    """How many interviews were held with each version, in a sentence; nothing outside a study."""
    if held is None:
        return
    if not held.whole.total:
        yield _("No interview has been held with this guide.")
    else:
        yield _(
            "Interviews held: {before} with the old version, {after} with the new one, {other} with others."
        ).format(
            before=held.whole.before + held.whole.same, after=held.whole.after + held.whole.same, other=held.whole.other
        )
    if held.pilots:
        yield plural(
            "Pilot interviews, not counted here: {count}.", "Pilot interviews, not counted here: {count}.", held.pilots
        )
