"""Finding what was meant by a few letters."""

import json

from hypothesis import given
from hypothesis import strategies as st

from interviewer.ids import is_id, session_id
from interviewer.matching import find, fold, nearest
from interviewer.privacy.pseudonyms import CLEAR, pseudonym
from tests.conftest import DATA

CODES = (("lien", "Le lien"), ("lien-fort", "Un lien fort"), ("sens", "Le sens de l'action"), ("ecoute", "L'écoute"))


def test_an_exact_id_wins_over_longer_ones() -> None:
    assert find("lien", CODES) == ("lien",)


def test_a_few_letters_of_id_or_words_are_enough_without_accents() -> None:
    assert find("éc", CODES) == ("ecoute",)
    assert find("ECOUTE", CODES) == ("ecoute",)
    assert find("fort", CODES) == ("lien-fort",)
    assert find("action sens", CODES) == ("sens",)


def test_what_fits_several_names_them_all_and_nothing_fits_nothing() -> None:
    assert find("li", CODES) == ("lien", "lien-fort")
    assert find("zzz", CODES) == ()
    assert find("", CODES) == ()


def test_the_nearest_word_is_proposed_or_none() -> None:
    assert nearest("suivnt", ["suivant", "retour"]) == "suivant"
    assert nearest("xxxxxx", ["suivant"]) == ""


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_pseudonym_has_no_look_alikes_and_is_not_taken() -> None:
    picks = iter("aaaa" + "acde")
    assert pseudonym(lambda letters: next(p for p in picks if p in letters), taken={"paaaa"}) == "pacde"
    assert not set("0o1li2z5s8buv") & set(CLEAR)


def test_a_session_id_is_made_of_ids_and_counts_up() -> None:
    base = session_id("2026-03-12", "benevoles", "p7kx3")
    assert base == "2026-03-12-benevoles-p7kx3"
    assert session_id("2026-03-12", "benevoles", "p7kx3", {base, base + "-2"}) == base + "-3"


def test_ids_are_an_allow_list() -> None:
    bad_ids = json.loads((DATA / "hostile" / "bad_ids.json").read_text(encoding="utf-8"))
    assert not [one for one in bad_ids if is_id(one)]
    assert is_id("a" * 64)
    assert not is_id("a" * 65)
    assert is_id("p7kx3")
