"""What verbs write: words are for their owner alone, whatever the umask; ids are what an allow-list lets through."""

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from interviewer.ids import is_id
from tests.border.hostile_study import BAD_IDS
from tests.build import Talk, study_of
from tests.sealed import forget_secrecy, seal_study, unlocked_with

CANARY = "derrière la treille violette"
BYTES = (CANARY.encode(), CANARY.encode("ascii", "backslashreplace"))
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def everything_written(cli, root: Path, aside: Path) -> str:
    """Hold an interview, code it twice, correct it, write every file of words that there is; returns its id."""
    cli("init", str(root))
    os.chdir(root)
    said = f"oui\noui\noui\noui\noui\n{CANARY}\n/memo {CANARY}\nEncore : {CANARY}\n/done\n{CANARY}\n"
    session = str(
        cli("run", "benevoles", "--participant", "p7kx3", "--stakeholder", "benevoles", stdin=said).out.strip()
    )
    assert session
    for coder in ("ana", "ben"):
        lines = f"lien: {CANARY}\n/memo {CANARY}\n/new jardin {CANARY}\n\n\n\n\n"
        assert cli("code", session, "--coder", coder, stdin=lines).code in (0, 3)  # the code is born once
        cli("code", session, "--coder", coder, "--close", "--incomplete")
    for argv, typed in (
        (("edit", session), f"1\n{CANARY}, oui\n{CANARY}\n"),
        (("follow", session, "--notes", "eve"), f"{CANARY}\n"),
        (("compare", "ana", "ben"), f"a {CANARY}\n"),
        (("compare", "ana", "ben", "--out", "exports/d.csv"), ""),
        (("export",), ""),
        (("export", "--out", "sortie", "--for", "excel"), ""),
        (("export", "--out", str(aside / "tout")), ""),
        (("export", "--out", str(aside / "codes.csv")), ""),
        (("quotes", "--all", "--out", str(aside / "q.md")), ""),
        (("quotes", "--all", "--out", str(aside / "q.csv")), ""),
        (("agree", "--resamples", "3", "--out", str(aside / "a.csv")), ""),
        (("code", "--export", str(aside / "m.csv")), ""),
        (("code", session, "--coder", "zoe", "--suggest"), "\n"),
        (("codebook", "adopt", "--coder", "ana", "--yes", "--dry-run"), ""),
        (("find",), f"{CANARY}\n"),
        (("names", "add", "p7kx3"), f"name: {CANARY}\nnote: {CANARY}\n"),
        (("names", "export", str(aside / "noms.csv")), ""),
        (("names", "export", str(aside / "noms.xlsx")), ""),
        (("sync", "out", str(aside / "cle")), ""),
        (("doctor", "--repair"), ""),
        (("audit",), ""),
        (("list",), ""),
    ):
        cli(*argv, stdin=typed)
    return session


@POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_whatever_holds_words_is_for_its_owner_alone(mask, tmp_path, cli, monkeypatch):
    root, aside, home = tmp_path / "study", tmp_path / "aside", Path(os.environ["HOME"])
    monkeypatch.chdir(tmp_path)
    with umask(mask):
        aside.mkdir()
        cli("init", str(root))
        try:
            with unlocked_with(seal_study(root, "names")):
                session = everything_written(cli, root, aside)
        finally:
            forget_secrecy()
    wide, holding = [], 0
    for place in (root, aside, home):
        for path in (one for one in place.rglob("*") if one.is_file()):
            data = path.read_bytes()
            holding += any(one in data for one in BYTES)
            if any(one in data for one in BYTES) and path.stat().st_mode & 0o077:
                wide.append(f"{oct(stat.S_IMODE(path.stat().st_mode))} {path.relative_to(tmp_path.parent)}")
            if (
                any(one in data for one in BYTES)
                and path.parent not in (aside, root)
                and path.parent.stat().st_mode & 0o077
            ):
                wide.append(f"{oct(stat.S_IMODE(path.parent.stat().st_mode))} {path.parent} (folder)")
    assert not wide, "\n".join(sorted(set(wide)))
    assert holding > 15, session
    private = [path for path in home.rglob("*") if "interviewer" in path.parts and path.stat().st_mode & 0o077]
    assert not private


# --- ids ---


def test_the_allow_list_lets_none_of_the_hostile_ids_through():
    assert not [one for one in BAD_IDS if is_id(one)]


def put(*before: str) -> tuple[str, ...]:
    return before


ID_PLACES = (
    put("new"),
    put("run", "essai", "--participant"),
    put("run", "essai", "--group"),
    put("run", "essai", "--participant", "p9", "--stakeholder"),
    put("run", "essai", "--participant", "p9", "--wave"),
    put("run", "--resume"),
    put("run"),
    put("follow", "2026-05-04-essai-p1", "--notes"),
    put("follow"),
    put("show"),
    put("edit"),
    put("delete"),
    put("code", "--coder"),
    put("code", "2026-05-04-essai-p1", "--coder", "ana", "--round"),
    put("code", "--coder", "ana"),
    put("codebook", "add", "--coder", "ana"),
    put("codebook", "add", "nouveau", "--coder"),
    put("codebook", "rename", "c0", "--coder", "ana", "--yes"),
    put("compare", "ana"),
    put("compare", "ana", "ben", "--as"),
    put("compare", "ana", "ben", "--to"),
    put("import", "guide", "trame.md", "--id"),
    put("import", "xlsform", "forme.md", "--id"),
    put("import", "answers", "forme.md", "--guide"),
    put("names", "add"),
    put("names", "reveal"),
    put("withdraw"),
    put("redact"),
    put("export", "xlsform"),
    put("print"),
    put("history"),
    put("translate", "essai"),
)
UNSENDABLE = re.compile("[\0\ud800-\udfff]")


@pytest.mark.parametrize("before", ID_PLACES, ids=" ".join)
def test_hostile_ids_are_refused_wherever_an_id_is_typed(before, tmp_path, cli, monkeypatch):
    """Refused, and nothing is written anywhere: no file bears such a name, inside of the study or outside."""
    talk = Talk()
    turn = talk.say("Des mots", talk.ask())
    talk.mark(turn, "c0", "Des mots", coder="ana")
    root = study_of(tmp_path / "study", talk.done(), codebook="codes:\n  - {id: c0, label: Zéro}\n")
    monkeypatch.chdir(root)
    (root / "trame.md").write_text("# Un guide\n\n## Un thème\n\n- Comment ?\n", encoding="utf-8")
    (root / "forme.md").write_text("| survey |\n| | type | name | label |\n| | text | q | Q ? |\n", encoding="utf-8")
    names = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}
    for bad in BAD_IDS:
        if UNSENDABLE.search(bad) or bad == " a":  # a space that slipped in is no part of an id
            continue
        ended = cli(*before, bad, stdin="oui\noui\nreason: Voilà\n")
        if bad == "--help" or (bad.strip() == "" and "--id" in before) or (before[0] == "translate" and bad.isalpha()):
            continue  # help; no id at all; a language, of which there are three letters
        assert ended.code in (1, 2, 3), (bad, ended.out, ended.err)
        assert "nobody foresaw" not in ended.err, (bad, ended.err)
    added = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")} - names
    assert not {path for path in added if not re.fullmatch(r"[a-z0-9_./-]+", str(path).replace(".gitignore", ""))}
    assert not {path for path in added if path.parts[0] != "study"}
