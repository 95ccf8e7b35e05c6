"""A translator's worksheet: written, filled in by people and programs of all kinds, and merged back into the YAML."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from interviewer.guide.model import Guide
from interviewer.guide.read import read_guide
from interviewer.guide.spoken import Steps, spoken
from interviewer.guide.translating import translated
from interviewer.guide.worksheet import lines
from interviewer.guide.worksheet_reading import Merge, read_worksheet
from interviewer.guide.writing import guide_text
from interviewer.screens.language_names import headed
from interviewer.screens.pages.worksheet import as_file, rows
from interviewer.sheets.model import Book, Sheet
from interviewer.sheets.read import read_book
from interviewer.sheets.write import xlsx
from interviewer.study.shipped import shipped_files
from tests.conftest import Cli
from tests.guides_made import WORDS, guides

SHIPPED = {path: data.decode() for path, data in shipped_files() if path.startswith("guides/")}
SMALL = """\
# Pour Ana : relire avant l'été.
guide: petit
version: 1
title: Petit      # le titre
language: fr      # la langue de l'équipe
opening: |
  Bonjour.

  Merci de me recevoir.   # pas un commentaire
consent:
  - {id: notes, for: notes, required: true, ask: "Puis-je prendre des notes ?"}   # nécessaire
themes:
  # Ouvrir large.
  - id: arrivee
    title: "L'arrivée"
    aim: >-
      Comprendre ce qui déclenche l'engagement, et ce qui fait rester, quand on aurait pu partir
      dès la première fois sans rien dire à personne.
    questions:
      - id: premiere
        ask: Racontez-moi la première fois.
        probes:
          - Qui était là ?
          - 'C''était quand ?'
          - >-
            Et si vous deviez le raconter à quelqu'un qui n'est jamais venu, par où commenceriez-vous, et que
            laisseriez-vous de côté ?
          - {id: b, ask: "Et après ?"}
      - {id: role, ask: Quel rôle ?, choice: {a: Accueil, b: "Maraude, la nuit"}}
      - id: longue
        ask: Une question en texte simple qui est assez longue
          pour tenir sur deux lignes
        probes: ["Et ?", Encore]
closing:
    Merci.
"""


def guide_of(text: str) -> Guide:
    guide, problems = read_guide(text.encode())
    assert guide is not None, problems
    return guide


def filled(text: str, language: str, words: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    """The worksheet with these translations by their places."""
    head, *below = rows(guide_of(text), language)
    known = {row[0] for row in below}
    assert set(words) <= known, known
    return (head, *((*row[:3], words.get(row[0], row[3]), row[4]) for row in below))


def book_of(made: tuple[tuple[str, ...], ...], guide: Guide, language: str, ending: str = ".xlsx") -> Book:
    found = read_book(as_file(made, guide, language, ending), f"w{ending}").book
    assert found is not None
    return found


def merge_of(text: str, language: str, book: Book) -> Merge:
    found = read_worksheet(book, guide_of(text), language)
    assert found is not None
    return found


def merged(text: str, language: str, words: dict[str, str], ending: str = ".xlsx") -> str:
    """The file after a round trip with these translations."""
    guide = guide_of(text)
    found = merge_of(text, language, book_of(filled(text, language, words), guide, language, ending))
    return translated(text, guide, language, found.changes)


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came."""
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


# --- each way of writing a text ---


