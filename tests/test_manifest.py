"""Every export says what it is: a manifest beside it, the same bytes each time, and an entry with its time in the register."""

import csv
import json
import stat
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from interviewer.session import events as e
from interviewer.study.exports_register import FOLDER, holding, read_register
from interviewer.study.folder import Study
from tests.build import Talk, study_of
from tests.conftest import Cli

PEOPLE = (("p1", "habitants"), ("p2", "elus"))
CANARY = "CANARI"


def group() -> Talk:
    """Two people: one may be quoted and not named, the other said no and was asked nothing else."""
    talk = Talk("2026-05-04-essai-g1", PEOPLE)
    talk.consent("quote")
    talk.consent("name", given=False)
    talk.consent("quote", given=False, person="p2")
    asked = talk.ask()
    for person, _group in PEOPLE:
        turn = talk.say(f"{CANARY} de {person}.", asked, speaker=person)
        talk.mark(turn, "lien", CANARY)
    return talk.done()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study of an interview with two people and a pilot."""
    pilot = Talk("2026-04-01-essai-p3", (("p3", "habitants"),), pilot=True)
    pilot.say(CANARY, pilot.ask(), speaker="p3")
    study_of(tmp_path, group(), pilot, codebook="codes:\n  - {id: lien, label: Le lien, definition: Un lien.}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(path: Path | str) -> dict[str, Any]:
    """What a manifest says."""
    found: dict[str, Any] = json.loads(Path(path).read_bytes())
    return found


def test_the_manifest_lists_every_file_with_its_sum_and_rows(root: Path, cli: Cli) -> None:
    assert cli("export", "--out", "sortie/", "--for", "machine").code == 0
    said = told("sortie/MANIFEST.json")
    files = {one["name"]: one for one in said["files"]}
    assert set(files) == {path.name for path in Path("sortie").iterdir()} - {"MANIFEST.json", ".gitignore"}
    for name, one in files.items():
        data = Path("sortie", name).read_bytes()
        assert (one["bytes"], one["sha256"]) == (len(data), sha256(data).hexdigest())
        if name.endswith(".csv"):
            assert one["rows"] == data.count(b"\r\n") - 1
    assert (said["verb"], said["for"], said["shown_to_others"], said["holds_words"]) == (
        "export",
        "machine",
        False,
        True,
    )


def test_the_manifest_counts_consents_and_what_was_left_out(root: Path, cli: Cli) -> None:
    cli("export", "--out", "sortie/", "--publishable")
    said = told("sortie/MANIFEST.json")
    assert (said["sessions"], said["participants"], said["guides"]) == (1, 2, {"essai": [3]})
    assert said["consents"]["quote"] == {"yes": 1, "no": 1}
    assert said["consents"]["name"] == {"no": 1, "not_asked": 1}
    assert said["consents"]["recontact"] == {"not_asked": 2}
    assert said["left_out"] == {"sessions_pilots": 1, "turns_without_consent_to_quote": 1}
    assert said["shown_to_others"] is True


def test_a_manifest_holds_no_words_no_person_and_no_place(root: Path, cli: Cli) -> None:
    cli("export", "--out", "sortie/")
    text = Path("sortie/MANIFEST.json").read_text(encoding="ascii")
    for secret in (CANARY, "p1", "p2", "g1", str(root), "sortie"):
        assert secret not in text


def test_exporting_twice_gives_the_same_manifest_and_two_entries(root: Path, cli: Cli) -> None:
    cli("export", "--out", "un/")
    cli("export", "--out", "deux/")
    assert Path("un/MANIFEST.json").read_bytes() == Path("deux/MANIFEST.json").read_bytes()
    first, second = read_register(Study(root)).entries
    assert first.export.manifest == second.export.manifest == sha256(Path("un/MANIFEST.json").read_bytes()).hexdigest()
    assert first.export.id != second.export.id
    assert first.wall <= second.wall


def test_a_single_file_has_its_manifest_beside_it_and_says_so(root: Path, cli: Cli) -> None:
    result = cli("export", "--out", "a.csv")
    assert "a.csv.manifest.json" in result.err
    assert [one["name"] for one in told("a.csv.manifest.json")["files"]] == ["a.csv"]


def test_a_stream_has_no_manifest_beside_it_and_is_entered_all_the_same(root: Path, cli: Cli) -> None:
    assert CANARY in cli("export", "--out", "-").out
    (entry,) = read_register(Study(root)).entries
    assert (entry.export.verb, entry.export.files) == ("export", [])
    assert not list(root.glob("*manifest*"))


def test_the_register_says_in_which_exports_a_person_stands(root: Path, cli: Cli) -> None:
    cli("export", "--out", "tous/")
    cli("export", "--out", "elus/", "--stakeholder", "elus")
    entries = read_register(Study(root)).entries
    assert [one.export.people for one in entries] == [
        {"2026-05-04-essai-g1": ["p1", "p2"]},
        {"2026-05-04-essai-g1": ["p2"]},
    ]
    assert len(holding(entries, "p1")) == 1
    assert len(holding(entries, "p2")) == 2
    assert holding(entries, "p3") == ()
    assert holding(entries, "p2", ["2026-05-04-essai-autre"]) == ()


def test_the_register_is_its_owners_alone_and_git_is_kept_out_of_it(root: Path, cli: Cli) -> None:
    cli("export", "--out", "-")
    folder = root / FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (segment,) = folder.glob("*.jsonl")
    assert stat.S_IMODE(segment.stat().st_mode) == 0o600
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert CANARY.encode() not in segment.read_bytes()


def test_the_register_goes_into_git_where_the_sessions_do(root: Path, cli: Cli) -> None:
    (root / "interviewer.yaml").write_text("sharing: git\n", encoding="utf-8")
    cli("export", "--out", "-")
    assert not (root / FOLDER / ".gitignore").exists()


def test_what_can_not_be_entered_is_not_exported(root: Path, cli: Cli) -> None:
    (root / FOLDER).write_text("in the way", encoding="utf-8")
    result = cli("export", "--out", "a.csv")
    assert (result.code, "register" in result.err) == (1, True)
    assert not list(root.glob("a.csv*"))
    assert not list(root.glob(".a.csv*"))


def test_a_manifest_of_somebody_else_is_never_written_over(root: Path, cli: Cli) -> None:
    (root / "a.csv.manifest.json").write_text('{"title": "mine"}', encoding="utf-8")
    assert cli("export", "--out", "a.csv").code == 1
    assert told("a.csv.manifest.json") == {"title": "mine"}
    assert not (root / "a.csv").exists()


def test_nothing_is_entered_where_nothing_was_exported(root: Path, cli: Cli) -> None:
    assert cli("export", "--out", "-", "--stakeholder", "nobody").code == 1
    assert not (root / FOLDER).exists()


def test_an_interview_in_doubt_counts_as_doubtful(root: Path, cli: Cli) -> None:
    talk = group()
    talk.add(e.Unknown("later", "soufflet", {}))
    study_of(root, talk)
    cli("export", "--out", "sortie/")
    assert told("sortie/MANIFEST.json")["consents"]["quote"] == {"doubtful": 1, "no": 1}


OTHERS = {
    "quotes.md": ("quotes", "--out", "quotes.md"),
    "quotes.csv": ("quotes", "--out", "quotes.csv"),
    "stats.csv": ("stats", "--out", "stats.csv"),
    "crosstab.csv": ("crosstab", "--by", "stakeholder", "--out", "crosstab.csv"),
    "curve.svg": ("saturation", "--svg", "curve.svg"),
    "curve.csv": ("saturation", "--out", "curve.csv"),
    "marks.csv": ("code", "--export", "marks.csv"),
}
SHOWN = {"quotes.md", "quotes.csv"}
WORDS = SHOWN | {"marks.csv"}


@pytest.mark.parametrize("name", OTHERS)
def test_every_file_that_leaves_the_house_has_its_manifest_and_its_entry(root: Path, cli: Cli, name: str) -> None:
    result = cli(*OTHERS[name])
    assert result.code == 0, result.err
    beside = Path(f"{name}.manifest.json")
    said, data = told(beside), Path(name).read_bytes()
    (one,) = said["files"]
    assert (one["name"], one["bytes"], one["sha256"]) == (name, len(data), sha256(data).hexdigest())
    assert (said["verb"], said["shown_to_others"], said["holds_words"]) == (
        OTHERS[name][0],
        name in SHOWN,
        name in WORDS,
    )
    (entry,) = read_register(Study(root)).entries
    assert (entry.export.verb, entry.export.files) == (OTHERS[name][0], [name])
    assert entry.export.manifest == sha256(beside.read_bytes()).hexdigest()
    assert list(entry.export.people) == ["2026-05-04-essai-g1"]
    before = beside.read_bytes()
    assert cli(*OTHERS[name]).code == 0
    assert beside.read_bytes() == before


@pytest.mark.parametrize("argv", [("quotes",), ("stats",), ("code", "--export")])
def test_what_goes_to_a_stream_is_entered_and_has_no_file(root: Path, cli: Cli, argv: tuple[str, ...]) -> None:
    result = cli(*argv, "-") if argv[-1] == "--export" else cli(*argv, "--out", "-")
    assert (result.code, bool(result.out)) == (0, True)
    (entry,) = read_register(Study(root)).entries
    assert (entry.export.verb, entry.export.files) == (argv[0], [])
    assert not list(root.glob("*manifest*"))


def test_looking_is_no_export(root: Path, cli: Cli) -> None:
    for argv in (("quotes",), ("quotes", "--json"), ("stats",), ("list", "--json"), ("show", "2026-05", "--json")):
        assert cli(*argv).code == 0, argv
    assert not (root / FOLDER).exists()


def test_the_manifest_of_quotations_is_about_those_alone_who_are_quoted(root: Path, cli: Cli) -> None:
    cli("quotes", "--out", "q.csv")
    said = told("q.csv.manifest.json")
    assert said["consents"]["quote"] == {"yes": 1}
    assert said["left_out"] == {"excerpts_without_consent_to_quote": 1, "sessions_pilots": 1}
    assert read_register(Study(root)).entries[0].export.people == {"2026-05-04-essai-g1": ["p1"]}
    cli("quotes", "--all", "--out", "all.csv")
    everything = told("all.csv.manifest.json")
    assert (everything["shown_to_others"], everything["consents"]["quote"]) == (False, {"yes": 1, "no": 1})


def test_filters_stand_in_the_manifest_without_values_of_the_background_sheet(root: Path, cli: Cli) -> None:
    talk = group()
    talk.fact("metier", "boulanger")
    study_of(root, talk)
    result = cli("stats", "--where", "metier=boulanger", "--stakeholder", "habitants", "--out", "s.csv")
    assert result.code == 0, result.err
    assert told("s.csv.manifest.json")["filters"] == {"stakeholder": ["habitants"], "where": ["metier"]}
    assert "boulanger" not in Path("s.csv.manifest.json").read_text(encoding="ascii")


def test_a_code_made_of_words_has_its_neutral_id_in_a_manifest_shown_to_others(root: Path, cli: Cli) -> None:
    (root / "codebook.yaml").write_text("codes:\n  - {id: lien, label: Le lien, origin: in_vivo}\n", encoding="utf-8")
    assert cli("quotes", "lien", "--out", "q.csv").code == 0
    (code,) = told("q.csv.manifest.json")["filters"]["code"]
    assert code.startswith("in-vivo-")


def test_tables_for_analysis_say_of_all_words_whether_they_may_be_quoted(root: Path, cli: Cli) -> None:
    talk = group()
    for person, _group in PEOPLE:
        talk.measure("mot", CANARY, "suite", person)
    talk.say("Elle hésite.", kind=e.Observation, speaker="p1")
    study_of(root, talk)
    cli("export", "--out", "sortie/", "--for", "machine")
    may = {
        name: quotable(Path("sortie", f"{name}.csv")) for name in ("coded_answers", "answers", "indicators", "notes")
    }
    both = [("p1", "yes"), ("p2", "no")]
    assert may == {"coded_answers": both, "answers": both, "indicators": both, "notes": [("p1", "no")]}
    cli("code", "--export", "marks.csv")
    table = Path("marks.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [row["may_quote"] for row in csv.DictReader(table)] == ["yes", "no"]


def quotable(path: Path) -> list[tuple[str, str]]:
    """Of each row the person and whether the words may be quoted."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["participant_id"], row["may_quote"]) for row in csv.DictReader(file)]


