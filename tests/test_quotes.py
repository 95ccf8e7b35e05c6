"""`interviewer quotes`: who may be quoted, what stands around the words, and that nothing else gets out."""

import json
import shutil
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.export.dialects import read_table
from interviewer.figures.quoting import Wanted, around, quotes
from interviewer.figures.selection import Selection
from interviewer.session import events as e
from tests.build import Talk, study_of
from tests.conftest import ROOT
from tests.figure_world import NOW, TREE, selections, studies, told

CODES = "codes:\n  - {id: lien, label: Le lien}\n  - {id: dire, label: Un mot à elle, origin: in_vivo}\n"
SECRET = "Rien de ceci ne sort"


@given(studies, selections, st.booleans(), st.booleans())
def test_every_excerpt_is_there_once_and_only_what_may_be_quoted(views, selection, everything, key):
    """By nested loops: each code on each place of each turn once, with all who marked it so."""
    found = quotes(views, selection, TREE, Wanted(everything, key))
    expected: dict[tuple[str, str, str, int, int], set[str]] = {}
    refused, summaries, plain = set(), set(), set()
    for one in told(views, selection):
        agreed = any(c.participant == one.who and c.given for c in one.view.consents)
        for mark, code in one.marks:
            place = (code, one.view.id, one.turn.id, mark.start, mark.end)
            if not everything and one.turn.kind != "verbatim":
                summaries.add(place)
            elif not everything and not agreed:
                refused.add(place)
            elif key:
                plain.add(place)
            else:
                expected.setdefault(place, set()).add(mark.coder)
    shown = {(q.code, q.session, q.turn, q.start, q.end): set(q.coders) for q in found.excerpts}
    assert shown == expected
    assert len(found.excerpts) == len(expected)
    assert (found.refused, found.summaries, found.plain) == (len(refused), len(summaries), len(plain))
    assert all(q.words == q.words.strip("\x00") and q.before + q.words + q.after for q in found.excerpts)
    assert {q.code for q in found.excerpts}.isdisjoint(NOW)


@given(studies)
def test_excerpts_are_together_by_code_and_by_person(views):
    found = quotes(views, Selection(with_pilots=True), TREE, Wanted(everything=True)).excerpts
    order = [(q.code, q.participant) for q in found]
    assert len(dict.fromkeys(order)) == 1 + sum(a != b for a, b in pairwise(order)) or not order


@given(st.text(alphabet="ab .!?…\n«»é\u202f", max_size=40), st.data())
def test_the_context_is_what_really_stands_there(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, after = around(text, start, end)
    assert text[:start].endswith(before)
    assert text[end:].startswith(after)


@pytest.mark.parametrize(
    ("text", "words", "before", "after"),
    [
        ("Un. Deux. Trois. Quatre.", "Deux.", "Un. ", " Trois. "),
        ("Un. Deux et demi, oui. Trois.", "et demi", "Deux ", ", oui. "),
        ("Un. Deux. Trois.", "Un. Deux. Trois.", "", ""),
        ("Un ? « Deux ! » Trois", "« Deux ! »", "Un ? ", " Trois"),
        ("Un\nDeux\nTrois", "Deux", "Un\n", "\nTrois"),
    ],
)
def test_the_sentence_around_or_the_one_beside(text, words, before, after):
    start = text.index(words)
    assert around(text, start, start + len(words)) == (before, after)


def group(*, second: bool) -> Talk:
    """Two people, one of whom may be quoted and, if `second`, the other too; the question was made up on the spot."""
    talk = Talk(people=(("p1", "habitants"), ("p2", "habitants")))
    talk.consent(person="p1")
    talk.consent(person="p2", given=second)
    asked = talk.ask(text="Vous disiez : rien de ceci ?", origin="improvised", question="improvised-1")
    turn = talk.say("Une phrase. Une autre phrase.", asked)
    talk.mark(turn, "lien", "Une phrase.", memo="Comme p2 le dit.")
    talk.mark(turn, "lien", "Une phrase.", coder="ben")
    other = talk.say(SECRET, asked, speaker="p2")
    talk.mark(other, "lien", SECRET)
    summary = talk.say(f"Elle résume : {SECRET}", asked, kind=e.Paraphrase)
    talk.mark(summary, "lien", "Elle résume")
    talk.mark(turn, "dire", "autre", 16)
    return talk.done()


@pytest.fixture
def pair(tmp_path, monkeypatch):
    study_of(tmp_path, group(second=False), codebook=CODES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("shape", [(), ("--json",), ("--out", "q.md"), ("--out", "q.csv"), ("--out", "-")])
def test_no_word_of_who_refused_comes_out_in_any_shape(cli, pair, shape):
    result = cli("quotes", *shape)
    out = result.out + "".join(path.read_text(encoding="utf-8") for path in pair.glob("q.*"))
    assert result.code == 0
    assert "Une phrase." in out
    for word in (SECRET, "Elle résume", "Vous disiez", "Comme p2", "Un mot à elle"):
        assert word not in out + result.err
    assert "Left out: 1 excerpt of people who did not agree" in result.err
    assert "Left out: 1 excerpt of the interviewer's summaries" in result.err
    assert "1 memo on a mark was left out" in result.err
    assert "1 code has a neutral id" in result.err


def test_what_was_asked_on_the_spot_is_shown_where_all_agreed(cli, tmp_path, monkeypatch):
    study_of(tmp_path, group(second=True), codebook=CODES)
    monkeypatch.chdir(tmp_path)
    assert "Vous disiez : rien de ceci ?" in cli("quotes").out


def test_all_shows_everything_and_marks_what_may_not_be_quoted(cli, pair):
    rows = json.loads(cli("quotes", "--all", "--json").out)["excerpts"]
    told_ = {row["excerpt"]: (row["turn_kind"], row["may_quote"]) for row in rows}
    assert told_[SECRET] == ("verbatim", "no")
    assert told_["Elle résume"] == ("paraphrase", "no")
    assert told_["Une phrase."] == ("verbatim", "yes")
    page = cli("quotes", "--all").out
    assert "may not be quoted" in page
    assert "the interviewer's summary, no quotation" in page
    assert "anna: Comme p2 le dit." in page
    assert "“Elle résume”" not in page


def test_the_same_words_of_two_coders_stand_once_with_both(cli, pair):
    rows = json.loads(cli("quotes", "lien", "--json").out)["excerpts"]
    assert [(row["excerpt"], row["coders"]) for row in rows] == [("Une phrase.", "anna; ben")]


def test_a_damaged_interview_quotes_nobody(cli, pair):
    path = next(pair.glob("sessions/*/2026*.jsonl"))
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:3], b'{"~q":9', *lines[4:]]))
    result = cli("quotes")
    assert result.code == 3
    assert "Une phrase." not in result.out
    assert "`interviewer doctor`" in result.err


