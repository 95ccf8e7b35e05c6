"""A line of the journal: every text comes back, every damage is named by its place and hides nothing else."""

from __future__ import annotations

import json
import random
import re
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.ids import stable_id
from interviewer.session import line as line_module
from interviewer.session.damage import HARMLESS, Fault
from interviewer.session.events import Event, Held, Person, Record, Sealed, Splice, Unknown, Verbatim
from interviewer.session.kinds import KINDS
from interviewer.session.line import (
    FIRST,
    MARK,
    Header,
    Segment,
    digest,
    encode,
    kind_of,
    payload,
    read_segment,
    repair_line,
    scan,
)
from tests.faults.samples import DATA, RUN, hostile_texts, lines_of, said, segment_of, spoil, spoken, texts_in

RAW_DANGER = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")


def named(segment: Segment) -> list[tuple[str, int]]:
    return [(fault.what, fault.number) for fault in segment.faults]


def by_place(records: tuple[Record, ...]) -> dict[int, Record]:
    return {record.number: record for record in records}


def example(cls: type[Event]) -> Event:
    """An event of that kind with every field filled in."""
    made: dict[str, Any] = {}
    for field in msgspec.structs.fields(cls):
        choices = get_args(field.type)
        if field.type is str:
            made[field.name] = f"{field.name} é \u2028"
        elif field.type in (int, float, bool):
            made[field.name] = field.type(1)
        elif field.type == list[Person]:
            made[field.name] = [Person("p7kq", "benevoles")]
        elif field.type == list[Splice]:
            made[field.name] = [Splice(3, "é \u2028", "b"), Splice(0, "", "c", "d", "e")]
        elif field.type == dict[str, str] or dict[str, str] in choices:
            made[field.name] = {"a": "é \u2028"}
        elif field.type == dict[str, int]:
            made[field.name] = {"a": 1}
        elif field.type == dict[str, list[str]]:
            made[field.name] = {"a": ["b"]}
        elif field.type == dict[str, tuple[int, int]]:
            made[field.name] = {"a": (0, 1)}
        elif field.type == dict[str, Any]:
            made[field.name] = {"id": "x", "n": [1, {"a": None}]}
        else:
            made[field.name] = ["a", "b"] if list[str] in choices or field.type == list[str] else choices[0]
    return cls(**made)


@pytest.mark.parametrize("cls", KINDS.values(), ids=KINDS)
def test_an_event_of_every_kind_comes_back_equal_on_both_paths(cls):
    event = example(cls)
    data = segment_of([event])
    assert read_segment(data).records[0].event == event
    assert read_segment(data).faults == ()
    assert read_segment(data + b"torn").records[0].event == event


def test_a_record_keeps_its_run_its_number_and_its_times():
    record = read_segment(segment_of([said(1)])).records[0]
    assert record == Record(said(1), 1_790_000_001.0, 1.0, RUN, 1)


def test_the_header_comes_back_and_is_no_record():
    segment = read_segment(segment_of([said(1), Sealed("5" * 16, 2)]))
    assert segment.header is not None
    assert (segment.header.run, segment.run, segment.sealed, len(segment.records)) == (RUN, RUN, True, 2)


@pytest.mark.parametrize("text", hostile_texts().values(), ids=hostile_texts())
def test_hostile_texts_come_back_and_the_file_is_safe_to_print(text):
    data = segment_of([said(1, text)])
    assert texts_in(read_segment(data).records) == [text]
    assert not RAW_DANGER.search(data.decode("utf-8").replace("\n", ""))


ANY_TEXT = st.lists(
    st.integers(0, 0x10FFFF).map(chr) | st.sampled_from(["\ud800", "\udfff", "\x00", '"', "\\", "\u2028"])
)


@given(ANY_TEXT.map("".join))
def test_any_text_can_be_written_and_read_back(text):
    data = segment_of([said(1, text), said(2)])
    # A high surrogate before a low one is the character that both spell.
    expected = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    assert texts_in(read_segment(data).records) == [expected, "réponse 2"]
    assert not RAW_DANGER.search(data.decode("utf-8").replace("\n", ""))


def test_a_lone_surrogate_survives_where_msgspec_alone_would_fail():
    with pytest.raises(UnicodeEncodeError):
        msgspec.json.encode(said(1, "a\ud83dz"))
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(b'"\\ud83d"')
    assert texts_in(read_segment(segment_of([said(1, "a\ud83dz"), said(2, "\udce9")])).records) == [
        "a\ud83dz",
        "\udce9",
    ]


