"""Two versions of a guide compared: what is found, that nothing else is, and what keeps answers comparable."""

import random

from hypothesis import strategies as st

from interviewer.guide.model import (
    BackgroundItem,
    Choices,
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
