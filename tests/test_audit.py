"""`audit`: what is due, what left the house, what a report should say; each with the interviews concerned."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.coding.model import Code, Codebook
from interviewer.guide.model import Text
from interviewer.privacy.duties import Rules, duties
from interviewer.privacy.retention import overdue, until
from interviewer.report.coreq import ITEMS, coreq, material, sketch
from interviewer.screens.pages.coreq_words import SENTENCES, TOPICS, told, topic
from interviewer.session import events as e
from tests.build import START, Talk, study_of
from tests.conftest import Cli
from tests.sealed import forget_secrecy, hold, keyed_study

TODAY = "2026-11-30"
OLD = "2019-03-31-essai-p1"
NO_CODES = Codebook()


def one(
    session: str = "2026-05-04-essai-p1", *, required: bool | None = True, notice: str = "2026-01", **held: Any
) -> Talk:
    """An interview with one person and words, with this answer to the consent that is required."""
    person = session.rsplit("-", 1)[1]
    talk = Talk(session, ((person, "habitants"),), held_on=session[:10], **held)
    if required is not None:
        talk.add(e.Consent("consent", person, "notes", "notes", "Notes ?", required, required=True, notice=notice))
    talk.say("Des mots.", talk.ask(), speaker=person)
    return talk.done()


def said(cli: Cli, code: int = 0) -> dict[str, Any]:
    """What `audit --json` says, with this exit code."""
    result = cli("audit", "--json")
    assert result.code == code, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def held(root: Path, *talks: Talk) -> Path:
    """These interviews in the study, whose settings stay as they are."""
    settings = (root / "interviewer.yaml").read_bytes()
    study_of(root, *talks)
    (root / "interviewer.yaml").write_bytes(settings)
    return root


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study without interviews that keeps them for three years."""
    study_of(tmp_path)
    (tmp_path / "interviewer.yaml").write_text('retention: 36\nnotice: "2026-01"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- how long interviews are kept ---


@pytest.mark.parametrize(
    ("held_on", "months", "last"),
    [
        ("2023-11-30", 36, "2026-11-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-01-15", 1200, "2126-01-15"),
        ("9999-01-15", 12, ""),
        ("", 36, ""),
        ("2026-13-01", 36, ""),
    ],
)
def test_the_last_day_of_keeping(held_on, months, last):
    assert until(held_on, months) == last


@given(st.dates(date(1990, 1, 1), date(2400, 1, 1)), st.integers(1, 1200))
def test_months_are_never_longer_than_they_are(held, months):
    last = date.fromisoformat(until(held.isoformat(), months))
    assert timedelta(days=28 * months) <= last - held <= timedelta(days=31 * months)
    assert last.day <= held.day


def test_an_interview_is_overdue_from_the_day_after_on_and_the_oldest_comes_first():
    held = [("b", "2023-11-30"), ("c", "2023-11-29"), ("a", "2020-01-01"), ("d", "")]
    assert [found.session for found in overdue(held, 36, TODAY)] == ["a", "c"]
    assert overdue(held, None, TODAY) == ()


# --- the duties ---


def test_what_is_due_is_named_by_interview_and_ends_with_3(root, cli):
    held(root, one(OLD), one("2026-05-05-essai-p2", required=False), one("2026-05-06-essai-p3", required=None))
    due = said(cli, 3)["due"]
    assert due["overdue"] == [{"session": OLD, "held_on": "2019-03-31", "until": "2022-03-31"}]
    assert due["consent_refused"] == [{"session": "2026-05-05-essai-p2", "participant": "p2", "item": "notes"}]
    assert due["consent_not_asked"] == [{"session": "2026-05-06-essai-p3", "participant": "p3", "item": "notes"}]
    text = cli("audit").out.replace("\\", "")
    assert f"{OLD}: kept until 2022-03-31" in text
    assert "36 months" in text


def test_a_study_in_order_has_nothing_due_and_ends_with_0(root, cli):
    held(root, one())
    found = said(cli)
    assert found["due"] == {"overdue": [], "consent_refused": [], "consent_not_asked": [], "in_git": False}
    assert not any(found["to_know"].values())
    assert "Nothing is due." in cli("audit").out


def test_a_refusal_that_was_heeded_is_no_fault():
    talk = Talk()
    talk.consent("notes", given=False)
    talk.add(e.Refused("r", "p1", "notes"))
    assert not duties([talk.view()], Rules(), TODAY).due


def test_what_to_know_of_consents_and_notices(root, cli):
    undated = one("2026-05-07-essai-p4")
    undated.records = [e.Record(r.event, r.wall - START, r.mono, r.run, r.number) for r in undated.records]
    held(
        root,
        one("2026-05-04-essai-p2", notice=""),
        one("2026-05-05-essai-p3", notice="2024-09"),
        one("2026-05-06-essai-marie"),
        undated,
    )
    know = said(cli)["to_know"]
    assert know["without_notice"] == ["2026-05-04-essai-p2"]
    assert know["older_notice"] == {"2024-09": ["2026-05-05-essai-p3"]}
    assert know["pseudonyms_like_names"] == ["marie"]
    assert know["undated"] == [{"session": "2026-05-07-essai-p4", "participant": "p4", "item": "notes"}]
    text = cli("audit").out
    for words in ("2024-09", "marie", "names no version of the notice"):
        assert words in text


def test_settings_that_say_nothing_are_said(root, cli):
    (root / "interviewer.yaml").write_text("languages: [fr]\n", encoding="utf-8")
    held(root, one(OLD))
    text = cli("audit").out
    assert "doesn't say how long interviews are kept" in text
    assert "which version of the notice" in text


def test_an_interview_that_was_not_read_whole_is_in_doubt_and_the_audit_says_3(root, cli):
    folder = held(root, one()) / "sessions" / "2026-05-04-essai-p1"
    (path,) = folder.glob("2026*.jsonl")
    path.write_bytes(path.read_bytes().replace(b"Des mots.", b"Des maux."))
    assert said(cli, 3)["to_know"]["doubtful"] == ["2026-05-04-essai-p1"]


# --- what left the house ---


def test_exports_are_listed_with_who_should_not_stand_in_them_any_more(root, cli):
    talk = one()
    talk.consent("quote")
    held(root, talk, one("2026-06-01-essai-p2"))
    for argv in (("--publishable", "--out", "site/"), ("--out", "equipe/")):
        assert cli("export", *argv).code == 0
    assert [(found["refusing"], found["gone"]) for found in said(cli)["exports"]] == [([], []), ([], [])]
    deleted = cli("delete", "2026-06-01-essai-p2", stdin="2026-06-01-essai-p2\n")
    assert (deleted.code, deleted.err.count("coded_answers.csv, …, 2 interviews")) == (0, 2)
    talk.add(e.Consent("again", "p1", "quote", "quote", "Toujours ?", given=False, again=True))
    held(root, talk)
    shared, team = said(cli)["exports"]
    assert (shared["refusing"], shared["gone"], shared["withdrawn"]) == (["p1"], ["2026-06-01-essai-p2"], [])
    assert (team["refusing"], team["gone"]) == ([], ["2026-06-01-essai-p2"])
    text = cli("audit").out
    assert "may not be quoted any more: p1" in text
    assert "no longer here: 2026-06-01-essai-p2" in text


def test_who_is_no_longer_among_the_people_of_an_interview_has_withdrawn(root, cli):
    held(root, one())
    cli("export", "--out", "equipe/")
    held(root, Talk(people=(("p9", "habitants"),)).done())
    for path in (root / "sessions" / "2026-05-04-essai-p1").glob("2026*.jsonl"):
        if b'"p1"' in path.read_bytes():
            path.unlink()
    assert said(cli)["exports"][0]["withdrawn"] == ["p1"]


# --- the report ---


def states(*talks: Talk, book: Codebook = NO_CODES, planned: int | None = None) -> dict[int, Any]:
    """The items of the checklist by number."""
    return {
        item.number: item
        for item in coreq(material([sketch(one.view()) for one in talks], book, "interviewer 1", planned))
    }


def test_every_item_has_its_words_and_every_sentence_its_facts():
    items = states(one())
    assert list(items) == list(TOPICS) == [*range(1, ITEMS + 1)]
    for number, item in items.items():
        assert topic(item)
        assert bool(told(item)) == (item.state != "yours") == (number in SENTENCES)


@pytest.mark.parametrize("book", [Codebook(), Codebook((Code("lien", Text({"": "Le lien"})),))])
def test_an_empty_study_has_sentences_too(book):
    for item in states(book=book).values():
        told(item)


def test_gaps_are_placed_by_interview():
    silent, whole = one("2026-05-04-essai-p1"), one("2026-05-05-essai-p2")
    for item in ("setting", "others", "notes"):
        whole.add(e.Form(f"f{item}", item, "Chez elle."))
    whole.fact("age", 40, "p2")
    found = states(silent, whole)
    for number in (14, 15, 16, 20):
        assert (found[number].state, found[number].missing) == ("gaps", ("2026-05-04-essai-p1",)), number
        assert dict(found[number].facts)["told"] == 1


def test_pilots_refusals_and_repeats_are_told():
    refused = Talk("2026-05-08-essai-p5", (("p5", "habitants"),))
    refused.consent("notes", given=False, person="p5")
    refused.add(e.Refused("r", "p5", "notes"))
    pilot = one("2026-04-01-essai-p8", pilot=True)
    found = states(one("2026-05-04-essai-p1"), one("2026-06-04-essai-p1"), refused, pilot, planned=4)
    assert dict(found[12].facts) == {"interviews": 2, "people": 1}
    assert dict(found[13].facts)["refused"] == 1
    assert dict(found[17].facts)["pilots"] == 1
    assert dict(found[18].facts) == {"people": 1}
    assert (found[10].state, found[17].state) == ("told", "told")


def test_coding_is_told_by_who_passed_everything():
    talk = one()
    (turn,) = (record.event.id for record in talk.records if isinstance(record.event, e.Verbatim))
    for coder in ("ana", "ben"):
        talk.add(e.Seen(f"seen-{coder}", turn, coder))
    talk.add(e.Seen("seen-agreed", turn, "agreed", "agreed"))
    found = states(talk, one("2026-06-01-essai-p2"))
    assert dict(found[24].facts) == {"coders": 2, "twice": 1, "held": 2, "begun": 0}
    assert found[24].missing == found[22].missing == ("2026-06-01-essai-p2",)


def test_whoever_began_coding_and_is_not_through_is_counted():
    talk = one()
    (turn,) = (record.event.id for record in talk.records if isinstance(record.event, e.Verbatim))
    more = talk.say("Et puis voilà.", talk.ask())
    talk.mark(turn, "lien", "Oui", coder="lea")
    item = states(talk)[24]
    assert dict(item.facts) == {"coders": 0, "twice": 0, "held": 1, "begun": 1}
    assert "1 person has begun and is through no interview." in told(item)
    talk.add(e.Seen("seen-lea", more, "lea"))
    assert dict(states(talk)[24].facts) == {"coders": 1, "twice": 0, "held": 1, "begun": 0}


def test_codes_without_a_definition_are_named():
    codes = (
        Code("lien", Text({"": "Le lien"})),
        Code("sens", Text({"": "Sens"}), definition=Text({"": "Ce qui compte"})),
    )
    assert states(one(), book=Codebook(codes))[25].missing == ("lien",)


def test_key_quotations_count_only_with_the_consent_to_quote():
    talk = one()
    (turn,) = (record.event.id for record in talk.records if isinstance(record.event, e.Verbatim))
    talk.add(e.Starred("star", turn))
    assert dict(states(talk)[29].facts) == {"quotations": 0, "people": 0}
    talk.consent("quote")
    assert dict(states(talk)[29].facts) == {"quotations": 1, "people": 1}


# --- the line in the list and in the status ---


def test_the_list_and_the_status_say_in_one_line_what_is_overdue(root, cli):
    held(root, one(OLD), one())
    line = "Overdue: 1 interview is kept longer than `retention` says (`interviewer audit`)."
    assert line in cli("list").err
    assert line in cli().out
    (root / "interviewer.yaml").write_text("{retention: 1200}\n", encoding="utf-8")
    assert "Overdue" not in cli("list").err + cli().out


@pytest.mark.parametrize(
    "settings", ["languages: [fr]\n", "retention: 36 mois\n", "retention: 36\nretention: 1\n", "# retention"]
)
def test_settings_with_errors_or_without_a_term_make_nothing_overdue(root, cli, settings):
    (root / "interviewer.yaml").write_text(settings, encoding="utf-8")
    held(root, one(OLD))
    result = cli("list")
    assert (result.code, "Overdue" in result.err) == (0, False)


def test_a_codebook_with_errors_hides_nothing_that_is_due(root, cli):
    held(root, one(OLD))
    (root / "codebook.yaml").write_text("codes: [{id: lien", encoding="utf-8")
    result = cli("audit")
    assert (result.code, "kept until 2022-03-31" in result.out, "codebook.yaml" in result.err) == (3, True, True)


def test_an_audit_of_no_interviews_says_so(root, cli):
    result = cli("audit")
    assert (result.code, "0 interviews" in result.out) == (0, True)


def test_hostile_names_of_files_and_pseudonyms_are_harmless_on_screen(root, cli):
    held(root, one())
    cli("export", "--out", "a\u202eb.csv")
    text = cli("audit").out
    assert "\u202e" not in text
    assert "\x1b" not in text


def test_after_a_withdrawal_the_audit_and_the_certificate_name_the_exports_that_hold_the_person(root, cli):
    group = Talk("2026-05-04-essai-g1", (("p1", "habitants"), ("p2", "elus")))
    for person in ("p1", "p2"):
        group.add(
            e.Consent(f"c{person}", person, "notes", "notes", "Notes ?", given=True, required=True, notice="2026-01")
        )
        group.say("Des mots.", group.ask(), speaker=person)
    held(root, group.done())
    assert cli("export", "--out", "une.csv").code == 0
    result = cli("withdraw", "p1", stdin="p1\n")
    assert result.code == 0, result.err
    assert "By the register, these exports hold" in result.err
    assert "export: une.csv, 1 interview, for the team" in result.out
    found = said(cli)
    assert (found["exports"][0]["withdrawn"], found["exports"][0]["gone"]) == (["p1"], [])
    assert "withdrawn since: p1" in cli("audit").out


def test_a_sealed_study_is_audited_without_its_passphrase(study, cli):
    keyed_study(study)
    session = hold(cli, "Une phrase secrète.")
    forget_secrecy()
    found = said(cli)
    assert found["to_know"]["doubtful"] == []
    assert {item["item"]: item["missing"] for item in found["coreq"]}[14] == [session]
    assert found["due"]["consent_not_asked"] == []
