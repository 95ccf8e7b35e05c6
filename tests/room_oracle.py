"""What the room must do with a key, said by the pure state machine alone: an oracle for random keys.

`Watched` presses keys in a seat and, after each, compares what was recorded with what the oracle expects, the state
with the journal as it reads back from the disk, the screen with the state, and the editor with the words that were
typed: they leave it only into a record, filed where they were typed, or by a key that erases.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

import msgspec

from interviewer.errors import CannotError
from interviewer.screens.room.interviewing import ANYWHERE, AWAY, ELSEWHERE, WORDS
from interviewer.screens.room.keymap import KEYS, SPEAKER_KEYS
from interviewer.screens.room.sight import Sight
from interviewer.session import events as e
from interviewer.session.actions import Action, parse
from interviewer.session.acts import act, act_around, first_question
from interviewer.session.answering import answer, yes_or_no
from interviewer.session.interview import (
    AskConsent,
    AskQuestions,
    Finish,
    Now,
    State,
    Step,
    finish,
    next_step,
    open_musts,
)
from interviewer.session.live import _draft_of
from tests.seat import Seat
from tests.terminal import BACKSPACE, CTRL_UNDERSCORE, DELETE, DOWN, END, ENTER, ESCAPE, HOME, LEFT, RIGHT, TAB, UP

CTRL_U, CTRL_W, CTRL_K, CTRL_Y, CTRL_G = "\x15", "\x17", "\x0b", "\x19", "\x07"
FUNCTION = {"f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~"}
LETTERS = ("a", "é", " ", "s", "r", "n", "t", "D", ".", "1", "2", "7", "/", "日", "👩‍👧", "؀", "x", "y", "c", "+")
WORDS_TYPED = (
    *("oui", "non", "elle m'a dit", "beaucoup", "7", "//me dit-il", "/memo à revoir", "/para elle va bien", "/next"),
    *(
        "/skip refus",
        "/skip",
        "/goto fin",
        "/undo",
        "/star",
        "/under 4",
        "/move suite",
        "/split dit",
        "/merge",
        "/fix autre",
    ),
    *("/because mal entendu", "/who 2", "/lang en", "/lang fr", "/probe", "/ask Et alors ?", "/done", "/pause"),
    *("/recorder 0:12:30", "/silence", "/later", "/back", "/map", "/time", "/help", "/inconnu", "/code sens", "/"),
)
ERASES = (BACKSPACE, DELETE, CTRL_U, CTRL_W, CTRL_K, CTRL_UNDERSCORE, CTRL_Y, "\x1bd", "\x1b\x7f")
MOVES = (LEFT, RIGHT, HOME, END)
PANES = (UP, DOWN, TAB, ESCAPE, CTRL_G, "\x1b[5~", "\x1b[6~")
SIZES = ((80, 24), (40, 10), (30, 8), (120, 35), (200, 50))
KILL, WAIT = "kill", "wait"
PROBES: dict[object, str] = {ESCAPE + n: n for n in "123"}
LEAST_COLUMNS, LEAST_ROWS = 40, 10
WIDE = 100  # there the outline stands beside the question, never in its place
Press = str | tuple[int, int]
PRESSES: tuple[tuple[Press, ...], ...] = (
    (ENTER,),
    WORDS_TYPED,
    LETTERS,
    tuple(ESCAPE + key.key for key in KEYS),
    tuple(ESCAPE + n for n in "123"),
    tuple(FUNCTION.values()),
    (*PANES, *MOVES, "\x1b\r"),
    ERASES,
    SIZES,
    ("\x1b[200~collé\r\nici\x1b[201~", KILL, WAIT),
)
IGNORED = ("id",)


class Before(NamedTuple):
    """How everything stood when the key was pressed."""

    state: State
    step: Step
    text: str
    editing: str
    splitting: bool
    sight: Sight
    refused_once: bool
    menu: bool
    begun: int

    @property
    def changed(self) -> bool:
        turn = self.state.view.turn(self.editing) if self.editing else None
        return bool(self.text.strip()) and not (turn and turn.text == self.text)


class DisagreedError(AssertionError):
    """The room did something else than the oracle says. Carries the keys so far."""


def _now() -> Now:
    ids = (f"n{n:07}{n:08}" for n in count())
    return Now(lambda: next(ids), 0.0, 0.0, "run")


def shape(events: Sequence[e.Event]) -> list[object]:
    """Events without what chance made: their own ids, wherever they stand."""
    made = {event.id for event in events} | {event.id[:8] for event in events}

    def clean(value: object) -> object:
        if isinstance(value, str):
            for one in sorted(made, key=len, reverse=True):
                value = value.replace(one, "*")
            return value
        if isinstance(value, dict):
            return {name: clean(one) for name, one in value.items() if name not in IGNORED}
        return [clean(one) for one in value] if isinstance(value, list | tuple) else value

    return [(type(event).__name__, clean(msgspec.to_builtins(event))) for event in events]


# --- what is expected ---


def expected(before: Before, press: Press) -> list[e.Event] | None:
    """The events that this key must make; None where only the general rules are asked."""
    if before.state.resting or before.sight.page:
        return None
    in_editor, action = before.sight.focus == "editor", _action_of(before, press)
    if action is not None:
        return _pressed(before, action)
    if press == ENTER and in_editor:
        return _with_first(before.state, _entered(before))
    opens = press in (ESCAPE, CTRL_G) or any(press == ESCAPE + key.key for key in KEYS)
    return [] if in_editor and not opens else None


def _action_of(before: Before, press: Press) -> Action | None:
    """The action that this key calls, wherever the eye rests."""
    for key in KEYS:
        if press == ESCAPE + key.key and (key.action or key.opens == "recorder"):
            return Action(key.action or key.opens, key.argument)
    if press in PROBES:
        return Action("probe", PROBES[press])
    place = next((SPEAKER_KEYS.index(name) for name, keys in FUNCTION.items() if keys == press), None)
    if place is None:
        return None
    present = before.state.present()
    name = "by" if before.sight.focus == "said" and before.sight.turn and not before.editing else "who"
    return Action(name, present[place] if place < len(present) else str(place + 1))


def _with_first(state: State, events: list[e.Event]) -> list[e.Event]:
    """What follows by itself: the first question behind the last consent, the end behind the last item."""
    after = state.after(events, _now())
    step = next_step(after, read_back=True)
    if events and isinstance(step, AskQuestions):
        return [*events, *first_question(after, _now())]
    return [*events, *finish(after, _now())] if events and isinstance(step, Finish) else events


def _entered(before: Before) -> list[e.Event]:
    if before.editing:
        there = before.state.view.turn(before.editing) is not None
        return [e.Fixed("new", before.editing, before.text)] if there and before.changed else []
    try:
        action = parse(before.text)
        if (before.menu and before.text.endswith(" ")) or _only_looks(before, action):
            return []
        if isinstance(before.step, AskQuestions):
            return act(before.state, action._replace(turn=before.sight.turn), _now())
        return answer(before.state, before.text, _now(), read_back=True)
    except CannotError:
        return []


def _only_looks(before: Before, action: Action) -> bool:
    """Whether Enter records nothing yet: it looks, brings a turn into the editor, or must be meant twice."""
    if isinstance(before.step, AskConsent) and action.name == "say":
        no = yes_or_no(before.text) is False and before.step.item.required
        return not before.text.strip() or (no and not before.refused_once)
    asking = isinstance(before.step, AskQuestions)
    musts = asking and action.name == "done" and bool(open_musts(before.state))
    if asking and action.name == "skip" and not action.argument.strip():
        return True
    return musts or action.name in ("map", "time", "help") or (action.name == "fix" and not action.argument.strip())


def _pressed(before: Before, action: Action) -> list[e.Event]:
    kept: list[e.Event] = []
    asking = isinstance(before.step, AskQuestions)
    try:
        if (not asking and action.name not in ANYWHERE) or _refused(before, action):
            return []
        if not before.editing and before.text.strip() and action.name in ELSEWHERE and asking:
            kept = list(act(before.state, parse(before.text), _now()))
        if before.editing and before.changed and action.name in AWAY:
            kept = [e.Fixed("new", before.editing, before.text)]
        state = before.state.after(kept, _now())
        if action.name == "done" and open_musts(state):
            return kept
        turn = before.sight.turn if before.sight.focus in ("editor", "said") else ""
        done = _done(state, action._replace(turn=turn or before.editing), asking=asking)
        return _with_first(before.state, [*kept, *done])
    except CannotError:
        return kept


def _refused(before: Before, action: Action) -> bool:
    """Whether the words that stand in the editor forbid this key. Raises CannotError as parsing them does."""
    if before.editing:
        return action.name in ("who", "undo") or (action.name in ("done", "merge") and before.changed)
    if not before.text.strip():
        return False
    if action.name == "undo":
        return not _stays(before, action)
    if action.name not in ELSEWHERE or not isinstance(before.step, AskQuestions):
        return False
    typed = parse(before.text)
    return typed.name not in WORDS or not typed.argument.strip()


def _done(state: State, action: Action, *, asking: bool) -> list[e.Event]:
    ids = (f"m{n:07}{n:08}" for n in count())
    now = _now()._replace(fresh=lambda: next(ids))
    return act(state, action, now) if asking else act_around(state, action, now)


def _stays(before: Before, action: Action) -> bool:
    done = _done(before.state, action, asking=isinstance(before.step, AskQuestions))
    after = before.state.after(done, _now())
    here, there = before.state.view.prompt, after.view.prompt
    same = (here and here.question) == (there and there.question)
    return same and next_step(after, read_back=True) == before.step


# --- watching ---


class Watched:
    """A seat whose every key is checked."""

    def __init__(self, root: Path, people: Sequence[str]) -> None:
        self.root, self.lives = root, count(1)
        self.seat = Seat(root / "0", people=people)
        self.seat.__enter__()
        self.pressed: list[Press] = []

    def close(self) -> None:
        self.seat.__exit__(None, None, None)

    @property
    def over(self) -> bool:
        return self.seat.outcome is not None

    def press(self, press: Press) -> None:
        """Press it, and raise DisagreedError when anything is not as it must be."""
        self.pressed.append(press)
        self.seat.times.spent += 1
        try:
            if press == KILL:
                self._kill()
                return
            before = self._before()
            if press == WAIT:
                self.seat.tick()
            elif isinstance(press, tuple):
                self.seat.resize(*press)
            else:
                self.seat.keys(press)
            self._check(before, press)
        except AssertionError as error:
            raise DisagreedError(f"{error}\nkeys: {self.pressed!r}") from error

    def _before(self) -> Before:
        holding, buffer = self.seat.holding, self.seat.room.buffer
        menu = buffer.complete_state is not None and buffer.complete_state.current_completion is not None
        return Before(
            holding.state,
            holding.step,
            buffer.text,
            holding.editing,
            holding.splitting,
            holding.sight,
            holding._refused_once == holding.step,
            menu,
            len(holding.state.records),
        )

    def _check(self, before: Before, press: Press) -> None:
        made = [record.event for record in self.seat.state.records[before.begun :]]
        wanted = expected(before, press)
        if wanted is not None and not (press == ENTER and before.splitting):
            assert shape(made) == shape(wanted), (shape(made), shape(wanted))
        self._words_are_somewhere(before, press, made)
        self._disk_agrees()
        if not self.over:
            self._screen_agrees()

    def _words_are_somewhere(self, before: Before, press: Press, made: Sequence[e.Event]) -> None:
        """Words leave the editor into a record of this key, by a key that erases, or by leaving a rewriting on purpose."""
        if not before.changed or press in ERASES or _may_go(before, press, made):
            return
        words = _bare(before.text)
        recorded = [word for event in made for word in _words_of(event)]
        assert _within(words, self.seat.editor) or words in recorded, (before.text, self.seat.editor, shape(made))
        prompt = before.state.view.prompt
        for event in made:
            if isinstance(event, e.Turn) and event.text == words and press != ENTER:
                assert prompt is not None
                assert (event.question, event.asked) == (prompt.question, prompt.id)

    def _disk_agrees(self) -> None:
        state, disk = self.seat.state.view, self.seat.flushed()
        for name in ("turns", "coverage", "speaker", "language", "status", "consents", "background", "form", "gaps"):
            assert getattr(state, name) == getattr(disk, name), name
        assert (state.prompt and state.prompt.id) == (disk.prompt and disk.prompt.id)
        assert (state.markers, state.measures, state.marks) == (disk.markers, disk.measures, disk.marks)

    def _screen_agrees(self) -> None:
        self.seat.settle()
        lines, seat = self.seat.painted.lines(), self.seat
        columns, rows = seat.painted.output.get_size().columns, len(lines)
        assert len(lines) == rows
        if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
            return
        text = seat.editor
        menu = seat.room.buffer.complete_state is not None  # it may lie over the words
        if not menu and "\n" not in text and len(text.encode()) < columns - 6 and text.isprintable() and text.isascii():
            # A window that is scrolled shows the end of what stands there.
            assert any(line.lstrip("› ").rstrip() == text.strip() for line in lines if "›" in line[:3]), seat.screen
        prompt = seat.state.view.prompt
        quiet = not seat.holding.message()[0] and not seat.holding.sight.page and seat.holding.sight.finder is None
        if columns >= WIDE and quiet and prompt and isinstance(seat.holding.step, AskQuestions):
            assert _beginning(prompt.text) in seat.screen, (prompt.text, seat.screen)
        assert lines[-1].endswith("saved"), "\n".join(lines)

    # --- killed ---

    def _kill(self) -> None:
        if self.over:
            return
        before, place = self._before(), self.seat.holding.place
        self.seat.tick()
        assert self.seat.saver.flush(10)
        again = self.seat.killed(self.root / str(next(self.lives)))
        self.seat.__exit__(None, None, None)
        self.seat = again
        again.__enter__()
        kind, words, _place = _draft_of(before.state, before.text if before.changed else "", place)
        words = words if words.strip() else ""
        assert again.editor == words, (again.editor, words)
        old = [(t.id, t.kind, t.text, t.question, t.speaker) for t in before.state.view.turns]
        new = [(t.id, t.kind, t.text, t.question, t.speaker) for t in again.state.view.turns]
        assert new[: len(old)] == old or [t for t in new if t in old] == old
        more = [t for t in new if t not in old]
        if words and not _place:
            assert [(t[1], t[2]) for t in more] == [(kind, words)]
            assert again.holding.editing == more[0][0]
        else:
            assert not more, more
            assert again.holding.editing == (before.editing if words else "")
        self._disk_agrees()
        self._screen_agrees()


def _words_of(event: e.Event) -> Iterator[str]:
    for name in ("text", "note", "reason", "why"):
        value = getattr(event, name, "")
        if isinstance(value, str) and value:
            yield value


def _beginning(words: str) -> str:
    """As much of it as stands in one row."""
    return words.split("\n", 1)[0][:20].strip()


def _within(words: str, text: str) -> bool:
    """Whether all of the words still stand in the text, whatever was written between them."""
    rest = iter(text)
    return all(letter in rest for letter in words)


def _bare(text: str) -> str:
    """The words of a line without the word of its action."""
    try:
        action = parse(text)
    except CannotError:
        return text
    return action.argument if action.name in (*WORDS, "ask", "because") else text


def _may_go(before: Before, press: Press, made: Sequence[e.Event]) -> bool:
    """Whether these words were no speech: a value, a yes, an action and its arguments; or a rewriting was left."""
    bare = before.text.lstrip(" \t")  # as session.actions reads a line
    action = bare.startswith("/") and not bare.startswith("//")
    no_speech = action or not isinstance(before.step, AskQuestions) or any(isinstance(m, e.Measured) for m in made)
    completed = action and (before.menu or press in (TAB, UP, DOWN))
    left = press in (ESCAPE, ESCAPE + "u") and bool(before.editing)
    return left or completed or (press == ENTER and not before.editing and no_speech) or (bool(made) and no_speech)
