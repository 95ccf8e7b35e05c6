"""Once for each terminal: the agent that keeps a key, what opens with what, and what is left of it afterwards (nothing)."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from interviewer.privacy import age, paper_key
from interviewer.study.private import agent, places, team_key, unlocked
from tests import quick_lock
from tests.conftest import ROOT
from tests.sealed import PASSPHRASE, hold, keyed_study, seal_study
from tests.terminal import CTRL_C, ENTER, Terminal, needs_terminal, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no agent")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who is at the other end")


@pytest.fixture
def keyed(study):
    made = keyed_study(study)
    yield made
    agent.end(made.recipients)


def test_a_key_is_kept_for_this_terminal_and_forgotten_on_lock(keyed):
    assert agent.ask(keyed.recipients) == ""
    assert agent.start(keyed.recipients, keyed.team.secret)
    assert agent.ask(keyed.recipients) == keyed.team.secret
    assert agent.ask(keyed.recipients) == keyed.team.secret
    assert agent.end(keyed.recipients)
    assert agent.ask(keyed.recipients) == ""
    assert not agent.end(keyed.recipients)


def test_asking_the_agent_costs_less_than_anybody_notices(keyed):
    agent.start(keyed.recipients, keyed.team.secret)
    assert agent.ask(keyed.recipients)
    took = []
    for _n in range(40):
        begun = time.perf_counter()
        assert agent.ask(keyed.recipients) == keyed.team.secret
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.005


def test_it_ends_by_itself_when_its_time_is_over(keyed):
    agent.start(keyed.recipients, keyed.team.secret, minutes=1 / 60)
    assert agent.ask(keyed.recipients)
    (path,) = sockets()
    wait_until(lambda: not path.exists())
    assert agent.ask(keyed.recipients) == ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_ends_on_signals(keyed, number):
    agent.start(keyed.recipients, keyed.team.secret)
    assert agent.ask(keyed.recipients)
    (path,) = sockets()
    (process,) = agents()
    os.kill(process, number)
    wait_until(lambda: not path.exists())
    assert agent.ask(keyed.recipients) == ""


def test_one_that_was_killed_is_replaced(keyed):
    agent.start(keyed.recipients, keyed.team.secret)
    assert agent.ask(keyed.recipients)
    os.kill(agents()[0], signal.SIGKILL)
    wait_until(lambda: agent.ask(keyed.recipients) == "")
    assert agent.start(keyed.recipients, keyed.paper.secret)
    assert agent.ask(keyed.recipients) == keyed.paper.secret


ASK = (
    "import sys; from interviewer.study.private import agent; from interviewer.study.private.places import Recipients; "
    "print(repr(agent.ask(Recipients(*sys.argv[1:]))))"
)


def asked_by_another(keyed, *, new_session: bool) -> str:
    argv = [sys.executable, "-c", ASK, *keyed.recipients]
    said = subprocess.run(argv, cwd=ROOT, capture_output=True, check=True, start_new_session=new_session)
    return said.stdout.decode().strip()


def test_another_terminal_is_told_nothing(keyed):
    agent.start(keyed.recipients, keyed.team.secret)
    assert asked_by_another(keyed, new_session=False) == repr(keyed.team.secret)
    assert asked_by_another(keyed, new_session=True) == "''"


# Past `agent.ask`: whatever socket lies there is asked. Who is refused finds it closed, or cut off.
CONNECT_AND_ASK = """
import os, socket, sys
from interviewer.study.private import agent
from interviewer.study.private.places import Recipients
(path,) = agent._folder(Recipients(*sys.argv[1:3])).glob("agent-*")
os.chdir(path.parent)
asking = socket.socket(socket.AF_UNIX)
asking.settimeout(10)
asking.connect(path.name)
try:
    asking.sendall(b"give\\n")
    print(asking.recv(100).decode().strip() or "nothing")
except ConnectionError:
    print("nothing")
"""


@LINUX
def test_another_session_that_finds_the_socket_is_told_nothing_either(keyed):
    agent.start(keyed.recipients, keyed.team.secret)
    assert agent.ask(keyed.recipients)
    argv = [sys.executable, "-c", CONNECT_AND_ASK, *keyed.recipients]
    said = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False, start_new_session=True)
    assert (said.stdout, said.stderr) == ("nothing\n", "")
    assert agent.ask(keyed.recipients) == keyed.team.secret


# What is started from outside of a container has session 0 in it, as far as its processes see.
APART = ["unshare", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"]), "--pid", "--fork", "--mount-proc"]
START_AND_ASK = """
import subprocess, sys
from interviewer.study.private import agent
from interviewer.study.private.places import Recipients
*recipients, secret, ask = sys.argv[1:]
assert agent._terminal().session == 0 and agent.start(Recipients(*recipients), secret)
for new in (False, True):
    subprocess.run([sys.executable, "-c", ask, *recipients], check=True, start_new_session=new)
