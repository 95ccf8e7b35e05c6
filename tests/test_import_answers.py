"""Answers that phones collected: guide -> form -> phone -> CSV of the server -> sessions that say the same, once."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from interviewer.errors import FilesError, InterviewerError
from interviewer.guide.model import Answer, Choices, Date, Guide, Number, Scale, ShortText
from interviewer.guide.xlsform import names as n
from interviewer.guide.xlsform.form import form
from interviewer.screens.messages import place
from interviewer.session import events as e
from interviewer.session.collected.cells import cells_of
from interviewer.session.collected.columns import form_of, layout
from interviewer.session.collected.taking import Facts, Taken, take
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.sheets.model import Book, Sheet
from interviewer.sheets.read import read_book
from interviewer.sheets.write import xlsx
from interviewer.study.collected.answers import bring
from interviewer.study.collected.segment import run_of_submission
from interviewer.study.folder import Study
from tests.conftest import Cli
from tests.forms import AROUND, complete_guides
from tests.phone import Phone
from tests.test_xlsform_out import EVERYTHING, guide_of

MADE: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": [Phase.reuse, Phase.generate],
}
ONE, TWO, THREE = (
    "11111111-aaaa-4bbb-8ccc-000000000001",
    "11111111-aaaa-4bbb-8ccc-000000000002",
    "11111111-aaaa-4bbb-8ccc-000000000003",
)
WHEN = {"start": "2026-11-30T09:00:00.000+01:00", "end": "2026-11-30T09:40:00.000+01:00", "today": "2026-11-30"}
WORDS = "C'était « l'hiver » ; \"froid\",\nalors j'ai dit :\n- oui\n=1+1"
TOLD = {
    **WHEN,
    "code": "P7kx3",
    "language": "en",
    "stakeholder": "partenaires",
    "wave": "t1",
    "c_notes": "yes",
    "c_audio": "yes",
    "c_citation": "no",
    "q_notes": WORDS,
    "q_place": "7",
    "w_place": "Parce que.",
    "q_loin": "-12",
    "q_heures": "12.5",
    "q_jour": "2026-01-31",
    "q_mot": "café",
    "q_role": "a",
    "q_roles": "a _other",
    "o_q_roles": "la caisse",
    "r_libre": "declined",
    "r_fin": "not_asked",
    "b_role": "_other",
    "o_b_role": "veilleur",
    "setting": "au café",
    "notes": "bruyant",
}
REFUSAL = {**WHEN, "code": "p2", "c_notes": "yes", "c_audio": "no"}
CANARY = "CANARI"


@pytest.fixture
def there(study: Path) -> Path:
    """A study with the guide that has everything."""
    (study / "guides" / "tout.yaml").write_text(EVERYTHING, encoding="utf-8")
    (study / "interviewer.yaml").write_text(
        "languages: [fr, en]\nnotice: '2026-01'\n"
        "stakeholders: {benevoles: {label: {fr: Bénévoles, en: Volunteers}}, partenaires: {}}\n",
        encoding="utf-8",
    )
    return study


@pytest.fixture(scope="module")
def phone() -> Phone:
    """The phone with the form of that guide."""
    return Phone(form(guide_of(EVERYTHING), AROUND))


def sessions(root: Path) -> dict[str, SessionView]:
    study = Study(root)
    return {one: study.session(one)[0] for one in study.session_ids()}


def told(seen: SessionView) -> dict[str, Any]:
    """What a session says of TOLD."""
    return {
        "turns": [(turn.question, turn.text, turn.language, turn.speaker) for turn in seen.turns],
        "measures": {one.question: one.value for one in seen.measures},
        "background": {one.item: one.value for one in seen.background},
        "consents": {one.item: one.given for one in seen.consents},
        "gaps": {one.question: one.reason for one in seen.gaps},
        "form": dict(seen.form),
    }


def table(name: str) -> list[dict[str, str]]:
    """A table of the export."""
    return list(csv.DictReader(io.StringIO(Path(f"out/{name}.csv").read_bytes().decode(), newline="")))


EXPECTED = {
    "turns": [("notes", WORDS, "en", "p7kx3"), ("place", "Parce que.", "en", "p7kx3")],
    "measures": {
        "place": 7,
        "loin": -12,
        "heures": 12.5,
        "jour": "2026-01-31",
        "mot": "café",
        "role": "a",
        "roles": ["a", "la caisse"],
    },
    "background": {"role": "veilleur"},
    "consents": {"notes": True, "audio": True, "citation": False},
    "gaps": {"libre": "declined"},
    "form": {"setting": "au café", "notes": "bruyant"},
}
WAYS = {
    "central": lambda phone, sent: phone.central(sent),
    "central, no groups": lambda phone, sent: phone.central(sent, groups=False),
    "central, split": lambda phone, sent: phone.central(sent, split=True),
    "kobo": lambda phone, sent: phone.kobo(sent),
    "kobo, no groups": lambda phone, sent: phone.kobo(sent, groups=False),
    "kobo, labels": lambda phone, sent: phone.kobo(sent, groups=False, language="fr"),
    "kobo, labels and groups": lambda phone, sent: phone.kobo(sent, language="en"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_told_on_a_phone_is_what_the_session_says(there: Path, cli: Cli, phone: Phone, way: str):
    Path("a.csv").write_text(WAYS[way](phone, [(ONE, TOLD), (TWO, REFUSAL)]), encoding="utf-8", newline="")
    made = cli("import", "answers", "a.csv")
    assert (made.code, made.out.split()) == (0, ["2026-11-30-2-tout-p7kx3", "2026-11-30-2-tout-p2"]), made.err
    assert "2 rows = 2 made into interviews + 0 there already + 0 reported." in made.err
    seen = sessions(there)["2026-11-30-2-tout-p7kx3"]
    assert told(seen) == EXPECTED
    assert (seen.status, seen.version, seen.language, seen.wave, seen.collected) == ("done", 12, "en", "t1", "form")
    assert (seen.participants, seen.held_on) == ((e.Person("p7kx3", "partenaires"),), "2026-11-30")
    assert (seen.started, seen.ended, seen.pilot) == (
        1_795_852_800.0 + 0,
        1_795_855_200.0,
        False,
    ) or seen.ended - seen.started == 2400
    assert seen.sha256 == guide_of(EVERYTHING).sha256
    assert seen.consents[0].ask == "Notes?"
    assert seen.consents[0].notice == "2026-01"
    refused = sessions(there)["2026-11-30-2-tout-p2"]
    assert (refused.status, refused.turns, refused.measures, refused.background) == ("refused", (), (), ())
    assert {one.item: one.given for one in refused.consents} == {"notes": True, "audio": False}


def test_bringing_twice_changes_nothing(there: Path, cli: Cli, phone: Phone):
    Path("a.csv").write_text(phone.central([(ONE, TOLD), (TWO, REFUSAL)]), encoding="utf-8")
    Path("b.csv").write_text(phone.kobo([(ONE, TOLD), (TWO, REFUSAL)], language="fr"), encoding="utf-8", newline="")
    assert cli("import", "answers", "a.csv").code == 0
    before = {path: path.read_bytes() for path in (there / "sessions").rglob("*") if path.is_file()}
    for file in ("a.csv", "b.csv"):
        again = cli("import", "answers", file)
        assert (again.code, again.out) == (0, "")
        assert "2 rows = 0 made into interviews + 2 there already + 0 reported." in again.err
        assert "otherwise" not in again.err
    assert {path: path.read_bytes() for path in (there / "sessions").rglob("*") if path.is_file()} == before


def test_two_machines_write_the_same_bytes(there: Path, cli: Cli, phone: Phone):
    Path("a.csv").write_text(phone.central([(ONE, TOLD)]), encoding="utf-8")
    found = []
    for _machine in range(2):
        assert cli("import", "answers", "a.csv").code == 0
        folder = there / "sessions" / "2026-11-30-2-tout-p7kx3"
        found.append({path.name: path.read_bytes() for path in folder.iterdir()})
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    assert found[0] == found[1]


def test_a_submission_that_was_edited_is_told_and_the_session_stays(there: Path, cli: Cli, phone: Phone):
    Path("a.csv").write_text(phone.central([(ONE, TOLD)]), encoding="utf-8")
    cli("import", "answers", "a.csv")
    edited = {**TOLD, "q_notes": CANARY, "q_place": "3", "notes": ""}
    Path("a.csv").write_text(phone.central([(ONE, edited)]), encoding="utf-8")
    again = cli("import", "answers", "a.csv")
    assert again.code == 0
    assert "2026-11-30-2-tout-p7kx3: the file says otherwise now (3 places)." in again.err
    assert CANARY not in again.err + again.out
    assert told(sessions(there)["2026-11-30-2-tout-p7kx3"]) == EXPECTED


def test_a_session_of_a_phone_is_a_session_like_every_other(there: Path, cli: Cli, phone: Phone):
    Path("a.csv").write_text(phone.central([(ONE, TOLD)]), encoding="utf-8")
    session = cli("import", "answers", "a.csv").out.strip()
    shown = cli("show", session)
    assert shown.code == 0
    assert "2026-11-30, collected with a form" in shown.out
    assert session in cli("list").out
    assert cli("doctor").code == 0
    coded = cli("code", session, "--coder", "ana", stdin="sens\n\n")
    assert coded.code == 0, coded.err
    assert cli("export", "--out", "out").code == 0
    rows = table("coded_answers")
    assert [row["verbatim"] for row in rows if row["question_id"] == "notes"] == [WORDS]
    assert {row["code_id"] for row in rows if row["question_id"] == "notes"} == {"sens"}
    indicators = table("indicators")
    assert [(row["indicator"], row["value"], row["wave"]) for row in indicators if row["indicator"]] == [
        ("place", "7", "t1")
    ]
    kept = table("sessions")
    assert [row["collected"] for row in kept] == ["form"]
    covered = {row["question_id"]: row["state"] for row in table("coverage")}
    assert (covered["libre"], covered["fin"], covered["notes"]) == ("declined", "not_asked", "answered")


# --- any guide, any answers ---

# XML holds no other control characters, and its readers make one line end of all.
SAID = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t"), min_size=1, max_size=30
).filter(str.strip)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Guide, dict[str, str], dict[str, Any]]:
    """A guide, what a phone sends, and what the session must say."""
    guide = draw(complete_guides())
    expected: dict[str, Any] = {"turns": [], "measures": {}, "background": {}}
    sent = {**WHEN, "code": "p7kx3", "language": guide.language}
    for item in guide.consent:
        sent[n.CONSENT + item.id] = n.YES
    for _theme, question in guide.questions():
        name = n.QUESTION + question.id
        if question.answer is not None and draw(st.booleans()):
            value = _given(draw, question.answer, name, sent)
            expected["measures"][question.id] = value
        words = name if question.answer is None else n.WORDS + question.id
        if draw(st.booleans()):
            sent[words] = draw(SAID)
            expected["turns"].append((words, question.id, sent[words]))
    for fact in guide.background:
        given_ = draw(st.booleans())
        expected["background"][fact.id] = _given(draw, fact.answer, n.BACKGROUND + fact.id, sent) if given_ else None
    return guide, sent, expected


def _given(draw: st.DrawFn, answer: Answer, name: str, sent: dict[str, str]) -> Any:
    """An answer as the phone sends it, put there; and the value that it means."""
    match answer:
        case Scale():
            value: Any = draw(st.integers(answer.lowest, answer.highest))
            sent[name] = str(value)
        case Number():
            low, high = answer.lowest, answer.highest
            low = (high - 10 if high is not None else -10.0) if low is None else low
            value = draw(st.sampled_from([low, high if high is not None else low + 5]))
            sent[name] = repr(float(value))
            value = int(value) if float(value).is_integer() else value
        case Date():
            value = sent[name] = draw(st.dates(date(1990, 1, 1), date(2099, 12, 31))).isoformat()
        case ShortText():
            value = sent[name] = draw(SAID)
        case Choices():
            chosen = draw(
                st.lists(
                    st.sampled_from(list(answer.options)), min_size=1, max_size=3 if answer.several else 1, unique=True
                )
            )
            other = answer.other and draw(st.booleans())
            picked = ([*chosen, n.OWN_WORDS] if answer.several else [n.OWN_WORDS]) if other else chosen
            sent[name] = " ".join(picked)
            if other:
                sent[n.other_words(name)] = draw(SAID)
            value = [sent[n.other_words(name)] if one == n.OWN_WORDS else one for one in picked]
            value = value if answer.several else value[0]
    return value


def taken_of(guide: Guide, table: list[list[str]]) -> Taken:
    known = form_of(guide, AROUND)
    held = layout(table[0], known)
    assert not held.twice
    assert not [table[0][place] for place in held.unknown]
    return take(guide, known, cells_of(table[1], held), Facts(ONE, "p7kx3", "2026-11-30", 1.0, 2.0, ()))


@settings(max_examples=40, **MADE)
@given(answered(), st.sampled_from(["central", "central, no groups", "kobo", "kobo, no groups"]))
def test_any_answers_come_back_as_they_were(made: tuple[Guide, dict[str, str], dict[str, Any]], way: str):
    guide, sent, expected = made
    phone = Phone(form(guide, AROUND))
    fields = {leaf.name for leaf in phone.leaves}
    sent = {name: said for name, said in sent.items() if name in fields}
    book = read_book(WAYS[way](phone, [(ONE, sent)]).encode(), "a.csv").book
    assert book is not None
    taken = taken_of(guide, [list(row) for row in book.sheets[0].rows])
    assert not taken.left
    seen = view("s", "k", [e.Record(event, 1.0, 0.0, "r", place) for place, event in enumerate(taken.events)])
    turns = [(question, said) for field, question, said in expected["turns"] if field in fields]
    assert [(turn.question, turn.text) for turn in seen.turns] == turns
    assert {one.question: one.value for one in seen.measures} == expected["measures"]
    assert {one.item: one.value for one in seen.background} == expected["background"]
    assert seen.status == "done"


# --- what can't be carried ---


def rewritten(text: str, change: Any) -> str:
    """The CSV with its rows (lists of cells, the head first) changed."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    change(rows)
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue()


