"""The consent form that is signed: two copies, each on a page of its own, without the pseudonym of the interview."""

from collections.abc import Iterator

from interviewer.guide.model import ConsentItem, Guide
from interviewer.report.paper.prepared import line, paragraphs
from interviewer.report.paper.sheet import (
    Blank,
    Blanks,
    Block,
    Consent,
    Consents,
    FormHead,
    Heading,
    Named,
    Part,
    Points,
    Signatures,
    Small,
)
from interviewer.report.paper.wording import Wording


def form_parts(guide: Guide, language: str, wording: Wording, retention: int | None, notice: str) -> tuple[Part, ...]:
    """A page for each who keeps a copy; none where the guide asks for no consent."""
    if not guide.consent:
        return ()
    blocks = tuple(_blocks(guide, language, wording, retention, notice))
    return tuple(Part((FormHead(copy, wording.form), *blocks), coded=False) for copy in wording.form_copies)


def _blocks(guide: Guide, language: str, wording: Wording, retention: int | None, notice: str) -> Iterator[Block]:
    yield Named(wording.form_about, (line(guide.title.said_in(language)),))
    if guide.purpose.words:
        yield Named(wording.form_seek, paragraphs(guide.purpose.said_in(language)))
    yield Blanks((Blank(wording.form_who), Blank(wording.interviewer), Blank(wording.form_contact, wide=True)))
    yield Heading(wording.form_items, wording.form_items_how)
    yield Consents(tuple(_item(item, language, wording) for item in guide.consent))
    yield Heading(wording.form_rights)
    archived = any(item.purpose == "archive" for item in guide.consent)
    kept = (_kept(retention, wording) if retention else "", wording.archived if archived else "")
    yield Points(tuple(filter(None, (*wording.rights, *kept))))
    if not retention:
        yield Small(wording.kept_until, blank=True)
    yield Signatures((wording.participant, wording.interviewer), (wording.full_name, wording.on_day, wording.signature))
    about = f"{guide.id} · {wording.version.format(version=guide.version)}"
    yield Small(f"{wording.notice.format(notice=notice)} · {about}" if notice else about)
    if not notice:
        yield Small(wording.notice_blank, blank=True)
    yield Small(wording.apart)


def _item(item: ConsentItem, language: str, wording: Wording) -> Consent:
    note = wording.needed if item.required else ""
    return Consent(paragraphs(item.ask.said_in(language)), note, wording.yes, wording.no)


def _kept(months: int, wording: Wording) -> str:
    template = wording.kept_month if months == 1 else wording.kept_months
    return template.format(months=months)
