"""Lines, one after the other, into the draft of a guide; what becomes of each is taken down."""

import re
from collections.abc import Sequence

from interviewer.guide.prose.consent import is_consent, purpose_of
from interviewer.guide.prose.cues import OF_A_GUIDE, label_of
from interviewer.guide.prose.draft import Draft, DraftConsent, DraftFact, DraftQuestion, DraftTheme
from interviewer.guide.prose.headings import MOST_WORDS, Heading, asks, heading, section_of
from interviewer.guide.prose.marks import labelled, theme_title, with_minutes, without_blank
from interviewer.guide.prose.model import Fate, Line, Part
from interviewer.matching import fold

GREETING = re.compile(
    r"(?:bonjour|bonsoir|merci|hello|good (?:morning|afternoon)|thank you|je m appelle|my name is|nous realisons|je suis)\b"
)
INTENDS = re.compile(
    r"(?:comprendre|savoir|explorer|identifier|recueillir|cerner|connaitre|il s agit|understand|explore|find out|learn)\b"
)
IN_BRACKETS = re.compile(
    r"\((?:relances?(?: éventuelles?)?|probes?|prompts?|follow[- ]ups?)\s*:\s*([^()]*)\)\s*$", re.IGNORECASE
)
DEPENDS = re.compile(r"(?:si|s il|s ils|s elle|if|when applicable|le cas echeant)\b")
THANKS = re.compile(r"(?:je vous remercie|merci|un grand merci|nous vous remercions|thank you|thanks|many thanks)\b")
SPLIT = re.compile(r"(?<=\?)\s+|\s*;\s*|\s+/\s+|\s+[•–]\s+")
LONGEST_TITLE, LONGEST_FACT = 120, 160