def put(column: str, value: str, row: int = 1) -> Any:
    """A change: that value in the first column whose head ends so."""

    def change(rows: list[list[str]]) -> None:
        place = next(n for n, head in enumerate(rows[0]) if head.endswith(column))
        rows[row][place] = value

    return change


def brought(cli: Cli, text: str, *options: str) -> tuple[Any, dict[str, Any]]:
    """The answer of the program, and its report."""
    Path("a.csv").write_bytes(text.encode("utf-8", "surrogatepass"))
    made = cli("import", "answers", "a.csv", "--json", *options)
    return made, json.loads(made.out) if made.out else {}


@pytest.mark.parametrize(
    ("change", "rule", "place"),
    [
        (put("code", "Marie"), "answers_code_a_name", "csv!G2"),
        (put("code", "Marie Durand"), "answers_bad_code", "csv!G2"),
        (put("code", ""), "answers_bad_code", "csv!G2"),
        (put("code", "com1"), "answers_bad_code", "csv!G2"),
        (put("c_audio", ""), "answers_no_consent", "csv!M2"),
        (put("KEY", ""), "", ""),  # meta-instanceID says it as well
        (put("today", "demain"), "", ""),  # `start` says it as well
        (put("guide", "benevoles 1 " + "0" * 64), "answers_other_guide", "csv!E2"),
        (put("guide", "=cmd|' /C calc'!A0"), "answers_other_guide", "csv!E2"),
    ],
)
@pytest.mark.usefixtures("there")
def test_rows_that_cant_be_carried_are_told_by_their_place(cli: Cli, phone: Phone, change, rule, place):
    made, report = brought(cli, rewritten(phone.central([(ONE, TOLD)]), change), "--guide", "2-tout")
    found = [(one["rule"], one["place"]) for one in report["reported"]]
    assert found == ([(rule, place)] if rule else [])
    assert made.code == (3 if rule else 0)
    assert len(report["made"]) == (0 if rule else 1)
    assert not any(name in made.out + made.err for name in ("Marie", "Durand", "demain", "calc"))


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        (("q_place", "11"), "answers_value"),
        (("q_place", CANARY), "answers_value"),
        (("q_heures", "1e400"), "answers_value"),
        (("q_heures", "nan"), "answers_value"),
        (("q_jour", "31/02/2026"), "answers_value"),
        (("-q_role", CANARY), "answers_value"),
        (("q_roles", f"a {CANARY}"), "answers_value"),
        (("r_fin", CANARY), "answers_choice"),
        (("r_notes", "declined"), "answers_reason_beside"),
        (("c_citation", CANARY), "answers_choice"),
        (("language", CANARY), "answers_choice"),
        (("stakeholder", CANARY), "answers_choice"),
        (("wave", f"{CANARY} !"), "answers_wave"),
        (("b_role", CANARY), "answers_value"),
    ],
)
def test_cells_that_cant_be_carried_are_told_and_the_rest_is_carried(there: Path, cli: Cli, phone: Phone, cell, rule):
    made, report = brought(cli, rewritten(phone.central([(ONE, TOLD)]), put(*cell)))
    assert [one["rule"] for one in report["reported"]] == [rule]
    assert (made.code, len(report["made"])) == (3, 1)
    assert CANARY not in made.out + made.err
    said = told(sessions(there)[report["made"][0]])
    same = [part for part in EXPECTED if said[part] == EXPECTED[part]]
    assert len(same) >= len(EXPECTED) - 1


