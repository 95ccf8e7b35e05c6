"""Tables of marks: reading them, understanding them, applying them; and where the words of an excerpt stand."""

import csv
import io
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.coding import csv_cells
from interviewer.coding.choose import Option, match, near_duplicates
from interviewer.coding.excerpt import find_between, find_excerpt
from interviewer.coding.marks import Plan, plan
from interviewer.coding.marks_csv import read_marks_csv
from interviewer.coding.marks_rows import Applying
from interviewer.coding.sheet import Sheet, mark, new_code, passed, unmark, used_ids
from interviewer.errors import Problem
from interviewer.session import events as e
from interviewer.session.read import view

SESSION = "2026-11-20-benevoles-pkade"
FIRST = "J’ai rencontré ma voisine. Ma voisine, c'est « la joie » !"
TURNS = (
    e.Verbatim("a" * 16, "arrivee", "premiere-fois", FIRST, "fr", "pkade"),
    e.Paraphrase("ab" * 8, "arrivee", "accueil", "Elle a été accueillie.", "fr", "pkade"),
    e.Observation("b" * 16, "arrivee", "accueil", "Elle sourit.", "fr", "pkade"),
    e.Memo("c" * 16, "arrivee", "accueil", "À revoir.", "fr", "pkade"),
)
CODES = (Option("rencontre", ("La rencontre",)), Option("joie", ("La joie", "Joy")), Option("lien", ("Le lien",)))
HEADER = "session_id,turn_id,code_id,excerpt_start,excerpt_end,memo"


def records(*events: e.Event) -> list[e.Record]:
    return [e.Record(event, 0.0, 0.0, "r" * 16, n) for n, event in enumerate(events)]


def sheet(*events: e.Event, coder: str = "ana") -> Sheet:
    all_of_them = records(*TURNS, *events)
    return Sheet(view(SESSION, "k" * 16, all_of_them), coder, used_ids(all_of_them))


def table(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *lines, "")).encode()


def planned(data: bytes, on: Sheet | None = None, coder: str = "ana") -> tuple[Plan, list[Problem]]:
    rows, problems = read_marks_csv(data)
    assert problems == []
    return plan(rows, {SESSION: on or sheet(coder=coder)}, Applying(CODES, coder), [SESSION])


def marks_of(the_plan: Plan) -> list[e.Mark]:
    return [event for event in the_plan.events.get(SESSION, []) if isinstance(event, e.Mark)]


def rules(problems: list[Problem]) -> list[tuple[str, int, int]]:
    return [(one.rule, one.line, one.column) for one in problems]


# --- finding excerpts ---


def test_an_excerpt_is_found_at_its_exact_words():
    assert find_excerpt("oui, la voisine", "voisine") == [(8, 15)]


def test_every_place_is_found_also_overlapping_ones():
    assert find_excerpt("aaa", "aa") == [(0, 2), (1, 3)]


def test_nothing_is_nowhere():
    assert find_excerpt("abc", "") == []
    assert find_excerpt("", "abc") == []


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        ("J’ai vu", "J'ai", "J’ai"),
        ("J'ai vu", "J’ai", "J'ai"),
        ("« oui\u00a0»\u202f!", "oui »", "oui\u00a0»"),
        ("« oui\u00a0»\u202f!", '" oui " !', "« oui\u00a0»\u202f!"),
        ("e\u0301te\u0301", "été", "e\u0301te\u0301"),
        ("l'été", "e\u0301te\u0301", "été"),
        ("e\u0323\u0302 t", "ệ", "e\u0323\u0302"),
        ("un\r\ndeux", "un\ndeux", "un\r\ndeux"),
        ("et puis…", "puis...", "puis…"),
        ("été", "ete", None),
        ("été", "t", "t"),
        ("각", "가", None),
    ],
)
def test_typography_alone_does_not_hide_an_excerpt(text, typed, words):
    assert [text[start:end] for start, end in find_excerpt(text, typed)] == ([words] if words else [])


def test_exact_words_win_over_words_that_only_look_alike():
    assert find_excerpt("l’an, l'an", "l'an") == [(6, 10)]


def test_half_of_a_decomposed_letter_is_not_found_when_typography_is_passed_over():
    assert find_excerpt("l’é", "l'e") == []