def test_times_that_are_no_numbers_are_written_as_zero():
    line, _ = encode(1, "pause", b'{"id":"a"}', float("nan"), float("inf"), FIRST)
    assert json.loads(line)["w"] == json.loads(line)["m"] == 0


def test_a_kind_of_a_later_version_is_kept_whole_and_written_again_the_same():
    later = Unknown("a1", "gesture", {"id": "a1", "hand": ["left", {"n": 1.5}], "text": "\ud800"})
    data = segment_of([said(1), later, said(2)])
    segment = read_segment(data)
    assert segment.records[1].event == later
    assert segment.faults == ()
    assert (kind_of(later), payload(later)) == ("gesture", b'{"id":"a1","hand":["left",{"n":1.5}],"text":"\\ud800"}')


@pytest.mark.parametrize("data", [b'{"id":"a"}', b'{"id":"a","turn":7}', b'["x"]', b'"x"', b"null"])
def test_a_known_kind_that_does_not_fit_is_kept_as_unknown(data):
    line, _ = encode(1, "star", data, 1.0, 1.0, FIRST)
    (record,) = read_segment(line).records
    kept = json.loads(data)
    assert isinstance(record.event, Unknown)
    assert (record.event.name, record.event.data) == ("star", kept if isinstance(kept, dict) else {"d": kept})
    assert record.event.id


def test_a_field_of_a_later_version_does_not_hide_the_event():
    line, _ = encode(1, "star", b'{"id":"a","turn":"t","colour":"gold"}', 1.0, 1.0, FIRST)
    assert kind_of(read_segment(line).records[0].event) == "star"


def test_a_header_of_a_later_version_is_read():
    opening, last = encode(0, "open", b'{"id":"o","v":9,"run":"r9","more":{}}', 1.0, 0.0, FIRST)
    line, _ = encode(1, "verbatim", payload(said(1)), 1.0, 0.0, last)
    segment = read_segment(opening + line)
    assert segment.header is not None
    assert (segment.header.v, segment.records[0].run, segment.faults) == (9, "r9", ())


JOURNALS: dict[str, tuple[int, list[tuple[str, int]]]] = {
    "good": (2, []),
    "all_nul": (0, [("torn", 0)]),
    "conflict_markers": (2, [("conflict", 0), ("conflict", 1), ("conflict", 2)]),
    "deep": (1, [("foreign", 0)]),
    "fused": (1, [("damaged", 1)]),
    "no_last_newline": (1, [("no_newline", 1)]),
    "removed_line": (1, [("missing", 1)]),
}


@pytest.mark.parametrize("name", JOURNALS)
def test_hostile_journals_give_all_that_is_whole_and_name_the_rest(name):
    segment = read_segment((DATA / "journals" / f"{name}.jsonl").read_bytes())
    assert (len(segment.records), named(segment)) == JOURNALS[name]


def test_every_truncation_keeps_all_whole_lines_and_names_the_torn_one():
    lines = lines_of(spoken(6))
    data = b"".join(lines)
    whole = read_segment(data)
    assert whole.faults == ()
    ends = [sum(map(len, lines[: n + 1])) for n in range(len(lines))]
    for size in range(len(data)):
        segment = read_segment(data[:size])
        count = sum(end - 1 <= size for end in ends)
        assert segment.records == whole.records[: max(count - 1, 0)], size
        assert (segment.header is not None) == (count > 0), size
        assert not segment.sealed or size == len(data) - 1, size
        if size + 1 in ends:
            assert named(segment) == [("no_newline", count - 1)], size
        elif size in (0, *ends):
            assert segment.faults == (), size
        else:
            assert named(segment) == [("torn", count)], size
            assert segment.faults[0].offset + segment.faults[0].length == size


def damaged_well(data: bytes, lines: list[bytes], at: int, whole: dict[int, Record]) -> bool:
    """Whether a file with one wrong byte gives all other records and names the record that it hit."""
    ends = [sum(map(len, lines[: n + 1])) for n in range(len(lines))]
    hit = sum(end <= at for end in ends)
    segment = read_segment(data, RUN)
    found = by_place(segment.records)
    if at == ends[hit] - 1:
        return found == whole and len(segment.faults) > 0
    others = {number: record for number, record in whole.items() if number != hit}
    faults = [fault for fault in segment.faults if fault.number <= hit <= fault.last and fault.what != "crlf"]
    return found == others and len(faults) > 0 and (hit != 0 or segment.header is None)


