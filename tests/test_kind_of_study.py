"""A study with keys says whether it seals words, or only names: nobody takes the one for the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.study.folder import Study
from interviewer.study.readiness.keys import key_findings
from tests.sealed import hold, keyed_study, seal_study

SEALED, NAMES_ALONE = "Words are sealed.", "Words are not sealed; names are."


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.mark.parametrize(("seal", "told", "not_told"), [("words", SEALED, NAMES_ALONE), ("names", NAMES_ALONE, SEALED)])
def test_bare_interviewer_and_list_say_which_kind_it_is(seal, told, not_told, study, cli):
    keyed_study(study, seal)
    hold(cli, "Bonjour.")
    for words in ((), ("list",)):
        result = cli(*words)
        assert told in result.out + result.err
        assert not_told not in result.out + result.err


def test_a_study_without_keys_says_nothing_of_it(study, cli):
    assert "sealed" not in cli().out + cli().err


def test_a_stick_with_words_in_clear_is_never_called_locked(study, cli, stick):
    keyed_study(study, "names")
    hold(cli, "Un perroquet.")
    sent = cli("sync", "out", stick)
    assert any(b"perroquet" in path.read_bytes() for path in stick.rglob("*.jsonl"))
    assert "can read what people said: only names are locked" in " ".join(sent.err.split())
    assert "opens with the passphrase" not in " ".join(sent.err.split())


def test_a_sealed_stick_opens_with_the_keys_alone(study, cli, stick):
    seal_study(study)
    hold(cli, "Un perroquet.")
    sent = cli("sync", "out", stick)
    assert not any(b"perroquet" in path.read_bytes() for path in stick.rglob("*.jsonl"))
    assert "opens with the passphrase" in " ".join(sent.err.split())


@pytest.mark.parametrize(("seal", "rule"), [("words", "ready_keys_ok"), ("names", "ready_keys_names_ok")])
def test_ready_says_what_the_keys_lock(seal, rule, study):
    keyed_study(study, seal)
    assert rule in {one.said.rule for one in key_findings(Study(study))}
