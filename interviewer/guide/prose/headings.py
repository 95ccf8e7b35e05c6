"""Which lines are headings, of what, and by which sign: a style, a typed number, bold letters, capitals, what follows."""

from collections.abc import Sequence
from typing import NamedTuple

from interviewer.guide.prose.cues import (
    ABOUT_THE_PERSON,
    AGREES,
    ASKING,
    BEGIN_SECTIONS,
    IMPERATIVES,
    SECTIONS,
    label_of,
)
from interviewer.guide.prose.marks import labelled, theme_title, with_minutes
from interviewer.guide.prose.model import Line
from interviewer.matching import fold

LONGEST, MOST_WORDS = 100, 14
FEW_WORDS, FEWEST_CAPITALS = 8, 4


class Heading(NamedTuple):
    """What a heading opens (`theme`, or one of the other parts), its words without signs, its minutes, and why it is one."""

    opens: str
    words: str
    minutes: float | None
    why: str
    rest: str = ""


def asks(words: str) -> bool:
    """Whether the words ask, or ask for a story."""
    plain = fold(words[:200])
    return (
        words.rstrip(' )»”"').endswith("?")
        or bool(IMPERATIVES.match(plain))
        or ("?" in words and bool(ASKING.match(plain)))
    )


def section_of(words: str) -> str:
    """Which part of a guide words announce that stand alone; empty for none."""
    plain = fold(words)
    if plain.startswith("presentation") and any(about in plain for about in ABOUT_THE_PERSON):
        return ""
    if plain in SECTIONS:
        return SECTIONS[plain]
    if len(plain.split()) > MOST_WORDS // 2:
        return ""
    near = [cue for cue in BEGIN_SECTIONS if plain.startswith(f"{cue} ")]
    return SECTIONS[max(near, key=len)] if near else ""


def heading(lines: Sequence[Line], at: int) -> Heading | None:
    """The line as a heading; None where it is none."""
    line = lines[at]
    words, minutes = with_minutes(line.words)
    words = words or line.words
    announced, after = theme_title(words)
    if announced and (not asks(after) or any(asks(one.words) for one in _below(lines, at))):
        return _opened(lines, at, Heading("theme", after.rstrip(" :"), minutes, "typed"))
    found = _labelled_section(lines, at, words, minutes)
    if found:
        return found
    why = _sign(lines, at, words)
    return _opened(lines, at, Heading("theme", words.rstrip(" :"), minutes, why)) if why else None


def _labelled_section(lines: Sequence[Line], at: int, words: str, minutes: float | None) -> Heading | None:
    """`Introduction`, `Talon :`, `Consigne : Bonjour, ...`."""
    label, rest = labelled(words)
    if label_of(label):
        return None
    rest = rest if label else ""
    opens = SECTIONS.get(label, "") if rest else section_of(words)
    if not opens:
        return None
    if rest:
        return Heading(opens, words.partition(":")[0].strip(), minutes, "named", rest)
    return _opened(lines, at, Heading("theme", words.rstrip(" :"), minutes, "named"))


def _opened(lines: Sequence[Line], at: int, found: Heading) -> Heading:
    """The heading with the part that it opens: an introduction that is full of questions is a theme."""
    opens = section_of(found.words)
    if opens == "opening" and _holds_questions(lines, at):
        opens = ""
    return found._replace(opens=opens or "theme")


def _holds_questions(lines: Sequence[Line], at: int) -> bool:
    below = _below(lines, at)
    asked = [one for one in below if asks(one.words) and not AGREES.search(fold(one.words))]
    return bool(asked) and 2 * len(asked) >= len(below)


def _below(lines: Sequence[Line], at: int) -> list[Line]:
    """The lines up to the next sure heading."""
    made = []
    for n in range(at + 1, min(len(lines), at + 60)):
        line = lines[n]
        words = with_minutes(line.words)[0]
        looks = line.heading or line.title or (not asks(words) and _by_looks(line, words))
        if looks or theme_title(words)[0] or section_of(words):
            break
        made.append(line)
    return made


def _sign(lines: Sequence[Line], at: int, words: str) -> str:
    """By which sign the line is a heading; empty where it is none."""
    line = lines[at]
    if line.heading:
        return "" if asks(words) else "style"
    if len(words) > LONGEST or len(words.split()) > MOST_WORDS or asks(words) or label_of(labelled(words)[0]):
        return ""
    below = next((one for one in lines[at + 1 : at + 4] if not label_of(labelled(one.words)[0])), None)
    if below is None or below.heading or words.endswith((".", ";", ",")):
        return _by_looks(line, words)
    return _by_looks(line, words) or _by_what_follows(line, below, words)


def _by_looks(line: Line, words: str) -> str:
    if line.bold and not words.endswith((".", ";")):
        return "bold"
    if line.marker not in ("", "number", "roman"):
        return ""
    if words.isupper() and len(words) >= FEWEST_CAPITALS:
        return "capitals"
    return "minutes" if with_minutes(line.words)[1] is not None else ""


def _by_what_follows(line: Line, below: Line, words: str) -> str:
    deeper = below.level > line.level or (below.marker and below.marker != line.marker)
    if line.marker == "roman" and (asks(below.words) or below.marker):
        return "roman"
    if line.marker == "number" and deeper and asks(below.words):
        return "over_questions"
    if line.marker:
        return ""
    if words.endswith(":") and (below.marker or asks(below.words)):
        return "colon"
    if line.gap and len(words.split()) <= FEW_WORDS and words[:1].isupper() and (asks(below.words) or below.marker):
        return "short"
    return ""