@given(st.text(), st.data())
def test_any_part_of_any_text_is_found_where_it_is(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = find_excerpt(text, text[start:end])
    assert (start, end) in found or start == end
    assert all(text[s:e] == text[start:end] for s, e in found)


@given(st.text(), st.sampled_from(["NFC", "NFD"]))
def test_a_text_is_found_whole_whatever_its_composition(text, form):
    if text:
        assert (0, len(text)) in find_excerpt(text, unicodedata.normalize(form, text))


def test_first_and_last_words_stand_for_what_is_between():
    text = "un deux trois quatre trois"
    assert find_between(text, "deux ... trois") == [(3, 13)]
    assert find_between(text, "deux … trois") == [(3, 13)]
    assert find_between(text, "trois ... deux") == []
    assert find_between(text, "deux trois") == []


# --- reading the table ---


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separators_boms_and_line_ends_of_all_programs_are_read(separator, bom, end):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    writer.writerow(HEADER.split(","))
    writer.writerow([SESSION, "a" * 16, "joie", "0", "4", 'un "mot", deux; trois\tquatre\nfin'])
    rows, problems = read_marks_csv(bom + out.getvalue().encode())
    assert problems == []
    assert [(r.code.text, r.start.text, r.memo.text) for r in rows] == [
        ("joie", "0", 'un "mot", deux; trois\tquatre\nfin')
    ]


def test_what_excel_calls_unicode_text_is_read():
    rows, problems = read_marks_csv("session_id\tturn_id\tcode_id\r\ns\tt\tété\r\n".encode("utf-16"))
    assert (problems, rows[0].code.text) == ([], "été")


def test_lines_and_columns_are_those_of_the_file():
    rows, _ = read_marks_csv(table('s,t,"jo\nie",0,4,', "", "s2,t2,lien,1,2,note"))
    assert [(r.session.line, r.code.line, r.code.column, r.start.line, r.start.column) for r in rows] == [
        (2, 2, 5, 3, 5),
        (5, 5, 7, 5, 12),
    ]


def test_ids_are_read_in_small_letters_and_without_spaces_around():
    rows, _ = read_marks_csv(table(f" {SESSION.upper()} , AAAA , Joie ,0,4,"))
    assert rows[0][:3] == tuple(
        cell._replace(text=text) for cell, text in zip(rows[0][:3], (SESSION, "aaaa", "joie"), strict=True)
    )


def test_columns_come_in_any_order_and_missing_cells_at_the_end_are_empty():
    rows, problems = read_marks_csv(b"code_id,turn_id,session_id,memo\njoie,t,s\n")
    assert problems == []
    assert (rows[0].session.text, rows[0].memo.text, rows[0].start.text) == ("s", "", "")


def test_missing_and_unknown_columns_are_all_named():
    _, problems = read_marks_csv(b"sesion_id,turn_id,blub_x,turn_id\n")
    assert rules(problems) == [
        ("marks_unknown_column_near", 1, 1),
        ("marks_unknown_column", 1, 19),
        ("marks_column_twice", 1, 26),
        ("marks_missing_columns", 1, 1),
    ]
    assert problems[0].facts()["guess"] == "session_id"
    assert problems[-1].facts()["names"] == "session_id, code_id"


def test_a_start_without_an_end_column_is_named():
    _, problems = read_marks_csv(b"session_id,turn_id,code_id,excerpt_start\n")
    assert [(p.rule, p.facts()) for p in problems] == [
        ("marks_half_span_columns", {"there": "excerpt_start", "lacking": "excerpt_end"})
    ]


def test_columns_of_the_exported_table_are_passed_over():
    from interviewer.coding.marks_csv import OPTIONAL, PASSED_OVER, REQUIRED
    from interviewer.export.columns import TABLES

    exported = [c.name for table in TABLES if table.name == "coded_answers" for c in table.columns]
    assert {*exported} == {*REQUIRED, *OPTIONAL, *PASSED_OVER} - {"kind", "new_code"}
    assert read_marks_csv(",".join(exported).encode() + b"\n") == ([], [])


def test_an_empty_file_says_which_columns_are_wanted():
    assert rules(read_marks_csv(b"")[1]) == [("marks_no_header", 1, 1)]


def test_a_wrong_encoding_is_named_with_its_byte_and_place():
    _, problems = read_marks_csv(HEADER.encode() + b"\ns,t,caf\xe9,0,1,\n")
    assert rules(problems) == [("marks_not_utf8", 2, 8)]
    assert problems[0].facts() == {"byte": "0xE9"}


def test_a_quotation_mark_that_does_not_close_is_named_by_its_line():
    rows, problems = read_marks_csv(table("s,t,joie,0,1,", 's,t,"joie,0,1,', "s,t,lien,0,1,"))
    assert (len(rows), rules(problems)) == (1, [("marks_quotes", 3, 1)])


def test_a_row_with_too_many_cells_is_named_and_trailing_empty_ones_are_not():
    rows, problems = read_marks_csv(table("s,t,joie,0,1,,,", "s,t,joie,0,1,,more"))
    assert (len(rows), rules(problems)) == (1, [("marks_too_many_cells", 3, 15)])


def test_a_cell_may_be_longer_than_the_csv_module_allows_by_default():
    before = csv.field_size_limit()
    rows, problems = read_marks_csv(table(f"s,t,joie,0,1,{'x' * 200_000}"))
    assert (problems, len(rows[0].memo.text)) == ([], 200_000)
    assert csv.field_size_limit() == before


def test_the_guard_of_our_tables_for_spreadsheets_is_taken_off():
    text = "session_id;turn_id;code_id;memo\r\ns;t;joie;'=1+1\r\ns;t;joie;''a\r\ns;t;joie;'fin\r\n"
    rows, _ = read_marks_csv(b"\xef\xbb\xbf" + text.encode())
    assert [row.memo.text for row in rows] == ["=1+1", "'a", "'fin"]
    rows, _ = read_marks_csv(text.replace(";", ",").encode())
    assert [row.memo.text for row in rows] == ["'=1+1", "''a", "'fin"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    rows, problems = read_marks_csv(data)
    assert isinstance(rows, list)
    assert all(one.line >= 0 for one in problems)


# --- understanding and applying it ---


def test_a_row_with_start_and_end_marks_those_words():
    made, problems = planned(table(f"{SESSION},{'a' * 16},joie,0,4,une note"))
    (event,) = marks_of(made)
    assert problems == []
    assert (event.turn, event.code, event.coder, event.start, event.end, event.excerpt, event.memo) == (
        *("a" * 16, "joie", "ana", 0, 4),
        *("J’ai", "une note"),
    )
    assert (made.made, made.there) == (1, 0)


def test_a_row_with_the_words_marks_them_where_they_stand():
    made, problems = planned(
        table(f'{SESSION},aaaaaaaaaaaa,joie,"J\'ai rencontré"', header="session_id,turn_id,code_id,excerpt")
    )
    assert problems == []
    assert [(m.start, m.end, m.excerpt) for m in marks_of(made)] == [(0, 14, "J’ai rencontré")]


def test_a_row_without_place_marks_the_whole_turn():
    made, _ = planned(table(f"{SESSION},{'a' * 16},joie,,,"))
    assert [(m.start, m.end, m.excerpt) for m in marks_of(made)] == [(0, len(FIRST), FIRST)]


def test_words_and_place_must_agree():
    header = "session_id,turn_id,code_id,excerpt_start,excerpt_end,excerpt"
    assert planned(table(f"{SESSION},{'a' * 16},joie,0,4,J'ai", header=header))[1] == []
    assert planned(table(f"{SESSION},{'a' * 16},joie,0,4.0,J'ai", header=header))[1] == []
    problems = planned(table(f"{SESSION},{'a' * 16},joie,0,5,J'ai", header=header))[1]
    assert rules(problems) == [("marks_excerpt_differs", 2, 54)]


def test_a_guarded_excerpt_is_found_and_one_that_begins_with_an_apostrophe_too():
    turn = e.Verbatim("d" * 16, "t", "q", "- non, 'fin voilà '-' oui", "fr", "pkade")
    on = sheet(turn)
    header = "session_id,turn_id,code_id,excerpt"
    lines = (f"{SESSION},{'d' * 16},joie,'- non", f"{SESSION},{'d' * 16},lien,'fin", f"{SESSION},{'d' * 16},lien,'-'")
    made, problems = planned(table(*lines, header=header), on)
    assert problems == []
    assert [m.excerpt for m in marks_of(made)] == ["- non", "'fin", "'-'"]


def test_every_faulty_row_is_named_with_all_its_faults_and_nothing_is_planned():
    header = f"{HEADER},excerpt,coder"
    turn = "a" * 16
    lines = (
        f"{SESSION},{turn},joie,0,4,,,",
        f"2026-11-20-benevoles-pkadf,{turn},joie,0,4,,,",
        f"zzz,{turn},joi,0,4,,,",
        f"{SESSION},{'9' * 16},joie,0,4,,,",
        f"{SESSION},abab,joie,0,4,,,",
        f"{SESSION},{'b' * 16},joie,0,4,,,",
        f"{SESSION},{'c' * 16},joie,0,4,,,",
        f"{SESSION},{turn},,0,4,,,",
        f"{SESSION},{turn},qqqq,4,4,,,",
        f"{SESSION},{turn},joie,0,{len(FIRST) + 1},,,",
        f"{SESSION},{turn},joie,x,4,,,",
        f"{SESSION},{turn},joie,0,,,,",
        f"{SESSION},{turn},joie,-1,4,,,",
        f"{SESSION},{turn},joie,,,,nulle part,",
        f"{SESSION},{turn},joie,,,,voisine,",
        f"{SESSION},{turn},joie,0,4,,,ben",
        ",,joie,0,4,,,",
        f"{SESSION},,joie,0,4,,,",
        f"{SESSION},1.2e+15,joie,0,4,,,",
    )
    made, problems = planned(table(*lines, header=header))
    assert made.events == {}
    assert [(one.rule, one.line) for one in problems] == [
        ("marks_unknown_session_near", 3),
        ("marks_unknown_session", 4),
        ("marks_unknown_code_near", 4),
        ("marks_unknown_turn", 5),
        ("marks_unknown_turn", 6),
        ("marks_not_speech", 7),
        ("marks_not_speech", 8),
        ("marks_no_code", 9),
        ("marks_unknown_code", 10),
        ("marks_empty_span", 10),
        ("marks_outside", 11),
        ("marks_not_a_number", 12),
        ("marks_half_span", 13),
        ("marks_not_a_number", 14),
        ("marks_excerpt_not_found", 15),
        ("marks_excerpt_several", 16),
        ("marks_other_coder", 17),
        ("marks_no_session", 18),
        ("marks_no_turn", 19),
        ("marks_turn_a_number", 20),
    ]
    several = next(one for one in problems if one.rule == "marks_excerpt_several")
    assert several.facts() == {"count": 2, "places": "18-25, 30-37"}


def test_a_turn_may_be_named_by_the_beginning_of_its_id_when_only_one_begins_so():
    assert planned(table(f"{SESSION},ababab,joie,0,4,"))[1] == []
    twin = e.Verbatim("ababab" + "0" * 10, "t", "q", "encore", "fr", "pkade")
    problems = planned(table(f"{SESSION},ababab,joie,0,4,"), sheet(twin))[1]
    assert rules(problems) == [("marks_turn_several", 2, len(SESSION) + 2)]


def test_messages_never_repeat_what_may_be_words_of_a_person():
    header = "session_id,turn_id,code_id,excerpt"
    _, problems = planned(table(f'{SESSION},{"a" * 16},"Marie a dit oui",Marie Dupont', header=header))
    assert not any("Marie" in str(value) for one in problems for value in one.facts().values())


def test_applying_twice_changes_nothing():
    data = table(f"{SESSION},{'a' * 16},joie,0,4,note", f"{SESSION},{'ab' * 8},lien,,,")
    first, _ = planned(data)
    second, problems = planned(data, sheet(*first.events[SESSION]))
    assert (second.events, second.made, second.there, problems) == ({}, 0, 2, [])


def test_a_row_said_twice_is_one_mark_and_with_two_memos_a_problem():
    row = f"{SESSION},{'a' * 16},joie,0,4,note"
    made, problems = planned(table(row, row))
    assert (made.made, made.there, problems) == (1, 1, [])
    _, problems = planned(table(row, row[:-4] + "autre"))
    assert [(p.rule, p.line, p.facts()["first"]) for p in problems] == [("marks_other_memo", 3, 2)]


def test_two_machines_that_apply_the_same_table_make_one_mark():
    data = table(f"{SESSION},{'a' * 16},joie,0,4,note")
    here, there = planned(data)[0], planned(data)[0]
    assert here.events == there.events
    assert len(sheet(*here.events[SESSION]).view.marks) == 1


def test_a_mark_that_was_taken_away_comes_back_when_it_is_applied_again():
    data = table(f"{SESSION},{'a' * 16},joie,0,4,note")
    done: list[e.Event] = []
    for _again in range(3):
        made, _ = planned(data, sheet(*done))
        assert made.made == 1
        done += made.events[SESSION]
        (there,) = sheet(*done).marks("a" * 16)
        done += unmark(sheet(*done), there)[1]
        assert sheet(*done).marks("a" * 16) == ()
    assert len({event.id for event in done}) == len(done)


def test_a_removal_on_one_machine_does_not_take_away_what_was_made_again_on_another():
    first = planned(table(f"{SESSION},{'a' * 16},joie,0,4,"))[0].events[SESSION]
    on = sheet(*first)
    gone = unmark(on, on.marks("a" * 16)[0])[1]
    again = planned(table(f"{SESSION},{'a' * 16},joie,0,4,"), sheet(*first, *gone))[0].events[SESSION]
    assert len(sheet(*first, *gone, *again, *gone).view.marks) == 1


def test_another_memo_takes_the_place_of_the_one_there_and_an_empty_one_leaves_it():
    place = f"{SESSION},{'a' * 16},joie,0,4,"
    done = planned(table(place + "une note"))[0].events[SESSION]
    assert planned(table(place), sheet(*done))[0].events == {}
    changed = planned(table(place + "mieux"), sheet(*done))[0].events[SESSION]
    assert [mark.memo for mark in sheet(*done, *changed).view.marks] == ["mieux"]
    assert planned(table(place + "mieux"), sheet(*done, *changed))[0].events == {}


def test_a_mark_of_another_coder_is_another_mark():
    data = table(f"{SESSION},{'a' * 16},joie,0,4,")
    by_ana = planned(data)[0].events[SESSION]
    by_ben, _ = planned(data, sheet(*by_ana, coder="ben"), coder="ben")
    assert by_ben.made == 1
    assert len(sheet(*by_ana, *by_ben.events[SESSION]).view.marks) == 2


def test_a_mark_that_lost_its_words_does_not_stand_in_the_way_of_a_new_one():
    done = planned(table(f"{SESSION},{'a' * 16},joie,5,14,"))[0].events[SESSION]
    fixed = e.Fixed("f" * 16, "a" * 16, "J’ai retrouvée Paule.")
    on = sheet(*done, fixed)
    assert [m.holds for m in on.marks("a" * 16)] == [False]
    made, _ = planned(table(f"{SESSION},{'a' * 16},joie,5,14,"), on)
    after = sheet(*done, fixed, *made.events[SESSION])
    assert [(m.excerpt, m.holds) for m in after.marks("a" * 16)] == [("rencontré", False), ("retrouvée", True)]


# --- a coder's sheet ---


def test_a_marked_turn_and_a_passed_one_are_rated_by_that_coder_alone():
    on = sheet()
    on, marked = mark(on, on.turns()[0], "joie", (0, 4))
    on, seen = passed(on, "ab" * 8)
    again, nothing = passed(on, "ab" * 8)
    kept = sheet(*marked, *seen)
    assert (again, nothing) == (on, [])
    assert [kept.rated(turn.id) for turn in kept.turns()] == [True, True]
    assert [sheet(*marked, *seen, coder="ben").rated(turn.id) for turn in kept.turns()] == [False, False]
    assert kept.view.marks == on.view.marks


def test_only_speech_is_on_the_sheet():
    assert [turn.kind for turn in sheet().turns()] == ["verbatim", "paraphrase"]


def test_an_emergent_code_is_known_from_the_session_on():
    on, made = new_code(sheet(), "fierte", "La fierté")
    assert on.view.new_codes == sheet(*made).view.new_codes == {"fierte": "La fierté"}


# --- which code is meant ---


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("joie", ("joie",)),
        ("JOI", ("joie",)),
        ("renc", ("rencontre",)),
        ("la rencontre", ("rencontre",)),
        ("joy", ("joie",)),
        ("contre", ("rencontre",)),
        ("la", ("rencontre", "joie", "fierte")),
        ("fierte", ("fierte",)),
        ("fierté", ("fierte",)),
        ("xyz", ()),
        ("", ()),
        ("...", ()),
    ],
)
def test_a_few_letters_find_a_code(typed, found):
    assert match(typed, (*CODES, Option("fierte", ("La fierté",), True))) == found