def test_every_flipped_bit_is_named_by_the_place_of_its_record_and_hides_no_other():
    lines = lines_of(spoken(4))
    data = b"".join(lines)
    whole = by_place(read_segment(data).records)
    for at in range(len(data)):
        for bit in range(8):
            spoilt = bytearray(data)
            spoilt[at] ^= 1 << bit
            assert damaged_well(bytes(spoilt), lines, at, whole), (at, bit)


def test_overwritten_bytes_are_named_by_the_place_of_their_record_and_hide_no_other():
    lines = lines_of(spoken(4))
    data = b"".join(lines)
    whole = by_place(read_segment(data).records)
    for at in range(0, len(data), 23):
        for other in range(1, 256, 3):
            spoilt = bytearray(data)
            spoilt[at] ^= other
            assert damaged_well(bytes(spoilt), lines, at, whole), (at, other)


def test_every_flipped_bit_of_a_line_is_found_again():
    line = lines_of([said(1, "Je suis venue pour ma voisine\n\x1b é")])[1]
    for at in range(len(line) - 1):
        for bit in range(8):
            spoilt = bytearray(line)
            spoilt[at] ^= 1 << bit
            assert repair_line(bytes(spoilt)) == line, (at, bit)
            assert at % 16 or repair_line(bytes(spoilt[:-1])) == line[:-1]


def test_two_flipped_bits_are_not_taken_for_one():
    line = lines_of([said(1)])[1]
    spoilt = bytearray(line)
    spoilt[30] ^= 1
    spoilt[60] ^= 4
    assert repair_line(bytes(spoilt)) is None
    assert repair_line(b"") is None
    assert repair_line(b"short") is None


def test_a_very_long_line_is_repaired_in_its_sum_only():
    line = lines_of([said(1, "mot " * 10_000)])[1]
    in_sum, in_words = bytearray(line), bytearray(line)
    in_sum[-10] ^= 1
    in_words[5000] ^= 1
    assert repair_line(bytes(in_sum)) == line
    assert repair_line(bytes(in_words)) is None


def test_line_ends_changed_by_git_cost_no_record_and_are_told_once():
    data = segment_of(spoken(5)).replace(b"\n", b"\r\n")
    segment = read_segment(data)
    assert segment.records == read_segment(segment_of(spoken(5))).records
    assert [(fault.what, fault.number, fault.last) for fault in segment.faults] == [("crlf", 0, 6)]


def test_a_byte_order_mark_costs_no_record():
    segment = read_segment(b"\xef\xbb\xbf" + segment_of(spoken(2)))
    assert (len(segment.records), named(segment)) == (3, [("foreign", 0)])


def test_a_tail_of_nuls_is_told_as_torn():
    segment = read_segment(segment_of(spoken(3, sealed=False)) + b"\0" * 512)
    assert (len(segment.records), named(segment)) == (3, [("torn", 4)])


def test_a_record_of_nuls_in_the_middle_is_told_as_damaged():
    lines = lines_of(spoken(3))
    lines[2] = b"\0" * (len(lines[2]) - 1) + b"\n"
    segment = read_segment(b"".join(lines))
    assert (len(segment.records), named(segment)) == (3, [("damaged", 2)])


def test_a_torn_record_fused_with_the_next_line_does_not_hide_it():
    lines = lines_of(spoken(3))
    segment = read_segment(lines[0] + lines[1] + lines[2][:40] + lines[3] + lines[4])
    assert ([r.number for r in segment.records], named(segment)) == ([1, 3, 4], [("damaged", 2)])


def test_lost_lines_are_told_as_a_range():
    lines = lines_of(spoken(6))
    segment = read_segment(b"".join([*lines[:2], *lines[5:]]))
    assert [(fault.what, fault.number, fault.last) for fault in segment.faults] == [("missing", 2, 4)]


