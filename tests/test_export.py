"""`export` as people meet it: the files, both dialects, what is said, and what happens when the disk says no."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from interviewer.errors import CannotError
from interviewer.export.columns import CODED_ANSWERS, TABLES
from interviewer.export.describe import formats_markdown
from interviewer.export.dialects import (
    BOM,
    DIALECTS,
    read_table,
)
from interviewer.export.sinks import sink_for
from interviewer.screens.pages.read_me import FRENCH
from interviewer.session import events as e
from tests.build import Talk, guide, study_of
from tests.conftest import ROOT, Cli
from tests.terminal import HAS_PTY, Terminal

CODEBOOK = (
    "codes:\n  - id: lien\n    label: {fr: Le lien, en: Ties}\n  - {id: rencontre, label: La rencontre, parent: lien}\n"
)
DESCRIBED = {f"{table.name}.csv" for table in TABLES} | {"datapackage.json"}
ALL = DESCRIBED | {"MANIFEST.json", FRENCH}
posix = pytest.mark.skipif(os.name == "nt", reason="POSIX devices and limits")


def talk(number: int = 1, text: str = "Je suis venue pour ma voisine.", *, quote: bool = True, **held: object) -> Talk:
    made = Talk(f"2026-05-{number:02}-essai-p{number}", ((f"p{number}", "habitants"),), **held)  # type: ignore[arg-type]
    made.consent("quote", given=quote, person=f"p{number}")
    turn = made.say(text, made.ask(), speaker=f"p{number}")
    made.mark(turn, "rencontre", text[:8])
    return made.done()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty study; it is the working folder."""
    folder = tmp_path / "etude"
    folder.mkdir()
    study_of(folder, codebook=CODEBOOK)
    monkeypatch.chdir(folder)
    return folder


def table(path: Path) -> list[dict[str, str]]:
    _dialect, header, rows = read_table(path.read_bytes())
    return [dict(zip(header, row, strict=True)) for row in rows]


# --- the files ---


def test_a_folder_holds_every_table_and_their_description(root: Path, cli: Cli) -> None:
    study_of(root, talk(), codebook=CODEBOOK)
    result = cli("export", "--out", "sortie")
    assert (result.code, result.out) == (0, "")
    assert "1 row from 1 interview in sortie (11 files, for machine), read back and compared." in result.err
    assert set(os.listdir("sortie")) == ALL | {".gitignore"}
    (row,) = table(root / "sortie" / "coded_answers.csv")
    assert (row["verbatim"], row["code"], row["code_path"]) == (
        "Je suis venue pour ma voisine.",
        "La rencontre",
        "lien/rencontre",
    )
    assert [row["marks"] for row in table(root / "sortie" / "codebook.csv")] == ["0", "1"]


def test_the_folder_is_exports_when_none_is_named_and_git_is_kept_out_of_it(root: Path, cli: Cli) -> None:
    study_of(root, talk())
    assert cli("export").code == 0
    assert set(os.listdir("exports")) == ALL | {".gitignore"}


