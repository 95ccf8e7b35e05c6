"""Every reader of files that people bring meets hundreds of broken ones: a result or a placed message, in time, in bounds.

`INTERVIEWER_TESTS_TRIALS=2000 pytest tests/test_readers_fuzz.py` tries longer; the same number gives the same files.
"""

import io
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from interviewer.cli import every_verb
from interviewer.guide.read import read_guide
from interviewer.sheets.model import Sheet
from interviewer.sheets.write import xlsx
from tests.conftest import DATA, ROOT
from tests.mutations import mutated
from tests.written_guides import MADE

TRIALS = int(os.environ.get("INTERVIEWER_TESTS_TRIALS", "24"))
SLOWEST = 10.0
"""Seconds of this process's time for one file; most take some hundredths."""
MOST_MEMORY = 700 << 20
FORM = (
    ("survey", (("type", "name", "label::fr", "hint", "required", "relevant"), ("begin_group", "vie", "La vie", "", "", ""),
                ("text", "recit", "Racontez.", "Et ?", "yes", ""), ("select_one on", "encore", "Encore ?", "", "", ""),
                ("integer", "ans", "Ans ?", "", "", "${encore} = 'o'"), ("end_group", "", "", "", "", ""))),
    ("choices", (("list_name", "name", "label::fr"), ("on", "o", "Oui"), ("on", "n", "Non"))),
    ("settings", (("form_title", "form_id"), ("Vie", "vie"))),
)  # fmt: skip


class Reader(NamedTuple):
    """What is typed to have a file read, what the file is called, and a good one."""

    argv: tuple[str, ...]
    name: str
    good: Callable[[], bytes]


def shipped(name: str) -> Callable[[], bytes]:
    return (ROOT / name).read_bytes


def written(name: str) -> Callable[[], bytes]:
    return (DATA / "guides" / name).read_bytes


def form() -> bytes:
    file = xlsx([Sheet(name, rows) for name, rows in FORM])
    return file if isinstance(file, bytes) else bytes(file)


def form_in_markdown() -> bytes:
    lines = []
    for name, rows in FORM:
        lines.append(f"| {name} |")
        lines += ["| | " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines).encode()


def survey_in_csv() -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in FORM[0][1]).encode()


def answers() -> bytes:
    """What phones would send for the volunteers' guide."""
    guide = read_guide((ROOT / "guides" / "benevoles.yaml").read_bytes())[0]
    assert guide is not None
    head = ["start", "end", "today", "code", "meta-instanceID", *(f"c_{item.id}" for item in guide.consent)]
    head += [f"q_{question.id.replace('-', '_')}" for _, question in guide.questions()]
    facts = [
        "2026-11-30T09:00:00.000+01:00",
        "2026-11-30T09:40:00.000+01:00",
        "2026-11-30",
        "p7kx3",
        "uuid:11111111-aaaa-4bbb-8ccc-000000000001",
    ]
    row = [
        *facts,
        *("yes" for _ in guide.consent),
        *(f"Dit {n}, et « redit »" for n, _ in enumerate(guide.questions())),
    ]
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in (head, row)).encode()


def worksheet(ending: str) -> Callable[[], bytes]:
    def made() -> bytes:
        from interviewer.screens.pages.worksheet import worksheets

        guide = read_guide((ROOT / "guides" / "partenaires.yaml").read_bytes())[0]
        assert guide is not None
        return next(iter(worksheets(guide, "en", f"w{ending}").values()))

    return made


