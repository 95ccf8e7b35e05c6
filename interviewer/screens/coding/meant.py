"""Which code and which words of a turn a coder means, or why that isn't clear."""

from collections.abc import Sequence

from interviewer.coding.choose import Option, match, near, near_duplicates
from interviewer.coding.excerpt import Span, find_typed
from interviewer.coding.marks_csv import shown
from interviewer.coding.model import Codebook
from interviewer.errors import CannotError
from interviewer.ids import is_id
from interviewer.schema import propose_id
from interviewer.yamltext import hidden_in

# Words with which labels begin in either language, and no id would.
BEGINNINGS = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "des",
        "du",
        "de",
        "d",
        "au",
        "aux",
        "ce",
        "ces",
        "se",
        "son",
        "sa",
        "ses",
        "en",
        "the",
        "a",
        "an",
        "to",
        "of",
        "its",
    ]
)


def meant_code(typed: str, choices: Sequence[Option]) -> str:
    """The id of the one code that fits the letters; CannotError when none or several do."""
    found = match(typed, choices)
    if len(found) > 1:
        raise CannotError("coding_several_codes", typed=shown(typed), codes=", ".join(found[:8]))
    if not found:
        guess = near(typed, choices)
        raise CannotError("coding_no_code_near", guess=guess) if guess else CannotError("coding_no_code")
    return found[0]


def meant_span(text: str, words: str) -> Span:
    """The one place of the words in the turn's text; CannotError when they stand nowhere or in several."""
    found = find_typed(text, words)
    if not found:
        raise CannotError("coding_not_in_turn")
    if len(found) > 1:
        raise CannotError("coding_several_places", count=len(found))
    return found[0]


def meant_new_code(typed: str, codebook: Codebook, choices: Sequence[Option], *, certain: bool) -> tuple[str, str]:
    """The id and the label of a code to be made; CannotError for what is neither, or is nearly there already.

    Who is `certain` gets one that is much like another. Where the first word can't be meant as an id, since a label
    begins with it, all is the label and the id is made of it.
    """
    code, _space, label = typed.strip().partition(" ")
    code, label = code.lower(), label.strip()
    if typed.strip() and (code in BEGINNINGS or not is_id(code)):
        code, label = propose_id(typed), " ".join(typed.split())
    if not is_id(code) or not label:
        raise CannotError("coding_new_form")
    hidden = hidden_in(label)
    if hidden:
        raise CannotError("coding_new_hidden", code=hidden)
    if codebook.find(code) or any(option.id == code for option in choices):
        raise CannotError("coding_new_there", code=code)
    alike = near_duplicates(code, label, choices)
    if alike and not certain:
        raise CannotError("coding_new_alike", code=code, alike=", ".join(alike))
    return code, label
