"""Changes of the codebook with the marks that they carry along: done, recorded, taken back."""

import csv
import json
import os
import shutil
import stat
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from interviewer.coding.codebook import read_codebook
from interviewer.coding.model import Codebook
from interviewer.coding.tree import CodeTree
from interviewer.session.events import NewCode, RoundClosed, Seen
from interviewer.session.model import MarkView
from interviewer.study.folder import Study
from tests.build import Talk, study_of
from tests.conftest import Cli

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = (ROOT / "codebook.yaml").read_bytes()
WHY = "reason: dit deux fois\n"


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


def marks_of(root: Path) -> dict[str, MarkView]:
    """Every mark of the study by its id."""
    study = Study(root)
    return {mark.id: mark for session in study.session_ids() for mark in study.session(session)[0].marks}


def codes_of(root: Path) -> dict[str, str]:
    return {mark.id: mark.code for mark in marks_of(root).values()}


def files_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def done(cli: Cli, *argv: str, stdin: str = WHY) -> str:
    """The id of a change that was made."""
    result = cli("codebook", *argv, "--coder", "ana", *([] if argv[0] in ("add", "edit") else ["--yes"]), stdin=stdin)
    assert result.code == 0, result.err
    change = result.out.strip()
    assert len(change) == 16
    return change


# --- every verb on the shipped codebook, and back ---

EVERY_VERB = {
    "add": (["add", "voisinage", "--under", "lien"], "label.fr: Le voisinage\nlabel.en: Neighbours\n"),
    "edit": (["edit", "rencontre", "--colour", "#112233"], "label.fr: L'amitié : né là\nexample.en:\n" + WHY),
    "rename": (["rename", "lien", "liens"], ""),
    "merge": (["merge", "rencontre", "entraide", "lien"], WHY),
    "split": (["split", "accueil", "porte", "lien"], "label.fr: La porte\n" + WHY),
    "move": (["move", "engagement", "--under", "agir"], WHY),
    "top": (["move", "rencontre", "--top"], WHY),
    "retire": (["retire", "charge"], WHY),
    "split and retire": (["split", "accueil", "porte", "--retire"], "label: La porte\n" + WHY),
}


@pytest.mark.parametrize("verb", EVERY_VERB)
def test_each_verb_keeps_all_comments_and_is_taken_back_to_the_same_bytes(verb, cli, example):
    argv, words = EVERY_VERB[verb]
    before, codes = files_of(example), codes_of(example)
    change = done(cli, *argv, stdin=words)
    after = (example / "codebook.yaml").read_bytes()
    assert after != SHIPPED
    assert [line for line in SHIPPED.decode().splitlines() if "#" in line and "colour" not in line] == [
        line for line in after.decode().splitlines() if "#" in line and "colour" not in line
    ]
    done(cli, "undo", change, stdin="")
    assert (example / "codebook.yaml").read_bytes() == SHIPPED
    assert codes_of(example) == codes
    assert all(files_of(example)[name] == data for name, data in before.items())


def test_all_verbs_after_each_other_are_taken_back_one_by_one(cli, example):
    states = [((example / "codebook.yaml").read_bytes(), codes_of(example))]
    for name in ("add", "rename", "top", "retire", "edit"):
        argv, words = EVERY_VERB[name]
        done(cli, *argv, stdin=words)
        states.append(((example / "codebook.yaml").read_bytes(), codes_of(example)))
    done(cli, "merge", "rencontre", "voisinage", "isolement", stdin=WHY)
    while states:
        done(cli, "undo", stdin="")
        assert ((example / "codebook.yaml").read_bytes(), codes_of(example)) == states.pop()
    last = cli("codebook", "undo", "--coder", "ana", "--yes")
    assert (last.code, last.out) == (1, "")
    assert "no change of the codebook to take back" in last.err


def test_line_ends_bom_and_a_missing_last_line_break_stay(cli, example):
    text = b"\xef\xbb\xbf" + SHIPPED.rstrip(b"\n").replace(b"\n", b"\r\n")
    (example / "codebook.yaml").write_bytes(text)
    changes = [
        done(cli, *EVERY_VERB[name][0], stdin=EVERY_VERB[name][1]) for name in ("add", "merge", "rename", "edit")
    ]
    after = (example / "codebook.yaml").read_bytes()
    assert after.startswith(b"\xef\xbb\xbf#")
    assert not after.endswith(b"\n")
    assert b"\n" not in after.replace(b"\r\n", b"")
    for change in reversed(changes):
        done(cli, "undo", change, stdin="")
    assert (example / "codebook.yaml").read_bytes() == text


