"""REFI-QDA codebooks (`.qdc`), the exchange format of programs for qualitative analysis: read and written. Pure.

Written files follow Codebook.xsd 1.0 of the REFI-QDA standard (qdasoftware.org). Read are that namespace, the older
`urn:QDA-XML:codebook:0:4`, the codebook inside a project file, and files that name none.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat

from msgspec.structs import replace

from interviewer.coding.codebook_rules import COLOUR, DEEPEST
from interviewer.coding.exchange.brought import (
    MAX_BYTES,
    MOST_CODES,
    TEXTS,
    Brought,
    Findings,
    begin,
    check_keys,
    with_fields,
)
from interviewer.coding.exchange.carried import Carried, describe, language_of, take_apart
from interviewer.coding.model import Code, Codebook
from interviewer.coding.tree import RETIRED
from interviewer.errors import CannotError, Problem
from interviewer.guide.model import Place, Text
from interviewer.ids import is_id
from interviewer.schema import propose_id

NAMESPACE = "urn:QDA-XML:codebook:1.0"
SPACES = re.compile(r"(?:urn:QDA-XML:(?:codebook|project):.*)?")
ORIGIN = re.compile(r"interviewer(?: ([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?")
OURS = bytes.fromhex("8f5f6d2c1b0e5a7e9c3d4a6b7c8d9e0f")
"""The namespace of the guids: a code has the same one in every file and on every machine."""
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
IN_ATTRIBUTES = {**ESCAPES, "\n": "&#10;", "\t": "&#9;"}
MAX_DEPTH = 64


class Written(NamedTuple):
    """The bytes of a file; `replaced` counts characters that XML can't hold, each of which became U+FFFD."""

    data: bytes
    replaced: int = 0