@pytest.mark.parametrize(
    ("place", "words", "gone", "came"),
    [
        ("title", "Small", ["title: Petit      # le titre"], ["title: {fr: Petit, en: Small}      # le titre"]),
        (
            "opening",
            "Hello.\n\nThank you.",
            ["opening: |", "  Bonjour.", "  Merci de me recevoir.   # pas un commentaire"],
            [
                *("opening:", "  fr: |", "    Bonjour.", "    Merci de me recevoir.   # pas un commentaire"),
                *("  en: |", "    Hello.", "    Thank you."),
            ],
        ),
        (
            "themes/arrivee/questions/premiere",
            "Tell me about it.",
            ["        ask: Racontez-moi la première fois."],
            ["        ask: {fr: Racontez-moi la première fois., en: Tell me about it.}"],
        ),
        (
            "themes/arrivee/questions/premiere/probes/1",
            "Who was there?",
            ["          - Qui était là ?"],
            ['          - {fr: "Qui était là ?", en: "Who was there?"}'],
        ),
        (
            "themes/arrivee/questions/premiere/probes/2",
            "When?",
            ["          - 'C''était quand ?'"],
            ["          - {fr: 'C''était quand ?', en: \"When?\"}"],
        ),
        (
            "themes/arrivee/questions/premiere/probes/b",
            "And then?",
            ['          - {id: b, ask: "Et après ?"}'],
            ['          - {id: b, ask: {fr: "Et après ?", en: "And then?"}}'],
        ),
        (
            "themes/arrivee/questions/role/choices/b",
            "Street",
            ['      - {id: role, ask: Quel rôle ?, choice: {a: Accueil, b: "Maraude, la nuit"}}'],
            ['      - {id: role, ask: Quel rôle ?, choice: {a: Accueil, b: {fr: "Maraude, la nuit", en: "Street"}}}'],
        ),
        (
            "themes/arrivee/questions/longue",
            "A question",
            ["        ask: Une question en texte simple qui est assez longue", "          pour tenir sur deux lignes"],
            [
                *("        ask:", "          fr: Une question en texte simple qui est assez longue"),
                *("            pour tenir sur deux lignes", "          en: A question"),
            ],
        ),
        ("closing", "Thanks", ["    Merci."], ["    {fr: Merci., en: Thanks}"]),
    ],
)
def test_a_text_gets_its_second_language_in_its_own_style(
    place: str, words: str, gone: list[str], came: list[str]
) -> None:
    went, new = changed(SMALL, merged(SMALL, "en", {place: words}))
    assert went == gone
    assert [line for line in new if line != "languages: [fr, en]"] == came


@pytest.mark.parametrize(
    ("own", "came"),
    [
        ("Dites-moi tout (en bref) !  # court", "{fr: Dites-moi tout (en bref) !, en: Tell me (in short)!}  # court"),
        ("Dites-moi ; c'est tout.", "{fr: Dites-moi ; c'est tout., en: Tell me (in short)!}"),
        ("Dites-moi, s'il vous plaît.", '{fr: "Dites-moi, s\'il vous plaît.", en: "Tell me (in short)!"}'),
    ],
)
def test_a_text_without_quotes_gets_them_only_where_brackets_need_them(own: str, came: str) -> None:
    text = SMALL.replace("        ask: Racontez-moi la première fois.", f"        ask: {own}")
    after = merged(text, "en", {"themes/arrivee/questions/premiere": "Tell me (in short)!"})
    assert f"        ask: {came}\n" in after


def test_languages_stand_behind_the_language_of_the_guide() -> None:
    after = merged(SMALL, "en", {"closing": "Thanks"})
    assert "language: fr      # la langue de l'équipe\nlanguages: [fr, en]\nopening: |" in after


def test_a_list_of_languages_grows() -> None:
    text = SMALL.replace("opening: |", "languages: [fr, es]   # et bientôt\nopening: |")
    assert "languages: [fr, es, en]   # et bientôt\n" in merged(text, "en", {"closing": "Thanks"})


BOTH = merged(
    SMALL,
    "en",
    {
        "title": "Small",
        "opening": "Hello.\n\nThank you for having me.",
        "consent/notes": "May I take notes?",
        "themes/arrivee/aim": "Understand what starts it, and what makes people stay, when they could have left "
        "the very first time without saying a word to anybody.",
        "themes/arrivee/questions/premiere": "Tell me about the first time.",
        "themes/arrivee/questions/premiere/probes/1": "Who was there?",
        "themes/arrivee/questions/premiere/probes/3": "And if you told somebody who has never come, where would you begin, "
        "and what would you leave out?",
        "themes/arrivee/questions/role/choices/a": "Desk",
        "closing": "Thank you.",
    },
)


@pytest.mark.parametrize("place", [line.key for line in lines(guide_of(BOTH), "en") if line.translation])
def test_one_word_that_changes_is_one_line_of_the_file(place: str) -> None:
    known = {line.key: line.translation for line in lines(guide_of(BOTH), "en")}
    words = known[place].strip()
    other = re.sub(r"\b(\w+)(\W*)$", r"folk\2", words)
    after = merged(BOTH, "en", {place: other})
    gone, came = changed(BOTH, after)
    assert (len(gone), len(came)) == (1, 1)
    assert "folk" in came[0]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_space_at_the_end_of_a_block_goes_with_the_words_that_go(newline: str) -> None:
    before = SMALL.replace("language: fr ", "languages: [fr, en]\nlanguage: fr ")
    before = before.replace("\n    Merci.", "\n  fr: Merci.\n  en: |-\n    Thank you, \n    and goodbye. ").replace(
        "\n", newline
    )
    gone, came = changed(before, merged(before, "en", {"closing": "Thanks."}))
    assert [line.strip("\r") for line in gone] == ["    Thank you, ", "    and goodbye. "]
    assert [line.strip("\r") for line in came] == ["    Thanks."]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_worksheet_that_nobody_touched_changes_nothing(ending: str) -> None:
    for text in (SMALL, BOTH, *SHIPPED.values()):
        guide = guide_of(text)
        book = read_book(as_file(rows(guide, "en"), guide, "en", ending), f"w{ending}").book
        assert book is not None
        found = merge_of(text, "en", book)
        assert (found.changes, {one.reason for one in found.left} - {"empty"}) == ({}, set())


