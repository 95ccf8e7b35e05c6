"""A guide written from values reads back as it was, whatever its words, and looks as if a person had written it."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.errors import CannotError
from interviewer.guide.layout import FLOW_WIDTH, Keys, entry
from interviewer.guide.model import Guide, Question, Text, Theme
from interviewer.guide.read import read_guide
from interviewer.guide.writing import guide_text
from tests.guides_made import TRICKY, guides

GUIDES = sorted((Path(__file__).resolve().parent.parent / "guides").glob("*.yaml"))
MODELINE = "yaml-language-server: $schema=guide.schema.json"


def bare(value: Guide) -> Guide:
    """The same guide without places, sum and source."""
    made = msgspec.to_builtins(value)
    _clear(made)
    return msgspec.convert(made, Guide)


def _clear(made: object) -> None:
    for one in made.values() if isinstance(made, dict) else made if isinstance(made, list | tuple) else ():
        _clear(one)
    if isinstance(made, dict):
        for key in ("place", "sha256", "source"):
            made.pop(key, None)


def read_back(text: str) -> Guide:
    found, problems = read_guide(text.encode())
    assert problems == ()
    assert found is not None
    return bare(found)


def small(words: str) -> Guide:
    said = Text({"fr": words})
    return Guide("g", 1, said, "fr", ("fr",), (Theme("t", said, questions=(Question("q", said),)),), closing=said)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(guides())
def test_what_is_written_reads_back(guide: Guide) -> None:
    text = guide_text(guide)
    assert read_back(text) == guide
    assert guide_text(read_back(text)) == text


@pytest.mark.parametrize("words", [words for words in TRICKY if words.strip()])
def test_words_that_yaml_would_twist_stay_as_they_are(words: str) -> None:
    assert read_back(guide_text(small(words))) == small(words)


@given(st.text(st.sampled_from("ab \n\t:#-'\"é"), min_size=1, max_size=250).filter(lambda words: words.strip()))
def test_spaces_and_line_breaks_stay_where_they_are(words: str) -> None:
    assert read_back(guide_text(small(words))) == small(words)


@pytest.mark.parametrize("words", ["a\x1b[31m", "a\u202eb", "a\u2028b", "a\x85b", "a\rb", "a\ud800b", "\ufeffa"])
def test_hidden_characters_are_refused(words: str) -> None:
    with pytest.raises(CannotError) as refused:
        guide_text(small(words))
    assert refused.value.problem.rule == "yaml_unwritable"
    with pytest.raises(CannotError):
        guide_text(small("a"), comment=words)


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_the_guides_of_the_example_study_come_back(path: Path) -> None:
    guide, _ = read_guide(path.read_bytes())
    assert guide is not None
    text = guide_text(guide)
    assert read_back(text) == bare(guide)
    assert max(map(len, text.split("\n"))) <= FLOW_WIDTH


def test_comments_stand_above_and_behind() -> None:
    remarks = {("themes", 0): "name: T", ("themes", 0, "questions", 0): "name: Q"}
    text = guide_text(small("a"), comment="Made from a form\n\nby hand", modeline=MODELINE, remarks=remarks)
    assert text.startswith(f"# {MODELINE}\n# Made from a form\n#\n# by hand\nguide: g\n")
    assert "  - id: t  # name: T\n" in text
    assert "      - id: q  # name: Q\n" in text
    assert read_back(text) == small("a")


def test_the_layout_is_that_of_a_person() -> None:
    words = "Pour commencer, racontez-moi la toute première fois que vous êtes venue ici, et ce que vous en attendiez."
    assert entry("ask", words) == [
        "ask: >-",
        "  Pour commencer, racontez-moi la toute première fois que vous êtes venue ici, et ce que vous en",
        "  attendiez.",
    ]
    assert entry("title", "L'arrivée") == ["title: L'arrivée"]
    assert entry("ask", "Votre rôle : lequel ?") == ['ask: "Votre rôle : lequel ?"']
    assert entry("opening", "Bonjour.\n\nMerci.\n") == ["opening: |", "  Bonjour.", "", "  Merci."]
    assert entry("choice", Keys({"oui": "Oui", "1": "Une fois"})) == ['choice: {"oui": "Oui", 1: Une fois}']
