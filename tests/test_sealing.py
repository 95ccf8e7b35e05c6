"""Sealed words: what goes to the disk, what comes back with which key, and what stands in clear."""

import os
import tempfile
from base64 import urlsafe_b64decode
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.privacy import age, paper_key, sealing
from interviewer.session import events as e
from interviewer.session import secrecy
from interviewer.session.folder import read_session_records
from interviewer.session.journal import Journal, NotSaved
from interviewer.session.kinds import KINDS
from interviewer.session.words import COVER, WORDS, Covered, Owners, token_in
from interviewer.study.private import cabinet, places, runtime
from interviewer.study.private.ring import Ring
from interviewer.study.synced import mounted_at

KEY = "c" * 16
TEAM, PAPER = age.new_identity(), age.new_identity()
RECIPIENTS = places.Recipients(TEAM.public, PAPER.public)
# Fields of events that are ids, words of the guide, of the codebook, or of the program; everything else is sealed.
CLEAR = {
    *("id", "kind", "guide", "sha256", "source", "language", "held_on", "commit", "wave", "collected", "instance"),
    *("participant", "item", "purpose", "ask", "notice", "theme", "question", "probe", "probe_kind", "origin"),
    *("speaker", "asked", "by", "after", "of", "place", "turn", "into", "joint", "reason_of_gap", "unit", "indicator"),
    *("answers", "marker", "mark", "coder", "round", "code", "change", "about", "target", "suggested"),
    *("verb", "day", "was_sha256", "now_sha256", "undoes", "label", "definition", "name"),
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "INTERVIEWER_SPARE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "home").mkdir()
    return tmp_path


def ring(secret: str = "") -> Ring:
    return Ring(RECIPIENTS, lambda: secret)


def held(*people: str) -> e.Held:
    return e.Held("0" * 16, "g", 1, "", "x", "fr", "2026-01-01", [e.Person(one) for one in people])


def said(number: int, text: str, speaker: str = "p1") -> e.Verbatim:
    return e.Verbatim(f"{number:016x}", "t", "q", text, "fr", speaker)


def text_of(record: e.Record) -> str:
    assert isinstance(record.event, e.Turn)
    return record.event.text


def read(folder, secret: str = ""):
    secrecy.use(ring(secret))
    return [record.event for record in read_session_records([folder], "s").records]


@given(st.text(alphabet=st.characters()) | st.integers() | st.lists(st.text()), st.text())
def test_what_was_sealed_opens_with_its_key_in_its_place_only(value, place):
    key, other = b"k" * 64, b"o" * 64
    token = sealing.seal(key, "a" * 16, value, place)
    found = token_in(token)
    assert found
    assert sealing.unseal(key, found[2], place) == value
    assert token == sealing.seal(key, "a" * 16, value, place)
    for wrong_key, wrong_place in ((other, place), (key, place + "x")):
        with pytest.raises(sealing.WrongKeyError):
            sealing.unseal(wrong_key, found[2], wrong_place)


VECTORS = (
    (
        "Zoé",
        "e/text",
        "zfbO2GExHxL6hY9fhzXr3XE2NFEbYgwrNMODqAo-DUqM9RzDWiYjgqcZaiQZ9U1Dt2deJ9Alw46NkfBsQ5d5MRwiLq3hXZWrj9own--bkcM",
    ),
    (
        "",
        "e/text",
        "p-knNSgSw89ksWLENia2csoi2tktWk8Ysg7oYqqf8PbIoxBrvIkwrpbrSpWyI74SMXja5sLMnEIpaQ3qyQqriiWS2CMX3bwxWwINdaIbsGc",
    ),
    (
        3,
        "e/value",
        "b72kmqL0BP4DXaOEBmk8d49i8slMhfSpG7nfPwmkrX8772KTVRghPEucjB4TrEt0hbn_ktPWR0FQM8mx6Bank9cZZ7C5B6BOdWwCxz7PCJ0",
    ),
    (
        ["a", "é"],
        "e/value",
        "gwxNdHG753GMhqQxr1KTBMAghXuhuiZbs5XEVVKZm8PGAdjfYnTAXiSGidYuMudqk9JRoxL_fFzMx9Hdsocb6IyNPgdYW0sFWTJ_P-yw8aQ",
    ),
    (
        "\ud800",
        "\ud800/text",
        "ltGqnkeYnsg_tNUoPtD5VnDLUfqB5BXjDEzaQ2zbFQPfEfO-YVACe9pwIatFml2BUd0owRCUY2SSRb_RawpxjekVLrP8yPd6lG-OkVcInXA",
    ),
)


@pytest.mark.parametrize(("value", "place", "token"), VECTORS, ids=("text", "empty", "number", "list", "surrogate"))
def test_words_are_sealed_as_other_versions_seal_them(value, place, token):
    """Made once from RFC 5297 and the format by itself: the letter of its kind, the words, 80, zeros up to 64 bytes."""
    key = bytes(range(64))
    assert sealing.seal(key, "a" * 16, value, place) == f"~s1~{'a' * 16}~{token}"
    assert sealing.unseal(key, token, place) == value


def test_the_length_of_a_token_tells_little_of_the_words_and_all_of_it_is_there():
    sizes = []
    for count in range(200):
        token = sealing.seal(bytes(64), "a" * 16, "X" * count, "e/text").rpartition("~")[2]
        sizes.append(len(urlsafe_b64decode(token + "=" * (-len(token) % 4))))
        assert "=" not in token
        assert sealing.unseal(bytes(64), token, "e/text") == "X" * count
    assert sizes == [16 + 64 * (1 + (count + 1) // 64) for count in range(200)]
    tokens = [
        sealing.seal(bytes(64), "a" * 16, "X" * 100, f"{number}/text").rpartition("~")[2] for number in range(400)
    ]
    assert {len(token) for token in tokens} == {192}
    assert len({token[-1] for token in tokens}) == 64


def test_every_text_of_an_event_is_sealed_or_known_to_be_structure():
    for kind, cls in KINDS.items():
        for field in msgspec.structs.fields(cls):
            if field.type in (str, e.Value) or "str" in str(field.type):
                known = field.name in WORDS.get(cls, ()) or field.name in CLEAR or "Literal" in str(field.type)
                assert known or field.name in STRUCTURE.get(kind, ()), f"{kind}.{field.name}: words or structure?"


STRUCTURE = {
    "held": ("participants",),
    "undo": ("events",),
    "done": ("open_musts",),
    "codebook": ("codes", "reason", "splices", "touched", "decided"),
    "round": ("coder",),
    "withdraw": ("day", "counts"),
    "redact": ("marks", "dropped", "lengths"),
    "replace": ("at", "rule", "who", "by"),
    "keep": ("at", "rule", "who"),
    "restore": ("decision", "who"),
    "export": ("verb", "files", "manifest", "people", "quoted", "coder"),
}


def test_no_word_reaches_the_disk_and_both_keys_bring_all_back(home):
    secrecy.use(ring())
    folder = home / "s"
    events = [
        held("p1", "p2"),
        said(1, "Une phrase secrète"),
        said(2, "Encore \ud800 une", "p2"),
        e.Memo("3" * 16, "t", "q", "Un mémo secret", "fr"),
        e.Measured("4" * 16, "t", "q", "p2", 7),
        e.Background("5" * 16, "p1", "metier", "Boulanger secret"),
        e.Fixed("6" * 16, f"{1:016x}", "Une phrase secrète, corrigée", "raison secrète"),
        e.Asked("7" * 16, "improvised", "t", "improvised-7", "Une question secrète ?", "fr"),
        e.Gap("8" * 16, "t", "q", "declined", ""),
    ]
    journal = Journal([folder], "s", KEY)
    journal.append(*events)
    journal.close()
    data = journal.path.read_bytes()
    for word in ("secr", "Boulanger", "Encore"):
        assert word.encode() not in data
    for structure in ("improvised-7", "metier", "declined", '"speaker":"p2"'):
        assert structure.encode() in data
    for secret in (TEAM.secret, PAPER.secret):
        assert read(folder, secret) == events
    locked = read(folder)
    assert [type(one) for one in locked] == [type(one) for one in events]
    assert locked[1].text == COVER
    assert isinstance(locked[4].value, Covered)


def test_words_of_each_person_have_a_key_of_their_own(home):
    secrecy.use(ring())
    journal = Journal([home / "s"], "s", KEY)
    journal.append(held("p1", "p2"), said(1, "un"), said(2, "deux", "p2"), e.Fixed("9" * 16, f"{2:016x}", "deux bis"))
    journal.close()
    there = cabinet.keys_in(places.cabinets(TEAM.public))
    assert sorted(one.person for one in there) == ["p1", "p2"]
    assert cabinet.destroy(one for one in there if one.person == "p2") == 1
    events = read(home / "s", TEAM.secret)
    assert events[1].text == "un"
    assert isinstance(events[2].text, Covered)
    assert isinstance(events[3].text, Covered)


def test_in_an_interview_with_one_person_everything_is_under_their_key(home):
    owners = Owners()
    owners.hear([held("p1")])
    assert {owners.of(e.Form("1" * 16, "notes", "x")), owners.of(e.Memo("2" * 16, "", "", "x", "fr"))} == {"p1"}


def test_a_sealed_journal_appends_the_same_events_once(home):
    secrecy.use(ring())
    journal = Journal([home / "s"], "s", KEY)
    journal.append(held("p1"), said(1, "une fois"))
    before = journal.path.read_bytes()
    journal.append(said(1, "une fois"))
    assert journal.path.read_bytes() == before


def test_no_word_is_called_saved_before_its_key_is_durable(home, monkeypatch):
    secrecy.use(ring())
    journal = Journal([home / "s"], "s", KEY)
    journal.append(held("p1"))
    written = journal.path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cabinet, "keep", full)
    with pytest.raises(NotSaved) as failed:
        journal.append(said(1, "gardé en mémoire"))
    assert failed.value.problem.rule == "keys_not_saved"
    assert journal.unsaved == 1
    assert journal.path.read_bytes() == written
    monkeypatch.undo()
    monkeypatch.setenv("HOME", str(home / "home"))
    journal.retry()
    journal.close()
    assert read(home / "s", TEAM.secret)[1].text == "gardé en mémoire"


def test_a_cabinet_that_can_not_be_written_gives_way_to_another_place(home):
    first = places.cabinets(TEAM.public)[0]
    first.parent.parent.mkdir(parents=True)
    first.parent.write_text("in the way")
    secrecy.use(ring())
    journal = Journal([home / "s"], "s", KEY)
    journal.append(held("p1"), said(1, "ailleurs"))
    assert read(home / "s", TEAM.secret)[1].text == "ailleurs"


def test_going_on_without_a_key_covers_what_was_said_and_carries_it_unread(home):
    secrecy.use(ring())
    journal = Journal([home / "s"], "s", KEY)
    journal.append(held("p1"), said(1, "avant"))
    journal.close()
    locked = ring()
    secrecy.use(locked)
    record = read_session_records([home / "s"], "s").records[1]
    carried = e.Recovered(record.event.id, "t", "q", text_of(record), "fr", "p1")
    again = Journal([home / "s2"], "s", KEY)
    again.append(held("p1"), carried, said(2, "après"))
    again.close()
    assert b"avant" not in again.path.read_bytes()
    events = read(home / "s2", PAPER.secret)
    assert [one.text for one in events[1:]] == ["avant", "après"]


@pytest.fixture
def in_memory():
    mounted = mounted_at(Path("/dev/shm"))
    if mounted is None or mounted.kind != "tmpfs" or not os.access("/dev/shm", os.W_OK):
        pytest.skip("no folder in memory here")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


def test_keys_never_lie_open_on_a_disk_whatever_the_variable_says(home, monkeypatch):
    kind = mounted_at(home.resolve())
    if kind is not None and kind.kind in places.IN_MEMORY:
        pytest.skip("the folder of tests is in memory here")
    run = home / "run"
    run.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run))
    assert places.runtime_folder(TEAM.public) is None
    secrecy.use(ring())
    Journal([home / "s"], "s", KEY).append(held("p1"), said(1, "avant la panne"))
    assert list(run.iterdir()) == []


