"""A printed guide as one HTML file: no scripts, nothing from elsewhere, made for paper and readable on any screen."""

from collections.abc import Callable, Iterator
from html import escape
from typing import Any, NamedTuple

from interviewer.report.paper.html_style import STYLE, page_rules
from interviewer.report.paper.prepared import typeset
from interviewer.report.paper.sheet import (
    BOX,
    Amount,
    Asked,
    Blank,
    Blanks,
    Boxes,
    Consent,
    Consents,
    Day,
    FormHead,
    Head,
    Heading,
    Line,
    Named,
    Part,
    Plan,
    Points,
    Section,
    Sheet,
    Signatures,
    Small,
    Speech,
    Steps,
    ThemeHead,
)

FILL = '<span class="fill"></span>'
SHORT, KEPT, LAST = 5, 3, 3

# Whatever a text smuggled in, a browser runs and fetches nothing.
NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'"


def html_of(sheet: Sheet, paper: str = "a4") -> str:
    """The file's text. `paper` is a4 or letter."""
    writer = _Html(sheet.language)
    rules = page_rules(sheet.running, sheet.code, sheet.page, paper, rtl=sheet.rtl)
    direction = "rtl" if sheet.rtl else "ltr"
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(sheet.language)}" dir="{direction}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{NOTHING_FROM_OUTSIDE}">',
        f"<title>{writer.said(sheet.running)}</title>",
        f"<style>\n{rules}{STYLE}</style></head>",
        "<body><main>",
        *(line for part in sheet.parts for line in writer.part(part)),
        "</main></body></html>",
    ]
    return "\n".join(lines) + "\n"


