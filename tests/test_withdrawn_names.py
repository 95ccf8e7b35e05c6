"""Who is in the vault alone and withdraws is gone from sticks and other machines too, and it is said only of what is gone."""

import os

import pytest

from interviewer.privacy import age
from interviewer.study.folder import Study
from interviewer.study.private import people, sticks, vault, withdrawn_names
from tests.machines import files, place_of
from tests.sealed import hold, seal_study

NAME = "nom : Jeanne Martin\n"


@pytest.fixture
def on_stick(machines, cli, stick):
    """Machine a and a stick with a person of whom there is a name and no interview, and an interview of somebody else."""
    root = machines.at("a")
    sealed = seal_study(root)
    (machines._study / "interviewer.yaml").write_bytes((root / "interviewer.yaml").read_bytes())
    person = cli("names", "add", "--new", stdin=NAME).out.strip()
    hold(cli, "La première.")
    assert cli("sync", "out", str(stick)).code == 0
    machines.at("b")
    assert cli("sync", "in", str(stick)).code == 0
    assert person in vault.pseudonyms(sealed.recipients)
    machines.at("a")
    return sealed, person


def entries_there(stick, person) -> list[str]:
    return [name for name in files(place_of(stick)) if f"/{person}." in name and name.endswith(".age")]


def test_the_name_goes_from_the_stick_and_from_other_machines(on_stick, machines, cli, stick):
    sealed, person = on_stick
    assert entries_there(stick, person)
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    assert set(withdrawn_names.noted(sealed.recipients)) == {person}
    owed = f"stick still has what {person} withdrew. `interviewer sync out {stick}` brings it up to date."
    assert owed in cli("list").err
    assert owed in cli().out
    out = cli("sync", "out", str(stick))
    assert out.code == 0
    assert f"Taken off there, because they withdrew: the name of {person}." in out.out
    assert entries_there(stick, person) == []
    assert b"Jeanne" not in b"".join(files(place_of(stick)).values())
    assert sticks.behind(sealed.recipients) == {}
    machines.at("b")
    taken = cli("sync", "in", str(stick))
    assert taken.code == 0
    assert "was of somebody who has withdrawn" in taken.out
    assert person not in vault.pseudonyms(sealed.recipients)
    assert person not in cli("names", "list").out
    assert cli("doctor").code == 0
    again = cli("sync", "out", str(stick))
    assert again.code == 0
    assert "Taken off" not in again.out
    assert "Nothing is new" in cli("sync", "in", str(stick)).out
    root = machines.at("c")  # and a machine that has nothing yet
    assert cli("sync", "in", str(stick)).code == 0
    assert vault.pseudonyms(sealed.recipients) == {}
    assert person in people.known(Study(root), sealed.recipients)  # nobody else gets that pseudonym
    assert "the name of" not in cli("sync", "out", str(stick)).out


def test_a_stick_that_was_elsewhere_doesnt_bring_the_name_back(on_stick, machines, cli, stick):
    sealed, person = on_stick
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    taken = cli("sync", "in", str(stick))
    assert taken.code == 0
    assert "1 entry of the vault was of somebody who has withdrawn" in taken.out
    assert person not in vault.pseudonyms(sealed.recipients)
    machines.at("b")  # it never heard of that and brings its own copy
    other = stick.parent / "other"
    other.mkdir()
    assert cli("sync", "out", str(other)).code == 0
    machines.at("a")
    assert cli("sync", "in", str(other)).code == 0
    assert vault.pseudonyms(sealed.recipients) == {}
    assert cli("sync", "out", str(other)).code == 0
    assert entries_there(other, person) == []


def test_what_an_earlier_version_left_on_a_stick_goes_as_well(on_stick, machines, cli, stick):
    sealed, person = on_stick
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    for path in vault.folder(sealed.recipients).glob("*.withdrawn"):
        path.unlink()  # no note was made then; that the stick is behind was remembered
    out = cli("sync", "out", str(stick))
    assert f"the name of {person}." in out.out
    assert entries_there(stick, person) == []


