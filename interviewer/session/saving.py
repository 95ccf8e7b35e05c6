"""Saving behind the typing: one thread makes durable what was said, in order, while the keys go on.

The journal and the draft file are touched by that thread alone. What is asked goes through one queue that may be used
from signal handlers too, and stays in memory until the disk has taken it; what the thread knows comes back as one
frozen value, so that nobody ever waits for the other.
"""

import atexit
import itertools
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NamedTuple, Protocol

from interviewer.errors import Problem, problem
from interviewer.session.events import Draft, Event
from interviewer.session.journal import Moment, NotSaved
from interviewer.session.line import payload

RETRY_SECONDS = 1.0
# What a program that ends without having asked waits for a disk that does not answer.
LAST_SECONDS = 10.0
# How often one who waits looks whether the thread still lives.
LOOK_SECONDS = 0.1


class Journals(Protocol):
    """What takes events to the disk: the journal of a session, or those of several."""

    warnings: list[Problem]

    @property
    def unsaved(self) -> int:
        """How many events are in memory only."""

    def append_each(self, happened: Iterable[tuple[Sequence[Event], Moment]]) -> None:
        """Return when all are durable; NotSaved when some are not, and then the same may be appended again."""


class DraftFiles(Protocol):
    """What takes words that are being typed to the disk."""

    def write(self, *drafts: Draft) -> None:
        """Return when they are durable."""

    def settle(self, ids: Iterable[str]) -> None:
        """What these ids stand for is durable: their drafts go."""


class Failing(NamedTuple):
    """Why something could not be saved, and since when (seconds of time.monotonic)."""

    since: float
    problem: Problem


class _Said(NamedTuple):
    key: int
    events: tuple[Event, ...]
    moment: Moment
    typed: str  # the id of the draft that these events make needless


class _Typed(NamedTuple):
    key: int
    draft: Draft


class _Flush(NamedTuple):
    answer: SimpleQueue[bool]
    once: bool  # answered after one try, whatever came of it


class _End(NamedTuple):
    """The thread is needed no longer."""


class _Known(NamedTuple):
    said: int = 0  # events up to this key are durable
    drafted: int = 0  # drafts up to this key are durable, or needless
    acknowledged: int = 0
    failing: Failing | None = None
    draft_failing: Failing | None = None
    warnings: tuple[Problem, ...] = ()


_Job = _Said | _Typed | _Flush | _End


class _Post:
    """What is asked of the thread, in order, and how it is woken. Nothing leaves it before it is taken on."""

    def __init__(self) -> None:
        self.jobs: deque[_Job] = deque()
        # The one way to wake a thread that may be used in a signal handler, whatever that interrupted.
        self._bell: SimpleQueue[None] = SimpleQueue()

    def put(self, job: _Job) -> None:
        self.jobs.append(job)
        self._bell.put(None)

    def wait(self, seconds: float | None) -> None:
        """Return when something was asked, or after so many seconds."""
        with suppress(Empty):
            self._bell.get(timeout=seconds)
        while not self._bell.empty():
            self._bell.get()


