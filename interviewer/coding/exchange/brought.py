"""A codebook as another program's file has it, before it meets ours: what was said, and how the file names its codes. Pure."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.coding.model import ORIGINS, Code
from interviewer.errors import Fact, Problem, Severity, problem
from interviewer.guide.model import NO_TEXT, Place, Text
from interviewer.ids import is_id
from interviewer.schema import propose_id
from interviewer.yamlfaults import HIDDEN_MADE, code_point

TEXTS = ("label", "definition", "use_when", "not_when", "example")
LISTS = ("groups", "was")
MOST_CODES = 10_000
MAX_BYTES = 16 << 20
BREAK = re.compile(r"\r\n?")
LIST_SIGN = re.compile(r"\s*[;,]\s*")


class Brought(NamedTuple):
    """One code of the file. `key` is what the file calls it by, `above` how it calls its parent (empty at the top).

    `code` holds what was said; its id is empty where the file gives none, then `proposed` is made from the name. Its
    parent is always empty: `above` says it. Texts under an empty language are in a language that the file doesn't name.
    """

    key: str
    above: str
    code: Code
    proposed: str
    guid: str = ""
    implied: bool = False

    @property
    def place(self) -> Place:
        """Where it stands in the file."""
        return self.code.place


class Findings:
    """The problems of a file of another program, collected while it is read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._warned: set[tuple[str, tuple[tuple[str, Fact], ...]]] = set()

    def add(self, rule: str, place: Place, severity: Severity = "error", /, **values: Fact) -> None:
        """Add a problem at that place; a warning that says what one before it said is left out."""
        said = (rule, tuple(values.items()))
        if severity == "warning" and said in self._warned:
            return
        self._warned.add(said)
        found = problem(rule, place.line, place.column, severity)
        self.problems.append(found._replace(values=said[1]))

    def words(self, text: str, place: Place) -> str:
        """The text with line ends as our files have them; a problem where nobody could see a character of it."""
        plain = BREAK.sub("\n", text)
        found = HIDDEN_MADE.search(plain)
        if found:
            self.add("exchange_hidden", place, code=code_point(found[0]))
        return plain

    def failed(self) -> bool:
        """Whether there is an error among the problems."""
        return any(one.severity == "error" for one in self.problems)

    def sorted(self) -> list[Problem]:
        """All problems by place."""
        return sorted(self.problems, key=lambda one: (one.line, one.column))


def with_fields(code: Code, fields: Iterable[tuple[str, str, str]], findings: Findings) -> Code:
    """The code with what the file says of it; `fields` are (name, language, words)."""
    for name, language, words in fields:
        if not words.strip():
            continue
        if name in TEXTS:
            said: Text = getattr(code, name)
            code = replace(code, **{name: Text({**said.words, language: words})})
        elif name in LISTS:
            code = replace(code, **{name: _ids(name, words, code.place, findings)})
        else:
            code = replace(code, **{name: _word(name, words.strip(), code.place, findings)})
    return code


def _ids(name: str, words: str, place: Place, findings: Findings) -> tuple[str, ...]:
    """A list of ids; groups that are none get one, former ids that are none can't have been."""
    found = []
    for one in LIST_SIGN.split(words.strip()):
        if is_id(one):
            found.append(one)
        elif one and name == "groups":
            made = propose_id(one)
            findings.add("exchange_group_id", place, "warning", given=one[:40], made=made)
            found.append(made)
        elif one:
            findings.add("exchange_bad_id", place, given=one[:40], proposed=propose_id(one))
    return tuple(dict.fromkeys(found))


def _word(name: str, word: str, place: Place, findings: Findings) -> str:
    if name in ("id", "merged_into") and not is_id(word):
        findings.add("exchange_bad_id", place, given=word[:40], proposed=propose_id(word))
        return ""
    if name == "origin" and word not in ORIGINS:
        findings.add("exchange_origin", place, "warning", given=word[:40], options=", ".join(ORIGINS))
        return "a_priori"
    return word


def begin(place: Place) -> Code:
    """A code of which nothing is known yet but where it stands."""
    return Code("", NO_TEXT, place=place)


def check_keys(codes: Iterable[Brought], findings: Findings) -> None:
    """Two codes under one id, and more codes than anybody works with."""
    first: dict[str, Place] = {}
    names: dict[tuple[str, ...], Place] = {}
    count = 0
    for count, one in enumerate(codes, 1):
        before = first.setdefault(one.code.id, one.place) if one.code.id else one.place
        name = (one.above, one.key, one.guid) if not one.code.id else (one.code.id,)
        again = names.setdefault(name, one.place)
        if before is not one.place:
            findings.add("exchange_same_id", one.place, given=one.code.id, first=before.line)
        elif again is not one.place and not one.guid:
            findings.add("exchange_same_name", one.place, first=again.line)
        if count == MOST_CODES + 1:
            findings.add("exchange_too_many", one.place, limit=MOST_CODES)
    if not count:
        findings.add("exchange_no_codes", Place(1, 1))
