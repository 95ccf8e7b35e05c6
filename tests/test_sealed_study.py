"""A sealed study through the program: no word of anybody in any file, and everything there for those who have a key."""

import json
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from interviewer.errors import problem
from interviewer.privacy.age import new_identity
from interviewer.screens.interview.answers import Wanted, safe_word
from interviewer.screens.interview.asking import status_line
from interviewer.screens.interview.covered import covered_told
from interviewer.screens.interview.desk import Desk
from interviewer.screens.interview.walk import Walk
from interviewer.screens.paper import Paper
from interviewer.screens.room.heading import heading
from interviewer.screens.room.interviewing import Interviewing
from interviewer.screens.room.lines import row_cells
from interviewer.screens.room.status import Safety, status_rows
from interviewer.screens.terminal.script import Line
from interviewer.session.events import Mark
from interviewer.session.folder import read_session_records, read_sources
from interviewer.session.interview import AskForm
from interviewer.session.journal import Journal
from interviewer.session.live import Live, reopen
from interviewer.session.pace import Pace
from interviewer.session.words import COVER, is_covered
from interviewer.study.correcting import Unfinished
from interviewer.study.folder import Study
from interviewer.study.opening import find_study, observe_secrecy
from interviewer.study.overview import summary
from interviewer.study.private import cabinet, destroying, places, team_key
from interviewer.study.private.vault import add_third_person
from interviewer.study.settings import Keys
from interviewer.study.withdrawal import keys as withdrawal_keys
from interviewer.study.withdrawal import sweep
from tests.conftest import Cli
from tests.sealed import Sealed, seal_study, unlocked_with
from tests.walk import GUIDE, Held

SCRIPT = "oui\nnon\nZébulon raconte son hiver.\n/para Zébulon résume\n/next\n/skip refus Zébulon est fatigué\n7\nZébulon va bien.\n/done\n1\nau local de Zébulon\n\nNote sur Zébulon\n"
WORD = "Zébulon"
TO_THE_END = "oui\noui\nZébulon raconte.\n/star\n/done\n1\n"
VERBS = [
    *(["show", "p7kx3"], ["show", "p7kx3", "--json"], ["show", "p7kx3", "--markdown"], ["find", WORD], ["quotes"]),
    *(["export"], ["code", "--export", "marks.csv"], ["stats"], ["crosstab"], ["agree"], ["saturation"]),
    ["edit", "p7kx3"],
]


class Typed:
    """Lines as if somebody typed them."""

    typed = True

    def __init__(self, *lines: str) -> None:
        self._lines = list(lines)

    def next(self, _wanted: Wanted, _live: Live) -> Line:
        if not self._lines:
            raise EOFError
        return Line(self._lines.pop(0), 0)


@pytest.fixture
def small(study: Path) -> Path:
    (study / "guides" / "petit.yaml").write_bytes(GUIDE)
    return study


@pytest.fixture
def sealed_study(small: Path, cli: Cli) -> Sealed:
    """A sealed study with one interview, held without any secret."""
    made = seal_study(small)
    held = cli("run", "petit", "--participant", "p7kx3", stdin=SCRIPT)
    assert held.code == 0, held.err
    return made


def keys_of(study: Study) -> Keys:
    keys = study.settings().keys
    assert keys is not None
    return keys


def cabinet_of(study: Study) -> list[cabinet.Wrapped]:
    return cabinet.keys_in(places.cabinets(keys_of(study).team))


def words_in(root: Path) -> list[str]:
    return [str(path) for path in root.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()]


def test_no_file_holds_a_word(sealed_study: Sealed, sealed: Path) -> None:
    assert words_in(sealed_study.root) == []
    assert words_in(sealed) == []


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_verb_that_needs_words_says_so_where_nobody_can_be_asked(
    sealed_study: Sealed, cli: Cli, verb: list[str]
) -> None:
    found = cli(*verb)
    assert found.code == 1
    assert "interviewer unlock" in found.err
    assert WORD not in found.out + found.err
    assert COVER not in found.out


@pytest.mark.parametrize("which", ["team", "paper"])
def test_either_key_reads_everything(sealed_study: Sealed, cli: Cli, which: str) -> None:
    with unlocked_with(sealed_study, getattr(sealed_study, which).secret):
        shown = json.loads(cli("show", "p7kx3", "--json").out)
        assert [turn["text"] for turn in shown["turns"]][:2] == ["Zébulon raconte son hiver.", "Zébulon résume"]
        assert shown["form"]["setting"] == "au local de Zébulon"
        assert shown["measures"][0]["value"] == 7
        (sealed_study.root / "not-names.txt").write_text("zebulon\n", encoding="utf-8")
        assert cli("export").code == 0
    with (sealed_study.root / "exports" / "coded_answers.csv").open(encoding="utf-8-sig") as table:
        assert WORD in table.read()


