"""The verb `import xlsform`: the guide is written once, the report says what is not in it, the books balance."""

import json
from pathlib import Path

import pytest

from interviewer.guide.read import read_guide
from tests.conftest import Cli

FORM = """\
| survey |               |        |                        |                    |          |                  |
|        | type          | name   | label::Français (fr)   | hint::Français (fr)| required | relevant         |
|        | start         | start  |                        |                    |          |                  |
|        | note          | salut  | Bonjour.               |                    |          |                  |
|        | begin_group   | vie    | La vie ici             |                    |          |                  |
|        | text          | Recit  | Racontez votre arrivée | Et ensuite ?       | yes      |                  |
|        | select_one on | encore | Venez-vous encore ?    |                    |          |                  |
|        | integer       | ans    | Depuis combien d'ans ? |                    |          | ${encore} = 'o'  |
|        | integer       | foyer  | Combien chez vous ?    |                    |          | ${ans} * 2 > 3   |
|        | end_group     |        |                        |                    |          |                  |
|        | note          | fin    | Merci.                 |                    |          |                  |
| choices |              |        |                        |
|        | list_name     | name   | label::Français (fr)   |
|        | on            | o      | Oui                    |
|        | on            | n      | Non                    |
|        | autre         | x      | Jamais                 |
| settings |             |        |
|        | form_title    | form_id |
|        | Vie           | vie2   |
"""


@pytest.fixture
def form(study: Path) -> Path:
    path = study / "enquete.md"
    path.write_text(FORM, encoding="utf-8")
    return path


def test_the_guide_is_written_and_what_is_not_in_it_is_said(cli: Cli, form: Path) -> None:
    made = cli("import", "xlsform", str(form))
    assert (made.code, made.out) == (0, "guides/vie2.yaml\n")
    guide, problems = read_guide(Path("guides/vie2.yaml").read_bytes())
    assert guide is not None
    assert not [one for one in problems if one.severity == "error"]
    assert [q.id for _, q in guide.questions()] == ["recit", "encore", "ans", "foyer"]
    assert (guide.opening.said_in("fr"), guide.closing.said_in("fr")) == ("Bonjour.", "Merci.")
    for said in (
        "survey: 9 rows = 8 in the guide + 1 reported.",
        "choices: 3 rows = 2 in the guide + 1 reported.",
        "survey!B3: “start” is nothing that is asked in a conversation",
        "survey!G9: This condition is more than a guide can hold: ${ans} * 2 > 3",
        "choices!B16: No question of the guide uses the list “autre”.",
    ):
        assert said in made.err
    assert "- id: recit  # name: Recit\n" in Path("guides/vie2.yaml").read_text(encoding="utf-8")


def test_a_guide_that_exists_is_left_alone_unless_it_is_forced(cli: Cli, form: Path) -> None:
    Path("guides/vie2.yaml").write_text("mine", encoding="utf-8")
    refused = cli("import", "xlsform", str(form))
    assert refused.code == 1
    assert Path("guides/vie2.yaml").read_text(encoding="utf-8") == "mine"
    assert cli("import", "xlsform", str(form), "--force").code == 0
    assert read_guide(Path("guides/vie2.yaml").read_bytes())[0] is not None


def test_a_dry_run_writes_nothing_and_shows_the_guide(cli: Cli, form: Path) -> None:
    before = sorted(Path("guides").iterdir())
    shown = cli("import", "xlsform", str(form), "--dry-run", "--id", "essai")
    assert shown.code == 0
    assert sorted(Path("guides").iterdir()) == before
    guide, _ = read_guide(shown.out.encode())
    assert guide is not None
    assert guide.id == "essai"


def test_programs_get_the_report_as_json(cli: Cli, form: Path) -> None:
    found = json.loads(cli("import", "xlsform", str(form), "--json").out)
    assert (found["path"], found["themes"], found["questions"]) == ("guides/vie2.yaml", 1, 4)
    assert all(sheet["rows"] == sheet["carried"] + sheet["reported"] for sheet in found["sheets"])
    assert {"survey!B3", "survey!G9", "choices!B16"} <= {one["place"] for one in found["reported"]}


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("| survey | | |\n| | type | name |\n| | calculate | x |\n", 1, "Nothing in this form is a question"),
        ("| a | b |\n| c | d |\n", 3, "no XLSForm"),
        ("", 3, "no XLSForm"),
    ],
)
def test_what_holds_no_question_is_said(cli: Cli, study: Path, text: str, code: int, said: str) -> None:
    (study / "f.md").write_text(text, encoding="utf-8")
    made = cli("import", "xlsform", "f.md")
    assert made.code == code
    assert said in made.err
    assert "Traceback" not in made.err


def test_a_file_that_is_not_there_and_a_folder_are_said(cli: Cli, study: Path) -> None:
    assert "no file nowhere.xlsx" in cli("import", "xlsform", "nowhere.xlsx").err
    assert cli("import", "xlsform", "guides").code == 1
    assert cli("import", "xlsform", "nowhere.xlsx", "--id", "Non!").code == 2


