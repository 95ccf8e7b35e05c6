"""Each key alone has to open everything; what one doesn't is named, and what nobody has tried for long is said unasked."""

import json
import time

import pytest

from interviewer.privacy import age, paper_key
from interviewer.screens import typing_words, unlocking
from interviewer.study.folder import Study
from interviewer.study.opening import recipients_in_force
from interviewer.study.private import cabinet, drill, places, renewing, vault
from tests.sealed import PASSPHRASE, hold, keyed_study, seal_study


@pytest.fixture
def keyed(study):
    return keyed_study(study)


def full(keyed, cli) -> None:
    for _n in range(3):
        hold(cli, "Une phrase.")
    vault.add(keyed.recipients, vault.new_entry("p1abc", {"name": "Zéphyr"}))


def held(keyed) -> drill.Drill:
    return drill.hold(keyed.recipients, keyed.team.secret, keyed.paper.secret)


def test_both_keys_open_everything(keyed, cli):
    full(keyed, cli)
    found = held(keyed)
    assert (found.keys, found.names, found.by_team, found.by_paper, found.passed) == (3, 1, 4, 4, True)


@pytest.mark.parametrize("broken", [b"", b"age-encryption.org/v1\njunk", None])
def test_a_file_that_no_key_opens_is_named(keyed, cli, broken):
    full(keyed, cli)
    victim = cabinet.keys_in(places.cabinets(keyed.team.public))[1].path
    victim.write_bytes(victim.read_bytes()[:-3] if broken is None else broken)
    found = held(keyed)
    assert (found.lost, found.passed) == ((victim,), False)
    drill.enter(keyed.recipients, found)
    assert drill.last(keyed.recipients) == drill.Last("", 1)
    assert "opened with neither" in cli().err
    doctor = cli("doctor")
    assert doctor.code == 3
    assert "opened with neither" in doctor.out


def test_a_file_that_only_one_of_them_opens_is_named_too(keyed, cli):
    full(keyed, cli)
    one = cabinet.keys_in(places.cabinets(keyed.team.public))[0]
    key = cabinet.unwrap(one, keyed.team.secret)
    cabinet.put(key, [one.path.parent], [keyed.team.public])
    found = held(keyed)
    assert (found.by_team, found.by_paper, found.half, found.lost) == (4, 3, (one.path,), ())
    assert not found.passed


def test_the_key_of_somebody_else_opens_nothing(keyed, cli):
    full(keyed, cli)
    other = age.new_identity().secret
    assert drill.hold(keyed.recipients, other, keyed.paper.secret).by_team == 0


def test_nobody_hears_of_drills_while_there_is_nothing_to_lose(keyed, cli):
    assert "fire-drill" not in cli().err
    assert cli("doctor", "--fire-drill").code == 1
    full(keyed, cli)
    assert "Nobody has tried yet" in cli().err


def test_the_day_of_the_last_success_stays_and_grows_old(keyed, cli):
    full(keyed, cli)
    drill.enter(keyed.recipients, held(keyed))
    today = time.strftime("%Y-%m-%d")
    assert drill.last(keyed.recipients) == drill.Last(today, 0)
    assert "fire-drill" not in cli().err
    path = places.private_folder(keyed.team.public) / drill.NAME
    old = time.strftime("%Y-%m-%d", time.localtime(time.time() - 45 * drill.DAY))
    path.write_text(json.dumps({"v": 1, "day": old, "lost": 0}))
    assert "45 days ago" in cli().err
    assert "45 days ago" in cli("doctor").out
    for junk in ("", "[", "[]", "{}", '{"day": 3}', '{"day": "2026-99-99", "lost": "x"}'):
        path.write_text(junk)
        assert "Nobody has tried yet" in cli().err


def test_the_drill_from_a_pipe(cli, study):
    made = seal_study(study)
    hold(cli, "Une phrase.")
    words = " ".join(paper_key.to_words(made.paper.secret, "fr"))
    done = cli("doctor", "--fire-drill", stdin=f"{PASSPHRASE}\n{words}\n")
    assert done.code == 0
    assert "The passphrase opens 1 of 1." in done.out
    assert "The paper key opens 1 of 1." in done.out
    assert cli("doctor", "--fire-drill", stdin=f"{PASSPHRASE}\n").code == 2
    team_words = " ".join(paper_key.to_words(made.team.secret, "fr"))
    assert cli("doctor", "--fire-drill", stdin=f"{PASSPHRASE}\n{team_words}\n").code == 1
    assert cli("doctor", "--fire-drill", stdin=f"wrong\n{words}\n").code == 1
    cabinet.keys_in(places.cabinets(made.team.public))[0].path.write_bytes(b"broken")
    failed = cli("doctor", "--fire-drill", stdin=f"{PASSPHRASE}\n{words}\n")
    assert failed.code == 3
    assert "no key opens it" in failed.out


def test_a_plain_study_has_no_keys_to_drill(cli, study):
    assert cli("doctor", "--fire-drill").code == 1


def test_with_a_former_sheet_the_drill_asks_for_the_newer_one_and_speaks_of_no_passphrase(study, monkeypatch, capsys):
    made = seal_study(study)
    fresh = age.new_identity()
    renewing.replace_paper_key(Study(study), made.recipients, fresh.public, made.team.secret)
    now = recipients_in_force(Study(study))
    assert now is not None
    renewing.lock_anew(now, made.team.secret)
    sheets = [" ".join(paper_key.to_words(one.secret, "fr")) for one in (made.paper, fresh)]
    monkeypatch.setattr(typing_words, "typed_words", lambda: sheets.pop(0))
    unlocking.ask_paper_key(now, sheet_alone=True)
    told = " ".join(capsys.readouterr().err.split())
    assert "they open nothing on this machine any more. Take the newer sheet: the drill tries the sheet itself." in told
    assert "passphrase" not in told
    assert sheets == []
