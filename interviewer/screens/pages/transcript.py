"""A session as a page: the frame, then question by question in the order asked, then the facts around it."""

from collections.abc import Iterator, Sequence
from itertools import chain

from interviewer.guide.conditions import in_symbols
from interviewer.guide.model import Answer, Choices, Guide
from interviewer.screens.labels import label
from interviewer.screens.pages.page import Block, Fact, Note, Title, Words
from interviewer.screens.words import _, plural
from interviewer.session.events import FIRST_ROUND
from interviewer.session.model import ClockName, MarkerView, MarkView, MeasureView, Prompt, SessionView, TurnView
from interviewer.session.read import guide_from

UNPLACED = "–"


def transcript(view: SessionView) -> list[Block]:
    """The blocks of the page."""
    guide = guide_from(view.source) if view.source else None
    parts = [_frame(view, guide), _asked(view, guide), _background(view, guide), _form(view)]
    parts += [_passed_over(view, guide), _not_asked(view, guide)]
    return list(chain.from_iterable(parts))


def _frame(view: SessionView, guide: Guide | None) -> Iterator[Block]:
    yield Title(1, guide.title.said_in(view.language) if guide else view.guide)
    yield Fact(_("Interview"), f"{view.id} ({label(view.status)})")
    yield Fact(_("Guide"), _("{guide}, version {version}").format(guide=view.guide, version=view.version))
    how = _("collected with a form") if view.collected else _("typed up afterwards") if view.typed_up else ""
    yield Fact(_("Held on"), f"{view.held_on}, {how}" if how else view.held_on)
    if view.minutes:
        yield Fact(_("Duration"), plural("{count} minute", "{count} minutes", round(view.minutes)))
    if any(t.offset_s is not None for t in view.turns) or any(m.offset_s is not None for m in view.markers):
        places = [*(t.offset_s for t in view.turns), *(m.offset_s for m in view.markers)]
        unplaced = any(_unplaced(view, place) for place in places)
        missing = f"; {_('– where the place in it is not known')}" if unplaced else ""
        yield Fact(_("Times"), clock_name(view.clock) + missing)
    if view.wave:
        yield Fact(_("Wave"), view.wave)
    if view.pilot:
        yield Fact(_("Pilot"), _("yes, exports leave it out unless asked"))
    for person in view.participants:
        yield Fact(_("Participant"), person.id + (f" ({person.stakeholder})" if person.stakeholder else ""))
        yield from _consents(view, person.id)
    if view.unknown:
        yield Note(
            plural(
                "{count} record of a later version isn't shown.",
                "{count} records of a later version aren't shown.",
                view.unknown,
            )
        )


def _consents(view: SessionView, participant: str) -> Iterator[Block]:
    answers = [(c.item, _("yes") if c.given else _("no")) for c in view.consents if c.participant == participant]
    if answers:
        yield Fact(_("Consent"), ", ".join(f"{item} ({answer})" for item, answer in answers))


def _asked(view: SessionView, guide: Guide | None) -> Iterator[Block]:
    theme: str | None = None
    for question in _order(view):
        here = _theme_of(view, question)
        if here != theme:
            theme = here
            yield Title(2, _theme_title(guide, here, view.language))
        yield from question_blocks(view, guide, question)


def _order(view: SessionView) -> tuple[str, ...]:
    """Questions in the order asked, then those of which something is known without their having been asked."""
    known = (view.prompts, view.turns, view.measures, view.gaps, view.markers)
    return tuple(dict.fromkeys(thing.question for things in known for thing in things))


def _theme_of(view: SessionView, question: str) -> str:
    known = (view.prompts, view.turns, view.measures, view.gaps, view.markers)
    return next((t.theme for things in known for t in things if t.question == question), "")


def _theme_title(guide: Guide | None, theme: str, language: str) -> str:
    found = next((t for t in guide.themes if t.id == theme), None) if guide else None
    return found.title.said_in(language) if found else theme or _("Outside the themes")


def question_blocks(view: SessionView, guide: Guide | None, question: str, *, with_ids: bool = True) -> Iterator[Block]:
    """One question: its words as a title, then what was put, said, noted and left open there, in reading order."""
    prompts = [p for p in view.prompts if p.question == question]
    turns = [turn for turn in view.turns if turn.question == question]
    first = next((p for p in prompts if p.origin != "probe"), None)
    yield Title(3, first.text if first else _wording(view, guide, question), question)
    standing: list[Prompt | None] = [*prompts] or [None]
    for prompt in standing:
        if prompt and prompt is not first:
            yield Note(prompted(prompt))
        said = [turn for turn in turns if _follows(turn, prompt, prompts)]
        markers = [m for m in view.markers if m.question == question and _stands_below(m, prompt, prompts)]
        for one in in_order(said, markers):
            yield from _turn(view, one, with_ids=with_ids) if isinstance(one, TurnView) else _marker(view, one)
    yield from _without_words(view, guide, question)


