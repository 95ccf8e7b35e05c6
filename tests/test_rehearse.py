"""`run --rehearse`: minutes reckoned or measured, compared with the guide, and nothing of it written anywhere."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from interviewer.errors import CannotError
from interviewer.guide.model import Choices, Guide, Number, Scale
from interviewer.guide.read import read_guide
from interviewer.screens.rehearsal.page import advice, clock, page
from interviewer.screens.rehearsal.unwritten import NoDisk, SimulatedClock, begin_unwritten, rest
from interviewer.session import events as e
from interviewer.session.disk import Disk
from interviewer.session.interview import AskBackground, Now, background
from interviewer.session.live import REAL, begin_state
from interviewer.session.rehearsal import (
    READING_ELSEWHERE,
    SPEAKING,
    THOUGHT,
    is_rehearsal,
    reading_seconds,
    rehearsal_id,
    report,
    speaking_seconds,
    time_mark,
    typing_seconds,
)
from tests.conftest import ROOT, Cli
from tests.terminal import CTRL_C, ENTER, Terminal, needs_terminal
from tests.walk import GUIDE, Held, small_guide

SHIPPED = sorted(path.stem for path in (ROOT / "guides").glob("*.yaml"))
SECRET = "Kazimierz"  # a word that somebody says, and no guide holds
BARE = b"""\
guide: nu
version: 1
title: A bare guide
language: en
themes:
  - id: only
    title: The only theme
    questions: [{id: one, ask: What happened here}, {id: two, ask: And then}]
