"""Rehearsing from the command line: settle with whom, play or type, then say what fitted."""

import os
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from io import BytesIO
from pathlib import Path
from shutil import get_terminal_size
from typing import NamedTuple

from interviewer.errors import CannotError, FilesError, UsageError
from interviewer.guide.model import Guide
from interviewer.screens.interview.desk import Desk
from interviewer.screens.interview.setup import Options, Plan, settle
from interviewer.screens.interview.walk import ScriptError, Walk
from interviewer.screens.paper import Paper
from interviewer.screens.rehearsal.page import facts, page
from interviewer.screens.rehearsal.playing import PlayDesk, TypedDesk, TypedRehearsal
from interviewer.screens.rehearsal.unwritten import SimulatedClock, begin_unwritten, rest
from interviewer.screens.room.opening import can_open, sit
from interviewer.screens.terminal.between import between_prompts
from interviewer.screens.terminal.script import Script
from interviewer.screens.terminal.signals import Hangup, Stop, stopping
from interviewer.screens.words import _
from interviewer.session import events as e
from interviewer.session.answering import yes_or_no
from interviewer.session.interview import Now
from interviewer.session.live import REAL, Chance, Live, begin_state
from interviewer.session.rehearsal import FASTEST, SLOWEST, rehearsal_id, report, time_mark, usual_pace
from interviewer.session.secrecy import PLAIN, use
from interviewer.study.folder import Study
from interviewer.study.opening import find_study

HUNG_UP, FAULTY = 1, 3
GROUP = 4  # people in a rehearsed group when nothing says how many
LARGEST = 8 << 20  # bytes of a script


class Rehearsal(NamedTuple):
    """What the command line said about it. `answers` is a file, `-` for standard input, empty for typing."""

    answers: str = ""
    pace: int = 0
    json: bool = False
    plain: bool = False


def rehearse_with(options: Options, wanted: Rehearsal, *, resume: str = "", said: bool = True) -> int:
    """Hold the interview without keeping it, write the report to standard output; returns the exit code.

    `said` is whether the word --rehearse was there: its options alone might as well have been meant for an interview.
    """
    if not said:
        raise UsageError("rehearsal_wanted")
    _check(options, wanted, resume)
    study = find_study()
    use(PLAIN)  # nothing is kept, so nothing is sealed
    guide = study.guide(options.guide or _which_guide(study))
    if options.participants and not guide.group:
        raise UsageError("rehearsal_alone")
    played = wanted.answers or ("" if sys.stdin.isatty() else "-")
    if wanted.pace and not played:
        raise UsageError("rehearsal_pace")
    if played:
        return _play(study, guide, options, wanted, _script(played))
    return _type(study, guide, options, wanted)


def _check(options: Options, wanted: Rehearsal, resume: str) -> None:
    if resume or options.held_on or options.pilot or options.group:
        raise UsageError("rehearsal_alone")
    if wanted.pace and not SLOWEST <= wanted.pace <= FASTEST:
        raise UsageError("rehearsal_pace_bounds", slowest=SLOWEST, fastest=FASTEST)


def _which_guide(study: Study) -> str:
    """The only guide, or the one that is chosen where somebody can be asked."""
    paths = study.guide_paths()
    if not paths:
        raise CannotError("no_guides")
    if len(paths) > 1 and not sys.stdin.isatty():
        raise UsageError("guide_wanted", known=", ".join(path.stem for path in paths))
    if len(paths) == 1:
        return str(paths[0])
    from interviewer.screens.terminal.choose import choose

    return choose(_("Which guide?"), [(str(path), path.stem) for path in paths])


def _script(named: str) -> bytes:
    """The whole script. Raises UsageError for one that is none by its size."""
    with nullcontext(sys.stdin.buffer) if named == "-" else Path(named).open("rb") as file:
        found = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise UsageError("rehearsal_too_long")
    return found


