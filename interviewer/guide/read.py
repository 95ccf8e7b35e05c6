"""The bytes of a guide -> the guide as values, and every problem of the file."""

from collections.abc import Sequence as Several
from hashlib import sha256
from itertools import count
from typing import TypeVar

from interviewer.errors import Problem
from interviewer.guide.answers import TYPES, read_answer
from interviewer.guide.condition_rules import judge_conditions
from interviewer.guide.conditions import read_conditions
from interviewer.guide.keys import (
    BACKGROUND_KEYS,
    CONSENT_KEYS,
    GUIDE_KEYS,
    HIGHEST_VERSION,
    OTHER_ANSWER_KEYS,
    OTHER_GUIDE_KEYS,
    OTHER_ITEM_KEYS,
    OTHER_KINDS,
    OTHER_PURPOSES,
    OTHER_QUESTION_KEYS,
    OTHER_THEME_KEYS,
    PROBE_KEYS,
    QUESTION_KEYS,
    THEME_KEYS,
)
from interviewer.guide.model import (
    CONSENT_PURPOSES,
    NO_TEXT,
    PROBE_KINDS,
    BackgroundItem,
    ConsentItem,
    Guide,
    Place,
    Probe,
    Question,
    ShortText,
    Text,
    Theme,
)
from interviewer.schema import (
    LANGUAGE,
    NO,
    SHOWN,
    YES,
    Convert,
    Fields,
    Findings,
    fields,
    filled,
    folded,
    follow,
    fresh,
    identifier,
    is_blank,
    language,
    listed,
    one_of,
    positive,
    truth,
    whole,
    words,
)
from interviewer.yamltext import Mapping, Node, Scalar, Sequence, read

T = TypeVar("T")


def read_guide(data: bytes, path: str = "") -> tuple[Guide | None, tuple[Problem, ...]]:
    """The guide and all problems of its file, by place; the guide is None where one of them is an error."""
    guide, problems, _tree = read_with_tree(data, path)
    return guide, problems


def read_with_tree(data: bytes, path: str = "") -> tuple[Guide | None, tuple[Problem, ...], Node | None]:
    """The same with the tree of the file, for what needs to know where things stand in it."""
    node, problems = read(data, path)
    findings = Findings(path, problems)
    guide = _guide(node, findings, data) if node is not None else None
    if guide is not None and not findings.failed():
        judge_conditions(guide, node, findings)
    if node is None and not findings.failed():
        findings.add("guide_empty", Scalar("", 1, 1, 0, 0, quoted=False))
    return None if findings.failed() else guide, findings.all(), node


def _has_a_key_of_guides(root: Mapping) -> bool:
    return any(folded(key.text) in {*GUIDE_KEYS, *OTHER_GUIDE_KEYS} for key, _value in root.entries)


def texts(languages: Several[str], default: str) -> Convert[Text]:
    """A text in the declared languages, see schema.words."""
    in_words = words(languages, default)

    def convert(node: Node, findings: Findings) -> Text | None:
        found = in_words(node, findings)
        return None if found is None else Text(found)

    return convert


def _guide(node: Node, findings: Findings, data: bytes) -> Guide | None:
    if isinstance(node, Mapping) and node.entries and not _has_a_key_of_guides(node):
        findings.add("not_a_guide", node)  # and nothing of what stands in it is repeated on the screen
        return None
    given = fields(node, findings, GUIDE_KEYS, OTHER_GUIDE_KEYS)
    if given is None:
        return None
    main = given.need("language", language, "")
    languages = _languages(given, main)
    inside = _Inside(texts(languages, main), languages)
    return Guide(
        id=given.need("guide", identifier, ""),
        version=given.need("version", whole(1, HIGHEST_VERSION), 0),
        title=given.need("title", inside.text, NO_TEXT),
        language=main,
        languages=languages,
        themes=given.need("themes", filled(_items(inside.theme, "bare_theme")), ()),
        stakeholders=given.take("stakeholders", listed(identifier), ()),
        purpose=given.take("purpose", inside.text, NO_TEXT),
        duration=given.take("duration", positive, None),
        group=given.take("group", truth, otherwise=False),
        opening=given.take("opening", inside.text, NO_TEXT),
        consent=given.take("consent", _items(inside.consent, "bare_consent"), ()),
        background=given.take("background", _items(inside.background, "bare_background"), ()),
        closing=given.take("closing", inside.text, NO_TEXT),
        sha256=sha256(data).hexdigest(),
        source=data.decode("utf-8", "replace"),
    )


def _languages(given: Fields, main: str) -> tuple[str, ...]:
    """The declared languages, each once; the guide's own is among them."""
    none: tuple[str, ...] = ()
    found = tuple(dict.fromkeys(given.take("languages", listed(language), none))) or (main,)
    if main and main not in found:
        given.findings.add("language_not_listed", given.node_of("languages"), language=main)
    return found if main in found else (*found, main)


def _items(convert: Convert[T], rule: str) -> Convert[tuple[T, ...]]:
    """A list of such things with keys. Where bare texts stand among them, that is told once, with an example."""

    def convert_all(node: Node, findings: Findings) -> tuple[T, ...] | None:
        bare = [one for one in node.items if _is_bare(one)] if isinstance(node, Sequence) else []
        if bare:
            _tell_bare(bare, findings, rule)
        return listed(lambda item, found: None if _is_bare(item) else convert(item, found))(node, findings)

    return convert_all


def _is_bare(item: Node) -> bool:
    return isinstance(item, Scalar) and not is_blank(item)


