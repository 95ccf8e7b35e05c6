"""Forms that `export xlsform` made, known again: their names lead back to the ids of the guide, whatever was changed since."""

import re
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.guide.keys import HIGHEST_VERSION
from interviewer.guide.model import (
    CONSENT_PURPOSES,
    NO_TEXT,
    Answer,
    BackgroundItem,
    Choices,
    ConsentItem,
    ConsentPurpose,
    Guide,
    Number,
    Probe,
    Question,
    Scale,
    ShortText,
)
from interviewer.guide.prose.consent import purpose_of
from interviewer.guide.spoken import Steps
from interviewer.guide.xlsform import names as n
from interviewer.guide.xlsform.phrases import phrase
from interviewer.guide.xlsform.reading import columns as c
from interviewer.guide.xlsform.reading.answers import Answers, Given
from interviewer.guide.xlsform.reading.conditions import Decider
from interviewer.guide.xlsform.reading.kinds import Kind, kind
from interviewer.guide.xlsform.reading.ledger import Ledger
from interviewer.guide.xlsform.reading.naming import fresh_id, remark
from interviewer.guide.xlsform.reading.survey import Group, Survey
from interviewer.guide.xlsform.reading.tables import Line, Table
from interviewer.guide.xlsform.reading.wording import Languages
from interviewer.ids import is_id
from interviewer.schema import NO, YES

STAMP = re.compile(r"['\"]?([a-z0-9][a-z0-9_-]*) ([0-9]{1,7}) (?:[0-9a-f]{64})?['\"]?")
VERSION = re.compile(r"0*([0-9]{1,7})-[0-9a-f]{8}")
KOBO_ID = re.compile(r"a[A-Za-z0-9]{21}")
"""What KoboToolbox calls a form, instead of its id."""
AGREED = re.compile(r"\s*\$\{c_([^{}]+)\} = 'yes'(?:\s+and\s+|$)")
REFUSED = re.compile(r"\$\{c_([^{}]+)\} = 'no'")
UNANSWERED = re.compile(r"\$\{[^{}]+\} = '' or ")
STEPS = re.compile(r"scale_(-?[0-9]{1,9})_(-?[0-9]{1,9})")
FIXED = frozenset((n.START, n.END, n.TODAY, n.AUDIT, n.GUIDE, n.NOTICE, n.CODE, n.LANGUAGE, n.GROUP, n.WAVE, n.REFUSED))
FIXED |= {n.SETTING, n.OTHERS, n.NOTES}
GROUPS = frozenset((n.PEOPLE, n.AGREEMENT, n.FIRST, n.SHEET, n.AFTER))
LISTS = ("why", "yes_no", n.LANGUAGE, n.GROUP)
WRITTEN = frozenset(("appearance", "required", "required_message", "constraint_message"))
"""Columns that say what the form makes of a question anyway."""
HOLE = "\x00"


class Stamp(NamedTuple):
    """The guide that a form was made from."""

    id: str
    version: int


def stamp(survey: Table | None) -> Stamp | None:
    """What the form was made from; None for one that is not ours."""
    for line in survey.lines() if survey and survey.head >= 0 else ():
        if line.text(c.NAME) == n.GUIDE and line.text(c.TYPE).lower() == "calculate":
            found = next((m for cell in line.cells if (m := STAMP.fullmatch(cell.strip()))), None)
            return Stamp(found[1], min(int(found[2]), HIGHEST_VERSION)) if found and is_id(found[1]) else None
    return None


def form_id(said: str, of: Stamp) -> str:
    """The guide's id: the form's, unless a server chose that."""
    return said if is_id(said) and not KOBO_ID.fullmatch(said) else of.id


def form_version(said: str, of: Stamp) -> int:
    """The guide's version, which the one of the form begins with."""
    found = VERSION.fullmatch(said)
    return min(max(int(found[1]), 1), HIGHEST_VERSION) if found else of.version