def test_keys_lie_open_in_memory_until_the_interview_is_done(home, monkeypatch, in_memory):
    run = in_memory
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run))
    secrecy.use(ring())
    journal = Journal([home / "s"], "s", KEY)
    journal.append(held("p1"), said(1, "avant la panne"))
    assert read(home / "s")[1].text == "avant la panne"
    assert [oct(path.stat().st_mode & 0o777) for path in run.rglob("*") if path.is_file()] == ["0o600"]
    secrecy.use(ring())
    found = read_session_records([home / "s"], "s")
    again = Journal([home / "s"], "s", KEY, seen=found.seen)
    again.append(said(2, "la suite"))
    assert len(cabinet.keys_in(places.cabinets(TEAM.public))) == 1  # the same key served
    again.append(e.Done("d" * 16))
    assert runtime.kept(TEAM.public, KEY) == []
    assert isinstance(read(home / "s")[1].text, Covered)


def test_a_plain_study_shows_sealed_words_covered(home):
    secrecy.use(ring())
    journal = Journal([home / "s"], "s", KEY)
    journal.append(held("p1"), said(1, "secret"))
    secrecy.use(secrecy.PLAIN)
    assert text_of(read_session_records([home / "s"], "s").records[1]) == COVER


def test_the_private_folder_never_lies_in_a_work_tree(home):
    (home / "home" / ".git").mkdir()
    secrecy.use(ring())
    with pytest.raises(Exception, match="private_in_git"):
        Journal([home / "s"], "s", KEY).append(held("p1"), said(1, "x"))
    assert not list((home / "home").rglob("*.age"))


