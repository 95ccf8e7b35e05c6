"""The kinds that a language's words have."""

from functools import cache


@cache
def kinds_of(language: str) -> dict[str, frozenset[str]]:
    """The kinds of each word that the rules of a language know; built once."""
    if language == "fr":
        from interviewer.guide.quality.lexicon_fr import KINDS
    else:
        from interviewer.guide.quality.lexicon_en import KINDS
    gathered: dict[str, set[str]] = {}
    for kind, words in KINDS.items():
        for word in words.split():
            gathered.setdefault(word, set()).add(kind)
    shared: dict[frozenset[str], frozenset[str]] = {}
    return {word: shared.setdefault(frozenset(kinds), frozenset(kinds)) for word, kinds in gathered.items()}
