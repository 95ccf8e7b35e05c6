"""When answers of phones were collected, and how long it took: what can't be true is told."""

import json
from pathlib import Path

import pytest

from interviewer.study.collected.times import latest_day
from tests.conftest import Cli
from tests.phone import Phone
from tests.test_import_answers import ONE, REFUSAL, TOLD, brought, phone, sessions, there

__all__ = ["phone", "there"]
MADE = f"{TOLD['today']}-2-tout-p7kx3"


def test_the_interview_is_as_long_as_the_form_was_open(there: Path, cli: Cli, phone: Phone):
    brought(cli, phone.central([(ONE, TOLD)]))
    assert sessions(there)[MADE].minutes == 40.0
    assert [one["minutes"] for one in json.loads(cli("list", "--json").out)] == [40.0]
    assert "40 minutes" in cli("show", MADE).out
    assert cli("export", "csv", "--out", "out").code == 0
    assert (there / "out" / "sessions.csv").read_text(encoding="utf-8-sig").splitlines()[1].count(",40,") == 1


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(
    ("times", "told"),
    [
        ({"end": "2026-12-02T09:00:00.000+01:00"}, (["answers_length"], 0.0)),
        ({"end": ""}, ([], 0.0)),
        ({"start": ""}, ([], 0.0)),
        ({"end": "2026-11-30T08:00:00.000+01:00"}, ([], 0.0)),
        ({"end": "2026-11-30T20:30:00.000+01:00"}, ([], 690.0)),
    ],
)
def test_a_length_that_nothing_tells_or_that_can_not_be_is_none(
    there: Path,
    cli: Cli,
    phone: Phone,
    times: dict[str, str],
    told: tuple[list[str], float],
):
    _, report = brought(cli, phone.central([(ONE, TOLD | times)]))
    assert ([one["rule"] for one in report["reported"]], sessions(there)[MADE].minutes) == told


@pytest.mark.parametrize("way", ["central", "kobo"])
def test_a_day_after_that_of_sending_is_told_and_not_taken(there: Path, cli: Cli, phone: Phone, way: str):
    sent = [(ONE, TOLD | {"today": "2031-01-01"})]
    made, report = brought(cli, phone.central(sent) if way == "central" else phone.kobo(sent))
    assert (made.code, report["made"], [one["rule"] for one in report["reported"]]) == (3, [], ["answers_future"])
    assert sessions(there) == {}


def test_the_day_of_sending_goes_before_the_clock_of_this_machine():
    assert latest_day(["x", "2001-02-27T23:00:00.000Z"], ["KEY", "SubmissionDate"]) == "2001-02-28"
    assert latest_day(["x", ""], ["KEY", "SubmissionDate"]) > "2024"


@pytest.mark.usefixtures("there")
def test_what_was_left_out_after_a_refusal_stands_at_the_consent_that_was_refused(cli: Cli, phone: Phone):
    table = phone.central([(ONE, {**TOLD, **REFUSAL, "q_notes": "x"})], groups=False)
    letters = table.split("\n")[0].split(",")
    _, report = brought(cli, table)
    place = letters.index("c_audio")
    assert report["reported"][0]["place"] == f"csv!{chr(ord('A') + place)}2"
