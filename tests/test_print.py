"""`print`: where the file goes, in which language, what is refused."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from interviewer.report.paper.wording import ENGLISH, FRENCH
from tests.conftest import ROOT, Cli


def test_a_docx_is_named_after_the_guide_and_never_written_over(cli: Cli, study: Path):
    done = cli("print", "benevoles")
    assert (done.code, done.out) == (0, "")
    assert "Written to exports/benevoles.docx." in done.err
    made = Path("exports/benevoles.docx").read_bytes()
    again = cli("print", "benevoles")
    assert again.code == 1
    assert "is there already" in again.err
    assert Path("exports/benevoles.docx").read_bytes() == made
    Path("exports/benevoles.docx").write_bytes(b"mine")
    assert cli("print", "benevoles", "--force").code == 0
    assert Path("exports/benevoles.docx").read_bytes() == made
    assert docx.Document("exports/benevoles.docx").core_properties.title == "L’engagement bénévole"
    assert not [name for name in os.listdir() if name.endswith(".part")]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are those of POSIX")
def test_a_printed_guide_can_be_read_by_the_team(cli: Cli, study: Path):
    cli("print", "benevoles")
    Path("plain").touch()
    assert stat.S_IMODE(Path("exports/benevoles.docx").stat().st_mode) == stat.S_IMODE(Path("plain").stat().st_mode)


@pytest.mark.parametrize(("kind", "start"), [("html", "<!doctype html>"), ("md", "Guide"), ("txt", "GUIDE")])
def test_texts_go_to_standard_output(cli: Cli, study: Path, kind: str, start: str):
    done = cli("print", "benevoles", "--to", kind)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(start)
    assert cli("print", "benevoles", "--out", f"x.{kind}").code == 0
    assert Path(f"x.{kind}").read_text(encoding="utf-8") == done.out


def test_the_ending_says_the_kind(cli: Cli, study: Path):
    assert cli("print", "benevoles", "--out", "a.htm").code == 0
    assert Path("a.htm").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert cli("print", "benevoles", "--to", "word", "--out", "b.docx").code == 0
    for refused in (
        ("--to", "docx", "--out", "c.html"),
        ("--to", "pdf"),
        ("--to", "txt", "--force", "--out", "guides/benevoles.yaml"),
        ("--out", "c.pdf"),
        ("--paper", "a5"),
    ):
        assert cli("print", "benevoles", *refused).code == 2
    assert not list(Path().glob("c.*"))


def test_the_fixed_words_follow_the_language_of_the_guide_and_not_of_the_screens(cli: Cli, study: Path):
    french = cli("print", "partenaires", "--to", "txt", "--lang", "en").out
    english = cli("print", "partenaires", "--to", "txt", "--language", "en", "--lang", "fr").out
    assert "À DIRE" in french
    assert "Le regard des partenaires" in french
    assert "SAY" in english
    assert "How partners and funders" in english
    assert "À DIRE" not in english


def test_a_language_that_the_guide_lacks_is_refused(cli: Cli, study: Path):
    done = cli("print", "benevoles", "--to", "txt", "--language", "de")
    assert done.code == 2
    assert "It has: fr." in done.err


def test_codes_and_groups_bear_their_labels_and_the_form_the_settings(cli: Cli, study: Path):
    (study / "interviewer.yaml").write_bytes((ROOT / "interviewer.yaml").read_bytes())
    text = cli("print", "benevoles", "--to", "txt").out
    assert "La rencontre" in text
    assert "☐ Bénévoles" in text
    assert "36 mois" in text
    assert "version 2026-01" in text
    Path("interviewer.yaml").write_text("languages: [fr]\n", encoding="utf-8")
    bare = cli("print", "benevoles", "--to", "txt").out
    assert "effacés au plus tard le" in " ".join(bare.split())
    assert FRENCH.notice_blank in bare.replace("\n", " ")


def test_a_codebook_with_errors_does_not_keep_anybody_from_the_field(cli: Cli, study: Path):
    Path("codebook.yaml").write_text("codes: [\n", encoding="utf-8")
    done = cli("print", "benevoles", "--to", "txt")
    assert done.code == 0
    assert "The codebook has errors" in done.err
    assert "rencontre" in done.out


def test_a_guide_with_errors_is_not_printed(cli: Cli, study: Path):
    Path("guides/broken.yaml").write_text("guide: broken\nversion: x\n", encoding="utf-8")
    done = cli("print", "guides/broken.yaml")
    assert done.code == 3
    assert not Path("broken.docx").exists()


def test_a_file_outside_any_study_is_printed_too(cli: Cli, study: Path, tmp_path_factory, monkeypatch):
    alone = tmp_path_factory.mktemp("alone")
    (alone / "benevoles.yaml").write_bytes(Path("guides/benevoles.yaml").read_bytes())
    monkeypatch.chdir(alone)
    assert cli("print", "benevoles.yaml", "--to", "md").code == 0
    assert cli("print", "benevoles").code == 1


def test_a_group_has_a_sheet_for_each_and_pseudonyms(cli: Cli, study: Path):
    text = cli("print", "recit-collectif", "--to", "txt").out
    parts = text.split("\f")
    assert len(parts) == 4  # the interview, the background sheet, two copies of the form
    assert FRENCH.background.upper() in parts[1]
    assert "Pseudonymes" in parts[0]


def test_pages_that_bear_a_name_bear_no_pseudonym(cli: Cli, study: Path):
    cli("print", "benevoles")
    interview, forms = docx.Document("exports/benevoles.docx").sections
    assert "Pseudonyme" in interview.header.paragraphs[0].text
    assert not forms.header.is_linked_to_previous
    assert forms.header.paragraphs[0].text == ""
    *_, first, second = cli("print", "benevoles", "--to", "txt").out.split("\f")
    assert "Signature" in first
    assert "Signature" in second
    assert "seudonym" not in first + second
    assert "@page form" in cli("print", "benevoles", "--to", "html").out


def test_letter_is_another_size(cli: Cli, study: Path):
    cli("print", "benevoles", "--paper", "letter")
    width = docx.Document("exports/benevoles.docx").sections[0].page_width
    assert width is not None
    assert round(width.inches, 1) == 8.5
    assert "size:letter" in cli("print", "benevoles", "--paper", "letter", "--to", "html").out


def test_texts_that_lack_the_language_are_counted(cli: Cli, study: Path):
    """A hole of a translation is filled with the guide's first language, and said."""
    from interviewer.guide.model import Guide, Question, Text, Theme
    from interviewer.screens.pages.printing import _remarks

    both, one = Text({"fr": "Oui", "en": "Yes"}), Text({"fr": "Non\u202e"})
    guide = Guide("g", 1, both, "fr", ("fr", "en"), (Theme("t", both, questions=(Question("q", one),)),))
    assert list(_remarks(guide, "en")) == [
        "1 text is missing in English (en) and stands in the guide's first language.",
        "1 character can't be printed; � stands in its place.",
    ]
    assert not list(_remarks(guide, "fr"))[1:]


def test_both_languages_have_the_same_words_to_fill_in():
    import re

    for name in FRENCH._fields:
        french, english = getattr(FRENCH, name), getattr(ENGLISH, name)
        assert type(french) is type(english)
        if isinstance(french, str):
            assert re.findall(r"{\w+}", french) == re.findall(r"{\w+}", english), name
        else:
            assert len(french) == len(english), name


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_an_older_version_is_printed_from_git(cli: Cli, study: Path):
    for words in (("init", "-q"), ("add", "guides"), ("commit", "-qm", "first")):
        subprocess.run(["git", *words], cwd=study, check=True)
    path = study / "guides" / "benevoles.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("votre toute première fois", "vos débuts"), encoding="utf-8"
    )
    assert "votre toute première fois" in cli("print", "benevoles@HEAD", "--to", "txt").out
    assert "vos débuts" in cli("print", "benevoles", "--to", "txt").out
    assert cli("print", "benevoles@nowhere", "--to", "txt").code == 1
