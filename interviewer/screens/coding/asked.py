"""What `code` was asked to do, and which part of the room does it."""

from typing import NamedTuple

from interviewer.errors import UsageError


class Asked(NamedTuple):
    """The command line of `code`, as typed."""

    sessions: list[str]
    coder: str = ""
    round: str = ""
    close: bool = False
    incomplete: bool = False
    with_own: bool = False
    apply: str | None = None
    export: str | None = None
    question: str = ""
    lost: bool = False
    suggest: bool = False
    accept: str = ""


def do(asked: Asked) -> int:
    """Code turn by turn, apply or write a table, or close a round; returns the exit code."""
    from interviewer.screens.coding.closing import close_round
    from interviewer.screens.coding.in_round import round_id
    from interviewer.screens.coding.opening import coder_id, go_through
    from interviewer.screens.coding.table_of_marks import apply_table, export_table
    from interviewer.screens.coding_room.opening import can_open, sit
    from interviewer.screens.unlocking import study_with_words

    _refuse_contradictions(asked)
    who, where = coder_id(asked.coder) if asked.coder else "", round_id(asked.round)
    if asked.lost:
        from interviewer.screens.coding.lost import list_lost

        return list_lost(asked.sessions, who, where)
    if asked.close:
        return close_round(asked.sessions, who, where, incomplete=asked.incomplete)
    if asked.export is not None:
        return export_table(asked.export, who, asked.sessions, asked.accept)
    if asked.apply is not None:
        return apply_table(asked.apply, who, asked.sessions, where)
    if can_open():
        ways = {"with_own": asked.with_own, "suggest": asked.suggest}
        return sit(study_with_words(), who, asked.sessions, question=asked.question, named=where, **ways)
    if asked.question:
        raise UsageError("question_needs_room")
    return go_through(asked.sessions, who, where, with_own=asked.with_own, suggest=asked.suggest)


def _refuse_contradictions(asked: Asked) -> None:
    tables = sum(one is not None for one in (asked.apply, asked.export))
    if tables + asked.close > 1:
        raise UsageError("tables_apart")
    if asked.incomplete and not asked.close:
        raise UsageError("close_alone")
    if asked.question and (tables or asked.close):
        raise UsageError("question_alone")
    if asked.lost and (tables or asked.close or asked.question):
        raise UsageError("lost_alone")
    if asked.suggest and (tables or asked.close or asked.lost):
        raise UsageError("suggest_alone")
    if not asked.coder and not tables and not asked.lost:
        raise UsageError("coder_missing")
    if asked.accept and asked.export is None:
        raise UsageError("accept_alone")
    if asked.export is not None and asked.round:
        raise UsageError("export_no_round")
