"""`interviewer saturation`: the interviews that count, their order, groups, sets of codes, and what is said beside it."""

import csv
import io
import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.coding.model import Code, Codebook
from interviewer.coding.tree import CodeTree
from interviewer.errors import UsageError
from interviewer.figures.code_bearing import Bearing, bearing, code_sets, share
from interviewer.figures.dimensions import dimension
from interviewer.figures.selection import LIVE_CODER, Selection
from interviewer.guide.model import Text
from interviewer.report.curve_svg import Panel, Words, curves_svg, held
from interviewer.session import events as e
from tests.build import Talk
from tests.conftest import Cli

ROOT = Path(__file__).resolve().parent.parent
TREE = CodeTree(Codebook((Code("lien", Text({})), Code("rencontre", Text({}), parent="lien", groups=("a", "b")))))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def example(study):
    """The example study, coded by two people."""
    shutil.copytree(ROOT / "sessions", study / "sessions", dirs_exist_ok=True)
    shutil.copy(ROOT / "interviewer.yaml", study)
    return study


def talk(
    name: str,
    marks: Sequence[str] = (),
    *,
    coder: str = "anna",
    group: str = "habitants",
    held_on: str = "2026-05-04",
    passed: int = 1,
) -> Talk:
    """An interview of two turns, the first with these marks, so many of them passed by the coder."""
    made = Talk(name, people=(("p1", group),), held_on=held_on)
    turns = [made.say("une chose"), made.say("une autre")]
    for code in marks:
        made.mark(turns[0], code, "une", coder=coder)
    for turn in turns[:passed]:
        made.add(e.Seen(made._id(), turn, coder))
    return made.done()


def of(*talks: Talk, by: str = "", selection: Selection | None = None, roll_up: bool = False) -> Bearing:
    group = dimension(by, []) if by else None
    return bearing([one.view() for one in talks], selection or Selection(), TREE, group, roll_up=roll_up)


# --- which interviews count ---


def test_an_interview_nobody_has_coded_is_left_out_and_one_without_codes_counts():
    found = of(talk("s1", ["x"]), talk("s2", passed=0), talk("s3"))
    assert found.groups == {"": {"s1": {"x"}, "s3": frozenset()}}
    assert (found.uncoded, found.partly) == (("s2",), ("s1", "s3"))


def test_a_code_given_in_the_interview_is_no_coding_but_counts_where_a_coder_has_come_by():
    live = talk("s1", ["x"], coder=LIVE_CODER, passed=0)
    assert of(live).uncoded == ("s1",)
    assert of(live, selection=Selection(coders=frozenset({LIVE_CODER}))).groups == {"": {"s1": {"x"}}}
    both = talk("s2", ["x"], coder=LIVE_CODER, passed=0)
    both.add(e.Seen(both._id(), both.view().turns[1].id, "anna"))
    assert of(both).groups == {"": {"s2": {"x"}}}


def test_groups_of_turns_and_of_coders():
    found = of(talk("s1", ["x"], group="g1"), talk("s2", ["y"], group="g2"), by="stakeholder")
    assert found.groups == {"g1": {"s1": {"x"}}, "g2": {"s2": {"y"}}}
    assert of(talk("s1", ["x"]), talk("s2", ["y"], coder="ben"), by="coder").groups == {
        "anna": {"s1": {"x"}},
        "ben": {"s2": {"y"}},
    }
    with pytest.raises(UsageError, match="saturation_by_code"):
        of(talk("s1"), by="code")


def test_a_group_without_a_rated_turn_is_no_group_of_that_interview():
    made = Talk("s1", people=(("p1", "g1"), ("p2", "g2")))
    first, second = made.say("une chose", speaker="p1"), made.say("autre", speaker="p2")
    made.mark(first, "x", "une")
    made.mark(second, "y", "autre", coder=LIVE_CODER)
    assert of(made.done(), by="stakeholder").groups == {"g1": {"s1": {"x"}}}


