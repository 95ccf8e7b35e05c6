"""What a report on interviews should say, and what the study's own data say of it. Pure.

The items are those of COREQ (Tong, Sainsbury & Craig 2007, doi:10.1093/intqhc/mzm042), a checklist of 32 items for reports of
interviews and group interviews, by their numbers. Nothing is judged: a gap is something that nobody wrote down.
"""

from collections import Counter
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


class Sketch(NamedTuple):
    """What a report says of one interview, without its words.

    `items` are those of the background sheet that were answered, `refusers` those who refused a required consent. `setting`,
    `others` and `noted` say whether anything was written there. `coders` passed every turn, those who have `begun` did not; `quoted` are the people of its
    key quotations that may be shown, once for each.
    """

    session: str
    status: str
    pilot: bool
    guide: str
    sha256: str
    people: tuple[str, ...]
    groups: frozenset[str]
    items: frozenset[str]
    refusers: frozenset[str]
    declined: int
    setting: bool
    others: bool
    noted: bool
    recorded: bool
    may_record: bool
    minutes: float
    coders: frozenset[str]
    begun: frozenset[str]
    quoted: tuple[str, ...]


def sketch(view: SessionView) -> Sketch:
    """The interview in a sketch."""
    written = {item for item, text in view.form.items() if text.strip()}
    return Sketch(
        session=view.id,
        status=view.status,
        pilot=view.pilot,
        guide=view.guide,
        sha256=view.sha256,
        people=tuple(person.id for person in view.participants),
        groups=frozenset(person.stakeholder for person in view.participants) - {""},
        items=frozenset(one.item for one in view.background if one.value is not None),
        refusers=refusers(view),
        declined=sum(state == "declined" for state in view.coverage.values()),
        setting="setting" in written,
        others="others" in written,
        noted="notes" in written or any(turn.kind not in SPEECH for turn in view.turns),
        recorded=view.clock == "recording",
        may_record=any(one.to("record") for one in agreed(view).values()),
        minutes=view.minutes,
        coders=_coders_of(view),
        begun=_begun(view),
        quoted=_quoted(view),
    )


def _coders_of(view: SessionView) -> frozenset[str]:
    """Who has passed every turn of speech of the interview; what two agreed on afterwards is nobody's coding."""
    turns = {turn.id for turn in view.turns if turn.kind in SPEECH}
    passed: dict[str, set[str]] = {}
    for one in (one for one in view.seen if one.round != AGREED):
        passed.setdefault(one.coder, set()).add(one.turn)
    return frozenset(coder for coder, seen in passed.items() if coder != INTERVIEWER and turns <= seen)


def _begun(view: SessionView) -> frozenset[str]:
    """Who passed a turn of the interview or marked one, and is not through."""
    passed = {one.coder for one in view.seen if one.round != AGREED} | {mark.coder for mark in view.marks}
    return frozenset(passed - _coders_of(view) - {INTERVIEWER, AGREED, ""})


def _quoted(view: SessionView) -> tuple[str, ...]:
    alone = view.participants[0].id if len(view.participants) == 1 else ""
    may = {one.participant for one in agreed(view).values() if one.may_quote}
    key = (turn.speaker or alone for turn in view.turns if turn.starred and turn.kind == "verbatim")
    return tuple(person for person in key if person in may)


class Material(NamedTuple):
    """What the items are read off: interviews that were held, trials of the guide, refused ones; the codebook; the program.

    `planned` is how many interviews are planned in all, None where nobody said.
    """

    held: tuple[Sketch, ...]
    pilots: tuple[Sketch, ...]
    refused: tuple[Sketch, ...]
    book: Codebook
    program: str
    planned: int | None = None


def material(sketches: Iterable[Sketch], book: Codebook, program: str, planned: int | None = None) -> Material:
    """The interviews of a study by what they are for a report; empty ones are none."""
    there = [one for one in sketches if one.status not in NOTHING_THERE]
    refused = tuple(one for one in there if one.status == "refused")
    pilots = tuple(one for one in there if one.pilot and one.status != "refused")
    held = tuple(one for one in there if not one.pilot and one.status != "refused")
    return Material(held, pilots, refused, book, program, planned)


