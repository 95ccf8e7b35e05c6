"""What a guide says beside its words, as short texts: answers, bounds, conditions, quantities. Pure."""

from collections.abc import Sequence

from interviewer.guide.model import Answer, Choices, Condition, Date, Number, Scale

OPEN = "open"
DASH = "\u2013"


def joined(names: Sequence[str]) -> str:
    """The ids, parted by commas."""
    return ", ".join(names)


def quantity(value: float | None) -> str:
    """The number without needless decimals; nothing for None."""
    return "" if value is None else f"{value:.15g}"


def answer_facts(answer: Answer | None) -> dict[str, str]:
    """What is asked for: its `type` (`open`, `scale`, `number`, `choice`, `choices`, `date`, `text`), bounds, unit, `other`.

    The choices themselves are left out: they have words.
    """
    match answer:
        case None:
            return {"type": OPEN}
        case Scale() | Number():
            kind = "scale" if isinstance(answer, Scale) else "number"
            facts = {"type": kind, "bounds": bounds(answer.lowest, answer.highest), "unit": answer.unit}
            return {name: fact for name, fact in facts.items() if fact}
        case Choices():
            return {"type": "choices" if answer.several else "choice", "other": str(answer.other).lower()}
        case Date():
            return {"type": "date"}
        case _:
            return {"type": "text"}


def bounds(lowest: float | None, highest: float | None) -> str:
    """`0–10`; an end that isn't given stays empty."""
    if lowest is None and highest is None:
        return ""
    return quantity(lowest) + DASH + quantity(highest)


def conditions(when: Sequence[Condition]) -> str:
    """The conditions as a guide writes them: `role: accueil; years: 5–9; role: not autre`. Their order says nothing."""
    return "; ".join(sorted(f"{one.question}: {_condition(one)}" for one in when))


def _condition(one: Condition) -> str:
    parts = [
        joined(one.values),
        *([f"not {joined(one.others)}"] if one.others else []),
        bounds(one.lowest, one.highest),
    ]
    return " ".join(part for part in parts if part)