def test_the_description_fits_the_files(root: Path, cli: Cli) -> None:
    from hashlib import sha256

    study_of(root, talk(), codebook=CODEBOOK)
    for dialect in DIALECTS:
        cli("export", "--out", dialect, "--for", dialect)
        package = json.loads((root / dialect / "datapackage.json").read_text(encoding="utf-8"))
        assert {one["path"] for one in package["resources"]} | {"datapackage.json"} == DESCRIBED
        for one in package["resources"]:
            data = (root / dialect / one["path"]).read_bytes()
            assert (one["bytes"], one["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}")
            fields = [field["name"] for field in one["schema"]["fields"]]
            assert tuple(fields) == read_table(data)[1]
            assert all(field["description"] and field["type"] for field in one["schema"]["fields"])
            delimiter = one["dialect"]["delimiter"].encode()
            assert data.removeprefix(BOM).split(delimiter)[0].strip(b'"').decode() == fields[0]


def test_a_csv_file_and_standard_output_hold_the_coded_answers_alone(root: Path, cli: Cli) -> None:
    study_of(root, talk(), talk(2, "- Bon, « oui ».\nEt puis ?"), codebook=CODEBOOK)
    assert cli("export", "--out", "une.csv").code == 0
    result = cli("export", "csv", "--out", "-")
    assert result.code == 0
    assert result.out.encode() == (root / "une.csv").read_bytes()
    assert [row["verbatim"] for row in table(root / "une.csv")][1] == "- Bon, « oui ».\nEt puis ?"
    sources = {"guides", "sessions", "codebook.yaml", "interviewer.yaml"}
    assert set(os.listdir(root)) == sources | {"une.csv", "une.csv.manifest.json", "exports.register"}


def test_exporting_twice_gives_the_same_bytes(root: Path, cli: Cli) -> None:
    study_of(root, talk(), talk(2), codebook=CODEBOOK)
    for name in ("un", "deux"):
        assert cli("export", "--out", name, "--for", "excel").code == 0
    assert all((root / "un" / name).read_bytes() == (root / "deux" / name).read_bytes() for name in ALL)


def test_several_processes_give_the_bytes_of_one(root: Path) -> None:
    from interviewer.export.case import Scope
    from interviewer.export.write import Request, write
    from interviewer.study.opening import find_study

    study_of(root, *(talk(number, f"Réponse {number}") for number in range(1, 28)), *(talk(n) for n in range(28, 40)))
    done: list[int] = []
    for processes in (1, 2):
        request = Request(Scope(), str(root / f"p{processes}"), processes=processes)
        assert write(find_study(), request, done.append).tally.sessions == 39
    assert sum(done) == 2 * 39
    assert all((root / "p1" / name).read_bytes() == (root / "p2" / name).read_bytes() for name in ALL - {FRENCH})


def test_the_dialect_is_what_the_settings_say_unless_asked_otherwise(root: Path, cli: Cli) -> None:
    study_of(root, talk(1, "=1+1"), settings="languages: [fr]\nexport: excel\n")
    result = cli("export", "--out", "a.csv")
    assert (root / "a.csv").read_bytes().startswith(BOM + b'"session_id";"interview_date"')
    assert "2 cells were guarded" in result.err  # the verbatim and its excerpt
    assert table(root / "a.csv")[0]["verbatim"] == "=1+1"
    cli("export", "--out", "b.csv", "--for", "machine")
    assert (root / "b.csv").read_bytes().startswith(b"session_id,")


def test_half_a_character_of_a_session_is_counted_aloud(root: Path, cli: Cli) -> None:
    study_of(root, talk(1, "coupé \ud83d net"))
    result = cli("export", "--out", "a.csv")
    assert (result.code, table(root / "a.csv")[0]["verbatim"]) == (0, "coupé \ufffd net")
    assert "2 cells held half a character" in result.err  # the verbatim and its excerpt


def test_a_cell_that_excel_would_cut_is_counted_aloud(root: Path, cli: Cli) -> None:
    study_of(root, talk(1, "mot " * 10_000))
    result = cli("export", "--out", "a.csv", "--for", "excel")
    assert "1 cell is longer than the 32,767 characters" in result.err
    assert table(root / "a.csv")[0]["verbatim"] == "mot " * 10_000


# --- what goes in ---


def test_pilots_and_refusals_stay_out_and_that_is_said(root: Path, cli: Cli) -> None:
    refused = Talk("2026-05-09-essai-p9", (("p9", ""),))
    refused.add(e.Refused("r", "p9", "notes"))
    study_of(root, talk(), talk(2, pilot=True), refused)
    result = cli("export", "--out", "a.csv")
    assert len(table(root / "a.csv")) == 1
    assert "Left out: 1 pilot interview" in result.err
    assert "1 interview that was refused" in result.err
    assert cli("export", "--out", "b.csv", "--with-pilots").code == 0
    assert len(table(root / "b.csv")) == 2


def test_filters_by_guide_group_and_session_may_be_repeated(root: Path, cli: Cli) -> None:
    other = Talk("2026-05-03-autre-p3", (("p3", "benevoles"),), guide("autre"), guide="autre")
    other.say("autre", speaker="p3")
    study_of(root, talk(), talk(2), other)

    def chosen(*options: str) -> list[str]:
        result = cli("export", "--out", "a.csv", *options)
        assert result.code == 0, result.err
        return [row["participant_id"] for row in table(root / "a.csv")]

    assert chosen() == ["p1", "p2", "p3"] or sorted(chosen()) == ["p1", "p2", "p3"]
    assert chosen("--guide", "autre") == ["p3"]
    assert chosen("--stakeholder", "habitants") == ["p1", "p2"]
    assert chosen("--session", "2026-05-01-essai-p1", "--session", "p2") == ["p1", "p2"]
    assert chosen("--guide", "autre", "--guide", "ESSAI", "--stakeholder", "benevoles") == ["p3"]


def test_a_filter_that_matches_nothing_is_said_aloud(root: Path, cli: Cli) -> None:
    study_of(root, talk())
    result = cli("export", "--out", "a.csv", "--guide", "essai", "--guide", "absent", "--stakeholder", "habitants")
    assert (result.code, "No interview with the guide absent" in result.err) == (0, True)


def test_a_guide_or_group_that_nobody_knows_is_named_and_not_counted(root: Path, cli: Cli) -> None:
    study_of(root, talk())
    (root / "guides" / "neuf.yaml").write_text(guide("neuf"), encoding="utf-8")
    for out in ("a.csv", "sortie", "-"):
        result = cli("export", "--out", out, "--guide", "esai")
        assert (result.code, "there is no guide “esai”" in result.err) == (1, True), result.err
        assert "Did you mean `--guide essai`?" in result.err
    assert "What there is: essai, neuf." in cli("export", "--guide", "xyz").err
    assert "there is no stakeholder group “xyz”" in cli("export", "--stakeholder", "xyz").err
    unused = cli("export", "--guide", "neuf")
    assert (unused.code, "other guides or groups 1" in unused.err) == (1, True), unused.err
    assert not {"a.csv", "sortie", "exports"} & set(os.listdir(root))


def test_nothing_to_export_is_no_success(root: Path, cli: Cli) -> None:
    assert cli("export", "--out", "a.csv").code == 1
    study_of(root, talk(1, pilot=True))
    for out in ("a.csv", "sortie", "-", ""):
        result = cli("export", *(("--out", out) if out else ()))
        assert (result.code, result.out) == (1, "")
        assert "pilots 1" in result.err
    assert not {"a.csv", "sortie", "exports"} & set(os.listdir(root))


def test_what_is_asked_for_and_does_not_exist_is_a_usage_error(root: Path, cli: Cli) -> None:
    study_of(root, talk())
    assert cli("export", "xlsx").code == 2
    assert cli("export", "--for", "gnumeric").code == 2
    assert cli("export", "--session", "absent").code == 1


def test_publishable_files_hold_no_word_of_who_did_not_agree(root: Path, cli: Cli) -> None:
    made = talk(2, "CANARI jaune", quote=False)
    turn = made.say("CANARI", speaker="p2", kind=e.Memo)
    made.mark(turn, "nouveau", "CANARI", memo="CANARI")
    made.add(e.NewCode("nc", "nouveau", "CANARI", "anna"))
    made.add(e.Form("f", "notes", "CANARI"))
    study_of(root, talk(), made, codebook=CODEBOOK + "  - {id: x, label: X, example: CANARI}\n")
    cli("export", "--out", "tout")
    assert b"CANARI" in (root / "tout" / "notes.csv").read_bytes()
    assert b"CANARI" in (root / "tout" / "codebook.csv").read_bytes()
    result = cli("export", "--out", "public", "--publishable")
    assert "Words left out for want of the consent to quote: 1 turn, 2 notes." in result.err
    assert "1 memo of a coder was left out" not in result.err  # it was on a note
    assert "1 code has a neutral id and no label" in result.err
    assert not any(b"CANARI" in (root / "public" / name).read_bytes() for name in ALL)
    assert [row["verbatim"] for row in table(root / "public" / "coded_answers.csv")] == [
        "Je suis venue pour ma voisine.",
        "",
    ]


def test_words_that_were_corrected_away_are_not_exported_and_that_is_said(root: Path, cli: Cli) -> None:
    made = talk(2)
    turn = made.say("Avec Madame CANARI, oui.", speaker="p2")
    made.mark(turn, "lien", "Madame CANARI", start=5)
    made.add(e.Fixed("fix", turn, "Avec ma voisine, oui."))
    study_of(root, made, codebook=CODEBOOK)
    result = cli("export", "--out", "sortie")
    assert "1 mark has no excerpt: its words were corrected away since." in result.err
    assert not any(b"CANARI" in (root / "sortie" / name).read_bytes() for name in ALL)


def test_a_damaged_session_is_exported_as_far_as_it_can_be_read(root: Path, cli: Cli) -> None:
    study_of(root, talk(), talk(2, "Ceci reste."))
    (path,) = (root / "sessions" / "2026-05-01-essai-p1").glob("2026*.jsonl")
    data = bytearray(path.read_bytes())
    data[data.index(b"voisine")] ^= 1
    path.write_bytes(bytes(data))
    result = cli("export", "--out", "a.csv")
    assert result.code == 3
    assert "Damaged: 1 interview (2026-05-01-essai-p1)" in result.err
    assert "interviewer doctor" in result.err
    assert [row["verbatim"] for row in table(root / "a.csv")] == ["Ceci reste."]


def test_records_of_a_newer_program_are_no_secret(root: Path, cli: Cli) -> None:
    made = talk()
    made.add(e.Unknown("u", "hologramme", {"id": "u"}))
    study_of(root, made)
    assert "1 interview holds records of a newer interviewer" in cli("export", "--out", "a.csv").err


def test_a_code_born_in_one_session_bears_its_label_in_all(root: Path, cli: Cli) -> None:
    first, second = talk(), talk(2)
    second.add(e.NewCode("nc", "fierte", "La fierté", "anna"))
    first.mark(first.say("fière"), "fierte", "fière")
    study_of(root, first, second)
    assert cli("export", "--out", "sortie").code == 0
    assert "La fierté" in [row["code"] for row in table(root / "sortie" / "coded_answers.csv")]
    assert ("fierte", "emergent", "1") in [
        (row["code_id"], row["origin"], row["marks"]) for row in table(root / "sortie" / "codebook.csv")
    ]


# --- where it may go ---


@pytest.mark.parametrize(
    "out",
    [
        "codebook.yaml",
        "interviewer.yaml",
        "guides/essai.yaml",
        "guides/neuf.csv",
        "guides",
        "sessions",
        "sessions/neuf",
        "sessions/a.csv",
        "sortie/../sessions/a.csv",
        "JOURNAL",
        "MARKS",
        "answers.txt",
        "mes_notes.csv",
        "sans_fin",
        "dossier",
    ],
)
def test_what_no_export_made_is_never_replaced(root: Path, cli: Cli, out: str) -> None:
    study_of(root, talk())
    for name in ("JOURNAL", "MARKS"):
        (path,) = (root / "sessions").glob("*/marks*.jsonl" if name == "MARKS" else "*/2026*.jsonl")
        out = out.replace(name, str(path.relative_to(root)))
    (root / "answers.txt").write_text("mes réponses")
    (root / "mes_notes.csv").write_text("session_id,turn_id,code_id\n")
    (root / "sans_fin").write_text(",".join(TABLES[2].header))  # an export of ours, but of another table
    (root / "sortie").mkdir()
    (root / "dossier").mkdir()
    (root / "dossier" / "datapackage.json").write_text('{"title": "à moi"}')

    def everything() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}

    before, folders = everything(), sorted(path for path in root.rglob("*") if path.is_dir())
    result = cli("export", "--out", out)
    assert (result.code, result.out) == (2 if out == "answers.txt" else 1, ""), result.err
    assert "Name a" in result.err
    assert everything() == before
    assert sorted(path for path in root.rglob("*") if path.is_dir()) == folders


