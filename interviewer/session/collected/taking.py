"""One row with answers -> the events of a session, and everything of the row that could not be carried. Pure.

Every event has an id that follows from the id of the submission: the same row makes the same events on every machine.
"""

from collections.abc import Iterator
from typing import NamedTuple

from interviewer.guide.model import Guide, Number, Question, Scale, Text
from interviewer.guide.values import Value
from interviewer.guide.xlsform import names as n
from interviewer.guide.xlsform.phrases import phrase
from interviewer.ids import as_id, is_id, stable_id
from interviewer.session import events as e
from interviewer.session.collected.cells import Cells, choice_of, value_of
from interviewer.session.collected.columns import Form
from interviewer.session.interview import Now, finish, start

FORM = "form"
WAVE = "t0"
REASONS: dict[str, e.GapReason] = {
    "declined": "declined",
    "dont_know": "dont_know",
    "not_relevant": "not_relevant",
    "no_time": "no_time",
}
ITEMS: tuple[e.FormItem, ...] = ("setting", "others", "notes")


class Facts(NamedTuple):
    """What is settled before the answers are read: the submission, the person, the day, and when it began and ended."""

    instance: str
    code: str
    held_on: str
    started: float
    ended: float
    groups: tuple[str, ...] = ()
    commit: str = ""


class Left(NamedTuple):
    """A field of the row that could not be carried, by the rule of a problem. `name` is empty for the whole row."""

    rule: str
    name: str = ""
    answers: int = 1


class Taken(NamedTuple):
    """The session of a row: `first` happened when it began, `last` when it ended. Without events the row has none."""

    first: tuple[e.Event, ...]
    last: tuple[e.Event, ...]
    left: tuple[Left, ...]
    refused: bool = False

    @property
    def events(self) -> tuple[e.Event, ...]:
        """All of them in order."""
        return self.first + self.last


def take(guide: Guide, form: Form, cells: Cells, facts: Facts) -> Taken:
    """The session that the row makes; without the required consent it holds no words."""
    return _Taking(guide, form, cells, facts).taken()