def test_a_replaced_record_with_a_right_sum_is_told_by_the_chain():
    lines = lines_of(spoken(3))
    number, previous = 2, json.loads(lines[2])["p"]
    lines[2], _ = encode(number, "verbatim", payload(said(2, "autre chose")), 1.0, 1.0, previous)
    segment = read_segment(b"".join(lines))
    assert (len(segment.records), named(segment)) == (4, [("edited", 2)])


def test_a_record_that_stands_twice_is_told_and_read():
    lines = lines_of(spoken(3))
    segment = read_segment(b"".join([*lines[:3], lines[1], *lines[3:]]))
    assert ("repeated", 1) in named(segment)
    assert {record.number for record in segment.records} == {1, 2, 3, 4}


def test_a_file_without_its_first_line_takes_the_run_from_outside():
    segment = read_segment(b"".join(lines_of(spoken(2))[1:]), run="abc")
    assert (segment.header, segment.records[0].run, named(segment)) == (None, "abc", [("missing", 0)])


def test_two_files_joined_into_one_keep_their_runs():
    other = segment_of(spoken(2), Header("p", run="other", session="s1"))
    segment = read_segment(segment_of(spoken(2)) + other)
    assert [record.run for record in segment.records] == [RUN] * 3 + ["other"] * 3
    assert segment.faults == ()


def test_a_sum_that_is_right_over_hopeless_nesting_is_no_record_and_no_crash():
    body = b'{"~q":1,"k":' + b"[" * 100_000
    segment = read_segment(b'%b,"s":"%b"}\n' % (body, digest(body).encode()))
    assert (segment.records, len(segment.faults)) == ((), 1)


@pytest.mark.parametrize("number", [b"-1", b"1.5", b'"1"', b"true", b"null", b"1" + b"0" * 5000])
def test_a_number_that_is_none_makes_no_record(number):
    body = b'{"~q":%b,"k":"pause","w":1,"m":1,"d":{"id":"a"},"p":"x"' % number
    assert read_segment(b'%b,"s":"%b"}\n' % (body, digest(body).encode())).records == ()


def test_a_megabyte_of_marks_or_of_false_ends_is_read_in_one_pass():
    assert read_segment(MARK * 150_000).records == ()
    assert read_segment(MARK + b',"s":"0123456789abcdef"}' * 40_000).records == ()


def test_the_pieces_of_a_scan_are_the_whole_file():
    data = segment_of(spoken(3)).replace(b"\n", b"\r\n", 2) + b"<<<<<<< HEAD\n\n\xff\xfe"
    at = 0
    for piece in scan(data):
        assert data[at : piece.offset] in (b"", b"\n")
        assert data[piece.offset : piece.offset + len(piece.raw)] == piece.raw
        at = piece.offset + len(piece.raw)
    assert at == len(data)


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 2**32))
def test_a_spoilt_file_never_stops_the_reader_and_gives_true_records_only(seed):
    data = segment_of(spoken(5)) + segment_of(spoken(2), Header("p", run="other"))
    true = {(record.run, record.number, record.event.id) for record in read_segment(data).records}
    spoilt = spoil(data, random.Random(seed))
    segment = read_segment(spoilt, RUN)
    assert {record.event.id for record in segment.records} <= {one for _, _, one in true}
    for fault in segment.faults:
        assert 0 <= fault.offset <= len(spoilt)
        assert fault.what in HARMLESS or fault.number <= fault.last
        assert not fault.bytes or spoilt[fault.offset : fault.offset + fault.length] == fault.bytes


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(data):
    segment = read_segment(data)
    assert segment.records == ()
    assert (segment.faults == ()) == (data == b"")


def test_a_whole_guide_fits_into_a_record():
    held = Held("h", "g", 1, "0" * 64, "é\n" * 400_000, "fr", "2026-11-23", [Person("p7kq")])
    assert read_segment(segment_of([held])).records[0].event == held


def test_a_wrong_event_in_the_middle_of_the_quick_path_is_still_judged_alone():
    lines = lines_of([said(1), Verbatim("b", "t", "q", "x\ud800", "fr"), said(3)])
    segment = read_segment(b"".join(lines))
    assert (texts_in(segment.records), segment.faults) == (["réponse 1", "x\ud800", "réponse 3"], ())


