"""Exports of a study in which everything is said, word by word, in every form; each of them is whole on its own.

`python -m tests.export_stage` writes what is expected anew, to be read over in the diff.
"""

from __future__ import annotations

import errno
import hashlib
import json
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from interviewer.coding.codebook import read_codebook
from interviewer.errors import CannotError
from interviewer.export.case import Scope
from interviewer.export.chunks import Job, Tally, make_chunk, rows_to_chunk
from interviewer.export.columns import Layout
from interviewer.export.places import READ_ME_STARTS
from interviewer.export.write import Page, Report, Request, write
from interviewer.privacy.scan_outcome import ScanOutcome
from interviewer.session import events as e
from interviewer.study.exports_register import read_register
from interviewer.study.folder import Study
from tests.build import Talk, guide, study_of
from tests.export_stage import GOLDEN, SCOPES, alone, exported, stage

CANARIES = ("Je suis venue", "So did I", "Yes.", "solitude", "sailor", "=mémo", "they smile", "both came")


@pytest.mark.parametrize("name", SCOPES)
def test_an_export_is_to_the_letter_what_it_was(tmp_path, name):
    text, report = exported(name, tmp_path / "study", tmp_path / "out")
    assert text == (GOLDEN / f"export.{name}.txt").read_text(encoding="utf-8")
    assert report.dialect == SCOPES[name][0]
    assert report.manifest == tmp_path / "out" / "MANIFEST.json"
    listed = [path.name for path in report.files]
    assert sorted([*listed, "MANIFEST.json", ".gitignore"]) == sorted(one.name for one in (tmp_path / "out").iterdir())


def test_what_is_said_of_an_export_is_what_is_in_it(tmp_path):
    tally = {name: exported(name, tmp_path / name, tmp_path / f"{name}-out")[1].tally for name in SCOPES}
    plain, shared = tally["machine"], tally["publishable"]
    assert (plain.sessions, plain.left_out) == (4, {"refused": 1})
    assert (tally["excel"].sessions, tally["excel"].left_out) == (3, {"refused": 1, "pilots": 1})
    assert (tally["elus"].sessions, tally["elus"].left_out) == (1, {"refused": 1, "filtered": 3})
    assert plain.damaged == ("2026-05-07-essai-p6",)
    assert (plain.withheld, plain.withheld_notes, plain.memos, plain.doubtful) == (0, 0, 0, 0)
    assert (shared.withheld, shared.withheld_notes, shared.doubtful) == (5, 2, 1)
    assert shared.memos == 5 + 3
    assert plain.lost == shared.lost == 1
    assert tally["excel"].guarded > 0
    assert plain.guides == {"essai"}
    assert plain.stakeholders == {"habitants", "elus"}
    assert plain.table_rows["coded_answers"] == plain.rows
    assert plain.uses == {"rencontre": (1, 1), "lien": (2, 1), "ne": (1, 1), "mots": (4, 2)}


def test_nothing_of_those_who_said_no_is_published(tmp_path):
    text, _report = exported("publishable", tmp_path / "study", tmp_path / "out")
    assert [one for one in CANARIES[1:] if one in text] == []
    assert CANARIES[0] in text


def test_a_single_file_holds_the_table_of_the_folder(tmp_path):
    study = stage(tmp_path / "study")
    heard: list[int] = []
    scope = SCOPES["machine"][1]
    alone = write(study, Request(scope, str(tmp_path / "one.csv"), "machine", 1), heard.append)
    folder = write(study, Request(scope, str(tmp_path / "all") + "/", "machine", 1), lambda _count: None)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "all" / "coded_answers.csv").read_bytes()
    assert alone.files == (tmp_path / "one.csv",)
    assert alone.manifest == tmp_path / "one.csv.manifest.json"
    assert sum(heard) == 5
    assert alone.covered == 0
    names = [path.stem for path in folder.files]
    assert names[0] == "coded_answers"
    assert names[-1] == "datapackage"
    said = json.loads((tmp_path / "one.csv.manifest.json").read_bytes())
    assert [one["name"] for one in said["files"]] == ["one.csv"]


