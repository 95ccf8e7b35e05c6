"""How coding looks on paper: a turn with its question, the coder's marks, the codes, the help."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interviewer.coding.choose import Option
from interviewer.coding.model import Code, Codebook
from interviewer.coding.rounds import made_before
from interviewer.coding.said import word_for
from interviewer.coding.sheet import Sheet
from interviewer.guide.model import Text
from interviewer.screens.labels import label
from interviewer.screens.paper import Paper
from interviewer.screens.words import N_, _, language
from interviewer.session.events import FIRST_ROUND
from interviewer.session.model import MarkView, Prompt, TurnView

if TYPE_CHECKING:
    from interviewer.screens.coding.walk import Stop

AROUND = 2
HELP = (
    ("{code}", N_("mark the whole turn with this code; a few letters of its id or label do")),
    ("{code}, {other}", N_("mark it with several codes")),
    ("{code}: {words}", N_("mark these words of the turn")),
    ("{code}: {first} ... {last}", N_("mark everything from the first words to the last")),
    ("{code}: {words} #2", N_("mark these words where they stand for the second time")),
    ("-{code}", N_("take the mark with this code away")),
    ("+1", N_("with --suggest: mark with the first code that is suggested; `+1: words` marks these words")),
)
COMMANDS = (
    ("code", N_("CODE"), N_("the same as the code alone, with the codes offered while you type")),
    ("unmark", N_("N"), N_("take the mark with that number away")),
    ("no", N_("N"), N_("with --suggest: refuse the suggestion with that number, for this turn")),
    ("memo", N_("TEXT"), N_("a note on the last mark")),
    ("new", N_("ID LABEL"), N_("a code that the codebook doesn't have yet")),
    ("codes", N_("[LETTERS]"), N_("the codes, with what they mean")),
    ("show", "", N_("what was said before and after")),
    ("next", "", N_("the next turn; without a mark it counts as looked at (an empty line does the same)")),
    ("skip", "", N_("the next turn; this one stays to be coded")),
    ("back", "", N_("the turn before")),
    ("goto", N_("N"), N_("that turn of this interview")),
    ("lost", "", N_("the next turn on which a mark of yours has lost its words, since they were corrected")),
    ("again", N_("[N] WORDS"), N_("put that mark on these words")),
    ("close", "", N_("close this round here, once all turns are rated; that can't be undone")),
    ("others", "", N_("what others marked on this turn, once your round is closed")),
    ("quit", "", N_("stop here; everything is saved already")),
)


def show_turn(paper: Paper, stop: "Stop", sheet: Sheet, *, with_own: bool = False) -> None:
    """The turn with the question it answers and what this coder made of it in this round, or also in others."""
    paper.say()
    of = _("{session} · {number} of {count}").format(session=stop.session, number=stop.number, count=len(sheet.turns()))
    paper.rule(of)
    if stop.turn.asked is not None:
        paper.say(asked_line(stop.turn.asked), "quiet")
    elif stop.turn.question:
        paper.say(_("(came up by itself; filed under {question})").format(question=stop.turn.question), "quiet")
    show_words(paper, stop.turn, "strong")
    for one in made_before(sheet.view, sheet.coder, sheet.round, stop.turn.id) if with_own else ():
        said = _("round {round}: {mark}").format(round=one.round, mark=mark_line(one, stop.turn))
        paper.say(said, "quiet", indent=2)
    show_marks(paper, sheet, stop.turn)


def asked_line(prompt: Prompt) -> str:
    """What was put before the turn; of a probe or an improvised question, that it was one."""
    if prompt.origin == "probe":
        return _("Probe: {text}").format(text=prompt.text)
    if prompt.origin == "improvised":
        return _("Improvised: {text}").format(text=prompt.text)
    return prompt.text


def show_words(paper: Paper, turn: TurnView, style: str = "") -> None:
    """Who said the turn, and its words."""
    who = " · ".join(filter(None, (turn.speaker, label(turn.kind), "★" if turn.starred else "")))
    paper.say(who, "quiet", indent=2)
    paper.say(turn.text, style, indent=4)


def show_marks(paper: Paper, sheet: Sheet, turn: TurnView) -> None:
    """The coder's marks on the turn, with the numbers by which they are taken away."""
    for n, one in enumerate(sheet.marks(turn.id), 1):
        paper.say(f"[{n}] {mark_line(one, turn)}", "good", indent=2)


def show_others(paper: Paper, marks: Sequence[MarkView], turn: TurnView) -> None:
    """What other coders marked on the turn, with their ids; with the round where it isn't the first."""
    if not marks:
        paper.say(_("Nobody else marked this turn."), "quiet", indent=2)
    for one in marks:
        who = one.coder
        if one.round != FIRST_ROUND:
            who = _("{coder}, round {round}").format(coder=one.coder, round=one.round)
        paper.say(_("{name}: {text}").format(name=who, text=mark_line(one, turn)), indent=2)


def mark_line(one: MarkView, turn: TurnView) -> str:
    """A mark as a line: code, words (unless it is the whole turn), memo."""
    line = one.code
    if not one.holds:
        line = _("{code}, on words that are no longer there").format(code=one.code)
    elif one.excerpt != turn.text:
        line = _("{code}: “{words}”").format(code=one.code, words=one.excerpt)
    return f"{line} ({one.memo})" if one.memo else line


def show_context(paper: Paper, sheet: Sheet, turn: TurnView) -> None:
    """The turns around this one, notes too."""
    turns = sheet.view.turns
    at = next(n for n, one in enumerate(turns) if one.id == turn.id)
    asked = None
    for one in turns[max(0, at - AROUND) : at + AROUND + 1]:
        if one.asked is not None and one.asked != asked:
            paper.say(asked_line(one.asked), "quiet")
        asked = one.asked
        show_words(paper, one, "strong" if one.id == turn.id else "")


def show_codes(paper: Paper, choices: Sequence[Option], codebook: Codebook) -> None:
    """Codes with their labels and what the codebook says of them."""
    if not choices:
        paper.say(_("No code fits."), "warn")
    for option in choices:
        code = codebook.find(option.id)
        paper.say(code_line(option, code))
        for title, text in _meaning(code) if code else ():
            if text.words:
                paper.say(title.format(text=text.said_in(language())), "quiet", indent=4)


def code_line(option: Option, code: Code | None) -> str:
    """A code's id and label, in the language of the screens."""
    words = code.label.said_in(language()) if code else next(iter(option.labels), "")
    line = f"{option.id} · {words}" if words else option.id
    return f"{line} ({_('emergent')})" if option.emergent else line


def _meaning(code: Code) -> tuple[tuple[str, Text], ...]:
    return (
        ("{text}", code.definition),
        (_("Use when: {text}"), code.use_when),
        (_("Not when: {text}"), code.not_when),
        (_("Example: {text}"), code.example),
    )


def show_help(paper: Paper, choices: Sequence[Option]) -> None:
    """Everything that can be typed, with codes that there are."""
    code, other = ([option.id for option in choices] + [_("code"), _("other-code")])[:2]
    words = {"words": _("words of the turn"), "first": _("first words"), "last": _("last words")}
    rows = [(typed.format(code=code, other=other, **words), _(does)) for typed, does in HELP]
    for name, takes, does in COMMANDS:
        rows.append((f"/{word_for(name, language())} {_(takes) if takes else ''}".rstrip(), _(does)))
    paper.say(_("Type at a turn:"))
    paper.pairs(rows, 26)


def about(name: str) -> str:
    """What a command does."""
    return next((_(does) for known, _takes, does in COMMANDS if known == name), "")