def test_the_rights_of_the_file_stay_and_a_link_is_followed(cli, example, tmp_path):
    home = tmp_path / "shared"
    home.mkdir()
    (example / "codebook.yaml").rename(home / "grille.yaml")
    (home / "grille.yaml").chmod(0o640)
    (example / "codebook.yaml").symlink_to(home / "grille.yaml")
    done(cli, "retire", "charge")
    assert (example / "codebook.yaml").is_symlink()
    assert stat.S_IMODE(os.stat(home / "grille.yaml").st_mode) == 0o640
    assert b"retired" in (home / "grille.yaml").read_bytes()
    assert os.listdir(home) == ["grille.yaml"]


# --- rename ---


def test_a_renamed_code_keeps_its_marks_and_those_that_come_under_the_old_id(cli, example):
    before = codes_of(example)
    old = json.loads(cli("codebook", "show", "rencontre", "--json").out)
    done(cli, "rename", "rencontre", "amitie", stdin="")
    assert codes_of(example) == before
    new = json.loads(cli("codebook", "show", "amitie", "--json").out)
    assert (new["marks"], new["was"]) == (old["marks"], ["rencontre"])
    assert CodeTree(book_of(example)).current("rencontre") == "amitie"
    done(cli, "rename", "lien", "liens", stdin="")
    assert {code.parent for code in book_of(example).codes if code.id in ("amitie", "entraide")} == {"liens"}
    done(cli, "rename", "amitie", "rencontre", stdin="")
    code = book_of(example).find("rencontre")
    assert code is not None
    assert code.was == ("amitie",)


def test_guides_that_name_the_old_id_are_told_and_pass_check(cli, example):
    result = cli("codebook", "rename", "sens", "raison", "--coder", "ana", "--yes")
    assert "by its old id" in result.err
    assert "guides/" in result.err
    assert "sens" not in cli("check").out


# --- merge ---


def test_a_merge_gives_every_mark_the_other_code_by_records_with_the_reason(cli, example):
    before = marks_of(example)
    change = done(cli, "merge", "rencontre", "entraide", "lien")
    after = marks_of(example)
    gone = {"rencontre", "entraide"}
    for mark, old in before.items():
        new = after[mark]
        if old.code in gone:
            assert (new.code, new.made_as, new.reason) == ("lien", old.code, "dit deux fois")
        else:
            assert new == old
    [row] = json.loads(cli("codebook", "history", "--json").out)["changes"]
    assert (row["id"], row["marks"]) == (change, sum(mark.code in gone for mark in before.values()))
    book = book_of(example)
    assert [(c.id, c.status, c.merged_into) for c in book.codes if c.status] == [
        ("rencontre", "retired", "lien"),
        ("entraide", "retired", "lien"),
    ]


def test_a_merge_is_written_in_the_stream_of_who_does_it_and_touches_no_other_file(cli, example):
    before = files_of(example)
    done(cli, "merge", "rencontre", "lien")
    after = files_of(example)
    new = [Path(name).name for name in after.keys() - before.keys() if name.startswith("sessions/")]
    assert new
    assert all(name.startswith("marks.ana.") for name in new)
    assert all(after[name] == data for name, data in before.items() if name != "codebook.yaml")


def test_marks_made_later_under_a_merged_code_count_as_the_other(cli, tmp_path, monkeypatch):
    talk = Talk()
    turn = talk.say("Je suis venue pour ma voisine.", talk.ask())
    talk.mark(turn, "a", "Je suis")
    root = study_of(tmp_path, talk.done(), codebook="codes:\n- {id: a, label: A}\n- {id: b, label: B}\n")
    monkeypatch.chdir(root)
    done(cli, "merge", "a", "b")
    other = Talk("2026-05-05-essai-p2", [("p2", "habitants")])
    other.mark(other.say("Moi aussi.", other.ask(), speaker="p2"), "a", "Moi", coder="ben")
    other.done().write(root)
    assert json.loads(cli("codebook", "show", "b", "--json").out)["marks"] == 2
    rows = list(csv.DictReader(cli("export", "--out", "-").out.splitlines()))
    assert {row["code_id"] for row in rows} == {"b"}


