"""What is said of sticks: which still have what was taken out here, which a former sheet opens, and the command that mends it."""

from pathlib import Path

import pytest

from interviewer.privacy import age
from interviewer.screens import media as screen
from interviewer.screens import new_paper_key
from interviewer.screens.paper import Paper
from interviewer.study.folder import Study
from interviewer.study.opening import recipients_in_force
from interviewer.study.private import copies, lagging, renewing, sticks
from interviewer.study.private.copies import Medium
from tests.machines import place_of
from tests.sealed import hold, keyed_study, seal_study, unlocked_with

LATER = "Whoever has a former sheet and a copy from before it was replaced reads what is said later too."


def redacted(cli, keyed, session: str, words: str = "12 rue des Lilas"):
    with unlocked_with(keyed):
        done = cli("redact", session, "--turn", "1", stdin=f"{words}\n\ny\n")
    assert done.code == 0, done.err
    return done


def test_a_stick_with_a_passage_that_was_taken_out_is_named_until_it_is_brought_up_to_date(cli, machines, keyed, stick):
    machines.at("a")
    session = hold(cli, "Au 12 rue des Lilas.")
    assert cli("sync", "out", stick).code == 0
    done = redacted(cli, keyed, session)
    command = f"`interviewer sync out {stick}`"
    assert f"Next: {command} takes them off the stick; until then `interviewer list` names it." in done.err
    owed = f"stick still has what was taken out of 1 interview. {command} brings it up to date."
    assert owed in cli("list").err
    assert owed in cli().out
    sent = cli("sync", "out", stick)
    assert "Nothing is there any more of what was taken out of 1 interview." in sent.out
    assert "taken out" not in cli("list").err + cli("sync", "out", stick).out


def test_an_interview_that_never_travelled_is_owed_by_no_stick(cli, machines, keyed, stick):
    machines.at("a")
    hold(cli, "Autre chose.")
    assert cli("sync", "out", stick).code == 0
    session = hold(cli, "Au 12 rue des Lilas.")
    assert "sync out" not in redacted(cli, keyed, session).err
    assert sticks.behind(keyed.recipients) == {}
    assert "sync out" not in cli("delete", session, stdin=f"{session}\n").err


def test_a_passage_of_an_interview_that_was_deleted_since_stays_owed_until_it_goes_from_the_stick(
    cli, machines, keyed, stick
):
    machines.at("a")
    session = hold(cli, "Au 12 rue des Lilas.")
    assert cli("sync", "out", stick).code == 0
    redacted(cli, keyed, session)
    assert cli("delete", session, stdin=f"{session}\n").code == 0
    owed = (
        "stick still has what was taken out of 1 interview. "
        f"`interviewer sync out {stick} --without-deleted` brings it up to date."
    )
    assert screen.lagging_told(Study(Path.cwd()), keyed.recipients) == [owed]
    assert "Nothing is there any more" not in cli("sync", "out", stick).out  # the deletion took away which words it was
    assert screen.lagging_told(Study(Path.cwd()), keyed.recipients) == [owed]
    assert cli("sync", "in", stick, "--with-deleted").code == 0  # as it was before, the passage included
    assert "Nothing is there any more" not in cli("sync", "out", stick).out
    assert cli("delete", session, stdin=f"{session}\n").code == 0
    sent = cli("sync", "out", stick, "--without-deleted")
    assert "Nothing is there any more of what was taken out of 1 interview." in sent.out
    assert screen.lagging_told(Study(Path.cwd()), keyed.recipients) == []
    assert not list(place_of(stick).rglob("*.jsonl"))


def test_where_nothing_is_left_to_export_the_next_interview_comes_next(cli, study):
    person = hold(cli, "Une phrase.").split("-")[-1]
    assert cli("withdraw", person, stdin=f"{person}\n").code == 0
    assert "Next: `interviewer run` holds the next interview." in cli().out
    assert "interviewer export" not in cli().out


def test_where_names_alone_are_locked_every_stick_known_may_have_the_passage(cli, study, stick):
    sealed = keyed_study(study, "names")
    session = hold(cli, "Au 12 rue des Lilas.")
    assert cli("sync", "out", stick).code == 0
    assert f"Next: `interviewer sync out {stick}` takes them off" in redacted(cli, sealed, session).err
    assert "stick still has what was taken out of 1 interview." in cli("list").err
    assert "on this machine alone" not in cli("run", "benevoles", stdin="oui\noui\noui\nnon\noui\nOui.\n/done\n").err


def test_who_withdrew_and_what_was_taken_out_are_told_of_one_stick_on_one_line(cli, machines, keyed, stick):
    machines.at("a")
    gone, other = hold(cli, "Une phrase."), hold(cli, "Au 12 rue des Lilas.")
    assert cli("sync", "out", stick).code == 0
    redacted(cli, keyed, other)
    person = gone.split("-")[-1]
    done = cli("withdraw", person, stdin=f"{person}\n")
    command = f"`interviewer sync out {stick}`"
    assert (
        f"Next: {command} takes it off the stick too; until then `interviewer list` names it. "
        "Then sign the certificate and hand it over."
    ) in done.err
    assert " ".join(screen.lagging_told(Study(Path.cwd()), keyed.recipients)) == (
        f"stick still has what {person} withdrew. stick still has what was taken out of 1 interview. "
        f"{command} brings it up to date."
    )


