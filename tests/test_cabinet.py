"""The key cabinet and the vault: small files that two keys open, that are what their name says, and that go for good."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import time
from pathlib import Path

import pytest

from interviewer.errors import CannotError
from interviewer.privacy import age
from interviewer.privacy.contacts import Entry
from interviewer.session.disk import Disk
from interviewer.study.folder import Study
from interviewer.study.private import cabinet, copies, destroying, places, runtime, vault
from interviewer.study.private.cabinet import Key
from interviewer.study.settings import Keys
from tests.faults.broken_disk import BrokenDisk, Fault, TracingDisk
from tests.sealed import keyed_study, unlocked_with

TEAM, PAPER, STRANGER = (age.new_identity() for _ in range(3))
RECIPIENTS = places.Recipients(TEAM.public, PAPER.public)
SESSION, OTHER = "a" * 16, "b" * 16
POSIX = pytest.mark.skipif(os.name == "nt", reason="rights and links of POSIX")


def put(person: str = "p1", session: str = SESSION, when: float = 0.0, disk: Disk | None = None) -> Key:
    key = cabinet.new_key(session, person)
    path = cabinet.put(key, places.cabinets(TEAM.public), RECIPIENTS, disk or Disk())
    if when:
        os.utime(path, (when, when))
    return key


def lying(session: str = "") -> list[cabinet.Wrapped]:
    return cabinet.keys_in(places.cabinets(TEAM.public), session)


def inside(path: Path, text: str) -> Path:
    path.write_bytes(age.encrypt(text.encode(), RECIPIENTS))
    return path


def test_a_new_key_is_like_no_other():
    one, two = cabinet.new_key(SESSION, "p1"), cabinet.new_key(SESSION, "p1")
    assert (one.session, one.person, len(one.secret)) == (SESSION, "p1", 64)
    assert re.fullmatch("[0-9a-f]{16}", one.id)
    assert one.id != two.id
    assert one.secret != two.secret


@pytest.mark.parametrize("person", ["p1", ""])
def test_a_key_lies_under_its_name_and_either_secret_gives_it_back(person):
    key = put(person)
    path = places.private_folder(TEAM.public) / "cabinet" / f"{SESSION}.{person or '_'}.{key.id}.age"
    assert lying() == [cabinet.Wrapped(path, SESSION, person, key.id)]
    assert {cabinet.unwrap(lying()[0], one.secret) for one in (TEAM, PAPER)} == {key}
    with pytest.raises(age.AgeError):
        cabinet.unwrap(lying()[0], STRANGER.secret)


@POSIX
def test_a_key_is_for_its_owner_alone_and_durable_by_name():
    disk = TracingDisk()
    key = put(disk=disk)
    path = lying()[0].path
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent)] == [0o600, 0o700]
    assert [step.call for step in disk.steps] == ["create", "write", "sync", "sync_folder"]
    assert key.secret not in path.read_bytes()


def test_a_folder_that_takes_no_key_leads_to_the_next_and_none_is_told(tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    key = cabinet.new_key(SESSION, "p1")
    path = cabinet.put(key, [blocked / "one", tmp_path / "two", tmp_path / "three"], RECIPIENTS)
    assert path.parent == tmp_path / "two"
    assert not (tmp_path / "three").exists()
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        cabinet.put(key, [tmp_path / "four"], RECIPIENTS, BrokenDisk(Fault("write", 1, errno.ENOSPC)))
    assert list((tmp_path / "four").iterdir()) == []
    with pytest.raises(OSError, match=r"^no folder for keys$"):
        cabinet.put(key, [], RECIPIENTS)


def test_no_key_goes_where_git_watches(tmp_path):
    (tmp_path / ".git").mkdir()
    with pytest.raises(CannotError) as caught:
        cabinet.put(cabinet.new_key(SESSION, "p1"), [tmp_path / "deep" / "cabinet"], RECIPIENTS)
    assert caught.value.problem.rule == "private_in_git"
    assert not (tmp_path / "deep").exists()


def test_keys_come_the_oldest_first_of_one_session_or_of_all():
    now = time.time()
    young, old = put("p1", when=now), put("p2", when=now - 100)
    other = put("p3", OTHER, when=now - 50)
    assert [one.id for one in lying()] == [old.id, other.id, young.id]
    assert [one.id for one in lying(OTHER)] == [other.id]
    assert cabinet.keys_in([]) == []


@POSIX
def test_a_key_that_goes_while_keys_are_listed_stops_nothing(tmp_path):
    """A name whose file is gone counts as the oldest."""
    (tmp_path / "s.p.k1.age").touch()
    (tmp_path / "s.p.k2.age").symlink_to(tmp_path / "none")
    assert [one.id for one in cabinet.keys_in([tmp_path])] == ["k2", "k1"]


def test_what_is_no_key_by_its_name_is_none(tmp_path):
    names = [f"{SESSION}.p1.k", "one.two.age", "a.b.c.d.e.age", ".a.b.c.age", "a.b.c.old"]
    for name in [*names, "s.p.k.age", "s.p.k.2.age"]:
        (tmp_path / name).touch()
    found = cabinet.keys_in([tmp_path / "none", tmp_path])
    assert [(one.path.name, one.session, one.person, one.id) for one in found] == [
        ("s.p.k.2.age", "s", "p", "k"),
        ("s.p.k.age", "s", "p", "k"),
    ]


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_key_under_the_name_of_another_one_opens_nothing(part):
    put()
    path = lying()[0].path
    names = path.name.split(".")
    names[part] = "c" * 16
    path.rename(path.with_name(".".join(names)))
    with pytest.raises(age.AgeError):
        cabinet.unwrap(lying()[0], TEAM.secret)


NAMED = {"id": "k", "session": "s", "person": "p"}
LONG = "A" * 86 + "=="


@pytest.mark.parametrize(
    "inside_it", ["", [], {}, NAMED, *({**NAMED, "key": key} for key in ("?", "A" * 84, f"?{LONG}", 3))]
)
def test_what_holds_no_key_opens_nothing(tmp_path, inside_it):
    assert cabinet.unwrap(_wrapped(tmp_path, {**NAMED, "key": LONG}), TEAM.secret).secret == bytes(64)
    with pytest.raises(age.AgeError):
        cabinet.unwrap(_wrapped(tmp_path, inside_it), TEAM.secret)


def _wrapped(folder: Path, inside_it: object) -> cabinet.Wrapped:
    path = inside(folder / "s.p.k.age", json.dumps(inside_it) if inside_it else "")
    return cabinet.Wrapped(path, "s", "p", "k")


@pytest.mark.parametrize("text", ["", "no json"])
def test_what_holds_no_record_at_all_opens_nothing(tmp_path, text):
    path = inside(tmp_path / "s.p.k.age", text)
    with pytest.raises(age.AgeError):
        cabinet.unwrap(cabinet.Wrapped(path, "s", "p", "k"), TEAM.secret)


def test_whether_a_key_is_whole_is_told_without_a_secret(tmp_path):
    put()
    (found,) = lying()
    assert cabinet.is_whole(found)
    assert not cabinet.is_whole(found._replace(person="p12"))  # another length than its name says
    assert not cabinet.is_whole(found._replace(path=tmp_path / "none"))
    found.path.write_bytes(found.path.read_bytes()[:-1])
    assert not cabinet.is_whole(found)
    one = inside(tmp_path / "s.p.k.age", "{}")
    one.write_bytes(age.encrypt(cabinet._inside(Key("k", "s", "p", bytes(64))), [TEAM.public]))
    assert not cabinet.is_whole(cabinet.Wrapped(one, "s", "p", "k"))  # the paper key would not open it


def test_what_is_written_in_a_key_is_known_to_later_versions():
    key = Key("k", "s", "p", b"\0" * 64)
    assert json.loads(cabinet._inside(key)) == {
        "v": 1,
        "session": "s",
        "person": "p",
        "id": "k",
        "key": "A" * 86 + "==",
    }


@POSIX
def test_a_key_that_is_destroyed_is_gone_under_every_name_it_had(tmp_path):
    put("p1")
    put("p2")
    one, two = lying()
    os.link(one.path, tmp_path / "elsewhere")
    size = one.path.stat().st_size
    two.path.unlink()
    disk = TracingDisk()
    assert cabinet.destroy([two, one], disk) == 1
    assert (tmp_path / "elsewhere").read_bytes() == bytes(size)
    assert [(step.call, step.path) for step in disk.steps] == [
        ("sync_folder", str(two.path.parent)),
        ("remove", str(one.path)),
        ("sync_folder", str(one.path.parent)),
    ]
    assert lying() == []
    assert cabinet.destroy([one, two]) == 0


def test_destroying_takes_the_keys_of_those_people_in_that_session_alone(tmp_path, monkeypatch):
    keys = Keys(TEAM.public, PAPER.public, "words")
    held = {(session, person): put(person, session) for session in (SESSION, OTHER) for person in ("p1", "p2", "")}
    open_ones = tmp_path / "run"
    open_ones.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(open_ones))
    monkeypatch.setattr(places, "_is_memory", lambda _folder: True)
    for key in held.values():
        runtime.keep(TEAM.public, key)
    assert {one.person for one in destroying.wrapped_keys(keys, SESSION)} == {"p1", "p2", ""}
    assert destroying.destroy_keys(keys, SESSION, ["p1"]) == 1
    left = {*held} - {(SESSION, "p1")}
    assert {(one.session, one.person) for one in lying()} == left
    opened = [key for session in (SESSION, OTHER) for key in runtime.kept(TEAM.public, session)]
    assert {(key.session, key.person) for key in opened} == left
    disk = TracingDisk()
    assert destroying.destroy_keys(keys, SESSION, disk=disk) == 2
    assert sum(step.call == "remove" for step in disk.steps) == 2
    assert {one.session for one in lying()} == {OTHER}
    assert runtime.kept(TEAM.public, SESSION) == []
    assert len(runtime.kept(TEAM.public, OTHER)) == 3
    assert destroying.wrapped_keys(keys, OTHER[:4]) == []
    assert [one.person for one in destroying.wrapped_keys(keys, OTHER, [""])] == [""]


def test_what_a_wrapping_that_was_cut_left_goes_with_the_keys(tmp_path):
    keys = Keys(TEAM.public, PAPER.public, "words")
    key = put("p1")
    (folder, *_others) = places.cabinets(TEAM.public)
    names = [f".{SESSION}.p1.{key.id}.age.part", f".{SESSION}.p2.k.age.part", f".{SESSION}.p12.k.age.part"]
    names += [f".{OTHER}.p1.k.age.part", f".{SESSION}.p1.k.age", f".{SESSION}._.k.age.part"]
    for name in names:
        (folder / name).write_bytes(b"a key")
    assert destroying.destroy_keys(keys, SESSION, ["p1"]) == 1
    assert {path.name for path in folder.iterdir()} == {*names} - {names[0]}
    assert [path.name for path in cabinet.half_written([folder], SESSION, "")] == [names[5]]
    assert destroying.destroy_keys(keys, SESSION) == 0
    assert {path.name for path in folder.iterdir()} == {names[3], names[4]}
    assert not cabinet.wipe(folder / "none")


@POSIX
def test_a_key_that_stays_open_in_memory_is_told_and_none_is_called_destroyed(tmp_path, monkeypatch):
    keys = Keys(TEAM.public, PAPER.public, "words")
    tmp_path.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(places, "_is_memory", lambda _folder: True)
    runtime.keep(TEAM.public, put("p1"))
    monkeypatch.setattr(Path, "unlink", lambda _path: (_ for _ in ()).throw(OSError))
    for people in (["p1"], None):
        with pytest.raises(OSError, match=os.strerror(errno.EIO)) as caught:
            destroying.destroy_keys(keys, SESSION, people)
        assert caught.value.errno == errno.EIO
    assert len(lying()) == 1
    assert destroying.destroy_keys(keys, SESSION, ["p2"]) == 0


# --- what is known to lie elsewhere too ---


def test_what_was_carried_is_known_by_key_and_sum_and_the_last_time_is_told(monkeypatch):
    assert (copies.copied(RECIPIENTS), copies.last(RECIPIENTS), copies.sums(RECIPIENTS)) == (frozenset(), "", {})
    monkeypatch.setattr(time, "gmtime", lambda: time.struct_time((2026, 11, 30, 17, 20, 5, 0, 334, 0)))
    copies.note(RECIPIENTS, "stick", {"s.p.k1.age": "sum1", "s.p.k1.2.age": "sum2"})
    assert copies.last(RECIPIENTS) == "2026-11-30T17:20:05Z stick"
    copies.note(RECIPIENTS, "cloud", {"s.p.k2.age": "sum3", "s.p.k1.age": "changed"})
    assert copies.last(RECIPIENTS) == "2026-11-30T17:20:05Z cloud"
    assert copies.copied(RECIPIENTS) == {"k1", "k2"}
    assert copies.sums(RECIPIENTS) == {"s.p.k1.age": "sum1", "s.p.k1.2.age": "sum2", "s.p.k2.age": "sum3"}
    path = places.private_folder(TEAM.public) / "copies.json"
    known = json.loads(path.read_text())
    assert known["v"] == 1
    assert [(one["label"], one["keys"]) for one in known["copies"]] == [("stick", 1), ("cloud", 2)]
    assert [one.label for one in copies.media(RECIPIENTS).values()] == ["stick", "cloud"]
    copies.note(RECIPIENTS, "stick", {}, folder="/media/stick", sheet="p2-12345678")
    assert list(copies.media(RECIPIENTS).values()) == [  # the last one that was met is the last
        copies.Medium("cloud"),
        copies.Medium("stick", "/media/stick", "p2-12345678"),
    ]
    for number in range(30):
        copies.note(RECIPIENTS, f"stick {number}", {})
    known = json.loads(path.read_text())
    assert [one["label"] for one in known["copies"]] == [f"stick {number}" for number in range(10, 30)]
    assert copies.copied(RECIPIENTS) == {"k1", "k2"}


@pytest.mark.parametrize(
    "text",
    [
        *("", "no json", "[]", "{}", '{"copies": [3], "ids": ["k"]}', '{"copies": [{"when": 1}], "ids": []}'),
        '{"copies": [], "ids": ["k"], "sha256": ["s.p.k.age"]}',
    ],
)
def test_of_what_cannot_be_read_no_key_counts_as_copied(text):
    path = places.private_folder(TEAM.public) / "copies.json"
    places.make(path.parent)
    path.write_text(text)
    assert (copies.copied(RECIPIENTS), copies.last(RECIPIENTS), copies.sums(RECIPIENTS)) == (frozenset(), "", {})
    copies.note(RECIPIENTS, "stick", {"s.p.k.age": "sum"})
    assert copies.copied(RECIPIENTS) == {"k"}


def test_the_list_of_an_earlier_version_has_no_sums():
    path = places.private_folder(TEAM.public) / "copies.json"
    places.make(path.parent)
    path.write_text('{"copies": [{"when": "w", "label": "l", "keys": 3}], "ids": ["k"]}')
    assert (copies.copied(RECIPIENTS), copies.last(RECIPIENTS), copies.sums(RECIPIENTS)) == (
        frozenset({"k"}),
        "w l",
        {},
    )


# --- the vault ---

ANA = Entry("person", "p1", 5.0, {"name": "Ana"})
NOT_ASCII = Entry("third", "", 3.0, {"name": "Zoé"}, "p1")
UNKNOWN_GIVER = Entry("third", "", 4.0, {"name": "Ben"})
BOB = Entry("person", "p2", 1.0, {"name": "Bob", "phone": "1"})


def filled() -> None:
    for entry in (ANA, NOT_ASCII, UNKNOWN_GIVER, BOB, ANA._replace(wall=9.0)):
        vault.add(RECIPIENTS, entry)


def test_entries_are_told_apart_by_name_alone():
    assert (vault.files(RECIPIENTS), vault.pseudonyms(RECIPIENTS)) == ([], {})
    filled()
    (vault.folder(RECIPIENTS) / ".p9.x.age").touch()
    (vault.folder(RECIPIENTS) / "p9.x.old").touch()
    files = vault.files(RECIPIENTS)
    assert vault.folder(RECIPIENTS) == places.private_folder(TEAM.public) / "vault"
    assert (len(files), files) == (5, sorted(files))
    assert vault.pseudonyms(RECIPIENTS) == {"p1": 2, "p2": 1}
    assert [path.name.split(".")[0] for path in vault.of_person(RECIPIENTS, "p1")] == ["p1", "p1"]
    (named,) = vault.named_by(RECIPIENTS, "p1")
    assert named.name.startswith("_.p1.")
    assert vault.named_by(RECIPIENTS, "p2") == []
    (nobody,) = vault.named_by_nobody_knows_whom(RECIPIENTS)
    assert re.fullmatch(r"_\.[0-9a-f]{16}\.age", nobody.name)
    assert all(re.fullmatch(r"(p\d|_|_\.p1)\.[0-9a-f]{16}\.age", path.name) for path in files)


@pytest.mark.parametrize(
    ("name", "person", "goes"),
    [
        ("p1.x.age", "p1", True),
        ("p1.x.age", "p2", False),
        ("_.p1.0123456789abcdef.age", "p1", True),
        ("_.p1.0123456789abcdef.2.age", "p1", True),  # a sync brought another file of that name
        ("_.0123456789abcdef.age", "", False),
        ("_.0123456789abcdef.2.age", "0123456789abcdef", False),
        ("_.0123456789abcdef.age", "0123456789abcdef", False),
        ("_.p1.age", "p1", False),
    ],
)
def test_an_entry_goes_with_whom_it_is_about_and_with_whom_it_was_given_by(name, person, goes):
    assert vault.is_of(name, person) is goes


def test_either_key_opens_all_in_the_order_in_which_they_were_made_and_what_is_shut_is_counted():
    filled()
    ordered = (BOB, NOT_ASCII, UNKNOWN_GIVER, ANA, ANA._replace(wall=9.0))
    for one in (TEAM, PAPER):
        assert vault.opened(RECIPIENTS, one.secret) == (ordered, 0)
    assert vault.opened(RECIPIENTS, TEAM.secret).people() == {
        "p1": {"name": "Ana"},
        "p2": {"name": "Bob", "phone": "1"},
    }
    assert vault.opened(RECIPIENTS, STRANGER.secret) == ((), 5)
    files = vault.files(RECIPIENTS)
    assert all(map(vault.is_whole, files))
    files[0].write_bytes(files[0].read_bytes()[:20])
    files[1].rename(files[1].with_name("p3.x.age"))
    (vault.folder(RECIPIENTS) / "p4.x.age").mkdir()
    assert vault.opened(RECIPIENTS, TEAM.secret).shut == 3
    assert not vault.is_whole(files[0])
    assert not vault.is_whole(vault.folder(RECIPIENTS) / "p4.x.age")


@pytest.mark.parametrize(
    "text",
    [
        *("", "no json", "[]", "{}", '{"kind": "person", "person": "p1", "w": "x", "fields": {}}'),
        '{"kind": "person", "person": "p1", "w": 1, "fields": []}',
    ],
)
def test_what_holds_no_entry_opens_nothing(tmp_path, text):
    with pytest.raises(age.AgeError):
        vault.read_entry(inside(tmp_path / "p1.x.age", text), TEAM.secret)


def test_what_is_written_in_an_entry_is_known_to_later_versions():
    def written(entry: Entry) -> dict[str, object]:
        found: dict[str, object] = json.loads(age.decrypt(vault.add(RECIPIENTS, entry).read_bytes(), TEAM.secret))
        return found

    assert written(ANA) == {"v": 1, "kind": "person", "person": "p1", "w": 5.0, "fields": {"name": "Ana"}}
    third = {"v": 1, "kind": "third", "person": "", "w": 3.0, "fields": {"name": "Zoé"}, "giver": "p1"}
    assert written(NOT_ASCII) == third
    both = vault.add(RECIPIENTS, ANA._replace(giver="p2"))
    assert both.name.startswith("p1.")
    assert both.name.count(".") == 2


@POSIX
def test_an_entry_is_for_its_owner_alone_durable_and_never_half(tmp_path, monkeypatch):
    disk = TracingDisk()
    path = vault.add(RECIPIENTS, ANA, disk)
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent)] == [0o600, 0o700]
    assert [step.call for step in disk.steps] == ["create", "write", "sync", "sync_folder"]
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        vault.add(RECIPIENTS, ANA, BrokenDisk(Fault("write", 1, errno.ENOSPC)))
    assert vault.files(RECIPIENTS) == [path]
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "work"))
    (tmp_path / "work" / ".git").mkdir(parents=True)
    with pytest.raises(CannotError) as caught:
        vault.add(RECIPIENTS, ANA)
    assert caught.value.problem.rule == "private_in_git"


def test_entries_that_are_taken_away_are_counted_and_gone_by_name():
    filled()
    files = vault.files(RECIPIENTS)
    disk = TracingDisk()
    assert vault.destroy([files[0], files[0].with_name("none"), files[1]], disk) == 2
    folder = str(vault.folder(RECIPIENTS))
    assert [(step.call, step.path) for step in disk.steps] == [
        ("remove", str(files[0])),
        ("sync_folder", folder),
        ("remove", str(files[1])),
        ("sync_folder", folder),
    ]
    assert vault.files(RECIPIENTS) == files[2:]


def test_a_study_without_keys_keeps_no_names_and_has_none(study):
    plain = Study(study)
    with pytest.raises(CannotError) as caught:
        vault.add_third_person(plain, "Zoé")
    assert caught.value.problem.rule == "no_keys"
    assert (vault.names_for_scan(plain), vault.forget(plain, "p1")) == ({}, 0)
    (study / "interviewer.yaml").write_text("keys: [\n")
    assert vault.forget(plain, "p1") == 0


def test_what_a_participant_gave_is_looked_for_while_it_is_there_and_goes_with_them(study):
    sealed = keyed_study(study, "names")
    keyed = Study(study)
    assert vault.names_for_scan(keyed) == {}
    before = time.time()
    vault.add_third_person(keyed, "Zoé", "p1")
    vault.add_third_person(keyed, "Ben")
    vault.add(sealed.recipients, vault.new_entry("p1", {"name": "Ana"}))
    vault.add(sealed.recipients, vault.new_entry("p2", {"name": "Bob"}))
    assert vault.names_for_scan(keyed) is None
    with unlocked_with(sealed):
        assert vault.names_for_scan(keyed) == {"Zoé": "", "Ben": "", "Ana": "p1", "Bob": "p2"}
        entries = vault.opened(sealed.recipients, sealed.team.secret).entries
        assert [(one.kind, one.person, one.giver) for one in entries] == [
            ("third", "", "p1"),
            ("third", "", ""),
            ("person", "p1", ""),
            ("person", "p2", ""),
        ]
        assert [one.fields for one in entries[:2]] == [{"name": "Zoé"}, {"name": "Ben"}]
        assert all(before <= one.wall <= time.time() for one in entries)
        disk = TracingDisk()
        assert vault.forget(keyed, "p1", disk) == 2
        assert sum(step.call == "remove" for step in disk.steps) == 2
        assert vault.names_for_scan(keyed) == {"Ben": "", "Bob": "p2"}
