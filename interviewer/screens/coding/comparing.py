"""Going through the differences of two coders: each side by side, and what they decide about it together."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from interviewer.coding.choose import options
from interviewer.coding.comparing import Difference, Pair, Turned
from interviewer.coding.deciding import Wanted, decide, is_decided, marks_made, retract, standing, take_over
from interviewer.coding.model import Codebook
from interviewer.coding.sheet import Sheet, new_code
from interviewer.coding.verdicts import Verdict, only_span, understand, word_for
from interviewer.errors import CannotError
from interviewer.screens.coding.meant import meant_code, meant_new_code, meant_span
from interviewer.screens.coding.page import show_codes, show_context
from interviewer.screens.coding.refusal import in_words_of_the_screens, refusal
from interviewer.screens.coding.side_by_side import Sight, show_choices, show_difference
from interviewer.screens.coding.walk import Ask, Pen
from interviewer.screens.paper import Paper
from interviewer.screens.words import _
from interviewer.session.events import Event


class Step(NamedTuple):
    """One decision of this run: which difference, and the marks that it made."""

    at: int
    made: frozenset[str]


class Material(NamedTuple):
    """What there is to compare: by session the sheet in the agreed round and the turns that both rated.

    `differences` are those to ask about, in their order; `born` are the labels of emergent codes by id.
    """

    pair: Pair
    sheets: Mapping[str, Sheet]
    turns: Mapping[str, Sequence[Turned]]
    differences: Sequence[Difference]
    codebook: Codebook
    born: Mapping[str, str]


class Tally(NamedTuple):
    """What became of it: differences decided in this run, left undecided, lines that could not be carried out."""

    decided: int
    left: int
    faults: int


class Leave(Exception):  # noqa: N818 - leaving is no error
    """Enough for today."""


class Comparing:
    """Two coders deciding together.

    `ask` gives the next line and raises EOFError when there are no more; `pen` makes events durable before it returns.
    """

    def __init__(
        self, material: Material, pen: Pen, ask: Ask, paper: Paper, *, turn_page: Callable[[], None] = lambda: None
    ) -> None:
        self.sheets = dict(material.sheets)
        self.differences = tuple(material.differences)
        self._pair, self._codebook = material.pair, material.codebook
        self._pen, self._ask, self._paper, self._turn_page = pen, ask, paper, turn_page
        self._turns = {(session, one.turn.id): one for session, those in material.turns.items() for one in those}
        self._born = dict(material.born)
        self.choices = options(material.codebook, self._born)
        self._steps: list[Step] = []
        self._at, self._reason, self._faults = -1, "", 0

    def take_over(self) -> int:
        """Take over what both have, in every turn; returns how many marks that made. Durable when it returns."""
        events: dict[str, list[Event]] = {}
        for (session, _turn), turned in self._turns.items():
            self.sheets[session], made = take_over(self.sheets[session], turned)
            events.setdefault(session, []).extend(made)
        for session, those in events.items():
            if those:
                self._pen.write(session, those)
        return len(marks_made(event for those in events.values() for event in those))

    def left(self) -> int:
        """How many differences are not decided."""
        return sum(not self._decided(one) for one in self.differences)

    def _decided(self, one: Difference) -> bool:
        return is_decided(self.sheets[one.session], one)

    def run(self) -> Tally:
        """Ask about each until the last, /quit or the end of the lines."""
        try:
            self._go_on()
            while True:
                self._one_line()
        except (Leave, EOFError):
            return self.tally()

    def tally(self) -> Tally:
        """Where things stand."""
        return Tally(len(self._steps), self.left(), self._faults)

    # --- where we are ---

    @property
    def _difference(self) -> Difference:
        return self.differences[self._at]

    @property
    def _turned(self) -> Turned:
        return self._turns[self._difference.session, self._difference.turn.id]

    def _go_on(self) -> None:
        ahead = range(self._at + 1, len(self.differences))
        at = next((n for n in ahead if not self._decided(self.differences[n])), None)
        if at is None:
            raise Leave
        self._arrive(at)

    def _arrive(self, at: int) -> None:
        self._at, self._reason = at, ""
        sheet = self.sheets[self._difference.session]
        sight = Sight(self._pair, self._difference, self._turned, sheet, at + 1, len(self.differences))
        show_difference(self._paper, sight)

    # --- one line ---

    def _one_line(self) -> None:
        line = self._ask(f"{self._pair.a}/{self._pair.b}> ", self.choices)
        try:
            self._do(understand(line.text, self._pair))
        except CannotError as error:
            self._faults += 1
            self._paper.say(refusal(in_words_of_the_screens(error.problem, word_for), line), "warn")

    def _do(self, said: Verdict) -> None:
        match said.name:
            case "a" | "b" | "both" | "neither" | "other":
                self._decide(said)
            case "later":
                self._turn_page()
                self._go_on()
            case "undo":
                self._undo()
            case "memo":
                self._remember(said.words)
            case "new" | "new!":
                self._new(said)
            case "show":
                show_context(self._paper, self.sheets[self._difference.session], self._difference.turn)
            case "codes":
                show_codes(self._paper, self.choices, self._codebook)
            case "help":
                show_choices(self._paper, self._pair)
            case "quit":
                raise Leave

    def _remember(self, words: str) -> None:
        if not words:
            raise CannotError("coding_memo_empty")
        self._reason = words
        self._paper.say(_("This reason goes with what you decide next."), "quiet")

    def _new(self, said: Verdict) -> None:
        """A code that neither of the two had, born while they decide."""
        code, label = meant_new_code(said.words, self._codebook, self.choices, certain=said.name == "new!")
        session = self._difference.session
        sheet, events = new_code(self.sheets[session], code, label)
        self._pen.write(session, events)
        self.sheets[session] = sheet
        self._born = {**self._born, code: label}
        self.choices = options(self._codebook, self._born)
        self._paper.say(_("A new code: {code}. Type it to mark with it.").format(code=code), "good")

    def _decide(self, said: Verdict) -> None:
        """Durable first; only then known here."""
        difference = self._difference
        reason = self._reason if said.name == "other" else said.words or self._reason
        wanted = self._wanted(said, reason)
        sheet, events = decide(self.sheets[difference.session], self._turned, difference, wanted, reason)
        if events:
            self._pen.write(difference.session, events)
        self.sheets[difference.session] = sheet
        self._steps.append(Step(self._at, marks_made(events)))
        self._turn_page()
        self._say_agreed(wanted)
        self._go_on()

    def _say_agreed(self, wanted: Sequence[Wanted]) -> None:
        """What stands from now on."""
        codes = ", ".join(dict.fromkeys(one.code for one in wanted)) or _("no mark here")
        self._paper.say(_("agreed: {codes}").format(codes=codes), "good", indent=2)

    def _wanted(self, said: Verdict, reason: str) -> tuple[Wanted, ...]:
        difference = self._difference
        match said.name:
            case "a" | "b":
                chosen = difference.a if said.name == "a" else difference.b
                if not chosen:
                    raise CannotError("compare_nothing_there", coder=self._pair.a if said.name == "a" else self._pair.b)
                return standing(chosen, reason)
            case "both":
                return standing(difference.marks, reason)
            case "neither":
                return ()
        return self._other(said, reason)

    def _other(self, said: Verdict, reason: str) -> tuple[Wanted, ...]:
        """Another code, other words, or both."""
        text = self._difference.turn.text
        codes = [meant_code(typed, self.choices) for typed in said.codes] or list(self._difference.codes)
        if not said.codes and len(codes) > 1:
            raise CannotError("compare_which_code", codes=", ".join(codes))
        span = meant_span(text, said.words) if said.words else only_span(self._difference)
        return tuple(Wanted(code, span, reason) for code in dict.fromkeys(codes))

    def _undo(self) -> None:
        """Take the last decision of this run back, and ask again."""
        if not self._steps:
            raise CannotError("compare_nothing_to_undo")
        step = self._steps[-1]
        difference = self.differences[step.at]
        turned = self._turns[difference.session, difference.turn.id]
        sheet, events = retract(self.sheets[difference.session], turned, difference, step.made)
        self._pen.write(difference.session, events)
        self.sheets[difference.session] = sheet
        self._steps.pop()
        self._turn_page()
        self._arrive(step.at)
