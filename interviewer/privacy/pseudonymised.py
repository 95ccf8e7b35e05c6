"""A session as others read it: what was decided to be replaced is replaced in every text, marks included. Pure."""

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from interviewer.privacy.scan.said import remark_at
from interviewer.session.events import Value
from interviewer.session.model import DecisionView, MarkView, Prompt, SessionView

By = Mapping[str, Sequence[DecisionView]]


def replaced_in(view: SessionView) -> dict[str, list[DecisionView]]:
    """The replacements of each text, from its beginning to its end; where two overlap, the longer one counts."""
    found: dict[str, list[DecisionView]] = {}
    for one in sorted(view.decided, key=lambda one: (one.start - one.end, one.start, one.id)):
        if one.by is not None:
            there = found.setdefault(one.at, [])
            if not any(one.start < other.end and other.start < one.end for other in there):
                there.append(one)
    for those in found.values():
        those.sort(key=lambda one: one.start)
    return found


def pseudonymised(view: SessionView) -> SessionView:
    """The session with its replacements carried out; itself where there are none."""
    by = replaced_in(view)
    if not by:
        return view
    prompts = {prompt.id: _prompt(prompt, by) for prompt in view.prompts}
    texts = {turn.id: turn.text for turn in view.turns}
    text = partial(_text, by=by)

    def asked(prompt: Prompt | None) -> Prompt | None:
        return None if prompt is None else prompts.get(prompt.id, prompt)

    return replace(
        view,
        prompts=tuple(prompts.values()),
        prompt=asked(view.prompt),
        turns=tuple(replace(turn, text=text(turn.id, turn.text), asked=asked(turn.asked)) for turn in view.turns),
        gaps=tuple(replace(gap, why=text(f"gap {gap.question}", gap.why)) for gap in view.gaps),
        markers=tuple(replace(one, note=text(f"marker {one.id}", one.note)) for one in view.markers),
        form={item: text(f"form {item}", words) for item, words in view.form.items()},
        marks=tuple(_mark(mark, texts.get(mark.turn, ""), by) for mark in view.marks),
        remarks=tuple(replace(one, text=text(remark_at(one), one.text)) for one in view.remarks),
        measures=tuple(
            replace(one, value=_value(f"value {one.id}", one.value, by), asked=asked(one.asked))
            for one in view.measures
        ),
        background=tuple(
            replace(
                one,
                value=None if one.value is None else _value(f"background {one.participant} {one.item}", one.value, by),
            )
            for one in view.background
        ),
    )


def memos_pseudonymised(view: SessionView) -> SessionView:
    """The session with what coders wrote of it as others read it; turns, and the places of marks, as they are."""
    shown = pseudonymised(view)
    if shown is view:
        return view
    memos = {mark.id: mark.memo for mark in shown.marks}
    return replace(view, marks=tuple(replace(mark, memo=memos[mark.id]) for mark in view.marks), remarks=shown.remarks)


def is_replaced(view: SessionView, turn: str, start: int, end: int) -> bool:
    """Whether any of these words are replaced for others."""
    return any(one.by is not None and one.at == turn and one.start < end and start < one.end for one in view.decided)


def _text(at: str, text: str, by: By) -> str:
    """The text with what stands for others; a text of another length is not the one that was decided about."""
    length = len(text)
    for one in reversed(by.get(at, ())):
        if not one.length or one.length == length:
            text = text[: one.start] + (one.by or "") + text[one.end :]
    return text


def _prompt(prompt: Prompt, by: By) -> Prompt:
    return replace(prompt, text=_text(f"asked {prompt.id}", prompt.text, by))


def _value(at: str, value: Value, by: By) -> Value:
    if isinstance(value, str):
        return _text(f"{at} 0", value, by)
    if isinstance(value, list):
        return [_text(f"{at} {number}", one, by) for number, one in enumerate(value)]
    return value


def _mark(mark: MarkView, text: str, by: By) -> MarkView:
    """The mark on the same words in the new text; words that are lost were perhaps a name: they are not repeated."""
    memo = _text(f"memo {mark.id}", mark.memo, by)
    there = by.get(mark.turn, ())
    if not mark.holds:
        return replace(mark, excerpt="", memo=memo)
    if not there:
        return mark if memo == mark.memo else replace(mark, memo=memo)
    start, end = _moved(mark.start, there), _moved(mark.end, there, ending=True)
    return replace(mark, start=start, end=end, excerpt=_text(mark.turn, text, by)[start:end], memo=memo)


def _moved(place: int, there: Sequence[DecisionView], *, ending: bool = False) -> int:
    """Where a place of the old text is in the new one; inside of words that are replaced it goes to their edge."""
    shift = 0
    for one in there:
        new = len(one.by or "")
        if place <= one.start and not (ending and place > one.start):
            break
        if place < one.end:
            return one.start + shift + (new if ending else 0)
        shift += new - (one.end - one.start)
    return place + shift
