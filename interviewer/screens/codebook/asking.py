"""Where the words of codes come from: prompts at a terminal, lines of standard input else."""

import sys
from collections.abc import Collection, Sequence

from interviewer.coding.model import Code, Codebook
from interviewer.coding.wording import REASON, WORDS, Said, understand
from interviewer.errors import FilesError
from interviewer.screens.paper import Paper
from interviewer.screens.words import N_, _
from interviewer.yamltext import hidden_in

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
    """These words of a code, asked for one after the other with what stands there now; the label until there is one."""
    paper.say(_("Enter keeps what stands there; an empty line leaves it out. Ctrl-C changes nothing."), "quiet")
    said = []
    for key in keys:
        given = _typed_key(code, key, languages, paper)
        while key == "label" and not any(given.values()):
            paper.say(_("A code needs a label."), "warn")
            given = _typed_key(code, key, languages, paper)
        had = getattr(code, key).words
        said += [Said("", key, lang, words, 0) for lang, words in given.items() if words != had.get(lang, "")]
    return said


def _typed_key(code: Code, key: str, languages: Sequence[str], paper: Paper) -> dict[str, str]:
    """One of the words of a code in each language."""
    had = getattr(code, key).words
    return {lang: _visible(_prefix(key, lang), had.get(lang, ""), paper) for lang in languages or ("",)}


def _visible(message: str, initial: str, paper: Paper) -> str:
    """What was typed; asked for again while it has characters that nobody sees."""
    from interviewer.screens.terminal.prompt import ask_text

    while hidden := hidden_in(words := ask_text(message=message, initial=initial).strip()):
        said = _("A character that nobody can see ({code}) stands in it. Type it again.")
        paper.say(said.format(code=hidden), "warn")
    return words


def _prefix(key: str, language: str) -> str:
    if language:
        return _("{name} ({language})> ").format(name=_(NAMES[key]), language=language)
    return _("{name}> ").format(name=_(NAMES[key]))


def typed_reason(*, needed: bool) -> list[Said]:
    """Why, in a few words."""
    while True:
        words = _visible(_("why> "), "", Paper())
        if words or not needed:
            return [Said("", REASON, "", words, 0)] if words else []


def languages_of(book: Codebook, study_languages: Sequence[str], code: Code | None = None) -> tuple[str, ...]:
    """The languages in which a code's words are asked for; none where its texts are plain."""
    if code is not None and code.label.words:
        return tuple(language for language in code.label.words if language)
    named = next((tuple(one.label.words) for one in book.codes), tuple(study_languages))
    return tuple(language for language in named if language) if len(named) > 1 else ()
