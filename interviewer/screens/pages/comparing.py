"""`diff`: the two versions found and compared, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from msgspec.structs import asdict

from interviewer.guide.compare import compare
from interviewer.screens.pages.compared import held_told, page, summary
from interviewer.screens.pages.harmless_json import dumps
from interviewer.screens.pages.word_changes import sheet
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, plural
from interviewer.study.versions import Version, before_now, parted, study_around, version

if TYPE_CHECKING:
    from interviewer.guide.changes import Change, Comparison
    from interviewer.session.under_versions import Held
    from interviewer.study.folder import Study


def show_comparison(old: str, new: str, *, as_json: bool) -> bool:
    """Print how two versions differ; returns whether they do. Without `new`, `old` is held against its file."""
    before, after = _meant(old, new)
    study = study_around(after)
    one, other = version(before, study_around(before)), version(after, study)
    for named in (one, other):
        _say_others(named)
    found = compare(one.guide, other.guide)
    held = _held(found, study) if study and found.changes else None
    if as_json:
        typer.echo(dumps(_as_data(found, one, other, held)))
    elif found.says_the_same:
        _say_the_same(found)
    else:
        width, colour = sheet()
        typer.echo(page(found, (one.shown, other.shown), held, width, colour=colour), color=colour or None)
    return bool(found.changes)


def _meant(old: str, new: str) -> tuple[str, str]:
    if new:
        return old, new
    name, _revision = parted(old)
    return (old, name) if name != old else (before_now(old, study_around(old)), old)


def _say_others(named: Version) -> None:
    """That several states of the guide bear the number which was given, and which one this is."""
    if named.others:
        said = plural(
            "{count} other state of “{guide}” calls itself version {number} too; this is {shown}. `interviewer history {guide}` lists them.",
            "{count} other states of “{guide}” call themselves version {number} too; this is {shown}. `interviewer history {guide}` lists them.",
            named.others,
            guide=named.guide.id,
            number=named.guide.version,
            shown=named.shown,
        )
        Paper().say(said, "warn")


def _held(found: Comparison, study: Study) -> Held:
    from interviewer.session.under_versions import held_under
    from interviewer.study.past import views_of

    return held_under(found, views_of(study, (found.old.id, found.new.id)))


def _say_the_same(found: Comparison) -> None:
    """That nothing differs is said, and why the files may differ all the same."""
    paper = Paper()
    if found.old.sha256 == found.new.sha256:
        paper.say(_("Nothing differs: both files are exactly the same."))
    elif found.old.version != found.new.version:
        versions = {"old": found.old.version, "new": found.new.version}
        paper.say(_("Nothing differs but the version: {old} → {new}.").format(**versions))
    else:
        paper.say(_("Nothing differs that is asked or read out; only comments, layout or order of keys do."))


def _as_data(found: Comparison, one: Version, other: Version, held: Held | None) -> dict[str, object]:
    return {
        "old": _version(one),
        "new": _version(other),
        "differ": bool(found.changes),
        "comparable": all(change.comparable is not False for change in found.changes),
        "counts": found.counted(),
        "summary": summary(found.counted()),
        "changes": [_change(change, held) for change in found.changes],
        "alike": [{"old": old, "new": new} for old, new in found.alike],
        "interviews": held.whole._asdict() | {"pilots": held.pilots} if held else None,
        "sentences": [*held_told(held)],
    }


def _version(one: Version) -> dict[str, object]:
    guide = one.guide
    return {
        "name": one.shown,
        "guide": guide.id,
        "version": guide.version,
        "sha256": guide.sha256,
        "commit": one.commit,
    }


def _change(change: Change, held: Held | None) -> dict[str, object]:
    under = held.things.get(change.thing) if held else None
    return asdict(change) | {"interviews": under._asdict() if under else None}
