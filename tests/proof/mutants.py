"""Whether the tests notice when the program is changed: `python -m tests.proof.mutants` (`make mutants`).

mutmut changes the files of tests/proof/files.py in one place after the other; the quick tests of the group run on each of
these mutants, as far as they reach the changed function. `--group journal` takes one group, `--only union.py` one file,
`--sample 200` as many at random (`--seed` draws the same again), `--again` those that survived last time, of files that are
as they were: what is killed now is taken off. A whole run, and its survivors run again, write the counts into
tests/proof/mutants.json and docs/mutants.md. Survivors that tests/proof/survivors.txt does not
explain are printed, ready to be pasted there; then, or with fewer than 90 % killed, the end is 1.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import chdir
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.proof.files import GROUPS, Group
from tests.proof.page import PAGE, page
from tests.proof.survivors import EXPLAINED, Survivor, explanations, reason_for

ROOT = Path(__file__).resolve().parent.parent.parent
WORK = ROOT / "build" / "mutants"
ENDS = WORK / "ends"
KEPT = ROOT / "tests" / "proof" / "mutants.json"
TREES, FILES = ("interviewer", "tests", "guides"), ("pyproject.toml", "codebook.yaml", "interviewer.yaml")
AIM = 0.9
# How mutmut says that a mutant ended: the tests passed, no test reached it.
PASSED, UNREACHED = 0, 33
ALIVE = (PASSED, UNREACHED)
# A signal for too much time, or mutmut's own word for it.
TIMEOUTS = (24, -24, 36, 152, 255)
SETTINGS = """\
[mutmut]
source_paths=interviewer
only_mutate=
{files}
also_copy=
    guides
    codebook.yaml
    interviewer.yaml
pytest_add_cli_args_test_selection=
{tests}
pytest_add_cli_args=
    -p
    tests.proof.fresh
