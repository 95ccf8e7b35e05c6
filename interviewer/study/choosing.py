"""The part of the study that a figure is about: the interviews read, the codes as a tree, the filters understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from interviewer.coding.tree import CodeTree
from interviewer.errors import CannotError
from interviewer.figures.dimensions import Dimension, dimension
from interviewer.figures.filters import Filters
from interviewer.figures.naming import Known, known, selection
from interviewer.figures.own_words import for_others
from interviewer.figures.selection import Selection, takes_session
from interviewer.session.model import SessionView
from interviewer.session.renaming import under_current_ids
from interviewer.study.folder import Study
from interviewer.study.question_ids import question_ids
from interviewer.study.reading import read_all


class Chosen(NamedTuple):
    """All interviews of the study under today's ids of questions, and which part of them counts; `damaged` are the ids of those not read whole.

    `language` is the study's first one, in which tables name codes, as exports do. `leaving`: it is for a file.
    """

    views: tuple[SessionView, ...]
    damaged: frozenset[str]
    tree: CodeTree
    there: Known
    selection: Selection
    language: str = ""
    leaving: bool = False

    def by(self, asked: str) -> Dimension:
        """The dimension of that name, of what leaves the house without anybody's own words. UsageError names what there is."""
        found = dimension(asked, self.there.facts)
        return for_others(found) if self.leaving else found

    def label(self, code: str, language: str) -> str:
        """The code's label in that language, that under which it was born, or its id."""
        return self.tree.label(code, language) if code in self.tree.codes else self.there.born.get(code) or code


def choose(study: Study, filters: Filters, advance: Callable[[int], None] = lambda _: None) -> Chosen:
    """Read the study and understand the filters by what it holds.

    CannotError for a filter that means nothing here, and where no interview at all is left by them.
    """
    language = next(iter(study.settings().languages), "")
    tree = CodeTree(study.codebook())
    reads = tuple(read_all(study, advance=advance))
    ids = question_ids(study, ((one.view.guide, one.view.source) for one in reads if one.view.source))
    views = tuple(under_current_ids(one.view, ids.get(one.view.guide, {})) if ids else one.view for one in reads)
    there = known(views, tree, ids)
    picked = selection(filters, there, tree)
    if views and not any(takes_session(view, picked) for view in views):
        held = [view for view in views if view.status not in ("empty", "refused", "withdrawn")]
        raise CannotError("figures_no_session_left", pilots=sum(view.pilot for view in held), count=len(views))
    return Chosen(views, frozenset(one.view.id for one in reads if not one.whole), tree, there, picked, language)
