"""The shapes of our files as JSON Schema (draft-07), which the language server of editors reads: completion, hovers, red marks.

Editors read YAML 1.2 and guess types; our readers read every value as text. So a value that an editor takes for a number or
for true is accepted wherever our reader accepts the text of it. What can't be said in a schema (an id that is there twice,
a language that isn't declared) is left to `check`: a schema refuses nothing that our readers accept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch
from typing import Any, NamedTuple, Protocol

from interviewer.ids import DEVICES, ID
from interviewer.schema import AMOUNT, LANGUAGE, NO, WHOLE, YES
from interviewer.shapes import Either, Key, Keyed, Listed, OneOf, Plain, Shape, Table, Texts, Whole

Drawn = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
SCALARS = ["string", "number", "boolean"]
NOT_BLANK = r"\S"


class Snippet(NamedTuple):
    """What an editor offers to write, whole: its name and its keys with holes such as `${1:id}`."""

    label: str
    says: str
    body: Any


class Words(Protocol):
    """The words of a schema, in the language of whoever will read them in an editor."""

    def title(self, table: str) -> str:
        """What a mapping of that kind is."""

    def key(self, table: str, key: str) -> str:
        """What a key is for."""

    def example(self, table: str, key: str) -> str:
        """Some lines of YAML with that key; empty without one."""

    def value(self, option: str) -> str:
        """What one of the fixed values means."""

    def fault(self, kind: str) -> str:
        """What is wrong where a value is not of that kind."""

    def snippets(self, table: str) -> tuple[Snippet, ...]:
        """What can be written at once where such a mapping may begin."""


def json_schema(table: Table, words: Words, comment: str) -> Drawn:
    """The schema of a file whose root is that table; mappings of other tables stand under `definitions`."""
    drawing = _Drawing(words)
    root = drawing.table(table)
    head = {"$schema": DRAFT, "$comment": comment, "title": words.title(table.name)}
    return head | root | {"definitions": drawing.definitions}


class _Drawing:
    """The schema while it is drawn: the words, and the tables drawn so far."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.definitions: Drawn = {}

    def draw(self, shape: Shape) -> Drawn:
        """The schema of what has that shape."""
        return _draw(shape, self)

    def named(self, table: Table) -> Drawn:
        """A reference to the definition of the table, which is drawn once."""
        if table.name not in self.definitions:
            self.definitions[table.name] = {}
            drawn = {"title": self.words.title(table.name)} | self.table(table) | self.offers(table)
            self.definitions[table.name] = drawn
        return {"$ref": f"#/definitions/{table.name}"}

    def offers(self, table: Table) -> Drawn:
        """The snippets of the table, if any."""
        offered = [
            {"label": one.label, "description": one.says, "body": one.body} for one in self.words.snippets(table.name)
        ]
        return {"defaultSnippets": offered} if offered else {}

    def table(self, table: Table) -> Drawn:
        """The keys of the table, those that are needed, and which of them go together."""
        made: Drawn = {"type": "object", "additionalProperties": False}
        made["properties"] = {key.name: self.property(table, key) for key in table.keys}
        needed = [key.name for key in table.keys if key.required]
        if needed:
            made["required"] = needed
        depends = self.apart(table) | self.beside(table)
        if depends:
            made["dependencies"] = depends
        if table.apart_needed:
            made["anyOf"] = self.one_of_these(table.apart, "apart_needed")
        return made

    def property(self, table: Table, key: Key) -> Drawn:
        """The value of a key, with what an editor shows where the mouse rests on it."""
        says, example = self.words.key(table.name, key.name), self.words.example(table.name, key.name)
        shown = says + (f"\n\n```yaml\n{example}\n```" if example else "")
        drawn = self.draw(key.shape)
        inside = {"allOf": [drawn]} if "$ref" in drawn else drawn
        return {"title": key.name, "description": says, "markdownDescription": shown} | inside

    def apart(self, table: Table) -> Drawn:
        """With one of the keys that stand alone, the others are not allowed."""
        others = {name: [other for other in table.apart if other != name] for name in table.apart}
        fault = {"errorMessage": self.words.fault("apart")}
        return {name: {"properties": dict.fromkeys(wrong, False), **fault} for name, wrong in others.items()}

    def beside(self, table: Table) -> Drawn:
        """Keys that go with others only."""
        return {name: {"anyOf": self.one_of_these(hosts, "beside")} for name, hosts in table.beside}

    def one_of_these(self, names: tuple[str, ...], fault: str) -> list[Drawn]:
        """One of the keys at least; what is said where there is none."""
        return [{"required": [name], "errorMessage": self.words.fault(fault)} for name in names]


@singledispatch
def _draw(shape: object, _drawing: _Drawing) -> Drawn:
    raise TypeError(type(shape).__name__)


@_draw.register
def _plain(shape: Plain, drawing: _Drawing) -> Drawn:
    return PLAIN[shape.kind](drawing.words)


@_draw.register
def _whole(shape: Whole, drawing: _Drawing) -> Drawn:
    bounds = {"minimum": shape.lowest, "maximum": shape.highest}
    return {"type": ["integer", "string"], **bounds, **_pattern(_in_quotes(shape), drawing.words.fault("whole"))}


