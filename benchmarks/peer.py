"""The same marks in another command-line coder, `qc` (PyPI: qualitative-coding), in an environment of its own.

Each interview becomes a text of one line a turn, each mark a code on its line; where two marks of one coder put the same code on
one turn, one is left. Imported by qc itself; the marks go into its database as its own code writes them.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable
from pathlib import Path

from interviewer.session.model import SessionView

PEER = "qc"


def peer() -> str:
    """The program `qc`, as $QC names it or as it stands on the path; empty where there is none."""
    return os.environ.get("QC", "") or shutil.which(PEER) or ""


def commands(program: str, out: Path) -> dict[str, list[str]]:
    """What is measured of it, under the names of our verbs."""
    return {
        "stats": [program, "codes", "stats"],
        "crosstab": [program, "codes", "crosstab"],
        "quotes": [program, "codes", "find"],
        "export": [program, "export", str(out / "peer.qdpx")],
    }


def lay_out(program: str, views: Iterable[SessionView], root: Path) -> None:
    """A project of qc with these interviews and their marks."""
    texts = root.parent / f"{root.name}-texts"
    for folder in (root, texts):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    marks: list[tuple[str, int, str, str]] = []
    for view in views:
        name = f"{view.id}.txt"
        lines = {turn.id: 2 * number for number, turn in enumerate(view.turns)}
        said = (" ".join(turn.text.split()) for turn in view.turns)
        (texts / name).write_text("\n\n".join(said) + "\n", encoding="utf-8")
        marks += [(name, lines[mark.turn], mark.coder, mark.code) for mark in view.marks if mark.turn in lines]
    for words in (["init"], ["init"], ["corpus", "import", str(texts), "-r", "-i", "verbatim"]):
        subprocess.run([program, *words], cwd=root, check=True, capture_output=True)
    _fill(root, sorted(set(marks)))
    subprocess.run([program, "codebook"], cwd=root, check=True, capture_output=True)


def _fill(root: Path, marks: list[tuple[str, int, str, str]]) -> None:
    with sqlite3.connect(next(root.glob("*.sqlite3"))) as base:
        base.executemany("insert into code (name) values (?)", [(code,) for code in sorted({one[3] for one in marks})])
        base.executemany("insert into coder (name) values (?)", [(who,) for who in sorted({one[2] for one in marks})])
        base.execute("create temp table given (document, line, coder, code)")
        base.executemany("insert into given values (?, ?, ?, ?)", marks)
        base.execute("insert into coded_line (id, line, coder_id, code_id) select rowid, line, coder, code from given")
        base.execute(
            "insert into coded_line_location_association (coded_line_id, location_id) "
            "select given.rowid, location.id from given "
            "join document_index on document_index.document_id = given.document "
            "join location on location.document_index_id = document_index.id "
            "and location.start_line <= given.line and location.end_line > given.line"
        )
