"""A form that was made from a guide, and perhaps changed since -> that guide with those changes and no others.

`now` is what the form says, `then` what the form of the guide said when it was made, `base` the guide itself. What is the
same in `now` and `then` comes from `base`, which holds more than a form can.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from interviewer.guide.model import Guide, Probe, Question, Text

WITH_IDS = ("consent", "themes", "questions", "background")


def merged(now: Guide, then: Guide, base: Guide) -> Guide:
    """The guide with what was changed in its form."""
    made: Guide = _Merging(then, base).one(now, then, base)
    return replace(
        made, themes=tuple(replace(theme, questions=tuple(map(_sound, theme.questions))) for theme in made.themes)
    )


def _sound(question: Question) -> Question:
    """A question that was made an open one counts nothing any more."""
    return question if question.answer else replace(question, indicator="")


class _Merging:
    """Knows each question by its id, since it may have gone to another theme."""

    def __init__(self, then: Guide, base: Guide) -> None:
        self.then = {question.id: question for _theme, question in then.questions()}
        self.base = {question.id: question for _theme, question in base.questions()}

    def one(self, now: Any, then: Any, base: Any, name: str = "") -> Any:
        """What has that name in its owner."""
        if now == then:
            return base
        if isinstance(now, Text) and isinstance(base, Text):
            return _text(now, then, base)
        if isinstance(now, Struct) and type(now) is type(then) is type(base):
            return self.fields(now, then, base)
        if isinstance(now, dict) and isinstance(then, dict):
            return {key: self.one(said, then[key], base[key]) if key in then else said for key, said in now.items()}
        listed = _probes if name == "probes" else self.items if name in WITH_IDS else None
        return listed(now, then, base) if listed else now

    def fields(self, now: Any, then: Any, base: Any) -> Any:
        parts = ((name, *(getattr(one, name) for one in (now, then, base))) for name in now.__struct_fields__)
        made = {name: self.one(mine, before, whole, name) for name, mine, before, whole in parts}
        return replace(now, **made)

    def items(self, now: Sequence[Any], then: Sequence[Any], base: Sequence[Any]) -> tuple[Any, ...]:
        """Things with ids; where they are the same as before, in the order in which the guide has them."""
        before, whole = ({one.id: one for one in items} for items in (then, base))
        if any(isinstance(one, Question) for one in now):
            before, whole = self.then, self.base
        made = [
            self.one(one, before[one.id], whole[one.id]) if one.id in before and one.id in whole else one for one in now
        ]
        if [one.id for one in now] == [one.id for one in then]:
            order = {one.id: n for n, one in enumerate(base)}
            made.sort(key=lambda one: order.get(one.id, len(order)))
        return tuple(made)


def _text(now: Text, then: Text, base: Text) -> Text:
    """Each language by itself."""
    if now == then:
        return base
    kept = {code for code, said in now.words.items() if then.words.get(code) == said}
    return Text({code: base.words.get(code, said) if code in kept else said for code, said in now.words.items()})


def _probes(now: Sequence[Probe], then: Sequence[Probe], base: Sequence[Probe]) -> tuple[Probe, ...]:
    """Probes have no names in a form: one is known by its words, one that was reworded by its place."""
    if len(then) != len(base):
        return tuple(now)
    if len(now) == len(then):
        return tuple(
            one if ask == one.ask else replace(one, ask=ask)
            for n, one in enumerate(base)
            for ask in [_text(now[n].ask, then[n].ask, one.ask)]
        )
    known = {tuple(probe.ask.words.items()): whole for probe, whole in zip(then, base, strict=True)}
    places = {one.id for n, one in enumerate(base, 1) if one.id == str(n)}
    made: list[Probe] = []
    for n, one in enumerate(now, 1):
        found = known.pop(tuple(one.ask.words.items()), None)
        named = found is not None and found.id not in places
        made.append(replace(found, id=found.id if named else str(n)) if found else one)
    distinct = len({one.id for one in made}) == len(made)
    return tuple(made) if distinct else tuple(replace(one, id=str(n)) for n, one in enumerate(made, 1))