@pytest.mark.parametrize(
    ("codes", "gone", "into", "parents"),
    [
        ("a: , b: a, c: b", ["a"], "c", {"a": "", "b": "", "c": "b"}),
        ("a: , b: a, c: a", ["a"], "b", {"a": "", "b": "", "c": "b"}),
        ("a: , b: a, c: b, d: b", ["b"], "a", {"a": "", "b": "a", "c": "a", "d": "a"}),
        ("a: , b: a, c: b, d: c, e: c", ["a", "c"], "d", {"a": "", "b": "", "c": "b", "d": "b", "e": "d"}),
    ],
)
def test_what_stood_below_a_merged_code_stands_below_the_other(codes, gone, into, parents, cli, study):  # noqa: PLR0917
    pairs = [pair.split(":") for pair in codes.split(",")]
    rows = [
        f"- {{id: {code.strip()}, label: {code.strip()}" + (f", parent: {up.strip()}" if up.strip() else "") + "}"
        for code, up in pairs
    ]
    (study / "codebook.yaml").write_text("codes:\n" + "\n".join(rows) + "\n", "utf-8")
    done(cli, "merge", *gone, into)
    assert {code.id: code.parent for code in book_of(study).codes} == parents


# --- split ---


def test_the_marks_of_a_code_that_nobody_has_adopted_are_a_table_too(cli, example):
    table = list(csv.DictReader(cli("codebook", "show", "honte", "--marks").out.splitlines()))
    assert table
    assert {row["mark_id"] for row in table} == {mark.id for mark in marks_of(example).values() if mark.code == "honte"}
    assert cli("codebook", "show", "hontes", "--marks").code == 1


