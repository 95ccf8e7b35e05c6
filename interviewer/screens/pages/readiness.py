"""Whether everything is ready, as a person reads it: a sign and a word for each check, and a verdict at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.screens.clean import cells, clean, wrap
from interviewer.screens.messages import explain, place
from interviewer.screens.words import N_, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interviewer.study.readiness.finding import Finding, Sign

SIGNS: dict[Sign, str] = {"ok": "✓", "attention": "▲", "no": "×"}
PLAIN_SIGNS: dict[Sign, str] = {"ok": "+", "attention": "!", "no": "x"}
WORDS: dict[Sign, str] = {"ok": N_("ok"), "attention": N_("attention"), "no": N_("no")}
STYLES: dict[Sign, str] = {"ok": "32", "attention": "33", "no": "1;31"}
CHECKS = {
    "guide": N_("guide"),
    "consent": N_("consent"),
    "languages": N_("languages"),
    "stakeholders": N_("groups"),
    "codebook": N_("codebook"),
    "folders": N_("folders"),
    "lock": N_("lock"),
    "space": N_("room left"),
    "clock": N_("clock"),
    "power": N_("power"),
    "synced": N_("sync"),
    "permissions": N_("rights"),
    "disk": N_("disk"),
    "git": N_("git"),
    "left": N_("left over"),
    "terminal": N_("terminal"),
    "letters": N_("letters"),
    "keys": N_("keys"),
}
LEAST_ROOM = 24


def readiness_lines(findings: Sequence[Finding], width: int, *, styled: bool, signs: dict[Sign, str]) -> Iterator[str]:
    """A line for each check, what to do below it; wrapped to the width, 0 for none. The verdict is the last line."""
    word = max(cells(_(one)) for one in WORDS.values())
    name = max(cells(_(CHECKS[one.check])) for one in findings)
    for one in sorted(findings, key=lambda one: list(SIGNS).index(one.sign)):  # what matters stands next to the verdict
        said = _(WORDS[one.sign])
        shown = f"\x1b[{STYLES[one.sign]}m{signs[one.sign]} {said}\x1b[0m" if styled else f"{signs[one.sign]} {said}"
        label = _(CHECKS[one.check])
        head = shown + " " * (word - cells(said) + 2) + label + " " * (name - cells(label) + 2)
        yield from _under(head, word + name + 6, _texts(one), width)
    yield ""
    yield from wrap(verdict(findings), width) if width else [verdict(findings)]


def _texts(one: Finding) -> Iterator[str]:
    message, hint = explain(one.said)
    yield message
    for fault in one.more:
        yield from place(fault).split("\n")
    if hint:
        yield hint


def _under(head: str, column: int, texts: Iterator[str], width: int) -> Iterator[str]:
    """The texts behind the head, the later ones below it."""
    room = width - column
    indent = " " * column
    if width and room < LEAST_ROOM:
        yield head.rstrip()
        room, indent, head = width - 4, "    ", "    "
    for text in texts:
        for row in wrap(text, room) if width else [clean(text)]:
            yield head + row
            head = indent


def verdict(findings: Sequence[Finding]) -> str:
    """Whether an interview can begin, in one sentence."""
    failed = list(dict.fromkeys(_(CHECKS[one.check]) for one in findings if one.sign == "no"))
    if failed:
        return _("Not ready: {checks}.").format(checks=", ".join(failed))
    points = sum(one.sign == "attention" for one in findings)
    if points:
        return plural("Ready, with {count} point to look at.", "Ready, with {count} points to look at.", points)
    return _("Ready.")


def readiness_json(findings: Sequence[Finding]) -> str:
    """{ready, verdict, checks}; each check is {check, sign, rule, message, hint, problems}."""
    import json

    rows = []
    for one in findings:
        message, hint = explain(one.said)
        more = [place(fault) for fault in one.more]
        row = {"check": one.check, "sign": one.sign, "rule": one.said.rule, "message": message, "hint": hint}
        rows.append(row | {"problems": more})
    ready = all(one.sign != "no" for one in findings)
    return json.dumps({"ready": ready, "verdict": verdict(findings), "checks": rows}, ensure_ascii=False, indent=2)
