"""A team that shares its study through git: two code and change the codebook apart, and merge without loss."""

import json
import subprocess
from pathlib import Path

import pytest

from interviewer.coding.codebook import read_codebook
from interviewer.study.codebook_history import read_history
from interviewer.study.folder import Study
from interviewer.study.layout import ATTRIBUTES, IGNORED
from tests.build import Talk, study_of
from tests.conftest import Cli, Result

BOOK = """\
# La grille de l'équipe.
codes:
  - id: lien
    label: Le lien
  - id: rencontre
    label: La rencontre
    parent: lien

  # --- agir
  - id: agir
    label: Agir
  - id: emploi
    label: L'emploi
    parent: agir
  - id: sante
    label: La santé
"""
SESSION = "2026-05-01-essai-p1"


def git(*words: str, folder: Path, fails: bool = False) -> str:
    done = subprocess.run(["git", *words], cwd=folder, check=not fails, capture_output=True, text=True)
    assert fails == (done.returncode != 0), done.stdout + done.stderr
    return done.stdout


class Team:
    """Two clones of one shared study, and the command line in each of them."""

    def __init__(self, root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shared, self._cli, self._move = root / "commun", cli, monkeypatch.chdir
        talk = Talk(SESSION)
        talk.ask()
        for text in ("Ma voisine m'a aidée.", "J'ai trouvé du travail.", "Je vais mieux, oui."):
            talk.say(text)
        study_of(self.shared, talk.done(), codebook=BOOK, settings="languages: [fr]\nsharing: git\n")
        (self.shared / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
        kept_out = [
            line for line in IGNORED if line not in ("/sessions/", "/not-names.txt")
        ]  # a team that shares its sessions
        (self.shared / ".gitignore").write_text("\n".join([*kept_out, ""]), encoding="utf-8")
        git("init", "-q", folder=self.shared)
        self.commit(self.shared)
        self.ana, self.ben = (self._clone(root / name) for name in ("ana", "ben"))

    def _clone(self, folder: Path) -> Path:
        git("clone", "-q", str(self.shared), str(folder), folder=self.shared)
        git("checkout", "-qb", folder.name, folder=folder)
        return folder

    def does(self, who: Path, *words: str, stdin: str = "") -> Result:
        self._move(who)
        return self._cli(*words, stdin=stdin)

    def commit(self, who: Path) -> None:
        git("add", "-A", folder=who)
        git("commit", "-qm", "work", folder=who)

    def merge(self, *, conflicts: bool = False) -> Path:
        """What both did, committed, comes together in Ana's clone."""
        for who in (self.ana, self.ben):
            self.commit(who)
        git("fetch", "-q", str(self.ben), "ben:ben", folder=self.ana)
        git("merge", "-q", "--no-edit", "ben", folder=self.ana, fails=conflicts)
        return self.ana


@pytest.fixture
def team(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Team:
    return Team(tmp_path, cli, monkeypatch)


def marks(root: Path) -> set[tuple[str, str, str]]:
    view, problems = Study(root).session(SESSION)
    assert not problems
    return {(mark.coder, mark.code, mark.excerpt) for mark in view.marks}


def history(root: Path) -> list[list[str]]:
    found = read_history(Study(root))
    assert not found.faults
    return [one.change.codes for one in found.past]


def code_ids(root: Path) -> list[str]:
    book, problems = read_codebook((root / "codebook.yaml").read_bytes())
    assert book is not None, problems
    return [code.id for code in book.codes]


def test_two_who_code_and_add_codes_apart_merge_without_conflict_and_without_loss(team: Team) -> None:
    did = (
        team.does(team.ana, "code", SESSION, "--coder", "ana", stdin="rencontre: Ma voisine\n/new aide L'aide\n\n\n\n"),
        team.does(
            team.ana, "codebook", "add", "voisin", "--under", "lien", "--coder", "ana", stdin="label: Le voisin\n"
        ),
        team.does(team.ana, "code", SESSION, "--coder", "ana", "--close"),
        team.does(team.ben, "code", SESSION, "--coder", "ben", stdin="lien\n\n/new elan L'élan\n\nsante: mieux\n\n"),
        team.does(
            team.ben, "codebook", "add", "metier", "--under", "agir", "--coder", "ben", stdin="label: Le métier\n"
        ),
    )
    assert [(one.code, one.err) for one in did if one.code] == []
    apart = marks(team.ana) | marks(team.ben)
    assert len(apart) == 3
    root = team.merge()
    assert marks(root) == apart
    assert code_ids(root) == ["lien", "rencontre", "voisin", "agir", "emploi", "metier", "sante"]
    view = Study(root).session(SESSION)[0]
    assert {*view.new_codes} == {"aide", "elan"}
    assert view.closed == {("ana", "1")}
    assert history(root) == [["voisin"], ["metier"]]
    for words in (("check",), ("doctor",)):
        said = team.does(root, *words)
        assert said.code == 0, said.err
    rows = team.does(root, "code", "--export", "-").out.split("\r\n")[1:-1]
    assert {row.split(",")[7] for row in rows} == {"ana", "ben"}


def test_the_same_done_on_both_sides_is_one(team: Team) -> None:
    table = (
        "session_id,turn_id,code_id,coder\n" + f"{SESSION},{Study(team.ana).session(SESSION)[0].turns[0].id},lien,ana\n"
    )
    for who in (team.ana, team.ben):
        assert team.does(who, "code", "--apply", "-", stdin=table).code == 0
    view = Study(team.merge()).session(SESSION)[0]
    assert [(mark.coder, mark.code) for mark in view.marks] == [("ana", "lien")]


def test_what_init_writes_keeps_git_from_the_bytes_of_records_and_joins_no_yaml_line_by_line(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("init", "etude").code == 0
    root = tmp_path / "etude"
    git("init", "-q", folder=root)
    said = git(
        *("check-attr", "text", "merge", "eol", "--", "sessions/s/marks.ana.1.jsonl", "codebook.history/a.jsonl"),
        "codebook.yaml",
        folder=root,
    )
    assert said.split("\n")[:-1] == [
        "sessions/s/marks.ana.1.jsonl: text: unset",
        "sessions/s/marks.ana.1.jsonl: merge: unspecified",
        "sessions/s/marks.ana.1.jsonl: eol: unspecified",
        "codebook.history/a.jsonl: text: unset",
        "codebook.history/a.jsonl: merge: unspecified",
        "codebook.history/a.jsonl: eol: unspecified",
        "codebook.yaml: text: set",
        "codebook.yaml: merge: unspecified",
        "codebook.yaml: eol: lf",
    ]


def test_a_clone_that_changes_line_ends_leaves_records_alone(team: Team, tmp_path: Path) -> None:
    assert team.does(team.shared, "code", SESSION, "--coder", "ana", stdin="lien\n\n\n\n").code == 0
    team.commit(team.shared)
    other = tmp_path / "windows"
    git("clone", "-q", "-c", "core.autocrlf=true", "-c", "core.eol=crlf", str(team.shared), str(other), folder=tmp_path)
    assert team.does(other, "doctor").code == 0
    assert marks(other) == marks(team.shared) != set()


# --- the codebook's rare conflicts ---


def add(team: Team, who: Path, code: str, label: str, *more: str) -> None:
    done = team.does(who, "codebook", "add", code, *more, "--coder", who.name, stdin=f"label: {label}\n")
    assert done.code == 0, done.err


def test_two_codes_in_one_place_are_told_apart_and_what_check_says_to_do_is_enough(team: Team) -> None:
    add(team, team.ana, "fierte", "La fierté", "--under", "lien")
    add(team, team.ben, "attente", "L'attente")
    add(team, team.ana, "argent", "L'argent")
    root = team.merge(conflicts=True)
    said = team.does(root, "check")
    assert said.code == 3
    assert "Codes of yours: argent; of the other one (ben): attente." in said.out
    assert "delete lines" in said.out
    wanted = said.out.partition("delete lines ")[2].partition(" and nothing else")[0]
    gone = {int(number) for number in wanted.replace(" and ", ", ").split(", ")}
    path = root / "codebook.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(line for n, line in enumerate(lines, 1) if n not in gone), encoding="utf-8")
    assert {*code_ids(root)} >= {"argent", "attente", "fierte"}
    assert team.does(root, "check").code == 0
    team.commit(root)
    assert {code for one in history(root) for code in one} == {"fierte", "attente", "argent"}


def test_lines_that_git_took_for_common_to_both_are_pointed_out(team: Team) -> None:
    add(team, team.ana, "fierte", "La fierté", "--under", "agir", "--group", "emotions")
    add(team, team.ben, "attente", "L'attente", "--under", "agir", "--group", "emotions")
    root = team.merge(conflicts=True)
    said = team.does(root, "check")
    assert said.code == 3
    assert "Codes of yours: fierte; of the other one (ben): attente. Lines below belong to both." in said.out


def test_one_id_on_both_sides_is_told_as_that(team: Team) -> None:
    add(team, team.ana, "fierte", "La fierté", "--under", "lien")
    add(team, team.ben, "fierte", "Être fier", "--under", "lien")
    root = team.merge(conflicts=True)
    said = team.does(root, "check")
    assert said.code == 3
    assert "fierte" in said.out.split("\n")[0]
    assert "lines" in said.out


def test_one_code_that_each_renamed_is_told_as_one_and_keeps_all_its_marks(team: Team) -> None:
    for who, new in ((team.ana, "bond"), (team.ben, "liens")):
        assert team.does(who, "code", SESSION, "--coder", who.name, stdin="lien\n\n\n\n").code == 0
        done = team.does(who, "codebook", "rename", "lien", new, "--coder", who.name, "-y", stdin="reason: z\n")
        assert done.code == 0, done.err
    root = team.merge(conflicts=True)
    said = team.does(root, "check")
    assert said.code == 3
    assert "bond of yours and liens of the other one (ben) are one code under two ids." in said.out
    assert "for bond, `was: [lien, liens]`" in said.out
    assert "Keep all of them" not in said.out
    path, kept = root / "codebook.yaml", []
    side = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        side = line[:1] if line[:7] in ("<" * 7, "=" * 7, ">" * 7) else side
        if side != "=" and line[:7] not in ("<" * 7, "=" * 7, ">" * 7):
            kept.append(line.replace("was: [lien]", "was: [lien, liens]"))
    path.write_text("\n".join(kept), encoding="utf-8")
    assert team.does(root, "check").code == 0
    rows = json.loads(team.does(root, "stats", "--json").out)["rows"]
    assert {row["key"]: row["coder_count"] for row in rows}["bond"] == 2


def test_a_code_that_came_in_twice_without_a_conflict_is_found(team: Team) -> None:
    add(team, team.ana, "fierte", "La fierté", "--under", "lien")
    add(team, team.ben, "fierte", "La fierté d'agir", "--under", "agir")
    said = team.does(team.merge(), "check")
    assert said.code == 3
    assert "Two codes have the id “fierte”" in said.out


def test_while_the_codebook_is_in_conflict_coding_says_so_and_loses_nothing(team: Team) -> None:
    assert team.does(team.ana, "code", SESSION, "--coder", "ana", stdin="lien\n\n\n\n").code == 0
    add(team, team.ana, "fierte", "La fierté")
    add(team, team.ben, "attente", "L'attente")
    before = marks(team.ana)
    root = team.merge(conflicts=True)
    refused = team.does(root, "code", SESSION, "--coder", "ana", stdin="agir\n")
    assert refused.code == 3
    assert "Codes of yours: fierte" in refused.err
    assert marks(root) == before
