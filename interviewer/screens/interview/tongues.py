"""In which languages an interview is asked and answered, as it is told when that changes. Pure."""

from interviewer.guide.holes import unsaid
from interviewer.guide.model import Guide
from interviewer.screens.language_names import named
from interviewer.screens.words import _, plural
from interviewer.session import events as e
from interviewer.session.interview import State


def tongues(state: State) -> str:
    """The language asked, with that of the answers where it is another one; empty where there is only one."""
    seen = state.view
    answers = seen.answers_in(seen.speaker)
    if answers != seen.language:
        return f"{seen.language} → {answers}"
    return seen.language if len(state.guide.languages) > 1 else ""


def missing_words(guide: Guide, language: str) -> str:
    """That some texts have no words in this language, and in which one they are said; empty where none lacks them."""
    count = unsaid(guide, language)
    if not count:
        return ""
    return plural(
        "{count} text is missing in {language}, and said in {own} instead.",
        "{count} texts are missing in {language}, and said in {own} instead.",
        count,
        language=named(language),
        own=named(guide.language),
    )


def switch_told(event: e.Language, state: State) -> str:
    """What a change of language means, where the screen doesn't show it anyway."""
    told = [missing_words(state.guide, event.language)]
    if event.answers:
        said = _("{person} answers in {answers}.")
        told.append(said.format(person=event.participant, answers=named(event.answers)))
    return " ".join(filter(None, told))
