"""A draft -> the guide as values: ids, types of facts, the language of the words."""

from collections.abc import Sequence

from interviewer.guide.model import (
    NO_TEXT,
    BackgroundItem,
    ConsentItem,
    Guide,
    Probe,
    Question,
    Text,
    Theme,
)
from interviewer.guide.prose.draft import Draft, DraftQuestion, DraftTheme
from interviewer.guide.prose.facts import scale_in, typed_fact
from interviewer.guide.prose.naming import Names

UNTITLED = {"fr": ("Guide d'entretien", "Entretien"), "en": ("Interview guide", "Interview")}


def build(draft: Draft, guide_id: str, language: str) -> Guide:
    """The guide; themes without a question are left out."""
    title, theme = UNTITLED[language]
    return _Building(language).guide(draft, guide_id, draft.title or title, theme)


class _Building:
    """The guide's language and the ids given so far."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._themes, self._questions, self._facts, self._consents = Names(), Names(), Names(), Names()

    def guide(self, draft: Draft, guide_id: str, title: str, untitled: str) -> Guide:
        return Guide(
            id=guide_id,
            version=1,
            title=self._text(title),
            language=self._language,
            languages=(self._language,),
            purpose=self._text(" ".join(draft.purpose)),
            duration=draft.duration,
            opening=self._text("\n\n".join(draft.opening)),
            consent=tuple(
                ConsentItem(self._consents.of(one.purpose), one.purpose, self._text(one.words), required=one.required)
                for one in draft.consent
            ),
            themes=tuple(self._theme(one, untitled) for one in draft.themes if one.questions),
            background=tuple(self._background(draft)),
            closing=self._text("\n\n".join(draft.closing)),
        )

    def _text(self, words: str) -> Text:
        return Text({self._language: words}) if words else NO_TEXT

    def _theme(self, theme: DraftTheme, untitled: str) -> Theme:
        return Theme(
            id=self._themes.of(theme.title or untitled, "theme"),
            title=self._text(theme.title or untitled),
            aim=self._text(theme.aim),
            minutes=theme.minutes,
            questions=tuple(self._question(one) for one in theme.questions),
        )

    def _question(self, question: DraftQuestion) -> Question:
        return Question(
            id=self._questions.of(question.words),
            ask=self._text(question.words),
            aim=self._text(question.aim),
            probes=self._probes(question.probes),
            answer=scale_in(question.words),
        )

    def _probes(self, probes: Sequence[str]) -> tuple[Probe, ...]:
        return tuple(Probe(str(n), self._text(words)) for n, words in enumerate(probes, 1))

    def _background(self, draft: Draft) -> list[BackgroundItem]:
        made = []
        for fact in draft.background:
            words, answer, _guessed = typed_fact(fact, self._language)
            made.append(BackgroundItem(self._facts.of(words, "fact"), self._text(words), answer))
        return made
