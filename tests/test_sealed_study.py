"""A sealed study through the program: no word of anybody in any file, and everything there for those who have a key."""

import json
from pathlib import Path

import pytest

from interviewer.privacy.age import new_identity
from interviewer.session.words import COVER
from interviewer.study.folder import Study, find_study
from interviewer.study.private import destroying, unlocked
from interviewer.study.private.vault import add_third_person
from tests.conftest import Cli
from tests.sealed import Sealed, seal_study, unlocked_with
from tests.walk import GUIDE

SCRIPT = "oui\nnon\nZébulon raconte son hiver.\n/para Zébulon résume\n/next\n/skip refus Zébulon est fatigué\n7\nZébulon va bien.\n/done\n1\nau local de Zébulon\n\nNote sur Zébulon\n"
WORD = "Zébulon"
VERBS = [
    *(["show", "p7kx3"], ["show", "p7kx3", "--json"], ["show", "p7kx3", "--markdown"], ["find", WORD], ["quotes"]),
    *(["export"], ["code", "--export", "marks.csv"], ["stats"], ["crosstab"], ["agree"], ["saturation"]),
    ["edit", "p7kx3"],
]


@pytest.fixture
def small(study: Path) -> Path:
    (study / "guides" / "petit.yaml").write_bytes(GUIDE)
    return study


@pytest.fixture
def sealed_study(small: Path, cli: Cli) -> Sealed:
    """A sealed study with one interview, held without any secret."""
    made = seal_study(small)
    held = cli("run", "petit", "--participant", "p7kx3", stdin=SCRIPT)
    assert held.code == 0, held.err
    return made


def words_in(root: Path) -> list[str]:
    return [str(path) for path in root.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()]


def test_no_file_holds_a_word(sealed_study: Sealed, sealed: Path) -> None:
    assert words_in(sealed_study.root) == []
    assert words_in(sealed) == []


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_verb_that_needs_words_says_so_where_nobody_can_be_asked(
    sealed_study: Sealed, cli: Cli, verb: list[str]
) -> None:
    found = cli(*verb)
    assert found.code == 1
    assert "interviewer unlock" in found.err
    assert WORD not in found.out + found.err
    assert COVER not in found.out


@pytest.mark.parametrize("which", ["team", "paper"])
def test_either_key_reads_everything(sealed_study: Sealed, cli: Cli, which: str) -> None:
    with unlocked_with(sealed_study, getattr(sealed_study, which).secret):
        shown = json.loads(cli("show", "p7kx3", "--json").out)
        assert [turn["text"] for turn in shown["turns"]][:2] == ["Zébulon raconte son hiver.", "Zébulon résume"]
        assert shown["form"]["setting"] == "au local de Zébulon"
        assert shown["measures"][0]["value"] == 7
        (sealed_study.root / "not-names.txt").write_text("zebulon\n", encoding="utf-8")
        assert cli("export").code == 0
    with (sealed_study.root / "exports" / "coded_answers.csv").open(encoding="utf-8-sig") as table:
        assert WORD in table.read()


def test_list_check_and_doctor_need_no_key(sealed_study: Sealed, cli: Cli) -> None:
    for verb in ("list", "check", "doctor"):
        found = cli(verb)
        assert found.code == 0, (verb, found.err)
        assert WORD not in found.out + found.err


def test_the_interview_goes_on_without_a_key_and_everything_is_there_later(small: Path, cli: Cli) -> None:
    made = seal_study(small)
    cli("run", "petit", "--participant", "p7kx3", stdin="oui\nnon\nZébulon commence.\n")
    went_on = cli("run", "--resume", "p7kx3", stdin="Zébulon continue.\n/next\n/code rencontre\n")
    assert "covered" in went_on.err
    assert words_in(small) == []
    with unlocked_with(made):
        shown = cli("show", "p7kx3")
    assert "Zébulon commence." in shown.out
    assert "Zébulon continue." in shown.out


def test_codes_and_memos_are_sealed_too(sealed_study: Sealed, cli: Cli) -> None:
    with unlocked_with(sealed_study):
        coded = cli("code", "p7kx3", "--coder", "ana", stdin="rencontre\n/memo Zébulon pense à sa sœur\n/q\n")
        assert coded.code in (0, 3), coded.err
        assert "1 mark made" in coded.err
        assert cli("edit", "p7kx3", stdin="1\nZébulon raconte son été.\nmal noté par Zébulon\n").code == 0
        assert "son été" in cli("show", "p7kx3").out
    assert words_in(sealed_study.root) == []


