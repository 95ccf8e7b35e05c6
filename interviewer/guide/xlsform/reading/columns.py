"""The columns of a form under the many names that they bear: old forms, ODK, Kobo, SurveyCTO, CHT, formr."""

import re
from typing import NamedTuple

from interviewer.guide.xlsform.reading.languages import is_language
from interviewer.schema import folded

TYPE, NAME, LABEL, HINT, GUIDANCE = "type", "name", "label", "hint", "guidance"
REQUIRED, OPTIONAL, RELEVANT, CONSTRAINT = "required", "optional", "relevant", "constraint"
PARAMETERS, APPEARANCE, DISABLED, LIST, CHOICE, SHARED_LIST = (
    "parameters",
    "appearance",
    "disabled",
    "list",
    "choice",
    "shared list",
)
TITLE, FORM, VERSION, DEFAULT_LANGUAGE = "title", "form", "version", "default language"

# Names as `_plain` makes them -> what the column holds.
PARTS = {
    **dict.fromkeys(("type", "command", "typ", "question type", "field type", "typ frage"), TYPE),
    **dict.fromkeys(("name", "tag", "value", "variablenname", "variable", "variable name", "field name", "nom"), NAME),
    **dict.fromkeys(("label", "caption", "wortlaut", "libelle", "question", "etiquette", "text"), LABEL),
    **dict.fromkeys(("hint", "indice"), HINT),
    **dict.fromkeys(("guidance hint", "guidance"), GUIDANCE),
    **dict.fromkeys(("required", "obligatoire"), REQUIRED),
    **dict.fromkeys(("optional",), OPTIONAL),
    **dict.fromkeys(("relevant", "relevance", "showif", "skipif", "show if", "condition"), RELEVANT),
    **dict.fromkeys(("constraint",), CONSTRAINT),
    **dict.fromkeys(("parameters", "parameter"), PARAMETERS),
    **dict.fromkeys(("appearance",), APPEARANCE),
    **dict.fromkeys(("disabled",), DISABLED),
    **dict.fromkeys(("list name", "listname", "list", "liste", "nom liste", "nom de liste", "nom de la liste"), LIST),
    **dict.fromkeys(("kobo score choices", "kobo rank items", "kobo matrix list"), SHARED_LIST),
    **dict.fromkeys(("form title", "set form title", "title"), TITLE),
    **dict.fromkeys(("form id", "set form id", "id string"), FORM),
    **dict.fromkeys(("version", "form version"), VERSION),
    **dict.fromkeys(("default language",), DEFAULT_LANGUAGE),
}
TRANSLATED = (LABEL, HINT, GUIDANCE)
# What stands before the name of a column and says where it goes on a phone.
PREFIXES = ("bind", "media", "control", "body", "instance", "jr")
# formr gives the answers in the row itself: choice1, choice2, MCalt1.
INLINE = re.compile(r"(?:choice|mcalt|antwort)\s*0*([0-9]{1,3})", re.ASCII)
SUFFIXED = re.compile(r"(label|caption|hint|guidance[ _]hint)[ _]+(.+)", re.IGNORECASE)
SUFFIX_IN_BRACKETS = re.compile(r"(label|caption|hint)\s*(\(.+\))", re.IGNORECASE)


class Column(NamedTuple):
    """A column: its place from 0, its header as written, what it holds (empty where unknown), in which language.

    `number` counts the answers that formr writes beside their question.
    """

    place: int
    header: str
    part: str
    language: str = ""
    number: int = 0


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\s_\-]+", " ", folded(name)).split())


def column(index: int, header: str) -> Column:
    """What the column of that header holds."""
    pieces = [piece.strip() for piece in re.split(r"::?", header.strip()) if piece.strip()]
    while len(pieces) > 1 and _plain(pieces[0]) in PREFIXES:
        pieces.pop(0)
    if not pieces:
        return Column(index, header, "")
    inline = INLINE.fullmatch(_plain(pieces[0]))
    if inline and len(pieces) == 1:
        return Column(index, header, CHOICE, number=int(inline[1]))
    part, language = PARTS.get(_plain(pieces[0]), ""), "".join(pieces[1:2])
    if not part and len(pieces) == 1:
        part, language = _suffixed(pieces[0])
    if language and part not in TRANSLATED:
        return Column(index, header, "")
    return Column(index, header, part, language)


def _suffixed(header: str) -> tuple[str, str]:
    """`label_fr`, `hint French`, `label (fr)`: the part and the language."""
    found = SUFFIXED.fullmatch(header) or SUFFIX_IN_BRACKETS.fullmatch(header)
    if found and is_language(found[2]):
        return PARTS[_plain(found[1])], found[2]
    return "", ""
