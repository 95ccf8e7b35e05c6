"""Comparing two coders from the command line: which interviews, what is the same, then one difference after the other."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from interviewer.coding.comparing import Pair, summed
from interviewer.coding.deciding import is_decided
from interviewer.coding.sheet import Sheet, close
from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError, UsageError, problem
from interviewer.figures.filters import Filters
from interviewer.figures.naming import known, selection
from interviewer.figures.selection import takes_session
from interviewer.ids import as_id, is_id
from interviewer.privacy.scan_outcome import ScanOutcome
from interviewer.screens.coding.comparing import Comparing, Material, Tally
from interviewer.screens.coding.in_round import listed, round_id
from interviewer.screens.coding.lines import draws_prompts, piped, typed_verdicts
from interviewer.screens.coding.opening import coder_id
from interviewer.screens.messages import place
from interviewer.screens.pages.agreement import coefficient, share
from interviewer.screens.pages.choosing import taken_as
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.between import between_prompts
from interviewer.screens.terminal.signals import Hangup, stopping
from interviewer.screens.unlocking import study_with_words
from interviewer.screens.words import _, plural
from interviewer.session.events import FIRST_ROUND
from interviewer.session.model import SessionView
from interviewer.session.renaming import under_current_ids
from interviewer.study.comparisons import Before, Found, Ready, agreed_before, differences, ready
from interviewer.study.folder import Study
from interviewer.study.marking import Loaded, Pens, emergent_codes, load_each
from interviewer.study.question_ids import question_ids

FAULTY, HUNG_UP, INTERRUPTED = 3, 1, 130
SESSION, QUESTION = "session", "question"
AGREED = "agreed"


class Wish(NamedTuple):
    """What was asked for on the command line."""

    pair: Pair
    who: str
    to: str = AGREED
    sessions: tuple[str, ...] = ()
    filters: Filters = Filters()
    by: str = SESSION
    unclosed: bool = False
    only_list: bool = False
    json: bool = False
    out: str = ""
    accept: str = ""


def coder_pair(named: tuple[str, str, str], together: str, to: str) -> tuple[Pair, str, str]:
    """The two coders with their round, the id under which they agree, and the name of the agreed round.

    UsageError for ids that are none, twice the same coder, and a round agreed on that is the one compared.
    """
    a, b, round_name = coder_id(named[0]), coder_id(named[1]), round_id(named[2])
    if a == b:
        raise UsageError("compare_same_coder", coder=a)
    who = as_id(together) or f"{a}-{b}"
    if not together and not is_id(who):
        raise UsageError("compare_no_id", a=a, b=b)
    where = round_id(to)
    if where == round_name:
        raise UsageError("compare_same_round", round=where)
    return Pair(a, b, round_name), coder_id(who), where


def compare_coders(wish: Wish) -> int:
    """Ask about each difference until the last, /quit or the end of the lines, or list them; returns the exit code."""
    if wish.by not in (SESSION, QUESTION):
        raise UsageError("compare_unknown_order", by=wish.by)
    study, paper = study_with_words(), Paper()
    scan = _scanned(study, wish) if wish.out else None
    loaded = _loaded(study, wish, paper)
    tree = CodeTree(study.codebook())
    views = _ready(loaded, wish, paper)
    ids = question_ids(study, ((view.guide, view.source) for view in views if view.source))
    today = [under_current_ids(view, ids.get(view.guide, {})) for view in views]
    picked = selection(wish.filters, known(today, tree, ids), tree)
    for said in taken_as(wish.filters, picked):
        paper.say(said, "quiet")
    pilots = sum(view.pilot for view in views) if not picked.with_pilots else 0
    views = [view for view in views if takes_session(view, picked)]
    found = differences(views, wish.pair, tree, picked, questions_first=wish.by == QUESTION, ids=ids)
    if pilots:
        left_out = plural("{count} pilot interview is left out", "{count} pilot interviews are left out", pilots)
        paper.say(_("{pilots}; --with-pilots takes them in.").format(pilots=left_out), "quiet")
    _tell(paper, wish, views, found)
    today = [view for view in today if takes_session(view, picked)]
    before = agreed_before(today, wish.pair, tree, picked, unclosed=wish.unclosed)
    if wish.only_list:
        from interviewer.screens.coding.compare_list import list_differences

        return list_differences(study, wish, found, {view.id: loaded[view.id].sheet for view in views}, scan)
    return _ask(study, wish, {view.id: loaded[view.id] for view in views}, found, before)


def _scanned(study: Study, wish: Wish) -> ScanOutcome:
    from interviewer.screens.scanning.gate import marked_words, scan_first

    names = [study.resolve_session(text) for text in wish.sessions]
    return scan_first(study, names or None, wish.accept, only=marked_words)


def _loaded(study: Study, wish: Wish, paper: Paper) -> dict[str, Loaded]:
    names = list(dict.fromkeys(study.resolve_session(text) for text in wish.sessions)) or study.session_ids()
    if not names:
        raise CannotError("no_sessions")
    loaded = load_each(study, names, wish.who, wish.to)
    for name, one in loaded.items():
        if one.damage:
            paper.say(place(problem("damaged_left_out", severity="warning", session=name)), "warn")
    return loaded


def _ready(loaded: Mapping[str, Loaded], wish: Wish, paper: Paper) -> list[SessionView]:
    """The interviews that can be compared; says which can't yet, and that it isn't known how old ones were coded."""
    pair = wish.pair
    found = ready((one.sheet.view for one in loaded.values()), pair, unclosed=wish.unclosed)
    facts = {"a": pair.a, "b": pair.b, "round": pair.round}
    if not found.sessions and not found.waiting:
        raise CannotError("compare_nothing_coded", **facts)
    if found.waiting:
        _tell_waiting(paper, found, pair)
    if not found.sessions:
        raise CannotError("compare_not_closed", **facts)
    views = [loaded[name].sheet.view for name in found.sessions]
    never = [view.id for view in views if (pair.a, pair.round) not in view.closed]
    if never:
        said = _("Never closed by either, so nobody can tell whether they coded without seeing each other: {sessions}.")
        paper.say(said.format(sessions=listed(never)), "warn")
    return views


def _tell_waiting(paper: Paper, found: Ready, pair: Pair) -> None:
    interviews = plural("{count} interview", "{count} interviews", len(found.waiting))
    which = [_("{session} ({coder})").format(session=name, coder=", ".join(who)) for name, who in found.waiting.items()]
    said = _("Left out, since round {round} isn't closed by both: {interviews}. Not closed: {which}.")
    paper.say(said.format(round=pair.round, interviews=interviews, which=listed(which)), "warn")


def _tell(paper: Paper, wish: Wish, views: Sequence[SessionView], found: Found) -> None:
    """How much there is to compare, and what can't be."""
    total = summed(found.chosen)
    if not total.turns:
        raise CannotError("compare_nothing_left", a=wish.pair.a, b=wish.pair.b)
    said = _("{a} and {b} both rated {turns} in {interviews}: {same} alike, {differences}.")
    facts = {
        "turns": plural("{count} turn", "{count} turns", total.turns),
        "interviews": plural("{count} interview", "{count} interviews", len(views)),
        "same": plural("{count} mark", "{count} marks", total.same),
        "differences": plural("{count} difference", "{count} differences", len(found.differences)),
    }
    paper.say(said.format(a=wish.pair.a, b=wish.pair.b, **facts))
    if found.single:
        single = plural("{count} turn was rated", "{count} turns were rated", found.single)
        paper.say(_("{turns} by one of the two only, and can't be compared.").format(turns=single), "warn")
    if found.lost:
        lost = plural("{count} mark lost its words", "{count} marks lost their words", found.lost)
        paper.say(_("{marks} and can't be compared.").format(marks=lost), "warn")


