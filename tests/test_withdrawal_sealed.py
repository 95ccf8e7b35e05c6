"""In a sealed study the key goes: what old commits and clones hold opens no more, with the team's key or the paper key."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from interviewer.session import events as e
from interviewer.session.folder import read_session_records, session_folders
from interviewer.session.journal import Journal
from interviewer.session.read import view
from interviewer.session.words import is_covered
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy
from interviewer.study.private import cabinet, places, vault
from interviewer.study.withdrawal.carrying_out import carry_out
from interviewer.study.withdrawal.share import shares
from interviewer.study.withdrawal.sweep import sweep_all
from tests.build import KEY
from tests.sealed import Sealed, forget_secrecy, seal_study, unlocked_with

GROUP, ALONE = "2026-05-04-essai-g1", "2026-05-05-essai-p1"


def _id(number: int) -> str:
    return f"{number:016x}"


def held(*people: str) -> e.Held:
    return e.Held(_id(1), "essai", 3, "", "", "fr", "2026-05-04", [e.Person(one) for one in people])


def said(number: int, text: str, speaker: str) -> e.Verbatim:
    return e.Verbatim(_id(number), "t", "q", text, "fr", speaker)


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def sealed_study(study: Path) -> Sealed:
    """A sealed study with an interview of one and one of two people, committed with all that is in it."""
    (study / ".gitignore").write_text("")
    sealed = seal_study(study)
    observe_secrecy(Study(study))
    write(study, GROUP, KEY, held("p1", "p2"), *GROUP_EVENTS)
    write(
        study, ALONE, "f" * 16, held("p1"), said(2, "Seule, je le dis.", "p1"), e.Form(_id(3), "notes", "Elle pleure.")
    )
    git(study, "init", "-q")
    git(study, "add", "-A")
    git(study, "commit", "-qm", "interviews")
    return sealed


GROUP_EVENTS: tuple[e.Event, ...] = (
    e.Background(_id(2), "p1", "age", 41),
    said(3, "Ma voisine boit.", "p1"),
    said(4, "Moi, je plante.", "p2"),
    e.Mark(_id(5), _id(3), "lien", "ana", 0, 10, "Ma voisine", "délicat"),
    # Two people in one turn, and a turn that was noted under the wrong one.
    said(6, "Je pars. | Et moi je reste.", "p1"),
    e.Split(_id(7), _id(6), 9),
    e.Attributed(_id(8), _id(7), "p2"),
    said(9, "C'est moi qui plante les fèves.", "p1"),
    e.Mark(_id(10), _id(9), "lien", "ana", 0, 10, "C'est moi ", "les fèves comptent"),
    e.Remark(_id(11), "turn", _id(9), "relire", "ana"),
    e.Attributed(_id(12), _id(9), "p2"),
)


def write(root: Path, session: str, key: str, *events: e.Event) -> None:
    journal = Journal(session_folders(root, session)[:1], session, key)
    journal.append(*events)
    journal.close()


def withdraw(sealed: Sealed, person: str = "p1") -> None:
    study = Study(sealed.root)
    observe_secrecy(study)
    carry_out(study, shares(study, person), person)


def texts(root: Path, session: str) -> list[str]:
    observe_secrecy(Study(root))
    found = read_session_records([root / "sessions" / session], session)
    return [turn.text for turn in view(session, found.key, found.records).turns]


def test_old_commits_and_clones_can_not_be_read_any_more_and_those_of_others_can(sealed_study, tmp_path):
    root, clone = sealed_study.root, tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(root), str(clone))
    secrets = (sealed_study.team.secret, sealed_study.paper.secret)
    for secret in secrets:
        with unlocked_with(sealed_study, secret):
            assert texts(clone, ALONE) == ["Seule, je le dis."]
            assert "Ma voisine boit." in texts(clone, GROUP)
    with unlocked_with(sealed_study):
        withdraw(sealed_study)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "p1 withdrew")
    git(root, "checkout", "-q", "HEAD~1")
    for place in (clone, root):
        for secret in secrets:
            with unlocked_with(sealed_study, secret):
                assert all(map(is_covered, texts(place, ALONE)))
                there = texts(place, GROUP)
                assert "Moi, je plante." in there
                assert "Ma voisine boit." not in there
    git(root, "checkout", "-q", "-")


def test_what_others_said_in_the_same_turn_or_under_the_wrong_name_is_kept_under_their_own_key(sealed_study):
    with unlocked_with(sealed_study):
        observe_secrecy(Study(sealed_study.root))
        before = Study(sealed_study.root).session(GROUP)[0]
        withdraw(sealed_study)
        observe_secrecy(Study(sealed_study.root))
        after = Study(sealed_study.root).session(GROUP)[0]
    expected = ["Moi, je plante.", "Et moi je reste.", "C'est moi qui plante les fèves."]
    assert [turn.text.removeprefix("| ") for turn in after.turns] == expected
    assert [turn.text for turn in after.turns] == [turn.text for turn in before.turns if turn.speaker == "p2"]
    [mark] = after.marks
    assert (mark.excerpt, mark.memo, mark.holds) == ("C'est moi ", "les fèves comptent", True)
    assert [one.text for one in after.remarks] == ["relire"]
    left = cabinet.keys_in(places.cabinets(sealed_study.team.public))
    assert {one.person for one in left} <= {"p2", ""}


def test_words_of_others_that_are_locked_stop_it_before_anything_is_changed(sealed_study, cli):
    git(sealed_study.root, "status")
    refused = cli("withdraw", "p1", stdin="p1\n")
    assert refused.code == 1
    assert git(sealed_study.root, "status", "--porcelain") == ""
    assert len(cabinet.keys_in(places.cabinets(sealed_study.team.public))) >= 3


def test_a_person_alone_can_withdraw_while_all_is_locked(study, cli):
    sealed = seal_study(study)
    observe_secrecy(Study(study))
    write(study, ALONE, "f" * 16, held("p1"), said(2, "Seule, je le dis.", "p1"))
    forget_secrecy()
    result = cli("withdraw", "p1", stdin="p1\n")
    assert result.code == 0
    assert cabinet.keys_in(places.cabinets(sealed.team.public)) == []


def test_a_key_that_comes_back_is_destroyed_again(sealed_study):
    folder = places.cabinets(sealed_study.team.public)[0]
    copies = {path: path.read_bytes() for path in folder.iterdir() if ".p1." in path.name}
    assert len(copies) == 2
    with unlocked_with(sealed_study):
        withdraw(sealed_study)
    for path, data in copies.items():
        path.write_bytes(data)
    sweep_all(sealed_study.root)
    assert not [path for path in folder.iterdir() if ".p1." in path.name]


def test_names_in_the_vault_go_and_those_of_others_stay(sealed_study, cli):
    recipients = sealed_study.recipients
    for person in ("p1", "p2"):
        vault.add(recipients, vault.new_entry(person, {"name": "Awa"}))
    copy = {path: path.read_bytes() for path in vault.files(recipients)}
    with unlocked_with(sealed_study):
        result = cli("withdraw", "p1", stdin="p1\n")
    assert result.code == 0, result.err
    assert "1 entry" in result.err
    assert vault.pseudonyms(recipients) == {"p2": 1}
    for path, data in copy.items():
        path.write_bytes(data)
    assert cli("doctor", "--repair").code == 0
    assert vault.pseudonyms(recipients) == {"p2": 1}


def test_somebody_of_whom_there_is_a_name_alone_can_withdraw(study, cli):
    sealed = seal_study(study, "names")
    vault.add(sealed.recipients, vault.new_entry("p9", {"name": "Awa"}))
    assert cli("withdraw", "p9", stdin="p9\n").code == 0
    assert vault.files(sealed.recipients) == []


def test_what_a_sync_brings_back_goes_at_once(sealed_study, cli, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    assert cli("sync", "out", str(stick)).code == 0
    with unlocked_with(sealed_study):
        assert cli("withdraw", "p1", stdin="p1\n").code == 0
    brought = cli("sync", "in", str(stick))
    assert brought.code == 0, brought.err
    left = cabinet.keys_in(places.cabinets(sealed_study.team.public))
    assert "p1" not in {one.person for one in left}
    with unlocked_with(sealed_study):
        assert "Ma voisine boit." not in texts(sealed_study.root, GROUP)
        assert texts(sealed_study.root, ALONE) == []
    assert cli("doctor").code == 0


def test_the_certificate_of_a_study_that_was_plain_before_says_that_old_commits_hold_the_words(study, cli):
    (study / ".gitignore").write_text("")
    write(study, ALONE, "f" * 16, held("p1"), said(2, "En clair, je le dis.", "p1"))
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "plain")):
        git(study, *words)
    seal_study(study)
    result = cli("withdraw", "p1", stdin="p1\n")
    assert result.code == 0, result.err
    assert "les commits faits avant contiennent encore les paroles" in " ".join(result.out.split())
    assert "contiennent les paroles scellées" not in " ".join(result.out.split())


def test_examples_that_could_not_be_compared_are_named_in_the_certificate(study, cli):
    sealed = seal_study(study)
    observe_secrecy(Study(study))
    write(study, ALONE, "f" * 16, held("p1"), said(2, "Je ne connaissais personne ici.", "p1"))
    forget_secrecy()
    locked = cli("withdraw", "p1", stdin="p1\n")
    assert locked.code == 0, locked.err
    assert "restées fermées" in " ".join(locked.out.split())
    with unlocked_with(sealed):
        write(study, "2026-05-06-essai-p3", "e" * 16, held("p3"), said(4, "Autre chose.", "p3"))
        assert "restées fermées" not in cli("withdraw", "p3", stdin="p3\n").out
