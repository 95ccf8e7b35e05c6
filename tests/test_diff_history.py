"""`diff` and `history` as people use them, with a real git, interviews that were held, and hostile revisions."""

import json
import shlex
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.study.layout import DIFFS, GIT_SETTINGS
from tests.conftest import Cli
from tests.terminal import Terminal, needs_terminal

GUIDE = """\
guide: g
version: {version}
title: Essai
language: fr
opening: Bonjour.
consent:
  - {{id: notes, for: notes, ask: "Puis-je noter ?", required: true}}
themes:
  - id: t
    title: Le début
    aim: Savoir.
    questions:
      - id: un
        ask: {un}
        aim: Le récit.
        probes: ["Et ensuite ?"]
      - id: {deux}
        ask: Combien de fois ?
        number: {{from: 0, to: {most}}}
background:
  - {{id: age, ask: "Votre âge ?", number: {{from: 0, to: 120}}}}
closing: Merci.
"""
FIRST = {"version": 1, "un": "Racontez-moi votre arrivée.", "deux": "deux", "most": 10}
SECOND = FIRST | {"version": 2, "un": "Racontez-moi votre premier jour."}


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with one guide of two commits, tagged `premier` and `second`; the file has a third wording, not committed."""
    (tmp_path / "guides").mkdir()
    (tmp_path / "interviewer.yaml").write_text("languages: [fr]\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("/sessions/\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    for name, facts in (("premier", FIRST), ("second", SECOND)):
        write(tmp_path, facts)
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", name)
        git(tmp_path, "tag", name)
    write(tmp_path, SECOND | {"most": 20})
    return tmp_path


def write(root: Path, facts: dict[str, object]) -> None:
    (root / "guides" / "g.yaml").write_text(GUIDE.format(**facts), encoding="utf-8")


@pytest.fixture
def hold(cli: Cli) -> Callable[..., None]:
    """Hold an interview with the guide as it stands."""

    def held(person: str, *options: str) -> None:
        lines = "oui\nJe suis venu.\n/next\n3\n/done\n40\n\n\n\n"
        result = cli("run", "g", "--participant", person, *options, stdin=lines)
        assert result.code == 0, result.err

    return held


def test_two_revisions_are_compared_in_the_language_of_questions(place: Path, cli: Cli) -> None:
    result = cli("diff", "g@premier", "g@second")
    assert result.code == 0
    assert result.out == (
        "g.yaml@premier → g.yaml@second\n"
        "g, version 1 → 2\n"
        "\n"
        "Question “un”\n"
        "  ! wording: Racontez-moi votre [-arrivée-]{+premier jour+}.\n"
        "\n"
        "Signs: ! means that answers from before and after can't be compared.\n"
        "In all: 1 reworded.\n"
        "No interview has been held with this guide.\n"
    )


def test_a_guide_alone_is_held_against_the_last_commit(place: Path, cli: Cli) -> None:
    for words in (["g"], ["g@HEAD"], ["guides/g.yaml@HEAD"], ["g@main", "guides/g.yaml"], ["g@second", "g"]):
        result = cli("diff", *words)
        assert "  ! from and to: 0–10 → 0–20\n" in result.out, words
        assert "reworded" not in result.out


def test_files_are_compared_without_study_and_without_git(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    (tmp_path / "a.yaml").write_text(GUIDE.format(**FIRST), encoding="utf-8")
    (tmp_path / "b@1.yaml").write_text(GUIDE.format(**SECOND), encoding="utf-8")
    result = cli("diff", "a.yaml", "b@1.yaml")
    assert result.code == 0
    assert "wording" in result.out
    assert "interview" not in result.out
    asked = cli("diff", "a.yaml@HEAD")
    assert asked.code == 1
    assert "git is not installed" in asked.err


def test_without_git_a_guide_alone_is_held_against_the_last_interview(
    place: Path, cli: Cli, hold: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert "git is not installed" in cli("diff", "g").err
    write(place, FIRST)
    hold("p1")
    write(place, SECOND)
    result = cli("diff", "g")
    assert "[-arrivée-]{+premier jour+}" in result.out
    assert "Interviews held: 1 with the old version" in result.out


def test_a_name_with_such_a_sign_in_it_is_a_name(place: Path, cli: Cli) -> None:
    (place / "a@b.yaml").write_text(GUIDE.format(**FIRST), encoding="utf-8")
    git(place, "add", "-A")
    git(place, "commit", "-qm", "signe")
    (place / "a@b.yaml").write_text(GUIDE.format(**SECOND), encoding="utf-8")
    for words in (["a@b.yaml"], ["a@b.yaml@HEAD"], ["a@b.yaml@HEAD@{0}", "a@b.yaml"]):
        assert "[-arrivée-]{+premier jour+}" in cli("diff", *words).out


def test_the_exit_code_says_whether_they_differ_if_asked_to(place: Path, cli: Cli) -> None:
    assert cli("diff", "g@premier", "g", "--exit-code").code == 3
    same = cli("diff", "g", "guides/g.yaml", "--exit-code")
    assert (same.code, same.out) == (0, "")
    assert "Nothing differs" in same.err


def test_comments_and_layout_are_no_difference_and_it_is_said(place: Path, cli: Cli) -> None:
    text = (place / "guides" / "g.yaml").read_text(encoding="utf-8")
    (place / "a.yaml").write_text("# pour relire\n" + text, encoding="utf-8")
    result = cli("diff", "g", "a.yaml", "--exit-code")
    assert (result.code, result.out) == (0, "")
    assert "only comments, layout or order of keys" in result.err
    (place / "a.yaml").write_text(text.replace("version: 2", "version: 3"), encoding="utf-8")
    bumped = cli("diff", "g", "a.yaml", "--exit-code")
    assert (bumped.code, bumped.out) == (3, "")
    assert "Nothing differs but the version: 2 → 3." in bumped.err


def test_interviews_are_counted_under_the_words_that_were_asked(
    place: Path, cli: Cli, hold: Callable[..., None]
) -> None:
    write(place, FIRST)
    hold("p1")
    hold("p2")
    hold("p9", "--pilot")
    write(place, SECOND)
    hold("p3")
    result = cli("diff", "g@premier", "g")
    assert "    Asked in 2 interviews as it was, 1 as it is now.\n" in result.out
    assert "Interviews held: 2 with the old version, 1 with the new one, 0 with others.\n" in result.out
    assert "Pilot interviews, not counted here: 1.\n" in result.out
    found = json.loads(cli("diff", "g@premier", "g", "--json").out)
    assert found["interviews"] == {"before": 2, "after": 1, "same": 0, "other": 0, "pilots": 1}
    (change,) = [one for one in found["changes"] if one["aspect"] == "ask"]
    assert (change["kind"], change["id"], change["comparable"]) == ("reworded", "un", False)
    assert change["interviews"] == {"before": 2, "after": 1, "same": 0, "other": 0}


def test_a_file_of_another_study_is_counted_there(
    place: Path, cli: Cli, hold: Callable[..., None], tmp_path: Path
) -> None:
    write(place, FIRST)
    hold("p1")
    other = tmp_path / "ailleurs"
    (other / "guides").mkdir(parents=True)
    (other / "interviewer.yaml").write_text("languages: [fr]\n", encoding="utf-8")
    write(other, SECOND)
    result = cli("diff", "g", "ailleurs/guides/g.yaml")
    assert "No interview has been held with this guide." in result.out
    assert json.loads(cli("history", "ailleurs/guides/g.yaml", "--json").out)["versions"][0]["sessions"] == 0


def test_versions_that_only_interviews_keep_are_found(place: Path, cli: Cli, hold: Callable[..., None]) -> None:
    write(place, FIRST | {"version": 7, "un": "Qui vous a parlé de nous ?"})
    hold("p1")
    write(place, SECOND)
    listed = json.loads(cli("history", "g", "--json").out)["versions"]
    (kept,) = [one for one in listed if one["version"] == 7]
    assert (kept["sessions"], kept["commit"]) == (1, "")
    for revision in ("v7", f"sha:{kept['sha256'][:8]}", f"sha:{kept['sha256']}"):
        result = cli("diff", f"g@{revision}", "g")
        assert "[-Qui vous a parlé de nous ?-]" in result.out
    assert "means nothing" not in cli("diff", "g@sha:ffffffffff", "g").err
    assert cli("diff", "g@sha:ffffffffff", "g").code == 1


def test_a_number_that_is_a_tag_too_must_be_told_apart(place: Path, cli: Cli) -> None:
    assert "wording" in cli("diff", "g@v1", "g").out
    git(place, "tag", "v1", "second")
    result = cli("diff", "g@v1", "g")
    assert result.code == 1
    assert "a tag or a branch of that name too" in result.err
    assert "wording" not in cli("diff", "g@refs/tags/v1", "g").out


def test_a_file_is_found_under_the_name_that_it_had(place: Path, cli: Cli) -> None:
    git(place, "mv", "guides/g.yaml", "guides/accueil.yaml")
    git(place, "commit", "-qam", "autre nom")
    result = cli("diff", "guides/accueil.yaml@premier", "guides/accueil.yaml")
    assert "  ! wording: " in result.out
    assert len(json.loads(cli("history", "guides/accueil.yaml", "--json").out)["versions"]) == 3


@pytest.mark.parametrize(
    "revision",
    [
        *(
            "--output=x",
            "-p",
            "@{",
            "HEAD\nx",
            "HEAD..premier",
            "^HEAD",
            "HEAD:guides/g.yaml",
            ":/mot",
            "x" * 500,
            "rien",
        ),
        *("HEAD~99", "@{upstream}", "HEAD^{tree}", "\u202eHEAD", "$(touch x)", "a b", "HEAD@{yesterday..}"),
    ],
)
def test_what_is_no_revision_is_said_and_does_nothing(revision: str, place: Path, cli: Cli) -> None:
    before = sorted(path.name for path in place.rglob("*") if ".git" not in path.parts)
    result = cli("diff", f"g@{revision}", "g")
    assert result.code == 1
    assert "Git knows no revision" in result.err
    assert "\u202e" not in result.err
    assert sorted(path.name for path in place.rglob("*") if ".git" not in path.parts) == before


def test_each_thing_that_cannot_be_found_is_said_with_what_to_do(
    place: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("diff", "g@").code == 2
    assert cli("diff", "@HEAD").code == 2
    (place / "guides" / "neu.yaml").write_text(
        GUIDE.format(**FIRST).replace("guide: g", "guide: neu"), encoding="utf-8"
    )
    result = cli("diff", "neu@HEAD")
    assert result.code == 1
    assert "There was no neu.yaml in “HEAD” yet" in result.err
    assert "interviewer history neu" in result.err
    assert "no guide “rien”" in cli("diff", "rien@HEAD").err
    assert "no guide file" in cli("diff", "rien.yaml", "g").err
    alone = place.parent / "ailleurs"
    alone.mkdir()
    monkeypatch.chdir(alone)
    (alone / "a.yaml").write_text(GUIDE.format(**FIRST), encoding="utf-8")
    assert "in no repository of git" in cli("diff", "a.yaml@HEAD").err
    assert "There is no study" in cli("diff", "g", "h").err


def test_a_version_with_errors_is_refused_with_their_places(place: Path, cli: Cli) -> None:
    (place / "guides" / "g.yaml").write_text("guide: g\nversion: un\n", encoding="utf-8")
    git(place, "commit", "-qam", "faux")
    result = cli("diff", "g@HEAD", "g@premier")
    assert result.code == 1
    assert "g.yaml@HEAD:2:10: error:" in result.err
    assert cli("diff", "g@premier", "guides/g.yaml", "--exit-code").code == 1, "not as if they differed"


def test_history_lists_commits_and_interviews_the_newest_first(
    place: Path, cli: Cli, hold: Callable[..., None]
) -> None:
    write(place, SECOND)
    hold("p1")
    hold("p2", "--pilot")
    write(place, SECOND | {"most": 20})
    result = cli("history", "g")
    commits = [git(place, "rev-parse", "--short=8", name) for name in ("second", "premier")]
    lines = result.out.splitlines()
    assert [line.split()[0] for line in lines[1::2]] == ["*", "2", "1"]
    assert [line.split()[2] for line in lines[3::2]] == commits
    assert lines[3].endswith("1 + 1 pilot")
    assert [line.strip() for line in lines[2::2]] == ["1 with another kind of answer", "1 reworded", "the first one"]
    assert "Test" not in result.out, "the author of a commit is a person's name"


def test_the_file_as_it_is_stands_above_all_whatever_day_an_interview_had(
    place: Path, cli: Cli, hold: Callable[..., None]
) -> None:
    hold("p1", "--held-on", "2001-02-03")
    write(place, SECOND | {"un": "Qui vous a parlé de nous ?"})
    hold("p2", "--held-on", "2001-02-03")
    lines = cli("history", "g").out.splitlines()[1:]
    assert [line.split()[0] for line in lines[::2]] == ["*", "2", "2", "1"]
    assert lines[0].endswith("1")
    assert lines[-1].strip() == "the first one"


def test_what_came_back_is_listed_again_with_what_changed(place: Path, cli: Cli, hold: Callable[..., None]) -> None:
    write(place, SECOND)
    hold("p1")
    write(place, FIRST)
    git(place, "commit", "-qam", "retour")
    found = json.loads(cli("history", "g", "--json").out)["versions"]
    assert [(one["version"], one["summary"], one["sessions"]) for one in found] == [
        (1, "1 reworded", 0),
        (2, "1 reworded", 1),
        (1, "the first one", 0),
    ]
    assert found[0]["sha256"] == found[2]["sha256"]
    assert cli("diff", f"g@sha:{found[0]['sha256'][:8]}", "g@v2").code == 0
    (place / "guides" / "g.yaml").write_text("guide: g\n", encoding="utf-8")
    git(place, "commit", "-qam", "faux")
    write(place, SECOND)
    found = json.loads(cli("history", "g", "--json").out)["versions"]
    assert [one["summary"] for one in found][:2] == ["1 reworded", "can't be read by this version of the program"]


def test_a_number_that_several_states_bear_is_said(place: Path, cli: Cli) -> None:
    result = cli("diff", "g@v2", "g")
    assert "1 other state of “g” calls itself version 2 too; this is g@sha:" in result.err
    assert "calls itself" not in cli("diff", "g@v1", "g").err
    missing = cli("diff", "g@v9", "g")
    assert missing.code == 1
    assert "Neither git nor an interview keeps a version 9 of “g”." in missing.err
    assert "begins with “ffff”" in cli("diff", "g@sha:ffff", "g").err


def test_what_breaks_comparability_under_one_number_asks_for_the_next(place: Path, cli: Cli) -> None:
    assert "Both call themselves version 2: give the new one the next number" in cli("diff", "g@second", "g").out
    assert "call themselves" not in cli("diff", "g@premier", "g").out
    write(place, SECOND | {"most": 10})
    assert "call themselves" not in cli("diff", "g@second", "g").out


def test_an_interview_that_ended_before_the_first_question_counts_for_no_version(place: Path, cli: Cli) -> None:
    assert cli("run", "g", "--participant", "p1", stdin="").code == 0
    assert "No interview has been held with this guide." in cli("diff", "g@premier", "g").out
    assert cli("run", "g", "--participant", "p2", stdin="oui\nJe suis venu.\n").code == 0
    assert "Interviews held: 0 with the old version, 1 with the new one" in cli("diff", "g@premier", "g").out


def test_a_letter_of_one_word_is_left_to_people(place: Path, cli: Cli) -> None:
    write(place, SECOND | {"un": "Racontez-moi votre premir jour."})
    result = cli("diff", "g@second", "g")
    assert "  ! wording, nearly the same: Racontez-moi votre [-premier-]{+premir+} jour.\n" in result.out
    assert "that is for you to say" in result.out
    assert "nearly" not in cli("diff", "g@premier", "g@second").out


def test_an_outline_takes_one_file(place: Path, cli: Cli) -> None:
    assert cli("diff", "--outline", "guides/g.yaml", "guides/g.yaml").code == 2
    assert cli("diff", "--outline", "guides/g.yaml").code == 0


def test_history_needs_neither_git_nor_interviews(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "guides").mkdir()
    write(tmp_path, FIRST)
    monkeypatch.chdir(tmp_path)
    result = cli("history", "g")
    assert result.code == 0
    assert result.out.splitlines()[1].startswith("*  1")
    assert "No interview" in result.err
    monkeypatch.setenv("PATH", "")
    assert cli("history", "g").out == result.out


def test_a_guide_that_is_gone_still_has_its_history(place: Path, cli: Cli) -> None:
    git(place, "rm", "-qf", "guides/g.yaml")
    git(place, "commit", "-qm", "sans")
    versions = json.loads(cli("history", "g", "--json").out)["versions"]
    assert [one["version"] for one in versions] == [2, 1]
    assert "wording" in cli("diff", "g@premier", "g@second").out
    assert cli("history", "jamais").code == 1


def test_a_long_history_is_cut_and_says_so(place: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from interviewer.study import past

    monkeypatch.setattr(past, "MOST_COMMITS", 1)
    result = cli("history", "g")
    assert len(result.out.splitlines()) == 4
    assert "older ones are not listed" in result.err


def test_versions_that_are_no_guide_or_too_large_are_listed_as_such(place: Path, cli: Cli) -> None:
    (place / "guides" / "g.yaml").write_bytes(b"\xff\x00 rien")
    git(place, "commit", "-qam", "cassé")
    (place / "guides" / "g.yaml").write_bytes(b"#" * (1 << 21))
    git(place, "commit", "-qam", "énorme")
    write(place, SECOND)
    result = cli("history", "guides/g.yaml", "--json")
    assert "In 1 commit the file was larger than a guide may be" in result.err
    versions = json.loads(result.out)["versions"]
    assert [(one["version"], one["readable"]) for one in versions] == [
        (2, True),
        (None, False),
        (2, True),
        (1, True),
    ]


def test_words_of_guides_are_cleaned_for_the_terminal(place: Path, cli: Cli) -> None:
    write(place, SECOND | {"un": '"Racontez\\e[2J \\u202e moi."'})
    for result in (cli("diff", "g@second", "g"), cli("diff", "g", "--json"), cli("diff", "--outline", "guides/g.yaml")):
        assert "\x1b" not in result.out
        assert "\u202e" not in result.out


@needs_terminal[0]
@needs_terminal[1]
def test_colours_are_for_terminals_and_never_the_only_sign(place: Path) -> None:
    command = [sys.executable, "-m", "interviewer", "diff", "g@premier", "g@second"]
    for env, coloured in (({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False)):
        with Terminal(command, cwd=place, env=env) as terminal:
            terminal.wait("No interview has been held")
            assert "! wording: Racontez-moi votre [-arrivée-]{+premier jour+}." in terminal.text()
            assert (b"\x1b[31m[-arriv" in terminal.raw) is coloured
            assert terminal.exit_code() == 0


def typed_as_offered(place: Path, lines: list[str]) -> None:
    """Type the `git config` lines, for the program as it runs here."""
    program = shlex.join([sys.executable, "-m", "interviewer"])
    for line in lines:
        words = [word.replace("interviewer diff", f"{program} diff") for word in shlex.split(line)]
        git(place, *words[1:])


def test_git_shows_guides_as_outlines(place: Path) -> None:
    """What `init` offers, with the real git: diff, log and the heading of a hunk."""
    (place / ".gitattributes").write_text(f"{DIFFS}\n", encoding="utf-8")
    typed_as_offered(place, list(GIT_SETTINGS))
    said = git(place, "diff", "-U0")
    assert "-question deux, answer: number 0–10\n+question deux, answer: number 0–20" in said
    assert "@@ question deux" in said
    log = git(place, "log", "-p", "--format=%s")
    assert "+question un: Racontez-moi votre premier jour." in log
    assert "from: 0" not in log
    (place / "guides" / "g.yaml").write_text("guide: [g\n", encoding="utf-8")
    assert "+guide: [g" in git(place, "diff")


def test_init_in_a_repository_says_what_to_type_once(tmp_path: Path, cli: Cli) -> None:
    git(tmp_path, "init", "-q")
    result = cli("init", tmp_path / "neu")
    for line in GIT_SETTINGS:
        assert f"    {line}\n" in result.err
        assert f"#   {line}\n" in (tmp_path / "neu" / ".gitattributes").read_text(encoding="utf-8")
    assert ".gitattributes:" not in result.err
    (tmp_path / "alt").mkdir()
    (tmp_path / "alt" / ".gitattributes").write_text("* text\n", encoding="utf-8")
    again = cli("init", tmp_path / "alt")
    assert f"and add this line to .gitattributes:\n    {DIFFS}\n" in again.err
    assert (tmp_path / "alt" / ".gitattributes").read_text(encoding="utf-8") == "* text\n"


def test_init_elsewhere_says_nothing_of_git(tmp_path: Path, cli: Cli) -> None:
    assert "git config" not in cli("init", tmp_path / "neu").err
    assert DIFFS in (tmp_path / "neu" / ".gitattributes").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="the traps are shell scripts")
def test_no_program_that_a_repository_names_is_started(place: Path, cli: Cli, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/caught\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    (place / ".gitattributes").write_text("*.yaml diff=trap filter=trap\n", encoding="utf-8")
    named = (
        "diff.external",
        "diff.trap.textconv",
        "diff.trap.command",
        "filter.trap.smudge",
        "core.pager",
        "pager.log",
    )
    for name in (*named, "gpg.program", "core.fsmonitor", "core.sshCommand"):
        git(place, "config", name, str(trap))
    git(place, "config", "log.showSignature", "true")
    assert cli("diff", "g@premier").code == 0
    assert cli("history", "g").code == 0
    assert cli("diff", "g@v1").code == 0
    assert not (tmp_path / "caught").exists()
    git(place, "diff")
    assert (tmp_path / "caught").exists(), "the trap would have caught"


@pytest.mark.parametrize("data", [b"guide: [", b"\xff\xfe\x00", b"", b"\x1b[2J", b"#" * (1 << 21), b"codes: []\n"])
def test_an_outline_never_fails(data: bytes, tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "x.yaml").write_bytes(data)
    result = cli("diff", "--outline", tmp_path / "x.yaml")
    assert (result.code, result.err) == (0, "")
    assert "\x1b" not in result.out
    assert cli("diff", "--outline", tmp_path / "none.yaml").code == 0


HOSTILE = sorted((Path(__file__).resolve().parent / "data" / "hostile" / "guides").glob("*.yaml"))


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_hostile_guides_are_outlined_and_refused_in_time(path: Path, place: Path, cli: Cli) -> None:
    began = time.monotonic()
    outline = cli("diff", "--outline", path)
    assert (outline.code, outline.err) == (0, "")
    result = cli("diff", path, "g")
    assert result.code in (0, 1)
    assert "Traceback" not in result.err
    assert not set("\x1b\u202e\x00") & set(outline.out + result.out + result.err)
    assert time.monotonic() - began < 5


def test_difftool_of_git_shows_the_comparison(place: Path) -> None:
    program = shlex.join([sys.executable, "-m", "interviewer", "diff"])
    git(place, "config", "difftool.interviewer.cmd", f'{program} "$LOCAL" "$REMOTE"')
    said = git(place, "difftool", "-y", "-t", "interviewer", "premier", "second")
    assert "! wording: Racontez-moi votre [-arrivée-]{+premier jour+}." in said


def test_an_outline_says_every_fact_and_nothing_of_the_layout(place: Path, cli: Cli) -> None:
    result = cli("diff", "--outline", "guides/g.yaml")
    assert result.out == (
        "guide g, version 2\nlanguage: fr\ntitle: Essai\nopening: Bonjour.\n"
        "consent notes (notes, required): Puis-je noter ?\n"
        "theme t: Le début\ntheme t, aim: Savoir.\n"
        "question un: Racontez-moi votre premier jour.\nquestion un, aim: Le récit.\nquestion un, probe: Et ensuite ?\n"
        "question deux: Combien de fois ?\nquestion deux, answer: number 0–20\n"
        "background age: Votre âge ?\nbackground age, answer: number 0–120\nclosing: Merci.\n"
    )
    text = (place / "guides" / "g.yaml").read_text(encoding="utf-8")
    (place / "guides" / "g.yaml").write_text(
        "# avant\n" + text.replace("title: Essai", 'title: "Essai"'), encoding="utf-8"
    )
    assert cli("diff", "--outline", "guides/g.yaml").out == result.out
