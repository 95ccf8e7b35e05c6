"""What one typed line makes at each step of an interview, and the plain walk that asks for these lines."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from interviewer.errors import CannotError
from interviewer.export.case import Scope, open_case
from interviewer.screens.interview.action_menu import menu
from interviewer.screens.interview.answers import Wanted
from interviewer.screens.interview.desk import Desk
from interviewer.screens.interview.walk import Walk
from interviewer.screens.paper import Paper
from interviewer.screens.terminal.script import Line
from interviewer.session import events as e
from interviewer.session.acts import first_question
from interviewer.session.answering import answer, yes_or_no
from interviewer.session.interview import (
    AskBackground,
    AskConsent,
    AskForm,
    AskQuestions,
    AskReadBack,
    Finish,
    Over,
    State,
    next_step,
    read_back,
    resume,
    unread,
)
from interviewer.session.live import Live, begin, begin_state
from interviewer.session.words import Covered
from tests.walk import Held, small_guide


def typed(held: Held, *lines: str, again: bool = False) -> Sequence[e.Event]:
    """Each line at the step where the interview stands; the events of the last one."""
    made: Sequence[e.Event] = ()
    for line in lines:
        made = held.happen(answer(held.state, line, held.now(), "2026-01", read_back=again))
    return made


def refused(held: Held, line: str, *, again: bool = False) -> str:
    before = held.state
    with pytest.raises(CannotError) as caught:
        typed(held, line, again=again)
    assert held.state is before
    return caught.value.problem.rule


def rests(held: Held) -> bool:
    return held.state.resting


def at_the_end(*, quote: str = "oui", people: Sequence[str] = ("p7kx3",)) -> Held:
    """An interview whose questions and background sheet are over."""
    held = Held(people)
    for _ in people:
        typed(held, "oui", quote)
    held.open()
    typed(held, "Des mots.", "/star", "/done", *("1" for _ in people))
    return held


def covered_of(state: State, person: str) -> State:
    """The interview as it is read with no key at hand for this person's turns."""
    records = tuple(
        replace(r, event=replace(r.event, text=Covered(f"~s1~{'0' * 16}~AAAA")))
        if isinstance(r.event, e.Verbatim) and r.event.speaker == person
        else r
        for r in state.records
    )
    return State(state.guide, records, state.session, state.key, state.codes)


def test_a_whole_interview_line_by_line() -> None:
    held = Held()
    assert isinstance(next_step(held.state), AskConsent)
    (agreed,) = typed(held, "oui")
    assert isinstance(agreed, e.Consent)
    assert (agreed.given, agreed.notice, agreed.again) == (True, "2026-01", False)
    typed(held, "Non")
    held.open()
    assert isinstance(next_step(held.state), AskQuestions)
    typed(held, "Des mots.", "/star", "/skip refus", "/goto place", "7", "/done")
    assert isinstance(next_step(held.state), AskBackground)
    typed(held, "2")
    assert next_step(held.state) == AskForm("setting")
    typed(held, "au local", "", "//une note")
    assert isinstance(next_step(held.state), Finish)
    (done,) = typed(held, "")
    assert isinstance(done, e.Done)
    assert next_step(held.state) == Over(refused=False)
    seen = held.state.view
    assert seen.form == {"setting": "au local", "others": "", "notes": "/une note"}
    assert [(t.text, t.starred) for t in seen.turns] == [("Des mots.", True)]
    assert seen.background[0].value == ["maraude"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("oui", True), (" O ", True), ("YES", True), ("non", False), ("n", False), ("", None), ("peut-être", None)],
)
def test_yes_and_no_are_known_in_both_languages(text: str, said: bool | None) -> None:  # noqa: FBT001 - a row of a table
    assert yes_or_no(text) is said


def test_a_consent_that_is_neither_yes_nor_no_is_refused() -> None:
    held = Held()
    for line in ("", "peut-être", "//oui"):
        assert refused(held, line) == "yes_or_no"


def test_a_required_consent_that_is_refused_ends_the_interview() -> None:
    held = Held()
    assert [event.kind for event in typed(held, "non")] == ["consent", "refused"]
    assert refused(held, "oui") == "interview_over"


