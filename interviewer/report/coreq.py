"""What a report on interviews should say, and what the study's own data say of it. Pure.

The items are those of COREQ (Tong, Sainsbury & Craig 2007, doi:10.1093/intqhc/mzm042), a checklist of 32 items for reports of
interviews and group interviews, by their numbers. Nothing is judged: a gap is something that nobody wrote down.
"""

from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Literal, NamedTuple

from interviewer.coding.model import Codebook
from interviewer.figures.agreement.units import AGREED
from interviewer.privacy.consents import agreed
from interviewer.privacy.duties import NOTHING_THERE, refusers
from interviewer.session.interview import INTERVIEWER
from interviewer.session.model import SPEECH, SessionView

ITEMS = 32
State = Literal["told", "gaps", "yours"]
Facts = tuple[tuple[str, int | str], ...]


class Item(NamedTuple):
    """One item by its number: what the data tell (by name), and where something is missing: interviews, or codes.

    `told` needs nothing more, with `gaps` something is missing in the data, `yours` no data of a study can say.
    """

    number: int
    state: State
    facts: Facts = ()
    missing: tuple[str, ...] = ()


class Material(NamedTuple):
    """What the items are read off: interviews that were held, trials of the guide, refused ones; the codebook; the program.

    `planned` is how many interviews are planned in all, None where nobody said.
    """

    held: tuple[SessionView, ...]
    pilots: tuple[SessionView, ...]
    refused: tuple[SessionView, ...]
    book: Codebook
    program: str
    planned: int | None = None


def material(views: Iterable[SessionView], book: Codebook, program: str, planned: int | None = None) -> Material:
    """The interviews of a study by what they are for a report; empty ones are none."""
    there = [view for view in views if view.status not in NOTHING_THERE]
    refused = tuple(view for view in there if view.status == "refused")
    pilots = tuple(view for view in there if view.pilot and view.status != "refused")
    held = tuple(view for view in there if not view.pilot and view.status != "refused")
    return Material(held, pilots, refused, book, program, planned)


def coreq(known: Material) -> tuple[Item, ...]:
    """All 32 items in their order."""
    return tuple(
        TELLS[number](known, number) if number in TELLS else Item(number, "yours") for number in range(1, ITEMS + 1)
    )


def _item(number: int, facts: Facts, missing: Sequence[str] = (), *, gap: bool = False) -> Item:
    return Item(number, "gaps" if missing or gap else "told", facts, tuple(missing))


def _without(views: Iterable[SessionView], has: Callable[[SessionView], object]) -> list[str]:
    return [view.id for view in views if not has(view)]


def _sampling(known: Material, number: int) -> Item:
    groups = {person.stakeholder for view in known.held for person in view.participants} - {""}
    facts = (("groups", len(groups)), ("held", len(known.held)), ("planned", known.planned or 0))
    return _item(number, facts, gap=known.planned is None)


def _sample_size(known: Material, number: int) -> Item:
    people = {person.id for view in known.held for person in view.participants}
    return _item(number, (("interviews", len(known.held)), ("people", len(people))), gap=not known.held)


def _non_participation(known: Material, number: int) -> Item:
    """Who refused before the interview stands nowhere here."""
    left = sum(len(refusers(view)) for view in known.held)
    declined = sum(state == "declined" for view in known.held for state in view.coverage.values())
    return _item(number, (("refused", len(known.refused)), ("left", left), ("declined", declined)))


def _setting(known: Material, number: int) -> Item:
    missing = _without(known.held, lambda view: view.form.get("setting", "").strip())
    return _item(number, (("told", len(known.held) - len(missing)),), missing)


def _others(known: Material, number: int) -> Item:
    missing = _without(known.held, lambda view: view.form.get("others", "").strip())
    return _item(number, (("told", len(known.held) - len(missing)),), missing)


def _sample(known: Material, number: int) -> Item:
    items = {one.item for view in known.held for one in view.background if one.value is not None}
    missing = _without(known.held, lambda view: any(one.value is not None for one in view.background))
    return _item(number, (("items", len(items)), ("told", len(known.held) - len(missing))), missing)


def _guide(known: Material, number: int) -> Item:
    guides = {view.guide for view in known.held}
    versions = {(view.guide, view.sha256) for view in known.held}
    facts = (("guides", len(guides)), ("versions", len(versions)), ("pilots", len(known.pilots)))
    return _item(number, facts, gap=not known.pilots)


