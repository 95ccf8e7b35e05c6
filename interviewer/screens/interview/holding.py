"""Holding an interview from the command line: open it, walk through it, say where it is."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from interviewer.errors import CannotError, FilesError, UsageError
from interviewer.ids import session_id
from interviewer.screens.interview.answers import Answers, FromKeyboard, FromScript
from interviewer.screens.interview.desk import Desk
from interviewer.screens.interview.setup import Options, Plan, settle
from interviewer.screens.interview.walk import ScriptError, Walk
from interviewer.screens.interview.where_words_go import said_before, say_left_away
from interviewer.screens.messages import place
from interviewer.screens.paper import Paper
from interviewer.screens.room.opening import can_open, sit
from interviewer.screens.terminal.between import between_prompts
from interviewer.screens.terminal.signals import Hangup, Stop, stopping
from interviewer.screens.unlocking import open_quietly
from interviewer.screens.words import _, plural
from interviewer.session import events as e
from interviewer.session.folder import claim, session_folders
from interviewer.session.interview import Now
from interviewer.session.journal import NotSaved, is_open_elsewhere
from interviewer.session.live import Live, begin, begin_state, fresh_id, reopen
from interviewer.study.folder import Study
from interviewer.study.git import commit_of
from interviewer.study.opening import find_study
from interviewer.study.synced import lives_away

NOT_SAVED, HUNG_UP, FAULTY, INTERRUPTED = 1, 1, 3, 130
LOOKED_AT = 40


def hold(options: Options, *, plain: bool) -> int:
    """A new interview; returns the exit code."""
    _whole_lines(plain=plain)
    study = find_study()
    ask = sys.stdin.isatty()
    if ask and not any(options) and (unfinished := _unfinished(study)):
        chosen = _which(unfinished)
        if chosen:
            return go_on(chosen, options, plain=plain)
    plan = settle(study, options, ask=ask)
    session = claim(study.root, lambda taken: session_id(plan.held_on, plan.guide.id, plan.name, taken))
    folders, away = session_folders(study.root, session), lives_away(study.root)

    def open_new() -> tuple[Live, list[e.Recovered]]:
        state = begin_state(held_event(study, plan), _codes(study), session)
        return begin(folders, session, state, away=away), []

    return _walk(study, session, open_new, plain=plain, away=away)


def go_on(wanted: str, options: Options, *, plain: bool) -> int:
    """An interview that rests, or whose last run was cut; returns the exit code."""
    if any(options[:-1]) or options.pilot:
        raise UsageError("resume_alone")
    _whole_lines(plain=plain)
    study = find_study()
    open_quietly(study)
    session = study.resolve_session(wanted)
    folders = session_folders(study.root, session)
    seen, _problems = study.session(session)
    if seen.status == "withdrawn":
        raise CannotError("interview_withdrawn", session=session)
    if seen.status in ("done", "refused"):
        raise CannotError("session_finished" if seen.status == "done" else "session_refused", session=session)
    if any(is_open_elsewhere(folder, session) for folder in folders):
        raise CannotError("session_open_elsewhere", session=session)
    away = lives_away(study.root)
    return _walk(study, session, lambda: reopen(folders, session, _codes(study), away=away), plain=plain, away=away)


def _whole_lines(*, plain: bool) -> None:
    """Screen readers want whole lines and nothing drawn anew: every prompt of this run obeys."""
    if plain:
        os.environ["INTERVIEWER_PROMPT"] = "line"


def _unfinished(study: Study) -> list[str]:
    """The newest sessions that rest or were cut, as far back as somebody would look for one."""
    newest = sorted(study.session_ids(), reverse=True)[:LOOKED_AT]
    return [session for session in newest if study.session(session)[0].status in ("open", "paused", "closing")]


def _which(unfinished: Sequence[str]) -> str:
    """The session to go on with; empty for a new interview."""
    from interviewer.screens.terminal.choose import choose

    options = [("", _("a new interview")), *((s, _("go on with {session}").format(session=s)) for s in unfinished)]
    return choose(_("What would you like to do?"), options)


def held_event(study: Study, plan: Plan) -> Callable[[Now], e.Held]:
    """How the first event is made once its time is known: with whom, when, and the guide whole."""
    guide = plan.guide
    path = next((p for p in study.guide_paths() if p.read_bytes() == guide.source.encode()), None)
    people = [e.Person(p, plan.stakeholder) for p in plan.participants]

    def make(now: Now) -> e.Held:
        return e.Held(
            now.fresh(),
            guide=guide.id,
            version=guide.version,
            sha256=guide.sha256,
            source=guide.source,
            language=plan.language,
            held_on=plan.held_on,
            participants=people,
            commit=commit_of(path) if path else "",
            wave=plan.wave,
            typed_up=plan.typed_up,
            pilot=plan.pilot,
        )

    return make


def _codes(study: Study) -> tuple[tuple[str, str], ...]:
    """(id, labels) of the codebook; a broken one doesn't keep anybody from listening."""
    try:
        return tuple((code.id, " ".join(code.label.words.values())) for code in study.codebook().codes)
    except FilesError:
        Paper().say(_("The codebook has errors, so /code knows no codes today. See: interviewer check"), "warn")
        return ()


