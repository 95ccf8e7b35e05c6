"""The team's key on this machine and at hand, and what a study seals and opens with it."""

from __future__ import annotations

import os
import stat
from functools import partial

import pytest

from interviewer.errors import CannotError, FilesError
from interviewer.privacy import age
from interviewer.privacy.contacts import Entry
from interviewer.privacy.renewal import PaperKey, renewal
from interviewer.session import events as e
from interviewer.session.secrecy import PLAIN
from interviewer.session.words import Covered, token_in
from interviewer.study.folder import Study
from interviewer.study.private import cabinet, founding, paper_keys, places, runtime, team_key, unlocked, vault
from interviewer.study.private.ring import Refusing, Ring, secrecy_of
from interviewer.study.settings import Keys
from tests import quick_lock
from tests.sealed import keyed_study

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights and links of POSIX")
SESSION = "a" * 16
PASSPHRASE, NEW = "un mot de passe assez long", "un  autre mot  de passe"


@pytest.fixture
def team(monkeypatch) -> age.Identity:
    monkeypatch.setattr(age, "lock", quick_lock.lock)
    return age.new_identity()


@pytest.fixture
def keys(team):
    paper = age.new_identity()
    recipients = places.Recipients(team.public, paper.public)
    yield recipients, paper
    unlocked.lock(recipients)


def refused(call, *words) -> str:
    with pytest.raises(CannotError) as caught:
        call(*words)
    return caught.value.problem.rule