"""


@pytest.fixture
def small(study: Path) -> Path:
    """A study whose guide `petit` is the small one of these tests."""
    (study / "guides" / "petit.yaml").write_bytes(GUIDE)
    (study / "guides" / "nu.yaml").write_bytes(BARE)
    return study


def rehearsed(cli: Cli, script: str | bytes, *options: str, guide: str = "petit", code: int = 0) -> dict[str, Any]:
    result = cli("run", guide, "--rehearse", "--json", *options, stdin=script)
    assert result.code == code, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def everything_below(*folders: Path) -> Mapping[str, tuple[int, int]]:
    """Every path below the folders, with its size and when it was changed."""
    paths = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    return {str(path): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in paths}


# --- how long things take ---


def test_words_are_counted_as_people_speak_them() -> None:
    assert speaking_seconds("C'est l'été : oui !", "fr", 60) == 3
    assert speaking_seconds("", "fr") == 0
    assert speaking_seconds("aujourd’hui peut-être 12", "fr", 180) == 1


def test_the_rates_are_those_of_the_language_unless_a_pace_is_given() -> None:
    assert speaking_seconds("un " * 174, "fr") == pytest.approx(60)
    assert speaking_seconds("one " * 176, "en") == pytest.approx(60)
    assert speaking_seconds("ein " * 175, "de") == pytest.approx(60)
    assert speaking_seconds("un " * 174, "fr", 87) == pytest.approx(120)
    assert reading_seconds("one " * 183, "en") == pytest.approx(60)
    assert reading_seconds("un " * 184, "fr") == pytest.approx(60)


def test_a_typed_line_takes_a_moment_of_thought_and_its_keys() -> None:
    assert typing_seconds("/next") == pytest.approx(1.35 + 6 * 0.28)


@pytest.mark.parametrize(
    ("line", "seconds"),
    [("@ 2:30", 150), ("@2:30", 150), ("  @ 45 ", 45), ("@ 1:00:00", 3600), ("@ 0", 0)],
)
def test_a_mark_of_time_says_how_long_the_next_line_takes(line: str, seconds: float) -> None:
    assert time_mark(line) == seconds


@pytest.mark.parametrize("line", ["", "words", "@", "@ words", "@nna 2:30", "2:30", "/next"])
def test_other_lines_are_no_marks_of_time(line: str) -> None:
    assert time_mark(line) is None


@pytest.mark.parametrize("line", ["@ 2:30 words", "@ 2h30", "@ 2:30:", "@ 1:2:3:4", "@ 12345"])
def test_what_only_begins_like_a_mark_of_time_is_told(line: str) -> None:
    with pytest.raises(CannotError) as caught:
        time_mark(line)
    assert caught.value.problem.rule == "rehearsal_clock"


# --- what the records say ---


def long_interview() -> Held:
    """Two minutes of opening, four questions; after the 30 minutes of the guide the third one stands there."""
    held = Held()
    held.clock += 120
    held.open()
    for line, seconds in (("un", 200), ("/probe 1", 50), ("deux", 50), ("/next", 0), ("trois", 900), ("/next", 0)):
        held.line(line, seconds)
    for line, seconds in (("7", 500), ("/next", 10), ("/ask Et encore ?", 30), ("rien", 30), ("/done", 10)):
        held.line(line, seconds)
    held.clock += 100
    return held


def test_the_minutes_of_each_theme_and_question_are_those_of_the_clock() -> None:
    found = report(long_interview().state)
    assert (found.before, found.total, found.after) == (120, 1900, 0)
    assert [(t.id, t.seconds, t.planned, t.over) for t in found.themes] == [
        ("arrivee", 1200, 600, 600),
        ("bilan", 580, None, 0),
    ]
    assert [(q.id, q.seconds, q.reached, q.longest, q.answers) for q in found.questions] == [
        ("premiere", 300, 120, 200, 2),
        ("suite", 900, 420, 900, 1),
        ("place", 510, 1320, 500, 1),
        ("fin", 30, 1830, 0, 0),
    ]
    assert (found.probes, found.improvised, found.people) == (1, 1, 1)


def test_what_was_not_reached_while_the_duration_lasted_did_not_fit() -> None:
    found = report(long_interview().state)
    assert found.overtime
    assert found.at_the_end == 3
    assert [q.id for q in found.not_reached] == ["fin"]
    assert not found.lost_musts
    assert [q.id for q in found.longest()] == ["suite", "place", "premiere"]


def test_a_must_that_was_reached_too_late_or_has_no_time_or_no_answer_did_not_fit() -> None:
    held = Held().open()
    held.line("/skip no_time", 5)
    held.line("long", 1795)  # place is put when the 30 minutes are over to the second
    held.line("/next", 0)
    held.line("7", 10)
    found = report(held.state)
    assert [q.id for q in found.lost_musts] == ["premiere", "place"]
    assert [q.id for q in found.not_reached] == ["place", "fin"]
    assert found.at_the_end == 2


def test_a_question_that_came_up_elsewhere_is_reached_when_it_did() -> None:
    held = Held().open()
    held.line("tout", 60)
    held.line("/under fin", 5)
    held.line("/move suite", 5)
    assert [(q.id, q.reached) for q in report(held.state).questions] == [
        ("premiere", 0),
        ("suite", 70),
        ("place", None),
        ("fin", 65),
    ]


def test_where_the_duration_ends_outside_the_questions_no_question_is_named() -> None:
    late = Held()
    late.clock += 2000
    late.open().line("un", 10)
    found = report(late.state)
    assert (found.overtime, found.at_the_end, len(found.not_reached)) == (True, None, 4)
    assert "After 30 minutes no question had been asked yet." in page(found, bars=True)
    early = Held().open()
    early.line("un", 10)
    early.line("/done", 0)
    early.clock += 2000
    step = early.step
    assert isinstance(step, AskBackground)
    early.happen(background(step, "1", "fr", early.now()))
    found = report(early.state)
    assert (found.overtime, found.at_the_end, found.after) == (True, None, 2000)
    assert "After 30 minutes the questions were over, the rest was not." in page(found, bars=True)


def test_the_time_since_the_last_line_counts_when_a_rehearsal_is_left() -> None:
    guide = small_guide()
    moving = SimulatedClock()

    def held(now: Now) -> e.Held:
        return e.Held(now.fresh(), guide.id, 2, guide.sha256, guide.source, "fr", "2026-03-12", [e.Person("p1")])

    session = rehearsal_id(guide.id)
    live = begin_unwritten(session, begin_state(held, (), session), REAL._replace(clock=moving.as_clock()))
    moving.seconds = 30
    rest(live)
    assert is_rehearsal(live.state)
    assert not is_rehearsal(Held().state)
    assert (report(live.state).total, report(live.state).before) == (30, 30)
    live.close()


def test_a_pause_and_what_was_taken_back_do_not_count() -> None:
    held = Held().open()
    held.line("/ask Une autre ?", 10)
    held.line("/undo", 10)
    held.line("un", 40)
    held.line("/pause", 60)
    found = report(held.state)
    assert found.improvised == 0
    assert found.questions[0].seconds == found.total == 120


def test_the_report_says_where_one_was_and_what_is_too_long() -> None:
    text = page(report(long_interview().state), bars=True)
    assert "After 30 minutes you were at question 3 of 4." in text
    assert "Not reached by then:\n   4  Que retenir ?" in text
    assert "L'arrivée                             20:00    10:00  ████████████▓▓▓▓▓▓▓▓▓▓▓▓" in text
    assert "Longer than planned: L'arrivée (+10:00)." in text
    assert "Total                                 31:40    30:00" in text
    assert not {"█", "▓", "·"} & set(page(report(long_interview().state), bars=False))


def test_the_advice_is_fit_for_what_happened() -> None:
    slow_start = Held()
    slow_start.clock += 1500
    slow_start.open()
    for line, seconds in (("un", 300), ("/next", 0), ("/next", 0), ("7", 30), ("/next", 0), ("x", 30), ("/done", 0)):
        slow_start.line(line, seconds)
    assert "what stands around them took 25:00" in advice(report(slow_start.state))
    short = Held().open()
    short.line("un", 60)
    assert "not everything was asked" in advice(report(short.state))
    for line in ("/next", "deux", "/next", "7", "/next", "quatre", "/done"):
        short.line(line, 5)
    assert advice(report(short.state)) == "Everything fits."
    assert "All 4 questions were reached." in page(report(short.state), bars=True)


def test_the_page_fits_a_terminal_of_eighty_columns() -> None:
    text = page(report(long_interview().state), bars=True, pace=174, width=80)
    assert max(map(len, text.split("\n"))) <= 80


def test_minutes_and_seconds_go_on_beyond_an_hour() -> None:
    assert [clock(s) for s in (0, 59.6, 61, 5000)] == ["0:00", "1:00", "1:01", "83:20"]


# --- a script is played ---

PLAYED = """\
@ 10
oui
@ 10
non
@ 5:00
un
/probe 1
@ 1:00
deux
/next
quatre mots pour voir
/next
@ 30
7
/done
accueil


