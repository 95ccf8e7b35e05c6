"""The verbs that rewrite files or take them away, as subjects of the faults: what they claim when they are done, and what must hold anyhow.

However they were stopped: everybody else's words are there, no half of anything passes for the whole, and doing it again (or
`doctor --repair`) finishes it. Where the program said that it is done, nothing of what was to go is in any file.
"""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from interviewer.errors import InterviewerError
from interviewer.privacy import age
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy, recipients_in_force
from interviewer.study.private import places, team_key, unlocked, vault
from interviewer.study.private.places import Recipients
from tests.build import guide
from tests.faults.nursery import Done, Nursery
from tests.faults.rewritten import (
    ALONE,
    DEAD,
    ELSE,
    GONE,
    GROUP,
    ONE_WORD,
    OTHER,
    PASSPHRASE,
    PERSON,
    STAYS,
    THIRD,
    entered_recipients,
    interview,
    keys_left,
    laid_out,
    of_the_person,
    said,
    spoken,
    still_there,
    token_of_one_word,
    with_scattered,
)
from tests.faults.subjects import SECRET, TYPED, Place, Subject, entered

DONE = "done"
BY_HAND = ("To be done before this is signed", "À faire avant de signer")
NONE: Mapping[str, tuple[int, ...]] = {}
REPAIR = ("doctor", "--repair")


def template_of(place: Place) -> Path:
    """The study of which the place is a copy."""
    return Path((place.folder / "template").read_text())


def missing(wanted: Iterable[str], there: Iterable[str]) -> list[str]:
    """What of the wanted is not there as often."""
    return list((Counter(wanted) - Counter(there)).elements())


def ended(place: Place, nursery: Nursery, argv: tuple[str, ...], lines: str = "") -> Done:
    """The verb once more, undisturbed."""
    return nursery.run(argv, place.study, lines, entered(place).unlocked)


def is_said(done: Done) -> bool:
    """Whether the program said that it is done, with nothing left to be done by hand."""
    return done.code == 0 and not any(one in done.out for one in BY_HAND)


# --- taking words away ----------------------------------------------------------------------------------------------


class Removal(NamedTuple):
    """A verb that takes words away: how it is called and answered, what stays, what must be nowhere afterwards.

    `halves` are how many turns of the person there may be in an interview at any time: none or all.
    """

    argv: tuple[str, ...]
    lines: str
    stays: Callable[[tuple[str, str, str]], bool]
    words: Callable[[Place], tuple[str, ...]]
    halves: Mapping[str, tuple[int, ...]] = NONE
    keys: bool = True

    def claimed(self, place: Place, done: Done) -> list[str]:
        """Everybody else's words and marks; and that it is done, if it says so."""
        return [*self._before(place), *([DONE] if is_said(done) else [])]

    def lost(self, place: Place, nursery: Nursery, claimed: list[str]) -> list[str]:
        """What of it is not so, right then and after it was done again."""
        wanted = [one for one in claimed if one != DONE]
        lost = missing(wanted, self._now(place))
        lost += [f"half of {one}" for one, allowed in self.halves.items() if of_the_person(place, one) not in allowed]
        if DONE not in claimed:
            again = ended(place, nursery, self.argv, self.lines)
            if not is_said(again):
                repaired = ended(place, nursery, REPAIR)
                lost += [] if repaired.code in (0, 3) else [f"again: {again.code} {again.err[-200:]} {repaired.err}"]
            lost += missing(wanted, self._now(place))
        lost += still_there(place, self.words(place))
        return lost + (list(keys_left(place)) if self.keys else [])

    def _now(self, place: Place) -> list[str]:
        return [" | ".join(one) for one in spoken(place) if self.stays(one)]

    def _before(self, place: Place) -> list[str]:
        key = (template_of(place), self.argv[0])
        if key not in _before:
            _before[key] = self._now(Place(key[0]))
            entered(place)
        return _before[key]


