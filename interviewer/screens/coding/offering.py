"""Suggestions at a turn of the walk: shown with their reasons and a number each, taken or refused by a person."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from interviewer.coding.said import word_for
from interviewer.coding.sheet import Sheet
from interviewer.coding.suggesting import Because, Marked, Suggesting, Suggestion
from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError
from interviewer.screens.numbers import decimal
from interviewer.screens.paper import Paper
from interviewer.screens.words import _, language
from interviewer.session.events import Event, Mark, Unmark
from interviewer.session.model import SessionView, TurnView
from interviewer.study.folder import Study
from interviewer.study.meaning import is_installed
from interviewer.study.suggestions import suggesting

LONGEST = 160


class Offered(NamedTuple):
    """A code that was offered, and what had suggested it."""

    code: str
    by: str


class Offers:
    """What is offered at the turn at hand. `make` is called at the first turn that needs it."""

    def __init__(self, make: Callable[[], Suggesting], tree: CodeTree, paper: Paper) -> None:
        self._make, self._tree, self._paper = make, tree, paper
        self._engine: Suggesting | None = None
        self._here: tuple[Suggestion, ...] = ()

    @property
    def engine(self) -> Suggesting:
        """What makes the suggestions, made once."""
        if self._engine is None:
            self._engine = self._make()
        return self._engine

    def show(self, view: SessionView, turn: TurnView, coder: str, marked: Sequence[str]) -> None:
        """Offer codes for the turn, but none that it bears already and none that this coder has refused for it."""
        refused = [code for who, where, code in view.dismissed if (who, where) == (coder, turn.id)]
        self._here = self.engine.suggest(turn.text, language(), but=(*marked, *refused))
        for n, one in enumerate(self._here, 1):
            label = self._tree.label(one.code, language())
            named = one.code if label == one.code else f"{one.code} · {label}"
            line = _("suggested +{number}: {code} ({score})").format(number=n, code=named, score=decimal(one.score, 2))
            self._paper.say(line, indent=2)
            self._paper.say(reason(one.because), "quiet", indent=6)

    def nothing(self) -> None:
        """Nothing is offered at the turn at hand."""
        self._here = ()

    def taken(self, number: str) -> Offered:
        """The offer with that number; CannotError when there is none."""
        if not (number.isascii() and number.isdigit() and 0 < int(number) <= len(self._here)):
            raise CannotError("coding_no_such_offer", count=len(self._here))
        return Offered(self._here[int(number) - 1].code, self.engine.name)

    def hear(self, view: SessionView, events: Sequence[Event]) -> None:
        """Learn from what was marked, forget what was taken away; `view` is the session before."""
        if self._engine is None:  # it will read them
            return
        there = {one.id: one for one in view.marks}
        for event in events:
            if isinstance(event, Mark):
                self._engine.learn(Marked(view.id, event.excerpt, event.code))
            elif isinstance(event, Unmark) and (gone := there.get(event.mark)):
                self._engine.forget(Marked(view.id, gone.excerpt, gone.code))


def offers_for(study: Study, sheet: Sheet, paper: Paper, *, with_own: bool) -> Offers:
    """What is offered to the coder of the sheet in its round; says by what it goes."""
    if is_installed():
        paper.say(_("Codes are suggested by meaning; loading what knows it takes a moment."), "quiet")
    else:
        said = _("Codes are suggested by parts of words; the extra `interviewer[suggest]` would go by meaning.")
        paper.say(said, "quiet")
    paper.say(
        _("Accept one with +1, refuse it with {command}.").format(command=f"/{word_for('no', language())} 1"),
        "quiet",
    )
    make = partial(suggesting, study, sheet.coder, sheet.round, with_own=with_own)
    return Offers(make, CodeTree(study.codebook()), paper)


def reason(because: Because) -> str:
    """Which text the words resemble, and which words they have in common, in a sentence."""
    text = because.text if len(because.text) <= LONGEST else because.text[:LONGEST] + "…"
    templates = {
        "excerpt": _("like “{text}” in {session}"),
        "label": _("like its label “{text}”"),
        "definition": _("like its definition: {text}"),
        "use_when": _("like when to use it: {text}"),
        "example": _("like its example: {text}"),
    }
    said = templates[because.kind].format(text=text, session=because.session)
    if not because.words:
        return _("{reason} (no word in common)").format(reason=said)
    return _("{reason} ({words})").format(reason=said, words=", ".join(because.words))