class _Html(NamedTuple):
    language: str

    def said(self, text: str) -> str:
        return escape(typeset(text, self.language))

    def many(self, paragraphs: tuple[str, ...], tag: str, kind: str = "") -> str:
        opened = f'<{tag} class="{kind}">' if kind else f"<{tag}>"
        return "".join(f"{opened}{self.said(one)}</{tag}>" for one in paragraphs)

    def label(self, text: str, kind: str, tag: str = "span") -> str:
        return f'<{tag} class="{kind}">{self.said(text)}</{tag}>' if text else ""

    def part(self, part: Part) -> Iterator[str]:
        yield f'<section class="part{"" if part.coded else " form"}">'
        for block in part.blocks:
            yield WRITERS[type(block)](self, block)
        yield "</section>"

    def head(self, block: Head) -> str:
        facts = "".join(f"<span>{self.said(one)}</span>" for one in block.facts)
        purpose = f'<div class="purpose">{self.many(block.purpose, "p")}</div>' if block.purpose else ""
        kind = self.label(block.kind, "kind", "p")
        return f'<header class="head">{kind}<h1>{self.said(block.title)}</h1>{purpose}<p class="facts">{facts}</p></header>'

    def blanks(self, block: Blanks) -> str:
        kept = " kept" if any(blank.lines for blank in block.blanks) else ""
        return f'<div class="blanks{kept}">{"".join(map(self.blank, block.blanks))}</div>'

    def blank(self, blank: Blank) -> str:
        name = self.label(blank.label, "name")
        if blank.lines:
            return f'<div class="blank lines">{name}{_lines(blank.lines)}</div>'
        boxes = "".join(f"<span>{_box()}{self.said(one)}</span>" for one in blank.boxes)
        fill = f'<span class="boxes">{boxes}</span>' if boxes else FILL
        kind = (" wide" if blank.wide else "") + (" pick" if boxes else "")
        return f'<div class="blank{kind}">{name}{fill}</div>'

    def plan(self, block: Plan) -> str:
        rows = []
        for slot in block.slots:
            title = f'<span class="number">{slot.number}</span> {self.said(slot.title)}'
            time = said = ""
            if slot.length:
                start, length = 100 * slot.start / block.whole, 100 * slot.length / block.whole
                time = f'<i style="margin-inline-start:{start:.2f}%;width:{length:.2f}%"></i>'
                said = self.said(slot.said)
            rows.append(
                f'<tr><th scope="row">{title}</th><td style="width:100%"><div class="time">{time}</div></td>'
                f'<td class="said">{said}</td></tr>'
            )
        caption = f'<caption class="label">{self.said(block.title)}</caption>'
        table = f'<table class="plan">{caption}\n' + "\n".join(rows) + "</table>"
        return table + self.label(block.total, "total", "p")

    def section(self, block: Section) -> str:
        return f'<div class="section"><h2>{self.said(block.title)}</h2>{self.label(block.hint, "hint", "p")}</div>'

    def speech(self, block: Speech) -> str:
        return f'<div class="speech">{self.label(block.label, "label", "p")}{self.many(block.paragraphs, "p", "said")}</div>'

    def consents(self, block: Consents) -> str:
        items = "\n".join(self.consent(item, codes=block.codes) for item in block.items)
        return f'<ul class="consents">{items}</ul>'

    def consent(self, item: Consent, *, codes: bool) -> str:
        what = f'<div class="what">{self.many(item.ask, "p")}{self.label(item.note, "note", "p")}</div>'
        ticks = "".join(
            f'<span class="tick">{"" if codes else _box()}{self.said(one)}{FILL if codes else ""}</span>'
            for one in (item.yes, item.no)
        )
        return f'<li class="consent">{what}<div class="ticks{" codes" if codes else ""}">{ticks}</div></li>'

    def theme(self, block: ThemeHead) -> str:
        heading = f'<span class="number">{block.number}</span><h2>{self.said(block.title)}</h2>'
        minutes = f'<span class="minutes">{self.said(block.minutes)}</span>'
        rest = self.label(block.only_if, "only", "p") + self.label(block.aim, "aim", "p")
        return f'<div class="theme">{heading}{minutes}{rest}</div>'

    def asked(self, block: Asked) -> str:
        number = f"<b>{block.number}</b>" if block.must else block.number
        at = f'<span class="at">{number}</span>' if block.number else ""
        asks = f"<div>{self.many(block.ask, 'h3')}</div>"
        aim = self.label(block.must, "must") + self.said(block.aim)
        below = [
            f'<p class="aim">{aim}</p>' if aim else "",
            ANSWERS[type(block.answer)](self, block.answer) if block.answer is not None else "",
            self.probes(block),
        ]
        only = self.label(block.only_if, "only", "p")
        question = f'<div class="question">{only}{at}{asks}{"".join(below)}</div>'
        kind = ("short" if block.lines <= SHORT else "long") + ("" if block.number else " plain")
        if not block.lines:
            return f'<div class="asked {kind}">{question}</div>'
        listen = self.label(block.listen, "listen")
        top = f'<div class="top">{self.label(block.notes, "label")}{listen}</div>'
        first = block.lines if block.lines <= SHORT else KEPT
        more = _flowing(block.lines - first)
        keep = f'<div class="keep">{question}<div class="notes">{top}{_lines(first)}</div></div>'
        return f'<div class="asked {kind}">{keep}{more}</div>'

    def probes(self, block: Asked) -> str:
        if not block.probes:
            return ""
        items = "".join(
            f'<li><span class="ask">{self.said(one.ask)}{self.label(one.kind, "sort")}</span></li>'
            for one in block.probes
        )
        return f'<ul class="probes">{items}</ul>'

    # --- typed answers ---

    def steps(self, answer: Steps) -> str:
        marks = "".join(f"<li>{one}</li>" for one in answer.marks) + self.label(answer.unit, "unit", "li")
        hint = self.label(answer.hint, "bounds", "p")
        return f'<div class="answer">{hint}<ol class="steps">{marks}</ol></div>'

    def boxes(self, answer: Boxes) -> str:
        options = "".join(f"<li>{_box()}<span>{self.said(one)}</span></li>" for one in answer.options)
        other = f"<li>{_box()}<span>{self.said(answer.other)}</span>{FILL}</li>" if answer.other else ""
        return f'<div class="answer">{self.label(answer.hint, "bounds", "p")}<ul class="options">{options}{other}</ul></div>'

    def amount(self, answer: Amount) -> str:
        unit = self.label(answer.unit, "unit")
        return f'<div class="answer amount">{FILL}{unit}{self.label(answer.bounds, "bounds")}</div>'

    def day(self, answer: Day) -> str:
        return f'<div class="answer day">{"".join(f"<span>{self.said(one)}</span>" for one in answer.parts)}</div>'

    def line(self, _answer: Line) -> str:
        return f'<div class="answer fact">{FILL}</div>'

    # --- the form ---

    def form_head(self, block: FormHead) -> str:
        return (
            f'<header class="formhead">{self.label(block.copy, "copy", "p")}<h2>{self.said(block.title)}</h2></header>'
        )

    def heading(self, block: Heading) -> str:
        return f"<h3>{self.said(block.title)}</h3>{self.label(block.hint, 'hint', 'p')}"

    def named(self, block: Named) -> str:
        return (
            f'<div class="named">{self.label(block.label, "name")}<div>{self.many(block.paragraphs, "p")}</div></div>'
        )

    def points(self, block: Points) -> str:
        return f'<ul class="points">{self.many(block.texts, "li")}</ul>'

    def signatures(self, block: Signatures) -> str:
        fields = "".join(f"<p>{self.said(one)}{FILL}</p>" for one in block.fields)
        return f'<div class="signatures">{"".join(f"<div><h4>{self.said(who)}</h4>{fields}</div>" for who in block.who)}</div>'

    def small(self, block: Small) -> str:
        return (
            f'<p class="small{" open" if block.blank else ""}">{self.said(block.text)}{FILL if block.blank else ""}</p>'
        )


def _lines(count: int) -> str:
    return '<div class="line"></div>' * count


def _flowing(count: int) -> str:
    """Lines that may run over the end of a page, the last ones together."""
    if not count:
        return ""
    free = max(0, count - LAST)
    return f'<div class="more">{_lines(free)}</div><div class="more last">{_lines(count - free)}</div>'


def _box() -> str:
    return f'<span class="box">{BOX}</span>'


Writer = Callable[[_Html, Any], str]
WRITERS: dict[type, Writer] = {
    Head: _Html.head,
    Blanks: _Html.blanks,
    Plan: _Html.plan,
    Section: _Html.section,
    Speech: _Html.speech,
    Consents: _Html.consents,
    ThemeHead: _Html.theme,
    Asked: _Html.asked,
    FormHead: _Html.form_head,
    Heading: _Html.heading,
    Named: _Html.named,
    Points: _Html.points,
    Signatures: _Html.signatures,
    Small: _Html.small,
}
ANSWERS: dict[type, Writer] = {
    Steps: _Html.steps,
    Boxes: _Html.boxes,
    Amount: _Html.amount,
    Day: _Html.day,
    Line: _Html.line,
}