def _ask(study: Study, wish: Wish, loaded: Mapping[str, Loaded], found: Found, before: Before) -> int:
    sheets = {name: one.sheet for name, one in loaded.items()}
    born = emergent_codes(study, loaded) | {c: x for s in sheets.values() for c, x in s.view.new_codes.items()}
    material = Material(wish.pair, sheets, found.turns, found.differences, study.codebook(), born)
    pens, paper = Pens(study, wish.who, loaded), Paper()
    at_keyboard = sys.stdin.isatty()
    code = 0
    with stopping() as stop, between_prompts(at_keyboard=at_keyboard):
        lines = typed_verdicts() if at_keyboard else piped(stop)
        page = paper.turn_page if at_keyboard and draws_prompts() else lambda: None
        comparing = Comparing(material, pens, lines, paper, turn_page=page)
        _greet(paper, wish, comparing)
        try:
            comparing.run()
        except KeyboardInterrupt:
            code = INTERRUPTED
        except Hangup:
            code = HUNG_UP
        except BaseException:
            pens.abandon()
            raise
        _close(pens, comparing.sheets, found)
        pens.close()
    for warning in pens.warnings:
        paper.say(place(warning), "warn")
    tally = comparing.tally()
    _say_where(paper, wish, tally, comparing.sheets)
    _say_before(paper, found, before)
    _say_next(paper, wish, tally)
    return code or (FAULTY if tally.faults and not at_keyboard else 0)


