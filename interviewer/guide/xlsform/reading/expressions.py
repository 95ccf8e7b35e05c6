"""The conditions of forms as trees: XPath as ODK, Kobo, SurveyCTO and CHT write it, old paths, simple R as formr does."""

import re
from collections.abc import Sequence
from typing import NamedTuple

LONGEST, DEEPEST = 4000, 24
TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<ref>\$\{\s*[^{}]{1,200}?\s*\})"
    r"|(?P<text>'[^']*'|\"[^\"]*\"|‘[^’]*’|“[^”]*”|’[^’]*’)"
    r"|(?P<number>-?[0-9]+(?:\.[0-9]+)?(?![\w.]))"
    r"|(?P<sign>!=|<>|<=|>=|==|=|<|>|≤|≥|≠|&&|\|\||&|\||!|\(|\)|,|%contains%|%contains_word%)"
    r"|(?P<word>(?:\.\./|\./|/)*[^\W\d][\w$-]*(?:\.[\w-]+)*(?:/(?:\.\./)*[^\W\d][\w.-]*)*|\.(?![\w.]))"
    r")"
)
COMPARING = {"=": "=", "==": "=", "!=": "!=", "<>": "!=", "≠": "!=", "<": "<", "<=": "<=", "≤": "<=", ">": ">"} | {
    ">=": ">=", "≥": ">=", "%contains%": "has", "%contains_word%": "has",
}  # fmt: skip
FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">", "has": "lacks", "lacks": "has"}


class Test(NamedTuple):
    """What the answer to a question is compared with: `=`, `!=`, `<`, `<=`, `>`, `>=`, `has`, `lacks`."""

    name: str
    how: str
    value: str


class All(NamedTuple):
    """All of these hold."""

    parts: "tuple[Tree, ...]"


class Either(NamedTuple):
    """One of these holds at least."""

    parts: "tuple[Tree, ...]"


Tree = Test | All | Either


class _NotSimpleError(Exception):
    """The expression is not one of those that a guide can hold."""


class _Operand(NamedTuple):
    """One side of a comparison: a question by its name, or a value."""

    text: str
    is_name: bool


def tree(expression: str) -> Tree | None:
    """The expression as a tree, with its negations drawn in; None for one that isn't made of plain comparisons."""
    if len(expression) > LONGEST:
        return None
    try:
        parser = _Parser(_tokens(expression))
        made = parser.either(0)
        parser.end()
    except _NotSimpleError:
        return None
    return made


def _tokens(expression: str) -> list[tuple[str, str]]:
    made, at = [], 0
    bare = expression.strip()
    while at < len(bare):
        found = TOKEN.match(bare, at)
        if found is None or found.lastgroup is None:
            raise _NotSimpleError
        made.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return made


class _Parser:
    """Goes through the tokens once, from left to right."""

    def __init__(self, tokens: Sequence[tuple[str, str]]) -> None:
        self.tokens, self.at = tokens, 0

    def end(self) -> None:
        if self.at < len(self.tokens):
            raise _NotSimpleError

    def peek(self) -> str:
        kind, said = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        return said.lower() if kind in ("sign", "word") else ""

    def next(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise _NotSimpleError
        self.at += 1
        return self.tokens[self.at - 1]

    def expect(self, sign: str) -> None:
        if self.next() != ("sign", sign):
            raise _NotSimpleError

    def either(self, depth: int) -> Tree:
        parts = [self.all(depth)]
        while self.peek() in ("or", "||", "|"):
            self.next()
            parts.append(self.all(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def all(self, depth: int) -> Tree:
        parts = [self.one(depth)]
        while self.peek() in ("and", "&&", "&"):
            self.next()
            parts.append(self.one(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self, depth: int) -> Tree:
        if depth > DEEPEST:
            raise _NotSimpleError
        said = self.peek()
        follows = self.tokens[self.at + 1][1] if self.at + 1 < len(self.tokens) else ""
        if said == "(":
            return self.bracketed(depth)
        if said == "!":
            self.next()
            return opposite(self.one(depth + 1))
        if said == "not" and follows == "(":
            self.next()
            return opposite(self.bracketed(depth))
        if said in ("selected", "contains") and follows == "(":
            return self.selected()
        return self.comparison()

    def bracketed(self, depth: int) -> Tree:
        self.expect("(")
        made = self.either(depth + 1)
        self.expect(")")
        return made

    def selected(self) -> Tree:
        self.next()
        self.expect("(")
        name = self.operand()
        self.expect(",")
        value = self.operand()
        self.expect(")")
        if not name.is_name or value.is_name:
            raise _NotSimpleError
        return Test(name.text, "has", value.text)

    def comparison(self) -> Tree:
        left = self.operand()
        _, sign = self.next()
        how = COMPARING.get(sign)
        right = self.operand()
        if how is None or left.is_name == right.is_name:
            raise _NotSimpleError
        if left.is_name:
            return Test(left.text, how, right.text)
        return Test(right.text, FLIPPED.get(how, how), left.text)

    def operand(self) -> _Operand:
        kind, said = self.next()
        if kind == "ref":
            return _Operand(said[2:-1].strip(), is_name=True)
        if kind in ("text", "number"):
            return _Operand(said[1:-1] if kind == "text" else said, is_name=False)
        if kind != "word":
            raise _NotSimpleError
        if said.lower() in ("true", "false") and self.peek() == "(":
            self.next()
            self.expect(")")
            return _Operand(said.lower(), is_name=False)
        return _Operand(re.split(r"[/$]", said)[-1], is_name=True)


def opposite(of: Tree) -> Tree:
    """What holds when that doesn't."""
    if isinstance(of, Test):
        return of._replace(how=OPPOSITE[of.how])
    parts = tuple(opposite(part) for part in of.parts)
    return Either(parts) if isinstance(of, All) else All(parts)