@pytest.mark.parametrize(
    "line", ["/star", "/next", "/map", "/memo x", "/done", "/probe", "/skip", "/merge", "/emotion"]
)
def test_actions_that_make_no_sense_before_and_after_the_questions_are_refused(line: str) -> None:
    assert refused(Held(), line) == "action_not_here"
    held = at_the_end()
    for answered in ("oui", "au local"):
        assert refused(held, line, again=True) == "action_not_here"
        typed(held, answered, again=True)
    typed(held, "", "", again=True)
    assert isinstance(next_step(held.state), Finish)
    assert refused(held, line) == "action_not_here"


def test_words_at_the_very_end_are_refused_and_not_dropped() -> None:
    held = at_the_end()
    typed(held, "", "", "")
    assert refused(held, "encore un mot") == "interview_over"
    typed(held, "/undo")
    assert next_step(held.state) == AskForm("notes")


def test_the_language_changes_around_the_questions_without_a_question_put_again() -> None:
    held = Held()
    assert [event.kind for event in typed(held, "/lang en")] == ["language"]
    (agreed,) = typed(held, "yes")
    assert isinstance(agreed, e.Consent)
    assert agreed.ask == "Notes?"
    at_form = at_the_end()
    assert [event.kind for event in typed(at_form, "/langue en")] == ["language"]


def test_undo_around_the_questions_takes_back_what_was_answered_there_and_no_turn() -> None:
    held = Held()
    assert refused(held, "/undo") == "nothing_to_undo"
    typed(held, "oui", "/undo")
    assert held.state.view.consents == ()
    ended = at_the_end()
    typed(ended, "au local", "/undo")
    assert next_step(ended.state) == AskForm("setting")
    typed(ended, "/undo", "/undo")
    assert isinstance(next_step(ended.state), AskQuestions)


def test_a_pause_is_recorded_at_every_step_and_help_is_nothing() -> None:
    for held in (Held(), Held().open(), at_the_end()):
        assert typed(held, "/help") == []
        assert [event.kind for event in typed(held, "/pause")] == ["pause"]
        assert rests(held)
        typed(held, "/undo")
        assert not rests(held)


def test_a_background_value_is_checked_and_an_empty_line_leaves_it_open() -> None:
    held = Held()
    typed(held, "oui", "oui")
    held.open()
    typed(held, "un", "/done")
    assert refused(held, "présidente") == "value_choice"
    typed(held, "")
    assert held.state.view.background[0].value is None


@given(st.text())
def test_any_line_of_speech_is_kept_exactly_at_a_question_and_in_the_end_form(text: str) -> None:
    if not text.strip() or text.lstrip(" \t").startswith("/"):
        return
    held = Held()
    typed(held, "oui", "oui")
    held.open()
    typed(held, text, "/done", "", text)
    assert held.texts == [text]
    assert held.state.view.form == {"setting": text}


# --- consent read back ---


def test_what_was_allowed_is_read_back_between_the_background_sheet_and_the_end_form() -> None:
    held = at_the_end()
    step = next_step(held.state, read_back=True)
    assert isinstance(step, AskReadBack)
    assert (step.participant, step.item.id) == ("p7kx3", "citation")
    assert next_step(held.state) == AskForm("setting")
    assert refused(held, "", again=True) == "yes_or_no"
    (event,) = typed(held, "oui", again=True)
    assert isinstance(event, e.Consent)
    assert (event.given, event.again, event.item, event.notice) == (True, True, "citation", "2026-01")
    assert next_step(held.state, read_back=True) == AskForm("setting")


def test_only_a_yes_to_being_quoted_or_named_is_read_back() -> None:
    held = at_the_end(quote="non")
    assert next_step(held.state, read_back=True) == AskForm("setting")


def test_a_no_when_read_back_stands_instead_of_the_first_answer_and_exports_obey_it() -> None:
    held = at_the_end()
    assert open_case(held.state.view, Scope()).quotable == {"p7kx3"}
    assert refused(held, "peut-être", again=True) == "yes_or_no"
    typed(held, "non", again=True)
    (consent,) = [c for c in held.state.view.consents if c.item == "citation"]
    assert (consent.given, consent.again) == (False, True)
    assert not held.state.view.consents_to("p7kx3", "quote")
    assert open_case(held.state.view, Scope()).quotable == frozenset()
    assert next_step(held.state, read_back=True) == AskForm("setting")
    typed(held, "/undo", again=True)
    assert held.state.view.consents_to("p7kx3", "quote")
    assert isinstance(next_step(held.state, read_back=True), AskReadBack)


