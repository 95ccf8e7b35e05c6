"""The documentation can't lie: what is made is up to date, what is shown happens, what is linked is there."""

import json
import os
import re
import shutil
import time
from contextlib import nullcontext
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from interviewer.cli import VERBS, every_verb
from interviewer.export.columns import TABLES
from interviewer.screens.room.keymap import KEYS
from interviewer.session.actions import ACTIONS
from interviewer.session.folder import read_session_records
from interviewer.session.kinds import KINDS
from interviewer.session.read import view
from tests.docs_console import DiffersError, Reader, blocks, follow
from tests.docs_pages import COMMANDS, FORMATS, REGIONS, ROOM, WITH_EXAMPLES, commands_page, with_regions
from tests.terminal import HAS_PTY

ROOT = Path(__file__).resolve().parent.parent
Event = dict[str, Any]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
needs_shell = pytest.mark.skipif(
    os.name != "posix" or not HAS_PTY or shutil.which("sh") is None, reason="the examples are typed into a POSIX shell"
)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# --- what is shown happens ---


@needs_shell
@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_what_a_page_shows_is_what_happens(name, tmp_path):
    """Where this fails because the program says something else now: `python -m tests.docs_pages --examples`."""
    follow(text_of(name), tmp_path)


@needs_shell
def test_a_page_that_shows_something_else_is_found_out(tmp_path):
    with pytest.raises(DiffersError, match="but this is what happens"):
        follow("```console\n$ echo oui\nnon\n```\n", tmp_path)


@needs_shell
def test_a_page_that_leaves_something_out_is_found_out(tmp_path):
    with pytest.raises(DiffersError, match="leaves out"):
        follow("```console\n$ printf 'un\\ndeux\\n'\nun\n```\n", tmp_path)


@needs_shell
def test_an_excerpt_that_is_not_in_its_file_is_found_out(tmp_path):
    with pytest.raises(DiffersError, match="not in guides/benevoles"):
        follow("<!-- from: guides/benevoles.yaml -->\n```yaml\nguide: autre\n```\n", tmp_path)


@needs_shell
def test_an_edit_that_a_page_shows_is_made_and_one_that_cannot_be_is_found_out(tmp_path):
    page = "<!-- file: a.txt -->\n```text\nun\ndeux\n```\n\n<!-- edited: a.txt -->\n```diff\n-{}\n+trois\n```\n"
    (tmp_path / "1").mkdir()
    follow(page.format("un") + "```console\n$ cat a.txt\ntrois\ndeux\n```\n", tmp_path / "1")
    (tmp_path / "2").mkdir()
    with pytest.raises(DiffersError, match="not once in"):
        follow(page.format("quatre"), tmp_path / "2")


@needs_shell
def test_ids_of_the_page_stand_for_the_real_ones(tmp_path):
    reader = Reader(tmp_path)
    reader.compare(["turn aaaaaaaaaaaaaaaa", "...", "end"], ["turn 0123456789abcdef", "x", "end"], "here")
    assert reader.real("show aaaaaaaaaaaaaaaa") == "show 0123456789abcdef"
    assert reader.paper("0123456789abcdef") == "aaaaaaaaaaaaaaaa"


@needs_shell
def test_figures_of_the_example_study_have_to_be_right(tmp_path):
    """Elsewhere decimals differ from run to run; in a copy of the example study none may."""
    page = "```console\n$ cd study\n$ {command}\n0.77\n```\n"
    for command, told in (("printf '0.78\\n'", True), ("printf '0.77\\n'", False), ("ls", True)):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        block = "<!-- study: study -->\n" + page.format(command=command)
        with pytest.raises(DiffersError) if told else nullcontext():
            follow(block, folder)
    assert (tmp_path / "0" / "work" / "study" / "sessions").is_dir()


