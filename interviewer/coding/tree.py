"""The codes as a tree, looked up quickly: which code an id stands for now, what is above it, what is below. Pure."""

from collections.abc import Iterable

from interviewer.coding.model import Code, Codebook

RETIRED = "retired"


class CodeTree:
    """A codebook to look things up in. Codes that aren't in it (emergent, unknown) stand for themselves, at the root."""

    def __init__(self, book: Codebook) -> None:
        self.codes: dict[str, Code] = {code.id: code for code in book.codes}
        self._current = _current(book.codes)
        self._order = {code.id: place for place, code in enumerate(book.codes)}
        self._paths: dict[str, tuple[str, ...]] = {}

    def current(self, code: str) -> str:
        """The id that a code is counted under: the new one where it was renamed or merged, else its own."""
        return self._current.get(code, code)

    def renamed(self) -> dict[str, str]:
        """Old ids -> the id that stands for each now."""
        return dict(self._current)

    def path(self, code: str) -> tuple[str, ...]:
        """The ids from the root down to the code, itself included."""
        found = self._paths.get(code)
        if found is None:
            steps = [code]
            while (known := self.codes.get(steps[-1])) and known.parent and known.parent not in steps:
                steps.append(known.parent)
            found = self._paths[code] = tuple(reversed(steps))
        return found

    def within(self, codes: Iterable[str]) -> frozenset[str]:
        """These codes and all below them."""
        wanted = {self.current(code) for code in codes}
        return frozenset(wanted | {code for code in self.codes if wanted.intersection(self.path(code))})

    def place(self, code: str) -> tuple[int, str]:
        """A key that sorts codes as the codebook has them, those that it lacks behind them by id."""
        return self._order.get(code, len(self._order)), code

    def label(self, code: str, language: str) -> str:
        """The label in that language, or the id where there is none."""
        known = self.codes.get(code)
        return (known.label.said_in(language) if known else "") or code


def _current(codes: Iterable[Code]) -> dict[str, str]:
    """Old ids -> the code that stands for them, through as many changes as there were; a circle ends where it began."""
    known = list(codes)
    ids = {code.id for code in known}
    step = {old: code.id for code in known for old in code.was if old not in ids}
    step |= {code.id: code.merged_into for code in known if code.merged_into}
    found = {}
    for old in step:
        met = [old]
        while (after := step.get(met[-1])) and after not in met:
            met.append(after)
        found[old] = met[-1]
    return found
