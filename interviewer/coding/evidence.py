"""Which marks a coder's suggestions may learn from: never more than the coder may see. Pure."""

from collections.abc import Iterable, Iterator

from interviewer.coding.rounds import is_closed, seen_by
from interviewer.coding.suggesting import Marked
from interviewer.session.model import MarkView, SessionView


def evidence(views: Iterable[SessionView], coder: str, round_id: str, *, with_own: bool = False) -> Iterator[Marked]:
    """The marks that the coder may learn from while coding in that round.

    Where they have closed the round, all that they see there; where not, only what they marked in it themselves (with
    `with_own` in other rounds too), so that nothing that was said of these very words earlier shines through.
    """
    for view in views:
        for mark in _visible(view, coder, round_id, with_own=with_own):
            if mark.holds and mark.excerpt.strip():
                yield Marked(view.id, mark.excerpt, mark.code)


def _visible(view: SessionView, coder: str, round_id: str, *, with_own: bool) -> Iterable[MarkView]:
    if is_closed(view, coder, round_id):
        return seen_by(view, coder)
    own = (mark for mark in view.marks if mark.coder == coder)
    return own if with_own else (mark for mark in own if mark.round == round_id)