def _tell_bare(bare: list[Node], findings: Findings, rule: str) -> None:
    from interviewer.guide.prose.naming import Names  # no guide without this slip has to wait for it

    first = bare[0]
    said = " ".join(first.text.split()) if isinstance(first, Scalar) else ""
    shown = said if len(said) <= SHOWN else said[:SHOWN].rstrip() + "..."
    findings.add(rule, first, count=len(bare), given=shown.replace('"', "'"), proposed=Names().of(said))


def _place(node: Node) -> Place:
    return Place(node.line, node.column)


def _asking(node: Node, findings: Findings, known: Several[str], others: dict[str, str]) -> Fields | None:
    """The keys of something that is asked. `text: true` is a closed type; words under `text` were meant for `ask`."""
    said = follow(node, "text")
    if follow(node, "ask") is None and isinstance(said, Scalar) and said.text.lower() not in YES | NO:
        known, others = [key for key in known if key != "text"], {**others, "text": "ask"}
    return fields(node, findings, known, others)


class _Inside:
    """Conversions of what stands inside a guide: they share its languages and the ids already taken."""

    def __init__(self, text: Convert[Text], languages: Several[str]) -> None:
        self.text, self.languages = text, languages
        self._theme_id = fresh({}, "duplicate_theme")
        self._question_id = fresh({}, "duplicate_question")
        self._consent_id = fresh({}, "duplicate_consent")
        self._background_id = fresh({}, "duplicate_background")
        self._indicator = fresh({}, "duplicate_indicator")

    def theme(self, node: Node, findings: Findings) -> Theme | None:
        given = fields(node, findings, THEME_KEYS, OTHER_THEME_KEYS)
        if given is None:
            return None
        return Theme(
            id=given.need("id", self._theme_id, ""),
            title=given.need("title", self.text, NO_TEXT),
            aim=given.take("aim", self.text, NO_TEXT),
            minutes=given.take("minutes", positive, None),
            when=given.take("when", read_conditions, ()),
            questions=given.need("questions", filled(_items(self.question, "bare_question")), ()),
            place=_place(node),
        )

    def question(self, node: Node, findings: Findings) -> Question | None:
        given = _asking(node, findings, QUESTION_KEYS, OTHER_QUESTION_KEYS)
        if given is None:
            return None
        return Question(
            id=given.need("id", self._question_id, ""),
            ask=given.need("ask", self.text, NO_TEXT),
            aim=given.take("aim", self.text, NO_TEXT),
            must=given.take("must", truth, otherwise=False),
            codes=given.take("codes", listed(identifier), ()),
            probes=given.take("probes", self.probes, ()),
            answer=read_answer(given, self.text),
            indicator=self.indicator(given),
            was=given.take("was", listed(identifier), ()),
            when=given.take("when", read_conditions, ()),
            place=_place(node),
        )

    def indicator(self, given: Fields) -> str:
        """The indicator's id; an open question can't have one."""
        if given.has("indicator") and not any(given.has(name) for name in TYPES):
            given.findings.add("indicator_open", given.node_of("indicator"), known=", ".join(TYPES))
        return given.take("indicator", self._indicator, "")

    def probes(self, node: Node, findings: Findings) -> tuple[Probe, ...] | None:
        """Probes; one without an id is called by its position."""
        position = count(1)
        found = listed(lambda item, findings: self.probe(item, findings, str(next(position))))(node, findings)
        seen: dict[str, Place] = {}
        for probe in found or ():
            first = seen.setdefault(probe.id, probe.place)
            if first is not probe.place:
                at = Scalar("", probe.place.line, probe.place.column, 0, 0, quoted=False)
                findings.add("duplicate_probe", at, given=probe.id, first=first.line)
        return found

    def probe(self, node: Node, findings: Findings, position: str) -> Probe | None:
        if not isinstance(node, Mapping) or self._is_text(node):
            words = self.text(node, findings)
            return None if words is None else Probe(position, words, place=_place(node))
        given = Fields(node, PROBE_KEYS, findings, OTHER_ITEM_KEYS)
        return Probe(
            id=given.take("id", identifier, position),
            ask=given.need("ask", self.text, NO_TEXT),
            kind=given.take("kind", one_of(PROBE_KINDS, OTHER_KINDS), None),
            place=_place(node),
        )

    def _is_text(self, node: Mapping) -> bool:
        """Whether the keys are languages rather than those of a probe; `id` is both, and here it is the key."""
        keys = [key.text for key, _ in node.entries]
        return not set(keys) & set(PROBE_KEYS) and all(LANGUAGE.fullmatch(key) for key in keys)

    def consent(self, node: Node, findings: Findings) -> ConsentItem | None:
        given = fields(node, findings, CONSENT_KEYS, OTHER_ITEM_KEYS)
        if given is None:
            return None
        return ConsentItem(
            id=given.need("id", self._consent_id, ""),
            purpose=given.need("for", one_of(CONSENT_PURPOSES, OTHER_PURPOSES), "notes"),
            ask=given.need("ask", self.text, NO_TEXT),
            required=given.take("required", truth, otherwise=False),
            place=_place(node),
        )

    def background(self, node: Node, findings: Findings) -> BackgroundItem | None:
        given = _asking(node, findings, BACKGROUND_KEYS, {**OTHER_ITEM_KEYS, **OTHER_ANSWER_KEYS})
        if given is None:
            return None
        if not any(given.has(name) for name in TYPES):
            findings.add("missing_type", node, known=", ".join(TYPES))
        return BackgroundItem(
            id=given.need("id", self._background_id, ""),
            ask=given.need("ask", self.text, NO_TEXT),
            answer=read_answer(given, self.text) or ShortText(),
            place=_place(node),
        )
