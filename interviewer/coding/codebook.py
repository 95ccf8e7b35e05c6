"""The bytes of codebook.yaml -> the codebook as values, and every problem of the file."""

from typing import TypeVar

from interviewer.coding.codebook_conflicts import explain_conflicts
from interviewer.coding.codebook_rules import check_codes
from interviewer.coding.model import ORIGINS, Code, Codebook
from interviewer.errors import Problem
from interviewer.guide.model import NO_TEXT, Place
from interviewer.guide.read import texts
from interviewer.schema import (
    Convert,
    Findings,
    fields,
    fresh,
    identifier,
    language,
    listed,
    one_of,
    text,
)
from interviewer.shapes import ID, LANGUAGE, TEXT, WORDS, Key, Listed, OneOf, Table
from interviewer.yamlfaults import decode
from interviewer.yamltext import BOM, Node, Scalar, read

T = TypeVar("T")
CODE = Table(
    "code",
    (
        Key("id", ID, required=True),
        Key("label", WORDS, required=True),
        *(Key(name, WORDS) for name in ("definition", "use_when", "not_when", "example")),
        Key("parent", ID),
        Key("origin", OneOf(ORIGINS)),
        Key("groups", Listed(ID)),
        Key("colour", TEXT),
        Key("status", TEXT),
        Key("was", Listed(ID)),
        Key("merged_into", ID),
    ),
)
CODEBOOK = Table("codebook", (Key("codes", Listed(CODE), required=True), Key("language", LANGUAGE)))
BOOK_KEYS, CODE_KEYS = CODEBOOK.names(), CODE.names()
OTHER_CODE_KEYS = {
    **dict.fromkeys(("code", "identifiant", "name", "nom"), "id"),
    **dict.fromkeys(("libelle", "titre", "title", "intitule"), "label"),
    **dict.fromkeys(("description", "sens"), "definition"),
    **dict.fromkeys(("quand", "quand_utiliser", "when", "inclusion", "use when"), "use_when"),
    **dict.fromkeys(("quand_pas", "pas_quand", "exclusion", "not when", "dont_use_when"), "not_when"),
    **dict.fromkeys(("exemple",), "example"),
    **dict.fromkeys(("origine", "source"), "origin"),
    **dict.fromkeys(("groupe", "group", "familles", "themes"), "groups"),
    **dict.fromkeys(("couleur", "color"), "colour"),
    **dict.fromkeys(("statut", "etat", "state"), "status"),
}
OTHER_ORIGINS = {
    **dict.fromkeys(("apriori", "a priori", "a-priori", "deductive"), "a_priori"),
    **dict.fromkeys(("emergente", "inductive"), "emergent"),
    **dict.fromkeys(("in vivo", "in-vivo", "invivo"), "in_vivo"),
}
EMPTY = Scalar("", 1, 1, 0, 0, quoted=False)


def read_codebook(data: bytes, path: str = "") -> tuple[Codebook | None, tuple[Problem, ...]]:
    """The codebook and all problems of its file, by place; it is None where one of them is an error.

    A file that holds no code is an empty codebook, with a warning. A text without a language has the codebook's
    `language` as its key, or an empty one.
    """
    node, problems = read(data, path)
    findings = Findings(path, _told_in_codes(data, path, problems))
    codes = _codes(node, findings) if node is not None else ()
    if not codes and not findings.failed():
        findings.add("codebook_empty", EMPTY if node is None else node, "warning")
    check_codes(codes, node, findings)
    return None if findings.failed() else Codebook(codes), findings.all()


def _told_in_codes(data: bytes, path: str, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Where git could not merge, which codes each side has takes the place of what is said of any file."""
    if not any(one.rule == "git_conflict" for one in problems):
        return problems
    text = decode(data)[0] or ""
    told = explain_conflicts(text.removeprefix(BOM), lambda side: read_codebook(side.encode("utf-8"))[0])
    left = [one for one in problems if one.rule != "git_conflict" or not told]
    return (*left, *(one._replace(path=path) for one in told))


def _codes(node: Node, findings: Findings) -> tuple[Code, ...]:
    given = fields(node, findings, BOOK_KEYS)
    if given is None:
        return ()
    reader = _reader(given.take("language", language, ""))
    return given.need("codes", listed(reader), ())


def _reader(main: str) -> Convert[Code]:
    """The conversion of one code; it remembers the ids of those before."""
    new_id, words = fresh({}, "duplicate_code"), texts((), main)

    def convert(node: Node, findings: Findings) -> Code | None:
        given = fields(node, findings, CODE_KEYS, OTHER_CODE_KEYS)
        if given is None:
            return None
        return Code(
            id=given.need("id", new_id, ""),
            label=given.need("label", words, NO_TEXT),
            definition=given.take("definition", words, NO_TEXT),
            use_when=given.take("use_when", words, NO_TEXT),
            not_when=given.take("not_when", words, NO_TEXT),
            example=given.take("example", words, NO_TEXT),
            parent=given.take("parent", identifier, ""),
            origin=given.take("origin", one_of(ORIGINS, OTHER_ORIGINS), "a_priori"),
            groups=given.take("groups", listed(identifier), ()),
            colour=given.take("colour", text, ""),
            status=given.take("status", text, ""),
            was=given.take("was", listed(identifier), ()),
            merged_into=given.take("merged_into", identifier, ""),
            place=Place(node.line, node.column),
        )

    return convert
