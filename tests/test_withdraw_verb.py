"""`withdraw` as it is typed: shows, asks for the pseudonym again, takes away, certifies."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from interviewer.session.folder import fallback_roots
from interviewer.session.journal import Journal
from tests.build import KEY, Talk, study_of
from tests.crowd import bytes_of

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
    assert result.out.startswith("# Certificate of withdrawal\n")
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
    assert "exports/a.csv: still names the person" in result.out
    assert len(list(exports.iterdir())) == 3
    again = cli("withdraw", "p1", stdin="p1\ny\n")
    assert "exports/c.xlsx: deleted" in again.out
    assert [path.name for path in exports.iterdir()] == ["b.csv"]


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
    assert "# Certificate" not in result.out


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


def test_on_a_terminal_the_certificate_is_shown_and_kept_beside_those_that_are_there(root, monkeypatch, capsys):
    from interviewer.screens.pages import certificate
    from interviewer.study.folder import Study

    study = Study(root)
    assert certificate.kept_at(study, "p1") is None  # piped on
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    for name in ("certificate-p1.md", "certificate-p1-2.md"):
        kept = certificate.kept_at(study, "p1")
        assert kept is not None
        assert kept == root / "exports" / name
        certificate.hand_over("# Seen\n", None, kept)
        told = capsys.readouterr()
        assert "# Seen" in told.out
        assert name in "".join(told.err.split("\n"))
        assert kept.read_text() == "# Seen\n"