class _Writer:
    """The side of the thread: what waits for the disk, and what became of it."""

    def __init__(self, journal: Journals, drafts: DraftFiles, tell: Callable[[], None], pause: float) -> None:
        self.known = _Known(warnings=tuple(journal.warnings))
        self.over = False
        self.tell = tell
        self.pause = pause
        self._journal, self._drafts = journal, drafts
        self._said: dict[int, _Said] = {}
        self._typed: dict[str, _Typed] = {}
        self._settled: set[str] = set()
        self._asking: list[_Flush] = []
        self._heard = 0
        self._append_at = self._draft_at = 0.0

    def patience(self) -> float | None:
        """Seconds until there is something to do again; None when that is for others to say."""
        due = [self._append_at] * bool(self._said) + [self._draft_at] * bool(self._typed)
        return max(0.0, min(due) - time.monotonic()) if due else None

    def hear(self, post: _Post) -> None:
        """Take on all that was asked; running out of memory at any step loses none of it."""
        while post.jobs:
            self._accept(post.jobs[0])
            post.jobs.popleft()

    def _accept(self, job: _Job) -> None:
        if isinstance(job, _Said | _Typed):
            self._heard = max(self._heard, job.key)
        if isinstance(job, _Said):
            self._said[job.key] = job
        elif isinstance(job, _Typed):
            if job.draft.id not in self._settled:
                self._typed[job.draft.id] = job
        elif isinstance(job, _End):
            self.over = True
        elif job not in self._asking:
            self._asking.append(job)
            self._append_at = self._draft_at = 0.0

    def work(self, post: _Post) -> None:
        """Try once what is due: all events that wait with one sync, then the newest words that are being typed."""
        self.hear(post)
        asked_before = tuple(self._asking)
        if self._said and time.monotonic() >= self._append_at:
            self._append(tuple(self._said.values()))
            self.hear(post)
        if (newest := self._wanted()) and time.monotonic() >= self._draft_at:
            self._draft(newest)
        self._publish(self.known)
        self._answer(asked_before)

    def _append(self, waiting: Sequence[_Said]) -> None:
        count = sum(len(said.events) for said in waiting)
        try:
            self._journal.append_each((said.events, said.moment) for said in waiting)
        except Exception as error:  # noqa: BLE001 - whatever stops it, the words are kept and tried again
            self._append_at = time.monotonic() + self.pause
            self._publish(self.known._replace(failing=_failing(self.known.failing, error, count)))
            return
        for said in waiting:
            self._said.pop(said.key, None)
        self._publish(self.known._replace(acknowledged=self.known.acknowledged + count, failing=None))
        for said in waiting:
            self._settle(said)

    def _settle(self, said: _Said) -> None:
        ids = {said.typed, *(event.id for event in said.events)} - {""}
        self._settled |= ids
        for one in ids:
            self._typed.pop(one, None)
        with suppress(Exception):  # a draft that can't be taken away is known by its id at the next start
            self._drafts.settle(ids)

    def _wanted(self) -> tuple[_Typed, ...]:
        """The words to draft: not those whose turn is the next thing to be saved, unless that has failed."""
        soon = set() if self.known.failing else {said.typed for said in self._said.values()}
        return tuple(typed for one, typed in self._typed.items() if one not in soon)

    def _draft(self, newest: Sequence[_Typed]) -> None:
        try:
            self._drafts.write(*(typed.draft for typed in newest))
        except Exception as error:  # noqa: BLE001 - the person goes on typing and is told
            self._draft_at = time.monotonic() + self.pause
            self._publish(self.known._replace(draft_failing=_failing(self.known.draft_failing, error, len(newest))))
            return
        for typed in newest:
            self._typed.pop(typed.draft.id, None)

    def _answer(self, asked_before: Sequence[_Flush]) -> None:
        safe = not self._said and not self._typed
        for asked in tuple(self._asking):
            if safe or (asked.once and asked in asked_before):
                self._asking.remove(asked)
                asked.answer.put(safe)

    def _publish(self, known: _Known) -> None:
        before = self.known
        self.known = known._replace(
            said=self._all_before(self._said.values()),
            drafted=self._all_before(self._typed.values()),
            draft_failing=known.draft_failing if self._typed else None,
            warnings=tuple(self._journal.warnings),
        )
        if self.known != before:
            with suppress(Exception):  # the screen may be gone already
                self.tell()

    def _all_before(self, waiting: Iterable[_Said | _Typed]) -> int:
        return min((one.key for one in waiting), default=self._heard + 1) - 1


def _failing(before: Failing | None, error: Exception, count: int) -> Failing:
    why = error.problem if isinstance(error, NotSaved) else None
    since = before.since if before else time.monotonic()
    return Failing(since, why or problem("saving_stumbled", count=count, what=type(error).__name__))


