"""Whether two questions that bear one id are the same question, put in other words. Pure.

Nobody can tell for sure from words. So what is surely another question is parted from what only shares nothing with the
old wording, which may be the same question asked better.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from interviewer.guide.facts import answer_facts
from interviewer.guide.model import Question, Text
from interviewer.guide.wording import is_respelled, likeness
from interviewer.matching import fold

Sameness = Literal["same", "otherwise", "another"]
LEAST_LETTERS, STEM, ENOUGH, SHARED = 4, 5, 2, 0.15
NEARLY, HARDLY = 0.8, 0.5
ENDINGS = "esx"
_LISTED = """
    avec avez aviez dans depuis dire elle elles entre est etes etre fait faire leur leurs mais meme moins nous
    notre nos parlez plus pour pouvez pourriez quand que quel quelle quelles quels quelque quelques quoi racontez
    raconter sans selon sont sous sur tout toute toutes tous tres une vers votre vos vous ainsi alors apres aussi
    avant bien cela cette ces chez comme comment combien encore point oui non peu ici about after also been before
    could describe does doing from have having here into just like made make more most much over please said some
    tell than that their them then there these they this those through very want were what when where which while
    will with would your yours
"""
EMPTY = frozenset(_LISTED.split())
"""Words of at least four letters in which two questions may agree without asking the same."""


class Asked(NamedTuple):
    """A question and the theme in which it stands."""

    theme: str
    question: Question


def sameness(before: Asked, after: Asked) -> Sameness:
    """`another` where the two are surely different questions, `otherwise` where only the new wording shares nothing.

    It is surely another question when neither the words nor the aims have anything in common; or, where there is no aim to
    compare, when it also wants another kind of answer or stands in another theme. What takes up words of the old aim or of
    the old probes is the same question asked better.
    """
    one, other = before.question, after.question
    elsewhere = before.theme != after.theme or answer_facts(one.answer)["type"] != answer_facts(other.answer)["type"]
    aims = bool(one.aim.words and other.aim.words)
    other_aim = aims and _share_nothing([one.aim], other.aim, 1)
    if not _can_be_judged(one.ask, other.ask):
        return "otherwise" if other_aim and elsewhere else "same"
    if not _share_nothing([one.ask], other.ask, 1):
        return "same"
    long = _share_nothing([one.ask], other.ask, ENOUGH)
    if (other_aim and (long or elsewhere)) or (long and not aims and elsewhere):
        return "another"
    return "otherwise" if _share_nothing([one.ask, one.aim, *(p.ask for p in one.probes)], other.ask, 1) else "same"


def has_words_of(other: Question, before: Question, after: Question) -> bool:
    """Whether a question has the wording that another one had before, and no more its own."""
    if _is_worded_as(before.ask, after.ask):
        return False
    return _is_worded_as(other.ask, after.ask) or (
        _likeness(other.ask, after.ask) >= NEARLY and _likeness(before.ask, after.ask) < HARDLY
    )


def _is_worded_as(before: Text, after: Text) -> bool:
    """Whether both say the same in each language that they share, spelling apart."""
    shared = _shared(before, after)
    return bool(shared) and all(is_respelled(before.words[one], after.words[one]) for one in shared)


def _likeness(before: Text, after: Text) -> float:
    return min((likeness(before.words[one], after.words[one]) for one in _shared(before, after)), default=0.0)


def _shared(before: Text, after: Text) -> list[str]:
    """The languages in which both say something."""
    return [one for one in before.words if before.words[one].strip() and after.words.get(one, "").strip()]


def _can_be_judged(before: Text, after: Text) -> bool:
    """Whether both have a word that says something, in each language that they share."""
    shared = _shared(before, after)
    return bool(shared) and all(_telling(before.words[one]) and _telling(after.words[one]) for one in shared)


def _share_nothing(before: Sequence[Text], after: Text, least: int) -> bool:
    """Whether both have so many words that say something in each language that they share, and hardly any in common."""
    said = [
        (" ".join(text.words.get(one, "") for text in before), after.words[one]) for one in _shared(before[0], after)
    ]
    pairs = [(_telling(one), _telling(other)) for one, other in said]
    return bool(pairs) and all(
        min(len(a), len(b)) >= least and len(a & b) < SHARED * min(len(a), len(b)) for a, b in pairs
    )


def _telling(words: str) -> frozenset[str]:
    """The beginnings of the words that say something, without the endings of gender and number: fier, fière."""
    said = (word for word in fold(words).split() if len(word) >= LEAST_LETTERS and word not in EMPTY)
    return frozenset(word[:STEM].rstrip(ENDINGS) or word for word in said)