def _in_quotes(shape: Whole) -> str:
    """A pattern for such a number that stands in quotes; the upper bound is told by the number of digits alone."""
    sign = "[+-]?" if shape.lowest < 0 else r"\+?"
    number = rf"{sign}0*[1-9][0-9]{{0,{len(str(shape.highest)) - 1}}}"
    return rf"(?={WHOLE.pattern}$)(?:{number}{'' if shape.lowest > 0 else '|[+-]?0+'})"


@_draw.register
def _one_of(shape: OneOf, drawing: _Drawing) -> Drawn:
    said = [drawing.words.value(option) for option in shape.options]
    return {"enum": list(shape.options), "enumDescriptions": said, "markdownEnumDescriptions": said}


@_draw.register
def _texts(_shape: Texts, drawing: _Drawing) -> Drawn:
    return {"anyOf": [_words_in_one(drawing), _by_language(drawing, ())]}


def _words_in_one(drawing: _Drawing) -> Drawn:
    return _draw(Plain("text"), drawing)


def _by_language(drawing: _Drawing, never: tuple[str, ...]) -> Drawn:
    """A mapping of languages to words; keys that mean something else are no languages."""
    made: Drawn = {"type": "object", "title": drawing.words.title("texts"), "minProperties": 1}
    if never:
        made["properties"] = dict.fromkeys(never, False)
    names = _pattern(LANGUAGE.pattern, drawing.words.fault("language"))
    return made | {"propertyNames": names, "additionalProperties": _words_in_one(drawing)}


@_draw.register
def _listed(shape: Listed, drawing: _Drawing) -> Drawn:
    made: Drawn = {"type": "array", "items": drawing.draw(shape.item), "errorMessage": drawing.words.fault("list")}
    return made | ({"minItems": 1} if shape.filled else {})


@_draw.register
def _keyed(shape: Keyed, drawing: _Drawing) -> Drawn:
    ids = _pattern(_id_pattern(), drawing.words.fault("id"))
    made: Drawn = {"type": "object", "propertyNames": ids, "additionalProperties": drawing.draw(shape.value)}
    return made | ({"minProperties": shape.fewest} if shape.fewest else {})


@_draw.register
def _either(shape: Either, drawing: _Drawing) -> Drawn:
    """The shapes beside each other; words in several languages are told from a mapping with keys of its own."""
    tables = [one for one in shape.shapes if isinstance(one, Table)]
    never = tuple(name for table in tables for name in table.names())
    drawn: list[Drawn] = []
    for one in shape.shapes:
        if isinstance(one, Texts) and never:
            drawn += [_words_in_one(drawing), _by_language(drawing, never)]
        else:
            drawn.append(drawing.draw(one))
    return {"anyOf": drawn}


@_draw.register
def _table(shape: Table, drawing: _Drawing) -> Drawn:
    return drawing.named(shape)


def _pattern(pattern: str, fault: str) -> Drawn:
    return {"pattern": f"^(?:{pattern})$", "errorMessage": fault}


def _any_case(words: frozenset[str]) -> str:
    """A pattern for these words in small and capital letters; patterns of a schema have no flags."""
    return "|".join("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in sorted(words))


def _id_pattern() -> str:
    return rf"(?!(?:{'|'.join(sorted(DEVICES))})$){ID.pattern}"


def _text(words: Words) -> Drawn:
    return {"type": SCALARS, "pattern": NOT_BLANK, "errorMessage": words.fault("text")}


def _id(words: Words) -> Drawn:
    return {"type": ["string", "integer", "boolean"], "minimum": 0, **_pattern(_id_pattern(), words.fault("id"))}


def _language(words: Words) -> Drawn:
    return {"type": "string", **_pattern(LANGUAGE.pattern, words.fault("language"))}


def _truth(words: Words) -> Drawn:
    return {"type": ["boolean", "string"], **_pattern(_any_case(YES | NO), words.fault("truth"))}


def _only_true(words: Words) -> Drawn:
    return {
        "anyOf": [
            {"const": True, "errorMessage": words.fault("only_true")},
            {"type": "string", **_pattern(_any_case(YES), words.fault("only_true"))},
        ]
    }


def _amount(words: Words) -> Drawn:
    return {"type": ["number", "string"], **_pattern(AMOUNT.pattern, words.fault("amount"))}


def _positive(words: Words) -> Drawn:
    above = rf"(?=[^1-9]*[1-9])(?!-){AMOUNT.pattern}"
    return {"type": ["number", "string"], "exclusiveMinimum": 0, **_pattern(above, words.fault("positive"))}


def _empty(_words: Words) -> Drawn:
    return {"enum": [None, "", {}, []]}


def _anything(_words: Words) -> Drawn:
    return {"type": "object"}


PLAIN: dict[str, Callable[[Words], Drawn]] = {
    "text": _text,
    "id": _id,
    "language": _language,
    "truth": _truth,
    "only_true": _only_true,
    "amount": _amount,
    "positive": _positive,
    "empty": _empty,
    "anything": _anything,
}