def test_deleting_says_what_brings_it_back_and_what_takes_it_off_sticks(cli, machines, keyed, stick):
    machines.at("a")
    session = hold(cli, "Une phrase.")
    assert cli("sync", "out", stick).code == 0
    done = cli("delete", session, stdin=f"{session}\n")
    assert "This can't be undone: only a copy elsewhere, such as a stick, could bring the interview back." in done.err
    command = f"`interviewer sync out {stick} --without-deleted`"
    assert f"Next: {command} takes it off the stick too, for good." in done.err
    assert cli(*command.strip("`").split()[1:]).code == 0
    assert not list(place_of(stick).rglob("*.jsonl"))


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("withdraw", "Next: `interviewer sync out FOLDER` for each stick that has this study. Then sign"),
        ("delete", "`interviewer sync out FOLDER --without-deleted` takes it off each stick that has this study."),
        ("redact", "Next: `interviewer sync out FOLDER` takes them off each stick that has this study."),
    ],
)
def test_a_plain_study_knows_of_no_media_and_says_how_all_are_mended(verb, told, cli, study):
    session = hold(cli, "Au 12 rue des Lilas.")
    person = session.split("-")[-1]
    typed = {"withdraw": person, "delete": session, "redact": "1\nAu\n\ny"}[verb]
    done = cli(verb, person, stdin=f"{typed}\n")
    assert done.code == 0
    assert told in done.err


def test_the_end_of_a_sealed_interview_says_that_its_keys_are_on_this_machine_alone(cli, machines, keyed, stick):
    machines.at("a")
    alone = "What opens this interview is on this machine alone."

    whole = "oui\noui\noui\nnon\noui\nOui.\n/done\n" + "\n" * 40
    first = cli("run", "benevoles", stdin=whole)
    assert f"Today still: `interviewer sync out FOLDER`. {alone}" in first.err
    assert cli("sync", "out", stick).code == 0
    assert f"Today still: `interviewer sync out {stick}`. {alone}" in cli("run", "benevoles", stdin=whole).err
    assert not lagging.is_here_alone(keyed.recipients, Study(Path.cwd()).session(first.out.strip())[0].key)


def test_a_medium_that_former_sheets_open_is_named_until_only_the_new_one_does(cli, machines, stick, capsys):
    root = machines.at("a")
    sealed = seal_study(root)
    hold(cli, "Une phrase.")
    assert cli("sync", "out", stick).code == 0
    assert screen.lagging_told(Study(root), sealed.recipients) == []
    fresh = age.new_identity()
    renewing.replace_paper_key(Study(root), sealed.recipients, fresh.public, sealed.team.secret)
    now = recipients_in_force(Study(root))
    assert now is not None
    renewing.lock_anew(now, sealed.team.secret)
    told = f"stick still opens with a former paper key. `interviewer sync out {stick}` brings it up to date."
    assert screen.lagging_told(Study(root), now) == [told, LATER]
    capsys.readouterr()
    new_paper_key._what_the_old_sheet_opens(Paper(), now)
    assert told in capsys.readouterr().err
    for said in (cli("list").err, cli().out):
        assert told in said
        assert LATER in said
    assert cli("sync", "in", stick).code == 0  # what is older there stays
    assert screen.lagging_told(Study(root), now) == [told, LATER]
    assert cli("sync", "out", stick).code == 0
    assert screen.lagging_told(Study(root), now) == []
    assert cli("sync", "in", stick).code == 0
    assert screen.lagging_told(Study(root), now) == []


def test_of_a_paper_key_that_is_not_known_here_no_stick_is_called_former(keyed):
    copies.note(keyed.recipients, "later", {}, sheet="p2-12345678")
    assert lagging.lagging(keyed.recipients) == []


def test_the_folder_is_told_as_it_can_be_typed_and_an_unknown_one_is_a_word_with_its_meaning(keyed):
    assert screen.sync_out_to(Medium("clé", "/media/ma clé")) == "`interviewer sync out '/media/ma clé'`"
    assert "\x1b" not in screen.sync_out_to(Medium("x", "/media/\x1b[31mx"))
    assert screen.sync_out_to_all([Medium("a", "/a"), Medium("b", "/a"), Medium("c", "/c")]) == (
        "`interviewer sync out /a`, `interviewer sync out /c`"
    )
    assert screen.sync_out_to_all([Medium("x", f"/{n}") for n in range(5)]).endswith("/2`, …")
    sticks_of_old = Medium("USB")
    copies.note(keyed.recipients, sticks_of_old.label, {})
    sticks.owe(keyed.recipients, "p7kx3")
    assert screen.lagging_told(Study(Path.cwd()), keyed.recipients) == [
        "USB still has what p7kx3 withdrew. `interviewer sync out FOLDER` brings it up to date; FOLDER is where it is plugged in."
    ]
