"""What each person agreed to: silence is no consent, the last word counts, and doubt is a no."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.guide.model import CONSENT_PURPOSES
from interviewer.privacy.consents import Agreed, agreed, counted, may_recontact
from interviewer.session import events as e
from tests.build import Talk

PEOPLE = (("p1", "habitants"), ("p2", "elus"))


def met(day: str, answer: object, person: str = "p1") -> Agreed:
    """An interview on that day in which getting in touch again was answered so, or not asked."""
    return Agreed(f"{day}-essai-{person}", day, person, "", {} if answer is None else {"recontact": bool(answer)})


@pytest.mark.parametrize(
    ("purpose", "question"), [("quote", "may_quote"), ("name", "may_be_named"), ("recontact", "may_recontact")]
)
def test_each_person_answers_for_themselves_and_silence_is_no_consent(purpose, question):
    talk = Talk(people=PEOPLE)
    talk.consent(purpose)
    found = agreed(talk.view())
    assert list(found) == ["p1", "p2"]
    assert getattr(found["p1"], question)
    assert not getattr(found["p2"], question)
    assert (found["p1"].answers, found["p2"].answers) == ({purpose: True}, {})
    assert (found["p1"].stakeholder, found["p2"].stakeholder) == ("habitants", "elus")


@pytest.mark.parametrize("purpose", CONSENT_PURPOSES)
def test_a_yes_to_one_purpose_is_no_yes_to_another(purpose):
    talk = Talk()
    talk.consent(purpose)
    one = agreed(talk.view())["p1"]
    assert [other for other in CONSENT_PURPOSES if one.to(other)] == [purpose]


@pytest.mark.parametrize(("first", "again"), [*product((True, False), repeat=2)])
def test_what_is_answered_again_at_the_end_stands(first, again):
    talk = Talk()
    talk.consent(given=first)
    talk.add(e.Consent("again", "p1", "quote", "quote", "Toujours ?", again, again=True))
    assert agreed(talk.view())["p1"].may_quote is again


def test_of_two_items_for_one_purpose_both_must_be_agreed_to():
    talk = Talk()
    talk.consent()
    talk.add(e.Consent("other", "p1", "site", "quote", "Sur le site ?", given=False))
    assert not agreed(talk.view())["p1"].may_quote


def test_who_has_withdrawn_agrees_to_nothing_any_more():
    talk = Talk(people=PEOPLE)
    for person, _group in PEOPLE:
        talk.consent(person=person)
    talk.add(e.Withdrawn("gone", "p2", "2026-06-01", "person"))
    found = agreed(talk.view())
    assert (found["p1"].may_quote, found["p2"].may_quote) == (True, False)
    assert (found["p2"].withdrawn, found["p2"].said("quote")) == (True, "withdrawn")


def test_in_an_interview_that_could_not_be_read_whole_nothing_counts_as_agreed_to():
    talk = Talk()
    talk.consent()
    assert not agreed(talk.view(), whole=False)["p1"].may_quote
    talk.add(e.Unknown("later", "soufflet", {}))
    assert not agreed(talk.view())["p1"].may_quote


@pytest.mark.parametrize(
    ("answers", "may"),
    [
        ([("2026-01-01", True)], True),
        ([("2026-01-01", None)], False),
        ([("2026-01-01", True), ("2026-06-01", False)], False),
        ([("2026-06-01", True), ("2026-01-01", False)], True),
        ([("2026-01-01", True), ("2026-06-01", None)], True),
        ([("2026-01-01", True), ("2026-01-01", False)], False),
    ],
)
def test_of_several_interviews_with_one_person_the_last_answer_binds(answers, may):
    assert may_recontact(met(*one) for one in answers) == {"p1": may}


@given(st.lists(st.tuples(st.sampled_from(["2026-01-01", "2026-02-02"]), st.sampled_from([True, False, None]))))
def test_nobody_is_on_a_recontact_list_who_never_said_yes(answers):
    yes = any(answer for _day, answer in answers)
    assert may_recontact(met(*one) for one in answers).get("p1", False) <= yes


def test_doubt_anywhere_keeps_a_person_off_the_recontact_list():
    unsure = met("2026-01-01", None)
    for doubt in (unsure._replace(sure=False), unsure._replace(withdrawn=True)):
        everywhere = [met("2026-06-01", True), doubt, met("2026-01-01", True, "p2")]
        assert may_recontact(everywhere) == {"p1": False, "p2": True}


def test_what_is_counted_stands_in_one_order_whoever_comes_first():
    def everybody(*answers: bool) -> list[Agreed]:
        return [Agreed("s", "2026-05-04", f"p{n}", "", {"quote": answer}) for n, answer in enumerate(answers)]

    one, other = counted(everybody(True, False, True)), counted(everybody(False, True, True))
    assert str(one) == str(other)
    assert one["quote"] == {"yes": 2, "no": 1}
    assert one["name"] == {"not_asked": 3}
