"""Two versions of a guide -> all that differs, in the language of questions. Pure.

Answers stay comparable when spelling, aims, probes, codes, order or anything around the question changed; they don't when
the words of the question, the kind of value that it wants or the condition under which it is asked did.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.guide.changes import VERSION, Change, Comparison, Kind, Part
from interviewer.guide.facts import answer_facts, conditions, joined, quantity
from interviewer.guide.model import BackgroundItem, Choices, ConsentItem, Guide, Probe, Question, Text, Theme
from interviewer.guide.pairing import look_alikes, moved, probe_pairs, question_pairs, theme_pairs
from interviewer.guide.wording import is_nearly, is_respelled

Asked = Question | BackgroundItem


class _Both(NamedTuple):
    """What all comparisons of two guides need: the languages of both, pairs of questions and themes, what was before."""

    old: Guide
    new: Guide
    languages: tuple[str, ...]
    questions: dict[str, str]
    themes: dict[str, str]
    before: dict[str, tuple[Theme, Question]]


def compare(old: Guide, new: Guide) -> Comparison:
    """All that differs, what is about the whole guide first, then in the order of the interview."""
    questions = question_pairs(old, new)
    languages = tuple(one for one in new.languages if one in old.languages)
    before = {question.id: (theme, question) for theme, question in old.questions()}
    both = _Both(old, new, languages, questions, theme_pairs(old, new, questions), before)
    changes = (*_whole(both), *_consent(both), *_themes(both), *_background(both), *_words_of_guide(both, "closing"))
    return Comparison(old, new, changes, questions, look_alikes(old, new, questions))


def _texts(both: _Both, before: Text, after: Text, about: Change, *, breaks: bool = False) -> Iterator[Change]:
    """Words that differ, language by language; languages that only one of the guides has are told once, elsewhere."""
    for language in both.languages:
        one, other = before.words.get(language, ""), after.words.get(language, "")
        if one.strip() != other.strip():
            both_say = bool(one.strip() and other.strip())
            same = both_say and is_respelled(one, other)
            comparable = same or not breaks or not both_say
            kind: Kind = "respelled" if same else "reworded" if both_say else "changed"
            near = kind == "reworded" and is_nearly(one, other)
            yield replace(
                about, kind=kind, before=one, after=other, language=language, comparable=comparable, nearly=near
            )


def _words(part: Part, name: str, aspect: str, option: str = "") -> Change:
    """What words are about, before anybody knows whether they differ."""
    return Change("reworded", part, name, aspect, option=option)


def _fact(part: Part, name: str, aspect: str, before: str, after: str, *, breaks: bool = False) -> Iterator[Change]:
    if before != after:
        yield Change("changed", part, name, aspect, before, after, comparable=not breaks)


def _set(part: Part, name: str, aspect: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Lists whose order says nothing."""
    if set(before) != set(after):
        yield from _fact(part, name, aspect, joined(before), joined(after))


def _truth(part: Part, name: str, aspect: str, before: bool, after: bool) -> Iterator[Change]:  # noqa: FBT001 - two values
    yield from _fact(part, name, aspect, str(before).lower(), str(after).lower())


# --- the whole guide ---


def _whole(both: _Both) -> Iterator[Change]:
    old, new = both.old, both.new
    yield from _fact("guide", "", "guide", old.id, new.id)
    yield from _fact("guide", "", VERSION, str(old.version), str(new.version))
    yield from _languages(both)
    yield from _words_of_guide(both, "title", "purpose")
    yield from _set("guide", "", "stakeholders", old.stakeholders, new.stakeholders)
    yield from _fact("guide", "", "duration", quantity(old.duration), quantity(new.duration))
    yield from _truth("guide", "", "group", old.group, new.group)
    yield from _words_of_guide(both, "opening")


def _words_of_guide(both: _Both, *aspects: str) -> Iterator[Change]:
    for aspect in aspects:
        yield from _texts(both, getattr(both.old, aspect), getattr(both.new, aspect), _words("guide", "", aspect))


def _languages(both: _Both) -> Iterator[Change]:
    """Where no language is shared, no wording can be held against another."""
    old, new = both.old, both.new
    some = bool(both.languages)
    yield from (
        Change("added", "guide", one, "languages", after=one) for one in new.languages if one not in old.languages
    )
    yield from (
        Change("removed", "guide", one, "languages", before=one, comparable=some)
        for one in old.languages
        if one not in new.languages
    )
    yield from _fact("guide", "", "language", old.language, new.language, breaks=not some)


# --- consent and background: lists of things with an id ---


