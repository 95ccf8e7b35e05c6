"""A guide -> the sheets of an XLSForm that runs on a phone, without a warning of the tools that read it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from interviewer.errors import Problem, problem
from interviewer.guide.condition_rules import deciding_background
from interviewer.guide.holes import holes
from interviewer.guide.model import NO_TEXT, BackgroundItem, Guide, Text
from interviewer.guide.spoken import place_name
from interviewer.guide.xlsform import expressions as x
from interviewer.guide.xlsform import names as n
from interviewer.guide.xlsform.asking import Asking
from interviewer.guide.xlsform.kept import KEPT, kept
from interviewer.guide.xlsform.phrases import language_label, phrase
from interviewer.guide.xlsform.rows import CHOICES, SURVEY, Choice, Row, Words, filled
from interviewer.guide.xlsform.wording import label
from interviewer.ids import stable_id
from interviewer.sheets.model import Sheet

WIDTHS: dict[str, tuple[int, ...]] = {
    "survey": (18, 24, 60),
    "choices": (18, 18, 40),
    "settings": (30, 18, 18, 18),
    KEPT: (120, 70),
}
LONGEST_NAME = 32
"""Characters of a variable that Stata takes; SPSS takes twice as many."""


class Around(NamedTuple):
    """What a form needs beside its guide: the groups of the study with their labels, and the version of the notice."""

    groups: Mapping[str, Text | None]
    notice: str = ""


class Written(NamedTuple):
    """The sheets, the version that the form bears, and the names that other programs will cut."""

    sheets: tuple[Sheet, ...]
    version: str
    long_names: tuple[str, ...]


def faults(guide: Guide) -> Iterator[Problem]:
    """What keeps a sound guide from becoming a form: each text said to the participant that lacks a language of the guide.

    What only the interviewer reads (titles, aims) stands in the guide's own language where another is missing.
    """
    for hole in holes(guide):
        if hole.said:
            where = place_name(hole.steps)
            yield problem("xlsform_hole", place=where, language=hole.language, guide=guide.id, own=guide.language)


def parts(guide: Guide, around: Around) -> tuple[tuple[Row, ...], tuple[Choice, ...]]:
    """The rows of both sheets as values."""
    made = _Form(guide, around)
    return tuple(made.rows()), tuple(made.choices())


def form(guide: Guide, around: Around) -> Written:
    """The form of a guide without faults."""
    rows, choices = parts(guide, around)
    languages = guide.languages
    survey = filled(SURVEY, rows, languages)
    listed = filled(CHOICES, choices, languages)
    content = stable_id(*("\x1e".join(row) for row in (*survey, *listed)))
    version = f"{guide.version:04d}-{content[:8]}"
    title = " ".join(guide.title.said_in(guide.language).split())
    head = ("form_title", "form_id", "version", "default_language", "instance_name", "style")
    named = f"concat({x.reference(n.TODAY)}, '-{guide.id}-', {x.reference(n.CODE)})"
    settings = (head, (title, guide.id, version, language_label(guide.language), named, "pages"))
    long = tuple(row.name for row in rows if len(row.name) > LONGEST_NAME)
    sheets = (Sheet("survey", survey), Sheet("choices", listed), Sheet("settings", settings), *kept(guide))
    return Written(sheets, version, long)


class _Form:
    """The rows of one form, in the order in which they are asked."""

    def __init__(self, guide: Guide, around: Around) -> None:
        self.guide = guide
        self.around = around
        self.asking = Asking(guide)

    def _own(self, key: str, **values: str) -> Words:
        return Words({one: phrase(key, one, self.guide.language, **values) for one in self.guide.languages})

    def _text(self, text: Text) -> Words:
        return Words({one: label(text.said_in(one)) for one in self.guide.languages})

    def _groups(self) -> Sequence[str]:
        return tuple(dict.fromkeys(self.guide.stakeholders or self.around.groups))

    @property
    def _agreed(self) -> str:
        """When everything that was required is agreed to; empty where nothing is."""
        return self._given_before(len(self.guide.consent))

    def _given_before(self, count: int) -> str:
        needed = [item.id for item in self.guide.consent[:count] if item.required]
        return " and ".join(f"{x.reference(n.CONSENT + one)} = '{n.YES}'" for one in needed)

    def rows(self) -> Iterator[Row]:
        """The survey sheet."""
        for name in (n.START, n.END, n.TODAY):
            yield Row(name, name)
        yield Row("audit", n.AUDIT)
        stamp = f"{self.guide.id} {self.guide.version} {self.guide.sha256}"
        yield Row("calculate", n.GUIDE, calculation=x.literal(stamp))
        if self.around.notice:
            yield Row("calculate", n.NOTICE, calculation=x.literal(self.around.notice))
        yield from self._people()
        if self.guide.opening.words:
            yield Row("note", n.OPENING, self._text(self.guide.opening))
        yield from self._consent()
        first = deciding_background(self.guide)
        yield from self._facts(n.FIRST, [item for item in self.guide.background if item.id in first])
        for theme in self.guide.themes:
            relevant = " and ".join(part for part in (self._agreed, self.asking.when(theme.when)) if part)
            yield Row("begin_group", n.THEME + theme.id, self._text(theme.title), relevant=relevant)
            for question in theme.questions:
                yield from self.asking.question(question)
            yield Row("end_group")
        yield from self._facts(n.SHEET, [item for item in self.guide.background if item.id not in first])
        if self.guide.closing.words:
            yield Row("note", n.CLOSING, self._text(self.guide.closing), relevant=self._agreed)
        yield from self._after()

    def _people(self) -> Iterator[Row]:
        yield Row("begin_group", n.PEOPLE, self._own("people"), appearance="field-list")
        needed = self._own("needed")
        yield Row(
            "text",
            n.CODE,
            self._own("code"),
            self._own("code_hint"),
            required=needed,
            constraint=x.CODE,
            constraint_message=self._own("code_wrong"),
            default=x.NEW_CODE,
        )
        if len(self.guide.languages) > 1:
            default = self.guide.language
            yield Row(f"select_one {n.LANGUAGE}", n.LANGUAGE, self._own("language"), required=needed, default=default)
        if len(self._groups()) > 1:
            yield Row(f"select_one {n.GROUP}", n.GROUP, self._own("stakeholder"), required=needed)
        if any(question.indicator for _theme, question in self.guide.questions()):
            wrong = self._own("wave_wrong")
            yield Row(
                "text",
                n.WAVE,
                self._own("wave"),
                required=needed,
                constraint=x.WAVE,
                constraint_message=wrong,
                default="t0",
            )
        yield Row("end_group")

    def _consent(self) -> Iterator[Row]:
        if not self.guide.consent:
            return
        yield Row("begin_group", n.AGREEMENT, self._own("consent"))
        for count, item in enumerate(self.guide.consent):
            yield Row(
                "select_one yes_no",
                n.CONSENT + item.id,
                self._text(item.ask),
                required=self._own("needed"),
                relevant=self._given_before(count),
            )
        yield Row("end_group")
        required = [item.id for item in self.guide.consent if item.required]
        if required:
            refused = " or ".join(f"{x.reference(n.CONSENT + one)} = '{n.NO}'" for one in required)
            yield Row("note", n.REFUSED, self._own("refused"), relevant=refused)

    def _facts(self, group: str, items: Sequence[BackgroundItem]) -> Iterator[Row]:
        """The background sheet; what questions depend on comes before them, as in the interview."""
        if items:
            yield Row("begin_group", group, self._own(group), relevant=self._agreed)
            for item in items:
                yield from self.asking.fact(item)
            yield Row("end_group")

    def _after(self) -> Iterator[Row]:
        yield Row("begin_group", n.AFTER, self._own("after"), relevant=self._agreed)
        for name in (n.SETTING, n.OTHERS, n.NOTES):
            yield Row("text", name, self._own(name), appearance="multiline")
        yield Row("end_group")

    def choices(self) -> Iterator[Choice]:
        """The choices sheet."""
        if self.guide.consent:
            for name in (n.YES, n.NO):
                yield Choice("yes_no", name, self._own(name))
        if len(self.guide.languages) > 1:
            for one in self.guide.languages:
                said = language_label(one).rpartition(" (")[0]
                yield Choice(n.LANGUAGE, one, Words(dict.fromkeys(self.guide.languages, said)))
        if len(self._groups()) > 1:
            for name in self._groups():
                named = self.around.groups.get(name) or NO_TEXT
                yield Choice(n.GROUP, name, self._text(named if named.words else Text({self.guide.language: name})))
        yield from self.asking.choices()
