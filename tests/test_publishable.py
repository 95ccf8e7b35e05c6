"""`export --publishable`: in none of its files stands a word of somebody who did not agree to be quoted.

A canary sits wherever a person's words can get to; the shipped study is searched for what its refusing people said.
"""

import io
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.coding.model import Code, Codebook
from interviewer.export.codes import codes_of, covered_in
from interviewer.guide.model import Text
from interviewer.screens.pages.veiled import veiled_told
from interviewer.session import events as e
from interviewer.session.model import SPEECH, SessionView
from interviewer.study.folder import Study
from tests.build import Talk, guide, study_of
from tests.conftest import ROOT, Cli

GUIDE = guide().replace(
    "background:\n",
    "background:\n"
    "  - {id: lieu, ask: {fr: 'Où ?', en: 'Where?'}, choice: {ici: {fr: Ici, en: Here}}, other: true}\n"
    "  - {id: fois, ask: {fr: 'Quand ?', en: 'When?'}, choices: {a: {fr: A, en: A}}, other: true}\n",
)
BOOK = """\
codes:
  - {id: lien, label: Le lien, definition: Ce qui tient ensemble, example: "CANARI exemple"}
  - id: canari-vif
    label: CANARI étiquette
    definition: CANARI définition
    use_when: CANARI quand
    not_when: CANARI quand pas
    example: CANARI
    parent: lien
    origin: in_vivo
  - {id: suite, label: La suite, parent: canari-vif}
"""
SHINGLE = 5


def people(folder: Path) -> dict[str, str]:
    """Every file of an export by name, in small letters."""
    return {path.name: path.read_text(encoding="utf-8").lower() for path in folder.iterdir()}


def everything_said(talk: Talk, person: str) -> None:
    """CANARI wherever an interview and its coding can hold what that person said."""
    word = "CANARI"
    echo = talk.ask("premiere-fois", f"Vous dites {word} ?", origin="probe", probe="improvised", probe_kind="echo")
    turn = talk.say(f"{word}, voilà.", echo, speaker=person)
    talk.mark(turn, "lien", word, memo=f"{word} !")
    talk.mark(turn, "canari-vif", word)
    talk.mark(turn, "canari-ne", word)
    talk.mark(turn, "canari-perdu", word, coder="zoe")
    talk.mark(turn, "suite", word)
    talk.add(e.NewCode("nc", "canari-ne", word, "anna", word))
    changed = talk.mark(turn, "canari-avant", word, coder="lou")
    talk.add(e.Recoded("rc", changed, "lien", "lou", word))
    talk.add(e.Remark("r1", "turn", turn, word, "anna"))
    talk.add(e.Remark("r2", "code", "canari-ne", word, "anna"))
    talk.add(e.Remark("r3", "session", talk.session, word, "anna"))
    talk.add(e.Under("un", turn, "suite", "mot"))
    made = talk.ask("improvised-00000001", f"{word}, dites-vous ?", "suite", origin="improvised")
    talk.say(f"{word}.", made, "improvised-00000001", "suite", speaker=person)
    for number, kind in enumerate((e.Paraphrase, e.Observation, e.Memo)):
        noted = talk.say(f"Elle dit {word}.", made, "demain", "suite", kind=kind, speaker=person)
        talk.mark(noted, "canari-ne", word, start=9, memo=word, coder=f"c{number}")
    talk.measure("mot", word, "suite", person, asked=made)
    talk.measure("confiance", word, person=person)  # no number, by whatever fault
    for item, value in (("metier", word), ("lieu", word), ("fois", ["a", word]), ("inconnu", word)):
        talk.fact(item, value, person)
    talk.add(e.Gap("g", "suite", "demain", "declined", word))
    talk.add(e.Marker("m", "bookmark", "suite", "demain", word))
    for item in ("setting", "others", "notes"):
        talk.add(e.Form(f"f{item}", item, word))  # type: ignore[arg-type]
    fixed = talk.say(f"Chez Madame {word}.", made, speaker="p1" if person != "p1" else person)
    talk.mark(fixed, "lien", f"Madame {word}", start=5)
    talk.add(e.Fixed("fx", fixed, "Chez ma voisine."))


