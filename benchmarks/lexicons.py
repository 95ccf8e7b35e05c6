"""`make lexicons`: the kinds of words of the quality rules, with all their forms, from lists of lemmas and a dictionary of forms.

The lists in benchmarks/lexicon are ours. The forms come from simplemma (MIT licence).
"""

from collections import defaultdict
from pathlib import Path

from interviewer.guide.quality.words import plain

HERE = Path(__file__).resolve().parent
ROOM = HERE.parent / "interviewer" / "guide" / "quality"
# Endings that no question uses: past historic and subjunctive imperfect.
BOOKISH = ("asse", "asses", "assent", "assiez", "assions", "ames", "ates", "erent", "usse", "usses", "ussent", "ussiez")
NAMES = {"fr": "French", "en": "English"}


def forms(language: str) -> dict[str, list[str]]:
    """Each lemma's forms."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    found: defaultdict[str, list[str]] = defaultdict(list)
    for form, lemma in DefaultDictionaryFactory().get_dictionary(language).items():
        found[_text(lemma)].append(_text(form))
    return found


def _text(one: str | bytes) -> str:
    return one.decode() if isinstance(one, bytes) else one


def kinds(language: str) -> dict[str, list[str]]:
    """Each kind's words, without accents, in alphabetical order."""
    known = forms(language)
    gathered: defaultdict[str, set[str]] = defaultdict(set)
    for line in (HERE / "lexicon" / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, lemmas = line.partition(":")
            for lemma in lemmas.split():
                gathered[kind] |= {plain(form) for form in _all_forms(lemma, known)}
    return {
        kind: sorted(word for word in words if not word.endswith(BOOKISH) or language == "en" or len(word) < 7)
        for kind, words in sorted(gathered.items())
    }


def _all_forms(lemma: str, known: dict[str, list[str]]) -> set[str]:
    if lemma.endswith("!"):
        return {lemma[:-1]}
    own = {lemma, *known.get(lemma, ())}
    return own | {f"{form}s" for form in own if form.endswith("é")} | {f"{form}e" for form in own if form.endswith("é")}


def main() -> None:
    for language, name in NAMES.items():
        lines = [
            f'"""{name} words by kind, made by `make lexicons` from benchmarks/lexicon/{language}.txt. Not edited by hand."""\n',
            "KINDS = {",
            *(f'    "{kind}": "{" ".join(words)}",' for kind, words in kinds(language).items()),
            "}\n",
        ]
        (ROOM / f"lexicon_{language}.py").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
