"""`code --export` and `code --apply` are inverses, by coder and round, and nobody sees what they may not see yet."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from interviewer.coding.choose import Option
from interviewer.coding.marks import Plan, plan
from interviewer.coding.marks_csv import PASSED_OVER, read_marks_csv
from interviewer.coding.marks_rows import Applying
from interviewer.coding.marks_table import COLUMNS, NUMERIC, listed
from interviewer.coding.model import Code, Codebook
from interviewer.coding.sheet import Sheet, close, mark, passed, used_ids
from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError, Problem
from interviewer.export.dialects import DIALECTS, encode
from interviewer.figures.agreement.units import interviews_of
from interviewer.figures.dimensions import dimension
from interviewer.figures.selection import Selection
from interviewer.figures.stats import stats
from interviewer.guide.model import Text
from interviewer.session import events as e
from interviewer.session.events import FIRST_ROUND
from interviewer.session.read import view
from interviewer.study.folder import Study
from interviewer.study.marking import Crew, apply, load
from tests.build import Talk, study_of
from tests.conftest import Cli

SESSION = "2026-05-04-essai-p1"
BOOK = Codebook(
    (
        Code("lien", Text({"fr": "Le lien"}), was=("liens",)),
        Code("joie", Text({"fr": "La joie"}), status="retired"),
        Code("attache", Text({"fr": "L'attache"}), status="retired", merged_into="lien"),
    )
)
BORN = {"fierte": '=La fierté, "vive"', "attente": " L'attente\n"}
TEXTS = (
    "Bonjour 😊, c'est « la joie » !\r\nEt puis… l'été\u0301.",
    "=1+1",
    '\'- oui, "non"; @moi\t',
    "e\u0301\u0323t\ud800e",
    " ",
)
CODES = ("lien", "liens", "joie", "attache", "fierte", "attente", "inconnu")
CODERS = ("ana", "ben", "interviewer")
ROUNDS = (FIRST_ROUND, "2", "agreed")
MEMOS = ("", "note", "=cmd|'/c calc'!A0", "'guillemet", 'à relire\r\n"vraiment";, 😊', " espace ", "+33 6", "\ud800")


def turns() -> list[e.Event]:
    kinds = (e.Verbatim, e.Paraphrase, e.Verbatim, e.Verbatim, e.Verbatim)
    said: list[e.Event] = [
        kind(f"{n:x}" * 16, "t", "q", text, "fr", "p1")
        for n, (kind, text) in enumerate(zip(kinds, TEXTS, strict=True), 1)
    ]
    return [*said, e.Observation("9" * 16, "t", "q", "Elle sourit.", "fr")]


def records(*events: e.Event) -> list[e.Record]:
    return [e.Record(event, 0.0, 0.0, "r" * 16, n) for n, event in enumerate(events)]


def sheet(*events: e.Event) -> Sheet:
    every = records(*events)
    return Sheet(view(SESSION, "k" * 16, every), "", used_ids(every))


def exported(on: Sheet, dialect: str = "machine", coder: str = "") -> bytes:
    rows = listed(on.view, CodeTree(BOOK), BORN, coder).rows
    body = encode(rows, DIALECTS[dialect], NUMERIC)
    return DIALECTS[dialect].bom + encode([COLUMNS], DIALECTS[dialect]).data + body.data


def applied(data: bytes, on: Sheet, coder: str = "", round_id: str = "") -> tuple[Plan, list[Problem]]:
    rows, problems = read_marks_csv(data, coder, round_id)
    choices = [Option(code.id, tuple(code.label.words.values())) for code in BOOK.codes]
    choices += [Option(code, (label,), True) for code, label in on.view.new_codes.items()]
    current = CodeTree(BOOK).renamed()
    made, faults = plan(rows, {SESSION: on}, Applying(choices, coder, round_id, current), [SESSION])
    return made, [one for one in (*problems, *faults) if one.severity == "error"]


@st.composite
def coded(draw: st.DrawFn) -> list[e.Event]:
    """What coders may have done to the turns, corrections of the words between, before and after."""
    said = turns()
    events: list[e.Event] = []
    made: list[tuple[str, str]] = []
    for n in range(draw(st.integers(0, 12))):
        coder, round_id = draw(st.sampled_from(CODERS)), draw(st.sampled_from(ROUNDS))
        number = draw(st.integers(0, len(TEXTS) - 1))
        turn = f"{number + 1:x}" * 16
        name = "" if round_id == FIRST_ROUND else round_id
        act = draw(st.sampled_from(("mark", "mark", "mark", "seen", "unmark", "recode", "fix", "close", "memo")))
        one = f"{n:04x}{'e' * 12}"
        if act == "mark":
            start = draw(st.integers(0, len(TEXTS[number]) - 1))
            end = draw(st.integers(start + 1, len(TEXTS[number])))
            words = TEXTS[number][start:end]
            code, memo = draw(st.sampled_from(CODES)), draw(st.sampled_from(MEMOS))
            events.append(
                e.Mark(one, turn, code, coder, start, end, words, memo, name, draw(st.sampled_from(("", "n"))))
            )
            made.append((one, coder))
        elif act == "seen":
            events.append(e.Seen(one, turn, coder, name))
        elif act == "memo":
            about, target = draw(
                st.sampled_from((("turn", turn), ("turn", "9" * 16), ("code", "liens"), ("session", SESSION)))
            )
            events.append(e.Remark(one, about, target, draw(st.sampled_from(MEMOS)), draw(st.sampled_from(CODERS[:2]))))  # type: ignore[arg-type]
        elif act == "close":
            events.append(e.RoundClosed(one, coder, name))
        elif act == "fix":
            events.append(e.Fixed(one, turn, draw(st.sampled_from(("Autre chose.", "Avant. " + TEXTS[number])))))
        elif made:
            which, who = draw(st.sampled_from(made))
            wanted = e.Unmark(one, which, who) if act == "unmark" else e.Recoded(one, which, "joie", who, "mieux")
            events.append(wanted)
    return [*said, *events]


def uncoded(events: list[e.Event]) -> list[e.Event]:
    """The same interview, corrections included, without anything that a coder did later; live marks stay."""
    coding = (e.Mark, e.Seen, e.Unmark, e.Recoded, e.RoundClosed, e.Remark)
    live = {one.id for one in events if isinstance(one, e.Mark) and one.coder == "interviewer"}
    return [
        one
        for one in events
        if not isinstance(one, coding) or getattr(one, "coder", "") == "interviewer" or getattr(one, "mark", "") in live
    ]


@given(coded(), st.sampled_from(sorted(DIALECTS)))
def test_what_is_exported_applied_and_exported_again_is_the_same_to_the_byte(
    events: list[e.Event], dialect: str
) -> None:
    data = exported(sheet(*events), dialect)
    copy = uncoded(events)
    made, problems = applied(data, sheet(*copy))
    assert problems == []
    whole = sheet(*copy, *made.events.get(SESSION, []))
    assert exported(whole, dialect) == data
    again, problems = applied(data, whole)
    assert (again.events, problems) == ({}, [])


@given(coded())
def test_the_copy_has_the_same_marks_and_the_same_rated_turns(events: list[e.Event]) -> None:
    before = sheet(*events)
    copy = uncoded(events)
    after = sheet(*copy, *applied(exported(before), sheet(*copy))[0].events.get(SESSION, []))
    current = CodeTree(BOOK).current

    def marks(on: Sheet) -> set[tuple[object, ...]]:
        there = {turn.id for turn in on.view.turns}
        return {
            (m.turn, current(m.code), m.start, m.end, m.coder, m.round, m.holds)
            for m in on.view.marks
            if m.turn in there
        }

    assert marks(after) == marks(before)
    assert after.view.seen == before.view.seen
    assert after.view.closed == before.view.closed
    memos = [{(one.coder, one.about, one.target) for one in on.view.remarks} for on in (after, before)]
    assert {(c, a, current(t)) for c, a, t in memos[0]} == {(c, a, current(t)) for c, a, t in memos[1]}


@given(coded(), st.sampled_from(("code", "coder", "round", "question")))
def test_the_copy_has_the_same_figures_also_where_marks_lost_their_words(events: list[e.Event], by: str) -> None:
    before, copy, tree = sheet(*events), uncoded(events), CodeTree(BOOK)
    after = sheet(*copy, *applied(exported(before), sheet(*copy))[0].events.get(SESSION, []))

    def figures(on: Sheet) -> tuple[object, ...]:
        held = [replace(on.view, status="done")]
        ratings = [
            (one.lost, [{rater: len(marks) for rater, marks in answer.ratings.items()} for answer in one.answers])
            for one in interviews_of(held, Selection(), tree)
        ]
        return stats(held, Selection(), tree, dimension(by, ())), ratings

    assert figures(after) == figures(before)


def test_one_coder_s_marks_of_codes_that_are_one_now_are_one_line_and_one_mark() -> None:
    both = [e.Mark(c * 16, "1" * 16, c_ode, "ana", 0, 7, "Bonjour", c) for c, c_ode in (("a", "lien"), ("b", "liens"))]
    on = sheet(*turns(), *both, e.Mark("c" * 16, "1" * 16, "lien", "ben", 0, 7, "Bonjour"))
    rows = listed(on.view, CodeTree(BOOK), BORN).rows
    assert [(row[2], row[6], row[7]) for row in rows] == [("lien", "a\nb", "ana"), ("lien", "", "ben")]
    assert applied(exported(on), on)[0].events == {}
    found = stats([replace(on.view, status="done")], Selection(), CodeTree(BOOK), dimension("code", ()))
    assert (found.marks, next(row.marks for row in found.rows if row.key == "lien")) == (2, 2)
    other = exported(on).replace(b'"a\nb"', b"neu")
    changed = applied(other, on)[0].events[SESSION]
    assert [type(one) for one in changed] == [e.Unmark, e.Unmark, e.Mark]
    again = sheet(*turns(), *both, e.Mark("c" * 16, "1" * 16, "lien", "ben", 0, 7, "Bonjour"), *changed)
    assert applied(other, again)[0].events == {}
    assert exported(again) == other


def test_a_mark_that_lost_its_words_is_a_line_of_its_own_kind_that_stays_lost_whatever_comes() -> None:
    lost = e.Mark("a" * 16, "5" * 16, "lien", "ana", 0, 1, "Zoé", "à relire")
    before = sheet(*turns(), lost)
    row = listed(before.view, CodeTree(BOOK), BORN).rows[0]
    assert dict(zip(COLUMNS, row, strict=True)) == {
        **dict.fromkeys(COLUMNS, ""),
        "session_id": SESSION,
        "turn_id": "5" * 16,
        "code_id": "lien",
        "excerpt_start": "0",
        "excerpt_end": "3",
        "memo": "à relire",
        "coder": "ana",
        "round": "1",
        "kind": "lost",
        "may_quote": "no",
    }
    made, problems = applied(exported(before), sheet(*turns()))
    assert (problems, made.made, made.there, made.lost) == ([], 0, 0, 1)
    for text in ("", "Ma Zoé.", "Zoé"):
        fixed = sheet(*turns(), *made.events[SESSION], e.Fixed("f" * 16, "5" * 16, text))
        assert [(m.holds, m.start, m.end) for m in fixed.view.marks] == [(False, 0, 3)]
    bare = line(turn_id="5" * 16, code_id="lien", kind="lost")
    assert applied(f"{HEAD}\n{bare}\n".encode(), sheet(*turns()))[0].lost == 1


@given(coded(), st.sampled_from(CODERS[:2]))
def test_with_a_coder_nothing_of_others_is_written_before_the_round_is_closed(
    events: list[e.Event], coder: str
) -> None:
    on = sheet(*events)
    rows = list(csv.reader(io.StringIO(exported(on, coder=coder).decode(), newline="")))[1:]
    may_see = bool([one for one in on.view.closed if one[0] == coder])
    may_see = may_see and not [r for r in on.view.seen if r.coder == coder and (coder, r.round) not in on.view.closed]
    assert may_see or {row[COLUMNS.index("coder")] for row in rows} <= {coder}


def test_two_coders_take_their_own_part_of_a_table() -> None:
    ana, ben = e.Mark("a" * 16, "1" * 16, "lien", "ana", 0, 7, "Bonjour"), e.Seen("b" * 16, "1" * 16, "ben")
    data = exported(sheet(*turns(), ana, ben))
    for coder, kind in (("ana", e.Mark), ("ben", e.Seen)):
        made, problems = applied(data, sheet(*turns()), coder)
        assert (problems, [type(one) for one in made.events[SESSION]]) == ([], [kind])


def test_one_round_of_a_table_can_be_taken() -> None:
    first = e.Mark("a" * 16, "1" * 16, "lien", "ana", 0, 7, "Bonjour")
    second = e.Mark("b" * 16, "1" * 16, "joie", "ana", 0, 7, "Bonjour", "", "2")
    data = exported(sheet(*turns(), first, second))
    made, problems = applied(data, sheet(*turns()), "ana", "2")
    assert problems == []
    assert [(m.code, m.round) for m in made.events[SESSION] if isinstance(m, e.Mark)] == [("joie", "2")]


HEAD = ",".join(COLUMNS)


def line(**cells: str) -> str:
    given = {"session_id": SESSION, "turn_id": "1" * 16, "coder": "ana"} | cells
    return ",".join(given.get(name, "") for name in COLUMNS)


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"code_id": "lien", "excerpt_start": "0", "excerpt_end": "7", "kind": "marque"}, "marks_unknown_kind"),
        ({"code_id": "lien", "excerpt_start": "0", "excerpt_end": "7", "coder": ""}, "marks_no_coder"),
        ({"code_id": "lien", "excerpt_start": "0", "excerpt_end": "7", "coder": "Ana Dupont"}, "marks_bad_coder"),
        ({"code_id": "lien", "excerpt_start": "0", "excerpt_end": "7", "round": "../2"}, "marks_bad_round"),
        ({"code_id": "lien", "kind": "passed"}, "marks_code_on_no_mark"),
        ({"code_id": "lien", "kind": "closed", "turn_id": ""}, "marks_code_on_no_mark"),
        ({"kind": "passed", "turn_id": "9" * 16}, "marks_not_speech"),
        ({"kind": "passed", "turn_id": ""}, "marks_no_turn"),
        ({"kind": "passed", "session_id": "nowhere"}, "marks_unknown_session"),
        ({"kind": "closed", "session_id": "nowhere"}, "marks_unknown_session"),
        ({"code_id": "../x", "excerpt": "Bonjour", "kind": "mark", "new_code": "X"}, "marks_bad_code"),
        ({"code_id": "nouveau", "excerpt": "Bonjour", "kind": "mark"}, "marks_unknown_code"),
        ({"code_id": "nouveau", "excerpt": "Bonjour", "kind": "mark", "new_code": "a\x1bb"}, "marks_label_hidden"),
        ({"excerpt": "Bonjour", "kind": "mark"}, "marks_no_code"),
        ({"code_id": "lien", "kind": "lost", "excerpt_start": "3"}, "marks_empty_span"),
        ({"code_id": "lien", "kind": "lost", "excerpt_start": "x", "excerpt_end": "7"}, "marks_not_a_number"),
        ({"kind": "lost"}, "marks_no_code"),
        ({"kind": "memo", "memo": " "}, "marks_no_memo"),
        ({"kind": "memo", "memo": "x", "turn_id": "nowhere0"}, "marks_unknown_turn"),
        ({"kind": "memo", "memo": "x", "turn_id": "", "code_id": "absent"}, "marks_unknown_code"),
        ({"kind": "memo", "memo": "x", "session_id": "nowhere"}, "marks_unknown_session"),
    ],
)
def test_each_fault_of_a_line_has_its_place_and_nothing_is_applied(cells: dict[str, str], rule: str) -> None:
    good = line(code_id="lien", excerpt_start="0", excerpt_end="7", kind="mark")
    made, problems = applied("\n".join((HEAD, good, line(**cells), "")).encode(), sheet(*turns()))
    assert made.events == {}
    assert [(one.rule, one.line) for one in problems] == [(rule, 3)]
    assert problems[0].column > 0


def test_a_code_that_comes_with_its_label_is_born_once_and_two_labels_are_a_fault() -> None:
    lines = [line(code_id="fierte", excerpt="Bonjour", kind="mark", coder=c, new_code="La fierté") for c in CODERS[:2]]
    made, problems = applied("\n".join((HEAD, *lines, "")).encode(), sheet(*turns()))
    born = [one for one in made.events[SESSION] if isinstance(one, e.NewCode)]
    assert (problems, [(one.code, one.label, one.coder) for one in born]) == ([], [("fierte", "La fierté", "ana")])
    lines.append(line(code_id="fierte", excerpt="joie", kind="mark", new_code="L'orgueil"))
    assert [one.rule for one in applied("\n".join((HEAD, *lines, "")).encode(), sheet(*turns()))[1]] == [
        "marks_other_label"
    ]


def test_a_round_that_is_closed_stays_as_its_coder_left_it() -> None:
    on = sheet(*turns(), e.RoundClosed("c" * 16, "ana"))
    data = "\n".join((HEAD, line(code_id="lien", excerpt="Bonjour", kind="mark"), "")).encode()
    assert [one.rule for one in applied(data, on)[1]] == ["marks_round_closed"]
    other = data.replace(b",ana,,mark", b",ana,2,mark")
    assert applied(other, on)[1] == []


def test_a_table_of_analysis_brings_its_marks_back_in_their_rounds() -> None:
    assert {"code_made_as", "rated_by", "question_id_asked"} <= PASSED_OVER
    talk = Talk()
    turn = talk.say("Ma voisine.")
    talk.add(e.Mark("m1", turn, "lien", "ana", 0, 2, "Ma", "", "2"))
    from tests.test_tables import rows

    header = list(rows(talk)[0])
    out = io.StringIO()
    writer = csv.DictWriter(out, header)
    writer.writeheader()
    writer.writerows(rows(talk))
    bare = Talk()
    bare.say("Ma voisine.")
    found, problems = read_marks_csv(out.getvalue().encode(), "ana")
    made, faults = plan(found, {SESSION: Sheet(bare.view(), "ana")}, Applying([Option("lien", ("Le lien",))], "ana"))
    assert ([*problems, *faults], [(m.code, m.round) for m in made.events[SESSION] if isinstance(m, e.Mark)]) == (
        [],
        [("lien", "2")],
    )


def test_marks_of_a_code_that_was_retired_since_come_back_and_new_ones_are_refused() -> None:
    back = line(code_id="joie", excerpt_start="0", excerpt_end="7", excerpt="Bonjour", round="1", kind="mark")
    typed = line(code_id="joie", excerpt="joie", kind="mark")
    rows, _ = read_marks_csv(f"{HEAD}\n{back}\n{typed}\n".encode())
    applying = Applying([Option("lien", ("Le lien",))], retired=frozenset({"joie"}))
    made, problems = plan(rows, {SESSION: sheet(*turns())}, applying, [SESSION])
    assert (made.events, [(one.rule, one.line) for one in problems]) == ({}, [("marks_code_retired", 3)])
    made, problems = plan(rows[:1], {SESSION: sheet(*turns())}, applying, [SESSION])
    assert (made.made, problems) == (1, [])


# --- the command ---

YAML = "codes:\n  - {id: lien, label: Le lien}\n  - {id: joie, label: La joie}\n"


def talk(number: int) -> Talk:
    made = Talk(f"2026-05-0{number}-essai-p1")
    made.ask()
    for text in ("Ma voisine.", "=1+1", "Rien."):
        made.say(text)
    return made.done()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    study_of(tmp_path / "etude", talk(1), talk(2), codebook=YAML)
    monkeypatch.chdir(tmp_path / "etude")
    return tmp_path / "etude"


def code_all(cli: Cli) -> None:
    assert cli("code", "--coder", "ana", stdin="lien: voisine\njoie\n\njoie\n\n\n").code == 0
    assert cli("code", "2026-05-01-essai-p1", "--coder", "ben", stdin="lien\n/new fierte La fierté\n\n").code == 0


def test_the_work_of_all_coders_goes_from_one_study_to_another(
    root: Path, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code_all(cli)
    said = cli("code", "--export", "../marks.csv")
    assert (said.code, said.out) == (0, "")
    assert "marks, " in said.err
    assert "passed without a mark: read back and compared." in said.err
    other = tmp_path / "copie"
    study_of(other, talk(1), talk(2), codebook=YAML)
    monkeypatch.chdir(other)
    done = cli("code", "--apply", "../marks.csv")
    assert done.code == 0, done.err
    assert done.err == "4 marks on 1 session.\n1 turn passed without a mark.\n"
    assert cli("code", "--export", "-").out == (tmp_path / "marks.csv").read_bytes().decode()
    assert "Nothing to do" in cli("code", "--apply", "../marks.csv").err
    assert {path.name.split(".")[1] for path in other.glob("sessions/*/marks.*")} == {"ana", "ben"}


def test_a_coder_gets_their_own_and_hears_that_others_work_was_left_out(root: Path, cli: Cli) -> None:
    code_all(cli)
    said = cli("code", "--export", "-", "--coder", "ben")
    assert ",ana," not in said.out
    assert "What other coders marked, if anything, is left out" in said.err
    alone = cli("code", "--export", "-", "--coder", "cleo")
    assert (alone.code, alone.out) == (1, "")


def test_while_blind_nothing_tells_how_much_others_did(root: Path, cli: Cli) -> None:
    assert cli("code", "--coder", "ben", stdin="lien\n\n\n\n\n\n").code == 0
    before = cli("code", "--export", "-", "--coder", "ben")
    assert cli("code", "--coder", "ana", stdin="joie\njoie\njoie\n").code == 0
    after = cli("code", "--export", "-", "--coder", "ben")
    assert (after.out, after.err) == (before.out, before.err)


def test_nothing_marked_is_no_table_and_other_files_are_not_written_over(root: Path, cli: Cli) -> None:
    nothing = cli("code", "--export", "m.csv")
    assert (nothing.code, "Nothing was marked or passed" in nothing.err) == (1, True)
    code_all(cli)
    Path("m.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert (cli("code", "--export", "m.csv").code, Path("m.csv").read_text(encoding="utf-8")) == (1, "a,b\n1,2\n")
    assert cli("code", "--export", "codebook.yaml").code == 1
    assert cli("code", "--export", "n.csv").code == cli("code", "--export", "n.csv").code == 0
    assert cli("code", "--export", "/dev/full").code == 1


@pytest.mark.parametrize(
    "words",
    [("--apply", "m.csv", "--export", "n.csv"), ("--export", "n.csv", "--close"), ("--export", "-", "--round", "2")],
)
def test_what_contradicts_itself_is_a_usage_error(root: Path, cli: Cli, words: tuple[str, ...]) -> None:
    assert cli("code", "--coder", "ana", *words).code == 2
    assert cli("code").code == 2


def test_a_sheet_of_the_pure_part_is_what_the_table_makes() -> None:
    """The builders of the sheet and the table agree on what a mark, a turn passed and a round closed are."""
    start = sheet(*turns())
    ana = Sheet(start.view, "ana", start.used, "2")
    ana, first = mark(ana, ana.turns()[0], "lien", (0, 7), "note")
    ana, second = passed(ana, ana.turns()[1].id)
    ana, third = close(ana)
    made, problems = applied(exported(ana), start)
    assert (problems, made.events[SESSION]) == ([], [*first, *second, *third])


def test_when_one_interview_is_gone_meanwhile_nothing_is_applied_to_the_others(root: Path) -> None:
    study = Study(root)
    loaded = {one: load(study, one, "") for one in study.session_ids()}
    events: dict[str, list[e.Event]] = {}
    for number, (session, one) in enumerate(loaded.items()):
        turn = one.sheet.view.turns[0]
        for coder in ("ana", "ben"):
            events.setdefault(session, []).append(
                e.Mark(f"{number}{coder[0]}" * 8, turn.id, "lien", coder, 0, 2, turn.text[:2])
            )
    shutil.rmtree(root / "sessions" / "2026-05-02-essai-p1")
    with pytest.raises(CannotError) as refused:
        apply(Crew(study, loaded, events), events)
    assert refused.value.problem.rule == "session_gone"
    assert study.session("2026-05-01-essai-p1")[0].marks == ()


def test_a_coder_who_does_nothing_in_an_interview_gets_no_file_there(root: Path) -> None:
    study = Study(root)
    loaded = {one: load(study, one, "") for one in study.session_ids()}
    first, second = loaded
    events: dict[str, list[e.Event]] = {
        first: [e.Seen("a" * 16, loaded[first].sheet.view.turns[0].id, "ana")],
        second: [e.Seen("b" * 16, loaded[second].sheet.view.turns[0].id, "ben")],
    }
    crew = Crew(study, loaded, events)
    apply(crew, events, crew.at_once)
    found = {path.parent.name: path.name.split(".")[1] for path in root.glob("sessions/*/marks.*")}
    assert found == {first: "ana", second: "ben"}
