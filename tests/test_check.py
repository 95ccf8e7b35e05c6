"""`check` and `new` as a person meets them, and one file for each thing that can be wrong."""

import json
import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from interviewer.screens.messages.bare_texts import MESSAGES as BARE_MESSAGES
from interviewer.screens.messages.codebook_rules import MESSAGES as CODEBOOK_MESSAGES
from interviewer.screens.messages.former_ids import MESSAGES as ID_MESSAGES
from interviewer.screens.messages.guide import MESSAGES
from interviewer.screens.messages.quality import MESSAGES as QUALITY_MESSAGES
from interviewer.session.events import Held, Person
from interviewer.session.line import FIRST, Header, encode, payload
from tests.conftest import Cli
from tests.errors_page import ERRORS, cases, expected, options, page, place_in_study

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = sorted((ROOT / "tests" / "data" / "hostile" / "guides").glob("*.yaml"))
IDS = json.loads((ROOT / "tests" / "data" / "hostile" / "bad_ids.json").read_text(encoding="utf-8"))
ELSEWHERE = {
    "file_missing": "test_a_path_that_is_not_there_is_said",
    "file_not_plain": "test_a_device_or_a_pipe_is_not_opened",
    "file_unreadable": "needs a file without rights, which root reads all the same",
    "nothing_to_check": "test_an_empty_study_has_nothing_to_check",
    "yaml_too_big": "a file of 1 MiB: test_size_depth_and_elements_are_bounded",
    "yaml_too_many": "a file of 50,000 elements: test_size_depth_and_elements_are_bounded",
    "yaml_stops": "what no known cause explains; no file is known to need it for good",
    "yaml_unwritable": "raised by writing: test_a_text_that_guides_may_not_hold_is_not_written",
    "codebook_marks_unknown": "needs marks: test_marks_under_a_code_that_nobody_knows_are_warned_of",
    "codebook_unfinished": "needs a crash: test_a_change_that_was_cut_short_anywhere_is_finished_by_the_same_command",
    "codebook_marks_emergent": "needs marks: test_marks_under_an_emergent_code_are_warned_of_until_it_is_adopted",
    "holes_more": "test_holes_of_one_language_are_folded_in_text_and_all_in_json",
    "reworded": "needs a session: test_a_wording_that_changed_after_an_interview_is_warned_of",
    "id_reused": "needs a session: test_an_id_that_asked_something_else_is_refused in test_former_ids",
    "id_was_former": "needs a session: test_an_id_that_was_anothers_is_refused in test_former_ids",
    "id_swapped": "needs a session: test_ids_that_two_questions_exchanged_are_refused in test_former_ids",
    "id_renamed": "needs a session: test_a_renamed_id_without_was_is_warned_of in test_former_ids",
    "asks_otherwise": "needs a session: test_words_that_share_nothing_are_warned_of in test_former_ids",
    "guide_exists": "test_new_never_writes_over_a_file",
    "new_bad_id": "test_new_refuses_an_id_and_proposes_another",
}


