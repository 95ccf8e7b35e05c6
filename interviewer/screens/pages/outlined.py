"""A guide as lines, a fact each: what `git diff` compares instead of YAML. The same in every language of the screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from interviewer.guide.facts import answer_facts, conditions, joined, quantity
from interviewer.guide.model import BackgroundItem, Choices, Guide, Question, Text
from interviewer.guide.read import read_guide
from interviewer.screens.clean import clean


def outline_of(path: str) -> str:
    """The outline of the file; of one that is no guide its text as it stands. It never fails, for git asks for it."""
    try:
        data = Path(path).read_bytes()
    except OSError:
        return ""
    guide, _problems = read_guide(data)
    if guide is None:
        return clean(data.decode("utf-8", "replace").replace("\r\n", "\n"))
    return clean("".join(f"{line}\n" for line in lines(guide)))


def lines(guide: Guide) -> Iterator[str]:
    """The facts in the order of the guide, each with what it is about before it."""
    yield f"guide {guide.id}, version {guide.version}"
    yield from _value("language", joined(guide.languages))
    yield from _said("title", guide.title, guide)
    yield from _said("purpose", guide.purpose, guide)
    yield from _value("stakeholders", joined(guide.stakeholders))
    yield from _value("duration", quantity(guide.duration))
    yield from _value("group", "true" if guide.group else "")
    yield from _said("opening", guide.opening, guide)
    for item in guide.consent:
        facts = f"{item.purpose}, required" if item.required else item.purpose
        yield from _said(f"consent {item.id} ({facts})", item.ask, guide)
    for theme in guide.themes:
        name = f"theme {theme.id}"
        yield from _said(name, theme.title, guide)
        yield from _said(f"{name}, aim", theme.aim, guide)
        yield from _value(f"{name}, minutes", quantity(theme.minutes))
        yield from _value(f"{name}, when", conditions(theme.when))
        for question in theme.questions:
            yield from _question(question, guide)
    for fact in guide.background:
        yield from _said(f"background {fact.id}", fact.ask, guide)
        yield from _answer(f"background {fact.id}", fact, guide)
    yield from _said("closing", guide.closing, guide)


def _question(question: Question, guide: Guide) -> Iterator[str]:
    name = f"question {question.id}"
    yield from _said(name, question.ask, guide)
    yield from _value(f"{name}, was", joined(question.was))
    yield from _said(f"{name}, aim", question.aim, guide)
    yield from _value(f"{name}, must", "true" if question.must else "")
    yield from _value(f"{name}, codes", joined(question.codes))
    yield from _value(f"{name}, when", conditions(question.when))
    yield from _answer(name, question, guide)
    yield from _value(f"{name}, indicator", question.indicator)
    for probe in question.probes:
        kind = f" ({probe.kind})" if probe.kind else ""
        called = "" if probe.id.isdigit() else f" {probe.id}"
        yield from _said(f"{name}, probe{called}{kind}", probe.ask, guide)


def _answer(name: str, asked: Question | BackgroundItem, guide: Guide) -> Iterator[str]:
    if asked.answer is None:
        return
    facts = answer_facts(asked.answer)
    shown = [facts["type"], facts.get("bounds", ""), facts.get("unit", ""), "other" * (facts.get("other") == "true")]
    yield from _value(f"{name}, answer", " ".join(fact for fact in shown if fact))
    if isinstance(asked.answer, Choices):
        for option, words in asked.answer.options.items():
            yield from _said(f"{name}, choice {option}", words, guide)


def _value(name: str, value: str) -> Iterator[str]:
    if value:
        yield f"{name}: {value}"


def _said(name: str, text: Text, guide: Guide) -> Iterator[str]:
    """A line for each line of the words; their language where the guide has several."""
    for language, words in text.words.items():
        mark = f" [{language}]" if len(guide.languages) > 1 else ""
        yield from (f"{name}{mark}: {line.rstrip()}" for line in words.strip().split("\n") if line.strip())