_before: dict[tuple[Path, str], list[str]] = {}
HALF = {ALONE: (0, 4), GROUP: (0, 3)}
WITHDRAW = Removal(
    ("withdraw", PERSON), f"{PERSON}\noui\noui\noui\n", lambda one: STAYS in one[2], lambda _: (GONE,), HALF
)
REDACT = Removal(
    ("redact", ALONE, "--turn", "2"),
    f"pas une {ONE_WORD}\nparce que\noui\n",
    lambda one: ONE_WORD not in one[2],
    lambda place: (ONE_WORD, (place.folder / "token").read_text()),
    keys=False,
)
DELETE = Removal(
    ("delete", ALONE), f"{ALONE}\n", lambda one: one[0] != ALONE, lambda _: (ONE_WORD, f"/{ALONE}/"), keys=False
)


def _noted(nursery: Nursery, where: Path, *, sealed: bool = False) -> Place:
    """Such a study, with the token of what is to be redacted noted beside it."""
    place = with_scattered(nursery, where, sealed=sealed)
    (place.folder / "token").write_text(token_of_one_word(place))
    return place


def _removal(name: str, what: str, verb: Removal) -> list[Subject]:
    return [
        Subject(
            f"{'sealed-' * sealed}{name}",
            what + " in a sealed study" * sealed,
            partial(_noted, sealed=sealed),
            lambda _, argv=verb.argv: argv,  # type: ignore[misc]
            verb.lines,
            verb.claimed,
            verb.lost,
            reads=True,
        )
        for sealed in (False, True)
    ]


REMOVALS = (
    *_removal("withdraw", "`withdraw`", WITHDRAW),
    *_removal("redact", "`redact`", REDACT),
    *_removal("delete", "`delete`", DELETE),
)


# --- adding and changing --------------------------------------------------------------------------------------------


def nothing(_place: Place) -> list[str]:
    """Nothing more must hold."""
    return []


class Change(NamedTuple):
    """A verb that takes no words away: what must hold at any time (`anyhow`), and what when it is done (`after`).

    `stays` tells of what is read which is not changed; it is read in the place that `reader` gives. `again` says how to go on
    after it was stopped, where not by the same lines.
    """

    argv: Callable[[Place], tuple[str, ...]]
    lines: str
    after: Callable[[Place], list[str]]
    anyhow: Callable[[Place], list[str]] = nothing
    stays: Callable[[tuple[str, str, str]], bool] = lambda one: STAYS in one[2]
    reader: Callable[[Place, Nursery], Place] = lambda place, _nursery: place
    again: Callable[[Place, Nursery], Done] | None = None

    def claimed(self, place: Place, done: Done) -> list[str]:
        """All that was read before; and that it is done, if it says so."""
        return [*_read_before(template_of(place), self), *([DONE] if is_said(done) else [])]

    def lost(self, place: Place, nursery: Nursery, claimed: list[str]) -> list[str]:
        """What of it is not so, right then and after it was done again."""
        wanted = [one for one in claimed if one != DONE]
        lost = self._missing(place, nursery, wanted)
        if DONE not in claimed:
            again = self.again(place, nursery) if self.again else ended(place, nursery, self.argv(place), self.lines)
            lost += [] if is_said(again) else [f"again: {again.code} {again.out} {again.err[-300:]}"]
            lost += self._missing(place, nursery, wanted)
        return lost + self.after(self.reader(place, nursery))

    def _missing(self, place: Place, nursery: Nursery, wanted: list[str]) -> list[str]:
        return missing(wanted, _kept(self, self.reader(place, nursery))) + self.anyhow(place)


def _kept(change: Change, place: Place) -> list[str]:
    return [" | ".join(one) for one in spoken(place) if change.stays(one)]


_read: dict[tuple[Path, int], list[str]] = {}


def _read_before(template: Path, change: Change) -> list[str]:
    key = (template, id(change))
    if key not in _read:
        wanted = template / WANTED
        _read[key] = wanted.read_text().splitlines() if wanted.exists() else _kept(change, Place(template))
    return _read[key]


def _changing(name: str, what: str, verb: Change, lay_out: Callable[[Nursery, Path], Place]) -> Subject:
    return Subject(name, what, lay_out, verb.argv, verb.lines, verb.claimed, verb.lost, reads=True)


def _derived(
    nursery: Nursery, where: Path, kind: str, make: Callable[[Nursery, Place], None], *, sealed: bool
) -> Place:
    """A fresh copy of a study to which something was done, once for all trials."""
    made = where.parent / f"template-{kind}{'-sealed' * sealed}"
    if not made.exists():
        make(nursery, laid_out(nursery, made, sealed=sealed, team_key=sealed))
    shutil.copytree(made, where)
    (where / "template").write_text(str(made))
    return entered(Place(where))


