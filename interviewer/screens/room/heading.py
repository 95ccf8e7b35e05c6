"""The head of the centre: the question that stands before the participant, large and quiet, and what helps to ask it."""

from interviewer.guide.model import Answer, Choices
from interviewer.screens.interview.asking import expected
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


def heading(state: State, step: Step, width: int, *, aim: bool) -> list[Row]:
    """What is asked now, in the participant's language, with what an answer may be."""
    said = state.view.language
    match step:
        case AskQuestions():
            return _question(state, width, aim=aim)
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


def _question(state: State, width: int, *, aim: bool) -> list[Row]:
    prompt, said, here = state.view.prompt, state.view.language, current(state)
    if prompt is None:
        return []
    rows = _asked(_standing(state), width)
    if prompt.origin == "probe":
        rows += hanging((("class:quiet", INDENT + "↳ "),), prompt.text, width, "class:question")
    if here is None:
        return [*rows, *_quiet(_("made up on the spot"), width)]
    question = here[1]
    if aim:
        told = question.aim.said_in(said) or here[0].aim.said_in(said) or _("no aim is given")
        rows += _quiet(_("aim: {aim}").format(aim=told), width)
    if wants_value(state) and question.answer is not None:
        rows += _expected(question.answer, said, width)
    probes = _probes(state, width)
    return [*rows, EMPTY, *probes] if probes else rows


def _standing(state: State) -> str:
    """The words of the question itself, also while a probe follows it up."""
    prompt = state.view.prompt
    assert prompt is not None
    if prompt.origin != "probe":
        return prompt.text
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
