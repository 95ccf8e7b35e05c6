"""`scan`, and the gate before exports: what is open keeps words in the house, what is decided follows its words."""

import csv
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.privacy.pseudonymised import pseudonymised
from interviewer.privacy.scan.replacements import fault_of, in_brackets, proposal
from interviewer.screens.clean import clean
from interviewer.session import decisions as d
from interviewer.session import events as e
from interviewer.study.folder import Study
from interviewer.study.layout import IGNORED
from tests.build import Talk, study_of
from tests.conftest import Cli

TEXT = "On a vu Bintou hier, puis Bintou est partie, au 06 12 34 56 78."
FIRST, PHONE = (8, 14), (48, 62)
CODES = "codes:\n  - {id: lien, label: Le lien, definition: Un lien.}\n"


def talk(text: str = TEXT, session: str = "2026-05-04-essai-p1") -> tuple[Talk, str]:
    """An interview of one turn, and the id of the turn."""
    made = Talk(session)
    made.consent("quote")
    turn = made.say(text, made.ask())
    made.mark(turn, "lien", text[8:14], 8)
    return made.done(), turn


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    study_of(tmp_path, talk()[0], codebook=CODES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_terminal_open_findings_are_listed_without_their_words_and_end_in_3(root: Path, cli: Cli) -> None:
    result = cli("scan")
    assert result.code == 3
    assert "2026-05-04-essai-p1, turn 1: perhaps a name, B…" in result.out
    assert "phone number, 0…" in result.out
    assert "Bintou" not in result.out + result.err
    assert "3 findings: 0 replaced, 0 looked at and left, 3 open." in result.err
    assert "Bintou" in cli("scan", "--words").out


def test_json_has_places_and_words_only_where_they_are_asked_for(root: Path, cli: Cli) -> None:
    (first, *_rest) = json.loads(cli("scan", "--json").out)
    assert (first["start"], first["end"], first["kind"], first["sure"], "words" in first) == (
        8,
        14,
        "name",
        False,
        False,
    )
    assert json.loads(cli("scan", "--json", "--words").out)[0]["words"] == "Bintou"


@pytest.mark.parametrize(
    "verb", [("export",), ("export", "--out", "-"), ("code", "--export", "-"), ("quotes", "--out", "-")]
)
def test_no_words_leave_while_something_is_open(root: Path, cli: Cli, verb: tuple[str, ...]) -> None:
    result = cli(*verb)
    assert result.code == 3
    assert result.out == ""
    assert "Nothing is written" in result.err
    assert "--accept-scan" in result.err
    assert "Bintou" not in result.err
    assert not (root / "exports").exists()


def fill(path: Path, decisions: dict[str, str]) -> None:
    """Fill the column `decision` by the words of the row; `by` behind a colon."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["decision"], _, by = decisions[row["words"]].partition(":")
        row["by"] = by or row["by"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def decided(root: Path, cli: Cli, name: str = "replace", phone: str = "replace") -> None:
    assert cli("scan", "--decisions", "d.csv").code == 3
    fill(root / "d.csv", {"Bintou": name, "06 12 34 56 78": phone})
    result = cli("scan", "--accept-scan", "d.csv")
    assert (result.code, "3 decisions taken in." in result.err) == (0, True)


def test_a_table_of_decisions_is_private_and_brings_them_back(root: Path, cli: Cli) -> None:
    decided(root, cli)
    assert stat.S_IMODE((root / "d.csv").stat().st_mode) == 0o600
    assert cli("scan").code == 0


def test_what_was_replaced_leaves_the_house_replaced_and_stays_in_it_as_it_was_said(root: Path, cli: Cli) -> None:
    decided(root, cli)
    table = cli("export", "--out", "-").out
    assert "On a vu [prénom] hier, puis [prénom] est partie, au [téléphone]." in table
    assert "Bintou" not in table
    assert ",[prénom],8,16," in table
    assert "Bintou" not in cli("quotes", "--out", "-").out
    assert "Bintou" not in cli("code", "--export", "-").out
    assert "Bintou" in cli("show", "p1").out
    manifest = cli("export", "--out", "sortie/")
    assert "3 findings: 3 replaced, 0 looked at and left, 0 open." in manifest.err
    said = json.loads((root / "sortie" / "MANIFEST.json").read_bytes())["scan"]
    assert (said["found"], said["replaced"], said["accepted"], said["open"]) == (3, 3, 0, 0)


def test_decisions_may_come_with_the_export(root: Path, cli: Cli) -> None:
    cli("scan", "--decisions", "d.csv")
    fill(root / "d.csv", {"Bintou": "remplacer:[voisine]", "06 12 34 56 78": "garder"})
    table = cli("export", "--out", "-", "--accept-scan", "d.csv").out
    assert "On a vu [voisine] hier, puis [voisine] est partie, au 06 12 34 56 78." in table


def test_a_word_that_is_no_name_is_remembered_for_the_study(root: Path, cli: Cli) -> None:
    decided(root, cli, name="no_name", phone="keep")
    assert "bintou" in (root / "not-names.txt").read_text(encoding="utf-8").split("\n")
    study_of(root, talk("Chez nous Bintou est un quartier.", "2026-05-05-essai-p2")[0])
    assert cli("scan").code == 0


def test_a_name_that_was_replaced_is_looked_for_in_all_interviews(root: Path, cli: Cli) -> None:
    decided(root, cli)
    study_of(root, talk("voilà, bintou et bintoou.", "2026-05-05-essai-p2")[0])
    (one, other) = json.loads(cli("scan", "--json", "--words").out)
    assert (one["words"], one["sure"]) == ("bintou", True)
    assert (other["words"], other["rule"]) == ("bintoou", "known_name_typo")


def test_faulty_tables_are_refused_with_what_is_wrong(root: Path, cli: Cli) -> None:
    cli("scan", "--decisions", "d.csv")
    assert cli("scan", "--decisions", "d.csv").code == 1
    fill(root / "d.csv", {"Bintou": "peut-être", "06 12 34 56 78": "keep"})
    assert "line 2: this decision is not known" in cli("scan", "--accept-scan", "d.csv").err
    (root / "d.csv").write_bytes(b"\xff\xfe\x00")
    assert cli("scan", "--accept-scan", "d.csv").code == 1
    (root / "d.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "lacks columns" in cli("scan", "--accept-scan", "d.csv").err
    assert cli("scan", "--accept-scan", "nowhere.csv").code == 1


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "huge"])
def test_what_is_no_table_of_a_bearable_size_is_refused_at_once(root: Path, cli: Cli, kind: str) -> None:
    path = root / "d.csv"
    if kind == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no pipes with names")
        os.mkfifo(path)
    elif kind == "device":
        if not Path("/dev/zero").exists():
            pytest.skip("this system has no endless file")
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(1 << 27)
    for verb in ("scan", "export"):
        result = cli(verb, "--accept-scan", "d.csv")
        assert (result.code, result.out) == (1, "")
        assert "d.csv" in result.err


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("Bintou", "repeats the words"),
        ("[la Bintou]", "repeats the words"),
        ("x" * 60, "too long"),
        ("\u202e!", "one letter"),
    ],
)
def test_a_replacement_that_hides_nothing_or_is_none_takes_no_decision_in(
    root: Path, cli: Cli, by: str, said: str
) -> None:
    cli("scan", "--decisions", "d.csv")
    fill(root / "d.csv", {"Bintou": f"replace:{by}", "06 12 34 56 78": "keep"})
    result = cli("scan", "--accept-scan", "d.csv")
    assert result.code == 1
    assert "line 2" in result.err
    assert said in result.err
    assert Study(root).session("2026-05-04-essai-p1")[0].decided == ()


def test_a_replacement_stands_in_brackets_and_holds_nothing_that_cannot_be_seen(root: Path, cli: Cli) -> None:
    cli("scan", "--decisions", "d.csv")
    fill(root / "d.csv", {"Bintou": "replace:\x1b[31m=ma \u202evoisine\x9b", "06 12 34 56 78": "replace"})
    assert cli("scan", "--accept-scan", "d.csv").code == 0
    kept = {one.by for one in Study(root).session("2026-05-04-essai-p1")[0].decided}
    assert kept == {"[31m=ma voisine]", "[téléphone]"}


@given(st.text(max_size=60))
def test_whatever_is_typed_stands_in_brackets_on_one_harmless_line(typed: str) -> None:
    kept = in_brackets(typed)
    assert (kept[0], kept[-1]) == ("[", "]")
    assert "[" not in kept[1:]
    assert "]" not in kept[:-1]
    assert clean(kept) == kept
    assert not {"\n", "\t", "\r"} & set(kept)
    assert in_brackets(kept) == kept


def test_in_a_sealed_study_a_replacement_is_ordinary_words() -> None:
    assert fault_of("[Gertrude]", "Bintou", sealed=True) == "a_name"
    assert fault_of("[Gertrude]", "Bintou", sealed=False) is None  # a name of one's own making
    for by in ("[ma voisine]", "[prénom]", "[adresse e-mail]", "[name]", "[enfant 2]", "[the teacher]"):
        assert fault_of(by, "Bintou", sealed=True) is None


def test_behind_madame_comes_a_family_name() -> None:
    assert proposal("name", "fr", "chez Mme ") == "[nom]"
    assert proposal("name", "fr", "et monsieur\u00a0") == "[nom]"
    assert proposal("name", "fr", "la dame ") == proposal("name", "fr") == "[prénom]"
    assert proposal("phone", "fr", "monsieur ") == "[téléphone]"


def test_words_that_are_no_names_are_for_their_owner_and_not_for_git(root: Path, cli: Cli) -> None:
    decided(root, cli, name="no_name", phone="keep")
    assert stat.S_IMODE((root / "not-names.txt").stat().st_mode) == 0o600
    assert "/not-names.txt" in IGNORED


def test_a_row_whose_words_are_elsewhere_decides_nothing(root: Path, cli: Cli) -> None:
    cli("scan", "--decisions", "d.csv")
    path = root / "d.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",8,14,", ",9,15,"), encoding="utf-8")
    fill(path, {"Bintou": "replace", "06 12 34 56 78": "replace"})
    result = cli("scan", "--accept-scan", "d.csv")
    assert result.code == 3
    assert "not found there any more" in result.err


# --- the codebook ---


@pytest.mark.parametrize(
    "verb", [("export",), ("export", "--publishable"), ("codebook", "export"), ("codebook", "export", "--to", "md")]
)
@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("definition", "Voir le 06 12 34 56 78."),
        ("example", "Écrire à g.l@example.org"),
        ("use_when", "FR76 3000 6000 0112 3456 7890 189"),
    ],
)
def test_a_codebook_that_tells_who_somebody_is_stays(tmp_path, monkeypatch, cli: Cli, *, verb, field, words) -> None:
    texts = {"label": "Le lien", "definition": "Un lien.", field: words}
    quoted = ", ".join(f"{name}: {json.dumps(text)}" for name, text in texts.items())
    study_of(tmp_path, talk("Oui, bien.")[0], codebook=f"codes:\n  - {{id: lien, {quoted}}}\n")
    monkeypatch.chdir(tmp_path)
    result = cli(*verb)
    assert (result.code, result.out) == (3, "")
    assert "Nothing is written: the texts of code lien" in result.err
    assert words not in result.err
    assert not (tmp_path / "exports").exists()


def test_a_name_that_was_replaced_in_an_interview_does_not_leave_in_the_codebook(root: Path, cli: Cli) -> None:
    decided(root, cli)
    (root / "codebook.yaml").write_text(CODES.replace("Un lien.", "Un lien, dit bintou."), encoding="utf-8")
    assert "codebook.yaml" in cli("export").err
    assert cli("export").code == 3


def test_perhaps_a_name_in_the_codebook_is_said_and_goes(tmp_path, monkeypatch, cli: Cli) -> None:
    study_of(tmp_path, talk("Oui, bien.")[0], codebook=CODES.replace("Un lien.", "Un lien avec Bintou."))
    monkeypatch.chdir(tmp_path)
    for verb in (("export",), ("codebook", "export")):
        result = cli(*verb)
        assert (result.code, "in the texts of: lien." in result.err) == (0, True)


# --- records ---


def replaced(turn: str, span: tuple[int, int], by: str = "[prénom]", length: int = len(TEXT)) -> d.Replaced:
    return d.Replaced("e" * 16, turn, *span, "capital", length, "", by)


def test_a_replacement_follows_its_words_through_a_correction_a_cut_and_a_join() -> None:
    made, turn = talk()
    made.add(replaced(turn, FIRST))
    made.add(e.Fixed("f" * 16, turn, "Oui. " + TEXT))
    assert (
        pseudonymised(made.view()).turns[0].text
        == "Oui. On a vu [prénom] hier, puis Bintou est partie, au 06 12 34 56 78."
    )
    made.add(e.Split("d" * 16, turn, 8))
    assert [one.text for one in pseudonymised(made.view()).turns] == [
        "Oui. On ",
        "a vu [prénom] hier, puis Bintou est partie, au 06 12 34 56 78.",
    ]
    made.add(e.Merged("c" * 16, "d" * 16, turn, " "))
    assert "[prénom] hier" in pseudonymised(made.view()).turns[0].text


def test_a_decision_whose_words_were_corrected_away_stands_nowhere() -> None:
    made, turn = talk()
    made.add(replaced(turn, FIRST))
    made.add(e.Fixed("f" * 16, turn, "On a vu une voisine hier."))
    assert made.view().decided == ()
    assert pseudonymised(made.view()).turns[0].text == "On a vu une voisine hier."


def test_a_decision_made_of_an_older_text_is_never_carried_out_on_other_words() -> None:
    made, turn = talk()
    made.add(e.Fixed("f" * 16, turn, "Rien de tout cela n'est vrai."))
    made.add(replaced(turn, FIRST))
    assert "[prénom]" not in pseudonymised(made.view()).turns[0].text


def test_taking_a_decision_back_opens_it_again_and_costs_no_time() -> None:
    made, turn = talk()
    before = made.view()
    made.add(replaced(turn, FIRST), seconds=86_400)
    assert len(made.view().decided) == 1
    made.add(d.TakenBack("b" * 16, "e" * 16))
    after = made.view()
    assert (after.decided, after.minutes, after.ended) == ((), before.minutes, before.ended)


def test_marks_that_cut_into_a_replacement_grow_to_its_edges() -> None:
    made, turn = talk()
    made.mark(turn, "lien", TEXT[10:20], 10, coder="ben")
    made.mark(turn, "lien", TEXT[0:11], 0, coder="cleo")
    made.add(replaced(turn, FIRST))
    seen = {mark.coder: mark for mark in pseudonymised(made.view()).marks}
    assert (seen["anna"].excerpt, seen["ben"].excerpt, seen["cleo"].excerpt) == (
        "[prénom]",
        "[prénom] hier,",
        "On a vu [prénom]",
    )
    text = pseudonymised(made.view()).turns[0].text
    assert all(text[one.start : one.end] == one.excerpt for one in seen.values())


def test_every_place_of_words_can_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    made = Talk()
    asked = made.ask("improvised-00000001", "Et Bintou, alors ?", origin="improvised")
    turn = made.say("Elle va bien.", asked, "improvised-00000001")
    made.mark(turn, "lien", "Elle", memo="voir Bintou")
    made.add(e.Gap("a1" * 8, "suite", "demain", "declined", "à cause de Bintou"))
    made.add(e.Marker("a2" * 8, "bookmark", "suite", "demain", "pour Bintou"))
    made.measure("mot", "chez Bintou", "suite")
    made.fact("metier", "aide de Bintou")
    made.add(e.Form("a3" * 8, "notes", "avec Bintou"))
    made.add(e.Remark("a4" * 8, "session", "", "sans Bintou", "anna"))
    study_of(tmp_path, made.done(), codebook=CODES)
    monkeypatch.chdir(tmp_path)
    found = json.loads(cli("scan", "--json").out)
    assert len(found) == 8
    cli("scan", "--decisions", "d.csv")
    fill(tmp_path / "d.csv", {"Bintou": "replace"})
    assert cli("export", "--out", "tout/", "--accept-scan", "d.csv", "--for", "machine").code == 0
    tables = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "tout").glob("*.csv")}
    assert not [name for name, text in tables.items() if "bintou" in text.lower()]
    assert sum(text.count("[prénom]") for text in tables.values()) >= 8
    assert len(Study(tmp_path).session("2026-05-04-essai-p1")[0].decided) == 8