def test_rolled_up_the_codes_above_count_too():
    assert of(talk("s1", ["rencontre"]), roll_up=True).groups == {"": {"s1": {"lien", "rencontre"}}}


def test_marks_whose_words_are_gone_are_counted_aloud_and_bear_nothing():
    made = Talk("s1")
    turn = made.say("une chose")
    made.mark(turn, "x", "une")
    made.add(e.Fixed(made._id(), turn, "autre", "misheard"))
    found = of(made.done())
    assert (found.groups, found.lost) == ({"": {"s1": frozenset()}}, 1)


def test_sets_of_codes():
    assert code_sets("all", TREE)("x") == ("",)
    assert code_sets("group", TREE)("rencontre") == ("a", "b")
    assert code_sets("group", TREE)("lien") == code_sets("group", TREE)("x") == ("",)
    assert (code_sets("origin", TREE)("lien"), code_sets("origin", TREE)("x")) == (("a_priori",), ("emergent",))
    assert code_sets("branch", TREE)("rencontre") == ("lien",)
    with pytest.raises(UsageError, match="saturation_unknown_sets"):
        code_sets("colour", TREE)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("5%", "1/20"), ("5 %", "1/20"), ("0", "0"), ("0,05", "1/20"), ("1/20", "1/20"), ("2.5%", "1/40"), ("0%", "0")],
)
def test_thresholds_are_exact(typed, value):
    assert share(typed) == Fraction(value)


@pytest.mark.parametrize("typed", ["5", "", "%", "-1%", "100%", "1/0", "nan", "inf", "cinq", "1e400"])
def test_what_is_no_threshold_is_refused(typed):
    with pytest.raises(UsageError, match="saturation_threshold"):
        share(typed)


# --- the example study ---


def naively(cli: Cli, group: str = "") -> tuple[list[str], list[int]]:
    """Codes of each coded interview by date, from the exported tables and nothing else."""
    rows = csv.DictReader(io.StringIO(cli("export", "--out", "-").out))
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if group in ("", row["stakeholder"]):
            found.setdefault((row["interview_date"], row["session_id"]), set()).update(filter(None, [row["code_id"]]))
    known: set[str] = set()
    new = []
    for key in sorted(found):
        new.append(len(found[key] - known))
        known |= found[key]
    return [name for _day, name in sorted(found)], new


def test_the_example_study_has_the_figure_of_a_naive_counter(example, cli):
    line = json.loads(cli("saturation", "--json").out)["lines"][0]
    assert (line["interviews"], line["new_codes"]) == naively(cli)
    assert [one["saturation"] for one in line["results"]] == ["4+2", "4+2"]
    orders = line["results"][0]["other_orders"]
    assert (orders["orders"], orders["every_order"]) == (5040, True)


def test_groups_of_the_example_study_have_the_figures_of_a_naive_counter(example, cli):
    for line in json.loads(cli("saturation", "--json", "--by", "stakeholder").out)["lines"]:
        assert (line["interviews"], line["new_codes"]) == naively(cli, line["group"])


def test_filters_apply_to_interviews_codes_and_coders(example, cli):
    line = json.loads(cli("saturation", "--json", "--guide", "benevoles", "--code", "lien", "--coder", "ben").out)
    assert line["lines"][0]["interviews"] == ["2026-03-12-benevoles-p7kx3", "2026-09-17-benevoles-p7kx3"]
    assert line["lines"][0]["total_codes"][-1] <= 4
    assert line["lines"][0]["results"][0]["why_not"] == "too_few"


