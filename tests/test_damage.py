"""What a damaged file is told as: which fault, at which byte, how long, in whose place, with which bytes."""

from __future__ import annotations

import json
import random

import pytest

from interviewer.session.damage import HARMLESS, Fault
from interviewer.session.events import Sealed
from interviewer.session.line import Header, encode, payload, read_segment
from tests.faults.samples import KEY, RUN, lines_of, said

LINES = lines_of([said(n) for n in (1, 2, 3, 4, 5)])
SEALED = lines_of([said(1), Sealed("5" * 16, 2)])
BROKEN = b'{"~q":9,"broken'


def faults(*parts: bytes) -> list[Fault]:
    return list(read_segment(b"".join(parts), RUN).faults)


def size(*parts: bytes) -> int:
    return sum(map(len, parts))


def test_a_whole_file_has_none():
    assert faults(*LINES) == []
    assert faults() == []


@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_record_of_wrong_bytes_is_damaged_where_it_stands(at):
    wrong = b"\xff" * (len(LINES[at]) - 1)
    expected = Fault("damaged", size(*LINES[:at]), len(wrong), at, wrong, at)
    assert faults(*LINES[:at], wrong, b"\n", *LINES[at + 1 :]) == [expected]


def test_two_records_of_wrong_bytes_are_two_faults_with_their_own_numbers():
    before = size(*LINES[:2])
    expected = [Fault("damaged", before, 3, 2, b"abc", 2), Fault("damaged", before + 4, 2, 3, b"de", 3)]
    assert faults(*LINES[:2], b"abc\nde\n", *LINES[4:]) == expected


def test_missing_records_are_told_where_the_next_one_stands_with_the_first_and_last_number():
    assert faults(*LINES[:2], *LINES[4:]) == [Fault("missing", size(*LINES[:2]), 0, 2, b"", 3)]
    assert faults(*LINES[2:]) == [Fault("missing", 0, 0, 0, b"", 1)]


def test_fewer_wrong_lines_than_records_are_damaged_and_the_rest_is_missing():
    before = size(*LINES[:2])
    expected = [Fault("damaged", before, 3, 2, b"abc", 2), Fault("missing", before + 4, 0, 3, b"", 4)]
    assert faults(*LINES[:2], b"abc\n", *LINES[5:]) == expected


def test_wrong_lines_where_no_record_is_missing_are_foreign():
    before = size(*LINES[:2])
    assert faults(*LINES[:2], b"hello\n", *LINES[2:]) == [Fault("foreign", before, 5, 1, b"hello", 1)]
    assert faults(b"hello\n", *LINES) == [Fault("foreign", 0, 5, 0, b"hello", 0)]


def test_a_record_cut_by_false_line_feeds_is_one_damaged_record_again():
    line = LINES[2][:-1]
    cut = line[:20] + b"\n" + line[21:40] + b"\n" + line[41:]
    assert faults(*LINES[:2], cut, b"\n", *LINES[3:]) == [Fault("damaged", size(*LINES[:2]), len(cut), 2, cut, 2)]


def test_lines_in_the_place_of_one_record_are_taken_for_its_pieces():
    expected = Fault("damaged", size(*LINES[:2]), 9, 2, b"one\n\x00\ntwo", 2)
    assert faults(*LINES[:2], b"one\n\x00\ntwo\n", *LINES[3:]) == [expected]


def test_lines_with_an_empty_one_between_are_not_taken_for_pieces_of_one_record():
    before = size(*LINES[:2])
    assert faults(*LINES[:2], b"abc\n\nde\n", *LINES[3:]) == [
        Fault("damaged", before, 3, 2, b"abc", 2),
        Fault("foreign", before + 4, 0, 1, b"", 1),
        Fault("foreign", before + 5, 2, 1, b"de", 1),
    ]


def test_two_records_of_which_one_was_cut_are_two():
    before, first = size(*LINES[:2]), LINES[2][:-1]
    cut = first[:20] + b"\n" + first[21:]
    expected = [Fault("damaged", before, 3, 2, b"abc", 2), Fault("damaged", before + 4, len(cut), 3, cut, 3)]
    assert faults(*LINES[:2], b"abc\n", cut, b"\n", *LINES[4:]) == expected


def test_pieces_with_a_whole_record_between_are_not_joined():
    twice = faults(LINES[0], b"abc", LINES[1], b"de\n", *LINES[3:])
    assert twice == [
        Fault("foreign", size(LINES[0]), 3, 0, b"abc", 0),
        Fault("damaged", size(LINES[0], b"abc", LINES[1]), 2, 2, b"de", 2),
    ]