class OwnSurvey(Survey):
    """The rows of a form of ours; what was added to it by hand is read like any other form."""

    def __init__(self, answers: Answers, languages: Languages, ledger: Ledger) -> None:
        super().__init__(answers, languages, ledger)
        self.consent: list[ConsentItem] = []
        self.background: list[BackgroundItem] = []
        self.stakeholders: tuple[str, ...] = ()
        self._required: dict[str, None] = {}

    def whole(self, guide: Guide, id_: str, version: int) -> Guide:
        """The guide with what no other form has; those items of consent are required that a refusal ends the form at."""
        consent = tuple(replace(one, required=one.id in self._required) for one in self.consent)
        found = {"consent": consent, "background": tuple(self.background), "stakeholders": self.stakeholders}
        return replace(guide, id=id_, version=version, **found)

    def _dispatch(self, line: Line, found: Kind) -> None:
        name, inside = line.text(c.NAME), self._groups[-1].line.text(c.NAME) if self._groups else ""
        meant = n.meant(name)
        if found.what in ("begin", "end", "note") or (name not in FIXED and meant is None):
            self._by_place(line, found, inside)
        elif name in FIXED:
            self._fixed(line, found, name)
        elif meant and meant.kind == n.CONSENT:
            self._consent(line)
        elif meant and meant.other:
            self.ledger.carry(line)
        elif meant and meant.kind == n.BACKGROUND:
            self._fact(line, found)
        elif meant and meant.kind == n.WORDS:
            self._explained(line, meant.id)
        elif meant and meant.kind == n.REASON:
            self.ledger.leave(line, "form_of_its_own", c.NAME)
        else:
            super()._dispatch(line, found)

    def _by_place(self, line: Line, found: Kind, inside: str) -> None:
        """What has no name of ours: groups and notes, and rows that were added, which are of the kind of those around."""
        if found.what == "note" and line.text(c.NAME) == n.REFUSED:
            self._required |= dict.fromkeys(REFUSED.findall(line.text(c.RELEVANT)))
            self.ledger.leave(line, "form_of_its_own", c.NAME)
        elif found.what == "select" and inside == n.AGREEMENT:
            self._consent(line)
        elif found.what in ("select", "number", "scale", "date", "short") and inside in (n.FIRST, n.SHEET):
            self._fact(line, found)
        else:
            super()._dispatch(line, found)

    def _fixed(self, line: Line, found: Kind, name: str) -> None:
        self.ledger.leave(line, "form_of_its_own", c.NAME)
        if name == n.GROUP and found.list_name:
            self.stakeholders = tuple(option.id for option in self.answers.lists.options(found.list_name))

    def _begin(self, line: Line, found: Kind) -> None:
        condition = line.text(c.RELEVANT)
        while match := AGREED.match(condition):
            self._required[match[1]] = None
            condition = condition[match.end() :]
        if line.text(c.NAME) in GROUPS:
            self._groups.append(Group(line, "", NO_TEXT))
        else:
            super()._begin(line, found)

    def _judge_group(self, group: Group, end: Line | None = None) -> None:
        if group.line.text(c.NAME) in GROUPS:
            for line in (group.line, end) if end else (group.line,):
                self.ledger.leave(line, "form_of_its_own", c.TYPE)
        else:
            super()._judge_group(group, end)

    def _name(self, line: Line) -> str:
        name = line.text(c.NAME)
        meant = n.meant(name)
        return meant.id if meant else name

    def _condition(self, line: Line) -> str:
        """Without what is true of every row: that what is required was agreed to, that no answer holds nobody up."""
        condition = line.text(c.RELEVANT)
        while match := AGREED.match(condition):
            condition = condition[match.end() :]
        return UNANSWERED.sub("", condition).replace("${" + n.OTHER, "${")

    def _given(self, found: Kind, line: Line) -> Given:
        given = self._scale(found) or super()._given(found, line)
        type_, answer = line.text(c.TYPE).lower(), given.answer
        if type_ == "text" and line.text(c.APPEARANCE) != "multiline":
            answer = ShortText()
        if (
            isinstance(answer, Number)
            and type_ == "integer"
            and answer.lowest is not None
            and answer.highest is not None
        ):
            answer = Scale(int(answer.lowest), int(answer.highest))
        if isinstance(answer, Choices):
            answer, given = self._with_other(answer, given)
        if isinstance(answer, Scale | Number):
            answer = replace(answer, unit=self._unit(line))
        return given._replace(answer=answer)

    def _scale(self, found: Kind) -> Given | None:
        """The scale whose steps the list has, one by one, as they were written."""
        bounds = STEPS.fullmatch(found.list_name)
        options = self.answers.lists.options(found.list_name) if bounds else ()
        if not bounds or len(options) != int(bounds[2]) - int(bounds[1]) + 1:
            return None
        for step, option in enumerate(options, int(bounds[1])):
            if option.name != str(step) or {*option.words.words.values()} != {option.name}:
                return None
        for option in options:
            if option.line is not None:
                self.ledger.carry(option.line)
        return Given(Scale(int(bounds[1]), int(bounds[2])))

    def _with_other(self, answer: Choices, given: Given) -> tuple[Choices, Given]:
        """Without the choice for words of one's own, which a guide says in its own way."""
        own = next((option for option in given.options if option.name == n.OWN_WORDS), None)
        if own is None:
            return answer, given
        options = tuple(option for option in given.options if option is not own)
        words = {option.id: option.words for option in options}
        return Choices(words, several=answer.several, other=True), given._replace(options=options)

    def _unit(self, line: Line) -> str:
        """The unit that stands in the hint."""
        for name, hint in line.words(c.HINT).items():
            code = self.languages.codes.get(name, self.languages.main)
            before, _, after = phrase("unit", code, self.languages.main, unit=HOLE).partition(HOLE)
            if hint.startswith(before) and hint.endswith(after) and len(hint) > len(before) + len(after):
                return hint[len(before) : len(hint) - len(after)]
        return ""

    def _probes(self, line: Line) -> tuple[Probe, ...]:
        return () if self._unit(line) else super()._probes(line)

    def _remember(self, line: Line, question: Question, found: Kind, options: dict[str, str], steps: Steps) -> None:
        super()._remember(line, question, found, options, steps)
        self._depend(line, question.id, question.answer or ShortText(), options)

    def _depend(self, line: Line, made: str, answer: Answer, options: dict[str, str]) -> None:
        """Others may depend on it, on words of one's own too."""
        free = isinstance(answer, Choices) and answer.other
        self._deciders[line.text(c.NAME)] = Decider(made, answer, options, whole=isinstance(answer, Scale), free=free)

    def _explained(self, line: Line, of: str) -> None:
        """The words beside a value: their hint holds the probes of the question."""
        self.ledger.carry(line)
        self._note_cells(line, {c.HINT})
        for part in self._parts:
            for place, question in enumerate(part.questions):
                if question.id == of:
                    part.questions[place] = replace(question, probes=self._probes(line))

    def _consent(self, line: Line) -> None:
        words = self.languages.text(line.words(c.LABEL) or {"": self._name(line)})
        made = fresh_id(self._name(line), {one.id for one in self.consent})
        named = next((one for one in CONSENT_PURPOSES if one == made), None)
        said: list[ConsentPurpose] = [purpose for one in words.words.values() if (purpose := purpose_of(one))]
        purpose = named or (said[0] if said else "notes")
        self.consent.append(ConsentItem(made, purpose, words))
        self._depend(line, made, Choices({}), self._yes_no(line))
        self._carried(line, {c.RELEVANT})
        self.ledger.note(line, "form_agreed", c.LABEL, purpose=purpose)

    def _yes_no(self, line: Line) -> dict[str, str]:
        """The names of the two choices, which are in the guide then."""
        made = {}
        for option in self.answers.lists.options(kind(line.text(c.TYPE)).list_name):
            made[option.name] = "yes" if option.name in YES else "no" if option.name in NO else option.id
            if option.line is not None:
                self.ledger.carry(option.line)
        return made

    def _fact(self, line: Line, found: Kind) -> None:
        given = self._given(found, line)
        made = fresh_id(self._name(line), {one.id for one in self.background})
        answer, words = given.answer or ShortText(), line.words(c.LABEL) or {"": self._name(line)}
        if said := remark(self._name(line), made):
            self.remarks["background", len(self.background)] = said
        self.background.append(BackgroundItem(made, self.languages.text(words), answer))
        self._depend(line, made, answer, {option.name: option.id for option in given.options})
        self._carried(line, {*given.used, *({c.HINT} if self._unit(line) else ())})

    def _note_cells(self, line: Line, used: set[str]) -> None:
        """But for the columns that `export xlsform` fills in everywhere."""
        columns = tuple(one for one in line.table.columns if one.header.partition("::")[0] not in WRITTEN)
        super()._note_cells(line._replace(table=line.table._replace(columns=columns)), used)

    def finish(self) -> None:
        """The notes, and the lists that only such a form has."""
        super().finish()
        for name, option in self.answers.lists.every():
            if name in LISTS and option.line is not None:
                self.ledger.leave(option.line, "form_of_its_own", c.LIST)
