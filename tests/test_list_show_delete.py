"""What the study holds, what was said, and getting rid of it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from interviewer.errors import CannotError
from interviewer.screens.clean import DANGER, cells
from interviewer.screens.labels import label
from interviewer.screens.pages.listing import as_columns
from interviewer.screens.pages.page import Block, Fact, Note, Title, Words, as_markdown, as_text, escaped
from interviewer.screens.pages.table import table, tsv
from interviewer.screens.words import _, use
from interviewer.session.folder import fallback_roots
from interviewer.session.journal import Journal
from interviewer.study.erase import erase
from interviewer.study.folder import resolve
from interviewer.study.opening import find_study
from interviewer.study.overview import Summary

GUIDE = """\
guide: petit
version: 2
title: Un petit guide
language: fr
stakeholders: [benevoles]
consent:
  - {id: notes, for: notes, ask: "Puis-je noter ?", required: true}
themes:
  - id: debut
    title: Le début
    questions:
      - id: venue
        ask: Comment êtes-vous venue ?
        must: true
        probes: ["Avec qui ?"]
      - id: suite
        ask: Et ensuite ?
        must: true
  - id: fin
    title: La fin
    questions:
      - id: bilan
        ask: Que retenez-vous ?
        must: true
      - id: place
        ask: "De 0 à 10, votre place ?"
        scale: {from: 0, to: 10}
        indicator: place
