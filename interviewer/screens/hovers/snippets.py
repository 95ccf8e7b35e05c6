"""What editors offer to write whole: a theme, a question, a probe, a consent item, a fact, a code."""

from interviewer.export.json_schema import Snippet
from interviewer.screens.words import _


def snippets() -> dict[str, tuple[Snippet, ...]]:
    """By the name of the table: what may be written there, with holes to jump to, in the language of the screens."""
    return {
        "theme": (_theme(),),
        "question": (_question(), _scale()),
        "probe": (_probe(),),
        "consent": (_consent(),),
        "background": (_number(), _choice()),
        "code": (_code(),),
    }


def _hole(number: int, words: str) -> str:
    return f"${{{number}:{words}}}"


def _open(first: int) -> dict[str, object]:
    """An open question with holes from that number on."""
    return {
        "id": _hole(first, _("question-id")),
        "ask": _hole(first + 1, _("Tell me about...")),
        "aim": _hole(first + 2, _("What it should bring out")),
        "probes": [
            {
                "id": _hole(first + 3, _("probe-id")),
                "ask": _hole(first + 4, _("Could you give me an example?")),
                "kind": "example",
            }
        ],
    }


def _theme() -> Snippet:
    body = {
        "id": _hole(1, _("theme-id")),
        "title": _hole(2, _("What the theme is called")),
        "aim": _hole(3, _("What you want to learn")),
        "minutes": "${4:10}",
        "questions": [_open(5)],
    }
    return Snippet(_("new theme"), _("A theme with its aim, its minutes and a first question."), body)


def _question() -> Snippet:
    return Snippet(_("new open question"), _("A question with its aim and a probe."), _open(1))


def _scale() -> Snippet:
    body = {
        "id": _hole(1, _("question-id")),
        "ask": _hole(2, _("On a scale from 0 to 10, how...")),
        "scale": {"from": 0, "to": 10},
        "indicator": _hole(3, _("indicator-id")),
        "probes": [_hole(4, _("What makes you choose that number?"))],
    }
    return Snippet(_("new indicator"), _("A scale whose number is followed over time, and a probe."), body)


def _probe() -> Snippet:
    body = {"id": _hole(1, _("probe-id")), "ask": _hole(2, _("Could you give me an example?")), "kind": "${3:example}"}
    return Snippet(_("new probe"), _("A follow-up with its kind."), body)


def _consent() -> Snippet:
    body = {"id": _hole(1, "notes"), "for": "${2:notes}", "ask": _hole(3, _("May I take notes while we talk?"))}
    return Snippet(_("new consent item"), _("Something that people agree to or not."), body)


def _number() -> Snippet:
    body = {
        "id": _hole(1, _("item-id")),
        "ask": _hole(2, _("For how many years have you been coming?")),
        "number": {"from": 0, "to": 80, "unit": _hole(3, _("years"))},
    }
    return Snippet(_("new number"), _("A fact that is a number."), body)


def _choice() -> Snippet:
    options = {_hole(3, _("first")): _hole(4, _("First option")), _hole(5, _("second")): _hole(6, _("Second option"))}
    body = {"id": _hole(1, _("item-id")), "ask": _hole(2, _("How often do you come?")), "choice": options}
    return Snippet(_("new choice"), _("A fact that is one of several options."), body)


def _code() -> Snippet:
    body = {
        "id": _hole(1, _("code-id")),
        "label": _hole(2, _("What the code is called")),
        "definition": _hole(3, _("What it means")),
        "use_when": _hole(4, _("When to use it")),
        "not_when": _hole(5, _("When not to use it")),
    }
    return Snippet(_("new code"), _("A code with its definition and when to use it."), body)
