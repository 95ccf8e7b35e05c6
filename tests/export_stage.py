"""A study in which everything is said that an export can tell, for exports that are compared word by word.

`python -m tests.export_stage` writes tests/golden/export.*.txt anew, to be read over in the diff.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from interviewer import __version__
from interviewer.export.case import Scope
from interviewer.export.write import Report, Request, write
from interviewer.session import events as e
from interviewer.study.folder import Study
from tests.build import Talk, guide, study_of

GOLDEN = Path(__file__).resolve().parent / "golden"
CODEBOOK = """\
codes:
  - id: lien
    label: {fr: Le lien, en: Ties}
    definition: Ce qui attache.
    use_when: On parle de quelqu'un.
    not_when: On parle d'un lieu.
    example: "« Je suis venue pour ma voisine. »"
    groups: [social, durable]
    colour: blue
  - {id: rencontre, label: La rencontre, parent: lien, origin: emergent, was: [rendez-vous, accueil-vieux]}
  - {id: mots, label: En ses mots, origin: in_vivo}
  - {id: vieux, label: Vieux code, status: retired, merged_into: lien}
"""
SETTINGS = "languages: [fr, en]\nstakeholders:\n  habitants: {label: Habitants}\n  elus: {label: Élus}\n"
WIDE = "＝1+1, dit-elle ; « puis »"


def alone() -> Talk:
    """One person who agreed to everything: all kinds of turns, marks, gaps, notes, values."""
    talk = Talk("2026-05-04-essai-p1", wave="t0", commit="c0ffee")
    for purpose in ("notes", "record", "quote", "name", "recontact"):
        talk.consent(purpose, given=purpose != "record")
    first = talk.ask("premiere-fois", "Racontez-moi la première fois.")
    turn = talk.say('Je suis venue pour ma "voisine",\nà 8 h.', first)
    talk.mark(turn, "rencontre", "venue", 8, memo="=mémo; « lié »")
    talk.mark(turn, "lien", "Je suis", coder="bob")
    talk.mark(turn, "ne", "Je")
    talk.add(e.Starred(talk._id(), turn))
    talk.add(e.Under(talk._id(), turn, "suite", "demain"))
    probe = talk.ask("premiere-fois", "Qui vous a accueilli ?", origin="probe", probe="qui")
    lost = talk.say("Madame Durand m'a dit oui.", probe)
    talk.mark(lost, "mots", "Madame Durand", memo="un nom")
    talk.add(e.Fixed(talk._id(), lost, "[nom] m'a dit oui.", "un nom"))
    talk.say("elle y est allée seule", first, kind=e.Paraphrase)
    talk.say("+33 c'est loin", first)
    talk.say(WIDE, first)
    noted = talk.say("elle hésite", kind=e.Observation)
    talk.mark(noted, "lien", "elle", coder="bob")
    talk.say("penser à demander", kind=e.Memo, question="demain", theme="suite")
    talk.add(e.Marker(talk._id(), "silence", "arrivee", "premiere-fois", "long"))
    talk.measure("confiance", 7.5, indicator="place", unit="points", asked=talk.ask("confiance", "De 0 à 10 ?"))
    talk.say("Parce que j'y suis bien.", question="confiance")
    talk.say("Rien à voir.", question="ailleurs")
    talk.measure("mot", "enfin", theme="suite", wave="t1")
    talk.add(e.Gap(talk._id(), "suite", "demain", "declined", "fatiguée"))
    made = talk.add(e.Asked(talk._id(), "improvised", "arrivee", "improvised-0000", "Et votre fils ?", "fr"))
    talk.say("Il va bien.", made, question="improvised-0000")
    talk.fact("age", 41)
    talk.fact("metier", "boulangère")
    talk.add(e.Form(talk._id(), "setting", "chez elle"))
    talk.add(e.Form(talk._id(), "notes", "un chat"))
    talk.add(e.NewCode(talk._id(), "ne", "Né ici", "anna", "Vient du terrain."))
    talk.add(e.Seen(talk._id(), turn, "anna"))
    talk.add(e.Seen(talk._id(), turn, "bob", "2"))
    talk.add(e.Remark(talk._id(), "turn", turn, "à relire", "anna"))
    talk.add(e.Remark(talk._id(), "code", "lien", "trop large", "bob"))
    talk.add(e.Remark(talk._id(), "session", "2026-05-04-essai-p1", "riche", "anna"))
    return talk.done()


def together() -> Talk:
    """Two people of whom one may not be quoted, in English, without an end; one background value in own words."""
    people = (("p2", "habitants"), ("p3", "elus"))
    talk = Talk("2026-05-05-essai-g1", people, language="en", held_on="2026-05-05", typed_up=True, collected="form")
    talk.consent("quote", person="p2")
    talk.consent("quote", person="p3", given=False)
    talk.consent("archive", person="p3")
    asked = talk.ask("premiere-fois", "Tell me about the first time.", language="en")
    one = talk.say("I came alone.", asked, speaker="p2", language="en")
    two = talk.say("So did I.", asked, speaker="p3", language="en")
    nobody = talk.say("Somebody laughed.", asked, speaker="", language="en")
    for turn, words in ((one, "I came"), (two, "So did"), (nobody, "Some")):
        talk.mark(turn, "mots", words, coder="bob", memo="memo")
    talk.say("both came alone", asked, kind=e.Paraphrase, speaker="", language="en")
    talk.say("they smile", kind=e.Observation, speaker="")
    free = talk.ask("demain", "You said alone?", "suite", language="en", origin="improvised")
    talk.say("Yes.", free, "demain", "suite", speaker="p3", language="en")
    talk.measure("mot", "solitude", theme="suite", person="p3")
    talk.measure("confiance", 3, person="p2")
    talk.fact("metier", "sailor", person="p3")
    talk.fact("age", None, person="p2")
    talk.fact("ville", ["Brest", "Nantes"], person="p2")
    talk.add(e.Gap(talk._id(), "suite", "mot", "no_time", "they had to leave"))
    return talk


def pilot() -> Talk:
    """An interview that is left out unless it is asked for."""
    talk = Talk("2026-04-01-essai-p4", (("p4", "habitants"),), pilot=True, held_on="2026-04-01")
    talk.say("On essaie.", talk.ask(), speaker="p4")
    talk.ask("hors-guide", "Et puis ?", origin="probe", probe="puis")
    return talk.done()


def refused() -> Talk:
    """Somebody who said no: nothing follows."""
    talk = Talk("2026-05-06-essai-p5", (("p5", "elus"),), held_on="2026-05-06")
    talk.consent("notes", given=False, person="p5")
    talk.add(e.Refused(talk._id(), "p5", "notes"))
    return talk


def damaged() -> Talk:
    """An interview of which one line is broken afterwards."""
    talk = Talk("2026-05-07-essai-p6", (("p6", "habitants"),), held_on="2026-05-07")
    talk.consent("quote", person="p6")
    asked = talk.ask()
    talk.say("Avant la panne.", asked, speaker="p6")
    talk.say("Après la panne.", asked, speaker="p6")
    return talk.done()


def stage(root: Path) -> Study:
    """The study, laid out in this folder; a question of its guide has had another id since."""
    study_of(root, alone(), together(), pilot(), refused(), damaged(), codebook=CODEBOOK, settings=SETTINGS)
    newer = guide(version=4).replace("{id: demain,", "{id: lendemain, was: [demain],")
    (root / "guides" / "essai.yaml").write_text(newer, encoding="utf-8")
    (path,) = (root / "sessions" / "2026-05-07-essai-p6").iterdir()
    path.write_bytes(path.read_bytes().replace("Après".encode(), b"Apres"))
    return Study(root)


SCOPES = {
    "machine": ("machine", Scope(with_pilots=True)),
    "excel": ("excel", Scope()),
    "publishable": ("machine", Scope(publishable=True)),
    "elus": ("machine", Scope(stakeholders=frozenset({"elus"}))),
}


def exported(name: str, root: Path, out: Path) -> tuple[str, Report]:
    """Everything that this export writes, each file under its name, and what it reports."""
    dialect, scope = SCOPES[name]
    report = write(stage(root), Request(scope, f"{out}/", dialect, 1), lambda _count: None)
    parts = []
    for path in sorted(path for path in out.iterdir() if path.name != ".gitignore"):
        text = path.read_bytes().decode("utf-8").replace("\r", "␍").replace("\ufeff", "<BOM>")
        parts.append(f"==== {path.name}\n{text.replace(f'interviewer {__version__}', 'interviewer X')}")
    return "\n".join(parts), report


def main() -> int:
    """Write the expected exports anew."""
    for name in SCOPES:
        with tempfile.TemporaryDirectory() as folder:
            text, _report = exported(name, Path(folder) / "study", Path(folder) / "out")
        (GOLDEN / f"export.{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
