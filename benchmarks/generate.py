"""Make a study of any size: `python -m benchmarks.generate DIR --sessions N --turns 100 --marks 2 --seed 1`.

Real journals, line by line through the program's own encoder, without syncing each record. The same arguments make
the same bytes. Without `--team` each coder marks every turn once, by chance. With it two coders work as teams do
(benchmarks/team.py): `--sessions 1000 --turns 50 --codes 48 --team` makes 50,000 turns with some 60,000 marks.
"""

import argparse
import hashlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks import team
from benchmarks.prose import answer
from benchmarks.team import token
from interviewer.session import events as e
from interviewer.session.line import FIRST, Header, encode, kind_of, payload

THEMES, QUESTIONS, CODES = 5, 4, 24
START = 1_767_225_600.0  # 2026-01-01 00:00 UTC
POOL = 3_000
GROUPS = ("habitants", "benevoles", "partenaires")


def guide_source(*, sheet: bool = False) -> str:
    """A guide of five themes with four questions each, the last of each theme closed; `sheet`: with more background."""
    lines = ["guide: mesure", "version: 1", "title: Un guide pour mesurer", "language: fr"]
    lines += ["consent:", '  - {id: citation, for: quote, ask: "Puis-je vous citer ?"}', "themes:"]
    for theme in range(THEMES):
        lines += [f"  - id: theme-{theme}", f"    title: Le thème numéro {theme}", "    questions:"]
        for question in range(QUESTIONS):
            lines += [f"      - id: q{theme}-{question}", f"        ask: Racontez-moi le moment {theme}, {question}."]
            if question == QUESTIONS - 1:
                lines += ["        scale: {from: 0, to: 10}", f"        indicator: indice-{theme}"]
    lines += ["background:", '  - {id: age, ask: "Votre âge ?", number: {from: 0, to: 120}}']
    lines += team.SHEET if sheet else []
    return "\n".join(lines) + "\n"


def codebook_source(codes: int = CODES) -> str:
    """So many codes under four parents."""
    lines = ["codes:"]
    for code in range(codes):
        lines += [
            f"  - id: code-{code}",
            f"    label: Le code numéro {code}",
            f"    definition: Ce que dit le code {code}.",
        ]
        if code >= 4:
            lines.append(f"    parent: code-{code % 4}")
    return "\n".join(lines) + "\n"


class Segment:
    """The lines of one file, chained."""

    def __init__(self, session: str, run: str, stream: str, coder: str, wall: float) -> None:
        self.lines: list[bytes] = []
        self.last, self.wall, self.mono = FIRST, wall, 0.0
        self.name = f"{f'marks.{coder}' if coder else session}.20260101T000000Z.{run}.jsonl"
        header = Header(run, 1, "bench", session, session[-16:].rjust(16, "0"), run, "", {}, stream, coder)
        self._add("open", payload(header))

    def add(self, event: e.Event, seconds: float = 9.0) -> None:
        """One event, so many seconds after the one before."""
        self.mono += seconds
        self._add(kind_of(event), payload(event))

    def _add(self, kind: str, data: bytes) -> None:
        line, self.last = encode(len(self.lines), kind, data, self.wall + self.mono, self.mono, self.last)
        self.lines.append(line)

    def write(self, folder: Path) -> None:
        """Seal the file and write it."""
        self.add(e.Sealed(self.lines[-1][-19:-3].decode(), len(self.lines)))
        (folder / self.name).write_bytes(b"".join(self.lines))