def test_the_manifest_names_what_narrowed_the_export_and_what_a_scan_came_to(tmp_path):
    study = stage(tmp_path / "study")
    asked = {"session": "2026-05-05-essai-g1", "guide": "essai", "stakeholder": "elus"}
    session, name, group = (frozenset({one}) for one in asked.values())
    scope = Scope(sessions=session, guides=name, stakeholders=group)
    scan = ScanOutcome("1", 4, 2, 1, 1)
    write(study, Request(scope, str(tmp_path / "one.csv"), "machine", 1, scan), lambda _count: None)
    said = json.loads((tmp_path / "one.csv.manifest.json").read_bytes())
    assert said["scan"] == scan._asdict()
    assert said["filters"] == {name: [one] for name, one in asked.items()}
    assert (said["sessions"], said["participants"]) == (1, 1)


def test_codes_under_neutral_ids_are_counted_once_each_where_they_stand(tmp_path):
    """In the table of answers those that were used, in a folder those of the codebook and those of nobody too."""
    study = stage(tmp_path / "study")
    talk = Talk("2026-05-08-essai-p8", (("p8", "elus"),))
    talk.mark(talk.say("Oui.", talk.ask(), speaker="p8"), "perdu", "Oui")
    talk.write(study.root)
    every = {"mots", "ne", "perdu"}
    for stakeholders, used in ((frozenset({"elus"}), {"mots", "perdu"}), (frozenset[str](), every)):
        scope = Scope(publishable=True, stakeholders=stakeholders)
        found = [
            write(study, Request(scope, f"{tmp_path}/{out}", "machine", 1), lambda _count: None).veiled
            for out in ("one.csv", "out/")
        ]
        assert found == [frozenset(used), frozenset(every)]
        told = json.loads((tmp_path / "out" / "MANIFEST.json").read_bytes())["left_out"]
        assert told["codes_under_neutral_ids"] == 3
        codes = (tmp_path / "out" / "codebook.csv").read_text(encoding="utf-8").splitlines()
        assert sum(line.startswith(("in-vivo-", "emergent-")) for line in codes) == 3


def test_an_export_of_nothing_tells_what_there_was(tmp_path):
    study = Study(study_of(tmp_path / "study"))

    def refused() -> tuple[str, dict[str, object]]:
        with pytest.raises(CannotError) as caught:
            write(study, Request(Scope(), str(tmp_path / "out") + "/", "machine", 1), lambda _count: None)
        return caught.value.problem.rule, dict(caught.value.problem.facts())

    counts = dict.fromkeys(("pilots", "refused", "filtered", "empty", "damaged"), 0)
    assert refused() == ("nothing_to_export", counts)
    nobody = Talk()
    nobody.records.clear()
    (path,) = nobody.write(study.root).iterdir()
    assert refused() == ("nothing_left_to_export", counts | {"empty": 1})
    path.write_text("broken\n")
    assert refused() == ("nothing_left_to_export", counts | {"empty": 1, "damaged": 1})


def test_codes_are_in_the_first_language_of_the_study_else_in_that_of_its_guide(tmp_path):
    for number, (said, language) in enumerate((("languages: [en, fr]", "fr"), ("languages: [fr]", "en"), ("", "en"))):
        talk = Talk(source=guide().replace("language: fr", f"language: {language}"))
        talk.mark(talk.say("Oui.", talk.ask()), "lien", "Oui")
        book = "codes:\n  - {id: lien, label: {fr: Le lien, en: Ties}, definition: {fr: Attache, en: Binds}}\n"
        study = Study(study_of(tmp_path / str(number), talk, codebook=book, settings=f"export: machine\n{said}\n"))
        out = tmp_path / f"{number}-out"
        write(study, Request(Scope(), f"{out}/", "machine", 1), lambda _count: None)
        words = "Le lien,Attache" if said == "languages: [fr]" else "Ties,Binds"
        assert f"lien,{words}," in (out / "codebook.csv").read_text(encoding="utf-8")
        assert f",lien,{words.partition(',')[0]},lien," in (out / "coded_answers.csv").read_text(encoding="utf-8")


