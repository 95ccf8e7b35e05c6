"""The head of the centre: the question that stands before the participant, large and quiet, and what helps to ask it."""

from typing import NamedTuple

from interviewer.guide.model import Answer, Choices
from interviewer.screens.interview.asking import expected
from interviewer.screens.room.keymap import KEYS
from interviewer.screens.room.lines import EMPTY, Row, hanging, paragraph
from interviewer.screens.words import _
from interviewer.session.interview import AskBackground, AskConsent, AskForm, AskQuestions, AskReadBack, State, Step
from interviewer.session.standing import current, unused_probes, wants_value

INDENT = "  "
FORM_ASKS = {
    "setting": lambda: _("Where, and how did it go (place, noise, interruptions)?"),
    "others": lambda: _("Who else was present (no names)?"),
    "notes": lambda: _("Field notes"),
}


class Head(NamedTuple):
    """What is asked, and the probes under it, which give way first where there is little room."""

    asked: list[Row]
    probes: list[Row]

    def fitted(self, height: int) -> list[Row]:
        """As much as fits into the height, with an empty row above and below; what is left out is hinted at."""
        rows = [EMPTY, *self.asked, EMPTY]
        if len(rows) > height:
            return [*rows[: max(1, height - 1)], _more()]
        left = height - len(rows) - 1
        if not self.probes or left < 1:
            return rows
        probes = self.probes if len(self.probes) <= left else [*self.probes[: left - 1], _more()]
        return [*rows, *probes, EMPTY]


def _more() -> Row:
    return (("class:quiet", "  " + _("… Esc j shows all of it")),)


def heading(state: State, step: Step, width: int) -> Head:
    """What is asked now, in the participant's language, with what an answer may be."""
    if isinstance(step, AskQuestions):
        return _question(state, width)
    return Head(_around(state, step, width), [])


def _around(state: State, step: Step, width: int) -> list[Row]:
    """Before and after the questions."""
    said = state.view.language
    match step:
        case AskConsent():
            needed = _quiet(_("needed for the interview"), width) if step.item.required else []
            hint = _quiet(_("Type yes or no, then Enter."), width)
            return [*_person(state, step.participant), *_asked(step.item.ask.said_in(said), width), *needed, *hint]
        case AskReadBack():
            return [*_person(state, step.participant), *_read_back(step, said, width)]
        case AskBackground():
            asked = _asked(step.item.ask.said_in(said), width)
            left_open = _quiet(_("An empty line leaves it open."), width)
            return [*_person(state, step.participant), *asked, *_expected(step.item.answer, said, width), *left_open]
        case AskForm():
            return [*_asked(FORM_ASKS[step.item](), width), *_quiet(_("An empty line leaves it out."), width)]
        case _:
            return []


def _read_back(step: AskReadBack, said: str, width: int) -> list[Row]:
    first = _quiet(_("Read back to the person, who said yes at the beginning:"), width)
    return [
        *first,
        *_asked(step.item.ask.said_in(said), width),
        *_quiet(_("Is that still so? Enter means yes."), width),
    ]


def _person(state: State, participant: str) -> list[Row]:
    """Whose turn it is, where there are several."""
    return [(("class:theme", participant),)] if len(state.present()) > 1 else []


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
        return Head([], [])
    rows = _asked(standing_words(state), width)
    if prompt.origin == "probe":
        rows += hanging((("class:quiet", INDENT + "↳ "),), prompt.text, width, "class:question")
    if here is None:
        return Head([*rows, *_quiet(_("made up on the spot"), width)], [_general_probes()])
    question = here[1]
    if wants_value(state) and question.answer is not None:
        rows += _expected(question.answer, state.view.language, width)
    return Head(rows, [*_probes(state, width), _general_probes()])


def whole_question(state: State, width: int) -> list[Row]:
    """Everything that the guide says of the question: its words, aim, what to listen for, and all probes."""
    here, said = current(state), state.view.language
    head = _question(state, width)
    if here is None:
        return [*head.asked, EMPTY, *head.probes]
    theme, question = here
    told = [(_("aim of the question"), question.aim.said_in(said)), (_("aim of the theme"), theme.aim.said_in(said))]
    told += [
        (_("codes to listen for"), ", ".join(question.codes)),
        (_("must be asked"), _("yes") if question.must else ""),
    ]
    rows: list[Row] = []
    for name, words in told:
        rows += hanging((("class:quiet", f"  {name}: "),), words, width) if words else []
    return [*head.asked, EMPTY, *rows, EMPTY, *head.probes]


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
        first = (("class:quiet", f" {'✓' if used else ' '}"), ("class:key", f"{n} "))
        rows += hanging(first, probe.ask.said_in(state.view.language), width, "class:used" if used else "")
    return rows


def _general_probes() -> Row:
    """The three probes that are always at hand, by their keys."""
    fragments: list[tuple[str, str]] = [("", "  ")]
    for key in (key for key in KEYS if key.action == "probe"):
        fragments += [("class:key", f"{key.key} "), ("class:quiet", f"{_(key.does)}  ")]
    return tuple(fragments)