def _plan(study: Study, guide: Guide, options: Options, people: Callable[[], int]) -> Plan:
    """Everything that a real interview would have asked for is made up."""
    known = guide.stakeholders or tuple(study.settings().stakeholders)
    made_up = tuple(f"p{n + 1}" for n in range(people() if guide.group else 1))
    told = options._replace(
        guide=options.guide or guide.id,
        participants=options.participants or made_up,
        stakeholder=options.stakeholder or next(iter(known), ""),
    )
    return settle(study, told, ask=False, kept=False)._replace(guide=guide)


def _begin(study: Study, plan: Plan, chance: Chance) -> Live:
    guide = plan.guide

    def held(now: Now) -> e.Held:
        people = [e.Person(one, plan.stakeholder) for one in plan.participants]
        told = (guide.id, guide.version, guide.sha256, guide.source, plan.language, plan.held_on, people)
        return e.Held(now.fresh(), *told, wave=plan.wave)

    codes: tuple[tuple[str, str], ...] = ()
    with suppress(FilesError):  # `check` names what is wrong with the codebook
        codes = tuple((code.id, " ".join(code.label.words.values())) for code in study.codebook().codes)
    session = rehearsal_id(guide.id)
    return begin_unwritten(session, begin_state(held, codes, session), chance)


def _play(study: Study, guide: Guide, options: Options, wanted: Rehearsal, data: bytes) -> int:
    """The script at once, on a clock that is moved."""
    if not data.strip():
        raise CannotError("rehearsal_empty")
    plan = _plan(study, guide, options, lambda: _people(data, len(guide.consent)))
    moving, paper = SimulatedClock(), Paper()
    live = _begin(study, plan, REAL._replace(clock=moving.as_clock()))
    desk = PlayDesk(live, Script(BytesIO(data).readline), moving, wanted.pace, paper)
    try:
        Walk(desk).run()
    except ScriptError:
        desk.fault(desk.last_line, "rehearsal_consent")
    else:
        left = desk.played.left_over()
        if left:
            desk.fault(left, "rehearsal_left_over")
    _close(live, wanted, wanted.pace or usual_pace(plan.language))
    return FAULTY if desk.faults else 0


def _people(data: bytes, items: int) -> int:
    """How many people of a group the yes and no at the beginning of the script answer for."""
    script, answers = Script(BytesIO(data).readline), 0
    with suppress(EOFError, CannotError):
        while True:
            text = script.next().text
            if yes_or_no(text) is not None:
                answers += 1
            elif time_mark(text) is None:
                break
    return -(-answers // items) if items and answers else GROUP


def _type(study: Study, guide: Guide, options: Options, wanted: Rehearsal) -> int:
    """Somebody types, on the real clock, until the end, /pause, Ctrl-C or Ctrl-D."""
    if wanted.plain:
        os.environ["INTERVIEWER_PROMPT"] = "line"
    paper, code = Paper(styled=not wanted.plain), 0
    with stopping() as stop, between_prompts(at_keyboard=True):
        live = _begin(study, _plan(study, guide, options, lambda: GROUP), REAL)
        paper.say(
            _("This is a rehearsal: nothing of it is written anywhere. /done and Ctrl-C end it with its report."),
            "good",
        )
        try:
            _screen(TypedDesk(live, TypedRehearsal(), paper), stop)
        except KeyboardInterrupt:
            paper.say()
        except Hangup:
            code = HUNG_UP
        _close(live, wanted)
    return code


def _screen(desk: Desk, stop: Stop) -> None:
    """The room on a terminal that can show it, else line by line."""
    if can_open():
        sit(desk.live, stop, ())
    else:
        Walk(desk).run()


def _close(live: Live, wanted: Rehearsal, pace: float = 0.0) -> None:
    """End the rehearsal and write its report."""
    rest(live)
    live.close()
    found = report(live.state)
    if wanted.json:
        from interviewer.screens.pages.harmless_json import dumps

        sys.stdout.write(dumps(facts(found)) + "\n")
    else:
        width = get_terminal_size().columns if sys.stdout.isatty() else 0
        sys.stdout.write(page(found, bars=not wanted.plain, pace=pace, width=width))