notes
"""


def test_every_line_takes_what_it_takes_on_the_simulated_clock(cli: Cli, small: Path) -> None:
    found = rehearsed(cli, PLAYED)
    read, said = 60 / READING_ELSEWHERE, 60 / SPEAKING["fr"]
    keys = {line: 1.35 + 0.28 * (len(line) + 1) for line in ("/next", "/probe 1", "/done", "", "notes")}
    before = 2 * read + 20  # "Notes ?", "Citer ?"
    first = 4 * read + 300 + keys["/probe 1"] + read + 60 + keys["/next"]  # "Racontez la première fois.", "Qui ?"
    second = 2 * read + THOUGHT + 4 * said + keys["/next"]  # "Et ensuite ?"
    third = 4 * read + 30 + keys["/done"]  # "De 0 à 10 ?"
    after = read + THOUGHT + said + read + THOUGHT + 2 * keys[""] + keys["notes"]  # "Rôle ?", "Merci."
    assert found["before"] == pytest.approx(before, abs=0.01)
    assert [q["seconds"] for q in found["questions"]] == pytest.approx([first, second, third, 0], abs=0.01)
    assert [t["seconds"] for t in found["themes"]] == pytest.approx([first + second, third], abs=0.01)
    assert found["after"] == pytest.approx(after, abs=0.01)
    assert found["total"] == pytest.approx(before + first + second + third + after, abs=0.01)
    assert (found["probes"], found["not_reached"], found["musts_that_did_not_fit"]) == (1, ["fin"], [])


def test_a_slower_pace_makes_answers_longer_and_nothing_else(cli: Cli, small: Path) -> None:
    script = f"@ 1\noui\n@ 1\nnon\n{'mot ' * 100}\n/next\n"
    usual, slow = rehearsed(cli, script), rehearsed(cli, script, "--pace", "100")
    assert slow["total"] - usual["total"] == pytest.approx(100 * (60 / 100 - 60 / 174), abs=0.01)


def test_a_question_is_read_again_when_it_is_put_again_and_not_for_a_second_answer(cli: Cli, small: Path) -> None:
    once = rehearsed(cli, "@ 1\noui\n@ 1\nnon\n@ 10\nun\n@ 10\ndeux\n")
    assert once["questions"][0]["seconds"] == pytest.approx(20 + 4 * 60 / 184, abs=0.01)
    again = rehearsed(cli, "@ 1\noui\n@ 1\nnon\n@ 10\nun\n@ 0\n/goto 1\n@ 10\ndeux\n")
    assert again["questions"][0]["seconds"] == pytest.approx(20 + 8 * 60 / 184, abs=0.01)


def test_answers_come_from_a_file_or_from_standard_input(cli: Cli, small: Path, tmp_path: Path) -> None:
    (tmp_path / "answers.txt").write_text(PLAYED, encoding="utf-8")
    piped = rehearsed(cli, PLAYED)
    assert rehearsed(cli, "", "--answers", str(tmp_path / "answers.txt")) == piped
    assert rehearsed(cli, PLAYED, "--answers", "-") == piped


def test_the_page_goes_to_stdout_and_holds_no_word_that_was_said(cli: Cli, small: Path) -> None:
    script = f"oui\noui\n{SECRET}\n/fix {SECRET}\n/ask {SECRET} ?\n/{SECRET}\n@ 3 {SECRET}\n/goto 3\n{SECRET}\n"
    result = cli("run", "petit", "--rehearse", stdin=script)
    assert result.code == 3
    assert result.out.startswith("Rehearsal: Petit guide (petit, version 2)\n")
    assert "Questions made up on the spot: 1." in result.out
    assert [line.split(":")[0] for line in result.err.splitlines()] == ["Line 6", "Line 7", "Line 9"]
    assert SECRET not in result.out + result.err


def test_a_rehearsal_without_faults_says_nothing_beside_its_report(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", "--rehearse", stdin=PLAYED)
    assert (result.code, result.err) == (0, "")


def test_a_guide_without_minutes_compares_nothing_and_says_so(cli: Cli, small: Path) -> None:
    result = cli("run", "nu", "--rehearse", stdin="@ 1:00\none\n/next\n@ 2:00\ntwo\n")
    assert result.code == 0, result.err
    assert "neither minutes nor a duration, so there is nothing to compare with" in result.out
    assert "All 2 questions were reached." in result.out
    assert "within the plan" not in result.out
    found = rehearsed(cli, "@ 1:00\none\n", guide="nu")
    assert (found["duration"], found["not_reached"], found["at_the_end"]) == (None, ["two"], None)


def test_the_group_is_as_large_as_the_consent_lines_say(cli: Cli, study: Path) -> None:
    script = "@ 5\noui\n" * 12 + "un\n/who p3\n"
    assert rehearsed(cli, script, guide="recit-collectif")["people"] == 3
    named = ("--participant", "ama", "--participant", "bo")
    assert rehearsed(cli, "oui\n" * 8 + "/who bo\nun\n", *named, guide="recit-collectif")["people"] == 2


def test_a_consent_line_that_says_neither_yes_nor_no_ends_the_rehearsal(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", "--rehearse", stdin="oui\npeut-être\n")
    assert result.code == 3
    assert "Line 2: A consent item is answered by yes or no" in result.err
    assert "delete the session" not in result.err


def test_lines_that_are_left_over_are_told(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", "--rehearse", stdin="oui\nnon\nun\n/pause\n\nencore\n")
    assert result.code == 3
    assert "Line 6: Nothing from that line on was played" in result.err


def test_a_mark_of_time_without_an_answer_is_told(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", "--rehearse", stdin="oui\nnon\n@ 1:00\n@ 2:00\nun\n@ 3:00\n")
    assert result.code == 3
    assert [line.split(":")[0] for line in result.err.splitlines()] == ["Line 3", "Line 6"]
    assert "Total                                  2:" in result.out


# --- the guides that come with the program ---


def answers_for(guide: Guide, people: int, seconds: int) -> str:
    """A script in which every question of the guide is answered by everybody, each answer so long."""
    lines = ["@ 5\noui" for _ in range(people * len(guide.consent))]
    for _theme, question in guide.questions():
        for person in range(people):
            lines += [f"@ 0\n/who {person + 1}"] if people > 1 else []
            lines += [f"@ 0\n{value(question.answer)}"] if question.answer else []
            lines += [f"@ {seconds}\nune réponse"]
        lines += ["@ 0\n/next"]
    lines[-1] = "@ 0\n/done"
    lines += [f"@ 10\n{value(fact.answer)}" for _ in range(people) for fact in guide.background]
    return "\n".join([*lines, "@ 0\nici", "@ 0\npersonne", "@ 0\nrien"]) + "\n"


def value(answer: object) -> str:
    match answer:
        case Choices():
            return "1"
        case Scale() | Number():
            return f"{answer.lowest or 0:g}"
        case _:
            return "2026-03-01"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_guide_is_rehearsed_whole(cli: Cli, study: Path, name: str) -> None:
    guide, _problems = read_guide((study / "guides" / f"{name}.yaml").read_bytes(), name)
    assert guide is not None
    assert guide.duration is not None
    people = 6 if guide.group else 1
    found = rehearsed(cli, answers_for(guide, people, 60), guide=name)
    assert (found["people"], found["not_reached"], found["musts_that_did_not_fit"]) == (people, [], [])
    for theme, shown in zip(guide.themes, found["themes"], strict=True):
        read = sum(reading_seconds(q.ask.said_in(guide.language), guide.language) for q in theme.questions)
        assert shown["seconds"] == pytest.approx(read + 60 * people * len(theme.questions), abs=0.01)
        assert shown["planned"] == (theme.minutes or 0) * 60
    opening = [guide.opening, *(item.ask for _ in range(people) for item in guide.consent)]
    aloud = sum(reading_seconds(text.said_in(guide.language), guide.language) for text in opening)
    assert found["before"] == pytest.approx(aloud + 5 * people * len(guide.consent), abs=0.01)
    parts = found["before"] + sum(theme["seconds"] for theme in found["themes"]) + found["after"]
    assert found["total"] == pytest.approx(parts, abs=0.01)


def test_another_language_of_the_guide_is_read_at_its_own_rate(cli: Cli, study: Path) -> None:
    guide, _problems = read_guide((study / "guides" / "partenaires.yaml").read_bytes(), "partenaires")
    assert guide is not None
    found = rehearsed(cli, "@ 0\noui\n" * len(guide.consent), "--language", "en", guide="partenaires")
    texts = [guide.opening, *(item.ask for item in guide.consent)]
    assert found["before"] == pytest.approx(sum(reading_seconds(t.said_in("en"), "en") for t in texts), abs=0.01)
    assert found["title"] == guide.title.said_in("en")


@pytest.mark.parametrize("name", SHIPPED)
def test_long_answers_do_not_fit_into_a_shipped_guide(cli: Cli, study: Path, name: str) -> None:
    guide, _problems = read_guide((study / "guides" / f"{name}.yaml").read_bytes(), name)
    assert guide is not None
    found = rehearsed(cli, answers_for(guide, 2 if guide.group else 1, 600), guide=name)
    number, order = found["at_the_end"], [q.id for _theme, q in guide.questions()]
    assert found["not_reached"] == order[number:]
    assert found["not_reached"]
    assert found["themes_too_long"]
    assert set(found["musts_that_did_not_fit"]) == {q.id for _t, q in guide.questions() if q.must} & set(order[number:])


# --- what makes no sense, and hostile scripts ---


@pytest.mark.parametrize(
    "options",
    [
        ("--rehearse", "--pilot"),
        ("--rehearse", "--held-on", "2026-01-01"),
        ("--rehearse", "--resume", "x"),
        ("--rehearse", "--group", "g"),
        ("--rehearse", "--participant", "p9"),
        ("--rehearse", "--pace", "5"),
        ("--rehearse", "--pace", "-1"),
        ("--rehearse", "--pace", "401"),
        ("--answers", "x.txt"),
        ("--pace", "150"),
        ("--json",),
    ],
)
def test_options_that_make_no_sense_together_are_refused(cli: Cli, small: Path, options: tuple[str, ...]) -> None:
    before = everything_below(small)
    result = cli("run", "petit", *options, stdin=PLAYED)
    assert (result.code, result.out) == (2, "")
    assert "rehears" in result.err or "--pace" in result.err
    assert everything_below(small) == before


def test_an_empty_script_and_a_missing_one_are_no_success(cli: Cli, small: Path) -> None:
    assert cli("run", "petit", "--rehearse", stdin=" \n\n").code == 1
    assert cli("run", "petit", "--rehearse", "--answers", "missing.txt").code == 1
    assert cli("run", "petit", "--rehearse", "--answers", str(small)).code == 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_file_without_an_end_is_no_script(cli: Cli, small: Path) -> None:
    result = cli("run", "petit", "--rehearse", "--answers", "/dev/zero")
    assert result.code == 2
    assert "too long" in result.err


HOSTILE = {
    "control": b"oui\nnon\n\x1b[31m\x00\x07\n/ask \x9b2J\x1b]0;x\x07\n",
    "bidi": "oui\nnon\n\u202eabc\u2066\n/para \u2028\u2029\n".encode(),
    "latin": b"oui\nnon\n\xe9t\xe9\n",
    "windows": b"\xef\xbb\xbfoui\r\nnon\r\nun\r\n@ 1:00\r\ndeux\r\n",
    "block": b'oui\nnon\n"""\nun\ndeux\n',
    "surrogate": b"oui\nnon\n\xed\xa0\x80\n",
    "markup": b"oui\nnon\n[bold]{guide}%s {0}\n",
    "long": b"oui\nnon\n" + b"mot " * 250_000 + b"\n",
    "clock": b"oui\nnon\n@ 999:999:999\nun\n/next\n@ 0\ndeux\n",
    "marks": b"@ 1\n" * 500,
    "slashes": b"oui\nnon\n" + b"/\n//\n/goto 99999999999999999999\n/who \xc2\xb2\n/undo\n/back\n" * 30,
    "refused": b"non\nwords\n",
    "empty lines": b"oui\nnon\n" + b"\n" * 300,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_script_ends_with_a_report_that_is_harmless(cli: Cli, small: Path, name: str) -> None:
    result = cli("run", "petit", "--rehearse", stdin=HOSTILE[name])
    assert result.code in (0, 3), result.err
    assert "Total" in result.out
    assert not {char for char in result.out + result.err if char < " " and char != "\n"}
    assert not set("\u202e\u2066\u2028\x9b") & set(result.out + result.err)
    assert "nobody foresaw" not in result.err