def coreq(known: Material) -> tuple[Item, ...]:
    """All 32 items in their order."""
    return tuple(
        TELLS[number](known, number) if number in TELLS else Item(number, "yours") for number in range(1, ITEMS + 1)
    )


def _item(number: int, facts: Facts, missing: Sequence[str] = (), *, gap: bool = False) -> Item:
    return Item(number, "gaps" if missing or gap else "told", facts, tuple(missing))


def _without(known: Material, has: Callable[[Sketch], object]) -> list[str]:
    return [one.session for one in known.held if not has(one)]


def _with(known: Material, missing: Sequence[str]) -> int:
    return len(known.held) - len(missing)


def _sampling(known: Material, number: int) -> Item:
    groups = {group for one in known.held for group in one.groups}
    facts = (("groups", len(groups)), ("held", len(known.held)), ("planned", known.planned or 0))
    return _item(number, facts, gap=known.planned is None)


def _sample_size(known: Material, number: int) -> Item:
    people = {person for one in known.held for person in one.people}
    return _item(number, (("interviews", len(known.held)), ("people", len(people))), gap=not known.held)


def _non_participation(known: Material, number: int) -> Item:
    """Who refused before the interview stands nowhere here."""
    left, declined = sum(len(one.refusers) for one in known.held), sum(one.declined for one in known.held)
    return _item(number, (("refused", len(known.refused)), ("left", left), ("declined", declined)))


def _setting(known: Material, number: int) -> Item:
    missing = _without(known, lambda one: one.setting)
    return _item(number, (("told", _with(known, missing)),), missing)


def _others(known: Material, number: int) -> Item:
    missing = _without(known, lambda one: one.others)
    return _item(number, (("told", _with(known, missing)),), missing)


def _sample(known: Material, number: int) -> Item:
    items = {item for one in known.held for item in one.items}
    missing = _without(known, lambda one: one.items)
    return _item(number, (("items", len(items)), ("told", _with(known, missing))), missing)


def _guide(known: Material, number: int) -> Item:
    guides = {one.guide for one in known.held}
    versions = {(one.guide, one.sha256) for one in known.held}
    facts = (("guides", len(guides)), ("versions", len(versions)), ("pilots", len(known.pilots)))
    return _item(number, facts, gap=not known.pilots)


def _repeats(known: Material, number: int) -> Item:
    met = Counter(person for one in known.held for person in one.people)
    return _item(number, (("people", sum(times > 1 for times in met.values())),))


def _recording(known: Material, number: int) -> Item:
    """An interview in which the recorder was never marked, of people who agreed to be recorded, leaves it open."""
    recorded = sum(one.recorded for one in known.held)
    missing = _without(known, lambda one: one.recorded or not one.may_record)
    return _item(number, (("recorded", recorded), ("held", len(known.held))), missing)


def _field_notes(known: Material, number: int) -> Item:
    missing = _without(known, lambda one: one.noted)
    return _item(number, (("told", _with(known, missing)),), missing)


def _duration(known: Material, number: int) -> Item:
    timed = [round(one.minutes) for one in known.held if one.minutes > 0]
    facts: Facts = (("timed", len(timed)),)
    if timed:
        facts += (("least", min(timed)), ("middle", round(median(timed))), ("most", max(timed)))
    return _item(number, facts, _without(known, lambda one: one.minutes > 0))


def _saturation(known: Material, number: int) -> Item:
    missing = _without(known, lambda one: one.coders)
    return _item(number, (("coded", _with(known, missing)), ("held", len(known.held))), missing)


def _coders(known: Material, number: int) -> Item:
    coders = {coder for one in known.held for coder in one.coders}
    twice = sum(len(one.coders) > 1 for one in known.held)
    begun = {coder for one in known.held for coder in one.begun} - coders
    facts = (("coders", len(coders)), ("twice", twice), ("held", len(known.held)), ("begun", len(begun)))
    return _item(number, facts, _without(known, lambda one: one.coders))


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
    quoted = [person for one in known.held for person in one.quoted]
    return _item(number, (("quotations", len(quoted)), ("people", len(set(quoted)))), gap=not quoted)


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
