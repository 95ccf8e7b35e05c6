"""The filters of a figure as they were typed, before anybody knows what they mean. Pure."""

from typing import NamedTuple


class Filters(NamedTuple):
    """One tuple of typed words a filter; `where` are `ITEM=VALUE`, `by` is no filter and stands elsewhere."""

    session: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    stakeholder: tuple[str, ...] = ()
    participant: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    coder: tuple[str, ...] = ()
    round: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    with_pilots: bool = False