# --- correcting, scanning, bringing in ---

NEW_WORDS = "De tout autres mots."
FIRST_OF_ELSE = said(THIRD, 0, ELSE)


def _texts(place: Place, session: str) -> list[str]:
    return [one[2] for one in spoken(place) if one[0] == session and one[1] != "ana"]


def _old_or_new(place: Place) -> list[str]:
    return [] if _texts(place, ELSE)[0] in (FIRST_OF_ELSE, NEW_WORDS) else [f"turn 1: {_texts(place, ELSE)}"]


EDIT = Change(
    lambda _: ("edit", ELSE),
    f"1\n{NEW_WORDS}\nmal entendu\n",
    lambda place: [] if NEW_WORDS in _texts(place, ELSE) else ["the correction"],
    _old_or_new,
    lambda one: STAYS in one[2] and one[0] != ELSE,
)
TABLE = "decisions.csv"


def _with_decisions(nursery: Nursery, place: Place) -> None:
    """What the scan finds is to be replaced, says the table."""
    table = place.study / TABLE
    nursery.run(("scan", "--decisions", TABLE), place.study, "", place.unlocked)
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "decision": "replace"} for row in rows)


def _all_decided(place: Place) -> list[str]:
    study = Study(place.study)
    decided = [one for session in study.session_ids() for one in study.session(session)[0].decided]
    return [] if decided else ["the decision"]


SCAN = Change(lambda _: ("scan", "--accept-scan", TABLE), "", _all_decided)
ANSWERS = "answers.csv"
SENT = ("11111111-aaaa-4bbb-8ccc-000000000001", "11111112-aaaa-4bbb-8ccc-000000000001")


def _sent(number: int, submission: str) -> dict[str, str]:
    version = f"essai 3 {sha256(guide().encode()).hexdigest()}"
    when = {"start": "2026-11-30T09:00:00.000+01:00", "end": "2026-11-30T09:40:00.000+01:00", "today": "2026-11-30"}
    who = {"guide": version, "notice": "", "interview-code": f"n{number}kx3", "interview-language": "fr"}
    said_there = {"consent-c_notes": "yes", "consent-c_citation": "yes", "t_arrivee-q_premiere-fois": f"mot {number}"}
    return {**when, **who, **said_there, "meta-instanceID": f"uuid:{submission}", "KEY": f"uuid:{submission}"}


def _with_answers(_nursery: Nursery, place: Place) -> None:
    rows = [_sent(number, submission) for number, submission in enumerate(SENT)]
    with (place.study / ANSWERS).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _brought(place: Place) -> list[str]:
    return sorted(one[2] for one in spoken(place) if one[2].startswith("mot "))


def _whole_each(place: Place) -> list[str]:
    """Each interview that is there is whole, and there once."""
    study = Study(place.study)
    made = [one for one in study.session_ids() if one not in (ALONE, GROUP, ELSE)]
    halves = [one for one in made if len(_texts(place, one)) != 1 or study.session(one)[0].status != "done"]
    return halves + (["twice"] if len(set(_brought(place))) != len(made) else [])


IMPORT = Change(
    lambda _: ("import", "answers", ANSWERS),
    "",
    lambda place: [] if _brought(place) == ["mot 0", "mot 1"] else [f"brought: {_brought(place)}"],
    _whole_each,
)

# --- carrying ---

OURS, OF_OTHERS = "2026-05-08-essai-h5hk2", "2026-05-07-essai-x2wd7"
WANTED = "wanted"
"""In a template, beside the study: what must be read whatever happens, where that is not what is read in the study itself."""


def stick(place: Place) -> Path:
    """The folder that travels."""
    return place.folder / "stick"


def _at_another(nursery: Nursery, place: Place) -> None:
    """Another machine, where nobody withdrew, held an interview more, and put all on the stick."""
    other = Place(place.folder.with_name(place.folder.name + "-other"))
    shutil.copytree(place.folder, other.folder)
    entered(other)
    observe_secrecy(Study(other.study))
    interview(other.study, OF_OTHERS, "e" * 16, ("x2wd7",), 2)
    stick(place).mkdir()
    done = nursery.run(("sync", "out", str(stick(place))), other.study, "", other.unlocked)
    assert done.code == 0, done.err
    shutil.rmtree(other.folder)


