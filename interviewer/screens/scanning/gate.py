"""Before words leave the house: everything that may tell who somebody is has been decided, or nothing is written."""

from collections.abc import Callable, Collection, Iterable, Sequence

from interviewer.errors import FilesError, Problem, problem
from interviewer.privacy.scan.deciding import Known, Pointed, outcome
from interviewer.privacy.scan.groups import facts_of, small_groups
from interviewer.privacy.scan.names import known_names
from interviewer.privacy.scan.said import remark_at
from interviewer.privacy.scan_outcome import ScanOutcome
from interviewer.screens.pages.progress import progress
from interviewer.screens.paper import Paper
from interviewer.screens.scanning.codebook_gate import codebook_first
from interviewer.screens.scanning.labels_gate import Label, labels_first, labels_found
from interviewer.screens.scanning.listing import groups_told, lines_of, summary
from interviewer.screens.words import _, plural
from interviewer.session.model import SessionView
from interviewer.study.folder import Study
from interviewer.study.opening import recipients_in_force
from interviewer.study.screening import Loaded, everywhere, load, scanned, sessions_of, what_is_known

NAMED = 10
Takes = Callable[[SessionView], bool]
Only = Callable[[SessionView], Collection[str] | None]


class Sweep:
    """The sessions that are about to leave, and what is found in them, as often as it is asked."""

    def __init__(self, study: Study, session_ids: Iterable[str] | None, takes: Takes, only: Only) -> None:
        self.study, self._takes, self._only = study, takes, only
        self._ids = None if session_ids is None else tuple(session_ids)
        self._names = names_of_vault(study)
        self.loaded: dict[str, Loaded] = {}
        self.known = Known(known_names(()))
        self.pointed: list[Pointed] = []
        self._every: dict[str, Loaded] = {}

    def again(self) -> list[Pointed]:
        """Read and scan; what is open."""
        every = self._every = load(self.study)  # a name that was replaced anywhere is looked for everywhere
        known = self.known = what_is_known(self.study, [one.view for one in every.values()], self._names)
        wanted = every if self._ids is None else self._ids
        self.loaded = {name: every[name] for name in wanted if name in every and self._takes(every[name].view)}
        with progress(_("Scan"), lambda: len(self.loaded)) as advance:
            self.pointed = scanned(self.study, self.loaded.values(), known, self._only, advance)
        return [one for one in self.pointed if one.decision is None]

    def labels(self) -> list[Label]:
        """What is found in labels of codes that were born while coding, anywhere in the study: tables take them from there."""
        views = (one.view for one in self._every.values())
        return labels_found(views, self.study.codebook(), self.known)


def names_of_vault(study: Study) -> tuple[str, ...]:
    """The names that the team keeps; asks for the passphrase where the vault is locked. CannotError `words_locked`."""
    if study.settings().keys is None:
        return ()
    from interviewer.screens.unlocking import ensure_unlocked
    from interviewer.study.private.vault import names_for_scan

    names, recipients = names_for_scan(study), recipients_in_force(study)
    if names is None and recipients is not None:
        ensure_unlocked(recipients)
        names = names_for_scan(study)
    return tuple(names or ())


def anything(_view: SessionView) -> bool:
    """Every session."""
    return True


def marked_words(view: SessionView) -> frozenset[str]:
    """What a table of marks holds words of: the turns that bear marks, and what coders wrote."""
    memos = (f"memo {mark.id}" for mark in view.marks)
    remarks = (remark_at(one) for one in view.remarks)
    return frozenset((*(mark.turn for mark in view.marks), *memos, *remarks))


def labels_alone(study: Study, views: Sequence[SessionView]) -> None:
    """Return when a table may leave that holds no words but the labels of codes. FilesError where these may not."""
    if any(view.new_codes for view in views):
        known = what_is_known(study, views, names_of_vault(study))
        labels_first(labels_found(views, study.codebook(), known), Paper())


def these(turns: Collection[str]) -> Only:
    """Only these texts."""
    return lambda _view: turns


def scan_first(
    study: Study,
    session_ids: Iterable[str] | None = None,
    accept: str | None = None,
    *,
    takes: Takes = anything,
    only: Only = everywhere,
    background: bool = False,
    codebook: bool = False,
    labels: bool = True,
) -> ScanOutcome:
    """What the scan of these sessions came to, once nothing is open; FilesError where something is.

    `accept` is a table of decisions to take in first. `background`: what leaves has background values too;
    `codebook`: the codebook goes along. `labels`: labels of codes that were born while coding do.
    """
    paper, sweep = Paper(), Sweep(study, session_ids, takes, only)
    open_ones = sweep.again()
    if accept:
        from interviewer.screens.scanning.table import take_in

        take_in(study, accept, sweep.pointed, sweep.loaded, paper)
        open_ones = sweep.again()
    if open_ones:
        open_ones = _walked(sweep, open_ones, paper)
    if open_ones:
        raise FilesError(_problems(open_ones))
    if codebook:
        codebook_first(study, study.codebook(), sweep.known, paper)
    if labels:
        labels_first(sweep.labels(), paper)
    found = outcome(sweep.pointed)
    if found.found:
        paper.say(summary(found), "quiet")
    if background:
        people = facts_of(one.view for one in sweep.loaded.values())
        for line in groups_told(small_groups(people), len(people)):
            paper.say(line, "quiet")
    return found


def _walked(sweep: Sweep, open_ones: list[Pointed], paper: Paper) -> list[Pointed]:
    """Offer to go through what is open where somebody can be asked; what is open then."""
    from interviewer.screens.scanning.walking import Walk
    from interviewer.screens.terminal.choose import confirm
    from interviewer.screens.terminal.keyboard import has_terminal

    if not has_terminal():
        return open_ones
    count = len(open_ones)
    paper.say(
        plural(
            "{count} place may tell who somebody is, and nobody has decided about it.",
            "{count} places may tell who somebody is, and nobody has decided about them.",
            count,
        ),
        "warn",
    )
    while open_ones and confirm(_("Go through them now?"), default=True):
        walk = Walk(sweep.study, sweep.loaded, paper)
        walk.run(open_ones)
        open_ones = sweep.again()
        if walk.stopped:
            break
    return open_ones


def _problems(open_ones: list[Pointed]) -> list[Problem]:
    """The one problem, with the first places under it."""
    sessions = sessions_of(open_ones)
    told = plural("{count} interview", "{count} interviews", len(sessions))
    return [problem("scan_open", count=len(open_ones), sessions=told), *_places(open_ones)]


def _places(open_ones: list[Pointed]) -> list[Problem]:
    more = len(open_ones) - NAMED
    lines = lines_of(open_ones[:NAMED], words=False)
    told = [problem("scan_open_place", severity="warning", text=line) for line in lines]
    return [*told, problem("scan_open_more", severity="warning", count=more)] if more > 0 else told
