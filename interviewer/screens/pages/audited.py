"""What `audit` says: what is due, what left the house, what a report should say and nobody wrote down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from interviewer.screens.clean import wrap
from interviewer.screens.pages.coreq_words import told, topic
from interviewer.screens.pages.exports_made import day_of, export_told
from interviewer.screens.pages.figured import sheet
from interviewer.screens.pages.page import Block, Fact, Note, Title, as_markdown, as_text
from interviewer.screens.words import _, plural

if TYPE_CHECKING:
    from interviewer.privacy.duties import Lacking
    from interviewer.report.coreq import Item, Sketch
    from interviewer.study.auditing import Audit, Left

NAMED, EXPORTS = 8, 20
INDENT = "    "


def page(found: Audit[Sketch], items: Sequence[Item], width: int = 0) -> str:
    """For a terminal a page of its width, else Markdown."""
    width = width or sheet()[0]
    blocks = list(_blocks(found, items))
    return "\n".join(_lines(blocks, width)) if width else as_markdown(blocks).rstrip("\n")


def _lines(blocks: Sequence[Block], width: int) -> Iterator[str]:
    """Sentences at the margin, what they introduce set in below them."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Fact):
            yield from wrap(_("{name}: {text}").format(name=block.name, text=block.text), width, INDENT)
        elif isinstance(block, Note):
            yield from [""] if isinstance(before, Fact) else []
            yield from wrap(block.text, width)
        else:
            yield from ["", as_text([block], width)] if before else [as_text([block], width)]
        before = block


def _blocks(found: Audit[Sketch], items: Sequence[Item]) -> Iterator[Block]:
    count = plural("{count} interview", "{count} interviews", len(found.seen))
    yield Title(1, _("Audit of {interviews} on {day}").format(interviews=count, day=found.today))
    yield Title(2, _("Due"))
    due = [*_due(found)]
    yield from due or [Note(_("Nothing is due."))]
    beside = [*_beside(found)]
    if beside:
        yield Title(2, _("To know"))
        yield from beside
    yield Title(2, _("What left the house"))
    yield from _exports(found.exports)
    yield Title(2, _("For the report"))
    yield from _report(items)


def _due(found: Audit[Sketch]) -> Iterator[Block]:
    duties, months = found.duties, found.settings.retention
    if duties.overdue:
        sentence = plural(
            "{count} interview is older than the {months} months that it may be kept (`retention`). `interviewer delete` deletes it:",
            "{count} interviews are older than the {months} months that they may be kept (`retention`). `interviewer delete` deletes them:",
            len(duties.overdue),
            months=months,
        )
        yield Note(sentence)
        for one in duties.overdue:
            yield Fact(one.session, _("kept until {day}").format(day=one.until))
    yield from _lacking(
        duties.refused,
        _("A consent without which there is no interview was refused, and words are there all the same:"),
    )
    yield from _lacking(
        duties.unasked,
        _("A consent without which there is no interview has no answer. Ask, or delete the interview:"),
    )
    if found.in_git:
        yield Note(_("Git takes the interviews in, against what interviewer.yaml says. Add /sessions/ to .gitignore."))


def _lacking(lacking: Sequence[Lacking], sentence: str) -> Iterator[Block]:
    if lacking:
        yield Note(sentence)
        for one in lacking:
            yield Fact(one.session, _("{person}, {item}").format(person=one.participant, item=one.item))


def _beside(found: Audit[Sketch]) -> Iterator[Block]:
    duties, settings = found.duties, found.settings
    if settings.retention is None:
        yield Note(_("interviewer.yaml doesn't say how long interviews are kept (`retention`, in months)."))
    if not settings.notice:
        yield Note(_("interviewer.yaml doesn't say which version of the notice people are shown (`notice`)."))
    yield from _listed(_("No consent was asked in:"), duties.silent)
    yield from _listed(_("A consent names no version of the notice in:"), duties.without_notice)
    for notice, sessions in duties.older_notice:
        yield from _listed(_("The notice {version} was shown, not today's, in:").format(version=notice), sessions)
    yield from _lacking(duties.undated, _("A consent has no date, for the clock was not set:"))
    yield from _listed(
        _("Not all could be read, so nothing may be quoted (`interviewer doctor` says more):"), duties.doubtful
    )
    yield from _listed(_("These pseudonyms could be names:"), duties.names)


def _listed(sentence: str, names: Sequence[str]) -> Iterator[Block]:
    """A sentence with names behind it, as many as can be taken in at once; JSON has them all."""
    if names:
        yield Note(f"{sentence} {shortened(names)}")


def shortened(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - NAMED
    shown = ", ".join(names[:NAMED])
    return shown if more <= 0 else _("{names} and {count} more").format(names=shown, count=more)


def _exports(exports: Sequence[Left]) -> Iterator[Block]:
    if not exports:
        yield Note(_("No export is in the register."))
        return
    yield Note(plural("{count} export is in the register.", "{count} exports are in the register.", len(exports)))
    troubled = [one for one in exports if one.withdrawn or one.refusing or one.gone]
    latest = [one for one in exports[-EXPORTS:] if one not in troubled]
    for one in (*troubled, *latest):
        yield Fact(day_of(one.entry), _export(one))
    left = len(exports) - len(troubled) - len(latest)
    if left:
        yield Note(plural("{count} older one is in `--json`.", "{count} older ones are in `--json`.", left))


def _export(one: Left) -> str:
    """What was exported, and who stands in it and should not any more."""
    parts = [export_told(one.entry)]
    if one.withdrawn:
        parts.append(_("withdrawn since: {people}").format(people=shortened(one.withdrawn)))
    if one.refusing:
        parts.append(_("may not be quoted any more: {people}").format(people=shortened(one.refusing)))
    if one.gone:
        parts.append(_("no longer here: {interviews}").format(interviews=shortened(one.gone)))
    return "; ".join(parts)


def _report(items: Iterable[Item]) -> Iterator[Block]:
    """The items with gaps one by one, then those that are told, then those that no data can say."""
    gaps, done, yours = ([one for one in items if one.state == state] for state in ("gaps", "told", "yours"))
    template = _(
        "COREQ, a checklist of {count} items: {told} told by your data, {gaps} with gaps, {yours} for you to write."
    )
    yield Note(
        template.format(count=len(gaps) + len(done) + len(yours), told=len(done), gaps=len(gaps), yours=len(yours))
    )
    if gaps:
        yield Title(3, _("With gaps"))
    for one in gaps:
        missing = _(" Missing: {names}.").format(names=shortened(one.missing)) if one.missing else ""
        yield Fact(_named(one), told(one) + missing)
    if done:
        yield Title(3, _("Told by your data"))
    for one in done:
        yield Fact(_named(one), told(one))
    if yours:
        yield Title(3, _("For you to write"))
        yield Note(_("{topics}.").format(topics="; ".join(map(_named, yours))))


def _named(item: Item) -> str:
    return _("{number}. {topic}").format(number=item.number, topic=topic(item))