def test_hidden_ids_that_stand_in_the_words_of_other_codes_are_counted_where_there_is_a_codebook(tmp_path):
    talk = Talk()
    talk.say("Oui.", talk.ask())
    book = (
        "codes:\n  - {id: lien, label: Le lien, definition: {fr: Rien, en: Not souffle and not Souffle}}\n"
        "  - {id: souffle, label: Je souffle, origin: in_vivo}\n"
    )
    study = Study(study_of(tmp_path / "study", talk, codebook=book, settings="languages: [en, fr]\n"))
    for out, covered in (("out/", 2), ("one.csv", 0)):
        report = write(study, Request(Scope(publishable=True), f"{tmp_path}/{out}", "machine", 1), lambda _count: None)
        assert report.covered == covered
    assert "souffle" not in (tmp_path / "out" / "codebook.csv").read_text(encoding="utf-8").lower()
    first, hidden = (line.split(",") for line in (tmp_path / "out" / "codebook.csv").read_text().splitlines()[1:])
    assert hidden[0].startswith("in-vivo-")
    assert first[2] == f"Not {hidden[0]} and not {hidden[0]}"
    assert write(study, Request(Scope(), f"{tmp_path}/whole/", "machine", 1), lambda _count: None).covered == 0


def test_a_session_that_gave_nothing_to_the_columns_counts_as_damaged_however_it_is_read_later(tmp_path, monkeypatch):
    talk = Talk()
    talk.consent("quote")
    talk.say("Oui.", talk.ask())
    study = Study(study_of(tmp_path / "study", talk))
    monkeypatch.setattr("interviewer.export.plan._told_by", lambda _path: None)
    report = write(study, Request(Scope(publishable=True), str(tmp_path / "a.csv"), "machine", 1), lambda _count: None)
    assert (report.tally.damaged, report.tally.doubtful, report.tally.withheld) == ((talk.session,), 1, 1)
    assert "Oui." not in (tmp_path / "a.csv").read_text(encoding="utf-8")
    told = json.loads((tmp_path / "a.csv.manifest.json").read_bytes())
    assert (told["consents"]["quote"], told["left_out"]["sessions_in_doubt"]) == ({"doubtful": 1}, 1)
    entered = read_register(study)[0][0].export
    assert (entered.people, entered.quoted) == ({talk.session: ["p1"]}, {})


def test_codes_in_vivo_that_came_with_the_program_are_hidden_and_not_told_of(tmp_path):
    shipped = (Path(__file__).parent.parent / "codebook.yaml").read_text(encoding="utf-8")
    found = read_codebook(shipped.encode())[0]
    assert found is not None
    alive = [code.id for code in found.codes if code.origin == "in_vivo"]
    assert alive
    talk = Talk()
    talk.say("Oui.", talk.ask())
    for number, (more, told) in enumerate(
        (("", []), ("  - {id: souffle, label: Je souffle, origin: in_vivo}\n", ["souffle"]))
    ):
        study = Study(study_of(tmp_path / str(number), talk, codebook=shipped + more))
        out = tmp_path / f"{number}-out"
        report = write(study, Request(Scope(publishable=True), f"{out}/", "machine", 1), lambda _count: None)
        assert sorted(report.veiled) == told
        hidden = json.loads((out / "MANIFEST.json").read_bytes())["left_out"]["codes_under_neutral_ids"]
        assert hidden == len(alive) + len(told)


def test_a_page_that_says_what_each_table_is_stands_in_the_folder_only_and_over_no_page_of_others(tmp_path):
    study = stage(tmp_path / "study")
    asked = []

    def page(tables, language):
        asked.append(([*tables], language))
        return Page("lisez-moi.txt", READ_ME_STARTS + b"Des tables.")

    def wrote(out: str) -> Report:
        request = Request(Scope(), f"{tmp_path}/{out}", "machine", 1, page=page)
        return write(study, request, lambda _count: None)

    there = tmp_path / "out" / "lisez-moi.txt"
    for _again in (1, 2):
        report = wrote("out/")
        assert report.read_me == "lisez-moi.txt"
        assert there in report.files
        assert there.read_bytes() == READ_ME_STARTS + b"Des tables."
        told = {one["name"]: one for one in json.loads((tmp_path / "out" / "MANIFEST.json").read_bytes())["files"]}
        assert told["lisez-moi.txt"] == {
            "name": "lisez-moi.txt",
            "bytes": there.stat().st_size,
            "sha256": hashlib.sha256(there.read_bytes()).hexdigest(),
        }
    assert asked == [([path.stem for path in report.files if path.suffix == ".csv"], "fr")] * 2
    assert wrote("one.csv").read_me == ""
    assert len(asked) == 2
    there.write_bytes(b"A page of mine.")
    report = wrote("out/")
    assert (report.read_me, there in report.files, there.read_bytes()) == ("", False, b"A page of mine.")
    without = write(study, Request(Scope(), f"{tmp_path}/plain/", "machine", 1), lambda _count: None)
    assert (without.read_me, (tmp_path / "plain" / "lisez-moi.txt").exists()) == ("", False)