agent.end(Recipients(*recipients))
"""


@LINUX
def test_where_sessions_have_no_number_another_one_is_told_nothing_either(keyed):
    looks = [*APART, sys.executable, "-c", "import os; raise SystemExit(os.getsid(0))"]
    if shutil.which("unshare") is None or subprocess.run(looks, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody make a container (unshare)")
    argv = [*APART, sys.executable, "-c", START_AND_ASK, *keyed.recipients, keyed.team.secret, CONNECT_AND_ASK]
    said = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (said.stdout.split(), said.stderr) == ([keyed.team.secret, "nothing"], "")


@LINUX
def test_it_ends_with_its_terminal(keyed):
    code = "import sys; from interviewer.study.private import agent; from interviewer.study.private.places import Recipients\n"
    code += "assert agent.start(Recipients(*sys.argv[1:3]), sys.argv[3])"  # in a test alone is a key an argument
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    argv = [sys.executable, "-c", code, *keyed.recipients, keyed.team.secret]
    subprocess.run(argv, env=env, check=True, start_new_session=True)
    (path,) = sockets()
    wait_until(lambda: not path.exists(), timeout=agent.LOOK + 10)


@LINUX
def test_nobody_else_looks_into_it_and_nothing_of_it_is_on_the_disk(keyed, sealed):
    agent.start(keyed.recipients, keyed.team.secret)
    assert agent.ask(keyed.recipients)
    (process,) = agents()
    assert "AGE-SECRET" not in Path(f"/proc/{process}/cmdline").read_text()
    assert Path(f"/proc/{process}/stat").stat().st_uid == 0  # not dumpable: its files in /proc are root's
    limits = Path(f"/proc/{process}/limits").read_text()
    assert "Max core file size        0 " in limits
    (path,) = sockets()
    assert not stat.S_IMODE(path.parent.stat().st_mode) & 0o077
    assert not stat.S_IMODE(path.stat().st_mode) & 0o077
    for one in (one for one in sealed.rglob("*") if one.is_file()):
        assert keyed.team.secret.encode() not in one.read_bytes()


def test_a_folder_that_others_enter_is_not_trusted(keyed, sealed):
    folder = sealed / "state" / "interviewer" / "agents"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    assert not agent.start(keyed.recipients, keyed.team.secret)
    folder.rmdir()
    (sealed / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(sealed / "elsewhere")
    assert not agent.start(keyed.recipients, keyed.team.secret)


def test_a_folder_of_this_login_is_taken_where_there_is_one(keyed, tmp_path, monkeypatch):
    run = tmp_path / ("long" * 40)
    run.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run))
    monkeypatch.setattr(places, "_is_memory", lambda _folder: True)
    assert agent.start(keyed.recipients, keyed.team.secret)
    assert agent.ask(keyed.recipients) == keyed.team.secret
    assert list(run.rglob("agent-*"))
    agent.end(keyed.recipients)


def test_what_somebody_else_says_on_the_socket_is_no_key(keyed, cli):
    hold(cli, "Scellée.")
    assert agent.start(keyed.recipients, "AGE-SECRET-KEY-1NONSENSE")
    assert agent.ask(keyed.recipients)
    assert cli("show", "2").code == 1
    assert agent.start(keyed.recipients, keyed_study_of_others())
    assert cli("show", "2").code == 1


def keyed_study_of_others() -> str:
    from interviewer.privacy import age

    return age.new_identity().secret


def test_a_plain_study_never_loads_the_agent(study):
    code = "import sys; from interviewer.cli import main; main(['list']); sys.exit('socket' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert ended.returncode == 0


def test_the_passphrase_and_the_paper_key_open_from_a_pipe(cli, study):
    made = seal_study(study)
    session = hold(cli, "Une phrase scellée.")
    refused = cli("show", session)
    assert refused.code == 1
    assert "interviewer unlock" in refused.err
    for said, option in ((PASSPHRASE, ()), (" ".join(paper_key.to_words(made.paper.secret, "fr")), ("--paper",))):
        unlocked._secrets.clear()
        assert cli("unlock", *option, stdin=f"{said}\n").code == 0
        unlocked._secrets.clear()  # as the next command begins
        assert "Une phrase scellée." in cli("show", session).out
        assert cli("lock").out == "Locked.\n"
        unlocked._secrets.clear()
        assert cli("show", session).code == 1
    assert "doesn't open" in cli("unlock", stdin="wrong wrong wrong\n").err
    assert cli("unlock", "--paper", stdin="abaisser xyzzy\n").code == 1
    assert cli("unlock", stdin="").code == 2
    assert cli("unlock", "--minutes", "61", stdin="x\n").code == 2


def test_a_plain_study_has_nothing_to_unlock(cli, study):
    for verb in ("unlock", "lock"):
        result = cli(verb, stdin="x\n")
        assert result.code == 1
        assert "no keys" in result.err


@needs_terminal[0]
@needs_terminal[1]
def test_at_a_terminal_the_passphrase_is_asked_for_once(cli, study, monkeypatch):
    seal_study(study)
    session = hold(cli, "Une phrase scellée.")
    program = f"{sys.executable} -m interviewer"
    env = {"PYTHONPATH": str(ROOT)}
    with Terminal(["/bin/sh"], env=env, cwd=study) as terminal:
        terminal.send(f"PS1='READY '; {program} show {session}{ENTER}")
        terminal.wait("Passphrase of the team:")
        terminal.send("wrong" + ENTER)
        terminal.wait("doesn't open the team's key")
        terminal.send(PASSPHRASE + ENTER)
        terminal.wait("Une phrase scellée.")
        assert PASSPHRASE not in terminal.text()
        terminal.send(f"clear; {program} show {session}{ENTER}")
        terminal.wait("Une phrase scellée.")
        terminal.send(f"clear; {program} lock; {program} show {session}{ENTER}")
        terminal.wait("Passphrase of the team:")
        terminal.send(CTRL_C)
        terminal.wait("READY")


def sockets() -> list[Path]:
    state = Path(os.environ["XDG_STATE_HOME"])
    return [path for path in state.rglob("agent-*") if stat.S_ISSOCK(path.stat().st_mode)]


def agents() -> list[int]:
    """The agents that this process has started and that live."""
    found = []
    for path in Path("/proc/self/task").glob("*/children"):
        for child in path.read_text().split():
            with suppress(OSError):
                if b"private.agent" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.append(int(child))
    return found


def test_a_passphrase_that_was_lost_is_given_anew_with_the_paper_key(cli, study, monkeypatch):
    monkeypatch.setattr(age, "lock", quick_lock.lock)
    made = seal_study(study)
    words = " ".join(paper_key.to_words(made.paper.secret, "en"))
    new = "un  nouveau mot de passe"
    done = cli("unlock", "--paper", "--new-passphrase", stdin=f"{words}\n{new}\n")
    assert done.code == 0, done.err
    unlocked._secrets.clear()
    with pytest.raises(Exception, match="wrong_passphrase"):
        team_key.open_team_key(made.recipients, PASSPHRASE)
    for typed in (new, "un nouveau mot de passe"):
        assert team_key.open_team_key(made.recipients, typed) == made.team.secret
    assert cli("unlock", "--new-passphrase", stdin=f"{new}\ncourt\n").code == 2
    assert cli("unlock", "--new-passphrase", stdin=f"{new}\n{PASSPHRASE}\n").code == 0
    assert team_key.open_team_key(made.recipients, PASSPHRASE) == made.team.secret
    (places.private_folder(made.team.public) / places.TEAM_KEY_FOR_PAPER).unlink()
    unlocked._secrets.clear()
    assert cli("unlock", "--paper", "--new-passphrase", stdin=f"{words}\n{new}\n").code == 1
    agent.end(made.recipients)


def test_accents_are_the_same_however_a_keyboard_writes_them():
    import unicodedata

    one = "élève  à l’école "
    forms = {team_key.as_typed_anywhere(unicodedata.normalize(form, one)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len(forms) == 1


def test_going_on_with_an_interview_takes_what_is_open_and_asks_nobody(cli, keyed):
    session = hold(cli, "Avant la pause.")
    locked = cli("run", "--resume", session, stdin="Après la pause.\n")
    assert locked.code == 0
    assert "Avant la pause." not in locked.err
    agent.start(keyed.recipients, keyed.team.secret)
    assert cli("run", "--resume", session, stdin="Encore après.\n").code == 0
    shown = cli("show", session).out
    for words in ("Avant la pause.", "Après la pause.", "Encore après."):
        assert words in shown
