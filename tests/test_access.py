"""`access`: all that the study holds about one person, in a file for that person; nothing of others, and no name where none belongs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from interviewer.session import events as e
from interviewer.study.exports_register import read_register
from interviewer.study.folder import Study
from interviewer.study.withdrawal.carrying_out import today
from tests.build import Talk, study_of
from tests.crowd import bytes_of
from tests.sealed import hold, keyed_study, seal_study, unlocked_with

NAME = "Jéromine Quirinus"
CODEBOOK = "codes:\n  - {id: lien, label: Le lien tissé, definition: Un lien.}\n"
SETTINGS = "languages: [en]\nretention: 36\nstakeholders:\n  habitants: {label: Ceux du quartier}\n  equipe: {label: L'équipe}\n"


@pytest.fixture
def root(study: Path) -> Path:
    talk = Talk()
    talk.consent("notes")
    talk.consent("quote", given=False)
    asked = talk.ask()
    turn = talk.say("Ma voisine m'a ouvert, et son chien aussi.", asked)
    talk.mark(turn, "lien", "Ma voisine", memo="qui est-elle ?")
    talk.mark(turn, "lien", "Ma voisine", memo="qui est-elle ?", coder="ben")
    talk.say("Elle regarde par la fenêtre.", asked, kind=e.Observation)
    talk.measure("confiance", 7)
    talk.fact("age", 41)
    talk.add(e.Form("f" * 16, "notes", "Entretien au calme."))
    group = Talk("2026-05-05-essai-g1", (("p1", "habitants"), ("p2", "habitants")), held_on="2026-05-05")
    put = group.ask()
    group.say("Moi j'ai la barbe rousse.", put, speaker="p2")
    group.say("Moi je chante.", put)
    group.add(e.Form("9" * 16, "notes", "Le roux parle fort."))
    other = Talk("2026-05-06-essai-p3", (("p3", "habitants"),))
    other.say("Une autre voix.", other.ask(), speaker="p3")
    return study_of(study, talk.done(), group.done(), other.done(), codebook=CODEBOOK, settings=SETTINGS)


def paper(cli, root: Path, *words: str, who: str = "p1") -> str:
    result = cli("access", who, "--out", "p.md", "--force", *words)
    assert (result.code, result.out) == (0, "p.md\n"), result.err
    return (root / "p.md").read_text(encoding="utf-8")


def test_it_holds_all_that_is_theirs(root, cli):
    told = paper(cli, root)
    for words in (
        "What we hold about you",
        "p1: your words are filed under it",
        "Interview of 2026-05-04",
        "Un guide d'essai",
        "Ceux du quartier",
        "notes ?",
        "Votre âge ?*\n\n41",
        "Racontez ?",
        "Ma voisine m'a ouvert, et son chien aussi.",
        "Codes: Le lien tissé (“Ma voisine”)",
        "Value*\n\n7",
        "Memo on “Ma voisine”*\n\nqui est-elle ?",
        "Elle regarde par la fenêtre.",
        "Entretien au calme.",
        "Moi je chante.",
        "Interview of 2026-05-04: until 2029-05-04",
        "Nothing: the study keeps no name and no contact of yours.",
    ):
        assert words in told, words
    assert told.count("qui est-elle ?") == 1  # two coders, one memo
    assert "yes, on 20" in told
    assert "no, on 20" in told


def test_words_of_others_and_notes_on_a_group_stay_out_and_that_is_said(root, cli):
    told = paper(cli, root)
    assert "barbe rousse" not in told
    assert "Le roux parle fort." not in told
    assert "Une autre voix." not in told
    assert "What the others said in this group interview (1 turn)." in told
    assert "Notes on the group as a whole, because they are about others too." in told


def test_without_notes_the_paper_says_that_they_are_left_out(root, cli):
    told = paper(cli, root, "--without-notes")
    assert not any(words in told for words in ("qui est-elle", "par la fenêtre", "au calme"))
    assert "Notes and memos of the team about you. You may ask for them too." in told


def test_what_was_taken_out_is_shown_as_such(root, cli):
    assert cli("redact", "2026-05-04", "--turn", "1", stdin="et son chien aussi\n\ny\n").code == 0
    told = paper(cli, root)
    assert "Ma voisine m'a ouvert, \\[…\\]." in told
    assert "“\\[…\\]” stands where words were taken out for good." in told


def test_it_is_for_its_owner_alone_never_written_over_and_entered_in_the_register(root, cli):
    result = cli("access", "p1")
    assert (result.code, result.out) == (0, "exports/access-p1.docx\n")
    assert "For p1 alone" in result.err
    path = root / "exports" / "access-p1.docx"
    assert path.read_bytes().startswith(b"PK")
    assert path.stat().st_mode & 0o077 == 0
    [entry] = read_register(Study(root)).entries
    assert (entry.export.verb, entry.export.files, entry.export.words) == ("access", ["access-p1.docx"], True)
    assert entry.export.people == {"2026-05-04-essai-p1": ["p1"], "2026-05-05-essai-g1": ["p1"]}
    path.write_bytes(b"mine")
    assert cli("access", "p1").code == 1
    assert path.read_bytes() == b"mine"
    assert cli("access", "p1", "--force").code == 0
    assert "access-p1.docx, 2 interviews, for the person" in paper(cli, root)


@pytest.mark.parametrize(("typed", "code"), [("p9", 1), ("Fatou Diallo", 2), ("fatou", 1)])
def test_who_is_not_of_the_study_is_refused_and_a_name_is_not_repeated(typed, code, root, cli):
    result = cli("access", typed)
    assert result.code == code
    assert "fatou" not in (result.out + result.err).lower()
    assert not list((root / "exports").glob("*")) if (root / "exports").exists() else True


def test_another_ending_is_refused(root, cli):
    assert cli("access", "p1", "--out", "p1.pdf").code == 2


def test_it_goes_nowhere_that_git_would_take_it(root, cli):
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    result = cli("access", "p1", "--out", "p1.docx")
    assert result.code == 1
    assert "git" in result.err
    assert not (root / "p1.docx").exists()


def test_after_a_withdrawal_it_says_so_and_the_withdrawal_finds_the_paper(root, cli):
    (root / "exports").mkdir()
    assert cli("access", "p1", "--out", "exports/a.docx").code == 0
    gone = cli("withdraw", "p1", stdin="p1\ny\n")
    assert "exports/a.docx" in gone.err
    assert not (root / "exports" / "a.docx").exists()
    assert "Whoever was given one of these exports" not in gone.out  # what the person has is theirs
    told = paper(cli, root)
    assert f"You withdrew on {today()}: nothing that you said is kept." in told
    assert "voisine" not in told
    assert "notes ?" in told  # what was agreed to stays, as proof


def test_the_vault_is_opened_for_it_and_nothing_is_written_where_it_stays_locked(study, cli):
    keyed = keyed_study(study, "names")
    who = hold(cli, "Bonjour.").rsplit("-", maxsplit=1)[-1]
    assert cli("names", "add", who, stdin=f"name: {NAME}\nphone: 06 12 34 56 78\n").code == 0
    shut = cli("access", who, "--out", "../p.md")
    assert shut.code == 1
    assert not (study.parent / "p.md").exists()
    with unlocked_with(keyed):
        opened = cli("access", who, "--out", "../p.md")
    assert opened.code == 0, opened.err
    assert NAME not in opened.out + opened.err
    told = (study.parent / "p.md").read_text(encoding="utf-8")
    assert NAME in told
    assert "06 12 34 56 78" in told
    gone = cli("withdraw", who, stdin=f"{who}\ny\n")
    assert "p.md" in "".join(gone.err.split("\n"))
    assert not (study.parent / "p.md").exists()
    assert NAME.encode() not in bytes_of(study.parent)


def test_sealed_words_ask_for_the_key(study, cli):
    sealed = seal_study(study)
    Study(study).observe_secrecy()
    who = hold(cli, "Bonjour, dit la chouette.").rsplit("-", maxsplit=1)[-1]
    assert cli("access", who, "--out", "p.html").code == 1
    with unlocked_with(sealed):
        assert cli("access", who, "--out", "p.html").code == 0
    told = (study / "p.html").read_text(encoding="utf-8")
    assert "dit la chouette" in told
    assert "scellées" in told or "sealed" in told