def _consent(both: _Both) -> Iterator[Change]:
    changes = [*_listed("consent", both.old.consent, both.new.consent, both)]
    before = {item.id: item for item in both.old.consent}
    for item in both.new.consent:
        was = before.get(item.id)
        if was is not None:
            changes += _texts(both, was.ask, item.ask, _words("consent", item.id, "ask"), breaks=True)
            changes += _fact("consent", item.id, "for", was.purpose, item.purpose, breaks=True)
            changes += _truth("consent", item.id, "required", was.required, item.required)
    yield from _as_listed(changes, both.new.consent)


def _background(both: _Both) -> Iterator[Change]:
    changes = [*_listed("background", both.old.background, both.new.background, both)]
    before = {item.id: item for item in both.old.background}
    for item in both.new.background:
        was = before.get(item.id)
        if was is not None:
            changes += _texts(both, was.ask, item.ask, _words("background", item.id, "ask"), breaks=True)
            changes += _answers(both, was, item, "background")
    yield from _as_listed(changes, both.new.background)


def _as_listed(changes: Sequence[Change], items: Iterable[ConsentItem | BackgroundItem]) -> list[Change]:
    """What is gone first, then in the order of the things as they are now."""
    places = {item.id: n for n, item in enumerate(items)}
    return sorted(changes, key=lambda change: places.get(change.id, -1))


def _listed(
    part: Part, old: Iterable[ConsentItem | BackgroundItem], new: Iterable[ConsentItem | BackgroundItem], both: _Both
) -> Iterator[Change]:
    """What came, went and changed places."""
    before, after = {item.id: item.ask for item in old}, {item.id: item.ask for item in new}
    for name, words in before.items():
        if name not in after:
            yield Change("removed", part, name, "ask", before=words.said_in(both.old.language), comparable=None)
    for name, words in after.items():
        if name not in before:
            yield Change("added", part, name, "ask", after=words.said_in(both.new.language), comparable=None)
    yield from _order(part, [one for one in before if one in after], [one for one in after if one in before])


def _order(
    part: Part, before: Sequence[str], after: Sequence[str], question: str = "", theme: str = ""
) -> Iterator[Change]:
    """The fewest things that changed places, with what each came after and comes after now."""
    if before == after:
        return
    shifted = moved(before, after)
    was, now = (dict(zip(names, ["", *names], strict=False)) for names in (before, after))
    for name in after:
        if name in shifted:
            yield Change("moved", part, name, "order", was[name], now[name], question=question, theme=theme)


# --- themes and their questions ---


def _themes(both: _Both) -> Iterator[Change]:
    before = {theme.id: theme for theme in both.old.themes}
    now = {was: one for one, was in both.themes.items()}
    for theme in both.old.themes:
        if theme.id not in now:
            words = theme.title.said_in(both.old.language)
            yield Change("removed", "theme", theme.id, "title", before=words, comparable=None)
            yield from _gone(both, theme, theme.id)
    kept = [now[theme.id] for theme in both.old.themes if theme.id in now]
    yield from _order("theme", kept, [theme.id for theme in both.new.themes if theme.id in both.themes])
    for theme in both.new.themes:
        was = before.get(both.themes.get(theme.id, ""))
        if was is None:
            words = theme.title.said_in(both.new.language)
            yield Change("added", "theme", theme.id, "title", after=words, comparable=None)
        else:
            yield from _theme(both, was, theme)
        yield from _questions(both, was, theme)


def _theme(both: _Both, old: Theme, new: Theme) -> Iterator[Change]:
    if old.id != new.id:
        yield Change("renamed", "theme", new.id, "id", old.id, new.id)
    yield from _texts(both, old.title, new.title, _words("theme", new.id, "title"))
    yield from _texts(both, old.aim, new.aim, _words("theme", new.id, "aim"))
    yield from _fact("theme", new.id, "minutes", quantity(old.minutes), quantity(new.minutes))
    yield from _fact("theme", new.id, "when", conditions(old.when), conditions(new.when), breaks=True)


def _questions(both: _Both, was: Theme | None, theme: Theme) -> Iterator[Change]:
    """The questions of a theme as they are now, then those that are gone from it."""
    here = {question.id: question for question in was.questions} if was else {}
    stayed = [question.id for question in theme.questions if both.questions.get(question.id) in here]
    now = {both.questions[one]: one for one in stayed}
    shifted = {c.id: c for c in _order("question", [now[one] for one in here if one in now], stayed, theme=theme.id)}
    for question in theme.questions:
        if question.id not in both.questions:
            words = question.ask.said_in(both.new.language)
            yield Change("added", "question", question.id, "ask", after=words, theme=theme.id, comparable=None)
            continue
        left, old = both.before[both.questions[question.id]]
        if question.id in shifted:
            yield shifted[question.id]
        elif was is None or left.id != was.id:
            yield Change("moved", "question", question.id, "theme", left.id, theme.id, theme=theme.id)
        yield from (replace(change, theme=theme.id) for change in _question(both, old, question))
    yield from _gone(both, was, theme.id) if was else ()


