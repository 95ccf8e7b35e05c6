"""What became of a written guide, for people and for programs: what was guessed, and what is not in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from interviewer.screens.clean import clean
from interviewer.screens.messages import explain
from interviewer.screens.words import N_, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviewer.guide.model import Guide
    from interviewer.guide.prose.model import Fate, Reading
    from interviewer.screens.paper import Paper

SHOWN = 48
PARTS = {
    "title": N_("the title"),
    "purpose": N_("the purpose"),
    "duration": N_("the duration"),
    "opening": N_("said in the opening"),
    "consent": N_("a consent item"),
    "theme": N_("a theme"),
    "aim": N_("an aim"),
    "minutes": N_("minutes of a theme"),
    "question": N_("a question"),
    "probe": N_("a probe"),
    "background": N_("an item of the background sheet"),
    "closing": N_("said in the closing"),
    "label": N_("a name of what follows"),
}
WHY = {
    "first": N_("it comes first"),
    "title": N_("it has the style of a title"),
    "named": N_("its first word says so"),
    "typed": N_("it begins like “Theme 1:”"),
    "style": N_("it has the style of a heading"),
    "bold": N_("it is short and bold"),
    "capitals": N_("it is short and in capitals"),
    "roman": N_("it has a Roman numeral"),
    "minutes": N_("minutes stand behind it"),
    "over_questions": N_("questions of another level follow"),
    "colon": N_("it ends with a colon, and questions follow"),
    "short": N_("it is short and stands alone above questions"),
    "column": N_("the column of the table says so"),
    "item": N_("it is an item of a list, though it does not ask"),
    "asks": N_("it asks"),
    "deeper": N_("it is set in below a question"),
    "under_probes": N_("it stands below a heading for probes"),
    "not_bold": N_("the questions around it are bold, and it is not"),
    "other_sign": N_("its sign is another than that of the question above"),
    "no_sign": N_("the question above has a number or a dash, and it has none"),
    "intends": N_("it says what is to be learnt"),
    "section": N_("it stands in that part"),
    "consent": N_("it stands with the consent and asks nothing"),
    "head_opening": N_("an introduction begins here"),
    "head_consent": N_("questions of consent begin here"),
    "head_background": N_("facts about the person begin here"),
    "head_closing": N_("the end begins here"),
    "scale": N_("it names a scale, so the answer is a number on it"),
    "fact_choice": N_("answers to choose stand behind it or below"),
    "fact_age": N_("an age, so a number from 0 to 120"),
    "fact_year": N_("a year, so a number"),
    "fact_count": N_("it asks how many, so a number"),
    "fact_date": N_("it asks for a date"),
    "option": N_("it is an answer to choose, below its question"),
    "thanks": N_("words of thanks after the last question"),
    "on_condition": N_("it begins with a condition, which stays in its words; `when` can say it"),
    "greets": N_("words of welcome before anything is asked"),
    "name_of_guides": N_("it only says that this is a guide, which has its title already"),
    "taking_part": N_(
        "the first one about taking part or taking notes, so that without it there is no interview (required)"
    ),
    "notes": N_("its words are about taking notes or taking part"),
    "record": N_("its words are about recording"),
    "quote": N_("its words are about quoting"),
    "name": N_("its words are about the name"),
    "recontact": N_("its words are about getting in touch again"),
    "archive": N_("its words are about keeping what was said"),
}
LEFT = {
    "aside": N_("notes for the interviewer, which nobody is asked"),
    "form": N_("a blank to fill in; the interview takes it down by itself"),
    "before_first": N_("it stands before the first theme and is neither an opening nor a question"),
    "statement": N_("it stands in a theme, and neither asks nor is an item of a list"),
    "label_only": N_("a label with nothing behind it"),
    "probe_without_question": N_("a probe without a question above it"),
    "duration_unread": N_("a duration that could not be read"),
    "consent_unread": N_("a question about consent that doesn't say for what"),
    "option_alone": N_("an answer to choose without its question"),
    "not_a_fact": N_("too long for an item of the background sheet"),
    "column": N_("a column that has no place in a guide"),
    "margin": N_("it stands in a header, a footer, a footnote or a comment"),
    "no_question": N_("a heading, or what goes with it, below which nothing is asked"),
}


def say(paper: Paper, reading: Reading) -> None:
    """Write the report: what is in the guide, the balance of paragraphs, each guess, everything that was left."""
    if reading.guide is not None:
        paper.say(_made(reading.guide), "good")
    left = len(reading.left())
    lines = plural("{count} paragraph", "{count} paragraphs", len(reading.fates))
    balance = _("{lines} = {carried} in the guide + {left} not in it.")
    paper.say(balance.format(lines=lines, carried=len(reading.fates) - left, left=left))
    for one in reading.problems:
        if one.severity == "warning":
            paper.say(" ".join(explain(one)), "warn")
    guessed, not_in = _titles(reading)
    for title, told in (
        (guessed, [_guess(one) for one in reading.guesses()]),
        (not_in, [_why_left(one) for one in reading.left()]),
    ):
        if told:
            paper.say()
            paper.say(title, "strong")
            for line in told:
                paper.say(line, indent=2)


def _titles(reading: Reading) -> tuple[str, str]:
    if reading.counted == "paragraph":
        return _("Guessed (paragraph: what it became, and why):"), _("Not in the guide (paragraph: why):")
    return _("Guessed (line: what it became, and why):"), _("Not in the guide (line: why):")


def _made(guide: Guide) -> str:
    questions = plural("{count} question", "{count} questions", sum(len(theme.questions) for theme in guide.themes))
    themes = plural("{count} theme", "{count} themes", len(guide.themes))
    probes = plural("{count} probe", "{count} probes", sum(len(q.probes) for _t, q in guide.questions()))
    return _("{questions} in {themes}, {probes} ({language}).").format(
        questions=questions, themes=themes, probes=probes, language=guide.language
    )


def _guess(fate: Fate) -> str:
    facts = {"line": fate.number, "words": _shown(fate.words), "part": _(PARTS[fate.part]), "why": _(WHY[fate.why])}
    return _("{line}: “{words}” is {part}: {why}.").format(**facts)


def _why_left(fate: Fate) -> str:
    facts = {"line": fate.number, "words": _shown(fate.words), "why": _(LEFT[fate.why])}
    return _("{line}: “{words}”: {why}.").format(**facts)


def _shown(words: str) -> str:
    said = clean(words)
    return said if len(said) <= SHOWN else f"{said[: SHOWN - 1].rstrip()}…"


def as_values(reading: Reading, path: str) -> dict[str, object]:
    """The report as values for JSON; `path` is where the guide was written, empty where it was not."""
    guide = reading.guide
    parts = Counter(fate.part for fate in reading.fates)
    return {
        "guide": guide.id if guide else None,
        "path": path or None,
        "language": reading.language,
        "counted": reading.counted,
        "paragraphs": len(reading.fates),
        "carried": len(reading.fates) - parts["left"],
        "left": parts["left"],
        "parts": dict(sorted(parts.items())),
        "lines": list(_rows(reading)),
    }


def _rows(reading: Reading) -> Iterator[dict[str, object]]:
    for fate in reading.fates:
        said = LEFT if fate.part == "left" else WHY
        row = {"line": fate.number, "words": fate.words, "part": fate.part, "guessed": not fate.sure}
        yield row | {"rule": fate.why, "why": _(said[fate.why])}
