"""How a question of a guide is asked on a phone: which widget, which limits, and what is asked behind it."""

from collections.abc import Iterator, Sequence

from interviewer.guide.condition_rules import Decider, deciders
from interviewer.guide.model import (
    Answer,
    BackgroundItem,
    Choices,
    Condition,
    ConsentItem,
    Date,
    Guide,
    Number,
    Question,
    Scale,
    ShortText,
    Text,
)
from interviewer.guide.xlsform import expressions as x
from interviewer.guide.xlsform import names as n
from interviewer.guide.xlsform.phrases import phrase
from interviewer.guide.xlsform.rows import NOTHING, Choice, Row, Words
from interviewer.guide.xlsform.wording import bullets, harmless, label

REASONS = ("not_asked", "declined", "dont_know", "not_relevant", "no_time")
WHY = "why"
MOST_STEPS = 11
"""Steps of a scale that a small screen shows side by side, each large enough for a thumb; a longer one is typed."""


class Asking:
    """Questions and facts of one guide as rows."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.languages = guide.languages
        self.deciders = deciders(guide)
        self.own_conditions = {question.id: (*theme.when, *question.when) for theme, question in guide.questions()}

    def own(self, key: str, **values: str) -> Words:
        """One of the form's own texts."""
        return Words({one: phrase(key, one, self.guide.language, **values) for one in self.languages})

    def _text(self, text: Text) -> Words:
        return Words({one: label(text.said_in(one)) for one in self.languages})

    def when(self, conditions: Sequence[Condition]) -> str:
        """When none of them is known to fail; empty for always.

        What depends on a question that is passed over is passed over too, so its conditions count as well.
        """
        parts: dict[str, None] = {}
        seen: set[str] = set()
        open_ = list(conditions)
        while open_:
            one = open_.pop(0)
            decider = self.deciders.get(one.question)
            if decider is None:
                continue
            if part := x.condition(one, _asked(decider)):
                parts[part] = None
            if isinstance(decider, Question) and decider.id not in seen:
                seen.add(decider.id)
                open_ += self.own_conditions[decider.id]
        return " and ".join(parts)

    def question(self, question: Question) -> Iterator[Row]:
        """The question, then (once it was passed without an answer) why; behind a value, the words that explain it."""
        name, asked, when = n.QUESTION + question.id, self._text(question.ask), self.when(question.when)
        probes = Words({one: bullets([p.ask.said_in(one) for p in question.probes]) for one in self.languages})
        aim = self._text(question.aim) if question.aim.words else NOTHING
        hint = probes if any(probes.values()) else NOTHING
        if question.answer is None:
            yield Row("text", name, asked, hint, aim, relevant=when, appearance="multiline")
        else:
            yield from self._typed(question.answer, Row("", name, asked, guidance_hint=aim, relevant=when))
            if hint or question.indicator:
                words = Words(
                    {one: f"{said}\n\n{self._about(question.ask, one)}" for one, said in self.own("words").items()}
                )
                yield Row("text", n.WORDS + question.id, words, hint, relevant=when, appearance="multiline")
        unanswered = " and ".join(part for part in (when, f"{x.reference(name)} = ''") if part)
        why = Words({one: f"{said}\n\n{self._about(question.ask, one)}" for one, said in self.own(WHY).items()})
        yield Row(f"select_one {WHY}", n.REASON + question.id, why, relevant=unanswered)

    def _about(self, ask: Text, language: str) -> str:
        """The question again, as what a further one is about: no two of these have the same label."""
        return harmless(" ".join(ask.said_in(language).split()))

    def fact(self, item: BackgroundItem) -> Iterator[Row]:
        """A fact of the background sheet."""
        yield from self._typed(item.answer, Row("", n.BACKGROUND + item.id, self._text(item.ask)))

    def _typed(self, answer: Answer, row: Row) -> Iterator[Row]:
        match answer:
            case Choices():
                kind = "select_multiple" if answer.several else "select_one"
                yield row._replace(type=f"{kind} {row.name}")
                if answer.other:
                    yield self._other(row)
            case Scale():
                yield self._scale(answer, row)
            case Number():
                yield self._limited(answer, row._replace(type="decimal"))
            case Date():
                yield row._replace(type="date")
            case ShortText():
                yield row._replace(type="text")

    def _other(self, row: Row) -> Row:
        chosen = f"selected({x.reference(row.name)}, '{n.OWN_WORDS}')"
        which = Words({one: f"{said}\n\n{row.label[one]}" for one, said in self.own("which_other").items()})
        return Row("text", n.other_words(row.name), which, relevant=chosen)

    def _scale(self, scale: Scale, row: Row) -> Row:
        if scale.highest - scale.lowest < MOST_STEPS:
            return self._with_unit(
                scale.unit, row._replace(type=f"select_one {_steps(scale)}", appearance="columns-pack")
            )
        return self._limited(scale, row._replace(type="integer"))

    def _limited(self, answer: Scale | Number, row: Row) -> Row:
        low = "" if answer.lowest is None else f"{answer.lowest:.12g}"
        high = "" if answer.highest is None else f"{answer.highest:.12g}"
        key = "between" if low and high else "at_least" if low else "at_most"
        message = self.own(key, low=low, high=high) if low or high else NOTHING
        limited = row._replace(constraint=x.within(answer), constraint_message=message)
        return self._with_unit(answer.unit, limited)

    def _with_unit(self, unit: str, row: Row) -> Row:
        return row._replace(hint=self.own("unit", unit=harmless(unit))) if unit.strip() else row

    def choices(self) -> Iterator[Choice]:
        """The lists of all closed questions, each list once."""
        for reason in REASONS if self.guide.themes else ():
            yield Choice(WHY, reason, self.own(reason))
        scales: dict[str, Scale] = {}
        for name, answer in self._closed():
            if isinstance(answer, Scale) and answer.highest - answer.lowest < MOST_STEPS:
                scales[_steps(answer)] = answer
            if isinstance(answer, Choices):
                for option, words in answer.options.items():
                    yield Choice(name, option, self._text(words))
                if answer.other:
                    yield Choice(name, n.OWN_WORDS, self.own("other"))
        for name, scale in scales.items():
            for step in range(scale.lowest, scale.highest + 1):
                yield Choice(name, str(step), Words(dict.fromkeys(self.languages, str(step))))

    def _closed(self) -> Iterator[tuple[str, Answer | None]]:
        for _theme, question in self.guide.questions():
            yield n.QUESTION + question.id, question.answer
        for item in self.guide.background:
            yield n.BACKGROUND + item.id, item.answer


def _asked(decider: Decider) -> x.Asked:
    """The field of what a condition depends on."""
    if isinstance(decider, ConsentItem):
        return x.Asked(n.CONSENT + decider.id, "", None, is_consent=True)
    name = (n.QUESTION if isinstance(decider, Question) else n.BACKGROUND) + decider.id
    return x.Asked(name, n.other_words(name), decider.answer)


def _steps(scale: Scale) -> str:
    """The name of the list of that scale's steps."""
    return f"scale_{scale.lowest}_{scale.highest}"
