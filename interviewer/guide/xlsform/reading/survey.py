"""The rows of a survey, from the first to the last: groups become themes, what is asked becomes questions, notes are kept."""

import re
from typing import NamedTuple

from interviewer.guide.model import NO_TEXT, Choices, Condition, Probe, Question, Text, Theme
from interviewer.guide.spoken import Steps
from interviewer.guide.xlsform.reading import columns as c
from interviewer.guide.xlsform.reading.answers import Answers, Given
from interviewer.guide.xlsform.reading.conditions import Decider, conditions, joined
from interviewer.guide.xlsform.reading.kinds import Kind, kind
from interviewer.guide.xlsform.reading.ledger import Ledger
from interviewer.guide.xlsform.reading.naming import fresh_id, remark
from interviewer.guide.xlsform.reading.tables import Line, Table, opening
from interviewer.guide.xlsform.reading.wording import Languages

YES = frozenset({"yes", "true", "true()", "1", "x", "oui", "y", "vrai"})
NO = frozenset({"no", "false", "false()", "0", "non", "n", "faux", "*"})
REFERENCE = re.compile(r"\$\{[^{}]*\}|%\([^()]*\)s")
BULLET = re.compile(r"^\s*(?:[-•*–]|\d{1,2}[.)])\s+")
ALWAYS_READ = frozenset({c.TYPE, c.NAME, c.LABEL, c.DISABLED})
MOST_TITLES = 3
"""Titles of groups around each other that a theme bears."""
OUTSIDE = "questions"
"""Id and title of the theme for questions that stand in no group: the same word in French and English."""


class Group(NamedTuple):
    """A group that has begun: its first row, its title (NO_TEXT for one whose questions join those around), its condition.

    `list_name` is the list that all its questions share, as the scores of KoboToolbox do.
    """

    line: Line
    name: str
    title: Text
    when: tuple[Condition, ...] = ()
    list_name: str = ""


class _Part:
    """A theme in the making: the group that it is of (None outside of all) and its questions."""

    def __init__(self, group: Group | None, id_: str, title: Text, when: tuple[Condition, ...]) -> None:
        self.group, self.id, self.title, self.when = group, id_, title, when
        self.questions: list[Question] = []