def study_with(root: Path, talk: Talk, monkeypatch: pytest.MonkeyPatch) -> Path:
    study_of(root, talk, codebook=BOOK)
    (root / "not-names.txt").write_text("canari\n", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("options", [(), ("--for", "excel"), ("--stakeholder", "habitants"), ("--with-pilots",)])
@pytest.mark.parametrize("group", [False, True])
def test_no_word_of_who_refused_is_in_any_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli, options: tuple[str, ...], *, group: bool
) -> None:
    who = (("p1", "habitants"), ("p2", "habitants")) if group else (("p1", "habitants"),)
    talk = Talk(people=who, source=GUIDE)
    refusing = who[-1][0]
    if group:
        talk.consent("quote", person="p1")
    talk.consent("quote", given=False, person=refusing)
    everything_said(talk, refusing)
    root = study_with(tmp_path, talk.done(), monkeypatch)
    assert cli("export", "--out", "tout").code == 0
    assert sum(text.count("canari") for text in people(root / "tout").values()) > 25
    result = cli("export", "--out", "public", "--publishable", *options)
    assert result.code == 0
    assert [name for name, text in people(root / "public").items() if "canari" in text] == []
    stream = cli("export", "--out", "-", "--publishable", *options)
    assert "canari" not in (stream.out + stream.err + result.err).lower()
    assert ("Chez ma voisine." in stream.out) == group


