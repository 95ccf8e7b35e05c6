"""`withdraw` as it is typed: shows, asks for the pseudonym again, takes away, certifies."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from interviewer.screens.moments import day_said
from interviewer.session.folder import fallback_roots
from interviewer.session.journal import Journal
from interviewer.study.withdrawal.carrying_out import today
from interviewer.study.withdrawal.tally import Tally
from tests.build import KEY, Talk, study_of
from tests.crowd import bytes_of
from tests.sealed import keyed_study

SECRET = "Ma fille s'appelle Coquelicot"
SESSION = "2026-05-04-essai-p1"
CODEBOOK = "codes:\n  - {id: lien, label: Un lien, definition: Un lien.}\n"


@pytest.fixture
def root(study: Path) -> Path:
    talk = Talk()
    talk.consent("notes")
    talk.consent("quote")
    asked = talk.ask()
    turn = talk.say(f"{SECRET}, et elle danse.", asked)
    talk.mark(turn, "lien", SECRET, memo="la fille")
    talk.fact("age", 41)
    other = Talk("2026-05-05-essai-p2", (("p2", "habitants"),))
    other.say("Moi, je chante.", other.ask(), speaker="p2")
    return study_of(study, talk.done(), other.done(), codebook=CODEBOOK, settings="languages: [en, fr]\n")


def test_withdraw_shows_asks_takes_away_and_certifies(root, cli):
    result = cli("withdraw", "p1", stdin="p1\n")
    assert result.code == 0
    assert f"{SESSION}: 1 turn, 1 mark, 1 value or fact, 0 notes and memos, 2 files" in result.err
    assert result.out.startswith("Certificate of withdrawal\n")
    assert f"- {SESSION}: " in result.out
    assert b"Coquelicot" not in bytes_of(root)
    assert "Coquelicot" not in result.out + result.err
    assert "je chante" in cli("show", "p2").out


@pytest.mark.parametrize("typed", ["p2\n", "\n", "p1 p1\n"])
def test_another_pseudonym_typed_again_keeps_everything(typed, root, cli):
    before = bytes_of(root)
    assert cli("withdraw", "p1", stdin=typed).code == 1
    assert bytes_of(root) == before


def test_an_input_that_ends_keeps_everything(root, cli):
    before = bytes_of(root)
    assert cli("withdraw", "p1").code == 130
    assert bytes_of(root) == before


def test_nobody_of_that_name(root, cli):
    result = cli("withdraw", "p9", stdin="p9\n")
    assert result.code == 1
    assert "Nobody in this study is called p9" in result.err


def test_it_refuses_while_a_window_holds_the_interview(root, cli):
    with Journal([root / "sessions" / SESSION], SESSION, KEY, stream="marks", coder="ana"):
        result = cli("withdraw", "p1", stdin="p1\n")
        assert result.code == 1
        assert "is open in another window" in result.err
    assert "Coquelicot" in cli("show", "p1").out


def test_list_and_figures_know_the_interview_as_withdrawn(root, cli):
    cli("withdraw", "p1", stdin="p1\n")
    row = next(line for line in cli("list").out.splitlines() if line.startswith(SESSION))
    assert "withdrawn" in row
    assert cli("export", "--out", "-", "--table", "coded_answers").out.count("p1") == 0
    assert "withdrawn" in cli("show", "p1").out
    assert "has withdrawn" in cli("run", "--resume", "p1").err
    assert cli("doctor").code == 0


def test_the_certificate_goes_to_a_new_file_and_never_over_one(root, cli):
    (root / "there.md").write_text("mine")
    before = bytes_of(root / "sessions")
    assert cli("withdraw", "p1", "--certificate", "there.md", stdin="p1\n").code == 1
    assert bytes_of(root / "sessions") == before
    result = cli("withdraw", "p1", "--certificate", "new.md", stdin="p1\n")
    assert (result.code, result.out) == (0, "new.md\n")
    assert SESSION in (root / "new.md").read_text(encoding="utf-8")
    assert (root / "there.md").read_text() == "mine"


def test_exports_that_name_the_person_are_listed_and_deleted_on_a_yes(root, cli):
    exports = root / "exports"
    exports.mkdir()
    (exports / "a.csv").write_text("2026-05-04-essai-p1;p1;Coquelicot")
    (exports / "b.csv").write_text("p11;p10")
    with zipfile.ZipFile(exports / "c.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("sheet.xml", "<c>p1</c>" + " " * 5000)
    result = cli("withdraw", "p1", stdin="p1\nno\n")
    assert "exports/a.csv" in result.err
    assert "exports/c.xlsx" in result.err
    assert "b.csv" not in result.err
    assert (
        "Delete these 2 files, which name the person and may quote them: exports/a.csv, exports/c.xlsx." in result.out
    )
    assert sorted(one.name for one in exports.iterdir()) == ["a.csv", "b.csv", "c.xlsx", "certificate-p1.docx"]
    again = cli("withdraw", "p1", stdin="p1\ny\n")
    assert "exports/c.xlsx: deleted" in again.out
    kept = ["b.csv", "certificate-p1-2.docx", "certificate-p1.docx"]
    assert sorted(path.name for path in exports.iterdir()) == kept


def test_done_again_it_takes_away_what_came_back(root, cli):
    shutil.copytree(root / "sessions", root.parent / "old")
    cli("withdraw", "p1", stdin="p1\n")
    shutil.copytree(root.parent / "old", root / "sessions", dirs_exist_ok=True)
    doctor = cli("doctor")
    assert doctor.code == 3
    assert "still hold words of somebody who withdrew" in doctor.err + doctor.out
    assert "Coquelicot" not in cli("show", "p1").out
    assert cli("withdraw", "p1", stdin="p1\n").code == 0
    assert b"Coquelicot" not in bytes_of(root)
    shutil.copytree(root.parent / "old", root / "sessions", dirs_exist_ok=True)
    assert cli("doctor", "--repair").code == 0
    assert b"Coquelicot" not in bytes_of(root)


def test_copies_in_fallback_folders_and_drafts_go_too(root, cli, sealed):
    [fallback] = fallback_roots(root)
    shutil.copytree(root / "sessions" / SESSION, fallback / SESSION)
    moved = fallback.parent / "another-place" / SESSION
    shutil.copytree(root / "sessions" / SESSION, moved)
    assert cli("withdraw", "p1", stdin="p1\n").code == 0
    assert b"Coquelicot" not in bytes_of(root, sealed)


def test_the_certificate_speaks_the_language_of_the_study_and_the_screens_their_own(root, cli):
    (root / "interviewer.yaml").write_text("languages: [fr, en]\n", encoding="utf-8")
    result = cli("withdraw", "p1", stdin="p1\n")
    assert "took part in 1 interview" in result.err
    assert "Certificate" not in result.out


def test_examples_in_the_codebook_in_their_words_are_told_and_taken_out_on_a_yes(root, cli):
    book = root / "codebook.yaml"
    book.write_text(
        "codes:\n  - id: lien\n    label: Un lien\n    definition: Un lien.\n"
        "  - id: autre\n    label: Autre\n    example: Des mots de personne ici.\n",
        encoding="utf-8",
    )
    adding = cli("codebook", "edit", "lien", "--coder", "ana", stdin=f"example: « {SECRET}… »\n")
    assert adding.code == 0, adding.err
    assert b"Coquelicot" in bytes_of(root / "codebook.history")
    result = cli("withdraw", "p1", stdin="p1\ny\n")
    assert "Examples in the codebook in words of p1: lien" in result.err
    assert "Codebook, lien: the example was taken out" in result.out
    assert b"Coquelicot" not in bytes_of(root)
    assert "Des mots de personne ici" in book.read_text(encoding="utf-8")
    assert cli("codebook", "history").code == 0
    assert cli("codebook", "show").code == 0


def test_an_example_that_nobody_agrees_to_take_out_is_certified_as_still_there(root, cli):
    (root / "codebook.yaml").write_text(f"codes:\n  - {{id: lien, label: Lien, example: {SECRET}}}\n", encoding="utf-8")
    result = cli("withdraw", "p1", stdin="p1\nno\n")
    assert "Codebook, lien: its example is said in the person's words." in result.out
    assert "Coquelicot" not in result.out + result.err


def test_the_certificate_is_kept_beside_those_that_are_there_whoever_reads_along(root, cli):
    for name in ("certificate-p1.docx", "certificate-p1-2.docx"):
        result = cli("withdraw", "p1", stdin="p1\n")
        assert result.code == 0
        assert f"The certificate is in exports/{name}, to be printed and signed." in " ".join(result.err.split())
        assert (root / "exports" / name).stat().st_mode & 0o077 == 0
        text = paper_text(root / "exports" / name)
        assert "Certificate of withdrawal" in text
        assert f"{SESSION}: 1 turn, 1 mark, 1 value or fact, 0 notes and memos, 2 files" in text
        assert "Signature" in text


def paper_text(path: Path) -> str:
    """The paragraphs of a Word file, one a line."""
    import docx

    body = docx.Document(str(path)).element.body
    return "\n".join(
        "".join(t.text or "" for t in p.iter() if t.tag.endswith("}t")) for p in body.iter() if p.tag.endswith("}p")
    )


@pytest.mark.parametrize(("name", "begins"), [("a.docx", b"PK"), ("a.html", b"<!doctype html>"), ("a.md", b"*Study")])
def test_the_certificate_is_of_the_kind_that_its_ending_names(name, begins, root, cli):
    assert cli("withdraw", "p1", "--certificate", name, stdin="p1\n").out == f"{name}\n"
    assert (root / name).read_bytes().startswith(begins)


def test_an_ending_that_names_no_kind_is_refused_before_anything_is_taken_away(root, cli):
    before = bytes_of(root)
    result = cli("withdraw", "p1", "--certificate", "p1.pdf", stdin="p1\n")
    assert result.code == 2
    assert ".docx, .html, .md" in result.err
    assert bytes_of(root) == before


def test_done_again_it_certifies_what_was_removed_then_and_this_runs_share_apart(root, cli):
    shutil.copytree(root / "sessions", root.parent / "old")
    cli("withdraw", "p1", stdin="p1\n")
    done_again = cli("withdraw", "p1", stdin="p1\n")
    assert "All of it is withdrawn already" in done_again.err
    assert "to take all of it away" not in done_again.err
    again = done_again.out
    day = day_said(today())
    assert f"{SESSION}: 1 turn, 1 mark, 1 value or fact, 0 notes and memos, 2 files (on {day})" in again
    assert "What was done this time\n-----------------------\n\n- Nothing was left to take away." in again
    shutil.copytree(root.parent / "old", root / "sessions", dirs_exist_ok=True)
    third = cli("withdraw", "p1", stdin="p1\n").out
    assert f"2 files (on {day})" in third
    assert "- 2 files were written anew without them" in third


def test_a_trace_of_a_version_that_did_not_count_is_certified_as_such(root, cli, monkeypatch):
    monkeypatch.setattr(Tally, "told", lambda _: {})
    cli("withdraw", "p1", stdin="p1\n")
    again = cli("withdraw", "p1", stdin="p1\n")
    assert again.code == 0
    assert "how much there was is not known any more" in again.out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_certificate_that_standard_output_does_not_take_is_kept_and_it_is_said(root):
    run = [sys.executable, "-m", "interviewer", "withdraw", "p1"]
    with open("/dev/full", "w", encoding="utf-8") as full:
        result = subprocess.run(
            run, cwd=root, input="p1\n", stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == 1
    assert "The withdrawal of p1 is done, but standard output could not be written" in result.stderr
    assert "exports/certificate-p1.docx" in result.stderr
    assert "interviewer withdraw p1" in result.stderr
    assert (root / "exports" / "certificate-p1.docx").exists()
    assert b"Coquelicot" not in bytes_of(root)


def test_a_folder_that_takes_no_certificate_costs_nothing_but_the_file(root, cli):
    (root / "exports").write_text("in the way")
    result = cli("withdraw", "p1", stdin="p1\n")
    assert result.code == 1
    assert "Certificate of withdrawal" in result.out
    assert "The withdrawal itself is done." in result.err
    (root / "exports").unlink()
    assert "1 turn, 1 mark" in cli("withdraw", "p1", stdin="p1\n").out


def test_a_certificate_under_another_name_stays_and_is_not_named_on_the_next(root, cli):
    (root / "exports").mkdir()
    kept = root / "exports" / "Jeanne-Martin.docx"
    assert cli("withdraw", "p1", "--certificate", kept, stdin="p1\n").code == 0
    again = cli("withdraw", "p1", stdin="p1\ny\ny\n")
    assert "Jeanne" not in again.out + again.err
    assert kept.exists()


def test_who_is_only_in_the_vault_is_certified_again_with_the_day(study, cli, monkeypatch):
    keyed_study(study)
    who = cli("names", "add", "--new", stdin="name: Personne\n").out.strip()
    monkeypatch.setattr("interviewer.study.withdrawal.carrying_out.today", lambda: "2026-01-01")
    assert cli("withdraw", who, stdin=f"{who}\n").code == 0
    again = cli("withdraw", who, stdin=f"{who}\n")
    assert again.code == 0, again.err
    assert again.out.count("1er janvier 2026") == 2  # the day of the withdrawal, and when the name went
    assert re.search("What was done this time|Ce qui a été fait cette fois", again.out)
    assert cli("withdraw", "pzzzz", stdin="pzzzz\n").code == 1


def test_the_certificate_of_who_is_only_in_the_vault_says_nothing_of_interviews_that_are_none(study, cli):
    keyed_study(study)
    who = cli("names", "add", "--new", stdin="name: Personne\n").out.strip()
    told = cli("withdraw", who, stdin=f"{who}\n").out
    assert re.search(r"Nothing in the interviews|Rien dans les entretiens", told)
    assert not re.search(r"Old commits|Anciens commits|In each of these|Dans chacun de ces|^- 0 ", told, re.MULTILINE)
