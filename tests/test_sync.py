"""Words and keys on their way from machine to machine: together or not at all, in any order, from sticks that can't be trusted."""

import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.errors import CannotError, FilesError
from interviewer.privacy import age
from interviewer.screens.key_warnings import with_keys
from interviewer.session.disk import Disk
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy
from interviewer.study.private import cabinet, copies, places, team_key, vault
from interviewer.study.travelling import arriving, baggage, manifest, sending
from tests.machines import Machines, Stopping, files, place_of, said_in
from tests.sealed import PASSPHRASE, Sealed, hold, unlocked_with

NEEDS_OWNERS = pytest.mark.skipif(os.name == "nt", reason="Windows has no rights of this kind")


def test_what_one_machine_sends_another_reads(cli, machines, keyed, stick):
    machines.at("a")
    session = hold(cli, "Une phrase qui voyage.")
    cli("names", "add", session.split("-")[-1], stdin="name: Zéphyr\n")
    assert "key here only" not in (sent := cli("sync", "out", stick)).out
    assert sent.code == 0
    assert "1 interview, the keys of 1 interview, the name of 1 person." in sent.out
    assert not any(b"voyage" in data or "Zéphyr".encode() in data for data in files(stick).values())
    root = machines.at("b")
    came = cli("sync", "in", stick)
    assert came.code == 0
    assert f"new interview: {session}" in came.out
    with unlocked_with(keyed, keyed.paper.secret):
        assert said_in(root, session) == ["Une phrase qui voyage."]
        assert "Zéphyr" in cli("names", "list", "--unlock").out
    assert "Nothing is new" in cli("sync", "in", stick).out
    assert "0 files are new" in cli("sync", "out", stick).out


@pytest.mark.usefixtures("keyed")
def test_the_list_says_where_keys_are(cli, machines, stick):
    machines.at("a")
    session = hold(cli, "Ici.")
    assert json.loads(cli("list", "--json").out)[0]["key"] == "here_only"
    assert "on this machine alone" in cli().err
    assert "on this machine alone" in cli("doctor").out
    cli("sync", "out", stick)
    assert json.loads(cli("list", "--json").out)[0]["key"] == "elsewhere"
    assert "on this machine alone" not in cli().err
    shutil.copytree(Path.cwd() / "sessions", machines.at("b") / "sessions", dirs_exist_ok=True)  # as git brings them
    assert json.loads(cli("list", "--json").out)[0] | {"key": ""} | {"session_id": session}
    assert json.loads(cli("list", "--json").out)[0]["key"] == "missing"
    assert "a key is not here" in (alone := cli()).err
    assert f"Next: `interviewer run --resume {session}`" in alone.out  # going on needs no key
    following = with_keys(Study(Path.cwd()), ["Study", "Next: code"], going_on=False)[-1]
    assert following.startswith("Next: `interviewer sync in FOLDER` brings the missing keys")
    cli("sync", "in", stick)
    assert with_keys(Study(Path.cwd()), ["Study", "Next: code"], going_on=False)[-1] == "Next: code"
    assert json.loads(cli("list", "--json").out)[0]["key"] == "elsewhere"


def test_a_plain_study_travels_too_and_has_no_keys_to_show(cli, study, stick, tmp_path, monkeypatch):
    session = hold(cli, "En clair.")
    sent = cli("sync", "out", stick)
    assert sent.code == 0
    assert "nothing locks this study" in sent.err
    assert "key" not in json.loads(cli("list", "--json").out)[0]
    other = tmp_path / "ailleurs" / "study"
    other.mkdir(parents=True)
    monkeypatch.chdir(other)
    assert cli("sync", "in", stick).code == 0
    assert "En clair." in cli("show", session).out
    assert (other / "codebook.yaml").is_file()


def test_an_empty_folder_becomes_the_study(cli, machines, keyed, stick, monkeypatch):
    machines.at("a")
    session = hold(cli, "Sur une machine neuve.")
    cli("sync", "out", stick)
    empty = machines.at("b").parent / "neuf"
    empty.mkdir()
    monkeypatch.chdir(empty)
    assert cli("sync", "in", stick).code == 0
    with unlocked_with(keyed):
        assert "Sur une machine neuve." in cli("show", session).out


