"""Guides that Hypothesis makes: every shape that a file can hold, with words that are hard on YAML."""

from hypothesis import strategies as st
from msgspec.structs import replace

from interviewer.guide.condition_rules import Decider, can_be, deciders, judge_conditions
from interviewer.guide.model import (
    CONSENT_PURPOSES,
    NO_TEXT,
    PROBE_KINDS,
    Answer,
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
    ShortText,
    Text,
    Theme,
)
from interviewer.ids import is_id
from interviewer.schema import Findings
from interviewer.yamltext import hidden_in

TRICKY = (
    *("no", "yes", "null", "~", "010", "10:30", "1e5", "=1+1", "- et ensuite ?", "? quoi", "# pas un commentaire"),
    *(
        "Votre rôle : lequel ?",
        "fin:",
        "a #b",
        "a # b",
        "« oui »",
        '"Avant", disait-il',
        "l'un 'ou' l'autre",
        "[silence 3s]",
    ),
    *(
        "{a: b}",
        "*gras*",
        "&ancre",
        "!tag",
        "%YAML",
        "@moi",
        "`code`",
        "|",
        ">-",
        "---",
        "...",
        "<<<<<<< HEAD",
        "=======",
    ),
    *(
        " devant",
        "derrière ",
        "  deux",
        "a\n",
        "a\n\n",
        "\na",
        "a\n b\nc",
        "a\n\tb",
        "\ta",
        "a\n   \nb",
        "a\tb",
        "\n \n",
    ),
    *(
        "👩‍👩‍👧 famille",
        "e\u0301té",
        "a\u200bb",
        "\u00a0",
        "a\u00a0?",
        "עברית",
        "mot " * 60,
        "x" * 300,
        "double  espace " * 20,
    ),
    *("mot " * 40 + "\n" + "mot " * 40, "C:\\dossier\\nouveau", 'dit "\\n"', "a\\", "é" * 99 + " b", "1 " * 80 + "fin"),
)


def _readable(words: str) -> bool:
    return bool(words.strip()) and not hidden_in(words)


