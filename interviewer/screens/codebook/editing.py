"""`codebook edit`: other words for a code, another colour, origin or groups."""

from collections.abc import Sequence

from msgspec.structs import replace

from interviewer.coding.reshaping import changed, need
from interviewer.coding.wording import worded
from interviewer.errors import CannotError
from interviewer.screens.codebook.adding import groups_of, origin_of
from interviewer.screens.codebook.asking import at_keyboard, languages_of, piped, typed
from interviewer.screens.codebook.changing import Bench
from interviewer.screens.words import _


def edit(bench: Bench, code_id: str, origin: str, groups: Sequence[str] | None, colour: str | None) -> None:
    """Ask for each word with what stands there now, or take the lines given; write what differs.

    An empty group or colour takes away what stands there.
    """
    code = need(bench.book, code_id)
    facts = {
        "origin": origin_of(origin) if origin else code.origin,
        "groups": code.groups if groups is None else groups_of([one for one in groups if one]),
        "colour": code.colour if colour is None else colour,
    }
    by_hand = at_keyboard()
    languages = languages_of(bench.book, bench.study.settings().languages, code)
    said = typed(code, languages, bench.paper) if by_hand else piped()
    made = replace(worded(code, said, bench.file.source.language), **facts)
    if not made.label.words:
        raise CannotError("codebook_no_label")
    if made == code:
        bench.paper.say(_("Nothing changed."), "quiet")
        return
    wanted = changed(bench.book, code_id, lambda _code: made)
    rewritten = bench.rewrite(wanted)
    bench.carry_out(bench.change("edit", [code_id], bench.reason(said, needed=False)), rewritten)