def test_the_page_has_table_curve_and_what_it_is_not(example, cli):
    from interviewer.figures.filters import Filters
    from interviewer.screens.pages import saturated
    from interviewer.screens.pages.saturating import Wish, figure
    from interviewer.study.choosing import choose
    from interviewer.study.opening import find_study

    study = find_study()
    wish = Wish(4, 2, ("5%",), "all", "", "date", False, 1)
    page = saturated.as_page(figure(study, choose(study, Filters()), wish), 80)
    assert max(map(len, page.split("\n"))) <= 80
    assert "5  2026-07-02-partenaires-pc3ny      7      0    19      5–6  0       0.0%" in page
    assert "At 5%: 4+2. Behind 4 interviews, the next 2 bring 0.0% of the base (0 of 19)." in page
    assert "In all 5,040 orders of these interviews it lies from 4+2 to 5+2" in page
    said = cli("saturation").err
    assert "it doesn't say that nothing is left to hear" in said
    assert "Order of the interviews: by date." in said
    assert "coded in part only" not in said


def test_the_table_has_a_row_for_each_interview_of_each_line(example, cli):
    rows = list(csv.DictReader(io.StringIO(cli("saturation", "--codes", "origin", "--out", "-").out)))
    assert len(rows) == 3 * 7
    assert [row["code_set"] for row in rows[::7]] == ["a_priori", "emergent", "in_vivo"]
    assert {row["saturation"] for row in rows[:7]} == {"5%: 4+2; 0%: 4+2"}
    assert cli("saturation", "--out", "x.csv").code == 0
    assert (example / "x.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert cli("saturation", "--out", "x.csv").code == 0


def test_a_file_orders_the_interviews_and_those_it_leaves_out_are_counted(example, cli):
    ids = [path.name for path in sorted((example / "sessions").iterdir())]
    (example / "order.csv").write_text("session_id;why\n" + "\n".join(f"{one};x" for one in reversed(ids[2:])) + "\n")
    made = cli("saturation", "--order", "order.csv", "--json")
    line = json.loads(made.out)["lines"][0]
    assert line["interviews"] == ids[:1:-1]
    assert "1 coded interview is left out, because the file doesn't name it." in made.err


def test_what_is_wrong_in_an_order_is_placed_and_not_repeated(example, cli):
    ids = [path.name for path in sorted((example / "sessions").iterdir())]
    (example / "order.txt").write_text(f"# by hand\n{ids[1]}\nMadame Dupont\n{ids[1]}\n2026\n")
    made = cli("saturation", "--order", "order.txt")
    assert made.code == 3
    assert "order.txt:3:1: error: This line names no interview of this study." in made.err
    assert f"order.txt:4:1: error: The interview {ids[1]} stands here for the second time" in made.err
    assert "order.txt:5:1: error: This line can mean several interviews." in made.err
    assert "Dupont" not in made.err
    (example / "order.txt").write_bytes(b"2026\n\xff")
    assert "order.txt:2:1: error: This is not UTF-8 text." in cli("saturation", "--order", "order.txt").err
    (example / "order.txt").write_text("# nothing\n")
    assert "names no interview" in cli("saturation", "--order", "order.txt").err
    assert cli("saturation", "--order", "none.txt").code == 1


def test_the_order_of_coding_is_that_of_the_coders_files(example, cli):
    first = max((example / "sessions").iterdir())
    for path in first.glob("marks.ana.*"):
        path.rename(path.with_name(path.name.replace("20261012T09", "20261011T09")))
    made = cli("saturation", "--order", "coded", "--json")
    assert json.loads(made.out)["lines"][0]["interviews"][0] == first.name
    assert "Some were first coded in the same second" in made.err


def test_nothing_coded_yet_is_said(study, cli):
    assert "No interviews yet." in cli("saturation").err
    talk("2026-05-04-essai-p1", passed=0).write(study)
    made = cli("saturation")
    assert (made.code, made.out) == (0, "")
    assert "Nothing is coded yet." in made.err


def test_the_same_study_gives_the_same_bytes(study, cli):
    for n in range(9):
        talk(f"2026-05-{n + 10}-essai-p{n}", [f"c{n % 4}", f"d{n}"], held_on=f"2026-05-{n + 10}").write(study)
    first = cli("saturation", "--json", "--svg", "a.svg").out
    assert cli("saturation", "--json", "--svg", "b.svg").out == first
    assert (study / "a.svg").read_bytes() == (study / "b.svg").read_bytes()
    assert json.loads(first)["lines"][0]["results"][0]["other_orders"]["orders"] == 10_001


def test_what_people_typed_does_nothing_to_the_terminal_nor_to_the_picture(study, cli):
    from interviewer.figures.filters import Filters
    from interviewer.screens.clean import DANGER
    from interviewer.screens.pages import saturated
    from interviewer.screens.pages.saturating import Wish, figure
    from interviewer.study.choosing import choose
    from interviewer.study.opening import find_study

    for n, job in enumerate(("\x1b[31mrouge\u202e", "<script>&\n]]>", "=1+1")):
        made = Talk(f"2026-05-{n + 10}-essai-p1", held_on=f"2026-05-{n + 10}")
        made.fact("metier", job)
        made.mark(made.say("une chose"), "x", "une")
        made.done().write(study)
    where = find_study()
    for filters in (Filters(), Filters(where=("metier=1+1",))):
        part = choose(where, filters)
        page = saturated.as_page(figure(where, part, Wish(1, 1, ("0",), "all", "metier", "date", False, 1)), 80)
        assert not DANGER.search(page)
        assert all(len(line) <= 80 for line in page.split("\n"))
    picture = saturated.as_svg(
        figure(where, choose(where, Filters()), Wish(1, 1, ("0",), "all", "metier", "date", False, 1))
    )
    headings = [node.text for node in ET.fromstring(picture).iter(f"{SVG}text") if node.get("y") == "16"]
    assert headings == ["\ufffd[31mrouge\u202e", "<script>&\n]]>", "=1+1"]
    assert "<script" not in picture
    assert cli("saturation", "--by", "metier", "--svg", "x.svg", "--out", "x.csv").code == 0
    headings = [node.text for node in ET.parse(study / "x.svg").iter(f"{SVG}text") if node.get("y") == "16"]
    assert headings == ["[…]"]  # words of people don't leave in a picture
    assert "rouge" not in (study / "x.csv").read_text(encoding="utf-8")


# --- the picture ---


def test_a_picture_replaces_its_like_and_no_other_file(example, cli):
    assert cli("saturation", "--svg", "x.svg").code == 0
    assert cli("saturation", "--svg", "x.svg").code == 0
    (example / "mine.svg").write_text("<svg>mine</svg>")
    assert cli("saturation", "--svg", "mine.svg").code == 1
    assert (example / "mine.svg").read_text() == "<svg>mine</svg>"
    assert cli("saturation", "--svg", "x.png").code == 2
    assert cli("saturation", "--svg", "sessions/x.svg").code == 1


def test_the_picture_has_a_panel_for_each_group_and_reaches_nowhere(example, cli):
    cli("saturation", "--by", "stakeholder", "--svg", "x.svg")
    text = (example / "x.svg").read_text(encoding="utf-8")
    tree = ET.fromstring(text)
    assert len(tree.findall(f"{SVG}g")) == 5
    assert "prefers-color-scheme:dark" in text
    assert not any(word in text.replace('xmlns="http://www.w3.org/2000/svg"', "") for word in ("http", "url(", "href"))


@given(st.text(), st.lists(st.integers(0, 500), max_size=60), st.none() | st.integers(0, 60))
def test_any_words_and_numbers_make_a_picture_that_can_be_read(words, added, at):
    total = [sum(added[: n + 1]) for n in range(len(added))]
    made = curves_svg(Words(words, words, words, words, words), [Panel(words, words, total, added, at)])
    tree = ET.fromstring(made.encode("utf-8"))
    title = tree.find(f"{SVG}title")
    assert title is not None
    assert (title.text or "").replace("\r", "\n") == held_back(words)
    assert len(tree.findall(f"{SVG}g/{SVG}rect[@class='bar']")) == sum(map(bool, added)) + 1


def held_back(words: str) -> str:
    """What is left of the words in an XML file: line ends become newlines, what XML lacks a sign."""
    from html import unescape

    return unescape(held(words)).replace("\r\n", "\n").replace("\r", "\n")
