"""`make names-lexicons`: the ordinary words of both languages, by which the scan tells names from other words.

The words are those of simplemma (MIT licence) and the few thousand that everybody uses; which of them are frequent is read
off wordfreq (its data: CC BY-SA 4.0). First names among the latter are left out by the list of gender-guesser.
"""

import gzip
import sys
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import msgspec

from interviewer.privacy.scan.familiar import familiar_words
from interviewer.privacy.scan.lexicon import packed
from interviewer.privacy.scan.tokens import folded

ROOM = Path(__file__).resolve().parent.parent / "interviewer" / "privacy" / "scan"
MOST, EVERYDAY, COMMONEST = 50_000, 6_000, 1_500
# Words of the dictionary that, said of somebody, are names first.
MORE_NAMES = {
    "fr": "jean marie luc alex kim anna lea chloe ines emma alice hugo leon victor felix martin laurent olivier vincent robin "
    "valentin nicolas denis gilles rene bernard omar dora david john charles robert claude marc thomas michael michel jacques "
    "andre daniel richard peter manuel eric jack maria dan william guillaume serge cesar benoit caroline jeanne donna oscar "
    "charlotte baptiste madeleine luis diane augustin alfred carter edouard sylvain virginie tommy marianne rob ana regis "
    "veronique denise brandon axel clemence gloria mimi moussa sabine zoe elie pascale valentine renee manuelle gaspard johan "
    "elise bonnie lulu desiree mina pepe lester bibi pierrot morgane eustache luce loulou archie derrick aida cora collin "
    "paul philippe louis rosie clarisse lia munir clive daphne lolita tory flores jeannette rosette cassie francois jade mark bill bob gene",
    "en": "john jean jack bill peter tom tim jim joe ben dan alice emma frank jenny molly polly mike dave nick kim max alex omar "
    "martin henry steve harry tony bob matt brian mac jimmy victoria anna alexander roger jay walter carter josh rob robin "
    "victor maria billy lisa graham barry carl laura nelson terry steven bobby perry sue ken jose blake julia ralph colin "
    "spencer stan ruth marc angela carol caroline sally lance troy sophie randy mitch quinn vince willie maya glen diane "
    "timothy jill stephanie mel rosa sandra tucker solomon patricia paula lambert clarence vera stella jess tara jerome basil "
    "david james michael george paul william robert thomas karim malik shahid emir amir samir mina lea paddy jasmine sam jo nina hector sergei ivan leila kerry eddie derek stuart",
}
NAMES = {"fr": "French", "en": "English"}


def forms(language: str) -> set[str]:
    """Every word of the dictionary that is written in small letters: no name."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    found = set()
    for pair in DefaultDictionaryFactory().get_dictionary(language).items():
        found |= {one.decode() if isinstance(one, bytes) else one for one in pair}
    return {one for one in found if one == one.lower()}


def by_frequency(language: str) -> list[str]:
    """All words that are written, the most frequent first."""
    found = find_spec("wordfreq")
    assert found is not None
    assert found.submodule_search_locations
    data = (Path(found.submodule_search_locations[0]) / "data" / f"large_{language}.msgpack.gz").read_bytes()
    return [word for bucket in msgspec.msgpack.decode(gzip.decompress(data))[1:] for word in bucket]


def first_names() -> set[str]:
    """First names of many countries, to be left out of the most frequent words (gender-guesser's list)."""
    found = find_spec("gender_guesser")
    assert found is not None
    assert found.submodule_search_locations
    lines = (
        (Path(found.submodule_search_locations[0]) / "data" / "nam_dict.txt").read_text("utf-8", "replace").split("\n")
    )
    columns = [line.split() for line in lines if line[:1] not in ("#", "=", "")]
    return {folded(part) for those in columns if len(those) > 1 for part in those[1].split("+")} | familiar_words()


def main() -> int:
    """Write both modules."""
    for language, name in NAMES.items():
        known = forms(language)
        frequent = (word for word in by_frequency(language) if len(word) > 1 and word.isalpha() and word in known)
        words = {folded(word) for word in islice(frequent, MOST)}
        everyday = [folded(word) for word in by_frequency(language)[:EVERYDAY] if word.isalpha() and len(word) > 1]
        words |= {*everyday[:COMMONEST], *(set(everyday) - first_names())}
        kept = sorted(word for word in words - set(MORE_NAMES[language].split()) if word.isascii())
        lines = [
            f'"""Frequent {name} words, made by `make names-lexicons` (words: simplemma, MIT; which are frequent: wordfreq, CC BY-SA 4.0)."""',
            "",
            f'PACKED = "{packed(kept)}"',
        ]
        (ROOM / f"lexicon_{language}.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
