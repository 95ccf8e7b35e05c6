"""A session as seen from today's guide: its questions under the ids that stand for theirs now. Pure.

What the journal says stays as it is; only what is counted and exported looks at sessions so.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from interviewer.session.model import COVERAGE, Coverage, Prompt, SessionView, TurnView
from interviewer.session.read import guide_from


def under_current_ids(view: SessionView, ids: Mapping[str, str]) -> SessionView:
    """The session with each former id replaced by the one that stands for it; `former` says what was replaced.

    Where two questions became one, what was said on either is said on it, and it is covered as the better of the two.
    """
    own = _own(view)
    changed = {one: ids[one] for one in own if one in ids}
    if not changed:
        return view

    def now(question: str) -> str:
        return changed.get(question, question)

    prompts = {one.id: replace(one, question=now(one.question)) for one in view.prompts}

    def prompt(one: Prompt | None) -> Prompt | None:
        return None if one is None else prompts.get(one.id, one)

    def turn(one: TurnView) -> TurnView:
        also = tuple(dict.fromkeys(now(question) for question in one.also))
        question = now(one.question)
        return replace(one, question=question, also=tuple(q for q in also if q != question), asked=prompt(one.asked))

    return replace(
        view,
        prompts=tuple(prompts.values()),
        turns=tuple(map(turn, view.turns)),
        gaps=tuple(replace(one, question=now(one.question)) for one in view.gaps),
        measures=tuple(replace(m, question=now(m.question), asked=prompt(m.asked)) for m in view.measures),
        markers=tuple(replace(one, question=now(one.question)) for one in view.markers),
        coverage=_coverage(view.coverage, changed),
        open_musts=tuple(dict.fromkeys(map(now, view.open_musts))),
        passed_over=frozenset(map(now, view.passed_over)),
        prompt=prompt(view.prompt),
        former=_former(own, changed),
    )


def _own(view: SessionView) -> dict[str, None]:
    """The ids of the questions of its guide, and of those that its records name."""
    guide = guide_from(view.source)
    planned = (question.id for _theme, question in guide.questions()) if guide else ()
    return dict.fromkeys((*planned, *view.coverage, *(turn.question for turn in view.turns)))


def _former(own: Mapping[str, None], changed: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The ids of the guide that it was held with, by the id that stands for them now."""
    found: dict[str, tuple[str, ...]] = {}
    for question in own:
        now = changed.get(question, question)
        found[now] = (*found.get(now, ()), question)
    return {now: was for now, was in found.items() if was != (now,)}


def _coverage(states: Mapping[str, Coverage], changed: Mapping[str, str]) -> dict[str, Coverage]:
    found: dict[str, Coverage] = {}
    for question, state in states.items():
        now = changed.get(question, question)
        found[now] = min(found.get(now, state), state, key=COVERAGE.index)
    return found