def _gone(both: _Both, old: Theme, theme: str) -> Iterator[Change]:
    still = set(both.questions.values())
    for question in old.questions:
        if question.id not in still:
            words = question.ask.said_in(both.old.language)
            yield Change("removed", "question", question.id, "ask", before=words, theme=theme, comparable=None)


def _question(both: _Both, old: Question, new: Question) -> Iterator[Change]:
    name = new.id
    if old.id != name:
        yield Change("renamed", "question", name, "id", old.id, name)
    yield from _set(
        "question", name, "was", [one for one in old.was if one != name], [o for o in new.was if o != old.id]
    )
    yield from _texts(both, old.ask, new.ask, _words("question", name, "ask"), breaks=True)
    yield from _texts(both, old.aim, new.aim, _words("question", name, "aim"))
    yield from _truth("question", name, "must", old.must, new.must)
    yield from _set("question", name, "codes", old.codes, new.codes)
    yield from _fact("question", name, "when", conditions(old.when), conditions(new.when), breaks=True)
    yield from _answers(both, old, new, "question")
    yield from _fact("question", name, "indicator", old.indicator, new.indicator, breaks=bool(old.indicator))
    yield from _probes(both, old, new)


def _probes(both: _Both, old: Question, new: Question) -> Iterator[Change]:
    before = {probe.id: probe for probe in old.probes}
    pairs = probe_pairs(old, new)
    now = {was: one for one, was in pairs.items()}
    for probe in old.probes:
        if probe.id not in now:
            words = probe.ask.said_in(both.old.language)
            yield Change("removed", "probe", probe.id, "ask", before=words, question=new.id)
    order = [probe.id for probe in new.probes if probe.id in pairs]
    yield from _order("probe", [now[probe.id] for probe in old.probes if probe.id in now], order, question=new.id)
    for probe in new.probes:
        if probe.id not in pairs:
            words = probe.ask.said_in(both.new.language)
            yield Change("added", "probe", probe.id, "ask", after=words, question=new.id)
        else:
            changes = _probe(both, before[pairs[probe.id]], probe)
            yield from (replace(change, question=new.id) for change in changes)


def _probe(both: _Both, old: Probe, new: Probe) -> Iterator[Change]:
    if old.id != new.id and not (old.id.isdigit() and new.id.isdigit()):
        yield Change("renamed", "probe", new.id, "id", old.id, new.id)
    yield from _texts(both, old.ask, new.ask, _words("probe", new.id, "ask"))
    yield from _fact("probe", new.id, "kind", old.kind or "", new.kind or "")


# --- typed values ---


def _answers(both: _Both, old: Asked, new: Asked, part: Part) -> Iterator[Change]:
    """The kind of value, its bounds, unit and choices: none of them can change without another answer."""
    before, after = answer_facts(old.answer), answer_facts(new.answer)
    for aspect in dict.fromkeys((*before, *after)):
        one, other = before.get(aspect, ""), after.get(aspect, "")
        told = aspect == "type" or before["type"] == after["type"]
        if one != other and told:
            yield Change("retyped", part, new.id, aspect, one, other, comparable=False)
    if isinstance(old.answer, Choices) and isinstance(new.answer, Choices):
        yield from _choices(both, old.answer.options, new.answer.options, part, new.id)


def _choices(both: _Both, old: Mapping[str, Text], new: Mapping[str, Text], part: Part, name: str) -> Iterator[Change]:
    for option, words in old.items():
        if option not in new:
            said = words.said_in(both.old.language)
            yield Change("retyped", part, name, "choice", before=said, option=option, comparable=False)
    for option, words in new.items():
        if option not in old:
            said = words.said_in(both.new.language)
            yield Change("retyped", part, name, "choice", after=said, option=option, comparable=False)
        else:
            yield from _texts(both, old[option], words, _words(part, name, "choice", option), breaks=True)
    before, after = [one for one in old if one in new], [one for one in new if one in old]
    for change in _order(part, before, after):
        yield replace(change, id=name, aspect="choice", option=change.id)
