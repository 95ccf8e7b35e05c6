"""What the verbs that rewrite or take away files are tried on: a study with several people, plain or sealed, and what must hold.

One person's words are to go (`GONE` stands in each of them), everybody else's are to stay (`STAYS`). What the person said lies
wherever words may lie: in two runs, in a group, under marks, in a draft, a fall-back copy, in what is kept for speed, in a file
that was never named, in an export and in an example of the codebook.
"""

from __future__ import annotations

import json
import shutil
from base64 import b64decode
from collections.abc import Iterator, Sequence
from pathlib import Path

from interviewer.privacy import age
from interviewer.session import events as e
from interviewer.session.draft import DraftFile
from interviewer.session.folder import fallback_roots, read_session_records, session_folders
from interviewer.session.journal import Journal
from interviewer.session.secrecy import PLAIN, use
from interviewer.session.words import Covered
from interviewer.study import cache
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy
from interviewer.study.private import cabinet, founding, places, unlocked, vault
from interviewer.study.private.places import Recipients
from interviewer.study.settings import Keys
from tests.build import guide
from tests.faults.nursery import Nursery
from tests.faults.subjects import SECRET, Place, entered
from tests.quick_lock import lock

PERSON, OTHER, THIRD = "p7kx3", "q2mn4", "r9wz5"
ALONE, GROUP, ELSE = f"2026-05-04-essai-{PERSON}", "2026-05-05-essai-g4hj6", f"2026-05-06-essai-{THIRD}"
GONE, STAYS, ONE_WORD = "zibeline", "alouette", "hermine"
"""What the person says, what all others say, and what the person says once only."""
PHONE = "06 12 34 56 78"
PASSPHRASE = "abaisser abandon abdiquer abeille abolir aborder"
CODEBOOK = f"""\
# The codes of the team.
codes:
  - {{id: sens, label: Le sens, example: "« Une {GONE} numéro 0 »"}}
  - {{id: lien, label: Le lien, example: "« Une {STAYS} au matin. »"}}
"""
DEAD = "dead-keys.json"
"""What an attacker had copied before: the keys of the person's words."""


def said(who: str, number: int, session: str = "") -> str:
    """The words of a turn, by which it is known."""
    once = f", pas une {ONE_WORD}" if (session, number) == (ALONE, 1) else ""
    number_of = f" Appelez le {PHONE}." if (session, number) == (ELSE, 0) else ""
    return f"Une {GONE if who == PERSON else STAYS} numéro {number}{once}, dit {who}.{number_of}"