@pytest.mark.usefixtures("keyed")
def test_another_study_is_refused_by_name(cli, machines, stick, tmp_path, monkeypatch):
    study = machines.at("a")
    hold(cli, "Ici.")
    cli("sync", "out", stick)
    root = tmp_path / "autre"
    shutil.copytree(study, root)
    (root / "interviewer.yaml").write_text("languages: [fr]\n")
    monkeypatch.chdir(root)
    result = cli("sync", "in", stick)
    assert result.code == 1
    assert place_of(stick).name in result.err
    told = " ".join(result.err.split())
    assert "with the guides: beneficiaires, benevoles, partenaires, recit-collectif." in told
    assert cli("sync", "in", tmp_path / "nowhere").code == 1
    (tmp_path / "bare").mkdir()
    assert "Nothing that" in cli("sync", "in", tmp_path / "bare").err


@pytest.mark.usefixtures("keyed")
def test_keys_never_go_where_git_watches_nor_into_the_study(cli, machines, tmp_path):
    root = machines.at("a")
    hold(cli, "Ici.")
    (tmp_path / "depot" / "sub").mkdir(parents=True)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path / "depot", check=True)
    assert "git watches" in cli("sync", "out", tmp_path / "depot" / "sub").err
    assert "inside the study" in cli("sync", "out", root / "sessions").err
    assert list((tmp_path / "depot" / "sub").iterdir()) == []


@NEEDS_OWNERS
@pytest.mark.usefixtures("keyed")
def test_what_is_written_is_for_its_owner_alone(cli, machines, stick):
    before = os.umask(0)
    try:
        machines.at("a")
        hold(cli, "Ici.")
        cli("sync", "out", stick)
        root = machines.at("b")
        cli("sync", "in", stick)
    finally:
        os.umask(before)
    session = next(path for path in (root / "sessions").iterdir() if path.is_dir())
    for path in (*place_of(stick).rglob("*"), *places.data_home().rglob("*"), session, *session.iterdir()):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