def _withdrawn_here(nursery: Nursery, place: Place) -> None:
    done = ended(place, nursery, WITHDRAW.argv, WITHDRAW.lines)
    assert done.code == 0, done.err


def _to_send(nursery: Nursery, place: Place) -> None:
    """The stick has what another machine sent; here somebody withdrew since, and an interview was held."""
    _at_another(nursery, place)
    third = taken_in(place, nursery)
    wanted = [" | ".join(one) for one in spoken(third) if STAYS in one[2]]
    (place.folder / WANTED).write_text("\n".join(wanted), encoding="utf-8")
    entered(place)
    _withdrawn_here(nursery, place)
    observe_secrecy(Study(place.study))
    interview(place.study, OURS, "f" * 16, ("h5hk2",), 2)


def taken_in(place: Place, nursery: Nursery) -> Place:
    """A third machine that takes in what the stick has; anew each time."""
    third = Place(place.folder / "third")
    shutil.rmtree(third.folder, ignore_errors=True)
    third.study.mkdir(parents=True)
    for name in (SECRET, DEAD):
        if (place.folder / name).exists():
            shutil.copy(place.folder / name, third.folder / name)
    done = nursery.run(("sync", "in", str(stick(place))), third.study, "", third.unlocked)
    assert done.code in (0, 3) and "Traceback" not in done.err, done  # noqa: PT018
    return third


def _all_sent(third: Place) -> list[str]:
    """Our interview is there too, and nothing of who withdrew is, neither there nor on the stick nor here."""
    place = Place(third.folder.parent)
    lost = [] if any(one[0] == OURS for one in spoken(third)) else ["our interview"]
    return lost + still_there(place, (GONE,)) + list(keys_left(place))


SEND = Change(lambda place: ("sync", "out", str(stick(place))), "", _all_sent, reader=taken_in)


def _to_take_in(nursery: Nursery, place: Place) -> None:
    _at_another(nursery, place)
    _withdrawn_here(nursery, place)


def _all_taken(place: Place) -> list[str]:
    """What the stick has is here, but for who withdrew."""
    lost = [] if sum(one[0] == OF_OTHERS for one in spoken(place)) == 4 else ["the interview of others"]
    found = (*still_there(place, (GONE,)), *keys_left(place))
    return lost + [one for one in found if "stick/" not in one]


TAKE_IN = Change(lambda place: ("sync", "in", str(stick(place))), "", _all_taken)


def _to_begin(nursery: Nursery, place: Place) -> None:
    """The stick, and an empty folder on a machine that has nothing of the study."""
    _at_another(nursery, place)
    shutil.rmtree(place.study)
    shutil.rmtree(place.folder / "home")
    place.study.mkdir()
    (place.folder / "home").mkdir()


def _all_begun(place: Place) -> list[str]:
    sessions = {one[0] for one in spoken(place)}
    return [one for one in (ALONE, GROUP, ELSE, OF_OTHERS) if one not in sessions]


BEGIN = TAKE_IN._replace(after=_all_begun)

# --- keys ---

NEW_PASSPHRASE = "neuf lettres de trop"


def _new_keys(place: Place) -> None:
    (place.folder / TYPED).write_text(f"{age.new_identity().secret} {age.new_identity().secret}")


def _plain_with_keys_to_come(nursery: Nursery, where: Path) -> Place:
    place = laid_out(nursery, where)
    _new_keys(place)
    return place


def _opens(recipients: Recipients, passphrase: str) -> bool:
    try:
        return age.identity(team_key.open_team_key(recipients, passphrase)).public == recipients.team
    except InterviewerError:
        return False


def _keys_of_settings(place: Place) -> list[str]:
    """Keys that the settings name can be opened; what was said is ours stays in the settings."""
    study = Study(entered(place).study)
    recipients = recipients_in_force(study)
    lost = [] if "# Ours." in study.settings_path.read_text() else ["a remark of the settings"]
    return lost + (["the team's key"] if recipients and not _opens(recipients, PASSPHRASE) else [])