def test_nothing_is_read_back_to_who_said_nothing_that_could_be_quoted() -> None:
    held = at_the_end(people=("pa", "pb"))
    asked = next_step(held.state, read_back=True)
    assert isinstance(asked, AskReadBack)
    assert asked.participant == "pa"
    typed(held, "oui", again=True)
    assert next_step(held.state, read_back=True) == AskForm("setting")


def test_words_that_are_covered_are_not_read_back_and_nothing_is_recorded_of_it() -> None:
    held = at_the_end(people=("pa", "pb"))
    held.happen([e.Verbatim("clair", "arrivee", "premiere", "En clair.", "fr", "pb"), e.Starred("s", "clair", on=True)])
    held.state = covered_of(held.state, "pa")
    step = next_step(held.state, read_back=True)
    assert unread(held.state)
    assert isinstance(step, AskReadBack)
    assert step.participant == "pb"  # whose words can be read are asked all the same
    typed(held, "oui", again=True)
    assert next_step(held.state, read_back=True) == AskForm("setting")
    assert [c.participant for c in held.state.view.consents if c.again] == ["pb"]
    assert held.state.view.consents_to("pa", "quote")
    typed(held, "ici", again=True)
    assert not unread(held.state)  # it is too late then


def test_words_without_a_star_are_not_read_out_so_a_cover_over_them_stops_nothing() -> None:
    held = at_the_end()
    typed(held, "oui", again=True)
    assert not unread(held.state)
    open_words = at_the_end()
    assert not unread(open_words.state)
    assert unread(covered_of(open_words.state, "p7kx3"))


def test_in_a_group_it_is_read_back_to_each_who_is_present_and_said_something() -> None:
    held = at_the_end(people=("pa", "pb"))
    held.happen([e.Verbatim("mot", "arrivee", "premiere", "Un mot.", "fr", "pb")])
    asked = []
    while isinstance(step := next_step(held.state, read_back=True), AskReadBack):
        asked.append(step.participant)
        held.happen(read_back(held.state, step, held.now(), given=True))
    assert asked == ["pa", "pb"]


LINES = (
    "oui|non||Des mots.|7|street|1|/undo|/lang en|/pause|/help|/done|/next|/star|/merge|/split mots|/skip refus|/probe more"
    "|/fix autres mots|/because mal entendu|/who 2|/ask Et ?|/memo note|//barre|peut-être"
)