def test_whatever_the_script_holds_the_parts_make_the_whole(cli: Cli, small: Path) -> None:
    chance = random.Random(7)
    pieces = ["oui", "non", "un mot", "7", "", "@ 1:00", "@ x", "/next", "/back", "/goto fin", "/probe", "/ask Et ?"]
    pieces += ["/skip refus", "/later", "/undo", "/under 4", "/move 2", "/lang en", "/silence", "/recorder 5:00", '"""']
    pieces += ["/para en bref", "/obs il rit", "/split mot", "/code sens", "/done", "/star", "/who p1"]
    for _ in range(40):
        script = "@ 3\noui\nnon\n" + "\n".join(chance.choices(pieces, k=40)) + "\n"
        result = cli("run", "petit", "--rehearse", "--json", stdin=script)
        assert result.code in (0, 3), script + result.err
        found = json.loads(result.out)
        parts = found["before"] + sum(theme["seconds"] for theme in found["themes"]) + found["after"]
        assert parts == pytest.approx(found["total"], abs=0.01), script
        assert sum(q["seconds"] for q in found["questions"]) <= found["total"] + 0.01


# --- nothing is written ---


def test_the_disk_of_a_rehearsal_has_an_answer_for_every_call_that_writes() -> None:
    reading = {"patiently", "open_status", "named_status", "is_locked"}
    calls = {name for name in vars(Disk) if not name.startswith("_")} - reading
    assert calls <= set(vars(NoDisk))