def test_wrong_bytes_before_a_record_on_its_own_line_are_not_joined_over_no_line_feed():
    """A torn record and the whole one fused to it: nothing but a line feed ever joins two pieces."""
    torn, after = LINES[2][:40], size(*LINES[:2])
    expected = [Fault("damaged", after, len(torn), 2, torn, 2)]
    assert faults(*LINES[:2], torn, LINES[3], LINES[4]) == expected


def test_a_torn_last_line_is_torn_and_a_finished_wrong_one_is_damaged():
    assert faults(*LINES[:3], BROKEN) == [Fault("torn", size(*LINES[:3]), len(BROKEN), 3, BROKEN, 3)]
    assert faults(*LINES[:3], BROKEN, b"\n") == [Fault("damaged", size(*LINES[:3]), len(BROKEN), 3, BROKEN, 3)]
    assert faults(BROKEN) == [Fault("torn", 0, len(BROKEN), 0, BROKEN, 0)]
    assert faults(*LINES[:1], b"ab\n", BROKEN) == [
        Fault("damaged", len(LINES[0]), 2, 1, b"ab", 1),
        Fault("torn", len(LINES[0]) + 3, len(BROKEN), 2, BROKEN, 2),
    ]


def test_behind_a_seal_nothing_can_be_missing():
    end = size(*SEALED)
    assert faults(*SEALED, BROKEN) == [Fault("foreign", end, len(BROKEN), 2, BROKEN, 2)]
    assert faults(*SEALED, BROKEN, b"\n") == [Fault("foreign", end, len(BROKEN), 2, BROKEN, 2)]


def test_a_last_line_without_its_line_feed_is_whole():
    data = b"".join(LINES[:3])[:-1]
    assert faults(data) == [Fault("no_newline", len(data), 0, 2, b"", 2)]
    assert faults(b"hello\n") == [Fault("damaged", 0, 5, 0, b"hello", 0)]


def test_an_empty_line_is_foreign_and_one_with_a_carriage_return_is_a_changed_line_end():
    assert faults(LINES[0], b"\n", *LINES[1:]) == [Fault("foreign", len(LINES[0]), 0, 0, b"", 0)]
    assert faults(LINES[0], b"\r\n", *LINES[1:]) == [Fault("crlf", len(LINES[0]), 1, 0, b"\r", 0)]
    assert faults(b"\n", *LINES) == [Fault("foreign", 0, 0, 0, b"", 0)]


def test_changed_line_ends_are_one_fault_beside_the_others_in_the_order_of_the_bytes():
    changed = b"".join(LINES[:3]).replace(b"\n", b"\r\n") + BROKEN
    first = len(LINES[0]) - 1
    assert faults(changed) == [
        Fault("crlf", first, 1, 0, b"\r", 2),
        Fault("torn", len(changed) - len(BROKEN), len(BROKEN), 3, BROKEN, 3),
    ]


@pytest.mark.parametrize("marker", [b"<<<<<<< HEAD", b"=======", b">>>>>>> theirs", b"||||||| base"])
def test_a_conflict_marker_of_git_is_known_but_not_inside_a_record(marker):
    at = len(LINES[0])
    assert faults(LINES[0], marker, b"\n", *LINES[1:]) == [Fault("conflict", at, len(marker), 0, marker, 0)]
    assert faults(marker, b"\r\n", *LINES) == [Fault("conflict", 0, len(marker) + 1, 0, marker + b"\r", 0)]
    quoted = marker + b' "words"'
    assert faults(LINES[0], quoted, b"\n", *LINES[2:]) == [Fault("damaged", at, len(quoted), 1, quoted, 1)]


def test_a_record_that_stands_again_or_too_late_is_repeated():
    again = faults(*LINES[:3], LINES[1], *LINES[3:])
    bare = LINES[1][:-1]
    assert again[0] == Fault("repeated", size(*LINES[:3]), len(bare), 1, bare, 1)
    assert [fault.what for fault in again[1:]] == ["missing"]
    same = faults(*LINES[:3], LINES[2], *LINES[3:])
    assert same == [Fault("repeated", size(*LINES[:3]), len(LINES[2]) - 1, 2, LINES[2][:-1], 2)]