def test_it_is_said_only_when_it_is_gone(on_stick, machines, cli, stick):
    sealed, person = on_stick
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    sticks.owe(sealed.recipients, "p9zzz")
    place = place_of(stick)
    session = "2020-01-01-benevoles-p9zzz"
    wrapped = place / "keys" / "cabinet" / f"{session}.p9zzz.0123456789abcdef.age"
    wrapped.write_bytes(age.encrypt(b"a key of an interview that is not here any more", sealed.recipients))
    out = cli("sync", "out", str(stick))
    assert f"Taken off there, because they withdrew: the name of {person}." in out.out
    assert "p9zzz" not in out.out
    assert "Still there, although they withdrew: something of p9zzz." in out.err
    assert list(sticks.behind(sealed.recipients).values()) == [sticks.Debt(stick.name, ("p9zzz",))]
    wrapped.unlink()
    assert "p9zzz" in cli("sync", "out", str(stick)).out
    assert sticks.behind(sealed.recipients) == {}


def test_an_interview_that_was_held_elsewhere_is_named(on_stick, machines, cli, stick):
    _sealed, person = on_stick
    root = machines.at("b")
    assert (
        cli("run", "benevoles", "--participant", person, stdin="oui\noui\noui\nnon\noui\nAilleurs.\n/next\n").code == 0
    )
    machines.at("a")
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    assert cli("sync", "out", str(stick)).code == 0
    machines.at("b")
    taken = cli("sync", "in", str(stick))
    assert taken.code == 0
    assert f"`interviewer withdraw {person}`" in taken.err
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    assert f"`interviewer withdraw {person}`" not in cli("sync", "in", str(stick)).err
    assert Study(root).session_ids()


def test_a_vault_on_the_stick_that_is_a_link_is_left_alone(on_stick, cli, stick, tmp_path):
    _sealed, person = on_stick
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    elsewhere = tmp_path / "elsewhere"
    folder = place_of(stick) / "keys" / "vault"
    os.rename(folder, elsewhere)
    os.symlink(elsewhere, folder)
    cli("sync", "out", str(stick))
    assert list(elsewhere.glob(f"{person}.*.age"))


def test_names_of_notes():
    assert withdrawn_names.is_note("p7kx3.2026-11-30.withdrawn")
    for name in ("p7kx3.withdrawn", "P.2026-11-30.withdrawn", ".p.2026-11-30.withdrawn", "p.2026-11-30.withdrawn.age"):
        assert not withdrawn_names.is_note(name)


@pytest.mark.parametrize("seal", ["words", "names"])
def test_a_machine_that_has_not_heard_of_it_puts_nothing_back_on_the_stick(machines, cli, stick, seal):
    root = machines.at("a")
    sealed = seal_study(root, seal)
    (machines._study / "interviewer.yaml").write_bytes((root / "interviewer.yaml").read_bytes())
    alone = cli("names", "add", "--new", stdin=NAME).out.strip()
    session = hold(cli, "La rivière.")
    person = session.rsplit("-", 1)[1]
    assert cli("names", "add", person, stdin="nom : Zoé\n").code == 0
    assert cli("sync", "out", str(stick)).code == 0
    machines.at("b")
    assert cli("sync", "in", str(stick)).code == 0
    for one in (person, alone):
        machines.at("a")
        assert cli("withdraw", one, stdin=f"{one}\n").code == 0
        assert cli("sync", "out", str(stick)).code == 0
        machines.at("b")
        before = files(place_of(stick))
        refused = cli("sync", "out", str(stick))
        assert refused.code == 1
        assert f"hasn't heard of it yet: {one}." in refused.err
        assert files(place_of(stick)) == before
        assert cli("sync", "in", str(stick)).code == 0
        assert cli("sync", "out", str(stick)).code == 0
        assert entries_there(stick, one) == []
        there = files(place_of(stick))
        assert not [name for name in there if name.startswith("keys/cabinet/") and f".{one}." in name]
        assert b"La rivi" not in b"".join(there.values())
    assert vault.pseudonyms(sealed.recipients) == {}