def held(place: Place, *, sealed: bool = False, team_key: bool = False) -> None:
    """Three interviews: of the person alone, of a group, of somebody else; coded by two."""
    root = place.study
    (root / "guides").mkdir(parents=True)
    (place.folder / "home").mkdir()
    (root / "guides" / "essai.yaml").write_text(guide(), encoding="utf-8")
    (root / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    (root / "interviewer.yaml").write_text("# Ours.\nlanguages: [fr, en]\n", encoding="utf-8")
    entered(place)
    if sealed:
        _seal(place, team_key=team_key)
    observe_secrecy(Study(root))
    interview(root, ALONE, "a" * 16, (PERSON,), 4)
    interview(root, GROUP, "b" * 16, (OTHER, PERSON), 6)
    interview(root, ELSE, "c" * 16, (THIRD,), 3)
    if sealed:
        _remember_keys(place)


def _seal(place: Place, *, team_key: bool) -> None:
    team, paper = age.new_identity(), age.new_identity()
    recipients = Recipients(team.public, paper.public)
    (place.folder / SECRET).write_text(f"{team.secret} {team.public} {paper.public}")
    (place.folder / "paper").write_text(paper.secret)
    founding.write_keys(Study(place.study), Keys(team.public, paper.public, "words"))
    entered(place)
    for person in (PERSON, OTHER):
        name = GONE if person == PERSON else STAYS
        vault.add(recipients, vault.new_entry(person, {"name": f"{name} Martin", "phone": "06 12 34 56 78"}))
    if team_key:
        _quickly_locked(team, recipients)


def _quickly_locked(team: age.Identity, recipients: Recipients) -> None:
    own = places.private_folder(team.public)
    (own / places.TEAM_KEY).write_bytes(lock(team.secret.encode(), PASSPHRASE))
    (own / places.TEAM_KEY_FOR_PAPER).write_bytes(age.encrypt(team.secret.encode(), [recipients.paper]))


def interview(root: Path, session: str, key: str, people: Sequence[str], turns: int) -> None:
    """Held in two runs, marked by a coder after each."""
    numbers = iter(range(1, 1000))

    def fresh() -> str:
        return f"{key[:4]}{next(numbers):012x}"

    opening = [e.Held(fresh(), "essai", 3, "0" * 64, guide(), "fr", "2026-05-04", [e.Person(one) for one in people])]
    consents = [e.Consent(fresh(), one, "notes", "notes", "Des notes ?", given=True) for one in people]
    facts = [e.Background(fresh(), one, "metier", f"Métier : {GONE if one == PERSON else STAYS}") for one in people]
    for run in (0, 1):
        spoken = [
            e.Verbatim(fresh(), "arrivee", "premiere-fois", said(who, n, session), "fr", who)
            for n in range(run * turns // 2, (run + 1) * turns // 2)
            for who in (people[n % len(people)],)
        ]
        ending = [e.Done(fresh())] if run else []
        _written(root, session, key, [*([] if run else [*opening, *consents, *facts]), *spoken, *ending])
        marks = [
            e.Mark(fresh(), one.id, "lien", "ana", 0, 12, one.text[:12], f"vu : {one.text[4:12]}") for one in spoken
        ]
        _written(root, session, key, marks, "ana")


def _written(root: Path, session: str, key: str, events: Sequence[e.Event], coder: str = "") -> None:
    folders = session_folders(root, session)[:1]
    seen = read_session_records(folders, session).seen
    stream = "marks" if coder else "session"
    journal = Journal(folders, session, key, seen=seen, reserve=0, stream=stream, coder=coder)
    journal.append(*events)
    journal.close()


def _remember_keys(place: Place) -> None:
    recipients = entered_recipients(place)
    secret = unlocked.secret_for(recipients)
    found = [cabinet.unwrap(one, secret) for one in cabinet.keys_in(places.cabinets(recipients.team))]
    dead = {one.id: one.secret.hex() for one in found if one.person == PERSON or one.session == "a" * 16}
    (place.folder / DEAD).write_text(json.dumps(dead))


def entered_recipients(place: Place) -> Recipients:
    """The public keys of a sealed place."""
    return Recipients(*(place.folder / SECRET).read_text().split()[1:])


def scattered(place: Place) -> Place:
    """The person's words wherever else words may lie; in a sealed study only what is sealed, or made of it."""
    entered(place)
    folder = session_folders(place.study, ALONE)[0]
    first = min(path for path in folder.iterdir() if path.name.startswith(ALONE))
    away = fallback_roots(place.study)[0] / ALONE
    away.mkdir(parents=True)
    shutil.copy(first, away / first.name)
    observe_secrecy(Study(place.study))
    for session, key in ((ALONE, "a" * 16), (GROUP, "b" * 16)):
        folders = session_folders(place.study, session)
        drafts = DraftFile(folders[:1], session, key)
        drafts.write(e.Draft("d" * 16, "arrivee", "premiere-fois", f"et la {GONE}", "fr", PERSON))
        drafts.release()
    exports = place.study / "exports"
    exports.mkdir()
    (exports / "quotes.md").write_text(f"{PERSON}: {said(PERSON, 0)}\n", encoding="utf-8")
    if not (place.folder / SECRET).exists():
        (folder / f".{first.name}.0123456789abcdef.part").write_bytes(first.read_bytes()[:-20])
        (folder / cache.FOLDER).mkdir()
        (folder / cache.FOLDER / cache.FILE).write_text(said(PERSON, 1, ALONE), encoding="utf-8")
    return place


# --- what must hold -------------------------------------------------------------------------------------------------


def spoken(place: Place) -> Iterator[tuple[str, str, str]]:
    """Everything that is read there: the session, who said it, what; marks with the coder in the place of who."""
    study = Study(entered(place).study)
    observe_secrecy(study)
    for session in study.session_ids():
        seen = study.session(session)[0]
        yield from ((session, turn.speaker, turn.text) for turn in seen.turns)
        yield from ((session, mark.coder, f"{mark.code} {mark.excerpt}") for mark in seen.marks)


def of_the_person(place: Place, session: str) -> int:
    """How many turns of the person are read there."""
    return sum(one[:2] == (session, PERSON) and GONE in one[2] for one in spoken(place))


def files_below(place: Place) -> Iterator[tuple[str, bytes]]:
    """All files of the study, the private folder and the state folder."""
    for path in sorted(place.folder.rglob("*")):
        if path.is_file() and path.parent != place.folder:
            yield path.relative_to(place.folder).as_posix(), path.read_bytes()


def still_there(place: Place, words: Sequence[str]) -> list[str]:
    """The files in which one of the words stands, or whose names have it."""
    return [
        f"{word} in {name}"
        for name, data in files_below(place)
        for word in words
        if word.encode() in data or word in name
    ]


def keys_left(place: Place) -> Iterator[str]:
    """The files out of which a destroyed key can still be had: as it is, or with the team's key."""
    dead = place.folder / DEAD
    if not dead.exists():
        return
    secrets = [bytes.fromhex(one) for one in json.loads(dead.read_text()).values()]
    team = (place.folder / SECRET).read_text().split()[0]
    for name, data in files_below(place):
        if any(one in data for one in secrets) or _key_in(data, team) in secrets or _names_in(data, team):
            yield f"{name} still opens"


def _key_in(data: bytes, secret: str) -> bytes:
    try:
        return b64decode(json.loads(age.decrypt(data, secret))["key"])
    except (age.AgeError, ValueError, KeyError, TypeError):
        return b""


def _names_in(data: bytes, secret: str) -> bool:
    try:
        return GONE.encode() in age.decrypt(data, secret)
    except age.AgeError:
        return False


_made: dict[tuple[str, str], Path] = {}


def template(where: Path, *, sealed: bool, team_key: bool = False) -> Path:
    """Such a study, made once."""
    key = (str(where), f"rewritten-{sealed}-{team_key}")
    if key not in _made:
        folder = where / f"template-{key[1]}"
        held(Place(folder), sealed=sealed, team_key=team_key)
        _made[key] = folder
    return _made[key]


def laid_out(_nursery: Nursery | None, where: Path, *, sealed: bool = False, team_key: bool = False) -> Place:
    """A fresh copy of it."""
    made = template(where.parent, sealed=sealed, team_key=team_key)
    shutil.copytree(made, where)
    (where / "template").write_text(str(made))
    return entered(Place(where))


def with_scattered(nursery: Nursery | None, where: Path, *, sealed: bool = False) -> Place:
    """The same with the person's words all over the place."""
    return scattered(laid_out(nursery, where, sealed=sealed))


def token_of_one_word(place: Place) -> str:
    """How the turn with that word lies sealed in the files; the word itself in a plain study."""
    if not (place.folder / SECRET).exists():
        return ONE_WORD
    use(PLAIN)
    found = read_session_records(session_folders(place.study, ALONE)[:1], ALONE)
    turns = [one.event for one in found.records if isinstance(one.event, e.Verbatim)]
    observe_secrecy(Study(place.study))
    assert isinstance(turns[1].text, Covered)
    return turns[1].text.token
