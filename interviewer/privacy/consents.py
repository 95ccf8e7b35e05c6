"""What each person agreed to, by their last word: the one answer that every output and every list asks for. Pure.

Silence is no consent: what was never asked is not agreed to. Where not all of an interview could be read, a consent may
have been taken back in what is missing: then nothing of it counts as agreed to.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from interviewer.guide.model import CONSENT_PURPOSES
from interviewer.session.model import SessionView

Said = Literal["yes", "no", "not_asked", "doubtful", "withdrawn"]
SAID: tuple[Said, ...] = ("yes", "no", "not_asked", "doubtful", "withdrawn")


class Agreed(NamedTuple):
    """One person of one interview: a yes or no by purpose (a purpose that was not asked is not there).

    `day` is that of the interview (YYYY-MM-DD). `sure` says that the whole interview could be read, `withdrawn` that the
    person has withdrawn since.
    """

    session: str
    day: str
    participant: str
    stakeholder: str
    answers: dict[str, bool]
    sure: bool = True
    withdrawn: bool = False

    def to(self, purpose: str) -> bool:
        """Whether the person agrees to that, as far as anybody can know today."""
        return self.said(purpose) == "yes"

    def said(self, purpose: str) -> Said:
        """The last word on that purpose, or why there is none that counts."""
        if self.withdrawn:
            return "withdrawn"
        if purpose not in self.answers:
            return "not_asked" if self.sure else "doubtful"
        if not self.answers[purpose]:
            return "no"
        return "yes" if self.sure else "doubtful"

    @property
    def may_quote(self) -> bool:
        """Whether the person's words may be shown to others, without the name."""
        return self.to("quote")

    @property
    def may_be_named(self) -> bool:
        """Whether the person's name may stand beside the words."""
        return self.to("name")

    @property
    def may_recontact(self) -> bool:
        """Whether the team may get in touch with the person again."""
        return self.to("recontact")


def agreed(view: SessionView, *, whole: bool = True) -> dict[str, Agreed]:
    """What each participant of the interview agreed to, by pseudonym, in the order of the interview; then who withdrew.

    `whole` says whether all of the interview could be read. Of several items for one purpose all must be agreed to, and of one item asked twice the last answer stands.
    """
    sure = whole and not view.doubtful and not view.unknown
    found = {}
    for person in view.participants:
        answers: dict[str, bool] = {}
        for one in (one for one in view.consents if one.participant == person.id):
            answers[one.purpose] = answers.get(one.purpose, True) and one.given
        found[person.id] = Agreed(view.id, view.held_on, person.id, person.stakeholder, answers, sure)
    gone = (Agreed(view.id, view.held_on, one, "", {}, sure, withdrawn=True) for one in view.withdrawn)
    return found | {one.participant: one for one in gone}


def counted(everybody: Iterable[Agreed]) -> dict[str, dict[Said, int]]:
    """How many said what, by purpose, in one order always; only what was said by somebody is there."""
    people = tuple(everybody)
    found: dict[str, dict[Said, int]] = {}
    for purpose in CONSENT_PURPOSES:
        counts = Counter(one.said(purpose) for one in people)
        found[purpose] = {said: counts[said] for said in SAID if counts[said]}
    return found


def may_recontact(everywhere: Iterable[Agreed]) -> dict[str, bool]:
    """For each person of these interviews, whether the team may get in touch again: who is on a recontact list.

    Somebody met several times under one pseudonym is bound by the last interview in which this was asked; in doubt
    (withdrawn anywhere, or an interview that could not be read whole) the answer is no.
    """
    people: dict[str, list[Agreed]] = {}
    for one in everywhere:
        people.setdefault(one.participant, []).append(one)
    return {person: _last_word(met, "recontact") for person, met in sorted(people.items())}


def _last_word(met: list[Agreed], purpose: str) -> bool:
    if any(one.withdrawn or not one.sure for one in met):
        return False
    asked = [one for one in met if purpose in one.answers]
    last = max((one.day for one in asked), default="")
    return bool(asked) and all(one.answers[purpose] for one in asked if one.day == last)
