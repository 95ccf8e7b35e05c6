"""What a condition (`when`) may depend on, and what is wrong with those of a guide. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

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
)
from interviewer.guide.values import read_value
from interviewer.schema import AMOUNT, NO, YES, Findings, follow
from interviewer.yamltext import Mapping, Node, Scalar

Steps = tuple[str | int, ...]
Decider = Question | BackgroundItem | ConsentItem
SHOWN = 40
MOST_NAMED = 24
MOST_VALUES = 100


def deciders(guide: Guide) -> dict[str, Decider]:
    """What a condition on an id depends on: a closed question, else a background item, a consent item, an open question."""
    asked = [question for _, question in guide.questions()]
    found: dict[str, Decider] = {one.id: one for one in asked if one.answer is None}
    found |= {item.id: item for item in guide.consent} | {item.id: item for item in guide.background}
    return found | {one.id: one for one in asked if one.answer is not None}


def deciding_background(guide: Guide) -> frozenset[str]:
    """The ids of the background items on which questions depend: they are asked before the questions."""
    named = {condition.question for used in uses(guide) for condition in used.conditions}
    known = deciders(guide) if named else {}
    return frozenset(name for name in named if isinstance(known.get(name), BackgroundItem))


class Use(NamedTuple):
    """The conditions of one theme (no question) or question, and where they stand."""

    steps: Steps
    theme: str
    question: str
    conditions: tuple[Condition, ...]


def uses(guide: Guide) -> Iterator[Use]:
    """Every theme and question that has conditions."""
    for t, theme in enumerate(guide.themes):
        if theme.when:
            yield Use(("themes", t, "when"), theme.id, "", theme.when)
        for q, question in enumerate(theme.questions):
            if question.when:
                yield Use(("themes", t, "questions", q, "when"), theme.id, question.id, question.when)


def judge_conditions(guide: Guide, root: Node | None, findings: Findings) -> None:
    """Add what is wrong with the guide's conditions to the findings."""
    rules = _Rules(guide, root, findings)
    for use in uses(guide):
        for condition in use.conditions:
            rules.judge(use, condition)
    rules.circles()


class _Rules:
    """The rules for one guide, with the order in which it asks."""

    def __init__(self, guide: Guide, root: Node | None, findings: Findings) -> None:
        self.guide, self.root, self.findings = guide, root, findings
        self.deciders = deciders(guide)
        self.order = {question.id: n for n, (_, question) in enumerate(guide.questions())}
        self.theme = {question.id: theme.id for theme, question in guide.questions()}
        self.begins = {theme.id: self.order[theme.questions[0].id] for theme in guide.themes if theme.questions}

    def entry(self, use: Use, condition: Condition) -> tuple[Node, Node]:
        """The key and the value of the condition in the file."""
        node = follow(self.root, *use.steps)
        entries = node.entries if isinstance(node, Mapping) else ()
        nowhere = Scalar("", 1, 1, 0, 0, quoted=False)
        return next((entry for entry in entries if entry[0].text == condition.question), (nowhere, nowhere))

    def judge(self, use: Use, condition: Condition) -> None:
        key, value = self.entry(use, condition)
        found = self.deciders.get(condition.question)
        name = condition.question
        if found is None:
            self._unknown(key, name)
        elif isinstance(found, Question) and self._is_own(use, name):
            self.findings.add("when_itself", key, given=name)
        elif isinstance(found, Question) and found.answer is None:
            self.findings.add("when_open", key, given=name)
        else:
            if isinstance(found, Question) and self.order[name] > self._place(use):
                self.findings.add("when_later", key, "warning", given=name)
            self._values(value, condition, found)

    def _unknown(self, key: Node, name: str) -> None:
        known = [
            *(question.id for _, question in self.guide.questions() if question.answer is not None),
            *(item.id for item in self.guide.background),
            *(item.id for item in self.guide.consent),
        ]
        meant = self.findings.guess(name, known)
        listed = ", ".join(known[:MOST_NAMED]) + (", ..." if len(known) > MOST_NAMED else "") or "-"
        self.findings.add("when_unknown_near" if meant else "when_unknown", key, given=name, meant=meant, known=listed)

    def _is_own(self, use: Use, name: str) -> bool:
        return name == use.question if use.question else self.theme[name] == use.theme

    def _place(self, use: Use) -> int:
        """The place in the guide's order of the question, or of the first one of the theme."""
        return self.order[use.question] if use.question else self.begins.get(use.theme, 0)

    def _values(self, node: Node, condition: Condition, found: Decider) -> None:
        """Whether the values and bounds are among those that the answer can have."""
        given = (*condition.values, *condition.others)
        bounds = [bound for bound in (condition.lowest, condition.highest) if bound is not None]
        if not given and not bounds:
            self.findings.add("when_empty", node, given=condition.question)
        answer = None if isinstance(found, ConsentItem) else found.answer
        if bounds and not isinstance(answer, Number | Scale):
            self.findings.add("when_bounds", node, given=condition.question)
        elif len(bounds) > 1 and bounds[0] > bounds[1]:
            self.findings.add("bounds_reversed", node, lowest=f"{bounds[0]:g}", highest=f"{bounds[1]:g}")
        else:
            given += tuple(f"{bound:.15g}" for bound in bounds)
        for value in given:
            self._value(node, condition, value, answer)
        if condition.others and _all_of(answer) and _all_of(answer) <= _plainly(condition.others, answer):
            self.findings.add("when_never", node, given=condition.question)

    def _value(self, node: Node, condition: Condition, value: str, answer: Answer | None) -> None:
        options = _options(answer)
        if can_be(answer, value):
            return
        meant = self.findings.guess(value, options) if options else ""
        shown = ", ".join(options) or _bounds(answer)
        rule = "when_value_near" if meant else "when_value"
        self.findings.add(rule, node, question=condition.question, given=value[:SHOWN], meant=meant, options=shown)

    def circles(self) -> None:
        """Questions that wait for each other, each circle said once."""
        waits = self._waits()
        done: set[str] = set()
        for start in waits:
            path: dict[str, None] = {}
            name = start
            while name in waits and name not in done and name not in path:
                path[name] = None
                name = next(iter(waits[name]))
            if name in path:
                ring = [*path][[*path].index(name) :]
                use, condition = next(where for one in ring if (where := next(iter(waits[one].values()))) is not None)
                shown = [one for one in ring if one in self.order]
                first = self.entry(use, condition)[0]
                self.findings.add("when_circle", first, circle=" → ".join([*shown, shown[0]][:MOST_NAMED]))
            done.update(path)

    def _waits(self) -> "_Waits":
        """What each question, and each theme (its id with a slash before it), waits for, as far as it may be in a circle."""
        waits: _Waits = {question: {f"/{theme}": None} for question, theme in self.theme.items()}
        for use in uses(self.guide):
            for condition in use.conditions:
                found = self.deciders.get(condition.question)
                if isinstance(found, Question) and not self._is_own(use, found.id):
                    waits.setdefault(use.question or f"/{use.theme}", {})[found.id] = (use, condition)
        return _only_circles(waits)


