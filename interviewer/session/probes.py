"""The probes that are always at hand, beside those that a guide prepares. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from interviewer.guide.model import Probe, Text
from interviewer.matching import fold


class General(NamedTuple):
    """A probe that suits any answer, and the words by which it is called (the first is English)."""

    probe: Probe
    words: tuple[str, ...]


GENERAL: tuple[General, ...] = (
    General(
        Probe(
            "general-elaborate",
            Text({"fr": "Pouvez-vous m'en dire plus ?", "en": "Can you tell me more about that?"}),
            "elaborate",
        ),
        ("more", "plus"),
    ),
    General(
        Probe(
            "general-example", Text({"fr": "Auriez-vous un exemple ?", "en": "Could you give an example?"}), "example"
        ),
        ("example", "exemple"),
    ),
    General(
        Probe(
            "general-clarify",
            Text({"fr": "Qu'est-ce que vous entendez par là ?", "en": "What do you mean by that?"}),
            "clarify",
        ),
        ("meaning", "sens"),
    ),
)
_BY_NAME = {fold(name): one.probe for one in GENERAL for name in (one.probe.id, *one.words)}


def general_probe(wanted: str) -> Probe | None:
    """The general probe of that id or called by that word, in either language; None for anything else."""
    return _BY_NAME.get(fold(wanted))


def probe_words(probe: Probe, language: str, others: Sequence[str] = ()) -> tuple[str, str]:
    """The words of a general probe for an interview in that language, and the language that they are in.

    Where there are none in it, those in the first of the `others` (the languages of the guide) that has some are
    taken, and last the English ones.
    """
    wanted = [known for one in (language, *others) for known in (one, one.partition("-")[0])]
    found = next((one for one in wanted if one in probe.ask.words), "en")
    return probe.ask.words[found], found
