"""A study whose every field of words holds what nobody should say: each text stands in each kind of field.

What the strict reader of YAML refuses (control characters) can't stand in guides, codebook and settings; journals are
JSON and hold anything, so there every text stands in every field.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

from interviewer.privacy.scan.names import known_names
from interviewer.privacy.scan.scanning import scan_text
from interviewer.session import events as e
from interviewer.session.line import FIRST, Header, encode, kind_of, payload
from interviewer.yamlfaults import double_quoted
from interviewer.yamltext import hidden_in
from tests.build import KEY, START, Talk
from tests.conftest import DATA, Cli
from tests.sealed import forget_secrecy, seal_study, unlocked_with

TEXTS: tuple[str, ...] = tuple(json.loads((DATA / "hostile" / "texts.json").read_text(encoding="utf-8")).values())
# A tour shows each text hundreds of times: the two that are books are cut there, and whole elsewhere.
SHORT = tuple(text[:600] for text in TEXTS)
BAD_IDS: tuple[str, ...] = tuple(json.loads((DATA / "hostile" / "bad_ids.json").read_text(encoding="utf-8")))
# The same signs as in interviewer/screens/clean.py, written a second time: what no terminal may be sent.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
CODERS = ("ana", "ben")
HELD, GROUP, OPEN = "2026-05-04-essai-p1", "2026-05-05-essai-g1", "2026-05-06-essai-p2"
ODD = "2026-05-07-essai-x1"
PEOPLE = 6
OPEN_FINDINGS = 3
# Verbs that need a study with keys; what asks for a passphrase finds it open.
KEYED = ("names", "sync", "unlock", "lock", "access", "withdraw", "redact")


class HostileStudy(NamedTuple):
    """Where it lies, and what stands in it."""

    root: Path
    texts: tuple[str, ...]
    turns: tuple[str, ...]


def dangers(text: str) -> list[str]:
    """What must not be sent to a terminal, each with what stands around it."""
    return [
        f"U+{ord(found[0]):04X} in {text[max(0, found.start() - 20) : found.end() + 20]!r}"
        for found in FORBIDDEN.finditer(text)
    ]


def hostile_study(root: Path, texts: Sequence[str] = SHORT) -> HostileStudy:
    """Lay it out."""
    root.mkdir(parents=True, exist_ok=True)
    written = [text for text in texts if text.strip() and not hidden_in(text) and len(text) < 2000] or ["mot"]
    _settings(root, written)
    _codebook(root, written)
    source = _guide(written)
    (root / "guides").mkdir(exist_ok=True)
    (root / "guides" / "essai.yaml").write_text(source, encoding="utf-8")
    (root / "guides" / "casse\u202e\x1b[2J.yaml").write_bytes(b"guide: [\n")
    (root / "guides" / "refuse.yaml").write_bytes(_refused(texts))
    turns = _interview(root, texts, source)
    _group(root, texts, source)
    _under_way(root, texts, source)
    _odd(root, texts)
    for path in root.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return HostileStudy(root, tuple(texts), turns)


def _quoted(text: str) -> str:
    return double_quoted(text)


def _settings(root: Path, written: Sequence[str]) -> None:
    labels = "".join(
        f"  groupe{n}: {{label: {{fr: {_quoted(text)}, en: {_quoted(text)}}}, planned: 2}}\n"
        for n, text in enumerate(written)
    )
    (root / "interviewer.yaml").write_text(
        f"languages: [fr, en]\nnotice: {_quoted(written[0])}\nstakeholders:\n{labels}", encoding="utf-8"
    )


def _tells(text: str) -> bool:
    """Whether the scan is sure that the text tells who somebody is."""
    return any(one.sure and one.kind != "web" for one in scan_text(text, "fr", known_names(())))


def _codebook(root: Path, written: Sequence[str]) -> None:
    fields = ("label", "definition", "use_when", "not_when", "example")
    written = [one for one in written if not _tells(one)]  # a codebook with such texts is never let out
    lines = ["codes:\n"]
    for n in range(len(written)):
        said = {field: _quoted(written[(n + k) % len(written)]) for k, field in enumerate(fields)}
        lines.append(f"  - id: c{n}\n" + "".join(f"    {field}: {text}\n" for field, text in said.items()))
        lines.append(f"    groups: [g{n % 2}]\n" + (f"    parent: c{n - 1}\n" if n % 3 == 1 else ""))
    (root / "codebook.yaml").write_text("".join(lines), encoding="utf-8")


def _guide(written: Sequence[str], language: str = "fr") -> str:
    one = cycle(map(_quoted, written))
    head = f"guide: essai\nversion: 3\ntitle: {next(one)}\nlanguage: {language}\npurpose: {next(one)}\n"
    head += f"opening: {next(one)}\nclosing: {next(one)}\nstakeholders: [groupe0]\nconsent:\n"
    head += "".join(
        f"  - {{id: {name}, for: {name}, ask: {next(one)}}}\n" for name in ("notes", "quote", "name", "archive")
    )
    themes = "themes:\n"
    for t in range(3):
        themes += f"  - id: t{t}\n    title: {next(one)}\n    aim: {next(one)}\n    questions:\n"
        for q in range(max(2, len(written) // 3 + 1)):
            themes += f"      - id: q{t}-{q}\n        ask: {next(one)}\n        aim: {next(one)}\n"
            themes += f"        codes: [c0]\n        probes:\n          - {{id: p{q}, ask: {next(one)}}}\n"
    themes += (
        f"      - {{id: echelle, ask: {next(one)}, number: {{from: 0, to: 10, unit: {next(one)}}}, indicator: place}}\n"
    )
    themes += f"      - {{id: choix, ask: {next(one)}, choices: {{a: {next(one)}, b: {next(one)}}}}}\n"
    background = f"background:\n  - {{id: metier, ask: {next(one)}, text: true}}\n"
    background += f"  - {{id: role, ask: {next(one)}, choices: {{a: {next(one)}, b: {next(one)}}}}}\n"
    return head + themes + background


def _refused(texts: Sequence[str]) -> bytes:
    """A guide with everything that the strict reader refuses, raw."""
    body = "".join(f"  - {{id: {json.dumps(text)}, ask: '{text}'}}\n{text}: {text}\n" for text in texts)
    return f"guide: refuse\nthemes:\n{body}".encode("utf-8", "surrogatepass")


def _interview(root: Path, texts: Sequence[str], source: str) -> tuple[str, ...]:
    """One person; every text as turn of each kind, as question, reason, note, memo, label, comment."""
    talk = Talk(HELD, [("p1", "groupe0")], source, wave="t0")
    talk.consent("notes")
    talk.add(e.Consent(talk._id(), "p1", "quote", "quote", texts[0], given=True, notice=texts[1 % len(texts)]))
    turns: list[str] = []
    kinds = (e.Verbatim, e.Paraphrase, e.Observation, e.Memo)
    for n, text in enumerate(texts):
        at = {"question": f"q{n % 3}-0", "theme": f"t{n % 3}"}
        asked = talk.ask(text=text, origin=("guide", "improvised", "probe")[n % 3], **at)
        turns.append(talk.say(text, asked, **at))
        talk.say(text, asked, kind=kinds[1 + n % 3], **at)
        talk.add(e.Marker(talk._id(), "bookmark", at["theme"], at["question"], text))
    for n, text in enumerate(texts):
        talk.add(e.Gap(talk._id(), f"t{n % 3}", f"q{n % 3}-1", "declined", text))
        fixed = talk.say("avant", question="q0-0", theme="t0")
        talk.add(e.Fixed(talk._id(), fixed, text, text))
        turns.append(fixed)
    talk.measure("echelle", texts[0], "t2", indicator="place", unit=texts[0], wave="t0")
    talk.fact("metier", texts[0])
    for item in ("setting", "others", "notes"):
        talk.add(e.Form(talk._id(), item, "\n".join(texts[:12])))
    talk.add(e.Unknown(talk._id(), "demain", {"texte": texts[0]}))
    _coded(talk, texts, turns)
    talk.done().write(root)
    return tuple(turns)


def _coded(talk: Talk, texts: Sequence[str], turns: Sequence[str]) -> None:
    said = (*texts, *texts)
    for n, text in enumerate(texts):
        # No label that surely is a telephone number: no table with such a one leaves, and nothing would be seen of it.
        label = "".join(sign for sign in text if not sign.isdigit()) or "neuf"
        talk.add(e.NewCode(talk._id(), f"neuf{n}", label, "ana", text))
    for coder in CODERS:
        for n, (turn, text) in enumerate(zip(turns, said, strict=True)):
            talk.mark(turn, f"neuf{n % len(texts)}" if n % 2 else "c0", text, coder=coder, memo=text)
            talk.add(e.Seen(talk._id(), turn, coder))
        talk.add(e.Remark(talk._id(), "turn", turns[0], texts[0], coder))
        talk.add(e.Remark(talk._id(), "code", "c0", texts[1 % len(texts)], coder))
        talk.add(e.Remark(talk._id(), "session", talk.session, "\n".join(texts[:12]), coder))
    for turn, text in zip(turns[::2], said[::2], strict=True):
        talk.mark(turn, "c0", text[: len(text) // 2], coder="ben", memo=text)
        talk.add(e.KeyQuote(talk._id(), turn, "ben"))
    for coder in CODERS:
        talk.add(e.RoundClosed(talk._id(), coder))


def _group(root: Path, texts: Sequence[str], source: str) -> None:
    """Several people, each with another text as what they are; ids of people, groups and questions are hostile too."""
    people = [(f"p{n}", f"groupe{n}") for n in range(PEOPLE)]
    talk = Talk(GROUP, people, source, wave="t1", pilot=False)
    for n, (person, _) in enumerate(people):
        talk.consent("quote", person=person)
        talk.fact("metier", texts[n % len(texts)], person)
        talk.fact("role", ["a", texts[n % len(texts)]], person)
        asked = talk.ask("q0-0", texts[n % len(texts)], "t0")
        talk.say(texts[(n * 3) % len(texts)], asked, "q0-0", "t0", speaker=person)
        talk.add(e.Refused(talk._id(), person, texts[n % len(texts)]))
    talk.done().write(root)


def _odd(root: Path, texts: Sequence[str]) -> None:
    """What no program of ours writes: every id of the journal is a hostile text, as a merge or an enemy could leave it."""
    one = cycle(texts)
    talk = Talk(ODD, [(next(one), next(one))], "ceci n'est pas un guide\x1b[2J\n", guide=next(one), wave=next(one))
    talk.add(e.Consent(talk._id(), next(one), next(one), "quote", next(one), given=True, notice=next(one)))
    for _ in range(6):
        at = {"question": next(one), "theme": next(one)}
        turn = talk.say(
            next(one), talk.ask(text=next(one), probe=next(one), **at), speaker=next(one), by=next(one), **at
        )
        talk.mark(turn, next(one), next(one), coder="ana", memo=next(one))
        talk.add(e.Mark(talk._id(), turn, next(one), "ana", 0, 1, next(one), next(one), next(one), next(one)))
        talk.add(e.Remark(talk._id(), "code", "c0", next(one), "ana"))
        talk.measure(at["question"], next(one), at["theme"], next(one), unit=next(one), wave=next(one))
        talk.fact(next(one), [next(one), next(one)], next(one))
        talk.add(e.Gap(talk._id(), at["theme"], at["question"], "later", next(one)))
    talk.add(e.Language(talk._id(), next(one), next(one), next(one)))
    talk.done().write(root)


def _under_way(root: Path, texts: Sequence[str], source: str) -> None:
    """An interview that was broken off, with words that were being typed; one line of its file is damaged."""
    talk = Talk(OPEN, [("p2", "groupe1")], source)
    asked = talk.ask("q0-0", texts[0], "t0")
    talk.say(texts[1 % len(texts)], asked, "q0-0", "t0", speaker="p2")
    folder = talk.write(root)
    draft = e.Draft("d" * 16, "t0", "q0-0", "\n".join(texts[:12]), "fr", "p2", asked)
    header = Header("b" * 16, 1, "test", OPEN, KEY, "b" * 16, "", {}, "draft")
    line, last = encode(0, "open", payload(header), START, 0.0, FIRST)
    more, _last = encode(1, kind_of(draft), payload(draft), START + 9, 9.0, last)
    (folder / f"draft.20260506T100000Z.{'b' * 16}.jsonl").write_bytes(line + more)


def keep_all(cli: Cli, root: Path) -> None:
    """Decide of everything that the scan finds that it stays: what leaves the house is what was said."""
    table = root / "decisions.csv"
    while cli("scan", "--decisions", str(table)).code == OPEN_FINDINGS:
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows({**row, "decision": "keep"} for row in rows)
        taken = cli("scan", "--accept-scan", str(table))
        assert taken.code == 0, taken.err
        table.unlink()


@contextmanager
def opened(root: Path, spec: Any) -> Iterator[None]:
    """Within it the study has keys and is open, where the verb that a test is about (`spec`) needs that."""
    if spec is None or spec.params.get("verb") not in KEYED:
        yield
        return
    try:
        with unlocked_with(seal_study(root, "names")):
            yield
    finally:
        forget_secrecy()


def digest(text: str) -> str:
    """What stands in a session for the bytes of its guide."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