_Waits = dict[str, dict[str, tuple[Use, Condition] | None]]


def _only_circles(waits: _Waits) -> _Waits:
    """Without what waits for nothing, and then without what waited only for that."""
    behind: dict[str, list[str]] = {}
    for one, others in waits.items():
        for other in others:
            behind.setdefault(other, []).append(one)
    left = {one: len(others) for one, others in waits.items()}
    free = [name for name in behind if not left.get(name)]
    gone = set(free)
    while free:
        for one in behind.get(free.pop(), ()):
            left[one] -= 1
            if not left[one]:
                gone.add(one)
                free.append(one)
    kept = {one: {o: where for o, where in others.items() if o not in gone} for one, others in waits.items()}
    return {one: others for one, others in kept.items() if others}


def can_be(answer: Answer | None, value: str) -> bool:
    """Whether that value can be the answer; None is the answer to a consent item, yes or no."""
    match answer:
        case None:
            return value.lower() in YES | NO
        case Choices():
            return value in answer.options or answer.other
        case Number() | Scale():
            return bool(AMOUNT.fullmatch(value)) and _within(answer, float(value))
        case Date():
            return read_value(answer, value, "")[0] == value
        case _:
            return True


def _within(answer: Number | Scale, value: float) -> bool:
    low, high = answer.lowest, answer.highest
    return (low is None or value >= low) and (high is None or value <= high)


def _all_of(answer: Answer | None) -> set[str]:
    """Every answer that can be given, where these are few and known; else none."""
    match answer:
        case None:
            return {"yes", "no"}
        case Choices(other=False):
            return set(answer.options)
        case Scale() if answer.highest - answer.lowest < MOST_VALUES:
            return {str(value) for value in range(answer.lowest, answer.highest + 1)}
        case _:
            return set()


def _plainly(values: tuple[str, ...], answer: Answer | None) -> set[str]:
    """The values, those of a consent as yes and no."""
    return {"yes" if value.lower() in YES else "no" for value in values} if answer is None else set(values)


def _options(answer: Answer | None) -> list[str]:
    if answer is None:
        return ["yes", "no"]
    return list(answer.options) if isinstance(answer, Choices) else []


def _bounds(answer: Answer | None) -> str:
    """What a number may be, or how a day is written."""
    if not isinstance(answer, Number | Scale):
        return "2026-03-31"
    lowest, highest = ("…" if bound is None else f"{bound:g}" for bound in (answer.lowest, answer.highest))
    return f"{lowest} – {highest}"
