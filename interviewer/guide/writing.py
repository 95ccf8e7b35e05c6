"""A guide as values -> its YAML: the same values give the same text, laid out as a person would, which reads back equal."""

from collections.abc import Mapping, Sequence

from interviewer.errors import CannotError
from interviewer.guide.keys import PROBE_KEYS
from interviewer.guide.layout import Items, Keys, Token, Value, amount, entry, ids
from interviewer.guide.model import (
    Answer,
    BackgroundItem,
    Choices,
    Condition,
    ConsentItem,
    Date,
    Guide,
    Number,
    Probe,
    Question,
    Scale,
    ShortText,
    Text,
    Theme,
)
from interviewer.guide.spoken import Steps
from interviewer.yamltext import hidden_in, quote

TRUE = Token("true")
SET_APART = ("opening", "consent", "themes", "background", "closing")
"""Keys of a guide with an empty line above."""


def guide_text(
    guide: Guide,
    comment: str = "",
    modeline: str = "",
    remarks: Mapping[Steps, str] | None = None,
    above: Mapping[Steps, Sequence[str]] | None = None,
) -> str:
    """The guide as YAML; `read_guide` gives it back, all but places, sum and source.

    `modeline` is a first line for editors and `comment` stands below it, both without their `#`. `remarks` are comments
    behind the first line of what the steps lead to: a theme, a question, a background item, an option of a choice; `above`
    are lines of comment before a question.
    CannotError `yaml_unwritable` where a text holds characters that no file of ours may hold.
    """
    made = [*_comment(modeline), *_comment(comment)]
    for key, value in _Pages(guide, remarks or {}, above or {}).guide().entries.items():
        made += ["", *entry(key, value)] if key in SET_APART else entry(key, value)
    return "\n".join([*made, ""])


def _comment(words: str) -> list[str]:
    return [f"# {line}".rstrip(" ") for line in _unhidden(words).split("\n")] if words else []


def _unhidden(words: str) -> str:
    if hidden_in(words):
        raise CannotError("yaml_unwritable", code=hidden_in(words))
    return words


def _given(**values: Value | None) -> dict[str, Value]:
    """The keys that have a value; a final `_` keeps a name apart from Python's own words."""
    return {key.removesuffix("_"): value for key, value in values.items() if value is not None}


def _listed(given: tuple[str, ...]) -> Items | None:
    return ids(given) if given else None


def _true(given: bool) -> Token | None:  # noqa: FBT001 - the value itself
    return TRUE if given else None


def _amount(given: float | None) -> Token | None:
    return None if given is None else amount(given)


