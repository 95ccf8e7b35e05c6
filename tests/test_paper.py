"""The paper version of a guide: all formats hold every text of the guide, in the same order."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from interviewer.guide.model import (
    NO_TEXT,
    BackgroundItem,
    Choices,
    Condition,
    Guide,
    Number,
    Question,
    Scale,
    Text,
    Theme,
)
from interviewer.guide.read import read_guide
from interviewer.guide.spoken import spoken
from interviewer.report.paper.compose import Around, room, sheet_of
from interviewer.report.paper.in_docx import docx_of
from interviewer.report.paper.only_if import OnlyIf
from interviewer.report.paper.prepared import paragraphs
from interviewer.report.paper.sheet import texts
from interviewer.report.paper.wording import ENGLISH, FRENCH
from tests.paper_readers import READERS, bare

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = sorted((ROOT / "guides").glob("*.yaml"))
AROUND = Around({"benevoles": Text({"fr": "Bénévoles", "en": "Volunteers"})}, {}, 36, "2026-01", "fr")


def guide_in(path: Path) -> Guide:
    guide, problems = read_guide(path.read_bytes(), str(path))
    assert guide is not None, problems
    return guide


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", READERS)
def test_every_format_holds_all_texts_of_the_sheet_in_its_order(path, kind):
    guide = guide_in(path)
    for language in guide.languages:
        sheet = sheet_of(guide, language, AROUND)
        said, place = bare(READERS[kind](sheet)), 0
        for text in texts(sheet.parts):
            wanted = bare(text)
            found = said.find(wanted, place)
            assert found >= 0, f"{language}: {text!r} is not behind what stands before it"
            assert found - place <= 12, f"{language}: {said[place:found]!r} stands before {text!r}, in no other format"
            place = found + len(wanted)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", READERS)
def test_every_text_of_the_guide_is_on_paper(path, kind):
    guide = guide_in(path)
    for language in guide.languages:
        said = bare(READERS[kind](sheet_of(guide, language, AROUND)))
        for one in spoken(guide):
            for paragraph in paragraphs(one.text.said_in(language)):
                assert bare(paragraph) in said, one


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_printing_twice_gives_the_same_bytes_and_nobody_s_name(path):
    guide = guide_in(path)
    sheet = sheet_of(guide, guide.language, AROUND)
    made = docx_of(sheet)
    assert made == docx_of(sheet)
    package = zipfile.ZipFile(io.BytesIO(made))
    assert not [name for name in package.namelist() if "thumbnail" in name or "app.xml" in name or "customXml" in name]
    assert {one.date_time for one in package.infolist()} == {(2000, 1, 1, 0, 0, 0)}
    about = docx.Document(io.BytesIO(made)).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.language == guide.language


def test_a_theme_of_more_minutes_has_more_room_and_a_must_more_than_a_figure():
    questions = tuple(
        Question(f"q{n}", NO_TEXT, must=n == 0, answer=Scale(0, 10) if n == 2 else None) for n in range(3)
    )
    short, long = (Theme("t", NO_TEXT, minutes=minutes, questions=questions) for minutes in (8.0, 20.0))
    rooms = [[room(theme, n) for n in range(3)] for theme in (short, long)]
    assert rooms == [[6, 4, 3], [16, 11, 5]]
    assert all(lines >= 3 for lines in (room(Theme("t", NO_TEXT, questions=questions), n) for n in range(3)))


@pytest.mark.parametrize(
    ("when", "french", "english"),
    [
        (
            (Condition("b", values=("x", "y")),),
            "Seulement si la réponse à 1.2 est : Oui ou Non",
            "Only if the answer to 1.2 is: Yes or No",
        ),
        (
            (Condition("b", others=("x",)), Condition("fact", lowest=1.5, highest=4.0)),
            "Seulement si la réponse à 1.2 n'est pas « Oui » et si « Combien » : de 1,5 à 4",
            "Only if the answer to 1.2 is not “Yes” and if “How many”: from 1.5 to 4",
        ),
        ((Condition("fact", lowest=2.0),), "Seulement si « Combien » : au moins 2", "Only if “How many”: at least 2"),
        ((Condition("fact", highest=2.0),), "Seulement si « Combien » : au plus 2", "Only if “How many”: at most 2"),
        ((Condition("gone"),), "Seulement si « gone »", "Only if “gone”"),
        ((), "", ""),
    ],
)
def test_conditions_are_sentences(when, french, english):
    yes, no = Text({"fr": "Oui", "en": "Yes"}), Text({"fr": "Non", "en": "No"})
    fact = BackgroundItem("fact", Text({"fr": "Combien", "en": "How many"}), Number())
    theme = Theme("t", yes, questions=(Question("a", yes), Question("b", yes, answer=Choices({"x": yes, "y": no}))))
    guide = Guide("g", 1, yes, "fr", ("fr", "en"), (theme,), background=(fact,))
    assert OnlyIf(guide, "fr", FRENCH).said(when) == french
    assert OnlyIf(guide, "en", ENGLISH).said(when) == english
