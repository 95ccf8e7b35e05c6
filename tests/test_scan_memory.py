"""What is kept of a scan in a large plain study: as good as scanning anew, and nowhere where it could tell names."""

from pathlib import Path

import pytest

from interviewer.privacy.scan.deciding import Known, findings_in
from interviewer.privacy.scan.names import known_names
from interviewer.privacy.scan.said import Said
from interviewer.privacy.scan.scanning import Scanner
from interviewer.study import cache
from interviewer.study.folder import Study
from interviewer.study.scan_memory import Findings, ScanMemory
from tests.build import Talk, study_of
from tests.sealed import keyed_study

SESSION = "2026-05-04-essai-p1"
TEXTS = (Said("a", "On a vu Bintou au 06 12 34 56 78.", "fr", 1), Said("b", "Rien.", "fr", 2))
NOBODY = Known(known_names([]))


@pytest.fixture
def study(tmp_path: Path) -> Study:
    talk = Talk(SESSION)
    talk.say(TEXTS[0].text, talk.ask())
    study_of(tmp_path / "study", talk.done())
    return Study(tmp_path / "study")


def memory(study: Study, known: Known = NOBODY, *, many: bool = True) -> ScanMemory:
    return ScanMemory(study, known, many=many)


def kept(study: Study) -> Findings:
    found = findings_in(TEXTS, Scanner(*NOBODY))
    assert found[0]
    memory(study).keep(SESSION, TEXTS, found)
    return found


def test_exactly_the_same_texts_and_names_need_no_second_scan(study: Study) -> None:
    found = kept(study)
    assert memory(study).recall(SESSION, TEXTS) == found
    assert memory(study, Known(known_names(["Awa Sy"]))).recall(SESSION, TEXTS) is None
    assert memory(study, Known(known_names([]), frozenset(("bintou",)))).recall(SESSION, TEXTS) is None
    assert (
        memory(study).recall(SESSION, (TEXTS[0]._replace(text="On a vu Bintou au 06 12 34 56 79."), TEXTS[1])) is None
    )
    assert memory(study).recall(SESSION, TEXTS[:1]) is None
    assert memory(study, many=False).recall(SESSION, TEXTS) is None


def test_it_holds_no_words_and_goes_with_what_else_is_kept(study: Study) -> None:
    kept(study)
    folder = study.root / "sessions" / SESSION
    path = folder / ".cache" / "scan"
    assert path.stat().st_mode & 0o077 == 0
    assert b"Bintou" not in path.read_bytes()
    cache.forget(folder)
    assert not path.exists()


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:40], lambda data: data[:32] + b"\xc1", lambda _data: b"", lambda data: data[:32] + b"\x90"],
)
def test_what_is_damaged_is_scanned_anew(study: Study, spoil) -> None:
    kept(study)
    path = study.root / "sessions" / SESSION / ".cache" / "scan"
    path.write_bytes(spoil(path.read_bytes()))
    assert memory(study).recall(SESSION, TEXTS) is None


def test_a_study_with_keys_keeps_nothing(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(study.root.parent / "data"))
    kept(study)
    keyed_study(study.root, "names")
    assert memory(study).recall(SESSION, TEXTS) is None
    cache.forget(study.root / "sessions" / SESSION)
    kept(study)
    assert not (study.root / "sessions" / SESSION / ".cache" / "scan").exists()
