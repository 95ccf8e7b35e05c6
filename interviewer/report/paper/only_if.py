"""Conditions in words: “Only if the answer to 2.3 is: Reception or Soup run”."""

from collections.abc import Iterable
from typing import NamedTuple

from interviewer.guide.model import Answer, Choices, Condition, Guide
from interviewer.report.paper.answers import said_number
from interviewer.report.paper.prepared import line
from interviewer.report.paper.wording import Wording


class OnlyIf(NamedTuple):
    """Says the conditions of one guide in one of its languages."""

    guide: Guide
    language: str
    wording: Wording

    def said(self, conditions: Iterable[Condition]) -> str:
        """The conditions as one sentence; nothing where there are none."""
        parts = [self._one(condition) for condition in conditions]
        return f"{self.wording.only_if} {self.wording.both.join(parts)}" if parts else ""

    def _one(self, condition: Condition) -> str:
        asked, answer = self._asked(condition.question)
        facts = []
        if condition.values:
            facts.append(self.wording.either.join(self._said(condition.values, answer)))
        if condition.lowest is not None or condition.highest is not None:
            facts.append(self._bounds(condition.lowest, condition.highest))
        parts = [f"{asked}{self.wording.colon}{', '.join(facts)}"] if facts else []
        if condition.others:
            parts.append(self._none_of(condition, answer))
        return self.wording.both.join(parts) or asked

    def _none_of(self, condition: Condition, answer: Answer | None) -> str:
        """That the answer is another one: “the answer to 1.2 is not “Reception””."""
        words = self.wording
        quoted = [words.quote.format(text=said) for said in self._said(condition.others, answer)]
        template = words.other_than if len(quoted) == 1 else words.neither
        return template.format(asked=self._name(condition.question), values=words.nor.join(quoted))

    def _name(self, question: str) -> str:
        """The number of a question, else its words between quotes."""
        return self._number(question) or self._asked(question)[0]

    def _number(self, question: str) -> str:
        numbered = (
            (t, q, one) for t, theme in enumerate(self.guide.themes, 1) for q, one in enumerate(theme.questions, 1)
        )
        return next((f"{t}.{q}" for t, q, one in numbered if one.id == question), "")

    def _asked(self, question: str) -> tuple[str, Answer | None]:
        """How the question is named here, and its type: by its number, an item of the background sheet by its words."""
        found = self.guide.find(question)
        if found is not None:
            return self.wording.question.format(number=self._number(question)), found[1].answer
        for fact in self.guide.background:
            if fact.id == question:
                return self.wording.quote.format(text=line(fact.ask.said_in(self.language))), fact.answer
        return self.wording.quote.format(text=line(question)), None

    def _said(self, values: Iterable[str], answer: Answer | None) -> list[str]:
        options = answer.options if isinstance(answer, Choices) else {}
        return [line(options[one].said_in(self.language)) if one in options else line(one) for one in values]

    def _bounds(self, lowest: float | None, highest: float | None) -> str:
        words = self.wording
        low = "" if lowest is None else said_number(lowest, words)
        high = "" if highest is None else said_number(highest, words)
        template = words.between if low and high else words.at_least if low else words.at_most
        return template.format(lowest=low, highest=high)
