"""The bytes of interviewer.yaml -> the study's settings as values, and every problem of the file."""

from typing import Literal

from msgspec import Struct

from interviewer.errors import Problem
from interviewer.guide.model import Text
from interviewer.guide.quality.cues import CUES, LINT, read_cues, read_left_out
from interviewer.guide.quality.model import NO_CUES, Cues
from interviewer.guide.read import texts
from interviewer.schema import Findings, fields, identifier, is_blank, language, listed, one_of, text, whole
from interviewer.shapes import (
    EMPTY,
    ID,
    LANGUAGE,
    TEXT,
    WORDS,
    Either,
    Key,
    Keyed,
    Listed,
    OneOf,
    Table,
    Whole,
)
from interviewer.yamltext import Mapping, Node, Sequence, read

Sharing = Literal["private", "git"]
Purpose = Literal["machine", "excel"]
Seal = Literal["words", "names"]
SHARINGS: tuple[Sharing, ...] = ("private", "git")
PURPOSES: tuple[Purpose, ...] = ("machine", "excel")

SEALS: tuple[Seal, ...] = ("words", "names")

MOST_MONTHS = 1200
MOST_PLANNED = 10**6
STAKEHOLDER = Table("stakeholder", (Key("label", WORDS), Key("planned", Whole(0, MOST_PLANNED))))
KEY_PAIR = Table(
    "keys",
    (
        Key("team", TEXT, required=True),
        Key("paper", TEXT, required=True),
        Key("seal", OneOf(SEALS), required=True),
        Key("renewed", TEXT),
    ),
)
STUDY = Table(
    "study",
    (
        Key("languages", Listed(LANGUAGE)),
        Key("stakeholders", Either((Listed(ID), Keyed(Either((EMPTY, STAKEHOLDER)))))),
        Key("retention", Whole(1, MOST_MONTHS)),
        Key("notice", TEXT),
        Key("sharing", OneOf(SHARINGS)),
        Key("export", OneOf(PURPOSES)),
        Key("keys", KEY_PAIR),
        Key("cues", CUES),
        Key("lint", LINT),
    ),
)
KEYS, STAKEHOLDER_KEYS = STUDY.names(), STAKEHOLDER.names()
OTHER_KEYS = {
    **dict.fromkeys(("langues", "language", "langue"), "languages"),
    **dict.fromkeys(("publics", "parties_prenantes", "groupes", "groups"), "stakeholders"),
    **dict.fromkeys(("conservation", "duree"), "retention"),
    **dict.fromkeys(("partage",), "sharing"),
    **dict.fromkeys(("cles", "clefs", "key"), "keys"),
    **dict.fromkeys(("indices", "reperes", "mots", "words"), "cues"),
    **dict.fromkeys(("quality", "qualite", "rules", "regles"), "lint"),
}
OTHER_KEY_PAIR = {
    **dict.fromkeys(("equipe",), "team"),
    **dict.fromkeys(("papier",), "paper"),
    **dict.fromkeys(("sceller", "sealed", "scelle"), "seal"),
}
OTHER_STAKEHOLDER_KEYS = {
    **dict.fromkeys(("libelle", "nom", "name", "titre", "title"), "label"),
    **dict.fromkeys(("prevu", "prevus", "plan", "target", "count"), "planned"),
}


class Stakeholder(Struct, frozen=True):
    """A group of people concerned: its name for people, and how many interviews are planned with it."""

    label: Text | None = None
    planned: int | None = None


class Keys(Struct, frozen=True):
    """The public keys of the team and of the paper in the safe (age), and what they seal: names alone, or all words too.

    `renewed` is what the team's key says of a paper key that is not the first one (privacy/renewal.py). Which paper key is in
    force says `Study.recipients`, for an older copy of the file may name a former one.
    """

    team: str
    paper: str
    seal: Seal
    renewed: str = ""


class Settings(Struct, frozen=True):
    """What interviewer.yaml says. `retention` is in months; empty values mean that nothing was said.

    `cues` are the team's own words for the rules of question quality, `lint_ok` the rules that it does without.
    """

    languages: tuple[str, ...] = ()
    stakeholders: dict[str, Stakeholder] = {}
    retention: int | None = None
    notice: str = ""
    sharing: Sharing = "private"
    export: Purpose = "machine"
    cues: Cues = NO_CUES
    lint_ok: tuple[str, ...] = ()
    keys: Keys | None = None


def read_settings(data: bytes, path: str = "") -> tuple[Settings | None, tuple[Problem, ...]]:
    """The settings and all problems of their file, by place; None where one is an error. An empty file is all defaults."""
    node, problems = read(data, path)
    findings = Findings(path, problems)
    settings = Settings() if node is None else _settings(node, findings)
    return None if findings.failed() else settings, findings.all()


def _settings(node: Node, findings: Findings) -> Settings | None:
    given = fields(node, findings, KEYS, OTHER_KEYS)
    if given is None:
        return None
    return Settings(
        languages=given.take("languages", listed(language), ()),
        stakeholders=given.take("stakeholders", _stakeholders, {}),
        retention=given.take("retention", whole(1, MOST_MONTHS), None),
        notice=given.take("notice", text, ""),
        sharing=given.take("sharing", one_of(SHARINGS), "private"),
        export=given.take("export", one_of(PURPOSES), "machine"),
        keys=given.take("keys", _keys, None),
        cues=given.take("cues", read_cues, NO_CUES),
        lint_ok=given.take("lint", read_left_out, ()),
    )


def _keys(node: Node, findings: Findings) -> Keys | None:
    given = fields(node, findings, KEY_PAIR.names(), OTHER_KEY_PAIR)
    if given is None:
        return None
    team, paper = given.need("team", _recipient, None), given.need("paper", _recipient, None)
    seal: Seal | None = given.need("seal", one_of(SEALS), None)
    renewed = given.take("renewed", text, "")
    return Keys(team, paper, seal, renewed) if team and paper and seal else None


def _recipient(node: Node, findings: Findings) -> str | None:
    from interviewer.privacy.age import is_recipient

    found = text(node, findings)
    if found is None or is_recipient(found):
        return found
    findings.add("no_public_key", node)
    return None


def _stakeholders(node: Node, findings: Findings) -> dict[str, Stakeholder] | None:
    if isinstance(node, Sequence):
        named = listed(identifier)(node, findings) or ()
        return {name: Stakeholder() for name in named}
    if not isinstance(node, Mapping):
        findings.add("stakeholders_shape", node)
        return None
    for key, _ in node.entries:
        identifier(key, findings)
    return {key.text: _stakeholder(value, findings) for key, value in node.entries}


def _stakeholder(node: Node, findings: Findings) -> Stakeholder:
    given = None if is_blank(node) else fields(node, findings, STAKEHOLDER_KEYS, OTHER_STAKEHOLDER_KEYS)
    if given is None:
        return Stakeholder()
    label: Text | None = given.take("label", texts((), ""), None)
    return Stakeholder(label, given.take("planned", whole(0, MOST_PLANNED), None))