def test_words_after_a_refusal_are_left_out_and_counted(there: Path, cli: Cli, phone: Phone):
    told_anyway = {**TOLD, "c_audio": "no", "q_notes": CANARY}
    made, report = brought(cli, phone.central([(ONE, told_anyway)]))
    assert [one["rule"] for one in report["reported"]] == ["answers_after_refusal"]
    assert report["refused"] == 1
    assert CANARY.encode() not in b"".join(path.read_bytes() for path in (there / "sessions").rglob("*.jsonl"))
    assert CANARY not in made.out + made.err


def test_columns_that_the_form_has_not_are_listed_with_what_they_hold(there: Path, cli: Cli, phone: Phone):
    def more(rows: list[list[str]]) -> None:
        rows[0] += ["ville", ""]
        rows[1] += [CANARY, "", CANARY]

    made, report = brought(cli, rewritten(phone.central([(ONE, TOLD)]), more))
    assert [one["rule"] for one in report["reported"]] == ["answers_beyond", "answers_column_unknown"]
    assert (made.code, len(report["made"])) == (3, 1)
    assert CANARY not in made.out + made.err


def test_two_columns_of_one_field_stop_everything(there: Path, cli: Cli, phone: Phone):
    def twice(rows: list[list[str]]) -> None:
        for row in rows:
            row.append(row[12] if row is not rows[0] else "t_1-debut-q_notes")

    made, report = brought(cli, rewritten(phone.central([(ONE, TOLD)]), twice))
    assert (made.code, report) == (3, {})
    assert re.match(r"csv![A-Z]+1: error: More than one column", made.err)
    assert not sessions(there)


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("", 3, "No column of this file holds the id of a submission"),
        ("nom,prenom\nDurand,Marie\n", 3, "No column of this file holds the id of a submission"),
        ("KEY,nom\nuuid:11111111,Durand\n", 1, "Nothing in the file tells which guide"),
        ("_uuid;ville\n11111111;Lyon\n", 1, "Nothing in the file tells which guide"),
        ("\0\0\0\0", 3, "No column"),
        ("KEY\n", 0, "0 rows = 0 made"),
    ],
)
def test_files_of_others_are_refused_and_nothing_of_them_shown(there: Path, cli: Cli, text: str, code: int, says: str):
    Path("a.csv").write_text(text, encoding="utf-8")
    made = cli("import", "answers", "a.csv")
    assert made.code == code
    assert says in made.err
    assert not any(word in made.err for word in ("Durand", "Marie", "Lyon", "Traceback"))