def test_a_record_that_was_replaced_is_told_at_its_own_place():
    previous = json.loads(LINES[2])["p"]
    other, _ = encode(2, "verbatim", payload(said(2, "autre")), 1.0, 1.0, previous)
    expected = Fault("edited", size(*LINES[:2]), len(other) - 1, 2, other[:-1], 2)
    assert faults(*LINES[:2], other, *LINES[3:]) == [expected]


def test_a_file_that_begins_with_a_record_of_number_0_that_opens_nothing_has_no_header():
    first, last = encode(0, "verbatim", payload(said(0)), 1.0, 1.0, "0" * 16)
    second, _ = encode(1, "verbatim", payload(said(1)), 1.0, 1.0, last)
    assert faults(first, second) == [Fault("no_header", 0, 0, 0, b"", 0)]
    expected = [Fault("foreign", 0, 3, 0, b"abc", 0), Fault("no_header", 4, 0, 0, b"", 0)]
    assert sorted(faults(b"abc\n", first, second), key=lambda one: one.offset) == expected


def test_a_second_file_behind_the_first_is_no_fault_but_what_lies_between_is():
    other = lines_of([said(7)], Header("p", 1, "", "s1", KEY, "b" * 16))
    assert faults(*LINES, *other) == []
    assert faults(*LINES, b"hello\n", *other) == [Fault("foreign", size(*LINES), 5, 5, b"hello", 5)]
    assert [fault.what for fault in faults(*LINES, LINES[0], LINES[1])] == []


def test_an_opening_record_that_does_not_stand_for_number_0_begins_nothing():
    head, _ = encode(3, "open", payload(Header("p", run="b" * 16)), 1.0, 0.0, "0" * 16)
    assert [fault.what for fault in faults(*LINES, head)] == ["repeated"]


def test_faults_come_in_the_order_of_their_bytes_and_never_beyond_the_file():
    chance = random.Random(7)
    whole = b"".join(LINES)
    for _ in range(200):
        at, cut = chance.randrange(len(whole)), chance.randrange(60)
        spoilt = whole[:at] + bytes(chance.randrange(256) for _ in range(chance.randrange(8))) + whole[at + cut :]
        found = faults(spoilt)
        assert [fault.offset for fault in found] == sorted(fault.offset for fault in found)
        for fault in found:
            assert 0 <= fault.offset <= fault.offset + fault.length <= len(spoilt)
            assert fault.bytes == spoilt[fault.offset : fault.offset + fault.length] or not fault.bytes
            assert fault.number <= fault.last


def test_only_faults_that_cost_no_record_are_harmless():
    assert set(HARMLESS) == {"torn", "repeated", "foreign", "conflict", "crlf", "no_newline"}


def test_bytes_between_records_on_one_line_are_told_at_their_own_places():
    data = (LINES[0], b"abc", LINES[1][:-1], b"de", *LINES[2:])
    assert faults(*data) == [
        Fault("foreign", size(LINES[0]), 3, 0, b"abc", 0),
        Fault("foreign", size(LINES[0], b"abc", LINES[1]) - 1, 2, 1, b"de", 1),
    ]


def test_a_line_of_spaces_or_signs_is_no_changed_line_end():
    for odd in (b"  ", b"XX", b"\r======="):
        assert faults(LINES[0], odd + b"\n", *LINES[1:]) == [Fault("foreign", len(LINES[0]), len(odd), 0, odd, 0)]


def test_lines_that_stand_where_no_record_is_missing_are_not_joined():
    at = len(LINES[0])
    assert faults(LINES[0], b"abc\nde\n", *LINES[1:]) == [
        Fault("foreign", at, 3, 0, b"abc", 0),
        Fault("foreign", at + 4, 2, 0, b"de", 0),
    ]


def test_only_as_many_pieces_are_joined_as_there_are_too_many():
    at = len(LINES[0])
    assert faults(LINES[0], b"a\nb\n\nc\n", *LINES[3:]) == [
        Fault("damaged", at, 3, 1, b"a\nb", 1),
        Fault("foreign", at + 4, 0, 0, b"", 0),
        Fault("damaged", at + 5, 1, 2, b"c", 2),
    ]


def test_missing_records_are_told_where_the_next_one_stands_also_behind_other_bytes():
    at = len(LINES[0])
    assert faults(LINES[0], b"abc", *LINES[3:]) == [
        Fault("damaged", at, 3, 1, b"abc", 1),
        Fault("missing", at + 3, 0, 2, b"", 2),
    ]