def test_a_page_of_before_that_can_not_be_read_for_a_moment_is_not_left_to_lie_there(tmp_path, monkeypatch):
    """It may be ours, of other tables: an export that left it beside new ones said done."""
    study = stage(tmp_path / "study")
    page = Page("lisez-moi.txt", READ_ME_STARTS + b"Des tables.")
    request = Request(Scope(), f"{tmp_path}/out/", "machine", 1, page=lambda _tables, _language: page)
    write(study, request, lambda _count: None)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    real = Path.open

    def refused(path, *args, **kwargs):
        if path.name == "lisez-moi.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refused)
        with pytest.raises(CannotError) as caught:
            write(study, request, lambda _count: None)
    assert caught.value.problem.rule == "export_not_written"
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize(("out", "manifest"), [("out/", "out/MANIFEST.json"), ("one.csv", "one.csv.manifest.json")])
def test_a_manifest_that_no_export_wrote_is_not_written_over(tmp_path, out, manifest):
    study = stage(tmp_path / "study")
    there = tmp_path / manifest
    there.parent.mkdir(exist_ok=True)
    there.write_text("mine")
    with pytest.raises(CannotError) as caught:
        write(study, Request(Scope(), f"{tmp_path}/{out}", "machine", 1), lambda _count: None)
    assert (caught.value.problem.rule, caught.value.problem.facts()["path"]) == ("export_over_other", str(there))
    assert there.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["study", manifest.partition("/")[0]])


@pytest.mark.parametrize("out", ["out/", "one.csv"])
def test_the_names_of_an_export_are_made_durable_and_a_full_disk_is_told_with_its_place(tmp_path, monkeypatch, out):
    study = stage(tmp_path / "study")
    synced: list[Path] = []
    monkeypatch.setattr("interviewer.export.write.sync_folder", synced.append)
    write(study, Request(Scope(), f"{tmp_path}/{out}", "machine", 1), lambda _count: None)
    assert synced == [tmp_path / out if out.endswith("/") else tmp_path]

    def full(_folder: Path) -> None:
        raise OSError(errno.ENOSPC, "No space")

    monkeypatch.setattr("interviewer.export.write.sync_folder", full)
    with pytest.raises(CannotError) as caught:
        write(study, Request(Scope(), f"{tmp_path}/{out}", "machine", 1), lambda _count: None)
    facts = {"path": str(tmp_path / out), "reason": "No space"}
    assert (caught.value.problem.rule, caught.value.problem.facts()) == ("export_not_written", facts)


def test_every_export_is_entered_with_its_files_and_people(tmp_path):
    study = stage(tmp_path / "study")
    write(study, Request(SCOPES["publishable"][1], str(tmp_path / "all") + "/", "machine", 1), lambda _count: None)
    (entry,) = read_register(study)[0]
    export = entry.export
    assert (export.verb, export.words, export.shared) == ("export", True, True)
    assert export.people == {
        "2026-05-04-essai-p1": ["p1"],
        "2026-05-05-essai-g1": ["p2", "p3"],
        "2026-05-07-essai-p6": ["p6"],
    }
    assert sorted(export.files) == sorted(
        path.name for path in (tmp_path / "all").iterdir() if path.name not in ("MANIFEST.json", ".gitignore")
    )


def test_several_processes_write_the_same_bytes(tmp_path):
    study = stage(tmp_path / "study")
    for number in (1, 2):
        out = str(tmp_path / f"{number}.csv")
        write(study, Request(SCOPES["machine"][1], out, "machine", number), lambda _count: None)
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()