def test_an_archive_of_odk_central_is_told(there: Path, cli: Cli, phone: Phone):
    with ZipFile("a.csv.zip", "w") as archive:
        archive.writestr("2-tout.csv", phone.central([(ONE, TOLD)]))
    made = cli("import", "answers", "a.csv.zip")
    assert made.code == 3
    assert "Take the .csv file that is named after the form out of it" in made.err
    assert not sessions(there)


def test_the_guide_can_be_told_where_the_file_does_not(there: Path, cli: Cli, phone: Phone):
    without = rewritten(phone.central([(ONE, TOLD)]), lambda rows: [row.__delitem__(4) for row in rows])
    assert brought(cli, without)[0].code == 1
    made, report = brought(cli, without, "--guide", "2-tout", "--dry-run")
    assert (made.code, report["made"], report["dry_run"]) == (0, ["2026-11-30-2-tout-p7kx3"], True)
    assert not sessions(there)
    assert brought(cli, without, "--guide", "benevoles")[0].code == 3
    assert brought(cli, without, "--guide", "2-tout")[1]["made"] == report["made"]


def test_one_file_with_the_same_submission_twice(there: Path, cli: Cli, phone: Phone):
    _made, report = brought(cli, phone.central([(ONE, TOLD), (ONE, TOLD), (TWO, {**TOLD, "code": "p9"})]))
    assert [(one["rule"], one["place"]) for one in report["reported"]] == [
        ("answers_twice", report["reported"][0]["place"])
    ]
    assert report["made"] == ["2026-11-30-2-tout-p7kx3", "2026-11-30-2-tout-p9"]
    assert report["rows"] == 3


