"""Typing the 24 words of a paper key: as many on a line as one likes, each judged as soon as its line is there."""

from interviewer.privacy.paper_key import COUNT, GROUP, count_of, first_wrong
from interviewer.screens.terminal.choose import short_text
from interviewer.screens.words import _


def typed_words() -> str:
    """24 words, or more: all that was typed. A line with a word of no list is asked for again, so no good line is typed twice."""
    typed = ""
    while (there := count_of(typed)) < COUNT:
        question = _("Words {first} to {last}:").format(first=there + 1, last=min(there + GROUP, COUNT))
        typed = f"{typed} {short_text(question, validate=lambda line, there=there: _wrong(line, there))}"  # type: ignore[misc]
    return typed


def _wrong(line: str, there: int) -> str | None:
    wrong = first_wrong(line)
    if not wrong:
        return None
    return _("Word {word} is in no list. Look at the sheet again.").format(word=there + wrong)