def _sealed_now(place: Place) -> list[str]:
    return [] if Study(place.study).settings().keys else ["no keys"]


def _seal_again(place: Place, nursery: Nursery) -> Done:
    """Other keys are drawn the next time; where the first ones count already, it is done."""
    if Study(place.study).settings().keys:
        return Done(0, "", "")
    _new_keys(place)
    return ended(place, nursery, SEAL.argv(place))


SEAL = Change(lambda _: ("init", "--sealed", "."), "", _sealed_now, _keys_of_settings, again=_seal_again)


def _people(place: Place) -> dict[str, dict[str, str]]:
    recipients = entered_recipients(entered(place))
    return vault.opened(recipients, unlocked.secret_for(recipients)).people()


def _names_there(place: Place) -> list[str]:
    known = _people(place)
    return [f"the name of {one}" for one in (PERSON, OTHER) if "Martin" not in known.get(one, {}).get("name", "")]


NAMES = Change(
    lambda _: ("names", "add", OTHER),
    "phone: 07 00 00 00 07\n",
    lambda place: [] if _people(place)[OTHER].get("phone") == "07 00 00 00 07" else ["the new phone"],
    _names_there,
)


def _with_passphrase(nursery: Nursery, where: Path) -> Place:
    place = laid_out(nursery, where, sealed=True, team_key=True)
    _new_keys(place)
    return place


def _one_opens(place: Place) -> list[str]:
    """The old passphrase or the new one; and the paper key anyhow."""
    recipients = entered_recipients(entered(place))
    lost = [] if _opens(recipients, PASSPHRASE) or _opens(recipients, NEW_PASSPHRASE) else ["the team's key"]
    locked = (places.private_folder(recipients.team) / places.TEAM_KEY_FOR_PAPER).read_bytes()
    age.decrypt(locked, (place.folder / "paper").read_text())
    return lost


def _renewed(place: Place) -> list[str]:
    return [] if _opens(entered_recipients(entered(place)), NEW_PASSPHRASE) else ["the new passphrase"]


def _renew_again(place: Place, nursery: Nursery) -> Done:
    known = PASSPHRASE if _opens(entered_recipients(entered(place)), PASSPHRASE) else NEW_PASSPHRASE
    return ended(place, nursery, RENEW.argv(place), f"{known}\n{NEW_PASSPHRASE}\n")


RENEW = Change(
    lambda _: ("unlock", "--new-passphrase"),
    f"{PASSPHRASE}\n{NEW_PASSPHRASE}\n",
    _renewed,
    _one_opens,
    again=_renew_again,
)


def _derived_from(
    kind: str, make: Callable[[Nursery, Place], None], *, sealed: bool = False
) -> Callable[[Nursery, Path], Place]:
    return partial(_derived, kind=kind, make=make, sealed=sealed)


CHANGES = (
    _changing("edit", "`edit`", EDIT, laid_out),
    _changing("sealed-edit", "`edit` in a sealed study", EDIT, partial(laid_out, sealed=True)),
    _changing("scan", "`scan --accept-scan`", SCAN, _derived_from("scan", _with_decisions)),
    _changing("import", "`import answers`", IMPORT, _derived_from("import", _with_answers)),
    _changing("sync-out", "`sync out`", SEND, _derived_from("send", _to_send)),
    _changing("sealed-sync-out", "`sync out` of a sealed study", SEND, _derived_from("send", _to_send, sealed=True)),
    _changing("sync-in", "`sync in`", TAKE_IN, _derived_from("take", _to_take_in)),
    _changing(
        "sealed-sync-in", "`sync in` to a sealed study", TAKE_IN, _derived_from("take", _to_take_in, sealed=True)
    ),
    _changing("sync-in-new", "`sync in` to an empty folder", BEGIN, _derived_from("begin", _to_begin, sealed=True)),
    _changing("init-sealed", "`init --sealed` of a plain study", SEAL, _plain_with_keys_to_come),
    _changing("names-add", "`names add`", NAMES, partial(laid_out, sealed=True)),
    _changing("new-passphrase", "`unlock --new-passphrase`", RENEW, _with_passphrase),
)
REWRITING = {one.name: one for one in (*REMOVALS, *CHANGES)}
