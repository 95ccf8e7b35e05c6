"""One code: what it means, where it belongs, how much it is used, and words that bear it."""

import sys
from collections.abc import Iterator, Sequence
from shutil import get_terminal_size

from interviewer.coding.model import Code
from interviewer.coding.tree import RETIRED, CodeTree
from interviewer.figures.uses import Excerpt, Use
from interviewer.guide.model import Text
from interviewer.screens.codebook.tree_page import NOT_ADOPTED
from interviewer.screens.pages.page import Block, Fact, Note, Title, Words, as_text
from interviewer.screens.words import N_, _, language, plural

UNWRAPPED = 100_000
ORIGINS = {
    "a_priori": N_("a priori (from the guide)"),
    "emergent": N_("emergent (found while reading)"),
    "in_vivo": N_("in vivo (somebody's own words)"),
}


def code_page(code: Code, tree: CodeTree, use: Use, examples: Sequence[Excerpt]) -> str:
    """The whole page, as wide as the terminal, unwrapped where there is none."""
    width = get_terminal_size().columns if sys.stdout.isatty() else UNWRAPPED
    return as_text([*_meaning(code, tree), *_used(use), *_examples(examples, use)], width)


def _meaning(code: Code, tree: CodeTree) -> Iterator[Block]:
    yield Title(1, f"{code.id} · {code.label.said_in(language())}")
    if code.merged_into:
        stands = tree.current(code.id)
        yield Note(_("Merged: its marks count as {code}.").format(code=stands))
    elif code.status == RETIRED:
        yield Note(_("Retired: no longer used for coding; its marks stay."))
    elif code.status == NOT_ADOPTED:
        yield Note(_("Born while coding; `interviewer codebook adopt {code}` takes it in.").format(code=code.id))
    named = (
        (_("Label"), code.label),
        (_("Definition"), code.definition),
        (_("Use when"), code.use_when),
        (_("Not when"), code.not_when),
        (_("Example"), code.example),
    )
    for name, text in named:
        yield from _facts(name, text)
    path = tree.path(code.id)
    facts = (
        (_("Under"), " > ".join(path[:-1])),
        (_("Origin"), _(ORIGINS[code.origin])),
        (_("Groups"), ", ".join(code.groups)),
        (_("Colour"), code.colour),
        (_("Was called"), ", ".join(code.was)),
        (_("Merged into it"), ", ".join(one.id for one in tree.codes.values() if one.merged_into == code.id)),
    )
    yield from (Fact(name, said) for name, said in facts if said)


def _facts(name: str, text: Text) -> Iterator[Block]:
    """The text in each of its languages."""
    for code, words in text.words.items():
        yield Fact(f"{name} ({code})" if code else name, words)


def _used(use: Use) -> Iterator[Block]:
    yield Title(2, _("Use"))
    yield Note(counted(use))


def counted(use: Use) -> str:
    """How much a code is used, in a sentence."""
    if not use.marks:
        return _("No mark bears it.")
    return _("{marks} on {turns}, in {interviews} with {people}, by {coders}.").format(
        marks=plural("{count} mark", "{count} marks", use.marks),
        turns=plural("{count} turn", "{count} turns", len(use.turns)),
        interviews=plural("{count} interview", "{count} interviews", len(use.sessions)),
        people=plural("{count} person", "{count} people", len(use.participants)),
        coders=plural("{count} coder", "{count} coders", len(use.coders)),
    )


def _examples(examples: Sequence[Excerpt], use: Use) -> Iterator[Block]:
    if examples:
        yield Title(2, _("Words that bear it"))
        if len(examples) < use.marks:
            yield Note(plural("{count} of them:", "{count} of them:", len(examples)))
    for one in examples:
        yield Words(headline(one), one.words)


def headline(one: Excerpt) -> str:
    """Where words stand, who marked them, and whether they may be quoted."""
    parts = [one.participant, one.session, one.turn[:8], one.coder]
    parts += [] if one.may_quote else [_("not to be quoted")]
    return " · ".join(filter(None, parts))
