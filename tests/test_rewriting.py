"""A file written anew: what is kept stands byte for byte, what is gone is a tombstone, and no sum of before is left."""

from __future__ import annotations

import json
import re

import pytest

from interviewer.ids import stable_id
from interviewer.session import events as e
from interviewer.session.line import FIRST, Header, Line, digest, encode, read_segment
from interviewer.session.rewriting import MOST_MISSING, Part, anew, holds, lasts_of, parts, remembers
from tests.faults.samples import KEY, RUN, WALL, lines_of, said, segment_of

OTHER = "b" * 16
OPENING = Header("n" * 16, 1, "2.0", "s1", KEY, "", "")
SUM = re.compile(rb'"[ps]":"([0-9a-f]{16})"')


def header(run: str = RUN, seen: dict[str, str] | None = None) -> Header:
    return Header("o" * 16, 1, "0.1.0", "s1", KEY, run, "", seen or {})


def graves(*events: e.Event) -> dict[str, e.Event]:
    return {one.id: e.Tombstone(one.id, "verbatim") for one in events}


def written(data: bytes, gone: dict[str, e.Event], runs: tuple[str, ...] = (RUN,)) -> bytes:
    (part,) = parts(data, RUN)
    return anew(part, gone, runs, OPENING).data


def test_a_file_from_which_nothing_goes_stays_as_it_is_but_for_its_sums():
    data = segment_of([said(1, "é\u2028\x1b"), said(2), e.Sealed("5" * 16, 3)])
    now = written(data, {})
    assert read_segment(now).records == read_segment(data).records
    assert read_segment(now).faults == ()
    old, new = (SUM.sub(b"", one).split(b"\n") for one in (data, now))
    assert old[1:] == new[1:]
    assert json.loads(now.split(b"\n")[0])["d"]["rewritten"] == 3


def test_what_goes_is_a_tombstone_in_its_place_with_its_time_and_no_old_sum_is_left():
    events = [said(1), said(2, "un secret"), said(3)]
    data = segment_of(events)
    now = written(data, graves(events[1]))
    before, after = read_segment(data), read_segment(now)
    assert after.faults == ()
    assert [record.event for record in after.records] == [events[0], e.Tombstone(events[1].id, "verbatim"), events[2]]
    assert [(r.wall, r.mono, r.number, r.run) for r in after.records] == [
        (r.wall, r.mono, r.number, r.run) for r in before.records
    ]
    assert b"secret" not in now
    assert not ({*SUM.findall(data)} - {FIRST.encode()}) & {*SUM.findall(now)}
    assert (after.wall, after.run) == (WALL, RUN)


def test_what_is_kept_stands_byte_for_byte_also_what_this_version_does_not_write():
    """Another order of keys, a space, a field of a newer version: none of it is touched."""
    body = b'{"~q":1,"k":"verbatim","w":%.3f,"m":1.000,"d":{"new": 3, "id":"x","theme":"t","question":"q","text":"mot"'
    body = body % WALL + b',"language":"fr"},"p":"%b"' % json.loads(lines_of([])[0])["s"].encode()
    line = body + b',"s":"%b"}\n' % digest(body).encode()
    now = written(lines_of([])[0] + line, {})
    assert now.split(b"\n")[1].startswith(body[: body.index(b',"p"')])
    assert read_segment(now).faults == ()


def test_words_that_are_left_of_a_record_are_written_in_its_place():
    kept = e.Seen("0" * 16, "t", "ana", "2")
    mark = e.Mark("0" * 16, "t", "c", "ana", 0, 3, "des", "un mémo", "2")
    now = written(segment_of([mark]), {mark.id: kept})
    assert [record.event for record in read_segment(now).records] == [kept]
    assert read_segment(now).faults == ()


def test_the_header_keeps_what_it_said_newer_fields_included_but_no_sum_of_what_is_written_anew():
    opening = json.loads(lines_of([], header(seen={RUN: "1" * 16, OTHER: "2" * 16}))[0])
    opening["d"]["newer"] = [1, {"two": 3}]
    line, last = encode(0, "open", json.dumps(opening["d"]).encode(), WALL, 0.5, FIRST)
    one, _last = encode(
        1, "verbatim", b'{"id":"x","theme":"t","question":"q","text":"m","language":"fr"}', 1.0, 1.0, last
    )
    now = json.loads(written(line + one, {}).split(b"\n")[0])
    assert now["d"] == opening["d"] | {"rewritten": 1, "seen": {RUN: "", OTHER: "2" * 16}}
    assert (now["~q"], now["k"], now["w"], now["m"], now["p"]) == (0, "open", WALL, 0.5, FIRST)


