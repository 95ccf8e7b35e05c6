"""The example study that is shipped: whole, varied, and the same when it is made again."""

import filecmp
import shutil
from pathlib import Path

from interviewer.coding.comparing import Pair, summed
from interviewer.coding.tree import CodeTree
from interviewer.figures.selection import Selection
from interviewer.session.model import SPEECH
from interviewer.study.comparisons import differences
from interviewer.study.doctor import examine
from interviewer.study.folder import Study
from tests.conftest import ROOT
from tests.example_study import AGREED, CODERS, make


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


def test_it_is_coded_blind_by_two_closed_compared_and_agreed() -> None:
    study = Study(ROOT)
    seen = [study.session(session)[0] for session in sorted(SHIPPED)]
    for one in seen:
        speech = {turn.id for turn in one.turns if turn.kind in SPEECH}
        for coder, round_id in (*((coder, "1") for coder in CODERS), ("ana-ben", AGREED)):
            assert speech == {rated.turn for rated in one.seen if rated[:2] == (coder, round_id)} & speech
            assert (coder, round_id) in one.closed
    for coder, code in (("ana", "lieu"), ("ben", "honte")):
        born = {mark.coder for one in seen for mark in one.marks if mark.code == code and mark.round == "1"}
        assert born == {coder}
    found = differences(seen, Pair("ana", "ben", "1"), CodeTree(study.codebook()), Selection(with_pilots=True))
    total = summed(found.chosen)
    assert total == (108, 81, 51)
    assert {one.kind for one in found.differences} == {"words", "codes", "one"}
    agreed = [mark for one in seen for mark in one.marks if mark.round == AGREED]
    assert {mark.coder for mark in agreed} == {"ana-ben"}
    assert total.same < len(agreed) < total.same + total.different + 10
    assert any(mark.memo for mark in agreed)


SHIPPED = frozenset(
    line.removeprefix("!/sessions/").rstrip("/")
    for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    if line.startswith("!/sessions/")
)
