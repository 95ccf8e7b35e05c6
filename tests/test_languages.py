"""Several languages: holes by their place, the language asked and the language of the answer, on screens and in tables."""

import csv
import io
from pathlib import Path

import pytest

from interviewer.errors import CannotError
from interviewer.guide.holes import holes, unsaid
from interviewer.guide.read import read_guide
from interviewer.guide.spoken import place_name
from interviewer.session import events as e
from tests.conftest import Cli
from tests.seat import Seat
from tests.terminal import ENTER
from tests.walk import GUIDE, Held

HOLED = GUIDE.replace(
    '{fr: "Racontez la première fois.", en: "Tell me about the first time."}'.encode(), b"Racontez."
).replace(b', en: "When?"', b"")


def places(source: bytes) -> list[tuple[str, str, bool]]:
    guide, problems = read_guide(source)
    assert guide is not None, problems
    return [(place_name(hole.steps), hole.language, hole.said) for hole in holes(guide)]


# --- holes ---


def test_a_complete_guide_has_no_hole() -> None:
    assert places(GUIDE) == []


def test_each_hole_is_named_by_its_place() -> None:
    assert places(HOLED) == [
        ("themes[0].questions[0].ask", "en", True),
        ("themes[0].questions[0].probes[1]", "en", True),
    ]


@pytest.mark.parametrize("empty", ['""', "", "~", '"  "'])
def test_a_language_that_is_left_empty_is_a_hole(empty: str) -> None:
    source = GUIDE.replace(
        b"closing: {fr: Merci., en: Thank you.}", f"closing:\n  fr: Merci.\n  en: {empty}\n".encode()
    )
    assert places(source) == [("closing", "en", True)]


def test_titles_and_aims_are_holes_that_nobody_hears() -> None:
    source = GUIDE.replace(b"title: {fr: Bilan, en: Looking back}", b"title: Bilan\n    aim: Tout")
    assert places(source) == [("themes[1].title", "en", False), ("themes[1].aim", "en", False)]
    guide, _problems = read_guide(source)
    assert guide is not None
    assert unsaid(guide, "en") == 0


def test_choices_consent_background_and_closing_have_holes_too() -> None:
    source = GUIDE.replace(b"{fr: Maraude, en: Street}", b"Maraude").replace(
        b'{fr: "Citer ?", en: "Quote?"}', b'"Citer ?"'
    )
    source = source.replace(b'{fr: "R\xc3\xb4le ?", en: "Role?"}', b'"R\xc3\xb4le ?"').replace(
        b"{fr: Merci., en: Thank you.}", b"Merci."
    )
    assert [place for place, _, _ in places(source)] == [
        "consent[1].ask",
        "background[0].ask",
        "background[0].choices.maraude",
        "closing",
    ]


def test_what_has_no_words_in_a_language_is_said_in_the_guides_own_whatever_stands_first() -> None:
    source = GUIDE.replace(b"languages: [fr, en]", b"languages: [en, fr, ar]").replace(
        b"{fr: Merci., en: Thank you.}", b"{en: Thank you., fr: Merci.}"
    )
    guide, _problems = read_guide(source)
    assert guide is not None
    assert guide.closing.said_in("ar") == "Merci."
    assert guide.closing.tongue("ar") == "fr"


# --- asked in one language, answered in another ---


def last(made: Held) -> tuple[str, str, str]:
    turn = made.state.view.turns[-1]
    assert turn.asked is not None
    return turn.text, turn.asked.language, turn.language


def test_the_language_asked_and_that_of_the_answer_are_kept_with_each_turn() -> None:
    made = Held().open()
    made.line("Un lundi.")
    assert last(made) == ("Un lundi.", "fr", "fr")
    made.line("/lang en")
    made.line("A Monday.")
    assert last(made) == ("A Monday.", "en", "en")
    made.line("/lang fr ar")
    made.line("يوم الاثنين")
    assert last(made) == ("يوم الاثنين", "fr", "ar")
    made.line("/para Un lundi, dit-elle.")
    assert last(made) == ("Un lundi, dit-elle.", "fr", "fr")
    made.line("/next")
    made.line("بعد ذلك")
    assert last(made) == ("بعد ذلك", "fr", "ar")
    made.line("/lang fr")
    made.line("Ensuite, en français.")
    assert last(made) == ("Ensuite, en français.", "fr", "fr")


def test_what_is_asked_without_words_in_a_language_is_kept_as_asked_in_the_other() -> None:
    made = Held(source=HOLED).open()
    made.line("/lang en")
    assert made.state.view.language == "en"
    prompt = made.state.view.prompt
    assert prompt is not None
    assert (prompt.text, prompt.language) == ("Racontez.", "fr")
    made.line("/probe 2")
    prompt = made.state.view.prompt
    assert prompt is not None
    assert (prompt.text, prompt.language) == ("Quand ?", "fr")