use_git_change_detection=false
timeout_multiplier=3
timeout_constant=5
"""


Ends = dict[str, int | None]


class Result(NamedTuple):
    """What became of the mutants of one file, which has `every` of them; `source` begins the sum of its text."""

    mutants: int
    killed: int
    slow: int
    survivors: tuple[Survivor, ...]
    every: int = 0
    source: str = ""


def main() -> int:
    """0 when enough mutants were killed and every survivor is explained."""
    wish = _wish()
    results: dict[str, Result] = {}
    for name in wish.group or GROUPS:
        group = GROUPS[name]
        files = tuple(file for file in group.files if not wish.only or Path(file).name in wish.only)
        if files:
            results |= _run(name, group._replace(files=files), wish)
    for file, result in results.items():
        print(f"{file}: {result.killed} of {result.mutants} killed ({result.slow} by taking too long)")
    if wish.keep or not wish.sample:
        _keep(results)
        PAGE.write_text(page(), encoding="utf-8")
    return _judged(results)


def _wish() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--group", action="append", choices=[*GROUPS])
    parser.add_argument("--only", action="append", metavar="FILE")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="so many mutants of each group, at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="those that survived last time")
    parser.add_argument("--keep", action="store_true", help="write the counts of a sample too, as such")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def _run(name: str, group: Group, wish: argparse.Namespace) -> dict[str, Result]:
    """The mutants of these files in a copy of their own, and what became of them."""
    place = WORK / name
    before = {file: _last_ends(file) for file in group.files} if wish.again else {}
    again = [name for ends in before.values() for name in ends if ends[name] in ALIVE]
    if wish.again and not again:
        return {}
    _lay_out(place, group)
    names = again or (_drawn(place, group.files, wish) if wish.sample else [])
    chosen = names or ([f"{_module(file)}.*" for file in group.files] if wish.only else [])
    command = [sys.executable, "-c", "from mutmut.__main__ import cli; cli()", "run", f"--max-children={wish.jobs}"]
    log = place / "log"
    print(f"{name}: {log}", file=sys.stderr)
    # Folders of tests of its own: another run of pytest would take them away.
    with TemporaryDirectory(prefix="mutants-") as folder, log.open("w", encoding="utf-8") as out:
        own = {"MUTANTS_SLOW": " ".join(group.slow), "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DEBUG_TEMPROOT": folder}
        env = os.environ | own
        ended = subprocess.run([*command, *chosen], cwd=place, env=env, stdout=out, stderr=out, check=False)
    if ended.returncode:
        raise SystemExit(f"mutmut ended with {ended.returncode}: {log}")
    if wish.again:
        return {file: _result(place, file, before[file] | _tried(place, file)) for file in group.files if before[file]}
    return {file: _result(place, file, _tried(place, file), whole=not names) for file in group.files}


def _lay_out(place: Path, group: Group) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for tree in TREES:
        shutil.copytree(ROOT / tree, place / tree, ignore=shutil.ignore_patterns("__pycache__"))
    for file in FILES:
        shutil.copy(ROOT / file, place / file)
    lists = {"files": group.files, "tests": group.tests}
    text = SETTINGS.format(**{key: "\n".join(f"    {one}" for one in value) for key, value in lists.items()})
    (place / "setup.cfg").write_text(text, encoding="utf-8")


def _module(file: str) -> str:
    return file.removesuffix(".py").replace("/", ".")


def _drawn(place: Path, files: Iterable[str], wish: argparse.Namespace) -> list[str]:
    from mutmut.mutation.file_mutation import mutate_file_contents

    with chdir(place):
        every = [
            f"{_module(file)}.{name}"
            for file in files
            for name in mutate_file_contents(file, Path(file).read_text(encoding="utf-8")).mutant_names
        ]
    return Random(wish.seed).sample(every, min(wish.sample, len(every)))


def _codes(place: Path, file: str) -> Ends:
    meta = place / "mutants" / f"{file}.meta"
    codes: Ends = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    return codes


def _tried(place: Path, file: str) -> Ends:
    return {name: code for name, code in _codes(place, file).items() if code is not None}


def _sum(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()[:12]


def _last_ends(file: str) -> Ends:
    """How the mutants of the file ended last time; none where the file is another one now."""
    kept = ENDS / f"{_module(file)}.json"
    last = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    ends: Ends = last.get("ends", {}) if last.get("source") == _sum(ROOT / file) else {}
    return ends


def _result(place: Path, file: str, ends: Ends, *, whole: bool = False) -> Result:
    """What came of these mutants, which is kept for the next time."""
    every, source = _codes(place, file), _sum(place / file)
    if whole and len(ends) < len(every):
        raise SystemExit(f"{file}: {len(every) - len(ends)} mutants were not tried")
    ENDS.mkdir(parents=True, exist_ok=True)
    (ENDS / f"{_module(file)}.json").write_text(json.dumps({"source": source, "ends": ends}), encoding="utf-8")
    survived = [name for name, code in ends.items() if code in ALIVE]
    slow = sum(code in TIMEOUTS for code in ends.values())
    told = tuple(_survivor(place, file, one) for one in survived)
    return Result(len(ends), len(ends) - len(survived), slow, told, len(every), source)


def _survivor(place: Path, file: str, name: str) -> Survivor:
    """What was changed, told so that it is known again when other lines of the file change."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    with chdir(place):
        lines = get_diff_for_mutant(name, path=file).splitlines()[2:]
    old = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    new = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    function = name.rpartition(".")[2].partition("__mutmut_")[0].removeprefix("x").replace("ǁ", ".").removeprefix(".")
    return Survivor(file, function.removeprefix("_") if "." not in function else function, old, new)


def _keep(results: dict[str, Result]) -> None:
    """The counts of whole files, beside those of files that were not tried this time; the page anew."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    for file, result in results.items():
        counts = {"source": result.source, "mutants": result.mutants, "killed": result.killed, "slow": result.slow}
        counts["every"] = result.every
        kept[file] = counts | {"survivors": [one.said() for one in result.survivors]}
    order = [file for group in GROUPS.values() for file in group.files if file in kept]
    KEPT.write_text(
        json.dumps({file: kept[file] for file in order}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _judged(results: dict[str, Result]) -> int:
    known = explanations(EXPLAINED.read_text(encoding="utf-8"))
    open_ones = [one for result in results.values() for one in result.survivors if not reason_for(one, known)]
    for one in open_ones:
        print(one.said())
    mutants, killed = (sum(getattr(one, what) for one in results.values()) for what in ("mutants", "killed"))
    share = killed / mutants if mutants else 1.0
    print(f"{killed} of {mutants} mutants killed ({share:.1%}); {len(open_ones)} survivors are not explained")
    return int(share < AIM or bool(open_ones))


if __name__ == "__main__":
    sys.exit(main())