class _Taking:
    def __init__(self, guide: Guide, form: Form, cells: Cells, facts: Facts) -> None:
        self.guide, self.form, self.cells, self.facts = guide, form, cells, facts
        self.left: list[Left] = []
        self.language = self._choice(n.LANGUAGE, guide.languages, guide.language)
        self.wave = self._wave()

    def _id(self, *parts: str) -> str:
        return stable_id("collected", self.facts.instance, *parts)

    def _leave(self, rule: str, name: str = "", answers: int = 1) -> None:
        self.left.append(Left(rule, name, answers))

    def _choice(self, name: str, known: tuple[str, ...], otherwise: str) -> str:
        """The id that the cell names, else `otherwise`; one that isn't known is left and reported."""
        text = self.cells.text(name)
        found = choice_of(self.form, name, text) or text.strip()
        if found in known:
            return found
        if text:
            self._leave("answers_choice", name)
        return otherwise

    def _wave(self) -> str:
        text = as_id(self.cells.text(n.WAVE))
        measured = any(question.indicator for _theme, question in self.guide.questions())
        if text and not is_id(text):
            self._leave("answers_wave", n.WAVE)
            text = ""
        return text or (WAVE if measured else "")

    def taken(self) -> Taken:
        """Consent first: what follows depends on it."""
        held = self._held()
        consents, refused, unasked = self._consents()
        if unasked:
            return Taken((), (), (Left("answers_no_consent", unasked),))
        first: list[e.Event] = [held, *consents]
        if refused:
            said = sum(self.cells.given(name) for name in self._wordy())
            if said:
                self._leave("answers_after_refusal", refused, said)
            return Taken(tuple(first), (), tuple(self.left), refused=True)
        last = [*self._questions(), e.Closing(self._id("closing")), *self._background(), *self._after()]
        return Taken(tuple(first), (*last, *self._done(held, [*consents, *last])), tuple(self.left))

    def _held(self) -> e.Held:
        guide, facts = self.guide, self.facts
        group = self._choice(n.GROUP, facts.groups, facts.groups[0] if len(facts.groups) == 1 else "")
        return e.Held(
            self._id("held"),
            guide=guide.id,
            version=guide.version,
            sha256=guide.sha256,
            source=guide.source,
            language=self.language,
            held_on=facts.held_on,
            participants=[e.Person(facts.code, group)],
            commit=facts.commit,
            wave=self.wave,
            typed_up=True,
            collected=FORM,
            instance=facts.instance,
        )

    def _wordy(self) -> Iterator[str]:
        """The fields in which words or values of the person, or about the interview, may stand."""
        for name in self.form.names:
            found = n.meant(name)
            if (found is not None and found.kind not in (n.CONSENT, n.THEME)) or name in ITEMS:
                yield name

    # --- consent ---

    def _consents(self) -> tuple[list[e.Event], str, str]:
        """The answers in order, the field of a required one that was refused, and that of one that has no answer."""
        made: list[e.Event] = []
        notice = self.cells.text(n.NOTICE).strip()
        for item in self.guide.consent:
            name = n.CONSENT + item.id
            text = self.cells.text(name)
            said = choice_of(self.form, name, text)
            if text and not said:
                self._leave("answers_choice", name)
            if said:
                made.append(
                    e.Consent(
                        *(self._id(name), self.facts.code, item.id, item.purpose, item.ask.said_in(self.language)),
                        *(said == n.YES, item.required, notice),
                    )
                )
            if item.required and said != n.YES:
                if said:
                    made.append(e.Refused(self._id("refused"), self.facts.code, item.id))
                return made, name if said else "", "" if said else name
        return made, "", ""

    # --- what was asked ---

    def _questions(self) -> Iterator[e.Event]:
        for theme, question in self.guide.questions():
            yield from self._question(theme.id, question)

    def _question(self, theme: str, question: Question) -> Iterator[e.Event]:
        name, words_name, reason_name = n.QUESTION + question.id, n.WORDS + question.id, n.REASON + question.id
        asked = self._asked(theme, question)
        made: list[e.Event] = []
        if question.answer is None:
            made += self._verbatim(theme, question, name, asked.id)
        elif self.cells.given(name):
            made += self._measured(theme, question, asked.id)
        made += self._verbatim(theme, question, words_name, asked.id)
        why = choice_of(self.form, reason_name, self.cells.text(reason_name))
        if self.cells.text(reason_name) and not why:
            self._leave("answers_choice", reason_name)
        if why in REASONS and made:
            self._leave("answers_reason_beside", reason_name)
        elif why in REASONS:
            made.append(e.Gap(self._id(reason_name), theme, question.id, REASONS[why]))
        if made:
            yield asked
            yield from made

    def _asked(self, theme: str, question: Question) -> e.Asked:
        words = self._said(question.ask)
        return e.Asked(
            self._id("asked", question.id), "guide", theme, question.id, words, self._language_of(question.ask)
        )

    def _said(self, text: Text) -> str:
        return text.said_in(self.language)

    def _language_of(self, text: Text) -> str:
        return self.language if self.language in text.words else next(iter(text.words), self.language)

    def _verbatim(self, theme: str, question: Question, name: str, asked: str) -> Iterator[e.Event]:
        words = self.cells.text(name)
        if words:
            yield e.Verbatim(self._id(name), theme, question.id, words, self.language, self.facts.code, asked)

    def _measured(self, theme: str, question: Question, asked: str) -> Iterator[e.Event]:
        answer, name = question.answer, n.QUESTION + question.id
        assert answer is not None
        value = value_of(answer, self.form, self.cells, name, self._own_words(name))
        if value is None:
            self._leave("answers_value", name)
            return
        unit = answer.unit if isinstance(answer, Number | Scale) else ""
        wave = self.wave if question.indicator else ""
        yield e.Measured(
            self._id(name), theme, question.id, self.facts.code, value, question.indicator, unit, wave, asked
        )

    def _own_words(self, name: str) -> str:
        """The words for a choice of one's own; where none were given, that it was another one."""
        return self.cells.text(n.other_words(name)) or phrase("other", self.language, self.guide.language)

    # --- the end ---

    def _background(self) -> Iterator[e.Event]:
        for item in self.guide.background:
            name = n.BACKGROUND + item.id
            value: Value | None = None
            if self.cells.given(name):
                value = value_of(item.answer, self.form, self.cells, name, self._own_words(name))
                if value is None:
                    self._leave("answers_value", name)
            yield e.Background(self._id(name), self.facts.code, item.id, value)

    def _after(self) -> Iterator[e.Event]:
        for item in ITEMS:
            if text := self.cells.text(item):
                yield e.Form(self._id(item), item, text)

    def _done(self, held: e.Held, events: list[e.Event]) -> list[e.Event]:
        """The end, as the walk would record it."""
        now = Now(lambda: self._id("done"), self.facts.ended, 0.0, "")
        return list(finish(start(self.guide, held, now, session="", key="").after(events, now), now))
