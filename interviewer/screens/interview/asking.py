"""How the interview looks on paper: questions, probes, the map, the clock, the closing words."""

from interviewer.guide.conditions import in_symbols
from interviewer.guide.model import Answer, Choices, Condition, Date, Number, Scale, ShortText
from interviewer.screens.clean import one_line
from interviewer.screens.interview.tongues import tongues
from interviewer.screens.labels import COVERAGE as STATES
from interviewer.screens.paper import Paper
from interviewer.screens.words import N_, _, language, plural
from interviewer.session.actions import ACTIONS, ActionWord
from interviewer.session.interview import State, open_musts
from interviewer.session.model import Coverage
from interviewer.session.probes import GENERAL, General, probe_words
from interviewer.session.standing import current, unused_probes, wants_value

SIGNS: dict[Coverage, str] = {
    "answered": "●",
    "covered": "◐",
    "declined": "×",
    "dont_know": "?",
    "not_relevant": "–",
    "no_time": "⏱",
    "later": "…",
    "not_asked": "○",
}
DOES: dict[str, str] = {
    "next": N_("the next question (an empty line does the same once something was said)"),
    "back": N_("the question before"),
    "goto": N_("any question, by its number, id or a few words"),
    "probe": N_("a probe was used (its number; more, example or meaning; words for one of your own)"),
    "ask": N_("a question made up on the spot; what follows answers it"),
    "paraphrase": N_("your words for what was said, never quoted"),
    "observation": N_("what you see or hear beside the words"),
    "memo": N_("a note to yourself or the team"),
    "skip": N_("no answer: declined, dont_know, not_relevant or no_time, then a note"),
    "later": N_("put this question off"),
    "star": N_("the last words are a key quotation (again: no longer)"),
    "fix": N_("replace the text of the last turn"),
    "because": N_("the reason for the last correction"),
    "undo": N_("take the last action back"),
    "who": N_("another participant speaks (number, first letters or initials)"),
    "by": N_("somebody else said the last words (number, first letters or initials)"),
    "under": N_("the last turn also answers that question"),
    "move": N_("the last turn belongs under that question"),
    "split": N_("cut the last turn in two before these words"),
    "merge": N_("join the last turn to the one before it"),
    "silence": N_("a silence"),
    "emotion": N_("the person was moved (tears, laughter, anger); a note if you like"),
    "interruption": N_("the talk was interrupted (the telephone, somebody coming in)"),
    "bookmark": N_("a place to come back to"),
    "code": N_("a code on the last turn"),
    "language": N_("ask in another language of the guide; a second one is that of the answers"),
    "recorder": N_("the recorder shows this time now"),
    "map": N_("what was covered and what is open"),
    "time": N_("minutes against the plan"),
    "help": N_("this list"),
    "pause": N_("stop here and go on another time"),
    "done": N_("no more questions: background sheet, closing, end form"),
}
TAKES: dict[str, str] = {
    "nothing": "",
    "words": N_("WORDS"),
    "maybe_words": N_("[WORDS]"),
    "question": N_("QUESTION"),
    "maybe_reason": N_("[REASON] [NOTE]"),
    "maybe_probe": N_("[NUMBER]"),
    "participant": N_("PERSON"),
    "code": N_("CODE"),
    "language": N_("LANGUAGE"),
    "maybe_time": N_("[H:MM:SS]"),
}


def word_for(action: ActionWord | General, language: str) -> str:
    """The word to show for an action, or a general probe, in that language of the screens."""
    return action.words[1] if language == "fr" and len(action.words) > 1 else action.words[0]


def show_help(paper: Paper, language: str) -> None:
    """Every action with what it does."""
    paper.say(_("Type what is said and press Enter. Actions begin with a slash:"))
    called = [f"/{word_for(a, language)} {_(TAKES[a.takes]) if TAKES[a.takes] else ''}".strip() for a in ACTIONS]
    paper.pairs(zip(called, (_(DOES[a.name]) for a in ACTIONS), strict=True), 26)
    paper.say(_("A line of speech that really begins with / is typed with two: //."), indent=2)


def show_question(paper: Paper, state: State) -> None:
    """The question that stands before the participant, its aim, and its probes."""
    prompt, language = state.view.prompt, state.view.language
    if prompt is None:
        return
    paper.say()
    if prompt.origin != "guide":
        paper.say(prompt.text, "strong")
        return
    here = current(state)
    assert here is not None
    theme, question = here
    order = [q.id for _, q in state.guide.questions()]
    minutes = plural("{count} minute", "{count} minutes", int(theme.minutes)) if theme.minutes else ""
    title = f"{theme.title.said_in(language)}  [{order.index(question.id) + 1}/{len(order)}]  {minutes}"
    paper.rule(title.rstrip())
    paper.read_out(prompt.text, "strong")
    if question.must:
        paper.say(_("must be asked"), "quiet", indent=2)
    if theme.when or question.when:
        paper.say(only_if((*theme.when, *question.when)), "quiet", indent=2)
    if question.aim.words:
        paper.say(_("aim: {aim}").format(aim=question.aim.said_in(language)), "quiet", indent=2)
    show_probes(paper, state)
    if wants_value(state) and question.answer is not None:
        show_expected(paper, question.answer, language)


