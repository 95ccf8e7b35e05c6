"""`access`: all that the study holds about one person, in a file for that person; nothing of others, and no name where none belongs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input

from interviewer.errors import CannotError
from interviewer.privacy.contacts import Entry, understood
from interviewer.screens import accessing
from interviewer.screens.moments import day_of_wall, day_said
from interviewer.screens.names import whose
from interviewer.screens.names.whose import chosen_of_all
from interviewer.screens.terminal.keyboard import using
from interviewer.session import events as e
from interviewer.study.exports_register import read_register
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy
from interviewer.study.private import places, vault
from interviewer.study.private.people import everybody
from interviewer.study.withdrawal.carrying_out import today
from tests.build import Talk, study_of
from tests.crowd import bytes_of
from tests.sealed import hold, keyed_study, seal_study, unlocked_with
from tests.terminal import Painted

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
        "Interview of 4 May 2026",
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
        "Interview of 4 May 2026: until 4 May 2029",
        "Nothing: the study keeps no name and no contact of yours.",
    ):
        assert words in told, words
    assert told.count("qui est-elle ?") == 1  # two coders, one memo
    assert re.search(r"yes, on \d+ [A-Z][a-z]+ 20", told)
    assert re.search(r"no, on \d+ [A-Z][a-z]+ 20", told)


def test_words_of_others_and_notes_on_a_group_stay_out_and_that_is_said(root, cli):
    told = paper(cli, root)
    assert "barbe rousse" not in told
    assert "Le roux parle fort." not in told
    assert "Une autre voix." not in told
    assert "What is not under your name in this interview with several people (1 turn)." in told
    assert "Notes and memos of the team on this interview, because they may be about others too." in told
    assert "Questions and probes that are not in the guide" not in told  # there were none
    assert "Names of codes" not in told


def test_of_several_people_nothing_that_may_be_in_words_of_others_is_told(study, cli):
    group = Talk("2026-05-05-essai-g1", (("p1", "habitants"), ("p2", "habitants")), held_on="2026-05-05")
    group.add(e.NewCode("a" * 16, "barbe", "La BARBE du voisin", "anna"))
    put = group.ask(text="Racontez, vous qui avez vu la BARBE ?")
    first = group.say("Moi je chante.", put)
    group.mark(first, "barbe", "je chante", memo="contredit la BARBE")
    group.mark(first, "lien", "je chante")
    group.mark(first, "vivo", "je chante")
    group.add(e.Remark("b" * 16, "turn", first, "voir la BARBE", "anna"))
    probe = group.ask(text="Et la BARBE ?", origin="probe")
    group.say("Rousse.", probe)
    known = group.ask(text="Qui vous a accueilli, la BARBE ?", origin="probe", probe="qui")
    group.say("Le concierge.", known)
    own = group.ask("improvised-1", "Qui a dit BARBE ?", origin="improvised")
    group.say("Lui là-bas.", own, "improvised-1")
    codes = CODEBOOK + "  - {id: vivo, label: La BARBE, definition: Elle., origin: in_vivo}\n"
    told = paper(cli, study_of(study, group.done(), codebook=codes, settings=SETTINGS))
    assert "BARBE" not in told
    assert "barbe" not in told
    assert "improvised" not in told
    for words in (
        "Racontez-moi la première fois.",
        "Probe: Qui vous a accueilli ?",
        "A question that is not in the guide",
        "Lui là-bas.",
        "Rousse.",
        "Codes: Le lien tissé",
        "Questions and probes that are not in the guide, because they may take up what others said.",
        "Names of codes that were made while coding",
        "Notes and memos of the team on this interview",
    ):
        assert words in told, words
    assert "What is not under your name" not in told


def test_whoever_else_speaks_in_an_interview_with_one_person_is_another(study, cli):
    talk = Talk()
    put = talk.ask(text="Et la RUMEUR ?")
    talk.say("Le relais parle.", put, speaker="p9")
    talk.say("Je réponds.", put, speaker="")
    talk.say("Et je le dis.", put)
    talk.add(e.Form("f" * 16, "notes", "Le relais coupe."))
    told = paper(cli, study_of(study, talk.done(), codebook=CODEBOOK, settings=SETTINGS))
    assert "relais" not in told
    assert "RUMEUR" not in told
    assert "Je réponds." in told
    assert "Et je le dis." in told
    assert "What is not under your name in this interview with several people (1 turn)." in told


def test_of_one_person_alone_codes_and_questions_are_told_as_they_were(study, cli):
    talk = Talk()
    talk.add(e.NewCode("a" * 16, "porte", "La porte ouverte", "anna"))
    turn = talk.say("Elle était ouverte.", talk.ask(text="Et la porte ?"))
    talk.mark(turn, "porte", "ouverte")
    told = paper(cli, study_of(study, talk.done(), codebook=CODEBOOK, settings=SETTINGS))
    assert "Et la porte ?" in told
    assert "La porte ouverte" in told
    assert "Left out here" not in told


def test_days_are_said_as_people_say_them():
    assert [day_said(one) for one in ("2026-11-30", "2026-12-01", "?", "")] == [
        "30 November 2026",
        "1 December 2026",
        "?",
        "",
    ]
    assert day_of_wall(float("inf")) == "?"


@pytest.mark.parametrize("name", ["Jeanne-Martin.docx", "exports/Jeanne-Martin.html", "../Jeanne-Martin.md"])
def test_the_name_of_the_file_is_entered_nowhere_and_a_withdrawal_finds_it(name, root, cli):
    (root / "exports").mkdir()
    (root / "exports" / "broken.docx").write_bytes(b"PK\x03\x04 What we hold about you p1")
    assert cli("access", "p1", "--out", name).code == 0
    assert b"Jeanne" not in b"".join(one.read_bytes() for one in (root / "exports.register").glob("*.jsonl"))
    assert "Jeanne" not in paper(cli, root)
    for words in (("audit",), ("audit", "--json")):
        assert "Jeanne" not in cli(*words).out
    (root / "p.md").unlink()
    gone = cli("withdraw", "p1", "--certificate", "c.md", stdin="p1\ny\n")
    assert gone.code == 0, gone.err
    assert "Jeanne-Martin" in gone.err
    assert not (root / name).exists()
    told = (root / "c.md").read_text(encoding="utf-8")
    assert "Jeanne" not in told
    assert "a paper for the person (" in told


def test_a_paper_that_is_kept_is_not_named_on_the_certificate(root, cli):
    assert cli("access", "p1", "--out", "Jeanne-Martin.docx").code == 0
    assert cli("withdraw", "p1", "--certificate", "c.md", stdin="p1\nn\n").code == 0
    told = (root / "c.md").read_text(encoding="utf-8")
    assert (root / "Jeanne-Martin.docx").exists()
    assert "Jeanne" not in told
    assert "Delete a paper for the person (.docx)" in told
    assert "it stood on the screen" in told


def test_values_that_were_replaced_or_emptied_are_told_as_long_as_they_are_kept(study, cli):
    keyed = keyed_study(study, "names")
    who = hold(cli, "Bonjour.").rsplit("-", maxsplit=1)[-1]
    for day, fields in enumerate(
        ({"name": NAME, "phone": "06 12 34 56 78"}, {"name": "Jo Neuve"}, {"name": "", "phone": ""})
    ):
        vault.add(keyed.recipients, Entry("person", who, float(day), fields))
    with unlocked_with(keyed):
        assert cli("access", who, "--out", "../p.md").code == 0
        assert vault.names_for_scan(Study(study)) == {NAME: who, "Jo Neuve": who}
    told = (study.parent / "p.md").read_text(encoding="utf-8")
    assert all(one in told for one in (NAME, "Jo Neuve", "06 12 34 56 78"))
    assert "ne garde ni nom ni contact" not in told
    assert "keeps no name" not in told


def test_an_entry_that_does_not_open_is_said_to_be_missing(study, cli):
    keyed = keyed_study(study, "names")
    who = hold(cli, "Bonjour.").rsplit("-", maxsplit=1)[-1]
    vault.add(keyed.recipients, Entry("person", who, 1.0, {"note": "vient le lundi"}))
    broken = vault.add(keyed.recipients, Entry("person", who, 2.0, {"name": NAME}))
    broken.write_bytes(broken.read_bytes()[:-9])
    with unlocked_with(keyed):
        assert cli("access", who, "--out", "../p.md").code == 0
    told = (study.parent / "p.md").read_text(encoding="utf-8")
    assert "vient le lundi" in told
    assert re.search(r"1 (entry|fiche) .*(opened|ouverte)", told)


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
    told = cli("export").err
    assert "In the same folder lies 1 paper with somebody's name and words, access-p1.docx" in " ".join(told.split())
    assert path.read_bytes() == b"mine"
    assert cli("access", "p1", "--force").code == 0
    assert "access-p1.docx, 2 interviews, for the person" in paper(cli, root)


@pytest.mark.parametrize(("typed", "code"), [("p9", 1), ("Fatou Diallo", 2), ("fatou", 1)])
def test_who_is_not_of_the_study_is_refused_and_a_name_is_not_repeated(typed, code, root, cli):
    result = cli("access", typed)
    assert result.code == code
    assert "fatou" not in (result.out + result.err).lower()
    assert not list((root / "exports").glob("*")) if (root / "exports").exists() else True


def test_without_a_pseudonym_somebody_is_offered_those_who_are_there_and_a_program_is_told_where_they_stand(
    root, cli, monkeypatch
):
    alone = cli("access")
    assert alone.code == 2
    assert "Name the person by pseudonym: `interviewer list` shows them." in alone.err
    assert not (root / "exports").exists()
    assert cli("withdraw", "p3", stdin="p3\n").code == 0
    screen = Painted()
    with create_pipe_input() as pipe, using(pipe, screen.output):
        pipe.send_text("\r")
        assert chosen_of_all(everybody(Study(root), None)) == "p1"
    assert "p1 · " in screen.raw
    assert "p2 · 2026-05-05-essai-g1" in screen.raw
    assert "p3" not in screen.raw
    with pytest.raises(CannotError) as nobody:
        chosen_of_all(())
    assert nobody.value.problem.rule == "nobody_interviewed_yet"
    monkeypatch.setattr(accessing, "has_terminal", lambda: True)
    monkeypatch.setattr(whose, "chosen_of_all", lambda people: people[1].person)
    assert cli("access").out == "exports/access-p2.docx\n"


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
    assert f"You withdrew on {day_said(today())}: nothing that you said is kept." in told
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
    observe_secrecy(Study(study))
    who = hold(cli, "Bonjour, dit la chouette.").rsplit("-", maxsplit=1)[-1]
    assert cli("access", who, "--out", "p.html").code == 1
    with unlocked_with(sealed):
        assert cli("access", who, "--out", "p.html").code == 0
    told = (study / "p.html").read_text(encoding="utf-8")
    assert "dit la chouette" in told
    assert "scellées" in told or "sealed" in told


def test_locked_words_whose_key_is_elsewhere_are_said_to_be_locked_not_damaged(study, cli):
    sealed = seal_study(study)
    observe_secrecy(Study(study))
    who = hold(cli, "Bonjour, dit la chouette.").rsplit("-", maxsplit=1)[-1]
    for key in (places.private_folder(sealed.team.public) / places.CABINET).glob("*.age"):
        key.unlink()
    with unlocked_with(sealed):
        result = cli("access", who, "--out", "p.md")
    assert result.code == 0
    told = (study / "p.md").read_text(encoding="utf-8")
    assert re.search(r"1 passage ", told)
    assert "abîmé" not in told
    assert "damaged" not in told
    assert "sync in" in result.err
    assert "doctor" not in result.err


def test_a_dash_on_a_line_empties_the_field():
    assert understood("phone: -\nname : A-B") == ({"phone": "", "name": "A-B"}, ())
