"""What the faults are made to happen to: an interview, one gone on with, coding, exporting, repairing, changing the codebook.

Each subject lays out a study, names the command and its lines, tells from the command's output what it claimed to be
safe, and looks afterwards, with the faults off, which of that is there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from interviewer.privacy import age
from interviewer.session.folder import read_session_records, session_folders
from interviewer.session.model import SessionView
from interviewer.session.read import view
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy
from interviewer.study.private import founding
from interviewer.study.private.places import Recipients
from interviewer.study.settings import Keys
from tests.faults.nursery import Done, Nursery
from tests.walk import GUIDE

REMARKS = "".join(f"# a remark of the team, which stays where it is ({n})\n" for n in range(60))
CODEBOOK = f"""\
{REMARKS}codes:
  - {{id: sens, label: Le sens}}
  - {{id: lien, label: Le lien}}
  - {{id: joie, label: La joie}}
"""
TURNS, BASE = 4, 3
SECRET, TYPED = "FAULTS_SECRET", "FAULTS_TYPED"
PARTLY, MANIFEST = 3, "MANIFEST.json"
RUN = ("run", "petit", "--participant", "p7kx3", "--language", "fr", "--wave", "t0")
OPENING = "oui\noui\n"
TOLD = " of 30 minutes"
MARKED = re.compile(r"^  \[(\d+)\] (\w+)$", re.MULTILINE)


class Place(NamedTuple):
    """One trial's own folder: the study, and a home that holds the fall-back copies."""

    folder: Path

    @property
    def study(self) -> Path:
        """The study's root."""
        return self.folder / "study"

    @property
    def env(self) -> dict[str, str]:
        """A sealed world: nothing outside of this folder is looked at."""
        home = str(self.folder / "home")
        xdg = {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("STATE", "DATA", "CONFIG", "CACHE")}
        words = {"INTERVIEWER_LANG": "en", "LC_ALL": "C.UTF-8", "COLUMNS": "80", "TERM": "dumb", "PYTHONUTF8": "1"}
        return {"HOME": home, "USERPROFILE": home, **xdg, **words, "INTERVIEWER_PROMPT": "walk", "XDG_RUNTIME_DIR": ""}

    @property
    def unlocked(self) -> dict[str, str]:
        """The same where somebody has given the passphrase (nursery.py); nothing of it in a study that isn't sealed."""
        there = (name for name in (SECRET, TYPED) if (self.folder / name).exists())
        return self.env | {name: (self.folder / name).read_text() for name in there}


def entered(place: Place) -> Place:
    """The place, which the reader of this process takes for its world too."""
    os.environ.update(place.env)
    secret = place.folder / SECRET
    if secret.exists():
        from interviewer.study.private import team_key

        team_key.unlock(Recipients(*secret.read_text().split()[1:]), secret.read_text().split()[0])
    return place


def said(number: int) -> str:
    """The words of a turn; they tell its number."""
    return f"mot {number} é « cité » " + "bla " * (number % 5)


def words_of(root: Path) -> SessionView:
    """The one interview of the study, as any verb reads it."""
    session = session_of(root)
    observe_secrecy(Study(root))
    if not session:
        return view("", "", ())
    found = read_session_records(session_folders(root, session), session)
    return view(session, found.key, found.records)


def session_of(root: Path) -> str:
    """Its id; empty when there is none."""
    ids = Study(root).session_ids()
    return ids[0] if ids else ""


class Subject(NamedTuple):
    """One thing that people do. `lost` names what of the claimed things is not there; `reads` says that it is given the passphrase."""

    name: str
    what: str
    lay_out: Callable[[Nursery, Path], Place]
    argv: Callable[[Place], tuple[str, ...]]
    lines: str
    claimed: Callable[[Place, Done], list[str]]
    lost: Callable[[Place, Nursery, list[str]], list[str]]
    reads: bool = False

    def env(self, place: Place) -> dict[str, str]:
        """Its world: what reads words is given the passphrase, what doesn't has no key."""
        return place.unlocked if self.reads else place.env


# --- laying out -----------------------------------------------------------------------------------------------------

_made: dict[tuple[str, str], Path] = {}