@needs_shell
def test_a_setting_before_a_typed_command_is_one(tmp_path):
    command = """SAID="un" sh -c 'printf %s "$SAID"'"""
    follow(f"<!-- typed: [] -->\n```console\n$ {command}\nun\n```\n", tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_every_block_ends_and_json_blocks_are_json(name):
    page = text_of(name)
    assert page.count("\n```") % 2 == 0
    for block in blocks(page):
        if block.word == "json":
            json.loads("\n".join(block.lines))


@pytest.mark.parametrize("name", NAMES)
def test_records_that_a_page_shows_have_their_right_sums(name):
    for line in re.findall(r'^\{"~q":\d.*\}$', text_of(name), re.MULTILINE):
        raw = line.encode()
        assert raw.endswith(b',"s":"%s"}' % blake2b(raw[:-24], digest_size=8).hexdigest().encode()), line


# --- what is made is up to date ---


def test_the_page_of_commands_is_what_help_says():
    assert COMMANDS.read_text(encoding="utf-8") == commands_page(), "python -m tests.docs_pages"


@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_the_tables_of_a_page_are_those_of_the_program(path):
    assert with_regions(path) == path.read_text(encoding="utf-8"), "python -m tests.docs_pages"


@pytest.mark.parametrize("verb", [" ".join(words) for words in every_verb()])
def test_every_verb_has_a_section_and_an_example_in_both_languages(verb):
    section = COMMANDS.read_text(encoding="utf-8").partition(f"\n## `interviewer {verb}`\n")[2].partition("\n## ")[0]
    assert section.count(f"interviewer {verb} [OPTIONS]") == 2
    for word in ("Example", "Exemple"):
        assert re.search(rf"{word}\s?:\n\n    interviewer {verb}\b", section), word


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.fr.md", "docs/tutorial.en.md"])
def test_every_verb_is_in_the_readme_and_in_the_tutorials(verb, name):
    assert re.search(rf"interviewer {verb}\b|\| `{verb}\b|, `{verb}[ `]", text_of(name)), verb


def test_the_formats_name_every_action_kind_and_column():
    page = FORMATS.read_text(encoding="utf-8")
    assert all(f"`/{word}`" in page for action in ACTIONS for word in action.words)
    assert all(f"**`{kind}`**" in page for kind in KINDS)
    assert all(f"| `{column.name}` |" in page for table in TABLES for column in table.columns)


def test_the_formats_name_every_key_of_guides_codebook_and_settings():
    from interviewer.coding.codebook import BOOK_KEYS, CODE_KEYS
    from interviewer.guide import keys
    from interviewer.study.settings import KEYS, STAKEHOLDER_KEYS

    page = FORMATS.read_text(encoding="utf-8")
    known = {*keys.GUIDE_KEYS, *keys.CONSENT_KEYS, *keys.THEME_KEYS, *keys.QUESTION_KEYS, *keys.BACKGROUND_KEYS}
    known |= {*keys.PROBE_KEYS, *BOOK_KEYS, *CODE_KEYS, *KEYS}
    assert not {key for key in known if f"`{key}`" not in page and f"`{key}:" not in page and f"{{{key}," not in page}
    assert all(key in page for key in STAKEHOLDER_KEYS)


def test_the_page_of_the_room_names_every_key_and_every_way_to_like_it():
    page = ROOM.read_text(encoding="utf-8")
    assert all(f"**Esc {key.key}**" in page for key in KEYS)
    assert all(
        f"`{word}`" in page for word in ("vi", "newline", "nomouse", "INTERVIEWER_KEYS", "INTERVIEWER_PROMPT=walk")
    )


@needs_shell
def test_a_screen_that_a_page_shows_otherwise_is_found_out(tmp_path):
    page = '<!-- room: ["oui"] -->\n```console\n$ sh -c "echo un; read x; echo non; sleep 60"\nun\noui\noui\n```\n'
    with pytest.raises(DiffersError, match="but this is what happens"):
        follow(page, tmp_path)


@needs_shell
def test_after_the_room_has_closed_a_page_shows_only_what_was_written_since(tmp_path):
    command = """sh -c "printf '\\033[?1049hwithin'; read x; printf '\\033[?1049lwithout'; sleep 60" """
    page = f'<!-- room: [] -->\n```console\n$ {command}\nwithin\n```\n\n<!-- room: [""] -->\n```console\nwithout\n```\n'
    follow(page, tmp_path)


# --- what is linked is there ---


def anchor(heading: str) -> str:
    """The anchor that Git hosts make of a heading."""
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_pages_and_headings_that_exist(name):
    for link in LINK.finditer(re.sub(r"```.*?```", "", text_of(name), flags=re.DOTALL)):
        target = link[1] or link[2]
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        page = (ROOT / name).parent / path if path else ROOT / name
        assert page.exists(), f"{name}: {target}"
        if fragment:
            headings = HEADING.findall(page.read_text(encoding="utf-8"))
            assert fragment in {anchor(heading) for heading in headings}, f"{name}: {target}"


def test_the_readme_is_short_and_says_both_commands_on_its_first_screen():
    lines = text_of("README.md").split("\n")
    assert len(lines) <= 225
    first = "\n".join(lines[:24])
    assert "make interview" in first
    assert "make test" in first


# --- the journal can be read from its page alone ---


def read_journal(folder: Path) -> list[Event]:
    """The events of a session in order: written from docs/formats.md, with nothing but the standard library."""
    runs: dict[str, list[Event]] = {}
    began: dict[str, tuple[float, str]] = {}
    seen: dict[str, set[str]] = {}
    for path in folder.iterdir():
        if ".jsonl" not in path.name or not path.name.startswith((folder.name, "marks.")):
            continue
        before, run = "0" * 16, ""
        for number, line in enumerate(path.read_bytes().split(b"\n")[:-1]):
            tail = line[-24:]
            total = blake2b(line[:-24], digest_size=8).hexdigest()
            assert tail == b',"s":"%s"}' % total.encode(), f"{path.name}: record {number} is damaged"
            record = json.loads(line)
            assert (record["~q"], record["p"]) == (number, before)
            before = total
            if record["k"] == "open":
                run = record["d"]["run"]
                began[run], seen[run], runs[run] = (record["w"], run), set(record["d"]["seen"]), []
            elif record["k"] != "seal":
                runs[run].append({"kind": record["k"], **record["d"]})
    ordered: dict[str, Event] = {}
    while runs:
        ready = [run for run in runs if not seen[run] & runs.keys()]
        for event in runs.pop(min(ready, key=began.__getitem__)):
            if event["id"] not in ordered or event["kind"] == "tombstone":
                ordered[event["id"]] = event
    return list(ordered.values())


def turns_of(events: list[Event]) -> dict[str, tuple[str, str, str]]:
    """Question, kind and text of each turn by its id, after all corrections: written from the same page."""
    void: set[str] = set()
    for event in reversed(events):
        if event["kind"] == "undo" and event["id"] not in void:
            void.update(event["events"])
    turns: dict[str, tuple[str, str, str]] = {}
    for event in [one for one in events if one["id"] not in void]:
        kind, (question, was, text) = event["kind"], turns.get(event.get("turn", ""), ("", "", ""))
        if kind in ("verbatim", "paraphrase", "observation", "memo"):
            turns[event["id"]] = event["question"], kind, event["text"]
        elif kind == "recovered":
            turns[event["id"]] = event["question"], event.get("of", "verbatim"), event["text"]
        elif kind == "fix":
            turns[event["turn"]] = question, was, event["text"]
        elif kind == "move":
            turns[event["turn"]] = event["question"], was, text
        elif kind == "split":
            turns[event["turn"]] = question, was, text[: event["at"]]
            turns[event["id"]] = question, was, text[event["at"] :]
    return turns


EXAMPLES = sorted(path for path in (ROOT / "sessions").glob("2026-*") if path.is_dir())


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_a_reader_written_from_the_page_reads_what_the_program_reads(folder):
    events = read_journal(folder)
    found = read_session_records([folder], folder.name)
    assert [event["id"] for event in events] == [record.event.id for record in found.records]
    seen = view(folder.name, found.key, found.records)
    assert turns_of(events) == {turn.id: (turn.question, turn.kind, turn.text) for turn in seen.turns}
    marks = [event for event in events if event["kind"] == "mark"]
    assert {(m["coder"], m["turn"], m["code"], m["excerpt"]) for m in marks} >= {
        (m.coder, m.turn, m.code, m.excerpt) for m in seen.marks
    }


def test_the_example_sessions_are_there():
    assert len(EXAMPLES) >= 8


def test_decisions_are_dated():
    headings = HEADING.findall(text_of("docs/decisions.md"))[1:]
    assert headings
    for heading in headings:
        time.strptime(heading.partition(" ")[0], "%Y-%m-%d")