def _follows(turn: TurnView, prompt: Prompt | None, prompts: list[Prompt]) -> bool:
    """Whether the turn stands below this prompt; one that was moved here, or answers none, stands below the last."""
    asked = turn.asked.id if turn.asked else ""
    if any(p.id == asked for p in prompts):
        return prompt is not None and prompt.id == asked
    return not prompts or prompt is prompts[-1]


def _stands_below(marker: MarkerView, prompt: Prompt | None, prompts: list[Prompt]) -> bool:
    """Whether this prompt was the last one put when the marker was set."""
    if any(p.id == marker.asked for p in prompts):
        return prompt is not None and prompt.id == marker.asked
    before = [p for p in prompts if p.wall <= marker.wall]
    return prompt is (before[-1] if before else prompts[0] if prompts else None)


def in_order(turns: Sequence[TurnView], markers: Sequence[MarkerView]) -> Iterator[TurnView | MarkerView]:
    """The turns with each marker behind the turn after which it was set, and behind what was noted there before it."""
    behind: dict[str, list[MarkerView]] = {}
    there = {turn.id for turn in turns}
    for marker in markers:
        before = [turn.id for turn in turns if not turn.by and turn.wall <= marker.wall]
        at = marker.after if marker.after in there else before[-1] if before else ""
        behind.setdefault(at, []).append(marker)
    waiting = behind.get("", [])
    for turn in turns:
        early = [m for m in waiting if not turn.by or _is_before(m, turn)]
        yield from early
        yield turn
        waiting = [m for m in waiting if m not in early] + behind.get(turn.id, [])
    yield from waiting


def _is_before(marker: MarkerView, note: TurnView) -> bool:
    return marker.offset_s is None or note.offset_s is None or marker.offset_s < note.offset_s


def _marker(view: SessionView, marker: MarkerView) -> Iterator[Block]:
    place = UNPLACED if _unplaced(view, marker.offset_s) else place_shown(marker.offset_s)
    yield Note(" ".join(filter(None, (place, marker_words(marker)))))


def _unplaced(view: SessionView, offset: float | None) -> bool:
    """Whether others have their place in a recording and this one has none: said before it, or after a gap."""
    return view.clock == "recording" and not view.typed_up and offset is None


def marker_words(marker: MarkerView) -> str:
    """What kind of marker it is, and its note."""
    return _named(label(marker.marker), marker.note) if marker.note else label(marker.marker)


def _named(name: str, text: str) -> str:
    return _("{name}: {text}").format(name=name, text=text)


def prompted(prompt: Prompt) -> str:
    """What was put after the question itself: a probe, or the same again in other words."""
    if prompt.origin == "probe":
        return _("Probe: {text}").format(text=prompt.text)
    if prompt.origin == "improvised":
        return _("Improvised: {text}").format(text=prompt.text)
    return _("Asked again: {text}").format(text=prompt.text)


def _turn(view: SessionView, turn: TurnView, *, with_ids: bool) -> Iterator[Block]:
    place = f"{UNPLACED} " if _unplaced(view, turn.offset_s) else ""
    yield Words(place + turn_head(turn) + (f" · {turn.id[:8]}" if with_ids else ""), turn.text)
    if turn.why:
        yield Note(_("Corrected because: {why}").format(why=turn.why))
    if turn.also:
        yield Note(_("Also answers: {questions}").format(questions=", ".join(turn.also)))
    for mark in view.marks:
        if mark.turn == turn.id:
            yield Note(_marked(mark, turn))


def _marked(mark: MarkView, turn: TurnView) -> str:
    """The mark with its coder, and with the round where it isn't the first."""
    coder = mark.coder
    if mark.round != FIRST_ROUND:
        coder = _("{coder}, round {round}").format(coder=mark.coder, round=mark.round)
    if not mark.holds:
        return _("Code {code} ({coder}), on words that are no longer there").format(code=mark.code, coder=coder)
    if mark.excerpt == turn.text:
        return _("Code {code} ({coder})").format(code=mark.code, coder=coder)
    return _("Code {code} ({coder}): “{excerpt}”").format(code=mark.code, coder=coder, excerpt=mark.excerpt)


def turn_head(turn: TurnView) -> str:
    """When a turn was said, by whom, and what it is: `[0:03:12] p7kx3 · verbatim · ★`."""
    traits = [turn.speaker, label(turn.kind), turn.by, "★" if turn.starred else ""]
    traits += [_("corrected") if turn.fixed else "", _("recovered") if turn.recovered else ""]
    return " ".join(filter(None, (place_shown(turn.offset_s), " · ".join(filter(None, traits)))))