class Walk:
    """The draft, where the eye is in it, and the fates so far."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.draft = Draft()
        self.fates: list[Fate] = []
        self.of_theme: list[DraftTheme | None] = []
        """For each fate the theme that it has no sense without, if any."""
        asking = (one.number for one in lines if one.column != "margin" and (asks(one.words) or one.marker))
        self.last_asked = max(asking, default=0)
        self.section = ""
        self.probing = self.only_probes = False
        self.base: Line | None = None
        self.series: Line | None = None
        """The numbered question of this theme that came last: the next number goes on where it stopped."""
        self.greeted = False
        """Whether the opening began by its words, without a heading: then an item that asks ends it."""

    def go(self) -> "Walk":
        """Take every line."""
        for at, line in enumerate(self.lines):
            if line.column:
                self._cell(line)
            else:
                self._line(at, line)
        return self

    def tell(self, line: Line, part: Part, why: str, *, sure: bool = False) -> None:
        """Take down what became of the line."""
        self.fates.append(Fate(line.number, line.words, part, why, sure))
        inside = part in ("theme", "minutes", "aim") and self.draft.themes
        self.of_theme.append(self.draft.themes[-1] if inside else None)

    def _line(self, at: int, line: Line) -> None:
        if self._is_title(at, line):
            self.draft.title = with_minutes(line.words)[0] or line.words
            self.tell(line, "title", "title" if line.title else "first", sure=line.title)
            return
        label, rest = labelled(line.words)
        alone = "" if label else label_of(fold(with_minutes(line.words)[0]))
        if alone in ("probe", "question") and self.draft.themes and (line.heading or line.bold):
            self._part_of_theme(line, alone)
            return
        if self.draft.title and not self.draft.themes and fold(line.words) in OF_A_GUIDE:
            self.tell(line, "label", "name_of_guides")
            return
        if label_of(label) and not theme_title(line.words)[0] and not line.heading:
            self._labelled(line, label_of(label), rest)
            return
        found = heading(self.lines, at)
        if found and found.why == "minutes" and self._is_about_the_whole(at):
            self.draft.duration = found.minutes
            self.tell(line, "duration", "minutes")
            return
        again = found and found.opens == self.section and found.opens != "theme" and not (line.heading or found.rest)
        if found and not again and (line.heading or found.opens != "theme" or not self._greets(line)):
            self._heading(line, found)
        else:
            self._content(line)

    def _is_title(self, at: int, line: Line) -> bool:
        if self.draft.title or self.draft.themes or self.section or len(line.words) > LONGEST_TITLE or asks(line.words):
            return False
        if line.title or any(name in fold(line.words) for name in OF_A_GUIDE):
            return True
        if at or theme_title(line.words)[0] or label_of(labelled(line.words)[0]):
            return False
        found = heading(self.lines, at)
        others = [one.heading for one in self.lines[1:] if one.heading]
        if line.heading:
            return line.heading < min(others) if others else any(one.column for one in self.lines)
        return not line.marker and (found is None or found.opens == "theme") and len(line.words.split()) <= MOST_WORDS

    def _is_about_the_whole(self, at: int) -> bool:
        """Whether minutes behind a line are those of the interview: it stands above the first heading."""
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        first = self.draft.duration is None and not self.draft.themes and not self.section
        return first and below is not None and bool(below.heading or section_of(below.words))

    # --- headings and labels ---

    def _heading(self, line: Line, found: Heading) -> None:
        self.probing = self.only_probes = False
        self.base = self.series = None
        self.greeted = False
        self.section = found.opens
        if found.opens == "theme":
            self.draft.themes.append(DraftTheme(found.words, minutes=found.minutes))
            self.tell(line, "theme", found.why, sure=found.why in ("style", "typed"))
        elif found.rest and found.opens == "opening" and asks(_unquoted(found.rest)):
            self._in_theme(line._replace(words=_unquoted(found.rest)))
        elif found.rest:
            self._content(line._replace(words=found.rest))
        elif found.opens == "aside":
            self.tell(line, "left", "aside")
        else:
            self.tell(line, "label", f"head_{found.opens}")

    def _labelled(self, line: Line, label: str, rest: str) -> None:
        taken = {
            "probe": self._probe_label,
            "aim": self._aim,
            "duration": self._duration,
            "form": self._form,
            "question": self._question_label,
            "theme": self._named_title,
        }
        taken[label](line, rest)

    def _part_of_theme(self, line: Line, label: str) -> None:
        """`Questions` or `Probes` as a heading inside of a theme."""
        self.section, self.only_probes = "theme", label == "probe"
        self.tell(line, "label", "named", sure=True)

    def _named_title(self, line: Line, rest: str) -> None:
        if rest and not self.draft.title:
            self.draft.title = rest
            self.tell(line, "title", "named")
        else:
            self.tell(line, "left", "label_only")

    def _probe_label(self, line: Line, rest: str) -> None:
        question = self._question()
        if question is None:
            self.tell(line, "left", "probe_without_question")
            return
        self.probing = not rest
        question.probes += _split(rest)
        self.tell(line, "probe" if rest else "label", "named", sure=True)

    def _aim(self, line: Line, rest: str) -> None:
        if not rest:
            self.tell(line, "left", "label_only")
        elif self.section != "theme" or not self.draft.themes:
            self.draft.purpose.append(rest)
            self.tell(line, "purpose", "named", sure=True)
        else:
            theme = self.draft.themes[-1]
            question = theme.questions[-1] if theme.questions else None
            holder: DraftTheme | DraftQuestion = question or theme
            holder.aim = f"{holder.aim} {rest}".strip()
            self.tell(line, "aim", "named", sure=True)

    def _duration(self, line: Line, rest: str) -> None:
        _words, minutes = with_minutes(rest)
        if minutes is None:
            self.tell(line, "left", "duration_unread")
        elif self.section == "theme" and self.draft.themes:
            self.draft.themes[-1].minutes = minutes
            self.tell(line, "minutes", "named", sure=True)
        else:
            self.draft.duration = minutes
            self.tell(line, "duration", "named", sure=True)

    def _form(self, line: Line, rest: str) -> None:
        if self.section == "background":
            self._fact(line)
        elif without_blank(rest) and self.section == "theme":
            self._content(line)
        else:
            self.tell(line, "left", "form")

    def _question_label(self, line: Line, rest: str) -> None:
        self.probing = False
        if rest:
            self._content(line._replace(words=rest, marker="number"))
        else:
            self.tell(line, "label", "named", sure=True)

    # --- tables ---

    def _cell(self, line: Line) -> None:
        if line.column == "theme":
            words, minutes = with_minutes(theme_title(line.words)[1])
            self._heading(line, Heading(_opens(words), words or line.words, minutes, "column"))
        elif line.column == "question":
            self._content(line._replace(marker=line.marker or "number", level=0), in_column=True)
        elif line.column == "probe" and (question := self._question()) is not None:
            question.probes += _split(line.words) or [line.words]
            self.tell(line, "probe", "column", sure=True)
        elif line.column == "aim":
            self._aim(line, line.words)
        elif line.column == "minutes":
            self._duration(line, f"{line.words} min" if line.words.isdigit() else line.words)
        elif line.column == "label":
            self.tell(line, "label", "column", sure=True)
        else:
            self.tell(line, "left", "margin" if line.column == "margin" else "column")

    # --- what stands below the headings ---

    def _content(self, line: Line, *, in_column: bool = False) -> None:
        if self.section == "aside":
            self.tell(line, "left", "aside")
        elif self.section == "closing":
            self.draft.closing.append(line.words)
            self.tell(line, "closing", "section", sure=True)
        elif self.section == "background":
            self._fact(line)
        elif self._greets(line):
            self.section, self.greeted = "opening", True
            self._spoken_first(line)
        elif self.section in ("opening", "consent") and not self._begins_to_ask(line):
            self._spoken_first(line)
        elif self.section == "theme" or in_column or asks(line.words):
            self._in_theme(line)
        elif self.draft.duration is None and with_minutes(line.words)[1]:
            self.draft.duration = with_minutes(line.words)[1]
            self.tell(line, "duration", "minutes")
        else:
            self.tell(line, "left", "before_first")

    def _greets(self, line: Line) -> bool:
        """Whether the opening begins here: words of welcome before anything was asked."""
        first = not self.section or (self.section == "theme" and not any(one.questions for one in self.draft.themes))
        return first and not line.marker and GREETING.match(fold(line.words[:40])) is not None

    def _begins_to_ask(self, line: Line) -> bool:
        """Whether an item ends the opening that has no heading: it asks, and not whether the person agrees."""
        asked = self.greeted and bool(line.marker) and asks(line.words)
        return asked and not is_consent(line.words, item=True)

    def _spoken_first(self, line: Line) -> None:
        item = line.marker == "box" or (bool(line.marker) and self.section == "consent")
        purpose = purpose_of(line.words) if is_consent(line.words, item=item) else None
        if purpose:
            needed = purpose == "notes" and not any(one.required for one in self.draft.consent)
            self.draft.consent.append(DraftConsent(purpose, without_blank(line.words), required=needed))
            self.tell(line, "consent", "taking_part" if needed else purpose)
        elif self.section == "consent" and line.words.endswith("?"):
            self.tell(line, "left", "consent_unread")
        else:
            self.draft.opening.append(line.words)
            why = "consent" if self.section == "consent" else "greets" if self.greeted else "section"
            self.tell(line, "opening", why, sure=why == "section")

    def _fact(self, line: Line) -> None:
        words = without_blank(line.words)
        facts = self.draft.background
        if line.marker == "box" or (
            facts and self.base is not None and line.level > self.base.level and not asks(words)
        ):
            if facts:
                facts[-1].options += [part for part in re.split(r"\s*[☐□❏❑◻▢]\s*", words) if part]
                self.tell(line, "background", "option")
            else:
                self.tell(line, "left", "option_alone")
        elif len(words) > LONGEST_FACT or not words:
            self.tell(line, "left", "not_a_fact")
        else:
            self.base = line
            facts.append(DraftFact(words, fate=len(self.fates)))
            self.tell(line, "background", "section", sure=True)

    def _in_theme(self, line: Line) -> None:
        if not self.draft.themes:
            self.draft.themes.append(DraftTheme(""))
        self.section = "theme"
        if not asks(line.words) and not line.marker:
            self._statement(line)
            return
        why = self._probe_why(line)
        if why and self._question() is not None:
            self._add_probe(line, why, sure=why in ("deeper", "named", "under_probes"))
            return
        self.probing, self.base = False, line
        self.series = line if line.marker == "number" else self.series
        words, inside = _brackets(line.words)
        self.draft.themes[-1].questions.append(DraftQuestion(words, probes=inside, fate=len(self.fates)))
        self.tell(line, "question", "item" if line.marker else "asks", sure=bool(line.marker) and asks(words))

    def _statement(self, line: Line) -> None:
        """Something in a theme that neither asks nor is an item."""
        theme = self.draft.themes[-1]
        if line.number > self.last_asked and THANKS.match(fold(line.words[:40])):
            self.section = "closing"
            self.draft.closing.append(line.words)
            self.tell(line, "closing", "thanks")
        elif self.probing and self._question() is not None:
            self._add_probe(line, "named", sure=False)
        elif not theme.questions and not theme.aim and INTENDS.match(fold(line.words[:40])):
            theme.aim = line.words
            self.tell(line, "aim", "intends")
        else:
            self.tell(line, "left", "statement")

    def _probe_why(self, line: Line) -> str:
        """Why the line is a probe of the question above it; empty where it is a question itself."""
        base = self.base
        if self.only_probes:
            return "under_probes"
        if base is None or (self._goes_on(line) and not self.probing):
            return ""
        like_base = line.marker == base.marker and line.level <= base.level and line.bold == base.bold
        if self.probing and not (like_base and base.marker) and line.level >= base.level:
            return "named"
        if line.level != base.level:
            return "deeper" if line.level > base.level else ""
        if line.bold != base.bold:
            return "not_bold" if base.bold else ""
        return _other_sign(base, line)

    def _goes_on(self, line: Line) -> bool:
        """Whether the number goes on with the numbered questions above, past one that had none."""
        last = self.series
        return last is not None and (line.marker, line.level, line.bold) == (last.marker, last.level, last.bold)

    def _add_probe(self, line: Line, why: str, *, sure: bool) -> None:
        question = self._question()
        if question is not None:
            question.probes.append(line.words)
        depends = DEPENDS.match(fold(line.words[:20])) is not None
        self.tell(line, "probe", "on_condition" if depends else why, sure=sure and not depends)

    def _question(self) -> DraftQuestion | None:
        """The question above, if any."""
        theme = self.draft.themes[-1] if self.draft.themes and self.section == "theme" else None
        return theme.questions[-1] if theme and theme.questions else None


def _other_sign(base: Line, line: Line) -> str:
    """Whether a sign other than that of the questions makes a probe of the line."""
    if line.marker == base.marker:
        return ""
    if base.marker == "number" and line.marker in ("bullet", "letter", "box"):
        return "other_sign"
    if not base.marker and line.marker:
        return "other_sign"
    return "no_sign" if base.marker and not line.marker and not line.gap else ""


def _unquoted(words: str) -> str:
    return words.strip(' "«»“”\u00a0\u202f')


def _opens(words: str) -> str:
    return section_of(words) or "theme"


def _brackets(words: str) -> tuple[str, list[str]]:
    """A question without the probes in brackets at its end, and these."""
    found = IN_BRACKETS.search(words)
    return (words[: found.start()].strip(), _split(found[1])) if found and found.start() else (words, [])


def _split(words: str) -> list[str]:
    """Several probes on one line."""
    parts = [part.strip(" -–•,") for part in SPLIT.split(words)]
    return [part[:1].upper() + part[1:] for part in parts if part]
