"""Rules that hold across the files of a study: what no file can be wrong about alone."""

from collections import abc
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from pathlib import PurePath

from interviewer.errors import Fact, Problem, Severity
from interviewer.guide.former_ids import Fault, faults_of_former_ids, renamed_ids, reused_ids
from interviewer.guide.holes import holes
from interviewer.guide.model import Guide, Text
from interviewer.guide.spoken import placed
from interviewer.guide.wording import is_respelled
from interviewer.schema import Guess, follow
from interviewer.yamltext import Node, Sequence, read

Steps = abc.Sequence[str | int]
MOST_NAMED = 24
MOST_LETTERS = 80
SHORT = 8


class _Case:
    """One guide with its path and what it is held against; the file is read again only where a place is asked for."""

    def __init__(self, path: str, guide: Guide, study: "_Study") -> None:
        self.path, self.guide, self.study = path, guide, study
        self._guess = Guess()

    @cached_property
    def _root(self) -> Node | None:
        return read(self.guide.source.encode("utf-8", "surrogatepass"))[0]

    def fault(self, rule: str, steps: Steps, severity: Severity = "error", /, **values: Fact) -> Problem:
        """A problem at the node that the steps lead to, else at the start of the file."""
        node = follow(self._root, *steps)
        line, column = (node.line, node.column) if node else (1, 1)
        return Problem(rule, severity, self.path, line, column, tuple(values.items()))

    def says_nothing(self, *steps: str | int) -> bool:
        """Whether an empty list stands there, which somebody wrote on purpose."""
        node = follow(self._root, *steps)
        return isinstance(node, Sequence) and not node.items

    @cached_property
    def known_otherwise(self) -> tuple[Fault, ...]:
        """Ids that interviews know as another question's, and ids that seem to be new names of old questions.

        An empty `was` says that the id is right.
        """
        held = self.study.held.get(self.guide.id, ())
        found = (*reused_ids(self.guide, held), *renamed_ids(self.guide, held)) if held else ()
        return tuple(one for one in found if not self.says_nothing(*one.steps[:-1], "was"))

    def unknown(self, rule: str, steps: Steps, given: str, known: Collection[str]) -> Problem:
        """An id that is not among the known ones, with the one that was probably meant."""
        meant = self._guess(given, known)
        names = [*known][:MOST_NAMED] + ["..."] * (len(known) > MOST_NAMED)
        return self.fault(
            f"{rule}_near" if meant else rule, steps, given=given, known=", ".join(names) or "-", meant=meant
        )


class _Study:
    """What the guides of a study are held against."""

    def __init__(
        self, codes: Collection[str] | None, stakeholders: Collection[str], held: Mapping[str, abc.Sequence[Guide]]
    ) -> None:
        self.codes, self.stakeholders, self.held = codes, stakeholders, held


def check_study(
    guides: abc.Sequence[tuple[str, Guide]],
    codes: Collection[str] | None = None,
    stakeholders: Collection[str] = (),
    held: Mapping[str, abc.Sequence[Guide]] | None = None,
) -> tuple[Problem, ...]:
    """What doesn't fit together, by path and place.

    `guides` are paths with their guides; `codes` the ids of the codebook (None: there is none to compare with);
    `stakeholders` the ids that the settings declare (none: any is fine); `held` the guides, by id, that sessions keep.
    """
    study = _Study(codes, stakeholders, held or {})
    cases = [_Case(path, guide, study) for path, guide in guides]
    found = [fault for case in cases for rule in RULES for fault in rule(case)]
    return tuple(sorted([*_same_ids(cases), *found], key=lambda p: (p.path, p.line, p.column)))


def errors_of_ids(path: str, guide: Guide, held: abc.Sequence[Guide]) -> tuple[Problem, ...]:
    """Why answers to this guide would be taken for answers to other questions: former ids, and ids that interviews know."""
    found = _former_ids(_Case(path, guide, _Study(None, (), {guide.id: held})))
    return tuple(one for one in found if one.severity == "error")


def _same_ids(cases: abc.Sequence[_Case]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for case in cases:
        before = first.setdefault(case.guide.id, case.path)
        if before != case.path:
            yield case.fault("same_guide", ["guide"], given=case.guide.id, first=before)


def _file_name(case: _Case) -> Iterator[Problem]:
    name = PurePath(case.path)
    if name.stem and name.stem != case.guide.id:
        expected = f"{case.guide.id}{name.suffix}"
        yield case.fault("file_name", ["guide"], "warning", given=case.guide.id, name=name.name, expected=expected)


def _codes(case: _Case) -> Iterator[Problem]:
    known = case.study.codes
    for steps, code in _listened_for(case.guide) if known is not None else ():
        if known is not None and code not in known:
            yield case.unknown("unknown_code", steps, code, known)


def _listened_for(guide: Guide) -> Iterator[tuple[Steps, str]]:
    for t, theme in enumerate(guide.themes):
        for q, question in enumerate(theme.questions):
            for c, code in enumerate(question.codes):
                yield ("themes", t, "questions", q, "codes", c), code


def _stakeholders(case: _Case) -> Iterator[Problem]:
    known = case.study.stakeholders
    for n, group in enumerate(case.guide.stakeholders):
        if known and group not in known:
            yield case.unknown("unknown_stakeholder", ("stakeholders", n), group, known)


def _rewordings(case: _Case) -> Iterator[Problem]:
    """Questions whose wording differs from the one that sessions were held with, under the same version.

    A language that came since is no other wording. Of what shares nothing with the old one more is said elsewhere.
    """
    guide = case.guide
    told = {fault.facts["given"] for fault in case.known_otherwise}
    same = [one for one in case.study.held.get(guide.id, ()) if one.version == guide.version]
    for t, theme in enumerate(guide.themes):
        for q, question in enumerate(theme.questions):
            if question.id in told:
                continue
            before = [(one, found[1].ask) for one in same if (found := one.find(question.id))]
            other = next((one.sha256 for one, ask in before if _is_reworded(ask, question.ask)), "")
            if other:
                steps: Steps = ("themes", t, "questions", q, "ask")
                facts = {"guide": guide.id, "sum": other[:SHORT]}
                yield case.fault("reworded", steps, "warning", question=question.id, version=guide.version, **facts)


def _is_reworded(before: Text, after: Text) -> bool:
    """Whether what is said in any language that there was differs in more than its spelling."""
    return any(not is_respelled(before.said_in(one), after.said_in(one)) for one in before.words)


def _former_ids(case: _Case) -> Iterator[Problem]:
    """Former ids that can't be joined, and ids that interviews know as another question's."""
    for rule, steps, facts, severity in (*faults_of_former_ids(case.guide), *case.known_otherwise):
        said = {"before": _opening(facts["before"])} if "before" in facts else {}
        yield case.fault(rule, steps, severity, **facts | said)


def _opening(words: str) -> str:
    """The first words."""
    return words if len(words) <= MOST_LETTERS else words[:MOST_LETTERS].rpartition(" ")[0] + "…"


def _holes(case: _Case) -> Iterator[Problem]:
    """Texts that would be said to the participant and lack a language that the guide declares."""
    for hole in holes(case.guide):
        if hole.said:
            facts = {"place": placed(case.guide, hole.steps), "language": hole.language, "guide": case.guide.id}
            yield case.fault("hole", hole.steps, "warning", **facts)


RULES: tuple[Callable[[_Case], Iterator[Problem]], ...] = (
    _file_name,
    _codes,
    _stakeholders,
    _rewordings,
    _holes,
    _former_ids,
)
