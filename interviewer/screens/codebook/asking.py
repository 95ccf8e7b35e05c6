"""Where the words of codes come from: prompts at a terminal, lines of standard input else."""

import sys
from collections.abc import Collection, Sequence

from interviewer.coding.model import Code, Codebook
from interviewer.coding.wording import REASON, WORDS, Said, understand
from interviewer.errors import FilesError
from interviewer.screens.paper import Paper
from interviewer.screens.words import N_, _

NAMES = {
    "label": N_("label"),
    "definition": N_("definition"),
    "use_when": N_("use when"),
    "not_when": N_("not when"),
    "example": N_("example"),
}
STANDARD_INPUT = "-"


def at_keyboard() -> bool:
    """Whether somebody can be asked."""
    from interviewer.screens.terminal.keyboard import has_terminal

    return has_terminal()


def piped(codes: Collection[str] = ()) -> list[Said]:
    """What the lines of standard input say; FilesError with everything that is wrong with them."""
    said, problems = understand(as_text(sys.stdin.buffer.read()), codes)
    if problems:
        raise FilesError(one._replace(path=STANDARD_INPUT) for one in problems)
    return said


def as_text(data: bytes) -> str:
    """Lines as text; those of an old Windows editor too."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def typed(code: Code, languages: Sequence[str], paper: Paper, keys: Sequence[str] = WORDS) -> list[Said]:
    """Every word of a code, asked for one after the other with what stands there now."""
    from interviewer.screens.terminal.prompt import ask_text

    paper.say(_("Enter keeps what stands there; an empty line leaves it out. Ctrl-C changes nothing."), "quiet")
    said = []
    for key in keys:
        for language in languages or ("",):
            had = getattr(code, key).words.get(language, "")
            words = ask_text(message=_prefix(key, language), initial=had).strip()
            if words != had:
                said.append(Said("", key, language, words, 0))
    return said


def _prefix(key: str, language: str) -> str:
    return f"{_(NAMES[key])} ({language})> " if language else f"{_(NAMES[key])}> "


def typed_reason(*, needed: bool) -> list[Said]:
    """Why, in a few words."""
    from interviewer.screens.terminal.prompt import ask_text

    while True:
        words = ask_text(message=_("why> ")).strip()
        if words or not needed:
            return [Said("", REASON, "", words, 0)] if words else []


def languages_of(book: Codebook, study_languages: Sequence[str], code: Code | None = None) -> tuple[str, ...]:
    """The languages in which a code's words are asked for; none where its texts are plain."""
    if code is not None and code.label.words:
        return tuple(language for language in code.label.words if language)
    named = next((tuple(one.label.words) for one in book.codes), tuple(study_languages))
    return tuple(language for language in named if language) if len(named) > 1 else ()
