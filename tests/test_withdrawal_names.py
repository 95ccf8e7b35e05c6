"""What a withdrawal finds of names: lists written in clear, and names of others that somebody gave."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from interviewer.privacy.contacts import Entry
from interviewer.privacy.scan.deciding import Pointed
from interviewer.privacy.scan.model import Finding
from interviewer.privacy.scan.said import Said, said_in
from interviewer.screens.moments import day_of_wall
from interviewer.screens.scanning.walking import keep_names
from interviewer.session import events as e
from interviewer.session.events import Exported
from interviewer.session.read import view
from interviewer.study.exports_register import ACCESS, LISTS, files_of
from interviewer.study.folder import Study
from interviewer.study.private import lists, places, vault
from tests.build import KEY, Talk
from tests.sealed import Sealed, hold, keyed_study, unlocked_with

NAME = "Jéromine Quirinus"


@pytest.fixture
def keyed(study: Path) -> Sealed:
    return keyed_study(study, "names")


@pytest.fixture
def person(keyed, cli) -> str:
    who = hold(cli, "Bonjour.").rsplit("-", maxsplit=1)[-1]
    assert cli("names", "add", who, stdin=f"name: {NAME}\nphone: 06 12 34 56 78\n").code == 0
    return who


def listed(cli, keyed, *files: Path) -> None:
    with unlocked_with(keyed):
        for file in files:
            assert cli("names", "export", file).code == 0


def withdraw(cli, person: str, *answers: str):
    result = cli("withdraw", person, stdin="".join(f"{one}\n" for one in (person, *answers)))
    assert result.code == 0, result.err
    return result


def test_lists_with_the_name_are_found_where_they_were_written_and_deleted_on_a_yes(
    keyed, person, cli, study, tmp_path
):
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    files = (outside / "recontact.csv", study / "exports" / "people.xlsx")
    (study / "exports").mkdir(exist_ok=True)
    listed(cli, keyed, *files)
    result = withdraw(cli, person, "y")
    assert all(str(one) in "".join(result.err.split("\n")) for one in files)
    assert not any(one.exists() for one in files)
    assert "recontact.csv" not in result.out  # a file may be called like somebody
    assert "une liste de noms (.csv)" in result.out or "a list of names (.csv)" in result.out
    assert NAME not in result.out + result.err


def sections(told: str) -> list[str]:
    """The parts of a certificate, each from its heading on."""
    return re.split(r"\n(?=[^\n]+\n-{4,}\n)", told)[1:]


def test_a_list_that_is_kept_stands_first_in_the_certificate(keyed, person, cli, tmp_path):
    listed(cli, keyed, tmp_path / "recontact.csv")
    told = withdraw(cli, person, "no").out
    assert (tmp_path / "recontact.csv").exists()
    to_do, _taken, stays, *_ = sections(told)
    assert to_do.startswith("À faire avant de signer")
    assert "(.csv)" in to_do
    assert "(.csv)" in stays.split("\n")[3]
    assert "recontact" not in told


def test_a_list_that_was_moved_away_is_asked_for_by_its_day(keyed, person, cli, tmp_path):
    (tmp_path / "far").mkdir()
    listed(cli, keyed, tmp_path / "recontact.csv")
    (tmp_path / "recontact.csv").rename(tmp_path / "far" / "moved.csv")
    result = withdraw(cli, person)
    assert "recontact.csv" in "".join(result.err.split())
    assert "recontact" not in result.out
    assert day_of_wall(time.time()).split()[-1] in sections(result.out)[0]


def test_a_list_of_another_machine_in_the_folder_of_the_study_is_found_by_what_stands_in_it(keyed, person, cli, study):
    (study / "exports").mkdir(exist_ok=True)
    files = (study / "exports" / "ailleurs.csv", study / "ailleurs.xlsx")
    listed(cli, keyed, *files)
    (places.private_folder(keyed.team.public) / lists.NAME).unlink()
    (study / "exports" / "broken.xlsx").write_bytes(b"PK\x03\x04 participant_id may_recontact")
    (study / "no-list.csv").write_text(f"participant_id,name\n{person},Autre\n")
    result = withdraw(cli, person, "y")
    assert not any(one.exists() for one in files)
    assert (study / "no-list.csv").exists()
    assert "ailleurs.csv" not in result.out
    assert not sections(result.out)[0].startswith("À faire avant de signer\n-----------------------\n\n- Retrouver")


def test_the_register_of_an_earlier_version_is_told_without_the_names_of_files():
    people = {"s1": ["p1"]}
    old = [Exported("1" * 16, verb, ["jeanne.CSV"], "", people) for verb in (LISTS, ACCESS, "export")]
    assert [files_of(one) for one in old] == [["names.csv"], ["access-p1.csv"], ["jeanne.CSV"]]


def test_a_list_that_was_written_over_without_the_person_is_left_alone(keyed, person, cli, tmp_path):
    listed(cli, keyed, tmp_path / "recontact.csv")
    (tmp_path / "recontact.csv").write_text("participant_id,name\npother,Autre\n")
    result = withdraw(cli, person)
    assert not re.search(r"liste de noms|list of names", result.err + sections(result.out)[0])
    assert (tmp_path / "recontact.csv").exists()


def test_where_lists_are_is_kept_in_the_private_folder_alone(keyed, person, cli, study, tmp_path):
    listed(cli, keyed, tmp_path / "recontact.csv")
    [one] = lists.written(keyed.recipients)
    assert one[:2] == (tmp_path / "recontact.csv", frozenset([person]))
    register = b"".join(path.read_bytes() for path in (study / "exports.register").glob("*.jsonl"))
    assert b"recontact.csv" not in register
    assert b'"names.csv"' in register
    assert str(tmp_path).encode() not in register


def pointed(name: str, by: str) -> Pointed:
    return Pointed("s", Said("t", name, "fr", 1, by), Finding("name", 0, len(name), "capital", sure=False))


def test_names_that_somebody_gave_go_with_them_and_those_that_others_gave_too_stay(keyed, person, cli, study):
    of = Study(study)
    keep_names(of, [pointed("Ibrahim", person), pointed("Ravier", person), pointed("Ravier", "pother")])
    keep_names(of, [pointed("Kowalski", "")])
    result = withdraw(cli, person)
    with unlocked_with(keyed):
        assert vault.names_for_scan(of) == {"Ravier": "", "Kowalski": ""}
    assert "Ibrahim" not in result.out + result.err
    assert "2 " in result.err.split("coffre" if "coffre" in result.err else "vault")[-1]


def test_on_the_stick_they_go_at_the_next_sync_and_come_back_nowhere(keyed, person, cli, study, tmp_path):
    keep_names(Study(study), [pointed("Ibrahim", person)])
    stick = tmp_path / "stick"
    stick.mkdir()
    assert cli("sync", "out", stick).code == 0
    [carried] = stick.rglob(f"_.{person}.*.age")
    data = carried.read_bytes()
    withdraw(cli, person)
    (vault.folder(keyed.recipients) / carried.name).write_bytes(data)  # as an old backup does
    assert cli("doctor", "--repair").code == 0
    assert not vault.named_by(keyed.recipients, person)
    assert cli("sync", "out", stick).code == 0
    assert not list(stick.rglob(f"*.{person}.*.age"))


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("p1.0123456789abcdef.age", "p1"),
        ("_.p1.0123456789abcdef.age", "p1"),
        ("_.p1.0123456789abcdef.01234567.age", "p1"),  # as it stands beside another on a stick
        ("_.0123456789abcdef.age", ""),
        ("_.0123456789abcdef.01234567.age", ""),
    ],
)
def test_whose_withdrawal_takes_an_entry_stands_in_its_name(name, whose):
    assert vault.is_of(name, "p1") == (whose == "p1")
    assert not vault.is_of(name, "")


def test_an_entry_of_before_without_a_giver_opens_still(keyed):
    vault.add(keyed.recipients, Entry("third", "", 1.0, {"name": "Karim"}))
    assert len(vault.named_by_nobody_knows_whom(keyed.recipients)) == 1
    with unlocked_with(keyed):
        assert vault.opened(keyed.recipients, keyed.team.secret).entries[0].fields == {"name": "Karim"}


def test_what_is_said_knows_whose_it_is():
    talk = Talk("2026-05-05-essai-p1", (("p1", ""), ("p2", "")))
    talk.say("Je chante.", talk.ask(), speaker="p2")
    talk.add(e.Form("f" * 16, "notes", "Un groupe gai."))
    assert [one.by for one in said_in(view(talk.session, KEY, talk.records))] == ["p2", ""]


def test_a_list_of_people_asks_for_no_name_that_was_just_destroyed(keyed, person, cli):
    withdraw(cli, person)
    assert "names add" not in cli("names", "list").err


def test_the_certificate_says_that_a_stick_of_a_plain_study_has_the_words_in_clear(keyed, person, cli, tmp_path):
    (tmp_path / "stick").mkdir()
    settings = Path("interviewer.yaml")
    settings.write_text(settings.read_text().replace("languages: [fr, en]", "languages: [en, fr]"))
    assert cli("sync", "out", tmp_path / "stick").code == 0
    assert "Words in clear, and names, were carried here" in " ".join(withdraw(cli, person).out.split())


def test_who_leaves_at_the_passphrase_is_told_that_nothing_was_opened(keyed, monkeypatch, capsys):
    from interviewer.screens import opening_keys

    def leave(_recipients):
        raise KeyboardInterrupt

    monkeypatch.setattr(opening_keys, "has_terminal", lambda: True)
    monkeypatch.setattr(opening_keys, "ask_passphrase", leave)
    with pytest.raises(KeyboardInterrupt):
        opening_keys.open_for_this_terminal(paper=False, new_passphrase=False, minutes=15)
    assert "Nothing was opened." in capsys.readouterr().err
