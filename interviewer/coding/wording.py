"""The words of a code as people type them: lines `key: value`, with a language or another code named where it matters. Pure.

`label: Le lien`, `label.fr: Le lien`, `accueil.label: L'accueil` (of one of several codes), a text of several lines
between `key:` with three quotes behind it and a line of three quotes. A key without a value takes away what stands there.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from interviewer.coding.codebook import OTHER_CODE_KEYS
from interviewer.coding.model import Code
from interviewer.errors import CannotError, Problem, problem
from interviewer.guide.model import Text
from interviewer.schema import LANGUAGE, folded, nearest
from interviewer.yamltext import hidden_in, quote

WORDS = ("label", "definition", "use_when", "not_when", "example")
REASON = "reason"
OTHERS = {**OTHER_CODE_KEYS, "raison": REASON, "why": REASON, "pourquoi": REASON}
FENCE = '"""'
LINE = re.compile(r"\s*([^\s:][^:]*?)\s*:(?:\s+(.*?)|)\s*", re.DOTALL)
SHOWN = 40


class Said(NamedTuple):
    """One line: the code it is about (empty where only one can be meant), what it gives, in which language, the words."""

    code: str
    key: str
    language: str
    words: str
    line: int


def understand(text: str, codes: Collection[str] = ()) -> tuple[list[Said], list[Problem]]:
    """Every line that says something, and what is wrong with the others. `codes` are ids that may stand before a key."""
    said: list[Said] = []
    problems: list[Problem] = []
    lines = enumerate(text.split("\n"), 1)
    for number, raw in lines:
        line = raw.removesuffix("\r")
        if not line.strip():
            continue
        found = LINE.fullmatch(line)
        if found is None:
            problems.append(problem("words_no_key", number, 1))
            continue
        words = found[2] or ""
        if words == FENCE:
            words = _block(lines)
        one = _said(found[1], words, number, codes)
        (said if isinstance(one, Said) else problems).append(one)  # type: ignore[arg-type]
    return said, [*problems, *_twice(said)]


def _block(lines: "enumerate[str]") -> str:
    rows = []
    for _number, raw in lines:
        row = raw.removesuffix("\r")
        if row.strip() == FENCE:
            break
        rows.append(row)
    return "\n".join(rows)


def _said(name: str, words: str, number: int, codes: Collection[str]) -> Said | Problem:
    parts = [part.strip() for part in name.split(".")]
    code = parts.pop(0) if len(parts) > 1 and parts[0] in codes else ""
    language = parts.pop() if len(parts) > 1 else ""
    known = (*WORDS, REASON)
    plain = folded(parts[0])
    key = plain if plain in known else OTHERS.get(plain, "")
    if len(parts) > 1 or key not in known:
        near = nearest(parts[0], known)
        rule = "words_unknown_key_near" if near else "words_unknown_key"
        return problem(rule, number, 1, key=name[:SHOWN], known=", ".join(known), near=near)
    if language and not LANGUAGE.fullmatch(language):
        return problem("words_language", number, 1, given=language[:SHOWN])
    hidden = hidden_in(words)
    if hidden:
        return problem("words_hidden", number, 1, key=key, code=hidden)
    return Said(code, key, language, words, number)


def _twice(said: Sequence[Said]) -> list[Problem]:
    first: dict[tuple[str, str, str], int] = {}
    problems = []
    for one in said:
        line = first.setdefault(one[:3], one.line)
        if line != one.line:
            problems.append(problem("words_twice", one.line, 1, key=one.key, first=line))
    return problems


def as_lines(one: Said) -> list[str]:
    """The lines that `understand` takes for the same; none for words that lines can't hold."""
    name = ".".join(filter(None, (one.code, one.key, one.language)))
    rows = one.words.split("\n")
    if any(row.strip() == FENCE for row in rows):
        return []
    return [f"{name}: {one.words}"] if len(rows) == 1 else [f"{name}: {FENCE}", *rows, FENCE]


def reason_of(said: Sequence[Said]) -> str:
    """The reason, as far as one was given."""
    return next((one.words for one in said if one.key == REASON), "")


def worded(code: Code, said: Sequence[Said], language: str = "") -> Code:
    """The code with these words; `language` is that of the codebook's plain texts.

    CannotError where a plain text is given for one that stands in several languages, or the other way round.
    """
    texts: dict[str, dict[str, str]] = {}
    for one in said:
        if one.key in WORDS:
            quote(one.words)  # what no file can hold is said before anything is done
            texts.setdefault(one.key, {})[one.language or language] = one.words
    return replace(code, **{key: _merged(key, getattr(code, key), given) for key, given in texts.items()})


def _merged(key: str, old: Text, given: Mapping[str, str]) -> Text:
    named = {code: words for code, words in given.items() if code}
    plain = given.get("")
    if plain is not None and named:
        raise CannotError("words_plain_and_named", key=key)
    had = {code for code in old.words if code}
    if plain is not None and had:
        if not plain:
            return Text({})
        raise CannotError("words_which_language", key=key, languages=", ".join(sorted(had)), first=min(had))
    if named and "" in old.words and any(named.values()):
        old = Text({})
        if len(named) == 1:
            raise CannotError("words_plain_there", key=key, language=next(iter(named)))
    words = {**old.words, **given}
    return Text({code: said for code, said in words.items() if said})
