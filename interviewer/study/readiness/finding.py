"""What one check found, as a value; its words are chosen where they are shown."""

from typing import Literal, NamedTuple

from interviewer.errors import Fact, Problem

Sign = Literal["ok", "attention", "no"]
OK: Sign = "ok"
ATTENTION: Sign = "attention"
NO: Sign = "no"


class Finding(NamedTuple):
    """What was looked at, how it stands, and the problem that says it; `more` are problems of files behind it.

    With `no` an interview should not begin; `attention` is for a person to judge.
    """

    check: str
    sign: Sign
    said: Problem
    more: tuple[Problem, ...] = ()


def found(check: str, sign: Sign, rule: str, more: tuple[Problem, ...] = (), **facts: Fact) -> Finding:
    """A finding with its facts given by name; its rule is `ready_` and what is given."""
    said = Problem(f"ready_{rule}", "error" if sign == NO else "warning", values=tuple(facts.items()))
    return Finding(check, sign, said, more)