def _template(nursery: Nursery, where: Path, kind: str, *, sealed: bool = False) -> Path:
    """A study as the program itself made it, once for each run of the harness."""
    key = (str(where), f"sealed-{kind}" if sealed else kind)
    if key not in _made:
        folder = where / f"template-{key[1]}"
        place = Place(folder)
        (place.study / "guides").mkdir(parents=True)
        (folder / "home").mkdir()
        (place.study / "guides" / "petit.yaml").write_bytes(GUIDE)
        (place.study / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
        (place.study / "interviewer.yaml").write_text("languages: [fr, en]\n", encoding="utf-8")
        entered(place)
        if sealed:
            # Without the team's key on this machine, as for somebody who only holds interviews.
            team, paper = age.new_identity(), age.new_identity()
            founding.write_keys(Study(place.study), Keys(team.public, paper.public, "words"))
            (folder / SECRET).write_text(f"{team.secret} {team.public} {paper.public}")
            entered(place)
        lines = OPENING + "".join(f"{said(n)}\n" for n in range(BASE))
        if kind in ("paused", "done"):
            ending = "/pause\n" if kind == "paused" else "/next\n/next\n7\n/next\n/done\n\n\n\n\n\n\n\n"
            _well(nursery.run(RUN, place.study, lines + ending, place.env))
        if kind == "done":
            session = session_of(place.study)
            _well(nursery.run(("code", session, "--coder", "ana"), place.study, "sens\n\n" * BASE, place.unlocked))
            _well(nursery.run(("export", "--out", "exports"), place.study, "", place.unlocked))
        _made[key] = folder
    return _made[key]


def _well(done: Done) -> Done:
    assert done.code == 0, (done.code, done.err, done.out)
    return done


def copied(kind: str, *, sealed: bool = False) -> Callable[[Nursery, Path], Place]:
    """How a study of that kind is laid out."""

    def lay_out(nursery: Nursery, where: Path) -> Place:
        template = _template(nursery, where.parent, kind, sealed=sealed)
        shutil.copytree(template, where)
        return entered(Place(where))

    return lay_out


# --- an interview ---------------------------------------------------------------------------------------------------

SCRIPT = "".join(f"{said(n)}\n/time\n" for n in range(BASE, BASE + TURNS)) + "/pause\n"


def _turns_claimed(_place: Place, done: Done) -> list[str]:
    """Each answered /time stands behind a turn that is saved."""
    return [said(n).strip() for n in range(BASE, BASE + done.err.count(TOLD))]


def _also_those_before(place: Place, done: Done) -> list[str]:
    return [*(said(n).strip() for n in range(BASE)), *_turns_claimed(place, done)]


def _turns_lost(place: Place, _nursery: Nursery, claimed: list[str]) -> list[str]:
    there = {turn.text.strip() for turn in words_of(place.study).turns}
    return [words for words in claimed if words not in there]


# --- coding ---------------------------------------------------------------------------------------------------------


def _marks_claimed(_place: Place, done: Done) -> list[str]:
    return [code for _number, code in MARKED.findall(done.out + done.err)]


def _marks_lost(place: Place, _nursery: Nursery, claimed: list[str]) -> list[str]:
    seen = words_of(place.study)
    there = [mark.code for mark in seen.marks if mark.coder == "zoe"]
    lost = [code for code in claimed if code not in there or there.remove(code)]  # type: ignore[func-returns-value]
    if len([m for m in seen.marks if m.coder == "ana"]) != BASE:
        lost.append("the marks of another coder")
    return lost + [said(n) for n in range(BASE) if said(n).strip() not in {t.text.strip() for t in seen.turns}]


# --- exporting ------------------------------------------------------------------------------------------------------


def _tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.*")) if path.name[0] != "."}


def _older_export(nursery: Nursery, where: Path) -> Place:
    """A finished interview whose tables are older than its last marks."""
    place = copied("done")(nursery, where)
    template = where.parent / "template-fresh-export"
    if not template.exists():
        shutil.copytree(where, template)
        fresh = Place(template)
        argv = ("code", session_of(fresh.study), "--coder", "zoe")
        _well(nursery.run(argv, fresh.study, "joie\n\nlien\n\n\n", fresh.env))
        shutil.copytree(fresh.study / "exports", template / "older")
        _well(nursery.run(("export", "--out", "exports"), fresh.study, "", fresh.env))
    shutil.rmtree(where)
    shutil.copytree(template, where)
    shutil.rmtree(place.study / "exports")
    shutil.copytree(where / "older", place.study / "exports")
    return place


def _tables_claimed(place: Place, done: Done) -> list[str]:
    """All tables, anew, when it said that it was done; else that each is what it was or what it shall be.

    Where it said that parts could not be read, each is whole: what the manifest beside it says of it.
    """
    names = _tables(place.folder.parent / "template-fresh-export" / "study" / "exports")
    partly = done.code == PARTLY and "Damaged:" in done.err
    claim = "new" if done.code == 0 else "listed" if partly else "whole"
    return [f"{claim} {name}" for name in names]


def _tables_lost(place: Place, _nursery: Nursery, claimed: list[str]) -> list[str]:
    template = place.folder.parent / "template-fresh-export"
    fresh, older = _tables(template / "study" / "exports"), _tables(template / "older")
    there = _tables(place.study / "exports")
    lost = []
    for claim in claimed:
        kind, _, name = claim.partition(" ")
        if kind == "listed":
            lost += [] if name == MANIFEST or _is_listed(name, there) else [claim]
            continue
        allowed = {fresh[name]} if kind == "new" else {fresh[name], older[name]}
        if there.get(name) not in allowed:
            lost.append(claim)
    return lost


def _is_listed(name: str, there: dict[str, bytes]) -> bool:
    """Whether the manifest has the very bytes of the file."""
    listed = {one["name"]: one["sha256"] for one in json.loads(there[MANIFEST])["files"]}
    return name in there and listed.get(name) == sha256(there[name]).hexdigest()


# --- repairing ------------------------------------------------------------------------------------------------------


@cache
def _words_before() -> list[str]:
    return [said(n).strip() for n in range(BASE)]


def _damaged(nursery: Nursery, where: Path, *, sealed: bool = False) -> Place:
    """A finished interview with one flipped bit in two records, and marks of which only a fall-back copy is whole."""
    place = copied("done", sealed=sealed)(nursery, where)
    session = session_of(place.study)
    home, elsewhere = session_folders(place.study, session)
    journal = next(path for path in home.iterdir() if path.name.startswith(session))
    data = bytearray(journal.read_bytes())
    at = 0
    for _ in range(2):
        at = data.index(b'"k":"verbatim"', at + 1)
        data[data.index(b'"text":"', at) + 12] ^= 4
    journal.write_bytes(bytes(data))
    elsewhere.mkdir(parents=True)
    marks = next(path for path in home.iterdir() if path.name.startswith("marks.ana"))
    shutil.move(marks, elsewhere / marks.name)
    shutil.copytree(home, place.folder / "before")
    return place


def _repair_claimed(_place: Place, _done: Done) -> list[str]:
    """Whatever became of the repair: every word and mark, after it or after the next one."""
    return [*_words_before(), *("mark" for _ in range(BASE)), "files as they were"]


def _repair_lost(place: Place, nursery: Nursery, claimed: list[str]) -> list[str]:
    nursery.run(("doctor", "--repair"), place.study, "", place.env)
    lost = _turns_lost(place, nursery, [one for one in claimed if one in _words_before()])
    missing = BASE - len([mark for mark in words_of(place.study).marks if mark.coder == "ana"])
    home = session_folders(place.study, session_of(place.study))[0]
    touched = [p.name for p in (place.folder / "before").iterdir() if _bytes(home / p.name) != p.read_bytes()]
    return [*lost, *["mark"] * missing, *["files as they were"] * bool(touched)]


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


# --- the codebook ---------------------------------------------------------------------------------------------------


def _code_claimed(_place: Place, done: Done) -> list[str]:
    return ["sens", "lien", "joie", *(["voisinage"] if done.code == 0 else [])]


def _code_lost(place: Place, _nursery: Nursery, claimed: list[str]) -> list[str]:
    try:
        there = {code.id for code in Study(place.study).codebook().codes}
    except Exception:
        there = set()
    return [code for code in claimed if code not in there]


def _code_one(place: Place) -> tuple[str, ...]:
    return ("code", session_of(place.study), "--coder", "zoe")


def _named(name: str, what: str, kind: str, argv: Callable[[Place], tuple[str, ...]], lines: str) -> Subject:
    """A subject as it is named, once its study is laid out; `sealed-` before its name seals the study."""
    sealed = name.startswith("sealed-")
    claimed, lost = JUDGES[name.removeprefix("sealed-")]
    reads = name.endswith(("coding", "export"))
    return Subject(name, what, copied(kind, sealed=sealed), argv, lines, claimed, lost, reads)


JUDGES: dict[str, tuple[Callable[[Place, Done], list[str]], Callable[[Place, Nursery, list[str]], list[str]]]] = {
    "interview": (_turns_claimed, _turns_lost),
    "resume": (_also_those_before, _turns_lost),
    "coding": (_marks_claimed, _marks_lost),
    "export": (_tables_claimed, _tables_lost),
    "repair": (_repair_claimed, _repair_lost),
    "codebook": (_code_claimed, _code_lost),
}
RESUME = ("run", "--resume", "p7kx3")
MARKS = "joie\n\nlien\n\nsens\n\n"
ADD = ("codebook", "add", "voisinage", "--coder", "ana")
REPAIR = ("doctor", "--repair")

SUBJECTS = {
    one.name: one
    for one in (
        _named("interview", "`run`: a new interview", "empty", lambda _: RUN, OPENING + SCRIPT),
        _named("resume", "`run --resume`", "paused", lambda _: RESUME, SCRIPT),
        _named("coding", "`code`", "done", _code_one, MARKS),
        _named("export", "`export` over older tables", "done", lambda _: ("export", "--out", "exports"), "")._replace(
            lay_out=_older_export
        ),
        _named("repair", "`doctor --repair`", "done", lambda _: REPAIR, "")._replace(lay_out=_damaged),
        _named("codebook", "`codebook add`", "done", lambda _: ADD, "label: Le voisinage\n"),
        _named("sealed-interview", "`run` in a sealed study, without a key", "empty", lambda _: RUN, OPENING + SCRIPT),
        _named("sealed-resume", "`run --resume` in a sealed study, without a key", "paused", lambda _: RESUME, SCRIPT),
        _named("sealed-coding", "`code` in a sealed study, unlocked", "done", _code_one, MARKS),
        _named(
            "sealed-repair", "`doctor --repair` in a sealed study, without a key", "done", lambda _: REPAIR, ""
        )._replace(lay_out=partial(_damaged, sealed=True)),
    )
}
