"""Reading a tree of YAML against what a file may hold: conversions that compose, and one list of all problems."""

import difflib
import re
from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as Dict
from typing import TypeVar

from interviewer.errors import Fact, Problem, Severity, problem
from interviewer.ids import is_id
from interviewer.matching import unaccented
from interviewer.yamltext import Mapping, Node, Scalar, Sequence

T = TypeVar("T")
NONE: Dict[str, str] = {}

SHOWN = 40
LONGEST_ID = 64
NEAR = 0.7
# Guessing what was meant takes time; a file with more slips than this is another kind of file.
MOST_GUESSES = 200
WHOLE = re.compile(r"[+-]?[0-9]{1,15}", re.ASCII)
AMOUNT = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?", re.ASCII)
COMMA_AMOUNT = re.compile(r"[+-]?[0-9]{1,15},[0-9]{1,15}", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
YES = frozenset({"true", "yes", "oui"})
NO = frozenset({"false", "no", "non"})
# What YAML writes for "no value"; read as text like all the rest, but nobody means the word.
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Guess:
    """What a word was meant to be, as often as is reasonable for one file."""

    def __init__(self) -> None:
        self._left = MOST_GUESSES

    def __call__(self, text: str, known: Iterable[str], others: Dict[str, str] = NONE) -> str:
        """As `nearest`; empty once there were too many."""
        self._left -= 1
        return nearest(text, known, others) if self._left >= 0 else ""


class Findings:
    """The problems of one file, collected while it is read; `key` is the key whose value is being read."""

    def __init__(self, path: str = "", problems: Iterable[Problem] = ()) -> None:
        self.path = path
        self.key = ""
        self.guess = Guess()
        self._problems = list(problems)

    def add(self, rule: str, node: Node, severity: Severity = "error", /, **values: Fact) -> None:
        """Add a problem at the node's place, with the key in hand among its values."""
        facts = {"key": self.key, **values}
        self._problems.append(problem(rule, node.line, node.column, severity, self.path, **facts))

    def failed(self) -> bool:
        """Whether there is an error among the problems."""
        return any(p.severity == "error" for p in self._problems)

    def all(self) -> tuple[Problem, ...]:
        """Every problem, in the order of their places, each once."""
        return tuple(sorted(dict.fromkeys(self._problems), key=lambda p: (p.line, p.column)))


Convert = Callable[[Node, Findings], T | None]


def folded(text: str) -> str:
    """Without accents, case and surrounding space: for comparing what was meant, never for keeping."""
    return unaccented(text.strip())


def propose_id(text: str) -> str:
    """A good id that resembles the text."""
    made = re.sub(r"[^a-z0-9_]+", "-", folded(text)).strip("-_")[:LONGEST_ID].rstrip("-_")
    return made if is_id(made) else (f"{made}-1" if made else "id-1")


def nearest(text: str, known: Iterable[str], others: Dict[str, str] = NONE) -> str:
    """The known word that the text most probably means, also by its other names; empty where none is near."""
    plain = folded(text)
    meant = others.get(plain) or others.get(plain.rstrip("s"))
    if meant:
        return meant
    words = {folded(word): word for word in known}
    found = difflib.get_close_matches(plain[:SHOWN], words, n=1, cutoff=NEAR)
    return words[found[0]] if found else ""


def follow(node: Node | None, *steps: str | int) -> Node | None:
    """The node at the end of the steps (keys and numbers), or None."""
    for step in steps:
        if isinstance(node, Mapping):
            node = next((value for key, value in node.entries if key.text == step), None)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


class Fields:
    """A mapping read key by key. A key that isn't known is a problem, and is read as the one that was meant."""

    def __init__(
        self, node: Mapping, known: Collection[str], findings: Findings, others: Dict[str, str] = NONE
    ) -> None:
        self.node, self.findings = node, findings
        self._values: dict[str, Node] = {key.text: value for key, value in node.entries if key.text in known}
        for key, value in node.entries:
            if key.text not in known:
                self._admit(key, value, known, others)

    def _admit(self, key: Scalar, value: Node, known: Collection[str], others: Dict[str, str]) -> None:
        meant = self.findings.guess(key.text, known, others)
        shown = {"key": key.text[:SHOWN], "known": ", ".join(known)}
        if meant:
            self._values.setdefault(meant, value)
            self.findings.add("unknown_key_near", key, **shown, meant=meant)
        elif " " in key.text.strip():
            self.findings.add("unknown_key_words", key, **shown)
        else:
            self.findings.add("unknown_key", key, **shown)

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self._values

    def node_of(self, key: str) -> Node:
        """The value as written, or the whole mapping where it isn't given: for the place of a problem."""
        return self._values.get(key, self.node)

    def take(self, key: str, convert: Convert[T], otherwise: T) -> T:
        """The converted value; `otherwise` where it is not given or not right (then that is among the findings)."""
        if key not in self._values:
            return otherwise
        outer, self.findings.key = self.findings.key, key
        made = convert(self._values[key], self.findings)
        self.findings.key = outer
        return otherwise if made is None else made

    def need(self, key: str, convert: Convert[T], otherwise: T) -> T:
        """The same for a key that must be given."""
        if key not in self._values:
            self.findings.add("missing_key", self.node, key=key)
        return self.take(key, convert, otherwise)


def fields(node: Node, findings: Findings, known: Collection[str], others: Dict[str, str] = NONE) -> Fields | None:
    """The node as a mapping with these keys; None where it is something else."""
    if isinstance(node, Mapping):
        return Fields(node, known, findings, others)
    findings.add("not_a_mapping", node, known=", ".join(known))
    return None


def is_blank(node: Node) -> bool:
    """Whether the node holds nothing."""
    if isinstance(node, Scalar):
        return not node.text.strip() or (not node.quoted and node.text in NULLS)
    return not (node.items if isinstance(node, Sequence) else node.entries)


def text(node: Node, findings: Findings) -> str | None:
    """Words, not empty."""
    if is_blank(node):
        findings.add("empty_value", node)
    elif isinstance(node, Scalar):
        return node.text
    else:
        findings.add("not_a_text", node)
    return None


def identifier(node: Node, findings: Findings) -> str | None:
    """An id that is allowed."""
    found = text(node, findings)
    if found is None or is_id(found):
        return found
    findings.add("bad_id", node, given=found[:SHOWN], proposed=propose_id(found))
    return None


def fresh(seen: dict[str, Node], rule: str) -> Convert[str]:
    """An id that nobody bears yet; `seen` holds where those before stand."""

    def convert(node: Node, findings: Findings) -> str | None:
        found = identifier(node, findings)
        if found is not None and seen.setdefault(found, node) is not node:
            findings.add(rule, node, given=found, first=seen[found].line)
        return found

    return convert


def whole(lowest: int, highest: int) -> Convert[int]:
    """A whole number between two bounds, both included."""

    def convert(node: Node, findings: Findings) -> int | None:
        found = text(node, findings)
        if found is None:
            return None
        if WHOLE.fullmatch(found) and lowest <= int(found) <= highest:
            return int(found)
        findings.add("not_whole", node, given=found[:SHOWN], lowest=lowest, highest=highest)
        return None

    return convert


def amount(node: Node, findings: Findings) -> float | None:
    """A number."""
    found = text(node, findings)
    if found is None:
        return None
    if AMOUNT.fullmatch(found):
        return float(found)
    if COMMA_AMOUNT.fullmatch(found):
        findings.add("number_comma", node, given=found, meant=found.replace(",", "."))
    else:
        findings.add("number_wrong", node, given=found[:SHOWN])
    return None


def positive(node: Node, findings: Findings) -> float | None:
    """A number above zero."""
    found = amount(node, findings)
    if found is None or found > 0:
        return found
    findings.add("not_positive", node)
    return None


def truth(node: Node, findings: Findings) -> bool | None:
    """True or false, as written in YAML; yes, no, oui, non are the same."""
    found = text(node, findings)
    if found is None:
        return None
    if found.lower() in YES | NO:
        return found.lower() in YES
    findings.add("not_true_or_false", node, given=found[:SHOWN])
    return None


def one_of(options: Collection[T], others: Dict[str, str] = NONE) -> Convert[T]:
    """One of these words."""

    def convert(node: Node, findings: Findings) -> T | None:
        found = text(node, findings)
        if found is None:
            return None
        chosen = next((option for option in options if option == found), None)
        if chosen is None:
            words = [str(option) for option in options]
            shown: dict[str, Fact] = {"given": found[:SHOWN], "options": ", ".join(words)}
            meant = findings.guess(found, words, others)
            findings.add("unknown_value_near" if meant else "unknown_value", node, **shown, meant=meant)
        return chosen

    return convert


def listed(convert: Convert[T]) -> Convert[tuple[T, ...]]:
    """A list of such things; those that are not right are left out (and among the findings)."""

    def convert_all(node: Node, findings: Findings) -> tuple[T, ...] | None:
        if not isinstance(node, Sequence):
            findings.add("empty_value" if is_blank(node) else "not_a_list", node)
            return None
        made = [convert(item, findings) for item in node.items]
        return tuple(item for item in made if item is not None)

    return convert_all


def filled(convert: Convert[tuple[T, ...]]) -> Convert[tuple[T, ...]]:
    """The same list, which may not be empty."""

    def convert_some(node: Node, findings: Findings) -> tuple[T, ...] | None:
        if isinstance(node, Sequence) and not node.items:
            findings.add("empty_list", node)
            return None
        return convert(node, findings)

    return convert_some


def language(node: Node, findings: Findings) -> str | None:
    """The code of a language."""
    found = text(node, findings)
    if found is None or LANGUAGE.fullmatch(found):
        return found
    findings.add("language_code", node, given=found[:SHOWN])
    return None


def words(languages: Collection[str], default: str) -> Convert[dict[str, str]]:
    """A text by language, the one in `default` first: a plain text is in that, a mapping has declared languages as keys.

    Without declared languages any is accepted. Where some are, `default` is needed; another one that is left out, or left
    empty, is a hole for a translator and no fault of the file.
    """

    def convert(node: Node, findings: Findings) -> dict[str, str] | None:
        if not isinstance(node, Mapping):
            found = text(node, findings)
            return None if found is None else {default: found}
        filled_in = [entry for entry in node.entries if not _is_hole(*entry, languages, default)]
        made = {key.text: said for key, value in filled_in if (said := _said(key, value, findings, languages))}
        given = {key.text for key, _ in node.entries}
        if given and languages and default and default not in given:
            findings.add("language_missing", node, missing=default)
        elif not given:
            findings.add("empty_value", node)
        return {code: made[code] for code in dict.fromkeys((default, *made)) if code in made} or None

    return convert


def _is_hole(key: Scalar, value: Node, languages: Collection[str], default: str) -> bool:
    return key.text in languages and key.text != default and is_blank(value)


def _said(key: Scalar, value: Node, findings: Findings, languages: Collection[str]) -> str | None:
    """The words under a language's key; a key that is no (declared) language is a problem."""
    if languages and key.text not in languages:
        shown: dict[str, Fact] = {"given": key.text[:SHOWN], "known": ", ".join(languages)}
        findings.add("language_undeclared", key, **shown)
        return None
    if language(key, findings) is None:
        return None
    return text(value, findings)
