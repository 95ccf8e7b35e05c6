"""`codebook undo`: a change taken back, in the file and in the sessions; an undoing too."""

from msgspec.structs import replace

from interviewer.coding.rewriting import Rewritten
from interviewer.coding.unsplicing import differing_part
from interviewer.screens.codebook.asking import at_keyboard, piped
from interviewer.screens.codebook.changing import Bench
from interviewer.screens.codebook.history_page import summary
from interviewer.screens.words import _, plural
from interviewer.session.events import Changed
from interviewer.study.carrying import count, recodings
from interviewer.study.codebook_change import Planned, described
from interviewer.study.codebook_history import Past
from interviewer.study.codebook_undo import Undoing, found, sessions_first, undone


def undo(bench: Bench, name: str) -> None:
    """Take back the last change that stands, or the one whose id begins so."""
    if _was_finished(bench, name):
        return
    past = found(bench.history, name)
    back = undone(bench.study, bench.file, bench.history, past)
    change = replace(bench.change("undo", past.change.codes), undoes=past.change.id)
    _tell(bench, past, back, change)
    change = replace(change, reason=bench.reason([] if at_keyboard() else piped(), needed=False))
    bench.agree(_("Take it back?"))
    made = Rewritten(back.text, (differing_part(bench.file.source.text, back.text),), back.book)
    if bench.wish.dry_run:
        bench.carry_out(change, made)
        return
    events = recodings(bench.study, change, bench.book)
    full = replace(described(change, bench.file, made), marks=count(events))
    bench.write(Planned(full, back.text, events, sessions_first(bench.history, full)))


def _was_finished(bench: Bench, name: str) -> bool:
    """Finish what was cut short, unless that is what shall be taken back; whether it was just the undoing asked for."""
    pending = bench.history.unfinished()
    if pending is None or bench.wish.dry_run:
        return False
    if not pending.change.undoes and found(bench.history, name).change.id == pending.change.id:
        return False
    bench.finish()
    asked = next((one for one in bench.finished if one.undoes and one.undoes.startswith(name.strip().lower())), None)
    return asked is not None and bench.was_finished("undo", asked.codes)


def _tell(bench: Bench, past: Past, back: Undoing, change: Changed) -> None:
    """What is taken back, and what becomes of the marks."""
    bench.paper.say(summary(past))
    marks = count(recodings(bench.study, change, bench.book))
    if marks:
        bench.paper.say(plural("{count} mark gets its code back.", "{count} marks get their codes back.", marks))
    if back.moved_on:
        bench.paper.say(
            plural(
                "{count} mark was given another code again since, and stays.",
                "{count} marks were given another code again since, and stay.",
                back.moved_on,
            ),
            "warn",
        )