def test_a_header_that_cannot_be_understood_is_no_record_and_hides_none():
    opening, last = encode(0, "open", b'{"run":7}', 1.0, 0.0, FIRST)
    line, _ = encode(1, "verbatim", payload(said(1)), 1.0, 0.0, last)
    segment = read_segment(opening + line, "abc")
    assert (segment.header, segment.run, segment.faults) == (None, "abc", ())
    assert [(record.run, record.number) for record in segment.records] == [("abc", 1)]


def test_a_file_with_a_fault_tells_the_same_of_its_run_as_a_whole_one():
    data = segment_of(spoken(2), wall=5.0)
    whole, faulty = read_segment(data), read_segment(b"hello\n" + data, "another")
    assert faulty.records == whole.records
    for what in ("header", "last", "sealed", "run", "wall", "joined"):
        assert getattr(faulty, what) == getattr(whole, what), what
    assert (whole.sealed, whole.run, whole.wall, whole.joined) == (True, RUN, 5.0, False)


def test_a_file_with_a_fault_and_no_seal_is_not_sealed():
    assert not read_segment(b"hello\n" + segment_of([Sealed("5" * 16, 1), said(1)])).sealed
    assert not read_segment(b"hello\n" + segment_of([])).sealed


def test_a_file_without_a_single_line_tells_nothing():
    assert read_segment(b"hello", "abc") == Segment(
        None, (), (Fault("torn", 0, 5, 0, b"hello", 0),), "", sealed=False, run="abc", wall=0.0, joined=False
    )


def test_two_files_joined_into_one_are_told_as_such_and_bear_the_name_of_the_first():
    segment = read_segment(segment_of([said(1)]) + segment_of([said(2)], Header("p", run="other")), "name")
    assert (segment.joined, segment.run) == (True, RUN)
    bare = read_segment(b"".join(lines_of([said(1)])[1:]) + segment_of([said(2)], Header("p", run="")), "name")
    assert (bare.joined, bare.run, {record.run for record in bare.records}) == (False, "name", {"name"})


def test_a_line_that_only_the_slow_way_opens_keeps_its_place_and_times():
    later = Unknown("a1", "gesture", {"id": "a1", "text": "\ud800"})
    records = read_segment(segment_of([later, said(2, "\ud800")])).records
    assert records[0] == Record(later, 1_790_000_001.0, 1.0, RUN, 1)
    assert records[1] == Record(said(2, "\ud800"), 1_790_000_002.0, 2.0, RUN, 2)


@pytest.mark.parametrize("number", [0, 1])
def test_a_kind_of_a_later_version_may_have_any_number(number):
    line, _ = encode(number, "gesture", b'{"id":"a"}', 1.0, 1.0, FIRST)
    assert [(record.number, record.event) for record in read_segment(line).records] == [
        (number, Unknown("a", "gesture", {"id": "a"}))
    ]


def test_a_header_with_half_a_character_is_a_header():
    header = Header("o", 1, "\ud800", "s1", "k", "r1")
    segment = read_segment(segment_of([said(1)], header))
    assert (segment.header, segment.run, len(segment.records), segment.faults) == (header, "r1", 1, ())


@pytest.mark.parametrize("data", [b'{"id":7}', b'{"id":""}', b'{"id":["a"]}', b"[]"])
def test_an_event_without_an_id_gets_one_that_is_always_the_same(data):
    line, total = encode(1, "gesture", data, 1.0, 1.0, FIRST)
    (record,) = read_segment(line).records
    assert record.event.id == stable_id(total)


@pytest.mark.parametrize(
    "body",
    [
        b'{"~q":1,"k":7,"w":1,"m":1,"d":{"id":"a"},"p":"x"',
        b'{"~q":1,"k":"gesture","w":1,"m":1,"d":{"id":"a"},"p":7',
        b'{"~q":1,"k":"gesture","w":null,"m":1,"d":{"id":"a"},"p":"x"',
        b'{"~q":1,"k":"gesture","w":1,"m":"x","d":{"id":"a"},"p":"x"',
        b'{"~q":1,"k":"gesture","w":1,"m":1,"p":"x"',
        b'{"~q":1,"k":"gesture","d":{"id":"a"}',
        b'{"~q":1e999,"k":"gesture","w":1,"m":1,"d":{},"p":"x"',
        b'{"~q":[1,"k"',
    ],
)
def test_a_line_without_the_fields_of_a_line_is_no_record(body):
    segment = read_segment(b'%b,"s":"%b"}\n' % (body, digest(body).encode()))
    assert (segment.records, [fault.what for fault in segment.faults]) == ((), ["damaged"])


