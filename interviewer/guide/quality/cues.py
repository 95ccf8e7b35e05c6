"""Reading what a study says about question quality: `cues` (words for a rule, or against it) and `lint` (rules left out)."""

from interviewer.guide.quality.model import LABELS, Cues, Label
from interviewer.guide.quality.rules import QUALITY_RULES
from interviewer.schema import Fields, Findings, fields, listed, one_of, text
from interviewer.shapes import TEXT, Either, Key, Listed, OneOf, Table
from interviewer.yamltext import Node, Sequence

CUED: tuple[Label, ...] = tuple(label for label in LABELS if label != "long")  # a length has no words
OTHER_LABELS = {
    **dict.fromkeys(("ferme", "fermee", "fermees"), "closed"),
    **dict.fromkeys(("orientee", "orientante", "suggestive", "suggestif", "tendancieuse", "biased"), "leading"),
    **dict.fromkeys(("presuppose", "presupposition", "presumptive", "assuming", "loaded"), "presuming"),
    **dict.fromkeys(
        ("double", "multiple", "double-barrelled", "double_barreled", "double-barreled"), "double_barrelled"
    ),
    **dict.fromkeys(("negatif", "negation", "negated"), "negative"),
    **dict.fromkeys(("pourquoi",), "why"),
    **dict.fromkeys(("sigle", "acronyme", "abbreviation"), "acronym"),
    **dict.fromkeys(("longue", "longueur", "length", "too_long"), "long"),
}
CUE = Table("cue", (Key("more", Listed(TEXT)), Key("fewer", Listed(TEXT))))
CUES = Table("cues", tuple(Key(label, Either((Listed(TEXT), CUE))) for label in CUED))
LINT = Table("lint", (Key("ok", Listed(OneOf(QUALITY_RULES))),))
OTHER_SIDES = {
    **dict.fromkeys(("plus", "add", "ajouter", "aussi"), "more"),
    **dict.fromkeys(("moins", "less", "known", "connu", "ok", "not", "sauf", "remove"), "fewer"),
}
Words = tuple[str, ...]
NEITHER: tuple[Words, Words] = ((), ())


def read_cues(node: Node, findings: Findings) -> Cues | None:
    """`{leading: ["notre super"], acronym: {fewer: [CHRS]}}`: a list adds words, `fewer` takes some off."""
    given = fields(node, findings, CUES.names(), OTHER_LABELS)
    if given is None:
        return None
    more: dict[str, Words] = {}
    fewer: dict[str, Words] = {}
    for label in CUED:
        added, taken = given.take(label, _both_sides, NEITHER)
        if added:
            more[label] = added
        if taken:
            fewer[label] = taken
    return Cues(more, fewer)


def _both_sides(node: Node, findings: Findings) -> tuple[Words, Words] | None:
    if isinstance(node, Sequence):
        return listed(text)(node, findings) or (), ()
    given = fields(node, findings, CUE.names(), OTHER_SIDES)
    if given is None:
        return None
    return _side(given, "more"), _side(given, "fewer")


def _side(given: Fields, key: str) -> Words:
    none: Words = ()
    return given.take(key, listed(text), none)


def read_left_out(node: Node, findings: Findings) -> Words | None:
    """`{ok: [why, must_last]}`: rules that the study does without."""
    given = fields(node, findings, LINT.names())
    none: Words = ()
    return None if given is None else given.take("ok", listed(one_of(QUALITY_RULES, OTHER_LABELS)), none)