def test_a_second_interview_of_the_day_with_the_same_person_has_its_own_session(there: Path, cli: Cli, phone: Phone):
    _made, report = brought(cli, phone.central([(ONE, TOLD), (TWO, TOLD)]))
    run = run_of_submission(TWO)
    assert report["made"] == ["2026-11-30-2-tout-p7kx3", f"2026-11-30-2-tout-p7kx3-{run[:4]}"]


def test_what_was_deleted_does_not_come_back(there: Path, cli: Cli, phone: Phone):
    session = brought(cli, phone.central([(ONE, TOLD)]))[1]["made"][0]
    gone = cli("delete", session, stdin=f"{session}\n")
    assert gone.code == 0
    assert "delete them there too" in gone.err
    made, report = brought(cli, phone.central([(ONE, TOLD), (TWO, {**TOLD, "code": "p9"})]))
    assert [one["rule"] for one in report["reported"]] == ["answers_deleted"]
    assert (made.code, report["made"]) == (3, ["2026-11-30-2-tout-p9"])
    assert cli("doctor").code == 0
    (there / "sessions" / "deleted-submissions.txt").unlink()
    assert brought(cli, phone.central([(ONE, TOLD)]))[1]["made"] == [session]


def test_the_spreadsheet_of_kobotoolbox_is_read_as_its_csv_is(there: Path, cli: Cli, phone: Phone):
    rows = csv.reader(io.StringIO(phone.kobo([(ONE, TOLD), (TWO, REFUSAL)]), newline=""), delimiter=";")
    Path("a.xlsx").write_bytes(xlsx([Sheet("Tout", tuple(map(tuple, rows)))]))
    made = cli("import", "answers", "a.xlsx")
    assert (made.code, made.out.split()) == (0, ["2026-11-30-2-tout-p7kx3", "2026-11-30-2-tout-p2"]), made.err
    assert told(sessions(there)["2026-11-30-2-tout-p7kx3"]) == EXPECTED


