"""Two versions of a guide compared: what is found, that nothing else is, and what keeps answers comparable."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from interviewer.guide.changes import Comparison
from interviewer.guide.compare import compare
from interviewer.guide.model import (
    BackgroundItem,
    Choices,
    Condition,
    ConsentItem,
    Date,
    Guide,
    Number,
    Probe,
    Question,
    Scale,
    Text,
    Theme,
)
from interviewer.guide.pairing import moved
from interviewer.guide.wording import is_nearly, is_respelled, pieces

WORDS = ("racontez", "arrivée", "équipe", "moment", "difficile", "semaine", "quartier", "voisins", "projet", "métier")


def sentence(number: int) -> str:
    """A sentence that no other number gives."""
    rng = random.Random(number)
    return f"{rng.choice(WORDS)} {rng.choice(WORDS)} {WORDS[number % 10]} numero{chr(97 + number // 26 % 26)}{chr(97 + number % 26)} ?"


def text(number: int) -> Text:
    return Text({"fr": sentence(number)})


def question(number: int, **more: object) -> Question:
    facts = {"aim": text(number + 100), "probes": tuple(Probe(f"p{n}", text(number + 200 + n)) for n in range(3))}
    return Question(f"q{number}", text(number), **(facts | more))  # type: ignore[arg-type]


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    """Guides with at least two themes of three questions, three background items and three consent items."""
    number = iter(range(10**6))
    kinds = st.sampled_from((None, Scale(0, 10), Number(0, 80, "ans"), Date()))
    themes = []
    for t in range(draw(st.integers(2, 4))):
        here = [question(next(number), answer=draw(kinds)) for _ in range(draw(st.integers(3, 5)))]
        themes.append(Theme(f"t{t}", text(500 + t), text(510 + t), 10.0, tuple(here)))
    options = {f"o{n}": text(520 + n) for n in range(4)}
    background = (*(BackgroundItem(f"b{n}", text(530 + n), Number(0, 80)) for n in range(2)),)
    sheet = (*background, BackgroundItem("b2", text(532), Choices(options)))
    consent = tuple(ConsentItem(f"c{n}", "quote", text(540 + n)) for n in range(3))
    return Guide(
        "g",
        1,
        title=text(550),
        language="fr",
        languages=("fr",),
        themes=tuple(themes),
        consent=consent,
        background=sheet,
        opening=text(551),
        closing=text(552),
        purpose=text(553),
    )


Found = tuple[Guide, tuple[object, ...], bool | None]
Edit = Callable[[Guide, random.Random], Found]
OTHER = Text({"fr": "Tout autre chose, dit avec de nouveaux mots."})


def with_question(guide: Guide, old: Question, **changes: object) -> Guide:
    """The guide with that question changed."""
    themes = []
    for theme in guide.themes:
        here = [replace(one, **changes) if one.id == old.id else one for one in theme.questions]
        themes.append(replace(theme, questions=tuple(here)))
    return replace(guide, themes=tuple(themes))


def some_question(guide: Guide, rng: random.Random) -> Question:
    return rng.choice([question for _theme, question in guide.questions()])


def changed(aspect: str, kind: str, *, comparable: bool, **changes: object) -> Edit:
    def edit(guide: Guide, rng: random.Random) -> Found:
        old = some_question(guide, rng)
        return with_question(guide, old, **changes), (kind, "question", old.id, aspect), comparable

    return edit


def removed(guide: Guide, rng: random.Random) -> Found:
    t = rng.randrange(len(guide.themes))
    theme = guide.themes[t]
    gone = rng.choice(theme.questions)
    made = replace(theme, questions=tuple(q for q in theme.questions if q is not gone))
    themes = (*guide.themes[:t], made, *guide.themes[t + 1 :])
    return replace(guide, themes=themes), ("removed", "question", gone.id, "ask"), None


def added(guide: Guide, rng: random.Random) -> Found:
    theme = guide.themes[-1]
    at = rng.randrange(len(theme.questions) + 1)
    made = replace(theme, questions=(*theme.questions[:at], replace(question(990), id="new"), *theme.questions[at:]))
    return replace(guide, themes=(*guide.themes[:-1], made)), ("added", "question", "new", "ask"), None


def renamed(guide: Guide, rng: random.Random) -> Found:
    old = some_question(guide, rng)
    return with_question(guide, old, id="neu", was=(old.id,)), ("renamed", "question", "neu", "id"), True


def to_another_theme(guide: Guide, rng: random.Random) -> Found:
    first, *rest, last = guide.themes
    gone = rng.choice(first.questions)
    made = replace(first, questions=tuple(q for q in first.questions if q is not gone))
    place = rng.randrange(len(last.questions) + 1)
    full = replace(last, questions=(*last.questions[:place], gone, *last.questions[place:]))
    return replace(guide, themes=(made, *rest, full)), ("moved", "question", gone.id, "theme"), True


def to_the_end(guide: Guide, _rng: random.Random) -> Found:
    first, *rest = guide.themes
    one, *others = first.questions
    return (
        replace(guide, themes=(replace(first, questions=(*others, one)), *rest)),
        ("moved", "question", one.id, "order"),
        True,
    )


def theme_to_the_front(guide: Guide, _rng: random.Random) -> Found:
    *others, last = guide.themes
    return replace(guide, themes=(last, *others)), ("moved", "theme", last.id, "order"), True


def probe_gone(guide: Guide, rng: random.Random) -> Found:
    old = some_question(guide, rng)
    gone = rng.choice(old.probes)
    kept = tuple(probe for probe in old.probes if probe is not gone)
    return with_question(guide, old, probes=kept), ("removed", "probe", gone.id, "ask"), True


def probe_come(guide: Guide, rng: random.Random) -> Found:
    old = some_question(guide, rng)
    probes = (Probe("p9", OTHER), *old.probes)
    return with_question(guide, old, probes=probes), ("added", "probe", "p9", "ask"), True


def probe_reworded(guide: Guide, rng: random.Random) -> Found:
    old = some_question(guide, rng)
    probes = (replace(old.probes[0], ask=OTHER), *old.probes[1:])
    return with_question(guide, old, probes=probes), ("reworded", "probe", old.probes[0].id, "ask"), True


def probe_of_another_kind(guide: Guide, rng: random.Random) -> Found:
    old = some_question(guide, rng)
    probes = (replace(old.probes[0], kind="echo"), *old.probes[1:])
    return with_question(guide, old, probes=probes), ("changed", "probe", old.probes[0].id, "kind"), True


def of_consent(aspect: str, kind: str, *, comparable: bool, **changes: object) -> Edit:
    def edit(guide: Guide, rng: random.Random) -> Found:
        n = rng.randrange(len(guide.consent))
        item = replace(guide.consent[n], **changes)
        made = replace(guide, consent=(*guide.consent[:n], item, *guide.consent[n + 1 :]))
        return made, (kind, "consent", item.id, aspect), comparable

    return edit


def of_sheet(edit_answer: Callable[[Choices], Choices], kind: str, *, comparable: bool, aspect: str = "choice") -> Edit:
    def edit(guide: Guide, _rng: random.Random) -> Found:
        *others, sheet = guide.background
        assert isinstance(sheet.answer, Choices)
        item = replace(sheet, answer=edit_answer(sheet.answer))
        return replace(guide, background=(*others, item)), (kind, "background", "b2", aspect), comparable

    return edit


def without_first(answer: Choices) -> Choices:
    return replace(answer, options=dict([*answer.options.items()][1:]))


def first_last(answer: Choices) -> Choices:
    first, *others = answer.options.items()
    return replace(answer, options=dict([*others, first]))


def first_relabelled(answer: Choices) -> Choices:
    return replace(answer, options=answer.options | {next(iter(answer.options)): OTHER})


def of_guide(aspect: str, kind: str = "changed", **changes: object) -> Edit:
    def edit(guide: Guide, _rng: random.Random) -> Found:
        return replace(guide, **changes), (kind, "guide", "", aspect), True

    return edit


EDITS: dict[str, Edit] = {
    "wording": changed("ask", "reworded", comparable=False, ask=OTHER),
    "aim": changed("aim", "reworded", comparable=True, aim=OTHER),
    "must": changed("must", "changed", comparable=True, must=True),
    "codes": changed("codes", "changed", comparable=True, codes=("sens", "lien")),
    "when": changed("when", "changed", comparable=False, when=(Condition("b2", values=("o1",)),)),
    "type": changed("type", "retyped", comparable=False, answer=Choices({"a": OTHER, "b": text(1)})),
    "indicator": changed("indicator", "changed", comparable=True, indicator="place"),
    "removed": removed,
    "added": added,
    "renamed": renamed,
    "to another theme": to_another_theme,
    "to the end": to_the_end,
    "theme to the front": theme_to_the_front,
    "probe gone": probe_gone,
    "probe come": probe_come,
    "probe reworded": probe_reworded,
    "probe kind": probe_of_another_kind,
    "consent wording": of_consent("ask", "reworded", comparable=False, ask=OTHER),
    "consent purpose": of_consent("for", "changed", comparable=False, purpose="name"),
    "consent required": of_consent("required", "changed", comparable=True, required=True),
    "option gone": of_sheet(without_first, "retyped", comparable=False),
    "option relabelled": of_sheet(first_relabelled, "reworded", comparable=False),
    "option last": of_sheet(first_last, "moved", comparable=True),
    "other": of_sheet(lambda answer: replace(answer, other=True), "retyped", comparable=False, aspect="other"),
    "title": of_guide("title", "reworded", title=OTHER),
    "opening": of_guide("opening", "reworded", opening=OTHER),
    "closing": of_guide("closing", "reworded", closing=OTHER),
    "purpose": of_guide("purpose", "reworded", purpose=OTHER),
    "duration": of_guide("duration", duration=45.0),
    "version": of_guide("version", version=2),
    "group": of_guide("group", group=True),
    "stakeholders": of_guide("stakeholders", stakeholders=("voisins",)),
}


def told(found: Comparison) -> list[tuple[object, ...]]:
    return [(change.kind, change.part, change.id, change.aspect) for change in found.changes]


@given(guides())
def test_a_guide_does_not_differ_from_itself(guide: Guide) -> None:
    found = compare(guide, guide)
    assert found.changes == ()
    assert found.says_the_same
    assert found.alike == ()


@pytest.mark.parametrize("name", EDITS)
@settings(max_examples=25)
@given(guide=guides(), seed=st.integers(0, 10**6))
def test_each_edit_is_found_and_nothing_else(name: str, guide: Guide, seed: int) -> None:
    edited, expected, comparable = EDITS[name](guide, random.Random(seed))
    found = compare(guide, edited)
    assert told(found) == [expected]
    assert found.changes[0].comparable is comparable


@given(guides(), st.lists(st.sampled_from(sorted(EDITS)), max_size=6), st.integers(0, 10**6))
def test_seen_from_the_other_side_what_came_went(guide: Guide, names: list[str], seed: int) -> None:
    edited, rng = guide, random.Random(seed)
    for name in dict.fromkeys(names):
        edited = EDITS[name](edited, rng)[0]
    there, back = compare(guide, edited), compare(edited, guide)

    def of(found: Comparison, kind: str) -> set[tuple[str, str]]:
        return {(c.part, c.id) for c in found.changes if c.kind == kind}

    def reworded(found: Comparison, end: str) -> set[str]:
        return {getattr(c, end) for c in found.changes if c.kind == "reworded"}

    assert of(there, "added") == of(back, "removed")
    assert of(there, "removed") == of(back, "added")
    assert reworded(there, "before") == reworded(back, "after")
    assert there.pairs == {new: old for old, new in back.pairs.items()}


@given(st.permutations(range(9)))
def test_the_fewest_things_are_said_to_have_moved(order: list[int]) -> None:
    names, after = [str(n) for n in range(9)], [str(n) for n in order]
    stayed = [one for one in after if one not in moved(names, after)]
    assert stayed == sorted(stayed)
    rows = ([n for k, n in enumerate(order) if bits >> k & 1] for bits in range(1 << 9))
    assert len(stayed) == max(len(row) for row in rows if row == sorted(row))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A quel moment ?", "À quel moment"),
        ("Qu’est-ce qui a changé?", "Qu'est-ce qui a changé\u202f?"),
        ("Comment se passe l'acceuil ici ?", "Comment se passe l’accueil ici ?"),
        ("Racontez-moi aujourdhui.", "Racontez-moi aujourd'hui."),
        ("votre parcours Professionnel", "Votre parcours professionnel…"),
        ("Votre rendez vous", "Votre rendez-vous"),
        ("e\u0301quipe", "\u00e9quipe"),
        ("Tell me about the accomodation.", "Tell me about the accommodation."),
        ("Raconttez-moi votre arrivée.", "Racontez-moi votre arrivée."),
        ("What is your threshhold?", "What is your threshold?"),
    ],
)
def test_spelling(before: str, after: str) -> None:
    assert is_respelled(before, after)
    assert is_respelled(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Vous aimez venir ?", "Vous n'aimez pas venir ?"),
        ("De 0 à 10 ?", "De 0 à 5 ?"),
        ("1,5 jour", "15 jour"),
        ("de -5 à 5", "de 5 à 5"),
        ("votre mère", "votre père"),
        ("Ou allez-vous ?", "Où allez-vous ?"),
        ("ce que vous aimez", "ce que vous aimiez"),
        ("une activité que vous avez aimé", "une activité que vous avez aime"),
        ("Êtes-vous peut-être venu ?", "Êtes-vous peut être venu ?"),
        ("Vous vous sentez bien", "Vous sentez bien"),
        ("avec un ami", "avec des amis"),
        ("votre ami", "vos amis"),
        ("your friend", "your friends"),
        ("Do you like it?", "Don't you like it?"),
        ("hoping to come", "hopping to come"),
        ("a causal link", "a casual link"),
        ("le poison", "le poisson"),
        ("10 %", "10"),
        ("et/ou", "et ou"),
        ("one two", "two one"),
        ("nous mourons", "nous mourrons"),
        ("vous courriez", "vous couriez"),
        ("scraping the floor", "scrapping the floor"),
        ("le partenaire", "la partenaire"),
        ("", "mot"),
    ],
)
def test_another_wording_is_never_taken_for_spelling(before: str, after: str) -> None:
    assert not is_respelled(before, after)
    assert not is_respelled(after, before)


@given(
    st.lists(st.sampled_from(WORDS), max_size=6),
    st.sampled_from(("ne", "pas", "jamais", "not", "3", "trois")),
    st.integers(0, 6),
)
def test_a_negation_or_a_number_that_comes_is_another_wording(words: list[str], one: str, at: int) -> None:
    assert not is_respelled(" ".join(words), " ".join([*words[:at], one, *words[at:]]))


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_of_a_change_give_both_texts_back(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.sort != "come") == before
    assert "".join(piece.text for piece in found if piece.sort != "gone") == after


def test_a_change_is_told_word_by_word() -> None:
    found = pieces("Racontez-moi la première fois.", "Racontez-moi la dernière fois.")
    assert [(piece.sort, piece.text) for piece in found] == [
        ("same", "Racontez-moi la "),
        ("gone", "première"),
        ("come", "dernière"),
        ("same", " fois."),
    ]


def small() -> Guide:
    theme = Theme("t", Text({"fr": "T"}), questions=(question(1), question(2)))
    return Guide("g", 1, Text({"fr": "Un"}), "fr", ("fr",), (theme,))


@pytest.mark.parametrize(
    ("before", "after", "nearly"),
    [
        ("Racontez-moi votre premir jour ici.", "Racontez-moi votre premier jour ici.", True),
        ("Comment avez-vous connu l'assocation ?", "Comment avez-vous connu l'association ?", True),
        ("Tell me about your voluntering here.", "Tell me about your volunteering here.", True),
        ("Ce que vous aimez le plus ici", "Ce que vous aimiez le plus ici", True),
        ("Vous êtes venu avec votre mère ?", "Vous êtes venu avec votre père ?", False),
        ("Racontez-moi la première fois ici", "Racontez-moi la dernière fois ici", False),
        ("De 0 à 10000, combien en tout ?", "De 0 à 1000, combien en tout ?", False),
        ("Vous aimez venir ici le matin", "Vous n'aimez pas venir ici le matin", False),
        ("votre poisson", "votre poison", False),
        ("Le premeir jour et la semiane ici", "Le premier jour et la semaine ici", False),
    ],
)
def test_a_letter_or_two_of_one_word_is_nearly_the_same_and_left_to_people(
    before: str,
    after: str,
    nearly: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert is_nearly(before, after) is is_nearly(after, before) is nearly
    old = with_question(small(), question(1), ask=Text({"fr": before}))
    (only,) = compare(old, with_question(small(), question(1), ask=Text({"fr": after}))).changes
    assert (only.kind, only.nearly, only.comparable) == ("reworded", nearly, False)


def test_a_long_text_that_was_written_anew_is_shown_as_a_whole() -> None:
    before = "Bonjour. Merci de me recevoir. Nous parlerons de votre arrivée, de vos semaines, de vos projets et de l'équipe. "
    after = "Bonjour. Voici pourquoi je viens : comprendre comment les gens du quartier se rencontrent, sans juger personne, et garder de tout cela une trace utile. "
    end = "Vous pouvez arrêter quand vous voulez."
    assert [(piece.sort, piece.text) for piece in pieces(before + end, after + end)] == [
        ("same", "Bonjour. "),
        ("gone", before.removeprefix("Bonjour. ").removesuffix(". ")),
        ("come", after.removeprefix("Bonjour. ").removesuffix(". ")),
        ("same", f". {end}"),
    ]


def test_what_is_on_the_sheet_is_told_in_its_order() -> None:
    items = [BackgroundItem(name, text(n), Number(0, 80)) for n, name in enumerate(("a", "b", "c", "d"))]
    old = replace(small(), background=(items[0], items[1], items[3]))
    new = replace(small(), background=(replace(items[0], ask=OTHER), items[2], replace(items[3], ask=OTHER)))
    assert [(c.kind, c.id) for c in compare(old, new).changes] == [
        ("removed", "b"),
        ("reworded", "a"),
        ("added", "c"),
        ("reworded", "d"),
    ]


def test_a_change_in_one_language_is_told_with_it_and_a_new_language_once() -> None:
    old = replace(small(), languages=("fr", "en"), title=Text({"fr": "Un", "en": "One"}))
    (only,) = compare(old, replace(old, title=Text({"fr": "Un", "en": "A first one"}))).changes
    assert (only.kind, only.aspect, only.language) == ("reworded", "title", "en")
    (only,) = compare(small(), old).changes
    assert (only.kind, only.id, only.aspect, only.comparable) == ("added", "en", "languages", True)


def test_a_guide_in_another_language_alone_cannot_be_compared() -> None:
    found = compare(small(), replace(small(), language="en", languages=("en",)))
    assert {c.aspect for c in found.changes if c.comparable is False} == {"languages", "language"}


def test_a_theme_that_was_renamed_keeps_its_questions() -> None:
    theme = small().themes[0]
    found = compare(small(), replace(small(), themes=(replace(theme, id="u"),)))
    assert told(found) == [("renamed", "theme", "u", "id")]


def test_probes_without_ids_are_found_by_their_words() -> None:
    def guide(*asks: str) -> Guide:
        probes = tuple(Probe(str(n), Text({"fr": ask})) for n, ask in enumerate(asks, 1))
        theme = Theme("t", Text({"fr": "T"}), questions=(replace(question(1), probes=probes),))
        return replace(small(), themes=(theme,))

    before = guide("Qui était là ?", "Et ensuite ?", "Comment cela a-t-il fini ?")
    found = compare(before, guide("Et ensuite ?", "Comment cela a-t-il bien fini ?"))
    assert [(c.kind, c.before, c.after) for c in found.changes] == [
        ("removed", "Qui était là ?", ""),
        ("reworded", "Comment cela a-t-il fini ?", "Comment cela a-t-il bien fini ?"),
    ]


def test_a_question_that_was_perhaps_renamed_is_pointed_out() -> None:
    theme = small().themes[0]
    other = replace(theme, questions=(replace(theme.questions[0], id="neu"), theme.questions[1]))
    assert compare(small(), replace(small(), themes=(other,))).alike == (("q1", "neu"),)


@given(st.text(), st.text())
def test_any_words_are_compared(before: str, after: str) -> None:
    one, other = small(), replace(small(), opening=Text({"fr": before}), closing=Text({"fr": after}))
    expected = [name for name, words in (("opening", before), ("closing", after)) if words.strip()]
    assert [change.aspect for change in compare(one, other).changes] == expected


def test_whatever_somebody_writes_is_compared_in_time() -> None:
    """Long texts of few words, thousands of probes, of questions in another order."""
    rng = random.Random(1)
    one, other = (Text({"fr": " ".join(rng.choice("ab") for _ in range(100_000))}) for _ in range(2))
    began = time.perf_counter()
    assert len(compare(replace(small(), opening=one), replace(small(), opening=other)).changes) == 1
    pieces(one.words["fr"], other.words["fr"])
    probes = [tuple(Probe(str(n), text(n + shift)) for n in range(8_000)) for shift in (0, 3)]
    pair = [replace(small(), themes=(replace(small().themes[0], questions=(question(1, probes=p),)),)) for p in probes]
    assert compare(*pair).changes
    many = [replace(question(1), id=f"q{n}") for n in range(8_000)]
    theme = small().themes[0]
    forth, back = (replace(small(), themes=(replace(theme, questions=tuple(q)),)) for q in (many, many[::-1]))
    assert len(compare(forth, back).changes) == len(many) - 1
    assert time.perf_counter() - began < 8


def test_two_guides_of_sixty_questions_are_compared_at_once() -> None:
    def guide(shift: int) -> Guide:
        themes = []
        for t in range(6):
            here = [question(t * 10 + n + shift * (n == 3)) for n in range(10)]
            themes.append(Theme(f"t{t}", text(t), questions=tuple(here)))
        return replace(small(), themes=tuple(themes))

    one, other = guide(0), guide(1000)
    began = time.perf_counter()
    found = compare(one, other)
    assert found.counted() == {"added": 6, "removed": 6}
    assert time.perf_counter() - began < 0.2