"""
SCRIPT = """\
oui
Par ma *voisine*, [rires] un soir.
/star
/probe 1
Avec elle.
/next
/skip declined trop tôt
/obs Elle regarde par la fenêtre.
/done
"""


@pytest.fixture
def hold(study, cli):
    """Hold a small interview with the script that is given; returns its id."""
    (study / "guides" / "petit.yaml").write_text(GUIDE, encoding="utf-8")

    def held(script=SCRIPT, participant="p7kq3"):
        result = cli("run", "petit", "--participant", participant, "--held-on", "2026-11-20", stdin=script)
        assert result.code == 0, result.err
        return result.out.strip()

    return held


def test_an_empty_study_says_so_on_stderr(cli, study):
    result = cli("list")
    assert (result.code, result.out) == (0, "")
    assert "No interviews yet" in result.err


def test_an_empty_study_is_an_empty_list_for_programs(cli, study):
    assert json.loads(cli("list", "--json").out) == []


def test_outside_a_study_list_says_what_to_do(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = cli("list")
    assert result.code == 1
    assert "`interviewer init`" in result.err


def test_through_a_pipe_the_list_is_tab_separated_with_a_row_for_each_session(cli, hold):
    first, second = hold(), hold(participant="p4xwa")
    rows = [line.split("\t") for line in cli("list").out.splitlines()]
    assert {len(row) for row in rows} == {14}
    named = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [row["session_id"] for row in named] == sorted([first, second])
    facts = {"interview_date": "2026-11-20", "guide_id": "petit", "answered": "1", "questions": "4", "open_musts": "1"}
    assert {name: named[1][name] for name in facts} == facts
    assert named[1]["participants"] == "p7kq3"


def test_for_programs_the_list_is_json(cli, hold):
    session = hold()
    [row] = json.loads(cli("list", "--json").out)
    assert (row["session_id"], row["participants"], row["turns"], row["uncoded"]) == (session, ["p7kq3"], 2, 2)


def test_alone_in_a_study_with_interviews_it_names_the_one_to_finish(cli, hold):
    session = hold()
    assert f"`interviewer run --resume {session}`" in cli().out


@pytest.mark.parametrize("name", ["2026-11-20-petit-p7kq3", "2026", "p7kq", "P7KQ3", "petit-p7"])
def test_an_interview_is_named_by_its_id_its_beginning_or_a_pseudonym(name, cli, hold):
    hold()
    assert cli("show", name).code == 0


def test_a_name_that_fits_several_lists_them():
    with pytest.raises(CannotError) as caught:
        resolve("2026", ["2026-01-01-a-p1", "2026-01-02-a-p2"])
    assert caught.value.problem.facts()["candidates"] == "2026-01-01-a-p1, 2026-01-02-a-p2"


def test_a_name_that_fits_nothing_is_said(cli, hold):
    hold()
    result = cli("show", "zzz")
    assert result.code == 1
    assert "No interview of this study is called “zzz”" in result.err


def test_the_transcript_follows_the_order_asked(cli, hold):
    hold()
    lines = [line.strip() for line in cli("show", "p7").out.splitlines()]
    order = [
        "Un petit guide",
        "Guide: petit, version 2",
        "Held on: 2026-11-20, typed up afterwards",
        "Participant: p7kq3 (benevoles)",
        "Consent: notes (yes)",
        "Le début",
        "* Comment êtes-vous venue ? [venue]",
        "Par ma *voisine*, [rires] un soir.",
        "Probe: Avec qui ?",
        "Avec elle.",
        "* Et ensuite ? [suite]",
        "No answer: declined (trop tôt)",
        "Elle regarde par la fenêtre.",
        "Not asked",
        "place: De 0 à 10, votre place ?",
    ]
    assert [line for line in lines if line in order] == order
    assert any("p7kq3 · verbatim · ★ · " in line for line in lines)


def test_choices_are_shown_by_their_words_and_kept_by_their_ids(cli, study):
    options = "choices: {rue: Dans la rue, local: Au local, seuil: Sur le seuil}"
    asked = f'      - id: lieu\n        ask: "Où ?"\n        {options}\n'
    sheet = f'background:\n  - id: role\n    ask: "Rôle ?"\n    {options}\n'
    (study / "guides" / "petit.yaml").write_text(GUIDE.replace("  - id: fin\n", asked + "  - id: fin\n") + sheet)
    script = "oui\nDes mots.\n/next\nAprès.\n/next\nlocal, rue\n/done\nseuil\n\n\n\n"
    made = cli("run", "petit", "--participant", "p7kx3", stdin=script)
    assert made.code == 0, made.err
    for words in ((), ("--markdown",)):
        shown = cli("show", "p7kx3", *words).out
        assert "Sur le seuil" in shown
        assert "Au local, Dans la rue" in shown
        assert "local, rue" not in shown
    told = json.loads(cli("show", "p7kx3", "--json").out)
    assert [fact["value"] for fact in told["background"]] == [["seuil"]]
    assert [value["value"] for value in told["measures"]] == [["local", "rue"]]


def test_the_transcript_is_whole_as_json(cli, hold):
    session = hold()
    view = json.loads(cli("show", session, "--json").out)
    assert view["id"] == session
    assert [turn["text"] for turn in view["turns"]][:2] == ["Par ma *voisine*, [rires] un soir.", "Avec elle."]
    assert view["coverage"] == {"venue": "answered", "suite": "declined", "bilan": "not_asked", "place": "not_asked"}


def test_json_and_markdown_at_once_is_a_mistake_of_usage(cli, hold):
    hold()
    assert cli("show", "p7", "--json", "--markdown").code == 2


def test_the_transcript_as_markdown_escapes_what_markdown_would_eat(cli, hold):
    hold()
    out = cli("show", "p7", "--markdown").out
    assert out.startswith("# Un petit guide\n\n- Interview: ")
    assert r"> Par ma \*voisine\*, \[rires\] un soir." in out


def test_hostile_words_reach_the_terminal_as_visible_marks(cli, hold):
    hold("oui\n\x1b]0;owned\x07 \u202etxt \x9b31m\n/done\n")
    for shape in ([], ["--markdown"], ["--json"]):
        assert not DANGER.search(cli("show", "p7", *shape).out)
    view = json.loads(cli("show", "p7", "--json").out)
    assert view["turns"][0]["text"] == "\x1b]0;owned\x07 \u202etxt \x9b31m"


def shown_by_a_reader(markdown: str) -> str:
    """The words that a reader of CommonMark shows: a hard break is a line break, a new paragraph an empty line."""
    paragraphs = []
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type == "inline":
            breaks = {"hardbreak": "\n", "softbreak": "<soft>"}
            children = token.children or []
            paragraphs.append("".join(breaks.get(child.type, child.content) for child in children))
    return "\n\n".join(paragraphs)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")))
@example("1. un\n- deux\n# trois\n> quatre\n    cinq\n---\n===\n```\n<b>&amp; `x` ~~y~~ | a\\\nfin\\")
@example("  bord \t\n\n\n\xa0fin\u3000\n+ x\n12) y\n![a](b) <http://c.d> __e__")
def test_markdown_shows_every_word_as_it_was_typed(text):
    from interviewer.screens.clean import clean

    typed = "\n\n".join(part.strip("\n") for part in clean(text).split("\n\n") if part.strip("\n"))
    assert shown_by_a_reader(as_markdown([Words("p1", text)])).removeprefix("p1").strip("\n") == typed


def test_a_line_of_the_list_of_facts_stays_in_its_list():
    assert as_markdown([Fact("a", "b\n- c"), Fact("d", "e"), Note("n")]) == "- a: b\\\n  \\- c\n- d: e\n\nn\n"


def test_text_wraps_to_the_terminal_and_keeps_its_words():
    blocks: list[Block] = [
        Title(1, "Titre"),
        Words("p1", "mot " * 60),
        Note("note " * 30),
        Title(3, "question " * 20, "id"),
    ]
    lines = as_text(blocks, 40).split("\n")
    assert max(map(cells, lines)) <= 40
    assert " ".join(lines).split().count("mot") == 60


def test_escaping_leaves_plain_prose_alone():
    assert escaped("Je suis venue, un soir (tard) : « oui » !") == "Je suis venue, un soir (tard) : « oui » !"


@given(
    st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40)), max_size=4),
    st.integers(30, 120),
)
def test_a_table_fits_its_width_and_has_a_line_for_each_row(rows, width):
    lines = table(("one", "two", "three"), rows, width).split("\n")
    assert len(lines) == len(rows) + 1
    assert max(map(cells, lines)) <= width


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_tab_separated_values_have_a_line_for_each_row_whatever_the_cells_hold(rows):
    lines = tsv(("one", "two"), rows).split("\n")
    assert [line.count("\t") for line in lines] == [1] * (len(rows) + 1)


def test_a_cut_cell_keeps_beginning_and_end():
    assert table(("name", "x"), [("2026-11-23-benevoles-p7kq", "1")], 20).split("\n")[1].startswith("2026-11-")


def test_delete_shows_the_files_and_deletes_when_the_id_is_typed_again(cli, hold, study):
    session, other = hold(), hold(participant="p4xwa")
    result = cli("delete", "p7kq", stdin=f"{session}\n")
    assert result == (0, f"Deleted: {session}\n", result.err)
    assert f"    sessions/{session}\n        {session}." in result.err
    assert sorted(os.listdir(study / "sessions")) == [other, "deleted-interviews.txt"]


@pytest.mark.parametrize("typed", ["no\n", "p7kq3\n", "\n"])
def test_delete_keeps_everything_when_the_id_is_another(typed, cli, hold, study):
    session = hold()
    assert cli("delete", session, stdin=typed).code == 1
    assert cli("show", session).code == 0


def test_delete_keeps_everything_when_the_input_ends(cli, hold):
    session = hold()
    assert cli("delete", session).code == 130
    assert cli("show", session).code == 0


def test_delete_takes_fallback_copies_along(cli, hold, study, tmp_path, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_SPARE", str(tmp_path / "spare"))
    session = hold()
    [segment] = (study / "sessions" / session).iterdir()
    copies = [place / session for place in fallback_roots(study)]
    for folder in copies:
        folder.mkdir(parents=True)
        (folder / segment.name).write_bytes(segment.read_bytes())
    (tmp_path / "spare" / "mine.txt").write_text("not of a session", encoding="utf-8")
    assert cli("delete", session, stdin=session).code == 0
    assert not [folder for folder in copies if folder.exists()]
    assert (tmp_path / "spare" / "mine.txt").exists()


def test_a_session_that_only_a_fallback_folder_holds_is_listed(cli, hold, study):
    session = hold()
    [fallback] = fallback_roots(study)
    fallback.mkdir(parents=True)
    (study / "sessions" / session).rename(fallback / session)
    assert session in cli("list").out


@pytest.mark.parametrize(("stream", "coder"), [("session", ""), ("marks", "ana"), ("draft", "")])
def test_delete_refuses_while_another_window_has_the_interview_open(stream, coder, cli, hold, study):
    session = hold()
    with Journal([study / "sessions" / session], session, "k" * 16, stream=stream, coder=coder):
        refused = cli("delete", session, stdin=session)
        assert (refused.code, refused.out) == (1, "")
        assert f"{session} is open in another window" in refused.err
        assert (study / "sessions" / session).is_dir()
    assert cli("delete", session, stdin=session).code == 0


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights that bind need a plain POSIX user")
@pytest.mark.parametrize("locked", ["sessions", "sessions/{session}"])
def test_delete_takes_no_copy_away_when_the_study_can_not_be_changed(locked, cli, hold, study):
    session = hold()
    own = study / "sessions" / session
    [copies] = [place / session for place in fallback_roots(study)]
    shutil.copytree(own, copies)
    place = study / locked.format(session=session)
    place.chmod(0o500)
    try:
        refused = cli("delete", session, stdin=session)
    finally:
        place.chmod(0o700)
    assert (refused.code, refused.out) == (1, "")
    assert "nothing was deleted" in refused.err
    assert len(os.listdir(own)) == len(os.listdir(copies)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a mount point is made otherwise")
def test_delete_takes_no_copy_away_when_its_own_folder_stays(tmp_path, monkeypatch):
    """What can't be deleted although its rights allow it: the folder that the process stands on (`.`)."""
    own, copy = tmp_path / "own", tmp_path / "copy"
    for folder in (own, copy):
        folder.mkdir()
        (folder / "a.jsonl").write_bytes(b"x")
    monkeypatch.chdir(own)
    with pytest.raises(CannotError) as refused:
        erase([Path(), copy])
    assert refused.value.problem.rule == "not_all_deleted"
    assert (copy / "a.jsonl").exists()