def test_a_link_to_what_an_export_is_made_from_is_no_way_round(root: Path, cli: Cli) -> None:
    study_of(root, talk())
    (root / "sortie").mkdir()
    try:
        (root / "lien").symlink_to(root / "sessions")
        (root / "sortie" / "notes.csv").symlink_to(root / "codebook.yaml")
    except OSError:
        pytest.skip("no links here")
    before = (root / "codebook.yaml").read_bytes()
    assert (cli("export", "--out", "lien/a.csv").code, cli("export", "--out", "sortie").code) == (1, 1)
    assert (root / "codebook.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["sortie.txt", "sortie.tsv", "sortie.XLSX"])
def test_a_file_with_another_ending_is_no_folder(root: Path, cli: Cli, name: str) -> None:
    study_of(root, talk())
    result = cli("export", "--out", name)
    assert (result.code, "--out sortie.csv" in result.err, f"--out {name}/" in result.err) == (2, True, True)
    assert not (root / name).exists()
    assert cli("export", "--out", f"{name}/").code == 0
    assert (root / name / "notes.csv").is_file()
    assert cli("export", "--out", name).code == 0  # now it is a folder


def test_a_folder_may_have_a_point_in_its_name(root: Path, cli: Cli) -> None:
    study_of(root, talk())
    for name in ("exports-2026.11", "v1.2"):
        assert cli("export", "--out", name).code == 0
        assert (root / name / "notes.csv").is_file()


def test_earlier_exports_are_replaced_in_either_dialect_and_so_are_empty_files(root: Path, cli: Cli) -> None:
    study_of(root, talk())
    (root / "vide.csv").touch()
    assert cli("export", "--out", "vide.csv").code == 0
    for dialect in (*DIALECTS, *DIALECTS):
        assert cli("export", "--out", "sortie", "--for", dialect).code == 0
        assert cli("export", "--out", "a.csv", "--for", dialect).code == 0
    older = "\t".join(CODED_ANSWERS.header[:9]) + "\r\n"  # fewer columns, saved by a spreadsheet
    (root / "a.csv").write_text(older, encoding="utf-8-sig")
    assert cli("export", "--out", "a.csv").code == 0
    more = ",".join((*CODED_ANSWERS.header, "mes_idees")) + "\n"
    (root / "a.csv").write_text(more, encoding="utf-8")
    assert cli("export", "--out", "a.csv").code == 1
    assert (root / "a.csv").read_text(encoding="utf-8") == more


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf", b"\n", b"\xff\xfe\x00", b'"', b"[" * 100_000, b"x" * 300_000, b"null"]
)
def test_files_that_can_not_be_understood_are_somebodys(root: Path, cli: Cli, content: bytes) -> None:
    study_of(root, talk())
    (root / "sortie").mkdir()
    for path in (root / "a.csv", root / "sortie" / "datapackage.json"):
        path.write_bytes(content)
        out = path.name if path.suffix == ".csv" else "sortie"
        result = cli("export", "--out", out)
        assert (result.code, "no export made it" in result.err) == (1, True), result.err
        assert path.read_bytes() == content