# --- a guide that changed since ---

LATER = EVERYTHING.replace("version: 12", "version: 13").replace(
    '- {id: notes, ask: {fr: "Racontez.", en: "Tell me."}',
    '- {id: recit, was: [notes], ask: {fr: "Dites.", en: "Say."}',
)


def test_answers_to_an_older_version_keep_it_where_an_interview_or_git_does(there: Path, cli: Cli, phone: Phone):
    brought(cli, phone.central([(ONE, TOLD)]))
    (there / "guides" / "tout.yaml").write_text(LATER, encoding="utf-8")
    made, report = brought(cli, phone.central([(ONE, TOLD), (TWO, {**TOLD, "code": "p9"})]))
    assert (made.code, report["reported"], report["differing"]) == (0, [], [])
    seen = sessions(there)["2026-11-30-2-tout-p9"]
    assert (seen.version, seen.sha256) == (12, guide_of(EVERYTHING).sha256)
    assert told(seen)["measures"] == EXPECTED["measures"]


def test_answers_to_a_version_that_is_gone_go_to_the_same_ids_and_former_ones(there: Path, cli: Cli, phone: Phone):
    (there / "guides" / "tout.yaml").write_text(LATER, encoding="utf-8")
    made, report = brought(cli, phone.central([(ONE, TOLD)]))
    assert [one["rule"] for one in report["reported"]] == ["answers_other_version"]
    assert made.code == 3
    seen = sessions(there)["2026-11-30-2-tout-p7kx3"]
    assert seen.version == 13
    assert ("recit", WORDS) in [(turn.question, turn.text) for turn in seen.turns]
    _again, report = brought(cli, phone.central([(ONE, TOLD)]))
    assert (report["made"], report["differing"], len(report["there"])) == ([], [], 1)