def test_nothing_is_written_when_a_script_is_played(cli: Cli, small: Path, sealed: Path) -> None:
    before = everything_below(small, sealed)
    assert cli("run", "petit", "--rehearse", stdin=PLAYED).code == 0
    assert everything_below(small, sealed) == before
    assert cli("list").out.count("petit") == 0


WATCH = """
import os, sys
touched = []
def heard(event, facts):
    if event == "open" and facts[0] != os.devnull and (
        (isinstance(facts[1], str) and set(facts[1]) & set("wax+"))
        or (isinstance(facts[2], int) and facts[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    ) or event in ("os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.truncate", "subprocess.Popen"):
        touched.append((event, str(facts[0])))
sys.addaudithook(heard)
from interviewer.cli import main
code = main(["run", "petit", "--rehearse"])
print("touched", touched, file=sys.stderr)
sys.exit(code)
"""


def test_nothing_is_opened_for_writing_and_no_other_program_is_started(small: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WATCH],
        input=PLAYED.encode(),
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)},
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.decode().strip() == "touched []"


# --- somebody types ---

typing = [pytest.param(prompt, marks=needs_terminal) for prompt in ("walk", "line")]


def begun(study: Path, prompt: str) -> Terminal:
    argv = [sys.executable, "-m", "interviewer", "run", "petit", "--rehearse"]
    env = {"INTERVIEWER_PROMPT": prompt, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}
    return Terminal(argv, cwd=study, rows=50, env=env)


