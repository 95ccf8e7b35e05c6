"""Numbers said in words: *zéro six trente-neuf*, *oh seven seven double nought*. Pure."""

from collections.abc import Iterator, Sequence

from interviewer.privacy.scan.tokens import Token

UNITS = {
    **dict(zip("zero un deux trois quatre cinq six sept huit neuf".split(), range(10), strict=True)),
    **dict(zip("oh one two three four five six seven eight nine".split(), range(10), strict=True)),
    "une": 1, "nought": 0, "o": 0,
}  # fmt: skip
TEENS = {
    **dict(zip("dix onze douze treize quatorze quinze seize".split(), range(10, 17), strict=True)),
    **dict(
        zip(
            "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
            range(10, 20),
            strict=True,
        )
    ),
}
TENS = {
    **dict(zip("vingt trente quarante cinquante soixante".split(), range(20, 70, 10), strict=True)),
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
    **dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)),
}
TIMES = {"double": 2, "triple": 3}
BETWEEN = frozenset(" ,-.\u00a0\u202f")
AND = "et"
ZEROS = frozenset(("zero", "oh", "nought", "o"))
LEAST_DIGITS = 8


def spelled_numbers(words: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Each row of number words that begins with a zero and has digits enough for a telephone: its place, its digits."""
    at = 0
    while at < len(words):
        if words[at].word not in ZEROS:
            at += 1
            continue
        end = at + 1
        while end < len(words) and _goes_on(words[end]):
            end += 1
        while words[end - 1].word == AND:
            end -= 1
        digits = "".join(_digits([one.word for one in words[at:end]]))
        if len(digits) >= LEAST_DIGITS:
            yield words[at].start, words[end - 1].end, digits
        at = end


def _goes_on(token: Token) -> bool:
    word = token.word
    known = word in UNITS or word in TEENS or word in TENS or word in TIMES or word == AND
    return known and set(token.before) <= BETWEEN


def _digits(words: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        number, taken = _number(words[at:])
        yield number
        at += taken


def _number(words: Sequence[str]) -> tuple[str, int]:
    """The digits of the number with which these words begin, and how many words it takes."""
    word, after = words[0], words[1:]
    if word in TIMES:
        return (str(UNITS[after[0]]) * TIMES[word], 2) if after and after[0] in UNITS else ("", 1)
    if word == "quatre" and after[:1] == ["vingt"]:
        more, taken = _rest(80, after[1:])
        return more, taken + 2
    if word in TENS:
        more, taken = _rest(TENS[word], after)
        return more, taken + 1
    if word == "dix" and after[:1] and after[0] in ("sept", "huit", "neuf"):
        return str(10 + UNITS[after[0]]), 2
    if word in TEENS:
        return str(TEENS[word]), 1
    return (str(UNITS[word]), 1) if word in UNITS else ("", 1)


def _rest(tens: int, after: Sequence[str]) -> tuple[str, int]:
    """What follows *trente*, *soixante* or *quatre-vingt*."""
    skipped = 1 if after[:1] == [AND] else 0
    rest = after[skipped:]
    if tens in (60, 80) and rest and rest[0] in TEENS:
        number, taken = _number(rest)
        return str(tens + int(number)), taken + skipped
    if rest and rest[0] in UNITS and UNITS[rest[0]]:
        return str(tens + UNITS[rest[0]]), 1 + skipped
    return str(tens), 0