def test_what_is_private_is_for_its_owner_alone(home):
    before = os.umask(0)
    try:
        secrecy.use(ring())
        Journal([home / "s"], "s", KEY).append(held("p1"), said(1, "x"))
    finally:
        os.umask(before)
    found = list((home / "home" / ".local" / "share" / "interviewer").rglob("*"))
    assert found
    assert all(not path.stat().st_mode & 0o077 for path in found)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_paper_key_comes_back_from_its_words(language):
    words = paper_key.to_words(PAPER.secret, language)
    assert len(words) == 24
    assert paper_key.from_words(" ".join(words)) == PAPER.secret
    assert (
        paper_key.from_words("\n".join(f"{n}. {word[:4].upper()}" for n, word in enumerate(words, 1))) == PAPER.secret
    )


def test_words_that_are_no_paper_key_are_told_by_their_number():
    words = list(paper_key.to_words(PAPER.secret, "fr"))
    with pytest.raises(paper_key.PaperKeyError) as wrong:
        paper_key.from_words(" ".join([*words[:6], "xyzzy", *words[7:]]))
    assert wrong.value.word == 7
    with pytest.raises(paper_key.PaperKeyError) as short:
        paper_key.from_words(" ".join(words[:23]))
    assert short.value.word == 0


@given(st.binary(min_size=32, max_size=32))
def test_secret_keys_are_bytes_and_back(raw):
    secret = age.secret_from(raw)
    assert age.secret_bytes(secret) == raw
    assert age.identity(secret).secret == secret


def test_screens_know_whether_words_are_sealed(home):
    assert not secrecy.seals()
    secrecy.use(ring())
    assert secrecy.seals()