class Saver:
    """Makes events and drafts durable in a thread of its own; every call but `flush` and `end` returns at once.

    `changed` is called from the thread whenever what can be read here has changed; it may only pass that on. Where no
    thread can be had, each call saves before it returns. What was not saved is tried again every `pause` seconds.
    """

    def __init__(
        self,
        journal: Journals,
        drafts: DraftFiles,
        changed: Callable[[], None] = lambda: None,
        *,
        pause: float = RETRY_SECONDS,
    ) -> None:
        self._post = _Post()
        self._keys = itertools.count(1)
        self._asked: deque[tuple[int, int, float]] = deque()  # key, how many events, when: not acknowledged yet
        self._words: deque[tuple[int, float]] = deque()  # key, when: drafts not durable yet
        self._busy = False
        self._writer = _Writer(journal, drafts, changed, pause)
        self._thread = Thread(target=self._run, name="saving", daemon=True)
        # Nothing is lost for want of a thread: `_ask` sees that there is none.
        with suppress(RuntimeError, MemoryError):
            self._thread.start()
        atexit.register(self._last_try)
        if journal.unsaved:
            self._ask_for((), journal.unsaved, Moment(time.time(), time.monotonic()), "")

    @property
    def pending(self) -> int:
        """How many events are not acknowledged yet."""
        done = self._writer.known.said
        return sum(count for key, count, _ in tuple(self._asked) if key > done)

    @property
    def waiting(self) -> float:
        """Seconds since the oldest event that is not acknowledged was said; 0 when there is none."""
        done = self._writer.known.said
        return _seconds_since(at for key, _, at in tuple(self._asked) if key > done)

    @property
    def acknowledged(self) -> int:
        """How many events are durable, of those that went through here."""
        return self._writer.known.acknowledged

    @property
    def failing(self) -> Failing | None:
        """Why events are in memory only; None while the disk takes them."""
        return self._writer.known.failing

    @property
    def draft_behind(self) -> float:
        """Seconds that the words on the screen are ahead of their durable draft; 0 when they are not."""
        done = self._writer.known.drafted
        return _seconds_since(at for key, at in tuple(self._words) if key > done)

    @property
    def draft_failing(self) -> Failing | None:
        """Why the words that are being typed are in memory only; None while the disk takes them."""
        return self._writer.known.draft_failing

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Where words went when they could not go home."""
        return self._writer.known.warnings

    def tell(self, changed: Callable[[], None]) -> None:
        """Call this one from now on when something changed."""
        self._writer.tell = changed

    def append(self, events: Sequence[Event], moment: Moment, typed: str = "") -> None:
        """Ask that these events of that moment be made durable, behind all that were asked before.

        `typed` is the id of the draft that goes then. An event that can't be written at all raises here, as nothing
        has changed yet.
        """
        for event in events:
            payload(event)
        self._ask_for(tuple(events), len(events), moment, typed)

    def _ask_for(self, events: tuple[Event, ...], count: int, moment: Moment, typed: str) -> None:
        said, done = _Said(next(self._keys), events, moment, typed), self._writer.known.said
        while self._asked and self._asked[0][0] <= done:
            self._asked.popleft()
        self._asked.append((said.key, count, time.monotonic()))
        self._ask(said)

    def draft(self, draft: Draft) -> None:
        """Ask that these words be made durable. Of several that wait under one id only the newest is written."""
        typed, done = _Typed(next(self._keys), draft), self._writer.known.drafted
        while self._words and self._words[0][0] <= done:
            self._words.popleft()
        self._words.append((typed.key, time.monotonic()))
        self._ask(typed)

    def flush(self, seconds: float) -> bool:
        """Try at once what waits, and wait so long until all is durable; whether it is. Also for signal handlers."""
        return self._wait(seconds, once=False)

    def end(self, seconds: float) -> bool:
        """Give the journal and the draft file back: True when all is durable and the thread has ended.

        False when a last try failed or the disk did not answer in this time: the thread goes on trying.
        """
        if not self._wait(seconds, once=True):
            return False
        self._post.put(_End())
        if self._thread.is_alive():
            self._thread.join()
        # Once more, for what a signal handler asked meanwhile: there is no thread now that would hear it.
        ended = self._wait(0.0, once=True)
        if ended:
            atexit.unregister(self._last_try)
        return ended

    def _wait(self, seconds: float, *, once: bool) -> bool:
        answer: SimpleQueue[bool] = SimpleQueue()
        self._ask(_Flush(answer, once))
        until = time.monotonic() + seconds
        while self._thread.is_alive() and (left := until - time.monotonic()) > 0:
            with suppress(Empty):
                return answer.get(timeout=min(left, LOOK_SECONDS))
        if not self._thread.is_alive():
            self._save_here()
        with suppress(Empty):
            return answer.get(block=False)
        return False

    def _ask(self, job: _Job) -> None:
        self._post.put(job)
        if not self._thread.is_alive():
            self._save_here()

    def _save_here(self) -> None:
        """Without a thread. A signal handler in the midst of it leaves its wish in the post."""
        if self._busy:
            return
        self._busy = True
        try:
            while self._post.jobs:
                self._writer.work(self._post)
        except Exception:  # noqa: BLE001, S110 - out of memory, as a rule: all that was asked is held and met again
            pass
        finally:
            self._busy = False

    def _run(self) -> None:
        patience: float | None = None
        while not self._writer.over:
            try:
                self._post.wait(patience)
                self._writer.work(self._post)
                patience = self._writer.patience()
            except Exception:  # noqa: BLE001 - out of memory, as a rule: all that was asked is held and met again
                patience = self._writer.pause

    def _last_try(self) -> None:
        with suppress(KeyboardInterrupt):
            self.end(LAST_SECONDS)


def _seconds_since(moments: Iterable[float]) -> float:
    first = next(iter(moments), None)
    return 0.0 if first is None else time.monotonic() - first
