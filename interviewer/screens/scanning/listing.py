"""What a scan found as lines: where, of which kind, and of the words no more than their first letter."""

from collections.abc import Iterable, Iterator, Sequence

from interviewer.privacy.scan.deciding import Pointed
from interviewer.privacy.scan.groups import GROUP, LEAST, SmallGroup
from interviewer.privacy.scan_outcome import ScanOutcome
from interviewer.screens.clean import one_line
from interviewer.screens.labels import FORM
from interviewer.screens.words import N_, _, plural

KINDS = {
    "name": N_("name"),
    "phone": N_("phone number"),
    "email": N_("e-mail address"),
    "web": N_("link or handle"),
    "iban": N_("bank account"),
    "national_id": N_("personal number"),
    "address": N_("address"),
    "plate": N_("number plate"),
    "place": N_("place"),
}
MAYBE = {"name": N_("perhaps a name"), "place": N_("perhaps a place that tells who it is")}
PLACES = {
    "asked": N_("an improvised question"),
    "gap": N_("why there is no answer"),
    "marker": N_("a bookmark or marker"),
    "memo": N_("the memo on a mark"),
    "remark": N_("a coder's memo"),
    "value": N_("a value in the person's words"),
    "background": N_("the background sheet"),
}
SHOWN = 80
MOST_GROUPS = 5


def kind_of(one: Pointed) -> str:
    """What was found, in words."""
    finding = one.finding
    return _(KINDS[finding.kind] if finding.sure else MAYBE[finding.kind])


def place_of(one: Pointed) -> str:
    """Where in its session the text stands: the number of a turn, as `show` has it, or what else it is."""
    if one.said.turn:
        return _("turn {number}").format(number=one.said.turn)
    what, _space, rest = one.said.at.partition(" ")
    return _(FORM[rest]) if what == "form" and rest in FORM else _(PLACES.get(what, what))


def masked(words: str) -> str:
    """The first letter of the words, and that there is more."""
    return f"{words.strip()[:1]}…"


def line_of(one: Pointed, *, words: bool) -> str:
    """One finding as a line."""
    what = one_line(one.words, SHOWN) if words else masked(one.words)
    template = _("{session}, {place}: {kind}, {what}")
    return template.format(session=one.session, place=place_of(one), kind=kind_of(one), what=what)


def fact_of(one: Pointed, *, words: bool) -> dict[str, str | int | bool]:
    """One finding as a program reads it."""
    finding = one.finding
    told: dict[str, str | int | bool] = {
        "session_id": one.session,
        "place": one.said.at,
        "turn": one.said.turn,
        "start": finding.start,
        "end": finding.end,
        "kind": finding.kind,
        "rule": finding.rule,
        "sure": finding.sure,
    }
    return told | {"words": one.words} if words else told


def summary(found: ScanOutcome) -> str:
    """How many there are and what became of them."""
    if not found.found:
        return _("Nothing that tells who somebody is was found by the rules. They do not find everything.")
    findings = plural("{count} finding", "{count} findings", found.found)
    template = _("{findings}: {replaced} replaced, {accepted} looked at and left, {open} open.")
    return template.format(findings=findings, replaced=found.replaced, accepted=found.accepted, open=found.open)


def groups_told(groups: Sequence[SmallGroup], people: int) -> Iterator[str]:
    """The small groups of background values, a sentence each; of many only the first ones."""
    if 0 < people < LEAST:
        yield _("Fewer than {least} people: whoever knows them knows who said what.").format(least=LEAST)
        return
    for one in groups[:MOST_GROUPS]:
        items = " + ".join(_("group") if item == GROUP else item for item in one.items)
        yield plural(
            "Small group: {count} person of {people} has values of {items} that fewer than {least} share.",
            "Small groups: {count} people of {people} have values of {items} that fewer than {least} share.",
            one.people,
            people=people,
            items=items,
            least=LEAST,
        )
    if len(groups) > MOST_GROUPS:
        yield plural(
            "{count} more combination of background values does so.",
            "{count} more combinations of background values do so.",
            len(groups) - MOST_GROUPS,
        )


def lines_of(pointed: Iterable[Pointed], *, words: bool) -> list[str]:
    """The open findings, a line each."""
    return [line_of(one, words=words) for one in pointed if one.decision is None]