def test_list_check_and_doctor_need_no_key(sealed_study: Sealed, cli: Cli) -> None:
    for verb in ("list", "check", "doctor"):
        found = cli(verb)
        assert found.code == 0, (verb, found.err)
        assert WORD not in found.out + found.err


def test_the_interview_goes_on_without_a_key_and_everything_is_there_later(small: Path, cli: Cli) -> None:
    made = seal_study(small)
    cli("run", "petit", "--participant", "p7kx3", stdin="oui\nnon\nZébulon commence.\n")
    went_on = cli("run", "--resume", "p7kx3", stdin="Zébulon continue.\n/next\n/code rencontre\n")
    assert "covered" in went_on.err
    assert words_in(small) == []
    with unlocked_with(made):
        shown = cli("show", "p7kx3")
    assert "Zébulon commence." in shown.out
    assert "Zébulon continue." in shown.out


def test_covered_words_are_not_read_back_and_it_is_said_how_to_see_them(small: Path, cli: Cli) -> None:
    made = seal_study(small)
    session = cli("run", "petit", "--participant", "p7kx3", stdin=TO_THE_END).out.strip()
    folder = small / "sessions" / session
    observe_secrecy(Study(small))
    live, _rescued = reopen([folder], session)
    paper = StringIO()
    Walk(Desk(live, Typed("ici"), Paper(paper)), "").run()
    room = Interviewing(live)
    live.close()
    said = " ".join(paper.getvalue().split())
    assert "covered, so nobody is asked about them again" in said
    assert said.count("`interviewer unlock`") == 2  # before, where words of earlier are covered, and here
    assert COVER not in said
    assert "saved, sealed" not in said  # a sentence for each line is enough
    assert "saved, sealed" in status_line(room.state, safe_word())
    assert [(c.item, c.given, c.again) for c in live.state.view.consents if c.item == "citation"] == [
        ("citation", True, False)
    ]
    with unlocked_with(made):
        found, _problems = Study(small).session(session)
    assert found.form == {"setting": "ici"}
    assert not any(consent.again for consent in found.consents)


def test_under_covers_it_is_said_which_words_were_being_typed(small: Path, cli: Cli) -> None:
    seal_study(small)
    session = cli("run", "petit", "--participant", "p7kx3", stdin="oui\noui\nZébulon raconte.\n").out.strip()
    folder = small / "sessions" / session
    observe_secrecy(Study(small))
    live, _rescued = reopen([folder], session)
    assert "what was being typed" not in covered_told(live.state.view)
    live.draft("Puis il s'est")
    shutil.copytree(folder, small / "cut")  # as a window that is closed in mid-sentence leaves them
    live.close()
    shutil.rmtree(folder)
    (small / "cut").rename(folder)
    observe_secrecy(Study(small))
    live, rescued = reopen([folder], session)
    assert rescued == []
    assert "what was being typed" in covered_told(live.state.view)
    live.close()


def test_once_they_are_open_they_are_read_back(small: Path, cli: Cli) -> None:
    made = seal_study(small)
    session = cli("run", "petit", "--participant", "p7kx3", stdin=TO_THE_END).out.strip()
    with unlocked_with(made):
        observe_secrecy(Study(small))
        live, _rescued = reopen([small / "sessions" / session], session)
        paper = StringIO()
        Walk(Desk(live, Typed("non", "ici"), Paper(paper)), "").run()
        live.close()
    assert "Zébulon raconte." in paper.getvalue()
    assert "unlock" not in paper.getvalue()
    assert [c.given for c in live.state.view.consents if c.again] == [False]


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 120])
def test_the_room_says_so_too_at_any_width(small: Path, cli: Cli, width: int) -> None:
    seal_study(small)
    session = cli("run", "petit", "--participant", "p7kx3", stdin=TO_THE_END).out.strip()
    observe_secrecy(Study(small))
    live, _rescued = reopen([small / "sessions" / session], session)
    live.close()
    room = Interviewing(live)
    assert room.step == AskForm("setting")
    rows = heading(room.state, room.step, width).whole()
    assert all(row_cells(one) <= width for one in rows)
    shown = " ".join("".join(words for _style, words in one) for one in rows)
    assert "`interviewer unlock`" in " ".join(shown.split())


