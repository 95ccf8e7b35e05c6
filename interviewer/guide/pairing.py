"""Which parts of two versions belong to each other, and which of them changed places. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from interviewer.guide.model import Guide, Probe, Question, Theme
from interviewer.guide.wording import likeness

ALIKE, PROBES_ALIKE = 0.8, 0.5
MOST_COMPARED = 40


def question_pairs(old: Guide, new: Guide) -> dict[str, str]:
    """The old id of each question that is in both, by its new one; former ids (`was`) count on either side."""
    before = {question.id: question for _theme, question in old.questions()}
    after = {question.id: question for _theme, question in new.questions()}
    pairs = {one: one for one in after if one in before}
    taken = set(pairs.values())
    for one, question in after.items():
        former = [was for was in reversed(question.was) if was in before and was not in taken]
        if one not in pairs and former:
            pairs[one] = former[0]
            taken.add(former[0])
    for one, question in before.items():  # the newer one was given first
        later = [was for was in reversed(question.was) if was in after and was not in pairs]
        if one not in taken and later:
            pairs[later[0]] = one
            taken.add(one)
    return pairs


def theme_pairs(old: Guide, new: Guide, questions: dict[str, str]) -> dict[str, str]:
    """The old id of each theme that is in both, by its new one: by id, else the one that holds most of its questions."""
    before = {theme.id: theme for theme in old.themes}
    pairs = {theme.id: theme.id for theme in new.themes if theme.id in before}
    for theme in new.themes:
        if theme.id not in pairs:
            here = {questions[q.id] for q in theme.questions if q.id in questions}
            same = [
                one.id
                for one in old.themes
                if one.id not in pairs.values() and _is_most(here, {q.id for q in one.questions}, theme)
            ]
            if same:
                pairs[theme.id] = same[0]
    return pairs


def _is_most(here: set[str], there: set[str], theme: Theme) -> bool:
    return len(here & there) * 2 > max(len(theme.questions), len(there))


def probe_pairs(old: Question, new: Question) -> dict[str, str]:
    """The old id of each probe that is in both, by its new one.

    Probes without an id are called by their position, so those are found by their words first.
    """
    before, after = {p.id: p for p in old.probes}, {p.id: p for p in new.probes}
    pairs = {one: one for one in after if one in before and not one.isdigit()}

    def left() -> list[tuple[Probe, Probe]]:
        taken = set(pairs.values())
        mine = [probe for probe in after.values() if probe.id not in pairs]
        return [(a, b) for b in mine for a in before.values() if a.id not in taken]

    for a, b in left():
        if a.ask == b.ask and a.id not in pairs.values() and b.id not in pairs:
            pairs[b.id] = a.id
    for _like, former, now in sorted(_likenesses(left()), key=lambda one: -one[0]):
        if former not in pairs.values() and now not in pairs:
            pairs[now] = former
    return pairs


def _likenesses(left: Sequence[tuple[Probe, Probe]]) -> Iterable[tuple[float, str, str]]:
    for a, b in left[: MOST_COMPARED**2]:
        found = max((likeness(words, b.ask.words.get(code, "")) for code, words in a.ask.words.items()), default=0.0)
        if found >= PROBES_ALIKE:
            yield found, a.id, b.id


def look_alikes(old: Guide, new: Guide, pairs: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """(old id, new id) of questions that went and came with nearly the same words: perhaps somebody forgot `was`."""
    taken = set(pairs.values())
    gone = [q for _t, q in old.questions() if q.id not in taken][:MOST_COMPARED]
    come = [q for _t, q in new.questions() if q.id not in pairs][:MOST_COMPARED]
    found = []
    for a in gone:
        scores = [
            (max((likeness(words, b.ask.words.get(code, "")) for code, words in a.ask.words.items()), default=0.0), b)
            for b in come
        ]
        best = max(scores, key=lambda one: one[0], default=None)
        if best is not None and best[0] >= ALIKE:
            found.append((a.id, best[1].id))
            come.remove(best[1])
    return tuple(found)


def moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """The fewest things that must have been moved to come from one order to the other; both hold the same ones."""
    places = {one: n for n, one in enumerate(before)}
    order = [places[one] for one in after]
    ends: list[int] = []  # the least end of an ascending row of each length
    at: list[int] = []  # which length each one ends
    for place in order:
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        at.append(length)
    stay: set[str] = set()
    length, last = len(ends) - 1, len(order)
    for one, place, reached in zip(reversed(after), reversed(order), reversed(at), strict=True):
        if reached == length and place < last:
            stay.add(one)
            length, last = length - 1, place
    return frozenset(after) - stay
