"""What a follower sees: the question that stands before the participant, what was said on it, and how things stand."""

from collections.abc import Sequence
from itertools import chain

from interviewer.screens.clean import ELLIPSIS, cells, fit, one_line, wrap
from interviewer.screens.following.watch import Sight
from interviewer.screens.labels import label
from interviewer.screens.pages.page import Block, Note, Title, Words
from interviewer.screens.pages.transcript import question_blocks
from interviewer.screens.words import _, plural
from interviewer.session.interview import State, open_musts

Row = list[tuple[str, str]]
INDENT = "  "
# A long question leaves at least this part of the page to what was said on it.
QUESTION_SHARE = 3
SOON = 10  # seconds that are counted one by one


class Said:
    """The rows of what was said on the current question, made anew only when the interview or the width is another."""

    def __init__(self) -> None:
        self._for: tuple[State, int] | None = None
        self._rows: list[Row] = []

    def rows(self, state: State, width: int) -> list[Row]:
        """All rows, the newest last."""
        if self._for is None or self._for[0] is not state or self._for[1] != width:
            self._for, self._rows = (state, width), _said_rows(state, width)
        return self._rows


def _said_rows(state: State, width: int) -> list[Row]:
    prompt = state.view.prompt
    if prompt is None:
        return []
    blocks = question_blocks(state.view, state.guide, prompt.question, with_ids=False)
    return list(chain.from_iterable(_block_rows(block, width) for block in blocks if not isinstance(block, Title)))


def _block_rows(block: Block, width: int) -> list[Row]:
    match block:
        case Words():
            head: Row = [("class:quiet", one_line(block.head, width))]
            return [head, *([("", row)] for row in wrap(block.text, width, INDENT))]
        case Note():
            return [[("class:note", row)] for row in wrap(block.text, width, INDENT)]
        case _:
            return []


def page(sight: Sight, said: Said, width: int, height: int, back: int = 0) -> list[Row]:
    """The rows above the status line, at most `height`; `back` rows of what was said lie below the edge."""
    top = _heading(sight, width)[:height]
    question = _question(sight, width, max(2, height // QUESTION_SHARE))
    head = [*top, [("", "")], *question, [("", "")]][:height]
    room = height - len(head)
    rows = said.rows(sight.state, width)
    end = max(min(room, len(rows)), len(rows) - back) if room else 0
    return [*head, *rows[max(0, end - room) : end]]


def most_back(sight: Sight, said: Said, width: int, height: int) -> int:
    """How many rows one can go back at most."""
    shown = len(page(sight, said, width, height)) - len(_heading(sight, width))
    return max(0, len(said.rows(sight.state, width)) - max(1, min(height, shown)) + 1)


def _heading(sight: Sight, width: int) -> list[Row]:
    state = sight.state
    title, name = state.guide.title.said_in(state.view.language), state.view.id
    room = width - cells(name) - 2
    first = one_line(title, room) if room > cells(name) // 2 else ""
    gap = " " * max(0, width - cells(first) - cells(fit(name, width)))
    rows: list[Row] = [[("class:strong", first), ("", gap), ("class:quiet", one_line(name, width))]]
    theme = _theme(sight)
    return [*rows, [("class:quiet", one_line(theme, width))]] if theme else rows


def _theme(sight: Sight) -> str:
    """Theme, place of the question in the guide, minutes of the theme."""
    state = sight.state
    prompt = state.view.prompt
    theme = next((t for t in state.guide.themes if prompt and t.id == prompt.theme), None)
    if prompt is None or theme is None:
        return ""
    order = [question.id for _theme, question in state.guide.questions()]
    place = f"{order.index(prompt.question) + 1}/{len(order)}" if prompt.question in order else ""
    since = sight.age / 60 if sight.running and state.view.status == "open" and not state.view.typed_up else 0.0
    spent = str(int(state.view.theme_minutes.get(theme.id, 0.0) + since))
    minutes = (
        _("{spent} of {planned} min").format(spent=spent, planned=f"{theme.minutes:g}")
        if theme.minutes
        else _("{spent} min").format(spent=spent)
    )
    minutes = "" if state.view.typed_up else minutes
    return " · ".join(filter(None, (theme.title.said_in(state.view.language), place, minutes)))


def _question(sight: Sight, width: int, most: int) -> list[Row]:
    """The words before the participant: a probe where one was put last, under the question that it follows."""
    view = sight.state.view
    if view.prompt is None:
        return [[("class:quiet", one_line(_("No question has been put yet."), width))]]
    first = next(p for p in view.prompts if p.question == view.prompt.question)
    above: list[Row] = []
    if view.prompt.origin == "probe" and first is not view.prompt:
        above, most = [[("class:quiet", one_line(first.text.strip(), width))]], max(1, most - 1)
    rows = wrap(view.prompt.text.strip(), width)
    if len(rows) > most:
        rows = [*rows[: most - 1], fit(rows[most - 1], width - 1) + ELLIPSIS]
    return [*above, *([("class:question", row)] for row in rows)]


def status(sight: Sight, doing: str, width: int) -> str:
    """Time, speaker, age of the last change, who holds the interview, who takes notes; then what the keys do."""
    view = sight.state.view
    planned = sight.state.guide.duration
    spent = str(int(sight.minutes))
    minutes = (
        _("{spent} of {planned} min").format(spent=spent, planned=f"{planned:g}")
        if planned
        else _("{spent} min").format(spent=spent)
    )
    musts = len(open_musts(sight.state))
    parts = [
        "" if view.typed_up else minutes,
        plural("{count} must open", "{count} musts open", musts) if musts else "",
        view.speaker if len(view.participants) > 1 else "",
        "" if sight.resting else _("changed {ago}").format(ago=_ago(sight.age)),
        _held_where(sight),
        _("notes: {who}").format(who=", ".join(sight.noting)) if sight.noting else "",
    ]
    said = one_line(" · ".join(filter(None, parts)), max(0, width - cells(doing) - 3))
    return one_line(f"{said} · {doing}" if said else doing, width)


def _held_where(sight: Sight) -> str:
    if sight.state.view.status in ("done", "refused", "withdrawn", "paused") or not sight.running:
        return label("paused" if sight.state.view.status in ("open", "closing") else sight.state.view.status)
    return _("held here") if sight.here else _("held elsewhere")


def _ago(seconds: float) -> str:
    """Whole seconds at first, then tens, minutes, hours: the line must not change each second for nothing."""
    if seconds < SOON:
        return _("{count} s ago").format(count=int(seconds))
    if seconds < 60:  # noqa: PLR2004 - a minute
        return _("{count} s ago").format(count=int(seconds) // 10 * 10)
    minutes = int(seconds) // 60
    if minutes < 60:  # noqa: PLR2004 - an hour
        return _("{count} min ago").format(count=minutes)
    return _("{count} h ago").format(count=minutes // 60)


def nothing_there(session: str, width: int) -> Sequence[Row]:
    """The page while no file of the interview can be read."""
    words = _("Nothing of {session} can be read just now; it is looked for each second.").format(session=session)
    return [[("class:quiet", row)] for row in wrap(words, width)]
