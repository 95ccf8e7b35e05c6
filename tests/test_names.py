"""The vault of names: what goes in without a secret and comes out with one, and where no name ever stands."""

import json
import os
import re
import stat
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.privacy import contacts
from interviewer.privacy.contacts import Entry
from interviewer.sheets.read import read_book
from interviewer.study.exports_register import read_register
from interviewer.study.folder import Study
from interviewer.study.private import places, team_key, vault
from tests.sealed import hold, keyed_study, seal_study, unlocked_with

NAME = "Jéromine Quirinus-Zéphyr"
FIELDS = st.dictionaries(st.sampled_from(contacts.FIELDS), st.text(st.characters(codec="utf-8"), max_size=30))


@pytest.fixture
def keyed(study):
    return keyed_study(study)


def person_of(session: str) -> str:
    return session.rsplit("-", maxsplit=1)[-1]


def test_a_name_goes_in_without_a_passphrase_and_comes_out_with_either_key(cli, keyed):
    person = person_of(hold(cli, "Bonjour."))
    added = cli("names", "add", person, stdin=f"nom: {NAME}\ntél: 06 12 34 56 78\n")
    assert (added.code, added.out) == (0, f"{person}\n")
    assert NAME not in added.err + added.out
    assert cli("names", "reveal", person).code == 1
    for secret in (keyed.team.secret, keyed.paper.secret):
        with unlocked_with(keyed, secret):
            assert cli("names", "reveal", person).out == f"name: {NAME}\nphone: 06 12 34 56 78\n"


def test_later_entries_win_field_by_field_and_an_empty_one_takes_away(cli, keyed):
    person = person_of(hold(cli, "Bonjour."))
    for lines in ("name: A\nphone: 1\nnote: x\n", "phone: 2\n", "note:\n"):
        assert cli("names", "add", person, stdin=lines).code == 0
    with unlocked_with(keyed):
        assert cli("names", "reveal", person).out == "name: A\nphone: 2\n"
    assert len(vault.files(keyed.recipients)) == 3


@given(st.lists(st.tuples(FIELDS, st.floats(0, 1e10)), max_size=5))
def test_adding_up_is_the_same_in_whatever_order_entries_are_found(added):
    walls = {wall for _fields, wall in added}
    entries = [Entry("person", "p1", wall, fields) for fields, wall in added]
    if len(walls) == len(entries):
        assert contacts.added_up(entries) == contacts.added_up(reversed(entries))


@given(FIELDS)
def test_what_is_written_in_lines_is_understood(fields):
    lines = {field: " ".join(words.split()) for field, words in fields.items()}
    found, problems = contacts.understood("".join(f"{field} : {words}\n" for field, words in lines.items()))
    assert (found, problems) == (lines, ())


@given(st.text())
def test_lines_of_any_kind_never_stop_the_reader_and_no_word_is_repeated(text):
    found, problems = contacts.understood(text)
    assert found.keys() <= {*contacts.FIELDS}
    for one in problems:
        assert set(one.facts()) <= {"near", "known", "field", "most"}


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        (NAME, "`history -c`"),
        ("jeromine", "`history -c`"),
        ("p77777", "No interview"),
        ("", "Whose name"),
    ],
)
def test_what_may_be_a_name_is_refused_as_an_argument_and_not_repeated(cli, keyed, typed, rule):
    hold(cli, "Bonjour.")
    result = cli("names", "add", *([typed] if typed else []), stdin="name: x\n")
    assert result.code in (1, 2)
    assert rule in result.err
    assert not typed or typed not in result.err
    assert not vault.files(keyed.recipients)


def test_a_pseudonym_is_made_before_the_interview_and_nobody_else_gets_it(cli, keyed):
    made = cli("names", "add", "--new", stdin=f"name: {NAME}\n")
    person = made.out.strip()
    assert re.fullmatch(r"p[a-z0-9]{4}", person)
    session = cli("run", "benevoles", "--participant", person, stdin="oui\noui\noui\nnon\nnon\nOui.\n").out.strip()
    assert person_of(session) == person
    rows = json.loads(cli("names", "list", "--json").out)
    assert rows == [{"participant_id": person, "in_vault": True, "interviews": [session]}]