def guid(kind: str, name: str) -> str:
    """The guid of a code or a group: a version 5 UUID (RFC 9562), made of the id alone."""
    digest = bytearray(hashlib.sha1(OURS + f"{kind}/{name}".encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex().upper()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


# --- writing ---


def to_refi(book: Codebook, main: str) -> Written:
    """The codebook as a `.qdc`: codes nested, groups as sets, the label in the main language as the name.

    What the format has no place for stands at the end of the description, see carried. A codebook without codes has no
    such file: CannotError.
    """
    if not book.codes:
        raise CannotError("exchange_nothing")
    fitted, replaced = _fitted(book)
    lines = ['<?xml version="1.0" encoding="utf-8"?>']
    lines.append(f'<CodeBook xmlns="{NAMESPACE}" origin="{f"interviewer {main}".rstrip()}">')
    lines += [" <Codes>", *_codes(fitted, main), " </Codes>", *_sets(fitted), "</CodeBook>", ""]
    return Written("\n".join(lines).encode("utf-8"), replaced)


def _fitted(book: Codebook) -> tuple[Codebook, int]:
    """The codebook in characters that XML can hold, and how many were replaced."""
    count = 0

    def fit(text: str) -> str:
        nonlocal count
        made, some = UNFIT.subn("\ufffd", text)
        count += some
        return made

    def fit_code(code: Code) -> Code:
        texts = {name: Text({fit(k): fit(v) for k, v in getattr(code, name).words.items()}) for name in TEXTS}
        return replace(code, colour=fit(code.colour), status=fit(code.status), **texts)

    return Codebook(tuple(map(fit_code, book.codes))), count


def _codes(book: Codebook, main: str) -> Iterator[str]:
    below: dict[str, list[Code]] = {}
    for code in book.codes:
        below.setdefault(code.parent, []).append(code)

    def element(code: Code, depth: int) -> Iterator[str]:
        indent = " " * depth
        name = code.label.words.get(language_of(code, main), "")
        coloured = COLOUR.fullmatch(code.colour) is not None
        described = describe(code, main, name, colour=coloured)
        yield f"{indent}<Code {_attributes(code, name, coloured=coloured)}>"
        if described:
            yield f"{indent} <Description>{_escaped(described, ESCAPES)}</Description>"
        for child in below.get(code.id, ()):
            yield from element(child, depth + 1)
        yield f"{indent}</Code>"

    for top in below.get("", ()):
        yield from element(top, 2)


def _attributes(code: Code, name: str, *, coloured: bool) -> str:
    codable = "false" if code.status == RETIRED else "true"
    said = {"guid": guid("code", code.id), "name": name, "isCodable": codable}
    if coloured:
        said["color"] = code.colour
    return " ".join(f'{key}="{_escaped(value, IN_ATTRIBUTES)}"' for key, value in said.items())


def _sets(book: Codebook) -> Iterator[str]:
    members: dict[str, list[Code]] = {}
    for code in book.codes:
        for group in code.groups:
            members.setdefault(group, []).append(code)
    if members:
        yield " <Sets>"
        for group, codes in members.items():
            yield f'  <Set guid="{guid("group", group)}" name="{_escaped(group, IN_ATTRIBUTES)}">'
            yield from (f'   <MemberCode guid="{guid("code", code.id)}"/>' for code in codes)
            yield "  </Set>"
        yield " </Sets>"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(letter, letter) for letter in text)


# --- reading ---


def read_refi(data: bytes) -> tuple[tuple[Brought, ...], list[Problem]]:
    """The codes of the file in its order, parents first, and all problems by place. No code where it can't be read at all."""
    findings = Findings()
    reader = _Reader(findings)
    if data.startswith(b"PK"):
        findings.add("exchange_is_zip", Place(1, 1))
    elif len(data) > MAX_BYTES:
        findings.add("exchange_too_big", Place(1, 1), limit=MAX_BYTES >> 20)
    elif reader.parse(data):
        codes = tuple(_with_groups(reader, findings))
        check_keys(codes, findings)
        _check_guids(codes, findings)
        return (() if findings.failed() else codes), findings.sorted()
    return (), findings.sorted()


class _StopError(Exception):
    """Reading ends here; the problem is among the findings."""


class _Open(NamedTuple):
    """A Code or Set that has begun."""

    tag: str
    said: dict[str, str]
    place: Place
    key: str
    above: str
    description: list[str]


class _Reader:
    """Takes the parser's events, without recursion and without anything that the file could make grow."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.codes: list[tuple[_Open, Carried]] = []
        self.members: list[tuple[str, str, Place]] = []
        self.main = ""
        self._tags: list[str] = []
        self._open: list[_Open] = []
        self._foreign = self._described = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words

    def parse(self, data: bytes) -> bool:
        """Whether the file was read to its end."""
        try:
            self._parser.Parse(data, True)
        except _StopError:
            return False
        except (expat.ExpatError, ValueError, LookupError):
            place = Place(self._parser.ErrorLineNumber or 1, self._parser.ErrorColumnNumber + 1)
            self.findings.add("exchange_not_xml", place)
            return False
        if self._foreign:
            self.findings.add("exchange_foreign", Place(), "warning", count=self._foreign)
        if self._described:
            self.findings.add("exchange_set_words", Place(), "warning", count=self._described)
        return True

    def _here(self) -> Place:
        return Place(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _stop(self, rule: str, **values: str | int) -> None:
        self.findings.add(rule, self._here(), **values)
        raise _StopError

    def _doctype(self, *_: object) -> None:
        self._stop("exchange_doctype")

    def _start(self, full: str, said: dict[str, str]) -> None:
        space, _, tag = full.rpartition(" ")
        if len(self._tags) >= MAX_DEPTH:
            self._stop("exchange_too_deep", limit=DEEPEST)
        if not self._tags and (tag not in ("CodeBook", "Project") or not SPACES.fullmatch(space)):
            self._stop("exchange_not_refi", name=full[:80])
        if not SPACES.fullmatch(space):
            self._foreign += 1
            tag = ""
        if tag == "CodeBook":
            found = ORIGIN.fullmatch(said.get("origin", ""))
            self.main = (found[1] or "") if found else ""
        elif tag in ("Code", "Set") and self._tags[-1] in ("Codes", "Code", "Sets"):
            self._begin(tag, said)
        elif tag == "MemberCode" and self._open and self._open[-1].tag == "Set":
            self.members.append((self._open[-1].said.get("name", ""), _plain(said.get("guid", "")), self._here()))
        self._tags.append(tag)

    def _begin(self, tag: str, said: dict[str, str]) -> None:
        above = self._open[-1].key if self._open else ""
        place = self._here()
        given = _plain(said.get("guid", ""))
        one = _Open(tag, said, place, given or f"{place.line}:{place.column}", above, [])
        if not said.get("name", "").strip():
            self.findings.add("exchange_no_name", place)
        if tag == "Code":
            self.codes.append((one, Carried("")))
            if len(self._open) >= DEEPEST:
                self._stop("exchange_too_deep", limit=DEEPEST)
            if len(self.codes) > MOST_CODES:
                self._stop("exchange_too_many", limit=MOST_CODES)
        self._open.append(one)

    def _words(self, words: str) -> None:
        if self._open and self._tags[-1] == "Description":
            self._open[-1].description.append(words)

    def _end(self, _full: str) -> None:
        tag = self._tags.pop()
        if tag == "Description" and self._open:
            one = self._open[-1]
            text = self.findings.words("".join(one.description), one.place)
            if one.tag == "Set":
                self._described += text.strip() != ""
                return
            number = next(n for n in range(len(self.codes) - 1, -1, -1) if self.codes[n][0] is one)
            self.codes[number] = one, take_apart(text)
        elif tag in ("Code", "Set") and self._open and self._open[-1].tag == tag:
            self._open.pop()


def _plain(given: str) -> str:
    return given.strip().strip("{}").upper()


def _with_groups(reader: _Reader, findings: Findings) -> Iterable[Brought]:
    """The codes with the sets that they are in."""
    groups: dict[str, list[str]] = {}
    keys = {one.key for one, _ in reader.codes}
    for name, key, place in reader.members:
        if key not in keys:
            findings.add("exchange_no_member", place, "warning")
        groups.setdefault(key, []).append(name)
    headings = 0
    for one, carried in reader.codes:
        made = _brought(one, carried, reader.main, groups.get(one.key, ()), findings)
        headings += one.said.get("isCodable", "true").strip() in ("false", "0") and made.code.status != RETIRED
        yield made
    if headings:
        findings.add("exchange_headings", Place(), "warning", count=headings)


def _brought(one: _Open, carried: Carried, main: str, groups: Iterable[str], findings: Findings) -> Brought:
    language = main if carried.language is None else carried.language
    name = findings.words(one.said.get("name", ""), one.place)
    fields = [("label", language, name), ("definition", language, carried.definition)]
    fields += [(field, language if spoken is None else spoken, words) for field, spoken, words in carried.fields]
    colour = one.said.get("color", "").strip()
    if colour and not COLOUR.fullmatch(colour):
        findings.add("exchange_colour", one.place, "warning", given=colour[:40])
    elif colour:
        fields.append(("colour", "", colour))
    code = with_fields(begin(one.place), fields, findings)
    if groups:
        code = replace(code, groups=tuple(dict.fromkeys(_group(name, one.place, findings) for name in groups)))
    key = one.key
    proposed = propose_id(name)
    if not code.id and guid("code", proposed) == key:
        code = replace(code, id=proposed)
    return Brought(key, one.above, code, proposed, key)


def _group(name: str, place: Place, findings: Findings) -> str:
    if is_id(name):
        return name
    made = propose_id(name)
    findings.add("exchange_group_id", place, "warning", given=name[:40], made=made)
    return made


def _check_guids(codes: Iterable[Brought], findings: Findings) -> None:
    first: dict[str, Place] = {}
    for one in codes:
        before = first.setdefault(one.key, one.place)
        if before is not one.place:
            findings.add("exchange_same_guid", one.place, first=before.line)