def show_probes(paper: Paper, state: State) -> None:
    """The probes of the question, then those always at hand by the word for them, the used ones struck out by a sign."""
    here, said = current(state), state.view.language
    if here is None:
        return
    left = {probe.id for probe in unused_probes(state)}
    for n, probe in enumerate(here[1].probes, 1):
        sign = " " if probe.id in left else "✓"
        paper.say(f"{sign} {n}. {probe.ask.said_in(said)}", "quiet", indent=2)
    used = {prompt.probe for prompt in state.view.prompts if prompt.question == here[1].id}
    for general in GENERAL:
        sign = "✓" if general.probe.id in used else " "
        words, _said = probe_words(general.probe, said, state.guide.languages)
        paper.say(f"{sign} {word_for(general, language()):<8} {words}", "quiet", indent=2)


def show_expected(paper: Paper, answer: Answer, language: str) -> None:
    """What a typed value may be; the choices one below the other, with the numbers by which they can be given."""
    paper.say(expected(answer), "quiet", indent=2)
    if isinstance(answer, Choices):
        for n, text in enumerate(answer.options.values(), 1):
            paper.say(f"{n}. {text.said_in(language)}", "quiet", indent=4)


def expected(answer: Answer) -> str:
    """What a typed value may be, in one sentence."""
    match answer:
        case Scale():
            return _("A number from {lowest} to {highest}.").format(lowest=answer.lowest, highest=answer.highest)
        case Number():
            return _("A number ({unit}).").format(unit=answer.unit) if answer.unit else _("A number.")
        case Choices():
            return (
                _("One or several of these, by number or name, with commas:")
                if answer.several
                else _("One of these, by number or name:")
            )
        case Date():
            return _("A day, as in 2026-03-31 or 31/03/2026.")
        case ShortText():
            return _("A few words.")


def show_map(paper: Paper, state: State) -> None:
    """Every theme and question with its state."""
    language, number, seen = state.view.language, 0, state.view
    here = seen.prompt.question if seen.prompt else ""
    for theme in state.guide.themes:
        paper.say(_theme_line(state, theme.id), "strong")
        if theme.when:
            paper.say(only_if(theme.when), "quiet", indent=2)
        for question in theme.questions:
            number += 1
            _map_line(paper, state, number, question.id, question.ask.said_in(language), here=question.id == here)
    for made in dict.fromkeys(p.question for p in seen.prompts if p.origin == "improvised"):
        number += 1
        words = next(p.text for p in seen.prompts if p.question == made)
        _map_line(paper, state, number, made, words, here=made == here)


def only_if(conditions: tuple[Condition, ...]) -> str:
    """That something is asked on these conditions alone, in short."""
    return _("only if: {condition}").format(condition=in_symbols(conditions))


def _map_line(paper: Paper, state: State, number: int, question: str, words: str, *, here: bool) -> None:
    found = state.guide.find(question)
    covered = state.view.coverage[question]
    must = " !" if found and found[1].must and covered in ("not_asked", "later") else ""
    arrow = "▸" if here else " "
    room = max(20, (paper.width or 80) - 30)
    paper.say(f"{arrow} {SIGNS[covered]} {number:>2} {one_line(words, room)}  ({_(STATES[covered])}){must}")
    if found and found[1].when:
        paper.say(only_if(found[1].when), "quiet", indent=7)


def _theme_line(state: State, theme_id: str) -> str:
    theme = next(t for t in state.guide.themes if t.id == theme_id)
    spent = state.view.theme_minutes.get(theme_id, 0.0)
    title = theme.title.said_in(state.view.language)
    if theme.minutes is None:
        return _("{title} ({spent} min)").format(title=title, spent=f"{spent:.0f}")
    return _("{title} ({spent} of {planned} min)").format(
        title=title, spent=f"{spent:.0f}", planned=f"{theme.minutes:g}"
    )


def show_time(paper: Paper, state: State) -> None:
    """Minutes held against the plan, as a whole and by theme."""
    planned = state.guide.duration
    spent = f"{state.view.minutes:.0f}"
    whole = _("{spent} minutes so far").format(spent=spent)
    paper.say(_("{spent} of {planned} minutes").format(spent=spent, planned=f"{planned:g}") if planned else whole)
    for theme in state.guide.themes:
        paper.say(_theme_line(state, theme.id), indent=2)
    show_open_musts(paper, state)


def show_open_musts(paper: Paper, state: State) -> None:
    """The questions that must be asked and were not, if there are any."""
    order = [q.id for _, q in state.guide.questions()]
    musts = open_musts(state)
    if musts:
        paper.say(
            plural(
                "{count} question that must be asked is open:",
                "{count} questions that must be asked are open:",
                len(musts),
            ),
            "warn",
        )
    for question in musts:
        found = state.guide.find(question)
        assert found is not None
        paper.say(f"{order.index(question) + 1:>2} {found[1].ask.said_in(state.view.language)}", indent=2)


def status_line(state: State, saved: str) -> str:
    """Time, place, open musts and whether all is safe, in one line."""
    planned = f"/{state.guide.duration:g}" if state.guide.duration else ""
    covered = sum(state.view.coverage[q.id] not in ("not_asked", "later") for _, q in state.guide.questions())
    total = sum(1 for _ in state.guide.questions())
    parts = [_("{minutes} min").format(minutes=f"{state.view.minutes:.0f}{planned}"), f"{covered}/{total}"]
    musts = len(open_musts(state))
    if musts:
        parts.append(plural("{count} must open", "{count} musts open", musts))
    if len(state.present()) > 1:
        parts.append(state.view.speaker)
    if tongues(state):
        parts.append(tongues(state))
    return " · ".join([*parts, saved])