@POSIX
def test_the_key_opens_with_the_passphrase_however_it_is_typed_and_is_for_its_owner_alone(team, keys):
    recipients, paper = keys
    assert not team_key.has_team_key(recipients.team)
    assert refused(team_key.open_team_key, recipients, PASSPHRASE) == "no_team_key"
    before = os.umask(0)
    try:
        team_key.keep_team_key(team, f" {PASSPHRASE.replace(' ', '  ')}", paper.public)
    finally:
        os.umask(before)
    assert team_key.has_team_key(recipients.team)
    assert team_key.open_team_key(recipients, PASSPHRASE) == team.secret
    data = (places.private_folder(team.public) / "team.key").read_bytes()
    assert age.unlock(data, PASSPHRASE).decode() == team.secret  # as any program for age opens it
    assert refused(team_key.open_team_key, recipients, PASSPHRASE + "x") == "wrong_passphrase"
    folder = places.private_folder(team.public)
    assert {path.name for path in folder.iterdir()} == {"team.key", "team.paper.age"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert age.decrypt((folder / "team.paper.age").read_bytes(), paper.secret).decode() == team.secret
    with pytest.raises(FileExistsError):
        team_key.keep_team_key(team, "another", paper.public)
    assert team_key.open_team_key(recipients, PASSPHRASE) == team.secret


@pytest.mark.parametrize("inside", [b"\xff\xfe", None])
def test_a_file_that_holds_no_key_opens_with_no_passphrase(team, keys, inside):
    recipients, paper = keys
    team_key.keep_team_key(team, PASSPHRASE, paper.public)
    path = places.private_folder(team.public) / "team.key"
    path.write_bytes(b"no age file" if inside is None else quick_lock.lock(inside, PASSPHRASE))
    assert refused(team_key.open_team_key, recipients, PASSPHRASE) == "wrong_passphrase"


def test_the_team_key_never_lies_where_git_watches(team, keys, tmp_path, monkeypatch):
    _recipients, paper = keys
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert refused(team_key.keep_team_key, team, PASSPHRASE, paper.public) == "private_in_git"
    assert not (tmp_path / "data").exists()


def test_either_secret_key_is_at_hand_until_it_is_forgotten_and_no_other_one_is_taken(team, keys):
    recipients, paper = keys
    assert unlocked.secret_for(recipients) == ""
    for one in (team, paper):
        team_key.unlock(recipients, one.secret)
        assert unlocked.secret_for(recipients) == one.secret
    assert refused(team_key.unlock, recipients, age.new_identity().secret) == "key_of_another_study"
    assert unlocked.secret_for(recipients) == paper.secret
    unlocked.lock(recipients)
    unlocked.lock(recipients)
    assert unlocked.secret_for(recipients) == ""


def test_a_lost_passphrase_is_given_anew_with_either_key(team, keys):
    recipients, paper = keys
    team_key.keep_team_key(team, PASSPHRASE, paper.public)
    team_key.unlock(recipients, team.secret)
    team_key.renew_passphrase(recipients, NEW)
    assert team_key.open_team_key(recipients, "un autre mot de passe") == team.secret
    assert refused(team_key.open_team_key, recipients, PASSPHRASE) == "wrong_passphrase"
    team_key.unlock(recipients, paper.secret)
    team_key.renew_passphrase(recipients, PASSPHRASE)
    assert team_key.open_team_key(recipients, PASSPHRASE) == team.secret
    assert unlocked.secret_for(recipients) == team.secret


@pytest.mark.parametrize("there", [None, b"no age file", b"\xff\xfe", "key of another"])
def test_the_paper_key_finds_no_team_key_where_none_is_kept_for_it(team, keys, there):
    recipients, paper = keys
    path = places.private_folder(team.public) / "team.paper.age"
    places.make(path.parent)
    if there is not None:
        secret = age.new_identity().secret.encode()
        inside = {"key of another": secret, b"\xff\xfe": b"\xff\xfe"}.get(there)
        path.write_bytes(age.encrypt(inside, [paper.public]) if inside else b"no age file")
    team_key.unlock(recipients, paper.secret)
    assert refused(team_key.renew_passphrase, recipients, NEW) == "no_team_key_for_paper"
    assert not team_key.has_team_key(recipients.team)
    assert unlocked.secret_for(recipients) == paper.secret


def test_a_former_paper_key_is_taken_for_as_long_as_something_here_is_locked_for_it(team, keys):
    former, old = keys
    new = age.new_identity()
    recipients = places.Recipients(team.public, new.public)
    vault.add(former, Entry("person", "p1", 1.0, {"name": "Ana"}))
    assert refused(team_key.unlock, recipients, old.secret) == "key_of_another_study"
    key = renewal(team.secret, team.public, PaperKey(2, "2026-11-30", new.public), bytes(64))
    paper_keys.put_in_force(team.public, key, {old.public: key.day})
    assert not unlocked.is_former(recipients)
    team_key.unlock(recipients, old.secret)
    assert unlocked.is_former(recipients)
    assert team_key.team_secret(recipients, old.secret) == ""
    for secret in (new.secret, team.secret):
        team_key.unlock(recipients, secret)
        assert not unlocked.is_former(recipients)
    assert team_key.team_secret(recipients, team.secret) == team.secret
    vault.destroy(vault.files(recipients))
    with pytest.raises(CannotError) as caught:
        team_key.unlock(recipients, old.secret)
    assert (caught.value.problem.rule, caught.value.problem.facts()) == ("paper_key_replaced", {"day": "2026-11-30"})
    unlocked.lock(recipients)


def test_keys_and_names_bear_the_mark_of_the_paper_key_they_are_locked_for(team, keys):
    recipients, paper = keys
    key = renewal(team.secret, team.public, PaperKey(2, "2026-11-30", paper.public), bytes(64))
    paper_keys.put_in_force(team.public, key, {})
    path = vault.add(recipients, Entry("person", "p1", 1.0, {"name": "Ana"}))
    ring = Ring(recipients)
    ring.seal(SESSION, said(1))
    ring.settle()
    (lying,) = cabinet.keys_in(places.cabinets(team.public))
    assert path.name.split(".")[2:] == lying.path.name.split(".")[3:] == [key.mark, "age"]
    assert vault.of_person(recipients, "p1") == [path]
    assert cabinet.unwrap(lying, paper.secret).person == "p1"


def test_words_in_a_key_file_that_is_too_large_are_not_read(team, keys):
    recipients, paper = keys
    path = places.private_folder(team.public) / "team.paper.age"
    places.make(path.parent)
    path.write_bytes(bytes((1 << 16) + 1))
    team_key.unlock(recipients, paper.secret)
    assert refused(team_key.renew_passphrase, recipients, NEW) == "no_team_key_for_paper"


# --- sealing and opening ---


def said(number: int, speaker: str = "p1", text: str = "mot") -> e.Verbatim:
    return e.Verbatim(f"{number:016x}", "t", "q", text, "fr", speaker)


def records(*events: e.Event) -> list[e.Record]:
    return [e.Record(event, 0.0, 0.0, "b" * 16, n) for n, event in enumerate(events, 1)]


def key_of(event: e.Event) -> str:
    assert isinstance(event, e.Turn)
    found = token_in(event.text)
    assert found
    return found[1]


def words(found: tuple[e.Record, ...]) -> list[object]:
    return [one.event.text for one in found if isinstance(one.event, e.Turn)]


def test_what_was_sealed_in_one_run_opens_in_another_with_the_secret_alone(keys, team):
    recipients, paper = keys
    ring = Ring(recipients)
    assert ring.locked
    sealed = [ring.seal(SESSION, said(1)), ring.seal(SESSION, said(2, "p2")), ring.seal(SESSION, said(3))]
    assert key_of(sealed[0]) == key_of(sealed[2]) != key_of(sealed[1])
    assert cabinet.keys_in(places.cabinets(team.public)) == []
    ring.settle()
    lying = cabinet.keys_in(places.cabinets(team.public))
    assert {(one.id, one.person, one.session) for one in lying} == {
        (key_of(sealed[0]), "p1", SESSION),
        (key_of(sealed[1]), "p2", SESSION),
    }
    written = [one.path.stat().st_ino for one in lying]
    ring.settle()
    assert cabinet.keys_in(places.cabinets(team.public)) == lying
    assert [one.path.stat().st_ino for one in lying] == written
    assert words(ring.open(SESSION, records(*sealed, said(4, text="en clair")))) == ["mot"] * 3 + ["en clair"]
    for secret in (team.secret, paper.secret):
        other = Ring(recipients, partial(str, secret))
        assert not other.locked
        assert words(other.open(SESSION, records(*sealed))) == ["mot"] * 3
    shut = Ring(recipients).open(SESSION, records(*sealed))
    assert [isinstance(one, Covered) for one in words(shut)] == [True] * 3
    stranger = Ring(recipients, lambda: age.new_identity().secret)
    assert [isinstance(one, Covered) for one in words(stranger.open(SESSION, records(*sealed)))] == [True] * 3


def test_a_run_with_the_secret_at_hand_goes_on_under_the_keys_that_there_are(keys, team):
    recipients, _paper = keys
    first = Ring(recipients)
    sealed = first.seal(SESSION, said(1))
    first.settle()
    second = Ring(recipients, lambda: team.secret)
    assert key_of(second.seal(SESSION, said(2))) == key_of(sealed)
    assert key_of(second.seal(SESSION, said(3, "p2"))) != key_of(sealed)
    assert key_of(second.seal("c" * 16, said(4))) != key_of(sealed)
    second.settle()
    assert len(cabinet.keys_in(places.cabinets(team.public))) == 3
    assert key_of(Ring(recipients).seal(SESSION, said(5))) != key_of(sealed)


def test_a_key_that_cannot_be_read_hides_no_other(keys, team):
    recipients, _paper = keys
    ring = Ring(recipients)
    sealed = ring.seal(SESSION, said(1))
    ring.settle()
    (folder, *_others) = places.cabinets(team.public)
    (folder / f"{SESSION}.p1.gone.age").symlink_to(folder / "none")
    (folder / f"{SESSION}.p1.broken.age").write_bytes(b"no age file")
    assert words(Ring(recipients, lambda: team.secret).open(SESSION, records(sealed))) == ["mot"]


def test_whose_words_they_are_is_told_by_the_people_of_their_own_interview(keys, team):
    """Where one person takes part everything is under their key; two rooms of one program do not mix."""
    recipients, _paper = keys
    ring = Ring(recipients)

    def held(*people: str) -> e.Held:
        return e.Held("h", "g", 1, "", "", "fr", "2026-05-04", [e.Person(one) for one in people])

    ring.open(SESSION, records(held("p1")))
    ring.seal("c" * 16, held("p2"))
    ring.seal("d" * 16, held("p3", "p4"))
    for session in (SESSION, "c" * 16, "d" * 16):
        ring.seal(session, e.Marker("m", "silence", "t", "q", "un bruit"))
    ring.settle()
    lying = cabinet.keys_in(places.cabinets(team.public))
    assert {(one.session, one.person) for one in lying} == {(SESSION, "p1"), ("c" * 16, "p2"), ("d" * 16, "")}


def test_covered_words_go_back_to_the_disk_as_they_were(keys):
    recipients, _paper = keys
    sealed = Ring(recipients).seal(SESSION, said(1))
    ring = Ring(recipients)
    (covered,) = ring.open(SESSION, records(sealed))
    assert ring.seal(SESSION, covered.event) == sealed
    ring.settle()
    assert cabinet.keys_in(places.cabinets(recipients.team)) == []


def test_words_that_were_moved_to_another_record_stay_covered(keys):
    recipients, _paper = keys
    ring = Ring(recipients)
    sealed = ring.seal(SESSION, said(1))
    assert isinstance(sealed, e.Verbatim)
    moved = said(2, text=sealed.text)
    assert [isinstance(one, Covered) for one in words(ring.open(SESSION, records(moved)))] == [True]


def no_place(*_words: object, **_more: object) -> None:
    raise OSError("full")


def test_a_key_that_no_place_takes_waits_for_the_next_attempt(keys, monkeypatch):
    recipients, _paper = keys
    ring = Ring(recipients)
    ring.seal(SESSION, said(1))
    with monkeypatch.context() as patched:
        patched.setattr(cabinet, "put", no_place)
        with pytest.raises(OSError, match="full"):
            ring.settle()
    ring.settle()
    assert len(cabinet.keys_in(places.cabinets(recipients.team))) == 1


@POSIX
def test_keys_lie_open_in_memory_for_their_owner_until_the_interview_is_done(keys, tmp_path, monkeypatch):
    recipients, _paper = keys
    tmp_path.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(places, "_is_memory", lambda _folder: True)
    ring = Ring(recipients)
    sealed, nobody = ring.seal(SESSION, said(1)), ring.seal(SESSION, e.Marker("m", "silence", "t", "q", "un bruit"))
    ring.settle()
    folder = places.runtime_folder(recipients.team)
    assert folder is not None
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert {(one.session, one.person) for one in runtime.kept(recipients.team, SESSION)} == {
        (SESSION, "p1"),
        (SESSION, ""),
    }
    assert runtime.kept(recipients.team, "c" * 16) == []
    opened = Ring(recipients).open(SESSION, records(sealed, nobody))
    assert words(opened) == ["mot"]
    assert isinstance(opened[1].event, e.Marker)
    assert opened[1].event.note == "un bruit"
    (folder / f"{SESSION}.p1.short").write_bytes(b"x")
    (folder / f"{SESSION}.p1").write_bytes(bytes(64))
    (folder / f"{SESSION}.p1.folder").mkdir()
    assert len(runtime.kept(recipients.team, SESSION)) == 2
    runtime.forget(recipients.team, SESSION, "")
    assert [one.person for one in runtime.kept(recipients.team, SESSION)] == ["p1"]
    ring.seal("c" * 16, e.Done("d"))
    assert len(runtime.kept(recipients.team, SESSION)) == 1
    ring.seal(SESSION, e.Done("d"))
    assert runtime.kept(recipients.team, SESSION) == []


@POSIX
def test_where_no_key_can_lie_open_nothing_fails(keys, tmp_path, monkeypatch):
    recipients, _paper = keys
    key = cabinet.new_key(SESSION, "p1")
    runtime.keep(recipients.team, key)
    runtime.forget(recipients.team, SESSION)
    tmp_path.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(places, "_is_memory", lambda _folder: True)
    assert runtime.kept(recipients.team, SESSION) == []
    (tmp_path / "interviewer").write_text("in the way")
    runtime.keep(recipients.team, key)
    assert runtime.kept(recipients.team, SESSION) == []


def test_a_study_seals_what_its_settings_ask_for_and_remembers_it(study):
    assert secrecy_of(Study(study)) is PLAIN
    names = keyed_study(study, "names")
    assert secrecy_of(Study(study)) is PLAIN
    (study / "interviewer.yaml").write_text("languages: [fr, en]\n")
    words_too = keyed_study(study)
    assert names.recipients != words_too.recipients
    ring = secrecy_of(Study(study))
    assert isinstance(ring, Ring)
    assert (ring.recipients, ring.locked) == (words_too.recipients, True)
    team_key.unlock(words_too.recipients, words_too.team.secret)
    assert not ring.locked
    unlocked.lock(words_too.recipients)
    (study / "interviewer.yaml").write_text("languages: [fr, en]\n")
    other = Keys(names.team.public, words_too.paper.public, "words")
    for keys, rule in ((None, "keys_changed"), (other, "keys_changed")):
        if keys is not None:
            founding.write_keys(Study(study), keys)
        refusing = secrecy_of(Study(study))
        assert isinstance(refusing, Refusing)
        assert [one.rule for one in refusing.problems] == [rule]


def test_words_are_sealed_for_a_new_paper_key_by_the_word_of_the_teams_key(study):
    sealed = keyed_study(study)
    new = age.new_identity()
    key = renewal(sealed.team.secret, sealed.team.public, PaperKey(2, "2026-11-30", new.public), bytes(64))
    paper_keys.put_in_force(sealed.team.public, key, {sealed.paper.public: key.day})
    ring = secrecy_of(Study(study))
    assert isinstance(ring, Ring)
    assert ring.recipients == (sealed.team.public, new.public)
    assert paper_keys.known(sealed.team.public).key == key


def test_while_it_is_not_known_how_to_seal_nothing_is_written_and_words_stay_covered(keys):
    recipients, _paper = keys
    sealed = Ring(recipients).seal(SESSION, said(1))
    from interviewer.errors import problem

    refusing = Refusing(iter([problem("keys_changed", path="p", kept="k")]))
    assert refusing.locked
    for call in (lambda: refusing.seal(SESSION, said(2)), refusing.settle):
        with pytest.raises(FilesError) as caught:
            call()
        assert [one.rule for one in caught.value.problems] == ["keys_changed"]
    assert [isinstance(one, Covered) for one in words(refusing.open(SESSION, records(sealed)))] == [True]