@pytest.mark.parametrize("out", [".", "guides", "/"])
def test_a_folder_is_no_place_for_a_guide(cli: Cli, form: Path, out: str) -> None:
    made = cli("import", "xlsform", str(form), "--out", out)
    assert made.code == 1
    assert "Traceback" not in made.err
    assert "folder" in made.err


def test_the_guide_is_a_file_of_the_team_and_leaves_nothing_beside_it(cli: Cli, form: Path) -> None:
    before = {path.name for path in Path("guides").iterdir()}
    assert cli("import", "xlsform", str(form)).code == 0
    assert {path.name for path in Path("guides").iterdir()} - before == {"vie2.yaml"}
    assert Path("guides/vie2.yaml").stat().st_mode & 0o600 == 0o600
    assert cli("import", "xlsform", str(form), "--out", "neuf/dossier/g.yaml").out == "neuf/dossier/g.yaml\n"


def test_a_form_comes_through_a_pipe_and_the_guide_goes_through_one(cli: Cli, form: Path) -> None:
    data = Path("tableau.csv")
    data.write_text("type,name,label\ntext,q,Racontez\n", encoding="utf-8")
    made = cli("import", "xlsform", "-", "--out", "-", stdin=data.read_text(encoding="utf-8"))
    assert made.code == 0
    assert read_guide(made.out.encode())[0] is not None


def test_an_open_quotation_mark_is_said_and_the_rest_is_read(cli: Cli, study: Path) -> None:
    (study / "f.csv").write_text('type,name,label\ntext,q,"Racontez\ntext,r,Et puis\n', encoding="utf-8")
    made = cli("import", "xlsform", "f.csv", "--dry-run")
    assert "f.csv:2:1: warning: A quotation mark opens here" in made.err
    assert "id: r" in made.out


SILENT = """\
| survey |               |        |                    |                     |           |
|        | type          | name   | label::English (en) | label::French (fr) | hint::English (en) | hint::French (fr) |
|        | audio         | story  | Tell me your story. | Racontez.          | a                  | b                 |
|        | select_one l  | where  | Wh\u202eere?        | Où ?               |                    |                   |
| choices |              |        |                     |                    |
|        | list_name     | name   | label::English (en) | label::French (fr) |
|        | l             | here   | Here                | Ici                |
|        | l             |        | There               | Là                 |
| settings |             |        |
|        | form_title    | form_id |
|        | Places        | ../../etc/passwd |
"""


def rules(cli: Cli, text: str) -> dict[str, str]:
    """What is reported of the form: place by rule."""
    Path("f.md").write_text(text, encoding="utf-8")
    made = cli("import", "xlsform", "f.md", "--json", "--force")
    assert made.code == 0, made.err
    return {one["rule"]: one["place"] for one in json.loads(made.out)["reported"]}


def test_nothing_is_changed_without_a_word(cli: Cli, study: Path) -> None:
    found = rules(cli, SILENT)
    assert found == {
        "form_loosely": "survey!B3",
        "form_hidden": "survey!D4",
        "form_choice_named": "choices!D8",
        "form_id_made": "settings!C11",
    }
    guide = read_guide(Path("guides/etc-passwd.yaml").read_bytes())[0]
    assert guide is not None
    assert [(q.id, q.answer is None) for _, q in guide.questions()] == [("story", True), ("where", False)]
    assert Path("guides/etc-passwd.yaml").read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")


def test_hints_with_other_lines_elsewhere_are_told(cli: Cli, study: Path) -> None:
    (study / "f.csv").write_text(
        'type,name,label::en,label::fr,hint::en,hint::fr\ntext,q,Tell me,Racontez,"a\nb",c\n', encoding="utf-8"
    )
    found = json.loads(cli("import", "xlsform", "f.csv", "--json").out)["reported"]
    assert [(one["rule"], one["place"]) for one in found] == [("form_hint_joined", "csv!E2")]


def test_a_language_that_nothing_tells_is_told(cli: Cli, study: Path) -> None:
    assert rules(cli, "| survey | | | |\n| | type | name | label |\n| | text | q | Où êtes-vous ? |\n") == {
        "form_language_taken": "survey!D2"
    }


def test_conditions_are_not_echoed_whole(cli: Cli, study: Path) -> None:
    long = " or ".join(["${a} * 2 > 3"] * 2000)
    (study / "f.csv").write_text(f"type,name,label,relevant\ntext,q,How are you doing?,{long}\n", encoding="utf-8")
    made = cli("import", "xlsform", "f.csv")
    assert max(map(len, made.err.split("\n"))) < 300
    assert "…" in made.err


def test_a_form_in_two_languages_goes_out_again(cli: Cli, study: Path) -> None:
    """Titles, and names that stand in for words, are not holes: nobody says them to the participant."""
    text = SILENT.replace("../../etc/passwd", "places").replace("\u202e", "")
    (study / "f.md").write_text(text, encoding="utf-8")
    assert cli("import", "xlsform", "f.md").code == 0
    made = cli("export", "xlsform", "places", "--out", "places.xlsx")
    assert made.code == 0, made.err
    assert cli("check", "guides/places.yaml", "--no-quality").code == 0


