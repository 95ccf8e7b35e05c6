"""Coding from the command line: which sessions, whose marks, from a table or turn by turn, and what was done."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from interviewer.coding.marks_csv import LIVE_CODER
from interviewer.coding.sheet import Sheet
from interviewer.errors import CannotError, UsageError, problem
from interviewer.ids import as_id, is_id
from interviewer.screens.coding.closing import sure
from interviewer.screens.coding.in_round import in_round, still_open
from interviewer.screens.coding.lines import piped, typed
from interviewer.screens.coding.offering import offers_for
from interviewer.screens.coding.walk import Coding, Tally
from interviewer.screens.messages import place
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.between import between_prompts
from interviewer.screens.terminal.signals import Hangup, stopping
from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import _, plural
from interviewer.session.events import FIRST_ROUND
from interviewer.study.folder import Study
from interviewer.study.marking import Loaded, Pens, emergent_codes, load_each

FAULTY, HUNG_UP, INTERRUPTED = 3, 1, 130
READY = ("done", "paused", "closing")
STANDARD_INPUT = "-"


def coder_id(typed_id: str) -> str:
    """The coder's id in small letters; UsageError when it is none."""
    coder = as_id(typed_id)
    if coder == LIVE_CODER:
        raise UsageError("coder_interviewer")
    if not is_id(coder):
        raise UsageError("bad_coder")
    return coder


def go_through(
    wanted: Sequence[str], coder: str, named: str = "", *, with_own: bool = False, suggest: bool = False
) -> int:
    """Code turn by turn in a round, codes suggested or not, until the last turn, /quit or the end of the lines; returns the exit code."""
    study, paper = study_with_words(), Paper()
    loaded = still_open(in_round(_to_code(study, wanted, coder, paper), coder, named), paper)
    pens = Pens(study, coder, loaded)
    at_keyboard = sys.stdin.isatty()
    code = 0
    with stopping() as stop, between_prompts(at_keyboard=at_keyboard):
        lines = typed() if at_keyboard else piped(stop)
        ask_again = partial(sure, paper) if at_keyboard else lambda: True
        sheets = sheets_of(loaded)
        offers = offers_for(study, next(iter(sheets.values())), paper, with_own=with_own) if suggest else None
        book = study.codebook()
        coding = Coding(sheets, book, pens, lines, paper, sure=ask_again, with_own=with_own, offers=offers)
        coding.know(emergent_codes(study, loaded).items())
        _greet(paper, coding, at_keyboard=at_keyboard)
        try:
            coding.run()
        except KeyboardInterrupt:
            code = INTERRUPTED
        except Hangup:
            code = HUNG_UP
        except BaseException:
            pens.abandon()
            raise
        pens.close()
    warn_of(pens, paper)
    tally = coding.tally()
    _say_where(paper, tally, coding.sheets, wanted)
    return code or (FAULTY if tally.faults and not at_keyboard else 0)


def _to_code(study: Study, wanted: Sequence[str], coder: str, paper: Paper) -> dict[str, Loaded]:
    """The sessions named, else those that are finished or paused."""
    if wanted:
        return load_all(study, list(dict.fromkeys(study.resolve_session(text) for text in wanted)), coder, paper)
    ids = study.session_ids()
    if not ids:
        raise CannotError("no_sessions")
    loaded = {name: one for name, one in load_all(study, ids, coder, paper).items() if one.sheet.view.status in READY}
    if not loaded:
        raise CannotError("nothing_to_code")
    return loaded


def load_all(study: Study, ids: Iterable[str], coder: str, paper: Paper) -> dict[str, Loaded]:
    """These sessions as the coder finds them; says where parts can't be read."""
    loaded = load_each(study, tuple(ids), coder)
    for name, one in loaded.items():
        if one.damage:
            paper.say(place(problem("damaged_left_out", severity="warning", session=name)), "warn")
    return loaded


def sheets_of(loaded: Mapping[str, Loaded]) -> dict[str, Sheet]:
    """The sheets alone."""
    return {name: one.sheet for name, one in loaded.items()}


def _greet(paper: Paper, coding: Coding, *, at_keyboard: bool) -> None:
    left = coding.left()
    if left:
        paper.say(plural("{count} turn to code.", "{count} turns to code.", left))
    elif not all(sheet.closed for sheet in coding.sheets.values()):
        paper.say(_("All turns are rated. You can go through them again, or close the round with /close."))
    if at_keyboard:
        paper.say(
            _("Type a few letters of a code, `code: words` for an excerpt, an empty line to go on; /help shows more."),
            "quiet",
        )


def _say_where(paper: Paper, tally: Tally, sheets: Mapping[str, Sheet], wanted: Sequence[str]) -> None:
    """How many were coded, what is left, and the next command."""
    coder, round_name = next((sheet.coder, sheet.round) for sheet in sheets.values())
    named = "".join(f" {session}" for session in sheets) if wanted else ""
    command = f"interviewer code{named} --coder {coder}"
    command += f" --round {round_name}" if round_name != FIRST_ROUND else ""
    paper.say()
    turns = plural("{count} turn coded", "{count} turns coded", tally.rated)
    marks = plural("{count} mark made", "{count} marks made", tally.marks)
    paper.say(_("{turns}, {marks}.").format(turns=turns, marks=marks), "good")
    if tally.left:
        paper.say(plural("{count} turn is left.", "{count} turns are left.", tally.left))
        paper.say(_("Go on with: {command}").format(command=command))
    elif all(sheet.closed for sheet in sheets.values()):
        paper.say(_("Nothing is left to code here. Next: interviewer export"))
    else:
        paper.say(_("Nothing is left to code here. To close the round: {command} --close").format(command=command))


def warn_of(pens: Pens, paper: Paper) -> None:
    """Say where words went when they could not go home."""
    for warning in pens.warnings:
        paper.say(place(warning), "warn")
