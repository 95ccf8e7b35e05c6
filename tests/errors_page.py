"""The page of errors, made from tests/errors: `python -m tests.errors_page > docs/errors.md`.

What is expected is written anew by `python -m tests.errors_page --expected [NAME]...`, and read over in the diff.

Each file of tests/errors provokes the problem that it is named after; what `check` says stands beside it in `.expected`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from interviewer.screens.messages.bare_texts import MESSAGES as BARE_MESSAGES
from interviewer.screens.messages.codebook_rules import MESSAGES as CODEBOOK_MESSAGES
from interviewer.screens.messages.former_ids import MESSAGES as ID_MESSAGES
from interviewer.screens.messages.guide import MESSAGES
from interviewer.screens.messages.quality import MESSAGES as QUALITY_MESSAGES

ERRORS = Path(__file__).resolve().parent / "errors"
CODEBOOKS = (
    *("codebook_empty", "duplicate_code", "unknown_parent", "unknown_parent_near", "circular_parents"),
    *("parents_too_deep", "unknown_merge", "unknown_merge_near", "circular_merges", "former_id_in_use"),
    *("former_id_twice", "colour_unknown", "same_label", "conflict_codes_added", "conflict_codes_mixed"),
    "retired_parent",
    *("conflict_code_renamed", "conflict_same_code", "conflict_one_side", "conflict_in_code"),
)
SETTINGS = ("stakeholders_shape", "no_public_key")
AROUND = 1
WIDEST = 110
HEAD = """\
# What `check` says

Each file below was written to be wrong in one way; what `interviewer check` answers was taken from the program (the
texts are the English ones; cases that are not about the method were asked with `--no-quality`). A problem has a place, `path:line:column`, and then says what to do. Errors end the command
with exit code 3; with warnings alone it is 0, and `--strict` makes errors of what the method finds, whose names stand in
brackets: a comment `# lint: ok NAME` silences them. `--json` gives the same list to programs, with the name of the rule.

<!-- Made by `python -m tests.errors_page > docs/errors.md` from tests/errors. -->
"""


def cases() -> list[str]:
    """The names of all cases, in the order of the messages."""
    order = {
        rule: n
        for n, rule in enumerate((*MESSAGES, *BARE_MESSAGES, *ID_MESSAGES, *QUALITY_MESSAGES, *CODEBOOK_MESSAGES))
    }
    return sorted((path.stem for path in ERRORS.glob("*.yaml")), key=lambda name: order.get(name, len(order)))


def place_in_study(name: str) -> str:
    """Where a case stands in its study."""
    if name in CODEBOOKS:
        return "codebook.yaml"
    return "interviewer.yaml" if name in SETTINGS else f"guides/{name}.yaml"


def options(name: str) -> tuple[str, ...]:
    """How `check` is asked: the method has its own cases, and says nothing of the others."""
    return () if name in QUALITY_MESSAGES else ("--no-quality",)


def expected(name: str) -> str:
    """What `check` says of the case."""
    return (ERRORS / f"{name}.expected").read_text(encoding="utf-8")


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_section(name) for name in cases())


def _section(name: str) -> str:
    said = expected(name)
    return f"\n## {name}\n\n```yaml\n{_excerpt(name, _lines_named(said))}```\n\n```text\n{said}```\n"


def _lines_named(said: str) -> list[int]:
    places = (line.split(":") for line in said.splitlines() if not line.startswith(" "))
    return [int(parts[1]) for parts in places if len(parts) > 2 and parts[1].isdigit()]


def _excerpt(name: str, numbers: list[int]) -> str:
    """The lines that the problems name and their neighbours; bytes that are no text are shown as such."""
    text = (ERRORS / f"{name}.yaml").read_bytes().decode("utf-8", "backslashreplace")
    lines = text.replace("\0", "\\0").split("\n")
    near = {n for number in numbers for n in range(number - AROUND, number + AROUND + 1)}
    shown = [_visible(line) for n, line in enumerate(lines, 1) if n in near and n <= len(lines)]
    return "\n".join(shown).rstrip() + "\n"


def _visible(line: str) -> str:
    safe = "".join(c if c.isprintable() or c == "\t" else f"<U+{ord(c):04X}>" for c in line)
    return safe if len(safe) <= WIDEST else safe[:WIDEST] + "…"


def expect_anew(names: list[str]) -> None:
    """Write what the program says of these cases (all of them) beside their files."""
    os.environ["INTERVIEWER_LANG"] = "en"
    for name in names or cases():
        with tempfile.TemporaryDirectory() as folder:
            study = Path(folder) / "study"
            shutil.copytree(ERRORS / "study", study)
            shutil.copy(ERRORS / f"{name}.yaml", study / place_in_study(name))
            command = [sys.executable, "-m", "interviewer", "check", *options(name), place_in_study(name)]
            path = os.pathsep.join(sys.path)
            said = subprocess.run(
                command, cwd=study, env=os.environ | {"PYTHONPATH": path}, capture_output=True, check=False
            )
            (ERRORS / f"{name}.expected").write_bytes(said.stdout)


if __name__ == "__main__" and sys.argv[1:2] == ["--expected"]:
    sys.path.insert(0, str(ERRORS.parent.parent))
    expect_anew(sys.argv[2:])
elif __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(page())
