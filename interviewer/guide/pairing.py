"""Which parts of two versions belong to each other, and which of them changed places. Pure."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from interviewer.guide.model import Guide, Probe, Question, Text, Theme
from interviewer.guide.wording import likeness

ALIKE, PROBES_ALIKE = 0.8, 0.5
MOST_COMPARED = 25
Words = tuple[tuple[str, str], ...]
Said = Probe | Question


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
    home = {question.id: theme for theme, question in old.questions()}
    for theme in new.themes:
        if theme.id not in pairs:
            homes = Counter(home[questions[q.id]].id for q in theme.questions if q.id in questions)
            name, count = (homes.most_common(1) or [("", 0)])[0]
            if name not in pairs.values() and count * 2 > max(len(theme.questions), _size(before.get(name))):
                pairs[theme.id] = name
    return pairs


def _size(theme: Theme | None) -> int:
    return len(theme.questions) if theme else 0


def probe_pairs(old: Question, new: Question) -> dict[str, str]:
    """The old id of each probe that is in both, by its new one.

    Probes without an id are called by their position, so those are found by their words first.
    """
    pairs = {one.id: one.id for one in new.probes if not one.id.isdigit() and one.id in {p.id for p in old.probes}}
    waiting: dict[Words, list[str]] = {}
    for probe in old.probes:
        if probe.id not in pairs:
            waiting.setdefault(_said(probe.ask), []).append(probe.id)
    for probe in new.probes:
        same = waiting.get(_said(probe.ask))
        if probe.id not in pairs and same:
            pairs[probe.id] = same.pop(0)
    taken = set(pairs.values())
    gone = [probe for probe in old.probes if probe.id not in taken]
    come = [probe for probe in new.probes if probe.id not in pairs]
    return pairs | {now: was for was, now in _most_alike(gone, come, PROBES_ALIKE)}


def _said(text: Text) -> Words:
    return tuple(sorted(text.words.items()))


def _most_alike(gone: Sequence[Said], come: Sequence[Said], least: float) -> Iterator[tuple[str, str]]:
    """(old id, new id) of what has nearly the same words, each once, the most alike first."""
    first, second = gone[:MOST_COMPARED], come[:MOST_COMPARED]
    scores = [(_likeness(a.ask, b.ask), n, a.id, b.id) for n, a in enumerate(first) for b in second]
    used: set[str] = set()
    came: set[str] = set()
    for score, _n, was, now in sorted(scores, key=lambda one: (-one[0], one[1])):
        if score >= least and was not in used and now not in came:
            used.add(was)
            came.add(now)
            yield was, now


def _likeness(before: Text, after: Text) -> float:
    return max((likeness(words, after.words.get(code, "")) for code, words in before.words.items()), default=0.0)


def look_alikes(old: Guide, new: Guide, pairs: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """(old id, new id) of questions that went and came with nearly the same words: perhaps somebody forgot `was`."""
    taken = set(pairs.values())
    gone = [question for _theme, question in old.questions() if question.id not in taken]
    come = [question for _theme, question in new.questions() if question.id not in pairs]
    return tuple(_most_alike(gone, come, ALIKE))


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
