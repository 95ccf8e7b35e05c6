"""The choices of a form by list, each with the id that it gets in a guide."""

from collections.abc import Iterator
from typing import NamedTuple

from interviewer.guide.model import Text
from interviewer.guide.xlsform.reading.columns import LABEL, LIST, NAME
from interviewer.guide.xlsform.reading.ledger import Ledger
from interviewer.guide.xlsform.reading.naming import fresh_id
from interviewer.guide.xlsform.reading.tables import Line, Table
from interviewer.guide.xlsform.reading.wording import Languages


class Option(NamedTuple):
    """One choice: its name in the form, its id in the guide, its words, its row (None where it stands in the question's)."""

    name: str
    id: str
    words: Text
    line: Line | None = None


Options = tuple[Option, ...]


class Lists:
    """The lists of the choices sheet."""

    def __init__(self, table: Table | None, languages: Languages, ledger: Ledger) -> None:
        self.languages, self.ledger = languages, ledger
        self._lists: dict[str, dict[str, Option]] = {}
        self._taken: dict[str, set[str]] = {}
        self._last = ""
        for line in table.lines() if table and table.head >= 0 else ():
            self._take(line)

    def _take(self, line: Line) -> None:
        words = line.words(LABEL)
        # A list is named once and filled down, as formr does it, where a choice has all that makes one.
        name = line.text(LIST) or (self._last if line.text(NAME) and words else "")
        value = line.text(NAME) or next(iter(words.values()), "")
        if not name or not value:
            self.ledger.leave(line, "form_no_list" if not name else "form_no_choice")
            return
        self._last = name
        options = self._lists.setdefault(name, {})
        if value in options:
            self.ledger.leave(line, "form_choice_twice", NAME, list=name)
            return
        taken = self._taken.setdefault(name, set())
        made = fresh_id(value, taken)
        taken.add(made)
        said = self.languages.text(words) if words else self.languages.named(value)
        options[value] = Option(value, made, said, line)

    def options(self, name: str) -> Options:
        """The choices of a list; none where there is no such list."""
        found = self._lists.get(name) or next(
            (options for known, options in self._lists.items() if known.lower() == name.lower()), {}
        )
        return tuple(found.values())

    def every(self) -> Iterator[tuple[str, Option]]:
        """Each choice with the name of its list."""
        for name, options in self._lists.items():
            for option in options.values():
                yield name, option


def inline(line: Line, languages: Languages) -> Options:
    """The answers that a row gives itself, called by their numbers."""
    return tuple(Option(number, number, languages.text({"": said})) for number, said in line.inline().items())
