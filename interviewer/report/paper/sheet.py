"""A printed guide as values that say nothing of its looks: parts, blocks, and in each block the texts in their order.

Every writer shows the texts of a block in the order of its fields, so all formats hold the same.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar, cast

from interviewer.report.paper.prepared import from_the_left

BOX = "☐"
TO_THE_LEFT, TO_THE_RIGHT = "\u200f", "\u200e"
T = TypeVar("T")


class Head(NamedTuple):
    """The top of the first page."""

    kind: str
    title: str
    purpose: tuple[str, ...]
    facts: tuple[str, ...]


class Blank(NamedTuple):
    """Something to fill in by hand: beside its label, in one of the boxes, or on so many lines below."""

    label: str
    boxes: tuple[str, ...] = ()
    lines: int = 0
    wide: bool = False


class Blanks(NamedTuple):
    """Blanks, two a row unless they are wide."""

    blanks: tuple[Blank, ...]


class Slot(NamedTuple):
    """A theme in time: when it begins and how long it takes, in minutes; both 0 where nothing is planned."""

    number: str
    title: str
    said: str
    start: float
    length: float


class Plan(NamedTuple):
    """The themes along the planned duration; `whole` is the length of the line of time, in minutes."""

    title: str
    slots: tuple[Slot, ...]
    total: str
    whole: float


class Section(NamedTuple):
    """The heading of what isn't a theme, with a hint for the interviewer."""

    title: str
    hint: str = ""


class Speech(NamedTuple):
    """Words to be said aloud."""

    label: str
    paragraphs: tuple[str, ...]


class Consent(NamedTuple):
    """One consent item with what is ticked; with `codes`, a group's pseudonyms are written behind yes and no."""

    ask: tuple[str, ...]
    note: str
    yes: str
    no: str


class Consents(NamedTuple):
    """The consent items."""

    items: tuple[Consent, ...]
    codes: bool = False


class ThemeHead(NamedTuple):
    """The heading of a theme."""

    number: str
    title: str
    minutes: str
    only_if: str
    aim: str


class Probe(NamedTuple):
    """A prepared follow-up, its kind in a small word."""

    ask: str
    kind: str


class Steps(NamedTuple):
    """A scale, each of its steps to be circled."""

    hint: str
    marks: tuple[str, ...]
    unit: str


class Boxes(NamedTuple):
    """Options to be ticked, and room for another answer where that is allowed."""

    hint: str
    options: tuple[str, ...]
    other: str


class Amount(NamedTuple):
    """A number to be written, its unit and bounds."""

    unit: str
    bounds: str


class Day(NamedTuple):
    """A date to be written."""

    parts: tuple[str, str, str]


class Line(NamedTuple):
    """A short fact to be written."""


Answer = Steps | Boxes | Amount | Day | Line


class Asked(NamedTuple):
    """A question with all that belongs to it; `lines` is the room for notes. The number of a `must` question stands out."""

    only_if: str
    number: str
    ask: tuple[str, ...]
    must: str
    aim: str
    answer: Answer | None
    probes: tuple[Probe, ...]
    notes: str
    listen: str
    lines: int


class FormHead(NamedTuple):
    """The top of a consent form: whose copy it is, what it is."""

    copy: str
    title: str


class Heading(NamedTuple):
    """A small heading inside a form, with a hint."""

    title: str
    hint: str = ""


class Named(NamedTuple):
    """A text of the guide under its label."""

    label: str
    paragraphs: tuple[str, ...]


class Points(NamedTuple):
    """Sentences one below the other."""

    texts: tuple[str, ...]


class Signatures(NamedTuple):
    """Who signs, side by side: name, date and signature of each."""

    who: tuple[str, str]
    fields: tuple[str, ...]


class Small(NamedTuple):
    """Small print; the line may be filled in."""

    text: str
    blank: bool = False


Block = (
    Head
    | Blanks
    | Plan
    | Section
    | Speech
    | Consents
    | ThemeHead
    | Asked
    | FormHead
    | Heading
    | Named
    | Points
    | Signatures
    | Small
)


class Part(NamedTuple):
    """Blocks that begin on a page of their own. Pages with a name on them bear no pseudonym (`coded` is false)."""

    blocks: tuple[Block, ...]
    coded: bool


class Sheet(NamedTuple):
    """A whole printed guide, or another paper of the study. `running` stands on every page, `code` is what is filled in there, if anything."""

    language: str
    rtl: bool
    title: str
    running: str
    code: str
    page: str
    parts: tuple[Part, ...]


def anchored(value: T) -> T:
    """The same value for a page that is read from the right: marks hold its texts in another script together."""
    made: Any = value
    if isinstance(value, str):
        inner = f"{TO_THE_RIGHT}{value}{TO_THE_RIGHT}"
        made = f"{TO_THE_LEFT}{inner}{TO_THE_LEFT}" if from_the_left(value) else value
    elif isinstance(value, tuple):
        parts = map(anchored, value)
        made = type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return cast("T", made)


def texts(value: object) -> Iterator[str]:
    """Every text of a part, a block or a sheet's parts, in the order in which each writer shows them."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, Signatures):
        for who in value.who:
            yield from (who, *value.fields)
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
