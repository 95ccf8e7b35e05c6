"""A sheet that was lost: other words take its place, on every machine, and at no moment is a key in no file that opens."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from interviewer.errors import CannotError
from interviewer.privacy import age, paper_key
from interviewer.screens import founding, new_paper_key, unlocking
from interviewer.screens.terminal import keyboard
from interviewer.session.disk import Disk
from interviewer.study.folder import Study
from interviewer.study.opening import observe_secrecy, recipients_in_force
from interviewer.study.private import (
    agent,
    cabinet,
    drill,
    marks,
    notebook,
    paper_keys,
    places,
    renewing,
    team_key,
    unlocked,
    vault,
)
from interviewer.study.private.places import Recipients
from tests.conftest import ROOT
from tests.machines import Stopping, files, place_of, said_in
from tests.sealed import PASSPHRASE, Sealed, hold, seal_study, unlocked_with
from tests.terminal import CTRL_C, ENTER, Terminal, needs_terminal


@pytest.fixture
def made(machines, cli):
    """Machine a, with a sealed study, two interviews and a name."""
    root = machines.at("a")
    sealed = seal_study(root)
    (machines._study / "interviewer.yaml").write_bytes((root / "interviewer.yaml").read_bytes())
    for words in ("La première.", "La seconde."):
        hold(cli, words)
    vault.add(sealed.recipients, vault.new_entry("p1abc", {"name": "Zéphyr"}))
    yield sealed
    for name in "abc":
        if (machines._at / name).is_dir():
            machines.at(name)
            agent.end(sealed.recipients)


def renewed(sealed: Sealed, root: Path, disk: Disk | None = None) -> Sealed:
    """The study with a new paper key, everything on this machine locked for it, as `unlock --new-paper-key` does."""
    study, paper = Study(root), age.new_identity()
    recipients = recipients_in_force(study)
    assert recipients is not None
    renewing.replace_paper_key(study, recipients, paper.public, sealed.team.secret)
    renewing.name_in_settings(study)
    after = Sealed(root, sealed.team, paper)
    renewing.lock_anew(after.recipients, sealed.team.secret, disk or Disk())
    return after


def opened_by(sealed: Sealed, secret: str) -> tuple[int, int]:
    """How many keys and names of this machine that secret key opens, of how many."""
    held = drill.hold(sealed.recipients, secret, secret)
    return held.by_team, held.files


def words_here(root: Path) -> list[str]:
    observe_secrecy(Study(root))
    return sorted(said for one in Study(root).session_ids() for said in said_in(root, one))


def test_the_new_sheet_opens_all_and_the_old_one_nothing(made, cli, machines):
    root = machines.at("a")
    after = renewed(made, root)
    assert opened_by(after, after.paper.secret) == opened_by(after, made.team.secret) == (3, 3)
    assert opened_by(after, made.paper.secret) == (0, 3)
    with unlocked_with(after, after.paper.secret):
        assert words_here(root) == ["La première.", "La seconde."]
    words = " ".join(paper_key.to_words(made.paper.secret, "fr"))
    old = cli("unlock", "--paper", stdin=f"{words}\n")
    assert old.code == 1
    assert "was replaced on" in old.err
    assert cli("unlock", "--paper", stdin=" ".join(paper_key.to_words(after.paper.secret, "en")) + "\n").code == 0
    keys = Study(root).settings().keys
    assert keys is not None
    assert (keys.paper, keys.renewed.split()[0]) == (after.paper.public, "2")
    assert cli("check").code == 0
    hold(cli, "Après.")
    assert opened_by(after, after.paper.secret) == (4, 4)
    assert marks.waiting(after.recipients) == []
    unlocked._secrets.clear()
    with unlocked_with(after, after.paper.secret):  # a lost passphrase is given anew with the new sheet
        team_key.renew_passphrase(after.recipients, PASSPHRASE)


class Cut(Stopping):
    """A disk that stops at the Nth call that changes something."""

    error = KeyboardInterrupt()

    def create(self, path):
        self.tick()
        return super().create(path)

    def write(self, fd, data):
        self.tick()
        return super().write(fd, data)

    def sync(self, fd):
        self.tick()
        super().sync(fd)

    def replace(self, path, target):
        self.tick()
        super().replace(path, target)

    def remove(self, path):
        if not path.endswith(".part"):
            self.tick()
        super().remove(path)

    def sync_folder(self, path):
        self.tick()
        super().sync_folder(path)


def test_wherever_it_is_cut_everything_opens_and_unlocking_finishes_it(made, machines, tmp_path):
    root, at = machines.at("a"), 0
    whole = tmp_path / "whole"
    shutil.copytree(root.parent, whole)
    while True:
        shutil.rmtree(root.parent)
        shutil.copytree(whole, root.parent)
        os.chdir(root)
        try:
            after = renewed(made, root, Cut(at))
            break
        except KeyboardInterrupt:
            pass
        now = recipients_in_force(Study(root))
        assert now is not None
        with unlocked_with(made._replace(paper=age.Identity("", now.paper))):  # the team's key reads all of it
            assert words_here(root) == ["La première.", "La seconde."]
            assert {one.fields["name"] for one in vault.opened(now, made.team.secret).entries} == {"Zéphyr"}
        assert renewing.lock_anew(now, made.team.secret).left == 0
        assert marks.former(now) == []
        assert len(cabinet.keys_in(places.cabinets(now.team))) == 2
        assert [path.name for path in marks.keys_for_paper(now)] == [f"team.paper.{paper_keys.mark_of(now)}.age"]
        at += 2
    assert at > 25
    assert opened_by(after, made.paper.secret)[0] == 0


def test_a_program_that_is_killed_while_it_locks_anew_loses_nothing(made, machines):
    root = machines.at("a")
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom interviewer.session.disk import Disk\n"
        "from interviewer.study.folder import Study\nfrom interviewer.study.opening import recipients_in_force\n"
        "from interviewer.study.private import renewing\n"
        "class Killed(Disk):\n    n = 0\n    def replace(self, path, target):\n        super().replace(path, target)\n"
        "        Killed.n += 1\n        if Killed.n == int(sys.argv[2]):\n            os.kill(os.getpid(), 9)\n"
        "study = Study(Path.cwd())\nrenewing.lock_anew(recipients_in_force(study), sys.stdin.read(), Killed())\n"
    )
    after = made
    for n in (1, 2, 3):
        paper = age.new_identity()
        renewing.replace_paper_key(Study(root), after.recipients, paper.public, made.team.secret)
        after = Sealed(root, made.team, paper)
        argv = [sys.executable, "-c", code, "-", str(n)]
        assert subprocess.run(argv, cwd=root, check=False, input=made.team.secret, text=True).returncode == -9
        assert marks.waiting(after.recipients)
        with unlocked_with(after):
            assert words_here(root) == ["La première.", "La seconde."]
        assert renewing.lock_anew(after.recipients, made.team.secret).left == 0
        assert opened_by(after, paper.secret) == (3, 3)
        assert not list(places.private_folder(made.team.public).rglob("*.part"))


def test_another_machine_follows_by_the_settings_alone_and_locks_anew_at_the_next_unlock(made, machines, cli, stick):
    assert cli("sync", "out", stick).code == 0
    b = machines.at("b")
    assert cli("sync", "in", stick).code == 0
    a = machines.at("a")
    after = renewed(made, a)
    machines.at("b")
    shutil.copy(a / "interviewer.yaml", b / "interviewer.yaml")  # as git brings it
    hold(cli, "Sur b, sans aucun secret.")
    assert recipients_in_force(Study(b)) == after.recipients
    assert len(marks.waiting(after.recipients)) == 4  # two keys, a name, the team's key
    for said in (cli().err, cli("doctor").out, cli("list").err, cli("ready").out.replace("\n", " ")):
        assert "still locked for a former paper key" in re.sub(r"\s+", " ", said)
    assert opened_by(after, after.paper.secret) == (1, 4)
    words = " ".join(paper_key.to_words(after.paper.secret, "fr"))
    drilled = cli("doctor", "--fire-drill", stdin=f"{PASSPHRASE}\n{words}\n")
    assert drilled.code == 3
    assert "3 of them are still locked for a former paper key" in drilled.out.replace("\n", " ")
    assert "Another machine may have" not in drilled.out
    done = cli("unlock", stdin=f"{PASSPHRASE}\n")
    assert done.code == 0
    assert "4 keys and names" not in done.err  # the team's key is no key of words
    assert "3 keys and names on this machine were locked" in re.sub(r"\s+", " ", done.err)
    assert marks.former(after.recipients) == []
    assert opened_by(after, after.paper.secret) == (4, 4)
    for said in (cli().err, cli("doctor").out, cli("list").err):
        assert "locked for a former paper key" not in re.sub(r"\s+", " ", said)
    assert f"stick still opens with a former paper key. `interviewer sync out {stick}`" in cli("list").err
    assert cli("doctor", "--fire-drill", stdin=f"{PASSPHRASE}\n{words}\n").code == 0


def test_where_nobody_with_the_passphrase_was_yet_the_old_sheet_opens_what_waits(made, machines, cli, stick):
    cli("sync", "out", stick)
    b = machines.at("b")
    cli("sync", "in", stick)
    a = machines.at("a")
    after = renewed(made, a)
    machines.at("b")
    shutil.copy(a / "interviewer.yaml", b / "interviewer.yaml")
    observe_secrecy(Study(b))
    words = " ".join(paper_key.to_words(made.paper.secret, "fr"))
    opened = cli("unlock", "--paper", stdin=f"{words}\n")
    assert opened.code == 0
    assert "This sheet was replaced" in opened.err
    assert len(marks.waiting(after.recipients)) == 4
    assert sorted(said_in(b, one)[0] for one in Study(b).session_ids()) == ["La première.", "La seconde."]


def test_an_older_copy_of_the_settings_lowers_nothing(made, machines, cli):
    root = machines.at("a")
    before = (root / "interviewer.yaml").read_bytes()
    after = renewed(made, root)
    named = (root / "interviewer.yaml").read_bytes()
    (root / "interviewer.yaml").write_bytes(before)  # as a checkout of an old commit
    assert recipients_in_force(Study(root)) == after.recipients
    hold(cli, "Encore.")
    assert opened_by(after, after.paper.secret) == (4, 4)
    assert "names a former paper key" in re.sub(r"\s+", " ", cli().err)
    assert cli("unlock", stdin=f"{PASSPHRASE}\n").code == 0
    assert (root / "interviewer.yaml").read_bytes() == named
    shutil.rmtree(places.private_folder(made.team.public))  # on a machine that knows nothing, the interviews say it
    (root / "interviewer.yaml").write_bytes(before)
    assert recipients_in_force(Study(root)) == after.recipients


@pytest.mark.parametrize("forged", ["other key", "no words", "other team", "junk"])
def test_a_paper_key_that_the_team_did_not_make_is_refused_and_nothing_is_sealed_for_it(made, machines, cli, forged):
    root = machines.at("a")
    after = renewed(made, root)
    path = root / "interviewer.yaml"
    right = path.read_text()
    keys = Study(root).settings().keys
    assert keys is not None
    other = age.new_identity()
    wrong = {
        "other key": right.replace(after.paper.public, other.public),
        "no words": re.sub(r"(?m)^ *renewed:.*\n", "", right).replace(after.paper.public, other.public),
        "other team": right.replace(made.team.public, other.public),
        "junk": right.replace(keys.renewed, "2 2026-11-30 junk"),
    }[forged]
    path.write_text(wrong)
    ended = cli("run", "benevoles", stdin="oui\noui\noui\nnon\noui\nUn mot.\n/next\n")
    if forged == "no words":  # an older copy of the settings looks like that: what the team's key said rules
        assert ended.code == 0
        assert opened_by(after, other.secret)[0] == 0
        assert opened_by(after, after.paper.secret) == (4, 4)
    else:
        assert ended.code == 3
        assert cli("check").code == 3
        assert cli("ready").code == 1
        assert not any(b"Un mot." in data for data in files(root / "sessions").values())
        assert opened_by(after, after.paper.secret) == (3, 3)
    path.write_text(right)
    assert cli("check").code == 0


def test_a_stick_is_brought_up_to_date_and_the_old_sheet_opens_nothing_on_it(made, machines, cli, stick):
    assert cli("sync", "out", stick).code == 0
    a = machines.at("a")
    after = renewed(made, a)
    told = cli("sync", "in", stick)
    assert told.code == 0
    assert "locked for a former paper key" in told.err
    assert marks.former(after.recipients) == []  # nothing older came back
    sent = cli("sync", "out", stick)
    assert sent.code == 0
    assert "4 files there were for a former paper key" in sent.err
    for path in (place_of(stick) / "keys").rglob("*.age"):
        with pytest.raises(age.AgeError):
            age.decrypt(path.read_bytes(), made.paper.secret)
        assert age.decrypt(path.read_bytes(), after.paper.secret)
    machines.at("b")
    assert cli("sync", "in", stick).code == 0
    assert recipients_in_force(Study(Path.cwd())) == after.recipients
    assert opened_by(after, after.paper.secret) == (3, 3)
    with unlocked_with(after, after.paper.secret):
        assert words_here(Path.cwd()) == ["La première.", "La seconde."]


def test_a_machine_that_has_not_heard_neither_lowers_a_stick_nor_is_refused(made, machines, cli, stick, tmp_path):
    cli("sync", "out", stick)
    b = machines.at("b")
    cli("sync", "in", stick)
    hold(cli, "Sur b.")
    a = machines.at("a")
    after = renewed(made, a)
    cli("sync", "out", stick)
    before = files(place_of(stick) / "keys")
    machines.at("b")
    sent = cli("sync", "out", stick)  # b hasn't heard of it: the stick tells
    assert sent.code == 0
    assert "The stick knows of a new paper key" in sent.err
    assert "1 file there is still for a former paper key" in re.sub(r"\s+", " ", sent.err)
    now = files(place_of(stick) / "keys")
    assert {name: now[name] for name in before} == before
    assert (b / "interviewer.yaml").read_bytes() == (a / "interviewer.yaml").read_bytes()
    assert cli("unlock", stdin=f"{PASSPHRASE}\n").code == 0
    sent = cli("sync", "out", stick)
    assert "1 file there was for a former paper key" in re.sub(r"\s+", " ", sent.err)
    machines.at("a")
    assert cli("sync", "in", stick).code == 0
    assert cli("doctor").code == 0
    for machine in "ab":
        machines.at(machine)
        assert opened_by(after, after.paper.secret)[0] == opened_by(after, made.team.secret)[0]
        assert opened_by(after, made.paper.secret)[0] == 0
        with unlocked_with(after, after.paper.secret):
            assert words_here(Path.cwd()) == ["La première.", "La seconde.", "Sur b."]


def test_two_machines_that_make_one_at_once_end_with_the_same(made, machines, cli, stick):
    cli("sync", "out", stick)
    machines.at("b")
    cli("sync", "in", stick)
    sheets = {name: renewed(made, machines.at(name)) for name in "ab"}
    for _n in range(2):
        for name in "ab":
            machines.at(name)
            for verb in (("sync", "in", stick), ("unlock",), ("sync", "out", stick)):
                assert cli(*verb, stdin=f"{PASSPHRASE}\n").code == 0, verb
    rules = max(sheets.values(), key=lambda one: one.paper.public)
    for name in "ab":
        root = machines.at(name)
        assert recipients_in_force(Study(root)) == rules.recipients
        held = drill.hold(rules.recipients, made.team.secret, rules.paper.secret)
        assert held.passed, name
        with unlocked_with(rules, rules.paper.secret):
            assert words_here(root) == ["La première.", "La seconde."]


def test_what_goes_from_a_stick_with_a_withdrawal_is_not_told_as_locked_for_a_former_sheet(made, machines, cli, stick):
    root = machines.at("a")
    assert cli("sync", "out", stick).code == 0
    renewed(made, root)
    person = Study(root).session_ids()[0].split("-")[-1]
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    sent = cli("sync", "out", stick)
    assert sent.code == 0
    assert f"name of {person}" in sent.out
    assert "still for a former paper key" not in " ".join(sent.err.split())


def test_keys_of_people_who_withdrew_stay_destroyed(made, machines, cli):
    root = machines.at("a")
    session = hold(cli, "Une phrase retirée.")
    person = session.split("-")[-1]
    (key,) = [one for one in cabinet.keys_in(places.cabinets(made.team.public)) if one.person == person]
    wrapped = key.path.read_bytes()
    study, paper = Study(root), age.new_identity()
    renewing.replace_paper_key(study, made.recipients, paper.public, made.team.secret)
    for at in range(3, 12):  # cut: half of it may lie there under a name that begins with a dot
        with suppress(KeyboardInterrupt):
            renewing.lock_anew(Recipients(made.team.public, paper.public), made.team.secret, Cut(at))
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    own = places.cabinets(made.team.public)[0]
    assert not [path for path in own.iterdir() if person in path.name]
    key.path.write_bytes(wrapped)  # as another window had read it a moment before
    assert cli("unlock", stdin=f"{PASSPHRASE}\n").code == 0
    assert not [path for path in own.iterdir() if person in path.name]


def test_what_a_cut_left_of_a_key_goes_with_it(made, cli):
    session = hold(cli, "Une phrase retirée.")
    person = session.split("-")[-1]
    own = places.cabinets(made.team.public)[0]
    (key,) = own.glob(f"*.{person}.*.age")
    half = own / f".{key.name}.part"
    half.write_bytes(key.read_bytes())
    entry = vault.add(made.recipients, vault.new_entry(person, {"name": "Zéphyr"}))
    (entry.parent / f".{entry.name}.part").write_bytes(entry.read_bytes())
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    private = places.private_folder(made.team.public)
    assert not [path for path in private.rglob("*") if person in path.name and path.suffix != ".withdrawn"]


@pytest.mark.parametrize("seal", ["names"])
def test_a_study_that_locks_names_alone_has_a_new_paper_key_too(machines, cli, seal):
    root = machines.at("c")
    made = seal_study(root, seal)
    vault.add(made.recipients, vault.new_entry("p1abc", {"name": "Zéphyr"}))
    after = renewed(made, root)
    assert recipients_in_force(Study(root)) == after.recipients
    assert opened_by(after, after.paper.secret) == (1, 1)
    assert opened_by(after, made.paper.secret) == (0, 1)


def test_a_folder_that_takes_nothing_leaves_the_former_key_in_force(made, machines):
    root = machines.at("a")

    class Full(Disk):
        def create(self, path):
            raise OSError(28, "No space left on device", path)

    with pytest.raises(OSError, match="No space"):
        renewing.replace_paper_key(Study(root), made.recipients, age.new_identity().public, made.team.secret, Full())
    assert recipients_in_force(Study(root)) == made.recipients


@pytest.fixture
def at_the_keyboard(made, machines, monkeypatch):
    """The passphrase, and the new words typed back, without a keyboard."""
    monkeypatch.chdir(machines.at("a"))
    monkeypatch.setattr(keyboard, "has_terminal", lambda: True)
    monkeypatch.setattr(unlocking, "ask_passphrase", lambda keys: team_key.unlock(keys, made.team.secret))
    monkeypatch.setattr(founding, "written_and_typed_back", lambda _paper, _identity: None)
    return made


def test_where_the_disk_does_not_confirm_it_nobody_is_told_to_tear_a_sheet_up(at_the_keyboard, monkeypatch):
    write = notebook.write

    def unsure(team, name, told, disk):
        write(team, name, told, disk)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(notebook, "write", unsure)
    with pytest.raises(CannotError) as caught:
        new_paper_key.make_new_paper_key(15)
    assert caught.value.problem.rule == "paper_key_in_doubt"
    assert paper_keys.known(at_the_keyboard.team.public).key is not None


def test_leaving_after_it_took_effect_says_that_it_did(at_the_keyboard, monkeypatch, capsys):
    def leaving(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(new_paper_key, "use_newest", leaving)
    with pytest.raises(KeyboardInterrupt):
        new_paper_key.make_new_paper_key(15)
    told = " ".join(capsys.readouterr().err.split())
    assert "the new paper key is in force: keep the new sheets" in told
    assert "nothing was written" not in told


def test_a_file_that_no_key_opens_does_not_keep_another_one_from_being_made(at_the_keyboard, monkeypatch, capsys):
    made = at_the_keyboard
    path = cabinet.keys_in(places.cabinets(made.team.public))[0].path
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(bytes(data))
    asked = []
    monkeypatch.setattr(founding, "written_and_typed_back", lambda _paper, fresh: asked.append(fresh.public))
    for n in (1, 2):
        new_paper_key.make_new_paper_key(15)
        assert len(asked) == n
        told = " ".join(capsys.readouterr().err.split())
        assert "1 file for a former paper key is damaged: no key opens it." in told
        assert "the passphrase opens" not in told
    now = recipients_in_force(Study(Path.cwd()))
    assert now is not None
    assert now.paper == asked[-1]
    assert renewing.lock_anew(now, made.team.secret) == renewing.Anew(0, 0, 1)


def test_it_takes_a_keyboard_and_no_other_option(made, cli):
    assert cli("unlock", "--new-paper-key", stdin=f"{PASSPHRASE}\n").code == 1
    for other in ("--paper", "--new-passphrase"):
        refused = cli("unlock", "--new-paper-key", other)
        assert refused.code == 2
        assert "--new-passphrase" in refused.err


def asks(question: str) -> Callable[[str], bool]:
    return lambda screen: screen.rstrip().endswith(question)


@needs_terminal[0]
@needs_terminal[1]
@pytest.mark.parametrize("leave", [True, False])
def test_at_a_keyboard_it_counts_when_it_was_typed_back(made, machines, leave):
    root = machines.at("a")
    argv = [sys.executable, "-m", "interviewer", "unlock", "--new-paper-key"]
    with Terminal(argv, cwd=root, env={"PYTHONPATH": str(ROOT)}) as terminal:
        terminal.wait("Passphrase of the team:")
        terminal.send(PASSPHRASE + ENTER)
        shown = terminal.wait("Press Enter when both sheets are written")
        found = dict(re.findall(r"\b(\d{1,2}) ([^\W\d_]+)", shown))
        words = [found[str(n)] for n in range(1, 25)]
        assert recipients_in_force(Study(root)) == made.recipients
        terminal.send(ENTER)
        terminal.wait("Words 1 to 6")
        if leave:
            terminal.send(CTRL_C)
            assert terminal.exit_code() == 130
            assert recipients_in_force(Study(root)) == made.recipients
            return
        for start in range(0, 24, 6):
            terminal.wait(asks(f"? Words {start + 1} to {start + 6}:"))
            terminal.send(" ".join(words[start : start + 6]) + ENTER)
        assert terminal.exit_code(60) == 0
        assert "Tear up the old sheets" in terminal.text()
    secret = paper_key.from_words(" ".join(words))
    after = Sealed(root, made.team, age.identity(secret))
    assert recipients_in_force(Study(root)) == after.recipients
    assert opened_by(after, secret) == (3, 3)
    assert opened_by(after, made.paper.secret) == (0, 3)


def test_junk_that_is_told_of_a_paper_key_is_nothing(made):
    path = places.private_folder(made.team.public) / paper_keys.NAME
    for junk in ("", "[", "[]", "{}", '{"paper": 1, "renewed": 2, "former": 3}', json.dumps({"former": {}})):
        path.write_text(junk)
        assert paper_keys.known(made.team.public) == paper_keys.Known()


def test_a_key_of_nobody_is_still_of_another_study(made):
    with pytest.raises(CannotError, match="another_study"):
        team_key.unlock(made.recipients, age.new_identity().secret)


def rotted(path: Path) -> bytes:
    """As a bad sector leaves a file: as long as it was, and it opens no more."""
    whole = path.read_bytes()
    path.write_bytes(whole[:-5] + bytes(one ^ 0x55 for one in whole[-5:]))
    return whole


@pytest.mark.parametrize("carried", [False, True])
def test_a_key_that_rots_after_it_was_locked_anew_comes_back_from_an_older_stick(made, machines, cli, stick, carried):
    root, other = machines.at("a"), stick.parent / "other"
    assert cli("sync", "out", stick).code == 0
    after = renewed(made, root)
    if carried:
        other.mkdir()
        assert cli("sync", "out", other).code == 0
    key = min(places.cabinets(made.team.public)[0].iterdir())
    rotted(key)
    assert key.name in re.sub(r"\s+", "", cli("doctor").out)
    sent = cli("sync", "out", stick)  # the good one on the stick is not taken off for it
    assert sent.code == 3
    good = [path for path in (place_of(stick) / "keys/cabinet").iterdir() if path.name[:40] == key.name[:40]]
    assert [age.decrypt(path.read_bytes(), made.team.secret) for path in good]
    assert cli("sync", "in", stick).code == 0
    assert renewing.lock_anew(after.recipients, made.team.secret).left == 0
    assert opened_by(after, after.paper.secret) == (3, 3)
    assert cli("doctor").code == 0
    assert cli("sync", "out", stick).code == 0  # and now the old sheet opens nothing there
    for path in (place_of(stick) / "keys").rglob("*.age"):
        with pytest.raises(age.AgeError):
            age.decrypt(path.read_bytes(), made.paper.secret)


def test_what_was_only_taken_in_takes_nothing_off_a_stick_until_somebody_unlocked(made, machines, cli, stick, tmp_path):
    a = machines.at("a")
    (tmp_path / "new").mkdir()
    assert cli("sync", "out", stick).code == 0
    renewed(made, a)
    private = places.private_folder(made.team.public)
    (private / "proven.json").unlink()  # as an earlier version of the program left it
    rotted(min(places.cabinets(made.team.public)[0].iterdir()))
    assert cli("sync", "out", tmp_path / "new").code == 0
    sent = cli("sync", "out", stick)
    assert "still for a former paper key" in re.sub(r"\s+", " ", sent.err)
    machines.at("b")
    assert cli("sync", "in", tmp_path / "new").code == 0
    assert cli("sync", "in", stick).code == 0  # the former ones come too: nothing here is proven
    recipients = recipients_in_force(Study(Path.cwd()))
    assert recipients is not None
    assert renewing.lock_anew(recipients, made.team.secret).left == 0
    assert drill.hold(recipients, made.team.secret, made.team.secret).by_team == 3
    assert cli("sync", "out", stick).code == 0
    machines.at("c")
    assert cli("sync", "in", stick).code == 0
    with unlocked_with(made._replace(paper=age.Identity("", recipients.paper))):
        assert words_here(Path.cwd()) == ["La première.", "La seconde."]


def test_a_key_that_rotted_on_the_stick_is_named_in_its_list_by_the_machine_that_has_it(made, machines, cli, stick):
    assert cli("sync", "out", stick).code == 0
    machines.at("b")
    assert cli("sync", "in", stick).code == 0
    machines.at("a")
    renewed(made, Path.cwd())
    assert cli("sync", "out", stick).code == 0
    key = min((place_of(stick) / "keys/cabinet").iterdir())
    rotted(key)
    machines.at("b")  # has the key for the former sheet, and has not heard of another one
    assert cli("sync", "out", stick).code == 0
    machines.at("c")
    cli("sync", "in", stick)
    assert {row["key"] for row in json.loads(cli("list", "--json").out)} == {"elsewhere"}
    recipients = recipients_in_force(Study(Path.cwd()))
    assert recipients is not None
    with unlocked_with(made._replace(paper=age.Identity("", recipients.paper))):
        assert words_here(Path.cwd()) == ["La première.", "La seconde."]
