"""How a difference between two coders looks on paper: the turn, what both have, and each one's marks beside the other's."""

from collections.abc import Iterator
from typing import NamedTuple

from interviewer.coding.comparing import Difference, Pair, Turned
from interviewer.coding.sheet import Sheet
from interviewer.coding.verdicts import Name, word_for
from interviewer.screens.clean import one_line
from interviewer.screens.coding.page import asked_line, mark_line, show_words
from interviewer.screens.paper import Paper
from interviewer.screens.words import N_, _, language
from interviewer.session.model import MarkView, TurnView

TWO_COLUMNS = 100
CHOICES: tuple[tuple[Name, str, str], ...] = (
    ("a", "", N_("what {a} marked stands")),
    ("b", "", N_("what {b} marked stands")),
    ("both", "", N_("both stand")),
    ("neither", "", N_("neither stands")),
    ("later", "", N_("leave it for later (an empty line does the same)")),
    ("memo", N_("TEXT"), N_("why; it goes with what you decide next")),
    ("new", N_("ID LABEL"), N_("a code that the codebook doesn't have yet")),
    ("undo", "", N_("take the last decision back")),
    ("show", "", N_("what was said before and after")),
    ("codes", "", N_("the codes, with what they mean")),
    ("quit", "", N_("stop here; everything is saved already")),
)
KINDS = {
    "words": N_("{code}: on different words"),
    "codes": N_("different codes on the same words"),
    "one": N_("{code}: only {coder} has it"),
}


class Sight(NamedTuple):
    """What is on the page: one difference, the `number` of so many, and what is known of its turn."""

    pair: Pair
    difference: Difference
    turned: Turned
    sheet: Sheet
    number: int
    of: int


def show_difference(paper: Paper, sight: Sight) -> None:
    """One difference, with the turn in its context."""
    pair, difference, turns = sight.pair, sight.difference, sight.sheet.turns()
    place = next(n for n, turn in enumerate(turns, 1) if turn.id == difference.turn.id)
    paper.say()
    head = _("{number} of {count}: {session}, turn {turn} of {turns}")
    where = {"session": difference.session, "turn": place, "turns": len(turns)}
    paper.rule(head.format(number=sight.number, count=sight.of, **where))
    _show_turn(paper, sight.sheet, difference.turn)
    for mark, _other in sight.turned.same:
        paper.say(_("both: {mark}").format(mark=mark_line(mark, difference.turn)), "quiet", indent=2)
    paper.say(kind_line(pair, difference), "theme", indent=2)
    _show_sides(paper, pair, difference)
    if paper.width:
        paper.say(_("a {a} · b {b} · both · neither · later · code: words · help").format(a=pair.a, b=pair.b), "quiet")


def _show_turn(paper: Paper, sheet: Sheet, turn: TurnView) -> None:
    """The question, the beginning of what was said before it and after, and the turn."""
    if turn.asked is not None:
        paper.say(asked_line(turn.asked), "quiet")
    elif turn.question:
        paper.say(_("(came up by itself; filed under {question})").format(question=turn.question), "quiet")
    turns = sheet.view.turns
    at = next(n for n, one in enumerate(turns) if one.id == turn.id)
    room = (paper.width or 80) - 6
    for near, shown in ((at - 1, False), (at, True), (at + 1, False)):
        if shown:
            show_words(paper, turn, "strong")
        elif 0 <= near < len(turns) and turns[near].question == turn.question:
            paper.say("… " + one_line(turns[near].text, room - 2), "quiet", indent=4)


def kind_line(pair: Pair, difference: Difference) -> str:
    """In which way the two differ."""
    who = pair.a if difference.a else pair.b
    return _(KINDS[difference.kind]).format(code=difference.codes[0], coder=who)


def _show_sides(paper: Paper, pair: Pair, difference: Difference) -> None:
    left, right = (list(side_lines(marks, difference.turn)) for marks in (difference.a, difference.b))
    if paper.width >= TWO_COLUMNS:
        paper.side_by_side(pair.a, pair.b, indent=2)
        paper.side_by_side("\n".join(left), "\n".join(right), indent=2)
        return
    for coder, lines in ((pair.a, left), (pair.b, right)):
        for line in lines:
            paper.say(_("{name}: {text}").format(name=coder, text=line), "good", indent=2)


def side_lines(marks: tuple[MarkView, ...], turn: TurnView) -> Iterator[str]:
    """One coder's marks, a line each."""
    if not marks:
        yield _("nothing")
    for mark in marks:
        whole = mark.holds and mark.excerpt == turn.text
        memo = f" ({mark.memo})" if mark.memo else ""
        yield _("{code}: the whole turn").format(code=mark.code) + memo if whole else mark_line(mark, turn)


def show_choices(paper: Paper, pair: Pair) -> None:
    """Everything that can be typed at a difference."""
    rows = []
    for name, takes, does in CHOICES:
        typed = f"{word_for(name, language())} {_(takes) if takes else ''}".rstrip()
        rows.append((typed, _(does).format(a=pair.a, b=pair.b)))
    code, words = _("code"), _("words of the turn")
    rows.insert(4, (f": {words}", _("the same code on these words")))
    rows.insert(5, (f"{code}: {words}", _("that code on these words")))
    rows.insert(6, (code, _("that code, on the words that are marked")))
    paper.say(_("Type at a difference; behind the first four, a reason may follow:"))
    paper.pairs(rows, 26)
