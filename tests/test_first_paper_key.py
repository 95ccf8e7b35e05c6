"""The first paper key bears no word of the team's key: each machine remembers the one with which it began, and takes no other."""

import json
import shutil

import pytest

from interviewer.errors import FilesError
from interviewer.privacy import age
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy
from interviewer.study.private import cabinet, paper_keys, places, remembered, vault
from interviewer.study.private.founding import write_keys
from interviewer.study.settings import Keys
from tests.machines import files, place_of
from tests.sealed import Sealed, hold, keyed_study, seal_study

NAME = "nom : Gertrude Lafarge\n"


def slip_in(root, sealed: Sealed) -> age.Identity:
    """Somebody puts their own paper key into interviewer.yaml."""
    theirs = age.new_identity()
    path = root / "interviewer.yaml"
    text = path.read_text("utf-8")
    assert sealed.paper.public in text
    path.write_text(text.replace(sealed.paper.public, theirs.public), "utf-8")
    return theirs


def private_files(sealed: Sealed) -> dict[str, bytes]:
    return files(places.private_folder(sealed.team.public))


def opened_by(sealed: Sealed, one: age.Identity) -> list[str]:
    found = []
    for name, data in private_files(sealed).items():
        if name.endswith(".age"):
            try:
                age.decrypt(data, one.secret)
            except age.AgeError:
                continue
            found.append(name)
    return found


@pytest.mark.parametrize("seal", ["names", "words"])
def test_no_name_is_locked_for_another_paper_key(machines, cli, seal):
    root = machines.at("a")
    sealed = seal_study(root, seal)
    assert cli("names", "add", "--new", stdin=NAME).code == 0
    theirs, before = slip_in(root, sealed), private_files(sealed)
    refused = cli("names", "add", "--new", stdin=NAME)
    assert refused.code == 3
    assert ("another paper key" if seal == "names" else "sealed for other keys") in refused.err
    assert private_files(sealed) == before
    assert opened_by(sealed, theirs) == []
    with pytest.raises(FilesError):
        vault.add_third_person(Study(root), "Gertrude Lafarge")
    assert private_files(sealed) == before
    assert cli("check").code == 3
    shown = cli("ready")
    assert ("was not made by the team" if seal == "names" else "sealed for other keys") in shown.out + shown.err
    assert sealed.paper.public[-8:] in shown.out + shown.err


def test_a_fresh_clone_is_held_against_what_this_machine_remembers(machines, cli, monkeypatch):
    root = machines.at("a")
    sealed = seal_study(root)
    hold(cli, "La première.")
    clone = root.parent / "clone"
    shutil.copytree(root, clone, ignore=shutil.ignore_patterns("sessions"))
    theirs = slip_in(clone, sealed)
    monkeypatch.chdir(clone)
    observe_secrecy(Study(clone))
    before = private_files(sealed)
    refused = cli("run", "benevoles", stdin="oui\noui\noui\nnon\noui\nDes mots.\n/next\n")
    assert refused.code == 3
    assert "another paper key" in refused.err
    assert not list(clone.glob("sessions/*/*"))
    assert private_files(sealed) == before
    assert opened_by(sealed, theirs) == []
    keys = Study(clone).settings().keys
    assert keys is not None
    assert remembered.in_force(Study(clone), keys).recipients == sealed.recipients


@pytest.mark.parametrize("seal", ["names", "words"])
def test_a_machine_without_the_team_key_begins_with_its_first_use(machines, cli, seal):
    root = machines.at("a")
    sealed = keyed_study(root, seal)
    own = places.private_folder(sealed.team.public)
    assert cli("check").code == 0
    assert not own.exists()  # looking at a study makes no folder
    if seal == "words":
        hold(cli, "La première.")
    else:
        assert cli("names", "add", "--new", stdin=NAME).code == 0
    assert paper_keys.known(sealed.team.public).first == sealed.paper.public
    assert (own / paper_keys.NAME).stat().st_mode & 0o777 == 0o600
    slip_in(root, sealed)
    (root / "sessions" / "keys.json").unlink(missing_ok=True)
    assert cli("names", "add", "--new", stdin=NAME).code == 3


def test_studies_that_exist_go_on_without_a_word(machines, cli):
    root = machines.at("a")
    sealed = seal_study(root)
    hold(cli, "La première.")
    paper_json = places.private_folder(sealed.team.public) / paper_keys.NAME
    paper_json.unlink()  # from before this was remembered
    hold(cli, "La seconde.")
    assert json.loads(paper_json.read_text()) == {"v": 1, "first": sealed.paper.public}
    assert cli("check").code == 0
    assert cli("names", "add", "--new", stdin=NAME).code == 0


def test_a_stick_with_another_paper_key_is_not_taken_in(machines, cli, stick):
    root = machines.at("a")
    sealed = seal_study(root, "names")
    (machines._study / "interviewer.yaml").write_bytes((root / "interviewer.yaml").read_bytes())
    machines.at("b")
    assert cli("names", "add", "--new", stdin=NAME).code == 0
    before = private_files(sealed)
    theirs = age.new_identity()
    foreign = machines.at("c")
    write_keys(Study(foreign), Keys(sealed.team.public, theirs.public, "names"))
    observe_secrecy(Study(foreign))
    assert cli("names", "add", "--new", stdin=NAME).code == 0
    assert cli("sync", "out", str(stick)).code == 0
    there = files(place_of(stick))
    here = machines.at("b")
    refused = cli("sync", "in", str(stick))
    assert refused.code == 3
    assert "Nothing was taken in" in refused.err
    assert private_files(sealed) == before
    (here / "empty").mkdir()
    machines._monkeypatch.chdir(here.parent)  # and in an empty folder of the same machine neither
    empty = here.parent / "empty"
    empty.mkdir()
    machines._monkeypatch.chdir(empty)
    refused = cli("sync", "in", str(stick))
    assert refused.code == 3
    assert list(empty.iterdir()) == []
    assert private_files(sealed) == before
    assert files(place_of(stick)) == there


def test_a_later_paper_key_keeps_the_memory_of_the_first_one(machines, cli):
    from interviewer.study.private import renewing

    root = machines.at("a")
    sealed = seal_study(root)
    hold(cli, "La première.")
    fresh = age.new_identity()
    renewing.replace_paper_key(Study(root), sealed.recipients, fresh.public, sealed.team.secret)
    known = paper_keys.known(sealed.team.public)
    assert known.key is not None
    assert (known.key.public, known.first) == (fresh.public, sealed.paper.public)
    slip_in(root, sealed)  # an unsigned one doesn't take the place of a signed one
    hold(cli, "La seconde.")
    keys = Study(root).settings().keys
    assert keys is not None
    assert remembered.in_force(Study(root), keys).recipients.paper == fresh.public


def test_where_nothing_can_be_remembered_interviews_are_held_all_the_same(machines, cli, monkeypatch):
    root = machines.at("a")
    sealed = keyed_study(root)

    def refuse(*_args: object) -> None:
        raise OSError

    monkeypatch.setattr(paper_keys, "write_new", refuse)
    hold(cli, "La première.")
    assert paper_keys.known(sealed.team.public) == paper_keys.Known()
    assert len(cabinet.keys_in(places.cabinets(sealed.team.public))) > 0