def test_delete_says_what_git_still_holds(cli, hold, study):
    session = hold()
    for words in (["init", "-q"], ["add", "-Af"], ["commit", "-qm", "words"]):
        subprocess.run(["git", *words], check=True, cwd=study)
    assert "Git's history still holds it" in cli("delete", session, stdin=session).err


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_delete_never_follows_a_link_out_of_the_study(cli, hold, study, tmp_path):
    session = hold()
    (study / "sessions" / session).rename(tmp_path / "elsewhere")
    (study / "sessions" / session).symlink_to(tmp_path / "elsewhere")
    assert cli("delete", session, stdin=session).code == 1
    assert len(os.listdir(tmp_path / "elsewhere")) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_delete_leaves_what_a_link_inside_a_session_leads_to(cli, hold, study, tmp_path):
    session = hold()
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").write_text("mine", encoding="utf-8")
    (study / "sessions" / session / "link").symlink_to(tmp_path / "kept")
    assert cli("delete", session, stdin=session).code == 0
    assert (tmp_path / "kept" / "file").exists()


def test_a_damaged_session_is_shown_with_what_can_be_read_and_exit_code_3(cli, hold, study):
    session = hold()
    [segment] = (study / "sessions" / session).iterdir()
    data = segment.read_bytes()
    segment.chmod(0o600)
    segment.write_bytes(data.replace(b"voisine", b"voisinf"))
    result = cli("show", session)
    assert result.code == 3
    assert "Avec elle." in result.out
    assert segment.name in result.err
    assert cli("list").code == 3


