"""A printed guide as CommonMark: headings, quotations for what is said aloud, lists; nothing in a text can become markup."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from interviewer.report.paper.sheet import (
    BOX,
    Amount,
    Answer,
    Asked,
    Blank,
    Blanks,
    Boxes,
    Consents,
    Day,
    FormHead,
    Head,
    Heading,
    Line,
    Named,
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

MARKUP = re.compile(r"([\\`*_{}\[\]<>|~])")
LINE_START = re.compile(r"^([#+\-=:])|^(\d{1,9})([.)])")
ENTITY = re.compile(r"&(?=#?\w+;)")
FILL, DOTS = "…" * 12, "…" * 40


def markdown_of(sheet: Sheet) -> str:
    """The file's text; a rule parts what begins on a page of its own."""
    writer = _Markdown()
    parts = (
        "\n\n".join(one for block in part.blocks for one in WRITERS[type(block)](writer, block) if one)
        for part in sheet.parts
    )
    return "\n\n---\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """The text with a backslash before all that CommonMark could take for markup, wherever it stands."""
    made = ENTITY.sub(r"\&", MARKUP.sub(r"\\\1", text))
    return LINE_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", made)


class _Markdown(NamedTuple):
    def head(self, block: Head) -> Iterator[str]:
        yield escaped(block.kind)
        yield f"# {escaped(block.title)}"
        yield from map(escaped, block.purpose)
        yield " · ".join(map(escaped, block.facts))

    def blanks(self, block: Blanks) -> Iterator[str]:
        for whole_lines, blanks in groupby(block.blanks, key=lambda one: one.lines > 0):
            if whole_lines:
                yield from (piece for one in blanks for piece in (escaped(one.label), _ruled(one.lines)))
            else:
                yield "\n".join(f"- {self.blank(one)}" for one in blanks)

    def blank(self, blank: Blank) -> str:
        boxes = " ".join(f"{BOX} {escaped(one)}" for one in blank.boxes)
        return f"{escaped(blank.label)} {boxes or FILL}"

    def plan(self, block: Plan) -> Iterator[str]:
        yield f"**{escaped(block.title)}**"
        rows = (f"{slot.number}\\. {escaped(slot.title)} {_small(slot.said)}".rstrip() for slot in block.slots)
        yield "\n".join(f"- {row}" for row in rows)
        yield escaped(block.total)

    def section(self, block: Section) -> Iterator[str]:
        yield f"## {escaped(block.title)}"
        yield _small(block.hint)

    def speech(self, block: Speech) -> Iterator[str]:
        yield "\n>\n".join(f"> {one}" for one in (f"**{escaped(block.label)}**", *map(escaped, block.paragraphs)))

    def consents(self, block: Consents) -> Iterator[str]:
        for item in block.items:
            yield from map(escaped, item.ask)
            yield _small(item.note)
            ticks = (
                f"{escaped(one)} {FILL}" if block.codes else f"{BOX} {escaped(one)}" for one in (item.yes, item.no)
            )
            yield "  ".join(ticks)

    def theme(self, block: ThemeHead) -> Iterator[str]:
        yield f"## {block.number}\\. {escaped(block.title)} {_small(block.minutes)}".rstrip()
        yield _small(block.only_if)
        yield _small(block.aim)

    def asked(self, block: Asked) -> Iterator[str]:
        yield _small(block.only_if)
        first, *more = block.ask or ("",)
        yield f"### {block.number} {escaped(first)}" if block.number else f"**{escaped(first)}**"
        yield from (f"**{escaped(one)}**" for one in more)
        must = f"**{escaped(block.must)}**" if block.must else ""
        yield " ".join(filter(None, (must, _small(block.aim))))
        if block.answer is not None:
            yield from self.answer(block.answer)
        yield "\n".join(f"- {escaped(one.ask)} {_small(one.kind)}".rstrip() for one in block.probes)
        if block.lines:
            yield " ".join(filter(None, (escaped(block.notes), _small(block.listen))))
            yield _ruled(block.lines)

    def answer(self, answer: Answer) -> Iterator[str]:
        match answer:
            case Steps():
                yield _small(answer.hint)
                yield " ".join(f"({one})" for one in answer.marks)
                yield _small(answer.unit)
            case Boxes():
                yield _small(answer.hint)
                other = [f"{escaped(answer.other)} {FILL}"] if answer.other else []
                yield "\n".join(f"- {BOX} {one}" for one in (*map(escaped, answer.options), *other))
            case Amount():
                yield " ".join(filter(None, (FILL, escaped(answer.unit), _small(answer.bounds))))
            case Day():
                yield " ".join(f"……… {escaped(one)}" for one in answer.parts)
            case Line():
                yield DOTS

    def form_head(self, block: FormHead) -> Iterator[str]:
        yield _small(block.copy)
        yield f"## {escaped(block.title)}"

    def heading(self, block: Heading) -> Iterator[str]:
        yield f"### {escaped(block.title)}"
        yield _small(block.hint)

    def named(self, block: Named) -> Iterator[str]:
        yield _small(block.label)
        yield from map(escaped, block.paragraphs)

    def points(self, block: Points) -> Iterator[str]:
        yield "\n".join(f"- {escaped(one)}" for one in block.texts)

    def signatures(self, block: Signatures) -> Iterator[str]:
        for who in block.who:
            yield f"**{escaped(who)}**"
            yield "\n".join(f"- {escaped(one)} {FILL}" for one in block.fields)

    def small(self, block: Small) -> Iterator[str]:
        yield f"{escaped(block.text)} {FILL}" if block.blank else _small(block.text)


def _small(text: str) -> str:
    return f"*{escaped(text)}*" if text else ""


def _ruled(count: int) -> str:
    return "\\\n".join([DOTS] * count)


Writer = Callable[[_Markdown, Any], Iterator[str]]
WRITERS: dict[type, Writer] = {
    Head: _Markdown.head,
    Blanks: _Markdown.blanks,
    Plan: _Markdown.plan,
    Section: _Markdown.section,
    Speech: _Markdown.speech,
    Consents: _Markdown.consents,
    ThemeHead: _Markdown.theme,
    Asked: _Markdown.asked,
    FormHead: _Markdown.form_head,
    Heading: _Markdown.heading,
    Named: _Markdown.named,
    Points: _Markdown.points,
    Signatures: _Markdown.signatures,
    Small: _Markdown.small,
}