def test_what_is_typed_is_said_to_be_sealed_where_there_is_room() -> None:
    state, at = Held().open().state, Pace(33, 45, 12, 3, 4.0)

    def status(width: int, **safety: Any) -> str:
        (one,) = status_rows(state, at, Safety(**safety), width, 1)
        assert row_cells(one) == width
        return "".join(words for _style, words in one)

    assert status(80, sealed=True).endswith("  saved, sealed ")
    assert status(80).endswith("  saved ")
    for width in range(20, 120):
        plain, sealed = status(width), status(width, sealed=True)
        assert sealed == plain or sealed.endswith(" saved, sealed ")
        assert sealed.startswith(plain.removesuffix("saved ").rstrip())  # nothing on the left gives way to it
        waiting = status(width, sealed=True, waiting=True)
        assert waiting.startswith(status(width, waiting=True).removesuffix("saving… ").rstrip())
    assert "sealed" not in status(80, sealed=True, failing="full")


def test_codes_and_memos_are_sealed_too(sealed_study: Sealed, cli: Cli) -> None:
    with unlocked_with(sealed_study):
        coded = cli("code", "p7kx3", "--coder", "ana", stdin="rencontre\n/memo Zébulon pense à sa sœur\n/q\n")
        assert coded.code in (0, 3), coded.err
        assert "1 mark made" in coded.err
        assert cli("edit", "p7kx3", stdin="1\nZébulon raconte son été.\nmal noté par Zébulon\n").code == 0
        assert "son été" in cli("show", "p7kx3").out
    assert words_in(sealed_study.root) == []


def test_under_covers_no_mark_is_said_to_have_lost_its_words(sealed_study: Sealed, cli: Cli) -> None:
    study = Study(sealed_study.root)
    (session,) = study.session_ids()
    view, _faults = study.session(session)
    seen = read_session_records(study.session_folders(session), session).seen
    said = "Zébulon raconte son hiver."
    mark = Mark("0" * 16, view.turns[0].id, "rencontre", "ana", 8, 15, said[8:15])
    with Journal([study.sessions_path / session], session, view.key, seen=seen, stream="marks", coder="ana") as journal:
        journal.append(mark)
    observe_secrecy(study)  # as another process, which has none of its keys
    view, _faults = study.session(session)
    assert is_covered(view.marks[0].excerpt)
    assert summary(view).lost == 0
    with unlocked_with(sealed_study):
        assert "No mark has lost its words." in cli("code", "--lost").err


def test_a_missing_key_is_told_and_nothing_is_shown_as_words(sealed_study: Sealed, cli: Cli) -> None:
    study = Study(sealed_study.root)
    assert destroying.destroy_keys(keys_of(study), study.session(study.session_ids()[0])[0].key, ["p7kx3"]) == 1
    with unlocked_with(sealed_study):
        found = cli("export")
        assert found.code == 3
        assert cli("show", "p7kx3", "--json").code == 3


def test_deleting_an_interview_destroys_its_keys(sealed_study: Sealed, cli: Cli) -> None:
    study = Study(sealed_study.root)
    session = study.session_ids()[0]
    assert cabinet_of(study)
    assert cli("delete", session, stdin=f"{session}\n").code == 0
    assert cabinet_of(study) == []


def test_a_rehearsal_in_a_sealed_study_makes_no_key(small: Path, cli: Cli) -> None:
    seal_study(small)
    rehearsed = cli("run", "petit", "--rehearse", stdin=SCRIPT)
    assert rehearsed.code == 0, rehearsed.err
    assert cabinet_of(Study(small)) == []


def test_broken_settings_of_a_sealed_study_write_nothing_in_clear(sealed_study: Sealed, cli: Cli) -> None:
    settings = sealed_study.root / "interviewer.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("seal: words", "seal: wrods"), encoding="utf-8")
    refused = cli("run", "petit", "--participant", "p8kx4", stdin=SCRIPT)
    assert refused.code == 3
    assert words_in(sealed_study.root) == []


def test_a_wrong_passphrase_opens_nothing(sealed_study: Sealed) -> None:
    with pytest.raises(Exception, match="wrong_passphrase"):
        team_key.open_team_key(sealed_study.recipients, "une autre phrase")


def test_keys_are_made_once(sealed_study: Sealed) -> None:
    with pytest.raises(Exception, match="has_keys_already"):
        seal_study(sealed_study.root)