# --- when the world says no ---


def program(*argv: str, **options: object) -> "subprocess.CompletedProcess[bytes]":
    environment = os.environ | {"PYTHONPATH": str(ROOT), "INTERVIEWER_LANG": "en"}
    command = [sys.executable, "-m", "interviewer", "export", *argv]
    return subprocess.run(command, env=environment, stderr=subprocess.PIPE, timeout=60, check=False, **options)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_device_is_an_error_and_is_never_replaced(root: Path, cli: Cli) -> None:
    study_of(root, talk())
    result = cli("export", "--out", "/dev/full")
    assert (result.code, "/dev/full" in result.err, "broke off" in result.err) == (1, True, True)
    assert not os.path.isfile("/dev/full")
    with open("/dev/full", "wb") as full:
        ended = program("--out", "-", stdout=full)
    assert (ended.returncode, b"broke off" in ended.stderr, b"Traceback" in ended.stderr) == (1, True, False)


@posix
def test_a_disk_that_fills_up_leaves_the_older_export_as_it_was(root: Path) -> None:
    study_of(root, talk(), talk(2, "mot " * 40_000))
    assert program("--out", "sortie", "--session", "p1").returncode == 0
    before = {name: (root / "sortie" / name).read_bytes() for name in os.listdir("sortie")}

    def small_disk() -> None:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    ended = program("--out", "sortie", preexec_fn=small_disk)
    assert (ended.returncode, b"could not be written" in ended.stderr) == (1, True)
    assert {name: (root / "sortie" / name).read_bytes() for name in os.listdir("sortie")} == before
    ended = program("--out", "neuf", preexec_fn=small_disk)
    assert (ended.returncode, os.path.exists("neuf")) == (1, False)