def test_junk_beside_sessions_is_no_session(study):
    (study / "sessions" / "notes").mkdir()
    (study / "sessions" / "notes" / "a.txt").write_text("x", encoding="utf-8")
    (study / "sessions" / ".DS_Store").write_bytes(b"")
    (study / "sessions" / "file.jsonl").write_bytes(b"")
    assert find_study().session_ids() == ()


def test_a_study_is_found_from_any_folder_inside_and_the_marked_one_wins(study, monkeypatch):
    inside = study / "a" / "guides"
    inside.mkdir(parents=True)
    assert find_study(inside).root == study.resolve()
    (study / "interviewer.yaml").unlink()
    assert find_study(inside).root == (study / "a").resolve()


def test_the_json_of_a_lone_surrogate_can_be_read(cli, hold):
    hold(b"oui\n\xff octets\n/done\n")
    assert json.loads(cli("show", "p7", "--json").out)["turns"]


GROUP = Summary(
    *("2026-06-18-recit-collectif-gt7mk", "2026-06-18", "recit-collectif", ("pf3xa", "ph9re", "py6cw"), 90.4, 8, 10, 2),
    *("closing", False, 12, 3, {"ana": 9, "ben": 12}),
)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [80, 100, 110, 120, 200])
def test_the_list_fits_the_terminal_and_never_cuts_a_state_nor_an_id(width, language):
    use(language)
    lines = as_columns([GROUP, GROUP._replace(status="done", coded={"ana": 12})], width).split("\n")
    assert max(map(cells, lines)) <= width
    assert [line.split()[0] for line in lines[1:3]] == [GROUP.session_id] * 2
    assert label("closing") in lines[1]
    assert label("done") in lines[2]
    assert all(fact in lines[1] for fact in ("90", "8/10", "2"))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [80, 110])
def test_where_the_key_is_is_never_cut_either(width, language):
    use(language)
    lines = as_columns([GROUP], width, {GROUP.session_id: "here_only"}).split("\n")
    assert max(map(cells, lines)) <= width
    assert _("here only") in lines[1]


def test_where_there_is_room_the_list_has_columns_for_day_guide_and_people():
    wide, narrow = as_columns([GROUP], 140), as_columns([GROUP], 100)
    assert wide.split("\n")[0].split() == [
        *("interview", "day", "guide", "with", "min", "answers", "to", "ask", "state", "coded", "by"),
    ]
    assert "2026-06-18  recit-collectif  pf3xa, ph9re, py6cw" in wide
    assert "2026-06-18-recit-collectif-gt7mk (3)" in narrow


def test_the_star_of_who_has_not_coded_everything_is_explained():
    assert "ana*, ben" in as_columns([GROUP], 120)
    assert as_columns([GROUP], 120).endswith("\n\n* has coded only part of the answers")
    assert "*" not in as_columns([GROUP._replace(coded={"ben": 12})], 120)


def test_in_french_a_colon_stands_behind_a_space_that_does_not_break(cli, hold):
    session = hold(SCRIPT.replace("/next\n", "/bookmark à relire\n/next\n"))
    assert "signet\xa0: à relire" in cli("show", session, "--lang", "fr").out
    assert "bookmark: à relire" in cli("show", session, "--lang", "en").out