def test_answers_to_a_guide_that_is_not_here(there: Path, cli: Cli, phone: Phone):
    (there / "guides" / "tout.yaml").unlink()
    made, report = brought(cli, phone.central([(ONE, TOLD)]))
    assert [one["rule"] for one in report["reported"]] == ["answers_no_guide"]
    assert made.code == 3


# --- anything ---

HOSTILE = (
    *("", " ", CANARY, "=1+1", "@x", "\u202e", "\ufeff", "\x1b[31m", "yes", "no", "uuid:1", ONE, "9" * 400, "-1"),
    *(
        "1e999",
        "2026-11-30",
        "0000-00-00",
        "9999-99-99T99:99",
        "benevoles 1 " + "f" * 64,
        "a" * 5000,
        "a b c",
        "[x](y)",
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_stands_in_the_file_the_rows_add_up(tmp_path_factory, data):
    root = tmp_path_factory.mktemp("s")
    (root / "guides").mkdir()
    (root / "guides" / "tout.yaml").write_text(EVERYTHING, encoding="utf-8")
    rows = [list(row) for row in BASE]
    for _change in range(data.draw(st.integers(0, 12))):
        row = data.draw(st.integers(0, len(rows) - 1))
        if not rows[row]:
            continue
        at = data.draw(st.integers(0, len(rows[row]) - 1))
        what = data.draw(st.sampled_from(["put", "cut", "more", "swap", "double"]))
        if what == "put":
            rows[row][at] = data.draw(st.sampled_from(HOSTILE) | st.text(max_size=8))
        elif what == "cut":
            del rows[row][at:]
        elif what == "more":
            rows[row].append(data.draw(st.sampled_from(HOSTILE)))
        elif what == "swap":
            rows[row][at], rows[row][0] = rows[row][0], rows[row][at]
        else:
            rows.append(list(rows[row]))
    book = Book((Sheet("csv", tuple(map(tuple, rows))),), "csv")
    try:
        made = bring(Study(root), book, "2-tout", dry_run=True)
    except InterviewerError as error:
        found = error.problems if isinstance(error, FilesError) else (error.problem,)
    else:
        found = (*made.rows_left, *made.cells_left, *made.columns_left)
        assert made.rows == len(made.made) + len(made.there) + len(made.rows_left)
    for one in found:
        assert CANARY not in place(one)
        assert not re.search("[\x00-\x08\x1b\u202e]", place(one))


BASE = list(csv.reader(io.StringIO(Phone(form(guide_of(EVERYTHING), AROUND)).central([(ONE, TOLD), (TWO, REFUSAL)]))))


def test_a_thousand_submissions_come_in_a_few_seconds(there: Path, cli: Cli, phone: Phone):
    many = [(f"{number:08d}-aaaa-4bbb-8ccc-000000000001", {**TOLD, "code": f"p{number}"}) for number in range(1000)]
    Path("a.csv").write_text(phone.central(many), encoding="utf-8")
    began = monotonic()
    made = cli("import", "answers", "a.csv", "--dry-run", "--json")
    assert (made.code, len(json.loads(made.out)["made"])) == (0, 1000)
    assert monotonic() - began < 20