def test_a_file_that_is_not_what_was_written_never_gets_its_name(tmp_path: Path) -> None:
    final = tmp_path / "a.csv"
    final.write_bytes(b"older")
    sink = sink_for(final)
    sink.write(b"every word")
    (part,) = tmp_path.glob("*.part")
    part.write_bytes(b"every w")
    with pytest.raises(CannotError) as caught:
        sink.verify()
    sink.discard()
    assert caught.value.problem.rule == "export_cut"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"older"}


@posix
def test_a_reader_who_has_seen_enough_is_no_error_of_ours(root: Path) -> None:
    study_of(root, talk(1, "mot " * 100_000))
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        ended = program("--out", "-", stdout=pipe)
    assert ended.stderr == b""


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="no /dev/stdout here")
def test_a_pipe_under_another_name_is_written_to(root: Path) -> None:
    study_of(root, talk())
    ended = program("--out", "/dev/stdout", stdout=subprocess.PIPE)
    assert (ended.returncode, ended.stdout[:11]) == (0, b"session_id,"), ended.stderr


@posix
def test_a_closed_standard_output_is_no_success(root: Path) -> None:
    study_of(root, talk())
    ended = program("--out", "-", preexec_fn=lambda: os.close(1))
    assert (ended.returncode, b"closed, so nothing could be exported" in ended.stderr) == (1, True), ended.stderr
    assert b"read back" not in ended.stderr
    with open(os.devnull, "wb") as null:
        assert program("--out", "-", stdout=null).returncode == 0