def test_ids_of_veiled_codes_are_in_no_words_of_other_codes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    for name in ("sessions", "guides", "codebook.yaml", "interviewer.yaml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    said = cli("export", "--out", "public", "--publishable", "--for", "machine")
    shown = (tmp_path / "public" / "codebook.csv").read_text(encoding="utf-8")
    neutral = re.search(r"\(voir (in-vivo-[0-9a-f]{8})\)", shown)
    assert neutral
    assert shown.count(neutral[1]) > 1
    assert not re.search(r"(?<![\w-])souffler(?![\w-])", shown)
    assert "the words of a code named such a code: the neutral id stands there." in said.err
    assert cli("export", "--out", "team", "--for", "machine").err.count("neutral id") == 0
    assert "(voir souffler)" in (tmp_path / "team" / "codebook.csv").read_text(encoding="utf-8")


def test_codes_that_came_with_the_program_are_not_told_and_own_ones_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    talk = Talk(source=GUIDE)
    talk.consent("quote", person="p1")
    talk.mark(talk.say("Chez ma voisine."), "souffler", "ma")
    root = study_with(tmp_path, talk.done(), monkeypatch)
    shutil.copy(ROOT / "codebook.yaml", root / "codebook.yaml")
    told = cli("export", "--out", "public", "--publishable")
    assert "neutral id" not in told.err
    assert "souffler" not in (root / "public" / "coded_answers.csv").read_text(encoding="utf-8")
    assert "neutral id" not in cli("quotes").err
    with (root / "codebook.yaml").open("a", encoding="utf-8") as book:
        book.write("  - {id: canari, label: Canari, origin: in_vivo}\n")
    told = cli("export", "--out", "public", "--publishable")
    assert "1 code has a neutral id" in told.err
    assert "canari" not in told.err


def test_codes_under_neutral_ids_are_named_to_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert [*veiled_told(())] == []
    assert "canari" not in "".join(veiled_told({"canari"}))
    monkeypatch.setattr(sys, "stderr", Screen())
    assert next(veiled_told({"canari"})).endswith("(canari)")
    told = "".join(veiled_told({f"c{number}" for number in range(7)} | {"\x1b[31m"}))
    assert told.endswith(", …)")
    assert "\x1b" not in told


def test_only_whole_words_are_covered() -> None:
    book = Codebook(
        (
            Code("vif", Text({"fr": "Vif"}), origin="in_vivo", was=("vif-argent",)),
            Code("autre", Text({"fr": "Autre"}), Text({"fr": "Vif, non vif-argent ; vifs, a-vif, (vif)"})),
        )
    )
    codes = codes_of(book, {"ne": "Ne", "autre": "Autre"}, "fr", publishable=True)
    text, count = codes.covered(book.codes[1].definition.said_in("fr"))
    assert text == f"{codes.id_of('vif')}, non {codes.id_of('vif-argent')} ; vifs, a-vif, ({codes.id_of('vif')})"
    assert (count, covered_in(book, codes, "fr")) == (3, 3)
    assert codes.covered("autre ne")[0] == f"autre {codes.id_of('ne')}"


def test_consent_that_may_have_been_taken_back_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    talk = Talk(source=GUIDE)
    talk.consent("quote")
    everything_said(talk, "p1")
    talk.consent("quote", given=False)
    root = study_with(tmp_path, talk.done(), monkeypatch)
    (path,) = (root / "sessions" / talk.session).glob("2026*.jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    broken = [line.replace(b'"quote"', b'"quite"') if b'"given":false' in line else line for line in lines]
    path.write_bytes(b"".join(broken))
    result = cli("export", "--out", "public", "--publishable")
    assert result.code == 3
    assert "1 interview could not be read whole: a consent may be missing" in result.err
    assert [name for name, text in people(root / "public").items() if "canari" in text] == []
    assert "yes" not in next(iter((root / "public" / "coded_answers.csv").read_text().splitlines()[1:]))[-4:]


# --- the shipped study ---


def shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}


def withheld(view: SessionView) -> Iterator[str]:
    """What must not be published of an interview, worked out from the consents alone."""
    agreed = {person.id for person in view.participants if view.consents_to(person.id, "quote")}
    all_agreed = agreed == {person.id for person in view.participants}
    for turn in view.turns:
        speaker = turn.speaker or (view.participants[0].id if len(view.participants) == 1 else "")
        if not all_agreed and (turn.kind != "verbatim" or speaker not in agreed):
            yield turn.text
    yield from (mark.memo for mark in view.marks)
    if not all_agreed:
        yield from (prompt.text for prompt in view.prompts if prompt.origin != "guide")
        yield from (marker.note for marker in view.markers)
        yield from (gap.why for gap in view.gaps)
        yield from view.form.values()
    facts = [(one.participant, one.value) for one in view.measures]
    facts += [(one.participant, one.value) for one in view.background if one.value is not None]
    for participant, value in facts:
        if participant not in agreed and isinstance(value, str):
            yield value


def quotable(view: SessionView) -> Iterator[str]:
    """What people said who agreed: others may have said a phrase of it too."""
    for turn in view.turns:
        if turn.kind == "verbatim" and view.consents_to(turn.speaker, "quote"):
            yield turn.text


def test_the_shipped_study_publishes_nothing_of_who_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    for name in ("sessions", "guides", "codebook.yaml", "interviewer.yaml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    study = Study(tmp_path)
    views = [study.session(one)[0] for one in study.session_ids()]
    assert cli("export", "--out", "public", "--publishable", "--with-pilots").code == 0
    published = set().union(*map(shingles, people(tmp_path / "public").values()))
    guides = (path.read_text(encoding="utf-8") for path in (tmp_path / "guides").iterdir())
    agreed = (words for view in views for words in (view.source, *quotable(view)))
    allowed = set().union(*map(shingles, (*guides, *agreed)))
    hidden = [words for view in views for text in withheld(view) for words in shingles(text)]
    long = {words for words in hidden if words.count(" ") == SHINGLE - 1}
    assert len(long) > 100
    assert sorted((long - allowed) & published) == []
    assert any(turn.text.lower() in text for view in views for turn in view.turns if turn.kind in SPEECH
               for text in people(tmp_path / "public").values())  # fmt: skip
