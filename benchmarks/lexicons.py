"""`make lexicons`: the kinds of words of the quality rules, with all their forms, from lists of lemmas and a dictionary of forms.

The lists in benchmarks/lexicon are ours. The forms come from simplemma (MIT licence), valences from vaderSentiment (MIT) and
textblob-fr (its lexicon is in the public domain, PDDL).
"""

import re
from collections import defaultdict
from pathlib import Path

from interviewer.guide.quality.words import plain

HERE = Path(__file__).resolve().parent
ROOM = HERE.parent / "interviewer" / "guide" / "quality"
# Endings of French verbs that questions don't use: past historic, subjunctive imperfect, and forms of *je* and *nous*.
BOOKISH = (
    *(
        "asse",
        "asses",
        "assent",
        "assiez",
        "ames",
        "ates",
        "erent",
        "usse",
        "usses",
        "ussent",
        "ussiez",
        "imes",
        "irent",
    ),
    *(
        "urent",
        "issiez",
        "ions",
        "rai",
        "ras",
        "rons",
        "ons",
        "ites",
        "utes",
        "umes",
        "oient",
        "era",
        "eront",
        "eraient",
    ),
)
SHORT = 4
VERBAL = ("er", "ir", "re", "oir")
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
                if lemma.startswith("@"):
                    gathered[kind] |= VALENCE[language, lemma]()
                    continue
                gathered[kind] |= {plain(form) for form in _all_forms(lemma, known, language)}
    if language == "en":
        gathered["finite"] |= {word for word in _third_person(gathered["base"], known) if word not in NOUNS}
    return {kind: sorted(words) for kind, words in sorted(gathered.items())}


# Plurals that are more often nouns than verbs.
NOUNS = frozenset(
    [
        "plans",
        "uses",
        "visits",
        "changes",
        "views",
        "works",
        "looks",
        "moves",
        "plays",
        "studies",
        "answers",
        "rates",
        "supports",
        "drinks",
        "reads",
        "starts",
        "stops",
        "talks",
        "walks",
        "drives",
        "trains",
        "shares",
        "deals",
        "ranks",
        "cuts",
        "runs",
        "spends",
        "judges",
        "gains",
        "benefits",
        "handles",
        "signs",
        "questions",
        "asks",
    ]
)


def _third_person(bases: set[str], known: dict[str, list[str]]) -> set[str]:
    return {form for base in bases for form in known.get(base, ()) if form.endswith("s") and form.startswith(base[:2])}


def _all_forms(lemma: str, known: dict[str, list[str]], language: str) -> set[str]:
    if lemma.endswith("!"):
        return {lemma[:-1]}
    own = {lemma, *known.get(lemma, ())}
    if lemma.endswith(VERBAL):
        own = {form for form in own if not (plain(form).endswith(BOOKISH) and len(form) > SHORT)}
    # Participles that the dictionary counts as adjectives.
    own |= {f"{lemma[:-2]}é"} if lemma.endswith("er") and language == "fr" else set()
    own |= {lemma[:-1]} if lemma.endswith("ir") else set()
    if lemma.endswith(("ir", "re")):
        own |= {form + end for form in own if form.endswith(("i", "u")) for end in ("e", "s", "es")}
    return own | {f"{form}s" for form in own if form.endswith("é")} | {f"{form}e" for form in own if form.endswith("é")}


ADJECTIVE = re.compile(r"(?:ful|ous|ive|ing|ent|ant|able|ible|ic|id)$")
STATE = re.compile(r"(?:ness|ity|ion|ment|ance|ence|ism|ship|ure|ger|ain|ief|uilt|oss|ery)$")


def english_valence() -> dict[str, float]:
    """Each word of the VADER lexicon (MIT licence) with its valence from -4 to 4."""
    import vaderSentiment

    text = (Path(vaderSentiment.__file__).parent / "vader_lexicon.txt").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines()]
    return {line[0]: float(line[1]) for line in lines if line[0].isalpha()}


def french_valence() -> dict[str, float]:
    """Each adjective of the lexicon in textblob-fr (public domain: PDDL) with its polarity from -1 to 1."""
    import textblob_fr

    text = (Path(textblob_fr.__file__).parent / "fr-sentiment.xml").read_text(encoding="utf-8")
    found = re.finditer(r'form="([^"]+)" pos="([^"]*)" polarity="([-0-9.]+)"', text)
    return {one[1]: float(one[3]) for one in found if "JJ" in one[2]}


def _left_out(language: str, name: str) -> set[str]:
    text = (HERE / "lexicon" / f"{language}-{name}-left-out.txt").read_text(encoding="utf-8")
    return set(text.split())


def _english_praise() -> set[str]:
    left = _left_out("en", "positive")
    return {w for w, v in english_valence().items() if v >= 1.8 and ADJECTIVE.search(w) and w not in left}


def _english_faults() -> set[str]:
    left = _left_out("en", "negative")
    return {w for w, v in english_valence().items() if v <= -1.2 and STATE.search(w) and w not in left}


def _french_praise() -> set[str]:
    left = {plain(word) for word in _left_out("fr", "positive")}
    return {plain(w) for w, v in french_valence().items() if v >= 0.45} - left


def _french_absurd() -> set[str]:
    left = {plain(word) for word in _left_out("fr", "negative")}
    return {plain(w) for w, v in french_valence().items() if v <= -0.55} - left


VALENCE = {
    ("en", "@positive"): _english_praise,
    ("en", "@negative"): _english_faults,
    ("fr", "@positive"): _french_praise,
    ("fr", "@negative"): _french_absurd,
}


def jargon(language: str) -> list[str]:
    """Words of the trade, one or several words each."""
    return (HERE / "lexicon" / f"{language}-jargon.txt").read_text(encoding="utf-8").split("\n")[:-1]


def main() -> None:
    for language, name in NAMES.items():
        lines = [
            f'"""{name} words by kind, made by `make lexicons` from benchmarks/lexicon/{language}.txt. Not edited by hand."""\n',
            "KINDS = {",
            *(f'    "{kind}": "{" ".join(words)}",' for kind, words in kinds(language).items()),
            "}",
            f'JARGON = "{"|".join(jargon(language))}"\n',
        ]
        (ROOM / f"lexicon_{language}.py").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
