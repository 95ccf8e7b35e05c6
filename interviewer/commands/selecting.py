"""What all verbs of figures ask for alike: which part of the study, by what, in which shape."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping
from functools import update_wrapper
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from interviewer.figures.filters import Filters
from interviewer.screens.words import _
from interviewer.study.folder import Study

if TYPE_CHECKING:
    from interviewer.study.choosing import Chosen

Result = TypeVar("Result")
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="DIM",
        help=_(
            "By code, question, theme, stakeholder, participant, coder, session, guide, round, wave or an item of the background sheet."
        ),
    ),
]
RollUp = Annotated[bool, typer.Option("--roll-up", help=_("Count codes for the codes above them too."))]
Json = Annotated[bool, typer.Option("--json", help=_("Write JSON, for programs."))]
Out = Annotated[str, typer.Option("--out", metavar="FILE.csv|-", help=_("Write the whole table as CSV."))]


def _option(name: str, help_text: str, metavar: str = "ID") -> Any:
    return Annotated[list[str] | None, typer.Option(f"--{name}", metavar=metavar, help=help_text)]


FILTERS: Mapping[str, Any] = {
    "session": _option("session", _("Only this interview; may be repeated.")),
    "guide": _option("guide", _("Only with this guide; may be repeated.")),
    "stakeholder": _option("stakeholder", _("Only this group; may be repeated.")),
    "participant": _option("participant", _("Only this person; may be repeated.")),
    "theme": _option("theme", _("Only under this theme; may be repeated.")),
    "question": _option("question", _("Only on this question; may be repeated.")),
    "code": _option("code", _("Only this code and those below it; may be repeated.")),
    "coder": _option("coder", _("Only what this coder did; may be repeated.")),
    "round": _option("round", _("Only this round of coding; may be repeated.")),
    "where": _option("where", _("Only people whose background sheet says so; may be repeated."), "ITEM=VALUE"),
}  # fmt: skip
PILOTS = Annotated[bool, typer.Option("--with-pilots", help=_("Take pilot interviews in."))]


def takes_filters(verb: Callable[..., Result], but: Collection[str] = ()) -> Callable[..., Result]:
    """The verb with all filters as options, but those; it is given them as one `filters`."""

    def filtered(**given: Any) -> Result:
        typed = {name: tuple(given.pop(name, None) or ()) for name in FILTERS}
        filters = Filters(**typed, with_pilots=bool(given.pop("with_pilots", False)))
        return verb(**given, filters=filters)

    kept = [one for one in inspect.signature(verb, eval_str=True).parameters.values() if one.name != "filters"]
    keyword = inspect.Parameter.KEYWORD_ONLY
    kinds = [(name, kind) for name, kind in {**FILTERS, "with_pilots": PILOTS}.items() if name not in but]
    added = [inspect.Parameter(name, keyword, default=None, annotation=kind) for name, kind in kinds]
    update_wrapper(filtered, verb)
    filtered.__dict__.pop("__wrapped__")
    filtered.__annotations__ = {one.name: one.annotation for one in (*kept, *added)}
    filtered.__dict__["__signature__"] = inspect.Signature([*kept, *added])  # where typer looks
    return filtered


def chosen(study: Study, filters: Filters) -> Chosen:
    """The interviews read, and what is counted of them; CannotError for a filter that means nothing here."""
    from interviewer.screens.pages.choosing import read_part

    return read_part(study, filters)