def test_the_exact_name_wins_over_longer_ones():
    choices = (Option("lien-social", ("Lien social",)), Option("lien", ("Lien",)))
    assert match("lien", choices) == match("LIEN", choices) == ("lien",)


def test_a_code_that_is_nearly_there_is_noticed():
    assert near_duplicates("rencontres", "Autre chose", CODES) == ("rencontre",)
    assert near_duplicates("voisins", "la Rencontré", CODES) == ("rencontre",)
    assert near_duplicates("peur", "La peur", CODES) == ()


def test_a_mark_of_an_export_that_lost_its_words_does_not_come_back_on_the_whole_turn() -> None:
    table = (
        "session_id,turn_id,turn_kind,verbatim,code_id,coder,excerpt,excerpt_start,excerpt_end,memo\n"
        "s,t,verbatim,Des mots,sens,ana,,,,\n"
        "s,t,verbatim,Des mots,lien,ana,Des mots,0,8,\n"
    )
    rows, problems = read_marks_csv(table.encode())
    assert [row.code.text for row in rows] == ["lien"]
    assert [(one.rule, one.facts()) for one in problems] == [("marks_lines_without_words", {"count": 1})]


def test_in_a_table_with_kinds_a_line_without_words_marks_the_whole_turn() -> None:
    for header, cells in (("kind", "mark"), ("kind,excerpt,excerpt_start,excerpt_end", "mark,,,"), ("question", "q")):
        rows, problems = read_marks_csv(
            table(f"{SESSION},{'a' * 16},joie,{cells}", header=f"session_id,turn_id,code_id,{header}"), "ana"
        )
        assert (len(rows), problems) == (1, [])
        assert [(m.start, m.end) for m in marks_of(plan(rows, {SESSION: sheet()}, Applying(CODES, "ana"))[0])] == [
            (0, len(sheet().turns()[0].text))
        ]