def test_the_list_needs_no_key_and_has_no_names_without_one(cli, keyed):
    person = person_of(hold(cli, "Bonjour."))
    cli("names", "add", person, stdin=f"name: {NAME}\n")
    listed = cli("names", "list")
    assert listed.code == 0
    assert NAME not in listed.out + listed.err
    assert cli("names", "list", "--unlock").code == 1
    with unlocked_with(keyed):
        assert f"{person}\t{NAME}\tyes\t" in cli("names", "list", "--unlock").out


def test_wrong_lines_are_told_by_their_place_and_nothing_is_kept(cli, keyed):
    person = person_of(hold(cli, "Bonjour."))
    result = cli("names", "add", person, stdin=f"{NAME}\nname: a\nname: b\n")
    assert result.code == 3
    assert re.findall(r"^-:(\d+):1: error", result.err, re.MULTILINE) == ["1", "3"]
    assert NAME not in result.err
    assert not vault.files(keyed.recipients)
    assert cli("names", "add", person, stdin="").code == 1


def test_a_plain_study_says_how_it_comes_by_keys_for_names(cli, study):
    person = person_of(hold(cli, "Bonjour."))
    result = cli("names", "add", person, stdin="name: x\n")
    assert result.code == 1
    assert "no keys yet" in result.err
    assert cli("names", "reveal", person).code == 1


def test_with_keys_for_names_alone_words_stay_in_clear(cli, study):
    sealed = keyed_study(study, "names")
    session = hold(cli, "Une phrase en clair.")
    assert cli("names", "add", person_of(session), stdin=f"name: {NAME}\n").code == 0
    assert any(b"Une phrase en clair." in path.read_bytes() for path in (study / "sessions").rglob("*.jsonl"))
    assert "Une phrase en clair." in cli("show", session).out
    with unlocked_with(sealed):
        assert NAME in cli("names", "list", "--unlock").out


def test_entries_are_for_their_owner_alone_and_hold_nothing_in_clear(cli, keyed):
    before = os.umask(0)
    try:
        cli("names", "add", "--new", stdin=f"name: {NAME}\nphone: 0612345678\n")
    finally:
        os.umask(before)
    found = list(places.data_home().rglob("*"))
    assert all(not stat.S_IMODE(path.stat().st_mode) & 0o077 for path in found)
    for path in (path for path in found if path.is_file()):
        assert b"age-encryption.org" in path.read_bytes() or path.name == "paper.json"
        for word in (NAME.encode(), b"Zephyr", b"0612345678"):
            assert word not in path.read_bytes()


def test_no_name_goes_where_git_watches(cli, keyed, study):
    home = places.data_home()
    home.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "init", "-q"], cwd=home, check=True)
    result = cli("names", "add", "--new", stdin=f"name: {NAME}\n")
    assert result.code == 1
    assert "git watches" in result.err
    assert not vault.files(keyed.recipients)


def test_broken_entries_are_counted_and_hide_no_other(cli, keyed):
    person = person_of(hold(cli, "Bonjour."))
    cli("names", "add", person, stdin=f"name: {NAME}\n")
    place = vault.folder(keyed.recipients)
    (place / f"{person}.{'0' * 16}.age").write_bytes(b"age-encryption.org/v1\n-> X25519 junk\n")
    (place / f"{person}.{'1' * 16}.age").symlink_to("/dev/zero")
    os.mkfifo(place / f"{person}.{'2' * 16}.age")
    other = vault.add(keyed.recipients, Entry("person", "pother", 1.0, {"name": "Autre"}))
    other.rename(place / f"{person}.{'3' * 16}.age")  # the entry of somebody else under this name
    with unlocked_with(keyed):
        opened = vault.opened(keyed.recipients, keyed.team.secret)
        assert opened.shut == 4
        assert opened.people() == {person: {"name": NAME}}
        assert cli("names", "reveal", person).out == f"name: {NAME}\n"


def test_the_names_that_a_scan_looks_for_are_those_of_third_persons_too(keyed, study):
    of = Study(study)
    assert vault.names_for_scan(of) == {}
    vault.add(keyed.recipients, vault.new_entry("p1abc", {"name": NAME}))
    vault.add_third_person(of, "Karim")
    assert vault.names_for_scan(of) is None  # locked is not the same as empty
    with unlocked_with(keyed):
        assert vault.names_for_scan(of) == {NAME: "p1abc", "Karim": ""}


def people(cli, *consents: str) -> list[str]:
    found = []
    for said in consents:
        person = person_of(hold(cli, "Bonjour.", consents=said))
        cli("names", "add", person, stdin=f"name: =cmd|{person}\n")
        found.append(person)
    return found


