"""What filters mean: typed letters -> ids that the study really has. A filter that means nothing is never passed over. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from interviewer.coding.choose import Option, match, near
from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError, UsageError
from interviewer.figures.filters import Filters
from interviewer.figures.selection import Selection, people
from interviewer.matching import find, fold, nearest
from interviewer.session.model import SPEECH, SessionView

MOST_NAMED = 24
NO_ANSWER = ""
NO_IDS: Mapping[str, Mapping[str, str]] = MappingProxyType({})


class Known(NamedTuple):
    """What the sessions have, each once, sorted: `kinds` by the filter's name, `facts` are background values by item.

    `born` are the labels of codes that were born while coding, by id; `former` are the ids of questions by former ones.
    """

    kinds: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, tuple[str, ...]]
    born: Mapping[str, str]
    former: Mapping[str, str] = MappingProxyType({})


def known(views: Iterable[SessionView], tree: CodeTree, ids: Mapping[str, Mapping[str, str]] = NO_IDS) -> Known:
    """Everything in these sessions that a filter can name; `ids` stand for former ones of questions, by guide."""
    kinds: dict[str, set[str]] = {name: set() for name in Filters._fields if name not in ("where", "with_pilots")}
    facts: dict[str, set[str]] = {}
    born: dict[str, str] = {}
    for view in views:
        kinds["session"].add(view.id)
        kinds["guide"].add(view.guide)
        kinds["coder"].update({rated.coder for rated in view.seen}, {mark.coder for mark in view.marks})
        kinds["round"].update({rated.round for rated in view.seen}, {mark.round for mark in view.marks})
        kinds["code"].update(tree.current(mark.code) for mark in view.marks)
        for turn in view.turns:
            if turn.kind in SPEECH:
                kinds["theme"].add(turn.theme)
                kinds["question"].update((turn.question, *turn.also))
        for who in people(view).values():
            kinds["participant"].add(who.id)
            kinds["stakeholder"].add(who.stakeholder)
            for item, values in who.background.items():
                facts.setdefault(item, set()).update(values)
        for code, label in view.new_codes.items():
            born.setdefault(code, label)
    listed = {name: tuple(sorted(found - {""})) for name, found in kinds.items()}
    former = {was: now for _guide, renamed in sorted(ids.items()) for was, now in renamed.items()}
    return Known(listed, {item: tuple(sorted(values)) for item, values in facts.items()}, born, former)


def selection(filters: Filters, there: Known, tree: CodeTree) -> Selection:
    """The filters as ids; CannotError names what there is where one means nothing, or more than one thing."""

    def ids(kind: str) -> frozenset[str]:
        return frozenset(_meant(kind, typed, there.kinds[kind]) for typed in getattr(filters, kind))

    return Selection(
        sessions=ids("session"),
        guides=ids("guide"),
        stakeholders=ids("stakeholder"),
        participants=ids("participant"),
        themes=ids("theme"),
        questions=frozenset(_question(typed, there) for typed in filters.question),
        codes=frozenset(code_meant(typed, there, tree) for typed in filters.code),
        coders=ids("coder"),
        rounds=ids("round"),
        background=tuple(_fact(typed, there.facts) for typed in filters.where),
        with_pilots=filters.with_pilots,
    )


def _question(typed: str, there: Known) -> str:
    """The question that the letters mean, also by an id that it bore."""
    ids, asked = there.kinds["question"], typed.strip().lower()
    now = there.former.get(asked, "")
    return now if now in ids and asked not in ids else _meant("question", typed, ids)


def code_meant(typed: str, there: Known, tree: CodeTree) -> str:
    """The one code that the letters mean: an id that it bears or bore, a label, a unique beginning."""
    choices = code_options(there, tree)
    now = tree.current(typed.strip().lower())
    if now != typed.strip().lower():
        return now
    found = tuple(dict.fromkeys(map(tree.current, match(typed, choices))))
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotError("figures_several", option="code", asked=typed, known=listed(found))
    guess = near(typed, choices)
    rule = "figures_unknown_near" if guess else "figures_unknown"
    raise CannotError(rule, option="code", asked=typed, guess=guess, known=listed([one.id for one in choices]))


def code_options(there: Known, tree: CodeTree) -> tuple[Option, ...]:
    """Every code that a mark can bear: those of the codebook, those born while coding, those that only marks know."""
    options = [Option(code.id, tuple(code.label.words.values())) for code in tree.codes.values()]
    others = sorted((set(there.born) | set(there.kinds["code"])) - set(tree.codes))
    return (*options, *(Option(code, (there.born.get(code, code),), emergent=True) for code in others))


def _meant(kind: str, typed: str, ids: Sequence[str], before: str = "") -> str:
    """The one id that the letters mean; `before` is what stands before it on the command line."""
    found = _found(typed, ids)
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotError("figures_several", option=kind, asked=before + typed, known=listed(found))
    guess = next((one for one in ids if fold(one) == nearest(typed, map(fold, ids))), "")
    rule = "figures_unknown_near" if guess else "figures_unknown"
    raise CannotError(rule, option=kind, asked=before + typed, guess=before + guess, known=listed(ids))


def _found(typed: str, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids that the letters can mean. A number is that number, and never the beginning of another."""
    number = _number(typed)
    if number is not None:
        return tuple(one for one in ids if _number(one) == number) or tuple(
            one
            for one in find(typed, [(one, one) for one in ids if _number(one) is None])
            if re.match(rf"{re.escape(typed.strip())}(?!\d)", one)
        )
    return find(typed, [(one, one) for one in ids]) if fold(typed) else ()


def _number(text: str) -> float | None:
    """What a number says, also with a comma; None for anything else."""
    plain = text.strip().replace(",", ".")
    return float(plain) if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", plain) else None


def _fact(typed: str, facts: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """An item and one of its values; nothing behind the sign means those who gave no answer."""
    item, sign, value = typed.partition("=")
    if not sign:
        raise UsageError("figures_where_shape", asked=typed)
    item = _meant("where", item, sorted(facts))
    if not value.strip():
        return item, NO_ANSWER
    if value in facts[item]:
        return item, value
    return item, _meant("where", value, facts[item], f"{item}=")


def completed(filters: Filters, meant: Selection) -> Iterator[tuple[str, str]]:
    """The `ITEM=VALUE` that were typed otherwise than the study has them, and what each was taken for."""
    for typed, (item, value) in zip(filters.where, meant.background, strict=True):
        asked, _sign, said = typed.partition("=")
        if (asked.strip(), said.strip()) != (item, value):
            yield typed, f"{item}={value}"


def listed(names: Sequence[str]) -> str:
    """The names for a message: the first ones, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" (+{more})" if more > 0 else "") or "-"