class Survey:
    """Goes through the rows once. What comes out: `themes`, `opening`, `closing`, `remarks`, `above`, and `lines` by the ids of questions."""

    def __init__(self, answers: Answers, languages: Languages, ledger: Ledger) -> None:
        self.answers, self.languages, self.ledger = answers, languages, ledger
        self.remarks: dict[Steps, str] = {}
        self.above: dict[Steps, tuple[str, ...]] = {}
        self.lines: dict[str, Line] = {}
        self._parts: list[_Part] = []
        self._groups: list[Group] = []
        self._ends: list[tuple[Group, Line]] = []
        self._asked: set[str] = set()
        self._split: set[int] = set()
        self._titled: set[str] = set()
        self._deciders: dict[str, Decider] = {}
        self._opening: list[Line] = []
        self._waiting: list[Line] = []

    def read(self, table: Table) -> None:
        """Take every row of the sheet."""
        for line in table.above():
            self.ledger.leave(line, "form_above_head")
        for line in table.lines():
            self._take(line)
        while self._groups:
            group = self._groups.pop()
            self.ledger.note(group.line, "form_group_open", c.TYPE, name=group.name)
            self._judge_group(group)

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes, none without questions."""
        return tuple(
            Theme(part.id, part.title, questions=tuple(part.questions), when=part.when) for part in self._parts
        )

    @property
    def opening(self) -> Text:
        """What the notes before the first question say."""
        return self._said(self._opening)

    @property
    def closing(self) -> Text:
        """What the notes behind the last question say."""
        return self._said(self._waiting)

    def _said(self, lines: list[Line]) -> Text:
        texts = [self.languages.text(line.words(c.LABEL)) for line in lines]
        every = {code: [text.said_in(code) for text in texts] for text in texts for code in text.words}
        return Text({code: "\n\n".join(said) for code, said in every.items()}) if texts else NO_TEXT

    def _take(self, line: Line) -> None:
        given = line.text(c.TYPE)
        if line.text(c.DISABLED).lower() in YES:
            self.ledger.leave(line, "form_disabled", c.DISABLED)
        elif not given:
            self.ledger.leave(line, "form_no_type")
        else:
            self._dispatch(line, kind(given))

    def _dispatch(self, line: Line, found: Kind) -> None:
        match found.what:
            case "begin":
                self._begin(line, found)
            case "end":
                self._end(line)
            case "note":
                self._note(line)
            case "left":
                self.ledger.leave(line, "form_not_asked", c.TYPE, type=line.text(c.TYPE))
            case "unknown":
                self.ledger.leave(line, "form_unknown_type", c.TYPE, type=line.text(c.TYPE))
            case "row":
                shared = self._groups[-1].list_name if self._groups else ""
                self._question(line, Kind("select", list_name=shared, loosely=found.loosely))
            case _:
                self._question(line, found)

    def _begin(self, line: Line, found: Kind) -> None:
        words, name = line.words(c.LABEL), line.text(c.NAME)
        title = self.languages.text(words)
        if not words and not any(group.title.words for group in self._groups) and name:
            title = self.languages.named(name)
            self.ledger.note(line, "form_no_label", c.NAME, name=name)
        if found.loosely:
            self.ledger.note(line, "form_repeat", c.TYPE)
        self._groups.append(Group(line, self._name(line), title, self._when(line), line.text(c.SHARED_LIST)))

    def _end(self, line: Line) -> None:
        if not self._groups:
            self.ledger.leave(line, "form_end_alone", c.TYPE)
            return
        self._judge_group(self._groups.pop(), line)

    def _judge_group(self, group: Group, end: Line | None = None) -> None:
        """Say what became of a group once it has ended."""
        kept = any(part.group is not None and part.group.line == group.line for part in self._parts)
        held = kept or any(part.group and part.group.line.row > group.line.row for part in self._parts)
        for line in (group.line, end) if end else (group.line,):
            if held and group.title.words:
                self.ledger.carry(line)
            else:
                self.ledger.leave(line, "form_group_plain" if not group.title.words else "form_group_empty", c.TYPE)
        if held and group.title.words:
            self._note_cells(group.line, {c.SHARED_LIST})

    def _note(self, line: Line) -> None:
        if not line.words(c.LABEL):
            self.ledger.leave(line, "form_no_words", c.NAME)
        elif self._condition(line) or any(self._condition(group.line) for group in self._groups):
            self.ledger.leave(line, "form_note_when", c.LABEL)
        elif self._parts:
            self._waiting.append(line)
        else:
            self._opening.append(line)

    def finish(self) -> None:
        """The notes before all questions open the interview, those behind the last one close it; without one they are nothing."""
        for line in (*self._opening, *self._waiting):
            if not self._parts:
                self.ledger.leave(line, "form_note_alone", c.LABEL)
                continue
            if kind(line.text(c.TYPE)).loosely:
                self.ledger.note(line, "form_loosely", c.TYPE, type=line.text(c.TYPE))
            self._carried(line, set())

    def _question(self, line: Line, found: Kind) -> None:
        words, name = line.words(c.LABEL), self._name(line)
        if not words and not name:
            self.ledger.leave(line, "form_no_words", c.TYPE)
            return
        if not words:
            self.ledger.note(line, "form_no_label", c.NAME, name=name)
        name = name or next(iter(words.values()))
        made = fresh_id(name, self._asked)
        self._asked.add(made)
        given = self._given(found, line)
        part = self._part()
        steps: Steps = ("themes", len(self._parts) - 1, "questions", len(part.questions))
        self._set_above(steps)
        when = self._whole_when(line)
        question = Question(
            id=made,
            ask=self.languages.text(words) if words else self.languages.named(name),
            aim=self.languages.text(line.words(c.GUIDANCE)),
            must=self._must(line),
            probes=self._probes(line),
            answer=given.answer,
            when=when,
        )
        part.questions.append(question)
        self.lines[made] = line
        self._remember(line, question, found, {option.name: option.id for option in given.options}, steps)
        self._carried(line, {*given.used, c.HINT, c.GUIDANCE, *self._settled(line, when)})

    def _name(self, line: Line) -> str:
        """What the row is called."""
        return line.text(c.NAME)

    def _condition(self, line: Line) -> str:
        """On what the row is shown; empty for always."""
        return line.text(c.RELEVANT)

    def _given(self, found: Kind, line: Line) -> Given:
        """The type of the question."""
        return self.answers.given(found, line)

    def _set_above(self, steps: Steps) -> None:
        """Notes between questions are comments above the next one."""
        said = [words for note in self._waiting for words in note.words(c.LABEL).values()]
        for note in self._waiting:
            self.ledger.leave(note, "form_note_inside", c.LABEL)
        if said:
            self.above[steps] = tuple(said)
        self._waiting = []

    def _remember(self, line: Line, question: Question, found: Kind, options: dict[str, str], steps: Steps) -> None:
        """Keep names beside ids that differ, and what others may depend on."""
        name = line.text(c.NAME)
        if said := remark(self._name(line), question.id):
            self.remarks[steps] = said
        if isinstance(question.answer, Choices):
            key = "choices" if question.answer.several else "choice"
            named = {made: remark(option, made) for option, made in options.items()}
            self.remarks |= {(*steps, key, made): said for made, said in named.items() if said}
        if question.answer is not None and name:
            self._deciders[name] = Decider(question.id, question.answer, options, whole=found.whole)

    def _settled(self, line: Line, when: tuple[Condition, ...]) -> set[str]:
        """The columns whose cells say no more than the question does."""
        settled = {c.REQUIRED} if line.text(c.REQUIRED).lower() in YES | NO else set()
        if line.text(c.APPEARANCE).strip().lower() == "multiline":  # open questions have room anyway
            settled.add(c.APPEARANCE)
        if line.text(c.OPTIONAL) in ("", "!", "*"):
            settled.add(c.OPTIONAL)
        return settled | ({c.RELEVANT} if when else set())

    def _must(self, line: Line) -> bool:
        return line.text(c.REQUIRED).lower() in YES or line.text(c.OPTIONAL) == "!"

    def _part(self) -> _Part:
        """The theme for a question that stands here."""
        group = next((one for one in reversed(self._groups) if one.title.words), None)
        if self._parts and self._parts[-1].group is group:
            return self._parts[-1]
        name = (group.name or next(iter(group.title.words.values()))) if group else OUTSIDE
        made = fresh_id(name, self._titled)
        self._titled.add(made)
        if group and remark(name, made):
            self.remarks["themes", len(self._parts)] = remark(name, made)
        part = _Part(group, made, self._title(), self._shared())
        self._parts.append(part)
        return part

    def _title(self) -> Text:
        """The titles of the groups around, from the outer to the inner one."""
        titles = [group.title for group in self._groups if group.title.words][-MOST_TITLES:]
        if not titles:
            return self.languages.named(OUTSIDE.capitalize())
        spoken = [code for code in self.languages.all if any(code in title.words for title in titles)]
        return Text({code: " – ".join(" ".join(t.said_in(code).split()) for t in titles) for code in spoken})

    def _shared(self) -> tuple[Condition, ...]:
        """The conditions of the groups around that have a title."""
        made: tuple[Condition, ...] = ()
        for group in self._groups:
            made = self._both(made, group) if group.title.words else made
        return made

    def _whole_when(self, line: Line) -> tuple[Condition, ...]:
        """The condition of the row, with those of groups without a title."""
        made = self._when(line)
        for group in self._groups:
            made = made if group.title.words else self._both(made, group)
        return made

    def _both(self, made: tuple[Condition, ...], group: Group) -> tuple[Condition, ...]:
        """Those and the ones of the group; where both speak of one question in different ways, the group's are reported."""
        both = joined(made, group.when)
        if both is None and group.line.row not in self._split:
            self._split.add(group.line.row)
            self.ledger.note(
                group.line, "form_condition_left", c.RELEVANT, condition=opening(group.line.text(c.RELEVANT))
            )
        return made if both is None else both

    def _when(self, line: Line) -> tuple[Condition, ...]:
        said = self._condition(line)
        if not said or said.lower() in YES:
            return ()
        found = conditions(said, self._deciders)
        if found is None:
            self.ledger.note(line, "form_condition_left", c.RELEVANT, condition=opening(said))
        return found or ()

    def _probes(self, line: Line) -> tuple[Probe, ...]:
        """The hint, a probe a line where it has as many lines in each language."""
        hints = {
            name: [BULLET.sub("", one).strip() for one in said.split("\n") if BULLET.sub("", one).strip()]
            for name, said in line.words(c.HINT).items()
        }
        hints = {name: said for name, said in hints.items() if said}
        if not hints:
            return ()
        count = len(next(iter(hints.values())))
        if any(len(said) != count for said in hints.values()):
            self.ledger.note(line, "form_hint_joined", c.HINT)
            hints, count = {name: [" ".join(said)] for name, said in hints.items()}, 1
        texts = (self.languages.text({name: said[n] for name, said in hints.items()}) for n in range(count))
        return tuple(Probe(str(n), text) for n, text in enumerate(texts, 1))

    def _carried(self, line: Line, used: set[str]) -> None:
        self.ledger.carry(line)
        words = line.words(c.LABEL)
        if self.languages.lacks(words):
            self.ledger.note(line, "form_no_main", c.LABEL, language=self.languages.main)
        if any(REFERENCE.search(said) for said in words.values()):
            self.ledger.note(line, "form_reference", c.LABEL)
        if line.marked_up(c.LABEL) or line.marked_up(c.HINT):
            self.ledger.note(line, "form_markup", c.LABEL)
        self._note_cells(line, used)

    def _note_cells(self, line: Line, used: set[str]) -> None:
        """Every filled cell of a carried row that is not in the guide; conditions are reported where they are read."""
        for column in line.table.columns:
            said = line.of(column)
            settled = column.part in ALWAYS_READ | used or column.part == c.RELEVANT
            if said and not settled and said.lower() not in ("no", "false", "false()"):
                self.ledger.note_at(line.address(column), "form_column", column=column.header)
            if said and line.hides(column):
                self.ledger.note_at(line.address(column), "form_hidden")