def test_a_file_that_lost_its_header_gets_one_with_the_time_of_its_first_record():
    (part,) = parts(b"".join(lines_of([said(1), said(2)])[1:]), OTHER)
    assert (part.run, part.header, part.header_raw, sorted(part.lines)) == (OTHER, None, b"", [1, 2])
    fresh = anew(part, {}, (), OPENING)
    segment = read_segment(fresh.data)
    assert segment.header == Header("n" * 16, 1, "2.0", "s1", KEY, OTHER, "", {}, rewritten=2)
    opening = json.loads(fresh.data.split(b"\n")[0])
    assert (segment.wall, opening["m"], opening["p"]) == (WALL + 1, 0.0, FIRST)
    assert (segment.faults, fresh.numbers, fresh.run) == ((), frozenset({1, 2}), OTHER)
    empty = anew(Part(OTHER, None, b"", {}), {}, (), OPENING)
    assert (json.loads(empty.data)["w"], json.loads(empty.data)["d"]["rewritten"]) == (0.0, 0)


def test_a_header_by_itself_is_written_anew_too():
    (part,) = parts(lines_of([])[0], "")
    fresh = anew(part, {}, (), OPENING)
    assert (fresh.numbers, read_segment(fresh.data).wall) == (frozenset(), WALL)
    assert json.loads(fresh.data)["d"]["rewritten"] == 0


def test_what_is_missing_between_two_records_is_a_tombstone_with_the_time_of_the_next():
    lines = lines_of([said(number) for number in range(1, 6)])
    (part,) = parts(b"".join(lines[:2] + lines[4:]), RUN)
    fresh = anew(part, {}, (RUN,), OPENING)
    records = read_segment(fresh.data).records
    assert [(record.number, record.event.kind, record.wall) for record in records] == [
        (1, "verbatim", WALL + 1),
        (2, "tombstone", WALL + 4),
        (3, "tombstone", WALL + 4),
        (4, "verbatim", WALL + 4),
        (5, "verbatim", WALL + 5),
    ]
    assert [record.mono for record in records] == [1.0, 4.0, 4.0, 4.0, 5.0]
    dead = [record.event for record in records if isinstance(record.event, e.Tombstone)]
    # Whoever writes the file anew, on another machine or in another version, says the same of what is lost.
    assert dead == [e.Tombstone(stable_id("lost", RUN, number), "damaged") for number in ("2", "3")]
    assert fresh.numbers == {1, 2, 3, 4, 5}
    assert read_segment(fresh.data).faults == ()
    again = anew(parts(b"".join(lines[:2] + lines[4:]), RUN)[0], {}, (RUN,), OPENING)
    assert again == fresh
    (other,) = parts(b"".join(lines[4:]), OTHER)
    elsewhere = read_segment(anew(other, {}, (), OPENING).data).records
    assert [record.event.kind for record in elsewhere] == ["tombstone"] * 3 + ["verbatim"] * 2
    assert not {one.id for one in dead} & {record.event.id for record in elsewhere}


@pytest.mark.parametrize(("missing", "filled"), [(MOST_MISSING, True), (MOST_MISSING + 1, False)])
def test_a_number_that_claims_that_millions_are_missing_is_not_believed(missing, filled):
    line, _last = encode(
        1 + missing, "verbatim", lines_of([said(1)])[1].split(b'"d":')[1].split(b',"p":')[0], 1.0, 1.0, FIRST
    )
    (part,) = parts(lines_of([])[0] + line, RUN)
    assert len(anew(part, {}, (RUN,), OPENING).numbers) == (missing + 1 if filled else 1)


def test_a_gap_behind_a_first_record_is_counted_from_that_one():
    far = encode(MOST_MISSING + 2, "done", b'{"id":"d"}', 1.0, 1.0, FIRST)[0]
    (part,) = parts(b"".join(lines_of([said(1)])) + far, RUN)
    assert len(anew(part, {}, (RUN,), OPENING).numbers) == MOST_MISSING + 2


