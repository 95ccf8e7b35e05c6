"""The example study that is shipped: whole, varied, and the same when it is made again."""

import filecmp
import shutil
from pathlib import Path

from interviewer.study.doctor import examine
from interviewer.study.folder import Study
from tests.conftest import ROOT
from tests.example_study import CODERS, make


def test_it_is_made_again_to_the_last_byte(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "guides", tmp_path / "guides")
    for name in ("codebook.yaml", "interviewer.yaml"):
        shutil.copy(ROOT / name, tmp_path / name)
    for seen in make(tmp_path):
        made, shipped = tmp_path / "sessions" / seen.id, ROOT / "sessions" / seen.id
        names = sorted(path.name for path in made.iterdir())
        assert names == sorted(path.name for path in shipped.iterdir())
        assert filecmp.cmpfiles(made, shipped, names, shallow=False)[0] == names


def test_it_is_whole_and_shows_every_kind_of_thing(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sessions", tmp_path / "sessions")
    assert not [one for one in examine(tmp_path).problems if one.rule != "journal_readable"]
    study = Study(ROOT)
    seen = [
        study.session(path.name)[0]
        for path in sorted((ROOT / "sessions").glob("2026-[01][0-9]-*"))
        if path.name in SHIPPED
    ]
    assert len(seen) == 8
    assert {turn.kind for one in seen for turn in one.turns} == {"verbatim", "paraphrase", "observation", "memo"}
    assert {"declined", "dont_know", "no_time", "covered"} <= {state for one in seen for state in one.coverage.values()}
    assert set(CODERS) <= {rated.coder for one in seen for rated in one.seen}
    assert {one.language for one in seen} == {"fr", "en"}
    assert any(one.measures for one in seen)
    assert any(len(one.participants) > 1 for one in seen)


SHIPPED = frozenset(
    line.removeprefix("!/sessions/").rstrip("/")
    for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    if line.startswith("!/sessions/")
)