def _walk(
    study: Study, session: str, open_it: Callable[[], tuple[Live, list[e.Recovered]]], *, plain: bool, away: bool
) -> int:
    """Walk from where it stands to where it rests; the session's id is said whatever happens."""
    paper = Paper(styled=not plain)
    notice = study.settings().notice
    first = said_before(study, away=away)
    if first:
        paper.say(first, "warn")
    if away:
        from interviewer.study.coming_home import bring_home

        bring_home(study.root)
    with stopping() as stop, between_prompts(at_keyboard=sys.stdin.isatty()):
        answers: Answers = FromKeyboard() if sys.stdin.isatty() else FromScript(stop)
        try:
            live, rescued = open_it()
        except NotSaved as error:
            raise CannotError("cannot_begin", **error.problem.facts()) from None
        desk = Desk(live, answers, paper)
        code = 0
        try:
            over = _hold(desk, stop, rescued, notice, first)
        except KeyboardInterrupt:
            over, code = False, INTERRUPTED
        except Hangup:
            over, code = False, HUNG_UP
        except ScriptError as error:
            over, code = False, FAULTY
            paper.say(place(error.problems[0]), "bad")
        except NotSaved:
            over, code = False, NOT_SAVED
            paper.say(_("The script was read as far as line {number}.").format(number=desk.last_line), "bad")
        except BaseException:
            _rest(live)
            raise
        if not over:
            _rest(live)
        _insist(live, paper, answers, stop)
        live.close()
    say_left_away(paper, live)
    _say_where(paper, study, live, over=over)
    sys.stdout.write(session + "\n")
    return code or (NOT_SAVED if live.unsaved else FAULTY if desk.faults else 0)


def _hold(desk: Desk, stop: Stop, rescued: Sequence[e.Recovered], notice: str, first: str) -> bool:
    """In the room on a terminal that can show it, else line by line; whether the interview is over."""
    if can_open():
        return sit(desk.live, stop, rescued, notice, first)
    return Walk(desk, notice).run(rescued)


def _insist(live: Live, paper: Paper, answers: Answers, stop: Stop) -> None:
    """With somebody at the keyboard, don't end while words are in memory only: try each second, until Ctrl-C."""
    if live.retry() or not answers.typed:
        return
    paper.say(
        _("NOT SAVED: free some disk space or plug in a drive. It is tried again each second; Ctrl-C gives up."), "bad"
    )
    with suppress(KeyboardInterrupt, Hangup):
        while not live.retry():
            time.sleep(1)
            stop.check()


def _rest(live: Live) -> None:
    """Leave a pause in the journal, unless one stands there already."""
    if live.state.view.status == "open":
        with suppress(NotSaved):
            live.note(e.Paused(fresh_id()))


def _say_where(paper: Paper, study: Study, live: Live, *, over: bool) -> None:
    session = live.state.view.id
    paper.say()
    if live.unsaved:
        last = plural(
            "NOT SAVED: the last {count} entry is not on the disk.",
            "NOT SAVED: the last {count} entries are not on the disk.",
            live.unsaved,
        )
        paper.say(last, "bad")
        paper.say(_("Go on with: interviewer run --resume {session}").format(session=session))
        return
    where = study.shown(live.journal.path.parent)
    if not over:
        paper.say(_("The interview rests and is safe in {folder}.").format(folder=where), "good")
        paper.say(_("Go on with: interviewer run --resume {session}").format(session=session))
    elif live.state.view.status == "done":
        paper.say(_("The interview is finished and safe in {folder}.").format(folder=where), "good")
        paper.say(_("Next: interviewer show {session}").format(session=session))
        paper.say(_("and then: interviewer code {session} --coder YOUR-ID").format(session=session))
        _say_to_carry(paper, study, live.state.view.key)
    else:
        paper.say(_("The refusal is recorded in {folder}.").format(folder=where))


def _say_to_carry(paper: Paper, study: Study, key: str) -> None:
    """Keys that are on this machine alone go with it, should it be lost."""
    if study.may_have_keys():
        from interviewer.screens.media import after_interview

        for line in after_interview(study, key):
            paper.say(line, "warn")
