"""The closed type of a question, from the type, the list, the parameters and the limits of its row."""

import math
import re
from typing import NamedTuple

from interviewer.guide.keys import FAR, FEWEST_CHOICES
from interviewer.guide.model import Answer, Choices, Date, Number, Scale, ShortText, Text
from interviewer.guide.xlsform.reading.columns import CONSTRAINT, PARAMETERS, TYPE
from interviewer.guide.xlsform.reading.conditions import bounds
from interviewer.guide.xlsform.reading.kinds import Kind
from interviewer.guide.xlsform.reading.ledger import Ledger
from interviewer.guide.xlsform.reading.lists import Lists, Options, inline
from interviewer.guide.xlsform.reading.tables import Line
from interviewer.guide.xlsform.reading.wording import Languages

PARAMETER = re.compile(r"(start|end|step)\s*=\s*(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)", re.IGNORECASE)
YES_NO = {"fr": ("Oui", "Non"), "en": ("Yes", "No"), "es": ("Sí", "No"), "pt": ("Sim", "Não"), "de": ("Ja", "Nein")}
RANGE = (1.0, 10.0)
"""What a range goes from and to where its row doesn't say."""

Bounds = tuple[float | None, float | None]


class Given(NamedTuple):
    """A type with the choices that it was made from, and the columns whose cells are in it."""

    answer: Answer | None
    options: Options = ()
    used: frozenset[str] = frozenset()


class Answers:
    """Makes types from rows: they share the lists of the form, its languages and the ledger."""

    def __init__(self, lists: Lists, languages: Languages, ledger: Ledger) -> None:
        self.lists, self.languages, self.ledger = lists, languages, ledger

    def given(self, kind: Kind, line: Line) -> Given:
        """The type that the row asks for; what the guide can't hold of it is in the ledger."""
        if kind.loosely and kind.what != "select":
            self.ledger.note(line, "form_loosely", TYPE, type=line.text(TYPE))
        match kind.what:
            case "select":
                return self._select(kind, line)
            case "yes_no":
                return Given(self._yes_no())
            case "number" | "scale":
                return self._number(kind, line)
            case "date":
                return Given(Date())
            case "short":
                return Given(ShortText())
            case _:
                return Given(None)

    def _select(self, kind: Kind, line: Line) -> Given:
        listed = self.lists.options(kind.list_name) if kind.list_name else ()
        options = listed or inline(line, self.languages)
        used = frozenset() if listed else frozenset(["choice"])
        if len(options) < FEWEST_CHOICES:
            rule = "form_file" if kind.loosely and kind.list_name else "form_few_choices"
            self.ledger.note(line, rule, TYPE, list=kind.list_name or "-", count=len(options))
            return Given(ShortText())
        if kind.loosely:
            self.ledger.note(line, "form_loosely", TYPE, type=line.text(TYPE))
        for option in options if listed else ():
            if option.line is not None:
                self.ledger.carry(option.line)
        words = {option.id: option.words for option in options}
        return Given(Choices(words, several=kind.several, other=kind.other), options, used)

    def _yes_no(self) -> Choices:
        said = {code: YES_NO.get(code, YES_NO["en"]) for code in self.languages.all}
        yes, no = (Text({code: both[n] for code, both in said.items()}) for n in (0, 1))
        return Choices({"yes": yes, "no": no})

    def _number(self, kind: Kind, line: Line) -> Given:
        limits, used = kind.bounds, set[str]()
        if limits == (None, None):
            limits, used = self._limits(kind, line)
        low, high = limits
        if not _sound(low, high):
            low, high, used = None, None, set()
        if kind.what == "scale" and low is not None and high is not None and low.is_integer() and high.is_integer():
            return Given(Scale(int(low), int(high), kind.unit), used=frozenset(used))
        return Given(Number(low, high, kind.unit), used=frozenset(used))

    def _limits(self, kind: Kind, line: Line) -> tuple[Bounds, set[str]]:
        """Lowest and highest by the parameters of a range, else by a simple constraint."""
        if kind.what == "scale":
            said = {name.lower(): float(number) for name, number in PARAMETER.findall(line.text(PARAMETERS))}
            plain = said.get("step", 1.0) == 1.0
            if not {"start", "end"} <= set(said):
                self.ledger.note(line, "form_range_taken", TYPE, low=f"{RANGE[0]:g}", high=f"{RANGE[1]:g}")
            return (said.get("start", RANGE[0]), said.get("end", RANGE[1])), {PARAMETERS} if plain else set()
        found = bounds(line.text(CONSTRAINT), whole=kind.whole) if line.text(CONSTRAINT) else None
        return (found, {CONSTRAINT}) if found else ((None, None), set())


def _sound(low: float | None, high: float | None) -> bool:
    known = [number for number in (low, high) if number is not None]
    return all(math.isfinite(n) and abs(n) <= FAR for n in known) and known == sorted(set(known))
