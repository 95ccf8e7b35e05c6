"""`interviewer stats`: every number against the plainest counting, and what is said beside the numbers."""

import json
import shutil
from collections.abc import Iterable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.errors import CannotError
from interviewer.export.dialects import read_table
from interviewer.figures.dimensions import dimension
from interviewer.figures.filters import Filters
from interviewer.figures.naming import Known, selection
from interviewer.figures.selection import Selection
from interviewer.figures.stats import Stats, stats
from interviewer.screens.clean import cells
from interviewer.screens.pages.statistics import as_columns
from interviewer.screens.words import use
from interviewer.session import events as e
from interviewer.session.model import SessionView
from interviewer.study.choosing import choose
from interviewer.study.folder import Study
from tests.build import Talk
from tests.conftest import ROOT
from tests.figure_world import OF_TURNS, TREE, counted_for, selections, studies, told, values_of


def count(views: Iterable[SessionView], selection: Selection, by: str, *, roll_up: bool = False) -> Stats:
    return stats(views, selection, TREE, dimension(by, ("age",)), roll_up=roll_up)


@given(studies, selections, st.booleans())
def test_codes_are_counted_as_a_naive_counter_counts_them(views, selection, roll_up):
    """For each code: marks, turns, interviews, people and coders by nested loops over everything."""
    figure = count(views, selection, "code", roll_up=roll_up)
    turns = list(told(views, selection))
    rated = sum(bool(one.rated) for one in turns)
    for row in figure.rows:
        mine = []
        for one in turns:
            mine += [
                (one, mark) for mark, code in one.marks if row.key in counted_for(code, selection, roll_up=roll_up)
            ]
        assert row.marks == len(mine)
        assert row.turns == row.marked == len({(one.view.id, one.turn.id) for one, _ in mine})
        assert row.sessions == len({one.view.id for one, _ in mine})
        assert row.participants == len({one.who for one, _ in mine} - {""})
        assert row.coders == len({mark.coder for _, mark in mine})
        assert row.rated == rated
        assert row.share == (Fraction(row.turns, rated) if rated else None)
    met = {key for one in turns for _, code in one.marks for key in counted_for(code, selection, roll_up=roll_up)}
    assert met <= {row.key for row in figure.rows}


@given(studies, selections, st.sampled_from(OF_TURNS))
def test_groups_are_counted_as_a_naive_counter_counts_them(views, selection, by):
    """For each value of a dimension of turns: all its turns, those rated, those marked."""
    figure = count(views, selection, by)
    turns = list(told(views, selection))
    assert {row.key for row in figure.rows} == {key for one in turns for key in values_of(one, by, selection)}
    for row in figure.rows:
        mine = [one for one in turns if row.key in values_of(one, by, selection)]
        assert row.turns == len(mine)
        assert row.rated == sum(bool(one.rated) for one in mine)
        assert row.marked == sum(bool(one.marks) for one in mine)
        assert row.marks == sum(len(one.marks) for one in mine)
        assert row.sessions == len({one.view.id for one in mine})
        assert row.participants == len({one.who for one in mine} - {""})
        assert row.coders == len({coder for one in mine for coder, _ in one.rated})
        assert row.codes == len({code for one in mine for _, code in one.marks})


@given(studies, selections, st.sampled_from(("coder", "round")))
def test_coders_and_rounds_are_counted_by_what_they_rated(views, selection, by):
    """What a coder passed without a mark counts among the rated, what nobody looked at among none."""
    place = ("coder", "round").index(by)
    figure = count(views, selection, by)
    turns = list(told(views, selection))
    assert {row.key for row in figure.rows} == {pair[place] for one in turns for pair in one.rated}
    for row in figure.rows:
        mine = [one for one in turns if any(pair[place] == row.key for pair in one.rated)]
        marks = [[m for m, _ in one.marks if (m.coder, m.round)[place] == row.key] for one in mine]
        assert (row.turns, row.rated) == (len(mine), len(mine))
        assert (row.marked, row.marks) == (sum(map(bool, marks)), sum(map(len, marks)))


@given(studies, selections)
def test_totals_and_the_work_of_each_coder(views, selection):
    """All turns, those rated, those that several rated, marks without words; per coder and round what is missing."""
    figure = count(views, selection, "code")
    turns = list(told(views, selection))
    assert figure.turns == len(turns)
    assert figure.rated == sum(bool(one.rated) for one in turns)
    assert figure.marked == sum(bool(one.marks) for one in turns)
    assert figure.marks == sum(len(one.marks) for one in turns)
    assert figure.lost == sum(one.lost for one in turns)
    assert figure.doubled == sum(len(one.rated) > 1 for one in turns)
    assert figure.sessions == len({one.view.id for one in turns})
    assert {(w.coder, w.round) for w in figure.work} == {pair for one in turns for pair in one.rated}
    for work in figure.work:
        pair = (work.coder, work.round)
        own = [[m for m, _ in one.marks if (m.coder, m.round) == pair] for one in turns]
        assert work.rated == sum(pair in one.rated for one in turns)
        assert (work.marked, work.marks) == (sum(map(bool, own)), sum(map(len, own)))