@pytest.mark.parametrize(
    ("what", "other"),
    [(b'"~q":2', b'"~q":3'), (b'"p":"', b'"p":"0'), (b'"k":"verbatim"', b'"k":"memo"')],
)
def test_the_quick_way_judges_number_chain_and_sum_of_each_line(what, other):
    """A line that is whole but stands wrong, or says what its sum does not, is left to the exact way."""
    lines = lines_of([said(n) for n in (1, 2, 3)])
    assert what in lines[2]
    body = lines[2].replace(what, other, 1).partition(b',"s":"')[0]
    right = b'%b,"s":"%b"}\n' % (body, digest(body).encode())
    assert read_segment(b"".join([*lines[:2], right, lines[3]])).faults != ()
    wrong = lines[2].replace(what, other, 1)
    assert read_segment(b"".join([*lines[:2], wrong, lines[3]])).faults != ()


def test_the_longest_line_whose_words_are_repaired_is_one_of_32_kib():
    def line_of(size: int) -> bytes:
        short = encode(1, "memo", b'{"id":"a","t":""}', 1.0, 1.0, FIRST)[0]
        words = b"x" * (size + len(b',"s":"0123456789abcdef"}\n') - len(short))
        return encode(1, "memo", b'{"id":"a","t":"%b"}' % words, 1.0, 1.0, FIRST)[0]

    longest, longer = line_of(1 << 15), line_of((1 << 15) + 1)
    assert longest.index(b',"s":"') == 1 << 15
    assert repair_line(bytes([longest[0] ^ 1]) + longest[1:]) == longest
    assert repair_line(bytes([longer[0] ^ 1]) + longer[1:]) is None


def test_a_whole_file_takes_the_quick_way_and_tells_the_same_as_the_exact_one():
    data = segment_of([*(example(cls) for cls in KINDS.values()), Sealed("5" * 16, 9)])
    quick = line_module._read_whole(data)
    assert quick is not None
    assert quick == line_module._read_pieces(data, "another")


def test_a_file_that_begins_with_another_record_is_left_to_the_exact_way():
    header = Header("p", run="r9")
    first, last = encode(0, "verbatim", payload(said(1)), 1.0, 0.0, FIRST)
    second, last = encode(1, "open", payload(header), 2.0, 0.0, last)
    third, _ = encode(2, "verbatim", payload(said(2)), 3.0, 0.0, last)
    segment = read_segment(first + second + third, "name")
    assert (segment.header, [record.run for record in segment.records]) == (header, ["name", "r9"])


def test_a_header_in_the_middle_of_a_file_begins_another_run():
    first, last = encode(0, "open", payload(Header("o", run="r1")), 1.0, 0.0, FIRST)
    second, last = encode(1, "open", payload(Header("p", run="r2")), 2.0, 0.0, last)
    third, _ = encode(2, "verbatim", payload(said(2)), 3.0, 0.0, last)
    assert [record.run for record in read_segment(first + second + third).records] == ["r2"]


def test_without_a_name_of_its_own_a_file_has_no_run():
    assert read_segment(b"hello").run == ""


def test_words_beside_half_a_character_stay_readable_in_the_file():
    assert "é".encode() in payload(said(1, "é\ud800"))


def test_a_record_that_holds_what_looks_like_a_sum_is_found_inside_other_bytes():
    odd = Unknown("a", "gesture", {"id": "a", "x": {"a": 1, "s": "0123456789abcdef"}, "y": {"s": 1, "t": 2}})
    lines = lines_of([odd, said(2)])
    segment = read_segment(lines[0] + b"junk" + lines[1] + lines[2])
    assert [record.event for record in segment.records] == [odd, said(2)]


@pytest.mark.parametrize("feed", [b"\n", b""])
@pytest.mark.parametrize("bit", [0, 3, 7])
@pytest.mark.parametrize("place", [1, 60, -40, -20, -2])
def test_a_flipped_bit_is_found_wherever_it_stands(place, bit, feed):
    line = lines_of([said(1, "Je suis venue pour ma voisine")])[1].removesuffix(b"\n")
    spoilt = bytearray(line)
    spoilt[place] ^= 1 << bit
    assert repair_line(bytes(spoilt) + feed) == line + feed