@given(st.lists(st.sampled_from(LINES.split("|")), max_size=40), st.booleans())
def test_any_lines_at_any_step_are_answers_or_refused_and_replay_to_the_same_session(
    lines: list[str],
    again: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    held = Held(("pa", "pb"))
    for line in lines:
        step = next_step(held.state, read_back=again)
        before = held.state.view
        if isinstance(step, AskQuestions):
            held.happen(first_question(held.state, held.now()))
        try:
            made = typed(held, line, again=again)
        except CannotError:
            assert isinstance(step, AskQuestions) or held.state.view == before
            continue
        if line == "Des mots.":  # accepted words stand somewhere
            assert held.texts[-1] == line or line in held.state.view.form.values()
        assert made or line == "/help"
    known = held.state
    assert resume(known.guide, known.records, session=known.session, key=known.key).view == known.view


# --- the plain walk ---


class Lines:
    """Answers that are ready: typed at the keyboard, or read from a script."""

    def __init__(self, *lines: str, typed: bool = True) -> None:
        self.typed = typed
        self._waiting = list(enumerate(lines, 1))

    def next(self, wanted: Wanted, live: Live) -> Line:
        if not self._waiting:
            raise EOFError
        number, text = self._waiting.pop(0)
        return Line(text, 0 if self.typed else number)


def walked(folder: Path, answers: Lines, *pseudonyms: str) -> tuple[Live, str, bool]:
    """The interview after these answers, what was said on paper, and whether it is over."""
    guide = small_guide()
    held = {"sha256": guide.sha256, "source": guide.source, "language": "fr", "held_on": "2026-03-12"}
    people = [e.Person(one) for one in pseudonyms or ("p7kx3",)]
    folder.mkdir()
    state = begin_state(lambda now: e.Held(now.fresh(), "petit", 2, participants=people, **held), (), "s1")  # type: ignore[arg-type]
    live, paper = begin([folder], "s1", state), io.StringIO()
    over = Walk(Desk(live, answers, Paper(paper)), "2026-01").run()
    live.close()
    return live, paper.getvalue(), over


QUESTIONS = ("oui", "oui", "Des mots.", "/star", "autres mots", "/done", "/done", "1")


def test_at_the_keyboard_the_key_quotations_are_read_back_before_the_end_form(tmp_path: Path) -> None:
    live, paper, over = walked(tmp_path / "s", Lines(*QUESTIONS, "peut-être", "/aide", "non", "ici", "", ""))
    shown = paper[paper.index("Read these words back") :]
    assert over
    assert shown.index("Des mots.") < shown.index("Citer ?") < shown.index("Please type yes or no.")
    assert "autres mots" not in shown
    (consent,) = [c for c in live.state.view.consents if c.item == "citation"]
    assert (consent.given, consent.again, consent.notice) == (False, True, "2026-01")
    assert live.state.view.form["setting"] == "ici"


def test_at_the_keyboard_an_empty_line_does_not_say_that_the_consent_still_stands(tmp_path: Path) -> None:
    live, paper, over = walked(tmp_path / "s", Lines(*QUESTIONS, "", "oui", "ici", "", ""))
    assert over
    assert paper.count("Is that still so? Type yes or no.") == 2
    assert "Please type yes or no." in paper
    assert live.state.view.form["setting"] == "ici"
    assert live.state.view.consents_to("p7kx3", "quote")
    assert [c.again for c in live.state.view.consents] == [False, True]


def test_a_script_is_not_asked_again(tmp_path: Path) -> None:
    script = [line for n, line in enumerate(QUESTIONS) if n != QUESTIONS.index("/done")]
    live, _, over = walked(tmp_path / "s", Lines(*script, "ici", "", "", typed=False))
    assert over
    assert live.state.view.form["setting"] == "ici"
    assert not any(c.again for c in live.state.view.consents)


def test_at_the_keyboard_a_required_consent_is_refused_twice(tmp_path: Path) -> None:
    live, paper, over = walked(tmp_path / "s", Lines("non", "non"))
    assert over
    assert live.state.view.status == "refused"
    assert paper.count("Type no again") == 1
    again, _, rests = walked(tmp_path / "t", Lines("non", "oui"))
    assert not rests
    assert [c.given for c in again.state.view.consents] == [True]


def test_in_a_group_the_walk_says_who_leaves_and_only_of_the_last_that_the_interview_ends(tmp_path: Path) -> None:
    live, paper, over = walked(tmp_path / "s", Lines("non", "non", "non", "non"), "pa", "pb")
    assert over
    assert live.state.view.status == "refused"
    leaves, ends = paper.index("pa will not take part; the others go on."), paper.index("the interview ends here. Type")
    assert leaves < ends
    assert (paper.count("will not take part"), paper.count("the interview ends here. Type")) == (1, 1)


def test_the_walk_says_that_turns_were_joined_and_lists_the_probes_always_at_hand(tmp_path: Path) -> None:
    live, paper, _ = walked(tmp_path / "s", Lines("oui", "oui", "un", "deux", "/merge", "/probe more"))
    assert [t.text for t in live.state.view.turns] == ["un\ndeux"]
    assert "Joined to the turn before it." in paper
    assert paper.index("2. Quand ?") < paper.index("more     Pouvez-vous m'en dire plus ?")


def test_a_pause_in_the_walk_is_one_record_and_leaves(tmp_path: Path) -> None:
    live, _, over = walked(tmp_path / "s", Lines("oui", "/pause", "oui"))
    assert not over
    assert [r.event.kind for r in live.state.records][-2:] == ["consent", "pause"]


def test_the_menu_offers_every_action_and_the_probes_always_at_hand_behind_the_prepared_ones(tmp_path: Path) -> None:
    live, _, _ = walked(tmp_path / "s", Lines("oui", "oui"))
    offered = {action.words[0]: action for action in menu(live)}
    assert {"/merge", "/because", "/emotion", "/interruption"} <= set(offered)
    probes = offered["/probe"].arguments
    assert probes is not None
    assert [one[0] for one in probes()] == ["1", "2", "more", "example", "meaning"]