def say(terminal: Terminal, line: str, then: str) -> None:
    terminal.send(line + ENTER)
    terminal.wait(then)


@pytest.mark.parametrize("prompt", typing)
def test_typing_runs_by_the_real_clock_until_a_pause(small: Path, sealed: Path, prompt: str) -> None:
    before = everything_below(small, sealed)
    with begun(small, prompt) as terminal:
        terminal.wait("nothing of it is written anywhere")
        terminal.wait("Notes ?")
        say(terminal, "oui", "Citer ?")
        say(terminal, "non", "[1/4]")
        say(terminal, f"{SECRET} est venu", "rehearsal · 0:0")
        say(terminal, "/pause", "Total")
        screen = terminal.text()
        assert terminal.exit_code() == 0
    assert "The rehearsal ended after 0:0" in screen
    assert "saved" not in terminal.raw.decode(errors="replace")
    assert everything_below(small, sealed) == before


@pytest.mark.parametrize("prompt", typing)
@pytest.mark.parametrize("keys", [CTRL_C, "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_leaving_is_the_end_of_the_rehearsal_and_has_its_report(small: Path, prompt: str, keys: str) -> None:
    with begun(small, prompt) as terminal:
        terminal.wait("Notes ?")
        say(terminal, "oui", "Citer ?")
        terminal.send(keys)
        terminal.wait("Total")
        assert terminal.exit_code() == 0


@pytest.mark.parametrize("prompt", typing)
def test_a_program_that_is_told_to_end_still_gives_its_report_and_leaves_nothing(
    small: Path, sealed: Path, prompt: str
) -> None:
    before = everything_below(small, sealed)
    with begun(small, prompt) as terminal:
        terminal.wait("Notes ?")
        say(terminal, "oui", "Citer ?")
        terminal.signal(signal.SIGTERM)
        terminal.wait("Total")
        assert terminal.exit_code() == 1
    assert everything_below(small, sealed) == before


@pytest.mark.parametrize("prompt", typing)
def test_a_terminal_that_is_gone_ends_the_rehearsal(small: Path, sealed: Path, prompt: str) -> None:
    before = everything_below(small, sealed)
    with begun(small, prompt) as terminal:
        terminal.wait("Notes ?")
        say(terminal, "oui", "Citer ?")
        terminal.close()
        assert terminal.process.wait(15) == 1
    assert everything_below(small, sealed) == before


@pytest.mark.parametrize("prompt", typing)
def test_nothing_is_left_by_a_rehearsal_that_was_killed(small: Path, sealed: Path, prompt: str) -> None:
    before = everything_below(small, sealed)
    with begun(small, prompt) as terminal:
        terminal.wait("Notes ?")
        say(terminal, "oui", "Citer ?")
        say(terminal, "non", "[1/4]")
        say(terminal, f"{SECRET} est venu", "rehearsal · 0:0")
        terminal.send(f"{SECRET} est")
        terminal.wait(f"{SECRET} est")
        terminal.kill()
    assert everything_below(small, sealed) == before


@pytest.mark.parametrize("prompt", [pytest.param("", marks=needs_terminal)])
def test_nothing_is_left_by_a_rehearsal_in_the_room_that_was_killed(small: Path, sealed: Path, prompt: str) -> None:
    before = everything_below(small, sealed)
    with begun(small, prompt) as terminal:
        terminal.wait("Notes ?")
        say(terminal, "oui", "Citer ?")
        say(terminal, "non", "Racontez")
        terminal.send(f"{SECRET} est venu")
        terminal.wait(f"{SECRET} est venu")
        time.sleep(1)  # a draft would be on the disk by now
        terminal.kill()
    assert everything_below(small, sealed) == before
