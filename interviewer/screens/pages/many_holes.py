"""Hundreds of holes in one guide, told in a few lines."""

from collections import Counter
from collections.abc import Sequence

from interviewer.errors import Problem, problem

MOST = 10  # holes of a file and language that are told one by one


def folded_holes(problems: Sequence[Problem]) -> list[Problem]:
    """The problems with the first MOST holes of each file and language, and one problem for all others."""
    total = Counter(_key(one) for one in problems if one.rule == "hole")
    kept: list[Problem] = []
    so_far: Counter[tuple[str, str]] = Counter()
    for one in problems:
        so_far[_key(one)] += one.rule == "hole"
        if one.rule != "hole" or so_far[_key(one)] <= MOST or total[_key(one)] == MOST + 1:
            kept.append(one)
        elif so_far[_key(one)] == MOST + 1:
            kept.append(_rest(one, total[_key(one)]))
    return kept


def _key(one: Problem) -> tuple[str, str]:
    return one.path, str(one.facts().get("language", ""))


def _rest(one: Problem, total: int) -> Problem:
    facts = one.facts()
    return problem(
        "holes_more",
        *(one.line, one.column, one.severity, one.path),
        count=total - MOST,
        total=total,
        language=facts["language"],
        guide=facts["guide"],
    )
