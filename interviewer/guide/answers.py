"""Reading the closed types of a guide: scale, number, choice, choices, date, text."""

from interviewer.guide.keys import BESIDE, FAR, FEWEST_CHOICES, NUMBER_KEYS, SCALE_KEYS
from interviewer.guide.keys import TYPES as ANSWER_TYPES
from interviewer.guide.model import Answer, Choices, Date, Number, Scale, ShortText, Text
from interviewer.schema import Convert, Fields, Findings, amount, fields, identifier, text, truth, whole
from interviewer.yamltext import Mapping, Node

TYPES = ANSWER_TYPES
ALONE = {"other": "other_alone", "unit": "unit_alone"}
BOUNDS = {"de": "from", "a": "to", "min": "from", "max": "to", "minimum": "from", "maximum": "to", "unite": "unit"}


def read_answer(given: Fields, words: Convert[Text]) -> Answer | None:
    """The closed type that the question or background item asks for; None where it has none or it is not right."""
    named = [name for name in TYPES if given.has(name)]
    if len(named) > 1:
        given.findings.add("two_types", given.node_of(named[1]), first=named[0], second=named[1])
    found = _of_type(given, named[0], words) if named else None
    _check_companions(given, named[:1])
    return found


def _of_type(given: Fields, name: str, words: Convert[Text]) -> Answer | None:
    if name in ("choice", "choices"):
        options: dict[str, Text] = given.take(name, _options(words), {})
        several, other = name == "choices", given.take("other", truth, otherwise=False)
        return Choices(options, several=several, other=other) if options else None
    if name == "number":
        found = given.take(name, _number, None)
        unit = given.take("unit", text, "")
        return Number(found.lowest, found.highest, found.unit or unit) if found else None
    if name == "scale":
        scale = given.take(name, _scale, None)
        return Scale(scale.lowest, scale.highest, given.take("unit", text, "")) if scale else None
    plain: Answer = Date() if name == "date" else ShortText()
    return plain if given.take(name, _switched_on, otherwise=False) else None


def _check_companions(given: Fields, named: list[str]) -> None:
    """`other` goes with a choice, `unit` with a number or a scale."""
    for key, hosts in BESIDE:
        if given.has(key) and not set(named) & set(hosts):
            given.findings.add(ALONE[key], given.node_of(key))


def _switched_on(node: Node, findings: Findings) -> bool | None:
    found = truth(node, findings)
    if found is False:
        findings.add("only_true", node)
    return found or None


def _scale(node: Node, findings: Findings) -> Scale | None:
    given = fields(node, findings, SCALE_KEYS, BOUNDS)
    if given is None:
        return None
    lowest, highest = (given.need(key, whole(-FAR, FAR), None) for key in ("from", "to"))
    if lowest is None or highest is None:
        return None
    if lowest >= highest:
        findings.add("bounds_reversed", given.node_of("to"), lowest=lowest, highest=highest)
    return Scale(lowest, highest)


def _number(node: Node, findings: Findings) -> Number | None:
    given = fields(node, findings, NUMBER_KEYS, BOUNDS)
    if given is None:
        return None
    lowest, highest = (given.take(key, amount, None) for key in ("from", "to"))
    if lowest is not None and highest is not None and lowest >= highest:
        findings.add("bounds_reversed", given.node_of("to"), lowest=f"{lowest:g}", highest=f"{highest:g}")
    return Number(lowest, highest, given.take("unit", text, ""))


def _options(words: Convert[Text]) -> Convert[dict[str, Text]]:
    """At least two options, each an id with its words."""

    def convert(node: Node, findings: Findings) -> dict[str, Text] | None:
        if not isinstance(node, Mapping):
            findings.add("choices_not_a_mapping", node)
            return None
        if len(node.entries) < FEWEST_CHOICES:
            findings.add("too_few_choices", node, count=len(node.entries))
        for key, _ in node.entries:
            identifier(key, findings)
        said = {key.text: words(value, findings) for key, value in node.entries}
        return {name: option for name, option in said.items() if option is not None}

    return convert