def test_a_dash_takes_the_memo_of_a_mark_away_and_twice_is_as_once():
    place = f"{SESSION},{'a' * 16},joie,0,4,"
    done = planned(table(place + "une note"))[0].events[SESSION]
    changed = planned(table(place + "-"), sheet(*done))[0].events[SESSION]
    assert [mark.memo for mark in sheet(*done, *changed).view.marks] == [""]
    assert planned(table(place + "-"), sheet(*done, *changed))[0].events == {}
    assert [mark.memo for mark in marks_of(planned(table(place + "-"))[0])] == [""]


def test_in_an_exported_table_the_marks_of_other_coders_are_passed_over_and_counted():
    header = f"{HEADER},excerpt,coder,verbatim"
    lines = [f"{SESSION},{'a' * 16},joie,0,4,,,{coder},Des mots" for coder in ("ana", "ben", "Ana ", "interviewer", "")]
    rows, problems = read_marks_csv(table(*lines, header=header), "ana")
    assert [row.coder.text for row in rows] == ["ana", "ana", ""]
    assert [(one.rule, one.severity, one.facts()) for one in problems] == [
        ("marks_lines_of_others", "warning", {"count": 2})
    ]


def test_in_a_plain_table_a_mark_of_another_coder_is_an_error():
    data = table(f"{SESSION},{'a' * 16},joie,0,4,,ben", header=f"{HEADER},coder")
    rows, problems = read_marks_csv(data, "ana")
    assert (len(rows), problems) == (1, [])
    assert [one.rule for one in planned(data)[1]] == ["marks_other_coder"]


def test_a_line_of_a_hundred_thousand_cells_is_read_in_time():
    began = time.monotonic()
    for line in ("x," * 100_000, '"x",' * 100_000):
        rows, problems = read_marks_csv(table(line))
        assert (rows, [one.rule for one in problems]) == ([], ["marks_too_many_cells"])
    assert time.monotonic() - began < 10


@given(
    st.lists(
        st.lists(st.sampled_from(("", "a", 'x"y', "1,2", "a\nb", "\r\n", "é;", "\r")), min_size=1, max_size=4),
        max_size=4,
    ),
    st.sampled_from((csv.QUOTE_ALL, csv.QUOTE_MINIMAL)),
)
def test_a_cell_stands_where_its_place_says(written, quoting):
    out = io.StringIO(newline="")
    csv.writer(out, quoting=quoting).writerows(written)
    text = out.getvalue()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for cells in csv_cells.records(list(io.StringIO(text, newline="")), ","):
        assert isinstance(cells, list)
        for cell in cells:
            there = lines[cell.line - 1][cell.column - 1 :].removeprefix('"')
            assert there.startswith(cell.text.replace('"', '""').splitlines()[0] if cell.text.strip("\r\n") else "")