@pytest.fixture
def small_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study that the cases of tests/errors stand in."""
    shutil.copytree(ERRORS / "study", tmp_path / "study")
    monkeypatch.chdir(tmp_path / "study")
    return tmp_path / "study"


@pytest.mark.parametrize("name", cases())
def test_each_error_says_what_stands_beside_its_file(name: str, small_study: Path, cli: Cli) -> None:
    place = place_in_study(name)
    shutil.copy(ERRORS / f"{name}.yaml", small_study / place)
    result = cli("check", *options(name), place)
    assert result.out == expected(name)
    assert result.code == (3 if ": error: " in result.out else 0)
    found = json.loads(cli("check", "--json", *options(name), place).out)
    assert name in {one["rule"] for one in found}


def test_every_rule_has_a_file_or_a_reason() -> None:
    assert set(cases()) | set(ELSEWHERE) == {
        *MESSAGES,
        *BARE_MESSAGES,
        *ID_MESSAGES,
        *QUALITY_MESSAGES,
        *CODEBOOK_MESSAGES,
        "no_public_key",
    }
    assert not set(cases()) & set(ELSEWHERE)
    assert {path.stem for path in ERRORS.glob("*.expected")} == set(cases())


def test_the_page_of_errors_is_up_to_date() -> None:
    assert (ROOT / "docs" / "errors.md").read_bytes().decode("utf-8") == page()


def test_bare_texts_are_told_once_a_list_with_the_first_as_an_example(small_study: Path, cli: Cli) -> None:
    text = (ERRORS / "bare_question.yaml").read_text(encoding="utf-8")
    asks = "".join(f"      - Racontez la fois {n}.\n" for n in range(40))
    (small_study / "guides" / "many.yaml").write_text(
        text.replace("      - Aimez-vous faire les maraudes ?\n", asks), encoding="utf-8"
    )
    result = cli("check", "guides/many.yaml")
    assert result.code == 3
    assert result.out.count(": error: ") == 1
    assert "41 here are texts alone" in result.out
    assert "- {id: decouvert-maraudes, ask: " in result.out
    assert "Next: mend the errors first" in result.err


def test_holes_of_one_language_are_folded_in_text_and_all_in_json(small_study: Path, cli: Cli) -> None:
    text = (ERRORS / "hole.yaml").read_text(encoding="utf-8").replace("guide: hole", "guide: many")
    asks = "".join(f"      - id: q{n}\n        ask: Racontez la fois {n}.\n" for n in range(299))
    (small_study / "guides" / "many.yaml").write_text(
        text.replace("background:", f"{asks}background:"), encoding="utf-8"
    )
    result = cli("check", "guides/many.yaml")
    assert result.code == 0
    assert result.out.count(" has no text in English (en).") == 10
    assert "guides/many.yaml:37:14: warning: 290 more texts are missing in English (en): 300 in all." in result.out
    found = [one for one in json.loads(cli("check", "--json", "guides/many.yaml").out) if one["rule"] == "hole"]
    assert len(found) == 300
    assert found[-1]["message"] == "themes[0].questions[299].ask (q298) has no text in English (en)."
    assert (found[-1]["line"], found[-1]["column"]) == (615, 14)


def test_holes_are_told_in_the_words_of_the_screens(small_study: Path, cli: Cli) -> None:
    shutil.copy(ERRORS / "hole.yaml", small_study / "guides" / "hole.yaml")
    assert "themes[0].questions[0].ask (premiere-fois) " in cli("check", "--lang", "fr", "guides/hole.yaml").out


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_hostile_guides_end_with_a_placed_message_in_time(path: Path, study: Path, cli: Cli) -> None:
    shutil.copy(path, study / "guides" / "g.yaml")
    began = time.monotonic()
    result = cli("check", "guides/g.yaml", "--json")
    assert time.monotonic() - began < 5
    problems = json.loads(result.out)
    assert result.code == 3
    assert all(one["line"] >= 1 and one["column"] >= 1 and one["message"] for one in problems)


def test_a_study_without_faults_is_said_to_have_none(study: Path, cli: Cli) -> None:
    result = cli("check")
    count = len(list((study / "guides").iterdir())) + 2
    assert (result.code, result.out) == (0, "")
    assert result.err == f"{count} files checked: 0 errors, 0 warnings.\n"


def test_every_file_of_a_study_is_checked_and_the_faults_sorted(study: Path, cli: Cli) -> None:
    (study / "guides" / "a.yml").write_text("guide: a\n", encoding="utf-8")
    (study / "codebook.yaml").write_text("codes:\n- {id: x}\n", encoding="utf-8")
    (study / "interviewer.yaml").write_text("export: csv\n", encoding="utf-8")
    result = cli("check")
    lines = [line for line in result.out.splitlines() if not line.startswith(" ")]
    assert result.code == 3
    places = [tuple(line.split(":")[:3]) for line in lines]
    assert [(path, int(line), int(column)) for path, line, column in places] == sorted(
        (path, int(line), int(column)) for path, line, column in places
    )
    assert {path for path, _, _ in places} >= {"guides/a.yml", "codebook.yaml", "interviewer.yaml"}


def test_json_is_a_list_of_problems_and_nothing_else(study: Path, cli: Cli) -> None:
    (study / "guides" / "a.yaml").write_text("guide: a\nversion: 1.10\n", encoding="utf-8")
    result = cli("check", "--json", "guides/a.yaml")
    rows = json.loads(result.out)
    assert result.err == ""
    assert list(rows[-1]) == ["path", "line", "column", "severity", "rule", "message", "hint", "words"]
    assert rows[-1] | {"message": "", "hint": ""} == {
        "path": "guides/a.yaml",
        "line": 2,
        "column": 10,
        "severity": "error",
        "rule": "not_whole",
        "message": "",
        "hint": "",
        "words": "",
    }
    assert json.loads(cli("check", "--json", "guides/benevoles.yaml").out) == []


def test_paths_are_those_from_where_one_stands(study: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    (study / "codebook.yaml").write_text("codes: rien\n", encoding="utf-8")
    monkeypatch.chdir(study / "guides")
    assert cli("check").out.startswith("../codebook.yaml:1:8: error: ")


def test_a_folder_stands_for_the_files_in_it(study: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    count = len(list((study / "guides").iterdir()))
    assert cli("check", "guides").err.startswith(f"{count} files checked")
    monkeypatch.chdir(study.parent)
    assert cli("check", "study").err.startswith(f"{count + 2} files checked")
    assert cli("check", "study", "study/guides", "study/codebook.yaml").err.startswith(f"{count + 2} files checked")


def test_a_guide_outside_a_study_is_checked_alone(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "guides" / "benevoles.yaml", tmp_path / "benevoles.yaml")
    assert cli("check", "benevoles.yaml").code == 0


def test_a_guide_alone_is_held_against_the_others_of_its_study(study: Path, cli: Cli) -> None:
    shutil.copy(study / "guides" / "benevoles.yaml", study / "guides" / "copie.yaml")
    result = cli("check", "guides/copie.yaml")
    assert "guides/benevoles.yaml already has the id" in result.out
    assert result.err.startswith("1 file checked: 1 error, 1 warning.")


def test_a_path_that_is_not_there_is_said(study: Path, cli: Cli) -> None:
    result = cli("check", "guides/rien.yaml")
    assert result.code == 1
    assert result.out.startswith("guides/rien.yaml: error: There is no file guides/rien.yaml.")
    assert result.err.startswith("0 files checked")
    assert cli("check", "guides/rien.yaml", "codebook.yaml").code == 3


def test_an_empty_study_has_nothing_to_check(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("check").code == 1
    (tmp_path / "guides").mkdir()
    result = cli("check")
    assert (result.code, result.out) == (1, "")
    assert "nothing to check" in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_device_or_a_pipe_is_not_opened(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo(tmp_path / "tube.yaml")
    for path in ("tube.yaml", "/dev/zero"):
        result = cli("check", path)
        assert result.code == 1
        assert "is not a plain file" in result.out


def test_names_and_words_of_a_file_are_cleaned_before_they_are_shown(study: Path, cli: Cli) -> None:
    (study / "guides" / "x.yaml").write_bytes("guide: x\n\x1b[2J\u202ekey: 1\n".encode())
    result = cli("check", "guides/x.yaml", "guides/\x1b[2J.yaml")
    assert "\x1b" not in result.out
    assert "\u202e" not in result.out


def test_messages_are_in_the_language_that_was_asked_for(study: Path, cli: Cli) -> None:
    (study / "guides" / "x.yaml").write_text("titre: a\n", encoding="utf-8")
    assert cli("--lang", "fr", "check", "guides/x.yaml").code == 3


def hold_session(study: Path, guide: str) -> None:
    """A session of one record, as `run` begins it."""
    source = (study / "guides" / f"{guide}.yaml").read_text(encoding="utf-8")
    session, run = f"2026-11-20-{guide}-pacde", "0123456789abcdef"
    held = Held("1" * 16, guide, 1, "0" * 64, source, "fr", "2026-11-20", [Person("pacde")])
    header = Header(id="2" * 16, session=session, key="3" * 16, run=run)
    first, last = encode(0, "open", payload(header), 1.0, 0.0, FIRST)
    second, _ = encode(1, "held", payload(held), 1.0, 0.0, last)
    folder = study / "sessions" / session
    folder.mkdir(parents=True)
    (folder / f"{session}.20261120T100000Z.{run}.jsonl").write_bytes(first + second)


def test_a_wording_that_changed_after_an_interview_is_warned_of(study: Path, cli: Cli) -> None:
    cli("new", "voisins")
    path = study / "guides" / "voisins.yaml"
    hold_session(study, "voisins")
    assert cli("check", str(path)).out == ""
    path.write_text(path.read_text(encoding="utf-8").replace("Tell me how", "Please tell me how"), encoding="utf-8")
    result = cli("check")
    assert result.code == 0
    assert "warning: The wording of “arrival” changed" in result.out
    path.write_text(path.read_text(encoding="utf-8").replace("version: 1", "version: 2"), encoding="utf-8")
    assert cli("check").out == ""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_new_writes_a_guide_that_check_finds_nothing_in(language: str, study: Path, cli: Cli) -> None:
    result = cli("--lang", language, "new", "voisins")
    assert (result.code, result.out) == (0, "guides/voisins.yaml\n")
    assert "interviewer check guides/voisins.yaml" in result.err
    assert f"language: {language}\n" in (study / "guides" / "voisins.yaml").read_text(encoding="utf-8")
    checked = cli("check", "guides/voisins.yaml")
    assert (checked.code, checked.out) == (0, "")
    assert checked.err == "1 file checked: 0 errors, 0 warnings.\n"


def test_new_names_the_groups_and_codes_of_the_study(study: Path, cli: Cli) -> None:
    (study / "interviewer.yaml").write_text("stakeholders: [voisins, elus]\n", encoding="utf-8")
    (study / "codebook.yaml").write_text("codes: [{id: lien, label: L}]\n", encoding="utf-8")
    cli("new", "Voisins")
    text = (study / "guides" / "voisins.yaml").read_text(encoding="utf-8")
    assert "# stakeholders: [voisins, elus]" in text
    assert "# codes: [lien]" in text


def test_new_never_writes_over_a_file(study: Path, cli: Cli) -> None:
    before = (study / "guides" / "benevoles.yaml").read_bytes()
    result = cli("new", "benevoles")
    assert result.code == 1
    assert "guides/benevoles.yaml is there already" in result.err
    assert (study / "guides" / "benevoles.yaml").read_bytes() == before


def test_new_refuses_an_id_and_proposes_another(study: Path, cli: Cli) -> None:
    before = sorted((study / "guides").iterdir())
    result = cli("new", "L'accueil été")
    assert result.code == 2
    assert "interviewer new l-accueil-ete" in result.err
    for name in ("..", "../x", "a/b", "con", "nul.txt", "", "\u202ex", "-rf"):
        assert cli("new", "--", name).code == 2
    assert sorted((study / "guides").iterdir()) == before


def test_new_outside_a_study_says_how_to_lay_one_out(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("new", "voisins")
    assert result.code == 1
    assert "interviewer init" in result.err