@pytest.mark.parametrize("text", SHIPPED.values(), ids=SHIPPED)
def test_the_shipped_guides_are_translated_whole_and_keep_every_comment(text: str) -> None:
    guide = guide_of(text)
    words = {line.key: f"EN {line.source}" for line in lines(guide, "en")}
    after = merged(text, "en", words)
    comments = [line.strip() for line in text.split("\n") if line.lstrip().startswith("#")]
    assert [line.strip() for line in after.split("\n") if line.lstrip().startswith("#")] == comments
    again = guide_of(after)
    assert [one.text.words["en"].strip() for one in spoken(again)] == [
        f"EN {line.source}".strip() for line in lines(guide, "en")
    ]
    assert merged(after, "en", words) == after


# --- any text, any translation ---

COMMENT = re.compile(r"# note [0-9]+")


def with_comments(text: str) -> str:
    """The file with a comment before each key at its left edge, and before each theme."""
    made: list[str] = []
    for line in text.split("\n"):
        if re.match(r"[a-z]+:|  - id: ", line):
            made.append(f"{' ' * (len(line) - len(line.lstrip()))}# note {len(made)}")
        made.append(line)
    return "\n".join(made)


@settings(max_examples=25, deadline=None, phases=[Phase.reuse, Phase.generate], suppress_health_check=list(HealthCheck))
@given(guides(), st.data())
def test_what_a_translator_writes_is_what_the_guide_says_then(guide: Guide, data: st.DataObject) -> None:
    text = with_comments(guide_text(guide))
    if data.draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    guide = guide_of(text)
    language = data.draw(st.sampled_from([one for one in ("ar", "es", *guide.languages) if one != guide.language]))
    ending = data.draw(st.sampled_from([".xlsx", ".csv"]))
    wanted = {one.key: data.draw(WORDS | st.just("")) for one in lines(guide, language)}
    made = filled(text, language, {key: words for key, words in wanted.items() if words})
    found = merge_of(text, language, book_of(made, guide, language, ending))
    assert {one.reason for one in found.left} <= {"formula", "hidden", "lost", "empty", "probe_text", "twice"}
    after = translated(text, guide, language, found.changes)
    left = {one.key for one in found.left}
    said = {one.key: one.translation for one in lines(guide_of(after), language)}
    before = {one.key: one.translation for one in lines(guide, language)}
    for key, words in wanted.items():
        assert said[key].strip() == (words if words and key not in left else before[key]).strip()
    assert others(guide_of(after), language) == others(guide, language)
    assert COMMENT.findall(after) == COMMENT.findall(text)
    assert ("\r\n" in text) == ("\r\n" in after)
    again = merge_of(after, language, book_of(made, guide_of(after), language, ending))
    assert again.changes == {}


def others(guide: Guide, language: str) -> list[tuple[Steps, dict[str, str]]]:
    """The words in all other languages."""
    return [
        (one.steps, {tag: words for tag, words in one.text.words.items() if tag != language}) for one in spoken(guide)
    ]


# --- what people and their programs do to it ---

WORDS_EN = {
    "opening": "Hello.\n\nThank you for having me.",
    "consent/notes": "May I take notes?",
    "themes/arrivee/questions/premiere": "Tell me about the first time.",
    "themes/arrivee/questions/premiere/probes/2": "When was it?",
    "closing": "Thank you.",
}
FILLED = filled(SMALL, "en", WORDS_EN)
WANTED = dict(WORDS_EN)


def found_in(made: Iterable[Sequence[str]], kind: str = "xlsx") -> Merge:
    return merge_of(SMALL, "en", Book((Sheet("translation", tuple(tuple(row) for row in made)),), kind))


def words_of(found: Merge) -> dict[str, str]:
    keys = {line.steps: line.key for line in lines(guide_of(SMALL), "en")}
    return {keys[steps]: words.strip() for steps, words in found.changes.items()}


