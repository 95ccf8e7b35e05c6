"""Which words ask for consent, and for what."""

from interviewer.guide.model import ConsentPurpose
from interviewer.guide.prose.cues import AGREES, PURPOSES
from interviewer.matching import fold


def is_consent(words: str, *, item: bool) -> bool:
    """Whether the words ask for an agreement: by a question mark, or as an item of a list of such."""
    plain = fold(words)
    return bool(AGREES.search(plain)) and (
        item or words.rstrip(' )»”"').endswith("?") or plain.startswith(("j accepte", "i agree"))
    )


def purpose_of(words: str) -> ConsentPurpose | None:
    """What the agreement is for; None where the words don't say."""
    plain = fold(words)
    known: dict[str, ConsentPurpose] = {
        "notes": "notes",
        "record": "record",
        "quote": "quote",
        "name": "name",
        "recontact": "recontact",
        "archive": "archive",
    }
    return next((known[purpose] for purpose, pattern in PURPOSES if pattern.search(plain)), None)