def test_with_several_processes_the_chunks_come_in_the_order_of_the_sessions_and_few_are_made_ahead(
    tmp_path, monkeypatch
):
    """The processes stand in for themselves here; test_several_processes_write_the_same_bytes starts them."""
    study = stage(tmp_path / "study")
    asked = []

    @contextmanager
    def here(make, batches, processes, ahead):
        asked.append((len(batches), processes, ahead))
        yield map(make, batches)

    monkeypatch.setattr("interviewer.study.workers.in_order", here)
    monkeypatch.setattr("interviewer.export.write.BATCH", 2)
    heard: dict[int, list[int]] = {1: [], 3: []}
    for number, counts in heard.items():
        out = str(tmp_path / f"{number}.csv")
        write(study, Request(SCOPES["machine"][1], out, "machine", number), counts.append)
    assert asked == [(3, 3, 6)]
    assert heard == {1: [2, 2, 1], 3: [2, 2, 1]}
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "3.csv").read_bytes()


@pytest.mark.parametrize(
    ("scope", "rule", "facts"),
    [
        (Scope(sessions=frozenset({"2026-04-01-essai-p4"})), "nothing_left_to_export", {"pilots": 1, "filtered": 0}),
        (Scope(sessions=frozenset({"2026-05-06-essai-p5"})), "nothing_left_to_export", {"refused": 1}),
        (
            Scope(sessions=frozenset({"2026-04-01-essai-p4"}), stakeholders=frozenset({"elus"})),
            "nothing_left_to_export",
            {"pilots": 0, "filtered": 1},
        ),
        (Scope(guides=frozenset({"essay"})), "export_no_such_guide_near", {"asked": "essay", "guess": "essai"}),
        (Scope(stakeholders=frozenset({"xyz"})), "export_no_such_group", {"asked": "xyz", "known": "elus, habitants"}),
    ],
)
def test_an_export_of_nothing_is_refused_with_the_reason_and_leaves_nothing(tmp_path, scope, rule, facts):
    study = stage(tmp_path / "study")
    with pytest.raises(CannotError) as caught:
        write(study, Request(scope, str(tmp_path / "out") + "/", "machine", 1), lambda _count: None)
    assert caught.value.problem.rule == rule
    assert facts.items() <= caught.value.problem.facts().items()
    assert not (tmp_path / "out").exists()
    assert read_register(study)[0] == ()


def test_a_session_that_cannot_be_opened_is_counted_as_damaged_and_hides_no_other(tmp_path):
    study = stage(tmp_path / "study")
    job = Job(str(study.root), Scope(layout=Layout((), frozenset(), ())), "machine", ("coded_answers",))

    def read(session):
        if session == "gone":
            raise OSError
        if session == "refused":
            raise CannotError("any")
        from interviewer.export.chunks import read_from

        return read_from(str(study.root), many=False)(session)

    chunk = rows_to_chunk(job, ["gone", "2026-05-04-essai-p1", "refused"], read)
    assert (chunk.tally.sessions, chunk.tally.damaged) == (1, ("gone", "refused"))
    assert chunk.tally.rows == chunk.data["coded_answers"].count(b"\r\n")


def test_sessions_with_records_of_a_newer_version_are_counted_and_nobody_in_them_is_quoted(tmp_path):
    talks = [Talk(f"2026-05-0{n}-essai-p{n}", ((f"p{n}", "habitants"),)) for n in (1, 2, 3)]
    for n, talk in enumerate(talks, 1):
        talk.consent("quote", person=f"p{n}")
        talk.say(f"Mots {n}.", talk.ask(), speaker=f"p{n}")
    for talk, count in ((talks[0], 1), (talks[1], 2)):
        for n in range(count):
            talk.add(e.Unknown(f"u{n}", "later", {"id": f"u{n}"}))
    study = Study(study_of(tmp_path / "study", *talks))
    for publishable, doubtful, withheld in ((True, 2, 2), (False, 0, 0)):
        request = Request(Scope(publishable=publishable), str(tmp_path / "a.csv"), "machine", 1)
        tally = write(study, request, lambda _count: None).tally
        assert (tally.newer, tally.doubtful, tally.withheld) == (2, doubtful, withheld)
        told = (tmp_path / "a.csv").read_text(encoding="utf-8")
        assert [f"Mots {n}." in told for n in (1, 2, 3)] == [not publishable, not publishable, True]