def place_shown(offset: float | None) -> str:
    """`[h:mm:ss]`; nothing for a place that isn't known."""
    if offset is None:
        return ""
    minutes, seconds = divmod(max(0, int(offset)), 60)
    return f"[{minutes // 60}:{minutes % 60:02}:{seconds:02}]"


def clock_name(clock: ClockName) -> str:
    """Which clock the places in brackets are read from."""
    return {
        "interview": _("in brackets, since the interview began (pauses left out)"),
        "recording": _("in brackets, in the recording"),
    }[clock]


def _without_words(view: SessionView, guide: Guide | None, question: str) -> Iterator[Block]:
    """Values and reasons for no answer at this question."""
    found = guide.find(question) if guide else None
    answer, alone = found[1].answer if found else None, len(view.participants) == 1
    for measure in view.measures:
        if measure.question == question:
            yield Note(measured(measure, alone=alone, answer=answer, language=view.language))
    for gap in view.gaps:
        if gap.question == question and view.coverage.get(question) == gap.reason:
            why = _(" ({why})").format(why=gap.why) if gap.why else ""
            yield Note(_("No answer: {reason}{why}").format(reason=label(gap.reason), why=why))
    if view.coverage.get(question) == "covered":
        yield Note(_("Came up elsewhere."))
    if view.coverage.get(question) == "not_asked" and _was_put(view, question):
        yield Note(_("No answer was noted."))


def measured(measure: MeasureView, *, alone: bool, answer: Answer | None = None, language: str = "") -> str:
    """A value with its unit and indicator; in a group also whose it is. A choice is said by the words of `answer`."""
    value = said_value(measure.value, answer, language) + (f" {measure.unit}" if measure.unit else "")
    whose = value if alone else f"{value} ({measure.participant})"
    return _named(measure.indicator, whose) if measure.indicator else whose


def said_value(value: str | float | list[str] | None, answer: Answer | None = None, language: str = "") -> str:
    """A value as people say it: choices by the words of their options, by commas; whole numbers without a point."""
    if value is None:
        return _("left open")
    if isinstance(answer, Choices):
        given = value if isinstance(value, list) else [str(value)]
        return ", ".join(answer.options[one].said_in(language) if one in answer.options else one for one in given)
    if isinstance(value, list):
        return ", ".join(value)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _was_put(view: SessionView, question: str) -> bool:
    return any(prompt.question == question for prompt in view.prompts)


def _wording(view: SessionView, guide: Guide | None, question: str) -> str:
    found = guide.find(question) if guide else None
    return found[1].ask.said_in(view.language) if found else question or _("Before the first question")


def _background(view: SessionView, guide: Guide | None) -> Iterator[Block]:
    if not view.background:
        return
    yield Title(2, _("Background"))
    asked = {item.id: item.ask.said_in(view.language) for item in guide.background} if guide else {}
    answers = {item.id: item.answer for item in guide.background} if guide else {}
    for fact in view.background:
        value = said_value(fact.value, answers.get(fact.item), view.language)
        answer = value if len(view.participants) == 1 else _named(fact.participant, value)
        yield Fact(asked.get(fact.item, fact.item), answer)


def _form(view: SessionView) -> Iterator[Block]:
    if view.form:
        yield Title(2, _("After the interview"))
    for item, text in view.form.items():
        yield Fact(label(item), text)


def _passed_over(view: SessionView, guide: Guide | None) -> Iterator[Block]:
    """The questions that the answers made superfluous, each with its condition."""
    passed = [q for q, state in view.coverage.items() if state == "not_relevant" and q in view.passed_over]
    noted = {gap.question for gap in view.gaps if gap.reason == "not_relevant"}
    questions = {q.id: (*theme.when, *q.when) for theme, q in guide.questions()} if guide else {}
    left = [q for q in passed if q not in noted]
    if left and view.status not in ("refused", "withdrawn"):
        yield Title(2, _("Not relevant by the answers"))
    for question in left if view.status not in ("refused", "withdrawn") else ():
        said = _("only if: {condition}").format(condition=in_symbols(questions.get(question, ())))
        yield Fact(question, f"{_wording(view, guide, question)} ({said})")


def _not_asked(view: SessionView, guide: Guide | None) -> Iterator[Block]:
    missing = [q for q, state in view.coverage.items() if state == "not_asked" and not _was_put(view, q)]
    if not missing or view.status in ("empty", "refused", "withdrawn"):
        return
    yield Title(2, _("Not asked"))
    for question in missing:
        found = guide.find(question) if guide else None
        must = _(" (had to be asked)") if found and found[1].must else ""
        yield Fact(question, _wording(view, guide, question) + must)