def test_the_table_has_only_those_who_agreed(cli, keyed, study, tmp_path):
    yes, no = people(cli, "oui\noui\noui\nnon\noui\n", "oui\noui\noui\noui\nnon\n")
    with unlocked_with(keyed):
        for name, option, wanted in (("a.csv", "--recontact", [yes]), ("b.csv", "--named", [no])):
            made = cli("names", "export", tmp_path / name, option)
            assert made.code == 0
            assert "1 person" in made.out
            assert "left out" in made.err
            assert "delete it when it has served" in made.err
            lines = (tmp_path / name).read_text("utf-8-sig").splitlines()
            assert [line.split(",")[0] for line in lines[1:]] == wanted
            entry = read_register(Study(study)).entries[-1].export
            assert (entry.verb, entry.files, sorted({p for met in entry.people.values() for p in met})) == (
                "names",
                ["names.csv"],
                wanted,
            )
            assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
        made = cli("names", "export", tmp_path / "c.xlsx")
        assert made.code == 0
        book = read_book((tmp_path / "c.xlsx").read_bytes()).book
        assert book is not None
        assert sorted(row[0] for row in book.sheets[0].rows[1:]) == sorted([yes, no])
        assert cli("names", "export", tmp_path / "c.xlsx").code == 1
        assert cli("names", "export", tmp_path / "c.xlsx", "--force").code == 0
        assert cli("names", "export", tmp_path / "c.txt").code == 2


IN_THE_STUDY = "It lies in the folder of the study"


def test_formulas_in_names_do_nothing_in_excel(cli, keyed, study, tmp_path):
    with (study / "interviewer.yaml").open("a") as settings:
        settings.write("export: excel\n")
    people(cli, "oui\noui\noui\nnon\noui\n")
    with unlocked_with(keyed):
        made = cli("names", "export", tmp_path / "a.csv")
        assert (made.code, IN_THE_STUDY in made.err) == (0, False)
    assert "\"'=cmd|" in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_the_table_never_lies_where_git_would_take_it(cli, keyed, study, monkeypatch):
    people(cli, "oui\noui\noui\nnon\noui\n")
    subprocess.run(["git", "init", "-q"], cwd=study, check=True)
    (study / ".gitignore").write_text("exports/\n")
    (study / "exports").mkdir(exist_ok=True)
    with unlocked_with(keyed):
        assert cli("names", "export", "a.csv").code == 1
        assert not (study / "a.csv").exists()
        made = cli("names", "export", "exports/a.csv")
        assert (made.code, IN_THE_STUDY in made.err) == (0, True)
        subprocess.run(["git", "add", "-f", "exports/a.csv"], cwd=study, check=True)
        assert cli("names", "export", "exports/a.csv", "--force").code == 1
        monkeypatch.setenv("PATH", "")
        assert cli("names", "export", "exports/b.csv").code == 1  # git can't be asked: in doubt, no


def test_a_full_disk_keeps_nothing_half(keyed, monkeypatch):
    from interviewer.session.disk import Disk

    class Full(Disk):
        def write(self, fd, data):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        vault.add(keyed.recipients, vault.new_entry("p1abc", {"name": NAME}), Full())
    assert list(vault.folder(keyed.recipients).iterdir()) == []


def test_the_passphrase_opens_what_was_kept(cli, study):
    from tests.sealed import PASSPHRASE

    sealed = seal_study(study, "names")
    cli("names", "add", "--new", stdin=f"name: {NAME}\n")
    opened = team_key.open_team_key(sealed.recipients, PASSPHRASE)
    assert vault.names_for_scan(Study(study)) is None
    with unlocked_with(sealed, opened):
        assert NAME in (vault.names_for_scan(Study(study)) or {})


def test_sealing_the_words_later_keeps_the_keys_that_lock_the_names(cli, study):
    made = keyed_study(study, "names")
    cli("names", "add", "--new", stdin=f"name: {NAME}\n")
    done = cli("init", "--sealed", ".")
    assert done.code == 0, done.err
    keys = Study(study).settings().keys
    assert keys is not None
    assert (keys.team, keys.paper, keys.seal) == (made.team.public, made.paper.public, "words")
    hold(cli, "Scellée désormais.")
    assert not any("Scellée".encode() in path.read_bytes() for path in (study / "sessions").rglob("*.jsonl"))
    with unlocked_with(made):
        assert NAME in cli("names", "list", "--unlock").out
    assert cli("init", "--sealed", ".").code == 1
