"""Finding by a few letters: a question to go to, a code, a reason, a value. Pure."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from interviewer.guide.model import Answer, Choices, Scale
from interviewer.matching import ranked
from interviewer.screens.clean import cells, clean
from interviewer.screens.labels import COVERAGE as STATES
from interviewer.screens.room.lines import EMPTY, Row, around, padded, row, row_cells, two_ends
from interviewer.screens.room.outline import questions_of
from interviewer.screens.words import N_, _
from interviewer.session.actions import REASONS
from interviewer.session.interview import AskBackground, State, next_step
from interviewer.session.standing import wants_value

Sought = Literal["goto", "under", "move", "code", "skip", "language", "value", "who"]
PROMPT, ROOMY = "› ", 8
LONGEST_CELL = 9  # characters: one, and the marks that stand over it
MOST_POINTS = 21  # of a scale that is shown point by point
TITLES: dict[Sought, str] = {
    "goto": N_("Go to which question?"),
    "under": N_("The words also answer which question?"),
    "move": N_("The words belong under which question?"),
    "code": N_("Which code?"),
    "skip": N_("Why is there no answer?"),
    "language": N_("In which language?"),
    "value": N_("Which value?"),
    "who": N_("Who speaks?"),
}


class Option(NamedTuple):
    """Something that can be chosen: its id, how it is shown, and the words by which it is found."""

    id: str
    label: str
    words: str = ""


class Finder(NamedTuple):
    """What is sought, the letters typed so far, which of the found ones is lit, and which are ticked (several values)."""

    sought: Sought
    options: tuple[Option, ...]
    query: str = ""
    at: int = 0
    ticked: tuple[str, ...] = ()
    several: bool = False
    turn: str = ""

    def found(self) -> tuple[Option, ...]:
        """The options that fit the letters, the best first; all of them while nothing is typed."""
        if not self.query.strip():
            return self.options
        by_id = {option.id: option for option in self.options}
        number = self.query.strip()
        named = [option for option in self.options if option.label.lstrip().startswith(f"{number} ")]
        if number.isascii() and number.isdigit() and named:
            return tuple(named)
        return tuple(by_id[i] for i in ranked(self.query, [(o.id, o.words or o.label) for o in self.options]))

    def lit(self) -> Option | None:
        """The option that Enter takes."""
        found = self.found()
        return found[min(self.at, len(found) - 1)] if found else None

    def typed(self, letters: str) -> "Finder":
        """After these letters."""
        return self._replace(query=self.query + letters, at=0)

    def erased(self) -> "Finder":
        """After a backspace."""
        return self._replace(query=self.query[:-1], at=0)

    def moved(self, by: int) -> "Finder":
        """After arrows."""
        return self._replace(at=max(0, min(len(self.found()) - 1, self.at + by)))

    def with_tick(self) -> "Finder":
        """The lit one ticked, or no longer."""
        lit = self.lit()
        if lit is None or not self.several:
            return self
        left = tuple(one for one in self.ticked if one != lit.id)
        return self._replace(ticked=left if len(left) < len(self.ticked) else (*self.ticked, lit.id), query="")


def finder_for(sought: Sought, state: State, turn: str = "") -> Finder:
    """A finder over all that can be meant; `turn` is the turn that it is about."""
    answer = _answer(state) if sought == "value" else None
    several = isinstance(answer, Choices) and answer.several
    return Finder(sought, tuple(_OPTIONS[sought](state)), turn=turn, several=several)


def _answer(state: State) -> Answer | None:
    """What an answer may be, where the interview stands; None where words are wanted."""
    step = next_step(state)
    if isinstance(step, AskBackground):
        return step.item.answer
    question = wants_value(state)
    return question.answer if question else None


def _questions(state: State) -> list[Option]:
    themes = {theme.id: theme.title.said_in(state.view.language) for theme in state.guide.themes}
    return [
        Option(
            entry.question, f"{entry.number:>2} {entry.words}", f"{entry.words} {entry.question} {themes[entry.theme]}"
        )
        for entry in questions_of(state)
    ]


def _codes(state: State) -> list[Option]:
    return [Option(code, f"{code}  {words}" if words else code, f"{words} {code}") for code, words in state.codes]


def _reasons(_state: State) -> list[Option]:
    return [
        Option(reason, _(STATES[reason]), f"{_(STATES[reason])} {reason}") for reason in REASONS if reason != "later"
    ]


def _values(state: State) -> list[Option]:
    answer, said = _answer(state), state.view.language
    if isinstance(answer, Scale) and answer.highest - answer.lowest < MOST_POINTS:
        return [Option(str(n), str(n)) for n in range(answer.lowest, answer.highest + 1)]
    if not isinstance(answer, Choices):
        return []
    return [Option(one, f"{n} {text.said_in(said)}") for n, (one, text) in enumerate(answer.options.items(), 1)]


_OPTIONS: dict[Sought, Callable[[State], list[Option]]] = {
    "goto": _questions,
    "under": _questions,
    "move": _questions,
    "code": _codes,
    "skip": _reasons,
    "language": lambda state: [Option(tag, tag) for tag in state.guide.languages],
    "value": _values,
    "who": lambda state: [Option(person, f"{n:>2} {person}", person) for n, person in enumerate(state.present(), 1)],
}


def finder_rows(finder: Finder, width: int, height: int) -> list[Row]:
    """What is sought, the letters typed, and under them what they find."""
    found = finder.found()
    how = _("Space ticks · Enter takes · Esc leaves") if finder.several else _("Enter takes · Esc leaves")
    title = row(_(TITLES[finder.sought]), "class:theme", width)
    head: list[Row] = [
        two_ends(title, ((("class:quiet", how),)), width) if row_cells(title) + cells(how) + 2 <= width else title,
        (("class:key", PROMPT), ("", _tail(finder.query, width - cells(PROMPT) - 1))),
        *([EMPTY] if height > ROOMY else []),
    ]
    lit = min(finder.at, len(found) - 1)
    rows = [_option_row(finder, option, width, lit=n == lit) for n, option in enumerate(found)]
    none = [row("  " + _("Nothing has these letters."), "class:quiet", width)]
    return [*head, *around(rows or none, max(1, height - len(head)), lit)][: max(0, height)]


def _option_row(finder: Finder, option: Option, width: int, *, lit: bool) -> Row:
    """One that is found; the lit one is reversed, and pointed at for who can't see that."""
    tick = ("☑ " if option.id in finder.ticked else "☐ ") if finder.several else ""
    text = row(f"{'▸' if lit else ' '} {tick}{option.label}", "", width)
    return padded(text, width, "class:chosen") if lit else text


def query_end(finder: Finder, width: int) -> int:
    """The column behind the letters typed."""
    return cells(PROMPT) + cells(_tail(finder.query, width - cells(PROMPT) - 1))


def _tail(query: str, width: int) -> str:
    """The end of what is typed, which is where the letters come."""
    shown = clean(query[-max(1, width) * LONGEST_CELL :]).replace("\n", "⏎").replace("\t", " ")
    while shown and cells(shown) > width:
        shown = shown[1:]
    return shown
