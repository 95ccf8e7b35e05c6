"""`codebook add`: a code with its words, in its place in the file."""

from collections.abc import Sequence
from typing import NamedTuple

from interviewer.coding.choose import near_duplicates, options
from interviewer.coding.model import ORIGINS, Code, Origin
from interviewer.coding.reshaping import active, added, new_id
from interviewer.coding.wording import reason_of, worded
from interviewer.errors import CannotError, UsageError
from interviewer.guide.model import NO_TEXT
from interviewer.ids import is_id
from interviewer.schema import propose_id
from interviewer.screens.codebook.asking import at_keyboard, languages_of, piped, typed
from interviewer.screens.codebook.changing import Bench
from interviewer.screens.words import _


class Facts(NamedTuple):
    """What of a code is no words: where it belongs and how it is drawn."""

    parent: str = ""
    origin: str = "a_priori"
    groups: tuple[str, ...] = ()
    colour: str = ""


def asked_ids(code: str, coder: str) -> tuple[str, str]:
    """The id of the new code and that of who adds it, asked for at a terminal where they are left out; else UsageError."""
    if code and coder:
        return code, coder
    if not at_keyboard():
        command = "interviewer codebook add"
        if not code:
            raise UsageError("missing_argument", name="ID", command=command)
        raise UsageError("missing_option", name="--coder", command=command)
    from interviewer.screens.terminal.choose import short_text

    def id_asked(question: str) -> str:
        fault = _("An id is made of small letters without accents, digits, - and _.")
        return short_text(question, validate=lambda typed: None if is_id(typed.strip()) else fault).strip()

    return code or id_asked(_("Id of the new code:")), coder or id_asked(_("Your id as a coder:"))


def add(bench: Bench, code_id: str, facts: Facts) -> None:
    """Ask for the words and write the code."""
    if bench.was_finished("add", [code_id]):
        return
    new_id(bench.book, code_id)
    if facts.parent:
        active(bench.book, facts.parent)
    code = Code(
        code_id,
        NO_TEXT,
        parent=facts.parent,
        origin=origin_of(facts.origin),
        groups=groups_of(facts.groups),
        colour=facts.colour,
    )
    languages = languages_of(bench.book, bench.study.settings().languages)
    said = typed(code, languages, bench.paper) if at_keyboard() else piped()
    made = worded(code, said, bench.file.source.language)
    if not made.label.words:
        raise CannotError("codebook_no_label")
    _point_out_alike(bench, made)
    wanted = added(bench.book, [made])
    bench.carry_out(bench.change("add", [code_id], reason_of(said)), bench.rewrite(wanted))


def origin_of(typed_origin: str) -> Origin:
    """One of the origins; UsageError for another word."""
    found = next((one for one in ORIGINS if one == typed_origin.replace("-", "_")), None)
    if found is None:
        raise UsageError("codebook_origin", given=typed_origin[:40], options=", ".join(ORIGINS))
    return found


def groups_of(typed_groups: Sequence[str]) -> tuple[str, ...]:
    """The groups, each once; UsageError for what can't be an id."""
    for one in typed_groups:
        if not is_id(one):
            raise UsageError("codebook_group", given=one[:40], proposed=propose_id(one))
    return tuple(dict.fromkeys(typed_groups))


def _point_out_alike(bench: Bench, code: Code) -> None:
    choices = options(bench.book, {})
    alike = {one for label in code.label.words.values() for one in near_duplicates(code.id, label, choices)}
    if alike:
        said = _("Very much like it: {codes}. Is it another code?")
        bench.paper.say(said.format(codes=", ".join(sorted(alike))), "warn")