def test_cells_that_a_spreadsheet_would_cut_or_misread_are_counted_over_all_tables(tmp_path):
    talk = Talk()
    for text in ("x" * 40_000, "=1+1", "a\ud83d", "x" * 32_767):
        talk.say(text, kind=e.Observation)
        talk.say(text, talk.ask())
    study = Study(study_of(tmp_path / "study", talk))
    for dialect, cells in (("excel", (2, 3, 3)), ("machine", (0, 0, 3))):
        tally = write(study, Request(Scope(), f"{tmp_path}/{dialect}/", dialect, 1), lambda _count: None).tally
        # Guarded: the note and the answer. Long: they too, and all answers joined in one cell. Replaced: the same three.
        assert (tally.guarded, tally.long, tally.replaced) == cells


def test_only_notes_with_words_count_as_left_out(tmp_path):
    talk = Talk()
    talk.add(e.Marker(talk._id(), "silence", "arrivee", "premiere-fois"))
    talk.add(e.Gap(talk._id(), "suite", "demain", "declined"))
    talk.add(e.Form(talk._id(), "setting", "chez elle"))
    talk.add(e.Form(talk._id(), "notes", ""))
    talk.say("elle hésite", kind=e.Observation)
    talk.say("", kind=e.Memo)
    study = Study(study_of(tmp_path / "study", talk))
    for out, count in (("out/", 2), ("one.csv", 0)):  # a single table has no notes
        report = write(study, Request(Scope(publishable=True), f"{tmp_path}/{out}", "machine", 1), lambda _count: None)
        assert report.tally.withheld_notes == count


def test_without_the_table_of_answers_no_rows_of_it_are_counted(tmp_path):
    study = stage(tmp_path / "study")
    job = Job(str(study.root), Scope(), "machine", ("notes",))
    chunk = make_chunk(job, ["2026-05-04-essai-p1"])
    assert (chunk.tally.rows, chunk.tally.table_rows) == (0, {"notes": chunk.data["notes"].count(b"\r\n")})
    assert chunk.data.keys() == {"notes"}


def test_tallies_add_up():
    one = Tally(1, 2, 3, 4, 5, 6, 7, {"a": 1}, {"x": (5, 1)}, ("s",), frozenset("g"), frozenset("h"), 8, 9, 10, 11)
    two = Tally(10, 20, 30, 40, 50, 60, 70, {"a": 2, "b": 1}, {"x": (2, 1), "y": (3, 1)}, ("t",), frozenset("i"))
    both = one.plus(two).plus(Tally(newer=80, lost=90, memos=100, doubtful=110, table_rows={"t": 2}))
    assert both[:7] == (11, 22, 33, 44, 55, 66, 77)
    assert (both.left_out, both.uses) == ({"a": 3, "b": 1}, {"x": (7, 2), "y": (3, 1)})
    assert both.damaged == ("s", "t")
    assert (sorted(both.guides), sorted(both.stakeholders)) == (["g", "i"], ["h"])
    assert (both.newer, both.lost, both.memos, both.doubtful) == (88, 99, 110, 121)
    assert both.plus(Tally(table_rows={"t": 1, "u": 1})).table_rows == {"t": 3, "u": 1}


def test_one_record_of_a_newer_version_is_enough_for_doubt(tmp_path):
    study = stage(tmp_path / "study")
    view = replace(alone().view(), unknown=1)
    job = Job(str(study.root), Scope(publishable=True), "machine", ("coded_answers",))
    tally = rows_to_chunk(job, [view.id], lambda _session: (view, True)).tally
    assert (tally.doubtful, tally.newer) == (1, 1)


def test_whose_words_were_shown_to_others_is_entered_and_of_others_nobody(tmp_path):
    study = stage(tmp_path / "study")
    for name in ("machine", "publishable"):
        write(study, Request(SCOPES[name][1], str(tmp_path / name) + "/", "machine", 1), lambda _count: None)
    plain, shared = (entry.export for entry in sorted(read_register(study)[0], key=lambda one: one.export.shared))
    assert plain.quoted == {}
    assert shared.quoted == {"2026-05-04-essai-p1": ["p1"], "2026-05-05-essai-g1": ["p2"]}