def test_the_scan_knows_the_names_of_the_vault_and_keeps_new_ones_there(sealed_study: Sealed, cli: Cli) -> None:
    with unlocked_with(sealed_study, sealed_study.team.secret):
        assert {one["rule"] for one in json.loads(cli("scan", "--json").out)} == {"capital"}
        add_third_person(find_study(), "Zebulon Machin")
        found = json.loads(cli("scan", "--json").out)
        assert {(one["rule"], one["sure"]) for one in found} == {("known_name", True)}
    locked = cli("scan")
    assert (locked.code, WORD in locked.out + locked.err) == (1, False)


@pytest.mark.parametrize("change", ["gone", "names", "another"])
def test_other_keys_than_those_of_the_words_are_refused(sealed_study: Sealed, cli: Cli, change: str) -> None:
    settings = sealed_study.root / "interviewer.yaml"
    right = settings.read_text(encoding="utf-8")
    wrong = {
        "gone": "languages: [fr, en]\n",
        "names": right.replace("seal: words", "seal: names"),
        "another": right.replace(sealed_study.team.public, new_identity().public),
    }[change]
    settings.write_text(wrong, encoding="utf-8")
    for verb in (
        ["run", "petit", "--participant", "p8kx4"],
        ["run", "--resume", "p7kx3"],
        ["show", "p7kx3"],
        ["export"],
    ):
        refused = cli(*verb, stdin=SCRIPT)
        assert refused.code != 0, verb
        assert WORD not in refused.out
    assert "other keys" in cli("check").out + cli("check").err
    ready = cli("ready")
    assert ready.code == 1
    assert "other keys" in ready.out
    assert words_in(sealed_study.root) == []
    settings.write_text(right, encoding="utf-8")
    assert cli("run", "petit", "--participant", "p8kx4", stdin=SCRIPT).code == 0


def test_a_sealed_interview_does_not_go_on_in_clear(small: Path, cli: Cli) -> None:
    seal_study(small)
    cli("run", "petit", "--participant", "p7kx3", stdin="oui\nnon\nZébulon commence.\n")
    (small / "interviewer.yaml").write_text("languages: [fr, en]\n", encoding="utf-8")
    (small / "sessions" / "keys.json").unlink()
    went_on = cli("run", "--resume", "p7kx3", stdin="Zébulon continue.\n")
    assert went_on.code == 1
    assert words_in(small) == []
    assert cli("list").code == 3


def test_a_correction_cut_short_comes_back_in_words_and_goes_with_the_person(sealed_study: Sealed, cli: Cli) -> None:
    study = Study(sealed_study.root)
    (session,) = study.session_ids()
    folders = study.session_folders(session)
    with unlocked_with(sealed_study):
        view, _faults = study.session(session)
        turn = view.turns[0]
        first = Unfinished(folders, session, view.key, view.turns)
        first.keep(turn, "Zébulon corrige")
        first.release()
    observe_secrecy(study)
    assert Unfinished(folders, session, view.key, view.turns).words(turn.id) == ""  # without its key it waits
    with unlocked_with(sealed_study):
        observe_secrecy(study)
        again = Unfinished(folders, session, view.key, view.turns)
        assert again.words(turn.id) == "Zébulon corrige"
        again.release()
    assert words_in(sealed_study.root) == []
    assert cli("withdraw", "p7kx3", stdin="p7kx3\n").code == 0
    assert cabinet.keys_in(places.cabinets(sealed_study.recipients.team)) == []


def test_what_can_not_be_read_destroys_no_key(sealed_study: Sealed, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    study = Study(sealed_study.root)
    wrapped = cabinet.keys_in(places.cabinets(sealed_study.recipients.team))
    kept = [(one.path, one.path.read_bytes()) for one in wrapped]
    assert cli("withdraw", "p7kx3", stdin="p7kx3\n").code == 0
    for path, data in kept:  # as an older copy of the cabinet brings them back
        path.write_bytes(data)
    honest = read_sources
    with monkeypatch.context() as patched:
        for module in (sweep, withdrawal_keys):
            patched.setattr(module, "read_sources", lambda *given: (honest(*given)[0], [problem("session_unreadable")]))
        sweep.sweep_all(study.root)
        assert all(path.exists() for path, _data in kept)
    sweep.sweep_all(study.root)
    assert not any(path.exists() for path, _data in kept)


def test_a_fresh_clone_without_a_folder_of_sessions_remembers_its_keys_too(small: Path, cli: Cli) -> None:
    seal_study(small)
    shutil.rmtree(small / "sessions")
    assert cli("run", "petit", "--participant", "p7kx3", stdin=SCRIPT).code == 0
    assert (small / "sessions" / "keys.json").is_file()