class Cut(Stopping):
    """A disk that stops at the Nth call that changes something, and from there on."""

    def create(self, path):
        self.tick()
        return super().create(path)

    def write(self, fd, data):
        self.tick()
        return super().write(fd, data[: max(1, len(data) // 2)])

    def sync(self, fd):
        self.tick()
        super().sync(fd)

    def replace(self, path, target):
        self.tick()
        super().replace(path, target)


def test_wherever_sending_stops_nothing_counts_and_again_is_enough(cli, machines, keyed, tmp_path):
    a = machines.at("a")
    session = hold(cli, "Jamais à moitié.")
    at = 0
    while True:
        machines.at("a")
        stick = tmp_path / f"stick-{at}"
        stick.mkdir()
        try:
            sending.send(Study(a), keyed.recipients, stick, Cut(at))
            break
        except CannotError as error:
            broken = error.problem
        assert broken.rule == "travel_broken_off"
        b = machines.at(f"b{at}")
        with pytest.raises(CannotError):
            take(b, keyed, stick)
        assert not (b / "sessions" / session).exists()
        assert not places.cabinets(keyed.team.public)[0].exists()
        machines.at("a")
        sending.send(Study(a), keyed.recipients, stick)
        machines.at(f"b{at}")
        assert take(b, keyed, stick).new_sessions == (session,)
        at += 7
    assert at > 20


def take(root: Path, keyed: Sealed, stick: Path, disk: Disk | None = None) -> arriving.Taken:
    study = Study(root)
    place = arriving.place_in(stick, study, keyed.recipients)
    return arriving.take_in(study, keyed.recipients, place, disk or Disk())


def test_wherever_taking_in_stops_no_word_is_here_without_its_key(cli, machines, keyed, stick):
    machines.at("a")
    session = hold(cli, "Jamais sans clé.")
    cli("sync", "out", stick)
    at = 0
    while True:
        b = machines.at(f"b{at}")
        try:
            take(b, keyed, stick, Cut(at))
        except OSError:
            with unlocked_with(keyed):
                assert said_in(b, session) in ([], ["Jamais sans clé."])
            take(b, keyed, stick)
        else:
            break
        with unlocked_with(keyed):
            assert said_in(b, session) == ["Jamais sans clé."]
        at += 1
    assert at > 5


def test_an_interrupted_second_sending_leaves_the_first_whole(cli, machines, keyed, stick):
    a = machines.at("a")
    first = hold(cli, "La première.")
    cli("sync", "out", stick)
    machines.at("a")
    hold(cli, "La seconde.")
    with pytest.raises(CannotError):
        sending.send(Study(a), keyed.recipients, stick, Cut(6))
    b = machines.at("b")
    assert take(b, keyed, stick).new_sessions == (first,)


def test_a_sending_that_is_killed_leaves_nothing_that_looks_complete(cli, machines, keyed, tmp_path):
    a = machines.at("a")
    hold(cli, "Tuée.")
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom interviewer.session.disk import Disk\n"
        "from interviewer.study.folder import Study\nfrom interviewer.study.opening import recipients_in_force\n"
        "from interviewer.study.travelling.sending import send\n"
        "class Killed(Disk):\n    n = 0\n    def replace(self, path, target):\n        Killed.n += 1\n"
        "        if Killed.n == int(sys.argv[2]):\n            os.kill(os.getpid(), 9)\n        super().replace(path, target)\n"
        "study = Study(Path.cwd())\nsend(study, recipients_in_force(study), Path(sys.argv[1]), Killed())\n"
    )
    total = len(list(baggage.pieces(Study(a), keyed.recipients))) + 1
    for n in (1, total // 2, total):
        stick = tmp_path / f"stick-{n}"
        stick.mkdir()
        ended = subprocess.run([sys.executable, "-c", code, str(stick), str(n)], cwd=a, check=False)
        assert ended.returncode == -9
        b = machines.at(f"b{n}")
        with pytest.raises(CannotError):
            take(b, keyed, stick)
        machines.at("a")
        assert cli("sync", "out", stick).code == 0
        assert not list(stick.rglob("*.part"))
        machines.at(f"b{n}")
        assert take(b, keyed, stick).new_sessions


def test_bits_that_fell_over_are_named_and_all_else_is_taken_in(cli, machines, keyed, stick):
    machines.at("a")
    session, other = hold(cli, "Intacte."), hold(cli, "Une autre.")
    cli("sync", "out", stick)
    b = machines.at("b")
    for path in sorted(path for path in place_of(stick).rglob("*.*") if path.is_file() and path.name != "medium.id"):
        whole = path.read_bytes()
        for broken in (whole[: len(whole) // 2], whole + b"\n", bytes([whole[0] ^ 1]) + whole[1:], b"", None):
            path.unlink()
            if broken is not None:
                path.write_bytes(broken)
            if path.name.startswith("manifest.") and broken is None:
                result = cli("sync", "in", stick)
                assert result.code == 1
            elif not (path.name.startswith("manifest.") and broken == whole + b"\n"):
                result = cli("sync", "in", stick)
                assert result.code == 3
                assert path.name in result.err
                rest = "Nothing of it was taken in" if path.name.startswith("manifest.") else "All else came in"
                assert rest in result.err
            for one in (session, other):
                lost = path.name.startswith("manifest.") or path.parent.name == one
                assert (b / "sessions" / one).exists() != lost
            shutil.rmtree(b / "sessions", ignore_errors=True)
            shutil.rmtree(places.private_folder(keyed.team.public), ignore_errors=True)
            path.write_bytes(whole)
    assert cli("sync", "in", stick).code == 0
    with unlocked_with(keyed):
        assert said_in(b, session) == ["Intacte."]


def test_of_a_damaged_stick_the_words_open_whose_files_are_whole(cli, machines, keyed, stick):
    machines.at("a")
    session, other = hold(cli, "Perdue."), hold(cli, "Sauvée.")
    cli("sync", "out", stick)
    (segment,) = (place_of(stick) / "sessions" / session).iterdir()
    segment.write_bytes(segment.read_bytes()[:-1] + b"x")
    (guide,) = (place_of(stick) / "study" / "guides").glob("benevoles.yaml")
    guide.write_text(guide.read_text() + "# une ligne\n")
    b = machines.at("b")
    came = cli("sync", "in", stick)
    assert came.code == 3
    assert segment.name in came.err
    assert guide.name in came.err
    assert f"new interview: {other}" in came.out
    with unlocked_with(keyed, keyed.paper.secret):
        assert said_in(b, other) == ["Sauvée."]
        assert said_in(b, session) == []


@pytest.mark.usefixtures("keyed")
def test_an_empty_folder_is_told_when_the_settings_there_are_damaged(cli, machines, stick, tmp_path, monkeypatch):
    machines.at("a")
    hold(cli, "Ici.")
    cli("sync", "out", stick)
    settings = place_of(stick) / "study" / "interviewer.yaml"
    settings.write_bytes(settings.read_bytes()[:-5])
    (tmp_path / "vide").mkdir()
    monkeypatch.chdir(tmp_path / "vide")
    came = cli("sync", "in", stick)
    assert came.code == 3
    assert "Put interviewer.yaml" in came.err
    assert list((tmp_path / "vide").iterdir()) == []


def test_a_later_sending_that_is_cut_anywhere_never_spoils_the_list_before_it(cli, machines, keyed, tmp_path):
    a = machines.at("a")
    session, gone = hold(cli, "Durable."), hold(cli, "Retirée.")
    guide, at, ended = a / "guides" / "benevoles.yaml", 0, False
    while not ended:
        stick = tmp_path / f"stick-{at}"
        stick.mkdir()
        machines.at("a")
        sending.send(Study(a), keyed.recipients, stick)
        before = guide.read_bytes()
        guide.write_bytes(before + b"# plus tard\n")
        try:
            sending.send(Study(a), keyed.recipients, stick, Cut(at))
        except CannotError:
            pass
        else:
            ended = True
        taken = take(machines.at(f"c{at}"), keyed, stick)
        assert taken.problems == ()
        assert set(taken.new_sessions) == {session, gone}
        machines.at("a")
        sending.send(Study(a), keyed.recipients, stick)
        (carried,) = (place_of(stick) / "study" / "guides").glob("benevoles*.yaml")
        assert carried.read_bytes() == guide.read_bytes()
        guide.write_bytes(before)
        at += 1
    assert at > 3


def test_a_passage_that_was_taken_out_goes_from_the_stick_too(cli, machines, keyed, tmp_path):
    a, b = machines.at("a"), tmp_path / "b-stick"
    b.mkdir()
    session = hold(cli, "Le coquelicot du 12 rue des Lilas.")
    hold(cli, "Reste.")
    sending.send(Study(a), keyed.recipients, b)
    before = {path.name: path.read_bytes() for path in b.rglob(f"{session}*.jsonl")}
    with unlocked_with(keyed):
        done = cli("redact", session.split("-")[-1], "--turn", "1", stdin="12 rue des Lilas\n\ny\n")
    assert done.code == 0, done.err
    sending.send(Study(a), keyed.recipients, b)
    token = re.compile(rb"~s1~[^\"]+")
    words = {one for data in before.values() for one in token.findall(data)}
    kept = {one for path in Path(a).rglob(f"{session}*.jsonl") for one in token.findall(path.read_bytes())}
    there = {one for path in b.rglob(f"{session}*.jsonl") for one in token.findall(path.read_bytes())}
    assert words - kept  # what was taken out here
    assert not there & (words - kept)
    taken = take(machines.at("c"), keyed, b)
    assert taken.problems == ()
    assert session in taken.new_sessions


def test_a_withdrawal_that_is_cut_on_the_stick_is_finished_by_the_next_sending(cli, machines, keyed, tmp_path):
    a = machines.at("a")
    session, gone = hold(cli, "Reste."), hold(cli, "Retirée.")
    whole = tmp_path / "whole"
    whole.mkdir()
    sending.send(Study(a), keyed.recipients, whole)
    person = gone.split("-")[-1]
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    at, ended = 0, False
    while not ended:
        stick = tmp_path / f"stick-{at}"
        shutil.copytree(whole, stick)
        try:
            sending.send(Study(a), keyed.recipients, stick, Cut(at))
        except CannotError:
            assert session in take(machines.at(f"w{at}"), keyed, stick).new_sessions
        else:
            ended = True
        machines.at("a")
        sending.send(Study(a), keyed.recipients, stick)
        assert not [path for path in stick.rglob("*.age") if person in path.name]
        taken = take(machines.at(f"z{at}"), keyed, stick)
        assert taken.problems == ()
        assert session in taken.new_sessions
        machines.at("a")
        at += 1
    assert at > 3


def test_names_of_third_persons_arrive_as_they_were_sent(cli, machines, keyed, stick):
    a = machines.at("a")
    session = hold(cli, "Ravier est passé.")
    vault.add_third_person(Study(a), "Ravier")
    cli("names", "add", session.split("-")[-1], stdin="name: Zéphyr\n")
    assert cli("sync", "out", stick).code == 0
    machines.at("b")
    came = cli("sync", "in", stick)
    assert came.code == 0, came.err
    entries = vault.opened(keyed.recipients, keyed.team.secret).entries
    assert {entry.fields["name"] for entry in entries} == {"Ravier", "Zéphyr"}
    assert "Nothing is new" in cli("sync", "in", stick).out


def forged(place: Path, added: dict[str, bytes]) -> None:
    """A list that names these files as well, its sums right: what an enemy with an editor makes."""
    (old,) = manifest.written_lists(place)
    lists, _problems = manifest.read_lists([old])
    for name, data in added.items():
        lists[name] = manifest.Listed(len(data), hashlib.sha256(data).hexdigest())
        path = place / name
        if ".." not in name and not name.startswith("/"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    manifest.write_list(place, lists)
    old.unlink()


@pytest.mark.parametrize(
    "name",
    [
        *("../../evil.jsonl", "sessions/../../evil.jsonl", "/etc/evil", "sessions//x.jsonl", "sessions/./a/x.jsonl"),
        *("sessions/a/../x.jsonl", "sessions/a/.hidden.jsonl", "sessions/a/draft.x.jsonl", "sessions/a/x.sh"),
        *("sessions/A B/x.jsonl", "sessions/a/b/x.jsonl", "keys/team.key.age", "keys/cabinet/../../x.age"),
        *("keys/copies.json", "keys/drill.json", "keys/vault/x.y.z.w.v.age", "study/.gitignore", "study/x.yaml"),
        *("study/guides/../x.yaml", "study/guides/con.yaml", "study/guides/a\u202eb.yaml", "study/guides/x.sh"),
        *("exports.register/.gitignore", "sessions/a/con.jsonl", "sessions\\a\\x.jsonl", "C:/x.jsonl", "", "sessions"),
        "sessions/a/" + "x" * 300 + ".jsonl",
    ],
)
def test_what_a_list_names_and_is_none_of_ours_is_left_where_it_is(cli, machines, keyed, stick, name):
    machines.at("a")
    session = hold(cli, "Ici.")
    cli("sync", "out", stick)
    try:
        forged(place_of(stick), {name: b"evil"})
    except OSError:  # no such name can be made here; in the list it stands all the same
        (old,) = manifest.written_lists(place_of(stick))
        lists, _problems = manifest.read_lists([old])
        manifest.write_list(place_of(stick), {**lists, name: manifest.Listed(4, "0" * 64)})
    b = machines.at("b")
    before = {one for one in files(b.parent.parent) if not one.startswith("b/")}
    taken = take(b, keyed, stick)
    assert [one.rule for one in taken.problems] == ["travel_strange_name"]
    assert taken.problems[0].facts()["name"] == name[:120]
    assert taken.new_sessions == (session,)
    assert name not in taken.new
    assert {one for one in files(b.parent.parent) if not one.startswith("b/")} == before
    assert not any(data == b"evil" for data in files(b.parent).values())


def test_links_and_devices_on_the_stick_are_never_followed(cli, machines, keyed, stick, tmp_path):
    machines.at("a")
    session = hold(cli, "Ici.")
    cli("sync", "out", stick)
    place = place_of(stick)
    b = machines.at("b")
    (segment,) = (place / "sessions" / session).iterdir()
    whole = segment.read_bytes()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / segment.name).write_bytes(whole)
    segment.unlink()
    segment.symlink_to(elsewhere / segment.name)
    assert [one.path for one in take(b, keyed, stick).problems] == [str(segment)]
    assert not (b / "sessions" / session).exists()
    segment.unlink()
    segment.parent.rmdir()
    (place / "sessions" / session).symlink_to(elsewhere)
    assert [one.path for one in take(b, keyed, stick).problems] == [str(segment)]
    assert not (b / "sessions" / session).exists()
    (place / "sessions" / session).unlink()
    (place / "sessions" / session).mkdir()
    os.mkfifo(segment)
    assert [one.path for one in take(b, keyed, stick).problems] == [str(segment)]
    assert not (b / "sessions" / session).exists()


def test_nothing_is_written_through_links_on_the_stick(cli, machines, keyed, stick, tmp_path):
    machines.at("a")
    hold(cli, "Ici.")
    victim = tmp_path / "victim"
    victim.mkdir()
    place = stick / baggage.folder_name(Study(Path.cwd()), keyed.recipients)
    place.mkdir()
    (place / "keys").symlink_to(victim)
    assert cli("sync", "out", stick).code == 1
    (place / "keys").unlink()
    place.rmdir()
    place.symlink_to(victim)
    assert cli("sync", "out", stick).code == 1
    assert list(victim.iterdir()) == []


def test_a_huge_list_or_file_is_refused_in_little_memory(cli, machines, keyed, stick):
    machines.at("a")
    session = hold(cli, "Ici.")
    cli("sync", "out", stick)
    (segment,) = (place_of(stick) / "sessions" / session).iterdir()
    with segment.open("r+b") as file:
        file.truncate(1 << 40)
    b = machines.at("b")
    assert [one.path for one in take(b, keyed, stick).problems] == [str(segment)]
    (listed,) = manifest.written_lists(place_of(stick))
    with listed.open("r+b") as file:
        file.truncate(1 << 40)
    with pytest.raises(FilesError):
        take(b, keyed, stick)
    listed.write_text("[" * 100_000)
    with pytest.raises(FilesError):
        take(b, keyed, stick)


def test_a_file_here_is_never_overwritten_and_both_are_read(cli, machines, keyed, stick):
    a = machines.at("a")
    session = hold(cli, "Avant.")
    (segment,) = (a / "sessions" / session).glob("*.jsonl")
    whole = segment.read_bytes()
    cut = whole[: whole[:-1].rfind(b"\n") + 1]
    cli("sync", "out", stick)
    b = machines.at("b")
    (b / "sessions" / session).mkdir(parents=True)
    (b / "sessions" / session / segment.name).write_bytes(cut)  # what an earlier sync brought, while it went on
    (key,) = (place_of(stick) / "keys" / "cabinet").iterdir()
    own = places.cabinets(keyed.team.public)[0]
    places.make(own)
    (own / key.name).write_bytes(b"junk that bears the name of a key")
    took = take(b, keyed, stick)
    assert took.count("sessions/") == 1
    assert (b / "sessions" / session / segment.name).read_bytes() == cut
    assert (own / key.name).read_bytes() == b"junk that bears the name of a key"
    with unlocked_with(keyed):
        assert said_in(b, session) == ["Avant."]
    assert take(b, keyed, stick).new == ()


def test_a_run_that_goes_on_is_carried_as_far_as_its_lines_are_whole(cli, machines, keyed, stick):
    a = machines.at("a")
    session = hold(cli, "Un.")
    (segment,) = (a / "sessions" / session).glob("*.jsonl")
    with segment.open("ab") as file:
        file.write(b'{"~q":99,"k":"verb')
    cli("sync", "out", stick)
    (carried,) = (place_of(stick) / "sessions" / session).iterdir()
    assert carried.read_bytes().endswith(b"\n")
    assert segment.read_bytes().startswith(carried.read_bytes())


ORDERS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(("out", "in"))), max_size=6)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ORDERS)
def test_machines_that_meet_in_any_order_end_with_the_same(cli, machines, keyed, tmp_path, orders):
    """Three machines, an interview and a name on each; after any meetings and one last round all have everything."""
    import tempfile

    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        inner = Machines(Path(folder), machines._study, machines._monkeypatch)
        stick = Path(folder) / "stick"
        stick.mkdir()
        held = {}
        for name in "abc":
            inner.at(name)
            held[name] = hold(cli, f"Par {name}.")
            vault.add(keyed.recipients, vault.new_entry(held[name].split("-")[-1], {"name": name}))
        for name, way in orders:
            root = inner.at(name)
            if way == "out":
                sending.send(Study(root), keyed.recipients, stick)
            elif list(stick.iterdir()):
                take(root, keyed, stick)
        for way in ("out", "in"):
            for name in "abc":
                root = inner.at(name)
                if way == "out":
                    sending.send(Study(root), keyed.recipients, stick)
                else:
                    take(root, keyed, stick)
        seen = []
        for name in "abc":
            root = inner.at(name)
            with unlocked_with(keyed):
                observe_secrecy(Study(root))
                seen.append({one: said_in(root, one) for one in Study(root).session_ids()})
                assert len(vault.opened(keyed.recipients, keyed.team.secret).entries) == 3
            assert len(cabinet.keys_in(places.cabinets(keyed.team.public))) == 3
        assert seen[0] == seen[1] == seen[2] == {held[name]: [f"Par {name}."] for name in "abc"}


def test_who_withdrew_on_one_machine_is_gone_from_the_stick_and_from_the_others(cli, machines, keyed, stick):
    a = machines.at("a")
    session, other = hold(cli, "Une phrase retirée."), hold(cli, "Une phrase qui reste.")
    person = session.split("-")[-1]
    cli("names", "add", person, stdin="name: Zéphyr\n")
    cli("sync", "out", stick)
    b = machines.at("b")
    cli("sync", "in", stick)
    assert len(cabinet.keys_in(places.cabinets(keyed.team.public))) == 2
    machines.at("a")
    done = cli("withdraw", person, stdin=f"{person}\n")
    assert done.code == 0, done.err
    assert vault.files(keyed.recipients) == []
    owed = f"still has what {person} withdrew"
    assert owed in cli("list").err
    assert owed in cli().out
    came = cli("sync", "in", stick)  # the stick has all of it still
    assert "withdrawn" in came.out
    assert vault.files(keyed.recipients) == []
    assert len(cabinet.keys_in(places.cabinets(keyed.team.public))) == 1
    assert owed in cli("list").err
    brought = cli("sync", "out", stick)
    assert brought.code == 0
    assert f"Taken off there, because they withdrew: words, keys and name of {person}." in brought.out
    assert owed not in cli("list").err + cli().out
    assert "Taken off there" not in cli("sync", "out", stick).out
    on_stick = sorted(path.name for path in stick.rglob("*.age"))
    assert len(on_stick) == 1
    assert person not in on_stick[0]
    machines.at("b")
    came = cli("sync", "in", stick)
    assert came.code == 0
    assert "withdrawn" in came.out
    assert vault.files(keyed.recipients) == []
    assert len(cabinet.keys_in(places.cabinets(keyed.team.public))) == 1
    with unlocked_with(keyed):
        for root in (a, b):
            machines.at(root.parent.name)
            assert said_in(root, session) == []
            assert said_in(root, other) == ["Une phrase qui reste."]
    assert "Nothing is new" in cli("sync", "in", stick).out


def _empty(path):
    path.write_bytes(b"")


def _shorter(path):
    os.truncate(path, 50)


def _one_less(path):
    path.write_bytes(path.read_bytes()[:-1])


def _random(path):
    path.write_bytes(os.urandom(400))


def _folder(path):
    path.unlink()
    path.mkdir()


def _link(path):
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


@pytest.mark.parametrize("spoil", [_empty, _shorter, _one_less, _random, _folder, _link])
def test_a_damaged_key_is_named_and_never_counts_as_a_copy(cli, machines, keyed, stick, spoil):
    machines.at("a")
    lost, other = hold(cli, "Perdue."), hold(cli, "Sauve.")
    assert cli("doctor").code == 0
    (key,) = places.cabinets(keyed.team.public)[0].glob(f"*.{lost.split('-')[-1]}.*.age")
    spoil(key)
    examined = cli("doctor")
    assert examined.code == 3
    assert key.name in examined.out
    sent = cli("sync", "out", stick)
    assert sent.code == 3
    assert key.name in sent.err
    assert "2 interviews, the keys of 1 interview. " in sent.out
    assert not list(stick.rglob(key.name))
    standing = {row["session_id"]: row["key"] for row in json.loads(cli("list", "--json").out)}
    assert standing == {lost: "damaged", other: "elsewhere"}


def test_a_key_that_was_carried_and_changed_since_is_told_and_comes_back(cli, machines, keyed, stick):
    a = machines.at("a")
    session = hold(cli, "Revenue.")
    cli("sync", "out", stick)
    (key,) = places.cabinets(keyed.team.public)[0].iterdir()
    whole = key.read_bytes()
    key.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert key.name in cli("doctor").out
    assert json.loads(cli("list", "--json").out)[0]["key"] == "damaged"
    assert cli("sync", "in", stick).code == 0
    assert json.loads(cli("list", "--json").out)[0]["key"] == "elsewhere"
    assert cli("doctor").code == 0
    with unlocked_with(keyed):
        assert said_in(a, session) == ["Revenue."]


def test_an_unfinished_withdrawal_is_told_and_never_answered_by_bringing_the_key_back(cli, machines, keyed):
    machines.at("a")
    session = hold(cli, "Une phrase retirée.")
    own = places.cabinets(keyed.team.public)[0]
    (key,) = own.iterdir()
    wrapped, person = key.read_bytes(), session.split("-")[-1]
    (segment,) = (Path.cwd() / "sessions" / session).glob("*.jsonl")
    words = segment.read_bytes()
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    assert json.loads(cli("list", "--json").out)[0]["key"] == ""
    segment.write_bytes(words)  # as a withdrawal leaves it that stopped before its files were written anew
    assert json.loads(cli("list", "--json").out)[0]["key"] == "unfinished"
    examined = cli("doctor")
    assert examined.code == 3
    assert "sync in" not in examined.out
    segment.unlink()
    key.write_bytes(wrapped)  # as a copy of the cabinet brings it back
    assert "isn't finished" in cli().err
    assert "doctor --repair" in cli("doctor").out
    cli("doctor", "--repair")
    assert not list(own.iterdir())
    assert "isn't finished" not in cli().err


def test_media_of_the_same_name_are_told_apart_and_owed_for_as_long_as_it_takes(cli, machines, keyed, tmp_path):
    machines.at("a")
    one, other = tmp_path / "one" / "USB", tmp_path / "other" / "USB"
    for place in (one, other):
        place.mkdir(parents=True)
    session = hold(cli, "Une phrase retirée.")
    person = session.split("-")[-1]
    assert cli("sync", "out", one).code == 0
    for number in range(25):  # long ago
        copies.note(keyed.recipients, f"stick {number}", {})
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    owed = f"USB still has what {person} withdrew"
    assert owed in cli("list").err
    new = cli("sync", "out", other)  # another medium of that name, on which there was nothing
    assert "Taken off" not in new.out
    assert owed in cli("list").err
    assert list(one.rglob("*.age"))
    sent = cli("sync", "out", one)
    assert f"Taken off there, because they withdrew: words, keys and name of {person}." in sent.out
    assert owed not in cli("list").err
    assert not list(one.rglob("*.age"))


def test_a_medium_of_an_earlier_version_is_known_by_its_name(cli, machines, keyed, stick):
    machines.at("a")
    person = hold(cli, "Une phrase retirée.").split("-")[-1]
    assert cli("sync", "out", stick).code == 0
    (place_of(stick) / "medium.id").unlink()
    known = places.private_folder(keyed.team.public) / "copies.json"
    told = json.loads(known.read_text())
    del told["media"]
    known.write_text(json.dumps(told))
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    owed = f"stick still has what {person} withdrew"
    assert owed in cli("list").err
    assert "Taken off there" in cli("sync", "out", stick).out
    assert owed not in cli("list").err
    assert list(copies.media(keyed.recipients).values()) == [copies.Medium("stick", str(stick))]


def test_another_passphrase_there_is_told_in_words(cli, machines, keyed, stick):
    machines.at("a")
    with unlocked_with(keyed):
        team_key.renew_passphrase(keyed.recipients, PASSPHRASE)
        cli("sync", "out", stick)
        team_key.renew_passphrase(keyed.recipients, "une autre phrase de passe")
    came = cli("sync", "in", stick)
    assert "locked with another passphrase" in came.err
    assert "team.key" not in came.err


def test_a_new_passphrase_reaches_sticks_and_no_other_machines(cli, machines, keyed, stick):
    machines.at("a")
    hold(cli, "Ici.")
    with unlocked_with(keyed):
        team_key.renew_passphrase(keyed.recipients, PASSPHRASE)
    cli("sync", "out", stick)
    machines.at("b")
    cli("sync", "in", stick)
    machines.at("a")
    with unlocked_with(keyed):
        team_key.renew_passphrase(keyed.recipients, "une autre phrase de passe")
    own = places.private_folder(keyed.recipients.team) / places.TEAM_KEY
    whole = own.read_bytes()
    own.write_bytes(whole[:-1])  # one that rotted takes nothing's place
    assert cli("sync", "out", stick).code == 0
    there = place_of(stick) / "keys" / places.TEAM_KEY
    assert age.unlock(there.read_bytes(), PASSPHRASE)
    own.write_bytes(whole)
    assert cli("sync", "out", stick).code == 0
    assert there.read_bytes() == whole
    machines.at("b")
    assert "locked with another passphrase" in cli("sync", "in", stick).err
    assert team_key.open_team_key(keyed.recipients, PASSPHRASE) == keyed.team.secret
    assert cli("sync", "out", stick).code == 0  # nor does a machine that keeps the old one take the new one away
    assert there.read_bytes() == whole
    machines.at("c")
    assert cli("sync", "in", stick).code == 0
    assert team_key.open_team_key(keyed.recipients, "une autre phrase de passe") == keyed.team.secret


def test_a_machine_without_the_keys_promises_nothing_of_the_stick(cli, machines, keyed, stick):
    root = machines.at("a")
    hold(cli, "Ici.")
    shutil.copytree(root / "sessions", machines.at("b") / "sessions", dirs_exist_ok=True)  # as git brings them
    sent = cli("sync", "out", stick)
    told = " ".join(sent.err.split())
    assert "opens with the passphrase or the paper key" not in told
    assert "the passphrase opens nothing there yet" in told
    assert "The key of 1 interview isn't on this machine" in told