def test_rows_may_be_sorted_even_with_the_head_among_them() -> None:
    assert words_of(found_in(sorted(FILLED, key=lambda row: row[3]))) == WANTED


def test_columns_may_be_added_and_moved() -> None:
    made = [["x", row[3], "", row[2], row[0], "ok"] for row in FILLED]
    assert words_of(found_in(made)) == WANTED


def test_a_part_may_come_back() -> None:
    made = [row for row in FILLED if row[0] in ("place", "closing")]
    found = found_in(made)
    assert words_of(found) == {"closing": "Thank you."}
    assert found.left == ()


def test_without_places_the_source_says_where_it_belongs() -> None:
    made = [["", *row[1:]] for row in FILLED]
    assert words_of(found_in(made)) == WANTED


def test_without_the_source_the_places_are_enough_and_it_is_said() -> None:
    found = found_in([[row[0], row[3]] for row in FILLED])
    assert words_of(found) == WANTED
    assert not found.compared


def test_a_program_may_change_quotes_dashes_spaces_and_capitals_of_what_is_not_translated() -> None:
    smart = str.maketrans({"'": "’", "-": "–", " ": "\u00a0", "\n": "\r\n"})
    made = [
        FILLED[0],
        *([row[0].title().replace("-", "–"), row[1], row[2].translate(smart), row[3], row[4]] for row in FILLED[1:]),
    ]
    assert words_of(found_in(made)) == WANTED


def test_line_ends_of_every_kind_become_those_of_the_file() -> None:
    made = [[cell.replace("\n", "_x000D_\n").replace("Hello.", "  Hello.\r\n") for cell in row] for row in FILLED]
    assert words_of(found_in(made))["opening"] == "Hello.\n\n\nThank you for having me."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_comes_back_in_any_encoding_and_with_any_delimiter(encoding: str, delimiter: str) -> None:
    made = io.StringIO()
    accented = [[cell.replace("Thank you.", "Merci à vous ; “très”, œuf") for cell in row] for row in FILLED]
    csv.writer(made, delimiter=delimiter).writerows(accented)
    book = read_book(made.getvalue().encode(encoding), "w.csv").book
    assert book is not None
    assert words_of(merge_of(SMALL, "en", book)) == WANTED | {"closing": "Merci à vous ; “très”, œuf"}


def reasons(place: str, words: str, source: str | None = None, key: str | None = None) -> list[tuple[str, str]]:
    """What is said of one row with these cells."""
    made = [
        [key or row[0], row[1], source or row[2], words, row[4]] if row[0] == place else list(row)
        for row in rows(guide_of(SMALL), "en")
        if row[0] in ("place", place)
    ]
    return [(one.address, one.reason) for one in found_in(made).left]


@pytest.mark.parametrize(
    "words", ["=1+1", "=HYPERLINK(1)", "@SUM(A1)", "+A1", "-SUM(B2)", "#REF!", "#NAME?", "Err:508"]
)
def test_what_looks_like_a_formula_is_left_and_listed(words: str) -> None:
    assert reasons("closing", words) == [("translation!D2", "formula")]


@pytest.mark.parametrize(
    "words", ["+ than 10 years", "- Yes", "@home", "5 = five", "-5 degrees", "#thanks", "'Twas fine"]
)
def test_what_only_begins_like_one_is_taken(words: str) -> None:
    assert reasons("closing", words) == []
    csv_rows = filled(SMALL, "en", {"closing": words})
    book = book_of(csv_rows, guide_of(SMALL), "en", ".csv")
    assert words_of(merge_of(SMALL, "en", book)) == {"closing": words}


@pytest.mark.parametrize("words", ["a\u202eb", "a\x1bb", "a\u2028b", "\ufeffa", "a\x00b"])
def test_hidden_characters_are_left_and_listed(words: str) -> None:
    assert reasons("closing", words) == [("translation!D2", "hidden")]


@pytest.mark.parametrize("words", ["?????? ????", "Merci \ufffd vous", "d?j? vu", "?a va", "?? L'accueil"])
def test_letters_that_were_lost_on_the_way_are_left_and_listed(words: str) -> None:
    assert reasons("closing", words) == [("translation!D2", "lost")]


def test_a_column_whose_head_lost_its_letters_is_looked_at_closely() -> None:
    made = [("place", "fr (français)", "en (???????)"), ("closing", "Merci.", "so ? so"), ("title", "Petit", "Small")]
    found = found_in(made)
    assert [(one.address, one.reason) for one in found.left] == [("translation!C2", "lost")]
    assert words_of(found) == {"title": "Small"}


