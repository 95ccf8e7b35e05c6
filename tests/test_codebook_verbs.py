"""`interviewer codebook`: the verbs that look at codes and change them."""

import json
import re
import shutil
from pathlib import Path

import pytest

from interviewer.coding.codebook import read_codebook
from interviewer.coding.model import Codebook
from interviewer.session.events import NewCode
from interviewer.session.model import SPEECH
from interviewer.study.folder import Study
from tests.build import Talk, study_of

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "codebook.yaml"


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example study, coded by two; it is the working folder."""
    root = tmp_path / "example"
    for name in ("guides", "sessions"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("codebook.yaml", "interviewer.yaml"):
        shutil.copy(ROOT / name, root / name)
    monkeypatch.chdir(root)
    return root


def book_of(root: Path) -> Codebook:
    book, problems = read_codebook((root / "codebook.yaml").read_bytes())
    assert book is not None, problems
    return book


# --- the list of verbs ---


def test_codebook_alone_lists_its_verbs(cli):
    result = cli("codebook")
    assert result.code == 0
    assert "show" in result.out
    assert "Usage: interviewer codebook [OPTIONS] COMMAND [ARGS]..." in result.out
    assert cli("codebook", "--help").out == result.out


def test_an_unknown_verb_of_the_codebook_is_refused_with_the_nearest(cli):
    near, far = cli("codebook", "shwo"), cli("codebook", "xyzzy")
    assert (near.code, far.code) == (2, 2)
    assert "Did you mean `interviewer codebook show`?" in near.err
    assert "`interviewer codebook --help` lists the commands." in far.err


def test_the_language_may_be_said_at_every_place(cli, example):
    for argv in (
        ("--lang", "fr", "codebook", "show"),
        ("codebook", "--lang", "fr", "show"),
        ("codebook", "show", "--lang", "fr"),
    ):
        assert "Le lien" in cli(*argv).out


# --- show ---


def naive_counts(root: Path) -> dict[str, tuple[int, int, int, int]]:
    """Marks, turns, interviews and people of each code, counted from the views one by one."""
    marks: dict[str, list[tuple[str, str, str]]] = {}
    study = Study(root)
    for session in study.session_ids():
        view, _problems = study.session(session)
        if view.pilot or view.status in ("empty", "refused"):
            continue
        for mark in view.marks:
            turn = view.turn(mark.turn)
            if turn is not None and turn.kind in SPEECH and mark.holds:
                alone = view.participants[0].id if len(view.participants) == 1 else ""
                marks.setdefault(mark.code, []).append((session, turn.id, turn.speaker or alone))
    return {
        code: (
            len(found),
            len({(s, t) for s, t, _ in found}),
            len({s for s, _, _ in found}),
            len({p for _, _, p in found if p}),
        )
        for code, found in marks.items()
    }


def test_show_counts_each_code_as_a_naive_counter_does(cli, example):
    counted = naive_counts(example)
    lines = cli("codebook", "show").out.splitlines()[1:]
    rows = {line.split()[0]: tuple(map(int, re.findall(r"\s(\d+)(?=\s|$)", line))) for line in lines}
    assert {code: row for code, row in rows.items() if any(row)} == {
        c: (m, s, p) for c, (m, _t, s, p) in counted.items()
    }
    assert rows.keys() == {code.id for code in book_of(example).codes} | counted.keys()


def test_show_takes_pilot_interviews_in_when_asked(cli, tmp_path, monkeypatch):
    talk = Talk(pilot=True)
    talk.mark(talk.say("Je suis venue.", talk.ask()), "a", "Je suis")
    monkeypatch.chdir(study_of(tmp_path, talk.done(), codebook="codes: [{id: a, label: A}]\n"))
    assert "No mark bears it." in cli("codebook", "show", "a").out
    assert "1 mark on 1 turn" in cli("codebook", "show", "a", "--with-pilots").out
    preview = cli("codebook", "retire", "a", "--coder", "ana", "--dry-run").err
    assert "1 of them is in a pilot interview." in preview


def test_show_has_emergent_codes_with_their_labels_too(cli, tmp_path, monkeypatch):
    talk = Talk()
    talk.add(NewCode("c1", "sommeil", "Le sommeil", "anna"))
    talk.mark(talk.say("Je dors mal.", talk.ask()), "sommeil", "Je dors")
    monkeypatch.chdir(study_of(tmp_path, talk.done(), codebook="codes: [{id: a, label: A}]\n"))
    assert cli("codebook", "show").out.splitlines()[-1].split() == [
        "sommeil",
        "Le",
        "sommeil",
        "1",
        "1",
        "1",
        "emergent",
    ]
    page = cli("codebook", "show", "sommeil").out
    assert "codebook adopt sommeil" in page
    assert "Je dors" in page


def test_show_as_json_has_every_field_and_the_same_counts(cli, example):
    counted = naive_counts(example)
    codes = json.loads(cli("codebook", "show", "--json").out)["codes"]
    assert {
        code["id"]: tuple(code[key] for key in ("marks", "turns", "interviews", "participants"))
        for code in codes
        if code["marks"]
    } == counted
    one = json.loads(cli("codebook", "show", "rencontre", "--json").out)
    assert one["path"] == "lien/rencontre"
    assert one["label"] == {"fr": "La rencontre", "en": "Meeting people"}
    assert len(one["excerpts"]) == one["marks"]


def test_show_of_one_code_has_its_meaning_and_marks_words_that_may_not_be_quoted(cli, example):
    page = cli("codebook", "show", "rencontre").out
    assert "Definition (fr): Un lien noué grâce à l'activité." in page
    assert "Under: lien" in page
    refused = {
        p.id
        for s in Study(example).session_ids()
        for p in Study(example).session(s)[0].participants
        if not Study(example).session(s)[0].consents_to(p.id, "quote")
    }
    heads = [line for line in page.splitlines() if " · 2026-" in line]
    assert heads
    assert all((line.split()[0] in refused) == ("not to be quoted" in line) for line in heads)


def test_a_long_id_is_cut_before_labels_are(cli, tmp_path, monkeypatch):
    talk = Talk()
    long = "veiller-les-uns-sur-les-autres-tous-les-jours-de-la-semaine"
    talk.add(NewCode("c1", long, "Veiller", "anna"))
    talk.mark(talk.say("Je dors mal.", talk.ask()), long, "Je dors")
    monkeypatch.chdir(study_of(tmp_path, talk.done(), codebook="codes: [{id: a, label: Le lien ensemble}]\n"))
    monkeypatch.setenv("COLUMNS", "80")
    page = cli("codebook", "show").out
    assert "Le lien ensemble" in page
    assert max(map(len, page.splitlines())) <= 80


def test_export_says_where_it_wrote(cli, example):
    assert "Written to grille.csv." in cli("codebook", "export", "--out", "grille.csv").err


def test_add_without_an_id_or_a_coder_and_without_a_terminal_is_refused(cli, example):
    for argv, lacking in ((["add", "--coder", "ana"], "ID"), (["add", "neuf"], "--coder")):
        result = cli("codebook", *argv, stdin="label: Neuf\n")
        assert (result.code, result.out) == (2, "")
        assert lacking in result.err


def test_show_by_group_has_a_code_in_each_of_its_groups(cli, study):
    (study / "codebook.yaml").write_text(
        "codes:\n- {id: a, label: Été là, groups: [x, y]}\n- {id: b, label: B, groups: [y]}\n- {id: c, label: C}\n",
        "utf-8",
    )
    assert [line.split()[0] for line in cli("codebook", "show", "--groups").out.splitlines()[1:]] == [
        "[x]",
        "a",
        "[y]",
        "a",
        "b",
        "(in",
        "c",
    ]


def test_show_leads_from_an_old_id_to_the_code_and_knows_the_nearest(cli, study):
    (study / "codebook.yaml").write_text(
        "codes:\n- {id: lien, label: Le lien, was: [liens]}\n- {id: amis, label: A, status: retired, merged_into: lien}\n",
        "utf-8",
    )
    assert cli("codebook", "show", "liens").out.startswith("lien · Le lien")
    assert "Merged: its marks count as lien." in cli("codebook", "show", "amis").out
    assert cli("codebook", "show").out.splitlines()[-1].endswith("now lien")
    missing = cli("codebook", "show", "lein")
    assert missing.code == 1
    assert "Did you mean lien?" in missing.err


def test_show_without_a_code_says_so(cli, study):
    (study / "codebook.yaml").unlink()
    result = cli("codebook", "show")
    assert (result.code, result.out) == (1, "")
    assert "There is no code in this study yet." in result.err


# --- add ---


def test_add_puts_a_code_behind_those_of_its_parent_and_touches_nothing_else(cli, example):
    words = (
        "label.fr: Le voisinage\nlabel.en: Neighbours\ndefinition.fr: Les gens d'à côté : oui.\nreason: vu deux fois\n"
    )
    result = cli("codebook", "add", "voisinage", "--under", "lien", "--group", "social", "--coder", "ana", stdin=words)
    assert result.code == 0, result.err
    before, after = SHIPPED.read_text("utf-8"), (example / "codebook.yaml").read_text("utf-8")
    made = [line for line in after.splitlines() if line not in before.splitlines()]
    assert made == [
        "  - id: voisinage",
        "    label: {fr: Le voisinage, en: Neighbours}",
        '    definition: {fr: "Les gens d\'à côté : oui."}',
    ]
    assert [code.id for code in book_of(example).codes][3:6] == ["isolement", "voisinage", "engagement"]


def test_add_writes_a_first_codebook(cli, study):
    (study / "codebook.yaml").unlink()
    assert cli("codebook", "add", "lien", "--coder", "ana", stdin="label: Le lien").code == 0
    assert (study / "codebook.yaml").read_text(
        "utf-8"
    ) == "codes:\n  - id: lien\n    label: Le lien\n    origin: a_priori\n"


@pytest.mark.parametrize("text", ["codes: []\n", "# rien\n", "", "codes: [] # rien\n", "\ufeff# rien\r\ncodes: []\r\n"])
def test_add_fills_an_empty_codebook(cli, study, text):
    (study / "codebook.yaml").write_bytes(text.encode())
    result = cli("codebook", "add", "lien", "--coder", "ana", stdin="label: Le lien")
    assert result.code == 0, result.err
    after = (study / "codebook.yaml").read_bytes().decode()
    assert [code.id for code in book_of(study).codes] == ["lien"]
    assert ("\r\n" in after) == ("\r\n" in text)
    assert "rien" in after or "rien" not in text


def test_add_of_nothing_sensible_is_refused_and_changes_nothing(cli, study):
    before = (study / "codebook.yaml").read_bytes()
    for argv, stdin, code, said in (
        (["É"], "", 1, "can't be the id of a code"),
        (["lien"], "", 1, "There is a code lien already."),
        (["neuf", "--under", "lein"], "", 1, "Did you mean lien?"),
        (["neuf"], "definition: sans\n", 1, "A code needs a label"),
        (["neuf"], "libellé\n", 3, "-:1:1: error: This line doesn't say what it gives."),
        (["neuf"], "lable: x\n", 3, "Did you mean label?"),
        (["neuf"], "label: x\nlabel: y\n", 3, "in line 1 already"),
        (["neuf"], "label: a\u202eb\n", 3, "U+202E"),
        (["neuf", "--origin", "x"], "label: x\n", 2, "Give one of"),
        (["neuf", "--group", "É"], "label: x\n", 2, "id of a group"),
    ):
        result = cli("codebook", "add", *argv, "--coder", "ana", stdin=stdin)
        assert (result.code, result.out) == (code, ""), (argv, result.err)
        assert said in result.err
        assert (study / "codebook.yaml").read_bytes() == before
        assert not (study / "codebook.history").exists()


def test_add_with_dry_run_shows_the_lines_and_writes_nothing(cli, study):
    before = (study / "codebook.yaml").read_bytes()
    result = cli("codebook", "add", "neuf", "--coder", "ana", "--dry-run", stdin="label: N")
    assert "+  - id: neuf" in result.out
    assert (study / "codebook.yaml").read_bytes() == before
    assert not (study / "codebook.history").exists()


def test_add_points_out_what_is_alike(cli, study):
    result = cli("codebook", "add", "rencontres", "--coder", "ana", stdin="label: La rencontre")
    assert result.code == 0
    assert "Very much like it: rencontre" in result.err