class Study:
    """What the sessions of one study share."""

    def __init__(self, turns: int, marks: int, seed: int, codes: int = CODES, *, by_team: bool = False) -> None:
        self.turns, self.marks, self.seed, self.codes, self.by_team = turns, marks, seed, codes, by_team
        self.guide = guide_source(sheet=by_team)
        self.sha256 = hashlib.sha256(self.guide.encode()).hexdigest()
        chance = Random(seed)
        self.texts = [answer(chance) for _ in range(POOL)]

    def session(self, number: int, root: Path) -> None:
        """Write one session with its marks."""
        chance = Random(f"{self.seed}-{number}")
        session = f"2026-{1 + number // 28 % 12:02}-{1 + number % 28:02}-mesure-p{number:05}"
        folder = root / "sessions" / session
        folder.mkdir(parents=True, exist_ok=True)
        said = self._interview(chance, session, number, folder)
        if self.by_team:
            for who, events in team.coding(chance, number, said, self.codes):
                segment = Segment(session, token(chance), "marks", who, START + 10**7)
                for event in events:
                    segment.add(event, 3.0)
                segment.write(folder)
            return
        for coder in range(self.marks):
            self._coding(chance, session, coder, said, folder)

    def _interview(self, chance: Random, session: str, number: int, folder: Path) -> list[tuple[str, str]]:
        person = e.Person(f"p{number:05}", GROUPS[number % 3])
        segment = Segment(session, token(chance), "session", "", START + number * 7200)
        held = e.Held(token(chance), "mesure", 1, self.sha256, self.guide, "fr", session[:10], [person], wave="t0")
        segment.add(held, 0.5)
        ask = "Puis-je vous citer ?"
        segment.add(e.Consent(token(chance), person.id, "citation", "quote", ask, given=number % 5 != 0))
        said = []
        for place, turns in enumerate(_shares(self.turns, THEMES * QUESTIONS)):
            said += list(self._question(chance, segment, person.id, place, turns))
        segment.add(e.Background(token(chance), person.id, "age", 20 + number % 60))
        for item, value in team.facts(chance) if self.by_team else ():
            segment.add(e.Background(token(chance), person.id, item, value))
        segment.add(e.Closing(token(chance)))
        segment.add(e.Done(token(chance)))
        segment.write(folder)
        return said

    def _question(
        self, chance: Random, segment: Segment, person: str, place: int, turns: int
    ) -> Iterator[tuple[str, str]]:
        theme, number = divmod(place, QUESTIONS)
        where = f"theme-{theme}", f"q{theme}-{number}"
        asked = e.Asked(token(chance), "guide", *where, f"Racontez-moi le moment {theme}, {number}.", "fr")
        segment.add(asked)
        if number == QUESTIONS - 1:
            segment.add(e.Measured(token(chance), *where, person, chance.randint(0, 10), f"indice-{theme}"))
        for _ in range(turns):
            kind = e.Paraphrase if chance.random() < 0.08 else e.Verbatim
            turn = kind(token(chance), *where, chance.choice(self.texts), "fr", person, asked.id)
            segment.add(turn, chance.uniform(5, 40))
            yield turn.id, turn.text
        if chance.random() < 0.1:
            segment.add(e.Observation(token(chance), *where, "Regarde par la fenêtre.", "fr", person, asked.id))

    def _coding(self, chance: Random, session: str, coder: int, said: list[tuple[str, str]], folder: Path) -> None:
        who = f"codeur-{coder}"
        segment = Segment(session, token(chance), "marks", who, START + 10**7)
        for turn, text in said:
            start = chance.choice((0, 0, len(text) // 3))
            code = f"code-{chance.randrange(self.codes)}"
            segment.add(e.Mark(token(chance), turn, code, who, start, len(text), text[start:]), 3.0)
        segment.write(folder)


def _shares(total: int, parts: int) -> Iterator[int]:
    """The total in whole parts that differ by one at most."""
    yield from (total // parts + (n < total % parts) for n in range(parts))


def generate(
    root: Path,
    sessions: int,
    turns: int = 100,
    marks: int = 2,
    seed: int = 1,
    *,
    codes: int = CODES,
    by_team: bool = False,
) -> None:
    """Write a whole study into the folder: settings, guide, codebook, sessions."""
    (root / "guides").mkdir(parents=True, exist_ok=True)
    (root / "interviewer.yaml").write_text("languages: [fr]\n", encoding="utf-8")
    (root / "guides" / "mesure.yaml").write_text(guide_source(sheet=by_team), encoding="utf-8")
    (root / "codebook.yaml").write_text(codebook_source(codes), encoding="utf-8")
    study = Study(turns, marks, seed, codes, by_team=by_team)
    for number in range(sessions):
        study.session(number, root)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--turns", type=int, default=100)
    parser.add_argument("--marks", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--codes", type=int, default=CODES)
    parser.add_argument("--team", action="store_true", help="two coders in rounds instead of --marks")
    given = parser.parse_args()
    generate(given.root, given.sessions, given.turns, given.marks, given.seed, codes=given.codes, by_team=given.team)


if __name__ == "__main__":
    main()