def test_single_flipped_bits_are_turned_back_and_what_nobody_can_read_is_left_out():
    lines = lines_of([said(1), said(2), said(3)])
    flipped = bytearray(lines[2])
    flipped[40] ^= 4
    torn = lines[3].replace(b"ponse", b"PONSE")
    (part,) = parts(lines[0] + lines[1] + bytes(flipped) + torn, RUN)
    assert {number: raw + b"\n" for number, (raw, _line) in part.lines.items()} == {1: lines[1], 2: lines[2]}


def test_several_runs_that_something_joined_are_told_apart():
    one, two = segment_of([said(1)]), segment_of([said(2)], header(OTHER))
    found = parts(one + two, "")
    assert [(part.run, sorted(part.lines)) for part in found] == [(RUN, [1]), (OTHER, [1])]
    assert [part.header.d for part in found if part.header] == [header(), header(OTHER)]
    assert found[0].header_raw + b"\n" == lines_of([])[0]
    headless = parts(lines_of([said(3)])[1] + two, "c" * 16)
    assert [(part.run, part.header is None, sorted(part.lines)) for part in headless] == [
        ("c" * 16, True, [1]),
        (OTHER, False, [1]),
    ]
    bare = parts(lines_of([])[0] + two, "c" * 16)
    assert [(part.run, sorted(part.lines)) for part in bare] == [(RUN, []), (OTHER, [1])]
    assert [part.run for part in parts(lines_of([], header(""))[0], "c" * 16)] == ["c" * 16]
    assert parts(b"nothing that anybody can read", RUN) == []


def test_a_header_that_cannot_be_understood_begins_no_run():
    opening, last = encode(0, "open", b'{"id":3}', WALL, 0.0, FIRST)
    line, _last = encode(1, "done", b'{"id":"d"}', WALL, 1.0, last)
    assert [(part.run, part.header, sorted(part.lines)) for part in parts(opening + line, OTHER)] == [
        (OTHER, None, [1])
    ]


def test_of_two_lines_of_one_number_the_first_counts():
    lines, twice = lines_of([said(1, "premier")]), lines_of([said(1, "second")])
    (part,) = parts(b"".join([*lines, twice[1]]), RUN)
    event = part.lines[1][1].d
    assert isinstance(event, e.Verbatim)
    assert event.text == "premier"


def test_lines_in_another_order_are_written_in_that_of_their_numbers():
    lines = lines_of([said(1), said(2), said(3)])
    now = written(b"".join([lines[0], lines[3], lines[1], lines[2]]), {})
    assert [record.number for record in read_segment(now).records] == [1, 2, 3]


# --- whether there is anything to do ---


def test_an_event_holds_what_is_gone_until_it_is_what_is_left_of_it():
    one = said(1)
    assert holds([said(2), one], graves(one))
    assert not holds([said(2), *graves(one).values()], graves(one))
    assert not holds([], graves(one))


@pytest.mark.parametrize(
    ("seen", "runs", "lasts", "expected"),
    [
        ({RUN: "old"}, {RUN}, {}, True),
        ({RUN: "new"}, {RUN}, {RUN: {"new"}}, False),
        ({RUN: "old"}, {RUN}, {RUN: {"new"}}, True),
        ({RUN: ""}, {RUN}, {}, False),
        ({OTHER: "old"}, {RUN}, {}, False),
        ({OTHER: "x", RUN: "old"}, {RUN}, {OTHER: {"old"}}, True),
        ({}, {RUN}, {}, False),
    ],
)
def test_a_header_remembers_a_sum_of_before(seen, runs, lasts, expected):
    assert remembers(header(seen=seen), runs, lasts) is expected


def test_without_a_header_nothing_is_remembered():
    assert not remembers(None, {RUN}, {})


def test_the_last_sums_are_known_by_run():
    assert lasts_of([(RUN, "1"), (OTHER, "2"), (RUN, "3")]) == {RUN: {"1", "3"}, OTHER: {"2"}}


def test_a_part_without_lines_but_with_a_header_is_a_part():
    line = Line(0, 1.0, 0.0, header(), FIRST, "")
    assert parts(lines_of([])[0], "")[0].header == line._replace(w=WALL, s=json.loads(lines_of([])[0])["s"])