GATE = """\
| survey |               |       |                                                |                       |
|        | type          | name  | label                                          | relevant              |
|        | note          | salut | Bonjour, nous menons une enquête sur la vie ici. |                     |
|        | text          | code  | Quel est votre code ?                          |                       |
|        | note          | avant | Lisez la notice.                               |                       |
|        | select_one on | Oui_A | Acceptez-vous de participer à cet entretien ?  |                       |
|        | begin_group   | vie   | La vie                                         | ${Oui_A} = 'o'        |
|        | text          | Recit | Racontez votre arrivée                         |                       |
|        | integer       | ans   | Depuis combien d'années ?                      | ${Oui_A} != 'n'       |
|        | end_group     |       |                                                |                       |
|        | text          | fin   | Que voulez-vous ajouter ?                      | ${Oui_A} = 'o' and ${ans} > 2 |
|        | note          | merci | Merci beaucoup.                                |                       |
| choices |              |       |          |
|        | list_name     | name  | label    |
|        | on            | o     | Oui      |
|        | on            | n     | Non      |
"""


def test_consent_on_which_all_depends_is_consent(cli: Cli, study: Path) -> None:
    assert rules(cli, GATE) == {"form_note_inside": "survey!D5", "form_agreed": "survey!D6"}
    text = Path("guides/f.yaml").read_text(encoding="utf-8")
    guide = read_guide(text.encode())[0]
    assert guide is not None
    assert [(one.id, one.purpose, one.required) for one in guide.consent] == [("oui_a", "notes", True)]
    assert [(theme.id, [q.id for q in theme.questions], theme.when) for theme in guide.themes] == [
        ("questions", ["code"], ()),
        ("vie", ["recit", "ans"], ()),
        ("questions-2", ["fin"], ()),
    ]
    assert [[one.question for one in q.when] for _, q in guide.questions()] == [[], [], [], ["ans"]]
    assert guide.closing.said_in("fr") == "Merci beaucoup."
    assert text.index("# Lisez la notice.") < text.index("- id: recit  # name: Recit")


@pytest.mark.parametrize(
    "change",
    [
        ("| ${Oui_A} = 'o' and ${ans} > 2 |", "| ${ans} > 2 |"),  # something is asked in any case
        ("| ${Oui_A} = 'o'        |", "| ${Oui_A} = 'n'        |"),  # or after a refusal
        ("Acceptez-vous de participer à cet entretien ?", "Habitez-vous ici ?"),
        ("select_one on", "select_multiple on"),
    ],
)
def test_a_question_that_is_no_gate_of_consent_stays_a_question(cli: Cli, study: Path, change: tuple[str, str]) -> None:
    assert change[0] in GATE
    rules(cli, GATE.replace(*change))
    guide = read_guide(Path("guides/f.yaml").read_bytes())[0]
    assert guide is not None
    assert not guide.consent
    assert guide.find("oui_a") is not None


FRENCH = """\
| Type | Nom | Libellé | Condition | appearance |
| début groupe | g | Votre venue | | |
| texte | q1 | Comment ça va ? | | multiline |
| choix unique on | q2 | Venez-vous souvent ? | | |
| entier | q3 | Depuis combien de mois ? | ${q2} = 'o' | |
| range | q4 | Quelle note ? | | |
| fin groupe | | | | |
| choices | | |
| | Liste | Nom | Libellé |
| | on | o | Oui |
| | on | n | Non |
"""


def test_columns_and_types_in_french_are_known(cli: Cli, study: Path) -> None:
    text = "| survey | |\n" + "\n".join(f"| {line}" if n < 7 else line for n, line in enumerate(FRENCH.splitlines()))
    assert rules(cli, text) == {"form_range_taken": "survey!B7"}
    guide = read_guide(Path("guides/f.yaml").read_bytes())[0]
    assert guide is not None
    assert guide.language == "fr"
    assert [theme.title.said_in("fr") for theme in guide.themes] == ["Votre venue"]
    assert [type(q.answer).__name__ for _, q in guide.questions()] == ["NoneType", "Choices", "Number", "Scale"]
    assert [len(q.when) for _, q in guide.questions()] == [0, 0, 1, 0]


def test_spaces_without_width_that_keep_signs_apart_are_not_taken_in(cli: Cli, study: Path) -> None:
    """A form of ours whose rows were copied into another one still has them."""
    rules(cli, "| survey | | | |\n| | type | name | label::fr |\n| | text | q | Le <\u200bb> et [a]\u200b(b) ? |\n")
    guide = read_guide(Path("guides/f.yaml").read_bytes())[0]
    assert guide is not None
    assert next(guide.questions())[1].ask.said_in("fr") == "Le <b> et [a](b) ?"
