"""The head of the centre: the question that stands before the participant, large and quiet, and what helps to ask it."""

from collections.abc import Sequence
from typing import NamedTuple

from interviewer.guide.conditions import in_symbols
from interviewer.guide.model import Answer, Choices
from interviewer.screens.interview.asking import expected, only_if
from interviewer.screens.interview.covered import unread_told
from interviewer.screens.room.keymap import KEYS
from interviewer.screens.room.lines import EMPTY, LEAST, Row, cut, flowing, hanging, inline, paragraph, row_cells
from interviewer.screens.words import _
from interviewer.session.interview import AskBackground, AskConsent, AskForm, AskQuestions, AskReadBack, State, Step
from interviewer.session.probes import general_probe
from interviewer.session.standing import current, unused_probes, wants_value

INDENT = "  "
FORM_ASKS = {
    "setting": lambda: _("Where, and how did it go (place, noise, interruptions)?"),
    "others": lambda: _("Who else was present (no names)?"),
    "notes": lambda: _("Field notes"),
}


class Head(NamedTuple):
    """What is asked, what an answer may be, and the probes; they give way in the opposite order where there is little room.

    `first` stands over the question: whose turn it is.
    """

    asked: Sequence[Row]
    needs: Sequence[Row] = ()
    probes: Sequence[Row] = ()
    first: Sequence[Row] = ()

    def whole(self) -> list[Row]:
        """All of it."""
        return [*self.first, *self.asked, *self.needs, *([EMPTY, *self.probes] if self.probes else [])]

    def fitted(self, height: int, width: int) -> list[Row]:
        """As much as fits into the height, with an empty row above and below; what is left out is hinted at."""
        asked = [*self.first, *self.asked, *self.needs]
        if len(asked) > height:
            return self._cut(height, width)
        if len(asked) + 2 > height:
            return asked
        left = height - len(asked) - 3
        if not self.probes or left < 1:
            return [EMPTY, *asked, EMPTY]
        probes = self.probes if len(self.probes) <= left else _hinted(self.probes[:left], width)
        return [EMPTY, *asked, EMPTY, *probes, EMPTY]

    def _cut(self, height: int, width: int) -> list[Row]:
        """The question's first rows, and under it what an answer may be as long as two rows are left for the question."""
        if height < 1:
            return []
        needs = self.needs[: max(0, height - 3)] if len(self.asked) > 1 else self.needs[: height - 1]
        first = self.first if height >= len(needs) + len(self.first) + min(2, len(self.asked)) else []
        asked = self.asked[: height - len(needs) - len(first)]
        if len(needs) < len(self.needs) and len(asked) == len(self.asked):
            return [*first, *asked, *_hinted(needs, width)] if needs else [*first, *_hinted(asked, width)]
        return [*first, *_hinted(asked, width), *needs]


def _hinted(rows: Sequence[Row], width: int) -> list[Row]:
    """The rows, with the way to see the rest at the end of the last one."""
    long, short = (("class:quiet", f" … {_('Esc j shows all of it')}"),), (("class:quiet", f" … {_('Esc j')}"),)
    hint = long if rows and row_cells(rows[-1]) + row_cells(long) <= width else short
    room = width - row_cells(hint)
    if not rows or room < LEAST:
        return list(rows)
    last = rows[-1]
    return [*rows[:-1], (*(last if row_cells(last) <= room else cut(last, room)), *hint)]


def heading(state: State, step: Step, width: int) -> Head:
    """What is asked now, in the participant's language, with what an answer may be."""
    if isinstance(step, AskQuestions):
        return _question(state, width)
    said = state.view.language
    match step:
        case AskConsent():
            needed = f" · {_('needed for the interview')}" if step.item.required else ""
            hint = _quiet(_("Type yes or no, then Enter.") + needed, width)
            return Head(_asked(step.item.ask.said_in(said), width), hint, first=_person(state, step, width))
        case AskReadBack():
            return _read_back(state, step, width)
        case AskBackground():
            left_open = _quiet(_("An empty line leaves it open."), width)
            needs = [*_expected(step.item.answer, said, width), *left_open]
            return Head(_asked(step.item.ask.said_in(said), width), needs, first=_person(state, step, width))
        case AskForm():
            left_out = _quiet(_("An empty line leaves it out."), width)
            return Head(_asked(FORM_ASKS[step.item](), width), left_out, first=_unread(state, width))
        case _:
            return Head([])


def _read_back(state: State, step: AskReadBack, width: int) -> Head:
    first = _quiet(_("Read back to the person, who said yes at the beginning:"), width)
    still = _quiet(_("Is that still so? Type yes or no, then Enter."), width)
    asked = _asked(step.item.ask.said_in(state.view.language), width)
    return Head(asked, still, first=[*_person(state, step, width), *first])