def test_a_question_in_the_translation_is_no_loss() -> None:
    assert reasons("themes/arrivee/questions/premiere", "What happened? When ? (and why?) Really?? ¿Y?") == []


def test_a_text_that_changed_meanwhile_is_left_and_listed() -> None:
    assert reasons("closing", "Thanks", source="Merci beaucoup.") == [("translation!D2", "source_changed")]


def test_a_place_that_nobody_knows_is_left_and_listed() -> None:
    assert reasons("closing", "Thanks", source="Autre", key="themes/x/questions/y") == [("translation!D2", "unknown")]


def test_two_translations_of_one_place_are_left_and_two_equal_ones_are_one() -> None:
    twice = [*FILLED, ("closing", "", "Merci.", "Thanks a lot.", "")]
    assert [(one.address, one.reason) for one in found_in(twice).left if one.reason == "twice"] == [
        (f"translation!D{len(twice)}", "twice")
    ]
    assert words_of(found_in([*FILLED, ("closing", "", "Merci.", "Thank you.", "")])) == WANTED


def test_an_empty_cell_takes_no_translation_away() -> None:
    guide = guide_of(BOTH)
    emptied = [(*row[:3], "", row[4]) if row[0] == "closing" else row for row in rows(guide, "en")]
    found = read_worksheet(Book((Sheet("translation", tuple(emptied)),), "xlsx"), guide, "en")
    assert found is not None
    assert found.changes == {}
    assert ("closing", "emptied") in [(one.key, one.reason) for one in found.left]


def test_a_question_that_moved_or_bears_another_id_is_found_by_what_it_was() -> None:
    text = SMALL.replace("id: arrivee", "id: debut").replace(
        "- id: premiere", "- id: premiere-fois\n        was: [premiere]"
    )
    found = merge_of(text, "en", book_of(FILLED, guide_of(text), "en"))
    assert len(found.changes) == len(WANTED)


def test_a_worksheet_of_another_language_is_no_worksheet() -> None:
    assert read_worksheet(book_of(FILLED, guide_of(SMALL), "en"), guide_of(SMALL), "es") is None


@pytest.mark.parametrize("words", ["EN", "en (anglais)", " En "])
def test_a_text_that_looks_like_the_head_of_a_column_is_none(words: str) -> None:
    made = [list(row) for row in FILLED]
    title = next(row for row in made if row[0] == "title")
    title[3] = words
    assert words_of(found_in(made)) == WANTED | {"title": words.strip()}
    made[0][3] = "Anglais"
    book = Book((Sheet("translation", tuple(tuple(row) for row in made)),), "xlsx")
    assert read_worksheet(book, guide_of(SMALL), "en") is None


def test_bidi_languages_go_there_and_come_back() -> None:
    arabic = {
        "closing": "شكرًا لكم.",
        "opening": "مرحبًا.\n\nشكرًا \u200fعلى 2 دقائق.",
        "themes/arrivee/questions/premiere": "احكِ لي.",
    }
    for ending in (".xlsx", ".csv"):
        after = guide_of(merged(SMALL, "ar", arabic, ending))
        assert after.languages == ("fr", "ar")
        assert after.closing.words["ar"] == arabic["closing"]
        assert after.opening.words["ar"] == arabic["opening"] + "\n"


def test_a_file_of_a_windows_editor_keeps_its_mark_and_its_line_ends() -> None:
    text = "\ufeff" + SMALL.replace("\n", "\r\n")
    after = merged(text, "en", WORDS_EN)
    assert after == "\ufeff" + merged(SMALL, "en", WORDS_EN).replace("\n", "\r\n")


def test_words_in_a_language_called_no_or_id_are_read_back() -> None:
    assert guide_of(merged(SMALL, "no", {"closing": "Takk"})).closing.words["no"] == "Takk"
    after = merged(SMALL, "id", {"closing": "Terima kasih", "themes/arrivee/questions/premiere": "Ceritakan"})
    assert guide_of(after).closing.words["id"] == "Terima kasih"
    made = filled(SMALL, "id", {"themes/arrivee/questions/premiere/probes/1": "Siapa?"})
    left = merge_of(SMALL, "id", book_of(made, guide_of(SMALL), "id")).left
    assert [one.reason for one in left if one.reason != "empty"] == ["probe_text"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate])