def _greet(paper: Paper, wish: Wish, comparing: Comparing) -> None:
    """Take over what both have, and say so."""
    made = comparing.take_over()
    if made:
        taken = plural("{count} mark is", "{count} marks are", made)
        said = _("What both marked alike is agreed: {marks} taken over into the round {round}, as {coder}.")
        paper.say(said.format(marks=taken, round=wish.to, coder=wish.who), "good")
    left = comparing.left()
    if left and paper.width:
        paper.say(_("Type a, b, both, neither or another mark; /help shows everything."), "quiet")


def _close(pens: Pens, sheets: Mapping[str, Sheet], found: Found) -> None:
    """The agreed round is closed where nothing is left to decide."""
    for name, sheet in sheets.items():
        turns = found.turns[name]
        if turns and all(is_decided(sheet, one) for turned in turns for one in turned.different):
            events = close(sheet)[1]
            if events:
                pens.write(name, events)


def _say_where(paper: Paper, wish: Wish, tally: Tally, sheets: Mapping[str, Sheet]) -> None:
    """What was decided."""
    paper.say()
    marks = sum(m.coder == wish.who and m.round == wish.to for sheet in sheets.values() for m in sheet.view.marks)
    held = plural("{count} mark", "{count} marks", marks)
    decided = plural("{count} difference decided", "{count} differences decided", tally.decided)
    paper.say(_("{decided}. The round {round} has {marks}.").format(decided=decided, round=wish.to, marks=held), "good")


def _say_next(paper: Paper, wish: Wish, tally: Tally) -> None:
    """What is left, and the next command."""
    if tally.left:
        command = " ".join(("interviewer compare", wish.pair.a, wish.pair.b, *wish.sessions, *_options(wish)))
        paper.say(plural("{count} difference is left.", "{count} differences are left.", tally.left))
        paper.say(_("Go on with: {command}").format(command=command))
    else:
        paper.say(_("Nothing is left to decide here. Next: interviewer stats --round {round}").format(round=wish.to))


def _options(wish: Wish) -> Iterator[str]:
    """What must be typed again to go on with the same comparison."""
    usual = (
        ("--round", wish.pair.round, FIRST_ROUND),
        ("--to", wish.to, AGREED),
        ("--by", wish.by, SESSION),
        ("--as", wish.who, f"{wish.pair.a}-{wish.pair.b}"),
    )
    for option, value, otherwise in usual:
        if value != otherwise:
            yield f"{option} {value}"
    yield from ("--open",) * wish.unclosed
    yield from ("--with-pilots",) * wish.filters.with_pilots


def _say_before(paper: Paper, found: Found, before: Before) -> None:
    """How far they agreed before they talked, as it is reported."""
    total = summed(found.chosen)
    if total.same + total.different:
        said = _(
            "Before they talked: {same} alike, {differences}; turn by turn {percent} agreement, Cohen's kappa {kappa}."
        )
        facts = {
            "same": plural("{count} mark", "{count} marks", total.same),
            "differences": plural("{count} difference", "{count} differences", total.different),
        }
        paper.say(said.format(percent=share(before.percent), kappa=coefficient(before.kappa), **facts), "quiet")