SEEN = st.characters(
    exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"],
    exclude_characters="\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
WORDS = st.one_of(
    st.sampled_from([words for words in TRICKY if words.strip()]),
    st.text(SEEN, min_size=1, max_size=12).filter(_readable),
)
IDS = st.one_of(
    st.sampled_from(["no", "null", "y", "1", "010", "1e5", "2024-01-01", "0x1f", "oui", "a-b_c", "true"]),
    st.from_regex(r"\A[a-z0-9][a-z0-9_-]{0,12}\Z"),
).filter(is_id)  # fmt: skip
AMOUNTS = st.one_of(
    st.integers(-(10**9), 10**9).map(float), st.integers(-(10**6), 10**6).map(lambda n: n / 1000)
)  # fmt: skip
POSITIVE = st.none() | st.integers(1, 10**6).map(lambda n: n / 100)
LANGUAGES = st.lists(st.sampled_from(["fr", "en", "no", "id", "ask", "pt-BR"]), min_size=1, max_size=3, unique=True)


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    """A guide that a file can hold."""
    languages = tuple(draw(LANGUAGES))
    main = draw(st.sampled_from(languages))
    ordered = (main, *(one for one in languages if one != main))
    whole = st.tuples(*[WORDS] * len(ordered)).map(lambda said: Text(dict(zip(ordered, said, strict=True))))
    some = st.tuples(WORDS, WORDS).map(lambda said: Text(dict(zip((ordered[0], ordered[-1]), said, strict=True))))
    text = whole | WORDS.map(lambda said: Text({main: said})) | some
    maybe = st.just(NO_TEXT) | text
    made = Guide(
        id=draw(IDS),
        version=draw(st.integers(1, 10**6)),
        title=draw(text),
        language=main,
        languages=languages,
        themes=draw(_themes(text, maybe)),
        stakeholders=tuple(draw(st.lists(IDS, max_size=9))),
        purpose=draw(maybe),
        duration=draw(POSITIVE),
        group=draw(st.booleans()),
        opening=draw(maybe),
        consent=draw(_consent(text)),
        background=draw(_named(IDS, lambda one: st.builds(BackgroundItem, st.just(one), text, _answers(text)))),
        closing=draw(maybe),
    )
    return _with_conditions(draw, made)


def _named(ids: st.SearchStrategy[str], made, least: int = 0, most: int = 3):
    """A tuple of things with ids of their own."""
    return st.lists(ids, min_size=least, max_size=most, unique=True).flatmap(lambda found: st.tuples(*map(made, found)))


def _consent(text: st.SearchStrategy[Text]):
    purposes = st.sampled_from(CONSENT_PURPOSES)
    return _named(IDS, lambda one: st.builds(ConsentItem, st.just(one), purposes, text, st.booleans()))


def _probes(text: st.SearchStrategy[Text]) -> st.SearchStrategy[tuple[Probe, ...]]:
    one = st.tuples(st.none() | IDS, text, st.none() | st.sampled_from(PROBE_KINDS))
    made = st.lists(one, max_size=4).map(
        lambda found: tuple(Probe(name or str(n), said, kind) for n, (name, said, kind) in enumerate(found, 1))
    )
    return made.filter(lambda probes: len({probe.id for probe in probes}) == len(probes))


def _ordered(one: Number) -> bool:
    return one.lowest is None or one.highest is None or one.lowest < one.highest


def _answers(text: st.SearchStrategy[Text]) -> st.SearchStrategy[Answer]:
    unit = st.just("") | WORDS
    scales = st.builds(Scale, st.integers(-9, 5), st.integers(6, 10**9), unit)
    numbers = st.builds(Number, st.none() | AMOUNTS, st.none() | AMOUNTS, unit)
    options = st.lists(IDS, min_size=2, max_size=6, unique=True).flatmap(
        lambda names: st.tuples(*[text] * len(names)).map(lambda said: dict(zip(names, said, strict=True)))
    )
    choices = st.builds(Choices, options, st.booleans(), st.booleans())
    return st.one_of(scales, numbers.filter(_ordered), choices, st.just(Date()), st.just(ShortText()))


def _values(draw: st.DrawFn, answer: Answer | None) -> tuple[str, ...]:
    """Some values that the answer can have; yes or no for a consent item."""
    match answer:
        case None:
            one = st.sampled_from(["yes", "no", "oui"])
        case Choices(options=options):
            one = st.sampled_from([*options])
        case Scale(lowest=lowest, highest=highest):
            one = st.integers(lowest, highest).map(str)
        case Number():
            one = st.integers(-3, 3).map(str).filter(lambda value: can_be(answer, value))
            if not any(can_be(answer, str(n)) for n in range(-3, 4)):
                return ()
        case Date():
            one = st.dates().map(str)
        case _:
            one = WORDS
    return tuple(draw(st.lists(one, min_size=1, max_size=3)))


def _condition(draw: st.DrawFn, name: str, found: Decider) -> Condition:
    answer = None if isinstance(found, ConsentItem) else found.answer
    values = _values(draw, answer)
    if isinstance(answer, Scale) and draw(st.booleans()):
        low, high = sorted(draw(st.tuples(*[st.integers(answer.lowest, answer.highest)] * 2)))
        return Condition(name, lowest=float(low), highest=float(high))
    return Condition(name, others=values) if draw(st.booleans()) else Condition(name, values)


def _with_conditions(draw: st.DrawFn, guide: Guide) -> Guide:
    """The guide with conditions on what is asked before, or at any time, as far as they are sound."""
    known = [*deciders(guide).items()]
    seen = {one.id for one in guide.background} | {one.id for one in guide.consent}
    themes = []
    for theme in guide.themes:
        before, asked = set(seen), []
        for question in theme.questions:
            asked.append(replace(question, when=_drawn(draw, known, seen)))
            seen.add(question.id)
        themes.append(replace(theme, questions=tuple(asked), when=_drawn(draw, known, before)))
    made, findings = replace(guide, themes=tuple(themes)), Findings()
    judge_conditions(made, None, findings)
    return made if not findings.all() else guide


def _drawn(draw: st.DrawFn, known: list[tuple[str, Decider]], seen: set[str]) -> tuple[Condition, ...]:
    there = [one for one in known if one[0] in seen and not (isinstance(one[1], Question) and one[1].answer is None)]
    if not there or draw(st.integers(0, 2)):
        return ()
    chosen = draw(st.lists(st.sampled_from(there), max_size=2, unique_by=lambda one: one[0]))
    made = [_condition(draw, *one) for one in chosen]
    return tuple(one for one in made if one.values or one.others or one.lowest is not None)


def _themes(text: st.SearchStrategy[Text], maybe: st.SearchStrategy[Text]) -> st.SearchStrategy[tuple[Theme, ...]]:
    names = st.lists(IDS, min_size=1, max_size=5, unique=True)
    answers = st.none() | _answers(text)

    @st.composite
    def made(draw: st.DrawFn) -> tuple[Theme, ...]:
        free, themes = draw(names), []
        for theme in draw(st.lists(IDS, min_size=1, max_size=2, unique=True)):
            taken, free = free[:3], free[3:]
            questions = tuple(_question(draw, name, text, maybe, answers) for name in taken)
            if questions:
                themes.append(Theme(theme, draw(text), draw(maybe), draw(POSITIVE), questions))
        return tuple(themes)

    return made()


def _question(draw: st.DrawFn, name: str, text, maybe, answers) -> Question:
    answer = draw(answers)
    listed = st.lists(IDS, max_size=3).map(tuple)
    return Question(
        id=name,
        ask=draw(text),
        aim=draw(maybe),
        must=draw(st.booleans()),
        codes=draw(listed),
        probes=draw(_probes(text)),
        answer=answer,
        indicator=name if answer is not None and draw(st.booleans()) else "",
        was=draw(listed),
    )