@given(st.data())
def test_a_worksheet_whose_bytes_were_changed_merges_what_it_says_and_nothing_else(data: st.DataObject) -> None:
    guide = guide_of(SMALL)
    whole = bytearray(as_file(FILLED, guide, "en", data.draw(st.sampled_from([".xlsx", ".csv"]))))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    book = read_book(bytes(whole), "w").book
    found = read_worksheet(book, guide, "en") if book else None
    if found is not None:
        after = guide_of(translated(SMALL, guide, "en", found.changes))
        assert others(after, "en") == others(guide, "en")
        assert {one.steps for one in spoken(after) if "en" in one.text.words} == set(found.changes)


# --- the verb ---


@pytest.fixture
def small(study: Path) -> Path:
    """A study with that guide."""
    for path in (study / "guides").iterdir():
        path.unlink()
    (study / "guides" / "petit.yaml").write_text(SMALL, encoding="utf-8", newline="")
    return study


def test_the_verb_writes_both_files_and_never_over_them(small: Path, cli: Cli) -> None:
    result = cli("translate", "petit", "en")
    assert (result.code, result.out) == (0, "exports/petit.en.xlsx\nexports/petit.en.csv\n")
    assert "When it comes back: interviewer translate petit en --merge exports/petit.en.xlsx" in result.err
    assert "14 texts to translate, 3 titles and aims besides, 0 translated already." in result.err
    before = (small / "exports" / "petit.en.xlsx").read_bytes()
    again = cli("translate", "petit", "en")
    assert again.code == 1
    assert "There is a file exports/petit.en.xlsx already." in again.err
    assert cli("translate", "petit", "en", "--force").code == 0
    assert (small / "exports" / "petit.en.xlsx").read_bytes() == before


def test_a_slip_in_a_path_makes_no_folder(small: Path, cli: Cli) -> None:
    for out, said in (("nulle/part/w.csv", "There is no folder nulle/part."), ("guides/petit.yaml/w.csv", "is a file")):
        result = cli("translate", "petit", "en", "--out", out)
        assert result.code == 1
        assert said in result.err
    assert not (small / "nulle").exists()


def test_a_language_that_the_screens_do_not_speak_is_translated_into(small: Path, cli: Cli) -> None:
    assert cli("translate", "petit", "ar", "--lang", "fr", "--out", "w.xlsx").code == 0
    book = read_book((small / "w.xlsx").read_bytes()).book
    assert book is not None
    assert book.sheets[0].rows[0][2:4] == ("fr (français)", "ar (العربية)")


def test_the_verb_merges_shows_and_says_what_it_left(small: Path, cli: Cli) -> None:
    made = [*FILLED, ("themes/x/title", "", "X", "Y", "")]
    (small / "back.xlsx").write_bytes(xlsx([Sheet("translation", tuple(made))]))
    shown = cli("translate", "petit", "en", "--merge", "back.xlsx", "--dry-run")
    assert "+    ask: {fr: Racontez-moi la première fois., en: Tell me about the first time.}" in shown.out.replace(
        "+    " + "    ", "+    "
    )
    assert (small / "guides" / "petit.yaml").read_text(encoding="utf-8") == SMALL
    result = cli("translate", "petit", "en", "--merge", "back.xlsx", "--json")
    assert result.code == 0
    found = json.loads(result.out)
    assert (found["merged"], found["unchanged"]) == (5, 0)
    assert {"cell": "translation!D19", "place": "themes/x/title", "reason": "unknown"} in found["left"]
    after = (small / "guides" / "petit.yaml").read_bytes()
    again = cli("translate", "petit", "en", "--merge", "back.xlsx")
    assert "0 texts merged, 5 were the same already" in again.err
    assert "no such place in this guide" in again.err
    assert (small / "guides" / "petit.yaml").read_bytes() == after
    assert cli("check", "guides/petit.yaml").code == 0
    assert "interviewer check" not in again.err


def test_after_a_merge_the_next_step_is_told(small: Path, cli: Cli) -> None:
    (small / "back.xlsx").write_bytes(xlsx([Sheet("translation", FILLED)]))
    assert "interviewer check" not in cli("translate", "petit", "en", "--merge", "back.xlsx", "--dry-run").err
    done = cli("translate", "petit", "en", "--merge", "back.xlsx")
    assert done.err.endswith("Next, look for what is still missing:  interviewer check guides/petit.yaml\n")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_in_git_the_next_step_after_a_merge_is_to_look_at_the_difference(small: Path, cli: Cli) -> None:
    git("init", "-q")
    (small / "back.xlsx").write_bytes(xlsx([Sheet("translation", FILLED)]))
    assert "git diff guides/petit.yaml" in cli("translate", "petit", "en", "--merge", "back.xlsx").err


