"""The kinds that a language's words have."""

from functools import cache

from interviewer.guide.quality.words import read_words


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


@cache
def jargon(language: str) -> tuple[tuple[str, ...], ...]:
    """The words of the trade, each as the words that it is made of."""
    if language == "fr":
        from interviewer.guide.quality.lexicon_fr import JARGON
    else:
        from interviewer.guide.quality.lexicon_en import JARGON
    return tuple(read_words(phrase, language).words for phrase in JARGON.split("|"))