def test_a_folder_that_can_not_be_written_is_named(root: Path, cli: Cli) -> None:
    study_of(root, talk())
    (root / "plein").write_text("un fichier")
    for out in ("absent/a.csv", "plein/sortie"):
        result = cli("export", "--out", out)
        assert (result.code, "could not be written" in result.err) == (1, True), result.err
    assert (root / "plein").read_text() == "un fichier"


def test_a_link_to_a_file_stays_a_link(root: Path, cli: Cli) -> None:
    study_of(root, talk())
    assert cli("export", "--out", "vrai.csv").code == 0
    try:
        (root / "lien.csv").symlink_to(root / "vrai.csv")
    except OSError:
        pytest.skip("no links here")
    assert cli("export", "--out", "lien.csv").code == 0
    assert (root / "lien.csv").is_symlink()
    study_of(root, talk(2))
    assert cli("export", "--out", "lien.csv").code == 0
    assert len(table(root / "vrai.csv")) == 2


def test_progress_is_told_line_by_line_where_there_is_no_terminal(root: Path, cli: Cli) -> None:
    study_of(root, talk(), talk(2))
    assert "Interviews: 2 of 2" in cli("export", "--out", "a.csv", "--progress").err
    assert "Interviews" not in cli("export", "--out", "a.csv").err.replace("interviews", "")


@pytest.mark.terminal
@pytest.mark.skipif(not HAS_PTY, reason="needs pseudo-terminals, which Windows has not")
def test_on_a_terminal_a_bar_comes_when_it_takes_long_and_goes_when_it_is_done() -> None:
    script = (
        "import sys, time\nfrom interviewer.screens.pages.progress import progress\n"
        "with progress('Work', lambda: 3) as advance:\n"
        "    advance(1); print('soon' if 'rich' not in sys.modules else 'late', flush=True)\n"
        "    time.sleep(1.1); advance(1); time.sleep(1); advance(1)\n"
        "print('over')"
    )
    with Terminal([sys.executable, "-c", script], cwd=ROOT) as terminal:
        terminal.wait("soon")
        assert "Work" in terminal.wait("2/3")
        assert "Work" not in terminal.wait("over")


def test_every_column_stands_in_the_description_for_people() -> None:
    text = formats_markdown()
    assert all(
        f"| `{column.name}` | {column.kind} | {column.says} |" in text for one in TABLES for column in one.columns
    )
    assert text.startswith("### `coded_answers.csv`")
    assert CODED_ANSWERS.says in text


def test_standard_output_is_for_programs_whatever_the_settings_say(root: Path, cli: Cli) -> None:
    study_of(root, talk(1, "=1+1"), settings="languages: [fr]\nexport: excel\n")
    assert "=1+1" in next(csv.DictReader(cli("export", "--out", "-").out.splitlines()))["verbatim"]
    assert "'=1+1" in cli("export", "--out", "-", "--for", "excel").out


def test_git_is_kept_out_of_a_folder_that_an_export_makes_and_not_out_of_one_that_was_there(
    root: Path, cli: Cli
) -> None:
    study_of(root, talk(1, "mots"))
    (root / "there").mkdir()
    assert cli("export", "--out", "made").code == cli("export", "--out", "there").code == 0
    assert (root / "made" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert not (root / "there" / ".gitignore").exists()


def test_columns_that_a_file_could_not_give_are_told_even_if_it_can_be_read_a_moment_later(
    root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    from interviewer.export import plan

    study_of(root, talk(), codebook=CODEBOOK)
    opening = plan._opening
    refused: list[Any] = []

    def once(path: str):
        if not refused:
            refused.append(path)
            raise PermissionError(13, "Permission denied")
        return opening(path)

    monkeypatch.setattr(plan, "_opening", once)
    result = cli("export", "--out", "exports")
    assert refused
    assert result.code == 3
    assert "Damaged" in result.err