def test_what_would_change_ends_where_the_guide_ends(small: Path, cli: Cli) -> None:
    made = [FILLED[0], ("closing", "", "Merci.", "Thanks.", "")]
    (small / "back.xlsx").write_bytes(xlsx([Sheet("translation", tuple(made))]))
    shown = cli("translate", "petit", "en", "--merge", "back.xlsx", "--dry-run").out
    assert not shown.endswith("\n \n")
    assert "\n+" in shown


def test_sheets_are_called_in_the_language_of_the_screens_and_read_back_by_any_name(small: Path, cli: Cli) -> None:
    assert cli("translate", "petit", "en", "--lang", "fr", "--out", "w.xlsx").code == 0
    book = read_book((small / "w.xlsx").read_bytes()).book
    assert book is not None
    assert len({sheet.name for sheet in book.sheets}) == 2
    filled = [(*row[:3], "Words", *row[4:]) if row[0] == "closing" else row for row in book.sheets[0].rows]
    for name in ("traduction", "Feuille1", "petit.en-lisez-moi"):
        (small / "back.xlsx").write_bytes(
            xlsx([Sheet("lisez-moi", (("Pour qui traduit",),)), Sheet(name, tuple(filled))])
        )
        merged = json.loads(cli("translate", "petit", "en", "--merge", "back.xlsx", "--dry-run", "--json").out)
        assert merged["merged"] == 1


def test_a_worksheet_of_which_nothing_could_be_taken_is_no_success(small: Path, cli: Cli) -> None:
    (small / "back.csv").write_text("place,en\nnowhere/x,Hello\nclosing,=1+1\n", encoding="utf-8")
    result = cli("translate", "petit", "en", "--merge", "back.csv")
    assert result.code == 3
    assert "0 texts merged" in result.err
    assert "csv!B2  nowhere/x" in result.err
    assert "csv!B3  closing" in result.err


METIER = """\
guide: work
version: 1
title: Work
language: en
themes:
  - id: work
    title: Work
    aim: What they do.
    questions:
      - {id: job, ask: Tell me about your job., probes: [And then?]}
"""
RACONTE = "Racontez-moi votre métier : l'été, déjà l'hiver, ça a changé où ?"


def saved(path: Path, head: str, words: str, encoding: str) -> None:
    """What a translator saved, in a file of that encoding."""
    rows = [("place", "en (English)", head), ("themes/work/questions/job", "Tell me about your job.", words)]
    path.write_bytes("".join(";".join(row) + "\r\n" for row in rows).encode(encoding))


@pytest.mark.parametrize("head", ["fr (français)", "fr"])
@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman", "utf-8", "utf-8-sig", "utf-16"])
def test_every_kind_of_csv_of_a_spreadsheet_program_keeps_its_letters(
    small: Path, cli: Cli, encoding: str, head: str
) -> None:
    """Told by the word “français” in the head; without it, by letters that no French word has."""
    (small / "guides" / "work.yaml").write_text(METIER, encoding="utf-8")
    saved(small / "w.csv", head, RACONTE, encoding)
    assert cli("translate", "work", "fr", "--merge", "w.csv").code == 0
    assert f'fr: "{RACONTE}"' in (small / "guides" / "work.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman"])
def test_the_guides_own_words_tell_the_encoding_too(small: Path, cli: Cli, encoding: str) -> None:
    words = {"consent/notes": "May I take notes — “all” of them?".replace("—", "-").replace("“", '"').replace("”", '"')}
    made = "\r\n".join(";".join(f'"{cell}"' for cell in map(quoted, row)) for row in filled(SMALL, "en", words))
    (small / "w.csv").write_bytes(made.encode(encoding, "replace"))
    result = cli("translate", "petit", "en", "--merge", "w.csv", "--json")
    assert (result.code, json.loads(result.out)["merged"]) == (0, 1)
    assert "source_changed" not in result.out


def quoted(cell: str) -> str:
    return cell.replace('"', '""')