def test_a_missing_key_is_told_and_nothing_is_shown_as_words(sealed_study: Sealed, cli: Cli) -> None:
    study = Study(sealed_study.root)
    assert destroying.destroy_keys(study, destroying.keys_of(study, "p7kx3")) == 1
    with unlocked_with(sealed_study):
        found = cli("export")
        assert found.code == 3
        assert cli("show", "p7kx3", "--json").code == 3


def test_deleting_an_interview_destroys_its_keys(sealed_study: Sealed, cli: Cli) -> None:
    study = Study(sealed_study.root)
    session = study.session_ids()[0]
    assert destroying.keys_of(study)
    assert cli("delete", session, stdin=f"{session}\n").code == 0
    assert destroying.keys_of(study) == []


def test_a_rehearsal_in_a_sealed_study_makes_no_key(small: Path, cli: Cli) -> None:
    seal_study(small)
    rehearsed = cli("run", "petit", "--rehearse", stdin=SCRIPT)
    assert rehearsed.code == 0, rehearsed.err
    assert destroying.keys_of(Study(small)) == []


def test_broken_settings_of_a_sealed_study_write_nothing_in_clear(sealed_study: Sealed, cli: Cli) -> None:
    settings = sealed_study.root / "interviewer.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("seal: words", "seal: wrods"), encoding="utf-8")
    refused = cli("run", "petit", "--participant", "p8kx4", stdin=SCRIPT)
    assert refused.code == 3
    assert words_in(sealed_study.root) == []


def test_a_wrong_passphrase_opens_nothing(sealed_study: Sealed) -> None:
    with pytest.raises(Exception, match="wrong_passphrase"):
        unlocked.open_team_key(sealed_study.recipients, "une autre phrase")


def test_keys_are_made_once(sealed_study: Sealed) -> None:
    with pytest.raises(Exception, match="has_keys_already"):
        seal_study(sealed_study.root)


def test_the_scan_knows_the_names_of_the_vault_and_keeps_new_ones_there(sealed_study: Sealed, cli: Cli) -> None:
    with unlocked_with(sealed_study, sealed_study.team.secret):
        assert {one["rule"] for one in json.loads(cli("scan", "--json").out)} == {"capital"}
        add_third_person(find_study(), "Zebulon Machin")
        found = json.loads(cli("scan", "--json").out)
        assert {(one["rule"], one["sure"]) for one in found} == {("known_name", True)}
    locked = cli("scan")
    assert (locked.code, WORD in locked.out + locked.err) == (1, False)


@pytest.mark.parametrize("change", ["gone", "names", "another"])
def test_other_keys_than_those_of_the_words_are_refused(sealed_study: Sealed, cli: Cli, change: str) -> None:
    settings = sealed_study.root / "interviewer.yaml"
    right = settings.read_text(encoding="utf-8")
    wrong = {
        "gone": "languages: [fr, en]\n",
        "names": right.replace("seal: words", "seal: names"),
        "another": right.replace(sealed_study.team.public, new_identity().public),
    }[change]
    settings.write_text(wrong, encoding="utf-8")
    for verb in (
        ["run", "petit", "--participant", "p8kx4"],
        ["run", "--resume", "p7kx3"],
        ["show", "p7kx3"],
        ["export"],
    ):
        refused = cli(*verb, stdin=SCRIPT)
        assert refused.code != 0, verb
        assert WORD not in refused.out
    assert "other keys" in cli("check").out + cli("check").err
    ready = cli("ready")
    assert ready.code == 1
    assert "other keys" in ready.out
    assert words_in(sealed_study.root) == []
    settings.write_text(right, encoding="utf-8")
    assert cli("run", "petit", "--participant", "p8kx4", stdin=SCRIPT).code == 0


def test_a_sealed_interview_does_not_go_on_in_clear(small: Path, cli: Cli) -> None:
    seal_study(small)
    cli("run", "petit", "--participant", "p7kx3", stdin="oui\nnon\nZébulon commence.\n")
    (small / "interviewer.yaml").write_text("languages: [fr, en]\n", encoding="utf-8")
    (small / "sessions" / "keys.json").unlink()
    went_on = cli("run", "--resume", "p7kx3", stdin="Zébulon continue.\n")
    assert went_on.code == 1
    assert words_in(small) == []
    assert cli("list").code == 3