class _Pages:
    """The parts of one guide as what is laid out: they share its language and the remarks."""

    def __init__(self, guide: Guide, remarks: Mapping[Steps, str], above: Mapping[Steps, Sequence[str]]) -> None:
        self.of, self.remarks, self.above = guide, remarks, above

    def guide(self) -> Keys:
        of = self.of
        background = tuple(self.fact(item, ("background", n)) for n, item in enumerate(of.background))
        entries = _given(
            guide=Token(quote(of.id)),
            version=Token(str(of.version)),
            title=self.words(of.title),
            language=Token(quote(of.language)),
            languages=ids(of.languages) if of.languages != (of.language,) else None,
            stakeholders=_listed(of.stakeholders),
            purpose=self.said(of.purpose),
            duration=_amount(of.duration),
            group=_true(of.group),
            opening=self.said(of.opening),
            consent=Items(tuple(map(self.consent, of.consent))) if of.consent else None,
            themes=Items(tuple(self.theme(theme, ("themes", n)) for n, theme in enumerate(of.themes)), airy=True),
            background=Items(background) if background else None,
            closing=self.said(of.closing),
        )
        return Keys(entries, tall=True)

    def words(self, text: Text) -> Value:
        return text.words[self.of.language] if [*text.words] == [self.of.language] else Keys(dict(text.words))

    def said(self, text: Text) -> Value | None:
        return self.words(text) if text.words else None

    def remark(self, steps: Steps) -> dict[str, str]:
        return {"": _unhidden(self.remarks[steps])} if steps in self.remarks else {}

    def consent(self, item: ConsentItem) -> Keys:
        agreed = _given(for_=Token(item.purpose), ask=self.words(item.ask), required=_true(item.required))
        return Keys({"id": Token(quote(item.id)), **agreed})

    def theme(self, theme: Theme, steps: Steps) -> Keys:
        questions = (self.question(one, (*steps, "questions", n)) for n, one in enumerate(theme.questions))
        entries = _given(
            id=Token(quote(theme.id)),
            title=self.words(theme.title),
            aim=self.said(theme.aim),
            minutes=_amount(theme.minutes),
            when=_conditions(theme.when),
            questions=Items(tuple(questions)),
        )
        return Keys(entries, tall=True, remarks=self.remark(steps))

    def question(self, question: Question, steps: Steps) -> Keys:
        probes = tuple(self.probe(probe, str(n)) for n, probe in enumerate(question.probes, 1))
        entries = _given(
            id=Token(quote(question.id)),
            was=_listed(question.was),
            ask=self.words(question.ask),
            aim=self.said(question.aim),
            must=_true(question.must),
            codes=_listed(question.codes),
            when=_conditions(question.when),
            probes=Items(probes) if probes else None,
            indicator=Token(quote(question.indicator)) if question.indicator else None,
        )
        above = tuple(line for words in self.above.get(steps, ()) for line in _unhidden(words).split("\n"))
        return Keys({**entries, **self.answer(question.answer, steps)}, True, self.remark(steps), above)

    def probe(self, probe: Probe, position: str) -> Value:
        words = self.words(probe.ask)
        if probe.id == position and probe.kind is None and not set(probe.ask.words) & set(PROBE_KEYS):
            return words
        return Keys(
            _given(
                id=Token(quote(probe.id)) if probe.id != position else None,
                ask=words,
                kind=Token(probe.kind) if probe.kind else None,
            )
        )

    def fact(self, item: BackgroundItem, steps: Steps) -> Keys:
        entries = {"id": Token(quote(item.id)), "ask": self.words(item.ask), **self.answer(item.answer, steps)}
        return Keys(entries, remarks=self.remark(steps))

    def answer(self, answer: Answer | None, steps: Steps) -> dict[str, Value]:
        """The keys of a closed type."""
        match answer:
            case Scale():
                bounds = Keys({"from": Token(str(answer.lowest)), "to": Token(str(answer.highest))})
                return _given(scale=bounds, unit=answer.unit or None)
            case Number():
                low, high = _amount(answer.lowest), _amount(answer.highest)
                return _given(number=Keys(_given(from_=low, to=high, unit=answer.unit or None)))
            case Choices():
                return self.choices(answer, steps)
            case Date() | ShortText():
                return {"date" if isinstance(answer, Date) else "text": TRUE}
            case None:
                return {}

    def choices(self, answer: Choices, steps: Steps) -> dict[str, Value]:
        key = "choices" if answer.several else "choice"
        remarks = {name: said for name in answer.options if (said := self.remarks.get((*steps, key, name)))}
        options = Keys({name: self.words(words) for name, words in answer.options.items()}, remarks=remarks)
        return _given(**{key: options, "other": _true(answer.other)})


def _conditions(when: tuple[Condition, ...]) -> Keys | None:
    return Keys({one.question: _condition(one) for one in when}) if when else None


def _condition(one: Condition) -> Value:
    if one.values:
        return _one_or_more(one.values)
    others = _one_or_more(one.others) if one.others else None
    return Keys(_given(not_=others, from_=_amount(one.lowest), to=_amount(one.highest)))


def _one_or_more(values: tuple[str, ...]) -> Value:
    tokens = tuple(Token(value if value.isascii() and value.isdigit() else quote(value)) for value in values)
    return tokens[0] if len(tokens) == 1 else Items(tokens)