def test_a_split_deals_out_what_is_decided_and_leaves_the_rest(cli, example):
    before = marks_of(example)
    table = list(csv.DictReader(cli("codebook", "show", "accueil", "--marks").out.splitlines()))
    assert {row["mark_id"] for row in table} == {mark.id for mark in before.values() if mark.code == "accueil"}
    for n, row in enumerate(table):
        row["code_id"] = ("porte", "coordination", "", "accueil")[n % 4]
    with open("dealt.csv", "w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, table[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(table)
    done(cli, "split", "accueil", "porte", "coordination", "--marks", "dealt.csv", stdin="label.fr: La porte\n" + WHY)
    wanted = {row["mark_id"]: row["code_id"] or "accueil" for row in table}
    assert {mark: code for mark, code in codes_of(example).items() if mark in wanted} == wanted
    codes = [code.id for code in book_of(example).codes]
    assert codes[codes.index("accueil") + 1] == "porte"
    porte, accueil = book_of(example).find("porte"), book_of(example).find("accueil")
    assert porte is not None
    assert accueil is not None
    assert (porte.parent, porte.groups, porte.colour, porte.origin) == (
        *(accueil.parent, accueil.groups, accueil.colour, accueil.origin),
    )


def test_lines_can_deal_out_too(cli, example):
    [first, second, *_rest] = [mark.id for mark in marks_of(example).values() if mark.code == "accueil"]
    words = f"{first}: a\n{second[:8]}, b\na.label: Un\nb.label.fr: Deux\n{WHY}"
    done(cli, "split", "accueil", "a", "b", stdin=words)
    assert (codes_of(example)[first], codes_of(example)[second]) == ("a", "b")


def test_every_fault_of_a_table_is_placed_and_nothing_is_done(cli, example):
    mark = next(mark.id for mark in marks_of(example).values() if mark.code == "accueil")
    other = next(mark.id for mark in marks_of(example).values() if mark.code == "lien")
    Path("bad.csv").write_text(
        f"mark_id,code_id\n{mark},prote\n{other},porte\nzzz,porte\n{mark},porte\n{mark},accueil\n", "utf-8"
    )
    before = files_of(example)
    result = cli(
        "codebook",
        "split",
        "accueil",
        "porte",
        "--marks",
        "bad.csv",
        "--coder",
        "ana",
        "--yes",
        stdin="label: P\n" + WHY,
    )
    assert result.code == 3
    places = [line.partition(" ")[0] for line in result.err.splitlines() if line.startswith("bad.csv")]
    assert places == ["bad.csv:2:18:", "bad.csv:3:1:", "bad.csv:4:1:", "bad.csv:6:18:"]
    assert files_of(example) == before


# --- adopt ---


def born(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study where two coders made codes, one of them both."""
    talk = Talk()
    turn = talk.say("Je dors mal.", talk.ask())
    talk.add(NewCode("c1", "sommeil", "Le sommeil", "ana"))
    talk.add(NewCode("c2", "sommeil", "Dormir", "ben", "Tout ce qui est dit des nuits."))
    talk.add(NewCode("c3", "voisin", "Mon voisin : ici", "ben"))
    talk.mark(turn, "sommeil", "Je dors")
    root = study_of(root, talk.done(), codebook="codes:\n- {id: voisins, label: Les voisins}\n")
    monkeypatch.chdir(root)
    return root


def test_adopt_takes_codes_in_with_what_their_coder_wrote(cli, tmp_path, monkeypatch):
    root = born(tmp_path, monkeypatch)
    refused = cli("codebook", "adopt", "--coder", "ana", "--yes")
    assert refused.code == 1
    assert "sommeil was made under different labels" in refused.err
    result = cli("codebook", "adopt", "--label-of", "ben", "--coder", "ana", "--yes")
    assert result.code == 0, result.err
    assert "“Le sommeil”, by ana" in result.err
    assert "Very much like it: voisins" in result.err
    codes = {code.id: code for code in book_of(root).codes}
    assert codes["sommeil"].label.words == {"": "Dormir"}
    assert codes["sommeil"].definition.words == {"": "Tout ce qui est dit des nuits."}
    assert {codes[one].origin for one in ("sommeil", "voisin")} == {"emergent"}
    assert codes["voisin"].label.words == {"": "Mon voisin : ici"}
    again = cli("codebook", "adopt", "sommeil", "--coder", "ana", "--yes")
    assert (again.code, again.out) == (0, "")
    assert "sommeil is in the codebook already." in again.err
    assert "There is no code to adopt." in again.err


def test_adopt_takes_other_words_from_lines_and_is_taken_back(cli, tmp_path, monkeypatch):
    root = born(tmp_path, monkeypatch)
    change = done(cli, "adopt", "sommeil", stdin="sommeil.label: Les nuits\nsommeil.use_when: On dort\n")
    found = book_of(root).find("sommeil")
    assert found is not None
    assert (found.label.words, found.use_when.words) == ({"": "Les nuits"}, {"": "On dort"})
    done(cli, "undo", change, stdin="")
    assert (root / "codebook.yaml").read_text("utf-8") == "codes:\n- {id: voisins, label: Les voisins}\n"
    assert codes_of(root) == {next(iter(codes_of(root))): "sommeil"}


def test_adopt_takes_a_clean_label_for_one_that_no_file_can_hold(cli, tmp_path, monkeypatch):
    talk = Talk()
    talk.add(NewCode("c1", "sommeil", "Le\x1b sommeil", "anna", "Des\x1b nuits"))
    talk.mark(talk.say("Je dors mal.", talk.ask()), "sommeil", "Je dors")
    root = study_of(tmp_path, talk.done(), codebook="codes: [{id: a, label: A}]\n")
    monkeypatch.chdir(root)
    refused = cli("codebook", "adopt", "sommeil", "--coder", "ana", "--yes")
    assert refused.code == 1
    assert "can't stand in codebook.yaml as its coder wrote it (U+001B)" in refused.err
    assert "`sommeil.label: words`" in refused.err
    taken = cli("codebook", "adopt", "sommeil", "--coder", "ana", "--yes", stdin="sommeil.label: Le sommeil\n")
    assert taken.code == 0, taken.err
    assert "The definition of sommeil is left out" in taken.err
    found = book_of(root).find("sommeil")
    assert found is not None
    assert (found.label.words, found.definition.words) == ({"": "Le sommeil"}, {})


def test_adopt_of_a_code_that_nobody_made_names_the_nearest(cli, tmp_path, monkeypatch):
    born(tmp_path, monkeypatch)
    result = cli("codebook", "adopt", "someil", "--coder", "ana", "--yes")
    assert result.code == 1
    assert "Did you mean sommeil?" in result.err


# --- what is refused ---


def test_what_makes_no_sense_is_refused_and_nothing_is_written(cli, example):
    done(cli, "retire", "charge")
    done(cli, "rename", "sens", "raison", stdin="")
    before = files_of(example)
    for argv, stdin, code, said in (
        (["merge", "lien"], WHY, 2, "two codes at least"),
        (["merge", "lien", "lien"], WHY, 1, "into itself"),
        (["merge", "lien", "charge"], WHY, 1, "The code charge is retired."),
        (["merge", "charge", "lien"], WHY, 1, "The code charge is retired."),
        (["merge", "lein", "agir"], WHY, 1, "Did you mean lien?"),
        (["merge", "rencontre", "lien"], "", 1, "needs its reason"),
        (["rename", "lien", "É"], "", 1, "can't be the id"),
        (["rename", "lien", "sens"], "", 1, "what raison was called before"),
        (["rename", "lien", "agir"], "", 1, "There is a code agir already."),
        (["move", "lien"], WHY, 2, "where the code shall go"),
        (["move", "lien", "--top", "--under", "agir"], WHY, 2, "where the code shall go"),
        (["move", "lien", "--under", "rencontre"], WHY, 1, "can't stand below rencontre"),
        (["move", "lien", "--under", "charge"], WHY, 1, "The code charge is retired."),
        (["retire", "charge"], WHY, 1, "The code charge is retired."),
        (["split", "accueil", "accueil"], WHY, 1, "into itself"),
        (["split", "accueil", "neuf"], WHY, 1, "needs a label"),
        (["split", "accueil", "charge"], WHY, 1, "The code charge is retired."),
        (["undo", "zzz"], "", 1, "No change of the codebook"),
        (["undo", ""], "lable: x\n", 3, "-:1:1: error"),
    ):
        result = cli("codebook", *argv, "--coder", "ana", "--yes", stdin=stdin)
        assert (result.code, result.out) == (code, ""), (argv, result.err)
        assert said in result.err, argv
        assert files_of(example) == before, argv


def test_without_a_terminal_a_yes_must_be_given(cli, example):
    before = files_of(example)
    result = cli("codebook", "retire", "charge", "--coder", "ana", stdin=WHY)
    assert (result.code, result.out) == (2, "")
    assert "--yes" in result.err
    assert files_of(example) == before


@pytest.mark.parametrize("verb", [name for name in EVERY_VERB if name not in ("add", "edit")])
def test_a_dry_run_shows_counts_words_and_lines_and_writes_nothing(verb, cli, example):
    argv, words = EVERY_VERB[verb]
    before = files_of(example)
    result = cli("codebook", *argv, "--coder", "ana", "--dry-run", stdin=words)
    assert result.code == 0
    assert result.out.startswith("--- codebook.yaml\n+++ codebook.yaml\n")
    assert " mark" in result.err
    assert "Nothing was changed (--dry-run)." in result.err
    assert files_of(example) == before


def blind_study(tmp_path: Path) -> Path:
    """Three interviews coded by anna; ben closed his round in the first, began the second, not the third."""
    talks = []
    for number, bens in enumerate(("closed", "begun", "")):
        talk = Talk(session=f"2026-05-0{number + 1}-essai-p1")
        turn = talk.say("Je suis venue pour ma voisine.", talk.ask())
        talk.mark(turn, "a", "Je suis", memo="une note")
        if bens:
            talk.mark(turn, "a", "voisine", 22, coder="ben")
            talk.add(Seen(f"seen{number}", turn, "ben"))
        if bens == "closed":
            talk.add(RoundClosed("closed", "ben"))
        talks.append(talk.done())
    return study_of(tmp_path, *talks, codebook="codes:\n- {id: a, label: A}\n- {id: b, label: B}\n")


FIRST, OTHERS = "2026-05-01-essai-p1", ("2026-05-02-essai-p1", "2026-05-03-essai-p1")


@pytest.mark.parametrize(
    "argv", [("retire", "a"), ("merge", "a", "b"), ("split", "a", "b"), ("move", "a", "--under", "b")]
)
def test_the_preview_hides_what_others_marked_where_the_coder_has_not_closed(argv, cli, tmp_path, monkeypatch):
    monkeypatch.chdir(blind_study(tmp_path))
    for coder, words, sessions in (("ben", 3, {FIRST, OTHERS[0]}), ("zoe", 0, set())):
        preview = cli("codebook", *argv, "--coder", coder, "--dry-run").err
        assert "5 marks" in preview
        assert preview.count("Je suis") + preview.count("voisine") == words
        assert {one for one in (FIRST, *OTHERS) if f"{one} ·" in preview} == sessions


def test_show_counts_and_quotes_only_what_the_coder_may_see(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(blind_study(tmp_path))
    page = cli("codebook", "show", "a", "--coder", "ben")
    assert "3 marks on 2 turns, in 2 interviews" in page.out
    assert (page.out.count("Je suis"), page.out.count("voisine")) == (1, 2)
    assert "Only your own marks" in page.err
    assert " 3 " in cli("codebook", "show", "--coder", "ben").out
    nobody = cli("codebook", "show", "a", "--coder", "zoe").out
    assert ("No mark bears it." in nobody, "Je suis" in nobody) == (True, False)
    everything = cli("codebook", "show", "a")
    assert ("5 marks" in everything.out, everything.err) == (True, "")


def test_the_table_of_marks_holds_only_what_the_coder_may_see(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(blind_study(tmp_path))

    def rows(*argv: str) -> list[tuple[str, str, str, str]]:
        said = cli("codebook", "show", "a", "--marks", *argv).out.splitlines()
        return [
            (one["session_id"], one["coder"], one["excerpt"], one["memo"])
            for one in csv.DictReader(said, delimiter=csv.Sniffer().sniff(said[0]).delimiter)
        ]

    assert rows("--coder", "ben") == [
        (FIRST, "anna", "Je suis", "une note"),
        (FIRST, "ben", "voisine", ""),
        (OTHERS[0], "ben", "voisine", ""),
    ]
    assert rows("--coder", "zoe") == []
    assert len(rows()) == 5


# --- undo ---


def test_an_undoing_is_taken_back_and_again(cli, example):
    change = done(cli, "merge", "rencontre", "lien")
    merged = (example / "codebook.yaml").read_bytes(), codes_of(example)
    first = done(cli, "undo", change, stdin="")
    assert (example / "codebook.yaml").read_bytes() == SHIPPED
    second = done(cli, "undo", first, stdin="")
    assert ((example / "codebook.yaml").read_bytes(), codes_of(example)) == merged
    assert "taken back already" in cli("codebook", "undo", first, "--coder", "ana", "--yes").err
    done(cli, "undo", second, stdin="")
    assert (example / "codebook.yaml").read_bytes() == SHIPPED
    stands = [row["stands"] for row in json.loads(cli("codebook", "history", "--json").out)["changes"]]
    assert stands == [False, True, False, True]


def test_an_earlier_change_is_taken_back_where_its_lines_are_still_there(cli, example):
    retire = done(cli, "retire", "charge")
    done(cli, "edit", "rencontre", stdin="label.fr: Se rencontrer\n")
    done(cli, "undo", retire, stdin="")
    book = book_of(example)
    charge, rencontre = book.find("charge"), book.find("rencontre")
    assert charge is not None
    assert rencontre is not None
    assert (charge.status, rencontre.label.words["fr"]) == ("", "Se rencontrer")


def test_an_edit_by_hand_elsewhere_stays_through_an_undoing(cli, example):
    done(cli, "retire", "charge")
    path = example / "codebook.yaml"
    path.write_text("# à la main\n" + path.read_text("utf-8") + "# fin\n", "utf-8")
    done(cli, "undo", stdin="")
    assert path.read_bytes() == b"# \xc3\xa0 la main\n" + SHIPPED + b"# fin\n"


def test_lines_that_changed_since_are_not_taken_back(cli, example):
    change = done(cli, "edit", "rencontre", stdin="label.fr: Se rencontrer\n")
    done(cli, "edit", "rencontre", stdin="label.fr: La rencontre encore\n")
    before = files_of(example)
    result = cli("codebook", "undo", change, "--coder", "ana", "--yes")
    assert result.code == 1
    assert "was changed again since" in result.err
    assert files_of(example) == before


def test_a_code_that_marks_bear_since_is_not_taken_away(cli, tmp_path, monkeypatch):
    talk = Talk()
    turn = talk.say("Je suis venue.", talk.ask())
    root = study_of(tmp_path, talk.done(), codebook="codes:\n- {id: a, label: A}\n")
    monkeypatch.chdir(root)
    change = done(cli, "add", "neuf", stdin="label: Neuf")
    cli("code", "--apply", "-", "--coder", "ana", stdin=f"session_id,turn_id,code_id\n{talk.session},{turn},neuf\n")
    result = cli("codebook", "undo", change, "--coder", "ana", "--yes")
    assert result.code == 1
    assert "1 mark bears neuf" in result.err


def test_marks_that_a_later_change_took_further_stay_there(cli, tmp_path, monkeypatch):
    talk = Talk()
    turn = talk.say("Je suis venue pour ma voisine.", talk.ask())
    moved = talk.mark(turn, "a", "Je suis")
    other = talk.mark(turn, "a", "voisine", 23)
    book = (
        "codes:\n- {id: a, label: A}\n\n"
        + "# ---\n" * 60
        + "- {id: b, label: B}\n\n"
        + "# ---\n" * 60
        + "- {id: c, label: C}\n"
    )
    root = study_of(tmp_path, talk.done(), codebook=book)
    monkeypatch.chdir(root)
    merge = done(cli, "merge", "a", "b")
    done(cli, "split", "b", "c", stdin=f"{moved}: c\n{WHY}")
    result = cli("codebook", "undo", merge, "--coder", "ana", "--yes")
    assert result.code == 0, result.err
    assert "1 mark was given another code again since, and stays." in result.err
    assert codes_of(root) == {moved: "c", other: "a"}


# --- history ---


def test_history_says_what_became_what(cli, example, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    done(cli, "merge", "rencontre", "isolement", "lien")
    change = done(cli, "rename", "agir", "faire")
    lines = cli("codebook", "history").out
    assert "rencontre isolement → lien" in lines
    assert "agir → faire" in lines
    assert "stands" not in lines
    done(cli, "undo", change, stdin="")
    assert "stands" in cli("codebook", "history").out


def test_history_lists_who_what_and_why_and_by_code_under_any_id(cli, example):
    done(cli, "rename", "rencontre", "amitie", stdin="reason: plus juste\n")
    done(cli, "retire", "charge")
    lines = cli("codebook", "history").out.splitlines()
    assert [line.split()[2:4] for line in lines[1:]] == [["ana", "renamed"], ["ana", "retired"]]
    assert "plus juste" in lines[1]
    for name in ("amitie", "rencontre"):
        assert len(cli("codebook", "history", name).out.splitlines()) == 2
    nothing = cli("codebook", "history", "agir")
    assert (nothing.code, nothing.out) == (0, "")
    assert "No change" in nothing.err


def test_one_change_is_one_new_file_so_that_branches_never_conflict(cli, example):
    done(cli, "retire", "charge")
    done(cli, "retire", "sens")
    names = sorted(os.listdir(example / "codebook.history"))
    assert len(names) == 2
    assert all(name.startswith("codebook.") and name.endswith(".jsonl") for name in names)


# --- codes that are out of use, elsewhere ---


def test_a_retired_code_is_not_offered_and_its_marks_can_be_taken_away(cli, tmp_path, monkeypatch):
    talk = Talk()
    turn = talk.say("Je suis venue.", talk.ask())
    root = study_of(tmp_path, talk.done(), codebook="codes:\n- {id: vieux, label: Vieux}\n- {id: neuf, label: Neuf}\n")
    monkeypatch.chdir(root)
    cli("code", "--coder", "ana", stdin="vieux\n")
    done(cli, "retire", "vieux")
    refused = cli("code", talk.session, "--coder", "ben", stdin="vieux\n/new vieux Encore\n")
    assert refused.code == 3
    assert Counter(codes_of(root).values()) == {"vieux": 1}
    assert cli("code", talk.session, "--coder", "ana", stdin="/goto 1\n-vieux\n").code == 0
    assert codes_of(root) == {}
    row = f"session_id,turn_id,code_id\n{talk.session},{turn},vieux\n"
    table = cli("code", "--apply", "-", "--coder", "ben", stdin=row)
    assert table.code == 3
    assert "The code vieux is retired" in table.out
    assert cli("codebook", "show", "vieux").out.startswith("vieux · Vieux")


def test_a_table_with_a_merged_or_old_id_is_taken_under_the_new_one_with_a_warning(cli, tmp_path, monkeypatch):
    talk = Talk()
    turn = talk.say("Je suis venue.", talk.ask())
    book = "codes:\n- {id: a, label: A}\n- {id: b, label: B}\n- {id: c, label: C}\n"
    root = study_of(tmp_path, talk.done(), codebook=book)
    monkeypatch.chdir(root)
    done(cli, "merge", "a", "b")
    done(cli, "rename", "c", "d", stdin="")
    rows = f"session_id,turn_id,code_id\n{talk.session},{turn},a\n{talk.session},{turn},c\n"
    result = cli("code", "--apply", "-", "--coder", "ana", stdin=rows)
    assert result.code == 0, result.out
    assert "1 line names a, for which b stands now" in result.err
    assert sorted(codes_of(root).values()) == ["b", "d"]


def test_a_mark_under_a_code_retired_since_is_there_already(cli, tmp_path, monkeypatch):
    talk = Talk()
    turn = talk.say("Je suis venue.", talk.ask())
    root = study_of(tmp_path, talk.done(), codebook="codes:\n- {id: vieux, label: Vieux}\n- {id: neuf, label: Neuf}\n")
    monkeypatch.chdir(root)
    row = f"session_id,turn_id,code_id\n{talk.session},{turn},vieux\n"
    assert cli("code", "--apply", "-", "--coder", "ana", stdin=row).code == 0
    done(cli, "retire", "vieux")
    again = cli("code", "--apply", "-", "--coder", "ana", stdin=row)
    assert again.code == 0
    assert "there already" in again.err


def test_marks_under_a_code_that_nobody_knows_are_warned_of(cli, tmp_path, monkeypatch):
    talk = Talk()
    talk.mark(talk.say("Je suis venue.", talk.ask()), "perdu", "Je")
    monkeypatch.chdir(study_of(tmp_path, talk.done(), codebook="codes:\n- {id: a, label: A}\n"))
    result = cli("check")
    assert result.code == 0
    assert "codebook.yaml: warning: 1 mark bears the code perdu" in result.out
    assert "codebook add perdu" in result.out


def test_marks_under_an_emergent_code_are_warned_of_until_it_is_adopted(cli, tmp_path, monkeypatch):
    born(tmp_path, monkeypatch)
    assert "1 mark bears the code sommeil, which was born while coding" in cli("check").out
    done(cli, "adopt", "sommeil", stdin="sommeil.label: Le sommeil\n")
    assert "sommeil" not in cli("check").out


# --- git ---


def git(*words: str) -> str:
    return subprocess.run(["git", *words], check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_two_branches_that_change_the_codebook_and_mark_merge_without_loss(cli, tmp_path, monkeypatch):
    """One merges a code away while the other marks with it, renames another and adds one."""
    talk = Talk()
    turn = talk.say("Je suis venue pour ma voisine.", talk.ask())
    talk.mark(turn, "a", "Je suis")
    gap = "\n\n# ----------------\n\n"
    book = "codes:\n- {id: a, label: A}" + gap + "- {id: b, label: B}" + gap + "- {id: c, label: C}" + gap
    root = study_of(tmp_path, talk.done(), codebook=book)
    monkeypatch.chdir(root)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("checkout", "-qb", "ben")
    marks = f"session_id,turn_id,code_id,excerpt\n{talk.session},{turn},a,venue\n{talk.session},{turn},c,voisine\n"
    assert cli("code", "--apply", "-", "--coder", "ben", stdin=marks).code == 0
    done(cli, "rename", "c", "d", stdin="")
    git("add", "-A")
    git("commit", "-qm", "ben")
    git("checkout", "-q", "main")
    done(cli, "merge", "a", "b")
    done(cli, "edit", "b", stdin="definition: Deux\n")
    git("add", "-A")
    git("commit", "-qm", "ana")
    git("merge", "-q", "--no-edit", "ben")
    counts = {code["id"]: code["marks"] for code in json.loads(cli("codebook", "show", "--json").out)["codes"]}
    assert counts == {"a": 0, "b": 2, "d": 1}
    past = json.loads(cli("codebook", "history", "--json").out)["changes"]
    assert sorted((one["verb"], one["whole"], one["stands"]) for one in past) == [
        ("edit", True, True),
        ("merge", True, True),
        ("rename", True, True),
    ]
    rename = next(one["id"] for one in past if one["verb"] == "rename")
    done(cli, "undo", rename, stdin="")
    assert {code.id for code in book_of(root).codes} == {"a", "b", "c"}
