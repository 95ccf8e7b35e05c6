"""A guide -> the sheet that is printed: what stands on it, in which order, and how much room there is for notes."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from interviewer.guide.model import Guide, Text, Theme
from interviewer.report.paper.answers import drawn, said_number
from interviewer.report.paper.form import form_parts
from interviewer.report.paper.only_if import OnlyIf
from interviewer.report.paper.prepared import line, paragraphs, shortened
from interviewer.report.paper.sheet import (
    Asked,
    Blank,
    Blanks,
    Block,
    Consent,
    Consents,
    Head,
    Part,
    Plan,
    Probe,
    Section,
    Sheet,
    Slot,
    Speech,
    ThemeHead,
    anchored,
)
from interviewer.report.paper.wording import Wording, wording_for

RTL = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ku", "ps", "sd", "ug", "ur", "yi"])
LINES_A_MINUTE = 1.6
FEWEST, MOST = 3, 18
MUST, OPEN, TYPED = 3, 2, 1
MINUTES_A_QUESTION = 3
LONGEST_RUNNING = 60


class Around(NamedTuple):
    """What the study says: names of groups, labels of codes, months for which words are kept, version of the notice.

    `otherwise` is the language of the fixed words where the guide's language has none.
    """

    groups: Mapping[str, Text]
    codes: Mapping[str, Text]
    retention: int | None = None
    notice: str = ""
    otherwise: str = "en"


def sheet_of(guide: Guide, language: str, around: Around) -> Sheet:
    """The guide on paper, in one of its languages."""
    wording = wording_for(language, around.otherwise)
    return _Composer(guide, language, around, wording).sheet()


def readable(name: str) -> str:
    """An id as somebody would write it, where nobody gave it a label."""
    plain = name.replace("-", " ").replace("_", " ")
    return plain[:1].upper() + plain[1:]


class _Composer(NamedTuple):
    guide: Guide
    language: str
    around: Around
    wording: Wording

    def sheet(self) -> Sheet:
        guide, words = self.guide, self.wording
        title = self.line(guide.title)
        rtl = self.language.lower().split("-")[0] in RTL
        form = form_parts(guide, self.language, words, self.around.retention, line(self.around.notice))
        parts = (*self.body(), *form)
        running = f"{shortened(title, LONGEST_RUNNING)} · {words.version.format(version=guide.version)}"
        return Sheet(
            language=self.language,
            rtl=rtl,
            title=title,
            running=anchored(running) if rtl else running,
            code=words.pseudonyms if guide.group else words.pseudonym,
            page=words.page,
            parts=anchored(parts) if rtl else parts,
        )

    def body(self) -> Iterator[Part]:
        if not self.guide.group or not self.guide.background:
            yield Part((*self.front(), *self.themes(), *self.background(), *self.end()), coded=True)
            return
        yield Part((*self.front(), *self.themes(), *self.end()), coded=True)
        yield Part(tuple(self.background()), coded=True)

    def line(self, text: Text) -> str:
        return line(text.said_in(self.language))

    def paragraphs(self, text: Text) -> tuple[str, ...]:
        return paragraphs(text.said_in(self.language))

    def minutes(self, minutes: float | None) -> str:
        return "" if minutes is None else self.wording.minutes.format(minutes=said_number(minutes, self.wording))

    # --- the first page ---

    def front(self) -> Iterator[Block]:
        guide, words = self.guide, self.wording
        duration = "" if guide.duration is None else said_number(guide.duration, words)
        facts = (
            words.version.format(version=guide.version),
            words.minutes_long.format(minutes=duration) if duration else "",
            guide.id,
        )
        yield Head(words.guide, self.line(guide.title), self.paragraphs(guide.purpose), tuple(filter(None, facts)))
        yield self.blanks()
        yield self.plan()
        if guide.opening.words:
            yield Section(words.opening)
            yield Speech(words.aloud, self.paragraphs(guide.opening))
        if guide.consent:
            yield Section(words.consent, words.consent_group if guide.group else words.consent_how)
            yield Consents(tuple(self.consents()), codes=guide.group)

    def blanks(self) -> Blanks:
        words = self.wording
        groups = tuple(self.group(one) for one in self.guide.stakeholders)
        who = words.pseudonyms if self.guide.group else words.pseudonym
        return Blanks(
            (
                Blank(words.date),
                Blank(words.begun),
                Blank(words.interviewer),
                Blank(words.place),
                Blank(who, lines=2 if self.guide.group else 0),
                Blank(words.group, groups, wide=len(groups) > 1),
            )
        )

    def group(self, name: str) -> str:
        found = self.around.groups.get(name)
        return self.line(found) if found is not None else readable(name)

    def plan(self) -> Plan:
        words, start, slots = self.wording, 0.0, []
        for n, theme in enumerate(self.guide.themes, 1):
            length = theme.minutes or 0.0
            slots.append(Slot(str(n), self.line(theme.title), self.minutes(theme.minutes), start, length))
            start += length
        return Plan(words.plan, tuple(slots), self.total(start), max(start, self.guide.duration or 0.0))

    def total(self, planned: float) -> str:
        words, duration = self.wording, self.guide.duration
        if duration is None:
            return f"{words.planned}{words.colon}{self.minutes(planned)}" if planned else ""
        if not 0 < planned < duration:
            return f"{words.planned}{words.colon}{self.minutes(duration)}"
        numbers = {"duration": said_number(duration, words), "rest": said_number(duration - planned, words)}
        return f"{words.planned}{words.colon}{words.planned_rest.format(**numbers)}"

    def consents(self) -> Iterator[Consent]:
        for item in self.guide.consent:
            note = self.wording.required if item.required else ""
            yield Consent(self.paragraphs(item.ask), note, self.wording.yes, self.wording.no)

    # --- themes and what follows ---

    def themes(self) -> Iterator[Block]:
        only_if = OnlyIf(self.guide, self.language, self.wording)
        for n, theme in enumerate(self.guide.themes, 1):
            yield ThemeHead(
                str(n),
                self.line(theme.title),
                self.minutes(theme.minutes),
                only_if.said(theme.when),
                self.labelled(self.wording.aim, self.line(theme.aim)),
            )
            for q, question in enumerate(theme.questions):
                words = self.wording
                codes = ", ".join(map(self.code, question.codes))
                probes = (Probe(self.line(one.ask), words.kinds.get(one.kind or "", "")) for one in question.probes)
                yield Asked(
                    only_if=only_if.said(question.when),
                    number=f"{n}.{q + 1}",
                    ask=self.paragraphs(question.ask),
                    must=words.must if question.must else "",
                    aim=self.labelled(words.aim, self.line(question.aim)),
                    answer=drawn(question.answer, self.language, words) if question.answer else None,
                    probes=tuple(probes),
                    notes=words.notes,
                    listen=self.labelled(words.listen, codes),
                    lines=room(theme, q),
                )

    def code(self, code: str) -> str:
        found = self.around.codes.get(code)
        return self.line(found) if found is not None else code

    def labelled(self, label: str, text: str) -> str:
        return f"{label}{self.wording.colon}{text}" if text else ""

    def background(self) -> Iterator[Block]:
        guide, words = self.guide, self.wording
        if not guide.background:
            return
        yield Section(words.background, words.background_group if guide.group else words.background_how)
        if guide.group:
            yield Blanks((Blank(words.pseudonym),))
        for fact in guide.background:
            answer = drawn(fact.answer, self.language, words)
            yield Asked("", "", self.paragraphs(fact.ask), "", "", answer, (), "", "", 0)

    def end(self) -> Iterator[Block]:
        words = self.wording
        if self.guide.closing.words:
            yield Section(words.closing)
            yield Speech(words.aloud, self.paragraphs(self.guide.closing))
        yield Section(words.after, words.after_how)
        yield Blanks(
            (
                Blank(words.ended),
                Blank(words.duration),
                Blank(words.reread, (words.yes, words.no), wide=True),
                Blank(words.setting, lines=3),
                Blank(words.others, lines=2),
                Blank(words.field_notes, lines=6),
            )
        )


def room(theme: Theme, place: int) -> int:
    """The lines for notes under a question of the theme: its share of the minutes, the more the more is to be expected."""
    weights = [TYPED if one.answer else MUST if one.must else OPEN for one in theme.questions]
    minutes = theme.minutes or MINUTES_A_QUESTION * len(weights)
    return min(MOST, max(FEWEST, round(minutes * LINES_A_MINUTE * weights[place] / sum(weights))))