def _unread(state: State, width: int) -> list[Row]:
    told = unread_told(state)
    return paragraph(told, width, "class:warn", INDENT) if told else []


def _person(state: State, step: AskConsent | AskReadBack | AskBackground, width: int) -> list[Row]:
    """Whose turn it is, where there are several."""
    return paragraph(step.participant, width, "class:theme", INDENT) if len(state.present()) > 1 else []


def _asked(words: str, width: int) -> list[Row]:
    filled = "\n\n".join(" ".join(part.split("\n")) for part in words.strip().split("\n\n"))
    return paragraph(filled, width, "class:question", INDENT)


def _quiet(words: str, width: int) -> list[Row]:
    return paragraph(words, width, "class:quiet", INDENT)


def _expected(answer: Answer, said: str, width: int) -> list[Row]:
    rows = _quiet(expected(answer), width)
    if isinstance(answer, Choices):
        for n, text in enumerate(answer.options.values(), 1):
            rows += hanging((("", INDENT * 2), ("class:key", f"{n} ")), text.said_in(said), width)
    return rows


def _question(state: State, width: int) -> Head:
    prompt, here = state.view.prompt, current(state)
    if prompt is None:
        return Head([])
    rows = _asked(standing_words(state), width)
    if prompt.origin == "probe":
        rows += hanging((("class:quiet", INDENT + "↳ "),), prompt.text, width, "class:question")
    if here is None:
        return Head(rows, _quiet(_("made up on the spot"), width), _general_probes(state, width))
    question = here[1]
    wanted = wants_value(state) is not None and question.answer is not None
    needs = _expected(question.answer, state.view.language, width) if wanted and question.answer else []
    if question.id in state.view.passed_over:
        needs = [*_quiet(only_if((*here[0].when, *question.when)), width), *needs]
    return Head(rows, needs, [*_probes(state, width), *_general_probes(state, width)])


def whole_question(state: State, step: Step, width: int) -> list[Row]:
    """Everything that the guide says of the question: its words, aim, what to listen for, and all probes."""
    here, said = current(state), state.view.language
    head = heading(state, step, width)
    if here is None or not isinstance(step, AskQuestions):
        return head.whole()
    theme, question = here
    passed = question.id in state.view.passed_over  # then it stands below the question already
    told = [(_("aim of the question"), question.aim.said_in(said)), (_("aim of the theme"), theme.aim.said_in(said))]
    told += [
        (_("codes to listen for"), ", ".join(question.codes)),
        (_("must be asked"), _("yes") if question.must else ""),
        (_("asked only if"), "" if passed else in_symbols((*theme.when, *question.when))),
    ]
    rows: list[Row] = []
    for name, words in told:
        rows += (
            inline((("", INDENT),), ("class:theme", f"{_('{heading}:').format(heading=name)} "), words, width)
            if words
            else []
        )
    return [*head.asked, *head.needs, EMPTY, *rows, *([EMPTY] if rows else []), *head.probes]


def standing_words(state: State) -> str:
    """The words of the question itself, also while a probe follows it up."""
    prompt = state.view.prompt
    if prompt is None or prompt.origin != "probe":
        return prompt.text if prompt else ""
    asked = [p for p in state.view.prompts if p.question == prompt.question and p.origin != "probe"]
    return asked[-1].text if asked else prompt.text


def _probes(state: State, width: int) -> list[Row]:
    """The prepared probes by number; used ones are struck, and ticked for terminals that can't strike."""
    here = current(state)
    if here is None:
        return []
    left = {probe.id for probe in unused_probes(state)}
    rows: list[Row] = []
    for n, probe in enumerate(here[1].probes, 1):
        used = probe.id not in left
        first = (("", " "), ("class:sign.done", "✓") if used else ("", " "), ("class:key", f"{n} "))
        rows += hanging(first, probe.ask.said_in(state.view.language), width, "class:used" if used else "")
    return rows


def _general_probes(state: State, width: int) -> list[Row]:
    """The three probes that are always at hand, by their keys; used ones ticked and struck as the prepared ones."""
    used = {prompt.probe for prompt in state.view.prompts if prompt.question == _asked_now(state)}
    items: list[Row] = []
    for key in (key for key in KEYS if key.action == "probe"):
        one = general_probe(key.argument)
        done = one is not None and one.id in used
        tick = (("class:sign.done", "✓"),) if done else ()
        items.append((*tick, ("class:key", f"{key.key} "), ("class:used" if done else "class:quiet", _(key.does))))
    return flowing([(("class:key", _("Esc")),), *items], width, INDENT)


def _asked_now(state: State) -> str:
    return state.view.prompt.question if state.view.prompt else ""