READERS = {
    "guide": Reader(("check",), "guides/g.yaml", shipped("guides/partenaires.yaml")),
    "guide in one language": Reader(("check", "--strict"), "guides/g.yaml", shipped("guides/benevoles.yaml")),
    "codebook": Reader(("check",), "codebook.yaml", shipped("codebook.yaml")),
    "settings": Reader(("check",), "interviewer.yaml", shipped("interviewer.yaml")),
    "two versions": Reader(("diff", "guides/benevoles.yaml"), "guides/g.yaml", shipped("guides/benevoles.yaml")),
    "guide to print": Reader(("print", "--to", "md", "--out", "-"), "guides/g.yaml", shipped("guides/benevoles.yaml")),
    "form in xlsx": Reader(("import", "xlsform", "--dry-run"), "f.xlsx", form),
    "form in csv": Reader(("import", "xlsform", "--dry-run"), "f.csv", survey_in_csv),
    "form in markdown": Reader(("import", "xlsform", "--dry-run"), "f.md", form_in_markdown),
    "answers": Reader(("import", "answers", "--guide", "benevoles", "--dry-run"), "a.csv", answers),
    "worksheet in xlsx": Reader(
        ("translate", "partenaires", "en", "--dry-run", "--merge"), "w.xlsx", worksheet(".xlsx")
    ),
    "worksheet in csv": Reader(("translate", "partenaires", "en", "--dry-run", "--merge"), "w.csv", worksheet(".csv")),
    "word by styles": Reader(("import", "guide", "--dry-run"), "t.docx", MADE["styled"]),
    "word in a table": Reader(("import", "guide", "--dry-run"), "t.docx", MADE["table"]),
    "markdown": Reader(("import", "guide", "--dry-run"), "t.md", written("partenaires.md")),
    "text": Reader(("import", "guide", "--dry-run"), "t.txt", written("benevoles-numerotes.txt")),
}
VERBS = {" ".join(words) for words in every_verb()}


def peak() -> int:
    """The most memory that this process ever had, in bytes; 0 where the system doesn't say."""
    if sys.platform == "win32":
        return 0
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used << 10


def there(reader: Reader) -> bool:
    return reader.argv[0] in VERBS and (reader.argv[0] != "import" or " ".join(reader.argv[:2]) in VERBS)


@pytest.mark.parametrize("name", [name for name, reader in READERS.items() if there(reader)])
def test_a_good_file_is_read(name, cli, study):
    reader = READERS[name]
    target = study / reader.name
    target.write_bytes(reader.good())
    result = cli(*reader.argv, reader.name)
    assert result.code in (0, 3), result.err
    assert "CannotError" not in result.err


@pytest.mark.parametrize("name", [name for name, reader in READERS.items() if there(reader)])
def test_broken_files_end_with_a_result_or_a_message(name, cli, study, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_DEBUG", "1")
    reader, target = READERS[name], study / READERS[name].name
    good, before = reader.good(), peak()
    kept = {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}
    for n in range(TRIALS):
        data = mutated(good, Random(f"{name} {n}"))
        target.write_bytes(data)
        began = time.process_time()
        result = cli(*reader.argv, reader.name)
        took = time.process_time() - began
        where = f"{name} {n} ({len(data)} bytes): {result.err[-800:]}"
        assert result.code in (0, 1, 3), where
        assert "reported as" not in result.err and "Traceback" not in result.err, where  # noqa: PT018 - one thing
        assert ".py:" not in result.err, where
        assert result.out or result.err, where
        if result.code == 3:
            assert re.search(rf"{Path(reader.name).name}|\b[\w ]+![A-Z]+[0-9]+", result.out + result.err), where
        assert took < SLOWEST, where
    assert peak() - before < MOST_MEMORY
    for path, data in kept.items():
        assert path == target or path.read_bytes() == data, f"{path.name} was changed"


def test_what_is_mutated_is_the_same_each_time_and_differs_from_the_good_file():
    for reader in READERS.values():
        if not there(reader):
            continue
        good = reader.good()
        made = [mutated(good, Random(n)) for n in range(5)]
        assert made == [mutated(good, Random(n)) for n in range(5)]
        assert sum(one != good for one in made) >= 4


def test_huge_files_are_refused_at_once(cli, study):
    for reader in READERS.values():
        if not there(reader):
            continue
        (study / reader.name).write_bytes(io.BytesIO(b"- a: b ?\n" * (5 << 20)).getvalue())
        began = time.process_time()
        result = cli(*reader.argv, reader.name)
        assert result.code in (1, 3), reader
        assert time.process_time() - began < SLOWEST, reader
        (study / reader.name).unlink()
