"""A guide while it is made out of lines: themes with questions with probes, and what stands around them."""

from dataclasses import dataclass, field

from interviewer.guide.model import ConsentPurpose


@dataclass
class DraftQuestion:
    """A question and what belongs to it; `fate` is the place of its line among the fates."""

    words: str
    fate: int = 0
    aim: str = ""
    probes: list[str] = field(default_factory=list)


@dataclass
class DraftTheme:
    """A theme and its questions."""

    title: str
    aim: str = ""
    minutes: float | None = None
    questions: list[DraftQuestion] = field(default_factory=list)


@dataclass
class DraftFact:
    """An item of the background sheet with the options below it; `fate` is the place of its line among the fates."""

    words: str
    fate: int = 0
    options: list[str] = field(default_factory=list)


@dataclass
class DraftConsent:
    """A consent item; `required` where nothing can be held without it."""

    purpose: ConsentPurpose
    words: str
    required: bool = False


@dataclass
class Draft:
    """The whole guide so far."""

    title: str = ""
    purpose: list[str] = field(default_factory=list)
    duration: float | None = None
    opening: list[str] = field(default_factory=list)
    consent: list[DraftConsent] = field(default_factory=list)
    themes: list[DraftTheme] = field(default_factory=list)
    background: list[DraftFact] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