@given(studies)
def test_codes_without_marks_are_shown_and_those_no_longer_applied_only_with_marks(views):
    rows = {row.key: row for row in count(views, Selection(), "code").rows}
    assert {"a", "b", "c", "d"} <= rows.keys()
    assert "old" not in rows
    assert all(row.marks for key, row in rows.items() if key in ("gone", "new"))
    assert all(rows[key].status == status for key, status in (("gone", "retired"), ("new", "emergent")) if key in rows)


def test_a_rolled_up_parent_counts_a_turn_once():
    """Two children on one turn: two marks, one turn."""
    talk = Talk()
    turn = talk.say("Un mot. Deux mots.")
    talk.mark(turn, "b", "Un mot.")
    talk.mark(turn, "c", "Deux mots.", 8)
    rows = {row.key: row for row in count([talk.done().view()], Selection(), "code", roll_up=True).rows}
    assert (rows["a"].marks, rows["a"].turns) == (2, 1)
    assert (rows["b"].marks, rows["b"].turns) == (2, 1)
    assert (rows["c"].marks, rows["c"].turns) == (1, 1)


@pytest.fixture
def example(study):
    """The example study, coded by two people."""
    shutil.copytree(ROOT / "sessions", study / "sessions", dirs_exist_ok=True)
    shutil.copy(ROOT / "interviewer.yaml", study)
    return study


def test_json_holds_the_exact_numbers_behind_each_share(cli, example):
    found = json.loads(cli("stats", "--json").out)
    assert found["turns"] > found["marked"] > 0
    for row in found["rows"]:
        assert row["rated_turns"] == found["rated"]
        assert abs(row["share_of_rated"] - row["marked_turns"] / row["rated_turns"]) < 1e-6
    for one in found["coders"]:
        assert one["rated"] + one["missing"] == found["turns"]


def test_codes_of_one_person_are_named_and_never_dropped(cli, example):
    result = cli("stats")
    rows = [line.split("\t") for line in result.out.split("\n")[1:] if line]
    people = result.out.split("\n")[0].split("\t").index("participants")
    single = [row[2] for row in rows if row[people] == "1"]
    assert single
    assert f"Held by one person only, and not less worth for that: {', '.join(single)}." in result.err


def test_csv_goes_through_the_study_s_own_dialect_and_reads_back(cli, example):
    assert cli("stats", "--by", "stakeholder", "--out", "s.csv").code == 0
    dialect, header, rows = read_table((example / "s.csv").read_bytes())
    assert dialect.name == "excel"
    share = header.index("share_of_rated")
    for row in rows:
        part, whole = int(row[header.index("marked_turns")]), int(row[header.index("rated_turns")])
        assert abs(float(row[share]) - part / whole) < 1e-6
    streamed = cli("stats", "--by", "stakeholder", "--out", "-").out
    assert streamed.startswith("dimension,key,label")


def test_a_file_that_is_no_earlier_figure_is_left_alone(cli, example):
    (example / "mine.csv").write_text("my notes\n", encoding="utf-8")
    result = cli("stats", "--out", "mine.csv")
    assert result.code == 1
    assert (example / "mine.csv").read_text(encoding="utf-8") == "my notes\n"
    assert cli("stats", "--out", "guides/s.csv").code == 1
    assert cli("stats", "--out", "s.txt").code == 2


@pytest.mark.parametrize(
    ("filters", "hint"),
    [
        (("--code", "recontre"), "rencontre"),
        (("--stakeholder", "benevole"), None),
        (("--stakeholder", "nobody"), "beneficiaires"),
        (("--coder", "zoe"), "ana"),
        (("--round", "9"), "1"),
        (("--participant", "zz"), "p7kx3"),
        (("--question", "zzz"), "derniere-fois"),
        (("--theme", "zzz"), "accompagnement"),
        (("--guide", "zzz"), "benevoles"),
        (("--where", "zzz=1"), "anciennete"),
        (("--where", "role=zzz"), "accueil"),
    ],
)
def test_a_filter_that_means_nothing_never_looks_like_a_result(cli, example, filters, hint):
    result = cli("stats", *filters)
    if hint is None:
        assert result.code == 0
    else:
        assert (result.code, result.out) == (1, "")
        assert hint in result.err


def test_accents_capitals_and_beginnings_are_understood(cli, example):
    plain = cli("stats", "--code", "demarches").out
    assert cli("stats", "--code", "Démarches").out == plain
    assert cli("stats", "--code", "demar").out == plain
    assert cli("stats", "--stakeholder", "BÉNÉV").out == cli("stats", "--stakeholder", "benevoles").out
    assert cli("stats", "--by", "stake").out == cli("stats", "--by", "stakeholder").out


def test_filters_that_fit_nothing_together_are_an_error(cli, example):
    result = cli("stats", "--stakeholder", "benevoles", "--participant", "pd9wt")
    assert result.code == 1
    assert "fits all filters at once" in result.err