def _repeats(known: Material, number: int) -> Item:
    met: dict[str, int] = {}
    for view in known.held:
        for person in view.participants:
            met[person.id] = met.get(person.id, 0) + 1
    return _item(number, (("people", sum(times > 1 for times in met.values())),))


def _recording(known: Material, number: int) -> Item:
    """An interview in which the recorder was never marked, of people who agreed to be recorded, leaves it open."""
    recorded = [view for view in known.held if view.clock == "recording"]
    agreed_to = [view for view in known.held if any(one.to("record") for one in agreed(view).values())]
    missing = [view.id for view in agreed_to if view.clock != "recording"]
    return _item(number, (("recorded", len(recorded)), ("held", len(known.held))), missing)


def _field_notes(known: Material, number: int) -> Item:
    def noted(view: SessionView) -> bool:
        return bool(view.form.get("notes", "").strip()) or any(turn.kind not in SPEECH for turn in view.turns)

    missing = _without(known.held, noted)
    return _item(number, (("told", len(known.held) - len(missing)),), missing)


def _duration(known: Material, number: int) -> Item:
    timed = [round(view.minutes) for view in known.held if view.minutes > 0]
    facts: Facts = (("timed", len(timed)),)
    if timed:
        facts += (("least", min(timed)), ("middle", round(median(timed))), ("most", max(timed)))
    return _item(number, facts, _without(known.held, lambda view: view.minutes > 0))


def _coded(view: SessionView) -> set[str]:
    """Who has passed every turn of speech of the interview; what two agreed on afterwards is nobody's coding."""
    turns = {turn.id for turn in view.turns if turn.kind in SPEECH}
    passed: dict[str, set[str]] = {}
    for one in (one for one in view.seen if one.round != AGREED):
        passed.setdefault(one.coder, set()).add(one.turn)
    return {coder for coder, seen in passed.items() if coder != INTERVIEWER and turns <= seen}


def _saturation(known: Material, number: int) -> Item:
    missing = _without(known.held, _coded)
    return _item(number, (("coded", len(known.held) - len(missing)), ("held", len(known.held))), missing)


def _coders(known: Material, number: int) -> Item:
    by = {view.id: _coded(view) for view in known.held}
    coders = {coder for found in by.values() for coder in found}
    twice = sum(len(found) > 1 for found in by.values())
    facts = (("coders", len(coders)), ("twice", twice), ("held", len(known.held)))
    return _item(number, facts, [session for session, found in by.items() if not found])


def _tree(known: Material, number: int) -> Item:
    missing = [code.id for code in known.book.codes if not any(map(str.strip, code.definition.words.values()))]
    return _item(number, (("codes", len(known.book.codes)),), missing, gap=not known.book.codes)


def _derivation(known: Material, number: int) -> Item:
    codes = known.book.codes
    counts = tuple(
        (origin, sum(code.origin == origin for code in codes)) for origin in ("a_priori", "emergent", "in_vivo")
    )
    missing = [code.id for code in codes if code.origin not in {name for name, _count in counts}]
    return _item(number, counts, missing, gap=not codes)


def _software(known: Material, number: int) -> Item:
    return _item(number, (("program", known.program),))


def _quotations(known: Material, number: int) -> Item:
    """Key quotations that may be shown, and of how many people: a report should not quote the same one always."""
    starred = 0
    people: set[str] = set()
    for view in known.held:
        alone = view.participants[0].id if len(view.participants) == 1 else ""
        may = {one.participant for one in agreed(view).values() if one.may_quote}
        key = [turn.speaker or alone for turn in view.turns if turn.starred and turn.kind == "verbatim"]
        starred += sum(person in may for person in key)
        people |= may & set(key)
    return _item(number, (("quotations", starred), ("people", len(people))), gap=not starred)


TELLS: dict[int, Callable[[Material, int], Item]] = {
    10: _sampling,
    12: _sample_size,
    13: _non_participation,
    14: _setting,
    15: _others,
    16: _sample,
    17: _guide,
    18: _repeats,
    19: _recording,
    20: _field_notes,
    21: _duration,
    22: _saturation,
    24: _coders,
    25: _tree,
    26: _derivation,
    27: _software,
    29: _quotations,
}
