"""What a scan finds. Pure."""

from typing import Literal, NamedTuple

Kind = Literal["name", "phone", "email", "web", "iban", "national_id", "address", "plate", "place"]
KINDS: tuple[Kind, ...] = ("name", "phone", "email", "web", "iban", "national_id", "address", "plate", "place")
RULES_VERSION = "3"
"""Changes whenever a rule finds something else than before."""


class Finding(NamedTuple):
    """Words [start, end) of a text, in code points, that may tell who somebody is; `rule` is what found them.

    What is not `sure` may be a name or an ordinary word: it is put to somebody, once.
    """

    kind: Kind
    start: int
    end: int
    rule: str
    sure: bool = True