def test_answers_in_another_language_put_no_question_again() -> None:
    made = Held().open()
    prompts = made.state.view.prompts
    made.line("/lang fr wo")
    assert made.state.view.prompts == prompts
    made.line("/undo")
    assert made.state.view.tongues == {}
    made.line("/lang en wo")
    assert made.state.view.tongues == {"p7kx3": "wo"}
    made.line("/undo")
    assert (made.state.view.language, made.state.view.tongues) == ("fr", {})
    assert made.state.view.prompts == prompts


def test_in_a_group_each_answers_in_their_own_language() -> None:
    made = Held(("p1", "p2")).open()
    made.line("/who p2")
    made.line("/lang fr ar")
    made.line("نعم")
    assert last(made)[2] == "ar"
    made.line("/who p1")
    made.line("Oui.")
    assert last(made)[2] == "fr"
    made.line("/who p2")
    made.line("لا")
    assert last(made)[2] == "ar"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("/lang de", "language_unknown"),
        ("/lang", "language_unknown"),
        ("/lang ar fr", "language_unknown"),
        ("/lang fr arabe", "language_of_answers"),
        ("/lang fr ar en", "language_of_answers"),
    ],
)
def test_what_is_no_language_is_refused(line: str, rule: str) -> None:
    made = Held().open()
    with pytest.raises(CannotError) as caught:
        made.line(line)
    assert caught.value.problem.rule == rule


def test_an_older_switch_of_language_reads_as_before() -> None:
    made = Held().open()
    made.happen([e.Language("f" * 16, "en")])
    assert (made.state.view.language, made.state.view.tongues) == ("en", {})


# --- on the screens, and out of the house ---


@pytest.fixture
def holed(study: Path) -> Path:
    """A study whose only guide has holes in English."""
    for path in (study / "guides").iterdir():
        path.unlink()
    (study / "guides" / "petit.yaml").write_bytes(HOLED)
    return study


SCRIPT = "oui\noui\nUn lundi.\n/lang en ar\nيوم\n/next\nI stayed.\n/done\n1\n\n\n\n"


def test_the_walk_says_what_is_missing_and_the_table_has_both_languages(holed: Path, cli: Cli) -> None:
    result = cli("run", "petit", "--participant", "p1", stdin=SCRIPT)
    assert result.code == 0, result.err
    assert "2 texts are missing in English (en), and said in French (fr) instead." in result.err
    assert "p1 answers in Arabic (ar)." in result.err
    assert cli("export", "--out", "out", "--for", "machine").code == 0
    rows = [*csv.DictReader(io.StringIO((holed / "out" / "coded_answers.csv").read_bytes().decode()))]
    assert [(row["verbatim"], row["language_asked"], row["language"]) for row in rows] == [
        ("Un lundi.", "fr", "fr"),
        ("يوم", "fr", "ar"),
        ("I stayed.", "en", "ar"),
    ]
    assert list(rows[0]).index("language_asked") > list(rows[0]).index("rated_by")


def test_an_interview_that_begins_in_a_language_with_holes_says_so(holed: Path, cli: Cli) -> None:
    begun = cli("run", "petit", "--participant", "p1", "--language", "en", stdin="oui\n")
    assert "2 texts are missing in English (en), and said in French (fr) instead." in begun.err
    whole = cli("run", "petit", "--participant", "p2", stdin="oui\n")
    assert "missing" not in whole.err


def test_the_room_shows_both_languages_and_says_what_is_missing(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", source=HOLED) as seat:
        seat.keys("oui", ENTER, "oui", ENTER)
        assert seat.shows(" · fr")
        seat.keys("/lang en", ENTER)
        assert seat.shows("2 texts are missing in English (en), and said in French (fr) instead.")
        seat.keys("/lang fr ar", ENTER)
        assert seat.shows("fr → ar")
        assert seat.shows("p7kx3 answers in Arabic (ar).")
        seat.keys("نعم", ENTER)
        turn = seat.flushed().turns[-1]
        assert turn.asked is not None
        assert (turn.text, turn.asked.language, turn.language) == ("نعم", "fr", "ar")


def test_the_room_says_at_the_beginning_what_is_missing(tmp_path: Path) -> None:
    with Seat(tmp_path / "s", source=HOLED, held={"language": "en"}) as seat:
        assert seat.shows("2 texts are missing in English (en), and said in French (fr) instead.")