def test_key_quotations_alone_and_else_first(cli, tmp_path, monkeypatch):
    talk = Talk()
    talk.consent()
    plain, starred = talk.say("La première."), talk.say("La seconde.")
    talk.mark(plain, "lien", "La première.")
    talk.mark(starred, "lien", "La seconde.")
    talk.add(e.Starred("5" * 16, starred))
    study_of(tmp_path, talk.done(), codebook=CODES)
    monkeypatch.chdir(tmp_path)
    words = [row["excerpt"] for row in json.loads(cli("quotes", "--json").out)["excerpts"]]
    assert words == ["La seconde.", "La première."]
    only = cli("quotes", "--key", "--json")
    assert [row["excerpt"] for row in json.loads(only.out)["excerpts"]] == ["La seconde."]
    assert "Left out by `--key`: 1 excerpt" in only.err


def test_markdown_shows_words_as_they_were_typed(cli, tmp_path, monkeypatch):
    talk = Talk()
    talk.consent()
    turn = talk.say("# <b>*gras*</b> \x1b[31m\n- liste")
    talk.mark(turn, "lien", "# <b>*gras*</b> \x1b[31m\n- liste")
    study_of(tmp_path, talk.done(), codebook=CODES)
    monkeypatch.chdir(tmp_path)
    out = cli("quotes").out
    assert "\x1b" not in out
    assert r"\<b\>\*gras\*\</b\>" in out


def test_formulas_are_guarded_for_a_spreadsheet(cli, tmp_path, monkeypatch):
    talk = Talk()
    talk.consent()
    talk.mark(talk.say("=1+1"), "lien", "=1+1")
    study_of(tmp_path, talk.done(), codebook=CODES, settings="export: excel\n")
    monkeypatch.chdir(tmp_path)
    result = cli("quotes", "--out", "q.csv")
    assert "1 cell was guarded" in result.err
    data = (tmp_path / "q.csv").read_bytes()
    assert b'"\'=1+1"' in data
    _, header, rows = read_table(data)
    assert rows[0][header.index("excerpt")] == "=1+1"


def test_an_older_page_is_replaced_and_nothing_else(cli, study):
    shutil.copytree(ROOT / "sessions", study / "sessions", dirs_exist_ok=True)
    assert [cli("quotes", "--out", "q.md").code for _ in range(2)] == [0, 0]
    (study / "notes.md").write_text("mine", encoding="utf-8")
    assert cli("quotes", "--out", "notes.md").code == 1
    assert (study / "notes.md").read_text(encoding="utf-8") == "mine"


def test_a_code_that_is_none_is_an_error(cli, pair):
    result = cli("quotes", "zzz")
    assert (result.code, result.out) == (1, "")
    assert "lien" in result.err