@pytest.fixture
def two_coders(root: Path) -> Path:
    """The same group, seen differently by ana and ben."""
    talk = group()
    turns = [record.event.id for record in talk.records if isinstance(record.event, e.Verbatim)]
    for coder in ("ana", "ben"):
        talk.mark(turns[coder == "ben"], "lien", CANARY, coder=coder)
        for turn in turns:
            talk.add(e.Seen(f"seen-{coder}-{turn}", turn, coder))
    study_of(root, talk)
    return root


@pytest.mark.usefixtures("two_coders")
def test_what_two_coders_see_differently_leaves_with_a_manifest_too(root: Path, cli: Cli) -> None:
    assert cli("agree", "--coders", "ana,ben", "--open", "--resamples", "5", "--out", "agree.csv").code == 0
    assert cli("compare", "ana", "ben", "--open", "--out", "differ.csv").code == 0
    words = {
        name: told(f"{name}.manifest.json")["holds_words"]
        for name in ("agree.csv", "agree-disagreements.csv", "differ.csv")
    }
    assert words == {"agree.csv": False, "agree-disagreements.csv": True, "differ.csv": True}
    people = [(one.export.verb, *one.export.people.values()) for one in read_register(Study(root)).entries]
    assert people == [("agree", ["p1", "p2"]), ("agree", ["p1", "p2"]), ("compare", ["p1", "p2"])]
    table = Path("differ.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [(row["coder"], row["may_quote"]) for row in csv.DictReader(table)] == [("ana", "yes"), ("ben", "no")]