def test_an_empty_and_an_uncoded_study_say_what_to_do_next(cli, study):
    assert "`interviewer run`" in cli("stats").err
    talk = Talk()
    talk.say("Un mot.")
    talk.done().write(study)
    result = cli("stats")
    assert (result.code, result.out) == (0, "")
    assert "`interviewer code --coder ID`" in result.err


def test_an_unknown_dimension_names_what_there_is(cli, example):
    result = cli("stats", "--by", "colour")
    assert result.code == 2
    assert "stakeholder" in result.err
    assert "anciennete" in result.err


def test_marks_that_lost_their_words_are_said_aloud(cli, study):
    talk = Talk()
    turn = talk.say("Un mot de trop.")
    talk.mark(turn, "rencontre", "Un mot")
    talk.mark(turn, "lien", "de trop", 7)
    talk.add(e.Fixed("f" * 16, turn, "Un mot."))
    talk.done().write(study)
    result = cli("stats")
    assert "1 mark is in no figure: its words were corrected away since." in result.err


def test_values_stand_in_the_order_of_people(cli, example):
    found = json.loads(cli("stats", "--by", "anciennete", "--json").out)
    numbers = [float(row["key"]) for row in found["rows"] if row["key"]]
    assert numbers == sorted(numbers)
    assert len(numbers) > 2


def chose(studies: dict[str, str]) -> dict[str, set[str]]:
    """People by choice, read from the exported table alone."""
    found: dict[str, set[str]] = {}
    for person, joined in studies.items():
        for one in joined.split("; "):
            found.setdefault(one, set()).add(person)
    return found


def test_a_choice_takes_everybody_who_has_it_among_theirs(cli, example):
    assert cli("export", "--with-pilots", "--out", "x").code == 0
    _dialect, header, rows = read_table((example / "x/participants.csv").read_bytes())
    place, person = header.index("background_place"), header.index("participant_id")
    by_choice = chose({row[person]: row[place] for row in rows if row[place]})
    assert by_choice["organiser"] == {"pf3xa", "py6cw"}
    for choice, people in by_choice.items():
        figure = json.loads(
            cli("stats", "--where", f"place={choice}", "--by", "participant", "--with-pilots", "--json").out
        )
        assert {row["key"] for row in figure["rows"]} == people
    figure = cli("stats", "--by", "place", "--with-pilots", "--json")
    assert {row["key"]: row["participants"] for row in json.loads(figure.out)["rows"] if row["key"]} == {
        choice: len(people) for choice, people in by_choice.items()
    }
    assert "place: who gave several choices counts under each of them." in figure.err
    assert "counts under each" not in cli("stats", "--by", "anciennete").err


def test_a_shortened_value_is_said_aloud(cli, example):
    short = cli("stats", "--where", "place=org", "--json")
    assert "`--where place=org`: taken as place=organiser." in short.err
    whole = cli("stats", "--where", "place=organiser", "--json")
    assert short.out == whole.out
    assert "taken as" not in whole.err
    assert "taken as" not in cli("stats", "--where", "place=").err


def test_a_number_is_that_number_and_never_the_beginning_of_another(cli, example):
    shutil.rmtree(example / "sessions")  # one interview, of somebody who has been there 14 years
    talk = Talk("2026-05-04-essai-p1")
    talk.fact("anciennete", 14)
    talk.mark(talk.say("Je suis venue.", talk.ask()), "sens", "Je suis")
    talk.done().write(example)
    result = cli("stats", "--where", "anciennete=1")
    assert (result.code, result.out) == (1, "")
    assert "14" in result.err
    assert cli("stats", "--where", "anciennete=14,0").out == cli("stats", "--where", "anciennete=14").out


def filters_meaning(typed: str, *ids: str) -> str:
    there = Known(kinds={**dict.fromkeys(Filters._fields, ()), "round": ids}, facts={}, born={})
    return next(iter(selection(Filters(round=(typed,)), there, TREE).rounds))


def test_numbers_among_ids_are_matched_whole_and_words_by_their_beginning():
    for typed, ids in (("1", ("10", "12")), ("1", ("10",)), ("-1", ("1",)), ("1", ("10-19 ans",)), ("1", ("2 a 10",))):
        with pytest.raises(CannotError):
            filters_meaning(typed, *ids)
    for typed, ids, meant in (
        ("1", ("1", "10"), "1"),
        ("1,5", ("1.5", "15"), "1.5"),
        ("2026", ("2026-05-04", "2027-05-04"), "2026-05-04"),
        ("acc", ("accord", "10"), "accord"),
    ):
        assert filters_meaning(typed, *ids) == meant


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("by", ["code", "stakeholder", "question", "session", "coder", "participant"])
def test_no_line_is_longer_than_the_terminal_and_bars_stay_at_80_columns(example, by, language):
    part = choose(Study(example), Filters())
    figure = stats(part.views, part.selection, part.tree, dimension(by, part.there.facts))
    use(language)
    try:
        for width in (80, 100, 120):
            lines = as_columns(figure, part, width).split("\n")
            assert max(map(cells, lines)) <= width
            assert any("█" in line for line in lines)
    finally:
        use("en")