@pytest.mark.parametrize(
    ("language", "words", "encoding"),
    [
        ("ru", "Расскажите мне", "cp1251"),
        ("ar", "حدثني عن عملك", "cp1256"),
        ("tr", "İşinizi anlatır mısınız", "cp1254"),
        ("de", "Erzählen Sie, wie schön das früher war", "cp850"),
        ("de", "Erzählen Sie, wie schön das früher war", "mac_roman"),
    ],
)
def test_other_languages_are_read_in_the_encodings_of_their_places(
    small: Path, cli: Cli, language: str, words: str, encoding: str
) -> None:
    (small / "guides" / "work.yaml").write_text(METIER, encoding="utf-8")
    saved(small / "w.csv", headed(language), words, encoding)
    assert cli("translate", "work", language, "--merge", "w.csv").code == 0
    assert words in (small / "guides" / "work.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "words", "encoding"),
    [
        ("hu", "Meséljen a munkájáról, erről az őszről", "cp1250"),
        ("ru", "Расскажите мне", "koi8_r"),
        ("ru", "Расскажите мне", "mac_cyrillic"),
    ],
)
def test_a_worksheet_whose_letters_nothing_tells_is_refused(
    small: Path, cli: Cli, language: str, words: str, encoding: str
) -> None:
    (small / "guides" / "work.yaml").write_text(METIER, encoding="utf-8")
    saved(small / "w.csv", headed(language), words, encoding)
    result = cli("translate", "work", language, "--merge", "w.csv")
    assert result.code == 1
    assert "save it as .xlsx or as “CSV UTF-8”" in result.err
    assert (small / "guides" / "work.yaml").read_text(encoding="utf-8") == METIER


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("petit", "fr"), 2, "The guide petit is written in fr."),
        (("petit", "english"), 2, "That is not the code of a language."),
        (("nobody", "en"), 1, "There is no guide"),
        (("petit", "en", "--out", "w.docx"), 2, "A worksheet is a file whose name ends in one of these: .xlsx, .csv."),
        (("petit", "en", "--dry-run"), 2, "These options don't go together."),
        (("petit", "en", "--merge", "w.xlsx"), 1, "w.xlsx"),
        (("petit", "en", "--merge", "guides/petit.yaml"), 1, "has no column headed en"),
    ],
)
def test_what_makes_no_sense_is_told(small: Path, cli: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    result = cli("translate", *words)
    assert result.code == code
    assert said in result.err


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\xff" * 100, b"en\n" * 50000, b'"' * 3000])
def test_a_broken_worksheet_is_told_and_changes_nothing(small: Path, cli: Cli, data: bytes) -> None:
    (small / "w.xlsx").write_bytes(data)
    result = cli("translate", "petit", "en", "--merge", "w.xlsx")
    assert "Traceback" not in result.err
    assert "nobody foresaw" not in result.err
    assert (small / "guides" / "petit.yaml").read_text(encoding="utf-8") == SMALL


def test_a_guide_in_no_study_is_translated_by_its_file(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "petit.yaml").write_text(SMALL, encoding="utf-8")
    assert cli("translate", "petit.yaml", "en").out == "petit.en.xlsx\npetit.en.csv\n"
    assert cli("translate", "petit", "en", "--force").code == 1


def test_a_guide_with_errors_is_not_translated(small: Path, cli: Cli) -> None:
    (small / "guides" / "petit.yaml").write_text(SMALL.replace("version: 1", "version: x"), encoding="utf-8")
    result = cli("translate", "petit", "en")
    assert result.code == 3
    assert not (small / "exports" / "petit.en.xlsx").exists()


def git(*words: str) -> None:
    subprocess.run(["git", *words], check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_a_text_that_changed_since_it_was_translated_is_noted(small: Path, cli: Cli) -> None:
    path = small / "guides" / "petit.yaml"
    git("init", "-q")
    path.write_text(BOTH, encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "one")
    path.write_text(BOTH.replace("title: {fr: Petit,", "title: {fr: Très petit,"), encoding="utf-8")
    git("commit", "-qam", "two")
    path.write_text(
        path.read_text(encoding="utf-8").replace("Qui était là ?", "Qui était là, ce jour-là ?"), encoding="utf-8"
    )
    result = cli("translate", "petit", "en", "--out", "w.csv")
    assert "2 texts changed since they were translated." in result.err
    found = [*csv.reader(io.StringIO((small / "w.csv").read_text(encoding="utf-8-sig")), delimiter=";")]
    notes = {row[0]: row[4] for row in found if row[4].startswith("the text changed")}
    assert notes == {
        "title": "the text changed since it was translated; it was: Petit",
        "themes/arrivee/questions/premiere/probes/1": "the text changed since it was translated; it was: Qui était là ?",
    }
    made = [[*row[:3], "Tiny", ""] if row[0] == "title" else row for row in found]
    (small / "back.xlsx").write_bytes(xlsx([Sheet("translation", tuple(map(tuple, made)))]))
    assert "1 text merged" in cli("translate", "petit", "en", "--merge", "back.xlsx").err
    assert "1 text changed since" in cli("translate", "petit", "en", "--out", "w.csv", "--force").err
